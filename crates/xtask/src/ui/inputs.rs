//! What the UI is made from, as one fingerprint.

use crate::repo::Repo;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// The UI, what it knows of ours (law 1 says: the API, and through it the domain), and how it is built.
const INPUTS: &[&str] = &[
    "ui/Cargo.toml",
    "ui/build.rs",
    "ui/src",
    "ui/static",
    "ui/styles",
    "ui/locales",
    "crates/daymark-api",
    "crates/daymark-domain",
    "crates/xtask/src/ui.rs",
    "crates/xtask/src/ui",
    "Cargo.toml",
    "Cargo.lock",
];

pub fn fingerprint(repo: &Repo, settings: &str) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(settings.as_bytes());
    for input in INPUTS {
        for file in walk(&repo.path(input))? {
            let bytes = std::fs::read(&file).with_context(|| format!("could not read {}", file.display()))?;
            let name = file.strip_prefix(&repo.root)?.to_string_lossy().into_owned();
            hash.update((name.len() as u64).to_le_bytes());
            hash.update(name.as_bytes());
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(&bytes);
        }
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Beside the intermediate files, named after this checkout: two checkouts may share a target folder.
pub fn stamp_file(repo: &Repo) -> Result<PathBuf> {
    let digest = Sha256::digest(repo.root.to_string_lossy().as_bytes());
    let name: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    Ok(repo.scratch()?.join(format!("ui-{name}.stamp")))
}

/// Every file at or under a path, in a fixed order; nothing when there is nothing.
pub fn walk(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        files.extend(walk(&entry)?);
    }
    Ok(files)
}
