//! Adapters for the [`Model`](daymark_agent::Model) port.
//!
//! - [`OpenAiCompatible`] talks to any server with OpenAI's chat completions: OpenAI itself, and Ollama,
//!   llama.cpp, LM Studio, vLLM and others on this device or elsewhere. What a server sends is hostile until
//!   parsed: sizes are limited, times are limited, redirects are not followed, odd shapes are tolerated, and
//!   nothing of it reaches a log or an error message.
//! - [`Scripted`] follows a script, needs no network, and always answers the same: for demos and tests.
//!
//! Both pass [`suite::model_suite`]. Errors say what can be done about them
//! ([`Remedy`](daymark_agent::Remedy)); whether and when to ask again is the caller's decision, so nothing
//! here retries.

#![forbid(unsafe_code)]

mod address;
mod http;
mod openai;
mod scripted;
pub mod suite;

pub use address::{Address, AddressError, Lan};
pub use http::{Http, Patience};
pub use openai::OpenAiCompatible;
pub use scripted::{Rule, Script, ScriptError, Scripted, Step, When};
