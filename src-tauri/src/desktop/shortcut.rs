//! The quick-add shortcut from anywhere: X11, macOS and Windows. Wayland has none to give; there
//! `daymark-desktop --quick-add` can be bound in the desktop's own settings.

use std::sync::PoisonError;

use tauri::{AppHandle, Manager};
use tauri_plugin_global_shortcut::{Builder, GlobalShortcutExt, ShortcutState};

use super::{Wishes, quick_add};

/// Failure is only logged: the window and the tray have quick add too.
pub fn prepare(handle: &AppHandle) {
    let plugin = Builder::new()
        .with_handler(|handle, _, event| {
            if event.state() == ShortcutState::Pressed {
                quick_add(handle);
            }
        })
        .build();
    if let Err(error) = handle.plugin(plugin) {
        tracing::info!(%error, "there are no global shortcuts here");
    }
}

/// Replaces the registered shortcut; empty is none.
pub fn use_this(handle: &AppHandle, wanted: &str) {
    if handle.try_state::<tauri_plugin_global_shortcut::GlobalShortcut<tauri::Wry>>().is_none() {
        return;
    }
    let wishes = handle.state::<Wishes>();
    let mut now = wishes.shortcut.lock().unwrap_or_else(PoisonError::into_inner);
    if *now == wanted {
        return;
    }
    let shortcuts = handle.global_shortcut();
    if let Err(error) = shortcuts.unregister_all() {
        tracing::info!(%error, "the old shortcut stays registered");
    }
    now.clear();
    if wanted.is_empty() {
        return;
    }
    match shortcuts.register(wanted) {
        Ok(()) => wanted.clone_into(&mut now),
        Err(error) => tracing::info!(%error, "the quick-add shortcut could not be registered"),
    }
}
