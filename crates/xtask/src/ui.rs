//! The UI: compile for the browser, bind, bundle the styles, write `ui/dist`.
//!
//! `index.html`, `boot.js` and `app.css` keep their names; the script and the wasm carry a hash of
//! their content in theirs, so a server may let browsers keep those for ever.

mod css;
mod inputs;

use crate::args::Args;
use crate::process::{run, say, which};
use crate::repo::Repo;
use crate::setup::{Aim, system};
use crate::wasm::{self, Compiler, TARGET};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// How the wasm is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Small: what people download.
    Wasm,
    /// Quick to compile.
    Dev,
}

impl Profile {
    fn name(self) -> &'static str {
        match self {
            Self::Wasm => "wasm",
            Self::Dev => "dev",
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Wasm => "wasm",
            Self::Dev => "debug",
        }
    }
}

pub fn verb(repo: &Repo, mut args: Args) -> Result<bool> {
    let profile = if args.flag("--dev") { Profile::Dev } else { Profile::Wasm };
    let force = args.flag("--force");
    let out = args.option("--out")?.map(PathBuf::from);
    args.finish()?;
    system(Aim::Build)?;
    match out {
        Some(out) => build_into(repo, profile, true, &out)?,
        None => build(repo, profile, force)?,
    }
    Ok(true)
}

/// Brings `ui/dist` up to date; does nothing when its inputs are as they were.
pub fn build(repo: &Repo, profile: Profile, force: bool) -> Result<()> {
    build_into(repo, profile, force, &repo.path("ui/dist"))
}

fn build_into(repo: &Repo, profile: Profile, force: bool, dist: &Path) -> Result<()> {
    let compiler = wasm::compiler(repo)?;
    let optimiser = which("wasm-opt").filter(|_| profile == Profile::Wasm);
    let settings = format!("{} {} {optimiser:?}", compiler.version()?.trim(), profile.name());
    let wanted = inputs::fingerprint(repo, &settings)?;
    let stamp = inputs::stamp_file(repo)?;
    let finished = std::fs::read_to_string(&stamp).is_ok_and(|found| found == wanted);
    if finished && !force && dist.join("index.html").is_file() {
        say("the UI is up to date");
        return Ok(());
    }
    std::fs::remove_file(&stamp).ok();

    let wasm = compile(repo, &compiler, profile)?;
    let fresh = repo.scratch()?.join("dist");
    if fresh.exists() {
        std::fs::remove_dir_all(&fresh)?;
    }
    std::fs::create_dir_all(&fresh)?;
    let names = bind(&wasm, &fresh, profile, optimiser.as_deref())?;
    let style = css::bundle(&repo.path("ui/styles/app.css"))?;
    std::fs::write(fresh.join("app.css"), &style)?;
    copy_static(&repo.path("ui/static"), &fresh, &names)?;
    swap(&fresh, dist)?;
    // The stamp speaks of `ui/dist`; a folder of someone's own has none.
    if dist == repo.path("ui/dist") {
        std::fs::write(&stamp, &wanted)?;
    }
    report(dist, &names)
}

fn compile(repo: &Repo, compiler: &Compiler, profile: Profile) -> Result<PathBuf> {
    say(match compiler {
        Compiler::Usual => "compiling the UI to wasm",
        Compiler::Debian { .. } => "compiling the UI to wasm, with Debian's Rust",
    });
    let arguments =
        ["build", "--package", "daymark-ui", "--bin", "daymark-ui", "--target", TARGET, "--profile"];
    run(compiler.cargo(repo).args(arguments).arg(profile.name()))?;
    Ok(repo.target.join(TARGET).join(profile.folder()).join("daymark-ui.wasm"))
}

/// The names of the hashed files.
struct Names {
    js: String,
    wasm: String,
}

fn bind(wasm: &Path, out: &Path, profile: Profile, optimiser: Option<&Path>) -> Result<Names> {
    Bindgen::new()
        .input_path(wasm)
        .web(true)?
        .typescript(false)
        .debug(profile == Profile::Dev)
        .keep_debug(profile == Profile::Dev)
        .remove_name_section(profile == Profile::Wasm)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .out_name("app")
        .generate(out)
        .context("binding the wasm failed")?;
    let bound = out.join("app_bg.wasm");
    if let Some(optimiser) = optimiser {
        shrink(optimiser, &bound);
    }
    let js = out.join("app.js");
    let mut hash = Sha256::new();
    hash.update(std::fs::read(&js)?);
    hash.update(std::fs::read(&bound)?);
    let hash: String = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let names = Names { js: format!("app-{hash}.js"), wasm: format!("app-{hash}.wasm") };
    std::fs::rename(&js, out.join(&names.js))?;
    std::fs::rename(&bound, out.join(&names.wasm))?;
    Ok(names)
}

/// A smaller file is welcome and not needed: an optimiser too old for this wasm is passed over.
fn shrink(optimiser: &Path, wasm: &Path) {
    let smaller = wasm.with_extension("smaller");
    let done = Command::new(optimiser)
        .args(["-Os", "--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-sign-ext"])
        .args(["--enable-mutable-globals", "--enable-reference-types", "--enable-multivalue"])
        .arg(wasm)
        .arg("-o")
        .arg(&smaller)
        .output();
    match done {
        Ok(output) if output.status.success() && std::fs::rename(&smaller, wasm).is_ok() => {}
        _ => {
            std::fs::remove_file(&smaller).ok();
            say("wasm-opt could not read this wasm; it stays as it is");
        }
    }
}

/// Copies `ui/static`, filling the names into the page and its boot script.
fn copy_static(from: &Path, to: &Path, names: &Names) -> Result<()> {
    for file in inputs::walk(from)? {
        let inside = file.strip_prefix(from)?;
        let target = to.join(inside);
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent)?;
        }
        if inside == Path::new("index.html") || inside == Path::new("boot.js") {
            let text = std::fs::read_to_string(&file)?;
            let text = text
                .replace("{{js}}", &names.js)
                .replace("{{wasm}}", &names.wasm)
                .replace("{{css}}", "app.css");
            std::fs::write(target, text)?;
        } else {
            std::fs::copy(&file, target)?;
        }
    }
    Ok(())
}

/// Puts the finished folder in place, so that nobody sees half of it.
fn swap(fresh: &Path, dist: &Path) -> Result<()> {
    if dist.exists() {
        std::fs::remove_dir_all(dist).with_context(|| format!("could not clear {}", dist.display()))?;
    }
    if std::fs::rename(fresh, dist).is_ok() {
        return Ok(());
    }
    // The target folder may be on another disk.
    for file in inputs::walk(fresh)? {
        let target = dist.join(file.strip_prefix(fresh)?);
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::copy(&file, target)?;
    }
    std::fs::remove_dir_all(fresh)?;
    Ok(())
}

fn report(dist: &Path, names: &Names) -> Result<()> {
    let size = |name: &str| -> Result<u64> { Ok(std::fs::metadata(dist.join(name))?.len() / 1024) };
    say(format!(
        "ui/dist: {} {} kB, {} {} kB, app.css {} kB",
        names.wasm,
        size(&names.wasm)?,
        names.js,
        size(&names.js)?,
        size("app.css")?
    ));
    Ok(())
}

/// A page that says what is wrong, so that the shell still compiles when the UI does not.
pub fn stand_in(repo: &Repo) -> Result<()> {
    let dist = repo.path("ui/dist");
    if dist.join("index.html").is_file() {
        return Ok(());
    }
    std::fs::create_dir_all(&dist)?;
    let page = "<!doctype html><title>Daymark</title><p>The UI was not built. Run cargo xtask ui.</p>\n";
    std::fs::write(dist.join("index.html"), page)?;
    Ok(())
}
