//! The catalogue: everything a client may ask of Daymark, registered once.
//!
//! Each line of [`catalogue`](crate::catalogue) gives a call its wire name, request, reply, kind,
//! topics and what the assistant may do with it; the macro makes from it the [`Call`] impls, the
//! [`CATALOGUE`] table, the [`HandleAll`] bound (core does not compile while a handler is missing),
//! [`dispatch`] and the tool table. UI, CLI, bridge and assistant all come through here.
//!
//! The types are a contract between parts of one build; they may change freely.

#[macro_use]
mod register;

pub mod attachments;
pub mod catalogue;
pub mod chat;
pub mod edit;
pub mod error;
pub mod history;
pub mod keeping;
pub mod notice;
pub mod requests;
pub mod settings;
pub mod views;

pub use attachments::*;
pub use catalogue::*;
pub use chat::*;
pub use edit::{Edit, WhenInput};
pub use error::{ApiError, Code};
pub use history::*;
pub use keeping::*;
pub use notice::{Notice, Topic};
pub use register::{Access, Actor, Audience, Call, CallKind, Caller, Entry, Handle};
pub use requests::*;
pub use settings::*;
pub use views::*;

pub use daymark_domain as domain;
