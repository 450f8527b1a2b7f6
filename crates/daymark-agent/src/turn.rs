//! One exchange with the assistant, as a machine: events in, effects out.
//!
//! The order of a turn: rules answer what rules can answer; then the models of the route, each after the failure of
//! the one before; then the built-in responder, which never fails. Queries that a model asks for run freely. Changes
//! that it asks for are only ever proposed. What is private never reaches a model elsewhere, and what came from
//! outside marks the turn as tainted. None of this rests on a prompt.

mod attempt;
mod begin;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use daymark_api::{AnsweredBy, ChatEvent, Citation};
use daymark_texts::Voice;
use jiff::Zoned;
use serde_json::Value;

use crate::prompts::message;
use crate::{Chunk, Instruction, ModelError, ModelInfo, Prompt, Registry, Role, Routed, Usage};
use begin::Turn;

/// Ties an event to the effect that it answers. An event with an old ticket is ignored, so a driver need not
/// worry about answers that come too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// What was said, with everything a turn may rest on.
#[derive(Clone, Debug)]
pub struct Said {
    pub text: String,
    pub now: Zoned,
    /// Models in the order of the route.
    pub candidates: Vec<ModelInfo>,
    /// Earlier messages of the conversation, oldest first.
    pub history: Vec<Heard>,
    /// What core found that may help: the day, memories. Put before the question, as data.
    pub context: Vec<Heard>,
    /// Nothing of this conversation leaves the device.
    pub private: bool,
    /// Nothing at all leaves the device (a setting).
    pub local_only: bool,
    /// Answer by rules only.
    pub no_model: bool,
    /// How the person is spoken to; knows [`crate::LOCALES`].
    pub voice: Voice,
}

/// A message or a piece of context, and whether it came from outside.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    pub message: Instruction,
    /// From outside (calendar text, mail, web, files, imports), or an answer that was made from such: see
    /// [`Answer::tainted`]. It taints the turn.
    pub outside: bool,
}

/// What core made of an intent.
#[derive(Clone, Debug, PartialEq)]
pub enum IntentAnswer {
    /// Done or answered; a proposal that goes with it was made by core.
    Answered { text: String, citations: Vec<Citation> },
    /// The words did not fit after all (no such task). A model may try; without one, `say` is the answer.
    PassOn { say: String },
}

/// What a query that the model asked for came to.
#[derive(Clone, Debug, PartialEq)]
pub struct ToolResult {
    /// The reply, or a sentence that says what went wrong.
    pub reply: Result<Value, String>,
    /// Something in the reply came from outside.
    pub outside: bool,
    /// What came of it, for people: "5 tasks".
    pub summary: String,
    pub citations: Vec<Citation>,
}

/// A change that the model wants, checked against the schema of its call. Nothing has happened yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Name in the catalogue, such as `task.add`.
    pub name: &'static str,
    pub args: Value,
}

/// What became of one proposed change: what it would do, in a sentence, or why it cannot be proposed.
pub type Outcome = Result<String, String>;

#[derive(Clone, Debug)]
pub enum Event {
    /// The person said something. A turn that is under way is stopped first.
    Said(Box<Said>),
    IntentAnswered {
        ticket: Ticket,
        answer: IntentAnswer,
    },
    /// The server accepted the request.
    ModelStarted {
        ticket: Ticket,
    },
    ModelChunk {
        ticket: Ticket,
        chunk: Chunk,
    },
    ModelEnded {
        ticket: Ticket,
    },
    ModelFailed {
        ticket: Ticket,
        error: ModelError,
    },
    ToolReturned {
        ticket: Ticket,
        result: ToolResult,
    },
    /// Answers [`Effect::Propose`], one outcome for each change in order.
    Proposed {
        ticket: Ticket,
        outcomes: Vec<Outcome>,
    },
    /// The person decided an earlier proposal; the next prompt tells the model.
    ProposalDecided {
        title: String,
        taken: u32,
        left: u32,
        tainted: bool,
    },
    /// The time of an [`Effect::WakeAfter`] is over.
    Woke {
        ticket: Ticket,
    },
    Stop,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Do what the rules understood, as the person's own act, and send [`Event::IntentAnswered`].
    RunIntent { ticket: Ticket, routed: Routed },
    /// Call candidate number `route` of [`Said::candidates`] and send its chunks.
    CallModel { ticket: Ticket, route: usize, prompt: Prompt },
    /// Drop that model's stream.
    HangUp { ticket: Ticket },
    /// Run a query of the catalogue and send [`Event::ToolReturned`]. Always `Access::Freely`.
    RunTool { ticket: Ticket, name: &'static str, args: Value },
    /// Add these changes to the turn's proposal, run none, and send [`Event::Proposed`].
    Propose { ticket: Ticket, changes: Vec<Change>, tainted: bool },
    /// Take back all that this turn has proposed.
    Withdraw,
    /// Tell the client.
    Emit(ChatEvent),
    /// Send [`Event::Woke`] after this many milliseconds. Need not be cancelled: old tickets are ignored.
    WakeAfter { ticket: Ticket, millis: u32 },
    /// The turn is over: save the answer, let its proposal stand and emit `Done`.
    Finish(Box<Answer>),
}

/// The assistant's message, to be saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub text: String,
    pub answered_by: AnsweredBy,
    pub citations: Vec<Citation>,
    /// What went wrong on the way, in sentences.
    pub warnings: Vec<String>,
    pub stopped: bool,
    /// Something from outside was in front of the model. Core keeps it with the message, and gives the message
    /// back with [`Heard::outside`] set.
    pub tainted: bool,
    pub usage: Usage,
}

/// What a turn may use, and how long it waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Model calls of one candidate in a turn; the last is made without tools.
    pub rounds: u32,
    /// Tool calls in a turn.
    pub calls: u32,
    /// Things a tainted turn may propose to change.
    pub tainted_batch: usize,
    /// Things any turn may propose to change.
    pub batch: usize,
    /// Bytes of answer.
    pub text: usize,
    /// Bytes of a tool's reply that are shown to the model.
    pub reply: usize,
    /// Milliseconds until the server accepts the request.
    pub connect: u32,
    /// Milliseconds from then to the first piece; a model on this device may have to be loaded first.
    pub first: u32,
    pub first_local: u32,
    /// Milliseconds between pieces, and for a tool.
    pub stall: u32,
    /// Milliseconds for one whole candidate.
    pub whole: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            rounds: 8,
            calls: 25,
            tainted_batch: 20,
            batch: 500,
            text: 64 * 1024,
            reply: 16 * 1024,
            connect: 10_000,
            first: 30_000,
            first_local: 120_000,
            stall: 20_000,
            whole: 300_000,
        }
    }
}

/// The assistant of one conversation.
///
/// It lives as long as the conversation is open; losing it loses nothing but a question that waits for its answer.
#[derive(Clone, Debug, Default)]
pub struct Agent {
    registry: Arc<Registry>,
    limits: Limits,
    tickets: u64,
    turn: Option<Turn>,
    /// The router's own question, which the next line may answer.
    asked: Option<Routed>,
    /// What the person decided since the last prompt.
    decided: Vec<Heard>,
}

impl Agent {
    /// An assistant that knows these intents and has nothing to do.
    pub fn new(registry: Arc<Registry>, limits: Limits) -> Agent {
        Agent { registry, limits, ..Agent::default() }
    }

    /// An assistant with the standard intents and limits.
    pub fn idle() -> Agent {
        Agent::new(Arc::new(Registry::standard()), Limits::default())
    }

    /// Whether a turn is under way.
    pub fn is_busy(&self) -> bool {
        self.turn.is_some()
    }

    fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }
}

/// Takes in an event and says what to do about it. Events that fit nothing are ignored.
pub fn step(agent: &mut Agent, event: Event) -> Vec<Effect> {
    let mut effects = Vec::new();
    match event {
        Event::Said(said) => {
            begin::stop(agent, &mut effects);
            begin::say(agent, *said, &mut effects);
        }
        Event::IntentAnswered { ticket, answer } => {
            begin::intent_answered(agent, ticket, answer, &mut effects)
        }
        Event::ModelStarted { ticket } => attempt::started(agent, ticket, &mut effects),
        Event::ModelChunk { ticket, chunk } => attempt::chunk(agent, ticket, chunk, &mut effects),
        Event::ModelEnded { ticket } => attempt::ended(agent, ticket, &mut effects),
        Event::ModelFailed { ticket, error } => attempt::failed(agent, ticket, &error, &mut effects),
        Event::ToolReturned { ticket, result } => attempt::tool_returned(agent, ticket, result, &mut effects),
        Event::Proposed { ticket, outcomes } => attempt::proposed(agent, ticket, &outcomes, &mut effects),
        Event::ProposalDecided { title, taken, left, tainted } => {
            let title: String = title.chars().take(120).collect();
            let text = format!("Of the proposal '{title}' the person took {taken} parts and left {left}.");
            agent.decided.push(Heard { message: message(Role::User, text), outside: tainted });
            if agent.decided.len() > 20 {
                agent.decided.remove(0);
            }
        }
        Event::Woke { ticket } => attempt::woke(agent, ticket, &mut effects),
        Event::Stop => begin::stop(agent, &mut effects),
    }
    effects
}
