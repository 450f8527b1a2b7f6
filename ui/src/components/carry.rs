//! Carrying something by pointer from one place to another: `data-key` names what can be carried,
//! `data-place` where it can be put. A finger rests a moment before it lifts anything, so that lists
//! still scroll. What is carried by pointer can also be moved by key; that is each view's own.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// A finger rests this long before it lifts something, in milliseconds.
const REST: u32 = 380;
/// A pointer that moves less presses.
const STILL: f64 = 6.0;

thread_local! {
    /// Something has just been put down: the press that comes with it is not one.
    static PUT_DOWN: Cell<bool> = const { Cell::new(false) };
}

/// Whether a press is the end of carrying.
pub fn was_carried() -> bool {
    PUT_DOWN.get()
}

/// What is in the air, and over which place.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    pub key: String,
    pub over: Option<String>,
}

/// What goes on the element that holds all places, and the label that follows the pointer.
#[derive(Clone, Debug, PartialEq)]
pub struct Carry {
    pub carried: Option<Carried>,
    pub label: NodeRef,
    pub onpointerdown: Callback<PointerEvent>,
    pub onpointermove: Callback<PointerEvent>,
    pub onpointerup: Callback<PointerEvent>,
    pub onpointercancel: Callback<PointerEvent>,
}

impl Carry {
    pub fn is(&self, key: &str) -> bool {
        self.carried.as_ref().is_some_and(|carried| carried.key == key)
    }

    pub fn over(&self, place: &str) -> bool {
        self.carried.as_ref().and_then(|carried| carried.over.as_deref()) == Some(place)
    }

    /// The label beside the pointer.
    pub fn label(&self, title: impl FnOnce(&str) -> String) -> Html {
        match &self.carried {
            Some(carried) => html! {
                <div class="carried" ref={self.label.clone()} aria-hidden="true">{ title(&carried.key) }</div>
            },
            None => Html::default(),
        }
    }
}

struct Down {
    pointer: i32,
    key: String,
    at: (f64, f64),
    touch: bool,
    _rest: Option<Timeout>,
}

fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok().flatten()
}

fn place_at(x: f64, y: f64) -> Option<String> {
    let document = web_sys::window()?.document()?;
    let element = document.element_from_point(x as f32, y as f32)?;
    element.closest("[data-place]").ok()??.get_attribute("data-place")
}

/// Carrying among the places below `root`. `onput` is given what was carried and the place.
#[hook]
pub fn use_carry(root: &NodeRef, onput: Callback<(String, String)>) -> Carry {
    let carried = use_state_eq(|| None::<Carried>);
    let down = use_mut_ref(|| None::<Down>);
    let lifted = use_memo((), |()| Rc::new(Cell::new(false)));
    let label = use_node_ref();
    {
        let (root, lifted) = (root.clone(), (*lifted).clone());
        use_effect_with((), move |()| {
            let options = EventListenerOptions::enable_prevent_default();
            let listeners = root.cast::<Element>().map(|root| {
                let still = EventListener::new_with_options(&root, "touchmove", options, move |event| {
                    if lifted.get() {
                        event.prevent_default();
                    }
                });
                // Links would be dragged by the browser in its own way.
                let own =
                    EventListener::new_with_options(&root, "dragstart", options, Event::prevent_default);
                (still, own)
            });
            move || drop(listeners)
        });
    }
    let onpointerdown = {
        let (carried, down, lifted) = (carried.clone(), down.clone(), (*lifted).clone());
        Callback::from(move |event: PointerEvent| {
            // Who presses a box or types does not carry.
            if event.button() != 0
                || closest(&event, "input, textarea, select, .ck, .act, [data-still]").is_some()
            {
                return;
            }
            let Some(key) = closest(&event, "[data-key]").and_then(|it| it.get_attribute("data-key")) else {
                return;
            };
            let touch = event.pointer_type() == "touch";
            let rest = touch.then(|| {
                let (carried, lifted, key) = (carried.clone(), lifted.clone(), key.clone());
                Timeout::new(REST, move || {
                    lifted.set(true);
                    carried.set(Some(Carried { key, over: None }));
                })
            });
            let at = (f64::from(event.client_x()), f64::from(event.client_y()));
            lifted.set(false);
            down.replace(Some(Down { pointer: event.pointer_id(), key, at, touch, _rest: rest }));
        })
    };
    let onpointermove = {
        let (carried, down, lifted) = (carried.clone(), down.clone(), (*lifted).clone());
        let (root, label) = (root.clone(), label.clone());
        Callback::from(move |event: PointerEvent| {
            let mut holder = down.borrow_mut();
            let Some(holding) = holder.as_ref().filter(|it| it.pointer == event.pointer_id()) else { return };
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            if !lifted.get() {
                if (x - holding.at.0).hypot(y - holding.at.1) < STILL {
                    return;
                }
                if holding.touch {
                    *holder = None;
                    return;
                }
                lifted.set(true);
                if let Some(root) = root.cast::<Element>() {
                    let _ = root.set_pointer_capture(event.pointer_id());
                }
            }
            event.prevent_default();
            if let Some(label) = label.cast::<HtmlElement>() {
                let _ = label.style().set_property("--x", &format!("{x}px"));
                let _ = label.style().set_property("--y", &format!("{y}px"));
            }
            scroll_along(x, y);
            carried.set(Some(Carried { key: holding.key.clone(), over: place_at(x, y) }));
        })
    };
    let stop = {
        let (carried, down, lifted) = (carried.clone(), down.clone(), (*lifted).clone());
        Rc::new(move || -> Option<Down> {
            carried.set(None);
            let was = lifted.replace(false);
            RefCell::take(&down).filter(|_| was)
        })
    };
    let onpointerup = {
        let stop = stop.clone();
        Callback::from(move |event: PointerEvent| {
            let Some(down) = stop() else { return };
            PUT_DOWN.set(true);
            Timeout::new(0, || PUT_DOWN.set(false)).forget();
            if let Some(place) = place_at(f64::from(event.client_x()), f64::from(event.client_y())) {
                onput.emit((down.key, place));
            }
        })
    };
    let onpointercancel = Callback::from(move |_: PointerEvent| drop(stop()));
    Carry { carried: (*carried).clone(), label, onpointerdown, onpointermove, onpointerup, onpointercancel }
}

/// Scrolls what lies under the pointer when it is near the edge of it.
fn scroll_along(x: f64, y: f64) {
    let document = web_sys::window().and_then(|window| window.document());
    let under = document.and_then(|document| document.element_from_point(x as f32, y as f32));
    let mut at = under.and_then(|under| under.closest(".scrolls").ok().flatten());
    while let Some(scroller) = at {
        let place = scroller.get_bounding_client_rect();
        let by = match y {
            y if y < place.top() + 40.0 => -12,
            y if y > place.bottom() - 40.0 => 12,
            _ => 0,
        };
        if by != 0 {
            scroller.set_scroll_top(scroller.scroll_top() + by);
        }
        let aside = match x {
            x if x < place.left() + 40.0 => -12,
            x if x > place.right() - 40.0 => 12,
            _ => 0,
        };
        if aside != 0 {
            scroller.set_scroll_left(scroller.scroll_left() + aside);
        }
        at = scroller.parent_element().and_then(|it| it.closest(".scrolls").ok().flatten());
    }
}
