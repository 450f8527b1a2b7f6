//! `task` and `task_tag`.

use daymark_domain::query::{
    Condition, DayField, Group, MomentField, SortBy, SortKey, TextPart, priority_rank,
};
use daymark_domain::{AreaId, GoalId, Id, ObjectId, Priority, Progress, ProjectId, Task, TaskId, TaskStatus};
use daymark_sync::{Doc, shape};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension, params, params_from_iter};

use crate::table::filed::Filed;
use crate::table::{day_number, task_query};
use crate::{Read, StoreError, Write};

/// Which tasks are wanted. Fields that are set must all hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TaskFilter {
    pub open: Option<bool>,
    pub inbox: Option<bool>,
    pub started: Option<bool>,
    pub someday: Option<bool>,
    pub area: Option<AreaId>,
    pub goal: Option<GoalId>,
    pub project: Option<ProjectId>,
    /// Whether it waits for another task or for somebody.
    pub held: Option<bool>,
    pub parent: Option<TaskId>,
    pub top_level: bool,
    pub tags: Vec<String>,
    pub priority: Option<Priority>,
    /// An open task whose planned or due day lies between these.
    pub day_from: Option<Date>,
    pub day_to: Option<Date>,
    pub deadline_to: Option<Date>,
    pub dated: Option<bool>,
    /// Completed at or after, in milliseconds.
    pub completed_since: Option<i64>,
    /// Words that must be in it.
    pub words: Option<String>,
    /// What a query says; holds beside the others.
    pub also: Option<Condition>,
    pub group: Option<Group>,
    /// Goes before `sort`.
    pub order: Vec<SortBy>,
    pub sort: Sort,
    pub limit: u32,
    pub offset: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Latest first.
    #[default]
    Created,
    /// By place among siblings.
    Position,
    /// Earliest day first, then priority.
    Day,
    Completed,
}

pub(super) fn blob(id: Option<impl Id>) -> Sql {
    id.map_or(Sql::Null, |id| Sql::Blob(id.object().bytes().to_vec()))
}

impl TaskFilter {
    /// All of it as one condition: there is one way to SQL.
    pub fn condition(&self) -> Condition {
        let not = |condition| Condition::Not(Box::new(condition));
        let flag = |flag: Option<bool>, yes: Condition| flag.map(|on| if on { yes } else { not(yes) });
        let mut all = Vec::new();
        all.extend(flag(self.open, Condition::Open));
        all.extend(flag(self.inbox, Condition::Inbox));
        all.extend(flag(self.someday, Condition::Someday));
        all.extend(flag(self.started, Condition::Started));
        all.extend(self.area.map(Condition::Area));
        all.extend(self.goal.map(Condition::Goal));
        all.extend(self.project.map(Condition::Project));
        all.extend(flag(self.held, Condition::Any(vec![Condition::Blocked, Condition::Waiting])));
        all.extend(self.parent.map(Condition::Parent));
        all.extend(self.top_level.then(|| not(Condition::Subtask)));
        all.extend(self.tags.iter().cloned().map(Condition::Tag));
        all.extend(self.priority.map(|priority| {
            let rank = priority_rank(Some(priority));
            Condition::Priority { from: rank, to: rank }
        }));
        if self.day_from.is_some() || self.day_to.is_some() {
            if self.open.is_none() {
                all.push(Condition::Open);
            }
            all.push(Condition::Day { field: DayField::Either, from: self.day_from, to: self.day_to });
        }
        all.extend(self.deadline_to.map(|to| Condition::Day {
            field: DayField::Deadline,
            from: None,
            to: Some(to),
        }));
        all.extend(flag(self.dated, Condition::HasDay(DayField::Either)));
        all.extend(self.completed_since.map(|since| Condition::Moment {
            field: MomentField::Completed,
            from: Some(Timestamp::from_millisecond(since).unwrap_or(Timestamp::MIN)),
            before: None,
        }));
        all.extend(
            self.words
                .as_ref()
                .map(|words| Condition::Text(vec![TextPart { words: words.clone(), phrase: false }])),
        );
        match &self.also {
            Some(Condition::All(more)) => all.extend(more.iter().cloned()),
            Some(other) => all.push(other.clone()),
            None => {}
        }
        Condition::All(all)
    }

    fn sorted(&self) -> Vec<SortBy> {
        if !self.order.is_empty() {
            return self.order.clone();
        }
        let key = match self.sort {
            Sort::Created => SortKey::Created,
            Sort::Position => SortKey::Position,
            Sort::Day => SortKey::Day,
            Sort::Completed => SortKey::Completed,
        };
        vec![SortBy { key, falls: key.naturally_falls() }]
    }

    /// The whole of the selection, but for how many.
    fn select(&self) -> (String, Vec<Sql>) {
        let (conditions, values) = task_query::compile(&self.condition());
        let order = task_query::order(self.group, &self.sorted());
        let sql = format!(
            "SELECT o.id, o.doc FROM task t CROSS JOIN object o ON o.n = t.n WHERE {conditions} ORDER BY {order}"
        );
        (sql, values)
    }
}

impl Write<'_> {
    pub(crate) fn project_task(&self, n: i64, task: &Task) -> Result<(), StoreError> {
        let status = match task.status {
            TaskStatus::Pending => 0,
            TaskStatus::InProgress => 1,
            TaskStatus::Completed => 2,
        };
        let day = |when: &Option<daymark_domain::When>| when.as_ref().map(|when| day_number(when.date));
        if !task.trashed {
            let own = Filed { area: task.area, goal: task.goal, project: task.project };
            let filed = self.filed(own)?;
            self.0.0
                .prepare_cached(
                    "INSERT INTO task (n, open, inbox, status, priority, someday, area, goal, parent, position,
                        start_day, due_day, deadline_day, estimate, created_at, completed_at,
                        own_area, own_goal, own_project, project, waiting, blocked)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                        ?17, ?18, ?19, ?20, ?21, 0)",
                )?
                .execute(params![
                    n,
                    task.open(),
                    task.undecided() && filed == Filed::default(),
                    status,
                    priority_rank(task.priority),
                    task.someday,
                    blob(filed.area),
                    blob(filed.goal),
                    blob(task.parent),
                    task.position,
                    day(&task.start),
                    day(&task.due),
                    day(&task.deadline),
                    task.estimate_minutes,
                    task.created_at.as_millisecond(),
                    task.completed_at.map(|at| at.as_millisecond()),
                    blob(own.area),
                    blob(own.goal),
                    blob(own.project),
                    blob(filed.project),
                    task.open() && task.waiting.is_some(),
                ])?;
            for tag in &task.tags {
                self.0
                    .0
                    .prepare_cached("INSERT OR IGNORE INTO task_tag (tag, n) VALUES (?1, ?2)")?
                    .execute(params![tag.as_str(), n])?;
            }
            self.project_blockers(n, task)?;
        }
        self.project_blocked(task.id)?;
        let anchor = task.due.as_ref().or(task.start.as_ref()).or(task.deadline.as_ref());
        self.project_reminders(n, if task.open() { &task.reminders } else { &[] }, anchor)?;
        let tags: Vec<&str> = task.tags.iter().map(|tag| tag.as_str()).collect();
        let more = task.waiting.iter().map(|waiting| waiting.on.as_str());
        let more: Vec<&str> = more.chain(task.checklist.iter().map(|item| item.text.as_str())).collect();
        let body = match more.as_slice() {
            [] => std::borrow::Cow::Borrowed(task.notes.as_str()),
            more => format!("{}\n{}", task.notes, more.join("\n")).into(),
        };
        self.project_words(n, !task.trashed, task.title.as_str(), &body, &tags.join(" "))
    }
}

impl Read<'_> {
    pub fn task(&self, id: TaskId) -> Result<Option<Task>, StoreError> {
        let doc: Option<Vec<u8>> = self
            .0
            .prepare_cached("SELECT doc FROM object WHERE id = ?1 AND kind = 3 AND life >= 0")?
            .query_row([id.object().bytes()], |row| row.get(0))
            .optional()?;
        Ok(doc.map(|doc| Doc::decode(&doc)).transpose()?.map(|doc| shape::task(id.object(), &doc)))
    }

    pub fn tasks(&self, filter: &TaskFilter) -> Result<Vec<Task>, StoreError> {
        let (mut sql, mut values) = filter.select();
        sql.push_str(" LIMIT ? OFFSET ?");
        values.push(Sql::Integer(filter.limit.into()));
        values.push(Sql::Integer(filter.offset.into()));
        let mut select = self.0.prepare_cached(&sql)?;
        let mut rows = select.query(params_from_iter(values))?;
        let mut tasks = Vec::new();
        while let Some(row) = rows.next()? {
            let doc: Vec<u8> = row.get(1)?;
            tasks.push(shape::task(ObjectId::from_bytes(row.get(0)?), &Doc::decode(&doc)?));
        }
        Ok(tasks)
    }

    pub fn task_total(&self, filter: &TaskFilter) -> Result<u32, StoreError> {
        let (conditions, values) = task_query::compile(&filter.condition());
        let sql = format!("SELECT count(*) FROM task t WHERE {conditions}");
        Ok(self.0.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?)
    }

    /// How SQLite would find them: for tests that no user-sized table is read whole.
    pub fn explain_tasks(&self, filter: &TaskFilter) -> Result<Vec<String>, StoreError> {
        let (sql, values) = filter.select();
        let sql = format!("EXPLAIN QUERY PLAN {sql} LIMIT 50");
        let mut select = self.0.prepare(&sql)?;
        Ok(select.query_map(params_from_iter(values), |row| row.get(3))?.collect::<Result<_, _>>()?)
    }

    /// Open tasks worth weighing for "what next": a bounded handful from each reason to do one.
    pub fn candidates(&self, today: Date, each: u32) -> Result<Vec<Task>, StoreError> {
        let mut select = self.0.prepare_cached(
            "SELECT o.id, o.doc FROM object o WHERE o.n IN (
                SELECT n FROM (SELECT n FROM task WHERE open = 1 AND blocked = 0 AND waiting = 0 AND start_day IS NOT NULL AND start_day <= ?1 ORDER BY start_day DESC LIMIT ?2)
                UNION SELECT n FROM (SELECT n FROM task WHERE open = 1 AND blocked = 0 AND waiting = 0 AND due_day IS NOT NULL AND due_day <= ?1 + 7 ORDER BY due_day DESC LIMIT ?2)
                UNION SELECT n FROM (SELECT n FROM task WHERE open = 1 AND blocked = 0 AND waiting = 0 AND due_day IS NOT NULL AND due_day <= ?1 ORDER BY due_day DESC LIMIT ?2)
                UNION SELECT n FROM (SELECT n FROM task WHERE open = 1 AND blocked = 0 AND waiting = 0 AND deadline_day IS NOT NULL AND deadline_day <= ?1 + 60 ORDER BY deadline_day LIMIT ?2)
                UNION SELECT n FROM (SELECT n FROM task WHERE open = 1 AND blocked = 0 AND waiting = 0 AND priority > 1 ORDER BY priority DESC, created_at LIMIT ?2)
                UNION SELECT n FROM (SELECT n FROM task WHERE open = 1 AND blocked = 0 AND waiting = 0 AND status = 1 ORDER BY created_at DESC LIMIT ?2)
                UNION SELECT n FROM (SELECT n FROM task WHERE open = 1 AND blocked = 0 AND waiting = 0 ORDER BY created_at DESC LIMIT ?2)
             )",
        )?;
        let mut rows = select.query(params![day_number(today), each])?;
        let mut tasks = Vec::new();
        while let Some(row) = rows.next()? {
            let doc: Vec<u8> = row.get(1)?;
            tasks.push(shape::task(ObjectId::from_bytes(row.get(0)?), &Doc::decode(&doc)?));
        }
        Ok(tasks)
    }

    /// The tags in use, in order; the index is leapt through, one step a tag.
    pub fn tags(&self, most: u32) -> Result<Vec<String>, StoreError> {
        let mut select = self.0.prepare_cached(
            "WITH RECURSIVE used(tag) AS (
                SELECT min(tag) FROM task_tag
                UNION ALL
                SELECT (SELECT min(tag) FROM task_tag WHERE tag > used.tag) FROM used WHERE used.tag IS NOT NULL
             )
             SELECT tag FROM used WHERE tag IS NOT NULL LIMIT ?1",
        )?;
        Ok(select.query_map([most], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// How many subtasks, and how many of them are done.
    pub fn subtask_counts(&self, parent: TaskId) -> Result<(u32, u32), StoreError> {
        Ok(self
            .0
            .prepare_cached("SELECT count(*), count(*) FILTER (WHERE open = 0) FROM task WHERE parent = ?1")?
            .query_row([parent.object().bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// How far the tasks of a goal are, those of its projects among them.
    pub fn goal_progress(&self, goal: GoalId) -> Result<Progress, StoreError> {
        self.progress("goal", goal)
    }

    pub fn project_progress(&self, project: ProjectId) -> Result<Progress, StoreError> {
        self.progress("project", project)
    }

    fn progress(&self, column: &str, id: impl Id) -> Result<Progress, StoreError> {
        // Read from the index alone.
        let sql = format!(
            "SELECT count(*), count(*) FILTER (WHERE open = 0), count(estimate), count(estimate) FILTER (WHERE open = 0),
                coalesce(sum(estimate), 0), coalesce(sum(estimate) FILTER (WHERE open = 0), 0)
             FROM task WHERE {column} = ?1"
        );
        Ok(self.0.prepare_cached(&sql)?.query_row([id.object().bytes()], |row| {
            let number = |at| row.get::<_, i64>(at).map(|n| u32::try_from(n).unwrap_or(u32::MAX));
            Ok(Progress {
                tasks: number(0)?,
                done: number(1)?,
                estimated: number(2)?,
                estimated_done: number(3)?,
                minutes: number(4)?,
                minutes_done: number(5)?,
            })
        })?)
    }

    /// Estimated minutes by area and week, weeks counted from the first day: of tasks, open or done,
    /// whose planned or else due day lies between these.
    pub fn estimated_weeks(
        &self,
        from: Date,
        to: Date,
    ) -> Result<Vec<(Option<AreaId>, usize, u32)>, StoreError> {
        let mut select = self.0.prepare_cached(
            "SELECT area, (coalesce(start_day, due_day) - ?1) / 7 AS week, sum(estimate) FROM task t WHERE n IN (
                SELECT n FROM task WHERE open = 1 AND start_day IS NOT NULL AND start_day BETWEEN ?1 AND ?2
                UNION SELECT n FROM task WHERE open = 0 AND start_day IS NOT NULL AND start_day BETWEEN ?1 AND ?2
                UNION SELECT n FROM task WHERE open = 1 AND due_day IS NOT NULL AND due_day BETWEEN ?1 AND ?2
                UNION SELECT n FROM task WHERE open = 0 AND due_day IS NOT NULL AND due_day BETWEEN ?1 AND ?2
             ) AND estimate IS NOT NULL AND coalesce(start_day, due_day) BETWEEN ?1 AND ?2 GROUP BY area, week",
        )?;
        let mut rows = select.query(params![day_number(from), day_number(to)])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let area: Option<[u8; 16]> = row.get(0)?;
            let minutes = u32::try_from(row.get::<_, i64>(2)?).unwrap_or(u32::MAX);
            let week = usize::try_from(row.get::<_, i64>(1)?).unwrap_or_default();
            found.push((area.map(|id| AreaId::of(ObjectId::from_bytes(id))), week, minutes));
        }
        Ok(found)
    }

    /// For each area what is planned between two days and open, and what was done since a moment:
    /// `(area, planned, its minutes, done, its minutes)`. Reads that week only.
    pub fn area_weeks(
        &self,
        from: Date,
        to: Date,
        since: i64,
    ) -> Result<Vec<(AreaId, [u32; 4])>, StoreError> {
        let mut select = self.0.prepare_cached(
            "SELECT area, sum(planned), sum(planned * minutes), sum(1 - planned), sum((1 - planned) * minutes) FROM (
                SELECT area, 1 AS planned, coalesce(estimate, 0) AS minutes FROM task WHERE n IN (
                    SELECT n FROM task WHERE open = 1 AND start_day IS NOT NULL AND start_day BETWEEN ?1 AND ?2
                    UNION SELECT n FROM task WHERE open = 1 AND due_day IS NOT NULL AND due_day BETWEEN ?1 AND ?2)
                UNION ALL
                SELECT area, 0, coalesce(estimate, 0) FROM task WHERE completed_at >= ?3
             ) WHERE area IS NOT NULL GROUP BY area",
        )?;
        let rows = select.query_map(params![day_number(from), day_number(to), since], |row| {
            let area = AreaId::of(ObjectId::from_bytes(row.get(0)?));
            Ok((area, [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?]))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Open tasks of an area, and the estimated minutes of those planned between two days.
    pub fn area_load(&self, area: AreaId, from: Date, to: Date) -> Result<(u32, u32), StoreError> {
        Ok(self
            .0
            .prepare_cached(
                "SELECT count(*), coalesce(sum(estimate) FILTER (WHERE coalesce(start_day, due_day) BETWEEN ?2 AND ?3), 0)
                 FROM task WHERE area = ?1 AND open = 1",
            )?
            .query_row(params![area.object().bytes(), day_number(from), day_number(to)], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?)
    }
}
