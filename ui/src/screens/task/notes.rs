//! The notes of a task: a field that keeps what is typed when it is left, however it is left.

use std::cell::RefCell;
use std::rc::Rc;

use daymark_api::{EditTask, TaskView};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::actions;
use crate::i18n::t;
use crate::query::act;
use crate::screens::add::HELD_OPEN;

#[derive(Properties, PartialEq)]
pub struct NotesProps {
    pub task: TaskView,
}

/// What was typed and what is kept.
struct Draft {
    view: TaskView,
    typed: Option<String>,
}

impl Draft {
    fn keep(&mut self) {
        if let Some(notes) = self.typed.take()
            && notes != self.view.task.notes.as_str()
        {
            let said = t!("said-notes", title = self.view.task.title.as_str());
            act(EditTask { notes: Some(notes), ..actions::edit(self.view.task.id) }, said);
        }
    }
}

#[component]
pub fn Notes(props: &NotesProps) -> Html {
    let update = use_force_update();
    let draft: Rc<RefCell<Draft>> = use_mut_ref(|| Draft { view: props.task.clone(), typed: None });
    draft.borrow_mut().view = props.task.clone();
    {
        let draft = draft.clone();
        use_effect_with((), move |()| move || draft.borrow_mut().keep());
    }
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| {
            draft.borrow_mut().typed = Some(event.target_unchecked_into::<HtmlTextAreaElement>().value());
            update.force_update();
        })
    };
    let onblur = {
        let draft = draft.clone();
        Callback::from(move |_: FocusEvent| draft.borrow_mut().keep())
    };
    let text = draft.borrow().typed.clone().unwrap_or_else(|| props.task.task.notes.to_string());
    html! {
        <section class="task-notes">
            <h3 class="cap" id="notes-title">{ t!("task-notes") }</h3>
            <div class="grows">
                <div class="grows-mirror" aria-hidden="true">{ &text }{ HELD_OPEN }</div>
                <textarea rows="2" maxlength="200000" aria-labelledby="notes-title" placeholder={t!("task-notes-empty")} value={text} {oninput} {onblur} />
            </div>
        </section>
    }
}
