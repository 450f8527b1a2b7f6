//! All that is known of one object.

use std::collections::{BTreeMap, BTreeSet};

use minicbor::{Decoder, Encoder};

use crate::codec::{Unreadable, entries, exactly, put, sure, take};
use crate::op::{read_dot, write_dot};
use crate::{Change, Dot, Op, Stamp, Value};

/// One field of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    Register {
        stamp: Stamp,
        value: Value,
    },
    /// Elements with the dots that keep them, and dots that were removed.
    Set {
        live: BTreeMap<Value, BTreeSet<Dot>>,
        gone: BTreeSet<Dot>,
    },
}

/// The merged state of an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doc {
    pub slots: BTreeMap<u16, Slot>,
}

impl Doc {
    /// Takes an op in. The order of ops does not matter, nor does seeing one twice.
    pub fn apply(&mut self, op: &Op) {
        for (field, change) in &op.changes {
            match change {
                Change::Set(value) => match self.slots.get_mut(field) {
                    Some(Slot::Register { stamp, value: held }) => {
                        if (op.stamp, value) > (*stamp, &*held) {
                            *stamp = op.stamp;
                            *held = value.clone();
                        }
                    }
                    // A field is either a register or a set for good; the registry says which.
                    Some(Slot::Set { .. }) => {}
                    None => {
                        self.slots.insert(*field, Slot::Register { stamp: op.stamp, value: value.clone() });
                    }
                },
                Change::Add(value) => {
                    if let Some((live, gone)) = self.set(*field)
                        && !gone.contains(&op.dot())
                    {
                        live.entry(value.clone()).or_default().insert(op.dot());
                    }
                }
                Change::Remove(value, dots) => {
                    if let Some((live, gone)) = self.set(*field) {
                        gone.extend(dots.iter().copied());
                        if let Some(kept) = live.get_mut(value) {
                            kept.retain(|dot| !gone.contains(dot));
                            if kept.is_empty() {
                                live.remove(value);
                            }
                        }
                    }
                }
            }
        }
    }

    #[expect(clippy::type_complexity, reason = "the two halves of a set, borrowed together once")]
    fn set(&mut self, field: u16) -> Option<(&mut BTreeMap<Value, BTreeSet<Dot>>, &mut BTreeSet<Dot>)> {
        let slot = self
            .slots
            .entry(field)
            .or_insert_with(|| Slot::Set { live: BTreeMap::new(), gone: BTreeSet::new() });
        match slot {
            Slot::Set { live, gone } => Some((live, gone)),
            Slot::Register { .. } => None,
        }
    }

    /// The value of a register; `None` when it was never set or is null.
    pub fn get(&self, field: u16) -> Option<&Value> {
        match self.slots.get(&field) {
            Some(Slot::Register { value: Value::Null, .. }) | None => None,
            Some(Slot::Register { value, .. }) => Some(value),
            Some(Slot::Set { .. }) => None,
        }
    }

    /// The value and stamp of a register, null included.
    pub fn register(&self, field: u16) -> Option<(Stamp, &Value)> {
        match self.slots.get(&field) {
            Some(Slot::Register { stamp, value }) => Some((*stamp, value)),
            _ => None,
        }
    }

    /// The elements of a set, in order.
    pub fn elements(&self, field: u16) -> impl Iterator<Item = &Value> {
        match self.slots.get(&field) {
            Some(Slot::Set { live, .. }) => Some(live.keys()),
            _ => None,
        }
        .into_iter()
        .flatten()
    }

    /// The dots that keep an element.
    pub fn dots(&self, field: u16, element: &Value) -> Vec<Dot> {
        match self.slots.get(&field) {
            Some(Slot::Set { live, .. }) => live.get(element).into_iter().flatten().copied().collect(),
            _ => Vec::new(),
        }
    }

    /// `[[field, stamp, value] | [field, [[element, dots]...], gone]...]` as CBOR.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(32 * self.slots.len() + 8);
        let mut to = Encoder::new(&mut bytes);
        sure(to.array(self.slots.len() as u64));
        for (field, slot) in &self.slots {
            sure(to.array(3).and_then(|to| to.u16(*field)));
            match slot {
                Slot::Register { stamp, value } => {
                    sure(to.bytes(&stamp.to_bytes()));
                    put(value, &mut to);
                }
                Slot::Set { live, gone } => {
                    sure(to.array(live.len() as u64));
                    for (element, dots) in live {
                        sure(to.array(2));
                        put(element, &mut to);
                        sure(to.array(dots.len() as u64));
                        dots.iter().for_each(|dot| write_dot(dot, &mut to));
                    }
                    sure(to.array(gone.len() as u64));
                    gone.iter().for_each(|dot| write_dot(dot, &mut to));
                }
            }
        }
        bytes
    }

    pub fn decode(bytes: &[u8]) -> Result<Doc, Unreadable> {
        let mut from = Decoder::new(bytes);
        let mut slots = BTreeMap::new();
        for _ in 0..entries(&mut from)? {
            if entries(&mut from)? != 3 {
                return Err(Unreadable("a slot has three parts".into()));
            }
            let field = from.u16()?;
            let slot = if from.datatype()? == minicbor::data::Type::Bytes {
                let stamp = Stamp::from_bytes(exactly(from.bytes()?)?);
                Slot::Register { stamp, value: take(&mut from)? }
            } else {
                let mut live = BTreeMap::new();
                for _ in 0..entries(&mut from)? {
                    if entries(&mut from)? != 2 {
                        return Err(Unreadable("an element has two parts".into()));
                    }
                    let element = take(&mut from)?;
                    live.insert(element, read_dots(&mut from)?);
                }
                Slot::Set { live, gone: read_dots(&mut from)? }
            };
            slots.insert(field, slot);
        }
        Ok(Doc { slots })
    }
}

fn read_dots(from: &mut Decoder<'_>) -> Result<BTreeSet<Dot>, Unreadable> {
    let mut dots = BTreeSet::new();
    for _ in 0..entries(from)? {
        dots.insert(read_dot(from)?);
    }
    Ok(dots)
}
