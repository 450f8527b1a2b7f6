//! Notes.

use daymark_api::{AddNote, EditNote, ListNotes, NoteRow, ShowNote};
use daymark_domain::{Body, Id, Kind, Note, NoteId, Title};
use daymark_store::Read;
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, set};
use daymark_texts::phrase;

use super::tasks::{check_area, check_goal};
use super::{Apply, answers};
use crate::app::Inner;
use crate::fault::{Fault, missing};
use crate::unit::Unit;
use crate::view::View;

answers! {
    ListNotes => list;
    ShowNote => show;
}

fn note(read: &Read<'_>, id: NoteId) -> Result<Note, Fault> {
    let object = read.object(id.object())?.filter(|object| object.kind == Some(Kind::Note));
    object.map(|object| shape::note(object.id, &object.doc)).ok_or_else(|| missing("note"))
}

fn list(read: &Read<'_>, inner: &Inner, call: ListNotes) -> Result<Vec<NoteRow>, Fault> {
    let limit = call.limit.unwrap_or(200).min(500);
    let view = View::new(read, inner.now())?;
    if call.query.trim().is_empty() {
        let notes = read.objects(Kind::Note, limit)?;
        return Ok(notes.iter().map(|object| view.note(shape::note(object.id, &object.doc))).collect());
    }
    let found = super::search::found(read, &call.query, &[Kind::Note], limit as usize)?;
    found.into_iter().map(|row| Ok(view.note(note(read, Id::of(row.id))?))).collect()
}

fn show(read: &Read<'_>, inner: &Inner, call: ShowNote) -> Result<NoteRow, Fault> {
    Ok(View::new(read, inner.now())?.note(note(read, call.id)?))
}

fn after(unit: &Unit<'_>, id: NoteId) -> Result<NoteRow, Fault> {
    Ok(View::new(unit, unit.now.clone())?.note(note(unit, id)?))
}

impl Apply for AddNote {
    const LABEL: &'static str = "label-a-note-added";

    fn apply(self, unit: &mut Unit<'_>) -> Result<NoteRow, Fault> {
        check_area(unit, self.area)?;
        check_goal(unit, self.goal)?;
        let now = unit.now.timestamp();
        let note = Note {
            id: unit.new_id(),
            title: Title::parse(&self.title)?,
            body: Body::parse(&self.body)?,
            area: self.area,
            goal: self.goal,
            created_at: now,
            updated_at: now,
            trashed: false,
        };
        unit.label(phrase!("label-add-note", title = note.title.as_str()));
        unit.put(note.id.object(), Kind::Note, shape::note_changes(&note))?;
        after(unit, note.id)
    }
}

impl Apply for EditNote {
    const LABEL: &'static str = "label-a-note-changed";

    fn apply(self, unit: &mut Unit<'_>) -> Result<NoteRow, Fault> {
        let old = note(unit, self.id)?;
        let mut changes = Vec::new();
        if let Some(title) = self.title {
            changes.push(set(field::TITLE, Value::text(Title::parse(&title)?.as_str())));
        }
        if let Some(body) = self.body {
            changes.push(set(field::NOTES, Value::text(Body::parse(&body)?.as_str())));
        }
        if let Some(area) = self.area.change() {
            check_area(unit, area)?;
            changes.push(set(field::AREA, shape::maybe_id(area)));
        }
        if !changes.is_empty() {
            changes.push(set(field::UPDATED_AT, shape::stamp(unit.now.timestamp())));
        }
        unit.label(phrase!("label-change-note", title = old.title.as_str()));
        unit.put(self.id.object(), Kind::Note, changes)?;
        after(unit, self.id)
    }
}
