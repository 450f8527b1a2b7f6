//! Rules of RFC 5545 by themselves: laid out, and said.

use daymark_api::{ApiError, ExpandRules, RuleSaid, SayRule};
use daymark_domain::{RecurrenceId, Repeat, Rule, Series, When};
use daymark_store::Read;
use daymark_texts::phrase;
use jiff::tz::TimeZone;

use daymark_formats::instance;

use super::answers;
use crate::app::Inner;
use crate::fault::{Fault, invalid};
use crate::repeats;

answers! {
    ExpandRules => expand;
    SayRule => say;
}

/// The most instances of one answer.
const MOST: u32 = 10_000;

fn unfit(line: &str, why: impl std::fmt::Display) -> Fault {
    let line: String = line.chars().take(60).collect();
    ApiError::invalid(format!("'{line}' is not understood: {why}.")).into()
}

fn expand(_: &Read<'_>, inner: &Inner, call: ExpandRules) -> Result<Vec<String>, Fault> {
    let zone = match &call.zone {
        None => inner.now().time_zone().clone(),
        Some(name) => TimeZone::get(name).map_err(|_| {
            invalid(phrase!("error-not-a-zone", zone = name.chars().take(60).collect::<String>()))
        })?,
    };
    let start = moment(&call.start)?;
    let when = When { date: start.date, time: start.time, zone: None };
    let mut series = Series::new(when, Vec::new(), &zone);
    for line in call.lines.iter().flat_map(|line| line.lines()).map(str::trim).filter(|line| !line.is_empty())
    {
        let (head, value) = line.split_once(':').unwrap_or(("RRULE", line));
        let name = head.split(';').next().unwrap_or_default().to_ascii_uppercase();
        match name.as_str() {
            "RRULE" => series.rules.push(value.parse::<Rule>().map_err(|error| unfit(line, error))?),
            "RDATE" | "EXDATE" => {
                let zoned = head.split(';').find_map(|param| param.strip_prefix("TZID="));
                for one in value.split(',') {
                    let id = instance(one.trim(), zoned, &series)
                        .ok_or_else(|| unfit(line, "it is not a time"))?;
                    if name == "RDATE" {
                        series.also.insert(id)
                    } else {
                        series.skipped.insert(id)
                    };
                }
            }
            _ => return Err(unfit(line, "give RRULE, RDATE or EXDATE")),
        }
    }
    let from = call.from.as_deref().map(moment).transpose()?.map(|from| from.civil());
    let most = call.count.unwrap_or(100).min(MOST) as usize;
    Ok(series
        .instances(from)
        .take(most)
        .map(|instance| match instance.when.time {
            None => instance.id.to_string(),
            Some(_) => instance.at.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        })
        .collect())
}

/// `1997-09-02T09:00:00`, `1997-09-02` or as iCalendar writes them.
fn moment(text: &str) -> Result<RecurrenceId, Fault> {
    let text = text.trim();
    RecurrenceId::compact(text)
        .or_else(|| text.parse().ok())
        .ok_or_else(|| unfit(text, "a time is such as 1997-09-02T09:00:00"))
}

fn say(read: &Read<'_>, inner: &Inner, call: SayRule) -> Result<RuleSaid, Fault> {
    let rule: Rule = call.rrule.parse().map_err(|error| unfit(&call.rrule, error))?;
    let repeat = Repeat { rrule: rule.to_string(), after_completion: call.after_completion };
    Ok(RuleSaid { said: repeats::said(&repeat, &inner.voice(read)?), rrule: repeat.rrule })
}
