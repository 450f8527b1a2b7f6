//! The first minute, capture, the inbox, the day.

use daymark_api::{
    AddArea, AddEvent, AddMany, AddTask, Capture, DumpCapture, FinishOnboarding, GetCounts, GetSettings,
    InboxView, ListAreas, ListGoals, ListTasks, ManyLine, RemoveSample, SayWhen, TodayView, Undo, WhenInput,
};
use daymark_domain::{Kind, Priority, When};
use daymark_testkit::{World, alice};
use jiff::civil::{date, time};
use serde_json::json;

fn words(text: &str) -> Option<WhenInput> {
    Some(WhenInput::Words(text.into()))
}

async fn inbox(world: &World) -> Vec<String> {
    let page = world.ask(InboxView { limit: Some(100), offset: 0 }).await;
    assert_eq!(page.total as usize, page.tasks.len());
    page.tasks.into_iter().map(|view| view.task.title.to_string()).collect()
}

fn begin(sample: bool) -> FinishOnboarding {
    let area = |name: &str| AddArea { name: name.into(), ..AddArea::default() };
    FinishOnboarding {
        areas: vec![area("Health"), area("Boats")],
        thoughts: vec!["call mum tomorrow".into(), "buy oats".into(), "  ".into()],
        sample,
    }
}

#[tokio::test]
async fn the_first_minute() {
    let alice = alice();
    let empty = alice.views().await;
    assert!(!alice.ask(GetSettings {}).await.onboarded);
    assert!(alice.ask(begin(false)).await.onboarded);
    assert_eq!(inbox(&alice).await, ["buy oats"]);
    let areas: Vec<String> = alice.ask(ListAreas {}).await.into_iter().map(|area| area.name).collect();
    assert_eq!(areas, ["Health", "Boats"]);
    assert_eq!(alice.task("call mum").await.task.due, Some(When::day(date(2026, 11, 22))));
    assert_eq!(alice.ask(Undo::default()).await.labels, ["Begin"]);
    alice.views().await.must_equal(&empty, "after taking the beginning back");
}

#[tokio::test]
async fn the_sample_comes_and_goes_and_leaves_what_is_ours() {
    let alice = alice();
    alice.ask(begin(true)).await;
    let with_sample = alice.views().await;
    let today = alice.ask(TodayView::default()).await;
    assert!(
        today.tasks.len() >= 4 && today.waiting_total >= 1 && today.next.is_some(),
        "the sample fills a day"
    );
    assert!(today.blocks.iter().any(|block| block.kind == Kind::Event));
    assert_eq!(alice.ask(ListAreas {}).await.len(), 7, "an area of the same name is not made twice");

    alice.ask(RemoveSample {}).await;
    assert_eq!(alice.titles("status:any sort:created").await.len(), 2);
    assert_eq!(alice.ask(ListAreas {}).await.len(), 2);
    assert_eq!(alice.ask(ListGoals::default()).await.len(), 0);
    assert_eq!(inbox(&alice).await, ["buy oats"]);
    alice.ask(Undo::default()).await;
    alice.views().await.must_equal(&with_sample, "after taking the removal back");
}

#[tokio::test]
async fn a_sample_area_that_is_in_use_stays() {
    for (what, call) in
        [("task", "task.add"), ("goal", "goal.add"), ("note", "note.add"), ("event", "event.add")]
    {
        let alice = alice();
        alice.ask(FinishOnboarding { sample: true, ..FinishOnboarding::default() }).await;
        let areas = alice.ask(ListAreas {}).await;
        let learning = areas.iter().find(|area| area.name == "Learning").unwrap().id;
        let mut body = json!({ "title": "Mine", "area": learning });
        if what == "event" {
            body["start"] = json!("tomorrow 3pm");
        }
        alice.does(call, body).await;
        alice.ask(RemoveSample {}).await;
        let left: Vec<String> = alice.ask(ListAreas {}).await.into_iter().map(|area| area.name).collect();
        assert_eq!(left, ["Learning"], "a {what} of mine is in it");
    }
}

#[tokio::test]
async fn quick_add_says_what_it_understood() {
    let alice = alice();
    let health = alice.ask(AddArea { name: "Health".into(), ..AddArea::default() }).await;
    let added = alice
        .ask(Capture { text: "dentist tue 3pm for 30m #health !high".into(), ..Capture::default() })
        .await;
    let json = serde_json::to_value(&added).unwrap();
    assert_eq!(json["title"], "dentist");
    assert_eq!(json["due"], json!({ "date": "2026-11-24", "time": "15:00", "zone": "Europe/Berlin" }));
    assert_eq!(json["duration_minutes"], 30);
    assert_eq!(json["tags"], json!(["health"]));
    assert_eq!(json["priority"], "high");
    assert_eq!(json["kind"], "task");
    let view = alice.task("dentist").await;
    assert_eq!(view.task.area, Some(health.id), "the area that the tag is named after");
    assert_eq!(view.area_name.as_deref(), Some("Health"));
    assert_eq!(view.task.priority, Some(Priority::High));
    assert_eq!(view.task.estimate_minutes, Some(30));
    assert_eq!(view.task.due, Some(When::at(date(2026, 11, 24), time(15, 0, 0, 0), "Europe/Berlin")));
}

#[tokio::test]
async fn no_word_is_lost() {
    let alice = alice();
    for text in ["tomorrow", "#home", "!high", "3pm", "..."] {
        alice.ask(Capture { text: text.into(), ..Capture::default() }).await;
    }
    assert_eq!(
        alice.titles("status:any").await.len(),
        5,
        "words that are all dates and tags are a title too"
    );
    let long = "word ".repeat(400);
    alice.ask(Capture { text: long.clone(), ..Capture::default() }).await;
    let page = alice.ask(ListTasks { query: "word".into(), ..ListTasks::default() }).await;
    assert_eq!(page.tasks[0].task.notes.as_str(), long.trim());
    let said = alice.ask(SayWhen { text: "next tuesday 3pm".into(), ..SayWhen::default() }).await;
    assert_eq!(said.start.as_deref(), Some("2026-11-24T15:00:00+01:00[Europe/Berlin]"));
}

#[tokio::test]
async fn a_brain_dump_is_many_things_and_one_step() {
    let alice = alice();
    let text = "Party friday:\n- cake\n- [x] call Ada\n- balloons\nbuy milk and then call mum tomorrow at 9";
    let dumped = alice.ask(DumpCapture { text: text.into(), ..DumpCapture::default() }).await;
    let titles: Vec<&str> = dumped.drafts.iter().map(|draft| draft.parsed.draft.title.as_str()).collect();
    assert_eq!(titles, ["Party", "cake", "call Ada", "balloons", "buy milk", "call mum"]);
    assert_eq!(dumped.drafts[1].parent, Some(0));
    // Drafts and rest lie end to end.
    let mut pieces: Vec<(usize, usize)> =
        dumped.drafts.iter().map(|draft| (draft.from, draft.to)).chain(dumped.rest.clone()).collect();
    pieces.sort_unstable();
    let whole: String = pieces.iter().map(|&(from, to)| &text[from..to]).collect();
    assert_eq!(whole, text);
    assert!(alice.titles("status:any").await.is_empty(), "reading saves nothing");

    let many = AddMany {
        text: text.into(),
        skip: vec![3],
        lines: vec![
            ManyLine { text: "Trip".into(), ..ManyLine::default() },
            ManyLine { text: "pack".into(), parent: Some(0), ..ManyLine::default() },
        ],
        ..AddMany::default()
    };
    let added = alice.ask(many).await;
    assert_eq!(added.len(), 7);
    let party = alice.task("Party").await;
    assert_eq!(alice.task("cake").await.task.parent, Some(party.task.id));
    assert_eq!(alice.task("pack").await.task.parent, Some(alice.task("Trip").await.task.id));
    assert!(!alice.task("call Ada").await.task.open(), "it was ticked");
    let undone = alice.ask(Undo::default()).await;
    assert_eq!(undone.labels, ["Add 7 things"]);
    assert!(alice.titles("status:any").await.is_empty(), "one step takes all of them away");
}

#[tokio::test]
async fn a_call_may_say_whose_words_and_signs_it_brings() {
    let alice = alice();
    let ask = |text: &str, language: &str, dialect: &str| Capture {
        text: text.into(),
        language: Some(language.into()),
        dialect: Some(dialect.into()),
        ..Capture::default()
    };
    let added = alice.ask(ask("Zahnarzt morgen 15 Uhr @gesundheit", "de", "todoist")).await;
    assert_eq!((added.draft.title.as_str(), added.draft.tags), ("Zahnarzt", vec!["gesundheit".to_owned()]));
    let error = alice.refused(ask("x", "xx", "todoist")).await;
    assert!(error.message.contains("en, de, es, fr"), "{}", error.message);
    let error = alice.refused(ask("x", "en", "trello")).await;
    assert!(error.message.contains("superproductivity"), "{}", error.message);
}

#[tokio::test]
async fn the_inbox_empties_as_things_find_their_place() {
    let alice = alice();
    for title in ["One", "Two", "Three", "Four"] {
        alice.ask(AddTask { title: title.into(), ..AddTask::default() }).await;
    }
    assert_eq!(alice.ask(GetCounts {}).await.inbox, 4);
    let area = alice.ask(AddArea { name: "Home".into(), ..AddArea::default() }).await;
    let [one, two, three, four] = [
        alice.task("One").await,
        alice.task("Two").await,
        alice.task("Three").await,
        alice.task("Four").await,
    ]
    .map(|view| view.task.id);
    alice.does("task.reschedule", json!({ "ids": [one], "to": "today" })).await;
    alice.does("task.edit", json!({ "id": two, "area": area.id })).await;
    alice.does("task.edit", json!({ "id": three, "someday": true })).await;
    assert_eq!(inbox(&alice).await, ["Four"]);
    alice.does("task.complete", json!({ "ids": [four] })).await;
    assert!(inbox(&alice).await.is_empty());
    let counts = alice.ask(GetCounts {}).await;
    assert_eq!((counts.inbox, counts.today, counts.areas[0].open_tasks), (0, 1, 1));
}

#[tokio::test]
async fn the_day_at_twelve_past_ten() {
    let alice = alice();
    let event = |title: &str, start: &str, end: &str| AddEvent {
        title: title.into(),
        start: WhenInput::Words(start.into()),
        end: words(end),
        notes: String::new(),
        location: String::new(),
        area: None,
        repeat: None,
    };
    alice.ask(event("Call with Ada", "2026-11-21 11:15", "2026-11-21 12:00")).await;
    alice.ask(event("Lunch", "2026-11-21 12:30", "2026-11-21 13:15")).await;
    alice.ask(event("Holiday", "2026-11-20", "2026-11-22")).await;
    let task = |title: &str, due: &str, minutes| AddTask {
        title: title.into(),
        due: words(due),
        estimate_minutes: Some(minutes),
        ..AddTask::default()
    };
    alice.ask(task("Draft the outline", "2026-11-21 14:00", 90)).await;
    alice.ask(task("Book the dentist", "2026-11-21", 5)).await;
    alice.ask(task("Find the tax letters", "2026-11-19", 20)).await;
    alice.ask(task("Next week", "2026-11-28", 20)).await;

    let today = alice.ask(TodayView::default()).await;
    let blocks: Vec<(&str, u16, u16)> =
        today.blocks.iter().map(|block| (block.title.as_str(), block.start, block.end)).collect();
    assert_eq!(blocks, [("Call with Ada", 675, 720), ("Lunch", 750, 795), ("Draft the outline", 840, 930)]);
    assert_eq!(today.now, Some(612));
    let all_day: Vec<&str> = today.all_day.iter().map(|event| event.title.as_str()).collect();
    assert_eq!(all_day, ["Holiday"]);
    let mut tasks: Vec<&str> = today.tasks.iter().map(|view| view.task.title.as_str()).collect();
    tasks.sort_unstable();
    assert_eq!(tasks, ["Book the dentist", "Draft the outline"]);
    let waiting: Vec<&str> = today.waiting.iter().map(|view| view.task.title.as_str()).collect();
    assert_eq!((waiting.as_slice(), today.waiting_total), (&["Find the tax letters"][..], 1));
    // 10:12-11:15, 12:00-12:30, 13:15-14:00 and 15:30-20:00.
    assert_eq!(today.free_minutes, 63 + 30 + 45 + 270);
    assert_eq!(today.planned_minutes, 95);
    assert!(today.next.is_some_and(|next| !next.why.is_empty()));

    alice.clock.set("2026-11-22T07:00[Europe/Berlin]");
    let sunday = alice.ask(TodayView::default()).await;
    assert_eq!(sunday.waiting_total, 3, "what was not done waits; nothing is copied");
    assert_eq!((sunday.free_minutes, sunday.tasks.len()), (720, 0));
    let saturday = alice.ask(TodayView { date: Some(date(2026, 11, 21)) }).await;
    assert_eq!((saturday.now, saturday.waiting_total), (None, 0));
}

#[tokio::test]
async fn done_today_is_shown_last_and_gone_tomorrow() {
    let alice = alice();
    for title in ["First", "Second"] {
        alice.ask(AddTask { title: title.into(), due: words("today"), ..AddTask::default() }).await;
    }
    let first = alice.task("First").await.task.id;
    alice.does("task.complete", json!({ "ids": [first] })).await;
    let shown = |today: daymark_api::Today| -> Vec<String> {
        today.tasks.into_iter().map(|view| view.task.title.to_string()).collect()
    };
    assert_eq!(shown(alice.ask(TodayView::default()).await), ["Second", "First"]);
    alice.clock.advance(jiff::Span::new().hours(24));
    assert_eq!(shown(alice.ask(TodayView::default()).await), [""; 0]);
}

#[tokio::test]
async fn the_dashboard_shows_the_week() {
    let alice = alice();
    let empty = alice.does("dashboard.view", json!({})).await;
    assert_eq!(
        (&empty["wins_total"], &empty["waiting"], &empty["next"]),
        (&json!(0), &json!(0), &json!(null))
    );
    let home = crate::id(&alice.does("area.add", json!({ "name": "Home" })).await);
    alice.does("area.add", json!({ "name": "Work" })).await;
    let goal = crate::id(&alice.does("goal.add", json!({ "title": "Move house", "area": home })).await);
    for (task, done) in [
        (
            json!({ "title": "Pack", "due": "today", "area": home, "goal": goal, "estimate_minutes": 30 }),
            false,
        ),
        (json!({ "title": "Call", "due": "2026-11-17", "area": home, "estimate_minutes": 10 }), true),
        (json!({ "title": "Waits", "due": "2026-11-10" }), false),
        (json!({ "title": "Next week", "due": "2026-11-24", "area": home, "estimate_minutes": 60 }), false),
    ] {
        let id = crate::id(&alice.does("task.add", task).await);
        if done {
            alice.does("task.complete", json!({ "ids": [id] })).await;
        }
    }
    let seen = alice.does("dashboard.view", json!({})).await;
    assert_eq!((&seen["date"], &seen["week"]), (&json!("2026-11-21"), &json!("2026-11-16")));
    assert_eq!((&seen["today"][0]["title"], &seen["today_open"]), (&json!("Pack"), &json!(1)));
    assert_eq!(
        (&seen["wins"][0]["title"], &seen["wins_total"], &seen["waiting"]),
        (&json!("Call"), &json!(1), &json!(1))
    );
    assert_eq!((&seen["goals"][0]["title"], &seen["goals"][0]["tasks"]), (&json!("Move house"), &json!(1)));
    let home = &seen["balance"][0];
    assert_eq!(
        (&home["planned_minutes"], &home["done_minutes"], &home["planned"], &home["done"]),
        (&json!(30), &json!(10), &json!(1), &json!(1))
    );
    assert_eq!(seen["balance"][1]["planned"], 0, "an area without anything is there");
}

#[tokio::test]
async fn preferences_of_a_newer_version_are_kept() {
    let alice = alice();
    let newer = json!({ "future_key": { "a": [1, null, "x"] }, "dialect": "todoist" });
    alice.does("settings.edit", json!({ "settings": newer })).await;
    let after = alice.does("settings.edit", json!({ "settings": { "theme": "dark" } })).await;
    let seen = alice.does("settings.view", json!({})).await;
    assert_eq!(after, seen);
    for (key, value) in newer.as_object().unwrap() {
        assert_eq!(&seen[key], value, "{key}");
    }
    assert_eq!(seen["theme"], "dark");
}
