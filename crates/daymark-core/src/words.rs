//! Words become types at the door.

use daymark_api::{Settings, WeekStart, WhenInput};
use daymark_capture::{Context, Dialect, Language, NextWeekday};
use daymark_domain::{DraftKind, Repeat, When};
use daymark_store::Read;
use daymark_texts::phrase;
use jiff::Zoned;
use jiff::civil::{Date, Weekday};

use crate::fault::{Fault, invalid};

pub(crate) use crate::repeats::said as repeat;

/// What the parser may know: settings, the names that exist, the moment.
pub(crate) fn context(
    read: &Read<'_>,
    settings: &Settings,
    now: &Zoned,
    muted: Vec<(usize, usize)>,
    kind: Option<DraftKind>,
) -> Result<Context, Fault> {
    Ok(Context {
        areas: read.areas()?.into_iter().map(|area| area.name.into()).collect(),
        goals: read.goals(None, false)?.into_iter().map(|goal| goal.title.into()).collect(),
        muted,
        kind,
        habits: true,
        ..moment(settings, now)
    })
}

/// The same, where a call says whose words and signs it brings.
pub(crate) fn spoken(
    context: Context,
    language: Option<&str>,
    dialect: Option<&str>,
) -> Result<Context, Fault> {
    let short = |word: &str| word.chars().take(60).collect::<String>();
    let language = match language {
        None => context.language,
        Some(word) => Language::named(word).ok_or_else(|| {
            let known = Language::ALL.map(Language::code).join(", ");
            invalid(phrase!("error-not-a-language", word = short(word), known = known))
        })?,
    };
    let dialect = match dialect {
        None => context.dialect,
        Some(word) => Dialect::named(word).ok_or_else(|| {
            let known = Dialect::ALL.map(Dialect::code).join(", ");
            invalid(phrase!("error-not-a-dialect", word = short(word), known = known))
        })?,
    };
    Ok(Context { language, dialect, ..context })
}

pub(crate) fn week_start(settings: &Settings) -> Weekday {
    match settings.week_start {
        WeekStart::Monday => Weekday::Monday,
        WeekStart::Saturday => Weekday::Saturday,
        WeekStart::Sunday => Weekday::Sunday,
    }
}

/// A context for reading a date alone: the person's language, and the rules they set for what words
/// leave open. `dialect` and `next_weekday` are settings without a field of their own.
pub(crate) fn moment(settings: &Settings, now: &Zoned) -> Context {
    let word = |key: &str| settings.other.get(key).and_then(|value| value.as_str());
    Context {
        week_start: week_start(settings),
        day_first: settings.day_first,
        language: Language::named(&settings.language).unwrap_or_default(),
        dialect: word("dialect").and_then(Dialect::named).unwrap_or_default(),
        next_weekday: word("next_weekday").and_then(NextWeekday::named).unwrap_or_default(),
        ..Context::new(now.clone())
    }
}

/// Reads a time that a client gave, exactly or in words.
pub(crate) fn when(input: WhenInput, context: &Context) -> Result<When, Fault> {
    let words = match input {
        WhenInput::Exact(when) => return checked(when),
        WhenInput::Words(words) => words,
    };
    let words = words.trim();
    if let Ok(date) = words.parse::<Date>()
        && words.len() <= 10
    {
        return Ok(When::day(date));
    }
    let zone = context.now.time_zone();
    if let Ok(civil) = words.parse::<jiff::civil::DateTime>() {
        let name = zone.iana_name().unwrap_or("UTC");
        return checked(When::at(civil.date(), civil.time(), name));
    }
    // The assistant's rules, models and scripts say dates in English in every language.
    let english = || {
        let context = Context { language: Language::English, ..context.clone() };
        daymark_capture::when(words, &context)
    };
    match daymark_capture::when(words, context).or_else(english) {
        Some(found) if found.all_day => Ok(When::day(found.start.date())),
        Some(found) => Ok(When::of(&found.start)),
        None => {
            let shown: String = words.chars().take(60).collect();
            Err(invalid(phrase!("error-not-a-date", words = shown)))
        }
    }
}

/// A date phrase in English or the person's language, which may be a repeat.
pub(crate) fn said(text: &str, context: &Context) -> Option<(When, Option<Repeat>)> {
    let english = Context { language: Language::English, ..context.clone() };
    let found = daymark_capture::when(text, &english).or_else(|| daymark_capture::when(text, context))?;
    let when = if found.all_day { When::day(found.start.date()) } else { When::of(&found.start) };
    Some((when, found.repeat))
}

/// A day that a client gave; a time with it is left aside.
pub(crate) fn day(input: WhenInput, context: &Context) -> Result<Date, Fault> {
    Ok(when(input, context)?.date)
}

fn checked(when: When) -> Result<When, Fault> {
    match &when.zone {
        Some(zone) if jiff::tz::TimeZone::get(zone).is_err() => {
            let zone: String = zone.chars().take(60).collect();
            Err(invalid(phrase!("error-not-a-zone", zone = zone)))
        }
        _ => Ok(when),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_persons_language_and_in_english() {
        let now: Zoned = "2026-11-21T09:00[UTC]".parse().unwrap();
        for (language, words, expected) in [
            ("en", "tomorrow 3pm", "2026-11-22"),
            ("de", "morgen 15 Uhr", "2026-11-22"),
            ("de", "nächsten Dienstag 15 Uhr", "2026-11-24"),
            ("de", "friday", "2026-11-27"),
            ("es", "mañana a las 15:00", "2026-11-22"),
            ("es", "el próximo martes a las 15:00", "2026-11-24"),
            ("es", "friday", "2026-11-27"),
        ] {
            let settings = Settings { language: language.into(), ..Settings::default() };
            let read = day(WhenInput::Words(words.into()), &moment(&settings, &now));
            assert_eq!(
                read.ok().map(|day| day.to_string()).as_deref(),
                Some(expected),
                "{language}: {words}"
            );
        }
    }
}
