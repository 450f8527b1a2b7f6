//! What was done, and by whom; and the way back and forth, for the last step and for each.

use std::collections::BTreeMap;

use daymark_api::{HistoryEntry, HistoryView, ListHistory, StepUndone};
use jiff::civil::Date;
use yew::prelude::*;

use crate::components::{Button, Empty, Look, Page, Skeleton, Trouble};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{Asked, use_query};
use crate::route::{Link, Route};
use crate::time::{self, use_today};
use crate::{toast, words};

/// What each step that was taken back had to leave as it is, in sentences.
type Stayed = BTreeMap<i64, Vec<String>>;
/// Takes a step back, or does it again.
type Turn = Callback<(i64, bool)>;

#[component]
pub fn History() -> Html {
    let today = use_today();
    let asked = use_query(ListHistory { limit: Some(200), object: None });
    let stayed = use_state(Stayed::new);
    let turn = {
        let stayed = stayed.clone();
        Callback::from(move |(unit, redo): (i64, bool)| {
            let stayed = stayed.clone();
            let then = Callback::from(move |turned: StepUndone| {
                let mut all = (*stayed).clone();
                all.insert(unit, turned.left.into_iter().map(|left| left.said).collect());
                stayed.set(all);
            });
            toast::turn_step(unit, redo, then);
        })
    };
    let body = match &*asked {
        Asked::Waiting => html! { <Skeleton rows={8} /> },
        Asked::Failed(error) => html! { <Trouble error={error.clone()} /> },
        Asked::Ready(history) if history.entries.is_empty() => {
            html! { <Empty sign={Sign::History} title={t!("history-empty")} text={t!("history-empty-text")} /> }
        }
        Asked::Ready(history) => {
            let days = by_day(&history.entries);
            html! { <>{ turns(history) }{ for days.into_iter().map(|(day, entries)| of_day(day, &entries, today, &stayed, &turn)) }</> }
        }
    };
    let actions = html! { <Link to={Route::Past(String::new())} class="btn"><Icon sign={Sign::Clock} />{ t!("past") }</Link> };
    html! { <Page title={t!("nav-history")} class="keeping" {actions}>{ body }</Page> }
}

/// What undo and redo would do, each with its button.
fn turns(history: &HistoryView) -> Html {
    let undo = Callback::from(|_: MouseEvent| toast::undo());
    let redo = Callback::from(|_: MouseEvent| toast::redo());
    html! {
        <div class="turns">
            <Button sign={Sign::Undo} onclick={undo} disabled={history.undo.is_none()} class="turn">
                <span>{ t!("undo") }</span>if let Some(label) = &history.undo { <small>{ label }</small> }
            </Button>
            <Button look={Look::Quiet} sign={Sign::Redo} onclick={redo} disabled={history.redo.is_none()} class="turn">
                <span>{ t!("redo") }</span>if let Some(label) = &history.redo { <small>{ label }</small> }
            </Button>
        </div>
    }
}

/// The steps by the day they were done on, in the order they came.
fn by_day(entries: &[HistoryEntry]) -> Vec<(Date, Vec<&HistoryEntry>)> {
    let mut days: Vec<(Date, Vec<&HistoryEntry>)> = Vec::new();
    for entry in entries {
        let day = time::here(entry.at).date();
        match days.last_mut().filter(|(last, _)| *last == day) {
            Some((_, of)) => of.push(entry),
            None => days.push((day, vec![entry])),
        }
    }
    days
}

fn of_day(day: Date, entries: &[&HistoryEntry], today: Date, stayed: &Stayed, turn: &Turn) -> Html {
    html! {
        <section class="history-day" key={day.to_string()}>
            <h2 class="group-title">{ words::sentence(&words::near_day(day, today)) }</h2>
            <ol class="kept">for entry in entries { { step(entry, stayed.get(&entry.unit), turn) } }</ol>
        </section>
    }
}

/// Who did it, as a sign and in words.
pub fn actor(entry: &HistoryEntry) -> (Sign, String) {
    match entry.actor.split_once(' ') {
        Some(("import", format)) => (Sign::Upload, t!("actor-import", format = format)),
        Some(("device", name)) => (Sign::Panel, t!("actor-device", name = name)),
        _ if entry.actor == "person" => (Sign::Edit, t!("actor-person")),
        _ if entry.actor == "assistant" => (Sign::Assistant, t!("actor-assistant")),
        _ if entry.who.is_empty() => (Sign::Info, entry.actor.clone()),
        // Core knows more hands than this screen has signs for.
        _ => (Sign::Bolt, entry.who.clone()),
    }
}

fn step(entry: &HistoryEntry, stayed: Option<&Vec<String>>, turn: &Turn) -> Html {
    let (sign, who) = actor(entry);
    let at = words::time(time::here(entry.at).time());
    let many = if entry.objects > 1 { t!("history-objects", count = entry.objects) } else { String::new() };
    html! {
        <li key={entry.unit} class={classes!("kept-row", entry.undone.then_some("is-undone"))}>
            <Icon {sign} />
            <span class="kept-words"><span class="kept-title">{ &entry.label }</span><small class="num">{ words::dotted([at, who, many]) }</small></span>
            if entry.undone { <span class="tag-status">{ t!("history-undone") }</span> }
            { turning(entry, turn) }
            if let Some(stayed) = stayed.filter(|stayed| !stayed.is_empty()) { <Stays said={stayed.clone()} /> }
        </li>
    }
}

/// The way back from a step, or forth again.
fn turning(entry: &HistoryEntry, turn: &Turn) -> Html {
    let (unit, redo) = (entry.unit, entry.undone);
    let import = !redo && entry.actor.starts_with("import");
    let (sign, words) = match redo {
        true => (Sign::Redo, t!("history-redo-step")),
        false if import => (Sign::Undo, t!("history-undo-import")),
        false => (Sign::Undo, t!("history-undo-step")),
    };
    // A phone has room for the words of the rare ones only.
    let class = classes!("small", "kept-turn", import.then_some("is-worded"));
    let label = t!("act-on", act = words.as_str(), title = entry.label.as_str());
    let onclick = turn.reform(move |_: MouseEvent| (unit, redo));
    html! { <Button look={Look::Quiet} {class} {sign} {label} {onclick}><span>{ words }</span></Button> }
}

#[derive(Properties, PartialEq)]
pub struct StaysProps {
    pub said: Vec<String>,
}

/// What was not taken back, because it has changed since.
#[component]
pub fn Stays(props: &StaysProps) -> Html {
    html! {
        <div class="kept-stays" role="status">
            <p>{ t!("history-stays", count = props.said.len()) }</p>
            <ul>for said in props.said.iter().take(20) { <li>{ said }</li> }</ul>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(at: &str, actor: &str) -> HistoryEntry {
        let at = at.parse().unwrap();
        HistoryEntry { unit: 1, at, actor: actor.into(), objects: 1, ..HistoryEntry::default() }
    }

    #[test]
    fn steps_stand_under_their_days() {
        let entries = ["2026-11-21T10:00:00Z", "2026-11-21T08:00:00Z", "2026-11-20T23:00:00Z"]
            .map(|at| entry(at, "person"));
        let sizes: Vec<usize> = by_day(&entries).iter().map(|(_, of)| of.len()).collect();
        assert_eq!(sizes, [2, 1]);
    }

    #[test]
    fn who_did_it_is_said_plainly() {
        for (given, said) in [
            ("person", "you"),
            ("assistant", "the assistant"),
            ("import taskwarrior", "import from taskwarrior"),
            ("unknown", "unknown"),
        ] {
            assert_eq!(actor(&entry("2026-11-21T10:00:00Z", given)).1, said);
        }
    }
}
