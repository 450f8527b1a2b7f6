//! Notes, and one note.

mod editor;

use daymark_api::domain::NoteId;
use daymark_api::{AddNote, ListNotes, NoteRow};
use gloo_timers::callback::Timeout;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::{Button, Empty, Look, Page, Skeleton, Trouble};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{Asked, act_then, use_held, use_query};
use crate::route::{self, Link, Route};
use crate::words;

use editor::Editor;

#[derive(Properties, PartialEq)]
pub struct NotesProps {
    pub note: Option<NoteId>,
}

#[component]
pub fn Notes(props: &NotesProps) -> Html {
    let typed = use_state_eq(String::new);
    let query = use_state_eq(String::new);
    let pause = use_mut_ref(|| None::<Timeout>);
    let asked = use_query(ListNotes { query: (*query).clone(), limit: Some(200) });
    let asked = use_held(asked);
    let oninput = {
        let (typed, query) = (typed.clone(), query.clone());
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            typed.set(field.value());
            let (query, words) = (query.clone(), field.value().trim().to_owned());
            *pause.borrow_mut() = Some(Timeout::new(180, move || query.set(words)));
        })
    };
    let new = Callback::from(|_: MouseEvent| add(String::new()));
    let actions = html! { <Button sign={Sign::Plus} onclick={new}>{ t!("note-new") }</Button> };
    let searching = !query.is_empty();
    let list = match &*asked {
        Asked::Waiting => html! { <Skeleton rows={6} /> },
        Asked::Failed(error) => html! { <Trouble error={error.clone()} /> },
        Asked::Ready(notes) if notes.is_empty() && !searching && props.note.is_none() => {
            return html! { <Page title={t!("nav-notes")} class="notes" {actions}>{ nothing() }</Page> };
        }
        Asked::Ready(notes) if notes.is_empty() => html! { <p class="notes-none">{ t!("notes-none") }</p> },
        Asked::Ready(notes) => html! {
            <ul class="note-rows">for note in notes { { row(note, props.note) } }</ul>
        },
    };
    html! {
        <Page title={t!("nav-notes")} class={classes!("notes", props.note.is_some().then_some("has-note"))} {actions}>
            <div class="notes-cols">
                <div class="notes-list">
                    <div class="filter">
                        <Icon sign={Sign::Search} />
                        <input type="search" class="filter-field" aria-label={t!("notes-find")} placeholder={t!("notes-find")} value={(*typed).clone()} autocomplete="off" {oninput} />
                    </div>
                    <div class="notes-scroll scrolls">{ list }</div>
                </div>
                <div class="notes-paper">
                    if let Some(id) = props.note {
                        <Editor key={id.to_string()} {id} />
                    } else {
                        <p class="notes-pick">{ t!("notes-pick") }</p>
                    }
                </div>
            </div>
        </Page>
    }
}

fn add(body: String) {
    let title = t!("note-untitled");
    let note = AddNote { title: title.clone(), body, area: None, goal: None };
    act_then(note, t!("said-added", title = title), |note| route::go(&Route::Note(note.note.id)));
}

/// The first line of a body that says something.
fn preview(body: &str) -> String {
    body.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().chars().take(120).collect()
}

fn row(row: &NoteRow, open: Option<NoteId>) -> Html {
    let note = &row.note;
    let current = open == Some(note.id);
    html! {
        <li key={note.id.to_string()}>
            <Link to={Route::Note(note.id)} class={classes!("note-row", current.then_some("is-open"))}>
                <span class="note-title">{ note.title.as_str() }</span>
                <span class="note-preview">{ preview(note.body.as_str()) }</span>
                <small class="num">{ words::dotted([words::ago(note.updated_at), row.area_name.clone().unwrap_or_default()]) }</small>
            </Link>
        </li>
    }
}

fn nothing() -> Html {
    let example = Callback::from(|_: MouseEvent| add(t!("notes-example-body")));
    html! {
        <Empty sign={Sign::Note} title={t!("notes-empty")} text={t!("notes-empty-text")}>
            <Button look={Look::Go} sign={Sign::Plus} onclick={example}>{ t!("notes-example") }</Button>
        </Empty>
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn previews_are_the_first_words() {
        for (body, said) in [("", ""), ("\n\n  a\nb", "a"), ("one line", "one line")] {
            assert_eq!(super::preview(body), said);
        }
    }
}
