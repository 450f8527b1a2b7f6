//! Tasks: done, again, later, below each other.

use daymark_api::{
    AddTask, Code, CompleteTasks, EditTask, ReopenTasks, RescheduleTasks, ShowTask, TodayView, WhenInput,
};
use daymark_domain::{Repeat, TaskStatus, When};
use daymark_testkit::{World, alice};
use jiff::civil::{date, time};
use serde_json::json;

use crate::task_id;

async fn add(world: &World, title: &str, due: Option<&str>) -> daymark_api::TaskView {
    let due = due.map(|due| WhenInput::Words(due.into()));
    world.ask(AddTask { title: title.into(), due, ..AddTask::default() }).await
}

#[tokio::test]
async fn done_and_open_again() {
    let alice = alice();
    let task = add(&alice, "Letter", Some("today")).await.task;
    let done = alice.ask(CompleteTasks { ids: vec![task.id] }).await;
    assert_eq!(done[0].task.status, TaskStatus::Completed);
    assert_eq!(done[0].task.completed_at, Some(alice.clock.now().timestamp()));
    alice.clock.advance(jiff::Span::new().minutes(5));
    let again = alice.ask(CompleteTasks { ids: vec![task.id] }).await;
    assert_eq!(again[0].task.completed_at, done[0].task.completed_at, "doing it twice keeps the first time");
    let open = alice.ask(ReopenTasks { ids: vec![task.id] }).await;
    assert_eq!((open[0].task.status, open[0].task.completed_at), (TaskStatus::Pending, None));
}

#[tokio::test]
async fn a_repeating_task_moves_on_and_never_piles_up() {
    for (rrule, due, next) in [
        ("FREQ=DAILY", "2026-11-01", date(2026, 11, 22)),
        ("FREQ=WEEKLY;BYDAY=TU", "2026-11-03", date(2026, 11, 24)),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-08-31", date(2026, 12, 31)),
        ("FREQ=DAILY", "2026-11-25", date(2026, 11, 26)),
    ] {
        let alice = alice();
        let call = AddTask {
            title: "Again".into(),
            due: Some(WhenInput::Words(format!("{due} 15:00"))),
            repeat: Some(Repeat { rrule: rrule.into(), after_completion: false }),
            ..AddTask::default()
        };
        let id = alice.ask(call).await.task.id;
        let done = alice.ask(CompleteTasks { ids: vec![id] }).await;
        assert_eq!(done[0].task.status, TaskStatus::Pending, "{rrule}");
        let at = When::at(next, time(15, 0, 0, 0), "Europe/Berlin");
        assert_eq!(done[0].task.due, Some(at), "{rrule} from {due}");
        assert_eq!(
            alice.titles("status:open").await,
            ["Again"],
            "one open task, however many days were missed"
        );
        assert_eq!(alice.titles("status:done").await, ["Again"], "what was done is kept");
        let today = alice.ask(TodayView::default()).await;
        assert_eq!(today.waiting_total, 0, "{rrule}");
        assert_eq!(today.tasks.len(), 1, "what was done today is seen today");
    }
}

#[tokio::test]
async fn after_completion_counts_from_the_day_it_was_done() {
    let alice = alice();
    let repeat = Repeat { rrule: "FREQ=DAILY;INTERVAL=3".into(), after_completion: true };
    let call = AddTask {
        title: "Plants".into(),
        due: Some(WhenInput::Words("2026-11-10".into())),
        repeat: Some(repeat),
        ..AddTask::default()
    };
    let id = alice.ask(call).await.task.id;
    let done = alice.ask(CompleteTasks { ids: vec![id] }).await;
    assert_eq!(done[0].task.due, Some(When::day(date(2026, 11, 24))));
}

#[tokio::test]
async fn moving_a_day_keeps_the_time() {
    let alice = alice();
    let task = add(&alice, "Call", Some("2026-11-20 15:00")).await.task;
    let moved = alice
        .ask(RescheduleTasks { ids: vec![task.id], to: Some(WhenInput::Words("tomorrow".into())) })
        .await;
    let at = |day| When::at(date(2026, 11, day), time(15, 0, 0, 0), "Europe/Berlin");
    assert_eq!(moved[0].task.due, Some(at(22)));
    let none = alice.ask(RescheduleTasks { ids: vec![task.id], to: None }).await;
    assert_eq!((&none[0].task.due, &none[0].task.start), (&None, &None));
    let error = alice
        .refused(RescheduleTasks { ids: vec![task.id], to: Some(WhenInput::Words("blue cheese".into())) })
        .await;
    assert_eq!(error.code, Code::Invalid);
    assert!(error.message.contains("blue cheese"), "{}", error.message);
}

#[tokio::test]
async fn steps_stand_below_and_never_in_a_circle() {
    let alice = alice();
    let mut chain = Vec::new();
    for title in ["Grandparent", "Parent", "Child"] {
        let parent = chain.last().copied();
        chain.push(alice.ask(AddTask { title: title.into(), parent, ..AddTask::default() }).await.task.id);
    }
    let before = alice.views().await;
    for (low, high) in [(0, 2), (0, 1), (1, 2), (0, 0)] {
        let call = json!({ "id": chain[low], "parent": chain[high] });
        let error = alice.call("task.edit", call).await.unwrap_err();
        assert_eq!(error.code, Code::Conflict, "{low} below {high}: {}", error.message);
    }
    alice.views().await.must_equal(&before, "after refusals");
    alice.ask(CompleteTasks { ids: vec![chain[1]] }).await;
    let shown = alice.ask(ShowTask { id: chain[0] }).await;
    assert_eq!((shown.task.subtasks, shown.task.subtasks_done), (1, 1));
    assert_eq!(shown.subtasks.len(), 1);
    let call: EditTask = serde_json::from_value(json!({ "id": chain[2], "parent": null })).unwrap();
    assert_eq!(alice.ask(call).await.task.parent, None);
}

#[tokio::test]
async fn a_list_is_ordered_by_hand() {
    let alice = alice();
    let mut ids = Vec::new();
    for title in ["A", "B", "C"] {
        ids.push(add(&alice, title, None).await.task.id);
    }
    alice.does("task.place", json!({ "id": ids[2], "before": ids[0] })).await;
    assert_eq!(alice.titles("sort:position").await, ["C", "A", "B"]);
    alice.does("task.place", json!({ "id": ids[2] })).await;
    assert_eq!(alice.titles("sort:position").await, ["A", "B", "C"]);
    for _ in 0..60 {
        alice.does("task.place", json!({ "id": ids[2], "before": ids[1] })).await;
        alice.does("task.place", json!({ "id": ids[1], "before": ids[2] })).await;
    }
    assert_eq!(alice.titles("sort:position").await, ["A", "B", "C"], "there is always room between two");
}

#[tokio::test]
async fn one_bad_id_spoils_the_whole_change() {
    let alice = alice();
    let task = alice.does("task.add", json!({ "title": "Here" })).await;
    let before = alice.views().await;
    let nobody = "0198a5f0-0000-7000-8000-000000000000";
    for name in ["task.complete", "task.reopen", "task.reschedule", "trash.put"] {
        let error = alice.call(name, json!({ "ids": [task_id(&task), nobody] })).await.unwrap_err();
        assert_eq!(error.code, Code::NotFound, "{name}");
    }
    alice.views().await.must_equal(&before, "after refusals");
}

#[tokio::test]
async fn many_tasks_are_changed_as_one_step() {
    let alice = alice();
    let home = crate::id(&alice.does("area.add", json!({ "name": "Home" })).await);
    let mut ids = Vec::new();
    for (title, tags) in [("Paint", vec!["house"]), ("Sweep", vec!["house", "weekly"]), ("Call", vec![])] {
        ids.push(crate::id(&alice.does("task.add", json!({ "title": title, "tags": tags })).await));
    }
    let steps = || async { alice.ask(daymark_api::ListHistory::default()).await.entries.len() };
    let before = steps().await;
    let change = json!({
        "ids": [ids[0], ids[1], ids[0]], "area": home, "priority": "high", "due": "friday", "add_tags": ["soon"],
        "take_tags": ["weekly"],
    });
    let changed = alice.does("task.edit_many", change).await;
    assert_eq!(changed.as_array().unwrap().len(), 2, "each is changed once");
    assert_eq!(
        alice.titles("area:home priority:high due:friday #soon #house sort:title").await,
        ["Paint", "Sweep"]
    );
    assert_eq!(alice.titles("#weekly").await, Vec::<String>::new());
    assert_eq!(steps().await, before + 1, "one step");
    alice.ask(daymark_api::Undo::default()).await;
    assert_eq!(
        alice.titles("#weekly -#soon area:none priority:none").await,
        ["Sweep"],
        "one undo brings all back"
    );

    // By a query, which is read once: what is changed may fit it no longer.
    let changed =
        alice.does("task.edit_many", json!({ "query": "#house sort:title limit:1", "tags": [] })).await;
    assert_eq!(changed[0]["title"], "Paint");
    assert_eq!(alice.titles("#house").await, ["Sweep"]);
    let none = alice.does("task.edit_many", json!({ "query": "#nothing", "someday": true })).await;
    assert_eq!(none, json!([]));

    for wrong in [
        json!({ "area": home }),
        json!({ "ids": [ids[0]], "query": "#house", "someday": true }),
        json!({ "query": "duee:friday", "someday": true }),
        json!({ "ids": [ids[2]], "add_tags": ["two words"] }),
    ] {
        assert_eq!(
            alice.call("task.edit_many", wrong.clone()).await.unwrap_err().code,
            Code::Invalid,
            "{wrong}"
        );
    }
    // Where one is gone, none is changed.
    let gone = "0198a5f0-0000-7000-8000-000000000000";
    let error =
        alice.call("task.edit_many", json!({ "ids": [ids[2], gone], "someday": true })).await.unwrap_err();
    assert_eq!(error.code, Code::NotFound);
    assert_eq!(alice.titles("is:someday").await, Vec::<String>::new());
}
