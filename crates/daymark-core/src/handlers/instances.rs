//! Instances of events that repeat: one made an event of its own, one taken out, and a series cut
//! in two.
//!
//! An instance is named by its RECURRENCE-ID (RFC 5545 section 3.8.4.4). What it becomes has an id
//! made from that and the series, so two devices that do the same make the same.

use std::collections::BTreeSet;

use daymark_domain::{Event, EventId, Id, Kind, ObjectId, RecurrenceId, Repeat, Series, When};
use daymark_sync::registry::field;
use daymark_sync::shape::{self, Changes, set};
use daymark_sync::{Change, Value};
use daymark_texts::phrase;
use jiff::civil::{DateTime, Time};

use super::events::event;
use crate::fault::{Fault, invalid};
use crate::unit::{Unit, set_to};
use crate::view::lasting;

fn civil(when: &When) -> DateTime {
    when.date.to_datetime(when.time.unwrap_or(Time::midnight()))
}

/// Where `what` goes when `old` goes to `new`: as far on the wall clock, into its zone, and to a
/// whole day or a time as it.
pub(crate) fn moved(old: &When, new: &When, what: &When) -> When {
    if old == what {
        return new.clone();
    }
    let there = civil(what).saturating_add(civil(old).until(civil(new)).unwrap_or_default());
    match new.time {
        // A series of one time of day takes that of the instance.
        Some(time) if old.time.is_none() => {
            When { date: there.date(), time: Some(time), zone: new.zone.clone() }
        }
        Some(_) => When { date: there.date(), time: Some(there.time()), zone: new.zone.clone() },
        None => When::day(what.date.saturating_add(old.date.until(new.date).unwrap_or_default())),
    }
}

fn known(series: &Series, id: RecurrenceId) -> Result<RecurrenceId, Fault> {
    let id = series.fitted(id);
    match series.has(&id) && (series.changed.contains_key(&id) || !series.takes_out(&id)) {
        true => Ok(id),
        false => Err(invalid(phrase!("error-no-instance", instance = id.to_string()))),
    }
}

/// The event that an instance is, or becomes, when it is changed alone.
pub(crate) fn detach(unit: &mut Unit<'_>, of: &Event, id: RecurrenceId) -> Result<Event, Fault> {
    let series = of.series(unit.now.time_zone());
    let id = known(&series, id)?;
    if let Some(&changed) = of.changed.get(&id) {
        return event(unit, changed);
    }
    let start = series.when(&id);
    let one = Event {
        id: EventId::of(id.object(of.id.object())),
        end: of.end.as_ref().map(|end| lasting(&of.start, end, &start)),
        start,
        repeat: None,
        skipped: Default::default(),
        also: Default::default(),
        changed: Default::default(),
        instance_of: Some((of.id, id)),
        created_at: unit.now.timestamp(),
        trashed: false,
        ..of.clone()
    };
    unit.put(one.id.object(), Kind::Event, shape::event_changes(&one))?;
    let listed = (field::CHANGED, Change::Add(shape::changed(&id, one.id)));
    unit.put(of.id.object(), Kind::Event, vec![listed])?;
    Ok(one)
}

/// Takes an instance out of its series.
pub(crate) fn skip(unit: &mut Unit<'_>, of: &Event, id: RecurrenceId) -> Result<(), Fault> {
    let id = known(&of.series(unit.now.time_zone()), id)?;
    if let Some(&changed) = of.changed.get(&id) {
        unit.put(changed.object(), Kind::Event, vec![set(field::ALIVE, Value::Bool(false))])?;
    }
    unit.put(of.id.object(), Kind::Event, vec![(field::SKIPPED, Change::Add(shape::instance(&id)))])
}

/// What a series says of its instances, as fields.
struct Held {
    repeat: Option<Repeat>,
    skipped: BTreeSet<RecurrenceId>,
    also: BTreeSet<RecurrenceId>,
    changed: Vec<(RecurrenceId, EventId)>,
}

impl Held {
    fn of(series: &Series, like: &Event) -> Held {
        let repeat = series.rules.first().map(|rule| match &like.repeat {
            // Kept as written where it is the same.
            Some(repeat) if repeat.rule().as_ref() == Ok(rule) => repeat.clone(),
            _ => Repeat::every(rule),
        });
        Held {
            repeat,
            skipped: series.skipped.clone(),
            also: series.also.clone(),
            changed: series.changed.iter().map(|(id, event)| (*id, EventId::of(*event))).collect(),
        }
    }

    fn put(&self, unit: &mut Unit<'_>, id: EventId) -> Result<(), Fault> {
        let doc = unit.doc(id.object())?.unwrap_or_default();
        let names = |ids: &BTreeSet<RecurrenceId>| ids.iter().map(shape::instance).collect();
        let mut changes: Changes =
            vec![set(field::REPEAT, Value::maybe(self.repeat.as_ref(), shape::repeat))];
        changes.extend(set_to(&doc, field::SKIPPED, &names(&self.skipped)));
        changes.extend(set_to(&doc, field::ALSO, &names(&self.also)));
        let changed = self.changed.iter().map(|(id, event)| shape::changed(id, *event)).collect();
        changes.extend(set_to(&doc, field::CHANGED, &changed));
        unit.put(id.object(), Kind::Event, changes)
    }
}

/// Cuts a series before an instance: the old one ends there, and a new one goes on from it. Before
/// the first instance there is nothing to keep, and the series itself is meant.
pub(crate) fn following(unit: &mut Unit<'_>, of: &Event, id: RecurrenceId) -> Result<Event, Fault> {
    let series = of.series(unit.now.time_zone());
    let id = known(&series, id)?;
    let Some((before, after)) = series.split(&id) else { return Ok(of.clone()) };
    Held::of(&before, of).put(unit, of.id)?;
    let held = Held::of(&after, of);
    let next = Event {
        id: EventId::of(ObjectId::external("following", &format!("{}/{id}", of.id))),
        end: of.end.as_ref().map(|end| lasting(&of.start, end, &after.start)),
        start: after.start.clone(),
        repeat: held.repeat.clone(),
        skipped: held.skipped.clone(),
        also: held.also.clone(),
        changed: held.changed.iter().copied().collect(),
        created_at: unit.now.timestamp(),
        source: None,
        ..of.clone()
    };
    unit.put(next.id.object(), Kind::Event, shape::event_changes(&next))?;
    for (id, event) in &held.changed {
        let belongs = set(field::INSTANCE_OF, shape::instance_of(next.id, id));
        unit.put(event.object(), Kind::Event, vec![belongs])?;
    }
    Ok(next)
}

/// After a change of a whole series: its exceptions move along, and instances of their own follow
/// in what they still had from it.
pub(crate) fn follow(unit: &mut Unit<'_>, old: &Event, new: &Event) -> Result<(), Fault> {
    if old == new || (old.changed.is_empty() && old.skipped.is_empty() && old.also.is_empty()) {
        return Ok(());
    }
    let here = unit.now.time_zone().clone();
    let (was, is) = (old.series(&here), new.series(&here));
    let there = |id: &RecurrenceId| {
        let start = moved(&old.start, &new.start, &was.when(&was.fitted(*id)));
        RecurrenceId { date: start.date, time: start.time }
    };
    // A whole day taken out stays a whole day.
    let day_or_time = |id: &RecurrenceId| match id.time {
        None if old.start.time.is_some() => RecurrenceId::day(there(id).date),
        _ => there(id),
    };
    if old.start != new.start {
        let held = Held {
            repeat: new.repeat.clone(),
            skipped: old.skipped.iter().map(day_or_time).collect(),
            also: old.also.iter().map(there).collect(),
            changed: old.changed.iter().map(|(id, event)| (there(id), *event)).collect(),
        };
        held.put(unit, new.id)?;
    }
    for (id, &one) in &old.changed {
        let one = event(unit, one)?;
        let name = there(id);
        let mut changes = vec![set(field::INSTANCE_OF, shape::instance_of(new.id, &name))];
        let text = |same: bool, number: u16, text: &str| same.then(|| set(number, Value::text(text)));
        changes.extend(text(one.title == old.title, field::TITLE, new.title.as_str()));
        changes.extend(text(one.notes == old.notes, field::NOTES, new.notes.as_str()));
        changes.extend(text(one.location == old.location, field::LOCATION, &new.location));
        if one.area == old.area {
            changes.push(set(field::AREA, shape::maybe_id(new.area)));
        }
        let given = was.when(id);
        if one.start == given && one.end == old.end.as_ref().map(|end| lasting(&old.start, end, &given)) {
            let start = is.when(&name);
            let end = new.end.as_ref().map(|end| lasting(&new.start, end, &start));
            changes.push(set(field::START, shape::when(&start)));
            changes.push(set(field::END, shape::maybe_when(end.as_ref())));
        }
        unit.put(one.id.object(), Kind::Event, changes)?;
    }
    Ok(())
}
