//! Every command that is a step can be taken back and done again; nothing else is touched.

use std::collections::BTreeSet;

use daymark_api::{CATALOGUE, CallKind, ListHistory, Redo, Topic, Undo};
use daymark_testkit::{World, alice};
use serde_json::{Value, json};

use crate::{golden, id};

/// A life with one of everything.
struct Life {
    alice: World,
    area: String,
    goal: String,
    tasks: [String; 2],
    done: String,
    repeating: String,
    event: String,
    weekly: String,
    note: String,
    filters: [String; 2],
    project: String,
    section: String,
    trashed: String,
    proposal: String,
}

async fn life() -> Life {
    let alice = alice();
    let area = id(&alice.does("area.add", json!({ "name": "Home" })).await);
    let goal = id(&alice.does("goal.add", json!({ "title": "Move house", "area": area })).await);
    let one =
        alice.does("task.add", json!({ "title": "One", "tags": ["a", "b"], "due": "tomorrow 9am" })).await;
    let two = alice.does("task.add", json!({ "title": "Two", "due": "2026-11-18" })).await;
    let done = alice.does("task.add", json!({ "title": "Done", "due": "today" })).await;
    alice.does("task.complete", json!({ "ids": [id(&done)] })).await;
    let repeating = alice
        .does(
            "task.add",
            json!({ "title": "Again", "due": "2026-11-10", "repeat": { "rrule": "FREQ=DAILY", "after_completion": false },
                    "reminders": [{ "at": "2026-11-21T12:00:00Z" }] }),
        )
        .await;
    let event = alice
        .does("event.add", json!({ "title": "Van", "start": "tomorrow 9am", "end": "tomorrow 11am" }))
        .await;
    let weekly =
        json!({ "title": "Round", "start": "2026-11-23 09:00", "repeat": { "rrule": "FREQ=WEEKLY" } });
    let weekly = alice.does("event.add", weekly).await;
    let note = alice.does("note.add", json!({ "title": "Measures", "body": "3 by 4" })).await;
    let filters = [
        id(&alice.does("filter.add", json!({ "name": "One", "query": "#a" })).await),
        id(&alice.does("filter.add", json!({ "name": "Two", "query": "#b" })).await),
    ];
    let project = id(&alice.does("project.add", json!({ "title": "Shed", "area": area })).await);
    let section = id(&alice.does("section.add", json!({ "project": project, "title": "Roof" })).await);
    let trashed = alice.does("task.add", json!({ "title": "Trashed" })).await;
    alice.does("trash.put", json!({ "ids": [id(&trashed)] })).await;
    let proposal =
        alice.does("goal.decompose", json!({ "goal": goal, "granularity": 2, "no_model": true })).await;
    Life {
        area,
        goal,
        tasks: [id(&one), id(&two)],
        done: id(&done),
        repeating: id(&repeating),
        event: id(&event),
        weekly: id(&weekly),
        note: id(&note),
        filters,
        project,
        section,
        trashed: id(&trashed),
        proposal: id(&proposal),
        alice,
    }
}

/// Each call with what it is about.
fn steps(life: &Life) -> Vec<(&'static str, Value)> {
    let [one, two] = &life.tasks;
    vec![
        ("capture.add", json!({ "text": "dentist tue 3pm #health" })),
        ("capture.add", json!({ "text": "event: concert saturday 8pm", "kind": "event" })),
        ("capture.add", json!({ "text": "note: the code", "kind": "note" })),
        (
            "capture.add_many",
            json!({ "text": "Party friday:\n- cake\n- [x] call Ada", "lines": [{ "text": "more" }] }),
        ),
        (
            "task.add",
            json!({ "title": "New", "tags": ["x"], "notes": "n", "due": "today", "reminders": [{ "minutes_before": 10 }] }),
        ),
        ("task.add", json!({ "title": "Below", "parent": one })),
        (
            "task.edit",
            json!({
            "id": one, "title": "Uno", "notes": "more", "start": "today", "due": null, "deadline": "2026-12-24",
            "estimate_minutes": 30, "priority": "high", "energy": "low", "area": life.area, "goal": life.goal,
            "repeat": { "rrule": "FREQ=DAILY", "after_completion": true }, "tags": ["b", "c"], "started": true,
            "reminders": [{ "minutes_before": 5 }] }),
        ),
        ("task.edit", json!({ "id": one, "parent": two })),
        ("task.edit_many", json!({ "ids": [one, two], "priority": "low", "due": "friday" })),
        ("task.edit", json!({ "id": one, "someday": true, "tags": [] })),
        (
            "task.edit",
            json!({ "id": one, "blocked_by": [two, life.repeating], "waiting": "Ada", "project": life.project,
                    "section": life.section, "links": [{ "url": "https://example.org", "title": "A page" }] }),
        ),
        ("task.check", json!({ "id": two, "change": { "add": { "text": "milk" } } })),
        ("task.complete", json!({ "ids": [one, two] })),
        ("task.complete", json!({ "ids": [life.repeating] })),
        ("task.skip", json!({ "ids": [life.repeating] })),
        ("task.skip", json!({ "ids": [life.repeating], "instance": "2026-11-29" })),
        ("task.edit", json!({ "id": life.repeating, "scope": "this", "title": "Once" })),
        ("task.reopen", json!({ "ids": [life.done] })),
        ("task.reschedule", json!({ "ids": [one, two], "to": "friday" })),
        ("task.reschedule", json!({ "ids": [one], "to": null })),
        ("task.place", json!({ "id": two, "before": one })),
        ("area.add", json!({ "name": "New", "intention": "why" })),
        ("area.edit", json!({ "id": life.area, "name": "House", "colour": "rose", "intention": "x" })),
        ("goal.add", json!({ "title": "New", "target": "2027-01-01" })),
        (
            "goal.edit",
            json!({ "id": life.goal, "title": "Moved", "status": "completed", "area": null, "target": "2027-01-01" }),
        ),
        ("goal.add", json!({ "title": "Below", "parent": life.goal })),
        ("area.edit", json!({ "id": life.area, "review": "weekly", "reviewed": true })),
        ("project.add", json!({ "title": "New", "goal": life.goal, "target": "2027-01-01" })),
        (
            "project.edit",
            json!({ "id": life.project, "title": "Hut", "status": "completed", "area": null, "goal": life.goal, "target": "2027-01-01" }),
        ),
        ("section.add", json!({ "project": life.project, "title": "Walls" })),
        ("section.edit", json!({ "id": life.section, "title": "Tiles", "before": null })),
        (
            "event.add",
            json!({ "title": "New", "start": "tomorrow 3pm", "repeat": { "rrule": "FREQ=WEEKLY", "after_completion": false } }),
        ),
        (
            "event.edit",
            json!({ "id": life.event, "title": "Lorry", "start": "2026-11-23 10:00", "location": "here" }),
        ),
        ("event.edit", json!({ "id": life.event, "repeat": { "rrule": "FREQ=DAILY;BYHOUR=9,15" } })),
        ("event.skip", json!({ "id": life.weekly, "instance": "2026-11-30T09:00:00" })),
        (
            "event.edit",
            json!({ "id": life.weekly, "instance": "2026-11-30T09:00:00", "scope": "this", "title": "Once" }),
        ),
        (
            "event.edit",
            json!({ "id": life.weekly, "instance": "2026-11-30T09:00:00", "scope": "following", "start": "2026-12-01 10:00" }),
        ),
        ("filter.add", json!({ "name": "New", "query": "#a", "colour": "plum", "pinned": true })),
        ("filter.edit", json!({ "id": life.filters[0], "name": "Uno", "query": "#c", "shown": "tree" })),
        ("filter.place", json!({ "id": life.filters[1], "before": life.filters[0] })),
        ("note.add", json!({ "title": "New", "body": "b", "goal": life.goal })),
        ("note.edit", json!({ "id": life.note, "title": "Sizes", "body": "5 by 6", "area": life.area })),
        (
            "trash.put",
            json!({ "ids": [one, life.area, life.goal, life.event, life.note, life.project, life.section] }),
        ),
        ("trash.restore", json!({ "ids": [life.trashed] })),
        ("settings.edit", json!({ "settings": { "theme": "dark", "day_begins": 6, "future_key": [1] } })),
        (
            "onboarding.finish",
            json!({ "areas": [{ "name": "Work" }], "thoughts": ["call mum tomorrow"], "sample": true }),
        ),
        ("reminder.answer", json!({ "task": life.repeating, "answer": "done" })),
        ("reminder.answer", json!({ "task": life.repeating, "answer": { "snooze": 20 } })),
        ("proposal.decide", json!({ "id": life.proposal })),
        ("proposal.decide", json!({ "id": life.proposal, "parts": [1] })),
        (
            "data.import",
            json!({ "format": "taskwarrior", "content": golden("taskwarrior.json"), "name": "tw" }),
        ),
        ("data.import", json!({ "format": "ics", "content": golden("calendar.ics"), "name": "cal" })),
    ]
}

async fn back_and_forth(alice: &World, name: &str, body: &Value) {
    let before = alice.views().await;
    alice.does(name, body.clone()).await;
    let after = alice.views().await;
    let what = format!("{name} {body}");
    assert!(!before.differing(&after).is_empty(), "{what} did nothing");
    let history = alice.ask(ListHistory::default()).await;
    assert_eq!(history.redo, None, "{what}: a new step buries what was undone");
    for round in ["at first", "and once more"] {
        let undone = alice.ask(Undo::default()).await;
        assert_eq!(undone.labels.len(), 1, "{what}");
        assert!(!undone.labels[0].trim().is_empty(), "{what} has no name");
        alice.views().await.must_equal(&before, &format!("after undoing {what} {round}"));
        let redone = alice.ask(Redo::default()).await;
        assert_eq!(redone.labels, undone.labels, "{what}");
        alice.views().await.must_equal(&after, &format!("after redoing {what} {round}"));
    }
    alice.ask(Undo::default()).await;
    alice.views().await.must_equal(&before, &format!("after the last undo of {what}"));
}

#[tokio::test]
async fn every_step_goes_back_and_forth() {
    let listed = steps(&life().await);
    for at in 0..listed.len() {
        let life = life().await;
        let (name, body) = steps(&life).swap_remove(at);
        back_and_forth(&life.alice, name, &body).await;
    }
    // The sample can only be removed where there is one.
    let alice = alice();
    alice.does("onboarding.finish", json!({ "sample": true })).await;
    back_and_forth(&alice, "onboarding.remove_sample", &json!({})).await;

    let covered: BTreeSet<&str> = listed
        .iter()
        .map(|(name, _)| *name)
        .chain(["onboarding.remove_sample"])
        .chain(crate::habits::STEPS.iter().copied())
        .chain(crate::attachments::STEPS.iter().copied())
        .collect();
    let wanted: BTreeSet<&str> = CATALOGUE
        .iter()
        .filter(|entry| entry.kind == CallKind::Command && entry.topics.contains(&Topic::History))
        .map(|entry| entry.name)
        .filter(|name| !matches!(*name, "history.undo" | "history.redo" | "history.undo_step"))
        .collect();
    assert_eq!(covered, wanted, "a step without a test");
}

#[tokio::test]
async fn many_steps_go_back_to_nothing_and_forth_again() {
    let empty = alice().views().await;
    let life = life().await;
    let alice = &life.alice;
    let proposals = alice.views().await.0["proposal.list"].clone();
    for (name, body) in steps(&life) {
        // Some no longer fit after the others; refusals change nothing.
        let _ = alice.call(name, body).await;
    }
    let full = alice.views().await;
    let undone = alice.ask(Undo { steps: Some(1000) }).await.labels.len();
    let mut nothing = alice.views().await;
    assert_eq!(nothing.0["proposal.list"].as_array().unwrap().len(), proposals.as_array().unwrap().len());
    nothing.0.insert("proposal.list".into(), json!([]));
    nothing.must_equal(&empty, "after undoing everything");
    assert!(alice.ask(Undo::default()).await.labels.is_empty(), "there is nothing before the beginning");
    assert_eq!(alice.ask(Redo { steps: Some(1000) }).await.labels.len(), undone);
    alice.views().await.must_equal(&full, "after doing everything again");
}

#[tokio::test]
async fn undo_leaves_what_was_changed_since() {
    let alice = alice();
    let task = alice.does("task.add", json!({ "title": "Letter" })).await;
    alice.does("task.edit", json!({ "id": id(&task), "title": "Letter to Ada", "priority": "high" })).await;
    // A turn of another program changes the title; its step is not the one that is undone here.
    alice.does("task.edit", json!({ "id": id(&task), "title": "Letter to Bob" })).await;
    alice.ask(Undo::default()).await;
    assert_eq!(alice.titles("status:any").await, ["Letter to Ada"]);
    alice.does("task.edit", json!({ "id": id(&task), "notes": "new" })).await;
    assert_eq!(alice.ask(ListHistory::default()).await.redo, None);
    alice.ask(Undo { steps: Some(2) }).await;
    assert_eq!(alice.titles("status:any").await, ["Letter"]);
}

#[tokio::test]
async fn what_is_no_step_of_the_person_is_not_undone() {
    let life = life().await;
    let alice = &life.alice;
    let last = alice.ask(ListHistory::default()).await.undo;
    alice
        .does(
            "model.add",
            json!({ "name": "here", "kind": "openai_compatible", "url": "http://127.0.0.1:1/v1" }),
        )
        .await;
    alice.says(daymark_api::Say { text: "help".into(), ..Default::default() }).await;
    alice.does("goal.decompose", json!({ "goal": life.goal, "granularity": 3, "no_model": true })).await;
    alice.does("proposal.decide", json!({ "id": life.proposal, "parts": [] })).await;
    alice
        .does(
            "data.import",
            json!({ "format": "taskwarrior", "content": golden("taskwarrior.json"), "dry_run": true }),
        )
        .await;
    assert_eq!(alice.ask(ListHistory::default()).await.undo, last);
}

#[tokio::test]
async fn ten_thousand_imported_tasks_are_one_step() {
    let alice = alice();
    let empty = alice.views().await;
    let mut content = String::new();
    for n in 0..10_000 {
        content.push_str(&format!(
            r#"{{"uuid":"u{n}","description":"Task number {n}","status":"pending","entry":"20261101T080000Z","project":"P{}","tags":["t{}"]}}"#,
            n % 7,
            n % 3
        ));
        content.push('\n');
    }
    let report = alice.does("data.import", json!({ "format": "taskwarrior", "content": content })).await;
    assert_eq!((&report["added"], &report["refused"]), (&json!(10_000), &json!([])));
    let full = alice.views().await;
    assert_eq!(full.0["task.list"]["total"], 10_000);
    assert_eq!(alice.ask(Undo::default()).await.labels, ["Import taskwarrior (10000 new, 0 changed)"]);
    alice.views().await.must_equal(&empty, "after taking the import back");
    assert_eq!(alice.ask(Redo::default()).await.labels.len(), 1);
    assert_eq!(alice.views().await.0["task.list"]["total"], 10_000);
}
