//! Who moved it: the changes that made a thing leave or enter the lists it is looked for in.

use std::collections::BTreeSet;

use daymark_api::{Bisect, Bisected, Cause, Place};
use daymark_domain::{Goal, Id, Kind, ObjectId, Task};
use daymark_store::Read;
use daymark_sync::registry::{FIELDS, field, field_name};
use daymark_sync::shape::{self, Life};
use daymark_sync::{Doc, Value};
use daymark_texts::{Voice, phrase, say};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::answers;
use super::history::{turned_entry, turns_of};
use crate::app::Inner;
use crate::fault::{Fault, invalid, missing};

answers! { Bisect => bisect; }

fn bisect(read: &Read<'_>, inner: &Inner, call: Bisect) -> Result<Bisected, Fault> {
    let wanted = call.field.as_deref().map(named).transpose()?;
    let turns = turns_of(read, call.object)?;
    let last = turns.last().ok_or_else(|| missing("thing"))?;
    let kind = daymark_sync::number_kind(last.last.op.kind).ok_or_else(|| missing("thing"))?;
    let (voice, now) = (inner.voice(read)?, inner.now());
    let here = now.time_zone();
    let places = places(read, kind, call.object, &last.touched.after, here, now.date())?;
    let title = last.touched.after.get(field::TITLE).and_then(Value::as_text).unwrap_or("").to_owned();
    let mut causes = Vec::new();
    for turned in turns.iter().rev() {
        // Both are looked at on the day of the change: the passing of days is nobody's doing.
        let at = Timestamp::from_millisecond(turned.last.op.stamp.millis as i64).unwrap_or_default();
        let day = at.to_zoned(here.clone()).date();
        let of = |doc: &Doc| self::places(read, kind, call.object, doc, here, day);
        let before = turned.touched.before.as_ref().map(of).transpose()?.unwrap_or_default();
        let after = of(&turned.touched.after)?;
        let entry = turned_entry(read, &voice, here, turned)?;
        let fits = match wanted {
            Some(name) => entry.changes.iter().any(|change| change.field == name),
            None => before != after,
        };
        if !fits {
            continue;
        }
        let left: Vec<Place> = before.difference(&after).cloned().collect();
        let entered: Vec<Place> = after.difference(&before).cloned().collect();
        let mut what = Vec::new();
        if !left.is_empty() {
            what.push(say!(voice, "place-left", places = listed(&voice, &left)));
        }
        if !entered.is_empty() {
            what.push(say!(voice, "place-entered", places = listed(&voice, &entered)));
        }
        what.extend(entry.said.iter().cloned());
        let said = say!(
            voice,
            "cause-said",
            label = entry.label.as_str(),
            who = entry.who.as_str(),
            what = voice.listed(&what)
        );
        causes.push(Cause { entry, op: turned.last.op.counter, left, entered, said });
    }
    let places: Vec<Place> = places.into_iter().collect();
    let said = match places.as_slice() {
        [] => say!(voice, "place-is-in-none", title = title.as_str()),
        _ => say!(voice, "place-is-in", title = title.as_str(), places = listed(&voice, &places)),
    };
    Ok(Bisected { object: call.object, kind, title, places, said, causes })
}

/// A field by the name that a person gives it.
fn named(text: &str) -> Result<&'static str, Fault> {
    let name = text.trim().to_lowercase().replace('_', " ");
    FIELDS
        .iter()
        .find(|field| field.name == name)
        .map(|field| field_name(field.number))
        .ok_or_else(|| invalid(phrase!("error-no-field", field = text.chars().take(40).collect::<String>())))
}

fn listed(voice: &Voice, places: &[Place]) -> String {
    let said: Vec<String> = places
        .iter()
        .map(|place| match place {
            Place::Today => say!(voice, "place-today"),
            Place::Waiting => say!(voice, "place-waiting"),
            Place::Upcoming => say!(voice, "place-upcoming"),
            Place::Inbox => say!(voice, "place-inbox"),
            Place::Someday => say!(voice, "place-someday"),
            Place::Done => say!(voice, "place-done"),
            Place::Area { name } => say!(voice, "place-area", name = name.as_str()),
            Place::Goal { title } => say!(voice, "place-goal", title = title.as_str()),
            Place::Trash => say!(voice, "place-trash"),
            Place::Nowhere => say!(voice, "place-nowhere"),
        })
        .collect();
    voice.listed(&said)
}

/// The lists a thing is found in on a day.
fn places(
    read: &Read<'_>,
    kind: Kind,
    id: ObjectId,
    doc: &Doc,
    here: &TimeZone,
    day: Date,
) -> Result<BTreeSet<Place>, Fault> {
    match shape::life(doc) {
        Life::Trashed => return Ok([Place::Trash].into()),
        Life::Unmade => return Ok([Place::Nowhere].into()),
        Life::Alive => {}
    }
    let mut places = BTreeSet::new();
    if kind == Kind::Task {
        of_task(&shape::task(id, doc), here, day, &mut places);
    }
    if kind == Kind::Goal {
        let goal: Goal = shape::goal(id, doc);
        if goal.completed_at.is_some() {
            places.insert(Place::Done);
        }
    }
    let title = |number: u16| -> Result<Option<String>, Fault> {
        let Some(id) = doc.get(number).and_then(shape::read_id::<daymark_domain::AreaId>) else {
            return Ok(None);
        };
        let doc = read.doc(id.object())?;
        Ok(doc.and_then(|doc| doc.get(field::TITLE).and_then(Value::as_text).map(str::to_owned)))
    };
    if let Some(name) = title(field::AREA)? {
        places.insert(Place::Area { name });
    }
    if let Some(title) = title(field::GOAL)? {
        places.insert(Place::Goal { title });
    }
    Ok(places)
}

fn of_task(task: &Task, here: &TimeZone, day: Date, places: &mut BTreeSet<Place>) {
    if !task.open() {
        places.insert(Place::Done);
        return;
    }
    if task.someday {
        places.insert(Place::Someday);
        return;
    }
    if task.in_inbox() {
        places.insert(Place::Inbox);
    }
    let days: Vec<Date> =
        [&task.start, &task.due].into_iter().flatten().map(|when| when.seen_from(here).0).collect();
    if days.contains(&day) {
        places.insert(Place::Today);
    } else if days.iter().any(|&planned| planned > day) {
        places.insert(Place::Upcoming);
    } else if !days.is_empty() {
        places.insert(Place::Waiting);
    }
}
