//! Keeping the database: the archive, and checks of the file.

use daymark_domain::{Kind, ObjectId};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Puts in the archive what has lain as long as the settings say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RunArchive {
    /// Only count.
    pub dry_run: bool,
}

/// Looks through the archive; no words list all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SearchArchive {
    pub text: String,
    pub limit: Option<u32>,
}

/// Takes things out of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RestoreArchived {
    #[schemars(with = "Vec<String>")]
    pub ids: Vec<ObjectId>,
}

/// Reads every page, and compares what is drawn from the log with the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CheckDatabase {}

/// Throws away what is drawn from the log and draws it again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RebuildDatabase {}

/// What one rule of keeping found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveRule {
    /// Its name in the setting `retention`.
    pub name: String,
    pub kind: Kind,
    /// 0 keeps for ever.
    pub days: u32,
    /// How many have lain longer.
    pub due: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveReport {
    pub rules: Vec<ArchiveRule>,
    /// How many went, or would go.
    pub archived: u32,
    /// How many lie in the archive now.
    pub in_archive: u32,
    pub dry_run: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedRow {
    pub object: ObjectId,
    pub kind: Option<Kind>,
    pub title: String,
    /// Since when it has lain.
    pub since: Timestamp,
    pub archived_at: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatabaseCheck {
    pub sound: bool,
    /// Damaged pages; empty when all are sound.
    pub damage: Vec<String>,
    pub ops: u64,
    /// The digest of everything that is drawn from the log, as it lies and as it should be.
    pub hash: String,
    pub expected: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatabaseRebuilt {
    pub ops: u64,
    pub before: String,
    pub after: String,
    pub identical: bool,
    pub milliseconds: u64,
}
