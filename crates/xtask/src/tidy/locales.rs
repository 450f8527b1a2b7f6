//! Every language says the same things, every key that is used has words, and all words are used.
//!
//! A room that speaks has `locales/LANGUAGE/*.ftl` beside its `src/`. Keys are found in sources as
//! literals: `t!("key"`, `say!(texts, "key"`, `phrase!("key"`, and any quoted word that is a key. A
//! key that is put together (`format!("part-{}", …)`) uses all that it may become.

use super::source::without_tests;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The room whose words every room may use.
const SHARED: &str = "crates/daymark-texts";

#[derive(Debug, Default)]
pub struct Locales {
    rooms: BTreeMap<String, Room>,
}

#[derive(Debug, Default)]
struct Room {
    /// The message ids of each language, attributes as `message.attribute`.
    languages: BTreeMap<String, BTreeSet<String>>,
    /// Keys in the macros, with the place of each.
    said: Vec<(String, String)>,
    /// Quoted words, with a place of each.
    quoted: BTreeMap<String, String>,
    /// Quoted words with a gap, cut at the gaps.
    patterns: BTreeSet<Vec<String>>,
}

impl Locales {
    /// Looks into a file of the repository.
    pub fn read(&mut self, file: &Path, text: &str) {
        let name = file.to_string_lossy().replace('\\', "/");
        if let Some((room, language)) = of(&name) {
            let language = self.rooms.entry(room).or_default().languages.entry(language).or_default();
            language.extend(keys(text));
        }
        let parts = name.rsplit_once("/src/").or_else(|| name.split_once("/data/"));
        let room = match parts {
            Some((room, _)) if !name.contains("/tests") => room,
            _ => return,
        };
        let room = self.rooms.entry(room.to_owned()).or_default();
        if name.ends_with(".rs") {
            let code: String =
                without_tests(text).into_iter().map(|(_, line)| format!("{}\n", uncommented(line))).collect();
            room.said.extend(said(&code).into_iter().map(|key| (key, name.clone())));
            for word in quoted(&code) {
                room.quoted.entry(word).or_insert_with(|| name.clone());
            }
            room.patterns.extend(patterns(&code));
        } else if name.ends_with(".txt") {
            // Data names a key as `name=key`.
            let words = text.split(['=', ';', '\n']).map(str::trim).filter(|word| is_key(word));
            room.quoted.extend(words.map(|word| (word.to_owned(), name.clone())));
        }
    }

    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let empty = BTreeSet::new();
        let shared = self.rooms.get(SHARED).and_then(Room::english).unwrap_or(&empty);
        let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
        for (name, room) in self.rooms.iter().filter(|(_, room)| !room.languages.is_empty()) {
            faults.extend(compare(name, &room.languages));
            let Some(english) = room.english() else {
                faults.push(format!("{name}/locales has no English"));
                continue;
            };
            for key in english {
                if let Some(other) = owners.insert(key, name) {
                    faults.push(format!("'{key}' is a key of {other} and of {name}; it belongs to one room"));
                }
            }
            let known = |key: &str| english.contains(key) || shared.contains(key);
            for (key, place) in room.said.iter().filter(|(key, _)| !known(key)) {
                faults.push(format!("{place}: '{key}' has no words in {name}/locales/en"));
            }
            // Elsewhere keys are also passed on as words; in the UI such words are names of styles.
            if name != "ui" {
                let families = families(english);
                let stray = |word: &&String| {
                    let whole = word.contains('-') && !word.ends_with('-');
                    whole && families.contains(family(word)) && !known(word)
                };
                for word in room.quoted.keys().filter(stray) {
                    let place = &room.quoted[word];
                    faults.push(format!("{place}: \"{word}\" looks like a key and has no words"));
                }
            }
            let users: Vec<&Room> = if name == SHARED { self.rooms.values().collect() } else { vec![room] };
            for key in english.iter().filter(|key| !key.contains('.')) {
                if !users.iter().any(|user| user.uses(key)) {
                    faults.push(format!("{name}/locales/en says '{key}', which nothing uses"));
                }
            }
        }
        faults.sort();
        faults.dedup();
        faults
    }
}

impl Room {
    fn english(&self) -> Option<&BTreeSet<String>> {
        self.languages.get("en")
    }

    fn uses(&self, key: &str) -> bool {
        self.quoted.contains_key(key) || self.patterns.iter().any(|pattern| fits(pattern, key))
    }
}

/// The room and the language of a file `ROOM/locales/LANGUAGE/*.ftl`.
fn of(name: &str) -> Option<(String, String)> {
    let (room, inside) = name.split_once("/locales/")?;
    let (language, _) = inside.split_once('/')?;
    name.ends_with(".ftl").then(|| (room.to_owned(), language.to_owned()))
}

/// The message ids of a Fluent file, attributes as `message.attribute`. Terms (`-name`) are a language's own.
fn keys(text: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut message = String::new();
    for line in text.lines() {
        let Some((name, _)) = line.split_once('=') else { continue };
        let id = name.trim();
        let is_id = |text: &str| {
            text.starts_with(|c: char| c.is_ascii_alphabetic())
                && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        };
        if line.starts_with([' ', '\t']) {
            if let Some(attribute) = id.strip_prefix('.').filter(|attribute| is_id(attribute)) {
                keys.insert(format!("{message}.{attribute}"));
            }
        } else if is_id(id) {
            message = id.to_owned();
            keys.insert(message.clone());
        }
    }
    keys
}

fn compare(room: &str, languages: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let all: BTreeSet<&String> = languages.values().flatten().collect();
    let mut faults = Vec::new();
    for (language, keys) in languages {
        let missing: Vec<&str> =
            all.iter().filter(|key| !keys.contains(**key)).map(|key| key.as_str()).collect();
        if !missing.is_empty() {
            let shown = missing.iter().take(8).copied().collect::<Vec<_>>().join(", ");
            let more = if missing.len() > 8 { ", …" } else { "" };
            faults.push(format!(
                "{room}/locales/{language} does not say {} of the messages: {shown}{more}",
                missing.len()
            ));
        }
    }
    faults
}

fn uncommented(line: &str) -> &str {
    let code = if line.trim_start().starts_with("//") { "" } else { line };
    code.split(" // ").next().unwrap_or(code)
}

fn is_key(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// What stands between two quotes, whichever they are.
fn between_quotes(code: &str) -> impl Iterator<Item = &str> {
    code.match_indices('"').filter_map(|(at, _)| code[at + 1..].split('"').next())
}

/// Every quoted word that may be a key.
fn quoted(code: &str) -> BTreeSet<String> {
    between_quotes(code).filter(|word| is_key(word)).map(str::to_owned).collect()
}

/// Quoted words with gaps (`part-{}`), cut at the gaps.
fn patterns(code: &str) -> BTreeSet<Vec<String>> {
    let with_gap = between_quotes(code).filter(|word| word.contains('{') && word.len() < 60);
    with_gap
        .filter_map(|word| {
            let mut parts = vec![String::new()];
            let mut inside = false;
            for c in word.chars() {
                match c {
                    '{' => inside = true,
                    '}' if inside => {
                        inside = false;
                        parts.push(String::new());
                    }
                    _ if inside => {}
                    c if c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' => {
                        parts.last_mut()?.push(c);
                    }
                    _ => return None,
                }
            }
            // "{}-{}" would be every key there is.
            parts.iter().any(|part| part.len() > 2).then_some(parts)
        })
        .collect()
}

fn fits(pattern: &[String], key: &str) -> bool {
    let (Some(first), Some(last)) = (pattern.first(), pattern.last()) else { return false };
    key.len() > first.len() + last.len() && key.starts_with(first.as_str()) && key.ends_with(last.as_str())
}

/// The literal keys of the macros that say things.
fn said(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (name, before) in [("t!(", 0), ("phrase!(", 0), ("say!(", 1)] {
        for (at, _) in code.match_indices(name) {
            if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let mut rest = code[at + name.len()..].trim_start();
            if before == 1 {
                // Past the first argument, which holds no comma outside brackets.
                let Some(comma) = first_comma(rest) else { continue };
                rest = rest[comma + 1..].trim_start();
            }
            let key = rest.strip_prefix('"').and_then(|rest| rest.split('"').next());
            found.extend(key.filter(|key| is_key(key)).map(str::to_owned));
        }
    }
    found
}

fn first_comma(code: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => return None,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

fn family(key: &str) -> &str {
    key.split('-').next().unwrap_or(key)
}

/// First words that several keys begin with.
fn families(keys: &BTreeSet<String>) -> BTreeSet<&str> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for key in keys.iter().filter(|key| key.contains('-')) {
        *counts.entry(family(key)).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count > 2).map(|(family, _)| family).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(files: &[(&str, &str)]) -> Vec<String> {
        let mut locales = Locales::default();
        for (file, text) in files {
            locales.read(Path::new(file), text);
        }
        locales.faults()
    }

    #[test]
    fn ids_and_attributes_are_read() {
        let text = "# a = comment\nhello = Hello\n    .title = Hi\n-brand = Daymark\nmany = { $n ->\n    [one] a = b\n   *[other] c\n}\n";
        let expected = ["hello", "hello.title", "many"].map(str::to_owned);
        assert_eq!(keys(text), BTreeSet::from(expected));
    }

    #[test]
    fn a_planted_gap_is_found() {
        let code = ("ui/src/a.rs", "t!(\"a\"); t!(\"b\")");
        let files =
            [("ui/locales/de/main.ftl", "a = x\n"), ("ui/locales/en/main.ftl", "a = x\nb = y\n"), code];
        assert_eq!(faults(&files), ["ui/locales/de does not say 1 of the messages: b"]);
        assert_eq!(of("ui/locales/main.ftl"), None);
    }

    #[test]
    fn a_planted_key_without_words_is_found() {
        let english = ("crates/x/locales/en/a.ftl", "a-b = x\n");
        for code in
            ["say!(voice, \"a-c\")", "say!(\n    self.of(1, 2),\n    \"a-c\", n = 1)", "phrase!(\"a-c\")"]
        {
            let code = format!("{code}; say!(voice, \"a-b\")");
            let found = faults(&[english, ("crates/x/src/lib.rs", &code)]);
            assert_eq!(found, ["crates/x/src/lib.rs: 'a-c' has no words in crates/x/locales/en"], "{code}");
        }
        let families = ("crates/x/locales/en/a.ftl", "label-a = x\nlabel-b = x\nlabel-c = x\n");
        let code = "const ALL: [&str; 3] = [\"label-a\", \"label-b\", \"label-c\"]; several(\"label-d\");";
        let found = faults(&[families, ("crates/x/src/lib.rs", code)]);
        assert_eq!(found, ["crates/x/src/lib.rs: \"label-d\" looks like a key and has no words"]);
    }

    #[test]
    fn planted_words_that_nothing_uses_are_found() {
        let english = ("crates/x/locales/en/a.ftl", "part-one = x\npart-two = x\nask-me = x\nold = x\n");
        let code = "known(&format!(\"part-{}\", name)); // \"old\"\n#[cfg(test)]\nmod tests {\n    say!(x, \"old\");\n}\n";
        let data = ("crates/x/data/en/a.txt", "pattern: x => question=ask-me; then=y\n");
        let found = faults(&[english, ("crates/x/src/lib.rs", code), data]);
        assert_eq!(found, ["crates/x/locales/en says 'old', which nothing uses"]);
    }

    #[test]
    fn shared_words_may_be_used_by_all_and_a_key_has_one_room() {
        let shared = ("crates/daymark-texts/locales/en/words.ftl", "today = today\n");
        let code = ("ui/src/a.rs", "t!(\"today\"); t!(\"undo\")");
        let undo = ("ui/locales/en/a.ftl", "undo = Undo\n");
        assert_eq!(faults(&[shared, code, undo]), [] as [&str; 0]);
        let twice = ("ui/locales/en/b.ftl", "today = Today\n");
        assert_eq!(faults(&[shared, code, undo, twice]).len(), 1);
    }
}
