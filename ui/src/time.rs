//! The clock of this device. The only place that asks it.

use daymark_api::Topic;
use gloo_timers::future::TimeoutFuture;
use jiff::Timestamp;
#[cfg(target_arch = "wasm32")]
use jiff::civil::Time;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use yew::prelude::*;

use crate::query;
use crate::signal::{Signal, Watched, use_signal};

thread_local! {
    static MINUTE: Signal<DateTime> = Signal::new(now());
}

/// The wall clock here, to the second.
#[cfg(target_arch = "wasm32")]
pub fn now() -> DateTime {
    wall(&js_sys::Date::new_0())
}

/// A moment on which tests can agree.
#[cfg(not(target_arch = "wasm32"))]
pub fn now() -> DateTime {
    DateTime::constant(2026, 11, 21, 10, 12, 0, 0)
}

/// What the clock here showed, or will show, at that moment.
#[cfg(target_arch = "wasm32")]
pub fn here(moment: Timestamp) -> DateTime {
    wall(&js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(moment.as_millisecond() as f64)))
}

#[cfg(not(target_arch = "wasm32"))]
pub fn here(moment: Timestamp) -> DateTime {
    moment.to_zoned(jiff::tz::TimeZone::UTC).datetime()
}

#[cfg(target_arch = "wasm32")]
fn wall(date: &js_sys::Date) -> DateTime {
    let part = |value: u32| i8::try_from(value).unwrap_or_default();
    let year = i16::try_from(date.get_full_year()).unwrap_or(1970);
    let day = Date::new(year, part(date.get_month()) + 1, part(date.get_date())).unwrap_or_default();
    let time = Time::new(part(date.get_hours()), part(date.get_minutes()), part(date.get_seconds()), 0)
        .unwrap_or_default();
    day.to_datetime(time)
}

/// Starts the tick at the turn of every minute.
pub fn start() {
    yew::platform::spawn_local(async {
        loop {
            let seconds = u32::try_from(now().second()).unwrap_or_default();
            TimeoutFuture::new((60 - seconds.min(59)) * 1000 + 50).await;
            MINUTE.put(now());
            query::stale(&[Topic::Clock]);
        }
    });
}

/// The minute it is; renders again at the turn of each.
#[hook]
pub fn use_now() -> DateTime {
    use_signal(&MINUTE);
    now()
}

/// The day it is here.
#[hook]
pub fn use_today() -> Date {
    use_now().date()
}

/// The IANA name of the zone this device is in, when the browser tells.
pub fn zone() -> Option<String> {
    if cfg!(not(target_arch = "wasm32")) {
        return None;
    }
    let format = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new());
    js_sys::Reflect::get(&format.resolved_options(), &"timeZone".into()).ok()?.as_string()
}

/// The zone this device is in.
pub fn time_zone() -> TimeZone {
    thread_local! { static HERE: TimeZone = zone().and_then(|name| TimeZone::get(&name).ok()).unwrap_or(TimeZone::UTC); }
    HERE.with(Clone::clone)
}

/// The day it is here, outside components.
pub fn today() -> Date {
    MINUTE.get();
    now().date()
}
