//! The machinery behind the catalogue.

use std::future::Future;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{ApiError, Topic};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallKind {
    /// Changes nothing.
    Query,
    /// May change something.
    Command,
}

/// What the assistant may do with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Runs when the assistant asks.
    Freely,
    /// Becomes a proposal that a person accepts or rejects.
    WithApproval,
    /// Is not offered at all.
    Never,
}

/// Which client is calling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    MainWindow,
    CaptureWindow,
    Cli,
    Bridge,
    Agent,
}

/// Who is answerable for a change; every recorded op carries one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "actor", rename_all = "snake_case")]
pub enum Actor {
    Person,
    /// A turn of the assistant, by its message.
    Assistant {
        turn: String,
    },
    /// An import, by its format.
    Importer {
        format: String,
    },
    /// Another device, once there is one.
    Device {
        device: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    pub audience: Audience,
    pub actor: Actor,
}

impl Caller {
    pub fn person(audience: Audience) -> Caller {
        Caller { audience, actor: Actor::Person }
    }
}

/// A request of the catalogue.
pub trait Call: Serialize + DeserializeOwned + Send + 'static {
    type Reply: Serialize + DeserializeOwned + Send + 'static;
    const NAME: &'static str;
    const KIND: CallKind;
    /// What a query reads; what a command makes stale.
    const TOPICS: &'static [Topic];
    const ACCESS: Access;
}

/// Answers one call.
pub trait Handle<C: Call> {
    fn handle(&self, caller: Caller, call: C) -> impl Future<Output = Result<C::Reply, ApiError>> + Send;
}

/// One line of the catalogue, as data.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub name: &'static str,
    pub kind: CallKind,
    pub topics: &'static [Topic],
    pub access: Access,
    /// What it does, in a sentence: help, tool description, docs.
    pub about: &'static str,
    /// The JSON schema of the request.
    pub schema: fn() -> serde_json::Value,
}

impl Entry {
    /// Whether a client may call this at all. The capture window only captures.
    pub fn open_to(&self, audience: Audience) -> bool {
        match audience {
            Audience::CaptureWindow => matches!(
                self.name,
                "capture.parse" | "capture.add" | "capture.dump" | "capture.add_many" | "settings.view"
            ),
            Audience::Agent => self.access != Access::Never,
            Audience::MainWindow | Audience::Cli | Audience::Bridge => true,
        }
    }
}

macro_rules! catalogue {
    ($($(#[doc = $about:literal])+ $name:literal $request:ident -> $reply:ty, $kind:ident, [$($topic:ident),* $(,)?], $access:ident;)*) => {
        $(impl $crate::Call for $crate::$request {
            type Reply = $reply;
            const NAME: &'static str = $name;
            const KIND: $crate::CallKind = $crate::CallKind::$kind;
            const TOPICS: &'static [$crate::Topic] = &[$($crate::Topic::$topic),*];
            const ACCESS: $crate::Access = $crate::Access::$access;
        })*

        /// Every call, in order.
        pub const CATALOGUE: &[$crate::Entry] = &[$($crate::Entry {
            name: $name,
            kind: $crate::CallKind::$kind,
            topics: &[$($crate::Topic::$topic),*],
            access: $crate::Access::$access,
            about: concat!($($about),+),
            schema: || schemars::schema_for!($crate::$request).to_value(),
        }),*];

        /// Something that answers every call of the catalogue.
        pub trait HandleAll: Sync $(+ $crate::Handle<$crate::$request>)* {}
        impl<T: Sync $(+ $crate::Handle<$crate::$request>)*> HandleAll for T {}

        /// Finds the call, checks that this client may make it, parses the body and runs it.
        pub async fn dispatch<A: HandleAll>(
            app: &A,
            caller: $crate::Caller,
            name: &str,
            body: serde_json::Value,
        ) -> Result<serde_json::Value, $crate::ApiError> {
            let entry = entry(name)?;
            if !entry.open_to(caller.audience) {
                return Err($crate::ApiError::new($crate::Code::Refused, format!("'{name}' is not open to this window")));
            }
            match name {
                $($name => {
                    let call: $crate::$request = serde_json::from_value(body).map_err(|error| {
                        $crate::ApiError::invalid(format!("the request for '{name}' does not fit: {error}"))
                    })?;
                    let reply = Box::pin($crate::Handle::handle(app, caller, call)).await?;
                    serde_json::to_value(reply).map_err(|error| {
                        $crate::ApiError::new($crate::Code::Internal, format!("the reply of '{name}' cannot be written: {error}"))
                    })
                })*
                _ => Err(unknown(name)),
            }
        }
    };
}
