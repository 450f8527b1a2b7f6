//! What was done, and by whom; and the way back and forth.

use daymark_api::{HistoryEntry, HistoryView, ListHistory};
use jiff::civil::Date;
use yew::prelude::*;

use crate::components::{Button, Empty, Look, Page, Skeleton, Trouble};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{Asked, use_query};
use crate::time::{self, use_today};
use crate::{toast, words};

#[component]
pub fn History() -> Html {
    let today = use_today();
    let asked = use_query(ListHistory { limit: Some(200), object: None });
    let body = match &*asked {
        Asked::Waiting => html! { <Skeleton rows={8} /> },
        Asked::Failed(error) => html! { <Trouble error={error.clone()} /> },
        Asked::Ready(history) if history.entries.is_empty() => {
            html! { <Empty sign={Sign::History} title={t!("history-empty")} text={t!("history-empty-text")} /> }
        }
        Asked::Ready(history) => {
            html! { <>{ turns(history) }{ for by_day(&history.entries).into_iter().map(|(day, entries)| of_day(day, &entries, today)) }</> }
        }
    };
    html! { <Page title={t!("nav-history")} class="keeping">{ body }</Page> }
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

fn of_day(day: Date, entries: &[&HistoryEntry], today: Date) -> Html {
    html! {
        <section class="history-day" key={day.to_string()}>
            <h2 class="group-title">{ words::sentence(&words::near_day(day, today)) }</h2>
            <ol class="kept">for entry in entries { { step(entry) } }</ol>
        </section>
    }
}

/// Who did it, as a sign and in words.
fn actor(entry: &HistoryEntry) -> (Sign, String) {
    match entry.actor.split_once(' ') {
        Some(("import", format)) => (Sign::Upload, t!("actor-import", format = format)),
        Some(("device", name)) => (Sign::Panel, t!("actor-device", name = name)),
        _ if entry.actor == "person" => (Sign::Edit, t!("actor-person")),
        _ if entry.actor == "assistant" => (Sign::Assistant, t!("actor-assistant")),
        _ => (Sign::Info, entry.actor.clone()),
    }
}

fn step(entry: &HistoryEntry) -> Html {
    let (sign, who) = actor(entry);
    let at = words::time(time::here(entry.at).time());
    let many = if entry.objects > 1 { t!("history-objects", count = entry.objects) } else { String::new() };
    html! {
        <li key={entry.unit} class={classes!("kept-row", entry.undone.then_some("is-undone"))}>
            <Icon {sign} />
            <span class="kept-words"><span class="kept-title">{ &entry.label }</span><small class="num">{ words::dotted([at, who, many]) }</small></span>
            if entry.undone { <span class="tag-status">{ t!("history-undone") }</span> }
        </li>
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
