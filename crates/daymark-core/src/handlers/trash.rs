//! The trash: what is put there stays whole.

use daymark_api::{ListTrash, ObjectRef, RestoreObjects, TrashObjects, TrashRow};
use daymark_domain::{Kind, ObjectId};
use daymark_store::Read;
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, Life, set};
use daymark_texts::phrase;
use jiff::Timestamp;

use super::tasks::several;
use super::{Apply, answers};
use crate::app::Inner;
use crate::fault::{Fault, invalid, missing};
use crate::unit::Unit;

answers! { ListTrash => list; }

fn list(read: &Read<'_>, _: &Inner, call: ListTrash) -> Result<Vec<TrashRow>, Fault> {
    let rows = read.trash(call.limit.unwrap_or(200).min(1_000))?;
    Ok(rows
        .into_iter()
        .map(|row| TrashRow {
            object: row.id,
            kind: row.kind,
            title: row.title,
            trashed_at: Timestamp::from_millisecond(row.changed_at).unwrap_or(Timestamp::UNIX_EPOCH),
        })
        .collect())
}

pub(super) fn put(unit: &mut Unit<'_>, ids: &[ObjectId], alive: bool) -> Result<Vec<ObjectRef>, Fault> {
    if ids.is_empty() {
        return Err(invalid(phrase!("error-name-a-thing")));
    }
    let mut refs = Vec::new();
    for &id in ids {
        let object = unit.object(id)?.ok_or_else(|| missing("thing"))?;
        let kind = object.kind.filter(|kind| kind.is_thing() || *kind == Kind::Conversation);
        let kind = kind.ok_or_else(|| invalid(phrase!("error-no-trash")))?;
        let title = object.doc.get(field::TITLE).and_then(Value::as_text).unwrap_or("").to_owned();
        let was_alive = shape::life(&object.doc) == Life::Alive;
        if was_alive != alive {
            if alive && kind == Kind::Area {
                super::areas::check_name(unit, &shape::area(id, &object.doc).name, None)?;
            }
            if alive && kind == Kind::Filter {
                super::filters::check_name(unit, &shape::filter(id, &object.doc).title, None)?;
            }
            unit.put(id, kind, vec![set(field::ALIVE, Value::Bool(alive))])?;
        }
        refs.push(ObjectRef { object: id, kind, title });
    }
    let titles: Vec<String> = refs.iter().map(|thing| thing.title.clone()).collect();
    unit.label(if alive {
        several("label-restore", "label-restore-many", &titles)
    } else {
        several("label-trash", "label-trash-many", &titles)
    });
    Ok(refs)
}

impl Apply for TrashObjects {
    const LABEL: &'static str = "label-things-trashed";
    fn apply(self, unit: &mut Unit<'_>) -> Result<Vec<ObjectRef>, Fault> {
        put(unit, &self.ids, false)
    }
}

impl Apply for RestoreObjects {
    const LABEL: &'static str = "label-things-restored";
    fn apply(self, unit: &mut Unit<'_>) -> Result<Vec<ObjectRef>, Fault> {
        put(unit, &self.ids, true)
    }
}
