//! How much room there is, where styles alone cannot say it.

use gloo_events::EventListener;
use yew::prelude::*;

/// From here on the assistant and a task stand beside the screen.
const WIDE: &str = "(min-width: 1100px)";

/// From here on there is room for the assistant beside two columns.
const ROOMY: &str = "(min-width: 1280px)";

/// Up to here there is one column.
const NARROW: &str = "(max-width: 700.98px)";

fn fits(media: &str) -> bool {
    if cfg!(not(target_arch = "wasm32")) {
        return true;
    }
    let query = web_sys::window().and_then(|window| window.match_media(media).ok().flatten());
    query.is_none_or(|query| query.matches())
}

/// Whether the assistant's panel should be open without being asked for.
pub fn is_roomy() -> bool {
    fits(ROOMY)
}

/// Whether this is pointed at with a finger, or as narrow as what is; the styles ask the same.
pub fn is_touch() -> bool {
    cfg!(target_arch = "wasm32") && fits("(pointer: coarse), (max-width: 700.98px)")
}

/// Whether there is room beside the screen; renders again when that changes.
#[hook]
pub fn use_wide() -> bool {
    use_fits(WIDE)
}

/// Whether this is as narrow as a phone; renders again when that changes.
#[hook]
pub fn use_narrow() -> bool {
    use_fits(NARROW)
}

#[hook]
fn use_fits(media: &'static str) -> bool {
    let fit = move || if media == NARROW { is_narrow() } else { fits(media) };
    let fitting = use_state_eq(fit);
    {
        let fitting = fitting.clone();
        use_effect_with((), move |()| {
            let query = web_sys::window().and_then(|window| window.match_media(media).ok().flatten());
            let listener =
                query.map(|query| EventListener::new(&query, "change", move |_| fitting.set(fit())));
            move || drop(listener)
        });
    }
    *fitting
}

fn is_narrow() -> bool {
    cfg!(target_arch = "wasm32") && fits(NARROW)
}
