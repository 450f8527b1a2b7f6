//! The OS keychain as a Vault, and its fallbacks.
