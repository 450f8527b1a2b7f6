//! The calendar: what comes as one list, a day and a week of hours, a month of weeks.

mod agenda;
mod days;
mod event;
mod hours;
mod item;
mod layout;
mod month;
mod putting;

use std::rc::Rc;

use daymark_api::{ListEvents, ListTasks, TaskView, WeekStart};
use gloo_timers::callback::Timeout;
use jiff::ToSpan;
use jiff::civil::Date;
use yew::prelude::*;

use crate::components::{Button, Look, Page, Segment, Segments, Skeleton, Trouble};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{Asked, use_held, use_query, use_query_when};
use crate::route::{self, Route};
use crate::screen_width::use_narrow;
use crate::settings::use_settings;
use crate::signal::{Signal, Watched, use_signal};
use crate::time::{self, use_today};
use crate::words;

use agenda::Agenda;
use days::week_of;
use event::EventDialog;
use hours::Hours;
use item::{Item, What, items};
use layout::{Slot, day_at, weeks_of_month};
use month::Month;

/// Days of the agenda.
const AHEAD: usize = 14;
/// Days of the week's view where there is no room for seven.
const FEW: usize = 3;
/// Tasks that are asked for at once; a day with more is counted, and shown by its filter.
const MOST_TASKS: u32 = 500;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    Agenda,
    Day,
    Week,
    Month,
    /// So many days as they are printed.
    Paper(usize),
}

const VIEWS: [(View, &str); 4] = [
    (View::Agenda, "calendar-agenda"),
    (View::Day, "calendar-day"),
    (View::Week, "calendar-week"),
    (View::Month, "calendar-month"),
];

/// What is looked at: a way to look, and a day that is in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Looking {
    pub view: View,
    /// None is today, also tomorrow.
    pub day: Option<Date>,
}

thread_local! {
    /// Stays as it was while one is elsewhere.
    static LOOKING: Signal<Looking> = Signal::new(Looking { view: View::Agenda, day: None });
}

/// Prints a day, or the week from its first day on: the list of what comes, without anything around
/// it. The day is the one that is looked at.
pub fn print(days: usize) {
    let before = LOOKING.get();
    let day = before.day.unwrap_or_else(time::today);
    let start = crate::settings::current().week_start;
    let first = if days == 7 { week_of(day, start) } else { day };
    LOOKING.put(Looking { view: View::Paper(days), day: Some(first) });
    route::go(&Route::Calendar);
    // The page has to hold what is printed first.
    Timeout::new(900, move || {
        if let Some(window) = web_sys::window() {
            let _ = window.print();
        }
        LOOKING.put(*before);
    })
    .forget();
}

/// What the dialog is open for.
#[derive(Clone, PartialEq)]
enum Open {
    Nothing,
    New(Date, Option<(Slot, u32)>),
    Event(daymark_api::EventView),
}

/// The days that are shown: the first, and how many.
fn shown(looking: Looking, today: Date, start: WeekStart, narrow: bool) -> (Date, usize) {
    let day = looking.day.unwrap_or(today);
    match looking.view {
        View::Agenda => (day, AHEAD),
        View::Paper(days) => (day, days),
        View::Day => (day, 1),
        View::Week if narrow => (day, FEW),
        View::Week => (week_of(day, start), 7),
        View::Month => {
            let weeks = weeks(day, start);
            (weeks.first().copied().unwrap_or(day), weeks.len() * 7)
        }
    }
}

/// The weeks of the month that `day` is in.
fn weeks(day: Date, start: WeekStart) -> Vec<Date> {
    weeks_of_month(day.first_of_month(), |day| week_of(day, start))
}

/// The day looked at after turning a page.
fn turned(looking: Looking, by: i64, today: Date, narrow: bool) -> Date {
    let day = looking.day.unwrap_or(today);
    let days = match looking.view {
        View::Agenda => AHEAD as i64,
        View::Paper(days) => days as i64,
        View::Day => 1,
        View::Week if narrow => FEW as i64,
        View::Week => 7,
        View::Month => {
            return day.first_of_month().checked_add(by.months()).unwrap_or(day);
        }
    };
    day.checked_add((by * days).days()).unwrap_or(day)
}

#[component]
pub fn Calendar() -> Html {
    let today = use_today();
    let start = use_settings().week_start;
    let narrow = use_narrow();
    let looking = *use_signal(&LOOKING);
    let open = use_state_eq(|| Open::Nothing);
    let (from, count) = shown(looking, today, start, narrow);
    let to = day_at(from, count - 1);
    let events = use_query(ListEvents { from, to });
    let events = use_held(events);
    let query = format!("status:any due:{from}..{to} sort:due");
    let tasks = use_query(ListTasks { query, limit: Some(MOST_TASKS), offset: 0 });
    let tasks = use_held(tasks);
    let tray = use_tray(matches!(looking.view, View::Day | View::Week) && !narrow);
    let show = {
        let open = open.clone();
        Callback::from(move |what: Open| open.set(what))
    };
    let onopen = {
        let show = show.clone();
        Callback::from(move |item: Item| match item.what {
            What::Event(event) => show.emit(Open::Event((*event).clone())),
            What::Task(view) => route::go(&Route::Task(view.task.id)),
        })
    };
    let onnew = show.reform(|at: (Slot, u32)| Open::New(at.0.date, Some(at)));
    let onnewday = show.reform(|day: Date| Open::New(day, None));
    let onday = Callback::from(|day: Date| LOOKING.put(Looking { view: View::Day, day: Some(day) }));
    let near = if (from..=to).contains(&today) { today } else { from };
    let all = match (&*events, &*tasks) {
        (Asked::Ready(events), Asked::Ready(page)) => {
            Some(Rc::new(items(events, &page.tasks, from, to, &time::time_zone())))
        }
        _ => None,
    };
    let body = match (&*events, &*tasks, all) {
        (Asked::Failed(error), ..) | (_, Asked::Failed(error), _) => {
            html! { <Trouble error={error.clone()} /> }
        }
        (_, _, None) => html! { <Skeleton rows={8} /> },
        (_, _, Some(items)) => match looking.view {
            View::Agenda | View::Paper(_) => html! { <Agenda first={from} days={count} {items} {onopen} /> },
            View::Month => {
                let day = looking.day.unwrap_or(today);
                html! { <Month month={day.first_of_month()} weeks={weeks(day, start)} {items} {onopen} onnew={onnewday} {onday} /> }
            }
            View::Day | View::Week => {
                let tray = tray.map(|tray| Rc::new(without(&tray, &items)));
                html! { <Hours first={from} days={count} {items} {tray} {onopen} {onnew} {onday} /> }
            }
        },
    };
    let sub = html! { <span class="num">{ if looking.view == View::Month { month_said(looking.day.unwrap_or(today)) } else { range_said(from, to, today) } }</span> };
    let onclose = show.reform(|()| Open::Nothing);
    let class = classes!(
        "calendar",
        matches!(looking.view, View::Day | View::Week | View::Month).then_some("is-filling"),
        (looking.view == View::Month).then_some("is-month")
    );
    html! {
        <Page title={if matches!(looking.view, View::Paper(_)) { range_said(from, to, today) } else { t!("nav-calendar") }} {class} {sub} actions={head(looking, today, narrow, show.reform(move |()| Open::New(near, None)))}>
            { body }
            { match &*open {
                Open::Nothing => Html::default(),
                Open::New(day, at) => html! { <EventDialog day={*day} at={*at} {onclose} /> },
                Open::Event(event) => html! { <EventDialog day={event.date} event={Some(event.clone())} {onclose} /> },
            } }
        </Page>
    }
}

fn month_said(day: Date) -> String {
    t!("calendar-month-of", month = words::month(day.month()), year = day.year().to_string())
}

fn range_said(from: Date, to: Date, today: Date) -> String {
    if from == to {
        return words::long_day(from);
    }
    t!("calendar-range", from = words::short_day(from, today), to = words::short_day(to, today))
}

/// Open tasks without a day, and those that wait from before, to be put on days.
#[hook]
fn use_tray(wanted: bool) -> Option<Rc<Vec<TaskView>>> {
    let ask = |query: &str, limit: u32| ListTasks { query: query.to_owned(), limit: Some(limit), offset: 0 };
    let waiting = use_query_when(wanted.then(|| ask("status:open due:overdue sort:due", 20)));
    let open = use_query_when(wanted.then(|| ask("status:open due:none -is:someday sort:priority", 60)));
    let tray = use_memo((waiting, open), |(waiting, open)| {
        let of = |asked: &Asked<daymark_api::TaskPage>| {
            asked.ready().map(|page| page.tasks.clone()).unwrap_or_default()
        };
        let mut all = of(waiting);
        all.extend(of(open));
        Rc::new(all)
    });
    wanted.then(|| (*tray).clone())
}

/// The tasks of the tray that do not stand on the days already.
fn without(tray: &[TaskView], items: &[Item]) -> Vec<TaskView> {
    let placed: std::collections::BTreeSet<_> = items.iter().filter_map(Item::task).collect();
    tray.iter().filter(|view| !placed.contains(&view.task.id)).cloned().collect()
}

fn head(looking: Looking, today: Date, narrow: bool, onadd: Callback<()>) -> Html {
    let label = |view: View, key: &'static str| match view {
        View::Week if narrow => t!("calendar-few", count = FEW),
        _ => t!(key),
    };
    let options: Vec<Segment> = VIEWS
        .iter()
        .map(|&(view, key)| Segment { label: label(view, key), sign: None, chosen: view == looking.view })
        .collect();
    let onpick = Callback::from(move |index: usize| {
        if let Some(&(view, _)) = VIEWS.get(index) {
            LOOKING.put(Looking { view, ..looking });
        }
    });
    let turn = Callback::from(move |by: i64| {
        let day = (by != 0).then(|| turned(looking, by, today, narrow));
        LOOKING.put(Looking { day: day.filter(|day| *day != today), ..looking });
    });
    let same_month =
        |day: Date| looking.view == View::Month && day.first_of_month() == today.first_of_month();
    let here = looking.day.is_none_or(|day| day == today || same_month(day));
    html! {
        <>
            <span class="calendar-views"><Segments label={t!("calendar-view")} {options} {onpick} /></span>
            <span class="calendar-turn">
                <button type="button" class="icon-btn" aria-label={t!("calendar-back")} title={t!("calendar-back")} onclick={turn.reform(|_: MouseEvent| -1)}><Icon sign={Sign::Left} /></button>
                <Button look={Look::Quiet} class="small" onclick={turn.reform(|_: MouseEvent| 0)} disabled={here}>{ t!("calendar-now") }</Button>
                <button type="button" class="icon-btn" aria-label={t!("calendar-on")} title={t!("calendar-on")} onclick={turn.reform(|_: MouseEvent| 1)}><Icon sign={Sign::Right} /></button>
            </span>
            <Button sign={Sign::Plus} class="calendar-add" onclick={onadd.reform(|_: MouseEvent| ())}>{ t!("event-add") }</Button>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn each_view_shows_its_days_and_turns_by_them() {
        let today = date(2026, 11, 21);
        let at = |view, day| Looking { view, day };
        for (looking, narrow, first, days, next) in [
            (at(View::Agenda, None), false, today, 14, date(2026, 12, 5)),
            (at(View::Day, None), false, today, 1, date(2026, 11, 22)),
            (at(View::Week, None), false, date(2026, 11, 16), 7, date(2026, 11, 28)),
            (at(View::Month, None), false, date(2026, 10, 26), 42, date(2026, 12, 1)),
            (at(View::Month, Some(date(2026, 12, 31))), false, date(2026, 11, 30), 35, date(2027, 1, 1)),
            (at(View::Week, None), true, today, 3, date(2026, 11, 24)),
            (at(View::Week, Some(date(2026, 12, 1))), false, date(2026, 11, 30), 7, date(2026, 12, 8)),
        ] {
            assert_eq!(shown(looking, today, WeekStart::Monday, narrow), (first, days), "{looking:?}");
            assert_eq!(turned(looking, 1, today, narrow), next, "{looking:?}");
        }
    }
}
