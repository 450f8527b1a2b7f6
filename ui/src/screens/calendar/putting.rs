//! Putting a thing of the calendar somewhere else: what is held, what is asked, what core is told.

use std::rc::Rc;

use daymark_api::domain::When;
use daymark_api::{Edit, EditEvent, EditTask, EventView, RescheduleTasks, Scope, TaskView, WhenInput};
use jiff::ToSpan;
use jiff::tz::TimeZone;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::item::{Item, What, when_of_task};
use super::layout::{Slot, Span};
use crate::actions;
use crate::components::{Button, Dialog, Look, Shape};
use crate::i18n::t;
use crate::query::act_then;
use crate::time;
use crate::words;

/// A thing and where it is to go.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    pub item: Item,
    pub span: Span,
}

/// Where a span is, in words: `Thursday, 26 November, 10:15–11:00`.
pub fn place_in_words(span: Span, zone: &TimeZone) -> String {
    let day = words::long_day(span.date());
    match span {
        Span::Timed { at, length } => {
            t!("held-timed", day = day, time = range_in_words(at, length, zone))
        }
        Span::Whole { .. } if span.last(zone) > span.date() => {
            t!("held-days", from = day, to = words::long_day(span.last(zone)))
        }
        Span::Whole { .. } => t!("held-whole", day = day),
    }
}

/// `10:15–11:00`.
pub fn range_in_words(at: Slot, length: u32, zone: &TimeZone) -> String {
    let clock = |slot: Slot| words::time(slot.time());
    format!("{}–{}", clock(at), clock(at.later(length, zone)))
}

fn exact(at: Slot) -> WhenInput {
    When { date: at.date, time: Some(at.time()), zone: None }.into()
}

fn change_event(event: &EventView, span: Span, scope: Option<Scope>, zone: &TimeZone) -> EditEvent {
    let (start, end) = match span {
        Span::Timed { at, length } => (exact(at), Edit::Set(exact(at.later(length, zone)))),
        Span::Whole { date, .. } => {
            let last = span.last(zone);
            let end = if last > date { Edit::Set(actions::day(last)) } else { Edit::Clear };
            (actions::day(date), end)
        }
    };
    EditEvent {
        id: event.id,
        title: None,
        start: Some(start),
        end,
        notes: None,
        location: None,
        area: Edit::Keep,
        repeat: Edit::Keep,
        instance: event.instance.filter(|_| event.repeats),
        scope: scope.filter(|_| event.repeats),
    }
}

/// The change of a task that its new place asks for. Only what differs is said.
fn change_task(view: &TaskView, old: Span, new: Span, scope: Option<Scope>) -> EditTask {
    let mut edit = EditTask { scope, ..actions::edit(view.task.id) };
    let when = match new {
        Span::Timed { at, .. } => when_of_task(view, at, time::zone()),
        Span::Whole { date, .. } => When::day(date),
    };
    let same = match (old, new) {
        (Span::Timed { at, .. }, Span::Timed { at: there, .. }) => at == there,
        _ => old == new,
    };
    if !same {
        let when = Edit::Set(when.into());
        // As `task.reschedule` has it: a planned day moves, else the due day; a first day is a plan.
        if view.task.start.is_some() || view.task.due.is_none() {
            edit.start = when
        } else {
            edit.due = when
        }
        edit.someday = view.task.someday.then_some(false);
    }
    if let (Span::Timed { length: before, .. }, Span::Timed { length, .. }) = (old, new)
        && before != length
    {
        edit.estimate_minutes = Edit::Set(length);
    }
    edit
}

/// Tells core where a thing is now. `then` is given its new key.
pub fn put(wish: Wish, scope: Option<Scope>, then: impl FnOnce(String) + 'static) {
    let Wish { item, span } = wish;
    let zone = time::time_zone();
    let title = item.title().to_owned();
    let moved = item.span.date() != span.date()
        || matches!((item.span, span), (Span::Timed { at, .. }, Span::Timed { at: there, .. }) if at != there);
    let said = if moved {
        t!("said-moved", title = title, day = short_place(span))
    } else {
        t!("said-changed", title = title)
    };
    match &item.what {
        What::Event(event) => {
            let date = span.date();
            act_then(change_event(event, span, scope, &zone), said, move |view| {
                then(format!("{}-{date}", view.id));
            });
        }
        What::Task(view) => {
            let key = item.key();
            let change = change_task(view, item.span, span, scope);
            // A bare move is told as such, so that a due day goes along where it must.
            let bare = scope.is_none()
                && change.estimate_minutes == Edit::Keep
                && matches!(span, Span::Timed { .. });
            if bare
                && let Edit::Set(to) =
                    change.start.clone().change().flatten().map_or(change.due.clone(), Edit::Set)
            {
                act_then(RescheduleTasks { ids: vec![view.task.id], to: Some(to) }, said, move |_| then(key));
            } else {
                act_then(change, said, move |_| then(key));
            }
        }
    }
}

fn short_place(span: Span) -> String {
    let today = time::today();
    match span {
        Span::Timed { at, .. } => {
            t!("day-time", day = words::near_day(at.date, today), time = words::time(at.time()))
        }
        Span::Whole { date, .. } => words::near_day(date, today),
    }
}

/// What a view uses to put things on other days: a wish with whether it was made by keys, and the
/// question that may follow.
#[hook]
pub fn use_putting(items: Rc<Vec<Item>>) -> (Callback<(Wish, bool)>, Html) {
    let asking = use_state_eq(|| None::<(Wish, bool)>);
    let wanted = use_mut_ref(|| None::<String>);
    {
        let wanted = wanted.clone();
        use_effect_with(items, move |_| {
            let found = wanted.borrow().as_deref().and_then(block);
            if let Some(block) = found {
                let _ = block.focus();
                wanted.replace(None);
            }
        });
    }
    let tell = {
        let wanted = wanted.clone();
        move |wish: Wish, scope: Option<Scope>, by_keys: bool| {
            let wanted = wanted.clone();
            put(wish, scope, move |key| {
                if by_keys {
                    wanted.replace(Some(key));
                }
            });
        }
    };
    let onput = {
        let (asking, tell) = (asking.clone(), tell.clone());
        Callback::from(move |(wish, by_keys): (Wish, bool)| {
            if wish.item.span == wish.span {
                return;
            }
            if wish.item.repeats() { asking.set(Some((wish, by_keys))) } else { tell(wish, None, by_keys) }
        })
    };
    let question = match (*asking).clone() {
        None => Html::default(),
        Some((wish, by_keys)) => {
            let shown = wish.clone();
            let onpick = Callback::from(move |scope: Option<Scope>| {
                asking.set(None);
                if scope.is_some() {
                    tell(wish.clone(), scope, by_keys);
                }
            });
            html! { <Which wish={shown} {onpick} /> }
        }
    };
    (onput, question)
}

/// The button of a thing, wherever it is shown.
pub fn block(key: &str) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    let found = document.get_element_by_id(&format!("block-{key}"))?;
    let inner = found.query_selector("a[data-row]").ok().flatten();
    inner.unwrap_or(found).dyn_into().ok()
}

/// Moving a thing by days with keys.
pub struct Lift {
    pub held: Option<Wish>,
    pub onkeydown: Callback<KeyboardEvent>,
    pub onfocusout: Callback<FocusEvent>,
}

impl Lift {
    /// What is said while something is in hand.
    pub fn said(&self) -> Option<String> {
        let place = |wish: &Wish| place_in_words(wish.span, &time::time_zone());
        self.held.as_ref().map(|wish| t!("held-said", place = place(wish)))
    }
}

/// Keys that move by days: `step` reads them. Enter puts what is in hand, Escape leaves it, and who
/// goes elsewhere has put it down.
#[hook]
pub fn use_lift(
    items: Rc<Vec<Item>>,
    step: fn(&KeyboardEvent) -> Option<i64>,
    onopen: Callback<Item>,
    onput: Callback<(Wish, bool)>,
) -> Lift {
    let held = use_state_eq(|| None::<Wish>);
    let onkeydown = {
        let (held, onput) = (held.clone(), onput.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.is_composing() || event.ctrl_key() || event.meta_key() {
                return;
            }
            let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
            let key = target
                .and_then(|it| it.closest("[data-key]").ok().flatten())
                .and_then(|it| it.get_attribute("data-key"));
            let Some(item) = key.and_then(|key| items.iter().find(|item| item.key() == key)) else { return };
            let in_hand = (*held).clone().filter(|wish| wish.item == *item);
            match (step(&event), event.key().as_str(), in_hand) {
                (Some(days), _, in_hand) => {
                    let span = in_hand.map_or(item.span, |wish| wish.span);
                    let day = span.date().checked_add(days.days()).unwrap_or(span.date());
                    held.set(Some(Wish { item: item.clone(), span: span.on(day) }));
                }
                (None, "Enter", Some(wish)) => {
                    held.set(None);
                    onput.emit((wish, true));
                }
                (None, "Enter", None) if matches!(item.what, What::Event(_)) => onopen.emit(item.clone()),
                (None, "Escape", Some(_)) => held.set(None),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let onfocusout = {
        let held = held.clone();
        Callback::from(move |_: FocusEvent| {
            if let Some(wish) = (*held).clone() {
                held.set(None);
                onput.emit((wish, true));
            }
        })
    };
    Lift { held: (*held).clone(), onkeydown, onfocusout }
}

#[derive(Properties, PartialEq)]
pub struct WhichProps {
    pub wish: Wish,
    /// The scope that was chosen; `None` leaves everything as it is.
    pub onpick: Callback<Option<Scope>>,
}

/// Asks which times of something that repeats are meant.
#[component]
pub fn Which(props: &WhichProps) -> Html {
    let is_task = matches!(props.wish.item.what, What::Task(_));
    // What was of a task is a record of its own: "all" would change nothing more than "from here on".
    let offered =
        [(Scope::This, "event-this"), (Scope::Following, "event-following"), (Scope::All, "event-all")];
    let cancel = props.onpick.reform(|()| None);
    let pick = |scope: Scope| props.onpick.reform(move |_: MouseEvent| Some(scope));
    let place = place_in_words(props.wish.span, &time::time_zone());
    html! {
        <Dialog label={t!("event-scope")} shape={Shape::Card} class="which" onclose={cancel.clone()}>
            <h2>{ props.wish.item.title() }</h2>
            <p class="num">{ place }</p>
            <p class="which-ask">{ t!("event-scope") }</p>
            <div class="which-acts">
                for (index, (scope, key)) in offered.into_iter().enumerate().take(if is_task { 2 } else { 3 }) {
                    <Button look={if index == 0 { Look::Go } else { Look::Plain }} onclick={pick(scope)}>{ t!(key) }</Button>
                }
                <Button look={Look::Quiet} onclick={cancel.reform(|_: MouseEvent| ())}>{ t!("cancel") }</Button>
            </div>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::people;
    use jiff::civil::date;

    #[test]
    fn a_task_is_told_only_what_changes() {
        let day = date(2026, 11, 21);
        let at = |minute: u32| Slot { date: day, minute };
        let timed = |minute: u32, length: u32| Span::Timed { at: at(minute), length };
        let view = people::task(1, "Letters");
        let edit = change_task(&view, timed(600, 90), timed(600, 45), None);
        assert_eq!((edit.due, edit.start, edit.estimate_minutes), (Edit::Keep, Edit::Keep, Edit::Set(45)));
        let edit = change_task(&view, timed(600, 90), timed(660, 90), None);
        assert!(edit.start == Edit::Keep && edit.estimate_minutes == Edit::Keep);
        assert!(matches!(edit.due, Edit::Set(WhenInput::Exact(When { time: Some(_), .. }))));
        let edit = change_task(&view, timed(600, 90), Span::Whole { date: day, days: 1 }, None);
        assert_eq!(edit.due, Edit::Set(When::day(day).into()), "its time is taken away");
    }

    #[test]
    fn a_whole_day_of_an_event_has_no_end_of_its_own() {
        let zone = TimeZone::UTC;
        let event = EventView {
            id: "0198a5f0-0000-7000-8000-000000000001".parse().unwrap(),
            title: "Visit".into(),
            notes: String::new(),
            location: String::new(),
            date: date(2026, 11, 21),
            start: None,
            end: None,
            last: date(2026, 11, 21),
            area: None,
            area_colour: None,
            repeats: false,
            instance: None,
            series: None,
            source: None,
        };
        let day = date(2026, 11, 24);
        for (days, end) in [(1, Edit::Clear), (3, Edit::Set(actions::day(date(2026, 11, 26))))] {
            let change = change_event(&event, Span::Whole { date: day, days }, Some(Scope::All), &zone);
            assert_eq!((change.start, change.end), (Some(actions::day(day)), end));
            assert_eq!(change.scope, None, "it does not repeat");
        }
    }
}
