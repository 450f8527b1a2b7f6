//! The rules that are no compiler's business. Each takes text and gives sentences back.

mod locales;
mod rooms;
mod source;

use crate::repo::Repo;
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub fn verb(repo: &Repo) -> Result<bool> {
    let files = repo.files()?;
    let faults = check(repo, &files)?;
    for fault in &faults {
        println!("tidy: {fault}");
    }
    println!("tidy: {} files, {} faults", files.len(), faults.len());
    Ok(faults.is_empty())
}

fn check(repo: &Repo, files: &[PathBuf]) -> Result<Vec<String>> {
    let mut faults = top_level(files);
    faults.extend(rooms::check(repo)?);
    let mut locales = locales::Locales::default();
    for file in files {
        let Ok(text) = std::fs::read_to_string(repo.path(file)) else { continue };
        faults.extend(private_paths(file, &text));
        if file.extension().is_some_and(|extension| extension == "rs") {
            faults.extend(source::check(file, &text));
        }
        locales.read(file, &text);
    }
    faults.extend(locales.faults());
    Ok(faults)
}

/// The top level is fixed; dotted names and licence files may stand beside it.
const TOP: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "CHANGELOG.md",
    "README.md",
    "crates",
    "gen",
    "icons",
    "src-tauri",
    "tauri.conf.json",
    "tests",
    "ui",
];

fn top_level(files: &[PathBuf]) -> Vec<String> {
    let names: BTreeSet<String> = files
        .iter()
        .filter_map(|file| file.components().next())
        .map(|first| first.as_os_str().to_string_lossy().into_owned())
        .collect();
    names
        .into_iter()
        .filter(|name| {
            !TOP.contains(&name.as_str()) && !name.starts_with('.') && !name.starts_with("LICENSE")
        })
        .map(|name| format!("`{name}` may not stand at the top level; see crates/README.md for its room"))
        .collect()
}

/// Folders of one person's machine; written in two halves so that this file does not hold them.
const PRIVATE: &[&str] = &[concat!("/wo", "rk/"), concat!("/ro", "ot/")];

fn private_paths(file: &Path, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for private in PRIVATE {
            let starts_here = |at: usize| {
                let before = line[..at].chars().next_back();
                !before.is_some_and(|c| {
                    c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '}' | '~' | '*')
                })
            };
            if line.match_indices(private).any(|(at, _)| starts_here(at)) {
                faults.push(format!("{}:{}: a path of one machine: {private}…", file.display(), number + 1));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planted_folder_at_the_top_is_found() {
        let files =
            ["Cargo.toml", ".ci/run", "LICENSE-MIT", "ui/src/main.rs", "docs/a.md"].map(PathBuf::from);
        let faults = top_level(&files);
        assert_eq!(faults.len(), 1);
        assert!(faults[0].contains("`docs`"));
    }

    #[test]
    fn a_planted_machine_path_is_found_and_a_url_is_not() {
        let line = |text: &str| private_paths(Path::new("a.md"), text).len();
        assert_eq!(line(&format!("cd {}main", PRIVATE[0])), 1);
        assert_eq!(line(&format!("PATH={}bin:x", PRIVATE[1])), 1);
        assert_eq!(line(&format!("https://example.org{}item", PRIVATE[0])), 0);
    }
}
