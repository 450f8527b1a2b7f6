//! Everything that can be done by name: the one list behind the shortcuts, the palette and the
//! sheet of keys.

use crate::icons::Sign;
use crate::route::Route;

/// What a command does. A screen answers the ones it registered for with
/// [`use_commands`](crate::keys::use_commands).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Do {
    Add,
    Dump,
    PrintDay,
    PrintWeek,
    Palette,
    Keys,
    Undo,
    Redo,
    Panel,
    Light,
    Dark,
    System,
    Close,
    Go(Goal),
    NextRow,
    PreviousRow,
    FirstRow,
    LastRow,
    Open,
    Complete,
    PlanToday,
    PlanTomorrow,
    Later,
    File,
    Someday,
    Drop,
    Rename,
    Start,
    Pick,
    PickNext,
    PickPrevious,
    PickAll,
    Tag,
    Priority,
}

/// Screens that can be gone to by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    Today,
    Inbox,
    Calendar,
    Tasks,
    Goals,
    Notes,
    Assistant,
    Search,
    History,
    Past,
    Trash,
    Settings,
    Diagnostics,
}

impl Goal {
    pub fn route(self) -> Route {
        match self {
            Goal::Today => Route::Today,
            Goal::Inbox => Route::Inbox,
            Goal::Calendar => Route::Calendar,
            Goal::Tasks => Route::Tasks(String::new()),
            Goal::Goals => Route::Goals,
            Goal::Notes => Route::Notes,
            Goal::Assistant => Route::Assistant,
            Goal::Search => Route::Search(String::new()),
            Goal::History => Route::History,
            Goal::Past => Route::Past(String::new()),
            Goal::Trash => Route::Trash,
            Goal::Settings => Route::Settings(String::new()),
            Goal::Diagnostics => Route::Diagnostics,
        }
    }
}

/// Where a command's keys work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Everywhere,
    /// On the chosen row of a list of tasks.
    List,
}

#[derive(Clone, Copy, Debug)]
pub struct Command {
    pub id: Do,
    /// The Fluent key of its name.
    pub name: &'static str,
    /// Chords such as `mod+k` (Ctrl, or Cmd on a Mac), or two keys one after the other: `g t`.
    pub keys: &'static [&'static str],
    pub scope: Scope,
    pub sign: Sign,
    /// Whether the palette offers it.
    pub offered: bool,
}

const fn everywhere(id: Do, name: &'static str, keys: &'static [&'static str], sign: Sign) -> Command {
    Command { id, name, keys, scope: Scope::Everywhere, sign, offered: true }
}

const fn hidden(
    id: Do,
    name: &'static str,
    keys: &'static [&'static str],
    scope: Scope,
    sign: Sign,
) -> Command {
    Command { id, name, keys, scope, sign, offered: false }
}

const fn row(id: Do, name: &'static str, keys: &'static [&'static str], sign: Sign) -> Command {
    Command { id, name, keys, scope: Scope::List, sign, offered: true }
}

/// All commands, in the order of the palette and the sheet of keys.
pub const COMMANDS: &[Command] = &[
    everywhere(Do::Add, "command-add", &["q", "c"], Sign::Plus),
    everywhere(Do::Dump, "command-dump", &["b"], Sign::Note),
    hidden(Do::Palette, "command-palette", &["mod+k"], Scope::Everywhere, Sign::Search),
    everywhere(Do::Go(Goal::Today), "command-go-today", &["g t"], Sign::Today),
    everywhere(Do::Go(Goal::Inbox), "command-go-inbox", &["g i"], Sign::Inbox),
    everywhere(Do::Go(Goal::Calendar), "command-go-calendar", &["g c"], Sign::Calendar),
    everywhere(Do::Go(Goal::Tasks), "command-go-tasks", &["g l"], Sign::Tasks),
    everywhere(Do::Go(Goal::Goals), "command-go-goals", &["g g"], Sign::Goals),
    everywhere(Do::Go(Goal::Notes), "command-go-notes", &["g n"], Sign::Note),
    everywhere(Do::Go(Goal::Assistant), "command-go-assistant", &["g a"], Sign::Assistant),
    everywhere(Do::Go(Goal::Search), "command-go-search", &["/"], Sign::Search),
    everywhere(Do::Go(Goal::History), "command-go-history", &["g h"], Sign::History),
    everywhere(Do::Go(Goal::Past), "past", &["g p"], Sign::Clock),
    everywhere(Do::Go(Goal::Trash), "command-go-trash", &[], Sign::Trash),
    everywhere(Do::Go(Goal::Settings), "command-go-settings", &["mod+,", "g s"], Sign::Settings),
    everywhere(Do::Go(Goal::Diagnostics), "command-go-diagnostics", &[], Sign::Pulse),
    everywhere(Do::Panel, "command-panel", &["mod+.", "a"], Sign::Panel),
    everywhere(Do::Undo, "command-undo", &["mod+z"], Sign::Undo),
    everywhere(Do::Redo, "command-redo", &["mod+shift+z", "mod+y"], Sign::Redo),
    everywhere(Do::PrintDay, "command-print-day", &[], Sign::Download),
    everywhere(Do::PrintWeek, "command-print-week", &[], Sign::Download),
    everywhere(Do::Light, "command-theme-light", &[], Sign::Today),
    everywhere(Do::Dark, "command-theme-dark", &[], Sign::Moon),
    everywhere(Do::System, "command-theme-system", &[], Sign::Theme),
    everywhere(Do::Keys, "command-keys", &["?"], Sign::Keyboard),
    hidden(Do::Close, "command-close", &["Escape"], Scope::Everywhere, Sign::Close),
    hidden(Do::NextRow, "command-next-row", &["j", "ArrowDown"], Scope::List, Sign::Down),
    hidden(Do::PreviousRow, "command-previous-row", &["k", "ArrowUp"], Scope::List, Sign::Up),
    hidden(Do::FirstRow, "command-first-row", &["Home"], Scope::List, Sign::Up),
    hidden(Do::LastRow, "command-last-row", &["End"], Scope::List, Sign::Down),
    row(Do::Open, "command-open", &["Enter", "o"], Sign::Right),
    row(Do::Complete, "command-complete", &["x", "Space"], Sign::Check),
    row(Do::PlanToday, "command-plan-today", &["t"], Sign::Today),
    row(Do::PlanTomorrow, "command-plan-tomorrow", &["m"], Sign::ArrowRight),
    row(Do::Later, "command-later", &["l"], Sign::ArrowRight),
    row(Do::File, "command-file", &["a"], Sign::Area),
    row(Do::Someday, "command-someday", &["s"], Sign::Someday),
    row(Do::Drop, "command-drop", &["d", "Backspace", "Delete"], Sign::Trash),
    row(Do::Rename, "command-rename", &["e"], Sign::Edit),
    row(Do::Start, "command-start", &["f"], Sign::Play),
    hidden(Do::Pick, "command-pick", &["v"], Scope::List, Sign::Check),
    hidden(Do::PickNext, "command-pick-next", &["shift+ArrowDown"], Scope::List, Sign::Down),
    hidden(Do::PickPrevious, "command-pick-previous", &["shift+ArrowUp"], Scope::List, Sign::Up),
    hidden(Do::PickAll, "command-pick-all", &["mod+a"], Scope::List, Sign::Check),
    hidden(Do::Tag, "command-tag-chosen", &["#"], Scope::List, Sign::Tag),
    hidden(Do::Priority, "command-priority-chosen", &["p"], Scope::List, Sign::Priority),
];

impl Do {
    pub fn command(self) -> Option<&'static Command> {
        COMMANDS.iter().find(|command| command.id == self)
    }

    /// The first of its keys, for a hint beside the button.
    pub fn key(self) -> Option<&'static str> {
        self.command().and_then(|command| command.keys.first().copied())
    }
}

/// How well `typed` fits `name`: every letter in order; letters at the beginning of words and next
/// to each other count more. `None` when it does not fit.
pub fn fit(typed: &str, name: &str) -> Option<i32> {
    let name: Vec<char> = name.to_lowercase().chars().collect();
    let mut score = 0;
    let mut at = 0;
    let mut last = None;
    for wanted in typed.to_lowercase().chars().filter(|c| !c.is_whitespace()) {
        let found = name.iter().skip(at).position(|&c| c == wanted)? + at;
        let begins = found == 0 || name.get(found - 1).is_some_and(|c| !c.is_alphanumeric());
        score += if begins { 8 } else { 1 };
        if last.is_some_and(|last| last + 1 == found) {
            score += 5;
        }
        score -= i32::try_from(found - at).unwrap_or(i32::MAX).min(6);
        last = Some(found);
        at = found + 1;
    }
    Some(score)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n;

    #[test]
    fn every_command_has_a_name_and_no_key_does_two_things() {
        for (index, command) in COMMANDS.iter().enumerate() {
            assert!(i18n::known(command.name), "{} has no words", command.name);
            for other in COMMANDS.iter().skip(index + 1).filter(|other| other.scope == command.scope) {
                assert!(
                    !command.keys.iter().any(|key| other.keys.contains(key)),
                    "{} and {}",
                    command.name,
                    other.name
                );
            }
        }
    }

    #[test]
    fn what_is_typed_finds_the_command_that_was_meant() {
        let best = |typed: &str| {
            let names = [
                "Go to Today",
                "Go to Trash",
                "Theme: dark",
                "Undo",
                "Plan for today",
                "Go to Goals and areas",
            ];
            names.into_iter().filter_map(|name| Some((fit(typed, name)?, name))).max().map(|(_, name)| name)
        };
        for (typed, meant) in [
            ("tra", Some("Go to Trash")),
            ("dark", Some("Theme: dark")),
            ("und", Some("Undo")),
            ("gga", Some("Go to Goals and areas")),
            ("zq", None),
        ] {
            assert_eq!(best(typed), meant, "{typed}");
        }
    }
}
