//! Rules as text: the value of an RRULE property, both ways.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime, Weekday};

use super::{ByDay, Frequency, Rule, RuleError, Until};

/// Longer than any rule that means something: every part with all its values.
const LONGEST: usize = 8_000;

const FREQUENCIES: [(&str, Frequency); 7] = [
    ("SECONDLY", Frequency::Secondly),
    ("MINUTELY", Frequency::Minutely),
    ("HOURLY", Frequency::Hourly),
    ("DAILY", Frequency::Daily),
    ("WEEKLY", Frequency::Weekly),
    ("MONTHLY", Frequency::Monthly),
    ("YEARLY", Frequency::Yearly),
];

const DAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

const PARTS: [&str; 14] = [
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYSECOND",
    "BYMINUTE",
    "BYHOUR",
    "BYDAY",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYMONTH",
    "BYSETPOS",
    "WKST",
];

fn word_of<T: PartialEq + Copy>(table: &[(&'static str, T)], value: T) -> &'static str {
    table.iter().find(|(_, one)| *one == value).map_or("", |(word, _)| word)
}

fn of_word<T: Copy>(table: &[(&'static str, T)], word: &str) -> Option<T> {
    table.iter().find(|(one, _)| one.eq_ignore_ascii_case(word)).map(|(_, value)| *value)
}

impl FromStr for Rule {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<Rule, RuleError> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(RuleError::Long(LONGEST));
        }
        let text = match text.get(..6) {
            Some(head) if head.eq_ignore_ascii_case("RRULE:") => text.get(6..).unwrap_or_default(),
            _ => text,
        };
        let mut freq = None;
        let mut seen = Vec::new();
        let mut rule = Rule::new(Frequency::Daily);
        for part in text.split(';').filter(|part| !part.is_empty()) {
            let bad = || RuleError::Part(part.chars().take(60).collect());
            let (name, value) = part.split_once('=').ok_or_else(bad)?;
            let (name, value) = (name.trim().to_ascii_uppercase(), value.trim());
            let Some(&known) = PARTS.iter().find(|part| **part == name) else {
                return Err(RuleError::Unsupported(name.chars().take(20).collect()));
            };
            if seen.contains(&known) {
                return Err(RuleError::Twice(known));
            }
            seen.push(known);
            match known {
                "FREQ" => freq = Some(of_word(&FREQUENCIES, value).ok_or_else(bad)?),
                "INTERVAL" => rule.interval = number(value).filter(|&n| n > 0).ok_or_else(bad)?,
                "COUNT" => rule.count = Some(number(value).filter(|&n| n > 0).ok_or_else(bad)?),
                "UNTIL" => rule.until = Some(until(value).ok_or_else(bad)?),
                "BYSECOND" => rule.by_second = times(value, 60).ok_or_else(bad)?,
                "BYMINUTE" => rule.by_minute = times(value, 59).ok_or_else(bad)?,
                "BYHOUR" => rule.by_hour = times(value, 23).ok_or_else(bad)?,
                "BYDAY" => {
                    rule.by_day = value.split(',').map(by_day).collect::<Option<_>>().ok_or_else(bad)?
                }
                "BYMONTHDAY" => rule.by_month_day = small(value, 31).ok_or_else(bad)?,
                "BYYEARDAY" => rule.by_year_day = counted(value, 366).ok_or_else(bad)?,
                "BYWEEKNO" => rule.by_week_no = small(value, 53).ok_or_else(bad)?,
                "BYMONTH" => {
                    rule.by_month =
                        small(value, 12).filter(|months| months.iter().all(|&m| m > 0)).ok_or_else(bad)?;
                }
                "BYSETPOS" => rule.by_set_pos = counted(value, 366).ok_or_else(bad)?,
                _ => rule.week_start = of_word(&DAYS, value).ok_or_else(bad)?,
            }
        }
        rule.freq = freq.ok_or(RuleError::NoFrequency)?;
        Ok(rule)
    }
}

/// Digits only: no sign, no space.
fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// Numbers that count from either end, never 0.
fn counted(text: &str, most: u16) -> Option<Vec<i16>> {
    text.split(',')
        .map(|n| n.trim().parse::<i16>().ok().filter(|n| (1..=most).contains(&n.unsigned_abs())))
        .collect()
}

fn small(text: &str, most: u16) -> Option<Vec<i8>> {
    counted(text, most)?.into_iter().map(|n| n.try_into().ok()).collect()
}

fn times(text: &str, most: u32) -> Option<Vec<i8>> {
    text.split(',').map(|n| number(n.trim()).filter(|&n| n <= most)?.try_into().ok()).collect()
}

fn by_day(word: &str) -> Option<ByDay> {
    let word = word.trim();
    let at = word.len().checked_sub(2).filter(|&at| word.is_char_boundary(at))?;
    let (number, day) = word.split_at(at);
    let nth = match number {
        "" => None,
        n => Some(n.parse::<i8>().ok().filter(|n| (1..=53).contains(&n.unsigned_abs()))?),
    };
    Some(ByDay { nth, day: of_word(&DAYS, day)? })
}

/// A DATE or DATE-TIME value (section 3.3.4 and 3.3.5).
fn until(text: &str) -> Option<Until> {
    if text.len() == 8 {
        return compact_date(text).map(Until::Day);
    }
    match text.strip_suffix(['Z', 'z']) {
        Some(utc) => compact(utc).map(Until::Utc),
        None => compact(text).map(Until::Local),
    }
}

/// `19970902`.
pub(super) fn compact_date(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |range| text.get(range).and_then(|text: &str| text.parse::<i16>().ok());
    Date::new(part(0..4)?, part(4..6)?.try_into().ok()?, part(6..8)?.try_into().ok()?).ok()
}

/// `19970902T090000`. A leap second is the second before it, as section 3.3.12 asks of clocks
/// without one.
pub(super) fn compact(text: &str) -> Option<DateTime> {
    let (date, time) = text.split_once(['T', 't'])?;
    if time.len() != 6 || !time.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |range| time.get(range).and_then(|text: &str| text.parse::<i8>().ok());
    let second = part(4..6)?;
    let second = if second == 60 { 59 } else { second };
    let time = jiff::civil::Time::new(part(0..2)?, part(2..4)?, second, 0).ok()?;
    Some(compact_date(date)?.to_datetime(time))
}

fn joined<T: ToString>(list: &[T]) -> String {
    list.iter().map(T::to_string).collect::<Vec<_>>().join(",")
}

impl fmt::Display for ByDay {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(n) = self.nth {
            write!(to, "{n}")?;
        }
        to.write_str(word_of(&DAYS, self.day))
    }
}

impl fmt::Display for Until {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.date();
        write!(to, "{:04}{:02}{:02}", day.year(), day.month(), day.day())?;
        match self {
            Until::Day(_) => Ok(()),
            Until::Local(at) | Until::Utc(at) => {
                write!(to, "T{:02}{:02}{:02}", at.hour(), at.minute(), at.second())?;
                if matches!(self, Until::Utc(_)) { to.write_str("Z") } else { Ok(()) }
            }
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "FREQ={}", word_of(&FREQUENCIES, self.freq))?;
        if self.interval > 1 {
            write!(to, ";INTERVAL={}", self.interval)?;
        }
        for (name, list) in [
            ("BYMONTH", joined(&self.by_month)),
            ("BYWEEKNO", joined(&self.by_week_no)),
            ("BYYEARDAY", joined(&self.by_year_day)),
            ("BYMONTHDAY", joined(&self.by_month_day)),
            ("BYDAY", joined(&self.by_day)),
            ("BYHOUR", joined(&self.by_hour)),
            ("BYMINUTE", joined(&self.by_minute)),
            ("BYSECOND", joined(&self.by_second)),
            ("BYSETPOS", joined(&self.by_set_pos)),
        ] {
            if !list.is_empty() {
                write!(to, ";{name}={list}")?;
            }
        }
        if let Some(count) = self.count {
            write!(to, ";COUNT={count}")?;
        }
        if let Some(until) = self.until {
            write!(to, ";UNTIL={until}")?;
        }
        if self.week_start != Weekday::Monday {
            write!(to, ";WKST={}", word_of(&DAYS, self.week_start))?;
        }
        Ok(())
    }
}
