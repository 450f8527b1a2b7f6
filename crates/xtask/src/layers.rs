//! Who may know whom. The table is the law; `cargo metadata` is what was done.

use crate::metadata::Metadata;
use crate::repo::Repo;
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};

/// What stands where, and what of ours each may depend on. `ANY` is for tools and tests only.
#[rustfmt::skip]
const ROOMS: &[Room] = &[
    Room::new("daymark-texts",    Ring::Pure, &[]),
    Room::new("daymark-domain",   Ring::Pure, &[]),
    Room::new("daymark-api",      Ring::Pure, &["daymark-domain"]),
    Room::new("daymark-capture",  Ring::Pure, &["daymark-domain"]),
    Room::new("daymark-formats",  Ring::Pure, &["daymark-texts", "daymark-domain"]),
    Room::new("daymark-sync",     Ring::Pure, &["daymark-domain"]),
    Room::new("daymark-crypto",   Ring::Pure, &[]),
    Room::new("daymark-media",    Ring::Pure, &[]),
    Room::new("daymark-agent",    Ring::Pure, &["daymark-texts", "daymark-domain", "daymark-api"]),
    Room::new("daymark-store",    Ring::Adapter, &["daymark-domain", "daymark-sync", "daymark-crypto"]),
    Room::new("daymark-memory",   Ring::Adapter, &[]),
    Room::new("daymark-models",   Ring::Adapter, &["daymark-domain", "daymark-api", "daymark-agent", "daymark-crypto"]),
    Room::new("daymark-keychain", Ring::Adapter, &["daymark-crypto"]),
    Room::new("daymark-core",     Ring::Adapter, &["daymark-texts", "daymark-domain", "daymark-api", "daymark-capture", "daymark-formats", "daymark-sync", "daymark-crypto", "daymark-media", "daymark-agent", "daymark-store"]),
    Room::new("daymark-host",     Ring::Adapter, &["daymark-domain", "daymark-api", "daymark-capture", "daymark-sync", "daymark-crypto", "daymark-agent", "daymark-store", "daymark-models", "daymark-keychain", "daymark-core"]),
    Room::new("daymark-bridge",   Ring::Adapter, &["daymark-api", "daymark-core"]),
    Room::new("daymark-cli",      Ring::Adapter, &["daymark-domain", "daymark-api", "daymark-core", "daymark-host", "daymark-bridge"]),
    Room::new("daymark-ui",       Ring::Adapter, &["daymark-texts", "daymark-api"]),
    Room::new("daymark-desktop",  Ring::Adapter, &["daymark-texts", "daymark-api", "daymark-host"]),
    Room::new("daymark-testkit",  Ring::Dev, ANY),
    Room::new("daymark-tests",    Ring::Dev, ANY),
    Room::new("xtask",            Ring::Dev, ANY),
];

const ANY: &[&str] = &["*"];

/// Third-party crates that only some rooms may name, and why.
#[rustfmt::skip]
const KEPT: &[Kept] = &[
    Kept { krate: "rusqlite", rooms: &["daymark-store"], why: "SQL stays in the store" },
    Kept { krate: "axum", rooms: &["daymark-bridge"], why: "HTTP is served by the bridge alone" },
    Kept { krate: "tauri", rooms: &["daymark-desktop"], why: "the window is the root package's business" },
    Kept { krate: "tauri-build", rooms: &["daymark-desktop"], why: "the window is the root package's business" },
    Kept { krate: "keyring", rooms: &["daymark-keychain"], why: "secrets come through the `Vault` port" },
    Kept { krate: "async-openai", rooms: &["daymark-models"], why: "models come through the `Model` port" },
];

/// What no room of rings 0 and 1 may depend on directly: they do no IO and roll no dice.
#[rustfmt::skip]
const IMPURE: &[&str] = &[
    "tokio", "async-std", "smol", "reqwest", "ureq", "hyper", "rusqlite", "libsqlite3-sys", "rand", "getrandom",
    "fastrand", "axum", "tauri", "keyring", "tempfile", "notify", "tracing-subscriber",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ring {
    /// Rings 0 and 1: no IO, no clock, no dice.
    Pure,
    Adapter,
    Dev,
}

#[derive(Debug)]
struct Room {
    name: &'static str,
    ring: Ring,
    may_know: &'static [&'static str],
}

impl Room {
    const fn new(name: &'static str, ring: Ring, may_know: &'static [&'static str]) -> Self {
        Self { name, ring, may_know }
    }
}

#[derive(Debug)]
struct Kept {
    krate: &'static str,
    rooms: &'static [&'static str],
    why: &'static str,
}

pub fn verb(repo: &Repo) -> Result<bool> {
    let metadata = Metadata::of_members(repo)?;
    let faults = check(&metadata);
    for fault in &faults {
        println!("layers: {fault}");
    }
    let rooms = metadata.members().count();
    println!("layers: {rooms} rooms, {} faults", faults.len());
    Ok(faults.is_empty())
}

/// Every broken law, as a sentence.
pub fn check(metadata: &Metadata) -> Vec<String> {
    let members: BTreeSet<&str> = metadata.members().map(|package| package.name.as_str()).collect();
    let mut faults = Vec::new();
    let mut arrows: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in metadata.members() {
        let name = package.name.as_str();
        let Some(room) = ROOMS.iter().find(|room| room.name == name) else {
            faults.push(format!("{name} has no row in the table of crates/xtask/src/layers.rs; give it one"));
            continue;
        };
        for dependency in &package.dependencies {
            let other = dependency.name.as_str();
            if members.contains(other) && other != name {
                arrows.entry(name).or_default().insert(other);
            }
            if dependency.is_dev() || room.ring == Ring::Dev {
                continue;
            }
            if members.contains(other) {
                if !room.may_know.contains(&other) {
                    faults.push(format!("{name} must not know {other}"));
                }
            } else if room.ring == Ring::Pure && IMPURE.contains(&other) {
                faults.push(format!(
                    "{name} must not depend on {other}: rings 0 and 1 do no IO and roll no dice"
                ));
            } else if let Some(kept) = kept(other).filter(|kept| !kept.rooms.contains(&name)) {
                faults.push(format!("{name} must not depend on {other}: {}", kept.why));
            }
        }
    }
    if let Some(cycle) = find_cycle(&arrows) {
        faults.push(format!("a circle, counting dev-dependencies: {}", cycle.join(" -> ")));
    }
    faults.sort();
    faults.dedup();
    faults
}

fn kept(krate: &str) -> Option<&'static Kept> {
    KEPT.iter()
        .find(|kept| krate == kept.krate || (kept.krate == "tauri" && krate.starts_with("tauri-plugin-")))
}

/// The first circle found, its first room repeated at the end.
fn find_cycle<'a>(arrows: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Option<Vec<&'a str>> {
    fn visit<'a>(
        room: &'a str,
        arrows: &BTreeMap<&'a str, BTreeSet<&'a str>>,
        path: &mut Vec<&'a str>,
        done: &mut BTreeSet<&'a str>,
    ) -> Option<Vec<&'a str>> {
        if let Some(at) = path.iter().position(|seen| *seen == room) {
            let mut cycle = path.split_off(at);
            cycle.push(room);
            return Some(cycle);
        }
        if !done.insert(room) {
            return None;
        }
        path.push(room);
        for next in arrows.get(room).into_iter().flatten() {
            if let Some(cycle) = visit(next, arrows, path, done) {
                return Some(cycle);
            }
        }
        path.pop();
        None
    }
    let mut done = BTreeSet::new();
    arrows.keys().find_map(|room| visit(room, arrows, &mut Vec::new(), &mut done))
}

#[cfg(test)]
mod tests;
