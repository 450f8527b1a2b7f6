//! How dates, lengths and ids are said.

use daymark_api::{HistoryEntry, TaskView};
use daymark_domain::{ObjectId, Reminder, Repeat, TaskStatus, When};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::out::{Cell, Look, quiet};

/// The last eight characters: the first ones are the time, and many things are made in one second.
pub fn short(id: impl Into<ObjectId>) -> String {
    let id = id.into().to_string();
    id.get(id.len().saturating_sub(8)..).unwrap_or(&id).to_owned()
}

pub fn id_cell(id: impl Into<ObjectId>) -> Cell {
    quiet(short(id))
}

/// Says dates as seen from one moment.
pub struct Calendar {
    pub now: Zoned,
    pub zone: TimeZone,
}

impl Calendar {
    /// `today`, `Thu 26 Nov`, `3 Mar 2028`.
    pub fn day(&self, date: Date) -> String {
        let today = self.now.date();
        let ahead = today.until(date).map_or(i32::MAX, |span| span.get_days());
        match ahead {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            -1 => "yesterday".to_owned(),
            _ if date.year() == today.year() || (0..300).contains(&ahead) => {
                date.strftime("%a %-d %b").to_string()
            }
            _ => date.strftime("%-d %b %Y").to_string(),
        }
    }

    pub fn when(&self, when: &When) -> String {
        let (date, time) = when.seen_from(&self.zone);
        match time {
            Some(time) => format!("{} {}", self.day(date), clock(time)),
            None => self.day(date),
        }
    }

    pub fn stamp(&self, stamp: Timestamp) -> String {
        let at = stamp.to_zoned(self.zone.clone());
        format!("{} {}", self.day(at.date()), clock(at.time()))
    }

    /// The date a task's row shows: what it is due on, else its deadline, else its start.
    pub fn task_when(&self, task: &TaskView) -> String {
        let task = &task.task;
        match (&task.due, &task.deadline, &task.start) {
            (Some(due), ..) => self.when(due),
            (_, Some(deadline), _) => format!("by {}", self.when(deadline)),
            (.., Some(start)) => format!("from {}", self.when(start)),
            _ => String::new(),
        }
    }

    /// The cells of a task's row: id, mark, title, when, where, how long, priority, tags.
    /// Why a task cannot be done now.
    pub fn held(&self, view: &TaskView) -> Option<String> {
        if !view.held() {
            return None;
        }
        let after = match view.blockers.as_slice() {
            [] => None,
            [one] => Some(format!("after '{}'", one.title)),
            [one, others @ ..] => Some(format!("after '{}' and {} more", one.title, others.len())),
        };
        let waiting = view.task.waiting.as_ref();
        let waiting = waiting.map(|waiting| {
            format!(
                "waiting for {} since {}",
                waiting.on,
                self.day(waiting.since.to_zoned(self.now.time_zone().clone()).date())
            )
        });
        Some([after, waiting].into_iter().flatten().collect::<Vec<_>>().join(", "))
    }

    pub fn task_row(&self, view: &TaskView) -> [Cell; 8] {
        let task = &view.task;
        let (mark, look) = match task.status {
            TaskStatus::Pending => ("○", Look::Quiet),
            TaskStatus::InProgress => ("◐", Look::Lamp),
            TaskStatus::Completed => ("✓", Look::Done),
        };
        let steps = match view.subtasks {
            0 => String::new(),
            all => format!(" ({}/{all})", view.subtasks_done),
        };
        let held = self.held(view).map(|why| format!(" · {why}")).unwrap_or_default();
        let title = format!("{}{steps}{held}", task.title);
        let done = if task.open() && !view.held() { Look::Plain } else { Look::Quiet };
        let place = [&view.project_title, &view.goal_title, &view.area_name].into_iter().flatten().next();
        [
            id_cell(task.id),
            Cell::new(mark, look),
            Cell::new(title, done),
            Cell::from(self.task_when(view)),
            quiet(place.map(String::as_str).unwrap_or_default()),
            quiet(task.estimate_minutes.map(minutes).unwrap_or_default()),
            quiet(task.priority.map(|priority| priority.word()).unwrap_or_default()),
            quiet(tags(task.tags.iter().map(|tag| tag.as_str()))),
        ]
    }
}

pub const TASK_HEAD: [&str; 8] = ["ID", "", "TITLE", "WHEN", "FOR", "TAKES", "PRIORITY", "TAGS"];
/// The column of a task's row that gives way.
pub const TASK_TITLE: usize = 2;

pub fn tags<'a>(tags: impl IntoIterator<Item = &'a str>) -> String {
    tags.into_iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ")
}

pub fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Minutes after midnight as a clock shows them; 1440 is `24:00`.
pub fn minute_of_day(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// `45 min`, `2 h`, `1 h 30`.
pub fn minutes(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest:02}"),
    }
}

/// `45m`, `1h30`, `1h 30m`, `1.5h` or a bare number of minutes.
pub fn parse_minutes(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase();
    if let Ok(minutes) = text.parse() {
        return Some(minutes);
    }
    let (hours, rest) = match text.split_once('h') {
        Some((hours, rest)) => (hours.trim().parse::<f64>().ok()?, rest),
        None => (0.0, text.as_str()),
    };
    let rest = rest.trim().trim_start_matches("ours").trim_start_matches("our").trim();
    let rest = rest.trim_end_matches("minutes").trim_end_matches("min").trim_end_matches('m').trim();
    let rest: u32 = if rest.is_empty() { 0 } else { rest.parse().ok()? };
    let whole = hours * 60.0 + f64::from(rest);
    (whole > 0.0 && whole <= 525_600.0).then_some(whole.round() as u32)
}

pub fn reminder(reminder: &Reminder, calendar: &Calendar) -> String {
    match reminder {
        Reminder::MinutesBefore(0) => "at the time".to_owned(),
        Reminder::MinutesBefore(before) => format!("{} before", minutes(*before)),
        Reminder::At(at) => calendar.stamp(*at),
    }
}

pub fn repeat(repeat: &Repeat) -> String {
    let after = if repeat.after_completion { ", counted from when it is done" } else { "" };
    format!("{}{after}", repeat.rrule)
}

/// `3 tasks`, `1 task`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

pub fn history_row(entry: &HistoryEntry, calendar: &Calendar) -> [Cell; 4] {
    let look = if entry.undone { Look::Quiet } else { Look::Plain };
    let label = if entry.undone { format!("{} (undone)", entry.label) } else { entry.label.clone() };
    let actor = if matches!(entry.actor.as_str(), "person") { "" } else { entry.who.as_str() };
    let objects = if entry.objects > 1 { format!("{} things", entry.objects) } else { String::new() };
    [quiet(calendar.stamp(entry.at)), Cell::new(label, look), quiet(objects), quiet(actor)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_said_from_today() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let calendar =
            Calendar { now: date(2026, 11, 21).at(9, 0, 0, 0).to_zoned(zone.clone()).unwrap(), zone };
        for (day, said) in [
            (date(2026, 11, 21), "today"),
            (date(2026, 11, 22), "tomorrow"),
            (date(2026, 11, 20), "yesterday"),
            (date(2026, 11, 26), "Thu 26 Nov"),
            (date(2027, 1, 4), "Mon 4 Jan"),
            (date(2027, 6, 1), "Tue 1 Jun"),
            (date(2027, 11, 1), "1 Nov 2027"),
            (date(2025, 11, 21), "21 Nov 2025"),
        ] {
            assert_eq!(calendar.day(day), said);
        }
        let lima = When::at(date(2026, 11, 21), jiff::civil::time(20, 0, 0, 0), "America/Lima");
        assert_eq!(calendar.when(&lima), "tomorrow 02:00");
    }

    #[test]
    fn lengths_are_read_and_said() {
        for (text, expected) in [
            ("45", Some(45)),
            ("45m", Some(45)),
            ("45 min", Some(45)),
            ("1h", Some(60)),
            ("1h30", Some(90)),
            ("1h 30m", Some(90)),
            ("1.5h", Some(90)),
            ("2 hours", Some(120)),
            ("soon", None),
            ("h", None),
            ("-5h", None),
            ("NaNh", None),
        ] {
            assert_eq!(parse_minutes(text), expected, "{text}");
        }
        assert_eq!([minutes(45), minutes(120), minutes(95)], ["45 min", "2 h", "1 h 35"]);
    }
}
