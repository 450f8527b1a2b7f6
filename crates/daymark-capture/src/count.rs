//! Counting days: units, working days, holidays, the nth of something.

use jiff::civil::{Date, Weekday};

use crate::lexicon::{Edge, Holiday, HolidayBase, Unit, UnitKind};

pub(crate) const DAY: Unit = Unit { kind: UnitKind::Day, times: 1 };

/// `n` units after a day.
pub(crate) fn add(day: Date, unit: Unit, n: i64) -> Option<Date> {
    let n = n.checked_mul(unit.times).filter(|n| n.abs() <= 40_000)?;
    let span = jiff::Span::new();
    let span = match unit.kind {
        UnitKind::WorkDay => return work_days(day, n),
        UnitKind::Day => span.try_days(n),
        UnitKind::Week => span.try_weeks(n),
        UnitKind::Month => span.try_months(n),
        UnitKind::Year => span.try_years(n),
    };
    day.checked_add(span.ok()?).ok()
}

/// `n` working days after a day, before it when negative.
fn work_days(day: Date, n: i64) -> Option<Date> {
    let mut day = day;
    let mut left = n.abs();
    while left > 0 {
        day = if n > 0 { day.tomorrow().ok()? } else { day.yesterday().ok()? };
        left -= i64::from(works(day));
    }
    Some(day)
}

fn works(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Easter Sunday of a year, by the Gregorian computus of Meeus, Jones and Butcher.
fn easter(year: i64) -> Option<Date> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    (year >= 1583).then(|| date(year, n / 31, n % 31 + 1))?
}

/// A holiday in a year.
pub(crate) fn holiday(day: Holiday, year: i64) -> Option<Date> {
    let base = match day.base {
        HolidayBase::Day(month, day) => date(year, month.into(), day.into())?,
        HolidayBase::Nth(month, n, weekday) => nth(date(year, month.into(), 1)?, n.into(), weekday)?,
        HolidayBase::Before(month, day, n, weekday) => {
            let day = date(year, month.into(), day.into())?;
            let back = i64::from(day.weekday().since(weekday));
            add(day, DAY, -(if back == 0 { 7 } else { back } + 7 * (i64::from(n) - 1)))?
        }
        HolidayBase::Easter => easter(year)?,
    };
    add(base, DAY, day.plus)
}

/// The stretch of `first..=last` that an edge names, as one day.
pub(crate) fn edge(edge: Edge, first: Date, last: Date) -> Option<Date> {
    let days = i64::from(last.since(first).ok()?.get_days()) + 1;
    match edge {
        Edge::Start => Some(first),
        Edge::End => Some(last),
        Edge::Middle if days == 7 => add(first, DAY, 2),
        // The fifteenth of a month, whatever its length.
        Edge::Middle if days <= 31 => add(first, DAY, 14),
        Edge::Middle => add(first, DAY, days / 2),
        Edge::Late if days == 7 => add(first, DAY, 3),
        Edge::Late => add(first, DAY, days * 3 / 4),
    }
}

pub(crate) fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The nth of a weekday in the month of `any`, from the end when negative.
pub(crate) fn nth(any: Date, n: i64, day: Weekday) -> Option<Date> {
    any.nth_weekday_of_month(i8::try_from(n).ok()?, day).ok()
}

/// The nth day or working day of a stretch, from its end when negative.
pub(crate) fn nth_unit(first: Date, last: Date, n: i64, kind: UnitKind) -> Option<Date> {
    if kind == UnitKind::Week {
        // Sevens from the first day, or up to the last.
        let day = if n > 0 { add(first, DAY, (n - 1) * 7)? } else { add(last, DAY, n * 7 + 1)? };
        return Some(day).filter(|day| n != 0 && (first..=last).contains(day));
    }
    let (from, step) = if n > 0 { (first, 1) } else { (last, -1) };
    let mut day = from;
    let mut left = n.abs();
    loop {
        left -= i64::from(kind == UnitKind::Day || works(day));
        if left <= 0 {
            return Some(day).filter(|day| n != 0 && (first..=last).contains(day));
        }
        day = add(day, DAY, step)?;
    }
}

/// Day `n` of the month that begins on `first`, from its end when negative.
pub(crate) fn date_in(first: Date, n: i64) -> Option<Date> {
    let n = if n < 0 { i64::from(first.days_in_month()) + n + 1 } else { n };
    date(first.year().into(), first.month().into(), n)
}
