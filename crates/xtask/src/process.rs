//! Running other programs: with a line that says what, with their last words kept, with a time limit.

use anyhow::{Context, Result, bail};
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Says what happens next; on stderr, so that stdout stays the program's own.
pub fn say(text: impl AsRef<str>) {
    eprintln!("• {}", text.as_ref());
}

/// The program as a person would type it.
pub fn shown(command: &Command) -> String {
    let program = PathBuf::from(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program()).to_string_lossy().into_owned();
    command.get_args().fold(name, |line, word| format!("{line} {}", word.to_string_lossy()))
}

/// Runs with our own input and output; an error names the command.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("could not start `{}`", shown(command)))?;
    if !status.success() {
        bail!("`{}` ended with {status}", shown(command));
    }
    Ok(())
}

/// Runs quietly and gives back stdout; an error carries stderr.
pub fn ask(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("could not start `{}`", shown(command)))?;
    if !output.status.success() {
        bail!(
            "`{}` ended with {}: {}",
            shown(command),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{}` did not write text", shown(command)))
}

/// Runs with a time limit; `None` when it was stopped.
pub fn run_within(command: &mut Command, limit: Duration) -> Result<Option<ExitStatus>> {
    let mut child = command.spawn().with_context(|| format!("could not start `{}`", shown(command)))?;
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if started.elapsed() > limit {
            child.kill().ok();
            child.wait().ok();
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// What a runner left behind: whether it succeeded, its results and its last lines.
#[derive(Debug, Default)]
pub struct Ending {
    pub success: bool,
    /// Lines by which test runners sum up.
    pub results: Vec<String>,
    pub last: VecDeque<String>,
}

impl Ending {
    /// What is worth repeating at the very end.
    pub fn closing(&self) -> Vec<String> {
        let told: Vec<String> = self.results.iter().filter(|line| !says_nothing(line)).cloned().collect();
        if !told.is_empty() {
            return told;
        }
        match self.results.last() {
            Some(line) => vec![line.clone()],
            None => self.last.iter().skip(self.last.len().saturating_sub(3)).cloned().collect(),
        }
    }
}

fn is_result(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("test result:") || (line.starts_with("Summary [") && line.contains("run:"))
}

fn says_nothing(line: &str) -> bool {
    line.contains("ok. 0 passed; 0 failed")
}

/// Runs, shows everything as it comes, and keeps the closing lines.
pub fn watch(command: &mut Command) -> Result<Ending> {
    let (reader, writer) = std::io::pipe()?;
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn().with_context(|| format!("could not start `{}`", shown(command)))?;
    // The command holds the writing ends; without letting go of them the pipe would never end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut ending = Ending::default();
    let mut out = std::io::stdout().lock();
    for line in BufReader::new(reader).split(b'\n') {
        let line = line?;
        out.write_all(&line)?;
        out.write_all(b"\n")?;
        let plain = without_colour(&String::from_utf8_lossy(&line));
        if is_result(&plain) {
            ending.results.push(plain.trim().to_owned());
        }
        if !plain.trim().is_empty() {
            ending.last.push_back(plain.trim_end().to_owned());
            if ending.last.len() > 12 {
                ending.last.pop_front();
            }
        }
    }
    ending.success = child.wait()?.success();
    Ok(ending)
}

fn without_colour(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            for c in chars.by_ref() {
                if c.is_ascii_alphabetic() {
                    break;
                }
            }
        } else if c != '\r' {
            plain.push(c);
        }
    }
    plain
}

/// The full path of a program, as the shell would find it.
pub fn which(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let usual = ["/usr/local/sbin", "/usr/sbin", "/sbin"].map(PathBuf::from);
    std::env::split_paths(&path).chain(usual).map(|dir| dir.join(name)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_lines_are_those_that_count() {
        let ending = Ending {
            success: true,
            results: vec![
                "test result: ok. 0 passed; 0 failed; 0 ignored".into(),
                "test result: ok. 3 passed; 0 failed; 0 ignored".into(),
            ],
            last: VecDeque::from(["noise".to_owned()]),
        };
        assert_eq!(ending.closing(), ["test result: ok. 3 passed; 0 failed; 0 ignored"]);
    }

    #[test]
    fn watch_reads_both_streams_and_the_exit_code() {
        let ending =
            watch(Command::new("sh").args([
                "-c",
                "printf '\\033[32mtest result: ok. 1 passed\\033[0m\\n'; echo last >&2; exit 3",
            ]))
            .unwrap();
        assert!(!ending.success);
        assert_eq!(ending.results, ["test result: ok. 1 passed"]);
        assert_eq!(ending.last.back().map(String::as_str), Some("last"));
    }

    #[test]
    fn a_program_that_takes_too_long_is_stopped() {
        let status = run_within(Command::new("sleep").arg("5"), Duration::from_millis(150)).unwrap();
        assert!(status.is_none());
    }
}
