//! The assistant as a state machine: intents, tools, consent, prompts and the [`Model`] port; no IO.
//!
//! [`step`] takes an [`Event`] and answers with [`Effect`]s. A driver carries them out and sends what comes of them
//! back, each with the [`Ticket`] of its effect; an event whose ticket is old is ignored, so the driver may send late
//! answers and need not cancel timers. One [`Agent`] serves one conversation, one turn at a time.
//!
//! Invariants, whatever a model says and whatever order events come in:
//! - a call that needs approval is only ever in [`Effect::Propose`]; one that is never open is in no effect;
//! - a private conversation calls no model that is not on this device;
//! - once something from outside was before the model, proposals say so and stay small;
//! - every turn ends with exactly one [`Effect::Finish`], and [`Event::Stop`] ends it at once.
//!
//! A driver, without the async parts:
//!
//! ```
//! use std::collections::VecDeque;
//! use daymark_agent::*;
//!
//! # let said = Said {
//! #     text: "how are my plans for the week looking to you".into(),
//! #     now: "2026-11-24T09:00[Europe/Berlin]".parse().unwrap(),
//! #     candidates: vec![ModelInfo { provider: "local".into(), model: "tiny".into(), local: true, tools: true }],
//! #     history: vec![], context: vec![], private: true, local_only: false, no_model: false,
//! #     voice: daymark_texts::Voice::new(
//! #         std::sync::Arc::new(daymark_texts::Texts::new("en", &[LOCALES])), jiff::civil::date(2026, 11, 24), Default::default(),
//! #     ),
//! # };
//! let mut agent = Agent::idle();
//! let mut inbox = VecDeque::from([Event::Said(Box::new(said))]);
//! let mut saved = None;
//! while let Some(event) = inbox.pop_front() {
//!     for effect in step(&mut agent, event) {
//!         match effect {
//!             // Handlers of core, as `Actor::Person`.
//!             Effect::RunIntent { ticket, .. } => inbox.push_back(Event::IntentAnswered {
//!                 ticket,
//!                 answer: IntentAnswer::Answered { text: "Done.".into(), citations: vec![] },
//!             }),
//!             // Spawn: `ModelStarted` when `Model::stream` returns, then its chunks, then ended or failed.
//!             Effect::CallModel { ticket, route: _, prompt: _ } => inbox.extend([
//!                 Event::ModelStarted { ticket },
//!                 Event::ModelChunk { ticket, chunk: Chunk::Text("Friday is full.".into()) },
//!                 Event::ModelEnded { ticket },
//!             ]),
//!             Effect::HangUp { .. } => { /* drop the stream of that ticket */ }
//!             // Dispatch as `Audience::Agent`; say whether anything in the reply came from outside.
//!             Effect::RunTool { ticket, .. } => inbox.push_back(Event::ToolReturned {
//!                 ticket,
//!                 result: ToolResult { reply: Ok(serde_json::json!({})), outside: false, summary: String::new(), citations: vec![] },
//!             }),
//!             // Lay out old and new, add to the turn's proposal, run nothing.
//!             Effect::Propose { ticket, changes, .. } => inbox.push_back(Event::Proposed {
//!                 ticket,
//!                 outcomes: vec![Ok("Add 'x'.".into()); changes.len()],
//!             }),
//!             Effect::Withdraw => { /* empty the turn's proposal */ }
//!             Effect::Emit(_event) => { /* send to the client */ }
//!             // Sleep, then `Event::Woke`.
//!             Effect::WakeAfter { .. } => {}
//!             // Save the message, let the proposal stand, emit `Done`.
//!             Effect::Finish(answer) => saved = Some(answer),
//!         }
//!     }
//! }
//! assert_eq!(saved.unwrap().text, "Friday is full.");
//! ```
//!
//! [`prompts::decompose`], [`parse_steps`], [`prompts::repair`] and [`templates::decompose`] break goals into steps;
//! they are functions, and core calls them in that order.

pub mod builtin;
pub mod intents;
pub mod model;
pub mod prompts;
mod schema;
pub mod steps;
pub mod templates;
mod tools;
pub mod turn;

/// What the assistant says by itself. What a model is told stays English: it is no text for people.
pub const LOCALES: daymark_texts::Locales = daymark_texts::locales!["assistant.ftl"];

pub use intents::{Intent, Registry, RegistryError, Routed};
pub use model::{
    Chunk, ChunkStream, Instruction, Model, ModelError, ModelInfo, Prompt, Remedy, Role, ToolCall, ToolSpec,
    Usage,
};
pub use steps::{Repairable, Step, parse_steps};
pub use turn::{
    Agent, Answer, Change, Effect, Event, Heard, IntentAnswer, Limits, Outcome, Said, Ticket, ToolResult,
    step,
};
