//! The assistant as a state machine: intents, tools, consent, prompts and the [`Model`] port; no IO.

pub mod builtin;
pub mod intents;
pub mod model;
pub mod prompts;
mod schema;
pub mod steps;
pub mod templates;
mod tools;
pub mod turn;

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
