//! `stretch` and `entry`: tracked time and the journal, by when they were.

use daymark_domain::{Entry, Id, ObjectId, Stretch};
use daymark_sync::{Doc, shape};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::params;

use crate::table::day_number;
use crate::{Read, StoreError, Write};

impl Write<'_> {
    pub(crate) fn project_stretch(&self, n: i64, stretch: &Stretch) -> Result<(), StoreError> {
        if stretch.trashed {
            return Ok(());
        }
        self.0
            .0
            .prepare_cached("INSERT INTO stretch (n, about, began, ended) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![
                n,
                stretch.what.map(|(_, object)| object.bytes().to_vec()),
                stretch.began.as_millisecond(),
                stretch.ended.map(|ended| ended.as_millisecond()),
            ])?;
        Ok(())
    }

    pub(crate) fn project_entry(&self, n: i64, entry: &Entry) -> Result<(), StoreError> {
        if !entry.trashed {
            self.0
                .0
                .prepare_cached(
                    "INSERT INTO entry (n, day, story, created_at, about) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![
                    n,
                    day_number(entry.day),
                    entry.story,
                    entry.created_at.as_millisecond(),
                    entry.about.map(|(_, object)| object.bytes().to_vec()),
                ])?;
        }
        let tags: Vec<&str> = entry.tags.iter().map(|tag| tag.as_str()).collect();
        self.project_words(n, !entry.trashed, &entry.title, entry.body.as_str(), &tags.join(" "))
    }
}

impl Read<'_> {
    fn stretches_where(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Stretch>, StoreError> {
        let mut select = self.0.prepare_cached(sql)?;
        let mut rows = select.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let doc: Vec<u8> = row.get(1)?;
            found.push(shape::stretch(ObjectId::from_bytes(row.get(0)?), &Doc::decode(&doc)?));
        }
        Ok(found)
    }

    /// Living stretches that touch the time between two moments, in order of their beginning.
    pub fn stretches(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Stretch>, StoreError> {
        self.stretches_where(
            "SELECT o.id, o.doc FROM stretch s CROSS JOIN object o ON o.n = s.n
             WHERE s.began < ?2 AND coalesce(s.ended, 9223372036854775807) > ?1 ORDER BY s.began",
            params![from.as_millisecond(), to.as_millisecond()],
        )
    }

    /// The stretches of one thing, earliest first.
    pub fn stretches_of(&self, about: impl Id) -> Result<Vec<Stretch>, StoreError> {
        self.stretches_where(
            "SELECT o.id, o.doc FROM stretch s CROSS JOIN object o ON o.n = s.n
             WHERE s.about = ?1 ORDER BY s.began",
            params![about.object().bytes()],
        )
    }

    /// Those that run, on any device.
    pub fn running(&self) -> Result<Vec<Stretch>, StoreError> {
        self.stretches_where(
            "SELECT o.id, o.doc FROM stretch s CROSS JOIN object o ON o.n = s.n
             WHERE s.ended IS NULL ORDER BY s.began DESC",
            [],
        )
    }

    /// Minutes that were tracked on one thing, without what runs.
    pub fn tracked_minutes(&self, about: impl Id) -> Result<u32, StoreError> {
        Ok(self
            .0
            .prepare_cached("SELECT coalesce(sum((ended - began + 30000) / 60000), 0) FROM stretch WHERE about = ?1 AND ended IS NOT NULL")?
            .query_row([about.object().bytes()], |row| row.get(0))?)
    }

    /// Living entries of the days between two, both included, latest first.
    pub fn entries(&self, from: Date, to: Date, limit: u32) -> Result<Vec<Entry>, StoreError> {
        let mut select = self.0.prepare_cached(
            "SELECT o.id, o.doc FROM entry e CROSS JOIN object o ON o.n = e.n
             WHERE e.day BETWEEN ?1 AND ?2 ORDER BY e.day DESC, e.created_at DESC LIMIT ?3",
        )?;
        let mut rows = select.query(params![day_number(from), day_number(to), limit])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let doc: Vec<u8> = row.get(1)?;
            found.push(shape::entry(ObjectId::from_bytes(row.get(0)?), &Doc::decode(&doc)?));
        }
        Ok(found)
    }
}
