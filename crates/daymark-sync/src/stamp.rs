//! Hybrid logical clock: wall-clock milliseconds, a counter, the device. Orders as a tuple.
//!
//! After Kulkarni et al., "Logical Physical Clocks" (2014). A device's stamps always grow, even
//! when its wall clock goes back, and a stamp seen from elsewhere pushes ours past it, so an edit
//! made after seeing another always wins over it.

use std::fmt;

/// A device, by eight random bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct DeviceId(pub [u8; 8]);

impl fmt::Debug for DeviceId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(to, "{byte:02x}"))
    }
}

impl fmt::Display for DeviceId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, to)
    }
}

/// When an op was made, totally ordered across devices.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Stamp {
    /// Milliseconds since 1970, 48 bits.
    pub millis: u64,
    pub counter: u16,
    pub device: DeviceId,
}

impl Stamp {
    /// Past this a stamp cannot be true and the op is refused as damaged.
    pub const MOST_MILLIS: u64 = 1 << 47;

    /// Sixteen bytes, big-endian, that order as the stamp does.
    pub fn to_bytes(self) -> [u8; 16] {
        let head = (self.millis << 16) | u64::from(self.counter);
        let mut bytes = [0; 16];
        let (front, back) = bytes.split_at_mut(8);
        front.copy_from_slice(&head.to_be_bytes());
        back.copy_from_slice(&self.device.0);
        bytes
    }

    pub fn from_bytes(bytes: [u8; 16]) -> Stamp {
        let [a, b, c, d, e, f, g, h, device @ ..] = bytes;
        let head = u64::from_be_bytes([a, b, c, d, e, f, g, h]);
        Stamp { millis: head >> 16, counter: head as u16, device: DeviceId(device) }
    }
}

impl fmt::Debug for Stamp {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}.{}@{}", self.millis, self.counter, self.device)
    }
}

/// Gives stamps. Its state is the last stamp given or seen, which the store keeps.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    last: Stamp,
    device: DeviceId,
}

impl Clock {
    pub fn new(device: DeviceId, last: Stamp) -> Clock {
        Clock { last, device }
    }

    pub fn last(&self) -> Stamp {
        self.last
    }

    /// A stamp later than all before. `now` is in milliseconds since 1970.
    pub fn tick(&mut self, now: u64) -> Stamp {
        let now = now.min(Stamp::MOST_MILLIS);
        let (millis, counter) = if now > self.last.millis {
            (now, 0)
        } else {
            match self.last.counter.checked_add(1) {
                Some(counter) => (self.last.millis, counter),
                None => (self.last.millis + 1, 0),
            }
        };
        self.last = Stamp { millis, counter, device: self.device };
        self.last
    }

    /// Takes note of a stamp from elsewhere.
    pub fn observe(&mut self, seen: Stamp) {
        if seen > self.last && seen.millis <= Stamp::MOST_MILLIS {
            self.last = Stamp { device: self.device, ..seen };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn stamps_grow_whatever_the_wall_clock_does(nows in prop::collection::vec(0..Stamp::MOST_MILLIS, 1..200)) {
            let mut clock = Clock::new(DeviceId([1; 8]), Stamp::default());
            let stamps: Vec<Stamp> = nows.iter().map(|&now| clock.tick(now)).collect();
            prop_assert!(stamps.windows(2).all(|pair| pair[0] < pair[1]));
        }

        #[test]
        fn bytes_order_as_stamps_do(a in any::<(u32, u16, [u8; 8])>(), b in any::<(u32, u16, [u8; 8])>()) {
            let stamp = |(millis, counter, device): (u32, u16, [u8; 8])| Stamp { millis: millis.into(), counter, device: DeviceId(device) };
            let (a, b) = (stamp(a), stamp(b));
            prop_assert_eq!(a.cmp(&b), a.to_bytes().cmp(&b.to_bytes()));
            prop_assert_eq!(Stamp::from_bytes(a.to_bytes()), a);
        }
    }

    #[test]
    fn an_edit_made_after_seeing_another_wins() {
        let mut slow = Clock::new(DeviceId([1; 8]), Stamp::default());
        let far = Stamp { millis: 9_000, counter: 3, device: DeviceId([2; 8]) };
        slow.observe(far);
        assert!(slow.tick(10) > far);
    }
}
