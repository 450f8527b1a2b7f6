//! What can be done to tasks, with the words that say it was done. Every screen uses these.

use daymark_api::domain::{ObjectId, Priority, TaskId, TaskStatus, When};
use daymark_api::{
    CompleteTasks, Edit, EditTask, ReopenTasks, RescheduleTasks, TaskView, TrashObjects, WhenInput,
};
use jiff::civil::Date;

use crate::components::Filed;
use crate::i18n::t;
use crate::query::act;
use crate::time;
use crate::words;

/// An edit that changes nothing yet.
pub fn edit(id: TaskId) -> EditTask {
    EditTask::of(id)
}

/// Completes an open task, opens a completed one.
pub fn toggle(view: &TaskView) {
    let (id, title) = (view.task.id, view.task.title.as_str());
    if view.task.status == TaskStatus::Completed {
        act(ReopenTasks { ids: vec![id] }, t!("said-reopened", title = title));
    } else {
        act(CompleteTasks { ids: vec![id] }, t!("said-completed", title = title));
    }
}

/// The day as a request gives it.
pub fn day(date: Date) -> WhenInput {
    When::day(date).into()
}

pub fn plan_today(view: &TaskView) {
    reschedule(&[view.task.id], view.task.title.as_str(), Some(day(time::today())));
}

pub fn plan_tomorrow(view: &TaskView) {
    let today = time::today();
    reschedule(&[view.task.id], view.task.title.as_str(), Some(day(today.tomorrow().unwrap_or(today))));
}

/// What is said when tasks were moved to a day; `title` names them when there is one.
pub fn said_of_moving(count: usize, title: &str, to: Option<&WhenInput>) -> String {
    let place = to.map(|to| match to {
        WhenInput::Exact(when) => words::when(when, time::today()),
        WhenInput::Words(said) => said.clone(),
    });
    match (count, place) {
        (1, Some(place)) => t!("said-moved", title = title, day = place),
        (1, None) => t!("said-day-taken", title = title),
        (count, Some(place)) => t!("said-moved-many", count = count, day = place),
        (count, None) => t!("said-day-taken-many", count = count),
    }
}

/// Moves tasks to a day; `None` takes the day away. `title` names them when there is one.
pub fn reschedule(ids: &[TaskId], title: &str, to: Option<WhenInput>) {
    let said = said_of_moving(ids.len(), title, to.as_ref());
    act(RescheduleTasks { ids: ids.to_vec(), to }, said);
}

pub fn someday(view: &TaskView) {
    let change = EditTask { someday: Some(true), ..edit(view.task.id) };
    act(change, t!("said-someday", title = view.task.title.as_str()));
}

/// Puts a task in the trash, where it stays whole.
pub fn let_go(view: &TaskView) {
    let ids: Vec<ObjectId> = vec![view.task.id.into()];
    act(TrashObjects { ids }, t!("said-let-go", title = view.task.title.as_str()));
}

pub fn file(view: &TaskView, filed: &Filed) {
    let title = view.task.title.as_str();
    let (change, said) = match filed {
        Filed::Area(area, name) => (
            EditTask { area: Edit::Set(*area), ..edit(view.task.id) },
            t!("said-filed", title = title, place = name.as_str()),
        ),
        Filed::Goal(goal, name) => (
            EditTask { goal: Edit::Set(*goal), ..edit(view.task.id) },
            t!("said-filed", title = title, place = name.as_str()),
        ),
        Filed::Nowhere => (
            EditTask { area: Edit::Clear, goal: Edit::Clear, ..edit(view.task.id) },
            t!("said-unfiled", title = title),
        ),
    };
    act(change, said);
}

pub fn rename(view: &TaskView, title: &str) {
    let title = title.trim();
    if !title.is_empty() && title != view.task.title.as_str() {
        act(
            EditTask { title: Some(title.to_owned()), ..edit(view.task.id) },
            t!("said-renamed", title = title),
        );
    }
}

/// Begins a task, or stops being at it.
pub fn start(view: &TaskView, started: bool) {
    let title = view.task.title.as_str();
    let said = if started { t!("said-started", title = title) } else { t!("said-paused", title = title) };
    act(EditTask { started: Some(started), ..edit(view.task.id) }, said);
}

pub fn prioritise(view: &TaskView, priority: Option<Priority>) {
    act(
        EditTask { priority: priority.into(), ..edit(view.task.id) },
        t!("said-changed", title = view.task.title.as_str()),
    );
}
