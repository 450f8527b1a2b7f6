//! `attachment`: files by what they belong to. `blob`: every sealed file that an op ever named.

use std::collections::BTreeSet;

use daymark_crypto::Address;
use daymark_domain::ObjectId;
use daymark_domain::attachment::Attachment;
use daymark_sync::{Change, Doc, Op, shape};
use rusqlite::params;

use crate::{Read, StoreError, Write};

impl Write<'_> {
    pub(crate) fn project_attachment(&self, n: i64, attachment: &Attachment) -> Result<(), StoreError> {
        if !attachment.trashed {
            self.0
                .0
                .prepare_cached("INSERT INTO attachment (n, owner, position) VALUES (?1, ?2, ?3)")?
                .execute(params![n, attachment.owner.bytes(), attachment.position])?;
        }
        self.project_words(n, !attachment.trashed, &attachment.name, "", "")
    }

    /// Notes the sealed files that an op names. A row never leaves: the step may be undone and redone,
    /// and its ops may be archived.
    pub(crate) fn note_blobs(&self, op: &Op) -> Result<(), StoreError> {
        let values = op.changes.iter().filter_map(|(number, change)| match change {
            Change::Set(value) if shape::FILES.contains(number) => shape::named_blob(value),
            _ => None,
        });
        for address in values {
            self.0
                .0
                .prepare_cached("INSERT INTO blob (address) VALUES (?1) ON CONFLICT (address) DO NOTHING")?
                .execute([address])?;
        }
        Ok(())
    }
}

impl Read<'_> {
    /// Living attachments of a thing in their order, or the latest of all things.
    pub fn attachments(&self, owner: Option<ObjectId>, limit: u32) -> Result<Vec<Attachment>, StoreError> {
        let sql = match owner {
            Some(_) => {
                "SELECT o.id, o.doc FROM attachment a CROSS JOIN object o ON o.n = a.n
                 WHERE a.owner = ?1 ORDER BY a.position, o.id LIMIT ?2"
            }
            None => {
                "SELECT o.id, o.doc FROM attachment a CROSS JOIN object o ON o.n = a.n
                 WHERE ?1 IS NULL ORDER BY o.id DESC LIMIT ?2"
            }
        };
        let mut select = self.0.prepare_cached(sql)?;
        let mut rows = select.query(params![owner.map(|owner| *owner.bytes()), limit])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let doc: Vec<u8> = row.get(1)?;
            found.extend(shape::attachment(ObjectId::from_bytes(row.get(0)?), &Doc::decode(&doc)?));
        }
        Ok(found)
    }

    /// Every sealed file that any op ever named.
    pub fn named_blobs(&self) -> Result<BTreeSet<Address>, StoreError> {
        let mut select = self.0.prepare_cached("SELECT address FROM blob")?;
        let mut rows = select.query([])?;
        let mut found = BTreeSet::new();
        while let Some(row) = rows.next()? {
            let bytes: Vec<u8> = row.get(0)?;
            found.extend(Address::from_slice(&bytes));
        }
        Ok(found)
    }
}
