//! The judge of the corpus: one for Daymark and for the peers of `bench/`, so that all are
//! measured by the same rule. How expectations are written is in `README.md` beside this file.

#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use daymark_capture::{Context, Lexicon, parse_in, when_in};
use daymark_domain::recurrence::Rule;
use daymark_domain::{Draft, DraftKind, Reminder, When};
use jiff::civil::{Date, Time};

/// The moment of the whole corpus: a Saturday afternoon.
pub const NOW: &str = "2026-11-21T14:00[Europe/Berlin]";

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Phrases that say a date, and nothing else.
    Dates,
    /// Sentences that hold none.
    Plain,
    /// Whole lines of quick add.
    Lines,
    /// Recurrences.
    Repeats,
}

impl Class {
    pub const ALL: [Class; 4] = [Class::Dates, Class::Plain, Class::Lines, Class::Repeats];

    pub fn name(self) -> &'static str {
        match self {
            Class::Dates => "dates",
            Class::Plain => "plain",
            Class::Lines => "lines",
            Class::Repeats => "repeats",
        }
    }
}

/// One line of the corpus.
#[derive(Clone, Debug)]
pub struct Entry {
    pub class: Class,
    pub text: String,
    pub meant: String,
}

impl Entry {
    /// Half of the lines, by a hash of their text (FNV-1a): the half nobody looked at while the
    /// grammar was written.
    pub fn held_out(&self) -> bool {
        let hash = self.text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        (hash >> 32) & 1 == 1
    }
}

/// What was read from a line. Empty where nothing was.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// `2026-11-24`, `2026-11-24T15:00`, or `2026-11-24T15:00?` of readers that always give a time.
    pub start: String,
    pub end: String,
    pub rule: String,
    /// The draft, in the words of `lines.tsv`.
    pub draft: Option<String>,
    /// Something was taken out of the words.
    pub found: bool,
}

pub fn corpus(language: &str) -> Vec<Entry> {
    let mut entries = lines(language, "");
    entries.extend(lines(language, "fresh-"));
    entries
}

/// The files of a language whose names begin so: `fresh-` is the last round of a language.
pub fn lines(language: &str, round: &str) -> Vec<Entry> {
    let dir = format!("{}/tests/corpus", env!("CARGO_MANIFEST_DIR"));
    let mut entries = Vec::new();
    for class in Class::ALL {
        let path = format!("{dir}/{language}/{round}{}.tsv", class.name());
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        for line in text.lines().filter(|line| !line.is_empty()) {
            let (text, meant) = line.split_once('\t').unwrap_or((line, ""));
            entries.push(Entry { class, text: text.to_owned(), meant: meant.to_owned() });
        }
    }
    entries
}

/// Daymark's own reading.
pub fn read(lexicon: &Lexicon, entry: &Entry) -> Reading {
    let context = Context::new(NOW.parse().unwrap());
    if entry.class == Class::Dates {
        let Some(found) = when_in(lexicon, &entry.text, &context) else { return Reading::default() };
        let say = |at: &jiff::Zoned, all_day: bool| {
            let at = at.with_time_zone(context.now.time_zone().clone());
            if all_day { at.date().to_string() } else { at.strftime("%Y-%m-%dT%H:%M").to_string() }
        };
        return Reading {
            start: say(&found.start, found.all_day),
            end: found.end.as_ref().map(|end| say(end, found.all_day)).unwrap_or_default(),
            rule: found.repeat.map(|repeat| repeat.rrule).unwrap_or_default(),
            found: true,
            draft: None,
        };
    }
    let draft = parse_in(lexicon, &entry.text, &context);
    let first = draft.due.as_ref().or(draft.start.as_ref()).or(draft.deadline.as_ref());
    Reading {
        start: first.map(|at| when(at, &context)).unwrap_or_default(),
        end: draft.end.as_ref().map(|at| when(at, &context)).unwrap_or_default(),
        rule: draft
            .repeat
            .as_ref()
            .map(|r| format!("{}{}", if r.after_completion { "after " } else { "" }, r.rrule))
            .unwrap_or_default(),
        found: !draft.spans.is_empty(),
        draft: Some(written(&draft, &context)),
    }
}

pub fn right(entry: &Entry, reading: &Reading) -> bool {
    match entry.class {
        Class::Plain => !reading.found,
        Class::Dates => entry.meant.split('|').any(|meant| date_is(meant, reading)),
        Class::Repeats => entry.meant.split(" | ").any(|meant| rule_is(meant, reading)),
        Class::Lines => match &reading.draft {
            Some(draft) => entry.meant.split(" || ").any(|meant| draft_is(meant, draft)),
            None => false,
        },
    }
}

/// Whether the line's first day and time were found, whatever became of the rest: the share of a
/// quick-add line that a reader of dates can be asked for.
pub fn dated(entry: &Entry, reading: &Reading) -> bool {
    entry.meant.split(" || ").any(|meant| {
        let field = |name: &str| meant.split("; ").find_map(|field| field.strip_prefix(name));
        match field("due=").or(field("start=")).or(field("deadline=")) {
            Some(date) => date_is(date, &Reading { end: String::new(), ..reading.clone() }),
            None => reading.start.is_empty(),
        }
    })
}

fn date_is(meant: &str, reading: &Reading) -> bool {
    if meant == "NONE" {
        return !reading.found;
    }
    let (day, time) = halves(reading.start.trim_end_matches('?'));
    let Ok(day) = day.parse::<Date>() else { return false };
    let time: Option<Time> = time.and_then(|time| time.parse().ok());
    let surely_timed = time.is_some() && !reading.start.ends_with('?');
    if let Some((first, last)) = meant.split_once("..") {
        if let (Ok(first), Ok(last)) = (first.parse::<Date>(), last.parse::<Date>()) {
            return (first..=last).contains(&day) && !surely_timed;
        }
        let at = reading.start.trim_end_matches('?');
        return (first..=last).contains(&at);
    }
    if let Some((date, part)) = meant.split_once('~') {
        let hours = match part {
            "morning" => 5..13,
            "afternoon" => 12..19,
            "evening" => 17..23,
            _ => 18..25,
        };
        return day.to_string() == date && time.is_some_and(|time| hours.contains(&time.hour()));
    }
    let (start, end) = match meant.split_once('/') {
        Some((start, end)) => (start, Some(end)),
        None => (meant, None),
    };
    let same = |meant: &str, read: &str| match meant.contains('T') {
        true => meant == read.trim_end_matches('?'),
        false => meant == halves(read).0 && (!read.contains('T') || read.ends_with('?')),
    };
    same(start, &reading.start) && end.is_none_or(|end| same(end, &reading.end))
}

fn rule_is(meant: &str, reading: &Reading) -> bool {
    if meant == "NONE" {
        return reading.rule.is_empty();
    }
    let (rule, at) = match meant.split_once(" @") {
        Some((rule, at)) => (rule, Some(at)),
        None => (meant, None),
    };
    let timed = |at: &str| {
        let time = halves(&reading.start).1;
        match at {
            "morning" | "afternoon" | "evening" | "night" => time.is_some(),
            at => time == Some(at),
        }
    };
    if !rule.is_empty() && same_dates(rule, &reading.rule) && reading.draft.is_some() {
        return at.is_none_or(timed);
    }
    // A reader that is not Daymark says the hour inside its rule; that is not held against it.
    let ours = reading.draft.is_some();
    parts(rule, ours) == parts(&reading.rule, ours) && (!ours || at.is_none_or(timed))
}

/// Two rules that fall on the same days and times are one, however they are written.
fn same_dates(one: &str, other: &str) -> bool {
    let start: jiff::civil::DateTime =
        NOW.parse::<jiff::Zoned>().unwrap().date().to_datetime(Time::midnight());
    let after = |text: &str| text.starts_with("after ");
    let list = |text: &str| {
        let rule: Rule = text.strip_prefix("after ").unwrap_or(text).parse().ok()?;
        Some(rule.times(start).take(60).collect::<Vec<_>>())
    };
    after(one) == after(other) && matches!((list(one), list(other)), (Some(one), Some(other)) if one == other)
}

/// A draft is right when its fields are, and its rule falls on the same days.
fn draft_is(meant: &str, draft: &str) -> bool {
    let split = |text: &str| {
        let (rule, rest): (Vec<&str>, Vec<&str>) =
            text.split("; ").partition(|field| field.starts_with("repeat="));
        (rule.first().map(|rule| rule.trim_start_matches("repeat=").to_owned()), rest.join("; "))
    };
    let ((one, rest), (other, others)) = (split(&sorted(meant)), split(draft));
    rest == others
        && match (one, other) {
            (None, None) => true,
            (Some(one), Some(other)) => one == other || same_dates(&one, &other),
            _ => false,
        }
}

/// The parts of a rule in an order that two writers agree on.
fn parts(rule: &str, with_hours: bool) -> BTreeMap<String, String> {
    let mut parts = BTreeMap::new();
    let rule = rule.strip_prefix("after ").map_or(rule, |rest| {
        parts.insert("AFTER".to_owned(), String::new());
        rest
    });
    for part in rule.split(';') {
        let Some((name, value)) = part.split_once('=') else { continue };
        let mut values: Vec<&str> = value.split(',').map(|value| value.trim_start_matches('+')).collect();
        values.sort_unstable();
        match name {
            "INTERVAL" if value == "1" => {}
            "BYMINUTE" | "BYSECOND" | "DTSTART" | "WKST" => {}
            "BYHOUR" if !with_hours => {}
            "UNTIL" => {
                parts.insert(name.to_owned(), value.chars().take(8).collect());
            }
            _ => {
                parts.insert(name.to_owned(), values.join(","));
            }
        }
    }
    parts
}

fn halves(at: &str) -> (&str, Option<&str>) {
    match at.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (at, None),
    }
}

/// In the person's zone, whatever zone the words named.
fn when(when: &When, context: &Context) -> String {
    match when.time {
        None => when.date.to_string(),
        Some(_) => {
            let zone = context.now.time_zone();
            when.instant(zone).to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M").to_string()
        }
    }
}

/// A draft as a line of fields, in a fixed order, empty ones left out.
pub fn written(draft: &Draft, context: &Context) -> String {
    let mut fields = vec![format!("title={}", draft.title)];
    let mut add =
        |name: &str, value: Option<String>| fields.extend(value.map(|value| format!("{name}={value}")));
    let word = |value: serde_json::Value| value.as_str().map(str::to_owned);
    if draft.kind != DraftKind::Task {
        add("kind", word(serde_json::to_value(draft.kind).unwrap()));
    }
    add("due", draft.due.as_ref().map(|at| when(at, context)));
    add("start", draft.start.as_ref().map(|at| when(at, context)));
    add("end", draft.end.as_ref().map(|at| when(at, context)));
    add("deadline", draft.deadline.as_ref().map(|at| when(at, context)));
    add("dur", draft.duration_minutes.map(|n| n.to_string()));
    add(
        "repeat",
        draft
            .repeat
            .as_ref()
            .map(|r| format!("{}{}", if r.after_completion { "after " } else { "" }, r.rrule)),
    );
    add("tags", (!draft.tags.is_empty()).then(|| draft.tags.join(",")));
    add("area", draft.area.clone());
    add("goal", draft.goal.clone());
    add("project", draft.project.clone());
    add("priority", word(serde_json::to_value(draft.priority).unwrap()));
    add("energy", word(serde_json::to_value(draft.energy).unwrap()));
    let reminders: Vec<String> = draft
        .reminders
        .iter()
        .map(|reminder| match reminder {
            Reminder::MinutesBefore(n) => format!("-{n}m"),
            Reminder::At(at) => {
                let zoned = at.to_zoned(context.now.time_zone().clone());
                format!("@{}", zoned.strftime("%Y-%m-%dT%H:%M"))
            }
        })
        .collect();
    add("reminders", (!reminders.is_empty()).then(|| reminders.join(",")));
    fields.join("; ")
}

fn sorted(fields: &str) -> String {
    const ORDER: [&str; 15] = [
        "title",
        "kind",
        "due",
        "start",
        "end",
        "deadline",
        "dur",
        "repeat",
        "tags",
        "area",
        "goal",
        "project",
        "priority",
        "energy",
        "reminders",
    ];
    let mut list: Vec<(usize, &str)> = fields
        .split("; ")
        .map(|field| {
            let name = field.split('=').next().unwrap_or_default();
            let at = ORDER.iter().position(|known| *known == name);
            (at.unwrap_or_else(|| panic!("no field is called {name}: {fields}")), field)
        })
        .collect();
    list.sort_unstable();
    list.into_iter().map(|(_, field)| field).collect::<Vec<_>>().join("; ")
}

/// Right and all, by class and half; the last pair of each class is the dates of whole lines.
#[derive(Clone, Debug, Default)]
pub struct Score {
    pub counts: BTreeMap<(&'static str, bool), (usize, usize)>,
}

impl Score {
    pub fn count(&mut self, class: &'static str, held_out: bool, right: bool) {
        let (good, all) = self.counts.entry((class, held_out)).or_default();
        *good += usize::from(right);
        *all += 1;
    }

    /// Of both halves.
    pub fn whole(&self, class: &'static str) -> Option<f64> {
        let halves = [true, false].map(|held| self.counts.get(&(class, held)).copied().unwrap_or_default());
        let (good, all) = (halves[0].0 + halves[1].0, halves[0].1 + halves[1].1);
        (all > 0).then(|| 100.0 * good as f64 / all as f64)
    }

    pub fn share(&self, class: &'static str, held_out: bool) -> Option<f64> {
        let (good, all) = self.counts.get(&(class, held_out))?;
        Some(100.0 * *good as f64 / *all as f64)
    }
}

/// The score of Daymark, and the misread lines of one half.
pub fn measure(lexicon: &Lexicon, language: &str, show_held_out: bool) -> (Score, String) {
    measured(lexicon, corpus(language), show_held_out)
}

/// The same of some lines.
pub fn measured(lexicon: &Lexicon, entries: Vec<Entry>, show_held_out: bool) -> (Score, String) {
    let (mut score, mut wrong) = (Score::default(), String::new());
    for entry in entries {
        let reading = read(lexicon, &entry);
        let held_out = entry.held_out();
        let good = right(&entry, &reading);
        score.count(entry.class.name(), held_out, good);
        if entry.class == Class::Lines {
            score.count("lines: date", held_out, dated(&entry, &reading));
        }
        if !good && held_out == show_held_out {
            let read = match (&reading.draft, entry.class) {
                (Some(draft), Class::Lines | Class::Plain) => draft.clone(),
                _ => format!("{} {} {}", reading.start, reading.end, reading.rule),
            };
            writeln!(
                wrong,
                "[{}] {}\n     meant {}\n     read  {read}",
                entry.class.name(),
                entry.text,
                entry.meant
            )
            .unwrap();
        }
    }
    (score, wrong)
}
