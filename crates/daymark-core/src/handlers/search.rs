//! Search as people type: every word, the last one perhaps unfinished; the best first, and of equals
//! the latest; where little is found, words that are nearly the same.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use daymark_api::{Hit, Search};
use daymark_domain::{Id, Kind, unspaced};
use daymark_store::{Read, Row, Term};
use daymark_sync::Value;
use daymark_sync::registry::field;
use rapidfuzz::distance::osa;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::answers;
use crate::app::Inner;
use crate::fault::Fault;

answers! {
    Search => search;
}

/// Fewer hits than this, and words that are nearly the same are looked for too.
const FEW: usize = 5;

fn search(read: &Read<'_>, inner: &Inner, call: Search) -> Result<Vec<Hit>, Fault> {
    let limit = call.limit.unwrap_or(30).min(200) as usize;
    let kinds = if call.kinds.is_empty() { Kind::ALL } else { &call.kinds };
    let terms = terms(&call.text);
    let exact = ranked(read.search(&terms, kinds)?, &terms);
    let mut hits = hits(read, exact, limit, false)?;
    if hits.len() < FEW.min(limit)
        && let Some(similar) = similar(read, &inner.vocabulary, terms)?
    {
        let mut rows = ranked(read.search(&similar, kinds)?, &similar);
        rows.retain(|row| hits.iter().all(|hit| hit.object != row.id));
        hits.extend(self::hits(read, rows, limit - hits.len(), true)?);
        mark(read, &mut hits, &similar)?;
    } else {
        let typed = self::terms(&call.text);
        mark(read, &mut hits, &typed)?;
    }
    Ok(hits)
}

/// Living things of these kinds that hold every word, best first.
pub(crate) fn found(read: &Read<'_>, text: &str, kinds: &[Kind], limit: usize) -> Result<Vec<Row>, Fault> {
    let terms = terms(text);
    let mut rows = ranked(read.search(&terms, kinds)?, &terms);
    rows.truncate(limit);
    Ok(rows)
}

/// The words of a text. A single letter is a word of its own until more is typed.
fn terms(text: &str) -> Vec<Term> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(12).collect();
    let last = words.len().saturating_sub(1);
    let open = text.chars().next_back().is_some_and(char::is_alphanumeric);
    let unfinished =
        |at, word: &str| at == last && open && (word.chars().count() > 1 || word.contains(unspaced));
    words
        .iter()
        .enumerate()
        .map(|(at, word)| Term { any: vec![(*word).to_owned()], unfinished: unfinished(at, word) })
        .collect()
}

/// Small letters without marks: as the index compares words.
fn folded(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

fn ranked(rows: Vec<Row>, terms: &[Term]) -> Vec<Row> {
    let words: Vec<Vec<String>> =
        terms.iter().map(|term| term.any.iter().map(|word| folded(word)).collect()).collect();
    let whole = words.iter().filter_map(|any| any.first().cloned()).collect::<Vec<_>>().join(" ");
    let newest = rows.iter().map(|row| row.changed_at).max().unwrap_or_default();
    let mut scored: Vec<(f64, Row)> =
        rows.into_iter().map(|row| (score(&row, &words, &whole, newest), row)).collect();
    scored.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(other.changed_at.cmp(&one.changed_at)));
    scored.into_iter().map(|(_, row)| row).collect()
}

/// How well a thing fits. A title that says it counts most; among those that fit alike, what was
/// touched lately.
fn score(row: &Row, words: &[Vec<String>], whole: &str, newest: i64) -> f64 {
    const MONTH: f64 = 30.0 * 86_400_000.0;
    let title = folded(&row.title);
    let heads: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let mut fits = 0.0;
    for any in words {
        let best = any.iter().enumerate().map(|(at, word)| {
            // What was typed before what is only like it.
            let nearness = if at == 0 { 1.0 } else { 0.6 };
            let whole_word = heads.contains(&word.as_str());
            let begun = heads.iter().any(|head| head.starts_with(word.as_str()));
            let within = word.contains(unspaced) && title.contains(word.as_str());
            nearness
                * match (whole_word, begun || within) {
                    (true, _) => 1.0,
                    (_, true) => 0.8,
                    _ => 0.0,
                }
        });
        fits += best.fold(0.0, f64::max);
    }
    let share = if words.is_empty() { 0.0 } else { fits / words.len() as f64 };
    let opening = match title.strip_prefix(whole) {
        Some("") => 40.0,
        Some(_) => 20.0,
        None => 0.0,
    };
    let age = (newest - row.changed_at).max(0) as f64;
    40.0 * share + opening + 20.0 * (-age / MONTH).exp2()
}

fn hits(read: &Read<'_>, rows: Vec<Row>, limit: usize, similar: bool) -> Result<Vec<Hit>, Fault> {
    // A completed task stands after an open one that fits as well: one is looked at beyond the limit.
    let mut hits = Vec::new();
    for row in rows.into_iter().take(limit.saturating_mul(2)) {
        let open = row.kind != Kind::Task || read.task(Id::of(row.id))?.is_some_and(|task| task.open());
        hits.push(Hit {
            object: row.id,
            kind: row.kind,
            title: row.title,
            snippet: String::new(),
            open,
            similar,
        });
    }
    hits.sort_by_key(|hit| !hit.open);
    hits.truncate(limit);
    Ok(hits)
}

/// Gives each hit its line.
fn mark(read: &Read<'_>, hits: &mut [Hit], terms: &[Term]) -> Result<(), Fault> {
    let words: Vec<String> = terms.iter().flat_map(|term| &term.any).map(|word| folded(word)).collect();
    for hit in hits {
        let doc = read.doc(hit.object)?.unwrap_or_default();
        let body = doc.get(field::NOTES).and_then(Value::as_text).unwrap_or("");
        hit.snippet = snippet(body, &words);
    }
    Ok(())
}

/// A line of the body around the first found word, the found words marked with U+E000 and U+E001.
fn snippet(body: &str, words: &[String]) -> String {
    let marks = marks(body, words);
    let Some(first) = marks.first() else { return String::new() };
    let before = body.get(..first.start).unwrap_or("");
    let from = before.char_indices().rev().nth(36).map_or(0, |(at, _)| {
        // From the beginning of a word, where there is one.
        before.get(at..).and_then(|rest| rest.find(char::is_whitespace)).map_or(at, |space| at + space + 1)
    });
    let rest = body.get(from..).unwrap_or("");
    let to = rest.char_indices().nth(140).map_or(body.len(), |(at, _)| {
        from + rest
            .get(..at)
            .and_then(|line| line.rfind(char::is_whitespace))
            .filter(|&s| s > 60)
            .unwrap_or(at)
    });
    let mut line = String::from(if from > 0 { "… " } else { "" });
    let mut at = from;
    for mark in marks.iter().filter(|mark| mark.end <= to) {
        line.push_str(body.get(at..mark.start).unwrap_or(""));
        line.push('\u{e000}');
        line.push_str(body.get(mark.clone()).unwrap_or(""));
        line.push('\u{e001}');
        at = mark.end;
    }
    line.push_str(body.get(at..to.max(at)).unwrap_or(""));
    if to < body.len() {
        line.push_str(" …");
    }
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the words stand in a text: words that begin so, or the very characters where words are not
/// parted by spaces.
fn marks(body: &str, words: &[String]) -> Vec<Range<usize>> {
    let (unparted, parted): (Vec<&String>, Vec<&String>) =
        words.iter().filter(|word| !word.is_empty()).partition(|word| word.contains(unspaced));
    let mut marks: Vec<Range<usize>> = unparted
        .iter()
        .flat_map(|word| body.match_indices(word.as_str()).take(20))
        .map(|(at, word)| at..at + word.len())
        .collect();
    let mut start = None;
    let ends = body.char_indices().chain([(body.len(), ' ')]);
    for (at, c) in ends {
        match (c.is_alphanumeric() || is_combining_mark(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                start = None;
                let token = folded(body.get(from..at).unwrap_or(""));
                // A very long token is no word.
                if token.len() <= 120 && parted.iter().any(|word| token.starts_with(word.as_str())) {
                    marks.push(from..at);
                }
            }
            _ => {}
        }
    }
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let mut end = 0;
    marks.retain(|mark| {
        let fits = mark.start >= end;
        if fits {
            end = mark.end;
        }
        fits
    });
    marks
}

/// The words in use, by their first letter: read when first asked for, and again when much was
/// written since.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary(Mutex<BTreeMap<char, (i64, Words)>>);

type Words = Arc<Vec<(String, u32)>>;

/// Ops after which the words of a letter are read again. A word that is newer is found as typed, and
/// only not yet offered for one that is nearly the same.
const STALE_AFTER: u64 = 500;

impl Vocabulary {
    fn beginning(&self, read: &Read<'_>, letter: char) -> Result<Words, Fault> {
        let now = read.last_op()?;
        let mut letters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((then, words)) = letters.get(&letter)
            && now.abs_diff(*then) < STALE_AFTER
        {
            return Ok(words.clone());
        }
        let words = Arc::new(read.vocabulary(&letter.to_string())?);
        letters.insert(letter, (now, words.clone()));
        Ok(words)
    }
}

/// The terms with words in use that are nearly the same; none when there are none. The first letter
/// is taken to be right, or changed places with the second.
fn similar(
    read: &Read<'_>,
    vocabulary: &Vocabulary,
    mut terms: Vec<Term>,
) -> Result<Option<Vec<Term>>, Fault> {
    const OFFERED: usize = 6;
    let mut any = false;
    for term in &mut terms {
        let Some(word) = term.any.first().map(|word| folded(word)) else { continue };
        let slips = match word.chars().count() {
            0..=3 => continue,
            4..=7 => 1,
            8..=40 => 2,
            _ => continue,
        };
        if word.contains(unspaced) || word.chars().any(|c| c.is_ascii_digit()) {
            continue;
        }
        let mut letters: Vec<char> = word.chars().take(2).collect();
        letters.dedup();
        let mut near: Vec<(usize, u32, String)> = Vec::new();
        for letter in letters {
            let words = vocabulary.beginning(read, letter)?;
            near.extend(words.iter().filter_map(|(known, things)| {
                let apart = slips_between(&word, known, term.unfinished, slips)?;
                Some((apart, *things, known.clone()))
            }));
        }
        near.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
        near.retain(|(_, _, known)| *known != word);
        any |= !near.is_empty();
        term.any.extend(near.into_iter().take(OFFERED).map(|(_, _, known)| known));
    }
    Ok(any.then_some(terms))
}

/// How many slips of the keys lie between a word and a known one (its beginning, while the word is
/// unfinished), when no more than `most`.
fn slips_between(word: &str, known: &str, unfinished: bool, most: usize) -> Option<usize> {
    let word: Vec<char> = word.chars().collect();
    let known: Vec<char> = known.chars().take(word.len() + most + 1).collect();
    let (length, known_length) = (word.len(), known.len());
    let against = |beginning: usize| {
        let args = osa::Args::default().score_cutoff(most);
        let beginning = known.get(..beginning).unwrap_or(&known);
        osa::distance_with_args(word.iter().copied(), beginning.iter().copied(), &args)
    };
    if known_length + most < length {
        return None;
    }
    if unfinished {
        (length.saturating_sub(1)..=length + 1).filter_map(against).min()
    } else if known_length > length + most {
        None
    } else {
        against(known_length)
    }
}

#[cfg(test)]
mod tests {
    use super::{folded, slips_between, snippet, terms};

    #[test]
    fn a_snippet_shows_the_word_in_its_place() {
        let marked = |body: &str, word: &str| {
            snippet(body, &[folded(word)]).replace('\u{e000}', "[").replace('\u{e001}', "]")
        };
        let long = "word ".repeat(40);
        for (body, word, shown) in [
            ("the Taxes, of course", "tax", "the [Taxes], of course"),
            ("nothing here", "tax", ""),
            ("Bei Müllers klingeln", "muller", "Bei [Müllers] klingeln"),
            ("明日は東京へ行く", "東京", "明日は[東京]へ行く"),
            ("a\n\nb tax\tc", "tax", "a b [tax] c"),
            ("tax tax", "tax", "[tax] [tax]"),
        ] {
            assert_eq!(marked(body, word), shown, "{body}");
        }
        let far = marked(&format!("{long}tax {long}"), "tax");
        assert!(far.starts_with("… word") && far.contains(" [tax] ") && far.ends_with(" …"), "{far}");
        assert!(far.chars().count() < 220, "{far}");
    }

    #[test]
    fn slips_of_the_keys() {
        for (word, known, unfinished, most, slips) in [
            ("dentsit", "dentist", false, 1, Some(1)),
            ("dentist", "dentist", false, 1, Some(0)),
            ("recieve", "receive", false, 1, Some(1)),
            ("meetni", "meeting", true, 1, Some(1)),
            ("meet", "meeting", false, 1, None),
            ("accomodation", "accommodation", false, 2, Some(1)),
            ("house", "horse", false, 1, Some(1)),
            ("house", "hearse", false, 1, None),
            ("housekeeping", "ho", false, 2, None),
        ] {
            assert_eq!(slips_between(word, known, unfinished, most), slips, "{word} {known}");
        }
    }

    #[test]
    fn the_last_word_may_be_unfinished() {
        let unfinished = |text: &str| terms(text).iter().map(|term| term.unfinished).collect::<Vec<_>>();
        assert_eq!(unfinished("tax let"), [false, true]);
        assert_eq!(unfinished("tax "), [false]);
        assert_eq!(unfinished("a"), [false]);
        assert_eq!(unfinished("東"), [true]);
        assert_eq!(unfinished(""), [false; 0]);
    }
}
