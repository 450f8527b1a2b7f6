//! Settings.

use daymark_api::{ApiError, Caller, EditSettings, GetSettings, Handle, Settings};
use daymark_domain::{Kind, ObjectId};
use daymark_store::Read;
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::set;

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
        return Err(invalid("A setting's name has lower-case letters, digits and '_', at most 64."));
    }
    let text = value.to_string();
    if text.len() > 4_096 {
        return Err(invalid(format!("The value of '{key}' is too long.")));
    }
    let one = serde_json::Value::Object([(key.to_owned(), value.clone())].into_iter().collect());
    let parsed: Settings = serde_json::from_value(one)
        .map_err(|error| invalid(format!("The setting '{key}' cannot hold that: {error}.")))?;
    if parsed.day_begins >= parsed.day_ends || parsed.day_ends > 24 {
        return Err(invalid("A day begins before it ends, between 0 and 24."));
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

impl Handle<EditSettings> for App {
    async fn handle(&self, caller: Caller, call: EditSettings) -> Result<Settings, ApiError> {
        self.commit(caller.actor, "Change settings", move |unit| {
            if let [key] = call.settings.keys().collect::<Vec<_>>().as_slice() {
                unit.label(format!("Change the setting '{}'", key.replace('_', " ")));
            }
            for (key, value) in &call.settings {
                put(unit, key, value)?;
            }
            settings(unit)
        })
        .await
    }
}
