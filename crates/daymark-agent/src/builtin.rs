//! The responder of last resort: never fails, asks nobody, and says plainly what it can do.
//!
//! It also speaks for the agent where rules understood words that need nothing from the store.

use daymark_texts::{Value, Voice, say};
use jiff::Zoned;

use crate::{Intent, Routed};

/// Why the built-in responder has to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No model is set up.
    NoModel,
    /// The person asked to be answered by rules only.
    RulesOnly,
    /// Models are set up, but none of them is on this device and nothing may leave it.
    KeptPrivate,
    /// Every model failed.
    AllFailed,
}

/// The answer when nobody else has one.
pub fn answer(reason: Reason, text: &str, voice: &Voice) -> String {
    let why = match reason {
        Reason::NoModel => say!(voice, "assistant-no-model"),
        Reason::RulesOnly => say!(voice, "assistant-rules-only"),
        Reason::KeptPrivate => say!(voice, "assistant-kept-private"),
        Reason::AllFailed => say!(voice, "assistant-all-failed"),
    };
    let words: Vec<_> = text.split_whitespace().collect();
    // A short line that is no question may have been a thought to keep.
    let why = if (2..=12).contains(&words.len())
        && !text.trim_end().ends_with('?')
        && reason != Reason::AllFailed
    {
        let title: String = words.join(" ").chars().take(80).collect();
        say!(voice, "assistant-keep", why = why, title = title)
    } else {
        why
    };
    format!("{why}\n\n{}", say!(voice, "assistant-can"))
}

/// Answers what needs nothing from the store; `None` is for core.
pub fn own(routed: &Routed, now: &Zoned, voice: &Voice) -> Option<String> {
    Some(match routed.intent {
        Intent::Help => say!(voice, "assistant-help"),
        Intent::Hello => match now.hour() {
            5..=11 => say!(voice, "assistant-good-morning"),
            12..=17 => say!(voice, "assistant-good-afternoon"),
            _ => say!(voice, "assistant-good-evening"),
        },
        Intent::Thanks => say!(voice, "assistant-welcome"),
        Intent::Consent => say!(voice, "assistant-consent"),
        Intent::Clock if routed.slot("when").is_none() => say!(
            voice,
            "assistant-clock",
            day = voice.whole_day(now.date()),
            time = voice.time(now.time()),
            week = now.date().iso_week_date().week()
        ),
        Intent::Clarify => question(routed, voice),
        _ => return None,
    })
}

/// The question of a line that lacks something: its key, or a plug-in's own words.
fn question(routed: &Routed, voice: &Voice) -> String {
    match routed.slot("question") {
        None => say!(voice, "ask-what-do-you-mean"),
        Some(key) if voice.known(key) => {
            let slots: Vec<(&str, Value<'_>)> = routed
                .slots
                .iter()
                .map(|(name, words)| (name.as_str(), Value::from(words.as_str())))
                .collect();
            voice.say(key, &slots)
        }
        Some(words) => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice() -> Voice {
        let texts = daymark_texts::Texts::new("en", &[crate::LOCALES]);
        Voice::new(std::sync::Arc::new(texts), jiff::civil::date(2026, 11, 24), Default::default())
    }

    #[test]
    fn the_texts_are_whole() {
        assert_eq!(daymark_texts::faults(crate::LOCALES), [] as [String; 0]);
    }

    #[test]
    fn it_always_has_something_to_say() {
        for reason in [Reason::NoModel, Reason::RulesOnly, Reason::KeptPrivate, Reason::AllFailed] {
            for text in ["", "why is the sky blue?", "a thought about the garden", &"long ".repeat(9_000)] {
                let said = answer(reason, text, &voice());
                assert!(said.len() > 80 && said.len() < 900 && !said.contains('!'), "{said}");
            }
        }
        assert!(answer(Reason::NoModel, "a thought", &voice()).contains("\"add a thought\""));
        assert!(!answer(Reason::NoModel, "why?", &voice()).contains("To keep it"));
    }

    #[test]
    fn the_clock_is_told() {
        let now: Zoned = "2026-11-24T09:12[Europe/Berlin]".parse().unwrap();
        let mut clock = Routed { intent: Intent::Clock, slots: Default::default(), confidence: 1.0 };
        assert_eq!(own(&clock, &now, &voice()).unwrap(), "It is Tuesday, 24 November 2026, 09:12, week 48.");
        clock.slots.insert("when".into(), "next friday".into());
        assert_eq!(own(&clock, &now, &voice()), None);
    }
}
