//! Models that say what the test wrote down, and remember what they were asked.

use std::collections::{BTreeMap, VecDeque};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use daymark_agent::{Chunk, ChunkStream, Model, ModelError, ModelInfo, Prompt, Remedy, ToolCall};
use daymark_core::{ModelSource, ProviderConfig};
use daymark_crypto::Secret;
use futures::StreamExt;
use serde_json::Value;

use crate::Shared;

/// One thing a model does.
#[derive(Clone, Debug)]
pub enum Act {
    Say(String),
    /// A call with arguments as the model wrote them, possibly broken.
    Call(String, String),
    Fail(Remedy, String),
    Wait(Duration),
    /// Says nothing more and does not end.
    Stall,
}

impl Act {
    pub fn say(text: &str) -> Act {
        Act::Say(text.into())
    }

    /// A call of the tool, by its name in the catalogue.
    pub fn call(name: &str, args: Value) -> Act {
        Act::Call(name.replace('.', "_"), args.to_string())
    }

    /// What a server with this trouble does.
    pub fn fail(message: &str) -> Act {
        Act::Fail(Remedy::TryAnother, message.into())
    }
}

#[derive(Debug, Default)]
struct Provider {
    answers: VecDeque<Vec<Act>>,
    prompts: Vec<Prompt>,
}

/// A source of models by the name of their provider.
#[derive(Clone, Debug, Default)]
pub struct FakeModels(Shared<BTreeMap<String, Provider>>);

impl FakeModels {
    /// What the provider answers to its next request.
    pub fn script(&self, provider: &str, acts: impl IntoIterator<Item = Act>) {
        self.0
            .lock()
            .unwrap()
            .entry(provider.into())
            .or_default()
            .answers
            .push_back(acts.into_iter().collect());
    }

    /// What the provider was asked so far.
    pub fn prompts(&self, provider: &str) -> Vec<Prompt> {
        self.0.lock().unwrap().get(provider).map_or(Vec::new(), |provider| provider.prompts.clone())
    }
}

impl ModelSource for FakeModels {
    fn build(&self, config: &ProviderConfig, _key: Option<Secret>) -> Result<Arc<dyn Model>, ModelError> {
        Ok(Arc::new(FakeModel { name: config.name.clone(), local: config.local(), all: self.clone() }))
    }
}

struct FakeModel {
    name: String,
    local: bool,
    all: FakeModels,
}

impl Model for FakeModel {
    fn info(&self) -> ModelInfo {
        ModelInfo { provider: self.name.clone(), model: "fake".into(), local: self.local, tools: true }
    }

    fn stream<'a>(
        &'a self,
        prompt: Prompt,
    ) -> Pin<Box<dyn Future<Output = Result<ChunkStream, ModelError>> + Send + 'a>> {
        let mut all = self.all.0.lock().unwrap();
        let provider = all.entry(self.name.clone()).or_default();
        provider.prompts.push(prompt);
        let nothing = || vec![Act::fail("Nothing is written down for this model to say.")];
        let mut acts: VecDeque<Act> = provider.answers.pop_front().unwrap_or_else(nothing).into();
        Box::pin(async move {
            if let Some(Act::Fail(remedy, message)) = acts.front() {
                return Err(ModelError::new(*remedy, message.clone()));
            }
            acts.make_contiguous();
            let stream = futures::stream::unfold((acts, 0_u32), |(mut acts, calls)| async move {
                loop {
                    match acts.pop_front()? {
                        Act::Say(text) => return Some((Ok(Chunk::Text(text)), (acts, calls))),
                        Act::Call(name, arguments) => {
                            let call = ToolCall { id: format!("call-{calls}"), name, arguments };
                            return Some((Ok(Chunk::Call(call)), (acts, calls + 1)));
                        }
                        Act::Fail(remedy, message) => {
                            return Some((Err(ModelError::new(remedy, message)), (VecDeque::new(), calls)));
                        }
                        Act::Wait(time) => tokio::time::sleep(time).await,
                        Act::Stall => futures::future::pending::<()>().await,
                    }
                }
            });
            Ok(stream.boxed() as ChunkStream)
        })
    }

    fn offered<'a>(&'a self) -> Pin<Box<dyn Future<Output = Result<Vec<String>, ModelError>> + Send + 'a>> {
        Box::pin(async { Ok(vec!["fake".into()]) })
    }
}
