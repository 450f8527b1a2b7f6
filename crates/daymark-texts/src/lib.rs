//! Texts in the reader's language: Fluent files by key, days and durations in words. No IO.
//!
//! Every room that speaks to people keeps its files under `locales/LANGUAGE/*.ftl` and hands them
//! over as [`Locales`]. [`Texts`] puts the files of several rooms together for one language; what a
//! language lacks is said in English. The pseudo-locale [`PSEUDO`] is made from English as it is
//! said, and shows text that did not come from a file. A key belongs to one room
//! (`cargo xtask tidy` looks at that, and that every key exists and is used).
//!
//! What is stored and read later is not a text but a [`Phrase`]: a key with its arguments, said
//! by the reader's [`Voice`].
//!
//! ```
//! use daymark_texts::{PSEUDO, Texts, say};
//! let room: daymark_texts::Locales = &[("en", &["left = { $count ->\n    [one] One thing\n   *[other] { $count } things\n }\n"])];
//! assert_eq!(say!(Texts::new("en", &[room]), "left", count = 3), "3 things");
//! assert_eq!(say!(Texts::new("pt-BR", &[room]), "left", count = 1), "One thing");
//! assert_eq!(say!(Texts::new(PSEUDO, &[room]), "left", count = 1), "Öñéé ţĥííñĝ");
//! ```

mod phrase;
mod pseudo;
mod voice;
mod words;

use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

pub use fluent_bundle::FluentValue as Value;
pub use phrase::{Arg, Phrase};
pub use voice::Voice;
pub use words::{Clock, capital};

/// The Fluent files of a room, by language. English is one of them, and it is whole.
pub type Locales = &'static [(&'static str, &'static [&'static str])];

/// The pseudo-locale: English with accents, a third longer.
pub const PSEUDO: &str = "en-XA";

/// `locales!["app.ftl", …]`: these files of a room's `locales/`, in every language that Daymark
/// ships. A file that a language lacks does not compile. To be called from a file in `src/`.
#[macro_export]
macro_rules! locales {
    (@of $language:literal [$($file:literal),+]) => {
        ($language, &[$(include_str!(concat!("../locales/", $language, "/", $file))),+])
    };
    (@all $files:tt) => {
        &[
            $crate::locales!(@of "en" $files),
            $crate::locales!(@of "de" $files),
            $crate::locales!(@of "es" $files),
        ]
    };
    ($($file:literal),+ $(,)?) => { $crate::locales!(@all [$($file),+]) };
}

/// Numbers, days and times, which every room says alike.
const WORDS: Locales = locales!["words.ftl"];

type Bundle = FluentBundle<FluentResource>;

/// The texts of some rooms in one language.
pub struct Texts {
    tag: String,
    /// The chosen language first, English last.
    chain: Vec<Bundle>,
}

impl fmt::Debug for Texts {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Texts").field("tag", &self.tag).finish_non_exhaustive()
    }
}

impl Texts {
    /// The texts of these rooms for a BCP 47 tag; one that nobody has files for is English.
    pub fn new(tag: &str, rooms: &[Locales]) -> Texts {
        let pseudo = tag.eq_ignore_ascii_case(PSEUDO);
        let wanted: LanguageIdentifier = tag.parse().unwrap_or_default();
        let named = |name: &str| name.split('-').next() == Some(wanted.language.as_str());
        let mut chain: Vec<Bundle> = Vec::new();
        for language in languages(rooms) {
            if language != "en" && named(language) {
                chain.push(bundle(language, rooms, false));
            }
        }
        chain.push(bundle("en", rooms, pseudo));
        let tag = if pseudo || chain.len() > 1 { tag.to_owned() } else { "en".to_owned() };
        Texts { tag, chain }
    }

    /// The tag of the language that is spoken.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The words for a key; the macro [`say!`] writes the call. A key that nobody knows is said as
    /// it is, which a test of the room finds.
    pub fn say(&self, key: &str, arguments: &[(&str, Value<'_>)]) -> String {
        self.try_say(key, || arguments.iter().map(|(name, value)| (*name, value.clone())).collect())
            .unwrap_or_else(|| key.to_owned())
    }

    /// The words for a key that may be unknown.
    fn try_say<'a>(&self, key: &str, arguments: impl FnOnce() -> FluentArgs<'a>) -> Option<String> {
        let (bundle, pattern) = self.chain.iter().find_map(|bundle| {
            bundle.get_message(key).and_then(|message| message.value()).map(|pattern| (bundle, pattern))
        })?;
        // An argument that is missing shows as its name; the rest of the sentence is still read.
        let mut errors = Vec::new();
        Some(bundle.format_pattern(pattern, Some(&arguments()), &mut errors).into_owned())
    }

    /// Whether English has this key.
    pub fn known(&self, key: &str) -> bool {
        self.chain.last().is_some_and(|bundle| bundle.has_message(key))
    }
}

/// The languages that these rooms have files for, English first.
pub fn languages(rooms: &[Locales]) -> Vec<&'static str> {
    let mut found = vec!["en"];
    for (language, _) in rooms.iter().chain(&[WORDS]).copied().flatten() {
        if !found.contains(language) {
            found.push(language);
        }
    }
    found
}

fn bundle(language: &str, rooms: &[Locales], pseudo: bool) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language.parse().unwrap_or_default()]);
    // Isolation marks would end up in names, tooltips and copied text.
    bundle.set_use_isolating(false);
    if pseudo {
        bundle.set_transform(Some(pseudo::accented));
    }
    let files = rooms
        .iter()
        .chain(&[WORDS])
        .copied()
        .flatten()
        .filter(|(name, _)| *name == language)
        .flat_map(|(_, files)| *files);
    for file in files {
        let resource = match FluentResource::try_new((*file).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// What is wrong with the files of a room, for its tests: syntax, and keys that are given twice.
pub fn faults(room: Locales) -> Vec<String> {
    let mut faults = Vec::new();
    for (language, files) in room {
        let mut seen = std::collections::BTreeSet::new();
        for file in *files {
            if let Err((_, errors)) = FluentResource::try_new((*file).to_owned()) {
                faults.push(format!("{language}: {errors:?}"));
            }
            for line in file.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())) {
                if let Some((key, _)) = line.split_once(" =")
                    && !seen.insert(key)
                {
                    faults.push(format!("{language}: '{key}' is given twice"));
                }
            }
        }
    }
    faults
}

/// `say!(texts, "key")` or `say!(texts, "key", name = value, …)`: the words, as a `String`. `texts`
/// is a [`Texts`] or a [`Voice`].
#[macro_export]
macro_rules! say {
    ($texts:expr, $key:expr $(,)?) => { $texts.say($key, &[]) };
    ($texts:expr, $key:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $texts.say($key, &[$((stringify!($name), $crate::Value::from($value))),+])
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_whole() {
        assert_eq!(faults(WORDS), [] as [String; 0]);
        assert_eq!(faults(&[("en", &["a = x\n", "a = y\n= z\n"])]).len(), 2, "planted faults are found");
    }

    #[test]
    fn a_language_falls_back_to_english_key_by_key() {
        const ROOM: Locales = &[("en", &["a = house\nb = tree\n"]), ("de", &["a = Haus\n"])];
        let texts = Texts::new("de-AT", &[ROOM]);
        assert_eq!(
            (say!(texts, "a"), say!(texts, "b"), texts.tag()),
            ("Haus".into(), "tree".into(), "de-AT")
        );
        assert_eq!(Texts::new("fr", &[ROOM]).tag(), "en");
        assert_eq!(Texts::new("not a tag", &[ROOM]).tag(), "en");
        assert_eq!(languages(&[ROOM]), ["en", "de", "es"]);
    }

    #[test]
    fn values_are_left_as_they_are_and_words_are_not() {
        const ROOM: Locales = &[("en", &["undone = Undone: { $label }\n"])];
        let said = say!(Texts::new(PSEUDO, &[ROOM]), "undone", label = "Buy milk");
        assert!(said.contains("Buy milk") && !said.contains("Undone"), "{said}");
    }
}
