//! The day, its free time, and the calendar's date.

use daymark_agent::{Intent, Routed};
use daymark_api::{ApiError, Citation, TaskView};
use daymark_domain::Kind;
use daymark_texts::{Voice, capital, say};

use super::{Ruled, answered, cite, listed, read_when, row};
use crate::app::App;
use crate::handlers;

pub(super) async fn today(app: &App, voice: &Voice, routed: &Routed) -> Result<Ruled, ApiError> {
    let date = match routed.slot("when") {
        Some(words) => read_when(app, words).await?.map_or(voice.today, |when| when.date),
        None => voice.today,
    };
    let day = app.ask(move |read, inner| handlers::day(read, inner, Some(date))).await?;
    let open: Vec<&TaskView> = day.tasks.iter().filter(|view| view.task.open()).collect();
    let name = capital(&voice.day(date));
    let whole =
        day.all_day.iter().map(|event| say!(voice, "answer-day-all-day", title = event.title.as_str()));
    let timed = day
        .blocks
        .iter()
        .filter(|block| block.kind == Kind::Event)
        .map(|block| format!("{} {}", voice.minute_of_day(block.start, voice.clock), block.title));
    let events: Vec<String> = whole.chain(timed).collect();
    let mut said = Vec::new();
    if events.is_empty() && open.is_empty() {
        said.push(say!(voice, "answer-day-free", day = name));
    } else {
        if !events.is_empty() {
            let head = say!(voice, "answer-day-calendar", day = name);
            said.push(listed(head, &events, events.len(), voice));
        }
        said.push(if open.is_empty() {
            say!(voice, "answer-day-no-tasks")
        } else {
            let rows: Vec<String> = open.iter().take(10).map(|view| row(view, voice)).collect();
            listed(say!(voice, "answer-day-tasks"), &rows, open.len(), voice)
        });
    }
    if day.planned_minutes > 0 {
        let (planned, free) = (voice.minutes(day.planned_minutes), voice.minutes(day.free_minutes));
        said.push(say!(voice, "answer-day-planned", planned = planned, free = free));
    }
    if day.waiting_total > 0 {
        said.push(say!(voice, "answer-day-waiting", count = day.waiting_total));
    }
    let mut citations: Vec<Citation> = open.iter().take(8).map(|view| cite(view)).collect();
    if let (Intent::PlanDay, Some(next)) = (&routed.intent, &day.next) {
        let title = next.task.task.title.as_str();
        said.push(say!(voice, "answer-day-begin", title = title, why = next.why.as_str()));
        citations.insert(0, cite(&next.task));
        citations.dedup();
    }
    Ok(answered(said.join("\n\n"), citations))
}

pub(super) async fn free_time(app: &App, voice: &Voice, when: String) -> Result<Ruled, ApiError> {
    let today = voice.today;
    let date =
        if when.is_empty() { today } else { read_when(app, &when).await?.map_or(today, |when| when.date) };
    let day = app.ask(move |read, inner| handlers::day(read, inner, Some(date))).await?;
    let (name, free) = (capital(&voice.day(date)), voice.minutes(day.free_minutes));
    Ok(answered(say!(voice, "answer-free-time", day = name, free = free), Vec::new()))
}

pub(super) async fn clock(app: &App, voice: &Voice, when: String) -> Result<Ruled, ApiError> {
    let now = app.now();
    let text = match read_when(app, &when).await? {
        Some(when) => say!(voice, "answer-that-is", day = voice.whole_day(when.date)),
        None => {
            say!(voice, "answer-it-is", day = voice.whole_day(now.date()), time = voice.time(now.time()))
        }
    };
    Ok(answered(text, Vec::new()))
}
