//! A week as seven columns of hours.

use std::rc::Rc;

use daymark_api::domain::TaskStatus;
use daymark_api::{EventView, ListTasks, TaskView};
use jiff::civil::Date;
use yew::prelude::*;

use super::days::Day;
use crate::components::{colour_class, use_css_vars};
use crate::i18n::t;
use crate::query::use_query;
use crate::route::{Link, Route};
use crate::settings::use_settings;
use crate::time::use_now;
use crate::words;

#[derive(Properties, PartialEq)]
pub struct WeekProps {
    pub days: Rc<Vec<Day>>,
    pub onopen: Callback<EventView>,
    pub onadd: Callback<Date>,
}

/// The hours that are shown: those of the settings, and more when something is outside them.
pub fn hours(days: &[Day], begins: u8, ends: u8) -> (u8, u8) {
    let timed = || days.iter().flat_map(|day| &day.timed);
    let first =
        timed().filter_map(|event| event.start).map(|it| it.hour().unsigned_abs()).min().unwrap_or(begins);
    let last = timed()
        .filter_map(|event| event.end.or(event.start))
        .map(|it| it.hour().unsigned_abs() + u8::from(it.minute() > 0))
        .max()
        .unwrap_or(ends);
    (begins.min(first), ends.max(last).clamp(1, 24))
}

/// Where an event stands beside others of its time: its column, and how many there are.
pub fn lanes(events: &[EventView]) -> Vec<(usize, usize)> {
    let span = |event: &EventView| {
        let start = event.start.map(words::minute).unwrap_or_default();
        let end = event.end.map(words::minute).filter(|end| *end > start).unwrap_or(start + 30);
        (start, end)
    };
    let mut out: Vec<(usize, usize)> = Vec::with_capacity(events.len());
    let (mut group_from, mut group_end) = (0, 0);
    let mut ends: Vec<u16> = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let (start, end) = span(event);
        if start >= group_end {
            close(&mut out, group_from, ends.len());
            ends.clear();
            group_from = index;
        }
        let lane = ends.iter().position(|free| *free <= start).unwrap_or(ends.len());
        match ends.get_mut(lane) {
            Some(slot) => *slot = end,
            None => ends.push(end),
        }
        out.push((lane, 1));
        group_end = group_end.max(end);
    }
    close(&mut out, group_from, ends.len());
    out
}

fn close(out: &mut [(usize, usize)], from: usize, lanes: usize) {
    for entry in out.iter_mut().skip(from) {
        entry.1 = lanes.max(1);
    }
}

#[component]
pub fn Week(props: &WeekProps) -> Html {
    let settings = use_settings();
    let now = use_now();
    let node = use_node_ref();
    let (begins, ends) = hours(&props.days, settings.day_begins, settings.day_ends);
    let minute = words::minute(now.time());
    use_css_vars(
        &node,
        vec![
            ("--hours", (ends - begins).to_string()),
            ("--now", (f64::from(minute) / 60.0 - f64::from(begins)).to_string()),
        ],
    );
    let shown = (u16::from(begins) * 60..u16::from(ends) * 60).contains(&minute);
    html! {
        <div class="week" ref={node}>
            <div class="week-heads">
                <span></span>
                for day in props.days.iter() { { head(day.date, now.date(), &props.onadd) } }
            </div>
            <div class="week-whole">
                <span class="week-label">{ t!("all-day") }</span>
                for day in props.days.iter() { <Whole day={day.clone()} onopen={props.onopen.clone()} /> }
            </div>
            <div class="week-grid scrolls">
                <div class="week-hours" aria-hidden="true">
                    for hour in begins..ends { <span class="week-hour num">{ words::minute_of_day(u16::from(hour) * 60) }</span> }
                </div>
                for day in props.days.iter() {
                    <div class={classes!("week-day", (day.date == now.date()).then_some("is-today"))}>
                        for (event, (lane, of)) in day.timed.iter().zip(lanes(&day.timed)) {
                            <Block key={format!("{}{}", event.id, event.date)} event={event.clone()} {begins} {lane} {of} onopen={props.onopen.clone()} />
                        }
                        if day.date == now.date() && shown { <span class="week-now" aria-hidden="true"></span> }
                    </div>
                }
            </div>
        </div>
    }
}

fn head(date: Date, today: Date, onadd: &Callback<Date>) -> Html {
    let add = onadd.reform(move |_: MouseEvent| date);
    html! {
        <button type="button" class={classes!("week-head", (date == today).then_some("is-today"))} onclick={add}
            aria-label={t!("event-add-on", day = words::long_day(date))} title={t!("event-add")}>
            <span>{ words::weekday_short(date.weekday()) }</span><b class="num">{ date.day() }</b>
        </button>
    }
}

#[derive(Properties, PartialEq)]
struct WholeProps {
    day: Day,
    onopen: Callback<EventView>,
}

/// What has a day and no hour: events of the whole day, and tasks.
#[component]
fn Whole(props: &WholeProps) -> Html {
    let tasks = use_query(ListTasks {
        query: format!("status:any due:{}", props.day.date),
        limit: Some(50),
        offset: 0,
    });
    let tasks: &[TaskView] = tasks.ready().map(|page| page.tasks.as_slice()).unwrap_or_default();
    let more = tasks.len().saturating_sub(4);
    html! {
        <div class="week-all">
            for event in &props.day.whole {
                <button type="button" class={classes!("week-chip", "is-event", colour_class(event.area_colour))}
                    onclick={let event = event.clone(); props.onopen.reform(move |_: MouseEvent| event.clone())}>{ &event.title }</button>
            }
            for view in tasks.iter().take(4) {
                <Link to={Route::Task(view.task.id)} class={classes!("week-chip", colour_class(view.area_colour), (view.task.status == TaskStatus::Completed).then_some("is-done"))}>
                    <i class="week-tick" aria-hidden="true"></i><span>{ view.task.title.as_str() }</span>
                </Link>
            }
            if more > 0 { <Link to={Route::Tasks(format!("status:any due:{}", props.day.date))} class="week-more num">{ t!("week-more", count = more) }</Link> }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct BlockProps {
    event: EventView,
    begins: u8,
    lane: usize,
    of: usize,
    onopen: Callback<EventView>,
}

#[component]
fn Block(props: &BlockProps) -> Html {
    let node = use_node_ref();
    let event = &props.event;
    let start = event.start.map(words::minute).unwrap_or_default();
    let end = event.end.map(words::minute).filter(|end| *end > start).unwrap_or(start + 30);
    use_css_vars(
        &node,
        vec![
            ("--from", (f64::from(start) / 60.0 - f64::from(props.begins)).to_string()),
            ("--long", (f64::from(end - start) / 60.0).to_string()),
            ("--lane", props.lane.to_string()),
            ("--of", props.of.to_string()),
        ],
    );
    let open = {
        let event = event.clone();
        props.onopen.reform(move |_: MouseEvent| event.clone())
    };
    html! {
        <button ref={node} type="button" class={classes!("week-block", colour_class(event.area_colour), (end - start < 45).then_some("is-short"))} onclick={open}>
            <strong>{ &event.title }</strong><small class="num">{ words::range(start, end) }</small>
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    fn event(from: i8, to: i8) -> EventView {
        EventView {
            id: "0198a5f0-0000-7000-8000-000000000001".parse().unwrap(),
            title: String::new(),
            notes: String::new(),
            location: String::new(),
            date: date(2026, 11, 21),
            start: Some(time(from, 0, 0, 0)),
            end: Some(time(to, 0, 0, 0)),
            last: date(2026, 11, 21),
            area: None,
            area_colour: None,
            repeats: false,
            instance: None,
            series: None,
            source: None,
        }
    }

    #[test]
    fn what_overlaps_stands_side_by_side() {
        let lanes_of = |events: &[(i8, i8)]| {
            lanes(&events.iter().map(|(from, to)| event(*from, *to)).collect::<Vec<_>>())
        };
        assert_eq!(lanes_of(&[]), []);
        assert_eq!(lanes_of(&[(9, 10), (10, 11)]), [(0, 1), (0, 1)]);
        assert_eq!(lanes_of(&[(9, 11), (10, 12), (11, 13)]), [(0, 2), (1, 2), (0, 2)]);
        assert_eq!(lanes_of(&[(9, 12), (9, 10), (10, 11), (14, 15)]), [(0, 2), (1, 2), (1, 2), (0, 1)]);
    }

    #[test]
    fn hours_grow_to_what_is_there() {
        let day = |events: Vec<EventView>| Day { date: date(2026, 11, 21), whole: Vec::new(), timed: events };
        assert_eq!(hours(&[day(vec![])], 8, 20), (8, 20));
        assert_eq!(hours(&[day(vec![event(6, 7)]), day(vec![event(21, 23)])], 8, 20), (6, 23));
    }
}
