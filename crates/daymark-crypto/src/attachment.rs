//! Attachments at rest: sealed in chunks, so that a file of any size never sits in memory, and named by a
//! keyed hash, so that the name of the sealed file says nothing about what is in it.
//!
//! A sealed file is a header and then chunks. Each chunk is sealed by itself ([`seal`](crate::seal), with a
//! nonce of its own) together with the file's random stream id, its number and whether it is the last; the
//! header binds the stream id to the address and the length. So a chunk that is changed, left out, moved,
//! taken from another file or cut off does not open, and neither does a file under another file's name.
//!
//! ```text
//! "DMAT" ‖ version (1) ‖ stream id (32) ‖ length of the plain bytes (8, big-endian) ‖ mark (32)
//! then for each 65,536 plain bytes, the last chunk shorter: seal(...) = plain + 41 bytes
//! ```

use std::fmt;
use std::str::FromStr;

use hkdf::Hkdf;
use sha2::Sha256;

use crate::key::hex;
use crate::seal::OVERHEAD;
use crate::{Entropy, Key, KeyError, Secret, Unreadable, open, seal};

/// Plain bytes in a chunk; only the last one holds fewer.
pub const CHUNK: usize = 64 << 10;
/// Bytes of a sealed chunk that is full.
pub const SEALED_CHUNK: usize = CHUNK + OVERHEAD;
/// Bytes before the first chunk.
pub const HEADER: usize = 4 + 1 + 32 + 8 + 32;

const MAGIC: &[u8; 4] = b"DMAT";
const VERSION: u8 = 1;

/// Where a chunk stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    More,
    Last,
}

/// The random id that holds the chunks of one sealed file together. It is no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamId([u8; 32]);

impl StreamId {
    pub fn generate(entropy: &mut (impl Entropy + ?Sized)) -> StreamId {
        let mut id = [0; 32];
        entropy.fill(&mut id);
        StreamId(id)
    }

    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub fn from_bytes(bytes: [u8; 32]) -> StreamId {
        StreamId(bytes)
    }
}

/// What sealed bytes are called: a hash of the plain bytes under a key (BLAKE3), equal for equal bytes.
/// Written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address([u8; 32]);

impl Address {
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub fn from_slice(bytes: &[u8]) -> Option<Address> {
        bytes.try_into().ok().map(Address)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, to)
    }
}

impl FromStr for Address {
    type Err = KeyError;

    /// Takes lower-case digits only: there is one way to write an address.
    fn from_str(text: &str) -> Result<Address, KeyError> {
        let digits = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !digits {
            return Err(KeyError::NotHex);
        }
        Ok(Address(*Key::from_hex(text)?.expose()))
    }
}

/// Reckons the address of bytes that pass by.
#[derive(Clone)]
pub struct Addressing(Box<blake3::Hasher>);

impl fmt::Debug for Addressing {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Addressing(…)")
    }
}

impl Addressing {
    pub fn take(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub fn address(&self) -> Address {
        Address(*self.0.finalize().as_bytes())
    }
}

/// What a header says, once it is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    pub stream: StreamId,
    /// Plain bytes in all.
    pub length: u64,
}

impl Header {
    pub fn chunks(&self) -> u64 {
        chunks(self.length)
    }

    /// Where a chunk lies in the sealed file, from and to.
    pub fn place(&self, index: u64) -> (u64, u64) {
        let from = HEADER as u64 + index.saturating_mul(SEALED_CHUNK as u64);
        (from, (from + SEALED_CHUNK as u64).min(sealed_length(self.length)))
    }

    pub fn standing(&self, index: u64) -> Standing {
        if index + 1 == self.chunks() { Standing::Last } else { Standing::More }
    }
}

/// The chunks that so many plain bytes take; no bytes take one that is empty.
pub fn chunks(length: u64) -> u64 {
    length.div_ceil(CHUNK as u64).max(1)
}

/// The bytes of a sealed file.
pub fn sealed_length(length: u64) -> u64 {
    let around = chunks(length).saturating_mul(OVERHEAD as u64);
    (HEADER as u64).saturating_add(length).saturating_add(around)
}

/// The keys of attachments, all derived from the one of [`Purpose::Attachments`](crate::Purpose).
#[derive(Clone, Debug)]
pub struct AttachmentKeys {
    naming: Key,
    sealing: Key,
    marking: Key,
    /// For what is told of an upload that is not finished.
    pub notes: Key,
}

impl AttachmentKeys {
    pub fn new(key: &Key) -> AttachmentKeys {
        AttachmentKeys {
            naming: expand(key, b"daymark v1 attachment address"),
            sealing: expand(key, b"daymark v1 attachment chunk"),
            marking: expand(key, b"daymark v1 attachment header"),
            notes: expand(key, b"daymark v1 attachment upload"),
        }
    }

    pub fn addressing(&self) -> Addressing {
        Addressing(Box::new(blake3::Hasher::new_keyed(self.naming.expose())))
    }

    pub fn seal_chunk(
        &self,
        stream: &StreamId,
        index: u64,
        standing: Standing,
        nonce: &[u8; 24],
        plain: &[u8],
    ) -> Vec<u8> {
        seal(&self.sealing, nonce, &place(stream, index, standing), plain)
    }

    pub fn open_chunk(
        &self,
        stream: &StreamId,
        index: u64,
        standing: Standing,
        sealed: &[u8],
    ) -> Result<Secret, Unreadable> {
        open(&self.sealing, &place(stream, index, standing), sealed)
    }

    pub fn header(&self, header: Header, address: &Address) -> [u8; HEADER] {
        let mark = self.mark(&header, address);
        let parts = [
            MAGIC.as_slice(),
            &[VERSION],
            header.stream.bytes(),
            &header.length.to_be_bytes(),
            mark.as_bytes().as_slice(),
        ];
        let mut bytes = [0; HEADER];
        for (to, from) in bytes.iter_mut().zip(parts.into_iter().flatten()) {
            *to = *from;
        }
        bytes
    }

    /// Believes a header only under the address that it was made for.
    pub fn open_header(&self, bytes: &[u8], address: &Address) -> Result<Header, Unreadable> {
        let short = Unreadable::TooShort { found: bytes.len() };
        let (magic, rest) = bytes.split_first_chunk::<4>().ok_or(short)?;
        let (version, rest) = rest.split_first().ok_or(short)?;
        if magic != MAGIC {
            return Err(Unreadable::WrongKeyOrChanged);
        }
        if *version > VERSION {
            return Err(Unreadable::Newer { version: *version });
        }
        let (stream, rest) = rest.split_first_chunk::<32>().ok_or(short)?;
        let (length, rest) = rest.split_first_chunk::<8>().ok_or(short)?;
        let (mark, _) = rest.split_first_chunk::<32>().ok_or(short)?;
        let header = Header { stream: StreamId(*stream), length: u64::from_be_bytes(*length) };
        // `blake3::Hash` compares in constant time.
        if *version != VERSION || self.mark(&header, address) != blake3::Hash::from_bytes(*mark) {
            return Err(Unreadable::WrongKeyOrChanged);
        }
        Ok(header)
    }

    fn mark(&self, header: &Header, address: &Address) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new_keyed(self.marking.expose());
        hasher.update(&[VERSION]);
        hasher.update(header.stream.bytes());
        hasher.update(&header.length.to_be_bytes());
        hasher.update(address.bytes());
        hasher.finalize()
    }
}

fn expand(key: &Key, label: &[u8]) -> Key {
    let mut bytes = zeroize::Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(None, key.expose())
        .expand(label, bytes.as_mut_slice())
        .expect("32 bytes are far below HKDF's limit of 255 blocks");
    Key::from_bytes(*bytes)
}

fn place(stream: &StreamId, index: u64, standing: Standing) -> Vec<u8> {
    let mut place = Vec::with_capacity(64);
    place.extend_from_slice(b"daymark attachment");
    place.extend_from_slice(&stream.0);
    place.extend_from_slice(&index.to_be_bytes());
    place.push(u8::from(standing == Standing::Last));
    place
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn keys() -> AttachmentKeys {
        AttachmentKeys::new(&Key::from_bytes([3; 32]))
    }

    /// Small chunks would hide nothing: the laws are about chunks, so files of a few of them.
    fn sealed(keys: &AttachmentKeys, plain: &[u8], seed: u8) -> (Address, Vec<u8>) {
        let mut turn = seed;
        let mut entropy = |bytes: &mut [u8]| {
            turn = turn.wrapping_mul(31).wrapping_add(7);
            bytes.fill(turn);
        };
        let stream = StreamId::generate(&mut entropy);
        let mut addressing = keys.addressing();
        addressing.take(plain);
        let address = addressing.address();
        let header = Header { stream, length: plain.len() as u64 };
        let mut bytes = keys.header(header, &address).to_vec();
        for index in 0..header.chunks() {
            let part = plain.chunks(CHUNK).nth(index as usize).unwrap_or_default();
            bytes.extend(keys.seal_chunk(&stream, index, header.standing(index), &entropy.nonce(), part));
        }
        (address, bytes)
    }

    fn opened(keys: &AttachmentKeys, address: &Address, bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
        let header = keys.open_header(bytes, address)?;
        if bytes.len() as u64 != sealed_length(header.length) {
            return Err(Unreadable::TooShort { found: bytes.len() });
        }
        let mut plain = Vec::new();
        for index in 0..header.chunks() {
            let (from, to) = header.place(index);
            let chunk = &bytes[from as usize..to as usize];
            plain.extend(keys.open_chunk(&header.stream, index, header.standing(index), chunk)?.expose());
        }
        Ok(plain)
    }

    fn content(length: usize) -> Vec<u8> {
        (0..length).map(|n| (n * 7 + n / 251) as u8).collect()
    }

    fn lengths() -> impl Strategy<Value = usize> {
        prop_oneof![0..200_usize, CHUNK - 2..CHUNK + 3, 2 * CHUNK - 1..2 * CHUNK + 2, 150_000..200_000_usize]
    }

    /// Frozen: a change here loses every attachment. Made with Python's `hmac` (RFC 5869) and its `blake3`, key 03…03.
    #[test]
    fn addresses_are_frozen() {
        let mut addressing = keys().addressing();
        addressing.take(b"Buy oats");
        assert_eq!(
            addressing.address().to_string(),
            "7bc03689a4618273b43c635461d54959ff5a06c4812391520273e4439e0d6cd1"
        );
    }

    #[test]
    fn an_address_is_a_name_and_tells_the_key_apart() {
        let address = |key: u8| {
            let mut addressing = AttachmentKeys::new(&Key::from_bytes([key; 32])).addressing();
            addressing.take(b"the same");
            addressing.address()
        };
        assert_eq!(address(1), address(1));
        assert_ne!(address(1), address(2), "without the key nobody can guess what a name stands for");
        assert_eq!(address(1).to_string().parse::<Address>().unwrap(), address(1));
        for bad in ["", "../../etc/passwd", &"A".repeat(64), &"0".repeat(63)] {
            assert!(bad.parse::<Address>().is_err(), "{bad}");
        }
    }

    #[test]
    fn each_wrong_header_is_told_apart() {
        let keys = keys();
        let (address, bytes) = sealed(&keys, b"Buy oats", 1);
        let mut newer = bytes.clone();
        newer[4] = 2;
        assert_eq!(keys.open_header(&newer, &address), Err(Unreadable::Newer { version: 2 }));
        assert_eq!(keys.open_header(&bytes[..40], &address), Err(Unreadable::TooShort { found: 40 }));
        let other = AttachmentKeys::new(&Key::from_bytes([4; 32]));
        assert_eq!(other.open_header(&bytes, &address), Err(Unreadable::WrongKeyOrChanged));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn opens_what_it_sealed(length in lengths(), seed: u8) {
            let keys = keys();
            let plain = content(length);
            let (address, bytes) = sealed(&keys, &plain, seed);
            prop_assert_eq!(bytes.len() as u64, sealed_length(length as u64));
            prop_assert_eq!(opened(&keys, &address, &bytes).unwrap(), plain);
        }

        #[test]
        fn any_change_is_refused(length in lengths(), at: prop::sample::Index, bit in 0..8u8) {
            let keys = keys();
            let (address, mut bytes) = sealed(&keys, &content(length), 1);
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            prop_assert!(opened(&keys, &address, &bytes).is_err());
        }

        #[test]
        fn any_cut_is_refused(length in lengths(), at: prop::sample::Index) {
            let keys = keys();
            let (address, bytes) = sealed(&keys, &content(length), 1);
            prop_assert!(opened(&keys, &address, &bytes[..at.index(bytes.len())]).is_err());
        }

        /// Whole chunks, so that each opens as a seal by itself and only its place betrays it.
        #[test]
        fn a_cut_between_chunks_is_refused_though_the_header_says_so_too(keep in 1..3_usize) {
            let keys = keys();
            let (address, bytes) = sealed(&keys, &content(3 * CHUNK), 1);
            let header = keys.open_header(&bytes, &address).unwrap();
            let shorter = Header { length: (keep * CHUNK) as u64, ..header };
            // Even somebody who could make headers would not get a middle chunk to be the last.
            let mut forged = keys.header(shorter, &address).to_vec();
            forged.extend(&bytes[HEADER..HEADER + keep * SEALED_CHUNK]);
            prop_assert!(opened(&keys, &address, &forged).is_err());
        }

        #[test]
        fn chunks_cannot_change_places(one in 0..3_usize, other in 0..3_usize) {
            prop_assume!(one != other);
            let keys = keys();
            let (address, bytes) = sealed(&keys, &content(3 * CHUNK), 1);
            let at = |index: usize| HEADER + index * SEALED_CHUNK..HEADER + (index + 1) * SEALED_CHUNK;
            let mut moved = bytes.clone();
            moved[at(one)].copy_from_slice(&bytes[at(other)]);
            prop_assert!(opened(&keys, &address, &moved).is_err(), "doubled");
            moved[at(other)].copy_from_slice(&bytes[at(one)]);
            prop_assert!(opened(&keys, &address, &moved).is_err(), "exchanged");
        }

        #[test]
        fn files_cannot_be_exchanged(one in lengths(), other in lengths()) {
            prop_assume!(one != other);
            let keys = keys();
            let (first, first_bytes) = sealed(&keys, &content(one), 1);
            let (second, second_bytes) = sealed(&keys, &content(other), 2);
            prop_assert!(opened(&keys, &first, &second_bytes).is_err(), "under another name");
            prop_assert!(opened(&keys, &second, &first_bytes).is_err(), "under another name");
            if one.min(other) >= CHUNK {
                let mut spliced = first_bytes.clone();
                spliced[HEADER..HEADER + SEALED_CHUNK].copy_from_slice(&second_bytes[HEADER..HEADER + SEALED_CHUNK]);
                prop_assert!(opened(&keys, &first, &spliced).is_err(), "a chunk of another file");
            }
        }

        #[test]
        fn garbage_never_panics(bytes: Vec<u8>) {
            let (address, _) = sealed(&keys(), b"", 1);
            let _ = opened(&keys(), &address, &bytes);
        }
    }
}
