//! Vikunja's export: the `data.json` of its ZIP, which is read and written without the ZIP.
//!
//! Source: Vikunja's API models (`pkg/models/tasks.go`, `project.go`, `export.go`): a list of projects
//! with `tasks`, `buckets` and `views`; a task has `title`, `description` (HTML in newer versions, kept as it
//! is), `done`, `done_at`, `due_date`, `start_date`, `end_date`, `priority` 0 to 5, `labels`, `reminders` relative to a
//! date, `repeat_after` in seconds with `repeat_mode`, and `related_tasks`. A time of the year 1 is none. What
//! Vikunja has no key for stands in `daymark`.

use std::collections::BTreeMap;

use daymark_domain::recurrence::Frequency;
use daymark_domain::{Priority, Reminder, Repeat, TaskStatus};
use daymark_texts::{Phrase, phrase};
use jiff::{Timestamp, Zoned};
use serde_json::{Map, Value, json};

use crate::entry::{Entry, Plan, What};
use crate::words::{day_or_time, instant_of, stamp};
use crate::{Format, Input, Shape, keyed};

pub(crate) const SHAPE: Shape = Shape {
    kinds: &[What::Task],
    fields: &[
        "status",
        "priority",
        "area",
        "parent",
        "blocked_by",
        "start",
        "due",
        "tags",
        "repeat",
        "reminders",
        "created",
        "completed",
        "updated",
    ],
    carries: true,
    ids: false,
};

const KNOWN: &[&str] = &[
    "id",
    "title",
    "description",
    "done",
    "done_at",
    "due_date",
    "start_date",
    "priority",
    "labels",
    "reminders",
    "repeat_after",
    "repeat_mode",
    "related_tasks",
    "created",
    "updated",
    "project_id",
    "index",
    "identifier",
    "position",
    "created_by",
    "bucket_id",
    "repeats",
];

pub(crate) fn read(input: &Input<'_>, plan: &mut Plan) -> Result<(), Phrase> {
    let whole = keyed::parse(input.one().1, Format::Vikunja)?;
    let projects = whole.as_array().map_or(std::slice::from_ref(&whole), Vec::as_slice);
    for project in projects.iter().filter_map(Value::as_object) {
        let title = keyed::text(project, "title").filter(|title| *title != "Inbox");
        for item in keyed::list(project, "tasks") {
            let line = keyed::place(plan.entries.len() + plan.refused.len());
            match item.as_object() {
                Some(object) => {
                    let mut entry = task(object, input.now, plan);
                    entry.line = line;
                    entry.area =
                        entry.area.or_else(|| title.map(str::to_owned)).filter(|_| entry.parent.is_none());
                    plan.push(entry);
                }
                None => plan.refuse(line, phrase!("import-task-other")),
            }
        }
        for name in ["views", "buckets", "child_projects", "background_file_id"] {
            if project.get(name).is_some_and(|value| !keyed::empty(value)) {
                plan.lose(phrase!("import-lost-state", name = name));
            }
        }
    }
    // A task above may name its steps, too.
    let steps: BTreeMap<String, String> = projects
        .iter()
        .flat_map(|project| project.get("tasks").and_then(Value::as_array).into_iter().flatten())
        .flat_map(|task| {
            let parent = keyed::name(task.get("id"));
            let steps = task
                .get("related_tasks")
                .and_then(|related| related.get("subtask"))
                .and_then(Value::as_array)
                .into_iter()
                .flatten();
            steps.filter_map(move |step| Some((keyed::name(step.get("id"))?, parent.clone()?)))
        })
        .collect();
    for entry in &mut plan.entries {
        if entry.parent.is_none() && steps.contains_key(&entry.external) {
            entry.parent = steps.get(&entry.external).cloned();
            entry.area = None;
        }
    }
    Ok(())
}

fn task(object: &Map<String, Value>, now: &Zoned, plan: &mut Plan) -> Entry {
    let mut entry = Entry::new(What::Task, keyed::text(object, "title").unwrap_or_default());
    let time = |name: &str| keyed::text(object, name).and_then(stamp);
    let zone = now.time_zone();
    entry.external = keyed::name(object.get("id")).unwrap_or_default();
    entry.notes = keyed::text(object, "description").unwrap_or_default().to_owned();
    entry.created = time("created");
    entry.updated = time("updated");
    let done = object.get("done") == Some(&Value::Bool(true));
    entry.status = Some(if done { TaskStatus::Completed } else { TaskStatus::Pending });
    entry.completed = time("done_at").filter(|_| done);
    entry.due = time("due_date").map(|at| day_or_time(at, zone));
    entry.start = time("start_date").map(|at| day_or_time(at, zone));
    entry.priority = match object.get("priority").and_then(Value::as_u64) {
        Some(3..) => Some(Priority::High),
        Some(2) => Some(Priority::Medium),
        Some(1) => Some(Priority::Low),
        _ => None,
    };
    for label in keyed::list(object, "labels") {
        if let Some(title) = label.get("title").and_then(Value::as_str) {
            entry.tag(title);
        }
    }
    for reminder in keyed::list(object, "reminders") {
        let seconds = reminder.get("relative_period").and_then(Value::as_i64).unwrap_or(0);
        let relative = reminder.get("relative_to").and_then(Value::as_str).is_some_and(|to| !to.is_empty());
        let at = reminder.get("reminder").and_then(Value::as_str).and_then(stamp);
        match (relative, at) {
            (true, _) if seconds <= 0 => {
                entry.reminders.push(Reminder::MinutesBefore(u32::try_from(-seconds / 60).unwrap_or(0)))
            }
            (_, Some(at)) => entry.reminders.push(Reminder::At(at)),
            _ => plan.lose(phrase!("import-lost-alarms")),
        }
    }
    let seconds = object.get("repeat_after").and_then(Value::as_i64).unwrap_or(0);
    let mode = object.get("repeat_mode").and_then(Value::as_u64).unwrap_or(0);
    entry.repeat = match (keyed::text(object, "repeats"), mode, seconds) {
        (Some(rrule), ..) if rrule.parse::<daymark_domain::Rule>().is_ok() => {
            Some(Repeat { rrule: rrule.to_owned(), after_completion: false })
        }
        (_, 1, _) => Some(Repeat { rrule: "FREQ=MONTHLY".into(), after_completion: false }),
        (_, _, 1..) => {
            let (freq, n) = match seconds {
                n if n % 604_800 == 0 => ("WEEKLY", n / 604_800),
                n if n % 86_400 == 0 => ("DAILY", n / 86_400),
                n if n % 3_600 == 0 => ("HOURLY", n / 3_600),
                n => ("MINUTELY", (n / 60).max(1)),
            };
            let interval = if n == 1 { String::new() } else { format!(";INTERVAL={n}") };
            Some(Repeat { rrule: format!("FREQ={freq}{interval}"), after_completion: mode == 2 })
        }
        _ => None,
    };
    let related = |name: &str| {
        let list =
            object.get("related_tasks").and_then(|related| related.get(name)).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(|task| keyed::name(task.get("id"))).collect::<Vec<_>>()
    };
    entry.parent = related("parenttask").into_iter().next();
    entry.blocked_by = related("blocked");
    keyed::uncarry(plan, &mut entry, Format::Vikunja, object, KNOWN, now);
    entry
}

pub(crate) fn write(entries: &[Entry], now: &Zoned) -> String {
    // Ids are numbers there: its own stay, others get the next.
    let mut numbers: BTreeMap<&str, u64> = entries
        .iter()
        .filter_map(|entry| Some((entry.external.as_str(), entry.external.parse().ok()?)))
        .collect();
    let mut next = numbers.values().max().copied().unwrap_or(0);
    for entry in entries {
        numbers.entry(&entry.external).or_insert_with(|| {
            next += 1;
            next
        });
    }
    let mut projects: Vec<(Option<&str>, Vec<Value>)> = vec![(None, Vec::new())];
    for entry in entries {
        let object = Value::Object(object(entry, &numbers, now));
        match projects.iter_mut().find(|(name, _)| *name == entry.area.as_deref()) {
            Some((_, list)) => list.push(object),
            None => projects.push((entry.area.as_deref(), vec![object])),
        }
    }
    let list: Vec<Value> = projects
        .into_iter()
        .enumerate()
        .map(|(at, (name, tasks))| json!({ "id": at + 1, "title": name.unwrap_or("Inbox"), "tasks": tasks, "views": [], "buckets": [] }))
        .collect();
    keyed::pretty(&Value::Array(list))
}

fn object(entry: &Entry, numbers: &BTreeMap<&str, u64>, now: &Zoned) -> Map<String, Value> {
    let mut object = Map::new();
    let number = |name: &str| numbers.get(name).copied().unwrap_or(0);
    let time =
        |at: Option<Timestamp>| at.map_or_else(|| json!("0001-01-01T00:00:00Z"), |at| json!(at.to_string()));
    let moment = |when: &Option<daymark_domain::When>| time(when.as_ref().map(|when| instant_of(when, now)));
    let priority = match entry.priority {
        Some(Priority::High) => 3,
        Some(Priority::Medium) => 2,
        Some(Priority::Low) => 1,
        None => 0,
    };
    let reminders: Vec<Value> = entry
        .reminders
        .iter()
        .map(|reminder| match reminder {
            Reminder::MinutesBefore(minutes) => {
                json!({ "relative_period": -i64::from(*minutes) * 60, "relative_to": "due_date" })
            }
            Reminder::At(at) => {
                json!({ "reminder": at.to_string(), "relative_period": 0, "relative_to": "" })
            }
        })
        .collect();
    let (seconds, mode) = entry.repeat.as_ref().and_then(seconds_of).unwrap_or((0, 0));
    let mut related = Map::new();
    if let Some(parent) = &entry.parent {
        related.insert("parenttask".into(), json!([{ "id": number(parent) }]));
    }
    if !entry.blocked_by.is_empty() {
        related.insert(
            "blocked".into(),
            entry.blocked_by.iter().map(|name| json!({ "id": number(name) })).collect(),
        );
    }
    let labels: Vec<Value> = entry.tags.iter().map(|tag| json!({ "title": tag.as_str() })).collect();
    for (name, value) in [
        ("id", json!(number(&entry.external))),
        ("title", json!(entry.title)),
        ("description", json!(entry.notes)),
        ("done", json!(entry.done())),
        ("done_at", time(entry.completed.filter(|_| entry.done()))),
        ("due_date", moment(&entry.due)),
        ("start_date", moment(&entry.start)),
        ("priority", json!(priority)),
        ("labels", json!(labels)),
        ("reminders", json!(reminders)),
        ("repeat_after", json!(seconds)),
        ("repeat_mode", json!(mode)),
        ("related_tasks", Value::Object(related)),
        ("created", time(entry.created)),
        ("updated", time(entry.updated)),
    ] {
        object.insert(name.to_owned(), value);
    }
    for (name, value) in entry.kept(Format::Vikunja) {
        object.entry(name.clone()).or_insert_with(|| value.clone());
    }
    let mut back = task(&object, now, &mut Plan::default());
    // These are said by numbers and by the project around it.
    back.area.clone_from(&entry.area);
    back.parent.clone_from(&entry.parent);
    back.blocked_by.clone_from(&entry.blocked_by);
    keyed::carry(entry, &back, Format::Vikunja, &mut object);
    object
}

/// A rule as so many seconds and a mode, where it is one.
fn seconds_of(repeat: &Repeat) -> Option<(u64, u8)> {
    let rule = repeat.rule().ok()?;
    if repeat.rrule.split(';').any(|part| !part.starts_with("FREQ=") && !part.starts_with("INTERVAL=")) {
        return None;
    }
    let unit = match rule.freq {
        Frequency::Weekly => 604_800,
        Frequency::Daily => 86_400,
        Frequency::Hourly => 3_600,
        Frequency::Monthly if repeat.rrule == "FREQ=MONTHLY" && !repeat.after_completion => {
            return Some((0, 1));
        }
        _ => return None,
    };
    Some((unit * u64::from(rule.interval), if repeat.after_completion { 2 } else { 0 }))
}
