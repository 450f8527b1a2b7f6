//! `cargo xtask <verb>`: everything a developer or a build machine asks of this repository.
//!
//! The two that matter are `run` and `test`. Both see to what they need first, say what they
//! are doing, and say plainly what they cannot do here.
// A tool asks the clock and the environment; the rule against it is for the product's libraries.
#![allow(clippy::disallowed_methods)]

mod args;
mod bench;
mod deny;
mod layers;
mod metadata;
mod phone;
mod process;
mod repo;
mod run;
mod seed;
mod setup;
mod test;
mod tidy;
mod ui;
mod wasm;

use anyhow::Result;
use args::Args;
use repo::Repo;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <verb>

  run [--web] [--release] [--dev] [--data DIR] [-- ARGS]   build and start Daymark; --web serves it to a browser
  test [--fast] [--only STEP]                              every check; --fast leaves the screens out
  ui [--dev] [--force] [--out DIR]                         build the UI into ui/dist, or DIR
  setup [--test]                                           install what building (or testing) needs
  layers                                                   who may know whom
  tidy                                                     the rules that are no compiler's business
  deny                                                     licences, sources and banned crates
  phone                                                    type-checks the shell for Android, without its SDK
  seed --tasks N --out DIR [--seed S]                      a realistic data folder
  bench [--sizes 10000,100000] [--rounds N] [--program P]  whole processes beside Taskwarrior, into target/bench/report.md

Exit codes: 0 done, 1 a check failed, 2 something is missing or was asked wrongly.";

/// Something the person has to do first; exit code 2.
#[derive(Debug)]
pub struct Needs(pub String);

impl std::fmt::Display for Needs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Needs {}

fn main() -> ExitCode {
    let mut args = Args::from_env();
    let verb = args.positional();
    match dispatch(verb.as_deref(), args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::from(if error.is::<Needs>() { 2 } else { 1 })
        }
    }
}

/// Whether the verb succeeded; a check that found faults has already printed them.
fn dispatch(verb: Option<&str>, args: Args) -> Result<bool> {
    let repo = Repo::find()?;
    match verb {
        Some("run") => run::run(&repo, args),
        Some("test") => test::test(&repo, args),
        Some("ui") => ui::verb(&repo, args),
        Some("setup") => setup::verb(args),
        Some("layers") => layers::verb(&repo),
        Some("tidy") => tidy::verb(&repo),
        Some("deny") => deny::verb(&repo),
        Some("phone") => phone::verb(&repo),
        Some("seed") => seed::verb(&repo, args),
        Some("bench") => bench::verb(&repo, args),
        Some("help") | None => {
            println!("{HELP}");
            Ok(true)
        }
        Some(other) => Err(Needs(format!("no verb `{other}`\n\n{HELP}")).into()),
    }
}
