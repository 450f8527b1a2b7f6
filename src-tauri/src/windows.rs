//! The windows, and where they may go.

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent};

pub const MAIN: &str = "main";
pub const CAPTURE: &str = "capture";

pub fn make_main(handle: &AppHandle) -> tauri::Result<WebviewWindow> {
    let window = confined(WebviewWindowBuilder::new(handle, MAIN, WebviewUrl::App("index.html".into())));
    #[cfg(desktop)]
    let window = window
        .title("Daymark")
        .inner_size(1180.0, 800.0)
        .min_inner_size(360.0, 480.0)
        // The page's own dragging needs the events that the shell would take for dropped files.
        .disable_drag_drop_handler();
    window.build()
}

/// Only the app's own page, and no further windows.
pub fn confined<'a, M: Manager<tauri::Wry>>(
    window: WebviewWindowBuilder<'a, tauri::Wry, M>,
) -> WebviewWindowBuilder<'a, tauri::Wry, M> {
    window.on_navigation(own_origin).on_new_window(|url, _| {
        tracing::warn!(scheme = url.scheme(), "a new window was refused");
        NewWindowResponse::Deny
    })
}

/// The origins under which Tauri serves the app itself.
fn own_origin(url: &Url) -> bool {
    let own = match (url.scheme(), url.host_str()) {
        ("tauri", Some("localhost")) => true,
        ("http" | "https", Some("tauri.localhost")) => cfg!(any(windows, target_os = "android")),
        _ => false,
    };
    if !own {
        tracing::warn!(scheme = url.scheme(), "a navigation was refused");
    }
    own
}

/// Brings the main window to the front, from wherever it is.
pub fn show_main(handle: &AppHandle) {
    let Some(window) = handle.get_webview_window(MAIN) else {
        if let Err(error) = make_main(handle) {
            tracing::error!(%error, "the main window cannot be made");
        }
        return;
    };
    #[cfg(desktop)]
    let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    #[cfg(mobile)]
    let shown = window.set_focus();
    if let Err(error) = shown {
        tracing::warn!(%error, "the main window cannot be shown");
    }
}

pub fn on_event(window: &Window, event: &WindowEvent) {
    #[cfg(desktop)]
    crate::desktop::on_window_event(window, event);
    #[cfg(mobile)]
    let _ = (window, event);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_apps_own_page_is_shown() {
        for (url, expected) in [
            ("tauri://localhost/index.html#/today", true),
            ("tauri://localhost.evil.example/", false),
            ("https://evil.example/", false),
            ("http://localhost/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
            ("javascript:alert(1)", false),
            ("about:blank", false),
        ] {
            assert_eq!(own_origin(&url.parse().unwrap()), expected, "{url}");
        }
    }
}
