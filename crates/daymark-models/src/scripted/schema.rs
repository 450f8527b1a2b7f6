//! Answers of a given shape: the smallest sensible value of a JSON schema.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// Where the shape leaves the length of a list open.
const USUAL: u64 = 5;

/// A value of this schema. `given` holds, by the name of a field, what its value is in the first item of a
/// list, in the second, and so on.
pub(super) fn answer(schema: Option<&Value>, given: &BTreeMap<String, Vec<Value>>) -> Value {
    let Some(schema) = schema else { return Value::Object(Map::new()) };
    Maker { root: schema, given }.make(schema, "", 0, 0)
}

struct Maker<'a> {
    root: &'a Value,
    given: &'a BTreeMap<String, Vec<Value>>,
}

impl Maker<'_> {
    fn make(&self, schema: &Value, name: &str, item: u64, depth: u32) -> Value {
        // A schema that contains itself has an end here.
        if depth > 16 {
            return Value::Null;
        }
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            let target = target.strip_prefix('#').and_then(|path| self.root.pointer(path));
            return target.map_or(Value::Null, |schema| self.make(schema, name, item, depth + 1));
        }
        if let Some(fixed) = schema.get("const") {
            return fixed.clone();
        }
        if let Some(first) = schema.get("enum").and_then(|choices| choices.get(0)) {
            return first.clone();
        }
        for choice in ["anyOf", "oneOf", "allOf"] {
            if let Some(choices) = schema.get(choice).and_then(Value::as_array) {
                let given = self.given(name, item);
                let null = |schema: &&Value| types(schema).contains(&"null");
                let wants_null = given.as_ref().is_some_and(Value::is_null);
                let chosen = choices.iter().find(|schema| null(schema) == wants_null).or(choices.first());
                return chosen.map_or(Value::Null, |schema| self.make(schema, name, item, depth + 1));
            }
        }
        let types = types(schema);
        if let Some(given) = self.given(name, item).filter(|given| fits(&types, given)) {
            return within(schema, given);
        }
        match types.first().copied() {
            Some("object") => self.object(schema, item, depth),
            Some("array") => self.array(schema, name, depth),
            Some("string") => json!(string(schema)),
            Some("integer" | "number") => within(schema, json!(1)),
            Some("boolean") => json!(false),
            _ if schema.get("properties").is_some() => self.object(schema, item, depth),
            _ => Value::Null,
        }
    }

    fn object(&self, schema: &Value, item: u64, depth: u32) -> Value {
        let Some(fields) = schema.get("properties").and_then(Value::as_object) else { return json!({}) };
        let required = schema.get("required").and_then(Value::as_array);
        let wanted = |name: &String| {
            required.is_none_or(|names| names.iter().any(|other| other == name))
                || self.given.contains_key(name)
        };
        let fields = fields.iter().filter(|(name, _)| wanted(name));
        fields.map(|(name, schema)| (name.clone(), self.make(schema, name, item, depth + 1))).collect()
    }

    fn array(&self, schema: &Value, name: &str, depth: u32) -> Value {
        let number = |field: &str| schema.get(field).and_then(Value::as_u64);
        let (least, most) = (number("minItems").unwrap_or(0), number("maxItems").unwrap_or(u64::MAX));
        let length = USUAL.max(least).min(most).min(50);
        let Some(items) = schema.get("items") else { return json!([]) };
        (0..length).map(|item| self.make(items, name, item, depth + 1)).collect()
    }

    fn given(&self, name: &str, item: u64) -> Option<Value> {
        let values = self.given.get(name)?;
        let at = usize::try_from(item).ok()?;
        values.get(at).or(values.last()).cloned()
    }
}

fn types(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn fits(types: &[&str], value: &Value) -> bool {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => return types.iter().any(|kind| matches!(*kind, "integer" | "number")),
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    types.contains(&kind)
}

/// A number between the limits of its schema; anything else as it is.
fn within(schema: &Value, value: Value) -> Value {
    let Some(mut number) = value.as_i64() else { return value };
    if let Some(least) = schema.get("minimum").and_then(Value::as_i64) {
        number = number.max(least);
    }
    if let Some(most) = schema.get("maximum").and_then(Value::as_i64) {
        number = number.min(most);
    }
    json!(number)
}

fn string(schema: &Value) -> String {
    let text = match schema.get("format").and_then(Value::as_str) {
        Some("date") => "2030-01-01",
        Some("date-time") => "2030-01-01T09:00:00Z",
        Some("time") => "09:00:00",
        _ => "Something",
    };
    let most = schema.get("maxLength").and_then(Value::as_u64).and_then(|most| usize::try_from(most).ok());
    text.chars().take(most.unwrap_or(usize::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(schema: Value, given: Value, expected: Value) {
        let given = serde_json::from_value(given).unwrap();
        assert_eq!(answer(Some(&schema), &given), expected, "{schema}");
    }

    #[test]
    fn shapes_are_filled() {
        check(json!({"type": "string"}), json!({}), json!("Something"));
        check(json!({"type": "string", "format": "date"}), json!({}), json!("2030-01-01"));
        check(json!({"type": ["integer", "null"], "minimum": 5}), json!({}), json!(5));
        check(json!({"enum": ["high", "low"]}), json!({}), json!("high"));
        check(
            json!({"type": "array", "items": {"type": "boolean"}, "maxItems": 2}),
            json!({}),
            json!([false, false]),
        );
        check(json!({}), json!({}), json!(null));
        check(json!({"$ref": "#"}), json!({}), json!(null));
    }

    #[test]
    fn what_is_given_is_used_where_it_fits() {
        let step = json!({"type": "object", "required": ["title"], "properties": {
            "title": {"type": "string"},
            "minutes": {"type": "integer", "maximum": 15},
            "needs": {"type": ["integer", "null"]},
            "other": {"type": "string"},
        }});
        check(
            json!({"$defs": {"step": step}, "type": "object", "properties": {
                "steps": {"type": "array", "minItems": 2, "maxItems": 2, "items": {"$ref": "#/$defs/step"}}}}),
            json!({"title": ["One", "Two"], "minutes": [10, 60], "needs": [null, 0]}),
            json!({"steps": [
                {"title": "One", "minutes": 10, "needs": null},
                {"title": "Two", "minutes": 15, "needs": 0},
            ]}),
        );
        check(json!({"anyOf": [{"type": "string"}, {"type": "null"}]}), json!({}), json!("Something"));
    }
}
