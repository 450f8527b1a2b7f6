//! How core speaks: in the language of the settings, from the files in `locales/`.
//!
//! What is read at once is said at once, with a [`Voice`]. What is stored and read later (the label
//! of a step, the title of a proposal) and what is made where no voice is at hand (a fault, a line
//! of an import's report) is a [`Phrase`].

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use daymark_api::{HourCycle, Settings};
use daymark_store::Read;
use daymark_texts::{Clock, Locales, Phrase, Texts, Voice};
use jiff::civil::Date;

use crate::app::{App, Inner, settings};
use crate::fault::Fault;

pub(crate) const LOCALES: Locales = daymark_texts::locales![
    "answers.ftl",
    "errors.ftl",
    "history.ftl",
    "filters.ftl",
    "inout.ftl",
    "keeping.ftl",
    "labels.ftl",
    "living.ftl",
    "queries.ftl",
    "reasons.ftl",
    "repeats.ftl",
];

/// More languages than a person switches between in one sitting.
const MOST: usize = 8;

/// Texts by the language that was asked for. Reading the files takes a moment, so it is done once.
#[derive(Default)]
pub(crate) struct Loaded(Mutex<BTreeMap<String, Arc<Texts>>>);

impl Loaded {
    fn get(&self, tag: &str) -> Arc<Texts> {
        let mut loaded = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if loaded.len() >= MOST && !loaded.contains_key(tag) {
            loaded.clear();
        }
        loaded.entry(tag.to_owned()).or_insert_with(|| Arc::new(load(tag))).clone()
    }
}

fn load(tag: &str) -> Texts {
    Texts::new(tag, &[LOCALES, daymark_agent::LOCALES, daymark_formats::LOCALES])
}

/// For what goes wrong before the settings can be read.
pub(crate) fn english() -> Voice {
    static ENGLISH: LazyLock<Arc<Texts>> = LazyLock::new(|| Arc::new(load("en")));
    Voice::new(ENGLISH.clone(), Date::default(), Clock::default())
}

impl Inner {
    /// The person's voice, by the settings of this state.
    pub(crate) fn voice(&self, read: &Read<'_>) -> Result<Voice, Fault> {
        Ok(self.voice_of(&settings(read)?))
    }

    pub(crate) fn voice_of(&self, settings: &Settings) -> Voice {
        let spoken = self.speaks.lock().unwrap_or_else(PoisonError::into_inner);
        let settings = spoken.as_ref().unwrap_or(settings);
        let clock = match settings.hour_cycle {
            HourCycle::H24 => Clock::H24,
            HourCycle::H12 => Clock::H12,
        };
        Voice::new(self.texts.get(&settings.language), self.now().date(), clock)
    }

    /// The person's voice where no state is at hand; English where the settings cannot be read.
    pub(crate) fn own_voice(&self) -> Voice {
        self.store.read(|read| self.voice(read)).unwrap_or_else(|_| english())
    }
}

impl App {
    pub(crate) async fn voice(&self) -> Voice {
        let inner = self.inner.clone();
        tokio::task::spawn_blocking(move || inner.own_voice()).await.unwrap_or_else(|_| english())
    }
}

/// Words that are kept: by their key, or as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    Keyed(Phrase),
    Plain(String),
}

impl Words {
    /// A step's name by its key, or as it is.
    pub(crate) fn of_step(label: &str) -> Words {
        if label.starts_with("label-") { Phrase::new(label).into() } else { label.into() }
    }

    /// As they are stored; see [`Phrase::stored`].
    pub(crate) fn stored(&self) -> String {
        match self {
            Words::Keyed(phrase) => phrase.stored(),
            // Only a phrase begins with a control character.
            Words::Plain(words) => words.trim_start_matches(char::is_control).to_owned(),
        }
    }

    /// Reads what was stored.
    pub(crate) fn read(stored: &str) -> Words {
        Phrase::read(stored).map_or_else(|| Words::Plain(stored.to_owned()), Words::Keyed)
    }
}

impl From<Phrase> for Words {
    fn from(phrase: Phrase) -> Words {
        Words::Keyed(phrase)
    }
}

impl From<String> for Words {
    fn from(words: String) -> Words {
        Words::Plain(words)
    }
}

impl From<&str> for Words {
    fn from(words: &str) -> Words {
        Words::Plain(words.to_owned())
    }
}

impl From<Words> for daymark_texts::Arg {
    fn from(words: Words) -> daymark_texts::Arg {
        match words {
            Words::Keyed(phrase) => phrase.into(),
            Words::Plain(words) => words.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use daymark_texts::phrase;

    #[test]
    fn the_files_are_whole() {
        assert_eq!(daymark_texts::faults(LOCALES), [] as [String; 0]);
    }

    #[test]
    fn labels_of_before_and_of_now_are_read() {
        let label = Words::from(phrase!("label-add", title = "Buy milk"));
        assert_eq!(Words::read(&label.stored()), label);
        assert_eq!(english().stored(&label.stored()), "Add 'Buy milk'");
        assert_eq!(Words::read("Add 'Buy milk'"), Words::from("Add 'Buy milk'"));
        let sly = Words::from(label.stored());
        assert!(Phrase::read(&sly.stored()).is_none(), "words of a person never become a phrase");
    }
}
