//! Words to drafts: quick add, dates, durations, recurrences; no IO.

use daymark_domain::{Draft, DraftKind, Repeat};
use jiff::Zoned;
use jiff::civil::Weekday;

/// What the parser may know about the person and the moment.
#[derive(Clone, Debug)]
pub struct Context {
    /// The moment of typing, in the person's zone.
    pub now: Zoned,
    pub week_start: Weekday,
    /// `24/11` is 24 November, not a refusal.
    pub day_first: bool,
    /// Names that exist, so that `+health` finds "Health".
    pub areas: Vec<String>,
    pub goals: Vec<String>,
    /// Byte ranges of the text that the person tapped to mean "just text".
    pub muted: Vec<(usize, usize)>,
    /// Overrides the guess.
    pub kind: Option<DraftKind>,
}

impl Context {
    /// Weeks from Monday, days before months, no names known, nothing muted.
    pub fn new(now: Zoned) -> Context {
        Context {
            now,
            week_start: Weekday::Monday,
            day_first: true,
            areas: Vec::new(),
            goals: Vec::new(),
            muted: Vec::new(),
            kind: None,
        }
    }
}

/// What a date phrase means.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The first moment; of a day without a time, its midnight.
    pub start: Zoned,
    /// The end where the words named one: exclusive for times, the last day for days.
    pub end: Option<Zoned>,
    pub all_day: bool,
    pub repeat: Option<Repeat>,
}

/// One stretch of a brain dump.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Bytes of the input, `start..end`; the pieces lie end to end and cover all of it.
    pub start: usize,
    pub end: usize,
    /// The line was ticked already (`- [x] …`).
    pub done: bool,
    /// What the line means, its spans counted in the whole input; `None` where nothing but white
    /// space and bullets stands.
    pub draft: Option<Draft>,
}

/// Reads one line of words.
pub fn parse(text: &str, _context: &Context) -> Draft {
    Draft { title: text.split_whitespace().collect::<Vec<_>>().join(" "), ..Draft::default() }
}

/// Reads a date phrase; `None` when the words are not one, or hold more than one.
pub fn when(_text: &str, _context: &Context) -> Option<Found> {
    None
}

/// A repeat in plain English: "Every 2 weeks on Tuesday".
pub fn say(repeat: &Repeat) -> String {
    repeat.rrule.clone()
}

/// Splits a brain dump into drafts, one a line.
pub fn dump(text: &str, context: &Context) -> Vec<Piece> {
    vec![Piece { start: 0, end: text.len(), done: false, draft: Some(parse(text, context)) }]
}
