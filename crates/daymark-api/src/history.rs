//! What happened, who did it, and the way back: requests and answers.

use daymark_domain::{Kind, ObjectId};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::FieldChange;

/// Answers a query of the catalogue as the data stood at another time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AsOf {
    /// RFC 3339, a day (its end), or words such as `last tuesday` and `yesterday 5pm`.
    pub at: String,
    /// The query by its name in the catalogue.
    pub call: String,
    pub body: serde_json::Value,
}

/// A query's answer of another time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AsOfReply {
    /// The moment that was meant.
    pub at: Timestamp,
    pub reply: serde_json::Value,
}

/// The changes that made a thing leave or enter the lists it is looked for in, latest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bisect {
    #[schemars(with = "String")]
    pub object: ObjectId,
    /// Only changes of this field, by its name, such as `due`.
    #[serde(default)]
    pub field: Option<String>,
}

/// Undoes one step by its number, or every step of a turn; with `redo`, does it again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UndoStep {
    pub unit: Option<i64>,
    /// A turn of the assistant, by its message.
    pub turn: Option<String>,
    pub redo: bool,
}

/// What undoing a step did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepUndone {
    /// The labels of the steps, latest first.
    pub labels: Vec<String>,
    /// What later steps changed and that therefore stays as it is.
    pub left: Vec<LeftAlone>,
}

/// Something an undo did not take back, because a later step changed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftAlone {
    pub object: ObjectId,
    pub title: String,
    pub field: String,
    /// The later step that changed it.
    pub unit: i64,
    pub label: String,
    /// All of it, as a sentence.
    pub said: String,
}

/// What a unit of work was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    #[default]
    Step,
    Undo,
    Redo,
    /// Recorded, but not a step of the person's work.
    Silent,
}

/// What became of a thing as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LifeChange {
    Made,
    Trashed,
    Restored,
    /// Its making was taken back.
    Unmade,
}

/// One step: in the list of all of them, or of what happened to one thing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    pub unit: i64,
    pub label: String,
    pub at: Timestamp,
    /// `person`, `assistant`, `import taskwarrior`, …
    pub actor: String,
    pub objects: u32,
    pub undone: bool,
    #[serde(default)]
    pub kind: StepKind,
    /// The turn of the assistant that did it, by its message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<String>,
    /// Who did it, in words.
    #[serde(default)]
    pub who: String,
    /// The device it was done on, as hex digits; only in the history of one thing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
    /// Only in the history of one thing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub life: Option<LifeChange>,
    /// Only in the history of one thing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<FieldChange>,
    /// `life` and `changes` in words, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<String>,
}

/// A list in which a thing can be found, or not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum Place {
    Today,
    /// Its day is over, and it waits in Today.
    Waiting,
    Upcoming,
    Inbox,
    Someday,
    Done,
    Area {
        name: String,
    },
    Goal {
        title: String,
    },
    Trash,
    /// Its making was taken back.
    Nowhere,
}

/// One change that a search for a culprit found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cause {
    pub entry: HistoryEntry,
    /// Counts the ops of the device.
    pub op: u64,
    pub left: Vec<Place>,
    pub entered: Vec<Place>,
    /// All of it, as a sentence.
    pub said: String,
}

/// Where a thing is now, and the changes that brought it there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bisected {
    pub object: ObjectId,
    pub kind: Kind,
    pub title: String,
    pub places: Vec<Place>,
    /// `places` as a sentence.
    pub said: String,
    /// Latest first.
    pub causes: Vec<Cause>,
}
