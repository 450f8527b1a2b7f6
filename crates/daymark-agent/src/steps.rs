//! The steps of a goal, from a model or from a template, and the reader of what a model wrote.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
/// try again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Repairable(pub String);

/// Reads the steps out of what a model wrote.
pub fn parse_steps(text: &str, today: Date, target: Option<Date>) -> Result<Vec<Step>, Repairable> {
    let _ = (text, today, target);
    Err(Repairable("There are no steps in the answer.".into()))
}
