//! What is wrong with a query, and at which character.

use super::Field;

/// Why a query cannot be read. `at` and `end` count characters from the start of the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at character {}: {kind}", at + 1)]
pub struct QueryError {
    pub at: usize,
    pub end: usize,
    pub kind: Trouble,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    #[error("a query has at most {most} characters")]
    TooLong { most: usize },
    #[error("a query has at most {most} conditions")]
    TooMany { most: usize },
    #[error("conditions stand at most {most} deep in one another")]
    TooDeep { most: usize },
    #[error("this quote is not closed")]
    OpenQuote,
    #[error("this parenthesis is not closed")]
    OpenParenthesis,
    #[error("no parenthesis was opened before")]
    StrayParenthesis,
    #[error("a condition is expected here")]
    Condition,
    #[error("a value is expected after '{0}'", field.word())]
    Value { field: Field },
    #[error("'{word}' is no field")]
    Field { word: String, near: Option<Field> },
    #[error("'{0}' takes ':' only", field.word())]
    Operator { field: Field },
    #[error("one value is expected after '{0}'", field.word())]
    OneValue { field: Field },
    #[error("'{0}' stands by itself, outside of parentheses and after no 'not'", field.word())]
    Place { field: Field },
    #[error("'{0}' knows {choices}, and not '{word}'", field.word(), choices = choices.join(", "))]
    Choice { field: Field, word: String, choices: &'static [&'static str] },
    #[error("there is no area named '{name}'")]
    NoArea { name: String },
    #[error("there is no goal named '{name}'")]
    NoGoal { name: String },
    #[error("there is no saved filter named '{name}'")]
    NoFilter { name: String },
    #[error("the saved filter '{name}' asks for itself")]
    Circle { name: String },
    #[error("in the saved filter '{name}': {why}")]
    Within { name: String, why: Box<Trouble> },
    #[error("there is no project named '{name}'")]
    NoProject { name: String },
    #[error("no task, or more than one, is named '{name}'")]
    NoTask { name: String },
    #[error("'{word}' is not a day")]
    Day { word: String },
    #[error("'{word}' is not a number")]
    Number { word: String },
    #[error("'{word}' is not a duration")]
    Duration { word: String },
}
