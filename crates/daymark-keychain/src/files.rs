//! Private files: 0600 in a 0700 folder, replaced whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use daymark_crypto::{Trouble, VaultError};
use zeroize::Zeroizing;

/// Makes the folder if needed, and closes it to others.
pub(crate) fn private_dir(dir: &Path) -> Result<(), VaultError> {
    let made = (|| {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
            if !dir.is_dir() {
                fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
            }
            if fs::metadata(dir)?.permissions().mode() & 0o077 != 0 {
                fs::set_permissions(dir, fs::Permissions::from_mode(0o700))?;
            }
            Ok(())
        }
        #[cfg(not(unix))]
        fs::create_dir_all(dir)
    })();
    made.map_err(|error| trouble("make the private folder", dir, &error))
}

/// The whole file, or `None` when it is not there. Longer than `limit` bytes is damage.
pub(crate) fn read(path: &Path, limit: u64) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(trouble("read", path, &error)),
    };
    read_open(file, path, limit).map(Some)
}

/// Like [`read`], of a file that is open already.
pub(crate) fn read_open(file: File, path: &Path, limit: u64) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let mut bytes = Zeroizing::new(Vec::new());
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| trouble("read", path, &error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
        return Err(VaultError::new(
            Trouble::Damaged,
            format!("{} is longer than such a file can be.", path.display()),
            "Restore it from a backup.",
        ));
    }
    Ok(bytes)
}

/// Replaces the file: a crash leaves the old one or the new one, never half of it.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let fresh = beside(path);
    written(&fresh, bytes)
        .and_then(|()| fs::rename(&fresh, path))
        .and_then(|()| settle(path))
        .map_err(|error| trouble("write", path, &error))
}

/// Writes a file that must not be there yet: somebody else's key is never written over.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let fresh = beside(path);
    let made = written(&fresh, bytes).and_then(|()| match fs::hard_link(&fresh, path) {
        Ok(()) => fs::remove_file(&fresh),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let _ = fs::remove_file(&fresh);
            Err(error)
        }
        // No hard links on this file system.
        Err(_) => fs::rename(&fresh, path),
    });
    made.and_then(|()| settle(path)).map_err(|error| trouble("create", path, &error))
}

/// Holds other processes off until it is dropped.
pub(crate) fn lock(path: &Path) -> Result<File, VaultError> {
    let file = private(OpenOptions::new().create(true).truncate(false).write(true))
        .open(path)
        .map_err(|error| trouble("open", path, &error))?;
    file.lock().map_err(|error| trouble("lock", path, &error))?;
    Ok(file)
}

pub(crate) fn trouble(what: &str, path: &Path, error: &io::Error) -> VaultError {
    let (trouble, advice) = match error.kind() {
        ErrorKind::NotFound => (Trouble::Absent, "Check that it is there."),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            (Trouble::Refused, "Check who may read and write it.")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            (Trouble::Refused, "Free some space on the disk.")
        }
        ErrorKind::AlreadyExists => (Trouble::Refused, "Move it away first, if it is not needed."),
        _ => (Trouble::Away, "Check the disk and try again."),
    };
    VaultError::new(trouble, format!("Daymark could not {what} {}: {error}.", path.display()), advice)
}

fn written(fresh: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::remove_file(fresh) {
        // What a crash left behind.
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let mut file = private(OpenOptions::new().create_new(true).write(true)).open(fresh)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}

/// The name itself reaches the disk.
fn settle(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(dir) = path.parent() {
        File::open(dir)?.sync_all()?;
    }
    let _ = path;
    Ok(())
}

fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}
