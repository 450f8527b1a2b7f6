//! iCalendar (RFC 5545): events of a `.ics` file.
//!
//! Each `VEVENT` is read on its own, so that a broken one names its line and spares the others.
//! `RECURRENCE-ID` (section 3.8.4.4) makes an event of its own that its series lists as changed;
//! `EXDATE` takes instances away, `RDATE` adds some. Properties that no field of ours holds are kept as they are.

use std::collections::{BTreeMap, BTreeSet};

use daymark_domain::{
    Body, Event, EventId, Id, ObjectId, RecurrenceId, Reminder, Repeat, Rule, Series, Title, When,
};
use daymark_texts::{Phrase, phrase};
use icalendar::parser::{Component, Property, read_calendar, unfold};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

use super::Bring;
use crate::fault::{Fault, invalid, unfit};
use crate::handlers::recur_instance as instance;

/// The most events of one file.
const MOST: usize = 200_000;
/// The longest event, in lines.
const MOST_LINES: usize = 20_000;

pub(crate) fn read(content: &str, name: &str, now: &Zoned) -> Result<Bring, Fault> {
    let mut bring = Bring::default();
    if !content.lines().any(|line| line.trim().eq_ignore_ascii_case("BEGIN:VCALENDAR")) {
        return Err(invalid(phrase!("import-not-a-calendar")));
    }
    let mut parts = Vec::new();
    for (line, block) in blocks(content, &mut bring) {
        if bring.events.len() >= MOST {
            return Err(invalid(phrase!("import-many-events", most = MOST)));
        }
        if let Err(reason) = event(&block, name, now, &mut bring, &mut parts) {
            bring.refused.push((line, reason));
        }
    }
    link(&mut bring, parts, now);
    if bring.events.is_empty() && bring.refused.is_empty() && bring.lost.is_empty() {
        return Err(invalid(phrase!("import-no-event")));
    }
    Ok(bring)
}

/// A changed or cancelled instance: the UID of its series, when the series had it, and which of the
/// events it is ([`CANCELLED`] for none).
type Part = (String, When, usize);

const CANCELLED: usize = usize::MAX;

/// Tells each series of its instances that are events of their own, and these of their series.
fn link(bring: &mut Bring, parts: Vec<Part>, now: &Zoned) {
    let instances: BTreeSet<usize> = parts.iter().map(|(_, _, at)| *at).collect();
    let mut masters: BTreeMap<String, usize> = BTreeMap::new();
    for (at, (event, _)) in bring.events.iter().enumerate() {
        if let (Some((_, uid)), false) = (&event.source, instances.contains(&at)) {
            masters.insert(uid.clone(), at);
        }
    }
    for (uid, was, at) in parts {
        let Some((master, _)) = masters.get(&uid).and_then(|&master| bring.events.get(master)) else {
            if at == CANCELLED {
                bring.lose(phrase!("import-lost-cancelled"));
            }
            continue;
        };
        let (series, id) = (master.series(now.time_zone()), master.id);
        let name = match (was.time, master.start.time) {
            (Some(_), Some(_)) => {
                RecurrenceId::at(was.instant(now.time_zone()).to_zoned(series.zone.clone()).datetime())
            }
            _ => series.fitted(RecurrenceId { date: was.date, time: was.time }),
        };
        // The same id as for an instance that is changed here.
        let own = EventId::of(name.object(id.object()));
        if let Some((event, _)) = bring.events.get_mut(at) {
            (event.id, event.instance_of, event.repeat) = (own, Some((id, name)), None);
        }
        if let Some((master, _)) = masters.get(&uid).and_then(|&master| bring.events.get_mut(master)) {
            match at {
                CANCELLED => drop(master.skipped.insert(name)),
                _ => drop(master.changed.insert(name, own)),
            }
        }
    }
}

/// The text of each event with the line it begins on. Tasks and journals are counted as lost.
fn blocks(content: &str, bring: &mut Bring) -> Vec<(u32, String)> {
    let mut found = Vec::new();
    let mut open: Option<(u32, Vec<&str>)> = None;
    let mut lines = 0;
    for (at, raw) in content.lines().enumerate() {
        lines = at as u32 + 1;
        let line = raw.trim_end_matches('\r');
        let upper = line.trim().to_ascii_uppercase();
        match upper.as_str() {
            "BEGIN:VEVENT" => {
                if let Some((start, _)) = open.replace((lines, vec![line])) {
                    bring.refused.push((start, phrase!("import-event-open")));
                }
            }
            "END:VEVENT" => match open.take() {
                Some((start, mut block)) => {
                    block.push(line);
                    if block.len() > MOST_LINES {
                        bring.refused.push((start, phrase!("import-event-long", most = MOST_LINES)));
                    } else {
                        found.push((start, block.join("\r\n")));
                    }
                }
                None => bring.refused.push((lines, phrase!("import-event-unopened"))),
            },
            "BEGIN:VTODO" => bring.lose(phrase!("import-lost-tasks")),
            "BEGIN:VJOURNAL" => bring.lose(phrase!("import-lost-journal")),
            _ => {
                if let Some((_, block)) = &mut open {
                    block.push(line);
                }
            }
        }
    }
    if let Some((start, _)) = open {
        bring.refused.push((start, phrase!("import-event-cut-off", line = lines)));
    }
    found
}

fn event(
    block: &str,
    calendar: &str,
    now: &Zoned,
    bring: &mut Bring,
    parts: &mut Vec<Part>,
) -> Result<(), Phrase> {
    let text = unfold(&format!("BEGIN:VCALENDAR\r\n{block}\r\nEND:VCALENDAR\r\n"));
    let parsed = read_calendar(&text).map_err(|_| phrase!("import-event-unreadable"))?;
    let component = parsed.components.first().ok_or_else(|| phrase!("import-event-empty"))?;
    let value = |name: &str| find(component, name).map(|property| property.val.as_ref().to_owned());
    if value("STATUS").is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED")) {
        // One instance that is called off leaves its series.
        if let (Some(uid), Some(property)) = (value("UID"), find(component, "RECURRENCE-ID")) {
            parts.push((uid, when(property, now, bring)?, CANCELLED));
            return Ok(());
        }
        bring.lose(phrase!("import-lost-cancelled"));
        return Ok(());
    }
    let start = find(component, "DTSTART").ok_or_else(|| phrase!("import-event-no-start"))?;
    let start = when(start, now, bring)?;
    let end = match (find(component, "DTEND"), value("DURATION")) {
        (Some(end), _) => {
            let end = when(end, now, bring)?;
            // The end of a whole day is the day after the last (section 3.6.1); ours is the last.
            Some(if end.time.is_none() {
                When::day(end.date.saturating_sub(1.day()).max(start.date))
            } else {
                end
            })
        }
        (None, Some(duration)) => Some(lasting(&start, &duration)?),
        (None, None) => None,
    };
    let end = end.filter(|end| end.time.is_some() == start.time.is_some());
    if end.as_ref().is_some_and(|end| end.instant(now.time_zone()) < start.instant(now.time_zone())) {
        return Err(phrase!("import-event-ends-early"));
    }
    let words = unescape(&value("SUMMARY").unwrap_or_default());
    let short: String = words.chars().take(Title::MOST).collect();
    let title = Title::parse(&short).or_else(|_| Title::parse("Untitled")).map_err(|error| unfit(&error))?;
    let notes =
        Body::parse(&unescape(&value("DESCRIPTION").unwrap_or_default())).map_err(|error| unfit(&error))?;
    let location: String =
        unescape(&value("LOCATION").unwrap_or_default()).split_whitespace().collect::<Vec<_>>().join(" ");
    let repeat = match value("RRULE") {
        None => None,
        Some(rrule) => match rrule.parse::<Rule>() {
            Ok(_) => Some(Repeat { rrule, after_completion: false }),
            Err(error) => {
                bring.lose(phrase!("import-lost-repeat-rule", why = error.to_string()));
                None
            }
        },
    };
    let named = Series::new(start.clone(), Vec::new(), now.time_zone());
    let (mut skipped, mut also) = (BTreeSet::new(), BTreeSet::new());
    for property in &component.properties {
        let (set, unfit) = match property.name.as_ref() {
            "EXDATE" => (&mut skipped, phrase!("import-event-exdate")),
            "RDATE" => (&mut also, phrase!("import-event-rdate")),
            "EXRULE" => {
                bring.lose(phrase!("import-lost-exrule"));
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
    // A start that its rule does not give takes place all the same, beside the rule.
    if let Some(rule) = repeat.as_ref().and_then(|repeat| repeat.rule().ok()) {
        let own = named.fitted(RecurrenceId { date: start.date, time: start.time });
        let ruled = Series { rules: vec![rule], ..named.clone() };
        if !ruled.has(&own) && !skipped.contains(&own) {
            also.insert(own);
        }
    }
    let uid = value("UID").unwrap_or_else(|| format!("{}/{}", start.date, title));
    let (mut external, mut id) = (uid.clone(), EventId::of(ObjectId::external("ics", &uid)));
    if let Some(text) = value("RECURRENCE-ID") {
        // Its name in the zone of the series is known when the series is.
        let property = find(component, "RECURRENCE-ID").ok_or_else(|| phrase!("import-event-empty"))?;
        let at = when(property, now, bring)?;
        if property.params.iter().any(|param| param.key == "RANGE") {
            bring.lose(phrase!("import-lost-range"));
        }
        external = format!("{uid}/{text}");
        id = EventId::of(ObjectId::external("ics", &external));
        parts.push((uid, at, bring.events.len()));
    }
    let mut reminders = Vec::new();
    for alarm in component.components.iter().filter(|inner| inner.name == "VALARM") {
        match find(alarm, "TRIGGER").and_then(|trigger| minutes_before(trigger.val.as_ref())) {
            Some(minutes) => reminders.push(Reminder::MinutesBefore(minutes)),
            None => bring.lose(phrase!("import-lost-alarms")),
        }
    }
    reminders.truncate(20);
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
    let foreign: Vec<(String, String)> = component
        .properties
        .iter()
        .filter(|property| !KNOWN.contains(&property.name.as_ref()))
        .map(|property| (property.name.as_ref().to_owned(), property.val.as_ref().to_owned()))
        .collect();
    for (name, _) in &foreign {
        bring.lose(phrase!("import-lost-property", name = name.chars().take(40).collect::<String>()));
    }
    let foreign = (!foreign.is_empty()).then(|| serde_json::to_string(&foreign).unwrap_or_default());
    let provider = if calendar.trim().is_empty() {
        "ics".to_owned()
    } else {
        calendar.trim().chars().take(80).collect()
    };
    bring.events.push((
        Event {
            id,
            title,
            notes,
            location: location.chars().take(500).collect(),
            start,
            end,
            area: None,
            repeat,
            skipped,
            also,
            changed: Default::default(),
            instance_of: None,
            reminders,
            source: Some((provider, external)),
            created_at: now.timestamp(),
            trashed: false,
        },
        foreign,
    ));
    Ok(())
}

fn find<'a, 'b>(component: &'b Component<'a>, name: &str) -> Option<&'b Property<'a>> {
    component.properties.iter().find(|property| property.name == name)
}

/// `20261124`, `20261124T150000`, `20261124T140000Z`, with `TZID` where it has one.
fn when(property: &Property<'_>, now: &Zoned, bring: &mut Bring) -> Result<When, Phrase> {
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
            bring.lose(phrase!("import-lost-zone", zone = name.chars().take(40).collect::<String>()));
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
    use crate::texts::english;

    fn now() -> Zoned {
        "2026-11-21T10:00[Europe/Berlin]".parse().unwrap()
    }

    fn file(events: &str) -> String {
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n")
            .replace("\r\n", "\n")
            .replace('\n', "\r\n")
    }

    #[test]
    fn an_event_keeps_what_it_says() {
        let bring = read(
            &file(
                "BEGIN:VEVENT\nUID:a@x\nSUMMARY:Choir\\, with tea\nDTSTART;TZID=Europe/London:20261124T180000\nDURATION:PT90M\n\
                 RRULE:FREQ=WEEKLY;BYDAY=TU\nEXDATE;TZID=Europe/London:20261201T180000\nDESCRIPTION:bring\\nscores and a very \n  long line\n\
                 BEGIN:VALARM\nTRIGGER:-PT15M\nACTION:DISPLAY\nEND:VALARM\nEND:VEVENT\n\
                 BEGIN:VEVENT\nUID:a@x\nRECURRENCE-ID;TZID=Europe/London:20261208T180000\nSUMMARY:Choir moved\nDTSTART:20261209T180000Z\nEND:VEVENT\n\
                 BEGIN:VEVENT\nUID:b@x\nSUMMARY:Holiday\nDTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227\nEND:VEVENT\n",
            ),
            "home",
            &now(),
        )
        .unwrap();
        assert_eq!(bring.refused, []);
        let (choir, _) = &bring.events[0];
        assert_eq!(choir.title.as_str(), "Choir, with tea");
        assert_eq!(
            choir.start,
            When::at(jiff::civil::date(2026, 11, 24), jiff::civil::time(18, 0, 0, 0), "Europe/London")
        );
        assert_eq!(choir.end.as_ref().unwrap().time, Some(jiff::civil::time(19, 30, 0, 0)));
        let skipped: Vec<String> = choir.skipped.iter().map(RecurrenceId::to_string).collect();
        assert_eq!(skipped, ["2026-12-01T18:00:00"]);
        let changed: Vec<(String, EventId)> =
            choir.changed.iter().map(|(id, event)| (id.to_string(), *event)).collect();
        assert_eq!(changed, [("2026-12-08T18:00:00".into(), bring.events[1].0.id)]);
        assert_eq!(choir.reminders, [Reminder::MinutesBefore(15)]);
        assert_eq!(choir.notes.as_str(), "bring\nscores and a very  long line");
        assert_eq!(
            bring.events[1].0.start.seen_from(now().time_zone()).1,
            Some(jiff::civil::time(19, 0, 0, 0))
        );
        assert_eq!(bring.events[2].0.end, Some(When::day(jiff::civil::date(2026, 12, 26))));
    }

    #[test]
    fn refusals_name_line_and_reason() {
        let bring = read(
            &file("BEGIN:VEVENT\nUID:a\nSUMMARY:x\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nDTSTART:tomorrow\nEND:VEVENT\nBEGIN:VEVENT\nUID:c\n"),
            "",
            &now(),
        )
        .unwrap();
        let said: Vec<_> =
            bring.refused.iter().map(|(line, reason)| (*line, english().phrase(reason))).collect();
        assert_eq!(
            said.iter().map(|(line, reason)| (*line, reason.as_str())).collect::<Vec<_>>(),
            [
                (11, "the event has no END:VEVENT; the file ends at line 13."),
                (3, "the event has no DTSTART."),
                (7, "DTSTART is not a date: 'tomorrow'."),
            ]
        );
        assert!(read("hello", "", &now()).unwrap_err().to_string().starts_with("Line 1:"));
    }

    #[test]
    fn zones_at_the_end_of_a_path() {
        assert_eq!(
            known_zone("/freeassociation.sourceforge.net/Europe/Berlin").as_deref(),
            Some("Europe/Berlin")
        );
        assert_eq!(known_zone("Nowhere/At all"), None);
    }
}
