//! Files that other programs wrote.
//!
//! `golden/taskwarrior.json` is what Taskwarrior 2.6.2 exported; `golden/calendar.ics` is what the
//! Python package icalendar 7.3 wrote, its instances reckoned with dateutil.

use std::path::Path;
use std::process::{Command, Output};

use daymark_api::{Code, ImportReport, ListEvents, ListHistory};
use daymark_domain::{TaskStatus, When};
use daymark_testkit::{World, alice};
use jiff::civil::{date, time};
use serde_json::{Value, json};

use crate::golden;

async fn import(alice: &World, format: &str, content: &str) -> ImportReport {
    let body = json!({ "format": format, "content": content, "name": "file" });
    serde_json::from_value(alice.does("data.import", body).await).unwrap()
}

fn numbers(report: &ImportReport) -> (u32, u32, u32, usize) {
    (report.added, report.updated, report.unchanged, report.refused.len())
}

#[tokio::test]
async fn taskwarrior_as_it_exports() {
    let alice = alice();
    let file = golden("taskwarrior.json");
    let report = import(&alice, "taskwarrior", &file).await;
    assert_eq!(numbers(&report), (8, 0, 0, 0));
    let lost: Vec<(&str, u32)> = report.lost.iter().map(|(what, n)| (what.as_str(), *n)).collect();
    assert_eq!(
        lost,
        [
            ("attribute 'jira' (kept, not shown)", 1),
            ("deleted tasks (left out)", 1),
            ("instances of recurring tasks (their rule is kept)", 1),
        ]
    );
    assert_eq!(alice.titles("is:blocked").await, ["Depends thing"]);
    let oats = alice.task("Buy oats").await;
    assert_eq!(oats.task.due, Some(When::day(date(2026, 11, 25))), "midnight here is a day without a time");
    assert_eq!(oats.area_name.as_deref(), Some("Home"));
    let plumber = alice.task("Call the plumber").await;
    assert_eq!(plumber.task.due, Some(When::at(date(2026, 11, 24), time(15, 0, 0, 0), "Europe/Berlin")));
    assert_eq!(plumber.task.notes.as_str(), "2026-11-21: Number is on the fridge");
    assert_eq!(plumber.task.tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(), ["Repair"]);
    let report_task = alice.task("Write report").await.task;
    assert_eq!(report_task.start, Some(When::day(date(2026, 12, 1))));
    assert_eq!(report_task.deadline, Some(When::day(date(2026, 12, 31))));
    let water = alice.task("Water the plants").await.task;
    assert_eq!(water.repeat.map(|repeat| repeat.rrule).as_deref(), Some("FREQ=WEEKLY"));
    assert_eq!(alice.task("Überweisung für Zoë 日本").await.task.tags.len(), 1);
    assert_eq!(alice.task("Started thing").await.task.status, TaskStatus::InProgress);
    let finished = alice.task("Finished thing").await.task;
    assert_eq!(finished.completed_at.map(|at| at.to_string()).as_deref(), Some("2026-11-21T15:35:30Z"));
    assert_eq!(finished.created_at.to_string(), "2026-11-21T15:35:30Z");
    assert_eq!(alice.ask(ListHistory::default()).await.entries[0].actor, "import taskwarrior");

    let before = alice.views().await;
    assert_eq!(numbers(&import(&alice, "taskwarrior", &file).await), (0, 0, 8, 0), "the same file again");
    alice.views().await.must_equal(&before, "after importing the same file again");
}

/// Taskwarrior of this machine in a folder of its own.
fn taskwarrior(folder: &Path, args: &[&str]) -> std::io::Result<Output> {
    Command::new("task")
        .args(["rc.confirmation=no", "rc.verbose=nothing", "rc.hooks=off", "rc.news.version=99.0.0"])
        .args(args)
        .env("TASKDATA", folder)
        .env("TASKRC", folder.join("taskrc"))
        .env("TZ", "Europe/Berlin")
        .stdin(std::process::Stdio::null())
        .output()
}

#[tokio::test]
async fn taskwarrior_of_this_machine() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("taskrc"), "uda.jira.type=string\n").unwrap();
    if taskwarrior(folder.path(), &["--version"]).is_err() {
        eprintln!("SKIPPED: there is no 'task' on this machine; the golden file is checked alone");
        return;
    }
    for args in [
        &["add", "Plain"][..],
        &["add", "With tags", "+one", "+two", "priority:M", "project:Garden.Beds"],
        &["add", "Next week", "due:2026-11-30T08:30", "scheduled:2026-11-28"],
        &["add", "Monthly", "due:2026-12-01", "recur:monthly"],
        &["add", "With 'quotes' and \"more\" and ümlaut", "jira:X-1"],
        &["add", "Was done"],
        &["/Was done/", "done"],
        &["1", "annotate", "a note"],
    ] {
        let done = taskwarrior(folder.path(), args).unwrap();
        assert!(done.status.success(), "task {args:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
    let export = || String::from_utf8(taskwarrior(folder.path(), &["export"]).unwrap().stdout).unwrap();
    let alice = alice();
    let file = export();
    let report = import(&alice, "taskwarrior", &file).await;
    assert_eq!(numbers(&report), (6, 0, 0, 0), "{file}");
    let exported: Vec<Value> = serde_json::from_str(&file).unwrap();
    let mut named: Vec<&str> = exported
        .iter()
        .filter(|task| task["status"] != "completed" && task.get("parent").is_none())
        .map(|task| task["description"].as_str().unwrap())
        .collect();
    let mut titles = alice.titles("status:open").await;
    named.sort_unstable();
    titles.sort_unstable();
    assert_eq!(titles, named);
    assert_eq!(alice.titles("status:done").await, ["Was done"]);
    assert_eq!(alice.task("Plain").await.task.notes.as_str().split(": ").nth(1), Some("a note"));

    taskwarrior(folder.path(), &["/With tags/", "modify", "Renamed", "-one", "+three"]).unwrap();
    let report = import(&alice, "taskwarrior", &export()).await;
    assert_eq!(numbers(&report), (0, 1, 5, 0), "what changed there changes here");
    let tags: Vec<String> =
        alice.task("Renamed").await.task.tags.iter().map(|tag| tag.as_str().to_owned()).collect();
    assert_eq!(tags, ["Beds", "three", "two"]);
}

#[tokio::test]
async fn what_the_person_did_since_stays() {
    let alice = alice();
    let file = golden("taskwarrior.json");
    import(&alice, "taskwarrior", &file).await;
    let oats = alice.task("Buy oats").await.task.id;
    let other = alice.does("area.add", json!({ "name": "Kitchen" })).await;
    alice.does("task.edit", json!({ "id": oats, "area": other["id"] })).await;
    let thing = alice.task("Depends thing").await.task.id;
    alice.does("trash.put", json!({ "ids": [thing] })).await;
    import(&alice, "taskwarrior", &file).await;
    assert_eq!(alice.task("Buy oats").await.area_name.as_deref(), Some("Kitchen"));
    assert!(
        !alice.titles("status:any").await.contains(&"Depends thing".to_owned()),
        "the trash is not emptied by an import"
    );
}

#[tokio::test]
async fn a_calendar_as_icalendar_writes_it() {
    let alice = alice();
    let file = golden("calendar.ics");
    let report = import(&alice, "ics", &file).await;
    assert_eq!(numbers(&report), (5, 0, 0, 0));
    assert_eq!(report.kinds, [("event".to_owned(), 4), ("task".to_owned(), 1)].into());
    let lost: Vec<&str> = report.lost.iter().map(|(what, _)| what.as_str()).collect();
    assert_eq!(lost, ["ATTENDEE (kept, not shown)", "cancelled events (left out)"]);
    let events = alice.ask(ListEvents { from: date(2026, 11, 1), to: date(2027, 1, 31) }).await;
    let said: Vec<String> = events
        .iter()
        .map(|event| {
            let clock =
                |at: Option<jiff::civil::Time>| at.map_or("-".into(), |at| at.strftime("%H:%M").to_string());
            format!(
                "{} {}-{} {}",
                event.date.strftime("%m-%d"),
                clock(event.start),
                clock(event.end),
                event.title
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            "11-21 11:15-12:00 Call with Ada",
            "11-24 18:00-19:30 Choir, with tea",
            "12-09 18:00-19:30 Choir (moved)",
            "12-15 18:00-19:30 Choir, with tea",
            "12-22 18:00-19:30 Choir, with tea",
            "12-24 --- Holiday in Norway",
        ]
    );
    assert_eq!(events[5].last, date(2026, 12, 26));
    assert!(events[1].notes.contains("Grüße aus Köln.\nSecond line."), "{}", events[1].notes);
    assert_eq!(events[1].location, "Gemeindehaus");
    let before = alice.views().await;
    assert_eq!(numbers(&import(&alice, "ics", &file).await), (0, 0, 5, 0));
    alice.views().await.must_equal(&before, "after importing the same file again");
    let changed = file.replace("Holiday in Norway", "Holiday in Sweden");
    assert_eq!(numbers(&import(&alice, "ics", &changed).await), (0, 1, 4, 0));
}

#[tokio::test]
async fn refusals_name_line_and_reason_and_nothing_comes_in() {
    let good = r#"{"uuid":"1","description":"Good","status":"pending","entry":"20261101T080000Z"}"#;
    let content = format!(
        "{good}\n{{\"uuid\":\"2\",\"status\":\"pending\"}}\nnot json\n{}",
        good.replace("\"1\"", "\"3\"").replace("20261101T080000Z", "yesterday")
    );
    let alice = alice();
    let before = alice.views().await;
    let body = |dry_run: bool, partial: bool| json!({ "format": "taskwarrior", "content": content, "dry_run": dry_run, "partial": partial });
    let error = alice.call("data.import", body(false, false)).await.unwrap_err();
    assert_eq!(error.code, Code::Invalid);
    assert!(error.message.contains("line 2") && error.hint.is_some(), "{error:?}");
    let dry = alice.does("data.import", body(true, false)).await;
    assert_eq!((&dry["added"], &dry["dry_run"]), (&json!(1), &json!(true)));
    let lines: Vec<&Value> =
        dry["refused"].as_array().unwrap().iter().map(|refused| &refused["line"]).collect();
    assert_eq!(lines, [2, 3, 4]);
    alice.views().await.must_equal(&before, "after a refusal and a dry run");
    let taken = alice.does("data.import", body(false, true)).await;
    assert_eq!(taken["added"], 1);
    assert_eq!(alice.titles("status:any").await, ["Good"]);
    for (format, content) in [
        ("taskwarrior", ""),
        ("taskwarrior", "[]"),
        ("taskwarrior", "[{\"description\":"),
        ("ics", ""),
        ("ics", "BEGIN:VCALENDAR\nEND:VCALENDAR"),
        ("odt", "x"),
    ] {
        let error =
            alice.call("data.import", json!({ "format": format, "content": content })).await.unwrap_err();
        assert_eq!(error.code, Code::Invalid, "{format} {content}");
    }
}

#[tokio::test]
async fn hostile_files_do_no_harm() {
    let alice = alice();
    let deep = "[".repeat(20_000);
    let long = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261124\nSUMMARY:{}\nRRULE:FREQ=SECONDLY;INTERVAL=0\nEND:VEVENT\nEND:VCALENDAR",
        "x".repeat(1 << 20)
    );
    let nasty = r#"{"description":"'); DROP TABLE object;--\u202e\u0000","uuid":"x","status":"pending","due":"99999999T999999Z"}"#;
    for (format, content) in [
        ("taskwarrior", deep.as_str()),
        ("taskwarrior", nasty),
        ("taskwarrior", "{\"description\":{\"a\":1},\"tags\":7,\"annotations\":\"x\"}"),
        ("ics", deep.as_str()),
        ("ics", long.as_str()),
        (
            "ics",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261124T250000\nEND:VEVENT\nEND:VEVENT\nBEGIN:VEVENT",
        ),
        (
            "ics",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:99991231T235959Z\nDURATION:P999999999D\nRRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR",
        ),
        (
            "ics",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:00010101\nDTEND:00010101\nRRULE:FREQ=DAILY;COUNT=4000000000\nEXDATE:äöü12345\nEND:VEVENT\nEND:VCALENDAR",
        ),
    ] {
        let body = json!({ "format": format, "content": content, "partial": true });
        if let Err(error) = alice.call("data.import", body).await {
            assert_eq!(error.code, Code::Invalid, "{format}: {}", error.message);
        }
        alice.views().await;
    }
}
