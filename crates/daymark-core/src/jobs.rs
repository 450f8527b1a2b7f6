//! What runs by itself: noticing other processes, reminders, the passing minutes.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use daymark_api::{Notice, Topic};
use daymark_domain::{Id, Kind, ObjectId};
use daymark_store::{Nag, Object, Read};
use daymark_sync::registry::field;
use daymark_sync::shape::{self, Life};
use daymark_sync::{Value, number_kind};
use daymark_texts::say;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::alarms;
use crate::app::{App, Inner, settings};
use crate::fault::Fault;
use crate::handlers::long_run;
use crate::unit::topics;
use crate::words;

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
        let told = self.blocking(|inner| due(inner)).await?;
        let count = told.len() as u32;
        for Told { object, title, body } in told {
            self.tell(Notice::ReminderDue { object, title, body });
        }
        Ok(count)
    }
}

/// A reminder that is said now.
struct Told {
    object: ObjectId,
    title: String,
    body: String,
}

/// Asked again at most so often: whoever does not hear it then is not there.
const NAGS: u32 = 12;
/// The most things that are looked at in one round; the others come in the next.
const ROUND: u32 = 200;

fn due(inner: &Inner) -> Result<Vec<Told>, Fault> {
    let now = inner.now();
    let (at, here) = (now.timestamp(), now.time_zone().clone());
    let zone = here.iana_name().unwrap_or("here").to_owned();
    let (single, alarms, nags, long) = inner.store.read(|read| -> Result<_, Fault> {
        Ok((
            read.reminders(at, &here, false, 100)?,
            read.alarms(at, &zone, ROUND)?,
            read.nags(at)?,
            long_run(read, at)?,
        ))
    })?;
    if single.is_empty() && alarms.is_empty() && nags.is_empty() && long.is_none() {
        return Ok(Vec::new());
    }
    let oldest = at.saturating_sub(LATEST.hours()).unwrap_or(at);
    inner.store.write(|write| -> Result<_, Fault> {
        let settings = settings(write)?;
        let (voice, week_start) = (inner.voice_of(&settings), words::week_start(&settings));
        let said = |time: Option<Time>| time.map_or(String::new(), |time| voice.time(time));
        let mut told: BTreeMap<ObjectId, Told> = BTreeMap::new();
        let mut fresh: Vec<Object> = Vec::new();
        for reminder in single {
            let instant = reminder.instant(&here);
            if !write.claim_reminder(&reminder)? || instant < oldest {
                continue;
            }
            let Some(object) = write.object(reminder.object)?.filter(|object| takes_place(write, object))
            else {
                continue;
            };
            let body = said(own_time(&object, &here));
            told.insert(object.id, Told { object: object.id, title: reminder.title, body });
            fresh.push(object);
        }
        for object in alarms {
            if !alarms::repeats(&object) {
                write.drop_alarm(object.id)?;
                continue;
            }
            let from = oldest.max(alarms::since(&object));
            for ring in alarms::rings(&object, &here, week_start, (from, at), 50) {
                // Of several that were missed the latest is said; all are over.
                if write.claim(object.id, ring.at)? {
                    let body = said(ring.time);
                    told.insert(object.id, Told { object: object.id, title: title(&object), body });
                }
            }
            let next = alarms::rings(&object, &here, week_start, (at, Timestamp::MAX), 1);
            write.set_alarm(object.id, next.first().map(|ring| ring.at), &zone)?;
            if told.contains_key(&object.id) {
                fresh.push(object);
            }
        }
        for object in &fresh {
            if let Some(every) = shape::nag(&object.doc).filter(|every| *every > 0) {
                let next = at.saturating_add(i64::from(every).minutes()).unwrap_or(Timestamp::MAX);
                write.set_nag(&Nag { object: object.id, next, every, times: NAGS })?;
            }
        }
        for nag in nags {
            let waits = write.object(nag.object)?.filter(|object| waits(object, now.date(), week_start));
            let late = nag.next < oldest;
            match waits.filter(|_| !late) {
                // It rang for a time of its own just now.
                Some(object) if told.contains_key(&object.id) => {}
                Some(object) => {
                    let body = said(own_time(&object, &here));
                    told.insert(object.id, Told { object: object.id, title: title(&object), body });
                    if nag.every == 0 || nag.times <= 1 {
                        write.drop_nag(nag.object)?;
                    } else {
                        let next =
                            at.saturating_add(i64::from(nag.every).minutes()).unwrap_or(Timestamp::MAX);
                        write.set_nag(&Nag { next, times: nag.times - 1, ..nag })?;
                    }
                }
                None => drop(write.drop_nag(nag.object)?),
            }
        }
        if let Some((stretch, since)) = long {
            let id = stretch.id.object();
            if write.claim(id, since)? {
                let title = say!(voice, "time-still-at-it", title = stretch.title.as_str());
                let clock = stretch.began.to_zoned(here.clone()).time();
                let body = say!(voice, "time-running-since", time = voice.time(clock));
                told.insert(id, Told { object: id, title, body });
            }
        }
        Ok(told.into_values().collect())
    })
}

fn title(object: &Object) -> String {
    object.doc.get(field::TITLE).and_then(Value::as_text).unwrap_or_default().to_owned()
}

/// The wall clock of a thing here, where it has one.
fn own_time(object: &Object, here: &TimeZone) -> Option<Time> {
    match object.kind? {
        Kind::Task => {
            let task = shape::task(object.id, &object.doc);
            task.due.as_ref().or(task.start.as_ref())?.seen_from(here).1
        }
        Kind::Event => shape::event(object.id, &object.doc).start.seen_from(here).1,
        Kind::Habit => shape::habit(object.id, &object.doc).time,
        Kind::Routine => shape::routine(object.id, &object.doc).time,
        _ => None,
    }
}

/// A changed instance goes where its series went.
fn takes_place(read: &Read<'_>, object: &Object) -> bool {
    if object.kind != Some(Kind::Event) {
        return true;
    }
    match shape::event(object.id, &object.doc).instance_of {
        Some((series, _)) => {
            !matches!(read.doc(series.object()), Ok(Some(doc)) if shape::life(&doc) == Life::Trashed)
        }
        None => true,
    }
}

/// Whether a thing still asks to be answered.
fn waits(object: &Object, today: Date, week_start: Weekday) -> bool {
    if shape::life(&object.doc) != Life::Alive {
        return false;
    }
    match object.kind {
        Some(Kind::Task) => shape::task(object.id, &object.doc).open(),
        Some(Kind::Habit) => shape::habit(object.id, &object.doc).open(today, week_start),
        Some(Kind::Routine) => shape::routine(object.id, &object.doc).run.is_none(),
        _ => true,
    }
}
