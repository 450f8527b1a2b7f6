//! The journal: entries by day, and the stories that sessions left.

use daymark_api::{AddEntry, EntryView, ListEntries, TrashObjects};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::components::{Button, Empty, Look, Page, Skeleton, Trouble};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{Asked, act, act_then, use_query};
use crate::time::use_today;
use crate::words;

#[component]
pub fn Journal() -> Html {
    let asked = use_query(ListEntries { limit: Some(300), ..ListEntries::default() });
    let today = use_today();
    let list = match &*asked {
        Asked::Waiting => html! { <Skeleton rows={4} /> },
        Asked::Failed(error) => html! { <Trouble error={error.clone()} /> },
        Asked::Ready(entries) if entries.is_empty() => html! {
            <Empty sign={Sign::Note} title={t!("journal-empty")} text={t!("journal-empty-text")} />
        },
        Asked::Ready(entries) => {
            let mut groups: Vec<(jiff::civil::Date, Vec<&EntryView>)> = Vec::new();
            for view in entries {
                match groups.last_mut() {
                    Some((day, group)) if *day == view.entry.day => group.push(view),
                    _ => groups.push((view.entry.day, vec![view])),
                }
            }
            html! {
                for (day, group) in groups {
                    <section class="group journal-day" key={day.to_string()}>
                        <h2 class="group-title">{ words::sentence(&words::near_day(day, today)) }</h2>
                        for view in group { { entry(view) } }
                    </section>
                }
            }
        }
    };
    html! {
        <Page title={t!("nav-journal")} class="journal">
            <div class="journal-cols scrolls"><Write />{ list }</div>
        </Page>
    }
}

/// A place to write; how one feels may be said or not.
#[component]
fn Write() -> Html {
    let field = use_node_ref();
    let mood = use_state_eq(|| None::<u8>);
    let energy = use_state_eq(|| None::<u8>);
    let save = {
        let (field, mood, energy) = (field.clone(), mood.clone(), energy.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(area) = field.cast::<HtmlTextAreaElement>() else { return };
            let entry = AddEntry { body: area.value(), mood: *mood, energy: *energy, ..AddEntry::default() };
            let (mood, energy) = (mood.clone(), energy.clone());
            act_then(entry, t!("said-written"), move |_| {
                area.set_value("");
                mood.set(None);
                energy.set(None);
            });
        })
    };
    html! {
        <div class="journal-write">
            <textarea ref={field} class="field" rows="4" aria-label={t!("journal-write")} placeholder={t!("journal-write")} />
            <div class="journal-row">
                { level(t!("journal-mood"), &mood) }
                { level(t!("journal-energy"), &energy) }
                <Button look={Look::Go} onclick={save}>{ t!("save") }</Button>
            </div>
        </div>
    }
}

/// Five dots; pressing the chosen one takes it back.
fn level(name: String, chosen: &UseStateHandle<Option<u8>>) -> Html {
    let dot = |n: u8| {
        let (state, on) = (chosen.clone(), chosen.is_some_and(|chosen| n <= chosen));
        let onclick =
            Callback::from(move |_: MouseEvent| state.set(if *state == Some(n) { None } else { Some(n) }));
        let pressed = if **chosen == Some(n) { "true" } else { "false" };
        html! { <button type="button" class={classes!("level", on.then_some("is-on"))} aria-pressed={pressed} aria-label={t!("journal-level", name = name.as_str(), n = n)} {onclick}></button> }
    };
    html! { <div class="levels" role="group" aria-label={name.clone()}><span class="form-label">{ &name }</span>{ for (1..=5).map(dot) }</div> }
}

fn entry(view: &EntryView) -> Html {
    let entry = &view.entry;
    let id = entry.id;
    let drop = Callback::from(move |_: MouseEvent| {
        act(TrashObjects { ids: vec![id.into()] }, t!("said-entry-gone"))
    });
    let felt = |name: String, level: Option<u8>| level.map(|n| format!("{name} {n}/5")).unwrap_or_default();
    let minutes = entry.minutes.map(words::minutes).unwrap_or_default();
    let facts = words::dotted([
        if entry.story { t!("journal-story") } else { String::new() },
        minutes,
        felt(t!("journal-mood"), entry.mood),
        felt(t!("journal-energy"), entry.energy),
    ]);
    html! {
        <article class={classes!("entry", entry.story.then_some("is-story"))} key={entry.id.to_string()}>
            if !entry.title.is_empty() { <h3>{ &entry.title }</h3> }
            <p class="entry-body">{ entry.body.as_str() }</p>
            <footer><small class="num">{ facts }</small>
                <button type="button" class="icon-btn" aria-label={t!("act-drop")} title={t!("act-drop")} onclick={drop}><Icon sign={Sign::Trash} /></button></footer>
        </article>
    }
}
