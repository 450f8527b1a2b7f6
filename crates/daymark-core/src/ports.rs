//! What core asks of the room that plugs adapters in.

use std::sync::Arc;

use daymark_agent::{Model, ModelError};
use daymark_api::ProviderKind;
use daymark_crypto::Secret;
use serde::{Deserialize, Serialize};

/// A provider as it is stored. The key lies in the vault under [`ProviderConfig::key_name`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderConfig {
    pub name: String,
    pub kind: ProviderKind,
    pub url: String,
    pub model: String,
}

impl ProviderConfig {
    pub fn key_name(&self) -> String {
        format!("provider/{}", self.name)
    }

    /// Whether the server runs on this device, so that nothing leaves it.
    pub fn local(&self) -> bool {
        match self.kind {
            ProviderKind::Scripted => true,
            ProviderKind::OpenaiCompatible => {
                let rest = self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest);
                let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
                let host = authority.rsplit('@').next().unwrap_or("");
                let host = match host.strip_prefix('[') {
                    Some(six) => six.split(']').next().unwrap_or(""),
                    None => host.split(':').next().unwrap_or(""),
                };
                host.eq_ignore_ascii_case("localhost")
                    || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
            }
        }
    }
}

/// Makes models from their configuration.
pub trait ModelSource: Send + Sync {
    fn build(&self, config: &ProviderConfig, key: Option<Secret>) -> Result<Arc<dyn Model>, ModelError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_is_this_device() {
        for (url, local) in [
            ("http://127.0.0.1:8080/v1", true),
            ("http://localhost:11434", true),
            ("http://[::1]:1234/v1", true),
            ("https://api.example.com/v1", false),
            ("http://localhost.example.com", false),
            ("http://127.0.0.1@evil.example/v1", false),
            ("http://192.168.1.5:8080", false),
        ] {
            let config = ProviderConfig {
                name: "x".into(),
                kind: ProviderKind::OpenaiCompatible,
                url: url.into(),
                model: String::new(),
            };
            assert_eq!(config.local(), local, "{url}");
        }
    }
}
