//! The list itself. A line: what it does, wire name, request, reply, kind, topics, assistant.

use daymark_domain::Section;

use crate::*;

catalogue! {
    /// Version, data folder, zone and today's date.
    "app.about" GetAbout -> About, Query, [Settings], Freely;
    /// The numbers beside the names in the sidebar.
    "app.counts" GetCounts -> Counts, Query, [Tasks, Areas, Goals, Clock], Freely;
    /// Looks at every part and says how it is.
    "app.doctor" RunDoctor -> Diagnosis, Query, [Providers], Never;
    /// The day: timeline, tasks, what waits, what is next.
    "today.view" TodayView -> Today, Query, [Tasks, Events, Areas, Goals, Settings, Clock, Habits], Freely;
    /// Today, what is next, goals, the week by areas, and what was done.
    "dashboard.view" DashboardView -> Dashboard, Query, [Tasks, Events, Areas, Goals, Settings, Clock, Habits], Freely;
    /// What to do now, with the reasons.
    "next.view" NextView -> Next, Query, [Tasks, Events, Clock], Freely;
    /// What was captured and is not decided yet.
    "inbox.view" InboxView -> TaskPage, Query, [Tasks], Freely;

    /// Reads a line of words without saving it.
    "capture.parse" ParseCapture -> Parsed, Query, [Areas, Goals, Settings], Freely;
    /// Reads a date phrase.
    "capture.when" SayWhen -> WhenSaid, Query, [Settings], Freely;
    /// Lays out rules of RFC 5545: one local time with its offset each, or one day.
    "recur.expand" ExpandRules -> Vec<String>, Query, [Settings], Freely;
    /// Says a rule in words.
    "recur.say" SayRule -> RuleSaid, Query, [Settings], Freely;
    /// Adds what a line of words says.
    "capture.add" Capture -> Added, Command, [Tasks, Events, Notes, History, Reminders, Habits], WithApproval;
    /// Reads many thoughts at once without saving them.
    "capture.dump" DumpCapture -> Dumped, Query, [Areas, Goals, Settings], Freely;
    /// Adds many thoughts as one step.
    "capture.add_many" AddMany -> Vec<Added>, Command, [Tasks, Events, Notes, History, Reminders, Habits], WithApproval;

    /// Lists tasks by a filter.
    "task.list" ListTasks -> TaskPage, Query, [Tasks, Areas, Goals, Projects, Filters], Freely;
    /// Says how a query is read, and how it is carried out.
    "query.explain" ExplainQuery -> QueryExplained, Query, [Tasks, Areas, Goals, Filters, Settings], Freely;
    /// What could stand at the cursor of a query.
    "query.complete" CompleteQuery -> QueryCompletions, Query, [Tasks, Areas, Goals, Filters], Freely;
    /// Saved filters in their order, and some that are often wanted.
    "filter.list" ListFilters -> FilterList, Query, [Filters, Areas, Goals, Settings], Freely;
    /// Gives a query a name.
    "filter.add" AddFilter -> FilterView, Command, [Filters, History], WithApproval;
    /// Changes a saved filter.
    "filter.edit" EditFilter -> FilterView, Command, [Filters, History], WithApproval;
    /// Puts a saved filter before another.
    "filter.place" PlaceFilter -> FilterView, Command, [Filters, History], WithApproval;
    /// One task with its steps and history.
    "task.show" ShowTask -> TaskDetail, Query, [Tasks, Areas, Goals, Projects, Time, History], Freely;
    /// Adds a task.
    "task.add" AddTask -> TaskView, Command, [Tasks, History, Reminders], WithApproval;
    /// Changes a task.
    "task.edit" EditTask -> TaskView, Command, [Tasks, History, Reminders], WithApproval;
    /// Changes many tasks at once, by their ids or by a query.
    "task.edit_many" EditTasks -> Vec<ObjectRef>, Command, [Tasks, History, Reminders], WithApproval;
    /// Marks tasks as done; a repeating one moves to its next day.
    "task.complete" CompleteTasks -> Vec<TaskView>, Command, [Tasks, Goals, History, Reminders], WithApproval;
    /// Opens completed tasks again.
    "task.reopen" ReopenTasks -> Vec<TaskView>, Command, [Tasks, Goals, History, Reminders], WithApproval;
    /// Moves tasks to another day.
    "task.reschedule" RescheduleTasks -> Vec<TaskView>, Command, [Tasks, History, Reminders], WithApproval;
    /// Passes over an instance of repeating tasks.
    "task.skip" SkipTasks -> Vec<TaskView>, Command, [Tasks, History, Reminders], WithApproval;
    /// Puts a task before another.
    "task.place" PlaceTask -> TaskView, Command, [Tasks, History], WithApproval;
    /// Changes a line of a task's checklist.
    "task.check" EditChecklist -> TaskView, Command, [Tasks, History], WithApproval;

    /// All areas of life.
    "area.list" ListAreas -> Vec<AreaView>, Query, [Areas, Tasks, Goals], Freely;
    /// Adds an area of life.
    "area.add" AddArea -> AreaView, Command, [Areas, History], WithApproval;
    /// Changes an area.
    "area.edit" EditArea -> AreaView, Command, [Areas, History], WithApproval;

    /// Planned and tracked minutes of each area, week by week.
    "area.balance" AreaBalance -> Balance, Query, [Areas, Tasks, Events, Time, Settings, Clock], Freely;

    /// Goals, by area when asked.
    "goal.list" ListGoals -> Vec<GoalView>, Query, [Goals, Projects, Tasks, Areas, Clock], Freely;
    /// One goal with its tasks.
    "goal.show" ShowGoal -> GoalDetail, Query, [Goals, Projects, Tasks, Areas, Clock], Freely;
    /// Adds a goal.
    "goal.add" AddGoal -> GoalView, Command, [Goals, History], WithApproval;
    /// Changes a goal or its state.
    "goal.edit" EditGoal -> GoalView, Command, [Goals, History], WithApproval;
    /// Breaks a goal into steps and proposes them.
    "goal.decompose" DecomposeGoal -> ProposalView, Command, [Proposals], Never;

    /// Projects, by area or goal when asked.
    "project.list" ListProjects -> Vec<ProjectView>, Query, [Projects, Tasks, Goals, Areas, Clock], Freely;
    /// One project with its sections and tasks.
    "project.show" ShowProject -> ProjectDetail, Query, [Projects, Tasks, Goals, Areas, Clock], Freely;
    /// Adds a project.
    "project.add" AddProject -> ProjectView, Command, [Projects, History], WithApproval;
    /// Changes a project or its state.
    "project.edit" EditProject -> ProjectView, Command, [Projects, Tasks, Goals, History], WithApproval;
    /// Adds a section to a project.
    "section.add" AddSection -> Section, Command, [Projects, History], WithApproval;
    /// Names a section anew, or moves it.
    "section.edit" EditSection -> Section, Command, [Projects, Tasks, History], WithApproval;

    /// Events between two days, repeats laid out.
    "event.list" ListEvents -> Vec<EventView>, Query, [Events, Areas], Freely;
    /// Adds an event to the calendar.
    "event.add" AddEvent -> EventView, Command, [Events, History], WithApproval;
    /// Changes an event: one instance, it and those after it, or all.
    "event.edit" EditEvent -> EventView, Command, [Events, History], WithApproval;
    /// Takes one instance out of a repeating event.
    "event.skip" SkipEvent -> ObjectRef, Command, [Events, History, Reminders], WithApproval;

    /// Notes, latest first.
    "note.list" ListNotes -> Vec<NoteRow>, Query, [Notes, Areas], Freely;
    /// One note.
    "note.show" ShowNote -> NoteRow, Query, [Notes, Areas], Freely;
    /// Adds a note.
    "note.add" AddNote -> NoteRow, Command, [Notes, History], WithApproval;
    /// Changes a note.
    "note.edit" EditNote -> NoteRow, Command, [Notes, History], WithApproval;

    /// Habits with what was done of them.
    "habit.list" ListHabits -> Vec<HabitView>, Query, [Habits, Areas, Settings, Clock], Freely;
    /// One habit.
    "habit.show" ShowHabit -> HabitView, Query, [Habits, Areas, Settings, Clock], Never;
    /// Adds a habit.
    "habit.add" AddHabit -> HabitView, Command, [Habits, History, Reminders], WithApproval;
    /// Changes a habit.
    "habit.edit" EditHabit -> HabitView, Command, [Habits, History, Reminders], Never;
    /// Says that a habit was done.
    "habit.check" CheckHabit -> HabitView, Command, [Habits, History], WithApproval;
    /// Takes a check of a habit away.
    "habit.uncheck" UncheckHabit -> HabitView, Command, [Habits, History], Never;
    /// Pauses a habit; nothing is expected meanwhile.
    "habit.pause" PauseHabit -> HabitView, Command, [Habits, History, Reminders], Never;
    /// Ends the pause of a habit.
    "habit.resume" ResumeHabit -> HabitView, Command, [Habits, History, Reminders], Never;
    /// Routines, those of today first.
    "routine.list" ListRoutines -> Vec<RoutineView>, Query, [Habits, Areas, Clock], Never;
    /// One routine with its steps, and its run.
    "routine.show" ShowRoutine -> RoutineView, Query, [Habits, Areas, Clock], Never;
    /// Adds a routine.
    "routine.add" AddRoutine -> RoutineView, Command, [Habits, History, Reminders], Never;
    /// Changes a routine.
    "routine.edit" EditRoutine -> RoutineView, Command, [Habits, History, Reminders], Never;
    /// Starts a routine.
    "routine.start" StartRoutine -> RoutineView, Command, [Habits], Never;
    /// Goes on with the routine that runs: done, skip, pause, resume, stop.
    "routine.move" MoveRoutine -> RoutineView, Command, [Habits, Journal, Time, Tasks, History], Never;
    /// What the clock runs for.
    "time.now" GetTime -> TimeNow, Query, [Time, Areas, Clock], Freely;
    /// Tracked time of some days, or of one thing.
    "time.list" ListTime -> Vec<StretchView>, Query, [Time, Areas, Clock], Never;
    /// Starts the clock for something.
    "time.start" StartTime -> TimeNow, Command, [Time, Reminders, History], WithApproval;
    /// Stops the clock.
    "time.stop" StopTime -> TimeNow, Command, [Time, Journal, History], WithApproval;
    /// Writes down time that was spent.
    "time.add" AddTime -> StretchView, Command, [Time, History], Never;
    /// Changes tracked time.
    "time.edit" EditTime -> StretchView, Command, [Time, History], Never;
    /// Removes tracked time.
    "time.remove" RemoveTime -> (), Command, [Time, History], Never;
    /// Planned and tracked time side by side.
    "time.report" ReportTime -> TimeReport, Query, [Time, Tasks, Areas, Goals, Settings], Freely;
    /// Entries of the journal, latest first.
    "journal.list" ListEntries -> Vec<EntryView>, Query, [Journal], Freely;
    /// One entry of the journal.
    "journal.show" ShowEntry -> EntryView, Query, [Journal], Never;
    /// Adds an entry to the journal.
    "journal.add" AddEntry -> EntryView, Command, [Journal, History], WithApproval;
    /// Changes an entry of the journal.
    "journal.edit" EditEntry -> EntryView, Command, [Journal, History], Never;
    /// Says how a thing reminds.
    "reminder.set" SetReminders -> ObjectRef, Command, [Reminders, Tasks, Events, Habits, History], Never;
    /// A reminder was seen, or should come later.
    "reminder.seen" SeeReminder -> (), Command, [Reminders], Never;
    /// Keeps what is said about Daymark.
    "feedback.add" AddFeedback -> daymark_domain::Feedback, Command, [Feedback], Never;
    /// What was said about Daymark and waits to be sent.
    "feedback.list" ListFeedback -> Vec<daymark_domain::Feedback>, Query, [Feedback], Never;

    /// Finds anything by its words.
    "search.run" Search -> Vec<Hit>, Query, [Tasks, Events, Notes, Goals, Areas, Filters, Habits, Journal], Freely;
    /// Finds things by id, prefix of an id, or title.
    "search.find" Find -> Vec<ObjectRef>, Query, [Tasks, Events, Notes, Goals, Areas, Filters, Habits, Journal], Freely;
    /// What lies in the trash.
    "trash.list" ListTrash -> Vec<TrashRow>, Query, [Tasks, Events, Notes, Goals, Areas, Filters, Habits, Journal], Freely;
    /// Puts things in the trash.
    "trash.put" TrashObjects -> Vec<ObjectRef>, Command, [Tasks, Events, Notes, Goals, Areas, Filters, History, Reminders, Habits, Journal], WithApproval;
    /// Takes things out of the trash.
    "trash.restore" RestoreObjects -> Vec<ObjectRef>, Command, [Tasks, Events, Notes, Goals, Areas, Filters, History, Reminders, Habits, Journal], WithApproval;

    /// The steps that can be undone, or one object's history.
    "history.list" ListHistory -> HistoryView, Query, [History], Freely;
    /// Undoes the last steps.
    "history.undo" Undo -> Undone, Command, [Tasks, Events, Notes, Goals, Areas, Filters, Settings, History, Reminders, Habits, Journal, Time], Never;
    /// Does undone steps again.
    "history.redo" Redo -> Undone, Command, [Tasks, Events, Notes, Goals, Areas, Filters, Settings, History, Reminders, Habits, Journal, Time], Never;

    /// Answers a query as the data stood at another time.
    "history.as_of" AsOf -> AsOfReply, Query, [History], Never;
    /// The changes that made a thing leave or enter the lists it is looked for in.
    "history.bisect" Bisect -> Bisected, Query, [History], Freely;
    /// Undoes one step, or all of a turn; what was changed since is left alone and named.
    "history.undo_step" UndoStep -> StepUndone, Command, [Tasks, Events, Notes, Goals, Areas, Settings, History, Reminders, Habits, Journal, Time], Never;

    /// Puts in the archive what has lain as long as the settings say.
    "archive.run" RunArchive -> ArchiveReport, Command, [Tasks, Events, Notes, Goals, Areas], Never;
    /// Looks through the archive.
    "archive.search" SearchArchive -> Vec<ArchivedRow>, Query, [Tasks, Notes], Freely;
    /// Takes things out of the archive.
    "archive.restore" RestoreArchived -> Vec<ObjectRef>, Command, [Tasks, Events, Notes, Goals, Areas], Never;
    /// Reads every page, and compares what is drawn from the log with the log.
    "db.check" CheckDatabase -> DatabaseCheck, Query, [], Never;
    /// Throws away what is drawn from the log and draws it again.
    "db.rebuild" RebuildDatabase -> DatabaseRebuilt, Command, [Tasks, Events, Notes, Goals, Areas], Never;

    /// All settings.
    "settings.view" GetSettings -> Settings, Query, [Settings], Freely;
    /// Changes settings.
    "settings.edit" EditSettings -> Settings, Command, [Settings, History], Never;
    /// Ends onboarding.
    "onboarding.finish" FinishOnboarding -> Settings, Command, [Areas, Tasks, Goals, Events, Settings, History], Never;
    /// Takes the sample data away again.
    "onboarding.remove_sample" RemoveSample -> Undone, Command, [Areas, Tasks, Goals, Events, Notes, History], Never;

    /// Reminders that are to come.
    "reminder.list" ListReminders -> Vec<ReminderView>, Query, [Reminders, Tasks, Events, Habits], Freely;
    /// Done, or later.
    "reminder.answer" AnswerReminder -> ObjectRef, Command, [Tasks, Habits, Reminders, History], Never;

    /// Says something to the assistant.
    "chat.say" Say -> TurnStarted, Command, [Conversations], Never;
    /// Stops the turn that is under way.
    "chat.stop" StopTurn -> (), Command, [Conversations], Never;
    /// Conversations, latest first.
    "chat.list" ListConversations -> Vec<ConversationRow>, Query, [Conversations], Never;
    /// One conversation with its messages.
    "chat.show" ShowConversation -> ConversationView, Query, [Conversations, Proposals], Never;
    /// Gives a conversation another name.
    "chat.rename" RenameConversation -> ConversationRow, Command, [Conversations], Never;
    /// What is answered without a model.
    "chat.intents" ListIntents -> Vec<IntentView>, Query, [], Freely;
    /// Changes that wait for consent.
    "proposal.list" ListProposals -> Vec<ProposalView>, Query, [Proposals], Never;
    /// Accepts or rejects a proposal, whole or in part.
    "proposal.decide" DecideProposal -> ProposalView, Command, [Tasks, Events, Notes, Goals, Areas, Filters, Proposals, History, Reminders], Never;

    /// Providers of models.
    "model.list" ListProviders -> Vec<ProviderView>, Query, [Providers], Never;
    /// Adds a provider of models.
    "model.add" AddProvider -> ProviderView, Command, [Providers], Never;
    /// Removes a provider and its key.
    "model.remove" RemoveProvider -> Vec<ProviderView>, Command, [Providers], Never;
    /// Asks a provider whether it answers.
    "model.test" TestProvider -> ProviderTest, Command, [], Never;

    /// Brings in a file, or shows what it would bring.
    "data.import" Import -> ImportReport, Command, [Tasks, Events, Notes, Areas, Goals, Settings, Conversations, History, Reminders], Never;
    /// Writes everything, or the tasks of a query, as a file of a format.
    "data.export" Export -> Exported, Query, [], Never;

    /// Files of a thing, or the latest of all.
    "attachment.list" ListAttachments -> Vec<AttachmentView>, Query, [Attachments], Never;
    /// One file by what is known of it.
    "attachment.show" ShowAttachment -> AttachmentView, Query, [Attachments], Never;
    /// A piece of a file's bytes.
    "attachment.read" ReadAttachment -> FilePiece, Query, [Attachments], Never;
    /// How far an upload is: where to go on after a cut.
    "attachment.upload" ShowUpload -> UploadView, Query, [Attachments], Never;
    /// Begins to attach a file.
    "attachment.begin" BeginAttachment -> UploadView, Command, [], Never;
    /// The next piece of it.
    "attachment.chunk" SendChunk -> UploadView, Command, [], Never;
    /// All of it has come: looks at it, keeps it and names it.
    "attachment.finish" FinishAttachment -> AttachmentView, Command, [Attachments, History], Never;
    /// Leaves nothing of an upload behind.
    "attachment.cancel" CancelAttachment -> (), Command, [], Never;
    /// Gives a file another name.
    "attachment.rename" RenameAttachment -> AttachmentView, Command, [Attachments, History], Never;
    /// Puts files in the trash.
    "attachment.trash" TrashAttachments -> Vec<ObjectRef>, Command, [Attachments, History], Never;
}

/// The entry of that name.
pub fn entry(name: &str) -> Result<&'static Entry, ApiError> {
    CATALOGUE.iter().find(|entry| entry.name == name).ok_or_else(|| unknown(name))
}

/// What the assistant may use, in catalogue order.
pub fn tools() -> impl Iterator<Item = &'static Entry> {
    CATALOGUE.iter().filter(|entry| entry.access != Access::Never)
}

fn unknown(name: &str) -> ApiError {
    let name: String = name.chars().take(80).collect();
    ApiError::not_found(format!("there is no call named '{name}'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_say_where_they_belong() {
        let mut names: Vec<_> = CATALOGUE.iter().map(|entry| entry.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), CATALOGUE.len());
        assert!(names.iter().all(|name| name.split('.').count() == 2));
    }

    #[test]
    fn schemas_are_objects_and_commands_are_never_free() {
        for entry in CATALOGUE {
            assert_eq!((entry.schema)()["type"], "object", "{}", entry.name);
            if entry.kind == CallKind::Command {
                assert_ne!(entry.access, Access::Freely, "{} changes things", entry.name);
            }
        }
    }

    #[test]
    fn an_edit_tells_absent_from_null() {
        let id = "0198a5f0-0000-7000-8000-000000000000";
        let edit = |text: &str| serde_json::from_str::<EditTask>(text).unwrap();
        assert_eq!(edit(&format!(r#"{{"id":"{id}"}}"#)).due, Edit::Keep);
        assert_eq!(edit(&format!(r#"{{"id":"{id}","due":null}}"#)).due, Edit::Clear);
        let words = edit(&format!(r#"{{"id":"{id}","due":"tomorrow"}}"#));
        assert_eq!(words.due, Edit::Set(WhenInput::Words("tomorrow".into())));
        assert_eq!(serde_json::from_value::<EditTask>(serde_json::to_value(&words).unwrap()).unwrap(), words);
    }
}
