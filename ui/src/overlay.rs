//! What lies over the screen: quick add, the palette, the sheet of keys. One at a time.

use std::rc::Rc;

use yew::prelude::*;

use crate::signal::{Signal, Watched, use_signal};
use crate::{toast, transport};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Overlay {
    #[default]
    None,
    /// Quick add, with words that are already there.
    Add(String),
    /// Many thoughts at once; `pasted` asks whether they are many.
    Dump {
        text: String,
        pasted: bool,
    },
    Palette,
    Keys,
    /// The places that have no room in the bar of a phone.
    Menu,
}

thread_local! {
    static OVERLAY: Signal<Overlay> = Signal::new(Overlay::None);
    /// Whether the assistant's panel is open, where there is room for it.
    static PANEL: Signal<bool> = Signal::new(crate::screen_width::is_roomy());
}

pub fn open(overlay: Overlay) {
    // Nothing can be added to another time, and words that are typed must not be lost.
    if matches!(overlay, Overlay::Add(_))
        && let Some(refused) = transport::refused_while_looking_back()
    {
        return toast::trouble(&refused);
    }
    OVERLAY.put(overlay);
}

pub fn close() {
    if *OVERLAY.get() != Overlay::None {
        OVERLAY.put(Overlay::None);
    }
}

/// Whether something lies over the screen, so that its lists do not take keys.
pub fn covered() -> bool {
    let dialog = || {
        let document = web_sys::window().and_then(|window| window.document())?;
        document.query_selector("dialog[open]").ok().flatten()
    };
    *OVERLAY.get() != Overlay::None || dialog().is_some()
}

#[hook]
pub fn use_overlay() -> Rc<Overlay> {
    use_signal(&OVERLAY)
}

pub fn toggle_panel() {
    PANEL.put(!*PANEL.get());
}

#[hook]
pub fn use_panel() -> bool {
    *use_signal(&PANEL)
}
