//! Projects and their sections.

use daymark_api::{
    AddProject, AddSection, EditProject, EditSection, ListProjects, ProjectDetail, ProjectView, ShowProject,
};
use daymark_domain::{Body, Id, Kind, Project, ProjectId, ProjectStatus, Section, SectionId, Title};
use daymark_store::{ProjectFilter, Read, Sort, TaskFilter};
use daymark_sync::registry::field;
use daymark_sync::shape::{self, Life, set};
use daymark_sync::{Value, place};
use daymark_texts::phrase;

use super::tasks::{check_area, check_goal, moment};
use super::{Apply, answers};
use crate::app::Inner;
use crate::fault::{Fault, conflict, missing};
use crate::unit::Unit;
use crate::view::View;
use crate::words;

answers! {
    ListProjects => list;
    ShowProject => show;
}

/// The most tasks of a project that are shown.
const TASKS: u32 = 2_000;

fn list(read: &Read<'_>, inner: &Inner, call: ListProjects) -> Result<Vec<ProjectView>, Fault> {
    let voice = inner.voice(read)?;
    let mut view = View::new(read, inner.now())?;
    let filter = ProjectFilter { area: call.area, goal: call.goal, archived: call.include_archived };
    read.projects(filter)?.into_iter().map(|project| view.project(project, &voice)).collect()
}

pub(crate) fn project(read: &Read<'_>, id: ProjectId) -> Result<Project, Fault> {
    let object = read.object(id.object())?.filter(|object| object.kind == Some(Kind::Project));
    object.map(|object| shape::project(object.id, &object.doc)).ok_or_else(|| missing("project"))
}

pub(crate) fn section(read: &Read<'_>, id: SectionId) -> Result<Section, Fault> {
    let object = read.object(id.object())?.filter(|object| object.kind == Some(Kind::Section));
    let object = object.filter(|object| shape::life(&object.doc) == Life::Alive);
    object.map(|object| shape::section(object.id, &object.doc)).ok_or_else(|| missing("section"))
}

fn show(read: &Read<'_>, inner: &Inner, call: ShowProject) -> Result<ProjectDetail, Fault> {
    let project = project(read, call.id)?;
    let tasks = read.tasks(&TaskFilter {
        project: Some(call.id),
        sort: Sort::Position,
        limit: TASKS,
        ..TaskFilter::default()
    })?;
    let mut view = View::new(read, inner.now())?;
    Ok(ProjectDetail { project: view.project(project, &inner.voice(read)?)?, tasks: view.tasks(tasks)? })
}

fn after(unit: &Unit<'_>, id: ProjectId) -> Result<ProjectView, Fault> {
    View::new(unit, unit.now.clone())?.project(project(unit, id)?, &unit.voice()?)
}

/// Names are what words of a capture go by, so two projects that are at hand differ in theirs.
pub(crate) fn check_title(unit: &Unit<'_>, title: &Title, but: Option<ProjectId>) -> Result<(), Fault> {
    let lower = title.as_str().to_lowercase();
    let taken = unit
        .projects(ProjectFilter::default())?
        .into_iter()
        .filter(|project| matches!(project.status, ProjectStatus::Active | ProjectStatus::OnHold))
        .any(|project| Some(project.id) != but && project.title.as_str().to_lowercase() == lower);
    if taken { Err(conflict(phrase!("error-project-taken", name = title.as_str()))) } else { Ok(()) }
}

fn empty(unit: &mut Unit<'_>, title: Title) -> Project {
    Project {
        id: unit.new_id(),
        title,
        notes: Body::default(),
        status: ProjectStatus::Active,
        area: None,
        goal: None,
        target: None,
        position: unit.place_last(),
        created_at: unit.now.timestamp(),
        completed_at: None,
        trashed: false,
    }
}

/// A project with nothing but a title.
pub(super) fn make(unit: &mut Unit<'_>, title: Title) -> Result<ProjectId, Fault> {
    let project = empty(unit, title);
    unit.put(project.id.object(), Kind::Project, shape::project_changes(&project))?;
    Ok(project.id)
}

impl Apply for AddProject {
    const LABEL: &'static str = "label-a-project-added";

    fn apply(self, unit: &mut Unit<'_>) -> Result<ProjectView, Fault> {
        check_area(unit, self.area)?;
        check_goal(unit, self.goal)?;
        let context = moment(unit)?;
        let title = Title::parse(&self.title)?;
        check_title(unit, &title, None)?;
        let project = Project {
            notes: Body::parse(&self.notes)?,
            status: self.status.unwrap_or(ProjectStatus::Active),
            area: self.area,
            goal: self.goal,
            target: self.target.map(|input| words::day(input, &context)).transpose()?,
            ..empty(unit, title)
        };
        unit.label(phrase!("label-add-project", title = project.title.as_str()));
        unit.put(project.id.object(), Kind::Project, shape::project_changes(&project))?;
        after(unit, project.id)
    }
}

impl Apply for EditProject {
    const LABEL: &'static str = "label-a-project-changed";

    fn apply(self, unit: &mut Unit<'_>) -> Result<ProjectView, Fault> {
        let old = project(unit, self.id)?;
        let context = moment(unit)?;
        let mut changes = Vec::new();
        if let Some(title) = self.title {
            let title = Title::parse(&title)?;
            check_title(unit, &title, Some(self.id))?;
            changes.push(set(field::TITLE, Value::text(title.as_str())));
        }
        if let Some(notes) = self.notes {
            changes.push(set(field::NOTES, Value::text(Body::parse(&notes)?.as_str())));
        }
        if let Some(status) = self.status.filter(|status| *status != old.status) {
            changes.push(set(field::STATUS, Value::text(status.word())));
            if status != ProjectStatus::Archived {
                let done = (status == ProjectStatus::Completed).then(|| unit.now.timestamp());
                changes.push(set(field::COMPLETED_AT, Value::maybe(done, shape::stamp)));
            }
        }
        if let Some(area) = self.area.change() {
            check_area(unit, area)?;
            changes.push(set(field::AREA, shape::maybe_id(area)));
        }
        if let Some(goal) = self.goal.change() {
            check_goal(unit, goal)?;
            changes.push(set(field::GOAL, shape::maybe_id(goal)));
        }
        if let Some(target) = self.target.change() {
            let target = target.map(|input| words::day(input, &context)).transpose()?;
            changes.push(set(field::TARGET, Value::maybe(target, shape::day)));
        }
        if let Some(before) = self.before.change() {
            let others = unit.projects(ProjectFilter { archived: true, ..ProjectFilter::default() })?;
            let mut others: Vec<(ProjectId, String)> =
                others.into_iter().map(|project| (project.id, project.position)).collect();
            others.sort_by(|a, b| a.1.cmp(&b.1));
            let position = placed_before(unit, &others, self.id, before, "project")?;
            changes.push(set(field::PLACED, shape::placed(None::<ProjectId>, &position)));
        }
        unit.label(phrase!("label-change-project", title = old.title.as_str()));
        unit.put(self.id.object(), Kind::Project, changes)?;
        after(unit, self.id)
    }
}

/// A place before one of these, or at the end.
fn placed_before<I: Id>(
    unit: &mut Unit<'_>,
    list: &[(I, String)],
    own: I,
    before: Option<I>,
    what: &str,
) -> Result<String, Fault> {
    let Some(before) = before else { return Ok(unit.place_last()) };
    let others: Vec<&(I, String)> = list.iter().filter(|one| one.0.object() != own.object()).collect();
    let at = others.iter().position(|one| one.0.object() == before.object()).ok_or_else(|| missing(what))?;
    let place = |at: usize| others.get(at).map(|one| one.1.as_str());
    let low = at.checked_sub(1).and_then(place);
    Ok(place::between(low, place(at), unit.jitter()))
}

impl Apply for AddSection {
    const LABEL: &'static str = "label-a-section-added";

    fn apply(self, unit: &mut Unit<'_>) -> Result<Section, Fault> {
        let project = project(unit, self.project)?;
        if project.trashed {
            return Err(missing("project"));
        }
        let section = Section {
            id: unit.new_id(),
            project: Some(self.project),
            title: Title::parse(&self.title)?,
            position: unit.place_last(),
            trashed: false,
        };
        unit.label(phrase!("label-add-section", title = section.title.as_str()));
        let changes = shape::section_changes(&section, unit.now.timestamp());
        unit.put(section.id.object(), Kind::Section, changes)?;
        Ok(section)
    }
}

impl Apply for EditSection {
    const LABEL: &'static str = "label-a-section-changed";

    fn apply(self, unit: &mut Unit<'_>) -> Result<Section, Fault> {
        let old = section(unit, self.id)?;
        let mut changes = Vec::new();
        if let Some(title) = self.title {
            changes.push(set(field::TITLE, Value::text(Title::parse(&title)?.as_str())));
        }
        if let (Some(before), Some(project)) = (self.before.change(), old.project) {
            let others: Vec<(SectionId, String)> =
                unit.sections(project)?.into_iter().map(|section| (section.id, section.position)).collect();
            let position = placed_before(unit, &others, self.id, before, "section")?;
            changes.push(set(field::PLACED, shape::placed(old.project, &position)));
        }
        unit.label(phrase!("label-change-section", title = old.title.as_str()));
        unit.put(self.id.object(), Kind::Section, changes)?;
        section(unit, self.id)
    }
}
