//! How many bits differ, for every code of a long row of them: what a search spends its time on.

/// The widest codes: 1,024 coordinates.
pub const MOST_WORDS: usize = 16;

/// Appends the distance of each code to `to`. Codes lie one after the other, as many words each as
/// the query has.
pub fn distances(codes: &[u64], query: &[u64], to: &mut Vec<u16>) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("popcnt") {
        #[expect(unsafe_code, reason = "the instruction was just found to be there")]
        // SAFETY: `counted` needs popcnt and nothing else.
        return unsafe { counted(codes, query, to) };
    }
    plain(codes, query, to);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "popcnt")]
fn counted(codes: &[u64], query: &[u64], to: &mut Vec<u16>) {
    plain(codes, query, to);
}

#[inline(always)]
fn plain(codes: &[u64], query: &[u64], to: &mut Vec<u16>) {
    let words = query.len().max(1);
    let from = to.len();
    to.resize(from + codes.len() / words, 0);
    let to = to.get_mut(from..).unwrap_or_default();
    // The usual widths are known to the compiler, which unrolls them.
    match words {
        4 => fixed::<4>(codes, query, to),
        6 => fixed::<6>(codes, query, to),
        8 => fixed::<8>(codes, query, to),
        12 => fixed::<12>(codes, query, to),
        16 => fixed::<16>(codes, query, to),
        _ => {
            for (code, to) in codes.chunks_exact(words).zip(to) {
                let mut differing = 0;
                for (a, b) in code.iter().zip(query) {
                    differing += (a ^ b).count_ones();
                }
                *to = differing as u16;
            }
        }
    }
}

// Plain loops: what an iterator's closure does would be compiled on its own, without the instruction.
#[inline(always)]
fn fixed<const WORDS: usize>(codes: &[u64], query: &[u64], to: &mut [u16]) {
    let Ok(query) = <[u64; WORDS]>::try_from(query) else { return };
    let (codes, _) = codes.as_chunks::<WORDS>();
    for (code, to) in codes.iter().zip(to) {
        let mut differing = 0;
        for (a, b) in code.iter().zip(&query) {
            differing += (a ^ b).count_ones();
        }
        *to = differing as u16;
    }
}

#[cfg(test)]
mod tests {
    use super::distances;

    #[test]
    fn every_width_counts_alike() {
        for words in 1..=16 {
            let codes: Vec<u64> =
                (0..words as u64 * 5).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
            let query = vec![0x5555_5555_5555_5555; words];
            let mut counted = Vec::new();
            distances(&codes, &query, &mut counted);
            let slow: Vec<u16> = codes
                .chunks(words)
                .map(|code| {
                    (0..words * 64)
                        .filter(|bit| (code[bit / 64] ^ query[bit / 64]) >> (bit % 64) & 1 == 1)
                        .count() as u16
                })
                .collect();
            assert_eq!(counted, slow, "{words}");
        }
    }
}
