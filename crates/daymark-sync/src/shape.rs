//! Domain nouns to fields and back.
//!
//! Reading is lenient: a field that is missing or does not fit (written by a newer version, or
//! damaged) reads as its default, so that one odd field never hides an object.

mod living;

use daymark_domain::plan::Position;
use daymark_domain::{
    Area, AreaColour, Body, Event, EventId, Filter, Goal, GoalId, GoalStatus, Id, Label, Note, ObjectId,
    RecurrenceId, Reminder, Repeat, ShownAs, Tag, Task, TaskStatus, Title, When,
};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::registry::field;
use crate::{Change, Doc, Value};

mod attachment;

pub use attachment::{FILES, attachment, attachment_changes, named_blob};
mod structure;
pub use living::{
    about, check, entry, entry_changes, feedback, feedback_changes, habit, habit_changes, nag, pause,
    quantity, rhythm, routine, routine_changes, run, step, stretch, stretch_changes, tags, time_of_day,
};
pub use structure::{
    check_place, check_text, filed, link, project, project_changes, read_blockers, section, section_changes,
    waiting,
};

pub type Changes = Vec<(u16, Change)>;

/// A register set to a value.
pub fn set(number: u16, value: Value) -> (u16, Change) {
    (number, Change::Set(value))
}

pub fn id(id: impl Id) -> Value {
    Value::Bytes(id.object().bytes().to_vec())
}

pub fn maybe_id(value: Option<impl Id>) -> Value {
    Value::maybe(value, id)
}

pub fn stamp(at: Timestamp) -> Value {
    Value::Int(at.as_millisecond())
}

pub fn day(date: Date) -> Value {
    Value::text(date.to_string())
}

pub fn when(when: &When) -> Value {
    Value::List(vec![
        day(when.date),
        Value::maybe(when.time, |time| Value::text(time.strftime("%H:%M:%S").to_string())),
        Value::maybe(when.zone.clone(), Value::Text),
    ])
}

pub fn maybe_when(value: Option<&When>) -> Value {
    Value::maybe(value, when)
}

pub fn instance(id: &RecurrenceId) -> Value {
    Value::text(id.to_string())
}

/// An element of CHANGED: an instance of a series, and the event that it is now.
pub fn changed(instance_id: &RecurrenceId, event: EventId) -> Value {
    Value::List(vec![instance(instance_id), id(event)])
}

pub fn instance_of(series: EventId, instance_id: &RecurrenceId) -> Value {
    Value::List(vec![id(series), instance(instance_id)])
}

pub fn repeat(repeat: &Repeat) -> Value {
    Value::List(vec![Value::text(&repeat.rrule), Value::Bool(repeat.after_completion)])
}

pub fn reminders(list: &[Reminder]) -> Value {
    Value::List(
        list.iter()
            .map(|reminder| match reminder {
                Reminder::MinutesBefore(minutes) => {
                    Value::List(vec![Value::Int(0), Value::Int((*minutes).into())])
                }
                Reminder::At(at) => Value::List(vec![Value::Int(1), stamp(*at)]),
            })
            .collect(),
    )
}

pub fn placed(parent: Option<impl Id>, position: &str) -> Value {
    Value::List(vec![maybe_id(parent), Value::text(position)])
}

pub fn source(source: &(String, String)) -> Value {
    Value::List(vec![Value::text(&source.0), Value::text(&source.1)])
}

/// Whether the object is there, in the trash, or its making was undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    Alive,
    Trashed,
    Unmade,
}

pub fn life(doc: &Doc) -> Life {
    match doc.register(field::ALIVE) {
        Some((_, Value::Bool(true))) => Life::Alive,
        Some((_, Value::Bool(false))) => Life::Trashed,
        _ => Life::Unmade,
    }
}

/// Reads fields of a document.
struct Reader<'a>(&'a Doc);

impl Reader<'_> {
    fn text(&self, number: u16) -> &str {
        self.0.get(number).and_then(Value::as_text).unwrap_or("")
    }
    fn title(&self) -> Title {
        Title::parse(self.text(field::TITLE)).unwrap_or_else(|_| Title::parse("Untitled").unwrap_or_default())
    }
    fn body(&self, number: u16) -> Body {
        Body::parse(self.text(number)).unwrap_or_default()
    }
    fn word<T: std::str::FromStr>(&self, number: u16) -> Option<T> {
        self.0.get(number)?.as_text()?.parse().ok()
    }
    fn int(&self, number: u16) -> Option<i64> {
        self.0.get(number)?.as_int()
    }
    fn flag(&self, number: u16) -> bool {
        self.0.get(number).and_then(Value::as_bool).unwrap_or(false)
    }
    fn stamp(&self, number: u16) -> Option<Timestamp> {
        Timestamp::from_millisecond(self.int(number)?).ok()
    }
    fn id<I: Id>(&self, number: u16) -> Option<I> {
        read_id(self.0.get(number)?)
    }
    fn when(&self, number: u16) -> Option<When> {
        read_when(self.0.get(number)?)
    }
    fn repeat(&self) -> Option<Repeat> {
        match self.0.get(field::REPEAT)?.as_list()? {
            [Value::Text(rrule), Value::Bool(after)] => {
                Some(Repeat { rrule: rrule.clone(), after_completion: *after })
            }
            _ => None,
        }
    }
    fn instances(&self, number: u16) -> impl Iterator<Item = RecurrenceId> {
        self.0.elements(number).filter_map(|id| id.as_text()?.parse().ok())
    }
    fn instance_of(&self) -> Option<(EventId, RecurrenceId)> {
        match self.0.get(field::INSTANCE_OF)?.as_list()? {
            [series, Value::Text(instance)] => Some((read_id(series)?, instance.parse().ok()?)),
            _ => None,
        }
    }
    fn reminders(&self) -> Vec<Reminder> {
        let list = self.0.get(field::REMINDERS).and_then(Value::as_list).unwrap_or_default();
        list.iter()
            .filter_map(|entry| match entry.as_list()? {
                [Value::Int(0), Value::Int(minutes)] => {
                    Some(Reminder::MinutesBefore(u32::try_from(*minutes).ok()?))
                }
                [Value::Int(1), Value::Int(at)] => Timestamp::from_millisecond(*at).ok().map(Reminder::At),
                _ => None,
            })
            .collect()
    }
    fn placed<I: Id>(&self) -> (Option<I>, Position) {
        match self.0.get(field::PLACED).and_then(Value::as_list) {
            Some([parent, Value::Text(position)]) => (read_id(parent), position.clone()),
            _ => (None, Position::new()),
        }
    }
    fn source(&self) -> Option<(String, String)> {
        match self.0.get(field::SOURCE)?.as_list()? {
            [Value::Text(provider), Value::Text(external)] => Some((provider.clone(), external.clone())),
            _ => None,
        }
    }
    fn created(&self) -> Timestamp {
        self.stamp(field::CREATED_AT).unwrap_or(Timestamp::UNIX_EPOCH)
    }
    fn trashed(&self) -> bool {
        life(self.0) != Life::Alive
    }
}

pub fn read_id<I: Id>(value: &Value) -> Option<I> {
    Some(I::of(ObjectId::from_bytes(value.as_bytes()?.try_into().ok()?)))
}

fn read_changed(value: &Value) -> Option<(RecurrenceId, EventId)> {
    match value.as_list()? {
        [Value::Text(instance), event] => Some((instance.parse().ok()?, read_id(event)?)),
        _ => None,
    }
}

pub fn read_when(value: &Value) -> Option<When> {
    let [Value::Text(date), time, zone] = value.as_list()? else { return None };
    Some(When {
        date: date.parse().ok()?,
        time: time.as_text().and_then(|time| time.parse().ok()),
        zone: zone.as_text().map(str::to_owned),
    })
}

pub fn task(id: ObjectId, doc: &Doc) -> Task {
    let read = Reader(doc);
    let (parent, position) = read.placed();
    Task {
        id: Id::of(id),
        title: read.title(),
        notes: read.body(field::NOTES),
        status: read.word(field::STATUS).unwrap_or(TaskStatus::Pending),
        priority: read.word(field::PRIORITY),
        energy: read.word(field::ENERGY),
        area: read.id(field::AREA),
        goal: read.id(field::GOAL),
        parent,
        project: structure::read_filed(doc).0,
        section: structure::read_filed(doc).1,
        position,
        start: read.when(field::START),
        due: read.when(field::DUE),
        deadline: read.when(field::DEADLINE),
        estimate_minutes: read.int(field::ESTIMATE).and_then(|n| n.try_into().ok()),
        tags: doc.elements(field::TAGS).filter_map(|tag| Tag::parse(tag.as_text()?).ok()).collect(),
        repeat: read.repeat(),
        skipped: read.instances(field::SKIPPED).collect(),
        reminders: read.reminders(),
        someday: read.flag(field::SOMEDAY),
        blocked_by: read_blockers(doc).collect(),
        waiting: structure::read_waiting(doc),
        checklist: structure::read_checklist(doc),
        links: structure::read_links(doc),
        source: read.source(),
        created_at: read.created(),
        completed_at: read.stamp(field::COMPLETED_AT),
        trashed: read.trashed(),
    }
}

/// The fields of a new task. Only what is set is written.
pub fn task_changes(task: &Task) -> Changes {
    let mut changes = vec![
        set(field::ALIVE, Value::Bool(!task.trashed)),
        set(field::CREATED_AT, stamp(task.created_at)),
        set(field::TITLE, Value::text(task.title.as_str())),
        set(field::PLACED, placed(task.parent, &task.position)),
        set(field::STATUS, Value::text(task.status.word())),
    ];
    let mut add = |number, value: Option<Value>| changes.extend(value.map(|value| set(number, value)));
    add(field::NOTES, (!task.notes.is_empty()).then(|| Value::text(task.notes.as_str())));
    add(field::AREA, task.area.map(id));
    add(field::GOAL, task.goal.map(id));
    add(field::PRIORITY, task.priority.map(|p| Value::text(p.word())));
    add(field::ENERGY, task.energy.map(|e| Value::text(e.word())));
    add(field::START, task.start.as_ref().map(when));
    add(field::DUE, task.due.as_ref().map(when));
    add(field::DEADLINE, task.deadline.as_ref().map(when));
    add(field::ESTIMATE, task.estimate_minutes.map(|n| Value::Int(n.into())));
    add(field::REPEAT, task.repeat.as_ref().map(repeat));
    add(field::REMINDERS, (!task.reminders.is_empty()).then(|| reminders(&task.reminders)));
    add(field::SOMEDAY, task.someday.then_some(Value::Bool(true)));
    add(field::SOURCE, task.source.as_ref().map(source));
    add(field::COMPLETED_AT, task.completed_at.map(stamp));
    structure::task_changes(task, &mut changes);
    changes.extend(task.skipped.iter().map(|id| (field::SKIPPED, Change::Add(instance(id)))));
    changes.extend(task.tags.iter().map(|tag| (field::TAGS, Change::Add(Value::text(tag.as_str())))));
    changes
}

pub fn area(id: ObjectId, doc: &Doc) -> Area {
    let read = Reader(doc);
    Area {
        id: Id::of(id),
        name: Label::parse(read.text(field::TITLE)).unwrap_or_default(),
        colour: read.word(field::COLOUR).unwrap_or(AreaColour::Tide),
        intention: read.body(field::NOTES),
        review: read.word(field::REVIEW),
        reviewed_at: read.stamp(field::REVIEWED_AT),
        position: read.placed::<ObjectId>().1,
        created_at: read.created(),
        trashed: read.trashed(),
    }
}

pub fn area_changes(area: &Area) -> Changes {
    let mut changes = vec![
        set(field::ALIVE, Value::Bool(!area.trashed)),
        set(field::CREATED_AT, stamp(area.created_at)),
        set(field::TITLE, Value::text(area.name.as_str())),
        set(field::COLOUR, Value::text(area.colour.word())),
        set(field::NOTES, Value::text(area.intention.as_str())),
        set(field::PLACED, placed(None::<ObjectId>, &area.position)),
    ];
    changes.extend(area.review.map(|cadence| set(field::REVIEW, Value::text(cadence.word()))));
    changes.extend(area.reviewed_at.map(|at| set(field::REVIEWED_AT, stamp(at))));
    changes
}

pub fn goal(id: ObjectId, doc: &Doc) -> Goal {
    let read = Reader(doc);
    Goal {
        id: Id::of(id),
        title: read.title(),
        notes: read.body(field::NOTES),
        status: read.word(field::STATUS).unwrap_or(GoalStatus::Active),
        area: read.id(field::AREA),
        parent: read.placed::<GoalId>().0,
        target: read.word(field::TARGET),
        position: read.placed::<GoalId>().1,
        created_at: read.created(),
        completed_at: read.stamp(field::COMPLETED_AT),
        trashed: read.trashed(),
    }
}

pub fn goal_changes(goal: &Goal) -> Changes {
    vec![
        set(field::ALIVE, Value::Bool(!goal.trashed)),
        set(field::CREATED_AT, stamp(goal.created_at)),
        set(field::TITLE, Value::text(goal.title.as_str())),
        set(field::NOTES, Value::text(goal.notes.as_str())),
        set(field::STATUS, Value::text(goal.status.word())),
        set(field::AREA, maybe_id(goal.area)),
        set(field::TARGET, Value::maybe(goal.target, day)),
        set(field::PLACED, placed(goal.parent, &goal.position)),
    ]
}

pub fn event(id: ObjectId, doc: &Doc) -> Event {
    let read = Reader(doc);
    Event {
        id: Id::of(id),
        title: read.title(),
        notes: read.body(field::NOTES),
        location: read.text(field::LOCATION).to_owned(),
        start: read.when(field::START).unwrap_or(When::day(Date::constant(1970, 1, 1))),
        end: read.when(field::END),
        area: read.id(field::AREA),
        repeat: read.repeat(),
        skipped: read.instances(field::SKIPPED).collect(),
        also: read.instances(field::ALSO).collect(),
        changed: doc.elements(field::CHANGED).filter_map(read_changed).collect(),
        instance_of: read.instance_of(),
        reminders: read.reminders(),
        source: read.source(),
        created_at: read.created(),
        trashed: read.trashed(),
    }
}

pub fn event_changes(event: &Event) -> Changes {
    let mut changes = vec![
        set(field::ALIVE, Value::Bool(!event.trashed)),
        set(field::CREATED_AT, stamp(event.created_at)),
        set(field::TITLE, Value::text(event.title.as_str())),
        set(field::NOTES, Value::text(event.notes.as_str())),
        set(field::LOCATION, Value::text(&event.location)),
        set(field::START, when(&event.start)),
        set(field::END, maybe_when(event.end.as_ref())),
        set(field::AREA, maybe_id(event.area)),
        set(field::REPEAT, Value::maybe(event.repeat.as_ref(), repeat)),
        set(field::SOURCE, Value::maybe(event.source.as_ref(), source)),
    ];
    if !event.reminders.is_empty() {
        changes.push(set(field::REMINDERS, reminders(&event.reminders)));
    }
    if let Some((series, id)) = &event.instance_of {
        changes.push(set(field::INSTANCE_OF, instance_of(*series, id)));
    }
    changes.extend(event.skipped.iter().map(|id| (field::SKIPPED, Change::Add(instance(id)))));
    changes.extend(event.also.iter().map(|id| (field::ALSO, Change::Add(instance(id)))));
    changes
        .extend(event.changed.iter().map(|(id, event)| (field::CHANGED, Change::Add(changed(id, *event)))));
    changes
}

pub fn note(id: ObjectId, doc: &Doc) -> Note {
    let read = Reader(doc);
    let created_at = read.created();
    Note {
        id: Id::of(id),
        title: read.title(),
        body: read.body(field::NOTES),
        area: read.id(field::AREA),
        goal: read.id(field::GOAL),
        created_at,
        updated_at: read.stamp(field::UPDATED_AT).unwrap_or(created_at),
        trashed: read.trashed(),
    }
}

pub fn filter(id: ObjectId, doc: &Doc) -> Filter {
    let read = Reader(doc);
    Filter {
        id: Id::of(id),
        title: Label::parse(read.text(field::TITLE)).unwrap_or_default(),
        query: read.text(field::QUERY).to_owned(),
        colour: read.word(field::COLOUR),
        shown: read.word(field::SHOWN).unwrap_or(ShownAs::List),
        pinned: read.flag(field::PINNED),
        position: read.placed::<ObjectId>().1,
        created_at: read.created(),
        trashed: read.trashed(),
    }
}

pub fn filter_changes(filter: &Filter) -> Changes {
    let mut changes = vec![
        set(field::ALIVE, Value::Bool(!filter.trashed)),
        set(field::CREATED_AT, stamp(filter.created_at)),
        set(field::TITLE, Value::text(filter.title.as_str())),
        set(field::QUERY, Value::text(&filter.query)),
        set(field::PLACED, placed(None::<ObjectId>, &filter.position)),
        set(field::PINNED, Value::Bool(filter.pinned)),
        set(field::SHOWN, Value::text(filter.shown.word())),
    ];
    changes.extend(filter.colour.map(|colour| set(field::COLOUR, Value::text(colour.word()))));
    changes
}

pub fn note_changes(note: &Note) -> Changes {
    vec![
        set(field::ALIVE, Value::Bool(!note.trashed)),
        set(field::CREATED_AT, stamp(note.created_at)),
        set(field::TITLE, Value::text(note.title.as_str())),
        set(field::NOTES, Value::text(note.body.as_str())),
        set(field::AREA, maybe_id(note.area)),
        set(field::GOAL, maybe_id(note.goal)),
        set(field::UPDATED_AT, stamp(note.updated_at)),
    ]
}
