//! What a field takes, and what it makes of hostile text.

use daymark_api::{Audience, Caller, Code, dispatch};
use daymark_testkit::alice;
use serde_json::json;

#[tokio::test]
async fn a_field_takes_so_much_and_says_so() {
    let alice = alice();
    let before = alice.views().await;
    let many_tags: Vec<String> = (0..51).map(|n| format!("t{n}")).collect();
    for (name, body, said) in [
        ("task.add", json!({ "title": "x".repeat(501) }), "500"),
        ("task.add", json!({ "title": " \n\t " }), "empty"),
        ("task.add", json!({ "title": "x", "tags": ["two words"] }), "tag"),
        ("task.add", json!({ "title": "x", "tags": many_tags }), "50"),
        ("task.add", json!({ "title": "x", "notes": "x".repeat(200_001) }), "200000"),
        ("task.add", json!({ "title": "x", "estimate_minutes": 0 }), "minute"),
        ("task.add", json!({ "title": "x", "estimate_minutes": 4_000_000_000_u32 }), "year"),
        ("task.add", json!({ "title": "x", "due": "someday maybe never" }), "date"),
        (
            "task.add",
            json!({ "title": "x", "due": { "date": "2026-11-24", "time": "15:00", "zone": "Moon/Base" } }),
            "zone",
        ),
        (
            "task.add",
            json!({ "title": "x", "repeat": { "rrule": "FREQ=NEVER", "after_completion": false } }),
            "repeat",
        ),
        ("area.add", json!({ "name": "x".repeat(81) }), "80"),
        ("note.add", json!({ "title": "x", "body": "é".repeat(200_001) }), "200000"),
        (
            "event.add",
            json!({ "title": "x", "start": "2026-11-24 15:00", "end": "2026-11-24 14:00" }),
            "before",
        ),
        ("event.add", json!({ "title": "x", "start": "2026-11-24 15:00", "end": "2026-11-24" }), "time"),
        ("capture.add", json!({ "text": "x".repeat(10_001) }), "10000"),
        ("capture.add", json!({ "text": "" }), "empty"),
        ("settings.edit", json!({ "settings": { "day_begins": 21 } }), "begins"),
        ("settings.edit", json!({ "settings": { "theme": "loud" } }), "theme"),
        ("settings.edit", json!({ "settings": { "Bad Name": 1 } }), "name"),
        ("event.list", json!({ "from": "2020-01-01", "to": "2030-01-01" }), "800"),
        ("event.list", json!({ "from": "2026-02-01", "to": "2026-01-01" }), "earlier"),
        ("chat.say", json!({ "text": "  " }), "something"),
        ("task.add", json!({ "title": "x", "colour": "red" }), "colour"),
        ("task.complete", json!({ "ids": [] }), "one"),
        ("task.show", json!({ "id": "not-an-id" }), "task.show"),
    ] {
        let error = alice.call(name, body).await.unwrap_err();
        assert_eq!(error.code, Code::Invalid, "{name}: {}", error.message);
        assert!(error.message.contains(said), "{name} should speak of '{said}': {}", error.message);
    }
    alice.views().await.must_equal(&before, "after refusals");
    alice.does("task.add", json!({ "title": "é".repeat(500), "notes": "x".repeat(200_000) })).await;
}

#[tokio::test]
async fn references_must_exist_and_be_of_their_kind() {
    let alice = alice();
    let task = alice.does("task.add", json!({ "title": "A task" })).await["id"].clone();
    let area = alice.does("area.add", json!({ "name": "An area" })).await["id"].clone();
    let nobody = json!("0198a5f0-0000-7000-8000-000000000000");
    for (name, body) in [
        ("task.add", json!({ "title": "x", "area": task })),
        ("task.add", json!({ "title": "x", "goal": area })),
        ("task.add", json!({ "title": "x", "parent": area })),
        ("task.add", json!({ "title": "x", "area": nobody })),
        ("task.show", json!({ "id": area })),
        ("task.edit", json!({ "id": nobody, "title": "y" })),
        ("task.place", json!({ "id": task, "before": nobody })),
        ("goal.show", json!({ "id": task })),
        ("note.show", json!({ "id": task })),
        ("area.edit", json!({ "id": task, "name": "y" })),
        ("event.edit", json!({ "id": task, "title": "y" })),
        ("trash.restore", json!({ "ids": [nobody] })),
        ("chat.show", json!({ "id": task })),
        ("proposal.decide", json!({ "id": task })),
        ("reminder.answer", json!({ "task": area, "answer": "done" })),
        ("model.remove", json!({ "name": "nobody" })),
        ("chat.say", json!({ "text": "hello", "provider": "nobody" })),
    ] {
        let error = alice.call(name, body.clone()).await.unwrap_err();
        assert_eq!(error.code, Code::NotFound, "{name} {body}: {}", error.message);
    }
}

#[tokio::test]
async fn text_is_text() {
    let alice = alice();
    for (typed, kept) in [
        ("'); DROP TABLE tasks;--", "'); DROP TABLE tasks;--"),
        ("\u{202e}gnp.exe\u{2066}", "gnp.exe"),
        ("a\u{0}b\r\nc", "a b c"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("%s%n{}{0}$(rm -rf /)`id`", "%s%n{}{0}$(rm -rf /)`id`"),
        ("👩‍👩‍👧 Zoë 日本語", "👩‍👩‍👧 Zoë 日本語"),
    ] {
        for (call, list) in [("task.add", "task.list"), ("note.add", "note.list"), ("goal.add", "goal.list")]
        {
            let made = alice.does(call, json!({ "title": typed })).await;
            assert_eq!(made["title"], kept, "{call}");
            alice.does(list, json!({})).await;
        }
    }
    alice.does("note.add", json!({ "title": "x", "body": "a\r\n\u{202e}b\u{0}" })).await;
    assert_eq!(
        alice
            .does("note.list", json!({}))
            .await
            .as_array()
            .unwrap()
            .iter()
            .filter(|note| note["body"] == "a\nb")
            .count(),
        1
    );
    assert_eq!(alice.titles("status:any").await.len(), 6);
}

#[tokio::test]
async fn the_capture_window_only_captures_and_the_assistant_stays_in_its_room() {
    let alice = alice();
    for (audience, name, open) in [
        (Audience::CaptureWindow, "capture.add", true),
        (Audience::CaptureWindow, "task.list", false),
        (Audience::CaptureWindow, "history.undo", false),
        (Audience::Agent, "task.list", true),
        (Audience::Agent, "history.undo", false),
        (Audience::Agent, "settings.edit", false),
        (Audience::Agent, "proposal.decide", false),
        (Audience::Agent, "model.list", false),
        (Audience::Agent, "data.import", false),
        (Audience::Agent, "chat.show", false),
    ] {
        let body = if name == "capture.add" { json!({ "text": "x" }) } else { json!({}) };
        let reply = Box::pin(dispatch(&alice.app, Caller::person(audience), name, body)).await;
        let refused = reply.is_err_and(|error| error.code == Code::Refused);
        assert_eq!(refused, !open, "{audience:?} {name}");
    }
    assert_eq!(alice.call("no.such", json!({})).await.unwrap_err().code, Code::NotFound);
}
