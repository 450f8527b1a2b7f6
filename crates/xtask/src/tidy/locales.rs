//! Every language says the same things.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The language of a file `ui/locales/LANGUAGE/*.ftl`.
pub fn of(file: &Path) -> Option<String> {
    let inside = file.strip_prefix("ui/locales").ok()?;
    let is_fluent = file.extension().is_some_and(|extension| extension == "ftl");
    let language = inside.parent()?.components().next()?;
    is_fluent.then(|| language.as_os_str().to_string_lossy().into_owned())
}

/// The message ids of a Fluent file, attributes as `message.attribute`. Terms (`-name`) are a language's own.
pub fn keys(text: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut message = String::new();
    for line in text.lines() {
        let Some((name, _)) = line.split_once('=') else { continue };
        let id = name.trim();
        let is_id = |text: &str| {
            text.starts_with(|c: char| c.is_ascii_alphabetic())
                && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        };
        if line.starts_with([' ', '\t']) {
            if let Some(attribute) = id.strip_prefix('.').filter(|attribute| is_id(attribute)) {
                keys.insert(format!("{message}.{attribute}"));
            }
        } else if is_id(id) {
            message = id.to_owned();
            keys.insert(message.clone());
        }
    }
    keys
}

pub fn compare(locales: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let all: BTreeSet<&String> = locales.values().flatten().collect();
    let mut faults = Vec::new();
    for (locale, keys) in locales {
        let missing: Vec<&str> =
            all.iter().filter(|key| !keys.contains(**key)).map(|key| key.as_str()).collect();
        if !missing.is_empty() {
            let shown = missing.iter().take(8).copied().collect::<Vec<_>>().join(", ");
            let more = if missing.len() > 8 { ", …" } else { "" };
            faults.push(format!(
                "ui/locales/{locale} does not say {} of the messages: {shown}{more}",
                missing.len()
            ));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_attributes_are_read() {
        let text = "# a = comment\nhello = Hello\n    .title = Hi\n-brand = Daymark\nmany = { $n ->\n    [one] a = b\n   *[other] c\n}\n";
        let expected = ["hello", "hello.title", "many"].map(str::to_owned);
        assert_eq!(keys(text), BTreeSet::from(expected));
    }

    #[test]
    fn a_planted_gap_is_found() {
        let one = |text: &str| keys(text);
        let locales = BTreeMap::from([("de".into(), one("a = x")), ("en".into(), one("a = x\nb = y"))]);
        assert_eq!(compare(&locales), ["ui/locales/de does not say 1 of the messages: b"]);
        assert_eq!(of(Path::new("ui/locales/de/main.ftl")).as_deref(), Some("de"));
        assert_eq!(of(Path::new("ui/locales/main.ftl")), None);
    }
}
