//! Undo, redo and what happened.

use daymark_api::{
    Actor, ApiError, Call, Caller, FieldChange, Handle, HistoryEntry, HistoryView, ListHistory, Redo, Undo,
    Undone,
};
use daymark_domain::{AreaId, GoalId, Id, ObjectId, Repeat};
use daymark_store::{Read, Unit as StoredUnit, UnitKind, UnitState};
use daymark_sync::registry::{field, field_name};
use daymark_sync::{Doc, Slot, Value, number_kind, shape};
use daymark_texts::{Voice, phrase, say};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::answers;
use super::goals::status_phrase;
use crate::app::{App, Inner};
use crate::fault::{Fault, conflict};
use crate::texts::Words;
use crate::unit::Touched;
use crate::words;

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

pub(crate) fn entry(unit: StoredUnit, voice: &Voice) -> HistoryEntry {
    HistoryEntry {
        unit: unit.id,
        label: voice.stored(&unit.label),
        at: Timestamp::from_millisecond(unit.at).unwrap_or(Timestamp::UNIX_EPOCH),
        actor: actor_words(&unit.actor),
        objects: unit.objects,
        undone: unit.state != UnitState::Done,
    }
}

fn list(read: &Read<'_>, inner: &Inner, call: ListHistory) -> Result<HistoryView, Fault> {
    let limit = call.limit.unwrap_or(50).min(500);
    let units = match call.object {
        Some(object) => read.history(object, limit)?,
        None => read.steps(limit)?,
    };
    let voice = inner.voice(read)?;
    Ok(HistoryView {
        entries: units.into_iter().map(|unit| entry(unit, &voice)).collect(),
        undo: read.last_done()?.map(|unit| voice.stored(&unit.label)),
        redo: read.last_undone()?.map(|(unit, _)| voice.stored(&unit.label)),
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
        let label = self.voice().await.stored(&step.label);
        self.commit_as(caller.actor.clone(), "", kind, Some(step.id), move |unit| {
            // Another process may have turned the same step back a moment ago.
            let still = if redo {
                unit.last_undone()?.map(|(step, _)| step.id)
            } else {
                unit.last_done()?.map(|step| step.id)
            };
            if still != Some(step.id) {
                return Err(conflict(phrase!("error-turned-back")));
            }
            let what = Words::read(&step.label);
            unit.label(if redo {
                phrase!("label-redo", label = what)
            } else {
                phrase!("label-undo", label = what)
            });
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
    voice: &Voice,
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
        let from = said(read, voice, here, number, before)?;
        let to = said(read, voice, here, number, &touched.after)?;
        if from != to {
            changes.push(FieldChange { field: field_name(number).into(), from, to });
        }
    }
    Ok(changes)
}

fn said(
    read: &Read<'_>,
    voice: &Voice,
    here: &TimeZone,
    number: u16,
    doc: &Doc,
) -> Result<Option<String>, Fault> {
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
                let day = voice.brief_day(date);
                match time {
                    Some(time) => say!(voice, "change-day-time", day = day, time = voice.time(time)),
                    None => day,
                }
            }
            None => return Ok(None),
        },
        field::REPEAT => match value.as_list() {
            Some([Value::Text(rrule), Value::Bool(after_completion)]) => {
                let repeat = Repeat { rrule: rrule.clone(), after_completion: *after_completion };
                words::repeat(&repeat, voice)
            }
            _ => return Ok(None),
        },
        field::ESTIMATE => say!(voice, "minutes-only", minutes = value.as_int().unwrap_or_default()),
        field::SOMEDAY => {
            if value.as_bool() == Some(true) {
                say!(voice, "change-yes")
            } else {
                return Ok(None);
            }
        }
        field::STATUS => voice.phrase(&status_phrase(value.as_text().unwrap_or(""))),
        field::PRIORITY | field::ENERGY => match value.as_text() {
            Some("low") => say!(voice, "level-low"),
            Some("medium") => say!(voice, "level-medium"),
            Some("high") => say!(voice, "level-high"),
            Some(other) if !other.is_empty() => other.to_owned(),
            _ => return Ok(None),
        },
        _ => match value {
            Value::Text(text) if text.is_empty() => return Ok(None),
            Value::Text(text) => text.clone(),
            Value::Int(int) => int.to_string(),
            Value::Bool(bool) => bool.to_string(),
            _ => return Ok(None),
        },
    }))
}
