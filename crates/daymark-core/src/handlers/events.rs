//! Events.

use daymark_api::{AddEvent, EditEvent, EventView, ListEvents};
use daymark_domain::{Body, Event, EventId, Id, Kind, Rule, Title, When};
use daymark_store::Read;
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, set};
use daymark_texts::phrase;

use super::tasks::{check_area, moment};
use super::{Apply, answers};
use crate::app::Inner;
use crate::fault::{Fault, invalid, missing};
use crate::unit::Unit;
use crate::view::View;
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

fn event(read: &Read<'_>, id: EventId) -> Result<Event, Fault> {
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

/// The first instance, as its own day shows it.
pub(crate) fn first(unit: &Unit<'_>, event: &Event) -> Result<EventView, Fault> {
    let view = View::new(unit, unit.now.clone())?;
    let day = event.start.date;
    let around = (day.yesterday().unwrap_or(day), day.tomorrow().unwrap_or(day));
    view.event(event, around.0, around.1).into_iter().next().ok_or_else(|| missing("event"))
}

impl Apply for AddEvent {
    const LABEL: &'static str = "label-an-event-added";

    fn apply(self, unit: &mut Unit<'_>) -> Result<EventView, Fault> {
        let context = moment(unit)?;
        check_area(unit, self.area)?;
        if let Some(Err(error)) = self.repeat.as_ref().map(|repeat| repeat.rrule.parse::<Rule>()) {
            return Err(invalid(phrase!("error-repeat", why = error.to_string())));
        }
        let start = words::when(self.start, &context)?;
        let end = self.end.map(|input| words::when(input, &context)).transpose()?;
        check_times(&start, end.as_ref())?;
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
        let old = event(unit, self.id)?;
        let context = moment(unit)?;
        let mut changes = Vec::new();
        if let Some(title) = self.title {
            changes.push(set(field::TITLE, Value::text(Title::parse(&title)?.as_str())));
        }
        if let Some(notes) = self.notes {
            changes.push(set(field::NOTES, Value::text(Body::parse(&notes)?.as_str())));
        }
        if let Some(location) = self.location {
            changes.push(set(field::LOCATION, Value::text(line(&location)?)));
        }
        let start = match self.start {
            Some(input) => words::when(input, &context)?,
            None => old.start.clone(),
        };
        let end = match self.end.change() {
            Some(end) => end.map(|input| words::when(input, &context)).transpose()?,
            // The event keeps its length when only its start moves.
            None => old.end.as_ref().map(|end| shifted(&old.start, end, &start)),
        };
        check_times(&start, end.as_ref())?;
        changes.push(set(field::START, shape::when(&start)));
        changes.push(set(field::END, shape::maybe_when(end.as_ref())));
        if let Some(area) = self.area.change() {
            check_area(unit, area)?;
            changes.push(set(field::AREA, shape::maybe_id(area)));
        }
        unit.label(phrase!("label-change-event", title = old.title.as_str()));
        unit.put(self.id.object(), Kind::Event, changes)?;
        first(unit, &event(unit, self.id)?)
    }
}

fn shifted(old: &When, end: &When, new: &When) -> When {
    let (Some(old_time), Some(end_time), Some(new_time)) = (old.time, end.time, new.time) else {
        let days = old.date.until(end.date).unwrap_or_default();
        return When { date: new.date.saturating_add(days), time: None, zone: None };
    };
    let length = old.date.to_datetime(old_time).until(end.date.to_datetime(end_time)).unwrap_or_default();
    let moved = new.date.to_datetime(new_time).saturating_add(length);
    When { date: moved.date(), time: Some(moved.time()), zone: new.zone.clone() }
}
