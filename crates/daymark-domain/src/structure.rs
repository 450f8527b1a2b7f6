//! What holds a plan together: projects and their sections, what waits for what, checklists, links,
//! how far something is and whether it keeps up.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::plan::{Position, words};
use crate::{AreaId, Body, CheckId, GoalId, ProjectId, SectionId, Tag, Title};

words! {
    ProjectStatus { Active = "active", OnHold = "on_hold", Completed = "completed", Archived = "archived" }
}
words! {
    /// How often an area is looked over.
    Cadence { Weekly = "weekly", Monthly = "monthly" }
}

impl Cadence {
    /// The day of the next look, counted from the last one.
    pub fn next(self, last: Date) -> Date {
        match self {
            Cadence::Weekly => last.saturating_add(1.week()),
            Cadence::Monthly => last.saturating_add(1.month()),
        }
    }
}

/// Several tasks that lead to one outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Project {
    pub id: ProjectId,
    pub title: Title,
    pub notes: Body,
    pub status: ProjectStatus,
    pub area: Option<AreaId>,
    pub goal: Option<GoalId>,
    pub target: Option<Date>,
    pub position: Position,
    pub created_at: Timestamp,
    pub completed_at: Option<Timestamp>,
    pub trashed: bool,
}

/// A part of a project. One whose project is gone is shown nowhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    pub id: SectionId,
    pub project: Option<ProjectId>,
    pub title: Title,
    pub position: Position,
    pub trashed: bool,
}

/// Someone else's turn: who or what is waited for, and since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub on: Title,
    pub since: Timestamp,
}

/// A line of a task's checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckItem {
    pub id: CheckId,
    pub text: Title,
    pub position: Position,
    pub done: bool,
}

/// An address with the words that are shown for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WebLink {
    pub url: String,
    #[serde(default)]
    pub title: String,
}

/// Longer addresses are refused.
pub const MOST_URL: usize = 2_000;

impl WebLink {
    /// Whether it may be opened: a web page or a mail address, and nothing that runs or reads a file.
    pub fn opens(url: &str) -> bool {
        let lower = url.trim_start().to_ascii_lowercase();
        let rest = ["http://", "https://", "mailto:"].iter().find_map(|scheme| lower.strip_prefix(scheme));
        rest.is_some_and(|rest| !rest.is_empty())
            && url.len() <= MOST_URL
            && !url.chars().any(|c| c.is_whitespace() || c.is_control())
    }
}

/// A context is a tag that begins with `@`: where, or with what, something can be done.
pub fn context(name: &str) -> Result<Tag, crate::TextError> {
    Tag::parse(&format!("@{}", name.trim().trim_start_matches(['#', '@'])))
}

/// Whether putting `start` before `next` things closes a circle: the way from `start` back to itself
/// through `links`, `start` first. What already goes round elsewhere is not walked twice.
pub fn circle<K: Copy + Ord>(start: K, next: &[K], mut links: impl FnMut(K) -> Vec<K>) -> Option<Vec<K>> {
    let mut came: BTreeMap<K, K> = BTreeMap::new();
    let mut open: Vec<K> = Vec::new();
    for &one in next {
        if one == start {
            return Some(vec![start]);
        }
        if came.insert(one, start).is_none() {
            open.push(one);
        }
    }
    let mut seen: BTreeSet<K> = open.iter().copied().collect();
    while let Some(at) = open.pop() {
        for one in links(at) {
            if one == start {
                let mut way = vec![at];
                let mut back = at;
                while let Some(&before) = came.get(&back).filter(|before| **before != start) {
                    way.push(before);
                    back = before;
                }
                way.push(start);
                way.reverse();
                return Some(way);
            }
            if seen.insert(one) {
                came.insert(one, at);
                open.push(one);
            }
        }
    }
    None
}

/// How much there is and how much of it is done. Minutes are of the tasks that have an estimate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub tasks: u32,
    pub done: u32,
    pub estimated: u32,
    pub estimated_done: u32,
    pub minutes: u32,
    pub minutes_done: u32,
}

impl Progress {
    /// 0 to 100. Where estimates exist a task counts by its own, and one without by their mean.
    pub fn percent(&self) -> u8 {
        if self.tasks == 0 {
            return 0;
        }
        let (mut all, mut done) = (f64::from(self.tasks), f64::from(self.done));
        if self.estimated > 0 && self.minutes > 0 {
            let mean = f64::from(self.minutes) / f64::from(self.estimated);
            all = f64::from(self.minutes) + mean * f64::from(self.tasks.saturating_sub(self.estimated));
            done = f64::from(self.minutes_done)
                + mean * f64::from(self.done.saturating_sub(self.estimated_done));
        }
        let percent = (done * 100.0 / all).clamp(0.0, 100.0);
        // All but the last task is not yet everything, and a first step is not nothing.
        match (self.done, percent.round() as u8) {
            (done, _) if done >= self.tasks => 100,
            (0, _) => 0,
            (_, percent) => percent.clamp(1, 99),
        }
    }
}

impl std::ops::AddAssign for Progress {
    fn add_assign(&mut self, more: Progress) {
        self.tasks = self.tasks.saturating_add(more.tasks);
        self.done = self.done.saturating_add(more.done);
        self.estimated = self.estimated.saturating_add(more.estimated);
        self.estimated_done = self.estimated_done.saturating_add(more.estimated_done);
        self.minutes = self.minutes.saturating_add(more.minutes);
        self.minutes_done = self.minutes_done.saturating_add(more.minutes_done);
    }
}

words! {
    /// Whether something with a target date keeps up with the time that passes.
    Pace { OnTrack = "on_track", AtRisk = "at_risk", Behind = "behind" }
}

/// The pace and the numbers it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keeping {
    pub pace: Pace,
    /// How much of the time has passed, 0 to 100.
    pub passed: u8,
    pub days_left: i32,
}

/// Below this many points behind the time that passed all is well; from twice as many on it is not.
const SLACK: i32 = 15;

/// How something that began on `from` keeps up on its way to `target`, being done to `percent`.
pub fn keeping(from: Date, target: Date, today: Date, progress: &Progress) -> Keeping {
    let days = |a: Date, b: Date| a.until(b).map_or(0, |span| span.get_days());
    let (whole, gone, days_left) = (days(from, target).max(1), days(from, today), days(today, target));
    let passed = (i64::from(gone) * 100 / i64::from(whole)).clamp(0, 100) as u8;
    let percent = progress.percent();
    let lag = i32::from(passed) - i32::from(percent);
    let pace = if percent == 100 && progress.tasks > 0 {
        Pace::OnTrack
    } else if days_left < 0 {
        Pace::Behind
    } else if progress.tasks == 0 {
        // Without a single step nothing can be said but that time runs.
        if passed >= 50 { Pace::AtRisk } else { Pace::OnTrack }
    } else if lag <= SLACK {
        Pace::OnTrack
    } else if lag <= 2 * SLACK {
        Pace::AtRisk
    } else {
        Pace::Behind
    };
    Keeping { pace, passed, days_left }
}

#[cfg(test)]
mod tests;
