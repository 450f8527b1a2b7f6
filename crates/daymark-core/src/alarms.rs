//! When something that repeats reminds: events, habits and routines, instance by instance.
//!
//! Nothing is laid out ahead. The store keeps for each thing the moment at which it has to be looked
//! at again; here it is looked at, with the clock and the zone of now. So skipped and changed
//! instances, a change of the clocks, another zone and a restart need no care of their own.

use daymark_domain::{Kind, Reminder};
use daymark_store::Object;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, Life};
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// A day without a time reminds by nine in the morning.
const MORNING: Time = Time::constant(9, 0, 0, 0);
/// The most instances that are looked at for one thing.
const MOST: usize = 2_000;
/// The days of a habit that are looked at.
const DAYS: i64 = 400;

/// A reminder of one instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ring {
    pub at: Timestamp,
    /// The wall clock of the instance here, where it has a time.
    pub time: Option<Time>,
}

/// An instance: its moment, and its time here.
type Instance = (Timestamp, Option<Time>);

/// The next reminders of a thing after one moment and up to another, at most `most`, earliest first.
pub(crate) fn rings(
    object: &Object,
    here: &TimeZone,
    week_start: Weekday,
    (after, until): (Timestamp, Timestamp),
    most: usize,
) -> Vec<Ring> {
    let minutes: Vec<i64> = minutes_before(object).into_iter().map(i64::from).collect();
    let (Some(longest), Some(shortest)) = (minutes.iter().max(), minutes.iter().min()) else {
        return Vec::new();
    };
    if shape::life(&object.doc) != Life::Alive {
        return Vec::new();
    }
    let mut found: Vec<Ring> = Vec::new();
    let from = after.saturating_add(shortest.minutes()).unwrap_or(after);
    each(object, here, week_start, from, |(base, time)| {
        let early = base.saturating_sub(longest.minutes()).unwrap_or(base);
        found.sort_unstable();
        if early > until || found.get(most.saturating_sub(1)).is_some_and(|last| early > last.at) {
            return false;
        }
        let at = minutes.iter().filter_map(|minutes| base.checked_sub(minutes.minutes()).ok());
        found.extend(at.filter(|at| *at > after && *at <= until).map(|at| Ring { at, time }));
        true
    });
    found.sort_unstable();
    found.dedup_by_key(|ring| ring.at);
    found.truncate(most);
    found
}

fn minutes_before(object: &Object) -> Vec<u32> {
    let reminders = match object.kind {
        Some(Kind::Event) => shape::event(object.id, &object.doc).reminders,
        Some(Kind::Habit) => shape::habit(object.id, &object.doc).reminders,
        Some(Kind::Routine) => shape::routine(object.id, &object.doc).reminders,
        _ => Vec::new(),
    };
    let before = |reminder: &Reminder| match reminder {
        Reminder::MinutesBefore(minutes) => Some(*minutes),
        Reminder::At(_) => None,
    };
    reminders.iter().filter_map(before).collect()
}

/// The moment since which a thing reminds as it does: what lies before was not meant.
pub(crate) fn since(object: &Object) -> Timestamp {
    [field::REMINDERS, field::START, field::REPEAT, field::RHYTHM, field::TIME_OF_DAY]
        .into_iter()
        .filter_map(|number| object.doc.register(number))
        .filter_map(|(stamp, _)| Timestamp::from_millisecond(i64::try_from(stamp.millis).ok()?).ok())
        .max()
        .unwrap_or(Timestamp::MIN)
}

/// Whether it comes more than once.
pub(crate) fn repeats(object: &Object) -> bool {
    object.kind != Some(Kind::Event) || shape::event(object.id, &object.doc).repeats()
}

/// Gives the instances from about `from` on until `take` has enough.
fn each(
    object: &Object,
    here: &TimeZone,
    week_start: Weekday,
    from: Timestamp,
    mut take: impl FnMut(Instance) -> bool,
) {
    let civil = |zone: &TimeZone| -> DateTime {
        zone.to_datetime(from).checked_sub(1.day()).unwrap_or_else(|_| zone.to_datetime(from))
    };
    let moment = |day: Date, time: Time| -> Timestamp {
        here.to_ambiguous_timestamp(day.to_datetime(time)).compatible().unwrap_or(Timestamp::MAX)
    };
    let series = match object.kind {
        Some(Kind::Event) => shape::event(object.id, &object.doc).series(here),
        Some(Kind::Routine) => {
            let routine = shape::routine(object.id, &object.doc);
            if routine.archived || routine.repeat.is_none() {
                return;
            }
            routine.series(here)
        }
        Some(Kind::Habit) => {
            let habit = shape::habit(object.id, &object.doc);
            let first = civil(here).date();
            for n in 0..DAYS {
                let Ok(day) = first.checked_add(n.days()) else { return };
                if habit.open(day, week_start)
                    && !take((moment(day, habit.time.unwrap_or(MORNING)), habit.time))
                {
                    return;
                }
            }
            return;
        }
        _ => return,
    };
    for instance in series.instances(Some(civil(&series.zone))).take(MOST) {
        let more = match instance.when.time {
            Some(_) => take((instance.at, instance.when.seen_from(here).1)),
            None => take((moment(instance.when.date, MORNING), None)),
        };
        if !more {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use daymark_domain::{Event, EventId, Id, ObjectId, Repeat, Title, When};

    fn object(start: &str, zone: Option<&str>, rrule: &str, minutes: &[u32], skipped: &[&str]) -> Object {
        let at: DateTime = start.parse().unwrap();
        let event = Event {
            id: EventId::of(ObjectId::new(0, [1; 10])),
            title: Title::parse("Choir").unwrap(),
            notes: Default::default(),
            location: String::new(),
            start: When {
                date: at.date(),
                time: start.contains('T').then_some(at.time()),
                zone: zone.map(str::to_owned),
            },
            end: None,
            area: None,
            repeat: Some(Repeat { rrule: rrule.into(), after_completion: false }),
            skipped: skipped.iter().map(|id| id.parse().unwrap()).collect(),
            also: Default::default(),
            changed: Default::default(),
            instance_of: None,
            reminders: minutes.iter().map(|minutes| Reminder::MinutesBefore(*minutes)).collect(),
            source: None,
            created_at: Timestamp::UNIX_EPOCH,
            trashed: false,
        };
        let mut doc = daymark_sync::Doc::default();
        let op = daymark_sync::Op {
            device: daymark_sync::DeviceId([0; 8]),
            counter: 1,
            stamp: Default::default(),
            object: event.id.object(),
            kind: daymark_sync::kind_number(Kind::Event),
            changes: shape::event_changes(&event),
        };
        doc.apply(&op);
        Object { id: event.id.object(), kind: Some(Kind::Event), doc }
    }

    #[test]
    fn every_instance_rings() {
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        for (start, zone, rrule, minutes, skipped, after, expected) in [
            // Weekly, over the end of summer time: the wall clock stays, the instant moves.
            (
                "2026-10-13T18:00",
                Some("Europe/Berlin"),
                "FREQ=WEEKLY",
                &[30][..],
                &[][..],
                "2026-10-19T00:00:00Z",
                "2026-10-20T15:30:00Z 2026-10-27T16:30:00Z 2026-11-03T16:30:00Z",
            ),
            // In another zone, whose summer ends a week later.
            (
                "2026-10-13T18:00",
                Some("America/New_York"),
                "FREQ=WEEKLY",
                &[0],
                &[],
                "2026-10-24T00:00:00Z",
                "2026-10-27T22:00:00Z 2026-11-03T23:00:00Z 2026-11-10T23:00:00Z",
            ),
            // What was skipped does not ring; one that rang does not again.
            (
                "2026-11-02T09:00",
                None,
                "FREQ=DAILY",
                &[10],
                &["2026-11-04T09:00:00", "2026-11-05"],
                "2026-11-02T07:50:00Z",
                "2026-11-03T07:50:00Z 2026-11-06T07:50:00Z 2026-11-07T07:50:00Z",
            ),
            // Two reminders of each, a day and an hour before.
            (
                "2026-11-02T09:00",
                None,
                "FREQ=WEEKLY",
                &[60, 1440],
                &[],
                "2026-11-01T10:00:00Z",
                "2026-11-02T07:00:00Z 2026-11-08T08:00:00Z 2026-11-09T07:00:00Z",
            ),
            // A whole day rings at nine.
            (
                "2026-11-02",
                None,
                "FREQ=MONTHLY",
                &[0],
                &[],
                "2026-11-02T09:00:00Z",
                "2026-12-02T08:00:00Z 2027-01-02T08:00:00Z 2027-02-02T08:00:00Z",
            ),
            // The hour that summer time leaves out comes an hour later, by the standard.
            (
                "2027-03-27T02:30",
                Some("Europe/Berlin"),
                "FREQ=DAILY",
                &[0],
                &[],
                "2027-03-27T12:00:00Z",
                "2027-03-28T01:30:00Z 2027-03-29T00:30:00Z 2027-03-30T00:30:00Z",
            ),
            (
                "2026-11-02T09:00",
                None,
                "FREQ=DAILY;COUNT=2",
                &[0],
                &[],
                "2026-11-02T08:00:00Z",
                "2026-11-03T08:00:00Z",
            ),
            ("2026-11-02T09:00", None, "FREQ=DAILY", &[], &[], "2026-11-02T08:00:00Z", ""),
        ] {
            let object = object(start, zone, rrule, minutes, skipped);
            let after: Timestamp = after.parse().unwrap();
            let found = rings(&object, &berlin, Weekday::Monday, (after, Timestamp::MAX), 3);
            let found: Vec<String> = found.iter().map(|ring| ring.at.to_string()).collect();
            assert_eq!(found.join(" "), expected, "{start} {rrule} {minutes:?}");
        }
    }
}
