//! The folder of sealed files: attachments, each named by the keyed hash of what is in it.
//!
//! ```text
//! attachments/
//!   hold                 locked while a file is put in place and named, and while the orphans are swept
//!   7b/7bc03689…         sealed (daymark_crypto::attachment)
//!   incoming/ID.part     an upload so far: sealed chunks behind an empty header
//!   incoming/ID.about    what is known of it, sealed
//! ```
//!
//! A file gets its place in one step (written beside it, synced, renamed, its folder synced) and before
//! the op that names it commits. What no op ever named may be swept; see [`Blobs::sweep`].

mod incoming;
mod reader;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use daymark_crypto::attachment::{Header, StreamId, chunks};
use daymark_crypto::{Address, AttachmentKeys, Entropy, Key, Unreadable};

pub use incoming::Incoming;
pub use reader::BlobReader;

/// An orphan younger than this may belong to a command that is under way in another process.
const YOUNG: Duration = Duration::from_secs(24 * 3600);
/// An upload that nobody has gone on with for so long is given up.
const GIVEN_UP: Duration = Duration::from_secs(7 * 24 * 3600);

#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    #[error("the file is not in the attachments folder")]
    Missing,
    #[error("the file in the attachments folder is damaged: {0}")]
    Damaged(Unreadable),
    #[error("there is no such upload")]
    NoUpload,
    #[error("another program is taking in this upload")]
    Busy,
    #[error("the disk is full; nothing of this was kept")]
    Full,
    #[error("the attachments folder cannot be read or written: {0}")]
    Io(io::Error),
}

impl BlobError {
    /// What a person can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            BlobError::Missing | BlobError::Damaged(_) => {
                "Restore the attachments folder from a backup, or attach the file again: it takes the old one's place."
            }
            BlobError::NoUpload => "It was finished, cancelled or given up. Begin again.",
            BlobError::Busy => "Go on with it there, or begin again here.",
            BlobError::Full => "Free some space and try again; everything saved before is safe.",
            BlobError::Io(_) => "Check that the data folder exists, is yours and is not read-only.",
        }
    }
}

impl From<io::Error> for BlobError {
    fn from(error: io::Error) -> BlobError {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => BlobError::Full,
            _ => BlobError::Io(error),
        }
    }
}

/// The folder. Made on first use.
#[derive(Clone, Debug)]
pub struct Blobs {
    folder: PathBuf,
    keys: AttachmentKeys,
}

/// While this lives, nothing is swept: from putting a file in place until the op that names it is committed.
#[derive(Debug)]
pub struct Hold {
    _locked: File,
}

/// What a sweep took away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    pub files: u32,
    pub uploads: u32,
    pub bytes: u64,
}

impl Blobs {
    pub fn new(folder: PathBuf, key: &Key) -> Blobs {
        Blobs { folder, keys: AttachmentKeys::new(key) }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn path(&self, address: &Address) -> PathBuf {
        let name = address.to_string();
        self.folder.join(name.get(..2).unwrap_or_default()).join(name)
    }

    /// Keeps sweeps of all processes away while it lives.
    pub fn hold(&self) -> Result<Hold, BlobError> {
        let file = self.lock_file()?;
        file.lock_shared()?;
        Ok(Hold { _locked: file })
    }

    fn lock_file(&self) -> Result<File, BlobError> {
        private_folder(&self.folder)?;
        Ok(private_file(&self.folder.join("hold"), false)?)
    }

    /// Seals bytes that are in memory and puts them in place. Equal bytes lie there once.
    pub fn put(
        &self,
        _hold: &Hold,
        plain: &[u8],
        entropy: &mut (impl Entropy + ?Sized),
    ) -> Result<Address, BlobError> {
        let mut addressing = self.keys.addressing();
        addressing.take(plain);
        let address = addressing.address();
        let header = Header { stream: StreamId::generate(entropy), length: plain.len() as u64 };
        let mut number = [0; 8];
        entropy.fill(&mut number);
        let beside = self.incoming().join(format!("{:016x}.put", u64::from_be_bytes(number)));
        private_folder(&self.incoming())?;
        let mut work = || -> Result<(), BlobError> {
            let mut file = private_file(&beside, true)?;
            file.write_all(&self.keys.header(header, &address))?;
            let mut parts = plain.chunks(daymark_crypto::attachment::CHUNK);
            for index in 0..chunks(header.length) {
                let part = parts.next().unwrap_or_default();
                let standing = header.standing(index);
                file.write_all(&self.keys.seal_chunk(
                    &header.stream,
                    index,
                    standing,
                    &entropy.nonce(),
                    part,
                ))?;
            }
            file.sync_all()?;
            self.settle(&beside, &address)
        };
        let done = work();
        if done.is_err() {
            let _ = fs::remove_file(&beside);
        }
        done.map(|()| address)
    }

    /// Renames a synced file to its place. One that lies there already is replaced: it holds the same,
    /// or is damaged.
    fn settle(&self, from: &Path, address: &Address) -> Result<(), BlobError> {
        let to = self.path(address);
        let folder = to.parent().unwrap_or(&self.folder);
        private_folder(folder)?;
        fs::rename(from, &to)?;
        sync_folder(folder)?;
        Ok(())
    }

    fn incoming(&self) -> PathBuf {
        self.folder.join("incoming")
    }

    /// Opens a file for reading; its header is believed only under this address.
    pub fn open(&self, address: &Address) -> Result<BlobReader, BlobError> {
        BlobReader::open(&self.path(address), &self.keys, address)
    }

    /// Reads a file to its end and throws the bytes away; `deep` false looks at head and length only.
    pub fn check(&self, address: &Address, deep: bool) -> Result<u64, BlobError> {
        let mut reader = self.open(address)?;
        if deep {
            reader.verify(&mut self.keys.addressing(), address)?;
        }
        Ok(reader.length())
    }

    /// Free bytes on the disk of the folder, as far as this person may use them.
    pub fn free(&self) -> Result<u64, BlobError> {
        let there = self.folder.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."));
        Ok(fs4::available_space(there)?)
    }

    /// The bytes that lie in the folder, uploads included.
    pub fn used(&self) -> Result<u64, BlobError> {
        let mut sum = 0;
        for folder in self.folders()?.into_iter().chain([self.incoming()]) {
            for (_, about) in files(&folder)? {
                sum += about.len();
            }
        }
        Ok(sum)
    }

    /// Addresses of all files that lie here.
    pub fn all(&self) -> Result<BTreeSet<Address>, BlobError> {
        let mut found = BTreeSet::new();
        for folder in self.folders()? {
            found.extend(files(&folder)?.iter().filter_map(|(path, _)| address_of(path)));
        }
        Ok(found)
    }

    fn folders(&self) -> Result<Vec<PathBuf>, BlobError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        let mut folders = Vec::new();
        for entry in entries {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
            if name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_hexdigit()) && path.is_dir() {
                folders.push(path);
            }
        }
        Ok(folders)
    }

    /// Takes away files that `named` does not give, and uploads that were given up. `named` is asked
    /// only once nobody is between putting a file in place and committing the op that names it, and must
    /// give every address that any op names: an undone one may be redone. When somebody is, nothing is
    /// done; the next sweep will do.
    pub fn sweep<E: From<BlobError>>(
        &self,
        now: SystemTime,
        named: impl FnOnce() -> Result<BTreeSet<Address>, E>,
    ) -> Result<Swept, E> {
        let mut swept = Swept::default();
        if !self.folder.exists() {
            return Ok(swept);
        }
        let lock = self.lock_file()?;
        if lock.try_lock().is_err() {
            return Ok(swept);
        }
        let named = named()?;
        let older = |about: &fs::Metadata, age: Duration| {
            about.modified().ok().and_then(|at| now.duration_since(at).ok()).is_some_and(|is| is > age)
        };
        for folder in self.folders()? {
            for (path, about) in files(&folder)? {
                // What has no address for a name is not ours to judge.
                let Some(address) = address_of(&path) else { continue };
                if !named.contains(&address) && older(&about, YOUNG) {
                    fs::remove_file(&path).map_err(BlobError::from)?;
                    swept.files += 1;
                    swept.bytes += about.len();
                }
            }
        }
        for (path, about) in files(&self.incoming())? {
            if older(&about, GIVEN_UP) {
                fs::remove_file(&path).map_err(BlobError::from)?;
                swept.uploads += u32::from(path.extension().is_some_and(|end| end == "part"));
                swept.bytes += about.len();
            }
        }
        Ok(swept)
    }
}

fn address_of(path: &Path) -> Option<Address> {
    path.file_name()?.to_str()?.parse().ok()
}

fn files(folder: &Path) -> Result<Vec<(PathBuf, fs::Metadata)>, BlobError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        // Gone in the meantime is fine.
        if let Ok(about) = entry.metadata()
            && about.is_file()
        {
            found.push((entry.path(), about));
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(found)
}

fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Opens for reading and writing, for its owner alone; `new` refuses one that is there.
fn private_file(path: &Path, new: bool) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true).create(true).create_new(new);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A rename is on the disk when its folder is. Windows has no such thing and needs none.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
