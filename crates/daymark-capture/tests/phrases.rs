//! Every line of `phrases.txt`, checked field by field: what a line does not mention must be empty.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use daymark_capture::{Context, parse};
use daymark_domain::{Draft, DraftKind, Reminder, When};

const PHRASES: &str = include_str!("phrases.txt");

fn when(when: &When) -> String {
    match when.time {
        None => {
            assert_eq!(when.zone, None, "a plain date has no zone");
            when.date.to_string()
        }
        Some(time) => {
            assert_eq!(when.zone.as_deref(), Some("Europe/Berlin"));
            format!("{}T{}", when.date, time.strftime("%H:%M"))
        }
    }
}

/// The draft in the words of `phrases.txt`, fields in a fixed order, empty ones left out.
fn written(draft: &Draft, context: &Context) -> String {
    let mut fields = vec![format!("title={}", draft.title)];
    let mut add =
        |name: &str, value: Option<String>| fields.extend(value.map(|value| format!("{name}={value}")));
    let word = |value: serde_json::Value| value.as_str().map(str::to_owned);
    if draft.kind != DraftKind::Task {
        add("kind", word(serde_json::to_value(draft.kind).unwrap()));
    }
    add("due", draft.due.as_ref().map(when));
    add("start", draft.start.as_ref().map(when));
    add("end", draft.end.as_ref().map(when));
    add("deadline", draft.deadline.as_ref().map(when));
    add("dur", draft.duration_minutes.map(|n| n.to_string()));
    add(
        "repeat",
        draft
            .repeat
            .as_ref()
            .map(|r| format!("{}{}", if r.after_completion { "after " } else { "" }, r.rrule)),
    );
    add("tags", (!draft.tags.is_empty()).then(|| draft.tags.join(",")));
    add("area", draft.area.clone());
    add("goal", draft.goal.clone());
    add("project", draft.project.clone());
    add("priority", word(serde_json::to_value(draft.priority).unwrap()));
    add("energy", word(serde_json::to_value(draft.energy).unwrap()));
    let reminders: Vec<String> = draft
        .reminders
        .iter()
        .map(|reminder| match reminder {
            Reminder::MinutesBefore(n) => format!("-{n}m"),
            Reminder::At(at) => {
                let zoned = at.to_zoned(context.now.time_zone().clone());
                format!("@{}", zoned.strftime("%Y-%m-%dT%H:%M"))
            }
        })
        .collect();
    add("reminders", (!reminders.is_empty()).then(|| reminders.join(",")));
    fields.join("; ")
}

/// The fields of an expectation in the order of [`written`].
fn sorted(input: &str, fields: &str) -> String {
    const ORDER: [&str; 15] = [
        "title",
        "kind",
        "due",
        "start",
        "end",
        "deadline",
        "dur",
        "repeat",
        "tags",
        "area",
        "goal",
        "project",
        "priority",
        "energy",
        "reminders",
    ];
    let mut list: Vec<(usize, String)> = fields
        .split("; ")
        .map(str::trim)
        .filter(|field| !field.is_empty())
        .map(|field| {
            let name = field.split('=').next().unwrap();
            let at = ORDER.iter().position(|known| *known == name);
            (at.unwrap_or_else(|| panic!("{input}: no field is called {name}")), field.to_owned())
        })
        .collect();
    if !list.iter().any(|(at, _)| *at == 0) {
        list.push((0, format!("title={}", input.split_whitespace().collect::<Vec<_>>().join(" "))));
    }
    list.sort();
    list.into_iter().map(|(_, field)| field).collect::<Vec<_>>().join("; ")
}

fn set(context: &mut Context, name: &str, value: &str) {
    let list =
        || value.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    match name {
        "now" => context.now = value.parse().unwrap(),
        "day_first" => context.day_first = value == "true",
        "week_start" => {
            context.week_start =
                if value == "sunday" { jiff::civil::Weekday::Sunday } else { jiff::civil::Weekday::Monday };
        }
        "areas" => context.areas = list(),
        "goals" => context.goals = list(),
        "kind" => context.kind = serde_json::from_value(serde_json::Value::String(value.to_owned())).ok(),
        other => panic!("no setting is called {other}"),
    }
}

#[test]
fn every_phrase_means_what_a_person_means() {
    let mut context = Context::new("2026-11-21T10:00[Europe/Berlin]".parse().unwrap());
    let (mut count, mut undated, mut wrong) = (0, 0, String::new());
    for line in PHRASES.lines() {
        let line = line.trim();
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        if let Some(setting) = line.strip_prefix("@@") {
            let (name, value) = setting.split_once(' ').unwrap_or((setting, ""));
            set(&mut context, name, value.trim());
            continue;
        }
        let (input, fields) = line.split_once(" |").unwrap_or((line, ""));
        let expected = sorted(input, fields);
        let given = written(&parse(input, &context), &context);
        count += 1;
        let dateless = ["due=", "start=", "end=", "deadline=", "repeat=", "dur="];
        undated += usize::from(!dateless.iter().any(|field| expected.contains(field)));
        if given != expected {
            writeln!(wrong, "{input}\n   meant {expected}\n   read  {given}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}\n{} of {count} phrases are misread", wrong.lines().count() / 3);
    assert!(count >= 300, "{count} phrases");
    assert!(undated >= 60, "{undated} phrases without a date");
}
