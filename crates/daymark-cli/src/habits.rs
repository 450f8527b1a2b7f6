//! `habit`, `routine` and `remind`.

use clap::{Args, Subcommand};
use daymark_api::{
    AddHabit, AddRoutine, ApiError, CheckHabit, Edit, EditHabit, EditRoutine, HabitView, ListHabits,
    ListRoutines, MoveRoutine, ParseCapture, PauseHabit, ResumeHabit, RoutineMove, RoutineView, SetReminders,
    ShowHabit, ShowRoutine, StartRoutine, StepInput, UncheckHabit, WhenInput,
};
use daymark_domain::habit::Per;
use daymark_domain::{DraftKind, Id, Kind, ObjectId, Repeat, Rhythm};
use jiff::civil::Time;

use crate::args::{EditArgs, Ways};
use crate::capture::{capture, read_repeat};
use crate::edit::area_of;
use crate::edit::one_thing;
use crate::out::{Cell, Look, Table, quiet, strong};
use crate::session::{Answer, Session};
use crate::words::{self, clock, id_cell};

#[derive(Debug, Subcommand)]
pub enum HabitVerb {
    /// Add a habit: in words, or with --often and a title
    Add {
        #[arg(required = true, value_name = "TEXT")]
        text: Vec<String>,
        /// Such as day, '3x a week', 'every tuesday' or an RRULE
        #[arg(long, value_name = "HOW")]
        often: Option<String>,
        #[arg(long, value_name = "ID", requires = "often")]
        area: Option<String>,
        /// The time of day it is meant for, such as 7:30
        #[arg(long, value_name = "TIME", requires = "often")]
        at: Option<String>,
        /// Minutes before that time, such as 0 or 10m,1h
        #[arg(long, value_name = "BEFORE", requires = "often")]
        remind: Option<String>,
        /// Ask again after so long until it is answered
        #[arg(long, value_name = "LENGTH", requires = "often")]
        nag: Option<String>,
        /// How much one time is, such as '20 pages'
        #[arg(long, value_name = "AMOUNT", requires = "often")]
        amount: Option<String>,
        #[arg(long, value_name = "TAGS", requires = "often", default_value = "")]
        tags: String,
        #[arg(long, value_name = "TEXT", requires = "often", default_value = "")]
        notes: String,
    },
    List {
        /// Archived ones too
        #[arg(long)]
        all: bool,
        /// Only those of this day
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
    },
    Show {
        #[arg(value_name = "ID")]
        id: String,
    },
    /// It was done, today or on a day that was
    Check {
        #[arg(value_name = "ID")]
        id: String,
        #[arg(value_name = "DAY")]
        day: Vec<String>,
        /// How much, in the habit's unit
        #[arg(long, value_name = "N")]
        amount: Option<f64>,
    },
    /// Take the last check of a day away
    Uncheck {
        #[arg(value_name = "ID")]
        id: String,
        #[arg(value_name = "DAY")]
        day: Vec<String>,
    },
    /// Change fields: title, notes, often, area, tags, begins, time, remind, nag, amount, archived
    Edit(EditArgs),
    /// Expect nothing for a while
    Pause {
        #[arg(value_name = "ID")]
        id: String,
        #[arg(long, value_name = "DAY")]
        from: Option<String>,
        /// The last day of the pause; without it until 'habit resume'
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
    },
    /// End a pause
    Resume {
        #[arg(value_name = "ID")]
        id: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum RoutineVerb {
    /// Add a routine with its steps, each 'TITLE=MINUTES'
    Add {
        #[arg(required = true, value_name = "TITLE")]
        title: Vec<String>,
        /// A step such as 'Stretch=5'; in order, as often as there are steps
        #[arg(long = "step", required = true, value_name = "TITLE=MINUTES")]
        steps: Vec<String>,
        #[arg(long, value_name = "ID")]
        area: Option<String>,
        /// Days on which it is offered, such as 'every weekday'
        #[arg(long, value_name = "RULE")]
        on: Option<String>,
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
        #[arg(long, value_name = "BEFORE")]
        remind: Option<String>,
    },
    List {
        #[arg(long)]
        all: bool,
    },
    Show {
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Change fields: title, notes, steps, area, on, time, remind, nag, archived
    Edit(EditArgs),
    /// Begin, or go on with a run that is paused
    Start {
        #[arg(value_name = "ID")]
        id: String,
    },
    /// The step at hand is done (or skipped): on to the next
    Next {
        #[arg(value_name = "ID")]
        id: String,
        /// Without doing it
        #[arg(long)]
        skip: bool,
    },
    Pause {
        #[arg(value_name = "ID")]
        id: String,
    },
    /// End the run here; what was done is kept
    Stop {
        #[arg(value_name = "ID")]
        id: String,
        /// A line for its story
        #[arg(long, value_name = "TEXT", default_value = "")]
        line: String,
    },
}

#[derive(Debug, Args)]
pub struct RemindArgs {
    /// A task, an event, a habit or a routine
    #[arg(value_name = "ID")]
    pub id: String,
    /// Such as '10m,1h', 0 for its time itself, or none
    #[arg(value_name = "BEFORE")]
    pub before: String,
    /// Ask again after so long until it is answered
    #[arg(long, value_name = "LENGTH")]
    pub nag: Option<String>,
}

fn minutes_of(text: &str) -> Answer<u32> {
    words::parse_minutes(text).ok_or_else(|| {
        ApiError::invalid(format!("'{text}' is not a length of time.")).hint("Such as 45m or 1h30.")
    })
}

fn before(text: &str) -> Answer<Vec<u32>> {
    match text.trim() {
        "" | "none" => Ok(Vec::new()),
        text => text.split(',').map(|one| minutes_of(one.trim())).collect(),
    }
}

fn time_of(text: &str) -> Answer<Time> {
    let padded = if text.trim().len() == 4 { format!("0{}", text.trim()) } else { text.trim().to_owned() };
    padded.parse().map_err(|_| {
        ApiError::invalid(format!("'{text}' is not a time of day.")).hint("Such as 07:30 or 18:00.")
    })
}

/// `20 pages`: a number and a unit.
fn amount_of(text: &str) -> Answer<(f64, String)> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let number = number.replace(',', ".").parse().map_err(|_| {
        ApiError::invalid(format!("'{text}' is not an amount.")).hint("Such as '20 pages' or '2.5 km'.")
    })?;
    Ok((number, unit.trim().to_owned()))
}

fn words_of(text: &str) -> Vec<String> {
    text.split([',', ' '])
        .map(|tag| tag.trim().trim_start_matches('#').to_owned())
        .filter(|tag| !tag.is_empty())
        .collect()
}

/// How often: so many times in a period, or a rule.
type Often = (Option<u32>, Option<Per>, Option<Repeat>);

async fn often(session: &Session, text: &str) -> Answer<Often> {
    let per = text.trim().trim_start_matches("every ").parse::<Per>();
    if let Ok(per) = per {
        return Ok((Some(1), Some(per), None));
    }
    let call =
        ParseCapture { text: format!("thing {text}"), kind: Some(DraftKind::Habit), ..Default::default() };
    let parsed = session.ask(call).await?;
    match parsed.draft.rhythm {
        Some(Rhythm::Times { times, per }) => Ok((Some(times), Some(per), None)),
        _ => Ok((None, None, Some(read_repeat(session, text).await?))),
    }
}

fn day(words: Vec<String>) -> Option<WhenInput> {
    (!words.is_empty()).then(|| WhenInput::Words(words.join(" ")))
}

pub async fn habit(session: &mut Session, verb: HabitVerb) -> Answer {
    let kinds = &[Kind::Habit];
    let view = match verb {
        HabitVerb::Add { text, often: None, .. } => {
            return capture(session, text.join(" "), Some(DraftKind::Habit), false, Ways::default()).await;
        }
        HabitVerb::Add { text, often: Some(how), area, at, remind, nag, amount, tags, notes } => {
            let (times, per, repeat) = often(session, &how).await?;
            let (amount, unit) = amount.map(|text| amount_of(&text)).transpose()?.unzip();
            let call = AddHabit {
                title: text.join(" "),
                notes,
                times,
                per,
                repeat,
                area: area_of(session, area.as_deref()).await?,
                tags: words_of(&tags),
                begins: None,
                time: at.map(|at| time_of(&at)).transpose()?,
                reminders: remind.map(|text| before(&text)).transpose()?.unwrap_or_default(),
                nag_minutes: nag.map(|text| minutes_of(&text)).transpose()?,
                amount,
                unit: unit.unwrap_or_default(),
            };
            session.ask(call).await?
        }
        HabitVerb::List { all, day } => {
            let day = match day {
                Some(words) => Some(crate::see::read_day(session, &words).await?),
                None => None,
            };
            let habits = session.ask(ListHabits { archived: all, day }).await?;
            return list(session, &habits);
        }
        HabitVerb::Show { id } => {
            let id = session.id(&id, kinds).await?;
            session.ask(ShowHabit { id }).await?
        }
        HabitVerb::Check { id, day: words, amount } => {
            let id = session.id(&id, kinds).await?;
            session.ask(CheckHabit { id, day: day(words), amount }).await?
        }
        HabitVerb::Uncheck { id, day: words } => {
            let id = session.id(&id, kinds).await?;
            session.ask(UncheckHabit { id, day: day(words) }).await?
        }
        HabitVerb::Edit(args) => {
            let (id, fields) = one_thing(&args)?;
            let id = session.find(id, kinds).await?.object;
            edited(session, id, fields).await?
        }
        HabitVerb::Pause { id, from, until } => {
            let id = session.id(&id, kinds).await?;
            let (from, until) = (from.map(WhenInput::Words), until.map(WhenInput::Words));
            session.ask(PauseHabit { id, from, until }).await?
        }
        HabitVerb::Resume { id } => {
            let id = session.id(&id, kinds).await?;
            session.ask(ResumeHabit { id }).await?
        }
    };
    print_habit(session, &view);
    Ok(())
}

/// FIELD=VALUE, split.
pub fn field(text: &str) -> Answer<(&str, &str)> {
    let parts = text.split_once('=').map(|(field, value)| (field.trim(), value.trim()));
    parts.ok_or_else(|| ApiError::invalid(format!("'{text}' is not FIELD=VALUE.")))
}

pub async fn edited(session: &Session, id: ObjectId, changes: &[String]) -> Answer<HabitView> {
    let mut edit = EditHabit {
        id: Id::of(id),
        title: None,
        notes: None,
        times: None,
        per: None,
        repeat: None,
        area: Edit::Keep,
        tags: None,
        begins: None,
        time: Edit::Keep,
        reminders: None,
        nag_minutes: Edit::Keep,
        amount: Edit::Keep,
        unit: None,
        archived: None,
    };
    for change in changes {
        let (name, value) = field(change)?;
        let none = value.is_empty() || value == "none";
        match name {
            "title" => edit.title = Some(value.to_owned()),
            "notes" => edit.notes = Some(value.to_owned()),
            "often" => (edit.times, edit.per, edit.repeat) = often(session, value).await?,
            "area" if none => edit.area = Edit::Clear,
            "area" => edit.area = area_of(session, Some(value)).await?.into(),
            "tags" => edit.tags = Some(words_of(value)),
            "begins" => edit.begins = Some(crate::see::read_day(session, value).await?),
            "time" if none => edit.time = Edit::Clear,
            "time" => edit.time = Edit::Set(time_of(value)?),
            "remind" => edit.reminders = Some(before(value)?),
            "nag" if none => edit.nag_minutes = Edit::Clear,
            "nag" => edit.nag_minutes = Edit::Set(minutes_of(value)?),
            "amount" if none => edit.amount = Edit::Clear,
            "amount" => {
                let (amount, unit) = amount_of(value)?;
                (edit.amount, edit.unit) = (Edit::Set(amount), Some(unit));
            }
            "archived" => edit.archived = Some(matches!(value, "yes" | "true" | "1")),
            _ => {
                return Err(ApiError::invalid(format!("A habit has no field '{name}'.")).hint(
                    "It has: title, notes, often, area, tags, begins, time, remind, nag, amount, archived.",
                ));
            }
        }
    }
    session.ask(edit).await
}

/// `2`, `2.5`.
fn number(n: f64) -> String {
    format!("{}", (n * 1000.0).round() / 1000.0)
}

fn progress(view: &HabitView) -> String {
    if view.target <= 0.0 {
        return String::new();
    }
    format!("{}/{} {}", number(view.done), number(view.target), view.unit).trim_end().to_owned()
}

pub fn habit_row(view: &HabitView) -> [Cell; 7] {
    let mark = match (view.pause.is_some(), view.open, view.done_day > 0.0) {
        (_, _, true) if !view.open => Cell::new("✓", Look::Done),
        (true, ..) => quiet("‖"),
        (_, true, _) => quiet("○"),
        _ => quiet(" "),
    };
    [
        id_cell(view.id),
        mark,
        Cell::from(&view.title),
        quiet(&view.rhythm_said),
        quiet(view.time.map(clock).unwrap_or_default()),
        Cell::from(progress(view)),
        quiet(&view.consistency_said),
    ]
}

fn list(session: &mut Session, habits: &[HabitView]) -> Answer {
    if session.out.json() {
        session.out.values(habits);
        return Ok(());
    }
    if habits.is_empty() {
        session.out.line("There are no habits here. 'daymark habit add meditate every day' makes one.");
    }
    let mut table = Table::new(&["ID", "", "HABIT", "HOW OFTEN", "AT", "DONE", "STEADILY"]).giving(2);
    for habit in habits {
        table.row(habit_row(habit));
    }
    session.out.table(&table);
    Ok(())
}

pub fn print_habit(session: &mut Session, view: &HabitView) {
    if session.out.json() {
        session.out.value(view);
        return;
    }
    let mut table = Table::under(2);
    table.row(habit_row(view));
    session.out.table(&table);
}

pub async fn show_habit(session: &mut Session, id: ObjectId) -> Answer {
    let view = session.ask(ShowHabit { id: Id::of(id) }).await?;
    print_habit(session, &view);
    Ok(())
}

fn steps(texts: &[String]) -> Answer<Vec<StepInput>> {
    texts
        .iter()
        .map(|text| {
            let (title, minutes) = match text.rsplit_once('=') {
                Some((title, minutes)) => (title, minutes_of(minutes)?),
                None => (text.as_str(), 0),
            };
            Ok(StepInput { title: title.trim().to_owned(), minutes, ..StepInput::default() })
        })
        .collect()
}

pub async fn routine(session: &mut Session, verb: RoutineVerb) -> Answer {
    let kinds = &[Kind::Routine];
    let view = match verb {
        RoutineVerb::Add { title, steps: texts, area, on, at, remind } => {
            let call = AddRoutine {
                title: title.join(" "),
                notes: String::new(),
                area: area_of(session, area.as_deref()).await?,
                steps: steps(&texts)?,
                repeat: match on {
                    Some(rule) => Some(read_repeat(session, &rule).await?),
                    None => None,
                },
                time: at.map(|at| time_of(&at)).transpose()?,
                reminders: remind.map(|text| before(&text)).transpose()?.unwrap_or_default(),
                nag_minutes: None,
            };
            session.ask(call).await?
        }
        RoutineVerb::List { all } => {
            let routines = session.ask(ListRoutines { archived: all }).await?;
            if session.out.json() {
                session.out.values(&routines);
                return Ok(());
            }
            if routines.is_empty() {
                session.out.line("There are no routines yet. 'daymark routine add Morning --step Stretch=5 --step Coffee=10' makes one.");
            }
            let mut table = Table::new(&["ID", "ROUTINE", "STEPS", "TAKES", "AT", "WHEN", ""]).giving(1);
            for view in &routines {
                table.row(routine_row(view));
            }
            session.out.table(&table);
            return Ok(());
        }
        RoutineVerb::Show { id } => {
            let id = session.id(&id, kinds).await?;
            session.ask(ShowRoutine { id }).await?
        }
        RoutineVerb::Edit(args) => {
            let (id, fields) = one_thing(&args)?;
            let id = session.find(id, kinds).await?.object;
            edited_routine(session, id, fields).await?
        }
        RoutineVerb::Start { id } => {
            let id = session.id(&id, kinds).await?;
            session.ask(StartRoutine { id }).await?
        }
        RoutineVerb::Next { id, skip } => {
            let id = session.id(&id, kinds).await?;
            let to = if skip { RoutineMove::Skip } else { RoutineMove::Done };
            session.ask(MoveRoutine { id, to, line: String::new() }).await?
        }
        RoutineVerb::Pause { id } => {
            let id = session.id(&id, kinds).await?;
            session.ask(MoveRoutine { id, to: RoutineMove::Pause, line: String::new() }).await?
        }
        RoutineVerb::Stop { id, line } => {
            let id = session.id(&id, kinds).await?;
            session.ask(MoveRoutine { id, to: RoutineMove::Stop, line }).await?
        }
    };
    print_routine(session, &view);
    Ok(())
}

async fn edited_routine(session: &Session, id: ObjectId, changes: &[String]) -> Answer<RoutineView> {
    let mut edit = EditRoutine {
        id: Id::of(id),
        title: None,
        notes: None,
        area: Edit::Keep,
        steps: None,
        repeat: Edit::Keep,
        time: Edit::Keep,
        reminders: None,
        nag_minutes: Edit::Keep,
        archived: None,
    };
    for change in changes {
        let (name, value) = field(change)?;
        let none = value.is_empty() || value == "none";
        match name {
            "title" => edit.title = Some(value.to_owned()),
            "notes" => edit.notes = Some(value.to_owned()),
            "steps" => {
                let texts: Vec<String> = value.split(',').map(|text| text.trim().to_owned()).collect();
                edit.steps = Some(steps(&texts)?);
            }
            "area" if none => edit.area = Edit::Clear,
            "area" => edit.area = area_of(session, Some(value)).await?.into(),
            "on" if none => edit.repeat = Edit::Clear,
            "on" => edit.repeat = Edit::Set(read_repeat(session, value).await?),
            "time" if none => edit.time = Edit::Clear,
            "time" => edit.time = Edit::Set(time_of(value)?),
            "remind" => edit.reminders = Some(before(value)?),
            "nag" if none => edit.nag_minutes = Edit::Clear,
            "nag" => edit.nag_minutes = Edit::Set(minutes_of(value)?),
            "archived" => edit.archived = Some(matches!(value, "yes" | "true" | "1")),
            _ => {
                return Err(ApiError::invalid(format!("A routine has no field '{name}'."))
                    .hint("It has: title, notes, steps, area, on, time, remind, nag, archived."));
            }
        }
    }
    session.ask(edit).await
}

fn routine_row(view: &RoutineView) -> [Cell; 7] {
    let routine = &view.routine;
    let state = match (&routine.run, view.at) {
        (Some(run), Some(at)) => {
            let paused = if run.paused_at.is_some() { ", paused" } else { "" };
            format!("step {} of {}{paused}", at + 1, routine.steps.len())
        }
        _ if view.today => "today".to_owned(),
        _ => String::new(),
    };
    [
        id_cell(routine.id),
        Cell::from(routine.title.as_str()),
        quiet(routine.steps.len().to_string()),
        quiet(words::minutes(view.minutes)),
        quiet(routine.time.map(clock).unwrap_or_default()),
        quiet(view.repeat_said.as_deref().unwrap_or_default()),
        Cell::new(state, Look::Lamp),
    ]
}

fn print_routine(session: &mut Session, view: &RoutineView) {
    if session.out.json() {
        session.out.value(view);
        return;
    }
    session.out.cells([id_cell(view.routine.id), strong(view.routine.title.as_str())]);
    let mut table = Table::under(1);
    for (n, step) in view.routine.steps.iter().enumerate() {
        let at_hand = view.at == u32::try_from(n).ok();
        let look = if at_hand { Look::Lamp } else { Look::Plain };
        let passed = if at_hand {
            format!("{} of {}", words::minutes(view.elapsed_seconds / 60), words::minutes(step.minutes))
        } else {
            words::minutes(step.minutes)
        };
        table.row([quiet(format!("{}", n + 1)), Cell::new(step.title.as_str(), look), quiet(passed)]);
    }
    session.out.table(&table);
}

pub async fn show_routine(session: &mut Session, id: ObjectId) -> Answer {
    let view = session.ask(ShowRoutine { id: Id::of(id) }).await?;
    print_routine(session, &view);
    Ok(())
}

pub async fn remind(session: &mut Session, args: RemindArgs) -> Answer {
    let kinds = &[Kind::Task, Kind::Event, Kind::Habit, Kind::Routine];
    let object = session.find(&args.id, kinds).await?.object;
    let nag_minutes = args.nag.map(|text| minutes_of(&text)).transpose()?;
    let minutes = before(&args.before)?;
    let found = session.ask(SetReminders { object, minutes: minutes.clone(), nag_minutes }).await?;
    if session.out.json() {
        session.out.value(&found);
        return Ok(());
    }
    let said: Vec<String> = minutes
        .iter()
        .map(|minutes| match minutes {
            0 => "at its time".to_owned(),
            n => format!("{} before", words::minutes(*n)),
        })
        .collect();
    let said = if said.is_empty() { "does not remind".to_owned() } else { said.join(", ") };
    session.out.cells([id_cell(found.object), strong(&found.title), quiet(said)]);
    Ok(())
}
