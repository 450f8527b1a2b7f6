//! Goals.

use daymark_agent::{Chunk, Instruction, Model, Prompt, Role, Step, parse_steps, prompts, templates};
use daymark_api::{
    AddGoal, ApiError, Caller, DecomposeGoal, EditGoal, GoalDetail, GoalView, Handle, ListGoals,
    ProposalView, ShowGoal,
};
use daymark_domain::{Body, Goal, GoalId, GoalStatus, Id, Kind, Title};
use daymark_store::{ProjectFilter, Read, Sort, TaskFilter};
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, set};
use daymark_texts::{Phrase, phrase};

use super::holding::{way_round, way_said};
use super::tasks::{check_area, check_goal, moment};
use super::{Apply, answers};
use futures::StreamExt;
use jiff::civil::Date;

use crate::app::{App, Inner, settings};
use crate::fault::{Fault, conflict, invalid, missing};
use crate::unit::Unit;
use crate::view::View;
use crate::words;

answers! {
    ListGoals => list;
    ShowGoal => show;
}

fn list(read: &Read<'_>, inner: &Inner, call: ListGoals) -> Result<Vec<GoalView>, Fault> {
    let view = View::new(read, inner.now())?;
    let voice = inner.voice(read)?;
    read.goals(call.area, call.include_archived)?.into_iter().map(|goal| view.goal(goal, &voice)).collect()
}

pub(crate) fn goal(read: &Read<'_>, id: GoalId) -> Result<Goal, Fault> {
    let object = read.object(id.object())?.filter(|object| object.kind == Some(Kind::Goal));
    object.map(|object| shape::goal(object.id, &object.doc)).ok_or_else(|| missing("goal"))
}

fn show(read: &Read<'_>, inner: &Inner, call: ShowGoal) -> Result<GoalDetail, Fault> {
    let goal = goal(read, call.id)?;
    let tasks = read.tasks(&TaskFilter {
        goal: Some(call.id),
        sort: Sort::Position,
        limit: 500,
        ..TaskFilter::default()
    })?;
    let voice = inner.voice(read)?;
    let mut view = View::new(read, inner.now())?;
    let below = read.goals(None, false)?.into_iter().filter(|below| below.parent == Some(call.id));
    let projects = read.projects(ProjectFilter { goal: Some(call.id), ..ProjectFilter::default() })?;
    Ok(GoalDetail {
        goals: below.map(|below| view.goal(below, &voice)).collect::<Result<_, _>>()?,
        projects: projects
            .into_iter()
            .map(|project| view.project(project, &voice))
            .collect::<Result<_, _>>()?,
        goal: view.goal(goal, &voice)?,
        tasks: view.tasks(tasks)?,
    })
}

fn after(unit: &Unit<'_>, id: GoalId) -> Result<GoalView, Fault> {
    View::new(unit, unit.now.clone())?.goal(goal(unit, id)?, &unit.voice()?)
}

impl Apply for AddGoal {
    const LABEL: &'static str = "label-a-goal-added";

    fn apply(self, unit: &mut Unit<'_>) -> Result<GoalView, Fault> {
        check_area(unit, self.area)?;
        check_above(unit, None, self.parent)?;
        let context = moment(unit)?;
        let goal = Goal {
            id: unit.new_id(),
            title: Title::parse(&self.title)?,
            notes: Body::parse(&self.notes)?,
            status: self.status.unwrap_or(GoalStatus::Active),
            area: self.area,
            target: self.target.map(|input| words::day(input, &context)).transpose()?,
            parent: self.parent,
            position: unit.place_last(),
            created_at: unit.now.timestamp(),
            completed_at: None,
            trashed: false,
        };
        unit.label(phrase!("label-add-goal", title = goal.title.as_str()));
        unit.put(goal.id.object(), Kind::Goal, shape::goal_changes(&goal))?;
        after(unit, goal.id)
    }
}

impl Apply for EditGoal {
    const LABEL: &'static str = "label-a-goal-changed";

    fn apply(self, unit: &mut Unit<'_>) -> Result<GoalView, Fault> {
        let old = goal(unit, self.id)?;
        let context = moment(unit)?;
        let mut changes = Vec::new();
        if let Some(title) = self.title {
            changes.push(set(field::TITLE, Value::text(Title::parse(&title)?.as_str())));
        }
        if let Some(notes) = self.notes {
            changes.push(set(field::NOTES, Value::text(Body::parse(&notes)?.as_str())));
        }
        if let Some(status) = self.status {
            if !old.status.may_become(status) {
                let (from, to) = (status_phrase(old.status.word()), status_phrase(status.word()));
                return Err(conflict(phrase!("error-goal-becomes", from = from, to = to)));
            }
            changes.push(set(field::STATUS, Value::text(status.word())));
            if status != old.status {
                let done = (status == GoalStatus::Completed).then(|| unit.now.timestamp());
                if status != GoalStatus::Archived {
                    changes.push(set(field::COMPLETED_AT, Value::maybe(done, shape::stamp)));
                }
            }
        }
        if let Some(area) = self.area.change() {
            check_area(unit, area)?;
            changes.push(set(field::AREA, shape::maybe_id(area)));
        }
        if let Some(target) = self.target.change() {
            let target = target.map(|input| words::day(input, &context)).transpose()?;
            changes.push(set(field::TARGET, Value::maybe(target, shape::day)));
        }
        if let Some(parent) = self.parent.change() {
            check_above(unit, Some(self.id), parent)?;
            changes.push(set(field::PLACED, shape::placed(parent, &unit.place_last())));
        }
        unit.label(phrase!("label-change-goal", title = old.title.as_str()));
        unit.put(self.id.object(), Kind::Goal, changes)?;
        after(unit, self.id)
    }
}

/// A goal above must live, and must not stand below the goal itself.
fn check_above(read: &Read<'_>, goal: Option<GoalId>, parent: Option<GoalId>) -> Result<(), Fault> {
    check_goal(read, parent)?;
    let (Some(id), Some(parent)) = (goal, parent) else { return Ok(()) };
    let all = read.goals(None, true)?;
    let find = |id: GoalId| all.iter().find(|goal| goal.id == id);
    let above = |id: GoalId| Ok(find(id).and_then(|goal| goal.parent).into_iter().collect());
    match way_round(id, &[parent], above)? {
        None => Ok(()),
        Some(way) => {
            let titles = way.into_iter().filter_map(find).map(|goal| goal.title.to_string()).collect();
            Err(conflict(phrase!("error-goal-circle", way = way_said(titles))))
        }
    }
}

/// A status in words, such as `archived`.
pub(crate) fn status_phrase(word: &str) -> Phrase {
    match word {
        "pending" => phrase!("status-pending"),
        "in_progress" => phrase!("status-in-progress"),
        "completed" => phrase!("status-completed"),
        "draft" => phrase!("status-draft"),
        "active" => phrase!("status-active"),
        "on_hold" => phrase!("status-on-hold"),
        "archived" => phrase!("status-archived"),
        _ => phrase!("status-other", word = word.replace('_', " ")),
    }
}

/// How long a model may take for the steps of a goal.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(90);

impl Handle<DecomposeGoal> for App {
    /// With a model where there is one and it answers sense, else from the templates.
    async fn handle(&self, _: Caller, call: DecomposeGoal) -> Result<ProposalView, ApiError> {
        if !(1..=5).contains(&call.granularity) {
            return Err(self.refuse(invalid(phrase!("error-granularity"))).await);
        }
        let goal = self.ask(move |read, _| goal(read, call.goal)).await?;
        let today = self.now().date();
        let title = goal.title.to_string();
        let mut steps = None;
        if !call.no_model {
            steps = self.model_steps(&title, goal.target, call.granularity).await;
        }
        let steps =
            steps.unwrap_or_else(|| templates::decompose(&title, today, goal.target, call.granularity));
        let parts = crate::rules::step_parts(self, Some(goal.id), &title, goal.target, &steps).await?;
        let name = phrase!("proposed-break-down", title = title.as_str(), count = parts.len());
        self.keep_proposal(name.into(), "goal.decompose".into(), parts, false).await
    }
}

impl App {
    /// The steps a model makes, tried twice: the second time it is told what was wrong.
    async fn model_steps(&self, title: &str, target: Option<Date>, granularity: u8) -> Option<Vec<Step>> {
        let today = self.now().date();
        let local_only = self.ask(|read, _| Ok(settings(read)?.local_only)).await.ok()?;
        for model in self.route(None).await.ok()? {
            if local_only && !model.info().local {
                continue;
            }
            let mut prompt = prompts::decompose(title, target, granularity, today);
            for _ in 0..2 {
                let Ok(Some(text)) =
                    tokio::time::timeout(PATIENCE, whole(model.as_ref(), prompt.clone())).await
                else {
                    break;
                };
                match parse_steps(&text, today, target) {
                    Ok(steps) => return Some(steps),
                    Err(repair) => {
                        let said = |role, text| Instruction { role, text, calls: Vec::new(), answers: None };
                        prompt.messages.push(said(Role::Assistant, text));
                        prompt.messages.push(said(Role::User, repair.to_string()));
                    }
                }
            }
        }
        None
    }
}

/// A whole answer, at most 64 KiB.
async fn whole(model: &dyn Model, prompt: Prompt) -> Option<String> {
    let mut stream = model.stream(prompt).await.ok()?;
    let mut text = String::new();
    while let Some(chunk) = stream.next().await {
        if let Chunk::Text(piece) = chunk.ok()? {
            text.push_str(&piece);
        }
        if text.len() > 64 * 1024 {
            return None;
        }
    }
    Some(text)
}
