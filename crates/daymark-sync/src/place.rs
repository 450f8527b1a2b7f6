//! Positions: base-62 fractional keys that order as text.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

fn value(digit: u8) -> u32 {
    DIGITS.iter().position(|&d| d == digit).unwrap_or(0) as u32
}

fn digit(value: u32) -> char {
    DIGITS.get(value as usize).copied().unwrap_or(b'z').into()
}

/// A key strictly between two keys (`None` is an open end). A little of `jitter` is appended, so
/// that two devices that insert at the same place rarely make the same key; ties fall to the ids.
///
/// Keys never end in `0`, so there is always room below one.
pub fn between(low: Option<&str>, high: Option<&str>, jitter: u32) -> String {
    let low: Vec<u32> = low.unwrap_or("").bytes().map(value).collect();
    let high: Option<Vec<u32>> = high.map(|high| high.bytes().map(value).collect());
    let mut key = String::new();
    let mut bounded = high;
    let mut i = 0;
    loop {
        let a = low.get(i).copied().unwrap_or(0);
        let b = match &bounded {
            Some(high) => high.get(i).copied().unwrap_or(0),
            None => 62,
        };
        if b > a + 1 {
            // Appending at the end is the common case: step a little, do not halve the room.
            let middle = if bounded.is_none() { a + 1 } else { a + (b - a) / 2 };
            key.push(digit(middle.min(61)));
            break;
        }
        key.push(digit(a));
        if b > a {
            bounded = None;
        }
        i += 1;
        if i > 200 {
            break;
        }
    }
    let mut rest = jitter;
    for _ in 0..3 {
        key.push(digit(rest % 62));
        rest /= 62;
    }
    key.push(digit(1 + rest % 61));
    key
}

/// A key for the end of a list: the time in milliseconds, then a running number, then jitter. It
/// needs no look at the neighbours, and later ones sort later.
pub fn at_end(millis: u64, running: u32, jitter: u32) -> String {
    let fixed = |mut n: u64, width: usize| {
        let mut digits = vec!['0'; width];
        for place in digits.iter_mut().rev() {
            *place = digit((n % 62) as u32);
            n /= 62;
        }
        digits.into_iter().collect::<String>()
    };
    format!(
        "{}{}{}{}",
        fixed(millis, 8),
        fixed(running.into(), 3),
        fixed((jitter / 61).into(), 2),
        digit(1 + jitter % 61)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn there_is_always_room(inserts in prop::collection::vec((any::<u16>(), any::<u32>()), 1..120)) {
            let mut keys: Vec<String> = Vec::new();
            for (at, jitter) in inserts {
                let at = usize::from(at) % (keys.len() + 1);
                let low = at.checked_sub(1).map(|i| keys[i].clone());
                let high = keys.get(at).cloned();
                let key = between(low.as_deref(), high.as_deref(), jitter);
                if let Some(low) = &low { prop_assert!(*low < key, "{low} < {key}"); }
                if let Some(high) = &high { prop_assert!(key < *high, "{key} < {high}"); }
                keys.insert(at, key);
            }
        }
    }

    #[test]
    fn the_end_needs_no_neighbour() {
        let (a, b, c) = (at_end(5, 0, 9), at_end(5, 1, 0), at_end(6, 0, 0));
        assert!(a < b && b < c);
        let middle = between(Some(&a), Some(&b), 7);
        assert!(a < middle && middle < b);
    }
}
