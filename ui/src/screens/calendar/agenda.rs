//! What comes, as one list of days: with the free time between in words, and everything can be
//! moved to another day by pointer and by key.

use std::rc::Rc;

use daymark_api::{EventView, ListTasks, TaskView};
use jiff::civil::Date;
use yew::prelude::*;

use super::item::{Item, What};
use super::layout::{Span, day_at};
use super::putting::{Wish, use_lift, use_putting};
use crate::actions;
use crate::components::{Button, Carry, Dot, Empty, TaskRow, colour_class, use_carry, was_carried};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::overlay::{self, Overlay};
use crate::query::use_query;
use crate::settings::use_settings;
use crate::time::{self, use_now};
use crate::words;

/// Free time shorter than this is not worth a word.
const WORTH_SAYING: u32 = 25;
/// What begins within this many minutes is said to come.
const SOON: u32 = 4 * 60;

#[derive(Properties, PartialEq)]
pub struct AgendaProps {
    pub first: Date,
    pub days: usize,
    pub items: Rc<Vec<Item>>,
    pub onopen: Callback<Item>,
}

/// What stands before a thing of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    Nothing,
    /// So many minutes are free until it begins.
    Free(u32),
    /// It is the next, in so many minutes.
    In(u32),
}

/// What stands before each thing of a day, given `(from, to)` in the order of beginning. `now` is
/// the minute of the day when it is today; what is over has nothing before it.
pub fn gaps(spans: &[(u32, u32)], now: Option<u32>) -> Vec<Before> {
    let mut busy_until: Option<u32> = None;
    let mut next_said = false;
    spans
        .iter()
        .map(|&(from, to)| {
            let before = match (now, busy_until) {
                (Some(now), _) if from < now => Before::Nothing,
                (Some(now), until) if !next_said => {
                    next_said = true;
                    let running = until.is_some_and(|until| until > now);
                    if from - now <= SOON && !running { Before::In(from - now) } else { free(until, from) }
                }
                (_, until) => free(until, from),
            };
            busy_until = Some(busy_until.unwrap_or_default().max(to));
            before
        })
        .collect()
}

fn free(until: Option<u32>, from: u32) -> Before {
    match until {
        Some(until) if from >= until + WORTH_SAYING => Before::Free(from - until),
        _ => Before::Nothing,
    }
}

/// Alt with an arrow moves to the day before or after; plain arrows go from row to row.
fn step(event: &KeyboardEvent) -> Option<i64> {
    match event.key().as_str() {
        "ArrowUp" if event.alt_key() => Some(-1),
        "ArrowDown" if event.alt_key() => Some(1),
        _ => None,
    }
}

#[component]
pub fn Agenda(props: &AgendaProps) -> Html {
    let anything = use_query(ListTasks { query: "status:any due:any".into(), limit: Some(1), offset: 0 });
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
    let no_tasks = anything.ready().is_some_and(|page| page.total == 0);
    if props.items.is_empty() && no_tasks {
        let example = t!("calendar-example");
        let words = example.clone();
        let add = Callback::from(move |_: MouseEvent| overlay::open(Overlay::Add(words.clone())));
        return html! {
            <Empty sign={Sign::Calendar} title={t!("calendar-empty")} text={t!("calendar-empty-text")}>
                <Button sign={Sign::Plus} onclick={add}>{ example }</Button>
            </Empty>
        };
    }
    let zone = time::time_zone();
    let on = |date: Date| -> Vec<Item> {
        let covers = |item: &&Item| (item.span.date()..=item.span.last(&zone)).contains(&date);
        props.items.iter().filter(covers).cloned().collect()
    };
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
    let lifted = lift.held.as_ref().map(|wish| (wish.item.key(), wish.span.date()));
    html! {
        <>
            <div ref={root} class="agenda-room" onkeydown={lift.onkeydown.clone()} onfocusout={lift.onfocusout.clone()}
                onpointerdown={carry.onpointerdown.clone()} onpointermove={carry.onpointermove.clone()}
                onpointerup={carry.onpointerup.clone()} onpointercancel={carry.onpointercancel.clone()}>
                <p class="visually-hidden" id="agenda-hint">{ t!("agenda-hint") }</p>
                <p class="visually-hidden" role="status" aria-live="assertive">{ lift.said() }</p>
                <ol class="agenda">
                    for date in (0..props.days).map(|index| day_at(props.first, index)) {
                        <AgendaDay key={date.to_string()} {date} items={on(date)} carry={carry.clone()} lifted={lifted.clone()} onopen={props.onopen.clone()} />
                    }
                </ol>
                { carry.label(title) }
            </div>
            { question }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct DayProps {
    date: Date,
    items: Vec<Item>,
    carry: Carry,
    lifted: Option<(String, Date)>,
    onopen: Callback<Item>,
}

#[component]
fn AgendaDay(props: &DayProps) -> Html {
    let now = use_now();
    let settings = use_settings();
    let today = now.date();
    let date = props.date;
    let place = date.to_string();
    let nothing = props.items.is_empty();
    let near = words::near_day(date, today);
    let said = matches!(date.since(today).map(|span| span.get_days()), Ok(0 | 1));
    let is_timed =
        |item: &&Item| matches!(item.span, Span::Timed { at, .. } if at.date == date) && !item.span.is_bar();
    let spans: Vec<(u32, u32)> = props
        .items
        .iter()
        .filter(is_timed)
        .filter_map(|item| match item.span {
            Span::Timed { at, length } => Some((at.minute, at.minute + length)),
            Span::Whole { .. } => None,
        })
        .collect();
    let minute = (date == today).then(|| u32::from(words::minute(now.time())));
    let mut before = gaps(&spans, minute).into_iter();
    let rows: Vec<Html> = props
        .items
        .iter()
        .flat_map(|item| {
            let gap =
                if is_timed(&item) { before.next().unwrap_or(Before::Nothing) } else { Before::Nothing };
            [gap_row(gap, item), row(item, props, today, now.time())]
        })
        .collect();
    let rest = rest_of(&spans, minute, u32::from(settings.day_ends) * 60);
    let over = props.carry.over(&place) || props.lifted.as_ref().is_some_and(|(_, to)| *to == date);
    let class = classes!(
        "agenda-day",
        (date == today).then_some("is-today"),
        nothing.then_some("is-free"),
        over.then_some("is-over"),
    );
    html! {
        <li {class} data-place={place}>
            <h2 class="agenda-date">
                <b class="num">{ date.day() }</b>
                <span>{ words::weekday(date.weekday()) }<small>{ if said { near } else { words::month(date.month()) } }</small></span>
            </h2>
            <div class="agenda-things">
                { for rows }
                if let Some(minutes) = rest { <p class="agenda-gap num">{ t!("gap-rest", time = words::minutes(minutes)) }</p> }
                if nothing { <p class="agenda-free">{ t!("agenda-free") }</p> }
            </div>
        </li>
    }
}

/// What is left of today after its last thing, when that is worth a word.
fn rest_of(spans: &[(u32, u32)], now: Option<u32>, ends: u32) -> Option<u32> {
    let last = spans.iter().map(|(_, to)| *to).max()?;
    let from = last.max(now?);
    (ends >= from + WORTH_SAYING).then(|| ends - from)
}

fn gap_row(before: Before, item: &Item) -> Html {
    let key = format!("gap-{}", item.key());
    match before {
        Before::Nothing => Html::default(),
        Before::Free(minutes) => {
            html! { <p {key} class="agenda-gap num">{ t!("gap-free", time = words::minutes(minutes)) }</p> }
        }
        Before::In(minutes) => {
            html! { <p {key} class="agenda-gap is-next num">{ t!("agenda-in", time = words::minutes(minutes.max(1))) }</p> }
        }
    }
}

fn row(item: &Item, props: &DayProps, today: Date, now: jiff::civil::Time) -> Html {
    let key = item.key();
    let gone = props.carry.is(&key) || props.lifted.as_ref().is_some_and(|(lifted, _)| *lifted == key);
    let held = gone.then_some("is-held");
    // Something of several days is one thing with one name.
    let id = (item.span.date() == props.date).then(|| format!("block-{key}"));
    match &item.what {
        What::Event(event) => html! {
            <div key={key.clone()} class={classes!("agenda-row", held)} data-key={key}>{ event_row(item, event, id, props, now) }</div>
        },
        What::Task(view) => html! {
            <div key={key.clone()} {id} class={classes!("agenda-row", held)} data-key={key}>{ task_row(view, today) }</div>
        },
    }
}

fn task_row(view: &TaskView, today: Date) -> Html {
    let ontoggle = Callback::from(|view| actions::toggle(&view));
    html! {
        <ul class="tasks"><TaskRow task={view.clone()} {today} tab={true} without_day={true} {ontoggle} /></ul>
    }
}

fn event_row(
    item: &Item,
    event: &EventView,
    id: Option<String>,
    props: &DayProps,
    now: jiff::civil::Time,
) -> Html {
    let day = props.date;
    let time = match (event.start.filter(|_| event.date == day && !item.span.is_bar()), event.end) {
        (Some(start), Some(end)) if event.last == event.date => {
            words::range(words::minute(start), words::minute(end).max(words::minute(start)))
        }
        (Some(start), _) => words::time(start),
        (None, _) => t!("all-day"),
    };
    let until =
        (event.last > event.date).then(|| t!("all-day-until", day = words::near_day(event.last, day)));
    let facts = [until.unwrap_or_default(), event.location.clone(), event.source.clone().unwrap_or_default()];
    let onclick = {
        let (item, onopen) = (item.clone(), props.onopen.clone());
        Callback::from(move |_: MouseEvent| {
            if !was_carried() {
                onopen.emit(item.clone());
            }
        })
    };
    let past = day == time::today()
        && event.start.is_some()
        && event.last == day
        && event.end.is_some_and(|end| end <= now);
    let class = classes!("agenda-event", colour_class(event.area_colour), past.then_some("is-past"));
    html! {
        <button type="button" {id} {class} {onclick} aria-describedby="agenda-hint">
            <span class="agenda-time num">{ time }</span>
            <span class="agenda-words"><span class="agenda-title">{ &event.title }
                if event.repeats { <Icon sign={Sign::Repeat} /> }</span>
                <small>{ words::dotted(facts) }</small></span>
            <Dot colour={event.area_colour} />
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_time_is_said_between_things_and_what_comes_is_said_from_now() {
        use Before::*;
        for (spans, now, wanted) in [
            (vec![], Some(600), vec![]),
            (vec![(540, 600), (600, 660)], None, vec![Nothing, Nothing]),
            (vec![(540, 600), (710, 720)], None, vec![Nothing, Free(110)]),
            // A long one hides the end of a short one.
            (vec![(540, 900), (560, 580), (930, 960)], None, vec![Nothing, Nothing, Free(30)]),
            (vec![(540, 600), (660, 720), (800, 830)], Some(610), vec![Nothing, In(50), Free(80)]),
            // Something is going on: what comes after it is not "in 50 min".
            (vec![(540, 640), (700, 720)], Some(610), vec![Nothing, Free(60)]),
            (vec![(1_200, 1_260)], Some(600), vec![Nothing]),
            (vec![(600, 660)], Some(600), vec![In(0)]),
        ] {
            assert_eq!(gaps(&spans, now), wanted, "{spans:?} at {now:?}");
        }
        assert_eq!(rest_of(&[(540, 600)], Some(620), 1_200), Some(580));
        assert_eq!(rest_of(&[(540, 1_190)], Some(620), 1_200), None);
        assert_eq!(rest_of(&[(540, 600)], None, 1_200), None, "other days are not counted down");
    }
}
