//! The contract that scripts rely on, tried with the real program on a real data folder: JSON
//! shapes, exit codes, where errors go, what is asked for and what is not.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A data folder of one person, with a clock that stands still on a Saturday.
struct Person {
    folder: tempfile::TempDir,
}

fn ada() -> Person {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("key");
    std::fs::write(&key, "11".repeat(32)).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    Person { folder }
}

impl Person {
    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_daymark"));
        command
            .args(["--now", "2026-11-21T09:30:00+01:00", "--zone", "Europe/Berlin"])
            .args(words)
            .env("DAYMARK_DATA", self.folder.path().join("data"))
            .env("DAYMARK_KEY_FILE", self.folder.path().join("key"))
            .stdin(Stdio::null());
        command
    }

    fn says(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// What is printed when all goes well.
    fn text(&self, words: &[&str]) -> String {
        let output = self.says(words);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{words:?}: {stderr}");
        assert_eq!(stderr, "", "{words:?} is quiet on stderr");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The JSON values, one a line.
    fn json(&self, words: &[&str]) -> Vec<Value> {
        let text = self.text(&[words, &["--json"]].concat());
        text.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect()
    }

    fn one(&self, words: &[&str]) -> Value {
        let mut values = self.json(words);
        assert_eq!(values.len(), 1, "{words:?}");
        values.remove(0)
    }

    /// The exit code and the error, for people and for scripts alike.
    fn fails(&self, words: &[&str]) -> (i32, String) {
        let human = self.says(words);
        let script = self.says(&[words, &["--json"]].concat());
        assert_eq!(human.status.code(), script.status.code(), "{words:?}");
        assert_eq!(String::from_utf8_lossy(&script.stdout), "", "{words:?}: errors go to stderr");
        let error: Value = serde_json::from_slice(&script.stderr).expect("the error is JSON");
        assert!(error["error"]["message"].is_string(), "{error}");
        let code = error["error"]["code"].as_str().unwrap().to_owned();
        (human.status.code().unwrap(), code)
    }
}

#[test]
fn add_says_what_was_understood() {
    let ada = ada();
    let words = "Dentist tue 3pm for 30m #health !high";
    let tried = ada.one(&["add", "--dry-run", words]);
    assert!(ada.json(&["list"]).is_empty(), "a dry run saves nothing");
    let added = ada.one(&["add", words]);
    for draft in [&tried, &added] {
        assert_eq!(draft["kind"], "task");
        assert_eq!(draft["title"], "Dentist");
        assert_eq!(
            draft["due"],
            serde_json::json!({"date": "2026-11-24", "time": "15:00", "zone": "Europe/Berlin"})
        );
        assert_eq!(draft["duration_minutes"], 30);
        assert_eq!(draft["tags"], serde_json::json!(["health"]));
        assert_eq!(draft["priority"], "high");
        for absent in ["start", "deadline", "repeat", "area", "goal", "project", "energy"] {
            assert!(draft[absent].is_null(), "{absent}");
        }
        let span = &draft["spans"][0];
        let (start, end) = (span["start"].as_u64().unwrap() as usize, span["end"].as_u64().unwrap() as usize);
        assert_eq!(span["text"], words[start..end], "span offsets are bytes of the input");
    }
    let id = added["id"].as_str().unwrap();
    assert_eq!(ada.one(&["show", &id[28..]])["task"]["title"], "Dentist", "the end of an id is enough");
}

#[test]
fn lists_are_one_value_a_line_and_the_rest_one_value() {
    let ada = ada();
    for title in ["One", "Two", "Three"] {
        ada.text(&["add", title]);
    }
    assert_eq!(ada.json(&["list"]).len(), 3);
    assert_eq!(ada.json(&["list", "--limit", "2"]).len(), 2);
    assert_eq!(ada.json(&["inbox"]).len(), 3);
    assert_eq!(ada.json(&["next", "--limit", "2"]).len(), 2);
    assert_eq!(ada.one(&["today"])["date"], "2026-11-21");
    assert_eq!(ada.json(&["done", "One", "Two"]).len(), 2);
    assert_eq!(ada.one(&["undo"])["labels"].as_array().unwrap().len(), 1);
    assert_eq!(ada.json(&["list", "status:open"]).len(), 3);
    let when = ada.one(&["when", "tomorrow 3pm"]);
    assert_eq!(when["start"], "2026-11-22T15:00:00+01:00[Europe/Berlin]");
    assert_eq!(when["all_day"], false);
}

#[test]
fn exit_codes_tell_scripts_what_to_do() {
    let ada = ada();
    ada.text(&["add", "Twin"]);
    ada.text(&["add", "Twin"]);
    for (words, exit, code) in [
        (&["show", "nothing of the kind"][..], 1, "NOT_FOUND"),
        (&["import", "ics", "no-such-file.ics"], 1, "NOT_FOUND"),
        (&["settings", "no_such_setting"], 1, "NOT_FOUND"),
        (&["edit", "Twin"], 2, "INVALID"),
        (&["no-such-verb"], 2, "INVALID"),
        (&["--zone", "Nowhere/Land", "today"], 2, "INVALID"),
        (&["today", "asdfghjk"], 2, "INVALID"),
        (&["done", "Twin"], 3, "CONFLICT"),
    ] {
        assert_eq!(ada.fails(words), (exit, code.to_owned()), "{words:?}");
    }
    let output = ada.says(&["done", "Twin"]);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(stderr.matches("task 'Twin'").count(), 2, "the candidates are named: {stderr}");
    assert_eq!(ada.json(&["list", "status:open"]).len(), 2, "nothing was done");
}

#[test]
fn a_query_is_explained_and_its_mistakes_are_pointed_at() {
    let ada = ada();
    ada.text(&["add", "Call Ada today #phone"]);
    ada.text(&["add", "Write report"]);
    assert_eq!(ada.json(&["list", "due<=today", "(#phone", "or", "priority:high)"]).len(), 1);
    let grouped = ada.text(&["list", "group:priority limit:1"]);
    assert!(grouped.contains("Without a priority") && grouped.contains("1 task"), "{grouped}");
    let explained = ada.one(&["query", "explain", "#phone", "not", "done"]);
    assert_eq!(explained["query"], "tag:phone -done");
    assert_eq!(explained["said"][0], "it is open");
    assert!(
        explained["plan"].as_array().unwrap().iter().any(|line| line.as_str().unwrap().contains("SEARCH"))
    );
    assert!(ada.text(&["query", "explain", "#phone"]).contains("Plan"));

    assert_eq!(ada.fails(&["list", "äöü duee:today"]), (2, "INVALID".into()));
    let people = String::from_utf8(ada.says(&["list", "äöü duee:today"]).stderr).unwrap();
    assert!(people.ends_with("\n  äöü duee:today\n      ^^^^\n"), "{people}");
    let scripts: Value =
        serde_json::from_slice(&ada.says(&["list", "äöü duee:today", "--json"]).stderr).unwrap();
    assert_eq!(scripts["error"]["at"], serde_json::json!([4, 8]));
}

#[test]
fn an_edit_sets_clears_and_refuses() {
    let ada = ada();
    ada.text(&["area", "add", "Home"]);
    ada.text(&["add", "Pay rent #a"]);
    let task = ada.one(&[
        "edit",
        "Pay rent",
        "estimate=1h30",
        "due=monday 9am",
        "tags+=b",
        "area=Home",
        "repeat=every month",
    ]);
    assert_eq!(task["estimate_minutes"], 90);
    assert_eq!(task["due"]["date"], "2026-11-23");
    assert_eq!(task["tags"], serde_json::json!(["a", "b"]));
    assert_eq!(task["area_name"], "Home");
    assert_eq!(task["repeat"]["rrule"], "FREQ=MONTHLY");
    let task = ada.one(&["edit", "Pay rent", "estimate=", "due=", "tags-=a", "area=none", "repeat="]);
    for cleared in ["estimate_minutes", "due", "area", "repeat"] {
        assert!(task[cleared].is_null(), "{cleared}");
    }
    assert_eq!(task["tags"], serde_json::json!(["b"]));
    assert_eq!(ada.fails(&["edit", "Pay rent", "colour=red"]).0, 2);
    assert_eq!(ada.fails(&["edit", "Pay rent", "title=New", "estimate=soon"]).0, 2);
    assert_eq!(ada.one(&["show", "Pay rent"])["task"]["title"], "Pay rent", "all of an edit or nothing");
}

#[test]
fn rules_are_laid_out_and_said() {
    let ada = ada();
    let rule =
        ["recur", "expand", "--start", "1997-09-02T09:00:00", "--zone", "America/New_York", "--count", "3"];
    let said = ada.text(&[&rule[..], &["RRULE:FREQ=DAILY;COUNT=10", "EXDATE:19970903T090000"]].concat());
    assert_eq!(said, "1997-09-02T09:00:00-04:00\n1997-09-04T09:00:00-04:00\n1997-09-05T09:00:00-04:00\n");
    assert_eq!(ada.text(&["recur", "say", "FREQ=WEEKLY;BYDAY=TU"]), "Every Tuesday\n");
    assert_eq!(ada.fails(&["recur", "expand", "--start", "1997-09-02", "RRULE:FREQ=OFTEN"]).0, 2);
}

#[test]
fn one_instance_or_more_of_what_repeats() {
    let ada = ada();
    let choir = ["event", "add", "Choir", "--start", "2026-11-24 18:00", "--repeat", "every tuesday"];
    ada.one(&choir);
    ada.one(&["skip", "Choir", "2026-12-01"]);
    let one = ada.one(&["edit", "Choir", "--one", "2026-12-08", "start=2026-12-09 17:00", "title=Church"]);
    assert_eq!(one["instance"], "2026-12-08T18:00:00");
    ada.one(&["edit", "Choir", "--following", "2026-12-15", "start=2026-12-15 20:00", "title=Late"]);
    ada.one(&["edit", "Late", "--all", "location=Hall"]);
    let days = ["event", "list", "--from", "2026-11-24", "--to", "2026-12-22"];
    let said: Vec<String> = ada
        .json(&days)
        .iter()
        .map(|event| {
            format!(
                "{} {} {}",
                event["date"].as_str().unwrap(),
                event["title"].as_str().unwrap(),
                event["location"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        said,
        ["2026-11-24 Choir ", "2026-12-09 Church ", "2026-12-15 Late Hall", "2026-12-22 Late Hall"]
    );
    ada.one(&["undo"]);
    ada.one(&["add", "Water every day"]);
    assert_eq!(ada.one(&["skip", "Water"])["due"]["date"], "2026-11-22");
}

#[test]
fn the_trash_gives_back() {
    let ada = ada();
    ada.text(&["add", "Dentist"]);
    ada.text(&["note", "add", "Ideas"]);
    assert_eq!(ada.json(&["rm", "Dentist", "Ideas"]).len(), 2);
    assert!(ada.json(&["list"]).is_empty());
    assert_eq!(ada.json(&["trash"]).len(), 2);
    assert_eq!(ada.json(&["restore", "ideas", "Dentist"]).len(), 2);
    assert_eq!(ada.json(&["list"]).len(), 1);
    assert_eq!(ada.fails(&["restore", "Dentist"]), (1, "NOT_FOUND".to_owned()));
}

#[test]
fn a_turn_ends_with_done_and_a_proposal_waits_for_a_yes() {
    let ada = ada();
    let events = ada.json(&["chat", "--no-model", "add buy milk tomorrow"]);
    assert_eq!(events.last().unwrap()["event"], "done");
    assert_eq!(ada.json(&["list", "status:open"]).len(), 1);

    ada.text(&["goal", "add", "Run a half marathon", "--target", "in 6 months"]);
    let decompose = ["goal", "decompose", "Run a half marathon", "--granularity", "2", "--no-model"];
    let proposal = ada.one(&decompose);
    assert_eq!(proposal["state"], "waiting");
    let waiting = ada.json(&["proposal", "list"]);
    assert_eq!(waiting.len(), 1);
    assert_eq!(ada.json(&["list", "status:open"]).len(), 1, "nothing is done before a yes");

    let id = proposal["id"].as_str().unwrap();
    assert_eq!(ada.fails(&["proposal", "accept", id, "none of them"]).0, 2);
    assert_eq!(ada.one(&["proposal", "accept", &id[28..], "1-2"])["state"], "partly");
    assert_eq!(ada.json(&["list", "status:open"]).len(), 3);
    let rejected = ada.one(&[&decompose[..], &["--accept", "none"]].concat());
    assert_eq!(rejected["state"], "rejected");
    let accepted = ada.one(&[&decompose[..], &["--yes"]].concat());
    assert_eq!(accepted["state"], "accepted");
    assert!(ada.json(&["proposal", "list"]).is_empty());
}

#[test]
fn what_a_model_wants_waits_unless_a_yes_was_given() {
    let ada = ada();
    ada.text(&["models", "add", "Demo", "--scripted"]);
    let wish = "please use a tool to add a task to water the plants";
    let events = ada.json(&["chat", "--model", "Demo", wish]);
    let last = events.last().unwrap();
    assert_eq!(last["event"], "done");
    assert_eq!(last["message"]["proposal"]["state"], "waiting");
    let streamed: String = events.iter().filter_map(|event| event["delta"].as_str()).collect();
    assert_eq!(streamed, last["message"]["text"].as_str().unwrap(), "the stream is the answer");
    assert!(ada.json(&["list"]).is_empty());
    assert!(ada.text(&["chat", "--model", "Demo", wish]).contains("daymark proposal accept"));

    let events = ada.json(&["chat", "--yes", "--model", "Demo", wish]);
    let states: Vec<_> = events.iter().filter_map(|event| event["proposal"]["state"].as_str()).collect();
    assert_eq!(states, ["waiting", "accepted"]);
    assert_eq!(events.last().unwrap()["message"]["proposal"]["state"], "accepted");
    assert_eq!(ada.json(&["list"]).len(), 1);
    assert_eq!(ada.fails(&["chat", "--model", "nobody", "hello you there"]).0, 1);
}

#[test]
fn a_key_is_read_from_standard_input_and_never_shown() {
    let ada = ada();
    let words = [
        "models",
        "add",
        "Far",
        "--url",
        "https://models.example/v1",
        "--model",
        "m",
        "--key-stdin",
        "--json",
    ];
    let mut child = ada.command(&words).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"sk-planted-secret\nmore\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let shown = [String::from_utf8(output.stdout).unwrap(), ada.text(&["models", "list", "--json"])].concat();
    assert!(shown.contains("\"has_key\":true") && !shown.contains("planted"), "{shown}");
    for entry in std::fs::read_dir(ada.folder.path().join("data")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = if path.is_file() { std::fs::read(&path).unwrap() } else { Vec::new() };
        assert!(!bytes.windows(7).any(|window| window == b"planted"), "{} holds the key", path.display());
    }
    assert_eq!(
        ada.fails(&["models", "add", "Far", "--url", "https://models.example/v1", "--key-stdin"]).0,
        2
    );
}

#[test]
fn text_from_outside_cannot_steer_the_terminal() {
    let ada = ada();
    ada.text(&["note", "add", "Ideas", "--body", "a\u{1b}]0;owned\u{7}b"]);
    assert!(!ada.text(&["note", "show", "Ideas"]).contains('\u{1b}'));
    assert!(!ada.text(&["list"]).contains('\u{1b}'), "no colour in a pipe");
}

#[test]
fn a_dump_reads_standard_input_only_when_asked() {
    let ada = ada();
    let mut child =
        ada.command(&["dump", "--json"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"- buy milk tomorrow\n\n* call Ada #phone\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 2);
    assert_eq!(ada.json(&["list"]).len(), 2);
}

#[test]
fn completions_and_manual_need_no_data() {
    let ada = ada();
    assert!(ada.text(&["completions", "bash"]).contains("daymark"));
    assert!(ada.text(&["man"]).starts_with(".ie"));
    let pages = ada.folder.path().join("pages");
    ada.text(&["man", "--dir", pages.to_str().unwrap()]);
    assert!(pages.join("daymark-goal-decompose.1").exists());
    assert!(!ada.folder.path().join("data").exists());
}

#[test]
fn a_wrong_key_is_said_and_nothing_is_touched() {
    let ada = ada();
    ada.text(&["add", "Secret plan"]);
    std::fs::write(ada.folder.path().join("key"), "22".repeat(32)).unwrap();
    let (exit, code) = ada.fails(&["list"]);
    assert_eq!((exit, code.as_str()), (70, "STORAGE"));
    std::fs::write(ada.folder.path().join("key"), "11".repeat(32)).unwrap();
    assert_eq!(ada.json(&["list"]).len(), 1);
}
