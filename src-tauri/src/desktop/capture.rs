//! The quick-add window: small, above the others, hidden until it is wanted.

use daymark_texts::say;
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindowBuilder};

use crate::texts;
use crate::windows::{CAPTURE, confined};

pub fn make(handle: &AppHandle) {
    let url = WebviewUrl::App("index.html#/capture".into());
    let made = confined(WebviewWindowBuilder::new(handle, CAPTURE, url))
        .title(say!(texts::current(handle), "shell-quick-add"))
        .inner_size(560.0, 220.0)
        .resizable(false)
        .maximizable(false)
        .always_on_top(true)
        .skip_taskbar(true)
        .decorations(false)
        .center()
        .visible(false)
        .focused(false)
        .build();
    if let Err(error) = made {
        tracing::warn!(%error, "the quick-add window cannot be made");
    }
}

/// The title in the language that is spoken now.
pub fn rename(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window(CAPTURE) {
        let _ = window.set_title(&say!(texts::current(handle), "shell-quick-add"));
    }
}

/// False when there is no such window.
pub fn show(handle: &AppHandle) -> bool {
    let Some(window) = handle.get_webview_window(CAPTURE) else { return false };
    let shown = window.center().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(error) = &shown {
        tracing::warn!(%error, "the quick-add window cannot be shown");
    }
    shown.is_ok()
}
