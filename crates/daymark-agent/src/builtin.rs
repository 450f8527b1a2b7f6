//! The responder of last resort: never fails, asks nobody, and says plainly what it can do.
//!
//! It also speaks for the agent where rules understood words that need nothing from the store.

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

/// What can be asked without a model, in a few examples.
const CAN: &str = "I can still do this: \"add buy milk tomorrow\", \"what's on today\", \"what should I do now\", \
                   \"move lunch to friday\", \"done with the report\", \"find the tax letters\". Say \"help\" for more.";

const HELP: &str = "I keep your days in order, here on this device.

- Keep something: \"add buy milk tomorrow\", \"note: the code is on the fridge\", \"new goal: Run a 10k by June\"
- See: \"what's on today\", \"what's due this week\", \"show my inbox\", \"tasks in health\"
- Decide: \"what should I do now\", \"I have 20 minutes\", \"plan my day\"
- Change: \"move lunch to friday\", \"done with the report\", \"postpone overdue\", \"undo\"
- Begin: \"break down 'Run a 10k by June'\"

Anything else goes to a model, if one is set up.";

/// The answer when nobody else has one.
pub fn answer(reason: Reason, text: &str) -> String {
    let why = match reason {
        Reason::NoModel => {
            "I cannot answer that by rules alone, and no model is set up. You can add one in the settings."
        }
        Reason::RulesOnly => "I cannot answer that by rules alone, and you asked me not to use a model.",
        Reason::KeptPrivate => {
            "I cannot answer that by rules alone. This conversation stays on this device, and no model runs here."
        }
        Reason::AllFailed => "None of the models answered. Your words are kept; you can ask again later.",
    };
    let words: Vec<_> = text.split_whitespace().collect();
    // A short line that is no question may have been a thought to keep.
    let keep = if (2..=12).contains(&words.len())
        && !text.trim_end().ends_with('?')
        && reason != Reason::AllFailed
    {
        let title: String = words.join(" ").chars().take(80).collect();
        format!(" To keep it as a task, say \"add {title}\".")
    } else {
        String::new()
    };
    format!("{why}{keep}\n\n{CAN}")
}

/// Answers what needs nothing from the store; `None` is for core.
pub fn own(routed: &Routed, now: &Zoned) -> Option<String> {
    Some(match routed.intent {
        Intent::Help => HELP.into(),
        Intent::Hello => {
            let greeting = match now.hour() {
                5..=11 => "Good morning.",
                12..=17 => "Good afternoon.",
                _ => "Good evening.",
            };
            format!(
                "{greeting} Ask \"what's on today\" or \"what should I do now\", or tell me what to keep."
            )
        }
        Intent::Thanks => "You are welcome.".into(),
        Intent::Consent => {
            "Nothing changes from words alone. Accept or reject a proposal where it is shown.".into()
        }
        Intent::Clock if routed.slot("when").is_none() => {
            let date = now.date();
            let week = date.iso_week_date().week();
            format!(
                "It is {}, {} {}, {}, week {week}.",
                now.strftime("%A"),
                date.day(),
                now.strftime("%B %Y"),
                now.strftime("%H:%M")
            )
        }
        Intent::Clarify => routed.slot("question").unwrap_or("What do you mean?").to_owned(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_always_has_something_to_say() {
        for reason in [Reason::NoModel, Reason::RulesOnly, Reason::KeptPrivate, Reason::AllFailed] {
            for text in ["", "why is the sky blue?", "a thought about the garden", &"long ".repeat(9_000)] {
                let said = answer(reason, text);
                assert!(said.len() > 80 && said.len() < 900 && !said.contains('!'), "{said}");
            }
        }
        assert!(answer(Reason::NoModel, "a thought").contains("\"add a thought\""));
        assert!(!answer(Reason::NoModel, "why?").contains("To keep it"));
    }

    #[test]
    fn the_clock_is_told() {
        let now: Zoned = "2026-11-24T09:12[Europe/Berlin]".parse().unwrap();
        let mut clock = Routed { intent: Intent::Clock, slots: Default::default(), confidence: 1.0 };
        assert_eq!(own(&clock, &now).unwrap(), "It is Tuesday, 24 November 2026, 09:12, week 48.");
        clock.slots.insert("when".into(), "next friday".into());
        assert_eq!(own(&clock, &now), None);
    }
}
