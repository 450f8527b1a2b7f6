//! How long the nearest ten take, and how many of the true ten are among them.
//! `cargo bench -p daymark-memory --bench recall -- 1000000 384`

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench prints and may stop"
)]
#![allow(clippy::disallowed_methods, reason = "a bench measures elapsed time")]

use std::time::{Duration, Instant};

use daymark_memory::Index;

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|arg| arg.parse::<usize>().ok());
    let (count, dimension) = (numbers.next().unwrap_or(100_000), numbers.next().unwrap_or(384));
    let mut dice = Dice(7);
    let centres: Vec<Vec<f32>> =
        (0..1_000).map(|_| (0..dimension).map(|_| dice.normal()).collect()).collect();
    let vector = |dice: &mut Dice| -> Vec<f32> {
        let centre = &centres[dice.roll() as usize % centres.len()];
        centre.iter().map(|value| value + 0.8 * dice.normal()).collect()
    };
    let mut index = Index::new(dimension).unwrap();
    let begun = Instant::now();
    let mut putting = Duration::ZERO;
    for key in 0..count as u64 {
        let vector = vector(&mut dice);
        let begun = Instant::now();
        index.put(key, &vector).unwrap();
        putting += begun.elapsed();
    }
    println!(
        "{count} vectors of {dimension}: {:.1} µs to put one in ({:.0?} with making them)",
        putting.as_secs_f64() * 1e6 / count as f64,
        begun.elapsed()
    );
    let (mut times, mut exact_times, mut right) = (Vec::new(), Vec::new(), 0);
    let queries = 200;
    for _ in 0..queries {
        let query = vector(&mut dice);
        let begun = Instant::now();
        let found = index.nearest(&query, 10, |_| true).unwrap();
        times.push(begun.elapsed());
        let begun = Instant::now();
        let exact = index.nearest_of_all(&query, 10).unwrap();
        exact_times.push(begun.elapsed());
        right += found.iter().filter(|found| exact.iter().any(|exact| exact.key == found.key)).count();
    }
    times.sort();
    exact_times.sort();
    println!(
        "nearest 10: median {:.2?}, p99 {:.2?}, recall@10 {:.4}; all of them in eight bits: median {:.1?}",
        times[queries / 2],
        times[queries * 99 / 100],
        right as f64 / (queries * 10) as f64,
        exact_times[queries / 2]
    );
}

/// SplitMix64.
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
        (0..4).map(|_| (self.roll() >> 40) as f32 / (1 << 24) as f32).sum::<f32>() * 1.732 - 3.464
    }
}
