//! Queries as the data stood at another time.
//!
//! A second application answers them: the same handlers over a store in memory that was brought to
//! that time, with a clock that stands there. One such store is kept and moved to the next time that
//! is asked for; it is let go when nobody has asked for a while.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use daymark_agent::{Model, ModelError, Remedy};
use daymark_api::{ApiError, AsOf, AsOfReply, CallKind, Caller, Code, Handle, Settings, dispatch, entry};
use daymark_crypto::{Secret, Trouble, Vault, VaultError};
use daymark_store::{Read, StandFrom, Standing, Store, StoreError};
use daymark_texts::phrase;
use jiff::{Timestamp, ToSpan, Zoned};
use serde_json::Value;

use crate::app::{App, Inner, Parts, settings};
use crate::fault::{Fault, invalid};
use crate::ports::{ModelSource, ProviderConfig};
use crate::words;

/// How long a past that nobody looks at is kept.
const KEPT_MINUTES: i64 = 5;

/// The application as it was.
pub(crate) struct Past {
    app: App,
    clock: Arc<Mutex<Zoned>>,
    stands: Option<Standing>,
    used: Timestamp,
}

/// The past holds no keys and asks no models.
struct Nothing;

impl Nothing {
    fn vault() -> VaultError {
        VaultError::new(Trouble::Refused, "The past holds no keys.", "Ask for it as it is now.")
    }
}

impl Vault for Nothing {
    fn get(&self, _: &str) -> Result<Option<Secret>, VaultError> {
        Ok(None)
    }
    fn put(&mut self, _: &str, _: &Secret) -> Result<(), VaultError> {
        Err(Nothing::vault())
    }
    fn delete(&mut self, _: &str) -> Result<(), VaultError> {
        Err(Nothing::vault())
    }
    fn home(&self) -> String {
        "nowhere".into()
    }
}

impl ModelSource for Nothing {
    fn build(&self, _: &ProviderConfig, _: Option<Secret>) -> Result<Arc<dyn Model>, ModelError> {
        Err(ModelError::new(Remedy::TryAnother, "The past asks no models."))
    }
}

impl Past {
    fn new(inner: &Inner, now: &Zoned) -> Result<Past, StoreError> {
        let clock = Arc::new(Mutex::new(now.clone()));
        let hands = clock.clone();
        let app = App::new(Parts {
            // The same sealed files: what was attached then is named by the same hash.
            blobs: inner.blobs.clone(),
            store: Store::memory()?,
            clock: Box::new(move || hands.lock().unwrap_or_else(PoisonError::into_inner).clone()),
            // Queries make no ids.
            entropy: Box::new(|bytes| bytes.fill(0)),
            secrets: Box::new(Nothing),
            models: Box::new(Nothing),
            data_folder: inner.data_folder.clone(),
            key_home: inner.key_home.clone(),
            key_warning: None,
        });
        Ok(Past { app, clock, stands: None, used: now.timestamp() })
    }

    fn stand_at(&mut self, live: &Read<'_>, at: &Zoned) -> Result<(), StoreError> {
        let millis = at.timestamp().as_millisecond().max(0) as u64;
        let stands = self.stands.take();
        let (stands, _) =
            self.app.inner.store.write(|write| write.stand_at(live, stands, millis, StandFrom::Documents))?;
        self.stands = Some(stands);
        *self.clock.lock().unwrap_or_else(PoisonError::into_inner) = at.clone();
        Ok(())
    }
}

/// Whether a call can be asked of another time: it reads, and what it reads is in the log.
fn stands_in_time(name: &str) -> Result<(), Fault> {
    if entry(name)?.kind == CallKind::Command {
        return Err(Fault::Said {
            code: Code::Refused,
            message: phrase!("error-past-command"),
            hint: Some(phrase!("error-past-command-hint")),
        });
    }
    let part = name.split('.').next().unwrap_or_default();
    if matches!(part, "app" | "history" | "model" | "db" | "archive") && name != "app.counts" {
        return Err(invalid(phrase!("error-past-call", call = name)));
    }
    Ok(())
}

/// The moment that is meant. A day without a time means its end, so that what was done on it is
/// there; a weekday alone is the last one that was.
pub(crate) fn moment(settings: &Settings, now: &Zoned, text: &str) -> Result<Zoned, Fault> {
    let text = text.trim();
    let future = || invalid(phrase!("error-past-future"));
    if let Ok(at) = text.parse::<Timestamp>() {
        let at = at.to_zoned(now.time_zone().clone());
        return if at.timestamp() <= now.timestamp() { Ok(at) } else { Err(future()) };
    }
    // `friday` read today is the next one; read a week ago it is the last one.
    let read = |now: &Zoned| daymark_capture::when(text, &words::moment(settings, now));
    let week_ago = now.saturating_sub(7.days());
    let found = read(now);
    if found.is_none() {
        return Err(invalid(phrase!("error-past-when", words = text.chars().take(60).collect::<String>()))
            .hinted(phrase!("error-past-when-hint")));
    }
    let begun = now.start_of_day().ok().and_then(|begun| read(&begun));
    let weekday = match (read(&week_ago), read(&week_ago.saturating_add(1.day()))) {
        (Some(one), Some(other)) => {
            let days = one.start.date().until(other.start.date()).map_or(1, |span| span.get_days());
            (days % 7 == 0).then_some(one)
        }
        _ => None,
    };
    [found, begun, weekday]
        .into_iter()
        .flatten()
        .filter_map(|found| {
            if !found.all_day {
                return Some(found.start);
            }
            if found.start.date() == now.date() {
                return Some(now.clone());
            }
            let end = found.start.date().at(23, 59, 59, 999_999_999);
            end.to_zoned(now.time_zone().clone()).ok()
        })
        .find(|at| at.timestamp() <= now.timestamp())
        .ok_or_else(future)
}

type Answer = Pin<Box<dyn Future<Output = Result<Value, ApiError>> + Send>>;

/// A call of the past; boxed, because the past answers with the same handlers that ask it.
fn ask_past(app: App, caller: Caller, call: String, body: Value) -> Answer {
    Box::pin(async move { dispatch(&app, caller, &call, body).await })
}

impl Handle<AsOf> for App {
    async fn handle(&self, caller: Caller, call: AsOf) -> Result<AsOfReply, ApiError> {
        if let Err(fault) = stands_in_time(&call.call) {
            return Err(self.refuse(fault).await);
        }
        // One past at a time: nobody may move it while another reads.
        let mut held = self.inner.past.clone().lock_owned().await;
        let AsOf { at, call, body } = call;
        let (held, at) = self
            .blocking(move |inner| {
                inner.store.read(|read| -> Result<_, Fault> {
                    let (settings, now) = (settings(read)?, inner.now());
                    let at = moment(&settings, &now, &at)?;
                    if held.is_none() {
                        *held = Some(Past::new(inner, &now)?);
                    }
                    if let Some(past) = held.as_mut() {
                        past.used = now.timestamp();
                        past.app.inner.speak_as(&settings);
                        let stood = past.stand_at(read, &at);
                        // Half moved is nowhere.
                        if stood.is_err() {
                            *held = None;
                        }
                        stood?;
                    }
                    Ok((held, at))
                })
            })
            .await?;
        let body = if body.is_null() { Value::Object(serde_json::Map::new()) } else { body };
        let app = held.as_ref().map(|past| past.app.clone());
        let Some(app) = app else {
            return Err(ApiError::new(Code::Internal, "The past is not there."));
        };
        let reply = ask_past(app, caller, call, body).await?;
        Ok(AsOfReply { at: at.timestamp(), reply })
    }
}

impl App {
    /// Lets go of a past that nobody has looked at for a while.
    pub(crate) fn forget_past(&self) {
        if let Ok(mut held) = self.inner.past.try_lock() {
            let now = self.now().timestamp();
            if held.as_ref().is_some_and(|past| now.duration_since(past.used).as_mins() >= KEPT_MINUTES) {
                *held = None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_time_that_was_is_read_from_words() {
        // A Saturday.
        let now = date(2026, 11, 21).at(9, 0, 0, 0).in_tz("Europe/Berlin").unwrap();
        let settings = Settings::default();
        for (text, meant) in [
            ("2026-11-20T08:00:00Z", Some("2026-11-20T09:00:00")),
            ("2026-11-20T08:00:00+01:00", Some("2026-11-20T08:00:00")),
            ("yesterday", Some("2026-11-20T23:59:59.999999999")),
            ("yesterday 5pm", Some("2026-11-20T17:00:00")),
            ("last tuesday", Some("2026-11-17T23:59:59.999999999")),
            ("tuesday", Some("2026-11-17T23:59:59.999999999")),
            ("tuesday 3pm", Some("2026-11-17T15:00:00")),
            ("2026-11-01", Some("2026-11-01T23:59:59.999999999")),
            ("2026-11-01 12:30", Some("2026-11-01T12:30:00")),
            ("today", Some("2026-11-21T09:00:00")),
            ("8am", Some("2026-11-21T08:00:00")),
            ("tomorrow", None),
            ("in 3 days", None),
            ("2026-11-22", None),
            ("2027-01-01T00:00:00Z", None),
            ("gibberish", None),
            ("", None),
        ] {
            let read = moment(&settings, &now, text).ok().map(|at| at.datetime().to_string());
            assert_eq!(read.as_deref(), meant, "{text}");
        }
    }
}
