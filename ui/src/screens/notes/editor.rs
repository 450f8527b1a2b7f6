//! The paper of one note. It is saved by itself, a moment after the last key.

use std::cell::RefCell;
use std::rc::Rc;

use daymark_api::domain::{AreaId, NoteId, ObjectId};
use daymark_api::{Edit, EditNote, GetCounts, NoteRow, ShowNote, TrashObjects};
use gloo_timers::callback::Timeout;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::components::{Attachments, DropFiles, Skeleton, Trouble};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{self, Asked, act, act_then, use_query};
use crate::route::{self, Link, Route};
use crate::{toast, words};

#[derive(Properties, PartialEq)]
pub struct EditorProps {
    pub id: NoteId,
}

#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let asked = use_query(ShowNote { id: props.id });
    match &*asked {
        Asked::Waiting => html! { <Skeleton rows={5} /> },
        Asked::Failed(error) => html! { <Trouble error={error.clone()} /> },
        Asked::Ready(note) => html! { <Paper note={note.clone()} /> },
    }
}

/// What is on the paper and not yet saved.
#[derive(Clone, Debug, Default, PartialEq)]
struct Words {
    title: String,
    body: String,
}

impl Words {
    fn of(row: &NoteRow) -> Words {
        Words { title: row.note.title.to_string(), body: row.note.body.to_string() }
    }
}

/// Saves after a pause, or at once when the paper goes away.
#[derive(Default)]
struct Saver {
    id: Option<NoteId>,
    saved: RefCell<Words>,
    unsaved: RefCell<Option<Words>>,
    pause: RefCell<Option<Timeout>>,
}

impl Saver {
    fn save(&self, then: impl FnOnce() + 'static) {
        drop(self.pause.take());
        let (Some(id), Some(words)) = (self.id, self.unsaved.take()) else { return };
        let before = self.saved.replace(words.clone());
        // A title is needed; while there is none the old one stays.
        let title = Some(words.title).filter(|title| !title.trim().is_empty() && *title != before.title);
        let body = Some(words.body).filter(|body| *body != before.body);
        if title.is_none() && body.is_none() {
            return then();
        }
        spawn_local(async move {
            match query::run(EditNote { id, title, body, area: Edit::Keep }).await {
                Ok(_) => then(),
                Err(error) => toast::trouble(&error),
            }
        });
    }
}

#[derive(Properties, PartialEq)]
struct PaperProps {
    note: NoteRow,
}

#[component]
fn Paper(props: &PaperProps) -> Html {
    let given = Words::of(&props.note);
    let words = use_state_eq(|| given.clone());
    let saved = use_state_eq(|| true);
    let saver = {
        let (id, given) = (props.note.note.id, given.clone());
        use_memo((), move |()| Saver { id: Some(id), saved: RefCell::new(given), ..Saver::default() })
    };
    {
        // Changed elsewhere (undo, another window) while nothing is unsaved here.
        let (words, saver) = (words.clone(), saver.clone());
        use_effect_with(given, move |given| {
            if saver.unsaved.borrow().is_none() {
                saver.saved.replace(given.clone());
                words.set(given.clone());
            }
        });
    }
    {
        let saver = saver.clone();
        use_effect_with((), move |()| move || saver.save(|| {}));
    }
    let change = {
        let (words, saved, saver) = (words.clone(), saved.clone(), saver.clone());
        Rc::new(move |next: Words| {
            words.set(next.clone());
            saved.set(false);
            saver.unsaved.replace(Some(next));
            let (later, saved) = (saver.clone(), saved.clone());
            let timer = Timeout::new(900, move || later.save(move || saved.set(true)));
            saver.pause.replace(Some(timer));
        })
    };
    let ontitle = {
        let (change, words) = (change.clone(), words.clone());
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            change(Words { title: field.value(), ..(*words).clone() });
        })
    };
    let onbody = {
        let (change, words) = (change.clone(), words.clone());
        Callback::from(move |event: InputEvent| {
            let field: HtmlTextAreaElement = event.target_unchecked_into();
            change(Words { body: field.value(), ..(*words).clone() });
        })
    };
    let onblur = {
        let (saver, saved) = (saver.clone(), saved.clone());
        Callback::from(move |_: FocusEvent| {
            let saved = saved.clone();
            saver.save(move || saved.set(true));
        })
    };
    html! {
        <article class="paper">
            <div class="paper-bar">
                <Link to={Route::Notes} class="icon-btn paper-back" label={t!("notes-back")}><Icon sign={Sign::Left} /></Link>
                <Filing note={props.note.clone()} />
                <span class="paper-saved num" role="status">{ if *saved { t!("note-saved", when = words::ago(props.note.note.updated_at)) } else { t!("note-saving") } }</span>
                { trash(&props.note) }
            </div>
            <input class="paper-title" type="text" maxlength="500" aria-label={t!("title-field")} placeholder={t!("note-untitled")} value={words.title.clone()}
                oninput={ontitle} onblur={onblur.clone()} />
            <DropFiles owner={ObjectId::from(props.note.note.id)}>
            <textarea class="paper-body" maxlength="200000" aria-label={t!("note-body")} placeholder={t!("note-placeholder")} value={words.body.clone()}
                oninput={onbody} {onblur} />
                <Attachments owner={ObjectId::from(props.note.note.id)} />
            </DropFiles>
        </article>
    }
}

fn trash(row: &NoteRow) -> Html {
    let (id, title) = (row.note.id, row.note.title.to_string());
    let onclick = Callback::from(move |_: MouseEvent| {
        let ids: Vec<ObjectId> = vec![id.into()];
        act_then(TrashObjects { ids }, t!("said-let-go", title = title.as_str()), |_| {
            route::go(&Route::Notes)
        });
    });
    html! {
        <button type="button" class="icon-btn" aria-label={t!("note-drop")} title={t!("note-drop")} {onclick}><Icon sign={Sign::Trash} /></button>
    }
}

/// The area the note belongs to.
#[component]
fn Filing(props: &PaperProps) -> Html {
    let counts = use_query(GetCounts {});
    let areas = counts.ready().map(|counts| counts.areas.clone()).unwrap_or_default();
    let note = &props.note.note;
    let onchange = {
        let (id, title) = (note.id, note.title.to_string());
        Callback::from(move |event: Event| {
            let field: HtmlSelectElement = event.target_unchecked_into();
            let area = field.value().parse::<AreaId>().ok();
            act(
                EditNote { id, title: None, body: None, area: area.into() },
                t!("said-changed", title = title.as_str()),
            );
        })
    };
    html! {
        <label class="way">
            <span class="visually-hidden">{ t!("goal-area") }</span>
            <select {onchange}>
                <option value="" selected={note.area.is_none()}>{ t!("goal-no-area") }</option>
                for area in areas { <option value={area.id.to_string()} selected={note.area == Some(area.id)}>{ area.name }</option> }
            </select>
            <Icon sign={Sign::Down} />
        </label>
    }
}
