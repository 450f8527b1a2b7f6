use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use daymark_crypto::suite::vault_suite;
use daymark_crypto::{Key, RootKey, Secret, Trouble, Vault, VaultError, checked_name, checked_value};
use tempfile::{TempDir, tempdir};

use super::*;

fn seeded(seed: u8) -> impl FnMut(&mut [u8]) + Send + Sync + 'static {
    let mut next = u64::from(seed) << 32;
    move |bytes: &mut [u8]| {
        for byte in bytes {
            next = next.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (next >> 33) as u8;
        }
    }
}

/// A keychain in memory that can be away.
#[derive(Clone, Default)]
struct Pretend {
    kept: BTreeMap<String, Secret>,
    trouble: Option<Trouble>,
    forgets: bool,
}

impl Pretend {
    fn troubled(trouble: Trouble) -> Pretend {
        Pretend { trouble: Some(trouble), ..Pretend::default() }
    }

    fn check(&self, name: &str) -> Result<(), VaultError> {
        checked_name(name)?;
        self.trouble.map_or(Ok(()), |trouble| {
            Err(VaultError::new(trouble, "No desktop keyring is running here.", "Start one."))
        })
    }
}

impl Vault for Pretend {
    fn get(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        self.check(name)?;
        Ok(self.kept.get(name).cloned())
    }

    fn put(&mut self, name: &str, secret: &Secret) -> Result<(), VaultError> {
        self.check(name)?;
        checked_value(secret, self.limit())?;
        if !self.forgets {
            self.kept.insert(name.to_owned(), secret.clone());
        }
        Ok(())
    }

    fn delete(&mut self, name: &str) -> Result<(), VaultError> {
        self.check(name)?;
        self.kept.remove(name);
        Ok(())
    }

    fn home(&self) -> String {
        "pretended keyring".to_owned()
    }
}

struct Person {
    dir: TempDir,
    keychain: Pretend,
    options: Options,
    answers: Vec<Option<&'static str>>,
    asked: Vec<Prompt>,
    seed: u8,
}

fn alice() -> Person {
    Person {
        dir: tempdir().unwrap(),
        keychain: Pretend::default(),
        options: Options::default(),
        answers: Vec::new(),
        asked: Vec::new(),
        seed: 0,
    }
}

impl Person {
    fn path(&self, name: &str) -> std::path::PathBuf {
        self.dir.path().join("data").join(name)
    }

    fn says(mut self, answers: &[Option<&'static str>]) -> Person {
        self.answers = answers.to_vec();
        self
    }

    fn without_keychain(mut self) -> Person {
        self.keychain = Pretend::troubled(Trouble::Absent);
        self
    }

    fn find(&mut self) -> Result<Found, VaultError> {
        self.seed += 1;
        self.answers.reverse();
        let answers = &mut self.answers;
        let asked = &mut self.asked;
        let result = find_root_key_with(
            &mut self.keychain,
            &self.options,
            &self.dir.path().join("data"),
            &mut seeded(self.seed),
            &mut |prompt| {
                asked.push(prompt);
                answers.pop().flatten().map(Secret::from)
            },
        );
        self.answers.clear();
        result
    }

    fn has_data(&self) {
        fs::write(self.path("daymark.db"), b"pages").unwrap();
    }

    /// The file that the options name, with this text and mode.
    fn key_file(&mut self, text: &[u8], mode: u32) {
        let path = self.dir.path().join("named.key");
        fs::write(&path, text).unwrap();
        chmod(&path, mode);
        self.options.key_file = Some(path);
    }
}

#[cfg(unix)]
fn chmod(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn trouble(result: Result<Found, VaultError>) -> (Trouble, String) {
    let error = result.expect_err("this must not find a key");
    (error.trouble, error.to_string())
}

const HEX: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

#[test]
fn the_keychain_comes_first_and_keeps_one_item() {
    let mut alice = alice();
    let first = alice.find().unwrap();
    assert_eq!((first.place, first.new), (Home::Keychain, true));
    assert!(first.home.contains("pretended keyring"), "{}", first.home);
    assert_eq!(alice.keychain.kept.keys().collect::<Vec<_>>(), ["root-key"], "the probe cleans up");

    alice.has_data();
    let again = alice.find().unwrap();
    assert_eq!((again.key, again.new, again.warning), (first.key, false, None));
    assert!(alice.asked.is_empty(), "nobody was asked anything");
}

#[cfg(unix)]
#[test]
fn the_folder_and_its_files_are_private() {
    let mut alice = alice().without_keychain().says(&[Some("long enough"), Some("long enough")]);
    fs::create_dir(alice.path("")).unwrap();
    chmod(&alice.path(""), 0o755);
    let found = alice.find().unwrap();
    let mut store = SecretStore::open(&alice.path(""), &found.key, seeded(9)).unwrap();
    store.put("openai", &"sk-1".into()).unwrap();
    assert_eq!(mode(&alice.path("")), 0o700);
    for file in fs::read_dir(alice.path("")).unwrap() {
        assert_eq!(mode(&file.as_ref().unwrap().path()), 0o600, "{file:?}");
    }
}

#[test]
fn the_note_names_the_key_and_tells_no_secret() {
    let mut alice = alice();
    let found = alice.find().unwrap();
    let note = fs::read_to_string(alice.path("key.home")).unwrap();
    assert_eq!(note, format!(r#"{{"format":1,"home":"keychain","key_id":"{}"}}"#, found.key.id()));
    assert!(!note.contains(&found.key.expose().expose_hex()[..8]));
}

#[test]
fn without_a_keychain_a_passphrase_is_asked_twice() {
    let mut alice = alice().without_keychain().says(&[
        Some("short"),
        Some("correct horse"),
        Some("correct house"),
        Some("correct horse"),
        Some("correct horse"),
    ]);
    let first = alice.find().unwrap();
    assert_eq!((first.place, first.new), (Home::Passphrase, true));
    let questions: Vec<Question> = alice.asked.iter().map(|prompt| prompt.question).collect();
    use Question::{Choose, Open, Repeat};
    assert_eq!(questions, [Choose, Choose, Repeat, Choose, Repeat]);
    assert!(alice.asked[0].text.contains("No desktop keyring"), "it says why: {}", alice.asked[0].text);

    alice.has_data();
    alice.asked.clear();
    let mut alice = alice.says(&[Some("wrong one"), Some("correct horse")]);
    assert_eq!(alice.find().unwrap().key, first.key);
    assert_eq!(alice.asked.iter().map(|p| p.question).collect::<Vec<_>>(), [Open, Open]);
    assert!(alice.asked[1].text.contains("does not open"), "{}", alice.asked[1].text);

    let mut alice = alice.says(&[Some("a"), Some("b"), Some("c")]);
    assert_eq!(trouble(alice.find()).0, Trouble::Locked);
    let mut alice = alice.says(&[]);
    let (kind, text) = trouble(alice.find());
    assert_eq!(kind, Trouble::Locked);
    assert!(text.contains("nobody to ask"), "{text}");
}

#[test]
fn with_nobody_to_ask_it_says_what_to_do_and_writes_no_key() {
    let mut alice = alice().without_keychain();
    let (kind, text) = trouble(alice.find());
    assert_eq!(kind, Trouble::Absent);
    assert!(text.contains("DAYMARK_KEY_FILE") && text.contains("No desktop keyring"), "{text}");
    for name in ["key.plain", "key.sealed", "key.home"] {
        assert!(!alice.path(name).exists(), "{name}");
    }
}

#[test]
fn a_keychain_that_forgets_is_not_trusted() {
    let mut alice = alice().says(&[Some("correct horse"), Some("correct horse")]);
    alice.keychain.forgets = true;
    assert_eq!(alice.find().unwrap().place, Home::Passphrase);
    assert!(alice.asked[0].text.contains("did not keep"), "{}", alice.asked[0].text);
}

#[test]
fn a_locked_keychain_is_never_passed_over() {
    let mut alice = alice();
    alice.keychain = Pretend::troubled(Trouble::Locked);
    assert_eq!(trouble(alice.find()).0, Trouble::Locked);
    assert!(alice.asked.is_empty());

    alice.keychain = Pretend::default();
    alice.find().unwrap();
    alice.has_data();
    for away in [Trouble::Locked, Trouble::Away, Trouble::Absent] {
        alice.keychain.trouble = Some(away);
        assert_eq!(trouble(alice.find()).0, away, "the key is in there");
    }
    alice.keychain.trouble = None;
    alice.find().unwrap();
}

#[test]
fn an_unprotected_file_needs_leave_and_warns() {
    let mut alice = alice().without_keychain();
    alice.options.insecure_key_file = true;
    let first = alice.find().unwrap();
    assert_eq!(first.place, Home::PlainFile);
    assert!(first.warning.unwrap().contains("unprotected"));
    alice.has_data();
    assert!(alice.find().unwrap().warning.is_some(), "the warning stays");

    alice.options.insecure_key_file = false;
    let (kind, text) = trouble(alice.find());
    assert_eq!(kind, Trouble::Absent);
    assert!(text.contains("--insecure-key-file"), "{text}");
}

#[test]
fn a_database_without_its_key_gets_no_new_one() {
    let mut alice = alice();
    alice.find().unwrap();
    alice.has_data();
    alice.keychain.kept.clear();
    alice.options.insecure_key_file = true;
    let (kind, text) = trouble(alice.find());
    assert_eq!(kind, Trouble::Absent);
    assert!(text.contains("the system keychain") && text.contains("no new key"), "{text}");
    assert!(alice.keychain.kept.is_empty() && !alice.path("key.plain").exists());

    // The same when the note is lost as well.
    fs::remove_file(alice.path("key.home")).unwrap();
    assert_eq!(trouble(alice.find()).0, Trouble::Absent);
    assert!(alice.keychain.kept.is_empty() && !alice.path("key.home").exists());
}

#[test]
fn another_key_is_recognised_and_both_places_are_named() {
    let mut alice = alice();
    let right = alice.find().unwrap();
    alice.has_data();
    alice.keychain.put("root-key", &HEX.into()).unwrap();
    let (kind, text) = trouble(alice.find());
    assert_eq!(kind, Trouble::Refused);
    assert!(text.contains("pretended keyring") && text.contains(&right.key.id().to_string()), "{text}");

    alice.key_file(HEX.as_bytes(), 0o600);
    let (kind, text) = trouble(alice.find());
    assert_eq!(kind, Trouble::Refused);
    assert!(text.contains("named.key") && text.contains("the system keychain"), "{text}");
}

#[test]
fn the_right_key_is_found_beside_a_wrong_one() {
    let mut alice = alice().without_keychain().says(&[Some("correct horse"), Some("correct horse")]);
    let right = alice.find().unwrap();
    alice.has_data();
    alice.keychain = Pretend::default();
    alice.keychain.put("root-key", &HEX.into()).unwrap();
    let mut alice = alice.says(&[Some("correct horse")]);
    assert_eq!(alice.find().unwrap().key, right.key);
}

#[test]
fn a_lost_note_is_written_again_once_the_key_has_opened_the_data() {
    let mut alice = alice();
    let first = alice.find().unwrap();
    alice.has_data();
    fs::remove_file(alice.path("key.home")).unwrap();
    let again = alice.find().unwrap();
    assert_eq!(again.key, first.key);
    assert!(!alice.path("key.home").exists(), "nothing is proved yet");
    remember(&alice.path(""), &again).unwrap();
    alice.find().unwrap();
    assert!(alice.path("key.home").exists());

    fs::write(alice.path("key.home"), b"{}").unwrap();
    assert_eq!(trouble(alice.find()).0, Trouble::Damaged);
}

#[test]
fn a_key_file_holds_digits_or_bytes() {
    let expected = RootKey::new(Key::from_hex(HEX).unwrap());
    let raw: Vec<u8> = (0..32).collect();
    let with_newline = format!("{}\n", HEX.to_uppercase());
    for text in [HEX.as_bytes(), with_newline.as_bytes(), &raw] {
        let mut alice = alice();
        alice.key_file(text, 0o600);
        let found = alice.find().unwrap();
        assert_eq!((found.key, found.place), (expected.clone(), Home::KeyFile));
        assert!(alice.keychain.kept.is_empty(), "and nothing else is touched");
    }
    for text in [&raw[..31], &HEX.as_bytes()[..63], b"", b"passphrase", &[b'a'; 5000]] {
        let mut alice = alice();
        alice.key_file(text, 0o600);
        assert_eq!(trouble(alice.find()).0, Trouble::Damaged);
    }
}

#[test]
fn a_missing_key_file_is_an_error_and_no_step_down() {
    let mut alice = alice();
    alice.options.key_file = Some(alice.path("nowhere"));
    let (kind, text) = trouble(alice.find());
    assert_eq!(kind, Trouble::Absent);
    assert!(text.contains("openssl rand"), "{text}");
    assert!(alice.keychain.kept.is_empty());
}

#[cfg(unix)]
#[test]
fn a_key_file_open_to_others_is_refused() {
    for open in [0o644, 0o640, 0o604, 0o660] {
        let mut alice = alice();
        alice.key_file(HEX.as_bytes(), open);
        let (kind, text) = trouble(alice.find());
        assert_eq!(kind, Trouble::Refused, "{open:o}");
        assert!(text.contains("chmod 600"), "{text}");
    }
    let mut careful = alice();
    careful.key_file(HEX.as_bytes(), 0o400);
    careful.find().unwrap();

    let mut alice = alice();
    alice.options.key_file = Some(alice.dir.path().to_owned());
    assert_eq!(trouble(alice.find()).0, Trouble::Refused, "a folder is no key file");
}

#[cfg(unix)]
#[test]
fn a_key_file_of_another_user_is_refused() {
    let mut alice = alice();
    alice.key_file(HEX.as_bytes(), 0o600);
    let path = alice.options.key_file.clone().unwrap();
    if std::os::unix::fs::chown(&path, Some(4242), None).is_err() {
        return; // Only root can give a file away.
    }
    let (kind, text) = trouble(alice.find());
    assert_eq!(kind, Trouble::Refused);
    assert!(text.contains("another user"), "{text}");
}

#[test]
fn a_systemd_credential_is_used_when_there_is_one() {
    let mut alice = alice();
    let dir = tempdir().unwrap();
    alice.options.credentials_dir = Some(dir.path().to_owned());
    assert_eq!(alice.find().unwrap().place, Home::Keychain, "an empty folder is no credential");

    fs::write(dir.path().join("daymark-root-key"), HEX).unwrap();
    assert_eq!(alice.find().unwrap().place, Home::Credential);
    alice.has_data();
    alice.find().unwrap();
    alice.options.credentials_dir = None;
    let (kind, text) = trouble(alice.find());
    assert_eq!(kind, Trouble::Refused);
    assert!(text.contains("systemd"), "{text}");
}

#[test]
fn two_first_starts_at_once_make_one_key() {
    let dir = tempdir().unwrap();
    let keys: Vec<RootKey> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|n| {
                let data = dir.path().join("data");
                scope.spawn(move || {
                    let options = Options { insecure_key_file: true, ..Options::default() };
                    let mut keychain = Pretend::troubled(Trouble::Absent);
                    find_root_key_with(&mut keychain, &options, &data, &mut seeded(n), &mut |_| None)
                        .unwrap()
                        .key
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(keys.iter().all(|key| *key == keys[0]));
}

#[test]
fn the_secret_store_is_a_vault() {
    let dir = tempdir().unwrap();
    let root = RootKey::new(Key::from_hex(HEX).unwrap());
    let mut store = SecretStore::open(dir.path(), &root, seeded(1)).unwrap();
    vault_suite(&mut store);

    store.put("openai", &"sk-very-secret".into()).unwrap();
    let bytes = fs::read(dir.path().join("secrets.bin")).unwrap();
    assert!(
        !bytes.windows(6).any(|window| window == b"openai" || window == b"secret"),
        "all of it is sealed"
    );
    assert!(!format!("{store:?}").contains("sk-"));

    let again = SecretStore::open(dir.path(), &root, seeded(2)).unwrap();
    assert_eq!(again.get("openai").unwrap(), Some("sk-very-secret".into()));
    assert_eq!(again.names().unwrap(), ["openai"]);
}

#[test]
fn a_secrets_file_of_another_key_is_refused_and_kept() {
    let dir = tempdir().unwrap();
    let root = RootKey::new(Key::from_hex(HEX).unwrap());
    SecretStore::open(dir.path(), &root, seeded(1)).unwrap().put("a", &"b".into()).unwrap();
    let before = fs::read(dir.path().join("secrets.bin")).unwrap();
    let other = RootKey::generate(&mut seeded(7));
    let error = SecretStore::open(dir.path(), &other, seeded(1)).unwrap_err();
    assert_eq!(error.trouble, Trouble::Damaged);
    assert_eq!(fs::read(dir.path().join("secrets.bin")).unwrap(), before);
}

#[test]
fn two_stores_over_one_folder_lose_nothing() {
    let dir = tempdir().unwrap();
    let root = RootKey::new(Key::from_hex(HEX).unwrap());
    std::thread::scope(|scope| {
        for n in 0..4u8 {
            let (dir, root) = (dir.path(), &root);
            scope.spawn(move || {
                let mut store = SecretStore::open(dir, root, seeded(n)).unwrap();
                for m in 0..5 {
                    store.put(&format!("{n}.{m}"), &"x".into()).unwrap();
                }
            });
        }
    });
    assert_eq!(SecretStore::open(dir.path(), &root, seeded(9)).unwrap().names().unwrap().len(), 20);
}

#[test]
fn what_a_crash_left_behind_is_no_obstacle() {
    let dir = tempdir().unwrap();
    let root = RootKey::new(Key::from_hex(HEX).unwrap());
    fs::write(dir.path().join("secrets.bin.new"), b"half").unwrap();
    let mut store = SecretStore::open(dir.path(), &root, seeded(1)).unwrap();
    store.put("a", &"b".into()).unwrap();
    assert_eq!(store.get("a").unwrap(), Some("b".into()));
    assert!(!dir.path().join("secrets.bin.new").exists());
}
