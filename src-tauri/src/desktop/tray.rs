//! The tray: quick add, today, quit. It is never the only way back: starting the program again
//! brings the window up too.

use std::panic::{AssertUnwindSafe, catch_unwind};

use daymark_texts::say;
use tauri::menu::{Menu, MenuBuilder, MenuEvent};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Wry};

use super::quick_add;
use crate::{places, texts, windows};

const TRAY: &str = "tray";

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
    TrayIconBuilder::with_id(TRAY)
        .icon(tauri::include_image!("icons/tray.png"))
        .icon_as_template(cfg!(target_os = "macos"))
        .tooltip("Daymark")
        .menu(&menu(handle)?)
        .show_menu_on_left_click(false)
        .on_menu_event(chosen)
        .on_tray_icon_event(clicked)
        .build(handle)?;
    Ok(())
}

fn menu(handle: &AppHandle) -> tauri::Result<Menu<Wry>> {
    let texts = texts::current(handle);
    MenuBuilder::new(handle)
        .text("quick-add", say!(texts, "shell-quick-add"))
        .text("today", say!(texts, "shell-today"))
        .separator()
        .text("quit", say!(texts, "shell-quit"))
        .build()
}

/// The menu in the language that is spoken now.
pub fn rename(handle: &AppHandle) {
    let Some(tray) = handle.tray_by_id(TRAY) else { return };
    if let Err(error) = menu(handle).and_then(|menu| tray.set_menu(Some(menu))) {
        tracing::warn!(%error, "the tray keeps its old language");
    }
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
