//! Everything out into a file and in again, in every format.

use std::process::Command;

use daymark_api::{Exported, ImportReport};
use daymark_testkit::{World, alice, bob};
use serde_json::{Value, json};

use crate::id;

const FORMATS: &[&str] = &[
    "daymark",
    "json",
    "csv",
    "ics",
    "markdown",
    "org",
    "taskwarrior",
    "todoist",
    "ticktick",
    "superproductivity",
    "vikunja",
    "things",
];

/// Those that hold our ids, or names that lead back to them.
const BY_ID: &[&str] = &[
    "daymark",
    "json",
    "csv",
    "ics",
    "markdown",
    "org",
    "taskwarrior",
    "ticktick",
    "superproductivity",
    "things",
];

async fn export(world: &World, format: &str) -> Exported {
    serde_json::from_value(world.does("data.export", json!({ "format": format })).await).unwrap()
}

async fn import(world: &World, format: &str, content: &str) -> ImportReport {
    let body = json!({ "format": format, "content": content, "name": "" });
    serde_json::from_value(world.does("data.import", body).await).unwrap()
}

/// Someone with one of everything.
async fn settled() -> World {
    let alice = alice();
    let area = id(&alice.does("area.add", json!({ "name": "Home", "intention": "calm" })).await);
    let goal = id(&alice
        .does("goal.add", json!({ "title": "A dry roof", "area": area, "target": "2027-03-01" }))
        .await);
    let report = alice.does("task.add", json!({ "title": "=SUM(A1) [x] #no @no, \"quoted\"; 日本", "notes": "one\n\n- [ ] two\n* three", "due": "2026-11-30", "area": area, "tags": ["deep", "roof"], "priority": "high", "estimate_minutes": 90 })).await;
    alice.does("task.add", json!({ "title": "A step", "parent": id(&report) })).await;
    alice
        .does("task.add", json!({ "title": "Ask the roofer", "goal": goal, "start": "2026-11-25 14:30" }))
        .await;
    let done = alice.does("task.add", json!({ "title": "Found the leak" })).await;
    alice.does("task.complete", json!({ "ids": [id(&done)] })).await;
    alice.does("capture.add", json!({ "text": "water the plants every week" })).await;
    alice.does("event.add", json!({ "title": "Choir", "start": "2026-11-24 18:00", "end": "2026-11-24 19:30", "location": "Hall, left", "repeat": { "rrule": "FREQ=WEEKLY;BYDAY=TU", "after_completion": false } })).await;
    alice.does("note.add", json!({ "title": "Tiles", "body": "# red\n- [ ] not a task\n<!-- /daymark:note -->\nend", "area": area })).await;
    alice
}

#[tokio::test]
async fn out_and_in_again_settles_in_every_format() {
    let alice = settled().await;
    for format in FORMATS {
        let first = export(&alice, format).await;
        assert!(!first.content.is_empty() && first.counts["task"] > 0, "{format}: {first:?}");
        let bob = bob();
        let report = import(&bob, format, &first.content).await;
        assert_eq!(report.refused, [], "{format}");
        let second = export(&bob, format).await;
        let carol = daymark_testkit::bob();
        import(&carol, format, &second.content).await;
        let third = export(&carol, format).await;
        assert_eq!(second.content, third.content, "{format}");
        let again = import(&bob, format, &second.content).await;
        assert_eq!((again.added, again.updated), (0, 0), "{format}: what it wrote itself changes nothing");
    }
}

#[tokio::test]
async fn ones_own_file_is_known_again() {
    let alice = settled().await;
    for format in BY_ID {
        let file = export(&alice, format).await;
        let report = import(&alice, format, &file.content).await;
        assert_eq!((report.added, report.refused.len()), (0, 0), "{format}");
        let titles = alice.titles("status:any").await;
        assert_eq!(titles.len(), 5, "{format}: {titles:?}");
    }
    for format in ["daymark", "json", "csv"] {
        let file = export(&alice, format).await;
        let report = import(&alice, format, &file.content).await;
        assert_eq!((report.added, report.updated), (0, 0), "{format}");
    }
}

#[tokio::test]
async fn the_lossless_file_holds_everything() {
    let alice = settled().await;
    let file = export(&alice, "daymark").await;
    let bob = bob();
    let before = bob.views().await;
    let report = import(&bob, "daymark", &file.content).await;
    assert!(report.added > 8 && report.refused.is_empty(), "{report:?}");
    let held = |text: &str| serde_json::from_str::<Value>(text).unwrap()["objects"].clone();
    assert_eq!(held(&export(&bob, "daymark").await.content), held(&file.content));
    bob.does("history.undo", json!({})).await;
    bob.views().await.must_equal(&before, "one step takes it back");
    for (content, why) in [
        ("{}", "format"),
        ("{\"format\":\"daymark\",\"version\":99}", "newer"),
        ("{\"format\":\"daymark\"", "whole"),
    ] {
        let error =
            bob.call("data.import", json!({ "format": "daymark", "content": content })).await.unwrap_err();
        assert!(error.message.contains(why), "{error:?}");
    }
    // A provider says where words go: no file brings one.
    let sly = "{\"format\":\"daymark\",\"version\":1,\"objects\":[{\"id\":\"0198a5f0-0000-7000-8000-000000000000\",\"kind\":10,\"fields\":{\"1\":true,\"3\":\"evil\"}}]}";
    bob.call("data.import", json!({ "format": "daymark", "content": sly })).await.unwrap_err();
}

#[tokio::test]
async fn a_format_says_what_it_leaves_out() {
    let alice = settled().await;
    let todoist = export(&alice, "todoist").await;
    let left: Vec<(&str, u32)> =
        todoist.left_out.iter().map(|left| (left.what.as_str(), left.count)).collect();
    for wanted in [("areas", 1), ("events", 1), ("goals", 1), ("notes", 1)] {
        assert!(left.contains(&wanted), "{left:?}");
    }
    assert_eq!(export(&alice, "json").await.left_out, []);
    let error = alice.call("data.export", json!({ "format": "odt" })).await.unwrap_err();
    assert!(error.message.contains("superproductivity"), "{error:?}");
    let some = alice.does("data.export", json!({ "format": "csv", "query": "#deep" })).await;
    assert_eq!(some["counts"], json!({ "task": 1 }));
    assert!(some["content"].as_str().unwrap().contains("'=SUM(A1)"), "no formula: {some}");
}

#[tokio::test]
async fn files_that_are_no_text_or_too_large_are_refused() {
    let alice = alice();
    for (format, content, why) in [
        ("csv", "title\nx\0y\n".to_owned(), "not text"),
        ("", "PK\u{3}\u{4}".to_owned(), "what it is"),
        ("markdown", "x".repeat((64 << 20) + 1), "64 MiB"),
    ] {
        let error =
            alice.call("data.import", json!({ "format": format, "content": content })).await.unwrap_err();
        assert!(error.message.contains(why), "{}", error.message);
    }
}

/// Taskwarrior of this machine takes in what is written for it, and gives it back.
#[tokio::test]
async fn taskwarrior_takes_it_in() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("taskrc"), "").unwrap();
    let task = |args: &[&str]| {
        Command::new("task")
            .args(["rc.confirmation=no", "rc.hooks=off", "rc.news.version=99.0.0"])
            .args(args)
            .env("TASKDATA", folder.path())
            .env("TASKRC", folder.path().join("taskrc"))
            .env("TZ", "Europe/Berlin")
            .stdin(std::process::Stdio::null())
            .output()
    };
    if task(&["--version"]).is_err() {
        eprintln!("SKIPPED: there is no 'task' on this machine");
        return;
    }
    let alice = settled().await;
    let file = folder.path().join("in.json");
    std::fs::write(&file, export(&alice, "taskwarrior").await.content).unwrap();
    let done = task(&["import", file.to_str().unwrap()]).unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let back = String::from_utf8(task(&["rc.verbose=nothing", "export"]).unwrap().stdout).unwrap();
    let before = alice.titles("status:any").await;
    let report = import(&alice, "taskwarrior", &back).await;
    assert_eq!((report.added, report.refused.len()), (0, 0), "{back}");
    assert_eq!(alice.titles("status:any").await, before);
    assert!(
        alice.task("=SUM(A1) [x] #no @no, \"quoted\"; 日本").await.task.notes.as_str().contains("* three")
    );
}

/// The Python package icalendar reads what is written, and finds the same.
#[tokio::test]
async fn icalendar_reads_it() {
    let program = "import sys, icalendar\n\
        c = icalendar.Calendar.from_ical(sys.stdin.buffer.read())\n\
        [print(x.name, x.get('SUMMARY'), '!' if x.errors else '') for x in c.walk() if x.name in ('VEVENT', 'VTODO', 'VJOURNAL')]";
    let alice = settled().await;
    let file = export(&alice, "ics").await.content;
    assert!(file.split("\r\n").all(|line| line.len() <= 75), "lines are folded");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ics");
    std::fs::write(&path, &file).unwrap();
    let python =
        Command::new("python3").args(["-c", program]).stdin(std::fs::File::open(&path).unwrap()).output();
    let Some(python) =
        python.ok().filter(|python| !String::from_utf8_lossy(&python.stderr).contains("ModuleNotFoundError"))
    else {
        eprintln!("SKIPPED: Python has no icalendar on this machine");
        return;
    };
    let said = String::from_utf8_lossy(&python.stdout).into_owned();
    assert!(python.status.success(), "{}", String::from_utf8_lossy(&python.stderr));
    assert!(
        said.contains("VEVENT Choir") && said.contains("VJOURNAL Tiles") && !said.contains('!'),
        "{said}"
    );
    assert_eq!(said.matches("VTODO").count(), 5, "{said}");
}

#[tokio::test]
async fn what_holds_a_plan_together_goes_out_and_what_does_not_is_said() {
    let alice = alice();
    let project = crate::id(&alice.does("project.add", json!({ "title": "Move house" })).await);
    let boxes = crate::id(&alice.does("task.add", json!({ "title": "Get boxes" })).await);
    let pack = crate::id(&alice.does("task.add", json!({ "title": "Pack" })).await);
    alice.does("task.edit", json!({ "id": pack, "project": project, "blocked_by": [boxes] })).await;
    alice.does("habit.add", json!({ "title": "Walk", "times": 1, "per": "day" })).await;
    let file = alice.does("data.export", json!({ "format": "json", "query": "" })).await;
    let content: Value = serde_json::from_str(file["content"].as_str().unwrap()).unwrap();
    let shown = content.to_string();
    assert!(shown.contains("Move house"), "{shown}");
    let left: Vec<(&str, u64)> = file["left_out"]
        .as_array()
        .unwrap()
        .iter()
        .map(|left| (left["what"].as_str().unwrap(), left["count"].as_u64().unwrap()))
        .collect();
    assert!(left.contains(&("habits and their check-ins", 1)), "{left:?}");
    assert!(left.contains(&("projects, beside their names on tasks", 1)), "{left:?}");
    let bob = daymark_testkit::bob();
    let body = json!({ "format": "json", "name": "x", "content": file["content"] });
    bob.does("data.import", body).await;
    assert_eq!(bob.titles("is:blocked").await, ["Pack"]);
}
