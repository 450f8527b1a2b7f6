//! A thing that repeats: its rules, the times put in and taken out, and its zone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::iter::Peekable;
use std::str::FromStr;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text::{compact, compact_date};
use super::walk::{Dates, Times};
use super::{Rule, Until};
use crate::{ObjectId, When};

/// Names one instance of a series by the time the rule gave it (RFC 5545 section 3.8.4.4): a day,
/// or a wall clock in the zone of the series. It stays when the instance is moved.
///
/// As text `2026-12-01` or `2026-12-01T18:00:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecurrenceId {
    pub date: Date,
    pub time: Option<Time>,
}

impl RecurrenceId {
    pub fn day(date: Date) -> RecurrenceId {
        RecurrenceId { date, time: None }
    }

    pub fn at(at: DateTime) -> RecurrenceId {
        RecurrenceId { date: at.date(), time: Some(at.time()) }
    }

    /// Of a value as iCalendar writes it: `20261201` or `20261201T180000`.
    pub fn compact(text: &str) -> Option<RecurrenceId> {
        compact(text).map(RecurrenceId::at).or_else(|| compact_date(text).map(RecurrenceId::day))
    }

    /// The wall clock; a day is its first moment.
    pub fn civil(&self) -> DateTime {
        self.date.to_datetime(self.time.unwrap_or(Time::midnight()))
    }

    /// The id of the object that this instance of `series` becomes when something is done to it
    /// alone: the same on every device (UUIDv5 of the series and this).
    pub fn object(&self, series: ObjectId) -> ObjectId {
        ObjectId::external("instance", &format!("{series}/{self}"))
    }
}

impl fmt::Display for RecurrenceId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.date)?;
        match self.time {
            Some(time) => write!(to, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second()),
            None => Ok(()),
        }
    }
}

impl FromStr for RecurrenceId {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<RecurrenceId, jiff::Error> {
        match text.contains(['T', 't', ' ']) {
            true => text.parse().map(RecurrenceId::at),
            false => text.parse().map(RecurrenceId::day),
        }
    }
}

impl Serialize for RecurrenceId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RecurrenceId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

/// One time a series takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    pub id: RecurrenceId,
    pub when: When,
    /// A time that a clock change skips is read with the offset before it, one that comes twice is
    /// the first (section 3.3.5).
    pub at: Timestamp,
}

/// See the module. Without a rule it takes place at its start and at the times put in.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub start: When,
    pub rules: Vec<Rule>,
    /// RDATE: times put in.
    pub also: BTreeSet<RecurrenceId>,
    /// EXDATE: times taken out. A day takes out every time on it.
    pub skipped: BTreeSet<RecurrenceId>,
    /// Instances that are objects of their own now, and no more laid out here.
    pub changed: BTreeMap<RecurrenceId, ObjectId>,
    /// The zone of the start, or that of the person where the start has none.
    pub zone: TimeZone,
}

impl Series {
    pub fn new(start: When, rules: Vec<Rule>, here: &TimeZone) -> Series {
        let named = start.zone.as_deref().and_then(|name| TimeZone::get(name).ok());
        Series {
            zone: named.unwrap_or_else(|| here.clone()),
            start,
            rules,
            also: BTreeSet::new(),
            skipped: BTreeSet::new(),
            changed: BTreeMap::new(),
        }
    }

    /// The instances in order of their instants, each instant once. With `from`, a wall clock in
    /// the zone of the series, those at or after it.
    pub fn instances(&self, from: Option<DateTime>) -> Instances<'_> {
        Instances {
            series: self,
            ids: self.ids(from),
            waiting: BTreeMap::new(),
            sure: Timestamp::MIN,
            over: false,
        }
    }

    /// The names of the instances in order, without what was taken out or became another object.
    pub fn ids(&self, from: Option<DateTime>) -> Ids<'_> {
        Ids { series: self, all: self.every(from) }
    }

    /// With what was taken out.
    fn every(&self, from: Option<DateTime>) -> Every {
        let start = self.start.date.to_datetime(self.start.time.unwrap_or(Time::midnight()));
        let mut walks: Vec<Walk> = Vec::new();
        for rule in &self.rules {
            walks.push(match self.start.time {
                None => {
                    let dates = rule.dates(self.start.date);
                    let dates = match from {
                        Some(from) => dates.starting(from.date()),
                        None => dates,
                    };
                    Walk::Days(Box::new(dates.peekable()))
                }
                Some(_) => {
                    let end = match rule.until {
                        Some(Until::Utc(at)) => at
                            .to_zoned(TimeZone::UTC)
                            .ok()
                            .map(|utc| End { zone: self.zone.clone(), at: utc.timestamp() }),
                        _ => None,
                    };
                    // Where the end is an instant, a day more than enough of wall clocks.
                    let more = if end.is_some() { 25.hours() } else { jiff::Span::new() };
                    let last = rule.until.map(|until| until.last(Some(&self.zone)).saturating_add(more));
                    let times = rule.until(start, last);
                    let times = match from {
                        Some(from) => times.starting(from),
                        None => times,
                    };
                    Walk::Times(Box::new(times), end)
                }
            });
        }
        let mut listed: Vec<RecurrenceId> = self.also.iter().map(|id| self.fitted(*id)).collect();
        if self.rules.is_empty() {
            listed.push(self.fitted(RecurrenceId { date: self.start.date, time: self.start.time }));
        }
        listed.retain(|id| from.is_none_or(|from| id.civil() >= from));
        listed.sort_unstable();
        Every { walks, listed: listed.into_iter().peekable() }
    }

    /// A name as this series writes it: a day where it has no time, and with one where it has.
    pub fn fitted(&self, id: RecurrenceId) -> RecurrenceId {
        let time = self.start.time.map(|own| id.time.unwrap_or(own));
        RecurrenceId { date: id.date, time }
    }

    pub fn takes_out(&self, id: &RecurrenceId) -> bool {
        self.skipped.contains(id)
            || self.skipped.contains(&RecurrenceId::day(id.date))
            || self.changed.contains_key(id)
    }

    /// Whether the rules or the times put in have such an instance, taken out or not.
    pub fn has(&self, id: &RecurrenceId) -> bool {
        self.every(Some(id.civil())).next().as_ref() == Some(id)
    }

    /// When an instance takes place.
    pub fn when(&self, id: &RecurrenceId) -> When {
        When { date: id.date, time: id.time, zone: self.start.zone.clone() }
    }

    /// How many instances of a rule with COUNT lie before a time.
    pub(super) fn passed(&self, rule: &Rule, id: &RecurrenceId) -> u32 {
        let (Some(count), start) = (rule.count, self.start.date) else { return 0 };
        let endless = |rule: &Rule| Rule { until: None, ..rule.clone() };
        let left = match self.start.time {
            None => {
                endless(rule).of_days().times(start.to_datetime(Time::midnight())).starting(id.civil()).left()
            }
            Some(time) => endless(rule).times(start.to_datetime(time)).starting(id.civil()).left(),
        };
        count.saturating_sub(left.unwrap_or(count))
    }

    /// Cuts before an instance: what comes earlier, and what goes on from it (section 3.8.4.4,
    /// THISANDFUTURE, as two series). `None` where nothing lies before it or it is none.
    pub fn split(&self, id: &RecurrenceId) -> Option<(Series, Series)> {
        let id = &self.fitted(*id);
        if !self.has(id) || self.every(None).next()? >= *id {
            return None;
        }
        let (mut before, mut after) = (self.clone(), self.clone());
        before.also = self.also.iter().filter(|one| self.fitted(**one) < *id).copied().collect();
        before.skipped = self.skipped.iter().filter(|one| one.civil() < id.civil()).copied().collect();
        before.changed = self.changed.iter().filter(|(one, _)| *one < id).map(|(k, v)| (*k, *v)).collect();
        after.also = self.also.difference(&before.also).copied().collect();
        after.skipped = self.skipped.iter().filter(|one| one.date >= id.date).copied().collect();
        after.changed = self.changed.iter().filter(|(one, _)| *one >= id).map(|(k, v)| (*k, *v)).collect();
        for rule in &mut before.rules {
            rule.count = None;
            rule.until = Some(self.just_before(id));
        }
        for rule in &mut after.rules {
            rule.count = rule.count.map(|count| count - self.passed(rule, id));
        }
        after.rules.retain(|rule| rule.count != Some(0));
        // The rule goes on from an instance of its own, so that what its start implies stays.
        let own = Series { also: BTreeSet::new(), rules: self.rules.clone(), ..self.clone() };
        match own.every(Some(id.civil())).next().filter(|_| !after.rules.is_empty()) {
            Some(first) => after.start = self.when(&first),
            None => {
                after.start = self.when(id);
                after.rules.clear();
            }
        }
        Some((before, after))
    }

    fn just_before(&self, id: &RecurrenceId) -> Until {
        match (id.time, &self.start.zone) {
            (None, _) => Until::Day(id.date.saturating_sub(1.day())),
            (Some(_), None) => Until::Local(id.civil().saturating_sub(1.second())),
            (Some(_), Some(_)) => {
                let last = self.when(id).instant(&self.zone).saturating_sub(1.second());
                Until::Utc(last.unwrap_or(Timestamp::MIN).to_zoned(TimeZone::UTC).datetime())
            }
        }
    }
}

#[derive(Clone, Debug)]
enum Walk {
    Days(Box<Peekable<Dates>>),
    Times(Box<Times>, Option<End>),
}

/// The instant after which a rule gives nothing more.
#[derive(Clone, Debug)]
struct End {
    zone: TimeZone,
    at: Timestamp,
}

impl End {
    /// Whether a wall clock lies behind it.
    fn before(&self, civil: DateTime) -> bool {
        self.zone.to_ambiguous_timestamp(civil).compatible().is_ok_and(|at| at > self.at)
    }
}

impl Walk {
    fn peek(&mut self) -> Option<RecurrenceId> {
        match self {
            Walk::Days(days) => days.peek().copied().map(RecurrenceId::day),
            Walk::Times(times, None) => times.peek().map(RecurrenceId::at),
            Walk::Times(times, Some(end)) => {
                // One in a gap may lie behind the end while a later one does not.
                while times.peek().is_some_and(|at| end.before(at)) {
                    times.next();
                }
                times.peek().map(RecurrenceId::at)
            }
        }
    }

    fn pass(&mut self) {
        match self {
            Walk::Days(days) => drop(days.next()),
            Walk::Times(times, _) => drop(times.next()),
        }
    }
}

/// All rules and the times put in, as one ordered list without doubles.
#[derive(Clone, Debug)]
struct Every {
    walks: Vec<Walk>,
    listed: Peekable<std::vec::IntoIter<RecurrenceId>>,
}

impl Iterator for Every {
    type Item = RecurrenceId;

    fn next(&mut self) -> Option<RecurrenceId> {
        let ruled = self.walks.iter_mut().filter_map(Walk::peek).min();
        let first = ruled.into_iter().chain(self.listed.peek().copied()).min()?;
        for walk in &mut self.walks {
            if walk.peek() == Some(first) {
                walk.pass();
            }
        }
        while self.listed.next_if(|id| *id <= first).is_some() {}
        Some(first)
    }
}

/// Names of instances in order. Made by [`Series::ids`].
#[derive(Clone, Debug)]
pub struct Ids<'a> {
    series: &'a Series,
    all: Every,
}

impl Iterator for Ids<'_> {
    type Item = RecurrenceId;

    fn next(&mut self) -> Option<RecurrenceId> {
        self.all.by_ref().find(|id| !self.series.takes_out(id))
    }
}

/// Instances in order. Made by [`Series::instances`].
#[derive(Clone, Debug)]
pub struct Instances<'a> {
    series: &'a Series,
    ids: Ids<'a>,
    /// Found and not given: a time in a gap moves past others that follow it on the wall clock.
    waiting: BTreeMap<Timestamp, RecurrenceId>,
    /// No instance that is still to be found lies before this.
    sure: Timestamp,
    over: bool,
}

impl Iterator for Instances<'_> {
    type Item = Instance;

    fn next(&mut self) -> Option<Instance> {
        while !self.over && self.waiting.first_key_value().is_none_or(|(at, _)| *at > self.sure) {
            let Some(id) = self.ids.next() else {
                self.over = true;
                break;
            };
            let found = self.series.zone.to_ambiguous_timestamp(id.civil());
            let gap = matches!(found.offset(), jiff::tz::AmbiguousOffset::Gap { .. });
            let at = self.series.when(&id).instant(&self.series.zone);
            if !gap {
                self.sure = at;
            }
            self.waiting.entry(at).or_insert(id);
        }
        let (at, id) = self.waiting.pop_first()?;
        Some(Instance { id, when: self.series.when(&id), at })
    }
}
