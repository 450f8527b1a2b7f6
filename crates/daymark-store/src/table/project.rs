//! `project` and `section`.

use daymark_domain::{AreaId, GoalId, Id, ObjectId, Project, ProjectId, ProjectStatus, Section};
use daymark_sync::{Doc, shape};
use rusqlite::params;

use super::task::blob;
use crate::{Read, StoreError, Write};

fn status_number(status: ProjectStatus) -> i64 {
    match status {
        ProjectStatus::Active => 0,
        ProjectStatus::OnHold => 1,
        ProjectStatus::Completed => 2,
        ProjectStatus::Archived => 3,
    }
}

impl Write<'_> {
    pub(crate) fn project_project(&self, n: i64, project: &Project) -> Result<(), StoreError> {
        if !project.trashed {
            self.0
                .0
                .prepare_cached(
                    "INSERT INTO project (n, area, goal, status, position) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![
                    n,
                    blob(project.area),
                    blob(project.goal),
                    status_number(project.status),
                    project.position
                ])?;
        }
        self.project_words(n, !project.trashed, project.title.as_str(), project.notes.as_str(), "")
    }

    pub(crate) fn project_section(&self, n: i64, section: &Section) -> Result<(), StoreError> {
        if !section.trashed {
            self.0
                .0
                .prepare_cached("INSERT INTO section (n, project, position) VALUES (?1, ?2, ?3)")?
                .execute(params![n, blob(section.project), section.position])?;
        }
        Ok(())
    }
}

/// Which projects are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProjectFilter {
    pub area: Option<AreaId>,
    pub goal: Option<GoalId>,
    pub archived: bool,
}

impl Read<'_> {
    /// Living projects: active first, then those on hold, done and (when asked) archived ones.
    pub fn projects(&self, filter: ProjectFilter) -> Result<Vec<Project>, StoreError> {
        let mut select = self.0.prepare_cached(
            "SELECT o.id, o.doc FROM project p CROSS JOIN object o ON o.n = p.n
             WHERE (?1 IS NULL OR p.area = ?1) AND (?2 IS NULL OR p.goal = ?2) AND p.status <= ?3
             ORDER BY p.status, p.position, o.id",
        )?;
        let most = if filter.archived { 3 } else { 2 };
        let mut rows = select.query(params![blob(filter.area), blob(filter.goal), most])?;
        let mut projects = Vec::new();
        while let Some(row) = rows.next()? {
            let doc: Vec<u8> = row.get(1)?;
            projects.push(shape::project(ObjectId::from_bytes(row.get(0)?), &Doc::decode(&doc)?));
        }
        Ok(projects)
    }

    /// The living sections of a project in their order.
    pub fn sections(&self, project: ProjectId) -> Result<Vec<Section>, StoreError> {
        let mut select = self.0.prepare_cached(
            "SELECT o.id, o.doc FROM section s CROSS JOIN object o ON o.n = s.n WHERE s.project = ?1 ORDER BY s.position, o.id",
        )?;
        let mut rows = select.query([project.object().bytes()])?;
        let mut sections = Vec::new();
        while let Some(row) = rows.next()? {
            let doc: Vec<u8> = row.get(1)?;
            sections.push(shape::section(ObjectId::from_bytes(row.get(0)?), &Doc::decode(&doc)?));
        }
        Ok(sections)
    }
}
