//! A [`Draft`]: parsed words that are not saved yet, with the spans that were understood.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Energy, Priority, Reminder, Repeat, Rhythm, When};

/// What a line of words was understood to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftKind {
    #[default]
    Task,
    Event,
    Habit,
    Note,
}

/// Parsed words, not saved yet. Its JSON is the shape that `daymark add --dry-run --json` prints.
///
/// A task's plain date is `due`; "by …" is `deadline`; "start …"/"do …" dates are `start`; an
/// event's is `start` with `end`. The end of an all-day range is its last day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    pub kind: DraftKind,
    /// The words that were not understood as anything else, white space folded.
    pub title: String,
    pub due: Option<When>,
    pub start: Option<When>,
    pub end: Option<When>,
    pub deadline: Option<When>,
    pub duration_minutes: Option<u32>,
    pub repeat: Option<Repeat>,
    /// Of a habit that was said to be so many times a day, week or month; `repeat` holds days that fit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rhythm: Option<Rhythm>,
    /// Without the `#`, in the order typed, no repeats.
    pub tags: Vec<String>,
    pub area: Option<String>,
    pub goal: Option<String>,
    pub project: Option<String>,
    pub priority: Option<Priority>,
    pub energy: Option<Energy>,
    pub reminders: Vec<Reminder>,
    /// Web and mail addresses in the words, in order; they stay in the title too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Understood pieces of the input, in order, never overlapping.
    pub spans: Vec<Span>,
    /// 0 to 1: how sure the parser is that it read the words as they were meant.
    pub confidence: f64,
}

impl Draft {
    /// The day this draft is for, if words named one.
    pub fn day(&self) -> Option<Date> {
        self.due.as_ref().or(self.start.as_ref()).map(|when| when.date)
    }
}

/// An address in the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub url: String,
    /// The words of `[words](url)`.
    pub text: Option<String>,
}

/// A piece of the input that was understood. Offsets are bytes of the input, `start..end`, and lie
/// on character boundaries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub start: usize,
    pub end: usize,
    pub kind: SpanKind,
    /// The piece itself, as typed.
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpanKind {
    Date,
    Duration,
    Deadline,
    Repeat,
    Reminder,
    Tag,
    Area,
    Goal,
    Project,
    Priority,
    Energy,
    Kind,
}
