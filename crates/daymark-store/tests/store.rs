//! The file: keys, formats, durability of the op log, projections that follow from it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use daymark_crypto::Key;
use daymark_domain::ObjectId;
use daymark_store::{Store, StoreError, TaskFilter, UnitKind};
use daymark_sync::registry::field;
use daymark_sync::{Change, DeviceId, Op, Stamp, Value};

const DEVICE: DeviceId = DeviceId(*b"lanternA");

fn op(counter: u64, object: u8, changes: Vec<(u16, Change)>) -> Op {
    Op {
        device: DEVICE,
        counter,
        stamp: Stamp { millis: 1_000 + counter, counter: 0, device: DEVICE },
        object: ObjectId::new(1, [object; 10]),
        kind: 3,
        changes,
    }
}

fn make(counter: u64, object: u8, title: &str) -> Op {
    op(
        counter,
        object,
        vec![(field::ALIVE, Change::Set(Value::Bool(true))), (field::TITLE, Change::Set(Value::text(title)))],
    )
}

fn write(store: &Store, ops: &[Op]) -> i64 {
    store
        .write::<_, StoreError>(|write| {
            let unit = write.begin_unit("test", "{}", 1, UnitKind::Step, None)?;
            for op in ops {
                write.record(op, unit)?;
            }
            Ok(unit)
        })
        .unwrap()
}

fn titles(store: &Store) -> Vec<String> {
    let filter = TaskFilter { limit: 100, ..TaskFilter::default() };
    store
        .read::<_, StoreError>(|read| read.tasks(&filter))
        .unwrap()
        .iter()
        .map(|t| t.title.to_string())
        .collect()
}

#[test]
fn a_file_opens_only_with_its_key_and_is_left_alone_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("daymark.db");
    let store = Store::open(&path, &Key::from_bytes([1; 32])).unwrap();
    write(&store, &[make(1, 1, "canary-9f3b in the title")]);
    drop(store);
    let bytes = std::fs::read(&path).unwrap();
    assert!(matches!(Store::open(&path, &Key::from_bytes([2; 32])), Err(StoreError::WrongKey)));
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "a wrong key changes nothing");
    let store = Store::open(&path, &Key::from_bytes([1; 32])).unwrap();
    assert_eq!(titles(&store), ["canary-9f3b in the title"]);
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(11).any(|window| window == b"canary-9f3b"), "no readable text at rest");
        assert!(!bytes.starts_with(b"SQLite format 3"));
    }
}

#[test]
fn odd_files_are_refused_with_advice_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let key = Key::from_bytes([1; 32]);
    let refused = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let error = Store::open(&path, &key).unwrap_err();
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
        assert!(error.hint().len() > 20);
        error
    };
    assert!(matches!(refused("text", &b"hello ".repeat(2000)), StoreError::WrongKey));
    let mut plain = b"SQLite format 3\0".to_vec();
    plain.resize(4096, 0);
    assert!(matches!(refused("plain", &plain), StoreError::NotEncrypted));

    let path = folder.path().join("newer");
    drop(Store::open(&path, &key).unwrap());
    Store::open(&path, &key).unwrap().set_format(999).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    assert!(matches!(Store::open(&path, &key), Err(StoreError::Newer { found: 999, .. })));
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_damaged_page_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("daymark.db");
    let key = Key::from_bytes([1; 32]);
    let store = Store::open(&path, &key).unwrap();
    write(&store, &(1..200).map(|n| make(n, n as u8, &"long title ".repeat(20))).collect::<Vec<_>>());
    drop(store);
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    let found = match Store::open(&path, &key) {
        Err(error) => format!("{error}"),
        Ok(store) => format!("{:?}", store.check()),
    };
    assert!(found.contains("damaged") || found.contains("HMAC") || found.contains("malformed"), "{found}");
}

#[test]
fn projections_are_what_the_log_says() {
    let store = Store::memory().unwrap();
    write(&store, &[make(1, 1, "one"), make(2, 2, "two")]);
    write(
        &store,
        &[
            op(
                3,
                1,
                vec![
                    (field::TITLE, Change::Set(Value::text("uno"))),
                    (field::TAGS, Change::Add(Value::text("home"))),
                ],
            ),
            op(4, 2, vec![(field::ALIVE, Change::Set(Value::Bool(false)))]),
        ],
    );
    let before = store.read::<_, StoreError>(|read| read.fingerprint()).unwrap();
    assert_eq!(store.rebuild().unwrap(), 4);
    assert_eq!(store.read::<_, StoreError>(|read| read.fingerprint()).unwrap(), before);
    assert_eq!(titles(&store), ["uno"]);
    let found = store
        .read::<_, StoreError>(|read| {
            read.search(
                &[daymark_store::Term { any: vec!["hom".into()], unfinished: true }],
                daymark_domain::Kind::ALL,
            )
        })
        .unwrap();
    assert_eq!(found.len(), 1, "tags are searched, by their beginning");
}

#[test]
fn taking_back_leaves_what_others_changed_since() {
    let store = Store::memory().unwrap();
    write(&store, &[make(1, 1, "one")]);
    let edit = write(
        &store,
        &[
            op(2, 1, vec![(field::TITLE, Change::Set(Value::text("two")))]),
            op(
                3,
                1,
                vec![
                    (field::TITLE, Change::Set(Value::text("three"))),
                    (field::ESTIMATE, Change::Set(Value::Int(5))),
                ],
            ),
        ],
    );
    let back = |unit| store.read::<_, StoreError>(|read| read.take_back(unit)).unwrap();
    assert_eq!(
        back(edit)[0].changes,
        [(field::TITLE, Change::Set(Value::text("one"))), (field::ESTIMATE, Change::Set(Value::Null))],
        "a field written twice goes back to what it was before both"
    );
    write(&store, &[op(4, 1, vec![(field::TITLE, Change::Set(Value::text("else")))])]);
    assert_eq!(back(edit)[0].changes, [(field::ESTIMATE, Change::Set(Value::Null))]);
}

#[test]
fn one_reader_sees_one_state_and_does_not_wait() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("daymark.db");
    let key = Key::from_bytes([1; 32]);
    let (app, cli) = (Store::open(&path, &key).unwrap(), Store::open(&path, &key).unwrap());
    let before = app.version().unwrap();
    write(&cli, &[make(1, 1, "from the terminal")]);
    assert_ne!(app.version().unwrap(), before, "the other process is noticed");
    assert_eq!(titles(&app), ["from the terminal"]);
}

#[test]
fn a_failed_write_leaves_nothing() {
    let store = Store::memory().unwrap();
    let outcome: Result<(), StoreError> = store.write(|write| {
        let unit = write.begin_unit("half", "{}", 1, UnitKind::Step, None)?;
        write.record(&make(1, 1, "half"), unit)?;
        Err(StoreError::Full)
    });
    assert!(matches!(outcome, Err(StoreError::Full)));
    assert!(titles(&store).is_empty());
    assert_eq!(store.read::<_, StoreError>(|read| read.op_count()).unwrap(), 0);
}

#[test]
fn no_list_reads_a_whole_table() {
    let store = Store::memory().unwrap();
    let day = jiff::civil::date(2026, 11, 21);
    for filter in [
        TaskFilter { inbox: Some(true), ..TaskFilter::default() },
        TaskFilter { open: Some(true), ..TaskFilter::default() },
        TaskFilter { open: Some(true), day_to: Some(day), ..TaskFilter::default() },
        TaskFilter { open: Some(true), tags: vec!["x".into()], ..TaskFilter::default() },
        TaskFilter { open: Some(true), words: Some("x".into()), ..TaskFilter::default() },
        TaskFilter { area: Some(daymark_domain::Id::of(ObjectId::new(1, [1; 10]))), ..TaskFilter::default() },
    ] {
        let plan = store.read::<_, StoreError>(|read| read.explain_tasks(&filter)).unwrap();
        assert!(
            !plan.iter().any(|line| line.starts_with("SCAN t") && !line.contains("INDEX")),
            "{filter:?}: {plan:?}"
        );
    }
}
