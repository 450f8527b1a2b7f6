//! A language as data: its words in tables, its phrases as patterns over slots.
//!
//! A language is a text file such as `lang/en.txt`. A line `value = phrase, phrase` under a
//! `[table]` heading says which words stand for a value; a phrase with `?` behind it is also an
//! everyday word, and counts only where the neighbours agree. A line `action = pattern | pattern`
//! under `[rules.x]` says which sequences mean an action; what an action does is Rust, and the same
//! for every language. Words of a pattern are lower case, `a/b` is either, `x?` may be missing, and
//! a word in capitals is a [`Slot`]. Marks stand alone: `a . m .` is "a.m.". In place of `=`:
//! `~` counts only where the sentence pauses after it, `^` also at the start of the text, `!` only
//! where the sentence stops or the next phrase begins, and `:` only as part of something larger.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use daymark_domain::{DraftKind, Energy, Priority};
use jiff::civil::Weekday;

use crate::token::{Token, TokenKind};

/// A language. Made from its data file by [`Lexicon::read`].
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pub(crate) numbers: Table<i64>,
    /// Counts that cannot be hours: a, a couple of.
    pub(crate) articles: Table<i64>,
    pub(crate) ordinals: Table<i64>,
    pub(crate) ordinal_ends: Table<()>,
    pub(crate) months: Table<i64>,
    pub(crate) weekdays: Table<Weekday>,
    pub(crate) weekday_plurals: Table<Weekday>,
    pub(crate) units: Table<Unit>,
    pub(crate) often: Table<Unit>,
    pub(crate) relative: Table<i64>,
    pub(crate) clock_units: Table<i64>,
    pub(crate) lengths: Table<i64>,
    pub(crate) parts: Table<i64>,
    pub(crate) clocks: Table<i64>,
    pub(crate) halves: Table<i64>,
    pub(crate) and: Table<()>,
    pub(crate) to: Table<()>,
    /// Words before a date that belong to it: "on".
    pub(crate) glue: Table<()>,
    /// Words before a date that what is planned may be about: "for".
    pub(crate) purpose: Table<()>,
    /// Words that tell which half of the day a bare hour is in.
    pub(crate) hints: Table<i64>,
    /// Words that may follow a phrase that needs a pause after it.
    pub(crate) pauses: Table<()>,
    pub(crate) kinds: Table<DraftKind>,
    pub(crate) keys: Table<Key>,
    pub(crate) priorities: Table<Option<Priority>>,
    pub(crate) energies: Table<Energy>,
    pub(crate) rules: BTreeMap<Category, Vec<Pattern>>,
}

/// Why a language file was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexiconError {
    /// Counted from 1.
    pub line: usize,
    pub text: String,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "line {} of the language file is not understood: {}", self.line, self.text)
    }
}

impl std::error::Error for LexiconError {}

/// Phrases and what they stand for, by their first word.
#[derive(Clone, Debug)]
pub(crate) struct Table<T>(BTreeMap<String, Vec<Entry<T>>>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table(BTreeMap::new())
    }
}

#[derive(Clone, Debug)]
struct Entry<T> {
    words: Vec<String>,
    value: T,
    everyday: bool,
}

/// A phrase found in a table.
pub(crate) struct Hit<'a, T> {
    pub end: usize,
    pub value: &'a T,
    /// The word is also an everyday word.
    pub everyday: bool,
}

impl<T> Table<T> {
    fn add(&mut self, phrase: &str, value: T) {
        let (phrase, everyday) = match phrase.strip_suffix('?') {
            Some(phrase) => (phrase, true),
            None => (phrase, false),
        };
        let words: Vec<String> = phrase
            .split_whitespace()
            .map(|word| if word == "comma" { "," } else { word }.to_owned())
            .collect();
        if let Some(first) = words.first() {
            self.0.entry(first.clone()).or_default().push(Entry { words, value, everyday });
        }
    }

    /// The value of one word.
    pub fn whole(&self, word: &str) -> Option<&T> {
        self.0.get(word)?.iter().find(|entry| entry.words.len() == 1).map(|entry| &entry.value)
    }

    /// The longest phrase that begins at token `at`.
    pub fn at(&self, tokens: &[Token], at: usize) -> Option<Hit<'_, T>> {
        let first = tokens.get(at).filter(|token| open(token.kind))?;
        let fits =
            |entry: &&Entry<T>| {
                entry.words.iter().enumerate().all(|(i, word)| {
                    tokens.get(at + i).is_some_and(|token| open(token.kind) && token.is(word))
                })
            };
        let entry = self.0.get(&first.word)?.iter().filter(fits).max_by_key(|entry| entry.words.len())?;
        Some(Hit { end: at + entry.words.len(), value: &entry.value, everyday: entry.everyday })
    }
}

fn open(kind: TokenKind) -> bool {
    !matches!(kind, TokenKind::Closed | TokenKind::Sigil)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitKind {
    Day,
    Week,
    Month,
    Year,
}

/// A fortnight is two weeks, a quarter three months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub kind: UnitKind,
    pub times: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Area,
    Goal,
    Project,
    Priority,
    Energy,
}

/// An enum whose members have a word in the language files.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $member:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum $name { $($(#[$inner])* $member),* }

        impl $name {
            fn named(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$member),)* _ => None }
            }
        }
    };
}

named! {
    /// What a rule is about.
    Category {
        Date = "date", Days = "days", MonthDay = "monthday", Time = "time", Part = "part",
        Length = "length", Repeat = "repeat", Tail = "tail", Due = "due", Deadline = "deadline",
        Start = "start", Reminder = "reminder", Priority = "priority", Text = "text",
    }
}

named! {
    /// What a pattern may have a hole for.
    Slot {
        /// A count, in digits or as a word.
        N = "N",
        /// A day of the month, with or without its ending: 3, 3rd.
        Day = "DAY",
        /// 3rd, third, last.
        Ord = "ORD",
        /// 3rd, in digits.
        Nth = "NTH",
        /// One or more of those: 1st and 15th.
        Ords = "ORDS",
        Year = "YEAR", Month = "MONTH", MonthDay = "MONTHDAY", Weekday = "WEEKDAY",
        /// One or more, or a stretch of them: mon, wed and fri; mon-fri.
        Weekdays = "WEEKDAYS",
        /// Mondays.
        Plurals = "PLURALS",
        Unit = "UNIT", Often = "OFTEN", Relative = "RELATIVE",
        /// Dates in digits.
        Digits = "DIGITS",
        Part = "PART",
        /// "to", "-", "until".
        To = "TO",
        /// A time that can only be a time: 3pm, 15:00.
        Clock = "CLOCK",
        /// A bare hour: 7.
        Hour = "HOUR",
        /// Either of the two.
        Point = "POINT",
        Time = "TIME", Date = "DATE", Days = "DAYS",
        /// A day, a time, or both.
        Moment = "MOMENT",
        /// Minutes and hours.
        Length = "LENGTH",
        /// Minutes to weeks.
        Lead = "LEAD",
        /// "x5", "5x".
        Times = "TIMES",
        /// Any one word.
        Word = "WORD",
    }
}

named! {
    /// What a rule means; see `calendar`, `clock`, `repeat` and `scan` for each.
    Action {
        // date
        Relative = "relative", PartOfToday = "part-of-today", PartAhead = "part-ahead", Offset = "offset", Instant = "instant",
        Plus = "plus",
        EndOfDayOn = "end-of-day-on", WeekdayOffset = "weekday-offset", AfterNext = "after-next", ComingWeekday = "weekday", ThisWeekday = "this-weekday", NextWeekday = "next-weekday",
        WeekdayNextWeek = "weekday-next-week",
        ThisUnit = "this-unit", NextUnit = "next-unit", EndOfUnit = "end-of-unit", EndOfNextUnit = "end-of-next-unit",
        EndOfWeek = "end-of-week", EndOfMonth = "end-of-month", EndOfYear = "end-of-year", EndOfMonthNamed = "end-of-month-named", MidMonth = "mid-month", Weekend = "weekend", NextWeekend = "next-weekend",
        MonthDay = "month-day", DayOfMonth = "day-of-month", DayOfNextMonth = "day-of-next-month",
        NthWeekday = "nth-weekday", NthWeekdayOfNextMonth = "nth-weekday-of-next-month",
        WholeMonth = "whole-month", Digits = "digits",
        // days
        FromTo = "from-to", WithinMonth = "within-month",
        // time
        At = "at", HalfPast = "half-past", QuarterPast = "quarter-past", Past = "past", To = "to", TimeRange = "time-range",
        PartOfDay = "part-of-day",
        // length
        Length = "length",
        // repeat
        EveryUnit = "every-unit", EveryCouple = "every-couple", EveryOther = "every-other", EveryOrdUnit = "every-ord-unit", Often = "often",
        AfterDone = "after-done", Weekdays = "weekdays", OtherWeekdays = "other-weekdays",
        UnitWeekdays = "unit-weekdays", EveryOtherUnitWeekdays = "every-other-unit-weekdays", WorkDays = "work-days", WeekendDays = "weekend-days", Saturdays = "saturdays",
        Ords = "ords", UnitOrds = "unit-ords", OrdWeekday = "ord-weekday", LastDay = "last-day", Yearly = "yearly",
        YearlyMonth = "yearly-month", YearlyNthWeekday = "yearly-nth-weekday", EveryPart = "every-part",
        // tail of a repeat
        Until = "until", UntilMonth = "until-month", Count = "count", ForUnits = "for-units", From = "from", Completion = "completion",
        // the rest
        Due = "due", By = "by", ByMonth = "by-month", Before = "before", BeforeMonth = "before-month", Start = "start",
        After = "after", LeadTime = "lead-time", RemindAt = "remind-at", RemindTo = "remind-to", RemindMomentTo = "remind-moment-to", High = "high", Medium = "medium", Low = "low",
        Text = "text",
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    pub action: Action,
    pub hold: Hold,
    pub elements: Vec<Element>,
}

/// How much company a phrase needs to be taken for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Hold {
    Firm,
    /// The sentence pauses after it, or it opens the text.
    Lead,
    /// The sentence pauses after it.
    Pause,
    /// The sentence stops after it, or the next phrase begins.
    Stop,
    /// Only as part of something larger.
    Part,
}

#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub part: ElementPart,
    pub optional: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum ElementPart {
    Words(Vec<String>),
    Slot(Slot),
}

static ENGLISH: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::read(include_str!("lang/en.txt")).unwrap_or_default());

impl Lexicon {
    pub fn english() -> &'static Lexicon {
        &ENGLISH
    }

    /// Reads a language file.
    pub fn read(text: &str) -> Result<Lexicon, LexiconError> {
        let mut lexicon = Lexicon::default();
        let mut section = String::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let bad = || LexiconError { line: at + 1, text: line.to_owned() };
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                section = name.to_owned();
                continue;
            }
            if let Some(category) = section.strip_prefix("rules.") {
                let category = Category::named(category).ok_or_else(bad)?;
                lexicon.rules.entry(category).or_default().extend(patterns(line).ok_or_else(bad)?);
            } else {
                let (value, phrases) = line.split_once(" = ").ok_or_else(bad)?;
                for phrase in phrases.split(", ") {
                    lexicon.word(&section, value.trim(), phrase.trim()).ok_or_else(bad)?;
                }
            }
        }
        Ok(lexicon)
    }

    fn word(&mut self, section: &str, value: &str, phrase: &str) -> Option<()> {
        let number = || value.parse::<i64>().ok();
        match section {
            "number" => self.numbers.add(phrase, number()?),
            "article" => self.articles.add(phrase, number()?),
            "ordinal" => self.ordinals.add(phrase, number()?),
            "ordinal-end" => self.ordinal_ends.add(phrase, ()),
            "month" => self.months.add(phrase, number().filter(|n| (1..=12).contains(n))?),
            "weekday" => self.weekdays.add(phrase, weekday(value)?),
            "weekday-plural" => self.weekday_plurals.add(phrase, weekday(value)?),
            "unit" => self.units.add(phrase, unit(value)?),
            "often" => self.often.add(phrase, unit(value)?),
            "relative" => self.relative.add(phrase, number()?),
            "clock-unit" => self.clock_units.add(phrase, number()?),
            "length" => self.lengths.add(phrase, number()?),
            "part" => self.parts.add(phrase, number().filter(|n| (0..24).contains(n))?),
            "clock" => self.clocks.add(phrase, number().filter(|n| (0..=24).contains(n))?),
            "half" => self.halves.add(phrase, number()?),
            "and" => self.and.add(phrase, ()),
            "to" => self.to.add(phrase, ()),
            "glue" => self.glue.add(phrase, ()),
            "purpose" => self.purpose.add(phrase, ()),
            "hint" => self.hints.add(phrase, number().filter(|n| (0..24).contains(n))?),
            "pause" => self.pauses.add(phrase, ()),
            "kind" => self.kinds.add(
                phrase,
                match value {
                    "task" => DraftKind::Task,
                    "event" => DraftKind::Event,
                    "habit" => DraftKind::Habit,
                    "note" => DraftKind::Note,
                    _ => return None,
                },
            ),
            "key" => self.keys.add(
                phrase,
                match value {
                    "area" => Key::Area,
                    "goal" => Key::Goal,
                    "project" => Key::Project,
                    "priority" => Key::Priority,
                    "energy" => Key::Energy,
                    _ => return None,
                },
            ),
            "priority" => self.priorities.add(phrase, value.parse().ok().map(Some)?),
            "energy" => self.energies.add(phrase, value.parse().ok()?),
            _ => return None,
        }
        Some(())
    }
}

fn weekday(text: &str) -> Option<Weekday> {
    text.parse::<i8>().ok().and_then(|n| Weekday::from_monday_one_offset(n).ok())
}

/// `day`, or `3 month`.
fn unit(text: &str) -> Option<Unit> {
    let (times, kind) = text.split_once(' ').unwrap_or(("1", text));
    let kind = match kind {
        "day" => UnitKind::Day,
        "week" => UnitKind::Week,
        "month" => UnitKind::Month,
        "year" => UnitKind::Year,
        _ => return None,
    };
    Some(Unit { kind, times: times.parse().ok()? })
}

fn patterns(line: &str) -> Option<Vec<Pattern>> {
    let (action, rest) = line.split_once(' ')?;
    let (sign, rest) = rest.trim_start().split_once(' ')?;
    let hold = match sign {
        "=" => Hold::Firm,
        "^" => Hold::Lead,
        "~" => Hold::Pause,
        "!" => Hold::Stop,
        ":" => Hold::Part,
        _ => return None,
    };
    let action = Action::named(action)?;
    rest.split(" | ")
        .map(|pattern| {
            let elements = pattern.split_whitespace().map(element).collect::<Option<Vec<_>>>()?;
            (!elements.is_empty()).then_some(Pattern { action, hold, elements })
        })
        .collect()
}

fn element(text: &str) -> Option<Element> {
    let (text, optional) = match text.strip_suffix('?') {
        Some("") | None => (text, false),
        Some(text) => (text, true),
    };
    let slot = text.chars().all(|c| c.is_ascii_uppercase());
    let part = if slot {
        ElementPart::Slot(Slot::named(text)?)
    } else if text == "/" {
        ElementPart::Words(vec![text.to_owned()])
    } else {
        ElementPart::Words(text.split('/').map(str::to_owned).collect())
    };
    Some(Element { part, optional })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_reads() {
        let lexicon = Lexicon::read(include_str!("lang/en.txt")).unwrap();
        assert_eq!(lexicon.months.whole("november"), Some(&11));
        assert!(lexicon.rules.contains_key(&Category::Repeat));
    }

    #[test]
    fn a_fault_names_its_line() {
        for (text, line) in [
            ("[month]\n13 = smarch", 2),
            ("[rules.date]\nnonsense = x", 2),
            ("[rules.date]\n\nrelative = FOO", 3),
            ("[colours]\n1 = red", 2),
            ("[month]\njan", 2),
        ] {
            assert_eq!(Lexicon::read(text).unwrap_err().line, line, "{text}");
        }
    }
}
