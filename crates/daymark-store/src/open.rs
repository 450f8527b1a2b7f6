//! Opening a database: the key, the house rules, the migrations.

use std::path::Path;
use std::time::Duration;

use daymark_crypto::Key;
use rusqlite::{Connection, OpenFlags};

use crate::{Read, StoreError, Write};

/// Each migration as SQL, and whether everything derived is then drawn again from the documents,
/// which fills new tables and columns. A shipped one is never changed. Every one says in its first
/// line whether older apps may still open the file.
const MIGRATIONS: &[(&str, bool)] = &[
    (include_str!("../migrations/0001_first.sql"), false),
    (include_str!("../migrations/0002_queries.sql"), false),
    (include_str!("../migrations/0003_kinds.sql"), false),
    (include_str!("../migrations/0004_words.sql"), true),
    // There were no attachments before.
    (include_str!("../migrations/0005_attachments.sql"), false),
    (include_str!("../migrations/0006_structure.sql"), true),
    (include_str!("../migrations/0007_living.sql"), true),
    (include_str!("../migrations/0008_archive.sql"), false),
];

/// The format this version writes.
pub const FORMAT: u32 = MIGRATIONS.len() as u32;

/// Opens for writing, makes the file when there is none, and migrates. Until the key and the
/// format are known to fit, nothing is written.
pub(crate) fn writer(path: &Path, key: &Key) -> Result<Connection, StoreError> {
    let fresh = std::fs::metadata(path).map_or(true, |file| file.len() == 0);
    if !fresh && plain(path) {
        return Err(StoreError::NotEncrypted);
    }
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if fresh {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let connection = Connection::open_with_flags(path, flags)?;
    unlock(&connection, key)?;
    let found = version(&connection, fresh)?;
    if found > FORMAT {
        return Err(StoreError::Newer { found, known: FORMAT });
    }
    rules(&connection)?;
    if found < FORMAT {
        connection.pragma_update(None, "journal_mode", "WAL")?;
        migrate(&connection)?;
    }
    Ok(connection)
}

/// Opens for reading only.
pub(crate) fn reader(path: &Path, key: &Key) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    unlock(&connection, key)?;
    rules(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

fn plain(path: &Path) -> bool {
    use std::io::Read;
    let mut head = [0; 16];
    std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok()
        && &head == b"SQLite format 3\0"
}

fn unlock(connection: &Connection, key: &Key) -> Result<(), StoreError> {
    connection.busy_timeout(Duration::from_secs(5))?;
    // SQLCipher writes its own troubles to stderr; ours come as errors.
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    // A raw key: no derivation, so opening takes half a millisecond. The hex holds no quote.
    let raw = key.expose_hex();
    connection.pragma_update(None, "key", format!("x'{}'", raw.as_str()))?;
    Ok(())
}

/// Reads the format; the first read also proves the key.
fn version(connection: &Connection, fresh: bool) -> Result<u32, StoreError> {
    match connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0)) {
        Ok(_) => Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?),
        Err(rusqlite::Error::SqliteFailure(code, _))
            if code.code == rusqlite::ErrorCode::NotADatabase && !fresh =>
        {
            Err(StoreError::WrongKey)
        }
        Err(error) => Err(error.into()),
    }
}

fn rules(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA mmap_size = 0;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -32768;",
    )?;
    connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}

fn migrate(connection: &Connection) -> Result<(), StoreError> {
    // Two processes may start at once; the second finds the work done.
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let run = || -> Result<(), StoreError> {
        let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let mut redraw = false;
        for (sql, drawn_anew) in MIGRATIONS.iter().skip(found as usize) {
            connection.execute_batch(sql)?;
            redraw |= found > 0 && *drawn_anew;
        }
        if redraw {
            Write(Read(connection)).redraw()?;
        }
        connection.pragma_update(None, "user_version", FORMAT)?;
        Ok(())
    };
    match run() {
        Ok(()) => Ok(connection.execute_batch("COMMIT")?),
        Err(error) => {
            connection.execute_batch("ROLLBACK").ok();
            Err(error)
        }
    }
}
