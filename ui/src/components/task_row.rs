//! One task in a list: its box, its title, one line of what else matters.

use daymark_api::TaskView;
use daymark_api::domain::{Priority, TaskStatus};
use jiff::civil::Date;
use yew::prelude::*;

use super::{Check, Dot, colour_class};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::route::Route;
use crate::screen_width::is_touch;
use crate::screens::add::JUST_ADDED;
use crate::signal::use_signal;
use crate::words;

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
    pub ontoggle: Callback<TaskView>,
    #[prop_or_default]
    pub onchoose: Callback<TaskView>,
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
    let choose = {
        let (onchoose, view) = (props.onchoose.clone(), view.clone());
        Callback::from(move |_: FocusEvent| onchoose.emit(view.clone()))
    };
    let press = {
        let (onchoose, view) = (props.onchoose.clone(), view.clone());
        let choose_first = props.choose_first && !props.chosen;
        Callback::from(move |event: MouseEvent| {
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
        new.then_some("is-new"),
        task.someday.then_some("is-someday"),
    );
    html! {
        <li {class} id={format!("task-{}", task.id)}>
            <Check checked={done} {started} {label} colour={view.area_colour} onclick={toggle} tabindex={tab} />
            <div class="task-words">
                <a class="t" href={Route::Task(task.id).hash()} data-row="" tabindex={tab} onfocus={choose} onclick={press}>{ task.title.as_str() }</a>
                { line(props) }
            </div>
            if let Some(estimate) = task.estimate_minutes {
                <span class="e num">{ words::minutes(estimate) }</span>
            }
            if props.children != Html::default() { <div class="task-acts">{ props.children.clone() }</div> }
        </li>
    }
}

fn line(props: &TaskRowProps) -> Html {
    let view = &props.task;
    let facts = meta(view, props.today, !props.without_day);
    let area = view.area_name.clone().filter(|_| !props.without_area);
    let place = words::dotted(area.into_iter().chain(view.goal_title.clone()));
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
