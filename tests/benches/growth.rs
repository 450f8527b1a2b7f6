//! How long calls take as the database grows. `cargo xtask bench growth` writes the tasks, runs this on
//! the folder that holds them, and keeps what it prints.
//!
//! One data folder grows: the parts are imported one after the other, and at each size every call is
//! made many times through the same dispatch as a window's, over a database on the disk.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench may stop")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a bench prints")]
#![allow(clippy::disallowed_methods, reason = "a bench measures elapsed time")]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use daymark_testkit::{Home, World};
use serde_json::{Value, json};

/// Queries as clients make them. `@` stands for the number of the round, so that no answer is one that
/// was just given.
const QUERIES: &[(&str, &str, &str)] = &[
    ("Today", "today.view", "{}"),
    ("Next", "next.view", "{}"),
    ("Inbox", "inbox.view", r#"{"limit":50}"#),
    ("Counts", "app.counts", "{}"),
    ("Filter: a tag and a day", "task.list", r#"{"query":"tag:phone due<=friday sort:due","limit":50}"#),
    ("Filter: an area, by priority", "task.list", r#"{"query":"area:Work sort:-priority","limit":50}"#),
    ("Filter: a page far in", "task.list", r#"{"query":"status:open sort:created","limit":50,"offset":500}"#),
    ("Filter: words", "task.list", r#"{"query":"invoice","limit":50}"#),
    ("Filter: done this week", "task.list", r#"{"query":"status:done","limit":50}"#),
    ("Search: a common word begun", "search.run", r#"{"text":"inv"}"#),
    ("Search: two words", "search.run", r#"{"text":"dentist call"}"#),
    ("Search: a rare one", "search.run", r#"{"text":"77@"}"#),
    ("Search: a slip of the keys", "search.run", r#"{"text":"passpotr landlrod"}"#),
    ("Events of a week", "event.list", r#"{"from":"2026-11-16","to":"2026-11-22"}"#),
    ("Areas", "area.list", "{}"),
    ("Goals", "goal.list", "{}"),
    ("History", "history.list", r#"{"limit":50}"#),
    ("Trash", "trash.list", r#"{"limit":50}"#),
    ("Reminders", "reminder.list", r#"{"limit":50}"#),
];

struct Line {
    what: &'static str,
    /// Per size: half take no longer, 99 of 100 take no longer.
    times: Vec<(Duration, Duration)>,
}

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let (Some(folder), sizes) =
        (args.next().map(PathBuf::from), args.map(|size| size.parse::<usize>().unwrap()))
    else {
        println!(
            "growth FOLDER SIZE...: the folder holds part-0.json and so on; see cargo xtask bench growth"
        );
        return;
    };
    let sizes: Vec<usize> = sizes.collect();
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(grow(folder, sizes));
}

async fn grow(folder: PathBuf, sizes: Vec<usize>) {
    let home = Home::new();
    let mut alice = home.alice();
    let (mut part, mut tasks) = (0, 0);
    let mut imports = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    for &size in &sizes {
        let (before, begun) = (tasks, Instant::now());
        while tasks < size {
            let file = folder.join(format!("part-{part}.json"));
            let content = std::fs::read_to_string(&file).unwrap();
            let report = alice
                .does(
                    "data.import",
                    json!({ "format": "taskwarrior", "content": content, "name": format!("part {part}"),
                            "dry_run": false, "partial": false }),
                )
                .await;
            let added = report["added"].as_u64().unwrap_or_default() as usize;
            assert!(added > 0, "{report}");
            (part, tasks) = (part + 1, tasks + added);
            eprintln!("{tasks} tasks after {:.0?}", begun.elapsed());
        }
        imports.push((tasks - before) as f64 / begun.elapsed().as_secs_f64());
        // As after a start: what was written by the import is on the disk.
        alice = home.alice();
        measure(&alice, &mut lines).await;
    }
    let ops = tasks;
    let begun = Instant::now();
    let rebuilt = home.store().rebuild().unwrap();
    let rebuilding = rebuilt as f64 / begun.elapsed().as_secs_f64();
    print(&sizes, &lines, &imports, (ops, rebuilding));
}

async fn measure(alice: &World, lines: &mut Vec<Line>) {
    for (what, name, body) in QUERIES {
        let mut times = Vec::new();
        for round in 0..40 {
            let body: Value = serde_json::from_str(&body.replace('@', &round.to_string())).unwrap();
            let begun = Instant::now();
            alice.does(name, body).await;
            times.push(begun.elapsed());
        }
        record(lines, what, times);
    }
    let (mut adding, mut completing, mut undoing) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..200 {
        let begun = Instant::now();
        let added = alice
            .does("capture.add", json!({ "text": format!("dentist {round} tue 3pm for 30m #health !high") }))
            .await;
        adding.push(begun.elapsed());
        if round % 4 == 0 {
            let id = &added["id"];
            let begun = Instant::now();
            alice.does("task.complete", json!({ "ids": [id] })).await;
            completing.push(begun.elapsed());
            let begun = Instant::now();
            alice.does("history.undo", json!({ "steps": 1 })).await;
            undoing.push(begun.elapsed());
        }
    }
    record(lines, "Quick add, on the disk", adding);
    record(lines, "Complete a task", completing);
    record(lines, "Undo", undoing);
}

fn record(lines: &mut Vec<Line>, what: &'static str, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: usize| times.get(times.len() * part / 100).or(times.last()).copied().unwrap_or_default();
    let pair = (at(50), at(99));
    match lines.iter_mut().find(|line| line.what == what) {
        Some(line) => line.times.push(pair),
        None => lines.push(Line { what, times: vec![pair] }),
    }
}

fn print(sizes: &[usize], lines: &[Line], imports: &[f64], (tasks, rebuilding): (usize, f64)) {
    let ms = |time: Duration| format!("{:.2}", time.as_secs_f64() * 1000.0);
    let heads: Vec<String> = sizes.iter().map(|size| format!("{size} tasks")).collect();
    println!("| Call, ms (median / 99 %) | {} | last / first |", heads.join(" | "));
    println!("| --- |{} ---: |", " ---: |".repeat(sizes.len()));
    for line in lines {
        let cells: Vec<String> =
            line.times.iter().map(|(half, most)| format!("{} / {}", ms(*half), ms(*most))).collect();
        let growth = match (line.times.first(), line.times.last()) {
            (Some((first, _)), Some((last, _))) => last.as_secs_f64() / first.as_secs_f64().max(1e-9),
            _ => 1.0,
        };
        println!("| {} | {} | {growth:.1}× |", line.what, cells.join(" | "));
    }
    let speeds: Vec<String> = imports.iter().map(|speed| format!("{speed:.0}")).collect();
    println!("| Import, tasks a second | {} | |", speeds.join(" | "));
    println!("\nRebuilding all projections of {tasks} tasks from the log: {rebuilding:.0} ops a second.");
}
