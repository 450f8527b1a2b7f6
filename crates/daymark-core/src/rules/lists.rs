//! Tasks that have something in common, and the areas.

use daymark_api::ApiError;
use daymark_domain::{GoalId, Id, Kind};
use daymark_store::{Sort, TaskFilter};
use daymark_texts::{Voice, say};
use jiff::ToSpan;

use super::find::{Meant, meant};
use super::{Ruled, answered, cite, listed, pass_on, read_when, row};
use crate::app::App;
use crate::handlers;
use crate::view::View;

/// The tasks of a filter under a heading that says how many there are, or what is said of none.
async fn list(
    app: &App,
    voice: &Voice,
    filter: TaskFilter,
    head: impl FnOnce(u32) -> String,
    none: String,
) -> Result<Ruled, ApiError> {
    let (total, tasks) = app
        .ask(move |read, inner| {
            let total = read.task_total(&filter)?;
            let tasks = read.tasks(&TaskFilter { limit: 10, ..filter })?;
            Ok((total, View::new(read, inner.now())?.tasks(tasks)?))
        })
        .await?;
    if tasks.is_empty() {
        return Ok(answered(none, Vec::new()));
    }
    let rows: Vec<String> = tasks.iter().map(|view| row(view, voice)).collect();
    let text = listed(head(total), &rows, total as usize, voice);
    Ok(answered(text, tasks.iter().take(8).map(cite).collect()))
}

pub(super) async fn open(app: &App, voice: &Voice) -> Result<Ruled, ApiError> {
    let filter = TaskFilter { open: Some(true), ..TaskFilter::default() };
    let head = |count| say!(voice, "answer-open", count = count);
    list(app, voice, filter, head, say!(voice, "answer-open-none")).await
}

pub(super) async fn inbox(app: &App, voice: &Voice) -> Result<Ruled, ApiError> {
    let filter = TaskFilter { inbox: Some(true), ..TaskFilter::default() };
    let head = |count| say!(voice, "answer-inbox", count = count);
    list(app, voice, filter, head, say!(voice, "answer-inbox-none")).await
}

pub(super) async fn due(app: &App, voice: &Voice, when: String) -> Result<Ruled, ApiError> {
    let today = voice.today;
    let (from, to) = match when.to_lowercase().trim() {
        "" | "this week" | "week" => (None, today.saturating_add(6.days())),
        "next week" => {
            let monday =
                today.saturating_add((7 - i64::from(today.weekday().to_monday_zero_offset())).days());
            (Some(monday), monday.saturating_add(6.days()))
        }
        "this month" => (None, today.last_of_month()),
        _ => match read_when(app, &when).await? {
            Some(when) => (Some(when.date), when.date),
            None => return Ok(pass_on(say!(voice, "answer-no-day", words = when))),
        },
    };
    let filter = TaskFilter {
        open: Some(true),
        day_from: from,
        day_to: Some(to),
        sort: Sort::Day,
        ..TaskFilter::default()
    };
    let day = voice.day(to);
    if from == Some(to) {
        let head = |count| say!(voice, "answer-due", count = count, day = day.as_str());
        let none = say!(voice, "answer-due-none", day = day.as_str());
        list(app, voice, filter, head, none).await
    } else {
        let head = |count| say!(voice, "answer-due-by", count = count, day = day.as_str());
        let none = say!(voice, "answer-due-by-none", day = day.as_str());
        list(app, voice, filter, head, none).await
    }
}

pub(super) async fn waiting(app: &App, voice: &Voice) -> Result<Ruled, ApiError> {
    let (tasks, total) = app
        .ask(|read, inner| {
            let mut view = View::new(read, inner.now())?;
            let today = view.now.date();
            handlers::waiting(&mut view, today)
        })
        .await?;
    if tasks.is_empty() {
        return Ok(answered(say!(voice, "answer-waiting-none"), Vec::new()));
    }
    let rows: Vec<String> = tasks.iter().take(10).map(|view| row(view, voice)).collect();
    let text = listed(say!(voice, "answer-waiting", count = total), &rows, tasks.len(), voice);
    Ok(answered(text, tasks.iter().take(8).map(cite).collect()))
}

pub(super) async fn in_area(app: &App, voice: &Voice, area: String) -> Result<Ruled, ApiError> {
    let lower = area.to_lowercase();
    let found = app
        .ask(move |read, _| {
            Ok(read.areas()?.into_iter().find(|known| known.name.as_str().to_lowercase() == lower))
        })
        .await?;
    match found {
        Some(found) => {
            let name = found.name.as_str();
            let filter = TaskFilter { open: Some(true), area: Some(found.id), ..TaskFilter::default() };
            let head = |count| say!(voice, "answer-area", count = count, area = name);
            list(app, voice, filter, head, say!(voice, "answer-area-none", area = name)).await
        }
        None => {
            let tag = area.as_str();
            let filter = TaskFilter { open: Some(true), tags: vec![area.clone()], ..TaskFilter::default() };
            let head = |count| say!(voice, "answer-tag", count = count, tag = tag);
            list(app, voice, filter, head, say!(voice, "answer-tag-none", tag = tag)).await
        }
    }
}

pub(super) async fn left_of_goal(app: &App, voice: &Voice, goal: String) -> Result<Ruled, ApiError> {
    let thing = match meant(app, voice, &goal, &[Kind::Goal]).await? {
        Meant::One(thing) => thing,
        Meant::Ask(ask) => return Ok(ask),
    };
    let filter = TaskFilter {
        open: Some(true),
        goal: Some(GoalId::of(thing.object)),
        sort: Sort::Position,
        ..TaskFilter::default()
    };
    let title = thing.title.as_str();
    let head = |count| say!(voice, "answer-left", count = count, goal = title);
    list(app, voice, filter, head, say!(voice, "answer-left-none", goal = title)).await
}

pub(super) async fn done(app: &App, voice: &Voice, when: String) -> Result<Ruled, ApiError> {
    let now = app.now();
    let today = now.date();
    let into_week = i64::from(today.weekday().to_monday_zero_offset());
    let from = match when.to_lowercase().trim() {
        "" | "today" => today,
        "yesterday" => today.saturating_sub(1.day()),
        "this week" => today.saturating_sub(into_week.days()),
        "last week" => today.saturating_sub((7 + into_week).days()),
        "this month" => today.first_of_month(),
        _ => read_when(app, &when).await?.map_or(today, |when| when.date),
    };
    let since = from.to_zoned(now.time_zone().clone());
    let filter = TaskFilter {
        open: Some(false),
        completed_since: Some(since.map_or(i64::MAX, |at| at.timestamp().as_millisecond())),
        sort: Sort::Completed,
        ..TaskFilter::default()
    };
    let day = voice.day(from);
    let head = |count| say!(voice, "answer-done-since", count = count, day = day.as_str());
    list(app, voice, filter, head, say!(voice, "answer-done-since-none", day = day.as_str())).await
}

pub(super) async fn areas(app: &App, voice: &Voice) -> Result<Ruled, ApiError> {
    let areas = app
        .ask(|read, inner| {
            let view = View::new(read, inner.now())?;
            read.areas()?.iter().map(|area| view.area_view(area)).collect::<Result<Vec<_>, _>>()
        })
        .await?;
    if areas.is_empty() {
        return Ok(answered(say!(voice, "answer-areas-none"), Vec::new()));
    }
    let rows: Vec<String> = areas
        .iter()
        .map(|area| say!(voice, "answer-area-row", name = area.name.as_str(), count = area.open_tasks))
        .collect();
    Ok(answered(listed(say!(voice, "answer-areas"), &rows, rows.len(), voice), Vec::new()))
}
