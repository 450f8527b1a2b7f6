use argon2::{Algorithm, Argon2, Block, Params, Version};

use crate::seal::OVERHEAD;
use crate::{Entropy, Key, RootKey, Secret, Unreadable, open, seal};

const MAGIC: &[u8; 4] = b"DMKY";
const FORMAT: u8 = 1;
/// Argon2id, version 0x13 (RFC 9106).
const ARGON2ID: u8 = 1;
const SALT: usize = 16;
const HEADER: usize = 4 + 1 + 1 + 12 + SALT;

/// Length in bytes of a root key wrapped with a passphrase.
pub const WRAPPED_LEN: usize = HEADER + OVERHEAD + 32;

/// What one guess at a passphrase costs (Argon2id, RFC 9106).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    pub passes: u32,
    pub lanes: u32,
}

impl Cost {
    /// 64 MiB, 3 passes, 1 lane: about a sixth of a second on a laptop. Also the least that is accepted.
    pub const FLOOR: Cost = Cost { memory: 64 * 1024, passes: 3, lanes: 1 };

    /// The most that is accepted, so that a changed file cannot eat the machine: 1 GiB, 16 passes, 8 lanes.
    pub const CEILING: Cost = Cost { memory: 1024 * 1024, passes: 16, lanes: 8 };

    fn accepted(self) -> bool {
        let (low, high) = (Cost::FLOOR, Cost::CEILING);
        (low.memory..=high.memory).contains(&self.memory)
            && (low.passes..=high.passes).contains(&self.passes)
            && (low.lanes..=high.lanes).contains(&self.lanes)
    }
}

/// Why a wrapped key was not made or did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrapError {
    #[error("The passphrase is empty. Choose one that is hard to guess.")]
    EmptyPassphrase,
    #[error("This passphrase does not open the key. Try again; capital letters and spaces count.")]
    WrongPassphrase,
    #[error("The key file is not one of Daymark's, or it is damaged. Restore it from a backup.")]
    Damaged,
    #[error("The key file was written by a newer Daymark (format {format}). Update Daymark, then try again.")]
    Newer { format: u8 },
    #[error(
        "The key file asks for a passphrase hash outside the accepted costs ({memory} KiB, {passes} passes, \
         {lanes} lanes). Somebody may have changed it; restore it from a backup."
    )]
    CostRefused { memory: u32, passes: u32, lanes: u32 },
    #[error("There is not enough memory to check the passphrase. Close other programs and try again.")]
    NoMemory,
}

/// Wraps the root key with a passphrase.
///
/// The layout is frozen, numbers are big-endian:
///
/// | bytes | what |
/// | --- | --- |
/// | 4 | `DMKY` |
/// | 1 | format, 1 |
/// | 1 | hash, 1 = Argon2id version 0x13 |
/// | 4, 4, 4 | memory in KiB, passes, lanes |
/// | 16 | salt |
/// | 73 | the key as [`seal`] makes it, with all bytes above as `aad` |
pub fn wrap_root(
    root: &RootKey,
    passphrase: &Secret,
    cost: Cost,
    entropy: &mut (impl Entropy + ?Sized),
) -> Result<Vec<u8>, WrapError> {
    if !cost.accepted() {
        return Err(refused(cost));
    }
    let mut salt = [0; SALT];
    entropy.fill(&mut salt);

    let mut out = Vec::with_capacity(WRAPPED_LEN);
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&[FORMAT, ARGON2ID]);
    for number in [cost.memory, cost.passes, cost.lanes] {
        out.extend_from_slice(&number.to_be_bytes());
    }
    out.extend_from_slice(&salt);
    let key = stretch(passphrase, &salt, cost)?;
    let sealed = seal(&key, &entropy.nonce(), &out, root.expose().expose());
    out.extend_from_slice(&sealed);
    Ok(out)
}

/// Opens what [`wrap_root`] made. Costs below [`Cost::FLOOR`] or above [`Cost::CEILING`] are refused before
/// any work is done. Takes a noticeable part of a second by design.
pub fn unwrap_root(wrapped: &[u8], passphrase: &Secret) -> Result<RootKey, WrapError> {
    let (header, sealed) = wrapped.split_at_checked(HEADER).ok_or(WrapError::Damaged)?;
    let fields = header.strip_prefix(MAGIC).ok_or(WrapError::Damaged)?;
    let (kind, fields) = fields.split_first_chunk::<2>().ok_or(WrapError::Damaged)?;
    let [format, hash] = *kind;
    if format > FORMAT {
        return Err(WrapError::Newer { format });
    }
    if format != FORMAT || hash != ARGON2ID || wrapped.len() != WRAPPED_LEN {
        return Err(WrapError::Damaged);
    }
    let (memory, fields) = number(fields)?;
    let (passes, fields) = number(fields)?;
    let (lanes, salt) = number(fields)?;
    let cost = Cost { memory, passes, lanes };
    if !cost.accepted() {
        return Err(refused(cost));
    }
    let key = stretch(passphrase, salt, cost)?;
    let plain = open(&key, header, sealed).map_err(|error| match error {
        Unreadable::WrongKeyOrChanged => WrapError::WrongPassphrase,
        Unreadable::Newer { version } => WrapError::Newer { format: version },
        Unreadable::TooShort { .. } => WrapError::Damaged,
    })?;
    Key::from_slice(plain.expose()).map(RootKey::new).map_err(|_| WrapError::Damaged)
}

fn stretch(passphrase: &Secret, salt: &[u8], cost: Cost) -> Result<Key, WrapError> {
    if passphrase.is_empty() {
        return Err(WrapError::EmptyPassphrase);
    }
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(32)).map_err(|_| refused(cost))?;
    // Reserved by hand: where memory is short this is an error and not an abort.
    let mut memory = Vec::new();
    memory.try_reserve_exact(params.block_count()).map_err(|_| WrapError::NoMemory)?;
    memory.resize(params.block_count(), Block::new());
    let mut out = zeroize::Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(passphrase.expose(), salt, out.as_mut_slice(), &mut memory)
        .map_err(|_| WrapError::NoMemory)?;
    Ok(Key::from_bytes(*out))
}

fn refused(cost: Cost) -> WrapError {
    WrapError::CostRefused { memory: cost.memory, passes: cost.passes, lanes: cost.lanes }
}

fn number(bytes: &[u8]) -> Result<(u32, &[u8]), WrapError> {
    let (number, rest) = bytes.split_first_chunk::<4>().ok_or(WrapError::Damaged)?;
    Ok((u32::from_be_bytes(*number), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Frozen: made with argon2-cffi and libsodium (PyNaCl). Salt 03…03, nonce 04…04, key 05…05, passphrase
    /// "correct horse". Never regenerate it: such files lie beside people's databases.
    const GOLDEN: &str = "444d4b590101000100000000000300000001030303030303030303030303030303030104040404040404040404040404040404040404040404040450789aaa2f9c8c49eb540c57be29756f95f3dd95affb03d3a3c667236870a5fe86ee72b9b9e2f041da9a7063808b67a2";

    fn golden() -> Vec<u8> {
        (0..GOLDEN.len()).step_by(2).map(|n| u8::from_str_radix(&GOLDEN[n..n + 2], 16).unwrap()).collect()
    }

    fn root() -> RootKey {
        RootKey::new(Key::from_bytes([5; 32]))
    }

    #[test]
    fn wrapped_bytes_are_frozen() {
        let mut next = 3;
        let mut entropy = |bytes: &mut [u8]| {
            bytes.fill(next);
            next += 1;
        };
        let made = wrap_root(&root(), &"correct horse".into(), Cost::FLOOR, &mut entropy).unwrap();
        assert_eq!(made, golden());
        assert_eq!(made.len(), WRAPPED_LEN);
        assert_eq!(unwrap_root(&golden(), &"correct horse".into()).unwrap(), root());
    }

    #[test]
    fn a_wrong_passphrase_and_a_changed_file_are_told_apart() {
        let open = |bytes: &[u8]| unwrap_root(bytes, &"wrong".into()).unwrap_err();
        assert_eq!(open(&golden()), WrapError::WrongPassphrase);
        assert_eq!(open(&golden()[..50]), WrapError::Damaged);
        assert_eq!(open(b""), WrapError::Damaged);
        let mut newer = golden();
        newer[4] = 9;
        assert_eq!(open(&newer), WrapError::Newer { format: 9 });
        assert_eq!(unwrap_root(&golden(), &"".into()), Err(WrapError::EmptyPassphrase));
    }

    #[test]
    fn cheap_and_ruinous_costs_are_refused_on_reading() {
        for (at, value) in [(6, 65_535u32), (6, u32::MAX), (10, 2), (10, 17), (14, 0), (14, 9)] {
            let mut changed = golden();
            changed[at..at + 4].copy_from_slice(&value.to_be_bytes());
            let error = unwrap_root(&changed, &"correct horse".into()).unwrap_err();
            assert!(matches!(error, WrapError::CostRefused { .. }), "{at} {value}: {error:?}");
        }
        let cheap = Cost { memory: 1024, ..Cost::FLOOR };
        let error = wrap_root(&root(), &"x".into(), cheap, &mut |b: &mut [u8]| b.fill(0)).unwrap_err();
        assert!(matches!(error, WrapError::CostRefused { memory: 1024, .. }));
    }

    #[test]
    fn dearer_costs_are_accepted_and_bound() {
        let mut dearer = golden();
        dearer[13] = 4;
        assert_eq!(unwrap_root(&dearer, &"correct horse".into()), Err(WrapError::WrongPassphrase));
    }
}
