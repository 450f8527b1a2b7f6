//! A brain dump: many lines at once.

use daymark_domain::Draft;

use crate::{Context, parse};

/// One stretch of a brain dump.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Bytes of the input, `start..end`; the pieces lie end to end and cover all of it.
    pub start: usize,
    pub end: usize,
    /// The line was ticked already (`- [x] …`).
    pub done: bool,
    /// What the line means, its spans counted in the whole input; `None` where nothing but white
    /// space and bullets stands.
    pub draft: Option<Draft>,
}

/// Splits a brain dump into drafts, one a line, without its bullet (`-`, `*`, `•`, `1.`, `[ ]`).
/// Every byte of the input lies in exactly one piece, its line break included; `context.muted`
/// counts in the whole input.
pub fn dump(text: &str, context: &Context) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let (bullet, done) = bullet(line);
        let words = line.get(bullet..).unwrap_or_default();
        let draft = (!words.trim().is_empty()).then(|| {
            let begin = start + bullet;
            let muted = context.muted.iter().filter(|(_, to)| *to > begin);
            let muted = muted.map(|&(from, to)| (from.saturating_sub(begin), to - begin)).collect();
            let mut draft = parse(words, &Context { muted, ..context.clone() });
            for span in &mut draft.spans {
                span.start += begin;
                span.end += begin;
            }
            draft
        });
        pieces.push(Piece { start, end, done, draft });
        start = end;
    }
    pieces
}

/// Bytes of the bullet at the start of a line, and whether its box is ticked.
fn bullet(line: &str) -> (usize, bool) {
    let mut rest = line.trim_start();
    let mark = rest.strip_prefix(['-', '*', '•', '–', '+', '>']).or_else(|| {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let count = rest.len() - digits.len();
        digits.strip_prefix(['.', ')']).filter(|_| (1..=3).contains(&count))
    });
    // A mark is a bullet only with a space behind it: "-5 degrees", "3.5 km".
    if let Some(after) = mark.filter(|after| after.is_empty() || after.starts_with(char::is_whitespace)) {
        rest = after.trim_start();
    }
    let mut done = false;
    for (tick, ticked) in [("[ ]", false), ("[]", false), ("[x]", true), ("[X]", true)] {
        if let Some(after) = rest.strip_prefix(tick) {
            (rest, done) = (after.trim_start(), ticked);
            break;
        }
    }
    (line.len() - rest.len(), done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_in_one_piece_and_spans_count_in_the_whole() {
        let context = Context::new("2026-11-21T10:00[Europe/Berlin]".parse().unwrap());
        let text = "- buy milk tomorrow\n\n1. [x] call Ana\n  * Größe 42 by friday\r\n-5 degrees\nlast";
        let pieces = dump(text, &context);
        let mut at = 0;
        for piece in &pieces {
            assert_eq!(piece.start, at);
            at = piece.end;
            for span in piece.draft.iter().flat_map(|draft| &draft.spans) {
                assert_eq!(text[span.start..span.end], span.text);
            }
        }
        assert_eq!(at, text.len());
        let titles: Vec<_> =
            pieces.iter().flat_map(|piece| &piece.draft).map(|draft| draft.title.as_str()).collect();
        assert_eq!(titles, ["buy milk", "call Ana", "Größe 42", "-5 degrees", "last"]);
        assert_eq!(
            pieces.iter().map(|piece| piece.done).collect::<Vec<_>>(),
            [false, false, true, false, false, false]
        );
    }

    #[test]
    fn a_muted_range_counts_in_the_whole_dump() {
        let context = Context::new("2026-11-21T10:00[Europe/Berlin]".parse().unwrap());
        let text = "- a\n- milk tomorrow";
        let muted = Context { muted: vec![(text.find("tomorrow").unwrap(), text.len())], ..context };
        let draft = dump(text, &muted).pop().unwrap().draft.unwrap();
        assert_eq!((draft.title.as_str(), draft.due), ("milk tomorrow", None));
    }
}
