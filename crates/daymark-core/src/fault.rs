//! Errors on their way to the edge: one place decides code, message and hint.
//!
//! A fault that a person can meet in a window carries its message as a phrase, and is said in their
//! language where it leaves core ([`Fault::said`]). What adapters report (the database, the
//! keychain) and what only a client's author can meet (arguments that do not fit) is English.

use daymark_api::{ApiError, Code};
use daymark_crypto::VaultError;
use daymark_domain::TextError;
use daymark_store::{BlobError, StoreError};
use daymark_texts::{Phrase, Voice, capital, phrase};

use crate::texts::{Words, english};

#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error(transparent)]
    Api(#[from] ApiError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{0}")]
    Text(#[from] TextError),
    #[error("{0}")]
    Blob(#[from] BlobError),
    #[error("{0}")]
    Vault(#[from] VaultError),
    /// A sentence by its key.
    #[error("{}", english().phrase(message))]
    Said { code: Code, message: Phrase, hint: Option<Phrase> },
    /// Something about these characters of a text.
    #[error("{fault}")]
    At { from: usize, to: usize, fault: Box<Fault> },
}

impl Fault {
    /// In the words of the person who is told.
    pub(crate) fn said(self, voice: &Voice) -> ApiError {
        match self {
            Fault::Api(error) => error,
            Fault::Said { code, message, hint } => {
                let error = ApiError::new(code, voice.phrase(&message));
                match hint {
                    Some(hint) => error.hint(voice.phrase(&hint)),
                    None => error,
                }
            }
            Fault::At { from, to, fault } => fault.said(voice).at(from, to),
            Fault::Text(error) => ApiError::invalid(voice.phrase(&unfit(&error))),
            Fault::Vault(error) => ApiError::new(Code::Unavailable, sentence(&error.to_string())),
            Fault::Blob(error) => {
                let code = match &error {
                    BlobError::NoUpload => Code::NotFound,
                    BlobError::Busy => Code::Conflict,
                    BlobError::Missing | BlobError::Damaged(_) | BlobError::Full | BlobError::Io(_) => {
                        Code::Storage
                    }
                };
                ApiError::new(code, sentence(&error.to_string())).hint(error.hint())
            }
            Fault::Store(error) => {
                let code = match &error {
                    StoreError::Sql(_) | StoreError::Unreadable(_) => Code::Internal,
                    StoreError::Busy => Code::Unavailable,
                    _ => Code::Storage,
                };
                ApiError::new(code, sentence(&error.to_string())).hint(error.hint())
            }
        }
    }

    /// With what to do about it.
    pub(crate) fn hinted(self, hint: Phrase) -> Fault {
        match self {
            Fault::Said { code, message, .. } => Fault::Said { code, message, hint: Some(hint) },
            other => other,
        }
    }
}

/// In English, for what happens before the settings can be read.
impl From<Fault> for ApiError {
    fn from(fault: Fault) -> ApiError {
        fault.said(&english())
    }
}

/// Why words could not be taken.
pub(crate) fn unfit(error: &TextError) -> Phrase {
    let thing = |what: &str| match what {
        "the title" => phrase!("error-the-title"),
        "the name" => phrase!("error-the-name"),
        "the tag" => phrase!("error-the-tag"),
        _ => phrase!("error-the-text"),
    };
    match error {
        TextError::Empty { what } => phrase!("error-text-empty", what = thing(what)),
        TextError::TooLong { what, length, most } => {
            phrase!("error-text-too-long", what = thing(what), length = *length, most = *most)
        }
        TextError::Character { what, found } => {
            phrase!("error-text-character", what = thing(what), found = format!("{found:?}"))
        }
    }
}

/// A capital and a full stop: these are read by people.
fn sentence(text: &str) -> String {
    let mut sentence = capital(text);
    if !sentence.ends_with(['.', '?']) {
        sentence.push('.');
    }
    sentence
}

/// There is no such thing; `what` is its kind.
pub(crate) fn missing(what: &str) -> Fault {
    let message = match what {
        "task" => phrase!("error-no-task"),
        "parent task" => phrase!("error-no-parent"),
        "task to stand before" => phrase!("error-no-neighbour"),
        "area" => phrase!("error-no-area"),
        "goal" => phrase!("error-no-goal"),
        "project" => phrase!("error-no-project"),
        "section" => phrase!("error-no-section"),
        "line" => phrase!("error-no-line"),
        "template" => phrase!("error-no-template"),
        "event" => phrase!("error-no-event"),
        "note" => phrase!("error-no-note"),
        "habit" => phrase!("error-no-habit"),
        "routine" => phrase!("error-no-routine"),
        "entry" => phrase!("error-no-entry"),
        "filter" => phrase!("error-no-filter"),
        "proposal" => phrase!("error-no-proposal"),
        "provider" => phrase!("error-no-provider"),
        "attachment" => phrase!("error-no-attachment"),
        "conversation" => phrase!("error-no-conversation"),
        _ => phrase!("error-no-thing"),
    };
    Fault::Said { code: Code::NotFound, message, hint: Some(phrase!("error-look-in-the-trash")) }
}

pub(crate) fn invalid(message: impl Into<Words>) -> Fault {
    fault(Code::Invalid, message.into())
}

pub(crate) fn conflict(message: impl Into<Words>) -> Fault {
    fault(Code::Conflict, message.into())
}

fn fault(code: Code, message: Words) -> Fault {
    match message {
        Words::Keyed(message) => Fault::Said { code, message, hint: None },
        Words::Plain(message) => ApiError::new(code, message).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use daymark_domain::{Tag, Title};

    #[test]
    fn words_that_do_not_fit_are_explained() {
        let said = |error: TextError| ApiError::from(Fault::from(error)).message;
        for (error, message) in [
            (Title::parse(" ").unwrap_err(), "The title is empty; give it at least one letter."),
            (
                Title::parse(&"x".repeat(600)).unwrap_err(),
                "The title has 600 characters and at most 500 fit; shorten it or put the rest in the notes.",
            ),
            (
                Tag::parse("a b").unwrap_err(),
                "The tag may not hold ' '; use letters, digits, '-', '_', '/' or '.'.",
            ),
        ] {
            assert_eq!(said(error), message);
        }
    }
}
