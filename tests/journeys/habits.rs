//! Habits, routines, tracked time, the journal, feedback, and reminders of what repeats.

use daymark_api::Notice;
use daymark_testkit::{Home, World, alice, drain};
use jiff::Span;
use serde_json::{Value, json};

use crate::id;

fn told(notices: &[Notice]) -> Vec<(String, String)> {
    notices
        .iter()
        .filter_map(|notice| match notice {
            Notice::ReminderDue { title, body, .. } => Some((title.clone(), body.clone())),
            _ => None,
        })
        .collect()
}

async fn refused(world: &World, name: &str, body: Value) {
    assert!(world.call(name, body.clone()).await.is_err(), "{name} {body}");
}

async fn habit(world: &World, body: Value) -> String {
    id(&world.does("habit.add", body).await)
}

#[tokio::test]
async fn a_habit_is_checked_and_taken_back() {
    let alice = alice();
    let walk = habit(&alice, json!({ "title": "Walk", "tags": ["health"] })).await;
    let view = alice.does("habit.show", json!({ "id": walk })).await;
    assert_eq!((&view["on"], &view["open"]), (&json!(true), &json!(true)), "{view}");
    let day = alice.does("today.view", json!({})).await;
    assert_eq!(day["habits"][0]["title"], "Walk");
    assert!(day["next"].is_null(), "a habit is no task");
    // Twice the same day is once.
    for _ in 0..2 {
        alice.does("habit.check", json!({ "id": walk })).await;
    }
    let view = alice.does("habit.show", json!({ "id": walk })).await;
    assert_eq!((&view["open"], &view["done_day"]), (&json!(false), &json!(1.0)));
    alice.does("history.undo", json!({})).await;
    assert_eq!(alice.does("habit.show", json!({ "id": walk })).await["open"], true);
    alice.does("history.redo", json!({})).await;
    let view = alice.does("habit.uncheck", json!({ "id": walk })).await;
    assert_eq!(view["done_day"], 0.0);
    // Days that were count; days to come do not.
    for day in ["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "today"] {
        alice.does("habit.check", json!({ "id": walk, "day": day })).await;
    }
    let view = alice.does("habit.show", json!({ "id": walk })).await;
    assert_eq!(view["consistency"], json!({ "percent": 100, "periods": 5, "met": 5 }));
    assert_eq!(view["consistency_said"], "Nearly always");
    refused(&alice, "habit.check", json!({ "id": walk, "day": "2026-11-22" })).await;
    assert_eq!(view["days"].as_array().unwrap().len(), 84);
}

#[tokio::test]
async fn a_pause_costs_nothing() {
    let alice = alice();
    let run = habit(&alice, json!({ "title": "Run", "times": 3, "per": "week" })).await;
    let view = alice.does("habit.pause", json!({ "id": run, "until": "2026-11-30" })).await;
    assert_eq!((&view["on"], &view["pause"]["to"]), (&json!(false), &json!("2026-11-30")));
    assert!(alice.does("today.view", json!({})).await["habits"].as_array().unwrap().is_empty());
    let view = alice.does("habit.resume", json!({ "id": run })).await;
    assert_eq!((&view["on"], &view["pause"]), (&json!(true), &Value::Null));
    let view = alice.does("habit.edit", json!({ "id": run, "archived": true })).await;
    assert_eq!(view["on"], false);
}

#[tokio::test]
async fn amounts_and_several_a_day() {
    let alice = alice();
    let water = habit(&alice, json!({ "title": "Water", "times": 8, "amount": 250.0, "unit": "ml" })).await;
    alice.does("habit.check", json!({ "id": water })).await;
    alice.does("habit.check", json!({ "id": water })).await;
    let view = alice.does("habit.check", json!({ "id": water, "amount": 500.0 })).await;
    assert_eq!(
        (&view["done"], &view["target"], &view["open"]),
        (&json!(1000.0), &json!(2000.0), &json!(true))
    );
    assert_eq!(alice.does("habit.uncheck", json!({ "id": water })).await["done"], 500.0);
}

#[tokio::test]
async fn words_make_habits() {
    let alice = alice();
    for (text, kind, rhythm) in [
        ("meditate every day #health", "habit", Some(json!({ "times": 1, "per": "day" }))),
        ("gym 3x a week", "habit", Some(json!({ "times": 3, "per": "week" }))),
        ("habit: call mum every sunday", "habit", Some(json!({ "rrule": "FREQ=WEEKLY;BYDAY=SU" }))),
        ("water the plants every day", "task", None),
        ("read the contract by friday", "task", None),
    ] {
        let added = alice.does("capture.add", json!({ "text": text })).await;
        assert_eq!(added["kind"], kind, "{text}");
        if let Some(rhythm) = rhythm {
            let view = alice.does("habit.show", json!({ "id": id(&added) })).await;
            assert_eq!(view["rhythm"], rhythm, "{text}");
        }
    }
    assert_eq!(alice.does("habit.list", json!({})).await.as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn every_instance_of_an_event_reminds() {
    let home = Home::new();
    let alice = home.alice();
    let body = json!({ "title": "Choir", "start": "2026-11-23 18:00",
        "repeat": { "rrule": "FREQ=DAILY" } });
    let choir = id(&alice.does("event.add", body).await);
    alice.does("reminder.set", json!({ "object": choir, "minutes": [10] })).await;
    alice.does("event.skip", json!({ "id": choir, "instance": "2026-11-24T18:00:00" })).await;
    let moved = json!({ "id": choir, "instance": "2026-11-25T18:00:00", "scope": "this", "start": "2026-11-25 20:00" });
    alice.does("event.edit", moved).await;
    let list = alice.does("reminder.list", json!({ "limit": 4 })).await;
    let at: Vec<&str> = list.as_array().unwrap().iter().map(|one| one["at"].as_str().unwrap()).collect();
    assert_eq!(
        at,
        ["2026-11-23T16:50:00Z", "2026-11-25T18:50:00Z", "2026-11-26T16:50:00Z", "2026-11-27T16:50:00Z"]
    );
    // Saturday 10:12 to Saturday 10:12 in quarters of an hour, with a restart each day.
    let mut rang = Vec::new();
    for _ in 0..7 {
        let world = home.alice();
        let mut notices = world.app.notices();
        for _ in 0..96 {
            home.clock.advance(Span::new().minutes(15));
            world.app.fire_reminders().await.unwrap();
            for (title, body) in told(&drain(&mut notices)) {
                rang.push((title, body, home.clock.now().date().to_string()));
            }
        }
    }
    let expected =
        [("2026-11-23", "18:00"), ("2026-11-25", "20:00"), ("2026-11-26", "18:00"), ("2026-11-27", "18:00")];
    let expected: Vec<_> = expected
        .iter()
        .map(|(day, time)| ("Choir".to_owned(), (*time).to_owned(), (*day).to_owned()))
        .collect();
    assert_eq!(rang, expected);
}

#[tokio::test]
async fn it_asks_again_only_where_that_was_asked_for() {
    let home = Home::new();
    let alice = home.alice();
    let plain = habit(&alice, json!({ "title": "Plain", "time": "11:00", "reminders": [0] })).await;
    let pills =
        habit(&alice, json!({ "title": "Pills", "time": "11:00", "reminders": [0], "nag_minutes": 10 }))
            .await;
    let mut notices = alice.app.notices();
    home.clock.advance(Span::new().minutes(49));
    alice.app.fire_reminders().await.unwrap();
    let mut first = told(&drain(&mut notices));
    first.sort();
    assert_eq!(first, [("Pills".into(), "11:00".into()), ("Plain".into(), "11:00".into())]);
    for _ in 0..3 {
        home.clock.advance(Span::new().minutes(11));
        alice.app.fire_reminders().await.unwrap();
        assert_eq!(told(&drain(&mut notices)), [("Pills".into(), "11:00".into())]);
    }
    alice.does("reminder.answer", json!({ "task": pills, "answer": "done" })).await;
    home.clock.advance(Span::new().hours(1));
    assert_eq!(alice.app.fire_reminders().await.unwrap(), 0, "answered");
    assert_eq!(alice.does("habit.show", json!({ "id": pills })).await["open"], false);
    // The next day both ring again; a check beforehand is an answer too.
    home.clock.advance(Span::new().hours(20));
    alice.does("habit.check", json!({ "id": plain })).await;
    drain(&mut notices);
    home.clock.advance(Span::new().hours(3));
    alice.app.fire_reminders().await.unwrap();
    assert_eq!(told(&drain(&mut notices)), [("Pills".into(), "11:00".into())]);
}

#[tokio::test]
async fn a_routine_runs_by_the_clock() {
    let home = Home::new();
    let alice = home.alice();
    let walk = habit(&alice, json!({ "title": "Walk" })).await;
    let body = json!({ "title": "Morning", "repeat": { "rrule": "FREQ=DAILY" }, "time": "07:00",
        "steps": [{ "title": "Stretch", "minutes": 5 }, { "title": "Walk", "minutes": 20, "link": walk }, { "title": "Tidy", "minutes": 5 }] });
    let view = alice.does("routine.add", body).await;
    let routine = id(&view);
    assert_eq!((&view["minutes"], &view["today"]), (&json!(30), &json!(true)));
    refused(&alice, "routine.move", json!({ "id": routine, "to": "done" })).await;
    alice.does("routine.start", json!({ "id": routine })).await;
    home.clock.advance(Span::new().minutes(6));
    let view = alice.does("routine.show", json!({ "id": routine })).await;
    assert_eq!((&view["at"], &view["elapsed_seconds"]), (&json!(0), &json!(360)));
    alice.does("routine.move", json!({ "id": routine, "to": "done" })).await;
    home.clock.advance(Span::new().minutes(10));
    alice.does("routine.move", json!({ "id": routine, "to": "pause" })).await;
    // The machine sleeps; another program goes on.
    home.clock.advance(Span::new().hours(2));
    let other = home.alice();
    let view = other.does("routine.start", json!({ "id": routine })).await;
    assert_eq!((&view["at"], &view["elapsed_seconds"]), (&json!(1), &json!(600)));
    home.clock.advance(Span::new().minutes(5));
    other.does("routine.move", json!({ "id": routine, "to": "done" })).await;
    assert_eq!(other.does("habit.show", json!({ "id": walk })).await["open"], false, "a linked step checks");
    let view = other.does("routine.move", json!({ "id": routine, "to": "skip" })).await;
    assert!(view["at"].is_null() && view["run"].is_null(), "it is over");
    let entries = other.does("journal.list", json!({ "story": true })).await;
    assert_eq!(entries[0]["title"], "Morning");
    assert_eq!(entries[0]["minutes"], 21);
    assert_eq!(entries[0]["body"], "- [x] Stretch (6 min)\n- [x] Walk (15 min)\n- [ ] Tidy");
    let time = other.does("time.list", json!({})).await;
    let took: Vec<_> =
        time.as_array().unwrap().iter().map(|one| (one["title"].clone(), one["minutes"].clone())).collect();
    assert_eq!(took, [(json!("Walk"), json!(15)), (json!("Stretch"), json!(6))]);
}

#[tokio::test]
async fn time_is_tracked_one_thing_at_a_time() {
    let home = Home::new();
    let alice = home.alice();
    let task = |title: &str| {
        let alice = alice.clone();
        let body = json!({ "title": title, "estimate_minutes": 30, "tags": ["writing"] });
        async move { id(&alice.does("task.add", body).await) }
    };
    let (one, two) = (task("One").await, task("Two").await);
    alice.does("time.start", json!({ "what": one })).await;
    home.clock.advance(Span::new().minutes(45));
    let now = alice.does("time.start", json!({ "what": two })).await;
    assert_eq!((&now["running"]["title"], &now["today_minutes"]), (&json!("Two"), &json!(45)));
    home.clock.advance(Span::new().minutes(60));
    alice.does("time.stop", json!({ "line": "slow" })).await;
    refused(&alice, "time.stop", json!({})).await;
    let list = alice.does("time.list", json!({ "what": one })).await;
    assert_eq!((&list[0]["minutes"], list.as_array().unwrap().len()), (&json!(45), 1));
    let detail = alice.does("task.show", json!({ "id": two })).await;
    assert_eq!(detail["tracked_minutes"], 60);
    // Three that were done say what such things take.
    let three = task("Three").await;
    alice.does("time.add", json!({ "what": three, "minutes": 48 })).await;
    alice.does("task.complete", json!({ "ids": [one, two, three] })).await;
    let report = alice.does("time.report", json!({ "by": "tag" })).await;
    assert_eq!(
        (
            &report["rows"][0]["name"],
            &report["rows"][0]["tracked_minutes"],
            &report["rows"][0]["planned_minutes"]
        ),
        (&json!("#writing"), &json!(153), &json!(90))
    );
    assert_eq!(report["rows"][0]["said"], "You usually take 1.6× as long as you plan.");
    let four = task("Four").await;
    let detail = alice.does("task.show", json!({ "id": four })).await;
    assert_eq!(detail["usually_said"], "You usually take 1.6× as long as you plan.");
    let id = list[0]["id"].clone();
    alice.does("time.remove", json!({ "ids": [id] })).await;
    assert_eq!(alice.does("time.list", json!({ "what": one })).await.as_array().unwrap().len(), 0);
    alice.does("history.undo", json!({})).await;
    assert_eq!(alice.does("time.list", json!({ "what": one })).await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_forgotten_clock_asks_and_counts_no_further() {
    let home = Home::new();
    let alice = home.alice();
    let task = id(&alice.does("task.add", json!({ "title": "Paint" })).await);
    alice.does("time.start", json!({ "what": task })).await;
    let mut notices = alice.app.notices();
    home.clock.advance(Span::new().hours(9));
    alice.app.fire_reminders().await.unwrap();
    alice.app.fire_reminders().await.unwrap();
    let asked = told(&drain(&mut notices));
    assert_eq!(asked.len(), 1, "once, and kindly");
    let now = alice.does("time.now", json!({})).await;
    assert_eq!((&now["long"], &now["running"]["minutes"]), (&json!(true), &json!(240)));
    refused(&alice, "time.stop", json!({})).await;
    // Still at it: it counts on from there.
    alice.does("reminder.seen", json!({ "object": now["running"]["id"] })).await;
    let now = alice.does("time.now", json!({})).await;
    assert_eq!((&now["long"], &now["running"]["minutes"]), (&json!(false), &json!(540)));
    home.clock.advance(Span::new().hours(9));
    alice.does("time.stop", json!({ "at": "13:00" })).await;
    let list = alice.does("time.list", json!({ "what": task })).await;
    assert_eq!(list[0]["minutes"], 168, "10:12 to 13:00");
}

#[tokio::test]
async fn a_session_of_focus_leaves_one_story() {
    let home = Home::new();
    let alice = home.alice();
    let task = id(&alice.does("task.add", json!({ "title": "Report" })).await);
    let step = id(&alice.does("task.add", json!({ "title": "Outline", "parent": task })).await);
    alice.does("time.start", json!({ "what": task, "focus": true })).await;
    home.clock.advance(Span::new().minutes(25));
    alice.does("task.complete", json!({ "ids": [step] })).await;
    alice.does("time.stop", json!({ "line": "The first half stands." })).await;
    let stories = alice.does("journal.list", json!({ "story": true })).await;
    assert_eq!(stories.as_array().unwrap().len(), 1);
    assert_eq!(stories[0]["title"], "Report");
    assert_eq!(stories[0]["body"], "25 min, from 10:12 to 10:37.\n- [x] Outline\n\nThe first half stands.");
    assert_eq!(alice.does("time.list", json!({})).await[0]["focus"], true);
}

#[tokio::test]
async fn the_journal_keeps_several_a_day_and_is_found() {
    let alice = alice();
    let one =
        alice.does("journal.add", json!({ "body": "Rain, and **tea**.", "mood": 4, "energy": 2 })).await;
    alice.does("journal.add", json!({ "title": "Evening", "body": "Slept early." })).await;
    alice.does("journal.add", json!({ "body": "Long ago.", "day": "2025-01-02" })).await;
    refused(&alice, "journal.add", json!({ "mood": 6 })).await;
    refused(&alice, "journal.add", json!({})).await;
    let list = alice.does("journal.list", json!({ "from": "2026-11-21" })).await;
    assert_eq!(list.as_array().unwrap().len(), 2);
    let found = alice.does("journal.list", json!({ "query": "tea" })).await;
    assert_eq!(found[0]["id"], one["id"]);
    let hits = alice.does("search.run", json!({ "text": "tea" })).await;
    assert_eq!(hits[0]["kind"], "entry");
    let edited = alice.does("journal.edit", json!({ "id": one["id"], "body": "Sun.", "mood": null })).await;
    assert_eq!(
        (&edited["body"], &edited["mood"], &edited["energy"]),
        (&json!("Sun."), &Value::Null, &json!(2))
    );
    alice.does("trash.put", json!({ "ids": [one["id"]] })).await;
    assert_eq!(
        alice.does("journal.list", json!({ "from": "2026-11-21" })).await.as_array().unwrap().len(),
        1
    );
}

#[tokio::test]
async fn feedback_waits_on_the_device() {
    let alice = alice();
    let said =
        json!({ "kind": "praise", "message": "Calm.", "rating": 5, "metadata": { "screen": "today" } });
    alice.does("feedback.add", said).await;
    for rating in [0, 6] {
        refused(&alice, "feedback.add", json!({ "kind": "bug", "message": "x", "rating": rating })).await;
    }
    let list = alice.does("feedback.list", json!({})).await;
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!((&list[0]["state"], &list[0]["metadata"]["screen"]), (&json!("queued"), &json!("today")));
}

#[tokio::test]
async fn everything_is_rebuilt_from_the_log() {
    let home = Home::new();
    let alice = home.alice();
    let walk = habit(&alice, json!({ "title": "Walk", "time": "08:00", "reminders": [0] })).await;
    alice.does("habit.check", json!({ "id": walk })).await;
    alice.does("time.start", json!({ "what": walk })).await;
    home.clock.advance(Span::new().minutes(5));
    alice.does("time.stop", json!({})).await;
    alice.does("journal.add", json!({ "body": "Words." })).await;
    let store = home.store();
    let print = || store.read(|read| read.fingerprint()).unwrap();
    let before = print();
    store.rebuild().unwrap();
    assert_eq!(print(), before);
}

/// The steps of this part of life, which `undo` counts too.
pub const STEPS: &[&str] = &[
    "habit.add",
    "habit.check",
    "habit.edit",
    "habit.pause",
    "habit.resume",
    "habit.uncheck",
    "journal.add",
    "journal.edit",
    "reminder.set",
    "routine.add",
    "routine.edit",
    "routine.move",
    "time.add",
    "time.edit",
    "time.remove",
    "time.start",
    "time.stop",
];

#[tokio::test]
async fn every_step_of_it_goes_back_and_forth() {
    let home = Home::new();
    let alice = home.alice();
    let walk = habit(&alice, json!({ "title": "Walk" })).await;
    let rest = habit(&alice, json!({ "title": "Rest" })).await;
    alice.does("habit.check", json!({ "id": rest })).await;
    alice.does("habit.pause", json!({ "id": rest, "from": "2026-11-25" })).await;
    alice.does("habit.pause", json!({ "id": rest, "from": "2026-11-20" })).await;
    let body = json!({ "title": "Morning", "steps": [{ "title": "Tea", "minutes": 5 }] });
    let routine = id(&alice.does("routine.add", body).await);
    alice.does("routine.start", json!({ "id": routine })).await;
    let entry = id(&alice.does("journal.add", json!({ "body": "Rain." })).await);
    let time = id(&alice.does("time.add", json!({ "title": "Read", "minutes": 20 })).await);
    home.clock.advance(Span::new().minutes(10));
    let all = async |alice: &World| {
        let mut views = Vec::new();
        for query in ["habit.list", "routine.list", "time.list", "time.now", "journal.list", "reminder.list"]
        {
            views.push(alice.does(query, json!({})).await);
        }
        views
    };
    let mut done = Vec::new();
    for (name, body) in [
        ("habit.add", json!({ "title": "New" })),
        ("habit.check", json!({ "id": walk })),
        ("habit.uncheck", json!({ "id": rest })),
        (
            "habit.edit",
            json!({ "id": walk, "title": "Run", "times": 2, "per": "week", "tags": ["x"], "amount": 5.0 }),
        ),
        ("habit.pause", json!({ "id": walk })),
        ("habit.resume", json!({ "id": rest })),
        ("journal.add", json!({ "body": "Sun.", "mood": 3 })),
        ("journal.edit", json!({ "id": entry, "body": "Snow.", "tags": ["w"] })),
        ("reminder.set", json!({ "object": walk, "minutes": [5], "nag_minutes": 10 })),
        ("routine.add", json!({ "title": "Evening", "steps": [{ "title": "Tidy" }] })),
        ("routine.edit", json!({ "id": routine, "steps": [{ "title": "Coffee", "minutes": 3 }] })),
        ("routine.move", json!({ "id": routine, "to": "done" })),
        ("time.add", json!({ "title": "Draw", "minutes": 5 })),
        ("time.edit", json!({ "id": time, "note": "slow" })),
        ("time.remove", json!({ "ids": [time] })),
        ("time.start", json!({ "what": walk })),
    ] {
        let before = all(&alice).await;
        alice.does(name, body).await;
        let after = all(&alice).await;
        assert_ne!(before, after, "{name} did nothing");
        for _ in 0..2 {
            alice.does("history.undo", json!({})).await;
            assert_eq!(all(&alice).await, before, "after undoing {name}");
            alice.does("history.redo", json!({})).await;
            assert_eq!(all(&alice).await, after, "after redoing {name}");
        }
        alice.does("history.undo", json!({})).await;
        done.push(name);
    }
    alice.does("time.start", json!({ "what": walk })).await;
    home.clock.advance(Span::new().minutes(10));
    let before = all(&alice).await;
    alice.does("time.stop", json!({})).await;
    alice.does("history.undo", json!({})).await;
    assert_eq!(all(&alice).await, before, "after undoing time.stop");
    done.push("time.stop");
    done.sort_unstable();
    assert_eq!(done, STEPS);
}
