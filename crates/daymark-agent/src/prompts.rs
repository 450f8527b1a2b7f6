//! Prompts as versioned template files.

use jiff::civil::Date;

use crate::Prompt;

/// The prompt that asks a model to break a goal into steps.
pub fn decompose(goal: &str, target: Option<Date>, granularity: u8, today: Date) -> Prompt {
    let _ = (goal, target, granularity, today);
    Prompt::default()
}
