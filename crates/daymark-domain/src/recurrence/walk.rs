//! Walking a rule: its instances in order, one at a time.

use jiff::civil::{Date, DateTime, Time};

use super::plan::{Found, Period, Plan};
use super::{Frequency, Rule};

/// How many days may be looked at between two instances. A rule that needs more than this (160
/// years of days) is taken for one that never falls again; the rarest day there is, a 29 February
/// on a given weekday, comes within 40.
const BUDGET: u32 = 60_000;
/// How many periods may be counted when a rule with COUNT is entered in its middle.
const COUNTED: u32 = 100_000;

/// The instances of a rule on the wall clock, in order, each once. Made by [`Rule::times`].
#[derive(Clone, Debug)]
pub struct Times {
    plan: Plan,
    last: Option<DateTime>,
    /// Instances that may still be given.
    left: Option<u32>,
    from: DateTime,
    next: i64,
    period: Period,
    /// Places of `period` that BYSETPOS picked, or all.
    picked: Option<Vec<usize>>,
    at: usize,
    ended: bool,
}

impl Rule {
    /// Its instances from `start`, which is the first only if the rule says so. Ends at COUNT, at
    /// UNTIL (one in UTC is taken as the wall clock; [`super::Series`] knows the zone), at the end
    /// of the calendar, or when the next instance is too far off to be found.
    pub fn times(&self, start: DateTime) -> Times {
        let start = start.with().subsec_nanosecond(0).build().unwrap_or(start);
        self.until(start, self.until.map(|until| until.last(None)))
    }

    /// The same, with the end that the zone of the start makes of UNTIL.
    pub(super) fn until(&self, start: DateTime, last: Option<DateTime>) -> Times {
        Times {
            plan: Plan::new(self, start),
            last,
            left: self.count,
            from: start,
            next: 0,
            period: Period::default(),
            picked: None,
            at: 0,
            ended: false,
        }
    }

    /// The days it falls on from `start`, for things without a time; parts of a time are ignored,
    /// as the standard asks.
    pub fn dates(&self, start: Date) -> Dates {
        let last = self.until.map(|until| until.date().at(23, 59, 59, 0));
        Dates(self.of_days().until(start.to_datetime(Time::midnight()), last))
    }
}

impl Times {
    /// The same walk, from the first instance at or after `from`. Without COUNT nothing before is
    /// walked; with it, whole periods are counted, and a rule that would take too long ends.
    #[must_use]
    pub fn starting(mut self, from: DateTime) -> Times {
        if from <= self.from {
            return self;
        }
        if self.left.is_none() {
            self.from = from;
            self.next = self.plan.number_before(from);
            (self.period, self.picked, self.at) = (Period::default(), None, 0);
            return self;
        }
        let mut looked = 0;
        while self.find(&mut looked, COUNTED).is_some_and(|at| at < from) {
            let before = self.period.first_from(from);
            let end = match &self.picked {
                Some(picked) => picked.partition_point(|&place| place < before),
                None => before,
            };
            self.spend(end.saturating_sub(self.at));
            self.at = end;
            self.count_alike(from);
        }
        self
    }

    /// Every period of a rule more frequent than daily that limits nothing is like the others:
    /// what lies before `from` is counted without looking at it.
    fn count_alike(&mut self, from: DateTime) {
        let whole = self.picked.as_ref().map_or(self.period.len(), Vec::len);
        let ahead = self.plan.number_before(from) - self.next;
        // The first period may be cut short by the start, so the second is the measure.
        if self.plan.limits() || self.next < 2 || self.at < whole || ahead <= 0 {
            return;
        }
        self.spend(whole.saturating_mul(usize::try_from(ahead).unwrap_or(usize::MAX)));
        self.next += ahead;
    }

    fn spend(&mut self, given: usize) {
        if let Some(left) = &mut self.left {
            *left = left.saturating_sub(u32::try_from(given).unwrap_or(u32::MAX));
        }
    }

    /// The next instance, which stays the next.
    pub fn peek(&mut self) -> Option<DateTime> {
        self.find(&mut 0, BUDGET)
    }

    fn find(&mut self, looked: &mut u32, budget: u32) -> Option<DateTime> {
        if self.ended || self.left == Some(0) {
            return None;
        }
        loop {
            match self.here() {
                Some(at) if self.last.is_some_and(|last| at > last) => break,
                Some(at) => return Some(at),
                None => {}
            }
            match self.plan.period(self.next) {
                Found::Period(period, days) => {
                    *looked += days;
                    self.next += 1;
                    self.take(period);
                }
                Found::Jump(next) => {
                    *looked += 1;
                    self.next = next;
                }
                Found::End => break,
            }
            if *looked > budget {
                break;
            }
        }
        self.ended = true;
        None
    }

    /// What COUNT leaves from here on.
    pub(super) fn left(&self) -> Option<u32> {
        self.left
    }

    fn here(&self) -> Option<DateTime> {
        match &self.picked {
            Some(picked) => self.period.get(*picked.get(self.at)?),
            None => self.period.get(self.at),
        }
    }

    fn take(&mut self, period: Period) {
        let first = period.first_from(self.from);
        (self.picked, self.at) = match self.plan.rule.by_set_pos.as_slice() {
            [] => (None, first),
            places => {
                let all = period.len();
                let mut picked: Vec<usize> = places
                    .iter()
                    .filter_map(|&place| match usize::from(place.unsigned_abs()) {
                        n if place > 0 => n.checked_sub(1),
                        n => all.checked_sub(n),
                    })
                    .filter(|&place| place >= first && place < all)
                    .collect();
                picked.sort_unstable();
                picked.dedup();
                (Some(picked), 0)
            }
        };
        self.period = period;
    }
}

impl Iterator for Times {
    type Item = DateTime;

    fn next(&mut self) -> Option<DateTime> {
        let at = self.peek()?;
        self.at += 1;
        self.spend(1);
        Some(at)
    }
}

/// The days a rule falls on, in order, each once. Made by [`Rule::dates`].
#[derive(Clone, Debug)]
pub struct Dates(Times);

impl Dates {
    /// The same walk, from the first day at or after `from`.
    #[must_use]
    pub fn starting(self, from: Date) -> Dates {
        Dates(self.0.starting(from.to_datetime(Time::midnight())))
    }
}

impl Iterator for Dates {
    type Item = Date;

    fn next(&mut self) -> Option<Date> {
        let day = self.0.next()?.date();
        if self.0.plan.rule.freq < Frequency::Daily {
            // Each day once, however often the rule falls on it.
            match (day.tomorrow(), self.0.left) {
                (Ok(next), None) => self.0 = self.0.clone().starting(next.to_datetime(Time::midnight())),
                (Ok(_), Some(_)) => {
                    while self.0.peek().is_some_and(|at| at.date() == day) {
                        self.0.next();
                    }
                }
                (Err(_), _) => self.0.ended = true,
            }
        }
        Some(day)
    }
}
