//! A month of weeks: what is on each day in rows, moved between days by pointer and by key.

use std::rc::Rc;

use jiff::civil::Date;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use super::item::{Item, What};
use super::layout::{Bar, Span, bars, day_at};
use super::putting::{Wish, place_in_words, use_lift, use_putting};
use crate::components::{Carry, colour_class, use_carry, use_css_vars, was_carried};
use crate::i18n::t;
use crate::time::{self, use_today};
use crate::words;

/// Rows of a week; what is more is counted.
const ROWS: usize = 3;

#[derive(Properties, PartialEq)]
pub struct MonthProps {
    /// The first day of the month.
    pub month: Date,
    /// The first days of its weeks.
    pub weeks: Vec<Date>,
    pub items: Rc<Vec<Item>>,
    pub onopen: Callback<Item>,
    /// A press on a free place of a day.
    pub onnew: Callback<Date>,
    /// The number of a day was pressed.
    pub onday: Callback<Date>,
}

/// Days that an arrow key means: across, or to the week above or below.
fn step(event: &KeyboardEvent) -> Option<i64> {
    if event.alt_key() || event.shift_key() {
        return None;
    }
    match event.key().as_str() {
        "ArrowLeft" => Some(-1),
        "ArrowRight" => Some(1),
        "ArrowUp" => Some(-7),
        "ArrowDown" => Some(7),
        _ => None,
    }
}

#[component]
pub fn Month(props: &MonthProps) -> Html {
    let today = use_today();
    let root = use_node_ref();
    let (onput, question) = use_putting(props.items.clone());
    let lift = use_lift(props.items.clone(), step, props.onopen.clone(), onput.clone());
    let ondrop = {
        let items = props.items.clone();
        Callback::from(move |(key, place): (String, String)| {
            let item = items.iter().find(|item| item.key() == key).cloned();
            if let (Some(item), Ok(day)) = (item, place.parse::<Date>()) {
                let span = item.span.on(day);
                onput.emit((Wish { item, span }, false));
            }
        })
    };
    let carry = use_carry(&root, ondrop);
    let title = {
        let items = props.items.clone();
        move |key: &str| {
            items
                .iter()
                .find(|item| item.key() == key)
                .map(|item| item.title().to_owned())
                .unwrap_or_default()
        }
    };
    let names = props.weeks.first().copied().unwrap_or(props.month);
    let lifted = lift.held.as_ref().map(|wish| (wish.item.key(), wish.span));
    html! {
        <>
            <div ref={root} class="month" onkeydown={lift.onkeydown.clone()} onfocusout={lift.onfocusout.clone()}
                onpointerdown={carry.onpointerdown.clone()} onpointermove={carry.onpointermove.clone()}
                onpointerup={carry.onpointerup.clone()} onpointercancel={carry.onpointercancel.clone()}>
                <p class="visually-hidden" id="hours-hint">{ t!("month-hint") }</p>
                <p class="visually-hidden" role="status" aria-live="assertive">{ lift.said() }</p>
                <div class="month-names" aria-hidden="true">
                    for index in 0..7 { <span>{ words::weekday_short(day_at(names, index).weekday()) }</span> }
                </div>
                <div class="month-weeks">
                    for &week in &props.weeks {
                        <Week key={week.to_string()} {week} month={props.month} {today} items={props.items.clone()} carry={carry.clone()}
                            lifted={lifted.clone()} onopen={props.onopen.clone()} onnew={props.onnew.clone()} onday={props.onday.clone()} />
                    }
                </div>
                { carry.label(title) }
            </div>
            { question }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct WeekProps {
    week: Date,
    month: Date,
    today: Date,
    items: Rc<Vec<Item>>,
    carry: Carry,
    lifted: Option<(String, Span)>,
    onopen: Callback<Item>,
    onnew: Callback<Date>,
    onday: Callback<Date>,
}

#[component]
fn Week(props: &WeekProps) -> Html {
    let zone = time::time_zone();
    let spans: Vec<(Date, Date)> =
        props.items.iter().map(|item| (item.span.date(), item.span.last(&zone))).collect();
    let placed = bars(props.week, 7, &spans);
    let mut more = [0_usize; 7];
    for bar in placed.iter().flatten().filter(|bar| bar.row >= ROWS) {
        for count in more.iter_mut().take(bar.last + 1).skip(bar.first) {
            *count += 1;
        }
    }
    let lifted_to = props.lifted.as_ref().map(|(_, span)| span.date());
    html! {
        <div class="month-week">
            for index in 0..7 { { cell(props, day_at(props.week, index), lifted_to) } }
            for (item, bar) in props.items.iter().zip(&placed).filter_map(|(item, bar)| Some((item, (*bar)?))).filter(|(_, bar)| bar.row < ROWS) {
                <Chip key={item.key()} item={item.clone()} {bar} gone={props.carry.is(&item.key()) || props.lifted.as_ref().is_some_and(|(key, _)| *key == item.key())} onopen={props.onopen.clone()} />
            }
            for (index, count) in more.into_iter().enumerate().filter(|(_, count)| *count > 0) {
                <More key={format!("more-{index}")} {index} {count} day={day_at(props.week, index)} onday={props.onday.clone()} />
            }
        </div>
    }
}

fn cell(props: &WeekProps, day: Date, lifted_to: Option<Date>) -> Html {
    let place = day.to_string();
    let class = classes!(
        "month-day",
        (day.first_of_month() != props.month).then_some("is-other"),
        (day == props.today).then_some("is-today"),
        (props.carry.over(&place) || lifted_to == Some(day)).then_some("is-over"),
    );
    let onclick = props.onnew.reform(move |_: MouseEvent| day);
    let press = {
        Callback::from(move |event: MouseEvent| {
            // The number has its own press; and who carried something did not press.
            let on_button = event
                .target()
                .and_then(|it| it.dyn_into::<Element>().ok())
                .is_some_and(|it| it.closest("button").ok().flatten().is_some());
            if !on_button && !was_carried() {
                onclick.emit(event);
            }
        })
    };
    html! {
        <div key={place.clone()} {class} data-place={place} onclick={press}>
            <button type="button" class="month-number num" onclick={props.onday.reform(move |_: MouseEvent| day)}
                aria-label={t!("calendar-show-day", day = words::long_day(day))} aria-current={(day == props.today).then_some("date")}>
                if day.day() == 1 { <small>{ words::month_short(day.month()) }</small> }
                <b>{ day.day() }</b>
            </button>
        </div>
    }
}

fn vars(bar: Bar) -> Vec<(&'static str, String)> {
    vec![
        ("--first", (bar.first + 1).to_string()),
        ("--end", (bar.last + 2).to_string()),
        ("--row", (bar.row + 2).to_string()),
    ]
}

#[derive(Properties, PartialEq)]
struct ChipProps {
    item: Item,
    bar: Bar,
    gone: bool,
    onopen: Callback<Item>,
}

#[component]
fn Chip(props: &ChipProps) -> Html {
    let node = use_node_ref();
    let (item, bar) = (&props.item, props.bar);
    use_css_vars(&node, vars(bar));
    let is_task = matches!(item.what, What::Task(_));
    let timed = matches!(item.span, Span::Timed { .. });
    let time = match item.span {
        Span::Timed { at, .. } if !bar.before => Some(words::time(at.time())),
        _ => None,
    };
    let class = classes!(
        "month-chip",
        colour_class(item.colour()),
        is_task.then_some("is-task"),
        (!is_task && timed && bar.first == bar.last).then_some("is-timed"),
        item.done().then_some("is-done"),
        props.gone.then_some("is-held"),
        bar.before.then_some("from-before"),
        bar.after.then_some("goes-after"),
    );
    let onclick = {
        let item = item.clone();
        let onopen = props.onopen.clone();
        Callback::from(move |_: MouseEvent| {
            if !was_carried() {
                onopen.emit(item.clone());
            }
        })
    };
    let key = item.key();
    html! {
        <button ref={node} type="button" {class} id={(!bar.before).then(|| format!("block-{key}"))} data-key={key} aria-describedby="hours-hint"
            aria-label={t!("held-name", title = item.title(), place = place_in_words(item.span, &time::time_zone()))} {onclick}>
            if is_task { <i class="week-tick" aria-hidden="true"></i> } else if timed { <i class="month-dot" aria-hidden="true"></i> }
            if let Some(time) = time { <b class="num">{ time }</b> }
            <span>{ item.title() }</span>
        </button>
    }
}

#[derive(Properties, PartialEq)]
struct MoreProps {
    index: usize,
    count: usize,
    day: Date,
    onday: Callback<Date>,
}

#[component]
fn More(props: &MoreProps) -> Html {
    let node = use_node_ref();
    use_css_vars(
        &node,
        vars(Bar { first: props.index, last: props.index, row: ROWS, before: false, after: false }),
    );
    let day = props.day;
    html! {
        <button ref={node} type="button" class="month-more num" onclick={props.onday.reform(move |_: MouseEvent| day)}
            aria-label={t!("month-more-on", count = props.count, day = words::long_day(day))}>{ t!("week-more", count = props.count) }</button>
    }
}
