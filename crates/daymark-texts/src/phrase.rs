//! Something to say, by its key.

use std::collections::BTreeMap;

use fluent_bundle::FluentArgs;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::{Value, Voice};

/// A key with its arguments: what is stored where a text is read later, maybe in another language.
///
/// As JSON it is `["label-add",{"title":"Buy milk"}]`. Where it stands in a place that also holds
/// plain words (see [`Phrase::stored`]), U+0001 comes before it, which no words of a person can hold.
///
/// ```
/// use daymark_texts::{Phrase, phrase};
/// let label = phrase!("label-add", title = "Buy milk");
/// assert_eq!(label.stored(), "\u{1}[\"label-add\",{\"title\":\"Buy milk\"}]");
/// assert_eq!(Phrase::read(&label.stored()), Some(label));
/// assert_eq!(Phrase::read("Add 'Buy milk'"), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase(String, BTreeMap<String, Arg>);

/// What stands in a phrase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Arg {
    Number(i64),
    /// Words that are the same in every language, such as a title.
    Text(String),
    /// A day, said from the day on which it is read; with a time of that day.
    Day {
        day: Date,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Time>,
    },
    Phrase(Phrase),
    /// Parts one after the other, as the language joins them.
    List(Vec<Arg>),
}

const MARK: char = '\u{1}';
/// A phrase within a phrase within … is said this deep; ours go to three.
const DEEPEST: u8 = 8;

impl Phrase {
    pub fn new(key: impl Into<String>) -> Phrase {
        Phrase(key.into(), BTreeMap::new())
    }

    /// With one argument more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Arg>) -> Phrase {
        self.1.insert(name.to_owned(), value.into());
        self
    }

    pub fn key(&self) -> &str {
        &self.0
    }

    /// As it is stored where plain words may stand too.
    pub fn stored(&self) -> String {
        let json = serde_json::to_string(self).unwrap_or_default();
        format!("{MARK}{json}")
    }

    /// Reads [`Phrase::stored`]; `None` for plain words.
    pub fn read(stored: &str) -> Option<Phrase> {
        serde_json::from_str(stored.strip_prefix(MARK)?).ok()
    }
}

impl Voice {
    /// Says a phrase.
    pub fn phrase(&self, phrase: &Phrase) -> String {
        self.deep(phrase, 0)
    }

    /// Says what was stored, a phrase or plain words.
    pub fn stored(&self, stored: &str) -> String {
        match Phrase::read(stored) {
            Some(phrase) => self.phrase(&phrase),
            // One that cannot be read is still shown.
            None => stored.trim_start_matches(MARK).to_owned(),
        }
    }

    fn deep(&self, phrase: &Phrase, depth: u8) -> String {
        let Phrase(key, args) = phrase;
        let values = || -> FluentArgs<'_> {
            args.iter().map(|(name, arg)| (name.as_str(), self.value(arg, depth))).collect()
        };
        // A newer version may have written a key that this one does not know: then its words are
        // shown, and never the key.
        self.try_say(key, values).unwrap_or_else(|| {
            let texts = args.values().filter(|arg| !matches!(arg, Arg::Number(_)));
            let said: Vec<String> = texts.map(|arg| self.arg(arg, depth)).collect();
            if said.is_empty() { "…".to_owned() } else { said.join(", ") }
        })
    }

    fn value<'a>(&self, arg: &'a Arg, depth: u8) -> Value<'a> {
        match arg {
            Arg::Number(number) => Value::from(*number),
            Arg::Text(text) => Value::from(text.as_str()),
            other => Value::from(self.arg(other, depth)),
        }
    }

    fn arg(&self, arg: &Arg, depth: u8) -> String {
        match arg {
            Arg::Number(number) => number.to_string(),
            Arg::Text(text) => text.clone(),
            Arg::Day { day, at: None } => self.day(*day),
            Arg::Day { day, at: Some(at) } => self.day_at(*day, *at),
            Arg::Phrase(_) | Arg::List(_) if depth >= DEEPEST => "…".to_owned(),
            Arg::Phrase(phrase) => self.deep(phrase, depth + 1),
            Arg::List(parts) => {
                self.listed(&parts.iter().map(|part| self.arg(part, depth + 1)).collect::<Vec<_>>())
            }
        }
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl From<$number> for Arg {
            fn from(number: $number) -> Arg {
                Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}

numbers!(u8, u16, u32, u64, usize, i32, i64);

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Text(text.to_owned())
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Arg {
        Arg::Text(text.clone())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Text(text)
    }
}

impl From<Date> for Arg {
    fn from(day: Date) -> Arg {
        Arg::Day { day, at: None }
    }
}

impl From<Phrase> for Arg {
    fn from(phrase: Phrase) -> Arg {
        Arg::Phrase(phrase)
    }
}

/// `phrase!("key", name = value, …)`: a [`Phrase`].
#[macro_export]
macro_rules! phrase {
    ($key:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::Phrase::new($key)$(.with(stringify!($name), $value))*
    };
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::{date, time};

    use super::*;
    use crate::{Clock, Locales, Texts};

    const ROOM: Locales = &[
        (
            "en",
            &[
                "label-add = Add '{ $title }'\nlabel-undo = Undo { $label }\nmove = { $count ->\n    [one] One thing\n   *[other] { $count } things\n } to { $day }\n",
            ],
        ),
        ("de", &["label-add = '{ $title }' hinzugefügt\nlabel-undo = Zurück: { $label }\n"]),
    ];

    fn voice(tag: &str) -> Voice {
        Voice::new(Arc::new(Texts::new(tag, &[ROOM])), date(2026, 11, 21), Clock::H24)
    }

    #[test]
    fn a_stored_phrase_is_said_in_the_readers_language() {
        let stored = phrase!("label-undo", label = phrase!("label-add", title = "Milk")).stored();
        assert_eq!(voice("en").stored(&stored), "Undo Add 'Milk'");
        assert_eq!(voice("de").stored(&stored), "Zurück: 'Milk' hinzugefügt");
        assert_eq!(voice("de").stored("Add 'Milk'"), "Add 'Milk'", "plain words stay as they are");
    }

    #[test]
    fn days_are_said_from_the_day_of_reading() {
        let phrase = phrase!("move", count = 2, day = date(2026, 11, 22));
        assert_eq!(voice("en").phrase(&phrase), "2 things to tomorrow");
        let mut later = voice("en");
        later.today = date(2026, 11, 22);
        assert_eq!(later.phrase(&Phrase::read(&phrase.stored()).unwrap()), "2 things to today");
        let timed = phrase!(
            "move",
            count = 1,
            day = Arg::Day { day: date(2026, 11, 22), at: Some(time(15, 0, 0, 0)) }
        );
        assert_eq!(
            voice("en").phrase(&Phrase::read(&timed.stored()).unwrap()),
            "One thing to tomorrow at 15:00"
        );
    }

    #[test]
    fn what_nobody_knows_shows_its_words_and_never_its_key() {
        assert_eq!(voice("en").stored("\u{1}[\"label-brew\",{\"n\":3,\"title\":\"Tea\"}]"), "Tea");
        assert_eq!(voice("en").stored("\u{1}[\"label-brew\",{}]"), "…");
        assert_eq!(voice("en").stored("\u{1}{broken"), "{broken");
        let mut deep = phrase!("label-add", title = "x");
        for _ in 0..500 {
            deep = phrase!("label-undo", label = deep);
        }
        assert!(voice("en").phrase(&deep).ends_with('…'));
    }
}
