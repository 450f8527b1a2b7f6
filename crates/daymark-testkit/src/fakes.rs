//! A clock that a test moves, seeded randomness, keys in a map.

use std::collections::BTreeMap;

use daymark_crypto::{Secret, Vault, VaultError};
use jiff::{Span, Zoned};

use crate::Shared;

/// Stands still until it is moved. Clones are the same clock.
#[derive(Clone, Debug)]
pub struct TestClock(Shared<Zoned>);

impl TestClock {
    /// `2026-11-21T10:12[Europe/Berlin]`
    pub fn at(moment: &str) -> TestClock {
        TestClock(Shared::new(moment.parse::<Zoned>().unwrap().into()))
    }

    pub fn now(&self) -> Zoned {
        self.0.lock().unwrap().clone()
    }

    pub fn advance(&self, span: Span) {
        let mut now = self.0.lock().unwrap();
        *now = now.checked_add(span).unwrap();
    }

    pub fn set(&self, moment: &str) {
        *self.0.lock().unwrap() = moment.parse().unwrap();
    }
}

/// SplitMix64: small, well spread, the same for the same seed.
#[derive(Clone, Debug)]
pub struct Seeded(Shared<u64>);

impl Seeded {
    pub fn new(seed: u64) -> Seeded {
        Seeded(Shared::new(seed.wrapping_mul(0xd134_2543_de82_ef95).into()))
    }

    pub fn next(&self) -> u64 {
        let mut state = self.0.lock().unwrap();
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = *state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub fn one<'a, T>(&self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    pub fn fill(&self, bytes: &mut [u8]) {
        for piece in bytes.chunks_mut(8) {
            let random = self.next().to_le_bytes();
            for (byte, random) in piece.iter_mut().zip(random) {
                *byte = random;
            }
        }
    }
}

/// Keys in memory. Clones are the same vault.
#[derive(Clone, Debug, Default)]
pub struct MapVault(Shared<BTreeMap<String, Secret>>);

impl Vault for MapVault {
    fn get(&self, name: &str) -> Result<Option<Secret>, VaultError> {
        Ok(self.0.lock().unwrap().get(name).cloned())
    }

    fn put(&mut self, name: &str, secret: &Secret) -> Result<(), VaultError> {
        self.0.lock().unwrap().insert(name.to_owned(), secret.clone());
        Ok(())
    }

    fn delete(&mut self, name: &str) -> Result<(), VaultError> {
        self.0.lock().unwrap().remove(name);
        Ok(())
    }

    fn home(&self) -> String {
        "a map of the test".into()
    }
}
