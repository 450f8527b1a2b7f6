//! Model adapters: OpenAI-compatible servers, scripted.
