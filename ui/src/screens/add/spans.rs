//! Pieces of a line: which are coloured, and where they are after the line was changed.

use daymark_api::domain::{Span, SpanKind};

/// A sign of no width that keeps an empty last line as high as the others.
pub const HELD_OPEN: &str = "\u{200b}";

/// Cuts the text into pieces, each with the kind of its span. Together they are the text again.
/// Spans that do not fit the text (offsets off a character, past the end, overlapping) are left out.
pub fn segments(text: &str, spans: &[Span]) -> Vec<(String, Option<SpanKind>)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for span in spans {
        let (Some(before), Some(piece)) = (text.get(at..span.start), text.get(span.start..span.end)) else {
            continue;
        };
        if piece.is_empty() {
            continue;
        }
        if !before.is_empty() {
            pieces.push((before.to_owned(), None));
        }
        pieces.push((piece.to_owned(), Some(span.kind)));
        at = span.end;
    }
    if let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        pieces.push((rest.to_owned(), None));
    }
    pieces
}

/// Where a range of `old` lies in `new`; `None` when the change touched it.
pub fn follow(old: &str, new: &str, (start, end): (usize, usize)) -> Option<(usize, usize)> {
    let head = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - head;
    let tail = old.bytes().rev().zip(new.bytes().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let moved = if end <= head {
        (start, end)
    } else if start >= old.len() - tail {
        let ahead = |offset: usize| offset + new.len() - old.len();
        (ahead(start), ahead(end))
    } else {
        return None;
    };
    new.get(moved.0..moved.1).is_some_and(|piece| Some(piece) == old.get(start..end)).then_some(moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize, kind: SpanKind) -> Span {
        Span { start, end, kind, text: String::new() }
    }

    #[test]
    fn pieces_make_the_line_again() {
        use SpanKind::*;
        let text = "Physio tue 3pm #gesünd ✓";
        for (spans, cut) in [
            (vec![], vec![(text, None)]),
            (vec![span(7, 14, Date)], vec![("Physio ", None), ("tue 3pm", Some(Date)), (" #gesünd ✓", None)]),
            (
                vec![span(0, 6, Goal), span(7, 14, Date), span(15, 23, Tag)],
                vec![
                    ("Physio", Some(Goal)),
                    (" ", None),
                    ("tue 3pm", Some(Date)),
                    (" ", None),
                    ("#gesünd", Some(Tag)),
                    (" ✓", None),
                ],
            ),
            (
                vec![span(7, 14, Date), span(10, 16, Tag)],
                vec![("Physio ", None), ("tue 3pm", Some(Date)), (" #gesünd ✓", None)],
            ),
            (vec![span(15, 20, Tag)], vec![(text, None)]),
            (vec![span(20, 99, Tag), span(3, 3, Tag)], vec![(text, None)]),
        ] {
            let pieces = segments(text, &spans);
            assert_eq!(pieces.iter().map(|(piece, _)| piece.as_str()).collect::<String>(), text);
            assert_eq!(pieces.iter().map(|(piece, kind)| (piece.as_str(), *kind)).collect::<Vec<_>>(), cut);
        }
    }

    #[test]
    fn ranges_follow_what_is_typed_around_them() {
        for (old, new, range, moved) in [
            ("buy tue milk", "buy tue milk now", (4, 7), Some((4, 7))),
            ("buy tue milk", "please buy tue milk", (4, 7), Some((11, 14))),
            ("buy tue milk", "buy tues milk", (4, 7), Some((4, 7))),
            ("buy tue milk", "buy te milk", (4, 7), None),
            ("buy tue milk", "", (4, 7), None),
            ("tue", "tue tue", (0, 3), Some((0, 3))),
            ("süß tue", "süße tue", (6, 9), Some((7, 10))),
        ] {
            assert_eq!(follow(old, new, range), moved, "{old} -> {new}");
        }
    }
}
