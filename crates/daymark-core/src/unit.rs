//! The unit of work: the only way anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use daymark_api::{Actor, Topic};
use daymark_domain::{Id, Kind, ObjectId};
use daymark_store::{Read, UnitKind, Write};
use daymark_sync::registry::field;
use daymark_sync::shape::Changes;
use daymark_sync::{Change, Clock, DeviceId, Doc, Op, Slot, Value, kind_number, place};
use daymark_texts::Voice;
use jiff::Zoned;

use crate::app::Inner;
use crate::fault::Fault;
use crate::texts::Words;

/// One transaction's worth of change. Reads go through it too and see what it has written.
pub(crate) struct Unit<'a> {
    write: &'a Write<'a>,
    pub(crate) inner: &'a Inner,
    pub(crate) now: Zoned,
    id: i64,
    device: DeviceId,
    clock: Clock,
    counter: u64,
    topics: BTreeSet<Topic>,
    /// Each touched object's document before the unit, in the order of touching.
    before: BTreeMap<ObjectId, (usize, Kind, Option<Doc>)>,
    label: Option<Words>,
    running: u32,
    place_millis: u64,
}

/// An object that a unit changed, before and after.
#[derive(Clone, Debug)]
pub(crate) struct Touched {
    pub before: Option<Doc>,
    pub after: Doc,
}

impl<'a> Unit<'a> {
    pub(crate) fn begin(
        write: &'a Write<'a>,
        inner: &'a Inner,
        actor: &Actor,
        kind: UnitKind,
        target: Option<i64>,
    ) -> Result<Unit<'a>, Fault> {
        let now = inner.now();
        let device = device(write, inner)?;
        let (counter, last) = write.clock(device)?;
        // Places go on after those of earlier units of this millisecond, also when the clock went back.
        let millis = now.timestamp().as_millisecond().max(0) as u64;
        let running = if last.millis >= millis { u32::from(last.counter) + 1 } else { 0 };
        let actor = serde_json::to_string(actor).unwrap_or_default();
        let id = write.begin_unit("", &actor, now.timestamp().as_millisecond(), kind, target)?;
        Ok(Unit {
            write,
            inner,
            now,
            id,
            device,
            clock: Clock::new(device, last),
            counter,
            topics: BTreeSet::new(),
            before: BTreeMap::new(),
            label: None,
            running,
            place_millis: millis.max(last.millis),
        })
    }

    /// Names the step after what it did; the first name given stays. It is kept as a phrase
    /// (`daymark_texts::Phrase::stored`: U+0001, then `["key",{arguments}]`), so that history is read
    /// in the language of its reader. Labels of before are plain words, and are shown as they are.
    pub(crate) fn label(&mut self, label: impl Into<Words>) {
        self.label.get_or_insert_with(|| label.into());
    }

    /// Records what happened to an object. A register set to what it already holds is left out.
    pub(crate) fn put(&mut self, object: ObjectId, kind: Kind, mut changes: Changes) -> Result<(), Fault> {
        let before = self.write.doc(object)?;
        if let Some(doc) = &before {
            changes.retain(|(number, change)| !already(doc, *number, change));
        }
        if changes.is_empty() {
            return Ok(());
        }
        let stamp = self.clock.tick(self.now.timestamp().as_millisecond().max(0) as u64);
        self.counter += 1;
        let op = Op {
            device: self.device,
            counter: self.counter,
            stamp,
            object,
            kind: kind_number(kind),
            changes,
        };
        self.write.record_on(before.clone(), &op, self.id)?;
        self.topics.extend(topics(kind));
        let order = self.before.len();
        self.before.entry(object).or_insert((order, kind, before));
        Ok(())
    }

    /// A new id, never seen before.
    pub(crate) fn new_id<I: Id>(&mut self) -> I {
        let mut random = [0; 10];
        (self.inner.entropy)(&mut random);
        I::of(ObjectId::new(self.now.timestamp().as_millisecond().max(0) as u64, random))
    }

    /// A place at the end of a list; later calls come later.
    pub(crate) fn place_last(&mut self) -> String {
        self.running += 1;
        place::at_end(self.place_millis, self.running, self.jitter())
    }

    pub(crate) fn jitter(&self) -> u32 {
        let mut random = [0; 4];
        (self.inner.entropy)(&mut random);
        u32::from_le_bytes(random)
    }

    /// What was touched so far, in order.
    pub(crate) fn touched(&self) -> Result<Vec<Touched>, Fault> {
        let mut order: Vec<_> = self.before.iter().collect();
        order.sort_by_key(|(_, (order, _, _))| *order);
        order
            .into_iter()
            .map(|(&object, (_, _, before))| {
                let after = self.write.doc(object)?.unwrap_or_default();
                Ok(Touched { before: before.clone(), after })
            })
            .collect()
    }

    /// Ends the unit. Gives the topics that are stale, none when nothing happened.
    pub(crate) fn finish(self, label: &str, kind: UnitKind) -> Result<BTreeSet<Topic>, Fault> {
        if self.before.is_empty() {
            self.write.drop_unit(self.id)?;
            return Ok(BTreeSet::new());
        }
        let label = self.label.unwrap_or_else(|| Words::of_step(label)).stored();
        self.write.close_unit(self.id, &label, self.before.len())?;
        let mut topics = self.topics;
        if kind != UnitKind::Silent {
            topics.insert(Topic::History);
        }
        if kind == UnitKind::Step {
            self.write.bury_undone()?;
        }
        Ok(topics)
    }

    /// How the person is spoken to.
    pub(crate) fn voice(&self) -> Result<Voice, Fault> {
        self.inner.voice(self)
    }

    pub(crate) fn writer(&self) -> &'a Write<'a> {
        self.write
    }
}

impl<'a> Deref for Unit<'a> {
    type Target = Read<'a>;
    fn deref(&self) -> &Read<'a> {
        self.write
    }
}

fn already(doc: &Doc, number: u16, change: &Change) -> bool {
    match change {
        Change::Set(value) => match doc.slots.get(&number) {
            Some(Slot::Register { value: held, .. }) => held == value,
            None => *value == Value::Null && number != field::ALIVE,
            Some(Slot::Set { .. }) => false,
        },
        Change::Add(value) => !doc.dots(number, value).is_empty(),
        Change::Remove(value, _) => doc.dots(number, value).is_empty(),
    }
}

/// What goes stale when an object of this kind changes.
pub(crate) fn topics(kind: Kind) -> &'static [Topic] {
    match kind {
        Kind::Area => &[Topic::Areas],
        Kind::Goal => &[Topic::Goals],
        Kind::Task => &[Topic::Tasks, Topic::Reminders],
        Kind::Event => &[Topic::Events, Topic::Reminders],
        Kind::Note => &[Topic::Notes],
        Kind::Setting => &[Topic::Settings],
        Kind::Conversation | Kind::Message => &[Topic::Conversations],
        Kind::Proposal => &[Topic::Proposals],
        Kind::Provider => &[Topic::Providers],
        Kind::Filter => &[Topic::Filters],
        Kind::Project | Kind::Section => &[Topic::Projects],
        Kind::Habit | Kind::Routine => &[Topic::Habits, Topic::Reminders],
        Kind::Entry => &[Topic::Journal],
        Kind::Template => &[Topic::Templates],
        Kind::Attachment => &[Topic::Attachments],
        Kind::Memory => &[Topic::Memories],
        Kind::Feed => &[Topic::Feeds],
        Kind::Stretch => &[Topic::Time],
        Kind::Feedback => &[Topic::Feedback],
    }
}

/// This file's device, made on first use.
fn device(write: &Write<'_>, inner: &Inner) -> Result<DeviceId, Fault> {
    if let Some(bytes) = write.meta("device")?
        && let Ok(bytes) = bytes.try_into()
    {
        return Ok(DeviceId(bytes));
    }
    let mut bytes = [0; 8];
    (inner.entropy)(&mut bytes);
    write.set_meta("device", &bytes)?;
    Ok(DeviceId(bytes))
}

/// The changes that make a set hold exactly these elements.
pub(crate) fn set_to(doc: &Doc, number: u16, wanted: &BTreeSet<Value>) -> Changes {
    let held: BTreeSet<Value> = doc.elements(number).cloned().collect();
    let gone =
        held.difference(wanted).map(|value| (number, Change::Remove(value.clone(), doc.dots(number, value))));
    let new = wanted.difference(&held).map(|value| (number, Change::Add(value.clone())));
    gone.chain(new).collect()
}
