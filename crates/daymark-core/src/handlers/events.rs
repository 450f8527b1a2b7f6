//! Events.

use daymark_api::{AddEvent, EditEvent, EventView, ListEvents, ObjectRef, Scope, SkipEvent};
use daymark_domain::{Body, Event, EventId, Id, Kind, RecurrenceId, Repeat, Rule, Title, When};
use daymark_store::Read;
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, set};
use daymark_texts::phrase;

use super::tasks::{check_area, moment};
use super::{Apply, answers, instances};
use crate::app::Inner;
use crate::fault::{Fault, invalid, missing};
use crate::unit::Unit;
use crate::view::{View, lasting};
use crate::words;

answers! { ListEvents => list; }

/// The longest span that is laid out at once.
const MOST_DAYS: i32 = 800;

fn list(read: &Read<'_>, inner: &Inner, call: ListEvents) -> Result<Vec<EventView>, Fault> {
    let days = call.from.until(call.to).map_or(0, |span| span.get_days());
    if !(0..=MOST_DAYS).contains(&days) {
        return Err(invalid(phrase!("error-too-many-days", most = MOST_DAYS)));
    }
    View::new(read, inner.now())?.events(call.from, call.to)
}

pub(crate) fn event(read: &Read<'_>, id: EventId) -> Result<Event, Fault> {
    let object = read.object(id.object())?.filter(|object| object.kind == Some(Kind::Event));
    object.map(|object| shape::event(object.id, &object.doc)).ok_or_else(|| missing("event"))
}

/// Location and the like: one line, bounded.
pub(crate) fn line(text: &str) -> Result<String, Fault> {
    if text.trim().is_empty() {
        return Ok(String::new());
    }
    Ok(Title::parse(text)?.to_string())
}

fn check_times(start: &When, end: Option<&When>) -> Result<(), Fault> {
    let Some(end) = end else { return Ok(()) };
    if end.time.is_some() != start.time.is_some() {
        return Err(invalid(phrase!("error-both-times")));
    }
    let utc = jiff::tz::TimeZone::UTC;
    if end.instant(&utc) < start.instant(&utc) {
        return Err(invalid(phrase!("error-ends-early")));
    }
    Ok(())
}

/// A repeat that can be kept, of something that starts then.
fn check_repeat(repeat: Option<&Repeat>, start: &When) -> Result<(), Fault> {
    let Some(repeat) = repeat else { return Ok(()) };
    let rule: Rule =
        repeat.rule().map_err(|error| invalid(phrase!("error-repeat", why = error.to_string())))?;
    let series = daymark_domain::Series::new(start.clone(), vec![rule], &jiff::tz::TimeZone::UTC);
    match series.ids(None).next() {
        Some(_) => Ok(()),
        None => Err(invalid(phrase!("error-repeat-never"))),
    }
}

/// The first instance that is left, as its own day shows it.
pub(crate) fn first(unit: &Unit<'_>, event: &Event) -> Result<EventView, Fault> {
    let view = View::new(unit, unit.now.clone())?;
    let first = event.series(unit.now.time_zone()).instances(None).next().map(|instance| instance.when.date);
    let day = first.filter(|_| event.repeats()).unwrap_or(event.start.date);
    let around = (day.yesterday().unwrap_or(day), day.tomorrow().unwrap_or(day));
    match view.event(event, around.0, around.1).into_iter().next() {
        Some(first) => Ok(first),
        // Every instance was taken out or is an event of its own.
        None => {
            let alone = Event { repeat: None, also: Default::default(), ..event.clone() };
            view.event(&alone, event.start.date, event.start.date)
                .into_iter()
                .next()
                .ok_or_else(|| missing("event"))
        }
    }
}

impl Apply for AddEvent {
    const LABEL: &'static str = "label-an-event-added";

    fn apply(self, unit: &mut Unit<'_>) -> Result<EventView, Fault> {
        let context = moment(unit)?;
        check_area(unit, self.area)?;
        let start = words::when(self.start, &context)?;
        let end = self.end.map(|input| words::when(input, &context)).transpose()?;
        check_times(&start, end.as_ref())?;
        check_repeat(self.repeat.as_ref(), &start)?;
        let event = Event {
            id: unit.new_id(),
            title: Title::parse(&self.title)?,
            notes: Body::parse(&self.notes)?,
            location: line(&self.location)?,
            start,
            end,
            area: self.area,
            repeat: self.repeat,
            skipped: Default::default(),
            also: Default::default(),
            changed: Default::default(),
            instance_of: None,
            reminders: Vec::new(),
            source: None,
            created_at: unit.now.timestamp(),
            trashed: false,
        };
        unit.label(phrase!("label-add-event", title = event.title.as_str()));
        unit.put(event.id.object(), Kind::Event, shape::event_changes(&event))?;
        first(unit, &event)
    }
}

impl Apply for EditEvent {
    const LABEL: &'static str = "label-an-event-changed";

    fn apply(self, unit: &mut Unit<'_>) -> Result<EventView, Fault> {
        let found = event(unit, self.id)?;
        let own = |call: EditEvent| EditEvent { instance: None, scope: None, ..call };
        let Some(scope) = self.scope else {
            let shown = self.instance.filter(|_| found.repeats());
            return change(own(self), unit, found, shown);
        };
        // A changed instance stands for its series where more than itself is meant.
        let (series, instance) = match found.instance_of {
            Some((series, id)) if scope != Scope::This => (event(unit, series)?, Some(id)),
            Some(_) => return change(own(self), unit, found, None),
            None => (found, self.instance),
        };
        let named = || instance.ok_or_else(|| invalid(phrase!("error-which-instance")));
        match scope {
            Scope::This => {
                let one = instances::detach(unit, &series, named()?)?;
                change(EditEvent { id: one.id, ..own(self) }, unit, one, None)
            }
            Scope::Following => {
                let id = named()?;
                let next = instances::following(unit, &series, id)?;
                let meant = (next.id == series.id).then_some(id);
                change(EditEvent { id: next.id, ..own(self) }, unit, next, meant)
            }
            Scope::All => change(EditEvent { id: series.id, ..own(self) }, unit, series, instance),
        }
    }
}

/// Changes one object. A new start of a series is that of `instance` where one was meant.
fn change(
    call: EditEvent,
    unit: &mut Unit<'_>,
    old: Event,
    instance: Option<RecurrenceId>,
) -> Result<EventView, Fault> {
    let context = moment(unit)?;
    let mut changes = Vec::new();
    if let Some(title) = call.title {
        changes.push(set(field::TITLE, Value::text(Title::parse(&title)?.as_str())));
    }
    if let Some(notes) = call.notes {
        changes.push(set(field::NOTES, Value::text(Body::parse(&notes)?.as_str())));
    }
    if let Some(location) = call.location {
        changes.push(set(field::LOCATION, Value::text(line(&location)?)));
    }
    // What the caller saw: the instance that was meant, or the start itself.
    let shown = match instance {
        Some(id) => {
            let series = old.series(unit.now.time_zone());
            series.when(&series.fitted(id))
        }
        None => old.start.clone(),
    };
    let seen_start = match call.start {
        Some(input) => words::when(input, &context)?,
        None => shown.clone(),
    };
    let start = instances::moved(&shown, &seen_start, &old.start);
    let end = match call.end.change() {
        Some(end) => {
            let end = end.map(|input| words::when(input, &context)).transpose()?;
            check_times(&seen_start, end.as_ref())?;
            end.map(|end| lasting(&seen_start, &end, &start))
        }
        // The event keeps its length when only its start moves.
        None => old.end.as_ref().map(|end| lasting(&old.start, end, &start)),
    };
    check_times(&start, end.as_ref())?;
    changes.push(set(field::START, shape::when(&start)));
    changes.push(set(field::END, shape::maybe_when(end.as_ref())));
    if let Some(area) = call.area.change() {
        check_area(unit, area)?;
        changes.push(set(field::AREA, shape::maybe_id(area)));
    }
    let repeat = match call.repeat.change() {
        Some(_) if old.instance_of.is_some() => return Err(invalid(phrase!("error-instance-repeats"))),
        Some(repeat) => repeat,
        None => old.repeat.as_ref().map(|repeat| {
            let civil = |when: &When| when.date.to_datetime(when.time.unwrap_or_default());
            repeat.moved(civil(&old.start), civil(&start))
        }),
    };
    if repeat != old.repeat {
        check_repeat(repeat.as_ref(), &start)?;
        changes.push(set(field::REPEAT, Value::maybe(repeat.as_ref(), shape::repeat)));
    }
    unit.label(phrase!("label-change-event", title = old.title.as_str()));
    unit.put(old.id.object(), Kind::Event, changes)?;
    let new = event(unit, old.id)?;
    instances::follow(unit, &old, &new)?;
    first(unit, &event(unit, old.id)?)
}

impl Apply for SkipEvent {
    const LABEL: &'static str = "label-an-event-skipped";

    fn apply(self, unit: &mut Unit<'_>) -> Result<ObjectRef, Fault> {
        let found = event(unit, self.id)?;
        let (series, id) = match (found.instance_of, self.instance) {
            (Some((series, id)), _) => (event(unit, series)?, id),
            (None, Some(id)) => (found, id),
            (None, None) => return Err(invalid(phrase!("error-which-instance"))),
        };
        unit.label(phrase!("label-skip", title = series.title.as_str()));
        instances::skip(unit, &series, id)?;
        Ok(ObjectRef { object: series.id.object(), kind: Kind::Event, title: series.title.to_string() })
    }
}
