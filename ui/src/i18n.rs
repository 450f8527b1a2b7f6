//! What Daymark says, from the Fluent files in `ui/locales`.
//!
//! `t!("key")` and `t!("key", name = value)` give the words. Every key lives in
//! `locales/LANGUAGE/*.ftl`, or with the words for numbers and days in `daymark-texts`, which also says
//! how a locale that lacks a key falls back to English and what the pseudo-locale is.

use std::cell::RefCell;

use daymark_texts::{Locales, Texts, Value};

pub use daymark_texts::PSEUDO;

const LOCALES: Locales = daymark_texts::locales![
    "app.ftl",
    "words.ftl",
    "commands.ftl",
    "today.ftl",
    "inbox.ftl",
    "add.ftl",
    "task.ftl",
    "tasks.ftl",
    "goals.ftl",
    "living.ftl",
    "notes.ftl",
    "calendar.ftl",
    "assistant.ftl",
    "search.ftl",
    "keeping.ftl",
    "settings.ftl",
    "onboarding.ftl",
];

thread_local! {
    static TEXTS: RefCell<Texts> = RefCell::new(Texts::new("en", &[LOCALES]));
}

/// Speaks this language from now on; components that are shown must be rendered again.
pub fn speak(tag: &str) {
    TEXTS.set(Texts::new(tag, &[LOCALES]));
}

/// The tag of the language that is spoken.
pub fn spoken() -> String {
    with(|texts| texts.tag().to_owned())
}

/// The languages there are files for, for the settings.
pub fn locales() -> impl Iterator<Item = &'static str> {
    daymark_texts::languages(&[LOCALES]).into_iter()
}

/// The language with files that a tag such as `de-AT` asks for.
pub fn shipped(tag: &str) -> Option<&'static str> {
    let asked = tag.split(['-', '_']).next().unwrap_or_default();
    locales().find(|language| language.eq_ignore_ascii_case(asked))
}

/// The texts that are spoken.
pub fn with<T>(work: impl FnOnce(&Texts) -> T) -> T {
    TEXTS.with_borrow(work)
}

/// The words for a key. Use the macro [`t!`](crate::i18n::t).
pub fn say(key: &str, arguments: &[(&'static str, Value<'_>)]) -> String {
    with(|texts| texts.say(key, arguments))
}

/// Whether English has this key.
pub fn known(key: &str) -> bool {
    with(|texts| texts.known(key))
}

/// `t!("key")` or `t!("key", name = value, …)`: the words, as a `String`.
macro_rules! t {
    ($key:expr) => { $crate::i18n::say($key, &[]) };
    ($key:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::i18n::say($key, &[$((stringify!($name), ::daymark_texts::Value::from($value))),+])
    };
}
pub(crate) use t;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_whole() {
        assert_eq!(daymark_texts::faults(LOCALES), [] as [String; 0]);
    }

    #[test]
    fn languages_are_found_by_their_tags() {
        for (tag, expected) in [
            ("de", Some("de")),
            ("de-AT", Some("de")),
            ("ES_mx", Some("es")),
            ("en-GB", Some("en")),
            ("fr", None),
            ("", None),
        ] {
            assert_eq!(shipped(tag), expected, "{tag}");
        }
        assert_eq!(locales().collect::<Vec<_>>(), ["en", "de", "es"]);
    }

    #[test]
    fn every_language_is_named_by_itself() {
        for tag in locales() {
            speak(tag);
            let named = ["language-en", "language-de", "language-es"].map(|key| say(key, &[]));
            let undone = t!("undo");
            speak("en");
            assert_eq!(named, ["English", "Deutsch", "Español"]);
            let expected = ["Undo", "Rückgängig", "Deshacer"];
            assert!(expected.contains(&undone.as_str()), "{tag}: {undone}");
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
