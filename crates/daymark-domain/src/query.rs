//! The language of filters: one for lists, the command line, the API and rules.
//!
//! ```text
//! status:open (area:home or #errand) due<=friday -priority:low "call ada" sort:due,-priority limit:20
//! ```
//!
//! A condition is `field OP value`, with `:` or `=` (is one of, values parted by commas), `<`, `<=`,
//! `>`, `>=`; a bare word or a quoted phrase must be in the text; `#tag` is short for `tag:tag`.
//! Conditions side by side must all hold; `or` is weaker, `not` and `-` stronger; parentheses group.
//! `@name` and `filter:name` are what a saved filter asks for ([`Names::filter`]).
//! `sort:`, `group:` and `limit:` say how the found are shown. The words of the language are the
//! same in every language; days are read in the person's own ([`Names::day`]).
//!
//! A text becomes a [`Query`] ([`parse()`]), whose [`std::fmt::Display`] is the canonical form, and
//! then a [`Wanted`] ([`Query::bind`]), where names are ids and days are dates.
//!
//! ```
//! use daymark_domain::query::parse;
//! assert_eq!(parse("due<friday   AND NOT #home").unwrap().to_string(), "due<friday -tag:home");
//! assert_eq!(parse("due<friday (").unwrap_err().at, 11);
//! ```

mod bind;
mod complete;
mod error;
mod parse;
mod saved;

use std::fmt;

pub use bind::{Condition, DayField, MomentField, Names, TextPart, Wanted, priority_rank};
pub use complete::{Completion, CompletionKind, Completions, Known, complete};
pub use error::{QueryError, Trouble};
pub use parse::parse;
pub use saved::same_name;

/// Limits against hostile text.
pub const MOST_CHARACTERS: usize = 4_000;
pub const MOST_CONDITIONS: usize = 100;
pub const MOST_DEPTH: usize = 20;
pub const MOST_ROWS: u32 = 1_000_000;

/// A query as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Holds for everything when there is none.
    pub filter: Option<Expr>,
    pub sort: Vec<SortBy>,
    pub group: Option<Group>,
    pub limit: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// At least two.
    All(Vec<Expr>),
    /// At least two.
    Any(Vec<Expr>),
    Not(Box<Expr>),
    Test(Test),
    /// Words that must be in the text; a phrase in this order.
    Text {
        words: String,
        phrase: bool,
    },
    /// A saved filter and what it asks for. Only binding makes these.
    Saved {
        name: Written,
        inner: Option<Box<Expr>>,
    },
}

/// A field compared with values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    pub field: Field,
    pub compare: Compare,
    /// At least one; several only with [`Compare::Is`].
    pub values: Vec<Written>,
}

/// A value and where it stands.
#[derive(Clone, Debug, Eq)]
pub struct Written {
    pub text: String,
    /// In characters.
    pub at: usize,
    pub end: usize,
}

/// Where a value stands is no part of what it says.
impl PartialEq for Written {
    fn eq(&self, other: &Written) -> bool {
        self.text == other.text
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    Is,
    Less,
    Most,
    More,
    Least,
}

impl Compare {
    pub fn sign(self) -> &'static str {
        match self {
            Compare::Is => ":",
            Compare::Less => "<",
            Compare::Most => "<=",
            Compare::More => ">",
            Compare::Least => ">=",
        }
    }
}

/// An enum whose variants have words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident $word:literal $(| $alias:literal)*;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$item])* $variant),* }

        impl $name {
            pub const ALL: &[$name] = &[$($name::$variant),*];
            pub const WORDS: &[&str] = &[$($word),*];

            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }

            pub fn named(word: &str) -> Option<$name> {
                let word = word.to_ascii_lowercase();
                match word.as_str() {
                    $($word $(| $alias)* => Some($name::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

words! {
    /// What can be asked about.
    Field {
        Status "status";
        Is "is";
        Area "area";
        Goal "goal";
        Tag "tag" | "tags";
        Priority "priority" | "prio";
        /// The planned day or the due day, whichever fits.
        Due "due" | "day";
        /// The planned day alone.
        Start "start" | "planned";
        Deadline "deadline";
        Created "created" | "added";
        Completed "completed" | "finished";
        Estimate "estimate";
        /// What a saved filter asks for, by its name.
        Filter "filter" | "saved";
        Project "project" | "list";
        /// A tag that begins with `@`.
        Context "context";
        /// The tasks that wait for one.
        Blocked "blocked" | "blocked_by" | "depends";
        /// The tasks that one waits for.
        Blocks "blocks" | "blocking";
        /// Who or what is waited for.
        Waiting "waiting" | "waiting_for";
        Sort "sort" | "order";
        Group "group";
        Limit "limit";
    }
}

impl Field {
    /// Its values are days.
    pub fn is_day(self) -> bool {
        matches!(self, Field::Due | Field::Start | Field::Deadline | Field::Created | Field::Completed)
    }

    /// It can be compared with `<` and `>`.
    pub fn ordered(self) -> bool {
        self.is_day() || matches!(self, Field::Priority | Field::Estimate)
    }

    /// It says how the found are shown.
    pub fn shows(self) -> bool {
        matches!(self, Field::Sort | Field::Group | Field::Limit)
    }

    /// The words it knows, where it knows some.
    pub fn choices(self) -> &'static [&'static str] {
        match self {
            Field::Status => &["open", "started", "done", "any"],
            Field::Is => &["inbox", "someday", "started", "open", "done", "subtask", "blocked", "waiting"],
            Field::Priority => &["high", "medium", "none", "low"],
            Field::Area
            | Field::Goal
            | Field::Tag
            | Field::Project
            | Field::Context
            | Field::Blocked
            | Field::Blocks
            | Field::Waiting => &["none", "any"],
            Field::Due | Field::Start | Field::Deadline => &[
                "today",
                "tomorrow",
                "overdue",
                "week",
                "this week",
                "next week",
                "this month",
                "none",
                "any",
            ],
            Field::Created | Field::Completed => {
                &["today", "yesterday", "this week", "last week", "this month", "-7d"]
            }
            Field::Filter => &[],
            Field::Estimate => &["15m", "30m", "1h", "2h", "none", "any"],
            Field::Sort => SortKey::WORDS,
            Field::Group => Group::WORDS,
            Field::Limit => &["10", "20", "50", "100"],
        }
    }
}

words! {
    SortKey {
        Day "due" | "day";
        Start "start" | "planned";
        Deadline "deadline";
        Priority "priority" | "prio";
        Created "created" | "added";
        Completed "completed" | "done" | "finished";
        Title "title";
        Estimate "estimate";
        /// By hand.
        Position "position";
    }
}

impl SortKey {
    /// Without a sign: what a person looks for first comes first.
    pub fn naturally_falls(self) -> bool {
        matches!(self, SortKey::Priority | SortKey::Created | SortKey::Completed)
    }
}

words! {
    Group {
        Area "area";
        Goal "goal";
        Priority "priority" | "prio";
        Status "status";
        Project "project" | "list";
        Day "due" | "day";
    }
}

/// `-` falls, `+` rises, without a sign as the key does naturally.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SortBy {
    pub key: SortKey,
    pub falls: bool,
}

impl fmt::Display for SortBy {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match (self.falls, self.key.naturally_falls()) {
            (true, false) => "-",
            (false, true) => "+",
            _ => "",
        };
        write!(to, "{sign}{}", self.key.word())
    }
}

/// A text as a value of the language, in quotes where it needs them.
pub fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '+');
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}

impl fmt::Display for Test {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}{}", self.field.word(), self.compare.sign())?;
        for (n, value) in self.values.iter().enumerate() {
            write!(to, "{}{}", if n > 0 { "," } else { "" }, quoted(&value.text))?;
        }
        Ok(())
    }
}

impl Expr {
    fn write(&self, to: &mut fmt::Formatter<'_>, inside: bool) -> fmt::Result {
        let join = |to: &mut fmt::Formatter<'_>, parts: &[Expr], between: &str| {
            for (n, part) in parts.iter().enumerate() {
                if n > 0 {
                    to.write_str(between)?;
                }
                part.write(to, true)?;
            }
            Ok(())
        };
        match self {
            Expr::All(parts) | Expr::Any(parts) => {
                let between = if matches!(self, Expr::All(_)) { " " } else { " or " };
                if inside {
                    to.write_str("(")?;
                }
                join(to, parts, between)?;
                if inside {
                    to.write_str(")")?;
                }
                Ok(())
            }
            Expr::Not(part) => {
                to.write_str("-")?;
                part.write(to, true)
            }
            Expr::Test(test) => write!(to, "{test}"),
            Expr::Saved { name, .. } => write!(to, "{}:{}", Field::Filter.word(), quoted(&name.text)),
            Expr::Text { words, phrase: false } => to.write_str(words),
            // Always in quotes: without them the last word may be unfinished.
            Expr::Text { words, phrase: true } => {
                to.write_str("\"")?;
                for c in words.chars() {
                    if matches!(c, '"' | '\\') {
                        to.write_str("\\")?;
                    }
                    write!(to, "{c}")?;
                }
                to.write_str("\"")
            }
        }
    }
}

/// The canonical form: it reads back as the same query.
impl fmt::Display for Query {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut between = "";
        if let Some(filter) = &self.filter {
            filter.write(to, false)?;
            between = " ";
        }
        if !self.sort.is_empty() {
            let keys: Vec<String> = self.sort.iter().map(SortBy::to_string).collect();
            write!(to, "{between}sort:{}", keys.join(","))?;
            between = " ";
        }
        if let Some(group) = self.group {
            write!(to, "{between}group:{}", group.word())?;
            between = " ";
        }
        if let Some(limit) = self.limit {
            write!(to, "{between}limit:{limit}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
