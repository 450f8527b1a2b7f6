//! Search, and finding a thing by what people call it.

use daymark_api::{Find, Hit, ObjectRef, Search};
use daymark_domain::{Id, Kind};
use daymark_store::{Read, Row};
use daymark_sync::Value;
use daymark_sync::registry::field;

use super::answers;
use crate::app::Inner;
use crate::fault::Fault;

answers! {
    Search => search;
    Find => find;
}

fn search(read: &Read<'_>, _: &Inner, call: Search) -> Result<Vec<Hit>, Fault> {
    let words: Vec<String> = call
        .text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let rows = read.search(&call.text, call.limit.unwrap_or(30).min(200))?;
    rows.into_iter()
        .map(|row| {
            let doc = read.doc(row.id)?.unwrap_or_default();
            let body = doc.get(field::NOTES).and_then(Value::as_text).unwrap_or("");
            let open = row.kind != Kind::Task || read.task(Id::of(row.id))?.is_some_and(|task| task.open());
            Ok(Hit { object: row.id, kind: row.kind, title: row.title, snippet: snippet(body, &words), open })
        })
        .collect()
}

/// A line of the body around the first found word, the found words marked with U+E000 and U+E001.
fn snippet(body: &str, words: &[String]) -> String {
    let found = |token: &str| {
        let token = token.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        !token.is_empty() && words.iter().any(|word| token.starts_with(word.as_str()))
    };
    let tokens: Vec<&str> = body.split_whitespace().collect();
    let Some(at) = tokens.iter().position(|token| found(token)) else { return String::new() };
    let from = at.saturating_sub(5);
    let mut line = String::from(if from > 0 { "… " } else { "" });
    for token in tokens.iter().skip(from).take(18) {
        // A very long token is cut; the body may hold anything.
        let token: String = token.chars().take(60).collect();
        line.push_str(&if found(&token) { format!("\u{e000}{token}\u{e001} ") } else { format!("{token} ") });
    }
    line.trim_end().to_owned()
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
        let found: Vec<Row> = read.search(&attempt, 50)?.into_iter().filter(fits).collect();
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

#[cfg(test)]
mod tests {
    use super::snippet;

    #[test]
    fn a_snippet_shows_the_word_in_its_place() {
        let words = vec!["tax".to_owned()];
        assert_eq!(snippet("the Taxes, of course", &words), "the \u{e000}Taxes,\u{e001} of course");
        assert_eq!(snippet("nothing here", &words), "");
    }
}
