//! The rule router: what can be answered without a model.

use std::collections::BTreeMap;

use jiff::Zoned;

/// What a person wants, where rules can tell.
///
/// The slots that may come with each are listed; they hold the person's raw words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Intent {
    /// `text`: words for quick add; maybe `list`: the list or area it was put on.
    Add,
    /// `text`.
    AddNote,
    /// `text`: title, with its target date in words where one was said ("Run a 10k by June").
    AddGoal,
    /// `what`.
    Complete,
    /// `what`.
    Reopen,
    /// `what`, `when`.
    Move,
    /// `which` (`overdue`, `movable`, `today`), `when`; `movable` leaves what is fixed where it is.
    MoveMany,
    /// `what`, `area`.
    Refile,
    /// `what`.
    Trash,
    /// `what`.
    Restore,
    Undo,
    Redo,
    /// Maybe `when` (absent is today).
    Today,
    Inbox,
    /// `when`: what is due by then ("this week").
    Due,
    /// What has waited past its day.
    Overdue,
    /// `area`.
    AreaTasks,
    /// `goal`: what is left of it.
    GoalLeft,
    Goals,
    Areas,
    /// Maybe `when`: what got done.
    DoneList,
    /// Maybe `when`: unplanned time.
    FreeTime,
    /// Maybe `energy` (`low`, `medium`, `high`) and `minutes` (digits).
    Next,
    /// Why the last suggestion.
    Why,
    /// `text`.
    Find,
    /// Maybe `when`.
    PlanDay,
    /// `what`; maybe `steps` (digits).
    BreakDown,
    /// Answered by the agent itself, as are those below: core never sees them.
    Help,
    Hello,
    Thanks,
    /// "yes", "go ahead": consent is not given in words, and the answer says so.
    Consent,
    /// Today's date and time; with `when`, core answers what date that is.
    Clock,
    /// `question`: what was said is a command with something missing. Nothing is done.
    Clarify,
    /// An intent that was registered from data, by its name.
    Plugin(String),
}

/// What the rules made of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Routed {
    pub intent: Intent,
    /// The person's raw words by slot name. Core reads dates and finds titles.
    pub slots: BTreeMap<String, String>,
    /// 0 to 1.
    pub confidence: f32,
}

impl Routed {
    /// The words of a slot.
    pub fn slot(&self, name: &str) -> Option<&str> {
        self.slots.get(name).map(String::as_str)
    }
}

/// The intents that are known, with their patterns.
#[derive(Clone, Debug, Default)]
pub struct Registry {}

impl Registry {
    /// The intents that ship with Daymark.
    pub fn standard() -> Registry {
        Registry {}
    }

    /// What is answered without a model.
    pub fn list(&self) -> Vec<daymark_api::IntentView> {
        Vec::new()
    }

    /// What the rules make of a line; `None` is a matter for a model.
    pub fn route(&self, text: &str, now: &Zoned) -> Option<Routed> {
        let _ = (text, now);
        None
    }
}
