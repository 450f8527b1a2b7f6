//! Numbers, days and times in words.

use daymark_api::HourCycle;
use daymark_api::domain::When;
use daymark_texts::Clock;
use jiff::civil::{Date, Time, Weekday};

use crate::i18n::{self, t};
use crate::settings;

pub use daymark_texts::capital as sentence;

/// `45 min`, `2 h`, `1 h 30`.
pub fn minutes(minutes: u32) -> String {
    i18n::with(|texts| texts.minutes(minutes))
}

/// A minute of the day as the clock shows it: `09:05`, or `9:05 am`.
pub fn minute_of_day(minute: u16) -> String {
    let clock = match settings::current().hour_cycle {
        HourCycle::H24 => Clock::H24,
        HourCycle::H12 => Clock::H12,
    };
    i18n::with(|texts| texts.minute_of_day(minute, clock))
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

/// `Saturday`.
pub fn weekday(day: Weekday) -> String {
    i18n::with(|texts| texts.weekday(day))
}

/// `24 Nov`, of any year.
pub fn day_of_year(day: Date) -> String {
    short_day(day, day)
}

/// `Sat`.
pub fn weekday_short(day: Weekday) -> String {
    i18n::with(|texts| texts.weekday_short(day))
}

/// `November`.
pub fn month(month: i8) -> String {
    i18n::with(|texts| texts.month(month))
}

/// `Nov`.
pub fn month_short(month: i8) -> String {
    i18n::with(|texts| texts.month_short(month))
}

/// `Saturday, 21 November`.
pub fn long_day(day: Date) -> String {
    i18n::with(|texts| texts.long_day(day))
}

/// `21 Nov`, and the year when it is another one.
pub fn short_day(day: Date, today: Date) -> String {
    i18n::with(|texts| texts.short_day(day, today))
}

/// As people say it from `today`: `today`, `tomorrow`, `Tuesday`, `21 Nov`.
pub fn near_day(day: Date, today: Date) -> String {
    i18n::with(|texts| texts.near_day(day, today))
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
