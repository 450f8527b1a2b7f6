//! Undo, redo and what happened.

use std::collections::BTreeMap;

use daymark_api::{
    Actor, ApiError, Call, Caller, Code, FieldChange, Handle, HistoryEntry, HistoryView, LeftAlone,
    LifeChange, ListHistory, Redo, StepKind, StepUndone, Undo, UndoStep, Undone,
};
use daymark_domain::{AreaId, GoalId, Id, ObjectId, ProjectId, Repeat};
use daymark_store::{Read, Unit as StoredUnit, UnitKind, UnitState, WrittenOp};
use daymark_sync::registry::{field, field_name};
use daymark_sync::shape::Life;
use daymark_sync::{Change, Doc, Slot, Value, number_kind, shape};
use daymark_texts::{Voice, phrase, say};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::answers;
use super::goals::status_phrase;
use crate::app::{App, Inner};
use crate::fault::{Fault, conflict, invalid};
use crate::texts::Words;
use crate::unit::{Touched, Unit};
use crate::words;

answers! { ListHistory => list; }

/// Who did it, for programs.
pub(crate) fn actor_words(actor: &str) -> String {
    match serde_json::from_str(actor) {
        Ok(Actor::Person) => "person".into(),
        Ok(Actor::Assistant { .. }) => "assistant".into(),
        Ok(Actor::Importer { format }) => format!("import {format}"),
        Ok(Actor::Device { device }) => format!("device {device}"),
        Err(_) => "unknown".into(),
    }
}

/// Who did it, in words.
fn who(actor: &str, voice: &Voice) -> String {
    match serde_json::from_str(actor) {
        Ok(Actor::Person) => say!(voice, "who-person"),
        Ok(Actor::Assistant { .. }) => say!(voice, "who-assistant"),
        Ok(Actor::Importer { format }) => say!(voice, "who-import", format = format),
        Ok(Actor::Device { device }) => say!(voice, "who-device", device = device),
        Err(_) => say!(voice, "who-unknown"),
    }
}

pub(crate) fn entry(unit: StoredUnit, voice: &Voice) -> HistoryEntry {
    let turn = match serde_json::from_str(&unit.actor) {
        Ok(Actor::Assistant { turn }) => Some(turn),
        _ => None,
    };
    HistoryEntry {
        unit: unit.id,
        label: voice.stored(&unit.label),
        at: Timestamp::from_millisecond(unit.at).unwrap_or(Timestamp::UNIX_EPOCH),
        actor: actor_words(&unit.actor),
        who: who(&unit.actor, voice),
        turn,
        objects: unit.objects,
        undone: unit.state != UnitState::Done,
        kind: match unit.kind {
            UnitKind::Step => StepKind::Step,
            UnitKind::Undo => StepKind::Undo,
            UnitKind::Redo => StepKind::Redo,
            UnitKind::Silent => StepKind::Silent,
        },
        ..HistoryEntry::default()
    }
}

fn list(read: &Read<'_>, inner: &Inner, call: ListHistory) -> Result<HistoryView, Fault> {
    let limit = call.limit.unwrap_or(50).min(500);
    let voice = inner.voice(read)?;
    let entries = match call.object {
        Some(object) => {
            let mut entries = of_object(read, inner, &voice, object)?;
            entries.reverse();
            entries.truncate(limit as usize);
            entries
        }
        None => read.steps(limit)?.into_iter().map(|unit| entry(unit, &voice)).collect(),
    };
    Ok(HistoryView {
        entries,
        undo: read.last_done()?.map(|unit| voice.stored(&unit.label)),
        redo: read.last_undone()?.map(|(unit, _)| voice.stored(&unit.label)),
    })
}

/// An object before and after a unit touched it, with the last op of the unit.
pub(crate) struct Turned {
    pub unit: i64,
    pub touched: Touched,
    pub last: WrittenOp,
}

/// What each unit did to an object, in the order in which it came to be known here.
pub(crate) fn turns_of(read: &Read<'_>, object: ObjectId) -> Result<Vec<Turned>, Fault> {
    let mut turns: Vec<Turned> = Vec::new();
    let mut doc: Option<Doc> = None;
    for written in read.object_ops(object)? {
        let mut after = doc.clone().unwrap_or_default();
        after.apply(&written.op);
        match turns.last_mut().filter(|turn| turn.unit == written.unit) {
            Some(turn) => (turn.touched.after, turn.last) = (after.clone(), written),
            None => turns.push(Turned {
                unit: written.unit,
                touched: Touched { before: doc, after: after.clone() },
                last: written,
            }),
        }
        doc = Some(after);
    }
    Ok(turns)
}

/// What happened to an object as a whole.
pub(crate) fn life_change(touched: &Touched) -> Option<LifeChange> {
    let before = touched.before.as_ref().map_or(Life::Unmade, shape::life);
    match (before, shape::life(&touched.after)) {
        (Life::Unmade, Life::Alive) => Some(LifeChange::Made),
        (Life::Trashed, Life::Alive) => Some(LifeChange::Restored),
        (Life::Alive | Life::Unmade, Life::Trashed) => Some(LifeChange::Trashed),
        (Life::Alive | Life::Trashed, Life::Unmade) => Some(LifeChange::Unmade),
        _ => None,
    }
}

/// The entry of one unit's work on one object.
pub(crate) fn turned_entry(
    read: &Read<'_>,
    voice: &Voice,
    here: &TimeZone,
    turned: &Turned,
) -> Result<HistoryEntry, Fault> {
    let mut entry = match read.unit(turned.unit)? {
        Some(unit) => entry(unit, voice),
        // The steps of another device are not here; the op itself says when.
        None => HistoryEntry {
            unit: turned.unit,
            at: Timestamp::from_millisecond(turned.last.op.stamp.millis as i64)
                .unwrap_or(Timestamp::UNIX_EPOCH),
            actor: format!("device {}", turned.last.op.device),
            who: say!(voice, "who-device", device = turned.last.op.device.to_string()),
            ..HistoryEntry::default()
        },
    };
    entry.device = Some(turned.last.op.device.to_string());
    entry.life = life_change(&turned.touched);
    entry.changes = field_changes(read, voice, here, &turned.touched)?;
    entry.said = entry
        .life
        .map(|life| match life {
            LifeChange::Made => say!(voice, "life-made"),
            LifeChange::Trashed => say!(voice, "life-trashed"),
            LifeChange::Restored => say!(voice, "life-restored"),
            LifeChange::Unmade => say!(voice, "life-unmade"),
        })
        .into_iter()
        .chain(entry.changes.iter().map(|change| said_change(voice, change)))
        .collect();
    Ok(entry)
}

/// Everything that happened to an object, first to last.
pub(crate) fn of_object(
    read: &Read<'_>,
    inner: &Inner,
    voice: &Voice,
    object: ObjectId,
) -> Result<Vec<HistoryEntry>, Fault> {
    let here = inner.now().time_zone().clone();
    turns_of(read, object)?.iter().map(|turned| turned_entry(read, voice, &here, turned)).collect()
}

/// A field as people call it.
pub(crate) fn field_words(voice: &Voice, name: &str) -> String {
    let key = match name {
        "title" => "changed-title",
        "notes" => "changed-notes",
        "place" => "changed-place",
        "area" => "changed-area",
        "goal" => "changed-goal",
        "status" => "changed-status",
        "priority" => "changed-priority",
        "energy" => "changed-energy",
        "start" => "changed-start",
        "due" => "changed-due",
        "deadline" => "changed-deadline",
        "estimate" => "changed-estimate",
        "tags" => "changed-tags",
        "repeat" => "changed-repeat",
        "reminders" => "changed-reminders",
        "someday" => "changed-someday",
        "colour" => "changed-colour",
        "target" => "changed-target",
        "end" => "changed-end",
        "location" => "changed-location",
        "skipped" => "changed-skipped",
        "also" => "changed-also",
        "content" => "changed-content",
        other => return say!(voice, "changed-other", name = other),
    };
    voice.phrase(&daymark_texts::Phrase::new(key))
}

fn said_change(voice: &Voice, change: &FieldChange) -> String {
    let field = field_words(voice, &change.field);
    match (&change.from, &change.to) {
        (Some(from), Some(to)) => {
            say!(voice, "change-from-to", field = field, from = from.as_str(), to = to.as_str())
        }
        (Some(from), None) => say!(voice, "change-cleared", field = field, from = from.as_str()),
        (None, to) => say!(voice, "change-set", field = field, to = to.as_deref().unwrap_or("")),
    }
}

/// A step that is to be taken back or done again, and the unit whose ops are reversed for that.
struct Turn {
    step: StoredUnit,
    source: i64,
    redo: bool,
    /// The person named it; without that it is the next one in line.
    chosen: bool,
}

impl App {
    /// Takes one step back, or does it again; `None` when there is none left.
    async fn turn_back(&self, caller: &Caller, redo: bool) -> Result<Option<String>, ApiError> {
        let found = self
            .ask(move |read, _| {
                if redo {
                    return Ok(read.last_undone()?);
                }
                let Some(step) = read.last_done()? else { return Ok(None) };
                let standing = read.standing(step.id)?;
                Ok(Some((step, standing)))
            })
            .await?;
        let Some((step, source)) = found else { return Ok(None) };
        let (label, _) = self.turn(caller, Turn { step, source, redo, chosen: false }).await?;
        Ok(Some(label))
    }

    /// Carries it out. Gives the step's label, and what stays because later steps changed it.
    async fn turn(&self, caller: &Caller, turn: Turn) -> Result<(String, Vec<LeftAlone>), ApiError> {
        let Turn { step, source, redo, chosen } = turn;
        let kind = if redo { UnitKind::Redo } else { UnitKind::Undo };
        let voice = self.voice().await;
        let label = voice.stored(&step.label);
        let left = self
            .commit_as(caller.actor.clone(), "", kind, Some(step.id), move |unit| {
                // Another process may have turned the same step back a moment ago.
                let still = if chosen {
                    unit.unit(step.id)?.filter(|now| now.state == step.state).map(|step| step.id)
                } else if redo {
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
                let (kept, left) =
                    if chosen && !redo { overlaps(unit, &voice, source)? } else { Default::default() };
                for mut entry in unit.take_back(source)? {
                    // What others have worked on since is not made unseen: it goes where it can be found.
                    if kept.contains(&entry.object) {
                        for (number, change) in &mut entry.changes {
                            if (*number, &*change) == (field::ALIVE, &Change::Set(Value::Null)) {
                                *change = Change::Set(Value::Bool(false));
                            }
                        }
                    }
                    if let Some(kind) = number_kind(entry.kind) {
                        unit.put(entry.object, kind, entry.changes)?;
                    }
                }
                let state = if redo { UnitState::Done } else { UnitState::Undone };
                unit.writer().set_unit_state(step.id, state)?;
                Ok(left)
            })
            .await?;
        Ok((label, left))
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

/// What later steps made of what a unit did: the objects that it made and others changed, and each
/// register that therefore stays.
fn overlaps(unit: &Unit<'_>, voice: &Voice, source: i64) -> Result<(Vec<ObjectId>, Vec<LeftAlone>), Fault> {
    // What the unit left in each register, and whether it made the object.
    let mut objects: BTreeMap<ObjectId, (BTreeMap<u16, Value>, bool, i64)> = BTreeMap::new();
    for written in unit.unit_ops(source)? {
        let of = objects.entry(written.op.object).or_default();
        of.1 |= written
            .inverse
            .iter()
            .any(|(number, change)| (*number, change) == (field::ALIVE, &Change::Set(Value::Null)));
        of.2 = written.seq;
        for (number, change) in written.op.changes {
            if let Change::Set(value) = change {
                of.0.insert(number, value);
            }
        }
    }
    let (mut kept, mut left) = (Vec::new(), Vec::new());
    for (object, (registers, made, last)) in objects {
        let doc = unit.doc(object)?.unwrap_or_default();
        let title = doc.get(field::TITLE).and_then(Value::as_text).unwrap_or("").to_owned();
        let mut later = Vec::new();
        for written in unit.object_ops(object)?.into_iter().filter(|written| written.seq > last) {
            if let Some(by) = unit.unit(written.unit)? {
                later.push((by, written));
            }
        }
        let standing = |by: &StoredUnit| by.state == UnitState::Done && by.kind == UnitKind::Step;
        let mut name = |field: &str, by: &StoredUnit, trashed: bool| {
            let label = voice.stored(&by.label);
            let said = if trashed {
                say!(voice, "left-in-trash", title = title.as_str(), label = label.as_str())
            } else {
                let field = field_words(voice, field);
                say!(voice, "left-alone", field = field, title = title.as_str(), label = label.as_str())
            };
            left.push(LeftAlone {
                object,
                title: title.clone(),
                field: field.to_owned(),
                unit: by.id,
                label,
                said,
            });
        };
        if made {
            if let Some((by, _)) = later.iter().rev().find(|(by, _)| standing(by)) {
                kept.push(object);
                name(field_name(field::ALIVE), by, true);
            }
            continue;
        }
        for (number, value) in registers {
            let holds = doc.register(number).is_some_and(|(_, held)| *held == value);
            let bookkeeping = matches!(number, field::UPDATED_AT | field::COMPLETED_AT);
            let changed = later.iter().rev().find(|(_, written)| {
                written.op.changes.iter().any(|(n, change)| *n == number && matches!(change, Change::Set(_)))
            });
            if let (false, false, Some((by, _))) = (holds, bookkeeping, changed) {
                name(field_name(number), by, false);
            }
        }
    }
    Ok((kept, left))
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

impl Handle<UndoStep> for App {
    async fn handle(&self, caller: Caller, call: UndoStep) -> Result<StepUndone, ApiError> {
        let redo = call.redo;
        let mut turns = self.ask(move |read, _| chosen(read, &call)).await?;
        // What came last goes first, and comes back last.
        if redo {
            turns.reverse();
        }
        let mut done = StepUndone::default();
        for turn in turns {
            let (label, left) = self.turn(&caller, turn).await?;
            done.labels.push(label);
            done.left.extend(left);
        }
        Ok(done)
    }
}

/// The steps that a request names, latest first.
fn chosen(read: &Read<'_>, call: &UndoStep) -> Result<Vec<Turn>, Fault> {
    let gone = |message| Fault::Said { code: Code::NotFound, message, hint: None };
    let steps = match (&call.unit, &call.turn) {
        (Some(unit), None) => {
            let step = read.unit(*unit)?.filter(|unit| unit.kind == UnitKind::Step);
            vec![step.ok_or_else(|| gone(phrase!("error-no-step")))?]
        }
        (None, Some(turn)) => {
            let actor = serde_json::to_string(&Actor::Assistant { turn: turn.clone() }).unwrap_or_default();
            let steps = read.steps_of(&actor)?;
            if steps.is_empty() {
                return Err(gone(phrase!("error-no-turn")));
            }
            steps
        }
        _ => return Err(invalid(phrase!("error-name-a-step"))),
    };
    let mut turns = Vec::new();
    for step in steps {
        let undone = step.state != UnitState::Done;
        if undone != call.redo {
            continue;
        }
        let source = if call.redo { read.undo_of(step.id)? } else { Some(read.standing(step.id)?) };
        if let Some(source) = source {
            turns.push(Turn { step, source, redo: call.redo, chosen: true });
        }
    }
    if turns.is_empty() {
        return Err(conflict(if call.redo {
            phrase!("error-step-done")
        } else {
            phrase!("error-step-undone")
        }));
    }
    Ok(turns)
}

/// What a thing is called.
pub(crate) fn title(doc: &Doc) -> String {
    doc.get(field::TITLE).and_then(Value::as_text).unwrap_or("").to_owned()
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
                | field::CHECK_PLACES
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
    let title = |id: ObjectId| -> Result<Option<String>, Fault> {
        Ok(read.doc(id)?.map(|doc| self::title(&doc)).filter(|title| !title.is_empty()))
    };
    if let Some(Slot::Set { .. }) = doc.slots.get(&number) {
        let mut elements: Vec<String> = Vec::new();
        let lines = || shape::task(ObjectId::from_bytes([0; 16]), doc).checklist;
        match number {
            field::BLOCKED_BY => {
                for id in shape::read_blockers(doc) {
                    elements.extend(title(id.object())?);
                }
            }
            field::CHECK_TEXTS => elements.extend(lines().into_iter().map(|line| line.text.into())),
            field::CHECK_DONE => {
                elements.extend(lines().into_iter().filter(|line| line.done).map(|line| line.text.into()));
            }
            field::LINKS => elements.extend(
                doc.elements(number).filter_map(|link| Some(link.as_list()?.first()?.as_text()?.to_owned())),
            ),
            _ => elements.extend(doc.elements(number).filter_map(Value::as_text).map(str::to_owned)),
        }
        return Ok((!elements.is_empty()).then(|| elements.join(", ")));
    }
    let Some(value) = doc.get(number) else { return Ok(None) };
    let first = || value.as_list().and_then(<[Value]>::first);
    Ok(Some(match number {
        field::AREA => match shape::read_id::<AreaId>(value) {
            Some(id) => title(id.object())?.unwrap_or_default(),
            None => return Ok(None),
        },
        field::GOAL => match shape::read_id::<GoalId>(value) {
            Some(id) => title(id.object())?.unwrap_or_default(),
            None => return Ok(None),
        },
        field::FILED => match first().and_then(shape::read_id::<ProjectId>) {
            Some(id) => title(id.object())?.unwrap_or_default(),
            None => return Ok(None),
        },
        field::WAITING => match first().and_then(Value::as_text) {
            Some(on) => on.to_owned(),
            None => return Ok(None),
        },
        field::REVIEWED_AT => match value.as_int().and_then(|at| Timestamp::from_millisecond(at).ok()) {
            Some(at) => voice.brief_day(at.to_zoned(here.clone()).date()),
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
