//! What a task holds and what holds it: its project and section, tasks that come first, whom it waits
//! for, its checklist, its links.

use std::collections::BTreeSet;

use daymark_api::{Blocker, CheckEdit, EditChecklist, TaskView};
use daymark_domain::structure::circle;
use daymark_domain::{
    CheckId, CheckItem, Id, Kind, ProjectId, SectionId, Task, TaskId, Title, Waiting, WebLink,
};
use daymark_store::{Read, StoreError};
use daymark_sync::registry::field;
use daymark_sync::shape::{self, Changes, Life};
use daymark_sync::{Change, Doc, Value, place};
use daymark_texts::phrase;

use super::Apply;
use super::tasks::{existing, one};
use crate::fault::{Fault, conflict, invalid, missing};
use crate::unit::Unit;

const MOST_BLOCKERS: usize = 50;
const MOST_LINES: usize = 200;
const MOST_LINKS: usize = 50;

fn titled(read: &Read<'_>, id: TaskId) -> Result<Option<Blocker>, Fault> {
    Ok(read.open_task(id)?.map(|title| Blocker { id, title }))
}

/// The open tasks that wait for this one.
pub(super) fn blocks(read: &Read<'_>, task: &Task) -> Result<Vec<Blocker>, Fault> {
    read.blocked_by(task.id)?.into_iter().filter_map(|id| titled(read, id).transpose()).collect()
}

/// The open tasks that wait for one another in a circle with this one.
pub(super) fn circle_of(read: &Read<'_>, task: &Task) -> Result<Vec<Blocker>, Fault> {
    let open = |id: TaskId| -> Result<Vec<TaskId>, StoreError> {
        let mut open = Vec::new();
        for id in read.blockers(id)? {
            if read.open_task(id)?.is_some() {
                open.push(id);
            }
        }
        Ok(open)
    };
    if task.blocked_by.is_empty() || !task.open() {
        return Ok(Vec::new());
    }
    match way_round(task.id, &open(task.id)?, open)? {
        Some(way) => way.into_iter().filter_map(|id| titled(read, id).transpose()).collect(),
        None => Ok(Vec::new()),
    }
}

/// A circle that these links would close, with the trouble of reading them kept.
pub(super) fn way_round<K: Copy + Ord>(
    start: K,
    next: &[K],
    mut links: impl FnMut(K) -> Result<Vec<K>, StoreError>,
) -> Result<Option<Vec<K>>, Fault> {
    let mut trouble = None;
    let found = circle(start, next, |at| {
        links(at).unwrap_or_else(|error| {
            trouble = Some(error);
            Vec::new()
        })
    });
    match trouble {
        Some(error) => Err(error.into()),
        None => Ok(found),
    }
}

/// A circle in words: `A → B → A`.
pub(super) fn way_said(mut titles: Vec<String>) -> String {
    titles.extend(titles.first().cloned());
    titles.join(" → ")
}

/// What is to be done first must exist, and must not wait for this task itself, by whatever way.
pub(super) fn check_blockers(
    read: &Read<'_>,
    task: Option<&Task>,
    wanted: &BTreeSet<TaskId>,
) -> Result<(), Fault> {
    if wanted.len() > MOST_BLOCKERS {
        return Err(invalid(phrase!("error-many-blockers", most = MOST_BLOCKERS)));
    }
    let new: Vec<TaskId> = match task {
        Some(task) => wanted.difference(&task.blocked_by).copied().collect(),
        None => wanted.iter().copied().collect(),
    };
    for &id in &new {
        read.task(id)?.filter(|task| !task.trashed).ok_or_else(|| missing("task"))?;
    }
    let Some(task) = task else { return Ok(()) };
    let Some(way) = way_round(task.id, &new, |id| read.blockers(id))? else { return Ok(()) };
    if way.len() < 2 {
        return Err(conflict(phrase!("error-blocked-by-itself")));
    }
    let mut titles = Vec::new();
    for id in way {
        titles.push(read.task(id)?.map_or_else(String::new, |task| task.title.to_string()));
    }
    Err(conflict(phrase!("error-blocked-circle", way = way_said(titles))))
}

/// Those that waited for a task that repeats waited for the instance that is now done.
pub(super) fn let_go(unit: &mut Unit<'_>, task: TaskId) -> Result<(), Fault> {
    let blocker = shape::id(task);
    for held in unit.blocked_by(task)? {
        let dots = unit.doc(held.object())?.unwrap_or_default().dots(field::BLOCKED_BY, &blocker);
        let change = (field::BLOCKED_BY, Change::Remove(blocker.clone(), dots));
        unit.put(held.object(), Kind::Task, vec![change])?;
    }
    Ok(())
}

/// A living project, and a section of it.
pub(super) fn check_filed(
    read: &Read<'_>,
    project: Option<ProjectId>,
    section: Option<SectionId>,
) -> Result<(), Fault> {
    let living = |id: daymark_domain::ObjectId, kind: Kind, what: &str| -> Result<Doc, Fault> {
        let found = read.object(id)?.filter(|object| object.kind == Some(kind));
        let found = found.filter(|object| shape::life(&object.doc) == Life::Alive);
        Ok(found.ok_or_else(|| missing(what))?.doc)
    };
    if let Some(id) = project {
        living(id.object(), Kind::Project, "project")?;
    }
    if let Some(id) = section {
        let doc = living(id.object(), Kind::Section, "section")?;
        if project.is_none() || shape::section(id.object(), &doc).project != project {
            return Err(invalid(phrase!("error-section-elsewhere")));
        }
    }
    Ok(())
}

/// The section a task lies in, where it and its project live.
pub(super) fn section_title(read: &Read<'_>, task: &Task) -> Result<Option<String>, Fault> {
    let (Some(project), Some(section)) = (task.project, task.section) else { return Ok(None) };
    let Some(object) = read.object(section.object())? else { return Ok(None) };
    let section = shape::section(object.id, &object.doc);
    Ok((!section.trashed && section.project == Some(project)).then(|| section.title.to_string()))
}

/// Somebody's turn, since now where it was not theirs already.
pub(super) fn waiting(unit: &Unit<'_>, on: &str, before: Option<&Waiting>) -> Result<Waiting, Fault> {
    let on = Title::parse(on)?;
    let since = before.filter(|before| before.on == on).map(|before| before.since);
    Ok(Waiting { on, since: since.unwrap_or(unit.now.timestamp()) })
}

/// Addresses that may be opened, as elements of a set.
pub(super) fn links(links: Vec<WebLink>) -> Result<BTreeSet<Value>, Fault> {
    if links.len() > MOST_LINKS {
        return Err(invalid(phrase!("error-many-links", most = MOST_LINKS)));
    }
    links
        .into_iter()
        .map(|one| {
            let url = one.url.trim().to_owned();
            if !WebLink::opens(&url) {
                let shown: String = url.chars().take(60).collect();
                return Err(invalid(phrase!("error-link", url = shown)));
            }
            let title =
                if one.title.trim().is_empty() { String::new() } else { Title::parse(&one.title)?.into() };
            Ok(shape::link(&WebLink { url, title }))
        })
        .collect()
}

impl Apply for EditChecklist {
    const LABEL: &'static str = "label-a-checklist-changed";

    fn apply(self, unit: &mut Unit<'_>) -> Result<TaskView, Fault> {
        let task = existing(unit, self.id)?;
        let doc = unit.doc(self.id.object())?.unwrap_or_default();
        let changes = checked(unit, &task, &doc, self.change)?;
        unit.label(phrase!("label-change", title = task.title.as_str()));
        unit.put(self.id.object(), Kind::Task, changes)?;
        one(unit, existing(unit, self.id)?)
    }
}

fn checked(unit: &mut Unit<'_>, task: &Task, doc: &Doc, change: CheckEdit) -> Result<Changes, Fault> {
    let at = |item: CheckId| {
        let at = task.checklist.iter().position(|line| line.id == item);
        at.ok_or_else(|| missing("line"))
    };
    Ok(match change {
        CheckEdit::Add { text, after } => {
            if task.checklist.len() >= MOST_LINES {
                return Err(invalid(phrase!("error-many-lines", most = MOST_LINES)));
            }
            let text = Title::parse(&text)?;
            let before = match after {
                Some(after) => task.checklist.get(at(after)? + 1).map(|line| line.id),
                None => None,
            };
            let item: CheckId = unit.new_id();
            let position = between(unit, &task.checklist, before);
            vec![
                (field::CHECK_TEXTS, Change::Add(shape::check_text(item, &text))),
                (field::CHECK_PLACES, Change::Add(shape::check_place(item, &position))),
            ]
        }
        CheckEdit::Word { item, text } => {
            at(item)?;
            let text = Title::parse(&text)?;
            let mut changes = taken(doc, field::CHECK_TEXTS, item);
            changes.push((field::CHECK_TEXTS, Change::Add(shape::check_text(item, &text))));
            // Said again as it was, nothing changes.
            let same = shape::check_text(item, &text);
            if doc.elements(field::CHECK_TEXTS).any(|value| *value == same) {
                changes.retain(|(_, change)| !matches!(change, Change::Remove(value, _) if *value == same));
            }
            changes
        }
        CheckEdit::Tick { item, done: true } => {
            at(item)?;
            vec![(field::CHECK_DONE, Change::Add(shape::id(item)))]
        }
        CheckEdit::Tick { item, done: false } => {
            at(item)?;
            let id = shape::id(item);
            let dots = doc.dots(field::CHECK_DONE, &id);
            vec![(field::CHECK_DONE, Change::Remove(id, dots))]
        }
        CheckEdit::Place { item, before } => {
            at(item)?;
            if let Some(before) = before {
                at(before)?;
            }
            let others: Vec<CheckItem> =
                task.checklist.iter().filter(|line| line.id != item).cloned().collect();
            let position = between(unit, &others, before);
            let mut changes = taken(doc, field::CHECK_PLACES, item);
            changes.push((field::CHECK_PLACES, Change::Add(shape::check_place(item, &position))));
            changes
        }
        CheckEdit::Remove { item } => {
            at(item)?;
            let mut changes = taken(doc, field::CHECK_TEXTS, item);
            changes.extend(taken(doc, field::CHECK_PLACES, item));
            let id = shape::id(item);
            let dots = doc.dots(field::CHECK_DONE, &id);
            if !dots.is_empty() {
                changes.push((field::CHECK_DONE, Change::Remove(id, dots)));
            }
            changes
        }
    })
}

/// Takes away all elements of a set that begin with this line's id.
fn taken(doc: &Doc, number: u16, item: CheckId) -> Changes {
    let id = shape::id(item);
    doc.elements(number)
        .filter(|value| value.as_list().and_then(<[Value]>::first) == Some(&id))
        .map(|value| (number, Change::Remove(value.clone(), doc.dots(number, value))))
        .collect()
}

/// A place before a line, or at the end.
fn between(unit: &mut Unit<'_>, lines: &[CheckItem], before: Option<CheckId>) -> String {
    let Some(at) = before.and_then(|before| lines.iter().position(|line| line.id == before)) else {
        return unit.place_last();
    };
    let place = |line: &CheckItem| line.position.clone();
    let low = at.checked_sub(1).and_then(|at| lines.get(at)).map(place).filter(|place| !place.is_empty());
    let high = lines.get(at).map(place).filter(|place| !place.is_empty());
    place::between(low.as_deref(), high.as_deref(), unit.jitter())
}
