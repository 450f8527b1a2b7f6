//! `area`.

use daymark_domain::{Area, ObjectId};
use daymark_sync::{Doc, shape};
use rusqlite::params;

use crate::{Read, StoreError, Write};

impl Write<'_> {
    pub(crate) fn project_area(&self, n: i64, area: &Area) -> Result<(), StoreError> {
        if !area.trashed {
            self.0
                .0
                .prepare_cached("INSERT INTO area (n, position) VALUES (?1, ?2)")?
                .execute(params![n, area.position])?;
        }
        self.project_words(n, !area.trashed, area.name.as_str(), area.intention.as_str(), "")
    }
}

impl Read<'_> {
    /// Living areas in their order.
    pub fn areas(&self) -> Result<Vec<Area>, StoreError> {
        let mut select = self.0.prepare_cached(
            // CROSS keeps the order: left to itself SQLite walks all objects, which are many more.
            "SELECT o.id, o.doc FROM area a CROSS JOIN object o ON o.n = a.n ORDER BY a.position, o.id",
        )?;
        let mut rows = select.query([])?;
        let mut areas = Vec::new();
        while let Some(row) = rows.next()? {
            let doc: Vec<u8> = row.get(1)?;
            areas.push(shape::area(ObjectId::from_bytes(row.get(0)?), &Doc::decode(&doc)?));
        }
        Ok(areas)
    }
}
