//! The real Secret Service of a Linux desktop.
//!
//! Runs only where `DAYMARK_TEST_SECRET_SERVICE` is set, since it needs a session bus and an unlocked keyring.
//! `crates/daymark-keychain/tests/with_keyring` sets up both, throws them away afterwards, and runs this.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::disallowed_methods)] // a test at the boundary

use std::time::Duration;

use daymark_crypto::suite::vault_suite;
use daymark_crypto::{Secret, Trouble, Vault};
use daymark_keychain::{Home, Keychain, Options, find_root_key, probe};

fn mode() -> Option<String> {
    let mode = std::env::var("DAYMARK_TEST_SECRET_SERVICE").ok();
    if mode.is_none() {
        eprintln!("skipped: DAYMARK_TEST_SECRET_SERVICE is not set");
    }
    mode
}

fn entropy(bytes: &mut [u8]) {
    use std::io::Read;
    std::fs::File::open("/dev/urandom").unwrap().read_exact(bytes).unwrap();
}

#[test]
fn an_unlocked_keyring_is_a_vault_and_keeps_the_root_key() {
    if mode().as_deref() != Some("1") {
        return;
    }
    let mut keychain = Keychain::new("Daymark test", Duration::from_secs(20));
    probe(&mut keychain, "test").unwrap();
    vault_suite(&mut keychain);

    let dir = tempfile::tempdir().unwrap();
    let options = Options { item: "test root key".to_owned(), ..Options::default() };
    let mut ask = |_| -> Option<Secret> { panic!("nobody is asked where a keyring works") };
    let first = find_root_key(&options, dir.path(), &mut entropy, &mut ask).unwrap();
    assert_eq!((first.place, first.new), (Home::Keychain, true));
    std::fs::write(dir.path().join("daymark.db"), b"pages").unwrap();
    let again = find_root_key(&options, dir.path(), &mut entropy, &mut ask).unwrap();
    assert_eq!((again.key, again.new), (first.key, false));

    Keychain::new("Daymark", Duration::from_secs(20)).delete("test root key").unwrap();
    let gone = find_root_key(&options, dir.path(), &mut entropy, &mut ask).unwrap_err();
    assert_eq!(gone.trouble, Trouble::Absent, "no new key for a database: {gone}");
}

#[test]
fn a_locked_keyring_says_so_in_time() {
    if mode().as_deref() != Some("locked") {
        return;
    }
    let mut keychain = Keychain::new("Daymark test", Duration::from_secs(5));
    let error = probe(&mut keychain, "test").unwrap_err();
    assert_eq!(error.trouble, Trouble::Locked, "{error}");
}

#[test]
fn without_a_bus_it_is_absent_and_a_passphrase_is_asked() {
    if mode().as_deref() != Some("absent") {
        return;
    }
    let mut keychain = Keychain::new("Daymark test", Duration::from_secs(5));
    let error = probe(&mut keychain, "test").unwrap_err();
    assert_eq!(error.trouble, Trouble::Absent, "{error}");

    let dir = tempfile::tempdir().unwrap();
    let mut asked = 0;
    let found = find_root_key(&Options::default(), dir.path(), &mut entropy, &mut |_| {
        asked += 1;
        Some("correct horse".into())
    });
    assert_eq!((found.unwrap().place, asked), (Home::Passphrase, 2));
}
