//! Words to drafts: quick add, dates, durations, recurrences; no IO and no clock.
//!
//! [`parse`] reads one line as a person types it and says which pieces it understood, as spans of
//! the input. What is not understood stays in the title, word for word. It never guesses twice:
//! the same words at the same moment mean the same thing, on every device.
//!
//! ```
//! use daymark_capture::{Context, parse};
//! let now = "2026-11-21T10:00[Europe/Berlin]".parse().unwrap();
//! let draft = parse("Dentist Tue 3pm for 30m #health !high", &Context::new(now));
//! assert_eq!(draft.title, "Dentist");
//! assert_eq!(draft.due.unwrap().date.to_string(), "2026-11-24");
//! assert_eq!(draft.duration_minutes, Some(30));
//! ```
//!
//! # What is understood
//!
//! Dates (`24 nov`, `24.11.`, `2026-11-24`, `11/24`, `the 3rd`, `tomorrow`, `in two weeks`, `next
//! fri`, `this weekend`, `end of month`, `the 2nd tuesday of june`, `a week from friday`, `two days
//! after christmas`, `in 3 business days`, `week 50`), times (`3pm`, `15:00`, `at 1530`, `at 7`, `half
//! past 8`, `noon`, `tomorrow morning`, `after lunch`), zones (`3pm CET`, `15:00 New York time`,
//! `UTC+2`), ranges (`2-3pm`, `nov 24-26`, `fri 10pm to sat 6am`), lengths (`for 30m`, `1h30`, `half
//! an hour`), deadlines (`by friday`, `before june`, `within two weeks`), starts (`starting monday`),
//! repeats (`every other tue`, `every! 3 days`, `on the last friday of every month until june`, `every
//! weekday except friday`, `last working day of every month`, `twice a week`, `at 8am and 8pm
//! daily`, `every 4th thursday of november`, `quarterly`), reminders (`remind me an hour before`), and
//! signs: `#tag`, `+Area` or `area:x`, `goal:x`, `project:x`, `!high` `!1` `!!!` `p1` or "high
//! priority" at the end, `~low` or `energy:low`, and `event:`, `task:`, `habit:` or `note:` in front.
//! `@` is not a sign: it belongs to addresses and times ("@ 3pm"). Other planners' signs are a
//! [`Dialect`].
//!
//! Dates that lie behind (`yesterday`, `2 days ago`, `last friday`) are no plan and stay words in
//! [`parse`]; [`when`] reads them, as a question or a log means them.
//!
//! Where words leave a choice, `calendar` takes it for days and `clock` for hours: 1 to 6 without
//! am or pm are afternoon, a bare hour that has passed today means its evening half. Parts of a day
//! stand for an hour: morning 9, afternoon 14, evening 19, night 20; midnight ends the day it is
//! said of. A time without a day is today if it lies ahead, else tomorrow.
//!
//! # What is left alone
//!
//! Quoted text, web and mail addresses, muted ranges, everything behind the first 2,000
//! characters, and a note's text (only its signs are read). Words that are more often something
//! else than a date need company: see the `[rules.text]` of `lang/en.txt`. A weekday that opens a
//! text is a name unless a word of a plan follows ("friday harbor map").
//!
//! # Languages
//!
//! Words and phrases live in a data file that [`Lexicon::read`] reads; the code knows none. English,
//! German, Spanish and French come with the crate ([`Language`]); how to add one stands at the head
//! of `lang/en.txt`. The signs (`#`, `+`, `!`, `p1`) are the same everywhere, and what [`say`] says is
//! English. How well each is read is measured over `tests/corpus/`.

mod calendar;
mod clock;
mod compose;
mod count;
mod dump;
mod grammar;
mod lexicon;
mod repeat;
mod say;
mod scan;
mod sigil;
mod title;
mod token;

use daymark_domain::{Draft, DraftKind, Repeat, When};
use jiff::Zoned;
use jiff::civil::Weekday;

pub use dump::{Piece, dump, dump_in};
pub use lexicon::{Language, Lexicon, LexiconError};
pub use say::say;

/// Characters of a text that are read for meaning; the rest is title.
pub const UNDERSTOOD_MOST: usize = 2_000;

/// What the parser may know about the person and the moment.
#[derive(Clone, Debug)]
pub struct Context {
    /// The moment of typing, in the person's zone.
    pub now: Zoned,
    pub week_start: Weekday,
    /// `3/4` is 3 April. Where one order makes no date, the other is tried.
    pub day_first: bool,
    /// Names that exist, so that `+health` finds "Health".
    pub areas: Vec<String>,
    pub goals: Vec<String>,
    /// Byte ranges of the text that the person tapped to mean "just text".
    pub muted: Vec<(usize, usize)>,
    /// Overrides the guess.
    pub kind: Option<DraftKind>,
    /// Whose words are read.
    pub language: Language,
    /// Whose signs are read.
    pub dialect: Dialect,
    /// What "next friday" means.
    pub next_weekday: NextWeekday,
    /// Nothing but a date is asked for, which may lie behind: "yesterday", "last friday", "june".
    pub dates_only: bool,
    /// "meditate every day" is a habit without being told; otherwise it is a task that repeats.
    pub habits: bool,
}

/// Whose signs are read. Words are the same in all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// `#tag +Area !high p1 ~low`
    #[default]
    Daymark,
    /// `#Project @label p1`
    Todoist,
    /// `#tag +project @fri 4pm`
    SuperProductivity,
    /// `*label +project !1` (1 is low, 3 and above are high)
    Vikunja,
    /// `+tag project:x due:tomorrow scheduled:mon priority:H recur:weekly`
    Taskwarrior,
}

impl Dialect {
    pub const ALL: [Dialect; 5] = [
        Dialect::Daymark,
        Dialect::Todoist,
        Dialect::SuperProductivity,
        Dialect::Vikunja,
        Dialect::Taskwarrior,
    ];

    /// The word of a setting.
    pub fn code(self) -> &'static str {
        match self {
            Dialect::Daymark => "daymark",
            Dialect::Todoist => "todoist",
            Dialect::SuperProductivity => "superproductivity",
            Dialect::Vikunja => "vikunja",
            Dialect::Taskwarrior => "taskwarrior",
        }
    }

    /// The dialect of a setting: `todoist`, `superproductivity`, `vikunja`, `taskwarrior`,
    /// `daymark`.
    pub fn named(name: &str) -> Option<Dialect> {
        let name = name.to_ascii_lowercase().replace(['-', '_', ' '], "");
        Dialect::ALL.into_iter().find(|dialect| dialect.code() == name)
    }
}

/// What "next friday" means. On a Wednesday the 4th, with weeks from Monday, it may be the 13th
/// (the Friday of next week), the 6th (the nearest) or the 13th (the one after the nearest); on a
/// Sunday the 8th, the 13th, the 13th or the 20th.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NextWeekday {
    #[default]
    OfNextWeek,
    Nearest,
    AfterNearest,
}

impl NextWeekday {
    /// The meaning that a setting names: `of_next_week`, `nearest`, `after_nearest`.
    pub fn named(name: &str) -> Option<NextWeekday> {
        Some(match name {
            "of_next_week" => NextWeekday::OfNextWeek,
            "nearest" => NextWeekday::Nearest,
            "after_nearest" => NextWeekday::AfterNearest,
            _ => return None,
        })
    }
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
            language: Language::default(),
            dialect: Dialect::default(),
            next_weekday: NextWeekday::default(),
            dates_only: false,
            habits: false,
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

/// Reads one line of words. Any text gives a draft; the title is empty where every word was
/// understood as something else.
pub fn parse(text: &str, context: &Context) -> Draft {
    parse_in(Lexicon::spoken(context.language, context.dialect), text, context)
}

/// [`parse`] in a language.
pub fn parse_in(lexicon: &Lexicon, text: &str, context: &Context) -> Draft {
    let read = text.get(..understood(text)).unwrap_or_default();
    let regions = sigil::regions(read, lexicon, context);
    let tokens = token::tokens(read, &regions, lexicon);
    let reader = grammar::Reader::new(&tokens, lexicon, context);
    let phrases = scan::scan(&reader);
    let mut draft = compose::compose(text, &reader, &regions, &phrases);
    if read.len() < text.len() {
        draft.confidence *= 0.5;
    }
    draft
}

/// Bytes of the text that are read, up to the last white space within the bound.
fn understood(text: &str) -> usize {
    match text.char_indices().nth(UNDERSTOOD_MOST) {
        None => text.len(),
        Some((most, _)) => text.get(..most).and_then(|text| text.rfind(char::is_whitespace)).unwrap_or(0),
    }
}

/// Reads a date phrase; `None` when the words are not one, or say more than a date. Where the
/// person's language has no such words, English is tried: scripts and models speak it, and a whole
/// text that is a date in English is nothing else in another language.
pub fn when(text: &str, context: &Context) -> Option<Found> {
    let read = |language| when_in(Lexicon::spoken(language, context.dialect), text, context);
    let foreign = context.language != Language::English;
    read(context.language).or_else(|| foreign.then(|| read(Language::English)).flatten())
}

/// [`when`] in a language.
pub fn when_in(lexicon: &Lexicon, text: &str, context: &Context) -> Option<Found> {
    let context = Context { kind: Some(DraftKind::Event), dates_only: true, ..context.clone() };
    let draft = parse_in(lexicon, text, &context);
    if !draft.title.is_empty() {
        return None;
    }
    let start = draft.start.or(draft.due).or(draft.deadline)?;
    let zone = context.now.time_zone();
    let zoned = |when: &When| when.instant(zone).to_zoned(zone.clone());
    Some(Found {
        start: zoned(&start),
        end: draft.end.as_ref().map(zoned),
        all_day: start.time.is_none(),
        repeat: draft.repeat,
    })
}
