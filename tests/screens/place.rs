//! A data folder of its own for each test, and the programs that work on it.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

const KEY: &str = "5a17c0de5a17c0de5a17c0de5a17c0de5a17c0de5a17c0de5a17c0de5a17c0de";

/// Whether screens are to be tried in this run.
pub fn asked_for() -> bool {
    let asked = std::env::var_os("DAYMARK_SCREENS").is_some_and(|value| value == "1");
    if !asked {
        eprintln!("not run: `cargo xtask test --only screens` brings the display and the programs");
    }
    asked
}

/// A program of ours.
pub fn program(name: &str) -> PathBuf {
    let beside = || std::env::current_exe().unwrap().ancestors().nth(2).unwrap().to_owned();
    let folder = std::env::var_os("DAYMARK_BIN_DIR").map_or_else(beside, PathBuf::from);
    let program = folder.join(name);
    assert!(program.exists(), "there is no {}; `cargo xtask test` builds it", program.display());
    program
}

pub struct Place {
    folder: TempDir,
}

impl Place {
    pub fn new() -> Place {
        let place = Place { folder: tempfile::tempdir().unwrap() };
        std::fs::write(place.key_file(), KEY).unwrap();
        std::fs::set_permissions(place.key_file(), std::fs::Permissions::from_mode(0o600)).unwrap();
        place
    }

    pub fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    pub fn key_file(&self) -> PathBuf {
        self.path("key")
    }

    /// Tells a program where this place is, and keeps the folders of the person's home out of it.
    pub fn told<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("DAYMARK_DATA", self.data())
            .env("DAYMARK_KEY_FILE", self.key_file())
            .env("HOME", self.folder.path())
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .env("XDG_DATA_HOME", self.path("share"))
    }

    /// Runs the command line on this place.
    pub fn daymark(&self, words: &[&str]) -> String {
        let mut command = Command::new(program("daymark"));
        let output = self.told(command.args(words)).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "daymark {words:?}: {said}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        said
    }

    /// Starts the app another time on this place, and waits until that one has ended.
    pub async fn start_again(&self, words: &[&str]) {
        let mut command = Command::new(program("daymark-desktop"));
        let mut second = Running(self.told(command.args(words)).spawn().unwrap());
        for _ in 0..300 {
            if let Some(status) = second.0.try_wait().unwrap() {
                assert!(status.success(), "the second start {words:?} ended with {status}");
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the second start {words:?} stays beside the first");
    }

    /// Waits until no program of that name runs on this place, and ends one that stays.
    pub async fn until_gone(&self, name: &str) {
        for _ in 0..100 {
            if self.running(name).is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        for id in self.running(name) {
            eprintln!("{name} stays after its session; it is ended");
            let _ = Command::new("kill").args(["-KILL", &id]).status();
        }
    }

    /// The processes of that name that were told of this place.
    fn running(&self, name: &str) -> Vec<String> {
        let told = format!("DAYMARK_DATA={}", self.data().display());
        let runs_here = |process: &Path| {
            let read = |file: &str| std::fs::read(process.join(file)).unwrap_or_default();
            let program = read("cmdline").split(|&byte| byte == 0).next().unwrap_or_default().to_owned();
            program.ends_with(name.as_bytes())
                && read("environ").split(|&byte| byte == 0).any(|variable| variable == told.as_bytes())
        };
        let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        let here = processes.filter(|process| runs_here(&process.path()));
        here.filter_map(|process| process.file_name().into_string().ok()).collect()
    }

    /// `daymark serve` on any free port.
    pub fn serve(&self) -> Server {
        let ui = std::env::var_os("DAYMARK_UI_DIR").expect("DAYMARK_UI_DIR says where the UI is");
        assert!(Path::new(&ui).join("index.html").is_file(), "DAYMARK_UI_DIR holds no index.html");
        let mut command = Command::new(program("daymark"));
        command.args(["serve", "--no-open", "--json", "--assets"]).arg(ui);
        let mut child = self.told(&mut command).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| drop(tell.send(line))));
        let server = Running(child);
        let line = told.recv_timeout(Duration::from_secs(30)).expect("serve says where it listens");
        let said: Value = serde_json::from_str(&line).unwrap();
        Server { url: said["url"].as_str().unwrap().to_owned(), _process: server }
    }
}

pub struct Server {
    /// With the token that lets one browser in.
    pub url: String,
    _process: Running,
}

impl Server {
    /// `http://127.0.0.1:1234`
    pub fn origin(&self) -> &str {
        self.url.split("/?").next().unwrap()
    }
}

/// A process that ends with the test.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
