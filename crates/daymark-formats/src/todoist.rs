//! Todoist: its CSV template, and the JSON of its API.
//!
//! Sources: Todoist's help page "Format a CSV file to import into Todoist" (columns `TYPE, CONTENT,
//! DESCRIPTION, PRIORITY, INDENT, AUTHOR, RESPONSIBLE, DATE, DATE_LANG, TIMEZONE, DURATION,
//! DURATION_UNIT, DEADLINE, DEADLINE_LANG`; rows of type `task`, `section`, `note`, `meta`; priority 1
//! is the highest), and the Sync API reference (`projects`, `sections`, `items`; there priority 4 is
//! the highest). Written is the CSV, because that is what Todoist takes in; it holds open tasks only.
//! Parts of life become sections, and sections without a project around them become parts of life.

use std::collections::{BTreeMap, BTreeSet};

use daymark_domain::recurrence::Frequency;
use daymark_domain::{Priority, Repeat, Rule, TaskStatus, When};
use daymark_texts::{Phrase, phrase};
use jiff::Zoned;
use jiff::civil::{Time, Weekday};
use serde_json::{Map, Value, json};

use crate::csv_table::{Rows, plain, table};
use crate::entry::{Entry, Plan, What};
use crate::words::{clock, day_or_time, stamp, take_when, time_of};
use crate::{Format, Input, Said, Shape, keyed};

pub(crate) const SHAPE: Shape = Shape {
    kinds: &[What::Task],
    fields: &["priority", "area", "parent", "due", "deadline", "estimate", "tags", "repeat"],
    carries: false,
    ids: false,
};

const COLUMNS: &[&str] = &[
    "TYPE",
    "CONTENT",
    "DESCRIPTION",
    "PRIORITY",
    "INDENT",
    "AUTHOR",
    "RESPONSIBLE",
    "DATE",
    "DATE_LANG",
    "TIMEZONE",
    "DURATION",
    "DURATION_UNIT",
    "DEADLINE",
    "DEADLINE_LANG",
];

pub(crate) fn read(input: &Input<'_>, plan: &mut Plan) -> Result<(), Phrase> {
    let (_, content) = input.one();
    if content.trim_start().starts_with(['{', '[']) {
        api(content, input, plan)
    } else {
        template(content, input, plan)
    }
}

fn template(content: &str, input: &Input<'_>, plan: &mut Plan) -> Result<(), Phrase> {
    let (names, rows) = table(content, plan)?;
    if !["TYPE", "CONTENT"].iter().all(|name| names.iter().any(|column| column.eq_ignore_ascii_case(name))) {
        return Err(phrase!("import-nothing", format = "todoist"));
    }
    let mut section: Option<String> = None;
    // The tasks above, by indentation.
    let mut above: Vec<String> = Vec::new();
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for (line, row) in rows {
        let cell = |wanted: &str| {
            let at = names.iter().position(|name| name.eq_ignore_ascii_case(wanted));
            at.and_then(|at| row.get(at)).map(plain).unwrap_or_default()
        };
        match cell("TYPE").trim().to_ascii_lowercase().as_str() {
            "section" => {
                section = Some(cell("CONTENT")).filter(|name| !name.trim().is_empty());
                above.clear();
            }
            "note" => match plan.entries.last_mut() {
                // A comment belongs to the task before it.
                Some(task) => {
                    let text = cell("CONTENT");
                    task.notes =
                        if task.notes.is_empty() { text } else { format!("{}\n\n{text}", task.notes) };
                }
                None => plan.lose(phrase!("import-lost-comments")),
            },
            "task" => {
                let indent = cell("INDENT").trim().parse::<usize>().unwrap_or(1).clamp(1, 100);
                above.truncate(indent - 1);
                let mut entry = Entry { line, ..Entry::default() };
                entry.title = labels(&cell("CONTENT"), &mut entry);
                entry.notes = cell("DESCRIPTION");
                entry.priority = match cell("PRIORITY").trim() {
                    "1" => Some(Priority::High),
                    "2" => Some(Priority::Medium),
                    "3" => Some(Priority::Low),
                    _ => None,
                };
                entry.parent = above.last().cloned();
                entry.area = section.clone().filter(|_| entry.parent.is_none());
                let zone = Some(cell("TIMEZONE")).filter(|zone| !zone.trim().is_empty());
                when(&cell("DATE"), zone.as_deref(), input, &mut entry, plan);
                entry.deadline = take_when(&cell("DEADLINE"));
                entry.estimate = minutes(&cell("DURATION"), &cell("DURATION_UNIT"));
                entry.status = Some(TaskStatus::Pending);
                let place =
                    format!("{}/{}/{}", section.as_deref().unwrap_or_default(), above.join("/"), entry.title);
                let times = seen.entry(place.clone()).or_default();
                *times += 1;
                entry.external = if *times > 1 { format!("{place}#{times}") } else { place };
                above.push(entry.external.clone());
                if !cell("RESPONSIBLE").trim().is_empty() {
                    plan.lose(phrase!("import-lost-attribute", name = "RESPONSIBLE"));
                }
                plan.push(entry);
            }
            "meta" | "" => {}
            other => {
                plan.refuse(line, phrase!("import-kind", kind = other.chars().take(40).collect::<String>()))
            }
        }
    }
    Ok(())
}

/// Takes `@labels` out of a title.
fn labels(content: &str, entry: &mut Entry) -> String {
    let mut words = Vec::new();
    for word in content.split_whitespace() {
        match word.strip_prefix('@') {
            Some(label) if label.starts_with(char::is_alphanumeric) && entry.tag(label) => {}
            _ => words
                .push(word.strip_prefix('\\').filter(|rest| rest.starts_with(['@', '\\'])).unwrap_or(word)),
        }
    }
    words.join(" ")
}

fn minutes(amount: &str, unit: &str) -> Option<u32> {
    let amount: u32 = amount.trim().parse().ok().filter(|n| *n > 0)?;
    if unit.trim() == "day" { amount.checked_mul(24 * 60) } else { Some(amount) }
}

/// A date as people write it in Todoist, which may be a repeat.
fn when(text: &str, zone: Option<&str>, input: &Input<'_>, entry: &mut Entry, plan: &mut Plan) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    let zone = zone.and_then(|zone| jiff::tz::TimeZone::get(zone).ok()?.iana_name().map(str::to_owned));
    let placed = |when: When| match when.time {
        Some(_) if when.zone.is_none() => When { zone: zone.clone(), ..when },
        _ => when,
    };
    let said: Option<Said> = take_when(text)
        .map(|when| (when, None))
        .or_else(|| repeat(text, input))
        .or_else(|| (input.words)(text));
    match said {
        Some((when, repeat)) => (entry.due, entry.repeat) = (Some(placed(when)), repeat),
        None => {
            plan.lose(phrase!("import-lost-date", text = text.chars().take(40).collect::<String>()));
            let mut kept = Map::new();
            kept.insert("DATE".into(), json!(text));
            entry.keep(Format::Todoist, kept);
        }
    }
}

/// `every week at 9:00 starting 2026-11-24`, as [`words_of`] writes it.
fn repeat(text: &str, input: &Input<'_>) -> Option<Said> {
    let (rule, start) = match text.split_once(" starting ") {
        Some((rule, start)) => (rule, take_when(start)?.date),
        None => (text, input.now.date()),
    };
    let (rule, time) = match rule.rsplit_once(" at ") {
        Some((rule, time)) => (rule, Some(hour(time)?)),
        None => (rule, None),
    };
    let repeat = rule_of(rule)?;
    // Without a day it begins with the first that its rule gives.
    let date = if text.contains(" starting ") {
        start
    } else {
        repeat.rule().ok()?.dates(start).next().unwrap_or(start)
    };
    Some((When { date, time, zone: None }, Some(repeat)))
}

/// `9:00`, `9am`, `9:30pm`.
fn hour(text: &str) -> Option<Time> {
    let text = text.trim().to_lowercase();
    let (clock, shift) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some(0)),
        (_, Some(clock)) => (clock, Some(12)),
        _ => (text.as_str(), None),
    };
    let clock = clock.trim();
    let time =
        if clock.contains(':') { time_of(clock)? } else { Time::new(clock.parse().ok()?, 0, 0, 0).ok()? };
    match shift {
        None => Some(time),
        Some(shift) => Time::new(time.hour() % 12 + shift, time.minute(), 0, 0).ok(),
    }
}

const DAYS: &[(&str, &str, Weekday)] = &[
    ("monday", "MO", Weekday::Monday),
    ("tuesday", "TU", Weekday::Tuesday),
    ("wednesday", "WE", Weekday::Wednesday),
    ("thursday", "TH", Weekday::Thursday),
    ("friday", "FR", Weekday::Friday),
    ("saturday", "SA", Weekday::Saturday),
    ("sunday", "SU", Weekday::Sunday),
];

/// `every day`, `every! 3 weeks`, `every mon, thu`, `every 15th`, `every weekday`; also
/// `every week when done`.
pub(crate) fn rule_of(text: &str) -> Option<Repeat> {
    let text = text.trim().to_lowercase();
    let (text, done) = match text.strip_suffix("when done") {
        Some(text) => (text.trim(), true),
        None => (text.as_str(), false),
    };
    let (rest, after_completion) = match text.strip_prefix("every!") {
        Some(rest) => (rest.trim(), true),
        None => match text {
            "daily" => ("day", done),
            "weekly" => ("week", done),
            "monthly" => ("month", done),
            "yearly" => ("year", done),
            _ => (text.strip_prefix("every ")?.trim(), done),
        },
    };
    let of = |rrule: String| Some(Repeat { rrule, after_completion });
    match rest {
        "weekday" | "workday" => return of("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".into()),
        "weekend" => return of("FREQ=WEEKLY;BYDAY=SA,SU".into()),
        "quarter" => return of("FREQ=MONTHLY;INTERVAL=3".into()),
        "last day" => return of("FREQ=MONTHLY;BYMONTHDAY=-1".into()),
        _ => {}
    }
    let (number, unit) = match rest.split_once(' ') {
        Some(("other", unit)) => (2, unit),
        Some((number, unit)) => (number.parse().unwrap_or(0), unit),
        None => (1, rest),
    };
    let freq = match unit.strip_suffix('s').unwrap_or(unit) {
        "hour" => Some("HOURLY"),
        "day" => Some("DAILY"),
        "week" => Some("WEEKLY"),
        "month" => Some("MONTHLY"),
        "year" => Some("YEARLY"),
        _ => None,
    };
    match (freq, number) {
        (Some(freq), 1) => return of(format!("FREQ={freq}")),
        (Some(freq), 2..=1_000) => return of(format!("FREQ={freq};INTERVAL={number}")),
        _ => {}
    }
    if let Some(day) = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| rest.strip_suffix(end)?.parse::<u8>().ok())
        .filter(|day| (1..=31).contains(day))
    {
        return of(format!("FREQ=MONTHLY;BYMONTHDAY={day}"));
    }
    let day = |word: &str| {
        DAYS.iter()
            .find(|(name, ..)| word.len() >= 3 && name.starts_with(word.trim_end_matches('.')))
            .map(|(_, code, _)| *code)
    };
    let codes: Option<Vec<&str>> =
        rest.replace(" and ", ",").split(',').map(|word| day(word.trim())).collect();
    of(format!("FREQ=WEEKLY;BYDAY={}", codes?.join(",")))
}

/// A repeat in Todoist's words, where they say exactly it.
pub(crate) fn words_of(repeat: &Repeat) -> Option<String> {
    let rule: Rule = repeat.rule().ok()?;
    let every = if repeat.after_completion { "every!" } else { "every" };
    let unit = match rule.freq {
        Frequency::Hourly => "hour",
        Frequency::Daily => "day",
        Frequency::Weekly => "week",
        Frequency::Monthly => "month",
        Frequency::Yearly => "year",
        _ => return None,
    };
    let ordinal = |n: i8| match (n, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    let said = match (rule.by_day.as_slice(), rule.by_month_day.as_slice()) {
        ([], []) if rule.interval == 1 => format!("{every} {unit}"),
        ([], []) => format!("{every} {} {unit}s", rule.interval),
        ([], [-1]) => format!("{every} last day"),
        ([], [day]) => format!("{every} {day}{}", ordinal(*day)),
        (days, []) => {
            let names: Vec<&str> = days
                .iter()
                .filter_map(|by| DAYS.iter().find(|(.., day)| *day == by.day).map(|(name, ..)| *name))
                .collect();
            format!("{every} {}", names.join(", "))
        }
        _ => return None,
    };
    // What is read back has to be the same rule, or it says something else.
    let same = rule_of(&said)?;
    (same.rule().ok()? == rule && same.after_completion == repeat.after_completion).then_some(said)
}

/// The JSON of the API: an object of lists.
fn api(content: &str, input: &Input<'_>, plan: &mut Plan) -> Result<(), Phrase> {
    let whole = keyed::parse(content, Format::Todoist)?;
    let empty = Map::new();
    let whole_map = whole.as_object().unwrap_or(&empty);
    let items = whole.as_array().map_or_else(|| keyed::list(whole_map, "items"), Vec::as_slice);
    let names = |list: &str| -> BTreeMap<String, String> {
        let named =
            |object: &Value| Some((keyed::name(object.get("id"))?, object.get("name")?.as_str()?.to_owned()));
        keyed::list(whole_map, list).iter().filter_map(named).collect()
    };
    let (projects, sections) = (names("projects"), names("sections"));
    const KNOWN: &[&str] = &[
        "id",
        "content",
        "description",
        "priority",
        "project_id",
        "section_id",
        "parent_id",
        "labels",
        "due",
        "deadline",
        "duration",
        "checked",
        "completed_at",
        "added_at",
        "created_at",
        "updated_at",
        "user_id",
        "child_order",
        "day_order",
        "v2_id",
        "v2_project_id",
        "v2_section_id",
        "v2_parent_id",
        "sync_id",
        "added_by_uid",
        "is_deleted",
        "collapsed",
        "note_count",
    ];
    for (index, item) in items.iter().enumerate() {
        let line = keyed::place(index);
        let Some(object) = item.as_object() else {
            plan.refuse(line, phrase!("import-task-other"));
            continue;
        };
        if object.get("is_deleted") == Some(&Value::Bool(true)) {
            plan.lose(phrase!("import-lost-deleted"));
            continue;
        }
        let mut entry =
            Entry { line, ..Entry::new(What::Task, keyed::text(object, "content").unwrap_or_default()) };
        entry.notes = keyed::text(object, "description").unwrap_or_default().to_owned();
        entry.external = keyed::name(object.get("id")).unwrap_or_default();
        entry.parent = keyed::name(object.get("parent_id"));
        let of =
            |names: &BTreeMap<String, String>, key: &str| names.get(&keyed::name(object.get(key))?).cloned();
        entry.area =
            of(&projects, "project_id").filter(|name| name != "Inbox").filter(|_| entry.parent.is_none());
        entry.section = of(&sections, "section_id");
        entry.priority = match object.get("priority").and_then(Value::as_u64) {
            Some(4) => Some(Priority::High),
            Some(3) => Some(Priority::Medium),
            Some(2) => Some(Priority::Low),
            _ => None,
        };
        for label in keyed::list(object, "labels").iter().filter_map(Value::as_str) {
            entry.tag(label);
        }
        if let Some(due) = object.get("due").and_then(Value::as_object) {
            let date = keyed::text(due, "date").or_else(|| keyed::text(due, "datetime")).unwrap_or_default();
            let at = take_when(date).map(|when| match when.zone.as_deref() {
                Some("UTC") => day_or_time(when.instant(input.now.time_zone()), input.now.time_zone()),
                _ => when,
            });
            let said = keyed::text(due, "string").unwrap_or_default();
            if due.get("is_recurring") == Some(&Value::Bool(true)) {
                entry.repeat = repeat(said, input)
                    .and_then(|(_, repeat)| repeat)
                    .or_else(|| (input.words)(said).and_then(|(_, repeat)| repeat));
                if entry.repeat.is_none() {
                    plan.lose(phrase!(
                        "import-lost-repeat",
                        repeat = said.chars().take(40).collect::<String>()
                    ));
                }
            }
            entry.due = at;
        }
        let date = object.get("deadline").and_then(|deadline| deadline.get("date")).and_then(Value::as_str);
        entry.deadline = date.and_then(take_when);
        if let Some(duration) = object.get("duration").and_then(Value::as_object) {
            let amount = duration.get("amount").map(Value::to_string).unwrap_or_default();
            entry.estimate = minutes(&amount, keyed::text(duration, "unit").unwrap_or_default());
        }
        let time = |name: &str| keyed::text(object, name).and_then(stamp);
        entry.created = time("added_at").or_else(|| time("created_at"));
        entry.completed = time("completed_at");
        let checked = object
            .get("checked")
            .is_some_and(|checked| checked == &Value::Bool(true) || checked.as_u64() == Some(1));
        entry.status = Some(if checked || entry.completed.is_some() {
            TaskStatus::Completed
        } else {
            TaskStatus::Pending
        });
        let unknown =
            object.iter().filter(|(name, value)| !KNOWN.contains(&name.as_str()) && !keyed::empty(value));
        let unknown = unknown.map(|(name, value)| (name.clone(), value.clone())).collect();
        plan.keep(&mut entry, Format::Todoist, unknown);
        plan.push(entry);
    }
    Ok(())
}

pub(crate) fn write(entries: &[Entry], _: &Zoned) -> String {
    let mut out = Rows::new();
    out.row(COLUMNS.iter().copied());
    let open: Vec<&Entry> = entries.iter().filter(|entry| !entry.done()).collect();
    let names: BTreeSet<&str> = open.iter().map(|task| task.external.as_str()).collect();
    let mut steps: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    let mut areas: Vec<(Option<&str>, Vec<&Entry>)> = vec![(None, Vec::new())];
    for &task in &open {
        match task.parent.as_deref().filter(|parent| names.contains(*parent)) {
            Some(parent) => steps.entry(parent).or_default().push(task),
            None => match areas.iter_mut().find(|(name, _)| *name == task.area.as_deref()) {
                Some((_, list)) => list.push(task),
                None => areas.push((task.area.as_deref(), vec![task])),
            },
        }
    }
    for (area, tasks) in areas {
        if let Some(area) = area {
            let mut row = vec![""; COLUMNS.len()];
            row.iter_mut().zip(["section", area]).for_each(|(cell, text)| *cell = text);
            out.row(row);
        }
        for task in tasks {
            put(task, 1, &steps, &mut out);
        }
    }
    out.text()
}

fn put(task: &Entry, indent: usize, steps: &BTreeMap<&str, Vec<&Entry>>, out: &mut Rows) {
    let mut content = Vec::new();
    for word in task.title.split_whitespace() {
        let escaped = word.starts_with('\\') || word.starts_with('@');
        content.push(if escaped { format!("\\{word}") } else { word.to_owned() });
    }
    content.extend(task.tags.iter().map(|tag| format!("@{}", tag.as_str())));
    let priority = match task.priority {
        Some(Priority::High) => "1",
        Some(Priority::Medium) => "2",
        Some(Priority::Low) => "3",
        None => "4",
    };
    let kept =
        task.kept(Format::Todoist).find(|(name, _)| *name == "DATE").and_then(|(_, text)| text.as_str());
    let date = match (&task.due, task.repeat.as_ref().and_then(words_of)) {
        (Some(due), Some(words)) => {
            let time = due.time.map_or(String::new(), |time| format!(" at {}", clock(time)));
            format!("{words}{time} starting {}", due.date)
        }
        (Some(due), None) => {
            due.time.map_or_else(|| due.date.to_string(), |time| format!("{} {}", due.date, clock(time)))
        }
        (None, _) => kept.unwrap_or_default().to_owned(),
    };
    let zone = task.due.as_ref().and_then(|due| due.zone.clone()).unwrap_or_default();
    let indent_text = indent.min(5).to_string();
    let estimate = task.estimate.map_or(String::new(), |minutes| minutes.to_string());
    let deadline = task.deadline.as_ref().map_or(String::new(), |deadline| deadline.date.to_string());
    let lang = if date.is_empty() { "" } else { "en" };
    let unit = if estimate.is_empty() { "" } else { "minute" };
    let deadline_lang = if deadline.is_empty() { "" } else { "en" };
    out.row([
        "task",
        &content.join(" "),
        &task.notes,
        priority,
        &indent_text,
        "",
        "",
        &date,
        lang,
        &zone,
        &estimate,
        unit,
        &deadline,
        deadline_lang,
    ]);
    for step in steps.get(task.external.as_str()).into_iter().flatten() {
        if indent < 50 {
            put(step, indent + 1, steps, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_in_todoists_words() {
        for (said, rrule, after) in [
            ("every day", "FREQ=DAILY", false),
            ("every 3 days", "FREQ=DAILY;INTERVAL=3", false),
            ("every! 2 weeks", "FREQ=WEEKLY;INTERVAL=2", true),
            ("every monday, thursday", "FREQ=WEEKLY;BYDAY=MO,TH", false),
            ("every 15th", "FREQ=MONTHLY;BYMONTHDAY=15", false),
            ("every last day", "FREQ=MONTHLY;BYMONTHDAY=-1", false),
            ("every year", "FREQ=YEARLY", false),
        ] {
            let repeat = Repeat { rrule: rrule.into(), after_completion: after };
            assert_eq!(rule_of(said), Some(repeat.clone()), "{said}");
            assert_eq!(words_of(&repeat).as_deref(), Some(said));
        }
        assert_eq!(rule_of("every weekday").unwrap().rrule, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
        assert!(rule_of("every week when done").unwrap().after_completion);
        for odd in ["every", "tomorrow", "every 3 blue moons", ""] {
            assert_eq!(rule_of(odd), None, "{odd}");
        }
        let odd = Repeat { rrule: "FREQ=MONTHLY;BYDAY=2TU".into(), after_completion: false };
        assert_eq!(words_of(&odd), None);
    }
}
