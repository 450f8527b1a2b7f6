//! `cargo xtask bench`: whole processes of Daymark and of Taskwarrior on the same tasks, taken in
//! turns (A B A B), medians and spreads, into `target/bench/report.md`. Nothing fails on a time.
//! `cargo xtask bench growth` times the calls of the catalogue at growing sizes.

mod growth;
mod report;
mod sides;
pub mod tasks;

use crate::Needs;
use crate::args::Args;
use crate::process::{run, say};
use crate::repo::Repo;
use crate::setup::{Aim, system};
use anyhow::{Context, Result};
use report::Row;
use sides::{Daymark, Side, Taskwarrior};
use std::path::Path;
use std::time::{Duration, Instant};
use tasks::Tasks;

pub fn verb(repo: &Repo, mut args: Args) -> Result<bool> {
    match args.positional().as_deref() {
        None => {}
        Some("growth") => return growth::verb(repo, args),
        Some(other) => return Err(Needs(format!("there is no bench `{other}`; there is `growth`")).into()),
    }
    let sizes = args.option("--sizes")?.unwrap_or_else(|| "10000,100000".to_owned());
    let sizes: Vec<usize> = sizes
        .split(',')
        .map(|size| size.trim().parse().map_err(|_| Needs(format!("--sizes cannot hold `{size}`"))))
        .collect::<Result<_, _>>()?;
    let rounds: usize = args.parsed("--rounds")?.unwrap_or(9);
    let program = args.option("--program")?;
    args.finish()?;
    system(Aim::Bench)?;
    let program = match program {
        Some(program) => std::path::absolute(program)?,
        None => {
            say("cargo build --release --package daymark-cli");
            run(repo.cargo().args(["build", "--release", "--package", "daymark-cli", "--bin", "daymark"]))?;
            repo.target.join("release/daymark")
        }
    };

    let home = repo.target.join("bench");
    std::fs::create_dir_all(&home)?;
    let ours = Daymark { program };
    let before = report::load();
    let mut rows = Vec::new();
    for count in sizes {
        let file = home.join(format!("tasks-{count}.json"));
        tasks::write(&file, &Tasks { count, seed: tasks::SEED })?;
        rows.extend(one_size(&home.join(count.to_string()), &file, count, rounds, &ours)?);
    }
    let page = report::page(
        &rows,
        &format!("{}, load {before} before", report::machine()),
        &[ours.version()?, Taskwarrior.version()?],
    );
    let report = home.join("report.md");
    std::fs::write(&report, &page)?;
    println!("{page}");
    say(format!("written to {}", report.display()));
    Ok(true)
}

fn one_size(home: &Path, file: &Path, count: usize, rounds: usize, ours: &Daymark) -> Result<Vec<Row>> {
    let sides: [&dyn Side; 2] = [ours, &Taskwarrior];
    let dirs = sides.map(|side| home.join(side.name()));
    let mut import = [Vec::new(), Vec::new()];
    // Imports start from nothing each time; the last one is the data for the rest.
    for _ in 0..(200_000 / count.max(1)).clamp(2, 5) {
        for (side, (dir, took)) in sides.iter().zip(dirs.iter().zip(&mut import)) {
            if dir.exists() {
                std::fs::remove_dir_all(dir)?;
            }
            std::fs::create_dir_all(dir)?;
            side.prepare(dir)?;
            took.push(timed(side.import(dir, file))?);
        }
    }
    let mut rows = vec![Row::new("import", count, import)];
    for what in ["add", "next", "list"] {
        say(format!("{count} tasks: {what}"));
        let mut took = [Vec::new(), Vec::new()];
        for round in 0..=rounds {
            for (side, (dir, took)) in sides.iter().zip(dirs.iter().zip(&mut took)) {
                let command = match what {
                    "add" => side.add(dir, "Buy oat milk"),
                    "next" => side.next(dir),
                    _ => side.list(dir),
                };
                let once = timed(command)?;
                // The first round fills caches on both sides.
                if round > 0 {
                    took.push(once);
                }
            }
        }
        rows.push(Row::new(what, count, took));
    }
    Ok(rows)
}

fn timed(mut command: std::process::Command) -> Result<Duration> {
    let started = Instant::now();
    let output =
        command.output().with_context(|| format!("could not start `{}`", crate::process::shown(&command)))?;
    let took = started.elapsed();
    anyhow::ensure!(
        output.status.success(),
        "`{}` failed: {}",
        crate::process::shown(&command),
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(took)
}
