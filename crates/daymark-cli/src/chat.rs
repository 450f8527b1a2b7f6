//! `chat` and `intents`: a turn of the assistant, as it comes.

use daymark_api::{
    AnsweredBy, ApiError, ChatEvent, Code, DecideProposal, ListConversations, ListIntents, MessageView,
    Notice, ProposalState, ProposalView, Say, ShowConversation, StopTurn, TurnStarted,
};
use daymark_domain::ConversationId;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::args::Chat;
use crate::out::{Look, Table, quiet, strong};
use crate::proposals;
use crate::session::{Answer, Session};
use crate::words::short;

pub async fn chat(session: &mut Session, chat: Chat) -> Answer {
    let conversation = match &chat.conversation {
        Some(text) => Some(conversation(session, text).await?),
        None => None,
    };
    // Listening before speaking: the answer may begin at once.
    let notices = session.app.notices();
    let say = Say {
        text: chat.text.join(" "),
        conversation,
        provider: chat.model,
        no_model: chat.no_model,
        private: chat.private,
    };
    let turn = session.ask(say).await?;
    let (mut message, mut proposals) = follow(session, notices, &turn).await?;
    if let Some(proposal) = &message.proposal
        && proposals.iter().all(|seen| seen.id != proposal.id)
    {
        proposals.push(proposal.clone());
    }
    settle(session, proposals, &mut message).await?;
    if session.out.json() {
        session.out.value(&ChatEvent::Done { message });
    } else {
        print_foot(session, &message, turn.conversation);
    }
    Ok(())
}

/// A conversation by its id or a piece of it.
async fn conversation(session: &Session, text: &str) -> Answer<ConversationId> {
    if let Ok(id) = text.parse() {
        return Ok(id);
    }
    let rows = session.ask(ListConversations { limit: None }).await?;
    let mut fitting = rows.iter().filter(|row| {
        let id = row.id.to_string();
        row.title == text || (text.len() >= 4 && (id.starts_with(text) || id.ends_with(text)))
    });
    match (fitting.next(), fitting.next()) {
        (Some(row), None) => Ok(row.id),
        (Some(_), Some(_)) => {
            Err(ApiError::new(Code::Conflict, format!("'{text}' fits several conversations.")))
        }
        (None, _) => Err(ApiError::not_found(format!("No conversation has the id or title '{text}'."))),
    }
}

/// Prints the turn until it is done. Ctrl-C stops the turn, and its end is still waited for.
async fn follow(
    session: &mut Session,
    mut notices: Receiver<Notice>,
    turn: &TurnStarted,
) -> Answer<(MessageView, Vec<ProposalView>)> {
    let mut proposals = Vec::new();
    let mut printed = Printed::default();
    loop {
        let notice = tokio::select! {
            notice = notices.recv() => notice,
            Ok(()) = tokio::signal::ctrl_c() => {
                session.ask(StopTurn { conversation: turn.conversation }).await?;
                continue;
            }
        };
        let event = match notice {
            Ok(Notice::Chat { conversation, turn: number, event })
                if conversation == turn.conversation && number == turn.turn =>
            {
                event
            }
            Ok(_) => continue,
            // Some of the stream is lost, not the answer: it is saved, and read once the turn is over.
            Err(RecvError::Lagged(_)) => match answered(session, turn).await? {
                Some(message) => ChatEvent::Done { message },
                None => continue,
            },
            Err(RecvError::Closed) => {
                return Err(ApiError::new(Code::Internal, "The turn broke off.").hint("Say it again."));
            }
        };
        match event {
            ChatEvent::Done { message } => {
                printed.end(session, &message);
                return Ok((message, proposals));
            }
            ChatEvent::Proposal { proposal } => {
                printed.event(session, &ChatEvent::Proposal { proposal: proposal.clone() });
                proposals.push(proposal);
            }
            event => printed.event(session, &event),
        }
    }
}

/// The saved answer of this turn, once there is one.
async fn answered(session: &Session, turn: &TurnStarted) -> Answer<Option<MessageView>> {
    let conversation = session.ask(ShowConversation { id: turn.conversation }).await?;
    let mut after = conversation.messages.into_iter().skip_while(|message| message.id != turn.message);
    Ok(after.find(|message| message.speaker == daymark_api::Speaker::Assistant))
}

/// What of the answer stands on the terminal.
#[derive(Default)]
struct Printed {
    text: String,
    cites: Vec<String>,
}

impl Printed {
    fn event(&mut self, session: &mut Session, event: &ChatEvent) {
        if session.out.json() {
            session.out.value(event);
            session.out.flush();
            return;
        }
        match event {
            ChatEvent::Text { delta } => {
                session.out.piece(delta, Look::Plain);
                self.text.push_str(delta);
            }
            ChatEvent::Tool { name, summary } => {
                self.new_line(session);
                session.out.cells([quiet(format!("· {name}: {summary}"))]);
            }
            ChatEvent::Restart { reason } => {
                self.new_line(session);
                session.out.cells([quiet(format!("· started over: {reason}"))]);
                self.text.clear();
            }
            ChatEvent::Proposal { .. } | ChatEvent::Thinking { .. } | ChatEvent::Done { .. } => {}
            ChatEvent::Citation { citation } => {
                self.cites.push(format!("'{}' ({})", citation.title, short(citation.object)));
            }
        }
        session.out.flush();
    }

    fn new_line(&mut self, session: &mut Session) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            session.out.raw("\n");
            self.text.push('\n');
        }
    }

    fn end(&mut self, session: &mut Session, message: &MessageView) {
        if session.out.json() {
            return;
        }
        // What the stream left out (a lag, an answer that came whole).
        if self.text.trim().is_empty() {
            session.out.piece(&message.text, Look::Plain);
            self.text.clone_from(&message.text);
        }
        self.new_line(session);
        if !self.cites.is_empty() {
            session.out.cells([quiet(format!("rests on {}", self.cites.join(", ")))]);
        }
    }
}

/// Shows each proposal and lets the person decide, or decides as `--yes` says.
async fn settle(session: &mut Session, proposals: Vec<ProposalView>, message: &mut MessageView) -> Answer {
    for proposal in proposals.into_iter().filter(|proposal| proposal.state == ProposalState::Waiting) {
        if !session.out.json() {
            proposals::settle_in_chat(session, proposal).await?;
        } else if session.yes && !proposal.tainted {
            let decided = session.ask(DecideProposal { id: proposal.id, parts: None }).await?;
            if message.proposal.as_ref().is_some_and(|proposal| proposal.id == decided.id) {
                message.proposal = Some(decided.clone());
            }
            session.out.value(&ChatEvent::Proposal { proposal: decided });
        }
    }
    Ok(())
}

/// Where the answer came from, in one quiet line.
fn print_foot(session: &mut Session, message: &MessageView, conversation: ConversationId) {
    for warning in &message.warnings {
        session.out.cells([quiet(format!("· {warning}"))]);
    }
    let by = match &message.answered_by {
        Some(AnsweredBy::Intent { intent }) => format!("answered by rules ({intent})"),
        Some(AnsweredBy::Model { provider, model }) => format!("{provider}, {model}"),
        Some(AnsweredBy::BuiltIn) => "answered without a model".to_owned(),
        None => String::new(),
    };
    let stopped = if message.stopped { "stopped, " } else { "" };
    let foot = format!("{stopped}{by} · {} ms · conversation {}", message.milliseconds, short(conversation));
    session.out.cells([quiet(foot)]);
}

pub async fn intents(session: &mut Session) -> Answer {
    let intents = session.ask(ListIntents {}).await?;
    if session.out.json() {
        session.out.values(&intents);
        return Ok(());
    }
    let mut table = Table::new(&["ANSWERS", "SAY"]).giving(1);
    for intent in &intents {
        table.row([strong(&intent.about), quiet(intent.examples.join(" · "))]);
    }
    session.out.table(&table);
    Ok(())
}
