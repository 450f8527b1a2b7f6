//! Which days there are, and what falls on each.

use daymark_api::{EventView, WeekStart};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A day with its events: those of the whole day first, then by the clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    pub date: Date,
    pub whole: Vec<EventView>,
    pub timed: Vec<EventView>,
}

/// `count` days from `from`, each with what falls on it. An event of several days is on all of them.
pub fn days(from: Date, count: i64, events: &[EventView]) -> Vec<Day> {
    (0..count)
        .filter_map(|offset| from.checked_add(offset.days()).ok())
        .map(|date| {
            let on: Vec<&EventView> = events
                .iter()
                .filter(|event| event.date <= date && date <= event.last.max(event.date))
                .collect();
            // The later days of something that began at a time are whole days.
            let is_whole = |event: &EventView| event.start.is_none() || event.date != date;
            let mut whole: Vec<EventView> =
                on.iter().filter(|event| is_whole(event)).map(|it| (*it).clone()).collect();
            let mut timed: Vec<EventView> =
                on.iter().filter(|event| !is_whole(event)).map(|it| (*it).clone()).collect();
            whole.sort_by(|a, b| a.title.cmp(&b.title));
            timed.sort_by(|a, b| (a.start, a.end, &a.title).cmp(&(b.start, b.end, &b.title)));
            Day { date, whole, timed }
        })
        .collect()
}

/// The first day of the week that `day` is in.
pub fn week_of(day: Date, start: WeekStart) -> Date {
    let first = match start {
        WeekStart::Monday => Weekday::Monday,
        WeekStart::Saturday => Weekday::Saturday,
        WeekStart::Sunday => Weekday::Sunday,
    };
    let back = i64::from(day.weekday().since(first));
    day.checked_sub(back.days()).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    fn event(title: &str, from: Date, hour: Option<i8>, last: Date) -> EventView {
        EventView {
            id: "0198a5f0-0000-7000-8000-000000000001".parse().unwrap(),
            title: title.into(),
            notes: String::new(),
            location: String::new(),
            date: from,
            start: hour.map(|hour| time(hour, 0, 0, 0)),
            end: None,
            last,
            area: None,
            area_colour: None,
            repeats: false,
            instance: None,
            series: None,
            source: None,
        }
    }

    #[test]
    fn events_stand_on_their_days_in_order() {
        let (sat, sun, mon) = (date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23));
        let events = [
            event("Lunch", sat, Some(12), sat),
            event("Call", sat, Some(9), sat),
            event("Visit", sat, None, mon),
            event("Night train", sat, Some(22), sun),
            event("Elsewhere", date(2026, 12, 24), None, date(2026, 12, 24)),
        ];
        let titles = |events: &[EventView]| events.iter().map(|it| it.title.clone()).collect::<Vec<_>>();
        let days = days(sat, 3, &events);
        assert_eq!(days.iter().map(|day| day.date).collect::<Vec<_>>(), [sat, sun, mon]);
        assert_eq!(titles(&days[0].whole), ["Visit"]);
        assert_eq!(titles(&days[0].timed), ["Call", "Lunch", "Night train"]);
        assert_eq!(titles(&days[1].whole), ["Night train", "Visit"]);
        assert_eq!((titles(&days[2].whole), days[2].timed.len()), (vec!["Visit".to_owned()], 0));
    }

    #[test]
    fn weeks_begin_where_the_person_says() {
        for (day, start, first) in [
            (date(2026, 11, 21), WeekStart::Monday, date(2026, 11, 16)),
            (date(2026, 11, 21), WeekStart::Sunday, date(2026, 11, 15)),
            (date(2026, 11, 21), WeekStart::Saturday, date(2026, 11, 21)),
            (date(2026, 11, 16), WeekStart::Monday, date(2026, 11, 16)),
        ] {
            assert_eq!(week_of(day, start), first, "{day} {start:?}");
        }
    }
}
