//! `cargo xtask test`: every check, in an order where cheap ones speak first. A failed step does not
//! stop the others; the summary at the end repeats each runner's closing lines.

mod steps;

use crate::Needs;
use crate::args::Args;
use crate::process::{Ending, say};
use crate::repo::Repo;
use crate::setup::{Aim, system};
use anyhow::Result;
use std::time::{Duration, Instant};
use steps::STEPS;
pub use steps::WHOLE;

/// What a step left behind.
pub struct Outcome {
    pub success: bool,
    pub closing: Vec<String>,
}

impl From<Ending> for Outcome {
    fn from(ending: Ending) -> Self {
        Self { success: ending.success, closing: ending.closing() }
    }
}

struct Done {
    name: &'static str,
    outcome: Outcome,
    took: Duration,
}

pub fn test(repo: &Repo, mut args: Args) -> Result<bool> {
    let fast = args.flag("--fast");
    let only = args.option("--only")?;
    args.finish()?;
    if let Some(only) = &only
        && !STEPS.iter().any(|step| step.name == only)
    {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        return Err(Needs(format!("no step `{only}`; there are {}", names.join(", "))).into());
    }
    let chosen = STEPS.iter().filter(|step| match &only {
        Some(only) => step.name == only,
        None => !(fast && step.slow),
    });
    let chosen: Vec<_> = chosen.collect();

    let started = Instant::now();
    let aim = if chosen.iter().any(|step| step.slow) { Aim::Test } else { Aim::Build };
    system(aim)?;
    let mut done = Vec::new();
    for step in chosen {
        say(format!("{}: {}", step.name, step.job));
        let begun = Instant::now();
        let outcome = (step.run)(repo).unwrap_or_else(|error| {
            eprintln!("{error:#}");
            Outcome { success: false, closing: vec![format!("{error:#}")] }
        });
        done.push(Done { name: step.name, outcome, took: begun.elapsed() });
    }
    println!("{}", summary(&done, started.elapsed()));
    Ok(done.iter().all(|step| step.outcome.success))
}

fn summary(done: &[Done], took: Duration) -> String {
    let mut text = String::from("\n== closing lines ==\n");
    for step in done {
        for line in &step.outcome.closing {
            text.push_str(&format!("{:>9}  {line}\n", step.name));
        }
    }
    text.push_str("\n== summary ==\n");
    for step in done {
        let verdict = if step.outcome.success { "ok" } else { "FAILED" };
        text.push_str(&format!("{:>9}  {verdict:<6}  {}\n", step.name, shown(step.took)));
    }
    let failed: Vec<&str> = done.iter().filter(|step| !step.outcome.success).map(|step| step.name).collect();
    let verdict = if failed.is_empty() {
        format!("all {} steps passed", done.len())
    } else {
        format!("{} of {} steps failed: {}", failed.len(), done.len(), failed.join(", "))
    };
    text.push_str(&format!("\n{verdict}, in {}", shown(took)));
    text
}

fn shown(took: Duration) -> String {
    let seconds = took.as_secs();
    if seconds >= 60 {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    } else {
        format!("{:.1} s", took.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_names_what_failed_and_repeats_closing_lines() {
        let step = |name, success, line: &str| Done {
            name,
            outcome: Outcome { success, closing: vec![line.to_owned()] },
            took: Duration::from_millis(1_500),
        };
        let text = summary(
            &[step("tidy", true, "0 faults"), step("test", false, "2 failed")],
            Duration::from_secs(75),
        );
        assert!(text.contains("tidy  0 faults") && text.contains("FAILED  1.5 s"), "{text}");
        assert!(text.ends_with("1 of 2 steps failed: test, in 1 min 15 s"), "{text}");
    }
}
