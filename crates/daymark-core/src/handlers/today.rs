//! The day, and what to do now.

use daymark_api::{
    Block, Counts, GetCounts, ListReminders, Next, NextView, ReminderView, TaskView, Today, TodayView,
};
use daymark_domain::{Id, Kind};
use daymark_store::{Read, Sort, TaskFilter};
use daymark_sync::Value;
use daymark_sync::registry::field;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::answers;
use crate::app::{Inner, settings};
use crate::fault::Fault;
use crate::view::{View, free, minute};
use crate::{alarms, words};

answers! {
    TodayView => today;
    NextView => next;
    GetCounts => counts;
    ListReminders => reminders;
}

/// The most things that repeat of which reminders are listed, and how many of each.
const SERIES: u32 = 200;
const EACH: usize = 5;
/// The most tasks that are listed as waiting.
const WAITING: u32 = 200;

/// The tasks of a day: open ones planned for or due on it that can be done, then those done on it.
pub(crate) fn tasks_of(view: &mut View<'_, '_>, day: Date) -> Result<Vec<TaskView>, Fault> {
    let open = view.read.tasks(&TaskFilter {
        open: Some(true),
        someday: Some(false),
        held: Some(false),
        day_from: Some(day),
        day_to: Some(day),
        sort: Sort::Day,
        limit: 500,
        ..TaskFilter::default()
    })?;
    let zone = view.now.time_zone().clone();
    let from = day.to_zoned(zone.clone()).map_or(i64::MAX, |at| at.timestamp().as_millisecond());
    let until =
        day.saturating_add(1.day()).to_zoned(zone).map_or(i64::MAX, |at| at.timestamp().as_millisecond());
    let done = view.read.tasks(&TaskFilter {
        open: Some(false),
        completed_since: Some(from),
        sort: Sort::Completed,
        limit: 200,
        ..TaskFilter::default()
    })?;
    let done =
        done.into_iter().filter(|task| task.completed_at.is_some_and(|at| at.as_millisecond() < until));
    let all = open.into_iter().chain(done).collect();
    view.tasks(all)
}

/// Tasks whose day has passed and that nobody has planned anew for today.
pub(crate) fn waiting(view: &mut View<'_, '_>, today: Date) -> Result<(Vec<TaskView>, u32), Fault> {
    let filter = TaskFilter {
        open: Some(true),
        someday: Some(false),
        held: Some(false),
        day_to: Some(today.saturating_sub(1.day())),
        sort: Sort::Day,
        limit: WAITING,
        ..TaskFilter::default()
    };
    let total = view.read.task_total(&filter)?;
    let found = view.read.tasks(&filter)?;
    let listed = found.len() as u32;
    let waits: Vec<_> = found
        .into_iter()
        .filter(|task| ![&task.start, &task.due].into_iter().flatten().any(|when| when.date >= today))
        .collect();
    let planned_anew = listed - waits.len() as u32;
    Ok((view.tasks(waits)?, total - planned_anew))
}

/// Tasks of a day that cannot be done on it, and today those of the days before.
fn held(view: &mut View<'_, '_>, day: Date, today: Date) -> Result<Vec<TaskView>, Fault> {
    let found = view.read.tasks(&TaskFilter {
        open: Some(true),
        someday: Some(false),
        held: Some(true),
        day_from: (day != today).then_some(day),
        day_to: Some(day),
        sort: Sort::Day,
        limit: WAITING,
        ..TaskFilter::default()
    })?;
    view.tasks(found)
}

/// The minute now and the minutes until the next fixed thing of today, where there is one.
fn until_next(view: &View<'_, '_>, blocks: &[Block]) -> (u16, Option<u32>) {
    let now = minute(view.now.time());
    let next = blocks
        .iter()
        .filter(|block| !block.done && block.kind == daymark_domain::Kind::Event && block.start >= now);
    (now, next.map(|block| u32::from(block.start - now)).min())
}

pub(crate) fn day(read: &Read<'_>, inner: &Inner, date: Option<Date>) -> Result<Today, Fault> {
    let now = inner.now();
    let today = now.date();
    let date = date.unwrap_or(today);
    let settings = settings(read)?;
    let mut view = View::new(read, now)?;
    let events = view.events(date, date)?;
    let (all_day, timed): (Vec<_>, Vec<_>) = events.into_iter().partition(|event| event.start.is_none());
    let tasks = tasks_of(&mut view, date)?;
    let blocks = view.blocks(date, &timed, &tasks);
    let (waiting, waiting_total) = if date == today { waiting(&mut view, today)? } else { (Vec::new(), 0) };
    let held = held(&mut view, date, today)?;
    let (minute_now, free_before) = until_next(&view, &blocks);
    let habits =
        super::habits::of_day(&view, date, words::week_start(&settings), &inner.voice_of(&settings))?;
    let is_today = date == today;
    let next = if is_today {
        view.ranked(None, free_before, 1, &inner.voice_of(&settings))?.into_iter().next()
    } else {
        None
    };
    let begins = u16::from(settings.day_begins) * 60;
    let from = if is_today { minute_now.max(begins) } else { begins };
    Ok(Today {
        date,
        now: is_today.then_some(minute_now),
        free_minutes: free(&blocks, from, u16::from(settings.day_ends) * 60),
        planned_minutes: tasks
            .iter()
            .filter(|view| view.task.open())
            .filter_map(|view| view.task.estimate_minutes)
            .sum(),
        blocks,
        all_day,
        tasks,
        waiting,
        waiting_total,
        held,
        next,
        habits,
    })
}

fn today(read: &Read<'_>, inner: &Inner, call: TodayView) -> Result<Today, Fault> {
    day(read, inner, call.date)
}

pub(crate) fn what_next(read: &Read<'_>, inner: &Inner, call: &NextView) -> Result<Next, Fault> {
    let mut view = View::new(read, inner.now())?;
    let date = view.now.date();
    let events = view.events(date, date)?;
    let timed: Vec<_> = events.into_iter().filter(|event| event.start.is_some()).collect();
    let blocks = view.blocks(date, &timed, &[]);
    let (_, free_minutes) = until_next(&view, &blocks);
    let limit = call.limit.unwrap_or(5).clamp(1, 50) as usize;
    Ok(Next { ranked: view.ranked(call.energy, free_minutes, limit, &inner.voice(read)?)?, free_minutes })
}

fn next(read: &Read<'_>, inner: &Inner, call: NextView) -> Result<Next, Fault> {
    what_next(read, inner, &call)
}

fn counts(read: &Read<'_>, inner: &Inner, _: GetCounts) -> Result<Counts, Fault> {
    let view = View::new(read, inner.now())?;
    let today = view.now.date();
    let areas = read.areas()?;
    Ok(Counts {
        inbox: read.task_total(&TaskFilter { inbox: Some(true), ..TaskFilter::default() })?,
        today: read.task_total(&TaskFilter {
            open: Some(true),
            someday: Some(false),
            held: Some(false),
            day_from: Some(today),
            day_to: Some(today),
            ..TaskFilter::default()
        })?,
        areas: areas.iter().map(|area| view.area_view(area)).collect::<Result<_, _>>()?,
    })
}

fn reminders(read: &Read<'_>, inner: &Inner, call: ListReminders) -> Result<Vec<ReminderView>, Fault> {
    let now = inner.now();
    let here = now.time_zone();
    let limit = call.limit.unwrap_or(50).min(500);
    let week_start = words::week_start(&settings(read)?);
    let mut found: Vec<ReminderView> = Vec::new();
    for reminder in read.reminders(now.timestamp(), here, true, limit)? {
        let kind = read.object(reminder.object)?.and_then(|object| object.kind).unwrap_or(Kind::Task);
        let at = reminder.instant(here);
        found.push(ReminderView { task: Id::of(reminder.object), kind, at, title: reminder.title });
    }
    for object in read.all_alarms(SERIES)? {
        let Some(kind) = object.kind.filter(|_| alarms::repeats(&object)) else { continue };
        let title = object.doc.get(field::TITLE).and_then(Value::as_text).unwrap_or_default();
        let coming = (now.timestamp(), Timestamp::MAX);
        for ring in alarms::rings(&object, here, week_start, coming, EACH) {
            found.push(ReminderView { task: Id::of(object.id), kind, at: ring.at, title: title.to_owned() });
        }
    }
    found.sort_by(|a, b| (a.at, &a.title).cmp(&(b.at, &b.title)));
    found.truncate(limit as usize);
    Ok(found)
}
