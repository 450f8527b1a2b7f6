//! `db`: archive, check, rebuild.

use daymark_api::{
    ApiError, ArchiveReport, ArchivedRow, CheckDatabase, Code, RebuildDatabase, RestoreArchived, RunArchive,
    SearchArchive,
};

use crate::args::DbVerb;
use crate::out::{Cell, Table, quiet};
use crate::session::{Answer, Session, word};
use crate::words::{count, id_cell, short};

pub async fn db(session: &mut Session, verb: DbVerb) -> Answer {
    match verb {
        DbVerb::Archive { search: Some(text), .. } => {
            let rows = session.ask(SearchArchive { text, limit: Some(1_000) }).await?;
            print_rows(session, &rows);
        }
        DbVerb::Archive { restore: Some(id), .. } => restore(session, &id).await?,
        DbVerb::Archive { dry_run, .. } => {
            let report = session.ask(RunArchive { dry_run }).await?;
            print_report(session, &report);
        }
        DbVerb::Check => return check(session).await,
        DbVerb::Rebuild => return rebuild(session).await,
    }
    Ok(())
}

fn print_rows(session: &mut Session, rows: &[ArchivedRow]) {
    let Session { out, calendar, .. } = session;
    if out.json() {
        out.values(rows);
        return;
    }
    if rows.is_empty() {
        out.line("Nothing in the archive has these words.");
    }
    let mut table = Table::under(2);
    for row in rows {
        let kind = row.kind.map_or("thing", word);
        let since = quiet(calendar.stamp(row.since));
        table.row([id_cell(row.object), quiet(kind), Cell::from(&row.title), since]);
    }
    out.table(&table);
}

async fn restore(session: &mut Session, id: &str) -> Answer {
    let all = session.ask(SearchArchive { text: String::new(), limit: Some(1_000) }).await?;
    let fits =
        |row: &&ArchivedRow| row.object.to_string() == id || short(row.object) == id || row.title == id;
    let found: Vec<_> = all.iter().filter(fits).map(|row| row.object).collect();
    match found.as_slice() {
        [one] => {
            let restored = session.ask(RestoreArchived { ids: vec![*one] }).await?;
            if session.out.json() {
                session.out.values(&restored);
                return Ok(());
            }
            for thing in &restored {
                session.out.cells([quiet("Back"), Cell::from(&thing.title)]);
            }
            Ok(())
        }
        [] => Err(ApiError::not_found(format!("Nothing in the archive is '{id}'."))
            .hint("daymark db archive --search lists it.")),
        _ => Err(ApiError::new(Code::Conflict, format!("'{id}' fits several things in the archive."))
            .hint("Name one by its whole id.")),
    }
}

fn print_report(session: &mut Session, report: &ArchiveReport) {
    let Session { out, .. } = session;
    if out.json() {
        out.value(report);
        return;
    }
    let mut table = Table::new(&["RULE", "KIND", "KEPT", "DUE"]);
    for rule in &report.rules {
        let days = match rule.days {
            0 => "for ever".to_owned(),
            days => count(days as usize, "day", "days"),
        };
        let due = rule.due.to_string();
        table.row([rule.name.as_str(), word(rule.kind), &days, &due].map(Cell::from));
    }
    out.table(&table);
    let verb = if report.dry_run { "would go to the archive" } else { "went to the archive" };
    let things = count(report.archived as usize, "thing", "things");
    out.line(format!("{things} {verb}; {} lie there.", report.in_archive));
    out.cells([quiet("Ops stay in the log; the trash is kept. --search finds, --restore ID brings back.")]);
}

async fn check(session: &mut Session) -> Answer {
    let found = session.ask(CheckDatabase {}).await?;
    if session.out.json() {
        session.out.value(&found);
    } else {
        for damage in &found.damage {
            session.out.line(damage);
        }
        let pages = if found.damage.is_empty() { "every page is sound" } else { "pages are damaged" };
        session.out.line(format!("{} ops; {pages}.", found.ops));
        session.out.cells([quiet("as it lies     "), Cell::from(&found.hash)]);
        session.out.cells([quiet("as the log says"), Cell::from(&found.expected)]);
    }
    if found.sound {
        return Ok(());
    }
    Err(ApiError::new(Code::Storage, "The database is not what its log says.")
        .hint("'daymark db rebuild' draws it again from the log; restore a backup where pages are damaged."))
}

async fn rebuild(session: &mut Session) -> Answer {
    #[allow(clippy::disallowed_methods, reason = "a length of time is shown, and nothing else depends on it")]
    let begun = std::time::Instant::now();
    let done = session.ask(RebuildDatabase {}).await?;
    let seconds = begun.elapsed().as_secs_f64().max(0.000_001);
    if session.out.json() {
        session.out.value(&done);
        return Ok(());
    }
    let rate = done.ops as f64 / seconds;
    session.out.line(format!("{} ops in {seconds:.2} s: {rate:.0} ops/s.", done.ops));
    session.out.cells([quiet("before"), Cell::from(&done.before)]);
    session.out.cells([quiet("after "), Cell::from(&done.after)]);
    session.out.line(if done.identical {
        "Nothing has changed."
    } else {
        "What was drawn wrong is right now."
    });
    Ok(())
}
