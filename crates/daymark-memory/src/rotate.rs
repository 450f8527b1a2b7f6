//! A rotation that spreads what a vector says evenly over its coordinates, so that the signs of the
//! coordinates say as much as they can.
//!
//! Rounds of sign flips and fast Walsh-Hadamard transforms (Ailon and Chazelle, "The fast
//! Johnson-Lindenstrauss transform", 2009). A length that is no power of two is covered by two
//! transforms that overlap. The flips come from a fixed seed: codes of two runs can be compared.

const ROUNDS: u64 = 3;

#[derive(Clone, Debug)]
pub struct Rotation {
    length: usize,
    block: usize,
    flips: Vec<Vec<bool>>,
}

impl Rotation {
    /// For vectors of `length` coordinates.
    pub fn new(length: usize) -> Rotation {
        let block = if length.is_power_of_two() { length } else { length.next_power_of_two() / 2 };
        let flips = (0..ROUNDS)
            .map(|round| {
                (0..length as u64).map(|at| mixed(round.wrapping_mul(0x1_0000_0001) ^ at) & 1 == 1).collect()
            })
            .collect();
        Rotation { length, block, flips }
    }

    /// Turns a vector. Its length stays what it was.
    pub fn turn(&self, vector: &mut [f32]) {
        debug_assert_eq!(vector.len(), self.length);
        for flips in &self.flips {
            for (value, flip) in vector.iter_mut().zip(flips) {
                if *flip {
                    *value = -*value;
                }
            }
            if let Some(head) = vector.get_mut(..self.block) {
                transform(head);
            }
            if self.block < self.length
                && let Some(tail) = vector.get_mut(self.length - self.block..)
            {
                transform(tail);
            }
        }
    }
}

/// The orthonormal Walsh-Hadamard transform, in place; the length is a power of two.
fn transform(values: &mut [f32]) {
    let mut half = 1;
    while half < values.len() {
        for pair in values.chunks_exact_mut(half * 2) {
            let (low, high) = pair.split_at_mut(half);
            for (a, b) in low.iter_mut().zip(high) {
                (*a, *b) = (*a + *b, *a - *b);
            }
        }
        half *= 2;
    }
    let scale = 1.0 / (values.len() as f32).sqrt();
    values.iter_mut().for_each(|value| *value *= scale);
}

/// SplitMix64's finalizer.
fn mixed(mut word: u64) -> u64 {
    word = word.wrapping_add(0x9e37_79b9_7f4a_7c15);
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

#[cfg(test)]
mod tests {
    use super::Rotation;

    #[test]
    fn lengths_and_angles_stay() {
        for length in [64, 192, 256, 384, 768] {
            let rotation = Rotation::new(length);
            let vector = |step: f32| (0..length).map(|at| (at as f32 * step).sin()).collect::<Vec<f32>>();
            let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(a * b)).sum::<f64>();
            let (mut a, mut b) = (vector(0.7), vector(1.3));
            let (before, angle) = (dot(&a, &a), dot(&a, &b));
            rotation.turn(&mut a);
            rotation.turn(&mut b);
            assert!((dot(&a, &a) - before).abs() < 1e-3 * before, "{length}");
            assert!((dot(&a, &b) - angle).abs() < 1e-3 * before, "{length}");
        }
    }

    #[test]
    fn one_coordinate_is_spread_over_all() {
        let mut vector = vec![0.0; 384];
        vector[3] = 1.0;
        Rotation::new(384).turn(&mut vector);
        let largest = vector.iter().fold(0.0_f32, |most, value| most.max(value.abs()));
        assert!(largest < 0.35, "{largest}");
    }
}
