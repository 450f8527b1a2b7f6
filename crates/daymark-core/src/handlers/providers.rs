//! Providers of models.

use std::sync::Arc;
use std::time::Duration;

use daymark_agent::{Model, ModelError};
use daymark_api::{
    AddProvider, ApiError, Call, Caller, Check, Code, Handle, Health, ListProviders, ProviderKind,
    ProviderTest, ProviderView, RemoveProvider, TestProvider,
};
use daymark_crypto::Secret;
use daymark_domain::{Kind, Label, ObjectId};
use daymark_store::{Read, UnitKind};
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::set;
use daymark_texts::{phrase, say};

use super::answers;
use crate::app::{App, Inner, settings};
use crate::fault::{Fault, invalid, missing};
use crate::ports::ProviderConfig;

answers! { ListProviders => list; }

/// The providers in the order of the route: the preferred one first, then as they were added.
pub(crate) fn configured(read: &Read<'_>) -> Result<Vec<ProviderConfig>, Fault> {
    let preferred = settings(read)?.provider;
    let mut found: Vec<(i64, ProviderConfig)> = read
        .objects(Kind::Provider, 100)?
        .iter()
        .filter_map(|object| {
            let at = object.doc.get(field::CREATED_AT).and_then(Value::as_int).unwrap_or(0);
            Some((at, serde_json::from_str(object.doc.get(field::CONTENT)?.as_text()?).ok()?))
        })
        .collect();
    found.sort_by_key(|(at, config): &(i64, ProviderConfig)| (config.name != preferred, *at));
    Ok(found.into_iter().map(|(_, config)| config).collect())
}

fn view(inner: &Inner, config: &ProviderConfig) -> ProviderView {
    ProviderView {
        name: config.name.clone(),
        kind: config.kind,
        url: config.url.clone(),
        model: config.model.clone(),
        has_key: inner.secrets(|vault| vault.get(&config.key_name())).ok().flatten().is_some(),
        local: config.local(),
    }
}

fn list(read: &Read<'_>, inner: &Inner, _: ListProviders) -> Result<Vec<ProviderView>, Fault> {
    Ok(configured(read)?.iter().map(|config| view(inner, config)).collect())
}

/// A model of this provider, with its key.
pub(crate) fn model_of(inner: &Inner, config: &ProviderConfig) -> Result<Arc<dyn Model>, ModelError> {
    let key: Option<Secret> = inner
        .secrets(|vault| vault.get(&config.key_name()))
        .map_err(|error| ModelError::new(daymark_agent::Remedy::SignIn, error.to_string()))?;
    inner.models.build(config, key)
}

fn object_of(name: &str) -> ObjectId {
    ObjectId::external("provider", &name.to_lowercase())
}

impl Handle<AddProvider> for App {
    async fn handle(&self, caller: Caller, call: AddProvider) -> Result<ProviderView, ApiError> {
        let name = match Label::parse(&call.name) {
            Ok(name) => name,
            Err(error) => return Err(self.refuse(error.into()).await),
        };
        let config = ProviderConfig {
            name: name.into(),
            kind: call.kind,
            url: call.url.trim().into(),
            model: call.model.trim().into(),
        };
        if config.kind == ProviderKind::OpenaiCompatible {
            let http = config.url.starts_with("https://") || config.url.starts_with("http://");
            if !http || config.url.len() > 500 {
                return Err(self.refuse(invalid(phrase!("error-server-address"))).await);
            }
            if config.model.len() > 200 {
                return Err(self.refuse(invalid(phrase!("error-model-name"))).await);
            }
        }
        // Built once, so that what the adapter refuses (a key over plain HTTP) is refused here.
        let key = call
            .key
            .filter(|key| !key.trim().is_empty())
            .map(|key| Secret::new(key.trim().as_bytes().to_vec()));
        self.inner.models.build(&config, key.clone()).map_err(|error| ApiError::invalid(error.message))?;
        let key_name = config.key_name();
        if let Some(key) = key {
            self.blocking(move |inner| Ok(inner.secrets(|vault| vault.put(&key_name, &key))?)).await?;
        }
        let content = serde_json::to_string(&config)
            .map_err(|error| ApiError::new(Code::Internal, error.to_string()))?;
        let stored = config.clone();
        self.commit_as(caller.actor, "label-a-provider-added", UnitKind::Silent, None, move |unit| {
            let now = unit.now.timestamp();
            let mut changes = vec![
                set(field::ALIVE, Value::Bool(true)),
                set(field::TITLE, Value::text(&stored.name)),
                set(field::CONTENT, Value::Text(content)),
            ];
            if unit.doc(object_of(&stored.name))?.is_none() {
                changes.push(set(field::CREATED_AT, daymark_sync::shape::stamp(now)));
            }
            unit.put(object_of(&stored.name), Kind::Provider, changes)
        })
        .await?;
        Ok(view(&self.inner, &config))
    }
}

impl Handle<RemoveProvider> for App {
    async fn handle(
        &self,
        caller: Caller,
        call: RemoveProvider,
    ) -> Result<<RemoveProvider as Call>::Reply, ApiError> {
        let config = self.provider(&call.name).await?;
        let key_name = config.key_name();
        self.blocking(move |inner| Ok(inner.secrets(|vault| vault.delete(&key_name))?)).await?;
        self.commit_as(caller.actor, "label-a-provider-removed", UnitKind::Silent, None, move |unit| {
            unit.put(object_of(&config.name), Kind::Provider, vec![set(field::ALIVE, Value::Bool(false))])
        })
        .await?;
        self.ask(|read, inner| list(read, inner, ListProviders {})).await
    }
}

impl App {
    async fn provider(&self, name: &str) -> Result<ProviderConfig, ApiError> {
        let name = name.to_lowercase();
        self.ask(move |read, _| {
            configured(read)?
                .into_iter()
                .find(|config| config.name.to_lowercase() == name)
                .ok_or_else(|| missing("provider"))
        })
        .await
    }

    async fn test(&self, config: ProviderConfig) -> Result<ProviderTest, ApiError> {
        let (local_only, voice) = self
            .ask(|read, inner| {
                let settings = settings(read)?;
                Ok((settings.local_only, inner.voice_of(&settings)))
            })
            .await?;
        if local_only && !config.local() {
            return Ok(ProviderTest {
                ok: false,
                message: say!(voice, "provider-local-only"),
                milliseconds: 0,
                models: Vec::new(),
            });
        }
        let built = self.blocking(move |inner| Ok(model_of(inner, &config))).await?;
        let start = tokio::time::Instant::now();
        let answered = match built {
            Ok(model) => match tokio::time::timeout(Duration::from_secs(10), model.offered()).await {
                Ok(answered) => answered,
                Err(_) => {
                    Err(ModelError::new(daymark_agent::Remedy::TryAnother, say!(voice, "provider-late")))
                }
            },
            Err(error) => Err(error),
        };
        let milliseconds = start.elapsed().as_millis() as u32;
        Ok(match answered {
            Ok(models) => ProviderTest {
                ok: true,
                message: say!(voice, "provider-answers", count = models.len()),
                milliseconds,
                models,
            },
            Err(error) => {
                ProviderTest { ok: false, message: error.message, milliseconds, models: Vec::new() }
            }
        })
    }

    /// The health of each provider.
    pub(crate) async fn provider_checks(&self) -> Result<Vec<Check>, ApiError> {
        let mut checks = Vec::new();
        for config in self.ask(|read, _| configured(read)).await? {
            let part = format!("model {}", config.name);
            let test = self.test(config).await?;
            let health = if test.ok { Health::Healthy } else { Health::Degraded };
            checks.push(Check { part, health, message: test.message });
        }
        if checks.is_empty() {
            let message = say!(self.voice().await, "doctor-no-model");
            checks.push(Check { part: "models".into(), health: Health::Healthy, message });
        }
        Ok(checks)
    }
}

impl Handle<TestProvider> for App {
    async fn handle(&self, _: Caller, call: TestProvider) -> Result<ProviderTest, ApiError> {
        let config = self.provider(&call.name).await?;
        self.test(config).await
    }
}
