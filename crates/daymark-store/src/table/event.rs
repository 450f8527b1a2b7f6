//! `event`: which days an event touches.

use daymark_domain::{Event, ObjectId, Reminder};
use daymark_sync::{Doc, shape};
use jiff::civil::Date;
use rusqlite::params;

use crate::table::day_number;
use crate::{Read, StoreError, Write};

/// The days an event covers in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventSpan {
    pub first: i32,
    /// `None` repeats without an end.
    pub last: Option<i32>,
}

impl EventSpan {
    /// One day is added on both sides, because a zoned event can fall on a neighbouring day of the
    /// person's calendar.
    pub fn of(event: &Event) -> EventSpan {
        let first = day_number(event.start.date);
        let end = event.end.as_ref().map_or(first, |end| day_number(end.date)).max(first);
        let length = end - first;
        // Instances put in may lie outside of what the rule covers.
        let also = || event.also.iter().map(|id| day_number(id.date));
        let rule = event.repeat.as_ref().and_then(|repeat| repeat.rule().ok());
        let last = match rule {
            None => Some(end),
            Some(rule) => rule.until.map(|until| day_number(until.date()) + length),
        };
        let last = last.map(|last| also().map(|day| day + length).fold(last, i32::max));
        EventSpan { first: also().fold(first, i32::min) - 1, last: last.map(|last| last + 1) }
    }
}

impl Write<'_> {
    pub(crate) fn project_event(&self, n: i64, event: &Event) -> Result<(), StoreError> {
        if !event.trashed {
            let span = EventSpan::of(event);
            self.0
                .0
                .prepare_cached("INSERT INTO event (n, first_day, last_day) VALUES (?1, ?2, ?3)")?
                .execute(params![n, span.first, span.last])?;
        }
        let reminders: &[Reminder] = if event.trashed { &[] } else { &event.reminders };
        if event.repeats() {
            self.project_alarm(n, reminders)?;
        } else {
            self.project_reminders(n, reminders, Some(&event.start))?;
        }
        self.project_words(n, !event.trashed, event.title.as_str(), event.notes.as_str(), &event.location)
    }
}

impl Read<'_> {
    /// Living events that may touch a day between two, both included; repeats are not laid out.
    pub fn events(&self, from: Date, to: Date) -> Result<Vec<Event>, StoreError> {
        let mut select = self.0.prepare_cached(
            "SELECT o.id, o.doc FROM event e CROSS JOIN object o ON o.n = e.n
             WHERE e.last_day >= ?1 AND e.first_day <= ?2
             UNION ALL
             SELECT o.id, o.doc FROM event e CROSS JOIN object o ON o.n = e.n
             WHERE e.last_day IS NULL AND e.first_day <= ?2",
        )?;
        let mut rows = select.query(params![day_number(from), day_number(to)])?;
        let mut events = Vec::new();
        while let Some(row) = rows.next()? {
            let doc: Vec<u8> = row.get(1)?;
            events.push(shape::event(ObjectId::from_bytes(row.get(0)?), &Doc::decode(&doc)?));
        }
        Ok(events)
    }
}
