//! What every [`Vault`] must do, as a test that its implementations run.

use crate::{MAX_NAME, MAX_SECRET, Secret, Trouble, Vault};

/// Runs a vault through everything expected of one; panics with the broken rule.
///
/// Uses names that start with `suite.` and leaves nothing behind.
///
/// # Panics
///
/// When a rule is broken.
pub fn vault_suite(vault: &mut dyn Vault) {
    missing_is_none(vault);
    keeps_and_overwrites(vault);
    keeps_binary(vault);
    names_are_apart(vault);
    limits_are_kept(vault);
    bad_names_are_refused(vault);
    erasure_leaves_nothing(vault);
    let home = vault.home();
    assert!(!home.trim().is_empty(), "a vault says where it lies");
}

const NAMES: [&str; 5] = ["suite.a", "suite.ab", "suite.b/c d:é", "suite.limit", "suite.gone"];

fn missing_is_none(vault: &mut dyn Vault) {
    for name in NAMES {
        vault.delete(name).expect("deleting what is not there succeeds");
        assert_eq!(vault.get(name), Ok(None), "{name}: a missing secret is None");
    }
}

fn keeps_and_overwrites(vault: &mut dyn Vault) {
    vault.put("suite.a", &"first, and longer".into()).expect("put");
    assert_eq!(vault.get("suite.a"), Ok(Some("first, and longer".into())), "what was put is got");
    vault.put("suite.a", &"second".into()).expect("put again");
    assert_eq!(vault.get("suite.a"), Ok(Some("second".into())), "a second put replaces the first");
}

fn keeps_binary(vault: &mut dyn Vault) {
    let all: Vec<u8> = (0..=255).collect();
    for bytes in [all, vec![0], vec![0, 10, 13, 0], vec![0xff; 3], b" spaces \n".to_vec()] {
        let secret = Secret::new(bytes.clone());
        vault.put("suite.a", &secret).expect("put binary");
        let got = vault.get("suite.a").expect("get binary").expect("binary is there");
        assert!(got == secret, "bytes come back unchanged: {bytes:?}");
    }
}

fn names_are_apart(vault: &mut dyn Vault) {
    let [short, longer, odd, ..] = NAMES;
    for (name, value) in [(short, "one"), (odd, "three")] {
        vault.put(name, &value.into()).expect("put");
    }
    assert_eq!(vault.get(short), Ok(Some("one".into())), "another name changes nothing");
    assert_eq!(vault.get(odd), Ok(Some("three".into())), "a name may hold spaces, signs and letters");
    assert_eq!(vault.get(longer), Ok(None), "a name that starts the same is another name");
}

fn limits_are_kept(vault: &mut dyn Vault) {
    assert!(vault.limit() >= MAX_SECRET, "every vault takes {MAX_SECRET} bytes");
    let full = Secret::new(vec![0xa5; vault.limit()]);
    vault.put("suite.limit", &full).expect("a secret of exactly the limit is kept");
    assert!(vault.get("suite.limit") == Ok(Some(full.clone())), "and comes back whole");

    for bad in [Secret::new(vec![1; vault.limit() + 1]), Secret::new(Vec::new())] {
        let error = vault.put("suite.limit", &bad).expect_err("empty or too long is refused");
        assert_eq!(error.trouble, Trouble::Refused, "{error}");
        assert!(vault.get("suite.limit") == Ok(Some(full.clone())), "after a refusal the old secret stays");
    }
}

fn bad_names_are_refused(vault: &mut dyn Vault) {
    let long = "n".repeat(MAX_NAME + 1);
    for name in ["", "a\nb", "a\0b", long.as_str()] {
        let error = vault.put(name, &"x".into()).expect_err("a bad name is refused");
        assert_eq!(error.trouble, Trouble::Refused, "{error}");
    }
}

fn erasure_leaves_nothing(vault: &mut dyn Vault) {
    vault.put("suite.gone", &"soon gone".into()).expect("put");
    for name in NAMES {
        vault.delete(name).expect("delete");
        vault.delete(name).expect("deleting twice succeeds");
        assert_eq!(vault.get(name), Ok(None), "{name}: a deleted secret is gone");
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{VaultError, checked_name, checked_value};

    #[derive(Default)]
    struct Memory {
        kept: BTreeMap<String, Secret>,
        forgetful: bool,
        mixes_up: bool,
    }

    impl Memory {
        fn name(&self, name: &str) -> Result<String, VaultError> {
            let name = checked_name(name)?;
            Ok(name.chars().take(if self.mixes_up { 7 } else { MAX_NAME }).collect())
        }
    }

    impl Vault for Memory {
        fn get(&self, name: &str) -> Result<Option<Secret>, VaultError> {
            Ok(self.kept.get(&self.name(name)?).cloned())
        }

        fn put(&mut self, name: &str, secret: &Secret) -> Result<(), VaultError> {
            checked_value(secret, self.limit())?;
            self.kept.insert(self.name(name)?, secret.clone());
            Ok(())
        }

        fn delete(&mut self, name: &str) -> Result<(), VaultError> {
            if !self.forgetful {
                self.kept.remove(&self.name(name)?);
            }
            Ok(())
        }

        fn home(&self) -> String {
            "memory".to_owned()
        }
    }

    #[test]
    fn a_map_passes() {
        let mut vault = Memory::default();
        vault_suite(&mut vault);
        assert!(vault.kept.is_empty());
    }

    #[test]
    #[should_panic(expected = "a deleted secret is gone")]
    fn a_vault_that_keeps_the_deleted_fails() {
        vault_suite(&mut Memory { forgetful: true, ..Memory::default() });
    }

    #[test]
    #[should_panic(expected = "a name that starts the same is another name")]
    fn a_vault_that_mixes_up_names_fails() {
        vault_suite(&mut Memory { mixes_up: true, ..Memory::default() });
    }
}
