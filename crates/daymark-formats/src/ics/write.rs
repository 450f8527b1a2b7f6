//! Writing iCalendar: folding (section 3.1), escaping (3.3.11), zones (3.6.5).

use std::collections::BTreeSet;

use daymark_domain::{Priority, RecurrenceId, Reminder, TaskStatus, When};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};
use serde_json::Value;

use super::OURS;
use crate::Format;
use crate::entry::{Entry, FIELDS, Plan, What};

pub(crate) fn write(entries: &[Entry], now: &Zoned) -> String {
    let mut lines = Lines(String::new());
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", "-//Daymark//Daymark//EN");
    let zones: BTreeSet<&str> = entries
        .iter()
        .flat_map(|entry| [&entry.start, &entry.due, &entry.end])
        .filter_map(|when| when.as_ref()?.zone.as_deref())
        .filter(|zone| *zone != "UTC")
        .collect();
    for zone in zones {
        describe_zone(zone, now, &mut lines);
    }
    for entry in entries {
        // What a reader makes of it as it is shows what has to be carried beside.
        let mut bare = Lines(String::new());
        component(entry, entries, now, &[], &mut bare);
        let mut plan = Plan::default();
        let mut parts = Vec::new();
        let _ = super::component(&super::unfold(&bare.0), 0, now, &mut plan, &mut parts);
        let back = plan.entries.first().cloned().unwrap_or_default();
        let mut carried: Vec<(String, String)> = FIELDS
            .iter()
            .filter(|&&name| !matches!(name, "source" | "series"))
            .filter_map(|&name| {
                Some((name, entry.get(name).filter(|text| back.get(name).as_ref() != Some(text))?))
            })
            .map(|(name, text)| (format!("{OURS}{}", name.to_ascii_uppercase().replace('_', "-")), text))
            .collect();
        if back.notes != entry.notes {
            carried.push((format!("{OURS}NOTES"), entry.notes.clone()));
        }
        component(entry, entries, now, &carried, &mut lines);
    }
    lines.put("END", "VCALENDAR");
    lines.0
}

fn component(entry: &Entry, all: &[Entry], now: &Zoned, carried: &[(String, String)], lines: &mut Lines) {
    let name = match entry.what {
        What::Task => "VTODO",
        What::Note => "VJOURNAL",
        _ => "VEVENT",
    };
    lines.put("BEGIN", name);
    let uid = entry.series.as_ref().map_or(&entry.external, |(series, _)| series);
    lines.put("UID", uid);
    lines.put("DTSTAMP", &utc(entry.updated.or(entry.created).unwrap_or_else(|| now.timestamp())));
    if let Some(created) = entry.created {
        lines.put("CREATED", &utc(created));
    }
    if let Some(updated) = entry.updated {
        lines.put("LAST-MODIFIED", &utc(updated));
    }
    lines.text("SUMMARY", &entry.title);
    if !entry.notes.is_empty() {
        lines.text("DESCRIPTION", &entry.notes);
    }
    if !entry.location.is_empty() {
        lines.text("LOCATION", &entry.location);
    }
    match entry.what {
        What::Note => {
            let day = entry
                .kept(Format::Ics)
                .find(|(name, _)| *name == "day")
                .and_then(|(_, day)| crate::words::take_when(day.as_str()?));
            match day {
                Some(day) => lines.when("DTSTART", &day),
                None => {
                    // Journal entries have a day; that it is not ours is said beside it.
                    lines.when(
                        "DTSTART",
                        &When::day(
                            entry
                                .created
                                .map_or(now.date(), |at| at.to_zoned(now.time_zone().clone()).date()),
                        ),
                    );
                    lines.put("X-DAYMARK-UNDATED", "TRUE");
                }
            }
        }
        _ => {
            if let Some(start) = &entry.start {
                lines.when("DTSTART", start);
            }
        }
    }
    if entry.what == What::Event {
        if let Some(end) = &entry.end {
            let end =
                if end.time.is_none() { When::day(end.date.saturating_add(1.day())) } else { end.clone() };
            lines.when("DTEND", &end);
        }
        if let Some((series, instance)) = &entry.series {
            let master =
                all.iter().find(|master| master.external == *series).and_then(|master| master.start.as_ref());
            lines.instances("RECURRENCE-ID", [instance], master);
        }
    }
    if entry.what == What::Task {
        if let Some(due) = &entry.due {
            lines.when("DUE", due);
        }
        let status = match entry.status {
            Some(TaskStatus::Completed) => "COMPLETED",
            Some(TaskStatus::InProgress) => "IN-PROCESS",
            _ => "NEEDS-ACTION",
        };
        lines.put("STATUS", status);
        if let (true, Some(at)) = (entry.done(), entry.completed) {
            lines.put("COMPLETED", &utc(at));
        }
        if let Some(priority) = entry.priority {
            let number = match priority {
                Priority::High => "1",
                Priority::Medium => "5",
                Priority::Low => "9",
            };
            lines.put("PRIORITY", number);
        }
        if !entry.tags.is_empty() {
            let tags: Vec<String> = entry.tags.iter().map(|tag| escape(tag.as_str())).collect();
            lines.put("CATEGORIES", &tags.join(","));
        }
        if let Some(parent) = &entry.parent {
            lines.put("RELATED-TO", parent);
        }
    }
    if let Some(repeat) = entry.repeat.as_ref().filter(|repeat| !repeat.after_completion) {
        lines.put("RRULE", &repeat.rrule);
    }
    let anchor = if entry.what == What::Task {
        entry.due.as_ref().or(entry.start.as_ref())
    } else {
        entry.start.as_ref()
    };
    for (name, set) in [("EXDATE", &entry.skipped), ("RDATE", &entry.also)] {
        // A property holds days or times, not both.
        let (times, days): (Vec<&RecurrenceId>, Vec<&RecurrenceId>) =
            set.iter().partition(|id| id.time.is_some());
        lines.instances(name, times, anchor);
        lines.instances(name, days, anchor);
    }
    for (name, text) in carried {
        lines.text(name, text);
    }
    for (_, list) in entry.kept(Format::Ics).filter(|(name, _)| *name == "properties") {
        for line in list.as_array().into_iter().flatten().filter_map(Value::as_str) {
            if line.split([':', ';']).next().is_some_and(|name| {
                !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            }) {
                lines.fold(&line.replace(['\r', '\n'], " "));
            }
        }
    }
    for reminder in &entry.reminders {
        lines.put("BEGIN", "VALARM");
        lines.put("ACTION", "DISPLAY");
        lines.text("DESCRIPTION", &entry.title);
        match reminder {
            Reminder::MinutesBefore(minutes) => {
                let related =
                    if entry.what == What::Task && entry.due.is_some() { ";RELATED=END" } else { "" };
                lines.put(&format!("TRIGGER{related}"), &format!("-PT{minutes}M"));
            }
            Reminder::At(at) => lines.put("TRIGGER;VALUE=DATE-TIME", &utc(*at)),
        }
        lines.put("END", "VALARM");
    }
    lines.put("END", name);
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn local(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

struct Lines(String);

impl Lines {
    fn put(&mut self, name: &str, value: &str) {
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        self.fold(&format!("{name}:{value}"));
    }

    fn text(&mut self, name: &str, text: &str) {
        self.put(name, &escape(text));
    }

    /// Lines of at most 75 octets, the end of a line not within a character.
    fn fold(&mut self, line: &str) {
        let mut room = 75;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = 74;
            }
            room -= c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }

    fn when(&mut self, name: &str, when: &When) {
        match (when.time, when.zone.as_deref()) {
            (None, _) => self.put(&format!("{name};VALUE=DATE"), &when.date.strftime("%Y%m%d").to_string()),
            (Some(time), Some("UTC")) => self.put(name, &format!("{}Z", local(when.date.to_datetime(time)))),
            (Some(time), Some(zone)) => {
                self.put(&format!("{name};TZID={zone}"), &local(when.date.to_datetime(time)))
            }
            (Some(time), None) => self.put(name, &local(when.date.to_datetime(time))),
        }
    }

    fn instances<'a>(
        &mut self,
        name: &str,
        ids: impl IntoIterator<Item = &'a RecurrenceId>,
        start: Option<&When>,
    ) {
        let ids: Vec<&RecurrenceId> = ids.into_iter().collect();
        let Some(first) = ids.first() else { return };
        let zone = start.and_then(|start| start.zone.as_deref());
        let said = |id: &RecurrenceId| match id.time {
            None => id.date.strftime("%Y%m%d").to_string(),
            Some(_) if zone == Some("UTC") => format!("{}Z", local(id.civil())),
            Some(_) => local(id.civil()),
        };
        let list: Vec<String> = ids.iter().map(|id| said(id)).collect();
        let name = match (first.time, zone) {
            (None, _) => format!("{name};VALUE=DATE"),
            (Some(_), Some(zone)) if zone != "UTC" => format!("{name};TZID={zone}"),
            (Some(_), _) => name.to_owned(),
        };
        self.put(&name, &list.join(","));
    }
}

/// A VTIMEZONE: this year's clock changes, every year. A zone whose changes follow no such rule says
/// those of ten years.
fn describe_zone(name: &str, now: &Zoned, lines: &mut Lines) {
    let Ok(zone) = TimeZone::get(name) else { return };
    let year = now.year();
    let Ok(begin) = Date::new(year, 1, 1).and_then(|day| day.to_zoned(zone.clone())) else { return };
    let changes = |years: i16| -> Vec<(Timestamp, jiff::tz::Offset, bool)> {
        zone.following(begin.timestamp())
            .take_while(|change| change.timestamp().to_zoned(zone.clone()).year() < year + years)
            .map(|change| (change.timestamp(), change.offset(), change.dst().is_dst()))
            .take(40)
            .collect()
    };
    let offset = |offset: jiff::tz::Offset| {
        let minutes = offset.seconds() / 60;
        format!("{}{:02}{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60)
    };
    lines.put("BEGIN", "VTIMEZONE");
    lines.put("TZID", name);
    let here = begin.offset();
    let this_year = changes(1);
    let (list, yearly) = if this_year.len() == 2 { (this_year, true) } else { (changes(10), false) };
    let mut observance =
        |kind: &str, start: DateTime, from: jiff::tz::Offset, to: jiff::tz::Offset, rule: Option<String>| {
            lines.put("BEGIN", kind);
            lines.put("DTSTART", &local(start));
            lines.put("TZOFFSETFROM", &offset(from));
            lines.put("TZOFFSETTO", &offset(to));
            if let Some(rule) = rule {
                lines.put("RRULE", &rule);
            }
            lines.put("END", kind);
        };
    if list.is_empty() || !yearly {
        observance("STANDARD", DateTime::constant(1970, 1, 1, 0, 0, 0, 0), here, here, None);
    }
    let mut before = here;
    for (at, to, dst) in list {
        let wall = before.to_datetime(at);
        let kind = if dst { "DAYLIGHT" } else { "STANDARD" };
        if yearly {
            let date = wall.date();
            let nth = if date.day() + 7 > date.days_in_month() { -1 } else { (date.day() - 1) / 7 + 1 };
            let day = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
                .get(date.weekday().to_monday_zero_offset() as usize)
                .copied()
                .unwrap_or("SU");
            // From 1970 on, on the same weekday of the same month.
            let nth_of = |year: i16| {
                Date::new(year, date.month(), 1)
                    .and_then(|first| first.nth_weekday_of_month(nth, date.weekday()))
            };
            let start = nth_of(1970).map_or(wall, |first| first.to_datetime(wall.time()));
            observance(
                kind,
                start,
                before,
                to,
                Some(format!("FREQ=YEARLY;BYMONTH={};BYDAY={nth}{day}", date.month())),
            );
        } else {
            observance(kind, wall, before, to, None);
        }
        before = to;
    }
    lines.put("END", "VTIMEZONE");
}
