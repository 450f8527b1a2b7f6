//! One task in a list: its box, its title, one line of what else matters.

use daymark_api::TaskView;
use daymark_api::domain::{Priority, TaskStatus};
use gloo_timers::callback::Timeout;
use jiff::civil::Date;
use yew::prelude::*;

use super::{Check, Dot, Press, colour_class, press_of};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::route::Route;
use crate::screen_width::is_touch;
use crate::screens::add::JUST_ADDED;
use crate::signal::use_signal;
use crate::words;

/// A finger rests this long before it chooses, in milliseconds.
const REST: u32 = 420;

#[derive(Properties, PartialEq)]
pub struct TaskRowProps {
    pub task: TaskView,
    pub today: Date,
    /// The row the keys act on.
    #[prop_or_default]
    pub chosen: bool,
    /// Whether Tab stops here; one row of a list has it.
    #[prop_or_default]
    pub tab: bool,
    /// Leaves out the area, where the whole list is of one.
    #[prop_or_default]
    pub without_area: bool,
    /// Leaves out the day, where the whole list is of one.
    #[prop_or_default]
    pub without_day: bool,
    /// A touch chooses the row first, and opens it when it is chosen.
    #[prop_or_default]
    pub choose_first: bool,
    /// Only shown: nothing of it can be pressed.
    #[prop_or_default]
    pub still: bool,
    #[prop_or_default]
    pub ontoggle: Callback<TaskView>,
    #[prop_or_default]
    pub onchoose: Callback<TaskView>,
    /// Columns in place of a line of facts.
    #[prop_or_default]
    pub columns: bool,
    /// It is among those that are chosen for one change of all.
    #[prop_or_default]
    pub picked: bool,
    /// A press chooses among several.
    #[prop_or_default]
    pub picks: bool,
    /// Told of presses that choose; without it none does.
    #[prop_or_default]
    pub onpick: Option<Callback<(TaskView, Press)>>,
    /// Buttons at the end of the row.
    #[prop_or_default]
    pub children: Html,
}

/// One fact of the line below the title.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    pub sign: Option<Sign>,
    pub text: String,
    pub weight: Weight,
}

/// How a fact is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Plain,
    /// It cannot move.
    Firm,
    /// The sign says it; the words are for those who do not see it.
    Sign,
}

/// The facts of the line below the title, in reading order. Area and goal stand before them.
pub fn meta(view: &TaskView, today: Date, with_day: bool) -> Vec<Fact> {
    let task = &view.task;
    let mut facts = Vec::new();
    let mut fact = |sign, text: String, weight| facts.push(Fact { sign, text, weight });
    if let Some(first) = view.blockers.first().filter(|_| task.open()) {
        fact(
            None,
            t!("row-after", title = first.title.as_str(), others = view.blockers.len() - 1),
            Weight::Plain,
        );
    }
    if let Some(waiting) = task.waiting.as_ref().filter(|_| task.open()) {
        fact(None, t!("row-waiting", who = waiting.on.as_str()), Weight::Plain);
    }
    if let Some(when) = task.due.as_ref().or(task.start.as_ref()) {
        match when.time {
            Some(time) if !with_day || when.date == today => fact(None, words::time(time), Weight::Plain),
            _ if with_day => fact(None, words::sentence(&words::when(when, today)), Weight::Plain),
            _ => {}
        }
    }
    if let Some(deadline) = &task.deadline
        && task.open()
    {
        fact(Some(Sign::Flag), t!("by-day", day = words::when(deadline, today)), Weight::Firm);
    }
    if task.priority == Some(Priority::High) && task.open() {
        fact(Some(Sign::Priority), t!("priority-high"), Weight::Sign);
    }
    if task.repeat.is_some() {
        fact(Some(Sign::Repeat), t!("repeats"), Weight::Sign);
    }
    if !task.checklist.is_empty() {
        let done = task.checklist.iter().filter(|line| line.done).count();
        fact(None, t!("row-checklist", done = done, all = task.checklist.len()), Weight::Plain);
    }
    if view.subtasks > 0 {
        fact(
            Some(Sign::Steps),
            t!("steps-of", done = view.subtasks_done, all = view.subtasks),
            Weight::Plain,
        );
    }
    for tag in &task.tags {
        fact(None, format!("#{tag}"), Weight::Plain);
    }
    facts
}

#[component]
pub fn TaskRow(props: &TaskRowProps) -> Html {
    let view = &props.task;
    let task = &view.task;
    let done = task.status == TaskStatus::Completed;
    let started = task.status == TaskStatus::InProgress;
    let toggle = {
        let (ontoggle, view) = (props.ontoggle.clone(), view.clone());
        Callback::from(move |_: MouseEvent| ontoggle.emit(view.clone()))
    };
    // A finger that rests chooses; the press that follows is not another.
    let rested = use_mut_ref(|| false);
    let resting = use_mut_ref(|| None::<Timeout>);
    let onpointerdown = {
        let (onpick, view, rested, resting) =
            (props.onpick.clone(), view.clone(), rested.clone(), resting.clone());
        Callback::from(move |event: PointerEvent| {
            rested.replace(false);
            if let Some(onpick) = onpick.clone().filter(|_| event.pointer_type() == "touch") {
                let (view, rested) = (view.clone(), rested.clone());
                let timer = Timeout::new(REST, move || {
                    rested.replace(true);
                    onpick.emit((view, Press::Toggle));
                });
                resting.replace(Some(timer));
            }
        })
    };
    let onpointerup = {
        let resting = resting.clone();
        Callback::from(move |_: PointerEvent| drop(resting.take()))
    };
    let oncontextmenu = {
        let rested = rested.clone();
        Callback::from(move |event: MouseEvent| {
            if *rested.borrow() {
                event.prevent_default();
            }
        })
    };
    let choose = {
        let (onchoose, view) = (props.onchoose.clone(), view.clone());
        Callback::from(move |_: FocusEvent| onchoose.emit(view.clone()))
    };
    let press = {
        let (onchoose, view) = (props.onchoose.clone(), view.clone());
        let choose_first = props.choose_first && !props.chosen;
        let (onpick, picks, rested) = (props.onpick.clone(), props.picks, rested.clone());
        Callback::from(move |event: MouseEvent| {
            if rested.take() {
                event.prevent_default();
                return;
            }
            if let Some(onpick) = &onpick
                && let Some(press) = press_of(&event, picks)
            {
                event.prevent_default();
                onpick.emit((view.clone(), press));
                return;
            }
            if choose_first && is_touch() {
                event.prevent_default();
                onchoose.emit(view.clone());
            }
        })
    };
    let label = if done {
        t!("reopen-task", title = task.title.as_str())
    } else {
        t!("complete-task", title = task.title.as_str())
    };
    let tab = if props.tab { "0" } else { "-1" };
    let new = use_signal(&JUST_ADDED).is_some_and(|id| id == task.id.into());
    let class = classes!(
        "task",
        colour_class(view.area_colour),
        done.then_some("is-done"),
        started.then_some("is-started"),
        props.chosen.then_some("is-chosen"),
        props.picked.then_some("is-picked"),
        new.then_some("is-new"),
        task.someday.then_some("is-someday"),
    );
    if props.still {
        return html! {
            <li {class}>
                <span class="ck" aria-hidden="true"><span class="ck-box">if done { <Icon sign={Sign::Check} /> }</span></span>
                <div class="task-words">
                    <span class="t">{ task.title.as_str() }</span>
                    if done { <span class="visually-hidden">{ t!("block-done") }</span> }
                    { line(props) }
                </div>
                if let Some(estimate) = task.estimate_minutes { <span class="e num">{ words::minutes(estimate) }</span> }
            </li>
        };
    }
    html! {
        <li {class} role={props.columns.then_some("row")} id={format!("task-{}", task.id)} {onpointerdown} onpointerup={onpointerup.clone()} onpointercancel={onpointerup.clone()} onpointerleave={onpointerup} {oncontextmenu}>
            <div class="task-check" role={props.columns.then_some("cell")}><Check checked={done} {started} {label} colour={view.area_colour} onclick={toggle} tabindex={tab} /></div>
            <div class="task-words" role={props.columns.then_some("cell")}>
                <a class="t" href={Route::Task(task.id).hash()} data-row="" tabindex={tab} onfocus={choose} onclick={press}>{ task.title.as_str() }
                    if props.picked { <span class="visually-hidden">{ t!("picked") }</span> }</a>
                if !props.columns { { line(props) } }
            </div>
            if props.columns {
                { cells(props) }
            } else if let Some(estimate) = task.estimate_minutes {
                <span class="e num">{ words::minutes(estimate) }</span>
            }
            if props.children != Html::default() { <div class="task-acts">{ props.children.clone() }</div> }
        </li>
    }
}

/// The same facts, each in its column.
fn cells(props: &TaskRowProps) -> Html {
    let (view, task) = (&props.task, &props.task.task);
    let day = task
        .due
        .as_ref()
        .or(task.start.as_ref())
        .map(|when| words::sentence(&words::when(when, props.today)));
    let deadline = task.deadline.as_ref().map(|when| words::sentence(&words::when(when, props.today)));
    let priority = task.priority.map(|priority| match priority {
        Priority::High => t!("priority-word-high"),
        Priority::Medium => t!("priority-word-medium"),
        Priority::Low => t!("priority-word-low"),
    });
    let tags: Vec<String> = task.tags.iter().map(|tag| format!("#{tag}")).collect();
    html! {
        <>
            <div role="cell" class="cell is-place">if let Some(area) = &view.area_name { <Dot colour={view.area_colour} /><span>{ area }</span> }</div>
            <div role="cell" class="cell num">{ day }</div>
            <div role="cell" class="cell num is-deadline">{ deadline }</div>
            <div role="cell" class="cell is-priority">{ priority }</div>
            <div role="cell" class="cell num is-end">{ task.estimate_minutes.map(words::minutes) }</div>
            <div role="cell" class="cell is-tags">{ tags.join(" ") }</div>
        </>
    }
}

fn line(props: &TaskRowProps) -> Html {
    let view = &props.task;
    let facts = meta(view, props.today, !props.without_day);
    let area = view.area_name.clone().filter(|_| !props.without_area);
    let place =
        words::dotted(area.into_iter().chain(view.project_title.clone()).chain(view.goal_title.clone()));
    let started = view.task.status == TaskStatus::InProgress;
    if facts.is_empty() && place.is_empty() && !started {
        return Html::default();
    }
    html! {
        <div class="m">
            if started { <span class="fact is-now">{ t!("started") }</span> }
            if !place.is_empty() { <span class="fact is-place"><Dot colour={view.area_colour} /><span>{ place }</span></span> }
            for fact in facts { { fact_view(fact) } }
        </div>
    }
}

fn fact_view(fact: Fact) -> Html {
    let class = classes!("fact", "num", (fact.weight == Weight::Firm).then_some("is-firm"));
    html! {
        <span {class}>
            if let Some(sign) = fact.sign { <Icon {sign} /> }
            <span class={(fact.weight == Weight::Sign).then_some("visually-hidden")}>{ fact.text }</span>
        </span>
    }
}
