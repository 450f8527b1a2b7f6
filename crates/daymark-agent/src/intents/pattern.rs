//! The pattern language: words, `(one|another)`, `[maybe]`, `{slot}` and `{slot:kind}`.
//!
//! A pattern is laid out into all the flat sequences it stands for, so that matching is simple and two patterns
//! that mean the same can be seen to.

use std::sync::Arc;

use super::RegistryError;
use super::words::Words;

/// What the words of a slot must look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SlotKind {
    /// Any words.
    Any,
    /// A day or a time.
    When,
    /// A length of time that becomes a number of minutes.
    Minutes,
    /// A length of time such as "two days".
    Span,
    /// Digits.
    Number,
    /// Starts with an article, or is quoted.
    Thing,
    /// Names something that is kept here: a note, a letter.
    Kept,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Word(Arc<str>),
    /// A word with a colon or a dash after it.
    Colon(Arc<str>),
    Slot(Arc<str>, SlotKind),
}

/// One pattern may not stand for more sequences than this.
const MOST: usize = 4_096;

/// Reads a pattern and lays it out flat.
pub(crate) fn expand(pattern: &str, words: &Words) -> Result<Vec<Vec<Part>>, RegistryError> {
    let bad =
        |reason: &str| RegistryError::BadPattern { pattern: pattern.to_owned(), reason: reason.to_owned() };
    let pieces = pieces(pattern);
    let mut at = 0;
    let mut flat = alternatives(&pieces, &mut at, 0, words).map_err(|reason| bad(&reason))?;
    if at < pieces.len() {
        return Err(bad("a bracket is closed that was not opened"));
    }
    flat.retain(|parts| !parts.is_empty());
    flat.sort();
    flat.dedup();
    if flat.is_empty() {
        return Err(bad("it says nothing"));
    }
    for parts in &flat {
        let loose =
            |part: &Part| matches!(part, Part::Slot(_, SlotKind::Any | SlotKind::Thing | SlotKind::Kept));
        if parts.windows(2).any(|pair| pair.iter().all(loose)) {
            return Err(bad("two slots of any words stand side by side"));
        }
        if parts.iter().filter(|part| matches!(part, Part::Slot(..))).count() > 3 {
            return Err(bad("it has more than three slots"));
        }
    }
    Ok(flat)
}

fn pieces(pattern: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut in_slot = false;
    for c in pattern.chars() {
        match c {
            '(' | ')' | '[' | ']' | '|' if !in_slot => {
                found.push(std::mem::take(&mut word));
                found.push(c.to_string());
            }
            c if c.is_whitespace() && !in_slot => found.push(std::mem::take(&mut word)),
            c => {
                in_slot = (in_slot || c == '{') && c != '}';
                word.push(c);
            }
        }
    }
    found.push(word);
    found.retain(|piece| !piece.is_empty());
    found
}

/// Reads `a b|c d` up to a closing bracket or the end.
fn alternatives(
    pieces: &[String],
    at: &mut usize,
    depth: u32,
    words: &Words,
) -> Result<Vec<Vec<Part>>, String> {
    if depth > 8 {
        return Err("it is nested too deeply".into());
    }
    let mut all = Vec::new();
    let mut row: Vec<Vec<Part>> = vec![Vec::new()];
    while let Some(piece) = pieces.get(*at) {
        let more = match piece.as_str() {
            ")" | "]" => break,
            "|" => {
                all.append(&mut row);
                row = vec![Vec::new()];
                *at += 1;
                continue;
            }
            open @ ("(" | "[") => {
                *at += 1;
                let mut inner = alternatives(pieces, at, depth + 1, words)?;
                let close = if open == "(" { ")" } else { "]" };
                if pieces.get(*at).map(String::as_str) != Some(close) {
                    return Err("a bracket is not closed".into());
                }
                if open == "[" {
                    inner.push(Vec::new());
                }
                inner
            }
            slot if slot.starts_with('{') => vec![vec![read_slot(slot)?]],
            // "note:" is the word with a colon after it.
            word => match word.strip_suffix(':') {
                Some(word) => {
                    vec![colon(words.split(word).into_iter().map(|word| Part::Word(word.into())).collect())]
                }
                None => vec![words.split(word).into_iter().map(|word| Part::Word(word.into())).collect()],
            },
        };
        *at += 1;
        let mut more = more;
        // "(note|memo):"
        if piece == "(" && pieces.get(*at).is_some_and(|next| next == ":") {
            *at += 1;
            more = more.into_iter().map(colon).collect();
        }
        if row.len() * more.len() > MOST {
            return Err(format!("it stands for more than {MOST} lines"));
        }
        row = row.iter().flat_map(|head| more.iter().map(|tail| [head.as_slice(), tail].concat())).collect();
    }
    all.append(&mut row);
    Ok(all)
}

/// Wants a colon after the last word.
fn colon(mut parts: Vec<Part>) -> Vec<Part> {
    match parts.pop() {
        Some(Part::Word(last)) => parts.push(Part::Colon(last)),
        other => parts.extend(other),
    }
    parts
}

fn read_slot(text: &str) -> Result<Part, String> {
    let inner = text
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
        .ok_or_else(|| format!("'{text}' is not a slot"))?;
    let (name, kind) = inner.split_once(':').unwrap_or((inner, inner));
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
        return Err(format!("'{name}' is not a name for a slot"));
    }
    let known = match kind {
        "when" => SlotKind::When,
        "minutes" => SlotKind::Minutes,
        "span" => SlotKind::Span,
        "number" | "steps" => SlotKind::Number,
        "thing" => SlotKind::Thing,
        "kept" => SlotKind::Kept,
        _ if kind == name => SlotKind::Any,
        _ => return Err(format!("there is no kind of slot named '{kind}'")),
    };
    Ok(Part::Slot(name.into(), known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(pattern: &str) -> Vec<String> {
        let say = |part: &Part| match part {
            Part::Word(word) => word.to_string(),
            Part::Colon(word) => format!("{word}:"),
            Part::Slot(name, kind) => format!("<{name} {kind:?}>"),
        };
        let flat = expand(pattern, &Words::default()).unwrap();
        flat.iter().map(|parts| parts.iter().map(say).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn alternatives_and_options_are_laid_out() {
        assert_eq!(
            lines("(move|push) {what} [back] to {when}"),
            [
                "move <what Any> back to <when When>",
                "move <what Any> to <when When>",
                "push <what Any> back to <when When>",
                "push <what Any> to <when When>",
            ]
        );
        assert_eq!(lines("[a|b [c]] d"), ["a d", "b c d", "b d", "d"]);
        assert_eq!(lines("(note|to do): {text}"), ["to do: <text Any>", "note: <text Any>"]);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for pattern in ["", "[a]|", "(a", "a)", "{x} {y}", "{X}", "{a", "{a:date}", "((((((((((a))))))))))"] {
            let got = expand(pattern, &Words::default());
            assert_eq!(got.is_err(), pattern != "[a]|", "{pattern}: {got:?}");
        }
        let wide = "(a|b|c|d) ".repeat(8);
        assert!(expand(&wide, &Words::default()).is_err());
    }
}
