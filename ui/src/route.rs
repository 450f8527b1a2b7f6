//! Where one is: the hash of the address, read into a [`Route`].

use daymark_api::domain::{AreaId, ConversationId, GoalId, Kind, NoteId, ObjectId, TaskId};
use gloo_events::EventListener;
use yew::prelude::*;

use crate::signal::{Signal, Watched, use_signal};

/// A screen, or a task shown beside the last screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    #[default]
    Today,
    Inbox,
    /// Tasks by a filter, `#/tasks?q=area:health`; empty is the default filter.
    Tasks(String),
    Task(TaskId),
    Calendar,
    Habits,
    Journal,
    Goals,
    Goal(GoalId),
    Area(AreaId),
    Notes,
    Note(NoteId),
    Assistant,
    Conversation(ConversationId),
    Search(String),
    Trash,
    History,
    /// Another time, in words; empty begins with yesterday.
    Past(String),
    /// A section of the settings; empty is the first.
    Settings(String),
    Diagnostics,
    Welcome,
}

/// The screen, and the task that is open beside it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    pub screen: Route,
    pub task: Option<TaskId>,
}

thread_local! {
    static PLACE: Signal<Place> = Signal::new(Place::default());
}

impl Route {
    /// Reads a hash such as `#/tasks?q=due%3Atoday`; what is not known is Today.
    pub fn parse(hash: &str) -> Route {
        let path = hash.trim_start_matches('#').trim_start_matches('/');
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let question = || {
            let value = query.split('&').find_map(|pair| pair.strip_prefix("q=")).unwrap_or_default();
            decode(value)
        };
        let (head, rest) = path.split_once('/').unwrap_or((path, ""));
        let read = match head {
            "today" | "" => Some(Route::Today),
            "inbox" => Some(Route::Inbox),
            "tasks" => Some(Route::Tasks(question())),
            "task" => rest.parse().ok().map(Route::Task),
            "calendar" => Some(Route::Calendar),
            "habits" => Some(Route::Habits),
            "journal" => Some(Route::Journal),
            "goals" => Some(Route::Goals),
            "goal" => rest.parse().ok().map(Route::Goal),
            "area" => rest.parse().ok().map(Route::Area),
            "notes" => Some(Route::Notes),
            "note" => rest.parse().ok().map(Route::Note),
            "assistant" if rest.is_empty() => Some(Route::Assistant),
            "assistant" => rest.parse().ok().map(Route::Conversation),
            "search" => Some(Route::Search(question())),
            "trash" => Some(Route::Trash),
            "history" => Some(Route::History),
            "past" => Some(Route::Past(question())),
            "settings" => Some(Route::Settings(rest.to_owned())),
            "diagnostics" => Some(Route::Diagnostics),
            "welcome" => Some(Route::Welcome),
            _ => None,
        };
        read.unwrap_or_default()
    }

    /// The hash of the route.
    pub fn hash(&self) -> String {
        let asked = |name: &str, text: &str| match text {
            "" => format!("#/{name}"),
            text => format!("#/{name}?q={}", encode(text)),
        };
        match self {
            Route::Today => "#/today".into(),
            Route::Inbox => "#/inbox".into(),
            Route::Tasks(query) => asked("tasks", query),
            Route::Task(id) => format!("#/task/{id}"),
            Route::Calendar => "#/calendar".into(),
            Route::Habits => "#/habits".into(),
            Route::Journal => "#/journal".into(),
            Route::Goals => "#/goals".into(),
            Route::Goal(id) => format!("#/goal/{id}"),
            Route::Area(id) => format!("#/area/{id}"),
            Route::Notes => "#/notes".into(),
            Route::Note(id) => format!("#/note/{id}"),
            Route::Assistant => "#/assistant".into(),
            Route::Conversation(id) => format!("#/assistant/{id}"),
            Route::Search(text) => asked("search", text),
            Route::Trash => "#/trash".into(),
            Route::History => "#/history".into(),
            Route::Past(at) => asked("past", at),
            Route::Settings(section) if section.is_empty() => "#/settings".into(),
            Route::Settings(section) => format!("#/settings/{section}"),
            Route::Diagnostics => "#/diagnostics".into(),
            Route::Welcome => "#/welcome".into(),
        }
    }

    /// Where an object is shown. Events are shown on the calendar.
    pub fn of(object: ObjectId, kind: Kind) -> Route {
        let id = object.to_string();
        match kind {
            Kind::Task => id.parse().map(Route::Task).unwrap_or_default(),
            Kind::Goal => id.parse().map(Route::Goal).unwrap_or_default(),
            Kind::Area => id.parse().map(Route::Area).unwrap_or_default(),
            Kind::Note => id.parse().map(Route::Note).unwrap_or_default(),
            Kind::Conversation => id.parse().map(Route::Conversation).unwrap_or_default(),
            Kind::Event => Route::Calendar,
            Kind::Setting => Route::Settings(String::new()),
            Kind::Provider => Route::Settings("models".into()),
            Kind::Message | Kind::Proposal | Kind::Memory => Route::Assistant,
            Kind::Feed => Route::Calendar,
            Kind::Filter => Route::Tasks(format!("filter:{id}")),
            Kind::Habit | Kind::Routine => Route::Habits,
            Kind::Entry => Route::Journal,
            // Their screens are not made yet.
            Kind::Project
            | Kind::Section
            | Kind::Template
            | Kind::Attachment
            | Kind::Stretch
            | Kind::Feedback => Route::default(),
        }
    }

    /// Whether a link to `other` should be marked as the current place.
    pub fn within(&self, other: &Route) -> bool {
        match other {
            Route::Tasks(query) if query.is_empty() => matches!(self, Route::Tasks(_)),
            Route::History => matches!(self, Route::History | Route::Past(_)),
            Route::Goals => matches!(self, Route::Goals | Route::Goal(_)),
            Route::Notes => matches!(self, Route::Notes | Route::Note(_)),
            Route::Assistant => matches!(self, Route::Assistant | Route::Conversation(_)),
            Route::Settings(section) if section.is_empty() => {
                matches!(self, Route::Settings(_) | Route::Diagnostics)
            }
            other => self == other,
        }
    }
}

fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let hex = |byte: Option<u8>| byte.and_then(|b| char::from(b).to_digit(16));
        match byte {
            b'%' => {
                let ahead = rest.clone();
                if let (Some(high), Some(low)) = (hex(rest.next()), hex(rest.next())) {
                    bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                } else {
                    rest = ahead;
                    bytes.push(byte);
                }
            }
            b'+' => bytes.push(b' '),
            byte => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Follows the address from now on.
pub fn start() {
    let Some(window) = web_sys::window() else { return };
    arrive();
    EventListener::new(&window, "hashchange", |_| arrive()).forget();
}

fn arrive() {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    let before = PLACE.get();
    let place = match Route::parse(&hash) {
        Route::Task(id) => Place { screen: before.screen.clone(), task: Some(id) },
        screen => Place { screen, task: None },
    };
    if place != *before {
        PLACE.put(place);
    }
}

/// Goes to a route, leaving the current one in the browser's history.
pub fn go(route: &Route) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(&route.hash());
    }
}

/// Closes the task beside the screen.
pub fn close_task() {
    let place = PLACE.get();
    if place.task.is_some() {
        go(&place.screen);
    }
}

/// Where one is, outside components.
pub fn place() -> std::rc::Rc<Place> {
    PLACE.get()
}

/// Where one is; renders again when it changes.
#[hook]
pub fn use_place() -> std::rc::Rc<Place> {
    use_signal(&PLACE)
}

#[derive(Properties, PartialEq)]
pub struct LinkProps {
    pub to: Route,
    #[prop_or_default]
    pub class: Classes,
    #[prop_or_default]
    pub label: Option<AttrValue>,
    #[prop_or_default]
    pub tabindex: Option<AttrValue>,
    #[prop_or_default]
    pub children: Html,
}

/// A real link to a route.
#[component]
pub fn Link(props: &LinkProps) -> Html {
    html! {
        <a class={props.class.clone()} href={props.to.hash()} aria-label={props.label.clone()} tabindex={props.tabindex.clone()}>
            { props.children.clone() }
        </a>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_survive_the_address() {
        let id = "0198a5f0-0000-7000-8000-000000000000";
        for route in [
            Route::Today,
            Route::Tasks("area:\"family & friends\" é".into()),
            Route::Tasks(String::new()),
            Route::Past("last tuesday 5pm".into()),
            Route::Task(id.parse().unwrap()),
            Route::Conversation(id.parse().unwrap()),
            Route::Settings("models".into()),
            Route::Search("50% off + more".into()),
        ] {
            assert_eq!(Route::parse(&route.hash()), route);
        }
        for odd in ["#/nowhere", "#/task/not-an-id", "", "#", "#/tasks?q=%zz%4"] {
            assert!(matches!(Route::parse(odd), Route::Today | Route::Tasks(_)), "{odd}");
        }
    }
}
