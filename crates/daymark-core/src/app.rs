//! The application.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use daymark_agent::Registry;
use daymark_api::{Actor, ApiError, Code, Notice, Settings, Topic};
use daymark_crypto::Vault;
use daymark_domain::Kind;
use daymark_store::{Blobs, Read, Store, UnitKind};
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_texts::phrase;
use jiff::Zoned;
use jiff::tz::TimeZone;
use tokio::sync::broadcast;

use crate::fault::Fault;
use crate::handlers::as_of::Past;
use crate::handlers::attachments::Uploads;
use crate::handlers::search::Vocabulary;
use crate::ports::ModelSource;
use crate::texts::Loaded;
use crate::turn::Turns;
use crate::unit::{Touched, Unit};

/// Gives the moment, in the zone in which days are reckoned.
pub type NowFn = Box<dyn Fn() -> Zoned + Send + Sync>;
/// Fills the bytes with randomness fit for ids.
pub type EntropyFn = Box<dyn Fn(&mut [u8]) + Send + Sync>;

/// What the outside brings.
pub struct Parts {
    pub store: Store,
    /// The folder of attachments.
    pub blobs: Blobs,
    /// The moment and the zone in which days are reckoned.
    pub clock: NowFn,
    /// Fills the bytes with randomness fit for ids.
    pub entropy: EntropyFn,
    /// Keys of providers.
    pub secrets: Box<dyn Vault + Send>,
    pub models: Box<dyn ModelSource>,
    pub data_folder: PathBuf,
    /// Where the database key lies, in words.
    pub key_home: String,
    /// Something to say about the key for as long as it is so.
    pub key_warning: Option<String>,
}

impl fmt::Debug for Parts {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Parts").field("data", &self.data_folder).finish_non_exhaustive()
    }
}

pub(crate) struct Inner {
    pub store: Store,
    pub blobs: Blobs,
    pub uploads: Uploads,
    clock: NowFn,
    pub entropy: EntropyFn,
    secrets: Mutex<Box<dyn Vault + Send>>,
    pub models: Box<dyn ModelSource>,
    pub data_folder: PathBuf,
    pub key_home: String,
    pub key_warning: Option<String>,
    pub notices: broadcast::Sender<Notice>,
    registry: OnceLock<Arc<Registry>>,
    pub texts: Loaded,
    pub turns: Turns,
    pub vocabulary: Vocabulary,
    /// The data as it stood at another time, while somebody looks at it.
    pub past: Arc<tokio::sync::Mutex<Option<Past>>>,
    /// The settings whose language is spoken, where that is not the one of the store.
    pub speaks: Mutex<Option<Settings>>,
}

impl Inner {
    pub(crate) fn now(&self) -> Zoned {
        (self.clock)()
    }

    /// The intents. Reading their patterns takes a moment, so it is done once, on first use.
    pub(crate) fn registry(&self) -> Arc<Registry> {
        self.registry.get_or_init(|| Arc::new(Registry::standard())).clone()
    }

    /// Speaks by these settings whatever the store holds: the past is told in today's language.
    pub(crate) fn speak_as(&self, settings: &Settings) {
        *self.speaks.lock().unwrap_or_else(PoisonError::into_inner) = Some(settings.clone());
    }

    fn refuse(&self, fault: Fault) -> ApiError {
        match fault {
            // Most are a client's business, or are English anyway: no need to read the settings.
            Fault::Api(error) => error,
            fault => fault.said(&self.own_voice()),
        }
    }

    pub(crate) fn secrets<T>(&self, work: impl FnOnce(&mut dyn Vault) -> T) -> T {
        let mut vault = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        work(vault.as_mut())
    }
}

/// The application. Clones share everything.
#[derive(Clone)]
pub struct App {
    pub(crate) inner: Arc<Inner>,
}

impl fmt::Debug for App {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("App").field("data", &self.inner.data_folder).finish_non_exhaustive()
    }
}

impl App {
    pub fn new(parts: Parts) -> App {
        App {
            inner: Arc::new(Inner {
                store: parts.store,
                blobs: parts.blobs,
                uploads: Uploads::default(),
                clock: parts.clock,
                entropy: parts.entropy,
                secrets: Mutex::new(parts.secrets),
                models: parts.models,
                data_folder: parts.data_folder,
                key_home: parts.key_home,
                key_warning: parts.key_warning,
                // A slow client gets `Refetch` when it falls this far behind.
                notices: broadcast::Sender::new(4096),
                registry: OnceLock::new(),
                texts: Loaded::default(),
                turns: Turns::default(),
                vocabulary: Vocabulary::default(),
                past: Arc::default(),
                speaks: Mutex::default(),
            }),
        }
    }

    pub fn now(&self) -> Zoned {
        self.inner.now()
    }

    pub fn zone(&self) -> TimeZone {
        self.now().time_zone().clone()
    }

    /// What core tells clients from now on.
    pub fn notices(&self) -> broadcast::Receiver<Notice> {
        self.inner.notices.subscribe()
    }

    pub(crate) fn tell(&self, notice: Notice) {
        // Nobody listening is fine.
        let _ = self.inner.notices.send(notice);
    }

    pub(crate) fn stale(&self, topics: impl IntoIterator<Item = Topic>) {
        let topics: Vec<Topic> = topics.into_iter().collect();
        if !topics.is_empty() {
            self.tell(Notice::Stale { topics });
        }
    }

    /// Lets turns that are under way come to their end, so that nothing half said is lost.
    pub async fn close(&self) {
        self.inner.turns.stop_all().await;
    }

    /// Reads one state of the database, off the async threads.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Read<'_>, &Inner) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, ApiError> {
        self.blocking(move |inner| inner.store.read(|read| work(read, inner))).await
    }

    /// One transaction that writes all of `work`, or nothing; `label` is the key of what the step is
    /// called when `work` does not say it better. When this returns, it is on the disk,
    /// and clients are told.
    pub(crate) async fn commit<T: Send + 'static>(
        &self,
        actor: Actor,
        label: &'static str,
        work: impl FnOnce(&mut Unit<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, ApiError> {
        self.commit_as(actor, label, UnitKind::Step, None, work).await
    }

    pub(crate) async fn commit_as<T: Send + 'static>(
        &self,
        actor: Actor,
        label: &'static str,
        kind: UnitKind,
        target: Option<i64>,
        work: impl FnOnce(&mut Unit<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, ApiError> {
        let (outcome, topics) = self
            .blocking(move |inner| {
                inner.store.write(|write| -> Result<_, Fault> {
                    let mut unit = Unit::begin(write, inner, &actor, kind, target)?;
                    let outcome = work(&mut unit)?;
                    Ok((outcome, unit.finish(label, kind)?))
                })
            })
            .await?;
        self.stale(topics);
        Ok(outcome)
    }

    /// What `work` would touch, with nothing written.
    pub(crate) async fn pretend<T: Send + 'static>(
        &self,
        actor: Actor,
        work: impl FnOnce(&mut Unit<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<(T, Vec<Touched>), ApiError> {
        self.blocking(move |inner| {
            inner.store.pretend(|write| {
                let mut unit = Unit::begin(write, inner, &actor, UnitKind::Silent, None)?;
                let outcome = work(&mut unit)?;
                let touched = unit.touched()?;
                Ok((outcome, touched))
            })
        })
        .await
    }

    /// Runs blocking work where it may block. What goes wrong is said in the person's language.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Arc<Inner>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, ApiError> {
        let inner = self.inner.clone();
        let done = tokio::task::spawn_blocking(move || work(&inner).map_err(|fault| inner.refuse(fault)));
        match done.await {
            Ok(outcome) => outcome,
            Err(error) => {
                tracing::error!(%error, "a unit of work ended early");
                let (message, hint) = (phrase!("error-inside"), Some(phrase!("error-inside-hint")));
                Err(Fault::Said { code: Code::Internal, message, hint }.said(&self.voice().await))
            }
        }
    }

    /// A fault that is found before any work begins.
    pub(crate) async fn refuse(&self, fault: Fault) -> ApiError {
        fault.said(&self.voice().await)
    }
}

/// All settings: those stored over the defaults.
pub(crate) fn settings(read: &Read<'_>) -> Result<Settings, Fault> {
    let mut stored = serde_json::Map::new();
    for object in read.objects(Kind::Setting, 500)? {
        let text = |number| object.doc.get(number).and_then(Value::as_text);
        if let (Some(key), Some(content)) = (text(field::TITLE), text(field::CONTENT))
            && let Ok(value) = serde_json::from_str(content)
        {
            stored.insert(key.to_owned(), value);
        }
    }
    // One value that a newer version wrote must not hide the others.
    match serde_json::from_value(serde_json::Value::Object(stored.clone())) {
        Ok(settings) => Ok(settings),
        Err(_) => {
            stored.retain(|key, value| {
                let one = serde_json::Value::Object([(key.clone(), value.clone())].into_iter().collect());
                serde_json::from_value::<Settings>(one).is_ok()
            });
            Ok(serde_json::from_value(serde_json::Value::Object(stored)).unwrap_or_default())
        }
    }
}
