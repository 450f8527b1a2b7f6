//! One file per part of the catalogue.

mod about;
mod archive;
mod areas;
pub(crate) mod as_of;
pub(crate) mod attachments;
mod bisect;
mod capture;
pub(crate) mod chat;
mod dashboard;
mod edit_many;
mod events;
mod exports;
mod feedback;
mod filters;
mod find;
mod goals;
mod habits;
mod history;
mod holding;
mod imports;
mod instances;
mod journal;
mod notes;
mod onboarding;
mod projects;
mod proposals;
mod providers;
mod queries;
mod recur;
mod reminders;
mod repeating;
mod routines;
pub(crate) mod search;
mod settings;
pub(crate) mod tasks;
mod time;
mod today;
mod trash;

use daymark_api::{ApiError, Call, Code};
use serde_json::Value;

use crate::fault::Fault;
use crate::unit::Unit;

pub(crate) use capture::add_draft;
pub(crate) use chat::write as chat_write;
pub(crate) use find::resolve;
pub(crate) use goals::goal;
pub(crate) use proposals::Part;
pub(crate) use providers::{configured, model_of};
pub(crate) use time::long_run;
pub(crate) use today::{day, tasks_of, waiting, what_next};

/// A command that changes things within a unit, so that it can run alone, in a batch, or only be
/// tried.
pub(crate) trait Apply: Call {
    /// The key of what the step is called when the command does not say it better.
    const LABEL: &'static str;
    fn apply(self, unit: &mut Unit<'_>) -> Result<Self::Reply, Fault>;
}

/// Answers a query from one state of the database.
macro_rules! answers {
    ($($request:ident => $function:path;)*) => {$(
        impl daymark_api::Handle<daymark_api::$request> for $crate::App {
            #[tracing::instrument(name = "query", skip_all, fields(name = <daymark_api::$request as daymark_api::Call>::NAME), err(level = "debug"))]
            async fn handle(
                &self,
                _caller: daymark_api::Caller,
                call: daymark_api::$request,
            ) -> Result<<daymark_api::$request as daymark_api::Call>::Reply, daymark_api::ApiError> {
                self.ask(move |read, inner| $function(read, inner, call)).await
            }
        }
    )*};
}
pub(crate) use answers;

/// Runs commands as units that the assistant is not offered.
macro_rules! steps {
    ($($request:ident),* $(,)?) => {
        $(impl daymark_api::Handle<daymark_api::$request> for $crate::App {
            #[tracing::instrument(name = "command", skip_all, fields(name = <daymark_api::$request as daymark_api::Call>::NAME), err(level = "debug"))]
            async fn handle(
                &self,
                caller: daymark_api::Caller,
                call: daymark_api::$request,
            ) -> Result<<daymark_api::$request as daymark_api::Call>::Reply, daymark_api::ApiError> {
                let label = <daymark_api::$request as $crate::handlers::Apply>::LABEL;
                self.commit(caller.actor, label, move |unit| $crate::handlers::Apply::apply(call, unit)).await
            }
        })*
    };
}
pub(crate) use steps;

/// Runs commands as units, and lists those that a proposal may hold.
macro_rules! commands {
    ($($request:ident),* $(,)?) => {
        $(impl daymark_api::Handle<daymark_api::$request> for crate::App {
            #[tracing::instrument(name = "command", skip_all, fields(name = <daymark_api::$request as Call>::NAME), err(level = "debug"))]
            async fn handle(
                &self,
                caller: daymark_api::Caller,
                call: daymark_api::$request,
            ) -> Result<<daymark_api::$request as Call>::Reply, ApiError> {
                self.commit(caller.actor, <daymark_api::$request as Apply>::LABEL, move |unit| call.apply(unit)).await
            }
        })*

        /// Runs a command by its name within a unit: how accepted proposals are carried out.
        pub(crate) fn apply_named(unit: &mut Unit<'_>, name: &str, args: Value) -> Result<Value, Fault> {
            $(if name == <daymark_api::$request as Call>::NAME {
                let call: daymark_api::$request = serde_json::from_value(args)
                    .map_err(|error| ApiError::invalid(format!("The arguments of '{name}' do not fit: {error}.")))?;
                let reply = call.apply(unit)?;
                return Ok(serde_json::to_value(reply).unwrap_or_default());
            })*
            Err(ApiError::new(Code::Refused, format!("'{name}' cannot be part of a proposal.")).into())
        }

        #[cfg(test)]
        const APPLICABLE: &[&str] = &[$(<daymark_api::$request as Call>::NAME),*];
    };
}

commands! {
    Capture, AddMany, AddFilter, EditFilter, PlaceFilter, AddTask, EditTask, EditTasks, CompleteTasks, ReopenTasks,
    RescheduleTasks, SkipTasks, PlaceTask, EditChecklist, AddArea, EditArea, AddGoal, EditGoal, AddProject,
    EditProject, AddSection, EditSection, AddEvent, EditEvent, SkipEvent, AddNote, EditNote,
    AddHabit, CheckHabit, StartTime, StopTime, AddEntry,
    TrashObjects, RestoreObjects,
}

#[cfg(test)]
mod tests {
    use super::*;
    use daymark_api::{Access, CATALOGUE};

    #[test]
    fn every_call_that_needs_approval_can_be_proposed() {
        let wanted: Vec<&str> = CATALOGUE
            .iter()
            .filter(|entry| entry.access == Access::WithApproval)
            .map(|entry| entry.name)
            .collect();
        assert_eq!(APPLICABLE, wanted);
    }
}
