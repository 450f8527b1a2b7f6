//! The assistant as a state machine: intents, tools, consent, prompts and the [`Model`] port; no IO.

pub mod model;

pub use model::{
    Chunk, ChunkStream, Instruction, Model, ModelError, ModelInfo, Prompt, Remedy, Role, ToolCall, ToolSpec, Usage,
};
