//! What is stored of a repeat, and the next time of a task that repeats.

use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

use super::{Frequency, RecurrenceId, Rule, RuleError, Series};

/// How a thing repeats, as it is stored and shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Repeat {
    /// The value of an RRULE property, such as `FREQ=WEEKLY;BYDAY=TU`.
    pub rrule: String,
    /// Count from the day it was done, not from the day it was due.
    #[serde(default)]
    pub after_completion: bool,
}

/// Where a task that repeats goes when one instance is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    pub at: RecurrenceId,
    /// The repeat from there on: a COUNT has lost the instances that are over.
    pub repeat: Repeat,
}

impl Repeat {
    pub fn every(rule: &Rule) -> Repeat {
        Repeat { rrule: rule.to_string(), after_completion: false }
    }

    pub fn rule(&self) -> Result<Rule, RuleError> {
        self.rrule.parse()
    }

    /// Where a task goes that was over at `done`, a wall clock where the thing is; `series` begins
    /// with the instance that is over. The next one lies after `done` too: missed instances do not
    /// pile up. A rule that speaks of days is over for the whole day, one of hours by the hour.
    pub fn next(&self, series: &Series, done: DateTime) -> Result<Option<Next>, RuleError> {
        let rule = self.rule()?;
        let time = series.start.time.unwrap_or(Time::midnight());
        let due = series.start.date.to_datetime(time);
        let by_hour = rule.within_days() && series.start.time.is_some();
        let done = done.with().second(0).subsec_nanosecond(0).build().unwrap_or(done);
        let over = |at: DateTime| if by_hour { at } else { at.date().at(23, 59, 59, 0) };
        let mut walked = Series { rules: vec![rule.clone()], ..series.clone() };
        let over = if self.after_completion {
            walked.start.date = done.date();
            if by_hour {
                walked.start.time = Some(done.time());
            }
            over(done)
        } else {
            over(due).max(over(done))
        };
        let Some(at) = walked.ids(Some(over)).find(|id| id.civil() > over) else { return Ok(None) };
        let repeat = match rule.count {
            None => self.clone(),
            Some(count) => {
                let over = if self.after_completion { 1 } else { walked.passed(&rule, &at) };
                let Some(left) = count.checked_sub(over).filter(|&left| left > 0) else { return Ok(None) };
                Repeat { rrule: Rule { count: Some(left), ..rule }.to_string(), ..self.clone() }
            }
        };
        Ok(Some(Next { at, repeat }))
    }

    /// The repeat of a thing that moves from one start to another: the parts that name just the old
    /// day or time name the new one, and weekdays of a weekly rule move along.
    #[must_use]
    pub fn moved(&self, old: DateTime, new: DateTime) -> Repeat {
        let Ok(mut rule) = self.rule() else { return self.clone() };
        let days = old.date().until(new.date()).map_or(0, |span| span.get_days());
        let follow = |list: &mut Vec<i8>, from: i8, to: i8| {
            if *list == [from] {
                *list = vec![to];
            }
        };
        follow(&mut rule.by_hour, old.hour(), new.hour());
        follow(&mut rule.by_minute, old.minute(), new.minute());
        follow(&mut rule.by_second, old.second(), new.second());
        if days != 0 {
            match (rule.freq, rule.by_day.as_mut_slice()) {
                (Frequency::Weekly, by_day) => by_day.iter_mut().for_each(|by| {
                    by.day = by.day.wrapping_add(days);
                }),
                // A number within the year stays: what it would be is not what was meant.
                (Frequency::Monthly | Frequency::Yearly, [by])
                    if by.day == old.weekday()
                        && (by.nth.is_none()
                            || rule.freq == Frequency::Monthly
                            || !rule.by_month.is_empty()) =>
                {
                    by.day = new.weekday();
                    by.nth = by.nth.map(|nth| nth_of(nth, new.date()));
                }
                _ => {}
            }
            follow(&mut rule.by_month_day, old.day(), new.day());
            follow(&mut rule.by_month, old.month(), new.month());
        }
        let rrule = rule.to_string();
        if self.rule().is_ok_and(|old| old == rule) { self.clone() } else { Repeat { rrule, ..self.clone() } }
    }
}

/// Which weekday of its month a day is, counted from the side that `like` counts from.
fn nth_of(like: i8, day: Date) -> i8 {
    if like < 0 { -((day.days_in_month() - day.day()) / 7 + 1) } else { (day.day() - 1) / 7 + 1 }
}
