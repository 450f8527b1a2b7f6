//! Reads the sources as text: every key exists, and no words stand in `html!`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::i18n;

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|it| it == "rs")
                && !path.to_string_lossy().contains("tests")
            {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]\n").next().unwrap_or_default().to_owned();
                found.push((path, code));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 20, "the sources are where they were");
    found
}

#[test]
fn every_key_is_in_the_english_files() {
    let mut missing = Vec::new();
    for (path, code) in sources() {
        let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for piece in
            code.replace("format!(", "").replace("assert!(", "").replace(' ', "").split("t!(\"").skip(1)
        {
            let key = piece.split('"').next().unwrap_or_default();
            if !i18n::known(key) {
                missing.push(format!("{}: {key}", path.display()));
            }
        }
    }
    assert!(missing.is_empty(), "keys without words:\n{}", missing.join("\n"));
}

/// Literal text in `html!` is written as a quoted string between tags or braces (`>"Hello"<`,
/// `{ "Hello" }`), or as the value of an attribute that people read.
#[test]
fn no_words_stand_in_the_sources() {
    let read_aloud = ["aria-label=\"", "title=\"", "placeholder=\"", "alt=\"", "label=\"", "text=\""];
    let mut found = Vec::new();
    for (path, code) in sources() {
        for (number, line) in
            code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            let squeezed: String = line.chars().filter(|c| !c.is_whitespace()).collect();
            // `if a { "x" } else { "y" }` on one line chooses a word for machines.
            let quoted = !line.contains("} else {")
                && [">\"", "{\""].iter().flat_map(|mark| squeezed.split(mark).skip(1)).any(|rest| {
                    let text = rest.split('"').next().unwrap_or_default();
                    text.chars().filter(|c| c.is_alphabetic()).count() > 1
                        && (rest.contains("\"}") || rest.contains("\"<"))
                });
            let attribute = read_aloud.iter().any(|name| {
                line.split(&format!(" {name}"))
                    .skip(1)
                    .any(|rest| rest.starts_with(|c: char| c.is_alphabetic()))
            });
            if quoted || attribute {
                found.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "words belong in the Fluent files:\n{}", found.join("\n"));
}

#[test]
fn styles_are_set_by_classes_and_variables_only() {
    for (path, code) in sources() {
        assert!(!code.contains(" style="), "{}: the content policy forbids style attributes", path.display());
    }
}
