use std::collections::BTreeMap;

use zeroize::Zeroizing;

use crate::{Entropy, Key, Secret, Unreadable, checked_name, open, seal};

const MAGIC: &[u8; 4] = b"DMSF";
const FORMAT: u8 = 1;

/// The most secrets one file holds.
pub const MAX_SECRETS: usize = 256;

/// The longest secret in a file, in bytes: sign-in tokens of some providers have several thousand.
pub const MAX_VALUE: usize = 16 * 1024;

/// A small map from names to secrets, and its sealed bytes. Reading and writing the file is the caller's.
///
/// The bytes are `DMSF`, then what [`seal`](crate::seal) makes with `DMSF` as `aad`. Inside, big-endian:
/// format (1 byte), count (2), then for each secret in ascending order of names: length of the name (1),
/// name, length of the value (4), value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecretsFile {
    secrets: BTreeMap<String, Secret>,
}

/// Why a file of secrets was not made or did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretsFileError {
    #[error("{0}")]
    Unreadable(#[from] Unreadable),
    #[error("The secrets file is not one of Daymark's, or it is damaged. Restore it from a backup.")]
    Damaged,
    #[error(
        "The secrets file was written by a newer Daymark (format {format}). Update Daymark, then try again."
    )]
    Newer { format: u8 },
    #[error("The secrets file holds its {MAX_SECRETS} secrets already. Remove one that is no longer used.")]
    Full,
    #[error("This name or this secret does not fit into the secrets file.")]
    DoesNotFit,
}

impl SecretsFile {
    pub fn get(&self, name: &str) -> Option<&Secret> {
        self.secrets.get(name)
    }

    /// Stores a secret of 1 to [`MAX_VALUE`] bytes, replacing one of the same name.
    pub fn put(&mut self, name: &str, secret: Secret) -> Result<(), SecretsFileError> {
        if checked_name(name).is_err() || secret.is_empty() || secret.len() > MAX_VALUE {
            return Err(SecretsFileError::DoesNotFit);
        }
        if self.secrets.len() >= MAX_SECRETS && !self.secrets.contains_key(name) {
            return Err(SecretsFileError::Full);
        }
        self.secrets.insert(name.to_owned(), secret);
        Ok(())
    }

    /// Removes a secret; says whether there was one.
    pub fn delete(&mut self, name: &str) -> bool {
        self.secrets.remove(name).is_some()
    }

    /// The names, in ascending order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.secrets.keys().map(String::as_str)
    }

    /// The sealed bytes of the whole map.
    pub fn encode(&self, key: &Key, entropy: &mut (impl Entropy + ?Sized)) -> Vec<u8> {
        let size = self.secrets.iter().map(|(name, value)| 5 + name.len() + value.len()).sum::<usize>();
        // Reserved whole, so that no grown-out-of copy of the secrets stays in memory.
        let mut plain = Zeroizing::new(Vec::with_capacity(3 + size));
        plain.push(FORMAT);
        plain.extend_from_slice(&u16::try_from(self.secrets.len()).unwrap_or(u16::MAX).to_be_bytes());
        for (name, value) in &self.secrets {
            plain.push(u8::try_from(name.len()).unwrap_or(u8::MAX));
            plain.extend_from_slice(name.as_bytes());
            plain.extend_from_slice(&u32::try_from(value.len()).unwrap_or(u32::MAX).to_be_bytes());
            plain.extend_from_slice(value.expose());
        }
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&seal(key, &entropy.nonce(), MAGIC, &plain));
        out
    }

    /// Opens what [`encode`](SecretsFile::encode) made.
    pub fn decode(key: &Key, bytes: &[u8]) -> Result<SecretsFile, SecretsFileError> {
        let sealed = bytes.strip_prefix(MAGIC).ok_or(SecretsFileError::Damaged)?;
        let plain = open(key, MAGIC, sealed)?;
        parse(plain.expose())
    }
}

fn parse(bytes: &[u8]) -> Result<SecretsFile, SecretsFileError> {
    let mut rest = bytes;
    let [format] = take(&mut rest)?;
    if format != FORMAT {
        return Err(SecretsFileError::Newer { format });
    }
    let mut file = SecretsFile::default();
    for _ in 0..u16::from_be_bytes(take(&mut rest)?) {
        let [length] = take(&mut rest)?;
        let name = std::str::from_utf8(slice(&mut rest, usize::from(length))?)
            .map_err(|_| SecretsFileError::Damaged)?;
        let length = u32::from_be_bytes(take(&mut rest)?);
        let length = usize::try_from(length).map_err(|_| SecretsFileError::Damaged)?;
        let value = Secret::new(slice(&mut rest, length)?);
        if file.secrets.last_key_value().is_some_and(|(last, _)| last.as_str() >= name) {
            return Err(SecretsFileError::Damaged);
        }
        file.put(name, value).map_err(|_| SecretsFileError::Damaged)?;
    }
    if rest.is_empty() { Ok(file) } else { Err(SecretsFileError::Damaged) }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], SecretsFileError> {
    let (head, tail) = rest.split_first_chunk::<N>().ok_or(SecretsFileError::Damaged)?;
    *rest = tail;
    Ok(*head)
}

fn slice<'a>(rest: &mut &'a [u8], length: usize) -> Result<&'a [u8], SecretsFileError> {
    let (head, tail) = rest.split_at_checked(length).ok_or(SecretsFileError::Damaged)?;
    *rest = tail;
    Ok(head)
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_map, vec};
    use proptest::prelude::*;

    use super::*;

    fn key() -> Key {
        Key::from_bytes([1; 32])
    }

    fn entropy(bytes: &mut [u8]) {
        bytes.fill(2);
    }

    fn file(pairs: &[(&str, &str)]) -> SecretsFile {
        let mut file = SecretsFile::default();
        for (name, value) in pairs {
            file.put(name, (*value).into()).unwrap();
        }
        file
    }

    /// Frozen: made with libsodium (PyNaCl). Such files lie on people's disks; never regenerate it.
    const GOLDEN: &str = "444d534601020202020202020202020202020202020202020202020202cd6634e6cb198825d20e11f81150799ecf1658ae5a964e79210ebc6e71d58cf3bd493ada9e5193390e00da4befd10e1f120c";

    #[test]
    fn bytes_are_frozen() {
        let golden: Vec<u8> = (0..GOLDEN.len())
            .step_by(2)
            .map(|n| u8::from_str_radix(&GOLDEN[n..n + 2], 16).unwrap())
            .collect();
        let file = file(&[("openai", "sk-1"), ("anthropic", "é")]);
        assert_eq!(file.encode(&key(), &mut entropy), golden);
        assert_eq!(SecretsFile::decode(&key(), &golden).unwrap(), file);
        assert_eq!(file.names().collect::<Vec<_>>(), ["anthropic", "openai"]);
    }

    #[test]
    fn nothing_of_it_shows() {
        assert!(!format!("{:?}", file(&[("openai", "sk-1")])).contains("sk-1"));
    }

    #[test]
    fn wrong_keys_and_changed_bytes_are_refused() {
        let bytes = file(&[("a", "b")]).encode(&key(), &mut entropy);
        let other = Key::from_bytes([9; 32]);
        let wrong = SecretsFileError::Unreadable(Unreadable::WrongKeyOrChanged);
        assert_eq!(SecretsFile::decode(&other, &bytes), Err(wrong));
        assert_eq!(SecretsFile::decode(&key(), b"junk"), Err(SecretsFileError::Damaged));
        assert_eq!(SecretsFile::decode(&key(), b""), Err(SecretsFileError::Damaged));
    }

    #[test]
    fn sealed_nonsense_is_refused() {
        let cases: [&[u8]; 7] = [
            b"",                                             // nothing
            b"\x01\x00",                                     // half a count
            b"\x01\x00\x01",                                 // a missing entry
            b"\x01\x00\x00x",                                // something after the end
            b"\x01\x00\x01\x01a\xff\xff\xff\xff",            // a length beyond the end
            b"\x01\x00\x01\x01\xff\x00\x00\x00\x01x",        // a name that is not text
            b"\x01\x00\x02\x01b\0\0\0\x01x\x01a\0\0\0\x01x", // out of order
        ];
        for case in cases {
            assert_eq!(parse(case), Err(SecretsFileError::Damaged), "{case:?}");
        }
        assert_eq!(parse(b"\x02\x00\x00"), Err(SecretsFileError::Newer { format: 2 }));
    }

    #[test]
    fn it_is_bounded() {
        let mut file = SecretsFile::default();
        for n in 0..MAX_SECRETS {
            file.put(&format!("n{n}"), "x".into()).unwrap();
        }
        assert_eq!(file.put("one more", "x".into()), Err(SecretsFileError::Full));
        file.put("n0", Secret::new(vec![1; MAX_VALUE])).unwrap();
        assert_eq!(file.put("n0", Secret::new(vec![1; MAX_VALUE + 1])), Err(SecretsFileError::DoesNotFit));
        assert_eq!(file.put("", "x".into()), Err(SecretsFileError::DoesNotFit));
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(map in btree_map("[a-zé.]{1,20}", vec(any::<u8>(), 1..200), 0..20)) {
            let mut file = SecretsFile::default();
            for (name, value) in map {
                file.put(&name, Secret::new(value)).unwrap();
            }
            let bytes = file.encode(&key(), &mut entropy);
            prop_assert_eq!(SecretsFile::decode(&key(), &bytes).unwrap(), file);
        }

        #[test]
        fn garbage_never_panics(bytes: Vec<u8>) {
            let _ = parse(&bytes);
        }
    }
}
