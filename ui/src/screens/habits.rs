//! Habits and routines: what is done so often, and steps with their minutes. Nothing here can be lost.

mod dialog;
mod routine;

use std::rc::Rc;

use daymark_api::domain::habit::Rhythm;
use daymark_api::{CheckHabit, DayMark, HabitView, ListHabits, ListRoutines, ResumeHabit, UncheckHabit};
use yew::prelude::*;

use crate::components::{Button, Check, Empty, Look, Page, Skeleton, Trouble, colour_class};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{Asked, act, use_query};
use crate::words;

use dialog::{HabitDialog, RoutineDialog};
use routine::RoutineCard;

#[derive(Clone, PartialEq)]
enum Open {
    Nothing,
    Habit(Option<Rc<HabitView>>),
    Routine,
}

#[component]
pub fn Habits() -> Html {
    let habits = use_query(ListHabits { archived: false, day: None });
    let routines = use_query(ListRoutines { archived: false });
    let open = use_state_eq(|| Open::Nothing);
    let show = |what: Open| {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(what.clone()))
    };
    let list = match &*habits {
        Asked::Waiting => html! { <Skeleton rows={4} /> },
        Asked::Failed(error) => html! { <Trouble error={error.clone()} /> },
        Asked::Ready(habits) if habits.is_empty() => html! {
            <Empty sign={Sign::Repeat} title={t!("habits-empty")} text={t!("habits-empty-text")}>
                <Button look={Look::Go} sign={Sign::Plus} onclick={show(Open::Habit(None))}>{ t!("habit-add") }</Button>
            </Empty>
        },
        Asked::Ready(habits) => html! {
            <ul class="habits-list">
                for view in habits {
                    <HabitRow key={view.id.to_string()} view={view.clone()} onedit={show(Open::Habit(Some(Rc::new(view.clone()))))} />
                }
            </ul>
        },
    };
    let onclose = {
        let open = open.clone();
        Callback::from(move |()| open.set(Open::Nothing))
    };
    html! {
        <Page title={t!("nav-habits")} class="habits" actions={html! { <Button sign={Sign::Plus} onclick={show(Open::Habit(None))}>{ t!("habit-add") }</Button> }}>
            <div class="habits-cols scrolls">
                <section class="group">{ list }</section>
                <section class="group">
                    <h2 class="group-title">{ t!("routines") }<Button look={Look::Quiet} class="small" sign={Sign::Plus} onclick={show(Open::Routine)}>{ t!("routine-add") }</Button></h2>
                    if let Some(routines) = routines.ready() {
                        if routines.is_empty() { <p class="today-none">{ t!("routines-empty") }</p> }
                        for view in routines { <RoutineCard key={view.routine.id.to_string()} view={view.clone()} /> }
                    }
                </section>
            </div>
            if let Open::Habit(habit) = &*open { <HabitDialog habit={habit.clone()} onclose={onclose.clone()} /> }
            if *open == Open::Routine { <RoutineDialog {onclose} /> }
        </Page>
    }
}

/// `2`, `2.5`.
pub fn amount(n: f64) -> String {
    format!("{}", (n * 100.0).round() / 100.0)
}

/// Checks a habit of today, or takes the check away where nothing is left to do.
pub fn toggle(view: &HabitView) {
    let id = view.id;
    if !view.open && view.done_day > 0.0 {
        act(UncheckHabit { id, day: None }, t!("said-unchecked", title = view.title.as_str()));
    } else {
        act(CheckHabit { id, day: None, amount: None }, t!("said-completed", title = view.title.as_str()));
    }
}

/// "2 of 3", where more than one thing makes a period.
pub fn progress(view: &HabitView) -> String {
    let whole =
        matches!(view.rhythm, Rhythm::Times { times: 1, .. } | Rhythm::Rule { .. }) && view.unit.is_empty();
    if whole || view.target <= 0.0 {
        return String::new();
    }
    let said = t!("habit-of", done = amount(view.done), target = amount(view.target));
    if view.unit.is_empty() { said } else { format!("{said} {}", view.unit) }
}

#[derive(Properties, PartialEq)]
struct HabitRowProps {
    view: HabitView,
    onedit: Callback<MouseEvent>,
}

#[component]
fn HabitRow(props: &HabitRowProps) -> Html {
    let view = &props.view;
    let onclick = {
        let view = view.clone();
        Callback::from(move |_: MouseEvent| toggle(&view))
    };
    let resume = {
        let (id, title) = (view.id, view.title.clone());
        Callback::from(move |_: MouseEvent| {
            act(ResumeHabit { id }, t!("said-changed", title = title.as_str()))
        })
    };
    let done = !view.open && view.done_day > 0.0;
    let time = view.time.map(words::time).unwrap_or_default();
    let facts = words::dotted([view.rhythm_said.clone(), time, progress(view)]);
    html! {
        <li class={classes!("habit", colour_class(view.area_colour))}>
            <Check checked={done} label={t!("habit-check", title = view.title.as_str())} colour={view.area_colour} {onclick} />
            <div class="habit-words">
                <button type="button" class="habit-title" onclick={props.onedit.clone()}>{ &view.title }</button>
                <small class="num">{ facts }</small>
            </div>
            <div class="habit-steady">
                if view.pause.is_some() {
                    <Button look={Look::Quiet} class="small" sign={Sign::Play} onclick={resume}>{ t!("habit-resume") }</Button>
                } else {
                    <small>{ &view.consistency_said }</small>
                    if let Some(consistency) = view.consistency { { bar(consistency.percent) } }
                }
            </div>
            { grid(view) }
        </li>
    }
}

/// A soft bar: how far it is filled is said in words beside it.
fn bar(percent: u8) -> Html {
    html! {
        <svg class="habit-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect class="habit-bar-all" width="100" height="6" rx="3" />
            <rect class="habit-bar-kept" width={percent.max(3).to_string()} height="6" rx="3" />
        </svg>
    }
}

/// Twelve weeks, a column each.
fn grid(view: &HabitView) -> Html {
    let kept = view.days.iter().filter(|day| matches!(day.mark, DayMark::Done | DayMark::Part)).count();
    let square = |(n, day): (usize, &daymark_api::HabitDay)| {
        let class = match day.mark {
            DayMark::Done => "is-done",
            DayMark::Part => "is-part",
            DayMark::Open => "is-open",
            DayMark::Paused => "is-paused",
            DayMark::Outside => "is-outside",
        };
        html! { <rect {class} x={(n / 7 * 10).to_string()} y={(n % 7 * 10).to_string()} width="8" height="8" rx="2.2" /> }
    };
    html! {
        <svg class="habit-grid" viewBox="0 0 118 68" role="img" aria-label={t!("habit-grid", count = kept)}>
            { for view.days.iter().enumerate().map(square) }
        </svg>
    }
}

#[derive(Properties, PartialEq)]
pub struct DayHabitsProps {
    pub habits: Vec<HabitView>,
}

/// The habits of today, on Today: one line, one tap.
#[component]
pub fn DayHabits(props: &DayHabitsProps) -> Html {
    if props.habits.is_empty() {
        return Html::default();
    }
    let chip = |view: &HabitView| {
        let onclick = {
            let view = view.clone();
            Callback::from(move |_: MouseEvent| toggle(&view))
        };
        let done = !view.open && view.done_day > 0.0;
        html! {
            <li key={view.id.to_string()}>
                <button type="button" role="checkbox" aria-checked={if done { "true" } else { "false" }}
                    class={classes!("habit-chip", colour_class(view.area_colour), done.then_some("is-done"))} {onclick}>
                    <span class="habit-chip-box">if done { <Icon sign={Sign::Check} /> }</span>
                    <span>{ &view.title }</span>
                    if !progress(view).is_empty() { <small class="num">{ progress(view) }</small> }
                </button>
            </li>
        }
    };
    html! {
        <section class="group">
            <h2 class="group-title">{ t!("habits") }</h2>
            <ul class="habit-chips">{ for props.habits.iter().map(chip) }</ul>
        </section>
    }
}
