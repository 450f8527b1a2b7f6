//! The index: three looks, each closer and at fewer vectors.
//!
//! 1. Every vector as one bit a coordinate (the signs after a rotation): the number of differing bits.
//! 2. Of those that differ least, the same bits against the query as it is, corrected by how well a
//!    vector's bits stand for it (Gao and Long, "RaBitQ", SIGMOD 2024).
//! 3. Of the best of those, eight bits a coordinate.
//!
//! The answer is exact for small indexes, where the third look is at all vectors.

use std::collections::HashMap;

use crate::popcount::{MOST_WORDS, distances};
use crate::rotate::Rotation;

/// A vector that was found: its key, and the cosine of the angle to the query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    pub key: u64,
    pub similarity: f32,
}

/// Why a vector could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IndexError {
    #[error("an index holds vectors of 64 to 1,024 coordinates, in steps of 64; not of {0}")]
    Dimension(usize),
    #[error("the vector has {found} coordinates and the index holds vectors of {wanted}")]
    Length { found: usize, wanted: usize },
    #[error("the vector has no direction: it is zero, or not a number")]
    NoDirection,
}

/// Vectors by key, in memory: for 384 coordinates 440 bytes each.
#[derive(Debug)]
pub struct Index {
    dimension: usize,
    rotation: Rotation,
    keys: Vec<u64>,
    slots: HashMap<u64, u32>,
    /// The signs, `dimension / 64` words a vector.
    codes: Vec<u64>,
    /// How well the signs stand for their vector: the dot product of both, at length one.
    fits: Vec<f32>,
    /// Each coordinate in eight bits, and what one step of them is.
    bytes: Vec<i8>,
    steps: Vec<f32>,
}

/// How many vectors the second look takes at least, and the third.
const SECOND: usize = 4_096;
const THIRD: usize = 512;
/// The second look takes one of so many, when that is more.
const SECOND_SHARE: usize = 150;
/// The bound of the first look is reckoned from one vector in so many.
const SAMPLED: usize = 4;

impl Index {
    /// An empty index for vectors of `dimension` coordinates.
    pub fn new(dimension: usize) -> Result<Index, IndexError> {
        if dimension == 0 || !dimension.is_multiple_of(64) || dimension > MOST_WORDS * 64 {
            return Err(IndexError::Dimension(dimension));
        }
        Ok(Index {
            dimension,
            rotation: Rotation::new(dimension),
            keys: Vec::new(),
            slots: HashMap::new(),
            codes: Vec::new(),
            fits: Vec::new(),
            bytes: Vec::new(),
            steps: Vec::new(),
        })
    }

    pub fn len(&self) -> usize {
        self.keys.len()
    }

    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    pub fn contains(&self, key: u64) -> bool {
        self.slots.contains_key(&key)
    }

    /// Puts a vector in, in place of one of the same key.
    pub fn put(&mut self, key: u64, vector: &[f32]) -> Result<(), IndexError> {
        let turned = self.turned(vector)?;
        self.remove(key);
        self.slots.insert(key, self.keys.len() as u32);
        self.keys.push(key);
        self.codes.extend(signs(&turned));
        let all = (self.dimension as f32).sqrt();
        self.fits.push(turned.iter().map(|value| value.abs()).sum::<f32>() / all);
        let most = turned.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
        let step = most / 127.0;
        self.steps.push(step);
        self.bytes.extend(turned.iter().map(|value| (value / step).round() as i8));
        Ok(())
    }

    /// Takes a vector out; its bytes are overwritten. Says whether it was there.
    pub fn remove(&mut self, key: u64) -> bool {
        let Some(slot) = self.slots.remove(&key) else { return false };
        let (slot, last) = (slot as usize, self.keys.len() - 1);
        let (words, width) = (self.dimension / 64, self.dimension);
        if slot < last {
            self.codes.copy_within(last * words.., slot * words);
            self.bytes.copy_within(last * width.., slot * width);
        }
        // The bytes beyond the end of a Vec stay in memory until something else is written there.
        self.codes.iter_mut().skip(last * words).for_each(|word| *word = 0);
        self.bytes.iter_mut().skip(last * width).for_each(|byte| *byte = 0);
        self.codes.truncate(last * words);
        self.bytes.truncate(last * width);
        self.fits.swap_remove(slot);
        self.steps.swap_remove(slot);
        self.keys.swap_remove(slot);
        if let Some(moved) = self.keys.get(slot) {
            self.slots.insert(*moved, slot as u32);
        }
        true
    }

    /// The `count` vectors nearest to the query among those whose key is wanted, nearest first.
    pub fn nearest(
        &self,
        query: &[f32],
        count: usize,
        wanted: impl Fn(u64) -> bool,
    ) -> Result<Vec<Found>, IndexError> {
        let query = self.turned(query)?;
        let second = self.by_bits(&query, SECOND.max(self.len() / SECOND_SHARE).max(count * 8), &wanted);
        let third = self.by_estimate(&query, second, THIRD.max(count * 4));
        let mut found: Vec<Found> = third
            .into_iter()
            .filter_map(|slot| {
                Some(Found { key: *self.keys.get(slot as usize)?, similarity: self.cosine(&query, slot) })
            })
            .collect();
        found.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then(a.key.cmp(&b.key)));
        found.truncate(count);
        Ok(found)
    }

    /// Compares with every vector in eight bits: what [`Index::nearest`] is measured against.
    pub fn nearest_of_all(&self, query: &[f32], count: usize) -> Result<Vec<Found>, IndexError> {
        let query = self.turned(query)?;
        let mut found: Vec<Found> = (0..self.len() as u32)
            .zip(&self.keys)
            .map(|(slot, key)| Found { key: *key, similarity: self.cosine(&query, slot) })
            .collect();
        found.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then(a.key.cmp(&b.key)));
        found.truncate(count);
        Ok(found)
    }

    /// The slots whose bits differ least from the query's.
    fn by_bits(&self, query: &[f32], count: usize, wanted: &impl Fn(u64) -> bool) -> Vec<u32> {
        let slots = self.keys.iter().zip(0_u32..);
        if self.len() <= count {
            return slots.filter(|(key, _)| wanted(**key)).map(|(_, slot)| slot).collect();
        }
        let query: Vec<u64> = signs(query).collect();
        let mut apart = Vec::with_capacity(self.len());
        distances(&self.codes, &query, &mut apart);
        // One of a few is counted: enough to know about how many lie within a distance.
        let mut counts = vec![0_usize; self.dimension + 1];
        for distance in apart.iter().step_by(SAMPLED) {
            if let Some(count) = counts.get_mut(usize::from(*distance)) {
                *count += SAMPLED;
            }
        }
        // What is not wanted is not counted out here: where much is unwanted, the bound widens.
        let mut bound = self.bound(&counts, count);
        loop {
            let near = self.within(&apart, bound as u16, wanted);
            if near.len() * 4 >= count || bound >= self.dimension {
                return near;
            }
            let reached: usize = counts.iter().take(bound + 1).sum();
            bound = self.bound(&counts, reached.saturating_mul(8)).max(bound + 1);
        }
    }

    /// The slots of what is wanted within a distance.
    fn within(&self, apart: &[u16], bound: u16, wanted: &impl Fn(u64) -> bool) -> Vec<u32> {
        let mut near = Vec::new();
        // Most stretches hold nothing near: one comparison of all their numbers at once says so.
        for (at, stretch) in apart.chunks(32).enumerate() {
            if stretch.iter().fold(u16::MAX, |least, distance| least.min(*distance)) > bound {
                continue;
            }
            for (slot, distance) in (at * 32..).zip(stretch) {
                if *distance <= bound && self.keys.get(slot).is_some_and(|key| wanted(*key)) {
                    near.push(slot as u32);
                }
            }
        }
        near
    }

    /// The distance within which `count` vectors lie.
    fn bound(&self, counts: &[usize], count: usize) -> usize {
        let mut within = 0;
        counts
            .iter()
            .position(|here| {
                within += here;
                within >= count
            })
            .unwrap_or(self.dimension)
    }

    /// The slots with the highest estimate of their dot product with the query.
    fn by_estimate(&self, query: &[f32], slots: Vec<u32>, count: usize) -> Vec<u32> {
        if slots.len() <= count {
            return slots;
        }
        let sums = sums(query);
        let words = self.dimension / 64;
        let mut estimated: Vec<(f32, u32)> = slots
            .into_iter()
            .filter_map(|slot| {
                let at = slot as usize;
                let code = self.codes.get(at * words..(at + 1) * words)?;
                let mut dot = 0.0;
                for (byte, sums) in code.iter().flat_map(|word| word.to_le_bytes()).zip(&sums) {
                    dot += sums.get(usize::from(byte)).copied().unwrap_or_default();
                }
                Some((dot / self.fits.get(at)?.max(1e-6), slot))
            })
            .collect();
        let (best, _, _) = estimated.select_nth_unstable_by(count, |a, b| b.0.total_cmp(&a.0));
        best.iter().map(|(_, slot)| *slot).collect()
    }

    fn cosine(&self, query: &[f32], slot: u32) -> f32 {
        let at = slot as usize;
        let Some(bytes) = self.bytes.get(at * self.dimension..(at + 1) * self.dimension) else { return 0.0 };
        // Eight sums at once, which the compiler keeps in one register.
        let mut sums = [0.0_f32; 8];
        let (queries, _) = query.as_chunks::<8>();
        let (values, _) = bytes.as_chunks::<8>();
        for (query, value) in queries.iter().zip(values) {
            for ((sum, query), value) in sums.iter_mut().zip(query).zip(value) {
                *sum += query * f32::from(*value);
            }
        }
        sums.iter().sum::<f32>() * self.steps.get(at).copied().unwrap_or_default()
    }

    /// The vector at length one, turned.
    fn turned(&self, vector: &[f32]) -> Result<Vec<f32>, IndexError> {
        if vector.len() != self.dimension {
            return Err(IndexError::Length { found: vector.len(), wanted: self.dimension });
        }
        let length = vector.iter().map(|value| f64::from(*value).powi(2)).sum::<f64>().sqrt() as f32;
        if !length.is_normal() {
            return Err(IndexError::NoDirection);
        }
        let mut turned: Vec<f32> = vector.iter().map(|value| value / length).collect();
        self.rotation.turn(&mut turned);
        Ok(turned)
    }
}

/// A bit a coordinate: set where it is not negative.
fn signs(vector: &[f32]) -> impl Iterator<Item = u64> {
    let (words, _) = vector.as_chunks::<64>();
    words.iter().map(|values| {
        values.iter().enumerate().fold(0, |word, (at, value)| word | u64::from(*value >= 0.0) << at)
    })
}

/// For every byte of a code and every value of it, the sum of the query's coordinates with those signs.
fn sums(query: &[f32]) -> Vec<[f32; 256]> {
    let (bytes, _) = query.as_chunks::<8>();
    bytes
        .iter()
        .map(|values| {
            let mut sums = [0.0; 256];
            let none: f32 = -values.iter().sum::<f32>();
            for (byte, sum) in sums.iter_mut().enumerate() {
                let set: f32 = values
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| byte >> at & 1 == 1)
                    .map(|(_, value)| value)
                    .sum();
                *sum = none + 2.0 * set;
            }
            sums
        })
        .collect()
}
