//! Merging is commutative, associative and idempotent, and the bytes are what they were.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use daymark_domain::ObjectId;
use daymark_sync::{Change, DeviceId, Doc, Dot, Op, Stamp, Value};
use proptest::prelude::*;

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        "[a-z]{0,6}".prop_map(Value::Text),
        prop::collection::vec(any::<u8>(), 0..5).prop_map(Value::Bytes),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| prop::collection::vec(inner, 0..4).prop_map(Value::List))
}

/// Ops as devices make them: a device's counters run from 1, stamps are unique, and a remove names
/// dots that some add made.
fn history() -> impl Strategy<Value = Vec<Op>> {
    let step = (0..3_u8, 0..3_u16, 0..4_u8, value(), 0..3_u8, any::<u16>());
    prop::collection::vec(step, 1..40).prop_map(|steps| {
        let mut counters = [0_u64; 3];
        let mut ops: Vec<Op> = Vec::new();
        for (i, (device, field, action, value, element, pick)) in steps.into_iter().enumerate() {
            let counter = &mut counters[usize::from(device)];
            *counter += 1;
            let element = Value::Int(element.into());
            let seen: Vec<Dot> = ops
                .iter()
                .filter(|op| op.changes.iter().any(|(_, change)| *change == Change::Add(element.clone())))
                .map(Op::dot)
                .filter(|dot| dot.counter as u16 & 1 == pick & 1)
                .collect();
            let change = match action {
                0 | 1 => (field, Change::Set(value)),
                2 => (100, Change::Add(element)),
                _ => (100, Change::Remove(element, seen)),
            };
            let id = DeviceId([device; 8]);
            ops.push(Op {
                device: id,
                counter: *counter,
                stamp: Stamp { millis: u64::from(pick % 8), counter: i as u16, device: id },
                object: ObjectId::new(1, [0; 10]),
                kind: 3,
                changes: vec![change],
            });
        }
        ops
    })
}

fn merged<'a>(ops: impl IntoIterator<Item = &'a Op>) -> Doc {
    let mut doc = Doc::default();
    ops.into_iter().for_each(|op| doc.apply(op));
    doc
}

proptest! {
    #[test]
    fn order_and_repetition_do_not_matter(ops in history(), seed in any::<u64>()) {
        let straight = merged(&ops);
        let mut mixed: Vec<&Op> = ops.iter().chain(&ops).collect();
        let mut state = seed | 1;
        for i in (1..mixed.len()).rev() {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            mixed.swap(i, (state >> 33) as usize % (i + 1));
        }
        prop_assert_eq!(merged(mixed), straight);
    }

    #[test]
    fn documents_and_bodies_survive_their_bytes(ops in history()) {
        let doc = merged(&ops);
        prop_assert_eq!(Doc::decode(&doc.encode()).unwrap(), doc);
        for op in ops {
            prop_assert_eq!(Op::read_body(&op.body()).unwrap(), op.changes);
        }
    }

    #[test]
    fn hostile_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Doc::decode(&bytes);
        let _ = Op::read_body(&bytes);
    }
}

/// These bytes are on people's disks. A change here is a new encoding beside the old one, never a
/// regeneration.
#[test]
fn golden_bytes() {
    let device = DeviceId(*b"lanternA");
    let op = Op {
        device,
        counter: 7,
        stamp: Stamp { millis: 1_795_257_600_000, counter: 2, device },
        object: ObjectId::new(1_795_257_600_000, [9; 10]),
        kind: 3,
        changes: vec![
            (3, Change::Set(Value::text("Dentist"))),
            (12, Change::Set(Value::List(vec![Value::text("2026-11-24"), Value::Null, Value::Int(-1)]))),
            (15, Change::Add(Value::text("health"))),
            (15, Change::Remove(Value::text("work"), vec![Dot { device, counter: 3 }])),
        ],
    };
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    assert_eq!(
        hex(&op.body()),
        "848303006744656e74697374830c00836a323032362d31312d3234f620830f01666865616c7468\
         840f0264776f726b8182486c616e7465726e4103"
    );
    let doc = merged([&op]);
    assert_eq!(
        hex(&doc.encode()),
        "8383035001a1fdb1080000026c616e7465726e416744656e74697374830c5001a1fdb1080000026c616e7465726e4183\
         6a323032362d31312d3234f620830f8182666865616c74688182486c616e7465726e41078182486c616e7465726e4103"
    );
    assert_eq!(Doc::decode(&doc.encode()).unwrap(), doc);
}
