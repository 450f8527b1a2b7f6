//! `add`, `dump` and `when`: words in, things out.

use std::path::Path;

use daymark_api::{AddMany, Capture, DumpCapture, ParseCapture, Parsed, SayWhen};
use daymark_domain::{Draft, DraftKind, ObjectId, Repeat};

use crate::args::{Add, KindArg, Ways};
use crate::out::{Look, Out, Table, quiet};
use crate::session::{Answer, Session, read_text};
use crate::words::{self, Calendar, id_cell};

impl From<KindArg> for DraftKind {
    fn from(kind: KindArg) -> DraftKind {
        match kind {
            KindArg::Task => DraftKind::Task,
            KindArg::Event => DraftKind::Event,
            KindArg::Habit => DraftKind::Habit,
            KindArg::Note => DraftKind::Note,
        }
    }
}

pub async fn add(session: &mut Session, add: Add) -> Answer {
    let kind = add.kind.map(DraftKind::from);
    capture(session, add.text.join(" "), kind, add.dry_run, add.ways).await
}

pub async fn capture(
    session: &mut Session,
    text: String,
    kind: Option<DraftKind>,
    dry_run: bool,
    ways: Ways,
) -> Answer {
    let Ways { lang: language, dialect } = ways;
    let parse = ParseCapture { text, kind, muted: Vec::new(), language, dialect };
    if dry_run {
        let parsed = session.ask(parse).await?;
        if session.out.json() {
            session.out.value(&parsed);
        } else {
            print_parsed(&mut session.out, &session.calendar, &parsed);
        }
        return Ok(());
    }
    let ParseCapture { text, language, dialect, .. } = parse.clone();
    let added = session.ask(Capture { text, kind, muted: Vec::new(), language, dialect }).await?;
    if session.out.json() {
        session.out.value(&added);
        return Ok(());
    }
    // Only parsing says a repeat in words.
    let said = match added.draft.repeat {
        Some(_) => session.ask(parse).await.ok(),
        None => None,
    };
    let said = said.and_then(|parsed| parsed.repeat_said);
    print_draft(&mut session.out, &session.calendar, &added.draft, said.as_deref(), Some(added.id));
    Ok(())
}

/// The thoughts of a text, as one step or one by one.
pub async fn dump(session: &mut Session, file: &Path, dry_run: bool, one_by_one: bool, ways: Ways) -> Answer {
    let text = read_text(file)?;
    if one_by_one {
        for line in text.lines().map(unbulleted).filter(|line| !line.is_empty()) {
            capture(session, line.to_owned(), None, dry_run, ways.clone()).await?;
            // Said as soon as it is saved: whoever stops a long dump knows how far it came.
            session.out.flush();
        }
        return Ok(());
    }
    let Ways { lang: language, dialect } = ways;
    if dry_run {
        let dumped = session.ask(DumpCapture { text, muted: Vec::new(), language, dialect }).await?;
        for draft in &dumped.drafts {
            if session.out.json() {
                session.out.value(draft);
            } else {
                print_parsed(&mut session.out, &session.calendar, &draft.parsed);
            }
        }
        return Ok(());
    }
    let added = session.ask(AddMany { text, language, dialect, ..Default::default() }).await?;
    for added in &added {
        if session.out.json() {
            session.out.value(added);
        } else {
            print_draft(&mut session.out, &session.calendar, &added.draft, None, Some(added.id));
        }
    }
    Ok(())
}

fn print_parsed(out: &mut Out, calendar: &Calendar, parsed: &Parsed) {
    print_draft(out, calendar, &parsed.draft, parsed.repeat_said.as_deref(), None);
}

fn unbulleted(line: &str) -> &str {
    let line = line.trim();
    ["- [ ] ", "* [ ] ", "- ", "* ", "• ", "– "]
        .iter()
        .find_map(|bullet| line.strip_prefix(bullet))
        .unwrap_or(line)
        .trim()
}

pub async fn when(session: &mut Session, text: String, ways: Ways) -> Answer {
    let Ways { lang: language, dialect } = ways;
    let said = session.ask(SayWhen { text, language, dialect }).await?;
    if session.out.json() {
        session.out.value(&said);
        return Ok(());
    }
    let mut table = Table::default();
    let all_day = if said.all_day { "yes" } else { "no" };
    for (name, value) in [
        ("start", said.start.as_deref()),
        ("end", said.end.as_deref()),
        ("all day", Some(all_day)),
        ("repeats", said.rrule.as_deref()),
    ] {
        if let Some(value) = value {
            table.row([quiet(name), value.into()]);
        }
    }
    session.out.table(&table);
    Ok(())
}

/// A repeat, from an RRULE or from words such as 'every tuesday'.
pub async fn read_repeat(session: &Session, text: &str) -> Answer<Repeat> {
    let rule = text.trim().strip_prefix("RRULE:").unwrap_or(text.trim());
    if rule.to_ascii_uppercase().starts_with("FREQ=") {
        return Ok(Repeat { rrule: rule.to_owned(), after_completion: false });
    }
    let parsed = session.ask(ParseCapture { text: format!("thing {rule}"), ..Default::default() }).await?;
    parsed.draft.repeat.ok_or_else(|| {
        daymark_api::ApiError::invalid(format!("'{text}' is not a repeat."))
            .hint("Such as 'every tuesday' or FREQ=WEEKLY;BYDAY=TU.")
    })
}

fn print_draft(
    out: &mut Out,
    calendar: &Calendar,
    draft: &Draft,
    repeat_said: Option<&str>,
    id: Option<ObjectId>,
) {
    let kind = match draft.kind {
        DraftKind::Task => "task",
        DraftKind::Event => "event",
        DraftKind::Habit => "habit",
        DraftKind::Note => "note",
    };
    let verb = if id.is_some() { "Added" } else { "Would add" };
    out.cells([quiet(format!("{verb} {kind}")), crate::out::strong(&draft.title)]);
    let mut table = Table::under(1);
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            table.row([quiet(name), crate::out::Cell::new(value, Look::Tide)]);
        }
    };
    field("start", draft.start.as_ref().map(|when| calendar.when(when)));
    field("end", draft.end.as_ref().map(|when| calendar.when(when)));
    field("due", draft.due.as_ref().map(|when| calendar.when(when)));
    field("deadline", draft.deadline.as_ref().map(|when| calendar.when(when)));
    field("takes", draft.duration_minutes.map(words::minutes));
    field(
        "repeats",
        draft.repeat.as_ref().map(|repeat| repeat_said.map_or_else(|| words::repeat(repeat), str::to_owned)),
    );
    field("area", draft.area.clone());
    field("goal", draft.goal.clone());
    field("project", draft.project.clone());
    field("priority", draft.priority.map(|priority| priority.word().to_owned()));
    field("energy", draft.energy.map(|energy| energy.word().to_owned()));
    field("tags", Some(words::tags(draft.tags.iter().map(String::as_str))));
    let reminders: Vec<String> =
        draft.reminders.iter().map(|reminder| words::reminder(reminder, calendar)).collect();
    field("remind", Some(reminders.join(", ")));
    if let Some(id) = id {
        table.row([quiet("id"), id_cell(id)]);
    }
    out.table(&table);
}

#[cfg(test)]
mod tests {
    use super::unbulleted;

    #[test]
    fn bullets_are_not_words() {
        for (line, expected) in [
            ("- milk", "milk"),
            ("  * [ ] call Ada ", "call Ada"),
            ("• tea", "tea"),
            ("-5 degrees", "-5 degrees"),
            ("  ", ""),
        ] {
            assert_eq!(unbulleted(line), expected);
        }
    }
}
