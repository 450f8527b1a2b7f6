//! Days, times and spans as several formats write them.

use daymark_domain::When;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// `2026-11-24`, `2026-11-24 15:00`, `2026-11-24 15:00 Europe/Berlin`.
pub(crate) fn say_when(when: &When) -> String {
    let mut said = when.date.to_string();
    if let Some(time) = when.time {
        said.push(' ');
        said.push_str(&clock(time));
        if let Some(zone) = &when.zone {
            said.push(' ');
            said.push_str(zone);
        }
    }
    said
}

pub(crate) fn clock(time: Time) -> String {
    if time.second() == 0 {
        format!("{:02}:{:02}", time.hour(), time.minute())
    } else {
        format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
    }
}

/// Reads what [`say_when`] writes, and days and times of other hands: `2026-11-24T15:00:00Z`,
/// `24.11.2026`, `11/24/2026`, `20261124`.
pub(crate) fn take_when(text: &str) -> Option<When> {
    let text = text.trim();
    if let Ok(stamp) = text.parse::<Timestamp>() {
        let zoned = stamp.to_zoned(TimeZone::UTC);
        return Some(When { zone: Some("UTC".into()), ..When::of(&zoned) });
    }
    let (day, rest) = match text.split_once([' ', 'T']) {
        Some((day, rest)) => (day, rest.trim()),
        None => (text, ""),
    };
    let date = date(day)?;
    if rest.is_empty() {
        return Some(When::day(date));
    }
    let (time, zone) = match rest.split_once(' ') {
        Some((time, zone)) => (time, Some(zone.trim())),
        None => (rest, None),
    };
    let zone = match zone {
        None => None,
        Some(zone) => Some(TimeZone::get(zone).ok()?.iana_name()?.to_owned()),
    };
    Some(When { date, time: Some(time_of(time)?), zone })
}

/// A time of day without parts of a second.
pub(crate) fn time_of(text: &str) -> Option<Time> {
    let padded = if text.split(':').next()?.len() == 1 { format!("0{text}") } else { text.to_owned() };
    let time: Time = padded.parse().ok()?;
    time.with().subsec_nanosecond(0).build().ok()
}

fn date(text: &str) -> Option<Date> {
    for format in ["%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%Y/%m/%d", "%Y%m%d"] {
        if let Ok(date) = Date::strptime(format, text) {
            return Some(date);
        }
    }
    None
}

/// An instant as the person's calendar shows it: midnight there is a day without a time.
pub(crate) fn day_or_time(stamp: Timestamp, zone: &TimeZone) -> When {
    let zoned = stamp.to_zoned(zone.clone());
    match zoned.time() == Time::midnight() {
        true => When::day(zoned.date()),
        false => When { time: zoned.time().with().subsec_nanosecond(0).build().ok(), ..When::of(&zoned) },
    }
}

/// The instant of a day or time; see [`When::instant`].
pub(crate) fn instant_of(when: &When, now: &Zoned) -> Timestamp {
    when.instant(now.time_zone())
}

/// `2026-11-24T15:00:00Z`, `2026-11-24T15:00:00+0000`, `2026-11-24 15:00:00`; a year of 1 is none.
pub(crate) fn stamp(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let found = text.parse::<Timestamp>().ok().or_else(|| {
        let zoned = jiff::fmt::strtime::parse("%Y-%m-%dT%H:%M:%S%z", text)
            .ok()
            .and_then(|parsed| parsed.to_timestamp().ok());
        zoned.or_else(|| {
            let civil = DateTime::strptime("%Y-%m-%d %H:%M:%S", text).ok()?;
            civil.to_zoned(TimeZone::UTC).ok().map(|at| at.timestamp())
        })
    })?;
    (found.to_zoned(TimeZone::UTC).year() > 1).then_some(found)
}
