//! Patterns like `add {what} to my list`.

use std::collections::BTreeMap;

/// Looks for a pattern anywhere in a text; gives what its `{names}` caught.
pub(super) fn find(pattern: &str, text: &str) -> Option<BTreeMap<String, String>> {
    let parts = parts(pattern);
    let (mut caught, mut rest, mut open) = (BTreeMap::new(), text, None::<&str>);
    for part in &parts {
        match part {
            Part::Name(name) => open = Some(name),
            Part::Words(words) => {
                let (before, after) = split(rest, words)?;
                if let Some(name) = open.take() {
                    caught.insert(name.to_owned(), tidy(before)?);
                }
                rest = after;
            }
        }
    }
    if let Some(name) = open {
        let end = rest.find(['\n', '!', '?']).unwrap_or(rest.len());
        let mut sentence = rest.get(..end).unwrap_or(rest);
        // A point ends a sentence only before a space: "at 9.30" goes on.
        if let Some((first, _)) = sentence.split_once(". ") {
            sentence = first;
        }
        caught.insert(name.to_owned(), tidy(sentence)?);
    }
    Some(caught)
}

/// Puts what was caught into a text.
pub(super) fn fill(text: &str, caught: &BTreeMap<String, String>) -> String {
    parts(text)
        .into_iter()
        .map(|part| match part {
            Part::Words(words) => words.to_owned(),
            Part::Name(name) => caught.get(name).cloned().unwrap_or_else(|| format!("{{{name}}}")),
        })
        .collect()
}

enum Part<'a> {
    Words(&'a str),
    Name(&'a str),
}

fn parts(pattern: &str) -> Vec<Part<'_>> {
    let (mut parts, mut rest) = (Vec::new(), pattern);
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        if !before.is_empty() {
            parts.push(Part::Words(before));
        }
        parts.push(Part::Name(name));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Words(rest));
    }
    parts
}

/// What stands before and after the first whole occurrence of `words`.
fn split<'a>(text: &'a str, words: &str) -> Option<(&'a str, &'a str)> {
    let words = words.trim();
    let edge = |inner: Option<char>, outer: Option<char>| {
        !(inner.is_some_and(char::is_alphanumeric) && outer.is_some_and(char::is_alphanumeric))
    };
    text.char_indices().find_map(|(at, _)| {
        let (before, tail) = text.split_at_checked(at)?;
        let (found, after) = tail.split_at_checked(words.len())?;
        let whole = edge(found.chars().next(), before.chars().next_back())
            && edge(found.chars().next_back(), after.chars().next());
        (found.eq_ignore_ascii_case(words) && whole).then_some((before, after))
    })
}

fn tidy(text: &str) -> Option<String> {
    let edges: &[char] = &['"', '\'', '“', '”', '‘', '’', '.', ',', ':', ';', '!', '?'];
    let text = text.trim().trim_matches(edges).trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, text: &str, expected: Option<&[(&str, &str)]>) {
        let expected = expected.map(|pairs| {
            pairs
                .iter()
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
                .collect::<BTreeMap<_, _>>()
        });
        assert_eq!(find(pattern, text), expected, "{pattern} in {text}");
    }

    #[test]
    fn patterns_are_found() {
        check("hello", "Hello there", Some(&[]));
        check("hi", "this is it", None);
        check("hi", "Oh, hi!", Some(&[]));
        check("add {what}", "Please ADD oats. Then rest.", Some(&[("what", "oats")]));
        check("add {what}", "add 'call at 9.30'", Some(&[("what", "call at 9.30")]));
        check("add {what} to {list}", "add oats to my list", Some(&[("what", "oats"), ("list", "my list")]));
        check("add {what}", "add", None);
        check("[fail {status}]", "go [fail 429] now", Some(&[("status", "429")]));
        check("{all}", "Ärger im Büro", Some(&[("all", "Ärger im Büro")]));
        check("é", "né é", Some(&[]));
        check("", "anything", Some(&[]));
    }

    #[test]
    fn texts_are_filled() {
        let caught = find("add {what}", "add oats").unwrap();
        assert_eq!(fill("I add {what} and {more} {", &caught), "I add oats and {more} {");
    }
}
