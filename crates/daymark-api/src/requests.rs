//! The requests. Dates may be exact or words; core reads words at the door.

use std::collections::BTreeMap;

use daymark_domain::{
    AreaColour, AreaId, Cadence, CheckId, ConversationId, DraftKind, Energy, EventId, FilterId, GoalId,
    GoalStatus, Kind, MessageId, NoteId, ObjectId, Priority, ProjectId, ProjectStatus, ProposalId,
    RecurrenceId, Reminder, Repeat, SectionId, ShownAs, TaskId, WebLink,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Edit, WhenInput};

macro_rules! requests {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name { $($(#[$fdoc])* pub $field: $type),* }
    )*};
}

/// A request that needs an id has no sensible default, so it does not get one.
macro_rules! requests_with_id {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$fdoc])* pub $field: $type),* }
    )*};
}

mod living;
pub use living::*;

requests! {
    GetAbout {}
    GetCounts {}
    TodayView {
        /// The day; absent is today.
        #[schemars(with = "Option<String>")]
        date: Option<Date>,
    }
    /// The week at a glance.
    DashboardView {}
    InboxView { limit: Option<u32>, offset: u32 }
    /// Lists tasks by a query such as `status:open (area:health or #phone) due<=friday -priority:low text
    /// sort:due,-priority group:area limit:20`.
    ListTasks { query: String, limit: Option<u32>, offset: u32 }
    /// How a query is read and carried out.
    ExplainQuery { query: String }
    /// What could stand at a cursor, counted in characters.
    CompleteQuery { query: String, at: u32 }
    ListAreas {}
    ListGoals { #[schemars(with = "Option<String>")] area: Option<AreaId>, include_archived: bool }
    ListNotes { query: String, limit: Option<u32> }
    ListTrash { limit: Option<u32> }
    ListHistory { limit: Option<u32>, #[schemars(with = "Option<String>")] object: Option<ObjectId> }
    ListProviders {}
    ListIntents {}
    ListProposals { waiting_only: bool }
    ListConversations { limit: Option<u32> }
    ListReminders { limit: Option<u32> }
    GetSettings {}
    ListFilters {}
    /// Gives a query a name. The query is read first: one that cannot be carried out is refused.
    AddFilter {
        name: String,
        query: String,
        #[schemars(with = "Option<String>")]
        colour: Option<AreaColour>,
        #[schemars(with = "Option<String>")]
        shown: Option<ShownAs>,
        /// Put it in the sidebar.
        pinned: bool,
    }
    RunDoctor {}
    Search {
        text: String,
        limit: Option<u32>,
        /// Things of these kinds only; all when empty.
        #[schemars(with = "Vec<String>")]
        kinds: Vec<Kind>,
    }
    /// Finds things by id, id prefix or title.
    Find { text: String }
    NextView {
        /// How much energy there is.
        #[schemars(with = "Option<String>")]
        energy: Option<Energy>,
        limit: Option<u32>,
    }
    ParseCapture {
        text: String,
        /// Byte ranges that are to mean just themselves.
        muted: Vec<(usize, usize)>,
        #[schemars(with = "Option<String>")]
        kind: Option<DraftKind>,
        /// Whose words are read, such as `de`; absent is the person's language.
        language: Option<String>,
        /// Whose signs are read, such as `todoist`; absent is the person's setting.
        dialect: Option<String>,
    }
    SayWhen {
        text: String,
        /// Whose words are read, such as `de`; absent is the person's language.
        language: Option<String>,
        /// Whose signs are read, such as `todoist`; absent is the person's setting.
        dialect: Option<String>,
    }
    /// Reads many thoughts at once.
    DumpCapture {
        text: String,
        /// Byte ranges that are to mean just themselves.
        muted: Vec<(usize, usize)>,
        /// Whose words are read, such as `de`; absent is the person's language.
        language: Option<String>,
        /// Whose signs are read, such as `todoist`; absent is the person's setting.
        dialect: Option<String>,
    }
    /// Lays out rules of RFC 5545.
    ExpandRules {
        /// `1997-09-02T09:00:00`, or a day.
        start: String,
        /// An IANA name; absent is the zone here.
        zone: Option<String>,
        /// `RRULE:…`, `RDATE:…` and `EXDATE:…`, each a line of its own.
        lines: Vec<String>,
        /// At most so many, 100 when absent.
        count: Option<u32>,
        /// From this wall clock on.
        from: Option<String>,
    }
    /// Says a rule in words.
    SayRule { rrule: String, after_completion: bool }
    /// Adds what the words say.
    Capture {
        text: String,
        muted: Vec<(usize, usize)>,
        #[schemars(with = "Option<String>")]
        kind: Option<DraftKind>,
        /// Whose words are read, such as `de`; absent is the person's language.
        language: Option<String>,
        /// Whose signs are read, such as `todoist`; absent is the person's setting.
        dialect: Option<String>,
    }
    /// Adds the thoughts of a text, then lines of words, as one step.
    AddMany {
        /// Read as `capture.dump` reads it.
        text: String,
        /// Byte ranges of the text that are to mean just themselves.
        muted: Vec<(usize, usize)>,
        /// Drafts of the text that are left out, by their place in the answer of `capture.dump`.
        skip: Vec<u32>,
        /// Read as `capture.parse` reads each.
        lines: Vec<ManyLine>,
        /// Whose words are read, such as `de`; absent is the person's language.
        language: Option<String>,
        /// Whose signs are read, such as `todoist`; absent is the person's setting.
        dialect: Option<String>,
    }
    /// A line of `capture.add_many`.
    ManyLine {
        text: String,
        muted: Vec<(usize, usize)>,
        #[schemars(with = "Option<String>")]
        kind: Option<DraftKind>,
        /// The line that this is a step of, by its place among the lines.
        parent: Option<u32>,
        /// It is done already.
        done: bool,
    }
    AddTask {
        title: String,
        notes: String,
        start: Option<WhenInput>,
        due: Option<WhenInput>,
        deadline: Option<WhenInput>,
        estimate_minutes: Option<u32>,
        #[schemars(with = "Option<String>")]
        priority: Option<Priority>,
        #[schemars(with = "Option<String>")]
        energy: Option<Energy>,
        tags: Vec<String>,
        #[schemars(with = "Option<String>")]
        area: Option<AreaId>,
        #[schemars(with = "Option<String>")]
        goal: Option<GoalId>,
        #[schemars(with = "Option<String>")]
        parent: Option<TaskId>,
        #[schemars(skip)]
        repeat: Option<Repeat>,
        #[schemars(skip)]
        reminders: Vec<Reminder>,
        someday: bool,
        #[schemars(with = "Option<String>")]
        project: Option<ProjectId>,
        #[schemars(with = "Option<String>")]
        section: Option<SectionId>,
        /// Tasks that must be done first.
        #[schemars(with = "Vec<String>")]
        blocked_by: Vec<TaskId>,
        /// Whom or what it waits for.
        waiting: Option<String>,
    }
    AddArea { name: String, #[schemars(with = "Option<String>")] colour: Option<AreaColour>, intention: String }
    ListProjects {
        #[schemars(with = "Option<String>")]
        area: Option<AreaId>,
        #[schemars(with = "Option<String>")]
        goal: Option<GoalId>,
        include_archived: bool,
    }
    AddProject {
        title: String,
        notes: String,
        #[schemars(with = "Option<String>")]
        area: Option<AreaId>,
        #[schemars(with = "Option<String>")]
        goal: Option<GoalId>,
        /// A date or words.
        target: Option<WhenInput>,
        #[schemars(with = "Option<String>")]
        status: Option<ProjectStatus>,
    }
    /// Minutes of each area, week by week, this week last.
    AreaBalance { weeks: Option<u32> }
    AddGoal {
        title: String,
        notes: String,
        /// The goal it is a step towards.
        #[schemars(with = "Option<String>")]
        parent: Option<GoalId>,
        #[schemars(with = "Option<String>")]
        area: Option<AreaId>,
        /// A date or words.
        target: Option<WhenInput>,
        #[schemars(with = "Option<String>")]
        status: Option<GoalStatus>,
    }
    AddNote {
        title: String,
        body: String,
        #[schemars(with = "Option<String>")]
        area: Option<AreaId>,
        #[schemars(with = "Option<String>")]
        goal: Option<GoalId>,
    }
    /// Undoes the last steps of the person, newest first.
    Undo { steps: Option<u32> }
    Redo { steps: Option<u32> }
    /// Changes the named settings and leaves the others.
    EditSettings { settings: BTreeMap<String, serde_json::Value> }
    /// Ends onboarding: makes the areas and puts the thoughts in the inbox, as one step.
    FinishOnboarding { areas: Vec<AddArea>, thoughts: Vec<String>, sample: bool }
    RemoveSample {}
    /// Says something to the assistant. The answer comes as `Notice::Chat`.
    Say {
        text: String,
        #[schemars(with = "Option<String>")]
        conversation: Option<ConversationId>,
        /// Ask this provider; absent lets the route decide.
        provider: Option<String>,
        /// Answer by rules only.
        no_model: bool,
        /// Nothing of this conversation leaves the device.
        private: bool,
    }
    Import {
        /// A format's name; empty guesses it by the content.
        format: String,
        content: String,
        /// A name for the source, such as the file's, kept with what is imported.
        name: String,
        /// Several files, such as those of a folder, instead of the content.
        files: Vec<ImportFile>,
        dry_run: bool,
        /// Take the good entries even where others are refused.
        partial: bool,
    }
    /// Everything as a file of a format, or the tasks that a query finds.
    Export {
        format: String,
        query: String,
    }
}

requests_with_id! {
    ShowTask { #[schemars(with = "String")] id: TaskId }
    ShowGoal { #[schemars(with = "String")] id: GoalId }
    ShowNote { #[schemars(with = "String")] id: NoteId }
    ShowProject { #[schemars(with = "String")] id: ProjectId }
    EditProject {
        #[schemars(with = "String")]
        id: ProjectId,
        #[serde(default)]
        title: Option<String>,
        #[serde(default)]
        notes: Option<String>,
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        status: Option<ProjectStatus>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        area: Edit<AreaId>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        goal: Edit<GoalId>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        target: Edit<WhenInput>,
        /// Puts it before another project; `null` puts it last.
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        before: Edit<ProjectId>,
    }
    AddSection { #[schemars(with = "String")] project: ProjectId, title: String }
    EditSection {
        #[schemars(with = "String")]
        id: SectionId,
        #[serde(default)]
        title: Option<String>,
        /// Puts it before another section; `null` puts it last.
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        before: Edit<SectionId>,
    }
    ListEvents {
        #[schemars(with = "String")]
        from: Date,
        /// The last day, included.
        #[schemars(with = "String")]
        to: Date,
    }
    EditTask {
        #[schemars(with = "String")]
        id: TaskId,
        #[serde(default)]
        title: Option<String>,
        #[serde(default)]
        notes: Option<String>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        start: Edit<WhenInput>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        due: Edit<WhenInput>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        deadline: Edit<WhenInput>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        estimate_minutes: Edit<u32>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        priority: Edit<Priority>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        energy: Edit<Energy>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        area: Edit<AreaId>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        goal: Edit<GoalId>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        parent: Edit<TaskId>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(skip)]
        repeat: Edit<Repeat>,
        #[serde(default)]
        #[schemars(skip)]
        reminders: Option<Vec<Reminder>>,
        /// All tags it should have.
        #[serde(default)]
        tags: Option<Vec<String>>,
        #[serde(default)]
        someday: Option<bool>,
        /// Working on it now.
        #[serde(default)]
        started: Option<bool>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        project: Edit<ProjectId>,
        /// A section of its project, or of the one it goes to.
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        section: Edit<SectionId>,
        /// All tasks that must be done first.
        #[serde(default)]
        #[schemars(with = "Option<Vec<String>>")]
        blocked_by: Option<Vec<TaskId>>,
        /// Whom or what it waits for.
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        waiting: Edit<String>,
        /// All links it should have.
        #[serde(default)]
        #[schemars(skip)]
        links: Option<Vec<WebLink>>,
        /// The instance of a repeating task, when it is not the one at hand.
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        instance: Option<RecurrenceId>,
        /// What of a repeating task changes; absent changes it from the instance at hand on.
        #[serde(default)]
        scope: Option<Scope>,
    }
    /// Changes many tasks as one step: those that are named, or those that a query finds. Each field
    /// is that of `task.edit`; tags are added and taken one by one.
    EditTasks {
        #[serde(default)]
        #[schemars(with = "Vec<String>")]
        ids: Vec<TaskId>,
        /// Instead of ids. Its `limit:` counts.
        #[serde(default)]
        query: Option<String>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        start: Edit<WhenInput>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        due: Edit<WhenInput>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        deadline: Edit<WhenInput>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        estimate_minutes: Edit<u32>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        priority: Edit<Priority>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        energy: Edit<Energy>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        area: Edit<AreaId>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        goal: Edit<GoalId>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        parent: Edit<TaskId>,
        /// All tags they should have.
        #[serde(default)]
        tags: Option<Vec<String>>,
        #[serde(default)]
        add_tags: Vec<String>,
        #[serde(default)]
        take_tags: Vec<String>,
        #[serde(default)]
        someday: Option<bool>,
        #[serde(default)]
        started: Option<bool>,
    }
    /// Passes over an instance of repeating tasks: the one at hand when none is named.
    SkipTasks {
        #[schemars(with = "Vec<String>")]
        ids: Vec<TaskId>,
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        instance: Option<RecurrenceId>,
    }
    /// Changes a line of a task's checklist.
    EditChecklist { #[schemars(with = "String")] id: TaskId, change: CheckEdit }
    CompleteTasks { #[schemars(with = "Vec<String>")] ids: Vec<TaskId> }
    ReopenTasks { #[schemars(with = "Vec<String>")] ids: Vec<TaskId> }
    /// Moves tasks to another day (or time); `null` takes the day away.
    RescheduleTasks { #[schemars(with = "Vec<String>")] ids: Vec<TaskId>, to: Option<WhenInput> }
    /// Puts a task before another among its siblings, or last.
    PlaceTask {
        #[schemars(with = "String")]
        id: TaskId,
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        before: Option<TaskId>,
    }
    EditArea {
        #[schemars(with = "String")]
        id: AreaId,
        #[serde(default)]
        name: Option<String>,
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        colour: Option<AreaColour>,
        #[serde(default)]
        intention: Option<String>,
        /// How often it is looked over; `null` is never.
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        review: Edit<Cadence>,
        /// It was looked over just now.
        #[serde(default)]
        reviewed: bool,
    }
    EditFilter {
        #[schemars(with = "String")]
        id: FilterId,
        #[serde(default)]
        name: Option<String>,
        #[serde(default)]
        query: Option<String>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        colour: Edit<AreaColour>,
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        shown: Option<ShownAs>,
        #[serde(default)]
        pinned: Option<bool>,
    }
    /// Puts a saved filter before another, or last.
    PlaceFilter {
        #[schemars(with = "String")]
        id: FilterId,
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        before: Option<FilterId>,
    }
    EditGoal {
        #[schemars(with = "String")]
        id: GoalId,
        #[serde(default)]
        title: Option<String>,
        #[serde(default)]
        notes: Option<String>,
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        status: Option<GoalStatus>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        area: Edit<AreaId>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        target: Edit<WhenInput>,
        /// The goal it is a step towards.
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        parent: Edit<GoalId>,
    }
    AddEvent {
        title: String,
        start: WhenInput,
        #[serde(default)]
        end: Option<WhenInput>,
        #[serde(default)]
        notes: String,
        #[serde(default)]
        location: String,
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        area: Option<AreaId>,
        #[serde(default)]
        #[schemars(skip)]
        repeat: Option<Repeat>,
    }
    EditEvent {
        #[schemars(with = "String")]
        id: EventId,
        #[serde(default)]
        title: Option<String>,
        #[serde(default)]
        start: Option<WhenInput>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        end: Edit<WhenInput>,
        #[serde(default)]
        notes: Option<String>,
        #[serde(default)]
        location: Option<String>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        area: Edit<AreaId>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(skip)]
        repeat: Edit<Repeat>,
        /// The instance of a repeating event that was meant: the time its rule gives it, such as
        /// `2026-12-01T18:00:00`, or its day for a whole day.
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        instance: Option<RecurrenceId>,
        /// What of a repeating event changes; absent changes the object that `id` names.
        #[serde(default)]
        scope: Option<Scope>,
    }
    /// Takes one instance out of a repeating event.
    SkipEvent {
        #[schemars(with = "String")]
        id: EventId,
        /// Not needed where `id` names a changed instance.
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        instance: Option<RecurrenceId>,
    }
    EditNote {
        #[schemars(with = "String")]
        id: NoteId,
        #[serde(default)]
        title: Option<String>,
        #[serde(default)]
        body: Option<String>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        area: Edit<AreaId>,
    }
    /// Puts things of any kind in the trash, where they stay whole.
    TrashObjects { #[schemars(with = "Vec<String>")] ids: Vec<ObjectId> }
    RestoreObjects { #[schemars(with = "Vec<String>")] ids: Vec<ObjectId> }
    AnswerReminder { #[schemars(with = "String")] task: TaskId, answer: ReminderAnswer }
    ShowConversation { #[schemars(with = "String")] id: ConversationId }
    RenameConversation { #[schemars(with = "String")] id: ConversationId, title: String }
    StopTurn { #[schemars(with = "String")] conversation: ConversationId }
    /// Takes the numbered parts (all when absent) and leaves the rest; an empty list rejects.
    DecideProposal {
        #[schemars(with = "String")]
        id: ProposalId,
        #[serde(default)]
        parts: Option<Vec<u32>>,
    }
    /// Breaks a goal into steps and proposes them.
    DecomposeGoal {
        #[schemars(with = "String")]
        goal: GoalId,
        /// 1 (a few big steps) to 5 (many small ones).
        granularity: u8,
        #[serde(default)]
        no_model: bool,
    }
    /// Adds or replaces a provider of models. The key goes to the keychain and nowhere else.
    AddProvider {
        name: String,
        kind: crate::views::ProviderKind,
        #[serde(default)]
        url: String,
        #[serde(default)]
        model: String,
        #[serde(default)]
        key: Option<String>,
    }
    RemoveProvider { name: String }
    TestProvider { name: String }
}

/// One file of several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ImportFile {
    /// Its path within the folder.
    pub name: String,
    pub content: String,
}

impl EditProject {
    /// An edit that changes nothing yet.
    pub fn of(id: ProjectId) -> EditProject {
        EditProject {
            id,
            title: None,
            notes: None,
            status: None,
            area: Edit::Keep,
            goal: Edit::Keep,
            target: Edit::Keep,
            before: Edit::Keep,
        }
    }
}

impl EditGoal {
    /// An edit that changes nothing yet.
    pub fn of(id: GoalId) -> EditGoal {
        EditGoal {
            id,
            title: None,
            notes: None,
            status: None,
            area: Edit::Keep,
            target: Edit::Keep,
            parent: Edit::Keep,
        }
    }
}

impl EditArea {
    /// An edit that changes nothing yet.
    pub fn of(id: AreaId) -> EditArea {
        EditArea { id, name: None, colour: None, intention: None, review: Edit::Keep, reviewed: false }
    }
}

impl EditTask {
    /// An edit that changes nothing yet.
    pub fn of(id: TaskId) -> EditTask {
        EditTask {
            id,
            title: None,
            notes: None,
            start: Edit::Keep,
            due: Edit::Keep,
            deadline: Edit::Keep,
            estimate_minutes: Edit::Keep,
            priority: Edit::Keep,
            energy: Edit::Keep,
            area: Edit::Keep,
            goal: Edit::Keep,
            parent: Edit::Keep,
            repeat: Edit::Keep,
            reminders: None,
            tags: None,
            someday: None,
            started: None,
            project: Edit::Keep,
            section: Edit::Keep,
            blocked_by: None,
            waiting: Edit::Keep,
            links: None,
            instance: None,
            scope: None,
        }
    }
}

/// A change of one line of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckEdit {
    /// Puts a line after another, or last.
    Add {
        text: String,
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        after: Option<CheckId>,
    },
    Word {
        #[schemars(with = "String")]
        item: CheckId,
        text: String,
    },
    Tick {
        #[schemars(with = "String")]
        item: CheckId,
        done: bool,
    },
    /// Puts a line before another, or last.
    Place {
        #[schemars(with = "String")]
        item: CheckId,
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        before: Option<CheckId>,
    },
    Remove {
        #[schemars(with = "String")]
        item: CheckId,
    },
}

/// Which instances of something that repeats are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Only the one instance.
    This,
    /// It and all that come after it.
    Following,
    /// All, also those that were.
    All,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReminderAnswer {
    Done,
    /// Ask again in so many minutes.
    Snooze(u32),
}

/// Where the answer to [`Say`] will appear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnStarted {
    pub conversation: ConversationId,
    pub message: MessageId,
    pub turn: u64,
}
