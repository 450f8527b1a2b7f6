//! A thing between two formats, and the list of them that a file holds.

use std::collections::{BTreeMap, BTreeSet};

use daymark_domain::{
    AreaColour, Body, Energy, GoalStatus, Label, ObjectId, Priority, RecurrenceId, Reminder, Repeat, Rule,
    Tag, TaskStatus, TextError, Title, When,
};
use daymark_texts::{Phrase, phrase};
use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::words::{say_when, take_when};
use crate::{Format, MOST_ENTRIES};

/// What an entry is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    Area,
    Goal,
    #[default]
    Task,
    Event,
    Note,
}

impl What {
    pub const ALL: &[What] = &[What::Area, What::Goal, What::Task, What::Event, What::Note];

    pub fn word(self) -> &'static str {
        match self {
            What::Area => "area",
            What::Goal => "goal",
            What::Task => "task",
            What::Event => "event",
            What::Note => "note",
        }
    }

    pub fn parse(word: &str) -> Option<What> {
        What::ALL.iter().copied().find(|what| what.word().eq_ignore_ascii_case(word.trim()))
    }

    pub(crate) fn phrase(self) -> Phrase {
        match self {
            What::Area => phrase!("export-areas"),
            What::Goal => phrase!("export-goals"),
            What::Task => phrase!("export-tasks"),
            What::Event => phrase!("export-events"),
            What::Note => phrase!("export-notes"),
        }
    }
}

/// One thing of a file. What a kind has no use for stays empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    pub what: What,
    /// The line it begins on; 0 when the format has none.
    pub line: u32,
    /// Our own id, in formats that hold it.
    pub id: Option<ObjectId>,
    /// Its name in the file. Made from what it is when the file gives none.
    pub external: String,
    pub title: String,
    pub notes: String,
    pub status: Option<TaskStatus>,
    pub goal_status: Option<GoalStatus>,
    pub colour: Option<AreaColour>,
    pub priority: Option<Priority>,
    pub energy: Option<Energy>,
    /// Names, or ids, of what it belongs to.
    pub area: Option<String>,
    pub goal: Option<String>,
    pub project: Option<String>,
    pub section: Option<String>,
    /// The external name, or the id, of the task that this is a step of.
    pub parent: Option<String>,
    /// Those of the tasks that have to be done before.
    pub blocked_by: Vec<String>,
    pub start: Option<When>,
    /// Also the target of a goal.
    pub due: Option<When>,
    pub deadline: Option<When>,
    pub end: Option<When>,
    pub location: String,
    pub estimate: Option<u32>,
    pub tags: BTreeSet<Tag>,
    pub repeat: Option<Repeat>,
    pub skipped: BTreeSet<RecurrenceId>,
    pub also: BTreeSet<RecurrenceId>,
    /// The external name, or the id, of the series that this is an instance of, and which.
    pub series: Option<(String, RecurrenceId)>,
    pub reminders: Vec<Reminder>,
    pub someday: bool,
    pub created: Option<Timestamp>,
    pub completed: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    /// The provider and the name there, where it came from another program.
    pub source: Option<(String, String)>,
    /// What other programs said of it that no field of ours holds, by format.
    pub foreign: Map<String, Value>,
}

/// The names of all fields beside kind, id, title and notes.
pub(crate) const FIELDS: &[&str] = &[
    "status",
    "priority",
    "energy",
    "area",
    "goal",
    "project",
    "section",
    "parent",
    "blocked_by",
    "start",
    "due",
    "deadline",
    "end",
    "location",
    "estimate",
    "tags",
    "repeat",
    "skipped",
    "also",
    "series",
    "reminders",
    "someday",
    "created",
    "completed",
    "updated",
    "colour",
    "source",
];

pub(crate) fn field_phrase(name: &str) -> Phrase {
    match name {
        "status" => phrase!("export-field-status"),
        "priority" => phrase!("export-field-priority"),
        "energy" => phrase!("export-field-energy"),
        "area" => phrase!("export-field-area"),
        "goal" => phrase!("export-field-goal"),
        "project" => phrase!("export-field-project"),
        "section" => phrase!("export-field-section"),
        "parent" => phrase!("export-field-parent"),
        "blocked_by" => phrase!("export-field-blocked"),
        "start" => phrase!("export-field-start"),
        "due" => phrase!("export-field-due"),
        "deadline" => phrase!("export-field-deadline"),
        "end" => phrase!("export-field-end"),
        "location" => phrase!("export-field-location"),
        "estimate" => phrase!("export-field-estimate"),
        "tags" => phrase!("export-field-tags"),
        "repeat" => phrase!("export-field-repeat"),
        "skipped" => phrase!("export-field-skipped"),
        "also" => phrase!("export-field-also"),
        "series" => phrase!("export-field-series"),
        "reminders" => phrase!("export-field-reminders"),
        "someday" => phrase!("export-field-someday"),
        "created" => phrase!("export-field-created"),
        "completed" => phrase!("export-field-completed"),
        "updated" => phrase!("export-field-updated"),
        "colour" => phrase!("export-field-colour"),
        _ => phrase!("export-field-source"),
    }
}

impl Entry {
    pub fn new(what: What, title: impl Into<String>) -> Entry {
        Entry { what, title: title.into(), ..Entry::default() }
    }

    pub fn done(&self) -> bool {
        self.status == Some(TaskStatus::Completed)
    }

    /// How others in the file name it.
    pub fn name(&self) -> String {
        self.id.map_or_else(|| self.external.clone(), |id| id.to_string())
    }

    /// A field as text; `None` when it says nothing.
    pub fn get(&self, name: &str) -> Option<String> {
        let texts = |items: &[String]| (!items.is_empty()).then(|| items.join(" "));
        match name {
            "status" => match self.what {
                What::Goal => self.goal_status.map(|status| status.word().to_owned()),
                _ => self
                    .status
                    .filter(|&status| status != TaskStatus::Pending)
                    .map(|status| status.word().to_owned()),
            },
            "priority" => self.priority.map(|priority| priority.word().to_owned()),
            "energy" => self.energy.map(|energy| energy.word().to_owned()),
            "area" => self.area.clone(),
            "goal" => self.goal.clone(),
            "project" => self.project.clone(),
            "section" => self.section.clone(),
            "parent" => self.parent.clone(),
            "blocked_by" => texts(&self.blocked_by),
            "start" => self.start.as_ref().map(say_when),
            "due" => self.due.as_ref().map(say_when),
            "deadline" => self.deadline.as_ref().map(say_when),
            "end" => self.end.as_ref().map(say_when),
            "location" => (!self.location.is_empty()).then(|| self.location.clone()),
            "estimate" => self.estimate.map(|minutes| minutes.to_string()),
            "tags" => texts(&self.tags.iter().map(|tag| tag.as_str().to_owned()).collect::<Vec<_>>()),
            "repeat" => self.repeat.as_ref().map(|repeat| {
                if repeat.after_completion { format!("after {}", repeat.rrule) } else { repeat.rrule.clone() }
            }),
            "skipped" => texts(&self.skipped.iter().map(RecurrenceId::to_string).collect::<Vec<_>>()),
            "also" => texts(&self.also.iter().map(RecurrenceId::to_string).collect::<Vec<_>>()),
            "series" => self.series.as_ref().map(|(series, instance)| format!("{series} {instance}")),
            "reminders" => {
                let said = self.reminders.iter().map(|reminder| match reminder {
                    Reminder::MinutesBefore(minutes) => format!("{minutes}m"),
                    Reminder::At(at) => at.to_string(),
                });
                texts(&said.collect::<Vec<_>>())
            }
            "someday" => self.someday.then(|| "yes".to_owned()),
            "created" => self.created.map(|at| at.to_string()),
            "completed" => self.completed.map(|at| at.to_string()),
            "updated" => self.updated.map(|at| at.to_string()),
            "colour" => self.colour.map(|colour| colour.word().to_owned()),
            "source" => self.source.as_ref().map(|(provider, external)| format!("{provider}:{external}")),
            _ => None,
        }
    }

    /// Sets a field from text as [`Entry::get`] writes it, or as people do. `Ok(false)` for a name
    /// that is none; the error is what does not fit.
    pub fn set(&mut self, name: &str, text: &str) -> Result<bool, Phrase> {
        let text = text.trim();
        let name = match FIELDS.iter().find(|field| field.eq_ignore_ascii_case(name)) {
            Some(&name) => name,
            None => return Ok(false),
        };
        if text.is_empty() {
            return Ok(true);
        }
        let shown = || text.chars().take(40).collect::<String>();
        let bad = || phrase!("import-field", field = name, text = shown());
        let some = |text: &str| Some(text.to_owned());
        match name {
            "status" => match self.what {
                What::Goal => self.goal_status = Some(text.parse().map_err(|_| bad())?),
                _ => self.status = Some(status(text).ok_or_else(bad)?),
            },
            "priority" => self.priority = Some(priority(text).ok_or_else(bad)?),
            "energy" => self.energy = Some(text.to_lowercase().parse().map_err(|_| bad())?),
            "area" => self.area = some(text),
            "goal" => self.goal = some(text),
            "project" => self.project = some(text),
            "section" => self.section = some(text),
            "parent" => self.parent = some(text),
            "blocked_by" => self.blocked_by = text.split_whitespace().map(str::to_owned).collect(),
            "start" => self.start = Some(take_when(text).ok_or_else(bad)?),
            "due" => self.due = Some(take_when(text).ok_or_else(bad)?),
            "deadline" => self.deadline = Some(take_when(text).ok_or_else(bad)?),
            "end" => self.end = Some(take_when(text).ok_or_else(bad)?),
            "location" => self.location = text.to_owned(),
            "estimate" => self.estimate = Some(text.parse().map_err(|_| bad())?),
            "tags" => {
                for word in text.split([' ', ',', ';']).filter(|word| !word.is_empty()) {
                    self.tag(word);
                }
            }
            "repeat" => {
                let (rrule, after_completion) = match text.strip_prefix("after ") {
                    Some(rest) => (rest, true),
                    None => (text.strip_prefix("RRULE:").unwrap_or(text), false),
                };
                rrule.parse::<Rule>().map_err(|_| bad())?;
                self.repeat = Some(Repeat { rrule: rrule.to_owned(), after_completion });
            }
            "skipped" => self.skipped = instances(text).ok_or_else(bad)?,
            "also" => self.also = instances(text).ok_or_else(bad)?,
            "series" => {
                let (series, instance) = text.rsplit_once(' ').ok_or_else(bad)?;
                self.series = Some((series.to_owned(), instance.parse().map_err(|_| bad())?));
            }
            "reminders" => {
                let read = |word: &str| match word.strip_suffix('m').and_then(|minutes| minutes.parse().ok())
                {
                    Some(minutes) => Some(Reminder::MinutesBefore(minutes)),
                    None => word.parse().ok().map(Reminder::At),
                };
                let list: Option<Vec<Reminder>> = text.split_whitespace().map(read).collect();
                self.reminders = list.ok_or_else(bad)?;
            }
            "someday" => self.someday = matches!(text.to_lowercase().as_str(), "yes" | "true" | "1" | "x"),
            "created" => self.created = Some(instant(text).ok_or_else(bad)?),
            "completed" => self.completed = Some(instant(text).ok_or_else(bad)?),
            "updated" => self.updated = Some(instant(text).ok_or_else(bad)?),
            "colour" => self.colour = Some(text.parse().map_err(|_| bad())?),
            _ => {
                self.source =
                    text.split_once(':').map(|(provider, external)| (provider.into(), external.into()))
            }
        }
        Ok(true)
    }

    /// Adds a tag; characters that a tag cannot hold become dashes. False where nothing is left.
    pub fn tag(&mut self, word: &str) -> bool {
        let word = word.trim().trim_start_matches(['#', '@']);
        let fit: String = word
            .chars()
            .map(|c| {
                if c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | ':' | '@' | '+') {
                    c
                } else {
                    '-'
                }
            })
            .take(Tag::MOST)
            .collect();
        let tag = Tag::parse(fit.trim_matches('-'));
        tag.is_ok_and(|tag| {
            self.tags.insert(tag);
            true
        })
    }

    /// What a format said of it that no field holds.
    pub fn keep(&mut self, format: Format, fields: Map<String, Value>) {
        if !fields.is_empty() {
            self.foreign.insert(format.word().to_owned(), Value::Object(fields));
        }
    }

    /// What [`Entry::keep`] kept.
    pub fn kept(&self, format: Format) -> impl Iterator<Item = (&String, &Value)> {
        self.foreign.get(format.word()).and_then(Value::as_object).into_iter().flatten()
    }
}

fn status(text: &str) -> Option<TaskStatus> {
    Some(match text.to_lowercase().as_str() {
        "pending" | "open" | "todo" | "no" | "false" | "0" | "needs-action" => TaskStatus::Pending,
        "in_progress" | "in progress" | "started" | "doing" | "in-process" => TaskStatus::InProgress,
        "completed" | "done" | "yes" | "true" | "1" | "x" => TaskStatus::Completed,
        _ => return None,
    })
}

fn priority(text: &str) -> Option<Priority> {
    Some(match text.to_lowercase().as_str() {
        "high" | "h" | "a" | "1" => Priority::High,
        "medium" | "m" | "b" | "2" => Priority::Medium,
        "low" | "l" | "c" | "3" => Priority::Low,
        _ => return None,
    })
}

fn instances(text: &str) -> Option<BTreeSet<RecurrenceId>> {
    text.split_whitespace().map(|word| word.parse().ok()).collect()
}

/// An instant; a day alone is its beginning in UTC.
pub(crate) fn instant(text: &str) -> Option<Timestamp> {
    text.parse().ok().or_else(|| {
        let day: jiff::civil::Date = text.parse().ok()?;
        day.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|at| at.timestamp())
    })
}

/// What a file holds.
#[derive(Debug, Default)]
pub struct Plan {
    pub entries: Vec<Entry>,
    /// What was left out: the line and the reason.
    pub refused: Vec<(u32, Phrase)>,
    /// What could not be carried over, with how often. The phrase is kept by its stored form, so
    /// that equal ones are counted together.
    pub lost: BTreeMap<String, u32>,
    /// What its things are said to come from, where that is not the name of the format.
    pub provider: Option<String>,
}

/// The longest name of a thing elsewhere, in bytes.
const MOST_NAME: usize = 1_000;

impl Plan {
    pub fn lose(&mut self, what: Phrase) {
        *self.lost.entry(what.stored()).or_default() += 1;
    }

    pub(crate) fn refuse(&mut self, line: u32, why: Phrase) {
        self.refused.push((line, why));
    }

    /// Takes an entry in after a look at its words.
    pub(crate) fn push(&mut self, mut entry: Entry) {
        match fit(&mut entry) {
            Ok(lost) => {
                lost.into_iter().for_each(|what| self.lose(what));
                self.entries.push(entry);
            }
            Err(why) => self.refuse(entry.line, why),
        }
    }

    /// Counts what a format said that is kept and not shown.
    pub(crate) fn keep(&mut self, entry: &mut Entry, format: Format, fields: Map<String, Value>) {
        for name in fields.keys() {
            self.lose(phrase!("import-lost-attribute", name = name.chars().take(40).collect::<String>()));
        }
        entry.keep(format, fields);
    }

    /// Gives names to what has none, and says when there is nothing.
    pub(crate) fn finish(mut self, format: Format) -> Result<Plan, Phrase> {
        if self.entries.len() > MOST_ENTRIES {
            return Err(phrase!("import-many", most = MOST_ENTRIES));
        }
        if self.entries.is_empty() && self.refused.is_empty() && self.lost.is_empty() {
            return Err(phrase!("import-nothing", format = format.word()));
        }
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        for entry in &mut self.entries {
            if entry.id.is_none() && entry.external.is_empty() {
                let name = |part: &Option<String>| part.clone().unwrap_or_default();
                let parent = if entry.parent.is_some() { name(&entry.parent) } else { name(&entry.area) };
                entry.external = format!("{}/{parent}/{}", entry.what.word(), entry.title);
            }
            if entry.external.len() > MOST_NAME {
                entry.external = ObjectId::external("long", &entry.external).to_string();
            }
            if entry.id.is_none() {
                let times = seen.entry(format!("{}{}", entry.what.word(), entry.external)).or_default();
                *times += 1;
                if *times > 1 {
                    entry.external = format!("{}#{times}", entry.external);
                }
            }
        }
        Ok(self)
    }
}

/// Makes the words fit: a title that is too long keeps its beginning there and all of it in the
/// notes.
fn fit(entry: &mut Entry) -> Result<Vec<Phrase>, Phrase> {
    let mut lost = Vec::new();
    let most = if entry.what == What::Area { Label::MOST } else { Title::MOST };
    entry.title = match Title::parse(&entry.title) {
        Ok(title) if title.as_str().chars().count() <= most => title.as_str().to_owned(),
        Ok(_) | Err(TextError::TooLong { .. }) => {
            let long = std::mem::take(&mut entry.title);
            let short: String =
                long.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(most - 2).collect();
            entry.notes = if entry.notes.is_empty() { long } else { format!("{long}\n\n{}", entry.notes) };
            format!("{}…", short.trim_end())
        }
        Err(error) => return Err(unfit(&error)),
    };
    entry.notes = match Body::parse(&entry.notes) {
        Ok(notes) => notes.as_str().to_owned(),
        Err(_) => {
            lost.push(phrase!("import-lost-long", most = Body::MOST));
            entry.notes.chars().filter(|c| *c == '\n' || !c.is_control()).take(Body::MOST).collect()
        }
    };
    let location: Vec<&str> = entry
        .location
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect();
    entry.location = location.join(" ").chars().take(500).collect();
    for name in [&mut entry.area, &mut entry.project, &mut entry.section] {
        let label = name.take().map(|label| label.chars().take(Label::MOST).collect::<String>());
        *name = label.and_then(|label| Label::parse(&label).ok()).map(|label| label.as_str().to_owned());
    }
    if entry.reminders.len() > 20 {
        lost.push(phrase!("import-lost-reminders"));
        entry.reminders.truncate(20);
    }
    if entry.done() && entry.completed.is_none() {
        entry.completed = entry.updated.or(entry.created);
    }
    Ok(lost)
}

/// Why words could not be taken.
pub(crate) fn unfit(error: &TextError) -> Phrase {
    match error {
        TextError::Empty { .. } => phrase!("import-no-title"),
        TextError::TooLong { most, .. } => phrase!("import-too-long", most = *most),
        TextError::Character { found, .. } => phrase!("import-character", found = format!("{found:?}")),
    }
}
