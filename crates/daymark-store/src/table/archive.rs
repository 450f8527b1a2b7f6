//! `archived`: what has lain long enough, out of every list but not gone. Its ops stay in the log,
//! and whatever is recorded of it brings it back.

use daymark_domain::{Kind, ObjectId};
use daymark_sync::{Doc, Slot, Value, kind_number, number_kind};
use rusqlite::{OptionalExtension, params};

use crate::{Object, Read, StoreError, Write};

/// An archived thing.
#[derive(Clone, Debug)]
pub struct Archived {
    pub id: ObjectId,
    pub kind: Option<Kind>,
    pub title: String,
    /// Milliseconds since 1970.
    pub since: i64,
    pub archived_at: i64,
}

impl Read<'_> {
    /// Every living thing of a kind: what a rule of keeping looks through.
    pub fn all_of(&self, kind: Kind) -> Result<Vec<Object>, StoreError> {
        let mut select = self.0.prepare_cached("SELECT id, doc FROM object WHERE kind = ?1 AND life = 1")?;
        let mut rows = select.query([kind_number(kind)])?;
        let mut objects = Vec::new();
        while let Some(row) = rows.next()? {
            let doc: Vec<u8> = row.get(1)?;
            objects.push(Object {
                id: ObjectId::from_bytes(row.get(0)?),
                kind: Some(kind),
                doc: Doc::decode(&doc)?,
            });
        }
        Ok(objects)
    }

    /// When a person took it out of the archive, if they did.
    pub fn unarchived_at(&self, id: ObjectId) -> Result<Option<i64>, StoreError> {
        Ok(self
            .0
            .prepare_cached("SELECT at FROM unarchived WHERE id = ?1")?
            .query_row([id.bytes()], |row| row.get(0))
            .optional()?)
    }

    pub fn archived_count(&self) -> Result<u32, StoreError> {
        Ok(self.0.prepare_cached("SELECT count(*) FROM archived")?.query_row([], |row| row.get(0))?)
    }

    pub(crate) fn archived_doc(&self, id: ObjectId) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self
            .0
            .prepare_cached("SELECT doc FROM archived WHERE id = ?1")?
            .query_row([id.bytes()], |row| row.get(0))
            .optional()?)
    }

    /// Archived things that hold every one of the words, latest first; all of them for none. The
    /// archive has no index: it is read through on demand.
    pub fn search_archive(&self, text: &str, limit: u32) -> Result<Vec<Archived>, StoreError> {
        let wanted: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let mut select = self.0.prepare_cached(
            "SELECT id, kind, title, since, archived_at, doc FROM archived ORDER BY since DESC, id",
        )?;
        let mut rows = select.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let doc: Vec<u8> = row.get(5)?;
            if !wanted.is_empty() && !holds(&Doc::decode(&doc)?, &wanted) {
                continue;
            }
            found.push(Archived {
                id: ObjectId::from_bytes(row.get(0)?),
                kind: number_kind(row.get(1)?),
                title: row.get(2)?,
                since: row.get(3)?,
                archived_at: row.get(4)?,
            });
            if found.len() as u32 == limit {
                break;
            }
        }
        Ok(found)
    }
}

fn holds(doc: &Doc, wanted: &[String]) -> bool {
    let mut text = String::new();
    for slot in doc.slots.values() {
        match slot {
            Slot::Register { value: Value::Text(held), .. } => text.push_str(held),
            Slot::Set { live, .. } => live.keys().filter_map(Value::as_text).for_each(|held| {
                text.push_str(held);
                text.push('\n');
            }),
            Slot::Register { .. } => {}
        }
        text.push('\n');
    }
    let text = text.to_lowercase();
    wanted.iter().all(|word| text.contains(word.as_str()))
}

impl Write<'_> {
    /// Moves a thing from the lists to the archive.
    pub fn archive(&self, id: ObjectId, since: i64, at: i64) -> Result<(), StoreError> {
        self.0
            .0
            .prepare_cached(
                "INSERT OR REPLACE INTO archived (id, kind, title, since, changed_at, archived_at, doc)
                 SELECT id, kind, title, ?2, changed_at, ?3, doc FROM object WHERE id = ?1",
            )?
            .execute(params![id.bytes(), since, at])?;
        self.forget(id)
    }

    /// Brings a thing back into the lists; false when it is not in the archive.
    pub fn unarchive(&self, id: ObjectId) -> Result<bool, StoreError> {
        let found: Option<(u16, i64, Vec<u8>)> = self
            .0
            .0
            .prepare_cached("SELECT kind, changed_at, doc FROM archived WHERE id = ?1")?
            .query_row([id.bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((kind, changed_at, doc)) = found else { return Ok(false) };
        self.0.0.prepare_cached("DELETE FROM archived WHERE id = ?1")?.execute([id.bytes()])?;
        self.project(id, kind, &Doc::decode(&doc)?, changed_at, true)?;
        Ok(true)
    }

    /// Its time counts from now on.
    pub fn keep_from(&self, id: ObjectId, at: i64) -> Result<(), StoreError> {
        self.0
            .0
            .prepare_cached("INSERT OR REPLACE INTO unarchived (id, at) VALUES (?1, ?2)")?
            .execute(params![id.bytes(), at])?;
        Ok(())
    }
}
