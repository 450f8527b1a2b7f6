//! The application: handlers, the unit of work, drivers, jobs and the notice bus. Headless.
//!
//! [`App`] answers every call of the catalogue ([`daymark_api::HandleAll`]). Nothing is written
//! except through [`App::commit`]: one transaction that holds the ops, the projections, the undo
//! step, the full-text rows and, once it is on the disk, the notices; or nothing.
//!
//! The outside comes in through [`Parts`]: the store, a clock, randomness, a vault for keys and a
//! source of models. Core itself never asks the clock or the environment.

mod alarms;
mod app;
mod fault;
mod handlers;
mod import;
mod jobs;
mod ports;
mod repeats;
mod rules;
mod texts;
mod turn;
mod unit;
mod view;
mod words;

pub use app::{App, EntropyFn, NowFn, Parts};
pub use fault::Fault;
pub use ports::{ModelSource, ProviderConfig};
