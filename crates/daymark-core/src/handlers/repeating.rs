//! Tasks that repeat: one open task that moves from instance to instance.

use daymark_api::{EditTask, Scope, SkipTasks, TaskView};
use daymark_domain::recurrence::Next;
use daymark_domain::{Id, Kind, ObjectId, RecurrenceId, Repeat, Task, TaskId, TaskStatus, When};
use daymark_sync::registry::field;
use daymark_sync::shape::{self, Changes, set};
use daymark_sync::{Change, Value};
use daymark_texts::phrase;
use jiff::Zoned;

use super::Apply;
use super::tasks::{each, existing, make};
use crate::fault::{Fault, invalid};
use crate::unit::Unit;
use crate::view::lasting;

/// The name of the instance at hand. One of a rule of days is named by its day alone.
pub(crate) fn at_hand(task: &Task, now: &Zoned) -> RecurrenceId {
    let anchor = task.anchor().cloned().unwrap_or_else(|| When::day(now.date()));
    let by_hour =
        task.repeat.as_ref().and_then(|repeat| repeat.rule().ok()).is_some_and(|rule| rule.within_days());
    RecurrenceId { date: anchor.date, time: anchor.time.filter(|_| by_hour) }
}

/// Where a task goes when the instance at hand is over now.
pub(crate) fn next(task: &Task, now: &Zoned) -> Option<Next> {
    let series = task.series(now.date(), now.time_zone());
    let done = now.with_time_zone(series.zone.clone()).datetime();
    task.repeat.as_ref()?.next(&series, done).ok().flatten()
}

/// The changes that move a task to another instance, its days as far apart as they were.
pub(crate) fn moved_to(task: &Task, next: &Next, now: &Zoned) -> Changes {
    let anchor = task.anchor().cloned().unwrap_or_else(|| When::day(now.date()));
    let there = When { date: next.at.date, time: anchor.time.and(next.at.time), zone: anchor.zone.clone() };
    let moved = |when: &When| match when == &anchor {
        true => there.clone(),
        false => {
            let shift = anchor.date.until(there.date).unwrap_or_default();
            When { date: when.date.saturating_add(shift), ..when.clone() }
        }
    };
    let mut changes = vec![
        set(field::STATUS, Value::text(TaskStatus::Pending.word())),
        set(field::REPEAT, shape::repeat(&next.repeat)),
    ];
    if task.due.is_none() && task.start.is_none() {
        changes.push(set(field::DUE, shape::when(&there)));
    }
    changes.extend(task.due.as_ref().map(|when| set(field::DUE, shape::when(&moved(when)))));
    changes.extend(task.start.as_ref().map(|when| set(field::START, shape::when(&moved(when)))));
    changes
}

/// The task that one instance is when it is a task of its own.
fn alone(task: &Task, id: RecurrenceId, object: ObjectId) -> Task {
    let at = |anchor: &When| When {
        date: id.date,
        time: anchor.time.map(|own| id.time.unwrap_or(own)),
        ..anchor.clone()
    };
    let anchor = task.anchor().cloned().unwrap_or_else(|| When::day(id.date));
    let there = at(&anchor);
    let moved = |when: &When| if *when == anchor { there.clone() } else { lasting(&anchor, when, &there) };
    Task {
        id: TaskId::of(object),
        due: if task.anchor().is_none() { Some(there.clone()) } else { task.due.as_ref().map(moved) },
        start: task.start.as_ref().map(moved),
        repeat: None,
        skipped: Default::default(),
        source: Some(("repeat".into(), task.id.to_string())),
        ..task.clone()
    }
}

/// An instance that is still to come, as the task names it.
fn coming(task: &Task, id: RecurrenceId, now: &Zoned) -> Result<RecurrenceId, Fault> {
    let series = task.series(now.date(), now.time_zone());
    let full = series.fitted(id);
    let after_done = task.repeat.as_ref().is_some_and(|repeat| repeat.after_completion);
    if task.repeat.is_none() || after_done || !series.has(&full) || series.takes_out(&full) {
        return Err(invalid(phrase!("error-no-instance", instance = id.to_string())));
    }
    Ok(full)
}

/// Changes one instance of a task, or all from one on.
pub(crate) fn edit(call: EditTask, scope: Scope, unit: &mut Unit<'_>) -> Result<TaskView, Fault> {
    let task = existing(unit, call.id)?;
    let hand = at_hand(&task, &unit.now);
    let meant = not_at_hand(call.instance, &task, hand, &unit.now)?;
    let own = EditTask { instance: None, scope: None, ..call };
    match (scope, meant) {
        // The task at hand is the series from now on; what was is a record of its own.
        (Scope::All, _) | (Scope::Following, None) => own.apply(unit),
        (Scope::This, None) => {
            let Some(next) = next(&task, &unit.now).filter(|_| task.open()) else {
                // The last one: what is left is this instance.
                unit.put(task.id.object(), Kind::Task, vec![set(field::REPEAT, Value::Null)])?;
                return own.apply(unit);
            };
            let one = alone(&task, hand, hand.object(task.id.object()));
            make(unit, &one)?;
            unit.put(task.id.object(), Kind::Task, moved_to(&task, &next, &unit.now))?;
            EditTask { id: one.id, ..own }.apply(unit)
        }
        (Scope::This, Some(id)) => {
            let one = alone(&task, id, id.object(task.id.object()));
            make(unit, &one)?;
            let skipped = (field::SKIPPED, Change::Add(shape::instance(&id)));
            unit.put(task.id.object(), Kind::Task, vec![skipped])?;
            EditTask { id: one.id, ..own }.apply(unit)
        }
        (Scope::Following, Some(id)) => {
            let series = task.series(unit.now.date(), unit.now.time_zone());
            let Some((before, after)) = series.split(&id) else { return own.apply(unit) };
            let repeats = |of: &daymark_domain::Series| of.rules.first().map(Repeat::every);
            let object = ObjectId::external("following", &format!("{}/{id}", task.id));
            let next = Task {
                repeat: repeats(&after),
                skipped: after.skipped.clone(),
                source: None,
                created_at: unit.now.timestamp(),
                position: unit.place_last(),
                ..alone(&task, id, object)
            };
            make(unit, &next)?;
            let ends = set(field::REPEAT, Value::maybe(repeats(&before).as_ref(), shape::repeat));
            unit.put(task.id.object(), Kind::Task, vec![ends])?;
            EditTask { id: next.id, ..own }.apply(unit)
        }
    }
}

/// The instance that is meant where it is not the one at hand.
fn not_at_hand(
    instance: Option<RecurrenceId>,
    task: &Task,
    hand: RecurrenceId,
    now: &Zoned,
) -> Result<Option<RecurrenceId>, Fault> {
    let Some(id) = instance else { return Ok(None) };
    let same = id.date == hand.date && (hand.time.is_none() || id.time.is_none() || id.time == hand.time);
    if same { Ok(None) } else { coming(task, id, now).map(Some) }
}

impl Apply for SkipTasks {
    const LABEL: &'static str = "label-tasks-skipped";

    fn apply(self, unit: &mut Unit<'_>) -> Result<Vec<TaskView>, Fault> {
        each(unit, ("label-skip", "label-skip-many"), &self.ids, |unit, task| {
            if task.repeat.is_none() {
                return Err(invalid(phrase!("error-not-repeating", title = task.title.as_str())));
            }
            if !task.open() {
                return Ok(());
            }
            let hand = at_hand(task, &unit.now);
            match not_at_hand(self.instance, task, hand, &unit.now)? {
                Some(id) => {
                    let skipped = (field::SKIPPED, Change::Add(shape::instance(&id)));
                    unit.put(task.id.object(), Kind::Task, vec![skipped])
                }
                None => {
                    let next = skip_to(task, &unit.now).ok_or_else(|| {
                        invalid(phrase!("error-last-instance", title = task.title.as_str()))
                    })?;
                    unit.put(task.id.object(), Kind::Task, moved_to(task, &next, &unit.now))
                }
            }
        })
    }
}

/// Where a task goes when the instance at hand is passed over: to the one after it, which may be
/// the first of several that wait.
fn skip_to(task: &Task, now: &Zoned) -> Option<Next> {
    let repeat = task.repeat.as_ref()?;
    let series = task.series(now.date(), now.time_zone());
    let due = series.start.date.to_datetime(series.start.time.unwrap_or_default());
    let over = if repeat.after_completion { now.with_time_zone(series.zone.clone()).datetime() } else { due };
    repeat.next(&series, over).ok().flatten()
}
