//! A person's mess goes in, a week is planned from it, everything goes out and in again, and last
//! Tuesday can be seen.

use daymark_testkit::{World, alice, bob};
use jiff::{Span, ToSpan};
use serde_json::{Value, json};

/// A Taskwarrior export of so many tasks: some done, some due, with projects, tags and notes.
fn tasks(count: usize) -> String {
    let one = |n: usize| {
        let project = ["Home", "Work.Launch", "Garden"][n % 3];
        let tag = ["phone", "paper", "weekend"][n % 3];
        let mut task = json!({
            "uuid": format!("{n:08x}-0000-4000-8000-000000000000"),
            "description": format!("{} number {n}", ["Call Ada", "Sort papers", "Büro räumen", "Buy oats"][n % 4]),
            "entry": format!("202610{:02}T081500Z", n % 28 + 1),
            "status": if n.is_multiple_of(5) { "completed" } else { "pending" },
            "project": project,
            "tags": [tag],
        });
        if n.is_multiple_of(5) {
            task["end"] = json!(format!("202611{:02}T170000Z", n % 19 + 1));
        }
        if n == 8 {
            task["depends"] = json!([format!("{:08x}-0000-4000-8000-000000000000", 9)]);
        }
        if n.is_multiple_of(7) {
            task["due"] = json!(format!("202612{:02}T230000Z", n % 27 + 1));
        }
        task
    };
    Value::Array((0..count).map(one).collect()).to_string()
}

fn calendar(name: &str, events: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//{name}//EN\r\n{events}END:VCALENDAR\r\n")
}

fn event(uid: &str, title: &str, rest: &str) -> String {
    format!(
        "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T080000Z\r\nSUMMARY:{title}\r\n{rest}END:VEVENT\r\n"
    )
}

async fn import(person: &World, body: Value) -> Value {
    person.does("data.import", body).await
}

async fn count(person: &World, query: &str) -> u64 {
    person.does("task.list", json!({ "query": query })).await["total"].as_u64().unwrap()
}

#[tokio::test]
async fn a_mess_goes_in_and_a_week_comes_out() {
    let alice = alice();

    // Tuesday: everything is brought along.
    alice.clock.advance(-Span::new().days(4));
    let report = import(&alice, json!({ "format": "", "name": "tasks.json", "content": tasks(5_000) })).await;
    assert_eq!((&report["format"], &report["added"]), (&json!("taskwarrior"), &json!(5_000)));
    for (name, file) in [
        (
            "work",
            calendar(
                "work",
                &event(
                    "1",
                    "Standup",
                    "DTSTART;TZID=Europe/Berlin:20261102T091500\r\nDTEND;TZID=Europe/Berlin:20261102T093000\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\r\n",
                ),
            ),
        ),
        (
            "family",
            calendar(
                "family",
                &event("2", "School trip", "DTSTART;VALUE=DATE:20261126\r\nDTEND;VALUE=DATE:20261128\r\n"),
            ),
        ),
        (
            "far",
            calendar("far", &event("3", "Call with Tokyo", "DTSTART:20261125T230000Z\r\nDURATION:PT45M\r\n")),
        ),
    ] {
        let report = import(&alice, json!({ "format": "", "name": name, "content": file })).await;
        assert_eq!((&report["format"], &report["added"]), (&json!("ics"), &json!(1)), "{name}");
    }
    let folder = json!([
        { "name": "house/todo.md", "content": "# House\n\n- [ ] Paint the shelf\n  - [ ] Buy paint\n- [x] Measure\n" },
        { "name": "ideas.md", "content": "# A cabin\n\nSomewhere quiet, with a stove.\n" },
    ]);
    let report = import(&alice, json!({ "format": "markdown", "name": "notes", "files": folder })).await;
    assert!(report["added"].as_u64().unwrap() >= 4, "{report}");
    let thoughts = "call the dentist tomorrow 9am\n- gift for Bob #family\n- book train to Graz friday\n\nWe also need oats";
    let added = alice.does("capture.add_many", json!({ "text": thoughts })).await;
    assert_eq!(added.as_array().unwrap().len(), 4, "{added}");
    assert_eq!(
        alice.titles("is:blocked").await,
        ["Call Ada number 8"],
        "it was written before what it waits for"
    );
    let tuesday = alice.clock.now().timestamp().to_string();
    let (open, all) = (count(&alice, "status:open").await, count(&alice, "status:any").await);
    assert!(all >= 5_000 + 3 + 4, "{all}");

    // Saturday: a week is planned, each act one step.
    alice.clock.advance(4.days());
    let wanted = alice
        .does(
            "task.list",
            json!({ "query": "status:open area:Home -due:any limit:7 sort:created", "limit": 7 }),
        )
        .await;
    let wanted: Vec<Value> = match wanted["tasks"].as_array() {
        Some(tasks) if tasks.len() == 7 => tasks.iter().map(|task| task["id"].clone()).collect(),
        _ => panic!("{wanted}"),
    };
    for (id, day) in
        wanted.iter().zip(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
    {
        alice.does("task.reschedule", json!({ "ids": [id], "to": day })).await;
    }
    alice.does("task.complete", json!({ "ids": [wanted[0]] })).await;
    let events = alice.does("event.list", json!({ "from": "2026-11-23", "to": "2026-11-29" })).await;
    assert_eq!(events.as_array().map(Vec::len), Some(5 + 1 + 1), "{events}");

    // Out to each format, and what a format holds of it comes in again, once.
    let formats = daymark_formats::Format::ALL.iter().map(|format| format.word());
    for format in formats.chain(["daymark"]) {
        // Our own holds everything, the others a part, so that this does not take minutes.
        let own = format == "daymark";
        let query = if own { "" } else { "status:any limit:300" };
        let file = alice.does("data.export", json!({ "format": format, "query": query })).await;
        let content = file["content"].as_str().unwrap();
        assert!(content.len() > 1_000, "{format} is empty");
        let body = json!({ "format": format, "name": "export", "content": content, "partial": true });
        let bob = bob();
        let first = import(&bob, body.clone()).await;
        assert!(first["added"].as_u64().unwrap() >= if own { 5_000 } else { 200 }, "{format}: {first}");
        let before = bob.does("app.counts", json!({})).await;
        if own {
            assert_eq!(bob.titles("is:blocked").await, ["Call Ada number 8"]);
        }
        bob.does("history.undo", json!({})).await;
        assert_eq!(count(&bob, "status:any").await, 0, "{format}: one step");
        bob.does("history.redo", json!({})).await;
        assert_eq!(bob.does("app.counts", json!({})).await, before, "{format}");
    }

    // Last Tuesday, as it was.
    let then = |call: &'static str, body: Value| {
        let (alice, at) = (&alice, tuesday.clone());
        async move {
            alice.does("history.as_of", json!({ "at": at, "call": call, "body": body })).await["reply"].take()
        }
    };
    for (query, expected) in [("status:open", open), ("status:any", all)] {
        assert_eq!(then("task.list", json!({ "query": query })).await["total"], expected, "{query}");
    }
    let words = alice
        .does(
            "history.as_of",
            json!({ "at": "last tuesday", "call": "task.list", "body": { "query": "status:open" } }),
        )
        .await;
    assert_eq!(words["reply"]["total"], open);
    let day = |shown: &Value| shown["task"]["start"].clone();
    let show = json!({ "id": wanted[1] });
    assert_eq!(day(&alice.does("task.show", show.clone()).await)["date"], "2026-11-24");
    assert_eq!(day(&then("task.show", show).await), Value::Null, "it had no day then");
}
