//! `goal`.

use daymark_domain::{AreaId, Goal, GoalStatus, Id, ObjectId};
use daymark_sync::{Doc, shape};
use rusqlite::params;

use crate::{Read, StoreError, Write};

fn status_number(status: GoalStatus) -> i64 {
    match status {
        GoalStatus::Active => 0,
        GoalStatus::Draft => 1,
        GoalStatus::Completed => 2,
        GoalStatus::Archived => 3,
    }
}

impl Write<'_> {
    pub(crate) fn project_goal(&self, n: i64, goal: &Goal) -> Result<(), StoreError> {
        if !goal.trashed {
            self.0
                .0
                .prepare_cached("INSERT INTO goal (n, area, status, position) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![
                    n,
                    goal.area.map(|id| *id.object().bytes()),
                    status_number(goal.status),
                    goal.position
                ])?;
        }
        self.project_words(n, !goal.trashed, goal.title.as_str(), goal.notes.as_str(), "")
    }
}

impl Read<'_> {
    /// Living goals: active first, then drafts, done and (when asked) archived ones.
    pub fn goals(&self, area: Option<AreaId>, archived: bool) -> Result<Vec<Goal>, StoreError> {
        let mut select = self.0.prepare_cached(
            "SELECT o.id, o.doc FROM goal g CROSS JOIN object o ON o.n = g.n
             WHERE (?1 IS NULL OR g.area = ?1) AND g.status <= ?2 ORDER BY g.status, g.position, o.id",
        )?;
        let mut rows =
            select.query(params![area.map(|id| *id.object().bytes()), if archived { 3 } else { 2 }])?;
        let mut goals = Vec::new();
        while let Some(row) = rows.next()? {
            let doc: Vec<u8> = row.get(1)?;
            goals.push(shape::goal(ObjectId::from_bytes(row.get(0)?), &Doc::decode(&doc)?));
        }
        Ok(goals)
    }

    /// Active goals of each area.
    pub fn active_goals(&self, area: AreaId) -> Result<u32, StoreError> {
        Ok(self
            .0
            .prepare_cached("SELECT count(*) FROM goal WHERE area = ?1 AND status = 0")?
            .query_row([area.object().bytes()], |row| row.get(0))?)
    }
}
