//! Taskwarrior's JSON (`task export`): an array of objects, or one object a line.
//!
//! Attributes as in Taskwarrior's "JSON format" design document: `status`, `uuid`, `entry`,
//! `description`, `start`, `end`, `due`, `until`, `wait`, `scheduled`, `recur`, `project`,
//! `priority`, `depends`, `tags`, `annotations`, and user-defined attributes. Times are
//! `YYYYMMDDTHHMMSSZ` in UTC. What no field of ours holds is kept as it is and counted as lost.
//!
//! Written tasks say what Taskwarrior has no attribute for in user-defined ones, `daymark_…`, which
//! it keeps as they are. A deadline goes there too: Taskwarrior deletes a task after its `until`.

use daymark_domain::{Priority, Repeat, Rule, TaskStatus};
use daymark_texts::{Phrase, phrase};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};
use serde_json::{Map, Value, json};

use crate::entry::{Entry, FIELDS, Plan, What};
use crate::words::{day_or_time, instant_of};
use crate::{Format, Input, Shape, keyed};

pub(crate) const SHAPE: Shape = Shape {
    kinds: &[What::Task],
    fields: &[
        "status",
        "priority",
        "area",
        "blocked_by",
        "start",
        "due",
        "tags",
        "repeat",
        "created",
        "completed",
        "updated",
    ],
    carries: true,
    ids: false,
};

/// Before the name of an attribute of ours.
const OURS: &str = "daymark_";

pub(crate) fn read(input: &Input<'_>, plan: &mut Plan) -> Result<(), Phrase> {
    for (line, object) in entries(input.one().1)? {
        match object.and_then(|object| task(&object, line, input.now, plan)) {
            Ok(Some(entry)) => plan.push(entry),
            Ok(None) => {}
            Err(why) => plan.refuse(line, why),
        }
    }
    Ok(())
}

type Line = (u32, Result<Map<String, Value>, Phrase>);

/// The objects of the file with the line each begins on.
fn entries(content: &str) -> Result<Vec<Line>, Phrase> {
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
        phrase!("import-json", line = error.line(), format = "taskwarrior", why = error.to_string())
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

fn say_stamp(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn task(
    object: &Map<String, Value>,
    line: u32,
    now: &Zoned,
    plan: &mut Plan,
) -> Result<Option<Entry>, Phrase> {
    let zone = now.time_zone();
    let text = |name: &str| object.get(name).and_then(Value::as_str);
    let description = text("description").ok_or_else(|| phrase!("import-task-no-description"))?;
    let status = text("status").unwrap_or("pending");
    if status == "deleted" {
        plan.lose(phrase!("import-lost-deleted"));
        return Ok(None);
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
    if status == "pending" && text("parent").is_some() {
        // An instance of a recurring task: the rule makes its own.
        plan.lose(phrase!("import-lost-instances"));
        return Ok(None);
    }
    let mut entry = Entry { line, ..Entry::new(What::Task, description) };
    let created = time("entry")?.unwrap_or_else(|| now.timestamp());
    entry.external = match text("uuid").unwrap_or_default() {
        "" => format!("{created}/{description}"),
        uuid => uuid.to_owned(),
    };
    entry.created = Some(created);
    entry.notes = text("daymark_notes").unwrap_or_default().to_owned();
    let ours = entry.notes.clone();
    for note in object.get("annotations").and_then(Value::as_array).into_iter().flatten() {
        let Some(text) = note.get("description").and_then(Value::as_str) else { continue };
        if ours.lines().any(|line| line.trim() == text.trim()) {
            continue;
        }
        let day = note
            .get("entry")
            .and_then(Value::as_str)
            .and_then(stamp)
            .map(|at| at.to_zoned(zone.clone()).date());
        let line = day.map_or(text.to_owned(), |day| format!("{day}: {text}"));
        entry.notes = if entry.notes.is_empty() { line } else { format!("{}\n{line}", entry.notes) };
    }
    for tag in object.get("tags").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        if daymark_domain::Tag::parse(tag).is_err() {
            plan.lose(phrase!("import-lost-tags"));
        }
        entry.tag(tag);
    }
    entry.priority = match text("priority") {
        Some("H") => Some(Priority::High),
        Some("M") => Some(Priority::Medium),
        Some("L") => Some(Priority::Low),
        Some(_) => {
            plan.lose(phrase!("import-lost-priorities"));
            None
        }
        None => None,
    };
    if let (Some(recur), "recurring") = (text("recur"), status) {
        match recurrence(recur) {
            Some(rrule) => entry.repeat = Some(Repeat { rrule, after_completion: false }),
            None => {
                let shown: String = recur.chars().take(30).collect();
                plan.lose(phrase!("import-lost-repeat", repeat = shown));
            }
        }
    }
    // Waiting and scheduled both say when it may come back into sight.
    entry.start = time("scheduled")?.or(time("wait")?).map(|at| day_or_time(at, zone));
    entry.due = time("due")?.map(|at| day_or_time(at, zone));
    entry.deadline = time("until")?.map(|at| day_or_time(at, zone));
    entry.updated = time("modified")?;
    let started = time("start")?.is_some();
    if status == "completed" {
        entry.status = Some(TaskStatus::Completed);
        entry.completed = Some(time("end")?.unwrap_or(created));
    } else {
        entry.status = Some(if started { TaskStatus::InProgress } else { TaskStatus::Pending });
    }
    entry.blocked_by = match object.get("depends") {
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(Value::String(list)) => list.split(',').map(|uuid| uuid.trim().to_owned()).collect(),
        _ => Vec::new(),
    };
    // The first part of a project is the part of life it belongs to; the rest is kept as a tag.
    let project = text("project").filter(|project| !project.trim().is_empty());
    if text("daymark_area").is_some_and(|area| Some(area) == project) {
        entry.area = project.map(str::to_owned);
    } else {
        entry.area = project.map(|project| project.split('.').next().unwrap_or_default().to_owned());
        if let Some((_, rest)) = project.and_then(|project| project.split_once('.')) {
            entry.tag(rest);
        }
    }
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
        "depends",
    ];
    let mut unknown = Map::new();
    for (name, value) in object.iter().filter(|(name, _)| !KNOWN.contains(&name.as_str())) {
        match name.strip_prefix(OURS) {
            Some("notes" | "area") => {}
            Some(field) if FIELDS.contains(&field) => {
                let text = value.as_str().unwrap_or_default();
                if keyed::take_carried(&mut entry, Format::Taskwarrior, field, text, now).is_err() {
                    plan.lose(phrase!("import-lost-attribute", name = name.as_str()));
                }
            }
            _ => drop(unknown.insert(name.clone(), value.clone())),
        }
    }
    if time("scheduled")?.is_some() && text("wait").is_some() {
        unknown.insert("wait".into(), json!(text("wait")));
    }
    plan.keep(&mut entry, Format::Taskwarrior, unknown);
    Ok(Some(entry))
}

pub(crate) fn write(entries: &[Entry], now: &Zoned) -> String {
    let list: Vec<Value> = entries.iter().map(|entry| Value::Object(attributes(entry, now))).collect();
    keyed::pretty(&Value::Array(list))
}

fn uuid(external: &str) -> String {
    match external.parse::<daymark_domain::ObjectId>() {
        Ok(id) => id.to_string(),
        // Taskwarrior takes nothing else.
        Err(_) => daymark_domain::ObjectId::external("taskwarrior", external).to_string(),
    }
}

fn attributes(entry: &Entry, now: &Zoned) -> Map<String, Value> {
    let mut object = Map::new();
    let mut say = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            object.insert(name.to_owned(), value);
        }
    };
    let created = entry.created.unwrap_or_else(|| now.timestamp());
    let time = |at: Timestamp| Some(json!(say_stamp(at)));
    let moment = |when: &Option<daymark_domain::When>| {
        when.as_ref().map(|when| json!(say_stamp(instant_of(when, now))))
    };
    // A recurring task has to be due, and repeats on the calendar.
    let recur = entry
        .repeat
        .as_ref()
        .filter(|repeat| !repeat.after_completion && entry.due.is_some() && !entry.done());
    let recur = recur.and_then(|repeat| recur_of(&repeat.rule().ok()?));
    say("uuid", Some(json!(uuid(&entry.external))));
    say("description", Some(json!(entry.title)));
    say(
        "status",
        Some(json!(if entry.done() {
            "completed"
        } else if recur.is_some() {
            "recurring"
        } else {
            "pending"
        })),
    );
    say("entry", time(created));
    say("modified", entry.updated.and_then(time));
    say("end", if entry.done() { time(entry.completed.unwrap_or(created)) } else { None });
    say(
        "start",
        if entry.status == Some(TaskStatus::InProgress) {
            time(entry.updated.unwrap_or(created))
        } else {
            None
        },
    );
    say("scheduled", moment(&entry.start));
    say("due", moment(&entry.due));
    say("recur", recur.map(|recur| json!(recur)));
    say("project", entry.area.as_ref().map(|area| json!(area)));
    say(
        "priority",
        entry.priority.map(|priority| {
            json!(match priority {
                Priority::High => "H",
                Priority::Medium => "M",
                Priority::Low => "L",
            })
        }),
    );
    say("tags", (!entry.tags.is_empty()).then(|| entry.tags.iter().map(|tag| tag.as_str()).collect()));
    say(
        "depends",
        (!entry.blocked_by.is_empty()).then(|| entry.blocked_by.iter().map(|name| uuid(name)).collect()),
    );
    let mut at = created;
    let annotations: Vec<Value> = entry
        .notes
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            // Each needs a second of its own.
            at = at.checked_add(1.second()).unwrap_or(at);
            json!({ "entry": say_stamp(at), "description": line.trim() })
        })
        .collect();
    say("annotations", (!annotations.is_empty()).then_some(Value::Array(annotations)));
    say("daymark_notes", (!entry.notes.is_empty()).then(|| json!(entry.notes)));
    let back = task(&object, 0, now, &mut Plan::default()).ok().flatten().unwrap_or_default();
    for &name in FIELDS.iter().filter(|&&name| name != "source") {
        if let Some(text) = entry.get(name).filter(|text| back.get(name).as_ref() != Some(text)) {
            object.insert(format!("{OURS}{name}"), json!(text));
        }
    }
    for (name, value) in entry.kept(Format::Taskwarrior) {
        object.entry(name.clone()).or_insert_with(|| value.clone());
    }
    object
}

/// A rule as one of Taskwarrior's durations, where it is one.
fn recur_of(rule: &Rule) -> Option<String> {
    use daymark_domain::recurrence::Frequency::{Daily, Monthly, Weekly, Yearly};
    let named = rule.to_string();
    if named == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" {
        return Some("weekdays".into());
    }
    let unit = match rule.freq {
        Daily => "days",
        Weekly => "weeks",
        Monthly => "months",
        Yearly => "years",
        _ => return None,
    };
    let recur = format!("{}{unit}", rule.interval);
    (recurrence(&recur)? == named).then_some(recur)
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

    fn take(content: &str) -> Result<Plan, Phrase> {
        let now = "2026-11-21T10:00[Europe/Berlin]".parse().unwrap();
        let mut plan = Plan::default();
        read(&Input::text(content, &now), &mut plan)?;
        Ok(plan)
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
        let plan = take(text).unwrap();
        let [call, paid] = plan.entries.as_slice() else { panic!("{plan:?}") };
        assert_eq!(call.get("due").as_deref(), Some("2026-11-24"), "midnight in Berlin is a day");
        assert_eq!((call.area.as_deref(), call.priority), (Some("Work"), Some(Priority::High)));
        assert_eq!(call.get("tags").as_deref(), Some("next phone review"));
        assert_eq!(call.notes, "2026-11-02: she prefers mornings");
        assert_eq!(call.foreign["taskwarrior"], json!({"jira": "X-1"}));
        assert_eq!(paid.get("completed").as_deref(), Some("2026-10-05T12:00:00Z"));
    }

    #[test]
    fn refusals_name_line_and_reason() {
        let text = "[\n{\"description\":\"fine\",\"uuid\":\"a\"},\n{\"status\":\"pending\"},\n{\"description\":\"x\",\"due\":\"soon\"},\n7]";
        let plan = take(text).unwrap();
        let said: Vec<(u32, &str)> =
            plan.refused.iter().map(|(line, reason)| (*line, reason.key())).collect();
        assert_eq!(
            said,
            [(3, "import-task-no-description"), (4, "import-task-time"), (5, "import-task-other")]
        );
        assert_eq!(take("[{\"description\":\n").unwrap_err().key(), "import-json");
        let by_line = take("{\"description\":\"a\"}\n{oops}\n").unwrap();
        assert_eq!((by_line.entries.len(), by_line.refused[0].0), (1, 2));
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
