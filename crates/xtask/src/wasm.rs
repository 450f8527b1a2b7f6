//! A compiler for the UI: the usual toolchain with the wasm32 target, or, where that target cannot
//! be fetched, Debian's `rustc-web` with a standard library built once from its own sources.

use crate::Needs;
use crate::process::{ask, run, run_within, say, which};
use crate::repo::Repo;
use crate::setup::{System, apt_install};
use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

pub const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_SOURCES: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";
/// The UI is linked with fat LTO, which reads bitcode out of the standard library too.
const STD_FLAGS: &str = "-Cembed-bitcode=yes";

/// A toolchain that can compile for the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compiler {
    /// The one that compiles everything else.
    Usual,
    Debian {
        sysroot: PathBuf,
        linker: PathBuf,
    },
}

impl Compiler {
    /// A cargo call that will compile with it; the caller adds `--target`.
    pub fn cargo(&self, repo: &Repo) -> Command {
        match self {
            Self::Usual => repo.cargo(),
            Self::Debian { sysroot, linker } => {
                let mut command = debian_cargo(repo);
                command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker).env(
                    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                    format!("--sysroot={}", sysroot.display()),
                );
                command
            }
        }
    }

    /// What a build depends on besides the sources.
    pub fn version(&self) -> Result<String> {
        match self {
            Self::Usual => ask(Command::new(rustc()).arg("-V")),
            Self::Debian { .. } => ask(Command::new(DEBIAN_RUSTC).arg("-V")),
        }
    }
}

/// Finds a compiler, installing what is missing. `DAYMARK_WASM=debian` takes the second way on purpose.
pub fn compiler(repo: &Repo) -> Result<Compiler> {
    let forced = std::env::var("DAYMARK_WASM").is_ok_and(|way| way == "debian");
    if !forced {
        if usual_has_target() {
            return Ok(Compiler::Usual);
        }
        if let Some(ready) = debian_ready(repo)? {
            return Ok(ready);
        }
        if add_target()? {
            return Ok(Compiler::Usual);
        }
    }
    debian(repo)
}

fn rustc() -> std::ffi::OsString {
    std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())
}

fn usual_has_target() -> bool {
    let Ok(sysroot) = ask(Command::new(rustc()).args(["--print", "sysroot"])) else { return false };
    let libraries = Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib");
    let Ok(entries) = std::fs::read_dir(libraries) else { return false };
    entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
}

fn add_target() -> Result<bool> {
    if which("rustup").is_none() {
        return Ok(false);
    }
    // With another way at hand a slow line is not worth waiting for.
    let limit = if System::here() == System::Apt { 25 } else { 300 };
    say(format!("rustup target add {TARGET} (at most {limit} s)"));
    let status =
        run_within(Command::new("rustup").args(["target", "add", TARGET]), Duration::from_secs(limit))?;
    match status {
        Some(status) if status.success() => Ok(usual_has_target()),
        Some(_) => {
            say("rustup could not fetch the target");
            Ok(false)
        }
        None => {
            say("rustup did not get it in time");
            Ok(false)
        }
    }
}

fn debian(repo: &Repo) -> Result<Compiler> {
    if System::here() != System::Apt {
        return Err(Needs(format!(
            "the UI is compiled to WebAssembly, and this Rust cannot do that yet. Please run:\n\n  rustup target add {TARGET}\n"
        ))
        .into());
    }
    if !debian_installed() {
        say("using Debian's Rust for the browser instead");
        let packages = ["rustc-web", "cargo-web", "rust-web-src"];
        let with_linker = |linker: &'static str| packages.iter().copied().chain([linker]).collect::<Vec<_>>();
        if apt_install(&with_linker("lld-22")).is_err() {
            apt_install(&with_linker("lld"))?;
        }
    }
    ensure!(
        debian_installed(),
        Needs(format!("rustc-web was installed, and still {DEBIAN_RUSTC} and its sources are not there"))
    );
    let home = debian_home(repo)?;
    if !home.join("ready").is_file() {
        build_std(repo, &home)?;
    }
    debian_ready(repo)?.context("the standard library was built, and no linker for wasm (lld) is installed")
}

fn debian_installed() -> bool {
    [DEBIAN_RUSTC, DEBIAN_CARGO, DEBIAN_SOURCES].iter().all(|file| Path::new(file).is_file())
        && linker().is_some()
}

/// The finished second way, if it is there and was built by the compiler that is installed now.
fn debian_ready(repo: &Repo) -> Result<Option<Compiler>> {
    if !debian_installed() {
        return Ok(None);
    }
    let home = debian_home(repo)?;
    let Some(linker) = linker().filter(|_| home.join("ready").is_file()) else { return Ok(None) };
    Ok(Some(Compiler::Debian { sysroot: home.join("sysroot"), linker }))
}

/// A folder named after the compiler and the flags, so that another version starts afresh.
fn debian_home(repo: &Repo) -> Result<PathBuf> {
    let version = ask(Command::new(DEBIAN_RUSTC).arg("-vV"))?;
    let digest = Sha256::digest(format!("{version}{STD_FLAGS}").as_bytes());
    let name: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    Ok(repo.scratch()?.join(format!("wasm-std-{name}")))
}

fn debian_cargo(repo: &Repo) -> Command {
    let mut command = repo.command(DEBIAN_CARGO);
    command.env("RUSTC", DEBIAN_RUSTC);
    for inherited in ["RUSTUP_TOOLCHAIN", "CARGO", "RUSTC_WRAPPER", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
        command.env_remove(inherited);
    }
    command
}

fn build_std(repo: &Repo, home: &Path) -> Result<()> {
    say("building the standard library for wasm32 once (about a minute)");
    let project = home.join("project");
    std::fs::create_dir_all(project.join("src"))?;
    std::fs::write(
        project.join("Cargo.toml"),
        "[package]\nname = \"nothing\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n",
    )?;
    std::fs::write(project.join("src/lib.rs"), "#![no_std]\n")?;
    run(debian_cargo(repo)
        .current_dir(&project)
        .env("CARGO_TARGET_DIR", home.join("target"))
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", STD_FLAGS)
        .args(["build", "--release", "-Zbuild-std=std,panic_abort", "--target", TARGET]))?;

    let libraries = home.join("sysroot/lib/rustlib").join(TARGET).join("lib");
    if libraries.exists() {
        std::fs::remove_dir_all(&libraries)?;
    }
    std::fs::create_dir_all(&libraries)?;
    for entry in std::fs::read_dir(home.join("target").join(TARGET).join("release/deps"))? {
        let file = entry?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libnothing-") {
            std::fs::copy(&file, libraries.join(&name))?;
        }
    }
    std::fs::remove_dir_all(home.join("target")).ok();
    std::fs::write(home.join("ready"), "")?;
    Ok(())
}

/// The newest `wasm-ld`: an old one does not read what a new compiler writes.
fn linker() -> Option<PathBuf> {
    let numbered = std::fs::read_dir("/usr/bin").ok()?.flatten().filter_map(|entry| {
        let number = entry.file_name().to_string_lossy().strip_prefix("wasm-ld-")?.parse::<u32>().ok()?;
        Some((number, entry.path()))
    });
    numbered.max().map(|(_, path)| path).or_else(|| which("wasm-ld"))
}
