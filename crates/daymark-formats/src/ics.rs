//! iCalendar (RFC 5545): events, tasks and journal entries of a `.ics` file.
//!
//! Each component is read on its own, so that a broken one names its line and spares the others.
//! `RECURRENCE-ID` (section 3.8.4.4) makes an event of its own that its series lists as changed;
//! `EXDATE` takes instances away, `RDATE` adds some. Properties that no field of ours holds are kept as
//! they are and written again; what iCalendar has no property for is written as `X-DAYMARK-…`.

mod write;

use std::collections::{BTreeMap, BTreeSet};

use daymark_domain::{Priority, RecurrenceId, Reminder, Repeat, Rule, Series, TaskStatus, When};
use daymark_texts::{Phrase, phrase};
use icalendar::parser::{Component, Property, read_calendar, unfold};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};
use serde_json::{Map, Value, json};

use crate::entry::{Entry, Plan, What};
use crate::{Format, Input, MOST_ENTRIES, Shape, keyed};

pub(crate) use write::write;

pub(crate) const SHAPE: Shape = Shape {
    kinds: &[What::Task, What::Event, What::Note],
    fields: &[
        "status",
        "priority",
        "parent",
        "start",
        "due",
        "end",
        "location",
        "tags",
        "repeat",
        "skipped",
        "also",
        "series",
        "reminders",
        "created",
        "completed",
        "updated",
    ],
    carries: true,
    ids: false,
};

/// The longest component, in lines.
const MOST_LINES: usize = 20_000;
/// Before the name of a property of ours.
const OURS: &str = "X-DAYMARK-";

pub(crate) fn read(input: &Input<'_>, plan: &mut Plan) -> Result<(), Phrase> {
    let (name, content) = input.one();
    if !content.lines().any(|line| line.trim().eq_ignore_ascii_case("BEGIN:VCALENDAR")) {
        return Err(phrase!("import-not-a-calendar"));
    }
    let name: String = name.trim().chars().take(80).collect();
    plan.provider = (!name.is_empty()).then_some(name);
    let mut parts = Vec::new();
    for (line, block) in blocks(content, plan) {
        if plan.entries.len() >= MOST_ENTRIES {
            return Err(phrase!("import-many-events", most = MOST_ENTRIES));
        }
        if let Err(reason) = component(&block, line, input.now, plan, &mut parts) {
            plan.refuse(line, reason);
        }
    }
    link(plan, parts, input.now);
    if plan.entries.is_empty() && plan.refused.is_empty() && plan.lost.is_empty() {
        return Err(phrase!("import-no-event"));
    }
    Ok(())
}

/// A changed or cancelled instance: the UID of its series, when the series had it, and which of the
/// entries it is ([`CANCELLED`] for none).
type Part = (String, When, usize);

const CANCELLED: usize = usize::MAX;

/// Tells each series of its cancelled instances, and those that are events of their own which they are.
fn link(plan: &mut Plan, parts: Vec<Part>, now: &Zoned) {
    let instances: BTreeSet<usize> = parts.iter().map(|(_, _, at)| *at).collect();
    let mut masters: BTreeMap<String, usize> = BTreeMap::new();
    for (at, entry) in plan.entries.iter().enumerate() {
        if entry.what == What::Event && !instances.contains(&at) {
            masters.insert(entry.external.clone(), at);
        }
    }
    for (uid, was, at) in parts {
        let master = masters.get(&uid).copied();
        let Some(start) = master.and_then(|master| plan.entries.get(master)?.start.clone()) else {
            if at == CANCELLED {
                plan.lose(phrase!("import-lost-cancelled"));
            }
            continue;
        };
        let series = Series::new(start.clone(), Vec::new(), now.time_zone());
        let name = match (was.time, start.time) {
            (Some(_), Some(_)) => {
                RecurrenceId::at(was.instant(now.time_zone()).to_zoned(series.zone.clone()).datetime())
            }
            _ => series.fitted(RecurrenceId { date: was.date, time: was.time }),
        };
        if at == CANCELLED {
            if let Some(entry) = master.and_then(|master| plan.entries.get_mut(master)) {
                entry.skipped.insert(name);
            }
        } else if let Some(entry) = plan.entries.get_mut(at) {
            (entry.series, entry.repeat) = (Some((uid, name)), None);
        }
    }
}

/// The text of each component with the line it begins on.
fn blocks(content: &str, plan: &mut Plan) -> Vec<(u32, String)> {
    let mut found = Vec::new();
    let mut open: Option<(u32, &str, Vec<&str>)> = None;
    let mut lines = 0;
    for (at, raw) in content.lines().enumerate() {
        lines = at as u32 + 1;
        let line = raw.trim_end_matches('\r');
        let upper = line.trim().to_ascii_uppercase();
        match upper.as_str() {
            "BEGIN:VEVENT" | "BEGIN:VTODO" | "BEGIN:VJOURNAL" => {
                let name = match upper.as_str() {
                    "BEGIN:VEVENT" => "END:VEVENT",
                    "BEGIN:VTODO" => "END:VTODO",
                    _ => "END:VJOURNAL",
                };
                if let Some((start, ..)) = open.replace((lines, name, vec![line])) {
                    plan.refuse(start, phrase!("import-event-open"));
                }
            }
            "END:VEVENT" | "END:VTODO" | "END:VJOURNAL" => match open.take() {
                Some((start, name, mut block)) if name == upper => {
                    block.push(line);
                    if block.len() > MOST_LINES {
                        plan.refuse(start, phrase!("import-event-long", most = MOST_LINES));
                    } else {
                        found.push((start, block.join("\r\n")));
                    }
                }
                Some((start, ..)) => plan.refuse(start, phrase!("import-event-open")),
                None => plan.refuse(lines, phrase!("import-event-unopened")),
            },
            _ => {
                if let Some((_, _, block)) = &mut open {
                    block.push(line);
                }
            }
        }
    }
    if let Some((start, ..)) = open {
        plan.refuse(start, phrase!("import-event-cut-off", line = lines));
    }
    found
}

fn component(
    block: &str,
    line: u32,
    now: &Zoned,
    plan: &mut Plan,
    parts: &mut Vec<Part>,
) -> Result<(), Phrase> {
    let text = unfold(&format!("BEGIN:VCALENDAR\r\n{block}\r\nEND:VCALENDAR\r\n"));
    let parsed = read_calendar(&text).map_err(|_| phrase!("import-event-unreadable"))?;
    let component = parsed.components.first().ok_or_else(|| phrase!("import-event-empty"))?;
    let value = |name: &str| find(component, name).map(|property| property.val.as_ref().to_owned());
    let what = match component.name.as_ref() {
        "VTODO" => What::Task,
        "VJOURNAL" => What::Note,
        _ => What::Event,
    };
    if value("STATUS").is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED")) {
        // One instance that is called off leaves its series.
        if let (Some(uid), Some(property)) = (value("UID"), find(component, "RECURRENCE-ID")) {
            parts.push((uid, when(property, now, plan)?, CANCELLED));
            return Ok(());
        }
        plan.lose(phrase!("import-lost-cancelled"));
        return Ok(());
    }
    let summary = unescape(&value("SUMMARY").unwrap_or_default());
    let title = if summary.trim().is_empty() { "Untitled".to_owned() } else { summary };
    let mut entry = Entry { line, ..Entry::new(what, title) };
    entry.notes = unescape(&value("DESCRIPTION").unwrap_or_default());
    entry.location = unescape(&value("LOCATION").unwrap_or_default());
    for (field, name) in [
        (&mut entry.created, "CREATED"),
        (&mut entry.updated, "LAST-MODIFIED"),
        (&mut entry.completed, "COMPLETED"),
    ] {
        *field = value(name).as_deref().and_then(instant);
    }
    entry.start = find(component, "DTSTART").map(|property| when(property, now, plan)).transpose()?;
    match what {
        What::Event => spans(&mut entry, component, now, plan)?,
        What::Task => todo(&mut entry, component, now, plan)?,
        // The day of a journal entry is kept with it.
        _ => entry.due = entry.start.take().filter(|_| value("X-DAYMARK-UNDATED").is_none()),
    }
    if what == What::Note
        && let Some(day) = entry.due.take()
    {
        let mut kept = Map::new();
        kept.insert("day".into(), json!(crate::words::say_when(&day)));
        entry.keep(Format::Ics, kept);
    }
    repeats(&mut entry, component, now, plan)?;
    let uid = value("UID").unwrap_or_else(|| {
        format!(
            "{}/{}",
            entry.start.as_ref().or(entry.due.as_ref()).map_or(String::new(), |start| start.date.to_string()),
            entry.title
        )
    });
    entry.external.clone_from(&uid);
    if let (Some(property), What::Event) = (find(component, "RECURRENCE-ID"), what) {
        // Its name in the zone of the series is known when the series is.
        let at = when(property, now, plan)?;
        if property.params.iter().any(|param| param.key == "RANGE") {
            plan.lose(phrase!("import-lost-range"));
        }
        entry.external = format!("{uid}/{}", property.val.as_ref());
        parts.push((uid, at, plan.entries.len()));
    }
    alarms(&mut entry, component, plan);
    foreign(&mut entry, component, now, plan);
    let before = plan.entries.len();
    plan.push(entry);
    if plan.entries.len() == before {
        parts.retain(|(_, _, at)| *at != before);
    }
    Ok(())
}

/// The end of an event.
fn spans(entry: &mut Entry, component: &Component<'_>, now: &Zoned, plan: &mut Plan) -> Result<(), Phrase> {
    let start = entry.start.clone().ok_or_else(|| phrase!("import-event-no-start"))?;
    let end = match (find(component, "DTEND"), find(component, "DURATION")) {
        (Some(end), _) => {
            let end = when(end, now, plan)?;
            // The end of a whole day is the day after the last (section 3.6.1); ours is the last.
            Some(if end.time.is_none() {
                When::day(end.date.saturating_sub(1.day()).max(start.date))
            } else {
                end
            })
        }
        (None, Some(duration)) => Some(lasting(&start, duration.val.as_ref())?),
        (None, None) => None,
    };
    entry.end = end.filter(|end| end.time.is_some() == start.time.is_some());
    let early = |end: &When| end.instant(now.time_zone()) < start.instant(now.time_zone());
    if entry.end.as_ref().is_some_and(early) {
        return Err(phrase!("import-event-ends-early"));
    }
    Ok(())
}

/// What a task says beside its words.
fn todo(entry: &mut Entry, component: &Component<'_>, now: &Zoned, plan: &mut Plan) -> Result<(), Phrase> {
    let value = |name: &str| find(component, name).map(|property| property.val.as_ref().trim().to_owned());
    entry.due = find(component, "DUE").map(|property| when(property, now, plan)).transpose()?;
    let status = value("STATUS").unwrap_or_default().to_ascii_uppercase();
    entry.status = Some(match status.as_str() {
        "COMPLETED" => TaskStatus::Completed,
        "IN-PROCESS" => TaskStatus::InProgress,
        _ if entry.completed.is_some() => TaskStatus::Completed,
        _ => TaskStatus::Pending,
    });
    entry.priority = match value("PRIORITY").and_then(|priority| priority.parse::<u8>().ok()) {
        Some(1..=4) => Some(Priority::High),
        Some(5) => Some(Priority::Medium),
        Some(6..=9) => Some(Priority::Low),
        _ => None,
    };
    for property in component.properties.iter().filter(|property| property.name == "CATEGORIES") {
        for category in split(property.val.as_ref()) {
            entry.tag(&category);
        }
    }
    let parent =
        component.properties.iter().find(|property| property.name == "RELATED-TO" && is_parent(property));
    entry.parent = parent.map(|parent| parent.val.as_ref().trim().to_owned());
    Ok(())
}

fn is_parent(property: &Property<'_>) -> bool {
    let kind =
        property.params.iter().find(|param| param.key == "RELTYPE").and_then(|param| param.val.as_ref());
    kind.is_none_or(|kind| kind.as_ref().eq_ignore_ascii_case("PARENT"))
}

/// RRULE, RDATE and EXDATE.
fn repeats(entry: &mut Entry, component: &Component<'_>, now: &Zoned, plan: &mut Plan) -> Result<(), Phrase> {
    if let Some(rule) = find(component, "RRULE") {
        let rrule = rule.val.as_ref().trim().to_owned();
        match rrule.parse::<Rule>() {
            Ok(_) => entry.repeat = Some(Repeat { rrule, after_completion: false }),
            Err(error) => plan.lose(phrase!("import-lost-repeat-rule", why = error.to_string())),
        }
    }
    let anchor = if entry.what == What::Task {
        entry.due.clone().or(entry.start.clone())
    } else {
        entry.start.clone()
    };
    let Some(start) = anchor else { return Ok(()) };
    let named = Series::new(start.clone(), Vec::new(), now.time_zone());
    for property in &component.properties {
        let (set, unfit) = match property.name.as_ref() {
            "EXDATE" => (&mut entry.skipped, phrase!("import-event-exdate")),
            "RDATE" => (&mut entry.also, phrase!("import-event-rdate")),
            "EXRULE" => {
                plan.lose(phrase!("import-lost-exrule"));
                continue;
            }
            _ => continue,
        };
        for one in property.val.as_ref().split(',') {
            set.insert(
                instance(one.trim(), zone_of(property).as_deref(), &named).ok_or_else(|| unfit.clone())?,
            );
        }
    }
    if entry.what != What::Event {
        return Ok(());
    }
    // A start that its rule does not give takes place all the same, beside the rule.
    if let Some(rule) = entry.repeat.as_ref().and_then(|repeat| repeat.rule().ok()) {
        let own = named.fitted(RecurrenceId { date: start.date, time: start.time });
        let ruled = Series { rules: vec![rule], ..named.clone() };
        if !ruled.has(&own) && !entry.skipped.contains(&own) {
            entry.also.insert(own);
        }
    }
    Ok(())
}

/// An instance named by a value of EXDATE or RDATE: a day, a time, or a period.
pub fn instance(text: &str, zone: Option<&str>, series: &Series) -> Option<RecurrenceId> {
    // Of a period (section 3.3.9) the start counts.
    let text = text.split('/').next()?;
    let utc = text.strip_suffix(['Z', 'z']);
    let id = RecurrenceId::compact(utc.unwrap_or(text)).or_else(|| text.parse().ok())?;
    let zone = match (utc, zone) {
        (Some(_), _) => Some(TimeZone::UTC),
        (None, Some(name)) => TimeZone::get(name.trim_matches('"')).ok(),
        (None, None) => None,
    };
    let Some(zone) = zone.filter(|_| id.time.is_some()) else { return Some(series.fitted(id)) };
    let at: Timestamp = zone.to_ambiguous_timestamp(id.civil()).compatible().ok()?;
    Some(series.fitted(RecurrenceId::at(at.to_zoned(series.zone.clone()).datetime())))
}

fn alarms(entry: &mut Entry, component: &Component<'_>, plan: &mut Plan) {
    for alarm in component.components.iter().filter(|inner| inner.name == "VALARM") {
        let trigger = find(alarm, "TRIGGER").map(|trigger| trigger.val.as_ref().trim().to_owned());
        let reminder = trigger.as_deref().and_then(|trigger| {
            instant(trigger)
                .map(Reminder::At)
                .or_else(|| minutes_before(trigger).map(Reminder::MinutesBefore))
        });
        match reminder {
            Some(reminder) => entry.reminders.push(reminder),
            None => plan.lose(phrase!("import-lost-alarms")),
        }
    }
}

const KNOWN: &[&str] = &[
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "EXDATE",
    "RDATE",
    "EXRULE",
    "UID",
    "RECURRENCE-ID",
    "DTSTAMP",
    "CREATED",
    "LAST-MODIFIED",
    "SEQUENCE",
    "STATUS",
    "TRANSP",
];
const KNOWN_OF_TASKS: &[&str] = &["DUE", "COMPLETED", "PRIORITY", "CATEGORIES", "PERCENT-COMPLETE"];

/// Properties of ours, and those that are kept as they are.
fn foreign(entry: &mut Entry, component: &Component<'_>, now: &Zoned, plan: &mut Plan) {
    let mut kept = Vec::new();
    for property in &component.properties {
        let name = property.name.as_ref();
        let known = KNOWN.contains(&name)
            || entry.what == What::Task && KNOWN_OF_TASKS.contains(&name)
            || entry.what == What::Task && name == "RELATED-TO" && is_parent(property);
        if known {
            continue;
        }
        if let Some(field) = name.strip_prefix(OURS) {
            let field = field.to_ascii_lowercase().replace('-', "_");
            let text = unescape(property.val.as_ref());
            if field == "notes" {
                entry.notes = text;
            } else if field != "undated"
                && keyed::take_carried(entry, Format::Ics, &field, &text, now).is_err()
            {
                plan.lose(phrase!("import-lost-property", name = name.chars().take(40).collect::<String>()));
            }
            continue;
        }
        plan.lose(phrase!("import-lost-property", name = name.chars().take(40).collect::<String>()));
        let mut line = name.to_owned();
        for param in &property.params {
            let value = param
                .val
                .as_ref()
                .map(|value| value.as_ref().trim_matches('"').to_owned())
                .unwrap_or_default();
            let quote = if value.contains([',', ';', ':']) { "\"" } else { "" };
            line.push_str(&format!(";{}={quote}{value}{quote}", param.key));
        }
        kept.push(Value::String(format!("{line}:{}", property.val.as_ref())));
    }
    if !kept.is_empty() {
        let mut fields: Map<String, Value> =
            entry.kept(Format::Ics).map(|(name, value)| (name.clone(), value.clone())).collect();
        fields.insert("properties".into(), Value::Array(kept));
        entry.keep(Format::Ics, fields);
    }
}

fn instant(text: &str) -> Option<Timestamp> {
    let civil = DateTime::strptime("%Y%m%dT%H%M%S", text.trim().strip_suffix('Z')?).ok()?;
    civil.to_zoned(TimeZone::UTC).ok().map(|at| at.timestamp())
}

/// Values of a list: commas that are not escaped part them.
fn split(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for c in text.chars() {
        match (c, parts.last_mut()) {
            (',', _) if !escaped => parts.push(String::new()),
            (c, Some(part)) => part.push(c),
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    parts.iter().map(|part| unescape(part)).collect()
}

fn find<'a, 'b>(component: &'b Component<'a>, name: &str) -> Option<&'b Property<'a>> {
    component.properties.iter().find(|property| property.name == name)
}

/// `20261124`, `20261124T150000`, `20261124T140000Z`, with `TZID` where it has one.
fn when(property: &Property<'_>, now: &Zoned, plan: &mut Plan) -> Result<When, Phrase> {
    let text = property.val.as_ref().trim();
    let bad = || {
        let shown: String = text.chars().take(30).collect();
        phrase!("import-event-date", property = property.name.as_ref(), text = shown)
    };
    if text.len() == 8 {
        return Date::strptime("%Y%m%d", text).map(When::day).map_err(|_| bad());
    }
    if let Some(utc) = text.strip_suffix('Z') {
        let civil = DateTime::strptime("%Y%m%dT%H%M%S", utc).map_err(|_| bad())?;
        let zoned = civil.to_zoned(TimeZone::UTC).map_err(|_| bad())?;
        return Ok(When::of(&zoned.with_time_zone(now.time_zone().clone())));
    }
    let civil = DateTime::strptime("%Y%m%dT%H%M%S", text).map_err(|_| bad())?;
    let zone = match named_zone(property) {
        None => now.time_zone().iana_name().map(str::to_owned),
        Some(name) => known_zone(&name).or_else(|| {
            plan.lose(phrase!("import-lost-zone", zone = name.chars().take(40).collect::<String>()));
            now.time_zone().iana_name().map(str::to_owned)
        }),
    };
    Ok(When { date: civil.date(), time: Some(civil.time()), zone })
}

fn named_zone(property: &Property<'_>) -> Option<String> {
    let named = property.params.iter().find(|param| param.key == "TZID").and_then(|param| param.val.as_ref());
    named.map(|name| name.as_ref().trim_matches('"').to_owned())
}

/// The zone that a property names, where it is one that is known.
fn zone_of(property: &Property<'_>) -> Option<String> {
    named_zone(property).and_then(|name| known_zone(&name))
}

/// An IANA name, also when it stands at the end of a path as some programs write it.
fn known_zone(name: &str) -> Option<String> {
    let parts: Vec<&str> = name.split('/').collect();
    (0..parts.len()).find_map(|from| {
        let candidate = parts.get(from..)?.join("/");
        TimeZone::get(&candidate).ok()?.iana_name().map(str::to_owned)
    })
}

fn lasting(start: &When, duration: &str) -> Result<When, Phrase> {
    let span: jiff::Span = duration.parse().map_err(|_| phrase!("import-event-duration"))?;
    Ok(match start.time {
        Some(time) => {
            let end = start
                .date
                .to_datetime(time)
                .checked_add(span)
                .map_err(|_| phrase!("import-event-duration-long"))?;
            When { date: end.date(), time: Some(end.time()), zone: start.zone.clone() }
        }
        None => When::day(
            start
                .date
                .checked_add(span)
                .map_err(|_| phrase!("import-event-duration-long"))?
                .saturating_sub(1.day())
                .max(start.date),
        ),
    })
}

/// `-PT15M` as 15.
fn minutes_before(trigger: &str) -> Option<u32> {
    let span: jiff::Span = trigger.parse().ok()?;
    let seconds = span.total((jiff::Unit::Second, jiff::SpanRelativeTo::days_are_24_hours())).ok()?;
    (seconds <= 0.0).then(|| (-seconds / 60.0).round() as u32).filter(|&minutes| minutes <= 60 * 24 * 366)
}

/// TEXT escapes of section 3.3.11.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(other) => plain.push(other),
                None => plain.push('\\'),
            },
            c => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Zoned {
        "2026-11-21T10:00[Europe/Berlin]".parse().unwrap()
    }

    fn take(content: &str) -> Result<Plan, Phrase> {
        let (now, mut plan) = (now(), Plan::default());
        read(&Input { files: vec![("home", content)], now: &now, words: &|_| None }, &mut plan)?;
        Ok(plan)
    }

    fn file(events: &str) -> String {
        format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n").replace('\n', "\r\n")
    }

    #[test]
    fn an_event_keeps_what_it_says() {
        let plan = take(&file(
            "BEGIN:VEVENT\nUID:a@x\nSUMMARY:Choir\\, with tea\nDTSTART;TZID=Europe/London:20261124T180000\nDURATION:PT90M\n\
             RRULE:FREQ=WEEKLY;BYDAY=TU\nEXDATE;TZID=Europe/London:20261201T180000\nDESCRIPTION:bring\\nscores and a very \n  long line\n\
             BEGIN:VALARM\nTRIGGER:-PT15M\nACTION:DISPLAY\nEND:VALARM\nEND:VEVENT\n\
             BEGIN:VEVENT\nUID:a@x\nRECURRENCE-ID;TZID=Europe/London:20261208T180000\nSUMMARY:Choir moved\nDTSTART:20261209T180000Z\nEND:VEVENT\n\
             BEGIN:VEVENT\nUID:b@x\nSUMMARY:Holiday\nDTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227\nEND:VEVENT\n",
        ))
        .unwrap();
        assert_eq!((plan.refused.len(), plan.provider.as_deref()), (0, Some("home")));
        let [choir, moved, holiday] = plan.entries.as_slice() else { panic!("{plan:?}") };
        assert_eq!(choir.title, "Choir, with tea");
        let london =
            When::at(jiff::civil::date(2026, 11, 24), jiff::civil::time(18, 0, 0, 0), "Europe/London");
        assert_eq!(choir.start, Some(london));
        assert_eq!(choir.end.as_ref().unwrap().time, Some(jiff::civil::time(19, 30, 0, 0)));
        assert_eq!(
            choir.skipped.iter().map(RecurrenceId::to_string).collect::<Vec<_>>(),
            ["2026-12-01T18:00:00"]
        );
        let (series, instance) = moved.series.clone().unwrap();
        assert_eq!((series.as_str(), instance.to_string().as_str()), ("a@x", "2026-12-08T18:00:00"));
        assert_eq!(choir.reminders, [Reminder::MinutesBefore(15)]);
        assert_eq!(choir.notes, "bring\nscores and a very  long line");
        assert_eq!(
            moved.start.as_ref().unwrap().seen_from(now().time_zone()).1,
            Some(jiff::civil::time(19, 0, 0, 0))
        );
        assert_eq!(holiday.end, Some(When::day(jiff::civil::date(2026, 12, 26))));
    }

    #[test]
    fn refusals_name_line_and_reason() {
        let plan = take(&file(
            "BEGIN:VEVENT\nUID:a\nSUMMARY:x\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nDTSTART:tomorrow\nEND:VEVENT\nBEGIN:VEVENT\nUID:c\n",
        ))
        .unwrap();
        let said: Vec<(u32, &str)> =
            plan.refused.iter().map(|(line, reason)| (*line, reason.key())).collect();
        assert_eq!(
            said,
            [(11, "import-event-cut-off"), (3, "import-event-no-start"), (7, "import-event-date")]
        );
        assert_eq!(take("hello").unwrap_err().key(), "import-not-a-calendar");
    }

    #[test]
    fn zones_at_the_end_of_a_path() {
        let long = "/freeassociation.sourceforge.net/Europe/Berlin";
        assert_eq!(known_zone(long).as_deref(), Some("Europe/Berlin"));
        assert_eq!(known_zone("Nowhere/At all"), None);
    }
}
