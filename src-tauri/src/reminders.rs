//! Reminders as notifications of the system, with Done and Snooze on them.

use daymark_api::domain::{Id, ObjectId};
use daymark_api::{AnswerReminder, ReminderAnswer};
use daymark_texts::say;
use tauri::AppHandle;
use tauri_plugin_notification::{Action, ActionPerformed, ActionType, NotificationExt};

use crate::{call, places, texts};

const KIND: &str = "reminder";
const SNOOZE_MINUTES: u32 = 10;

/// Declares the buttons and listens to them. Buttons are shown only while somebody listens.
pub fn listen(handle: &AppHandle) {
    let answering = handle.clone();
    let notification = handle.notification();
    let listening = notification
        .register_action_types(vec![buttons(handle)])
        .and_then(|()| notification.on_action(move |performed| answer(&answering, performed)));
    if let Err(error) = listening {
        tracing::warn!(%error, "notifications come without buttons");
    }
}

fn buttons(handle: &AppHandle) -> ActionType {
    let texts = texts::current(handle);
    ActionType::builder(KIND)
        .actions(vec![
            Action::builder("done", say!(texts, "shell-done")).build(),
            Action::builder("snooze", say!(texts, "shell-snooze", minutes = SNOOZE_MINUTES)).build(),
        ])
        .build()
}

/// The buttons in the language that is spoken now.
#[cfg(desktop)]
pub fn rename(handle: &AppHandle) {
    if let Err(error) = handle.notification().register_action_types(vec![buttons(handle)]) {
        tracing::warn!(%error, "the buttons of notifications keep their old language");
    }
}

pub fn notify(handle: &AppHandle, object: ObjectId, title: &str, body: &str) {
    let shown = handle
        .notification()
        .builder()
        .id(number(object))
        .title(title)
        .body(body)
        .action_type_id(KIND)
        .extra("object", object)
        .show();
    if let Err(error) = shown {
        tracing::warn!(%error, "a notification could not be shown");
    }
}

/// The system knows notifications by a positive 31-bit number; the end of an id is random.
fn number(object: ObjectId) -> i32 {
    let [.., a, b, c, d] = *object.bytes();
    i32::from_be_bytes([a & 0x7f, b, c, d])
}

fn answer(handle: &AppHandle, performed: &ActionPerformed) {
    let object = performed.notification().and_then(|notification| notification.extra().get("object"));
    let Some(object) = object.and_then(|id| serde_json::from_value::<ObjectId>(id.clone()).ok()) else {
        tracing::warn!("a notification was answered, but it does not say which");
        return;
    };
    let answer = match performed.action_id() {
        "done" => ReminderAnswer::Done,
        "snooze" => ReminderAnswer::Snooze(SNOOZE_MINUTES),
        "tap" => return places::show(handle, object.to_string()),
        _ => return,
    };
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move {
        if let Err(error) = call::ask(&handle, AnswerReminder { task: Id::of(object), answer }).await {
            tracing::warn!(code = ?error.code, "a reminder could not be answered");
            // The person pressed a button and nothing happened: show the thing instead.
            places::show(&handle, object.to_string());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notification_has_a_positive_number() {
        let id: ObjectId = "0198a5f0-0000-7000-8000-0000ffffffff".parse().unwrap();
        assert_eq!(number(id), i32::MAX);
    }
}
