//! What is being said: the turns that are under way, whichever screen shows them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use daymark_api::domain::{ConversationId, MessageId};
use daymark_api::{ChatEvent, Citation, MessageView, Notice, ProposalView, Say, StopTurn};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::query::{self, Hearing};
use crate::signal::{Signal, Watched, use_signal};
use crate::toast;

/// A turn while it goes on, and its message until the conversation has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Live {
    pub turn: u64,
    /// What it is busy with: a model, a tool.
    pub thinking: Option<String>,
    pub text: String,
    /// What its tools came to.
    pub tools: Vec<String>,
    pub proposals: Vec<ProposalView>,
    pub citations: Vec<Citation>,
    /// Why it started over.
    pub restarted: Option<String>,
    pub done: Option<MessageView>,
}

impl Live {
    /// Takes in what happened.
    pub fn hear(&mut self, event: &ChatEvent) {
        match event {
            ChatEvent::Thinking { with } => self.thinking = Some(with.clone()),
            ChatEvent::Text { delta } => {
                self.thinking = None;
                self.text.push_str(delta);
            }
            ChatEvent::Tool { summary, .. } => self.tools.push(summary.clone()),
            ChatEvent::Proposal { proposal } => {
                match self.proposals.iter_mut().find(|other| other.id == proposal.id) {
                    Some(other) => *other = proposal.clone(),
                    None => self.proposals.push(proposal.clone()),
                }
            }
            ChatEvent::Citation { citation } => {
                if !self.citations.contains(citation) {
                    self.citations.push(citation.clone());
                }
            }
            ChatEvent::Restart { reason } => {
                *self = Live { turn: self.turn, restarted: Some(reason.clone()), ..Live::default() };
            }
            ChatEvent::Done { message } => self.done = Some(message.clone()),
        }
    }
}

/// Words that were sent and are not yet in the conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    pub conversation: Option<ConversationId>,
    pub text: String,
    /// How many messages the conversation had.
    pub seen: usize,
    /// The message that will hold the answer.
    pub answer: Option<MessageId>,
}

/// Who is to answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Ask {
    /// Whoever the settings say.
    #[default]
    Anyone,
    /// Rules only.
    NoModel,
    Provider(String),
}

/// How a conversation is held.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Manner {
    pub private: bool,
    pub ask: Ask,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chat {
    /// The one that is shown; `None` is a new one.
    pub conversation: Option<ConversationId>,
    pub lives: BTreeMap<ConversationId, Rc<Live>>,
    pub sent: Option<Sent>,
    /// By conversation; the one without an id is the new one.
    pub manners: BTreeMap<Option<ConversationId>, Manner>,
    pub draft: String,
}

impl Chat {
    pub fn manner(&self) -> Manner {
        self.manners.get(&self.conversation).cloned().unwrap_or_default()
    }

    pub fn live(&self) -> Option<&Rc<Live>> {
        self.conversation.and_then(|id| self.lives.get(&id))
    }

    /// What was sent here and is not in the conversation's `count` messages yet.
    pub fn sent(&self, count: usize) -> Option<&Sent> {
        self.sent.as_ref().filter(|sent| sent.conversation == self.conversation && count <= sent.seen)
    }

    /// Whether an answer is on its way here.
    pub fn busy(&self) -> bool {
        let live = self.live();
        let waits = self.sent.as_ref().is_some_and(|sent| sent.conversation == self.conversation);
        live.map_or(waits, |live| live.done.is_none())
    }

    fn hear(&mut self, conversation: ConversationId, turn: u64, event: &ChatEvent) {
        let live = self.lives.entry(conversation).or_default();
        let mut next = if live.turn == turn { (**live).clone() } else { Live { turn, ..Live::default() } };
        next.hear(event);
        *live = Rc::new(next);
    }
}

thread_local! {
    static CHAT: Signal<Chat> = Signal::new(Chat::default());
    static EAR: RefCell<Option<Hearing>> = const { RefCell::new(None) };
}

/// Listens from now on, so that nothing is missed while no screen shows it.
fn listen() {
    EAR.with_borrow_mut(|ear| {
        ear.get_or_insert_with(|| {
            query::hear(|notice| match notice {
                Notice::Chat { conversation, turn, event } => {
                    CHAT.change(|chat| chat.hear(*conversation, *turn, event));
                }
                // Some events were lost; the conversation itself has what came of them.
                Notice::Refetch => CHAT.change(|chat| {
                    chat.lives.clear();
                    chat.sent = None;
                }),
                _ => {}
            })
        });
    });
}

#[hook]
pub fn use_chat() -> Rc<Chat> {
    use_effect_with((), |()| listen());
    use_signal(&CHAT)
}

/// Shows this conversation, or a new one.
pub fn open(conversation: Option<ConversationId>) {
    if CHAT.get().conversation != conversation {
        CHAT.change(|chat| chat.conversation = conversation);
    }
}

/// Keeps what is typed, so that it survives going elsewhere.
pub fn keep_draft(text: String) {
    CHAT.change(|chat| chat.draft = text);
}

pub fn set_manner(manner: Manner) {
    CHAT.change(|chat| {
        let conversation = chat.conversation;
        chat.manners.insert(conversation, manner);
    });
}

/// Says something in the conversation that is shown, which has `seen` messages.
pub fn say(text: String, seen: usize) {
    listen();
    let chat = CHAT.get();
    let (conversation, manner) = (chat.conversation, chat.manner());
    CHAT.change(|chat| {
        chat.lives.retain(|_, live| live.done.is_none());
        chat.draft.clear();
        chat.sent = Some(Sent { conversation, text: text.clone(), seen, answer: None });
    });
    let request = Say {
        text: text.clone(),
        conversation,
        private: manner.private,
        no_model: manner.ask == Ask::NoModel,
        provider: match &manner.ask {
            Ask::Provider(name) => Some(name.clone()),
            Ask::Anyone | Ask::NoModel => None,
        },
    };
    spawn_local(async move {
        match query::run(request).await {
            Ok(started) => CHAT.change(|chat| {
                if chat.conversation == conversation {
                    chat.conversation = Some(started.conversation);
                }
                if let Some(sent) = &mut chat.sent {
                    sent.conversation = Some(started.conversation);
                    sent.answer = Some(started.message);
                }
                chat.manners.insert(Some(started.conversation), manner);
                let live = chat.lives.entry(started.conversation).or_default();
                if live.turn != started.turn {
                    *live = Rc::new(Live { turn: started.turn, ..Live::default() });
                }
            }),
            Err(error) => {
                CHAT.change(|chat| {
                    chat.sent = None;
                    chat.draft = text;
                });
                toast::trouble(&error);
            }
        }
    });
}

/// Stops the turn that is under way here.
pub fn stop() {
    if let Some(conversation) = CHAT.get().conversation {
        query::act_quietly(StopTurn { conversation });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(delta: &str) -> ChatEvent {
        ChatEvent::Text { delta: delta.into() }
    }

    #[test]
    fn a_turn_gathers_what_it_hears() {
        let mut live = Live::default();
        live.hear(&ChatEvent::Thinking { with: "smollm".into() });
        assert_eq!(live.thinking.as_deref(), Some("smollm"));
        for event in [text("Two "), text("things.")] {
            live.hear(&event);
        }
        assert_eq!((live.text.as_str(), live.thinking.clone()), ("Two things.", None));
        live.hear(&ChatEvent::Restart { reason: "smollm went away".into() });
        assert_eq!((live.text.as_str(), live.restarted.as_deref()), ("", Some("smollm went away")));
        live.hear(&text("Again."));
        assert_eq!(live.text, "Again.");
    }

    #[test]
    fn another_turn_starts_empty_and_other_conversations_are_left_alone() {
        let one: ConversationId = "0198a5f0-0000-7000-8000-000000000001".parse().unwrap();
        let two: ConversationId = "0198a5f0-0000-7000-8000-000000000002".parse().unwrap();
        let mut chat = Chat { conversation: Some(one), ..Chat::default() };
        chat.hear(one, 1, &text("a"));
        chat.hear(two, 1, &text("b"));
        assert_eq!(chat.live().unwrap().text, "a");
        assert!(chat.busy());
        chat.hear(one, 2, &text("c"));
        assert_eq!(chat.live().unwrap().text, "c");
        assert_eq!(chat.lives[&two].text, "b");
    }

    #[test]
    fn what_was_sent_is_shown_until_the_conversation_has_it() {
        let sent = Sent { conversation: None, text: "hi".into(), seen: 2, answer: None };
        let chat = Chat { sent: Some(sent), ..Chat::default() };
        assert!(chat.sent(2).is_some() && chat.sent(3).is_none() && chat.busy());
    }
}
