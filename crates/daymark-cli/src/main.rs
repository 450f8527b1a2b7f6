//! `daymark`: everything the app can do, in a terminal and in scripts.
//!
//! One more client of the catalogue. It parses words into requests, prints replies as text or JSON,
//! and decides nothing else. Names, JSON shapes and exit codes are a contract that scripts rely on.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "printing is what this program is for")]

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;
use daymark_api::{ApiError, Code};
use daymark_host::{App, LogTo, Options};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use tokio::runtime::Runtime;

mod args;
mod attach;
mod capture;
mod change;
mod chat;
mod check;
mod db;
mod edit;
mod filters;
mod generate;
mod goals;
mod habits;
mod inout;
mod keep;
mod living;
mod out;
mod past;
mod projects;
mod proposals;
mod recur;
mod see;
mod serve;
mod session;
mod words;

use args::{CommandLine, Everywhere, QueryVerb, Verb};
use out::Out;
use session::{Answer, Session, print_error};
use words::Calendar;

fn main() -> ExitCode {
    let line = match CommandLine::try_parse() {
        Ok(line) => line,
        Err(error) => return wrong_usage(&error),
    };
    let json = line.everywhere.json;
    let (out, ended) = run(line, Out::new(json, wants_colour()));
    if !out.finish() && ended.is_ok() {
        let error =
            ApiError::new(Code::Internal, "Not everything could be printed.").hint("Is the disk full?");
        print_error(&error, json);
        return ExitCode::from(error.code.exit());
    }
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            print_error(&error, json);
            ExitCode::from(error.code.exit())
        }
    }
}

/// Help and version are answers; anything else is exit 2, in JSON for those who asked for it.
fn wrong_usage(error: &clap::Error) -> ExitCode {
    let json = std::env::args_os().any(|word| word == "--json");
    if !error.use_stderr() || !json {
        let _ = error.print();
        return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
    }
    let text = error.render().to_string();
    let message = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
    print_error(&ApiError::invalid(message).hint("'daymark help' lists every verb."), true);
    ExitCode::from(2)
}

#[allow(clippy::disallowed_methods, reason = "NO_COLOR is read here, at the edge")]
fn wants_colour() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Does what the line says; hands back what is still to be printed.
fn run(line: CommandLine, mut out: Out) -> (Out, Answer) {
    let ended = match line.verb {
        Verb::Completions { shell } => {
            generate::completions(&mut out, shell);
            Ok(())
        }
        Verb::Man { dir } => generate::man(&mut out, dir.as_deref()),
        verb => match open(&line.everywhere) {
            Ok((runtime, app)) => {
                let calendar = Calendar { now: app.now(), zone: app.zone() };
                let mut session = Session { app, out, calendar, yes: line.everywhere.yes, past: None };
                let ended = runtime.block_on(async {
                    let ended = Box::pin(act(&mut session, verb)).await;
                    session.app.close().await;
                    ended
                });
                return (session.out, ended);
            }
            Err(error) => Err(error),
        },
    };
    (out, ended)
}

fn open(everywhere: &Everywhere) -> Answer<(Runtime, App)> {
    let options = options(everywhere)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| ApiError::new(Code::Internal, format!("The program cannot start: {error}.")))?;
    let app = runtime.block_on(daymark_host::open(options))?;
    Ok((runtime, app))
}

fn options(everywhere: &Everywhere) -> Answer<Options> {
    if let Some(zone) = &everywhere.zone {
        TimeZone::get(zone).map_err(|_| {
            ApiError::invalid(format!("'{zone}' is not a time zone."))
                .hint("An IANA name such as Europe/Berlin.")
        })?;
    }
    let now = match &everywhere.now {
        Some(text) => Some(read_now(text, everywhere.zone.as_deref())?),
        None => None,
    };
    let ask: Option<daymark_host::AskPassphrase> = match std::io::stdin().is_terminal() {
        true => {
            Some(Box::new(|question| rpassword::prompt_password(format!("{question}\nPassphrase: ")).ok()))
        }
        false => None,
    };
    Ok(Options {
        data: everywhere.data.clone(),
        now,
        zone: everywhere.zone.clone(),
        key_file: everywhere.key_file.clone(),
        credentials_dir: everywhere.credentials_dir.clone(),
        insecure_key_file: everywhere.insecure_key_file,
        log: if everywhere.verbose { LogTo::Stderr } else { LogTo::Quiet },
        ask,
    })
}

/// An RFC 3339 time, in the zone that was named, in the one it names itself, or in this device's.
fn read_now(text: &str, zone: Option<&str>) -> Answer<Zoned> {
    let invalid = || {
        ApiError::invalid(format!("--now: '{text}' is not a time."))
            .hint("RFC 3339, such as 2026-11-24T15:00:00+01:00.")
    };
    let own = text.parse::<Zoned>().ok();
    let stamp: Timestamp = match &own {
        Some(zoned) => zoned.timestamp(),
        None => text.parse().map_err(|_| invalid())?,
    };
    let zone = match (zone, &own) {
        (Some(zone), _) => TimeZone::get(zone).map_err(|_| invalid())?,
        (None, Some(zoned)) => zoned.time_zone().clone(),
        (None, None) => TimeZone::system(),
    };
    Ok(stamp.to_zoned(zone))
}

async fn act(session: &mut Session, verb: Verb) -> Answer {
    match verb {
        Verb::Add(add) => capture::add(session, add).await,
        Verb::Dump { file, dry_run, one_by_one, ways } => {
            capture::dump(session, &file, dry_run, one_by_one, ways).await
        }
        Verb::When { text, ways } => capture::when(session, text.join(" "), ways).await,
        Verb::Recur(verb) => recur::recur(session, verb).await,
        Verb::Today { day } => see::today(session, day.join(" ")).await,
        Verb::Dashboard => see::dashboard(session).await,
        Verb::Next { why, energy, limit } => see::next(session, why, energy, limit).await,
        Verb::List { query, filter, page } => {
            see::list(session, filters::with(filter.as_deref(), query.join(" ")), page).await
        }
        Verb::Query(QueryVerb::Explain { query }) => see::explain(session, query.join(" ")).await,
        Verb::Query(QueryVerb::Complete { text, at }) => filters::complete(session, text, at).await,
        Verb::Filter(verb) => filters::filter(session, verb).await,
        Verb::Inbox { page } => see::inbox(session, page).await,
        Verb::Show { id } => see::show(session, &id, &[]).await,
        Verb::Edit(args) => edit::edit(session, args, None).await,
        Verb::Check { id, verb } => check::check(session, &id, verb).await,
        Verb::Done(ids) => change::done(session, ids).await,
        Verb::Reopen(ids) => change::reopen(session, ids).await,
        Verb::Later { id, when } => change::later(session, &id, when.join(" ")).await,
        Verb::Skip { id, instance } => recur::skip(session, &id, &instance.join(" ")).await,
        Verb::Rm(ids) => change::rm(session, ids).await,
        Verb::Restore(ids) => change::restore(session, ids).await,
        Verb::Trash { limit } => see::trash(session, limit).await,
        Verb::Search { text, limit, kinds } => see::search(session, text.join(" "), limit, kinds).await,
        Verb::Area(verb) => goals::area(session, verb).await,
        Verb::Project(verb) => projects::project(session, verb).await,
        Verb::Section(verb) => projects::section(session, verb).await,
        Verb::Goal(verb) => goals::goal(session, verb).await,
        Verb::Event(verb) => goals::event(session, verb).await,
        Verb::Note(verb) => goals::note(session, verb).await,
        Verb::Habit(verb) => habits::habit(session, verb).await,
        Verb::Routine(verb) => habits::routine(session, verb).await,
        Verb::Remind(args) => habits::remind(session, args).await,
        Verb::Track(args) => living::track(session, args).await,
        Verb::Focus(verb) => living::focus(session, verb).await,
        Verb::Report(verb) => living::report(session, verb).await,
        Verb::Journal(verb) => living::journal(session, verb).await,
        Verb::Feedback(args) => living::feedback(session, args).await,
        Verb::Attach { id, files } => attach::attach(session, &id, &files).await,
        Verb::Attachment(verb) => attach::attachment(session, verb).await,
        Verb::Undo { chosen, .. } if chosen.any() => past::chosen(session, chosen, false).await,
        Verb::Redo { chosen, .. } if chosen.any() => past::chosen(session, chosen, true).await,
        Verb::Undo { steps, .. } => change::undo(session, steps).await,
        Verb::Redo { steps, .. } => change::redo(session, steps).await,
        Verb::AsOf { at, verb } => past::as_of(session, at, verb).await,
        Verb::Bisect { id, field } => past::bisect(session, &id, field).await,
        Verb::History { id, limit } => see::history(session, id.as_deref(), limit).await,
        Verb::Chat(chat) => chat::chat(session, chat).await,
        Verb::Intents => chat::intents(session).await,
        Verb::Proposal(verb) => proposals::proposal(session, verb).await,
        Verb::Models(verb) => keep::models(session, verb).await,
        Verb::Import { format, file, dry_run, partial } => {
            inout::import(session, format, &file, dry_run, partial).await
        }
        Verb::Export { format, file, query } => inout::export(session, format, file.as_deref(), query).await,
        Verb::Settings { setting } => keep::settings(session, setting).await,
        Verb::Db(verb) => db::db(session, verb).await,
        Verb::Doctor => keep::doctor(session).await,
        Verb::Serve(options) => serve::serve(session, options).await,
        // Answered before anything is opened.
        Verb::Completions { .. } | Verb::Man { .. } => Ok(()),
    }
}
