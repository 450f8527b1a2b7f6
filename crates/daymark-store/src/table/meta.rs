//! `meta`: a few named values of this file: the device it belongs to.

use rusqlite::OptionalExtension;

use crate::{Read, StoreError, Write};

impl Read<'_> {
    pub fn meta(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self
            .0
            .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
            .query_row([key], |row| row.get(0))
            .optional()?)
    }
}

impl Write<'_> {
    pub fn set_meta(&self, key: &str, value: &[u8]) -> Result<(), StoreError> {
        self.0.0
            .prepare_cached("INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value")?
            .execute((key, value))?;
        Ok(())
    }
}
