//! `track`, `focus`, `report`, `journal` and `feedback`.

use std::path::Path;

use clap::{Args, Subcommand, ValueEnum};
use daymark_api::{
    AddEntry, AddFeedback, AddTime, ApiError, Edit, EditEntry, EditTime, EntryView, GetTime, ListEntries,
    ListFeedback, ListTime, RemoveTime, ReportTime, ShowEntry, StartTime, StopTime, StretchView, TimeBy,
    TimeNow, WhenInput,
};
use daymark_domain::{Id, Kind, ObjectId, StretchId};
use jiff::civil::Date;

use crate::args::EditArgs;
use crate::edit::one_thing;
use crate::habits::field;
use crate::out::{Cell, Look, Table, quiet, strong};
use crate::see::read_day;
use crate::session::{Answer, Session, read_text, unfit};
use crate::words::{self, clock, id_cell};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_precedence_over_arg = true)]
pub struct TrackArgs {
    #[command(subcommand)]
    pub verb: Option<TrackVerb>,
    /// A task, event, habit, routine, goal or project; or any words with --free
    #[arg(value_name = "ID")]
    pub what: Option<String>,
    /// The words are what it is called
    #[arg(long)]
    pub free: bool,
    /// It began earlier, such as 9:30
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum TrackVerb {
    /// Stop the clock
    Stop {
        /// It ended earlier, such as 13:30; 'now' after a very long time
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
        /// What it was spent on
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
        /// Keep nothing of it
        #[arg(long)]
        discard: bool,
    },
    /// What the clock runs for
    Status,
    /// Tracked time, latest first: the last week, or from one day to another
    List {
        #[arg(long, value_name = "DAY")]
        from: Option<String>,
        #[arg(long, value_name = "DAY")]
        to: Option<String>,
        /// Of one thing
        #[arg(long, value_name = "ID")]
        of: Option<String>,
    },
    /// Write down time without the clock
    Add {
        #[arg(value_name = "ID")]
        what: String,
        #[arg(long)]
        free: bool,
        #[arg(long, value_name = "TIME")]
        from: Option<String>,
        #[arg(long, value_name = "TIME")]
        to: Option<String>,
        /// So long, up to now where neither end is given
        #[arg(long = "for", value_name = "LENGTH")]
        length: Option<String>,
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
    },
    /// Change fields: from, to, note, title
    Edit {
        #[arg(value_name = "ID")]
        id: String,
        #[arg(required = true, value_name = "FIELD=VALUE")]
        changes: Vec<String>,
    },
    /// Remove tracked time
    Rm {
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
}

#[derive(Debug, Subcommand)]
pub enum FocusVerb {
    /// Begin a session on one thing
    Start {
        #[arg(value_name = "ID")]
        id: String,
    },
    /// End it; its time and its story are kept
    Stop {
        /// A line for its story
        #[arg(value_name = "LINE")]
        line: Vec<String>,
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
    },
    Status,
}

#[derive(Debug, Subcommand)]
pub enum ReportVerb {
    /// Planned beside tracked, and how long things take of what was planned
    Time {
        #[arg(long, value_name = "DAY")]
        from: Option<String>,
        #[arg(long, value_name = "DAY")]
        to: Option<String>,
        #[arg(long, value_enum, default_value = "area")]
        by: By,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum By {
    Area,
    Goal,
    Tag,
    Task,
}

#[derive(Debug, Subcommand)]
pub enum JournalVerb {
    /// Write an entry; '-' reads it from standard input
    Add {
        #[arg(value_name = "TEXT")]
        text: Vec<String>,
        #[arg(long, value_name = "TEXT", default_value = "")]
        title: String,
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
        /// 1 to 5
        #[arg(long, value_name = "N")]
        mood: Option<u8>,
        /// 1 to 5
        #[arg(long, value_name = "N")]
        energy: Option<u8>,
        #[arg(long, value_name = "TAGS", default_value = "")]
        tags: String,
    },
    /// Entries, latest first
    List {
        /// Words that an entry holds
        #[arg(value_name = "QUERY")]
        query: Vec<String>,
        #[arg(long, value_name = "DAY")]
        from: Option<String>,
        #[arg(long, value_name = "DAY")]
        to: Option<String>,
        /// Only the stories of sessions
        #[arg(long, conflicts_with = "no_stories")]
        stories: bool,
        /// Only what was written by hand
        #[arg(long)]
        no_stories: bool,
        #[arg(long, value_name = "N")]
        limit: Option<u32>,
    },
    Show {
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Change fields: title, body, day, mood, energy, tags
    Edit(EditArgs),
}

#[derive(Debug, Args)]
pub struct FeedbackArgs {
    /// What there is to say; without it, what waits to be sent
    #[arg(value_name = "TEXT")]
    pub text: Vec<String>,
    /// bug, idea, praise or other
    #[arg(long, default_value = "idea")]
    pub kind: String,
    /// 1 to 5
    #[arg(long, value_name = "N")]
    pub rating: Option<u8>,
    /// A JSON value that is kept with it
    #[arg(long, value_name = "JSON")]
    pub metadata: Option<String>,
}

const TRACKED: &[Kind] = &[Kind::Task, Kind::Event, Kind::Habit, Kind::Routine, Kind::Goal, Kind::Project];

/// What is tracked, and what it is called.
async fn tracked(session: &Session, words: &str, free: bool) -> Answer<(Option<ObjectId>, String)> {
    if free {
        return Ok((None, words.to_owned()));
    }
    Ok((Some(session.id(words, TRACKED).await?), String::new()))
}

fn moment(words: Option<String>) -> Option<WhenInput> {
    words.map(WhenInput::Words)
}

async fn day(session: &Session, words: Option<String>) -> Answer<Option<Date>> {
    match words {
        Some(words) => read_day(session, &words).await.map(Some),
        None => Ok(None),
    }
}

/// Tracked time has no title of its own to be found by; its id is as `track list` prints it.
async fn stretch(session: &Session, text: &str) -> Answer<StretchId> {
    if let Ok(id) = text.parse::<ObjectId>() {
        return Ok(Id::of(id));
    }
    let call = ListTime {
        from: Some(session.calendar.now.date().saturating_sub(jiff::Span::new().years(10))),
        ..ListTime::default()
    };
    let all = session.ask(call).await?;
    let text = text.to_lowercase();
    let mut fits = all.iter().map(|view| view.stretch.id).filter(|id| {
        let id = id.to_string();
        let hex: String = id.chars().filter(|c| *c != '-').collect();
        text.len() >= 4 && (hex.ends_with(&text) || id.starts_with(&text))
    });
    match (fits.next(), fits.next()) {
        (Some(id), None) => Ok(id),
        (None, _) => Err(ApiError::not_found(format!("No tracked time has the id '{text}'."))),
        _ => Err(ApiError::invalid(format!("'{text}' fits several; give more of the id."))),
    }
}

pub async fn track(session: &mut Session, args: TrackArgs) -> Answer {
    let Some(verb) = args.verb else {
        let Some(words) = args.what else { return status(session).await };
        let (what, title) = tracked(session, &words, args.free).await?;
        let now = session.ask(StartTime { what, title, at: moment(args.at), focus: false }).await?;
        print_now(session, &now);
        return Ok(());
    };
    match verb {
        TrackVerb::Stop { at, note, discard } => {
            let before = session.ask(GetTime {}).await?;
            let after = session.ask(StopTime { at: moment(at), line: note, discard }).await?;
            print_stopped(session, before, &after).await
        }
        TrackVerb::Status => status(session).await,
        TrackVerb::List { from, to, of } => {
            let what = match of {
                Some(words) => Some(session.id(&words, TRACKED).await?),
                None => None,
            };
            let (from, to) = (day(session, from).await?, day(session, to).await?);
            let found = session.ask(ListTime { from, to, what }).await?;
            list(session, &found)
        }
        TrackVerb::Add { what, free, from, to, length, note } => {
            let (what, title) = tracked(session, &what, free).await?;
            let minutes = match length {
                Some(text) => Some(words::parse_minutes(&text).ok_or_else(|| {
                    ApiError::invalid(format!("'{text}' is not a length of time."))
                        .hint("Such as 45m or 1h30.")
                })?),
                None => None,
            };
            let call = AddTime { what, title, from: moment(from), to: moment(to), minutes, note };
            let view = session.ask(call).await?;
            print_stretch(session, &view)
        }
        TrackVerb::Edit { id, changes } => {
            let id = stretch(session, &id).await?;
            let mut edit = EditTime { id, from: None, to: None, note: None, title: None };
            for change in &changes {
                let (name, value) = field(change)?;
                match name {
                    "from" => edit.from = Some(WhenInput::Words(value.to_owned())),
                    "to" => edit.to = Some(WhenInput::Words(value.to_owned())),
                    "note" => edit.note = Some(value.to_owned()),
                    "title" => edit.title = Some(value.to_owned()),
                    _ => {
                        return Err(ApiError::invalid(format!("Tracked time has no field '{name}'."))
                            .hint("It has: from, to, note, title."));
                    }
                }
            }
            let view = session.ask(edit).await?;
            print_stretch(session, &view)
        }
        TrackVerb::Rm { ids } => {
            let mut found = Vec::new();
            for id in &ids {
                found.push(stretch(session, id).await?);
            }
            let count = found.len();
            session.ask(RemoveTime { ids: found }).await?;
            if session.out.json() {
                session.out.value(&serde_json::json!({ "removed": count }));
            } else {
                session.out.line(format!("Removed {}.", words::count(count, "stretch", "stretches")));
            }
            Ok(())
        }
    }
}

pub async fn focus(session: &mut Session, verb: FocusVerb) -> Answer {
    match verb {
        FocusVerb::Start { id } => {
            let what = Some(session.id(&id, TRACKED).await?);
            let now = session.ask(StartTime { what, title: String::new(), at: None, focus: true }).await?;
            print_now(session, &now);
            Ok(())
        }
        FocusVerb::Stop { line, at } => {
            let before = session.ask(GetTime {}).await?;
            let after =
                session.ask(StopTime { at: moment(at), line: line.join(" "), discard: false }).await?;
            print_stopped(session, before, &after).await
        }
        FocusVerb::Status => status(session).await,
    }
}

async fn status(session: &mut Session) -> Answer {
    let now = session.ask(GetTime {}).await?;
    print_now(session, &now);
    Ok(())
}

fn print_now(session: &mut Session, now: &TimeNow) {
    if session.out.json() {
        session.out.value(now);
        return;
    }
    let today = format!("{} today", words::minutes(now.today_minutes));
    match &now.running {
        None => session.out.cells([Cell::from("The clock is not running."), quiet(today)]),
        Some(view) => {
            let since = clock(view.stretch.began.to_zoned(session.calendar.now.time_zone().clone()).time());
            session.out.cells([
                Cell::new(view.stretch.title.as_str(), Look::Lamp),
                Cell::from(words::minutes(view.minutes)),
                quiet(format!("since {since}, {today}")),
            ]);
            if now.long {
                session.out.line("It has run for very long. When did you stop? 'daymark track stop --at 13:30', or '--at now'.");
            }
        }
    }
}

/// What ran until now, as it was written down.
async fn print_stopped(session: &mut Session, before: TimeNow, after: &TimeNow) -> Answer {
    let Some(view) = before.running else { return Ok(()) };
    let what = view.stretch.what.map(|(_, object)| object);
    let found = session.ask(ListTime { what, ..ListTime::default() }).await?;
    match found.into_iter().find(|one| one.stretch.id == view.stretch.id) {
        Some(view) => print_stretch(session, &view),
        // Nothing was kept of it.
        None => {
            print_now(session, after);
            Ok(())
        }
    }
}

fn stretch_row(session: &Session, view: &StretchView) -> [Cell; 6] {
    let zone = session.calendar.now.time_zone();
    let began = view.stretch.began.to_zoned(zone.clone());
    let ended = view.stretch.ended.map(|ended| clock(ended.to_zoned(zone.clone()).time()));
    let look = if ended.is_none() { Look::Lamp } else { Look::Plain };
    [
        id_cell(view.stretch.id),
        Cell::from(session.calendar.day(began.date())),
        quiet(format!("{}–{}", clock(began.time()), ended.unwrap_or_default())),
        Cell::from(words::minutes(view.minutes)),
        Cell::new(view.stretch.title.as_str(), look),
        quiet(view.stretch.note.as_str().lines().next().unwrap_or_default()),
    ]
}

fn print_stretch(session: &mut Session, view: &StretchView) -> Answer {
    if session.out.json() {
        session.out.value(view);
        return Ok(());
    }
    let cells = stretch_row(session, view);
    session.out.cells(cells);
    Ok(())
}

fn list(session: &mut Session, found: &[StretchView]) -> Answer {
    if session.out.json() {
        session.out.values(found);
        return Ok(());
    }
    if found.is_empty() {
        session.out.line("No time was tracked then.");
    }
    let mut table = Table::new(&["ID", "DAY", "FROM–TO", "TOOK", "WHAT", "NOTE"]).giving(4);
    for view in found {
        table.row(stretch_row(session, view));
    }
    session.out.table(&table);
    Ok(())
}

pub async fn report(session: &mut Session, verb: ReportVerb) -> Answer {
    let ReportVerb::Time { from, to, by } = verb;
    let by = match by {
        By::Area => TimeBy::Area,
        By::Goal => TimeBy::Goal,
        By::Tag => TimeBy::Tag,
        By::Task => TimeBy::Task,
    };
    let (from, to) = (day(session, from).await?, day(session, to).await?);
    let report = session.ask(ReportTime { from, to, by }).await?;
    if session.out.json() {
        session.out.value(&report);
        return Ok(());
    }
    let span = format!("{} to {}", session.calendar.day(report.from), session.calendar.day(report.to));
    session.out.cells([
        strong(span),
        quiet(format!(
            "tracked {}, planned {}",
            words::minutes(report.tracked_minutes),
            words::minutes(report.planned_minutes)
        )),
    ]);
    let mut table = Table::new(&["", "TRACKED", "PLANNED", ""]).giving(3);
    for row in &report.rows {
        let name = if row.name.is_empty() { "(none)" } else { &row.name };
        table.row([
            Cell::from(name),
            Cell::from(words::minutes(row.tracked_minutes)),
            quiet(words::minutes(row.planned_minutes)),
            quiet(row.said.as_deref().unwrap_or_default()),
        ]);
    }
    session.out.table(&table);
    Ok(())
}

pub async fn journal(session: &mut Session, verb: JournalVerb) -> Answer {
    match verb {
        JournalVerb::Add { text, title, day: words, mood, energy, tags } => {
            let body = match text.as_slice() {
                [dash] if dash == "-" => read_text(Path::new("-"))?,
                text => text.join(" "),
            };
            let tags = tags.split([',', ' ']).filter(|tag| !tag.is_empty());
            let tags = tags.map(|tag| tag.trim_start_matches('#').to_owned()).collect();
            let day = day(session, words).await?;
            let view = session.ask(AddEntry { title, body, day, mood, energy, tags }).await?;
            print_entry(session, &view);
        }
        JournalVerb::List { query, from, to, stories, no_stories, limit } => {
            let (from, to) = (day(session, from).await?, day(session, to).await?);
            let story = if stories { Some(true) } else { no_stories.then_some(false) };
            let found = session.ask(ListEntries { query: query.join(" "), from, to, story, limit }).await?;
            if session.out.json() {
                session.out.values(&found);
                return Ok(());
            }
            if found.is_empty() {
                session
                    .out
                    .line("The journal has nothing here. 'daymark journal add It rained' writes something.");
            }
            let mut table = Table::new(&["ID", "DAY", "", "ENTRY"]).giving(3);
            for view in &found {
                let entry = &view.entry;
                let first = entry.body.as_str().lines().next().unwrap_or_default();
                let words = if entry.title.is_empty() { first } else { &entry.title };
                table.row([
                    id_cell(entry.id),
                    Cell::from(session.calendar.day(entry.day)),
                    quiet(if entry.story { "story" } else { "" }),
                    Cell::from(words),
                ]);
            }
            session.out.table(&table);
        }
        JournalVerb::Show { id } => {
            let id = session.find(&id, &[Kind::Entry]).await?.object;
            show_entry(session, id).await?;
        }
        JournalVerb::Edit(args) => {
            let (id, fields) = one_thing(&args)?;
            let id = session.find(id, &[Kind::Entry]).await?.object;
            let mut edit = EditEntry {
                id: Id::of(id),
                title: None,
                body: None,
                day: None,
                mood: Edit::Keep,
                energy: Edit::Keep,
                tags: None,
            };
            for change in fields {
                let (name, value) = field(change)?;
                let level = || -> Answer<Edit<u8>> {
                    if value.is_empty() {
                        return Ok(Edit::Clear);
                    }
                    value
                        .parse()
                        .map(Edit::Set)
                        .map_err(|_| ApiError::invalid(format!("'{value}' is not 1 to 5.")))
                };
                match name {
                    "title" => edit.title = Some(value.to_owned()),
                    "body" => edit.body = Some(value.to_owned()),
                    "day" => edit.day = Some(read_day(session, value).await?),
                    "mood" => edit.mood = level()?,
                    "energy" => edit.energy = level()?,
                    "tags" => {
                        let tags = value.split([',', ' ']).filter(|tag| !tag.is_empty());
                        edit.tags = Some(tags.map(|tag| tag.trim_start_matches('#').to_owned()).collect());
                    }
                    _ => {
                        return Err(ApiError::invalid(format!("An entry has no field '{name}'."))
                            .hint("It has: title, body, day, mood, energy, tags."));
                    }
                }
            }
            let view = session.ask(edit).await?;
            print_entry(session, &view);
        }
    }
    Ok(())
}

pub async fn show_entry(session: &mut Session, id: ObjectId) -> Answer {
    let view = session.ask(ShowEntry { id: Id::of(id) }).await?;
    print_entry(session, &view);
    Ok(())
}

fn print_entry(session: &mut Session, view: &EntryView) {
    if session.out.json() {
        session.out.value(view);
        return;
    }
    let entry = &view.entry;
    let level = |name: &str, level: Option<u8>| level.map(|n| format!("{name} {n}/5"));
    let levels: Vec<String> =
        [level("mood", entry.mood), level("energy", entry.energy)].into_iter().flatten().collect();
    session.out.cells([
        id_cell(entry.id),
        strong(session.calendar.day(entry.day)),
        Cell::from(&entry.title),
        quiet(levels.join(", ")),
    ]);
    if !entry.body.is_empty() {
        session.out.line(entry.body.as_str());
    }
}

pub async fn feedback(session: &mut Session, args: FeedbackArgs) -> Answer {
    if args.text.is_empty() {
        let found = session.ask(ListFeedback {}).await?;
        if session.out.json() {
            session.out.values(&found);
            return Ok(());
        }
        if found.is_empty() {
            session.out.line("Nothing was said yet. 'daymark feedback the calendar is lovely --kind praise' says something.");
        }
        let mut table = Table::new(&["ID", "KIND", "RATING", "STATE", "MESSAGE"]).giving(4);
        for one in &found {
            table.row([
                id_cell(one.id),
                Cell::from(one.kind.word()),
                quiet(one.rating.map(|rating| rating.to_string()).unwrap_or_default()),
                quiet(&one.state),
                Cell::from(one.message.as_str().lines().next().unwrap_or_default()),
            ]);
        }
        session.out.table(&table);
        return Ok(());
    }
    let metadata = match args.metadata {
        Some(text) => Some(
            serde_json::from_str(&text)
                .map_err(|error| ApiError::invalid(format!("--metadata is not JSON: {error}.")))?,
        ),
        None => None,
    };
    let kind = args.kind.parse().map_err(unfit)?;
    let call = AddFeedback { kind, message: args.text.join(" "), rating: args.rating, metadata };
    let kept = session.ask(call).await?;
    if session.out.json() {
        session.out.value(&kept);
    } else {
        session.out.line("Thank you. It is kept here until a server is set up; nothing was sent.");
    }
    Ok(())
}
