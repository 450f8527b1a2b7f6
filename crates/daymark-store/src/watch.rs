//! Which statements ran and what they read: for tests that no user-sized table is read whole.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use rusqlite::StatementStatus;
use rusqlite::trace::{StmtRef, TraceEvent, TraceEventCodes};

use crate::{Store, StoreError, held};

/// A statement that ran, as often as it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ran {
    pub sql: String,
    /// Rows that were stepped over in a table, or an index, that was read from one end to the other.
    pub scanned: u64,
    /// Steps of SQLite's machine: what it cost, without a clock.
    pub steps: u64,
}

#[derive(Default)]
struct Seen {
    /// Where the counters of a statement stood when it began: one that is kept counts on.
    begun: BTreeMap<String, Vec<(i32, i32)>>,
    ran: Vec<Ran>,
}

static SEEN: Mutex<Option<Seen>> = Mutex::new(None);

fn counters(statement: &StmtRef<'_>) -> (i32, i32) {
    (statement.get_status(StatementStatus::FullscanStep), statement.get_status(StatementStatus::VmStep))
}

fn event(event: TraceEvent<'_>) {
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    let seen = seen.get_or_insert_default();
    match event {
        TraceEvent::Stmt(statement, _) => {
            let sql = statement.sql().into_owned();
            seen.begun.entry(sql).or_default().push(counters(&statement));
        }
        TraceEvent::Profile(statement, _) => {
            let sql = statement.sql().into_owned();
            let now = counters(&statement);
            let begun = seen.begun.get_mut(&sql).and_then(Vec::pop).unwrap_or_default();
            let since = |now: i32, begun: i32| u64::try_from(now - begun).unwrap_or_default();
            seen.ran.push(Ran { sql, scanned: since(now.0, begun.0), steps: since(now.1, begun.1) });
        }
        _ => {}
    }
}

impl Store {
    /// A database in memory whose statements are written down; see [`statements`].
    #[doc(hidden)]
    pub fn watched() -> Result<Store, StoreError> {
        let store = Store::memory()?;
        let events = TraceEventCodes::SQLITE_TRACE_STMT | TraceEventCodes::SQLITE_TRACE_PROFILE;
        held(&store.writer).trace_v2(events, Some(event));
        Ok(store)
    }
}

/// What ran on watched databases of this process since this was asked last.
#[doc(hidden)]
pub fn statements() -> Vec<Ran> {
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    seen.as_mut().map(|seen| std::mem::take(&mut seen.ran)).unwrap_or_default()
}
