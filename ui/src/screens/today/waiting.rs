//! What waits from before: one calm row, and one-tap answers when it is opened.

use std::rc::Rc;

use daymark_api::TaskView;
use daymark_api::domain::TaskId;
use yew::prelude::*;

use crate::actions;
use crate::components::{Acts, Button, Look, TaskList};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::time::use_today;

#[derive(Properties, PartialEq)]
pub struct WaitingProps {
    /// The latest of them.
    pub tasks: Rc<Vec<TaskView>>,
    /// How many there are altogether.
    pub total: u32,
}

#[component]
pub fn Waiting(props: &WaitingProps) -> Html {
    let open = use_state(|| false);
    let today = use_today();
    let count = props.total;
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let ids: Vec<TaskId> = props.tasks.iter().map(|view| view.task.id).collect();
    let title = props.tasks.first().map(|view| view.task.title.to_string()).unwrap_or_default();
    let all_to = |day: jiff::civil::Date| {
        let (ids, title) = (ids.clone(), title.clone());
        Callback::from(move |_: MouseEvent| actions::reschedule(&ids, &title, Some(actions::day(day))))
    };
    let words = if *open { t!("waiting-close") } else { t!("waiting-open") };
    html! {
        <section class={classes!("waiting", open.then_some("is-open"))} aria-label={t!("waiting", count = count)}>
            <div class="wait">
                <Icon sign={Sign::Moon} />
                <span>{ t!("waiting", count = count) }</span>
                <Button class="small" expanded={*open} onclick={toggle}>{ words }</Button>
            </div>
            if *open {
                <TaskList tasks={props.tasks.clone()} label={t!("waiting", count = count)} acts={Acts::Answers} />
                if count > 1 {
                    <div class="wait-all">
                        <Button look={Look::Quiet} class="small" onclick={all_to(today)}>{ t!("waiting-all-today") }</Button>
                        <Button look={Look::Quiet} class="small" onclick={all_to(today.tomorrow().unwrap_or(today))}>{ t!("waiting-all-tomorrow") }</Button>
                    </div>
                }
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
pub struct HeldProps {
    pub tasks: Rc<Vec<TaskView>>,
}

/// What belongs to the day and cannot be done on it: something else comes first, or it is somebody
/// else's turn. Each row says which.
#[component]
pub fn Held(props: &HeldProps) -> Html {
    let open = use_state(|| false);
    let count = props.tasks.len();
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let words = if *open { t!("waiting-close") } else { t!("waiting-open") };
    html! {
        <section class={classes!("waiting", open.then_some("is-open"))} aria-label={t!("today-held", count = count)}>
            <div class="wait">
                <Icon sign={Sign::Clock} />
                <span>{ t!("today-held", count = count) }</span>
                <Button class="small" expanded={*open} onclick={toggle}>{ words }</Button>
            </div>
            if *open {
                <TaskList tasks={props.tasks.clone()} label={t!("today-held", count = count)} acts={Acts::Answers} />
            }
        </section>
    }
}
