//! The nouns and rules of a planned life: areas, goals, tasks, events, notes, drafts, recurrence,
//! and the query language.
//!
//! Ring 0: no IO, no clock, no randomness. `now` is always an argument, ids are made from a
//! timestamp and random bytes that the caller brings, and everything builds for wasm32.
//!
//! Text that a person typed enters through the bounded types in [`text`]; a value that exists is
//! valid, so nothing below has to check it again.
//!
//! ```
//! use daymark_domain::{Tag, Title};
//! assert_eq!(Title::parse("  Call   Ada\u{7} ").unwrap().as_str(), "Call Ada");
//! assert!(Tag::parse("two words").is_err());
//! ```

pub mod attachment;
pub mod draft;
pub mod habit;
pub mod id;
pub mod living;
pub mod plan;
pub mod query;
pub mod rank;
pub mod recurrence;
pub mod structure;
pub mod text;
pub mod when;

pub use attachment::Attachment;
pub use draft::{Draft, DraftKind, Link, Span, SpanKind};
pub use habit::{Habit, Rhythm};
pub use id::AttachmentId;
pub use id::{
    AreaId, CheckId, ConversationId, EventId, FilterId, GoalId, Id, MessageId, NoteId, ObjectId, ProjectId,
    ProposalId, SectionId, TaskId, TemplateId,
};
pub use id::{EntryId, FeedbackId, HabitId, RoutineId, StretchId};
pub use living::{Entry, Feedback, FeedbackKind, Routine, Run, Step, Stretch};
pub use plan::{
    Area, AreaColour, Energy, Event, Filter, Goal, GoalStatus, Kind, Note, Priority, Reminder, ShownAs, Task,
    TaskStatus,
};
pub use recurrence::{Instance, RecurrenceId, Repeat, Rule, RuleError, Series};
pub use structure::{Cadence, CheckItem, Pace, Progress, Project, ProjectStatus, Section, Waiting, WebLink};
pub use text::{Body, Label, Tag, TextError, Title, unspaced};
pub use when::When;
