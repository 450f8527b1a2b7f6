//! The tray: quick add, today, quit. It is never the only way back: starting the program again
//! brings the window up too.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tauri::AppHandle;
use tauri::menu::{MenuBuilder, MenuEvent};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};

use super::quick_add;
use crate::{places, windows};

/// Whether there is a tray now.
pub fn make(handle: &AppHandle) -> bool {
    // The library behind the tray panics where no indicator library is installed.
    match catch_unwind(AssertUnwindSafe(|| build(handle))) {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            tracing::info!(%error, "there is no tray");
            false
        }
        Err(_) => {
            tracing::info!("there is no tray: no indicator library");
            false
        }
    }
}

fn build(handle: &AppHandle) -> tauri::Result<()> {
    let menu = MenuBuilder::new(handle)
        .text("quick-add", "Quick add")
        .text("today", "Today")
        .separator()
        .text("quit", "Quit")
        .build()?;
    TrayIconBuilder::with_id("tray")
        .icon(tauri::include_image!("icons/tray.png"))
        .icon_as_template(cfg!(target_os = "macos"))
        .tooltip("Daymark")
        .menu(&menu)
        .show_menu_on_left_click(false)
        .on_menu_event(chosen)
        .on_tray_icon_event(clicked)
        .build(handle)?;
    Ok(())
}

fn chosen(handle: &AppHandle, event: MenuEvent) {
    match event.id().as_ref() {
        "quick-add" => quick_add(handle),
        "today" => places::show(handle, "today"),
        "quit" => handle.exit(0),
        _ => {}
    }
}

/// A click opens the window where the desktop tells of clicks; on Linux only the menu does.
fn clicked(tray: &TrayIcon, event: TrayIconEvent) {
    if let TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. } = event
    {
        windows::show_main(tray.app_handle());
    }
}
