//! Every query of the catalogue over a full database: what is read must not grow with what is stored.

use std::collections::BTreeMap;

use daymark_api::{CATALOGUE, CallKind};
use daymark_store::statements;
use daymark_testkit::{World, watched};
use serde_json::{Value, json};

const TASKS: usize = 1_200;
const OTHERS: usize = 120;

/// Tables of a hundred rows and fewer may be read whole: areas, goals, settings, saved filters.
const FEW: u64 = 100;

/// Statements that may read a table whole, by the call and words of the statement, and why.
const ALLOWED: &[(&str, &str, &str)] = &[
    ("app.counts", "SELECT count(*) FROM task t WHERE t.inbox = 1", "the inbox is counted, in its own index"),
    ("inbox.view", "SELECT count(*) FROM task t WHERE t.inbox = 1", "the inbox is counted, in its own index"),
    ("task.list", "SELECT count(*) FROM task t WHERE t.open", "the total is of all that fits, in an index"),
    ("task.list", "SELECT count(*) FROM task t WHERE 1", "the total is of everything, in an index"),
    ("task.list", "ORDER BY t.area IS NULL", "groups put all that fits in order"),
    ("task.list", "ORDER BY min(coalesce(t.start_day", "sorting by day asks for those without one too"),
    ("task.list", "ORDER BY o.title", "titles have no index by task"),
];

async fn life() -> World {
    let world = watched();
    let areas: Vec<String> = {
        let mut areas = Vec::new();
        for name in ["Home", "Work", "Health"] {
            areas.push(crate::id(&world.does("area.add", json!({ "name": name })).await));
        }
        areas
    };
    let goal = crate::id(&world.does("goal.add", json!({ "title": "Move house", "area": areas[0] })).await);
    let entries: Vec<Value> = (0..TASKS)
        .map(|n| {
            let mut entry = json!({
                "uuid": format!("00000000-0000-4000-8000-{n:012}"), "description": format!("Task {n} about paper"),
                "entry": "20261101T080000Z", "status": if n % 3 == 0 { "completed" } else { "pending" },
                "tags": [format!("tag{}", n % 40)],
            });
            if n % 2 == 0 { entry["due"] = json!(format!("202612{:02}T080000Z", 1 + n % 28)); }
            if n % 5 == 0 { entry["priority"] = json!("H"); }
            if n % 3 == 0 { entry["end"] = json!(format!("202611{:02}T090000Z", 1 + n % 20)); }
            entry
        })
        .collect();
    let content = Value::Array(entries).to_string();
    world.does("data.import", json!({ "format": "taskwarrior", "content": content, "name": "t" })).await;
    for n in 0..OTHERS {
        world.does("event.add", json!({ "title": format!("Event {n}"), "start": format!("2026-{:02}-{:02} 10:00", 1 + n % 12, 1 + n % 28) })).await;
        world.does("note.add", json!({ "title": format!("Note {n}"), "body": "paper" })).await;
        let task = world.does("task.add", json!({ "title": format!("Own {n}"), "area": areas[n % 3], "goal": goal, "reminders": [{ "at": "2026-12-24T12:00:00Z" }] })).await;
        if n % 2 == 0 {
            world.does("trash.put", json!({ "ids": [crate::id(&task)] })).await;
        }
    }
    world.does("filter.add", json!({ "name": "Quick", "query": "estimate<=15m" })).await;
    world
}

/// Calls that want something said, with what is asked of them; the others are asked with nothing.
fn asked(goal: &str, task: &str, note: &str) -> BTreeMap<&'static str, Vec<Value>> {
    let queries = [
        "",
        "status:any",
        "status:done",
        "due:today",
        "due:week",
        "#tag3",
        "paper",
        "area:Home",
        "@quick",
        "priority:high",
        "group:area",
        "sort:due",
        "sort:title limit:20",
        "completed:\"this week\"",
    ];
    BTreeMap::from([
        ("task.list", queries.iter().map(|query| json!({ "query": query, "limit": 50 })).collect()),
        ("query.explain", vec![json!({ "query": "due:today" })]),
        ("query.complete", vec![json!({ "query": "#t", "at": 2 }), json!({ "query": "area:", "at": 5 })]),
        ("event.list", vec![json!({ "from": "2026-11-16", "to": "2026-11-22" })]),
        ("goal.show", vec![json!({ "id": goal })]),
        ("task.show", vec![json!({ "id": task })]),
        ("note.show", vec![json!({ "id": note })]),
        ("note.list", vec![json!({ "limit": 20 }), json!({ "query": "paper", "limit": 20 })]),
        ("trash.list", vec![json!({ "limit": 20 })]),
        ("history.list", vec![json!({ "limit": 20 }), json!({ "object": task, "limit": 20 })]),
        ("search.run", vec![json!({ "text": "paper", "limit": 20 })]),
        ("search.find", vec![json!({ "text": "Task 17 about paper" })]),
        ("inbox.view", vec![json!({ "limit": 50 })]),
        ("capture.parse", vec![json!({ "text": "call ada friday #tag1" })]),
        ("capture.when", vec![json!({ "text": "friday" })]),
    ])
}

#[tokio::test]
async fn no_query_of_the_catalogue_reads_a_table_whole() {
    let world = life().await;
    let find = async |text: &str| {
        let found = world.does("search.find", json!({ "text": text })).await;
        found[0]["object"].as_str().unwrap_or_default().to_owned()
    };
    let asked = asked(&find("Move house").await, &find("Own 1").await, &find("Note 3").await);
    let (mut whole, mut answered, mut met) = (Vec::new(), Vec::new(), vec![false; ALLOWED.len()]);
    for entry in CATALOGUE.iter().filter(|entry| entry.kind == CallKind::Query) {
        // These two read everything: that is what they are for.
        if matches!(entry.name, "app.doctor" | "db.check") {
            continue;
        }
        let bodies = asked.get(entry.name).cloned().unwrap_or_else(|| vec![json!({})]);
        for body in bodies {
            statements();
            if world.call(entry.name, body.clone()).await.is_ok() {
                answered.push(entry.name);
            } else {
                assert!(!asked.contains_key(entry.name), "{} {body} is refused", entry.name);
            }
            for ran in statements().into_iter().filter(|ran| ran.scanned > FEW) {
                let allowed =
                    ALLOWED.iter().position(|(name, sql, _)| *name == entry.name && ran.sql.contains(sql));
                match allowed {
                    Some(number) => met[number] = true,
                    None => whole.push(format!("{} {body}: {} rows, {}", entry.name, ran.scanned, ran.sql)),
                }
            }
        }
    }
    assert!(whole.is_empty(), "{}", whole.join("\n"));
    // What reads all is seen, and an exception that is needed no more goes.
    assert!(met.iter().all(|met| *met), "exceptions that did not occur: {met:?}");
    for name in [
        "today.view",
        "dashboard.view",
        "next.view",
        "app.counts",
        "area.list",
        "goal.list",
        "chat.list",
        "reminder.list",
        "filter.list",
    ] {
        assert!(answered.contains(&name), "{name} was not answered");
    }
}
