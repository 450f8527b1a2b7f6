//! Errors on their way to the edge: one place decides code, message and hint.

use daymark_api::{ApiError, Code};
use daymark_crypto::VaultError;
use daymark_domain::TextError;
use daymark_store::StoreError;

#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error(transparent)]
    Api(#[from] ApiError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{0}")]
    Text(#[from] TextError),
    #[error("{0}")]
    Vault(#[from] VaultError),
}

impl From<Fault> for ApiError {
    fn from(fault: Fault) -> ApiError {
        match fault {
            Fault::Api(error) => error,
            Fault::Text(error) => ApiError::invalid(sentence(&error.to_string())),
            Fault::Vault(error) => ApiError::new(Code::Unavailable, sentence(&error.to_string())),
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
}

/// A capital and a full stop: these are read by people.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let mut sentence: String = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    sentence.extend(chars);
    if !sentence.ends_with(['.', '?']) {
        sentence.push('.');
    }
    sentence
}

pub(crate) fn missing(what: &str) -> Fault {
    ApiError::not_found(format!("There is no such {what}."))
        .hint("It may have been removed; search for it, or look in the trash.")
        .into()
}

pub(crate) fn invalid(message: impl Into<String>) -> Fault {
    ApiError::invalid(message).into()
}

pub(crate) fn conflict(message: impl Into<String>) -> Fault {
    ApiError::new(Code::Conflict, message).into()
}
