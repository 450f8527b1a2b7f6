//! `alarm` and `nag`: things that remind again and again, and reminders that ask again.

use daymark_domain::{ObjectId, Reminder};
use jiff::Timestamp;
use rusqlite::params;

use crate::table::object::Object;
use crate::{Read, StoreError, Write};

/// A reminder that is asked again on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nag {
    pub object: ObjectId,
    pub next: Timestamp,
    /// Minutes; 0 is once.
    pub every: u32,
    /// How many more times.
    pub times: u32,
}

impl Write<'_> {
    /// What reminds before each of its times is laid out by core; a single moment is a row.
    pub(crate) fn project_alarm(&self, n: i64, reminders: &[Reminder]) -> Result<(), StoreError> {
        let (single, before): (Vec<Reminder>, Vec<Reminder>) =
            reminders.iter().cloned().partition(|reminder| matches!(reminder, Reminder::At(_)));
        if !before.is_empty() {
            self.0.0.prepare_cached("INSERT OR IGNORE INTO alarm (n) VALUES (?1)")?.execute([n])?;
        }
        self.project_reminders(n, &single, None)
    }

    /// When a thing has to be looked at again; `None` is never.
    pub fn set_alarm(&self, object: ObjectId, next: Option<Timestamp>, zone: &str) -> Result<(), StoreError> {
        let next = next.map_or(i64::MAX, |next| next.as_millisecond());
        self.0
            .0
            .prepare_cached(
                "UPDATE alarm SET next = ?2, zone = ?3 WHERE n = (SELECT n FROM object WHERE id = ?1)",
            )?
            .execute(params![object.bytes(), next, zone])?;
        Ok(())
    }

    /// A thing that reminds once after all.
    pub fn drop_alarm(&self, object: ObjectId) -> Result<(), StoreError> {
        self.0
            .0
            .prepare_cached("DELETE FROM alarm WHERE n = (SELECT n FROM object WHERE id = ?1)")?
            .execute([object.bytes()])?;
        Ok(())
    }

    /// Takes the reminder of a moment for this process, as for those that come once.
    pub fn claim(&self, object: ObjectId, at: Timestamp) -> Result<bool, StoreError> {
        let claimed = self
            .0
            .0
            .prepare_cached("INSERT OR IGNORE INTO reminded (object, at) VALUES (?1, ?2)")?
            .execute(params![object.bytes(), at.as_millisecond()])?;
        Ok(claimed == 1)
    }

    pub fn set_nag(&self, nag: &Nag) -> Result<(), StoreError> {
        self.0
            .0
            .prepare_cached(
                "INSERT OR REPLACE INTO nag (object, next, every, times) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![nag.object.bytes(), nag.next.as_millisecond(), nag.every, nag.times])?;
        Ok(())
    }

    /// It was answered.
    pub fn drop_nag(&self, object: ObjectId) -> Result<bool, StoreError> {
        Ok(self.0.0.prepare_cached("DELETE FROM nag WHERE object = ?1")?.execute([object.bytes()])? > 0)
    }
}

impl Read<'_> {
    /// What has to be looked at by now, or since the person is in another zone.
    pub fn alarms(&self, now: Timestamp, zone: &str, limit: u32) -> Result<Vec<Object>, StoreError> {
        self.alarms_where(
            "SELECT o.id, o.kind, o.doc FROM alarm a CROSS JOIN object o ON o.n = a.n
             WHERE a.next <= ?1 OR a.zone <> ?2 ORDER BY a.next LIMIT ?3",
            params![now.as_millisecond(), zone, limit],
        )
    }

    /// Everything that reminds again and again.
    pub fn all_alarms(&self, limit: u32) -> Result<Vec<Object>, StoreError> {
        self.alarms_where(
            "SELECT o.id, o.kind, o.doc FROM alarm a CROSS JOIN object o ON o.n = a.n ORDER BY a.next LIMIT ?1",
            params![limit],
        )
    }

    fn alarms_where(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Object>, StoreError> {
        let mut select = self.0.prepare_cached(sql)?;
        let mut rows = select.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let doc: Vec<u8> = row.get(2)?;
            found.push(Object {
                id: ObjectId::from_bytes(row.get(0)?),
                kind: daymark_sync::number_kind(row.get(1)?),
                doc: daymark_sync::Doc::decode(&doc)?,
            });
        }
        Ok(found)
    }

    /// Whether a reminder of that moment fired here.
    pub fn reminded(&self, object: ObjectId, at: Timestamp) -> Result<bool, StoreError> {
        Ok(self
            .0
            .prepare_cached("SELECT count(*) FROM reminded WHERE object = ?1 AND at = ?2")?
            .query_row(params![object.bytes(), at.as_millisecond()], |row| row.get::<_, i64>(0))?
            > 0)
    }

    /// Reminders that are to be asked again by now.
    pub fn nags(&self, now: Timestamp) -> Result<Vec<Nag>, StoreError> {
        let mut select = self.0.prepare_cached(
            "SELECT object, next, every, times FROM nag WHERE next <= ?1 ORDER BY next LIMIT 100",
        )?;
        let rows = select.query_map([now.as_millisecond()], |row| {
            Ok(Nag {
                object: ObjectId::from_bytes(row.get(0)?),
                next: Timestamp::from_millisecond(row.get(1)?).unwrap_or(Timestamp::MAX),
                every: row.get(2)?,
                times: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
