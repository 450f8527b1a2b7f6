//! `op`: the truth.

use std::collections::BTreeMap;

use daymark_domain::ObjectId;
use daymark_sync::op::encode_changes;
use daymark_sync::registry::field;
use daymark_sync::{Change, DeviceId, Doc, Op, Slot, Stamp, Value};
use rusqlite::{OptionalExtension, Row as SqlRow, params};

use crate::{Read, StoreError, Write};

/// What recording an op did.
#[derive(Debug)]
pub struct Recorded {
    /// The object's document afterwards.
    pub doc: Doc,
    /// The object was not there before.
    pub made: bool,
}

/// An op as it was written, with what takes it back.
#[derive(Clone, Debug)]
pub struct WrittenOp {
    pub seq: i64,
    pub op: Op,
    pub inverse: Vec<(u16, Change)>,
    pub unit: i64,
}

/// The changes that take a unit's work on one object back.
#[derive(Clone, Debug)]
pub struct TakeBack {
    pub object: ObjectId,
    pub kind: u16,
    pub changes: Vec<(u16, Change)>,
}

impl Write<'_> {
    /// Writes the op, merges it into its object and brings every projection up to date.
    pub fn record(&self, op: &Op, unit: i64) -> Result<Recorded, StoreError> {
        self.record_on(self.doc(op.object)?, op, unit)
    }

    /// The same for somebody who has just read the object's document.
    pub fn record_on(&self, before: Option<Doc>, op: &Op, unit: i64) -> Result<Recorded, StoreError> {
        let made = before.is_none();
        // What is worked on again is no longer archived.
        if !made {
            self.unarchive(op.object)?;
        }
        let mut doc = before.unwrap_or_default();
        let inverse = inverse(&doc, op, made);
        self.0
            .0
            .prepare_cached(
                "INSERT INTO op (device, counter, stamp, object, kind, body, inverse, unit)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                op.device.0,
                op.counter as i64,
                op.stamp.to_bytes(),
                op.object.bytes(),
                op.kind,
                op.body(),
                encode_changes(&inverse),
                unit
            ])?;
        self.note_blobs(op)?;
        doc.apply(op);
        self.project(op.object, op.kind, &doc, op.stamp.millis as i64, made)?;
        Ok(Recorded { doc, made })
    }

    /// Throws everything derived away and makes it again: each object, in the order they came, from all
    /// of its ops, drawn once. Gives the number of ops.
    pub(crate) fn rebuild(&self) -> Result<u64, StoreError> {
        self.clear_projections()?;
        let mut done = 0;
        let mut objects = self.0.0.prepare(
            "SELECT object, min(seq) AS first FROM op WHERE object NOT IN (SELECT id FROM archived)
             GROUP BY object ORDER BY first",
        )?;
        let mut objects = objects.query([])?;
        let mut ops = self.0.0.prepare(
            "SELECT seq, device, counter, stamp, object, kind, body, inverse, unit FROM op WHERE object = ?1 ORDER BY seq",
        )?;
        while let Some(row) = objects.next()? {
            let object: [u8; 16] = row.get(0)?;
            let mut doc = Doc::default();
            let (mut kind, mut changed_at) = (0, 0);
            let mut rows = ops.query([object])?;
            while let Some(row) = rows.next()? {
                let op = read(row)?.op;
                self.note_blobs(&op)?;
                doc.apply(&op);
                kind = op.kind;
                changed_at = changed_at.max(op.stamp.millis as i64);
                done += 1;
            }
            self.project(ObjectId::from_bytes(object), kind, &doc, changed_at, true)?;
        }
        Ok(done)
    }
}

impl Read<'_> {
    /// The device's last counter and the greatest stamp it knows.
    pub fn clock(&self, device: DeviceId) -> Result<(u64, Stamp), StoreError> {
        let last = self
            .0
            .prepare_cached("SELECT counter, stamp FROM op WHERE device = ?1 ORDER BY counter DESC LIMIT 1")?
            .query_row([device.0], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, [u8; 16]>(1)?)))
            .optional()?;
        Ok(last.map_or((0, Stamp::default()), |(counter, stamp)| (counter as u64, Stamp::from_bytes(stamp))))
    }

    /// The ops of a unit, in the order they were made.
    pub fn unit_ops(&self, unit: i64) -> Result<Vec<WrittenOp>, StoreError> {
        let mut select = self.0.prepare_cached(
            "SELECT seq, device, counter, stamp, object, kind, body, inverse, unit FROM op WHERE unit = ?1 ORDER BY seq",
        )?;
        let mut rows = select.query([unit])?;
        let mut ops = Vec::new();
        while let Some(row) = rows.next()? {
            ops.push(read(row)?);
        }
        Ok(ops)
    }

    /// What takes a unit back now, one entry an object, latest object first. A register that
    /// somebody has changed since is left alone: it counts as the unit's own while it holds what the
    /// unit left there, because undoing later steps writes the same value under a new stamp.
    pub fn take_back(&self, unit: i64) -> Result<Vec<TakeBack>, StoreError> {
        let ops = self.unit_ops(unit)?;
        let mut order: Vec<TakeBack> = Vec::new();
        let mut places: BTreeMap<ObjectId, usize> = BTreeMap::new();
        // What the unit left in each register, and the value it first met there.
        let mut registers: BTreeMap<(ObjectId, u16), (Value, Option<Value>)> = BTreeMap::new();
        for written in &ops {
            let object = written.op.object;
            for (number, change) in &written.op.changes {
                if let Change::Set(left) = change {
                    let entry = registers.entry((object, *number)).or_insert((left.clone(), None));
                    entry.0 = left.clone();
                }
            }
            for (number, change) in &written.inverse {
                if let Change::Set(value) = change {
                    registers.entry((object, *number)).and_modify(|entry| {
                        entry.1.get_or_insert_with(|| value.clone());
                    });
                }
            }
        }
        for written in ops.iter().rev() {
            let object = written.op.object;
            let at = *places.entry(object).or_insert_with(|| {
                order.push(TakeBack { object, kind: written.op.kind, changes: Vec::new() });
                order.len() - 1
            });
            let doc = self.doc(object)?.unwrap_or_default();
            let sets = written.inverse.iter().filter_map(|(number, change)| match change {
                Change::Set(_) => None,
                Change::Add(_) => Some((*number, change.clone())),
                // Undoing a later removal added the element again under a dot of its own.
                Change::Remove(element, dots) => {
                    let mut dots = dots.clone();
                    let again = doc.dots(*number, element).into_iter();
                    dots.extend(again.filter(|dot| dot.device == written.op.device));
                    dots.sort_unstable();
                    dots.dedup();
                    Some((*number, Change::Remove(element.clone(), dots)))
                }
            });
            if let Some(entry) = order.get_mut(at) {
                entry.changes.extend(sets);
            }
        }
        for ((object, number), (left, value)) in registers {
            let Some(value) = value else { continue };
            let doc = self.doc(object)?.unwrap_or_default();
            let ours =
                matches!(doc.slots.get(&number), Some(Slot::Register { value: held, .. }) if *held == left);
            if let (true, Some(entry)) = (ours, places.get(&object).and_then(|&at| order.get_mut(at))) {
                entry.changes.push((number, Change::Set(value)));
            }
        }
        order.retain(|entry| !entry.changes.is_empty());
        Ok(order)
    }

    /// Everything that was recorded of an object, in the order it was recorded here.
    pub fn object_ops(&self, object: ObjectId) -> Result<Vec<WrittenOp>, StoreError> {
        let mut select = self.0.prepare_cached(
            "SELECT seq, device, counter, stamp, object, kind, body, inverse, unit FROM op WHERE object = ?1 ORDER BY seq",
        )?;
        let mut rows = select.query([object.bytes()])?;
        let mut ops = Vec::new();
        while let Some(row) = rows.next()? {
            ops.push(read(row)?);
        }
        Ok(ops)
    }

    /// The last op's number: what came after it is new.
    pub fn last_op(&self) -> Result<i64, StoreError> {
        Ok(self.0.prepare_cached("SELECT coalesce(max(seq), 0) FROM op")?.query_row([], |row| row.get(0))?)
    }

    /// The kinds of object touched by ops after `seq`.
    pub fn kinds_since(&self, seq: i64) -> Result<Vec<u16>, StoreError> {
        let mut select = self.0.prepare_cached("SELECT DISTINCT kind FROM op WHERE seq > ?1")?;
        Ok(select.query_map([seq], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// When an object first came to be written.
    pub fn op_count(&self) -> Result<u64, StoreError> {
        let count: i64 = self.0.query_row("SELECT count(*) FROM op", [], |row| row.get(0))?;
        Ok(count as u64)
    }
}

fn read(row: &SqlRow<'_>) -> Result<WrittenOp, StoreError> {
    let body: Vec<u8> = row.get(6)?;
    let inverse: Vec<u8> = row.get(7)?;
    Ok(WrittenOp {
        seq: row.get(0)?,
        op: Op {
            device: DeviceId(row.get(1)?),
            counter: row.get::<_, i64>(2)? as u64,
            stamp: Stamp::from_bytes(row.get(3)?),
            object: ObjectId::from_bytes(row.get(4)?),
            kind: row.get(5)?,
            changes: Op::read_body(&body)?,
        },
        inverse: Op::read_body(&inverse)?,
        unit: row.get(8)?,
    })
}

/// The changes that take `op` back, given the document it met. Taking back the making of an object
/// only makes it unmade: what was written into it stays and comes back with a redo.
fn inverse(doc: &Doc, op: &Op, made: bool) -> Vec<(u16, Change)> {
    let mut inverse = Vec::new();
    for (number, change) in &op.changes {
        match change {
            Change::Set(_) if made && *number != field::ALIVE => {}
            Change::Set(_) => {
                let old = doc.register(*number).map_or(Value::Null, |(_, value)| value.clone());
                inverse.push((*number, Change::Set(old)));
            }
            Change::Add(_) if made => {}
            Change::Add(value) => {
                if doc.dots(*number, value).is_empty() {
                    inverse.push((*number, Change::Remove(value.clone(), vec![op.dot()])));
                }
            }
            Change::Remove(value, dots) => {
                let held = doc.dots(*number, value);
                if !held.is_empty() && held.iter().all(|dot| dots.contains(dot)) {
                    inverse.push((*number, Change::Add(value.clone())));
                }
            }
        }
    }
    inverse
}
