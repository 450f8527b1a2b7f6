//! `unit`: undoable steps.

use daymark_domain::ObjectId;
use rusqlite::{OptionalExtension, Row as SqlRow, params};

use crate::{Read, StoreError, Write};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// What undo takes back.
    Step,
    Undo,
    Redo,
    /// Kept and recorded, but not a step of the person's work.
    Silent,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitState {
    Done,
    Undone,
    /// Undone, and something else was done since: no redo.
    Dead,
}

#[derive(Clone, Debug)]
pub struct Unit {
    pub id: i64,
    pub label: String,
    /// The actor as JSON; core knows its shape.
    pub actor: String,
    /// Milliseconds since 1970.
    pub at: i64,
    pub kind: UnitKind,
    pub state: UnitState,
    /// How many objects it touched.
    pub objects: u32,
}

fn unit(row: &SqlRow<'_>) -> rusqlite::Result<Unit> {
    Ok(Unit {
        id: row.get(0)?,
        label: row.get(1)?,
        actor: row.get(2)?,
        at: row.get(3)?,
        state: match row.get::<_, i64>(4)? {
            0 => UnitState::Done,
            1 => UnitState::Undone,
            _ => UnitState::Dead,
        },
        objects: row.get(5)?,
        kind: match row.get::<_, i64>(6)? {
            0 => UnitKind::Step,
            1 => UnitKind::Undo,
            2 => UnitKind::Redo,
            _ => UnitKind::Silent,
        },
    })
}

impl Write<'_> {
    /// Opens a unit; ops recorded in this transaction name it.
    pub fn begin_unit(
        &self,
        label: &str,
        actor: &str,
        at: i64,
        kind: UnitKind,
        target: Option<i64>,
    ) -> Result<i64, StoreError> {
        let number = match kind {
            UnitKind::Step => 0,
            UnitKind::Undo => 1,
            UnitKind::Redo => 2,
            UnitKind::Silent => 3,
        };
        self.0
            .0
            .prepare_cached("INSERT INTO unit (label, actor, at, kind, target) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![label, actor, at, number, target])?;
        Ok(self.0.0.last_insert_rowid())
    }

    /// Gives the unit the name of what came of it, and how many objects it touched.
    pub fn close_unit(&self, id: i64, label: &str, objects: usize) -> Result<(), StoreError> {
        self.0
            .0
            .prepare_cached("UPDATE unit SET label = ?2, objects = ?3 WHERE id = ?1")?
            .execute(params![id, label, objects as i64])?;
        Ok(())
    }

    /// A unit that recorded nothing was no step.
    pub fn drop_unit(&self, id: i64) -> Result<(), StoreError> {
        self.0.0.prepare_cached("DELETE FROM unit WHERE id = ?1")?.execute([id])?;
        Ok(())
    }

    /// A new step was made: what had been undone can no longer be redone.
    pub fn bury_undone(&self) -> Result<(), StoreError> {
        self.0.0.prepare_cached("UPDATE unit SET state = 2 WHERE kind = 0 AND state = 1")?.execute([])?;
        Ok(())
    }

    pub fn set_unit_state(&self, id: i64, state: UnitState) -> Result<(), StoreError> {
        let number = match state {
            UnitState::Done => 0,
            UnitState::Undone => 1,
            UnitState::Dead => 2,
        };
        self.0.0.prepare_cached("UPDATE unit SET state = ?2 WHERE id = ?1")?.execute(params![id, number])?;
        Ok(())
    }
}

const COLUMNS: &str = "id, label, actor, at, state, objects, kind";

impl Read<'_> {
    /// The step that undo takes back next.
    pub fn last_done(&self) -> Result<Option<Unit>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM unit WHERE kind = 0 AND state = 0 ORDER BY id DESC LIMIT 1");
        Ok(self.0.prepare_cached(&sql)?.query_row([], unit).optional()?)
    }

    /// The step that redo does again next, with the undo that took it back.
    pub fn last_undone(&self) -> Result<Option<(Unit, i64)>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM unit WHERE kind = 0 AND state = 1 ORDER BY id LIMIT 1");
        let Some(step) = self.0.prepare_cached(&sql)?.query_row([], unit).optional()? else {
            return Ok(None);
        };
        let undo = self
            .0
            .prepare_cached("SELECT max(id) FROM unit WHERE kind = 1 AND target = ?1")?
            .query_row([step.id], |row| row.get::<_, Option<i64>>(0))?;
        Ok(undo.map(|undo| (step, undo)))
    }

    /// The unit whose ops stand for a step now: its own, or those of its latest redo.
    pub fn standing(&self, step: i64) -> Result<i64, StoreError> {
        let redo: Option<i64> = self
            .0
            .prepare_cached("SELECT max(id) FROM unit WHERE kind = 2 AND target = ?1")?
            .query_row([step], |row| row.get(0))?;
        Ok(redo.unwrap_or(step))
    }

    /// A unit by its number.
    pub fn unit(&self, id: i64) -> Result<Option<Unit>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM unit WHERE id = ?1");
        Ok(self.0.prepare_cached(&sql)?.query_row([id], unit).optional()?)
    }

    /// The steps of an actor, latest first.
    pub fn steps_of(&self, actor: &str) -> Result<Vec<Unit>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM unit WHERE kind = 0 AND actor = ?1 ORDER BY id DESC");
        Ok(self.0.prepare_cached(&sql)?.query_map([actor], unit)?.collect::<Result<_, _>>()?)
    }

    /// The undo that took a step back last.
    pub fn undo_of(&self, step: i64) -> Result<Option<i64>, StoreError> {
        Ok(self
            .0
            .prepare_cached("SELECT max(id) FROM unit WHERE kind = 1 AND target = ?1")?
            .query_row([step], |row| row.get(0))?)
    }

    /// Steps, latest first.
    pub fn steps(&self, limit: u32) -> Result<Vec<Unit>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM unit WHERE kind = 0 ORDER BY id DESC LIMIT ?1");
        Ok(self.0.prepare_cached(&sql)?.query_map([limit], unit)?.collect::<Result<_, _>>()?)
    }

    /// Everything that touched an object, latest first.
    pub fn history(&self, object: ObjectId, limit: u32) -> Result<Vec<Unit>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM unit WHERE id IN (SELECT unit FROM op WHERE object = ?1) ORDER BY id DESC LIMIT ?2"
        );
        Ok(self
            .0
            .prepare_cached(&sql)?
            .query_map(params![object.bytes(), limit], unit)?
            .collect::<Result<_, _>>()?)
    }
}
