//! Which adapter serves which provider.

use std::sync::Arc;

use daymark_agent::{Model, ModelError, Remedy};
use daymark_core::{ModelSource, ProviderConfig};
use daymark_crypto::Secret;

pub(crate) struct Adapters;

impl ModelSource for Adapters {
    fn build(&self, config: &ProviderConfig, _key: Option<Secret>) -> Result<Arc<dyn Model>, ModelError> {
        Err(ModelError::new(Remedy::GiveUp, format!("No adapter for {:?} is built in.", config.kind)))
    }
}
