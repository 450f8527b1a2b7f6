//! The command line as clap sees it. The page CLI of the documentation is the contract.

use daymark_domain::Kind;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::attach::AttachmentVerb;
use crate::check::CheckVerb;
use crate::filters::FilterVerb;
use crate::goals::{AreaVerb, EventVerb, GoalVerb, NoteVerb};
use crate::habits::{HabitVerb, RemindArgs, RoutineVerb};
use crate::living::{FeedbackArgs, FocusVerb, JournalVerb, ReportVerb, TrackArgs};
use crate::projects::{ProjectVerb, SectionVerb};

/// A private assistant for planning a life, in a terminal.
#[derive(Debug, Parser)]
#[command(name = "daymark", version, max_term_width = 100, propagate_version = true)]
#[command(
    after_help = "An id may be shortened to its last characters; a title in quotes works where it is unique."
)]
pub struct CommandLine {
    #[command(flatten)]
    pub everywhere: Everywhere,
    #[command(subcommand)]
    pub verb: Verb,
}

/// What works with every verb.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Everywhere {
    /// The data folder; made on first use
    #[arg(long, global = true, value_name = "DIR", env = "DAYMARK_DATA")]
    pub data: Option<PathBuf>,
    /// Print JSON: one value, or one a line for lists
    #[arg(long, global = true)]
    pub json: bool,
    /// Pretend it is this moment (RFC 3339)
    #[arg(long, global = true, value_name = "TIME")]
    pub now: Option<String>,
    /// Reckon days in this zone, such as Europe/Berlin
    #[arg(long, global = true, value_name = "ZONE")]
    pub zone: Option<String>,
    /// Answer yes to questions of consent; never for what outside content had a part in
    #[arg(long, short, global = true)]
    pub yes: bool,
    /// A file with the database key (mode 0600): 64 hex digits or 32 bytes
    #[arg(long, global = true, value_name = "FILE", env = "DAYMARK_KEY_FILE", hide_env_values = true)]
    pub key_file: Option<PathBuf>,
    /// Where systemd puts credentials
    #[arg(long, global = true, hide = true, env = "CREDENTIALS_DIRECTORY")]
    pub credentials_dir: Option<PathBuf>,
    /// Allow the key to lie in a plain file beside the database
    #[arg(long, global = true)]
    pub insecure_key_file: bool,
    /// Write what happens inside to stderr
    #[arg(long, short, global = true)]
    pub verbose: bool,
}

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Add what a line of words says
    #[command(visible_alias = "a")]
    Add(Add),
    /// Add the thoughts of a text, bullets and all, as one step
    Dump {
        /// A file, or '-' for standard input
        #[arg(default_value = "-")]
        file: PathBuf,
        /// Only show what each thought means
        #[arg(long)]
        dry_run: bool,
        /// Save each line as soon as it is read, as a step of its own
        #[arg(long)]
        one_by_one: bool,
        #[command(flatten)]
        ways: Ways,
    },
    /// Rules of recurrence (RFC 5545) by themselves
    #[command(subcommand)]
    Recur(RecurVerb),
    /// Say what a date phrase means
    When {
        #[arg(required = true, value_name = "TEXT")]
        text: Vec<String>,
        #[command(flatten)]
        ways: Ways,
    },

    /// The day: timeline, tasks, what waits from before
    Today {
        /// Another day: a date or words such as 'tomorrow'
        #[arg(value_name = "DAY")]
        day: Vec<String>,
    },
    /// The week at a glance: today, goals, areas, what was done
    Dashboard,
    /// What to do now
    Next {
        /// Give every reason with its points
        #[arg(long)]
        why: bool,
        /// How much energy there is
        #[arg(long, value_enum)]
        energy: Option<Level>,
        #[arg(long, default_value_t = 5, value_name = "N")]
        limit: u32,
    },
    /// List tasks by a query such as 'area:health due<=friday -priority:low'
    #[command(visible_alias = "ls", after_help = QUERY_HELP)]
    List {
        #[arg(value_name = "QUERY")]
        query: Vec<String>,
        /// A saved filter, beside what the query says
        #[arg(long, value_name = "NAME")]
        filter: Option<String>,
        #[command(flatten)]
        page: Page,
    },
    /// Queries by themselves
    #[command(subcommand)]
    Query(QueryVerb),
    /// Queries with a name
    #[command(subcommand)]
    Filter(FilterVerb),
    /// What was captured and is not decided yet
    Inbox {
        #[command(flatten)]
        page: Page,
    },
    /// Show one thing in full
    Show {
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Change fields of a thing: FIELD=VALUE, or FIELD= to clear
    #[command(after_help = EDIT_HELP)]
    Edit(EditArgs),
    /// The checklist of a task: show it, or change a line
    Check {
        #[arg(value_name = "ID")]
        id: String,
        #[command(subcommand)]
        verb: Option<CheckVerb>,
    },
    /// Mark tasks as done
    Done(Ids),
    /// Open completed tasks again
    Reopen(Ids),
    /// Move a task to another day; 'none' takes its day away
    Later {
        #[arg(value_name = "ID")]
        id: String,
        #[arg(required = true, value_name = "WHEN")]
        when: Vec<String>,
    },
    /// Pass over one instance of something that repeats
    Skip {
        #[arg(value_name = "ID")]
        id: String,
        /// The instance: its day, or 2026-12-01T18:00 where several fall on one; without it the one
        /// at hand of a task, or the next of an event
        #[arg(value_name = "INSTANCE")]
        instance: Vec<String>,
    },
    /// Put things in the trash, where they stay whole
    Rm(Ids),
    /// Take things out of the trash
    Restore(Ids),
    /// What lies in the trash
    Trash {
        #[arg(long, value_name = "N")]
        limit: Option<u32>,
    },
    /// Find anything by its words
    Search {
        #[arg(required = true, value_name = "TEXT")]
        text: Vec<String>,
        #[arg(long, value_name = "N")]
        limit: Option<u32>,
        /// Only things of this kind: task, event, note, goal, area, project, habit and so on
        #[arg(long = "kind", value_name = "KIND")]
        kinds: Vec<Kind>,
    },

    /// Parts of life
    #[command(subcommand)]
    Area(AreaVerb),
    /// Goals, and breaking them into steps
    #[command(subcommand)]
    Goal(GoalVerb),
    /// Projects: tasks that lead to one outcome
    #[command(subcommand)]
    Project(ProjectVerb),
    /// The sections of a project
    #[command(subcommand)]
    Section(SectionVerb),
    /// The calendar
    #[command(subcommand)]
    Event(EventVerb),
    /// Notes
    #[command(subcommand)]
    Note(NoteVerb),
    /// Attach files to a thing
    Attach {
        #[arg(value_name = "ID")]
        id: String,
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Files that are attached to things
    #[command(subcommand)]
    Attachment(AttachmentVerb),

    /// Habits: what is done so often, without a streak to lose
    #[command(subcommand)]
    Habit(HabitVerb),
    /// Routines: steps with their minutes, one after another
    #[command(subcommand)]
    Routine(RoutineVerb),
    /// Track time: 'track ID', 'track stop', 'track status', 'track list'
    Track(TrackArgs),
    /// A session of Focus: its time is tracked, its story is kept
    #[command(subcommand)]
    Focus(FocusVerb),
    /// Planned and lived time
    #[command(subcommand)]
    Report(ReportVerb),
    /// The journal, by day
    #[command(subcommand)]
    Journal(JournalVerb),
    /// How a thing reminds: minutes before, such as 10m or 1h, or none
    Remind(RemindArgs),
    /// Say something about Daymark; kept here until a server is set up
    Feedback(FeedbackArgs),

    /// Undo the last step, the last N, or a chosen one
    Undo {
        #[arg(value_name = "N")]
        steps: Option<u32>,
        #[command(flatten)]
        chosen: Chosen,
    },
    /// Do undone steps again
    Redo {
        #[arg(value_name = "N")]
        steps: Option<u32>,
        #[command(flatten)]
        chosen: Chosen,
    },
    /// See the data as it stood at another time
    #[command(after_help = AS_OF_HELP)]
    AsOf {
        /// RFC 3339, a day (its end), or words such as 'last tuesday' or 'yesterday 5pm'
        #[arg(value_name = "TIME")]
        at: String,
        #[command(subcommand)]
        verb: PastVerb,
    },
    /// Who moved it: the changes that made a thing leave or enter the lists it is looked for in
    Bisect {
        #[arg(value_name = "ID")]
        id: String,
        /// Only changes of this field
        #[arg(long, value_name = "FIELD")]
        field: Option<String>,
    },
    /// The steps taken, or those of one thing
    History {
        #[arg(value_name = "ID")]
        id: Option<String>,
        #[arg(long, value_name = "N")]
        limit: Option<u32>,
    },

    /// Say something to the assistant
    Chat(Chat),
    /// What is answered without a model
    Intents,
    /// Changes that wait for consent
    #[command(subcommand)]
    Proposal(ProposalVerb),
    /// Providers of language models
    #[command(subcommand)]
    Models(ModelsVerb),

    /// Bring in a file
    Import {
        /// daymark, json, csv, ics, markdown, org, taskwarrior, todoist, ticktick, superproductivity,
        /// vikunja or things; 'auto' looks at the content
        #[arg(value_name = "FORMAT")]
        format: String,
        /// A file, '-' for standard input, or for markdown a folder
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Only show what would come in
        #[arg(long)]
        dry_run: bool,
        /// Take the good entries even where others are refused
        #[arg(long)]
        partial: bool,
    },
    /// Write everything, or the tasks of a query, as a file
    Export {
        /// The formats of import
        #[arg(value_name = "FORMAT")]
        format: String,
        /// A file; without one it goes to standard output
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
        /// Only the tasks that it finds
        #[arg(long, value_name = "QUERY")]
        query: Option<String>,
    },
    /// Show settings, or change one with KEY=VALUE
    Settings {
        #[arg(value_name = "KEY[=VALUE]")]
        setting: Option<String>,
    },
    /// The database file: archive, check, rebuild
    #[command(subcommand)]
    Db(DbVerb),
    /// Look at every part and say how it is
    Doctor,
    /// Open Daymark in a browser on this device
    Serve(Serve),
    /// Print shell completions
    Completions { shell: clap_complete::Shell },
    /// Print the manual page, or write one for each verb into a folder
    Man {
        #[arg(long, value_name = "DIR")]
        dir: Option<PathBuf>,
    },
}

const QUERY_HELP: &str = "\
A query is words, \"phrases\" and FIELD:VALUE, with 'or', 'not' (or '-') and parentheses; conditions
side by side must all hold. Values may be several: tag:home,phone. Days, priorities and estimates
also take <, <=, > and >=. Without a status it is about open tasks.

  status  open, started, done, any       is        inbox, someday, subtask, blocked, waiting
  area    a name, none, any              goal, project   a name, none, any
  blocked, blocks  a task, none, any     waiting, context  words or a name, none, any
  tag     a name (or #name), none, any   priority  high, medium, low, none
  due     planned or due                 start, deadline, created, completed
  estimate  45m, 1h30                    sort, group, limit  how it is shown
  filter  the name of a saved filter (or @name, with - for its spaces)

A day is a date, 2026-12, today, tomorrow, this week, next week, overdue, none, any, -7d, or words
such as friday; FROM..TO is a span.

  daymark list 'due<=friday (#phone or area:home) -priority:low sort:due,-priority limit:20'";

const EDIT_HELP: &str = "\
Fields of a task: title, notes, start, due, deadline, estimate, priority, energy, area, goal,
  parent, tags (also tags+=a tags-=b), context, repeat, remind, someday, started,
  project, section, blocked_by (also += and -=), waiting, links ('URL TITLE')
Of a goal: title, notes, status, area, target, parent
Of a project: title, notes, status, area, goal, target, before    Of a section: title, before
Of an area: name, colour, intention, review (weekly, monthly, never)
Of an event: title, start, end, notes, location, area, repeat    Of a note: title, body, area
Of a habit: title, notes, often, area, tags, begins, time, remind, nag, amount, archived
Of an entry of the journal: title, body, day, mood, energy, tags
Of a saved filter: name, query, colour, as, pinned

Of something that repeats, --one changes a single instance, --following it and those after it,
--all every one. An instance is named by the day (or the day and time) that the rule gives it.

  daymark edit 3f2a91bc due='friday 3pm' estimate=45m tags+=phone";

const AS_OF_HELP: &str = "\
  daymark as-of 'last tuesday' today
  daymark as-of 2026-11-20T15:00:00Z list 'area:home'
  daymark as-of 'yesterday 5pm' show 3f2a91bc";

/// A step or a turn by its number.
#[derive(Clone, Debug, Args)]
pub struct Chosen {
    /// This step, as 'history' numbers it; what was changed since is left alone and named
    #[arg(long, value_name = "N", conflicts_with_all = ["steps", "turn"])]
    pub step: Option<i64>,
    /// All that a turn of the assistant did, by the id of its message
    #[arg(long, value_name = "ID", conflicts_with = "steps")]
    pub turn: Option<String>,
}

impl Chosen {
    pub fn any(&self) -> bool {
        self.step.is_some() || self.turn.is_some()
    }
}

#[derive(Debug, Subcommand)]
pub enum DbVerb {
    /// Put in the archive what has lain as long as the setting 'retention' says
    Archive {
        /// Only count
        #[arg(long)]
        dry_run: bool,
        /// Look through the archive instead; without words, list it
        #[arg(long, value_name = "TEXT", num_args = 0..=1, default_missing_value = "", conflicts_with = "restore")]
        search: Option<String>,
        /// Take a thing out again, by the end of its id as --search shows it
        #[arg(long, value_name = "ID")]
        restore: Option<String>,
    },
    /// Read every page, and compare what is drawn from the log with the log
    Check,
    /// Throw away what is drawn from the log and draw it again
    Rebuild,
}

/// What can be seen of another time.
#[derive(Debug, Subcommand)]
pub enum PastVerb {
    /// The day as it was planned
    Today {
        #[arg(value_name = "DAY")]
        day: Vec<String>,
    },
    /// What there was to do
    Next {
        #[arg(long)]
        why: bool,
    },
    /// Tasks by a query
    List {
        #[arg(value_name = "QUERY")]
        query: Vec<String>,
        #[command(flatten)]
        page: Page,
    },
    /// The inbox
    Inbox {
        #[command(flatten)]
        page: Page,
    },
    /// One thing in full
    Show {
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Anything by its words
    Search {
        #[arg(required = true, value_name = "TEXT")]
        text: Vec<String>,
    },
    /// What lay in the trash
    Trash,
}

#[derive(Debug, Args)]
pub struct Add {
    #[arg(required = true, value_name = "TEXT")]
    pub text: Vec<String>,
    /// Only show what was understood
    #[arg(long)]
    pub dry_run: bool,
    /// What it is, instead of guessing
    #[arg(long, value_enum)]
    pub kind: Option<KindArg>,
    #[command(flatten)]
    pub ways: Ways,
}

/// Whose words and signs are read.
#[derive(Clone, Debug, Default, Args)]
pub struct Ways {
    /// Read these words: en, de, es or fr, instead of the language of the settings
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// Read the signs of another planner: todoist, superproductivity, vikunja, taskwarrior
    #[arg(long, value_name = "DIALECT")]
    pub dialect: Option<String>,
}

#[derive(Debug, Args)]
pub struct Page {
    /// At most so many; without it 100, and all with --json
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// Leave out the first so many
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: u32,
}

#[derive(Debug, Args)]
pub struct Ids {
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
}

#[derive(Debug, Args)]
pub struct EditArgs {
    /// One thing, or several tasks
    #[arg(required = true, value_name = "ID… FIELD=VALUE")]
    pub words: Vec<String>,
    /// All tasks that a query finds, in place of IDs
    #[arg(long, value_name = "QUERY", conflicts_with_all = ["one", "following", "all"])]
    pub query: Option<String>,
    /// Only this instance of something that repeats; '--one=' is the one at hand or next
    #[arg(long, value_name = "INSTANCE", conflicts_with_all = ["following", "all"])]
    pub one: Option<String>,
    /// This instance and all that come after it
    #[arg(long, value_name = "INSTANCE", conflicts_with = "all")]
    pub following: Option<String>,
    /// Every instance, also when ID names a changed one
    #[arg(long)]
    pub all: bool,
}

#[derive(Debug, Subcommand)]
pub enum QueryVerb {
    /// Say how a query is read, and how it is carried out
    #[command(after_help = QUERY_HELP)]
    Explain {
        #[arg(value_name = "QUERY")]
        query: Vec<String>,
    },
    /// Say what could stand at a place of a query that is being typed
    Complete {
        #[arg(value_name = "TEXT", allow_hyphen_values = true)]
        text: String,
        /// The place, counted in characters; without it the end
        #[arg(long, value_name = "N")]
        at: Option<u32>,
    },
}

#[derive(Debug, Subcommand)]
pub enum RecurVerb {
    /// Print the instances, one local time with its offset a line
    Expand {
        /// Such as 1997-09-02T09:00:00, or a day
        #[arg(long, value_name = "TIME")]
        start: String,
        /// At most so many
        #[arg(long, value_name = "N", default_value_t = 100)]
        count: u32,
        /// Leave out what lies before this wall clock
        #[arg(long, value_name = "TIME")]
        from: Option<String>,
        /// RRULE:…, RDATE:… or EXDATE:…
        #[arg(required = true, value_name = "RULE")]
        rules: Vec<String>,
    },
    /// Say a rule in words
    Say {
        #[arg(value_name = "RRULE")]
        rule: String,
        /// Counted from when it is done
        #[arg(long)]
        after_completion: bool,
    },
}

#[derive(Debug, Args)]
pub struct Chat {
    #[arg(required = true, value_name = "TEXT")]
    pub text: Vec<String>,
    /// Ask this provider
    #[arg(long, value_name = "NAME", conflicts_with = "no_model")]
    pub model: Option<String>,
    /// Answer by rules only
    #[arg(long)]
    pub no_model: bool,
    /// Nothing of this conversation leaves the device
    #[arg(long)]
    pub private: bool,
    /// Go on with this conversation
    #[arg(long, value_name = "ID")]
    pub conversation: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum ProposalVerb {
    /// Those that wait
    List {
        /// Decided ones too
        #[arg(long)]
        all: bool,
    },
    Show {
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Take it whole, or only the numbered parts
    Accept {
        #[arg(value_name = "ID")]
        id: String,
        /// Such as 1,3 or 1-3
        #[arg(value_name = "PARTS")]
        parts: Option<String>,
    },
    /// Take nothing of it
    Reject {
        #[arg(value_name = "ID")]
        id: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum ModelsVerb {
    List,
    /// Add or replace a provider
    Add {
        #[arg(value_name = "NAME")]
        name: String,
        /// Base address of an OpenAI-compatible server
        #[arg(long, value_name = "URL", required_unless_present = "scripted", conflicts_with = "scripted")]
        url: Option<String>,
        /// The model to ask for
        #[arg(long, value_name = "ID")]
        model: Option<String>,
        /// Read the API key from the first line of standard input
        #[arg(long)]
        key_stdin: bool,
        /// The built-in scripted model, for demonstrations
        #[arg(long)]
        scripted: bool,
    },
    /// Ask a provider whether it answers
    Test {
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Remove a provider and its key
    Remove {
        #[arg(value_name = "NAME")]
        name: String,
    },
}

#[derive(Debug, Args)]
pub struct Serve {
    /// The port; any free one without it
    #[arg(long, default_value_t = 0, value_name = "PORT")]
    pub port: u16,
    /// Only print the link
    #[arg(long)]
    pub no_open: bool,
    /// The folder with the files of the UI
    #[arg(long, value_name = "DIR")]
    pub assets: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum KindArg {
    Task,
    Event,
    Habit,
    Note,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Level {
    Low,
    Medium,
    High,
}
