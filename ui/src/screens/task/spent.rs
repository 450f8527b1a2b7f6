//! The time that was spent on a task: start, stop, and what was tracked.

use daymark_api::{GetTime, ListTime, RemoveTime, StartTime, StopTime, TaskDetail};
use yew::prelude::*;

use crate::components::{Button, Look};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{act, use_query};
use crate::time::{self, use_now, use_today};
use crate::words;

#[derive(Properties, PartialEq)]
pub struct SpentProps {
    pub detail: TaskDetail,
}

#[component]
pub fn Spent(props: &SpentProps) -> Html {
    let task = &props.detail.task.task;
    let object = task.id.into();
    let now = use_query(GetTime {});
    let list = use_query(ListTime { what: Some(object), ..ListTime::default() });
    use_now();
    let today = use_today();
    let running = now.ready().and_then(|now| now.running.as_ref()).filter(|view| view.object == Some(object));
    let title = task.title.to_string();
    let press = {
        let (on, title) = (running.is_some(), title.clone());
        Callback::from(move |_: MouseEvent| {
            if on {
                act(StopTime::default(), t!("said-stopped", title = title.as_str()));
            } else {
                act(
                    StartTime { what: Some(object), ..StartTime::default() },
                    t!("said-clock-runs", title = title.as_str()),
                );
            }
        })
    };
    let tracked = props.detail.tracked_minutes + running.map_or(0, |view| view.minutes);
    let stretches = list.ready().cloned().unwrap_or_default();
    html! {
        <section class="spent">
            <div class="spent-head">
                <Icon sign={Sign::Timer} />
                <span class="num">{ if tracked > 0 { t!("time-tracked", time = words::minutes(tracked)) } else { t!("time-none") } }</span>
                <Button class="small" look={Look::Quiet} sign={if running.is_some() { Sign::Stop } else { Sign::Play }} onclick={press}>
                    { if running.is_some() { t!("time-stop") } else { t!("time-track") } }
                </Button>
            </div>
            if let Some(said) = &props.detail.usually_said { <p class="spent-said">{ said }</p> }
            if !stretches.is_empty() {
                <details class="task-history">
                    <summary>{ t!("time-stretches", count = stretches.len()) }</summary>
                    <ol>
                        for view in stretches.iter().take(50) {
                            <li key={view.stretch.id.to_string()}>
                                <span class="num">{ words::dotted([words::near_day(time::here(view.stretch.began).date(), today), words::time(time::here(view.stretch.began).time())]) }</span>
                                <small class="num">{ words::minutes(view.minutes) }</small>
                                <button type="button" class="icon-btn" aria-label={t!("time-remove")} title={t!("time-remove")}
                                    onclick={let id = view.stretch.id; Callback::from(move |_: MouseEvent| act(RemoveTime { ids: vec![id] }, t!("said-time-removed")))}><Icon sign={Sign::Close} /></button>
                            </li>
                        }
                    </ol>
                </details>
            }
        </section>
    }
}
