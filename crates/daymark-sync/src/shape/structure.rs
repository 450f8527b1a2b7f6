//! Projects, sections, and what tasks hold beside their own fields: what they wait for, checklists,
//! links.

use std::collections::BTreeMap;

use daymark_domain::plan::Position;
use daymark_domain::{
    CheckId, CheckItem, Id, ObjectId, Project, ProjectId, ProjectStatus, Section, SectionId, Task, TaskId,
    Title, Waiting, WebLink,
};
use jiff::Timestamp;

use super::{Changes, Reader, id, maybe_id, placed, read_id, set, stamp};
use crate::registry::field;
use crate::{Change, Doc, Value};

/// Where a task is filed. A section stands beside its project, so that both move together.
pub fn filed(project: Option<ProjectId>, section: Option<SectionId>) -> Value {
    Value::maybe(project, |project| Value::List(vec![id(project), maybe_id(section)]))
}

pub(super) fn read_filed(doc: &Doc) -> (Option<ProjectId>, Option<SectionId>) {
    match doc.get(field::FILED).and_then(Value::as_list) {
        Some([project, section]) => (read_id(project), read_id(section)),
        _ => (None, None),
    }
}

/// The tasks that must be done before.
pub fn read_blockers(doc: &Doc) -> impl Iterator<Item = TaskId> {
    doc.elements(field::BLOCKED_BY).filter_map(read_id)
}

pub fn waiting(waiting: &Waiting) -> Value {
    Value::List(vec![Value::text(waiting.on.as_str()), stamp(waiting.since)])
}

pub(super) fn read_waiting(doc: &Doc) -> Option<Waiting> {
    match doc.get(field::WAITING)?.as_list()? {
        [Value::Text(on), since] => Some(Waiting {
            on: Title::parse(on).ok()?,
            since: Timestamp::from_millisecond(since.as_int()?).ok()?,
        }),
        _ => None,
    }
}

pub fn check_text(item: CheckId, text: &Title) -> Value {
    Value::List(vec![id(item), Value::text(text.as_str())])
}

pub fn check_place(item: CheckId, position: &str) -> Value {
    Value::List(vec![id(item), Value::text(position)])
}

fn pair(value: &Value) -> Option<(CheckId, &str)> {
    match value.as_list()? {
        [item, Value::Text(text)] => Some((read_id(item)?, text)),
        _ => None,
    }
}

/// A line that two devices worded at the same time has both wordings, so that neither is lost; one
/// that both moved stands at the later place. A line that was taken away here and worded anew
/// there is kept.
pub(super) fn read_checklist(doc: &Doc) -> Vec<CheckItem> {
    let mut texts: BTreeMap<CheckId, Vec<&str>> = BTreeMap::new();
    for (item, text) in doc.elements(field::CHECK_TEXTS).filter_map(pair) {
        texts.entry(item).or_default().push(text);
    }
    let places: BTreeMap<CheckId, &str> = doc.elements(field::CHECK_PLACES).filter_map(pair).collect();
    let done: Vec<CheckId> = doc.elements(field::CHECK_DONE).filter_map(read_id).collect();
    let mut items: Vec<CheckItem> = texts
        .into_iter()
        .filter_map(|(item, texts)| {
            let text =
                Title::parse(&texts.join(" / ")).or_else(|_| Title::parse(texts.first().unwrap_or(&"")));
            Some(CheckItem {
                id: item,
                text: text.ok()?,
                position: places.get(&item).map_or_else(Position::new, |place| Position::from(*place)),
                done: done.contains(&item),
            })
        })
        .collect();
    // Without a place it was worded anew after it had been taken away: it comes last.
    items.sort_by(|a, b| {
        (a.position.is_empty(), &a.position, a.id).cmp(&(b.position.is_empty(), &b.position, b.id))
    });
    items
}

pub fn link(link: &WebLink) -> Value {
    Value::List(vec![Value::text(&link.url), Value::text(&link.title)])
}

pub(super) fn read_links(doc: &Doc) -> Vec<WebLink> {
    let read = |value: &Value| match value.as_list()? {
        [Value::Text(url), Value::Text(title)] => Some(WebLink { url: url.clone(), title: title.clone() }),
        _ => None,
    };
    doc.elements(field::LINKS).filter_map(read).collect()
}

/// The fields of a new task that are about structure.
pub(super) fn task_changes(task: &Task, changes: &mut Changes) {
    if task.project.is_some() {
        changes.push(set(field::FILED, filed(task.project, task.section)));
    }
    changes.extend(task.waiting.as_ref().map(|on| set(field::WAITING, waiting(on))));
    let mut add = |number, value| changes.push((number, Change::Add(value)));
    task.blocked_by.iter().for_each(|&blocker| add(field::BLOCKED_BY, id(blocker)));
    task.links.iter().for_each(|one| add(field::LINKS, link(one)));
    for item in &task.checklist {
        add(field::CHECK_TEXTS, check_text(item.id, &item.text));
        add(field::CHECK_PLACES, check_place(item.id, &item.position));
        if item.done {
            add(field::CHECK_DONE, id(item.id));
        }
    }
}

pub fn project(id: ObjectId, doc: &Doc) -> Project {
    let read = Reader(doc);
    Project {
        id: Id::of(id),
        title: read.title(),
        notes: read.body(field::NOTES),
        status: read.word(field::STATUS).unwrap_or(ProjectStatus::Active),
        area: read.id(field::AREA),
        goal: read.id(field::GOAL),
        target: read.word(field::TARGET),
        position: read.placed::<ObjectId>().1,
        created_at: read.created(),
        completed_at: read.stamp(field::COMPLETED_AT),
        trashed: read.trashed(),
    }
}

pub fn project_changes(project: &Project) -> Changes {
    vec![
        set(field::ALIVE, Value::Bool(!project.trashed)),
        set(field::CREATED_AT, stamp(project.created_at)),
        set(field::TITLE, Value::text(project.title.as_str())),
        set(field::NOTES, Value::text(project.notes.as_str())),
        set(field::STATUS, Value::text(project.status.word())),
        set(field::AREA, maybe_id(project.area)),
        set(field::GOAL, maybe_id(project.goal)),
        set(field::TARGET, Value::maybe(project.target, super::day)),
        set(field::PLACED, placed(None::<ObjectId>, &project.position)),
    ]
}

pub fn section(id: ObjectId, doc: &Doc) -> Section {
    let read = Reader(doc);
    let (project, position) = read.placed();
    Section { id: Id::of(id), project, title: read.title(), position, trashed: read.trashed() }
}

pub fn section_changes(section: &Section, created_at: Timestamp) -> Changes {
    vec![
        set(field::ALIVE, Value::Bool(!section.trashed)),
        set(field::CREATED_AT, stamp(created_at)),
        set(field::TITLE, Value::text(section.title.as_str())),
        set(field::PLACED, placed(section.project, &section.position)),
    ]
}
