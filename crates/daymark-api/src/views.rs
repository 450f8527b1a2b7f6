//! What queries answer with.

use std::collections::BTreeMap;

use daymark_domain::query::CompletionKind;
use daymark_domain::rank::Factor;
use daymark_domain::structure::Keeping;
use daymark_domain::{
    AreaColour, AreaId, Cadence, Draft, EventId, Filter, Goal, Kind, Note, ObjectId, Progress, Project,
    RecurrenceId, Section, Task, TaskId,
};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

mod living;
pub use living::*;

/// A task with the names its row shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskView {
    #[serde(flatten)]
    pub task: Task,
    pub area_name: Option<String>,
    pub area_colour: Option<AreaColour>,
    pub goal_title: Option<String>,
    pub subtasks: u32,
    pub subtasks_done: u32,
    #[serde(default)]
    pub project_title: Option<String>,
    /// The open tasks that hold it up; it is blocked while there are any.
    #[serde(default)]
    pub blockers: Vec<Blocker>,
}

impl TaskView {
    /// Whether it cannot be done now: another task comes first, or it is somebody else's turn.
    pub fn held(&self) -> bool {
        self.task.open() && (!self.blockers.is_empty() || self.task.waiting.is_some())
    }
}

/// A task that another one waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocker {
    pub id: TaskId,
    pub title: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AreaView {
    pub id: AreaId,
    pub name: String,
    pub colour: AreaColour,
    pub intention: String,
    pub open_tasks: u32,
    pub active_goals: u32,
    /// Minutes of open, estimated work planned for the coming seven days.
    pub planned_minutes: u32,
    /// How often it is looked over, when it last was, and when it is to be next.
    #[serde(default)]
    pub review: Option<Cadence>,
    #[serde(default)]
    pub reviewed: Option<Date>,
    #[serde(default)]
    pub review_due: Option<Date>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoalView {
    #[serde(flatten)]
    pub goal: Goal,
    pub area_name: Option<String>,
    pub area_colour: Option<AreaColour>,
    pub tasks: u32,
    pub tasks_done: u32,
    /// How far it is, goals below it and their projects counted in, and in hundredths.
    #[serde(default)]
    pub progress: Progress,
    #[serde(default)]
    pub percent: u8,
    /// Whether it keeps up with its target day, and that in words.
    #[serde(default)]
    pub keeping: Option<Keeping>,
    #[serde(default)]
    pub keeping_said: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoalDetail {
    pub goal: GoalView,
    pub tasks: Vec<TaskView>,
    /// The goals below it.
    #[serde(default)]
    pub goals: Vec<GoalView>,
    #[serde(default)]
    pub projects: Vec<ProjectView>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectView {
    #[serde(flatten)]
    pub project: Project,
    /// Its own area, or else its goal's.
    pub area_name: Option<String>,
    pub area_colour: Option<AreaColour>,
    pub goal_title: Option<String>,
    /// In order. Tasks of no section, or of one that is gone, stand before them.
    pub sections: Vec<Section>,
    pub progress: Progress,
    pub percent: u8,
    pub keeping: Option<Keeping>,
    pub keeping_said: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectDetail {
    pub project: ProjectView,
    /// By place; open first.
    pub tasks: Vec<TaskView>,
}

/// What areas get, week by week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// The first day of each week, the present one last.
    pub weeks: Vec<Date>,
    /// In their order; what belongs to no area comes last.
    pub areas: Vec<AreaWeeks>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaWeeks {
    pub area: Option<AreaId>,
    pub name: Option<String>,
    pub colour: Option<AreaColour>,
    /// Minutes of estimated tasks and of events, a number a week.
    pub planned: Vec<u32>,
    /// Minutes that were tracked.
    pub tracked: Vec<u32>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskDetail {
    pub task: TaskView,
    pub subtasks: Vec<TaskView>,
    /// Minutes that were tracked on it, without what runs.
    #[serde(default)]
    pub tracked_minutes: u32,
    /// What tasks of its tags or area usually take, in words, where that says something.
    #[serde(default)]
    pub usually_said: Option<String>,
    /// The repeat in words, and the next five days.
    pub repeat_said: Option<String>,
    pub repeat_dates: Vec<Date>,
    pub history: Vec<crate::HistoryEntry>,
    #[serde(default)]
    pub section_title: Option<String>,
    /// The open tasks that wait for it.
    #[serde(default)]
    pub blocks: Vec<Blocker>,
    /// The open tasks that wait for one another in a circle with it, it first: two devices may make
    /// one that neither would have let through.
    #[serde(default)]
    pub circle: Vec<Blocker>,
}

/// One instance of an event, as it falls on a day of the person's calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventView {
    pub id: EventId,
    pub title: String,
    pub notes: String,
    pub location: String,
    pub date: Date,
    /// Wall clock here; `None` for the whole day.
    pub start: Option<Time>,
    pub end: Option<Time>,
    /// The last day it covers; equal to `date` for most.
    pub last: Date,
    pub area: Option<AreaId>,
    pub area_colour: Option<AreaColour>,
    pub repeats: bool,
    /// Which instance of `series` this is, where the event repeats: what `event.edit` and
    /// `event.skip` go by. `id` is that of the series, or of the instance once it was changed.
    #[serde(default)]
    pub instance: Option<RecurrenceId>,
    #[serde(default)]
    pub series: Option<EventId>,
    /// Where it came from, when not typed here.
    pub source: Option<String>,
}

/// Something drawn on the timeline of a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    pub object: ObjectId,
    pub kind: Kind,
    pub title: String,
    /// Minutes after midnight, here.
    pub start: u16,
    pub end: u16,
    pub colour: Option<AreaColour>,
    pub detail: String,
    pub done: bool,
}

/// The day at a glance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Today {
    pub date: Date,
    /// The current minute of the day if `date` is today.
    pub now: Option<u16>,
    pub blocks: Vec<Block>,
    pub all_day: Vec<EventView>,
    /// Planned for or due on the day; open first, done last.
    pub tasks: Vec<TaskView>,
    /// Tasks whose day has passed, at most 200. They wait; nothing is overdue in red.
    pub waiting: Vec<TaskView>,
    /// How many wait in all.
    pub waiting_total: u32,
    /// Those of the day, or of days that have passed, that cannot be done: something else comes
    /// first, or it is somebody else's turn.
    #[serde(default)]
    pub held: Vec<TaskView>,
    pub next: Option<Ranked>,
    /// Habits of the day, those left to do first.
    #[serde(default)]
    pub habits: Vec<HabitView>,
    /// Unplanned minutes between now and the end of the day.
    pub free_minutes: u32,
    /// Estimated minutes of the open tasks of the day.
    pub planned_minutes: u32,
}

/// What there is today, and how the week goes. Nothing here counts what was missed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dashboard {
    pub date: Date,
    /// The first day of the week.
    pub week: Date,
    /// Open ones of today, at most eight.
    pub today: Vec<TaskView>,
    pub today_open: u32,
    pub today_done: u32,
    /// What is still to come today and has a time.
    pub coming: Vec<Block>,
    pub planned_minutes: u32,
    pub free_minutes: u32,
    pub next: Option<Ranked>,
    /// How many tasks wait from before.
    pub waiting: u32,
    /// Active ones, at most six.
    pub goals: Vec<GoalView>,
    pub balance: Vec<AreaWeek>,
    /// Done this week, latest first, at most eight.
    pub wins: Vec<TaskView>,
    pub wins_total: u32,
}

/// What an area has of a week.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AreaWeek {
    pub id: AreaId,
    pub name: String,
    pub colour: AreaColour,
    /// Estimated minutes of what is planned and open, and of what was done.
    pub planned_minutes: u32,
    pub done_minutes: u32,
    pub planned: u32,
    pub done: u32,
}

/// A task with the reasons for its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ranked {
    pub task: TaskView,
    pub score: i32,
    pub factors: Vec<Factor>,
    /// The strongest reasons in a sentence or two.
    pub why: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Next {
    pub ranked: Vec<Ranked>,
    pub free_minutes: Option<u32>,
}

/// A page of tasks; `total` counts all that match.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskPage {
    pub tasks: Vec<TaskView>,
    pub total: u32,
    /// The groups of this page in order, when the query asks for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<TaskGroup>,
}

/// So many tasks of a page, one after another, belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskGroup {
    pub name: String,
    pub tasks: u32,
}

/// A query that was given a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FilterView {
    #[serde(flatten)]
    pub filter: Filter,
    /// Why it cannot be carried out now, such as an area that is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<String>,
}

/// A query that many people want, and that is not saved yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterSuggestion {
    pub title: String,
    pub query: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FilterList {
    pub filters: Vec<FilterView>,
    pub suggestions: Vec<FilterSuggestion>,
}

/// How a query is read and carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueryExplained {
    /// The query in its canonical form.
    pub query: String,
    /// What it asks for, in words.
    pub said: Vec<String>,
    /// SQLite's plan (EXPLAIN QUERY PLAN), a step a line.
    pub plan: Vec<String>,
}

/// What could replace the characters from `from` to `to`, likeliest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueryCompletions {
    pub from: u32,
    pub to: u32,
    pub completions: Vec<QueryCompletion>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueryCompletion {
    pub text: String,
    pub kind: CompletionKind,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteRow {
    #[serde(flatten)]
    pub note: Note,
    pub area_name: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrashRow {
    pub object: ObjectId,
    pub kind: Kind,
    pub title: String,
    pub trashed_at: Timestamp,
}

/// Something found. `snippet` marks the found words between U+E000 and U+E001.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    pub object: ObjectId,
    pub kind: Kind,
    pub title: String,
    pub snippet: String,
    pub open: bool,
    /// It does not hold all the words that were typed, but words that are nearly the same.
    pub similar: bool,
}

/// A thing by its kind and title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectRef {
    pub object: ObjectId,
    pub kind: Kind,
    pub title: String,
}

/// What a line of words means, said back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parsed {
    #[serde(flatten)]
    pub draft: Draft,
    pub repeat_said: Option<String>,
    pub repeat_dates: Vec<Date>,
    /// The area the draft goes to, when one of that name exists.
    pub area_id: Option<AreaId>,
    pub area_colour: Option<AreaColour>,
}

/// The thoughts of a text, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dumped {
    pub drafts: Vec<DumpedDraft>,
    /// Bytes of the text, `from..to`, that are in no draft: bullets, white space, headings that say
    /// something about what stands below them, words that part two thoughts.
    pub rest: Vec<(usize, usize)>,
}

/// One thought of a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DumpedDraft {
    /// Bytes of the text that the draft was read from, `from..to`. Spans count in the whole text.
    pub from: usize,
    pub to: usize,
    /// Those bytes.
    pub words: String,
    /// The draft that this is a step of, by its place; it stands before.
    pub parent: Option<u32>,
    /// It was ticked already.
    pub done: bool,
    #[serde(flatten)]
    pub parsed: Parsed,
}

/// What was added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Added {
    pub id: ObjectId,
    #[serde(flatten)]
    pub draft: Draft,
}

/// What a date phrase means (`daymark when`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhenSaid {
    /// An RFC 9557 time, or a plain date.
    pub start: Option<String>,
    pub end: Option<String>,
    pub all_day: bool,
    pub rrule: Option<String>,
}

/// A rule in words (`daymark recur say`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSaid {
    pub rrule: String,
    pub said: String,
}

/// Numbers beside the names in the sidebar.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    pub inbox: u32,
    pub today: u32,
    pub areas: Vec<AreaView>,
}

/// What undo and redo would do next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryView {
    pub entries: Vec<crate::HistoryEntry>,
    pub undo: Option<String>,
    pub redo: Option<String>,
}

/// What undo or redo did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// The labels of the steps, latest first; empty when there was nothing left.
    pub labels: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProviderKind {
    /// Any server that speaks OpenAI's chat completions.
    OpenaiCompatible,
    /// The deterministic scripted model, for demonstrations and tests.
    Scripted,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderView {
    pub name: String,
    pub kind: ProviderKind,
    pub url: String,
    pub model: String,
    /// A key lies in the keychain. The key itself never leaves it.
    pub has_key: bool,
    /// The server is on this device.
    pub local: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderTest {
    pub ok: bool,
    pub message: String,
    pub milliseconds: u32,
    /// Models the server offers.
    pub models: Vec<String>,
}

/// What the assistant answers without a model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntentView {
    pub name: String,
    pub about: String,
    pub examples: Vec<String>,
}

/// What an import did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    pub format: String,
    pub added: u32,
    /// Already here under the same external id, and changed to match.
    pub updated: u32,
    /// Already here and the same.
    pub unchanged: u32,
    /// Entries left out, each with its line (0 when the format has none) and the reason.
    pub refused: Vec<Refused>,
    /// What could not be carried over, with how often: `("UDA 'jira'", 12)`.
    pub lost: Vec<(String, u32)>,
    pub dry_run: bool,
    /// How many of each kind.
    #[serde(default)]
    pub kinds: BTreeMap<String, u32>,
    /// Some of each kind.
    #[serde(default)]
    pub samples: Vec<ImportSample>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportSample {
    pub kind: String,
    pub title: String,
    pub day: Option<jiff::civil::Date>,
}

/// A file that was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    pub format: String,
    /// A name for the file.
    pub name: String,
    pub content: String,
    /// How many of each kind.
    pub counts: BTreeMap<String, u32>,
    /// What the program of the format will not see.
    pub left_out: Vec<LeftOut>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    pub what: String,
    pub why: String,
    pub count: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    pub line: u32,
    pub reason: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    Healthy,
    Degraded,
    Unhealthy,
}

/// One part that `doctor` looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    pub part: String,
    pub health: Health,
    /// A sentence: what was found and, where it is not well, what to do.
    pub message: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnosis {
    pub overall: Health,
    pub at: Timestamp,
    pub checks: Vec<Check>,
}

/// A reminder that will fire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderView {
    /// The thing that reminds; a task for most.
    pub task: TaskId,
    #[serde(default = "ReminderView::of_task")]
    pub kind: Kind,
    pub title: String,
    pub at: Timestamp,
}

impl ReminderView {
    fn of_task() -> Kind {
        Kind::Task
    }
}

/// The version and the folder, for the about page and support.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    pub version: String,
    pub data_folder: String,
    pub device: String,
    /// IANA name of the zone in which days are reckoned.
    pub zone: String,
    pub today: Date,
    /// Where the database key lies, in words.
    pub key_home: String,
}
