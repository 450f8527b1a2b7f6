//! Prompts, as versioned template files in `prompts/`.
//!
//! The first line of a file names it and its version; `{{name}}` stands for a variable. That every variable has a
//! value, and every value a variable, is checked by a test of each function here.

use jiff::Zoned;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::{Instruction, Prompt, Repairable, Role};

/// Why a template cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    #[error("The template has no first line with its name and version.")]
    NoHeader,
    #[error("The template has a variable '{0}' that has no value.")]
    Missing(String),
    #[error("The template has no variable '{0}'.")]
    Unused(String),
}

/// A template file: its name, its version and its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    pub name: &'static str,
    pub version: u32,
    body: &'static str,
}

impl Template {
    /// Reads the header of a template file.
    pub fn read(text: &'static str) -> Result<Template, TemplateError> {
        let (head, body) = text.split_once('\n').ok_or(TemplateError::NoHeader)?;
        let head = head.strip_prefix("# daymark prompt: ").ok_or(TemplateError::NoHeader)?;
        let (name, version) = head.split_once(", version ").ok_or(TemplateError::NoHeader)?;
        let version = version.trim().parse().map_err(|_| TemplateError::NoHeader)?;
        Ok(Template { name, version, body: body.trim_end() })
    }

    /// The text with all variables filled in, each value as it is: a value's own braces stay braces.
    pub fn fill(&self, values: &[(&str, &str)]) -> Result<String, TemplateError> {
        let mut out = String::new();
        let mut used = Vec::new();
        let mut rest = self.body;
        while let Some((head, tail)) = rest.split_once("{{") {
            let (name, tail) = tail.split_once("}}").ok_or_else(|| TemplateError::Missing(tail.into()))?;
            let value = values.iter().find(|(known, _)| *known == name);
            let (_, value) = value.ok_or_else(|| TemplateError::Missing(name.into()))?;
            out.push_str(head);
            out.push_str(value);
            used.push(name);
            rest = tail;
        }
        out.push_str(rest);
        match values.iter().find(|(name, _)| !used.contains(name)) {
            Some((name, _)) => Err(TemplateError::Unused((*name).into())),
            None => Ok(out),
        }
    }
}

const SYSTEM: &str = include_str!("../prompts/system.txt");
const TOOLS: &str = include_str!("../prompts/tools.txt");
const NO_TOOLS: &str = include_str!("../prompts/no_tools.txt");
const TAINT: &str = include_str!("../prompts/taint.txt");
const DECOMPOSE: &str = include_str!("../prompts/decompose.txt");
const REPAIR: &str = include_str!("../prompts/repair.txt");

/// Every prompt that ships.
pub fn all() -> Vec<Template> {
    [SYSTEM, TOOLS, NO_TOOLS, TAINT, DECOMPOSE, REPAIR]
        .into_iter()
        .filter_map(|text| Template::read(text).ok())
        .collect()
}

fn filled(text: &'static str, values: &[(&str, &str)]) -> String {
    Template::read(text)
        .and_then(|template| template.fill(values))
        .expect("each shipped prompt is filled in a test with the same names")
}

/// What a model is told before anything else.
pub fn system(now: &Zoned, tools: bool, tainted: bool) -> String {
    let weekday = now.strftime("%A").to_string();
    let (date, time) = (now.date().to_string(), now.strftime("%H:%M").to_string());
    let zone = now.time_zone().iana_name().unwrap_or("the local zone");
    let said = filled(if tools { TOOLS } else { NO_TOOLS }, &[]);
    let taint = if tainted { filled(TAINT, &[]) } else { String::new() };
    let values = [
        ("weekday", weekday.as_str()),
        ("date", &date),
        ("time", &time),
        ("zone", zone),
        ("tools", &said),
        ("taint", &taint),
    ];
    filled(SYSTEM, &values).trim_end().to_owned()
}

/// The prompt that asks a model to break a goal into steps. [`crate::parse_steps`] reads the answer.
///
/// `granularity` is 1 (few big steps) to 5 (many small ones); other values count as the nearest of these.
pub fn decompose(goal: &str, target: Option<Date>, granularity: u8, today: Date) -> Prompt {
    let level = granularity.clamp(1, 5);
    let count = match level {
        1 => "4",
        2 => "6",
        3 => "8",
        4 => "12",
        _ => "16",
    };
    let goal: String = goal.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect();
    let (before, target) = match target {
        Some(target) => (format!(" and never after {target}"), target.to_string()),
        None => (String::new(), "none".to_owned()),
    };
    let (level, today) = (level.to_string(), today.to_string());
    let values = [
        ("goal", goal.as_str()),
        ("today", &today),
        ("target", &target),
        ("granularity", &level),
        ("count", count),
        ("before", &before),
    ];
    Prompt {
        messages: vec![message(Role::User, filled(DECOMPOSE, &values))],
        tools: Vec::new(),
        answer_schema: Some(steps_schema()),
        max_tokens: Some(2_000),
        temperature: Some(0.3),
    }
}

/// The same prompt once more, with the answer that could not be used and the reason.
pub fn repair(asked: &Prompt, answer: &str, problem: &Repairable) -> Prompt {
    let answer: String = answer.chars().take(8_000).collect();
    let problem = problem.to_string();
    let mut prompt = asked.clone();
    prompt.messages.push(message(Role::Assistant, answer));
    prompt.messages.push(message(Role::User, filled(REPAIR, &[("problem", &problem)])));
    prompt
}

fn steps_schema() -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["steps"],
        "properties": {"steps": {
            "type": "array", "minItems": 3, "maxItems": 20,
            "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["title", "minutes", "due", "needs"],
                "properties": {
                    "title": {"type": "string"},
                    "minutes": {"type": "integer", "minimum": 1, "maximum": 480},
                    "due": {"type": ["string", "null"], "description": "YYYY-MM-DD"},
                    "needs": {"type": ["integer", "null"]},
                },
            },
        }},
    })
}

pub(crate) fn message(role: Role, text: String) -> Instruction {
    Instruction { role, text, calls: Vec::new(), answers: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variable_has_a_value() {
        let now: Zoned = "2026-11-24T09:12[Europe/Berlin]".parse().unwrap();
        for (tools, tainted) in [(true, true), (true, false), (false, true), (false, false)] {
            let said = system(&now, tools, tainted);
            assert!(said.contains("Tuesday, 2026-11-24; the time is 09:12 in Europe/Berlin"), "{said}");
            assert!(!said.contains("{{") && !said.contains("version"));
            assert_eq!(said.contains("comes from outside"), tainted);
            assert_eq!(said.contains("You have tools"), tools);
        }
        let today = now.date();
        for target in [None, Some(today)] {
            let prompt = decompose("Run a 10k {{today}}", target, 9, today);
            let repaired = repair(&prompt, "nonsense", &Repairable("There are no steps.".into()));
            assert_eq!(repaired.messages.len(), 3);
            assert!(
                prompt.messages[0].text.contains("Run a 10k {{today}}"),
                "a goal's own braces stay as they are"
            );
        }
    }

    #[test]
    fn a_missing_variable_is_an_error() {
        let template =
            Template::read("# daymark prompt: tea, version 3\nDraw {{kind}} for {{minutes}} minutes.")
                .unwrap();
        assert_eq!((template.name, template.version), ("tea", 3));
        assert_eq!(template.fill(&[("kind", "oolong")]), Err(TemplateError::Missing("minutes".into())));
        let all = [("kind", "oolong"), ("minutes", "3"), ("cups", "2")];
        assert_eq!(template.fill(&all), Err(TemplateError::Unused("cups".into())));
        assert_eq!(template.fill(&all[..2]).unwrap(), "Draw oolong for 3 minutes.");
        assert_eq!(Template::read("Draw tea.\n"), Err(TemplateError::NoHeader));
    }

    #[test]
    fn every_prompt_has_a_header() {
        assert_eq!(all().len(), 6);
    }
}
