//! What a person typed stands nowhere as it is: not in the files, the log, temporary files, stderr.

use std::path::{Path, PathBuf};

use daymark_api::{AddTask, Audience, Caller, Handle, Say};
use daymark_host::{LogTo, Options};

use crate::Place;

const TITLE: &str = "canary-title-Q7x2vN5c";
const NOTE: &str = "canary-note-text-M3k9pL1z";
const SAID: &str = "canary-chat-words-T8d4wR6b";
const KEY: &str = "sk-canary-provider-key-H2j6yF0s";

/// A text as it may be hidden in bytes: as it is, as UTF-16, in hex, in base64 at each of three offsets.
fn disguises(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let mut found = vec![
        ("plain", text.as_bytes().to_vec()),
        ("upper case", text.to_uppercase().into_bytes()),
        ("lower case", text.to_lowercase().into_bytes()),
        ("UTF-16 little", text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("UTF-16 big", text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("hex", hex(text.as_bytes()).into_bytes()),
        ("HEX", hex(text.as_bytes()).to_uppercase().into_bytes()),
    ];
    for before in 0..3_usize {
        let padded = [vec![b'x'; before], text.as_bytes().to_vec()].concat();
        let whole = base64(&padded);
        // The first and last group depend on what stands beside the text.
        let inner = whole[before.div_ceil(3) * 4..whole.len() - 4].to_owned();
        found.push(("base64url", inner.replace('+', "-").replace('/', "_").into_bytes()));
        found.push(("base64", inner.into_bytes()));
    }
    found
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let number =
            (0..3).fold(0_u32, |number, at| (number << 8) | u32::from(group.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            text.push(if at > group.len() {
                '='
            } else {
                LETTERS[(number >> (18 - 6 * at)) as usize & 63] as char
            });
        }
    }
    text
}

fn files(under: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(under).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, into) } else { into.push(path) }
    }
}

fn search(name: &str, bytes: &[u8], into: &mut Vec<String>) {
    for canary in [TITLE, NOTE, SAID, KEY] {
        for (disguise, needle) in disguises(canary) {
            if bytes.windows(needle.len()).any(|window| window == needle) {
                into.push(format!("{canary} as {disguise} in {name}"));
            }
        }
    }
}

fn hits(under: &Path) -> Vec<String> {
    let (mut all, mut found) = (Vec::new(), Vec::new());
    files(under, &mut all);
    for path in &all {
        search(&path.display().to_string(), &std::fs::read(path).unwrap(), &mut found);
    }
    found
}

#[test]
fn the_search_finds_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    for (n, bytes) in [
        format!("..{TITLE}..").into_bytes(),
        base64(format!("{{\"title\":\"{NOTE}\"}}").as_bytes()).into_bytes(),
        base64(format!("a{KEY}bc").as_bytes()).into_bytes(),
        base64(format!("ab{KEY}").as_bytes()).into_bytes(),
        SAID.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        SAID.bytes().map(|byte| format!("{byte:02X}")).collect::<String>().into_bytes(),
    ]
    .into_iter()
    .enumerate()
    {
        let path = folder.path().join(format!("{n}"));
        std::fs::write(&path, bytes).unwrap();
        assert!(!hits(folder.path()).is_empty(), "disguise {n} is not found");
        std::fs::remove_file(path).unwrap();
    }
    assert!(hits(folder.path()).is_empty());
}

#[test]
fn nothing_readable_stays_behind() {
    let place = Place::new();
    let mut spoken = String::new();
    let mut run = |args: &[&str], stdin: &str| {
        let done = place.run_with(args, stdin);
        spoken.push_str(done.err());
        done
    };
    run(&["--verbose", "add", TITLE], "").exits(0);
    run(&["--verbose", "note", "add", "A note", "--body", NOTE], "").exits(0);
    run(&["--verbose", "edit", TITLE, &format!("notes={NOTE}")], "").exits(0);
    run(&["--verbose", "chat", &format!("add {SAID} tomorrow")], "").exits(0);
    run(&["--verbose", "chat", &format!("why is {SAID} so blue")], "").exits(0);
    let url = "https://api.example.invalid/v1";
    run(
        &["--verbose", "models", "add", "cloud", "--url", url, "--model", "m", "--key-stdin"],
        &format!("{KEY}\n"),
    )
    .exits(0);
    run(&["--verbose", "models", "test", "cloud"], "");
    run(&["--verbose", "doctor"], "");
    run(&["--verbose", "search", "canary"], "").exits(0);
    run(&["--verbose", "show", "no such canary-title-Q7x2vN5c"], "").exits(1);
    let listed = run(&["models", "list", "--json"], "").out().to_owned();
    assert!(!listed.contains(KEY) && listed.contains("has_key"), "{listed}");

    // What the app's own log file holds, with the database open and its WAL on the disk.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let options = Options {
            data: Some(place.data()),
            key_file: Some(place.key_file()),
            log: LogTo::File,
            ..Options::default()
        };
        let app = daymark_host::open(options).await.unwrap();
        let person = || Caller::person(Audience::MainWindow);
        Handle::handle(
            &app,
            person(),
            AddTask { title: TITLE.into(), notes: NOTE.into(), ..AddTask::default() },
        )
        .await
        .unwrap();
        let long = AddTask { title: format!("{TITLE}{}", "x".repeat(600)), ..AddTask::default() };
        Handle::handle(&app, person(), long).await.unwrap_err();
        Handle::handle(&app, person(), Say { text: format!("why is {SAID} blue"), ..Say::default() })
            .await
            .unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        let mut all = Vec::new();
        files(&place.data(), &mut all);
        assert!(
            all.iter().any(|path| path.to_string_lossy().ends_with("-wal")),
            "the WAL is there to be searched: {all:?}"
        );
        assert!(
            all.iter().any(|path| path.to_string_lossy().contains("logs")),
            "the log is there to be searched: {all:?}"
        );
        assert_eq!(hits(place.folder.path()), [""; 0]);
        app.close().await;
    });
    drop(runtime);
    assert_eq!(hits(place.folder.path()), [""; 0], "after closing");
    let mut found = Vec::new();
    // The person's own words come back to them in errors on the terminal, which is no log; lines of the log do not.
    for line in spoken.lines().filter(|line| {
        line.contains("INFO") || line.contains("WARN") || line.contains("ERROR") || line.contains("DEBUG")
    }) {
        search("stderr", line.as_bytes(), &mut found);
    }
    assert_eq!(found, [""; 0]);
    assert!(!spoken.contains(KEY), "a key is never said");
}
