//! The catalogue as a model's tools.

use daymark_api::{Access, Entry};
use serde_json::Value;

use crate::{ToolSpec, schema};

/// What a small model on this device is told of; more would fill its memory.
const FEW: &[&str] = &[
    "today.view",
    "next.view",
    "task.list",
    "task.add",
    "task.edit",
    "task.complete",
    "task.reschedule",
    "event.list",
    "event.add",
    "note.add",
    "goal.list",
    "goal.add",
    "search.find",
    "trash.put",
];

/// The tools to tell a model of.
pub(crate) fn specs(local: bool) -> Vec<ToolSpec> {
    daymark_api::tools().filter(|entry| !local || FEW.contains(&entry.name)).map(spec).collect()
}

fn spec(entry: &Entry) -> ToolSpec {
    let mut schema = (entry.schema)();
    if let Some(rules) = schema.as_object_mut() {
        rules.remove("$schema");
        rules.remove("title");
    }
    let waits = if entry.access == Access::WithApproval { " Only proposed: a person decides." } else { "" };
    ToolSpec { name: told(entry.name), description: format!("{}{waits}", entry.about.trim()), schema }
}

/// `task.add` as providers accept it.
pub(crate) fn told(name: &str) -> String {
    name.replace('.', "_")
}

/// A call that may go on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Allowed {
    Read(&'static str, Value),
    Change(&'static str, Value),
}

/// Arguments longer than this are not read.
const LONGEST: usize = 64 * 1024;

/// Finds the call and checks its arguments. The error is a sentence for the model.
pub(crate) fn check(name: &str, arguments: &str) -> Result<Allowed, String> {
    let shown: String = name.chars().take(60).collect();
    let entry = daymark_api::CATALOGUE
        .iter()
        .find(|entry| entry.name == name || told(entry.name) == name)
        .ok_or_else(|| format!("There is no tool named '{shown}'."))?;
    if entry.access == Access::Never {
        return Err(format!("'{shown}' is not open to the assistant."));
    }
    if arguments.len() > LONGEST {
        return Err("The arguments are too long.".into());
    }
    let args: Value = match arguments.trim() {
        "" => Value::Object(serde_json::Map::new()),
        text => serde_json::from_str(text).map_err(|error| {
            format!("The arguments are not JSON ({error}). Call the tool again with valid JSON.")
        })?,
    };
    schema::validate(&(entry.schema)(), &args)
        .map_err(|error| format!("The arguments do not fit: {error}"))?;
    Ok(match entry.access {
        Access::Freely => Allowed::Read(entry.name, args),
        Access::WithApproval | Access::Never => Allowed::Change(entry.name, args),
    })
}

/// How many things a change touches.
pub(crate) fn weight(args: &Value) -> usize {
    args.get("ids").and_then(Value::as_array).map_or(1, |ids| ids.len().max(1))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn told_names_are_unique_and_fit_providers() {
        let names: BTreeSet<_> = daymark_api::CATALOGUE.iter().map(|entry| told(entry.name)).collect();
        assert_eq!(names.len(), daymark_api::CATALOGUE.len());
        assert!(
            names
                .iter()
                .all(|name| name.len() <= 64 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
        );
    }

    #[test]
    fn never_is_never_told() {
        let told: BTreeSet<_> = specs(false).into_iter().map(|spec| spec.name).collect();
        for entry in daymark_api::CATALOGUE {
            assert_eq!(
                told.contains(&super::told(entry.name)),
                entry.access != Access::Never,
                "{}",
                entry.name
            );
            if entry.access == Access::Never {
                assert!(check(entry.name, "{}").is_err());
            }
        }
        assert_eq!(specs(true).len(), FEW.len());
    }

    #[test]
    fn calls_are_checked_before_anything_else() {
        assert!(matches!(check("task_list", r#"{"query":"due:today"}"#), Ok(Allowed::Read("task.list", _))));
        assert!(matches!(check("today.view", ""), Ok(Allowed::Read("today.view", _))));
        assert!(matches!(check("task_add", r#"{"title":"x"}"#), Ok(Allowed::Change("task.add", _))));
        for (name, arguments, part) in [
            ("task_explode", "{}", "There is no tool named 'task_explode'."),
            ("history_undo", "{}", "'history_undo' is not open to the assistant."),
            ("task_add", r#"{"title":"#, "not JSON"),
            ("task_add", r#"{"titel":"x"}"#, "There is no field 'titel'."),
        ] {
            let error = check(name, arguments).unwrap_err();
            assert!(error.contains(part), "{error}");
        }
    }
}
