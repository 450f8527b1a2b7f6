//! Every language says the same things, every key that is used has words, and all words are used.
//!
//! A room that speaks has `locales/LANGUAGE/*.ftl` beside its `src/`. Every language has the files
//! and the keys of English, no others, and each key the same arguments as in English. Keys are found in sources as
//! literals: `t!("key"`, `say!(texts, "key"`, `phrase!("key"`, and any quoted word that is a key. A
//! key that is put together (`format!("part-{}", …)`) uses all that it may become.

use super::source::without_tests;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
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
    languages: BTreeMap<String, Language>,
    /// Keys in the macros, with the place of each.
    said: Vec<(String, String)>,
    /// Quoted words, with a place of each.
    quoted: BTreeMap<String, String>,
    /// Names of files of words that the sources take in.
    named: BTreeSet<String>,
    /// Quoted words with a gap, cut at the gaps.
    patterns: BTreeSet<Vec<String>>,
}

/// The message ids with their arguments, attributes as `message.attribute`.
type Messages = BTreeMap<String, BTreeSet<String>>;

#[derive(Debug, Default)]
struct Language {
    messages: Messages,
    files: BTreeSet<String>,
    /// What no file may hold: mistakes of syntax, a key twice.
    faults: Vec<String>,
}

impl Locales {
    /// Looks into a file of the repository.
    pub fn read(&mut self, file: &Path, text: &str) {
        let name = file.to_string_lossy().replace('\\', "/");
        if let Some((room, language, short)) = of(&name) {
            let language = self.rooms.entry(room).or_default().languages.entry(language).or_default();
            let (messages, junk) = messages(text);
            language.files.insert(short);
            language.faults.extend(junk.into_iter().map(|junk| format!("{name}: no Fluent: {junk}")));
            for (key, arguments) in messages {
                if language.messages.insert(key.clone(), arguments).is_some() {
                    language.faults.push(format!("{name}: '{key}' is said already"));
                }
            }
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
            let files = between_quotes(&code).filter(|word| word.ends_with(".ftl"));
            room.named.extend(files.filter_map(|file| file.rsplit('/').next()).map(str::to_owned));
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
        let empty = Messages::new();
        let shared = self.rooms.get(SHARED).and_then(Room::english).unwrap_or(&empty);
        let shipped: BTreeSet<&String> = self.rooms.values().flat_map(|room| room.languages.keys()).collect();
        let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
        for (name, room) in self.rooms.iter().filter(|(_, room)| !room.languages.is_empty()) {
            let Some(english) = room.languages.get("en") else {
                faults.push(format!("{name}/locales has no English"));
                continue;
            };
            for language in &shipped {
                match room.languages.get(*language) {
                    Some(other) => {
                        faults.extend(compare(&format!("{name}/locales/{language}"), english, other))
                    }
                    None => faults.push(format!("{name}/locales has no {language}")),
                }
            }
            for file in english.files.iter().filter(|file| !room.named.contains(*file)) {
                faults.push(format!("{name}/locales/en/{file} is named by no source of {name}"));
            }
            let english = &english.messages;
            for key in english.keys() {
                if let Some(other) = owners.insert(key, name) {
                    faults.push(format!("'{key}' is a key of {other} and of {name}; it belongs to one room"));
                }
            }
            let known = |key: &str| english.contains_key(key) || shared.contains_key(key);
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
            for key in english.keys().filter(|key| !key.contains('.')) {
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
    fn english(&self) -> Option<&Messages> {
        self.languages.get("en").map(|english| &english.messages)
    }

    fn uses(&self, key: &str) -> bool {
        self.quoted.contains_key(key) || self.patterns.iter().any(|pattern| fits(pattern, key))
    }
}

/// The room, the language and the name of a file `ROOM/locales/LANGUAGE/*.ftl`.
fn of(name: &str) -> Option<(String, String, String)> {
    let (room, inside) = name.split_once("/locales/")?;
    let (language, file) = inside.split_once('/')?;
    name.ends_with(".ftl").then(|| (room.to_owned(), language.to_owned(), file.to_owned()))
}

/// The messages of a Fluent file, and the first lines of what is none. Terms (`-name`) are a language's own.
fn messages(text: &str) -> (Vec<(String, BTreeSet<String>)>, Vec<String>) {
    let resource = parser::parse(text).unwrap_or_else(|(resource, _)| resource);
    let (mut found, mut junk) = (Vec::new(), Vec::new());
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                for attribute in &message.attributes {
                    let key = format!("{}.{}", message.id.name, attribute.id.name);
                    found.push((key, arguments(&attribute.value)));
                }
                let value = message.value.as_ref().map(arguments);
                found.push((message.id.name.to_owned(), value.unwrap_or_default()));
            }
            Entry::Junk { content } => {
                junk.push(content.lines().next().unwrap_or_default().trim().to_owned());
            }
            _ => {}
        }
    }
    (found, junk)
}

/// The names that a pattern stands on, those that only choose a variant too.
fn arguments(pattern: &Pattern<&str>) -> BTreeSet<String> {
    fn inline(expression: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
        match expression {
            InlineExpression::VariableReference { id } => {
                found.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { arguments, .. } => {
                arguments.positional.iter().for_each(|argument| inline(argument, found));
            }
            InlineExpression::Placeable { expression } => any(expression, found),
            _ => {}
        }
    }
    fn any(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
        match expression {
            Expression::Inline(expression) => inline(expression, found),
            Expression::Select { selector, variants } => {
                inline(selector, found);
                variants.iter().for_each(|variant| found.extend(arguments(&variant.value)));
            }
        }
    }
    let mut found = BTreeSet::new();
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            any(expression, &mut found);
        }
    }
    found
}

/// What is wrong with a language beside English.
fn compare(place: &str, english: &Language, other: &Language) -> Vec<String> {
    let mut faults = other.faults.clone();
    let mut differ = |what: &str, keys: Vec<&str>| {
        if !keys.is_empty() {
            let shown = keys.iter().take(8).copied().collect::<Vec<_>>().join(", ");
            let more = if keys.len() > 8 { ", …" } else { "" };
            faults.push(format!("{place} {what} {} of the messages: {shown}{more}", keys.len()));
        }
    };
    let without = |all: &Language, some: &Language| -> Vec<String> {
        all.messages.keys().filter(|key| !some.messages.contains_key(*key)).cloned().collect()
    };
    let (missing, strange) = (without(english, other), without(other, english));
    differ("does not say", missing.iter().map(String::as_str).collect());
    differ("says what English does not, in", strange.iter().map(String::as_str).collect());
    for (key, arguments) in &other.messages {
        if let Some(wanted) = english.messages.get(key)
            && wanted != arguments
        {
            let listed = |names: &BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>().join(", ");
            faults.push(format!(
                "{place}: '{key}' has the arguments ({}), in English ({})",
                listed(arguments),
                listed(wanted)
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
fn families(keys: &Messages) -> BTreeSet<&str> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for key in keys.keys().filter(|key| key.contains('-')) {
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
    fn ids_attributes_and_arguments_are_read() {
        let text = "# a = comment\nhello = Hello { $who }\n    .title = Hi\n-brand = Daymark\nmany = { $n ->\n    [one] a = { $b }\n   *[other] { NUMBER($c) }\n}\nit is { no message\n";
        let (found, junk) = messages(text);
        let found: Vec<String> = found
            .into_iter()
            .map(|(key, arguments)| format!("{key} {}", arguments.into_iter().collect::<String>()))
            .collect();
        assert_eq!(found, ["hello.title ", "hello who", "many bcn"]);
        assert_eq!(junk, ["it is { no message"]);
    }

    #[test]
    fn planted_differences_between_languages_are_found() {
        let code = ("ui/src/a.rs", "locales![\"main.ftl\"]; t!(\"a\"); t!(\"b\")");
        let english = ("ui/locales/en/main.ftl", "a = x { $n }\nb = y\n");
        for (german, expected) in [
            ("a = x { $n }\nb = y\n", vec![]),
            ("a = x { $n }\n", vec!["ui/locales/de does not say 1 of the messages: b"]),
            (
                "a = x { $n }\nb = y\nc = z\n",
                vec!["ui/locales/de says what English does not, in 1 of the messages: c"],
            ),
            ("a = x { $m }\nb = y\n", vec!["ui/locales/de: 'a' has the arguments (m), in English (n)"]),
            (
                "a = { $n ->\n   *[other] x\n}\nb = { $n } y\n",
                vec!["ui/locales/de: 'b' has the arguments (n), in English ()"],
            ),
            ("a = x { $n }\nb = y\nb = z\n", vec!["ui/locales/de/main.ftl: 'b' is said already"]),
            (
                "a = x { $n }\nb = y {\n",
                vec![
                    "ui/locales/de does not say 1 of the messages: b",
                    "ui/locales/de/main.ftl: no Fluent: b = y {",
                ],
            ),
        ] {
            assert_eq!(faults(&[("ui/locales/de/main.ftl", german), english, code]), expected, "{german}");
        }
        assert_eq!(of("ui/locales/main.ftl"), None);
    }

    #[test]
    fn a_room_that_lacks_a_language_and_a_file_that_nobody_reads_are_found() {
        let files = [
            ("ui/locales/en/main.ftl", "a = x\n"),
            ("ui/locales/de/main.ftl", "a = x\n"),
            ("ui/src/a.rs", "locales![\"main.ftl\"]; t!(\"a\")"),
            ("crates/x/locales/en/b.ftl", "b = x\n"),
            ("crates/x/src/lib.rs", "say!(voice, \"b\")"),
        ];
        let expected =
            ["crates/x/locales has no de", "crates/x/locales/en/b.ftl is named by no source of crates/x"];
        assert_eq!(faults(&files), expected);
    }

    #[test]
    fn a_planted_key_without_words_is_found() {
        let english = ("crates/x/locales/en/a.ftl", "a-b = x\n");
        for code in
            ["say!(voice, \"a-c\")", "say!(\n    self.of(1, 2),\n    \"a-c\", n = 1)", "phrase!(\"a-c\")"]
        {
            let code = format!("\"a.ftl\"; {code}; say!(voice, \"a-b\")");
            let found = faults(&[english, ("crates/x/src/lib.rs", &code)]);
            assert_eq!(found, ["crates/x/src/lib.rs: 'a-c' has no words in crates/x/locales/en"], "{code}");
        }
        let families = ("crates/x/locales/en/a.ftl", "label-a = x\nlabel-b = x\nlabel-c = x\n");
        let code = "const FILE: &str = \"a.ftl\"; const ALL: [&str; 3] = [\"label-a\", \"label-b\", \"label-c\"]; several(\"label-d\");";
        let found = faults(&[families, ("crates/x/src/lib.rs", code)]);
        assert_eq!(found, ["crates/x/src/lib.rs: \"label-d\" looks like a key and has no words"]);
    }

    #[test]
    fn planted_words_that_nothing_uses_are_found() {
        let english = ("crates/x/locales/en/a.ftl", "part-one = x\npart-two = x\nask-me = x\nold = x\n");
        let code = "locales![\"a.ftl\"]; known(&format!(\"part-{}\", name)); // \"old\"\n#[cfg(test)]\nmod tests {\n    say!(x, \"old\");\n}\n";
        let data = ("crates/x/data/en/a.txt", "pattern: x => question=ask-me; then=y\n");
        let found = faults(&[english, ("crates/x/src/lib.rs", code), data]);
        assert_eq!(found, ["crates/x/locales/en says 'old', which nothing uses"]);
    }

    #[test]
    fn shared_words_may_be_used_by_all_and_a_key_has_one_room() {
        let shared = ("crates/daymark-texts/locales/en/words.ftl", "today = today\n");
        let code = ("ui/src/a.rs", "locales![\"a.ftl\", \"b.ftl\"]; t!(\"today\"); t!(\"undo\")");
        let words = ("crates/daymark-texts/src/lib.rs", "locales![\"words.ftl\"]");
        let undo = ("ui/locales/en/a.ftl", "undo = Undo\n");
        assert_eq!(faults(&[shared, words, code, undo]), [] as [&str; 0]);
        let twice = ("ui/locales/en/b.ftl", "today = Today\n");
        assert_eq!(faults(&[shared, words, code, undo, twice]).len(), 1);
    }
}
