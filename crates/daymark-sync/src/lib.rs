//! The op log: stamps, values, ops and the documents they merge into. No IO, no clock.
//!
//! **Ops are field effects, not intents.** One [`Op`] carries what one command did to one object.
//! A [`Doc`] is all that is known of an object; applying ops to it is commutative, associative and
//! idempotent, so devices that have seen the same ops have the same documents whatever the order:
//!
//! - a register keeps the value with the greatest [`Stamp`];
//! - `placed` (parent and position) is one register on the child;
//! - `alive` is a register: deleting never destroys what was edited at the same time;
//! - tags are add-wins sets: an add makes a dot, a remove names the dots it saw.
//!
//! The bytes written here outlive the app that wrote them: field numbers come from the append-only
//! [`registry`], unknown fields are kept, and golden blobs in the tests pin the encoding.

pub mod codec;
pub mod doc;
pub mod op;
pub mod place;
pub mod registry;
pub mod shape;
pub mod stamp;
pub mod value;

pub use codec::Unreadable;
pub use doc::{Doc, Slot};
pub use op::{Change, Dot, Op};
pub use registry::{Field, field, kind_number, number_kind};
pub use stamp::{Clock, DeviceId, Stamp};
pub use value::Value;
