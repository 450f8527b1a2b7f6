//! [`Query`] to what is wanted: names become ids, words become days.

use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan};

use super::parse::shown;
use super::{Compare, Expr, Field, Group, Query, QueryError, SortBy, SortKey, Test, Trouble, Written};
use crate::{AreaId, GoalId, Priority, ProjectId, TaskId};

/// What a query cannot know by itself.
pub trait Names {
    fn today(&self) -> Date;
    fn week_start(&self) -> Weekday;
    /// A day in the person's own words.
    fn day(&self, words: &str) -> Option<Date>;
    /// When a day begins where the person is.
    fn begins(&self, day: Date) -> Timestamp;
    fn area(&self, name: &str) -> Option<AreaId>;
    fn goal(&self, name: &str) -> Option<GoalId>;
    /// The query of the saved filter of this name, by [`super::same_name`].
    fn filter(&self, _name: &str) -> Option<String> {
        None
    }
    fn project(&self, name: &str) -> Option<ProjectId>;
    /// A task by its title or id, where that names one.
    fn task(&self, name: &str) -> Option<TaskId>;
}

/// A query that can be carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub condition: Condition,
    pub sort: Vec<SortBy>,
    pub group: Option<Group>,
    pub limit: Option<u32>,
}

/// What must hold of a task.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Of none: everything.
    All(Vec<Condition>),
    /// Of none: nothing.
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Open,
    Inbox,
    Someday,
    Started,
    Subtask,
    HasArea,
    Area(AreaId),
    HasGoal,
    Goal(GoalId),
    HasProject,
    Project(ProjectId),
    /// Another task that is open must be done before.
    Blocked,
    /// It waits for this one, done or not.
    BlockedBy(TaskId),
    /// It is open and another open one waits for it.
    Blocking,
    /// This one waits for it, done or not.
    Blocks(TaskId),
    /// It is somebody else's turn.
    Waiting,
    Parent(TaskId),
    Tagged,
    Tag(String),
    /// A tag that is not before the first and is before the second, without regard to case.
    Tags {
        from: String,
        to: String,
    },
    /// By [`priority_rank`], both ends included.
    Priority {
        from: u8,
        to: u8,
    },
    HasDay(DayField),
    /// Both ends included.
    Day {
        field: DayField,
        from: Option<Date>,
        to: Option<Date>,
    },
    /// The end is not included.
    Moment {
        field: MomentField,
        from: Option<Timestamp>,
        before: Option<Timestamp>,
    },
    HasEstimate,
    /// Minutes, both ends included.
    Estimate {
        from: u32,
        to: u32,
    },
    Text(Vec<TextPart>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayField {
    /// Planned or due.
    Either,
    Start,
    Deadline,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MomentField {
    Created,
    Completed,
}

/// A word, or several in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextPart {
    pub words: String,
    pub phrase: bool,
}

/// Low, none, medium, high as 0 to 3.
pub fn priority_rank(priority: Option<Priority>) -> u8 {
    match priority {
        Some(Priority::Low) => 0,
        None => 1,
        Some(Priority::Medium) => 2,
        Some(Priority::High) => 3,
    }
}

type Bound<T> = Result<T, QueryError>;

impl Query {
    /// A query that says nothing of being open or completed is about open tasks.
    pub fn bind(&self, names: &dyn Names) -> Bound<Wanted> {
        self.with_saved(names, None)?.bound(names)
    }

    /// As the query of a saved filter of this name, which it may not ask for again.
    pub fn bind_as(&self, name: &str, names: &dyn Names) -> Bound<Wanted> {
        self.with_saved(names, Some(name))?.bound(names)
    }

    fn bound(&self, names: &dyn Names) -> Bound<Wanted> {
        let mut hints = Hints::default();
        let mut parts = Vec::new();
        if let Some(filter) = &self.filter {
            hints.look(filter, false);
            match condition(filter, names)? {
                Condition::All(more) => parts.extend(more),
                other => parts.push(other),
            }
        }
        if !hints.status {
            parts.insert(0, Condition::Open);
        }
        let natural = |key: SortKey| SortBy { key, falls: key.naturally_falls() };
        let sort = match (self.sort.is_empty(), hints.sort) {
            (true, Some(key)) => vec![natural(key)],
            (true, None) => vec![natural(SortKey::Created)],
            (false, _) => self.sort.clone(),
        };
        Ok(Wanted { condition: Condition::All(parts), sort, group: self.group, limit: self.limit })
    }
}

/// What the conditions say about things that were left unsaid.
#[derive(Default)]
struct Hints {
    status: bool,
    sort: Option<SortKey>,
}

impl Hints {
    fn look(&mut self, expr: &Expr, aside: bool) {
        match expr {
            Expr::All(parts) => parts.iter().for_each(|part| self.look(part, aside)),
            Expr::Any(parts) => parts.iter().for_each(|part| self.look(part, true)),
            Expr::Not(part) => self.look(part, true),
            Expr::Text { .. } => {}
            Expr::Saved { inner, .. } => inner.iter().for_each(|part| self.look(part, aside)),
            Expr::Test(test) => {
                let says = |words: &[&str]| {
                    test.values
                        .iter()
                        .any(|value| words.iter().any(|word| value.text.eq_ignore_ascii_case(word)))
                };
                let sort = match test.field {
                    Field::Status => {
                        // What is started is open.
                        self.status |= !says(&["started", "in_progress"]) || test.values.len() > 1;
                        says(&["done", "completed"]).then_some(SortKey::Completed)
                    }
                    Field::Is => {
                        self.status |= says(&["open", "done", "completed"]);
                        says(&["done", "completed"]).then_some(SortKey::Completed)
                    }
                    Field::Completed => {
                        self.status = true;
                        Some(SortKey::Completed)
                    }
                    Field::Goal | Field::Project if !says(&["none", "any"]) => Some(SortKey::Position),
                    Field::Due if !says(&["none", "any"]) => Some(SortKey::Day),
                    _ => None,
                };
                // What need not hold gives no order; a day decides before the others.
                let sort = sort.filter(|_| !aside);
                if sort == Some(SortKey::Day) || (self.sort != Some(SortKey::Day) && sort.is_some()) {
                    self.sort = sort;
                }
            }
        }
    }
}

fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

fn condition(expr: &Expr, names: &dyn Names) -> Bound<Condition> {
    Ok(match expr {
        Expr::All(parts) => {
            let mut all = Vec::new();
            let mut text = Vec::new();
            for part in parts {
                let parts = match (part, condition(part, names)?) {
                    // What a saved filter asks for leads to indexes as if it stood here.
                    (Expr::Saved { .. }, Condition::All(parts)) => parts,
                    (_, part) => vec![part],
                };
                for part in parts {
                    match part {
                        // One look into the full text for all words.
                        Condition::Text(more) => text.extend(more),
                        other => all.push(other),
                    }
                }
            }
            if !text.is_empty() {
                all.push(Condition::Text(text));
            }
            Condition::All(all)
        }
        Expr::Any(parts) => {
            Condition::Any(parts.iter().map(|part| condition(part, names)).collect::<Bound<_>>()?)
        }
        Expr::Not(part) => not(condition(part, names)?),
        Expr::Text { words, phrase } => {
            Condition::Text(vec![TextPart { words: words.clone(), phrase: *phrase }])
        }
        Expr::Saved { inner: None, .. } => Condition::All(Vec::new()),
        Expr::Saved { name, inner: Some(inner) } => {
            condition(inner, names).map_err(|error| within(name, error))?
        }
        Expr::Test(test) => {
            let mut any: Vec<Condition> =
                test.values.iter().map(|value| one(test, value, names)).collect::<Bound<_>>()?;
            match any.len() {
                1 => any.remove(0),
                _ => Condition::Any(any),
            }
        }
    })
}

/// What is wrong with a saved filter is said where its name stands.
pub(super) fn within(name: &Written, error: QueryError) -> QueryError {
    let why = match error.kind {
        // The innermost is where it is mended.
        inner @ Trouble::Within { .. } => return wrong(name, inner),
        why => Box::new(why),
    };
    wrong(name, Trouble::Within { name: shown(&name.text), why })
}

pub(super) fn wrong(value: &Written, kind: Trouble) -> QueryError {
    QueryError { at: value.at, end: value.end, kind }
}

fn choice(field: Field, value: &Written) -> QueryError {
    wrong(value, Trouble::Choice { field, word: shown(&value.text), choices: field.choices() })
}

fn one(test: &Test, value: &Written, names: &dyn Names) -> Bound<Condition> {
    let word = value.text.trim().to_lowercase();
    let field = test.field;
    Ok(match (field, word.as_str()) {
        (Field::Status | Field::Is, "open") => Condition::Open,
        (Field::Status | Field::Is, "done" | "completed") => not(Condition::Open),
        (Field::Status | Field::Is, "started" | "in_progress") => Condition::Started,
        (Field::Status, "any" | "all") => Condition::All(Vec::new()),
        (Field::Is, "inbox") => Condition::Inbox,
        (Field::Is, "someday") => Condition::Someday,
        (Field::Is, "subtask") => Condition::Subtask,
        (Field::Is, "blocked") => Condition::Blocked,
        (Field::Is, "waiting") => Condition::Waiting,
        (Field::Status | Field::Is, _) => return Err(choice(field, value)),
        (Field::Area, "none") => not(Condition::HasArea),
        (Field::Area, "any") => Condition::HasArea,
        (Field::Area, _) => Condition::Area(
            names
                .area(value.text.trim())
                .ok_or_else(|| wrong(value, Trouble::NoArea { name: shown(&value.text) }))?,
        ),
        (Field::Goal, "none") => not(Condition::HasGoal),
        (Field::Goal, "any") => Condition::HasGoal,
        (Field::Goal, _) => Condition::Goal(
            names
                .goal(value.text.trim())
                .ok_or_else(|| wrong(value, Trouble::NoGoal { name: shown(&value.text) }))?,
        ),
        (Field::Project, "none") => not(Condition::HasProject),
        (Field::Project, "any") => Condition::HasProject,
        (Field::Project, _) => Condition::Project(
            names
                .project(value.text.trim())
                .ok_or_else(|| wrong(value, Trouble::NoProject { name: shown(&value.text) }))?,
        ),
        (Field::Blocked, "none") => not(Condition::Blocked),
        (Field::Blocked, "any") => Condition::Blocked,
        (Field::Blocked, _) => Condition::BlockedBy(task(value, names)?),
        (Field::Blocks, "none") => not(Condition::Blocking),
        (Field::Blocks, "any") => Condition::Blocking,
        (Field::Blocks, _) => Condition::Blocks(task(value, names)?),
        (Field::Waiting, "none") => not(Condition::Waiting),
        (Field::Waiting, "any") => Condition::Waiting,
        (Field::Waiting, _) => Condition::All(vec![
            Condition::Waiting,
            Condition::Text(vec![TextPart { words: value.text.clone(), phrase: false }]),
        ]),
        (Field::Context, "none") => not(contexts()),
        (Field::Context, "any") => contexts(),
        (Field::Context, _) => {
            Condition::Tag(format!("@{}", value.text.trim().trim_start_matches(['#', '@'])))
        }
        (Field::Tag, "none") => not(Condition::Tagged),
        (Field::Tag, "any") => Condition::Tagged,
        (Field::Tag, _) => Condition::Tag(value.text.trim().trim_start_matches('#').to_owned()),
        (Field::Priority, word) => {
            let priority = match word {
                "none" => None,
                word => Some(word.parse::<Priority>().map_err(|_| choice(field, value))?),
            };
            let (from, to) = range(test.compare, priority_rank(priority), 0, 3);
            // Nothing is less than low.
            if from > to { Condition::Any(Vec::new()) } else { Condition::Priority { from, to } }
        }
        (Field::Estimate, "none") => not(Condition::HasEstimate),
        (Field::Estimate, "any") => Condition::HasEstimate,
        (Field::Estimate, word) => {
            let minutes =
                minutes(word).ok_or_else(|| wrong(value, Trouble::Duration { word: shown(word) }))?;
            let (from, to) = range(test.compare, minutes, 0, u32::MAX);
            if from > to { Condition::Any(Vec::new()) } else { Condition::Estimate { from, to } }
        }
        (Field::Due | Field::Start | Field::Deadline, word) => {
            let field = match field {
                Field::Start => DayField::Start,
                Field::Deadline => DayField::Deadline,
                _ => DayField::Either,
            };
            match (word, test.compare) {
                ("none", Compare::Is) => not(Condition::HasDay(field)),
                ("any", Compare::Is) => Condition::HasDay(field),
                _ => {
                    let (from, to) = days(test.compare, value, names)?;
                    Condition::Day { field, from, to }
                }
            }
        }
        (Field::Created | Field::Completed, word) => {
            let moment = if field == Field::Created { MomentField::Created } else { MomentField::Completed };
            match (word, test.compare, moment) {
                ("none", Compare::Is, MomentField::Completed) => Condition::Open,
                ("any", Compare::Is, MomentField::Completed) => not(Condition::Open),
                _ => {
                    let (from, to) = days(test.compare, value, names)?;
                    let after = to.map(|to| names.begins(to.saturating_add(1.day())));
                    Condition::Moment {
                        field: moment,
                        from: from.map(|from| names.begins(from)),
                        before: after,
                    }
                }
            }
        }
        // Saved filters were put in before.
        (Field::Filter, _) => return Err(wrong(value, Trouble::NoFilter { name: shown(&value.text) })),
        // The parser keeps these apart.
        (Field::Sort | Field::Group | Field::Limit, _) => Condition::All(Vec::new()),
    })
}

/// Any context.
fn contexts() -> Condition {
    Condition::Tags { from: "@".into(), to: "@\u{10ffff}".into() }
}

fn task(value: &Written, names: &dyn Names) -> Bound<TaskId> {
    names.task(value.text.trim()).ok_or_else(|| wrong(value, Trouble::NoTask { name: shown(&value.text) }))
}

/// Both ends of what compares so with a number.
fn range<N: Copy + Ord + From<u8> + std::ops::Add<Output = N> + std::ops::Sub<Output = N>>(
    compare: Compare,
    with: N,
    least: N,
    most: N,
) -> (N, N) {
    let one = N::from(1);
    match compare {
        Compare::Is => (with, with),
        Compare::Most => (least, with),
        Compare::Least => (with, most),
        Compare::Less if with <= least => (most, least),
        Compare::More if with >= most => (most, least),
        Compare::Less => (least, with - one),
        Compare::More => (with + one, most),
    }
}

/// `45`, `45m`, `1h`, `1h30`, `1.5h`, `2d` as minutes.
fn minutes(word: &str) -> Option<u32> {
    if let Ok(minutes) = word.parse::<u32>() {
        return Some(minutes);
    }
    if let Some((hours, minutes)) = word.split_once('h')
        && let (Ok(hours), Ok(minutes)) = (hours.parse::<u32>(), minutes.trim_end_matches('m').parse::<u32>())
    {
        return hours.checked_mul(60)?.checked_add(minutes);
    }
    let unit = word.chars().last()?;
    let number: f64 = word.strip_suffix(unit)?.parse().ok()?;
    let minutes = number
        * match unit {
            'm' => 1.0,
            'h' => 60.0,
            'd' => 60.0 * 24.0,
            _ => return None,
        };
    (minutes.is_finite() && (0.0..=1e9).contains(&minutes)).then_some(minutes.round() as u32)
}

type Days = (Option<Date>, Option<Date>);

/// Both ends of what compares so with days in words, both included.
fn days(compare: Compare, value: &Written, names: &dyn Names) -> Bound<Days> {
    let unknown = || wrong(value, Trouble::Day { word: shown(&value.text) });
    let words = value.text.trim().to_lowercase();
    let (from, to) = match words.split_once("..") {
        Some((from, to)) => {
            let end = |words: &str| match words.trim() {
                "" => Ok((None, None)),
                words => span(words, names).ok_or_else(unknown),
            };
            (end(from)?.0, end(to)?.1)
        }
        None => span(&words, names).ok_or_else(unknown)?,
    };
    Ok(match compare {
        Compare::Is => (from, to),
        // Of a span without that end nothing lies beyond.
        Compare::Less => (None, Some(from.map_or(Date::MIN, |from| from.saturating_sub(1.day())))),
        Compare::Most => (None, to),
        Compare::More => (Some(to.map_or(Date::MAX, |to| to.saturating_add(1.day()))), None),
        Compare::Least => (from, None),
    })
}

fn span(words: &str, names: &dyn Names) -> Option<Days> {
    let today = names.today();
    let week = || {
        let back = today.weekday().since(names.week_start());
        today.saturating_sub(i64::from(back).days())
    };
    let week_from = |first: Date| (first, first.saturating_add(6.days()));
    let month_of = |day: Date| (day.first_of_month(), day.last_of_month());
    let year_of = |day: Date| (day.first_of_year(), day.last_of_year());
    let (from, to) = match words {
        "overdue" | "waiting" => return Some((None, Some(today.saturating_sub(1.day())))),
        // The coming seven days, and what waits from before.
        "week" => return Some((None, Some(today.saturating_add(6.days())))),
        "today" => (today, today),
        "tomorrow" => (today.saturating_add(1.day()), today.saturating_add(1.day())),
        "yesterday" => (today.saturating_sub(1.day()), today.saturating_sub(1.day())),
        "this week" | "this-week" | "thisweek" => week_from(week()),
        "next week" | "next-week" | "nextweek" => week_from(week().saturating_add(1.week())),
        "last week" | "last-week" | "lastweek" => week_from(week().saturating_sub(1.week())),
        "month" | "this month" | "this-month" => month_of(today),
        "next month" | "next-month" => month_of(today.first_of_month().saturating_add(1.month())),
        "last month" | "last-month" => month_of(today.first_of_month().saturating_sub(1.month())),
        "year" | "this year" | "this-year" => year_of(today),
        "next year" | "next-year" => year_of(today.first_of_year().saturating_add(1.year())),
        "last year" | "last-year" => year_of(today.first_of_year().saturating_sub(1.year())),
        words => {
            if let Some(day) = away(words, today) {
                (day, day)
            } else if let Some(span) = calendar(words) {
                span
            } else {
                let day = names.day(words)?;
                (day, day)
            }
        }
    };
    Some((Some(from), Some(to)))
}

/// `-7d`, `+2w`, `3m`, `-1y` from today.
fn away(words: &str, today: Date) -> Option<Date> {
    let (falls, rest) = match words.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, words.strip_prefix('+').unwrap_or(words)),
    };
    let unit = rest.chars().last()?;
    let digits = rest.strip_suffix(unit)?;
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let number: i64 = digits.parse().ok()?;
    let number = if falls { -number } else { number };
    Some(match unit {
        'd' => today.saturating_add(number.days()),
        'w' => today.saturating_add(number.weeks()),
        'm' => today.saturating_add(number.months()),
        'y' => today.saturating_add(number.years()),
        _ => return None,
    })
}

/// `2026`, `2026-12`, `2026-12-24`.
fn calendar(words: &str) -> Option<(Date, Date)> {
    let number = |text: &str, length: usize| {
        (text.len() == length && text.bytes().all(|digit| digit.is_ascii_digit()))
            .then(|| text.parse::<i16>().ok())?
    };
    let mut parts = words.split('-');
    let year = number(parts.next()?, 4)?;
    let Some(month) = parts.next() else {
        let first = Date::new(year, 1, 1).ok()?;
        return Some((first, first.last_of_year()));
    };
    let month = i8::try_from(number(month, 2)?).ok()?;
    let Some(day) = parts.next() else {
        let first = Date::new(year, month, 1).ok()?;
        return Some((first, first.last_of_month()));
    };
    let day = Date::new(year, month, i8::try_from(number(day, 2)?).ok()?).ok()?;
    parts.next().is_none().then_some((day, day))
}
