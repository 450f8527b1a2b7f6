//! Where tasks count: area, goal and project, with what lies in the trash taken as none.

use daymark_domain::{AreaId, GoalId, Id, Kind, ObjectId, ProjectId};
use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension, params};

use super::task::blob;
use crate::{StoreError, Write};

/// What a task is filed under: by its own fields, or where it counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Filed {
    pub area: Option<AreaId>,
    pub goal: Option<GoalId>,
    pub project: Option<ProjectId>,
}

/// What a container gives its tasks; `None` when it does not live.
pub(crate) type Gives = Option<(Option<ObjectId>, Option<ObjectId>)>;

fn read(bytes: Option<[u8; 16]>) -> Option<ObjectId> {
    bytes.map(ObjectId::from_bytes)
}

impl Write<'_> {
    fn lives(&self, area: ObjectId) -> Result<bool, StoreError> {
        let mut select = self
            .0
            .0
            .prepare_cached("SELECT 1 FROM object x CROSS JOIN area a ON a.n = x.n WHERE x.id = ?1")?;
        Ok(select.exists([area.bytes()])?)
    }

    /// What the living goal or project of this id gives.
    fn given(&self, sql: &str, id: ObjectId) -> Result<Gives, StoreError> {
        let mut select = self.0.0.prepare_cached(sql)?;
        Ok(select.query_row([id.bytes()], |row| Ok((read(row.get(0)?), read(row.get(1)?)))).optional()?)
    }

    fn goal_gives(&self, id: ObjectId) -> Result<Gives, StoreError> {
        self.given("SELECT g.area, NULL FROM object x CROSS JOIN goal g ON g.n = x.n WHERE x.id = ?1", id)
    }

    fn project_gives(&self, id: ObjectId) -> Result<Gives, StoreError> {
        self.given(
            "SELECT p.area, p.goal FROM object x CROSS JOIN project p ON p.n = x.n WHERE x.id = ?1",
            id,
        )
    }

    /// Where a task counts whose own fields say this.
    pub(super) fn filed(&self, own: Filed) -> Result<Filed, StoreError> {
        if own == Filed::default() {
            return Ok(own);
        }
        let project = match own.project {
            Some(id) => self.project_gives(id.object())?.map(|gives| (id, gives)),
            None => None,
        };
        let of_project = project.map(|(_, gives)| gives).unwrap_or_default();
        let mut goal = None;
        let mut of_goal = None;
        for id in [own.goal.map(Id::object), of_project.1].into_iter().flatten() {
            if let Some((area, _)) = self.goal_gives(id)? {
                (goal, of_goal) = (Some(id), area);
                break;
            }
        }
        let mut area = None;
        for id in [own.area.map(Id::object), of_project.0, of_goal].into_iter().flatten() {
            if self.lives(id)? {
                area = Some(id);
                break;
            }
        }
        Ok(Filed {
            area: area.map(AreaId::of),
            goal: goal.map(GoalId::of),
            project: project.map(|(id, _)| id),
        })
    }

    /// What the container behind row `n` gives its tasks as the projections stand.
    pub(super) fn gives(&self, n: i64, kind: Kind) -> Result<Gives, StoreError> {
        let sql = match kind {
            Kind::Area => "SELECT NULL, NULL FROM area WHERE n = ?1",
            Kind::Goal => "SELECT area, NULL FROM goal WHERE n = ?1",
            Kind::Project => "SELECT area, goal FROM project WHERE n = ?1",
            _ => return Ok(None),
        };
        let mut select = self.0.0.prepare_cached(sql)?;
        Ok(select.query_row([n], |row| Ok((read(row.get(0)?), read(row.get(1)?)))).optional()?)
    }

    /// Brings the tasks up to date that count under a container, or would if it lived.
    pub(super) fn refile(&self, id: ObjectId, kind: Kind) -> Result<(), StoreError> {
        let sql = match kind {
            Kind::Area => {
                "SELECT n FROM task WHERE area = ?1
                 UNION SELECT n FROM task WHERE own_area IS NOT NULL AND own_area IS NOT area AND own_area = ?1
                 UNION SELECT t.n FROM project p CROSS JOIN object x ON x.n = p.n CROSS JOIN task t ON t.project = x.id WHERE p.area = ?1
                 UNION SELECT t.n FROM goal g CROSS JOIN object x ON x.n = g.n CROSS JOIN task t ON t.goal = x.id WHERE g.area = ?1"
            }
            Kind::Goal => {
                "SELECT n FROM task WHERE goal = ?1
                 UNION SELECT n FROM task WHERE own_goal IS NOT NULL AND own_goal IS NOT goal AND own_goal = ?1
                 UNION SELECT t.n FROM project p CROSS JOIN object x ON x.n = p.n CROSS JOIN task t ON t.project = x.id WHERE p.goal = ?1"
            }
            Kind::Project => {
                "SELECT n FROM task WHERE project = ?1
                 UNION SELECT n FROM task WHERE own_project IS NOT NULL AND own_project IS NOT project AND own_project = ?1"
            }
            _ => return Ok(()),
        };
        let db = &self.0.0;
        let numbers: Vec<i64> =
            db.prepare_cached(sql)?.query_map([id.bytes()], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for n in numbers {
            let own = db
                .prepare_cached("SELECT own_area, own_goal, own_project FROM task WHERE n = ?1")?
                .query_row([n], |row| {
                    Ok(Filed {
                        area: read(row.get(0)?).map(Id::of),
                        goal: read(row.get(1)?).map(Id::of),
                        project: read(row.get(2)?).map(Id::of),
                    })
                })?;
            let filed = self.filed(own)?;
            let none: Sql = Sql::Integer((filed == Filed::default()).into());
            db.prepare_cached(
                "UPDATE task SET area = ?2, goal = ?3, project = ?4,
                    inbox = (?5 AND open = 1 AND someday = 0 AND waiting = 0 AND parent IS NULL
                        AND start_day IS NULL AND due_day IS NULL AND deadline_day IS NULL)
                 WHERE n = ?1",
            )?
            .execute(params![
                n,
                blob(filed.area),
                blob(filed.goal),
                blob(filed.project),
                none
            ])?;
        }
        Ok(())
    }
}
