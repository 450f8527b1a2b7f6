//! Tasks.

use std::collections::BTreeSet;

use daymark_api::{
    AddTask, CompleteTasks, Edit, EditTask, InboxView, ListTasks, PlaceTask, ReopenTasks, RescheduleTasks,
    ShowTask, TaskDetail, TaskPage, TaskView, WhenInput,
};
use daymark_capture::Context;
use daymark_domain::{
    AreaId, Body, GoalId, Id, Kind, Priority, Reminder, Repeat, Rule, Tag, Task, TaskId, TaskStatus, Title,
    When,
};
use daymark_store::{Read, Sort, TaskFilter};
use daymark_sync::registry::field;
use daymark_sync::shape::{self, Life, set};
use daymark_sync::{Value, place};
use daymark_texts::{Phrase, phrase};
use jiff::civil::Date;

use super::queries::{self, Asked};
use super::{Apply, answers, holding, repeating};
use crate::app::{Inner, settings};
use crate::fault::{Fault, conflict, invalid, missing};
use crate::unit::{Unit, set_to};
use crate::view::View;
use crate::words;

answers! {
    InboxView => inbox;
    ListTasks => list;
    ShowTask => show;
}

/// The most rows of one page.
const PAGE: u32 = 500;
const MOST_MINUTES: u32 = 60 * 24 * 366;
const MOST_TAGS: usize = 50;
const MOST_REMINDERS: usize = 20;

fn page(read: &Read<'_>, inner: &Inner, filter: &TaskFilter) -> Result<TaskPage, Fault> {
    let mut view = View::new(read, inner.now())?;
    Ok(TaskPage {
        total: read.task_total(filter)?,
        tasks: view.tasks(read.tasks(filter)?)?,
        groups: Vec::new(),
    })
}

fn inbox(read: &Read<'_>, inner: &Inner, call: InboxView) -> Result<TaskPage, Fault> {
    let filter = TaskFilter {
        inbox: Some(true),
        limit: call.limit.unwrap_or(100).min(PAGE),
        offset: call.offset,
        ..TaskFilter::default()
    };
    page(read, inner, &filter)
}

fn list(read: &Read<'_>, inner: &Inner, call: ListTasks) -> Result<TaskPage, Fault> {
    let Asked { mut filter, limit, .. } = queries::asked(read, inner, &call.query)?;
    let most = limit.unwrap_or(u32::MAX);
    filter.limit = call.limit.unwrap_or(100).min(PAGE).min(most.saturating_sub(call.offset));
    filter.offset = call.offset;
    let mut page = page(read, inner, &filter)?;
    page.total = page.total.min(most);
    if let Some(group) = filter.group {
        page.groups = queries::groups(group, &page.tasks, &inner.voice(read)?);
    }
    Ok(page)
}

fn show(read: &Read<'_>, inner: &Inner, call: ShowTask) -> Result<TaskDetail, Fault> {
    let task = read.task(call.id)?.ok_or_else(|| missing("task"))?;
    let subtasks = read.tasks(&TaskFilter {
        parent: Some(call.id),
        sort: Sort::Position,
        limit: PAGE,
        ..TaskFilter::default()
    })?;
    let repeat_dates = coming_days(&task, inner);
    let voice = inner.voice(read)?;
    let mut history = super::history::of_object(read, inner, &voice, call.id.object())?;
    history.reverse();
    history.truncate(50);
    let mut view = View::new(read, inner.now())?;
    Ok(TaskDetail {
        section_title: super::holding::section_title(read, &task)?,
        blocks: super::holding::blocks(read, &task)?,
        circle: super::holding::circle_of(read, &task)?,
        repeat_said: task.repeat.as_ref().map(|repeat| words::repeat(repeat, &voice)),
        tracked_minutes: read.tracked_minutes(task.id)?,
        usually_said: super::time::usually(read, &task, &voice)?,
        repeat_dates,
        task: view.task(task)?,
        subtasks: view.tasks(subtasks)?,
        history,
    })
}

/// The next five days of a task that repeats, the one at hand first.
fn coming_days(task: &Task, inner: &Inner) -> Vec<Date> {
    let now = inner.now();
    let series = task.series(now.date(), now.time_zone());
    let mut days: Vec<Date> = Vec::new();
    if task.repeat.is_some() && !series.rules.is_empty() {
        for id in series.ids(None).take(100) {
            if days.last() != Some(&id.date) {
                days.push(id.date);
            }
        }
    }
    days.truncate(5);
    days
}

pub(crate) fn one(unit: &Unit<'_>, task: Task) -> Result<TaskView, Fault> {
    View::new(unit, unit.now.clone())?.task(task)
}

pub(crate) fn existing(unit: &Unit<'_>, id: TaskId) -> Result<Task, Fault> {
    unit.task(id)?.ok_or_else(|| missing("task"))
}

fn after(unit: &Unit<'_>, id: TaskId) -> Result<TaskView, Fault> {
    one(unit, existing(unit, id)?)
}

pub(crate) fn moment(unit: &Unit<'_>) -> Result<Context, Fault> {
    Ok(words::moment(&settings(unit)?, &unit.now))
}

pub(crate) fn check_area(read: &Read<'_>, id: Option<AreaId>) -> Result<(), Fault> {
    match id {
        Some(id) => match read.object(id.object())? {
            Some(object) if object.kind == Some(Kind::Area) && shape::life(&object.doc) == Life::Alive => {
                Ok(())
            }
            _ => Err(missing("area")),
        },
        None => Ok(()),
    }
}

pub(crate) fn check_goal(read: &Read<'_>, id: Option<GoalId>) -> Result<(), Fault> {
    match id {
        Some(id) => match read.object(id.object())? {
            Some(object) if object.kind == Some(Kind::Goal) && shape::life(&object.doc) == Life::Alive => {
                Ok(())
            }
            _ => Err(missing("goal")),
        },
        None => Ok(()),
    }
}

/// A parent must exist and must not stand below the task itself.
fn check_parent(read: &Read<'_>, task: Option<TaskId>, parent: Option<TaskId>) -> Result<(), Fault> {
    let mut at = parent;
    let mut steps = 0;
    while let Some(id) = at {
        if Some(id) == task {
            return Err(conflict(phrase!("error-below-itself")));
        }
        at = read.task(id)?.ok_or_else(|| missing("parent task"))?.parent;
        steps += 1;
        if steps > 1_000 {
            return Err(conflict(phrase!("error-circle")));
        }
    }
    Ok(())
}

fn check_minutes(minutes: Option<u32>) -> Result<(), Fault> {
    match minutes {
        Some(0) => Err(invalid(phrase!("error-estimate-short"))),
        Some(n) if n > MOST_MINUTES => Err(invalid(phrase!("error-estimate-long"))),
        _ => Ok(()),
    }
}

pub(crate) fn tags(words: &[String]) -> Result<BTreeSet<Tag>, Fault> {
    if words.len() > MOST_TAGS {
        return Err(invalid(phrase!("error-many-tags", most = MOST_TAGS)));
    }
    Ok(words.iter().map(|word| Tag::parse(word)).collect::<Result<_, _>>()?)
}

fn check_repeat(repeat: Option<&Repeat>) -> Result<(), Fault> {
    match repeat.map(|repeat| repeat.rrule.parse::<Rule>()) {
        Some(Err(error)) => Err(invalid(phrase!("error-repeat", why = error.to_string()))),
        _ => Ok(()),
    }
}

fn check_reminders(reminders: &[Reminder]) -> Result<(), Fault> {
    if reminders.len() > MOST_REMINDERS {
        return Err(invalid(phrase!("error-many-reminders", most = MOST_REMINDERS)));
    }
    Ok(())
}

/// Writes a task that was built elsewhere (quick add, an import, a proposal).
pub(crate) fn make(unit: &mut Unit<'_>, task: &Task) -> Result<(), Fault> {
    unit.put(task.id.object(), Kind::Task, shape::task_changes(task))
}

impl Apply for AddTask {
    const LABEL: &'static str = "label-a-task-added";

    fn apply(self, unit: &mut Unit<'_>) -> Result<TaskView, Fault> {
        let context = moment(unit)?;
        let read = |input: Option<WhenInput>| input.map(|input| words::when(input, &context)).transpose();
        check_area(unit, self.area)?;
        check_goal(unit, self.goal)?;
        check_parent(unit, None, self.parent)?;
        holding::check_filed(unit, self.project, self.section)?;
        let blocked_by = self.blocked_by.into_iter().collect();
        holding::check_blockers(unit, None, &blocked_by)?;
        check_minutes(self.estimate_minutes)?;
        check_repeat(self.repeat.as_ref())?;
        check_reminders(&self.reminders)?;
        let task = Task {
            notes: Body::parse(&self.notes)?,
            priority: self.priority,
            energy: self.energy,
            area: self.area,
            goal: self.goal,
            parent: self.parent,
            position: unit.place_last(),
            start: read(self.start)?,
            due: read(self.due)?,
            deadline: read(self.deadline)?,
            estimate_minutes: self.estimate_minutes,
            tags: tags(&self.tags)?,
            repeat: self.repeat,
            reminders: self.reminders,
            someday: self.someday,
            project: self.project,
            section: self.section,
            blocked_by,
            waiting: self.waiting.map(|on| holding::waiting(unit, &on, None)).transpose()?,
            ..Task::new(unit.new_id(), Title::parse(&self.title)?, unit.now.timestamp())
        };
        unit.label(phrase!("label-add", title = task.title.as_str()));
        make(unit, &task)?;
        after(unit, task.id)
    }
}

impl Apply for EditTask {
    const LABEL: &'static str = "label-a-task-changed";

    fn apply(self, unit: &mut Unit<'_>) -> Result<TaskView, Fault> {
        if let Some(scope) = self.scope {
            return repeating::edit(self, scope, unit);
        }
        let task = existing(unit, self.id)?;
        let context = moment(unit)?;
        let mut changes = Vec::new();
        if let Some(title) = self.title {
            changes.push(set(field::TITLE, Value::text(Title::parse(&title)?.as_str())));
        }
        if let Some(notes) = self.notes {
            changes.push(set(field::NOTES, Value::text(Body::parse(&notes)?.as_str())));
        }
        for (number, edit) in
            [(field::START, self.start), (field::DUE, self.due), (field::DEADLINE, self.deadline)]
        {
            if let Some(value) = edit.change() {
                let when = value.map(|input| words::when(input, &context)).transpose()?;
                changes.push(set(number, shape::maybe_when(when.as_ref())));
            }
        }
        if let Some(minutes) = self.estimate_minutes.change() {
            check_minutes(minutes)?;
            changes.push(set(field::ESTIMATE, Value::maybe(minutes, |n| Value::Int(n.into()))));
        }
        if let Some(priority) = self.priority.change() {
            changes.push(set(field::PRIORITY, Value::maybe(priority, |p: Priority| Value::text(p.word()))));
        }
        if let Some(energy) = self.energy.change() {
            changes.push(set(field::ENERGY, Value::maybe(energy, |e| Value::text(e.word()))));
        }
        if let Some(area) = self.area.change() {
            check_area(unit, area)?;
            changes.push(set(field::AREA, shape::maybe_id(area)));
        }
        if let Some(goal) = self.goal.change() {
            check_goal(unit, goal)?;
            changes.push(set(field::GOAL, shape::maybe_id(goal)));
        }
        if let Some(parent) = self.parent.change() {
            check_parent(unit, Some(self.id), parent)?;
            changes.push(set(field::PLACED, shape::placed(parent, &unit.place_last())));
        }
        if let Some(repeat) = self.repeat.change() {
            check_repeat(repeat.as_ref())?;
            changes.push(set(field::REPEAT, Value::maybe(repeat.as_ref(), shape::repeat)));
        }
        if let Some(reminders) = self.reminders {
            check_reminders(&reminders)?;
            changes.push(set(field::REMINDERS, shape::reminders(&reminders)));
        }
        if let Some(words) = self.tags {
            let wanted = tags(&words)?.iter().map(|tag| Value::text(tag.as_str())).collect();
            changes.extend(set_to(&unit.doc(self.id.object())?.unwrap_or_default(), field::TAGS, &wanted));
        }
        if self.project != Edit::Keep || self.section != Edit::Keep {
            let project = self.project.change().unwrap_or(task.project);
            // A section belongs to its project: who leaves the one leaves the other.
            let stays = project == task.project;
            let section = self.section.change().unwrap_or(task.section.filter(|_| stays));
            holding::check_filed(unit, project, section)?;
            changes.push(set(field::FILED, shape::filed(project, section)));
        }
        if let Some(wanted) = self.blocked_by {
            let wanted = wanted.into_iter().collect();
            holding::check_blockers(unit, Some(&task), &wanted)?;
            let wanted = wanted.into_iter().map(shape::id).collect();
            changes.extend(set_to(
                &unit.doc(self.id.object())?.unwrap_or_default(),
                field::BLOCKED_BY,
                &wanted,
            ));
        }
        if let Some(on) = self.waiting.change() {
            let waiting = on.map(|on| holding::waiting(unit, &on, task.waiting.as_ref())).transpose()?;
            changes.push(set(field::WAITING, Value::maybe(waiting.as_ref(), shape::waiting)));
        }
        if let Some(links) = self.links {
            let wanted = holding::links(links)?;
            changes.extend(set_to(&unit.doc(self.id.object())?.unwrap_or_default(), field::LINKS, &wanted));
        }
        if let Some(someday) = self.someday {
            changes.push(set(field::SOMEDAY, Value::Bool(someday)));
        }
        if let (Some(started), true) = (self.started, task.open()) {
            let status = if started { TaskStatus::InProgress } else { TaskStatus::Pending };
            changes.push(set(field::STATUS, Value::text(status.word())));
        }
        unit.label(phrase!("label-change", title = task.title.as_str()));
        unit.put(self.id.object(), Kind::Task, changes)?;
        after(unit, self.id)
    }
}

/// Names a step after one thing, or counts them.
pub(crate) fn several(one: &str, many: &str, titles: &[String]) -> Phrase {
    match titles {
        [title] => phrase!(one, title = title),
        titles => phrase!(many, count = titles.len()),
    }
}

pub(crate) fn each(
    unit: &mut Unit<'_>,
    (one, many): (&str, &str),
    ids: &[TaskId],
    mut change: impl FnMut(&mut Unit<'_>, &Task) -> Result<(), Fault>,
) -> Result<Vec<TaskView>, Fault> {
    if ids.is_empty() {
        return Err(invalid(phrase!("error-name-a-task")));
    }
    let mut titles = Vec::new();
    for &id in ids {
        let task = existing(unit, id)?;
        titles.push(task.title.to_string());
        change(unit, &task)?;
    }
    unit.label(several(one, many, &titles));
    ids.iter().map(|&id| after(unit, id)).collect()
}

/// Marks a task done. One that repeats stays open and moves to its next day instead; what was done
/// is kept as a completed task of its own, so that history and counts see it.
pub(crate) fn complete(unit: &mut Unit<'_>, task: &Task) -> Result<(), Fault> {
    if !task.open() {
        return Ok(());
    }
    let next = repeating::next(task, &unit.now);
    let done = vec![
        set(field::STATUS, Value::text(TaskStatus::Completed.word())),
        set(field::COMPLETED_AT, shape::stamp(unit.now.timestamp())),
    ];
    let Some(next) = next else {
        return unit.put(task.id.object(), Kind::Task, done);
    };
    // The same instance done on two devices makes the same record.
    let instance = repeating::at_hand(task, &unit.now).object(task.id.object());
    let record = Task {
        id: TaskId::of(instance),
        status: TaskStatus::Completed,
        completed_at: Some(unit.now.timestamp()),
        repeat: None,
        reminders: Vec::new(),
        blocked_by: BTreeSet::new(),
        waiting: None,
        source: Some(("repeat".into(), task.id.to_string())),
        ..task.clone()
    };
    make(unit, &record)?;
    holding::let_go(unit, task.id)?;
    unit.put(task.id.object(), Kind::Task, repeating::moved_to(task, &next, &unit.now))
}

impl Apply for CompleteTasks {
    const LABEL: &'static str = "label-tasks-completed";
    fn apply(self, unit: &mut Unit<'_>) -> Result<Vec<TaskView>, Fault> {
        each(unit, ("label-complete", "label-complete-many"), &self.ids, complete)
    }
}

impl Apply for ReopenTasks {
    const LABEL: &'static str = "label-tasks-reopened";
    fn apply(self, unit: &mut Unit<'_>) -> Result<Vec<TaskView>, Fault> {
        each(unit, ("label-reopen", "label-reopen-many"), &self.ids, |unit, task| {
            let changes = vec![
                set(field::STATUS, Value::text(TaskStatus::Pending.word())),
                set(field::COMPLETED_AT, Value::Null),
            ];
            unit.put(task.id.object(), Kind::Task, changes)
        })
    }
}

/// A task planned for a day keeps its time when only the day moves.
fn moved(to: &When, old: Option<&When>) -> When {
    match old {
        Some(old) if to.time.is_none() => When { date: to.date, ..old.clone() },
        _ => to.clone(),
    }
}

pub(crate) fn reschedule(unit: &mut Unit<'_>, task: &Task, to: Option<&When>) -> Result<(), Fault> {
    let mut changes = vec![set(field::SOMEDAY, Value::Bool(false))];
    match to {
        None => changes.extend([set(field::START, Value::Null), set(field::DUE, Value::Null)]),
        Some(to) => {
            let by_start = task.start.is_some() || task.due.is_none();
            if by_start {
                changes.push(set(field::START, shape::when(&moved(to, task.start.as_ref()))));
            }
            // A due day before the new day would leave the task waiting from before.
            if task.due.as_ref().is_some_and(|due| !by_start || due.date < to.date) {
                changes.push(set(field::DUE, shape::when(&moved(to, task.due.as_ref()))));
            }
        }
    }
    unit.put(task.id.object(), Kind::Task, changes)
}

impl Apply for RescheduleTasks {
    const LABEL: &'static str = "label-tasks-moved";
    fn apply(self, unit: &mut Unit<'_>) -> Result<Vec<TaskView>, Fault> {
        let context = moment(unit)?;
        let to = self.to.map(|input| words::when(input, &context)).transpose()?;
        each(unit, ("label-move", "label-move-many"), &self.ids, |unit, task| {
            reschedule(unit, task, to.as_ref())
        })
    }
}

impl Apply for PlaceTask {
    const LABEL: &'static str = "label-tasks-ordered";
    fn apply(self, unit: &mut Unit<'_>) -> Result<TaskView, Fault> {
        let task = existing(unit, self.id)?;
        let siblings = unit.tasks(&TaskFilter {
            parent: task.parent,
            goal: if task.parent.is_none() { task.goal } else { None },
            top_level: task.parent.is_none(),
            sort: Sort::Position,
            limit: 10_000,
            ..TaskFilter::default()
        })?;
        let siblings: Vec<&Task> = siblings.iter().filter(|sibling| sibling.id != self.id).collect();
        let position = match self.before {
            None => unit.place_last(),
            Some(before) => {
                let at = siblings
                    .iter()
                    .position(|sibling| sibling.id == before)
                    .ok_or_else(|| missing("task to stand before"))?;
                let low = at
                    .checked_sub(1)
                    .and_then(|at| siblings.get(at))
                    .map(|sibling| sibling.position.as_str());
                let high = siblings.get(at).map(|sibling| sibling.position.as_str());
                place::between(low, high, unit.jitter())
            }
        };
        unit.label(phrase!("label-move", title = task.title.as_str()));
        unit.put(
            self.id.object(),
            Kind::Task,
            vec![set(field::PLACED, shape::placed(task.parent, &position))],
        )?;
        after(unit, self.id)
    }
}
