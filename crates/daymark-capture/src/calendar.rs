//! Which days a phrase means. Every choice that English leaves open is made here, once:
//!
//! - a weekday is the next one; on a Friday "fri" is a week away, "this fri" is today;
//! - "next fri" is the Friday of next week, by the person's week start; "next week" its first day;
//! - a day of a month that has passed is next year's; today's own date is today;
//! - "this weekend" is the coming Saturday, on a Saturday or Sunday today;
//! - "in june" is the first of the next June; of the current month, its last day;
//! - "this week", "end of the week" and the like are the last day of it;
//! - a date with a year more than a year ago is history and not a plan.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

use crate::NextWeekday;
use crate::count::{DAY, add, date, date_in, edge, holiday, nth, nth_unit};
use crate::grammar::{Filled, Match, Reader, Value, firm};
use crate::lexicon::{Action, Hold, Unit, UnitKind};

/// One or more days that words named.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Days {
    pub first: Date,
    pub last: Option<Date>,
    /// Only the first day counts for a task: a weekend.
    pub loose: bool,
    /// A named weekday, and nothing nearer.
    pub weekday: Option<Weekday>,
    pub part: Option<i64>,
    /// "in 2 hours": an exact moment.
    pub instant: Option<DateTime>,
    /// Digits that are more often a fraction or a part number.
    pub doubtful: bool,
    /// It lies behind, and the words say so: no plan, but a question or a note may mean it.
    pub past: bool,
}

impl Days {
    pub fn one(first: Date) -> Days {
        Days {
            first,
            last: None,
            loose: false,
            weekday: None,
            part: None,
            instant: None,
            doubtful: false,
            past: false,
        }
    }
}

impl Reader<'_> {
    pub(crate) fn resolve(&self, found: &Match) -> Option<Days> {
        let today = self.today;
        let one = |day: Option<Date>| day.map(Days::one);
        match found.action {
            Action::Relative => {
                let n = found.relative().unwrap_or(0);
                one(add(today, DAY, n)).map(|days| Days { past: n < 0, ..days })
            }
            Action::PartOfToday => Some(Days { part: Some(found.part().unwrap_or(20)), ..Days::one(today) }),
            Action::PartAhead => {
                let part = found.part()?;
                let ahead = i64::from(self.context.now.hour()) < part;
                let day = if ahead { today } else { today.tomorrow().ok()? };
                Some(Days { part: Some(part), ..Days::one(day) })
            }
            Action::WeekdayOffset => {
                let unit = found.unit().filter(|unit| unit.kind == UnitKind::Week)?;
                let week = add(self.week(today)?, unit, found.number()?)?;
                one(self.after(week.yesterday().ok()?, found.weekday()?))
            }
            Action::OffsetHalf => {
                // "Anderthalb" is one and a half without a count.
                let (unit, n) = (found.unit()?, found.number().unwrap_or(1));
                let whole = add(today, unit, n)?;
                one(match unit.kind {
                    UnitKind::Year => add(whole, MONTH, 6),
                    UnitKind::Month => add(whole, DAY, 15),
                    UnitKind::Week => add(whole, DAY, 4),
                    UnitKind::Day | UnitKind::WorkDay => None,
                })
            }
            Action::PastOffset => behind(add(today, found.unit()?, -found.number().unwrap_or(1))?),
            Action::PastInstant => {
                let minutes = found.minutes().next()?;
                let then = self.context.now.checked_sub(minutes.minutes()).ok()?.datetime();
                Some(Days { instant: Some(then), past: true, ..Days::one(then.date()) })
            }
            Action::LastWeekday => {
                let back = i64::from(today.weekday().since(found.weekday()?));
                behind(add(today, DAY, if back == 0 { -7 } else { -back })?)
            }
            Action::WeekdayLastWeek => {
                let week = add(self.week(today)?, WEEK, -1)?;
                behind(self.after(week.yesterday().ok()?, found.weekday()?)?)
            }
            Action::LastUnit => {
                let unit = found.unit()?;
                let back = if unit.kind == UnitKind::WorkDay { today } else { self.start_of(today, unit)? };
                behind(add(back, unit, -1)?)
            }
            Action::LastMonth => {
                let year = i64::from(today.year());
                let month = found.month()?;
                let first = [year, year - 1].into_iter().filter_map(|year| date(year, month, 1));
                behind(first.into_iter().find(|first| *first < today.first_of_month())?)
            }
            Action::LastWeekend => {
                let this = self.weekend(today)?.first;
                let this = if today.weekday() == Weekday::Sunday { today.yesterday().ok()? } else { this };
                behind(add(this, WEEK, -1)?)
            }
            Action::LastHoliday => {
                let (day, year) = (found.holiday()?, i64::from(today.year()));
                let all = (year - 8..=year).rev().filter_map(|year| holiday(day, year));
                behind(all.into_iter().find(|&day| day < today)?)
            }
            Action::Holiday => {
                let (day, year) = (found.holiday()?, i64::from(today.year()));
                match found.year() {
                    Some(year) => {
                        let day = holiday(day, year)?;
                        Some(Days { past: self.old(day), ..Days::one(day) })
                    }
                    None => {
                        one((year..=year + 8).filter_map(|year| holiday(day, year)).find(|&day| day >= today))
                    }
                }
            }
            Action::Minus => {
                let unit = found.unit().unwrap_or(DAY);
                one(add(found.days().next()?.first, unit, -found.number().unwrap_or(1)))
            }
            Action::WeekdayAfter => one(self.after(found.days().next()?.first, found.weekday()?)),
            Action::WeekdayBefore => {
                let before = found.days().next()?.first;
                let back = i64::from(before.weekday().since(found.weekday()?));
                one(add(before, DAY, if back == 0 { -7 } else { -back }))
            }
            Action::SameTime | Action::SameTimeNext => {
                let day = match (found.unit(), found.days().next()) {
                    (Some(unit), _) => add(today, unit, 1)?,
                    (None, days) => days?.first,
                };
                let instant = Some(day.to_datetime(self.context.now.time()));
                Some(Days { instant, ..Days::one(day) })
            }
            Action::NthUnit | Action::NthUnitOfNext => {
                let (n, unit) = (found.ord()?, found.units().next()?);
                if !matches!(unit.kind, UnitKind::Day | UnitKind::WorkDay | UnitKind::Week) || unit.times > 1
                {
                    return None;
                }
                let of = |first: Date, last: Date| nth_unit(first, last, n, unit.kind);
                match (found.month(), found.year()) {
                    (Some(month), Some(year)) => {
                        let first = date(year, month, 1)?;
                        one(of(first, first.last_of_month()))
                    }
                    (Some(month), None) => one(self.coming(month, |first| of(first, first.last_of_month()))),
                    (None, _) => {
                        let whole = found.units().nth(1).unwrap_or(MONTH);
                        let from = if found.action == Action::NthUnitOfNext { 1 } else { 0 };
                        let first = self.start_of(today, whole)?;
                        one((from..=2)
                            .filter_map(|n| {
                                let first = add(first, whole, n)?;
                                of(first, add(first, whole, 1)?.yesterday().ok()?)
                            })
                            .find(|&day| day >= today))
                    }
                }
            }
            Action::WeekNumber => {
                let week = i8::try_from(found.number()?).ok()?;
                let year = match found.year() {
                    Some(year) => i16::try_from(year).ok()?,
                    None => today.year(),
                };
                let monday = |year| {
                    let date = jiff::civil::ISOWeekDate::new(year, week, Weekday::Monday).ok()?;
                    Some(date.date())
                };
                let first = monday(year)
                    .filter(|&first| found.year().is_some() || add(first, DAY, 6) >= Some(today))
                    .or_else(|| monday(year + 1).filter(|_| found.year().is_none()))?;
                one(Some(first))
            }
            Action::WeekOf => one(self.week(found.days().next()?.first)),
            Action::WeekendOf => self.weekend_of(found.days().next()?.first),
            Action::WeekendAfterNext => self.weekend_of(add(self.week(today)?, WEEK, 2)?),
            Action::WholeYear => {
                let first = date(found.year()?, 1, 1)?;
                let this = first.year() == today.year();
                one(Some(if this { today.last_of_year() } else { first }))
                    .map(|days| Days { past: first.year() < today.year(), ..days })
            }
            Action::EdgeOfMonth => {
                let of = |first: Date| edge(found.edge()?, first, first.last_of_month());
                one(match found.year() {
                    Some(year) => of(date(year, found.month()?, 1)?),
                    None => self.coming(found.month()?, of),
                })
            }
            Action::EdgeOfYear => {
                let first = date(found.year()?, 1, 1)?;
                one(edge(found.edge()?, first, first.last_of_year()))
            }
            Action::EdgeOfNext | Action::EdgeOfThis => {
                let unit = found.unit()?;
                let next = found.action == Action::EdgeOfNext;
                let first = if next { self.next_of(unit)? } else { self.start_of(today, unit)? };
                let last = add(first, unit, 1)?.yesterday().ok()?;
                one(edge(found.edge()?, first, last).map(|day| day.max(today)))
            }
            Action::PartOfDate => {
                let days = found.days().next()?;
                Some(Days { part: found.part(), ..days.clone() })
            }
            Action::AfterNext => one(add(self.next_of(found.unit()?)?, found.unit()?, 1)),
            Action::Offset => one(add(today, found.unit()?, found.number()?)),
            Action::Instant => {
                let minutes = found.minutes().next()?;
                let then = self.context.now.checked_add(minutes.minutes()).ok()?.datetime();
                Some(Days { instant: Some(then), ..Days::one(then.date()) })
            }
            Action::Plus => {
                let from = match (found.days().next(), found.relative()) {
                    (Some(days), _) => days.first,
                    (None, n) => add(today, DAY, n.unwrap_or(0))?,
                };
                one(add(from, found.unit().unwrap_or(DAY), found.number().unwrap_or(1)))
            }
            Action::RightNow => {
                let now = self.context.now.datetime();
                Some(Days { instant: Some(now), ..Days::one(today) })
            }
            Action::WeekdaysAhead => {
                let n = found.number().filter(|&n| n > 0)?;
                one(add(self.after(today, found.weekday()?)?, WEEK, n - 1))
            }
            // A weekend belongs to the month of its Saturday.
            Action::NthWeekend | Action::NthWeekendOfNext => {
                let n = found.ord()?;
                let of = |first: Date| nth(first, n, Weekday::Saturday);
                let next = Action::NthWeekendOfNext == found.action;
                let saturday = match (found.month(), found.year()) {
                    (Some(month), Some(year)) => of(date(year, month, 1)?),
                    (Some(month), None) => self.coming(month, of),
                    (None, _) => of(add(today, MONTH, i64::from(next))?.first_of_month()),
                };
                self.weekend_of(saturday?)
            }
            Action::MonthOfNextYear => {
                let (month, day) = found.month_day().or(found.month().map(|month| (month, 1)))?;
                one(date(i64::from(today.year()) + 1, month, day))
            }
            Action::PlusFortnight => one(add(self.after(today, found.weekday()?)?, WEEK, 2)),
            Action::WeekdayAfterNextWeek => {
                let day = found.weekday()?;
                let then = add(self.week(today)?, WEEK, 2)?;
                Some(Days { weekday: Some(day), ..Days::one(self.after(then.yesterday().ok()?, day)?) })
            }
            Action::WithinMonthDigits => {
                let last = found.days().next()?.first;
                let first = date_in(last.first_of_month(), found.number().or(found.ord())?)?;
                (first < last).then(|| Days { last: Some(last), ..Days::one(first) })
            }
            Action::PlusWeek => {
                let from = match (found.relative(), found.weekday()) {
                    (Some(n), _) => add(today, DAY, n)?,
                    (None, day) => self.after(today.yesterday().ok()?, day?)?,
                };
                one(add(from, WEEK, 1))
            }
            Action::PastPart => {
                Some(Days { part: found.part().or(Some(20)), ..behind(today.yesterday().ok()?)? })
            }
            Action::DateFromNow => one(add(today, DAY, found.number().unwrap_or(1))),
            Action::ComingWeekday => {
                let day = found.weekday()?;
                Some(Days { weekday: Some(day), ..Days::one(self.after(today, day)?) })
            }
            Action::ThisWeekday => {
                let day = found.weekday()?;
                Some(Days { weekday: Some(day), ..Days::one(self.after(today.yesterday().ok()?, day)?) })
            }
            Action::NextWeekday => {
                let day = found.weekday()?;
                let from = match self.context.next_weekday {
                    NextWeekday::OfNextWeek => add(self.week(today)?, WEEK, 1)?.yesterday().ok()?,
                    NextWeekday::Nearest => today,
                    NextWeekday::AfterNearest => self.after(today, day)?,
                };
                Some(Days { weekday: Some(day), ..Days::one(self.after(from, day)?) })
            }
            Action::WeekdayNextWeek => {
                let day = found.weekday()?;
                let next = add(self.week(today)?, WEEK, 1)?;
                Some(Days { weekday: Some(day), ..Days::one(self.after(next.yesterday().ok()?, day)?) })
            }
            Action::ThisUnit | Action::EndOfUnit => one(self.end_of(today, found.unit()?)),
            Action::EndOfWeek => one(self.end_of(today, WEEK)),
            Action::EndOfMonth => one(self.end_of(today, MONTH)),
            Action::EndOfYear => one(self.end_of(today, Unit { kind: UnitKind::Year, times: 1 })),
            Action::NextUnit => one(self.next_of(found.unit()?)),
            Action::NextWeek => one(self.next_of(WEEK)),
            Action::NextMonth => one(self.next_of(MONTH)),
            Action::NextYear => one(self.next_of(Unit { kind: UnitKind::Year, times: 1 })),
            Action::Today => Some(Days::one(today)),
            Action::EndOfNextUnit => {
                let unit = found.unit()?;
                one(self.end_of(self.next_of(unit)?, unit))
            }
            Action::EndOfMonthNamed => {
                let first = match found.year() {
                    Some(year) => date(year, found.month()?, 1)?,
                    None => self.coming(found.month()?, |first| Some(first.last_of_month()))?,
                };
                one(Some(first.last_of_month()))
            }
            Action::MidMonth => one(self.coming(found.month()?, |first| date_in(first, 15))),
            Action::Weekend => self.weekend(today),
            Action::NextWeekend => self.weekend(add(self.week(today)?, WEEK, 1)?),
            Action::MonthDay => self.month_day(found),
            Action::DayOfMonth => {
                let n = found.ord().or(found.number())?;
                let month = |months| date_in(add(today, MONTH, months)?.first_of_month(), n);
                one((0..=12).filter_map(month).find(|&day| day >= today))
            }
            Action::DayOfNextMonth => {
                one(date_in(add(today, MONTH, 1)?.first_of_month(), found.ord().or(found.number())?))
            }
            Action::NthWeekday => {
                let (n, day) = (found.ord()?, found.weekday()?);
                match (found.month(), found.year()) {
                    (Some(month), Some(year)) => one(nth(date(year, month, 1)?, n, day)),
                    (Some(month), None) => one(self.coming(month, |first| nth(first, n, day))),
                    (None, _) => one((0..=1)
                        .filter_map(|months| nth(add(today, MONTH, months)?, n, day))
                        .find(|&day| day >= today)),
                }
            }
            Action::NthWeekdayOfNextMonth => one(nth(add(today, MONTH, 1)?, found.ord()?, found.weekday()?)),
            Action::WholeMonth => {
                let (month, year) = (found.month()?, found.year());
                one(match year {
                    Some(year) => date(year, month, 1),
                    None => self.boundary(month),
                })
            }
            Action::Digits | Action::EndOfDayOn => found.days().next().cloned(),
            Action::FromTo => {
                let mut days = found.days();
                let (first, last) = (days.next()?, days.next()?);
                let mut end = last.first;
                if end <= first.first {
                    end = match last.weekday {
                        Some(day) => self.after(first.first, day)?,
                        None => add(end, Unit { kind: UnitKind::Year, times: 1 }, 1)
                            .filter(|&end| end > first.first && add(first.first, MONTH, 6) > Some(end))?,
                    };
                }
                Some(Days { last: Some(end), ..Days::one(first.first) })
            }
            Action::WithinMonth => {
                let month = found.month()?;
                let mut days = found.numbers();
                let (from, to) = (days.next()?, days.next()?);
                let first = match found.year() {
                    Some(year) => date(year, month, from)?,
                    None => self.coming(month, |first| date_in(first, from))?,
                };
                let last = date_in(first.first_of_month(), to).filter(|&last| last > first)?;
                Some(Days { last: Some(last), ..Days::one(first) })
            }
            _ => None,
        }
    }

    /// The first day after `day` that is a `weekday`.
    fn after(&self, day: Date, weekday: Weekday) -> Option<Date> {
        let ahead = i64::from(weekday.since(day.weekday()));
        add(day, DAY, if ahead == 0 { 7 } else { ahead })
    }

    /// The first day of the week of `day`.
    fn week(&self, day: Date) -> Option<Date> {
        add(day, DAY, -i64::from(day.weekday().since(self.context.week_start)))
    }

    /// The first day of the unit that holds `day`.
    fn start_of(&self, day: Date, unit: Unit) -> Option<Date> {
        match unit.kind {
            UnitKind::Day | UnitKind::WorkDay => Some(day),
            UnitKind::Week => self.week(day),
            UnitKind::Month if unit.times == 3 => {
                date(day.year().into(), i64::from((day.month() - 1) / 3 * 3 + 1), 1)
            }
            UnitKind::Month => Some(day.first_of_month()),
            UnitKind::Year => Some(day.first_of_year()),
        }
    }

    /// The last day of the unit that holds today.
    pub(crate) fn last_of(&self, unit: Unit) -> Option<Date> {
        self.end_of(self.today, unit)
    }

    /// The last day of the month as it comes next.
    pub(crate) fn last_of_month(&self, month: i64) -> Option<Date> {
        self.coming(month, |first| Some(first.last_of_month()))
    }

    fn end_of(&self, day: Date, unit: Unit) -> Option<Date> {
        add(self.start_of(day, unit)?, unit, 1)?.yesterday().ok()
    }

    fn next_of(&self, unit: Unit) -> Option<Date> {
        add(self.start_of(self.today, unit)?, unit, 1)
    }

    /// The weekend of the week that holds `day`, whatever today is.
    fn weekend_of(&self, day: Date) -> Option<Days> {
        let first = match day.weekday() {
            Weekday::Saturday => day,
            Weekday::Sunday => day.yesterday().ok()?,
            _ => self.after(day, Weekday::Saturday)?,
        };
        Some(Days { last: Some(first.tomorrow().ok()?), loose: true, ..Days::one(first) })
    }

    /// More than a year ago: history and not a plan.
    fn old(&self, day: Date) -> bool {
        add(self.today, Unit { kind: UnitKind::Year, times: 1 }, -1).is_some_and(|old| day < old)
    }

    fn weekend(&self, day: Date) -> Option<Days> {
        let (first, last) = match day.weekday() {
            Weekday::Saturday => (day, day.tomorrow().ok()?),
            Weekday::Sunday if day == self.today => return Some(Days::one(day)),
            _ => {
                let first = self.after(day, Weekday::Saturday)?;
                (first, first.tomorrow().ok()?)
            }
        };
        Some(Days { last: Some(last), loose: true, ..Days::one(first) })
    }

    /// A day of the next year in which it exists and has not passed.
    fn coming(&self, month: i64, of: impl Fn(Date) -> Option<Date>) -> Option<Date> {
        let year = i64::from(self.today.year());
        (year..=year + 8).filter_map(|year| of(date(year, month, 1)?)).find(|&day| day >= self.today)
    }

    /// What a month means as a date: its first day, or its last where it is the current one.
    pub(crate) fn boundary(&self, month: i64) -> Option<Date> {
        if i64::from(self.today.month()) == month {
            return Some(self.today.last_of_month());
        }
        self.coming(month, Some)
    }

    /// The last day before the next such month.
    pub(crate) fn eve(&self, month: i64) -> Option<Date> {
        self.coming(month, |first| Some(first).filter(|&first| first > self.today))?.yesterday().ok()
    }

    fn month_day(&self, found: &Match) -> Option<Days> {
        if let Some(days) = found.days().next() {
            return Some(Days { doubtful: false, ..days.clone() });
        }
        let (month, day) = (found.month()?, found.number().or_else(|| found.ord())?);
        let exact = match found.year() {
            Some(year) => self.dated(year, month, day)?,
            None => Days::one(self.coming(month, |first| date_in(first, day))?),
        };
        Some(exact)
    }

    fn dated(&self, year: i64, month: i64, day: i64) -> Option<Days> {
        let day = date(year, month, day)?;
        Some(Days { past: self.old(day), ..Days::one(day) })
    }

    /// 2026-11-24, 2026/11/24, 24.11., 24.11.2026, 24/11, 24/11/2026. The order of day and month
    /// behind slashes is the person's; where that makes no date, the other is tried.
    pub(crate) fn digits(&self, at: usize) -> Option<Filled> {
        let first = self.token(at)?;
        let a = first.number()?;
        if let Some(week) = self.iso_week(at) {
            return Some(week);
        }
        let mark = self.token(at + 1).filter(|token| !token.spaced)?;
        let second = self.glued_number(at + 2)?;
        let b = second.number()?;
        let short = |token: &crate::token::Token| token.word.len() <= 2;
        let third = self.glued_number(at + 4).filter(|_| {
            !self.spaced(at + 3) && self.token(at + 3).is_some_and(|token| token.word == mark.word)
        });
        if first.word.len() == 4 && (mark.mark('-') || mark.mark('/')) {
            let day = self.dated(a, b, third.filter(|token| short(token))?.number()?)?;
            return Some(self.timestamp(at + 5, &day).unwrap_or(firm(at + 5, Value::Days(day))));
        }
        if !short(first) || !short(second) {
            return None;
        }
        let year = third.and_then(|token| match token.word.len() {
            4 => token.number().filter(|year| (1900..=2199).contains(year)),
            2 => token.number().map(|year| year + 2000),
            _ => None,
        });
        if mark.mark('-') {
            let days =
                self.dated(year.filter(|_| third.is_some_and(|token| token.word.len() == 4))?, b, a)?;
            return Some(firm(at + 5, Value::Days(days)));
        }
        if mark.mark('.') {
            if let Some(year) = year {
                return Some(firm(at + 5, Value::Days(self.dated(year, b, a)?)));
            }
            let closed = self.marked(at + 3, '.') && !self.spaced(at + 3) && self.spaced(at + 4);
            let day = self.coming(b, |first| date_in(first, a))?;
            let end = if closed { at + 4 } else { at + 3 };
            let days = Days { doubtful: !closed, ..Days::one(day) };
            return Some(Filled { end, value: Value::Days(days), hold: Hold::Firm });
        }
        if !mark.mark('/') {
            return None;
        }
        let (day, month) = if self.context.day_first { (a, b) } else { (b, a) };
        if let Some(year) = year {
            let days = self.dated(year, month, day).or_else(|| self.dated(year, day, month))?;
            return Some(firm(at + 5, Value::Days(days)));
        }
        let given = self.coming(month, |first| date_in(first, day));
        let other = || self.coming(day, |first| date_in(first, month));
        let fraction = matches!((a, b), (1, 2..=4 | 8) | (2, 3) | (3, 4) | (24, 7));
        let odd = matches!((a, b), (3 | 5 | 7, 8) | (5 | 6, 4) | (2 | 4, 5) | (6, 8));
        let days = Days { doubtful: fraction, ..Days::one(given.or_else(other)?) };
        let hold = if odd { Hold::Pause } else { Hold::Firm };
        Some(Filled { end: at + 3, value: Value::Days(days), hold })
    }
}

impl Reader<'_> {
    /// 2026-W50, 2026-W50-3.
    fn iso_week(&self, at: usize) -> Option<Filled> {
        let year = self.token(at).filter(|token| token.word.len() == 4)?.number()?;
        let dash = self.marked(at + 1, '-') && !self.spaced(at + 1) && !self.spaced(at + 2);
        let week = self.token(at + 2).filter(|_| dash)?.word.strip_prefix('w')?.parse::<i8>().ok()?;
        let date = jiff::civil::ISOWeekDate::new(i16::try_from(year).ok()?, week, Weekday::Monday).ok()?;
        Some(firm(at + 3, Value::Days(Days { past: self.old(date.date()), ..Days::one(date.date()) })))
    }

    /// "T18:00" behind a day.
    fn timestamp(&self, at: usize, days: &Days) -> Option<Filled> {
        self.token(at).filter(|token| token.is("t") && !token.spaced)?;
        let clock = self.clock(at + 1).into_iter().find(|_| !self.spaced(at + 1))?;
        let seconds = self.marked(clock.end, ':') && !self.spaced(clock.end);
        let behind = match self.glued_number(clock.end + 1).filter(|token| seconds && token.word.len() == 2) {
            Some(_) => clock.end + 2,
            None => clock.end,
        };
        let zulu = self.token(behind).filter(|token| token.is("z") && !token.spaced);
        let zone = match zulu {
            Some(_) => Some((behind + 1, crate::clock::Zone::Offset(0))),
            None => self.zone(behind, true).filter(|_| !self.spaced(behind)),
        };
        let Value::Clock(time) = clock.value else { return None };
        let time =
            jiff::civil::Time::new(i8::try_from(time.hour % 24).ok()?, i8::try_from(time.minute).ok()?, 0, 0);
        let instant = days.first.to_datetime(time.ok()?);
        if let Some((end, zone)) = zone {
            // Kept in the person's own zone: a stamp of a machine names an instant, not a place.
            let there = instant.to_zoned(self.zone_of(zone)?).ok()?;
            let here = there.with_time_zone(self.context.now.time_zone().clone()).datetime();
            return Some(firm(
                end,
                Value::Days(Days { first: here.date(), instant: Some(here), ..days.clone() }),
            ));
        }
        Some(firm(behind, Value::Days(Days { instant: Some(instant), ..days.clone() })))
    }
}

const WEEK: Unit = Unit { kind: UnitKind::Week, times: 1 };
const MONTH: Unit = Unit { kind: UnitKind::Month, times: 1 };

/// A day that lies behind.
fn behind(day: Date) -> Option<Days> {
    Some(Days { past: true, ..Days::one(day) })
}
