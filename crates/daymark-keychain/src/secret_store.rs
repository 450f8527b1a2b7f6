use std::fmt;
use std::path::{Path, PathBuf};

use daymark_crypto::{
    Entropy, Key, MAX_SECRETS, MAX_VALUE, Purpose, RootKey, Secret, SecretsFile, SecretsFileError, Trouble,
    Unreadable, Vault, VaultError, checked_name, checked_value,
};

use crate::files;

const FILE: &str = "secrets.bin";

/// API keys and tokens, in `secrets.bin` beside the database.
///
/// The file is sealed with a key derived from the root key, closed to other users, replaced whole, and read
/// anew for every call, so that two programs over one folder agree.
pub struct SecretStore {
    path: PathBuf,
    lock: PathBuf,
    key: Key,
    entropy: Box<dyn Entropy + Send + Sync>,
}

impl SecretStore {
    /// Opens the store of a data folder. A file that this key does not open is an error here, not later.
    pub fn open(
        data_dir: &Path,
        root: &RootKey,
        entropy: impl Entropy + Send + Sync + 'static,
    ) -> Result<SecretStore, VaultError> {
        files::private_dir(data_dir)?;
        let store = SecretStore {
            path: data_dir.join(FILE),
            lock: data_dir.join("secrets.lock"),
            key: root.derive(Purpose::SecretsFile),
            entropy: Box::new(entropy),
        };
        store.load()?;
        Ok(store)
    }

    /// The names of what is kept, in ascending order.
    pub fn names(&self) -> Result<Vec<String>, VaultError> {
        Ok(self.load()?.names().map(str::to_owned).collect())
    }

    fn load(&self) -> Result<SecretsFile, VaultError> {
        // Twice what a full file has.
        let limit = 2 * (MAX_SECRETS * (MAX_VALUE + 256)) as u64;
        let Some(bytes) = files::read(&self.path, limit)? else { return Ok(SecretsFile::default()) };
        SecretsFile::decode(&self.key, &bytes).map_err(|error| self.unreadable(error))
    }

    fn change(
        &mut self,
        change: impl FnOnce(&mut SecretsFile) -> Result<bool, SecretsFileError>,
    ) -> Result<(), VaultError> {
        let _held = files::lock(&self.lock)?;
        let mut file = self.load()?;
        if change(&mut file).map_err(|error| self.unreadable(error))? {
            files::replace(&self.path, &file.encode(&self.key, &mut *self.entropy))?;
        }
        Ok(())
    }

    fn unreadable(&self, error: SecretsFileError) -> VaultError {
        let (trouble, advice) = match error {
            SecretsFileError::Newer { .. } | SecretsFileError::Unreadable(Unreadable::Newer { .. }) => {
                (Trouble::Refused, "Update Daymark.")
            }
            SecretsFileError::Full | SecretsFileError::DoesNotFit => {
                (Trouble::Refused, "Nothing was changed.")
            }
            SecretsFileError::Damaged | SecretsFileError::Unreadable(_) => (
                Trouble::Damaged,
                "If there is no backup, move the file away and enter the API keys again; nothing else is lost.",
            ),
        };
        VaultError::new(trouble, format!("{}: {error}", self.path.display()), advice)
    }
}

impl Vault for SecretStore {
    fn get(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        checked_name(name)?;
        Ok(self.load()?.get(name).cloned())
    }

    fn put(&mut self, name: &str, secret: &Secret) -> Result<(), VaultError> {
        checked_name(name)?;
        checked_value(secret, self.limit())?;
        self.change(|file| file.put(name, secret.clone()).map(|()| true))
    }

    fn delete(&mut self, name: &str) -> Result<(), VaultError> {
        checked_name(name)?;
        self.change(|file| Ok(file.delete(name)))
    }

    fn home(&self) -> String {
        format!("{}, sealed with this device's key", self.path.display())
    }

    fn limit(&self) -> usize {
        MAX_VALUE
    }
}

impl fmt::Debug for SecretStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretStore").field("path", &self.path).finish_non_exhaustive()
    }
}
