//! What runs by itself: noticing other processes, reminders, the passing minutes.

use std::time::Duration;

use daymark_api::{Notice, Topic};
use daymark_domain::Id;
use daymark_store::DueReminder;
use daymark_sync::number_kind;
use jiff::ToSpan;
use std::collections::BTreeSet;

use crate::app::App;
use crate::fault::Fault;
use crate::unit::topics;

/// How often the file is looked at for what other processes wrote.
const WATCH: Duration = Duration::from_millis(250);
/// How often reminders are looked at: their own clock, so that sleep and clock changes do no harm.
const REMIND: Duration = Duration::from_secs(5);
/// How often files are taken away that no op names.
const SWEEP: Duration = Duration::from_secs(3_600);
/// A reminder older than this is not shouted after the fact; the task waits in Today.
const LATEST: i64 = 24;

impl App {
    /// Starts the jobs. Needs a tokio runtime; they end with it.
    pub fn start_jobs(&self) {
        // The first answer of the assistant should not wait for its patterns.
        let inner = self.inner.clone();
        tokio::task::spawn_blocking(move || drop(inner.registry()));
        let app = self.clone();
        tokio::spawn(async move { app.watch().await });
        let app = self.clone();
        tokio::spawn(async move { app.remind().await });
        let app = self.clone();
        tokio::spawn(async move {
            // Not at once: a program that starts has better things to do.
            loop {
                tokio::time::sleep(SWEEP).await;
                if let Err(error) = app.sweep_attachments().await {
                    tracing::warn!(code = ?error.code, "the attachments folder could not be looked through");
                }
            }
        });
        let app = self.clone();
        tokio::spawn(async move {
            loop {
                let second = app.now().second();
                tokio::time::sleep(Duration::from_secs(60 - second.clamp(0, 59) as u64)).await;
                app.forget_past();
                app.stale([Topic::Clock]);
            }
        });
    }

    async fn watch(&self) {
        let mut seen: Option<(i64, i64)> = None;
        loop {
            let from = seen;
            let looked = self
                .blocking(move |inner| {
                    let version = inner.store.version()?;
                    if from.is_some_and(|(known, _)| known == version) {
                        return Ok(None);
                    }
                    inner.store.read(|read| -> Result<_, Fault> {
                        let last = read.last_op()?;
                        let kinds = match from {
                            Some((_, seq)) if last > seq => read.kinds_since(seq)?,
                            _ => Vec::new(),
                        };
                        Ok(Some((version, last, kinds)))
                    })
                })
                .await;
            match looked {
                Ok(Some((version, last, kinds))) => {
                    seen = Some((version, last));
                    let mut stale: BTreeSet<Topic> =
                        kinds.into_iter().filter_map(number_kind).flat_map(topics).copied().collect();
                    if !stale.is_empty() {
                        stale.insert(Topic::History);
                    }
                    self.stale(stale);
                }
                Ok(None) => {}
                Err(error) => tracing::warn!(code = ?error.code, "the database could not be looked at"),
            }
            tokio::time::sleep(WATCH).await;
        }
    }

    async fn remind(&self) {
        loop {
            if let Err(error) = self.fire_reminders().await {
                tracing::warn!(code = ?error.code, "reminders could not be looked at");
            }
            tokio::time::sleep(REMIND).await;
        }
    }

    /// Fires what is due and not yet claimed by another process.
    pub async fn fire_reminders(&self) -> Result<u32, daymark_api::ApiError> {
        let claiming = self.blocking(move |inner| {
            let now = inner.now();
            let here = now.time_zone().clone();
            let due = inner.store.read(|read| read.reminders(now.timestamp(), &here, false, 100))?;
            if due.is_empty() {
                return Ok(Vec::new());
            }
            let oldest = now.timestamp().saturating_sub(LATEST.hours()).unwrap_or(now.timestamp());
            inner.store.write(|write| -> Result<_, Fault> {
                let mut claimed = Vec::new();
                let voice = inner.voice(write)?;
                for reminder in due {
                    if write.claim_reminder(&reminder)? && reminder.instant(&here) >= oldest {
                        let time = match write.task(Id::of(reminder.object))? {
                            Some(task) => task
                                .due
                                .as_ref()
                                .or(task.start.as_ref())
                                .and_then(|when| when.seen_from(&here).1),
                            None => None,
                        };
                        let body = time.map_or(String::new(), |time| voice.time(time));
                        claimed.push((reminder, body));
                    }
                }
                Ok(claimed)
            })
        });
        let claimed: Vec<(DueReminder, String)> = claiming.await?;
        let count = claimed.len() as u32;
        for (reminder, body) in claimed {
            self.tell(Notice::ReminderDue { object: reminder.object, title: reminder.title, body });
        }
        Ok(count)
    }
}
