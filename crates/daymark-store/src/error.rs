//! What can be wrong with a database, and what to do about it.

use daymark_sync::Unreadable;
use rusqlite::ErrorCode;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the key does not open this database, or the file is not a Daymark database")]
    WrongKey,
    #[error("this is a plain SQLite file and not an encrypted Daymark database")]
    NotEncrypted,
    #[error("the database was written by a newer Daymark (format {found}; this one knows {known})")]
    Newer { found: u32, known: u32 },
    #[error("the disk is full; nothing of this change was kept")]
    Full,
    #[error("the database is damaged: {0}")]
    Damaged(String),
    #[error("another program holds the database and did not let go within five seconds")]
    Busy,
    #[error("the database cannot be read or written: {0}")]
    Io(String),
    #[error("the database refused: {0}")]
    Sql(rusqlite::Error),
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
}

impl StoreError {
    /// What a person can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            StoreError::WrongKey => {
                "The file was left as it was. Unlock the keychain that made it, or give the key with DAYMARK_KEY_FILE."
            }
            StoreError::NotEncrypted => {
                "The file was left as it was. Choose another data folder with --data, or move that file away."
            }
            StoreError::Newer { .. } => "The file was left as it was. Update Daymark on this device.",
            StoreError::Full => "Free some space and try again; everything saved before is safe.",
            StoreError::Damaged(_) => {
                "The file was left as it was. Copy the data folder somewhere safe, then restore the latest backup."
            }
            StoreError::Busy => "Close the other Daymark, or wait for its import to end, and try again.",
            StoreError::Io(_) => "Check that the data folder exists, is yours and is not read-only.",
            StoreError::Sql(_) | StoreError::Unreadable(_) => "This is a fault of Daymark. Please report it.",
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        let rusqlite::Error::SqliteFailure(code, message) = &error else { return StoreError::Sql(error) };
        let text = || message.clone().unwrap_or_else(|| code.to_string());
        match code.code {
            // What SQLCipher leaves behind once a page failed its check; a fault in our SQL names itself.
            _ if code.extended_code == 1 && message.as_deref() == Some("SQL logic error") => {
                StoreError::Damaged("a page does not carry the mark of its key".into())
            }
            ErrorCode::DiskFull => StoreError::Full,
            ErrorCode::DatabaseCorrupt => StoreError::Damaged(text()),
            ErrorCode::NotADatabase => {
                StoreError::Damaged("a page does not carry the mark of its key".into())
            }
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
            ErrorCode::SystemIoFailure
            | ErrorCode::CannotOpen
            | ErrorCode::ReadOnly
            | ErrorCode::PermissionDenied => StoreError::Io(text()),
            _ => StoreError::Sql(error),
        }
    }
}
