//! `done`, `later`, `rm`, `undo` and their kin.

use daymark_api::{
    ApiError, CompleteTasks, ListTrash, ObjectRef, Redo, ReopenTasks, RescheduleTasks, RestoreObjects,
    TaskView, TrashObjects, Undo, Undone, WhenInput,
};
use daymark_domain::{Id, Kind, ObjectId, TaskStatus};

use crate::args::Ids;
use crate::out::{Cell, Look, Table, quiet};
use crate::session::{Answer, Session, one, word};
use crate::words::{TASK_TITLE, id_cell};

/// What can lie in the trash.
const THINGS: [Kind; 6] = [Kind::Filter, Kind::Task, Kind::Event, Kind::Note, Kind::Goal, Kind::Area];

pub async fn done(session: &mut Session, ids: Ids) -> Answer {
    let ids = session.find_all(&ids.ids, &[Kind::Task]).await?;
    let tasks = session.ask(CompleteTasks { ids }).await?;
    print_tasks(session, &tasks);
    Ok(())
}

pub async fn reopen(session: &mut Session, ids: Ids) -> Answer {
    let ids = session.find_all(&ids.ids, &[Kind::Task]).await?;
    let tasks = session.ask(ReopenTasks { ids }).await?;
    print_tasks(session, &tasks);
    Ok(())
}

pub async fn later(session: &mut Session, id: &str, when: String) -> Answer {
    let id = session.id(id, &[Kind::Task]).await?;
    let to = match when.trim() {
        "none" | "never" => None,
        words => Some(WhenInput::Words(words.to_owned())),
    };
    let tasks = session.ask(RescheduleTasks { ids: vec![id], to }).await?;
    print_tasks(session, &tasks);
    Ok(())
}

pub fn print_tasks(session: &mut Session, tasks: &[TaskView]) {
    if session.out.json() {
        session.out.values(tasks);
        return;
    }
    let mut table = Table::under(TASK_TITLE);
    for task in tasks {
        table.row(session.calendar.task_row(task));
    }
    session.out.table(&table);
    for view in
        tasks.iter().filter(|view| view.task.repeat.is_some() && view.task.status != TaskStatus::Completed)
    {
        let next = session.calendar.task_when(view);
        session.out.cells([quiet(format!("  '{}' comes again: {next}", view.task.title))]);
    }
}

pub async fn rm(session: &mut Session, ids: Ids) -> Answer {
    trash(session, ids, &THINGS).await
}

pub async fn trash(session: &mut Session, ids: Ids, kinds: &[Kind]) -> Answer {
    let ids: Vec<ObjectId> = session.find_all(&ids.ids, kinds).await?;
    let gone = session.ask(TrashObjects { ids }).await?;
    print_objects(session, "In the trash", &gone);
    if !session.out.json() {
        session.out.cells([quiet("  'daymark undo' or 'daymark restore ID' brings back.")]);
    }
    Ok(())
}

pub async fn restore(session: &mut Session, ids: Ids) -> Answer {
    let mut found = Vec::with_capacity(ids.ids.len());
    let mut rows = None;
    for text in &ids.ids {
        if let Ok(id) = text.parse::<ObjectId>() {
            found.push(id);
            continue;
        }
        if rows.is_none() {
            rows = Some(session.ask(ListTrash { limit: Some(100_000) }).await?);
        }
        let fitting: Vec<ObjectRef> = rows
            .iter()
            .flatten()
            .filter(|row| fits(text, row.object, &row.title))
            .map(|row| ObjectRef { object: row.object, kind: row.kind, title: row.title.clone() })
            .collect();
        let object = one(text, &[], fitting).map_err(|mut error| {
            if error.code == daymark_api::Code::NotFound {
                error = ApiError::not_found(format!("Nothing in the trash has the id or title '{text}'."))
                    .hint("'daymark trash' lists what lies there.");
            }
            error
        })?;
        found.push(object.object);
    }
    let back = session.ask(RestoreObjects { ids: found }).await?;
    print_objects(session, "Back from the trash", &back);
    Ok(())
}

/// The rule of `search.find`: the start or end of an id, or the whole title.
fn fits(text: &str, id: ObjectId, title: &str) -> bool {
    let id = id.object().to_string();
    let text = text.trim().to_lowercase();
    title.to_lowercase() == text || (text.len() >= 4 && (id.starts_with(&text) || id.ends_with(&text)))
}

pub fn print_objects(session: &mut Session, heading: &str, objects: &[ObjectRef]) {
    if session.out.json() {
        session.out.values(objects);
        return;
    }
    session.out.heading(heading);
    let mut table = Table::under(2);
    for object in objects {
        table.row([id_cell(object.object), quiet(word(object.kind)), Cell::from(&object.title)]);
    }
    session.out.table(&table);
}

pub async fn undo(session: &mut Session, steps: Option<u32>) -> Answer {
    let undone = session.ask(Undo { steps }).await?;
    print_undone(session, "Undone", "There is nothing left to undo.", &undone);
    Ok(())
}

pub async fn redo(session: &mut Session, steps: Option<u32>) -> Answer {
    let redone = session.ask(Redo { steps }).await?;
    print_undone(session, "Done again", "There is nothing to do again.", &redone);
    Ok(())
}

fn print_undone(session: &mut Session, verb: &str, nothing: &str, undone: &Undone) {
    if session.out.json() {
        session.out.value(undone);
        return;
    }
    if undone.labels.is_empty() {
        session.out.line(nothing);
    }
    for label in &undone.labels {
        session.out.cells([quiet(verb), Cell::new(label, Look::Plain)]);
    }
}
