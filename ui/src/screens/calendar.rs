//! The calendar: an agenda of the coming days, and a week of hours where there is room.

mod days;
mod event;
mod week;

use std::rc::Rc;

use daymark_api::{EventView, ListEvents, ListTasks};
use jiff::ToSpan;
use jiff::civil::Date;
use yew::prelude::*;

use crate::actions;
use crate::components::{
    Button, Dot, Empty, Look, Page, Segment, Segments, Skeleton, TaskRow, Trouble, colour_class,
};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::overlay::{self, Overlay};
use crate::query::{Asked, use_query};
use crate::settings::use_settings;
use crate::time::use_today;
use crate::words;

use days::{Day, days, week_of};
use event::EventDialog;
use week::Week;

/// Days of the agenda.
const AHEAD: i64 = 14;

#[derive(Clone, Copy, PartialEq)]
enum View {
    Agenda,
    Week,
}

/// What the dialog is open for.
#[derive(Clone, PartialEq)]
enum Open {
    Nothing,
    New(Date),
    Event(EventView),
}

#[component]
pub fn Calendar() -> Html {
    let today = use_today();
    let start = use_settings().week_start;
    let view = use_state_eq(|| View::Agenda);
    let weeks = use_state_eq(|| 0_i64);
    let open = use_state_eq(|| Open::Nothing);
    let (from, count) = match *view {
        View::Agenda => (today.checked_add((*weeks * AHEAD).days()).unwrap_or(today), AHEAD),
        View::Week => (week_of(today, start).checked_add((*weeks * 7).days()).unwrap_or(today), 7),
    };
    let to = from.checked_add((count - 1).days()).unwrap_or(from);
    let asked = use_query(ListEvents { from, to });
    let show = {
        let open = open.clone();
        Callback::from(move |what: Open| open.set(what))
    };
    let onpick = {
        let (view, weeks) = (view.clone(), weeks.clone());
        Callback::from(move |index: usize| {
            view.set(if index == 0 { View::Agenda } else { View::Week });
            weeks.set(0);
        })
    };
    let turn = {
        let weeks = weeks.clone();
        Callback::from(move |by: i64| weeks.set(if by == 0 { 0 } else { *weeks + by }))
    };
    let day = if (from..=to).contains(&today) { today } else { from };
    let actions = html! {
        <>
            { segments(*view, onpick) }
            <span class="calendar-turn">
                <button type="button" class="icon-btn" aria-label={t!("calendar-back")} title={t!("calendar-back")} onclick={turn.reform(|_: MouseEvent| -1)}><Icon sign={Sign::Left} /></button>
                <Button look={Look::Quiet} class="small" onclick={turn.reform(|_: MouseEvent| 0)} disabled={*weeks == 0}>{ t!("calendar-now") }</Button>
                <button type="button" class="icon-btn" aria-label={t!("calendar-on")} title={t!("calendar-on")} onclick={turn.reform(|_: MouseEvent| 1)}><Icon sign={Sign::Right} /></button>
            </span>
            <Button sign={Sign::Plus} onclick={show.reform(move |_: MouseEvent| Open::New(day))}>{ t!("event-add") }</Button>
        </>
    };
    let sub = html! { <span class="num">{ t!("calendar-range", from = words::short_day(from, today), to = words::short_day(to, today)) }</span> };
    let onopen = show.reform(Open::Event);
    let body = match &*asked {
        Asked::Waiting => html! { <Skeleton rows={8} /> },
        Asked::Failed(error) => html! { <Trouble error={error.clone()} /> },
        Asked::Ready(events) => {
            let days = days(from, count, events);
            match *view {
                View::Agenda => html! { <Agenda days={Rc::new(days)} {onopen} /> },
                View::Week => html! { <Week days={Rc::new(days)} {onopen} onadd={show.reform(Open::New)} /> },
            }
        }
    };
    let onclose = show.reform(|()| Open::Nothing);
    html! {
        <Page title={t!("nav-calendar")} class={classes!("calendar", (*view == View::Week).then_some("is-week"))} {sub} {actions}>
            { body }
            { match &*open {
                Open::Nothing => Html::default(),
                Open::New(day) => html! { <EventDialog day={*day} {onclose} /> },
                Open::Event(event) => html! { <EventDialog day={event.date} event={Some(event.clone())} {onclose} /> },
            } }
        </Page>
    }
}

fn segments(view: View, onpick: Callback<usize>) -> Html {
    let segment = |label: String, chosen| Segment { label, sign: None, chosen };
    let options = vec![
        segment(t!("calendar-agenda"), view == View::Agenda),
        segment(t!("calendar-week"), view == View::Week),
    ];
    html! { <span class="calendar-views"><Segments label={t!("calendar-view")} {options} {onpick} /></span> }
}

#[derive(Properties, PartialEq)]
struct AgendaProps {
    days: Rc<Vec<Day>>,
    onopen: Callback<EventView>,
}

#[component]
fn Agenda(props: &AgendaProps) -> Html {
    let anything = use_query(ListTasks { query: "status:any due:any".into(), limit: Some(1), offset: 0 });
    let empty = props.days.iter().all(|day| day.whole.is_empty() && day.timed.is_empty());
    let no_tasks = anything.ready().is_some_and(|page| page.total == 0);
    if empty && no_tasks {
        let example = t!("calendar-example");
        let words = example.clone();
        let add = Callback::from(move |_: MouseEvent| overlay::open(Overlay::Add(words.clone())));
        return html! {
            <Empty sign={Sign::Calendar} title={t!("calendar-empty")} text={t!("calendar-empty-text")}>
                <Button sign={Sign::Plus} onclick={add}>{ example }</Button>
            </Empty>
        };
    }
    html! {
        <ol class="agenda">
            for day in props.days.iter() { <AgendaDay key={day.date.to_string()} day={day.clone()} onopen={props.onopen.clone()} /> }
        </ol>
    }
}

#[derive(Properties, PartialEq)]
struct AgendaDayProps {
    day: Day,
    onopen: Callback<EventView>,
}

#[component]
fn AgendaDay(props: &AgendaDayProps) -> Html {
    let today = use_today();
    let day = &props.day;
    let request = ListTasks { query: format!("status:any due:{}", day.date), limit: Some(100), offset: 0 };
    let tasks = use_query(request);
    let tasks = tasks.ready().map(|page| page.tasks.clone()).unwrap_or_default();
    let nothing = tasks.is_empty() && day.whole.is_empty() && day.timed.is_empty();
    let ontoggle = Callback::from(|view| actions::toggle(&view));
    let near = words::near_day(day.date, today);
    let said = matches!(day.date.since(today).map(|span| span.get_days()), Ok(0 | 1));
    html! {
        <li class={classes!("agenda-day", (day.date == today).then_some("is-today"), nothing.then_some("is-free"))}>
            <h2 class="agenda-date">
                <b class="num">{ day.date.day() }</b>
                <span>{ words::weekday(day.date.weekday()) }<small>{ if said { near } else { words::month(day.date.month()) } }</small></span>
            </h2>
            <div class="agenda-things">
                for event in day.whole.iter().chain(&day.timed) { { event_row(event, day.date, &props.onopen) } }
                if !tasks.is_empty() {
                    <ul class="tasks">
                        for view in tasks {
                            <TaskRow key={view.task.id.to_string()} task={view.clone()} {today} tab={true} without_day={true} ontoggle={ontoggle.clone()} />
                        }
                    </ul>
                }
                if nothing { <p class="agenda-free">{ t!("agenda-free") }</p> }
            </div>
        </li>
    }
}

fn event_row(event: &EventView, day: Date, onopen: &Callback<EventView>) -> Html {
    let time = match (event.start.filter(|_| event.date == day), event.end) {
        (Some(start), Some(end)) => words::range(words::minute(start), words::minute(end)),
        (Some(start), None) => words::time(start),
        (None, _) => t!("all-day"),
    };
    let until =
        (event.last > event.date).then(|| t!("all-day-until", day = words::near_day(event.last, day)));
    let facts = [until.unwrap_or_default(), event.location.clone(), event.source.clone().unwrap_or_default()];
    let open = {
        let event = event.clone();
        onopen.reform(move |_: MouseEvent| event.clone())
    };
    html! {
        <button type="button" class={classes!("agenda-event", colour_class(event.area_colour))} onclick={open}>
            <span class="agenda-time num">{ time }</span>
            <span class="agenda-words"><span class="agenda-title">{ &event.title }
                if event.repeats { <Icon sign={Sign::Repeat} /> }</span>
                <small>{ words::dotted(facts) }</small></span>
            <Dot colour={event.area_colour} />
        </button>
    }
}
