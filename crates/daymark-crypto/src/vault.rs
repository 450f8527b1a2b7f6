use crate::Secret;

/// The longest name of a secret, in bytes.
pub const MAX_NAME: usize = 128;

/// The longest secret that every vault takes, in bytes: what the Windows Credential Manager allows.
pub const MAX_SECRET: usize = 2_560;

/// A place where secrets lie. Calls may block; async callers move them to a blocking thread.
///
/// Every implementation passes [`vault_suite`](crate::suite::vault_suite).
pub trait Vault {
    /// The secret of this name, or `None` when there is none.
    fn get(&self, name: &str) -> Result<Option<Secret>, VaultError>;

    /// Stores a secret, replacing one of the same name. On an error the old one stays.
    fn put(&mut self, name: &str, secret: &Secret) -> Result<(), VaultError>;

    /// Removes a secret. Removing what is not there succeeds.
    fn delete(&mut self, name: &str) -> Result<(), VaultError>;

    /// Where it lies, in words for a person: "the system keychain".
    fn home(&self) -> String;

    /// The longest secret it takes, in bytes; at least [`MAX_SECRET`].
    fn limit(&self) -> usize {
        MAX_SECRET
    }
}

/// What can be done about a vault's failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It is there but closed: unlock it, type the passphrase.
    Locked,
    /// There is none on this machine, or what is looked for is not in it.
    Absent,
    /// It does not answer now: try again later.
    Away,
    /// It, or a rule of ours, said no: the request or the permissions must change.
    Refused,
    /// What it holds makes no sense: restore it from a backup.
    Damaged,
}

/// Errors are sorted by what can be done about them. Texts are sentences without any secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message} {advice}")]
pub struct VaultError {
    pub trouble: Trouble,
    /// What happened.
    pub message: String,
    /// What to do.
    pub advice: String,
}

impl VaultError {
    pub fn new(trouble: Trouble, message: impl Into<String>, advice: impl Into<String>) -> VaultError {
        VaultError { trouble, message: message.into(), advice: advice.into() }
    }
}

/// Refuses names that some vault could not hold: empty, too long, or with control characters.
pub fn checked_name(name: &str) -> Result<&str, VaultError> {
    if name.is_empty() || name.len() > MAX_NAME || name.chars().any(char::is_control) {
        return Err(VaultError::new(
            Trouble::Refused,
            "This name cannot name a secret.",
            format!("Use 1 to {MAX_NAME} bytes without control characters."),
        ));
    }
    Ok(name)
}

/// Refuses secrets that are empty or longer than `limit` bytes.
pub fn checked_value(secret: &Secret, limit: usize) -> Result<&[u8], VaultError> {
    if secret.is_empty() || secret.len() > limit {
        return Err(VaultError::new(
            Trouble::Refused,
            format!("A secret of {} bytes cannot be kept here.", secret.len()),
            format!("It must have 1 to {limit} bytes."),
        ));
    }
    Ok(secret.expose())
}
