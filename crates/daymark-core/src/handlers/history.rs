//! Undo, redo and what happened.

use daymark_api::{
    Actor, ApiError, Call, Caller, FieldChange, Handle, HistoryEntry, HistoryView, ListHistory, Redo, Undo,
    Undone,
};
use daymark_domain::{AreaId, GoalId, Id, ObjectId};
use daymark_store::{Read, Unit as StoredUnit, UnitKind, UnitState};
use daymark_sync::registry::{field, field_name};
use daymark_sync::{Doc, Slot, Value, number_kind, shape};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::answers;
use crate::app::{App, Inner};
use crate::fault::{Fault, conflict};
use crate::unit::Touched;

answers! { ListHistory => list; }

/// Who did it, in words.
pub(crate) fn actor_words(actor: &str) -> String {
    match serde_json::from_str(actor) {
        Ok(Actor::Person) => "person".into(),
        Ok(Actor::Assistant { .. }) => "assistant".into(),
        Ok(Actor::Importer { format }) => format!("import {format}"),
        Ok(Actor::Device { device }) => format!("device {device}"),
        Err(_) => "unknown".into(),
    }
}

pub(crate) fn entry(unit: StoredUnit) -> HistoryEntry {
    HistoryEntry {
        unit: unit.id,
        label: unit.label,
        at: Timestamp::from_millisecond(unit.at).unwrap_or(Timestamp::UNIX_EPOCH),
        actor: actor_words(&unit.actor),
        objects: unit.objects,
        undone: unit.state != UnitState::Done,
    }
}

fn list(read: &Read<'_>, _: &Inner, call: ListHistory) -> Result<HistoryView, Fault> {
    let limit = call.limit.unwrap_or(50).min(500);
    let units = match call.object {
        Some(object) => read.history(object, limit)?,
        None => read.steps(limit)?,
    };
    Ok(HistoryView {
        entries: units.into_iter().map(entry).collect(),
        undo: read.last_done()?.map(|unit| unit.label),
        redo: read.last_undone()?.map(|(unit, _)| unit.label),
    })
}

impl App {
    /// Takes one step back, or does it again; `None` when there is none left.
    async fn turn_back(&self, caller: &Caller, redo: bool) -> Result<Option<String>, ApiError> {
        let (step, source) = if redo {
            match self.ask(|read, _| Ok(read.last_undone()?)).await? {
                Some((step, undo)) => (step, undo),
                None => return Ok(None),
            }
        } else {
            match self
                .ask(|read, _| {
                    let step = read.last_done()?;
                    step.map(|step| {
                        let standing = read.standing(step.id)?;
                        Ok((step, standing))
                    })
                    .transpose()
                })
                .await?
            {
                Some(found) => found,
                None => return Ok(None),
            }
        };
        let kind = if redo { UnitKind::Redo } else { UnitKind::Undo };
        let label = step.label.clone();
        self.commit_as(caller.actor.clone(), "", kind, Some(step.id), move |unit| {
            // Another process may have turned the same step back a moment ago.
            let still = if redo {
                unit.last_undone()?.map(|(step, _)| step.id)
            } else {
                unit.last_done()?.map(|step| step.id)
            };
            if still != Some(step.id) {
                return Err(conflict(
                    "That step was turned back elsewhere in the meantime; look at the history and try again.",
                ));
            }
            unit.label(format!("{} {}", if redo { "Redo" } else { "Undo" }, step.label));
            for entry in unit.take_back(source)? {
                if let Some(kind) = number_kind(entry.kind) {
                    unit.put(entry.object, kind, entry.changes)?;
                }
            }
            let state = if redo { UnitState::Done } else { UnitState::Undone };
            unit.writer().set_unit_state(step.id, state)?;
            Ok(())
        })
        .await?;
        Ok(Some(label))
    }

    async fn turn_back_steps(
        &self,
        caller: Caller,
        steps: Option<u32>,
        redo: bool,
    ) -> Result<Undone, ApiError> {
        let mut labels = Vec::new();
        for _ in 0..steps.unwrap_or(1).clamp(1, 1_000) {
            match self.turn_back(&caller, redo).await? {
                Some(label) => labels.push(label),
                None => break,
            }
        }
        Ok(Undone { labels })
    }
}

impl Handle<Undo> for App {
    async fn handle(&self, caller: Caller, call: Undo) -> Result<<Undo as Call>::Reply, ApiError> {
        self.turn_back_steps(caller, call.steps, false).await
    }
}

impl Handle<Redo> for App {
    async fn handle(&self, caller: Caller, call: Redo) -> Result<<Redo as Call>::Reply, ApiError> {
        self.turn_back_steps(caller, call.steps, true).await
    }
}

/// What happened to an object, field by field, as people read it.
pub(crate) fn field_changes(
    read: &Read<'_>,
    here: &TimeZone,
    touched: &Touched,
) -> Result<Vec<FieldChange>, Fault> {
    let empty = Doc::default();
    let before = touched.before.as_ref().unwrap_or(&empty);
    let mut changes = Vec::new();
    for &number in touched.after.slots.keys() {
        if matches!(
            number,
            field::ALIVE
                | field::CREATED_AT
                | field::UPDATED_AT
                | field::PLACED
                | field::SOURCE
                | field::FOREIGN
                | field::COMPLETED_AT
                | field::SAMPLE
        ) {
            continue;
        }
        // The title stands above the diff of a new thing, and a fresh status says nothing.
        let fresh = touched.before.is_none();
        if fresh && (number == field::TITLE || number == field::STATUS || number == field::COLOUR) {
            continue;
        }
        let from = said(read, here, number, before)?;
        let to = said(read, here, number, &touched.after)?;
        if from != to {
            changes.push(FieldChange { field: field_name(number).into(), from, to });
        }
    }
    Ok(changes)
}

fn said(read: &Read<'_>, here: &TimeZone, number: u16, doc: &Doc) -> Result<Option<String>, Fault> {
    if let Some(Slot::Set { .. }) = doc.slots.get(&number) {
        let elements: Vec<&str> = doc.elements(number).filter_map(Value::as_text).collect();
        return Ok((!elements.is_empty()).then(|| elements.join(", ")));
    }
    let Some(value) = doc.get(number) else { return Ok(None) };
    let title = |id: ObjectId| -> Result<Option<String>, Fault> {
        Ok(read.doc(id)?.and_then(|doc| doc.get(field::TITLE).and_then(Value::as_text).map(str::to_owned)))
    };
    Ok(Some(match number {
        field::AREA => match shape::read_id::<AreaId>(value) {
            Some(id) => title(id.object())?.unwrap_or_default(),
            None => return Ok(None),
        },
        field::GOAL => match shape::read_id::<GoalId>(value) {
            Some(id) => title(id.object())?.unwrap_or_default(),
            None => return Ok(None),
        },
        field::START | field::DUE | field::DEADLINE | field::END => match shape::read_when(value) {
            Some(when) => {
                let (date, time) = when.seen_from(here);
                let day = date.strftime("%a %-d %b %Y").to_string();
                time.map_or(day.clone(), |time| format!("{day}, {}", time.strftime("%H:%M")))
            }
            None => return Ok(None),
        },
        field::REPEAT => match value.as_list() {
            Some([Value::Text(rrule), Value::Bool(after_completion)]) => {
                daymark_capture::say(&daymark_domain::Repeat {
                    rrule: rrule.clone(),
                    after_completion: *after_completion,
                })
            }
            _ => return Ok(None),
        },
        field::ESTIMATE => format!("{} min", value.as_int().unwrap_or_default()),
        field::SOMEDAY => {
            if value.as_bool() == Some(true) {
                "yes".into()
            } else {
                return Ok(None);
            }
        }
        field::STATUS => value.as_text().unwrap_or("").replace('_', " "),
        _ => match value {
            Value::Text(text) if text.is_empty() => return Ok(None),
            Value::Text(text) => text.clone(),
            Value::Int(int) => int.to_string(),
            Value::Bool(bool) => bool.to_string(),
            _ => return Ok(None),
        },
    }))
}
