//! Repeats: "every other tue", "monthly on the 15th", "every! 3 days", and what may follow them.

use daymark_domain::habit::Per;
use daymark_domain::recurrence::{ByDay, Frequency, Rule};
use daymark_domain::{Repeat, Rhythm};
use jiff::civil::{Date, Time, Weekday};

use crate::clock::Times;
use crate::count::add;
use crate::grammar::{Filled, Match, Reader, Value};
use crate::lexicon::{Action, Category, Edge, Hold, HolidayBase, Slot, Unit, UnitKind};

/// A repeat as it was said.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cycle {
    pub rule: Rule,
    pub after_completion: bool,
    pub times: Option<Times>,
    pub part: Option<i64>,
    /// The first day it may fall on.
    pub from: Option<Date>,
    /// Ends so long after its first day.
    pub span: Option<(i64, Unit)>,
    /// "three times a week": any three days of one.
    pub rhythm: Option<Rhythm>,
}

/// What may follow a repeat.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tail {
    Until(Date),
    Count(u32),
    For(i64, Unit),
    From(Date),
    AfterCompletion,
    /// Not on these days.
    Except(Vec<Weekday>),
    /// Only in these months.
    In(Vec<i64>),
}

const WORK: [Weekday; 5] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

impl Cycle {
    fn new(rule: Rule) -> Cycle {
        Cycle { rule, after_completion: false, times: None, part: None, from: None, span: None, rhythm: None }
    }

    pub fn add(&mut self, tail: Tail) -> bool {
        let free = match &tail {
            Tail::Until(_) | Tail::Count(_) | Tail::For(..) => {
                self.rule.until.is_none() && self.rule.count.is_none() && self.span.is_none()
            }
            Tail::From(_) => self.from.is_none(),
            Tail::AfterCompletion => !self.after_completion,
            Tail::Except(_) => true,
            Tail::In(_) => self.rule.by_month.is_empty(),
        };
        match tail {
            _ if !free => {}
            Tail::Until(day) => self.rule.until = Some(day.into()),
            Tail::Count(n) => self.rule.count = Some(n),
            Tail::For(n, unit) => self.span = Some((n, unit)),
            Tail::From(day) => self.from = Some(day),
            Tail::AfterCompletion => self.after_completion = true,
            Tail::Except(days) => return self.except(&days),
            Tail::In(months) => return self.within(&months),
        }
        free
    }

    fn except(&mut self, days: &[Weekday]) -> bool {
        let plain = self.rule.by_day.iter().all(|by| by.nth.is_none());
        let daily = self.rule.freq == Frequency::Daily && self.rule.interval == 1;
        let weekly = self.rule.freq == Frequency::Weekly && !self.rule.by_day.is_empty();
        if !plain || !(daily || weekly) {
            return false;
        }
        let given: Vec<Weekday> = match self.rule.by_day.as_slice() {
            [] => Weekday::Monday.cycle_forward().take(7).collect(),
            some => some.iter().map(|by| by.day).collect(),
        };
        let left: Vec<Weekday> = given.into_iter().filter(|day| !days.contains(day)).collect();
        if left.is_empty() {
            return false;
        }
        self.rule.freq = Frequency::Weekly;
        self.rule = self.rule.clone().on(left);
        true
    }

    /// "every monday in july": weekdays of some months are days of the year.
    fn within(&mut self, months: &[i64]) -> bool {
        let fits = matches!(self.rule.freq, Frequency::Daily | Frequency::Weekly) && self.rule.interval == 1;
        if !fits {
            return false;
        }
        let Some(months) = months.iter().map(|&n| i8::try_from(n).ok()).collect() else { return false };
        if self.rule.freq == Frequency::Weekly {
            if self.rule.by_day.is_empty() {
                return false;
            }
            self.rule.freq = Frequency::Yearly;
        }
        self.rule.by_month = months;
        true
    }

    /// The first day it falls on, from `today`, or from its tomorrow where `time` has passed.
    /// The interval starts there: "every other tue" is the next Tuesday and every second one on.
    pub fn first(&self, today: Date, time: Option<Time>, now: Time) -> Option<Date> {
        let from = self.from.unwrap_or(today);
        let passed = from == today && time.is_some_and(|time| time <= now);
        let from = if passed { from.tomorrow().ok()? } else { from };
        let every = Rule { interval: 1, count: None, until: None, ..self.rule.clone() };
        every.dates(from).next()
    }

    /// The repeat as it is stored, for something that first falls on `first`.
    pub fn stored(&self, first: Date, week_start: Weekday) -> Repeat {
        let mut rule = self.rule.clone();
        if let Some((n, unit)) = self.span {
            rule.until = add(first, unit, n).and_then(|day| day.yesterday().ok()).map(Into::into);
        }
        if rule.freq == Frequency::Weekly && rule.interval > 1 {
            rule.week_start = week_start;
        }
        Repeat { rrule: rule.to_string(), after_completion: self.after_completion }
    }
}

impl Reader<'_> {
    /// A repeat, with whatever tails, times and parts of the day follow it.
    pub(crate) fn repeats(&self, at: usize) -> Vec<(usize, Hold, Cycle)> {
        let mut all: Vec<(usize, Hold, Cycle)> = Vec::new();
        for found in self.rules(Category::Repeat, at, 0) {
            if let Some(cycle) = self.cycle(&found) {
                all.push((found.end, found.hold, cycle));
            }
        }
        // "at 7am and 6pm every day"
        for time in self.slot(Slot::Time, at, 0).into_iter().filter(|time| time.hold < Hold::Part) {
            let Value::Times(times) = time.value else { continue };
            let once = Cycle::new(Rule::new(Frequency::Daily));
            let mut several = Vec::new();
            self.more_hours(time.end, &Cycle { times: Some(times), ..once }, &mut several);
            for (end, _, cycle) in several {
                for found in self.rules(Category::Repeat, end, 0) {
                    let Some(whole) = self.cycle(&found) else { continue };
                    let rule = Rule { by_hour: cycle.rule.by_hour.clone(), ..whole.rule.clone() };
                    all.push((found.end, Hold::Firm, Cycle { rule, times: cycle.times, ..whole }));
                }
            }
        }
        let mut done = 0;
        while let Some((end, _, cycle)) = all.get(done).cloned() {
            done += 1;
            if all.len() > 200 {
                break;
            }
            for next in self.after_comma(end) {
                for (end, tail) in self.tails(next, true) {
                    let mut longer = cycle.clone();
                    if longer.add(tail) {
                        all.push((end, Hold::Firm, longer));
                    }
                }
                if cycle.times.is_none() {
                    for filled in self.slot(Slot::Time, next, 0) {
                        if filled.hold < Hold::Part
                            && let Value::Times(times) = filled.value
                        {
                            let longer = Cycle { times: Some(times), ..cycle.clone() };
                            self.more_hours(filled.end, &longer, &mut all);
                            all.push((filled.end, Hold::Firm, longer));
                        }
                    }
                }
                if cycle.part.is_none() && next == end {
                    for part in self.rules(Category::Part, next, 0) {
                        all.push((part.end, Hold::Firm, Cycle { part: part.part(), ..cycle.clone() }));
                    }
                }
            }
        }
        all
    }

    /// "at 8 and 20", "at 9am, 1pm and 5pm": every other hour that follows.
    fn more_hours(&self, end: usize, cycle: &Cycle, all: &mut Vec<(usize, Hold, Cycle)>) {
        let Some(first) = cycle.times.filter(|times| times.to.is_none() && times.zone.is_none()) else {
            return;
        };
        let (start, _) = first.settle(cycle.part, None);
        let mut hours = vec![start];
        let mut at = end;
        while let Some(and) = self.lexicon.and.at(self.tokens, at) {
            let next = self
                .slot(Slot::Point, and.end, 0)
                .into_iter()
                .rfind(|filled| !matches!(filled.value, Value::Nothing));
            let Some(Filled { end, value: Value::Clock(clock), .. }) = next else { break };
            let (minutes, _) = Times { from: clock, to: None, part: None, zone: None }.settle(None, None);
            // One BYMINUTE serves all hours, and a number among clocks is something else.
            if minutes % 60 != start % 60
                || clock.bare && !first.from.bare
                || hours.contains(&minutes)
                || hours.len() >= 24
            {
                break;
            }
            hours.push(minutes);
            at = end;
            let mut sorted = hours.clone();
            sorted.sort_unstable();
            let by_hour =
                sorted.into_iter().filter_map(|minutes| i8::try_from(minutes / 60 % 24).ok()).collect();
            let rule = Rule { by_hour, ..cycle.rule.clone() };
            all.push((at, Hold::Firm, Cycle { rule, ..cycle.clone() }));
        }
    }

    /// What may follow a repeat; "this week" does so only where it is `attached` to one.
    pub(crate) fn tails(&self, at: usize, attached: bool) -> Vec<(usize, Tail)> {
        let found = self.rules(Category::Tail, at, 0);
        let close = |found: &&Match| attached || found.action != Action::UntilEndOf;
        found.iter().filter(close).filter_map(|found| Some((found.end, self.tail(found)?))).collect()
    }

    fn tail(&self, found: &Match) -> Option<Tail> {
        match found.action {
            Action::Until => Some(Tail::Until(found.days().next().filter(|days| !days.past)?.first)),
            Action::UntilMonth => Some(Tail::Until(match found.year() {
                Some(year) => {
                    Date::new(i16::try_from(year).ok()?, i8::try_from(found.month()?).ok()?, 1).ok()?
                }
                None => self.boundary(found.month()?)?,
            })),
            Action::Count => {
                found.number().and_then(|n| u32::try_from(n).ok()).filter(|&n| n > 0).map(Tail::Count)
            }
            Action::ForUnits => Some(Tail::For(found.number().filter(|&n| n > 0)?, found.unit()?)),
            Action::From => Some(Tail::From(found.days().next().filter(|days| !days.past)?.first)),
            Action::Completion => Some(Tail::AfterCompletion),
            Action::Except => Some(Tail::Except(found.all_weekdays())),
            Action::ExceptWeekends => Some(Tail::Except(vec![Weekday::Saturday, Weekday::Sunday])),
            Action::InMonths => Some(Tail::In(found.month_list()?.to_vec())),
            Action::UntilEndOf => Some(Tail::Until(self.last_of(found.unit()?)?)),
            Action::UntilEndOfMonth => Some(Tail::Until(self.last_of_month(found.month()?)?)),
            _ => None,
        }
    }
}

impl Reader<'_> {
    fn cycle(&self, found: &Match) -> Option<Cycle> {
        let n = found.number().unwrap_or(1);
        let unit = found.unit();
        // "every 2 months on the last friday": how often, before what the rule adds.
        let often = |fallback| -> Option<Rule> {
            match unit {
                Some(unit) => rule(unit, n),
                None => Some(Rule::new(fallback)),
            }
        };
        let monthly = || often(Frequency::Monthly).filter(|rule| rule.freq == Frequency::Monthly);
        let yearly = || often(Frequency::Yearly).filter(|rule| rule.freq == Frequency::Yearly);
        let weekly = |days: &[Weekday], interval| -> Option<Rule> {
            let rule = Rule::new(Frequency::Weekly).on(days.iter().copied());
            Some(Rule { interval, ..rule })
        };
        let small = |n: i64| i8::try_from(n).ok();
        let month_days = |days: &[i64]| -> Option<Vec<i8>> {
            days.iter().map(|&day| small(day).filter(|day| (1..=31).contains(&day.unsigned_abs()))).collect()
        };
        let by_day = |found: &Match| -> Option<Vec<ByDay>> {
            let day = found.weekday()?;
            let nth = found.ords()?.iter().map(|&n| Some(n).filter(|n| (-5..=5).contains(n)).and_then(small));
            nth.map(|nth| Some(ByDay { nth: Some(nth?), day })).collect()
        };
        let mut part = None;
        let rule = match found.action {
            Action::EveryUnit if unit.is_none() => Rule::new(Frequency::Daily),
            Action::EveryUnit | Action::Often | Action::AfterDone => rule(unit?, n)?,
            Action::EveryCouple | Action::EveryOther => rule(unit?, 2)?,
            Action::EveryOrdUnit => rule(unit?, found.ord().filter(|&n| n > 1)?)?,
            Action::Weekdays => weekly(&found.all_weekdays(), 1)?,
            Action::PluralStretch => {
                let days = found.all_weekdays();
                let (first, last) = (*days.first()?, *days.last()?);
                let count = usize::from(last.since(first).unsigned_abs()) + 1;
                weekly(&first.cycle_forward().take(count).collect::<Vec<_>>(), 1)?
            }
            Action::EveryOtherPart => {
                part = found.part();
                Rule { interval: 2, ..Rule::new(Frequency::Daily) }
            }
            Action::OtherWeekdays => weekly(found.weekdays()?, 2)?,
            Action::UnitWeekdays => {
                let every = rule(unit.unwrap_or(Unit { kind: UnitKind::Week, times: 1 }), n)?;
                let weeks = every.freq == Frequency::Weekly;
                Rule { interval: every.interval, ..weekly(found.weekdays()?, 1).filter(|_| weeks)? }
            }
            Action::EveryOtherUnitWeekdays => {
                let weeks = unit.filter(|unit| unit.kind == UnitKind::Week)?;
                weekly(found.weekdays()?, u32::try_from(weeks.times * 2).ok()?)?
            }
            Action::WorkDays => weekly(&WORK, 1)?,
            Action::WeekendDays => weekly(&[Weekday::Saturday, Weekday::Sunday], 1)?,
            Action::Saturdays => weekly(&[Weekday::Saturday], 1)?,
            Action::Ords => {
                Rule { by_month_day: month_days(found.ords()?)?, ..Rule::new(Frequency::Monthly) }
            }
            Action::OrdsListed => {
                // "on the 1st" is one day, "on the 1st and 15th" are many.
                let days = found.ords().filter(|list| list.len() > 1)?;
                Rule { by_month_day: month_days(days)?, ..Rule::new(Frequency::Monthly) }
            }
            Action::UnitOrds => Rule { by_month_day: month_days(found.ords()?)?, ..monthly()? },
            Action::OrdWeekday => Rule { by_day: by_day(found)?, ..monthly()? },
            Action::LastDay => Rule { by_month_day: vec![-1], ..monthly()? },
            Action::Yearly => {
                let (month, day) = found.month_day()?;
                Rule { by_month: vec![small(month)?], by_month_day: vec![small(day)?], ..yearly()? }
            }
            Action::YearlyDigits => {
                let day = found.days().next()?.first;
                Rule {
                    by_month: vec![day.month()],
                    by_month_day: vec![day.day()],
                    ..Rule::new(Frequency::Yearly)
                }
            }
            Action::YearlyMonth => {
                let months = found.month_list()?.iter().map(|&n| small(n)).collect::<Option<_>>()?;
                Rule { by_month: months, by_month_day: vec![1], ..yearly()? }
            }
            Action::YearlyOrds | Action::YearlyOrdsListed => {
                // "the 1st of march" is one day, "of march and june" are many.
                found.month_list().filter(|list| found.action == Action::YearlyOrds || list.len() > 1)?;
                let months: Vec<i8> = found.month_list()?.iter().map(|&n| small(n)).collect::<Option<_>>()?;
                Rule { by_month: months, by_month_day: month_days(found.ords()?)?, ..yearly()? }
            }
            Action::EveryHoliday => {
                let day = found.holiday()?;
                let year = Rule::new(Frequency::Yearly);
                match day.base {
                    HolidayBase::Day(month, day_of) if day.plus == 0 => {
                        Rule { by_month: vec![month], by_month_day: vec![day_of], ..year }
                    }
                    HolidayBase::Nth(month, nth, weekday) if day.plus == 0 => {
                        let by_day = vec![ByDay { nth: Some(nth), day: weekday }];
                        Rule { by_month: vec![month], by_day, ..year }
                    }
                    _ => return None,
                }
            }
            Action::WeekdaysInMonths => {
                let by_month = found.month_list()?.iter().map(|&n| small(n)).collect::<Option<_>>()?;
                Rule { by_month, ..Rule::new(Frequency::Yearly).on(found.all_weekdays()) }
            }
            Action::WeekdayOrds => Rule {
                by_month_day: month_days(found.ords()?)?,
                ..Rule::new(Frequency::Monthly).on(found.all_weekdays())
            },
            Action::NthUnitOfUnit => {
                let often = n;
                let n = found.ord().and_then(small)?;
                let small_unit = |unit: &Unit| matches!(unit.kind, UnitKind::Day | UnitKind::WorkDay);
                let day = found.units().find(small_unit)?;
                let whole = found.units().find(|unit| !small_unit(unit));
                let whole = whole.unwrap_or(Unit { kind: UnitKind::Month, times: 1 });
                let rule = rule(whole, often).filter(|rule| rule.freq == Frequency::Monthly)?;
                match day.kind {
                    UnitKind::Day if day.times == 1 => {
                        let months = if often == 1 { quarters(whole, n < 0) } else { Vec::new() };
                        let freq = if months.is_empty() { rule.freq } else { Frequency::Yearly };
                        let interval = if months.is_empty() { rule.interval } else { 1 };
                        Rule { freq, interval, by_month: months, by_month_day: vec![n], ..rule }
                    }
                    UnitKind::WorkDay if whole.times == 1 => {
                        Rule { by_set_pos: vec![n.into()], ..rule.on(WORK) }
                    }
                    _ => return None,
                }
            }
            Action::EdgeOfEvery => {
                let whole = unit.unwrap_or(Unit { kind: UnitKind::Month, times: 1 });
                let rule = rule(whole, 1).filter(|rule| rule.freq == Frequency::Monthly)?;
                let day = match found.edge()? {
                    Edge::Start => 1,
                    Edge::Middle if whole.times == 1 => 15,
                    Edge::End => -1,
                    _ => return None,
                };
                let months = quarters(whole, day < 0);
                if months.is_empty() {
                    Rule { by_month_day: vec![day], ..rule }
                } else {
                    Rule { by_month: months, by_month_day: vec![day], ..Rule::new(Frequency::Yearly) }
                }
            }
            Action::SaturdaysOfMonth => {
                let nth = found.ords()?.iter().map(|&n| small(n)).collect::<Option<Vec<i8>>>()?;
                let by_day =
                    nth.into_iter().map(|n| ByDay { nth: Some(n), day: Weekday::Saturday }).collect();
                Rule { by_day, ..monthly()? }
            }
            Action::WeekdayParts => {
                part = found.part();
                weekly(&found.all_weekdays(), 1)?
            }
            Action::WorkDaysPart => {
                part = found.part();
                weekly(&WORK, 1)?
            }
            Action::EveryLength => within_days(found.minutes().next().unwrap_or(60).checked_mul(n)?)?,
            Action::EveryOtherLength => within_days(found.minutes().next()? * 2)?,
            Action::TimesPer => match (unit?.kind, unit?.times, n) {
                (_, 1, 1) => rule(unit?, 1)?,
                (UnitKind::Day, 1, 2..=4) => {
                    let by_hour = match n {
                        2 => vec![9, 21],
                        3 => vec![9, 14, 20],
                        _ => vec![8, 12, 16, 20],
                    };
                    Rule { by_hour, ..Rule::new(Frequency::Daily) }
                }
                (UnitKind::Week, 1, 2..=7) => weekly(times_a_week(n), 1)?,
                (UnitKind::Month, 1, 2..=4) => {
                    let days: &[i64] = match n {
                        2 => &[1, 15],
                        3 => &[1, 11, 21],
                        _ => &[1, 8, 15, 22],
                    };
                    Rule { by_month_day: month_days(days)?, ..Rule::new(Frequency::Monthly) }
                }
                (UnitKind::Year, 1, _) if (2..=12).contains(&n) && 12 % n == 0 => {
                    rule(Unit { kind: UnitKind::Month, times: 12 / n }, 1)?
                }
                _ => return None,
            },
            Action::TimesPerWeekdays => {
                let days = found.all_weekdays();
                weekly(&days, 1).filter(|_| i64::try_from(days.len()) == Ok(n))?
            }
            Action::NextWeekdays => {
                let count = u32::try_from(n).ok().filter(|n| (1..=366).contains(n))?;
                Rule { count: Some(count), ..weekly(found.weekdays()?, 1)? }
            }
            Action::YearlyNthWeekday => {
                Rule { by_month: vec![small(found.month()?)?], by_day: by_day(found)?, ..yearly()? }
            }
            Action::EveryPart => {
                part = Some(found.part().unwrap_or(20));
                Rule::new(Frequency::Daily)
            }
            _ => return None,
        };
        let after_completion = found.action == Action::AfterDone;
        let rhythm = match (found.action, unit) {
            (Action::TimesPer, Some(Unit { kind, times: 1 })) => match kind {
                UnitKind::Day => Some(Per::Day),
                UnitKind::Week => Some(Per::Week),
                UnitKind::Month => Some(Per::Month),
                UnitKind::WorkDay | UnitKind::Year => None,
            },
            _ => None,
        };
        let times = u32::try_from(n).ok().filter(|n| *n > 0);
        let rhythm = rhythm.zip(times).map(|(per, times)| Rhythm::Times { times, per });
        Some(Cycle { after_completion, part, rhythm, ..Cycle::new(rule) })
    }
}

/// A rule of so many minutes, less than a day.
fn within_days(minutes: i64) -> Option<Rule> {
    let (freq, n) = match minutes {
        n if (1..=36 * 60).contains(&n) && n % 60 == 0 => (Frequency::Hourly, n / 60),
        n if (1..24 * 60).contains(&n) => (Frequency::Minutely, n),
        _ => return None,
    };
    Some(Rule { interval: u32::try_from(n).ok()?, ..Rule::new(freq) })
}

/// The months in which quarters begin or end; of a month, none.
fn quarters(whole: Unit, end: bool) -> Vec<i8> {
    match (whole.kind, whole.times, end) {
        (UnitKind::Month, 3, false) => vec![1, 4, 7, 10],
        (UnitKind::Month, 3, true) => vec![3, 6, 9, 12],
        _ => Vec::new(),
    }
}

/// So many days a week, well apart.
fn times_a_week(n: i64) -> &'static [Weekday] {
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    match n {
        2 => &[Monday, Thursday],
        3 => &[Monday, Wednesday, Friday],
        4 => &[Monday, Tuesday, Thursday, Friday],
        5 => &[Monday, Tuesday, Wednesday, Thursday, Friday],
        6 => &[Monday, Tuesday, Wednesday, Thursday, Friday, Saturday],
        _ => &[Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday],
    }
}

fn rule(unit: Unit, n: i64) -> Option<Rule> {
    let interval = u32::try_from(n.checked_mul(unit.times)?).ok().filter(|n| (1..=1_000).contains(n))?;
    let freq = match unit.kind {
        // "every working day" is said by weekdays.
        UnitKind::WorkDay if interval == 1 => return Some(Rule::new(Frequency::Weekly).on(WORK)),
        UnitKind::WorkDay => return None,
        UnitKind::Day => Frequency::Daily,
        UnitKind::Week => Frequency::Weekly,
        UnitKind::Month => Frequency::Monthly,
        UnitKind::Year => Frequency::Yearly,
    };
    Some(Rule { interval, ..Rule::new(freq) })
}
