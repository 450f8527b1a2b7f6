//! One recorded, syncable fact.

use daymark_domain::ObjectId;
use minicbor::{Decoder, Encoder};

use crate::codec::{Unreadable, entries, exactly, put, sure, take};
use crate::{DeviceId, Stamp, Value};

/// Which op added an element to a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dot {
    pub device: DeviceId,
    pub counter: u64,
}

/// What happened to one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The register holds this now.
    Set(Value),
    /// The set holds this element too; the dot is the op's own.
    Add(Value),
    /// The element goes, as far as these dots brought it in.
    Remove(Value, Vec<Dot>),
}

/// What one command did to one object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Op {
    pub device: DeviceId,
    /// Counts this device's ops from 1 without gaps.
    pub counter: u64,
    pub stamp: Stamp,
    pub object: ObjectId,
    /// From the registry; kinds this version does not know are kept.
    pub kind: u16,
    pub changes: Vec<(u16, Change)>,
}

impl Op {
    pub fn dot(&self) -> Dot {
        Dot { device: self.device, counter: self.counter }
    }

    /// The changes as CBOR: `[[field, tag, value, dots?]...]`, tag 0 set, 1 add, 2 remove.
    pub fn body(&self) -> Vec<u8> {
        encode_changes(&self.changes)
    }

    pub fn read_body(bytes: &[u8]) -> Result<Vec<(u16, Change)>, Unreadable> {
        let mut from = Decoder::new(bytes);
        let length = entries(&mut from)?;
        let mut changes = Vec::with_capacity(length.min(64) as usize);
        for _ in 0..length {
            let parts = entries(&mut from)?;
            let field = from.u16()?;
            let change = match (from.u8()?, parts) {
                (0, 3) => Change::Set(take(&mut from)?),
                (1, 3) => Change::Add(take(&mut from)?),
                (2, 4) => {
                    let value = take(&mut from)?;
                    let mut dots = Vec::new();
                    for _ in 0..entries(&mut from)? {
                        dots.push(read_dot(&mut from)?);
                    }
                    Change::Remove(value, dots)
                }
                (tag, parts) => return Err(Unreadable(format!("change {tag} of {parts} parts"))),
            };
            changes.push((field, change));
        }
        Ok(changes)
    }
}

pub fn encode_changes(changes: &[(u16, Change)]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(64);
    let mut to = Encoder::new(&mut bytes);
    sure(to.array(changes.len() as u64));
    for (field, change) in changes {
        let (tag, value, dots) = match change {
            Change::Set(value) => (0, value, None),
            Change::Add(value) => (1, value, None),
            Change::Remove(value, dots) => (2, value, Some(dots)),
        };
        sure(
            to.array(if dots.is_some() { 4 } else { 3 })
                .and_then(|to| to.u16(*field))
                .and_then(|to| to.u8(tag)),
        );
        put(value, &mut to);
        if let Some(dots) = dots {
            sure(to.array(dots.len() as u64));
            dots.iter().for_each(|dot| write_dot(dot, &mut to));
        }
    }
    bytes
}

pub(crate) fn write_dot(dot: &Dot, to: &mut Encoder<&mut Vec<u8>>) {
    sure(to.array(2).and_then(|to| to.bytes(&dot.device.0)).and_then(|to| to.u64(dot.counter)));
}

pub(crate) fn read_dot(from: &mut Decoder<'_>) -> Result<Dot, Unreadable> {
    if entries(from)? != 2 {
        return Err(Unreadable("a dot has two parts".into()));
    }
    Ok(Dot { device: DeviceId(exactly(from.bytes()?)?), counter: from.u64()? })
}
