//! Times of day and lengths of time: 3pm, half past 8, from 9 to 11, 1h30.

use jiff::civil::Time;

use crate::grammar::{Filled, Match, Reader, Value, firm};
use crate::lexicon::{Action, Category, Hold, Slot, UnitKind};
use crate::token::TokenKind;

/// A time as it was said. `hour` is 0 to 24.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Clock {
    pub hour: i64,
    pub minute: i64,
    /// Said with am or pm, or on a clock of 24 hours.
    pub sure: bool,
    /// Said as an hour and nothing else.
    pub bare: bool,
}

/// A time, or a stretch between two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Times {
    pub from: Clock,
    pub to: Option<Clock>,
    /// The hour of "in the morning".
    pub part: Option<i64>,
    pub zone: Option<Zone>,
}

/// A zone that was said with a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Zone {
    /// The name that the words at this token stand for.
    Named(usize),
    /// Minutes ahead of UTC.
    Offset(i32),
}

/// Minutes since midnight; up to 24:00, and past it for the end of a stretch.
pub(crate) type Minutes = i64;

pub(crate) const DAY: Minutes = 24 * 60;

/// Lengths are taken up to a month of minutes.
const LENGTH_MOST: i64 = 31 * DAY;

impl Clock {
    fn minutes(self) -> Minutes {
        self.hour * 60 + self.minute
    }

    fn later(self, hours: i64) -> Clock {
        Clock { hour: self.hour + hours, ..self }
    }

    /// An hour that could be either half of the day: 1 to 6 are afternoon, a part of the day
    /// decides, and of a bare hour that has passed (`after`) the second half is meant.
    fn settle(self, part: Option<i64>, after: Option<Time>) -> Clock {
        if self.sure || !(1..=12).contains(&self.hour) {
            return self;
        }
        let hour = self.hour % 12;
        let noon = self.hour == 12;
        let half = match part {
            Some(part) if part < 12 => hour,
            // At night: 11 is 23, 12 is midnight, 3 is early.
            Some(part) if part >= 20 && noon => 24,
            Some(part) if part >= 20 && hour < 6 => hour,
            Some(_) => hour + 12,
            None if noon || (1..=6).contains(&hour) => hour + 12,
            None => {
                let now = after.map_or(-1, |now| i64::from(now.hour()) * 60 + i64::from(now.minute()));
                let passed = self.bare && self.minutes() <= now && self.later(12).minutes() > now;
                if passed { hour + 12 } else { hour }
            }
        };
        Clock { hour: half, sure: true, ..self }
    }
}

impl Times {
    /// Minutes of the start, and of the end where one was said; the end may lie past midnight.
    pub fn settle(self, part: Option<i64>, after: Option<Time>) -> (Minutes, Option<Minutes>) {
        let part = self.part.or(part);
        let Some(to) = self.to else {
            return (self.from.settle(part, after).minutes(), None);
        };
        let from = if self.from.sure {
            self.from
        } else if to.sure {
            // "2-3pm" and "11-1pm": the latest reading that lies before the end.
            let morning = Clock { hour: self.from.hour % 12, ..self.from };
            if morning.later(12).minutes() < to.minutes() { morning.later(12) } else { morning }
        } else {
            self.from.settle(part, None)
        };
        let start = from.minutes();
        let mut end = to.minutes();
        if !to.sure && to.hour <= 12 {
            let first = Clock { hour: to.hour % 12, ..to }.minutes();
            end = [first, first + DAY / 2, first + DAY].into_iter().find(|&end| end > start).unwrap_or(end);
        } else if end <= start {
            end += DAY;
        }
        (start, Some(end))
    }

    pub fn unsure(&self) -> bool {
        !self.from.sure && self.part.is_none() && self.to.is_none_or(|to| !to.sure)
    }
}

impl Reader<'_> {
    /// The time rules, resolved.
    pub(crate) fn times(&self, at: usize, depth: usize) -> Vec<Filled> {
        let given = self.rules(Category::Time, at, depth);
        let mut all: Vec<Filled> = Vec::new();
        for found in given {
            let Some(times) = time(&found) else { continue };
            all.push(Filled { end: found.end, value: Value::Times(times), hold: found.hold });
            if let Some((end, zone)) = self.zone(found.end, false) {
                let times = Times { zone: Some(zone), ..times };
                all.push(Filled { end, value: Value::Times(times), hold: found.hold.min(Hold::Pause) });
            }
        }
        all
    }

    /// "CET", "New York time", "UTC+2", "+05:30".
    /// An offset alone only where it stands in a stamp: "12:00-13:30" is a range.
    pub(crate) fn zone(&self, at: usize, stamped: bool) -> Option<(usize, Zone)> {
        let hit = self.lexicon.zones.at(self.tokens, at);
        let universal = hit.as_ref().is_some_and(|hit| hit.value == "UTC");
        let sign = hit.as_ref().map_or(at, |hit| hit.end);
        let glued = self.marked(sign, '+') || self.marked(sign, '-');
        if glued
            && !self.spaced(sign)
            && (universal || hit.is_none() && stamped)
            && let Some(hours) = self.glued_number(sign + 1)
        {
            let colon = self.marked(sign + 2, ':') && !self.spaced(sign + 2);
            let minutes = self.glued_number(sign + 3).filter(|token| colon && token.word.len() == 2);
            let (hours, minutes, end) = match (hours.word.len(), minutes) {
                (1 | 2, Some(minutes)) => (hours.number()?, minutes.number()?, sign + 4),
                (1 | 2, None) if universal => (hours.number()?, 0, sign + 2),
                (4, None) => (hours.number()? / 100, hours.number()? % 100, sign + 2),
                _ => return hit.map(|hit| (hit.end, Zone::Named(at))),
            };
            let ahead = i32::try_from(hours * 60 + minutes).ok().filter(|n| *n <= 14 * 60)?;
            return Some((end, Zone::Offset(if self.marked(sign, '-') { -ahead } else { ahead })));
        }
        hit.map(|hit| (hit.end, Zone::Named(at)))
    }

    /// The zone itself, and the name to store.
    pub(crate) fn zone_of(&self, zone: Zone) -> Option<jiff::tz::TimeZone> {
        match zone {
            Zone::Named(at) => {
                let name = self.lexicon.zones.at(self.tokens, at)?.value;
                jiff::tz::TimeZone::get(name).ok()
            }
            // Whole hours have a name: Etc/GMT-2 is two hours ahead.
            Zone::Offset(0) => jiff::tz::TimeZone::get("UTC").ok(),
            Zone::Offset(minutes) if minutes % 60 == 0 => {
                let sign = if minutes < 0 { '+' } else { '-' };
                jiff::tz::TimeZone::get(&format!("Etc/GMT{sign}{}", minutes.abs() / 60)).ok()
            }
            Zone::Offset(minutes) => {
                Some(jiff::tz::TimeZone::fixed(jiff::tz::Offset::from_seconds(minutes * 60).ok()?))
            }
        }
    }

    /// 17h30, 17h: a time where the language writes times so; in others only in the afternoon, where
    /// a length is unlikely.
    pub(crate) fn hour_marked(&self, at: usize) -> Option<Filled> {
        let token = self.token(at)?;
        let hour = token.number().filter(|n| (0..24).contains(n) && token.word.len() <= 2)?;
        let hit = self.lexicon.hour_marks.at(self.tokens, at + 1)?;
        if self.spaced(at + 1) && hit.everyday {
            return None;
        }
        // "14 uhr 30" where the mark is no unit of length.
        let unit = self.lexicon.clock_units.at(self.tokens, at + 1).is_some();
        let glued = self.token(hit.end).filter(|token| {
            token.kind == TokenKind::Number && token.word.len() == 2 && (!token.spaced || !unit)
        });
        let minutes = glued.and_then(|token| token.number()).filter(|n| (0..60).contains(n));
        let end = if minutes.is_some() { hit.end + 1 } else { hit.end };
        let clear = if hit.everyday { hour >= 13 && minutes.is_some() } else { hour >= 6 || !unit };
        let sure = hour == 0 || hour > 12 || !hit.everyday && hour >= 6;
        let clock = Clock { hour, minute: minutes.unwrap_or(0), sure, bare: false };
        let clear = clear && !(unit && self.spaced(at + 1));
        let hold = if clear { Hold::Firm } else { Hold::Part };
        self.glued_number(end).is_none().then_some(Filled { end, value: Value::Clock(clock), hold })
    }

    /// Four digits that are a time: 0930, 1530.
    pub(crate) fn hhmm(&self, at: usize) -> Option<Filled> {
        let token = self.token(at).filter(|token| token.word.len() == 4)?;
        let number = token.number()?;
        let (hour, minute) = (number / 100, number % 100);
        ((0..24).contains(&hour) && (0..60).contains(&minute))
            .then(|| firm(at + 1, Value::Clock(Clock { hour, minute, sure: true, bare: false })))
    }

    /// 3pm, 3:30, 15:00, noon.
    pub(crate) fn clock(&self, at: usize) -> Vec<Filled> {
        let value = |hour, minute, sure| Value::Clock(Clock { hour, minute, sure, bare: false });
        if let Some(hit) = self.lexicon.clocks.at(self.tokens, at) {
            return vec![Filled { end: hit.end, value: value(*hit.value, 0, true), hold: Hold::Pause }];
        }
        let mut all = Vec::new();
        let Some(token) = self.token(at) else { return all };
        let Some(hour) = token.number().filter(|n| (0..=24).contains(n) && token.word.len() <= 2) else {
            return all;
        };
        let minute = |mark| {
            let glued = self.marked(at + 1, mark) && !self.spaced(at + 1);
            let token = self.glued_number(at + 2).filter(|token| glued && token.word.len() == 2)?;
            token.number().filter(|n| (0..60).contains(n))
        };
        if let Some(minute) = minute(':').filter(|&minute| hour < 24 || minute == 0) {
            let whole_day = !self.lexicon.clock_24.is_empty();
            let sure = token.word.len() == 2 && hour < 10 || hour == 0 || hour > 12 || whole_day;
            all.push(firm(at + 3, value(hour, minute, sure)));
        }
        // "11.30 Uhr", where the language has a mark that is nothing else.
        if let Some(minute) = minute('.').filter(|_| hour < 24)
            && let Some(hit) = self.lexicon.hour_marks.at(self.tokens, at + 3).filter(|hit| !hit.everyday)
        {
            let sure = hour == 0 || hour > 12 || !self.lexicon.clock_24.is_empty();
            all.push(firm(hit.end, value(hour, minute, sure)));
        }
        all.extend(self.hour_marked(at).filter(|filled| filled.hold < Hold::Part));
        let minutes = minute(':').or(minute('.'));
        let end = if minutes.is_some() { at + 3 } else { at + 1 };
        if let Some(hit) = self.lexicon.halves.at(self.tokens, end) {
            let hour = match hour {
                12 => *hit.value,
                1..12 => hour + hit.value,
                // "15:00 pm" says the same thing twice.
                13..24 if *hit.value == 12 => hour,
                _ => return all,
            };
            all.push(firm(hit.end, value(hour, minutes.unwrap_or(0), true)));
        }
        all
    }

    /// 7, seven.
    pub(crate) fn hour(&self, at: usize) -> Option<Filled> {
        let token = self.token(at)?;
        let (end, hour) = match token.number() {
            Some(n) => (at + 1, Some(n).filter(|n| (0..=24).contains(n) && token.word.len() <= 2)?),
            None => {
                let hit = self.lexicon.numbers.at(self.tokens, at)?;
                // "dix-sept heures": past twelve the word of the hour has to follow.
                let marked = self.lexicon.hour_marks.at(self.tokens, hit.end).is_some()
                    || self
                        .lexicon
                        .clock_units
                        .at(self.tokens, hit.end)
                        .is_some_and(|unit| *unit.value == 60);
                let most = if marked { 24 } else { 12 };
                (hit.end, Some(*hit.value).filter(|n| (1..=most).contains(n))?)
            }
        };
        let padded = token.kind == TokenKind::Number && token.word.len() == 2 && hour < 10;
        let sure = padded || hour > 12 || hour == 0;
        Some(firm(end, Value::Clock(Clock { hour, minute: 0, sure, bare: true })))
    }

    /// 30m, 1h30, 1.5 hours, an hour, half an hour.
    pub(crate) fn length(&self, at: usize) -> Vec<Filled> {
        let mut all = Vec::new();
        let value = |end, minutes: i64, hold| {
            (1..=LENGTH_MOST).contains(&minutes).then_some(Filled {
                end,
                value: Value::Minutes(minutes),
                hold,
            })
        };
        if let Some(hit) = self.lexicon.lengths.at(self.tokens, at) {
            all.extend(value(hit.end, *hit.value, Hold::Firm));
        }
        // Hundredths, so that 1.5 hours is exact.
        let Some((end, hundredths, article)) = self.amount(at) else { return all };
        let Some(unit) = self.lexicon.clock_units.at(self.tokens, end) else { return all };
        let minutes = hundredths * unit.value / 100;
        let typical = hundredths % 500 == 0 && minutes <= 90;
        let one = self.lexicon.clock_units_one.at(self.tokens, end).is_some() && hundredths != 100;
        let hold = match () {
            () if one => Hold::Stop,
            () if unit.everyday && !typical => Hold::Part,
            () if article && *unit.value == 1 => Hold::Part,
            () => Hold::Firm,
        };
        all.extend(value(unit.end, minutes, hold));
        if *unit.value < 60 {
            return all;
        }
        // 1h30, 1h 30m, 1 hour and 30 minutes
        let rest = self.lexicon.and.at(self.tokens, unit.end).map_or(unit.end, |hit| hit.end);
        for next in [unit.end, rest] {
            let Some(more) =
                self.token(next).and_then(|token| token.number()).filter(|n| (1..60).contains(n))
            else {
                continue;
            };
            if let Some(small) =
                self.lexicon.clock_units.at(self.tokens, next + 1).filter(|hit| *hit.value == 1)
            {
                all.extend(value(small.end, minutes + more, Hold::Firm));
            } else if !self.spaced(next) {
                all.extend(value(next + 1, minutes + more, Hold::Firm));
            }
        }
        all
    }

    /// A count in hundredths, and whether it was an article.
    fn amount(&self, at: usize) -> Option<(usize, i64, bool)> {
        let Some(whole) = self.token(at)?.number() else {
            if let Some(hit) = self.lexicon.articles.at(self.tokens, at) {
                return Some((hit.end, hit.value * 100, true));
            }
            let hit = self.lexicon.numbers.at(self.tokens, at)?;
            return Some((hit.end, hit.value * 100, false));
        };
        let whole = Some(whole).filter(|n| (0..=99_999).contains(n))? * 100;
        let point = (self.marked(at + 1, '.') || self.marked(at + 1, ',')) && !self.spaced(at + 1);
        match self.glued_number(at + 2).filter(|token| point && token.word.len() <= 2) {
            Some(token) => {
                let digits = token.number()? * if token.word.len() == 1 { 10 } else { 1 };
                Some((at + 3, whole + digits, false))
            }
            None => Some((at + 1, whole, false)),
        }
    }

    /// A length, or days or weeks in minutes.
    pub(crate) fn lead(&self, at: usize, depth: usize) -> Vec<Filled> {
        let mut all = self.slot(Slot::Length, at, depth);
        for count in self.slot(Slot::N, at, depth) {
            let Value::Number(n) = count.value else { continue };
            let Some(hit) = self.lexicon.units.at(self.tokens, count.end) else { continue };
            let days = match hit.value.kind {
                UnitKind::Day => 1,
                UnitKind::Week => 7,
                UnitKind::WorkDay | UnitKind::Month | UnitKind::Year => continue,
            };
            let minutes = n * days * hit.value.times * DAY;
            if (1..=366 * DAY).contains(&minutes) {
                all.push(firm(hit.end, Value::Minutes(minutes)));
            }
        }
        all
    }
}

fn time(found: &Match) -> Option<Times> {
    let mut clocks = found.clocks();
    let first = clocks.next()?;
    let second = clocks.next();
    let past = |minute: i64| (0..60).contains(&minute).then_some(Clock { minute, bare: false, ..first });
    // Minutes of the hour that ends: "halb neun", "viertel neun".
    let before = |minute: i64| {
        let hour = if first.hour > 1 { first.hour - 1 } else { 12 };
        (0..60).contains(&minute).then_some(Clock { hour, minute, bare: false, ..first })
    };
    let from = match found.action {
        Action::At | Action::TimeRange => first,
        Action::HalfPast => past(30)?,
        // "halb neun" is half past eight.
        Action::HalfTo => before(30)?,
        Action::QuarterOf => before(15)?,
        Action::QuarterTo => before(45)?,
        Action::ToHalf => before(30 - found.number()?)?,
        Action::PastHalf => before(30 + found.number()?)?,
        Action::QuarterPast => past(15)?,
        Action::Past => past(found.number()?)?,
        Action::To => before(60 - found.number().unwrap_or(15))?,
        _ => return None,
    };
    let to = second.filter(|_| found.action == Action::TimeRange);
    (0..60).contains(&from.minute).then_some(Times { from, to, part: found.part(), zone: None })
}
