//! TickTick's backup: CSV after some lines about itself.
//!
//! Source: backups as TickTick 7.1 writes them: three quoted lines (`Date`, `Version`, `Status` with
//! its legend), then the columns of [`COLUMNS`]. Times are `2026-11-24T15:00:00+0000`; priority is 0, 1,
//! 3 or 5; status 0 is open, 1 and 2 are over; `Repeat` is an RRULE; `Reminder` a duration before the due
//! time. Some backups hold rows whose quotes are not escaped; such a row is refused by its line.

use daymark_domain::{Priority, Reminder, Repeat, Rule, TaskStatus};
use daymark_texts::{Phrase, phrase};
use jiff::{Timestamp, Zoned};
use serde_json::{Map, Value, json};

use crate::csv_table::{Rows, plain, table};
use crate::entry::{Entry, Plan, What};
use crate::words::{day_or_time, instant_of, stamp};
use crate::{Format, Input, Shape};

pub(crate) const SHAPE: Shape = Shape {
    kinds: &[What::Task, What::Note],
    fields: &[
        "status",
        "priority",
        "area",
        "parent",
        "start",
        "due",
        "tags",
        "repeat",
        "reminders",
        "created",
        "completed",
    ],
    carries: false,
    ids: false,
};

const COLUMNS: &[&str] = &[
    "Folder Name",
    "List Name",
    "Title",
    "Kind",
    "Tags",
    "Content",
    "Is Check list",
    "Start Date",
    "Due Date",
    "Reminder",
    "Repeat",
    "Priority",
    "Status",
    "Created Time",
    "Completed Time",
    "Order",
    "Timezone",
    "Is All Day",
    "Is Floating",
    "Column Name",
    "Column Order",
    "View Mode",
    "taskId",
    "parentId",
];

pub(crate) fn read(input: &Input<'_>, plan: &mut Plan) -> Result<(), Phrase> {
    let (_, content) = input.one();
    // The lines before the columns are legend.
    let is_header = |line: &str| line.contains("List Name") && line.contains("Title");
    let mut skipped = 0;
    let mut lines = 0;
    for line in content.split_inclusive('\n').take(100) {
        if is_header(line) {
            break;
        }
        skipped += line.len();
        lines += 1;
    }
    let rest = content.get(skipped..).unwrap_or_default();
    if !rest.lines().next().is_some_and(is_header) {
        return Err(phrase!("import-nothing", format = "ticktick"));
    }
    let before = plan.refused.len();
    let (names, rows) = table(rest, plan)?;
    plan.refused.iter_mut().skip(before).for_each(|(line, _)| *line += lines);
    for (line, row) in rows {
        let cell = |wanted: &str| {
            let at = names.iter().position(|name| name == wanted);
            at.and_then(|at| row.get(at)).map(plain).unwrap_or_default()
        };
        let mut entry = Entry { line: line + lines, ..Entry::new(What::Task, cell("Title")) };
        if cell("Kind") == "NOTE" {
            entry.what = What::Note;
        }
        match fields(&mut entry, &cell, input.now, plan) {
            Ok(()) => plan.push(entry),
            Err(why) => plan.refuse(line + lines, why),
        }
    }
    Ok(())
}

fn fields(
    entry: &mut Entry,
    cell: &dyn Fn(&str) -> String,
    now: &Zoned,
    plan: &mut Plan,
) -> Result<(), Phrase> {
    let time = |name: &str| -> Result<Option<Timestamp>, Phrase> {
        let text = cell(name);
        match text.trim() {
            "" => Ok(None),
            trimmed => stamp(trimmed).map(Some).ok_or_else(|| {
                phrase!("import-field", field = name, text = trimmed.chars().take(40).collect::<String>())
            }),
        }
    };
    let zone = Some(cell("Timezone")).and_then(|zone| jiff::tz::TimeZone::get(zone.trim()).ok());
    let zone = zone.unwrap_or_else(|| now.time_zone().clone());
    let all_day = cell("Is All Day").trim().eq_ignore_ascii_case("true");
    let when = |name: &str| -> Result<Option<daymark_domain::When>, Phrase> {
        Ok(time(name)?.map(|at| {
            if all_day {
                daymark_domain::When::day(at.to_zoned(zone.clone()).date())
            } else {
                day_or_time(at, &zone)
            }
        }))
    };
    entry.external = cell("taskId").trim().to_owned();
    entry.parent =
        Some(cell("parentId").trim().to_owned()).filter(|parent| !parent.is_empty() && parent != "0");
    entry.notes = cell("Content");
    let list = cell("List Name");
    entry.area = Some(list).filter(|list| !list.trim().is_empty() && list.trim() != "Inbox");
    for tag in cell("Tags").split(',').filter(|tag| !tag.trim().is_empty()) {
        entry.tag(tag);
    }
    let due = when("Due Date")?;
    entry.start = when("Start Date")?.filter(|start| Some(start) != due.as_ref());
    entry.due = due;
    entry.priority = match cell("Priority").trim() {
        "5" => Some(Priority::High),
        "3" => Some(Priority::Medium),
        "1" => Some(Priority::Low),
        _ => None,
    };
    entry.created = time("Created Time")?;
    entry.completed = time("Completed Time")?;
    let over = matches!(cell("Status").trim(), "1" | "2");
    if entry.what == What::Task {
        entry.status = Some(if over { TaskStatus::Completed } else { TaskStatus::Pending });
    }
    if !over {
        entry.completed = None;
    }
    let repeat = cell("Repeat");
    let mut kept = Map::new();
    if let Some(line) = repeat.lines().map(str::trim).find(|line| !line.is_empty()) {
        let rrule = line.strip_prefix("RRULE:").unwrap_or(line);
        match rrule.parse::<Rule>() {
            Ok(_) => entry.repeat = Some(Repeat { rrule: rrule.to_owned(), after_completion: false }),
            Err(_) => {
                plan.lose(phrase!("import-lost-repeat", repeat = rrule.chars().take(40).collect::<String>()));
                kept.insert("Repeat".into(), json!(repeat));
            }
        }
    }
    for word in cell("Reminder").split([',', '\n']).map(str::trim).filter(|word| !word.is_empty()) {
        let span: Option<jiff::Span> =
            word.trim_start_matches("TRIGGER:").trim_start_matches('-').parse().ok();
        let minutes = span.and_then(|span| {
            span.total((jiff::Unit::Minute, jiff::SpanRelativeTo::days_are_24_hours())).ok()
        });
        match minutes.filter(|minutes| (0.0..600_000.0).contains(minutes)) {
            Some(minutes) => entry.reminders.push(Reminder::MinutesBefore(minutes as u32)),
            None => plan.lose(phrase!("import-lost-alarms")),
        }
    }
    for name in ["Folder Name", "Is Check list", "Column Name", "Column Order", "Order", "View Mode"] {
        let text = cell(name);
        if !matches!(text.trim(), "" | "N" | "list" | "0") {
            kept.insert(name.to_owned(), json!(text));
        }
    }
    entry.keep(Format::Ticktick, kept);
    Ok(())
}

pub(crate) fn write(entries: &[Entry], now: &Zoned) -> String {
    let mut out = Rows::new();
    out.row(COLUMNS.iter().copied());
    for entry in entries {
        let kept: Map<String, Value> =
            entry.kept(Format::Ticktick).map(|(name, value)| (name.clone(), value.clone())).collect();
        let kept = |name: &str, or: &str| kept.get(name).and_then(Value::as_str).unwrap_or(or).to_owned();
        let time = |at: Option<Timestamp>| {
            at.map_or(String::new(), |at| at.strftime("%Y-%m-%dT%H:%M:%S+0000").to_string())
        };
        let whens = [&entry.start, &entry.due];
        let first = whens.into_iter().flatten().next();
        let all_day = whens.into_iter().flatten().all(|when| when.time.is_none());
        let zone = whens
            .into_iter()
            .flatten()
            .find_map(|when| when.zone.clone())
            .or_else(|| now.time_zone().iana_name().map(str::to_owned))
            .unwrap_or_default();
        let here =
            jiff::tz::TimeZone::get(&zone).map_or_else(|_| now.clone(), |zone| now.with_time_zone(zone));
        let moment =
            |when: &Option<daymark_domain::When>| time(when.as_ref().map(|when| instant_of(when, &here)));
        let reminders: Vec<String> = entry
            .reminders
            .iter()
            .filter_map(|reminder| match reminder {
                Reminder::MinutesBefore(minutes) => Some(format!("PT{minutes}M")),
                Reminder::At(_) => None,
            })
            .collect();
        let repeat = entry.repeat.as_ref().map_or_else(|| kept("Repeat", ""), |repeat| repeat.rrule.clone());
        let priority = match entry.priority {
            Some(Priority::High) => "5",
            Some(Priority::Medium) => "3",
            Some(Priority::Low) => "1",
            None => "0",
        };
        let tags: Vec<&str> = entry.tags.iter().map(|tag| tag.as_str()).collect();
        let row = [
            kept("Folder Name", ""),
            entry.area.clone().unwrap_or_else(|| "Inbox".into()),
            entry.title.clone(),
            if entry.what == What::Note { "NOTE" } else { "TEXT" }.into(),
            tags.join(", "),
            entry.notes.clone(),
            kept("Is Check list", "N"),
            moment(&entry.start),
            moment(&entry.due),
            reminders.join(","),
            repeat,
            priority.into(),
            if entry.done() { "2" } else { "0" }.into(),
            time(entry.created),
            time(entry.completed),
            kept("Order", "0"),
            zone,
            if first.is_some() { all_day.to_string() } else { String::new() },
            "false".into(),
            kept("Column Name", ""),
            kept("Column Order", ""),
            kept("View Mode", "list"),
            entry.external.clone(),
            entry.parent.clone().unwrap_or_default(),
        ];
        out.row(row.iter().map(String::as_str));
    }
    let legend = format!(
        "\"Date: {}+0000\"\r\n\"Version: 7.1\"\r\n\"Status: \r\n0 Normal\r\n1 Completed\r\n2 Archived\"\r\n",
        now.date()
    );
    format!("{legend}{}", out.text())
}
