//! The lossless format: every thing with every field, also those of newer versions.
//!
//! One JSON object: `format` is `daymark`, `version` 1, `kinds` and `fields` name the numbers that `objects`
//! use. An object has `id`, `kind` and `fields` by number; a value is null, a bool, a number, text, a
//! list, `{"hex": "…"}` for bytes or `{"set": […]}` for a set. Numbers are those of the registry and
//! never change their meaning. Providers and proposals stay at home: they say where words go, and what
//! waits for consent.

use std::collections::BTreeSet;

use daymark_api::{ImportReport, ImportSample, Refused};
use daymark_domain::{Kind, ObjectId};
use daymark_store::{Object, Read};
use daymark_sync::registry::{FIELDS, field};
use daymark_sync::shape::{self, Changes};
use daymark_sync::{Change, Doc, Slot, Value, kind_number, number_kind};
use daymark_texts::phrase;
use serde_json::{Map, Value as Json, json};

use super::label;
use crate::fault::{Fault, invalid};
use crate::unit::{Unit, set_to};

const VERSION: u64 = 1;

/// What does not travel in a file.
pub(crate) fn stays(kind: Option<Kind>) -> bool {
    matches!(kind, None | Some(Kind::Provider | Kind::Proposal))
}

pub(crate) fn write(read: &Read<'_>) -> Result<(String, Vec<Object>), Fault> {
    let objects = read.everything()?;
    let list: Vec<Json> = objects
        .iter()
        .filter(|object| !stays(object.kind))
        .filter_map(|object| {
            let fields: Map<String, Json> = object
                .doc
                .slots
                .iter()
                .filter_map(|(number, slot)| Some((number.to_string(), slot_json(slot)?)))
                .collect();
            Some(json!({ "id": object.id.to_string(), "kind": kind_number(object.kind?), "fields": fields }))
        })
        .collect();
    let kinds: Map<String, Json> =
        Kind::ALL.iter().map(|kind| (kind_number(*kind).to_string(), json!(kind.word()))).collect();
    let fields: Map<String, Json> =
        FIELDS.iter().map(|field| (field.number.to_string(), json!(field.name))).collect();
    let whole =
        json!({ "format": "daymark", "version": VERSION, "kinds": kinds, "fields": fields, "objects": list });
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    Ok((text, objects))
}

/// What a field says; `None` for nothing.
fn slot_json(slot: &Slot) -> Option<Json> {
    match slot {
        Slot::Register { value: Value::Null, .. } => None,
        Slot::Register { value, .. } => Some(value_json(value)),
        Slot::Set { live, .. } if live.is_empty() => None,
        Slot::Set { live, .. } => Some(json!({ "set": live.keys().map(value_json).collect::<Vec<_>>() })),
    }
}

fn value_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(flag) => json!(flag),
        Value::Int(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Bytes(bytes) => {
            json!({ "hex": bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>() })
        }
        Value::List(list) => Json::Array(list.iter().map(value_json).collect()),
    }
}

fn json_value(json: &Json) -> Option<Value> {
    Some(match json {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Bool(*flag),
        Json::Number(number) => Value::Int(number.as_i64()?),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(list) => Value::List(list.iter().map(json_value).collect::<Option<_>>()?),
        Json::Object(map) => {
            let hex = map.get("hex")?.as_str()?;
            let byte = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
            Value::Bytes((0..hex.len()).step_by(2).map(byte).collect::<Option<_>>()?)
        }
    })
}

/// A thing of the file: its id, kind and fields.
type Held = (ObjectId, Kind, Vec<(u16, Json)>);

/// What a file holds, checked.
#[derive(Debug)]
pub(crate) struct File {
    objects: Vec<Held>,
    refused: Vec<(u32, daymark_texts::Phrase)>,
}

impl File {
    pub(crate) fn refused(&self) -> &[(u32, daymark_texts::Phrase)] {
        &self.refused
    }
}

pub(crate) fn read(content: &str) -> Result<File, Fault> {
    let whole: Json = serde_json::from_str(content.trim_start_matches('\u{feff}')).map_err(|error| {
        invalid(phrase!("error-import-daymark", line = error.line(), why = error.to_string()))
    })?;
    if whole.get("format").and_then(Json::as_str) != Some("daymark") {
        return Err(invalid(phrase!("error-import-not-daymark")));
    }
    if whole.get("version").and_then(Json::as_u64).is_none_or(|version| version > VERSION) {
        return Err(invalid(phrase!("error-import-newer")));
    }
    let mut file = File { objects: Vec::new(), refused: Vec::new() };
    for (at, object) in whole.get("objects").and_then(Json::as_array).into_iter().flatten().enumerate() {
        match one(object) {
            Some(object) => file.objects.push(object),
            None => file.refused.push((at as u32 + 1, phrase!("error-import-object"))),
        }
    }
    Ok(file)
}

fn one(object: &Json) -> Option<Held> {
    let id = object.get("id")?.as_str()?.parse().ok()?;
    let kind =
        number_kind(u16::try_from(object.get("kind")?.as_u64()?).ok()?).filter(|kind| !stays(Some(*kind)))?;
    let fields = object.get("fields")?.as_object()?;
    let fields: Option<Vec<(u16, Json)>> =
        fields.iter().map(|(number, value)| Some((number.parse().ok()?, value.clone()))).collect();
    // Each value has to be one.
    let fits = fields.as_ref()?.iter().all(|(_, value)| match value.get("set").and_then(Json::as_array) {
        Some(set) => set.iter().all(|value| json_value(value).is_some()),
        None => json_value(value).is_some(),
    });
    fits.then_some((id, kind, fields?))
}

/// Sets every field to what the file says.
pub(crate) fn bring(file: File, unit: &mut Unit<'_>, dry_run: bool) -> Result<ImportReport, Fault> {
    let mut report = ImportReport { format: "daymark".into(), dry_run, ..ImportReport::default() };
    let voice = unit.voice()?;
    let mut refused = file.refused;
    for (at, (id, kind, fields)) in file.objects.into_iter().enumerate() {
        if unit.object(id)?.is_some_and(|object| object.kind != Some(kind)) {
            refused.push((at as u32 + 1, phrase!("error-import-other-kind", id = id.to_string())));
            continue;
        }
        let held = unit.doc(id)?;
        let doc = held.clone().unwrap_or_default();
        let changes = changes(&doc, &fields);
        let there = held.is_some_and(|doc| shape::life(&doc) != shape::Life::Unmade);
        match (there, changes.is_empty()) {
            (false, _) => report.added += 1,
            (true, true) => report.unchanged += 1,
            (true, false) => report.updated += 1,
        }
        *report.kinds.entry(kind.word().to_owned()).or_default() += 1;
        let title =
            fields.iter().find(|(number, _)| *number == field::TITLE).and_then(|(_, title)| title.as_str());
        let alike = report.samples.iter().filter(|sample| sample.kind == kind.word()).count();
        if let (Some(title), true) = (title, kind.is_thing() && alike < super::SAMPLES) {
            report.samples.push(ImportSample {
                kind: kind.word().into(),
                title: title.to_owned(),
                day: None,
            });
        }
        unit.put(id, kind, changes)?;
    }
    report.refused =
        refused.into_iter().map(|(line, why)| Refused { line, reason: voice.phrase(&why) }).collect();
    label(unit, "daymark", &report);
    Ok(report)
}

fn changes(doc: &Doc, fields: &[(u16, Json)]) -> Changes {
    let mut changes = Changes::new();
    // A field that the file does not name says nothing.
    for (number, slot) in
        doc.slots.iter().filter(|(number, _)| !fields.iter().any(|(named, _)| named == *number))
    {
        match slot {
            Slot::Register { value: Value::Null, .. } => {}
            Slot::Register { .. } => changes.push((*number, Change::Set(Value::Null))),
            Slot::Set { .. } => changes.extend(set_to(doc, *number, &BTreeSet::new())),
        }
    }
    for (number, json) in fields {
        match json.get("set").and_then(Json::as_array) {
            Some(set) => {
                let wanted: BTreeSet<Value> = set.iter().filter_map(json_value).collect();
                changes.extend(set_to(doc, *number, &wanted));
            }
            None => {
                let Some(value) = json_value(json) else { continue };
                let same = match doc.register(*number) {
                    Some((_, held)) => *held == value,
                    None => value == Value::Null && *number != field::ALIVE,
                };
                if !same {
                    changes.push((*number, Change::Set(value)));
                }
            }
        }
    }
    changes
}
