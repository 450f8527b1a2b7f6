//! Routines and their runs.

use daymark_api::{
    AddRoutine, EditRoutine, Handle, ListRoutines, MoveRoutine, RoutineMove, RoutineView, ShowRoutine,
    StartRoutine, StepInput,
};
use daymark_domain::living::{Ran, StepEnd};
use daymark_domain::{Body, Id, Kind, ObjectId, Repeat, Routine, RoutineId, Rule, Run, Step, Stretch, Title};
use daymark_store::{Read, UnitKind};
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, set};
use daymark_texts::{Voice, phrase, say};
use jiff::SignedDuration;

use super::habits::{self, nag, reminders};
use super::tasks::{self, check_area};
use super::{Apply, answers, steps};
use crate::app::{App, Inner};
use crate::fault::{Fault, invalid, missing};
use crate::unit::{Unit, set_to};
use crate::view::View;
use crate::words;

answers! {
    ListRoutines => list;
    ShowRoutine => show;
}
steps! { AddRoutine, EditRoutine }

const MOST: u32 = 200;
const MOST_STEPS: usize = 100;

pub(crate) fn routine(read: &Read<'_>, id: RoutineId) -> Result<Routine, Fault> {
    let object = read.object(id.object())?.filter(|object| object.kind == Some(Kind::Routine));
    object.map(|object| shape::routine(object.id, &object.doc)).ok_or_else(|| missing("routine"))
}

fn list(read: &Read<'_>, inner: &Inner, call: ListRoutines) -> Result<Vec<RoutineView>, Fault> {
    let view = View::new(read, inner.now())?;
    let voice = inner.voice(read)?;
    let mut found: Vec<RoutineView> = read
        .objects(Kind::Routine, MOST)?
        .iter()
        .map(|object| shape::routine(object.id, &object.doc))
        .filter(|routine| call.archived || !routine.archived)
        .map(|routine| shown(&view, routine, &voice))
        .collect();
    found.sort_by(|a, b| {
        let key = |view: &RoutineView| {
            let routine = &view.routine;
            (routine.archived, routine.run.is_none(), !view.today, routine.time.is_none(), routine.time)
        };
        (key(a), &a.routine.position).cmp(&(key(b), &b.routine.position))
    });
    Ok(found)
}

fn show(read: &Read<'_>, inner: &Inner, call: ShowRoutine) -> Result<RoutineView, Fault> {
    let view = View::new(read, inner.now())?;
    Ok(shown(&view, routine(read, call.id)?, &inner.voice(read)?))
}

fn after(unit: &Unit<'_>, id: RoutineId) -> Result<RoutineView, Fault> {
    Ok(shown(&View::new(unit, unit.now.clone())?, routine(unit, id)?, &unit.voice()?))
}

fn shown(view: &View<'_, '_>, routine: Routine, voice: &Voice) -> RoutineView {
    let area = view.area(routine.area);
    let now = view.now.timestamp();
    let at = routine.run.as_ref().and_then(|run| routine.steps.iter().position(|step| step.id == run.step));
    RoutineView {
        area_name: area.map(|area| area.name.to_string()),
        area_colour: area.map(|area| area.colour),
        repeat_said: routine.repeat.as_ref().map(|repeat| words::repeat(repeat, voice)),
        minutes: routine.minutes(),
        today: routine.on(view.now.date()),
        at: at.and_then(|at| u32::try_from(at).ok()),
        elapsed_seconds: routine.run.as_ref().map_or(0, |run| run.elapsed(now)),
        now,
        routine,
    }
}

/// The steps as they are to be, those that were there under their ids.
fn read_steps(unit: &mut Unit<'_>, inputs: Vec<StepInput>) -> Result<Vec<Step>, Fault> {
    if inputs.is_empty() || inputs.len() > MOST_STEPS {
        return Err(invalid(phrase!("error-routine-steps", most = MOST_STEPS)));
    }
    let mut steps: Vec<Step> = Vec::new();
    for input in inputs {
        let link = match input.link {
            None => None,
            Some(id) => {
                let object = unit.object(id)?.ok_or_else(|| missing("thing"))?;
                let kind = object.kind.filter(|kind| matches!(kind, Kind::Habit | Kind::Task));
                Some((kind.ok_or_else(|| invalid(phrase!("error-step-link")))?, id))
            }
        };
        if input.minutes > 24 * 60 {
            return Err(invalid(phrase!("error-step-long")));
        }
        let known = input.id.filter(|id| steps.iter().all(|step| step.id != *id));
        steps.push(Step {
            id: known.unwrap_or_else(|| unit.new_id()),
            position: unit.place_last(),
            title: Title::parse(&input.title)?,
            minutes: input.minutes,
            link,
        });
    }
    Ok(steps)
}

fn check_rule(repeat: Option<&Repeat>) -> Result<(), Fault> {
    match repeat.map(|repeat| repeat.rrule.parse::<Rule>()) {
        Some(Err(error)) => Err(invalid(phrase!("error-repeat", why = error.to_string()))),
        _ => Ok(()),
    }
}

impl Apply for AddRoutine {
    const LABEL: &'static str = "label-a-routine-added";

    fn apply(self, unit: &mut Unit<'_>) -> Result<RoutineView, Fault> {
        check_area(unit, self.area)?;
        check_rule(self.repeat.as_ref())?;
        let routine = Routine {
            id: unit.new_id(),
            title: Title::parse(&self.title)?,
            notes: Body::parse(&self.notes)?,
            area: self.area,
            steps: read_steps(unit, self.steps)?,
            repeat: self.repeat,
            begins: unit.now.date(),
            time: self.time,
            reminders: reminders(&self.reminders)?,
            nag_minutes: nag(self.nag_minutes)?,
            run: None,
            archived: false,
            position: unit.place_last(),
            created_at: unit.now.timestamp(),
            trashed: false,
        };
        unit.label(phrase!("label-add-routine", title = routine.title.as_str()));
        unit.put(routine.id.object(), Kind::Routine, shape::routine_changes(&routine))?;
        after(unit, routine.id)
    }
}

impl Apply for EditRoutine {
    const LABEL: &'static str = "label-a-routine-changed";

    fn apply(self, unit: &mut Unit<'_>) -> Result<RoutineView, Fault> {
        let old = routine(unit, self.id)?;
        let mut changes = Vec::new();
        if let Some(title) = self.title {
            changes.push(set(field::TITLE, Value::text(Title::parse(&title)?.as_str())));
        }
        if let Some(notes) = self.notes {
            changes.push(set(field::NOTES, Value::text(Body::parse(&notes)?.as_str())));
        }
        if let Some(area) = self.area.change() {
            check_area(unit, area)?;
            changes.push(set(field::AREA, shape::maybe_id(area)));
        }
        if let Some(inputs) = self.steps {
            // One that stays as it is keeps its place too, so that nothing is written of it.
            let mut steps = read_steps(unit, inputs)?;
            let same_order = steps.iter().map(|step| step.id).eq(old.steps.iter().map(|step| step.id));
            for (step, held) in steps.iter_mut().zip(&old.steps).filter(|_| same_order) {
                step.position.clone_from(&held.position);
            }
            let wanted = steps.iter().map(shape::step).collect();
            let doc = unit.doc(self.id.object())?.unwrap_or_default();
            changes.extend(set_to(&doc, field::STEPS, &wanted));
        }
        if let Some(repeat) = self.repeat.change() {
            check_rule(repeat.as_ref())?;
            changes.push(set(field::REPEAT, Value::maybe(repeat.as_ref(), shape::repeat)));
        }
        if let Some(time) = self.time.change() {
            changes.push(set(field::TIME_OF_DAY, shape::time_of_day(time)));
        }
        if let Some(minutes) = self.reminders {
            changes.push(set(field::REMINDERS, shape::reminders(&reminders(&minutes)?)));
        }
        if let Some(minutes) = self.nag_minutes.change() {
            changes.push(set(field::NAG, Value::maybe(nag(minutes)?, |n| Value::Int(n.into()))));
        }
        if let Some(archived) = self.archived {
            changes.push(set(field::ARCHIVED, Value::Bool(archived)));
        }
        unit.label(phrase!("label-change-routine", title = old.title.as_str()));
        unit.put(self.id.object(), Kind::Routine, changes)?;
        after(unit, self.id)
    }
}

fn keep(unit: &mut Unit<'_>, id: RoutineId, run: Option<&Run>) -> Result<(), Fault> {
    unit.put(id.object(), Kind::Routine, vec![set(field::RUN, Value::maybe(run, shape::run))])
}

impl Handle<StartRoutine> for App {
    async fn handle(
        &self,
        caller: daymark_api::Caller,
        call: StartRoutine,
    ) -> Result<RoutineView, daymark_api::ApiError> {
        // Where a run stands is not a step that one would undo.
        self.commit_as(caller.actor, "label-routine-started", UnitKind::Silent, None, move |unit| {
            let routine = routine(unit, call.id)?;
            let now = unit.now.timestamp();
            let run = match routine.run.clone().filter(|run| routine.step(run.step).is_some()) {
                Some(mut run) => {
                    run.go_on(now);
                    run
                }
                None => {
                    let first = routine
                        .steps
                        .first()
                        .ok_or_else(|| invalid(phrase!("error-routine-steps", most = MOST_STEPS)))?;
                    Run::start(first.id, now)
                }
            };
            keep(unit, call.id, Some(&run))?;
            unit.writer().drop_nag(call.id.object())?;
            after(unit, call.id)
        })
        .await
    }
}

impl Handle<MoveRoutine> for App {
    async fn handle(
        &self,
        caller: daymark_api::Caller,
        call: MoveRoutine,
    ) -> Result<RoutineView, daymark_api::ApiError> {
        let kind = match call.to {
            RoutineMove::Pause | RoutineMove::Resume => UnitKind::Silent,
            RoutineMove::Done | RoutineMove::Skip | RoutineMove::Stop => UnitKind::Step,
        };
        self.commit_as(caller.actor, "label-routine-ran", kind, None, move |unit| go(unit, call)).await
    }
}

fn go(unit: &mut Unit<'_>, call: MoveRoutine) -> Result<RoutineView, Fault> {
    let routine = routine(unit, call.id)?;
    let Some(mut run) = routine.run.clone() else {
        return Err(invalid(phrase!("error-routine-not-running")));
    };
    let now = unit.now.timestamp();
    let at_hand = routine.step(run.step).cloned();
    let name = at_hand.as_ref().map_or(routine.title.as_str(), |step| step.title.as_str()).to_owned();
    let next = routine.step_after(&run).map(|step| step.id);
    let over = match call.to {
        RoutineMove::Pause => {
            run.pause(now);
            false
        }
        RoutineMove::Resume => {
            run.go_on(now);
            false
        }
        RoutineMove::Done => {
            unit.label(phrase!("label-step-done", title = name));
            if let Some((kind, id)) = at_hand.and_then(|step| step.link) {
                linked(unit, kind, id)?;
            }
            run.end_step(StepEnd::Done, next, now);
            next.is_none()
        }
        RoutineMove::Skip => {
            unit.label(phrase!("label-step-skipped", title = name));
            run.end_step(StepEnd::Skipped, next, now);
            next.is_none()
        }
        RoutineMove::Stop => {
            unit.label(phrase!("label-routine-stopped", title = routine.title.as_str()));
            true
        }
    };
    if over {
        finish(unit, &routine, &run, call.line.trim())?;
        keep(unit, call.id, None)?;
    } else {
        keep(unit, call.id, Some(&run))?;
    }
    after(unit, call.id)
}

/// A done step does what it is linked to. What is gone meanwhile stops nobody.
fn linked(unit: &mut Unit<'_>, kind: Kind, id: ObjectId) -> Result<(), Fault> {
    match kind {
        Kind::Habit => {
            if let Ok(habit) = habits::habit(unit, Id::of(id))
                && !habit.trashed
            {
                let today = unit.now.date();
                habits::check(unit, &habit, today, None)?;
            }
        }
        Kind::Task => {
            if let Some(task) = unit.task(Id::of(id))?.filter(|task| task.open()) {
                tasks::complete(unit, &task)?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// Writes down what ran: the time of each step that was done, and the story.
fn finish(unit: &mut Unit<'_>, routine: &Routine, run: &Run, line: &str) -> Result<(), Fault> {
    if run.past.is_empty() && line.is_empty() {
        return Ok(());
    }
    let voice = unit.voice()?;
    let mut body = String::new();
    for ran in &run.past {
        let step = routine.step(ran.step);
        let title = step.map_or_else(|| "…".to_owned(), |step| step.title.to_string());
        body.push_str(&story_line(ran, &title, &voice));
        if ran.end == StepEnd::Done && ran.seconds >= 30 {
            let what = step.and_then(|step| step.link).unwrap_or((Kind::Routine, routine.id.object()));
            let name = Title::parse(&title).unwrap_or_else(|_| routine.title.clone());
            let blank = super::time::blank(unit, Some(what), name)?;
            let ended = ran.began.saturating_add(SignedDuration::from_secs(ran.seconds.into()));
            let stretch = Stretch { began: ran.began, ended: Some(ended.unwrap_or(ran.ended)), ..blank };
            super::time::write(unit, &stretch)?;
        }
    }
    if !line.is_empty() {
        body.push_str(&format!("\n{line}"));
    }
    let about = Some((Kind::Routine, routine.id.object()));
    super::time::story(unit, routine.title.as_str(), body.trim_end(), about, run.minutes())
}

fn story_line(ran: &Ran, title: &str, voice: &Voice) -> String {
    match ran.end {
        StepEnd::Done => {
            let minutes = voice.minutes(ran.seconds.div_ceil(60));
            format!("{}\n", say!(voice, "story-step-done", title = title, minutes = minutes))
        }
        StepEnd::Skipped => format!("{}\n", say!(voice, "story-step-skipped", title = title)),
    }
}
