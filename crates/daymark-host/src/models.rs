//! Which adapter serves which provider.

use std::sync::{Arc, OnceLock};

use daymark_agent::{Model, ModelError, Remedy};
use daymark_api::ProviderKind;
use daymark_core::{ModelSource, ProviderConfig};
use daymark_crypto::Secret;
use daymark_models::{Http, OpenAiCompatible, Patience, Scripted};

/// The adapters; they share their connections.
#[derive(Default)]
pub(crate) struct Adapters {
    http: OnceLock<Http>,
}

impl Adapters {
    fn http(&self) -> Result<Http, ModelError> {
        if let Some(http) = self.http.get() {
            return Ok(http.clone());
        }
        let http = Http::new(Patience::default())?;
        Ok(self.http.get_or_init(|| http).clone())
    }
}

impl ModelSource for Adapters {
    fn build(&self, config: &ProviderConfig, key: Option<Secret>) -> Result<Arc<dyn Model>, ModelError> {
        Ok(match config.kind {
            ProviderKind::Scripted => Arc::new(Scripted::demo()),
            ProviderKind::OpenaiCompatible => Arc::new(
                OpenAiCompatible::new(
                    &config.name,
                    &config.url,
                    &config.model,
                    key,
                    config.local(),
                    self.http()?,
                )
                .map_err(|error| ModelError::new(Remedy::GiveUp, error.to_string()))?,
            ),
        })
    }
}
