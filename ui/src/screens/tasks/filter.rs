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

/// The value of the last word of this name, without quotes.
pub fn value(query: &str, name: &str) -> Option<String> {
    let value = |word: String| word.strip_prefix(name)?.strip_prefix(':').map(|it| it.replace('"', ""));
    words(query).into_iter().rev().find_map(value).filter(|value| !value.is_empty())
}

/// The filter with this word in place of others of its name; an empty value takes it away.
pub fn with(query: &str, name: &str, value: &str) -> String {
    let rest = without(query, &[name]);
    let word = if value.is_empty() { String::new() } else { word(name, value) };
    [rest, word].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Words that say how the found are shown; they stand outside of parentheses.
const SHOWS: &[&str] = &["sort", "order", "group", "limit"];

/// The filter narrowed by a condition, which may bring its own order where the filter has none.
pub fn narrowed(query: &str, condition: &str) -> String {
    let shows = |word: &String| word.split_once(':').is_some_and(|(name, _)| SHOWS.contains(&name));
    let sorts = |word: &String| word.starts_with("sort:") || word.starts_with("order:");
    let (shown, asked): (Vec<String>, Vec<String>) = words(query).into_iter().partition(shows);
    let (own, more): (Vec<String>, Vec<String>) = words(condition).into_iter().partition(sorts);
    let mut parts = Vec::new();
    if !asked.is_empty() {
        parts.push(format!("({})", asked.join(" ")));
    }
    parts.extend(more);
    let order = shown.iter().filter(|word| sorts(word));
    parts.extend(if shown.iter().any(sorts) { order.cloned().collect() } else { own });
    parts.join(" ")
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
    fn a_column_narrows_the_whole_filter() {
        for (query, condition, after) in [
            ("", "priority:high", "priority:high"),
            ("group:area milk", "area:none", "(milk) area:none"),
            ("a or b group:status sort:title", "is:started", "(a or b) is:started sort:title"),
            ("sort:due limit:5", "status:done sort:completed", "status:done sort:due"),
            ("", "status:done sort:completed", "status:done sort:completed"),
        ] {
            assert_eq!(narrowed(query, condition), after, "{query} + {condition}");
        }
        assert_eq!(value("a group:area group:due", "group").as_deref(), Some("due"));
        assert_eq!(value("sort:\"x y\"", "sort").as_deref(), Some("x y"));
        assert_eq!(with("milk group:area", "group", "due"), "milk group:due");
        assert_eq!(with("group:area", "group", ""), "");
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
