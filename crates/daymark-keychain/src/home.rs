use std::fmt;
use std::path::Path;

use daymark_crypto::{KeyId, Trouble, VaultError};
use serde::{Deserialize, Serialize};

use crate::{Found, files};

pub(crate) const MARKER: &str = "key.home";

/// Where a root key was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Home {
    /// A file that the person named.
    KeyFile,
    /// A systemd credential.
    Credential,
    /// The system keychain.
    Keychain,
    /// `key.sealed` beside the database.
    Passphrase,
    /// `key.plain` beside the database.
    PlainFile,
}

impl fmt::Display for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Home::KeyFile => "a key file",
            Home::Credential => "a systemd credential",
            Home::Keychain => "the system keychain",
            Home::Passphrase => "a file sealed with a passphrase",
            Home::PlainFile => "an unprotected key file",
        })
    }
}

/// What stands in `key.home`. It is no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    pub home: Home,
    pub id: KeyId,
}

#[derive(Serialize, Deserialize)]
struct Written {
    format: u8,
    home: Home,
    key_id: String,
}

impl Marker {
    pub(crate) fn read(data_dir: &Path) -> Result<Option<Marker>, VaultError> {
        let path = data_dir.join(MARKER);
        let Some(bytes) = files::read(&path, 1024)? else { return Ok(None) };
        let marker = serde_json::from_slice::<Written>(&bytes)
            .ok()
            .filter(|written| written.format == 1)
            .and_then(|written| Some(Marker { home: written.home, id: written.key_id.parse().ok()? }));
        marker.map(Some).ok_or_else(|| {
            VaultError::new(
                Trouble::Damaged,
                format!("{} cannot be read, so it is not known which key the data needs.", path.display()),
                "Restore it from a backup. If there is none, move it away: Daymark then tries the key it finds.",
            )
        })
    }

    pub(crate) fn write(self, data_dir: &Path) -> Result<(), VaultError> {
        let written = Written { format: 1, home: self.home, key_id: self.id.to_string() };
        let text = serde_json::to_vec(&written).expect("a number, a word and digits are JSON");
        files::replace(&data_dir.join(MARKER), &text)
    }
}

/// Notes beside the database which key opened it. Call it once the database is open with this key.
///
/// It does nothing when the note is there already. [`find_root_key`](crate::find_root_key) writes it for a
/// new key; for a database that has lost its note only a successful opening proves that the key is right.
pub fn remember(data_dir: &Path, found: &Found) -> Result<(), VaultError> {
    let marker = Marker { home: found.place, id: found.key.id() };
    if Marker::read(data_dir)? == Some(marker) {
        return Ok(());
    }
    marker.write(data_dir)
}
