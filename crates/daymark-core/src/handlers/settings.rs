//! Settings.

use daymark_api::{ApiError, Caller, EditSettings, GetSettings, Handle, Settings};
use daymark_domain::{Kind, ObjectId};
use daymark_store::Read;
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::set;
use daymark_texts::{Phrase, phrase};

use super::answers;
use crate::app::{App, Inner, settings};
use crate::fault::{Fault, invalid};
use crate::unit::Unit;

answers! { GetSettings => view; }

fn view(read: &Read<'_>, _: &Inner, _: GetSettings) -> Result<Settings, Fault> {
    settings(read)
}

/// Writes one setting. The object's id follows from its key, so that two devices write the same.
pub(crate) fn put(unit: &mut Unit<'_>, key: &str, value: &serde_json::Value) -> Result<(), Fault> {
    if key.is_empty()
        || key.len() > 64
        || !key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    {
        return Err(invalid(phrase!("error-setting-name")));
    }
    let text = value.to_string();
    if text.len() > 4_096 {
        return Err(invalid(phrase!("error-setting-long", key = key)));
    }
    let one = serde_json::Value::Object([(key.to_owned(), value.clone())].into_iter().collect());
    let parsed: Settings = serde_json::from_value(one)
        .map_err(|error| invalid(phrase!("error-setting-value", key = key, why = error.to_string())))?;
    if parsed.day_begins >= parsed.day_ends || parsed.day_ends > 24 {
        return Err(invalid(phrase!("error-setting-day")));
    }
    if !(1..=4_096).contains(&parsed.attachment_file_mb)
        || !(1..=1_048_576).contains(&parsed.attachment_total_mb)
    {
        return Err(invalid(phrase!("error-setting-attachments")));
    }
    let id = ObjectId::external("setting", key);
    unit.put(
        id,
        Kind::Setting,
        vec![
            set(field::ALIVE, Value::Bool(true)),
            set(field::TITLE, Value::text(key)),
            set(field::CONTENT, Value::Text(text)),
        ],
    )
}

/// A setting as people call it; one of a newer version by its key.
fn name(key: &str) -> Phrase {
    match key {
        "theme" => phrase!("a-setting-theme"),
        "density" => phrase!("a-setting-density"),
        "language" => phrase!("a-setting-language"),
        "week_start" => phrase!("a-setting-week-start"),
        "hour_cycle" => phrase!("a-setting-hour-cycle"),
        "day_first" => phrase!("a-setting-day-first"),
        "day_begins" => phrase!("a-setting-day-begins"),
        "day_ends" => phrase!("a-setting-day-ends"),
        "close_to_tray" => phrase!("a-setting-close-to-tray"),
        "quick_add_shortcut" => phrase!("a-setting-quick-add-shortcut"),
        "provider" => phrase!("a-setting-provider"),
        "local_only" => phrase!("a-setting-local-only"),
        "onboarded" => phrase!("a-setting-onboarded"),
        "attachment_file_mb" => phrase!("a-setting-attachment-file-mb"),
        "attachment_total_mb" => phrase!("a-setting-attachment-total-mb"),
        "attachment_originals" => phrase!("a-setting-attachment-originals"),
        other => phrase!("a-setting-other", key = other.replace('_', " ")),
    }
}

impl Handle<EditSettings> for App {
    async fn handle(&self, caller: Caller, call: EditSettings) -> Result<Settings, ApiError> {
        self.commit(caller.actor, "label-settings-changed", move |unit| {
            if let [key] = call.settings.keys().collect::<Vec<_>>().as_slice() {
                unit.label(phrase!("label-change-setting", name = name(key)));
            }
            for (key, value) in &call.settings {
                put(unit, key, value)?;
            }
            settings(unit)
        })
        .await
    }
}
