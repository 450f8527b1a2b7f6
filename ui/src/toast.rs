//! Short messages at the edge: what was done, with Undo, or what went wrong.

use std::cell::Cell;

use daymark_api::{ApiError, Redo, StepUndone, Undo, UndoStep};
use gloo_timers::future::TimeoutFuture;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::components::{Button, Look};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query;
use crate::signal::{Signal, Watched, use_signal};

/// What a toast offers to press.
#[derive(Clone, PartialEq)]
pub enum Offer {
    Nothing,
    Undo,
    /// Another remedy: its label and what it does.
    Do(String, Callback<()>),
}

#[derive(Clone, PartialEq)]
pub struct Toast {
    pub id: u32,
    pub text: String,
    pub hint: Option<String>,
    pub offer: Offer,
    pub trouble: bool,
}

thread_local! {
    static TOASTS: Signal<Vec<Toast>> = Signal::new(Vec::new());
    static NEXT: Cell<u32> = const { Cell::new(1) };
}

/// How long a toast stays, in milliseconds; trouble stays longer because it has to be read.
const STAYS: u32 = 7_000;
const TROUBLE_STAYS: u32 = 14_000;

/// Says that something was done, and offers to undo it.
pub fn done(text: impl Into<String>) {
    show(text.into(), None, Offer::Undo, false);
}

/// Says something that cannot be undone because nothing changed.
pub fn say(text: impl Into<String>) {
    show(text.into(), None, Offer::Nothing, false);
}

/// Says something with another remedy than Undo.
pub fn offer(text: impl Into<String>, label: impl Into<String>, remedy: Callback<()>) {
    show(text.into(), None, Offer::Do(label.into(), remedy), false);
}

/// Says what went wrong and what to do.
pub fn trouble(error: &ApiError) {
    show(error.message.clone(), error.hint.clone(), Offer::Nothing, true);
}

fn show(text: String, hint: Option<String>, offer: Offer, trouble: bool) {
    let id = NEXT.get();
    NEXT.set(id + 1);
    TOASTS.change(|toasts| {
        // An older Undo would now undo something else than it says.
        toasts.retain(|toast| toast.trouble || toast.offer == Offer::Nothing);
        toasts.push(Toast { id, text, hint, offer, trouble });
        let extra = toasts.len().saturating_sub(3);
        toasts.drain(..extra);
    });
    spawn_local(async move {
        TimeoutFuture::new(if trouble { TROUBLE_STAYS } else { STAYS }).await;
        dismiss(id);
    });
}

fn dismiss(id: u32) {
    if TOASTS.get().iter().any(|toast| toast.id == id) {
        TOASTS.change(|toasts| toasts.retain(|toast| toast.id != id));
    }
}

/// Undoes the last step and says which it was.
pub fn undo() {
    spawn_local(async {
        match query::run(Undo { steps: Some(1) }).await {
            Ok(undone) => match undone.labels.first() {
                Some(label) => {
                    let redo = Callback::from(|()| redo());
                    offer(t!("undone", label = label.as_str()), t!("redo"), redo);
                }
                None => say(t!("undo-nothing")),
            },
            Err(error) => trouble(&error),
        }
    });
}

/// Does the last undone step again.
pub fn redo() {
    spawn_local(async {
        match query::run(Redo { steps: Some(1) }).await {
            Ok(redone) => match redone.labels.first() {
                Some(label) => done(t!("redone", label = label.as_str())),
                None => say(t!("redo-nothing")),
            },
            Err(error) => trouble(&error),
        }
    });
}

/// Takes one step back, whichever it is, or does it again; hands on what stayed as it was.
pub fn turn_step(unit: i64, redo: bool, then: Callback<StepUndone>) {
    spawn_local(async move {
        match query::run(UndoStep { unit: Some(unit), turn: None, redo }).await {
            Ok(turned) => {
                let label = turned.labels.first().cloned().unwrap_or_default();
                say(if redo { t!("redone", label = label) } else { t!("undone", label = label) });
                then.emit(turned);
            }
            Err(error) => trouble(&error),
        }
    });
}

/// The toasts, and the live region that reads them out.
#[component]
pub fn Toasts() -> Html {
    let toasts = use_signal(&TOASTS);
    html! {
        <div class="toasts" role="region" aria-label={t!("toasts")}>
            <div aria-live="polite" class="toast-stack">
                for toast in toasts.iter() {
                    <ToastCard key={toast.id} toast={toast.clone()} />
                }
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct CardProps {
    toast: Toast,
}

#[component]
fn ToastCard(props: &CardProps) -> Html {
    let Toast { id, text, hint, offer, trouble } = props.toast.clone();
    let close = Callback::from(move |_: MouseEvent| dismiss(id));
    let remedy = match offer {
        Offer::Nothing => None,
        Offer::Undo => Some((t!("undo"), Callback::from(|()| undo()))),
        Offer::Do(label, action) => Some((label, action)),
    };
    let remedy = remedy.map(|(label, action)| {
        let onclick = Callback::from(move |_: MouseEvent| {
            dismiss(id);
            action.emit(());
        });
        html! { <Button look={Look::Quiet} class="toast-undo" {onclick}>{ label }</Button> }
    });
    html! {
        <div class={classes!("toast", trouble.then_some("is-trouble"))}>
            if trouble { <Icon sign={Sign::Info} /> }
            <div class="toast-text">
                <span>{ text }</span>
                if let Some(hint) = hint { <small>{ hint }</small> }
            </div>
            { remedy }
            <button type="button" class="icon-btn" aria-label={t!("close")} onclick={close}><Icon sign={Sign::Close} /></button>
        </div>
    }
}
