//! The engine: patterns of a language tried against tokens. Every slot gives all the places where
//! it could end, so that a longer phrase never hides a shorter one that fits; results of slots are
//! remembered, so that the work grows with the length of the text and not faster.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use crate::calendar::Days;
use crate::clock::{Clock, Times};
use crate::lexicon::{
    Action, Category, Edge, Element, ElementPart, Hold, Holiday, Lexicon, Pattern, Slot, Unit,
};
use crate::token::{Token, TokenKind};
use crate::{Context, Dialect};

/// A day, a time, or both.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Moment {
    pub days: Option<Days>,
    pub times: Option<Times>,
    /// The hour of "morning", "evening".
    pub part: Option<i64>,
    /// "for friday": the day may be what it is about.
    pub purpose: bool,
    /// "fri 10pm to sat 6am": where it ends, with a day and a time of its own.
    pub until: Option<Box<Moment>>,
}

/// What stood in a slot.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Number(i64),
    Ords(Vec<i64>),
    Month(i64),
    Months(Vec<i64>),
    Holiday(Holiday),
    Edge(Edge),
    MonthDay(i64, i64),
    Year(i64),
    Weekdays(Vec<Weekday>),
    Unit(Unit),
    Relative(i64),
    Part(i64),
    Clock(Clock),
    Times(Times),
    Days(Days),
    Moment(Moment),
    Minutes(i64),
    Nothing,
}

/// A slot filled by the tokens up to `end`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Filled {
    pub end: usize,
    pub value: Value,
    pub hold: Hold,
}

/// A pattern that fits the tokens up to `end`.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    pub end: usize,
    pub action: Action,
    pub hold: Hold,
    pub values: Vec<Value>,
}

impl Match {
    pub fn number(&self) -> Option<i64> {
        self.values.iter().find_map(|v| if let Value::Number(n) = v { Some(*n) } else { None })
    }

    pub fn numbers(&self) -> impl Iterator<Item = i64> + '_ {
        self.values.iter().filter_map(|v| if let Value::Number(n) = v { Some(*n) } else { None })
    }

    pub fn ords(&self) -> Option<&[i64]> {
        self.values.iter().find_map(|v| if let Value::Ords(list) = v { Some(list.as_slice()) } else { None })
    }

    pub fn ord(&self) -> Option<i64> {
        self.ords()?.first().copied()
    }

    pub fn month(&self) -> Option<i64> {
        self.months().next()
    }

    pub fn months(&self) -> impl Iterator<Item = i64> + '_ {
        self.values.iter().filter_map(|v| if let Value::Month(n) = v { Some(*n) } else { None })
    }

    /// The months of a list.
    pub fn month_list(&self) -> Option<&[i64]> {
        self.values
            .iter()
            .find_map(|v| if let Value::Months(list) = v { Some(list.as_slice()) } else { None })
    }

    pub fn holiday(&self) -> Option<Holiday> {
        self.values.iter().find_map(|v| if let Value::Holiday(day) = v { Some(*day) } else { None })
    }

    pub fn edge(&self) -> Option<Edge> {
        self.values.iter().find_map(|v| if let Value::Edge(edge) = v { Some(*edge) } else { None })
    }

    pub fn moments(&self) -> impl Iterator<Item = &Moment> + '_ {
        self.values.iter().filter_map(|v| if let Value::Moment(moment) = v { Some(moment) } else { None })
    }

    pub fn month_day(&self) -> Option<(i64, i64)> {
        self.values.iter().find_map(|v| if let Value::MonthDay(m, d) = v { Some((*m, *d)) } else { None })
    }

    pub fn year(&self) -> Option<i64> {
        self.values.iter().find_map(|v| if let Value::Year(n) = v { Some(*n) } else { None })
    }

    pub fn weekdays(&self) -> Option<&[Weekday]> {
        self.values
            .iter()
            .find_map(|v| if let Value::Weekdays(list) = v { Some(list.as_slice()) } else { None })
    }

    /// The weekdays of all slots.
    pub fn all_weekdays(&self) -> Vec<Weekday> {
        let lists =
            self.values.iter().filter_map(|v| if let Value::Weekdays(list) = v { Some(list) } else { None });
        let mut all: Vec<Weekday> = Vec::new();
        for day in lists.flatten() {
            if !all.contains(day) {
                all.push(*day);
            }
        }
        all
    }

    pub fn weekday(&self) -> Option<Weekday> {
        self.weekdays()?.first().copied()
    }

    pub fn unit(&self) -> Option<Unit> {
        self.units().next()
    }

    pub fn units(&self) -> impl Iterator<Item = Unit> + '_ {
        self.values.iter().filter_map(|v| if let Value::Unit(unit) = v { Some(*unit) } else { None })
    }

    pub fn relative(&self) -> Option<i64> {
        self.values.iter().find_map(|v| if let Value::Relative(n) = v { Some(*n) } else { None })
    }

    pub fn part(&self) -> Option<i64> {
        self.values.iter().find_map(|v| if let Value::Part(n) = v { Some(*n) } else { None })
    }

    pub fn clocks(&self) -> impl Iterator<Item = Clock> + '_ {
        self.values.iter().filter_map(|v| if let Value::Clock(clock) = v { Some(*clock) } else { None })
    }

    pub fn days(&self) -> impl Iterator<Item = &Days> + '_ {
        self.values.iter().filter_map(|v| if let Value::Days(days) = v { Some(days) } else { None })
    }

    pub fn moment(&self) -> Option<&Moment> {
        self.values.iter().find_map(|v| if let Value::Moment(moment) = v { Some(moment) } else { None })
    }

    pub fn minutes(&self) -> impl Iterator<Item = i64> + '_ {
        self.values.iter().filter_map(|v| if let Value::Minutes(n) = v { Some(*n) } else { None })
    }
}

/// Tokens, the language and the moment, together.
pub(crate) struct Reader<'a> {
    pub tokens: &'a [Token],
    pub lexicon: &'a Lexicon,
    pub context: &'a Context,
    pub today: Date,
    memory: RefCell<BTreeMap<(Slot, usize), Vec<Filled>>>,
}

/// Patterns nest no deeper than this: "a week from a week from a week from …".
const DEPTH: usize = 8;

impl<'a> Reader<'a> {
    pub fn new(tokens: &'a [Token], lexicon: &'a Lexicon, context: &'a Context) -> Reader<'a> {
        Reader { tokens, lexicon, context, today: context.now.date(), memory: RefCell::default() }
    }

    pub fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    pub fn marked(&self, at: usize, mark: char) -> bool {
        self.token(at).is_some_and(|token| token.mark(mark))
    }

    /// White space before the token, or the end.
    pub fn spaced(&self, at: usize) -> bool {
        self.token(at).is_none_or(|token| token.spaced)
    }

    /// A number directly behind the token before it.
    pub fn glued_number(&self, at: usize) -> Option<&'a Token> {
        self.token(at).filter(|token| token.kind == TokenKind::Number && !token.spaced)
    }

    /// All the ways the rules of a category fit at `at`.
    pub fn rules(&self, category: Category, at: usize, depth: usize) -> Vec<Match> {
        let mut found = Vec::new();
        // Where nothing but a date is asked for, nothing has to be kept from looking like one.
        let guarded = category == Category::Text && self.context.dates_only;
        if depth > DEPTH || self.token(at).is_none() || guarded {
            return found;
        }
        for pattern in self.lexicon.rules.get(&category).into_iter().flatten() {
            let mut values = Vec::new();
            self.sequence(
                pattern,
                &pattern.elements,
                at,
                (at, Hold::Firm, 0),
                depth,
                &mut values,
                &mut found,
            );
        }
        found
    }

    #[allow(clippy::too_many_arguments)]
    fn sequence(
        &self,
        pattern: &Pattern,
        elements: &[Element],
        at: usize,
        (from, hold, used): (usize, Hold, usize),
        depth: usize,
        values: &mut Vec<Value>,
        found: &mut Vec<Match>,
    ) {
        let Some((element, rest)) = elements.split_first() else {
            if at > from {
                // Company makes a doubtful word certain; alone, it keeps its doubt.
                let hold = if used > 1 { pattern.hold } else { pattern.hold.max(hold) };
                found.push(Match { end: at, action: pattern.action, hold, values: values.clone() });
            }
            return;
        };
        if element.optional {
            self.sequence(pattern, rest, at, (from, hold, used), depth, values, found);
        }
        if at > from && self.stuck(at) {
            return;
        }
        match &element.part {
            ElementPart::Words(words) => {
                let fits = self.token(at).is_some_and(|token| {
                    matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Mark)
                        && words.iter().any(|word| token.is(word))
                });
                if fits {
                    self.sequence(pattern, rest, at + 1, (from, hold, used + 1), depth, values, found);
                }
            }
            ElementPart::Slot(slot) => {
                for filled in self.slot(*slot, at, depth + 1) {
                    let kept = values.len();
                    values.push(filled.value);
                    let hold = hold.max(filled.hold);
                    self.sequence(pattern, rest, filled.end, (from, hold, used + 1), depth, values, found);
                    values.truncate(kept);
                }
            }
        }
    }

    /// The token goes on where a word before it left off.
    fn stuck(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.token(at));
        self.token(at).is_some_and(|token| !token.spaced && token.kind != TokenKind::Mark)
            && before.is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// All the ways a slot can be filled at `at`, longest last.
    pub fn slot(&self, slot: Slot, at: usize, depth: usize) -> Vec<Filled> {
        if let Some(known) = self.memory.borrow().get(&(slot, at)) {
            return known.clone();
        }
        let mut list = self.fill(slot, at, depth);
        list.sort_by_key(|filled| (filled.end, filled.hold));
        list.dedup_by_key(|filled| filled.end);
        // What was cut short by the depth is not remembered as the whole truth.
        if depth <= DEPTH {
            self.memory.borrow_mut().insert((slot, at), list.clone());
        }
        list
    }

    fn fill(&self, slot: Slot, at: usize, depth: usize) -> Vec<Filled> {
        let one = |filled: Option<Filled>| filled.into_iter().collect::<Vec<_>>();
        let Some(token) = self.token(at) else { return Vec::new() };
        let lexicon = self.lexicon;
        macro_rules! table {
            ($table:ident, |$v:ident| $value:expr) => {
                one(lexicon.$table.at(self.tokens, at).map(|hit| {
                    let $v = hit.value;
                    Filled {
                        end: hit.end,
                        value: $value,
                        hold: if hit.everyday { Hold::Stop } else { Hold::Firm },
                    }
                }))
            };
        }
        let single = |fits: bool, value: Value| one(fits.then(|| firm(at + 1, value)));
        match slot {
            Slot::N => match token.number() {
                Some(n) => single((0..=9_999).contains(&n), Value::Number(n)),
                None => {
                    let mut all = table!(numbers, |n| Value::Number(*n));
                    all.extend(table!(articles, |n| Value::Number(*n)));
                    all
                }
            },
            Slot::Day => one(self.day(at).map(|(end, day)| firm(end, Value::Number(day)))),
            Slot::Ord => one(self.ord(at).map(|(end, n)| firm(end, Value::Ords(vec![n])))),
            Slot::Nth => {
                let digits = Some(at).filter(|_| token.kind == TokenKind::Number);
                one(digits.and_then(|at| self.ord(at)).map(|(end, n)| firm(end, Value::Ords(vec![n]))))
            }
            Slot::Ords => self
                .list(at, |at| self.ord(at))
                .into_iter()
                .map(|(end, l)| firm(end, Value::Ords(l)))
                .collect(),
            Slot::MonthDays => self
                .list(at, |at| self.day(at))
                .into_iter()
                .map(|(end, l)| firm(end, Value::Ords(l)))
                .collect(),
            Slot::Year => one(self.year(at)),
            Slot::ShortYear => one(self.short_year(at)),
            Slot::Month => table!(months, |n| Value::Month(*n)),
            Slot::Months => self
                .list(at, |at| lexicon.months.at(self.tokens, at).map(|hit| (hit.end, *hit.value)))
                .into_iter()
                .map(|(end, list)| firm(end, Value::Months(list)))
                .collect(),
            Slot::Season => table!(seasons, |n| Value::Month(*n)),
            Slot::Edge => table!(edges, |edge| Value::Edge(*edge)),
            Slot::Spot => table!(spots, |n| Value::Part(*n)),
            Slot::Parts => table!(part_plurals, |n| Value::Part(*n)),
            Slot::Done => table!(done, |_v| Value::Nothing),
            Slot::ClockUnit => table!(clock_units, |n| Value::Minutes(*n)),
            // A holiday of one everyday word names many other things: it needs company.
            Slot::Holiday => one(lexicon.holidays.at(self.tokens, at).map(|hit| Filled {
                end: hit.end,
                value: Value::Holiday(*hit.value),
                hold: if hit.everyday { Hold::Part } else { Hold::Firm },
            })),
            Slot::Hmark => {
                self.hour_marked(at).into_iter().map(|found| firm(found.end, found.value)).collect()
            }
            Slot::Hhmm => one(self.hhmm(at)),
            Slot::MonthDay => self
                .rules(Category::MonthDay, at, depth)
                .into_iter()
                .filter_map(|found| {
                    let day = found.number().or_else(|| found.ord()).filter(|day| (1..=31).contains(day))?;
                    let month = found.month()?;
                    // A day that some year has: 2024 is a leap year.
                    Date::new(2024, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
                    Some(firm(found.end, Value::MonthDay(month, day)))
                })
                .collect(),
            Slot::Weekday => table!(weekdays, |day| Value::Weekdays(vec![*day])),
            Slot::Weekdays => {
                let mut all =
                    self.list(at, |at| lexicon.weekdays.at(self.tokens, at).map(|hit| (hit.end, *hit.value)));
                all.extend(self.stretch(at));
                all.into_iter().map(|(end, list)| firm(end, Value::Weekdays(list))).collect()
            }
            Slot::Plurals => self
                .list(at, |at| lexicon.weekday_plurals.at(self.tokens, at).map(|hit| (hit.end, *hit.value)))
                .into_iter()
                .map(|(end, list)| firm(end, Value::Weekdays(list)))
                .collect(),
            Slot::Unit => table!(units, |unit| Value::Unit(*unit)),
            Slot::Often => table!(often, |unit| Value::Unit(*unit)),
            Slot::Relative => table!(relative, |n| Value::Relative(*n)),
            Slot::Part => table!(parts, |n| Value::Part(*n)),
            Slot::To => table!(to, |_v| Value::Nothing),
            Slot::Digits => one(self.digits(at)),
            Slot::Clock => self.clock(at),
            Slot::Hour => one(self.hour(at)),
            Slot::Point => {
                let mut all = self.slot(Slot::Clock, at, depth);
                all.extend(self.slot(Slot::Hour, at, depth));
                all
            }
            Slot::Time => self.times(at, depth),
            Slot::Date => self.dates(Category::Date, at, depth),
            Slot::Days => {
                let mut all = self.slot(Slot::Date, at, depth);
                all.extend(self.dates(Category::Days, at, depth));
                all
            }
            Slot::Moment => self.moments(at, depth),
            Slot::Length => self.length(at),
            Slot::Lead => self.lead(at, depth),
            Slot::Times => {
                let mut all = one(self.count(at).map(|(end, n)| firm(end, Value::Number(n))));
                all.extend(table!(times, |n| Value::Number(*n)));
                all
            }
            Slot::Word => single(
                token.kind == TokenKind::Word && lexicon.ordinals.whole(&token.word).is_none(),
                Value::Nothing,
            ),
        }
    }

    fn dates(&self, category: Category, at: usize, depth: usize) -> Vec<Filled> {
        let given = self.rules(category, at, depth);
        given
            .iter()
            .filter_map(|found| {
                let days = self.resolve(found)?;
                let hold = if days.doubtful { Hold::Part } else { found.hold };
                Some(Filled { end: found.end, value: Value::Days(days), hold })
            })
            .collect()
    }

    /// A day with an optional part of the day and time, or a time with an optional day, joined by
    /// nothing but a comma or the words that belong to a day ("on").
    fn moments(&self, at: usize, depth: usize) -> Vec<Filled> {
        let mut all = Vec::new();
        for (end, glued, (days, hold)) in self.glued_days(at, depth) {
            let purpose = self.lexicon.purpose.at(self.tokens, at).is_some();
            let hold = if glued && !purpose { Hold::Firm } else { hold };
            let only = Moment { days: Some(days), purpose, ..Moment::default() };
            self.with_part(end, depth, &only, hold, &mut all);
        }
        // What follows may start after a comma; a time that follows makes the day certain.
        let mut more = Vec::new();
        for filled in &all {
            let Value::Moment(moment) = &filled.value else { continue };
            for next in self.after_comma(filled.end) {
                for time in self.slot(Slot::Time, next, depth + 1) {
                    if let Value::Times(times) = time.value {
                        let value = Value::Moment(Moment { times: Some(times), ..moment.clone() });
                        // "monday 8" needs a pause after it, or it is eight of something.
                        let hold = if time.hold == Hold::Part { Hold::Pause } else { Hold::Firm };
                        more.push(Filled { end: time.end, value, hold });
                    }
                }
            }
        }
        all.extend(more);
        for time in self.slot(Slot::Time, at, depth + 1) {
            let Value::Times(times) = time.value else { continue };
            let only = Moment { times: Some(times), ..Moment::default() };
            // A bare number is a time only behind a day, above; "ten to six tomorrow" says more.
            let bare = time.hold == Hold::Part && time.end <= at + 2;
            if bare {
                continue;
            }
            all.push(Filled { end: time.end, value: Value::Moment(only.clone()), hold: time.hold });
            if time.hold == Hold::Part && times.to.is_some() {
                continue;
            }
            for next in self.after_comma(time.end) {
                for (end, _, (days, _)) in self.glued_days(next, depth) {
                    let both = Moment { days: Some(days), ..only.clone() };
                    self.with_part(end, depth, &both, Hold::Firm, &mut all);
                }
            }
        }
        all
    }

    fn with_part(&self, end: usize, depth: usize, moment: &Moment, hold: Hold, all: &mut Vec<Filled>) {
        all.push(Filled { end, value: Value::Moment(moment.clone()), hold });
        for part in self.rules(Category::Part, end, depth + 1) {
            let value = Value::Moment(Moment { part: part.part(), ..moment.clone() });
            all.push(firm(part.end, value));
        }
    }

    fn glued_days(&self, at: usize, depth: usize) -> Vec<(usize, bool, (Days, Hold))> {
        let mut starts = vec![(at, false)];
        let lexicon = self.lexicon;
        if let Some(hit) = lexicon.glue.at(self.tokens, at).or(lexicon.purpose.at(self.tokens, at)) {
            starts.push((hit.end, true));
        }
        // "@fri 4pm"
        if self.context.dialect == Dialect::SuperProductivity && self.marked(at, '@') && !self.spaced(at + 1)
        {
            starts.push((at + 1, true));
        }
        let mut all = Vec::new();
        for (start, glued) in starts {
            for filled in self.slot(Slot::Days, start, depth + 1) {
                if let Value::Days(days) = filled.value {
                    all.push((filled.end, glued, (days, filled.hold)));
                }
            }
        }
        all
    }

    /// `at`, and what follows a comma there.
    pub fn after_comma(&self, at: usize) -> Vec<usize> {
        let comma = self.marked(at, ',') && !self.spaced(at) && self.spaced(at + 1);
        if comma { vec![at, at + 1] } else { vec![at] }
    }

    /// A day of the month: 3, 3rd.
    fn day(&self, at: usize) -> Option<(usize, i64)> {
        let token = self.token(at)?;
        let day = token.number().filter(|n| (1..=31).contains(n) && token.word.len() <= 2)?;
        let ending = !self.spaced(at + 1);
        match self.lexicon.ordinal_ends.at(self.tokens, at + 1).filter(|_| ending) {
            Some(hit) => Some((hit.end, day)),
            // "24. november", as it is written where ordinals take a full stop.
            None if ending
                && self.marked(at + 1, '.')
                && self.lexicon.months.at(self.tokens, at + 2).is_some() =>
            {
                Some((at + 2, day))
            }
            None => Some((at + 1, day)),
        }
    }

    /// 3rd, third, last.
    fn ord(&self, at: usize) -> Option<(usize, i64)> {
        if let Some(hit) = self.lexicon.ordinals.at(self.tokens, at) {
            return Some((hit.end, *hit.value));
        }
        let number = self.token(at)?.number().filter(|n| (1..=366).contains(n))?;
        let hit = self.lexicon.ordinal_ends.at(self.tokens, at + 1).filter(|_| !self.spaced(at + 1))?;
        // "31.12." is a day of one month and no list of two.
        self.glued_number(hit.end).is_none().then_some((hit.end, number))
    }

    /// Two digits, after an apostrophe or not; this year to twenty years from now.
    fn short_year(&self, at: usize) -> Option<Filled> {
        let at = if self.marked(at, '\'') && !self.spaced(at + 1) { at + 1 } else { at };
        let token = self.token(at).filter(|token| token.word.len() == 2)?;
        let this = i64::from(self.today.year());
        let year = this - this.rem_euclid(100) + token.number()?;
        (this..=this + 20).contains(&year).then(|| firm(at + 1, Value::Year(year)))
    }

    /// Four digits, after a comma or not.
    fn year(&self, at: usize) -> Option<Filled> {
        let at = if self.marked(at, ',') { at + 1 } else { at };
        let token = self.token(at)?;
        let year = token.number().filter(|n| (1900..=2199).contains(n) && token.word.len() == 4)?;
        token.spaced.then(|| firm(at + 1, Value::Year(year)))
    }

    /// "x5", "5x".
    fn count(&self, at: usize) -> Option<(usize, i64)> {
        let token = self.token(at)?;
        let fits = |n: &i64| (1..=9_999).contains(n);
        if let Some(digits) = token.word.strip_prefix('x').filter(|_| token.kind == TokenKind::Word) {
            return digits.parse().ok().filter(fits).map(|n| (at + 1, n));
        }
        let n = token.number().filter(fits)?;
        let x = self.token(at + 1).is_some_and(|token| token.is("x") && !token.spaced);
        x.then_some((at + 2, n))
    }

    /// One or more items joined by commas or "and"; every prefix is a way.
    fn list<T: Clone + PartialEq>(
        &self,
        at: usize,
        item: impl Fn(usize) -> Option<(usize, T)>,
    ) -> Vec<(usize, Vec<T>)> {
        let mut ways = Vec::new();
        let mut list = Vec::new();
        let mut next = Some(at);
        while let Some((end, value)) = next.and_then(&item) {
            if !list.contains(&value) {
                list.push(value);
            }
            ways.push((end, list.clone()));
            next = Some(self.lexicon.and.at(self.tokens, end).map_or(end, |hit| hit.end));
            if list.len() > 31 || ways.len() > 31 {
                break;
            }
        }
        ways
    }

    /// mon-fri.
    fn stretch(&self, at: usize) -> Option<(usize, Vec<Weekday>)> {
        let days = &self.lexicon.weekdays;
        let first = days.at(self.tokens, at)?;
        let to = self.lexicon.to.at(self.tokens, first.end)?;
        let last = days.at(self.tokens, to.end)?;
        let count = usize::from(last.value.since(*first.value).unsigned_abs()) + 1;
        let list = first.value.cycle_forward().take(count).collect();
        (count > 1).then_some((last.end, list))
    }
}

pub(crate) fn firm(end: usize, value: Value) -> Filled {
    Filled { end, value, hold: Hold::Firm }
}
