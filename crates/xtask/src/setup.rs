//! What the machine must have: looked for with a few stat calls, installed only when missing.

mod needs;

use crate::Needs;
use crate::args::Args;
use crate::process::{run, say, which};
use anyhow::Result;
use needs::{For, NEEDS, Need};
use std::process::Command;

/// How far the set-up goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    Build,
    /// Also what the screens need: a display, a bus, browsers and their drivers.
    Test,
    /// Also the peers that are measured beside us.
    Bench,
}

pub fn verb(mut args: Args) -> Result<bool> {
    let aim = if args.flag("--test") { Aim::Test } else { Aim::Build };
    args.finish()?;
    system(aim)?;
    say("the system packages are all here");
    Ok(true)
}

/// Sees to the system packages.
pub fn system(aim: Aim) -> Result<()> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| wanted(need, aim) && !need.present()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = missing.iter().map(|need| need.name).collect();
    say(format!("missing on this machine: {}", names.join(", ")));
    let system = System::here();
    let packages: Vec<&str> =
        missing.iter().flat_map(|need| system.packages(need).split_whitespace()).collect();
    if packages.is_empty() {
        return Err(Needs(format!("please install by hand: {}", names.join(", "))).into());
    }
    match system {
        System::Apt => apt_install(&packages),
        other => Err(Needs(other.advice(&packages)).into()),
    }
}

fn wanted(need: &Need, aim: Aim) -> bool {
    // Linux draws with WebKitGTK; elsewhere the system brings its own web view.
    if need.linux_only && !cfg!(target_os = "linux") {
        return false;
    }
    match need.needed {
        For::Build => true,
        For::Test => aim != Aim::Build,
        For::Bench => aim == Aim::Bench,
    }
}

/// Installs with apt-get, or says what to type when we may not.
pub fn apt_install(packages: &[&str]) -> Result<()> {
    let line = format!("apt-get install -y --no-install-recommends {}", packages.join(" "));
    let Some(mut prefix) = root_prefix() else {
        return Err(Needs(format!(
            "installing needs root, and sudo asks for a password. Please run:\n\n  sudo apt-get update && sudo {line}\n"
        ))
        .into());
    };
    prefix.extend(["env".to_owned(), "DEBIAN_FRONTEND=noninteractive".to_owned(), "apt-get".to_owned()]);
    let apt = |words: &[&str]| {
        let mut command = Command::new(&prefix[0]);
        command.args(&prefix[1..]).args(words);
        command
    };
    say("apt-get update");
    // A stale list of one source must not stop an install that the others can serve.
    if let Err(trouble) = run(&mut apt(&["update", "-qq"])) {
        say(format!("{trouble}; trying to install all the same"));
    }
    say(&line);
    let mut words = vec!["install", "-y", "-qq", "--no-install-recommends"];
    words.extend(packages);
    run(&mut apt(&words)).map_err(|trouble| {
        Needs(format!("{trouble}\nThe packages could not be installed. The command was:\n\n  sudo {line}\n"))
            .into()
    })
}

/// The words before a command that needs root: none for root, `sudo -n` where that works.
fn root_prefix() -> Option<Vec<String>> {
    let id = Command::new("id").arg("-u").output().ok()?;
    if id.stdout.starts_with(b"0") {
        return Some(Vec::new());
    }
    let sudo = Command::new("sudo").args(["-n", "true"]).output().ok()?;
    sudo.status.success().then(|| vec!["sudo".to_owned(), "-n".to_owned()])
}

/// How software is installed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    Apt,
    Dnf,
    Pacman,
    Zypper,
    Brew,
    Winget,
    Unknown,
}

impl System {
    pub fn here() -> Self {
        if cfg!(target_os = "macos") {
            return Self::Brew;
        }
        if cfg!(windows) {
            return Self::Winget;
        }
        let found =
            [("apt-get", Self::Apt), ("dnf", Self::Dnf), ("pacman", Self::Pacman), ("zypper", Self::Zypper)];
        found.into_iter().find(|(tool, _)| which(tool).is_some()).map_or(Self::Unknown, |(_, system)| system)
    }

    fn packages(self, need: &Need) -> &'static str {
        match self {
            Self::Apt | Self::Unknown => need.apt,
            Self::Dnf => need.dnf,
            Self::Pacman => need.pacman,
            Self::Zypper => need.zypper,
            Self::Brew => need.brew,
            Self::Winget => need.winget,
        }
    }

    fn advice(self, packages: &[&str]) -> String {
        let packages = packages.join(" ");
        let line = match self {
            Self::Apt => format!("sudo apt-get install -y {packages}"),
            Self::Dnf => format!("sudo dnf install {packages}"),
            Self::Pacman => format!("sudo pacman -S --needed {packages}"),
            Self::Zypper => format!("sudo zypper install {packages}"),
            Self::Brew => format!("brew install {packages}"),
            Self::Winget => format!("winget install {packages}"),
            Self::Unknown => {
                return format!(
                    "no package tool is known here. By their Debian names, Daymark needs:\n\n  {packages}\n"
                );
            }
        };
        format!("please run this, then try again:\n\n  {line}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_need_names_a_package_for_every_linux() {
        for need in NEEDS {
            for system in [System::Apt, System::Dnf, System::Pacman, System::Zypper] {
                assert!(!system.packages(need).is_empty(), "{} has no package for {system:?}", need.name);
            }
        }
    }

    #[test]
    fn building_asks_for_less_than_testing() {
        let count = |aim| NEEDS.iter().filter(|need| wanted(need, aim)).count();
        assert!(count(Aim::Build) < count(Aim::Test));
        assert!(count(Aim::Test) < count(Aim::Bench));
    }

    #[test]
    fn advice_is_a_line_to_copy() {
        assert!(System::Dnf.advice(&["a", "b"]).contains("sudo dnf install a b"));
    }
}
