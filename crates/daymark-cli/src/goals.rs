//! `area`, `goal`, `event` and `note`.

use clap::Subcommand;
use daymark_api::{
    AddArea, AddEvent, AddGoal, AddNote, ApiError, AreaBalance, AreaView, Balance, DecomposeGoal, EditArea,
    EventView, GoalDetail, GoalView, ListAreas, ListEvents, ListGoals, ListNotes, NoteRow, ObjectRef,
    WhenInput,
};
use daymark_domain::{DraftKind, Id, Kind, ObjectId};
use jiff::ToSpan;

use crate::args::{EditArgs, Page, Ways};
use crate::capture::{capture, read_repeat};
use crate::edit::area_of;
use crate::out::{Cell, Look, Table, quiet, strong};
use crate::session::{Answer, Session, read_text, unfit};
use crate::words::{TASK_TITLE, clock, id_cell};
use crate::{edit, proposals, see, words};

#[derive(Debug, Subcommand)]
pub enum AreaVerb {
    Add {
        #[arg(required = true, value_name = "NAME")]
        name: Vec<String>,
        /// One of the twelve: tide, leaf, clay, rose, plum, olive, sky, moss, amber, brick, slate, iris
        #[arg(long)]
        colour: Option<String>,
        /// What is wanted from this part of life
        #[arg(long, value_name = "TEXT", default_value = "")]
        intention: String,
    },
    List,
    Show {
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Change fields: name, colour, intention, review
    Edit(EditArgs),
    /// Mark an area as looked over
    Review {
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Planned and tracked minutes, week by week
    Balance {
        #[arg(long, value_name = "N", default_value_t = 4)]
        weeks: u32,
    },
}

#[derive(Debug, Subcommand)]
pub enum GoalVerb {
    Add {
        #[arg(required = true, value_name = "TITLE")]
        title: Vec<String>,
        #[arg(long, value_name = "ID")]
        area: Option<String>,
        /// The day it is meant to be reached
        #[arg(long, value_name = "WHEN")]
        target: Option<String>,
        /// The goal it is a step towards
        #[arg(long, value_name = "ID")]
        parent: Option<String>,
        #[arg(long, value_name = "TEXT", default_value = "")]
        notes: String,
        /// draft, active, completed or archived
        #[arg(long)]
        status: Option<String>,
    },
    List {
        #[arg(long, value_name = "ID")]
        area: Option<String>,
        /// Archived ones too
        #[arg(long)]
        all: bool,
    },
    Show {
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Change fields: title, notes, status, area, target, parent
    Edit(EditArgs),
    /// Break a goal into steps and propose them
    Decompose {
        #[arg(value_name = "ID")]
        id: String,
        /// 1 (a few big steps) to 5 (many small ones)
        #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=5))]
        granularity: u8,
        /// all, none, or parts such as 1,3
        #[arg(long, value_name = "PARTS")]
        accept: Option<String>,
        /// By rules only
        #[arg(long)]
        no_model: bool,
    },
}

#[derive(Debug, Subcommand)]
pub enum EventVerb {
    /// Add an event: in words, or with --start and a title
    Add {
        #[arg(required = true, value_name = "TEXT")]
        text: Vec<String>,
        #[arg(long, value_name = "WHEN")]
        start: Option<String>,
        #[arg(long, value_name = "WHEN", requires = "start")]
        end: Option<String>,
        #[arg(long, value_name = "TEXT", requires = "start")]
        location: Option<String>,
        #[arg(long, value_name = "TEXT", requires = "start")]
        notes: Option<String>,
        #[arg(long, value_name = "ID", requires = "start")]
        area: Option<String>,
        /// Words such as 'every tuesday', or an RRULE
        #[arg(long, value_name = "RULE", requires = "start")]
        repeat: Option<String>,
    },
    /// The coming two weeks, or from one day to another
    List {
        #[arg(long, value_name = "DAY")]
        from: Option<String>,
        #[arg(long, value_name = "DAY")]
        to: Option<String>,
    },
    Show {
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Change fields: title, start, end, notes, location, area
    Edit(EditArgs),
}

#[derive(Debug, Subcommand)]
pub enum NoteVerb {
    Add {
        #[arg(required = true, value_name = "TITLE")]
        title: Vec<String>,
        /// The text; '-' reads it from standard input
        #[arg(long, value_name = "TEXT", default_value = "")]
        body: String,
        #[arg(long, value_name = "ID")]
        area: Option<String>,
        #[arg(long, value_name = "ID")]
        goal: Option<String>,
    },
    List {
        #[arg(value_name = "QUERY")]
        query: Vec<String>,
        #[command(flatten)]
        page: Page,
    },
    Show {
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Change fields: title, body, area
    Edit(EditArgs),
}

pub async fn area(session: &mut Session, verb: AreaVerb) -> Answer {
    match verb {
        AreaVerb::Add { name, colour, intention } => {
            let colour = colour.map(|colour| colour.parse()).transpose().map_err(unfit)?;
            let view = session.ask(AddArea { name: name.join(" "), colour, intention }).await?;
            print_area(session, &view);
        }
        AreaVerb::List => {
            let areas = session.ask(ListAreas {}).await?;
            if session.out.json() {
                session.out.values(&areas);
                return Ok(());
            }
            if areas.is_empty() {
                session.out.line("There are no areas yet. 'daymark area add Health' makes one.");
            }
            let mut table =
                Table::new(&["ID", "AREA", "OPEN", "GOALS", "NEXT 7 DAYS", "INTENTION"]).giving(5);
            for area in &areas {
                table.row(area_row(area));
            }
            session.out.table(&table);
        }
        AreaVerb::Show { id } => see::show(session, &id, &[Kind::Area]).await?,
        AreaVerb::Review { id } => {
            let id = session.id(&id, &[Kind::Area]).await?;
            let view = session.ask(EditArea { reviewed: true, ..EditArea::of(id) }).await?;
            print_area(session, &view);
        }
        AreaVerb::Balance { weeks } => {
            let balance = session.ask(AreaBalance { weeks: Some(weeks) }).await?;
            print_balance(session, &balance);
        }
        AreaVerb::Edit(args) => edit::edit(session, args, Some(Kind::Area)).await?,
    }
    Ok(())
}

fn area_row(area: &AreaView) -> [Cell; 6] {
    let planned =
        if area.planned_minutes == 0 { String::new() } else { words::minutes(area.planned_minutes) };
    [
        id_cell(area.id),
        Cell::from(&area.name),
        quiet(area.open_tasks.to_string()),
        quiet(area.active_goals.to_string()),
        quiet(planned),
        quiet(&area.intention),
    ]
}

fn print_balance(session: &mut Session, balance: &Balance) {
    let Session { out, calendar, .. } = session;
    if out.json() {
        out.value(balance);
        return;
    }
    let mut table = Table::under(0);
    let mut head = vec![quiet("WEEK OF")];
    head.extend(balance.weeks.iter().map(|&week| quiet(calendar.day(week))));
    table.row(head);
    for row in &balance.areas {
        let mut cells = vec![Cell::from(row.name.as_deref().unwrap_or("no area"))];
        for (planned, tracked) in row.planned.iter().zip(&row.tracked) {
            cells.push(match (planned, tracked) {
                (0, 0) => quiet("·"),
                (planned, 0) => Cell::from(words::minutes(*planned)),
                (planned, tracked) => {
                    Cell::from(format!("{} of {}", words::minutes(*tracked), words::minutes(*planned)))
                }
            });
        }
        table.row(cells);
    }
    out.table(&table);
}

pub fn print_area(session: &mut Session, area: &AreaView) {
    if session.out.json() {
        session.out.value(area);
        return;
    }
    session.out.cells([
        id_cell(area.id),
        strong(&area.name),
        quiet(area.colour.word()),
        quiet(&area.intention),
        quiet(area.review_due.map(|day| format!("review {}", session.calendar.day(day))).unwrap_or_default()),
    ]);
}

pub async fn show_area(session: &mut Session, id: ObjectId) -> Answer {
    let areas = session.ask(ListAreas {}).await?;
    let area = areas.iter().find(|area| area.id.object() == id);
    let area = area.ok_or_else(|| ApiError::not_found("This area lies in the trash."))?;
    print_area(session, area);
    Ok(())
}

pub async fn goal(session: &mut Session, verb: GoalVerb) -> Answer {
    match verb {
        GoalVerb::Add { title, area, target, parent, notes, status } => {
            let area = area_of(session, area.as_deref()).await?;
            let status = status.map(|status| status.parse()).transpose().map_err(unfit)?;
            let target = target.map(WhenInput::Words);
            let parent = match parent {
                Some(parent) => Some(session.id(&parent, &[Kind::Goal]).await?),
                None => None,
            };
            let call = AddGoal { title: title.join(" "), notes, parent, area, target, status };
            let view = session.ask(call).await?;
            print_goal(session, &view);
        }
        GoalVerb::List { area, all } => {
            let area = area_of(session, area.as_deref()).await?;
            let goals = session.ask(ListGoals { area, include_archived: all }).await?;
            if session.out.json() {
                session.out.values(&goals);
                return Ok(());
            }
            if goals.is_empty() {
                session
                    .out
                    .line("There are no goals here. 'daymark goal add Run a half marathon' makes one.");
            }
            let mut table = Table::new(&["ID", "GOAL", "STATE", "DONE", "TARGET", "AREA"]).giving(1);
            for (goal, depth) in as_tree(&goals) {
                let mut row = goal_row(session, goal);
                row[1] = Cell::from(format!("{}{}", "  ".repeat(depth), goal.goal.title));
                table.row(row);
            }
            session.out.table(&table);
        }
        GoalVerb::Show { id } => see::show(session, &id, &[Kind::Goal]).await?,
        GoalVerb::Edit(args) => edit::edit(session, args, Some(Kind::Goal)).await?,
        GoalVerb::Decompose { id, granularity, accept, no_model } => {
            // Said wrongly, it should cost no model's answer.
            let choice = accept.as_deref().map(proposals::Choice::parse).transpose()?;
            let goal = session.id(&id, &[Kind::Goal]).await?;
            let proposal = session.ask(DecomposeGoal { goal, granularity, no_model }).await?;
            return proposals::settle(session, proposal, choice).await;
        }
    }
    Ok(())
}

/// Goals with those below them after them, and how deep they stand. One whose goal above is not here
/// stands by itself, and so does one of a circle.
fn as_tree(goals: &[GoalView]) -> Vec<(&GoalView, usize)> {
    fn walk<'a>(
        goals: &'a [GoalView],
        at: &'a GoalView,
        depth: usize,
        tree: &mut Vec<(&'a GoalView, usize)>,
    ) {
        if tree.iter().any(|(seen, _)| seen.goal.id == at.goal.id) {
            return;
        }
        tree.push((at, depth));
        for below in goals.iter().filter(|below| below.goal.parent == Some(at.goal.id)) {
            walk(goals, below, depth + 1, tree);
        }
    }
    let mut tree = Vec::new();
    let here = |view: &&GoalView| goals.iter().any(|above| Some(above.goal.id) == view.goal.parent);
    goals.iter().filter(|view| !here(view)).for_each(|view| walk(goals, view, 0, &mut tree));
    goals.iter().for_each(|view| walk(goals, view, 0, &mut tree));
    tree
}

fn goal_row(session: &Session, view: &GoalView) -> [Cell; 6] {
    let done = match view.tasks {
        0 => String::new(),
        tasks => format!("{} % ({}/{tasks})", view.percent, view.tasks_done),
    };
    [
        id_cell(view.goal.id),
        Cell::from(view.goal.title.as_str()),
        quiet(view.goal.status.word()),
        quiet(done),
        Cell::from(view.goal.target.map(|date| session.calendar.day(date)).unwrap_or_default()),
        quiet(view.area_name.as_deref().unwrap_or_default()),
    ]
}

pub fn print_goal(session: &mut Session, view: &GoalView) {
    if session.out.json() {
        session.out.value(view);
        return;
    }
    let cells = goal_row(session, view);
    session.out.cells(cells);
}

pub fn print_goal_detail(session: &mut Session, detail: &GoalDetail) {
    if session.out.json() {
        session.out.value(detail);
        return;
    }
    print_goal(session, &detail.goal);
    let Session { out, calendar, .. } = session;
    if !detail.goal.goal.notes.is_empty() {
        out.line(detail.goal.goal.notes.as_str());
    }
    if let Some(said) = &detail.goal.keeping_said {
        out.cells([quiet(said)]);
    }
    for below in &detail.goals {
        out.cells([id_cell(below.goal.id), quiet("goal"), Cell::from(below.goal.title.as_str())]);
    }
    for view in &detail.projects {
        out.cells([id_cell(view.project.id), quiet("project"), Cell::from(view.project.title.as_str())]);
    }
    let mut table = Table::under(TASK_TITLE);
    for task in &detail.tasks {
        table.row(calendar.task_row(task));
    }
    out.table(&table);
}

pub async fn event(session: &mut Session, verb: EventVerb) -> Answer {
    match verb {
        EventVerb::Add { text, start: None, .. } => {
            return capture(session, text.join(" "), Some(DraftKind::Event), false, Ways::default()).await;
        }
        EventVerb::Add { text, start: Some(start), end, location, notes, area, repeat } => {
            let repeat = match repeat {
                Some(rule) => Some(read_repeat(session, &rule).await?),
                None => None,
            };
            let call = AddEvent {
                title: text.join(" "),
                start: WhenInput::Words(start),
                end: end.map(WhenInput::Words),
                notes: notes.unwrap_or_default(),
                location: location.unwrap_or_default(),
                area: area_of(session, area.as_deref()).await?,
                repeat,
            };
            let view = session.ask(call).await?;
            print_event(session, &view);
        }
        EventVerb::List { from, to } => {
            let today = session.calendar.now.date();
            let from = match from {
                Some(words) => see::read_day(session, &words).await?,
                None => today,
            };
            let to = match to {
                Some(words) => see::read_day(session, &words).await?,
                None => from.saturating_add(13.days()),
            };
            let events = session.ask(ListEvents { from, to }).await?;
            if session.out.json() {
                session.out.values(&events);
                return Ok(());
            }
            if events.is_empty() {
                session.out.line("No events on these days.");
            }
            let mut table = Table::new(&["ID", "DAY", "TIME", "EVENT", "WHERE", ""]).giving(3);
            for event in &events {
                table.row(event_row(session, event));
            }
            session.out.table(&table);
        }
        EventVerb::Show { id } => see::show(session, &id, &[Kind::Event]).await?,
        EventVerb::Edit(args) => edit::edit(session, args, Some(Kind::Event)).await?,
    }
    Ok(())
}

fn event_row(session: &Session, event: &EventView) -> [Cell; 6] {
    let day = match event.last == event.date {
        true => session.calendar.day(event.date),
        false => format!("{} – {}", session.calendar.day(event.date), session.calendar.day(event.last)),
    };
    let time = match (event.start, event.end) {
        (None, _) => "all day".to_owned(),
        (Some(start), None) => clock(start),
        (Some(start), Some(end)) => format!("{}–{}", clock(start), clock(end)),
    };
    [
        id_cell(event.id),
        Cell::from(day),
        Cell::from(time),
        Cell::new(&event.title, Look::Strong),
        quiet(&event.location),
        quiet(if event.repeats { "repeats" } else { "" }),
    ]
}

pub fn print_event(session: &mut Session, event: &EventView) {
    if session.out.json() {
        session.out.value(event);
        return;
    }
    let cells = event_row(session, event);
    session.out.cells(cells);
    if !event.notes.is_empty() {
        session.out.line(&event.notes);
    }
}

/// The nearest instance within a year either way; the catalogue knows events by their days.
pub async fn show_event(session: &mut Session, found: &ObjectRef) -> Answer {
    let today = session.calendar.now.date();
    let (from, to) = (today.saturating_sub(1.year()), today.saturating_add(1.year()));
    let events = session.ask(ListEvents { from, to }).await?;
    let mut instances = events.iter().filter(|event| event.id.object() == found.object).peekable();
    let last = instances.clone().last();
    match instances.find(|event| event.last >= today).or(last) {
        Some(event) => print_event(session, event),
        None if session.out.json() => session.out.value(found),
        None => {
            session.out.cells([id_cell(found.object), strong(&found.title), quiet("more than a year away")])
        }
    }
    Ok(())
}

pub async fn note(session: &mut Session, verb: NoteVerb) -> Answer {
    match verb {
        NoteVerb::Add { title, body, area, goal } => {
            let area = area_of(session, area.as_deref()).await?;
            let goal = match goal {
                Some(goal) => Some(session.id(&goal, &[Kind::Goal]).await?),
                None => None,
            };
            let body = if body == "-" { read_text("-".as_ref())? } else { body };
            let row = session.ask(AddNote { title: title.join(" "), body, area, goal }).await?;
            print_note(session, &row);
        }
        NoteVerb::List { query, page } => {
            let notes = session.ask(ListNotes { query: query.join(" "), limit: page.limit }).await?;
            let Session { out, calendar, .. } = session;
            if out.json() {
                out.values(&notes);
                return Ok(());
            }
            if notes.is_empty() {
                out.line("There are no notes here.");
            }
            let mut table = Table::new(&["ID", "NOTE", "CHANGED", "AREA"]).giving(1);
            for row in &notes {
                table.row([
                    id_cell(row.note.id),
                    Cell::from(row.note.title.as_str()),
                    quiet(calendar.stamp(row.note.updated_at)),
                    quiet(row.area_name.as_deref().unwrap_or_default()),
                ]);
            }
            out.table(&table);
        }
        NoteVerb::Show { id } => see::show(session, &id, &[Kind::Note]).await?,
        NoteVerb::Edit(args) => edit::edit(session, args, Some(Kind::Note)).await?,
    }
    Ok(())
}

pub fn print_note(session: &mut Session, row: &NoteRow) {
    let Session { out, calendar, .. } = session;
    if out.json() {
        out.value(row);
        return;
    }
    out.cells([
        id_cell(row.note.id),
        strong(row.note.title.as_str()),
        quiet(calendar.stamp(row.note.updated_at)),
        quiet(row.area_name.as_deref().unwrap_or_default()),
    ]);
    if !row.note.body.is_empty() {
        out.raw("\n");
        out.line(row.note.body.as_str());
    }
}
