//! A small validator for the JSON schemas that schemars makes of requests.
//!
//! It knows `type`, `properties`, `required`, `additionalProperties`, `items`, `prefixItems`, `enum`, `const`,
//! `anyOf`, `oneOf`, `allOf`, bounds and `$ref` into `$defs`; what it does not know it does not check. The
//! request's own parser has the last word.

use serde_json::Value;

/// Schemas nested deeper than this are refused.
const DEEPEST: u32 = 32;

/// Checks a value; the error is a sentence for the model that wrote it.
pub(crate) fn validate(schema: &Value, value: &Value) -> Result<(), String> {
    check(schema, schema, value, "the arguments", 0)
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, depth: u32) -> Result<(), String> {
    if depth > DEEPEST {
        return Err(format!("{at} is nested too deeply."));
    }
    let Some(rules) = schema.as_object() else {
        return if schema == &Value::Bool(false) { Err(format!("{at} is not allowed.")) } else { Ok(()) };
    };
    let next = |schema: &Value| check(root, schema, value, at, depth + 1);
    if let Some(target) = rules.get("$ref").and_then(Value::as_str) {
        let found = target.strip_prefix('#').and_then(|pointer| root.pointer(pointer));
        next(found.ok_or_else(|| format!("{at} cannot be checked."))?)?;
    }
    if let Some(kinds) = rules.get("type") {
        let fits = match kinds {
            Value::String(kind) => is(kind, value),
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(|kind| is(kind, value)),
            _ => true,
        };
        if !fits {
            return Err(format!("{at} must be {}, not {}.", said(kinds), kind_of(value)));
        }
    }
    if let Some(options) = rules.get("enum").and_then(Value::as_array)
        && !options.contains(value)
    {
        let options: Vec<_> = options.iter().take(20).map(Value::to_string).collect();
        return Err(format!("{at} must be one of {}.", options.join(", ")));
    }
    if rules.get("const").is_some_and(|only| only != value) {
        return Err(format!("{at} has a value that is not allowed."));
    }
    for key in ["anyOf", "oneOf"] {
        if let Some(options) = rules.get(key).and_then(Value::as_array) {
            let mut first = None;
            if !options
                .iter()
                .any(|option| next(option).map_err(|error| first.get_or_insert(error).clone()).is_ok())
            {
                return Err(first.unwrap_or_else(|| format!("{at} fits nothing that is allowed.")));
            }
        }
    }
    for all in rules.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        next(all)?;
    }
    let bound = |key: &str| rules.get(key).and_then(Value::as_f64);
    if let Some(number) = value.as_f64()
        && (bound("minimum").is_some_and(|least| number < least)
            || bound("maximum").is_some_and(|most| number > most))
    {
        return Err(format!("{at} is out of range."));
    }
    match value {
        Value::Object(fields) => {
            let known = rules.get("properties").and_then(Value::as_object);
            for name in rules
                .get("required")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
            {
                if !fields.contains_key(name) {
                    return Err(format!("{at} must have a field '{name}'."));
                }
            }
            for (name, field) in fields {
                let place = format!("the field '{}'", clip(name));
                match (known.and_then(|known| known.get(name)), rules.get("additionalProperties")) {
                    (Some(schema), _) => check(root, schema, field, &place, depth + 1)?,
                    (None, Some(Value::Bool(false))) => {
                        let names: Vec<_> =
                            known.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
                        return Err(format!(
                            "There is no field '{}'. The fields are: {}.",
                            clip(name),
                            names.join(", ")
                        ));
                    }
                    (None, Some(schema)) => check(root, schema, field, &place, depth + 1)?,
                    (None, None) => {}
                }
            }
        }
        Value::Array(items) => {
            let size =
                |key: &str| rules.get(key).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
            if size("minItems").is_some_and(|least| items.len() < least)
                || size("maxItems").is_some_and(|most| items.len() > most)
            {
                return Err(format!("{at} has too few or too many entries."));
            }
            let heads = rules.get("prefixItems").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            for (index, item) in items.iter().enumerate() {
                if let Some(schema) = heads.get(index).or_else(|| rules.get("items")) {
                    check(root, schema, item, &format!("an entry of {at}"), depth + 1)?;
                }
            }
        }
        _ => {}
    }
    Ok(())
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => true,
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn said(kinds: &Value) -> String {
    match kinds {
        Value::String(kind) => kind.clone(),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        _ => "something else".into(),
    }
}

fn clip(name: &str) -> String {
    name.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn task(name: &str, value: Value) -> Result<(), String> {
        validate(&(daymark_api::entry(name).unwrap().schema)(), &value)
    }

    #[test]
    fn requests_of_the_catalogue_are_checked() {
        let id = "0198a5f0-0000-7000-8000-000000000000";
        for (name, value, fits) in [
            ("task.add", json!({"title": "Call Ada"}), true),
            ("task.add", json!({"title": "Call Ada", "due": "tomorrow", "tags": ["phone"]}), true),
            ("task.add", json!({"title": "Call Ada", "due": null, "estimate_minutes": 20}), true),
            ("task.add", json!({"title": 7}), false),
            ("task.add", json!({"title": "x", "colour": "red"}), false),
            ("task.add", json!({"title": "x", "estimate_minutes": "20"}), false),
            ("task.add", json!({"title": "x", "estimate_minutes": -20}), false),
            ("task.add", json!({"title": "x", "tags": ["a", 1]}), false),
            ("task.add", json!([]), false),
            ("task.complete", json!({"ids": [id]}), true),
            ("task.complete", json!({"ids": id}), false),
            ("task.complete", json!({}), false),
            ("task.edit", json!({"id": id, "due": null, "started": true}), true),
            ("capture.parse", json!({"text": "x", "muted": [[0, 1]]}), true),
            ("capture.parse", json!({"text": "x", "muted": [[0, 1, 2]]}), false),
        ] {
            assert_eq!(
                task(name, value.clone()).is_ok(),
                fits,
                "{name} {value}: {:?}",
                task(name, value.clone())
            );
        }
    }

    #[test]
    fn references_and_options_are_followed() {
        let schema = json!({
            "type": "object", "additionalProperties": {"$ref": "#/$defs/Kind"},
            "$defs": {"Kind": {"anyOf": [{"enum": ["a", "b"]}, {"type": "null"}]}, "Loop": {"$ref": "#/$defs/Loop"}},
        });
        assert!(validate(&schema, &json!({"x": "a", "y": null})).is_ok());
        assert_eq!(
            validate(&schema, &json!({"x": "c"})).unwrap_err(),
            "the field 'x' must be one of \"a\", \"b\"."
        );
        let endless = json!({"$ref": "#/$defs/Loop", "$defs": {"Loop": {"$ref": "#/$defs/Loop"}}});
        assert!(validate(&endless, &json!(1)).is_err());
        assert!(validate(&json!({"$ref": "#/nowhere"}), &json!(1)).is_err());
    }
}
