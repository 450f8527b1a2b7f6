//! `words`: full text over everything a person writes.

use std::borrow::Cow;
use std::collections::BTreeSet;

use daymark_domain::{Kind, ObjectId, unspaced};
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
                .execute(params![n, apart(title), apart(body), apart(tags)])?;
        }
        Ok(())
    }
}

/// A word that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Any of these will do; the first is what was typed.
    pub any: Vec<String>,
    /// The person may not have typed it to its end.
    pub unfinished: bool,
}

/// How many matches are looked through for the best ones. Matches are taken newest first, so what a
/// common word leaves out is old.
const LOOKED_THROUGH: u32 = 400;

impl Read<'_> {
    /// Living things of these kinds that hold all terms: first those that hold them in the title, then
    /// others, each newest first and no more than are worth ranking.
    pub fn search(&self, terms: &[Term], kinds: &[Kind]) -> Result<Vec<Row>, StoreError> {
        let Some(query) = expression(terms) else { return Ok(Vec::new()) };
        let kinds = kinds.iter().fold(0_i64, |all, kind| all | 1 << daymark_sync::kind_number(*kind));
        let mut found: Vec<Row> = Vec::new();
        for query in [format!("{{title}} : ({query})"), query] {
            let rows = self.rows(
                "SELECT o.id, o.kind, o.title, o.life, o.changed_at
                 FROM (SELECT rowid AS n FROM words WHERE words MATCH ?1 ORDER BY rowid DESC LIMIT 20000) found
                 CROSS JOIN object o ON o.n = found.n
                 WHERE o.life = 1 AND (?2 >> o.kind) & 1 LIMIT ?3",
                params![query, kinds, LOOKED_THROUGH],
            )?;
            let known: BTreeSet<ObjectId> = found.iter().map(|row| row.id).collect();
            found.extend(rows.into_iter().filter(|row| !known.contains(&row.id)));
        }
        Ok(found)
    }

    /// The words in use that begin so, and in how many things each stands.
    pub fn vocabulary(&self, beginning: &str) -> Result<Vec<(String, u32)>, StoreError> {
        let mut select = self
            .0
            .prepare_cached("SELECT term, doc FROM word WHERE term >= ?1 AND term < ?1 || char(0x10FFFF)")?;
        let rows = select.query_map([beginning], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Terms as an FTS5 query: each quoted, so that nothing a person types is an operator.
fn expression(terms: &[Term]) -> Option<String> {
    let one = |term: &Term| {
        let star = if term.unfinished { "*" } else { "" };
        let any: Vec<String> = term.any.iter().map(|word| format!("\"{}\"{star}", quoted(word))).collect();
        if any.len() == 1 { any.concat() } else { format!("({})", any.join(" OR ")) }
    };
    let terms: Vec<String> = terms.iter().take(24).map(one).collect();
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

/// A word as the index holds it, for between quotes.
fn quoted(word: &str) -> String {
    apart(&word.replace('"', " ")).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writing that does not part its words by spaces, with every character on its own: the tokenizer
/// would make one word of a whole sentence, and a part of it is then found as a phrase.
fn apart(text: &str) -> Cow<'_, str> {
    if !text.contains(unspaced) {
        return Cow::Borrowed(text);
    }
    let mut parted = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if unspaced(c) {
            parted.extend([' ', c, ' ']);
        } else {
            parted.push(c);
        }
    }
    Cow::Owned(parted)
}

/// Words and phrases (`true`) that must all be there. The last word outside of a phrase may be
/// unfinished.
pub(crate) fn parts<'a>(parts: impl IntoIterator<Item = (&'a str, bool)>) -> Option<String> {
    let mut terms: Vec<String> = Vec::new();
    let mut last = None;
    for (text, phrase) in parts {
        let words =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(12).map(quoted);
        if phrase {
            let words: Vec<String> = words.collect();
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
    use super::{Term, apart, expression, parts};

    #[test]
    fn words_are_quoted() {
        let query = |text| parts([(text, false)]);
        assert_eq!(query("tax let"), Some(r#""tax" AND "let"*"#.into()));
        assert_eq!(query(r#"NEAR("a" -b)"#), Some(r#""NEAR" AND "a" AND "b"*"#.into()));
        assert_eq!(query(" '; "), None);
        let term = |any: &[&str], unfinished| Term {
            any: any.iter().map(|&word| word.to_owned()).collect(),
            unfinished,
        };
        assert_eq!(
            expression(&[term(&["ta\"x", "tab"], false), term(&["東京"], true)]),
            Some(r#"("ta x" OR "tab") AND "東 京"*"#.into())
        );
        assert_eq!(expression(&[]), None);
        assert_eq!(
            parts([("say \"hi", true), ("tax", false), ("letter", true)]),
            Some(r#""say hi" AND "tax"* AND "letter""#.into())
        );
        assert_eq!(query("東京 tax"), Some(r#""東 京" AND "tax"*"#.into()));
    }

    #[test]
    fn characters_stand_apart_where_spaces_do_not() {
        assert_eq!(apart("plain words"), "plain words");
        assert_eq!(apart("東京 Tower").split_whitespace().collect::<Vec<_>>(), ["東", "京", "Tower"]);
        assert_eq!(apart("ไทย").split_whitespace().count(), 3);
    }
}
