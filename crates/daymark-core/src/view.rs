//! From stored things to what clients show.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use daymark_api::{AreaView, Block, Blocker, EventView, GoalView, NoteRow, ProjectView, Ranked, TaskView};
use daymark_domain::rank::{Factor, FactorName, Moment, factors, score};
use daymark_domain::structure::{Keeping, keeping};
use daymark_domain::{
    Area, AreaId, Energy, Event, Goal, GoalId, GoalStatus, Id, Kind, Note, Pace, Progress, Project,
    ProjectId, ProjectStatus, RecurrenceId, Task, TaskId, When,
};
use daymark_store::Read;
use daymark_sync::shape::{self, Life};
use daymark_texts::{Voice, capital, say};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

use crate::fault::Fault;

/// The most instances of one event that are laid out at once; only a hostile rule has more.
const MOST_INSTANCES: usize = 2_000;

/// Builds views over one state, looking each area and goal up once.
pub(crate) struct View<'r, 'c> {
    pub read: &'r Read<'c>,
    pub now: Zoned,
    areas: BTreeMap<AreaId, Area>,
    goals: BTreeMap<GoalId, Option<Goal>>,
    projects: BTreeMap<ProjectId, Option<Project>>,
    /// Tasks that others wait for: `None` where one is done or gone.
    blockers: BTreeMap<TaskId, Option<String>>,
    tree: OnceCell<BTreeMap<GoalId, Progress>>,
}

impl<'r, 'c> View<'r, 'c> {
    pub(crate) fn new(read: &'r Read<'c>, now: Zoned) -> Result<View<'r, 'c>, Fault> {
        let areas = read.areas()?.into_iter().map(|area| (area.id, area)).collect();
        Ok(View {
            read,
            now,
            areas,
            goals: BTreeMap::new(),
            projects: BTreeMap::new(),
            blockers: BTreeMap::new(),
            tree: OnceCell::new(),
        })
    }

    pub(crate) fn area(&self, id: Option<AreaId>) -> Option<&Area> {
        self.areas.get(&id?)
    }

    fn goal_of(&mut self, id: GoalId) -> Result<Option<&Goal>, Fault> {
        if !self.goals.contains_key(&id) {
            let doc = self.read.doc(id.object())?;
            let goal =
                doc.map(|doc| daymark_sync::shape::goal(id.object(), &doc)).filter(|goal| !goal.trashed);
            self.goals.insert(id, goal);
        }
        Ok(self.goals.get(&id).and_then(Option::as_ref))
    }

    fn project_of(&mut self, id: ProjectId) -> Result<Option<&Project>, Fault> {
        if !self.projects.contains_key(&id) {
            let doc = self.read.doc(id.object())?;
            let project = doc.map(|doc| shape::project(id.object(), &doc)).filter(|project| !project.trashed);
            self.projects.insert(id, project);
        }
        Ok(self.projects.get(&id).and_then(Option::as_ref))
    }

    /// The open tasks that hold this one up.
    fn blockers(&mut self, task: &Task) -> Result<Vec<Blocker>, Fault> {
        let mut open = Vec::new();
        for &id in task.blocked_by.iter().filter(|_| task.open()) {
            if !self.blockers.contains_key(&id) {
                let title = self.read.open_task(id)?;
                self.blockers.insert(id, title);
            }
            if let Some(Some(title)) = self.blockers.get(&id) {
                open.push(Blocker { id, title: title.clone() });
            }
        }
        Ok(open)
    }

    pub(crate) fn task(&mut self, task: Task) -> Result<TaskView, Fault> {
        let project = match task.project {
            Some(id) => self.project_of(id)?.cloned(),
            None => None,
        };
        let mut goal = None;
        for id in [task.goal, project.as_ref().and_then(|project| project.goal)].into_iter().flatten() {
            goal = self.goal_of(id)?.map(|goal| (goal.title.to_string(), goal.area));
            if goal.is_some() {
                break;
            }
        }
        // As the store counts it: its own area where that lives, or else its project's, or its goal's.
        let areas = [
            task.area,
            project.as_ref().and_then(|project| project.area),
            goal.as_ref().and_then(|goal| goal.1),
        ];
        let area = areas.into_iter().find_map(|id| self.area(id));
        let (area_name, area_colour) = (area.map(|area| area.name.to_string()), area.map(|area| area.colour));
        let (subtasks, subtasks_done) = self.read.subtask_counts(task.id)?;
        Ok(TaskView {
            blockers: self.blockers(&task)?,
            task,
            area_name,
            area_colour,
            goal_title: goal.map(|(title, _)| title),
            project_title: project.map(|project| project.title.to_string()),
            subtasks,
            subtasks_done,
        })
    }

    pub(crate) fn tasks(&mut self, tasks: Vec<Task>) -> Result<Vec<TaskView>, Fault> {
        tasks.into_iter().map(|task| self.task(task)).collect()
    }

    pub(crate) fn area_view(&self, area: &Area) -> Result<AreaView, Fault> {
        let today = self.now.date();
        let day = |at: jiff::Timestamp| at.to_zoned(self.now.time_zone().clone()).date();
        let reviewed = area.reviewed_at.map(day);
        let (open_tasks, planned_minutes) =
            self.read.area_load(area.id, today, today.saturating_add(6.days()))?;
        Ok(AreaView {
            id: area.id,
            name: area.name.to_string(),
            colour: area.colour,
            intention: area.intention.to_string(),
            open_tasks,
            active_goals: self.read.active_goals(area.id)?,
            planned_minutes,
            review: area.review,
            reviewed,
            // One that was never looked over is due a first time after it was made.
            review_due: area.review.map(|cadence| cadence.next(reviewed.unwrap_or(day(area.created_at)))),
        })
    }

    /// How far each living goal is, what is below it counted in.
    fn goal_tree(&self) -> Result<&BTreeMap<GoalId, Progress>, Fault> {
        if let Some(tree) = self.tree.get() {
            return Ok(tree);
        }
        let goals = self.read.goals(None, true)?;
        let parents: BTreeMap<GoalId, Option<GoalId>> =
            goals.iter().map(|goal| (goal.id, goal.parent)).collect();
        let mut tree: BTreeMap<GoalId, Progress> = BTreeMap::new();
        for goal in &goals {
            let own = self.read.goal_progress(goal.id)?;
            // Two devices may have put goals in a circle: no goal is counted twice on the way up.
            let (mut at, mut seen) = (Some(goal.id), BTreeSet::new());
            while let Some(id) = at.filter(|id| parents.contains_key(id) && seen.insert(*id)) {
                *tree.entry(id).or_default() += own;
                at = parents.get(&id).copied().flatten();
            }
        }
        Ok(self.tree.get_or_init(|| tree))
    }

    fn keeping(
        &self,
        created_at: jiff::Timestamp,
        target: Option<Date>,
        progress: &Progress,
        voice: &Voice,
    ) -> (Option<Keeping>, Option<String>) {
        let began = created_at.to_zoned(self.now.time_zone().clone()).date();
        let Some(kept) = target.map(|target| keeping(began, target, self.now.date(), progress)) else {
            return (None, None);
        };
        let (percent, passed) = (progress.percent(), kept.passed);
        let said = if kept.days_left < 0 && kept.pace == Pace::Behind {
            say!(voice, "pace-late", percent = percent)
        } else if progress.tasks == 0 {
            say!(voice, "pace-no-steps", passed = passed)
        } else {
            match kept.pace {
                Pace::OnTrack => say!(voice, "pace-on-track", percent = percent, passed = passed),
                Pace::AtRisk => say!(voice, "pace-at-risk", percent = percent, passed = passed),
                Pace::Behind => say!(voice, "pace-behind", percent = percent, passed = passed),
            }
        };
        (Some(kept), Some(said))
    }

    pub(crate) fn goal(&self, goal: Goal, voice: &Voice) -> Result<GoalView, Fault> {
        let area = self.area(goal.area);
        let progress = self.goal_tree()?.get(&goal.id).copied().unwrap_or_default();
        let target = goal.target.filter(|_| goal.status == GoalStatus::Active);
        let (keeping, keeping_said) = self.keeping(goal.created_at, target, &progress, voice);
        Ok(GoalView {
            area_name: area.map(|area| area.name.to_string()),
            area_colour: area.map(|area| area.colour),
            goal,
            tasks: progress.tasks,
            tasks_done: progress.done,
            percent: progress.percent(),
            progress,
            keeping,
            keeping_said,
        })
    }

    pub(crate) fn project(&mut self, project: Project, voice: &Voice) -> Result<ProjectView, Fault> {
        let goal = match project.goal {
            Some(id) => self.goal_of(id)?.map(|goal| (goal.title.to_string(), goal.area)),
            None => None,
        };
        let areas = [project.area, goal.as_ref().and_then(|goal| goal.1)];
        let area = areas.into_iter().find_map(|id| self.area(id));
        let progress = self.read.project_progress(project.id)?;
        let target = project.target.filter(|_| project.status == ProjectStatus::Active);
        let (keeping, keeping_said) = self.keeping(project.created_at, target, &progress, voice);
        Ok(ProjectView {
            area_name: area.map(|area| area.name.to_string()),
            area_colour: area.map(|area| area.colour),
            goal_title: goal.map(|(title, _)| title),
            sections: self.read.sections(project.id)?,
            project,
            percent: progress.percent(),
            progress,
            keeping,
            keeping_said,
        })
    }

    pub(crate) fn note(&self, note: Note) -> NoteRow {
        NoteRow { area_name: self.area(note.area).map(|area| area.name.to_string()), note }
    }

    /// The instances of an event on the days between two, both included, as a calendar here shows
    /// them.
    pub(crate) fn event(&self, event: &Event, from: Date, to: Date) -> Vec<EventView> {
        let zone = self.now.time_zone();
        if !event.repeats() {
            let own = event.instance_of.map(|(_, id)| id);
            return vec![self.instance(event, own, &event.start, zone)]
                .into_iter()
                .filter(|view| view.date <= to && view.last >= from)
                .collect();
        }
        // A day of slack on both sides for other zones, and the event's own length before.
        let days = event.end.as_ref().map_or(0, |end| day_count(event.start.date, end.date));
        let begin = from.saturating_sub((days + 1).days()).to_datetime(Time::midnight());
        let until = to.saturating_add(1.day());
        event
            .series(zone)
            .instances(Some(begin))
            .take_while(|instance| instance.when.date <= until)
            .take(MOST_INSTANCES)
            .map(|instance| self.instance(event, Some(instance.id), &instance.when, zone))
            .filter(|view| view.date <= to && view.last >= from)
            .collect()
    }

    fn instance(&self, event: &Event, id: Option<RecurrenceId>, start: &When, zone: &TimeZone) -> EventView {
        let (date, start_time) = start.seen_from(zone);
        let end = event.end.as_ref().map(|end| lasting(&event.start, end, start));
        let (last, end_time) = match end {
            Some(end) => {
                let (last, time) = end.seen_from(zone);
                // Midnight ends the day before.
                if time == Some(Time::midnight()) && last > date {
                    (last.saturating_sub(1.day()), Some(Time::constant(23, 59, 59, 0)))
                } else {
                    (last.max(date), time)
                }
            }
            None => (date, start_time.map(|time| time.saturating_add(30.minutes()))),
        };
        EventView {
            id: event.id,
            title: event.title.to_string(),
            notes: event.notes.to_string(),
            location: event.location.clone(),
            date,
            start: start_time,
            end: end_time,
            last,
            area: event.area,
            area_colour: self.area(event.area).map(|area| area.colour),
            repeats: event.repeats() || event.instance_of.is_some(),
            instance: id,
            series: id.map(|_| event.instance_of.map_or(event.id, |(series, _)| series)),
            source: event.source.as_ref().map(|(provider, _)| provider.clone()),
        }
    }

    /// All instances between two days, earliest first; whole days before times.
    pub(crate) fn events(&self, from: Date, to: Date) -> Result<Vec<EventView>, Fault> {
        let mut views: Vec<EventView> = Vec::new();
        for event in self.read.events(from, to)? {
            // A changed instance goes where its series went.
            if let Some((series, _)) = event.instance_of
                && let Some(doc) = self.read.doc(series.object())?
                && shape::life(&doc) == Life::Trashed
            {
                continue;
            }
            views.extend(self.event(&event, from, to));
        }
        views.sort_by_key(|view| (view.date, view.start, view.title.clone()));
        Ok(views)
    }

    /// What is drawn on the timeline of a day: events with a time, and tasks with one.
    pub(crate) fn blocks(&self, day: Date, events: &[EventView], tasks: &[TaskView]) -> Vec<Block> {
        let zone = self.now.time_zone();
        let mut blocks: Vec<Block> = events
            .iter()
            .filter_map(|event| {
                let start = if event.date < day { 0 } else { minute(event.start?) };
                let end = if event.last > day { 24 * 60 } else { event.end.map_or(start + 30, minute_up) };
                Some(Block {
                    object: event.id.object(),
                    kind: Kind::Event,
                    title: event.title.clone(),
                    start,
                    end: end.max(start + 5),
                    colour: event.area_colour,
                    detail: if event.location.is_empty() {
                        event.source.clone().unwrap_or_default()
                    } else {
                        event.location.clone()
                    },
                    done: false,
                })
            })
            .collect();
        blocks.extend(tasks.iter().filter_map(|view| {
            let timed = [&view.task.start, &view.task.due].into_iter().flatten().find_map(|when| {
                let (date, time) = when.seen_from(zone);
                time.filter(|_| date == day)
            })?;
            let start = minute(timed);
            let length = view.task.estimate_minutes.unwrap_or(30).clamp(10, 24 * 60) as u16;
            Some(Block {
                object: view.task.id.object(),
                kind: Kind::Task,
                title: view.task.title.to_string(),
                start,
                end: (start + length).min(24 * 60),
                colour: view.area_colour,
                detail: view.goal_title.clone().or_else(|| view.area_name.clone()).unwrap_or_default(),
                done: !view.task.open(),
            })
        }));
        blocks.sort_by_key(|block| (block.start, block.end));
        blocks
    }

    /// Open tasks by how much they ask to be done now, best first.
    pub(crate) fn ranked(
        &mut self,
        energy: Option<Energy>,
        free_minutes: Option<u32>,
        limit: usize,
        voice: &Voice,
    ) -> Result<Vec<Ranked>, Fault> {
        let moment_now = self.now.clone();
        let moment = Moment { now: &moment_now, free_minutes, energy };
        let mut weighed: Vec<(i32, Vec<Factor>, Task)> = self
            .read
            .candidates(self.now.date(), 60)?
            .into_iter()
            .map(|task| {
                let factors = factors(&task, &moment);
                (score(&factors), factors, task)
            })
            .collect();
        weighed.sort_by(|a, b| (b.0, &a.2.created_at, a.2.id).cmp(&(a.0, &b.2.created_at, b.2.id)));
        weighed.truncate(limit);
        weighed
            .into_iter()
            .map(|(score, factors, task)| {
                let why = why(&factors, voice);
                Ok(Ranked { task: self.task(task)?, score, factors, why })
            })
            .collect()
    }
}

fn day_count(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days()).max(0)
}

/// The end of something that began at `old`, ended at `end` and begins at `new`: it lasts as long on
/// the wall clock.
pub(crate) fn lasting(old: &When, end: &When, new: &When) -> When {
    let (Some(old_time), Some(end_time), Some(new_time)) = (old.time, end.time, new.time) else {
        let days = old.date.until(end.date).unwrap_or_default();
        return When { date: new.date.saturating_add(days), time: None, zone: None };
    };
    let length = old.date.to_datetime(old_time).until(end.date.to_datetime(end_time)).unwrap_or_default();
    let moved = new.date.to_datetime(new_time).saturating_add(length);
    When { date: moved.date(), time: Some(moved.time()), zone: new.zone.clone() }
}

pub(crate) fn minute(time: Time) -> u16 {
    (time.hour() as u16) * 60 + time.minute() as u16
}

fn minute_up(time: Time) -> u16 {
    minute(time) + u16::from(time.second() > 0)
}

/// The minutes of `from..to` that no block covers.
pub(crate) fn free(blocks: &[Block], from: u16, to: u16) -> u32 {
    let mut free = 0;
    let mut at = from;
    for block in blocks.iter().filter(|block| !block.done) {
        if block.start > at {
            free += u32::from(block.start.min(to).saturating_sub(at));
        }
        at = at.max(block.end);
    }
    free + u32::from(to.saturating_sub(at))
}

/// The two strongest reasons in words.
fn why(factors: &[Factor], voice: &Voice) -> String {
    let mut reasons = factors.iter().filter(|factor| factor.points > 0).filter_map(|one| reason(one, voice));
    match (reasons.next(), reasons.next()) {
        (None, _) => say!(voice, "why-nothing"),
        (Some(one), None) => say!(voice, "why-one", one = capital(&one)),
        (Some(one), Some(two)) => say!(voice, "why-two", one = capital(&one), two = two),
    }
}

fn reason(factor: &Factor, voice: &Voice) -> Option<String> {
    let n = factor.amount;
    Some(match factor.name {
        FactorName::Deadline if n < 0 => say!(voice, "reason-deadline-passed"),
        FactorName::Deadline if n == 0 => say!(voice, "reason-deadline-today"),
        FactorName::Deadline => say!(voice, "reason-deadline-in", days = n),
        FactorName::Due if n < 0 => say!(voice, "reason-waited", days = -n),
        FactorName::Due if n == 0 => say!(voice, "reason-due-today"),
        FactorName::Due => say!(voice, "reason-due-in", days = n),
        FactorName::Planned if n < 0 => say!(voice, "reason-planned-earlier"),
        FactorName::Planned => say!(voice, "reason-planned-today"),
        FactorName::Priority => say!(voice, "reason-important"),
        FactorName::Started => say!(voice, "reason-started"),
        FactorName::Short => say!(voice, "reason-short", minutes = n),
        FactorName::FitsBefore => say!(voice, "reason-fits", minutes = n),
        FactorName::Energy => say!(voice, "reason-energy"),
        FactorName::Age => say!(voice, "reason-age", days = n),
        FactorName::Someday => return None,
    })
}

/// A factor's name, as the answer to "why that one?" lists it.
pub(crate) fn factor_name(name: FactorName, voice: &Voice) -> String {
    match name {
        FactorName::Deadline => say!(voice, "factor-deadline"),
        FactorName::Due => say!(voice, "factor-due"),
        FactorName::Planned => say!(voice, "factor-planned"),
        FactorName::Priority => say!(voice, "factor-priority"),
        FactorName::Started => say!(voice, "factor-started"),
        FactorName::Short => say!(voice, "factor-short"),
        FactorName::FitsBefore => say!(voice, "factor-fits-before"),
        FactorName::Energy => say!(voice, "factor-energy"),
        FactorName::Age => say!(voice, "factor-age"),
        FactorName::Someday => say!(voice, "factor-someday"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_minutes_are_counted_once() {
        let block = |start, end| Block {
            object: daymark_domain::ObjectId::new(0, [0; 10]),
            kind: Kind::Event,
            title: String::new(),
            start,
            end,
            colour: None,
            detail: String::new(),
            done: false,
        };
        for (blocks, from, to, expected) in [
            (vec![], 480, 1200, 720),
            (vec![block(540, 600), block(570, 630)], 480, 1200, 720 - 90),
            (vec![block(400, 500)], 480, 1200, 700),
            (vec![block(1100, 1300)], 480, 1200, 620),
            (vec![], 1300, 1200, 0),
        ] {
            assert_eq!(free(&blocks, from, to), expected);
        }
    }
}
