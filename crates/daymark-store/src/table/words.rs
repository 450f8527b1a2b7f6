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
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(12).collect();
    let (last, rest) = words.split_last()?;
    let mut query: Vec<String> = rest.iter().map(|word| format!("\"{word}\"")).collect();
    query.push(format!("\"{last}\"*"));
    Some(query.join(" AND "))
}

#[cfg(test)]
mod tests {
    use super::query;

    #[test]
    fn words_are_quoted() {
        assert_eq!(query("tax let"), Some(r#""tax" AND "let"*"#.into()));
        assert_eq!(query(r#"NEAR("a" -b)"#), Some(r#""NEAR" AND "a" AND "b"*"#.into()));
        assert_eq!(query(" '; "), None);
    }
}
