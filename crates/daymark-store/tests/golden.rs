//! A database of every released format is opened by this version, and says what it said then.
//!
//! `tests/golden/format-N.db` is written once, by the version that brought format N, with
//! `DAYMARK_MAKE_GOLDEN=1 cargo test -p daymark-store --test golden`, and never again.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]
#![allow(clippy::disallowed_methods, reason = "making the golden file is asked for by hand")]

use std::path::{Path, PathBuf};

use daymark_crypto::Key;
use daymark_domain::ObjectId;
use daymark_store::{Store, StoreError, TaskFilter, UnitKind};
use daymark_sync::registry::field;
use daymark_sync::{Change, DeviceId, Op, Stamp, Value};

const FINGERPRINTS: &[(u32, &str)] = &[
    (1, "89f43f3f411abaf864ae71c69b2ebd21c7085027a7b50d4eac29a75ef8af12d7"),
    (2, "89f43f3f411abaf864ae71c69b2ebd21c7085027a7b50d4eac29a75ef8af12d7"),
];

fn key() -> Key {
    Key::from_bytes([7; 32])
}

fn golden(format: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/format-{format}.db"))
}

/// What a person had: a task with tags, one that was changed, one in the trash, a note, and an op of
/// a kind and a field that this version does not know.
fn fill(store: &Store) {
    let device = DeviceId(*b"lanternA");
    type Row = (u8, u16, Vec<(u16, Change)>);
    let rows: &[Row] = &[
        (
            1,
            3,
            vec![
                (field::ALIVE, Change::Set(Value::Bool(true))),
                (field::TITLE, Change::Set(Value::text("Dentist"))),
                (
                    field::DUE,
                    Change::Set(Value::List(vec![
                        Value::text("2026-11-24"),
                        Value::text("15:00:00"),
                        Value::text("Europe/Berlin"),
                    ])),
                ),
                (field::TAGS, Change::Add(Value::text("health"))),
            ],
        ),
        (
            2,
            3,
            vec![
                (field::ALIVE, Change::Set(Value::Bool(true))),
                (field::TITLE, Change::Set(Value::text("Old title"))),
            ],
        ),
        (
            2,
            3,
            vec![
                (field::TITLE, Change::Set(Value::text("New title"))),
                (900, Change::Set(Value::text("a field of the future"))),
            ],
        ),
        (
            3,
            3,
            vec![
                (field::ALIVE, Change::Set(Value::Bool(false))),
                (field::TITLE, Change::Set(Value::text("In the trash"))),
            ],
        ),
        (
            4,
            5,
            vec![
                (field::ALIVE, Change::Set(Value::Bool(true))),
                (field::TITLE, Change::Set(Value::text("Rooms"))),
                (field::NOTES, Change::Set(Value::text("24 seats"))),
            ],
        ),
        (5, 777, vec![(field::ALIVE, Change::Set(Value::Bool(true)))]),
    ];
    store
        .write::<_, StoreError>(|write| {
            let unit = write.begin_unit(
                "Begin",
                r#"{"actor":"person"}"#,
                1_795_257_600_000,
                UnitKind::Step,
                None,
            )?;
            for (at, (object, kind, changes)) in rows.iter().enumerate() {
                let op = Op {
                    device,
                    counter: at as u64 + 1,
                    stamp: Stamp { millis: 1_795_257_600_000 + at as u64, counter: 0, device },
                    object: ObjectId::new(1_795_257_600_000, [*object; 10]),
                    kind: *kind,
                    changes: changes.clone(),
                };
                write.record(&op, unit)?;
            }
            write.close_unit(unit, "Begin", 5)
        })
        .unwrap();
}

#[test]
fn every_released_format_opens() {
    if std::env::var_os("DAYMARK_MAKE_GOLDEN").is_some() {
        let path = golden(daymark_store::FORMAT);
        assert!(!path.exists(), "a golden file is written once");
        fill(&Store::open(&path, &key()).unwrap());
    }
    for (format, fingerprint) in FINGERPRINTS {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("daymark.db");
        std::fs::copy(golden(*format), &copy).unwrap();
        let store = Store::open(&copy, &key()).unwrap();
        assert_eq!(store.check().unwrap(), Vec::<String>::new());
        let filter = TaskFilter { limit: 10, ..TaskFilter::default() };
        let mut titles: Vec<String> = store
            .read::<_, StoreError>(|read| read.tasks(&filter))
            .unwrap()
            .iter()
            .map(|task| task.title.to_string())
            .collect();
        titles.sort();
        assert_eq!(titles, ["Dentist", "New title"]);
        assert_eq!(store.read::<_, StoreError>(|read| read.trash(10)).unwrap()[0].title, "In the trash");
        let print = || store.read::<_, StoreError>(|read| read.fingerprint()).unwrap();
        assert_eq!(print(), *fingerprint);
        store.rebuild().unwrap();
        assert_eq!(print(), *fingerprint, "the log alone makes the same state");
    }
}
