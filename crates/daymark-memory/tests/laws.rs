//! What holds of the index whatever is put in.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use std::collections::BTreeMap;

use daymark_memory::{Index, IndexError};
use proptest::prelude::*;

/// A vector near one of a few centres, as the meanings of sentences are.
fn near_a_centre(seed: u64, dimension: usize, centres: u64) -> Vec<f32> {
    let mut dice = Dice(seed);
    let mut centre = Dice(seed % centres + 1_000_003);
    (0..dimension).map(|_| centre.normal() + 0.8 * dice.normal()).collect()
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }
    fn normal(&mut self) -> f32 {
        // Twelve even rolls add up to nearly a bell curve.
        (0..12).map(|_| (self.roll() >> 40) as f32 / (1 << 24) as f32).sum::<f32>() - 6.0
    }
}

#[test]
fn the_nearest_are_found_among_many() {
    let mut index = Index::new(192).unwrap();
    for key in 0..8_000 {
        index.put(key, &near_a_centre(key, 192, 200)).unwrap();
    }
    let (mut right, mut asked) = (0, 0);
    for query in 0..30_u64 {
        let query = near_a_centre(50_000 + query, 192, 200);
        let exact: Vec<u64> =
            index.nearest_of_all(&query, 10).unwrap().iter().map(|found| found.key).collect();
        let found = index.nearest(&query, 10, |_| true).unwrap();
        assert!(found.is_sorted_by(|a, b| a.similarity >= b.similarity));
        right += found.iter().filter(|found| exact.contains(&found.key)).count();
        asked += 10;
    }
    assert!(right * 100 >= asked * 98, "{right} of {asked}");
}

#[test]
fn few_are_found_among_many_that_are_not_wanted() {
    let mut index = Index::new(64).unwrap();
    for key in 0..12_000 {
        index.put(key, &near_a_centre(key, 64, 50)).unwrap();
    }
    let found = index.nearest(&near_a_centre(1, 64, 50), 10, |key| key % 1_000 == 7).unwrap();
    assert_eq!(found.len(), 10);
    assert!(found.iter().all(|found| found.key % 1_000 == 7));
}

#[test]
fn what_has_no_direction_or_another_length_is_refused() {
    for dimension in [0, 100, 2_048] {
        assert_eq!(Index::new(dimension).unwrap_err(), IndexError::Dimension(dimension));
    }
    let mut index = Index::new(64).unwrap();
    for (vector, error) in [
        (vec![0.0; 64], IndexError::NoDirection),
        (vec![f32::NAN; 64], IndexError::NoDirection),
        (vec![f32::INFINITY; 64], IndexError::NoDirection),
        (vec![1.0; 63], IndexError::Length { found: 63, wanted: 64 }),
    ] {
        assert_eq!(index.put(1, &vector).unwrap_err(), error);
        assert_eq!(index.nearest(&vector, 1, |_| true).unwrap_err(), error);
    }
    assert!(index.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever was put and taken, in whatever order, is found as if only what is left had been put.
    #[test]
    fn putting_and_taking_out(acts in prop::collection::vec((any::<bool>(), 0_u64..20, 0_u64..1000), 1..80)) {
        let mut index = Index::new(64).unwrap();
        let mut left: BTreeMap<u64, u64> = BTreeMap::new();
        for (put, key, seed) in acts {
            if put {
                index.put(key, &near_a_centre(seed, 64, 5)).unwrap();
                left.insert(key, seed);
            } else {
                prop_assert_eq!(index.remove(key), left.remove(&key).is_some());
            }
        }
        let mut fresh = Index::new(64).unwrap();
        for (key, seed) in &left {
            fresh.put(*key, &near_a_centre(*seed, 64, 5)).unwrap();
        }
        prop_assert_eq!(index.len(), left.len());
        let query = near_a_centre(77, 64, 5);
        prop_assert_eq!(index.nearest(&query, 30, |_| true), fresh.nearest(&query, 30, |_| true));
    }
}
