//! Prints how the corpus is read: `cargo run -p daymark-capture --example corpus`. A folder as an
//! argument holds readings that `bench/` collected from other libraries, judged by the same rules.
//! `--misread LANGUAGE` prints what is misread in the half that may be looked at.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "../tests/corpus/judge.rs"]
mod judge;

use std::collections::BTreeMap;

use daymark_capture::{Language, Lexicon};
use judge::{Class, Entry, Reading, Score};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, rest @ ..] = arguments.as_slice()
        && flag == "--misread"
    {
        let language = rest.first().map_or("en", String::as_str);
        let lexicon = Lexicon::of(Language::named(language).unwrap());
        println!("{}", judge::measure(lexicon, language, false).1);
        return;
    }
    for language in Language::ALL {
        let code = language.code();
        let mut rows = vec![("Daymark".to_owned(), judge::measure(Lexicon::of(language), code, false).0)];
        if let Some(folder) = arguments.first() {
            rows.extend(peers(folder, code));
        }
        table(code, &rows);
        let fresh = judge::lines(code, "fresh-");
        if !fresh.is_empty() {
            let score = judge::measured(Lexicon::of(language), fresh, false).0;
            table(&format!("{code}, the last round"), &[("Daymark".to_owned(), score)]);
        }
    }
}

/// One row a reader: right readings of all lines, and of the half that was held out.
fn table(language: &str, rows: &[(String, Score)]) {
    const COLUMNS: [&str; 5] = ["dates", "plain", "repeats", "lines", "lines: date"];
    println!("\n{language}, held-out half (all lines)\n");
    println!("| | {} |", COLUMNS.join(" | "));
    println!("| --- |{}", " --- |".repeat(COLUMNS.len()));
    for (name, score) in rows {
        let cells: Vec<String> = COLUMNS
            .iter()
            .map(|class| match (score.share(class, true), score.whole(class)) {
                (Some(held), Some(all)) => format!("{held:.0} % ({all:.0} %)"),
                _ => "–".to_owned(),
            })
            .collect();
        println!("| {name} | {} |", cells.join(" | "));
    }
    let counts: Vec<String> = COLUMNS
        .iter()
        .map(|class| {
            let all = |held| {
                rows.first().and_then(|(_, score)| score.counts.get(&(*class, held))).map_or(0, |n| n.1)
            };
            format!("{} ({})", all(true), all(true) + all(false))
        })
        .collect();
    println!("| lines | {} |", counts.join(" | "));
}

/// The scores of the readings in a folder, by the library's name.
fn peers(folder: &str, language: &str) -> Vec<(String, Score)> {
    let entries: BTreeMap<(&str, String), Entry> = judge::corpus(language)
        .into_iter()
        .map(|entry| ((entry.class.name(), entry.text.clone()), entry))
        .collect();
    let mut rows = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for path in files {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let Some(name) = name.strip_prefix(&format!("readings-{language}-")) else { continue };
        let text = std::fs::read_to_string(&path).unwrap();
        let mut score = Score::default();
        for line in text.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            let [class, text, found, start, end, rule] = cells[..] else { continue };
            let Some((_, entry)) = entries.get_key_value(&(known(class), text.to_owned())) else { continue };
            let reading = Reading {
                start: start.to_owned(),
                end: end.to_owned(),
                rule: rule.to_owned(),
                draft: None,
                found: found == "1",
            };
            let held_out = entry.held_out();
            match entry.class {
                // What a library gives is a date, and no draft.
                Class::Lines => score.count("lines: date", held_out, judge::dated(entry, &reading)),
                Class::Repeats if name != "recurrent" => {}
                _ => score.count(entry.class.name(), held_out, judge::right(entry, &reading)),
            }
        }
        rows.push((name.to_owned(), score));
    }
    rows
}

fn known(class: &str) -> &'static str {
    Class::ALL.into_iter().map(Class::name).find(|name| *name == class).unwrap_or_default()
}
