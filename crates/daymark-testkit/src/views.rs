//! Everything the screens show, to be compared.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::World;

/// What each query answers. Lists whose order carries no meaning are sorted.
#[derive(Clone, Debug, PartialEq)]
pub struct Views(pub BTreeMap<String, Value>);

impl Views {
    /// As they are, or as they stood at a time; settings of this device alone are not in the past.
    pub(crate) async fn of(world: &World, at: Option<&str>) -> Views {
        let year = |from: &str, to: &str| json!({ "from": from, "to": to });
        let mut views = BTreeMap::new();
        for (name, body) in [
            ("app.counts", json!({})),
            ("today.view", json!({})),
            ("next.view", json!({ "limit": 20 })),
            ("inbox.view", json!({ "limit": 500 })),
            ("task.list", json!({ "query": "status:any", "limit": 500 })),
            ("area.list", json!({})),
            ("goal.list", json!({ "include_archived": true })),
            ("project.list", json!({ "include_archived": true })),
            ("event.list", year("2026-10-01", "2027-12-31")),
            ("filter.list", json!({})),
            ("note.list", json!({ "limit": 500 })),
            ("trash.list", json!({ "limit": 1000 })),
            ("settings.view", json!({})),
            ("reminder.list", json!({ "limit": 500 })),
            ("proposal.list", json!({})),
            ("model.list", json!({})),
        ] {
            let mut shown = match at {
                None => world.does(name, body).await,
                Some(_) if name == "model.list" => continue,
                Some(at) => {
                    let asked = json!({ "at": at, "call": name, "body": body });
                    let mut reply = world.does("history.as_of", asked).await;
                    reply.get_mut("reply").map(Value::take).unwrap_or_default()
                }
            };
            if matches!(
                name,
                "note.list"
                    | "trash.list"
                    | "proposal.list"
                    | "task.list"
                    | "goal.list"
                    | "area.list"
                    | "project.list"
            ) {
                sort(&mut shown);
            }
            views.insert(name.to_owned(), shown);
        }
        Views(views)
    }

    /// Fails with the first view that differs, and how.
    #[track_caller]
    pub fn must_equal(&self, other: &Views, when: &str) {
        for (name, shown) in &self.0 {
            let others = other.0.get(name);
            assert_eq!(Some(shown), others, "{name} differs {when}");
        }
    }

    /// The names of the views that differ.
    pub fn differing<'a>(&'a self, other: &Views) -> Vec<&'a str> {
        self.0
            .iter()
            .filter(|(name, shown)| other.0.get(*name) != Some(shown))
            .map(|(name, _)| name.as_str())
            .collect()
    }
}

fn sort(shown: &mut Value) {
    let list = match shown {
        Value::Array(list) => Some(list),
        Value::Object(map) => map.get_mut("tasks").and_then(Value::as_array_mut),
        _ => None,
    };
    if let Some(list) = list {
        list.sort_by_key(|item| {
            let id = item.get("id").or_else(|| item.get("object")).and_then(Value::as_str);
            id.unwrap_or_default().to_owned()
        });
    }
}
