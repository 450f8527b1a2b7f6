//! What every [`Model`] must do, as a test that its implementations run.

use std::time::Duration;

use daymark_agent::{Chunk, Instruction, Model, ModelError, Prompt, Remedy, Role, ToolCall, ToolSpec, Usage};
use futures::StreamExt;
use serde_json::json;

/// Stands in the prompt, and must stand in no error.
pub const PRIVATE: &str = "the doctor at nine";

/// The key that stages give to models that need one; it must stand in no error.
pub const KEY: &str = "sk-suite-very-secret";

/// What a model is about to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Situation {
    /// Says `Hel`, `lo, `, `wörld`; counts 7 and 3 tokens.
    Speaks,
    /// Calls `task_add` with `{"title":"Buy oats"}` and `task_list` with `{}`, with different ids.
    Calls,
    /// Says `Hel`, and then calls `task_list` with `{}`.
    SpeaksAndCalls,
    /// Does not accept the key.
    Unauthorized,
    /// Has to be left alone for 7 seconds.
    Limited,
    /// Wants money.
    Broke,
    /// Gets too long a prompt.
    TooLong,
    /// Has trouble of its own.
    Fails,
    /// Says `Hel`, and the connection breaks.
    CutOff,
    /// Says `Hel`, and then something that is no answer.
    Garbled,
    /// Says `Hel`, and then nothing for longer than anybody waits.
    Stalls,
    /// Does not begin for longer than anybody waits.
    Sleeps,
}

/// Sets models up for situations.
pub trait Stage {
    fn model(&self, situation: Situation) -> Box<dyn Model>;
}

/// What came of a prompt.
#[derive(Debug, Default, PartialEq)]
pub struct Outcome {
    pub text: String,
    pub calls: Vec<ToolCall>,
    pub usage: Option<Usage>,
    pub error: Option<ModelError>,
}

/// Reads an answer to its end; panics when anything follows an error.
///
/// # Panics
///
/// When something follows an error, or the answer takes more than a minute.
pub async fn read(model: &dyn Model, prompt: Prompt) -> Outcome {
    let reading = async {
        let mut outcome = Outcome::default();
        let mut stream = match model.stream(prompt).await {
            Ok(stream) => stream,
            Err(error) => return Outcome { error: Some(error), ..outcome },
        };
        while let Some(chunk) = stream.next().await {
            assert!(outcome.error.is_none(), "nothing follows an error: {chunk:?}");
            match chunk {
                Ok(Chunk::Text(text)) => {
                    assert!(!text.is_empty(), "a piece has something in it");
                    outcome.text.push_str(&text);
                }
                Ok(Chunk::Call(call)) => outcome.calls.push(call),
                Ok(Chunk::Usage(usage)) => {
                    assert_eq!(outcome.usage, None, "tokens are counted once");
                    outcome.usage = Some(usage);
                }
                Err(error) => outcome.error = Some(error),
            }
        }
        outcome
    };
    tokio::time::timeout(Duration::from_secs(60), reading).await.expect("an answer ends")
}

/// A prompt with private words and two tools.
pub fn prompt() -> Prompt {
    let message = |role, text: &str| Instruction { role, text: text.into(), calls: vec![], answers: None };
    let tool = |name: &str| ToolSpec {
        name: name.into(),
        description: "A tool.".into(),
        schema: json!({"type": "object", "properties": {"title": {"type": "string"}}}),
    };
    Prompt {
        messages: vec![message(Role::System, "Be brief."), message(Role::User, &format!("Plan {PRIVATE}."))],
        tools: vec![tool("task_add"), tool("task_list")],
        max_tokens: Some(200),
        ..Prompt::default()
    }
}

/// Runs models through everything expected of them; panics with the broken rule.
///
/// # Panics
///
/// When a rule is broken.
pub async fn model_suite(stage: &dyn Stage) {
    use Situation::{
        Broke, Calls, CutOff, Fails, Garbled, Limited, Sleeps, Speaks, SpeaksAndCalls, Stalls, TooLong,
        Unauthorized,
    };
    let play = async |situation| read(&*stage.model(situation), prompt()).await;

    let model = stage.model(Speaks);
    let info = model.info();
    assert!(!info.provider.is_empty() && !info.model.is_empty(), "a model has a name");
    assert_eq!(model.info(), info, "and keeps it");
    assert!(!model.offered().await.expect("a list of models").is_empty(), "a server offers models");

    let said = play(Speaks).await;
    let usage = Some(Usage { prompt: 7, completion: 3 });
    assert_eq!(said, Outcome { text: "Hello, wörld".into(), usage, ..Outcome::default() }, "Speaks");
    assert_eq!(play(Speaks).await, said, "the same again");

    let called = play(Calls).await;
    assert_eq!(called.error, None, "Calls");
    check_calls(&called.calls, &[("task_add", json!({"title": "Buy oats"})), ("task_list", json!({}))]);
    let both = play(SpeaksAndCalls).await;
    assert_eq!((both.text.as_str(), both.error), ("Hel", None), "SpeaksAndCalls");
    check_calls(&both.calls, &[("task_list", json!({}))]);

    for (situation, remedy, text) in [
        (Unauthorized, Remedy::SignIn, ""),
        (Limited, Remedy::Wait { seconds: Some(7) }, ""),
        (Broke, Remedy::Pay, ""),
        (TooLong, Remedy::Shorten, ""),
        (Fails, Remedy::TryAnother, ""),
        (CutOff, Remedy::TryAnother, "Hel"),
        (Garbled, Remedy::GiveUp, "Hel"),
        (Stalls, Remedy::TryAnother, "Hel"),
        (Sleeps, Remedy::TryAnother, ""),
    ] {
        let outcome = play(situation).await;
        let error = outcome.error.unwrap_or_else(|| panic!("{situation:?} is an error"));
        assert_eq!(error.remedy, remedy, "{situation:?}: {error}");
        assert_eq!(outcome.text, text, "{situation:?}: what was said before is kept");
        assert_eq!(outcome.calls, [], "{situation:?}: half a call is none");
        for secret in [PRIVATE, KEY] {
            assert!(!error.message.contains(secret), "{situation:?} tells secrets: {error}");
        }
        assert!(error.message.ends_with(['.', ']']), "{situation:?}: a sentence: {error}");
    }

    let model = stage.model(Stalls);
    let mut stream = model.stream(prompt()).await.expect("an answer begins");
    let first = stream.next().await.expect("a piece").expect("which is no error");
    assert_eq!(first, Chunk::Text("Hel".into()), "pieces come before the end");
    drop(stream);
}

fn check_calls(calls: &[ToolCall], expected: &[(&str, serde_json::Value)]) {
    let made: Vec<(&str, serde_json::Value)> = calls
        .iter()
        .map(|call| (call.name.as_str(), serde_json::from_str(&call.arguments).expect("arguments are JSON")))
        .collect();
    assert_eq!(made, expected, "calls come whole and in order");
    for (number, call) in calls.iter().enumerate() {
        assert!(!call.id.is_empty(), "a call has an id");
        assert!(calls.iter().skip(number + 1).all(|other| other.id != call.id), "ids are different");
    }
}
