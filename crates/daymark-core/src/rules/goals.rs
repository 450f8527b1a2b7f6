//! Goals: a new one, what there is, and the steps of one.

use std::collections::BTreeMap;

use daymark_agent::{IntentAnswer, Step, templates};
use daymark_api::{ApiError, Citation, PartVerb, WhenInput};
use daymark_domain::{Goal, GoalId, GoalStatus, Id, Kind, Title, When};
use daymark_texts::{Voice, phrase, say};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Ruled, answered, listed, pass_on, said};
use crate::app::{App, settings};
use crate::handlers::{self, Part, resolve};
use crate::view::View;
use crate::words;

/// "Run a 10k by June" is a title and a target day.
async fn titled(app: &App, text: &str) -> Result<(String, Option<Date>), ApiError> {
    let text = text.to_owned();
    app.ask(move |read, inner| {
        let context = words::moment(&settings(read)?, &inner.now());
        let draft = daymark_capture::parse(&text, &context);
        let day = draft.deadline.as_ref().or(draft.due.as_ref()).map(|when| when.date);
        match day {
            Some(day) if !draft.title.trim().is_empty() => Ok((draft.title, Some(day))),
            _ => Ok((text.trim().to_owned(), None)),
        }
    })
    .await
}

pub(super) async fn add(app: &App, voice: &Voice, text: String) -> Result<Ruled, ApiError> {
    let (title, target) = titled(app, &text).await?;
    let goal = said(
        app,
        daymark_api::AddGoal {
            title,
            target: target.map(|day| WhenInput::Exact(When::day(day))),
            ..Default::default()
        },
    )
    .await?
    .goal;
    let title = goal.title.as_str();
    let text = match goal.target {
        Some(day) => say!(voice, "answer-goal-added-by", title = title, day = voice.day(day)),
        None => say!(voice, "answer-goal-added", title = title),
    };
    Ok(answered(text, vec![Citation { object: goal.id.object(), title: goal.title.to_string() }]))
}

pub(super) async fn list(app: &App, voice: &Voice) -> Result<Ruled, ApiError> {
    let goals = app
        .ask(|read, inner| {
            let view = View::new(read, inner.now())?;
            let voice = inner.voice(read)?;
            read.goals(None, false)?
                .into_iter()
                .filter(|goal| goal.status == GoalStatus::Active)
                .map(|goal| view.goal(goal, &voice))
                .collect::<Result<Vec<_>, _>>()
        })
        .await?;
    if goals.is_empty() {
        return Ok(answered(say!(voice, "answer-goals-none"), Vec::new()));
    }
    let rows: Vec<String> = goals
        .iter()
        .take(12)
        .map(|view| {
            let (title, done, all) = (view.goal.title.as_str(), view.tasks_done, view.tasks);
            match view.goal.target {
                Some(day) => say!(
                    voice,
                    "answer-goal-row-by",
                    title = title,
                    done = done,
                    all = all,
                    day = voice.day(day)
                ),
                None => say!(voice, "answer-goal-row", title = title, done = done, all = all),
            }
        })
        .collect();
    let citations = goals
        .iter()
        .take(8)
        .map(|view| Citation { object: view.goal.id.object(), title: view.goal.title.to_string() });
    Ok(answered(listed(say!(voice, "answer-goals"), &rows, rows.len(), voice), citations.collect()))
}

/// Steps for a goal that exists, or for one that the words name: then the goal is part of the
/// proposal.
pub(super) async fn break_down(
    app: &App,
    voice: &Voice,
    what: String,
    steps: Option<usize>,
) -> Result<Ruled, ApiError> {
    let granularity = match steps {
        Some(..=4) => 1,
        Some(5..=6) => 2,
        Some(13..) => 5,
        Some(9..) => 4,
        _ => 3,
    };
    let (title, target) = titled(app, what.trim_matches(|c| matches!(c, '"' | '\'' | '“' | '”'))).await?;
    let lookup = title.clone();
    let found = app.ask(move |read, _| resolve(read, &lookup, &[Kind::Goal])).await?;
    let (goal, title, target) = match found.as_slice() {
        [one] => {
            let id = GoalId::of(one.object);
            let goal: Goal = app.ask(move |read, _| handlers::goal(read, id)).await?;
            (Some(goal.id), goal.title.to_string(), goal.target)
        }
        _ => (None, title, target),
    };
    if Title::parse(&title).is_err() {
        return Ok(pass_on(say!(voice, "answer-break-what")));
    }
    let steps = templates::decompose(&title, app.now().date(), target, granularity);
    let parts = step_parts(app, goal, &title, target, &steps).await?;
    let (count, first) = (steps.len(), steps.first().map_or(15, |step| step.minutes));
    let citations = goal.map(|id| Citation { object: id.object(), title: title.clone() });
    Ok(Ruled {
        answer: IntentAnswer::Answered {
            text: say!(voice, "answer-broken-down", count = count, title = title.as_str(), minutes = first),
            citations: citations.into_iter().collect(),
        },
        parts,
        proposal: Some(phrase!("proposed-break-down", title = title, count = count)),
    })
}

/// Each step as a part; a goal that does not exist yet is the first part, and the steps need it.
pub(crate) async fn step_parts(
    app: &App,
    goal: Option<GoalId>,
    title: &str,
    target: Option<Date>,
    steps: &[Step],
) -> Result<Vec<Part>, ApiError> {
    let mut parts = Vec::new();
    let mut needs = None;
    let goal_words = match goal {
        Some(id) => json!(id),
        None => {
            let args = json!({ "title": title, "target": target.map(|day| day.to_string()) });
            parts.extend(app.try_out("goal.add", args, 1).await?);
            needs = Some(1);
            json!(null)
        }
    };
    for step in steps {
        let tried = json!({
            "title": step.title,
            "estimate_minutes": step.minutes,
            "goal": goal_words,
            "due": step.due.map(|day| day.to_string()),
        });
        let mut args = tried.clone();
        if let (None, Some(map)) = (goal, args.as_object_mut()) {
            // Resolved when the proposal is carried out: the goal of part 1.
            map.insert("goal_of_part".into(), json!(1));
        }
        let number = parts.len() as u32 + 1;
        for mut part in app.try_out("task.add", tried, number).await? {
            part.args = args.clone();
            part.view.needs = needs;
            part.view.verb = PartVerb::Add;
            parts.push(part);
        }
    }
    Ok(parts)
}

/// A part's arguments with references to other parts' results filled in.
pub(crate) fn filled(args: &Value, made: &BTreeMap<u32, Value>) -> Value {
    let mut args = args.clone();
    if let Some(map) = args.as_object_mut()
        && let Some(part) = map.remove("goal_of_part").and_then(|number| number.as_u64())
    {
        let id =
            u32::try_from(part).ok().and_then(|number| made.get(&number)).and_then(|reply| reply.get("id"));
        map.insert("goal".into(), id.cloned().unwrap_or_default());
    }
    args
}
