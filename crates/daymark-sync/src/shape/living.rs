//! Habits, routines, tracked time, the journal and feedback.

use std::collections::{BTreeMap, BTreeSet};

use daymark_domain::habit::{Check, Habit, Pause, Per, Quantity, Rhythm};
use daymark_domain::living::{Ran, StepEnd};
use daymark_domain::{
    Entry, Feedback, FeedbackKind, Id, Kind, ObjectId, Routine, Run, Step, Stretch, Tag, Title,
};
use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::{Changes, Reader, day, id, maybe_id, placed, read_id, reminders, repeat, set, stamp, when};
use crate::registry::{field, kind_number, number_kind};
use crate::{Change, Doc, Value};

fn number(n: u64) -> Value {
    Value::Int(i64::try_from(n).unwrap_or(i64::MAX))
}

fn read_day(value: &Value) -> Option<Date> {
    value.as_text()?.parse().ok()
}

fn read_stamp(value: &Value) -> Option<Timestamp> {
    Timestamp::from_millisecond(value.as_int()?).ok()
}

pub fn time_of_day(time: Option<Time>) -> Value {
    Value::maybe(time, |time| Value::text(time.strftime("%H:%M:%S").to_string()))
}

pub fn rhythm(rhythm: &Rhythm) -> Value {
    match rhythm {
        Rhythm::Times { times, per } => {
            Value::List(vec![Value::Int((*times).into()), Value::text(per.word())])
        }
        Rhythm::Rule { rrule } => Value::text(rrule),
    }
}

pub fn quantity(quantity: &Quantity) -> Value {
    Value::List(vec![number(quantity.thousandths), Value::text(&quantity.unit)])
}

pub fn check(check: &Check) -> Value {
    let mut parts = vec![day(check.day)];
    if let Some(at) = check.at {
        parts.push(stamp(at));
        parts.push(Value::maybe(check.thousandths, number));
    }
    Value::List(parts)
}

pub fn pause(pause: &Pause) -> Value {
    Value::List(vec![day(pause.from), Value::maybe(pause.to, day)])
}

pub fn tags(tags: &BTreeSet<Tag>) -> BTreeSet<Value> {
    tags.iter().map(|tag| Value::text(tag.as_str())).collect()
}

/// What something is about: its kind and its id.
pub fn about(about: Option<(Kind, ObjectId)>) -> Value {
    Value::maybe(about, |(kind, object)| Value::List(vec![Value::Int(kind_number(kind).into()), id(object)]))
}

pub fn step(step: &Step) -> Value {
    Value::List(vec![
        id(step.id),
        Value::text(&step.position),
        Value::text(step.title.as_str()),
        Value::Int(step.minutes.into()),
        about(step.link),
    ])
}

pub fn run(run: &Run) -> Value {
    let past = run.past.iter().map(|ran| {
        Value::List(vec![
            id(ran.step),
            Value::Bool(ran.end == StepEnd::Done),
            stamp(ran.began),
            stamp(ran.ended),
            Value::Int(ran.seconds.into()),
        ])
    });
    Value::List(vec![
        stamp(run.began),
        id(run.step),
        stamp(run.step_began),
        Value::maybe(run.paused_at, stamp),
        Value::Int(run.paused_seconds.into()),
        Value::List(past.collect()),
    ])
}

fn read_about(value: Option<&Value>) -> Option<(Kind, ObjectId)> {
    match value?.as_list()? {
        [kind, object] => Some((number_kind(u16::try_from(kind.as_int()?).ok()?)?, read_id(object)?)),
        _ => None,
    }
}

fn read_rhythm(value: Option<&Value>) -> Option<Rhythm> {
    match value? {
        Value::Text(rrule) => Some(Rhythm::Rule { rrule: rrule.clone() }),
        Value::List(parts) => match parts.as_slice() {
            [Value::Int(times), Value::Text(per)] => Some(Rhythm::Times {
                times: u32::try_from(*times).ok().filter(|times| *times > 0)?,
                per: per.parse::<Per>().ok()?,
            }),
            _ => None,
        },
        _ => None,
    }
}

fn read_quantity(value: Option<&Value>) -> Option<Quantity> {
    match value?.as_list()? {
        [Value::Int(thousandths), Value::Text(unit)] => {
            Some(Quantity { thousandths: u64::try_from(*thousandths).ok()?, unit: unit.clone() })
        }
        _ => None,
    }
}

fn read_check(value: &Value) -> Option<Check> {
    match value.as_list()? {
        [on] => Some(Check { day: read_day(on)?, at: None, thousandths: None }),
        [on, at, amount] => Some(Check {
            day: read_day(on)?,
            at: Some(read_stamp(at)?),
            thousandths: amount.as_int().and_then(|amount| u64::try_from(amount).ok()),
        }),
        _ => None,
    }
}

fn read_pause(value: &Value) -> Option<Pause> {
    match value.as_list()? {
        [from, to] => Some(Pause { from: read_day(from)?, to: read_day(to) }),
        _ => None,
    }
}

fn read_step(value: &Value) -> Option<Step> {
    match value.as_list()? {
        [id, Value::Text(position), Value::Text(title), Value::Int(minutes), link] => Some(Step {
            id: read_id(id)?,
            position: position.clone(),
            title: Title::parse(title).ok()?,
            minutes: u32::try_from(*minutes).ok()?,
            link: read_about(Some(link)),
        }),
        _ => None,
    }
}

fn read_run(value: Option<&Value>) -> Option<Run> {
    let [began, step, step_began, paused_at, paused, past] = value?.as_list()? else { return None };
    let ran = |value: &Value| match value.as_list()? {
        [step, done, began, ended, seconds] => Some(Ran {
            step: read_id(step)?,
            end: if done.as_bool()? { StepEnd::Done } else { StepEnd::Skipped },
            began: read_stamp(began)?,
            ended: read_stamp(ended)?,
            seconds: u32::try_from(seconds.as_int()?).ok()?,
        }),
        _ => None,
    };
    Some(Run {
        began: read_stamp(began)?,
        step: read_id(step)?,
        step_began: read_stamp(step_began)?,
        paused_at: read_stamp(paused_at),
        paused_seconds: u32::try_from(paused.as_int()?).ok()?,
        past: past.as_list()?.iter().filter_map(ran).collect(),
    })
}

impl Reader<'_> {
    fn time(&self, number: u16) -> Option<Time> {
        self.0.get(number)?.as_text()?.parse().ok()
    }
    fn small<T: TryFrom<i64>>(&self, number: u16) -> Option<T> {
        T::try_from(self.int(number)?).ok()
    }
    fn tags(&self) -> BTreeSet<Tag> {
        self.0.elements(field::TAGS).filter_map(|tag| Tag::parse(tag.as_text()?).ok()).collect()
    }
    /// The day it begins; the day it was made where nothing says so.
    fn begins(&self) -> Date {
        self.when(field::START)
            .map_or_else(|| self.created().to_zoned(jiff::tz::TimeZone::UTC).date(), |when| when.date)
    }
}

/// Minutes after which a reminder of any kind of thing asks again.
pub fn nag(doc: &Doc) -> Option<u32> {
    Reader(doc).small(field::NAG)
}

pub fn habit(id: ObjectId, doc: &Doc) -> Habit {
    let read = Reader(doc);
    Habit {
        id: Id::of(id),
        title: read.title(),
        notes: read.body(field::NOTES),
        area: read.id(field::AREA),
        tags: read.tags(),
        rhythm: read_rhythm(doc.get(field::RHYTHM)).unwrap_or(Rhythm::DAILY),
        begins: read.begins(),
        time: read.time(field::TIME_OF_DAY),
        reminders: read.reminders(),
        nag_minutes: nag(doc),
        quantity: read_quantity(doc.get(field::QUANTITY)),
        checks: doc.elements(field::CHECKS).filter_map(read_check).collect(),
        pauses: doc.elements(field::PAUSES).filter_map(read_pause).collect(),
        archived: read.flag(field::ARCHIVED),
        position: read.placed::<ObjectId>().1,
        created_at: read.created(),
        trashed: read.trashed(),
    }
}

pub fn habit_changes(habit: &Habit) -> Changes {
    let mut changes = vec![
        set(field::ALIVE, Value::Bool(!habit.trashed)),
        set(field::CREATED_AT, stamp(habit.created_at)),
        set(field::TITLE, Value::text(habit.title.as_str())),
        set(field::NOTES, Value::text(habit.notes.as_str())),
        set(field::AREA, maybe_id(habit.area)),
        set(field::START, when(&daymark_domain::When::day(habit.begins))),
        set(field::RHYTHM, rhythm(&habit.rhythm)),
        set(field::TIME_OF_DAY, time_of_day(habit.time)),
        set(field::QUANTITY, Value::maybe(habit.quantity.as_ref(), quantity)),
        set(field::PLACED, placed(None::<ObjectId>, &habit.position)),
        set(field::NAG, Value::maybe(habit.nag_minutes, |n| Value::Int(n.into()))),
    ];
    if !habit.reminders.is_empty() {
        changes.push(set(field::REMINDERS, reminders(&habit.reminders)));
    }
    changes.extend(tags(&habit.tags).into_iter().map(|tag| (field::TAGS, Change::Add(tag))));
    changes.extend(habit.checks.iter().map(|one| (field::CHECKS, Change::Add(check(one)))));
    changes.extend(habit.pauses.iter().map(|one| (field::PAUSES, Change::Add(pause(one)))));
    changes
}

pub fn routine(id: ObjectId, doc: &Doc) -> Routine {
    let read = Reader(doc);
    // A step changed on two devices at once is there twice under one id: the greater one stays.
    let steps: BTreeMap<ObjectId, Step> =
        doc.elements(field::STEPS).filter_map(read_step).map(|step| (step.id, step)).collect();
    let mut steps: Vec<Step> = steps.into_values().collect();
    steps.sort_by(|a, b| (&a.position, a.id).cmp(&(&b.position, b.id)));
    Routine {
        id: Id::of(id),
        title: read.title(),
        notes: read.body(field::NOTES),
        area: read.id(field::AREA),
        steps,
        repeat: read.repeat(),
        begins: read.begins(),
        time: read.time(field::TIME_OF_DAY),
        reminders: read.reminders(),
        nag_minutes: nag(doc),
        run: read_run(doc.get(field::RUN)),
        archived: read.flag(field::ARCHIVED),
        position: read.placed::<ObjectId>().1,
        created_at: read.created(),
        trashed: read.trashed(),
    }
}

pub fn routine_changes(routine: &Routine) -> Changes {
    let mut changes = vec![
        set(field::ALIVE, Value::Bool(!routine.trashed)),
        set(field::CREATED_AT, stamp(routine.created_at)),
        set(field::TITLE, Value::text(routine.title.as_str())),
        set(field::NOTES, Value::text(routine.notes.as_str())),
        set(field::AREA, maybe_id(routine.area)),
        set(field::START, when(&daymark_domain::When::day(routine.begins))),
        set(field::REPEAT, Value::maybe(routine.repeat.as_ref(), repeat)),
        set(field::TIME_OF_DAY, time_of_day(routine.time)),
        set(field::PLACED, placed(None::<ObjectId>, &routine.position)),
        set(field::NAG, Value::maybe(routine.nag_minutes, |n| Value::Int(n.into()))),
    ];
    if !routine.reminders.is_empty() {
        changes.push(set(field::REMINDERS, reminders(&routine.reminders)));
    }
    changes.extend(routine.steps.iter().map(|one| (field::STEPS, Change::Add(step(one)))));
    changes
}

pub fn stretch(id: ObjectId, doc: &Doc) -> Stretch {
    let read = Reader(doc);
    let created_at = read.created();
    Stretch {
        id: Id::of(id),
        title: read.title(),
        what: read_about(doc.get(field::ABOUT)),
        began: read.stamp(field::BEGAN).unwrap_or(created_at),
        ended: read.stamp(field::ENDED),
        note: read.body(field::NOTES),
        device: read.text(field::DEVICE).to_owned(),
        focus: read.flag(field::STORY),
        created_at,
        trashed: read.trashed(),
    }
}

pub fn stretch_changes(stretch: &Stretch) -> Changes {
    vec![
        set(field::ALIVE, Value::Bool(!stretch.trashed)),
        set(field::CREATED_AT, stamp(stretch.created_at)),
        set(field::TITLE, Value::text(stretch.title.as_str())),
        set(field::ABOUT, about(stretch.what)),
        set(field::BEGAN, stamp(stretch.began)),
        set(field::ENDED, Value::maybe(stretch.ended, stamp)),
        set(field::NOTES, Value::text(stretch.note.as_str())),
        set(field::DEVICE, Value::text(&stretch.device)),
        set(field::STORY, Value::Bool(stretch.focus)),
    ]
}

pub fn entry(id: ObjectId, doc: &Doc) -> Entry {
    let read = Reader(doc);
    let created_at = read.created();
    let level = |number| read.small(number).filter(|level| (1..=5).contains(level));
    Entry {
        id: Id::of(id),
        title: read.text(field::TITLE).to_owned(),
        body: read.body(field::NOTES),
        day: read.begins(),
        story: read.flag(field::STORY),
        about: read_about(doc.get(field::ABOUT)),
        minutes: read.small(field::MINUTES),
        mood: level(field::MOOD),
        energy: level(field::LEVEL),
        tags: read.tags(),
        created_at,
        trashed: read.trashed(),
    }
}

pub fn entry_changes(entry: &Entry) -> Changes {
    let mut changes = vec![
        set(field::ALIVE, Value::Bool(!entry.trashed)),
        set(field::CREATED_AT, stamp(entry.created_at)),
        set(field::TITLE, Value::text(&entry.title)),
        set(field::NOTES, Value::text(entry.body.as_str())),
        set(field::START, when(&daymark_domain::When::day(entry.day))),
        set(field::STORY, Value::Bool(entry.story)),
        set(field::ABOUT, about(entry.about)),
        set(field::MINUTES, Value::maybe(entry.minutes, |n| Value::Int(n.into()))),
        set(field::MOOD, Value::maybe(entry.mood, |n| Value::Int(n.into()))),
        set(field::LEVEL, Value::maybe(entry.energy, |n| Value::Int(n.into()))),
    ];
    changes.extend(tags(&entry.tags).into_iter().map(|tag| (field::TAGS, Change::Add(tag))));
    changes
}

pub fn feedback(id: ObjectId, doc: &Doc) -> Feedback {
    let read = Reader(doc);
    Feedback {
        id: Id::of(id),
        kind: read.word(field::FEEDBACK).unwrap_or(FeedbackKind::Other),
        message: read.body(field::NOTES),
        rating: read.small(field::RATING).filter(|rating| (1..=5).contains(rating)),
        metadata: serde_json::from_str(read.text(field::CONTENT)).unwrap_or_default(),
        state: match read.text(field::STATUS) {
            "" => "queued".to_owned(),
            state => state.to_owned(),
        },
        created_at: read.created(),
    }
}

pub fn feedback_changes(feedback: &Feedback) -> Changes {
    vec![
        set(field::ALIVE, Value::Bool(true)),
        set(field::CREATED_AT, stamp(feedback.created_at)),
        set(field::FEEDBACK, Value::text(feedback.kind.word())),
        set(field::NOTES, Value::text(feedback.message.as_str())),
        set(field::RATING, Value::maybe(feedback.rating, |n| Value::Int(n.into()))),
        set(field::CONTENT, Value::text(feedback.metadata.to_string())),
        set(field::STATUS, Value::text(&feedback.state)),
    ]
}
