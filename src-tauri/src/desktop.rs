//! What only a desktop has: one instance, the tray, a shortcut from anywhere, the quick-add window.

mod capture;
mod shortcut;
mod tray;

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use daymark_api::GetSettings;
use tauri::{AppHandle, Builder, Manager, Window, WindowEvent, Wry};

use crate::{call, places, reminders, texts, windows};

/// What the shell knows of the settings.
#[derive(Debug, Default)]
struct Wishes {
    close_to_tray: AtomicBool,
    has_tray: AtomicBool,
    /// The quick-add shortcut that is registered now.
    shortcut: Mutex<String>,
}

/// Single instance comes first, so that a second start ends before it does anything.
pub fn plugins(builder: Builder<Wry>) -> Builder<Wry> {
    let again = |handle: &AppHandle, arguments: Vec<String>, _: String| started_again(handle, &arguments);
    builder
        .plugin(tauri_plugin_single_instance::init(again))
        .plugin(tauri_plugin_window_state::Builder::new().with_denylist(&[windows::CAPTURE]).build())
        .manage(Wishes::default())
}

/// A second start hands over what it was told. Links come through their own plugin.
fn started_again(handle: &AppHandle, arguments: &[String]) {
    if wants_capture(arguments) {
        capture::show(handle);
    } else {
        windows::show_main(handle);
    }
}

fn wants_capture(arguments: &[String]) -> bool {
    arguments.iter().skip(1).any(|word| word == "--quick-add")
}

/// Everything that may fail without the app being worse than a window.
pub fn furnish(handle: &AppHandle) {
    let tray = tray::make(handle);
    handle.state::<Wishes>().has_tray.store(tray, Ordering::Relaxed);
    capture::make(handle);
    shortcut::prepare(handle);
    settings_changed(handle);
    register_links(handle);
    let arguments: Vec<String> =
        std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    if wants_capture(&arguments) {
        capture::show(handle);
    }
}

/// Makes this program the one that opens daymark: links. An installed package does it by itself,
/// a development build must not, and macOS reads it from the bundle.
fn register_links(handle: &AppHandle) {
    if cfg!(any(debug_assertions, target_os = "macos")) {
        return;
    }
    let handle = handle.clone();
    tauri::async_runtime::spawn_blocking(move || {
        use tauri_plugin_deep_link::DeepLinkExt;
        let links = handle.deep_link();
        if !links.is_registered("daymark").unwrap_or(false)
            && let Err(error) = links.register("daymark")
        {
            tracing::info!(%error, "daymark: links could not be registered");
        }
    });
}

/// Reads the settings that the shell obeys.
pub fn settings_changed(handle: &AppHandle) {
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        let Ok(settings) = call::ask(&handle, GetSettings {}).await else { return };
        if texts::speak(&handle, &settings.language) {
            tray::rename(&handle);
            capture::rename(&handle);
            reminders::rename(&handle);
        }
        handle.state::<Wishes>().close_to_tray.store(settings.close_to_tray, Ordering::Relaxed);
        shortcut::use_this(&handle, &settings.quick_add_shortcut);
    });
}

pub fn on_window_event(window: &Window, event: &WindowEvent) {
    match (window.label(), event) {
        (windows::MAIN, WindowEvent::CloseRequested { api, .. }) => {
            let wishes = window.state::<Wishes>();
            if wishes.close_to_tray.load(Ordering::Relaxed) && wishes.has_tray.load(Ordering::Relaxed) {
                api.prevent_close();
                let _ = window.hide();
            } else {
                // The hidden quick-add window would keep the program running.
                window.app_handle().exit(0);
            }
        }
        (windows::CAPTURE, WindowEvent::CloseRequested { api, .. }) => {
            api.prevent_close();
            let _ = window.hide();
        }
        (windows::CAPTURE, WindowEvent::Focused(false)) => {
            let _ = window.hide();
        }
        _ => {}
    }
}

/// Quick add from outside: the small window, or the main one where it could not be made.
fn quick_add(handle: &AppHandle) {
    if !capture::show(handle) {
        places::show(handle, "add:");
    }
}
