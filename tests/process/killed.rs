//! `kill -9` while the program writes: what it said was saved is there, and the file is sound.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;
use std::time::Duration;

use daymark_store::{Read as StoreRead, Store, StoreError, TaskFilter};
use daymark_testkit::Seeded;

use crate::Place;

/// How often the program is killed; `DAYMARK_KILLS` asks for more.
fn kills() -> u32 {
    std::env::var("DAYMARK_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(200)
}

fn titles(store: &Store) -> BTreeSet<String> {
    let filter = TaskFilter { limit: 1_000_000, ..TaskFilter::default() };
    let tasks = store.read::<_, StoreError>(|read: &StoreRead<'_>| read.tasks(&filter)).unwrap();
    let found: Vec<String> = tasks.iter().map(|task| task.title.to_string()).collect();
    let unique: BTreeSet<String> = found.iter().cloned().collect();
    assert_eq!(unique.len(), found.len(), "nothing is there twice");
    unique
}

fn sound(place: &Place) {
    let store = place.store();
    assert_eq!(store.check().unwrap(), [""; 0]);
    let print = || store.read::<_, StoreError>(|read| read.fingerprint()).unwrap();
    let before = print();
    store.rebuild().unwrap();
    assert_eq!(print(), before, "the projections follow from the op log");
}

#[test]
fn what_was_acknowledged_survives_kill_9() {
    let place = Place::new();
    place.run(&["add", "Before everything"]).exits(0);
    let dice = Seeded::new(20_261_121);
    let mut acknowledged = BTreeSet::from(["Before everything".to_owned()]);
    let (mut early, mut late, mut middle) = (0, 0, 0);
    // The moment of the kill: after so many acknowledgements and so many microseconds more, so that it falls
    // into opening, writing, committing and acknowledging alike.
    for round in 0..kills() {
        let mut child = place
            .command(&["dump", "-", "--json", "--one-by-one"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let script: String = (0..12).map(|n| format!("Round{round} line{n}\n")).collect();
        child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        let wanted = if round % 5 == 0 { 0 } else { dice.below(12) };
        for _ in 0..wanted {
            out.read_line(&mut said).unwrap();
        }
        let longest = if wanted == 0 { 120_000 } else { 15_000 };
        std::thread::sleep(Duration::from_micros(dice.below(longest) as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        // What was in the pipe was said before the kill.
        out.read_to_string(&mut said).unwrap();
        let mut heard = 0;
        for line in said.lines() {
            // The last line may be torn; torn is not said.
            let Ok(added) = serde_json::from_str::<serde_json::Value>(line) else { continue };
            acknowledged.insert(added["title"].as_str().unwrap().to_owned());
            heard += 1;
        }
        match heard {
            0 => early += 1,
            12 => late += 1,
            _ => middle += 1,
        }
        if round % 10 == 9 {
            let there = titles(&place.store());
            let lost: Vec<&String> = acknowledged.difference(&there).collect();
            assert!(lost.is_empty(), "round {round}: acknowledged and lost: {lost:?}");
        }
        if round % 50 == 49 {
            sound(&place);
        }
    }
    let there = titles(&place.store());
    let lost: Vec<&String> = acknowledged.difference(&there).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    // At most the one line that was committed and not yet said, in each round.
    let unsaid = there.difference(&acknowledged).count();
    assert!(unsaid <= kills() as usize, "{unsaid} lines that nobody was told of");
    sound(&place);
    let doctor = place.run(&["doctor", "--json"]).json();
    assert_eq!(doctor["checks"][0]["health"], "healthy", "{doctor}");
    place.run(&["add", "After everything"]).exits(0);
    eprintln!(
        "{} kills: {early} before the first line, {middle} between, {late} after the last; {} acknowledged, {unsaid} unsaid",
        kills(),
        acknowledged.len()
    );
    assert!(middle * 3 > kills(), "most kills should fall into the writing");
}
