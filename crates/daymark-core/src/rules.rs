//! What the assistant does without a model: the intents, carried out against the store.
//!
//! A line that rules understood is the person's own act: one thing is changed at once (and can be
//! undone), several become a proposal. Unclear words get one short question, never a wrong action.

use daymark_agent::{Intent, IntentAnswer, Routed, templates};
use daymark_api::{Actor, Audience, Call, Caller, Handle};
use daymark_api::{ApiError, Citation, NextView, ObjectRef, PartVerb, Redo, TaskView, Undo, WhenInput};
use daymark_domain::{ConversationId, Energy, Goal, GoalId, GoalStatus, Id, Kind, Task, TaskId, Title, When};
use daymark_store::{Sort, TaskFilter};
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, set};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::json;

use crate::app::{App, settings};
use crate::fault::Fault;
use crate::handlers::{self, Part, resolve};
use crate::unit::Unit;
use crate::view::View;
use crate::words;

/// What a rule made of a line.
pub(crate) struct Ruled {
    pub answer: IntentAnswer,
    /// What would change if the person agrees, with the proposal's title.
    pub parts: Vec<Part>,
    pub proposal: Option<String>,
}

fn answered(text: impl Into<String>, citations: Vec<Citation>) -> Ruled {
    Ruled {
        answer: IntentAnswer::Answered { text: text.into(), citations },
        parts: Vec::new(),
        proposal: None,
    }
}

fn pass_on(say: impl Into<String>) -> Ruled {
    Ruled { answer: IntentAnswer::PassOn { say: say.into() }, parts: Vec::new(), proposal: None }
}

fn cite(task: &TaskView) -> Citation {
    Citation { object: task.task.id.object(), title: task.task.title.to_string() }
}

fn cite_ref(thing: &ObjectRef) -> Citation {
    Citation { object: thing.object, title: thing.title.clone() }
}

/// One thing that the words mean, or a question.
enum Meant {
    One(ObjectRef),
    Ask(Ruled),
}

pub(crate) async fn run(app: &App, conversation: ConversationId, routed: &Routed) -> Result<Ruled, ApiError> {
    let slot = |name: &str| routed.slot(name).unwrap_or("").trim().to_owned();
    match &routed.intent {
        Intent::Add => add(app, slot("text"), routed.slot("list").map(str::to_owned)).await,
        Intent::AddNote => add(app, format!("note: {}", slot("text")), None).await,
        Intent::AddGoal => add_goal(app, slot("text")).await,
        Intent::Complete => on_task(app, slot("what"), "Done: ", handlers::tasks::complete).await,
        Intent::Reopen => {
            on_task(app, slot("what"), "Open again: ", |unit, task| {
                let open =
                    vec![set(field::STATUS, Value::text("pending")), set(field::COMPLETED_AT, Value::Null)];
                unit.put(task.id.object(), Kind::Task, open)
            })
            .await
        }
        Intent::Move => move_one(app, slot("what"), slot("when")).await,
        Intent::MoveMany => move_many(app, slot("which"), slot("when")).await,
        Intent::Refile => refile(app, slot("what"), slot("area")).await,
        Intent::Trash => trash(app, slot("what")).await,
        Intent::Restore => restore(app, slot("what")).await,
        Intent::Undo => turned(app, false).await,
        Intent::Redo => turned(app, true).await,
        Intent::Today | Intent::PlanDay => today(app, routed).await,
        Intent::Tasks => {
            list(app, TaskFilter { open: Some(true), ..TaskFilter::default() }, "open", "Nothing is open.")
                .await
        }
        Intent::Inbox => {
            list(
                app,
                TaskFilter { inbox: Some(true), ..TaskFilter::default() },
                "in the inbox",
                "The inbox is empty.",
            )
            .await
        }
        Intent::Due => due(app, slot("when")).await,
        Intent::Overdue => waiting(app).await,
        Intent::AreaTasks => in_area(app, slot("area")).await,
        Intent::GoalLeft => goal_left(app, slot("goal")).await,
        Intent::Goals => goals(app).await,
        Intent::Areas => areas(app).await,
        Intent::DoneList => done(app, slot("when")).await,
        Intent::FreeTime => free_time(app, slot("when")).await,
        Intent::Next => next(app, routed).await,
        Intent::Why => why(app).await,
        Intent::Find => find(app, slot("text")).await,
        Intent::BreakDown => {
            break_down(app, slot("what"), routed.slot("steps").and_then(|n| n.parse().ok())).await
        }
        Intent::Clock => clock(app, slot("when")).await,
        // The agent answers these itself; they never come here.
        Intent::Help
        | Intent::Hello
        | Intent::Thanks
        | Intent::Consent
        | Intent::Clarify
        | Intent::Plugin(_) => {
            tracing::debug!(%conversation, "an intent without a handler");
            Ok(pass_on("I do not know how to do that without a model."))
        }
    }
}

fn person() -> Caller {
    Caller { audience: Audience::MainWindow, actor: Actor::Person }
}

async fn said<C: Call>(app: &App, call: C) -> Result<C::Reply, ApiError>
where
    App: Handle<C>,
{
    Handle::handle(app, person(), call).await
}

/// The clock in words: "Tue 24 Nov, 15:00".
fn say_when(when: &When, today: Date) -> String {
    let day = say_day(when.date, today);
    when.time.map_or(day.clone(), |time| format!("{day} at {}", time.strftime("%H:%M")))
}

fn say_day(day: Date, today: Date) -> String {
    match today.until(day).map_or(0, |span| span.get_days()) {
        0 => "today".into(),
        1 => "tomorrow".into(),
        -1 => "yesterday".into(),
        _ if day.year() == today.year() => day.strftime("%A %-d %B").to_string(),
        _ => day.strftime("%A %-d %B %Y").to_string(),
    }
}

async fn add(app: &App, text: String, list: Option<String>) -> Result<Ruled, ApiError> {
    let mut line = text;
    if let Some(list) = list {
        let word = list.trim().trim_end_matches(" list").trim();
        let known = app
            .ask({
                let word = word.to_lowercase();
                move |read, _| Ok(read.areas()?.iter().any(|area| area.name.as_str().to_lowercase() == word))
            })
            .await?;
        if known {
            line = format!("{line} +\"{word}\"");
        } else if !word.is_empty() && !["my", "the", "todo", "to-do", "to do", "task"].contains(&word) {
            line = format!("{line} #{}", word.replace(' ', "-"));
        }
    }
    let added = said(app, daymark_api::Capture { text: line, ..Default::default() }).await?;
    let today = app.now().date();
    let draft = &added.draft;
    let mut facts = Vec::new();
    facts.extend(draft.due.as_ref().or(draft.start.as_ref()).map(|when| say_when(when, today)));
    facts.extend(draft.deadline.as_ref().map(|when| format!("deadline {}", say_day(when.date, today))));
    facts.extend(draft.duration_minutes.map(|minutes| format!("{minutes} min")));
    facts.extend(draft.repeat.as_ref().map(|repeat| daymark_capture::say(repeat).to_lowercase()));
    facts.extend(draft.tags.iter().map(|tag| format!("#{tag}")));
    facts.extend(draft.area.clone());
    let tail =
        if facts.is_empty() { "It is in the inbox.".to_owned() } else { format!("{}.", facts.join(", ")) };
    let citation = Citation { object: added.id, title: draft.title.clone() };
    Ok(answered(format!("Added '{}'. {}", draft.title, capital(&tail)), vec![citation]))
}

pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// "Run a 10k by June" is a title and a target day.
async fn titled(app: &App, text: &str) -> Result<(String, Option<Date>), ApiError> {
    let text = text.to_owned();
    app.ask(move |read, inner| {
        let context = words::moment(&settings(read)?, &inner.now());
        let draft = daymark_capture::parse(&text, &context);
        let day = draft.deadline.as_ref().or(draft.due.as_ref()).map(|when| when.date);
        match day {
            Some(day) if !draft.title.trim().is_empty() => Ok((draft.title, Some(day))),
            _ => Ok((text.trim().to_owned(), None)),
        }
    })
    .await
}

async fn add_goal(app: &App, text: String) -> Result<Ruled, ApiError> {
    let (title, target) = titled(app, &text).await?;
    let goal = said(
        app,
        daymark_api::AddGoal {
            title,
            target: target.map(|day| WhenInput::Exact(When::day(day))),
            ..Default::default()
        },
    )
    .await?;
    let by =
        goal.goal.target.map(|day| format!(" by {}", say_day(day, app.now().date()))).unwrap_or_default();
    let citation = Citation { object: goal.goal.id.object(), title: goal.goal.title.to_string() };
    Ok(answered(
        format!("Added the goal '{}'{by}. Say 'break it down' for steps.", goal.goal.title),
        vec![citation],
    ))
}

async fn meant(app: &App, words: &str, kinds: &'static [Kind]) -> Result<Meant, ApiError> {
    let owned = words.to_owned();
    let found = app.ask(move |read, _| resolve(read, &owned, kinds)).await?;
    Ok(match found.as_slice() {
        [one] => Meant::One(one.clone()),
        [] => Meant::Ask(pass_on(format!("I find nothing called '{words}'. What is it called?"))),
        several => {
            let names: Vec<String> =
                several.iter().take(5).map(|thing| format!("- {}", thing.title)).collect();
            let more =
                if several.len() > 5 { format!("\nand {} more", several.len() - 5) } else { String::new() };
            let citations = several.iter().take(5).map(cite_ref).collect();
            Meant::Ask(answered(format!("Which one do you mean?\n{}{more}", names.join("\n")), citations))
        }
    })
}

async fn on_task(
    app: &App,
    what: String,
    verb: &'static str,
    change: impl FnOnce(&mut Unit<'_>, &Task) -> Result<(), Fault> + Send + 'static,
) -> Result<Ruled, ApiError> {
    let thing = match meant(app, &what, &[Kind::Task]).await? {
        Meant::One(thing) => thing,
        Meant::Ask(ask) => return Ok(ask),
    };
    let id = TaskId::of(thing.object);
    let task = app
        .commit(Actor::Person, "Change a task", move |unit| {
            let task = handlers::tasks::existing(unit, id)?;
            unit.label(format!("{verb}{}", task.title));
            change(unit, &task)?;
            handlers::tasks::existing(unit, id)
        })
        .await?;
    let again = match (&task.repeat, task.open(), &task.due) {
        (Some(_), true, Some(due)) => format!(" Next {}.", say_when(due, app.now().date())),
        _ => String::new(),
    };
    Ok(answered(format!("{verb}'{}'.{again}", thing.title), vec![cite_ref(&thing)]))
}

async fn read_when(app: &App, text: &str) -> Result<Option<When>, ApiError> {
    let text = text.to_owned();
    app.ask(move |read, inner| {
        let context = words::moment(&settings(read)?, &inner.now());
        Ok(words::when(WhenInput::Words(text), &context).ok())
    })
    .await
}

async fn move_one(app: &App, what: String, when: String) -> Result<Ruled, ApiError> {
    let Some(to) = read_when(app, &when).await? else {
        return Ok(pass_on(format!("I do not understand '{when}' as a day. To when should it move?")));
    };
    let thing = match meant(app, &what, &[Kind::Task, Kind::Event]).await? {
        Meant::One(thing) => thing,
        Meant::Ask(ask) => return Ok(ask),
    };
    let today = app.now().date();
    if thing.kind == Kind::Event {
        let id = daymark_domain::EventId::of(thing.object);
        let shown = said(
            app,
            daymark_api::EditEvent {
                id,
                title: None,
                start: Some(WhenInput::Exact(to)),
                end: Default::default(),
                notes: None,
                location: None,
                area: Default::default(),
            },
        )
        .await?;
        let time = shown.start.map(|time| format!(" at {}", time.strftime("%H:%M"))).unwrap_or_default();
        return Ok(answered(
            format!("Moved '{}' to {}{time}.", shown.title, say_day(shown.date, today)),
            vec![cite_ref(&thing)],
        ));
    }
    let ids = vec![TaskId::of(thing.object)];
    said(app, daymark_api::RescheduleTasks { ids, to: Some(WhenInput::Exact(to.clone())) }).await?;
    Ok(answered(format!("Moved '{}' to {}.", thing.title, say_when(&to, today)), vec![cite_ref(&thing)]))
}

async fn move_many(app: &App, which: String, when: String) -> Result<Ruled, ApiError> {
    let words = if when.is_empty() { "tomorrow".to_owned() } else { when };
    let Some(to) = read_when(app, &words).await? else {
        return Ok(pass_on(format!("I do not understand '{words}' as a day.")));
    };
    let kind = which.clone();
    let tasks = app
        .ask(move |read, inner| {
            let mut view = View::new(read, inner.now())?;
            let today = view.now.date();
            let mut tasks = Vec::new();
            if kind != "today" && kind != "movable" {
                tasks = handlers::waiting(&mut view, today)?.0;
            } else {
                let zone = view.now.time_zone().clone();
                for task in handlers::tasks_of(&mut view, today)? {
                    // Fixed is what has a time or a deadline today.
                    let timed = [&task.task.start, &task.task.due]
                        .into_iter()
                        .flatten()
                        .any(|when| when.time.is_some());
                    let deadline =
                        task.task.deadline.as_ref().is_some_and(|when| when.seen_from(&zone).0 <= today);
                    if task.task.open() && !(kind == "movable" && (timed || deadline)) {
                        tasks.push(task);
                    }
                }
            }
            Ok(tasks)
        })
        .await?;
    if tasks.is_empty() {
        return Ok(answered("Nothing needs to move.", Vec::new()));
    }
    let today = app.now().date();
    let mut parts = Vec::new();
    for task in tasks.iter().take(100) {
        let args = json!({ "ids": [task.task.id], "to": to });
        parts.extend(app.try_out("task.reschedule", args, parts.len() as u32 + 1).await?);
    }
    let (n, day) = (parts.len(), say_when(&to, today));
    let rest = if which == "movable" { " What is fixed stays." } else { "" };
    Ok(Ruled {
        answer: IntentAnswer::Answered {
            text: format!("{} could move to {day}.{rest}", things(n)),
            citations: Vec::new(),
        },
        parts,
        proposal: Some(format!("Move {} to {day}", things(n).to_lowercase())),
    })
}

fn things(n: usize) -> String {
    match n {
        1 => "One thing".into(),
        n => format!("{n} things"),
    }
}

async fn refile(app: &App, what: String, area: String) -> Result<Ruled, ApiError> {
    let thing = match meant(app, &what, &[Kind::Task]).await? {
        Meant::One(thing) => thing,
        Meant::Ask(ask) => return Ok(ask),
    };
    let lower = area.to_lowercase();
    let found = app
        .ask(move |read, _| {
            Ok(read.areas()?.into_iter().find(|known| known.name.as_str().to_lowercase() == lower))
        })
        .await?;
    let Some(found) = found else { return Ok(pass_on(format!("There is no area called '{area}'."))) };
    let id = TaskId::of(thing.object);
    app.commit(Actor::Person, "Move a task", move |unit| {
        let task = handlers::tasks::existing(unit, id)?;
        unit.label(format!("Move '{}'", task.title));
        unit.put(id.object(), Kind::Task, vec![set(field::AREA, shape::id(found.id))])
    })
    .await?;
    Ok(answered(format!("'{}' is in {area} now.", thing.title), vec![cite_ref(&thing)]))
}

async fn trash(app: &App, what: String) -> Result<Ruled, ApiError> {
    let thing = match meant(app, &what, &[Kind::Task, Kind::Event, Kind::Note, Kind::Goal]).await? {
        Meant::One(thing) => thing,
        Meant::Ask(ask) => return Ok(ask),
    };
    said(app, daymark_api::TrashObjects { ids: vec![thing.object] }).await?;
    Ok(answered(format!("'{}' is in the trash. 'Undo' brings it back.", thing.title), vec![cite_ref(&thing)]))
}

async fn restore(app: &App, what: String) -> Result<Ruled, ApiError> {
    let lower = what.to_lowercase();
    let found = app
        .ask(move |read, _| {
            Ok(read.trash(500)?.into_iter().find(|row| row.title.to_lowercase().contains(&lower)))
        })
        .await?;
    let Some(row) = found else { return Ok(pass_on(format!("Nothing called '{what}' is in the trash."))) };
    said(app, daymark_api::RestoreObjects { ids: vec![row.id] }).await?;
    Ok(answered(format!("'{}' is back.", row.title), vec![Citation { object: row.id, title: row.title }]))
}

async fn turned(app: &App, redo: bool) -> Result<Ruled, ApiError> {
    let undone =
        if redo { said(app, Redo { steps: None }).await? } else { said(app, Undo { steps: None }).await? };
    Ok(match (undone.labels.first(), redo) {
        (Some(label), false) => answered(format!("Taken back: {label}."), Vec::new()),
        (Some(label), true) => answered(format!("Done again: {label}."), Vec::new()),
        (None, false) => answered("There is nothing to undo.", Vec::new()),
        (None, true) => answered("There is nothing to do again.", Vec::new()),
    })
}

fn lines(tasks: &[TaskView], most: usize) -> String {
    let mut lines: Vec<String> = tasks.iter().take(most).map(line).collect();
    if tasks.len() > most {
        lines.push(format!("and {} more", tasks.len() - most));
    }
    lines.join("\n")
}

fn line(view: &TaskView) -> String {
    let task = &view.task;
    let mut facts = Vec::new();
    if let Some(time) = task.due.as_ref().or(task.start.as_ref()).and_then(|when| when.time) {
        facts.push(time.strftime("%H:%M").to_string());
    }
    facts.extend(task.estimate_minutes.map(|minutes| format!("{minutes} min")));
    facts.extend(view.area_name.clone());
    let facts = if facts.is_empty() { String::new() } else { format!(" ({})", facts.join(", ")) };
    format!("- {}{facts}", task.title)
}

async fn today(app: &App, routed: &Routed) -> Result<Ruled, ApiError> {
    let now = app.now();
    let date = match routed.slot("when") {
        None => now.date(),
        Some(words) => match read_when(app, words).await? {
            Some(when) => when.date,
            None => now.date(),
        },
    };
    let day = app.ask(move |read, inner| handlers::day(read, inner, Some(date))).await?;
    let open: Vec<TaskView> = day.tasks.iter().filter(|view| view.task.open()).cloned().collect();
    let name = capital(&say_day(date, now.date()));
    let mut text = String::new();
    let events: Vec<String> =
        day.all_day
            .iter()
            .map(|event| format!("- {} (all day)", event.title))
            .chain(
                day.blocks.iter().filter(|block| block.kind == Kind::Event).map(|block| {
                    format!("- {:02}:{:02} {}", block.start / 60, block.start % 60, block.title)
                }),
            )
            .collect();
    if events.is_empty() && open.is_empty() {
        text.push_str(&format!("{name} is free."));
    } else {
        if !events.is_empty() {
            text.push_str(&format!("{name} in the calendar:\n{}\n\n", events.join("\n")));
        }
        if open.is_empty() {
            text.push_str("No tasks are planned.");
        } else {
            text.push_str(&format!("To do:\n{}", lines(&open, 10)));
        }
    }
    if day.planned_minutes > 0 {
        text.push_str(&format!(
            "\n\nPlanned {} of {} free.",
            hours(day.planned_minutes),
            hours(day.free_minutes)
        ));
    }
    if day.waiting_total > 0 {
        text.push_str(&format!(
            "\n\n{} from before.",
            match day.waiting_total {
                1 => "One thing waits".into(),
                n => format!("{n} things wait"),
            }
        ));
    }
    let mut citations: Vec<Citation> = open.iter().take(8).map(cite).collect();
    if let (Intent::PlanDay, Some(next)) = (&routed.intent, &day.next) {
        text.push_str(&format!("\n\nBegin with '{}'. {}", next.task.task.title, next.why));
        citations.insert(0, cite(&next.task));
        citations.dedup();
    }
    Ok(answered(text, citations))
}

fn hours(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, m) => format!("{m} min"),
        (h, 0) => format!("{h} h"),
        (h, m) => format!("{h} h {m:02}"),
    }
}

async fn list(app: &App, filter: TaskFilter, where_: &str, empty: &str) -> Result<Ruled, ApiError> {
    let (total, tasks) = app
        .ask(move |read, inner| {
            let total = read.task_total(&filter)?;
            let tasks = read.tasks(&TaskFilter { limit: 10, ..filter })?;
            Ok((total, View::new(read, inner.now())?.tasks(tasks)?))
        })
        .await?;
    if tasks.is_empty() {
        return Ok(answered(empty, Vec::new()));
    }
    let more = if total > 10 { format!("\nand {} more", total - 10) } else { String::new() };
    let text = format!("{} {where_}:\n{}{more}", things(total as usize), lines(&tasks, 10));
    Ok(answered(text, tasks.iter().take(8).map(cite).collect()))
}

async fn due(app: &App, when: String) -> Result<Ruled, ApiError> {
    let today = app.now().date();
    let lower = when.to_lowercase();
    let (from, to) = match lower.trim() {
        "" | "this week" | "week" => (None, today.saturating_add(6.days())),
        "next week" => {
            let monday =
                today.saturating_add((7 - i64::from(today.weekday().to_monday_zero_offset())).days());
            (Some(monday), monday.saturating_add(6.days()))
        }
        "this month" => (None, today.last_of_month()),
        _ => match read_when(app, &when).await? {
            Some(when) => (Some(when.date), when.date),
            None => return Ok(pass_on(format!("I do not understand '{when}' as a day."))),
        },
    };
    let filter = TaskFilter {
        open: Some(true),
        day_from: from,
        day_to: Some(to),
        sort: Sort::Day,
        ..TaskFilter::default()
    };
    let span = if from == Some(to) { say_day(to, today) } else { format!("by {}", say_day(to, today)) };
    list(app, filter, &format!("due {span}"), &format!("Nothing is due {span}.")).await
}

async fn waiting(app: &App) -> Result<Ruled, ApiError> {
    let (tasks, total) = app
        .ask(|read, inner| {
            let mut view = View::new(read, inner.now())?;
            let today = view.now.date();
            handlers::waiting(&mut view, today)
        })
        .await?;
    if tasks.is_empty() {
        return Ok(answered("Nothing waits from before.", Vec::new()));
    }
    let text = format!(
        "{} from before:\n{}",
        if total == 1 { "One thing waits".into() } else { format!("{total} things wait") },
        lines(&tasks, 10)
    );
    Ok(answered(text, tasks.iter().take(8).map(cite).collect()))
}

async fn in_area(app: &App, area: String) -> Result<Ruled, ApiError> {
    let lower = area.to_lowercase();
    let found = app
        .ask(move |read, _| {
            Ok(read.areas()?.into_iter().find(|known| known.name.as_str().to_lowercase() == lower))
        })
        .await?;
    match found {
        Some(found) => {
            let filter = TaskFilter { open: Some(true), area: Some(found.id), ..TaskFilter::default() };
            list(app, filter, &format!("in {}", found.name), &format!("Nothing is open in {}.", found.name))
                .await
        }
        None => {
            let filter = TaskFilter { open: Some(true), tags: vec![area.clone()], ..TaskFilter::default() };
            list(app, filter, &format!("with #{area}"), &format!("There is no area or tag called '{area}'."))
                .await
        }
    }
}

async fn goal_left(app: &App, goal: String) -> Result<Ruled, ApiError> {
    let thing = match meant(app, &goal, &[Kind::Goal]).await? {
        Meant::One(thing) => thing,
        Meant::Ask(ask) => return Ok(ask),
    };
    let filter = TaskFilter {
        open: Some(true),
        goal: Some(GoalId::of(thing.object)),
        sort: Sort::Position,
        ..TaskFilter::default()
    };
    list(
        app,
        filter,
        &format!("left of '{}'", thing.title),
        &format!("Nothing is left of '{}'.", thing.title),
    )
    .await
}

async fn goals(app: &App) -> Result<Ruled, ApiError> {
    let goals = app
        .ask(|read, inner| {
            let view = View::new(read, inner.now())?;
            read.goals(None, false)?
                .into_iter()
                .filter(|goal| goal.status == GoalStatus::Active)
                .map(|goal| view.goal(goal))
                .collect::<Result<Vec<_>, _>>()
        })
        .await?;
    if goals.is_empty() {
        return Ok(answered(
            "There are no active goals. 'New goal: Run a 10k by June' makes one.",
            Vec::new(),
        ));
    }
    let today = app.now().date();
    let lines: Vec<String> = goals
        .iter()
        .take(12)
        .map(|view| {
            let by = view.goal.target.map(|day| format!(", by {}", say_day(day, today))).unwrap_or_default();
            format!("- {} ({} of {} steps done{by})", view.goal.title, view.tasks_done, view.tasks)
        })
        .collect();
    let citations = goals
        .iter()
        .take(8)
        .map(|view| Citation { object: view.goal.id.object(), title: view.goal.title.to_string() });
    Ok(answered(format!("Your goals:\n{}", lines.join("\n")), citations.collect()))
}

async fn areas(app: &App) -> Result<Ruled, ApiError> {
    let areas = app
        .ask(|read, inner| {
            let view = View::new(read, inner.now())?;
            read.areas()?.iter().map(|area| view.area_view(area)).collect::<Result<Vec<_>, _>>()
        })
        .await?;
    if areas.is_empty() {
        return Ok(answered("There are no areas yet.", Vec::new()));
    }
    let lines: Vec<String> =
        areas.iter().map(|area| format!("- {} ({} open)", area.name, area.open_tasks)).collect();
    Ok(answered(format!("Your areas:\n{}", lines.join("\n")), Vec::new()))
}

async fn done(app: &App, when: String) -> Result<Ruled, ApiError> {
    let now = app.now();
    let today = now.date();
    let lower = when.to_lowercase();
    let from = match lower.trim() {
        "" | "today" => today,
        "yesterday" => today.saturating_sub(1.day()),
        "this week" => today.saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days()),
        "last week" => today.saturating_sub((7 + i64::from(today.weekday().to_monday_zero_offset())).days()),
        "this month" => today.first_of_month(),
        _ => read_when(app, &when).await?.map_or(today, |when| when.date),
    };
    let zone = now.time_zone().clone();
    let since = from.to_zoned(zone).map_or(i64::MAX, |at| at.timestamp().as_millisecond());
    let filter = TaskFilter {
        open: Some(false),
        completed_since: Some(since),
        sort: Sort::Completed,
        ..TaskFilter::default()
    };
    let span = say_day(from, today);
    list(app, filter, &format!("done since {span}"), &format!("Nothing is marked as done since {span}."))
        .await
}

async fn free_time(app: &App, when: String) -> Result<Ruled, ApiError> {
    let today = app.now().date();
    let date =
        if when.is_empty() { today } else { read_when(app, &when).await?.map_or(today, |when| when.date) };
    let day = app.ask(move |read, inner| handlers::day(read, inner, Some(date))).await?;
    Ok(answered(
        format!("{} has {} free.", capital(&say_day(date, today)), hours(day.free_minutes)),
        Vec::new(),
    ))
}

async fn next(app: &App, routed: &Routed) -> Result<Ruled, ApiError> {
    let energy = routed.slot("energy").and_then(|word| word.parse::<Energy>().ok());
    let minutes = routed.slot("minutes").and_then(|n| n.parse::<u32>().ok());
    let ranked = app
        .ask(move |read, inner| {
            let mut view = View::new(read, inner.now())?;
            if minutes.is_some() {
                return view.ranked(energy, minutes, 4);
            }
            Ok(handlers::what_next(read, inner, &NextView { energy, limit: Some(4) })?.ranked)
        })
        .await?;
    let Some((first, others)) = ranked.split_first() else {
        return Ok(answered("Nothing is open. Rest, or add what is on your mind.", Vec::new()));
    };
    let mut text = format!("'{}'. {}", first.task.task.title, first.why);
    if !others.is_empty() {
        let names: Vec<String> = others.iter().map(|other| format!("- {}", other.task.task.title)).collect();
        text.push_str(&format!("\n\nAfter that:\n{}", names.join("\n")));
    }
    Ok(answered(text, ranked.iter().map(|ranked| cite(&ranked.task)).collect()))
}

async fn why(app: &App) -> Result<Ruled, ApiError> {
    let next = app
        .ask(|read, inner| handlers::what_next(read, inner, &NextView { energy: None, limit: Some(1) }))
        .await?;
    let Some(first) = next.ranked.first() else { return Ok(answered("Nothing is open.", Vec::new())) };
    let factors: Vec<String> = first
        .factors
        .iter()
        .map(|factor| {
            format!(
                "- {:+} {}",
                factor.points,
                serde_json::to_value(factor.name)
                    .ok()
                    .and_then(|name| name.as_str().map(|name| name.replace('_', " ")))
                    .unwrap_or_default()
            )
        })
        .collect();
    Ok(answered(
        format!("'{}' has {} points:\n{}", first.task.task.title, first.score, factors.join("\n")),
        vec![cite(&first.task)],
    ))
}

async fn find(app: &App, text: String) -> Result<Ruled, ApiError> {
    let query = text.clone();
    let found = app
        .ask(move |read, _| {
            resolve(read, &query, &[Kind::Task, Kind::Event, Kind::Note, Kind::Goal, Kind::Area])
        })
        .await?;
    if found.is_empty() {
        return Ok(pass_on(format!("I find nothing with '{text}'.")));
    }
    let lines: Vec<String> = found
        .iter()
        .take(8)
        .map(|thing| format!("- {} ({})", thing.title, format!("{:?}", thing.kind).to_lowercase()))
        .collect();
    Ok(answered(format!("Found:\n{}", lines.join("\n")), found.iter().take(8).map(cite_ref).collect()))
}

async fn clock(app: &App, when: String) -> Result<Ruled, ApiError> {
    let now = app.now();
    match read_when(app, &when).await? {
        Some(when) => Ok(answered(format!("That is {}.", when.date.strftime("%A, %-d %B %Y")), Vec::new())),
        None => Ok(answered(format!("It is {}.", now.strftime("%A, %-d %B %Y, %H:%M")), Vec::new())),
    }
}

/// Steps for a goal that exists, or for one that the words name: then the goal is part of the
/// proposal.
async fn break_down(app: &App, what: String, steps: Option<usize>) -> Result<Ruled, ApiError> {
    let granularity = match steps {
        Some(..=4) => 1,
        Some(5..=6) => 2,
        Some(13..) => 5,
        Some(9..) => 4,
        _ => 3,
    };
    let (title, target) = titled(app, what.trim_matches(|c| matches!(c, '"' | '\'' | '“' | '”'))).await?;
    let lookup = title.clone();
    let found = app.ask(move |read, _| resolve(read, &lookup, &[Kind::Goal])).await?;
    let (goal, title, target) = match found.as_slice() {
        [one] => {
            let id = GoalId::of(one.object);
            let goal: Goal = app.ask(move |read, _| handlers::goal(read, id)).await?;
            (Some(goal.id), goal.title.to_string(), goal.target)
        }
        _ => (None, title, target),
    };
    if Title::parse(&title).is_err() {
        return Ok(pass_on("What should I break down?"));
    }
    let steps = templates::decompose(&title, app.now().date(), target, granularity);
    let parts = step_parts(app, goal, &title, target, &steps).await?;
    let count = steps.len();
    Ok(Ruled {
        answer: IntentAnswer::Answered {
            text: format!(
                "{count} steps for '{title}'. The first takes {} minutes.",
                steps.first().map_or(15, |step| step.minutes)
            ),
            citations: goal
                .map(|id| Citation { object: id.object(), title: title.clone() })
                .into_iter()
                .collect(),
        },
        parts,
        proposal: Some(format!("Break '{title}' into {count} steps")),
    })
}

/// Each step as a part; a goal that does not exist yet is the first part, and the steps need it.
pub(crate) async fn step_parts(
    app: &App,
    goal: Option<GoalId>,
    title: &str,
    target: Option<Date>,
    steps: &[daymark_agent::Step],
) -> Result<Vec<Part>, ApiError> {
    let mut parts = Vec::new();
    let mut needs = None;
    let goal_words = match goal {
        Some(id) => json!(id),
        None => {
            let args = json!({ "title": title, "target": target.map(|day| day.to_string()) });
            parts.extend(app.try_out("goal.add", args, 1).await?);
            needs = Some(1);
            json!(null)
        }
    };
    for step in steps {
        let tried = json!({
            "title": step.title,
            "estimate_minutes": step.minutes,
            "goal": goal_words,
            "due": step.due.map(|day| day.to_string()),
        });
        let mut args = tried.clone();
        if let (None, Some(map)) = (goal, args.as_object_mut()) {
            // Resolved when the proposal is carried out: the goal of part 1.
            map.insert("goal_of_part".into(), json!(1));
        }
        let number = parts.len() as u32 + 1;
        for mut part in app.try_out("task.add", tried, number).await? {
            part.args = args.clone();
            part.view.needs = needs;
            part.view.verb = PartVerb::Add;
            parts.push(part);
        }
    }
    Ok(parts)
}

/// A part's arguments with references to other parts' results filled in.
pub(crate) fn filled(
    args: &serde_json::Value,
    made: &std::collections::BTreeMap<u32, serde_json::Value>,
) -> serde_json::Value {
    let mut args = args.clone();
    if let Some(map) = args.as_object_mut()
        && let Some(part) = map.remove("goal_of_part").and_then(|number| number.as_u64())
    {
        let id =
            u32::try_from(part).ok().and_then(|number| made.get(&number)).and_then(|reply| reply.get("id"));
        map.insert("goal".into(), id.cloned().unwrap_or_default());
    }
    args
}
