//! Finding a thing by what people call it.

use daymark_api::{Find, ObjectRef};
use daymark_domain::{Id, Kind};
use daymark_store::{Read, Row};

use super::answers;
use crate::app::Inner;
use crate::fault::Fault;

answers! {
    Find => find;
}

fn reference(row: Row) -> ObjectRef {
    ObjectRef { object: row.id, kind: row.kind, title: row.title }
}

fn find(read: &Read<'_>, _: &Inner, call: Find) -> Result<Vec<ObjectRef>, Fault> {
    Ok(read.find(call.text.trim(), 20)?.into_iter().map(reference).collect())
}

/// Living things that a person's words mean: by title, by its beginning, by the words in it. Empty
/// when nothing fits; several when the words fit several.
pub(crate) fn resolve(read: &Read<'_>, words: &str, kinds: &[Kind]) -> Result<Vec<ObjectRef>, Fault> {
    let words = words.trim().trim_matches(|c| matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '.' | '?'));
    let fits = |row: &Row| kinds.contains(&row.kind) && row.alive;
    let exact: Vec<Row> = read.find(words, 50)?.into_iter().filter(fits).collect();
    if !exact.is_empty() {
        return prefer_open(read, exact);
    }
    let mut attempts = vec![words.to_owned()];
    // "the dentist", "my tax letters": the small words are rarely part of the title.
    let bare: Vec<&str> = words
        .split_whitespace()
        .filter(|word| {
            !["the", "my", "a", "an", "that", "this", "task"].contains(&word.to_lowercase().as_str())
        })
        .collect();
    attempts.push(bare.join(" "));
    for attempt in attempts {
        let found = super::search::found(read, &attempt, kinds, 50)?;
        let lower = attempt.to_lowercase();
        let titled: Vec<Row> =
            found.iter().filter(|row| row.title.to_lowercase().contains(&lower)).cloned().collect();
        if !titled.is_empty() {
            return prefer_open(read, titled);
        }
        if !found.is_empty() {
            return prefer_open(read, found);
        }
    }
    Ok(Vec::new())
}

fn prefer_open(read: &Read<'_>, rows: Vec<Row>) -> Result<Vec<ObjectRef>, Fault> {
    let mut open = Vec::new();
    for row in &rows {
        if row.kind != Kind::Task || read.task(Id::of(row.id))?.is_some_and(|task| task.open()) {
            open.push(row.clone());
        }
    }
    Ok(if open.is_empty() { rows } else { open }.into_iter().map(reference).collect())
}
