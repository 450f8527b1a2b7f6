//! The data as it stood at another time: another store is brought there from the op log.
//!
//! Merging does not depend on the order of ops, so an object at a time is the fold of its ops up to
//! then. What nobody has touched since is taken as it lies now, and a store that stands at one time
//! is moved to another by what was touched between: the cost is that of the difference.

use std::collections::BTreeSet;

use daymark_domain::ObjectId;
use daymark_sync::{DeviceId, Doc, Op, Stamp, number_kind};
use rusqlite::{OptionalExtension, params};

use crate::{Read, StoreError, Write};

/// Where a store stands that was brought to a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Every op stamped at this millisecond or before is in it.
    pub at: u64,
    /// The last op of the log that was looked at; later ones may have arrived with earlier stamps.
    pub seq: i64,
}

/// What the docs of a store are taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// The log, and for what was not touched since the documents as they lie.
    Documents,
    /// The log alone: to see whether the documents follow from it.
    Log,
}

/// The greatest stamp of a millisecond, as bytes.
fn last_of(millis: u64) -> [u8; 16] {
    let millis = millis.min(Stamp::MOST_MILLIS);
    Stamp { millis, counter: u16::MAX, device: DeviceId([u8::MAX; 8]) }.to_bytes()
}

impl Read<'_> {
    /// The document of an object at a time, its kind, and when it was last changed by then.
    pub fn doc_at(&self, id: ObjectId, at: u64) -> Result<Option<(Doc, u16, i64)>, StoreError> {
        let mut select = self.0.prepare_cached(
            "SELECT device, counter, stamp, kind, body FROM op WHERE object = ?1 AND stamp <= ?2 ORDER BY seq",
        )?;
        let mut rows = select.query(params![id.bytes(), last_of(at)])?;
        let mut found: Option<(Doc, u16, i64)> = None;
        while let Some(row) = rows.next()? {
            let body: Vec<u8> = row.get(4)?;
            let op = Op {
                device: DeviceId(row.get(0)?),
                counter: row.get::<_, i64>(1)? as u64,
                stamp: Stamp::from_bytes(row.get(2)?),
                object: id,
                kind: row.get(3)?,
                changes: Op::read_body(&body)?,
            };
            let (doc, kind, changed) = found.get_or_insert_with(|| (Doc::default(), op.kind, 0));
            doc.apply(&op);
            *kind = op.kind;
            *changed = (*changed).max(op.stamp.millis as i64);
        }
        Ok(found)
    }

    /// The number under which an object is listed.
    fn number(&self, id: ObjectId) -> Result<Option<i64>, StoreError> {
        Ok(self
            .0
            .prepare_cached("SELECT n FROM object WHERE id = ?1")?
            .query_row([id.bytes()], |row| row.get(0))
            .optional()?)
    }

    /// Whether it lay in the archive at a time.
    fn archived_by(&self, id: ObjectId, at: u64) -> Result<bool, StoreError> {
        let at = i64::try_from(at).unwrap_or(i64::MAX);
        Ok(self
            .0
            .prepare_cached("SELECT 1 FROM archived WHERE id = ?1 AND archived_at <= ?2")?
            .exists(params![id.bytes(), at])?)
    }

    fn archived_after(&self, at: u64) -> Result<BTreeSet<ObjectId>, StoreError> {
        let at = i64::try_from(at).unwrap_or(i64::MAX);
        self.ids("SELECT id FROM archived WHERE archived_at > ?1", params![at])
    }

    fn touched_after(&self, at: u64) -> Result<BTreeSet<ObjectId>, StoreError> {
        self.ids("SELECT DISTINCT object FROM op WHERE stamp > ?1", params![last_of(at)])
    }

    fn ids(&self, sql: &str, params: impl rusqlite::Params) -> Result<BTreeSet<ObjectId>, StoreError> {
        let mut select = self.0.prepare_cached(sql)?;
        let found = select.query_map(params, |row| Ok(ObjectId::from_bytes(row.get(0)?)))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Brings this store to what `live` held at a time; `stands` is where it stands now, nothing
    /// for an empty one. Gives where it stands then, and how many objects were written.
    pub fn stand_at(
        &self,
        live: &Read<'_>,
        stands: Option<Standing>,
        at: u64,
        from: From,
    ) -> Result<(Standing, u64), StoreError> {
        let seq = live.last_op()?;
        let mut written = 0;
        let moved = match stands {
            Some(stands) => {
                let (low, high) = (stands.at.min(at), stands.at.max(at));
                let mut between = live.ids(
                    "SELECT DISTINCT object FROM op WHERE stamp <= ?2 AND (stamp > ?1 OR seq > ?3)",
                    params![last_of(low), last_of(high), stands.seq],
                )?;
                between.extend(live.archived_after(low)?);
                between
            }
            None if from == From::Log => live.ids("SELECT DISTINCT object FROM op", [])?,
            None => {
                // What was archived since was in the lists then.
                let mut later = live.touched_after(at)?;
                later.extend(live.archived_after(at)?);
                let mut select =
                    live.0.prepare("SELECT id, kind, changed_at, doc, n FROM object ORDER BY n")?;
                let mut rows = select.query([])?;
                while let Some(row) = rows.next()? {
                    let id = ObjectId::from_bytes(row.get(0)?);
                    if !later.contains(&id) {
                        let doc: Vec<u8> = row.get(3)?;
                        let n: i64 = row.get(4)?;
                        self.project_as(Some(n), id, row.get(1)?, &Doc::decode(&doc)?, row.get(2)?, true)?;
                        written += 1;
                    }
                }
                later
            }
        };
        for id in moved {
            self.forget(id)?;
            if live.archived_by(id, at)? {
                continue;
            }
            if let Some((doc, kind, changed_at)) = live.doc_at(id, at)? {
                self.project_as(live.number(id)?, id, kind, &doc, changed_at, true)?;
            }
            written += 1;
        }
        if stands.is_none()
            && let Some(device) = live.meta("device")?
        {
            self.set_meta("device", &device)?;
        }
        Ok((Standing { at, seq }, written))
    }

    /// Takes an object out of every projection.
    pub(crate) fn forget(&self, id: ObjectId) -> Result<(), StoreError> {
        let db = &self.0.0;
        let found: Option<(i64, u16)> = db
            .prepare_cached("SELECT n, kind FROM object WHERE id = ?1")?
            .query_row([id.bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some((n, kind)) = found {
            if let Some(kind) = number_kind(kind) {
                self.unproject(n, kind)?;
            }
            db.prepare_cached("DELETE FROM object WHERE n = ?1")?.execute([n])?;
        }
        Ok(())
    }
}
