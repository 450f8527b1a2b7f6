//! Habits: what a person means to do so many times a day, week or month, or on the days of a rule.
//!
//! There is no streak to lose. [`Habit::consistency`] looks at the last periods, weighs later ones
//! more, gives part of the credit for part of the times, and passes over what was paused.

mod consistency;

use std::collections::BTreeSet;

use jiff::civil::{Date, Time, Weekday};
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::plan::Position;
use crate::{AreaId, Body, HabitId, Reminder, Repeat, Rule, Tag, Title};

pub use consistency::{Consistency, Span};

/// So long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    Day,
    Week,
    Month,
}

impl Per {
    pub fn word(self) -> &'static str {
        match self {
            Per::Day => "day",
            Per::Week => "week",
            Per::Month => "month",
        }
    }
}

impl std::str::FromStr for Per {
    type Err = String;
    fn from_str(word: &str) -> Result<Per, String> {
        match word {
            "day" => Ok(Per::Day),
            "week" => Ok(Per::Week),
            "month" => Ok(Per::Month),
            _ => Err(format!("'{word}' is not one of day, week, month")),
        }
    }
}

/// How often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Rhythm {
    /// So many times in each period, on any of its days.
    Times { times: u32, per: Per },
    /// On the days of a rule of RFC 5545.
    Rule { rrule: String },
}

impl Rhythm {
    pub const DAILY: Rhythm = Rhythm::Times { times: 1, per: Per::Day };

    /// A rule that says no more than "every day" is that.
    pub fn of(repeat: &Repeat) -> Rhythm {
        match repeat.rrule.as_str() {
            "FREQ=DAILY" => Rhythm::DAILY,
            rrule => Rhythm::Rule { rrule: rrule.to_owned() },
        }
    }

    pub fn rule(&self) -> Option<Rule> {
        match self {
            Rhythm::Rule { rrule } => rrule.parse().ok(),
            Rhythm::Times { .. } => None,
        }
    }
}

/// How much one time is, in thousandths of the unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    pub thousandths: u64,
    pub unit: String,
}

/// That it was done on a day. Without `at` a day holds one at most, so that two devices that check
/// the same day say the same; with it each is one of its own, because both took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Check {
    pub day: Date,
    pub at: Option<Timestamp>,
    /// Absent is one time.
    pub thousandths: Option<u64>,
}

/// Days, both included, on which nothing is expected; open without an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pause {
    pub from: Date,
    pub to: Option<Date>,
}

impl Pause {
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Habit {
    pub id: HabitId,
    pub title: Title,
    pub notes: Body,
    pub area: Option<AreaId>,
    pub tags: BTreeSet<Tag>,
    pub rhythm: Rhythm,
    /// The day it begins.
    pub begins: Date,
    /// The time of day it is meant for, wherever the person is.
    pub time: Option<Time>,
    /// Before that time.
    pub reminders: Vec<Reminder>,
    /// Ask again so many minutes later until it is answered.
    pub nag_minutes: Option<u32>,
    pub quantity: Option<Quantity>,
    pub checks: BTreeSet<Check>,
    pub pauses: BTreeSet<Pause>,
    pub archived: bool,
    pub position: Position,
    pub created_at: Timestamp,
    pub trashed: bool,
}

/// Days that belong together, both included, and what was done on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub from: Date,
    pub to: Date,
    /// In thousandths of the unit, or of a time.
    pub done: u64,
    /// The same; 0 where nothing is expected.
    pub target: u64,
}

impl Tally {
    pub fn met(&self) -> bool {
        self.done >= self.target
    }

    /// What was done of what was meant, in thousandths and at most all of it.
    pub fn share(&self) -> u64 {
        (self.done * 1000).checked_div(self.target).map_or(1000, |part| part.min(1000))
    }
}

impl Habit {
    /// Whether a day can hold more than one check: where one counts how often, or how much.
    pub fn counts(&self) -> bool {
        self.quantity.is_some() || matches!(self.rhythm, Rhythm::Times { times, per: Per::Day } if times > 1)
    }

    /// What one time is, in thousandths.
    pub fn once(&self) -> u64 {
        self.quantity.as_ref().map_or(1000, |quantity| quantity.thousandths.max(1))
    }

    pub fn paused(&self, day: Date) -> bool {
        self.pauses.iter().any(|pause| pause.covers(day))
    }

    /// Whether something can be expected on a day at all.
    fn expects(&self, day: Date) -> bool {
        day >= self.first_day() && !self.paused(day)
    }

    /// It begins with the first thing done, if that was earlier.
    pub fn first_day(&self) -> Date {
        self.checks.first().map_or(self.begins, |check| check.day.min(self.begins))
    }

    /// What was done on the days between two, both included.
    pub fn done(&self, from: Date, to: Date) -> u64 {
        self.checks
            .iter()
            .skip_while(|check| check.day < from)
            .take_while(|check| check.day <= to)
            .map(|check| check.thousandths.unwrap_or(self.once()))
            .sum()
    }

    /// The period that a day lies in. For a rule it goes from one of its days to the day before the
    /// next, so that what is done a little late still counts.
    pub fn tally(&self, day: Date, week_start: Weekday) -> Tally {
        let Some(span) = Span::around(self, day, week_start) else {
            return Tally { from: day, to: day, done: self.done(day, day), target: 0 };
        };
        self.tally_of(span)
    }

    /// Whether it belongs into the list of a day: it is expected on it, or was done on it.
    pub fn on(&self, day: Date, week_start: Weekday) -> bool {
        if self.archived || self.trashed {
            return false;
        }
        if self.done(day, day) > 0 {
            return true;
        }
        if !self.expects(day) {
            return false;
        }
        match &self.rhythm {
            Rhythm::Times { per: Per::Day, .. } => true,
            Rhythm::Times { .. } => !self.tally(day, week_start).met(),
            Rhythm::Rule { .. } => self.rule_days(Some(day)).next() == Some(day),
        }
    }

    /// Whether there is something left to do on a day.
    pub fn open(&self, day: Date, week_start: Weekday) -> bool {
        let done_today = self.done(day, day) > 0;
        self.on(day, week_start) && !self.tally(day, week_start).met() && (self.counts() || !done_today)
    }

    /// The days of a rule in order.
    pub(crate) fn rule_days(&self, from: Option<Date>) -> Box<dyn Iterator<Item = Date>> {
        let Some(rule) = self.rhythm.rule() else { return Box::new(std::iter::empty()) };
        let days = rule.dates(self.begins);
        match from {
            Some(from) => Box::new(days.starting(from)),
            None => Box::new(days),
        }
    }

    /// The changes of pauses that make it go on from `day`: what leaves, and what comes for it.
    pub fn resume(&self, day: Date) -> Vec<(Pause, Option<Pause>)> {
        let before = day.saturating_sub(1.day());
        self.pauses
            .iter()
            .filter(|pause| pause.to.is_none_or(|to| to >= day))
            .map(|pause| {
                let rest = (pause.from <= before).then_some(Pause { from: pause.from, to: Some(before) });
                (*pause, rest)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
