use std::collections::{BTreeMap, VecDeque};
use std::pin::Pin;
use std::time::Duration;

use daymark_agent::{Chunk, ChunkStream, Model, ModelError, ModelInfo, Prompt, Role, ToolCall, Usage};
use futures::StreamExt;
use serde_json::Value;

mod pattern;
mod schema;
mod script;

pub use script::{Rule, Script, ScriptError, Step, When};

use crate::openai::trouble;

/// A model that follows a [`Script`]: no network, no chance, always the same answer.
///
/// ```
/// use daymark_models::{Script, Scripted};
///
/// let script = r#"{"rules": [{"when": {"said": ["ping"]}, "then": [{"say": "pong"}]}]}"#;
/// let model = Scripted::new("Test", Script::parse(script).unwrap());
/// ```
#[derive(Clone, Debug)]
pub struct Scripted {
    provider: String,
    script: Script,
    patience: Duration,
}

impl Scripted {
    pub fn new(provider: impl Into<String>, script: Script) -> Scripted {
        Scripted { provider: provider.into(), script, patience: Duration::from_secs(20) }
    }

    /// The model of the demo: greets, adds tasks with a tool, breaks goals down, and fails on demand
    /// (`[fail 500]`, `[slow]`, `[garbage]`, `[stall]`, `[cut]`).
    pub fn demo() -> Scripted {
        Scripted::new("Demo", Script::demo())
    }

    /// How long a stalled answer takes until it is given up.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Scripted {
        self.patience = patience;
        self
    }

    /// The acts of an answer, in order.
    fn play(&self, prompt: &Prompt) -> VecDeque<Act> {
        let mut acts = VecDeque::new();
        let Some((rule, captured)) =
            self.script.rules.iter().find_map(|rule| Some((rule, rule.when.fits(prompt)?)))
        else {
            acts.push_back(Act::Fail(trouble::silent(&self.info())));
            return acts;
        };
        let (mut said, mut counted) = (0, None);
        let made = prompt.messages.iter().map(|message| message.calls.len()).sum::<usize>();
        let mut call = made;
        for step in &rule.then {
            match step {
                Step::Say { say, pace_ms } => {
                    let text = pattern::fill(say, &captured);
                    said += text.len();
                    speak(&mut acts, &text, *pace_ms);
                }
                Step::Answer { answer } => {
                    let text = schema::answer(prompt.answer_schema.as_ref(), answer).to_string();
                    said += text.len();
                    speak(&mut acts, &text, 0);
                }
                Step::Call { call: tool, arguments } => {
                    call += 1;
                    let arguments = fill_all(arguments, &captured).to_string();
                    said += arguments.len();
                    let call = ToolCall { id: format!("call_{call}"), name: tool.clone(), arguments };
                    acts.push_back(Act::Give(Chunk::Call(call)));
                }
                Step::Wait { wait_ms } => acts.push_back(Act::Wait(Duration::from_millis(*wait_ms))),
                Step::Count { count: (prompt, completion) } => {
                    counted = Some(Usage { prompt: *prompt, completion: *completion });
                }
                Step::Fail { fail, retry_after, code } => {
                    let status = pattern::fill(fail, &captured).trim().parse().unwrap_or(500);
                    let error = serde_json::json!({"code": code});
                    acts.push_back(Act::Fail(trouble::sorted(&self.info(), status, *retry_after, &error)));
                    return acts;
                }
                Step::Garbage { .. } => {
                    acts.push_back(Act::Fail(trouble::garbage(&self.info())));
                    return acts;
                }
                Step::Cut { .. } => {
                    acts.push_back(Act::Fail(trouble::broke_off(&self.info())));
                    return acts;
                }
                Step::Stall { .. } => {
                    acts.push_back(Act::Wait(self.patience));
                    acts.push_back(Act::Fail(trouble::stalled(&self.info())));
                    return acts;
                }
            }
        }
        let heard = prompt.messages.iter().map(|message| message.text.len()).sum();
        let usage = counted.unwrap_or(Usage { prompt: tokens(heard), completion: tokens(said) });
        acts.push_back(Act::Give(Chunk::Usage(usage)));
        acts
    }
}

impl Model for Scripted {
    fn info(&self) -> ModelInfo {
        ModelInfo {
            provider: self.provider.clone(),
            model: self.script.name.clone(),
            local: true,
            tools: true,
        }
    }

    fn stream<'a>(
        &'a self,
        prompt: Prompt,
    ) -> Pin<Box<dyn Future<Output = Result<ChunkStream, ModelError>> + Send + 'a>> {
        let mut acts = self.play(&prompt);
        Box::pin(async move {
            // Failures before the first piece come at once, as they do from a server that refuses.
            if let Some(Act::Fail(error)) = acts.front() {
                return Err(error.clone());
            }
            let stream = futures::stream::unfold(std::mem::take(&mut acts), |mut acts| async move {
                loop {
                    match acts.pop_front()? {
                        Act::Give(chunk) => return Some((Ok(chunk), acts)),
                        Act::Wait(time) => tokio::time::sleep(time).await,
                        Act::Fail(error) => return Some((Err(error), VecDeque::new())),
                    }
                }
            });
            Ok(stream.boxed() as ChunkStream)
        })
    }

    fn offered<'a>(&'a self) -> Pin<Box<dyn Future<Output = Result<Vec<String>, ModelError>> + Send + 'a>> {
        Box::pin(async { Ok(vec![self.script.name.clone()]) })
    }
}

#[derive(Clone, Debug)]
enum Act {
    Give(Chunk),
    Wait(Duration),
    Fail(ModelError),
}

/// Word by word, as a model does.
fn speak(acts: &mut VecDeque<Act>, text: &str, pace_ms: u64) {
    for (number, word) in text.split_inclusive(' ').enumerate() {
        if pace_ms > 0 && number > 0 {
            acts.push_back(Act::Wait(Duration::from_millis(pace_ms)));
        }
        acts.push_back(Act::Give(Chunk::Text(word.to_owned())));
    }
}

fn fill_all(value: &Value, captured: &BTreeMap<String, String>) -> Value {
    match value {
        Value::String(text) => Value::String(pattern::fill(text, captured)),
        Value::Array(items) => items.iter().map(|item| fill_all(item, captured)).collect(),
        Value::Object(fields) => {
            fields.iter().map(|(name, field)| (name.clone(), fill_all(field, captured))).collect()
        }
        other => other.clone(),
    }
}

/// Four bytes to a token, about.
fn tokens(bytes: usize) -> u32 {
    u32::try_from(bytes.div_ceil(4)).unwrap_or(u32::MAX)
}

/// The last words of the person, and whether a tool has answered since.
fn last_said(prompt: &Prompt) -> (&str, bool) {
    let after_tool = prompt.messages.last().is_some_and(|message| message.role == Role::Tool);
    let said = prompt.messages.iter().rev().find(|message| message.role == Role::User);
    (said.map(|message| message.text.as_str()).unwrap_or_default(), after_tool)
}

#[cfg(test)]
mod tests;
