//! The two programs that are measured, and how each is asked for the same thing.

use crate::process::ask;
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

pub trait Side {
    fn name(&self) -> &'static str;
    fn version(&self) -> Result<String>;
    /// Makes an empty data folder usable.
    fn prepare(&self, dir: &Path) -> Result<()>;
    fn import(&self, dir: &Path, file: &Path) -> Command;
    fn add(&self, dir: &Path, text: &str) -> Command;
    fn next(&self, dir: &Path) -> Command;
    fn list(&self, dir: &Path) -> Command;
}

#[derive(Debug)]
pub struct Daymark {
    pub program: PathBuf,
}

impl Daymark {
    fn command(&self, dir: &Path, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--data").arg(dir.join("data")).args(words).env("DAYMARK_KEY_FILE", dir.join("key"));
        command
    }
}

impl Side for Daymark {
    fn name(&self) -> &'static str {
        "daymark"
    }

    fn version(&self) -> Result<String> {
        Ok(ask(Command::new(&self.program).arg("--version"))?.trim().to_owned())
    }

    fn prepare(&self, dir: &Path) -> Result<()> {
        let key = dir.join("key");
        // A key for measuring only; what it protects is generated.
        std::fs::write(&key, "0123456789abcdef".repeat(4))?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600))?;
        }
        Ok(())
    }

    fn import(&self, dir: &Path, file: &Path) -> Command {
        let mut command = self.command(dir, &["import", "taskwarrior"]);
        command.arg(file);
        command
    }

    fn add(&self, dir: &Path, text: &str) -> Command {
        self.command(dir, &["add", text])
    }

    fn next(&self, dir: &Path) -> Command {
        self.command(dir, &["next"])
    }

    fn list(&self, dir: &Path) -> Command {
        self.command(dir, &["list"])
    }
}

#[derive(Debug)]
pub struct Taskwarrior;

impl Taskwarrior {
    fn command(&self, dir: &Path, words: &[&str]) -> Command {
        let mut command = Command::new("task");
        command.args(words).env("TASKRC", dir.join("taskrc")).env("TASKDATA", dir);
        command
    }
}

impl Side for Taskwarrior {
    fn name(&self) -> &'static str {
        "task"
    }

    fn version(&self) -> Result<String> {
        Ok(format!("Taskwarrior {}", ask(Command::new("task").arg("--version"))?.trim()))
    }

    fn prepare(&self, dir: &Path) -> Result<()> {
        let settings =
            format!("data.location={}\nconfirmation=no\nhooks=off\nverbose=nothing\n", dir.display());
        Ok(std::fs::write(dir.join("taskrc"), settings)?)
    }

    fn import(&self, dir: &Path, file: &Path) -> Command {
        let mut command = self.command(dir, &["import"]);
        command.arg(file);
        command
    }

    fn add(&self, dir: &Path, text: &str) -> Command {
        self.command(dir, &["add", text])
    }

    fn next(&self, dir: &Path) -> Command {
        self.command(dir, &["next"])
    }

    fn list(&self, dir: &Path) -> Command {
        self.command(dir, &["list"])
    }
}
