//! Keys, sealed bytes, [`Secret`] and the [`Vault`] port.
//!
//! This room does no IO and makes no randomness: nonces, salts and new keys come from an [`Entropy`] that
//! the caller hands in. Its invariants:
//!
//! - a [`Secret`], a [`Key`] and a [`RootKey`] cannot be serialised, print nothing of themselves, are wiped
//!   when dropped, and compare in constant time;
//! - the root key encrypts nothing itself: each use has a key of its own, derived by [`Purpose`];
//! - bytes that come back from a disk are hostile until [`open`] or [`unwrap_root`] has accepted them.
//!
//! ```
//! use daymark_crypto::{Entropy, Purpose, RootKey, open, seal};
//!
//! // A real program passes the operating system's randomness.
//! let mut entropy = |bytes: &mut [u8]| bytes.fill(7);
//! let root = RootKey::generate(&mut entropy);
//! let key = root.derive(Purpose::SecretsFile);
//!
//! let sealed = seal(&key, &entropy.nonce(), b"where it belongs", b"a token");
//! assert_eq!(open(&key, b"where it belongs", &sealed).unwrap().expose(), b"a token");
//! assert!(open(&key, b"elsewhere", &sealed).is_err());
//! ```

#![forbid(unsafe_code)]

pub mod attachment;
mod entropy;
mod key;
mod seal;
mod secret;
mod secrets_file;
pub mod suite;
mod vault;
mod wrap;

pub use attachment::{Address, AttachmentKeys};
pub use entropy::Entropy;
pub use key::{Key, KeyError, KeyId, Purpose, RootKey};
pub use seal::{Unreadable, open, seal};
pub use secret::Secret;
pub use secrets_file::{MAX_SECRETS, MAX_VALUE, SecretsFile, SecretsFileError};
pub use vault::{MAX_NAME, MAX_SECRET, Trouble, Vault, VaultError, checked_name, checked_value};
pub use wrap::{Cost, WRAPPED_LEN, WrapError, unwrap_root, wrap_root};
