//! What a person lives through: routines and their runs, time that was spent, the journal, and what
//! they say about Daymark itself.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::plan::{Kind, Position};
use crate::{
    AreaId, Body, EntryId, FeedbackId, ObjectId, Reminder, Repeat, RoutineId, Rule, Series, StretchId, Tag,
    Title, When,
};

/// One step of a routine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub id: ObjectId,
    pub position: Position,
    pub title: Title,
    pub minutes: u32,
    /// A habit that is checked, or a task that is completed, when the step is done.
    pub link: Option<(Kind, ObjectId)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Routine {
    pub id: RoutineId,
    pub title: Title,
    pub notes: Body,
    pub area: Option<AreaId>,
    /// In order.
    pub steps: Vec<Step>,
    /// The days on which it is offered; absent is any day, when asked for.
    pub repeat: Option<Repeat>,
    pub begins: Date,
    pub time: Option<Time>,
    pub reminders: Vec<Reminder>,
    pub nag_minutes: Option<u32>,
    /// The run that is under way.
    pub run: Option<Run>,
    pub archived: bool,
    pub position: Position,
    pub created_at: Timestamp,
    pub trashed: bool,
}

impl Routine {
    pub fn minutes(&self) -> u32 {
        self.steps.iter().map(|step| step.minutes).sum()
    }

    /// The days on which it is offered, as a series.
    pub fn series(&self, here: &jiff::tz::TimeZone) -> Series {
        let rule: Option<Rule> = self.repeat.as_ref().and_then(|repeat| repeat.rule().ok());
        let start = When { date: self.begins, time: self.time, zone: None };
        Series::new(start, rule.into_iter().collect(), here)
    }

    pub fn on(&self, day: Date) -> bool {
        let rule: Option<Rule> = self.repeat.as_ref().and_then(|repeat| repeat.rule().ok());
        !self.archived
            && !self.trashed
            && rule.is_some_and(|rule| rule.dates(self.begins).starting(day).next() == Some(day))
    }

    pub fn step(&self, id: ObjectId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// The first step that this run has not been at.
    pub fn step_after(&self, run: &Run) -> Option<&Step> {
        let been: BTreeSet<ObjectId> = run.past.iter().map(|ran| ran.step).chain([run.step]).collect();
        self.steps.iter().find(|step| !been.contains(&step.id))
    }
}

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepEnd {
    Done,
    Skipped,
}

/// A step that is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ran {
    pub step: ObjectId,
    pub end: StepEnd,
    pub began: Timestamp,
    pub ended: Timestamp,
    /// Without pauses.
    pub seconds: u32,
}

/// A routine under way. Nothing in it ticks: what has passed is reckoned from the moments, so that
/// it is right after the machine slept or the app was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    pub began: Timestamp,
    /// The step at hand, and since when.
    pub step: ObjectId,
    pub step_began: Timestamp,
    pub paused_at: Option<Timestamp>,
    /// How long this step was paused before.
    pub paused_seconds: u32,
    pub past: Vec<Ran>,
}

impl Run {
    pub fn start(first: ObjectId, now: Timestamp) -> Run {
        Run { began: now, step: first, step_began: now, paused_at: None, paused_seconds: 0, past: Vec::new() }
    }

    /// The seconds that the step at hand has taken, without pauses. A clock that was set back counts
    /// as no time.
    pub fn elapsed(&self, now: Timestamp) -> u32 {
        let until = self.paused_at.unwrap_or(now);
        seconds(self.step_began, until).saturating_sub(self.paused_seconds)
    }

    pub fn pause(&mut self, now: Timestamp) {
        self.paused_at.get_or_insert(now);
    }

    pub fn go_on(&mut self, now: Timestamp) {
        if let Some(since) = self.paused_at.take() {
            self.paused_seconds += seconds(since, now);
        }
    }

    /// Ends the step at hand and goes to `next`; without one the run is over.
    pub fn end_step(&mut self, end: StepEnd, next: Option<ObjectId>, now: Timestamp) {
        let seconds = self.elapsed(now);
        self.past.push(Ran { step: self.step, end, began: self.step_began, ended: now, seconds });
        if let Some(next) = next {
            self.step = next;
        }
        self.step_began = now;
        self.paused_at = None;
        self.paused_seconds = 0;
    }

    /// The minutes of the steps that were done, rounded.
    pub fn minutes(&self) -> u32 {
        let seconds: u32 =
            self.past.iter().filter(|ran| ran.end == StepEnd::Done).map(|ran| ran.seconds).sum();
        (seconds + 30) / 60
    }
}

fn seconds(from: Timestamp, to: Timestamp) -> u32 {
    u32::try_from(to.as_second() - from.as_second()).unwrap_or(0)
}

/// A stretch of time that was spent on something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stretch {
    pub id: StretchId,
    /// What it was called then.
    pub title: Title,
    pub what: Option<(Kind, ObjectId)>,
    pub began: Timestamp,
    /// Absent while it runs.
    pub ended: Option<Timestamp>,
    pub note: Body,
    /// The device it runs on, as text.
    pub device: String,
    /// It is a session of Focus.
    pub focus: bool,
    pub created_at: Timestamp,
    pub trashed: bool,
}

impl Stretch {
    /// Whole minutes, rounded, up to its end or `now`.
    pub fn minutes(&self, now: Timestamp) -> u32 {
        (seconds(self.began, self.ended.unwrap_or(now)) + 30) / 60
    }
}

/// An entry of the journal; with `story`, what a session left behind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub id: EntryId,
    /// May be empty.
    pub title: String,
    /// Markdown.
    pub body: Body,
    pub day: Date,
    pub story: bool,
    pub about: Option<(Kind, ObjectId)>,
    /// How long the session was.
    pub minutes: Option<u32>,
    /// 1 to 5.
    pub mood: Option<u8>,
    /// 1 to 5.
    pub energy: Option<u8>,
    pub tags: BTreeSet<Tag>,
    pub created_at: Timestamp,
    pub trashed: bool,
}

/// What feedback is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackKind {
    Bug,
    #[default]
    Idea,
    Praise,
    Other,
}

impl FeedbackKind {
    pub fn word(self) -> &'static str {
        match self {
            FeedbackKind::Bug => "bug",
            FeedbackKind::Idea => "idea",
            FeedbackKind::Praise => "praise",
            FeedbackKind::Other => "other",
        }
    }
}

impl std::str::FromStr for FeedbackKind {
    type Err = String;
    fn from_str(word: &str) -> Result<FeedbackKind, String> {
        [FeedbackKind::Bug, FeedbackKind::Idea, FeedbackKind::Praise, FeedbackKind::Other]
            .into_iter()
            .find(|kind| kind.word() == word)
            .ok_or_else(|| format!("'{word}' is not one of bug, idea, praise, other"))
    }
}

/// What a person says about Daymark. It waits on the device until there is a server to send it to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Feedback {
    pub id: FeedbackId,
    pub kind: FeedbackKind,
    pub message: Body,
    /// 1 to 5.
    pub rating: Option<u8>,
    pub metadata: serde_json::Value,
    /// `queued` or `sent`.
    pub state: String,
    pub created_at: Timestamp,
}

/// The ratio in the middle, in hundredths, of what things took and what they were estimated at;
/// `None` for fewer than three, which say nothing. Of an even number it is the mean of the two.
pub fn median_ratio(pairs: impl IntoIterator<Item = (u32, u32)>) -> Option<u32> {
    let mut ratios: Vec<u64> = pairs
        .into_iter()
        .filter(|(actual, estimate)| *actual > 0 && *estimate > 0)
        .map(|(actual, estimate)| u64::from(actual) * 100 / u64::from(estimate))
        .collect();
    ratios.sort_unstable();
    let middle = ratios.len() / 2;
    let upper = *ratios.get(middle).filter(|_| ratios.len() >= 3)?;
    let lower = if ratios.len() % 2 == 1 { upper } else { *ratios.get(middle - 1)? };
    u32::try_from(lower.midpoint(upper)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_run_is_reckoned_from_moments() {
        let step = |n| ObjectId::new(n, [0; 10]);
        let mut run = Run::start(step(1), at(1000));
        assert_eq!(run.elapsed(at(1000 + 90)), 90);
        assert_eq!(run.elapsed(at(900)), 0, "a clock set back is no time");
        run.pause(at(1100));
        run.pause(at(1200));
        assert_eq!(run.elapsed(at(90_000)), 100, "a pause lasts as long as it likes");
        run.go_on(at(2100));
        assert_eq!(run.elapsed(at(2160)), 160);
        run.end_step(StepEnd::Done, Some(step(2)), at(2160));
        assert_eq!((run.step, run.elapsed(at(2190))), (step(2), 30));
        run.pause(at(2190));
        run.end_step(StepEnd::Skipped, None, at(9000));
        assert_eq!(run.past.iter().map(|ran| ran.seconds).collect::<Vec<_>>(), [160, 30]);
        assert_eq!(run.minutes(), 3, "what was skipped is no time of the routine");
    }

    #[test]
    fn the_median_of_ratios() {
        for (pairs, expected) in [
            (vec![], None),
            (vec![(10, 10), (20, 10)], None),
            (vec![(10, 10), (16, 10), (30, 10)], Some(160)),
            (vec![(30, 10), (10, 10), (16, 10), (20, 10)], Some(180)),
            (vec![(30, 0), (0, 10), (16, 10), (20, 10)], None),
        ] {
            assert_eq!(median_ratio(pairs.clone()), expected, "{pairs:?}");
        }
    }
}
