//! Bringing in what a file holds. Every entry has a deterministic id, so that bringing the same file
//! in again changes nothing; writing them is one step.

pub(crate) mod daymark;

use std::collections::{BTreeMap, BTreeSet};

use daymark_api::{ImportReport, ImportSample, Refused};
use daymark_domain::{
    Area, AreaColour, EventId, Goal, GoalStatus, Id, Kind, Label, ObjectId, TaskStatus, Title, When,
};
use daymark_formats::{Entry, Format, Plan, What};
use daymark_sync::registry::field;
use daymark_sync::shape::{self, Changes, set};
use daymark_sync::{Change, Value};
use daymark_texts::{Phrase, phrase};
use jiff::civil::Date;

use crate::fault::Fault;
use crate::unit::{Unit, set_to};

/// So many of each kind are shown before anything is brought in.
const SAMPLES: usize = 5;

/// Writes a plan.
pub(crate) fn bring(
    mut plan: Plan,
    format: Format,
    unit: &mut Unit<'_>,
    dry_run: bool,
) -> Result<ImportReport, Fault> {
    let mut brought = Brought::new(unit, format, &mut plan)?;
    // What others belong to comes first.
    plan.entries.sort_by_key(|entry| entry.what);
    for entry in &plan.entries {
        for (there, what) in [
            (!brought.unknown(entry).is_empty(), phrase!("import-lost-dependencies")),
            (entry.section.is_some(), phrase!("import-lost-sections")),
        ] {
            if there {
                *plan.lost.entry(what.stored()).or_default() += 1;
            }
        }
        brought.entry(unit, entry)?;
    }
    let mut report = brought.report;
    let voice = unit.voice()?;
    plan.refused.extend(brought.refused);
    plan.refused.sort_by_key(|(line, _)| *line);
    let refused = |(line, reason)| Refused { line, reason: voice.phrase(&reason) };
    report.refused = plan.refused.into_iter().map(refused).collect();
    report.lost = plan.lost.into_iter().map(|(what, times)| (voice.stored(&what), times)).collect();
    report.lost.sort();
    report.dry_run = dry_run;
    label(unit, format.word(), &report);
    Ok(report)
}

pub(crate) fn label(unit: &mut Unit<'_>, format: &str, report: &ImportReport) {
    let (added, updated) = (report.added, report.updated);
    unit.label(if format == "ics" {
        phrase!("label-import-calendar", added = added, updated = updated)
    } else {
        phrase!("label-import", format = format, added = added, updated = updated)
    });
}

/// What is known while entries are written.
struct Brought {
    format: Format,
    provider: String,
    /// Ids by the names that entries call each other by.
    names: BTreeMap<String, ObjectId>,
    areas: BTreeMap<String, ObjectId>,
    goals: BTreeMap<String, ObjectId>,
    /// Instances that are events of their own, by their series.
    changed: BTreeMap<ObjectId, Vec<(daymark_domain::RecurrenceId, EventId)>>,
    refused: Vec<(u32, Phrase)>,
    report: ImportReport,
}

fn kind(what: What) -> Kind {
    match what {
        What::Area => Kind::Area,
        What::Goal => Kind::Goal,
        What::Task => Kind::Task,
        What::Event => Kind::Event,
        What::Note => Kind::Note,
    }
}

impl Brought {
    fn new(unit: &Unit<'_>, format: Format, plan: &mut Plan) -> Result<Brought, Fault> {
        let mut brought = Brought {
            format,
            provider: plan.provider.clone().unwrap_or_else(|| format.word().to_owned()),
            names: BTreeMap::new(),
            areas: BTreeMap::new(),
            goals: BTreeMap::new(),
            changed: BTreeMap::new(),
            refused: Vec::new(),
            report: ImportReport { format: format.word().into(), ..ImportReport::default() },
        };
        for area in unit.areas()? {
            brought.areas.insert(area.name.as_str().to_lowercase(), area.id.object());
            brought.areas.insert(area.id.to_string(), area.id.object());
        }
        for goal in unit.goals(None, true)? {
            brought.goals.insert(goal.title.as_str().to_lowercase(), goal.id.object());
            brought.goals.insert(goal.id.to_string(), goal.id.object());
        }
        let mut kept = Vec::with_capacity(plan.entries.len());
        for mut entry in std::mem::take(&mut plan.entries) {
            match brought.resolve(unit, &entry)? {
                Ok(id) => {
                    if matches!(entry.what, What::Task | What::Event) {
                        brought.names.insert(entry.external.clone(), id);
                        if let Some(own) = entry.id {
                            brought.names.insert(own.to_string(), id);
                        }
                    }
                    let held = matches!(entry.what, What::Area | What::Goal);
                    if held {
                        let list =
                            if entry.what == What::Area { &mut brought.areas } else { &mut brought.goals };
                        list.insert(entry.title.to_lowercase(), id);
                        list.insert(id.to_string(), id);
                    }
                    // Whether it came with an id of ours is still told by whether it had a name.
                    entry.foreign.retain(|_, value| *value != serde_json::Value::Null);
                    kept.push((entry, id));
                }
                Err(why) => brought.refused.push((entry.line, why)),
            }
        }
        // Instances are named by their series.
        for (entry, id) in &mut kept {
            if let Some((series, instance)) = &entry.series
                && let Some(master) = brought.names.get(series).copied()
            {
                *id = instance.object(master);
                brought.changed.entry(master).or_default().push((*instance, EventId::of(*id)));
                brought.names.insert(entry.external.clone(), *id);
            }
        }
        plan.entries = kept
            .into_iter()
            .map(|(entry, id)| {
                brought.names.insert(key(&entry), id);
                entry
            })
            .collect();
        Ok(brought)
    }

    /// The id of an entry: its own, that of the thing here that the file names, or one made of its
    /// name there.
    fn resolve(&self, unit: &Unit<'_>, entry: &Entry) -> Result<Result<ObjectId, Phrase>, Fault> {
        let kind = kind(entry.what);
        if entry.what == What::Area
            && let Some(id) = self.areas.get(&entry.title.to_lowercase())
        {
            return Ok(Ok(*id));
        }
        if let Some(id) = entry.id {
            return Ok(match unit.object(id)? {
                Some(object) if object.kind != Some(kind) => {
                    Err(phrase!("error-import-other-kind", id = id.to_string()))
                }
                _ => Ok(id),
            });
        }
        if let Ok(id) = entry.external.parse::<ObjectId>()
            && unit.object(id)?.is_some_and(|object| object.kind == Some(kind))
        {
            return Ok(Ok(id));
        }
        let of = |name: &str| ObjectId::external(self.format.word(), name);
        let id = of(&entry.external);
        let taken = unit.object(id)?.is_some_and(|object| object.kind != Some(kind));
        Ok(Ok(if taken { of(&format!("{}:{}", kind.word(), entry.external)) } else { id }))
    }

    fn entry(&mut self, unit: &mut Unit<'_>, entry: &Entry) -> Result<(), Fault> {
        let Some(id) = self.names.get(&key(entry)).copied() else { return Ok(()) };
        let kind = kind(entry.what);
        let changes = match self.changes(unit, entry, id)? {
            Ok(changes) => changes,
            Err(why) => {
                self.refused.push((entry.line, why));
                return Ok(());
            }
        };
        self.put(unit, id, kind, entry, changes)?;
        let report = &mut self.report;
        *report.kinds.entry(kind.word().to_owned()).or_default() += 1;
        let alike = report.samples.iter().filter(|sample| sample.kind == kind.word()).count();
        if alike < SAMPLES {
            let when = entry.due.as_ref().or(entry.start.as_ref()).map(|when| when.date);
            report.samples.push(ImportSample {
                kind: kind.word().into(),
                title: entry.title.clone(),
                day: when,
            });
        }
        Ok(())
    }

    /// The tasks it waits for that are not in the file: their names are kept.
    fn unknown(&self, entry: &Entry) -> Vec<String> {
        entry.blocked_by.iter().filter(|name| !self.names.contains_key(*name)).cloned().collect()
    }

    /// The area of that name, made when there is none.
    fn area(&mut self, unit: &mut Unit<'_>, name: Option<&str>) -> Result<Option<ObjectId>, Fault> {
        let Some(name) = name.and_then(|name| Label::parse(name).ok()) else { return Ok(None) };
        let lower = name.as_str().to_lowercase();
        if let Some(id) = self.areas.get(&lower) {
            return Ok(Some(*id));
        }
        let area = Area {
            id: Id::of(ObjectId::external("area", &lower)),
            colour: colour(unit.areas()?.len()),
            name,
            intention: Default::default(),
            review: None,
            reviewed_at: None,
            position: unit.place_last(),
            created_at: unit.now.timestamp(),
            trashed: false,
        };
        unit.put(area.id.object(), Kind::Area, shape::area_changes(&area))?;
        self.areas.insert(lower, area.id.object());
        Ok(Some(area.id.object()))
    }

    fn goal(&mut self, unit: &mut Unit<'_>, title: Option<&str>) -> Result<Option<ObjectId>, Fault> {
        let Some(title) = title.and_then(|title| Title::parse(title).ok()) else { return Ok(None) };
        let lower = title.as_str().to_lowercase();
        if let Some(id) = self.goals.get(&lower) {
            return Ok(Some(*id));
        }
        let goal = Goal {
            id: Id::of(ObjectId::external("goal", &lower)),
            title,
            notes: Default::default(),
            status: GoalStatus::Active,
            area: None,
            parent: None,
            target: None,
            position: unit.place_last(),
            created_at: unit.now.timestamp(),
            completed_at: None,
            trashed: false,
        };
        unit.put(goal.id.object(), Kind::Goal, shape::goal_changes(&goal))?;
        self.goals.insert(lower, goal.id.object());
        Ok(Some(goal.id.object()))
    }

    fn changes(
        &mut self,
        unit: &mut Unit<'_>,
        entry: &Entry,
        id: ObjectId,
    ) -> Result<Result<Changes, Phrase>, Fault> {
        let now = unit.now.timestamp();
        let area = if entry.what == What::Area {
            None
        } else {
            self.area(unit, entry.area.as_deref().or(entry.project.as_deref()))?
        };
        let goal = if entry.what == What::Goal { None } else { self.goal(unit, entry.goal.as_deref())? };
        let mut changes = vec![
            set(field::ALIVE, Value::Bool(true)),
            set(field::CREATED_AT, shape::stamp(entry.created.unwrap_or(now))),
            set(field::TITLE, Value::text(&entry.title)),
        ];
        let parent =
            entry.parent.as_ref().and_then(|name| self.names.get(name)).filter(|parent| **parent != id);
        if !matches!(entry.what, What::Event | What::Note) {
            changes.push(set(field::PLACED, shape::placed(parent.copied(), &unit.place_last())));
        }
        let mut add = |number, value: Option<Value>| changes.extend(value.map(|value| set(number, value)));
        add(field::NOTES, (!entry.notes.is_empty()).then(|| Value::text(&entry.notes)));
        add(field::AREA, area.map(shape::id));
        add(field::GOAL, goal.map(shape::id));
        let source = entry
            .source
            .clone()
            .or_else(|| entry.id.is_none().then(|| (self.provider.clone(), entry.external.clone())));
        add(field::SOURCE, source.filter(|_| entry.what != What::Area).as_ref().map(shape::source));
        let said = said(&Entry { blocked_by: self.unknown(entry), ..entry.clone() });
        add(
            field::FOREIGN,
            (!said.is_empty()).then(|| Value::Text(serde_json::Value::Object(said).to_string())),
        );
        let word = |word: &'static str| Some(Value::text(word));
        match entry.what {
            What::Area => {
                let shade = entry.colour.unwrap_or_else(|| colour(self.areas.len()));
                add(field::COLOUR, word(shade.word()));
            }
            What::Goal => {
                add(field::STATUS, word(entry.goal_status.unwrap_or(GoalStatus::Active).word()));
                add(field::TARGET, entry.due.as_ref().map(|due| shape::day(due.date)));
                add(field::COMPLETED_AT, entry.completed.map(shape::stamp));
            }
            What::Task => {
                add(field::STATUS, word(entry.status.unwrap_or(TaskStatus::Pending).word()));
                add(field::PRIORITY, entry.priority.and_then(|priority| word(priority.word())));
                add(field::ENERGY, entry.energy.and_then(|energy| word(energy.word())));
                add(field::START, entry.start.as_ref().map(shape::when));
                add(field::DUE, entry.due.as_ref().map(shape::when));
                add(field::DEADLINE, entry.deadline.as_ref().map(shape::when));
                add(field::ESTIMATE, entry.estimate.map(|minutes| Value::Int(minutes.into())));
                add(field::SOMEDAY, entry.someday.then_some(Value::Bool(true)));
                let done = entry.done().then(|| entry.completed.unwrap_or(now));
                add(field::COMPLETED_AT, done.map(shape::stamp));
            }
            What::Event => {
                let Some(start) = entry.start.clone() else {
                    return Ok(Err(phrase!("error-import-no-start")));
                };
                let end = entry.end.clone().filter(|end| fits(&start, end));
                add(field::START, Some(shape::when(&start)));
                add(field::END, Some(shape::maybe_when(end.as_ref())));
                add(field::LOCATION, (!entry.location.is_empty()).then(|| Value::text(&entry.location)));
                let series = entry
                    .series
                    .as_ref()
                    .and_then(|(name, instance)| Some((*self.names.get(name)?, *instance)));
                add(
                    field::INSTANCE_OF,
                    series.map(|(master, instance)| shape::instance_of(EventId::of(master), &instance)),
                );
            }
            What::Note => {
                add(field::UPDATED_AT, Some(shape::stamp(entry.updated.or(entry.created).unwrap_or(now))))
            }
        }
        if matches!(entry.what, What::Task | What::Event) {
            add(field::REPEAT, entry.repeat.as_ref().map(shape::repeat));
            add(field::REMINDERS, (!entry.reminders.is_empty()).then(|| shape::reminders(&entry.reminders)));
            let instances = |number, set: &BTreeSet<_>| {
                set.iter().map(|id| (number, Change::Add(shape::instance(id)))).collect::<Vec<_>>()
            };
            changes.extend(instances(field::SKIPPED, &entry.skipped));
            if entry.what == What::Event {
                changes.extend(instances(field::ALSO, &entry.also));
                let changed = self.changed.get(&id).into_iter().flatten();
                changes.extend(changed.map(|(instance, event)| {
                    (field::CHANGED, Change::Add(shape::changed(instance, *event)))
                }));
            } else {
                let blockers = entry.blocked_by.iter().filter_map(|name| self.names.get(name));
                changes.extend(
                    blockers
                        .filter(|blocker| **blocker != id)
                        .map(|blocker| (field::BLOCKED_BY, Change::Add(shape::id(*blocker)))),
                );
                changes.extend(
                    entry.tags.iter().map(|tag| (field::TAGS, Change::Add(Value::text(tag.as_str())))),
                );
            }
        }
        Ok(Ok(changes))
    }

    /// Writes a thing that may be here from before. What the person did here since to what another
    /// program named (its place, the trash, its area) is left as they have it; of a file of ours, the
    /// place and the trash.
    fn put(
        &mut self,
        unit: &mut Unit<'_>,
        id: ObjectId,
        kind: Kind,
        entry: &Entry,
        mut changes: Changes,
    ) -> Result<(), Fault> {
        let kept = said(&Entry { blocked_by: self.unknown(entry), ..entry.clone() });
        let report = &mut self.report;
        let Some(doc) = unit.doc(id)?.filter(|doc| shape::life(doc) != shape::Life::Unmade) else {
            report.added += 1;
            return unit.put(id, kind, changes);
        };
        let ours = entry.id.is_some();
        changes.retain(|(number, _)| match *number {
            field::PLACED | field::ALIVE | field::CREATED_AT | field::COLOUR | field::SOURCE => false,
            field::AREA => ours,
            // Nothing in the file says when; it stays what it was.
            field::COMPLETED_AT => entry.completed.is_some(),
            field::UPDATED_AT => entry.updated.is_some(),
            _ => true,
        });
        // What other programs said stays beside.
        for (number, change) in &mut changes {
            if let (field::FOREIGN, Change::Set(value)) = (*number, change) {
                let mut all = foreign(doc.get(field::FOREIGN).and_then(Value::as_text).unwrap_or_default());
                all.extend(kept.clone());
                *value = Value::Text(serde_json::Value::Object(all).to_string());
            }
        }
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
            Change::Set(value) => {
                doc.register(*number).map_or(*value != Value::Null, |(_, held)| held != value)
            }
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
}

/// By what an entry is found again: its kind and name.
fn key(entry: &Entry) -> String {
    format!("\u{0}{}\u{0}{}", entry.what.word(), entry.name())
}

fn fits(start: &When, end: &When) -> bool {
    end.time.is_some() == start.time.is_some() && (end.date, end.time) >= (start.date, start.time)
        || end.zone != start.zone
            && end.time.is_some()
            && end.date >= start.date.saturating_sub(jiff::ToSpan::day(1)).max(Date::MIN)
}

/// Under this name stand fields of entries that no field here holds, to be exported again.
const KEPT: &str = "kept";
const KEPT_FIELDS: &[&str] = &["project", "section", "blocked_by"];

/// What is kept of an entry beside its fields.
fn said(entry: &Entry) -> serde_json::Map<String, serde_json::Value> {
    let mut said = entry.foreign.clone();
    let kept: serde_json::Map<_, _> =
        KEPT_FIELDS.iter().filter_map(|name| Some(((*name).to_owned(), entry.get(name)?.into()))).collect();
    if !kept.is_empty() {
        said.insert(KEPT.to_owned(), kept.into());
    }
    said
}

/// Puts what [`said`] kept back into an entry.
pub(crate) fn unkeep(entry: &mut Entry) {
    let Some(serde_json::Value::Object(kept)) = entry.foreign.remove(KEPT) else { return };
    for (name, text) in &kept {
        // What was kept was read before.
        let _ = entry.set(name, text.as_str().unwrap_or_default());
    }
}

/// What other programs said of a thing, by format. Files of before held one format's alone.
pub(crate) fn foreign(text: &str) -> serde_json::Map<String, serde_json::Value> {
    match serde_json::from_str(text) {
        Ok(serde_json::Value::Object(map)) => {
            let known =
                |name: &String| name == KEPT || Format::ALL.iter().any(|format| format.word() == name);
            if map.iter().all(|(name, value)| known(name) && value.is_object()) {
                return map;
            }
            [("taskwarrior".to_owned(), serde_json::Value::Object(map))].into_iter().collect()
        }
        Ok(serde_json::Value::Array(properties)) => {
            let lines: Vec<String> = properties
                .iter()
                .filter_map(|pair| Some(format!("{}:{}", pair.get(0)?.as_str()?, pair.get(1)?.as_str()?)))
                .collect();
            [("ics".to_owned(), serde_json::json!({ "properties": lines }))].into_iter().collect()
        }
        _ => serde_json::Map::new(),
    }
}

fn colour(n: usize) -> AreaColour {
    AreaColour::ALL.get(n % AreaColour::ALL.len()).copied().unwrap_or(AreaColour::Tide)
}
