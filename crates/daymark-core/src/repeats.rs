//! Repeats in words, in the person's language.
//!
//! The repeats that people ask for are said from the files. Rarer parts of RFC 5545 (the second
//! Tuesday that is also a 13th) are said by `daymark_capture::say`, which speaks English only; in
//! English both say the same, which a test holds them to.

use daymark_domain::Repeat;
use daymark_domain::recurrence::{ByDay, Frequency, Rule};
use daymark_texts::{Voice, say};
use jiff::civil::{Date, Weekday};

/// `Every 2 weeks on Tuesday`.
pub(crate) fn said(repeat: &Repeat, voice: &Voice) -> String {
    common(repeat, voice).unwrap_or_else(|| daymark_capture::say(repeat))
}

/// Parts that words seldom ask for.
const RARE: &[&str] = &["BYSETPOS", "BYWEEKNO", "BYYEARDAY", "BYHOUR", "BYMINUTE", "BYSECOND"];

fn common(repeat: &Repeat, voice: &Voice) -> Option<String> {
    let rule: Rule = repeat.rrule.parse().ok()?;
    if RARE.iter().any(|part| repeat.rrule.contains(part)) {
        return None;
    }
    let mut said = every(&rule, voice)?;
    if repeat.after_completion {
        said = say!(voice, "repeats-after-done", every = said);
    }
    if let Some(count) = rule.count {
        said = say!(voice, "repeats-times", every = said, count = count);
    }
    if let Some((_, until)) = repeat.rrule.split_once("UNTIL=") {
        let until = Date::strptime("%Y%m%d", until.get(..8)?).ok()?;
        said = say!(voice, "repeats-until", every = said, day = voice.date(until));
    }
    Some(said)
}

fn every(rule: &Rule, voice: &Voice) -> Option<String> {
    let head = head(rule, voice)?;
    let (weekly, yearly) = (rule.freq == Frequency::Weekly, rule.freq == Frequency::Yearly);
    let plain = rule.by_day.iter().all(|by| by.nth.is_none());
    let days = rule.by_day.iter().map(|by| by_day(by, voice)).collect::<Option<Vec<_>>>()?;
    let days = joined(days, voice);
    let month_days =
        rule.by_month_day.iter().map(|&day| month_day(day, voice)).collect::<Option<Vec<_>>>()?;
    let month_days = joined(month_days, voice);
    let months = joined(rule.by_month.iter().map(|&month| voice.month(month)).collect(), voice);
    let within = |said: String| match &months {
        Some(months) => say!(voice, "repeats-within", every = said, months = months.as_str()),
        None => said,
    };
    Some(match (days, month_days) {
        (Some(_), None) if rule.interval == 1 && plain && workdays(rule) && !yearly => {
            within(say!(voice, "repeats-workdays"))
        }
        (Some(days), None) if rule.interval == 1 && plain && weekly => {
            within(say!(voice, "repeats-days", days = days))
        }
        (Some(days), None) if !plain && months.is_none() => {
            say!(voice, "repeats-on-the", every = head, days = days)
        }
        (Some(days), None) if plain => within(say!(voice, "repeats-on", every = head, days = days)),
        (None, Some(_)) if yearly && rule.by_month.len() == 1 => match rule.by_month_day.as_slice() {
            [day] if *day > 0 => {
                let date = say!(voice, "repeats-date", day = *day, month = months?);
                say!(voice, "repeats-on", every = head, days = date)
            }
            _ => return None,
        },
        (None, Some(days)) => within(say!(voice, "repeats-on-the", every = head, days = days)),
        (None, None) => within(head),
        _ => return None,
    })
}

/// `Every 2 weeks`.
fn head(rule: &Rule, voice: &Voice) -> Option<String> {
    let (count, is) = (rule.interval, |freq: Frequency| rule.freq == freq);
    if is(Frequency::Daily) {
        Some(say!(voice, "repeats-every-day", count = count))
    } else if is(Frequency::Weekly) {
        Some(say!(voice, "repeats-every-week", count = count))
    } else if is(Frequency::Monthly) {
        Some(say!(voice, "repeats-every-month", count = count))
    } else if is(Frequency::Yearly) {
        Some(say!(voice, "repeats-every-year", count = count))
    } else {
        None
    }
}

fn workdays(rule: &Rule) -> bool {
    let weekend = [Weekday::Saturday, Weekday::Sunday];
    let mut days: Vec<i8> = rule.by_day.iter().map(|by| by.day.to_monday_one_offset()).collect();
    days.sort_unstable();
    days.dedup();
    let works = matches!(rule.freq, Frequency::Daily | Frequency::Weekly);
    works && days.len() == 5 && !rule.by_day.iter().any(|by| weekend.contains(&by.day))
}

/// `Friday`, `last Friday`.
fn by_day(by: &ByDay, voice: &Voice) -> Option<String> {
    let day = voice.weekday(by.day);
    match by.nth {
        None => Some(day),
        Some(nth @ (1..=5 | -2 | -1)) => Some(say!(voice, "repeats-nth-weekday", nth = nth, day = day)),
        Some(_) => None,
    }
}

/// `15th`, `last day`.
fn month_day(day: i8, voice: &Voice) -> Option<String> {
    (day > 0 || day == -1).then(|| say!(voice, "repeats-month-day", day = day))
}

/// `a, b and c`; `None` where there is nothing.
fn joined(mut parts: Vec<String>, voice: &Voice) -> Option<String> {
    let last = parts.pop()?;
    if parts.is_empty() {
        return Some(last);
    }
    Some(say!(voice, "repeats-and", before = voice.listed(&parts), last = last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::english;
    use daymark_capture::Language;

    #[test]
    fn english_is_what_reads_back() {
        for rrule in [
            "FREQ=DAILY",
            "FREQ=DAILY;INTERVAL=3",
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            "FREQ=WEEKLY;BYDAY=MO",
            "FREQ=WEEKLY;BYDAY=MO,WE,FR",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
            "FREQ=WEEKLY;BYDAY=SA;BYMONTH=6,7,8",
            "FREQ=MONTHLY;BYMONTHDAY=15",
            "FREQ=MONTHLY;BYMONTHDAY=1,22,31",
            "FREQ=MONTHLY;BYMONTHDAY=-1",
            "FREQ=MONTHLY;BYDAY=-1FR",
            "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU",
            "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24",
            "FREQ=YEARLY",
            "FREQ=DAILY;COUNT=1",
            "FREQ=DAILY;COUNT=10",
            "FREQ=WEEKLY;UNTIL=20261224",
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
        ] {
            for after_completion in [false, true] {
                let repeat = Repeat { rrule: rrule.into(), after_completion };
                assert_eq!(said(&repeat, &english()), daymark_capture::say(&repeat), "{rrule}");
            }
        }
    }

    #[test]
    fn every_language_says_what_quick_add_reads_back() {
        let now: jiff::Zoned = "2026-11-21T09:00[UTC]".parse().unwrap();
        for (tag, language) in [("de", Language::German), ("es", Language::Spanish)] {
            let texts = daymark_texts::Texts::new(tag, &[crate::texts::LOCALES]);
            let voice = Voice::new(std::sync::Arc::new(texts), now.date(), daymark_texts::Clock::H24);
            let context = daymark_capture::Context { language, ..daymark_capture::Context::new(now.clone()) };
            for (rrule, after_completion) in [
                ("FREQ=DAILY", false),
                ("FREQ=DAILY;INTERVAL=3", false),
                ("FREQ=DAILY;INTERVAL=3", true),
                ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", false),
                ("FREQ=WEEKLY;BYDAY=MO", false),
                ("FREQ=WEEKLY;BYDAY=MO,WE,FR", false),
                ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", false),
                ("FREQ=MONTHLY;BYMONTHDAY=15", false),
                ("FREQ=MONTHLY;BYMONTHDAY=-1", false),
                ("FREQ=MONTHLY;BYDAY=-1FR", false),
                ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24", false),
                ("FREQ=DAILY;COUNT=10", false),
            ] {
                let repeat = Repeat { rrule: rrule.into(), after_completion };
                let words = said(&repeat, &voice);
                let draft = daymark_capture::parse(&format!("x {words}"), &context);
                assert_eq!(draft.repeat.as_ref(), Some(&repeat), "{tag}: {words}");
            }
        }
    }
}
