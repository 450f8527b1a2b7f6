//! The rule router: what can be answered without a model.
//!
//! Intents are data: a name, what it is about, examples and patterns ([`Registry::read`]). The words of a language
//! are data too, so that English is only the first. Where rules are not sure they ask one short question or keep
//! out of it; they never guess at a change.

mod pattern;
mod route;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use daymark_api::IntentView;
use jiff::Zoned;

use pattern::{Part, SlotKind};
use words::Words;

macro_rules! intents {
    ($($(#[$doc:meta])* $name:ident $wire:literal,)*) => {
        /// What a person wants, where rules can tell.
        ///
        /// The slots that may come with each are named; they hold the person's raw words.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Intent {
            $($(#[$doc])* $name,)*
            /// An intent that was registered from data, by its name. The agent answers it with the data's own
            /// text; core never sees it.
            Plugin(String),
        }

        impl Intent {
            /// The name in lists, logs and [`daymark_api::AnsweredBy::Intent`].
            pub fn name(&self) -> &str {
                match self {
                    $(Intent::$name => $wire,)*
                    Intent::Plugin(name) => name,
                }
            }

            fn named(name: &str) -> Option<Intent> {
                match name {
                    $($wire => Some(Intent::$name),)*
                    _ => None,
                }
            }

            /// Every intent that ships.
            pub const ALL: &[Intent] = &[$(Intent::$name),*];
        }
    };
}

intents! {
    /// `text`: words for quick add; maybe `list`: the list or area it was put on; maybe `kind`: `event`.
    Add "add",
    /// `text`.
    AddNote "add_note",
    /// `text`: the title, with a target in words where one was said ("Run a 10k by June").
    AddGoal "add_goal",
    /// `what`.
    Complete "complete",
    /// `what`.
    Reopen "reopen",
    /// `what`, `when`.
    Move "move",
    /// `which` (`overdue`, `today`, `movable`), maybe `when`. `movable` leaves what is fixed where it is.
    MoveMany "move_many",
    /// `what`, `area`.
    Refile "refile",
    /// `what`.
    Trash "trash",
    /// `what`.
    Restore "restore",
    Undo "undo",
    Redo "redo",
    /// The day; maybe `when` (absent is today).
    Today "today",
    Inbox "inbox",
    /// All open tasks.
    Tasks "tasks",
    /// `when`: what is due then or by then.
    Due "due",
    /// What has waited past its day.
    Overdue "overdue",
    /// `area`.
    AreaTasks "area_tasks",
    /// `goal`: what is left of it.
    GoalLeft "goal_left",
    Goals "goals",
    Areas "areas",
    /// Maybe `when`: what got done.
    DoneList "done_list",
    /// Maybe `when`: unplanned time.
    FreeTime "free_time",
    /// Maybe `energy` (`low`, `medium`, `high`) and `minutes` (digits).
    Next "next",
    /// Why the last suggestion.
    Why "why",
    /// `text`.
    Find "find",
    /// Maybe `when`.
    PlanDay "plan_day",
    /// `what`; maybe `steps` (digits).
    BreakDown "break_down",
    /// The date and time; the agent answers it, unless there is a `when`: then core says what date that is.
    Clock "clock",
    /// Answered by the agent itself, as are all below: core never sees them.
    Help "help",
    Hello "hello",
    Thanks "thanks",
    /// "yes", "go ahead": consent is not given in words, and the answer says so.
    Consent "consent",
    /// `question`: the key of a question (`ask-…`) about a command with something missing. Nothing is done. `then` and `missing` say which intent and
    /// which slot an answer would fill.
    Clarify "clarify",
}

impl Intent {
    /// Whether it changes something, or proposes to.
    pub fn changes(&self) -> bool {
        matches!(
            self,
            Intent::Add
                | Intent::AddNote
                | Intent::AddGoal
                | Intent::Complete
                | Intent::Reopen
                | Intent::Move
                | Intent::MoveMany
                | Intent::Refile
                | Intent::Trash
                | Intent::Restore
                | Intent::Undo
                | Intent::Redo
                | Intent::BreakDown
        )
    }
}

/// What the rules made of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Routed {
    pub intent: Intent,
    /// The person's raw words by slot name. Core reads dates and finds titles.
    pub slots: BTreeMap<String, String>,
    /// 0 to 1. Below [`UNSURE`] a model is asked instead, where there is one.
    pub confidence: f32,
}

/// Below this a model knows better, where there is one.
pub const UNSURE: f32 = 0.5;

impl Routed {
    /// The words of a slot.
    pub fn slot(&self, name: &str) -> Option<&str> {
        self.slots.get(name).map(String::as_str)
    }
}

/// Why intents cannot be registered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegistryError {
    #[error("The pattern '{pattern}' of the intent '{second}' says the same as one of '{first}'.")]
    DuplicatePattern { pattern: String, first: String, second: String },
    #[error("There are two intents named '{0}'.")]
    DuplicateName(String),
    #[error("The pattern '{pattern}' cannot be read: {reason}.")]
    BadPattern { pattern: String, reason: String },
    #[error("Line {line} cannot be read: {reason}.")]
    BadLine { line: usize, reason: String },
}

/// Fixed words for slots.
type Sets = Vec<(String, String)>;

/// One flat pattern of an intent.
#[derive(Clone, Debug)]
struct Pattern {
    intent: usize,
    parts: Vec<Part>,
    sets: Arc<Sets>,
    weak: bool,
}

#[derive(Clone, Debug)]
struct Spec {
    intent: Intent,
    about: String,
    examples: Vec<String>,
    /// The text of a plug-in's answer.
    answer: String,
    never: Vec<Vec<Part>>,
}

/// The intents that are known, with their patterns.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    words: Words,
    specs: Vec<Spec>,
    patterns: Vec<Pattern>,
    /// What is no business of the rules.
    none: Vec<Vec<Part>>,
    before: Vec<Vec<Part>>,
    after: Vec<Vec<Part>>,
    after_pause: Vec<Vec<Part>>,
    /// Reasons people give, and what they tell of the energy there is.
    excuses: Vec<(Vec<Part>, Sets)>,
    vocabulary: BTreeSet<String>,
    /// Patterns by their first word, in order; those that start with a slot are under "".
    starts: BTreeMap<String, Vec<usize>>,
    /// Shape of a pattern to the name of its intent.
    shapes: BTreeMap<Vec<Part>, Arc<str>>,
}

impl Registry {
    /// The intents that ship with Daymark, in English.
    pub fn standard() -> Registry {
        Registry::in_language(include_str!("../data/en/words.txt"), include_str!("../data/en/intents.txt"))
            .expect("the shipped intents are read in a test")
    }

    /// The words and the intents of a language.
    pub fn in_language(words: &str, intents: &str) -> Result<Registry, RegistryError> {
        let mut registry = Registry { words: Words::read(words), ..Registry::default() };
        registry.before = registry.plain("before")?;
        registry.after = registry.plain("after")?;
        registry.after_pause = registry.plain("after a pause")?;
        for line in registry.words.lines("excuses").to_vec() {
            let (pattern, sets) = settings(&line);
            for parts in pattern::expand(pattern, &registry.words)? {
                registry.excuses.push((parts, sets.clone()));
            }
        }
        registry.read(intents)?;
        Ok(registry)
    }

    fn plain(&self, section: &str) -> Result<Vec<Vec<Part>>, RegistryError> {
        let mut all = Vec::new();
        for line in self.words.lines(section) {
            all.append(&mut pattern::expand(line, &self.words)?);
        }
        Ok(all)
    }

    /// Registers the intents of a file, or none of them.
    ///
    /// A section a name; `about:`, `example:` and `pattern:` lines; `weak:` for a pattern that is easily something
    /// else; `never:` for lines that are something else; `=> slot=words` gives a slot fixed words. A name that is not
    /// one of [`Intent::ALL`] is a plug-in and has an `answer:`, in which `{slot}` stands for the slot's words.
    ///
    /// ```
    /// use daymark_agent::{Intent, Registry};
    /// let mut registry = Registry::standard();
    /// registry.read("[tea]\nabout: Says how long tea draws.\nexample: how long does tea draw\n\
    ///                pattern: how long does {kind_of} tea draw\nanswer: Give {kind_of} tea three minutes.\n").unwrap();
    /// assert!(registry.list().iter().any(|intent| intent.name == "tea"));
    /// ```
    pub fn read(&mut self, text: &str) -> Result<(), RegistryError> {
        let mut next = self.clone();
        let mut section: Option<usize> = None;
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            let bad = |reason: &str| RegistryError::BadLine { line: at + 1, reason: reason.to_owned() };
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                if name.is_empty()
                    || !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
                {
                    return Err(bad("this is not a name"));
                }
                section = match name {
                    "none" => None,
                    _ => Some(next.begin(name)?),
                };
                continue;
            }
            let (key, value) = line.split_once(':').ok_or_else(|| bad("there is no colon"))?;
            let value = value.trim();
            let Some(index) = section else {
                next.none.append(&mut pattern::expand(value, &next.words)?);
                continue;
            };
            match key {
                "pattern" | "weak" => next.add_pattern(index, value, key == "weak")?,
                "never" => {
                    let mut flat = pattern::expand(value, &next.words)?;
                    if let Some(spec) = next.specs.get_mut(index) {
                        spec.never.append(&mut flat);
                    }
                }
                "about" | "example" | "answer" => {
                    if let Some(spec) = next.specs.get_mut(index) {
                        match key {
                            "about" => spec.about = value.to_owned(),
                            "answer" => spec.answer = value.to_owned(),
                            _ => spec.examples.push(value.to_owned()),
                        }
                    }
                }
                _ => return Err(bad("this key is not known")),
            }
        }
        next.starts.clear();
        for (at, pattern) in next.patterns.iter().enumerate() {
            let first = match pattern.parts.first() {
                Some(Part::Word(word) | Part::Colon(word)) => word.to_string(),
                _ => String::new(),
            };
            next.starts.entry(first).or_default().push(at);
            for part in &pattern.parts {
                if let Part::Word(word) | Part::Colon(word) = part
                    && !next.vocabulary.contains(&**word)
                {
                    next.vocabulary.insert(word.to_string());
                }
            }
        }
        *self = next;
        Ok(())
    }

    fn begin(&mut self, name: &str) -> Result<usize, RegistryError> {
        if self.specs.iter().any(|spec| spec.intent.name() == name) {
            return Err(RegistryError::DuplicateName(name.to_owned()));
        }
        let intent = Intent::named(name).unwrap_or_else(|| Intent::Plugin(name.to_owned()));
        self.specs.push(Spec {
            intent,
            about: String::new(),
            examples: Vec::new(),
            answer: String::new(),
            never: Vec::new(),
        });
        Ok(self.specs.len() - 1)
    }

    fn add_pattern(&mut self, intent: usize, line: &str, weak: bool) -> Result<(), RegistryError> {
        let (pattern, sets) = settings(line);
        let sets = Arc::new(sets);
        let name: Arc<str> = self.specs.get(intent).map_or("", |spec| spec.intent.name()).into();
        for parts in pattern::expand(pattern, &self.words)? {
            let shape = shape(&parts);
            match self.shapes.get(&shape) {
                Some(first) if *first != name => {
                    return Err(RegistryError::DuplicatePattern {
                        pattern: pattern.to_owned(),
                        first: first.to_string(),
                        second: name.to_string(),
                    });
                }
                Some(_) => continue,
                None => self.shapes.insert(shape, name.clone()),
            };
            self.patterns.push(Pattern { intent, parts, sets: sets.clone(), weak });
        }
        Ok(())
    }

    /// What is answered without a model.
    pub fn list(&self) -> Vec<IntentView> {
        self.specs
            .iter()
            .filter(|spec| spec.intent != Intent::Clarify)
            .map(|spec| IntentView {
                name: spec.intent.name().to_owned(),
                about: spec.about.clone(),
                examples: spec.examples.clone(),
            })
            .collect()
    }

    /// What the rules make of a line; `None` is a matter for a model.
    ///
    /// ```
    /// # use daymark_agent::{Intent, Registry};
    /// let now = "2026-11-24T09:00[Europe/Berlin]".parse().unwrap();
    /// let routed = Registry::standard().route("can you move lunch to friday?", &now).unwrap();
    /// assert_eq!(routed.intent, Intent::Move);
    /// assert_eq!((routed.slot("what"), routed.slot("when")), (Some("lunch"), Some("friday")));
    /// assert_eq!(Registry::standard().route("I moved to Berlin", &now), None);
    /// ```
    pub fn route(&self, text: &str, now: &Zoned) -> Option<Routed> {
        route::route(self, text, now)
    }

    /// What an answer to the router's own question makes of the command that lacked it.
    pub fn fill(&self, asked: &Routed, text: &str, now: &Zoned) -> Option<Routed> {
        route::fill(self, asked, text, now)
    }

    /// The patterns that a line with this first word may fit, in order.
    fn starting_with(&self, first: Option<&words::Token>) -> impl Iterator<Item = &Pattern> {
        let said = first.into_iter().flat_map(|token| std::iter::once(&token.word).chain(&token.meant));
        let mut found: Vec<usize> = said
            .filter_map(|word| self.starts.get(word))
            .chain(self.starts.get(""))
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        found.into_iter().filter_map(|at| self.patterns.get(at))
    }

    /// The answer of a plug-in, its slots filled in.
    pub(crate) fn plugin_answer(&self, routed: &Routed) -> Option<String> {
        let spec = self.specs.iter().find(|spec| spec.intent == routed.intent)?;
        (!spec.answer.is_empty()).then(|| route::fill_slots(&spec.answer, &routed.slots))
    }
}

/// A pattern without the names of its slots.
fn shape(parts: &[Part]) -> Vec<Part> {
    let empty: Arc<str> = "".into();
    parts
        .iter()
        .map(|part| match part {
            Part::Slot(_, kind) => Part::Slot(empty.clone(), *kind),
            word => word.clone(),
        })
        .collect()
}

/// Splits `pattern => slot=words; slot=words`.
fn settings(line: &str) -> (&str, Sets) {
    let Some((pattern, sets)) = line.split_once("=>") else { return (line.trim(), Vec::new()) };
    let pair = |set: &str| {
        let (name, words) = set.split_once('=')?;
        Some((name.trim().to_owned(), words.trim().to_owned()))
    };
    (pattern.trim(), sets.split(';').filter_map(pair).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> RegistryError {
        let mut registry = Registry::standard();
        let before = registry.list();
        let error = registry.read(text).unwrap_err();
        assert_eq!(registry.list(), before, "a file that is refused changes nothing");
        error
    }

    #[test]
    fn a_pattern_belongs_to_one_intent() {
        let error = refused("[gone]\npattern: (bin|forget about) {thing_of_mine} now\npattern: delete {x}\n");
        assert_eq!(
            error.to_string(),
            "The pattern 'delete {x}' of the intent 'gone' says the same as one of 'trash'."
        );
        assert_eq!(
            refused("[a]\npattern: a b\n[b]\npattern: a [c|b]\n").to_string().matches('\'').count(),
            6
        );
        assert_eq!(refused("[move]\npattern: x\n"), RegistryError::DuplicateName("move".into()));
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_line() {
        for (text, line) in [("[a b]", 1), ("[a]\nwhatever", 2), ("[a]\n\nsay: x", 3)] {
            assert!(matches!(refused(text), RegistryError::BadLine { line: at, .. } if at == line), "{text}");
        }
        assert!(matches!(refused("[a]\npattern: (x"), RegistryError::BadPattern { .. }));
    }

    #[test]
    fn a_plugin_is_listed_and_routed() {
        let mut registry = Registry::standard();
        registry.read("[tea]\nabout: Tea.\nexample: brew tea\npattern: brew {sort} tea\nanswer: Three minutes for {sort}.").unwrap();
        assert_eq!(registry.list().last().unwrap().name, "tea");
        let now = "2026-11-24T09:12[Europe/Berlin]".parse().unwrap();
        let routed = registry.route("please brew green tea", &now).unwrap();
        assert_eq!(routed.intent, Intent::Plugin("tea".into()));
        assert_eq!(registry.plugin_answer(&routed).unwrap(), "Three minutes for green.");
    }

    #[test]
    fn hostile_lines_are_only_words() {
        let registry = Registry::standard();
        let now = "2026-11-24T09:12[Europe/Berlin]".parse().unwrap();
        for text in [
            "move {when} to {what}",
            "add {text}",
            "\u{202e}",
            "  ",
            "???",
            "\"",
            "add \"",
            "' '",
            "done:",
            "note:",
        ] {
            let _ = registry.route(text, &now);
        }
        assert_eq!(registry.route(&"move a to b ".repeat(2_000), &now), None);
        let routed = registry.route("add {question} to my list", &now).unwrap();
        assert_eq!(routed.slot("text"), Some("question"), "edges are trimmed, nothing is filled in");
    }
}
