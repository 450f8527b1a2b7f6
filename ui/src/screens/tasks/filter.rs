//! The words of a filter, taken apart and put together again so that chips can change it.

/// Words of a filter as they were typed; quotes keep spaces.
pub fn words(query: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut quoted, mut open) = (false, false);
    for c in query.chars() {
        if c == '"' {
            quoted = !quoted;
        }
        if c.is_whitespace() && !quoted {
            open = false;
            continue;
        }
        if !open {
            words.push(String::new());
            open = true;
        }
        if let Some(word) = words.last_mut() {
            word.push(c);
        }
    }
    words
}

/// `area:"Family and friends"`: a value with spaces is quoted.
pub fn word(name: &str, value: &str) -> String {
    let value = value.replace('"', "");
    if value.contains(char::is_whitespace) {
        format!("{name}:\"{value}\"")
    } else {
        format!("{name}:{value}")
    }
}

/// Whether the filter has this word.
pub fn has(query: &str, word: &str) -> bool {
    words(query).iter().any(|other| same(other, word))
}

fn same(one: &str, other: &str) -> bool {
    let plain = |word: &str| word.replace('"', "").to_lowercase();
    plain(one) == plain(other)
}

/// Takes the word out when it is there; else puts it in, in place of others of these names.
pub fn toggle(query: &str, word: &str, instead_of: &[&str]) -> String {
    let there = has(query, word);
    let mut left: Vec<String> = words(query)
        .into_iter()
        .filter(|other| !same(other, word))
        .filter(|other| !other.split_once(':').is_some_and(|(name, _)| !there && instead_of.contains(&name)))
        .collect();
    if !there && !word.is_empty() {
        left.push(word.to_owned());
    }
    left.join(" ")
}

/// The filter without words of these names.
pub fn without(query: &str, names: &[&str]) -> String {
    let keep = |word: &String| !word.split_once(':').is_some_and(|(name, _)| names.contains(&name));
    words(query).into_iter().filter(keep).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chips_change_one_thing_and_leave_the_rest() {
        let view = &["due", "is", "status"][..];
        for (query, pressed, instead_of, after) in [
            ("", "due:today", view, "due:today"),
            ("due:today", "due:today", view, ""),
            ("milk due:today", "due:week", view, "milk due:week"),
            ("status:done letters", "is:someday", view, "letters is:someday"),
            (
                "area:home due:today",
                "area:\"Family and friends\"",
                &["area"][..],
                "due:today area:\"Family and friends\"",
            ),
            ("area:\"family and friends\" x", "area:\"Family and friends\"", &["area"][..], "x"),
            ("tag:phone", "tag:ada", &[][..], "tag:phone tag:ada"),
        ] {
            assert_eq!(toggle(query, pressed, instead_of), after, "{query} + {pressed}");
        }
    }

    #[test]
    fn words_keep_their_quotes() {
        assert_eq!(words("area:\"a b\"  c"), ["area:\"a b\"", "c"]);
        assert_eq!(words("\"open end"), ["\"open end"]);
        assert_eq!(word("area", "Home"), "area:Home");
        assert_eq!(word("area", "Family and friends"), "area:\"Family and friends\"");
        assert_eq!(without("due:today tax", &["due"]), "tax");
    }
}
