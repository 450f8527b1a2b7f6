//! Numbers, days and times in words.

use daymark_api::HourCycle;
use daymark_api::domain::When;
use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday};

use crate::i18n::t;
use crate::settings;

/// `45 min`, `2 h`, `1 h 30`.
pub fn minutes(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => t!("minutes-only", minutes = rest),
        (hours, 0) => t!("hours-only", hours = hours),
        (hours, rest) => t!("hours-minutes", hours = hours, minutes = format!("{rest:02}")),
    }
}

/// A minute of the day as the clock shows it: `09:05`, or `9:05 am`.
pub fn minute_of_day(minute: u16) -> String {
    clock_of(minute, settings::current().hour_cycle)
}

/// `09:30–10:15`.
pub fn range(start: u16, end: u16) -> String {
    format!("{}–{}", minute_of_day(start), minute_of_day(end))
}

pub fn time(time: Time) -> String {
    minute_of_day(minute(time))
}

/// Minutes since midnight.
pub fn minute(time: Time) -> u16 {
    u16::try_from(i32::from(time.hour()) * 60 + i32::from(time.minute())).unwrap_or_default()
}

fn clock_of(minute: u16, cycle: HourCycle) -> String {
    let (hour, minute) = ((minute / 60) % 24, minute % 60);
    match cycle {
        HourCycle::H24 => format!("{hour:02}:{minute:02}"),
        HourCycle::H12 => {
            let key = if hour < 12 { "time-am" } else { "time-pm" };
            t!(key, time = format!("{}:{minute:02}", if hour % 12 == 0 { 12 } else { hour % 12 }))
        }
    }
}

fn weekday_key(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}

/// `Saturday`.
pub fn weekday(day: Weekday) -> String {
    t!(weekday_key(day))
}

/// `24 Nov`, of any year.
pub fn day_of_year(day: Date) -> String {
    short_day(day, day)
}

/// `Sat`.
pub fn weekday_short(day: Weekday) -> String {
    t!(&format!("{}-short", weekday_key(day)))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month_key(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or("january")
}

/// `November`.
pub fn month(month: i8) -> String {
    t!(month_key(month))
}

/// `Nov`.
pub fn month_short(month: i8) -> String {
    t!(&format!("{}-short", month_key(month)))
}

/// `Saturday, 21 November`.
pub fn long_day(day: Date) -> String {
    t!("day-long", weekday = weekday(day.weekday()), day = i64::from(day.day()), month = month(day.month()))
}

/// `21 Nov`, and the year when it is another one.
pub fn short_day(day: Date, today: Date) -> String {
    let (number, month) = (i64::from(day.day()), month_short(day.month()));
    if day.year() == today.year() {
        t!("day-short", day = number, month = month)
    } else {
        t!("day-short-year", day = number, month = month, year = day.year().to_string())
    }
}

/// As people say it from `today`: `today`, `tomorrow`, `Tuesday`, `21 Nov`.
pub fn near_day(day: Date, today: Date) -> String {
    let away = |days: i64| today.checked_add(days.days()).ok();
    if day == today {
        t!("day-today")
    } else if Some(day) == away(1) {
        t!("day-tomorrow")
    } else if Some(day) == away(-1) {
        t!("day-yesterday")
    } else if day > today && away(7).is_some_and(|week| day < week) {
        weekday(day.weekday())
    } else {
        short_day(day, today)
    }
}

/// A day with its time: `tomorrow 15:00`. A zone that is not this one is named.
pub fn when(when: &When, today: Date) -> String {
    match when.time {
        None => near_day(when.date, today),
        Some(at) => t!("day-time", day = near_day(when.date, today), time = time(at)),
    }
}

/// How long ago, in one unit: `just now`, `5 min ago`, `Tuesday 14:10`, `3 Nov`.
pub fn ago(moment: jiff::Timestamp) -> String {
    let (then, now) = (crate::time::here(moment), crate::time::now());
    let passed = then
        .until(now)
        .ok()
        .and_then(|span| span.total((jiff::Unit::Minute, now.date())).ok())
        .unwrap_or_default();
    if (0.0..1.0).contains(&passed) {
        return t!("just-now");
    }
    if (1.0..60.0).contains(&passed) {
        return t!("minutes-ago", minutes = passed.floor());
    }
    let today = now.date();
    match then.date() {
        day if day == today => time(then.time()),
        day if Some(day) == today.yesterday().ok() => {
            t!("day-time", day = t!("day-yesterday"), time = time(then.time()))
        }
        day => t!("day-time", day = short_day(day, today), time = time(then.time())),
    }
}

/// Joins what there is with a middle dot.
pub fn dotted(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The first letter in upper case, for a phrase that begins a line.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn durations() {
        for (given, said) in
            [(0, "0 min"), (5, "5 min"), (60, "1 h"), (90, "1 h 30"), (125, "2 h 05"), (480, "8 h")]
        {
            assert_eq!(minutes(given), said);
        }
    }

    #[test]
    fn clocks() {
        for (minute, h24, h12) in [
            (0, "00:00", "12:00 am"),
            (545, "09:05", "9:05 am"),
            (720, "12:00", "12:00 pm"),
            (900, "15:00", "3:00 pm"),
        ] {
            assert_eq!(clock_of(minute, HourCycle::H24), h24);
            assert_eq!(clock_of(minute, HourCycle::H12), h12);
        }
    }

    #[test]
    fn days_near_and_far() {
        let today = date(2026, 11, 21);
        for (day, said) in [
            (today, "today"),
            (date(2026, 11, 22), "tomorrow"),
            (date(2026, 11, 20), "yesterday"),
            (date(2026, 11, 24), "Tuesday"),
            (date(2026, 11, 27), "Friday"),
            (date(2026, 11, 28), "28 Nov"),
            (date(2026, 11, 17), "17 Nov"),
            (date(2027, 1, 5), "5 Jan 2027"),
        ] {
            assert_eq!(near_day(day, today), said);
        }
        assert_eq!(long_day(today), "Saturday, 21 November");
    }
}
