//! The few signs of Markdown that answers use, read into nodes. Whatever is not understood stays
//! as it was written; nothing ever becomes HTML.

use yew::prelude::*;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Bold(String),
    Slanted(String),
    Code(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Paragraph(Vec<Piece>),
    Heading(Vec<Piece>),
    /// Numbered when it says from where.
    List(Option<u32>, Vec<Vec<Piece>>),
    Code(String),
}

/// Reads text into its parts.
pub fn parse(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") {
            flush(&mut paragraph, &mut parts);
            let code: Vec<&str> =
                lines.by_ref().take_while(|line| !line.trim_start().starts_with("```")).collect();
            parts.push(Part::Code(code.join("\n")));
        } else if trimmed.is_empty() {
            flush(&mut paragraph, &mut parts);
        } else if let Some(words) = heading(trimmed) {
            flush(&mut paragraph, &mut parts);
            parts.push(Part::Heading(pieces(words)));
        } else if let Some((number, words)) = item(trimmed) {
            flush(&mut paragraph, &mut parts);
            let mut items = vec![words.to_owned()];
            while let Some(next) = lines.peek() {
                match item(next.trim()) {
                    Some((other, words)) if other.is_some() == number.is_some() => {
                        items.push(words.to_owned())
                    }
                    // A line that is set in goes on with the item above it.
                    None if next.starts_with("  ") && !next.trim().is_empty() => {
                        if let Some(last) = items.last_mut() {
                            last.push(' ');
                            last.push_str(next.trim());
                        }
                    }
                    _ => break,
                }
                lines.next();
            }
            parts.push(Part::List(number, items.iter().map(|item| pieces(item)).collect()));
        } else {
            paragraph.push(trimmed);
        }
    }
    flush(&mut paragraph, &mut parts);
    parts
}

fn flush(paragraph: &mut Vec<&str>, parts: &mut Vec<Part>) {
    if !paragraph.is_empty() {
        parts.push(Part::Paragraph(pieces(&paragraph.join("\n"))));
        paragraph.clear();
    }
}

fn heading(line: &str) -> Option<&str> {
    let words = line.trim_start_matches('#');
    let depth = line.len() - words.len();
    ((1..=6).contains(&depth) && words.starts_with(' ')).then(|| words.trim())
}

/// The number of a list item, when it has one, and its words.
fn item(line: &str) -> Option<(Option<u32>, &str)> {
    for mark in ["- ", "* ", "• "] {
        if let Some(words) = line.strip_prefix(mark) {
            return Some((None, words.trim()));
        }
    }
    let (number, words) = line.split_once(['.', ')'])?;
    let number = number.parse::<u32>().ok().filter(|_| number.len() <= 3)?;
    words.strip_prefix(' ').map(|words| (Some(number), words.trim()))
}

/// Reads a line into its pieces. A sign without its partner is just a sign.
pub fn pieces(line: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut plain = String::new();
    let mut rest = line;
    while let Some(next) = rest.chars().next() {
        let inner = |mark: &str| -> Option<(String, usize)> {
            let after = rest.strip_prefix(mark)?;
            let end = after.find(mark).filter(|&end| end > 0)?;
            let words = after.get(..end)?;
            let tight = !words.starts_with(' ') && !words.ends_with(' ');
            tight.then(|| (words.to_owned(), end + 2 * mark.len()))
        };
        let piece = inner("**")
            .map(|(words, length)| (Piece::Bold(words), length))
            .or_else(|| inner("`").map(|(words, length)| (Piece::Code(words), length)))
            .or_else(|| inner("*").map(|(words, length)| (Piece::Slanted(words), length)));
        match piece {
            Some((piece, length)) => {
                if !plain.is_empty() {
                    found.push(Piece::Text(std::mem::take(&mut plain)));
                }
                found.push(piece);
                rest = rest.get(length..).unwrap_or_default();
            }
            None => {
                plain.push(next);
                rest = rest.get(next.len_utf8()..).unwrap_or_default();
            }
        }
    }
    if !plain.is_empty() {
        found.push(Piece::Text(plain));
    }
    found
}

/// Shows the parts; `end` stands at the end of the last one.
pub fn show(parts: &[Part], end: &Html) -> Html {
    let last = parts.len().saturating_sub(1);
    let after = |index: usize| if index == last { end.clone() } else { Html::default() };
    let line_after = |index: usize| {
        if index == last && *end != Html::default() {
            html! { <p>{ end.clone() }</p> }
        } else {
            Html::default()
        }
    };
    let part = |(index, part): (usize, &Part)| match part {
        Part::Paragraph(line) => html! { <p>{ show_line(line) }{ after(index) }</p> },
        Part::Heading(line) => {
            html! { <><p class="say-heading">{ show_line(line) }</p>{ line_after(index) }</> }
        }
        Part::Code(code) => html! { <><pre>{ code }</pre>{ line_after(index) }</> },
        Part::List(None, items) => {
            html! { <><ul>for item in items { <li>{ show_line(item) }</li> }</ul>{ line_after(index) }</> }
        }
        Part::List(Some(from), items) => {
            html! { <><ol start={from.to_string()}>for item in items { <li>{ show_line(item) }</li> }</ol>{ line_after(index) }</> }
        }
    };
    if parts.is_empty() {
        return html! { <p>{ end.clone() }</p> };
    }
    html! { <>{ for parts.iter().enumerate().map(part) }</> }
}

fn show_line(line: &[Piece]) -> Html {
    let piece = |piece: &Piece| match piece {
        Piece::Text(words) => html! { <>{ words }</> },
        Piece::Bold(words) => html! { <strong>{ words }</strong> },
        Piece::Slanted(words) => html! { <em>{ words }</em> },
        Piece::Code(words) => html! { <code>{ words }</code> },
    };
    html! { <>{ for line.iter().map(piece) }</> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Vec<Piece> {
        vec![Piece::Text(words.into())]
    }

    #[test]
    fn parts() {
        for (given, read) in [
            ("", vec![]),
            ("one\ntwo\n\nthree", vec![Part::Paragraph(text("one\ntwo")), Part::Paragraph(text("three"))]),
            ("- a\n- b", vec![Part::List(None, vec![text("a"), text("b")])]),
            (
                "Do:\n1. a\n2. b\nthen",
                vec![
                    Part::Paragraph(text("Do:")),
                    Part::List(Some(1), vec![text("a"), text("b")]),
                    Part::Paragraph(text("then")),
                ],
            ),
            ("- a\n  goes on", vec![Part::List(None, vec![text("a goes on")])]),
            ("# Plan", vec![Part::Heading(text("Plan"))]),
            ("#health stays", vec![Part::Paragraph(text("#health stays"))]),
            ("```\nx = 1\n```\nafter", vec![Part::Code("x = 1".into()), Part::Paragraph(text("after"))]),
            ("```\nnever closed", vec![Part::Code("never closed".into())]),
            ("2026. A year", vec![Part::Paragraph(text("2026. A year"))]),
            ("<b>hi</b>", vec![Part::Paragraph(text("<b>hi</b>"))]),
        ] {
            assert_eq!(parse(given), read, "{given:?}");
        }
    }

    #[test]
    fn lines() {
        let plain = |words: &str| Piece::Text(words.into());
        for (given, read) in [
            ("a **b** c", vec![plain("a "), Piece::Bold("b".into()), plain(" c")]),
            ("*soft* `x*y`", vec![Piece::Slanted("soft".into()), plain(" "), Piece::Code("x*y".into())]),
            ("2 * 3 * 4", vec![plain("2 * 3 * 4")]),
            ("**open", vec![plain("**open")]),
            ("é **ü** …", vec![plain("é "), Piece::Bold("ü".into()), plain(" …")]),
            ("****", vec![plain("****")]),
        ] {
            assert_eq!(pieces(given), read, "{given:?}");
        }
    }

    #[test]
    fn no_text_is_lost_or_panics() {
        for odd in ["*", "**", "`", "``", "** **", "- ", "1.", "```", "*a*b*c*", "\u{0}**\u{1}"] {
            let _ = parse(odd);
        }
    }
}
