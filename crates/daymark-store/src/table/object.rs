//! `object`: the merged document of each thing, whatever its kind, and the way from a document to
//! its projections.

use daymark_domain::{Kind, ObjectId};
use daymark_sync::registry::field;
use daymark_sync::shape::{self, Life};
use daymark_sync::{Doc, Value, number_kind};
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::filed::Gives;
use crate::{Read, StoreError, Write};

/// A stored thing with its document.
#[derive(Clone, Debug)]
pub struct Object {
    pub id: ObjectId,
    pub kind: Option<Kind>,
    pub doc: Doc,
}

/// A stored thing by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: ObjectId,
    pub kind: Kind,
    pub title: String,
    pub alive: bool,
    /// Milliseconds since 1970.
    pub changed_at: i64,
}

/// Tags as full text finds them.
fn tag_words(tags: &std::collections::BTreeSet<daymark_domain::Tag>) -> String {
    tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>().join(" ")
}

fn life_number(doc: &Doc) -> i8 {
    match shape::life(doc) {
        Life::Alive => 1,
        Life::Trashed => 0,
        Life::Unmade => -1,
    }
}

impl Read<'_> {
    pub fn doc(&self, id: ObjectId) -> Result<Option<Doc>, StoreError> {
        let bytes: Option<Vec<u8>> = self
            .0
            .prepare_cached("SELECT doc FROM object WHERE id = ?1")?
            .query_row([id.bytes()], |row| row.get(0))
            .optional()?;
        // Nearly always it is there; what is archived is still known.
        let bytes = match bytes {
            Some(bytes) => Some(bytes),
            None => self.archived_doc(id)?,
        };
        Ok(bytes.map(|bytes| Doc::decode(&bytes)).transpose()?)
    }

    /// The thing, alive or in the trash; an unmade one is not there.
    pub fn object(&self, id: ObjectId) -> Result<Option<Object>, StoreError> {
        let found: Option<(u16, Vec<u8>)> = self
            .0
            .prepare_cached("SELECT kind, doc FROM object WHERE id = ?1 AND life >= 0")?
            .query_row([id.bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        found
            .map(|(kind, doc)| Ok(Object { id, kind: number_kind(kind), doc: Doc::decode(&doc)? }))
            .transpose()
    }

    /// All living things of a kind, latest change first.
    pub fn objects(&self, kind: Kind, limit: u32) -> Result<Vec<Object>, StoreError> {
        let mut select = self.0.prepare_cached(
            "SELECT id, doc FROM object WHERE kind = ?1 AND life = 1 AND kind <> 3 ORDER BY changed_at DESC LIMIT ?2",
        )?;
        let mut rows = select.query(params![daymark_sync::kind_number(kind), limit])?;
        let mut objects = Vec::new();
        while let Some(row) = rows.next()? {
            let doc: Vec<u8> = row.get(1)?;
            objects.push(Object {
                id: ObjectId::from_bytes(row.get(0)?),
                kind: Some(kind),
                doc: Doc::decode(&doc)?,
            });
        }
        Ok(objects)
    }

    /// Everything that is alive or in the trash.
    pub fn everything(&self) -> Result<Vec<Object>, StoreError> {
        let mut select = self.0.prepare("SELECT id, kind, doc FROM object WHERE life >= 0 ORDER BY id")?;
        let mut rows = select.query([])?;
        let mut objects = Vec::new();
        while let Some(row) = rows.next()? {
            let doc: Vec<u8> = row.get(2)?;
            objects.push(Object {
                id: ObjectId::from_bytes(row.get(0)?),
                kind: number_kind(row.get(1)?),
                doc: Doc::decode(&doc)?,
            });
        }
        Ok(objects)
    }

    pub fn count(&self, kind: Kind) -> Result<u32, StoreError> {
        let sql = match kind {
            Kind::Task => "SELECT count(*) FROM task",
            _ => "SELECT count(*) FROM object WHERE kind = ?1 AND life = 1 AND kind <> 3",
        };
        let mut select = self.0.prepare_cached(sql)?;
        let number = daymark_sync::kind_number(kind);
        Ok(if kind == Kind::Task {
            select.query_row([], |row| row.get(0))?
        } else {
            select.query_row([number], |row| row.get(0))?
        })
    }

    /// What lies in the trash, latest first.
    pub fn trash(&self, limit: u32) -> Result<Vec<Row>, StoreError> {
        self.rows(
            "SELECT id, kind, title, life, changed_at FROM object WHERE life = 0 AND kind NOT BETWEEN 6 AND 10 AND kind < 30
             ORDER BY changed_at DESC LIMIT ?1",
            params![limit],
        )
    }

    /// Things whose id starts with or ends in these hex digits, or whose title this is.
    pub fn find(&self, text: &str, limit: u32) -> Result<Vec<Row>, StoreError> {
        let hex: String = text.chars().filter(|c| *c != '-').collect();
        let mut found = Vec::new();
        if (4..=32).contains(&hex.len()) && hex.chars().all(|c| c.is_ascii_hexdigit()) {
            let bound = |pad: char| {
                let full: String = hex.chars().chain(std::iter::repeat(pad)).take(32).collect();
                u128::from_str_radix(&full, 16).unwrap_or_default().to_be_bytes()
            };
            found.extend(self.rows(
                "SELECT id, kind, title, life, changed_at FROM object
                 WHERE id BETWEEN ?1 AND ?2 AND life >= 0 AND kind NOT BETWEEN 6 AND 10 AND kind < 30 LIMIT ?3",
                params![bound('0'), bound('f'), limit],
            )?);
            if let (8, Ok(tail)) = (hex.len(), u32::from_str_radix(&hex, 16)) {
                found.extend(self.rows(
                    "SELECT id, kind, title, life, changed_at FROM object
                     WHERE tail = ?1 AND life >= 0 AND kind NOT BETWEEN 6 AND 10 AND kind < 30 LIMIT ?2",
                    params![tail.to_be_bytes(), limit],
                )?);
            }
        }
        if found.is_empty() {
            found = self.rows(
                "SELECT id, kind, title, life, changed_at FROM object
                 WHERE title = ?1 COLLATE NOCASE AND life = 1 AND kind NOT BETWEEN 6 AND 10 AND kind < 30 LIMIT ?2",
                params![text, limit],
            )?;
        }
        found.sort_by_key(|row| row.id);
        found.dedup_by_key(|row| row.id);
        Ok(found)
    }

    pub(crate) fn rows(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Row>, StoreError> {
        let mut select = self.0.prepare_cached(sql)?;
        let mut rows = select.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let Some(kind) = number_kind(row.get(1)?) else { continue };
            found.push(Row {
                id: ObjectId::from_bytes(row.get(0)?),
                kind,
                title: row.get(2)?,
                alive: row.get::<_, i8>(3)? == 1,
                changed_at: row.get(4)?,
            });
        }
        Ok(found)
    }

    /// A digest of every document and projection, in an order that does not depend on how they
    /// came to be: equal for equal states.
    pub fn fingerprint(&self) -> Result<String, StoreError> {
        let mut digest = Sha256::new();
        for sql in [
            "SELECT hex(id) || kind || '|' || life || title || '|' || hex(doc) FROM object ORDER BY id",
            "SELECT hex(o.id) || open || inbox || status || priority || someday || coalesce(hex(area),'-')
                || coalesce(hex(goal),'-') || coalesce(hex(parent),'-') || position || coalesce(start_day,'-')
                || coalesce(due_day,'-') || coalesce(deadline_day,'-') || coalesce(estimate,'-')
                || coalesce(completed_at,'-') FROM task JOIN object o USING (n) ORDER BY o.id",
            "SELECT hex(o.id) || tag FROM task_tag JOIN object o USING (n) ORDER BY o.id, tag",
            "SELECT hex(o.id) || first_day || '|' || coalesce(last_day,'-') FROM event JOIN object o USING (n) ORDER BY o.id",
            "SELECT hex(o.id) || coalesce(hex(area),'-') || status || position FROM goal JOIN object o USING (n) ORDER BY o.id",
            "SELECT hex(o.id) || at || floating FROM reminder JOIN object o USING (n) ORDER BY o.id, at",
            "SELECT hex(o.id) || hex(conversation) || at FROM message JOIN object o USING (n) ORDER BY o.id",
        ] {
            let mut select = self.0.prepare(sql)?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                digest.update(row.get::<_, String>(0)?.as_bytes());
                digest.update(b"\n");
            }
            digest.update(b"--\n");
        }
        // Without marks of their own, so that the digest of a file from before these stays.
        for sql in [
            "SELECT hex(o.id) || hex(owner) || position FROM attachment JOIN object o USING (n) ORDER BY o.id",
            "SELECT hex(o.id) || coalesce(hex(project),'-') || blocked || waiting FROM task JOIN object o USING (n)
                WHERE project IS NOT NULL OR blocked = 1 OR waiting = 1 ORDER BY o.id",
            "SELECT hex(o.id) || hex(b.blocker) FROM task_block b JOIN object o USING (n) ORDER BY o.id, b.blocker",
            "SELECT hex(o.id) || coalesce(hex(area),'-') || coalesce(hex(goal),'-') || status || position
                FROM project JOIN object o USING (n) ORDER BY o.id",
            "SELECT hex(o.id) || coalesce(hex(project),'-') || position FROM section JOIN object o USING (n) ORDER BY o.id",
            "SELECT hex(o.id) || coalesce(hex(about),'-') || began || '|' || coalesce(ended,'-') FROM stretch JOIN object o USING (n) ORDER BY o.id",
            "SELECT hex(o.id) || day || '|' || story || created_at || coalesce(hex(about),'-') FROM entry JOIN object o USING (n) ORDER BY o.id",
        ] {
            let mut select = self.0.prepare(sql)?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                digest.update(row.get::<_, String>(0)?.as_bytes());
            }
        }
        Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl Write<'_> {
    /// Writes the document and everything derived from it.
    pub(crate) fn project(
        &self,
        id: ObjectId,
        kind: u16,
        doc: &Doc,
        changed_at: i64,
        made: bool,
    ) -> Result<(), StoreError> {
        self.project_as(None, id, kind, doc, changed_at, made)
    }

    /// The same, a new object under a number that is given: what is made in one moment is listed in
    /// the order of its numbers.
    pub(crate) fn project_as(
        &self,
        number: Option<i64>,
        id: ObjectId,
        kind: u16,
        doc: &Doc,
        changed_at: i64,
        made: bool,
    ) -> Result<(), StoreError> {
        let title = doc.get(field::TITLE).and_then(Value::as_text).unwrap_or("");
        let tail = id.bytes().get(12..).unwrap_or_default();
        // Two plain statements: one with RETURNING opens a savepoint each time, at which the full
        // text index writes out what it holds.
        let db = &self.0.0;
        let n: i64 = if made {
            db.prepare_cached(
                "INSERT INTO object (n, id, kind, life, title, changed_at, doc, tail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                number,
                id.bytes(),
                kind,
                life_number(doc),
                title,
                changed_at,
                doc.encode(),
                tail
            ])?;
            db.last_insert_rowid()
        } else {
            let n = db
                .prepare_cached("SELECT n FROM object WHERE id = ?1")?
                .query_row([id.bytes()], |row| row.get(0))?;
            db.prepare_cached(
                "UPDATE object SET life = ?2, title = ?3, changed_at = max(changed_at, ?4), doc = ?5 WHERE n = ?1",
            )?
            .execute(params![n, life_number(doc), title, changed_at, doc.encode()])?;
            n
        };
        let mut gave = None;
        if let (false, Some(kind)) = (made, number_kind(kind)) {
            gave = self.gives(n, kind)?;
            self.unproject(n, kind)?;
        }
        self.draw(n, id, kind, doc, gave)
    }

    /// Writes the rows that are derived from a document, where there are none, and brings its tasks
    /// up to date where it `gave` them something else before.
    fn draw(&self, n: i64, id: ObjectId, kind: u16, doc: &Doc, gave: Gives) -> Result<(), StoreError> {
        let kind = number_kind(kind);
        self.draw_rows(n, id, kind, doc)?;
        match kind {
            Some(kind @ (Kind::Area | Kind::Goal | Kind::Project)) if self.gives(n, kind)? != gave => {
                self.refile(id, kind)
            }
            _ => Ok(()),
        }
    }

    fn draw_rows(&self, n: i64, id: ObjectId, kind: Option<Kind>, doc: &Doc) -> Result<(), StoreError> {
        let alive = shape::life(doc) == Life::Alive;
        match kind {
            Some(Kind::Task) => self.project_task(n, &shape::task(id, doc)),
            Some(Kind::Area) => self.project_area(n, &shape::area(id, doc)),
            Some(Kind::Goal) => self.project_goal(n, &shape::goal(id, doc)),
            Some(Kind::Project) => self.project_project(n, &shape::project(id, doc)),
            Some(Kind::Section) => self.project_section(n, &shape::section(id, doc)),
            Some(Kind::Event) => self.project_event(n, &shape::event(id, doc)),
            Some(Kind::Note) => {
                let note = shape::note(id, doc);
                self.project_words(n, alive, note.title.as_str(), note.body.as_str(), "")
            }
            Some(Kind::Filter) => {
                let filter = shape::filter(id, doc);
                self.project_words(n, alive, filter.title.as_str(), &filter.query, "")
            }
            Some(Kind::Message) => self.project_message(n, doc),
            Some(Kind::Attachment) => match shape::attachment(id, doc) {
                Some(attachment) => self.project_attachment(n, &attachment),
                None => Ok(()),
            },
            Some(Kind::Habit) => {
                let habit = shape::habit(id, doc);
                let (tags, rings) = (tag_words(&habit.tags), alive && !habit.archived);
                self.project_alarm(n, if rings { &habit.reminders } else { &[] })?;
                self.project_words(n, alive, habit.title.as_str(), habit.notes.as_str(), &tags)
            }
            Some(Kind::Routine) => {
                let routine = shape::routine(id, doc);
                let steps: Vec<&str> = routine.steps.iter().map(|step| step.title.as_str()).collect();
                let rings = alive && !routine.archived && routine.repeat.is_some();
                self.project_alarm(n, if rings { &routine.reminders } else { &[] })?;
                let body = format!("{}\n{}", routine.notes.as_str(), steps.join("\n"));
                self.project_words(n, alive, routine.title.as_str(), &body, "")
            }
            Some(Kind::Stretch) => self.project_stretch(n, &shape::stretch(id, doc)),
            Some(Kind::Entry) => self.project_entry(n, &shape::entry(id, doc)),
            Some(_) | None => Ok(()),
        }
    }

    /// Takes away what was drawn from an earlier state of the object. A new one has nothing yet,
    /// which is most of what an import writes.
    pub(crate) fn unproject(&self, n: i64, kind: Kind) -> Result<(), StoreError> {
        let deletes: &[&str] = match kind {
            Kind::Task => &[
                "DELETE FROM task WHERE n = ?1",
                "DELETE FROM task_tag WHERE n = ?1",
                "DELETE FROM task_block WHERE n = ?1",
                "DELETE FROM reminder WHERE n = ?1",
                "DELETE FROM words WHERE rowid = ?1",
            ],
            Kind::Event => &[
                "DELETE FROM event WHERE n = ?1",
                "DELETE FROM reminder WHERE n = ?1",
                "DELETE FROM alarm WHERE n = ?1",
                "DELETE FROM words WHERE rowid = ?1",
            ],
            Kind::Area => &["DELETE FROM area WHERE n = ?1", "DELETE FROM words WHERE rowid = ?1"],
            Kind::Goal => &["DELETE FROM goal WHERE n = ?1", "DELETE FROM words WHERE rowid = ?1"],
            Kind::Project => &["DELETE FROM project WHERE n = ?1", "DELETE FROM words WHERE rowid = ?1"],
            Kind::Section => &["DELETE FROM section WHERE n = ?1"],
            Kind::Note | Kind::Filter => &["DELETE FROM words WHERE rowid = ?1"],
            Kind::Message => &["DELETE FROM message WHERE n = ?1"],
            Kind::Attachment => {
                &["DELETE FROM attachment WHERE n = ?1", "DELETE FROM words WHERE rowid = ?1"]
            }
            Kind::Habit | Kind::Routine => &[
                "DELETE FROM alarm WHERE n = ?1",
                "DELETE FROM reminder WHERE n = ?1",
                "DELETE FROM words WHERE rowid = ?1",
            ],
            Kind::Stretch => &["DELETE FROM stretch WHERE n = ?1"],
            Kind::Entry => &["DELETE FROM entry WHERE n = ?1", "DELETE FROM words WHERE rowid = ?1"],
            _ => &[],
        };
        for delete in deletes {
            self.0.0.prepare_cached(delete)?.execute([n])?;
        }
        Ok(())
    }

    /// Takes away all that is derived from documents.
    fn clear_drawn(&self) -> Result<(), StoreError> {
        self.0.0.execute_batch(
            "DELETE FROM task; DELETE FROM task_tag; DELETE FROM task_block; DELETE FROM area; DELETE FROM goal;
             DELETE FROM project; DELETE FROM section; DELETE FROM event;
             DELETE FROM message; DELETE FROM attachment; DELETE FROM reminder; DELETE FROM alarm; DELETE FROM stretch; DELETE FROM entry; INSERT INTO words (words) VALUES ('delete-all');",
        )?;
        Ok(())
    }

    pub(crate) fn clear_projections(&self) -> Result<(), StoreError> {
        self.clear_drawn()?;
        self.0.0.execute_batch("DELETE FROM object")?;
        Ok(())
    }

    /// Derives everything from the documents again: what a migration asks for that changes how they
    /// are drawn.
    pub(crate) fn redraw(&self) -> Result<(), StoreError> {
        self.clear_drawn()?;
        let mut select = self.0.0.prepare("SELECT n, id, kind, doc FROM object ORDER BY n")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let doc: Vec<u8> = row.get(3)?;
            self.draw(
                row.get(0)?,
                ObjectId::from_bytes(row.get(1)?),
                row.get(2)?,
                &Doc::decode(&doc)?,
                None,
            )?;
        }
        Ok(())
    }
}
