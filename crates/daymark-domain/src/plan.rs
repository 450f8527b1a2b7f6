//! Areas, goals, tasks, events and notes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    AreaId, Body, Cadence, CheckItem, EventId, FilterId, GoalId, Id, Label, NoteId, ProjectId, RecurrenceId,
    Repeat, Rule, SectionId, Series, Tag, TaskId, Title, Waiting, WebLink, When,
};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant),*
        }

        impl $name {
            pub const ALL: &[$name] = &[$($name::$variant),*];

            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                match text {
                    $($word => Ok($name::$variant),)*
                    _ => Err(format!("'{text}' is none of: {}", [$($word),*].join(", "))),
                }
            }
        }
    };
}

pub(crate) use words;

words! {
    /// What an object is.
    Kind {
        Area = "area", Goal = "goal", Task = "task", Event = "event", Note = "note",
        Setting = "setting", Conversation = "conversation", Message = "message", Proposal = "proposal",
        Provider = "provider",
        /// A query that was given a name.
        Filter = "filter",
        Project = "project",
        /// A part of a project.
        Section = "section",
        Habit = "habit",
        Routine = "routine",
        /// An entry of the journal, or the story of a session.
        Entry = "entry",
        Template = "template",
        Attachment = "attachment",
        Memory = "memory",
        /// A calendar that is read from an address.
        Feed = "feed",
        /// A stretch of time that was spent on something.
        Stretch = "stretch",
        /// What a person says about Daymark itself.
        Feedback = "feedback",
    }
}

impl Kind {
    /// Whether a person owns it as a thing: it is found by its name and goes to the trash. What is not
    /// belongs to a machine, or to another thing.
    pub fn is_thing(self) -> bool {
        use Kind::*;
        match self {
            Area | Goal | Task | Event | Note | Filter | Project | Section | Habit | Routine | Entry
            | Template | Attachment | Memory | Feed => true,
            Setting | Conversation | Message | Proposal | Provider | Stretch | Feedback => false,
        }
    }
}

words! {
    /// SelfOS's values; richer states map onto them.
    TaskStatus { Pending = "pending", InProgress = "in_progress", Completed = "completed" }
}
words! {
    /// SelfOS's values.
    GoalStatus { Draft = "draft", Active = "active", Completed = "completed", Archived = "archived" }
}
words! {
    Priority { Low = "low", Medium = "medium", High = "high" }
}
words! {
    /// How much a task asks of a person.
    Energy { Low = "low", Medium = "medium", High = "high" }
}
words! {
    /// The twelve area colours; the look maps each to one that passes WCAG AA on both themes.
    AreaColour {
        Tide = "tide", Leaf = "leaf", Clay = "clay", Rose = "rose", Plum = "plum", Olive = "olive",
        Sky = "sky", Moss = "moss", Amber = "amber", Brick = "brick", Slate = "slate", Iris = "iris",
    }
}

words! {
    /// How the found tasks are laid out.
    ShownAs { List = "list", Board = "board", Table = "table", Tree = "tree" }
}

impl GoalStatus {
    /// Whether a goal may go from this state to `next`. A completed goal is reopened before it is
    /// drafted again; an archived one comes back as active.
    pub fn may_become(self, next: GoalStatus) -> bool {
        use GoalStatus::*;
        self == next
            || matches!(
                (self, next),
                (Draft, Active | Archived)
                    | (Active, Draft | Completed | Archived)
                    | (Completed, Active | Archived)
                    | (Archived, Active)
            )
    }
}

/// Where among its siblings a thing stands: a base-62 fractional key that orders as text, so that
/// a thing can be put between two others without touching them.
pub type Position = String;

/// A part of life.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Area {
    pub id: AreaId,
    pub name: Label,
    pub colour: AreaColour,
    /// What the person wants from this part of life.
    pub intention: Body,
    /// How often it is looked over; `None` is never.
    #[serde(default)]
    pub review: Option<Cadence>,
    #[serde(default)]
    pub reviewed_at: Option<Timestamp>,
    pub position: Position,
    pub created_at: Timestamp,
    pub trashed: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    pub id: GoalId,
    pub title: Title,
    pub notes: Body,
    pub status: GoalStatus,
    pub area: Option<AreaId>,
    /// The goal it is a step towards.
    #[serde(default)]
    pub parent: Option<GoalId>,
    pub target: Option<jiff::civil::Date>,
    pub position: Position,
    pub created_at: Timestamp,
    pub completed_at: Option<Timestamp>,
    pub trashed: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    pub id: TaskId,
    pub title: Title,
    pub notes: Body,
    pub status: TaskStatus,
    pub priority: Option<Priority>,
    pub energy: Option<Energy>,
    pub area: Option<AreaId>,
    pub goal: Option<GoalId>,
    pub parent: Option<TaskId>,
    #[serde(default)]
    pub project: Option<ProjectId>,
    /// Means nothing without a project.
    #[serde(default)]
    pub section: Option<SectionId>,
    pub position: Position,
    /// When the person means to do it.
    pub start: Option<When>,
    /// When it is due; reminders and "today" go by it.
    pub due: Option<When>,
    /// After this it is too late.
    pub deadline: Option<When>,
    pub estimate_minutes: Option<u32>,
    pub tags: BTreeSet<Tag>,
    pub repeat: Option<Repeat>,
    /// Instances that the rule gives and that are passed over.
    pub skipped: BTreeSet<RecurrenceId>,
    pub reminders: Vec<Reminder>,
    /// Put aside on purpose: neither in the inbox nor in Today until asked for.
    pub someday: bool,
    /// Tasks that must be done first. Only open, living ones hold it up.
    #[serde(default)]
    pub blocked_by: BTreeSet<TaskId>,
    #[serde(default)]
    pub waiting: Option<Waiting>,
    /// In order.
    #[serde(default)]
    pub checklist: Vec<CheckItem>,
    #[serde(default)]
    pub links: Vec<WebLink>,
    /// Where it came from, when not typed here: `(provider, external id)`.
    pub source: Option<(String, String)>,
    pub created_at: Timestamp,
    pub completed_at: Option<Timestamp>,
    pub trashed: bool,
}

impl Task {
    /// A task with nothing but a title.
    pub fn new(id: TaskId, title: Title, created_at: Timestamp) -> Task {
        Task {
            id,
            title,
            notes: Body::default(),
            status: TaskStatus::Pending,
            priority: None,
            energy: None,
            area: None,
            goal: None,
            parent: None,
            project: None,
            section: None,
            position: Position::new(),
            start: None,
            due: None,
            deadline: None,
            estimate_minutes: None,
            tags: BTreeSet::new(),
            repeat: None,
            skipped: BTreeSet::new(),
            reminders: Vec::new(),
            someday: false,
            blocked_by: BTreeSet::new(),
            waiting: None,
            checklist: Vec::new(),
            links: Vec::new(),
            source: None,
            created_at,
            completed_at: None,
            trashed: false,
        }
    }

    /// The time that the next instance is reckoned from: when it is due, or planned.
    pub fn anchor(&self) -> Option<&When> {
        self.due.as_ref().or(self.start.as_ref())
    }

    /// The instances from the one at hand on, which is `today` for a task without a day.
    pub fn series(&self, today: jiff::civil::Date, here: &jiff::tz::TimeZone) -> Series {
        let rule: Option<Rule> = self.repeat.as_ref().and_then(|repeat| repeat.rule().ok());
        let start = self.anchor().cloned().unwrap_or_else(|| When::day(today));
        let mut series = Series::new(start, rule.into_iter().collect(), here);
        series.skipped = self.skipped.clone();
        series
    }

    pub fn open(&self) -> bool {
        self.status != TaskStatus::Completed && !self.trashed
    }

    /// Captured and not yet decided: open, and nobody has said when, where or under what.
    pub fn in_inbox(&self) -> bool {
        self.undecided() && self.area.is_none() && self.goal.is_none() && self.project.is_none()
    }

    /// The same, whatever it is filed under: what that is may lie in the trash.
    pub fn undecided(&self) -> bool {
        self.open()
            && !self.someday
            && self.parent.is_none()
            && self.waiting.is_none()
            && self.start.is_none()
            && self.due.is_none()
            && self.deadline.is_none()
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub id: EventId,
    pub title: Title,
    pub notes: Body,
    pub location: String,
    /// A day without a time is an all-day event.
    pub start: When,
    /// Exclusive for timed events; the last day for all-day ones.
    pub end: Option<When>,
    pub area: Option<AreaId>,
    pub repeat: Option<Repeat>,
    /// Instances that the rule gives and that do not take place.
    pub skipped: BTreeSet<RecurrenceId>,
    /// Instances that the rule does not give and that take place all the same.
    pub also: BTreeSet<RecurrenceId>,
    /// Instances that were changed on their own, and the events they are now.
    pub changed: BTreeMap<RecurrenceId, EventId>,
    /// The series and the instance that this event is a changed one of.
    pub instance_of: Option<(EventId, RecurrenceId)>,
    pub reminders: Vec<Reminder>,
    pub source: Option<(String, String)>,
    pub created_at: Timestamp,
    pub trashed: bool,
}

impl Event {
    pub fn all_day(&self) -> bool {
        self.start.time.is_none()
    }

    /// Whether it takes place more than once.
    pub fn repeats(&self) -> bool {
        self.repeat.is_some() || !self.also.is_empty()
    }

    /// When it takes place. A rule that cannot be read (a newer version wrote it) counts as none.
    pub fn series(&self, here: &jiff::tz::TimeZone) -> Series {
        let rule: Option<Rule> = self.repeat.as_ref().and_then(|repeat| repeat.rule().ok());
        let mut series = Series::new(self.start.clone(), rule.into_iter().collect(), here);
        series.also = self.also.clone();
        series.skipped = self.skipped.clone();
        series.changed = self.changed.iter().map(|(id, event)| (*id, event.object())).collect();
        series
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    pub id: NoteId,
    pub title: Title,
    pub body: Body,
    pub area: Option<AreaId>,
    pub goal: Option<GoalId>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub trashed: bool,
}

/// A query that was given a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Filter {
    pub id: FilterId,
    pub title: Label,
    /// As it was typed; see [`crate::query`].
    pub query: String,
    pub colour: Option<AreaColour>,
    pub shown: ShownAs,
    /// It stands in the sidebar.
    pub pinned: bool,
    pub position: Position,
    pub created_at: Timestamp,
    pub trashed: bool,
}

/// When to remind: so long before the thing's time, or at an instant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reminder {
    /// Minutes before the due time (or the start of an event).
    MinutesBefore(u32),
    At(Timestamp),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goal_transitions() {
        use GoalStatus::*;
        let refused = [(Draft, Completed), (Completed, Draft), (Archived, Completed), (Archived, Draft)];
        for &from in GoalStatus::ALL {
            for &to in GoalStatus::ALL {
                assert_eq!(from.may_become(to), !refused.contains(&(from, to)), "{from:?} -> {to:?}");
            }
        }
    }

    #[test]
    fn enums_keep_their_words() {
        for &status in TaskStatus::ALL {
            assert_eq!(status.word().parse(), Ok(status));
            assert_eq!(serde_json::to_value(status).unwrap(), status.word());
        }
        assert!("urgent".parse::<Priority>().unwrap_err().contains("low, medium, high"));
    }
}
