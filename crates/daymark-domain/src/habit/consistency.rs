//! How steadily a habit is kept, without a streak.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::{Habit, Per, Rhythm, Tally};

/// The share of the last periods that was kept. Later periods weigh more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consistency {
    /// 0 to 100.
    pub percent: u8,
    /// How many periods were looked at.
    pub periods: u32,
    /// How many of them were kept in full.
    pub met: u32,
}

/// Fewer than this say nothing yet.
const FEWEST: usize = 4;
/// The most periods looked at: four weeks of days (or of a rule's days), twelve weeks or months.
const DAYS: usize = 28;
const LONGER: usize = 12;
/// A rule with more days than this has begun in another age.
const MOST_DAYS: usize = 20_000;

/// The days of one period, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: Date,
    pub to: Date,
}

impl Span {
    /// The period of a habit around a day; `None` before the first day of its rule.
    pub fn around(habit: &Habit, day: Date, week_start: Weekday) -> Option<Span> {
        Some(match &habit.rhythm {
            Rhythm::Times { per: Per::Day, .. } => Span { from: day, to: day },
            Rhythm::Times { per: Per::Week, .. } => {
                let back = day.weekday().since(week_start);
                let from = day.saturating_sub(i64::from(back).days());
                Span { from, to: from.saturating_add(6.days()) }
            }
            Rhythm::Times { per: Per::Month, .. } => {
                Span { from: day.first_of_month(), to: day.last_of_month() }
            }
            Rhythm::Rule { .. } => {
                let from = habit.rule_days(None).take(MOST_DAYS).take_while(|one| *one <= day).last()?;
                let next = habit.rule_days(Some(from.saturating_add(1.day()))).next();
                Span { from, to: next.map_or(Date::MAX, |next| next.saturating_sub(1.day())) }
            }
        })
    }

    fn days(self) -> impl Iterator<Item = Date> {
        let last = self.to;
        std::iter::successors(Some(self.from), |day| day.tomorrow().ok()).take_while(move |day| *day <= last)
    }
}

impl Habit {
    pub(super) fn tally_of(&self, span: Span) -> Tally {
        let target = match &self.rhythm {
            // Of a rule's day it only matters whether that day is expected.
            Rhythm::Rule { .. } => u64::from(self.expects(span.from)),
            Rhythm::Times { times, .. } => {
                let (mut all, mut open) = (0, 0);
                for day in span.days() {
                    all += 1;
                    open += u64::from(self.expects(day));
                }
                // The part of the times that the part of the days asks for, to the nearest.
                (2 * u64::from(*times) * open + all) / (2 * all.max(1))
            }
        };
        Tally {
            from: span.from,
            to: span.to,
            done: self.done(span.from, span.to),
            target: target * self.once(),
        }
    }

    /// The periods up to the one of `today`, latest first, without those that ask for nothing.
    fn tallies(&self, today: Date, week_start: Weekday) -> Vec<Tally> {
        let most = match self.rhythm {
            Rhythm::Times { per: Per::Week | Per::Month, .. } => LONGER,
            _ => DAYS,
        };
        let first = self.first_day();
        let mut tallies = Vec::new();
        let mut take = |span: Span| {
            let tally = self.tally_of(span);
            // What is under way counts only once it is kept: the day is not over.
            if tally.target > 0 && (span.to < today || tally.met()) {
                tallies.push(tally);
            }
            tallies.len() < most
        };
        if let Rhythm::Rule { .. } = self.rhythm {
            let mut days: Vec<Date> =
                self.rule_days(None).take(MOST_DAYS).take_while(|day| *day <= today).collect();
            let mut to = today;
            while let Some(from) = days.pop() {
                if !take(Span { from, to }) {
                    break;
                }
                to = from.saturating_sub(1.day());
            }
            return tallies;
        }
        let mut day = today;
        while day >= first {
            let Some(span) = Span::around(self, day, week_start) else { break };
            if !take(span) || span.from == Date::MIN {
                break;
            }
            day = span.from.saturating_sub(1.day());
        }
        tallies
    }

    /// The weighted share of the last periods that was kept: of `n` periods the latest weighs `n`,
    /// the one before `n - 1`, and so on to 1, and each gives the part of its times that was done:
    ///
    /// `percent = Σ weight × min(done, target) / target ÷ Σ weight`
    ///
    /// The period under way counts once it is kept. Days before the beginning and paused days ask
    /// for nothing: a period of which some days are paused asks for that part of its times, and one
    /// that asks for nothing is passed over, so that older ones take its place. `None` until there
    /// are four periods.
    pub fn consistency(&self, today: Date, week_start: Weekday) -> Option<Consistency> {
        let tallies = self.tallies(today, week_start);
        let count = tallies.len();
        if count < FEWEST {
            return None;
        }
        let (mut sum, mut weights) = (0, 0);
        for (tally, weight) in tallies.iter().zip((1..=count as u64).rev()) {
            sum += weight * tally.share();
            weights += weight;
        }
        let percent = (sum + weights * 5) / (weights * 10);
        Some(Consistency {
            percent: percent.min(100) as u8,
            periods: count as u32,
            met: tallies.iter().filter(|tally| tally.met()).count() as u32,
        })
    }
}
