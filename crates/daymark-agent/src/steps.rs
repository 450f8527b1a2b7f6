//! The steps of a goal, from a model or from a template, and the reader of what a model wrote.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One step of a goal that was broken down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub title: String,
    /// How long it takes; the first step never takes more than 15.
    pub minutes: u32,
    /// Never after the target, and never before the step above it.
    pub due: Option<Date>,
    /// Index (from 0) of the step that has to be done before; always a smaller one.
    pub needs: Option<usize>,
}

/// Why a model's answer cannot be used as steps. The sentence is made to be shown to the model, which may
/// try again: see [`crate::prompts::repair`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Repairable(pub String);

/// A step's title has no more characters than this.
const LONGEST_TITLE: usize = 120;
/// A model's answer longer than this is not read.
const LONGEST: usize = 256 * 1024;

/// Reads the steps out of what a model wrote.
///
/// The form is taken leniently (a code fence, words around the JSON, a bare list, minutes in quotes); the content
/// strictly: 3 to 20 steps, a short first one, days in order from today to the target.
pub fn parse_steps(text: &str, today: Date, target: Option<Date>) -> Result<Vec<Step>, Repairable> {
    let bad = |text: String| Err(Repairable(text));
    if text.len() > LONGEST {
        return bad("The answer is too long.".into());
    }
    let Some(rows) = rows(text) else {
        return bad("There is no JSON with a list named \"steps\" in the answer.".into());
    };
    if !(3..=20).contains(&rows.len()) {
        return bad(format!("There are {} steps; there must be 3 to 20.", rows.len()));
    }
    let mut steps: Vec<Step> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let step = read(row, at, today, target).map_err(Repairable)?;
        if at == 0 && step.minutes > 15 {
            return bad(format!("Step 1 takes {} minutes; it must take 15 or less.", step.minutes));
        }
        let before = steps.iter().rev().find_map(|step| step.due);
        if let (Some(before), Some(due)) = (before, step.due)
            && due < before
        {
            return bad(format!("Step {} is due on {due}, before the step above it ({before}).", at + 1));
        }
        if steps.iter().any(|earlier| earlier.title.eq_ignore_ascii_case(&step.title)) {
            return bad(format!("Step {} has the same title as another one.", at + 1));
        }
        steps.push(step);
    }
    Ok(steps)
}

fn read(row: &Value, at: usize, today: Date, target: Option<Date>) -> Result<Step, String> {
    let number = at + 1;
    let title = row.get("title").and_then(Value::as_str).unwrap_or("");
    let title = title.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect::<String>();
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(format!("Step {number} has no title."));
    }
    if title.chars().count() > LONGEST_TITLE {
        return Err(format!("The title of step {number} is too long; use fewer than 80 characters."));
    }
    let minutes = row.get("minutes").and_then(whole).filter(|minutes| (1..=480).contains(minutes));
    let minutes = minutes.and_then(|minutes| u32::try_from(minutes).ok());
    let minutes = minutes.ok_or_else(|| format!("Step {number} must have \"minutes\" from 1 to 480."))?;
    let due = match row.get("due") {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) if text.trim().is_empty() => None,
        Some(text) => {
            let date = text
                .as_str()
                .and_then(|text| text.trim().get(..10))
                .and_then(|text| text.parse::<Date>().ok());
            Some(date.ok_or_else(|| format!("The \"due\" of step {number} must be a date such as {today}."))?)
        }
    };
    if due.is_some_and(|due| due < today) {
        return Err(format!("Step {number} is due before today ({today})."));
    }
    if let (Some(due), Some(target)) = (due, target)
        && due > target.max(today)
    {
        return Err(format!("Step {number} is due on {due}, after the target ({target})."));
    }
    let needs = match row.get("needs") {
        None | Some(Value::Null) => None,
        Some(value) => match whole(value) {
            Some(0) => None,
            Some(needs) if needs > 0 && needs <= at as i64 => usize::try_from(needs - 1).ok(),
            _ => {
                return Err(format!(
                    "The \"needs\" of step {number} must be the number of an earlier step, or null."
                ));
            }
        },
    };
    Ok(Step { title, minutes, due, needs })
}

/// A whole number, also in quotes or as `15.0`.
fn whole(value: &Value) -> Option<i64> {
    let from_float = |number: f64| (number.fract() == 0.0 && number.abs() < 1e9).then_some(number as i64);
    value
        .as_i64()
        .or_else(|| value.as_f64().and_then(from_float))
        .or_else(|| value.as_str()?.trim().parse().ok())
}

/// The list of steps, wherever in the text the JSON begins.
fn rows(text: &str) -> Option<Vec<Value>> {
    let starts = text.char_indices().filter(|(_, c)| matches!(c, '{' | '[')).map(|(at, _)| at);
    for start in starts.take(50) {
        let mut values = serde_json::Deserializer::from_str(text.get(start..)?).into_iter::<Value>();
        let Some(Ok(value)) = values.next() else { continue };
        let rows = match value {
            Value::Object(mut fields) => fields.remove("steps"),
            list => Some(list),
        };
        if let Some(Value::Array(rows)) = rows
            && rows.iter().any(Value::is_object)
        {
            return Some(rows);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 11, 24);
    const TARGET: Date = date(2027, 6, 1);

    const GOOD: &str = r#"{"steps": [
        {"title": "Put the shoes by the door", "minutes": 5, "due": "2026-11-24", "needs": null},
        {"title": "Walk and run for 20 minutes", "minutes": "20", "due": "2026-11-26", "needs": 1},
        {"title": "Run  5 km\nslowly", "minutes": 40.0, "due": "2027-02-01", "needs": 2}
    ]}"#;

    fn parse(text: &str) -> Result<Vec<Step>, Repairable> {
        parse_steps(text, TODAY, Some(TARGET))
    }

    #[test]
    fn the_form_is_taken_leniently() {
        let good = parse(GOOD).unwrap();
        assert_eq!(good[2].title, "Run 5 km slowly");
        assert_eq!((good[1].minutes, good[1].needs, good[0].needs), (20, Some(0), None));
        let bare = GOOD.split_once(':').unwrap().1.trim_end().strip_suffix('}').unwrap();
        for text in [
            format!("Here you are:\n```json\n{GOOD}\n```\nGood luck."),
            format!("```\n{GOOD}"),
            format!("Take {{this}} [or that]: {GOOD} and more }} ] words"),
            bare.to_owned(),
            GOOD.replace("steps", "plan"),
        ] {
            assert_eq!(parse(&text).unwrap(), good, "{text}");
        }
    }

    #[test]
    fn the_content_is_taken_strictly() {
        for (from, to, part) in [
            ("\"minutes\": 5", "\"minutes\": 45", "Step 1 takes 45 minutes"),
            ("\"minutes\": 5", "\"minutes\": 0", "Step 1 must have \"minutes\""),
            ("\"minutes\": 5", "\"minutes\": null", "Step 1 must have \"minutes\""),
            ("2027-02-01", "2027-06-02", "after the target"),
            ("2027-02-01", "2026-11-25", "before the step above it"),
            ("2026-11-24", "2026-11-23", "before today"),
            ("2026-11-26", "soon", "must be a date"),
            ("2026-11-26", "2026-13-45", "must be a date"),
            ("\"needs\": 1", "\"needs\": 3", "an earlier step"),
            ("\"needs\": 1", "\"needs\": -1", "an earlier step"),
            ("Put the shoes by the door", " ", "Step 1 has no title"),
            ("Walk and run for 20 minutes", "put the shoes by the DOOR", "same title"),
        ] {
            let text = GOOD.replace(from, to);
            let error = parse(&text).expect_err(to).to_string();
            assert!(error.contains(part), "{from} -> {to}: {error}");
        }
        assert!(
            parse("").is_err() && parse("I cannot do that.").is_err() && parse("{\"steps\": []}").is_err()
        );
        let many = format!("[{}]", vec![r#"{"title":"x","minutes":5}"#; 21].join(","));
        assert!(parse(&many).unwrap_err().0.starts_with("There are 21 steps"));
        assert!(parse(&"[".repeat(LONGEST)).is_err());
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in ".{0,200}", cut in 0usize..400, with in ".{0,10}") {
            let _ = parse(&text);
            let mut broken: String = GOOD.chars().take(cut).collect();
            broken.push_str(&with);
            broken.extend(GOOD.chars().skip(cut + 1));
            if let Ok(steps) = parse(&broken) {
                prop_assert!((3..=20).contains(&steps.len()) && steps[0].minutes <= 15);
                prop_assert!(steps.iter().enumerate().all(|(at, step)| step.needs.is_none_or(|needs| needs < at)));
            }
        }
    }
}
