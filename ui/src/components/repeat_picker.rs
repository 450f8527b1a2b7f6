//! Choosing how a task repeats: a few that are often meant, or words.

use daymark_api::ParseCapture;
use daymark_api::domain::Repeat;
use jiff::civil::{Date, Weekday};
use yew::prelude::*;

use super::{Choice, Choices, Shape};
use crate::i18n::t;
use crate::icons::Sign;
use crate::query::use_query_when;
use crate::time::use_today;
use crate::words;

#[derive(Properties, PartialEq)]
pub struct RepeatProps {
    pub title: AttrValue,
    pub shape: Shape,
    /// The day the repeat counts from; today when there is none yet.
    pub from: Option<Date>,
    /// `None` ends the repeat.
    pub onpick: Callback<Option<Repeat>>,
    pub onclose: Callback<()>,
    /// Offers to end the repeat.
    #[prop_or_default]
    pub clearable: bool,
}

#[component]
pub fn RepeatPicker(props: &RepeatProps) -> Html {
    let today = use_today();
    let typed = use_state(String::new);
    let words = typed.trim();
    let asked = (!words.is_empty()).then(|| ParseCapture { text: words.to_owned(), ..Default::default() });
    let parsed = use_query_when(asked);
    let options: Vec<(String, String, Option<Repeat>)> = if words.is_empty() {
        let from = props.from.unwrap_or(today);
        let mut options: Vec<_> =
            usual(from).into_iter().map(|(said, repeat)| (said, String::new(), Some(repeat))).collect();
        if props.clearable {
            options.push((t!("repeat-none"), String::new(), None));
        }
        options
    } else {
        let found = parsed.ready().and_then(|parsed| {
            let repeat = parsed.draft.repeat.clone()?;
            let said = parsed.repeat_said.as_deref().map_or_else(|| repeat.rrule.clone(), words::sentence);
            let dates = parsed.repeat_dates.iter().take(2).map(|&day| words::short_day(day, today));
            Some((said, words::dotted(dates), Some(repeat)))
        });
        found.into_iter().collect()
    };
    let rows: Vec<Choice> = options
        .iter()
        .map(|(said, hint, _)| Choice { hint: hint.clone(), ..Choice::of(said.clone()) })
        .collect();
    let onpick = {
        let onpick = props.onpick.clone();
        Callback::from(move |index: usize| {
            if let Some((_, _, repeat)) = options.get(index) {
                onpick.emit(repeat.clone());
            }
        })
    };
    html! {
        <Choices title={props.title.clone()} placeholder={t!("repeat-placeholder")} nothing={t!("repeat-nothing")}
            shape={props.shape} sign={Sign::Repeat} {rows} typed={(*typed).clone()}
            ontype={Callback::from(move |text| typed.set(text))} {onpick} onclose={props.onclose.clone()} />
    }
}

/// The repeats that are often meant, counted from `from`, with their rules (RFC 5545 section 3.3.10).
fn usual(from: Date) -> Vec<(String, Repeat)> {
    let weekday = words::weekday(from.weekday());
    let (day, month) = (from.day(), from.month());
    let rule = |rrule: String| Repeat { rrule, after_completion: false };
    let on = rrule_day(from.weekday());
    vec![
        (t!("repeat-daily"), rule("FREQ=DAILY".into())),
        (t!("repeat-weekdays"), rule("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".into())),
        (t!("repeat-weekly", day = weekday.as_str()), rule(format!("FREQ=WEEKLY;BYDAY={on}"))),
        (
            t!("repeat-fortnightly", day = weekday.as_str()),
            rule(format!("FREQ=WEEKLY;INTERVAL=2;BYDAY={on}")),
        ),
        (t!("repeat-monthly", day = i64::from(day)), rule(format!("FREQ=MONTHLY;BYMONTHDAY={day}"))),
        (
            t!("repeat-yearly", day = words::day_of_year(from)),
            rule(format!("FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}")),
        ),
        (t!("repeat-after-done"), Repeat { rrule: "FREQ=WEEKLY".into(), after_completion: true }),
    ]
}

fn rrule_day(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

#[cfg(test)]
mod tests {
    use super::usual;
    use daymark_api::domain::Rule;
    use jiff::civil::date;

    #[test]
    fn every_offer_is_a_rule_that_falls_on_its_first_day() {
        let from = date(2028, 2, 29);
        for (said, repeat) in usual(from) {
            let rule: Rule = repeat.rrule.parse().unwrap();
            assert_eq!(rule.dates(from).next(), Some(from), "{said}");
        }
    }
}
