//! Conversations: what was said is kept; how a turn runs is in `turn`.

use daymark_api::{
    ApiError, Call, Caller, ConversationRow, ConversationView, Handle, IntentView, ListConversations,
    ListIntents, MessageView, RenameConversation, Say, ShowConversation, StopTurn, TurnStarted,
};
use daymark_domain::{ConversationId, Id, Kind, Label, ProposalId};
use daymark_store::{Object, Read, UnitKind};
use daymark_sync::registry::field;
use daymark_sync::shape::{self, set};
use daymark_sync::{Doc, Value};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::answers;
use crate::app::{App, Inner};
use crate::fault::{Fault, invalid, missing};
use crate::unit::Unit;

answers! {
    ListConversations => list;
    ShowConversation => show;
    ListIntents => intents;
}

/// A message as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Stored {
    pub view: MessageView,
    pub proposal: Option<ProposalId>,
    /// Something from outside was in front of the model that wrote it.
    pub tainted: bool,
    /// Must not leave the device, and neither must anything that follows in its conversation.
    #[serde(default)]
    pub private: bool,
}

pub(crate) fn stored(object: &Object) -> Option<Stored> {
    serde_json::from_str(object.doc.get(field::CONTENT)?.as_text()?).ok()
}

/// Writes a message, and with the first one the conversation.
pub(crate) fn write(
    unit: &mut Unit<'_>,
    conversation: ConversationId,
    message: &Stored,
) -> Result<(), Fault> {
    let content = serde_json::to_string(message).map_err(|error| invalid(error.to_string()))?;
    unit.put(
        message.view.id.object(),
        Kind::Message,
        vec![
            set(field::ALIVE, Value::Bool(true)),
            set(field::CREATED_AT, shape::stamp(message.view.at)),
            set(field::CONVERSATION, shape::id(conversation)),
            set(field::CONTENT, Value::Text(content)),
        ],
    )?;
    let mut changes =
        vec![set(field::ALIVE, Value::Bool(true)), set(field::UPDATED_AT, shape::stamp(message.view.at))];
    if unit.doc(conversation.object())?.is_none() {
        let title: String =
            message.view.text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
        let title = Label::parse(&title).map_or("Conversation".into(), String::from);
        changes.push(set(field::CREATED_AT, shape::stamp(message.view.at)));
        changes.push(set(field::TITLE, Value::Text(title)));
    }
    unit.put(conversation.object(), Kind::Conversation, changes)
}

fn text(doc: &Doc, number: u16) -> String {
    doc.get(number).and_then(Value::as_text).unwrap_or("").to_owned()
}

fn time(doc: &Doc, number: u16) -> Timestamp {
    let millis = doc.get(number).and_then(Value::as_int).unwrap_or(0);
    Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn row(read: &Read<'_>, object: &Object) -> Result<ConversationRow, Fault> {
    Ok(ConversationRow {
        id: Id::of(object.id),
        title: text(&object.doc, field::TITLE),
        last_at: time(&object.doc, field::UPDATED_AT),
        messages: read.message_count(object.id)?,
    })
}

fn list(read: &Read<'_>, _: &Inner, call: ListConversations) -> Result<Vec<ConversationRow>, Fault> {
    let mut rows: Vec<ConversationRow> = read
        .objects(Kind::Conversation, call.limit.unwrap_or(100).min(500))?
        .iter()
        .map(|object| row(read, object))
        .collect::<Result<_, _>>()?;
    rows.sort_by_key(|row| std::cmp::Reverse(row.last_at));
    Ok(rows)
}

fn conversation(read: &Read<'_>, id: ConversationId) -> Result<Object, Fault> {
    read.object(id.object())?
        .filter(|object| object.kind == Some(Kind::Conversation))
        .ok_or_else(|| missing("conversation"))
}

fn show(read: &Read<'_>, inner: &Inner, call: ShowConversation) -> Result<ConversationView, Fault> {
    let object = conversation(read, call.id)?;
    let voice = inner.voice(read)?;
    let messages = read
        .messages(object.id, 500)?
        .iter()
        .filter_map(stored)
        .map(|message| {
            let mut view = message.view;
            view.proposal =
                message.proposal.map(|id| super::proposals::view(read, &voice, id)).transpose()?.flatten();
            Ok(view)
        })
        .collect::<Result<_, Fault>>()?;
    Ok(ConversationView {
        id: call.id,
        title: text(&object.doc, field::TITLE),
        started_at: time(&object.doc, field::CREATED_AT),
        last_at: time(&object.doc, field::UPDATED_AT),
        messages,
    })
}

fn intents(_: &Read<'_>, inner: &Inner, _: ListIntents) -> Result<Vec<IntentView>, Fault> {
    Ok(inner.registry().list())
}

impl Handle<RenameConversation> for App {
    async fn handle(&self, caller: Caller, call: RenameConversation) -> Result<ConversationRow, ApiError> {
        self.commit_as(caller.actor, "label-a-conversation-renamed", UnitKind::Silent, None, move |unit| {
            conversation(unit, call.id)?;
            let title = Label::parse(&call.title)?;
            unit.put(
                call.id.object(),
                Kind::Conversation,
                vec![set(field::TITLE, Value::text(title.as_str()))],
            )?;
            row(unit, &conversation(unit, call.id)?)
        })
        .await
    }
}

impl Handle<Say> for App {
    async fn handle(&self, _: Caller, call: Say) -> Result<TurnStarted, ApiError> {
        self.start_turn(call).await
    }
}

impl Handle<StopTurn> for App {
    async fn handle(&self, _: Caller, call: StopTurn) -> Result<<StopTurn as Call>::Reply, ApiError> {
        self.inner.turns.stop(call.conversation);
        Ok(())
    }
}
