//! [`Condition`]s to SQL. What a person typed is always bound; the text holds constants only: flags,
//! so that the partial indexes can serve, and ranks.
//!
//! A condition that has an index is written so that it can lead (`t.n IN (SELECT …)`, also within
//! `OR`); one that is denied, or has none, is looked at in the rows that the others find.

use daymark_domain::Id;
use daymark_domain::query::{Condition, DayField, Group, MomentField, SortBy, SortKey, TextPart};
use jiff::civil::Date;
use rusqlite::types::Value as Sql;

use crate::table::day_number;
use crate::table::words;

/// The day a task counts for: planned or due, whichever is first.
const DAY: &str = "min(coalesce(t.start_day, t.due_day), coalesce(t.due_day, t.start_day))";

/// The condition over `task t`, and its values in order.
pub(super) fn compile(condition: &Condition) -> (String, Vec<Sql>) {
    let known = match condition {
        Condition::All(parts) => parts.iter().find_map(openness),
        other => openness(other),
    };
    let mut compiler = Compiler { values: Vec::new(), known };
    let narrow = |part: &Condition| matches!(part, Condition::Inbox | Condition::Started);
    let sql = match condition {
        // What is in the inbox is open; saying both would lead to the larger index.
        Condition::All(parts) if parts.iter().any(narrow) => {
            let rest = parts.iter().filter(|part| **part != Condition::Open).cloned().collect();
            compiler.lead(&Condition::All(rest))
        }
        other => compiler.lead(other),
    };
    (sql, compiler.values)
}

/// Whether all that is wanted is open, or completed.
fn openness(condition: &Condition) -> Option<bool> {
    match condition {
        Condition::Open | Condition::Inbox | Condition::Started => Some(true),
        Condition::Not(inner) if **inner == Condition::Open => Some(false),
        _ => None,
    }
}

struct Compiler {
    values: Vec<Sql>,
    known: Option<bool>,
}

impl Compiler {
    fn bind(&mut self, value: impl Into<Sql>) -> &'static str {
        self.values.push(value.into());
        "?"
    }

    fn id(&mut self, id: impl Id) -> &'static str {
        self.bind(id.object().bytes().to_vec())
    }

    /// So that indexes can lead.
    fn lead(&mut self, condition: &Condition) -> String {
        match condition {
            Condition::All(parts) => self.join(parts, " AND ", "1", Compiler::lead),
            Condition::Any(parts) => self.join(parts, " OR ", "0", Compiler::lead),
            Condition::Not(inner) => self.deny(inner),
            Condition::Started => "(t.open = 1 AND t.status = 1)".into(),
            Condition::Day { field, from, to } => {
                let columns: &[&str] = match field {
                    DayField::Either => &["start_day", "due_day"],
                    DayField::Start => &["start_day"],
                    DayField::Deadline => &["deadline_day"],
                };
                let flags: &[u8] = match self.known {
                    Some(true) => &[1],
                    Some(false) => &[0],
                    None => &[1, 0],
                };
                let mut halves = Vec::new();
                for column in columns {
                    for open in flags {
                        let range = self.days(column, *from, *to);
                        halves.push(format!("SELECT n FROM task WHERE open = {open} AND {range}"));
                    }
                }
                format!("t.n IN ({})", halves.join(" UNION "))
            }
            Condition::Blocked => "t.n IN (SELECT n FROM task WHERE blocked = 1)".into(),
            Condition::Waiting => "t.n IN (SELECT n FROM task WHERE waiting = 1)".into(),
            Condition::Priority { from, to } if *from > 1 && self.known == Some(true) => format!(
                "t.n IN (SELECT n FROM task WHERE open = 1 AND priority > 1 AND priority >= {from} AND priority <= {to})"
            ),
            other => self.look(other),
        }
    }

    fn join(
        &mut self,
        parts: &[Condition],
        between: &str,
        none: &str,
        each: fn(&mut Compiler, &Condition) -> String,
    ) -> String {
        match parts {
            [] => none.to_owned(),
            [one] => each(self, one),
            parts => {
                let parts: Vec<String> = parts.iter().map(|part| each(self, part)).collect();
                format!("({})", parts.join(between))
            }
        }
    }

    /// The opposite. What is null fits neither way, and so counts as not fitting first.
    fn deny(&mut self, condition: &Condition) -> String {
        match condition {
            Condition::All(parts) => self.join(parts, " OR ", "0", Compiler::deny),
            Condition::Any(parts) => self.join(parts, " AND ", "1", Compiler::deny),
            Condition::Not(inner) => self.lead(inner),
            Condition::Open => "t.open = 0".into(),
            Condition::Inbox => "t.inbox = 0".into(),
            Condition::Subtask => "t.parent IS NULL".into(),
            Condition::Blocked => "t.blocked = 0".into(),
            Condition::Waiting => "t.waiting = 0".into(),
            // Signs alone are not looked for, and so not found missing either.
            Condition::Text(parts) if text(parts).is_none() => "1".into(),
            other => format!("NOT coalesce({}, 0)", self.look(other)),
        }
    }

    /// As seen in a row.
    fn look(&mut self, condition: &Condition) -> String {
        match condition {
            Condition::All(parts) => self.join(parts, " AND ", "1", Compiler::look),
            Condition::Any(parts) => self.join(parts, " OR ", "0", Compiler::look),
            Condition::Not(inner) => self.deny(inner),
            Condition::Open => "t.open = 1".into(),
            Condition::Inbox => "t.inbox = 1".into(),
            Condition::Someday => "t.someday = 1".into(),
            Condition::Started => "t.status = 1".into(),
            Condition::Subtask => "t.parent IS NOT NULL".into(),
            Condition::HasArea => "t.area IS NOT NULL".into(),
            Condition::Area(id) => format!("t.area = {}", self.id(*id)),
            Condition::HasGoal => "t.goal IS NOT NULL".into(),
            Condition::Goal(id) => format!("t.goal = {}", self.id(*id)),
            Condition::HasProject => "t.project IS NOT NULL".into(),
            Condition::Project(id) => format!("t.project = {}", self.id(*id)),
            Condition::Blocked => "t.blocked = 1".into(),
            Condition::Waiting => "t.waiting = 1".into(),
            Condition::BlockedBy(id) => {
                format!("t.n IN (SELECT n FROM task_block WHERE blocker = {})", self.id(*id))
            }
            Condition::Blocks(id) => format!(
                "t.n IN (SELECT o.n FROM object w CROSS JOIN task_block b ON b.n = w.n CROSS JOIN object o ON o.id = b.blocker
                    WHERE w.id = {})",
                self.id(*id)
            ),
            // From the blocked ones, which are few.
            Condition::Blocking => "(t.open = 1 AND t.n IN (SELECT o.n FROM task w INDEXED BY task_blocked
                    CROSS JOIN task_block b ON b.n = w.n CROSS JOIN object o ON o.id = b.blocker WHERE w.blocked = 1))"
                .into(),
            Condition::Tags { from, to } => {
                let from = self.bind(from.clone());
                let to = self.bind(to.clone());
                format!("t.n IN (SELECT n FROM task_tag WHERE tag >= {from} AND tag < {to})")
            }
            Condition::Parent(id) => format!("t.parent = {}", self.id(*id)),
            Condition::Tagged => "EXISTS (SELECT 1 FROM task_tag g WHERE g.n = t.n)".into(),
            Condition::Tag(tag) => {
                format!("t.n IN (SELECT n FROM task_tag WHERE tag = {})", self.bind(tag.clone()))
            }
            Condition::Priority { from, to } => format!("(t.priority >= {from} AND t.priority <= {to})"),
            Condition::HasDay(field) => match field {
                DayField::Either => "(t.start_day IS NOT NULL OR t.due_day IS NOT NULL)".into(),
                DayField::Start => "t.start_day IS NOT NULL".into(),
                DayField::Deadline => "t.deadline_day IS NOT NULL".into(),
            },
            Condition::Day { field, from, to } => match field {
                DayField::Either => {
                    let start = self.days("t.start_day", *from, *to);
                    let due = self.days("t.due_day", *from, *to);
                    // Null in one half must not hide the other.
                    format!("(coalesce({start}, 0) OR coalesce({due}, 0))")
                }
                DayField::Start => self.days("t.start_day", *from, *to),
                DayField::Deadline => self.days("t.deadline_day", *from, *to),
            },
            Condition::Moment { field, from, before } => {
                let column = match field {
                    MomentField::Created => "t.created_at",
                    MomentField::Completed => "t.completed_at",
                };
                let mut parts = Vec::new();
                if let Some(from) = from {
                    parts.push(format!("{column} >= {}", self.bind(from.as_millisecond())));
                }
                if let Some(before) = before {
                    parts.push(format!("{column} < {}", self.bind(before.as_millisecond())));
                }
                if parts.is_empty() {
                    parts.push(format!("{column} IS NOT NULL"));
                }
                format!("({})", parts.join(" AND "))
            }
            Condition::HasEstimate => "t.estimate IS NOT NULL".into(),
            Condition::Estimate { from, to } => {
                let from = self.bind(i64::from(*from));
                let to = self.bind(i64::from(*to));
                format!("(t.estimate >= {from} AND t.estimate <= {to})")
            }
            Condition::Text(parts) => {
                match text(parts) {
                    Some(query) => {
                        format!("t.n IN (SELECT rowid FROM words WHERE words MATCH {})", self.bind(query))
                    }
                    // Signs alone, such as '-': nothing to look for.
                    None => "1".into(),
                }
            }
        }
    }

    fn days(&mut self, column: &str, from: Option<Date>, to: Option<Date>) -> String {
        let from = self.bind(i64::from(from.map_or(i32::MIN, day_number)));
        let to = self.bind(i64::from(to.map_or(i32::MAX, day_number)));
        format!("({column} >= {from} AND {column} <= {to})")
    }
}

fn text(parts: &[TextPart]) -> Option<String> {
    words::parts(parts.iter().map(|part| (part.words.as_str(), part.phrase)))
}

/// Constants only. What has no day or no place comes last, whichever way the others go.
pub(super) fn order(group: Option<Group>, sort: &[SortBy]) -> String {
    let mut keys: Vec<String> = Vec::new();
    match group {
        Some(Group::Area) => keys.push(place("area")),
        Some(Group::Goal) => keys.push(place("goal")),
        Some(Group::Project) => keys.push(place("project")),
        Some(Group::Priority) => keys.push("t.priority DESC".into()),
        Some(Group::Status) => keys.push("t.open DESC, t.status DESC".into()),
        Some(Group::Day) => keys.push(format!("{DAY} IS NULL, {DAY}")),
        None => {}
    }
    let mut end = "t.created_at DESC, t.n DESC";
    for SortBy { key, falls } in sort {
        let way = if *falls { " DESC" } else { "" };
        keys.push(match key {
            SortKey::Created => format!("t.created_at{way}"),
            SortKey::Completed => format!("t.completed_at{way}"),
            SortKey::Position => format!("t.open DESC, t.position{way}"),
            SortKey::Priority => format!("t.priority{way}"),
            SortKey::Title => format!("o.title COLLATE NOCASE{way}"),
            SortKey::Day => format!("{DAY} IS NULL, {DAY}{way}"),
            SortKey::Start => format!("t.start_day IS NULL, t.start_day{way}"),
            SortKey::Deadline => format!("t.deadline_day IS NULL, t.deadline_day{way}"),
            SortKey::Estimate => format!("t.estimate IS NULL, t.estimate{way}"),
        });
    }
    match sort.last() {
        Some(SortBy { key: SortKey::Created | SortKey::Completed, falls }) => {
            end = if *falls { "t.n DESC" } else { "t.n" };
        }
        Some(SortBy { key: SortKey::Day, .. }) => end = "t.priority DESC, t.position, t.n",
        Some(SortBy { key: SortKey::Position, .. }) => end = "t.n",
        _ => {}
    }
    keys.push(end.to_owned());
    keys.join(", ")
}

/// Areas and goals as they are arranged.
fn place(table: &str) -> String {
    format!(
        "t.{table} IS NULL, (SELECT p.position FROM object x JOIN {table} p ON p.n = x.n WHERE x.id = t.{table}), t.{table}"
    )
}
