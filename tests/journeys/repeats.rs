//! Things that repeat: one instance, it and those after it, all; skipped; each one undo step.

use daymark_api::{EventView, ListEvents, ListHistory, Undo};
use daymark_domain::TaskStatus;
use daymark_testkit::{World, alice};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::id;

/// A choir on Tuesdays at six, from 24 November 2026.
async fn choir(alice: &World) -> String {
    let event = json!({ "title": "Choir", "start": "2026-11-24 18:00", "end": "2026-11-24 19:30", "location": "Hall",
                        "repeat": { "rrule": "FREQ=WEEKLY;BYDAY=TU" } });
    id(&alice.does("event.add", event).await)
}

async fn laid_out(alice: &World) -> Vec<EventView> {
    alice.ask(ListEvents { from: date(2026, 11, 20), to: date(2026, 12, 31) }).await
}

async fn said(alice: &World) -> Vec<String> {
    let clock = |at: Option<jiff::civil::Time>| at.map_or("-".into(), |at| at.strftime("%H:%M").to_string());
    laid_out(alice)
        .await
        .iter()
        .map(|event| {
            format!(
                "{} {}-{} {}",
                event.date.strftime("%m-%d"),
                clock(event.start),
                clock(event.end),
                event.title
            )
        })
        .collect()
}

/// What a change leads to, and that one undo takes it back whole and one redo brings it again.
async fn one_step(alice: &World, call: &str, body: Value, expected: &[&str]) {
    let before = alice.views().await;
    let steps = alice.ask(ListHistory::default()).await.entries.len();
    alice.does(call, body.clone()).await;
    assert_eq!(said(alice).await, expected, "{call} {body}");
    let after = alice.views().await;
    assert_eq!(alice.ask(ListHistory::default()).await.entries.len(), steps + 1, "one step");
    alice.ask(Undo { steps: Some(1) }).await;
    alice.views().await.must_equal(&before, "after undoing it");
    alice.does("history.redo", json!({})).await;
    alice.views().await.must_equal(&after, "after doing it again");
}

#[tokio::test]
async fn one_instance_of_an_event() {
    let alice = alice();
    let choir = choir(&alice).await;
    let body = json!({ "id": choir, "instance": "2026-12-08T18:00:00", "scope": "this",
                       "title": "Choir in church", "start": "2026-12-09 17:00" });
    one_step(
        &alice,
        "event.edit",
        body,
        &[
            "11-24 18:00-19:30 Choir",
            "12-01 18:00-19:30 Choir",
            "12-09 17:00-18:30 Choir in church",
            "12-15 18:00-19:30 Choir",
            "12-22 18:00-19:30 Choir",
            "12-29 18:00-19:30 Choir",
        ],
    )
    .await;
    let moved = laid_out(&alice).await.into_iter().find(|event| event.title == "Choir in church").unwrap();
    assert!(moved.repeats);
    assert_eq!(moved.instance.unwrap().to_string(), "2026-12-08T18:00:00", "it keeps its name");
    assert_eq!(moved.series.unwrap().to_string(), choir);
    // Again, by the name or by what it is now: the same object.
    for id in [choir.as_str(), &moved.id.to_string()] {
        let body =
            json!({ "id": id, "instance": "2026-12-08T18:00:00", "scope": "this", "location": "Church" });
        assert_eq!(alice.does("event.edit", body).await["id"], moved.id.to_string());
    }
    // As the calendar sends it, which shows the instance where it is now.
    let body = json!({ "id": moved.id, "instance": "2026-12-08T18:00:00", "start": "2026-12-09 17:30" });
    assert_eq!(alice.does("event.edit", body).await["start"], "17:30:00");
    // All of them: the changed one follows in what it had from the series.
    let body = json!({ "id": moved.id, "scope": "all", "notes": "bring scores", "location": "Big hall" });
    alice.does("event.edit", body).await;
    let events = laid_out(&alice).await;
    assert!(events.iter().all(|event| event.notes == "bring scores"));
    let halls: Vec<&str> = events.iter().map(|event| event.location.as_str()).collect();
    assert_eq!(halls, ["Big hall", "Big hall", "Church", "Big hall", "Big hall", "Big hall"]);
    // In the trash with its series, and back.
    alice.does("trash.put", json!({ "ids": [choir] })).await;
    assert_eq!(said(&alice).await, Vec::<String>::new());
    alice.does("trash.restore", json!({ "ids": [choir] })).await;
    assert_eq!(said(&alice).await.len(), 6);
}

#[tokio::test]
async fn this_and_following() {
    let alice = alice();
    let choir = choir(&alice).await;
    let early = json!({ "id": choir, "instance": "2026-12-22T18:00:00", "scope": "this", "title": "Carols" });
    alice.does("event.edit", early).await;
    let body = json!({ "id": choir, "instance": "2026-12-08T18:00:00", "scope": "following",
                       "start": "2026-12-10 20:00", "title": "Late choir" });
    one_step(
        &alice,
        "event.edit",
        body,
        &[
            "11-24 18:00-19:30 Choir",
            "12-01 18:00-19:30 Choir",
            "12-10 20:00-21:30 Late choir",
            "12-17 20:00-21:30 Late choir",
            "12-24 20:00-21:30 Carols",
            "12-31 20:00-21:30 Late choir",
        ],
    )
    .await;
    // From the first on is all.
    let body = json!({ "id": choir, "instance": "2026-11-24T18:00:00", "scope": "following", "title": "Early choir" });
    assert_eq!(alice.does("event.edit", body).await["id"], choir.as_str());
    assert_eq!(said(&alice).await[..2], ["11-24 18:00-19:30 Early choir", "12-01 18:00-19:30 Early choir"]);
}

#[tokio::test]
async fn all_move_with_their_exceptions() {
    let alice = alice();
    let choir = choir(&alice).await;
    alice.does("event.skip", json!({ "id": choir, "instance": "2026-12-01" })).await;
    let body = json!({ "id": choir, "instance": "2026-12-15T18:00:00", "scope": "this", "title": "Concert", "start": "2026-12-19 19:00" });
    alice.does("event.edit", body).await;
    // The instance of 8 December is put on Wednesday at seven, and all with it.
    let body = json!({ "id": choir, "instance": "2026-12-08T18:00:00", "scope": "all", "start": "2026-12-09 19:00" });
    one_step(
        &alice,
        "event.edit",
        body,
        &[
            "11-25 19:00-20:30 Choir",
            "12-09 19:00-20:30 Choir",
            "12-19 19:00-20:30 Concert",
            "12-23 19:00-20:30 Choir",
            "12-30 19:00-20:30 Choir",
        ],
    )
    .await;
}

#[tokio::test]
async fn an_instance_is_skipped() {
    let alice = alice();
    let choir = choir(&alice).await;
    let left = [
        "11-24 18:00-19:30 Choir",
        "12-01 18:00-19:30 Choir",
        "12-15 18:00-19:30 Choir",
        "12-22 18:00-19:30 Choir",
        "12-29 18:00-19:30 Choir",
    ];
    one_step(&alice, "event.skip", json!({ "id": choir, "instance": "2026-12-08T18:00:00" }), &left).await;
    // One that was changed goes too.
    let body = json!({ "id": choir, "instance": "2026-12-15T18:00:00", "scope": "this", "title": "Concert" });
    let concert = id(&alice.does("event.edit", body).await);
    one_step(&alice, "event.skip", json!({ "id": concert }), &[left[0], left[1], left[3], left[4]]).await;
    for instance in ["2026-12-08T18:00:00", "2026-12-09", "2026-12-16T18:00:00"] {
        let error = alice.call("event.skip", json!({ "id": choir, "instance": instance })).await.unwrap_err();
        assert!(error.message.starts_with("Nothing takes place at"), "{}", error.message);
    }
    assert!(alice.call("event.skip", json!({ "id": choir })).await.is_err(), "which one?");
}

#[tokio::test]
async fn what_a_repeat_must_be() {
    let alice = alice();
    for (rrule, why) in [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never falls"),
        ("FREQ=SECONDLY;BYSETPOS=7", "never falls"),
        ("FREQ=DAILY;BYHOUR=25", "BYHOUR=25"),
    ] {
        let event = json!({ "title": "x", "start": "2026-11-24 18:00", "repeat": { "rrule": rrule } });
        let error = alice.call("event.add", event).await.unwrap_err();
        assert!(error.message.contains(why), "{}", error.message);
    }
    // A start that the rule does not give: the first instance is shown.
    let event = json!({ "title": "Later", "start": "2026-11-23 18:00", "repeat": { "rrule": "FREQ=WEEKLY;BYDAY=TU" } });
    assert_eq!(alice.does("event.add", event).await["date"], "2026-11-24");
    // A rule of hours: several instances of a day, named by their times.
    let event = json!({ "title": "Pill", "start": "2026-11-24 08:00", "repeat": { "rrule": "FREQ=DAILY;BYHOUR=8,20;COUNT=3" } });
    let pill = id(&alice.does("event.add", event).await);
    alice.does("event.skip", json!({ "id": pill, "instance": "2026-11-24T20:00:00" })).await;
    let pills: Vec<String> = said(&alice).await.into_iter().filter(|said| said.ends_with("Pill")).collect();
    assert_eq!(pills, ["11-24 08:00-08:30 Pill", "11-25 08:00-08:30 Pill"]);
}

/// Day and title of the open tasks.
async fn open(alice: &World) -> Vec<String> {
    let page = alice.does("task.list", json!({ "query": "status:open sort:day" })).await;
    page["tasks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|task| format!("{} {}", task["due"]["date"].as_str().unwrap(), task["title"].as_str().unwrap()))
        .collect()
}

async fn plants(alice: &World, rrule: &str) -> String {
    let task = json!({ "title": "Water", "due": "2026-11-21", "repeat": { "rrule": rrule } });
    id(&alice.does("task.add", task).await)
}

#[tokio::test]
async fn an_instance_of_a_task_is_skipped() {
    let alice = alice();
    let water = plants(&alice, "FREQ=DAILY;INTERVAL=2;COUNT=4").await;
    let before = alice.views().await;
    alice.does("task.skip", json!({ "ids": [water] })).await;
    assert_eq!(open(&alice).await, ["2026-11-23 Water"]);
    assert_eq!(alice.titles("status:done").await, Vec::<String>::new(), "nothing was done");
    alice.ask(Undo { steps: Some(1) }).await;
    alice.views().await.must_equal(&before, "after undoing it");
    // One to come is passed over when its turn is there.
    alice.does("task.skip", json!({ "ids": [water], "instance": "2026-11-23" })).await;
    assert_eq!(open(&alice).await, ["2026-11-21 Water"]);
    alice.does("task.complete", json!({ "ids": [water] })).await;
    assert_eq!(open(&alice).await, ["2026-11-25 Water"]);
    alice.does("task.complete", json!({ "ids": [water] })).await;
    assert_eq!(open(&alice).await, ["2026-11-27 Water"]);
    assert!(alice.call("task.skip", json!({ "ids": [water] })).await.is_err(), "it is the last");
    alice.does("task.complete", json!({ "ids": [water] })).await;
    assert_eq!(open(&alice).await, Vec::<String>::new(), "COUNT is used up");
    assert_eq!(alice.titles("status:done").await.len(), 3);
}

#[tokio::test]
async fn one_instance_of_a_task_and_those_after_it() {
    let alice = alice();
    let water = plants(&alice, "FREQ=DAILY").await;
    // The one at hand becomes a task of its own, and the others go on.
    let before = alice.views().await;
    let body = json!({ "id": water, "scope": "this", "title": "Water and feed" });
    let one = alice.does("task.edit", body).await;
    assert_ne!(id(&one), water);
    assert_eq!(open(&alice).await, ["2026-11-21 Water and feed", "2026-11-22 Water"]);
    alice.ask(Undo { steps: Some(1) }).await;
    alice.views().await.must_equal(&before, "after undoing it");
    // One to come.
    let body = json!({ "id": water, "scope": "this", "instance": "2026-11-23", "title": "Repot" });
    alice.does("task.edit", body).await;
    assert_eq!(open(&alice).await, ["2026-11-21 Water", "2026-11-23 Repot"]);
    // And from one on.
    let before = alice.views().await;
    let body = json!({ "id": water, "scope": "following", "instance": "2026-11-25", "title": "Water twice" });
    alice.does("task.edit", body).await;
    assert_eq!(open(&alice).await, ["2026-11-21 Water", "2026-11-23 Repot", "2026-11-25 Water twice"]);
    alice.ask(Undo { steps: Some(1) }).await;
    alice.views().await.must_equal(&before, "after undoing it");
    alice.does("history.redo", json!({})).await;
    alice.does("task.complete", json!({ "ids": [water] })).await;
    assert_eq!(open(&alice).await[0], "2026-11-22 Water");
    let water_now = alice.does("task.show", json!({ "id": water })).await;
    assert_eq!(water_now["repeat_dates"], json!(["2026-11-22", "2026-11-24"]));
    alice.does("task.complete", json!({ "ids": [water] })).await;
    alice.does("task.complete", json!({ "ids": [water] })).await;
    assert_eq!(alice.task("Water twice").await.task.status, TaskStatus::Pending);
    assert_eq!(
        open(&alice).await,
        ["2026-11-23 Repot", "2026-11-25 Water twice"],
        "the first series has ended"
    );
}

#[tokio::test]
async fn two_devices_make_the_same_instances() {
    let (alice, bob) = (alice(), alice());
    let file = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Choir\nDTSTART;TZID=Europe/Berlin:20261124T180000\nRRULE:FREQ=WEEKLY\nEND:VEVENT\nEND:VCALENDAR\n";
    let mut ids = Vec::new();
    for world in [&alice, &bob] {
        world.does("data.import", json!({ "format": "ics", "content": file, "name": "file" })).await;
        let series = laid_out(world).await[0].series.unwrap();
        let one = json!({ "id": series, "instance": "2026-12-01T18:00:00", "scope": "this", "title": "x" });
        let following =
            json!({ "id": series, "instance": "2026-12-15T18:00:00", "scope": "following", "title": "y" });
        ids.push((id(&world.does("event.edit", one).await), id(&world.does("event.edit", following).await)));
    }
    assert_eq!(ids[0], ids[1]);
}

#[tokio::test]
async fn a_calendar_with_everything_that_repeats() {
    let alice = alice();
    let file = "BEGIN:VCALENDAR
BEGIN:VEVENT
UID:a
SUMMARY:Choir
DTSTART;TZID=Europe/Berlin:20261124T180000
DTEND;TZID=Europe/Berlin:20261124T193000
RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20270101T000000Z
RDATE;TZID=Europe/Berlin:20261204T180000,20261205T180000
RDATE;VALUE=PERIOD:20261206T170000Z/PT1H
EXDATE:20261205T170000Z
END:VEVENT
BEGIN:VEVENT
UID:a
RECURRENCE-ID:20261130T170000Z
SUMMARY:Choir moved
DTSTART;TZID=Europe/Berlin:20261130T200000
END:VEVENT
BEGIN:VEVENT
UID:a
RECURRENCE-ID;TZID=Europe/Berlin:20261231T180000
STATUS:CANCELLED
DTSTART;TZID=Europe/Berlin:20261231T180000
END:VEVENT
END:VCALENDAR
";
    let import = json!({ "format": "ics", "content": file, "name": "file" });
    let report = alice.does("data.import", import.clone()).await;
    assert_eq!((&report["added"], &report["lost"]), (&json!(2), &json!([])));
    let expected = [
        "11-24 18:00-19:30 Choir",
        "11-30 20:00-20:30 Choir moved",
        "12-04 18:00-19:30 Choir",
        "12-06 18:00-19:30 Choir",
    ];
    assert_eq!(said(&alice).await, expected, "the start too, which the rule does not give");
    assert_eq!(alice.does("data.import", import).await["unchanged"], 2);
    assert_eq!(said(&alice).await, expected);
}

#[tokio::test]
async fn rules_by_themselves() {
    let alice = alice();
    let body = json!({ "start": "2026-03-07T02:30:00", "zone": "America/New_York", "count": 10,
                       "lines": ["RRULE:FREQ=DAILY;COUNT=4", "EXDATE:20260309T023000", "RDATE:20260320T090000"] });
    assert_eq!(
        alice.does("recur.expand", body).await,
        json!([
            "2026-03-07T02:30:00-05:00",
            "2026-03-08T03:30:00-04:00",
            "2026-03-10T02:30:00-04:00",
            "2026-03-20T09:00:00-04:00"
        ])
    );
    let body = json!({ "start": "1990-01-01", "lines": ["FREQ=DAILY"], "from": "2040-02-28", "count": 3 });
    assert_eq!(alice.does("recur.expand", body).await, json!(["2040-02-28", "2040-02-29", "2040-03-01"]));
    for lines in [json!(["RRULE:FREQ=OFTEN"]), json!(["EXDATE:soon"]), json!(["EXRULE:FREQ=DAILY"])] {
        let error =
            alice.call("recur.expand", json!({ "start": "2026-01-01", "lines": lines })).await.unwrap_err();
        assert!(error.message.contains("not understood"), "{}", error.message);
    }
    let said = alice.does("recur.say", json!({ "rrule": "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU" })).await;
    assert_eq!(said["said"], "Every 2 weeks on Tuesday");
}
