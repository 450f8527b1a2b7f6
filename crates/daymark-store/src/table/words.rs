//! `words`: full text over everything a person writes.

use rusqlite::params;

use crate::table::object::Row;
use crate::{Read, StoreError, Write};

impl Write<'_> {
    pub(crate) fn project_words(
        &self,
        n: i64,
        alive: bool,
        title: &str,
        body: &str,
        tags: &str,
    ) -> Result<(), StoreError> {
        if alive {
            self.0
                .0
                .prepare_cached("INSERT INTO words (rowid, title, body, tags) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![n, title, body, tags])?;
        }
        Ok(())
    }
}

impl Read<'_> {
    /// Living things that hold every word (the last one may be unfinished), best first: titles
    /// weigh more than bodies.
    pub fn search(&self, text: &str, limit: u32) -> Result<Vec<Row>, StoreError> {
        let Some(query) = query(text) else { return Ok(Vec::new()) };
        self.rows(
            "SELECT o.id, o.kind, o.title, o.life, o.changed_at
             FROM (SELECT rowid AS n, rank FROM words WHERE words MATCH ?1 AND rank MATCH 'bm25(8.0, 1.0, 4.0)'
                   ORDER BY rank LIMIT ?2) found
             CROSS JOIN object o ON o.n = found.n
             WHERE o.life = 1 ORDER BY found.rank, o.changed_at DESC",
            params![query, limit],
        )
    }
}

/// Words as an FTS5 query: each quoted, so that nothing a person types is an operator.
pub(crate) fn query(text: &str) -> Option<String> {
    parts([(text, false)])
}

/// Words and phrases (`true`) that must all be there. The last word outside of a phrase may be
/// unfinished.
pub(crate) fn parts<'a>(parts: impl IntoIterator<Item = (&'a str, bool)>) -> Option<String> {
    let mut terms: Vec<String> = Vec::new();
    let mut last = None;
    for (text, phrase) in parts {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(12);
        if phrase {
            let words: Vec<&str> = words.collect();
            if !words.is_empty() {
                terms.push(format!("\"{}\"", words.join(" ")));
            }
            continue;
        }
        for word in words {
            last = Some(terms.len());
            terms.push(format!("\"{word}\""));
        }
    }
    if let Some(term) = last.and_then(|last| terms.get_mut(last)) {
        term.push('*');
    }
    terms.truncate(24);
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

#[cfg(test)]
mod tests {
    use super::{parts, query};

    #[test]
    fn words_are_quoted() {
        assert_eq!(query("tax let"), Some(r#""tax" AND "let"*"#.into()));
        assert_eq!(query(r#"NEAR("a" -b)"#), Some(r#""NEAR" AND "a" AND "b"*"#.into()));
        assert_eq!(query(" '; "), None);
        assert_eq!(
            parts([("say \"hi", true), ("tax", false), ("letter", true)]),
            Some(r#""say hi" AND "tax"* AND "letter""#.into())
        );
    }
}
