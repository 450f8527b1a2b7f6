//! A thing of the calendar, event or task, and where it stands here.

use std::rc::Rc;

use daymark_api::domain::{AreaColour, TaskId, TaskStatus, When};
use daymark_api::{EventView, TaskView};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::layout::{DAY, Slot, Span, between};

/// The length of something that does not say how long it takes.
const HALF_HOUR: u32 = 30;

#[derive(Clone, Debug, PartialEq)]
pub enum What {
    Event(Rc<EventView>),
    Task(Rc<TaskView>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub what: What,
    pub span: Span,
}

impl Item {
    /// Names it among all that is shown; also the end of its id in the page.
    pub fn key(&self) -> String {
        match &self.what {
            What::Event(event) => format!("{}-{}", event.id, event.date),
            What::Task(view) => view.task.id.to_string(),
        }
    }

    pub fn title(&self) -> &str {
        match &self.what {
            What::Event(event) => &event.title,
            What::Task(view) => view.task.title.as_str(),
        }
    }

    pub fn colour(&self) -> Option<AreaColour> {
        match &self.what {
            What::Event(event) => event.area_colour,
            What::Task(view) => view.area_colour,
        }
    }

    pub fn done(&self) -> bool {
        matches!(&self.what, What::Task(view) if view.task.status == TaskStatus::Completed)
    }

    pub fn repeats(&self) -> bool {
        match &self.what {
            What::Event(event) => event.repeats,
            What::Task(view) => view.task.repeat.is_some(),
        }
    }

    pub fn task(&self) -> Option<TaskId> {
        match &self.what {
            What::Event(_) => None,
            What::Task(view) => Some(view.task.id),
        }
    }

    /// One line of what else is known: where it is, or what it belongs to.
    pub fn detail(&self) -> String {
        match &self.what {
            What::Event(event) if event.location.is_empty() => event.source.clone().unwrap_or_default(),
            What::Event(event) => event.location.clone(),
            What::Task(view) => {
                view.goal_title.clone().or_else(|| view.area_name.clone()).unwrap_or_default()
            }
        }
    }
}

fn minute(time: Time) -> u32 {
    u32::try_from(i32::from(time.hour()) * 60 + i32::from(time.minute())).unwrap_or_default()
}

/// Where an event stands. Core gives an end at midnight as the last second of the day before.
pub fn span_of_event(event: &EventView, zone: &TimeZone) -> Span {
    let Some(start) = event.start else {
        let days = event.date.until(event.last).map_or(0, |span| span.get_days());
        return Span::Whole { date: event.date, days: u32::try_from(days).unwrap_or_default() + 1 };
    };
    let at = Slot { date: event.date, minute: minute(start) };
    let length = match event.end {
        None => HALF_HOUR,
        Some(end) => {
            let up = u32::from(end.second() > 0);
            let last = Slot { date: event.last, minute: (minute(end) + up).min(DAY) };
            between(at, last, zone)
        }
    };
    Span::Timed { at, length }
}

/// The day and time that clocks in `zone` show.
fn seen(when: &When, zone: &TimeZone) -> (Date, Option<Time>) {
    when.seen_from(zone)
}

/// Where a task stands within `from..=to`: where it is planned, or else where it is due.
pub fn span_of_task(view: &TaskView, from: Date, to: Date, zone: &TimeZone) -> Option<Span> {
    let task = &view.task;
    let length = task.estimate_minutes.unwrap_or(HALF_HOUR).clamp(10, DAY - 1);
    [&task.start, &task.due]
        .into_iter()
        .flatten()
        .map(|when| seen(when, zone))
        .find(|(date, _)| (from..=to).contains(date))
        .map(|(date, time)| match time {
            Some(time) => Span::Timed { at: Slot { date, minute: minute(time) }, length },
            None => Span::Whole { date, days: 1 },
        })
}

/// Everything from `from` to `to`, in the order in which it comes: by day, whole days first.
pub fn items(events: &[EventView], tasks: &[TaskView], from: Date, to: Date, zone: &TimeZone) -> Vec<Item> {
    let events = events
        .iter()
        .map(|event| Item { what: What::Event(Rc::new(event.clone())), span: span_of_event(event, zone) })
        .filter(|item| item.span.date() <= to && item.span.last(zone) >= from);
    let tasks = tasks.iter().filter_map(|view| {
        let span = span_of_task(view, from, to, zone)?;
        Some(Item { what: What::Task(Rc::new(view.clone())), span })
    });
    let mut all: Vec<Item> = events.chain(tasks).collect();
    all.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.title().cmp(b.title())));
    all
}

fn order(item: &Item) -> (Date, u8, u32, bool) {
    match item.span {
        Span::Whole { date, .. } => (date, u8::from(matches!(item.what, What::Task(_))), 0, item.done()),
        Span::Timed { at, .. } => (at.date, 2, at.minute, item.done()),
    }
}

/// The wish to have it at that slot, pinned to this zone where it was pinned before, or new.
pub fn when_of_task(view: &TaskView, at: Slot, zone: Option<String>) -> When {
    let old = view.task.start.as_ref().or(view.task.due.as_ref());
    // A time that floats goes on floating.
    let floats = old.is_some_and(|old| old.time.is_some() && old.zone.is_none());
    When { date: at.date, time: Some(at.time()), zone: zone.filter(|_| !floats) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::people;
    use jiff::civil::{date, time};

    fn event(title: &str, from: Date, start: Option<Time>, last: Date, end: Option<Time>) -> EventView {
        EventView {
            id: "0198a5f0-0000-7000-8000-000000000001".parse().unwrap(),
            title: title.into(),
            notes: String::new(),
            location: String::new(),
            date: from,
            start,
            end,
            last,
            area: None,
            area_colour: None,
            repeats: false,
            instance: None,
            series: None,
            source: None,
        }
    }

    fn clock(hour: i8, minute: i8) -> Option<Time> {
        Some(time(hour, minute, 0, 0))
    }

    #[test]
    fn events_have_their_length_over_midnight_and_over_clock_changes() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let (sat, sun) = (date(2026, 11, 21), date(2026, 11, 22));
        let spring = date(2026, 3, 29);
        for (event, length) in [
            (event("a", sat, clock(9, 0), sat, clock(10, 30)), 90),
            (event("a", sat, clock(22, 0), sun, clock(2, 0)), 240),
            (event("a", sat, clock(22, 0), sat, Some(time(23, 59, 59, 0))), 120),
            (event("a", sat, clock(9, 0), sat, None), 30),
            (event("a", spring, clock(1, 0), spring, clock(4, 0)), 120),
        ] {
            let at = Slot { date: event.date, minute: minute(event.start.unwrap()) };
            assert_eq!(span_of_event(&event, &zone), Span::Timed { at, length });
        }
        let visit = event("a", sat, None, date(2026, 11, 23), None);
        assert_eq!(span_of_event(&visit, &zone), Span::Whole { date: sat, days: 3 });
    }

    #[test]
    fn tasks_stand_where_they_are_planned_and_else_where_they_are_due() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let (from, to) = (date(2026, 11, 16), date(2026, 11, 22));
        let mut view = people::task(1, "Letters");
        assert_eq!(
            span_of_task(&view, from, to, &zone),
            Some(Span::Whole { date: date(2026, 11, 21), days: 1 })
        );
        view.task.start = Some(When { date: date(2026, 11, 19), time: clock(14, 30), zone: None });
        let at = Slot { date: date(2026, 11, 19), minute: 870 };
        assert_eq!(span_of_task(&view, from, to, &zone), Some(Span::Timed { at, length: 90 }));
        // Planned elsewhere, due here.
        view.task.start = Some(When::day(date(2026, 11, 2)));
        assert_eq!(span_of_task(&view, from, to, &zone).map(Span::date), Some(date(2026, 11, 21)));
        assert_eq!(span_of_task(&view, date(2026, 12, 1), date(2026, 12, 7), &zone), None);
        // Another zone's evening is the next morning here.
        view.task.start = Some(When::at(date(2026, 11, 18), time(20, 0, 0, 0), "America/New_York"));
        let at = Slot { date: date(2026, 11, 19), minute: 120 };
        assert_eq!(span_of_task(&view, from, to, &zone), Some(Span::Timed { at, length: 90 }));
    }

    #[test]
    fn a_time_floats_on_only_where_it_floated() {
        let at = Slot { date: date(2026, 11, 24), minute: 615 };
        let here = || Some("Europe/Berlin".to_owned());
        let mut view = people::task(1, "Letters");
        assert_eq!(when_of_task(&view, at, here()).zone, here(), "a first time is pinned");
        view.task.due = Some(When { date: at.date, time: clock(9, 0), zone: None });
        assert_eq!(when_of_task(&view, at, here()).zone, None);
        view.task.due = Some(When::at(at.date, time(9, 0, 0, 0), "America/New_York"));
        let when = when_of_task(&view, at, here());
        assert_eq!((when.zone, when.time), (here(), clock(10, 15)));
    }

    #[test]
    fn things_come_in_their_order() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let (sat, sun, mon) = (date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23));
        let events = [
            event("Lunch", sat, clock(12, 0), sat, None),
            event("Call", sat, clock(9, 0), sat, None),
            event("Visit", sat, None, mon, None),
            event("Night train", date(2026, 11, 20), clock(22, 0), sat, clock(6, 0)),
            event("Elsewhere", date(2026, 12, 24), None, date(2026, 12, 24), None),
        ];
        let tasks = [people::task(1, "Letters")];
        let titles: Vec<String> =
            items(&events, &tasks, sat, sun, &zone).iter().map(|item| item.title().to_owned()).collect();
        assert_eq!(titles, ["Night train", "Visit", "Letters", "Call", "Lunch"]);
    }
}
