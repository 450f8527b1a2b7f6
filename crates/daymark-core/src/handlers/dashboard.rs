//! The dashboard: today, what is next, goals, the week by areas, and what was done.

use std::collections::BTreeMap;

use daymark_api::{AreaWeek, Dashboard, DashboardView};
use daymark_domain::{AreaId, GoalStatus, Kind};
use daymark_store::{Read, Sort, TaskFilter};
use jiff::ToSpan;

use super::{answers, day};
use crate::app::{Inner, settings};
use crate::fault::Fault;
use crate::view::View;
use crate::words;

answers! { DashboardView => dashboard; }

const TASKS: usize = 8;
const GOALS: usize = 6;
const WINS: u32 = 8;

fn dashboard(read: &Read<'_>, inner: &Inner, _: DashboardView) -> Result<Dashboard, Fault> {
    let settings = settings(read)?;
    let today = day(read, inner, None)?;
    let mut view = View::new(read, inner.now())?;
    let back = today.date.weekday().since(words::week_start(&settings));
    let week = today.date.saturating_sub(i64::from(back).days());
    let since =
        week.to_zoned(view.now.time_zone().clone()).map_or(i64::MAX, |at| at.timestamp().as_millisecond());
    let done = TaskFilter {
        open: Some(false),
        completed_since: Some(since),
        sort: Sort::Completed,
        limit: WINS,
        ..TaskFilter::default()
    };
    let wins = view.read.tasks(&done)?;
    let voice = inner.voice_of(&settings);
    let goals = read
        .goals(None, false)?
        .into_iter()
        .filter(|goal| goal.status == GoalStatus::Active)
        .take(GOALS)
        .map(|goal| view.goal(goal, &voice))
        .collect::<Result<_, _>>()?;
    let weeks: BTreeMap<AreaId, [u32; 4]> =
        read.area_weeks(week, week.saturating_add(6.days()), since)?.into_iter().collect();
    let balance = read
        .areas()?
        .into_iter()
        .map(|area| {
            let [planned, planned_minutes, done, done_minutes] =
                weeks.get(&area.id).copied().unwrap_or_default();
            let (id, name, colour) = (area.id, area.name.to_string(), area.colour);
            AreaWeek { id, name, colour, planned_minutes, done_minutes, planned, done }
        })
        .collect();
    let minute = today.now.unwrap_or_default();
    let open = today.tasks.iter().filter(|task| task.task.open()).count();
    Ok(Dashboard {
        week,
        today_open: u32::try_from(open).unwrap_or(u32::MAX),
        today_done: u32::try_from(today.tasks.len() - open).unwrap_or(u32::MAX),
        coming: today
            .blocks
            .iter()
            .filter(|block| block.kind == Kind::Event && block.end > minute)
            .take(TASKS)
            .cloned()
            .collect(),
        today: today.tasks.into_iter().filter(|task| task.task.open()).take(TASKS).collect(),
        date: today.date,
        planned_minutes: today.planned_minutes,
        free_minutes: today.free_minutes,
        next: today.next,
        waiting: today.waiting_total,
        goals,
        balance,
        wins_total: read.task_total(&done)?,
        wins: view.tasks(wins)?,
    })
}
