//! Habits, routines, tracked time, the journal, feedback, and how a thing reminds.

use daymark_domain::habit::Per;
use daymark_domain::{AreaId, EntryId, FeedbackKind, HabitId, ObjectId, Repeat, RoutineId, StretchId};
use jiff::civil::{Date, Time};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Edit, WhenInput};

requests! {
    ListHabits {
        /// Archived ones too.
        archived: bool,
        /// Only those of this day.
        #[schemars(with = "Option<String>")]
        day: Option<Date>,
    }
    /// Adds a habit: so many times a day, week or month, or on the days of a rule.
    AddHabit {
        title: String,
        notes: String,
        /// How often in each period; 1 when absent.
        times: Option<u32>,
        /// `day`, `week` or `month`; a day when absent.
        #[schemars(with = "Option<String>")]
        per: Option<Per>,
        /// A rule instead.
        #[schemars(skip)]
        repeat: Option<Repeat>,
        #[schemars(with = "Option<String>")]
        area: Option<AreaId>,
        tags: Vec<String>,
        /// The day it begins; today when absent.
        #[schemars(with = "Option<String>")]
        begins: Option<Date>,
        /// The time of day it is meant for.
        #[schemars(with = "Option<String>")]
        time: Option<Time>,
        /// Minutes before that time; 0 is at it.
        reminders: Vec<u32>,
        /// Ask again after so many minutes until it is answered.
        nag_minutes: Option<u32>,
        /// How much one time is, such as 20 (pages).
        amount: Option<f64>,
        unit: String,
    }
    ListRoutines { archived: bool }
    AddRoutine {
        title: String,
        notes: String,
        #[schemars(with = "Option<String>")]
        area: Option<AreaId>,
        steps: Vec<StepInput>,
        #[schemars(skip)]
        repeat: Option<Repeat>,
        #[schemars(with = "Option<String>")]
        time: Option<Time>,
        reminders: Vec<u32>,
        nag_minutes: Option<u32>,
    }
    /// Starts the clock; what ran on this device before is stopped.
    StartTime {
        /// A task, an event, a habit or a routine.
        #[schemars(with = "Option<String>")]
        what: Option<ObjectId>,
        /// What it is called, where it is none of these.
        title: String,
        /// It began earlier.
        at: Option<WhenInput>,
        /// A session of Focus.
        focus: bool,
    }
    /// Stops the clock of this device.
    StopTime {
        /// It ended earlier.
        at: Option<WhenInput>,
        /// What it was spent on; a session of Focus keeps it in its story.
        line: String,
        /// Nothing of it is kept.
        discard: bool,
    }
    GetTime {}
    ListTime {
        /// The first day; a week ago when absent.
        #[schemars(with = "Option<String>")]
        from: Option<Date>,
        /// The last day, included; today when absent.
        #[schemars(with = "Option<String>")]
        to: Option<Date>,
        #[schemars(with = "Option<String>")]
        what: Option<ObjectId>,
    }
    /// Writes down time that was spent without the clock.
    AddTime {
        #[schemars(with = "Option<String>")]
        what: Option<ObjectId>,
        title: String,
        from: Option<WhenInput>,
        to: Option<WhenInput>,
        /// Instead of `to`, or counted back from now.
        minutes: Option<u32>,
        note: String,
    }
    /// Planned and tracked time by area, goal or tag.
    ReportTime {
        #[schemars(with = "Option<String>")]
        from: Option<Date>,
        #[schemars(with = "Option<String>")]
        to: Option<Date>,
        by: TimeBy,
    }
    ListEntries {
        /// Words that an entry holds.
        query: String,
        #[schemars(with = "Option<String>")]
        from: Option<Date>,
        #[schemars(with = "Option<String>")]
        to: Option<Date>,
        /// Only stories of sessions, or none of them.
        story: Option<bool>,
        limit: Option<u32>,
    }
    AddEntry {
        title: String,
        /// Markdown.
        body: String,
        /// Today when absent.
        #[schemars(with = "Option<String>")]
        day: Option<Date>,
        /// 1 to 5.
        mood: Option<u8>,
        /// 1 to 5.
        energy: Option<u8>,
        tags: Vec<String>,
    }
    /// Keeps what a person says about Daymark, to be sent when there is a server.
    AddFeedback {
        #[schemars(with = "String")]
        kind: FeedbackKind,
        message: String,
        /// 1 to 5.
        rating: Option<u8>,
        metadata: Option<serde_json::Value>,
    }
    ListFeedback {}
}

requests_with_id! {
    ShowHabit { #[schemars(with = "String")] id: HabitId }
    EditHabit {
        #[schemars(with = "String")]
        id: HabitId,
        #[serde(default)]
        title: Option<String>,
        #[serde(default)]
        notes: Option<String>,
        #[serde(default)]
        times: Option<u32>,
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        per: Option<Per>,
        #[serde(default)]
        #[schemars(skip)]
        repeat: Option<Repeat>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        area: Edit<AreaId>,
        #[serde(default)]
        tags: Option<Vec<String>>,
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        begins: Option<Date>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        time: Edit<Time>,
        #[serde(default)]
        reminders: Option<Vec<u32>>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        nag_minutes: Edit<u32>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        amount: Edit<f64>,
        #[serde(default)]
        unit: Option<String>,
        #[serde(default)]
        archived: Option<bool>,
    }
    /// It was done: today, or on a day that was.
    CheckHabit {
        #[schemars(with = "String")]
        id: HabitId,
        /// Today when absent.
        #[serde(default)]
        day: Option<WhenInput>,
        /// How much, in the habit's unit; one time when absent.
        #[serde(default)]
        amount: Option<f64>,
    }
    /// Takes the last check of a day away.
    UncheckHabit {
        #[schemars(with = "String")]
        id: HabitId,
        #[serde(default)]
        day: Option<WhenInput>,
    }
    /// Nothing is expected from a day on, until another (included) or until it is resumed.
    PauseHabit {
        #[schemars(with = "String")]
        id: HabitId,
        #[serde(default)]
        from: Option<WhenInput>,
        #[serde(default)]
        until: Option<WhenInput>,
    }
    ResumeHabit { #[schemars(with = "String")] id: HabitId }
    ShowRoutine { #[schemars(with = "String")] id: RoutineId }
    EditRoutine {
        #[schemars(with = "String")]
        id: RoutineId,
        #[serde(default)]
        title: Option<String>,
        #[serde(default)]
        notes: Option<String>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        area: Edit<AreaId>,
        /// All its steps in order; one that has an id stays the same step.
        #[serde(default)]
        steps: Option<Vec<StepInput>>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(skip)]
        repeat: Edit<Repeat>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        #[schemars(with = "Option<String>")]
        time: Edit<Time>,
        #[serde(default)]
        reminders: Option<Vec<u32>>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        nag_minutes: Edit<u32>,
        #[serde(default)]
        archived: Option<bool>,
    }
    /// Begins a run at the first step, or goes on with the one under way.
    StartRoutine { #[schemars(with = "String")] id: RoutineId }
    MoveRoutine { #[schemars(with = "String")] id: RoutineId, to: RoutineMove, #[serde(default)] line: String }
    EditTime {
        #[schemars(with = "String")]
        id: StretchId,
        #[serde(default)]
        from: Option<WhenInput>,
        #[serde(default)]
        to: Option<WhenInput>,
        #[serde(default)]
        note: Option<String>,
        #[serde(default)]
        title: Option<String>,
    }
    RemoveTime { #[schemars(with = "Vec<String>")] ids: Vec<StretchId> }
    ShowEntry { #[schemars(with = "String")] id: EntryId }
    EditEntry {
        #[schemars(with = "String")]
        id: EntryId,
        #[serde(default)]
        title: Option<String>,
        #[serde(default)]
        body: Option<String>,
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        day: Option<Date>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        mood: Edit<u8>,
        #[serde(default, skip_serializing_if = "Edit::is_keep")]
        energy: Edit<u8>,
        #[serde(default)]
        tags: Option<Vec<String>>,
    }
    /// How a task, an event, a habit or a routine reminds: all its reminders, in minutes before.
    SetReminders {
        #[schemars(with = "String")]
        object: ObjectId,
        minutes: Vec<u32>,
        /// Ask again after so many minutes until it is answered; absent asks once.
        #[serde(default)]
        nag_minutes: Option<u32>,
    }
    /// A reminder was seen and asks no more; with `later` it comes again in so many minutes.
    SeeReminder {
        #[schemars(with = "String")]
        object: ObjectId,
        #[serde(default)]
        later: Option<u32>,
    }
}

/// A step of a routine as it is given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepInput {
    /// A step that is there already.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub id: Option<ObjectId>,
    pub title: String,
    #[serde(default)]
    pub minutes: u32,
    /// A habit or a task.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub link: Option<ObjectId>,
}

/// What happens to the run of a routine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoutineMove {
    /// The step at hand is done.
    Done,
    /// On to the next without it.
    Skip,
    Pause,
    Resume,
    /// The run ends here.
    Stop,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeBy {
    #[default]
    Area,
    Goal,
    Tag,
    Task,
}
