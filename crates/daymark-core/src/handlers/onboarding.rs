//! The first minute, and the sample data.

use std::collections::BTreeSet;

use daymark_api::{
    AddArea, AddEvent, AddGoal, AddNote, AddTask, ApiError, Call, Caller, FinishOnboarding, Handle,
    RemoveSample, Settings, Undone, WhenInput,
};
use daymark_domain::{AreaColour, AreaId, Energy, GoalId, Id, Kind, ObjectId, Priority, When};
use daymark_store::TaskFilter;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, set};
use daymark_sync::{Doc, Value};
use daymark_texts::{phrase, say};
use jiff::ToSpan;
use jiff::civil::time;

use super::Apply;
use crate::app::{App, settings};
use crate::fault::{Fault, invalid};
use crate::unit::Unit;

impl Handle<FinishOnboarding> for App {
    async fn handle(&self, caller: Caller, call: FinishOnboarding) -> Result<Settings, ApiError> {
        self.commit(caller.actor, "label-begin", move |unit| {
            if call.areas.len() > 24 || call.thoughts.len() > 100 {
                return Err(invalid(phrase!("error-begin-small")));
            }
            unit.label(phrase!("label-begin"));
            for area in call.areas {
                let lower = area.name.trim().to_lowercase();
                if !unit.areas()?.iter().any(|known| known.name.as_str().to_lowercase() == lower) {
                    area.apply(unit)?;
                }
            }
            let context = crate::words::context(unit, &settings(unit)?, &unit.now, Vec::new(), None)?;
            for thought in call.thoughts.iter().filter(|thought| !thought.trim().is_empty()) {
                let draft = super::capture::titled(daymark_capture::parse(thought, &context), thought);
                super::add_draft(unit, &draft, None)?;
            }
            if call.sample {
                sample(unit)?;
            }
            super::settings::put(unit, "onboarded", &serde_json::Value::Bool(true))?;
            settings(unit)
        })
        .await
    }
}

impl Handle<RemoveSample> for App {
    async fn handle(
        &self,
        caller: Caller,
        _: RemoveSample,
    ) -> Result<<RemoveSample as Call>::Reply, ApiError> {
        self.commit(caller.actor, "label-sample-removed", |unit| {
            let mut gone = 0;
            let mut ids: Vec<(ObjectId, Kind)> = Vec::new();
            // What the person's own things lie in or lead to stays.
            let mut used: BTreeSet<ObjectId> = BTreeSet::new();
            for kind in [Kind::Area, Kind::Goal, Kind::Event, Kind::Note] {
                for object in unit.objects(kind, 10_000)? {
                    if !sampled(&object.doc) {
                        used.extend(leads_to(&object.doc));
                    }
                    ids.push((object.id, kind));
                }
            }
            for task in unit.tasks(&TaskFilter { limit: 1_000_000, ..TaskFilter::default() })? {
                let doc = unit.doc(task.id.object())?.unwrap_or_default();
                if !sampled(&doc) {
                    used.extend(leads_to(&doc));
                }
                ids.push((task.id.object(), Kind::Task));
            }
            // A goal that stays keeps its area.
            for (id, kind) in &ids {
                if *kind == Kind::Goal && used.contains(id) {
                    used.extend(leads_to(&unit.doc(*id)?.unwrap_or_default()));
                }
            }
            for (id, kind) in ids {
                if sampled(&unit.doc(id)?.unwrap_or_default()) && !used.contains(&id) {
                    unit.put(id, kind, vec![set(field::ALIVE, Value::Bool(false))])?;
                    gone += 1;
                }
            }
            Ok(Undone {
                labels: if gone > 0 {
                    vec![say!(unit.voice()?, "sample-removed", count = gone)]
                } else {
                    Vec::new()
                },
            })
        })
        .await
    }
}

fn sampled(doc: &Doc) -> bool {
    doc.get(field::SAMPLE).and_then(Value::as_bool) == Some(true)
}

/// The area and the goal of a thing.
fn leads_to(doc: &Doc) -> impl Iterator<Item = ObjectId> {
    let area = doc.get(field::AREA).and_then(shape::read_id::<AreaId>).map(Id::object);
    let goal = doc.get(field::GOAL).and_then(shape::read_id::<GoalId>).map(Id::object);
    area.into_iter().chain(goal)
}

/// The tag that sample tasks carry, so that people see what they are.
const SAMPLE: &str = "sample";

fn mark(unit: &mut Unit<'_>, id: ObjectId, kind: Kind) -> Result<(), Fault> {
    unit.put(id, kind, vec![set(field::SAMPLE, Value::Bool(true))])
}

/// A small, believable week around now.
fn sample(unit: &mut Unit<'_>) -> Result<(), Fault> {
    let today = unit.now.date();
    let zone = unit.now.time_zone().iana_name().unwrap_or("UTC").to_owned();
    let at = |days: i64, hour: i8, minute: i8| {
        WhenInput::Exact(When::at(today.saturating_add(days.days()), time(hour, minute, 0, 0), zone.clone()))
    };
    let day = |days: i64| WhenInput::Exact(When::day(today.saturating_add(days.days())));
    let mut areas = Vec::new();
    for (name, colour, intention) in [
        ("Health", AreaColour::Leaf, "Move most days and sleep enough."),
        ("Family and friends", AreaColour::Rose, "Be there without being asked."),
        ("Work", AreaColour::Sky, "Do the one thing that matters first."),
        ("Learning", AreaColour::Plum, "A little each week."),
        ("Home", AreaColour::Clay, "A place to rest."),
        ("Money", AreaColour::Olive, "No surprises."),
    ] {
        let known = unit.areas()?.into_iter().find(|area| area.name.as_str().eq_ignore_ascii_case(name));
        let id = match known {
            Some(area) => area.id,
            None => {
                let area = AddArea { name: name.into(), colour: Some(colour), intention: intention.into() }
                    .apply(unit)?;
                mark(unit, area.id.object(), Kind::Area)?;
                area.id
            }
        };
        areas.push(id);
    }
    let area = |n: usize| areas.get(n).copied();
    let mut goals = Vec::new();
    for (title, n, days) in [("Run a 10k", 0, 200), ("Teach the first workshop", 3, 70)] {
        let goal =
            AddGoal { title: title.into(), area: area(n), target: Some(day(days)), ..AddGoal::default() }
                .apply(unit)?;
        mark(unit, goal.goal.id.object(), Kind::Goal)?;
        goals.push(goal.goal.id);
    }
    let goal = |n: usize| goals.get(n).copied();
    type Row = (
        &'static str,
        Option<usize>,
        Option<usize>,
        Option<u32>,
        Option<WhenInput>,
        Option<Priority>,
        Option<Energy>,
    );
    let rows: Vec<Row> = vec![
        (
            "Reply to the landlord about the radiator",
            Some(4),
            None,
            Some(10),
            Some(day(0)),
            Some(Priority::High),
            Some(Energy::Low),
        ),
        ("Book the dentist", Some(0), None, Some(5), Some(day(0)), None, Some(Energy::Low)),
        (
            "Draft the workshop outline",
            Some(3),
            Some(1),
            Some(90),
            Some(at(0, 14, 0)),
            None,
            Some(Energy::High),
        ),
        ("Easy run", Some(0), Some(0), Some(45), Some(day(0)), None, Some(Energy::Medium)),
        ("Water the plants", Some(4), None, Some(10), Some(at(0, 17, 0)), None, Some(Energy::Low)),
        (
            "Find the three tax letters",
            Some(5),
            None,
            Some(20),
            Some(day(-2)),
            Some(Priority::High),
            Some(Energy::Low),
        ),
        ("Send Ada the room sizes", Some(3), Some(1), Some(15), Some(day(-1)), None, None),
        ("Order the birthday book", Some(1), None, Some(5), Some(day(1)), None, Some(Energy::Low)),
        ("Choose running shoes", Some(0), Some(0), Some(40), Some(day(3)), None, None),
        (
            "Quarterly numbers for Monday",
            Some(2),
            None,
            Some(120),
            Some(day(2)),
            Some(Priority::High),
            Some(Energy::High),
        ),
        ("Call the bank about the card", None, None, None, None, None, None),
        ("Idea: a shelf above the desk", None, None, None, None, None, None),
        ("Look up the train to Porto", None, None, None, None, None, None),
    ];
    for (title, in_area, of_goal, estimate_minutes, due, priority, energy) in rows {
        let task = AddTask {
            title: title.into(),
            area: in_area.and_then(area),
            goal: of_goal.and_then(goal),
            estimate_minutes,
            due,
            priority,
            energy,
            tags: vec![SAMPLE.into()],
            ..AddTask::default()
        }
        .apply(unit)?;
        mark(unit, task.task.id.object(), Kind::Task)?;
    }
    for (title, n, start, end) in [
        ("Call with Ada", 2, at(0, 11, 15), at(0, 12, 0)),
        ("Lunch with Mum", 1, at(0, 12, 30), at(0, 13, 15)),
        ("Team review", 2, at(2, 10, 0), at(2, 11, 0)),
    ] {
        let event = AddEvent {
            title: title.into(),
            start,
            end: Some(end),
            notes: String::new(),
            location: String::new(),
            area: area(n),
            repeat: None,
        }
        .apply(unit)?;
        mark(unit, event.id.object(), Kind::Event)?;
    }
    let body = "The big room seats 24, the small one 10.\nDates in January are not fixed yet.";
    let note =
        AddNote { title: "Workshop rooms".into(), body: body.into(), area: area(3), ..AddNote::default() }
            .apply(unit)?;
    mark(unit, note.note.id.object(), Kind::Note)
}
