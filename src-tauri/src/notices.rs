//! Notices from core, on to the windows.

use daymark_api::Notice;
use tauri::{AppHandle, Emitter, Manager};
use tokio::sync::broadcast::error::RecvError;

use crate::call::Core;
use crate::{places, reminders};

/// Forwards notices for as long as the app runs.
pub fn forward(handle: &AppHandle) {
    let core = handle.state::<Core>();
    let Some(app) = core.app() else { return };
    let mut notices = app.notices();
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        loop {
            let notice = match notices.recv().await {
                Ok(notice) => notice,
                Err(RecvError::Lagged(_)) => Notice::Refetch,
                Err(RecvError::Closed) => break,
            };
            pass_on(&handle, notice);
        }
    });
}

fn pass_on(handle: &AppHandle, notice: Notice) {
    match &notice {
        Notice::ReminderDue { object, title, body } => reminders::notify(handle, *object, title, body),
        #[cfg(desktop)]
        Notice::Stale { topics } if topics.contains(&daymark_api::Topic::Settings) => {
            crate::desktop::settings_changed(handle);
        }
        #[cfg(desktop)]
        Notice::Refetch => crate::desktop::settings_changed(handle),
        Notice::Show { place } => {
            // It comes with the window, once the page is up.
            places::show(handle, place.clone());
            return;
        }
        _ => {}
    }
    if let Err(error) = handle.emit("notice", notice) {
        tracing::warn!(%error, "a notice could not be passed on");
    }
}
