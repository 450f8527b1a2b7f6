//! `project` and `section`.

use clap::Subcommand;
use daymark_api::{AddProject, AddSection, ListProjects, ProjectDetail, ProjectView, ShowProject, WhenInput};
use daymark_domain::{Kind, ProjectId, Section, SectionId};

use crate::args::EditArgs;
use crate::edit;
use crate::edit::area_of;
use crate::out::{Cell, Table, quiet};
use crate::session::{Answer, Session, unfit};
use crate::words::{TASK_TITLE, id_cell};

#[derive(Debug, Subcommand)]
pub enum ProjectVerb {
    Add {
        #[arg(required = true, value_name = "TITLE")]
        title: Vec<String>,
        #[arg(long, value_name = "ID")]
        area: Option<String>,
        #[arg(long, value_name = "ID")]
        goal: Option<String>,
        /// The day it is meant to be finished
        #[arg(long, value_name = "WHEN")]
        target: Option<String>,
        #[arg(long, value_name = "TEXT", default_value = "")]
        notes: String,
        /// active, on_hold, completed or archived
        #[arg(long)]
        status: Option<String>,
    },
    List {
        #[arg(long, value_name = "ID")]
        area: Option<String>,
        #[arg(long, value_name = "ID")]
        goal: Option<String>,
        /// Archived ones too
        #[arg(long)]
        all: bool,
    },
    /// Sections and tasks of a project
    Show {
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Change fields: title, notes, status, area, goal, target, before
    Edit(EditArgs),
}

#[derive(Debug, Subcommand)]
pub enum SectionVerb {
    /// Add a section to a project
    Add {
        #[arg(value_name = "PROJECT")]
        project: String,
        #[arg(required = true, value_name = "TITLE")]
        title: Vec<String>,
    },
    /// Change fields: title, before
    Edit(EditArgs),
}

pub async fn project(session: &mut Session, verb: ProjectVerb) -> Answer {
    match verb {
        ProjectVerb::Add { title, area, goal, target, notes, status } => {
            let call = AddProject {
                title: title.join(" "),
                notes,
                area: area_of(session, area.as_deref()).await?,
                goal: match goal {
                    Some(goal) => Some(session.id(&goal, &[Kind::Goal]).await?),
                    None => None,
                },
                target: target.map(WhenInput::Words),
                status: status.map(|status| status.parse()).transpose().map_err(unfit)?,
            };
            let view = session.ask(call).await?;
            print_project(session, &view);
        }
        ProjectVerb::List { area, goal, all } => {
            let area = area_of(session, area.as_deref()).await?;
            let goal = match goal {
                Some(goal) => Some(session.id(&goal, &[Kind::Goal]).await?),
                None => None,
            };
            let projects = session.ask(ListProjects { area, goal, include_archived: all }).await?;
            if session.out.json() {
                session.out.values(&projects);
                return Ok(());
            }
            if projects.is_empty() {
                session.out.line("There are no projects here. 'daymark project add Build a shed' makes one.");
            }
            let mut table = Table::new(&["ID", "PROJECT", "STATE", "DONE", "TARGET", "FOR"]).giving(1);
            for view in &projects {
                table.row(row(session, view));
            }
            session.out.table(&table);
        }
        ProjectVerb::Show { id } => {
            let id = session.id(&id, &[Kind::Project]).await?;
            show(session, id).await?;
        }
        ProjectVerb::Edit(args) => edit::edit(session, args, Some(Kind::Project)).await?,
    }
    Ok(())
}

pub async fn section(session: &mut Session, verb: SectionVerb) -> Answer {
    match verb {
        SectionVerb::Add { project, title } => {
            let project = session.id(&project, &[Kind::Project]).await?;
            let section = session.ask(AddSection { project, title: title.join(" ") }).await?;
            print_section(session, &section);
        }
        SectionVerb::Edit(args) => edit::edit(session, args, Some(Kind::Section)).await?,
    }
    Ok(())
}

fn row(session: &Session, view: &ProjectView) -> [Cell; 6] {
    let done = match view.progress.tasks {
        0 => String::new(),
        tasks => format!("{} % ({}/{tasks})", view.percent, view.progress.done),
    };
    let place = view.goal_title.as_deref().or(view.area_name.as_deref()).unwrap_or_default();
    [
        id_cell(view.project.id),
        Cell::from(view.project.title.as_str()),
        quiet(view.project.status.word().replace('_', " ")),
        quiet(done),
        Cell::from(view.project.target.map(|date| session.calendar.day(date)).unwrap_or_default()),
        quiet(place),
    ]
}

pub fn print_project(session: &mut Session, view: &ProjectView) {
    if session.out.json() {
        session.out.value(view);
        return;
    }
    let cells = row(session, view);
    session.out.cells(cells);
}

pub fn print_section(session: &mut Session, section: &Section) {
    if session.out.json() {
        session.out.value(section);
        return;
    }
    session.out.cells([id_cell(section.id), Cell::from(section.title.as_str())]);
}

pub async fn show(session: &mut Session, id: ProjectId) -> Answer {
    let detail: ProjectDetail = session.ask(ShowProject { id }).await?;
    if session.out.json() {
        session.out.value(&detail);
        return Ok(());
    }
    print_project(session, &detail.project);
    let Session { out, calendar, .. } = session;
    if let Some(said) = &detail.project.keeping_said {
        out.cells([quiet(said)]);
    }
    if !detail.project.project.notes.is_empty() {
        out.line(detail.project.project.notes.as_str());
    }
    let known = |section: Option<SectionId>| {
        section.filter(|id| detail.project.sections.iter().any(|section| section.id == *id))
    };
    let parts = std::iter::once(None).chain(detail.project.sections.iter().map(Some));
    for part in parts {
        let mut table = Table::under(TASK_TITLE);
        let id = part.map(|section| section.id);
        for task in detail.tasks.iter().filter(|task| known(task.task.section) == id) {
            table.row(calendar.task_row(task));
        }
        if let Some(section) = part {
            out.raw("\n");
            out.heading(section.title.as_str());
        }
        out.table(&table);
    }
    Ok(())
}
