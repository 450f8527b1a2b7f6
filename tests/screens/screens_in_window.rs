//! The real window, with the shell around the screens and core within the same program.

use std::sync::Arc;
use std::time::Duration;

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
        tokio::time::sleep(Duration::from_millis(500)).await;
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

/// As many tasks as somebody has who comes from another program.
const BROUGHT: usize = 10_000;

#[tokio::test]
async fn a_life_is_brought_along_and_planned() {
    if !asked_for() {
        return;
    }
    let place = Arc::new(Place::new());
    std::fs::write(place.path("tasks.json"), taskwarrior_export(BROUGHT)).unwrap();
    std::fs::write(place.path("calendar.ics"), include_str!("../golden/calendar.ics")).unwrap();
    in_window(&place, |page| async move {
        page.first_minute("sort the photos", false).await;

        page.visit("settings/data").await;
        for (file, found) in [("tasks.json", "10000"), ("calendar.ics", "")] {
            let path = page.place.path(file);
            page.choose_file("document.querySelector('.importer input[type=file]')", &path).await;
            page.within(
                MINUTE,
                &format!(
                    "has('.importer .report:not(.import-done)', '{found}') && has('.importer', '{file}')"
                ),
            )
            .await;
            page.click("all('.importer .btn.go')[0]").await;
            page.within(MINUTE, &format!("has('.importer .import-done', '{file}')")).await;
        }
        let total = page.call("task.list", json!({ "query": "status:open" })).await["total"].as_u64();
        assert!(total.is_some_and(|total| total > 7_000), "{total:?}");

        page.visit("today").await;
        page.add("dentist tue 3pm for 30m #health !high").await;
        let dentist = page.call("search.find", json!({ "text": "dentist" })).await;
        assert_eq!(dentist[0]["title"], "dentist", "{dentist}");

        page.press("g a").await;
        page.on("assistant").await;
        page.until("document.activeElement.id === 'composer'").await;
        page.types("what should I do now?").await;
        page.press("Enter").await;
        page.until("has('.message, .turn, [role=log]', 'After that')").await;
        page.types("break down 'Run a 10k by June'").await;
        page.press("Enter").await;
        page.until("all('.proposal-part').length > 3").await;
        page.click("all('.proposal-part [role=checkbox]').at(-1)").await;
        page.click("all('.proposal .btn.go')[0]").await;
        page.until("has('.proposal', 'changes made')").await;
        let goals = page.call("goal.list", json!({})).await;
        assert_eq!(goals.as_array().map(Vec::len), Some(1), "{goals}");
        page.click("all('.proposal button').find((it) => it.innerText.includes('Undo'))").await;
        page.until("has('.proposal', 'Brought back as it was')").await;
        let goals = page.call("goal.list", json!({})).await;
        assert_eq!(goals.as_array().map(Vec::len), Some(0), "{goals}");
    })
    .await;

    in_window(&place, |page| async move {
        page.on("today").await;
        let total = page.call("task.list", json!({ "query": "status:open" })).await["total"].as_u64();
        assert!(total.is_some_and(|total| total > 7_000), "{total:?}");
        let dentist = page.call("search.find", json!({ "text": "dentist" })).await;
        assert_eq!(dentist[0]["title"], "dentist", "{dentist}");
    })
    .await;
}

const MINUTE: Duration = Duration::from_secs(60);

/// An export as Taskwarrior 2.6 writes it, one task a line.
fn taskwarrior_export(count: usize) -> String {
    let task = |n: usize| {
        let mut task = json!({
            "uuid": format!("{n:08x}-0000-4000-8000-{n:012x}"),
            "description": format!("Matter {n}"),
            "entry": "20260901T080000Z",
            "modified": "20260902T080000Z",
            "status": if n.is_multiple_of(5) { "completed" } else { "pending" },
            "project": (["Work", "Home", "Work.Launch", "Garden"][n % 4]),
        });
        if n.is_multiple_of(5) {
            task["end"] = "20260903T080000Z".into();
        }
        if n.is_multiple_of(3) {
            task["due"] = format!("2026{:02}{:02}T220000Z", 11 + n % 2, 1 + n % 28).into();
        }
        task.to_string()
    };
    let lines: Vec<String> = (1..=count).map(task).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}
