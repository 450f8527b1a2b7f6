//! `as-of`, `bisect`, and undoing one chosen step.

use daymark_api::{AsOf, Bisect, Bisected, StepUndone, UndoStep};
use daymark_domain::Kind;

use crate::args::{Chosen, PastVerb};
use crate::out::{Cell, Look, Table, quiet};
use crate::see;
use crate::session::{Answer, Session};
use crate::words;

/// Runs a verb as the data stood then.
pub async fn as_of(session: &mut Session, at: String, verb: PastVerb) -> Answer {
    // The words are read once; all that follows is asked of that moment.
    let asked = AsOf { at, call: "app.counts".into(), body: serde_json::Value::Null };
    let at = session.ask(asked).await?.at;
    session.calendar.now = at.to_zoned(session.calendar.zone.clone());
    session.past = Some(at);
    if !session.out.json() {
        let said = session.calendar.now.strftime("%a %-d %b %Y, %H:%M:%S").to_string();
        session.out.cells([quiet(format!("As it stood on {said}."))]);
    }
    match verb {
        PastVerb::Today { day } => see::today(session, day.join(" ")).await,
        PastVerb::Next { why } => see::next(session, why, None, 5).await,
        PastVerb::List { query, page } => see::list(session, query.join(" "), page).await,
        PastVerb::Inbox { page } => see::inbox(session, page).await,
        PastVerb::Show { id } => see::show(session, &id, &[]).await,
        PastVerb::Search { text } => see::search(session, text.join(" "), None, Vec::new()).await,
        PastVerb::Trash => see::trash(session, None).await,
    }
}

/// Undoes what was named, or does it again.
pub async fn chosen(session: &mut Session, chosen: Chosen, redo: bool) -> Answer {
    let done = session.ask(UndoStep { unit: chosen.step, turn: chosen.turn, redo }).await?;
    print_chosen(session, &done, if redo { "Done again" } else { "Undone" });
    Ok(())
}

fn print_chosen(session: &mut Session, done: &StepUndone, verb: &str) {
    if session.out.json() {
        session.out.value(done);
        return;
    }
    for label in &done.labels {
        session.out.cells([quiet(verb), Cell::new(label, Look::Plain)]);
    }
    for left in &done.left {
        session.out.cells([quiet("  Left alone:"), Cell::from(&left.said)]);
    }
}

pub async fn bisect(session: &mut Session, id: &str, field: Option<String>) -> Answer {
    let object = session.id(id, &[]).await?;
    let found: Bisected = session.ask(Bisect { object, field }).await?;
    let Session { out, calendar, .. } = session;
    if out.json() {
        out.value(&found);
        return Ok(());
    }
    out.line(&found.said);
    if found.causes.is_empty() {
        let why = if found.kind == Kind::Task && found.places.is_empty() {
            "Nothing moved it; it has no day."
        } else {
            "Nobody moved it; only the days passed."
        };
        out.cells([quiet(why)]);
        return Ok(());
    }
    let mut table = Table::under(1);
    for cause in &found.causes {
        let device = cause.entry.device.as_deref().unwrap_or_default();
        table.row([
            quiet(calendar.stamp(cause.entry.at)),
            Cell::from(&cause.said),
            quiet(format!("step {}", cause.entry.unit)),
            quiet(format!("op {} of {}", cause.op, device)),
        ]);
    }
    out.table(&table);
    out.cells([quiet("'daymark undo --step N' takes a step back.")]);
    Ok(())
}

/// The history of one thing: each step with what it changed.
pub fn print_object_history(session: &mut Session, entries: &[daymark_api::HistoryEntry]) {
    let Session { out, calendar, .. } = session;
    let mut table = Table::under(1);
    for entry in entries {
        table.row(words::history_row(entry, calendar));
        for said in &entry.said {
            table.row([Cell::default(), quiet(format!("  {said}"))]);
        }
    }
    out.table(&table);
}
