//! A recurrence rule in its parts.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frequency {
    Secondly,
    Minutely,
    Hourly,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// `2TU` is the second Tuesday, `-1FR` the last Friday, `MO` every Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByDay {
    /// Counts within the month or year; without meaning for weekly and more frequent rules.
    pub nth: Option<i8>,
    pub day: Weekday,
}

/// The last moment an instance may fall on, itself included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// The whole of this day.
    Day(Date),
    /// A wall clock where the thing is.
    Local(DateTime),
    /// An instant, as a wall clock in UTC.
    Utc(DateTime),
}

impl Until {
    pub fn date(self) -> Date {
        match self {
            Until::Day(day) => day,
            Until::Local(at) | Until::Utc(at) => at.date(),
        }
    }

    /// The last wall clock in `zone` that it allows. Without a zone UTC is taken for the wall clock.
    pub fn last(self, zone: Option<&TimeZone>) -> DateTime {
        match (self, zone) {
            (Until::Day(day), _) => day.at(23, 59, 59, 999_999_999),
            (Until::Local(at), _) | (Until::Utc(at), None) => at,
            (Until::Utc(at), Some(zone)) => {
                at.to_zoned(TimeZone::UTC).map_or(at, |utc| utc.with_time_zone(zone.clone()).datetime())
            }
        }
    }
}

impl From<Date> for Until {
    fn from(day: Date) -> Until {
        Until::Day(day)
    }
}

/// A parsed recurrence rule. An empty list is a part that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub freq: Frequency,
    pub interval: u32,
    pub count: Option<u32>,
    pub until: Option<Until>,
    pub by_second: Vec<i8>,
    pub by_minute: Vec<i8>,
    pub by_hour: Vec<i8>,
    pub by_day: Vec<ByDay>,
    /// 1 to 31, or -1 to -31 from the end of the month.
    pub by_month_day: Vec<i8>,
    /// 1 to 366, or -1 to -366 from the end of the year.
    pub by_year_day: Vec<i16>,
    /// 1 to 53, or -1 to -53 from the end of the year.
    pub by_week_no: Vec<i8>,
    pub by_month: Vec<i8>,
    /// Which of the instances of one period count: 1 to 366, or -1 to -366 from its end.
    pub by_set_pos: Vec<i16>,
    pub week_start: Weekday,
}

/// Why a rule was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    #[error("a rule needs FREQ, from YEARLY to SECONDLY")]
    NoFrequency,
    #[error("the part '{0}' of the rule is not understood")]
    Part(String),
    #[error("the part {0} stands in the rule twice")]
    Twice(&'static str),
    #[error("the part {0} is not supported")]
    Unsupported(String),
    #[error("the rule is longer than {0} characters")]
    Long(usize),
}

impl Rule {
    pub fn new(freq: Frequency) -> Rule {
        Rule {
            freq,
            interval: 1,
            count: None,
            until: None,
            by_second: Vec::new(),
            by_minute: Vec::new(),
            by_hour: Vec::new(),
            by_day: Vec::new(),
            by_month_day: Vec::new(),
            by_year_day: Vec::new(),
            by_week_no: Vec::new(),
            by_month: Vec::new(),
            by_set_pos: Vec::new(),
            week_start: Weekday::Monday,
        }
    }

    pub fn on(mut self, days: impl IntoIterator<Item = Weekday>) -> Rule {
        self.by_day = days.into_iter().map(|day| ByDay { nth: None, day }).collect();
        self
    }

    /// Whether it says anything about the time of day, beyond the time of its start.
    pub fn within_days(&self) -> bool {
        self.freq < Frequency::Daily
            || !(self.by_hour.is_empty() && self.by_minute.is_empty() && self.by_second.is_empty())
    }

    /// The same rule for whole days, for which the standard has the parts of a time ignored.
    pub(super) fn of_days(&self) -> Rule {
        Rule { by_hour: Vec::new(), by_minute: Vec::new(), by_second: Vec::new(), ..self.clone() }
    }
}
