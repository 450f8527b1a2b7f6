//! `cargo xtask run`: build what is needed and start Daymark.

use crate::Needs;
use crate::args::Args;
use crate::process::{say, shown};
use crate::repo::Repo;
use crate::setup::{Aim, system};
use crate::test::WHOLE;
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

    // The whole workspace is chosen, as `test` does, so that most of what one compiled serves the
    // other; what only tests ask of a dependency still makes some of it differ.
    let program = if web { "daymark" } else { "daymark-desktop" };
    let mut build = repo.cargo();
    build.arg("build").args(WHOLE).args(["--bin", program]);
    if release {
        build.arg("--release");
    }
    crate::process::run(&mut build)?;

    let profile = if release { "release" } else { "debug" };
    let mut command =
        repo.command(repo.target.join(profile).join(format!("{program}{}", std::env::consts::EXE_SUFFIX)));
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
    let status = command.status().context("could not start it")?;
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
