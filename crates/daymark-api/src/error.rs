//! One shape for every error that leaves core.

use serde::{Deserialize, Serialize};

/// A code exists only where a client does something different because of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Code {
    /// No such object, or no such call.
    NotFound,
    /// The request is not of the call's form, or a value is out of range.
    Invalid,
    /// The state does not allow it (an illegal transition, a cycle, an id that fits several).
    Conflict,
    /// A person has to agree first; the proposal that waits is named in the message.
    NeedsConsent,
    /// This client may not do that.
    Refused,
    /// Something outside is away: a model, a server, a keychain.
    Unavailable,
    /// The database cannot be opened or written: key, version, disk, damage.
    Storage,
    /// Our fault.
    Internal,
}

impl Code {
    /// The exit code of the command line (sysexits.h where one fits).
    pub fn exit(self) -> u8 {
        match self {
            Code::NotFound | Code::Refused => 1,
            Code::Invalid => 2,
            Code::Conflict | Code::NeedsConsent => 3,
            Code::Unavailable => 69,
            Code::Storage | Code::Internal => 70,
        }
    }
}

/// What went wrong, in a sentence, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct ApiError {
    pub code: Code,
    pub message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The characters of the text in question that it is about, from and to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<[usize; 2]>,
}

impl ApiError {
    pub fn new(code: Code, message: impl Into<String>) -> ApiError {
        ApiError { code, message: message.into(), hint: None, at: None }
    }

    pub fn invalid(message: impl Into<String>) -> ApiError {
        ApiError::new(Code::Invalid, message)
    }

    pub fn not_found(message: impl Into<String>) -> ApiError {
        ApiError::new(Code::NotFound, message)
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> ApiError {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn at(mut self, from: usize, to: usize) -> ApiError {
        self.at = Some([from, to]);
        self
    }
}
