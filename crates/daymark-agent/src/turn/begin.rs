//! How a turn begins and ends: rules first, a model second, the built-in responder last.

use daymark_api::{AnsweredBy, ChatEvent, Citation};
use daymark_texts::say;

use super::attempt::{self, Attempt};
use super::{Agent, Answer, Effect, IntentAnswer, Said, Ticket};
use crate::builtin::{self, Reason};
use crate::intents::UNSURE;
use crate::{Intent, Routed, Usage};

/// A turn that is under way.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    pub said: Said,
    /// Candidates that may be asked, in order; the first is the next.
    pub route: Vec<usize>,
    pub phase: Phase,
    pub warnings: Vec<String>,
    pub citations: Vec<Citation>,
    pub tainted: bool,
    /// Tool calls so far.
    pub calls: u32,
    pub usage: Usage,
    /// What the rules would say if no model answers.
    pub otherwise: Option<String>,
}

#[derive(Clone, Debug)]
pub(super) enum Phase {
    Intent { ticket: Ticket, timer: Ticket, name: String },
    Model(Box<Attempt>),
}

/// Words of a person longer than this are not read.
const LONGEST: usize = 64 * 1024;

pub(super) fn say(agent: &mut Agent, said: Said, effects: &mut Vec<Effect>) {
    let asked = agent.asked.take();
    let route = eligible(&said);
    let mut turn = Turn {
        phase: Phase::Intent { ticket: Ticket(0), timer: Ticket(0), name: String::new() },
        route,
        warnings: Vec::new(),
        citations: Vec::new(),
        tainted: said.history.iter().chain(&said.context).any(|heard| heard.outside),
        calls: 0,
        usage: Usage::default(),
        otherwise: None,
        said,
    };
    let text = turn.said.text.clone();
    if text.trim().is_empty() {
        let nothing = say!(turn.said.voice, "assistant-nothing-read");
        return finish(turn, nothing, AnsweredBy::BuiltIn, effects);
    }
    if text.len() > LONGEST {
        let too_long = say!(turn.said.voice, "assistant-too-long");
        return finish(turn, too_long, AnsweredBy::BuiltIn, effects);
    }
    let now = turn.said.now.clone();
    let filled = asked.and_then(|asked| agent.registry.fill(&asked, &text, &now));
    let routed = filled.or_else(|| agent.registry.route(&text, &now));
    let Some(routed) = routed.filter(|routed| !better_for_a_model(routed, &turn)) else {
        agent.turn = Some(turn);
        return next_model(agent, effects);
    };
    // What was answered from the person's own words is the person's act, whatever is in the history.
    turn.tainted = false;
    let name = routed.intent.name().to_owned();
    let own = builtin::own(&routed, &now, &turn.said.voice).or_else(|| agent.registry.plugin_answer(&routed));
    match own {
        Some(text) => {
            if routed.intent == Intent::Clarify {
                agent.asked = Some(routed);
            }
            finish(turn, text, AnsweredBy::Intent { intent: name }, effects);
        }
        None => {
            let (ticket, timer) = (agent.ticket(), agent.ticket());
            turn.phase = Phase::Intent { ticket, timer, name };
            agent.turn = Some(turn);
            effects.push(Effect::RunIntent { ticket, routed });
            effects.push(Effect::WakeAfter { ticket: timer, millis: agent.limits.whole });
        }
    }
}

/// The candidates that may be asked. That nothing private leaves the device is decided here and nowhere else.
fn eligible(said: &Said) -> Vec<usize> {
    let stays = said.private || said.local_only;
    let indexes =
        said.candidates.iter().enumerate().filter(|(_, model)| model.local || !stays).map(|(index, _)| index);
    if said.no_model { Vec::new() } else { indexes.collect() }
}

/// Whether rules should leave this to a model that is there to be asked.
fn better_for_a_model(routed: &Routed, turn: &Turn) -> bool {
    let unsure = routed.confidence < UNSURE;
    // "yes" may answer what a model asked.
    let talk = routed.intent == Intent::Consent && !turn.said.history.is_empty();
    !turn.route.is_empty() && (unsure || talk)
}

pub(super) fn intent_answered(
    agent: &mut Agent,
    ticket: Ticket,
    answer: IntentAnswer,
    effects: &mut Vec<Effect>,
) {
    let Some(mut turn) = agent.turn.take() else { return };
    let name = match &turn.phase {
        Phase::Intent { ticket: waiting, name, .. } if *waiting == ticket => name.clone(),
        _ => {
            agent.turn = Some(turn);
            return;
        }
    };
    match answer {
        IntentAnswer::Answered { text, citations } => {
            turn.cite(citations, effects);
            finish(turn, text, AnsweredBy::Intent { intent: name }, effects);
        }
        IntentAnswer::PassOn { say } if turn.route.is_empty() => {
            finish(turn, say, AnsweredBy::Intent { intent: name }, effects);
        }
        IntentAnswer::PassOn { say } => {
            turn.otherwise = Some(say);
            turn.tainted = turn.said.history.iter().chain(&turn.said.context).any(|heard| heard.outside);
            agent.turn = Some(turn);
            next_model(agent, effects);
        }
    }
}

/// Calls the next candidate, or lets the built-in responder answer.
pub(super) fn next_model(agent: &mut Agent, effects: &mut Vec<Effect>) {
    let Some(mut turn) = agent.turn.take() else { return };
    if turn.route.is_empty() {
        let reason = if turn.said.no_model {
            Reason::RulesOnly
        } else if turn.said.candidates.is_empty() {
            Reason::NoModel
        } else if eligible(&turn.said).is_empty() {
            Reason::KeptPrivate
        } else {
            Reason::AllFailed
        };
        let text = turn
            .otherwise
            .take()
            .unwrap_or_else(|| builtin::answer(reason, &turn.said.text, &turn.said.voice));
        return finish(turn, text, AnsweredBy::BuiltIn, effects);
    }
    let route = turn.route.remove(0);
    agent.turn = Some(turn);
    attempt::begin(agent, route, false, effects);
}

/// Emits a text whole and ends the turn with it.
fn finish(turn: Turn, text: String, answered_by: AnsweredBy, effects: &mut Vec<Effect>) {
    effects.push(Effect::Emit(ChatEvent::Text { delta: text.clone() }));
    effects.push(turn.answer(text, answered_by, false));
}

pub(super) fn stop(agent: &mut Agent, effects: &mut Vec<Effect>) {
    let Some(turn) = agent.turn.take() else { return };
    let (text, by) = match &turn.phase {
        Phase::Intent { name, .. } => {
            let text = say!(turn.said.voice, "assistant-stopped");
            (text, AnsweredBy::Intent { intent: name.clone() })
        }
        Phase::Model(attempt) => {
            attempt.hang_up(effects);
            if attempt.has_proposed() {
                effects.push(Effect::Withdraw);
            }
            (attempt.text(), attempt.answered_by(&turn.said))
        }
    };
    effects.push(turn.answer(text, by, true));
}

impl Turn {
    /// The last effect of the turn.
    pub(super) fn answer(self, text: String, answered_by: AnsweredBy, stopped: bool) -> Effect {
        Effect::Finish(Box::new(Answer {
            text,
            answered_by,
            citations: self.citations,
            warnings: self.warnings,
            stopped,
            tainted: self.tainted,
            usage: self.usage,
        }))
    }

    pub(super) fn cite(&mut self, citations: Vec<Citation>, effects: &mut Vec<Effect>) {
        for citation in citations {
            if self.citations.len() < 50 && !self.citations.contains(&citation) {
                effects.push(Effect::Emit(ChatEvent::Citation { citation: citation.clone() }));
                self.citations.push(citation);
            }
        }
    }
}
