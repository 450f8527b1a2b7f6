//! Entries as JSON objects: fields by name, unknown keys kept.

use daymark_domain::When;
use daymark_texts::{Phrase, phrase};
use jiff::Zoned;
use serde_json::{Map, Value, json};

use crate::Format;
use crate::entry::{Entry, FIELDS, Plan, What};
use crate::words::{instant_of, take_when};

/// The fields named, as one object.
pub(crate) fn fields(entry: &Entry, wanted: impl Fn(&str) -> bool) -> Map<String, Value> {
    let mut object = Map::new();
    for &name in FIELDS.iter().filter(|name| wanted(name)) {
        let Some(text) = entry.get(name) else { continue };
        let value = match name {
            "estimate" => entry.estimate.map_or(Value::Null, |minutes| json!(minutes)),
            "someday" => json!(true),
            "tags" | "blocked_by" | "skipped" | "also" | "reminders" => text.split(' ').collect(),
            _ => Value::String(text),
        };
        object.insert(name.to_owned(), value);
    }
    object
}

/// Sets the fields that an object names; gives the keys that are no field.
pub(crate) fn take(entry: &mut Entry, object: &Map<String, Value>) -> Result<Map<String, Value>, Phrase> {
    let mut unknown = Map::new();
    for (name, value) in object {
        if *value != Value::Null && !entry.set(name, &as_text(value))? {
            unknown.insert(name.clone(), value.clone());
        }
    }
    Ok(unknown)
}

/// Under this key a JSON file of another program carries what that program has no place for.
const OURS: &str = "daymark";

/// Puts what a format has no place for, and what its program said itself, into an object of it.
/// `back` is what a reader makes of the object as it is.
pub(crate) fn carry(entry: &Entry, back: &Entry, format: Format, object: &mut Map<String, Value>) {
    let mut ours = fields(entry, |name| name != "source" && entry.get(name) != back.get(name));
    if entry.what != back.what {
        ours.insert("kind".into(), json!(entry.what.word()));
    }
    if entry.notes != back.notes {
        ours.insert("notes".into(), json!(entry.notes));
    }
    if !ours.is_empty() {
        object.insert(OURS.to_owned(), Value::Object(ours));
    }
    for (name, value) in entry.kept(format) {
        object.entry(name.clone()).or_insert_with(|| value.clone());
    }
}

/// Takes what [`carry`] put, and keeps what is unknown.
pub(crate) fn uncarry(
    plan: &mut Plan,
    entry: &mut Entry,
    format: Format,
    object: &Map<String, Value>,
    known: &[&str],
    now: &Zoned,
) {
    if let Some(Value::Object(ours)) = object.get(OURS) {
        for (name, value) in ours {
            let text = as_text(value);
            match name.as_str() {
                "kind" => entry.what = What::parse(&text).unwrap_or(entry.what),
                "notes" => entry.notes = text,
                name => drop(take_carried(entry, format, name, &text, now)),
            }
        }
    }
    let unknown = object
        .iter()
        .filter(|(name, value)| name.as_str() != OURS && !known.contains(&name.as_str()) && !empty(value))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    plan.keep(entry, format, unknown);
}

/// Sets a field that was carried. What the other program can hold itself may have been changed there
/// since, so that a time is taken only where it is still the same moment, and other things only where
/// the other program says nothing.
pub(crate) fn take_carried(
    entry: &mut Entry,
    format: Format,
    name: &str,
    text: &str,
    now: &Zoned,
) -> Result<bool, Phrase> {
    let native = format.shape().fields.contains(&name);
    let held = match name {
        "start" => Some(&entry.start),
        "due" => Some(&entry.due),
        "deadline" => Some(&entry.deadline),
        "end" => Some(&entry.end),
        _ => None,
    };
    let stays = match held {
        Some(held) if native => {
            let moment = |when: &When| instant_of(when, now);
            let same = |carried: &When, held: &When| {
                let wall = (carried.date, carried.time) == (held.date, held.time);
                moment(carried) == moment(held)
                    || held.zone.is_none() && (wall || held.time.is_none() && carried.date == held.date)
            };
            matches!((take_when(text), held), (Some(carried), Some(held)) if same(&carried, held))
        }
        _ => !native || entry.get(name).is_none(),
    };
    if stays { entry.set(name, text) } else { Ok(true) }
}

fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => {
            let words: Vec<String> = list.iter().map(as_text).collect();
            words.join(" ")
        }
        other => other.to_string(),
    }
}

/// Whether a value says nothing, so that losing it loses nothing.
pub(crate) fn empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty() || text.starts_with("0001-01-01"),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::Bool(true) => false,
    }
}

pub(crate) fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty())
}

/// A number or text that names something.
pub(crate) fn name(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) if number.as_i64() != Some(0) => Some(number.to_string()),
        _ => None,
    }
}

pub(crate) fn list<'a>(object: &'a Map<String, Value>, name: &str) -> &'a [Value] {
    object.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Reads JSON; serde stops at 128 levels, so that nesting cannot exhaust the stack.
pub(crate) fn parse(content: &str, format: Format) -> Result<Value, Phrase> {
    serde_json::from_str(content).map_err(|error| {
        phrase!("import-json", line = error.line(), format = format.word(), why = error.to_string())
    })
}

/// The line of the element at `index` cannot be known once JSON is parsed; its place in the list is
/// said instead.
pub(crate) fn place(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

pub(crate) fn pretty(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
