//! From phrases to a draft: which words win where two say the same thing, and what they say
//! together.

use daymark_domain::habit::Per;
use daymark_domain::recurrence::{Frequency, Rule};
use daymark_domain::{Draft, DraftKind, Reminder, Repeat, Rhythm, Span, SpanKind, When};
use jiff::civil::{Date, Time};

use crate::Context;
use crate::clock::{Clock, DAY, Minutes, Times, Zone};
use crate::count::add;
use crate::grammar::{Moment, Reader};
use crate::lexicon::Hold;
use crate::repeat::{Cycle, Tail};
use crate::scan::{Meaning, Phrase};
use crate::sigil::{Region, Regions, Sign};
use crate::token::TokenKind;

/// A moment on the calendar: civil days, minutes since the first day's midnight.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Settled {
    first: Date,
    last: Option<Date>,
    time: Option<Minutes>,
    end: Option<Minutes>,
    zone: Option<Zone>,
}

/// A reminder on a day without a time rings in the morning.
const MORNING: Minutes = 9 * 60;

/// Builds the draft. `text` is the whole input.
pub(crate) fn compose(text: &str, reader: &Reader<'_>, regions: &Regions, phrases: &[Phrase]) -> Draft {
    let signs = || {
        regions.list.iter().filter_map(|region| match region {
            Region::Sigil { start, end, meaning } => Some((*start, *end, meaning)),
            Region::Closed { .. } => None,
        })
    };
    let said = signs().find_map(|(_, _, sign)| if let Sign::Kind(kind) = sign { Some(*kind) } else { None });
    let kind = reader.context.kind.or(said);
    let mut work =
        Work { reader, phrases, used: vec![false; phrases.len()], sure: 0.98, draft: Draft::default() };
    for (_, _, sign) in signs() {
        work.sign(sign);
    }
    if kind != Some(DraftKind::Note) {
        work.say(kind);
    }
    let Work { used, mut draft, mut sure, .. } = work;
    draft.kind = kind.unwrap_or(draft.kind);
    let piece = |start: usize, end: usize, kind| Span {
        start,
        end,
        kind,
        text: text.get(start..end).unwrap_or_default().to_owned(),
    };
    let mut spans: Vec<Span> = signs().map(|(start, end, sign)| piece(start, end, sign.span())).collect();
    let said = |phrase: &Phrase| !matches!(phrase.meaning, Meaning::Repeat(_)) || draft.repeat.is_some();
    // At the very end of the calendar a repeat falls on no day, and its words stay words.
    for (phrase, _) in phrases.iter().zip(used).filter(|(phrase, used)| *used && said(phrase)) {
        let first = reader.token(phrase.from).map(|token| token.start);
        let last = phrase.to.checked_sub(1).and_then(|at| reader.token(at)).map(|token| token.end);
        if let (Some(start), Some(end)) = (first, last) {
            spans.push(piece(start, end, span_kind(&phrase.meaning)));
        }
        if phrase.hold > Hold::Firm {
            sure *= 0.93;
        }
    }
    spans.sort_by_key(|span| span.start);
    draft.title = crate::title::title(text, &spans);
    if kind.is_none() && reader.context.habits && habitual(&draft, reader) {
        draft.kind = DraftKind::Habit;
    }
    if draft.kind != DraftKind::Habit {
        draft.rhythm = None;
    }
    if draft.title.is_empty() {
        sure *= 0.5;
    }
    let closed = regions.list.iter().filter_map(|region| match region {
        Region::Closed { start, end } => text.get(*start..*end),
        Region::Sigil { .. } => None,
    });
    for link in closed.filter_map(crate::sigil::link) {
        if !draft.links.contains(&link) {
            draft.links.push(link);
        }
    }
    draft.spans = spans;
    draft.confidence = (sure * 100.0).round() / 100.0;
    draft
}

/// Whether it is something that people do as a habit, and comes back as one: so many times a week,
/// or every day or week. What has a deadline, a rank or a place among goals is a task.
fn habitual(draft: &Draft, reader: &Reader<'_>) -> bool {
    let often = matches!(&draft.rhythm, Some(Rhythm::Times { per: Per::Week | Per::Month, .. }));
    let rule = draft.repeat.as_ref().filter(|repeat| !repeat.after_completion);
    let rule = rule.and_then(|repeat| repeat.rule().ok());
    let plain = rule.is_some_and(|rule| {
        matches!(rule.freq, Frequency::Daily | Frequency::Weekly)
            && rule.interval == 1
            && rule.count.is_none()
            && rule.until.is_none()
            && rule.by_hour.len() < 2
    });
    let ranked = draft.priority.is_some() || draft.energy.is_some() || draft.deadline.is_some();
    let placed = draft.goal.is_some() || draft.project.is_some();
    let word = draft.title.split_whitespace().next().unwrap_or_default().to_lowercase();
    draft.kind == DraftKind::Task
        && (often || plain)
        && !ranked
        && !placed
        && reader.lexicon.habits.whole(&word).is_some()
}

fn span_kind(meaning: &Meaning) -> SpanKind {
    match meaning {
        Meaning::Text | Meaning::Moment(_) | Meaning::Due(_) | Meaning::Start(_) => SpanKind::Date,
        Meaning::By(_) | Meaning::Before(_) => SpanKind::Deadline,
        Meaning::Repeat(_) | Meaning::Tail(_) => SpanKind::Repeat,
        Meaning::Minutes(_) => SpanKind::Duration,
        Meaning::Lead(_) | Meaning::RemindAt(_) | Meaning::RemindTo(_) => SpanKind::Reminder,
        Meaning::Priority(_) => SpanKind::Priority,
        Meaning::Energy(_) => SpanKind::Energy,
    }
}

struct Work<'a> {
    reader: &'a Reader<'a>,
    phrases: &'a [Phrase],
    /// Which phrases the draft says; the others stay in the title.
    used: Vec<bool>,
    sure: f64,
    draft: Draft,
}

impl<'a> Work<'a> {
    fn context(&self) -> &'a Context {
        self.reader.context
    }

    fn sign(&mut self, sign: &Sign) {
        let draft = &mut self.draft;
        match sign {
            Sign::Kind(_) => {}
            Sign::Tag(tag) => {
                if !draft.tags.iter().any(|known| known.to_lowercase() == tag.to_lowercase()) {
                    draft.tags.push(tag.clone());
                }
            }
            Sign::Area(name) => draft.area = Some(name.clone()),
            Sign::Goal(name) => draft.goal = Some(name.clone()),
            Sign::Project(name) => draft.project = Some(name.clone()),
            Sign::Priority(priority) => draft.priority = *priority,
            Sign::Energy(energy) => draft.energy = Some(*energy),
        }
    }

    fn take(&mut self, at: usize) {
        if let Some(used) = self.used.get_mut(at) {
            *used = true;
        }
    }

    /// Takes the first phrase that means something, and doubts a little more for each other one.
    fn first<T>(&mut self, means: impl Fn(&'a Meaning) -> Option<T>) -> Option<T> {
        let mut first = None;
        let phrases = self.phrases;
        for (at, phrase) in phrases.iter().enumerate() {
            let Some(meaning) = means(&phrase.meaning) else { continue };
            if first.is_none() {
                self.take(at);
                first = Some(meaning);
            } else {
                self.sure *= 0.85;
            }
        }
        first
    }

    fn say(&mut self, kind: Option<DraftKind>) {
        let mut cycle = self.first(|meaning| match meaning {
            Meaning::Repeat(cycle) => Some(cycle.as_ref().clone()),
            _ => None,
        });
        let mut moment = self.due(cycle.as_ref());
        let mut end_day = None;
        self.tails(cycle.as_mut());
        if let Some(cycle) = &mut cycle {
            // The time of a repeat is the time of what repeats.
            let named = moment.get_or_insert_default();
            if let Some(times) = cycle.times {
                named.times = Some(times);
            }
            named.part = named.part.or(cycle.part);
            if cycle.rule.freq < Frequency::Daily && named.times.is_none() && named.part.is_none() {
                let now = self.context().now.time();
                let clock =
                    Clock { hour: now.hour().into(), minute: now.minute().into(), sure: true, bare: false };
                named.times = Some(Times { from: clock, to: None, part: None, zone: None });
            }
        }
        let mut start = self
            .first(|meaning| if let Meaning::Start(moment) = meaning { Some(moment.clone()) } else { None });
        if let (Some(cycle), Some(begin)) = (&mut cycle, &mut start)
            && cycle.from.is_none()
            && let Some(days) = &begin.days
        {
            // "every week starting 1 december": the repeat begins there.
            cycle.from = Some(days.first);
            if let Some(named) = &mut moment {
                named.times = named.times.or(begin.times);
            }
            start = None;
        }
        self.draft.rhythm = cycle.as_ref().and_then(|cycle| cycle.rhythm.clone());
        let ranged = moment.as_ref().is_some_and(|moment| {
            moment.until.is_some() || moment.times.is_some_and(|times| times.to.is_some())
        });
        let kind = kind.unwrap_or(if ranged { DraftKind::Event } else { DraftKind::Task });
        self.draft.kind = kind;
        let event = kind == DraftKind::Event;
        if event && moment.as_ref().is_none_or(|moment| *moment == Moment::default()) && cycle.is_none() {
            moment = start.take();
        }
        let mut settled = moment.as_ref().and_then(|moment| match &cycle {
            Some(cycle) if moment.days.is_none() => self.cycled(cycle, moment),
            _ => self.settle(moment, None),
        });
        if cycle.is_none()
            && let Some(Settled { last: Some(last), end: Some(_), .. }) = settled
        {
            // "mon-fri 9:00-17:00" is those hours on each of the days.
            let rule = Rule { until: Some(last.into()), ..Rule::new(Frequency::Daily) };
            self.draft.repeat = Some(Repeat::every(&rule));
        }
        if let (Some(cycle), Some(at)) = (&mut cycle, &settled) {
            self.repeat(cycle, at.first, moment.as_ref());
        }
        if event && cycle.is_none() {
            end_day = settled.as_ref().and_then(|at| self.last_day(at.first));
        }
        self.minutes(event, &mut settled);
        if let Some(at) = settled {
            self.place(event, at, end_day);
        }
        if self.draft.start.is_none()
            && let Some(at) = start.and_then(|start| self.settle(&start, self.draft.day()))
        {
            self.draft.start = Some(self.when_in(at.first, at.time, at.zone));
        }
        self.deadline();
        self.reminders();
        if self.draft.priority.is_none() {
            self.draft.priority = self
                .first(|meaning| if let Meaning::Priority(level) = meaning { Some(*level) } else { None });
        }
        if self.draft.energy.is_none() {
            self.draft.energy =
                self.first(|meaning| if let Meaning::Energy(level) = meaning { Some(*level) } else { None });
        }
    }

    /// The moment a thing is due, put together from at most one phrase with a day and one with a
    /// time. Of several days the one that was said to be due wins, then the one at the end of the
    /// text, then the one at its start.
    fn due(&mut self, cycle: Option<&Cycle>) -> Option<Moment> {
        let phrases = self.phrases;
        let moments = || {
            phrases.iter().enumerate().filter_map(|(at, phrase)| match &phrase.meaning {
                Meaning::Moment(moment) => Some((at, moment, false)),
                Meaning::Due(moment) => Some((at, moment, true)),
                _ => None,
            })
        };
        let rank = |at: usize, due: bool, purpose: bool| match () {
            () if due => 0,
            () if purpose => 4,
            () if self.at_edge(at, true) => 1,
            () if self.at_edge(at, false) => 2,
            () => 3,
        };
        let dated = moments().filter(|(_, moment, _)| moment.days.is_some()).collect::<Vec<_>>();
        let best = dated.iter().min_by_key(|(at, moment, due)| rank(*at, *due, moment.purpose)).copied();
        if dated.len() > 1 {
            self.sure *= 0.85;
        }
        let mut whole = best.map(|(at, moment, _)| {
            self.take(at);
            moment.clone()
        });
        let timed = whole.as_ref().is_some_and(|moment| moment.times.is_some() || instant(moment));
        if !timed && cycle.is_none_or(|cycle| cycle.times.is_none()) {
            let clock = moments().find(|(_, moment, _)| moment.days.is_none());
            if let Some((at, moment, _)) = clock {
                self.take(at);
                whole.get_or_insert_default().times = moment.times;
            }
        }
        if whole.as_ref().and_then(|moment| moment.times).is_some_and(|times| times.unsure()) {
            self.sure *= 0.95;
        }
        whole
    }

    /// Whether nothing but understood pieces stands after (or before) a phrase.
    fn at_edge(&self, at: usize, after: bool) -> bool {
        let Some(phrase) = self.phrases.get(at) else { return false };
        let range = if after { phrase.to..self.reader.tokens.len() } else { 0..phrase.from };
        range.into_iter().all(|token| {
            let plain = self.reader.token(token).is_some_and(|token| {
                matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Closed)
            });
            !plain || self.phrases.iter().any(|phrase| (phrase.from..phrase.to).contains(&token))
        })
    }

    fn tails(&mut self, cycle: Option<&mut Cycle>) {
        let Some(cycle) = cycle else { return };
        let phrases = self.phrases;
        for (at, phrase) in phrases.iter().enumerate() {
            if let Meaning::Tail(tail) = &phrase.meaning
                && cycle.add(tail.clone())
            {
                self.take(at);
            }
        }
    }

    /// The last day of an event that was said to last "until the 28th" or "for 3 days".
    fn last_day(&mut self, first: Date) -> Option<Date> {
        let tail = self.first(|meaning| match meaning {
            Meaning::Tail(tail @ (Tail::Until(_) | Tail::For(..))) => Some(tail.clone()),
            _ => None,
        })?;
        match tail {
            Tail::Until(day) => Some(day).filter(|&day| day > first),
            Tail::For(n, unit) => add(first, unit, n)?.yesterday().ok().filter(|&day| day > first),
            _ => None,
        }
    }

    /// The first time a repeat falls.
    fn cycled(&self, cycle: &Cycle, moment: &Moment) -> Option<Settled> {
        let part = moment.part.or(self.hint());
        let (time, end) = match moment.times {
            Some(times) => {
                let (from, to) = times.settle(part, None);
                (Some(from % DAY), to)
            }
            None => (moment.part.map(|hour| hour * 60), None),
        };
        let now = &self.context().now;
        let zone = moment.times.and_then(|times| times.zone);
        let minute = i64::from(now.hour()) * 60 + i64::from(now.minute());
        // Of several hours the next one that lies ahead is the first.
        let ahead = cycle.rule.by_hour.iter().map(|&hour| i64::from(hour) * 60 + time.unwrap_or(0) % 60);
        let mut ahead = ahead.filter(|&at| at > minute);
        let today = cycle.from.is_none_or(|from| from <= self.reader.today);
        let time = match (cycle.rule.by_hour.first(), ahead.next()) {
            (Some(_), Some(next)) if today && cycle.rule.by_day.is_empty() => Some(next),
            (Some(&first), _) => Some(i64::from(first) * 60 + time.unwrap_or(0) % 60),
            (None, _) => time,
        };
        let passed = if cycle.rule.freq < Frequency::Daily { None } else { time.and_then(clock) };
        let first = cycle.first(self.reader.today, passed, now.time())?;
        Some(Settled { first, last: None, time, end, zone })
    }

    fn repeat(&mut self, cycle: &mut Cycle, first: Date, moment: Option<&Moment>) {
        let weekday = moment.and_then(|moment| moment.days.as_ref()).and_then(|days| days.weekday);
        if let Some(day) = weekday
            && cycle.rule.freq == Frequency::Weekly
            && cycle.rule.by_day.is_empty()
        {
            cycle.rule = cycle.rule.clone().on([day]);
        }
        self.draft.repeat = Some(cycle.stored(first, self.context().week_start));
    }

    /// How long it takes. An event that has a start gets an end instead.
    fn minutes(&mut self, event: bool, settled: &mut Option<Settled>) {
        if settled.is_some_and(|at| at.end.is_some()) {
            return;
        }
        let minutes = self.first(|meaning| if let Meaning::Minutes(n) = meaning { Some(*n) } else { None });
        match settled {
            Some(Settled { time: Some(time), end, .. }) if event && minutes.is_some() => {
                *end = minutes.map(|minutes| *time + minutes);
            }
            _ => self.draft.duration_minutes = minutes.and_then(|minutes| u32::try_from(minutes).ok()),
        }
    }

    fn place(&mut self, event: bool, at: Settled, end_day: Option<Date>) {
        let first = self.when_in(at.first, at.time, at.zone);
        if event {
            self.draft.start = Some(first);
            self.draft.end = match (at.end, at.last.or(end_day)) {
                (Some(end), _) => Some(self.when_in(at.first, Some(end), at.zone)),
                (None, last) => last.map(When::day),
            };
            return;
        }
        if let (Some(from), Some(to)) = (at.time, at.end) {
            self.draft.duration_minutes = u32::try_from(to - from).ok();
        }
        match at.last.filter(|_| at.end.is_none()) {
            // A task for some days may be begun on the first and is due on the last.
            Some(last) => {
                self.draft.start = Some(first);
                self.draft.due = Some(When::day(last));
            }
            None => self.draft.due = Some(first),
        }
    }

    fn deadline(&mut self) {
        let found = self.first(|meaning| match meaning {
            Meaning::By(moment) => Some(Ok(moment.clone())),
            Meaning::Before(day) => Some(Err(*day)),
            _ => None,
        });
        let near = self.draft.day();
        self.draft.deadline = match found {
            Some(Ok(moment)) => self
                .settle(&moment, near)
                .map(|at| self.when_in(at.last.unwrap_or(at.first), at.time, at.zone)),
            Some(Err(day)) => Some(When::day(day)),
            None => None,
        };
    }

    fn reminders(&mut self) {
        let phrases = self.phrases;
        let near = self.draft.day().or(self.draft.deadline.as_ref().map(|when| when.date));
        for (at, phrase) in phrases.iter().enumerate() {
            let mut found = Vec::new();
            match &phrase.meaning {
                Meaning::Lead(list) => {
                    found.extend(
                        list.iter().filter_map(|n| u32::try_from(*n).ok()).map(Reminder::MinutesBefore),
                    );
                }
                Meaning::RemindAt(moment) => {
                    let Some(at) = self.settle(moment, near) else { continue };
                    let when = self.when_in(at.first, at.time.or(Some(MORNING)), at.zone);
                    found.push(Reminder::At(when.instant(self.context().now.time_zone())));
                }
                Meaning::RemindTo(said) => {
                    if let Some(at) =
                        said.as_ref().filter(|_| self.draft.due.is_none()).and_then(|m| self.settle(m, None))
                    {
                        self.draft.due = Some(self.when_in(at.first, at.time, at.zone));
                    }
                    match self.draft.due.clone().or(self.draft.start.clone()) {
                        Some(When { time: Some(_), .. }) => found.push(Reminder::MinutesBefore(0)),
                        Some(When { date, .. }) => found.extend(self.ring(date, MORNING)),
                        None => continue,
                    }
                }
                _ => continue,
            }
            self.take(at);
            for reminder in found {
                if !self.draft.reminders.contains(&reminder) {
                    self.draft.reminders.push(reminder);
                }
            }
        }
    }

    fn ring(&self, day: Date, time: Minutes) -> Option<Reminder> {
        let zone = self.context().now.time_zone();
        let when = self.when(day, Some(time));
        Some(Reminder::At(when.instant(zone)))
    }

    /// What a moment means. A time without a day is on `near`, else today if it lies ahead, else
    /// tomorrow; a part of today that has passed is only the day.
    fn settle(&self, moment: &Moment, near: Option<Date>) -> Option<Settled> {
        let zone = moment.times.and_then(|times| times.zone);
        let there = zone.and_then(|zone| self.reader.zone_of(zone));
        let now = match &there {
            Some(there) => self.context().now.with_time_zone(there.clone()).datetime(),
            None => self.context().now.datetime(),
        };
        let today = if there.is_some() && moment.days.is_none() { now.date() } else { self.reader.today };
        let minute = i64::from(now.hour()) * 60 + i64::from(now.minute());
        let Some(days) = &moment.days else {
            let day = near.unwrap_or(today);
            let after = (day == today).then(|| now.time());
            let (time, end) = moment.times?.settle(moment.part.or(self.hint()), after);
            let passed = near.is_none() && time <= minute;
            let first = if passed { day.tomorrow().ok()? } else { day };
            return Some(Settled { first, last: None, time: Some(time), end, zone });
        };
        let part = moment.part.or(days.part);
        let mut at = Settled { first: days.first, last: days.last, time: None, end: None, zone };
        if days.loose && self.draft.kind != DraftKind::Event {
            at.last = None;
        }
        if let Some(times) = moment.times {
            let after = (days.first == today).then(|| now.time());
            let (time, end) = times.settle(part.or(self.hint()), after);
            (at.time, at.end) = (Some(time), end);
        } else if let Some(then) = days.instant {
            at.time = Some(i64::from(then.hour()) * 60 + i64::from(then.minute()));
        } else if let Some(hour) = part {
            let ahead = |&time: &Minutes| days.first != today || time > minute;
            at.time = Some(hour * 60).filter(|time| self.context().dates_only || ahead(time));
        }
        if let Some(until) = &moment.until
            && let (Some(_), Some(end)) = (at.time, self.settle(until, None))
        {
            let days = i64::from(end.first.since(at.first).ok()?.get_days());
            at.end = end.time.map(|time| time + days * DAY).filter(|&end| Some(end) > at.time);
            at.end?;
        }
        Some(at)
    }

    /// The part of the day that some word of the text tells: dinner is in the evening.
    fn hint(&self) -> Option<i64> {
        let reader = self.reader;
        (0..reader.tokens.len())
            .find_map(|at| reader.lexicon.hints.at(reader.tokens, at))
            .map(|hit| *hit.value)
    }

    /// A day, or a time on it in the person's zone; minutes past midnight are on the next day.
    fn when(&self, day: Date, time: Option<Minutes>) -> When {
        self.when_in(day, time, None)
    }

    /// The same in the zone that was said.
    fn when_in(&self, day: Date, time: Option<Minutes>, zone: Option<Zone>) -> When {
        let Some(minutes) = time else { return When::day(day) };
        let late = minutes.div_euclid(DAY);
        let day = (0..late).try_fold(day, |day, _| day.tomorrow()).unwrap_or(day);
        let here = self.context().now.time_zone();
        let time = clock(minutes.rem_euclid(DAY));
        let Some(there) = zone.and_then(|zone| self.reader.zone_of(zone)) else {
            return When { date: day, time, zone: here.iana_name().map(str::to_owned) };
        };
        match (there.iana_name(), time) {
            (Some(name), _) => When { date: day, time, zone: Some(name.to_owned()) },
            // An offset of broken hours has no name: the same instant on the person's own clock.
            (None, Some(time)) => match day.to_datetime(time).to_zoned(there) {
                Ok(moment) => When::of(&moment.with_time_zone(here.clone())),
                Err(_) => When { date: day, time: Some(time), zone: here.iana_name().map(str::to_owned) },
            },
            (None, None) => When::day(day),
        }
    }
}

fn instant(moment: &Moment) -> bool {
    moment.days.as_ref().is_some_and(|days| days.instant.is_some())
}

fn clock(minutes: Minutes) -> Option<Time> {
    let minutes = minutes.rem_euclid(DAY);
    Time::new(i8::try_from(minutes / 60).ok()?, i8::try_from(minutes % 60).ok()?, 0, 0).ok()
}
