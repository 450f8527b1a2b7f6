//! People, clocks and fakes for tests.
//!
//! [`alice`] is a person with an empty Daymark in memory, on a Saturday morning in Berlin that stands
//! still until the test moves it. [`Home`] is a data folder that several programs may open. Randomness
//! is seeded, keys lie in a map, and models say what the test wrote down for them ([`FakeModels`]).
//!
//! ```no_run
//! # async fn test() {
//! use daymark_api::TodayView;
//! let alice = daymark_testkit::alice();
//! alice.say("add buy oats today").await;
//! assert_eq!(alice.ask(TodayView::default()).await.tasks.len(), 1);
//! # }
//! ```

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test kit fails loudly")]

mod fakes;
mod models;
mod views;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use daymark_api::{
    AnsweredBy, ApiError, Audience, Call, Caller, ChatEvent, Handle, MessageView, Notice, ProposalView, Say,
    TurnStarted, dispatch,
};
use daymark_core::{App, Parts};
use daymark_crypto::Key;
use daymark_domain::ConversationId;
use daymark_store::{Blobs, Store};
use serde_json::Value;
use tempfile::TempDir;
use tokio::sync::broadcast;

pub use fakes::{MapVault, Seeded, TestClock};
pub use models::{Act, FakeModels};
pub use views::Views;

/// A Saturday.
pub const MOMENT: &str = "2026-11-21T10:12[Europe/Berlin]";

/// How long a turn of the assistant may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// A person at a program.
#[derive(Clone, Debug)]
pub struct World {
    pub app: App,
    pub clock: TestClock,
    pub models: FakeModels,
}

/// A person with an empty Daymark in memory.
pub fn alice() -> World {
    World::over(
        Store::memory().unwrap(),
        PathBuf::from("/nowhere"),
        1,
        MapVault::default(),
        TestClock::at(MOMENT),
    )
}

/// A person whose database writes down what it runs: [`daymark_store::statements`].
pub fn watched() -> World {
    World::over(
        Store::watched().unwrap(),
        PathBuf::from("/nowhere"),
        1,
        MapVault::default(),
        TestClock::at(MOMENT),
    )
}

/// Another person, with other randomness.
pub fn bob() -> World {
    World::over(
        Store::memory().unwrap(),
        PathBuf::from("/nowhere"),
        2,
        MapVault::default(),
        TestClock::at(MOMENT),
    )
}

/// A data folder; every [`Home::alice`] is one more program on it, with the same clock and keys.
#[derive(Debug)]
pub struct Home {
    folder: TempDir,
    seeds: AtomicU64,
    vault: MapVault,
    pub clock: TestClock,
}

impl Default for Home {
    fn default() -> Home {
        Home::new()
    }
}

impl Home {
    pub fn new() -> Home {
        Home {
            folder: tempfile::tempdir().unwrap(),
            seeds: AtomicU64::new(10),
            vault: MapVault::default(),
            clock: TestClock::at(MOMENT),
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn database(&self) -> PathBuf {
        self.path().join("daymark.db")
    }

    pub fn key() -> Key {
        Key::from_bytes([7; 32])
    }

    /// The bare store, as another connection.
    pub fn store(&self) -> Store {
        Store::open(&self.database(), &Home::key()).unwrap()
    }

    /// The folder of attachments, as another program sees it.
    pub fn blobs(&self) -> Blobs {
        Blobs::new(self.path().join("attachments"), &Key::from_bytes([9; 32]))
    }

    /// One more program.
    pub fn alice(&self) -> World {
        let seed = self.seeds.fetch_add(1, Ordering::Relaxed);
        World::over(self.store(), self.path().to_owned(), seed, self.vault.clone(), self.clock.clone())
    }
}

/// What came of saying something.
#[derive(Clone, Debug)]
pub struct Turn {
    pub started: TurnStarted,
    pub events: Vec<ChatEvent>,
    pub message: MessageView,
}

impl Turn {
    pub fn text(&self) -> &str {
        &self.message.text
    }

    /// The text as it was streamed, without what was withdrawn.
    pub fn streamed(&self) -> String {
        let mut text = String::new();
        for event in &self.events {
            match event {
                ChatEvent::Text { delta } => text.push_str(delta),
                ChatEvent::Restart { .. } => text.clear(),
                _ => {}
            }
        }
        text
    }

    /// The name of the intent, `model NAME`, or `built in`.
    pub fn by(&self) -> String {
        match &self.message.answered_by {
            Some(AnsweredBy::Intent { intent }) => intent.clone(),
            Some(AnsweredBy::Model { provider, .. }) => format!("model {provider}"),
            Some(AnsweredBy::BuiltIn) => "built in".into(),
            None => "nobody".into(),
        }
    }

    #[track_caller]
    pub fn proposal(&self) -> &ProposalView {
        match &self.message.proposal {
            Some(proposal) => proposal,
            None => panic!("there is no proposal in the answer '{}'", self.message.text),
        }
    }
}

impl World {
    fn over(store: Store, data_folder: PathBuf, seed: u64, vault: MapVault, clock: TestClock) -> World {
        let models = FakeModels::default();
        let (ticks, seeded) = (clock.clone(), Seeded::new(seed));
        let app = App::new(Parts {
            store,
            blobs: Blobs::new(data_folder.join("attachments"), &Key::from_bytes([9; 32])),
            clock: Box::new(move || ticks.now()),
            entropy: Box::new(move |bytes| seeded.fill(bytes)),
            secrets: Box::new(vault),
            models: Box::new(models.clone()),
            data_folder,
            key_home: "a map of the test".into(),
            key_warning: None,
        });
        World { app, clock, models }
    }

    /// Makes a call that must succeed.
    pub async fn ask<C: Call>(&self, call: C) -> C::Reply
    where
        App: Handle<C>,
    {
        match self.try_ask(call).await {
            Ok(reply) => reply,
            Err(error) => panic!("{} failed: {error:?}", C::NAME),
        }
    }

    /// Makes a call that must be refused.
    pub async fn refused<C: Call>(&self, call: C) -> ApiError
    where
        App: Handle<C>,
    {
        match self.try_ask(call).await {
            Ok(_) => panic!("{} was not refused", C::NAME),
            Err(error) => error,
        }
    }

    pub async fn try_ask<C: Call>(&self, call: C) -> Result<C::Reply, ApiError>
    where
        App: Handle<C>,
    {
        Handle::handle(&self.app, Caller::person(Audience::MainWindow), call).await
    }

    /// Makes a call by its wire name, as clients do.
    pub async fn call(&self, name: &str, body: Value) -> Result<Value, ApiError> {
        Box::pin(dispatch(&self.app, Caller::person(Audience::MainWindow), name, body)).await
    }

    /// Makes a call by its wire name that must succeed.
    pub async fn does(&self, name: &str, body: Value) -> Value {
        let shown = body.to_string();
        match self.call(name, body).await {
            Ok(reply) => reply,
            Err(error) => panic!("{name} {shown} failed: {error:?}"),
        }
    }

    /// Says something in a new conversation and waits for the end of the turn.
    pub async fn say(&self, text: &str) -> Turn {
        self.says(Say { text: text.into(), ..Say::default() }).await
    }

    /// Says something in a conversation that goes on.
    pub async fn say_in(&self, conversation: ConversationId, text: &str) -> Turn {
        self.says(Say { text: text.into(), conversation: Some(conversation), ..Say::default() }).await
    }

    pub async fn says(&self, say: Say) -> Turn {
        let notices = self.app.notices();
        let started = self.ask(say).await;
        self.listen(notices, started, |_| None).await
    }

    /// Says something and stops the turn as soon as an event of it fits.
    pub async fn says_and_stops(&self, say: Say, when: impl Fn(&ChatEvent) -> bool) -> Turn {
        let notices = self.app.notices();
        let started = self.ask(say).await;
        let stop = daymark_api::StopTurn { conversation: started.conversation };
        self.listen(notices, started, |event| when(event).then(|| stop.clone())).await
    }

    async fn listen(
        &self,
        mut notices: broadcast::Receiver<Notice>,
        started: TurnStarted,
        stop: impl Fn(&ChatEvent) -> Option<daymark_api::StopTurn>,
    ) -> Turn {
        let mut events = Vec::new();
        let listening = async {
            loop {
                let Notice::Chat { conversation, turn, event } = notices.recv().await.unwrap() else {
                    continue;
                };
                if conversation != started.conversation || turn != started.turn {
                    continue;
                }
                if let Some(stop) = stop(&event) {
                    self.ask(stop).await;
                }
                events.push(event.clone());
                if let ChatEvent::Done { message } = event {
                    break message;
                }
            }
        };
        let message = match tokio::time::timeout(PATIENCE, listening).await {
            Ok(message) => message,
            Err(_) => panic!("the turn did not end"),
        };
        Turn { started, events, message }
    }

    /// Everything the screens show.
    pub async fn views(&self) -> Views {
        Views::of(self, None).await
    }

    /// Everything the screens would have shown at a time, but for the providers of models.
    pub async fn views_at(&self, at: &str) -> Views {
        Views::of(self, Some(at)).await
    }

    /// The titles of all tasks, open and done, in the order they were made.
    pub async fn titles(&self, query: &str) -> Vec<String> {
        let page =
            self.ask(daymark_api::ListTasks { query: query.into(), limit: Some(500), offset: 0 }).await;
        page.tasks.into_iter().map(|view| view.task.title.to_string()).collect()
    }

    /// The one task of this title.
    #[track_caller]
    pub fn task(&self, title: &str) -> impl Future<Output = daymark_api::TaskView> {
        let title = title.to_owned();
        async move {
            let page = self
                .ask(daymark_api::ListTasks { query: "status:any".into(), limit: Some(500), offset: 0 })
                .await;
            let mut fitting: Vec<_> =
                page.tasks.into_iter().filter(|view| view.task.title.as_str() == title).collect();
            match (fitting.pop(), fitting.len()) {
                (Some(task), 0) => task,
                (_, others) => panic!("{others} other tasks are named '{title}'"),
            }
        }
    }
}

/// What arrived on a receiver so far.
pub fn drain(notices: &mut broadcast::Receiver<Notice>) -> Vec<Notice> {
    std::iter::from_fn(|| notices.try_recv().ok()).collect()
}

/// A shared counter for fakes.
pub(crate) type Shared<T> = Arc<std::sync::Mutex<T>>;
