//! Names, JSON and exit codes that scripts rely on.

use serde_json::{Value, json};

use crate::Place;

#[test]
fn add_says_what_the_page_says() {
    let place = Place::new();
    let words = "Dentist Tue 3pm for 30m #health !high";
    let mut said = place.run(&["add", "--json", words]).json();
    assert_eq!(said["id"].as_str().map(str::len), Some(36));
    let spans = said["spans"].take();
    assert_eq!(spans[0], json!({ "start": 8, "end": 15, "kind": "date", "text": "Tue 3pm" }));
    for span in spans.as_array().unwrap() {
        let at = |name: &str| span[name].as_u64().unwrap() as usize;
        assert_eq!(
            words.get(at("start")..at("end")),
            span["text"].as_str(),
            "spans count bytes of the input"
        );
    }
    let confidence = said["confidence"].take().as_f64().unwrap();
    assert!((0.5..=1.0).contains(&confidence), "{confidence}");
    said["id"] = Value::Null;
    assert_eq!(
        said,
        json!({
            "kind": "task", "title": "Dentist", "id": null,
            "due": { "date": "2026-11-24", "time": "15:00", "zone": "Europe/Berlin" }, "start": null, "end": null, "deadline": null,
            "duration_minutes": 30, "repeat": null, "tags": ["health"], "area": null, "goal": null, "project": null,
            "priority": "high", "energy": null, "reminders": [], "spans": null, "confidence": null,
        })
    );
}

#[test]
fn a_dry_run_writes_nothing() {
    let place = Place::new();
    place.run(&["add", "First"]).exits(0);
    let before = std::fs::read(place.database()).unwrap();
    let said = place.run(&["add", "--json", "--dry-run", "Dentist tue 3pm"]).json();
    assert_eq!(said["title"], "Dentist");
    assert!(said.get("id").is_none_or(Value::is_null), "what is not saved has no id");
    let tasks = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/taskwarrior.json");
    let report = place.run(&["import", "taskwarrior", tasks, "--dry-run", "--json"]).json();
    assert_eq!((&report["added"], &report["dry_run"]), (&json!(8), &json!(true)));
    assert_eq!(place.run(&["list", "--json"]).out().lines().count(), 1);
    assert!(std::fs::read(place.database()).unwrap() == before, "not a byte of the file changed");
}

#[test]
fn exit_codes_and_errors() {
    let place = Place::new();
    place.run(&["area", "add", "Health"]).exits(0);
    place.run(&["add", "Something"]).exits(0);
    for (args, code, name) in [
        (&["show", "no such thing"][..], 1, "NOT_FOUND"),
        (&["done", "ffff0000"], 1, "NOT_FOUND"),
        (&["when", "blue cheese"], 2, "INVALID"),
        (&["later", "Something", "blue cheese"], 2, "INVALID"),
        (&["list", "status:maybe"], 2, "INVALID"),
        (&["no-such-verb"], 2, "INVALID"),
        (&["add"], 2, "INVALID"),
        (&["area", "add", "health"], 3, "CONFLICT"),
    ] {
        let plain = place.run(args);
        plain.exits(code);
        assert!(plain.out().is_empty(), "{args:?}: an error is not output");
        assert!(
            !plain.err().contains('{') && !plain.err().trim().is_empty(),
            "{args:?}: a sentence: {}",
            plain.err()
        );
        let with_json = [args, &["--json"]].concat();
        let done = place.run(&with_json);
        done.exits(code);
        assert!(done.out().is_empty(), "{args:?}: nothing on stdout");
        let error = done.error();
        assert_eq!(error["code"], name, "{args:?}");
        assert!(error["message"].as_str().is_some_and(|message| message.len() > 5), "{args:?}");
    }
    std::fs::write(place.key_file(), "b".repeat(64)).unwrap();
    let error = place.run(&["today", "--json"]);
    error.exits(70);
    assert_eq!(error.error()["code"], "STORAGE");
    assert!(!error.err().contains(&"b".repeat(64)), "an error never says the key");
}

#[test]
fn a_small_day_in_the_terminal() {
    let place = Place::new();
    for words in ["Buy oats", "Dentist today 3pm for 30m", "Letter 2026-11-19"] {
        place.run(&["add", words]).exits(0);
    }
    let today = place.run(&["today", "--json"]).json();
    assert_eq!((&today["date"], &today["waiting_total"]), (&json!("2026-11-21"), &json!(1)));
    assert_eq!(today["blocks"][0]["start"], 900);
    let rows: Vec<Value> = place
        .run(&["list", "--json"])
        .out()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows.len(), 3, "one value a line");
    let id = rows.iter().find(|row| row["title"] == "Buy oats").unwrap()["id"].as_str().unwrap();
    place.run(&["done", id]).exits(0);
    place.run(&["later", "Letter", "tomorrow"]).exits(0);
    place.run(&["edit", "Dentist", "priority=high", "tags+=phone"]).exits(0);
    place.run(&["rm", "Dentist"]).exits(0);
    assert_eq!(place.run(&["list", "--json"]).out().lines().count(), 1);
    place.run(&["undo", "2"]).exits(0);
    assert_eq!(place.run(&["list", "#phone", "--json"]).out().lines().count(), 0);
    place.run(&["redo"]).exits(0);
    assert_eq!(place.run(&["list", "#phone", "--json"]).out().lines().count(), 1);
    assert_eq!(place.run(&["search", "oat", "--json"]).out().lines().count(), 1);
    let doctor = place.run(&["doctor", "--json"]).json();
    assert_eq!(doctor["checks"][0]["part"], "database");
    assert_eq!(doctor["checks"][0]["health"], "healthy");
    let said = place.run(&["when", "next tuesday 3pm", "--json"]).json();
    assert_eq!(said["start"], "2026-11-24T15:00:00+01:00[Europe/Berlin]");
    assert!(!place.run(&["today"]).out().contains('\u{1b}'), "no colour where there is no terminal");
    let mut last = Value::Null;
    for line in place.run(&["chat", "--json", "add call mum tomorrow"]).out().lines() {
        last = serde_json::from_str(line).unwrap();
    }
    assert_eq!(last["event"], "done");
}

#[test]
fn the_program_touches_nothing_outside_its_folder() {
    let place = Place::new();
    place.run(&["add", "Something"]).exits(0);
    place.run(&["doctor"]).exits(0);
    let mut found: Vec<String> = std::fs::read_dir(place.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    assert_eq!(found, ["data", "key", "tmp"]);
    assert_eq!(std::fs::read_dir(place.temporary()).unwrap().count(), 0, "no temporary files stay");
}
