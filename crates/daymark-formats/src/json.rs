//! Plain JSON, for scripts: `{"format":"daymark-json","version":1,"entries":[…]}`.
//!
//! Each entry is an object with `kind` (area, goal, project, task, event, note), `id`, `title`,
//! `notes` and the fields of `FIELDS` that say something. A day is `2026-11-24`, a time
//! `2026-11-24 15:00 Europe/Berlin`; instants are RFC 3339; `tags`, `reminders`, `skipped`, `also`
//! and `blocked_by` are lists; `repeat` is an RRULE value, with `after ` before it when it counts
//! from completion; areas, goals and projects are named by their titles. A key that is none of
//! these is kept. `foreign` holds what other programs said, by format.
//!
//! The source is this page: the format is ours.

use daymark_texts::{Phrase, phrase};
use jiff::Zoned;
use serde_json::{Map, Value, json};

use crate::entry::{Entry, FIELDS, Plan, What};
use crate::{Format, Input, Shape, keyed};

pub(crate) const SHAPE: Shape = Shape { kinds: What::ALL, fields: FIELDS, carries: true, ids: true };

const FORMAT: &str = "daymark-json";

pub(crate) fn read(input: &Input<'_>, plan: &mut Plan) -> Result<(), Phrase> {
    let whole = keyed::parse(input.one().1, Format::Json)?;
    let entries = match &whole {
        Value::Array(entries) => entries,
        Value::Object(map) if map.get("version").is_some_and(|version| version.as_u64() > Some(1)) => {
            return Err(phrase!("import-newer"));
        }
        Value::Object(map) => match map.get("entries") {
            Some(Value::Array(entries)) => entries,
            _ => return Err(phrase!("import-nothing", format = "json")),
        },
        _ => return Err(phrase!("import-nothing", format = "json")),
    };
    for (index, object) in entries.iter().enumerate() {
        let line = keyed::place(index);
        match object
            .as_object()
            .ok_or_else(|| phrase!("import-task-other"))
            .and_then(|object| entry(object, line, plan))
        {
            Ok(entry) => plan.push(entry),
            Err(why) => plan.refuse(line, why),
        }
    }
    Ok(())
}

fn entry(object: &Map<String, Value>, line: u32, plan: &mut Plan) -> Result<Entry, Phrase> {
    let kind = keyed::text(object, "kind").unwrap_or("task");
    let what = What::parse(kind)
        .ok_or_else(|| phrase!("import-kind", kind = kind.chars().take(40).collect::<String>()))?;
    let mut entry = Entry { line, ..Entry::new(what, keyed::text(object, "title").unwrap_or_default()) };
    entry.notes = keyed::text(object, "notes").unwrap_or_default().to_owned();
    if let Some(id) = keyed::text(object, "id") {
        match id.parse() {
            Ok(id) => entry.id = Some(id),
            Err(_) => entry.external = id.to_owned(),
        }
    }
    let mut rest = object.clone();
    ["kind", "id", "title", "notes"].iter().for_each(|name| drop(rest.remove(*name)));
    if let Some(Value::Object(foreign)) = rest.remove("foreign") {
        entry.foreign = foreign;
    }
    let unknown = keyed::take(&mut entry, &rest)?;
    if !unknown.is_empty() {
        plan.keep(&mut entry, Format::Json, unknown);
    }
    Ok(entry)
}

pub(crate) fn write(entries: &[Entry], _: &Zoned) -> String {
    let list: Vec<Value> = entries
        .iter()
        .map(|entry| {
            let mut object = Map::new();
            object.insert("kind".into(), json!(entry.what.word()));
            object.insert("id".into(), json!(entry.name()));
            object.insert("title".into(), json!(entry.title));
            if !entry.notes.is_empty() {
                object.insert("notes".into(), json!(entry.notes));
            }
            object.extend(keyed::fields(entry, |_| true));
            for (name, value) in entry.kept(Format::Json) {
                object.entry(name.clone()).or_insert_with(|| value.clone());
            }
            let mut foreign = entry.foreign.clone();
            foreign.remove(Format::Json.word());
            if !foreign.is_empty() {
                object.insert("foreign".into(), Value::Object(foreign));
            }
            Value::Object(object)
        })
        .collect();
    keyed::pretty(&json!({ "format": FORMAT, "version": 1, "entries": list }))
}
