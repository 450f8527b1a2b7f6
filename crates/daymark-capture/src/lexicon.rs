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

mod names;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use daymark_domain::{DraftKind, Energy, Priority};
use jiff::civil::Weekday;

pub(crate) use names::{Action, Category, Slot};

use crate::Dialect;
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
    /// Of those, what stands before the thing that takes so long: "a 30 minute video".
    pub(crate) clock_units_one: Table<i64>,
    pub(crate) lengths: Table<i64>,
    pub(crate) parts: Table<i64>,
    /// "after lunch", "first thing": the hour it stands for.
    pub(crate) spots: Table<i64>,
    /// "mornings": the part of every day.
    pub(crate) part_plurals: Table<i64>,
    pub(crate) clocks: Table<i64>,
    /// What stands between or behind the digits of a time: "17h30". Everyday where it also makes a
    /// length.
    pub(crate) hour_marks: Table<()>,
    /// Not empty where 6:45 is in the morning unless said otherwise.
    pub(crate) clock_24: Table<()>,
    /// IANA names by what people call the zone.
    pub(crate) zones: Table<String>,
    pub(crate) holidays: Table<Holiday>,
    /// The month a season begins in.
    pub(crate) seasons: Table<i64>,
    pub(crate) edges: Table<Edge>,
    /// "once", "twice".
    pub(crate) times: Table<i64>,
    /// "completion", "it's done".
    pub(crate) done: Table<()>,
    pub(crate) halves: Table<i64>,
    pub(crate) and: Table<()>,
    pub(crate) to: Table<()>,
    /// Words before a date that belong to it: "on".
    pub(crate) glue: Table<()>,
    /// What people do as habits, as one word.
    pub(crate) habits: Table<()>,
    /// Words before a date that what is planned may be about: "for".
    pub(crate) purpose: Table<()>,
    /// Words that tell which half of the day a bare hour is in.
    pub(crate) hints: Table<i64>,
    /// Words that may follow a phrase that needs a pause after it.
    pub(crate) pauses: Table<()>,
    /// What stands between two thoughts of a brain dump: "and then".
    pub(crate) then: Table<()>,
    /// Words that end in a full stop without ending a sentence: "dr".
    pub(crate) abbreviations: Table<()>,
    /// Words that tell a plan behind a weekday from a name. Empty: every word does.
    pub(crate) plans: Table<()>,
    pub(crate) kinds: Table<DraftKind>,
    pub(crate) keys: Table<Key>,
    pub(crate) priorities: Table<Option<Priority>>,
    pub(crate) energies: Table<Energy>,
    pub(crate) rules: BTreeMap<Category, Vec<Pattern>>,
}

/// A language that comes with Daymark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    English,
    German,
    Spanish,
    French,
}

impl Language {
    pub const ALL: [Language; 4] = [Language::English, Language::German, Language::Spanish, Language::French];

    /// ISO 639-1.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::Spanish => "es",
            Language::French => "fr",
        }
    }

    /// The language of a locale such as `de`, `de-AT`, `fr_CA.UTF-8`; `None` where Daymark has no
    /// words for it.
    pub fn named(locale: &str) -> Option<Language> {
        let code = locale.split(['-', '_', '.', '@']).next().unwrap_or_default();
        Language::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
    }
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

impl<T: Clone> Table<T> {
    fn add(&mut self, phrase: &str, value: T) {
        let (phrase, everyday) = match phrase.strip_suffix('?') {
            Some(phrase) => (phrase, true),
            None => (phrase, false),
        };
        let words: Vec<String> = phrase
            .split_whitespace()
            .map(|word| if word == "comma" { "," } else { word }.to_owned())
            .collect();
        // As it is written, and as hurried people type it.
        let mut ways = vec![words.clone()];
        for way in [plain, digraphs] {
            let folded: Vec<String> = words.iter().map(|word| way(word)).collect();
            if !ways.contains(&folded) {
                ways.push(folded);
            }
        }
        for words in ways {
            if let Some(first) = words.first() {
                let entry = Entry { words: words.clone(), value: value.clone(), everyday };
                self.0.entry(first.clone()).or_default().push(entry);
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of one word.
    pub fn whole(&self, word: &str) -> Option<&T> {
        self.0.get(word)?.iter().find(|entry| entry.words.len() == 1).map(|entry| &entry.value)
    }

    fn dotted(&self, word: &str) -> bool {
        let fits = |entry: &Entry<T>| entry.words.get(1).is_some_and(|mark| mark == ".");
        self.0.get(word).is_some_and(|entries| entries.iter().any(fits))
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
    /// Monday to Friday.
    WorkDay,
    Week,
    Month,
    Year,
}

/// A day that has a name, in any year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Holiday {
    pub base: HolidayBase,
    /// Days after the base.
    pub plus: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HolidayBase {
    /// Month and day.
    Day(i8, i8),
    /// The nth weekday of a month, from its end when negative.
    Nth(i8, i8, Weekday),
    /// The nth such weekday before a month's day.
    Before(i8, i8, i8, Weekday),
    /// Easter Sunday of the western churches.
    Easter,
}

/// A stretch of a month, a week, a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    Start,
    Middle,
    Late,
    End,
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

impl Lexicon {
    pub fn english() -> &'static Lexicon {
        Lexicon::of(Language::English)
    }

    /// A language with what a dialect adds to its words.
    pub(crate) fn spoken(language: Language, dialect: Dialect) -> &'static Lexicon {
        static TASKWARRIOR: [LazyLock<Lexicon>; 4] = [
            LazyLock::new(|| {
                built_in(concat!(include_str!("lang/taskwarrior.txt"), include_str!("lang/en.txt")))
            }),
            LazyLock::new(|| {
                built_in(concat!(include_str!("lang/taskwarrior.txt"), include_str!("lang/de.txt")))
            }),
            LazyLock::new(|| {
                built_in(concat!(include_str!("lang/taskwarrior.txt"), include_str!("lang/es.txt")))
            }),
            LazyLock::new(|| {
                built_in(concat!(include_str!("lang/taskwarrior.txt"), include_str!("lang/fr.txt")))
            }),
        ];
        let at = Language::ALL.iter().position(|known| *known == language).unwrap_or(0);
        match TASKWARRIOR.get(at) {
            Some(lexicon) if dialect == Dialect::Taskwarrior => lexicon,
            _ => Lexicon::of(language),
        }
    }

    /// The language that comes with Daymark.
    pub fn of(language: Language) -> &'static Lexicon {
        static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| built_in(include_str!("lang/en.txt")));
        static GERMAN: LazyLock<Lexicon> = LazyLock::new(|| built_in(include_str!("lang/de.txt")));
        static SPANISH: LazyLock<Lexicon> = LazyLock::new(|| built_in(include_str!("lang/es.txt")));
        static FRENCH: LazyLock<Lexicon> = LazyLock::new(|| built_in(include_str!("lang/fr.txt")));
        match language {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
            Language::Spanish => &SPANISH,
            Language::French => &FRENCH,
        }
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

    /// Whether a word of the calendar is also written with a full stop: "nov.".
    pub(crate) fn dotted(&self, word: &str) -> bool {
        self.months.dotted(word) || self.weekdays.dotted(word) || self.clock_units.dotted(word)
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
            "clock-unit-one" => self.clock_units_one.add(phrase, number()?),
            "length" => self.lengths.add(phrase, number()?),
            "part" => self.parts.add(phrase, number().filter(|n| (0..24).contains(n))?),
            "clock" => self.clocks.add(phrase, number().filter(|n| (0..=24).contains(n))?),
            "spot" => self.spots.add(phrase, number().filter(|n| (0..24).contains(n))?),
            "part-plural" => self.part_plurals.add(phrase, number().filter(|n| (0..24).contains(n))?),
            "hour-mark" => self.hour_marks.add(phrase, ()),
            "clock-24" => self.clock_24.add(phrase, ()),
            "zone" => self.zones.add(phrase, value.to_owned()),
            "holiday" => self.holidays.add(phrase, holiday(value)?),
            "season" => self.seasons.add(phrase, number().filter(|n| (1..=12).contains(n))?),
            "edge" => self.edges.add(
                phrase,
                match value {
                    "start" => Edge::Start,
                    "middle" => Edge::Middle,
                    "late" => Edge::Late,
                    "end" => Edge::End,
                    _ => return None,
                },
            ),
            "times" => self.times.add(phrase, number()?),
            "done" => self.done.add(phrase, ()),
            "half" => self.halves.add(phrase, number()?),
            "and" => self.and.add(phrase, ()),
            "to" => self.to.add(phrase, ()),
            "glue" => self.glue.add(phrase, ()),
            "habit" => self.habits.add(phrase, ()),
            "purpose" => self.purpose.add(phrase, ()),
            "hint" => self.hints.add(phrase, number().filter(|n| (0..24).contains(n))?),
            "pause" => self.pauses.add(phrase, ()),
            "then" => self.then.add(phrase, ()),
            "abbreviation" => self.abbreviations.add(phrase, ()),
            "plan" => self.plans.add(phrase, ()),
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

/// Tests read every file that comes with the crate; a fault in one leaves a language that
/// understands nothing.
fn built_in(text: &str) -> Lexicon {
    Lexicon::read(text).unwrap_or_default()
}

fn weekday(text: &str) -> Option<Weekday> {
    text.parse::<i8>().ok().and_then(|n| Weekday::from_monday_one_offset(n).ok())
}

/// `day`, or `3 month`.
fn unit(text: &str) -> Option<Unit> {
    let (times, kind) = text.split_once(' ').unwrap_or(("1", text));
    let kind = match kind {
        "day" => UnitKind::Day,
        "workday" => UnitKind::WorkDay,
        "week" => UnitKind::Week,
        "month" => UnitKind::Month,
        "year" => UnitKind::Year,
        _ => return None,
    };
    Some(Unit { kind, times: times.parse().ok()? })
}

/// `12-25`, `11-4TH` (the fourth Thursday of November), `5--1MO` (the last Monday of May),
/// `easter`, all with `+n` (Easter also `-n`) days behind it; `12-25<4SU` (the fourth Sunday before).
fn holiday(text: &str) -> Option<Holiday> {
    const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    if let Some(rest) = text.strip_prefix("easter") {
        let plus = if rest.is_empty() { 0 } else { rest.parse().ok()? };
        return Some(Holiday { base: HolidayBase::Easter, plus });
    }
    let weekday = |name: &str| {
        let at = DAYS.iter().position(|day| *day == name)?;
        Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
    };
    if let Some((day, before)) = text.split_once('<') {
        let (month, day) = day.split_once('-')?;
        let (n, name) = before.split_at_checked(1)?;
        let base =
            HolidayBase::Before(month.parse().ok()?, day.parse().ok()?, n.parse().ok()?, weekday(name)?);
        return Some(Holiday { base, plus: 0 });
    }
    let (text, plus) = match text.split_once('+') {
        Some((text, plus)) => (text, plus.parse().ok()?),
        None => (text, 0),
    };
    let (month, day) = text.split_once('-')?;
    let month: i8 = month.parse().ok().filter(|n| (1..=12).contains(n))?;
    let nth = day.len().checked_sub(2).filter(|&at| day.is_char_boundary(at)).map(|at| day.split_at(at));
    let base = match nth.and_then(|(n, name)| Some((n, weekday(name)?))) {
        Some((n, day)) => HolidayBase::Nth(month, n.parse().ok()?, day),
        None => HolidayBase::Day(month, day.parse().ok().filter(|n| (1..=31).contains(n))?),
    };
    Some(Holiday { base, plus })
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
        let mut words: Vec<String> = text.split('/').map(str::to_owned).collect();
        for word in text.split('/') {
            for folded in [plain(word), digraphs(word)] {
                if !words.contains(&folded) {
                    words.push(folded);
                }
            }
        }
        ElementPart::Words(words)
    };
    Some(Element { part, optional })
}

/// A word without the marks on its letters: "manana". Words of three letters and fewer are other
/// words then ("a", "des", "ano").
fn plain(word: &str) -> String {
    if word.chars().count() < 4 {
        return word.to_owned();
    }
    let bare = |c: char| match c {
        'á' | 'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        c => c,
    };
    word.chars().map(bare).collect()
}

/// A word as German keyboards elsewhere write it: "naechsten".
fn digraphs(word: &str) -> String {
    word.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss")
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
    fn every_language_reads() {
        for text in [
            include_str!("lang/en.txt"),
            include_str!("lang/de.txt"),
            include_str!("lang/es.txt"),
            include_str!("lang/fr.txt"),
        ] {
            let read = Lexicon::read(text);
            assert!(read.is_ok(), "{}", read.unwrap_err());
        }
    }

    #[test]
    fn a_fault_names_its_line() {
        for (text, line) in [
            ("[month]\n13 = smarch", 2),
            ("[rules.date]\nnonsense = x", 2),
            ("[rules.date]\n\nrelative = FOO", 3),
            ("[colours]\n1 = red", 2),
            ("[month]\njan", 2),
            ("[holiday]\n13-1 = x", 2),
            ("[holiday]\n11-4XX = x", 2),
            ("[holiday]\neaster+x = x", 2),
            ("[edge]\nnowhere = x", 2),
        ] {
            assert_eq!(Lexicon::read(text).unwrap_err().line, line, "{text}");
        }
    }
}
