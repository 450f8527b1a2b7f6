//! Everything, or some of it, as a file.

use std::collections::{BTreeMap, BTreeSet};

use daymark_api::{Export, Exported, LeftOut};
use daymark_domain::{AreaId, GoalId, Id, Kind, ObjectId};
use daymark_formats::{Entry, Format, What, write};
use daymark_store::Read;
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape;
use daymark_texts::phrase;

use super::answers;
use super::queries::asked;
use crate::app::Inner;
use crate::fault::{Fault, invalid};
use crate::import::{daymark, foreign, unkeep};

answers! {
    Export => export;
}

fn export(read: &Read<'_>, inner: &Inner, call: Export) -> Result<Exported, Fault> {
    let voice = inner.voice(read)?;
    let now = inner.now();
    let ending = match call.format.as_str() {
        "csv" | "todoist" | "ticktick" => "csv",
        "ics" => "ics",
        "markdown" => "md",
        "org" => "org",
        _ => "json",
    };
    let name = match call.format.as_str() {
        "daymark" => format!("daymark-{}.{ending}", now.date()),
        format => format!("daymark-{format}-{}.{ending}", now.date()),
    };
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    if call.format == "daymark" {
        if !call.query.trim().is_empty() {
            return Err(invalid(phrase!("error-export-whole")));
        }
        let (content, objects) = daymark::write(read)?;
        let mut stays: BTreeMap<Kind, u32> = BTreeMap::new();
        for object in &objects {
            let Some(kind) = object.kind else { continue };
            if daymark::stays(Some(kind)) {
                *stays.entry(kind).or_default() += 1;
            } else {
                *counts.entry(kind.word().to_owned()).or_default() += 1;
            }
        }
        let what = |kind| match kind {
            Kind::Provider => phrase!("export-providers"),
            _ => phrase!("export-proposals"),
        };
        let left_out = stays.into_iter().map(|(kind, count)| LeftOut {
            what: voice.phrase(&what(kind)),
            why: voice.phrase(&phrase!("export-stays")),
            count,
        });
        return Ok(Exported { format: call.format, name, content, counts, left_out: left_out.collect() });
    }
    let Ok(format) = call.format.parse::<Format>() else {
        let other: String = call.format.chars().take(40).collect();
        return Err(invalid(phrase!("error-export-format", format = other)));
    };
    let (mut entries, without) = entries(read, format)?;
    if !call.query.trim().is_empty() {
        let mut asked = asked(read, inner, &call.query)?;
        asked.filter.limit = asked.limit.unwrap_or(u32::MAX);
        let wanted: BTreeSet<ObjectId> =
            read.tasks(&asked.filter)?.iter().map(|task| task.id.object()).collect();
        entries.retain(|entry| match entry.what {
            What::Task => entry.id.is_some_and(|id| wanted.contains(&id)),
            _ => false,
        });
    }
    let shape_left = format.left_out(&entries);
    for entry in &entries {
        if format.holds(entry) {
            *counts.entry(entry.what.word().to_owned()).or_default() += 1;
        }
    }
    let mut left_out: Vec<LeftOut> = shape_left
        .into_iter()
        .map(|((what, why), count)| LeftOut { what: voice.stored(&what), why: voice.stored(&why), count })
        .collect();
    if call.query.trim().is_empty() {
        left_out.extend(without.into_iter().map(|(what, count)| LeftOut {
            what: voice.phrase(&phrase!("export-left-thing", what = what)),
            why: voice.phrase(&phrase!("export-left-why")),
            count,
        }));
    }
    left_out.sort_by(|a, b| (&a.what, &a.why).cmp(&(&b.what, &b.why)));
    let content = write(format, &entries, &now);
    Ok(Exported { format: call.format, name, content, counts, left_out })
}

/// The project and the section of a task, and what it waits for.
type Filed = (Option<ObjectId>, Option<ObjectId>, Vec<ObjectId>);

/// How many of what no entry has a place for.
type Without = BTreeMap<&'static str, u32>;

/// Everything alive that an entry has a place for, areas and goals first, tasks in their order.
fn entries(read: &Read<'_>, format: Format) -> Result<(Vec<Entry>, Without), Fault> {
    let objects = read.everything()?;
    let mut without = Without::new();
    let mut projects: BTreeMap<ObjectId, String> = BTreeMap::new();
    let mut filed: BTreeMap<ObjectId, Filed> = BTreeMap::new();
    let mut areas: BTreeMap<AreaId, String> = BTreeMap::new();
    let mut goals: BTreeMap<GoalId, String> = BTreeMap::new();
    let alive: Vec<_> =
        objects.iter().filter(|object| shape::life(&object.doc) == shape::Life::Alive).collect();
    for object in &alive {
        match object.kind {
            Some(Kind::Area) => {
                let area = shape::area(object.id, &object.doc);
                areas.insert(area.id, area.name.as_str().to_owned());
            }
            Some(Kind::Goal) => {
                let goal = shape::goal(object.id, &object.doc);
                goals.insert(goal.id, goal.title.as_str().to_owned());
            }
            Some(Kind::Project) => {
                let project = shape::project(object.id, &object.doc);
                projects.insert(object.id, project.title.as_str().to_owned());
            }
            Some(Kind::Section) => {
                let section = shape::section(object.id, &object.doc);
                projects.insert(object.id, section.title.as_str().to_owned());
            }
            _ => {}
        }
    }
    // A title that several goals have names none of them.
    let mut titles: BTreeMap<String, u32> = BTreeMap::new();
    goals.values().for_each(|title| *titles.entry(title.to_lowercase()).or_default() += 1);
    let goal_name = |id: GoalId| {
        let title = goals.get(&id)?;
        Some(if titles.get(&title.to_lowercase()) == Some(&1) { title.clone() } else { id.to_string() })
    };
    let mut list: Vec<((What, String), Entry)> = Vec::new();
    for object in alive {
        let doc = &object.doc;
        let mut entry = Entry { id: Some(object.id), external: object.id.to_string(), ..Entry::default() };
        let order;
        match object.kind {
            Some(Kind::Area) => {
                let area = shape::area(object.id, doc);
                (entry.what, order) = (What::Area, area.position);
                (entry.title, entry.notes) = (area.name.as_str().into(), area.intention.as_str().into());
                (entry.colour, entry.created) = (Some(area.colour), Some(area.created_at));
            }
            Some(Kind::Goal) => {
                let goal = shape::goal(object.id, doc);
                (entry.what, order) = (What::Goal, goal.position);
                (entry.title, entry.notes) = (goal.title.as_str().into(), goal.notes.as_str().into());
                (entry.goal_status, entry.due) =
                    (Some(goal.status), goal.target.map(daymark_domain::When::day));
                (entry.created, entry.completed) = (Some(goal.created_at), goal.completed_at);
                entry.area = goal.area.and_then(|area| areas.get(&area).cloned());
            }
            Some(Kind::Task) => {
                let task = shape::task(object.id, doc);
                for (there, what) in [
                    (!task.checklist.is_empty(), "checklist"),
                    (task.waiting.is_some(), "waiting"),
                    (!task.links.is_empty(), "links"),
                ] {
                    *without.entry(what).or_default() += u32::from(there);
                }
                filed.insert(
                    object.id,
                    (
                        task.project.map(Id::object),
                        task.section.map(Id::object),
                        task.blocked_by.iter().map(|blocker| blocker.object()).collect(),
                    ),
                );
                (entry.what, order) = (What::Task, task.position);
                (entry.title, entry.notes) = (task.title.as_str().into(), task.notes.as_str().into());
                (entry.status, entry.priority, entry.energy) =
                    (Some(task.status), task.priority, task.energy);
                entry.area = task.area.and_then(|area| areas.get(&area).cloned());
                entry.goal = task.goal.and_then(goal_name);
                entry.parent = task.parent.map(|parent| parent.to_string());
                (entry.start, entry.due, entry.deadline) = (task.start, task.due, task.deadline);
                (entry.estimate, entry.tags, entry.repeat) = (task.estimate_minutes, task.tags, task.repeat);
                (entry.skipped, entry.reminders, entry.someday) =
                    (task.skipped, task.reminders, task.someday);
                (entry.created, entry.completed, entry.source) =
                    (Some(task.created_at), task.completed_at, task.source);
            }
            Some(Kind::Event) => {
                let event = shape::event(object.id, doc);
                (entry.what, order) = (What::Event, String::new());
                (entry.title, entry.notes) = (event.title.as_str().into(), event.notes.as_str().into());
                (entry.location, entry.start, entry.end) = (event.location, Some(event.start), event.end);
                entry.area = event.area.and_then(|area| areas.get(&area).cloned());
                (entry.repeat, entry.skipped, entry.also) = (event.repeat, event.skipped, event.also);
                entry.series = event.instance_of.map(|(series, instance)| (series.to_string(), instance));
                (entry.reminders, entry.created, entry.source) =
                    (event.reminders, Some(event.created_at), event.source);
            }
            Some(Kind::Note) => {
                let note = shape::note(object.id, doc);
                (entry.what, order) = (What::Note, String::new());
                (entry.title, entry.notes) = (note.title.as_str().into(), note.body.as_str().into());
                (entry.created, entry.updated) = (Some(note.created_at), Some(note.updated_at));
                entry.area = note.area.and_then(|area| areas.get(&area).cloned());
                entry.goal = note.goal.and_then(goal_name);
            }
            Some(kind) => {
                if kind.is_thing() || kind == Kind::Stretch {
                    *without.entry(kind.word()).or_default() += 1;
                }
                continue;
            }
            None => continue,
        }
        entry.foreign = foreign(doc.get(field::FOREIGN).and_then(Value::as_text).unwrap_or_default());
        unkeep(&mut entry);
        // What this format brought is called there what it was called.
        if let Some([_, Value::Text(external)]) = doc.get(field::SOURCE).and_then(Value::as_list)
            && ObjectId::external(format.word(), external) == object.id
        {
            entry.external.clone_from(external);
        }
        list.push(((entry.what, order), entry));
    }
    // Tasks are called by their names in this format, also by those that wait for them.
    let names: BTreeMap<ObjectId, String> =
        list.iter().filter_map(|(_, entry)| Some((entry.id?, entry.external.clone()))).collect();
    for (_, entry) in &mut list {
        let Some((project, section, blockers)) = entry.id.and_then(|id| filed.get(&id)) else { continue };
        let title = |id: &Option<ObjectId>| id.and_then(|id| projects.get(&id).cloned());
        entry.project = title(project).or(entry.project.take());
        entry.section = title(section).or(entry.section.take());
        let named = blockers.iter().filter_map(|blocker| names.get(blocker).cloned());
        let mut all: Vec<String> = named.chain(std::mem::take(&mut entry.blocked_by)).collect();
        all.sort();
        all.dedup();
        entry.blocked_by = all;
    }
    without.retain(|_, count| *count > 0);
    list.sort_by(|(a, left), (b, right)| (a, left.created, left.id).cmp(&(b, right.created, right.id)));
    Ok((list.into_iter().map(|(_, entry)| entry).collect(), without))
}
