//! What was understood, one chip a fact.

use daymark_api::Parsed;
use daymark_api::domain::{DraftKind, Energy, Priority, Reminder, SpanKind, When};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::i18n::t;
use crate::icons::Sign;
use crate::words;

#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    pub label: String,
    pub sign: Sign,
    pub tone: &'static str,
    /// The pieces of the line it comes from; none when it was not typed.
    pub ranges: Vec<(usize, usize)>,
}

/// The class that colours a kind of span, in the line and on its chip.
pub fn tone(kind: SpanKind) -> &'static str {
    match kind {
        SpanKind::Date | SpanKind::Duration | SpanKind::Repeat => "span-time",
        SpanKind::Tag | SpanKind::Area | SpanKind::Goal | SpanKind::Project => "span-place",
        SpanKind::Deadline | SpanKind::Reminder => "span-lamp",
        SpanKind::Priority | SpanKind::Energy | SpanKind::Kind => "span-weight",
    }
}

pub fn of(parsed: &Parsed, today: Date) -> Vec<Chip> {
    let draft = &parsed.draft;
    let mut chips = Vec::new();
    let ranges = |kind: SpanKind| -> Vec<(usize, usize)> {
        draft.spans.iter().filter(|span| span.kind == kind).map(|span| (span.start, span.end)).collect()
    };
    let mut chip = |kind: SpanKind, sign: Sign, label: String, ranges: Vec<(usize, usize)>| {
        chips.push(Chip { label, sign, tone: tone(kind), ranges });
    };
    let when = draft.start.as_ref().or(draft.due.as_ref());
    let repeat = parsed.repeat_said.as_ref().map(|said| words::sentence(said));
    if let Some(said) = repeat {
        let typed = ranges(SpanKind::Date).is_empty();
        let time = when.filter(|_| typed).and_then(|when| clock(when, draft.end.as_ref()));
        let label =
            time.map_or(said.clone(), |time| t!("chip-repeat-time", repeat = said.as_str(), time = time));
        chip(SpanKind::Repeat, Sign::Repeat, label, ranges(SpanKind::Repeat));
    }
    if let Some(when) = when
        && (parsed.repeat_said.is_none() || !ranges(SpanKind::Date).is_empty())
    {
        chip(SpanKind::Date, Sign::Calendar, moment(when, draft.end.as_ref(), today), ranges(SpanKind::Date));
    }
    if let Some(deadline) = &draft.deadline {
        let label = words::sentence(&t!("by-day", day = words::when(deadline, today)));
        chip(SpanKind::Deadline, Sign::Flag, label, ranges(SpanKind::Deadline));
    }
    if let Some(minutes) = draft.duration_minutes.filter(|_| !ranges(SpanKind::Duration).is_empty()) {
        chip(SpanKind::Duration, Sign::Timer, words::minutes(minutes), ranges(SpanKind::Duration));
    }
    for reminder in &draft.reminders {
        chip(SpanKind::Reminder, Sign::Bell, remind(reminder, when), ranges(SpanKind::Reminder));
    }
    let named = [
        (SpanKind::Area, Sign::Area, &draft.area),
        (SpanKind::Goal, Sign::Goals, &draft.goal),
        (SpanKind::Project, Sign::Goals, &draft.project),
    ];
    for (kind, sign, name) in named {
        if let Some(name) = name {
            chip(kind, sign, name.clone(), ranges(kind));
        }
    }
    let tags = ranges(SpanKind::Tag);
    for (index, tag) in draft.tags.iter().enumerate() {
        chip(SpanKind::Tag, Sign::Tag, tag.clone(), tags.get(index).copied().into_iter().collect());
    }
    if let Some(priority) = draft.priority {
        let label = match priority {
            Priority::High => t!("chip-priority-high"),
            Priority::Medium => t!("chip-priority-medium"),
            Priority::Low => t!("chip-priority-low"),
        };
        chip(SpanKind::Priority, Sign::Priority, label, ranges(SpanKind::Priority));
    }
    if let Some(energy) = draft.energy {
        let label = match energy {
            Energy::High => t!("chip-energy-high"),
            Energy::Medium => t!("chip-energy-medium"),
            Energy::Low => t!("chip-energy-low"),
        };
        chip(SpanKind::Energy, Sign::Bolt, label, ranges(SpanKind::Energy));
    }
    if draft.kind == DraftKind::Habit {
        chip(SpanKind::Kind, Sign::Repeat, t!("kind-habit"), ranges(SpanKind::Kind));
    }
    chips
}

/// `15:00` or `15:00–15:45`.
fn clock(start: &When, end: Option<&When>) -> Option<String> {
    let from = words::minute(start.time?);
    Some(match end.and_then(|end| end.time) {
        Some(to) => words::range(from, words::minute(to)),
        None => words::minute_of_day(from),
    })
}

/// The day and the time, and until when.
fn moment(start: &When, end: Option<&When>, today: Date) -> String {
    let day = words::sentence(&words::near_day(start.date, today));
    let day = if start.date.until(today).is_ok_and(|span| span.get_days().abs() > 1)
        && !day.chars().any(|c| c.is_ascii_digit())
    {
        // "Tuesday" leaves open which; the date does not.
        format!("{day}, {}", words::short_day(start.date, today))
    } else {
        day
    };
    match (clock(start, end), end) {
        (Some(time), _) => t!("day-time", day = day, time = time),
        (None, Some(end)) if end.date > start.date => {
            format!("{day} – {}", words::short_day(end.date, today))
        }
        (None, _) => day,
    }
}

fn remind(reminder: &Reminder, when: Option<&When>) -> String {
    match reminder {
        Reminder::At(moment) => {
            let here = crate::time::here(*moment);
            let day = words::near_day(here.date(), crate::time::today());
            t!("chip-reminder", time = t!("day-time", day = day, time = words::time(here.time())))
        }
        Reminder::MinutesBefore(minutes) => {
            let due = when.and_then(|when| when.time.map(|time| when.date.to_datetime(time)));
            match due.and_then(|due| due.checked_sub(i64::from(*minutes).minutes()).ok()) {
                Some(at) => t!("chip-reminder", time = words::time(at.time())),
                None => t!("chip-reminder-before", time = words::minutes(*minutes)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use daymark_api::domain::{Draft, Repeat, Span};
    use jiff::civil::{date, time};

    #[test]
    fn the_drawn_example() {
        let when = |h, m| When { date: date(2026, 11, 24), time: Some(time(h, m, 0, 0)), zone: None };
        let span = |start, end, kind| Span { start, end, kind, text: String::new() };
        let draft = Draft {
            title: "Physio".into(),
            start: Some(when(15, 0)),
            end: Some(when(15, 45)),
            duration_minutes: Some(45),
            repeat: Some(Repeat { rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU".into(), after_completion: false }),
            tags: vec!["health".into()],
            reminders: vec![Reminder::MinutesBefore(60)],
            spans: vec![
                span(7, 26, SpanKind::Repeat),
                span(27, 34, SpanKind::Duration),
                span(35, 42, SpanKind::Tag),
                span(43, 67, SpanKind::Reminder),
            ],
            ..Draft::default()
        };
        let parsed = Parsed {
            draft,
            repeat_said: Some("every 2 weeks on Tuesday".into()),
            repeat_dates: vec![],
            area_id: None,
            area_colour: None,
        };
        let labels: Vec<String> =
            of(&parsed, date(2026, 11, 21)).into_iter().map(|chip| chip.label).collect();
        assert_eq!(labels, ["Every 2 weeks on Tuesday, 15:00–15:45", "45 min", "Reminder 14:00", "health"]);
    }
}
