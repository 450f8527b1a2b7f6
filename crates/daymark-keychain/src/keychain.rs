use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use daymark_crypto::{Secret, Trouble, Vault, VaultError, checked_name, checked_value};
use keyring::{Entry, Error};

/// The keychain of the operating system: macOS Keychain, Windows Credential Manager, or the Secret Service of
/// a Linux desktop (GNOME Keyring, KWallet, KeePassXC).
///
/// Making one proves nothing: on a machine without a desktop it is only the first use that fails. Use
/// [`probe`] before trusting it with something new.
#[derive(Clone, Debug)]
pub struct Keychain {
    service: String,
    patience: Duration,
}

impl Keychain {
    /// Items are kept under `service`. A call that takes longer than `patience` (the keychain may be waiting
    /// for its owner to unlock it) fails as [`Trouble::Locked`].
    pub fn new(service: impl Into<String>, patience: Duration) -> Keychain {
        Keychain { service: service.into(), patience }
    }

    /// Runs on a thread of its own: the call may wait for a person, and some systems' libraries may not be
    /// called from an async worker.
    fn ask<T: Send + 'static>(
        &self,
        name: &str,
        call: impl FnOnce(&Entry) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, VaultError> {
        let name = checked_name(name)?.to_owned();
        let service = self.service.clone();
        let (tell, told) = mpsc::channel();
        thread::Builder::new()
            .name("keychain".to_owned())
            .spawn(move || {
                let result = status().and_then(|()| {
                    Entry::new(&service, &name).and_then(|entry| call(&entry)).map_err(|error| sorted(&error))
                });
                // The asker may have lost patience.
                let _ = tell.send(result);
            })
            .map_err(|error| {
                let message = format!("The {} could not be asked: {error}.", self.home());
                VaultError::new(Trouble::Away, message, "Try again.")
            })?;
        match told.recv_timeout(self.patience) {
            Ok(result) => result,
            Err(mpsc::RecvTimeoutError::Timeout) => Err(VaultError::new(
                Trouble::Locked,
                format!("The {} did not answer within {} seconds.", self.home(), self.patience.as_secs()),
                "If it asks for its password, unlock it, then try again.",
            )),
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(VaultError::new(
                Trouble::Away,
                format!("The {} broke off while it was asked.", self.home()),
                "Try again.",
            )),
        }
    }
}

impl Vault for Keychain {
    fn get(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        self.ask(name, |entry| match entry.get_secret() {
            Ok(bytes) => Ok(Some(Secret::new(bytes))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
    }

    fn put(&mut self, name: &str, secret: &Secret) -> Result<(), VaultError> {
        checked_value(secret, self.limit())?;
        let secret = secret.clone();
        self.ask(name, move |entry| entry.set_secret(secret.expose()))
    }

    fn delete(&mut self, name: &str) -> Result<(), VaultError> {
        self.ask(name, |entry| match entry.delete_credential() {
            Err(Error::NoEntry) => Ok(()),
            other => other,
        })
    }

    fn home(&self) -> String {
        words().to_owned()
    }
}

/// Tries a vault by writing, reading and deleting: only that shows that it keeps things.
///
/// `tag` goes into the item's name, so that two programs that probe at once do not disturb each other.
pub fn probe(vault: &mut dyn Vault, tag: &str) -> Result<(), VaultError> {
    let name = format!("probe.{tag}");
    let written = Secret::from("Daymark checks that this keychain keeps what it is given.");
    let result = vault.put(&name, &written).and_then(|()| vault.get(&name));
    let deleted = vault.delete(&name);
    let read = result?;
    deleted?;
    if read != Some(written) || vault.get(&name)?.is_some() {
        return Err(VaultError::new(
            Trouble::Damaged,
            format!("The {} did not keep, or did not remove, what it was given.", vault.home()),
            "Repair it, or keep Daymark's key elsewhere: with a passphrase, or in a key file.",
        ));
    }
    Ok(())
}

fn words() -> &'static str {
    if cfg!(target_os = "macos") {
        "macOS Keychain"
    } else if cfg!(windows) {
        "Windows Credential Manager"
    } else {
        "desktop keyring (Secret Service)"
    }
}

/// Whether this system has a keychain at all. The library looks once in the life of the process.
fn status() -> Result<(), VaultError> {
    Entry::store_status().as_ref().map(|_| ()).map_err(|error| {
        VaultError::new(
            Trouble::Absent,
            format!("No {} is running here: {error}.", words()),
            "Start one, or keep Daymark's key elsewhere: with a passphrase, or in a key file.",
        )
    })
}

/// Error texts of the library name items and causes, never contents.
fn sorted(error: &Error) -> VaultError {
    let (trouble, advice) = match error {
        Error::NoStorageAccess(_) => (Trouble::Locked, "Unlock it and try again."),
        Error::NoDefaultStore | Error::NotSupportedByStore(_) => {
            (Trouble::Absent, "Keep Daymark's key elsewhere: with a passphrase, or in a key file.")
        }
        Error::TooLong(..) | Error::Invalid(..) => (Trouble::Refused, "Please report this."),
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::BadStoreFormat(_) => {
            (Trouble::Damaged, "Look at Daymark's item in it, and restore the keychain from a backup.")
        }
        Error::Ambiguous(_) => (Trouble::Damaged, "Remove the copy of Daymark's item that is not needed."),
        _ => (Trouble::Away, "Check that it is running, and try again."),
    };
    let text = match error {
        Error::Ambiguous(items) => format!("{} items answer to the same name", items.len()),
        other => other.to_string(),
    };
    VaultError::new(trouble, format!("The {} said no: {text}.", words()), advice)
}
