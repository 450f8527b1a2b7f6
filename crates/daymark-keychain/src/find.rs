use std::path::{Path, PathBuf};
use std::time::Duration;

use daymark_crypto::{
    Cost, Entropy, Key, RootKey, Secret, Trouble, Vault, VaultError, WrapError, unwrap_root, wrap_root,
};

use crate::home::Marker;
use crate::key_file::{self, Guard};
use crate::keychain::{Keychain, probe};
use crate::{Home, files};

const SEALED: &str = "key.sealed";
const PLAIN: &str = "key.plain";
const CREDENTIAL: &str = "daymark-root-key";
const ATTEMPTS: usize = 3;
const SHORTEST: usize = 8;

/// Where to look for the root key.
#[derive(Clone, Debug)]
pub struct Options {
    /// A key file that the person named (`DAYMARK_KEY_FILE`). It is used, or it is an error.
    pub key_file: Option<PathBuf>,
    /// The folder of systemd's credentials (`$CREDENTIALS_DIRECTORY`); `daymark-root-key` in it is used when
    /// it is there.
    pub credentials_dir: Option<PathBuf>,
    /// Whether to ask the system keychain.
    pub keychain: bool,
    /// The name of the item in the keychain. Folders with other names have other keys.
    pub item: String,
    /// How long the keychain may take: it may be waiting for its owner to unlock it.
    pub patience: Duration,
    /// The database whose key this is, relative to the data folder. For a database that exists no key is
    /// ever made.
    pub database: PathBuf,
    /// Allows a key file without any protection, where there is no keychain.
    pub insecure_key_file: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            key_file: None,
            credentials_dir: None,
            keychain: true,
            item: "root-key".to_owned(),
            patience: Duration::from_secs(60),
            database: PathBuf::from("daymark.db"),
            insecure_key_file: false,
        }
    }
}

/// A question for the person at the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    pub question: Question,
    /// A sentence that says why it is asked.
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// A new passphrase.
    Choose,
    /// The new passphrase once more.
    Repeat,
    /// The passphrase chosen earlier.
    Open,
}

/// The root key and where it came from.
#[derive(Clone, Debug)]
pub struct Found {
    pub key: RootKey,
    pub place: Home,
    /// Where it lies, in words for a person.
    pub home: String,
    /// Must be shown for as long as the program runs.
    pub warning: Option<String>,
    /// It was made just now.
    pub new: bool,
}

/// Finds the root key of a data folder, or makes it if there is no data yet; the order is the one of the
/// [crate]. `ask` gets a question and gives the answer, or `None` when there is nobody to ask.
pub fn find_root_key(
    options: &Options,
    data_dir: &Path,
    entropy: &mut dyn Entropy,
    ask: &mut dyn FnMut(Prompt) -> Option<Secret>,
) -> Result<Found, VaultError> {
    let mut keychain = Keychain::new("Daymark", options.patience);
    find_root_key_with(&mut keychain, options, data_dir, entropy, ask)
}

/// [`find_root_key`] with another vault in the place of the system keychain.
pub fn find_root_key_with(
    keychain: &mut dyn Vault,
    options: &Options,
    data_dir: &Path,
    entropy: &mut dyn Entropy,
    ask: &mut dyn FnMut(Prompt) -> Option<Secret>,
) -> Result<Found, VaultError> {
    files::private_dir(data_dir)?;
    // Two first starts at once must not make two keys.
    let _held = match Marker::read(data_dir)? {
        Some(_) => None,
        None => Some(files::lock(&data_dir.join("key.lock"))?),
    };
    let settled = data_dir.join(&options.database).exists() || data_dir.join("secrets.bin").exists();
    // Without data the note binds nobody.
    let marker = if settled { Marker::read(data_dir)? } else { None };

    let mut search =
        Search { options, data_dir, settled, marker, keychain, strangers: Vec::new(), notes: Vec::new() };
    if let Some(found) = search.named()? {
        return Ok(found);
    }
    let keychain_is_empty = match search.in_keychain()? {
        Look::Found(found) => return Ok(*found),
        Look::Empty => true,
        Look::Nowhere => false,
    };
    if let Some(found) = search.sealed(ask)? {
        return Ok(found);
    }
    if let Some(found) = search.plain()? {
        return Ok(found);
    }
    if settled {
        return Err(search.missing());
    }
    search.make(keychain_is_empty, entropy, ask)
}

struct Search<'a> {
    options: &'a Options,
    data_dir: &'a Path,
    settled: bool,
    marker: Option<Marker>,
    keychain: &'a mut dyn Vault,
    /// Homes that hold another key than the data needs.
    strangers: Vec<String>,
    /// What was found wanting on the way, as sentences.
    notes: Vec<String>,
}

enum Look {
    Found(Box<Found>),
    /// It works and has no key.
    Empty,
    Nowhere,
}

impl Search<'_> {
    /// The key file or credential that was pointed at: used, or an error.
    fn named(&mut self) -> Result<Option<Found>, VaultError> {
        let credential = self.options.credentials_dir.as_ref().map(|dir| dir.join(CREDENTIAL));
        let (path, key, place) = if let Some(path) = &self.options.key_file {
            let key = key_file::read(path, Guard::Ours)?.ok_or_else(|| {
                VaultError::new(
                    Trouble::Absent,
                    format!("There is no key file {}.", path.display()),
                    "Make one with: (umask 077; openssl rand -hex 32 > FILE), or name the right one.",
                )
            })?;
            (path.clone(), key, Home::KeyFile)
        } else if let Some(path) = credential {
            let Some(key) = key_file::read(&path, Guard::Systemd)? else { return Ok(None) };
            (path, key, Home::Credential)
        } else {
            return Ok(None);
        };
        match self.accept(key, place, format!("{place}, {}", path.display()))? {
            Some(found) => Ok(Some(found)),
            None => Err(self.missing()),
        }
    }

    fn in_keychain(&mut self) -> Result<Look, VaultError> {
        if !self.options.keychain {
            self.notes.push("The system keychain is not to be used.".to_owned());
            return Ok(Look::Nowhere);
        }
        let secret = match self.keychain.get(&self.options.item) {
            Ok(Some(secret)) => secret,
            Ok(None) => return Ok(Look::Empty),
            Err(error) => {
                // Going on is right only where the key cannot be in this keychain.
                let elsewhere = match self.marker {
                    Some(marker) => marker.home != Home::Keychain,
                    None => matches!(error.trouble, Trouble::Absent | Trouble::Away),
                };
                if !elsewhere {
                    return Err(error);
                }
                self.notes.push(error.message);
                return Ok(Look::Nowhere);
            }
        };
        let key = secret.expose_text().and_then(|text| Key::from_hex(text).ok()).ok_or_else(|| {
            VaultError::new(
                Trouble::Damaged,
                format!("The item '{}' in the {} is no key.", self.options.item, self.keychain.home()),
                "Restore it; or, if it is not Daymark's, rename it.",
            )
        })?;
        let home = format!("{} ({})", Home::Keychain, self.keychain.home());
        Ok(match self.accept(RootKey::new(key), Home::Keychain, home)? {
            Some(found) => Look::Found(Box::new(found)),
            None => Look::Nowhere,
        })
    }

    fn sealed(&mut self, ask: &mut dyn FnMut(Prompt) -> Option<Secret>) -> Result<Option<Found>, VaultError> {
        let path = self.data_dir.join(SEALED);
        let Some(bytes) = files::read(&path, 4096)? else { return Ok(None) };
        let mut text = "Daymark's key is sealed with a passphrase. Type it to open your data.".to_owned();
        for _ in 0..ATTEMPTS {
            let Some(passphrase) = ask(Prompt { question: Question::Open, text }) else {
                return Err(VaultError::new(
                    Trouble::Locked,
                    "Daymark's key is sealed with a passphrase, and there is nobody to ask for it.",
                    "Start Daymark from a terminal or its window, or give it a key file.",
                ));
            };
            match unwrap_root(&bytes, &passphrase) {
                Ok(key) => return self.accept(key, Home::Passphrase, Home::Passphrase.to_string()),
                Err(error @ (WrapError::WrongPassphrase | WrapError::EmptyPassphrase)) => {
                    text = error.to_string();
                }
                Err(error) => return Err(self.unwrapped(&path, error)),
            }
        }
        Err(VaultError::new(
            Trouble::Locked,
            "None of these passphrases opens the key.",
            "Start again when you have found it.",
        ))
    }

    fn unwrapped(&self, path: &Path, error: WrapError) -> VaultError {
        let (trouble, advice) = match error {
            WrapError::Newer { .. } => (Trouble::Refused, "Nothing was changed."),
            WrapError::NoMemory => (Trouble::Away, "Nothing was changed."),
            _ => (Trouble::Damaged, "Without it the data cannot be opened."),
        };
        VaultError::new(trouble, format!("{}: {error}", path.display()), advice)
    }

    fn plain(&mut self) -> Result<Option<Found>, VaultError> {
        let path = self.data_dir.join(PLAIN);
        if !self.options.insecure_key_file {
            if path.exists() {
                self.notes.push(format!(
                    "An unprotected key lies in {}; it is used only with --insecure-key-file.",
                    path.display()
                ));
            }
            return Ok(None);
        }
        let Some(key) = key_file::read(&path, Guard::Ours)? else { return Ok(None) };
        self.accept(key, Home::PlainFile, format!("{}, {}", Home::PlainFile, path.display()))
    }

    /// Takes a key unless the data is known to need another one.
    fn accept(&mut self, key: RootKey, place: Home, home: String) -> Result<Option<Found>, VaultError> {
        if self.marker.is_some_and(|marker| marker.id != key.id()) {
            self.strangers.push(home);
            return Ok(None);
        }
        if !self.settled {
            Marker { home: place, id: key.id() }.write(self.data_dir)?;
        }
        Ok(Some(found(key, place, home, false)))
    }

    /// There is data and no key for it.
    fn missing(&self) -> VaultError {
        let dir = self.data_dir.display();
        let was = self.marker.map(|marker| format!(" It was kept in {} (key {}).", marker.home, marker.id));
        let was = was.unwrap_or_default();
        if self.strangers.is_empty() {
            let mut message = format!("There is data in {dir}, and its key is not found.{was}");
            for note in &self.notes {
                message = format!("{message} {note}");
            }
            return VaultError::new(
                Trouble::Absent,
                message,
                "Bring the key back: log in to the session that has it, or name a key file. \
                 Daymark makes no new key for data that exists.",
            );
        }
        VaultError::new(
            Trouble::Refused,
            format!(
                "The data in {dir} needs another key than the one in {}.{was}",
                self.strangers.join(" and ")
            ),
            "Bring the right key back, or open the folder that belongs to this key. Nothing was changed.",
        )
    }

    /// The first start: a new key, in the best place there is.
    fn make(
        &mut self,
        keychain_is_empty: bool,
        entropy: &mut dyn Entropy,
        ask: &mut dyn FnMut(Prompt) -> Option<Secret>,
    ) -> Result<Found, VaultError> {
        let key = RootKey::generate(entropy);
        let (place, home) = if keychain_is_empty && self.keep_in_keychain(&key)? {
            (Home::Keychain, format!("{} ({})", Home::Keychain, self.keychain.home()))
        } else if self.options.insecure_key_file {
            let path = self.data_dir.join(PLAIN);
            files::create(&path, key.expose().expose_hex().as_bytes())?;
            (Home::PlainFile, format!("{}, {}", Home::PlainFile, path.display()))
        } else {
            let passphrase = self.choose(ask)?;
            let wrapped = wrap_root(&key, &passphrase, Cost::FLOOR, entropy)
                .map_err(|error| self.unwrapped(&self.data_dir.join(SEALED), error))?;
            files::create(&self.data_dir.join(SEALED), &wrapped)?;
            (Home::Passphrase, Home::Passphrase.to_string())
        };
        Marker { home: place, id: key.id() }.write(self.data_dir)?;
        tracing::info!(home = %place, key = %key.id(), "made a root key");
        Ok(found(key, place, home, true))
    }

    /// `false`: it does not keep things, and another place is needed.
    fn keep_in_keychain(&mut self, key: &RootKey) -> Result<bool, VaultError> {
        let tag = std::process::id().to_string();
        let text = Secret::new(key.expose().expose_hex().as_bytes());
        let item = self.options.item.as_str();
        let kept = probe(self.keychain, &tag)
            .and_then(|()| self.keychain.put(item, &text))
            .and_then(|()| Ok(self.keychain.get(item)? == Some(text)));
        match kept {
            Ok(true) => Ok(true),
            Ok(false) => {
                self.notes.push(format!("The {} did not keep the key.", self.keychain.home()));
                Ok(false)
            }
            Err(error) if matches!(error.trouble, Trouble::Locked | Trouble::Refused) => Err(error),
            Err(error) => {
                self.notes.push(error.message);
                Ok(false)
            }
        }
    }

    fn choose(&self, ask: &mut dyn FnMut(Prompt) -> Option<Secret>) -> Result<Secret, VaultError> {
        let why = self.notes.join(" ");
        let mut text = format!("{why} Choose a passphrase that protects your data on this device.");
        for _ in 0..ATTEMPTS {
            let first = ask(Prompt { question: Question::Choose, text: text.trim().to_owned() })
                .ok_or_else(|| self.nobody())?;
            if first.expose_text().map_or(0, |text| text.chars().count()) < SHORTEST {
                text = format!("A passphrase needs at least {SHORTEST} characters. Choose a longer one.");
                continue;
            }
            let again = "Type the same passphrase once more.".to_owned();
            let second =
                ask(Prompt { question: Question::Repeat, text: again }).ok_or_else(|| self.nobody())?;
            if first == second {
                return Ok(first);
            }
            text = "The two were not the same. Choose a passphrase.".to_owned();
        }
        Err(VaultError::new(
            Trouble::Refused,
            "No passphrase was chosen, so no key was made.",
            "Start again when you have one.",
        ))
    }

    fn nobody(&self) -> VaultError {
        let why = self.notes.join(" ");
        VaultError::new(
            Trouble::Absent,
            format!("{why} There is no place to keep the key of your data.").trim().to_owned(),
            "Start Daymark where it can ask for a passphrase, name a key file (DAYMARK_KEY_FILE), \
             or run it in a session with a keyring.",
        )
    }
}

fn found(key: RootKey, place: Home, home: String, new: bool) -> Found {
    let warning = (place == Home::PlainFile).then(|| {
        "The key of your data lies unprotected beside it: whoever copies the folder can read everything."
            .to_owned()
    });
    Found { key, place, home, warning, new }
}
