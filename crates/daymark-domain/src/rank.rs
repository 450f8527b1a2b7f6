//! What to do next, and why: a score that is the sum of named factors.

use jiff::Zoned;
use serde::{Deserialize, Serialize};

use crate::{Energy, Priority, Task, TaskStatus, When};

/// One reason for a task's place, in points. The points of all factors add up to the score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Factor {
    pub name: FactorName,
    pub points: i32,
    /// Days until it (negative: days since), minutes it takes, or 0 where a number says nothing.
    pub amount: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactorName {
    Deadline,
    Due,
    Planned,
    Priority,
    Started,
    Short,
    FitsBefore,
    Energy,
    Age,
    Someday,
}

/// What is known of the moment someone asks.
#[derive(Clone, Debug)]
pub struct Moment<'a> {
    pub now: &'a Zoned,
    /// Minutes until the next fixed thing, where there is one today.
    pub free_minutes: Option<u32>,
    pub energy: Option<Energy>,
}

/// The factors of a task, strongest first; their points sum to [`score`].
pub fn factors(task: &Task, moment: &Moment<'_>) -> Vec<Factor> {
    let mut found = Vec::new();
    let mut add = |name, points, amount| {
        if points != 0 {
            found.push(Factor { name, points, amount });
        }
    };
    let days = |when: &When| {
        let (date, _) = when.seen_from(moment.now.time_zone());
        i64::from(moment.now.date().until(date).map_or(i32::MAX, |span| span.get_days()))
    };
    if let Some(left) = task.deadline.as_ref().map(days) {
        let points = match left {
            ..=0 => 120,
            1..=14 => 100 - 5 * left as i32,
            15..=60 => 10,
            _ => 0,
        };
        add(FactorName::Deadline, points, left);
    }
    if let Some(left) = task.due.as_ref().map(days) {
        let points = match left {
            // Missed days stop counting after a week: old things wait quietly, they do not shout.
            ..=-7 => 40,
            -6..=-1 => 60,
            0 => 80,
            1..=7 => 35 - 4 * left as i32,
            _ => 0,
        };
        add(FactorName::Due, points, left);
    }
    if let Some(left) = task.start.as_ref().map(days) {
        let points = match left {
            ..=-1 => 30,
            0 => 60,
            _ => -60,
        };
        add(FactorName::Planned, points, left);
    }
    add(
        FactorName::Priority,
        match task.priority {
            Some(Priority::High) => 40,
            Some(Priority::Medium) => 15,
            Some(Priority::Low) => -10,
            None => 0,
        },
        0,
    );
    add(FactorName::Started, if task.status == TaskStatus::InProgress { 30 } else { 0 }, 0);
    if let Some(minutes) = task.estimate_minutes {
        add(FactorName::Short, if minutes <= 15 { 12 } else { 0 }, minutes.into());
        if let Some(free) = moment.free_minutes {
            add(FactorName::FitsBefore, if minutes <= free { 15 } else { -25 }, free.into());
        }
    }
    if let (Some(needs), Some(has)) = (task.energy, moment.energy) {
        add(FactorName::Energy, if needs <= has { 10 } else { -30 }, 0);
    }
    let age = moment.now.timestamp().duration_since(task.created_at).as_hours() / 24;
    add(FactorName::Age, (age / 7).clamp(0, 10) as i32, age);
    add(FactorName::Someday, if task.someday { -200 } else { 0 }, 0);
    found.sort_by_key(|factor| (-factor.points.abs(), factor.name));
    found
}

/// The sum of the factors' points.
pub fn score(factors: &[Factor]) -> i32 {
    factors.iter().map(|factor| factor.points).sum()
}
