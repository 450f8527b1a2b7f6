//! What the assistant does without a model: the intents, carried out against the store.
//!
//! A line that rules understood is the person's own act: one thing is changed at once (and can be
//! undone), several become a proposal. Unclear words get one short question, never a wrong action.
//! The answers are in `locales/en/answers.ftl`.

mod add;
mod change;
mod day;
mod find;
mod goals;
mod lists;
mod next;

use daymark_agent::{Intent, IntentAnswer, Routed};
use daymark_api::{
    Actor, ApiError, Audience, Call, Caller, Citation, Handle, ObjectRef, TaskView, WhenInput,
};
use daymark_domain::{ConversationId, Id, When};
use daymark_texts::{Phrase, Voice, say};

use crate::app::{App, settings};
use crate::handlers::Part;
use crate::words;

pub(crate) use goals::{filled, step_parts};

/// What a rule made of a line.
pub(crate) struct Ruled {
    pub answer: IntentAnswer,
    /// What would change if the person agrees, with the proposal's title.
    pub parts: Vec<Part>,
    pub proposal: Option<Phrase>,
}

pub(crate) async fn run(
    app: &App,
    voice: &Voice,
    conversation: ConversationId,
    routed: &Routed,
) -> Result<Ruled, ApiError> {
    let slot = |name: &str| routed.slot(name).unwrap_or("").trim().to_owned();
    match &routed.intent {
        Intent::Add => add::add(app, voice, slot("text"), routed.slot("list")).await,
        Intent::AddNote => add::add(app, voice, format!("note: {}", slot("text")), None).await,
        Intent::AddGoal => goals::add(app, voice, slot("text")).await,
        Intent::Complete => change::complete(app, voice, slot("what")).await,
        Intent::Reopen => change::reopen(app, voice, slot("what")).await,
        Intent::Move => change::move_one(app, voice, slot("what"), slot("when")).await,
        Intent::MoveMany => change::move_many(app, voice, slot("which"), slot("when")).await,
        Intent::Refile => change::refile(app, voice, slot("what"), slot("area")).await,
        Intent::Trash => change::trash(app, voice, slot("what")).await,
        Intent::Restore => change::restore(app, voice, slot("what")).await,
        Intent::Undo => change::undo(app, voice).await,
        Intent::Redo => change::redo(app, voice).await,
        Intent::Today | Intent::PlanDay => day::today(app, voice, routed).await,
        Intent::Tasks => lists::open(app, voice).await,
        Intent::Inbox => lists::inbox(app, voice).await,
        Intent::Due => lists::due(app, voice, slot("when")).await,
        Intent::Overdue => lists::waiting(app, voice).await,
        Intent::AreaTasks => lists::in_area(app, voice, slot("area")).await,
        Intent::GoalLeft => lists::left_of_goal(app, voice, slot("goal")).await,
        Intent::Goals => goals::list(app, voice).await,
        Intent::Areas => lists::areas(app, voice).await,
        Intent::DoneList => lists::done(app, voice, slot("when")).await,
        Intent::FreeTime => day::free_time(app, voice, slot("when")).await,
        Intent::Next => next::next(app, voice, routed).await,
        Intent::Why => next::why(app, voice).await,
        Intent::Find => find::find(app, voice, slot("text")).await,
        Intent::BreakDown => {
            let steps = routed.slot("steps").and_then(|n| n.parse().ok());
            goals::break_down(app, voice, slot("what"), steps).await
        }
        Intent::Clock => day::clock(app, voice, slot("when")).await,
        // The agent answers these itself; they never come here.
        Intent::Help
        | Intent::Hello
        | Intent::Thanks
        | Intent::Consent
        | Intent::Clarify
        | Intent::Plugin(_) => {
            tracing::debug!(%conversation, "an intent without a handler");
            Ok(pass_on(say!(voice, "answer-no-handler")))
        }
    }
}

fn answered(text: String, citations: Vec<Citation>) -> Ruled {
    Ruled { answer: IntentAnswer::Answered { text, citations }, parts: Vec::new(), proposal: None }
}

fn pass_on(say: String) -> Ruled {
    Ruled { answer: IntentAnswer::PassOn { say }, parts: Vec::new(), proposal: None }
}

fn cite(task: &TaskView) -> Citation {
    Citation { object: task.task.id.object(), title: task.task.title.to_string() }
}

fn cite_ref(thing: &ObjectRef) -> Citation {
    Citation { object: thing.object, title: thing.title.clone() }
}

/// Makes a call as the person who spoke.
async fn said<C: Call>(app: &App, call: C) -> Result<C::Reply, ApiError>
where
    App: Handle<C>,
{
    Handle::handle(app, Caller { audience: Audience::MainWindow, actor: Actor::Person }, call).await
}

/// A day in the person's words; `None` when they are none.
async fn read_when(app: &App, text: &str) -> Result<Option<When>, ApiError> {
    let text = text.to_owned();
    app.ask(move |read, inner| {
        let context = words::moment(&settings(read)?, &inner.now());
        Ok(words::when(WhenInput::Words(text), &context).ok())
    })
    .await
}

fn spoken(when: &When, voice: &Voice) -> String {
    when.time.map_or_else(|| voice.day(when.date), |time| voice.day_at(when.date, time))
}

/// A heading with a line for each; `total` may be more than are listed.
fn listed(head: String, rows: &[String], total: usize, voice: &Voice) -> String {
    let mut text = head;
    for row in rows {
        text.push_str("\n- ");
        text.push_str(row);
    }
    if total > rows.len() {
        text.push('\n');
        text.push_str(&say!(voice, "answer-more", count = total - rows.len()));
    }
    text
}

/// A task in a line: its title, its time, how long it takes and where it belongs.
fn row(view: &TaskView, voice: &Voice) -> String {
    let task = &view.task;
    let time = task.due.as_ref().or(task.start.as_ref()).and_then(|when| when.time);
    let mut facts: Vec<String> = time.map(|time| voice.time(time)).into_iter().collect();
    facts.extend(task.estimate_minutes.map(|minutes| say!(voice, "minutes-only", minutes = minutes)));
    facts.extend(view.area_name.clone());
    if facts.is_empty() {
        task.title.to_string()
    } else {
        format!("{} ({})", task.title, voice.listed(&facts))
    }
}
