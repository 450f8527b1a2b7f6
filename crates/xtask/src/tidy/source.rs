//! Rules about Rust files.

use std::path::Path;

/// A file longer than this says why.
const LONG: usize = 1_000;
const LONG_BECAUSE: &str = "// tidy: long because ";
/// Allows an unordered map where order decides nothing.
const UNORDERED: &str = "// tidy: order does not matter";

const INNER: &[&str] = &[
    "daymark-texts",
    "daymark-domain",
    "daymark-api",
    "daymark-capture",
    "daymark-formats",
    "daymark-sync",
    "daymark-crypto",
    "daymark-agent",
];
/// Programs and tools talk to a terminal; everything else returns values.
const TALKERS: &[&str] = &["crates/daymark-cli/", "crates/xtask/", "crates/daymark-testkit/", "tests/"];

const IMPURE: &[(&str, &str)] = &[
    ("SystemTime::now", "`now` is an argument"),
    ("Instant::now", "`now` is an argument"),
    ("Timestamp::now", "`now` is an argument"),
    ("Zoned::now", "`now` is an argument"),
    ("Uuid::now_v7", "`now` and randomness are arguments"),
    ("Uuid::new_v4", "randomness is an argument"),
    ("thread_rng", "randomness is an argument"),
    ("std::env", "settings are arguments"),
    ("std::fs", "rings 0 and 1 do no IO"),
    ("std::net", "rings 0 and 1 do no IO"),
    ("HashMap", "a BTreeMap has an order"),
    ("HashSet", "a BTreeSet has an order"),
];
const PRINTING: &[&str] = &["println!", "eprintln!", "print!", "eprint!"];

pub fn check(file: &Path, text: &str) -> Vec<String> {
    let name = file.to_string_lossy().replace('\\', "/");
    let mut faults = Vec::new();
    let lines = text.lines().count();
    if lines > LONG && !text.lines().any(|line| line.trim_start().starts_with(LONG_BECAUSE)) {
        faults.push(format!("{name} has {lines} lines; split it, or say `{LONG_BECAUSE}…`"));
    }
    if is_test(&name) {
        return faults;
    }
    let pure = INNER.iter().any(|room| name.starts_with(&format!("crates/{room}/src/")));
    let silent =
        name.contains("/src/") && !is_program(&name) && !TALKERS.iter().any(|path| name.starts_with(path));
    if !pure && !silent {
        return faults;
    }
    let mut line_before = "";
    for (number, line) in without_tests(text) {
        let code = line.split("//").next().unwrap_or_default();
        let said = |wanted: &str| line.contains(wanted) || line_before.contains(wanted);
        if pure {
            for (word, why) in IMPURE.iter().filter(|(word, _)| has_word(code, word)) {
                if !(word.starts_with("Hash") && said(UNORDERED)) {
                    faults.push(format!("{name}:{number}: {word}: {why}"));
                }
            }
        }
        if silent {
            for word in PRINTING.iter().filter(|word| has_word(code, word)) {
                faults.push(format!("{name}:{number}: {word}: a library does not print"));
            }
        }
        line_before = line;
    }
    faults
}

fn is_test(name: &str) -> bool {
    name.contains("/tests/")
        || name.starts_with("tests/")
        || name.ends_with("/tests.rs")
        || name.contains("/benches/")
}

fn is_program(name: &str) -> bool {
    name.ends_with("/main.rs") || name.contains("/bin/") || name.ends_with("/build.rs")
}

/// Whether the word stands there and not as the tail or head of a longer one.
fn has_word(code: &str, word: &str) -> bool {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !before.is_some_and(part_of_name) && !after.is_some_and(part_of_name)
    })
}

/// The lines with their numbers, without `#[cfg(test)]` items. Rustfmt puts an item's last brace
/// where its first line begins, so indentation tells where it ends.
pub fn without_tests(text: &str) -> Vec<(usize, &str)> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut kept = Vec::new();
    let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    while let Some((number, line)) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            kept.push((number, line));
            continue;
        }
        let depth = indent(line);
        for (_, line) in lines.by_ref() {
            let ends_here =
                indent(line) == depth && !line.trim_start().starts_with("#[") && line.trim() != "";
            if ends_here
                && (line.trim() == "}" || line.trim_end().ends_with(';') || line.trim_end().ends_with("}"))
            {
                break;
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(name: &str, text: &str) -> Vec<String> {
        check(Path::new(name), text)
    }

    #[test]
    fn a_planted_clock_in_an_inner_ring_is_found() {
        let text = "fn a() {\n    let now = SystemTime::now();\n}\n";
        assert_eq!(
            faults("crates/daymark-sync/src/lib.rs", text),
            ["crates/daymark-sync/src/lib.rs:2: SystemTime::now: `now` is an argument"]
        );
        assert!(faults("crates/daymark-host/src/lib.rs", text).is_empty());
        assert!(faults("crates/daymark-sync/tests/a.rs", text).is_empty());
        assert!(faults("crates/daymark-sync/src/merge/tests.rs", text).is_empty());
    }

    #[test]
    fn test_modules_and_comments_are_free() {
        let text = "// never HashMap\nuse a;\n#[cfg(test)]\nmod tests {\n    use std::fs;\n    fn a() {\n    }\n}\nuse std::env;\n";
        assert_eq!(faults("crates/daymark-api/src/lib.rs", text).len(), 1);
        let outside = "#[cfg(test)]\nmod tests;\nuse std::fs;\n";
        assert_eq!(faults("crates/daymark-api/src/lib.rs", outside).len(), 1);
    }

    #[test]
    fn an_unordered_map_needs_its_reason() {
        let name = "crates/daymark-agent/src/lib.rs";
        assert_eq!(faults(name, "use std::collections::HashMap;\n").len(), 1);
        assert!(
            faults(name, "// tidy: order does not matter, it is a cache\nuse std::collections::HashMap;\n")
                .is_empty()
        );
        assert!(faults(name, "struct MyHashMapLike;\n").is_empty());
    }

    #[test]
    fn a_planted_print_in_a_library_is_found() {
        let text = "fn a() {\n    println!(\"x\");\n}\n";
        assert_eq!(faults("crates/daymark-core/src/lib.rs", text).len(), 1);
        assert_eq!(faults("ui/src/app.rs", text).len(), 1);
        assert!(faults("crates/daymark-cli/src/print.rs", text).is_empty());
        assert!(faults("src-tauri/src/main.rs", text).is_empty());
    }

    #[test]
    fn a_long_file_says_why() {
        let long = "//\n".repeat(LONG + 1);
        assert_eq!(faults("ui/src/a.rs", &long).len(), 1);
        assert!(faults("ui/src/a.rs", &format!("// tidy: long because it is a table\n{long}")).is_empty());
    }
}
