//! Choosing many tasks, and doing one thing to all of them.

use std::collections::BTreeSet;
use std::rc::Rc;

use daymark_api::domain::{ObjectId, TaskId, TaskStatus};
use daymark_api::{CompleteTasks, ReopenTasks, TaskView, TrashObjects, WhenInput};
use yew::prelude::*;

use super::paged::Loaded;
use crate::actions;
use crate::components::{Button, Dot, Draw, Look, Shape, VirtualList, WhenPicker, meta};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::act_then;
use crate::time::use_today;

#[derive(Properties, PartialEq)]
pub struct ChoosingProps {
    pub loaded: Loaded,
    pub onclose: Callback<()>,
}

#[component]
pub fn Choosing(props: &ChoosingProps) -> Html {
    let picked = use_state_eq(BTreeSet::<TaskId>::new);
    let last = use_mut_ref(|| None::<usize>);
    let moving = use_state_eq(|| false);
    let today = use_today();
    let tasks = props.loaded.tasks.clone();
    // What left the list is not chosen any more.
    let here: Vec<&TaskView> = tasks.iter().filter(|view| picked.contains(&view.task.id)).collect();
    let onpick = {
        let (picked, last, tasks) = (picked.clone(), last.clone(), tasks.clone());
        Callback::from(move |(index, range): (usize, bool)| {
            let mut next = (*picked).clone();
            let before = last.replace(Some(index)).filter(|_| range).unwrap_or(index);
            let (from, to) = (before.min(index), before.max(index));
            let on = tasks.get(index).is_some_and(|view| !picked.contains(&view.task.id));
            for view in tasks.iter().skip(from).take(to - from + 1) {
                if on {
                    next.insert(view.task.id)
                } else {
                    next.remove(&view.task.id)
                };
            }
            picked.set(next);
        })
    };
    let row = {
        let (tasks, picked, onpick) = (tasks.clone(), picked.clone(), onpick.clone());
        move |index: usize| {
            let Some(view) = tasks.get(index) else {
                return html! { <li key={format!("row-{index}")} class="task is-coming" aria-hidden="true"></li> };
            };
            let on = picked.contains(&view.task.id);
            let onclick = onpick.reform(move |event: MouseEvent| (index, event.shift_key()));
            html! {
                <li key={view.task.id.to_string()} class={classes!("pick", on.then_some("is-on"))}>
                    <button type="button" role="checkbox" aria-checked={if on { "true" } else { "false" }} class="pick-button" {onclick}>
                        <span class="pick-box">if on { <Icon sign={Sign::Check} /> }</span>
                        <span class="task-words">
                            <span class="t">{ view.task.title.as_str() }</span>
                            <span class="m">
                                if let Some(area) = &view.area_name { <span class="fact"><Dot colour={view.area_colour} />{ area }</span> }
                                for fact in meta(view, today, true) { <span class="fact num">{ fact.text }</span> }
                            </span>
                        </span>
                    </button>
                </li>
            }
        }
    };
    let count = props.loaded.total.min(super::paged::MOST);
    let all = {
        let (picked, tasks) = (picked.clone(), tasks.clone());
        let everything = here.len() == tasks.len();
        Callback::from(move |_: MouseEvent| {
            let next =
                if everything { BTreeSet::new() } else { tasks.iter().map(|view| view.task.id).collect() };
            picked.set(next);
        })
    };
    let onkeydown = {
        let onclose = props.onclose.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                onclose.emit(());
            }
        })
    };
    html! {
        <div class="choosing" {onkeydown}>
            <VirtualList {count} draw={Draw::from(row)} label={t!("choosing-list")} onwindow={props.loaded.onwindow.clone()} />
            <Doing tasks={Rc::new(here.into_iter().cloned().collect::<Vec<_>>())} {all} moving={moving.clone()} onclose={props.onclose.clone()} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct DoingProps {
    tasks: Rc<Vec<TaskView>>,
    all: Callback<MouseEvent>,
    moving: UseStateHandle<bool>,
    onclose: Callback<()>,
}

/// The bar with what can be done to all that is chosen.
#[component]
fn Doing(props: &DoingProps) -> Html {
    let tasks = props.tasks.clone();
    let ids: Vec<TaskId> = tasks.iter().map(|view| view.task.id).collect();
    let count = ids.len();
    let none = count == 0;
    let done = !none && tasks.iter().all(|view| view.task.status == TaskStatus::Completed);
    let close = props.onclose.clone();
    let complete = {
        let (ids, close) = (ids.clone(), close.clone());
        Callback::from(move |_: MouseEvent| {
            let (ids, close) = (ids.clone(), close.clone());
            if done {
                act_then(ReopenTasks { ids }, t!("said-reopened-many", count = count), move |_| {
                    close.emit(())
                });
            } else {
                act_then(CompleteTasks { ids }, t!("said-completed-many", count = count), move |_| {
                    close.emit(())
                });
            }
        })
    };
    let let_go = {
        let close = close.clone();
        let ids: Vec<ObjectId> = ids.iter().map(|id| (*id).into()).collect();
        Callback::from(move |_: MouseEvent| {
            let close = close.clone();
            let ids = ids.clone();
            act_then(TrashObjects { ids }, t!("said-let-go-many", count = count), move |_| close.emit(()));
        })
    };
    let open = {
        let moving = props.moving.clone();
        Callback::from(move |_: MouseEvent| moving.set(true))
    };
    let shut = {
        let moving = props.moving.clone();
        Callback::from(move |()| moving.set(false))
    };
    let onpick = {
        let (ids, shut) = (ids.clone(), shut.clone());
        let title = tasks.first().map(|view| view.task.title.to_string()).unwrap_or_default();
        Callback::from(move |when: Option<WhenInput>| {
            shut.emit(());
            actions::reschedule(&ids, &title, when);
            close.emit(());
        })
    };
    html! {
        <div class="doing" role="toolbar" aria-label={t!("choosing-do")}>
            <span class="doing-count num" role="status">{ t!("choosing-count", count = count) }</span>
            <Button look={Look::Quiet} onclick={props.all.clone()}>{ t!("choosing-all") }</Button>
            <span class="doing-acts">
                <Button sign={Sign::Check} disabled={none} onclick={complete}>{ if done { t!("choosing-reopen") } else { t!("choosing-complete") } }</Button>
                <Button sign={Sign::ArrowRight} disabled={none} onclick={open}>{ t!("choosing-move") }</Button>
                <Button sign={Sign::Trash} disabled={none} onclick={let_go}>{ t!("act-drop") }</Button>
            </span>
            if *props.moving {
                <WhenPicker title={t!("choosing-when", count = count)} shape={Shape::Card} clearable={true} {onpick} onclose={shut} />
            }
        </div>
    }
}
