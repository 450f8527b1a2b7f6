//! Readers of other programs' files. Each turns bytes into things with deterministic ids, so that
//! importing the same file again changes nothing; writing them is one step.

pub(crate) mod ics;
pub(crate) mod taskwarrior;

use std::collections::BTreeMap;

use daymark_api::{ImportReport, Refused};
use daymark_domain::{Area, AreaColour, Event, Id, Kind, Label, ObjectId, Task};
use daymark_sync::registry::field;
use daymark_sync::shape::{self, Changes, set};
use daymark_sync::{Change, Value};
use daymark_texts::{Phrase, phrase};

use crate::fault::Fault;
use crate::unit::{Unit, set_to};

/// What a file holds.
#[derive(Debug, Default)]
pub(crate) struct Bring {
    /// Tasks with the name of their area (a project elsewhere) and fields of theirs that none of
    /// ours holds, as JSON.
    pub tasks: Vec<(Task, Option<String>, Option<String>)>,
    pub events: Vec<(Event, Option<String>)>,
    /// What was left out: the line and the reason.
    pub refused: Vec<(u32, Phrase)>,
    /// What could not be carried over, with how often. The phrase is kept by its stored form, so
    /// that equal ones are counted together.
    pub lost: BTreeMap<String, u32>,
}

impl Bring {
    pub(crate) fn lose(&mut self, what: Phrase) {
        *self.lost.entry(what.stored()).or_default() += 1;
    }

    pub(crate) fn write(
        self,
        unit: &mut Unit<'_>,
        format: &str,
        dry_run: bool,
    ) -> Result<ImportReport, Fault> {
        let voice = unit.voice()?;
        let refused = |(line, reason)| Refused { line, reason: voice.phrase(&reason) };
        let mut lost: Vec<(String, u32)> =
            self.lost.into_iter().map(|(what, times)| (voice.stored(&what), times)).collect();
        lost.sort();
        let mut report = ImportReport {
            format: format.into(),
            refused: self.refused.into_iter().map(refused).collect(),
            lost,
            dry_run,
            ..ImportReport::default()
        };
        let mut areas = BTreeMap::new();
        for area in unit.areas()? {
            areas.insert(area.name.as_str().to_lowercase(), area.id);
        }
        for (mut task, area, foreign) in self.tasks {
            if let Some(name) = area.as_deref().and_then(|name| Label::parse(name).ok()) {
                task.area = Some(match areas.get(&name.as_str().to_lowercase()) {
                    Some(id) => *id,
                    None => {
                        let area = Area {
                            id: Id::of(ObjectId::external("area", &name.as_str().to_lowercase())),
                            colour: colour(areas.len()),
                            name: name.clone(),
                            intention: Default::default(),
                            position: unit.place_last(),
                            created_at: unit.now.timestamp(),
                            trashed: false,
                        };
                        unit.put(area.id.object(), Kind::Area, shape::area_changes(&area))?;
                        areas.insert(name.as_str().to_lowercase(), area.id);
                        area.id
                    }
                });
            }
            task.position = unit.place_last();
            let mut changes = shape::task_changes(&task);
            changes.extend(foreign.map(|json| set(field::FOREIGN, Value::Text(json))));
            put(unit, task.id.object(), Kind::Task, changes, &mut report)?;
        }
        for (event, foreign) in self.events {
            let mut changes = shape::event_changes(&event);
            changes.extend(foreign.map(|json| set(field::FOREIGN, Value::Text(json))));
            put(unit, event.id.object(), Kind::Event, changes, &mut report)?;
        }
        let (added, updated) = (report.added, report.updated);
        unit.label(if format == "ics" {
            phrase!("label-import-calendar", added = added, updated = updated)
        } else {
            phrase!("label-import", format = format, added = added, updated = updated)
        });
        Ok(report)
    }
}

/// Writes a thing that may be here from an earlier import. What the person did to it here since (its
/// place, the trash, its area) is left as they have it.
fn put(
    unit: &mut Unit<'_>,
    id: ObjectId,
    kind: Kind,
    mut changes: Changes,
    report: &mut ImportReport,
) -> Result<(), Fault> {
    let Some(doc) = unit.doc(id)?.filter(|doc| shape::life(doc) != shape::Life::Unmade) else {
        report.added += 1;
        return unit.put(id, kind, changes);
    };
    changes.retain(|(number, _)| {
        !matches!(*number, field::PLACED | field::ALIVE | field::AREA | field::CREATED_AT)
    });
    let tags = changes.iter().filter_map(|(number, change)| match change {
        Change::Add(value) if *number == field::TAGS => Some(value.clone()),
        _ => None,
    });
    let wanted = tags.collect();
    changes.retain(|(number, _)| *number != field::TAGS);
    if kind == Kind::Task {
        changes.extend(set_to(&doc, field::TAGS, &wanted));
    }
    let differs = changes.iter().any(|(number, change)| match change {
        Change::Set(value) => doc.register(*number).map_or(*value != Value::Null, |(_, held)| held != value),
        Change::Add(value) => doc.dots(*number, value).is_empty(),
        Change::Remove(..) => true,
    });
    if differs {
        report.updated += 1;
        unit.put(id, kind, changes)
    } else {
        report.unchanged += 1;
        Ok(())
    }
}

fn colour(n: usize) -> AreaColour {
    AreaColour::ALL.get(n % AreaColour::ALL.len()).copied().unwrap_or(AreaColour::Tide)
}
