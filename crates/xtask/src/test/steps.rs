//! The steps of the test run, in order.

use super::Outcome;
use crate::process::{run_within, say, watch, which};
use crate::repo::Repo;
use crate::ui::{self, Profile};
use crate::{deny, layers, tidy, wasm};
use anyhow::{Result, bail};
use std::process::Command;
use std::time::Duration;

pub struct Step {
    pub name: &'static str,
    pub job: &'static str,
    /// Needs a display and browsers; left out by `--fast`.
    pub slow: bool,
    pub run: fn(&Repo) -> Result<Outcome>,
}

const fn step(name: &'static str, job: &'static str, run: fn(&Repo) -> Result<Outcome>) -> Step {
    Step { name, job, slow: false, run }
}

/// Clippy and the tests compile the shell, which holds the UI in it: so the UI is built before them.
pub const STEPS: &[Step] = &[
    step("format", "rustfmt finds nothing to change", format),
    step("layers", "who may know whom", |repo| verdict("layers", layers::verb(repo)?)),
    step("tidy", "rooms, files, locales", |repo| verdict("tidy", tidy::verb(repo)?)),
    step("deny", "licences, sources, banned crates", |repo| verdict("deny", deny::verb(repo)?)),
    step("wasm", "ring 0 compiles for the browser", ring_zero),
    step("ui", "the UI compiles and is bundled", build_ui),
    step("clippy", "no lint speaks", clippy),
    step("build", "everything compiles, tests too", build),
    step("test", "unit tests and journeys", tests),
    step("doctest", "the examples in the documentation", doctests),
    Step { name: "screens", job: "the UI in a window and in a browser", slow: true, run: screens },
];

/// What the whole tree is compiled with, each time: other features would compile it again. Without
/// `custom-protocol` the window would look for a development server.
pub const WHOLE: &[&str] = &["--workspace", "--features", "tauri/custom-protocol"];

fn verdict(name: &str, success: bool) -> Result<Outcome> {
    let word = if success { "no faults" } else { "faults, listed above" };
    Ok(Outcome { success, closing: vec![format!("{name}: {word}")] })
}

fn format(repo: &Repo) -> Result<Outcome> {
    component(repo, "rustfmt", "fmt")?;
    let ending = watch(repo.cargo().args(["fmt", "--all", "--check"]))?;
    let line = if ending.success { "every file is as rustfmt writes it" } else { "run `cargo fmt --all`" };
    Ok(Outcome { success: ending.success, closing: vec![line.to_owned()] })
}

fn clippy(repo: &Repo) -> Result<Outcome> {
    component(repo, "clippy", "clippy")?;
    ui::stand_in(repo)?;
    let ending =
        watch(repo.cargo().arg("clippy").args(WHOLE).args(["--all-targets", "--", "-D", "warnings"]))?;
    Ok(ending.into())
}

/// Rust installed in its minimal form has neither rustfmt nor clippy.
fn component(repo: &Repo, name: &str, subcommand: &str) -> Result<()> {
    let there =
        || repo.cargo().args([subcommand, "--version"]).output().is_ok_and(|output| output.status.success());
    if there() {
        return Ok(());
    }
    if which("rustup").is_some() {
        say(format!("rustup component add {name}"));
        run_within(Command::new("rustup").args(["component", "add", name]), Duration::from_secs(120))?;
    }
    if !there() {
        bail!("{name} is not installed; `rustup component add {name}` brings it");
    }
    Ok(())
}

fn ring_zero(repo: &Repo) -> Result<Outcome> {
    let compiler = wasm::compiler(repo)?;
    let ending = watch(compiler.cargo(repo).args([
        "build",
        "--package",
        "daymark-texts",
        "--package",
        "daymark-domain",
        "--package",
        "daymark-api",
        "--target",
        wasm::TARGET,
        "--profile",
        "wasm",
    ]))?;
    Ok(ending.into())
}

fn build_ui(repo: &Repo) -> Result<Outcome> {
    ui::build(repo, Profile::Wasm, false)?;
    Ok(Outcome { success: true, closing: vec!["ui/dist is up to date".to_owned()] })
}

fn build(repo: &Repo) -> Result<Outcome> {
    ui::stand_in(repo)?;
    let ending = watch(repo.cargo().arg("build").args(WHOLE).args(["--lib", "--bins", "--tests"]))?;
    Ok(ending.into())
}

fn tests(repo: &Repo) -> Result<Outcome> {
    ui::stand_in(repo)?;
    let mut command = repo.cargo();
    if has_nextest(repo) {
        command.args(["nextest", "run", "--no-fail-fast"]);
    } else {
        command.args(["test", "--no-fail-fast"]);
    }
    command.args(WHOLE).args(["--lib", "--bins", "--tests"]);
    Ok(watch(for_tests(repo, &mut command))?.into())
}

fn doctests(repo: &Repo) -> Result<Outcome> {
    Ok(watch(repo.cargo().args(["test", "--doc"]).args(WHOLE))?.into())
}

/// The `tests` member once more, now with a display, a session bus and `DAYMARK_SCREENS=1`.
/// One at a time: there is one WebKit driver and two cores.
fn screens(repo: &Repo) -> Result<Outcome> {
    let mut command = repo.command("dbus-run-session");
    command.args(["--", "xvfb-run", "--auto-servernum", "--server-args=-screen 0 1600x1000x24"]);
    command.arg(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    if has_nextest(repo) {
        // Windows and browsers are driven from outside: what fails once and passes then is named FLAKY.
        command.args(["nextest", "run", "--no-fail-fast", "--test-threads", "1", "--retries", "1"]);
        command.args(WHOLE).args([
            "--lib",
            "--bins",
            "--tests",
            "-E",
            "package(daymark-tests) & test(screens)",
        ]);
    } else {
        // Chosen otherwise the packages would have other features, and be compiled again.
        command.args(["test", "--no-fail-fast"]).args(WHOLE);
        command.args(["--test", "screens", "--", "--test-threads=1"]);
    }
    command
        .env("DAYMARK_SCREENS", "1")
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("GDK_BACKEND", "x11")
        .env("NO_AT_BRIDGE", "1")
        .env_remove("WAYLAND_DISPLAY");
    Ok(watch(for_tests(repo, &mut command))?.into())
}

/// Where tests find the programs and the UI.
fn for_tests<'a>(repo: &Repo, command: &'a mut Command) -> &'a mut Command {
    command
        .env("DAYMARK_BIN_DIR", repo.target.join("debug"))
        .env("DAYMARK_UI_DIR", repo.path("ui/dist"))
        .env("INSTA_UPDATE", "no")
}

fn has_nextest(repo: &Repo) -> bool {
    which("cargo-nextest").is_some()
        || repo.cargo().args(["nextest", "--version"]).output().is_ok_and(|output| output.status.success())
}
