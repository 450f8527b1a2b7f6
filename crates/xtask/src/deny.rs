//! Licences, sources and banned crates, by the rules of `.deny.toml`.
//!
//! cargo-deny does it where it is installed. Compiling it takes minutes, so without it the same
//! three rules are read here; what its licence scanner adds (reading licence texts) is then not done,
//! and the closing line says so.

mod licence;

use crate::metadata::{Metadata, Package};
use crate::process::{say, which};
use crate::repo::Repo;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::BTreeMap;

const RULES: &str = ".deny.toml";

pub fn verb(repo: &Repo) -> Result<bool> {
    if which("cargo-deny").is_some() {
        say("cargo deny check licenses bans sources");
        let status = repo.cargo().args(["deny", "check", "licenses", "bans", "sources"]).status()?;
        return Ok(status.success());
    }
    let rules =
        std::fs::read_to_string(repo.path(RULES)).with_context(|| format!("could not read {RULES}"))?;
    let rules: Rules = toml::from_str(&rules).with_context(|| format!("{RULES} does not parse"))?;
    let metadata = Metadata::of_everything(repo)?;
    let faults = check(&rules, &metadata);
    for fault in &faults {
        println!("deny: {fault}");
    }
    println!(
        "deny: {} packages by their manifests (cargo-deny is not installed), {} faults",
        metadata.packages.len(),
        faults.len()
    );
    Ok(faults.is_empty())
}

/// The part of cargo-deny's configuration that is read here.
#[derive(Debug, Deserialize)]
struct Rules {
    licenses: Licenses,
    sources: Sources,
    bans: Bans,
}

#[derive(Debug, Deserialize)]
struct Licenses {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

#[derive(Debug, Deserialize)]
struct Exception {
    name: String,
    allow: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    allow_registry: Vec<String>,
    #[serde(default)]
    allow_git: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Bans {
    #[serde(default)]
    deny: Vec<Banned>,
}

#[derive(Debug, Deserialize)]
struct Banned {
    name: String,
}

fn check(rules: &Rules, metadata: &Metadata) -> Vec<String> {
    let exceptions: BTreeMap<&str, &[String]> = rules
        .licenses
        .exceptions
        .iter()
        .map(|exception| (exception.name.as_str(), exception.allow.as_slice()))
        .collect();
    let mut faults = Vec::new();
    for package in &metadata.packages {
        let named = format!("{} {}", package.name, package.version);
        if rules.bans.deny.iter().any(|banned| banned.name == package.name) {
            faults.push(format!("{named} is banned"));
        }
        let Some(source) = &package.source else { continue };
        if !source_allowed(&rules.sources, source) {
            faults.push(format!("{named} comes from {source}"));
        }
        let extra = exceptions.get(package.name.as_str()).copied().unwrap_or_default();
        if let Err(trouble) = licence_allowed(&rules.licenses.allow, extra, package) {
            faults.push(format!("{named}: {trouble}"));
        }
    }
    faults
}

fn source_allowed(sources: &Sources, source: &str) -> bool {
    match (source.strip_prefix("registry+"), source.strip_prefix("git+")) {
        (Some(registry), _) => sources.allow_registry.iter().any(|allowed| allowed == registry),
        (_, Some(git)) => sources.allow_git.iter().any(|allowed| git.starts_with(allowed.as_str())),
        // `sparse+https://…` is written without the `registry+`.
        _ => sources.allow_registry.iter().any(|allowed| allowed == source),
    }
}

fn licence_allowed(allow: &[String], extra: &[String], package: &Package) -> Result<(), String> {
    let Some(expression) = &package.license else {
        return match &package.license_file {
            Some(file) => Err(format!("names no licence, only the file {file}")),
            None => Err("names no licence".to_owned()),
        };
    };
    let allowed = |licence: &str| allow.iter().chain(extra).any(|name| name == licence);
    match licence::satisfied(expression, &allowed) {
        Ok(true) => Ok(()),
        Ok(false) => Err(format!("its licence, {expression}, is not on the list")),
        Err(trouble) => Err(format!("its licence, {expression}, cannot be read: {trouble}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const CRATES: &str = "registry+https://github.com/rust-lang/crates.io-index";

    fn faults(packages: serde_json::Value) -> Vec<String> {
        let rules: Rules = toml::from_str(include_str!("../../../.deny.toml")).unwrap();
        let metadata = json!({"packages": packages, "workspace_members": []});
        check(&rules, &serde_json::from_value(metadata).unwrap())
    }

    #[test]
    fn planted_faults_are_found() {
        let found = faults(json!([
            {"id": "1", "name": "good", "license": "MIT OR Apache-2.0", "source": CRATES},
            {"id": "2", "name": "ours", "source": null},
            {"id": "3", "name": "copyleft", "license": "AGPL-3.0", "source": CRATES},
            {"id": "4", "name": "sqlx", "license": "MIT", "source": CRATES},
            {"id": "5", "name": "elsewhere", "license": "MIT", "source": "git+https://example.org/x?rev=1#1"},
            {"id": "6", "name": "silent", "source": CRATES},
        ]));
        assert_eq!(found.len(), 4, "{found:?}");
        for (fault, word) in found.iter().zip(["AGPL", "banned", "example.org", "names no licence"]) {
            assert!(fault.contains(word), "{fault}");
        }
    }

    #[test]
    fn an_exception_holds_for_its_crate_alone() {
        let of = |name: &str| {
            faults(json!([{"id": "1", "name": name, "license": "CDLA-Permissive-2.0", "source": CRATES}]))
        };
        assert_eq!(of("webpki-roots").len(), 0);
        assert_eq!(of("other").len(), 1);
    }
}
