//! The database: SQLCipher, one writer and several readers, one file per table.
//!
//! - The op log is the truth; [`Write::record`] is the only way in, and writes the op, the merged
//!   document, the projections and the full-text row together.
//! - `WAL` and `synchronous=FULL`: what was committed survives a power cut.
//! - Several processes may share one file; [`Store::version`] changes when any of them commits.
//! - Nothing is written to a file whose key or format does not fit.
//!
//! - Bytes too large for a row lie beside the database, sealed, in [`Blobs`]; the table `blob` names
//!   every one that an op ever named, and only what it does not name is ever swept away.
//!
//! There is no storage trait: SQLite in memory ([`Store::memory`]) is the test double.

pub mod blobs;
mod error;
mod open;
pub mod table;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use daymark_crypto::Key;
use rusqlite::{Connection, TransactionBehavior};

pub use blobs::{BlobError, Blobs};
pub use error::StoreError;
pub use open::FORMAT;
pub use table::alarm::Nag;
pub use table::archive::Archived;
pub use table::event::EventSpan;
pub use table::object::{Object, Row};
pub use table::op::{Recorded, WrittenOp};
pub use table::project::ProjectFilter;
pub use table::reminder::DueReminder;
pub use table::task::{Sort, TaskFilter};
pub use table::then::{From as StandFrom, Standing};
pub use table::unit::{Unit, UnitKind, UnitState};
pub use table::words::Term;
#[doc(hidden)]
pub use watch::{Ran, statements};

/// An open database.
pub struct Store {
    home: Option<(PathBuf, Key)>,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Store")
            .field("path", &self.home.as_ref().map(|(path, _)| path))
            .finish_non_exhaustive()
    }
}

/// How many idle readers are kept.
const READERS: usize = 4;

impl Store {
    /// Opens the file, or makes it when there is none.
    pub fn open(path: &Path, key: &Key) -> Result<Store, StoreError> {
        let writer = open::writer(path, key)?;
        Ok(Store {
            home: Some((path.to_owned(), key.clone())),
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
        })
    }

    /// A database in memory, gone with the value.
    pub fn memory() -> Result<Store, StoreError> {
        let connection = open::writer(Path::new(":memory:"), &Key::from_bytes([0; 32]))?;
        Ok(Store { home: None, writer: Mutex::new(connection), readers: Mutex::new(Vec::new()) })
    }

    /// Runs one transaction: everything `work` writes is kept, or nothing. When this returns, what
    /// was written is on the disk.
    pub fn write<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Write<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut writer = held(&self.writer);
        let transaction =
            writer.transaction_with_behavior(TransactionBehavior::Immediate).map_err(StoreError::from)?;
        let outcome = work(&Write(Read(&transaction)))?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(outcome)
    }

    /// Runs `work` as [`Store::write`] would and takes everything back: what would happen?
    pub fn pretend<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Write<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut writer = held(&self.writer);
        let transaction =
            writer.transaction_with_behavior(TransactionBehavior::Immediate).map_err(StoreError::from)?;
        let outcome = work(&Write(Read(&transaction)));
        transaction.rollback().map_err(StoreError::from)?;
        outcome
    }

    /// Reads one consistent state. Does not wait for the writer.
    pub fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&Read<'_>) -> Result<T, E>) -> Result<T, E> {
        let Some((path, key)) = &self.home else {
            return work(&Read(&held(&self.writer)));
        };
        let idle = held(&self.readers).pop();
        let mut reader = match idle {
            Some(reader) => reader,
            None => open::reader(path, key)?,
        };
        let transaction = reader.transaction().map_err(StoreError::from)?;
        let outcome = work(&Read(&transaction));
        drop(transaction);
        let mut readers = held(&self.readers);
        if readers.len() < READERS {
            readers.push(reader);
        }
        outcome
    }

    /// A number that changes when another connection, of this process or another, has committed.
    pub fn version(&self) -> Result<i64, StoreError> {
        Ok(held(&self.writer).pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Reads every page and checks it, with the mark that SQLCipher puts on each.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        let writer = held(&self.writer);
        let mut found = Vec::new();
        // What was never on a disk is not sealed.
        let sealed = self.home.is_some().then_some("cipher_integrity_check");
        for pragma in sealed.into_iter().chain(["quick_check"]) {
            let read = writer.pragma_query(None, pragma, |row| {
                found.push(row.get::<_, String>(0)?);
                Ok(())
            });
            if let Err(error) = read {
                found.push(StoreError::from(error).to_string());
            }
        }
        found.retain(|line| line != "ok");
        Ok(found)
    }

    /// Claims to be of another format: only for tests of what a newer file does.
    #[doc(hidden)]
    pub fn set_format(&self, format: u32) -> Result<(), StoreError> {
        let writer = held(&self.writer);
        writer.pragma_update(None, "user_version", format)?;
        writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Throws the projections away and makes them again from the op log.
    pub fn rebuild(&self) -> Result<u64, StoreError> {
        self.write(|write| write.rebuild())
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic elsewhere rolled its transaction back; the connection is sound.
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads within one state of the database.
#[derive(Debug)]
pub struct Read<'c>(pub(crate) &'c Connection);

/// Reads and writes within one transaction.
#[derive(Debug)]
pub struct Write<'c>(pub(crate) Read<'c>);

impl<'c> std::ops::Deref for Write<'c> {
    type Target = Read<'c>;
    fn deref(&self) -> &Read<'c> {
        &self.0
    }
}
