use std::fmt;
use std::str::FromStr;

use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::Entropy;

/// A key of 256 bits for one use. Shows nothing of itself and is wiped when dropped.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; 32]>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    #[error("A key is 32 bytes long; these are {found}.")]
    Length { found: usize },
    #[error("A key is written as 64 hexadecimal digits; something else stands there.")]
    NotHex,
}

impl Key {
    pub fn from_bytes(bytes: [u8; 32]) -> Key {
        Key(Zeroizing::new(bytes))
    }

    /// Takes exactly 32 bytes.
    pub fn from_slice(bytes: &[u8]) -> Result<Key, KeyError> {
        match <[u8; 32]>::try_from(bytes) {
            Ok(bytes) => Ok(Key::from_bytes(bytes)),
            Err(_) => Err(KeyError::Length { found: bytes.len() }),
        }
    }

    /// Takes exactly 64 hexadecimal digits, upper or lower case, with nothing around them.
    pub fn from_hex(text: &str) -> Result<Key, KeyError> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(KeyError::NotHex);
        }
        let mut key = Key::from_bytes([0; 32]);
        for (byte, pair) in key.0.iter_mut().zip(digits.chunks_exact(2)) {
            for digit in pair {
                let value = char::from(*digit).to_digit(16).ok_or(KeyError::NotHex)?;
                *byte = (*byte << 4) | u8::try_from(value).map_err(|_| KeyError::NotHex)?;
            }
        }
        Ok(key)
    }

    /// A new key from the given randomness.
    pub fn generate(entropy: &mut (impl Entropy + ?Sized)) -> Key {
        let mut key = Key::from_bytes([0; 32]);
        entropy.fill(key.0.as_mut_slice());
        key
    }

    /// The bytes. The name is loud so that a review finds each use.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// 64 lower-case hexadecimal digits, wiped when dropped: what SQLCipher wants as a raw key.
    pub fn expose_hex(&self) -> Zeroizing<String> {
        Zeroizing::new(hex(self.expose()))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        self.expose().ct_eq(other.expose()).into()
    }
}

impl Eq for Key {}

/// What a derived key is for. The labels are frozen: a changed label is a lost database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// The raw key of the SQLCipher database.
    Database,
    /// Seals the file of API keys and tokens.
    SecretsFile,
    /// Wraps what a recovery code opens.
    Recovery,
    /// Attachments beside the database.
    Attachments,
}

impl Purpose {
    fn label(self) -> &'static [u8] {
        match self {
            Purpose::Database => b"daymark v1 database",
            Purpose::SecretsFile => b"daymark v1 secrets file",
            Purpose::Recovery => b"daymark v1 recovery",
            Purpose::Attachments => b"daymark v1 attachments",
        }
    }
}

/// The root key of a device: the one item that a keychain holds.
///
/// It encrypts nothing itself. Every use has a key of its own, from HKDF-SHA-256 (RFC 5869) with no salt
/// and the purpose's label as `info`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootKey(Key);

impl RootKey {
    pub fn new(key: Key) -> RootKey {
        RootKey(key)
    }

    /// A new root key from the given randomness.
    pub fn generate(entropy: &mut (impl Entropy + ?Sized)) -> RootKey {
        RootKey(Key::generate(entropy))
    }

    /// The key for one purpose.
    pub fn derive(&self, purpose: Purpose) -> Key {
        self.expand(purpose.label())
    }

    /// A public name of this key, so that a wrong key is recognised before anything is touched.
    ///
    /// It is the start of a hash of a derived value, and tells nothing about the key.
    pub fn id(&self) -> KeyId {
        let check = self.expand(b"daymark v1 key id");
        let digest = Sha256::digest(check.expose());
        let mut id = [0; 4];
        for (to, from) in id.iter_mut().zip(digest.iter()) {
            *to = *from;
        }
        KeyId(id)
    }

    /// The key itself, to be stored in a vault and nowhere else.
    pub fn expose(&self) -> &Key {
        &self.0
    }

    fn expand(&self, label: &[u8]) -> Key {
        let mut key = Key::from_bytes([0; 32]);
        Hkdf::<Sha256>::new(None, self.0.expose())
            .expand(label, key.0.as_mut_slice())
            .expect("32 bytes are far below HKDF's limit of 255 blocks");
        key
    }
}

/// Eight hexadecimal digits that name a root key without telling it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; 4]);

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl FromStr for KeyId {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<KeyId, KeyError> {
        let digits = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if text.len() != 8 || !digits {
            return Err(KeyError::NotHex);
        }
        let number = u32::from_str_radix(text, 16).map_err(|_| KeyError::NotHex)?;
        Ok(KeyId(number.to_be_bytes()))
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZEROS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

    fn root() -> RootKey {
        RootKey::new(Key::from_bytes(std::array::from_fn(|n| n as u8)))
    }

    #[test]
    fn hex_reads_what_it_writes() {
        let key = root().expose().clone();
        let text = key.expose_hex();
        assert_eq!(&**text, "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        assert_eq!(Key::from_hex(&text).unwrap(), key);
        assert_eq!(Key::from_hex(&text.to_uppercase()).unwrap(), key);
    }

    #[test]
    fn hex_takes_nothing_else() {
        for bad in
            ["", "00", &ZEROS[1..], &format!("{ZEROS}0"), &format!("{}g", &ZEROS[1..]), &"é".repeat(32)]
        {
            assert_eq!(Key::from_hex(bad), Err(KeyError::NotHex), "{bad}");
        }
        assert_eq!(Key::from_slice(&[0; 31]), Err(KeyError::Length { found: 31 }));
        assert!("0123456g".parse::<KeyId>().is_err());
        assert!("+1234567".parse::<KeyId>().is_err());
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", root()), "RootKey(Key(…))");
    }

    /// Frozen: made with Python's `hmac` from RFC 5869. A change here loses every database.
    #[test]
    fn derived_keys_are_frozen() {
        for (purpose, expected) in [
            (Purpose::Database, "0efe603d08f492aa2f94c208e60a22337e554a98f98c8a8ebd9e98c88330aa9d"),
            (Purpose::SecretsFile, "c513b4e11f0e18ae80d1b369480b6e0afb8001990d5421e1878d5a86a31d5d1d"),
            (Purpose::Recovery, "5cd4e39a3d731765713dc0b8e6c6fbd2aafd0d389409cd18967bdf8b3fbbc716"),
            (Purpose::Attachments, "5f05dd3a73e2cf87007217626e0d9306ae2e8e5edff710291d523560332e5eaa"),
        ] {
            assert_eq!(&**root().derive(purpose).expose_hex(), expected, "{purpose:?}");
        }
        assert_eq!(root().id().to_string(), "c4615f9b");
        assert_eq!("c4615f9b".parse::<KeyId>().unwrap(), root().id());
    }
}
