//! Today: what now, what the day holds, what waits.

pub mod day;
mod next;
mod timeline;
mod waiting;

use std::rc::Rc;

use daymark_api::domain::{TaskId, TaskStatus};
use daymark_api::{Today as Day, TodayView};
use yew::prelude::*;

use crate::commands::{Do, Scope};
use crate::components::{Button, Empty, Look, Page, Skeleton, TaskList, Trouble};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::keys;
use crate::overlay::{self, Overlay};
use crate::query::{Asked, use_query};
use crate::screens::habits::DayHabits;
use crate::time::use_today;
use crate::words;

use next::{NextCard, use_next};
use timeline::Timeline;
use waiting::{Held, Waiting};

#[component]
pub fn Today() -> Html {
    let asked = use_query(TodayView { date: None });
    let today = use_today();
    match &*asked {
        Asked::Waiting => html! {
            <Page title={words::sentence(&words::long_day(today))} class="today" actions={actions()}>
                <div class="today-cols"><div class="time is-waiting"></div><div class="today-list"><Skeleton rows={5} /></div></div>
            </Page>
        },
        Asked::Failed(error) => html! {
            <Page title={words::sentence(&words::long_day(today))} class="today"><Trouble error={error.clone()} /></Page>
        },
        Asked::Ready(day) => html! { <Board day={Rc::new(day.clone())} /> },
    }
}

#[derive(Properties, PartialEq)]
pub struct BoardProps {
    pub day: Rc<Day>,
}

/// The day, once it is known.
#[component]
pub fn Board(props: &BoardProps) -> Html {
    let day = &props.day;
    let next = use_next(day);
    let empty = day.tasks.is_empty() && day.blocks.is_empty() && day.all_day.is_empty();
    html! {
        <Page title={words::sentence(&words::long_day(day.date))} class="today" sub={facts(day)} actions={actions()}>
            <div class={classes!("today-cols", empty.then_some("is-empty"))}>
                <Timeline day={day.clone()} />
                <div class="today-list scrolls">
                    <NextCard next={next.clone()} />
                    <DayHabits habits={day.habits.clone()} />
                    if empty && day.next.is_none() { { nothing() } } else { { tasks(day, next.task()) } }
                    if !day.waiting.is_empty() { <Waiting tasks={Rc::new(day.waiting.clone())} total={day.waiting_total} /> }
                    if !day.held.is_empty() { <Held tasks={Rc::new(day.held.clone())} /> }
                </div>
            </div>
        </Page>
    }
}

/// How much is free, how much is planned, what comes next.
fn facts(day: &Day) -> Html {
    let coming = day.now.and_then(|now| day::coming(&day.blocks, now).map(|block| (block, now)));
    html! {
        <>
            if day.free_minutes > 0 {
                <span class="num"><Icon sign={Sign::Clock} />{ t!("today-free", time = words::minutes(day.free_minutes)) }</span>
            }
            if day.planned_minutes > 0 {
                <span class="num">{ t!("today-planned", time = words::minutes(day.planned_minutes)) }</span>
            }
            if let Some((block, now)) = coming {
                <span class="num">{ t!("today-coming", title = block.title.as_str(), time = words::minutes(u32::from(block.start - now))) }</span>
            }
        </>
    }
}

fn actions() -> Html {
    let find = Callback::from(|_: MouseEvent| overlay::open(Overlay::Palette));
    let panel = Callback::from(|_: MouseEvent| {
        keys::perform(Do::Panel, Scope::Everywhere);
    });
    html! {
        <>
            <button type="button" class="icon-btn" aria-label={t!("command-palette")} title={t!("command-palette")} onclick={find}><Icon sign={Sign::Search} /></button>
            <button type="button" class="icon-btn only-desktop" aria-label={t!("command-panel")} title={t!("command-panel")} onclick={panel}><Icon sign={Sign::Panel} /></button>
        </>
    }
}

/// The tasks of the day, but for the one that stands above them as the next.
fn tasks(day: &Day, next: Option<TaskId>) -> Html {
    if day.tasks.is_empty() {
        return html! { <p class="today-none">{ t!("today-no-tasks") }</p> };
    }
    let all = day.tasks.len();
    let open = day.tasks.iter().filter(|view| view.task.status != TaskStatus::Completed).count();
    let rest: Vec<_> = day.tasks.iter().filter(|view| Some(view.task.id) != next).cloned().collect();
    html! {
        <section class="group">
            <h2 class="group-title">{ t!("today-tasks") }<small class="num">{ t!("today-open-of", open = open, all = all) }</small></h2>
            <TaskList tasks={Rc::new(rest)} label={t!("today-tasks")} without_day={true} />
        </section>
    }
}

/// What a day without anything teaches.
fn nothing() -> Html {
    let example = t!("today-example");
    let add = {
        let example = example.clone();
        Callback::from(move |_: MouseEvent| overlay::open(Overlay::Add(example.clone())))
    };
    html! {
        <Empty sign={Sign::Today} title={t!("today-empty")} text={t!("today-empty-text")}>
            <Button look={Look::Plain} sign={Sign::Plus} onclick={add}>{ example }</Button>
        </Empty>
    }
}
