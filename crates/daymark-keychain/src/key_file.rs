//! Key files that a person or systemd puts there.

use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;

use daymark_crypto::{Key, RootKey, Trouble, VaultError};

use crate::files;

/// Who may read a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guard {
    /// It must be ours, and closed to everybody else.
    Ours,
    /// systemd guards its credentials with a folder, and owns the files itself.
    Systemd,
}

/// Reads 64 hexadecimal digits or 32 raw bytes; `None` when there is no such file.
pub(crate) fn read(path: &Path, guard: Guard) -> Result<Option<RootKey>, VaultError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(files::trouble("read", path, &error)),
    };
    // Of the open file, so that nobody can change it between the look and the reading.
    let meta = file.metadata().map_err(|error| files::trouble("look at", path, &error))?;
    if !meta.is_file() {
        return Err(refused(path, "is not a plain file", "Name a file that holds the key."));
    }
    if guard == Guard::Ours {
        check_owner(path, &meta)?;
    }
    let bytes = files::read_open(file, path, 4096)?;
    parse(&bytes).map(|key| Some(RootKey::new(key))).ok_or_else(|| {
        VaultError::new(
            Trouble::Damaged,
            format!("{} does not hold a key.", path.display()),
            "A key file has 64 hexadecimal digits, or 32 raw bytes, and nothing else. \
             Make one with: openssl rand -hex 32",
        )
    })
}

fn parse(bytes: &[u8]) -> Option<Key> {
    if let Ok(key) = Key::from_slice(bytes) {
        return Some(key);
    }
    Key::from_hex(std::str::from_utf8(bytes).ok()?.trim()).ok()
}

#[cfg(unix)]
fn check_owner(path: &Path, meta: &std::fs::Metadata) -> Result<(), VaultError> {
    use std::os::unix::fs::MetadataExt;

    if meta.uid() != rustix::process::geteuid().as_raw() {
        return Err(refused(path, "belongs to another user", "Name a key file of your own."));
    }
    let mode = meta.mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(refused(
            path,
            &format!("may be read or changed by others (mode {mode:04o})"),
            &format!("Close it with: chmod 600 '{}'", path.display()),
        ));
    }
    Ok(())
}

#[cfg(not(unix))]
fn check_owner(_: &Path, _: &std::fs::Metadata) -> Result<(), VaultError> {
    Ok(())
}

fn refused(path: &Path, what: &str, advice: &str) -> VaultError {
    VaultError::new(Trouble::Refused, format!("The key file {} {what}.", path.display()), advice)
}
