//! `cargo xtask seed`: a realistic data folder, filled through the same ops as the app.

use crate::Needs;
use crate::args::Args;
use crate::bench::tasks::{self, Tasks};
use crate::process::{run, say};
use crate::repo::Repo;
use anyhow::Result;
use std::path::PathBuf;

pub fn verb(repo: &Repo, mut args: Args) -> Result<bool> {
    let count: usize = args.parsed("--tasks")?.unwrap_or(1_000);
    let seed: u64 = args.parsed("--seed")?.unwrap_or(tasks::SEED);
    let out =
        args.option("--out")?.ok_or_else(|| Needs("--out DIR says where the data folder goes".into()))?;
    let out = std::env::current_dir()?.join(PathBuf::from(out));
    let rest = args.finish()?;
    std::fs::create_dir_all(&out)?;
    let file = repo.scratch()?.join(format!("tasks-{count}-{seed}.json"));
    tasks::write(&file, &Tasks { count, seed })?;
    say(format!("{count} tasks, seed {seed}, into {}", out.display()));
    run(repo
        .cargo()
        .args(["run", "--package", "daymark-cli", "--bin", "daymark", "--release", "--", "--data"])
        .arg(&out)
        .args(["import", "taskwarrior"])
        .arg(&file)
        .args(rest))?;
    Ok(true)
}
