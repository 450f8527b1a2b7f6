//! Goals, areas, the trash, search.

use daymark_api::{
    AddArea, AddGoal, AddTask, Code, EditGoal, Find, Hit, ListAreas, ListGoals, ListTrash, RestoreObjects,
    Search, TrashObjects, WhenInput,
};
use daymark_domain::{GoalStatus, Id, Kind};
use daymark_testkit::{World, alice};
use serde_json::json;

use crate::id;

#[tokio::test]
async fn goals_change_state_only_along_the_allowed_ways() {
    use GoalStatus::*;
    for (from, to, allowed) in [
        (Draft, Active, true),
        (Draft, Completed, false),
        (Active, Completed, true),
        (Completed, Draft, false),
        (Completed, Active, true),
        (Archived, Completed, false),
        (Archived, Active, true),
        (Active, Archived, true),
    ] {
        let alice = alice();
        let goal =
            alice.ask(AddGoal { title: "Run".into(), status: Some(from), ..AddGoal::default() }).await.goal;
        let call = EditGoal { status: Some(to), ..EditGoal::of(goal.id) };
        match alice.try_ask(call).await {
            Ok(view) => {
                assert!(allowed, "{from:?} became {to:?}");
                assert_eq!(view.goal.status, to);
                assert_eq!(view.goal.completed_at.is_some(), to == Completed, "{from:?} -> {to:?}");
            }
            Err(error) => {
                assert!(!allowed, "{from:?} -> {to:?}: {error:?}");
                assert_eq!(error.code, Code::Conflict);
                assert_eq!(error.code.exit(), 3);
            }
        }
    }
}

#[tokio::test]
async fn a_goal_counts_its_steps() {
    let alice = alice();
    let target = Some(WhenInput::Words("2027-06-01".into()));
    let goal = alice.ask(AddGoal { title: "Run a 10k".into(), target, ..AddGoal::default() }).await.goal;
    for title in ["Shoes", "First run"] {
        alice.ask(AddTask { title: title.into(), goal: Some(goal.id), ..AddTask::default() }).await;
    }
    let shoes = alice.task("Shoes").await.task.id;
    alice.does("task.complete", json!({ "ids": [shoes] })).await;
    let goals = alice.ask(ListGoals::default()).await;
    assert_eq!((goals[0].tasks, goals[0].tasks_done), (2, 1));
    assert_eq!(alice.task("First run").await.goal_title.as_deref(), Some("Run a 10k"));
    alice.does("goal.edit", json!({ "id": goal.id, "status": "archived" })).await;
    assert!(alice.ask(ListGoals::default()).await.is_empty());
    assert_eq!(alice.ask(ListGoals { include_archived: true, area: None }).await.len(), 1);
}

#[tokio::test]
async fn an_area_has_its_name_alone() {
    let alice = alice();
    let area = |name: &str| AddArea { name: name.into(), ..AddArea::default() };
    let health = alice.ask(area("Health")).await;
    let work = alice.ask(area("Work")).await;
    assert_ne!(health.colour, work.colour, "colours differ while there are enough");
    for name in ["Health", "health", " HEALTH "] {
        assert_eq!(alice.refused(area(name)).await.code, Code::Conflict, "{name}");
    }
    let error = alice.call("area.edit", json!({ "id": work.id, "name": "hEalth" })).await.unwrap_err();
    assert_eq!(error.code, Code::Conflict);
    alice.does("area.edit", json!({ "id": health.id, "name": "health" })).await;

    alice.ask(TrashObjects { ids: vec![health.id.object()] }).await;
    let new = alice.ask(area("Health")).await;
    let error = alice.refused(RestoreObjects { ids: vec![health.id.object()] }).await;
    assert_eq!(error.code, Code::Conflict, "two areas of one name: {}", error.message);
    alice.does("area.edit", json!({ "id": new.id, "name": "Body" })).await;
    alice.ask(RestoreObjects { ids: vec![health.id.object()] }).await;
    assert_eq!(alice.ask(ListAreas {}).await.len(), 3);
}

#[tokio::test]
async fn the_trash_keeps_things_whole() {
    let alice = alice();
    let area = alice.does("area.add", json!({ "name": "Home" })).await;
    let goal = alice.does("goal.add", json!({ "title": "Move house", "area": id(&area) })).await;
    let task = alice
        .does(
            "task.add",
            json!({ "title": "Boxes", "goal": id(&goal), "tags": ["shop"], "due": "tomorrow 9am" }),
        )
        .await;
    let event = alice
        .does("event.add", json!({ "title": "Van", "start": "2026-11-28 09:00", "end": "2026-11-28 12:00" }))
        .await;
    let note = alice.does("note.add", json!({ "title": "Measures", "body": "3 by 4" })).await;
    let before = alice.views().await;
    let ids = [&area, &goal, &task, &event, &note].map(id);
    alice.does("trash.put", json!({ "ids": ids })).await;
    assert_eq!(alice.ask(ListTrash::default()).await.len(), 5);
    assert!(alice.ask(ListAreas {}).await.is_empty());
    assert!(alice.titles("status:any").await.is_empty());
    assert!(found(&alice, "Measures").await.is_empty(), "search does not look in the trash");
    alice.does("trash.restore", json!({ "ids": ids })).await;
    alice.views().await.must_equal(&before, "after restoring");
    assert_eq!(found(&alice, "Measures").await, ["Measures"]);
}

async fn hits(world: &World, text: &str) -> Vec<Hit> {
    world.ask(Search { text: text.into(), ..Search::default() }).await
}

async fn found(world: &World, text: &str) -> Vec<String> {
    let mut titles: Vec<String> = hits(world, text).await.into_iter().map(|hit| hit.title).collect();
    titles.sort();
    titles
}

#[tokio::test]
async fn search_finds_words_however_they_are_written() {
    let alice = alice();
    for text in [
        "Dentist tuesday #health",
        "Überweisung an Zoë",
        "Straße fegen",
        "日本語 lernen",
        "Fix C++ build",
        "100% done?",
    ] {
        alice.does("capture.add", json!({ "text": text })).await;
    }
    alice.does("note.add", json!({ "title": "Cabin", "body": "The wifi code is on the fridge." })).await;
    for (text, expected) in [
        ("dent", vec!["Dentist"]),
        ("DENTIST", vec!["Dentist"]),
        ("health", vec!["Dentist"]),
        ("#health", vec!["Dentist"]),
        ("zoe", vec!["Überweisung an Zoë"]),
        ("Zoë", vec!["Überweisung an Zoë"]),
        ("uberw", vec!["Überweisung an Zoë"]),
        ("fridge wifi", vec!["Cabin"]),
        ("fridge dentist", vec![]),
        ("nothing of this", vec![]),
        ("本語", vec!["日本語 lernen"]),
        ("語日", vec![]),
        ("lernen 日", vec!["日本語 lernen"]),
        ("", vec![]),
    ] {
        assert_eq!(found(&alice, text).await, expected, "'{text}'");
    }
    for (typo, title) in [
        ("dentits", "Dentist"),
        ("fridgee", "Cabin"),
        ("uberwiesung", "Überweisung an Zoë"),
        ("dnetis", "Dentist"),
    ] {
        let close = hits(&alice, typo).await;
        assert_eq!(close.iter().map(|hit| hit.title.as_str()).collect::<Vec<_>>(), [title], "'{typo}'");
        assert!(close[0].similar, "{typo}");
    }
    let tasks = Search { text: "fridge".into(), kinds: vec![Kind::Task], ..Search::default() };
    assert!(alice.ask(tasks).await.is_empty(), "the note is no task");
    let cabin = hits(&alice, "fridge").await;
    assert!(!cabin[0].similar);
    assert_eq!(cabin[0].kind, Kind::Note);
    assert!(cabin[0].snippet.contains("\u{e000}fridge\u{e001}."), "{}", cabin[0].snippet);
    for hostile in [
        "\"",
        "'",
        "*",
        "a* OR b",
        "NEAR(a b)",
        "title:x",
        "-",
        "AND",
        "(",
        "\u{0}",
        "'); DROP TABLE object;--",
        "^a",
        "{x}",
    ] {
        let _ = alice.ask(Search { text: hostile.into(), limit: Some(5), ..Search::default() }).await;
        let _ = alice.ask(Find { text: hostile.into() }).await;
        let _ = alice.call("task.list", json!({ "query": hostile })).await;
        let _ = alice.call("note.list", json!({ "query": hostile })).await;
    }
    assert_eq!(found(&alice, "dent").await, ["Dentist"]);
}

#[tokio::test]
async fn a_thing_is_found_by_its_id_and_its_title() {
    let alice = alice();
    let task = alice.does("task.add", json!({ "title": "Only one" })).await;
    let whole = id(&task);
    for text in [whole.as_str(), &whole[28..], "only ONE"] {
        let found = alice.ask(Find { text: text.into() }).await;
        assert_eq!(found.len(), 1, "{text}");
    }
    assert!(alice.ask(Find { text: "ffff0000".into() }).await.is_empty());
}

#[tokio::test]
async fn filters_say_where_they_are_wrong() {
    let alice = alice();
    alice.does("area.add", json!({ "name": "Home" })).await;
    alice.does("capture.add", json!({ "text": "Sweep +Home #floor !low tomorrow" })).await;
    for query in
        ["area:home", "tag:floor", "#floor", "priority:low", "due:tomorrow", "due:week sweep", "status:open"]
    {
        assert_eq!(alice.titles(query).await.len(), 1, "{query}");
    }
    for query in ["due:none", "status:done", "is:inbox", "#door"] {
        assert_eq!(alice.titles(query).await.len(), 0, "{query}");
    }
    for (query, at) in [("status:maybe", 8), ("x area:nowhere", 8), ("sort:colour", 6)] {
        let error = alice.call("task.list", json!({ "query": query })).await.unwrap_err();
        assert_eq!(error.code, Code::Invalid);
        assert!(error.message.contains(&format!("character {at}")), "{query}: {}", error.message);
    }
}
