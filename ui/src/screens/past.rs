//! Another time: Today and the tasks as they were then, to look at and not to touch.

use daymark_api::{
    ApiError, AsOf, AsOfReply, Block, Call, Code, ListTasks, TaskPage, TaskView, Today, TodayView,
};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::{
    Button, Empty, Look, Page, Segment, Segments, Skeleton, TaskRow, Trouble, colour_class,
};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{Asked, use_held, use_query};
use crate::route::{self, Route};
use crate::time::{self, use_now};
use crate::{transport, words};

/// How far back the slider reaches, in days. The fields reach further.
const REACH: i32 = 28;
/// Rows of a list that are shown.
const MOST: u32 = 200;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    Day,
    Tasks,
}

#[derive(Properties, PartialEq)]
pub struct PastProps {
    /// The time to begin with, in words; empty is a day ago.
    pub at: String,
}

#[component]
pub fn Past(props: &PastProps) -> Html {
    use_effect_with((), |()| {
        transport::look_back(true);
        || transport::look_back(false)
    });
    let now = use_now();
    let begin = if props.at.is_empty() { written(a_day_before(now)) } else { props.at.clone() };
    let at = use_state_eq(|| begin);
    {
        // The address may name another time while this is shown.
        let at = at.clone();
        use_effect_with(props.at.clone(), move |given| {
            if !given.is_empty() {
                at.set(given.clone());
            }
        });
    }
    let view = use_state_eq(|| View::Day);
    let asked = use_query(AsOf { at: (*at).clone(), call: name_of(*view).into(), body: body_of(*view) });
    let shown = use_held(asked);
    // Where the slider and the field stand: the time that is shown, or the last one that was.
    let stood = use_mut_ref(|| a_day_before(now));
    if let Some(reply) = shown.ready() {
        *stood.borrow_mut() = time::here(reply.at);
    }
    let stands = *stood.borrow();
    let go = {
        let at = at.clone();
        Callback::from(move |words: String| at.set(words))
    };
    let back = Callback::from({
        let view = *view;
        move |_: MouseEvent| {
            route::go(&match view {
                View::Day => Route::Today,
                View::Tasks => Route::Tasks(String::new()),
            })
        }
    });
    let onview = {
        let view = view.clone();
        Callback::from(move |index: usize| view.set(if index == 0 { View::Day } else { View::Tasks }))
    };
    let views = [(View::Day, Sign::Today, t!("nav-today")), (View::Tasks, Sign::Tasks, t!("nav-tasks"))]
        .map(|(of, sign, label)| Segment { label, sign: Some(sign), chosen: *view == of });
    let trouble = match &*shown {
        Asked::Failed(error) if error.code == Code::Invalid => Some(error.clone()),
        _ => None,
    };
    let body = match &*shown {
        Asked::Waiting => html! { <Skeleton rows={6} /> },
        Asked::Failed(_) if trouble.is_some() => Html::default(),
        Asked::Failed(error) => html! { <Trouble error={error.clone()} /> },
        Asked::Ready(reply) => seen(reply),
    };
    html! {
        <Page title={t!("past")} class="keeping past">
            <div class="past-banner" role="status">
                <Icon sign={Sign::History} />
                <p><b class="num">{ if trouble.is_some() { t!("past-nowhere") } else { t!("past-banner", when = moment(stands)) } }</b><span>{ t!("past-about") }</span></p>
                <Button look={Look::Go} sign={Sign::Redo} onclick={back}>{ t!("past-back") }</Button>
            </div>
            <Choosing {stands} {now} onchoose={go} {trouble} />
            <Segments label={t!("past-shows")} options={views.to_vec()} onpick={onview} />
            <div class="past-body">{ body }</div>
        </Page>
    }
}

fn name_of(view: View) -> &'static str {
    match view {
        View::Day => TodayView::NAME,
        View::Tasks => ListTasks::NAME,
    }
}

fn body_of(view: View) -> serde_json::Value {
    let body = match view {
        View::Day => serde_json::to_value(TodayView { date: None }),
        View::Tasks => serde_json::to_value(ListTasks { query: String::new(), limit: Some(MOST), offset: 0 }),
    };
    body.unwrap_or_default()
}

/// A time as core reads it, in the zone of this device.
fn written(at: DateTime) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

/// A time as the field for one writes it.
fn in_field(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M").to_string()
}

fn a_day_before(now: DateTime) -> DateTime {
    now.saturating_sub(1.day())
}

/// `Tuesday, 17 November 17:00`.
fn moment(at: DateTime) -> String {
    t!("day-time", day = words::sentence(&words::long_day(at.date())), time = words::time(at.time()))
}

/// The time that many days before now, at the hour that is shown; never one that is still to come.
fn days_before(now: DateTime, days: i32, stands: DateTime) -> DateTime {
    let day = now.date().saturating_sub(days.days());
    day.to_datetime(stands.time()).min(now)
}

/// How many days before `now` a time is, as far as the slider reaches.
fn days_back(now: DateTime, at: DateTime) -> i32 {
    at.date().until(now.date()).map_or(0, |span| span.get_days()).clamp(0, REACH)
}

#[derive(Properties, PartialEq)]
struct ChoosingProps {
    stands: DateTime,
    now: DateTime,
    onchoose: Callback<String>,
    trouble: Option<ApiError>,
}

/// The slider, the field for an exact time, and the field for words.
#[component]
fn Choosing(props: &ChoosingProps) -> Html {
    let (now, stands) = (props.now, props.stands);
    // While it is dragged it says where, and asks when it is let go.
    let dragged = use_state_eq(|| None::<i32>);
    let days = dragged.unwrap_or_else(|| days_back(now, stands));
    let value = |event: &Event| event.target_unchecked_into::<HtmlInputElement>().value();
    let field = use_node_ref();
    // Another way was taken than by words: they would say something else than is shown.
    let wipe = {
        let field = field.clone();
        move || {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.set_value("");
            }
        }
    };
    let ondrag = {
        let dragged = dragged.clone();
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            dragged.set(text.parse::<i32>().ok().map(|value| -value));
        })
    };
    let onslide = {
        let (onchoose, dragged, wipe) = (props.onchoose.clone(), dragged.clone(), wipe.clone());
        Callback::from(move |event: Event| {
            dragged.set(None);
            wipe();
            if let Ok(value) = value(&event).parse::<i32>() {
                onchoose.emit(written(days_before(now, -value, stands)));
            }
        })
    };
    let onexact = {
        let onchoose = props.onchoose.clone();
        Callback::from(move |event: Event| {
            let text = value(&event);
            if !text.is_empty() {
                wipe();
                onchoose.emit(text.replace('T', " "));
            }
        })
    };
    let onwords = {
        let (onchoose, field) = (props.onchoose.clone(), field.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let words = field.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
            if !words.trim().is_empty() {
                onchoose.emit(words.trim().to_owned());
            }
        })
    };
    let day = words::sentence(&words::near_day(days_before(now, days, stands).date(), now.date()));
    let described = props.trouble.is_some().then_some("past-trouble");
    html! {
        <div class="past-choosing">
            <label class="past-slider">
                <span class="form-label">{ t!("past-day") }<b>{ day.clone() }</b></span>
                <input type="range" min={(-REACH).to_string()} max="0" step="1" value={(-days).to_string()} aria-valuetext={day} oninput={ondrag} onchange={onslide} />
                <span class="past-ends" aria-hidden="true"><small>{ t!("past-weeks") }</small><small>{ t!("past-now") }</small></span>
            </label>
            <div class="past-fields">
                <label class="form-row"><span class="form-label">{ t!("past-exact") }</span>
                    <input class="field num" type="datetime-local" max={in_field(now)} value={in_field(stands)} onchange={onexact} />
                </label>
                <form class="form-row" onsubmit={onwords}>
                    <label class="form-label" for="past-words">{ t!("past-words") }</label>
                    <span class="past-words">
                        <input id="past-words" ref={field} class="field" type="text" maxlength="60" autocomplete="off" spellcheck="false" placeholder={t!("past-words-example")}
                            aria-invalid={props.trouble.is_some().then_some("true")} aria-describedby={described} />
                        <button type="submit" class="btn">{ t!("past-look") }</button>
                    </span>
                </form>
            </div>
            if let Some(trouble) = &props.trouble {
                <p class="form-said" id="past-trouble" role="status">{ &trouble.message }{ " " }{ trouble.hint.clone().unwrap_or_default() }</p>
            }
        </div>
    }
}

/// What came back; which of the two it is, its shape says.
pub fn seen(reply: &AsOfReply) -> Html {
    let date = time::here(reply.at).date();
    if let Ok(day) = serde_json::from_value::<Today>(reply.reply.clone()) {
        return of_day(&day);
    }
    match serde_json::from_value::<TaskPage>(reply.reply.clone()) {
        Ok(page) => of_tasks(&page, date),
        Err(_) => html! { <Skeleton rows={6} /> },
    }
}

fn of_day(day: &Today) -> Html {
    if day.tasks.is_empty() && day.blocks.is_empty() && day.all_day.is_empty() && day.waiting.is_empty() {
        return html! { <Empty sign={Sign::Today} title={t!("past-empty")} text={t!("past-empty-text")} /> };
    }
    html! {
        <>
            if !day.all_day.is_empty() || !day.blocks.is_empty() {
                <section class="group">
                    <h2 class="group-title">{ t!("timeline") }</h2>
                    <ul class="past-blocks">
                        for event in &day.all_day { { block(&event.title, t!("all-day"), colour_class(event.area_colour)) } }
                        for it in &day.blocks { { block(&it.title, hours(it), colour_class(it.colour)) } }
                    </ul>
                </section>
            }
            if !day.tasks.is_empty() { { rows(t!("today-tasks"), &day.tasks, day.tasks.len(), day.date, true) } }
            if !day.waiting.is_empty() { { rows(t!("past-waiting"), &day.waiting, day.waiting_total as usize, day.date, false) } }
        </>
    }
}

fn hours(block: &Block) -> String {
    words::range(block.start, block.end.max(block.start))
}

fn block(title: &str, when: String, colour: &'static str) -> Html {
    html! { <li class={colour}><span class="num">{ when }</span><b>{ title }</b></li> }
}

fn of_tasks(page: &TaskPage, date: Date) -> Html {
    if page.tasks.is_empty() {
        return html! { <Empty sign={Sign::Tasks} title={t!("past-empty")} text={t!("past-empty-text")} /> };
    }
    rows(t!("nav-tasks"), &page.tasks, page.total as usize, date, false)
}

fn rows(title: String, tasks: &[TaskView], total: usize, date: Date, without_day: bool) -> Html {
    let shown = tasks.len();
    html! {
        <section class="group">
            <h2 class="group-title">{ title.clone() }<small class="num">{ total }</small></h2>
            <ul class="tasks is-still" aria-label={title}>
                for view in tasks { <TaskRow key={view.task.id.to_string()} task={view.clone()} today={date} still={true} {without_day} /> }
            </ul>
            if total > shown { <p class="tasks-more num">{ t!("tasks-more", shown = shown, all = total) }</p> }
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_slider_keeps_the_hour_and_stays_in_the_past() {
        let now = date(2026, 11, 21).at(10, 12, 0, 0);
        let stands = date(2026, 11, 17).at(17, 0, 0, 0);
        for (days, expected) in [
            (0, "2026-11-21 10:12"),
            (1, "2026-11-20 17:00"),
            (4, "2026-11-17 17:00"),
            (28, "2026-10-24 17:00"),
        ] {
            let at = days_before(now, days, stands);
            assert_eq!(written(at), expected);
            assert_eq!(days_back(now, at), days);
        }
        assert_eq!(days_back(now, date(2020, 1, 1).at(0, 0, 0, 0)), REACH);
    }
}
