//! Repeats: "every other tue", "monthly on the 15th", "every! 3 days", and what may follow them.

use daymark_domain::Repeat;
use daymark_domain::recurrence::{ByDay, Frequency, Rule};
use jiff::civil::{Date, Time, Weekday};

use crate::calendar::add;
use crate::clock::Times;
use crate::grammar::{Match, Reader, Value};
use crate::lexicon::{Action, Category, Hold, Slot, Unit, UnitKind};

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
}

/// What may follow a repeat.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tail {
    Until(Date),
    Count(u32),
    For(i64, Unit),
    From(Date),
    AfterCompletion,
}

const WORK: [Weekday; 5] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

impl Cycle {
    pub fn add(&mut self, tail: Tail) -> bool {
        let free = match &tail {
            Tail::Until(_) | Tail::Count(_) | Tail::For(..) => {
                self.rule.until.is_none() && self.rule.count.is_none() && self.span.is_none()
            }
            Tail::From(_) => self.from.is_none(),
            Tail::AfterCompletion => !self.after_completion,
        };
        match tail {
            _ if !free => {}
            Tail::Until(day) => self.rule.until = Some(day.into()),
            Tail::Count(n) => self.rule.count = Some(n),
            Tail::For(n, unit) => self.span = Some((n, unit)),
            Tail::From(day) => self.from = Some(day),
            Tail::AfterCompletion => self.after_completion = true,
        }
        free
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
            if let Some(cycle) = cycle(&found) {
                all.push((found.end, found.hold, cycle));
            }
        }
        let mut done = 0;
        while let Some((end, _, cycle)) = all.get(done).cloned() {
            done += 1;
            if all.len() > 200 {
                break;
            }
            for next in self.after_comma(end) {
                for (end, tail) in self.tails(next) {
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
                            all.push((filled.end, Hold::Firm, Cycle { times: Some(times), ..cycle.clone() }));
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

    pub(crate) fn tails(&self, at: usize) -> Vec<(usize, Tail)> {
        let found = self.rules(Category::Tail, at, 0);
        found.iter().filter_map(|found| Some((found.end, self.tail(found)?))).collect()
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
            _ => None,
        }
    }
}

fn cycle(found: &Match) -> Option<Cycle> {
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
        let nth = found.ord().filter(|n| (-5..=5).contains(n)).and_then(small)?;
        Some(vec![ByDay { nth: Some(nth), day: found.weekday()? }])
    };
    let mut part = None;
    let rule = match found.action {
        Action::EveryUnit if unit.is_none() => Rule::new(Frequency::Daily),
        Action::EveryUnit | Action::Often | Action::AfterDone => rule(unit?, n)?,
        Action::EveryCouple | Action::EveryOther => rule(unit?, 2)?,
        Action::EveryOrdUnit => rule(unit?, found.ord().filter(|&n| n > 1)?)?,
        Action::Weekdays => weekly(&found.all_weekdays(), 1)?,
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
        Action::Ords => Rule { by_month_day: month_days(found.ords()?)?, ..Rule::new(Frequency::Monthly) },
        Action::UnitOrds => Rule { by_month_day: month_days(found.ords()?)?, ..monthly()? },
        Action::OrdWeekday => Rule { by_day: by_day(found)?, ..monthly()? },
        Action::LastDay => Rule { by_month_day: vec![-1], ..monthly()? },
        Action::Yearly => {
            let (month, day) = found.month_day()?;
            Rule { by_month: vec![small(month)?], by_month_day: vec![small(day)?], ..yearly()? }
        }
        Action::YearlyMonth => {
            Rule { by_month: vec![small(found.month()?)?], by_month_day: vec![1], ..yearly()? }
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
    Some(Cycle { rule, after_completion, times: None, part, from: None, span: None })
}

fn rule(unit: Unit, n: i64) -> Option<Rule> {
    let interval = u32::try_from(n.checked_mul(unit.times)?).ok().filter(|n| (1..=1_000).contains(n))?;
    let freq = match unit.kind {
        UnitKind::Day => Frequency::Daily,
        UnitKind::Week => Frequency::Weekly,
        UnitKind::Month => Frequency::Monthly,
        UnitKind::Year => Frequency::Yearly,
    };
    Some(Rule { interval, ..Rule::new(freq) })
}
