use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use crate::{Key, Secret};

/// Written first in everything sealed here.
const VERSION: u8 = 1;
const NONCE: usize = 24;
const TAG: usize = 16;

/// Bytes added to what is sealed: version, nonce, tag.
pub(crate) const OVERHEAD: usize = 1 + NONCE + TAG;

/// Why sealed bytes did not open. Each sentence says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("These sealed bytes are cut short ({found} bytes). Restore the file from a backup.")]
    TooShort { found: usize },
    #[error("These bytes were sealed by a newer Daymark (format {version}). Update Daymark, then try again.")]
    Newer { version: u8 },
    #[error(
        "These bytes were sealed with another key, or were changed since. Check that this is the right key; \
         if it is, restore the file from a backup."
    )]
    WrongKeyOrChanged,
}

/// Seals `plain` with XChaCha20-Poly1305.
///
/// The result is `version (1 byte) ‖ nonce (24) ‖ ciphertext ‖ tag (16)`. `aad` says where the bytes belong;
/// it is not stored, and [`open`] must be given the same. The version byte is authenticated too. A nonce is
/// used once; take it from [`Entropy::nonce`](crate::Entropy::nonce).
pub fn seal(key: &Key, nonce: &[u8; 24], aad: &[u8], plain: &[u8]) -> Vec<u8> {
    let payload = Payload { msg: plain, aad: &bound(VERSION, aad) };
    let cipher = XChaCha20Poly1305::new(key.expose().into());
    let sealed = cipher
        .encrypt(&XNonce::from(*nonce), payload)
        .expect("encryption fails only above 256 GiB, which does not fit in memory");
    let mut out = Vec::with_capacity(1 + NONCE + sealed.len());
    out.push(VERSION);
    out.extend_from_slice(nonce);
    out.extend_from_slice(&sealed);
    out
}

/// Opens what [`seal`] made.
pub fn open(key: &Key, aad: &[u8], sealed: &[u8]) -> Result<Secret, Unreadable> {
    let short = Unreadable::TooShort { found: sealed.len() };
    let (version, rest) = sealed.split_first().ok_or(short)?;
    if *version != VERSION {
        // Zero and low numbers were never written; say the plain thing about them.
        let newer = *version > VERSION;
        return Err(if newer {
            Unreadable::Newer { version: *version }
        } else {
            Unreadable::WrongKeyOrChanged
        });
    }
    let (nonce, body) = rest.split_first_chunk::<NONCE>().ok_or(short)?;
    if body.len() < TAG {
        return Err(short);
    }
    let payload = Payload { msg: body, aad: &bound(*version, aad) };
    let plain = XChaCha20Poly1305::new(key.expose().into())
        .decrypt(&XNonce::from(*nonce), payload)
        .map_err(|_| Unreadable::WrongKeyOrChanged)?;
    Ok(Secret::new(plain))
}

fn bound(version: u8, aad: &[u8]) -> Vec<u8> {
    let mut all = Vec::with_capacity(1 + aad.len());
    all.push(version);
    all.extend_from_slice(aad);
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(byte: u8) -> Key {
        Key::from_bytes([byte; 32])
    }

    /// Frozen: made with libsodium (PyNaCl), key 01…01, nonce 02…02. Never regenerate it.
    const GOLDEN: &str =
        "010202020202020202020202020202020202020202020202028e134fcfc516883ef33aae25fe7c3bc32fea5fba2a28897b";

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len()).step_by(2).map(|n| u8::from_str_radix(&hex[n..n + 2], 16).unwrap()).collect()
    }

    #[test]
    fn sealed_bytes_are_frozen() {
        assert_eq!(seal(&key(1), &[2; 24], b"place", b"Buy oats"), bytes(GOLDEN));
        assert_eq!(open(&key(1), b"place", &bytes(GOLDEN)).unwrap().expose(), b"Buy oats");
    }

    #[test]
    fn each_wrong_thing_is_told_apart() {
        let good = bytes(GOLDEN);
        let mut newer = good.clone();
        newer[0] = 2;
        assert_eq!(open(&key(1), b"place", &[]), Err(Unreadable::TooShort { found: 0 }));
        assert_eq!(open(&key(1), b"place", &good[..40]), Err(Unreadable::TooShort { found: 40 }));
        assert_eq!(open(&key(1), b"place", &newer), Err(Unreadable::Newer { version: 2 }));
        assert_eq!(open(&key(2), b"place", &good), Err(Unreadable::WrongKeyOrChanged));
        assert_eq!(open(&key(1), b"other", &good), Err(Unreadable::WrongKeyOrChanged));
    }

    proptest! {
        #[test]
        fn opens_what_it_sealed(plain: Vec<u8>, aad: Vec<u8>, nonce: [u8; 24], raw: [u8; 32]) {
            let key = Key::from_bytes(raw);
            let sealed = seal(&key, &nonce, &aad, &plain);
            prop_assert_eq!(sealed.len(), plain.len() + OVERHEAD);
            let opened = open(&key, &aad, &sealed).unwrap();
            prop_assert_eq!(opened.expose(), &plain[..]);
        }

        #[test]
        fn a_flipped_bit_is_noticed(plain: Vec<u8>, at: prop::sample::Index, bit in 0..8u8) {
            let mut sealed = seal(&key(1), &[9; 24], b"", &plain);
            let at = at.index(sealed.len());
            sealed[at] ^= 1 << bit;
            prop_assert!(open(&key(1), b"", &sealed).is_err());
        }

        #[test]
        fn garbage_never_panics(bytes: Vec<u8>) {
            let _ = open(&key(1), b"", &bytes);
        }
    }
}
