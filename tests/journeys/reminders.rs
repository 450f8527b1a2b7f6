//! Reminders: once, in one program, at the right time.

use std::collections::BTreeSet;

use daymark_api::{ListReminders, Notice};
use daymark_testkit::{Home, World, drain};
use jiff::Span;
use serde_json::json;

use crate::id;

async fn with_reminder(world: &World, at: &str) -> String {
    let body = json!({ "title": "Pills", "due": "today 9pm", "reminders": [{ "at": at }] });
    id(&world.does("task.add", body).await)
}

fn due(notices: &[Notice]) -> usize {
    notices.iter().filter(|notice| matches!(notice, Notice::ReminderDue { .. })).count()
}

#[tokio::test]
async fn one_of_two_programs_reminds_once() {
    let home = Home::new();
    let (first, second) = (home.alice(), home.alice());
    let (mut one, mut two) = (first.app.notices(), second.app.notices());
    with_reminder(&first, "2026-11-21T10:00:00Z").await;
    assert_eq!(second.ask(ListReminders::default()).await.len(), 1);
    assert_eq!(first.app.fire_reminders().await.unwrap(), 0, "not before its time");
    home.clock.advance(Span::new().hours(1));
    for _ in 0..5 {
        let (a, b) = tokio::join!(first.app.fire_reminders(), second.app.fire_reminders());
        a.unwrap();
        b.unwrap();
    }
    assert_eq!(due(&drain(&mut one)) + due(&drain(&mut two)), 1);
    assert!(first.ask(ListReminders::default()).await.is_empty());
    drop((first, second));
    let third = home.alice();
    assert_eq!(third.app.fire_reminders().await.unwrap(), 0, "nor after opening again");
}

#[tokio::test]
async fn a_reminder_survives_closing_and_is_not_shouted_days_late() {
    let home = Home::new();
    with_reminder(&home.alice(), "2026-11-21T10:00:00Z").await;
    home.clock.advance(Span::new().hours(5));
    assert_eq!(home.alice().app.fire_reminders().await.unwrap(), 1, "missed while closed, told on opening");
    with_reminder(&home.alice(), "2026-11-21T20:00:00Z").await;
    home.clock.advance(Span::new().hours(72));
    assert_eq!(home.alice().app.fire_reminders().await.unwrap(), 0, "three days late helps nobody");
}

#[tokio::test]
async fn later_comes_later_and_done_is_done() {
    let home = Home::new();
    let alice = home.alice();
    let task = with_reminder(&alice, "2026-11-21T10:00:00Z").await;
    home.clock.advance(Span::new().hours(1));
    assert_eq!(alice.app.fire_reminders().await.unwrap(), 1);
    for _ in 0..3 {
        alice.does("reminder.answer", json!({ "task": task, "answer": { "snooze": 10 } })).await;
        home.clock.advance(Span::new().minutes(9));
        assert_eq!(alice.app.fire_reminders().await.unwrap(), 0);
        home.clock.advance(Span::new().minutes(2));
        assert_eq!(alice.app.fire_reminders().await.unwrap(), 1, "each time it is put off");
    }
    alice.does("reminder.answer", json!({ "task": task, "answer": { "snooze": 10 } })).await;
    alice.does("reminder.answer", json!({ "task": task, "answer": "done" })).await;
    home.clock.advance(Span::new().hours(1));
    assert_eq!(alice.app.fire_reminders().await.unwrap(), 0, "done things do not remind");
}

#[tokio::test]
async fn minutes_before_follow_the_task() {
    let home = Home::new();
    let alice = home.alice();
    let body = json!({ "title": "Call", "due": "today 3pm", "reminders": [{ "minutes_before": 30 }] });
    let task = id(&alice.does("task.add", body).await);
    let times = |world: &World| {
        let world = world.clone();
        async move {
            let reminders = world.ask(ListReminders::default()).await;
            reminders.iter().map(|reminder| reminder.at.to_string()).collect::<BTreeSet<_>>()
        }
    };
    assert_eq!(times(&alice).await, BTreeSet::from(["2026-11-21T13:30:00Z".to_owned()]));
    alice.does("task.reschedule", json!({ "ids": [task], "to": "tomorrow" })).await;
    assert_eq!(times(&alice).await, BTreeSet::from(["2026-11-22T13:30:00Z".to_owned()]));
    alice.does("trash.put", json!({ "ids": [task] })).await;
    assert!(times(&alice).await.is_empty(), "what lies in the trash does not remind");
    alice.does("trash.restore", json!({ "ids": [task] })).await;
    assert_eq!(times(&alice).await.len(), 1);
}
