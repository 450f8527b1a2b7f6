//! Taskwarrior's JSON (`task export`): an array of objects, or one object a line.
//!
//! Attributes as in Taskwarrior's "JSON format" design document: `status`, `uuid`, `entry`,
//! `description`, `start`, `end`, `due`, `until`, `wait`, `scheduled`, `recur`, `project`,
//! `priority`, `depends`, `tags`, `annotations`, and user-defined attributes. Times are
//! `YYYYMMDDTHHMMSSZ` in UTC. What no field of ours holds is kept as it is and counted as lost.

use std::collections::BTreeSet;

use daymark_domain::{Body, Id, ObjectId, Priority, Repeat, Tag, Task, TaskStatus, Title, When};
use daymark_texts::{Phrase, phrase};
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde_json::{Map, Value};

use super::Bring;
use crate::fault::{Fault, invalid, unfit};

/// The most tasks of one file.
const MOST: usize = 1_000_000;

pub(crate) fn read(content: &str, now: &Zoned) -> Result<Bring, Fault> {
    let mut bring = Bring::default();
    for (line, entry) in entries(content)? {
        if bring.tasks.len() >= MOST {
            return Err(invalid(phrase!("import-many-tasks", most = MOST)));
        }
        match entry.and_then(|entry| task(&entry, now, &mut bring)) {
            Ok(()) => {}
            Err(reason) => bring.refused.push((line, reason)),
        }
    }
    if bring.tasks.is_empty() && bring.refused.is_empty() {
        return Err(invalid(phrase!("import-no-task")));
    }
    Ok(bring)
}

type Entry = (u32, Result<Map<String, Value>, Phrase>);

/// The objects of the file with the line each begins on.
fn entries(content: &str) -> Result<Vec<Entry>, Fault> {
    let content = content.trim_start_matches('\u{feff}');
    let whole = content.trim_start();
    if !whole.starts_with('[') {
        return Ok(content
            .lines()
            .enumerate()
            .map(|(at, line)| (at as u32 + 1, line.trim().trim_end_matches(',')))
            .filter(|(_, line)| !line.is_empty())
            .map(|(line, text)| (line, object(text)))
            .collect());
    }
    // An array: each element is read on its own, so that one bad element names its line.
    let raw: Vec<&serde_json::value::RawValue> = serde_json::from_str(content).map_err(|error| {
        invalid(phrase!("import-file-not-json", line = error.line(), why = error.to_string()))
    })?;
    let start = content.as_ptr() as usize;
    let (mut line, mut seen) = (1_u32, 0);
    Ok(raw
        .into_iter()
        .map(|element| {
            let at = (element.get().as_ptr() as usize).saturating_sub(start);
            line += content.get(seen..at).unwrap_or("").matches('\n').count() as u32;
            seen = at;
            (line, object(element.get()))
        })
        .collect())
}

fn object(text: &str) -> Result<Map<String, Value>, Phrase> {
    match serde_json::from_str(text) {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Err(phrase!("import-task-other")),
        Err(error) => Err(phrase!("import-task-not-json", why = error.to_string())),
    }
}

fn stamp(text: &str) -> Option<Timestamp> {
    if let Ok(stamp) = text.parse() {
        return Some(stamp);
    }
    let civil = DateTime::strptime("%Y%m%dT%H%M%SZ", text).ok()?;
    civil.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

/// An instant as a day of the person's calendar: midnight there is a day without a time, because
/// Taskwarrior has no days.
fn when(stamp: Timestamp, zone: &TimeZone) -> When {
    let zoned = stamp.to_zoned(zone.clone());
    if zoned.time() == Time::midnight() { When::day(zoned.date()) } else { When::of(&zoned) }
}

fn task(entry: &Map<String, Value>, now: &Zoned, bring: &mut Bring) -> Result<(), Phrase> {
    let zone = now.time_zone();
    let text = |name: &str| entry.get(name).and_then(Value::as_str);
    let uuid = text("uuid").unwrap_or_default();
    let description = text("description").ok_or_else(|| phrase!("import-task-no-description"))?;
    let status = text("status").unwrap_or("pending");
    if status == "deleted" {
        bring.lose(phrase!("import-lost-deleted"));
        return Ok(());
    }
    if !["pending", "completed", "waiting", "recurring"].contains(&status) {
        let shown: String = status.chars().take(30).collect();
        return Err(phrase!("import-task-status", status = shown));
    }
    let time = |name: &str| -> Result<Option<Timestamp>, Phrase> {
        match text(name) {
            None => Ok(None),
            Some(value) => match stamp(value) {
                Some(stamp) => Ok(Some(stamp)),
                None => {
                    let shown: String = value.chars().take(30).collect();
                    Err(phrase!("import-task-time", attribute = name, text = shown))
                }
            },
        }
    };
    let mut notes = String::new();
    // A description longer than a title keeps its beginning there and all of it in the notes.
    let title = match Title::parse(description) {
        Ok(title) => title,
        Err(daymark_domain::TextError::TooLong { .. }) => {
            notes = description.to_owned();
            let short: String = description.chars().take(Title::MOST - 2).collect();
            Title::parse(&format!("{short}…")).map_err(|error| unfit(&error))?
        }
        Err(error) => return Err(unfit(&error)),
    };
    for note in entry.get("annotations").and_then(Value::as_array).into_iter().flatten() {
        if let Some(text) = note.get("description").and_then(Value::as_str) {
            let day = note
                .get("entry")
                .and_then(Value::as_str)
                .and_then(stamp)
                .map(|at| at.to_zoned(zone.clone()).date());
            let line = day.map_or(text.to_owned(), |day| format!("{day}: {text}"));
            notes = if notes.is_empty() { line } else { format!("{notes}\n{line}") };
        }
    }
    let mut tags = BTreeSet::new();
    for tag in entry.get("tags").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        match Tag::parse(tag) {
            Ok(tag) => drop(tags.insert(tag)),
            Err(_) => bring.lose(phrase!("import-lost-tags")),
        }
    }
    let priority = match text("priority") {
        Some("H") => Some(Priority::High),
        Some("M") => Some(Priority::Medium),
        Some("L") => Some(Priority::Low),
        Some(_) => {
            bring.lose(phrase!("import-lost-priorities"));
            None
        }
        None => None,
    };
    let repeat = match (text("recur"), status) {
        (Some(recur), "recurring") => match recurrence(recur) {
            Some(rrule) => Some(Repeat { rrule, after_completion: false }),
            None => {
                let shown: String = recur.chars().take(30).collect();
                bring.lose(phrase!("import-lost-repeat", repeat = shown));
                None
            }
        },
        _ => None,
    };
    if status == "pending" && text("parent").is_some() {
        // An instance of a recurring task: the rule makes its own.
        bring.lose(phrase!("import-lost-instances"));
        return Ok(());
    }
    let created = time("entry")?.unwrap_or_else(|| now.timestamp());
    let external = if uuid.is_empty() { format!("{created}/{description}") } else { uuid.to_owned() };
    // Waiting and scheduled both say when it may come back into sight.
    let start = time("scheduled")?.or(time("wait")?).map(|at| when(at, zone));
    let completed = status == "completed";
    let task = Task {
        id: Id::of(ObjectId::external("taskwarrior", &external)),
        title,
        notes: Body::parse(&notes).map_err(|error| unfit(&error))?,
        status: match (completed, time("start")?) {
            (true, _) => TaskStatus::Completed,
            (false, Some(_)) => TaskStatus::InProgress,
            (false, None) => TaskStatus::Pending,
        },
        priority,
        energy: None,
        area: None,
        goal: None,
        parent: None,
        position: String::new(),
        start,
        due: time("due")?.map(|at| when(at, zone)),
        deadline: time("until")?.map(|at| when(at, zone)),
        estimate_minutes: None,
        tags,
        repeat,
        skipped: Default::default(),
        reminders: Vec::new(),
        someday: false,
        source: Some(("taskwarrior".into(), external)),
        created_at: created,
        completed_at: if completed { Some(time("end")?.unwrap_or(created)) } else { None },
        trashed: false,
    };
    const KNOWN: &[&str] = &[
        "id",
        "uuid",
        "urgency",
        "description",
        "status",
        "entry",
        "modified",
        "start",
        "end",
        "due",
        "until",
        "wait",
        "scheduled",
        "recur",
        "project",
        "priority",
        "tags",
        "annotations",
        "mask",
        "imask",
        "parent",
        "rtype",
        "last",
    ];
    let foreign: Map<String, Value> = entry
        .iter()
        .filter(|(name, _)| !KNOWN.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    for name in foreign.keys() {
        bring.lose(if name == "depends" {
            phrase!("import-lost-dependencies")
        } else {
            phrase!("import-lost-attribute", name = name.chars().take(40).collect::<String>())
        });
    }
    let foreign = (!foreign.is_empty()).then(|| Value::Object(foreign).to_string());
    // The first part of a project is the part of life it belongs to; the rest is kept as a tag.
    let project = text("project").map(str::to_owned);
    let (area, rest) = match project.as_deref().and_then(|project| project.split_once('.')) {
        Some((first, rest)) => (Some(first.to_owned()), Some(rest.to_owned())),
        None => (project, None),
    };
    let mut task = task;
    task.tags.extend(rest.and_then(|rest| Tag::parse(&rest.replace(' ', "-")).ok()));
    bring.tasks.push((task, area.filter(|name| !name.trim().is_empty()), foreign));
    Ok(())
}

/// Taskwarrior's durations as a rule: `daily`, `weekdays`, `weekly`, `biweekly`, `2wks`, `P1M`, …
fn recurrence(recur: &str) -> Option<String> {
    let recur = recur.trim().to_ascii_lowercase();
    let named = match recur.as_str() {
        "daily" | "day" => "FREQ=DAILY",
        "weekdays" => "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "weekly" | "sennight" => "FREQ=WEEKLY",
        "biweekly" | "fortnight" => "FREQ=WEEKLY;INTERVAL=2",
        "monthly" => "FREQ=MONTHLY",
        "bimonthly" => "FREQ=MONTHLY;INTERVAL=2",
        "quarterly" => "FREQ=MONTHLY;INTERVAL=3",
        "semiannual" => "FREQ=MONTHLY;INTERVAL=6",
        "annual" | "yearly" => "FREQ=YEARLY",
        "biannual" | "biyearly" => "FREQ=YEARLY;INTERVAL=2",
        _ => "",
    };
    if !named.is_empty() {
        return Some(named.into());
    }
    let recur = recur.strip_prefix('p').unwrap_or(&recur);
    let digits = recur.chars().take_while(char::is_ascii_digit).count();
    let (number, unit) = recur.split_at(digits);
    let n: u32 =
        if number.is_empty() { 1 } else { number.parse().ok().filter(|n| (1..=1_000).contains(n))? };
    let freq = match unit {
        "d" | "day" | "days" => "DAILY",
        "w" | "wk" | "wks" | "week" | "weeks" => "WEEKLY",
        "m" | "mo" | "mos" | "mth" | "mths" | "month" | "months" => "MONTHLY",
        "q" | "qtr" | "qtrs" | "quarter" | "quarters" => {
            return Some(format!("FREQ=MONTHLY;INTERVAL={}", n * 3));
        }
        "y" | "yr" | "yrs" | "year" | "years" => "YEARLY",
        _ => return None,
    };
    Some(if n == 1 { format!("FREQ={freq}") } else { format!("FREQ={freq};INTERVAL={n}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::english;

    fn now() -> Zoned {
        "2026-11-21T10:00[Europe/Berlin]".parse().unwrap()
    }

    #[test]
    fn a_task_keeps_what_it_says() {
        let text = r#"[
            {"id":1,"uuid":"7d2f7a4c-0000-4000-8000-000000000001","description":"Call Ada","status":"pending",
             "entry":"20261101T080000Z","due":"20261123T230000Z","project":"Work.review","priority":"H",
             "tags":["phone","next"],"annotations":[{"entry":"20261102T080000Z","description":"she prefers mornings"}],
             "jira":"X-1"},
            {"uuid":"7d2f7a4c-0000-4000-8000-000000000002","description":"Paid","status":"completed",
             "entry":"20261001T080000Z","end":"20261005T120000Z"}
        ]"#;
        let bring = read(text, &now()).unwrap();
        let (task, area, foreign) = &bring.tasks[0];
        assert_eq!(task.due, Some(When::day(jiff::civil::date(2026, 11, 24))), "midnight in Berlin is a day");
        assert_eq!((area.as_deref(), task.priority), (Some("Work"), Some(Priority::High)));
        assert_eq!(task.tags.iter().map(Tag::as_str).collect::<Vec<_>>(), ["next", "phone", "review"]);
        assert_eq!(task.notes.as_str(), "2026-11-02: she prefers mornings");
        assert_eq!(foreign.as_deref(), Some(r#"{"jira":"X-1"}"#));
        assert_eq!(bring.tasks[1].0.completed_at.unwrap().to_string(), "2026-10-05T12:00:00Z");
    }

    #[test]
    fn refusals_name_line_and_reason() {
        let text = "[\n{\"description\":\"fine\",\"uuid\":\"a\"},\n{\"status\":\"pending\"},\n{\"description\":\"x\",\"due\":\"soon\"},\n7]";
        let bring = read(text, &now()).unwrap();
        let said: Vec<_> =
            bring.refused.iter().map(|(line, reason)| (*line, english().phrase(reason))).collect();
        assert_eq!(
            said.iter().map(|(line, reason)| (*line, reason.as_str())).collect::<Vec<_>>(),
            [
                (3, "the task has no description."),
                (4, "'due' is not a time: 'soon'."),
                (5, "this is not a task but another kind of JSON value."),
            ]
        );
        let broken = read("[{\"description\":\n", &now()).unwrap_err().to_string();
        assert!(broken.starts_with("Line 2:"), "{broken}");
        let by_line = read("{\"description\":\"a\"}\n{oops}\n", &now()).unwrap();
        assert_eq!((by_line.tasks.len(), by_line.refused[0].0), (1, 2));
    }

    #[test]
    fn recurrences() {
        for (recur, rule) in [
            ("weekly", Some("FREQ=WEEKLY")),
            ("2wks", Some("FREQ=WEEKLY;INTERVAL=2")),
            ("P3M", Some("FREQ=MONTHLY;INTERVAL=3")),
            ("weekdays", Some("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")),
            ("2q", Some("FREQ=MONTHLY;INTERVAL=6")),
            ("hourly", None),
            ("", None),
        ] {
            assert_eq!(recurrence(recur).as_deref(), rule, "{recur}");
        }
    }
}
