//! The driver of a turn: carries out the effects that the agent's machine asks for.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use daymark_agent::{
    Agent, Answer, Change, ChunkStream, Effect, Event, Heard, Instruction, IntentAnswer, Limits, Model,
    ModelError, Prompt, Remedy, Role, Said, Ticket, ToolResult, step,
};
use daymark_api::{
    Actor, ApiError, Audience, Caller, ChatEvent, Citation, Code, MessageView, Notice, PartVerb, Say,
    Speaker, TurnStarted, dispatch,
};
use daymark_domain::{ConversationId, Id, MessageId};
use daymark_store::UnitKind;
use daymark_texts::{Phrase, Voice, phrase, say};
use futures::StreamExt;
use serde_json::Value;
use tokio::sync::{mpsc, watch};
use tokio::task::AbortHandle;

use crate::app::{App, settings};
use crate::fault::{Fault, invalid};
use crate::handlers::{Part, chat as stored, chat_write as write, configured, model_of};
use crate::rules;

/// The most characters of one message of the person.
const MOST: usize = 20_000;
/// Messages of a conversation that a model is shown again.
const REMEMBERED: u32 = 20;
/// After this long a conversation starts with a fresh context; its history stays (V-13).
const CONTEXT_HOURS: i64 = 24;

/// The turns that are under way.
#[derive(Default)]
pub(crate) struct Turns {
    next: AtomicU64,
    running: Mutex<BTreeMap<ConversationId, Running>>,
}

struct Running {
    turn: u64,
    stop: watch::Sender<bool>,
    ended: watch::Receiver<bool>,
}

impl Turns {
    pub(crate) fn stop(&self, conversation: ConversationId) {
        if let Some(running) = self.held().get(&conversation) {
            running.stop.send_replace(true);
        }
    }

    pub(crate) async fn stop_all(&self) {
        let waits: Vec<watch::Receiver<bool>> = self
            .held()
            .values()
            .map(|running| {
                running.stop.send_replace(true);
                running.ended.clone()
            })
            .collect();
        for mut ended in waits {
            let _ = tokio::time::timeout(Duration::from_secs(2), ended.wait_for(|ended| *ended)).await;
        }
    }

    fn held(&self) -> std::sync::MutexGuard<'_, BTreeMap<ConversationId, Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// Saves what was said and starts the turn; its events come as notices.
    ///
    /// Boxed here: a turn may call any call of the catalogue, which ends in this one again.
    pub(crate) fn start_turn(
        &self,
        say: Say,
    ) -> Pin<Box<dyn Future<Output = Result<TurnStarted, ApiError>> + Send + '_>> {
        Box::pin(self.begin_turn(say))
    }

    async fn begin_turn(&self, say: Say) -> Result<TurnStarted, ApiError> {
        let text = say.text.trim().to_owned();
        if text.is_empty() || text.chars().count() > MOST {
            return Err(self.refuse(invalid(phrase!("error-say-something", most = MOST))).await);
        }
        let given = say.conversation;
        let provider = say.provider.clone();
        let spoken = text.clone();
        let asked_private = say.private;
        let (conversation, message, history, private) = self
            .commit_as(Actor::Person, "label-said", UnitKind::Silent, None, move |unit| {
                let conversation: ConversationId = given.unwrap_or_else(|| unit.new_id());
                let history = unit.messages(conversation.object(), REMEMBERED)?;
                // A conversation that was private once stays so: a model is shown what was said before.
                let private =
                    asked_private || history.iter().filter_map(stored::stored).any(|message| message.private);
                let view = MessageView {
                    id: unit.new_id(),
                    speaker: Speaker::Person,
                    text: spoken,
                    at: unit.now.timestamp(),
                    answered_by: None,
                    milliseconds: 0,
                    citations: Vec::new(),
                    proposal: None,
                    warnings: Vec::new(),
                    stopped: false,
                };
                let id = view.id;
                write(unit, conversation, &stored::Stored { view, proposal: None, tainted: false, private })?;
                Ok((conversation, id, history, private))
            })
            .await?;
        let now = self.now();
        let fresh = |at: jiff::Timestamp| now.timestamp().duration_since(at).as_hours() < CONTEXT_HOURS;
        let history: Vec<Heard> = history
            .iter()
            .filter_map(stored::stored)
            .filter(|message| fresh(message.view.at))
            .map(|message| Heard {
                message: Instruction {
                    role: if message.view.speaker == Speaker::Person { Role::User } else { Role::Assistant },
                    text: message.view.text,
                    calls: Vec::new(),
                    answers: None,
                },
                outside: message.tainted,
            })
            .collect();
        let models = self.route(provider).await?;
        let (local_only, voice) = self
            .ask(|read, inner| {
                let settings = settings(read)?;
                Ok((settings.local_only, inner.voice_of(&settings)))
            })
            .await?;
        let said = Said {
            text,
            now,
            candidates: models.iter().map(|model| model.info()).collect(),
            history,
            context: Vec::new(),
            private,
            local_only,
            no_model: say.no_model,
            voice,
        };
        let turn = self.inner.turns.next.fetch_add(1, Ordering::Relaxed) + 1;
        let (stop, stopped) = watch::channel(false);
        let (end, ended) = watch::channel(false);
        let before = self.inner.turns.held().insert(conversation, Running { turn, stop, ended });
        if let Some(before) = before {
            before.stop.send_replace(true);
        }
        let app = self.clone();
        let voice = said.voice.clone();
        tokio::spawn(async move {
            Driver::new(app.clone(), conversation, turn, models, private, voice).run(said, stopped).await;
            let mut running = app.inner.turns.held();
            if running.get(&conversation).is_some_and(|running| running.turn == turn) {
                running.remove(&conversation);
            }
            drop(running);
            end.send_replace(true);
        });
        Ok(TurnStarted { conversation, message, turn })
    }

    /// The models of the route: one that was asked for by name, or all in their order. One whose
    /// configuration is refused is left out here and named by `doctor`.
    pub(crate) async fn route(&self, named: Option<String>) -> Result<Vec<Arc<dyn Model>>, ApiError> {
        let mut configs = self.ask(|read, _| configured(read)).await?;
        if let Some(name) = named {
            let lower = name.to_lowercase();
            configs.retain(|config| config.name.to_lowercase() == lower);
            if configs.is_empty() {
                let message = phrase!("error-no-provider-named", name = name);
                let hint = Some(phrase!("error-list-providers"));
                return Err(self.refuse(Fault::Said { code: Code::NotFound, message, hint }).await);
            }
        }
        self.blocking(move |inner| {
            Ok(configs.iter().filter_map(|config| model_of(inner, config).ok()).collect())
        })
        .await
    }
}

struct Driver {
    app: App,
    conversation: ConversationId,
    turn: u64,
    models: Vec<Arc<dyn Model>>,
    message: MessageId,
    started: tokio::time::Instant,
    /// What this turn would change, so far.
    parts: Vec<Part>,
    proposal_title: Option<Phrase>,
    voice: Voice,
    tainted: bool,
    private: bool,
    calls: BTreeMap<Ticket, AbortHandle>,
    to: mpsc::UnboundedSender<Event>,
    from: mpsc::UnboundedReceiver<Event>,
}

impl Driver {
    fn new(
        app: App,
        conversation: ConversationId,
        turn: u64,
        models: Vec<Arc<dyn Model>>,
        private: bool,
        voice: Voice,
    ) -> Driver {
        let (to, from) = mpsc::unbounded_channel();
        let mut random = [0; 10];
        (app.inner.entropy)(&mut random);
        let millis = app.now().timestamp().as_millisecond().max(0) as u64;
        Driver {
            message: Id::of(daymark_domain::ObjectId::new(millis, random)),
            app,
            conversation,
            turn,
            models,
            started: tokio::time::Instant::now(),
            parts: Vec::new(),
            proposal_title: None,
            voice,
            tainted: false,
            private,
            calls: BTreeMap::new(),
            to,
            from,
        }
    }

    async fn run(mut self, said: Said, mut stop: watch::Receiver<bool>) {
        let mut agent = Agent::new(self.app.inner.registry(), Limits::default());
        let mut effects = step(&mut agent, Event::Said(Box::new(said)));
        loop {
            for effect in effects {
                if let Effect::Finish(answer) = effect {
                    self.finish(*answer).await;
                    return;
                }
                self.carry_out(effect).await;
            }
            let event = tokio::select! {
                biased;
                changed = stop.changed() => match changed {
                    Ok(()) => Event::Stop,
                    // The sender lives as long as the turn; without it nobody can stop us.
                    Err(_) => match self.from.recv().await { Some(event) => event, None => return },
                },
                event = self.from.recv() => match event { Some(event) => event, None => return },
            };
            effects = step(&mut agent, event);
        }
    }

    fn emit(&self, event: ChatEvent) {
        self.app.tell(Notice::Chat { conversation: self.conversation, turn: self.turn, event });
    }

    async fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Emit(event) => self.emit(event),
            Effect::RunIntent { ticket, routed } => {
                let ruled = rules::run(&self.app, &self.voice, self.conversation, &routed).await;
                let answer = match ruled {
                    Ok(ruled) => {
                        self.parts = ruled.parts;
                        self.proposal_title = ruled.proposal;
                        ruled.answer
                    }
                    Err(error) => {
                        let hint = error.hint.map(|hint| format!(" {hint}")).unwrap_or_default();
                        IntentAnswer::Answered {
                            text: format!("{}{hint}", error.message),
                            citations: Vec::new(),
                        }
                    }
                };
                let _ = self.to.send(Event::IntentAnswered { ticket, answer });
            }
            Effect::CallModel { ticket, route, prompt } => self.call(ticket, route, prompt),
            Effect::HangUp { ticket } => {
                if let Some(call) = self.calls.remove(&ticket) {
                    call.abort();
                }
            }
            Effect::RunTool { ticket, name, args } => {
                let (app, to) = (self.app.clone(), self.to.clone());
                let turn = self.message.to_string();
                let voice = self.voice.clone();
                tokio::spawn(async move {
                    let caller = Caller { audience: Audience::Agent, actor: Actor::Assistant { turn } };
                    let reply = Box::pin(dispatch(&app, caller, name, args)).await;
                    let _ = to.send(Event::ToolReturned { ticket, result: tool_result(reply, &voice) });
                });
            }
            Effect::Propose { ticket, changes, tainted } => {
                self.tainted |= tainted;
                let mut outcomes = Vec::new();
                for change in changes {
                    outcomes.push(self.try_out(change).await);
                }
                let _ = self.to.send(Event::Proposed { ticket, outcomes });
            }
            Effect::Withdraw => {
                self.parts.clear();
                self.proposal_title = None;
            }
            Effect::WakeAfter { ticket, millis } => {
                let to = self.to.clone();
                tokio::spawn(async move {
                    tokio::time::sleep(Duration::from_millis(millis.into())).await;
                    let _ = to.send(Event::Woke { ticket });
                });
            }
            Effect::Finish(_) => {}
        }
    }

    async fn try_out(&mut self, change: Change) -> Result<String, String> {
        match self.app.try_out(change.name, change.args, self.parts.len() as u32 + 1).await {
            Ok(parts) if parts.is_empty() => Err("That would change nothing.".into()),
            Ok(parts) => {
                let said: Vec<String> =
                    parts.iter().map(|part| format!("{:?} '{}'", part.view.verb, part.view.title)).collect();
                self.parts.extend(parts);
                Ok(format!("{} (waits for the person's consent)", said.join(", ")))
            }
            Err(error) => Err(error.message),
        }
    }

    fn call(&mut self, ticket: Ticket, route: usize, prompt: Prompt) {
        let Some(model) = self.models.get(route).cloned() else {
            let error = ModelError::new(Remedy::TryAnother, "That model is no longer set up.");
            let _ = self.to.send(Event::ModelFailed { ticket, error });
            return;
        };
        let to = self.to.clone();
        let task = tokio::spawn(async move {
            match model.stream(prompt).await {
                Ok(stream) => {
                    let _ = to.send(Event::ModelStarted { ticket });
                    relay(ticket, stream, &to).await;
                }
                Err(error) => {
                    let _ = to.send(Event::ModelFailed { ticket, error });
                }
            }
        });
        self.calls.insert(ticket, task.abort_handle());
    }

    /// Saves the answer, lets its proposal stand, and says that the turn is over.
    async fn finish(mut self, answer: Answer) {
        for call in self.calls.values() {
            call.abort();
        }
        let proposal = if self.parts.is_empty() {
            None
        } else {
            let parts = std::mem::take(&mut self.parts);
            let title = self.proposal_title.take().unwrap_or_else(|| title_of(&parts));
            let tainted = self.tainted || answer.tainted;
            match self.app.keep_proposal(title.into(), self.message.to_string(), parts, tainted).await {
                Ok(view) => {
                    self.emit(ChatEvent::Proposal { proposal: view.clone() });
                    Some(view)
                }
                Err(error) => {
                    tracing::warn!(code = ?error.code, "a proposal could not be kept");
                    None
                }
            }
        };
        let view = MessageView {
            id: self.message,
            speaker: Speaker::Assistant,
            text: answer.text,
            at: self.app.now().timestamp(),
            answered_by: Some(answer.answered_by),
            milliseconds: self.started.elapsed().as_millis() as u32,
            citations: answer.citations,
            proposal: None,
            warnings: answer.warnings,
            stopped: answer.stopped,
        };
        let message = stored::Stored {
            view: view.clone(),
            proposal: proposal.as_ref().map(|p| p.id),
            tainted: answer.tainted,
            private: self.private,
        };
        let conversation = self.conversation;
        let actor = Actor::Assistant { turn: self.message.to_string() };
        let kept = self
            .app
            .commit_as(actor, "label-answered", UnitKind::Silent, None, move |unit| {
                write(unit, conversation, &message)
            })
            .await;
        let mut view = view;
        if let Err(error) = kept {
            view.warnings.push(say!(self.voice, "answer-not-saved", why = error.message));
        }
        self.emit(ChatEvent::Done { message: MessageView { proposal, ..view } });
    }
}

async fn relay(ticket: Ticket, mut stream: ChunkStream, to: &mpsc::UnboundedSender<Event>) {
    while let Some(piece) = stream.next().await {
        let event = match piece {
            Ok(chunk) => Event::ModelChunk { ticket, chunk },
            Err(error) => {
                let _ = to.send(Event::ModelFailed { ticket, error });
                return;
            }
        };
        if to.send(event).is_err() {
            return;
        }
    }
    let _ = to.send(Event::ModelEnded { ticket });
}

/// What a proposal that a model drew up is called.
fn title_of(parts: &[Part]) -> Phrase {
    let [one] = parts else { return phrase!("proposed-changes", count = parts.len()) };
    let title = one.view.title.as_str();
    match one.view.verb {
        PartVerb::Add => phrase!("proposed-add", title = title),
        PartVerb::Change => phrase!("proposed-change", title = title),
        PartVerb::Complete => phrase!("proposed-complete", title = title),
        PartVerb::Trash => phrase!("proposed-trash", title = title),
        PartVerb::Restore => phrase!("proposed-restore", title = title),
    }
}

fn tool_result(reply: Result<Value, ApiError>, voice: &Voice) -> ToolResult {
    match reply {
        Ok(value) => ToolResult {
            outside: from_outside(&value),
            summary: summary(&value, voice),
            citations: citations(&value),
            reply: Ok(value),
        },
        Err(error) => ToolResult {
            summary: if error.code == Code::NotFound {
                say!(voice, "tool-nothing-found")
            } else {
                say!(voice, "tool-refused")
            },
            reply: Err(error.message),
            outside: false,
            citations: Vec::new(),
        },
    }
}

/// Whether something in the reply came from outside: an import names its source.
fn from_outside(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.iter().any(|(key, value)| {
            let own = value.as_array().and_then(|pair| pair.first()).is_some_and(|first| first == "repeat");
            (key == "source" && !value.is_null() && !own) || from_outside(value)
        }),
        Value::Array(list) => list.iter().any(from_outside),
        _ => false,
    }
}

fn summary(value: &Value, voice: &Voice) -> String {
    let list = value
        .as_array()
        .or_else(|| ["tasks", "ranked", "entries"].iter().find_map(|key| value.get(key)?.as_array()));
    match list.map(Vec::len) {
        Some(count) => say!(voice, "tool-found", count = count),
        None => say!(voice, "tool-read"),
    }
}

/// The first few things a reply names.
fn citations(value: &Value) -> Vec<Citation> {
    let mut found = Vec::new();
    collect(value, &mut found);
    found.truncate(8);
    found
}

fn collect(value: &Value, found: &mut Vec<Citation>) {
    match value {
        Value::Object(map) => {
            let id = map
                .get("id")
                .or_else(|| map.get("object"))
                .and_then(Value::as_str)
                .and_then(|id| id.parse().ok());
            let title = map.get("title").and_then(Value::as_str);
            if let (Some(object), Some(title)) = (id, title)
                && !found.iter().any(|citation| citation.object == object)
            {
                found.push(Citation { object, title: title.to_owned() });
            }
            map.values().for_each(|value| collect(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_came_from_outside_is_seen_at_any_depth() {
        assert!(from_outside(&json!({"tasks": [{"title": "x", "source": ["taskwarrior", "1"]}]})));
        assert!(from_outside(&json!([{"source": "ics"}])));
        assert!(!from_outside(&json!({"tasks": [{"source": null}, {"source": ["repeat", "id"]}]})));
    }
}
