//! The one thing to do now, with its reason.

use daymark_api::domain::{TaskId, TaskStatus};
use daymark_api::{AddTask, NextView, Ranked, Today as Day};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::actions;
use crate::components::{Button, Look};
use crate::i18n::t;
use crate::icons::Sign;
use crate::query::{act, use_query_when};
use crate::route::Route;
use crate::signal::{Signal, Watched, use_signal};
use crate::toast;
use crate::words;

thread_local! {
    /// What was asked about and is not wanted now; forgotten when the window closes.
    static NOT_NOW: Signal<Vec<TaskId>> = Signal::new(Vec::new());
}

/// What stands in the card.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    Task(Box<Ranked>),
    /// All that asked was not wanted now.
    NoneLeft,
    Nothing,
}

impl Next {
    pub fn task(&self) -> Option<TaskId> {
        match self {
            Next::Task(ranked) => Some(ranked.task.task.id),
            _ => None,
        }
    }
}

/// The first that is wanted now, of those that ask.
#[hook]
pub fn use_next(day: &Day) -> Next {
    let not_now = use_signal(&NOT_NOW);
    let wanted = |ranked: &&Ranked| !not_now.contains(&ranked.task.task.id);
    let others = use_query_when((!not_now.is_empty()).then_some(NextView { energy: None, limit: Some(12) }));
    let first = day.next.as_ref().filter(wanted);
    match first.or_else(|| others.ready().and_then(|next| next.ranked.iter().find(wanted))) {
        Some(ranked) => Next::Task(Box::new(ranked.clone())),
        None if day.next.is_some() && others.ready().is_some() => Next::NoneLeft,
        None => Next::Nothing,
    }
}

#[derive(Properties, PartialEq)]
pub struct NextProps {
    pub next: Next,
}

#[component]
pub fn NextCard(props: &NextProps) -> Html {
    match &props.next {
        Next::Task(ranked) => {
            html! { <Card key={ranked.task.task.id.to_string()} ranked={(**ranked).clone()} /> }
        }
        Next::NoneLeft => {
            let again = Callback::from(|_: MouseEvent| NOT_NOW.put(Vec::new()));
            html! {
                <section class="next is-quiet" aria-label={t!("next")}>
                    <p>{ t!("next-none-left") }</p>
                    <Button look={Look::Quiet} onclick={again}>{ t!("next-again") }</Button>
                </section>
            }
        }
        Next::Nothing => Html::default(),
    }
}

#[derive(Properties, PartialEq)]
struct CardProps {
    ranked: Ranked,
}

#[component]
fn Card(props: &CardProps) -> Html {
    let view = props.ranked.task.clone();
    let smaller = use_state(|| false);
    let started = view.task.status == TaskStatus::InProgress;
    let start = {
        let view = view.clone();
        Callback::from(
            move |_: MouseEvent| {
                if started { actions::toggle(&view) } else { actions::start(&view, true) }
            },
        )
    };
    let ask = {
        let smaller = smaller.clone();
        Callback::from(move |_: MouseEvent| smaller.set(!*smaller))
    };
    let later = {
        let view = view.clone();
        Callback::from(
            move |_: MouseEvent| {
                if started { actions::start(&view, false) } else { not_now(view.task.id) }
            },
        )
    };
    let close = {
        let smaller = smaller.clone();
        Callback::from(move |()| smaller.set(false))
    };
    let estimate = view.task.estimate_minutes.map(words::minutes).unwrap_or_default();
    let place = view.goal_title.clone().or(view.area_name.clone()).unwrap_or_default();
    html! {
        <section class={classes!("next", started.then_some("is-started"))} aria-label={t!("next")}>
            <p class="cap"><b>{ if started { t!("next-started") } else { t!("next") } }</b><span class="num">{ words::dotted([place, estimate]) }</span></p>
            <h2><a href={Route::Task(view.task.id).hash()}>{ view.task.title.as_str() }</a></h2>
            <p class="next-why">{ &props.ranked.why }</p>
            if *smaller {
                <Smaller parent={view.task.id} title={view.task.title.to_string()} onclose={close} />
            } else {
                <div class="row">
                    <Button look={Look::Go} sign={if started { Sign::Check } else { Sign::Play }} onclick={start}>
                        { if started { t!("next-done") } else { t!("next-start") } }
                    </Button>
                    <Button onclick={ask}>{ t!("next-smaller") }</Button>
                    <Button look={Look::Quiet} onclick={later}>{ if started { t!("next-pause") } else { t!("next-not-now") } }</Button>
                </div>
            }
        </section>
    }
}

fn not_now(id: TaskId) {
    NOT_NOW.change(|ids| ids.push(id));
    let back = Callback::from(move |()| NOT_NOW.change(|ids| ids.retain(|other| *other != id)));
    toast::offer(t!("said-not-now"), t!("undo"), back);
}

#[derive(Properties, PartialEq)]
struct SmallerProps {
    parent: TaskId,
    title: AttrValue,
    onclose: Callback<()>,
}

/// Asks for the smallest first step and puts it under the task.
#[component]
fn Smaller(props: &SmallerProps) -> Html {
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                let _ = field.focus();
            }
        });
    }
    let onsubmit = {
        let (field, parent, onclose) = (field.clone(), props.parent, props.onclose.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let title = field.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
            if title.trim().is_empty() {
                return;
            }
            let today = Some(actions::day(crate::time::today()));
            let said = t!("said-step", title = title.as_str());
            act(
                AddTask {
                    title,
                    parent: Some(parent),
                    start: today,
                    estimate_minutes: Some(10),
                    ..AddTask::default()
                },
                said,
            );
            onclose.emit(());
        })
    };
    let onkeydown = {
        let onclose = props.onclose.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && !event.is_composing() {
                event.stop_propagation();
                onclose.emit(());
            }
        })
    };
    let cancel = props.onclose.reform(|_: MouseEvent| ());
    html! {
        <form class="smaller" {onsubmit} {onkeydown}>
            <label for="smaller-step">{ t!("smaller-ask") }</label>
            <div class="smaller-row">
                <input id="smaller-step" class="field" type="text" maxlength="500" autocomplete="off" ref={field} placeholder={t!("smaller-example")} />
                <button type="submit" class="btn go">{ t!("smaller-add") }</button>
                <Button look={Look::Quiet} onclick={cancel}>{ t!("cancel") }</Button>
            </div>
        </form>
    }
}
