//! How a request says "leave it", "clear it" or "make it this".

use daymark_domain::When;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A field of an edit: absent keeps it, `null` clears it, a value sets it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Edit<T> {
    #[default]
    Keep,
    Clear,
    Set(T),
}

impl<T> Edit<T> {
    pub fn is_keep(&self) -> bool {
        matches!(self, Edit::Keep)
    }

    /// The new value, `None` when it stays as it is.
    pub fn change(self) -> Option<Option<T>> {
        match self {
            Edit::Keep => None,
            Edit::Clear => Some(None),
            Edit::Set(value) => Some(Some(value)),
        }
    }
}

impl<T> From<Option<T>> for Edit<T> {
    fn from(value: Option<T>) -> Edit<T> {
        value.map_or(Edit::Clear, Edit::Set)
    }
}

impl<T: Serialize> Serialize for Edit<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Edit::Set(value) => to.serialize_some(value),
            // `Keep` is skipped by `skip_serializing_if`; a bare one can only be null.
            Edit::Keep | Edit::Clear => to.serialize_none(),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Edit<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Option::<T>::deserialize(from)?.into())
    }
}

impl<T: JsonSchema> JsonSchema for Edit<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Edit_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Option::<T>::json_schema(generator)
    }
}

/// A time as a client gives it: exact, or in words ("tomorrow 3pm") that core reads at the door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum WhenInput {
    Exact(When),
    Words(String),
}

impl From<When> for WhenInput {
    fn from(when: When) -> WhenInput {
        WhenInput::Exact(when)
    }
}

impl JsonSchema for WhenInput {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "When".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A date or time: 2026-11-24, 2026-11-24 15:00, or words such as 'tomorrow 3pm'"
        })
    }
}
