//! One change of many tasks: those that are named, or those that a query finds.

use std::collections::BTreeSet;

use daymark_api::{EditTask, EditTasks, ObjectRef};
use daymark_domain::{Id, Kind, Tag, Task, TaskId};
use daymark_texts::phrase;

use super::tasks::{existing, several, tags};
use super::{Apply, queries};
use crate::fault::{Fault, invalid};
use crate::unit::Unit;

/// The most tasks that are changed at once.
const MOST: u32 = 10_000;

/// The tasks that are meant, each once.
fn meant(call: &EditTasks, unit: &mut Unit<'_>) -> Result<Vec<Task>, Fault> {
    let Some(query) = &call.query else {
        if call.ids.is_empty() {
            return Err(invalid(phrase!("error-name-a-task")));
        }
        let mut seen = BTreeSet::new();
        let ids = call.ids.iter().filter(|id| seen.insert(**id));
        return ids.map(|&id| existing(unit, id)).collect();
    };
    if !call.ids.is_empty() {
        return Err(invalid(phrase!("error-ids-or-query")));
    }
    let asked = queries::asked_at(unit, unit.now.clone(), query)?;
    let mut filter = asked.filter;
    // One more than allowed shows that there are too many, before anything is changed.
    filter.limit = asked.limit.unwrap_or(MOST + 1).min(MOST + 1);
    let found = unit.tasks(&filter)?;
    if found.len() > MOST as usize {
        return Err(invalid(phrase!("error-too-many-tasks", most = MOST)));
    }
    Ok(found)
}

/// The same change for one of them; fields that only make sense for one stay as they are.
fn of_one(call: &EditTasks, id: TaskId) -> Result<EditTask, Fault> {
    let blank = serde_json::from_value::<EditTask>(serde_json::json!({ "id": id }));
    let blank = blank.map_err(|_| invalid(phrase!("error-name-a-task")))?;
    Ok(EditTask {
        start: call.start.clone(),
        due: call.due.clone(),
        deadline: call.deadline.clone(),
        estimate_minutes: call.estimate_minutes.clone(),
        priority: call.priority.clone(),
        energy: call.energy.clone(),
        area: call.area.clone(),
        goal: call.goal.clone(),
        parent: call.parent.clone(),
        tags: call.tags.clone(),
        someday: call.someday,
        started: call.started,
        ..blank
    })
}

/// The tags a task has after some were added and others taken.
fn tags_after(before: &BTreeSet<Tag>, add: &BTreeSet<Tag>, take: &BTreeSet<Tag>) -> Vec<String> {
    before.union(add).filter(|tag| !take.contains(*tag)).map(ToString::to_string).collect()
}

impl Apply for EditTasks {
    const LABEL: &'static str = "label-tasks-changed";

    fn apply(self, unit: &mut Unit<'_>) -> Result<Vec<ObjectRef>, Fault> {
        let (add, take) = (tags(&self.add_tags)?, tags(&self.take_tags)?);
        let tasks = meant(&self, unit)?;
        // The first name of a step stays.
        let titles: Vec<String> = tasks.iter().map(|task| task.title.to_string()).collect();
        unit.label(several("label-change", "label-change-many", &titles));
        for task in &tasks {
            let mut change = of_one(&self, task.id)?;
            if !add.is_empty() || !take.is_empty() {
                let before = match &self.tags {
                    Some(all) => tags(all)?,
                    None => task.tags.clone(),
                };
                change.tags = Some(tags_after(&before, &add, &take));
            }
            change.apply(unit)?;
        }
        let named = |task: Task| ObjectRef {
            object: task.id.object(),
            kind: Kind::Task,
            title: task.title.to_string(),
        };
        Ok(tasks.into_iter().map(named).collect())
    }
}
