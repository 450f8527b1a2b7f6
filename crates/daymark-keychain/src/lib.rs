//! The OS keychain as a [`Vault`](daymark_crypto::Vault), and what stands in where there is none.
//!
//! A device has one root key. [`find_root_key`] finds it, or makes it on the first start, in this order:
//!
//! 0. a key file the person named, or a systemd credential;
//! 1. the system keychain, once a write, a read and a delete have shown that it works;
//! 2. `key.sealed` beside the database, opened with a passphrase that is asked for;
//! 3. `key.plain` beside the database, only when explicitly allowed, with a warning that stays.
//!
//! Beside the database stands `key.home`, a small file that is no secret: it says where the key was kept and
//! its [id](daymark_crypto::KeyId). So a missing or another key is recognised, and **a new key is never made
//! for a database that exists**. There is no silent step down the list: what is not asked for fails, with a
//! sentence that says what to do.
//!
//! API keys and tokens lie in `secrets.bin`, sealed with a key derived from the root key: [`SecretStore`].
//!
//! Calls block (a keychain may wait for its owner); async callers move them to a blocking thread. Nothing here
//! reads the environment or prints.

#![forbid(unsafe_code)]

mod files;
mod find;
mod home;
mod key_file;
mod keychain;
mod secret_store;

pub use find::{Found, Options, Prompt, Question, find_root_key, find_root_key_with};
pub use home::{Home, remember};
pub use keychain::{Keychain, probe};
pub use secret_store::SecretStore;

#[cfg(test)]
mod tests;
