//! Repeats: a recurrence rule of RFC 5545 section 3.3.10, or so long after completion.
//!
//! [`Repeat`] is what is stored: the rule as text, kept as written. [`Rule`] is the parsed form of
//! the parts this version reads: `FREQ` (daily to yearly), `INTERVAL`, `COUNT`, `UNTIL`, `BYDAY`
//! (with a number for monthly and yearly), `BYMONTHDAY`, `BYMONTH`, `WKST`. Other parts are refused
//! by name, so that a rule is never half obeyed.

use std::{fmt, str::FromStr};

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// How a thing repeats, as it is stored and shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Repeat {
    /// The value of an RRULE property, such as `FREQ=WEEKLY;BYDAY=TU`.
    pub rrule: String,
    /// Count from the day it was done, not from the day it was due.
    #[serde(default)]
    pub after_completion: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// `2TU` is the second Tuesday, `-1FR` the last Friday, `MO` every Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByDay {
    pub nth: Option<i8>,
    pub day: Weekday,
}

/// A parsed recurrence rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub freq: Frequency,
    pub interval: u32,
    pub count: Option<u32>,
    /// The last day it may fall on.
    pub until: Option<Date>,
    pub by_day: Vec<ByDay>,
    /// 1 to 31, or -1 to -31 from the end of the month.
    pub by_month_day: Vec<i8>,
    pub by_month: Vec<i8>,
    pub week_start: Weekday,
}

/// Why a rule was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    #[error("a rule needs FREQ=DAILY, WEEKLY, MONTHLY or YEARLY")]
    NoFrequency,
    #[error("{0} repeats are not supported; daily is the most often")]
    TooOften(String),
    #[error("the part '{0}' of the rule is not understood")]
    Part(String),
    #[error("the part {0} is not supported yet")]
    Unsupported(String),
}

impl Repeat {
    pub fn every(rule: &Rule) -> Repeat {
        Repeat { rrule: rule.to_string(), after_completion: false }
    }

    /// The day of the next instance after one that was due on `due` and done on `done`, no earlier
    /// than `done`'s tomorrow when instances were missed: they do not pile up.
    pub fn next(&self, due: Date, done: Date) -> Result<Option<Date>, RuleError> {
        let rule: Rule = self.rrule.parse()?;
        if self.after_completion {
            return Ok(rule.dates(done).find(|&day| day > done));
        }
        let from = due.max(done);
        Ok(rule.dates(due).find(|&day| day > from))
    }
}

impl Rule {
    pub fn new(freq: Frequency) -> Rule {
        Rule {
            freq,
            interval: 1,
            count: None,
            until: None,
            by_day: Vec::new(),
            by_month_day: Vec::new(),
            by_month: Vec::new(),
            week_start: Weekday::Monday,
        }
    }

    pub fn on(mut self, days: impl IntoIterator<Item = Weekday>) -> Rule {
        self.by_day = days.into_iter().map(|day| ByDay { nth: None, day }).collect();
        self
    }

    /// The days the rule falls on from `start`, in order. The start is one of them only if the rule
    /// says so. Ends at COUNT, UNTIL, the last day jiff knows, or after 10,000 empty periods (a
    /// rule such as 30 February never falls).
    pub fn dates(&self, start: Date) -> impl Iterator<Item = Date> + use<> {
        let rule = self.clone();
        let mut period = 0_i64;
        let mut pending: std::collections::VecDeque<Date> = Default::default();
        let mut given = 0_u32;
        std::iter::from_fn(move || {
            if rule.count.is_some_and(|count| given >= count) {
                return None;
            }
            let mut empty = 0;
            let day = loop {
                if let Some(day) = pending.pop_front() {
                    break day;
                }
                pending.extend(rule.period(start, period)?.into_iter().filter(|&day| day >= start));
                period += 1;
                empty += 1;
                if empty > 10_000 {
                    return None;
                }
            };
            if rule.until.is_some_and(|until| day > until) {
                return None;
            }
            given += 1;
            Some(day)
        })
    }

    /// The days of the `n`th period from the one that holds `start`; `None` past the calendar's end.
    fn period(&self, start: Date, n: i64) -> Option<Vec<Date>> {
        let step = n.checked_mul(i64::from(self.interval.max(1)))?;
        let mut days = match self.freq {
            Frequency::Daily => {
                let day = start.checked_add(jiff::Span::new().try_days(step).ok()?).ok()?;
                let fits = (self.by_day.is_empty() || self.by_day.iter().any(|by| by.day == day.weekday()))
                    && (self.by_month_day.is_empty()
                        || self.by_month_day.iter().any(|&d| month_day(day, d) == Some(day)));
                if fits { vec![day] } else { vec![] }
            }
            Frequency::Weekly => {
                let back = i64::from(start.weekday().since(self.week_start));
                let first = start.checked_sub(back.days()).ok()?;
                let first = first.checked_add(jiff::Span::new().try_weeks(step).ok()?).ok()?;
                let wanted = |day: Date| match self.by_day.as_slice() {
                    [] => day.weekday() == start.weekday(),
                    some => some.iter().any(|by| by.day == day.weekday()),
                };
                (0..7).filter_map(|i| first.checked_add(i.days()).ok()).filter(|&day| wanted(day)).collect()
            }
            Frequency::Monthly => {
                let first =
                    start.first_of_month().checked_add(jiff::Span::new().try_months(step).ok()?).ok()?;
                self.month(first, start)
            }
            Frequency::Yearly => {
                let year = start.first_of_year().checked_add(jiff::Span::new().try_years(step).ok()?).ok()?;
                let months: Vec<i8> = match self.by_month.as_slice() {
                    [] if self.by_day.is_empty() && self.by_month_day.is_empty() => vec![start.month()],
                    [] if !self.by_day.is_empty() && self.by_month_day.is_empty() => {
                        let mut days = of_span(&self.by_day, year, year.last_of_year());
                        days.sort_unstable();
                        return Some(days);
                    }
                    [] => (1..=12).collect(),
                    some => some.to_vec(),
                };
                months
                    .into_iter()
                    .filter_map(|month| Date::new(year.year(), month, 1).ok())
                    .flat_map(|first| self.month(first, start))
                    .collect()
            }
        };
        if !self.by_month.is_empty() {
            days.retain(|day| self.by_month.contains(&day.month()));
        }
        days.sort_unstable();
        days.dedup();
        Some(days)
    }

    fn month(&self, first: Date, start: Date) -> Vec<Date> {
        match (self.by_month_day.as_slice(), self.by_day.as_slice()) {
            ([], []) => month_day(first, start.day()).into_iter().collect(),
            (days, []) => days.iter().filter_map(|&d| month_day(first, d)).collect(),
            ([], by) => of_span(by, first, first.last_of_month()),
            (days, by) => days
                .iter()
                .filter_map(|&d| month_day(first, d))
                .filter(|day| by.iter().any(|by| by.day == day.weekday()))
                .collect(),
        }
    }
}

/// Day `d` of the month of `any`, counted from the end when negative.
fn month_day(any: Date, d: i8) -> Option<Date> {
    let last = any.days_in_month();
    let day = if d < 0 { last.checked_add(d)?.checked_add(1)? } else { d };
    Date::new(any.year(), any.month(), day).ok()
}

/// The weekdays of `by` between two days, both included.
fn of_span(by: &[ByDay], first: Date, last: Date) -> Vec<Date> {
    let mut days = Vec::new();
    for by in by {
        let ahead = i64::from(by.day.since(first.weekday()));
        let all: Vec<Date> =
            std::iter::successors(first.checked_add(ahead.days()).ok(), |day| day.checked_add(1.week()).ok())
                .take_while(|&day| day <= last)
                .collect();
        match by.nth {
            None => days.extend(all),
            Some(n) if n > 0 => days.extend(all.get(usize::from(n.unsigned_abs()) - 1)),
            Some(n) => {
                days.extend(all.len().checked_sub(usize::from(n.unsigned_abs())).and_then(|i| all.get(i)))
            }
        }
    }
    days
}

const DAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

fn day_word(day: Weekday) -> &'static str {
    DAYS.iter().find(|(_, d)| *d == day).map_or("MO", |(word, _)| word)
}

fn word_day(word: &str) -> Option<Weekday> {
    DAYS.iter().find(|(w, _)| w.eq_ignore_ascii_case(word)).map(|(_, day)| *day)
}

impl FromStr for Rule {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<Rule, RuleError> {
        let text = text.trim();
        let text = text.strip_prefix("RRULE:").unwrap_or(text);
        let mut freq = None;
        let mut rule = Rule::new(Frequency::Daily);
        for part in text.split(';').filter(|part| !part.is_empty()) {
            let bad = || RuleError::Part(part.chars().take(60).collect());
            let (name, value) = part.split_once('=').ok_or_else(bad)?;
            match name.to_ascii_uppercase().as_str() {
                "FREQ" => {
                    freq = Some(match value.to_ascii_uppercase().as_str() {
                        "DAILY" => Frequency::Daily,
                        "WEEKLY" => Frequency::Weekly,
                        "MONTHLY" => Frequency::Monthly,
                        "YEARLY" => Frequency::Yearly,
                        "HOURLY" | "MINUTELY" | "SECONDLY" => {
                            return Err(RuleError::TooOften(value.to_ascii_lowercase()));
                        }
                        _ => return Err(bad()),
                    });
                }
                "INTERVAL" => {
                    rule.interval =
                        value.parse().ok().filter(|&n| (1..=10_000).contains(&n)).ok_or_else(bad)?
                }
                "COUNT" => rule.count = Some(value.parse().ok().filter(|&n| n > 0).ok_or_else(bad)?),
                "UNTIL" => {
                    let day = value.get(..8).ok_or_else(bad)?;
                    let number = |range| {
                        day.get(range).and_then(|text: &str| text.parse::<i16>().ok()).ok_or_else(bad)
                    };
                    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
                    rule.until = Some(Date::new(year, month as i8, day as i8).map_err(|_| bad())?);
                }
                "BYDAY" => {
                    for word in value.split(',') {
                        let at = word
                            .len()
                            .checked_sub(2)
                            .filter(|&at| word.is_char_boundary(at))
                            .ok_or_else(bad)?;
                        let (number, day) = word.split_at(at);
                        let nth = match number {
                            "" => None,
                            n => Some(
                                n.parse::<i8>()
                                    .ok()
                                    .filter(|n| (1..=53).contains(&n.unsigned_abs()))
                                    .ok_or_else(bad)?,
                            ),
                        };
                        rule.by_day.push(ByDay { nth, day: word_day(day).ok_or_else(bad)? });
                    }
                }
                "BYMONTHDAY" => {
                    rule.by_month_day = numbers(value, 31).ok_or_else(bad)?;
                }
                "BYMONTH" => {
                    rule.by_month =
                        numbers(value, 12).filter(|months| months.iter().all(|&m| m > 0)).ok_or_else(bad)?;
                }
                "WKST" => rule.week_start = word_day(value).ok_or_else(bad)?,
                other => return Err(RuleError::Unsupported(other.chars().take(20).collect())),
            }
        }
        rule.freq = freq.ok_or(RuleError::NoFrequency)?;
        Ok(rule)
    }
}

fn numbers(text: &str, most: u8) -> Option<Vec<i8>> {
    text.split(',').map(|n| n.parse::<i8>().ok().filter(|n| (1..=most).contains(&n.unsigned_abs()))).collect()
}

impl fmt::Display for Rule {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let freq = match self.freq {
            Frequency::Daily => "DAILY",
            Frequency::Weekly => "WEEKLY",
            Frequency::Monthly => "MONTHLY",
            Frequency::Yearly => "YEARLY",
        };
        write!(to, "FREQ={freq}")?;
        if self.interval > 1 {
            write!(to, ";INTERVAL={}", self.interval)?;
        }
        let join = |list: &[i8]| list.iter().map(i8::to_string).collect::<Vec<_>>().join(",");
        if !self.by_month.is_empty() {
            write!(to, ";BYMONTH={}", join(&self.by_month))?;
        }
        if !self.by_month_day.is_empty() {
            write!(to, ";BYMONTHDAY={}", join(&self.by_month_day))?;
        }
        if !self.by_day.is_empty() {
            let days: Vec<String> = self
                .by_day
                .iter()
                .map(|by| format!("{}{}", by.nth.map_or(String::new(), |n| n.to_string()), day_word(by.day)))
                .collect();
            write!(to, ";BYDAY={}", days.join(","))?;
        }
        if let Some(count) = self.count {
            write!(to, ";COUNT={count}")?;
        }
        if let Some(until) = self.until {
            write!(to, ";UNTIL={:04}{:02}{:02}", until.year(), until.month(), until.day())?;
        }
        if self.week_start != Weekday::Monday {
            write!(to, ";WKST={}", day_word(self.week_start))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn falls(rule: &str, start: Date, n: usize) -> Vec<String> {
        rule.parse::<Rule>().unwrap().dates(start).take(n).map(|day| day.to_string()).collect()
    }

    #[test]
    fn examples_of_rfc_5545_section_3_8_5_3() {
        let start = date(1997, 9, 2);
        for (rule, start, expected) in [
            ("FREQ=DAILY;INTERVAL=2", start, "1997-09-02 1997-09-04 1997-09-06 1997-09-08"),
            ("FREQ=WEEKLY;COUNT=3", start, "1997-09-02 1997-09-09 1997-09-16"),
            (
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=4",
                start,
                "1997-09-02 1997-09-04 1997-09-16 1997-09-18",
            ),
            ("FREQ=MONTHLY;BYDAY=1FR;COUNT=3", date(1997, 9, 5), "1997-09-05 1997-10-03 1997-11-07"),
            ("FREQ=MONTHLY;BYDAY=-2MO;COUNT=3", date(1997, 9, 22), "1997-09-22 1997-10-20 1997-11-17"),
            ("FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3", date(1997, 9, 28), "1997-09-28 1997-10-29 1997-11-28"),
            ("FREQ=MONTHLY;BYMONTHDAY=2,15;COUNT=4", start, "1997-09-02 1997-09-15 1997-10-02 1997-10-15"),
            ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", start, "1998-02-13 1998-03-13 1998-11-13 1999-08-13"),
            ("FREQ=YEARLY;COUNT=3;BYMONTH=6,7", date(1997, 6, 10), "1997-06-10 1997-07-10 1998-06-10"),
            ("FREQ=YEARLY;BYDAY=20MO;COUNT=3", date(1997, 5, 19), "1997-05-19 1998-05-18 1999-05-17"),
            (
                "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
                date(1997, 8, 5),
                "1997-08-05 1997-08-10 1997-08-19 1997-08-24",
            ),
            (
                "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
                date(1997, 8, 5),
                "1997-08-05 1997-08-17 1997-08-19 1997-08-31",
            ),
            ("FREQ=YEARLY", date(2024, 2, 29), "2024-02-29 2028-02-29 2032-02-29 2036-02-29"),
            ("FREQ=MONTHLY", date(2026, 1, 31), "2026-01-31 2026-03-31 2026-05-31 2026-07-31"),
            ("FREQ=DAILY;UNTIL=19970904T000000Z", start, "1997-09-02 1997-09-03 1997-09-04"),
        ] {
            assert_eq!(falls(rule, start, 4).join(" "), expected, "{rule}");
        }
    }

    #[test]
    fn a_rule_that_never_falls_ends() {
        assert_eq!(falls("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", date(2026, 1, 1), 1), Vec::<String>::new());
    }

    #[test]
    fn refusals_name_the_part() {
        for (rule, error) in [
            ("", "a rule needs FREQ=DAILY, WEEKLY, MONTHLY or YEARLY"),
            ("FREQ=HOURLY", "hourly repeats are not supported; daily is the most often"),
            ("FREQ=DAILY;BYSETPOS=1", "the part BYSETPOS is not supported yet"),
            ("FREQ=WEEKLY;BYDAY=XX", "the part 'BYDAY=XX' of the rule is not understood"),
            ("FREQ=DAILY;INTERVAL=0", "the part 'INTERVAL=0' of the rule is not understood"),
            ("FREQ=WEEKLY;BYDAY=é", "the part 'BYDAY=é' of the rule is not understood"),
        ] {
            assert_eq!(rule.parse::<Rule>().unwrap_err().to_string(), error);
        }
    }

    #[test]
    fn the_next_instance_never_piles_up() {
        let weekly = Repeat { rrule: "FREQ=WEEKLY;BYDAY=TU".into(), after_completion: false };
        assert_eq!(weekly.next(date(2026, 11, 3), date(2026, 11, 3)).unwrap(), Some(date(2026, 11, 10)));
        assert_eq!(weekly.next(date(2026, 11, 3), date(2026, 11, 21)).unwrap(), Some(date(2026, 11, 24)));
        let after = Repeat { rrule: "FREQ=DAILY;INTERVAL=3".into(), after_completion: true };
        assert_eq!(after.next(date(2026, 11, 3), date(2026, 11, 21)).unwrap(), Some(date(2026, 11, 24)));
    }

    #[test]
    fn a_rule_prints_as_it_parses() {
        for rule in [
            "FREQ=WEEKLY;BYDAY=TU",
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;COUNT=5",
            "FREQ=YEARLY;BYMONTH=6;UNTIL=20301231;WKST=SU",
        ] {
            assert_eq!(rule.parse::<Rule>().unwrap().to_string(), rule);
        }
    }
}
