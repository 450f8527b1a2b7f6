//! Answers to reminders, and how a thing reminds.

use daymark_api::{
    AnswerReminder, ApiError, Caller, Handle, ObjectRef, ReminderAnswer, SeeReminder, SetReminders, Topic,
};
use daymark_domain::{Id, Kind, ObjectId, Reminder, Task};
use daymark_store::Nag;
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, set};
use daymark_texts::phrase;
use jiff::{Timestamp, ToSpan};

use super::tasks::{complete, existing};
use super::{Apply, habits, steps};
use crate::app::App;
use crate::fault::{Fault, invalid, missing};
use crate::unit::Unit;

steps! { SetReminders }

impl Handle<AnswerReminder> for App {
    async fn handle(&self, caller: Caller, call: AnswerReminder) -> Result<ObjectRef, ApiError> {
        self.commit(caller.actor, "label-a-reminder-answered", move |unit| {
            let id = call.task.object();
            let object = unit.object(id)?.ok_or_else(|| missing("thing"))?;
            let title = object.doc.get(field::TITLE).and_then(Value::as_text).unwrap_or_default().to_owned();
            let kind = object.kind.ok_or_else(|| missing("thing"))?;
            unit.writer().drop_nag(id)?;
            match (kind, call.answer) {
                (Kind::Task, ReminderAnswer::Done) => {
                    let task = existing(unit, call.task)?;
                    unit.label(phrase!("label-complete", title = task.title.as_str()));
                    complete(unit, &task)?;
                }
                (Kind::Task, ReminderAnswer::Snooze(minutes)) => {
                    let task = existing(unit, call.task)?;
                    snooze(unit, &task, minutes)?;
                }
                (Kind::Habit, ReminderAnswer::Done) => {
                    let habit = shape::habit(id, &object.doc);
                    let today = unit.now.date();
                    habits::check(unit, &habit, today, None)?;
                }
                // Others are seen; there is nothing in them to be done.
                (Kind::Event | Kind::Routine | Kind::Stretch, ReminderAnswer::Done) => {}
                (
                    Kind::Event | Kind::Habit | Kind::Routine | Kind::Stretch,
                    ReminderAnswer::Snooze(minutes),
                ) => {
                    let next = later(unit.now.timestamp(), minutes)?;
                    unit.writer().set_nag(&Nag { object: id, next, every: 0, times: 1 })?;
                }
                _ => return Err(missing("task")),
            }
            Ok(ObjectRef { object: id, kind, title })
        })
        .await
    }
}

fn later(now: Timestamp, minutes: u32) -> Result<Timestamp, Fault> {
    if !(1..=60 * 24 * 30).contains(&minutes) {
        return Err(invalid(phrase!("error-snooze")));
    }
    now.checked_add(i64::from(minutes).minutes()).map_err(|_| invalid(phrase!("error-too-late")))
}

/// A task that is put off reminds on every device.
fn snooze(unit: &mut Unit<'_>, task: &Task, minutes: u32) -> Result<(), Fault> {
    let now = unit.now.timestamp();
    let at = later(now, minutes)?;
    // Past one-time reminders have done their work.
    let mut reminders: Vec<Reminder> = task
        .reminders
        .iter()
        .filter(|reminder| !matches!(reminder, Reminder::At(at) if *at <= now))
        .cloned()
        .collect();
    reminders.push(Reminder::At(at));
    unit.label(phrase!("label-snooze", title = task.title.as_str()));
    unit.put(task.id.object(), Kind::Task, vec![set(field::REMINDERS, shape::reminders(&reminders))])
}

impl Handle<SeeReminder> for App {
    async fn handle(&self, _: Caller, call: SeeReminder) -> Result<(), ApiError> {
        // What this device has asked belongs to it: no op, no step.
        self.blocking(move |inner| {
            inner.store.write(|write| -> Result<(), Fault> {
                let now = inner.now().timestamp();
                let object: ObjectId = call.object;
                write.drop_nag(object)?;
                if let Some(minutes) = call.later {
                    write.set_nag(&Nag { object, next: later(now, minutes)?, every: 0, times: 1 })?;
                } else if write.object(object)?.is_some_and(|found| found.kind == Some(Kind::Stretch)) {
                    super::time::still(write, Id::of(object), now)?;
                }
                Ok(())
            })
        })
        .await?;
        self.stale([Topic::Reminders, Topic::Time]);
        Ok(())
    }
}

impl Apply for SetReminders {
    const LABEL: &'static str = "label-reminders-set";

    fn apply(self, unit: &mut Unit<'_>) -> Result<ObjectRef, Fault> {
        let object = unit.object(self.object)?.ok_or_else(|| missing("thing"))?;
        let kinds = [Kind::Task, Kind::Event, Kind::Habit, Kind::Routine];
        let kind = object.kind.filter(|kind| kinds.contains(kind));
        let kind = kind.ok_or_else(|| invalid(phrase!("error-no-reminders")))?;
        let title = object.doc.get(field::TITLE).and_then(Value::as_text).unwrap_or_default().to_owned();
        let nag = habits::nag(self.nag_minutes)?;
        let reminders = habits::reminders(&self.minutes)?;
        unit.label(phrase!("label-set-reminders", title = title.as_str()));
        unit.put(
            self.object,
            kind,
            vec![
                set(field::REMINDERS, shape::reminders(&reminders)),
                set(field::NAG, Value::maybe(nag, |n| Value::Int(n.into()))),
            ],
        )?;
        Ok(ObjectRef { object: self.object, kind, title })
    }
}
