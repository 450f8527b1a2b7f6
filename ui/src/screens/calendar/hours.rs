//! Days as columns of hours: blocks that are opened, moved and resized by pointer and by key.

use std::cell::Cell;
use std::rc::Rc;

use daymark_api::TaskView;
use daymark_api::domain::TaskId;
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::item::{Item, What};
use super::layout::{
    Bar, DAY, Lane, SHORTEST, SNAP, Slot, Span, Step, bars, between, column, day_at, first_free, lanes,
    snapped,
};
use super::putting::{Which, Wish, block, place_in_words, put, range_in_words};
use crate::components::{colour_class, use_css_vars};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::route::{Link, Route};
use crate::screen_width::use_narrow;
use crate::settings::use_settings;
use crate::time::{self, use_now};
use crate::words;

/// Rows of whole days that are shown; what is more is counted. Fewer where there is little room.
const ROWS: usize = 5;
const FEW_ROWS: usize = 3;
/// A new thing takes so long.
const NEW_LENGTH: u32 = 60;
/// A finger rests this long before it holds something, in milliseconds.
const REST: u32 = 380;
/// A pointer that moves less presses.
const STILL: f64 = 5.0;

#[derive(Properties, PartialEq)]
pub struct HoursProps {
    pub first: Date,
    pub days: usize,
    pub items: Rc<Vec<Item>>,
    /// Tasks without a place, to be put on the days.
    #[prop_or_default]
    pub tray: Option<Rc<Vec<TaskView>>>,
    pub onopen: Callback<Item>,
    /// A press on free time: where, and for how long.
    pub onnew: Callback<(Slot, u32)>,
    /// The name of a day was pressed.
    pub onday: Callback<Date>,
}

/// What a hold changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hold {
    Move,
    Start,
    End,
    New,
}

/// A thing in hand and where it would go.
#[derive(Clone, Debug, PartialEq)]
struct Held {
    /// None is a new one.
    item: Option<Item>,
    span: Span,
    by_keys: bool,
}

impl Held {
    fn is(&self, key: &str) -> bool {
        self.item.as_ref().is_some_and(|item| item.key() == key)
    }
}

/// A pointer that is down.
struct Grab {
    pointer: i32,
    item: Option<Item>,
    hold: Hold,
    at: (f64, f64),
    /// Minutes from the beginning of the thing to the pointer.
    offset: f64,
    origin: Option<Slot>,
    started: bool,
    touch: bool,
    span: Option<Span>,
    _rest: Option<Timeout>,
}

/// Where a pointer is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Spot {
    Day(Date),
    Minute(Date, f64),
}

thread_local! {
    /// A hold has just ended: the press that comes with it is not one.
    static LET_GO: Cell<bool> = const { Cell::new(false) };
}

/// Whether a press is the end of a hold.
fn was_held() -> bool {
    LET_GO.get()
}

fn let_go() {
    LET_GO.set(true);
    Timeout::new(0, || LET_GO.set(false)).forget();
}

fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok().flatten()
}

/// A task of the tray as a thing that has no place yet.
fn from_tray(view: &TaskView, day: Date) -> Item {
    Item { what: What::Task(Rc::new(view.clone())), span: Span::Whole { date: day, days: 1 } }
}

/// How long it would take on the clock.
fn length_of(item: &Item) -> u32 {
    match (&item.what, item.span) {
        (_, Span::Timed { length, .. }) => length,
        (What::Task(view), _) => view.task.estimate_minutes.unwrap_or(30).clamp(SNAP, DAY - SNAP),
        (What::Event(_), _) => NEW_LENGTH,
    }
}

/// Where the thing would be with the pointer there.
fn dragged(grab: &Grab, spot: Spot, zone: &TimeZone) -> Option<Span> {
    let old = grab.item.as_ref().map(|item| item.span);
    match (grab.hold, spot) {
        (Hold::Move, Spot::Day(date)) => Some(match old? {
            span @ Span::Whole { .. } => span.on(date),
            span if span.is_bar() => span.on(date),
            Span::Timed { .. } => Span::Whole { date, days: 1 },
        }),
        (Hold::Move, Spot::Minute(date, minute)) => {
            let item = grab.item.as_ref()?;
            if item.span.is_bar() && item.span.last(zone) > item.span.date() {
                return Some(item.span.on(date));
            }
            let at = Slot { date, minute: snapped(minute - grab.offset) }.settled(zone);
            Some(Span::Timed { at, length: length_of(item) })
        }
        (Hold::End, Spot::Minute(date, minute)) => {
            let Some(Span::Timed { at, .. }) = old else { return None };
            let end =
                ((minute / f64::from(SNAP)).round() * f64::from(SNAP)).clamp(0.0, f64::from(DAY)) as u32;
            let length = between(at, Slot { date, minute: end }, zone).clamp(SNAP, DAY - SNAP);
            Some(Span::Timed { at, length })
        }
        (Hold::Start, Spot::Minute(date, minute)) => {
            let Some(Span::Timed { at, length }) = old else { return None };
            let end = at.later(length, zone);
            let from = Slot { date, minute: snapped(minute) }.settled(zone);
            let length = between(from, end, zone);
            (SNAP..DAY).contains(&length).then_some(Span::Timed { at: from, length })
        }
        (Hold::New, Spot::Minute(date, minute)) => {
            let origin = grab.origin?;
            let here = Slot { date: origin.date, minute: snapped(minute) };
            let _ = date;
            let (from, to) = (origin.minute.min(here.minute), origin.minute.max(here.minute));
            Some(Span::Timed { at: Slot { minute: from, ..origin }, length: (to - from).max(2 * SNAP) })
        }
        (Hold::End | Hold::Start | Hold::New, Spot::Day(_)) => None,
    }
}

#[component]
pub fn Hours(props: &HoursProps) -> Html {
    let zone = time::time_zone();
    let now = use_now();
    let settings = use_settings();
    let [root, scroller, surface, row] = std::array::from_fn(|_| NodeRef::default());
    let nodes = use_memo((), move |()| (root, scroller, surface, row));
    let (root, scroller, surface, row) = (*nodes).clone();
    let held = use_state_eq(|| None::<Held>);
    let settling = use_state_eq(|| None::<(String, Span)>);
    let asking = use_state_eq(|| None::<Wish>);
    let grab = use_mut_ref(|| None::<Grab>);
    // The thing that takes the focus when what is shown has been asked anew.
    let wanted = use_mut_ref(|| None::<String>);
    let (first, days) = (props.first, props.days);
    use_css_vars(&root, vec![("--days", days.to_string())]);
    use_touch_held(&root, &grab);
    use_scrolled_to_the_day(&scroller, first, days, now, settings.day_begins);
    {
        let (settling, wanted) = (settling.clone(), wanted.clone());
        use_effect_with(props.items.clone(), move |_| {
            settling.set(None);
            let found = wanted.borrow().as_deref().and_then(block);
            if let Some(block) = found {
                let _ = block.focus();
                wanted.replace(None);
            }
        });
    }

    let spot_at = {
        let (surface, row) = (surface.clone(), row.clone());
        move |x: f64, y: f64| -> Option<Spot> {
            let place = surface.cast::<HtmlElement>()?.get_bounding_client_rect();
            let date = day_at(first, column((x - place.left()) / place.width().max(1.0), days));
            if x > place.right() + 8.0 {
                return None;
            }
            let above =
                row.cast::<HtmlElement>().is_some_and(|row| y < row.get_bounding_client_rect().bottom());
            let minute = (y - place.top()) / place.height().max(1.0) * f64::from(DAY);
            Some(if above { Spot::Day(date) } else { Spot::Minute(date, minute) })
        }
    };
    let find = {
        let (items, tray) = (props.items.clone(), props.tray.clone());
        let today = now.date();
        let day = if (first..=day_at(first, days - 1)).contains(&today) { today } else { first };
        Rc::new(move |key: &str| -> Option<Item> {
            let placed = items.iter().find(|item| item.key() == key).cloned();
            placed.or_else(|| {
                let id: TaskId = key.parse().ok()?;
                let view = tray.as_ref()?.iter().find(|view| view.task.id == id)?;
                Some(from_tray(view, day))
            })
        })
    };
    let finish = {
        let (held, settling, asking, wanted) =
            (held.clone(), settling.clone(), asking.clone(), wanted.clone());
        let tray = props.tray.clone();
        Rc::new(move |item: Item, span: Span, by_keys: bool| {
            held.set(None);
            let unplaced = item.task().is_some_and(|id| {
                tray.as_ref().is_some_and(|tray| tray.iter().any(|view| view.task.id == id))
            });
            if item.span == span && !unplaced {
                return;
            }
            let wish = Wish { item, span };
            if wish.item.repeats() {
                asking.set(Some(wish));
                return;
            }
            settle(wish, None, by_keys, &settling, &wanted);
        })
    };

    let onpointerdown = {
        let (grab, held, find, spot_at, zone) =
            (grab.clone(), held.clone(), find.clone(), spot_at.clone(), zone.clone());
        Callback::from(move |event: PointerEvent| {
            if event.button() != 0 || grab.borrow().is_some() {
                return;
            }
            let at = (f64::from(event.client_x()), f64::from(event.client_y()));
            let touch = event.pointer_type() == "touch";
            let key = closest(&event, "[data-key]").and_then(|it| it.get_attribute("data-key"));
            let item = key.and_then(|key| find(&key));
            let grip = closest(&event, "[data-grip]").and_then(|it| it.get_attribute("data-grip"));
            let hold = match (grip.as_deref(), &item) {
                (Some("start"), _) => Hold::Start,
                (Some("end"), _) => Hold::End,
                (_, Some(_)) => Hold::Move,
                (_, None) if closest(&event, ".hours-surface").is_some() => Hold::New,
                _ => return,
            };
            let spot = spot_at(at.0, at.1);
            let offset = match (&item, spot) {
                (
                    Some(Item { span: Span::Timed { at: start, .. }, .. }),
                    Some(Spot::Minute(date, minute)),
                ) => {
                    let days = start.date.until(date).map_or(0, |span| span.get_days());
                    minute + f64::from(days) * f64::from(DAY) - f64::from(start.minute)
                }
                _ => 0.0,
            };
            let origin = match spot {
                // A press means the half hour it is in.
                Some(Spot::Minute(date, minute)) => Some(
                    Slot { date, minute: (minute.clamp(0.0, 1_410.0) / 30.0) as u32 * 30 }.settled(&zone),
                ),
                _ => None,
            };
            let rest = (touch && hold != Hold::New).then(|| {
                let (grab, held) = (grab.clone(), held.clone());
                Timeout::new(REST, move || {
                    if let Some(grab) = grab.borrow_mut().as_mut() {
                        grab.started = true;
                        grab.span = grab.item.as_ref().map(|item| item.span);
                        if let Some(item) = &grab.item {
                            held.set(Some(Held {
                                item: Some(item.clone()),
                                span: item.span,
                                by_keys: false,
                            }));
                        }
                    }
                })
            });
            let pointer = event.pointer_id();
            let (started, span) = (false, None);
            *grab.borrow_mut() =
                Some(Grab { pointer, item, hold, at, offset, origin, started, touch, span, _rest: rest });
        })
    };
    let onpointermove = {
        let (grab, held, root, scroller, zone) =
            (grab.clone(), held.clone(), root.clone(), scroller.clone(), zone.clone());
        Callback::from(move |event: PointerEvent| {
            let mut holder = grab.borrow_mut();
            let Some(holding) = holder.as_mut().filter(|it| it.pointer == event.pointer_id()) else { return };
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            if !holding.started {
                if (x - holding.at.0).hypot(y - holding.at.1) < STILL {
                    return;
                }
                if holding.touch {
                    // The finger scrolls.
                    *holder = None;
                    return;
                }
                holding.started = true;
                if let Some(root) = root.cast::<Element>() {
                    let _ = root.set_pointer_capture(event.pointer_id());
                }
            }
            scroll_along(&scroller, y);
            let span = spot_at(x, y).and_then(|spot| dragged(holding, spot, &zone));
            if let Some(span) = span {
                holding.span = Some(span);
                held.set(Some(Held { item: holding.item.clone(), span, by_keys: false }));
            }
        })
    };
    let onpointerup = {
        let (grab, held, finish, onnew) = (grab.clone(), held.clone(), finish.clone(), props.onnew.clone());
        Callback::from(move |event: PointerEvent| {
            let ours = grab.borrow().as_ref().is_some_and(|it| it.pointer == event.pointer_id());
            let Some(grab) = grab.take().filter(|_| ours) else { return };
            if grab.started {
                let_go();
            }
            match (grab.item, grab.span) {
                (Some(item), Some(span)) if grab.started => finish(item, span, false),
                (None, Some(Span::Timed { at, length })) if grab.started => {
                    held.set(None);
                    onnew.emit((at, length));
                }
                (None, _) if !grab.started => {
                    if let Some(origin) = grab.origin {
                        onnew.emit((origin, NEW_LENGTH));
                    }
                }
                _ => held.set(None),
            }
        })
    };
    let onpointercancel = {
        let (grab, held) = (grab.clone(), held.clone());
        Callback::from(move |_: PointerEvent| {
            grab.replace(None);
            held.set(None);
        })
    };
    let onkeydown = {
        let (held, find, finish, grab) = (held.clone(), find.clone(), finish.clone(), grab.clone());
        let (items, zone, onopen) = (props.items.clone(), zone.clone(), props.onopen.clone());
        let begins = u32::from(settings.day_begins) * 60;
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
                return;
            }
            if event.key() == "Escape" && (held.is_some() || grab.borrow().is_some()) {
                event.prevent_default();
                event.stop_propagation();
                grab.replace(None);
                held.set(None);
                return;
            }
            let key = closest(&event, "[data-key]").and_then(|it| it.get_attribute("data-key"));
            let Some((key, item)) = key.and_then(|key| find(&key).map(|item| (key, item))) else { return };
            let in_hand = (*held).clone().filter(|held| held.is(&key));
            let span = in_hand.as_ref().map_or(item.span, |held| held.span);
            let vertical = |step: Step| match span {
                // Down from a whole day leads to its first free time.
                Span::Whole { date, days: 1 } => {
                    Step::Whole(free_on(&items, date, begins, length_of(&item), &zone))
                }
                _ => step,
            };
            let step = match (event.key().as_str(), event.shift_key()) {
                ("ArrowUp", false) => vertical(Step::Earlier),
                ("ArrowDown", false) => vertical(Step::Later),
                ("ArrowLeft", false) => Step::DayBefore,
                ("ArrowRight", false) => Step::DayAfter,
                ("ArrowDown" | "ArrowRight", true) => Step::Longer,
                ("ArrowUp" | "ArrowLeft", true) => Step::Shorter,
                ("w", false) => Step::Whole(free_on(&items, span.date(), begins, length_of(&item), &zone)),
                ("Enter" | " ", false) => {
                    event.prevent_default();
                    event.stop_propagation();
                    match in_hand {
                        Some(held) => finish(item, held.span, true),
                        None => onopen.emit(item),
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            let mut next = span.stepped(step);
            if let (Span::Whole { .. }, Span::Timed { at, .. }) = (span, next) {
                next = Span::Timed { at, length: length_of(&item) };
            }
            if let Span::Timed { at, length } = next {
                next = Span::Timed { at: over_the_gap(at, step, &zone), length };
            }
            held.set(Some(Held { item: Some(item), span: next, by_keys: true }));
        })
    };
    let onfocusout = {
        let (held, finish) = (held.clone(), finish.clone());
        Callback::from(move |_: FocusEvent| {
            // Who goes elsewhere has put it down.
            if let Some(Held { item: Some(item), span, by_keys: true }) = (*held).clone() {
                finish(item, span, true);
            }
        })
    };
    let onpick = {
        let (asking, settling, wanted) = (asking.clone(), settling.clone(), wanted.clone());
        Callback::from(move |scope: Option<_>| {
            if let (Some(wish), Some(scope)) = ((*asking).clone(), scope) {
                settle(wish, Some(scope), true, &settling, &wanted);
            }
            asking.set(None);
        })
    };
    let onopen = {
        let onopen = props.onopen.clone();
        Callback::from(move |item: Item| {
            if !was_held() {
                onopen.emit(item);
            }
        })
    };

    let said = held
        .as_ref()
        .filter(|held| held.by_keys)
        .map(|held| t!("held-said", place = place_in_words(held.span, &zone)));
    let shown = |item: &Item| {
        let key = item.key();
        let moved = settling.as_ref().filter(|(settling, _)| *settling == key).map(|(_, span)| *span);
        Item { span: moved.unwrap_or(item.span), ..item.clone() }
    };
    let items: Vec<Item> = props.items.iter().map(shown).collect();
    let held_key = held.as_ref().and_then(|held| held.item.as_ref().map(Item::key));
    let ghost = held.as_ref().map(|held| (held.item.clone(), held.span));
    let today = now.date();
    let today_column = (0..days).find(|&index| day_at(first, index) == today);
    html! {
        <>
            <div ref={root} class={classes!("hours", (days == 1).then_some("is-day"), held.is_some().then_some("is-holding"), props.tray.is_some().then_some("has-tray"))}
                {onpointerdown} {onpointermove} {onpointerup} {onpointercancel} {onkeydown} {onfocusout}>
                <p class="visually-hidden" id="hours-hint">{ t!("held-hint") }</p>
                <p class="visually-hidden" role="status" aria-live="assertive">{ said }</p>
                <div class="hours-days">
                    <div class="hours-heads">
                        <span></span>
                        for index in 0..days { { head(day_at(first, index), today, &props.onday) } }
                    </div>
                    <WholeDays {first} {days} items={Rc::new(items.iter().filter(|item| item.span.is_bar()).cloned().collect::<Vec<_>>())}
                        held={held_key.clone()} ghost={ghost.clone().filter(|(_, span)| span.is_bar())} node={row} onopen={onopen.clone()} />
                    <div class="hours-scroll scrolls" ref={scroller} tabindex="0" role="group" aria-label={t!("hours-of-the-day")}>
                        <div class="hours-names" aria-hidden="true">
                            for hour in 0..24_u16 { <span class="hours-name num">{ words::minute_of_day(hour * 60) }</span> }
                        </div>
                        <div class="hours-surface" ref={surface}>
                            for index in 0..days { <i class={classes!("hours-column", (today_column == Some(index)).then_some("is-today"))} aria-hidden="true"></i> }
                            { for blocks(&items, first, days, held_key.as_deref(), &onopen, &zone) }
                            if let Some((item, span)) = ghost { { for ghosts(item.as_ref(), span, first, days, &zone) } }
                            if let Some(column) = today_column { <Now {column} minute={words::minute(now.time())} /> }
                        </div>
                    </div>
                </div>
                if let Some(tray) = &props.tray { <Tray tasks={tray.clone()} of_week={days > 1} held={held_key} onopen={onopen.clone()} day={today_column.map_or(first, |_| today)} /> }
            </div>
            if let Some(wish) = &*asking { <Which wish={wish.clone()} {onpick} /> }
        </>
    }
}

/// Shows a thing where it was put until core has answered, and tells core.
fn settle(
    wish: Wish,
    scope: Option<daymark_api::Scope>,
    by_keys: bool,
    settling: &UseStateHandle<Option<(String, Span)>>,
    wanted: &Rc<std::cell::RefCell<Option<String>>>,
) {
    settling.set(Some((wish.item.key(), wish.span)));
    let give_up = settling.clone();
    Timeout::new(2_500, move || give_up.set(None)).forget();
    if by_keys {
        wanted.replace(Some(wish.item.key()));
    }
    let wanted = wanted.clone();
    put(wish, scope, move |key| {
        if by_keys {
            match block(&key) {
                Some(block) => drop(block.focus()),
                None => drop(wanted.replace(Some(key))),
            }
        }
    });
}

/// Skips the hour that the clocks skip, in the direction of the step.
fn over_the_gap(at: Slot, step: Step, zone: &TimeZone) -> Slot {
    let there = at.settled(zone);
    if step == Step::Earlier && there != at {
        let back = Slot { minute: at.minute.saturating_sub(60), ..at };
        return back.settled(zone);
    }
    there
}

/// When a day first has so many free minutes.
fn free_on(items: &[Item], day: Date, begins: u32, length: u32, zone: &TimeZone) -> u32 {
    let busy: Vec<(u32, u32)> = items
        .iter()
        .filter(|item| !item.span.is_bar())
        .flat_map(|item| item.span.pieces(zone))
        .filter(|(date, ..)| *date == day)
        .map(|(_, from, to)| (from, to))
        .collect();
    let now = time::now();
    let from = if now.date() == day { u32::from(words::minute(now.time())).max(begins) } else { begins };
    first_free(&busy, from, DAY, length)
}

/// Scrolls when something is held near an edge.
fn scroll_along(scroller: &NodeRef, y: f64) {
    let Some(scroller) = scroller.cast::<HtmlElement>() else { return };
    let place = scroller.get_bounding_client_rect();
    let by = match y {
        y if y < place.top() => 0,
        y if y < place.top() + 36.0 => -14,
        y if y > place.bottom() - 36.0 => 14,
        _ => 0,
    };
    if by != 0 {
        scroller.set_scroll_top(scroller.scroll_top() + by);
    }
}

/// While a finger holds something, the page does not scroll.
#[hook]
fn use_touch_held(root: &NodeRef, grab: &Rc<std::cell::RefCell<Option<Grab>>>) {
    let (root, grab) = (root.clone(), grab.clone());
    use_effect_with((), move |()| {
        let options = EventListenerOptions::enable_prevent_default();
        let listener = root.cast::<Element>().map(|root| {
            EventListener::new_with_options(&root, "touchmove", options, move |event| {
                if grab.borrow().as_ref().is_some_and(|grab| grab.started) {
                    event.prevent_default();
                }
            })
        });
        move || drop(listener)
    });
}

/// Scrolls to now, or to where the day begins, when other days are shown.
#[hook]
fn use_scrolled_to_the_day(
    scroller: &NodeRef,
    first: Date,
    days: usize,
    now: jiff::civil::DateTime,
    begins: u8,
) {
    let scroller = scroller.clone();
    use_effect_with((first, days), move |_| {
        let Some(scroller) = scroller.cast::<HtmlElement>() else { return };
        let today = (first..=day_at(first, days.saturating_sub(1))).contains(&now.date());
        let morning = f64::from(begins) * 60.0;
        let minute = f64::from(words::minute(now.time()));
        let to = if today { (minute - 90.0).max(morning.min(minute - 90.0)) } else { morning - 15.0 };
        let height = f64::from(scroller.scroll_height());
        scroller.set_scroll_top((height * to.max(0.0) / f64::from(DAY)) as i32);
    });
}

fn head(date: Date, today: Date, onday: &Callback<Date>) -> Html {
    html! {
        <button type="button" class={classes!("hours-head", (date == today).then_some("is-today"))} onclick={onday.reform(move |_: MouseEvent| date)}
            aria-label={t!("calendar-show-day", day = words::long_day(date))} aria-current={(date == today).then_some("date")}>
            <span>{ words::weekday_short(date.weekday()) }</span><b class="num">{ date.day() }</b>
        </button>
    }
}

/// The blocks of all days, laid out side by side.
fn blocks(
    items: &[Item],
    first: Date,
    days: usize,
    held: Option<&str>,
    onopen: &Callback<Item>,
    zone: &TimeZone,
) -> Vec<Html> {
    let mut all = Vec::new();
    for index in 0..days {
        let date = day_at(first, index);
        let on: Vec<(&Item, u32, u32)> = items
            .iter()
            .filter(|item| !item.span.is_bar())
            .flat_map(|item| item.span.pieces(zone).into_iter().map(move |piece| (item, piece)))
            .filter(|(_, piece)| piece.0 == date)
            .map(|(item, (_, from, to))| (item, from, to))
            .collect();
        let spans: Vec<(u32, u32)> = on.iter().map(|(_, from, to)| (*from, *to)).collect();
        for ((item, from, to), lane) in on.into_iter().zip(lanes(&spans)) {
            let key = item.key();
            let goes_on = item.span.date() != date;
            all.push(html! {
                <BlockView key={format!("{key}{}", if goes_on { "+" } else { "" })} item={item.clone()} column={index} {from} {to} {lane} {goes_on}
                    held={held == Some(key.as_str())} onopen={onopen.clone()} />
            });
        }
    }
    all
}

#[derive(Properties, PartialEq)]
struct BlockProps {
    item: Item,
    column: usize,
    from: u32,
    to: u32,
    lane: Lane,
    /// The rest of something that began the day before.
    goes_on: bool,
    held: bool,
    onopen: Callback<Item>,
}

fn vars(column: usize, from: u32, to: u32, lane: Lane) -> Vec<(&'static str, String)> {
    vec![
        ("--column", column.to_string()),
        ("--from", from.to_string()),
        ("--long", (to.saturating_sub(from)).max(SHORTEST).to_string()),
        ("--lane", lane.lane.to_string()),
        ("--lanes", lane.lanes.to_string()),
        ("--wide", lane.wide.to_string()),
    ]
}

fn block_class(item: &Item, long: u32) -> Classes {
    classes!(
        "hours-block",
        colour_class(item.colour()),
        (long < 40).then_some("is-short"),
        item.done().then_some("is-done"),
        matches!(item.what, What::Task(_)).then_some("is-task"),
    )
}

#[component]
fn BlockView(props: &BlockProps) -> Html {
    let node = use_node_ref();
    let item = &props.item;
    use_css_vars(&node, vars(props.column, props.from, props.to, props.lane));
    let zone = time::time_zone();
    let Span::Timed { at, length } = item.span else { return Html::default() };
    let time = range_in_words(at, length, &zone);
    let onclick = {
        let item = item.clone();
        props.onopen.reform(move |_: MouseEvent| item.clone())
    };
    let past = {
        let now = time::now();
        let here = Slot { date: now.date(), minute: u32::from(words::minute(now.time())) };
        at.later(length, &zone) <= here
    };
    let name = t!("held-name", title = item.title(), place = place_in_words(item.span, &zone));
    let key = item.key();
    html! {
        <button ref={node} type="button" id={(!props.goes_on).then(|| format!("block-{key}"))} data-key={key}
            class={classes!(block_class(item, props.to - props.from), past.then_some("is-past"), props.held.then_some("is-held"), props.goes_on.then_some("goes-on"))}
            tabindex={if props.goes_on { "-1" } else { "0" }} aria-label={name} aria-describedby="hours-hint" aria-hidden={props.goes_on.then_some("true")} {onclick}>
            if !props.goes_on { <i class="grip is-start" data-grip="start" aria-hidden="true"></i> }
            <strong>
                if matches!(item.what, What::Task(_)) { <Icon sign={if item.done() { Sign::Check } else { Sign::Tasks }} /> }
                { item.title() }
                if item.repeats() { <Icon sign={Sign::Repeat} class="is-quiet" /> }
            </strong>
            <small class="num">{ words::dotted([time, item.detail()]) }</small>
            <i class="grip is-end" data-grip="end" aria-hidden="true"></i>
        </button>
    }
}

/// What is in hand, drawn where it would go.
fn ghosts(item: Option<&Item>, span: Span, first: Date, days: usize, zone: &TimeZone) -> Vec<Html> {
    let Span::Timed { at, length } = span else { return Vec::new() };
    if span.is_bar() {
        return Vec::new();
    }
    let time = range_in_words(at, length, zone);
    let title = item.map_or_else(|| t!("event-add"), |item| item.title().to_owned());
    let colour = item.and_then(Item::colour);
    span.pieces(zone)
        .into_iter()
        .filter_map(|(date, from, to)| {
            let column = (0..days).find(|&index| day_at(first, index) == date)?;
            Some(html! { <Ghost key={format!("ghost-{from}")} {column} {from} {to} title={title.clone()} time={time.clone()} class={colour_class(colour)} /> })
        })
        .collect()
}

#[derive(Properties, PartialEq)]
struct GhostProps {
    column: usize,
    from: u32,
    to: u32,
    title: String,
    time: String,
    class: &'static str,
}

#[component]
fn Ghost(props: &GhostProps) -> Html {
    let node = use_node_ref();
    use_css_vars(&node, vars(props.column, props.from, props.to, Lane { lane: 0, lanes: 1, wide: 1 }));
    let short = (props.to - props.from < 40).then_some("is-short");
    html! {
        <div ref={node} class={classes!("hours-block", "is-ghost", props.class, short)} aria-hidden="true">
            <strong>{ &props.title }</strong><small class="num">{ &props.time }</small>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct NowProps {
    column: usize,
    minute: u16,
}

#[component]
fn Now(props: &NowProps) -> Html {
    let node = use_node_ref();
    use_css_vars(&node, vec![("--column", props.column.to_string()), ("--from", props.minute.to_string())]);
    html! {
        <div ref={node} class="hours-now" aria-hidden="true"><b class="num">{ words::minute_of_day(props.minute) }</b><i></i></div>
    }
}

#[derive(Properties, PartialEq)]
struct WholeProps {
    first: Date,
    days: usize,
    items: Rc<Vec<Item>>,
    held: Option<String>,
    ghost: Option<(Option<Item>, Span)>,
    node: NodeRef,
    onopen: Callback<Item>,
}

/// What has days and no hours, in rows over the columns.
#[component]
fn WholeDays(props: &WholeProps) -> Html {
    let zone = time::time_zone();
    let spans: Vec<(Date, Date)> =
        props.items.iter().map(|item| (item.span.date(), item.span.last(&zone))).collect();
    let placed = bars(props.first, props.days, &spans);
    let most = if use_narrow() { FEW_ROWS } else { ROWS };
    let mut more = vec![0_usize; props.days];
    for bar in placed.iter().flatten().filter(|bar| bar.row >= most) {
        for count in more.iter_mut().take(bar.last + 1).skip(bar.first) {
            *count += 1;
        }
    }
    let rows = placed.iter().flatten().map(|bar| bar.row + 1).max().unwrap_or(0).min(most);
    let over = more.iter().any(|&count| count > 0);
    use_css_vars(&props.node, vec![("--rows", (rows + usize::from(over)).max(1).to_string())]);
    let ghost = props.ghost.as_ref().and_then(|(item, span)| {
        let bar = bars(props.first, props.days, &[(span.date(), span.last(&zone))]).pop().flatten()?;
        Some((
            item.as_ref().map(|item| item.title().to_owned()).unwrap_or_default(),
            item.as_ref().and_then(Item::colour),
            bar,
        ))
    });
    html! {
        <div class="hours-whole" ref={props.node.clone()}>
            <span class="hours-label">{ t!("all-day") }</span>
            <div class="hours-bars">
                for (item, bar) in props.items.iter().zip(&placed).filter_map(|(item, bar)| Some((item, (*bar)?))).filter(|(_, bar)| bar.row < most) {
                    <BarView key={item.key()} item={item.clone()} {bar} held={props.held.as_deref() == Some(item.key().as_str())} onopen={props.onopen.clone()} />
                }
                for (index, &count) in more.iter().enumerate().filter(|(_, count)| **count > 0) { <More key={format!("more-{index}")} {index} row={rows} {count} day={day_at(props.first, index)} /> }
                if let Some((title, colour, bar)) = ghost { <GhostBar key="ghost" {title} class={colour_class(colour)} {bar} /> }
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct MoreProps {
    index: usize,
    row: usize,
    count: usize,
    day: Date,
}

#[component]
fn More(props: &MoreProps) -> Html {
    let node = use_node_ref();
    use_css_vars(
        &node,
        bar_vars(Bar { first: props.index, last: props.index, row: props.row, before: false, after: false }),
    );
    html! {
        <span ref={node} class="hours-more">
            <Link to={Route::Tasks(format!("status:any due:{}", props.day))} class="week-more num">{ t!("week-more", count = props.count) }</Link>
        </span>
    }
}

#[derive(Properties, PartialEq)]
struct GhostBarProps {
    title: String,
    class: &'static str,
    bar: Bar,
}

#[component]
fn GhostBar(props: &GhostBarProps) -> Html {
    let node = use_node_ref();
    use_css_vars(&node, bar_vars(Bar { row: 0, ..props.bar }));
    html! { <div ref={node} class={classes!("hours-bar", "is-ghost", props.class)} aria-hidden="true"><span>{ &props.title }</span></div> }
}

fn bar_vars(bar: Bar) -> Vec<(&'static str, String)> {
    vec![
        ("--first", (bar.first + 1).to_string()),
        ("--end", (bar.last + 2).to_string()),
        ("--row", (bar.row + 1).to_string()),
    ]
}

#[derive(Properties, PartialEq)]
pub struct BarProps {
    pub item: Item,
    pub bar: Bar,
    #[prop_or_default]
    pub held: bool,
    pub onopen: Callback<Item>,
}

/// Something over whole days.
#[component]
pub fn BarView(props: &BarProps) -> Html {
    let node = use_node_ref();
    let (item, bar) = (&props.item, props.bar);
    use_css_vars(&node, bar_vars(bar));
    let zone = time::time_zone();
    let onclick = {
        let item = item.clone();
        props.onopen.reform(move |_: MouseEvent| item.clone())
    };
    let is_task = matches!(item.what, What::Task(_));
    let class = classes!(
        "hours-bar",
        colour_class(item.colour()),
        is_task.then_some("is-task"),
        item.done().then_some("is-done"),
        props.held.then_some("is-held"),
        bar.before.then_some("from-before"),
        bar.after.then_some("goes-after"),
    );
    let time = match item.span {
        Span::Timed { at, .. } => Some(words::time(at.time())),
        Span::Whole { .. } => None,
    };
    html! {
        <button ref={node} type="button" {class} id={format!("block-{}", item.key())} data-key={item.key()} aria-describedby="hours-hint"
            aria-label={t!("held-name", title = item.title(), place = place_in_words(item.span, &zone))} {onclick}>
            if is_task { <i class="week-tick" aria-hidden="true"></i> }
            if let Some(time) = time { <b class="num">{ time }</b> }
            <span>{ item.title() }</span>
        </button>
    }
}

#[derive(Properties, PartialEq)]
struct TrayProps {
    tasks: Rc<Vec<TaskView>>,
    /// Seven columns need the room first.
    of_week: bool,
    held: Option<String>,
    onopen: Callback<Item>,
    day: Date,
}

/// Tasks that have no place yet.
#[component]
fn Tray(props: &TrayProps) -> Html {
    html! {
        <section class={classes!("tray", props.of_week.then_some("is-of-week"))} aria-labelledby="tray-title">
            <h2 id="tray-title" class="cap">{ t!("tray-title") }</h2>
            if props.tasks.is_empty() { <p class="tray-none">{ t!("tray-none") }</p> }
            <ul class="tray-list">
                for view in props.tasks.iter() {
                    <li key={view.task.id.to_string()}>
                        <button type="button" class={classes!("tray-task", colour_class(view.area_colour), (props.held.as_deref() == Some(view.task.id.to_string().as_str())).then_some("is-held"))}
                            id={format!("block-{}", view.task.id)} data-key={view.task.id.to_string()} aria-describedby="tray-hint"
                            onclick={let item = from_tray(view, props.day); props.onopen.reform(move |_: MouseEvent| item.clone())}>
                            <span>{ view.task.title.as_str() }</span>
                            if let Some(minutes) = view.task.estimate_minutes { <small class="num">{ words::minutes(minutes) }</small> }
                        </button>
                    </li>
                }
            </ul>
            <p class="visually-hidden" id="tray-hint">{ t!("tray-hint") }</p>
        </section>
    }
}
