//! Files of other programs and our own, read and written.
//!
//! Every format speaks of the same [`Entry`]: a reader turns text into a [`Plan`] of entries, a
//! writer turns entries into text. What an entry holds is also known by name ([`Entry::get`],
//! [`Entry::set`]), so that a format with a place for attributes of others (properties of org,
//! `X-` properties of iCalendar, attributes of Taskwarrior, keys of JSON) carries everything, and
//! one without says what it left out ([`Format::left_out`]).
//!
//! The law: reading, writing and reading again gives the same entries.
//!
//! ```
//! use daymark_formats::{Format, Input, read};
//! let now = "2026-11-21T10:00[Europe/Berlin]".parse().unwrap();
//! let plan = read(Format::Markdown, &Input::text("- [ ] Buy milk 📅 2026-11-24", &now)).unwrap();
//! assert_eq!(plan.entries[0].title, "Buy milk");
//! ```

mod csv_table;
mod entry;
mod ics;
mod json;
mod keyed;
mod markdown;
mod org;
mod superproductivity;
mod taskwarrior;
mod things;
mod ticktick;
mod todoist;
mod vikunja;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use daymark_texts::{Locales, Phrase, phrase};
use jiff::Zoned;

pub use entry::{Entry, Plan, What};
pub use ics::instance;

pub const LOCALES: Locales = daymark_texts::locales!["import.ftl"];

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 64 << 20;
/// The most entries of one file.
pub const MOST_ENTRIES: usize = 200_000;

macro_rules! formats {
    ($($name:ident $word:literal $module:ident;)*) => {
        /// A format that is read and written.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Format { $($name),* }

        impl Format {
            pub const ALL: &[Format] = &[$(Format::$name),*];

            pub fn word(self) -> &'static str {
                match self { $(Format::$name => $word),* }
            }

            fn shape(self) -> Shape {
                match self { $(Format::$name => $module::SHAPE),* }
            }
        }

        /// Reads a file. What of it cannot be read is refused by its line; the rest is there.
        pub fn read(format: Format, input: &Input<'_>) -> Result<Plan, Phrase> {
            let mut plan = Plan::default();
            match format { $(Format::$name => $module::read(input, &mut plan)?),* }
            plan.finish(format)
        }

        /// Writes a file. Steps stand after what they belong to.
        pub fn write(format: Format, entries: &[Entry], now: &Zoned) -> String {
            let shape = format.shape();
            let mut held: Vec<Entry> = entries.iter().filter(|entry| shape.kinds.contains(&entry.what)).cloned().collect();
            if !shape.ids {
                by_their_names(entries, &mut held);
            }
            match format { $(Format::$name => $module::write(&held, now)),* }
        }
    };
}

formats! {
    Json "json" json;
    Csv "csv" csv_table;
    Ics "ics" ics;
    Markdown "markdown" markdown;
    Org "org" org;
    Taskwarrior "taskwarrior" taskwarrior;
    Todoist "todoist" todoist;
    Ticktick "ticktick" ticktick;
    Superproductivity "superproductivity" superproductivity;
    Vikunja "vikunja" vikunja;
    Things "things" things;
}

/// What a format can hold.
struct Shape {
    kinds: &'static [What],
    /// The names of the fields that its own program understands.
    fields: &'static [&'static str],
    /// Whether it carries the other fields in a place that its program leaves alone.
    carries: bool,
    /// Whether it holds our ids; otherwise things are named as the file that brought them did.
    ids: bool,
}

/// Names entries, and those they speak of, by their external names.
fn by_their_names(all: &[Entry], held: &mut [Entry]) {
    let names: BTreeMap<String, String> =
        all.iter().filter_map(|entry| Some((entry.id?.to_string(), entry.external.clone()))).collect();
    let rename = |name: &mut String| {
        if let Some(external) = names.get(name.as_str()) {
            name.clone_from(external);
        }
    };
    for entry in held {
        entry.id = None;
        entry.parent.iter_mut().chain(&mut entry.blocked_by).for_each(rename);
        entry.series.iter_mut().for_each(|(series, _)| rename(series));
    }
}

/// What is read.
pub struct Input<'a> {
    /// Names and contents of the files; one, or those of a folder with their paths in it.
    pub files: Vec<(&'a str, &'a str)>,
    pub now: &'a Zoned,
    /// Reads a date phrase such as `every monday at 9am`, for formats that hold such words.
    pub words: &'a dyn Fn(&str) -> Option<Said>,
}

impl std::fmt::Debug for Input<'_> {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Input").field("files", &self.files.len()).finish_non_exhaustive()
    }
}

/// What a date phrase means.
pub type Said = (daymark_domain::When, Option<daymark_domain::Repeat>);

impl<'a> Input<'a> {
    /// One file without a name.
    pub fn text(content: &'a str, now: &'a Zoned) -> Input<'a> {
        Input { files: vec![("", content)], now, words: &|_| None }
    }

    /// The only file of a format that is one file.
    fn one(&self) -> (&'a str, &'a str) {
        let (name, content) = self.files.first().copied().unwrap_or_default();
        (name, content.trim_start_matches('\u{feff}'))
    }
}

impl std::str::FromStr for Format {
    type Err = ();
    fn from_str(word: &str) -> Result<Format, ()> {
        Format::ALL.iter().copied().find(|format| format.word() == word).ok_or(())
    }
}

/// What an export leaves out of its program's sight: the thing or field by its stored phrase, why,
/// and how often.
pub type LeftOut = BTreeMap<(String, String), u32>;

impl Format {
    /// Whether the format has a place for such a thing.
    pub fn holds(self, entry: &Entry) -> bool {
        self.shape().kinds.contains(&entry.what)
    }

    /// What the program of this format will not see.
    pub fn left_out(self, entries: &[Entry]) -> LeftOut {
        let shape = self.shape();
        let mut out = LeftOut::new();
        let mut leave =
            |what: Phrase, why: Phrase| *out.entry((what.stored(), why.stored())).or_default() += 1;
        let place = phrase!("export-no-place", format = self.word());
        let kept = if shape.carries { phrase!("export-kept", format = self.word()) } else { place.clone() };
        for entry in entries {
            if !shape.kinds.contains(&entry.what) {
                leave(entry.what.phrase(), place.clone());
                continue;
            }
            for &name in entry::FIELDS {
                if !shape.fields.contains(&name) && entry.get(name).is_some() {
                    leave(entry::field_phrase(name), kept.clone());
                }
            }
            for other in entry.foreign.keys().filter(|&other| other != self.word() && self != Format::Json) {
                leave(phrase!("export-foreign", program = other.as_str()), place.clone());
            }
        }
        out
    }
}

/// The format of a file, by its content, then by its name.
pub fn guess(name: &str, content: &str) -> Option<Format> {
    let start = content.trim_start_matches('\u{feff}').trim_start();
    let head: String = start.chars().take(4_000).collect();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let has = |words: &[&str]| words.iter().all(|word| head.contains(word));
    if start.get(..15).is_some_and(|begin| begin.eq_ignore_ascii_case("BEGIN:VCALENDAR")) {
        return Some(Format::Ics);
    }
    if head.starts_with(['{', '[']) && !head.starts_with("[ ]") && !head.starts_with("[x]") {
        return Some(match () {
            () if has(&["\"daymark-json\""]) => Format::Json,
            () if has(&["\"crossModelVersion\""])
                || (content.contains("\"taskIds\"") && content.contains("\"entities\"")) =>
            {
                Format::Superproductivity
            }
            () if content.contains("\"subTaskIds\"") && content.contains("\"entities\"") => {
                Format::Superproductivity
            }
            () if has(&["\"attributes\"", "\"type\""]) => Format::Things,
            () if has(&["\"items\""]) && content.contains("\"content\"") => Format::Todoist,
            () if content.contains("\"repeat_after\"")
                || content.contains("\"project_id\"") && content.contains("\"done_at\"") =>
            {
                Format::Vikunja
            }
            () if content.contains("\"description\"") => Format::Taskwarrior,
            () => return None,
        });
    }
    let upper = head.to_ascii_uppercase();
    if has(&["Folder Name", "List Name"]) {
        return Some(Format::Ticktick);
    }
    if upper.trim_start_matches('"').starts_with("TYPE")
        && upper.contains("CONTENT")
        && upper.contains("INDENT")
    {
        return Some(Format::Todoist);
    }
    match ending.as_str() {
        "ics" | "ical" | "ifb" => Some(Format::Ics),
        "csv" | "tsv" => Some(Format::Csv),
        "org" => Some(Format::Org),
        "md" | "markdown" | "txt" => Some(Format::Markdown),
        "json" | "ndjson" | "data" | "task" => {
            Some(Format::Taskwarrior).filter(|_| start.starts_with(['[', '{']))
        }
        _ if head.lines().any(|line| line.starts_with("* TODO ") || line.starts_with("#+TITLE")) => {
            Some(Format::Org)
        }
        _ if head.lines().any(|line| line.trim_start().starts_with("- [")) => Some(Format::Markdown),
        _ => None,
    }
}
