//! Changing what is there: done, moved, put elsewhere, taken back.

use daymark_agent::IntentAnswer;
use daymark_api::{Actor, ApiError, Citation, ObjectRef, Redo, Undo, Undone, WhenInput};
use daymark_domain::{EventId, Id, Kind, Task, TaskId, When};
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, set};
use daymark_texts::{Arg, Phrase, Voice, phrase, say};
use serde_json::json;

use super::find::{Meant, meant};
use super::{Ruled, answered, cite_ref, pass_on, read_when, said, spoken};
use crate::app::App;
use crate::fault::Fault;
use crate::handlers;
use crate::unit::Unit;
use crate::view::View;

pub(super) async fn complete(app: &App, voice: &Voice, what: String) -> Result<Ruled, ApiError> {
    let thing = match meant(app, voice, &what, &[Kind::Task]).await? {
        Meant::One(thing) => thing,
        Meant::Ask(ask) => return Ok(ask),
    };
    let label = |title: &str| phrase!("label-done", title = title);
    let task = on_task(app, &thing, label, handlers::tasks::complete).await?;
    let text = match next_of(&task, voice) {
        Some(when) => say!(voice, "answer-done-next", title = thing.title.as_str(), when = when),
        None => say!(voice, "answer-done", title = thing.title.as_str()),
    };
    Ok(answered(text, vec![cite_ref(&thing)]))
}

pub(super) async fn reopen(app: &App, voice: &Voice, what: String) -> Result<Ruled, ApiError> {
    let thing = match meant(app, voice, &what, &[Kind::Task]).await? {
        Meant::One(thing) => thing,
        Meant::Ask(ask) => return Ok(ask),
    };
    let label = |title: &str| phrase!("label-open-again", title = title);
    let task = on_task(app, &thing, label, |unit, task| {
        let open = vec![set(field::STATUS, Value::text("pending")), set(field::COMPLETED_AT, Value::Null)];
        unit.put(task.id.object(), Kind::Task, open)
    })
    .await?;
    let text = match next_of(&task, voice) {
        Some(when) => say!(voice, "answer-open-again-next", title = thing.title.as_str(), when = when),
        None => say!(voice, "answer-open-again", title = thing.title.as_str()),
    };
    Ok(answered(text, vec![cite_ref(&thing)]))
}

async fn on_task(
    app: &App,
    thing: &ObjectRef,
    label: impl FnOnce(&str) -> Phrase + Send + 'static,
    change: impl FnOnce(&mut Unit<'_>, &Task) -> Result<(), Fault> + Send + 'static,
) -> Result<Task, ApiError> {
    let id = TaskId::of(thing.object);
    app.commit(Actor::Person, "label-a-task-changed", move |unit| {
        let task = handlers::tasks::existing(unit, id)?;
        unit.label(label(task.title.as_str()));
        change(unit, &task)?;
        handlers::tasks::existing(unit, id)
    })
    .await
}

/// When a task that repeats comes again.
fn next_of(task: &Task, voice: &Voice) -> Option<String> {
    match (&task.repeat, task.open(), &task.due) {
        (Some(_), true, Some(due)) => Some(spoken(due, voice)),
        _ => None,
    }
}

pub(super) async fn move_one(
    app: &App,
    voice: &Voice,
    what: String,
    when: String,
) -> Result<Ruled, ApiError> {
    let Some(to) = read_when(app, &when).await? else {
        return Ok(pass_on(say!(voice, "answer-no-day-to-move", words = when)));
    };
    let thing = match meant(app, voice, &what, &[Kind::Task, Kind::Event]).await? {
        Meant::One(thing) => thing,
        Meant::Ask(ask) => return Ok(ask),
    };
    if thing.kind == Kind::Event {
        return move_event(app, voice, &thing, to).await;
    }
    let ids = vec![TaskId::of(thing.object)];
    said(app, daymark_api::RescheduleTasks { ids, to: Some(WhenInput::Exact(to.clone())) }).await?;
    let text = say!(voice, "answer-moved", title = thing.title.as_str(), when = spoken(&to, voice));
    Ok(answered(text, vec![cite_ref(&thing)]))
}

async fn move_event(app: &App, voice: &Voice, thing: &ObjectRef, to: When) -> Result<Ruled, ApiError> {
    let shown = said(
        app,
        daymark_api::EditEvent {
            id: EventId::of(thing.object),
            title: None,
            start: Some(WhenInput::Exact(to)),
            end: Default::default(),
            notes: None,
            location: None,
            area: Default::default(),
            repeat: Default::default(),
            instance: None,
            scope: None,
        },
    )
    .await?;
    let when = shown.start.map_or_else(|| voice.day(shown.date), |time| voice.day_at(shown.date, time));
    let text = say!(voice, "answer-moved", title = shown.title, when = when);
    Ok(answered(text, vec![cite_ref(thing)]))
}

pub(super) async fn move_many(
    app: &App,
    voice: &Voice,
    which: String,
    when: String,
) -> Result<Ruled, ApiError> {
    let words = if when.is_empty() { "tomorrow".to_owned() } else { when };
    let Some(to) = read_when(app, &words).await? else {
        return Ok(pass_on(say!(voice, "answer-no-day", words = words)));
    };
    let kind = which.clone();
    let tasks = app
        .ask(move |read, inner| {
            let mut view = View::new(read, inner.now())?;
            let today = view.now.date();
            let mut tasks = Vec::new();
            if kind != "today" && kind != "movable" {
                tasks = handlers::waiting(&mut view, today)?.0;
            } else {
                let zone = view.now.time_zone().clone();
                for task in handlers::tasks_of(&mut view, today)? {
                    // Fixed is what has a time or a deadline today.
                    let timed = [&task.task.start, &task.task.due]
                        .into_iter()
                        .flatten()
                        .any(|when| when.time.is_some());
                    let deadline =
                        task.task.deadline.as_ref().is_some_and(|when| when.seen_from(&zone).0 <= today);
                    if task.task.open() && !(kind == "movable" && (timed || deadline)) {
                        tasks.push(task);
                    }
                }
            }
            Ok(tasks)
        })
        .await?;
    if tasks.is_empty() {
        return Ok(answered(say!(voice, "answer-nothing-to-move"), Vec::new()));
    }
    let mut parts = Vec::new();
    for task in tasks.iter().take(100) {
        let args = json!({ "ids": [task.task.id], "to": to });
        parts.extend(app.try_out("task.reschedule", args, parts.len() as u32 + 1).await?);
    }
    let (count, said) = (parts.len(), spoken(&to, voice));
    let text = if which == "movable" {
        say!(voice, "answer-could-move-fixed", count = count, when = said)
    } else {
        say!(voice, "answer-could-move", count = count, when = said)
    };
    let day = Arg::Day { day: to.date, at: to.time };
    Ok(Ruled {
        answer: IntentAnswer::Answered { text, citations: Vec::new() },
        parts,
        proposal: Some(phrase!("proposed-move", count = count, day = day)),
    })
}

pub(super) async fn refile(app: &App, voice: &Voice, what: String, area: String) -> Result<Ruled, ApiError> {
    let thing = match meant(app, voice, &what, &[Kind::Task]).await? {
        Meant::One(thing) => thing,
        Meant::Ask(ask) => return Ok(ask),
    };
    let lower = area.to_lowercase();
    let found = app
        .ask(move |read, _| {
            Ok(read.areas()?.into_iter().find(|known| known.name.as_str().to_lowercase() == lower))
        })
        .await?;
    let Some(found) = found else { return Ok(pass_on(say!(voice, "answer-no-area", name = area))) };
    let label = |title: &str| phrase!("label-move", title = title);
    on_task(app, &thing, label, move |unit, task| {
        unit.put(task.id.object(), Kind::Task, vec![set(field::AREA, shape::id(found.id))])
    })
    .await?;
    let text = say!(voice, "answer-refiled", title = thing.title.as_str(), area = area);
    Ok(answered(text, vec![cite_ref(&thing)]))
}

pub(super) async fn trash(app: &App, voice: &Voice, what: String) -> Result<Ruled, ApiError> {
    let thing = match meant(app, voice, &what, &[Kind::Task, Kind::Event, Kind::Note, Kind::Goal]).await? {
        Meant::One(thing) => thing,
        Meant::Ask(ask) => return Ok(ask),
    };
    said(app, daymark_api::TrashObjects { ids: vec![thing.object] }).await?;
    Ok(answered(say!(voice, "answer-trashed", title = thing.title.as_str()), vec![cite_ref(&thing)]))
}

pub(super) async fn restore(app: &App, voice: &Voice, what: String) -> Result<Ruled, ApiError> {
    let lower = what.to_lowercase();
    let found = app
        .ask(move |read, _| {
            Ok(read.trash(500)?.into_iter().find(|row| row.title.to_lowercase().contains(&lower)))
        })
        .await?;
    let Some(row) = found else { return Ok(pass_on(say!(voice, "answer-not-in-trash", words = what))) };
    said(app, daymark_api::RestoreObjects { ids: vec![row.id] }).await?;
    let text = say!(voice, "answer-restored", title = row.title.as_str());
    Ok(answered(text, vec![Citation { object: row.id, title: row.title }]))
}

pub(super) async fn undo(app: &App, voice: &Voice) -> Result<Ruled, ApiError> {
    let Undone { labels } = said(app, Undo { steps: None }).await?;
    let text = match labels.into_iter().next() {
        Some(label) => say!(voice, "answer-undone", label = label),
        None => say!(voice, "answer-nothing-undone"),
    };
    Ok(answered(text, Vec::new()))
}

pub(super) async fn redo(app: &App, voice: &Voice) -> Result<Ruled, ApiError> {
    let Undone { labels } = said(app, Redo { steps: None }).await?;
    let text = match labels.into_iter().next() {
        Some(label) => say!(voice, "answer-redone", label = label),
        None => say!(voice, "answer-nothing-redone"),
    };
    Ok(answered(text, Vec::new()))
}
