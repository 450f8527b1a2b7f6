//! Journeys through the screens in a browser, most of them without a mouse.

use std::time::Duration;

use serde_json::{Value, json};

use crate::driver::in_browser;
use crate::page::Page;
use crate::place::{Place, asked_for};

#[tokio::test]
async fn the_first_minute_ends_on_a_full_today() {
    if !asked_for() {
        return;
    }
    in_browser(Place::new(), |page| async move {
        page.first_minute("sort the photos", true).await;
        page.until("all('.today a[data-row]').length > 0").await;
        page.visit("inbox").await;
        page.reads("sort the photos").await;
        // It is asked once.
        page.client.refresh().await.unwrap();
        page.on("inbox").await;
    })
    .await;
}

#[tokio::test]
async fn quick_add_shows_what_it_understood_and_the_terminal_is_heard() {
    if !asked_for() {
        return;
    }
    in_browser(Place::new(), |page| async move {
        page.settled_in(false).await;
        page.press("q").await;
        page.until("document.activeElement.matches('.quick-add textarea')").await;
        page.types("dentist tue 3pm for 30m #health !high").await;
        page.until("['30 min', 'High priority', 'health', '15:00'].every((it) => has('.chip', it))").await;
        page.until("all('.add-mirror span').length >= 4").await;
        let mirrored =
            page.look("document.querySelector('.add-mirror').innerText.startsWith('dentist tue 3pm')").await;
        assert_eq!(mirrored, json!(true), "the colours lie on the words");
        page.press("Enter").await;
        page.until("all('dialog').length === 0").await;
        page.visit("tasks").await;
        page.until("has('.task', 'dentist')").await;
        page.until(
            "all('.task').some((it) => it.innerText.includes('dentist') && it.innerText.includes('30 min'))",
        )
        .await;

        page.visit("inbox").await;
        page.place.daymark(&["add", "from the terminal"]);
        page.within(Duration::from_secs(2), "has('.task', 'from the terminal')").await;
    })
    .await;
}

#[tokio::test]
async fn a_day_goes_by_without_a_mouse() {
    if !asked_for() {
        return;
    }
    in_browser(Place::new(), |page| async move {
        page.settled_in(false).await;
        for words in ["buy stamps", "ask Ada about the rooms", "sort the photos", "yoga mat"] {
            page.add(words).await;
        }
        page.press("g i").await;
        page.on("inbox").await;
        page.has_focus().await;
        page.until("all('.task').length === 4").await;
        page.triage("t").await;
        page.triage("t").await;
        page.press("l").await;
        page.until("document.activeElement.matches('dialog input')").await;
        page.press("Enter").await;
        page.until("all('.task').length === 1").await;
        page.press("d").await;
        page.reads("Nothing waits to be decided").await;

        page.press("g t").await;
        page.on("today").await;
        page.has_focus().await;
        page.press("j").await;
        page.until("document.activeElement.matches('a[data-row]')").await;
        let title = page.look("document.activeElement.innerText").await;
        page.press("x").await;
        let row = format!("all('.task').find((it) => it.innerText.includes({title}))");
        page.until(&format!("({row}).matches('.is-done')")).await;
        page.press("ctrl+z").await;
        page.until(&format!("({row}) && !({row}).matches('.is-done')")).await;
        page.reads("Undone").await;

        page.press("ctrl+k").await;
        page.until("document.activeElement.matches('.palette input')").await;
        page.types("settings").await;
        page.until("(words('.palette [aria-selected=true]')[0] || '').includes('Go to settings')").await;
        page.press("Enter").await;
        page.on("settings").await;
        page.has_focus().await;

        page.press("?").await;
        page.until("has('dialog.sheet-of-keys', 'Plan for today')").await;
        page.press("Escape").await;
        page.until("all('dialog').length === 0").await;
        page.has_focus().await;
        for (keys, route) in [
            ("g c", "calendar"),
            ("g l", "tasks"),
            ("g g", "goals"),
            ("g n", "notes"),
            ("g h", "history"),
            ("g t", "today"),
        ] {
            page.press(keys).await;
            page.on(route).await;
            page.has_focus().await;
        }
        focus_can_be_seen(&page).await;
    })
    .await;
}

/// Tabs through what stands there: each stop draws a ring.
async fn focus_can_be_seen(page: &Page) {
    let mut faults = Vec::new();
    for _ in 0..25 {
        page.press("Tab").await;
        let fault = page
            .look(
                "(() => {
                   const el = document.activeElement;
                   if (el === document.body) return '';
                   // A box draws it within its target, a row with a part of its own, a field on its frame.
                   const looks = [el, ...el.querySelectorAll('*'), el.parentElement].map((it) => getComputedStyle(it));
                   const ringed = [...looks, getComputedStyle(el, '::after')].some((style) =>
                     (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none');
                   return ringed && shown(el) ? '' : el.outerHTML.slice(0, 160);
                 })()",
            )
            .await;
        faults.extend(fault.as_str().filter(|it| !it.is_empty()).map(str::to_owned));
    }
    assert!(faults.is_empty(), "focus that cannot be seen:\n{}", faults.join("\n"));
}

#[tokio::test]
async fn a_proposal_is_taken_in_part_and_brought_back() {
    if !asked_for() {
        return;
    }
    in_browser(Place::new(), |page| async move {
        page.settled_in(false).await;
        let past = page.look("new Date(Date.now() - 3 * 864e5).toISOString().slice(0, 10)").await;
        for title in ["file the taxes", "call Mum", "water the plants"] {
            page.call("task.add", json!({ "title": title, "due": past })).await;
        }
        page.press("g a").await;
        page.on("assistant").await;
        page.until("document.activeElement.id === 'composer'").await;
        page.types("move everything overdue to friday").await;
        page.press("Enter").await;
        page.until("all('.proposal-part').length === 3").await;
        page.until("has('.proposal', 'Accept 3')").await;
        page.click("all('.proposal-part [role=checkbox]')[1]").await;
        page.until("has('.proposal', 'Accept 2')").await;
        assert_eq!(overdue(&page, &past).await, 3, "nothing happens before consent");
        page.click("button('Accept 2')").await;
        page.until("has('.proposal', '2 of 3 changes made')").await;
        assert_eq!(overdue(&page, &past).await, 1);
        page.click("all('.proposal button').find((it) => it.innerText.includes('Undo'))").await;
        page.until("has('.proposal', 'Brought back as it was')").await;
        assert_eq!(overdue(&page, &past).await, 3);
    })
    .await;
}

/// How many tasks are due on that day.
async fn overdue(page: &Page, day: &Value) -> usize {
    let all = page.call("task.list", json!({ "query": "status:open" })).await;
    let due = |task: &&Value| task["due"]["date"] == *day || task["task"]["due"]["date"] == *day;
    all["tasks"].as_array().unwrap().iter().filter(due).count()
}

const HOSTILE: &str = "<img src=x onerror=alert(1)><script>alert(2)</script>";

#[tokio::test]
async fn hostile_titles_stay_text() {
    if !asked_for() {
        return;
    }
    in_browser(Place::new(), |page| async move {
        page.settled_in(false).await;
        let area = page.call("area.add", json!({ "name": HOSTILE })).await;
        let area = area["area"]["id"].as_str().or(area["id"].as_str()).unwrap().to_owned();
        page.call("goal.add", json!({ "title": HOSTILE, "area": area, "target": "tomorrow" })).await;
        page.call("task.add", json!({ "title": HOSTILE, "area": area, "due": "today", "notes": HOSTILE }))
            .await;
        page.call("task.add", json!({ "title": format!("{HOSTILE} again") })).await;
        let body = format!("{HOSTILE}\n\n[x](javascript:alert(3)) ![x](http://192.0.2.1/x.png)");
        let note = page.call("note.add", json!({ "title": HOSTILE, "body": body, "area": area })).await;
        let event = json!({ "title": HOSTILE, "start": "today 10:00", "end": "today 11:00" });
        page.call("event.add", event).await;
        page.place.daymark(&["add", &format!("{HOSTILE} typed")]);
        for route in ["today", "inbox", "tasks", "calendar", "goals", "notes", "history"] {
            page.visit(route).await;
            page.until("has('body', 'onerror')").await;
            harmless(&page).await;
        }
        let note = note["note"]["id"].as_str().or(note["id"].as_str()).unwrap().to_owned();
        for route in [format!("note/{note}"), format!("area/{area}")] {
            page.visit(&route).await;
            harmless(&page).await;
        }
        page.press("ctrl+k").await;
        page.until("document.activeElement.matches('.palette input')").await;
        page.types("onerror").await;
        page.until("has('.palette', '<img')").await;
        harmless(&page).await;
        page.press("Escape").await;
        page.until("all('dialog').length === 0").await;
        page.visit("assistant").await;
        page.until("document.activeElement.id === 'composer'").await;
        page.types(&format!("add {HOSTILE}")).await;
        page.press("Enter").await;
        page.until("has('.say-it .say-source', 'Answered')").await;
        harmless(&page).await;
    })
    .await;
}

/// Nothing of what was typed has become part of the page.
async fn harmless(page: &Page) {
    assert!(page.client.get_alert_text().await.is_err(), "a dialog opened");
    let found = page
        .look(
            "[...document.querySelectorAll('img, [onerror], a[href^=\"javascript:\" i], body script:not([src])')].map((it) => it.outerHTML.slice(0, 200))",
        )
        .await;
    assert_eq!(found, json!([]), "text became markup");
}
