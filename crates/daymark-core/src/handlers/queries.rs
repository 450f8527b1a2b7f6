//! The query language over what there is: names, days in the person's words, explaining, completing.

use std::cell::OnceCell;

use daymark_api::{
    CompleteQuery, ExplainQuery, QueryCompletion, QueryCompletions, QueryExplained, TaskGroup, TaskView,
    WhenInput,
};
use daymark_capture::Context;
use daymark_domain::query::{
    Condition, DayField, Group, Known, MomentField, Names, Query, QueryError, SortBy, Trouble, complete,
    parse, same_name,
};
use daymark_domain::{
    Area, AreaId, Filter, Goal, GoalId, Id, Kind, ObjectId, Priority, Project, ProjectId, TaskId, TaskStatus,
};
use daymark_store::{ProjectFilter, Read, TaskFilter};
use daymark_texts::{Phrase, Voice, phrase, say};
use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan, Zoned};

use super::{answers, filters};
use crate::app::{Inner, settings};
use crate::fault::{Fault, invalid};
use crate::words;

answers! {
    ExplainQuery => explain;
    CompleteQuery => completions;
}

/// More areas, goals or tags than this are not offered.
const MOST_NAMES: u32 = 500;

/// A query that was read.
pub(crate) struct Asked {
    pub query: Query,
    pub filter: TaskFilter,
    pub limit: Option<u32>,
}

/// Reads a query about tasks; it is open ones unless it says otherwise.
pub(crate) fn asked(read: &Read<'_>, inner: &Inner, text: &str) -> Result<Asked, Fault> {
    asked_at(read, inner.now(), text)
}

/// The same, at a moment: within a unit that is the unit's own.
pub(crate) fn asked_at(read: &Read<'_>, now: Zoned, text: &str) -> Result<Asked, Fault> {
    let query = parse(text).map_err(wrong)?;
    let wanted = query.bind(&Here::new(read, now)?).map_err(wrong)?;
    let filter = TaskFilter {
        also: Some(wanted.condition),
        order: wanted.sort,
        group: wanted.group,
        ..TaskFilter::default()
    };
    Ok(Asked { query, filter, limit: wanted.limit })
}

/// Whether a query can be carried out; `name` is that of the saved filter it belongs to.
pub(crate) fn check(read: &Read<'_>, inner: &Inner, text: &str, name: &str) -> Result<(), Fault> {
    let query = parse(text).map_err(wrong)?;
    query.bind_as(name, &Here::new(read, inner.now())?).map_err(wrong)?;
    Ok(())
}

/// What a query may know: read when it asks.
struct Here<'r, 'c> {
    read: &'r Read<'c>,
    now: Zoned,
    moment: Context,
    areas: OnceCell<Vec<Area>>,
    goals: OnceCell<Vec<Goal>>,
    filters: OnceCell<Vec<Filter>>,
    projects: OnceCell<Vec<Project>>,
}

impl<'r, 'c> Here<'r, 'c> {
    fn new(read: &'r Read<'c>, now: Zoned) -> Result<Here<'r, 'c>, Fault> {
        let moment = words::moment(&settings(read)?, &now);
        Ok(Here {
            read,
            now,
            moment,
            areas: OnceCell::new(),
            goals: OnceCell::new(),
            filters: OnceCell::new(),
            projects: OnceCell::new(),
        })
    }
}

impl Names for Here<'_, '_> {
    fn today(&self) -> Date {
        self.now.date()
    }

    fn week_start(&self) -> Weekday {
        self.moment.week_start
    }

    fn day(&self, text: &str) -> Option<Date> {
        words::day(WhenInput::Words(text.to_owned()), &self.moment).ok()
    }

    fn begins(&self, day: Date) -> Timestamp {
        let end = if day > self.today() { Timestamp::MAX } else { Timestamp::MIN };
        day.to_zoned(self.now.time_zone().clone()).map_or(end, |at| at.timestamp())
    }

    fn area(&self, name: &str) -> Option<AreaId> {
        let areas = self.areas.get_or_init(|| self.read.areas().unwrap_or_default());
        let lower = name.to_lowercase();
        let named = |area: &&Area| area.name.as_str().to_lowercase() == lower || area.id.to_string() == lower;
        areas.iter().find(named).map(|area| area.id)
    }

    fn goal(&self, name: &str) -> Option<GoalId> {
        let goals = self.goals.get_or_init(|| self.read.goals(None, true).unwrap_or_default());
        let lower = name.to_lowercase();
        let named =
            |goal: &&Goal| goal.title.as_str().to_lowercase() == lower || goal.id.to_string() == lower;
        goals.iter().find(named).map(|goal| goal.id)
    }

    fn filter(&self, name: &str) -> Option<String> {
        let filters = self.filters.get_or_init(|| filters::all(self.read).unwrap_or_default());
        let named =
            |filter: &&Filter| same_name(filter.title.as_str(), name) || filter.id.to_string() == name;
        filters.iter().find(named).map(|filter| filter.query.clone())
    }

    fn project(&self, name: &str) -> Option<ProjectId> {
        let all = ProjectFilter { archived: true, ..ProjectFilter::default() };
        let projects = self.projects.get_or_init(|| self.read.projects(all).unwrap_or_default());
        let lower = name.to_lowercase();
        let named = |project: &&Project| {
            project.title.as_str().to_lowercase() == lower || project.id.to_string() == lower
        };
        projects.iter().find(named).map(|project| project.id)
    }

    fn task(&self, name: &str) -> Option<TaskId> {
        if let Ok(id) = name.parse::<ObjectId>() {
            return Some(TaskId::of(id));
        }
        let mut found = self.read.find(name, 20).unwrap_or_default();
        found.retain(|row| row.kind == Kind::Task && row.alive);
        match found.as_slice() {
            [one] => Some(TaskId::of(one.id)),
            // Several of one name: the one that is open, where only one is.
            several => {
                let mut open = several
                    .iter()
                    .map(|row| TaskId::of(row.id))
                    .filter(|id| self.read.open_task(*id).is_ok_and(|title| title.is_some()));
                open.next().filter(|_| open.next().is_none())
            }
        }
    }
}

/// What is wrong with a query, said and pointed at.
pub(crate) fn wrong(error: QueryError) -> Fault {
    let why = reason(&error.kind);
    let fault = invalid(phrase!("error-query-at", at = error.at + 1, why = why));
    Fault::At { from: error.at, to: error.end, fault: Box::new(fault) }
}

fn reason(trouble: &Trouble) -> Phrase {
    match trouble {
        Trouble::TooLong { most } => phrase!("error-query-long", most = *most),
        Trouble::TooMany { most } => phrase!("error-query-many", most = *most),
        Trouble::TooDeep { most } => phrase!("error-query-deep", most = *most),
        Trouble::OpenQuote => phrase!("error-query-quote"),
        Trouble::OpenParenthesis => phrase!("error-query-open"),
        Trouble::StrayParenthesis => phrase!("error-query-stray"),
        Trouble::Condition => phrase!("error-query-condition"),
        Trouble::Value { field } => phrase!("error-query-value", field = field.word()),
        Trouble::Field { word, near: None } => phrase!("error-query-field", word = word.as_str()),
        Trouble::Field { word, near: Some(near) } => {
            phrase!("error-query-field-near", word = word.as_str(), near = near.word())
        }
        Trouble::Operator { field } => phrase!("error-query-operator", field = field.word()),
        Trouble::OneValue { field } => phrase!("error-query-one-value", field = field.word()),
        Trouble::Place { field } => phrase!("error-query-place", field = field.word()),
        Trouble::Choice { field, word, choices } => phrase!(
            "error-query-choice",
            field = field.word(),
            choices = choices.join(", "),
            word = word.as_str()
        ),
        Trouble::NoArea { name } => phrase!("error-query-area", name = name.as_str()),
        Trouble::NoGoal { name } => phrase!("error-query-goal", name = name.as_str()),
        Trouble::NoFilter { name } => phrase!("error-query-filter", name = name.as_str()),
        Trouble::Circle { name } => phrase!("error-query-circle", name = name.as_str()),
        Trouble::Within { name, why } => {
            phrase!("error-query-within", name = name.as_str(), why = reason(why))
        }
        Trouble::NoProject { name } => phrase!("error-query-project", name = name.as_str()),
        Trouble::NoTask { name } => phrase!("error-query-task", name = name.as_str()),
        Trouble::Day { word } => phrase!("error-query-day", word = word.as_str()),
        Trouble::Number { word } => phrase!("error-query-number", word = word.as_str()),
        Trouble::Duration { word } => phrase!("error-query-duration", word = word.as_str()),
    }
}

/// The groups of tasks that come in their order.
pub(crate) fn groups(by: Group, tasks: &[TaskView], voice: &Voice) -> Vec<TaskGroup> {
    let mut groups: Vec<TaskGroup> = Vec::new();
    for view in tasks {
        let task = &view.task;
        let name = match by {
            Group::Area => view.area_name.clone().unwrap_or_else(|| say!(voice, "group-no-area")),
            Group::Goal => view.goal_title.clone().unwrap_or_else(|| say!(voice, "group-no-goal")),
            Group::Project => view.project_title.clone().unwrap_or_else(|| say!(voice, "group-no-project")),
            Group::Priority => match task.priority {
                Some(Priority::High) => say!(voice, "group-high"),
                Some(Priority::Medium) => say!(voice, "group-medium"),
                Some(Priority::Low) => say!(voice, "group-low"),
                None => say!(voice, "group-no-priority"),
            },
            Group::Status => match task.status {
                TaskStatus::Pending => say!(voice, "group-open"),
                TaskStatus::InProgress => say!(voice, "group-started"),
                TaskStatus::Completed => say!(voice, "group-done"),
            },
            Group::Day => {
                let days = [&task.start, &task.due].into_iter().flatten().map(|when| when.date);
                days.min().map_or_else(|| say!(voice, "group-no-day"), |day| voice.day(day))
            }
        };
        match groups.last_mut() {
            Some(last) if last.name == name => last.tasks += 1,
            _ => groups.push(TaskGroup { name, tasks: 1 }),
        }
    }
    groups
}

fn explain(read: &Read<'_>, inner: &Inner, call: ExplainQuery) -> Result<QueryExplained, Fault> {
    let Asked { query, filter, limit } = asked(read, inner, &call.query)?;
    let sayer = Sayer { read, now: inner.now(), voice: inner.voice(read)? };
    let voice = &sayer.voice;
    let mut said = match &filter.also {
        Some(Condition::All(parts)) if !parts.is_empty() => {
            parts.iter().map(|part| sayer.condition(part)).collect::<Result<_, _>>()?
        }
        _ => vec![say!(voice, "query-everything")],
    };
    if let Some(group) = filter.group {
        said.push(say!(voice, "query-grouped", key = group.word()));
    }
    let keys: Vec<String> = filter.order.iter().map(SortBy::to_string).collect();
    said.push(say!(voice, "query-sorted", keys = keys.join(", ")));
    if let Some(count) = limit {
        said.push(say!(voice, "query-limited", count = count));
    }
    Ok(QueryExplained { query: query.to_string(), said, plan: read.explain_tasks(&filter)? })
}

/// Says conditions in words.
struct Sayer<'r, 'c> {
    read: &'r Read<'c>,
    now: Zoned,
    voice: Voice,
}

impl Sayer<'_, '_> {
    fn condition(&self, condition: &Condition) -> Result<String, Fault> {
        let voice = &self.voice;
        Ok(match condition {
            Condition::All(parts) => self.joined(parts, true)?,
            Condition::Any(parts) => self.joined(parts, false)?,
            Condition::Not(inner) => match &**inner {
                Condition::Open => say!(voice, "query-done"),
                other => say!(voice, "query-not", what = self.condition(other)?),
            },
            Condition::Open => say!(voice, "query-open"),
            Condition::Inbox => say!(voice, "query-inbox"),
            Condition::Someday => say!(voice, "query-someday"),
            Condition::Started => say!(voice, "query-started"),
            // A query cannot name a parent.
            Condition::Subtask | Condition::Parent(_) => say!(voice, "query-subtask"),
            Condition::HasArea => say!(voice, "query-has-area"),
            Condition::Area(id) => {
                let area = self.read.areas()?.into_iter().find(|area| area.id == *id);
                say!(voice, "query-area", name = area.map(|area| area.name.to_string()).unwrap_or_default())
            }
            Condition::HasGoal => say!(voice, "query-has-goal"),
            Condition::Goal(id) => {
                let goal = self.read.goals(None, true)?.into_iter().find(|goal| goal.id == *id);
                say!(voice, "query-goal", name = goal.map(|goal| goal.title.to_string()).unwrap_or_default())
            }
            Condition::HasProject => say!(voice, "query-has-project"),
            Condition::Project(id) => say!(voice, "query-project", name = self.title(id.object())?),
            Condition::Blocked => say!(voice, "query-blocked"),
            Condition::BlockedBy(id) => say!(voice, "query-blocked-by", name = self.title(id.object())?),
            Condition::Blocking => say!(voice, "query-blocking"),
            Condition::Blocks(id) => say!(voice, "query-blocks", name = self.title(id.object())?),
            Condition::Waiting => say!(voice, "query-waiting"),
            Condition::Tags { .. } => say!(voice, "query-context"),
            Condition::Tagged => say!(voice, "query-tagged"),
            Condition::Tag(tag) => say!(voice, "query-tag", name = tag.as_str()),
            Condition::Priority { from, to } => {
                let none = say!(voice, "query-priority-none");
                let names = ["low", none.as_str(), "medium", "high"];
                let names: Vec<&str> =
                    (*from..=*to).filter_map(|rank| names.get(usize::from(rank)).copied()).collect();
                say!(voice, "query-priority", names = names.join(", "))
            }
            Condition::HasDay(field) => say!(voice, "query-has-day", field = self.day_field(*field)),
            Condition::Day { field, from, to } => self.days(self.day_field(*field), *from, *to),
            Condition::Moment { field, from, before } => {
                let field = match field {
                    MomentField::Created => say!(voice, "query-field-created"),
                    MomentField::Completed => say!(voice, "query-field-completed"),
                };
                let day = |at: Timestamp| at.to_zoned(self.now.time_zone().clone()).date();
                let to = before.map(|before| day(before).saturating_sub(1.day()));
                self.days(field, from.map(day), to)
            }
            Condition::HasEstimate => say!(voice, "query-has-estimate"),
            Condition::Estimate { from, to: u32::MAX } => say!(voice, "query-estimate-from", from = *from),
            Condition::Estimate { from: 0, to } => say!(voice, "query-estimate-to", to = *to),
            Condition::Estimate { from, to } => say!(voice, "query-estimate", from = *from, to = *to),
            Condition::Text(parts) => {
                let words: Vec<String> = parts.iter().map(|part| format!("'{}'", part.words)).collect();
                say!(voice, "query-text", words = words.join(", "))
            }
        })
    }

    fn title(&self, id: ObjectId) -> Result<String, Fault> {
        Ok(self.read.object(id)?.map(|object| super::history::title(&object.doc)).unwrap_or_default())
    }

    fn joined(&self, parts: &[Condition], all: bool) -> Result<String, Fault> {
        let voice = &self.voice;
        let mut said: Option<String> = None;
        for part in parts {
            let part = match part {
                Condition::All(more) | Condition::Any(more) if more.len() > 1 => {
                    format!("({})", self.condition(part)?)
                }
                part => self.condition(part)?,
            };
            said = Some(match said {
                None => part,
                Some(before) if all => say!(voice, "query-and", one = before, other = part),
                Some(before) => say!(voice, "query-or", one = before, other = part),
            });
        }
        Ok(said.unwrap_or_else(|| {
            if all { say!(voice, "query-everything") } else { say!(voice, "query-nothing") }
        }))
    }

    fn day_field(&self, field: DayField) -> String {
        let voice = &self.voice;
        match field {
            DayField::Either => say!(voice, "query-field-day"),
            DayField::Start => say!(voice, "query-field-start"),
            DayField::Deadline => say!(voice, "query-field-deadline"),
        }
    }

    /// Days as dates: here it matters how words were read.
    fn days(&self, field: String, from: Option<Date>, to: Option<Date>) -> String {
        let voice = &self.voice;
        match (from, to) {
            (Some(from), Some(to)) if from == to => {
                say!(voice, "query-day", field = field, from = from.to_string())
            }
            (Some(from), Some(to)) => {
                say!(voice, "query-day-span", field = field, from = from.to_string(), to = to.to_string())
            }
            (Some(from), None) => say!(voice, "query-day-from", field = field, from = from.to_string()),
            (None, Some(to)) => say!(voice, "query-day-to", field = field, to = to.to_string()),
            (None, None) => say!(voice, "query-has-day", field = field),
        }
    }
}

fn completions(read: &Read<'_>, _: &Inner, call: CompleteQuery) -> Result<QueryCompletions, Fault> {
    let most = MOST_NAMES as usize;
    let known = Known {
        areas: read.areas()?.into_iter().take(most).map(|area| area.name.into()).collect(),
        goals: read.goals(None, false)?.into_iter().take(most).map(|goal| goal.title.into()).collect(),
        projects: read
            .projects(ProjectFilter::default())?
            .into_iter()
            .take(most)
            .map(|project| project.title.into())
            .collect(),
        tags: read.tags(MOST_NAMES)?,
        filters: filters::all(read)?.into_iter().take(most).map(|filter| filter.title.into()).collect(),
    };
    let found = complete(&call.query, call.at as usize, &known);
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(QueryCompletions {
        from: number(found.from),
        to: number(found.to),
        completions: found
            .all
            .into_iter()
            .map(|one| QueryCompletion { text: one.text, kind: one.kind })
            .collect(),
    })
}
