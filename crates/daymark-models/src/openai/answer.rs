use std::collections::VecDeque;
use std::time::Duration;

use async_openai::types::stream::StreamResponse;
use daymark_agent::{Chunk, ModelError, ModelInfo, Usage};
use futures::StreamExt;
use serde::Deserialize;
use serde_json::Value;
use tokio::time::{Instant, timeout_at};

use super::calls::{CallPiece, Calls, FunctionPiece};
use super::guard::Side;
use super::trouble;
use crate::http::Patience;

/// How long the counts may come after the last piece.
const GRACE: Duration = Duration::from_secs(2);

/// One event of a stream, as tolerant as the servers are different.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Event {
    choices: Option<Vec<Choice>>,
    usage: Option<Counts>,
    error: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Choice {
    index: Option<u64>,
    delta: Option<Delta>,
    /// What a server has that does not stream.
    message: Option<Delta>,
    finish_reason: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Delta {
    /// A text, or a list of parts.
    content: Option<Value>,
    /// Thoughts are no answer, but they show that the model is at work.
    reasoning_content: Option<Value>,
    reasoning: Option<Value>,
    refusal: Option<String>,
    tool_calls: Option<Vec<CallPiece>>,
    /// The form before tools.
    function_call: Option<FunctionPiece>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Counts {
    prompt_tokens: Option<u64>,
    completion_tokens: Option<u64>,
}

/// An answer while it is read.
pub(super) struct Answer {
    info: ModelInfo,
    pieces: StreamResponse<Value>,
    side: Side,
    patience: Patience,
    began: Instant,
    ready: VecDeque<Result<Chunk, ModelError>>,
    calls: Calls,
    usage: Option<Usage>,
    /// The model has begun to work on the answer.
    begun: bool,
    said: bool,
    finished: bool,
    filtered: bool,
    over: bool,
}

impl Answer {
    pub(super) fn new(
        info: ModelInfo,
        pieces: StreamResponse<Value>,
        side: Side,
        patience: Patience,
        began: Instant,
    ) -> Answer {
        Answer {
            info,
            pieces,
            side,
            patience,
            began,
            ready: VecDeque::new(),
            calls: Calls::default(),
            usage: None,
            begun: false,
            said: false,
            finished: false,
            filtered: false,
            over: false,
        }
    }

    /// The next chunk, and what is left of the answer.
    pub(super) async fn next(mut self) -> Option<(Result<Chunk, ModelError>, Answer)> {
        loop {
            if let Some(chunk) = self.ready.pop_front() {
                return Some((chunk, self));
            }
            if self.over {
                return None;
            }
            match timeout_at(self.deadline(), self.pieces.next()).await {
                Ok(Some(Ok(event))) => self.take(event),
                Ok(Some(Err(_))) => self.fail(trouble::broke_off(&self.info)),
                Ok(None) => self.end(),
                Err(_) if self.finished => self.end(),
                Err(_) if self.begun => self.fail(trouble::stalled(&self.info)),
                Err(_) => self.fail(trouble::slow(&self.info)),
            }
        }
    }

    fn deadline(&self) -> Instant {
        let next = if self.finished {
            Instant::now() + GRACE.min(self.patience.stall)
        } else if self.begun {
            Instant::now() + self.patience.stall
        } else {
            self.began + self.patience.first
        };
        next.min(self.began + self.patience.whole)
    }

    fn take(&mut self, event: Value) {
        let Ok(event) = serde_json::from_value::<Event>(event) else {
            return self.fail(trouble::garbage(&self.info));
        };
        if let Some(error) = event.error.filter(|error| !error.is_null()) {
            return self.fail(trouble::reported(&self.info, &error));
        }
        if let Some(counts) = event.usage {
            // Some send the counts with every piece; the last are right.
            let number = |count: Option<u64>| u32::try_from(count.unwrap_or(0)).unwrap_or(u32::MAX);
            self.usage = Some(Usage {
                prompt: number(counts.prompt_tokens),
                completion: number(counts.completion_tokens),
            });
        }
        for choice in event.choices.unwrap_or_default() {
            if choice.index.unwrap_or(0) == 0 {
                self.take_choice(choice);
            }
        }
    }

    fn take_choice(&mut self, choice: Choice) {
        let delta = choice.delta.or(choice.message).unwrap_or_default();
        let mut text = delta.content.as_ref().map(text_of).unwrap_or_default();
        text.push_str(&delta.refusal.unwrap_or_default());
        let thinks =
            [delta.reasoning_content, delta.reasoning].iter().flatten().any(|v| !text_of(v).is_empty());
        self.begun |= thinks || !text.is_empty();
        if !text.is_empty() {
            self.said = true;
            self.ready.push_back(Ok(Chunk::Text(text)));
        }
        let old = delta
            .function_call
            .map(|function| CallPiece { function: Some(function), ..CallPiece::default() });
        for piece in delta.tool_calls.unwrap_or_default().into_iter().chain(old) {
            self.begun = true;
            if !self.calls.add(piece) {
                return self.fail(trouble::garbage(&self.info));
            }
        }
        if let Some(reason) = choice.finish_reason.filter(|reason| !reason.is_empty()) {
            self.finished = true;
            self.filtered = reason == "content_filter";
            self.hand_out_calls();
        }
    }

    fn hand_out_calls(&mut self) {
        for call in self.calls.take() {
            self.said = true;
            self.ready.push_back(Ok(Chunk::Call(call)));
        }
    }

    /// Nothing more comes. Whether the answer is whole is known from the server's word, never from silence.
    fn end(&mut self) {
        if let Some(error) = self.side.error().filter(|_| !self.finished) {
            return self.fail(error);
        }
        if !self.finished && !self.side.is_done() {
            return self.fail(trouble::broke_off(&self.info));
        }
        if !self.calls.is_empty() {
            self.hand_out_calls();
        }
        if !self.said {
            let error =
                if self.filtered { trouble::withheld(&self.info) } else { trouble::silent(&self.info) };
            return self.fail(error);
        }
        if let Some(usage) = self.usage {
            self.ready.push_back(Ok(Chunk::Usage(usage)));
        }
        self.close();
    }

    fn fail(&mut self, error: ModelError) {
        self.ready.push_back(Err(error));
        self.close();
    }

    /// Lets the connection go at once, not when the reader drops the answer.
    fn close(&mut self) {
        self.over = true;
        self.pieces = Box::pin(futures::stream::empty());
    }
}

/// A text, or the texts of a list of parts.
fn text_of(content: &Value) -> String {
    match content {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().filter_map(|part| part.get("text")?.as_str()).collect(),
        _ => String::new(),
    }
}
