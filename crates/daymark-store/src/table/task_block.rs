//! `task_block`: what must be done before what. A task is blocked while one of those is open; the
//! flag is kept up to date from both ends, so that the order in which they come does not matter.

use daymark_domain::{Id, ObjectId, Task, TaskId};
use rusqlite::{OptionalExtension, params};

use crate::{Read, StoreError, Write};

const FLAG: &str = "UPDATE task SET blocked = (open = 1 AND EXISTS (
        SELECT 1 FROM task_block b CROSS JOIN object o ON o.id = b.blocker CROSS JOIN task w ON w.n = o.n
        WHERE b.n = task.n AND w.open = 1))";

impl Write<'_> {
    pub(super) fn project_blockers(&self, n: i64, task: &Task) -> Result<(), StoreError> {
        if task.blocked_by.is_empty() {
            return Ok(());
        }
        let db = &self.0.0;
        for blocker in &task.blocked_by {
            db.prepare_cached("INSERT OR IGNORE INTO task_block (n, blocker) VALUES (?1, ?2)")?
                .execute(params![n, blocker.object().bytes()])?;
        }
        db.prepare_cached(&format!("{FLAG} WHERE n = ?1"))?.execute([n])?;
        Ok(())
    }

    /// Those that wait for this task.
    pub(super) fn project_blocked(&self, task: TaskId) -> Result<(), StoreError> {
        let db = &self.0.0;
        // Most hold nothing up. An update of no rows would still open a savepoint, at which the full
        // text index writes out what it holds.
        let held: Vec<i64> = db
            .prepare_cached("SELECT n FROM task_block WHERE blocker = ?1")?
            .query_map([task.object().bytes()], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for n in held {
            db.prepare_cached(&format!("{FLAG} WHERE n = ?1"))?.execute([n])?;
        }
        Ok(())
    }
}

impl Read<'_> {
    /// The title of a task that is open.
    pub fn open_task(&self, id: TaskId) -> Result<Option<String>, StoreError> {
        Ok(self
            .0
            .prepare_cached(
                "SELECT o.title FROM object o CROSS JOIN task t ON t.n = o.n WHERE o.id = ?1 AND t.open = 1",
            )?
            .query_row([id.object().bytes()], |row| row.get(0))
            .optional()?)
    }

    /// The tasks that wait for this one, open or not.
    pub fn blocked_by(&self, id: TaskId) -> Result<Vec<TaskId>, StoreError> {
        let mut select = self.0.prepare_cached(
            "SELECT o.id FROM task_block b CROSS JOIN object o ON o.n = b.n WHERE b.blocker = ?1 ORDER BY o.id",
        )?;
        let mut rows = select.query([id.object().bytes()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(TaskId::of(ObjectId::from_bytes(row.get(0)?)));
        }
        Ok(found)
    }

    /// What a living task waits for, open or not: the steps of a walk that looks for a circle.
    pub fn blockers(&self, id: TaskId) -> Result<Vec<TaskId>, StoreError> {
        let mut select = self.0.prepare_cached(
            "SELECT b.blocker FROM object o CROSS JOIN task_block b ON b.n = o.n WHERE o.id = ?1 ORDER BY b.blocker",
        )?;
        let mut rows = select.query([id.object().bytes()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(TaskId::of(ObjectId::from_bytes(row.get(0)?)));
        }
        Ok(found)
    }
}
