//! `recur`, `skip`, and naming one instance of something that repeats.

use daymark_api::{ApiError, ExpandRules, ListEvents, SayRule, SkipEvent, SkipTasks};
use daymark_domain::{Id, Kind, ObjectId, RecurrenceId};
use jiff::ToSpan;

use crate::args::RecurVerb;
use crate::change::print_tasks;
use crate::out::{Cell, quiet};
use crate::see;
use crate::session::{Answer, Session};

pub async fn recur(session: &mut Session, verb: RecurVerb) -> Answer {
    match verb {
        RecurVerb::Expand { start, count, from, rules } => {
            // The zone is that of the person, which --zone sets.
            let call = ExpandRules { start, zone: None, lines: rules, count: Some(count), from };
            let times = session.ask(call).await?;
            if session.out.json() {
                session.out.values(&times);
                return Ok(());
            }
            for time in &times {
                session.out.line(time);
            }
        }
        RecurVerb::Say { rule, after_completion } => {
            let said = session.ask(SayRule { rrule: rule, after_completion }).await?;
            if session.out.json() {
                session.out.value(&said);
            } else {
                session.out.line(&said.said);
            }
        }
    }
    Ok(())
}

pub async fn skip(session: &mut Session, id: &str, words: &str) -> Answer {
    let found = session.find(id, &[Kind::Task, Kind::Event]).await?;
    let instance = instance(session, found.kind, found.object, words.trim()).await?;
    if found.kind == Kind::Task {
        let tasks = session.ask(SkipTasks { ids: vec![Id::of(found.object)], instance }).await?;
        print_tasks(session, &tasks);
        return Ok(());
    }
    let series = session.ask(SkipEvent { id: Id::of(found.object), instance }).await?;
    if session.out.json() {
        session.out.value(&series);
    } else {
        let which = instance.map_or_else(|| "this one".to_owned(), |id| id.to_string());
        session.out.cells([Cell::from(format!("'{}' does not take place:", series.title)), quiet(which)]);
    }
    Ok(())
}

/// The instance that words name. Nothing is the one at hand of a task, and the next of an event; a
/// day is the first instance of that day.
pub async fn instance(
    session: &mut Session,
    kind: Kind,
    id: ObjectId,
    words: &str,
) -> Answer<Option<RecurrenceId>> {
    let exact = words.parse::<RecurrenceId>().ok();
    if exact.is_some_and(|id| id.time.is_some()) {
        return Ok(exact);
    }
    let day = match (exact, words) {
        (Some(id), _) => Some(id.date),
        (None, "") => None,
        (None, words) => Some(see::read_day(session, words).await?),
    };
    if kind == Kind::Task {
        return Ok(day.map(RecurrenceId::day));
    }
    let today = session.calendar.now.date();
    let (from, to) = match day {
        Some(day) => (day, day),
        None => (today, today.saturating_add(366.days())),
    };
    let events = session.ask(ListEvents { from, to }).await?;
    let mut own =
        events.iter().filter(|event| event.id.object() == id || event.series.map(Id::object) == Some(id));
    // On the day that the rule gives it, also where it was moved away from there.
    match (own.find(|event| event.instance.is_some()), day) {
        (Some(event), _) => Ok(event.instance),
        (None, Some(day)) => Ok(Some(RecurrenceId::day(day))),
        (None, None) => Err(ApiError::not_found("It does not come again within a year.")
            .hint("Name the instance by its day.")),
    }
}
