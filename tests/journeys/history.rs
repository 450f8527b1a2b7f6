//! The past as it stood, who did what, and undoing one step among many.

use daymark_api::{
    AsOf, Bisect, Code, LifeChange, ListHistory, ListTasks, Place, StepKind, TaskPage, TodayView, UndoStep,
};
use daymark_domain::ObjectId;
use daymark_testkit::{World, alice};
use jiff::Span;
use serde_json::{Value, json};

use crate::{golden, id};

async fn at(alice: &World, at: &str, call: &str, body: Value) -> Value {
    alice.does("history.as_of", json!({ "at": at, "call": call, "body": body })).await["reply"].take()
}

async fn titles_at(alice: &World, moment: &str, query: &str) -> Vec<String> {
    let page: TaskPage =
        serde_json::from_value(at(alice, moment, "task.list", json!({ "query": query })).await).unwrap();
    page.tasks.into_iter().map(|view| view.task.title.to_string()).collect()
}

/// The moment, and then the clock goes on.
fn moment(alice: &World) -> String {
    let now = alice.clock.now().timestamp().to_string();
    alice.clock.advance(Span::new().minutes(10));
    now
}

fn object(reply: &Value) -> ObjectId {
    id(reply).parse().unwrap()
}

async fn last_unit(alice: &World) -> i64 {
    alice.ask(ListHistory { limit: Some(1), object: None }).await.entries[0].unit
}

#[tokio::test]
async fn every_second_can_be_seen_again() {
    let alice = alice();
    let before = moment(&alice);
    let milk = alice.does("task.add", json!({ "title": "Milk", "due": "today" })).await;
    let made = moment(&alice);
    alice.does("task.edit", json!({ "id": id(&milk), "title": "Oat milk" })).await;
    let renamed = moment(&alice);
    alice.does("history.undo", json!({})).await;
    let undone = moment(&alice);
    alice.does("trash.put", json!({ "ids": [id(&milk)] })).await;
    let trashed = moment(&alice);
    alice
        .does(
            "data.import",
            json!({ "format": "taskwarrior", "content": golden("taskwarrior.json"), "partial": true }),
        )
        .await;
    let imported = moment(&alice);
    alice.does("history.undo", json!({})).await;
    alice.does("trash.restore", json!({ "ids": [id(&milk)] })).await;
    let last = moment(&alice);

    let many = titles_at(&alice, &imported, "status:any").await;
    assert!(many.len() > 3 && !many.contains(&"Milk".to_owned()), "{many:?}");
    // Back and forth, in an order that nobody lived it in.
    for (moment, titles) in [
        (&last, vec!["Milk"]),
        (&before, vec![]),
        (&renamed, vec!["Oat milk"]),
        (&undone, vec!["Milk"]),
        (&trashed, vec![]),
        (&made, vec!["Milk"]),
    ] {
        assert_eq!(titles_at(&alice, moment, "status:any").await, titles, "{moment}");
    }
    assert_eq!(at(&alice, &trashed, "trash.list", json!({})).await[0]["title"], "Milk");
    let today: daymark_api::Today =
        serde_json::from_value(at(&alice, &made, "today.view", json!({})).await).unwrap();
    assert_eq!(today.tasks.len(), 1);
    assert_eq!(today.now, Some(10 * 60 + 22), "the clock stands at that time");
    // What happens now is seen from now on, and the past stays as it was.
    alice.does("task.add", json!({ "title": "New" })).await;
    assert_eq!(titles_at(&alice, &last, "status:any").await, ["Milk"]);
    assert_eq!(alice.titles("status:any").await.len(), 2);
}

#[tokio::test]
async fn a_moment_ago_can_be_searched_and_asked_in_words() {
    let alice = alice();
    alice.does("task.add", json!({ "title": "Letter", "notes": "about the tulips" })).await;
    alice.clock.advance(Span::new().days(3));
    let letter = alice.task("Letter").await;
    alice.does("task.edit", json!({ "id": letter.task.id, "notes": "about roses" })).await;
    let found = |words: &'static str, text: &'static str| {
        let alice = &alice;
        async move { at(alice, words, "search.run", json!({ "text": text })).await.as_array().unwrap().len() }
    };
    // The test begins on a Saturday.
    assert_eq!(found("saturday", "tulips").await, 1);
    assert_eq!(found("yesterday 5pm", "tulips").await, 1);
    assert_eq!(found("yesterday", "roses").await, 0);
    assert_eq!(found("today", "roses").await, 1);
    assert_eq!(found("last friday", "tulips").await, 0);
    let says = alice.ask(AsOf { at: "saturday".into(), call: "today.view".into(), body: Value::Null }).await;
    assert_eq!(says.reply["date"], "2026-11-21");
}

#[tokio::test]
async fn the_past_is_told_in_todays_language() {
    let alice = alice();
    alice.does("task.add", json!({ "title": "Steuern", "due": "today" })).await;
    let then = moment(&alice);
    alice.does("settings.edit", json!({ "settings": { "language": "de" } })).await;
    let next = at(&alice, &then, "next.view", json!({})).await;
    let why = next["ranked"][0]["why"].as_str().unwrap();
    assert!(why.contains("heute"), "{why}");
    assert_eq!(at(&alice, &then, "settings.view", json!({})).await["language"], "en");
}

#[tokio::test]
async fn nothing_can_be_done_in_the_past() {
    let alice = alice();
    let refused = |at: &'static str, call: &'static str| {
        let alice = &alice;
        async move { alice.refused(AsOf { at: at.into(), call: call.into(), body: json!({}) }).await }
    };
    for call in ["task.add", "history.undo", "trash.put", "chat.say"] {
        let error = refused("yesterday", call).await;
        assert_eq!(error.code, Code::Refused, "{call}");
        assert!(error.hint.is_some());
    }
    for (at, call) in [
        ("yesterday", "history.list"),
        ("yesterday", "history.as_of"),
        ("yesterday", "app.doctor"),
        ("yesterday", "model.list"),
        ("tomorrow", "today.view"),
        ("2030-01-01T00:00:00Z", "today.view"),
        ("nonsense", "today.view"),
    ] {
        assert_eq!(refused(at, call).await.code, Code::Invalid, "{at} {call}");
    }
    assert_eq!(refused("yesterday", "no.such").await.code, Code::NotFound);
}

#[tokio::test]
async fn a_history_says_who_when_and_what() {
    let alice = alice();
    let task = alice.does("task.add", json!({ "title": "Letter" })).await;
    alice
        .does("task.edit", json!({ "id": id(&task), "title": "Letter to Ada", "due": "tomorrow 3pm" }))
        .await;
    alice.does("trash.put", json!({ "ids": [id(&task)] })).await;
    alice.does("history.undo", json!({})).await;
    let of = |object| ListHistory { limit: None, object: Some(object) };
    let entries = alice.ask(of(object(&task))).await.entries;
    let kinds: Vec<_> = entries.iter().map(|entry| (entry.kind, entry.life)).collect();
    assert_eq!(
        kinds,
        [
            (StepKind::Undo, Some(LifeChange::Restored)),
            (StepKind::Step, Some(LifeChange::Trashed)),
            (StepKind::Step, None),
            (StepKind::Step, Some(LifeChange::Made)),
        ]
    );
    assert_eq!(entries[2].said, ["Title: Letter → Letter to Ada", "Due: Sun 22 Nov 2026, 15:00"]);
    assert_eq!((entries[2].who.as_str(), entries[2].actor.as_str()), ("you", "person"));
    assert_eq!(entries[2].device.as_deref().map(str::len), Some(16));
    alice.does("settings.edit", json!({ "settings": { "language": "de" } })).await;
    let entries = alice.ask(of(object(&task))).await.entries;
    assert_eq!(entries[2].said[0], "Titel: Letter → Letter to Ada");
    assert_eq!(entries[1].said, ["in den Papierkorb gelegt"]);
}

#[tokio::test]
async fn a_chosen_step_is_undone_and_what_came_after_stays() {
    let alice = alice();
    let task = alice.does("task.add", json!({ "title": "Letter" })).await;
    alice
        .does(
            "task.edit",
            json!({ "id": id(&task), "title": "Letter to Ada", "priority": "high", "tags": ["post"] }),
        )
        .await;
    let chosen = last_unit(&alice).await;
    alice.does("task.edit", json!({ "id": id(&task), "title": "Letter to Bob" })).await;
    let later = last_unit(&alice).await;
    alice.does("task.add", json!({ "title": "Other" })).await;

    let undo = UndoStep { unit: Some(chosen), ..UndoStep::default() };
    let undone = alice.ask(undo.clone()).await;
    assert_eq!(undone.labels.len(), 1);
    let left: Vec<_> = undone.left.iter().map(|left| (left.field.as_str(), left.unit)).collect();
    assert_eq!(left, [("title", later)], "what stays is named with the step that changed it");
    assert!(undone.left[0].said.contains("Letter to Bob"), "{}", undone.left[0].said);
    let now = alice.task("Letter to Bob").await.task;
    assert_eq!((now.priority, now.tags.len()), (None, 0), "the rest is taken back");
    assert_eq!(alice.titles("status:any").await.len(), 2, "later steps stand");

    assert_eq!(alice.refused(undo.clone()).await.code, Code::Conflict, "twice is once too often");
    alice.ask(UndoStep { redo: true, ..undo }).await;
    let now = alice.task("Letter to Bob").await.task;
    assert_eq!((now.priority.map(|p| p.word()), now.tags.len()), (Some("high"), 1));
    for (unit, code) in [(999_999, Code::NotFound), (-1, Code::NotFound)] {
        assert_eq!(alice.refused(UndoStep { unit: Some(unit), ..UndoStep::default() }).await.code, code);
    }
    assert_eq!(alice.refused(UndoStep::default()).await.code, Code::Invalid);
}

#[tokio::test]
async fn undoing_the_making_of_what_was_worked_on_since_hides_nothing() {
    let alice = alice();
    let task = alice.does("task.add", json!({ "title": "Letter" })).await;
    let made = last_unit(&alice).await;
    alice.does("task.edit", json!({ "id": id(&task), "notes": "a page of thoughts" })).await;
    let undone = alice.ask(UndoStep { unit: Some(made), ..UndoStep::default() }).await;
    assert_eq!(undone.left.len(), 1);
    let trash = alice.does("trash.list", json!({})).await;
    assert_eq!(trash[0]["title"], "Letter", "it is where it can be found");
    alice.ask(UndoStep { unit: Some(made), redo: true, ..UndoStep::default() }).await;
    assert_eq!(alice.task("Letter").await.task.notes.as_str(), "a page of thoughts");
}

#[tokio::test]
async fn an_import_is_undone_among_later_steps() {
    let alice = alice();
    let first = alice.does("task.add", json!({ "title": "Before" })).await;
    alice
        .does(
            "data.import",
            json!({ "format": "taskwarrior", "content": golden("taskwarrior.json"), "partial": true }),
        )
        .await;
    let import = last_unit(&alice).await;
    alice.does("task.edit", json!({ "id": id(&first), "title": "After" })).await;
    assert!(alice.titles("status:any").await.len() > 3);
    let undone = alice.ask(UndoStep { unit: Some(import), ..UndoStep::default() }).await;
    assert!(undone.left.is_empty());
    assert_eq!(alice.titles("status:any").await, ["After"]);
}

#[tokio::test]
async fn a_turn_is_undone_as_one() {
    let alice = alice();
    let goal = alice.does("goal.add", json!({ "title": "Move house" })).await;
    let proposal =
        alice.does("goal.decompose", json!({ "goal": id(&goal), "granularity": 2, "no_model": true })).await;
    let none = alice.titles("status:any").await.len();
    alice.does("proposal.decide", json!({ "id": id(&proposal) })).await;
    alice.does("task.add", json!({ "title": "Mine" })).await;
    let entries = alice.ask(ListHistory::default()).await.entries;
    let turn = entries.iter().find_map(|entry| entry.turn.clone()).expect("a turn did it");
    assert!(alice.titles("status:any").await.len() > none + 1);
    alice.ask(UndoStep { turn: Some(turn), ..UndoStep::default() }).await;
    assert_eq!(alice.titles("status:any").await, ["Mine"]);
    let error = alice.refused(UndoStep { turn: Some("nobody".into()), ..UndoStep::default() }).await;
    assert_eq!(error.code, Code::NotFound);
}

/// What moved it last, and who.
async fn culprit(alice: &World, object: ObjectId) -> (String, Vec<Place>, Vec<Place>) {
    let found = alice.ask(Bisect { object, field: None }).await;
    let cause = &found.causes[0];
    assert!(cause.said.contains(&cause.entry.who), "{}", cause.said);
    (cause.entry.actor.clone(), cause.left.clone(), cause.entered.clone())
}

#[tokio::test]
async fn who_moved_it_is_found() {
    let alice = alice();
    let task = alice.does("task.add", json!({ "title": "Letter", "due": "today" })).await;
    let letter = object(&task);
    for (name, body, left, entered) in [
        (
            "task.reschedule",
            json!({ "ids": [letter], "to": "friday" }),
            vec![Place::Today],
            vec![Place::Upcoming],
        ),
        (
            "task.edit",
            json!({ "id": letter, "title": "Letter to Ada" }),
            vec![Place::Today],
            vec![Place::Upcoming],
        ),
        (
            "task.reschedule",
            json!({ "ids": [letter], "to": null }),
            vec![Place::Upcoming],
            vec![Place::Inbox],
        ),
        ("task.edit", json!({ "id": letter, "someday": true }), vec![Place::Inbox], vec![Place::Someday]),
        ("task.complete", json!({ "ids": [letter] }), vec![Place::Someday], vec![Place::Done]),
        ("trash.put", json!({ "ids": [letter] }), vec![Place::Done], vec![Place::Trash]),
        ("trash.restore", json!({ "ids": [letter] }), vec![Place::Trash], vec![Place::Done]),
    ] {
        alice.does(name, body.clone()).await;
        assert_eq!(culprit(&alice, letter).await, ("person".into(), left, entered), "{name} {body}");
        alice.clock.advance(Span::new().minutes(1));
    }
    let area = alice.does("area.add", json!({ "name": "Home" })).await;
    alice.does("task.edit", json!({ "id": letter, "area": id(&area) })).await;
    let found = alice.ask(Bisect { object: letter, field: Some("area".into()) }).await;
    assert_eq!(found.causes.len(), 1);
    assert_eq!(found.causes[0].entry.changes[0].to.as_deref(), Some("Home"));
    let error = alice.refused(Bisect { object: letter, field: Some("nonsense".into()) }).await;
    assert_eq!(error.code, Code::Invalid);
}

#[tokio::test]
async fn importers_and_the_assistant_are_named_as_culprits() {
    let alice = alice();
    let mut line = r#"{"uuid":"11111111-1111-4111-8111-111111111111","description":"Tax","status":"pending","entry":"20261101T080000Z","due":"20261121T080000Z"}"#.to_owned();
    alice.does("data.import", json!({ "format": "taskwarrior", "content": line })).await;
    let task = alice.task("Tax").await.task.id;
    let object: ObjectId = serde_json::from_value(json!(task)).unwrap();
    assert!(alice.ask(TodayView::default()).await.tasks.iter().any(|view| view.task.id == task));
    alice.does("task.edit", json!({ "id": task, "notes": "mine" })).await;
    alice.clock.advance(Span::new().minutes(1));
    // The importer moves it away from today; the person's own edit is not blamed.
    line = line.replace("20261121T080000Z", "20261224T080000Z");
    alice.does("data.import", json!({ "format": "taskwarrior", "content": line })).await;
    assert_eq!(
        culprit(&alice, object).await,
        ("import taskwarrior".into(), vec![Place::Today], vec![Place::Upcoming])
    );

    // A change that the assistant proposed and the person accepted is the assistant's turn.
    let goal = alice.does("goal.add", json!({ "title": "Move house" })).await;
    let proposal =
        alice.does("goal.decompose", json!({ "goal": id(&goal), "granularity": 1, "no_model": true })).await;
    alice.does("proposal.decide", json!({ "id": id(&proposal) })).await;
    let page = alice.ask(ListTasks { query: "goal:\"Move house\"".into(), ..ListTasks::default() }).await;
    let step: ObjectId = serde_json::from_value(json!(page.tasks[0].task.id)).unwrap();
    assert_eq!(culprit(&alice, step).await.0, "assistant");
}

#[tokio::test]
async fn what_has_lain_long_enough_is_archived_and_can_be_found() {
    let alice = alice();
    alice.does("settings.edit", json!({ "settings": { "retention": { "completed_tasks": 365 } } })).await;
    let tulips = alice.does("task.add", json!({ "title": "Letter", "notes": "about the tulips" })).await;
    alice.does("task.add", json!({ "title": "Still open" })).await;
    let trashed = alice.does("task.add", json!({ "title": "Trashed" })).await;
    alice.does("task.complete", json!({ "ids": [id(&tulips), id(&trashed)] })).await;
    alice.does("trash.put", json!({ "ids": [id(&trashed)] })).await;
    let then = moment(&alice);
    let run = |dry_run: bool| {
        let alice = &alice;
        async move { alice.does("archive.run", json!({ "dry_run": dry_run })).await }
    };
    let found = |text: &'static str| {
        let alice = &alice;
        async move { alice.does("archive.search", json!({ "text": text })).await.as_array().unwrap().len() }
    };
    alice.clock.advance(Span::new().days(364));
    assert_eq!(run(false).await["archived"], 0, "day 364");
    alice.clock.advance(Span::new().days(2));
    let report = run(true).await;
    let rule = |name: &str| {
        let rules = report["rules"].as_array().unwrap();
        rules.iter().find(|rule| rule["name"] == name).unwrap_or_else(|| panic!("no rule {name}")).clone()
    };
    assert_eq!((&report["archived"], &rule("completed_tasks")["due"]), (&json!(1), &json!(1)));
    assert_eq!((&rule("story_sessions")["days"], &rule("feedback_logs")["days"]), (&json!(365), &json!(90)));
    assert_eq!(alice.titles("status:any").await.len(), 2, "only counted");
    let before = moment(&alice);

    assert_eq!(run(false).await["archived"], 1, "day 366");
    assert_eq!(alice.titles("status:any").await, ["Still open"]);
    assert_eq!(alice.does("trash.list", json!({})).await.as_array().unwrap().len(), 1, "the trash is kept");
    assert_eq!((found("tulips").await, found("").await, found("roses").await), (1, 1, 0));
    assert!(alice.does("search.run", json!({ "text": "tulips" })).await.as_array().unwrap().is_empty());
    // Rebuilding leaves it there, and the past knows it.
    assert_eq!(alice.does("db.rebuild", json!({})).await["identical"], true);
    assert_eq!(alice.does("db.check", json!({})).await["sound"], true);
    let now = moment(&alice);
    for (at, many) in [(&before, 2), (&now, 1), (&then, 2)] {
        assert_eq!(titles_at(&alice, at, "status:any").await.len(), many, "{at}");
    }

    alice.does("archive.restore", json!({ "ids": [id(&tulips)] })).await;
    assert_eq!(alice.titles("status:any").await.len(), 2);
    assert_eq!(run(false).await["archived"], 0, "what was taken out stays for as long again");
    alice.clock.advance(Span::new().days(366));
    assert_eq!(run(false).await["archived"], 1);
    // Whoever works on it brings it back.
    alice.does("history.undo_step", json!({ "unit": 5 })).await;
    assert_eq!(found("").await, 0);
    assert_eq!(alice.does("db.check", json!({})).await["sound"], true);
}
