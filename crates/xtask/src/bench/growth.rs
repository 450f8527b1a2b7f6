//! `cargo xtask bench growth`: the calls of the catalogue at growing sizes, in one process over a
//! database on the disk, into `target/bench/growth.md`. Nothing fails on a time.

use super::report;
use super::tasks::{self, Tasks};
use crate::Needs;
use crate::args::Args;
use crate::process::say;
use crate::repo::Repo;
use anyhow::{Context, Result, bail};
use std::process::Stdio;

/// Tasks in one file: what one import takes in.
const PART: usize = 10_000;

pub fn verb(repo: &Repo, mut args: Args) -> Result<bool> {
    let sizes = args.option("--sizes")?.unwrap_or_else(|| "10000,100000,1000000".to_owned());
    args.finish()?;
    let sizes: Vec<usize> = sizes
        .split(',')
        .map(|size| size.trim().parse().map_err(|_| Needs(format!("--sizes cannot hold `{size}`"))))
        .collect::<Result<_, _>>()?;
    let home = repo.target.join("bench/growth");
    std::fs::create_dir_all(&home)?;
    let before = report::load();
    for part in 0..sizes.iter().copied().max().unwrap_or_default().div_ceil(PART) {
        let file = home.join(format!("part-{part}.json"));
        if !file.exists() {
            tasks::write(&file, &Tasks { count: PART, seed: tasks::SEED + part as u64 })?;
        }
    }
    say(format!("growing to {sizes:?} tasks"));
    let bench = repo
        .cargo()
        .args(["bench", "--package", "daymark-tests", "--bench", "growth", "--"])
        .arg(&home)
        .args(sizes.iter().map(usize::to_string))
        .stderr(Stdio::inherit())
        .output()
        .context("could not start cargo bench")?;
    if !bench.status.success() {
        bail!("the bench failed");
    }
    let table = String::from_utf8_lossy(&bench.stdout);
    let page =
        format!("# How calls grow\n\nMachine: {}, load {before} before.\n\n{table}", report::machine());
    let file = repo.target.join("bench/growth.md");
    std::fs::write(&file, &page)?;
    println!("{page}");
    say(format!("written to {}", file.display()));
    Ok(true)
}
