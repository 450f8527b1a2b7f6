//! The data folder: two programs at once, wrong keys, other formats, damage.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use daymark_api::{
    AddTask, ApiError, Audience, Caller, Code, GetAbout, Handle, Health, ListTasks, Notice, RunDoctor, Topic,
};
use daymark_host::{App, Options};
use daymark_testkit::{Home, drain};
use serde_json::json;

#[tokio::test]
async fn another_program_is_noticed_within_a_second() {
    let home = Home::new();
    let (first, second) = (home.alice(), home.alice());
    second.app.start_jobs();
    tokio::time::sleep(Duration::from_millis(600)).await;
    let mut best = Duration::MAX;
    for round in 0..4 {
        let mut notices = second.app.notices();
        first.ask(AddTask { title: format!("Task {round}"), ..AddTask::default() }).await;
        let written = tokio::time::Instant::now();
        let told = async {
            loop {
                match notices.recv().await.unwrap() {
                    Notice::Stale { topics } if topics.contains(&Topic::Tasks) => return topics,
                    _ => {}
                }
            }
        };
        let topics =
            tokio::time::timeout(Duration::from_secs(10), told).await.expect("the other program is told");
        assert!(!topics.contains(&Topic::Notes), "only what changed is stale: {topics:?}");
        best = best.min(written.elapsed());
        assert_eq!(second.titles("status:any").await.len(), round + 1, "what is told can be read");
    }
    assert!(best < Duration::from_secs(1), "it took {best:?} at best");
}

#[tokio::test]
async fn one_command_tells_its_own_clients_what_is_stale() {
    let alice = daymark_testkit::alice();
    let mut notices = alice.app.notices();
    alice.does("note.add", json!({ "title": "x" })).await;
    let stale: Vec<Topic> = drain(&mut notices)
        .into_iter()
        .flat_map(|notice| if let Notice::Stale { topics } = notice { topics } else { Vec::new() })
        .collect();
    assert!(stale.contains(&Topic::Notes) && stale.contains(&Topic::History), "{stale:?}");
    assert!(!stale.contains(&Topic::Tasks), "{stale:?}");
    let _ = alice.call("note.add", json!({ "title": "" })).await;
    assert!(drain(&mut notices).is_empty(), "what is refused makes nothing stale");
}

#[tokio::test]
async fn two_programs_write_at_once_and_lose_nothing() {
    let home = Home::new();
    let (first, second) = (home.alice(), home.alice());
    let add = |world: daymark_testkit::World, name: &'static str| async move {
        for n in 0..25 {
            world.ask(AddTask { title: format!("{name} {n}"), ..AddTask::default() }).await;
        }
    };
    tokio::join!(add(first.clone(), "first"), add(second.clone(), "second"));
    assert_eq!(first.titles("status:any").await.len(), 50);
    first.views().await.must_equal(&second.views().await, "between two programs on one folder");
    first.ask(daymark_api::Undo { steps: Some(100) }).await;
    assert!(second.titles("status:any").await.is_empty(), "the steps of both are taken back");
}

fn key_file(folder: &Path, name: &str, digit: char) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.join(name);
    std::fs::write(&path, digit.to_string().repeat(64)).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    path
}

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        Place { folder: tempfile::tempdir().unwrap() }
    }

    fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    async fn open(&self, digit: char) -> Result<App, ApiError> {
        let options = Options {
            data: Some(self.data()),
            key_file: Some(key_file(self.folder.path(), &format!("key-{digit}"), digit)),
            now: Some(daymark_testkit::MOMENT.parse().unwrap()),
            ..Options::default()
        };
        daymark_host::open(options).await
    }

    /// What the data files hold. What SQLite keeps beside the database while it is open is no part of it.
    fn bytes(&self) -> BTreeMap<String, Vec<u8>> {
        std::fs::read_dir(self.data())
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry))
            .filter(|(name, _)| !name.ends_with("-shm") && !name.ends_with(".lock"))
            .map(|(name, entry)| (name, std::fs::read(entry.path()).unwrap()))
            .collect()
    }
}

fn person() -> Caller {
    Caller::person(Audience::Cli)
}

async fn filled() -> Place {
    let place = Place::new();
    let app = place.open('a').await.unwrap();
    for n in 0..200 {
        let call = AddTask { title: format!("Task {n}"), notes: "words ".repeat(50), ..AddTask::default() };
        Handle::handle(&app, person(), call).await.unwrap();
    }
    app.close().await;
    drop(app);
    place
}

#[tokio::test]
async fn a_folder_opens_again_as_it_was() {
    let place = filled().await;
    let app = place.open('a').await.unwrap();
    let page = Handle::handle(&app, person(), ListTasks::default()).await.unwrap();
    assert_eq!(page.total, 200);
    let about = Handle::handle(&app, person(), GetAbout {}).await.unwrap();
    assert_eq!((about.zone.as_str(), about.today.to_string().as_str()), ("Europe/Berlin", "2026-11-21"));
    use std::os::unix::fs::PermissionsExt;
    for entry in std::fs::read_dir(place.data()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode & 0o077, 0, "{:?} is open to others: {mode:o}", entry.file_name());
    }
}

#[tokio::test]
async fn a_wrong_key_opens_nothing_and_harms_nothing() {
    let place = filled().await;
    let before = place.bytes();
    let error = place.open('b').await.unwrap_err();
    assert_eq!(error.code, Code::Storage);
    assert!(
        error.message.to_lowercase().contains("key") && error.message.ends_with('.'),
        "{}",
        error.message
    );
    assert!(error.hint.is_some_and(|hint| !hint.is_empty()));
    assert!(place.bytes() == before, "the files are as they were");
    assert!(place.open('a').await.is_ok());
}

#[tokio::test]
async fn a_newer_file_is_left_alone() {
    let place = filled().await;
    let root = daymark_crypto::RootKey::new(daymark_crypto::Key::from_hex(&"a".repeat(64)).unwrap());
    let store = daymark_store::Store::open(
        &place.data().join("daymark.db"),
        &root.derive(daymark_crypto::Purpose::Database),
    )
    .unwrap();
    store.set_format(99).unwrap();
    drop(store);
    let before = place.bytes();
    let error = place.open('a').await.unwrap_err();
    assert_eq!(error.code, Code::Storage);
    assert!(error.message.contains("newer") && error.message.contains("99"), "{}", error.message);
    assert!(error.hint.is_some_and(|hint| hint.contains("Update")));
    assert!(place.bytes() == before, "the files are as they were");
}

#[tokio::test]
async fn a_damaged_file_says_so_and_is_left_alone() {
    let place = filled().await;
    let database = place.data().join("daymark.db");
    let mut bytes = std::fs::read(&database).unwrap();
    let pages = bytes.len() / 4096;
    for page in 1..pages {
        bytes[page * 4096 + 100] ^= 0xff;
    }
    std::fs::write(&database, &bytes).unwrap();
    let before = place.bytes();
    match place.open('a').await {
        Err(error) => assert_eq!(error.code, Code::Storage, "{error:?}"),
        Ok(app) => {
            let diagnosis = Handle::handle(&app, person(), RunDoctor {}).await.unwrap();
            assert_eq!(diagnosis.overall, Health::Unhealthy);
            let check = diagnosis.checks.iter().find(|check| check.part == "database").unwrap();
            assert_eq!(check.health, Health::Unhealthy);
            assert!(check.message.contains("restore"), "{}", check.message);
            let error = Handle::handle(&app, person(), ListTasks::default()).await.unwrap_err();
            assert_eq!(error.code, Code::Storage, "{error:?}");
            let error = Handle::handle(&app, person(), AddTask { title: "x".into(), ..AddTask::default() })
                .await
                .unwrap_err();
            assert_eq!(error.code, Code::Storage, "{error:?}");
        }
    }
    assert!(place.bytes()["daymark.db"] == before["daymark.db"], "the file is as it was");
    // The first page is what the key is proved on.
    bytes[200] ^= 0xff;
    std::fs::write(&database, &bytes).unwrap();
    assert_eq!(place.open('a').await.unwrap_err().code, Code::Storage);
    assert!(std::fs::read(&database).unwrap() == bytes);
}

#[tokio::test]
async fn what_is_no_database_of_ours_is_left_alone() {
    for content in [&b"SQLite format 3\0 and more of it, as plain as can be"[..], b"hello", &[0x5a; 8192]] {
        let place = Place::new();
        std::fs::create_dir_all(place.data()).unwrap();
        std::fs::write(place.data().join("daymark.db"), content).unwrap();
        let error = place.open('a').await.unwrap_err();
        assert_eq!(error.code, Code::Storage, "{error:?}");
        assert!(error.hint.is_some());
        assert_eq!(std::fs::read(place.data().join("daymark.db")).unwrap(), content);
    }
}
