//! `cargo xtask run`: build what is needed and start Daymark.

use crate::Needs;
use crate::args::Args;
use crate::process::{say, shown};
use crate::repo::Repo;
use crate::setup::{Aim, system};
use crate::ui::{self, Profile};
use anyhow::{Context, Result};
use std::path::PathBuf;

pub fn run(repo: &Repo, mut args: Args) -> Result<bool> {
    let web = args.flag("--web");
    let release = args.flag("--release");
    let profile = if args.flag("--dev") { Profile::Dev } else { Profile::Wasm };
    let data = args.option("--data")?.map(PathBuf::from);
    let rest = args.finish()?;
    if !web && !has_screen() {
        return Err(Needs(
            "there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set). To use Daymark in a browser:\n\n  \
             cargo xtask run --web\n"
                .into(),
        )
        .into());
    }
    system(Aim::Build)?;
    ui::build(repo, profile, false)?;

    let mut command = repo.cargo();
    command.arg("run");
    if release {
        command.arg("--release");
    }
    if web {
        command.args(["--package", "daymark-cli", "--bin", "daymark", "--"]);
    } else {
        // Without this feature the window would look for a development server.
        command.args(["--package", "daymark-desktop", "--features", "tauri/custom-protocol", "--"]);
    }
    if let Some(data) = data {
        let data = std::env::current_dir()?.join(data);
        command.env("DAYMARK_DATA", &data);
        if web {
            command.arg("--data").arg(&data);
        }
    }
    if web {
        command.args(["serve", "--assets"]).arg(repo.path("ui/dist"));
    }
    command.args(rest);
    say(shown(&command));
    let status = command.status().context("could not start cargo")?;
    Ok(status.success())
}

fn has_screen() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
