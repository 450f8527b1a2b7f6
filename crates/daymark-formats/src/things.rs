//! Things: the JSON of its `things:///json` links.
//!
//! Source: Cultured Code's "Things URL Scheme" (the `json` command): a list of `{type, attributes}` with the
//! types `to-do`, `project`, `heading` and `checklist-item`; attributes `title`, `notes`, `when` (`today`,
//! `evening`, `anytime`, `someday`, a day, or a day and time), `deadline`, `tags`, `completed`, `canceled`,
//! `creation-date`, `completion-date`, `list`, `heading`, and lists `items` and `checklist-items`. Things has no
//! steps below to-dos but checklists; what it has no attribute for stands in `daymark`.

use std::collections::BTreeMap;

use daymark_domain::{TaskStatus, When};
use daymark_texts::{Phrase, phrase};
use jiff::Zoned;
use serde_json::{Map, Value, json};

use crate::entry::{Entry, Plan, What};
use crate::words::{clock, day_or_time, stamp, take_when};
use crate::{Format, Input, Shape, keyed};

pub(crate) const SHAPE: Shape = Shape {
    kinds: &[What::Task],
    fields: &["status", "area", "section", "start", "deadline", "tags", "someday", "created", "completed"],
    carries: true,
    ids: false,
};

const KNOWN: &[&str] = &[
    "title",
    "notes",
    "when",
    "deadline",
    "tags",
    "completed",
    "canceled",
    "creation-date",
    "completion-date",
    "list",
    "heading",
    "checklist-items",
    "items",
    "list-id",
    "id",
];

pub(crate) fn read(input: &Input<'_>, plan: &mut Plan) -> Result<(), Phrase> {
    let whole = keyed::parse(input.one().1, Format::Things)?;
    let items = whole.as_array().ok_or_else(|| phrase!("import-nothing", format = "things"))?;
    let mut seen = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        take(item, keyed::place(index), None, input.now, &mut seen, plan);
    }
    Ok(())
}

fn take(
    item: &Value,
    line: u32,
    project: Option<&str>,
    now: &Zoned,
    seen: &mut BTreeMap<String, u32>,
    plan: &mut Plan,
) {
    let empty = Map::new();
    let attributes = item.get("attributes").and_then(Value::as_object).unwrap_or(&empty);
    match item.get("type").and_then(Value::as_str) {
        Some("to-do") => {
            let entry = todo(attributes, line, project, now, seen, plan);
            let name = entry.external.clone();
            plan.push(entry);
            for step in keyed::list(attributes, "checklist-items") {
                let inner = step.get("attributes").and_then(Value::as_object).unwrap_or(&empty);
                let mut step =
                    Entry { line, ..Entry::new(What::Task, keyed::text(inner, "title").unwrap_or_default()) };
                step.parent = Some(name.clone());
                step.status = Some(if inner.get("completed") == Some(&Value::Bool(true)) {
                    TaskStatus::Completed
                } else {
                    TaskStatus::Pending
                });
                step.external = named(&format!("{name}/{}", step.title), seen);
                plan.push(step);
            }
        }
        Some("project") => {
            let title = keyed::text(attributes, "title").unwrap_or_default();
            let mut heading = None;
            for inner in keyed::list(attributes, "items") {
                let inner_attributes = inner.get("attributes").and_then(Value::as_object);
                if inner.get("type").and_then(Value::as_str) == Some("heading") {
                    heading = inner_attributes.and_then(|attributes| keyed::text(attributes, "title"));
                    continue;
                }
                let before = plan.entries.len();
                take(inner, line, Some(title), now, seen, plan);
                if let Some(entry) = plan.entries.get_mut(before) {
                    entry.section = entry.section.take().or_else(|| heading.map(str::to_owned));
                }
            }
            for name in attributes.keys().filter(|name| !matches!(name.as_str(), "title" | "items")) {
                plan.lose(phrase!("import-lost-state", name = name.chars().take(40).collect::<String>()));
            }
        }
        Some("heading") => {}
        _ => plan.refuse(line, phrase!("import-task-other")),
    }
}

fn named(place: &str, seen: &mut BTreeMap<String, u32>) -> String {
    let times = seen.entry(place.to_owned()).or_default();
    *times += 1;
    if *times > 1 { format!("{place}#{times}") } else { place.to_owned() }
}

fn todo(
    attributes: &Map<String, Value>,
    line: u32,
    project: Option<&str>,
    now: &Zoned,
    seen: &mut BTreeMap<String, u32>,
    plan: &mut Plan,
) -> Entry {
    let mut entry =
        Entry { line, ..Entry::new(What::Task, keyed::text(attributes, "title").unwrap_or_default()) };
    entry.notes = keyed::text(attributes, "notes").unwrap_or_default().to_owned();
    entry.area = keyed::text(attributes, "list").or(project).map(str::to_owned);
    entry.section = keyed::text(attributes, "heading").map(str::to_owned);
    let time = |name: &str| keyed::text(attributes, name).and_then(stamp);
    entry.created = time("creation-date");
    let flag = |name: &str| attributes.get(name) == Some(&Value::Bool(true));
    if flag("canceled") {
        plan.lose(phrase!("import-lost-cancelled-tasks"));
    }
    let done = flag("completed") || flag("canceled");
    entry.status = Some(if done { TaskStatus::Completed } else { TaskStatus::Pending });
    entry.completed = time("completion-date").filter(|_| done);
    match keyed::text(attributes, "when") {
        Some("today" | "evening") => entry.start = Some(When::day(now.date())),
        Some("tomorrow") => entry.start = now.date().tomorrow().ok().map(When::day),
        Some("someday") => entry.someday = true,
        Some("anytime") | None => {}
        Some(text) => {
            // A day with a reminder at a time: `2026-11-24@15:00`.
            let when =
                take_when(&text.replace('@', " ")).map(|when| match (when.time, when.zone.as_deref()) {
                    (Some(_), Some("UTC")) => day_or_time(when.instant(now.time_zone()), now.time_zone()),
                    _ => when,
                });
            if when.is_none() {
                plan.lose(phrase!("import-lost-date", text = text.chars().take(40).collect::<String>()));
            }
            entry.start = when;
        }
    }
    entry.deadline = keyed::text(attributes, "deadline").and_then(take_when);
    for tag in keyed::list(attributes, "tags").iter().filter_map(Value::as_str) {
        entry.tag(tag);
    }
    entry.external = match keyed::text(attributes, "id") {
        Some(id) => id.to_owned(),
        None => named(&format!("{}/{}", entry.area.as_deref().unwrap_or_default(), entry.title), seen),
    };
    keyed::uncarry(plan, &mut entry, Format::Things, attributes, KNOWN, now);
    entry
}

pub(crate) fn write(entries: &[Entry], now: &Zoned) -> String {
    let list: Vec<Value> = entries
        .iter()
        .map(|entry| {
            let mut object = Map::new();
            object.insert("title".into(), json!(entry.title));
            object.insert("id".into(), json!(entry.external));
            let mut say =
                |name: &str, value: Option<Value>| object.extend(value.map(|value| (name.to_owned(), value)));
            say("notes", (!entry.notes.is_empty()).then(|| json!(entry.notes)));
            say("list", entry.area.as_ref().map(|area| json!(area)));
            say("heading", entry.section.as_ref().map(|section| json!(section)));
            say(
                "when",
                entry
                    .start
                    .as_ref()
                    .map(|start| match start.time {
                        Some(time) => json!(format!("{}@{}", start.date, clock(time))),
                        None => json!(start.date.to_string()),
                    })
                    .or_else(|| entry.someday.then(|| json!("someday"))),
            );
            say("deadline", entry.deadline.as_ref().map(|deadline| json!(deadline.date.to_string())));
            say(
                "tags",
                (!entry.tags.is_empty()).then(|| entry.tags.iter().map(|tag| tag.as_str()).collect()),
            );
            say("completed", entry.done().then_some(json!(true)));
            say("creation-date", entry.created.map(|at| json!(at.to_string())));
            say("completion-date", entry.completed.filter(|_| entry.done()).map(|at| json!(at.to_string())));
            let back = todo(&object, 0, None, now, &mut BTreeMap::new(), &mut Plan::default());
            keyed::carry(entry, &back, Format::Things, &mut object);
            json!({ "type": "to-do", "attributes": object })
        })
        .collect();
    keyed::pretty(&Value::Array(list))
}
