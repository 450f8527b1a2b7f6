//! `message`: what was said in a conversation. Messages and conversations keep their content as
//! JSON text in one field; core knows its shape.

use daymark_domain::ObjectId;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, Life};
use daymark_sync::{Doc, Value};
use rusqlite::params;

use crate::{Object, Read, StoreError, Write};

impl Write<'_> {
    pub(crate) fn project_message(&self, n: i64, doc: &Doc) -> Result<(), StoreError> {
        let conversation = doc.get(field::CONVERSATION).and_then(Value::as_bytes);
        if let (Life::Alive, Some(conversation)) = (shape::life(doc), conversation) {
            let at = doc.get(field::CREATED_AT).and_then(Value::as_int).unwrap_or(0);
            self.0
                .0
                .prepare_cached("INSERT INTO message (n, conversation, at) VALUES (?1, ?2, ?3)")?
                .execute(params![n, conversation, at])?;
        }
        Ok(())
    }
}

impl Read<'_> {
    /// A conversation's messages, oldest first; the latest `limit` of them.
    pub fn messages(&self, conversation: ObjectId, limit: u32) -> Result<Vec<Object>, StoreError> {
        let mut select = self.0.prepare_cached(
            "SELECT o.id, o.kind, o.doc FROM message m CROSS JOIN object o ON o.n = m.n
             WHERE m.conversation = ?1 ORDER BY m.at DESC, o.id DESC LIMIT ?2",
        )?;
        let mut rows = select.query(params![conversation.bytes(), limit])?;
        let mut messages = Vec::new();
        while let Some(row) = rows.next()? {
            let doc: Vec<u8> = row.get(2)?;
            messages.push(Object {
                id: ObjectId::from_bytes(row.get(0)?),
                kind: daymark_sync::number_kind(row.get(1)?),
                doc: Doc::decode(&doc)?,
            });
        }
        messages.reverse();
        Ok(messages)
    }

    pub fn message_count(&self, conversation: ObjectId) -> Result<u32, StoreError> {
        Ok(self
            .0
            .prepare_cached("SELECT count(*) FROM message WHERE conversation = ?1")?
            .query_row([conversation.bytes()], |row| row.get(0))?)
    }
}
