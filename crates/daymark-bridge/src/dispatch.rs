//! What the bridge needs of the application: one call in, one value out.

use std::future::Future;
use std::pin::Pin;

use daymark_api::{ApiError, Caller, HandleAll};
use serde_json::Value;

/// The answer to one call, under way.
pub type Answer = Pin<Box<dyn Future<Output = Result<Value, ApiError>> + Send>>;

/// Answers calls of the catalogue by name. Object-safe, so that a test needs no whole application.
pub trait Dispatch: Send + Sync + 'static {
    fn call(&self, caller: Caller, name: String, body: Value) -> Answer;
}

/// Anything that answers the whole catalogue, as a [`Dispatch`].
pub fn catalogue<A: HandleAll + Clone + Send + Sync + 'static>(app: A) -> impl Dispatch {
    Catalogue(app)
}

struct Catalogue<A>(A);

impl<A: HandleAll + Clone + Send + Sync + 'static> Dispatch for Catalogue<A> {
    fn call(&self, caller: Caller, name: String, body: Value) -> Answer {
        let app = self.0.clone();
        Box::pin(async move { daymark_api::dispatch(&app, caller, &name, body).await })
    }
}
