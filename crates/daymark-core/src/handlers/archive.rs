//! Keeping: what goes to the archive after how long, and whether the file is what the log says.
//!
//! Archiving writes no ops: each device does it by itself, by the same rules, and nothing that it
//! hides is gone. It is therefore the one write that goes past the unit of work.

use daymark_api::{
    ApiError, ArchiveReport, ArchiveRule, ArchivedRow, Caller, CheckDatabase, DatabaseCheck, DatabaseRebuilt,
    Handle, ObjectRef, RebuildDatabase, RestoreArchived, RunArchive, SearchArchive, Settings, Topic,
};
use daymark_domain::{Id, Kind, ObjectId, TaskStatus};
use daymark_store::{Object, Read, StandFrom, Store};
use daymark_sync::registry::field;
use daymark_sync::{Value, shape};
use daymark_texts::phrase;
use jiff::Timestamp;

use super::answers;
use crate::app::{App, Inner, settings};
use crate::fault::{Fault, invalid, missing};

answers! { SearchArchive => search; }

/// A rule of keeping: things of a kind, since when each has lain, and for how long it stays.
struct Keep {
    name: &'static str,
    kind: Kind,
    /// 0 keeps for ever, until the setting `retention` says otherwise.
    days: u32,
    /// Milliseconds since 1970; `None` stays whatever its age.
    since: fn(&Read<'_>, &Object) -> Result<Option<i64>, Fault>,
}

/// What is kept for how long. The trash has no rule: it is kept.
const KEPT: &[Keep] = &[
    Keep { name: "story_sessions", kind: Kind::Entry, days: 365, since: told },
    Keep { name: "feedback_logs", kind: Kind::Feedback, days: 90, since: made },
    Keep { name: "completed_tasks", kind: Kind::Task, days: 0, since: completed },
];

fn made(_: &Read<'_>, object: &Object) -> Result<Option<i64>, Fault> {
    Ok(object.doc.get(field::CREATED_AT).and_then(Value::as_int))
}

/// A story is what a session wrote; what a person writes in their journal is theirs to keep.
fn told(read: &Read<'_>, object: &Object) -> Result<Option<i64>, Fault> {
    if object.doc.get(field::STORY).and_then(Value::as_bool) != Some(true) {
        return Ok(None);
    }
    made(read, object)
}

/// A completed task that nothing open stands below.
fn completed(read: &Read<'_>, object: &Object) -> Result<Option<i64>, Fault> {
    let task = shape::task(object.id, &object.doc);
    let (steps, done) = read.subtask_counts(Id::of(object.id))?;
    let over = task.status == TaskStatus::Completed && task.repeat.is_none() && steps == done;
    Ok(task.completed_at.filter(|_| over).map(|at| at.as_millisecond()))
}

const DAY: i64 = 86_400_000;

/// How many days a rule keeps, by the settings.
fn days(settings: &Settings, rule: &Keep) -> u32 {
    settings
        .other
        .get("retention")
        .and_then(|rules| rules.get(rule.name))
        .and_then(serde_json::Value::as_u64)
        .map_or(rule.days, |days| days.min(36_500) as u32)
}

/// A rule, and what it sends to the archive: since when each has lain.
type Due = (ArchiveRule, Vec<(ObjectId, i64)>);

/// What has lain longer than it is kept, rule by rule.
fn due(read: &Read<'_>, now: i64) -> Result<Vec<Due>, Fault> {
    let settings = settings(read)?;
    let mut found = Vec::new();
    for rule in KEPT {
        let days = days(&settings, rule);
        let mut old = Vec::new();
        if days > 0 {
            for object in read.all_of(rule.kind)? {
                let Some(since) = (rule.since)(read, &object)? else { continue };
                let since = since.max(read.unarchived_at(object.id)?.unwrap_or(since));
                if since + i64::from(days) * DAY <= now {
                    old.push((object.id, since));
                }
            }
        }
        let rule = ArchiveRule { name: rule.name.to_owned(), kind: rule.kind, days, due: old.len() as u32 };
        found.push((rule, old));
    }
    Ok(found)
}

fn search(read: &Read<'_>, _: &Inner, call: SearchArchive) -> Result<Vec<ArchivedRow>, Fault> {
    let at = |millis| Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH);
    let rows = read.search_archive(&call.text, call.limit.unwrap_or(100).clamp(1, 1_000))?;
    Ok(rows
        .into_iter()
        .map(|row| ArchivedRow {
            object: row.id,
            kind: row.kind,
            title: row.title,
            since: at(row.since),
            archived_at: at(row.archived_at),
        })
        .collect())
}

const ALL: [Topic; 5] = [Topic::Tasks, Topic::Notes, Topic::Goals, Topic::Events, Topic::Areas];

impl Handle<RunArchive> for App {
    async fn handle(&self, _: Caller, call: RunArchive) -> Result<ArchiveReport, ApiError> {
        let report = self
            .blocking(move |inner| {
                let now = inner.now().timestamp().as_millisecond();
                let work = |read: &Read<'_>| due(read, now);
                if call.dry_run {
                    return inner.store.read(|read| report(work(read)?, read, true));
                }
                inner.store.write(|write| {
                    let found = work(write)?;
                    for (id, since) in found.iter().flat_map(|(_, old)| old) {
                        write.archive(*id, *since, now)?;
                    }
                    report(found, write, false)
                })
            })
            .await?;
        if report.archived > 0 && !report.dry_run {
            self.stale(ALL);
        }
        Ok(report)
    }
}

fn report(found: Vec<Due>, read: &Read<'_>, dry_run: bool) -> Result<ArchiveReport, Fault> {
    let rules: Vec<ArchiveRule> = found.into_iter().map(|(rule, _)| rule).collect();
    let archived = rules.iter().map(|rule| rule.due).sum();
    Ok(ArchiveReport { rules, archived, in_archive: read.archived_count()?, dry_run })
}

impl Handle<RestoreArchived> for App {
    async fn handle(&self, _: Caller, call: RestoreArchived) -> Result<Vec<ObjectRef>, ApiError> {
        if call.ids.is_empty() {
            return Err(self.refuse(invalid(phrase!("error-name-a-thing"))).await);
        }
        let restored = self
            .blocking(move |inner| {
                let now = inner.now().timestamp().as_millisecond();
                inner.store.write(|write| {
                    let mut refs = Vec::new();
                    for &id in &call.ids {
                        if !write.unarchive(id)? {
                            return Err(missing("thing"));
                        }
                        write.keep_from(id, now)?;
                        let object = write.object(id)?.ok_or_else(|| missing("thing"))?;
                        let kind = object.kind.ok_or_else(|| missing("thing"))?;
                        let title = object.doc.get(field::TITLE).and_then(Value::as_text).unwrap_or("");
                        refs.push(ObjectRef { object: id, kind, title: title.to_owned() });
                    }
                    Ok(refs)
                })
            })
            .await?;
        self.stale(ALL);
        Ok(restored)
    }
}

impl Handle<CheckDatabase> for App {
    async fn handle(&self, _: Caller, _: CheckDatabase) -> Result<DatabaseCheck, ApiError> {
        self.blocking(|inner| {
            let damage = inner.store.check()?;
            // A second store is drawn from the log alone, so that nobody has to wait.
            let drawn = Store::memory()?;
            let (hash, ops) = inner.store.read(|read| -> Result<_, Fault> {
                drawn.write(|write| write.stand_at(read, None, u64::MAX, StandFrom::Log))?;
                Ok((read.fingerprint()?, read.op_count()?))
            })?;
            let expected = drawn.read(|read| read.fingerprint())?;
            Ok(DatabaseCheck { sound: damage.is_empty() && hash == expected, damage, ops, hash, expected })
        })
        .await
    }
}

impl Handle<RebuildDatabase> for App {
    async fn handle(&self, _: Caller, _: RebuildDatabase) -> Result<DatabaseRebuilt, ApiError> {
        let rebuilt = self
            .blocking(|inner| {
                let print = || inner.store.read(|read| read.fingerprint());
                let before = print()?;
                let begun = inner.now().timestamp();
                let ops = inner.store.rebuild()?;
                let milliseconds = inner.now().timestamp().duration_since(begun).as_millis().max(0) as u64;
                let after = print()?;
                Ok(DatabaseRebuilt { ops, identical: before == after, before, after, milliseconds })
            })
            .await?;
        self.tell(daymark_api::Notice::Refetch);
        Ok(rebuilt)
    }
}
