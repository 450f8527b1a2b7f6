//! Answers to reminders.

use daymark_api::{AnswerReminder, ApiError, Caller, Handle, ReminderAnswer, TaskView};
use daymark_domain::{Id, Kind, Reminder};
use daymark_sync::registry::field;
use daymark_sync::shape::{self, set};
use daymark_texts::phrase;
use jiff::ToSpan;

use super::tasks::{complete, existing, one};
use crate::app::App;
use crate::fault::invalid;

impl Handle<AnswerReminder> for App {
    async fn handle(&self, caller: Caller, call: AnswerReminder) -> Result<TaskView, ApiError> {
        self.commit(caller.actor, "label-a-reminder-answered", move |unit| {
            let task = existing(unit, call.task)?;
            match call.answer {
                ReminderAnswer::Done => {
                    unit.label(phrase!("label-complete", title = task.title.as_str()));
                    complete(unit, &task)?;
                }
                ReminderAnswer::Snooze(minutes) => {
                    if !(1..=60 * 24 * 30).contains(&minutes) {
                        return Err(invalid(phrase!("error-snooze")));
                    }
                    let at = unit
                        .now
                        .timestamp()
                        .saturating_add(i64::from(minutes).minutes())
                        .map_err(|_| invalid(phrase!("error-too-late")))?;
                    // Past one-time reminders have done their work.
                    let now = unit.now.timestamp();
                    let mut reminders: Vec<Reminder> = task
                        .reminders
                        .iter()
                        .filter(|reminder| !matches!(reminder, Reminder::At(at) if *at <= now))
                        .cloned()
                        .collect();
                    reminders.push(Reminder::At(at));
                    unit.label(phrase!("label-snooze", title = task.title.as_str()));
                    unit.put(
                        call.task.object(),
                        Kind::Task,
                        vec![set(field::REMINDERS, shape::reminders(&reminders))],
                    )?;
                }
            }
            one(unit, existing(unit, call.task)?)
        })
        .await
    }
}
