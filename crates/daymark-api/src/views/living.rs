//! Habits, routines, tracked time, the journal.

use daymark_domain::habit::{Consistency, Pause, Rhythm};
use daymark_domain::{AreaColour, Entry, HabitId, Kind, ObjectId, Routine, Stretch};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// A habit with what its row shows, as of one day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HabitView {
    pub id: HabitId,
    pub title: String,
    pub notes: String,
    pub area: Option<daymark_domain::AreaId>,
    pub area_name: Option<String>,
    pub area_colour: Option<AreaColour>,
    pub tags: Vec<String>,
    /// `{"times":3,"per":"week"}` or `{"rrule":"FREQ=WEEKLY;BYDAY=TU"}`.
    pub rhythm: Rhythm,
    /// How often, in words.
    pub rhythm_said: String,
    pub begins: Date,
    pub time: Option<Time>,
    /// Minutes before its time.
    pub reminders: Vec<u32>,
    pub nag_minutes: Option<u32>,
    /// How much one time is, and of what.
    pub amount: Option<f64>,
    pub unit: String,
    pub archived: bool,
    /// The pause that covers the day.
    pub pause: Option<Pause>,
    /// The day this is about.
    pub day: Date,
    /// It is expected on that day, or was done on it.
    pub on: bool,
    /// There is something left to do on that day.
    pub open: bool,
    /// Times done on the day; an amount where the habit has a unit.
    pub done_day: f64,
    /// The period of the day, and what was done in it of what is meant.
    pub from: Date,
    pub to: Date,
    pub done: f64,
    pub target: f64,
    /// `null` until there are four periods.
    pub consistency: Option<Consistency>,
    pub consistency_said: String,
    /// The last twelve weeks, earliest first, whole weeks.
    pub days: Vec<HabitDay>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct HabitDay {
    pub day: Date,
    pub mark: DayMark,
}

/// One square of the quiet grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayMark {
    Done,
    /// Begun, with some left.
    Part,
    /// Nothing was done. It is no different from a day on which nothing was meant.
    Open,
    Paused,
    /// Before it began, or still to come.
    Outside,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoutineView {
    #[serde(flatten)]
    pub routine: Routine,
    pub area_name: Option<String>,
    pub area_colour: Option<AreaColour>,
    pub repeat_said: Option<String>,
    pub minutes: u32,
    /// It is offered today.
    pub today: bool,
    /// The step at hand, counted from 0, where it runs.
    pub at: Option<u32>,
    /// Seconds that the step at hand has taken without pauses, as of `now`.
    pub elapsed_seconds: u32,
    pub now: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StretchView {
    #[serde(flatten)]
    pub stretch: Stretch,
    /// Up to now where it runs.
    pub minutes: u32,
    /// What it is spent on, where that is still there.
    pub kind: Option<Kind>,
    pub object: Option<ObjectId>,
    pub area_colour: Option<AreaColour>,
    /// It runs on this device.
    pub here: bool,
}

/// What runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeNow {
    pub running: Option<StretchView>,
    /// It has run for very long: was it forgotten? Asked, never decided.
    pub long: bool,
    /// Minutes tracked today, with what runs.
    pub today_minutes: u32,
    pub now: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeReport {
    pub from: Date,
    pub to: Date,
    pub tracked_minutes: u32,
    pub planned_minutes: u32,
    pub rows: Vec<TimeRow>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeRow {
    /// Empty for what belongs to none.
    pub name: String,
    pub object: Option<ObjectId>,
    pub colour: Option<AreaColour>,
    pub tracked_minutes: u32,
    /// Estimates of the tasks that time was tracked on or that were completed in these days.
    pub planned_minutes: u32,
    /// The ratio in the middle of actual and estimate, in hundredths; `null` below three tasks.
    pub ratio: Option<u32>,
    /// That ratio in words.
    pub said: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryView {
    #[serde(flatten)]
    pub entry: Entry,
    /// What it is about, by the name it has now.
    pub about_title: Option<String>,
}
