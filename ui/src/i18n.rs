//! What Daymark says, from the Fluent files in `ui/locales`.
//!
//! `t!("key")` and `t!("key", name = value)` give the words. Every key lives in
//! `locales/en/*.ftl`; a locale that lacks one falls back to English. The pseudo-locale `en-XA` is
//! made from English as it is shown, and finds text that did not come from a file.

use std::borrow::Cow;
use std::cell::RefCell;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// Every locale with its files, in the order of the language list.
const LOCALES: &[(&str, &[&str])] = &[("en", EN)];

const EN: &[&str] = &[
    include_str!("../locales/en/app.ftl"),
    include_str!("../locales/en/words.ftl"),
    include_str!("../locales/en/commands.ftl"),
    include_str!("../locales/en/today.ftl"),
    include_str!("../locales/en/inbox.ftl"),
    include_str!("../locales/en/add.ftl"),
    include_str!("../locales/en/task.ftl"),
    include_str!("../locales/en/tasks.ftl"),
    include_str!("../locales/en/goals.ftl"),
    include_str!("../locales/en/notes.ftl"),
    include_str!("../locales/en/calendar.ftl"),
    include_str!("../locales/en/assistant.ftl"),
    include_str!("../locales/en/search.ftl"),
    include_str!("../locales/en/keeping.ftl"),
    include_str!("../locales/en/settings.ftl"),
    include_str!("../locales/en/onboarding.ftl"),
];

/// The pseudo-locale.
pub const PSEUDO: &str = "en-XA";

type Bundle = FluentBundle<FluentResource>;

struct Voice {
    tag: String,
    /// The chosen locale first, English last.
    chain: Vec<Bundle>,
}

thread_local! {
    static VOICE: RefCell<Voice> = RefCell::new(Voice::of("en"));
}

impl Voice {
    fn of(tag: &str) -> Voice {
        let pseudo = tag.eq_ignore_ascii_case(PSEUDO);
        let wanted: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut chain: Vec<Bundle> = LOCALES
            .iter()
            .filter(|(name, _)| *name != "en" && name.split('-').next() == Some(wanted.language.as_str()))
            .map(|(name, files)| bundle(name, files, false))
            .collect();
        chain.push(bundle("en", EN, pseudo));
        let tag = if pseudo || chain.len() > 1 { tag.to_owned() } else { "en".to_owned() };
        Voice { tag, chain }
    }
}

fn bundle(tag: &str, files: &[&str], pseudo: bool) -> Bundle {
    let mut bundle = Bundle::new(vec![tag.parse().unwrap_or_default()]);
    // Isolation marks would end up in names, tooltips and copied text.
    bundle.set_use_isolating(false);
    if pseudo {
        bundle.set_transform(Some(accented));
    }
    for file in files {
        let resource = match FluentResource::try_new((*file).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// Speaks this language from now on; components that are shown must be rendered again.
pub fn speak(tag: &str) {
    VOICE.set(Voice::of(tag));
}

/// The tag of the language that is spoken.
pub fn spoken() -> String {
    VOICE.with_borrow(|voice| voice.tag.clone())
}

/// The locales there are files for, for the settings.
pub fn locales() -> impl Iterator<Item = &'static str> {
    LOCALES.iter().map(|(tag, _)| *tag)
}

/// The words for a key. Use the macro [`t!`](crate::i18n::t).
pub fn say(key: &str, arguments: &[(&'static str, FluentValue<'_>)]) -> String {
    VOICE.with_borrow(|voice| {
        let arguments: FluentArgs<'_> =
            arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        for bundle in &voice.chain {
            if let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) {
                let mut errors = Vec::new();
                return bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
            }
        }
        key.to_owned()
    })
}

/// Whether English has this key.
pub fn known(key: &str) -> bool {
    VOICE.with_borrow(|voice| voice.chain.last().is_some_and(|bundle| bundle.has_message(key)))
}

/// `t!("key")` or `t!("key", name = value, …)`: the words, as a `String`.
macro_rules! t {
    ($key:expr) => { $crate::i18n::say($key, &[]) };
    ($key:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::i18n::say($key, &[$((stringify!($name), ::fluent_bundle::FluentValue::from($value))),+])
    };
}
pub(crate) use t;

/// English with accents and a third longer, as other languages are.
fn accented(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len() * 2);
    let mut letters = 0;
    for c in text.chars() {
        let swapped = match c {
            'a' => 'á',
            'b' => 'ƀ',
            'c' => 'ç',
            'd' => 'đ',
            'e' => 'é',
            'g' => 'ĝ',
            'h' => 'ĥ',
            'i' => 'í',
            'k' => 'ķ',
            'l' => 'ĺ',
            'n' => 'ñ',
            'o' => 'ó',
            'r' => 'ŕ',
            's' => 'š',
            't' => 'ţ',
            'u' => 'ú',
            'w' => 'ŵ',
            'y' => 'ý',
            'z' => 'ž',
            'A' => 'Å',
            'E' => 'É',
            'I' => 'Î',
            'N' => 'Ñ',
            'O' => 'Ö',
            'S' => 'Š',
            'T' => 'Ţ',
            'U' => 'Û',
            other => other,
        };
        out.push(swapped);
        if c.is_alphabetic() {
            letters += 1;
            if letters % 3 == 0 && "aeiou".contains(c) {
                out.push(swapped);
            }
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_parse_whole() {
        for (tag, files) in LOCALES {
            for file in *files {
                let parsed = FluentResource::try_new((*file).to_owned());
                assert!(parsed.is_ok(), "{tag}: {:?}", parsed.err().map(|(_, errors)| errors));
            }
        }
    }

    #[test]
    fn no_key_is_given_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for line in EN.iter().flat_map(|file| file.lines()) {
            if let Some((key, _)) = line.split_once(" =")
                && line.starts_with(|c: char| c.is_ascii_lowercase())
            {
                assert!(seen.insert(key.to_owned()), "'{key}' is given twice");
            }
        }
    }

    #[test]
    fn the_pseudo_locale_touches_words_and_leaves_values() {
        speak(PSEUDO);
        let said = t!("undone", label = "Buy milk");
        speak("en");
        assert!(said.contains("Buy milk") && !said.contains("Undone"), "{said}");
        assert_eq!(t!("undone", label = "Buy milk"), "Undone: Buy milk");
    }
}
