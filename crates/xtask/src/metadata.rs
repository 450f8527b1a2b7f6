//! The part of `cargo metadata` the checks read.

use crate::process::ask;
use crate::repo::Repo;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Debug, Deserialize)]
pub struct Metadata {
    pub packages: Vec<Package>,
    pub workspace_members: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Package {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub version: String,
    #[serde(default)]
    pub license: Option<String>,
    #[serde(default)]
    pub license_file: Option<String>,
    /// `None` for a folder on this disk.
    #[serde(default)]
    pub source: Option<String>,
    #[serde(default)]
    pub dependencies: Vec<Dependency>,
}

#[derive(Debug, Deserialize)]
pub struct Dependency {
    pub name: String,
    /// `None`, `"dev"` or `"build"`.
    #[serde(default)]
    pub kind: Option<String>,
}

impl Dependency {
    pub fn is_dev(&self) -> bool {
        self.kind.as_deref() == Some("dev")
    }
}

impl Metadata {
    /// The members alone: quick, and right even while other manifests do not resolve.
    pub fn of_members(repo: &Repo) -> Result<Self> {
        Self::read(repo, &["--no-deps"])
    }

    /// Everything in the lockfile that any platform would build.
    pub fn of_everything(repo: &Repo) -> Result<Self> {
        Self::read(repo, &[])
    }

    fn read(repo: &Repo, more: &[&str]) -> Result<Self> {
        let text = ask(repo.cargo().args(["metadata", "--format-version", "1"]).args(more))?;
        serde_json::from_str(&text).context("cargo metadata wrote something unexpected")
    }

    pub fn members(&self) -> impl Iterator<Item = &Package> {
        let ids: BTreeSet<&str> = self.workspace_members.iter().map(String::as_str).collect();
        self.packages.iter().filter(move |package| ids.contains(package.id.as_str()))
    }
}
