//! Keys, seal, open, Secret and the Vault port; no IO.
