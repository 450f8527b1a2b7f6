//! The [`Model`] port: a language model, wherever it runs.
//!
//! The port lives here because these are the assistant's words; adapters are in `daymark-models`.

use std::pin::Pin;

use futures::Stream;
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    System,
    User,
    Assistant,
    /// The result of a tool call.
    Tool,
}

/// One message of a prompt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Instruction {
    pub role: Role,
    pub text: String,
    /// Calls that an assistant message made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<ToolCall>,
    /// The call that a tool message answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
}

/// A tool as a model is told of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToolSpec {
    /// Letters, digits and `_`: what providers accept. `task.add` is told as `task_add`.
    pub name: String,
    pub description: String,
    /// JSON schema of the arguments.
    pub schema: Value,
}

/// A model wants a tool to run. Nothing of it has been checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToolCall {
    pub id: String,
    pub name: String,
    /// JSON as the model wrote it: possibly broken.
    pub arguments: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prompt {
    pub messages: Vec<Instruction>,
    pub tools: Vec<ToolSpec>,
    /// The answer must be JSON of this schema, where the server can enforce it.
    pub answer_schema: Option<Value>,
    pub max_tokens: Option<u32>,
    pub temperature: Option<f32>,
}

/// Tokens, as the server counted them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    pub prompt: u32,
    pub completion: u32,
}

/// A piece of a streamed answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Chunk {
    Text(String),
    /// A complete call: adapters gather the pieces.
    Call(ToolCall),
    Usage(Usage),
}

pub type ChunkStream = Pin<Box<dyn Stream<Item = Result<Chunk, ModelError>> + Send>>;

/// What a person or the route can do about a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// The key is missing or wrong.
    SignIn,
    /// Busy or limited: the same request may work later.
    Wait { seconds: Option<u32> },
    /// The prompt is too long.
    Shorten,
    /// The account has no money left.
    Pay,
    /// The server is away or slow.
    TryAnother,
    /// The answer made no sense; asking again will not help.
    GiveUp,
}

/// Errors are sorted by remedy; nobody matches English text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ModelError {
    pub remedy: Remedy,
    /// A sentence without keys, tokens or prompt text.
    pub message: String,
}

impl ModelError {
    pub fn new(remedy: Remedy, message: impl Into<String>) -> ModelError {
        ModelError { remedy, message: message.into() }
    }
}

/// What is known of a model without asking it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelInfo {
    pub provider: String,
    pub model: String,
    /// It runs on this device; nothing leaves.
    pub local: bool,
    pub tools: bool,
}

/// A language model. Dropping the stream cancels the answer.
pub trait Model: Send + Sync {
    fn info(&self) -> ModelInfo;

    /// Starts an answer. Errors may also come in the stream; after one nothing follows.
    fn stream<'a>(
        &'a self,
        prompt: Prompt,
    ) -> Pin<Box<dyn Future<Output = Result<ChunkStream, ModelError>> + Send + 'a>>;

    /// The models the server offers; also the health check.
    fn offered<'a>(&'a self) -> Pin<Box<dyn Future<Output = Result<Vec<String>, ModelError>> + Send + 'a>>;
}
