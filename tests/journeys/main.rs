//! Journeys through the catalogue, headless: what a person does, as calls.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "tests fail loudly, and may look at the machine they run on"
)]

mod attachments;
mod chat;
mod day;
mod exports;
mod filters;
mod folders;
mod goals;
mod habits;
mod history;
mod imports;
mod languages;
mod limits;
mod mess;
mod plans;
mod queries;
mod random;
mod reminders;
mod repeats;
mod structure;
mod tasks;
mod undo;

use daymark_domain::{Id, ObjectId, TaskId};
use serde_json::Value;

/// The id in a reply.
fn id(reply: &Value) -> String {
    reply["id"].as_str().unwrap_or_else(|| panic!("no id in {reply}")).to_owned()
}

fn task_id(reply: &Value) -> TaskId {
    TaskId::of(id(reply).parse::<ObjectId>().unwrap())
}

/// A file of `tests/golden`.
fn golden(name: &str) -> String {
    std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(name))
        .unwrap()
}
