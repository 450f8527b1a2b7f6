//! The manifest, the folders and the page that explains them list the same rooms.

use crate::repo::Repo;
use anyhow::{Context, Result};
use std::collections::BTreeSet;

pub fn check(repo: &Repo) -> Result<Vec<String>> {
    let manifest = std::fs::read_to_string(repo.path("Cargo.toml")).context("could not read Cargo.toml")?;
    let members = members(&manifest)?;
    let mut folders = BTreeSet::new();
    for entry in std::fs::read_dir(repo.path("crates"))? {
        let entry = entry?;
        if entry.path().join("Cargo.toml").is_file() {
            folders.insert(entry.file_name().to_string_lossy().into_owned());
        }
    }
    let mut faults = differences("Cargo.toml", &members, "the folders under crates/", &folders);
    match std::fs::read_to_string(repo.path("crates/README.md")) {
        Ok(page) => faults.extend(differences("Cargo.toml", &members, "crates/README.md", &rows(&page))),
        Err(_) => {
            faults.push("crates/README.md is not there yet; it lists every room with its job".to_owned())
        }
    }
    Ok(faults)
}

/// The members under `crates/`, by folder name.
fn members(manifest: &str) -> Result<BTreeSet<String>> {
    let manifest: toml::Table = toml::from_str(manifest).context("Cargo.toml does not parse")?;
    let listed = manifest["workspace"]["members"].as_array().context("Cargo.toml has no list of members")?;
    let names = listed.iter().filter_map(|member| member.as_str()?.strip_prefix("crates/"));
    Ok(names.map(str::to_owned).collect())
}

/// Every `daymark-x/` or `xtask/` the page names.
fn rows(page: &str) -> BTreeSet<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let mut names = BTreeSet::new();
    for (slash, _) in page.match_indices('/') {
        let before = &page[..slash];
        let name = &before[before.trim_end_matches(is_name).len()..];
        let stands_alone = !before[..before.len() - name.len()].ends_with(['/', '.', '@', ':']);
        let inside_crates = before[..before.len() - name.len()].ends_with("crates/");
        if (name.starts_with("daymark-") || name == "xtask") && (stands_alone || inside_crates) {
            names.insert(name.to_owned());
        }
    }
    names
}

fn differences(
    one: &str,
    in_one: &BTreeSet<String>,
    other: &str,
    in_other: &BTreeSet<String>,
) -> Vec<String> {
    let missing = in_one.difference(in_other).map(|name| format!("{name} is in {one} and not in {other}"));
    let extra = in_other.difference(in_one).map(|name| format!("{name} is in {other} and not in {one}"));
    missing.chain(extra).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planted_room_that_only_one_side_knows_is_found() {
        let manifest = "[workspace]\nmembers = [\"crates/daymark-a\", \"crates/daymark-b\", \"ui\"]\n";
        let page = "| [`daymark-a/`](daymark-a/) | job |\n| `daymark-c/` | see https://github.com/daymark-app/daymark |";
        let faults = differences("Cargo.toml", &members(manifest).unwrap(), "the page", &rows(page));
        assert_eq!(
            faults,
            [
                "daymark-b is in Cargo.toml and not in the page",
                "daymark-c is in the page and not in Cargo.toml"
            ]
        );
    }
}
