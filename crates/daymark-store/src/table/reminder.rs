//! `reminder` and `reminded`: when to remind, and what has fired on this device.

use daymark_domain::{ObjectId, Reminder, When};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::params;

use crate::{Read, StoreError, Write};

/// A reminder whose time has come, or is to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueReminder {
    pub object: ObjectId,
    pub title: String,
    /// As stored: with `floating`, a wall clock written as if in UTC.
    pub at: i64,
    pub floating: bool,
}

impl DueReminder {
    /// The instant this means where the person is.
    pub fn instant(&self, here: &TimeZone) -> Timestamp {
        let stored = Timestamp::from_millisecond(self.at).unwrap_or(Timestamp::MAX);
        if !self.floating {
            return stored;
        }
        let civil = stored.to_zoned(TimeZone::UTC).datetime();
        here.to_ambiguous_timestamp(civil).compatible().unwrap_or(stored)
    }
}

/// A day without a time reminds by nine in the morning.
const MORNING: jiff::civil::Time = jiff::civil::Time::constant(9, 0, 0, 0);

/// When a reminder fires, and whether that floats with the wall clock.
fn fires(reminder: &Reminder, anchor: Option<&When>) -> Option<(i64, bool)> {
    match reminder {
        Reminder::At(at) => Some((at.as_millisecond(), false)),
        Reminder::MinutesBefore(minutes) => {
            let anchor = anchor?;
            let floating = anchor.zone.is_none();
            let timed = When { time: Some(anchor.time.unwrap_or(MORNING)), ..anchor.clone() };
            let base = timed.instant(&TimeZone::UTC).as_millisecond();
            Some((base - i64::from(*minutes) * 60_000, floating))
        }
    }
}

impl Write<'_> {
    pub(crate) fn project_reminders(
        &self,
        n: i64,
        reminders: &[Reminder],
        anchor: Option<&When>,
    ) -> Result<(), StoreError> {
        for (at, floating) in reminders.iter().filter_map(|reminder| fires(reminder, anchor)) {
            self.0
                .0
                .prepare_cached("INSERT OR IGNORE INTO reminder (n, at, floating) VALUES (?1, ?2, ?3)")?
                .execute(params![n, at, floating])?;
        }
        Ok(())
    }

    /// Takes a reminder for this process. False when another has it already: one claim wins,
    /// because both stand in an immediate transaction.
    pub fn claim_reminder(&self, reminder: &DueReminder) -> Result<bool, StoreError> {
        let claimed = self
            .0
            .0
            .prepare_cached("INSERT OR IGNORE INTO reminded (object, at) VALUES (?1, ?2)")?
            .execute(params![reminder.object.bytes(), reminder.at])?;
        Ok(claimed == 1)
    }
}

impl Read<'_> {
    /// Reminders that have not fired here, earliest first: those due at `now`, or all to come.
    /// `here` reads floating ones.
    pub fn reminders(
        &self,
        now: Timestamp,
        here: &TimeZone,
        to_come: bool,
        limit: u32,
    ) -> Result<Vec<DueReminder>, StoreError> {
        let civil = here.to_datetime(now).to_zoned(TimeZone::UTC).map_or(now, |zoned| zoned.timestamp());
        let mut found = Vec::new();
        for (floating, edge) in [(false, now.as_millisecond()), (true, civil.as_millisecond())] {
            let (low, high) = if to_come { (edge, i64::MAX) } else { (i64::MIN, edge) };
            let mut select = self.0.prepare_cached(
                "SELECT o.id, o.title, r.at FROM reminder r CROSS JOIN object o ON o.n = r.n
                 WHERE r.floating = ?1 AND r.at > ?2 AND r.at <= ?3
                   AND NOT EXISTS (SELECT 1 FROM reminded d WHERE d.object = o.id AND d.at = r.at)
                 ORDER BY r.at LIMIT ?4",
            )?;
            let rows = select.query_map(params![floating, low, high, limit], |row| {
                Ok(DueReminder {
                    object: ObjectId::from_bytes(row.get(0)?),
                    title: row.get(1)?,
                    at: row.get(2)?,
                    floating,
                })
            })?;
            for row in rows {
                found.push(row?);
            }
        }
        found.sort_by_key(|reminder| reminder.instant(here));
        found.truncate(limit as usize);
        Ok(found)
    }
}
