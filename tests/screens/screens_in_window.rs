//! The real window, with the shell around the screens and core within the same program.

use std::sync::Arc;

use serde_json::json;

use crate::driver::in_window;
use crate::notifications::Notifications;
use crate::outside::{CTRL, Display, SHIFT, SPACE, Tray};
use crate::place::{Place, asked_for};

#[tokio::test]
async fn a_first_day_in_the_window_is_there_the_next_time() {
    if !asked_for() {
        return;
    }
    let place = Arc::new(Place::new());
    in_window(&place, |page| async move {
        page.first_minute("sort the photos", false).await;
        for words in ["buy stamps", "ask Ada about the rooms", "yoga mat"] {
            page.add(words).await;
        }
        page.press("g i").await;
        page.on("inbox").await;
        page.until("all('.task').length === 4").await;
        page.until("all('.task.is-chosen').length === 1").await;
        page.triage("t").await;
        page.triage("t").await;
        page.triage("d").await;

        page.press("g t").await;
        page.on("today").await;
        page.press("j").await;
        page.until("document.activeElement.matches('a[data-row]')").await;
        let title = page.look("document.activeElement.innerText").await;
        let row = format!("all('.task').find((it) => it.innerText.includes({title}))");
        page.press("x").await;
        page.until(&format!("({row}).matches('.is-done')")).await;
        page.press("ctrl+z").await;
        page.until(&format!("({row}) && !({row}).matches('.is-done')")).await;
        page.press("x").await;
        page.until(&format!("({row}).matches('.is-done')")).await;

        page.press("g a").await;
        page.on("assistant").await;
        page.until("document.activeElement.id === 'composer'").await;
        page.types("break down 'Run a 10k by June'").await;
        page.press("Enter").await;
        page.until("all('.proposal-part').length > 3").await;
        page.click("all('.proposal .btn.go')[0]").await;
        page.until("has('.proposal', 'changes made')").await;
    })
    .await;

    in_window(&place, |page| async move {
        page.on("today").await;
        page.until("all('.today .task.is-done').length === 1").await;
        page.visit("inbox").await;
        page.until("all('.task').length === 1").await;
        page.visit("trash").await;
        page.until("has('#main', 'yoga mat') || has('#main', 'buy stamps') || has('#main', 'rooms')").await;
        page.visit("goals").await;
        page.reads("Run a 10k").await;
        let said = page.call("chat.list", json!({})).await;
        assert_eq!(said.as_array().map(Vec::len), Some(1), "{said}");
    })
    .await;
}

#[tokio::test]
async fn a_reminder_comes_as_a_notification_and_is_done_from_there() {
    if !asked_for() {
        return;
    }
    let place = Arc::new(Place::new());
    let mut desktop = Notifications::listen().await;
    in_window(&place, |page| async move {
        page.settled_in(false).await;
        let soon = page.look("new Date(Date.now() + 2000).toISOString()").await;
        let task = json!({ "title": "water the plants", "due": "today", "reminders": [{ "at": soon }] });
        page.call("task.add", task).await;
        let shown = desktop.next().await;
        assert!(shown.title.contains("water the plants"), "{shown:?}");
        assert!(shown.buttons.iter().any(|it| it == "done") && shown.buttons.len() >= 2, "{shown:?}");
        page.until("has('.toasts', 'water the plants')").await;
        desktop.press(&shown, "done").await;
        page.until("has('.task.is-done', 'water the plants')").await;
    })
    .await;
}

#[tokio::test]
async fn the_window_is_reached_from_outside() {
    if !asked_for() {
        return;
    }
    let place = Arc::new(Place::new());
    let display = Display::open();
    let mut tray = Tray::listen().await;
    in_window(&place, |page| async move {
        page.settled_in(false).await;
        let count = async || page.call("task.list", json!({})).await["total"].clone();

        // A link starts the program a second time, which hands it over and ends.
        page.place.start_again(&["daymark://add?text=buy%20milk%20tomorrow"]).await;
        page.until("document.querySelector('.quick-add textarea')?.value === 'buy milk tomorrow'").await;
        assert_eq!(count().await, 0, "a link writes nothing");
        page.press("Enter").await;
        page.until("all('dialog').length === 0").await;
        assert_eq!(count().await, 1);

        // Quick add: from the tray, by an argument, by the shortcut.
        let icon = tray.icon().await;
        let words: Vec<String> = icon.menu().await.into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, ["Quick add", "Today", "Quit"]);
        let shown = async |way: &str| {
            eprintln!("quick add {way}");
            display.until_shown("Quick add", true).await;
            display.close("Quick add");
            display.until_shown("Quick add", false).await;
        };
        icon.choose("Quick add").await;
        shown("from the tray").await;
        page.place.start_again(&["--quick-add"]).await;
        shown("by an argument").await;
        display.focus("Daymark");
        display.press(&[CTRL, SHIFT, SPACE]);
        shown("by the shortcut").await;

        // Closed to the tray it runs on, and a second start brings it back.
        page.call("settings.edit", json!({ "settings": { "close_to_tray": true } })).await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        display.close("Daymark");
        display.until_shown("Daymark", false).await;
        assert_eq!(count().await, 1, "it runs on");
        page.place.start_again(&[]).await;
        display.until_shown("Daymark", true).await;
        icon.choose("Quit").await;
        display.until_shown("Daymark", false).await;
    })
    .await;
}
