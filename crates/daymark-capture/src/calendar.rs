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
    /// More than a year ago.
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

/// `n` units after a day.
pub(crate) fn add(day: Date, unit: Unit, n: i64) -> Option<Date> {
    let n = n.checked_mul(unit.times).filter(|n| n.abs() <= 40_000)?;
    let span = jiff::Span::new();
    let span = match unit.kind {
        UnitKind::Day => span.try_days(n),
        UnitKind::Week => span.try_weeks(n),
        UnitKind::Month => span.try_months(n),
        UnitKind::Year => span.try_years(n),
    };
    day.checked_add(span.ok()?).ok()
}

fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The nth of a weekday in the month of `any`, from the end when negative.
fn nth(any: Date, n: i64, day: Weekday) -> Option<Date> {
    any.nth_weekday_of_month(i8::try_from(n).ok()?, day).ok()
}

impl Reader<'_> {
    pub(crate) fn resolve(&self, found: &Match) -> Option<Days> {
        let today = self.today;
        let one = |day: Option<Date>| day.map(Days::one);
        match found.action {
            Action::Relative => one(add(today, DAY, found.relative().unwrap_or(0))),
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
            Action::AfterNext => one(add(self.next_of(found.unit()?)?, found.unit()?, 1)),
            Action::Offset => one(add(today, found.unit()?, found.number()?)),
            Action::Instant => {
                let minutes = found.minutes().next()?;
                let then = self.context.now.checked_add(minutes.minutes()).ok()?.datetime();
                Some(Days { instant: Some(then), ..Days::one(then.date()) })
            }
            Action::Plus => one(add(found.days().next()?.first, found.unit()?, found.number()?)),
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
                let next = add(self.week(today)?, WEEK, 1)?;
                Some(Days { weekday: Some(day), ..Days::one(self.after(next.yesterday().ok()?, day)?) })
            }
            Action::ThisUnit | Action::EndOfUnit => one(self.end_of(today, found.unit()?)),
            Action::EndOfWeek => one(self.end_of(today, WEEK)),
            Action::EndOfMonth => one(self.end_of(today, MONTH)),
            Action::EndOfYear => one(self.end_of(today, Unit { kind: UnitKind::Year, times: 1 })),
            Action::NextUnit => one(self.next_of(found.unit()?)),
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
                let n = found.ord()?;
                let month = |months| date_in(add(today, MONTH, months)?.first_of_month(), n);
                one((0..=12).filter_map(month).find(|&day| day >= today))
            }
            Action::DayOfNextMonth => one(date_in(add(today, MONTH, 1)?.first_of_month(), found.ord()?)),
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
            UnitKind::Day => Some(day),
            UnitKind::Week => self.week(day),
            UnitKind::Month if unit.times == 3 => {
                date(day.year().into(), i64::from((day.month() - 1) / 3 * 3 + 1), 1)
            }
            UnitKind::Month => Some(day.first_of_month()),
            UnitKind::Year => Some(day.first_of_year()),
        }
    }

    fn end_of(&self, day: Date, unit: Unit) -> Option<Date> {
        add(self.start_of(day, unit)?, unit, 1)?.yesterday().ok()
    }

    fn next_of(&self, unit: Unit) -> Option<Date> {
        add(self.start_of(self.today, unit)?, unit, 1)
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
        let past = add(self.today, Unit { kind: UnitKind::Year, times: 1 }, -1).is_some_and(|old| day < old);
        Some(Days { past, ..Days::one(day) })
    }

    /// 2026-11-24, 2026/11/24, 24.11., 24.11.2026, 24/11, 24/11/2026. The order of day and month
    /// behind slashes is the person's; where that makes no date, the other is tried.
    pub(crate) fn digits(&self, at: usize) -> Option<Filled> {
        let first = self.token(at)?;
        let a = first.number()?;
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
        let days = Days { doubtful: fraction, ..Days::one(given.or_else(other)?) };
        Some(firm(at + 3, Value::Days(days)))
    }
}

impl Reader<'_> {
    /// "T18:00" behind a day.
    fn timestamp(&self, at: usize, days: &Days) -> Option<Filled> {
        self.token(at).filter(|token| token.is("t") && !token.spaced)?;
        let clock = self.clock(at + 1).into_iter().find(|_| !self.spaced(at + 1))?;
        let Value::Clock(time) = clock.value else { return None };
        let time =
            jiff::civil::Time::new(i8::try_from(time.hour % 24).ok()?, i8::try_from(time.minute).ok()?, 0, 0);
        let instant = Some(days.first.to_datetime(time.ok()?));
        Some(firm(clock.end, Value::Days(Days { instant, ..days.clone() })))
    }
}

const DAY: Unit = Unit { kind: UnitKind::Day, times: 1 };
const WEEK: Unit = Unit { kind: UnitKind::Week, times: 1 };
const MONTH: Unit = Unit { kind: UnitKind::Month, times: 1 };

/// Day `n` of the month that begins on `first`, from its end when negative.
fn date_in(first: Date, n: i64) -> Option<Date> {
    let n = if n < 0 { i64::from(first.days_in_month()) + n + 1 } else { n };
    date(first.year().into(), first.month().into(), n)
}
