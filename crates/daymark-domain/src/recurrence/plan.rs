//! A rule made ready for one start: what the start implies is filled in, and the days and times of
//! each period can be asked for by the period's number.
//!
//! A day belongs to a rule when every BY part that is there allows it, which gives the table of
//! section 3.3.10 (expand or limit) in one way for all frequencies.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, Weekday};

use super::{ByDay, Frequency, Rule};

const DAY: i64 = 86_400;

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub rule: Rule,
    pub start: DateTime,
    hours: Vec<i8>,
    minutes: Vec<i8>,
    seconds: Vec<i8>,
}

/// Days and times of one period; its instances are every time of every day, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Period {
    days: Vec<Date>,
    hours: Vec<i8>,
    minutes: Vec<i8>,
    seconds: Vec<i8>,
}

impl Period {
    /// How many instances, before BYSETPOS. Days times seconds of a day: no list of that length is
    /// ever made.
    pub fn len(&self) -> usize {
        self.days.len() * self.a_day()
    }

    fn a_day(&self) -> usize {
        self.hours.len() * self.minutes.len() * self.seconds.len()
    }

    pub fn get(&self, at: usize) -> Option<DateTime> {
        let day = self.days.get(at.checked_div(self.a_day())?)?;
        let at = at % self.a_day();
        let second = self.seconds.get(at % self.seconds.len())?;
        let at = at / self.seconds.len();
        let minute = self.minutes.get(at % self.minutes.len())?;
        let hour = self.hours.get(at / self.minutes.len())?;
        Some(day.to_datetime(Time::new(*hour, *minute, *second, 0).ok()?))
    }

    /// The first instance at or after a time.
    pub fn first_from(&self, from: DateTime) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.get(middle) {
                Some(at) if at < from => low = middle + 1,
                _ => high = middle,
            }
        }
        low
    }
}

/// What a period turned out to be.
pub(super) enum Found {
    /// Its instances, and how many days were looked at.
    Period(Period, u32),
    /// Nothing here; the next one worth looking at.
    Jump(i64),
    /// Past the end of the calendar.
    End,
}

fn sorted<T: Ord + Clone>(list: &[T]) -> Vec<T> {
    let mut list = list.to_vec();
    list.sort_unstable();
    list.dedup();
    list
}

fn days_between(a: Date, b: Date) -> i64 {
    a.until(b).map_or(0, |span| i64::from(span.get_days()))
}

/// Seconds on the wall clock since its day 0.
fn seconds_of(at: DateTime) -> i64 {
    days_between(Date::ZERO, at.date()) * DAY
        + i64::from(at.hour()) * 3_600
        + i64::from(at.minute()) * 60
        + i64::from(at.second())
}

fn of_seconds(seconds: i64) -> Option<DateTime> {
    let day = Date::ZERO.checked_add(jiff::Span::new().try_days(seconds.div_euclid(DAY)).ok()?).ok()?;
    let rest = seconds.rem_euclid(DAY);
    let time = Time::new((rest / 3_600) as i8, (rest / 60 % 60) as i8, (rest % 60) as i8, 0).ok()?;
    Some(day.to_datetime(time))
}

impl Plan {
    pub fn new(rule: &Rule, start: DateTime) -> Plan {
        let mut rule = rule.clone();
        rule.interval = rule.interval.max(1);
        if rule.by_week_no.is_empty()
            && rule.by_year_day.is_empty()
            && rule.by_month_day.is_empty()
            && rule.by_day.is_empty()
        {
            match rule.freq {
                Frequency::Yearly => {
                    if rule.by_month.is_empty() {
                        rule.by_month = vec![start.month()];
                    }
                    rule.by_month_day = vec![start.day()];
                }
                Frequency::Monthly => rule.by_month_day = vec![start.day()],
                Frequency::Weekly => rule.by_day = vec![ByDay { nth: None, day: start.weekday() }],
                _ => {}
            }
        }
        if rule.freq <= Frequency::Weekly {
            // The number has no meaning here; who wrote it meant the weekday.
            rule.by_day.iter_mut().for_each(|by| by.nth = None);
        }
        let listed = |list: &[i8], implied: i8, below: Frequency| match list {
            [] if rule.freq >= below => vec![implied],
            list => sorted(list),
        };
        let hours = listed(&rule.by_hour, start.hour(), Frequency::Daily);
        let minutes = listed(&rule.by_minute, start.minute(), Frequency::Hourly);
        // A clock without leap seconds takes the 60th for the 59th (section 3.3.12).
        let by_second: Vec<i8> = rule.by_second.iter().map(|&second| second.min(59)).collect();
        let seconds = listed(&by_second, start.second(), Frequency::Minutely);
        rule.by_month = sorted(&rule.by_month);
        Plan { rule, start, hours, minutes, seconds }
    }

    /// The number of a period not after the one that holds `from`, and near it.
    pub fn number_before(&self, from: DateTime) -> i64 {
        if from <= self.start {
            return 0;
        }
        let gone = match self.rule.freq {
            Frequency::Yearly => i64::from(from.year()) - i64::from(self.start.year()),
            Frequency::Monthly => {
                (i64::from(from.year()) - i64::from(self.start.year())) * 12 + i64::from(from.month())
                    - i64::from(self.start.month())
            }
            Frequency::Weekly => days_between(self.start.date(), from.date()) / 7,
            Frequency::Daily => days_between(self.start.date(), from.date()),
            _ => self.unit().map_or(0, |unit| {
                seconds_of(from).div_euclid(unit) - seconds_of(self.start).div_euclid(unit)
            }),
        };
        (gone / i64::from(self.rule.interval) - 1).max(0)
    }

    /// Whether one period may differ from another in how many instances it has.
    pub fn limits(&self) -> bool {
        let rule = &self.rule;
        let days = [rule.by_month.len(), rule.by_month_day.len(), rule.by_day.len()];
        self.unit().is_none_or(|unit| {
            days.iter().any(|&n| n > 0)
                || rule.by_year_day.len() + rule.by_week_no.len() > 0
                || !self.hours.is_empty()
                || (unit <= 60 && !self.minutes.is_empty())
                || (unit == 1 && !self.seconds.is_empty())
        })
    }

    /// The seconds of one period, of rules more frequent than daily.
    fn unit(&self) -> Option<i64> {
        match self.rule.freq {
            Frequency::Secondly => Some(1),
            Frequency::Minutely => Some(60),
            Frequency::Hourly => Some(3_600),
            _ => None,
        }
    }

    /// The `n`th period from the one that holds the start.
    pub fn period(&self, n: i64) -> Found {
        if self.unit().is_some() {
            return self.moment(n).unwrap_or(Found::End);
        }
        if self.rule.freq == Frequency::Daily {
            match self.day_of(n) {
                None => return Found::End,
                Some(day) if !self.names(day.month()) => {
                    let Some(next) = self.next_worth(day) else { return Found::End };
                    let interval = i64::from(self.rule.interval);
                    return Found::Jump((days_between(self.start.date(), next) + interval - 1) / interval);
                }
                Some(_) => {}
            }
        }
        let Some((days, looked)) = self.days(n) else { return Found::End };
        Found::Period(
            Period {
                days,
                hours: self.hours.clone(),
                minutes: self.minutes.clone(),
                seconds: self.seconds.clone(),
            },
            looked,
        )
    }

    fn moment(&self, n: i64) -> Option<Found> {
        let unit = self.unit()?;
        let interval = i64::from(self.rule.interval);
        let first = seconds_of(self.start).div_euclid(unit);
        let here = first.checked_add(n.checked_mul(interval)?)?.checked_mul(unit)?;
        let at = of_seconds(here)?;
        // The period that holds a later second, or the next one where that is this.
        let jump = |seconds: i64| {
            let units = (seconds.div_euclid(unit) - first).max(0);
            Some(Found::Jump((units.saturating_add(interval - 1) / interval).max(n + 1)))
        };
        if !self.allows(at.date()) {
            return jump(seconds_of(self.next_worth(at.date())?.to_datetime(Time::midnight())));
        }
        let allowed = |list: &[i8], value: i8| list.is_empty() || list.binary_search(&value).is_ok();
        if !allowed(&self.hours, at.hour()) {
            return jump((here.div_euclid(3_600) + 1) * 3_600);
        }
        let (mut minutes, mut seconds) = (self.minutes.clone(), self.seconds.clone());
        if unit <= 60 {
            if !allowed(&self.minutes, at.minute()) {
                return jump((here.div_euclid(60) + 1) * 60);
            }
            minutes = vec![at.minute()];
        }
        if unit == 1 {
            if !allowed(&self.seconds, at.second()) {
                return jump(here + 1);
            }
            seconds = vec![at.second()];
        }
        Some(Found::Period(Period { days: vec![at.date()], hours: vec![at.hour()], minutes, seconds }, 1))
    }

    /// The day of the `n`th period of a daily rule.
    fn day_of(&self, n: i64) -> Option<Date> {
        let step = n.checked_mul(i64::from(self.rule.interval))?;
        self.start.date().checked_add(jiff::Span::new().try_days(step).ok()?).ok()
    }

    /// The next day that may belong to the rule, after one that does not: one of a month it names.
    fn next_worth(&self, day: Date) -> Option<Date> {
        if self.names(day.month()) {
            return day.tomorrow().ok();
        }
        let mut first = day.first_of_month();
        while !self.names(first.month()) {
            first = first.checked_add(1.month()).ok()?;
        }
        Some(first)
    }

    fn names(&self, month: i8) -> bool {
        self.rule.by_month.is_empty() || self.rule.by_month.contains(&month)
    }

    /// The days of a period in order, and how many were looked at.
    fn days(&self, n: i64) -> Option<(Vec<Date>, u32)> {
        let step = n.checked_mul(i64::from(self.rule.interval))?;
        let start = self.start.date();
        match self.rule.freq {
            Frequency::Yearly => {
                let year = i16::try_from(i64::from(start.year()).checked_add(step)?).ok()?;
                Date::new(year, 1, 1).ok()?;
                let mut days = Vec::new();
                let mut looked = 1;
                for month in 1..=12 {
                    if self.names(month) {
                        looked += self.month(Date::new(year, month, 1).ok()?, &mut days);
                    }
                }
                Some((days, looked))
            }
            Frequency::Monthly => {
                let first =
                    start.first_of_month().checked_add(jiff::Span::new().try_months(step).ok()?).ok()?;
                let mut days = Vec::new();
                let looked = if self.names(first.month()) { self.month(first, &mut days) } else { 0 };
                Some((days, looked + 1))
            }
            Frequency::Weekly => {
                let back = i64::from(start.weekday().since(self.rule.week_start));
                let first = start.checked_sub(back.days()).unwrap_or(Date::MIN);
                let first = first.checked_add(jiff::Span::new().try_weeks(step).ok()?).ok()?;
                let week = (0..7).filter_map(|i| first.checked_add(i.days()).ok());
                Some((week.filter(|&day| self.allows(day)).collect(), 7))
            }
            _ => {
                let day = self.day_of(n)?;
                Some((if self.allows(day) { vec![day] } else { Vec::new() }, 1))
            }
        }
    }

    /// Adds the days of a month that the rule allows.
    fn month(&self, first: Date, days: &mut Vec<Date>) -> u32 {
        let last = first.days_in_month();
        let wanted: Vec<i8> = match self.rule.by_month_day.as_slice() {
            [] => (1..=last).collect(),
            some => sorted(&some.iter().map(|&d| if d < 0 { last + d + 1 } else { d }).collect::<Vec<_>>()),
        };
        let looked = wanted.len() as u32;
        let all = wanted.into_iter().filter_map(|day| Date::new(first.year(), first.month(), day).ok());
        days.extend(all.filter(|&day| self.allows(day)));
        looked
    }

    /// Whether every part of the rule that speaks of days allows this one.
    fn allows(&self, day: Date) -> bool {
        let rule = &self.rule;
        let from_end = |length: i16, at: i16| at - length - 1;
        let month_day = || {
            let (at, back) = (day.day(), from_end(day.days_in_month().into(), day.day().into()));
            rule.by_month_day.iter().any(|&d| d == at || i16::from(d) == back)
        };
        let year_day = || {
            let (at, back) = (day.day_of_year(), from_end(day.days_in_year(), day.day_of_year()));
            rule.by_year_day.iter().any(|&d| d == at || d == back)
        };
        let week = || {
            let (at, back) = week_number(day, rule.week_start);
            rule.by_week_no.iter().any(|&w| w == at || w == back)
        };
        self.names(day.month())
            && (rule.by_month_day.is_empty() || month_day())
            && (rule.by_day.is_empty() || rule.by_day.iter().any(|by| self.is(by, day)))
            && (rule.by_year_day.is_empty() || year_day())
            && (rule.by_week_no.is_empty() || week())
    }

    /// Whether a day is such a weekday. A number counts within the month, and within the year for a
    /// yearly rule that names no months.
    fn is(&self, by: &ByDay, day: Date) -> bool {
        if by.day != day.weekday() {
            return false;
        }
        let Some(nth) = by.nth else { return true };
        let (at, length) = match self.rule.freq {
            Frequency::Yearly if self.rule.by_month.is_empty() => (day.day_of_year(), day.days_in_year()),
            _ => (i16::from(day.day()), i16::from(day.days_in_month())),
        };
        let (ahead, back) = ((at - 1) / 7 + 1, -((length - at) / 7 + 1));
        i16::from(nth) == ahead || i16::from(nth) == back
    }
}

/// The number of the week a day lies in, from the beginning and from the end of the week's year.
/// Week 1 is the first with at least four days in its year.
fn week_number(day: Date, week_start: Weekday) -> (i8, i8) {
    let first = |year: i16| {
        let fourth = Date::new(year, 1, 4).ok()?;
        fourth.checked_sub(i64::from(fourth.weekday().since(week_start)).days()).ok()
    };
    let number = |year: i16| {
        let (begin, end) = (first(year)?, first(year.checked_add(1)?)?);
        if day < begin || day >= end {
            return None;
        }
        let weeks = |a: Date, b: Date| a.until(b).map_or(0, |span| (span.get_days() / 7) as i8);
        let (at, all) = (weeks(begin, day) + 1, weeks(begin, end));
        Some((at, at - all - 1))
    };
    let year = day.year();
    number(year).or_else(|| number(year + 1)).or_else(|| number(year - 1)).unwrap_or((0, 0))
}
