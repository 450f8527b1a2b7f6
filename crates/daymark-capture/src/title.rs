//! What is left of the text when the understood pieces are taken out.

use daymark_domain::Span;

/// The words outside the spans, in order, white space folded, without the punctuation that stood
/// only for the sake of what is gone.
pub(crate) fn title(text: &str, spans: &[Span]) -> String {
    let mut items: Vec<Item<'_>> = Vec::new();
    let mut at = 0;
    for span in spans {
        items.extend(text.get(at..span.start).unwrap_or_default().split_whitespace().map(Item::Words));
        items.push(Item::Gap);
        at = span.end;
    }
    items.extend(text.get(at..).unwrap_or_default().split_whitespace().map(Item::Words));
    let words = |item: &Item<'_>| matches!(item, Item::Words(words) if !stray(words));
    let last_words = items.iter().rposition(words);
    let mut title = String::new();
    // An opening bracket that lost its neighbour waits for the next word.
    let mut waiting = String::new();
    let mut after_gap = false;
    let mut gone = false;
    for (i, item) in items.iter().enumerate() {
        let Item::Words(chunk) = *item else {
            (after_gap, gone) = (true, true);
            continue;
        };
        let before_gap = items.get(i + 1) == Some(&Item::Gap);
        let more = last_words.is_some_and(|last| last > i);
        if stray(chunk) && (after_gap || before_gap) {
            for c in chunk.chars() {
                let punctuated = title.chars().next_back().is_none_or(|c| c.is_ascii_punctuation());
                let joined = title.ends_with(['-', '–', '—', '&', '/', '|', '+']);
                match c {
                    '(' | '[' | '{' => waiting.push(c),
                    ')' | ']' | '}' if waiting.pop().is_none() && !title.is_empty() => title.push(c),
                    '!' | '?' if !title.is_empty() => title.push(c),
                    ',' | ';' | '.' | ':' if more && !punctuated => title.push(c),
                    '-' | '–' | '—' | '&' | '/' | '|' | '+'
                        if more && !title.is_empty() && !before_gap && !joined =>
                    {
                        title.push(' ');
                        title.push(c);
                    }
                    _ => {}
                }
            }
        } else {
            if !title.is_empty() {
                title.push(' ');
            }
            title.push_str(&std::mem::take(&mut waiting));
            title.push_str(chunk);
        }
        after_gap = false;
    }
    if gone {
        let stray_end = |c: char| matches!(c, ',' | ';' | ':') || c.is_whitespace();
        title.truncate(title.trim_end_matches(stray_end).len());
        let full_stops = title.chars().rev().take_while(|&c| c == '.').count();
        if full_stops == 1 && items.last() == Some(&Item::Gap) {
            title.pop();
        }
        title = title.trim_start_matches(stray_end).to_owned();
    }
    title
}

#[derive(Clone, Copy, PartialEq)]
enum Item<'a> {
    Words(&'a str),
    Gap,
}

fn stray(chunk: &str) -> bool {
    let face = chunk.starts_with([':', ';']) && chunk.ends_with(['(', ')']);
    !face
        && chunk.chars().all(|c| {
            matches!(
                c,
                ',' | ';'
                    | '.'
                    | ':'
                    | '!'
                    | '?'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '{'
                    | '}'
                    | '-'
                    | '–'
                    | '—'
                    | '&'
                    | '/'
                    | '|'
                    | '+'
            )
        })
}
