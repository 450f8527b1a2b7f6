//! A goal in a list, and the numbers of an area.

use daymark_api::domain::GoalStatus;
use daymark_api::{AreaView, GoalView};
use yew::prelude::*;

use crate::components::colour_class;
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::route::{Link, Route};
use crate::time::use_today;
use crate::words;

/// `3 open · 1 goal · 2 h 15 in the coming week`.
pub fn facts_of_area(area: &AreaView) -> String {
    let some = |count: u32, words: String| if count > 0 { words } else { String::new() };
    words::dotted([
        some(area.open_tasks, t!("open-tasks", count = area.open_tasks)),
        some(area.active_goals, t!("active-goals", count = area.active_goals)),
        some(area.planned_minutes, t!("area-planned", time = words::minutes(area.planned_minutes))),
    ])
}

pub fn status(status: GoalStatus) -> String {
    t!(&format!("goal-{}", status.word()))
}

/// Done of all, as a whole percentage.
pub fn percent(done: u32, all: u32) -> u32 {
    (done * 100).checked_div(all).unwrap_or(0).min(100)
}

#[derive(Properties, PartialEq)]
pub struct GoalRowProps {
    pub goal: GoalView,
}

#[component]
pub fn GoalRow(props: &GoalRowProps) -> Html {
    let today = use_today();
    let view = &props.goal;
    let goal = &view.goal;
    let open = matches!(goal.status, GoalStatus::Active | GoalStatus::Draft);
    let counted = view.tasks > 0;
    html! {
        <li class={classes!("goal-row", colour_class(view.area_colour), (!open).then_some("is-over"))}>
            <Link to={Route::Goal(goal.id)} class="goal-link">
                <span class="goal-sign"><Icon sign={if goal.status == GoalStatus::Completed { Sign::Check } else { Sign::Goals }} /></span>
                <span class="goal-words">
                    <span class="goal-title">{ goal.title.as_str() }</span>
                    <span class="goal-facts num">
                        if goal.status != GoalStatus::Active { <span class="tag-status">{ status(goal.status) }</span> }
                        if counted { <span>{ t!("steps-done", done = view.tasks_done, all = view.tasks) }</span> }
                        if let Some(target) = goal.target.filter(|_| open) { <span>{ t!("goal-by", day = words::near_day(target, today)) }</span> }
                    </span>
                </span>
                if counted && open { <Progress done={view.tasks_done} all={view.tasks} /> }
            </Link>
        </li>
    }
}

#[derive(Properties, PartialEq)]
pub struct ProgressProps {
    pub done: u32,
    pub all: u32,
}

/// How far something is, with the number beside the bar.
#[component]
pub fn Progress(props: &ProgressProps) -> Html {
    let percent = percent(props.done, props.all);
    html! {
        <span class="progress">
            <progress max="100" value={percent.to_string()} aria-label={t!("steps-done", done = props.done, all = props.all)}></progress>
            <span class="num" aria-hidden="true">{ t!("percent", percent = percent) }</span>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn percentages_are_whole_and_bounded() {
        for (done, all, said) in [(0, 0, 0), (0, 4, 0), (1, 3, 33), (4, 4, 100), (9, 4, 100)] {
            assert_eq!(percent(done, all), said);
        }
    }
}
