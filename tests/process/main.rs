//! The real program: killed at any moment, searched for secrets, held to its contract, on a full disk.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "tests fail loudly, and look at the machine they run on"
)]

mod canary;
mod contract;
mod disk;
mod killed;

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use daymark_crypto::{Key, Purpose, RootKey};
use daymark_store::Store;
use serde_json::Value;
use tempfile::TempDir;

/// The program: in `DAYMARK_BIN_DIR`, or beside this test.
fn daymark() -> PathBuf {
    let beside = || std::env::current_exe().unwrap().ancestors().nth(2).unwrap().to_owned();
    let folder = std::env::var_os("DAYMARK_BIN_DIR").map_or_else(beside, PathBuf::from);
    let program = folder.join("daymark");
    assert!(
        program.exists(),
        "there is no {}; build it with 'cargo build -p daymark-cli'",
        program.display()
    );
    program
}

const KEY: &str = "5a17c0de5a17c0de5a17c0de5a17c0de5a17c0de5a17c0de5a17c0de5a17c0de";

/// A data folder and the key beside it.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Place {
        Place::within(&std::env::temp_dir())
    }

    fn within(parent: &Path) -> Place {
        let place = Place { folder: tempfile::tempdir_in(parent).unwrap() };
        std::fs::create_dir(place.temporary()).unwrap();
        std::fs::write(place.key_file(), KEY).unwrap();
        std::fs::set_permissions(place.key_file(), std::fs::Permissions::from_mode(0o600)).unwrap();
        place
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn temporary(&self) -> PathBuf {
        self.folder.path().join("tmp")
    }

    fn key_file(&self) -> PathBuf {
        self.folder.path().join("key")
    }

    fn database(&self) -> PathBuf {
        self.data().join("daymark.db")
    }

    /// The bare store, beside the program.
    fn store(&self) -> Store {
        let key = RootKey::new(Key::from_hex(KEY).unwrap()).derive(Purpose::Database);
        Store::open(&self.database(), &key).unwrap()
    }

    /// The program with nothing of this machine around it, on the morning of CLI.md.
    fn command(&self, args: &[&str]) -> Command {
        self.dressed(Command::new(daymark()), args)
    }

    fn dressed(&self, mut command: Command, args: &[&str]) -> Command {
        command
            .args(args)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.folder.path())
            .env("TMPDIR", self.temporary())
            .env("DAYMARK_DATA", self.data())
            .env("DAYMARK_KEY_FILE", self.key_file())
            .args(["--now", "2026-11-21T10:00:00+01:00", "--zone", "Europe/Berlin"])
            .stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Done {
        Done { args: args.join(" "), output: self.command(args).output().unwrap() }
    }

    fn run_with(&self, args: &[&str], stdin: &str) -> Done {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(stdin.as_bytes()).unwrap();
        Done { args: args.join(" "), output: child.wait_with_output().unwrap() }
    }
}

/// What a run came to.
struct Done {
    args: String,
    output: Output,
}

impl Done {
    fn out(&self) -> &str {
        std::str::from_utf8(&self.output.stdout).unwrap()
    }

    fn err(&self) -> &str {
        std::str::from_utf8(&self.output.stderr).unwrap()
    }

    #[track_caller]
    fn exits(&self, code: i32) -> &Done {
        assert_eq!(
            self.output.status.code(),
            Some(code),
            "daymark {}\n{}\n{}",
            self.args,
            self.out(),
            self.err()
        );
        self
    }

    /// The one JSON value on stdout.
    #[track_caller]
    fn json(&self) -> Value {
        self.exits(0);
        serde_json::from_str(self.out())
            .unwrap_or_else(|error| panic!("daymark {}: {error}\n{}", self.args, self.out()))
    }

    /// The error on stderr, as JSON.
    #[track_caller]
    fn error(&self) -> Value {
        let value: Value = serde_json::from_str(self.err().trim())
            .unwrap_or_else(|error| panic!("daymark {}: {error}\n{}", self.args, self.err()));
        value["error"].clone()
    }
}
