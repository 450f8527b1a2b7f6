//! The conversation with the assistant, as clients see it.

use daymark_domain::{ConversationId, MessageId, ObjectId, ProposalId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What happens during a turn, in order; the last is always `Done`.
///
/// Its JSON is what `daymark chat --json` prints, one a line: `{"event":"text","delta":"…"}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum ChatEvent {
    /// The assistant is busy with this: a model, a tool.
    Thinking {
        with: String,
    },
    Text {
        delta: String,
    },
    /// A tool ran; `summary` says what came of it.
    Tool {
        name: String,
        summary: String,
    },
    Proposal {
        proposal: ProposalView,
    },
    Citation {
        citation: Citation,
    },
    /// The text so far is withdrawn: another provider starts over.
    Restart {
        reason: String,
    },
    Done {
        message: MessageView,
    },
}

/// An item or a memory that an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    pub object: ObjectId,
    pub title: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    Person,
    Assistant,
}

/// Where an answer came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum AnsweredBy {
    /// Rules, without a model: the intent's name.
    Intent { intent: String },
    /// A model behind a provider.
    Model { provider: String, model: String },
    /// The responder of last resort.
    BuiltIn,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MessageView {
    pub id: MessageId,
    pub speaker: Speaker,
    /// Plain text with Markdown; clients show it as text, never as HTML.
    pub text: String,
    pub at: Timestamp,
    pub answered_by: Option<AnsweredBy>,
    pub milliseconds: u32,
    pub citations: Vec<Citation>,
    pub proposal: Option<ProposalView>,
    /// What went wrong on the way to this answer, in sentences: a provider that was away.
    pub warnings: Vec<String>,
    /// The person stopped it.
    pub stopped: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConversationView {
    pub id: ConversationId,
    pub title: String,
    pub started_at: Timestamp,
    pub last_at: Timestamp,
    pub messages: Vec<MessageView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationRow {
    pub id: ConversationId,
    pub title: String,
    pub last_at: Timestamp,
    pub messages: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    Waiting,
    Accepted,
    /// Some parts were taken and some were not.
    Partly,
    Rejected,
}

/// A change that waits for consent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProposalView {
    pub id: ProposalId,
    /// What it would do, in a sentence.
    pub title: String,
    pub state: ProposalState,
    pub parts: Vec<ProposalPart>,
    /// Something from outside was in front of the model: every part needs its own look.
    pub tainted: bool,
    pub made_at: Timestamp,
}

/// One thing a proposal would change; can be taken alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProposalPart {
    /// Counts from 1, as people say it.
    pub number: u32,
    /// The thing it is about.
    pub title: String,
    pub verb: PartVerb,
    pub changes: Vec<FieldChange>,
    /// Set once decided.
    pub accepted: Option<bool>,
    /// This part only makes sense when that one is taken too (a step of a goal that is new).
    pub needs: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartVerb {
    Add,
    Change,
    Complete,
    Trash,
    Restore,
}

/// Old and new, side by side, as people read them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    pub field: String,
    pub from: Option<String>,
    pub to: Option<String>,
}
