//! The geometry of days: what stands beside what, which slot lies under a pointer, and where a
//! thing goes when it is moved. Nothing here draws, asks the clock or knows the page.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Unit};

/// Everything that is moved lands on multiples of this many minutes.
pub const SNAP: u32 = 15;
/// Minutes of a day on the wall.
pub const DAY: u32 = 24 * 60;
/// A block is drawn at least this long, so that its title can be read.
pub const SHORTEST: u32 = 20;

/// Where a block stands among those of its time: lane `lane` of `lanes`, as wide as `wide` of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    pub lane: usize,
    pub lanes: usize,
    pub wide: usize,
}

/// Gives every block of one day a lane. Blocks that hang together share the width; each takes the
/// first lane that is free when it begins, and spreads over free lanes to its right. The result is
/// in the order of `spans`, which are `(from, to)` in minutes.
pub fn lanes(spans: &[(u32, u32)]) -> Vec<Lane> {
    let drawn: Vec<(u32, u32)> = spans.iter().map(|&(from, to)| (from, to.max(from + SHORTEST))).collect();
    let of = |index: usize| drawn.get(index).copied().unwrap_or_default();
    let mut order: Vec<usize> = (0..drawn.len()).collect();
    order.sort_by_key(|&index| (of(index).0, std::cmp::Reverse(of(index).1)));
    let mut placed = vec![Lane { lane: 0, lanes: 1, wide: 1 }; drawn.len()];
    let mut group: Vec<usize> = Vec::new();
    let mut free_from: Vec<u32> = Vec::new();
    for index in order {
        let (from, to) = of(index);
        if free_from.iter().all(|&free| free <= from) {
            settle_group(&mut group, free_from.len(), &drawn, &mut placed);
            free_from.clear();
        }
        let lane = free_from.iter().position(|&free| free <= from).unwrap_or(free_from.len());
        match free_from.get_mut(lane) {
            Some(free) => *free = to,
            None => free_from.push(to),
        }
        if let Some(place) = placed.get_mut(index) {
            place.lane = lane;
        }
        group.push(index);
    }
    settle_group(&mut group, free_from.len(), &drawn, &mut placed);
    placed
}

/// Writes down how many lanes a group has, and how far each block of it may spread.
fn settle_group(group: &mut Vec<usize>, lanes: usize, drawn: &[(u32, u32)], placed: &mut [Lane]) {
    let mut wides: Vec<(usize, usize)> = Vec::new();
    for &index in group.iter() {
        let (Some(&(from, to)), Some(place)) = (drawn.get(index), placed.get(index)) else { continue };
        // The next lane to the right that someone uses at the same time ends it.
        let next = group
            .iter()
            .filter_map(|&other| Some((drawn.get(other)?, placed.get(other)?)))
            .filter(|((begins, ends), other)| other.lane > place.lane && *begins < to && from < *ends)
            .map(|(_, other)| other.lane)
            .min();
        wides.push((index, next.unwrap_or(lanes) - place.lane));
    }
    for (index, wide) in wides {
        if let Some(place) = placed.get_mut(index) {
            *place = Lane { lanes: lanes.max(1), wide: wide.max(1), ..*place };
        }
    }
    group.clear();
}

/// A bar over one or more of the days shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    pub first: usize,
    pub last: usize,
    pub row: usize,
    /// It began before the days shown, or goes on after them.
    pub before: bool,
    pub after: bool,
}

/// Rows for bars over `count` days from `from`; `None` for what lies outside. The longest of those
/// that begin first come first. The result is in the order of `spans` (first and last day).
pub fn bars(from: Date, count: usize, spans: &[(Date, Date)]) -> Vec<Option<Bar>> {
    let column = |day: Date| from.until(day).map_or(0, |span| i64::from(span.get_days()));
    let end = i64::try_from(count).unwrap_or(i64::MAX) - 1;
    let mut found: Vec<Option<Bar>> = spans
        .iter()
        .map(|&(first, last)| {
            let (first, last) = (column(first), column(last.max(first)));
            let inside = |day: i64| usize::try_from(day.clamp(0, end)).unwrap_or_default();
            (first <= end && last >= 0).then(|| Bar {
                first: inside(first),
                last: inside(last),
                row: 0,
                before: first < 0,
                after: last > end,
            })
        })
        .collect();
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&index| {
        let bar = found.get(index).copied().flatten();
        bar.map_or((usize::MAX, std::cmp::Reverse(0)), |bar| {
            (bar.first, std::cmp::Reverse(bar.last - bar.first))
        })
    });
    let mut rows: Vec<usize> = Vec::new();
    for index in order {
        let Some(Some(bar)) = found.get_mut(index) else { continue };
        bar.row = rows.iter().position(|&free| free <= bar.first).unwrap_or(rows.len());
        match rows.get_mut(bar.row) {
            Some(free) => *free = bar.last + 1,
            None => rows.push(bar.last + 1),
        }
    }
    found
}

/// A minute of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    pub date: Date,
    pub minute: u32,
}

impl Slot {
    fn civil(self) -> DateTime {
        let midnight = self.date.to_datetime(Time::midnight());
        midnight.checked_add(i64::from(self.minute).minutes()).unwrap_or(midnight)
    }

    fn of(at: DateTime) -> Slot {
        let minute = i32::from(at.hour()) * 60 + i32::from(at.minute());
        Slot { date: at.date(), minute: u32::try_from(minute).unwrap_or_default() }
    }

    pub fn time(self) -> Time {
        self.civil().time()
    }

    /// The slot as clocks in `zone` have it: a time that a change of clocks skips lies behind it
    /// (RFC 5545, section 3.3.5).
    pub fn settled(self, zone: &TimeZone) -> Slot {
        match zone.to_ambiguous_zoned(self.civil()).compatible() {
            Ok(at) => Slot::of(at.datetime()),
            Err(_) => self,
        }
    }

    /// What clocks in `zone` show so many minutes later.
    pub fn later(self, minutes: u32, zone: &TimeZone) -> Slot {
        let at = zone.to_ambiguous_zoned(self.civil()).compatible();
        match at.and_then(|at| at.checked_add(i64::from(minutes).minutes())) {
            Ok(at) => Slot::of(at.datetime()),
            Err(_) => self,
        }
    }
}

/// Minutes that pass in `zone` between two slots; none when the second is not later.
pub fn between(from: Slot, to: Slot, zone: &TimeZone) -> u32 {
    let at = |slot: Slot| zone.to_ambiguous_zoned(slot.civil()).compatible();
    let passed = at(from).and_then(|from| from.until((Unit::Minute, &at(to)?)));
    passed.ok().and_then(|span| u32::try_from(span.get_minutes()).ok()).unwrap_or_default()
}

/// The nearest multiple of [`SNAP`] that is a minute of the day.
pub fn snapped(minute: f64) -> u32 {
    let snap = f64::from(SNAP);
    let last = f64::from(DAY - SNAP);
    ((minute / snap).round() * snap).clamp(0.0, last) as u32
}

/// The column of `count` under a point `x` of the width, both ends included.
pub fn column(x: f64, count: usize) -> usize {
    ((x.max(0.0) * count as f64) as usize).min(count.saturating_sub(1))
}

/// The day so many columns after `from`.
pub fn day_at(from: Date, column: usize) -> Date {
    from.checked_add(i64::try_from(column).unwrap_or_default().days()).unwrap_or(from)
}

/// Where something stands: at a time, or on whole days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    Timed { at: Slot, length: u32 },
    Whole { date: Date, days: u32 },
}

/// A step of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Earlier,
    Later,
    DayBefore,
    DayAfter,
    Shorter,
    Longer,
    /// From a time to the whole day, or back to the minute given.
    Whole(u32),
}

impl Span {
    pub fn date(self) -> Date {
        match self {
            Span::Timed { at, .. } => at.date,
            Span::Whole { date, .. } => date,
        }
    }

    /// The last day it touches.
    pub fn last(self, zone: &TimeZone) -> Date {
        match self {
            Span::Timed { at, length } => {
                let end = at.later(length, zone);
                if end.minute == 0 && end.date > at.date {
                    end.date.yesterday().unwrap_or(at.date)
                } else {
                    end.date.max(at.date)
                }
            }
            Span::Whole { date, days } => date.checked_add(i64::from(days.max(1) - 1).days()).unwrap_or(date),
        }
    }

    /// Whether it is drawn as a bar over days, not as a block among hours.
    pub fn is_bar(self) -> bool {
        match self {
            Span::Timed { length, .. } => length >= DAY,
            Span::Whole { .. } => true,
        }
    }

    pub fn on(self, date: Date) -> Span {
        match self {
            Span::Timed { at, length } => Span::Timed { at: Slot { date, ..at }, length },
            Span::Whole { days, .. } => Span::Whole { date, days },
        }
    }

    /// The same after one step of the keyboard. Times move along the quarters of an hour, over
    /// midnight if need be; whole days move by days.
    pub fn stepped(self, step: Step) -> Span {
        let day = |date: Date, by: i64| date.checked_add(by.days()).unwrap_or(date);
        match (self, step) {
            (Span::Timed { at, length }, Step::Earlier | Step::Later) => {
                let minute = match step {
                    Step::Earlier => i64::from(at.minute.next_multiple_of(SNAP)) - i64::from(SNAP),
                    _ => i64::from(at.minute / SNAP * SNAP) + i64::from(SNAP),
                };
                let date = day(at.date, minute.div_euclid(i64::from(DAY)));
                let minute = u32::try_from(minute.rem_euclid(i64::from(DAY))).unwrap_or_default();
                Span::Timed { at: Slot { date, minute }, length }
            }
            (Span::Timed { at, length }, Step::Shorter) => {
                let length = (length.next_multiple_of(SNAP) - SNAP).max(SNAP);
                Span::Timed { at, length }
            }
            (Span::Timed { at, length }, Step::Longer) => {
                Span::Timed { at, length: (length / SNAP * SNAP + SNAP).min(DAY - SNAP) }
            }
            (Span::Timed { at, .. }, Step::Whole(_)) => Span::Whole { date: at.date, days: 1 },
            (Span::Whole { date, .. }, Step::Whole(minute)) => {
                Span::Timed { at: Slot { date, minute }, length: 60 }
            }
            (Span::Whole { date, days }, Step::Longer) => Span::Whole { date, days: days + 1 },
            (Span::Whole { date, days }, Step::Shorter) => Span::Whole { date, days: days.max(2) - 1 },
            (Span::Whole { .. }, Step::Earlier | Step::Later) => self,
            (_, Step::DayBefore) => self.on(day(self.date(), -1)),
            (_, Step::DayAfter) => self.on(day(self.date(), 1)),
        }
    }

    /// The stretches of single days that its block covers: `(day, from, to)` in minutes. What goes
    /// over midnight has two.
    pub fn pieces(self, zone: &TimeZone) -> Vec<(Date, u32, u32)> {
        let Span::Timed { at, length } = self else { return Vec::new() };
        let end = at.later(length, zone);
        if end.date <= at.date {
            // Clocks that go back may show the end before the beginning.
            return vec![(at.date, at.minute, end.minute.max(at.minute + 1))];
        }
        let mut pieces = vec![(at.date, at.minute, DAY)];
        if end.minute > 0 {
            pieces.push((end.date, 0, end.minute));
        }
        pieces
    }
}

/// The first stretch of `length` free minutes from `from` on that ends by `to`; `from` itself when
/// there is none. `busy` are `(from, to)` in any order.
pub fn first_free(busy: &[(u32, u32)], from: u32, to: u32, length: u32) -> u32 {
    let mut busy = busy.to_vec();
    busy.sort_unstable();
    let from = from.next_multiple_of(SNAP).min(DAY - SNAP);
    let mut at = from;
    for (begins, ends) in busy {
        if begins >= at + length {
            break;
        }
        at = at.max(ends.next_multiple_of(SNAP));
    }
    if at + length <= to { at } else { from }
}

/// The weeks that show a month, each by its first day.
pub fn weeks_of_month(first_of_month: Date, week_begins: impl Fn(Date) -> Date) -> Vec<Date> {
    let last = first_of_month.last_of_month();
    let mut weeks = Vec::new();
    let mut week = week_begins(first_of_month);
    while week <= last && weeks.len() < 6 {
        weeks.push(week);
        week = day_at(week, 7);
    }
    weeks
}

#[cfg(test)]
mod tests;
