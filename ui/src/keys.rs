//! From a key to what it does. The reading of keys is a pure function; the listener is at the end.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use crate::commands::{COMMANDS, Do, Scope};

/// What has the focus while a key is pressed, as far as it decides who gets the key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The page, or the row of a list.
    #[default]
    Free,
    /// A field in which text is typed.
    Field,
    /// A button, a link, a box to tick: Enter and Space are its own.
    Control,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Press {
    pub key: String,
    /// Ctrl, or Cmd on a Mac.
    pub main: bool,
    pub shift: bool,
    pub alt: bool,
    /// An input method is composing; the key is not ours.
    pub composing: bool,
    pub focus: Focus,
}

impl Press {
    fn of(event: &KeyboardEvent) -> Press {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        Press {
            key: match event.key() {
                key if key == " " => "Space".into(),
                key => key,
            },
            main: event.ctrl_key() || event.meta_key(),
            shift: event.shift_key(),
            alt: event.alt_key(),
            composing: event.is_composing() || event.key_code() == 229,
            focus: target.as_ref().map(focus_of).unwrap_or_default(),
        }
    }

    /// The chord as the list of commands writes it.
    fn chord(&self) -> String {
        let letter = self.key.chars().count() == 1;
        let mut chord = String::new();
        if self.main {
            chord.push_str("mod+");
        }
        // A typed sign such as `?` already holds its Shift.
        if self.shift && (self.main || !letter) {
            chord.push_str("shift+");
        }
        if letter {
            chord.push_str(&self.key.to_lowercase())
        } else {
            chord.push_str(&self.key)
        }
        chord
    }
}

fn focus_of(element: &Element) -> Focus {
    let tag = element.tag_name();
    let editable = element.closest("[contenteditable=true]").ok().flatten().is_some();
    match tag.as_str() {
        "INPUT" => match element.get_attribute("type").as_deref() {
            Some("checkbox" | "radio" | "button" | "submit" | "range" | "file") => Focus::Control,
            _ => Focus::Field,
        },
        "TEXTAREA" | "SELECT" => Focus::Field,
        _ if editable => Focus::Field,
        "A" if element.has_attribute("data-row") => Focus::Free,
        "BUTTON" | "A" | "SUMMARY" => Focus::Control,
        _ => match element.get_attribute("role").as_deref() {
            Some("button" | "option" | "menuitem" | "tab" | "switch" | "checkbox" | "radio") => {
                Focus::Control
            }
            _ => Focus::Free,
        },
    }
}

/// What a key press means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Not ours: leave it alone.
    None,
    /// The first of two keys.
    First(String),
    Command(Do, Scope),
}

/// Reads a key press, after `before` when that was the first of two keys.
pub fn meaning(press: &Press, before: Option<&str>, in_list: bool) -> Meaning {
    if press.composing || press.alt {
        return Meaning::None;
    }
    let chord = press.chord();
    let allowed = match press.focus {
        Focus::Free => true,
        // Undo inside a field is the field's own.
        Focus::Field => matches!(chord.as_str(), "mod+k" | "mod+." | "mod+," | "Escape"),
        Focus::Control => {
            !matches!(chord.as_str(), "Enter" | "Space" | "ArrowUp" | "ArrowDown" | "Home" | "End")
        }
    };
    if !allowed {
        return Meaning::None;
    }
    let two = before.map(|first| format!("{first} {chord}"));
    let find =
        |wanted: &str, scope: Scope| COMMANDS.iter().find(|c| c.scope == scope && c.keys.contains(&wanted));
    if let Some(two) = two {
        return find(&two, Scope::Everywhere).map_or(Meaning::None, |c| Meaning::Command(c.id, c.scope));
    }
    let command =
        in_list.then(|| find(&chord, Scope::List)).flatten().or_else(|| find(&chord, Scope::Everywhere));
    match command {
        Some(command) => Meaning::Command(command.id, command.scope),
        None if COMMANDS.iter().any(|c| {
            c.keys.iter().any(|keys| keys.split_once(' ').is_some_and(|(first, _)| first == chord))
        }) =>
        {
            Meaning::First(chord)
        }
        None => Meaning::None,
    }
}

/// A key as it is printed on the key, for hints.
pub fn printed(chord: &str, mac: bool) -> Vec<String> {
    chord
        .split_inclusive(['+', ' '])
        .map(|part| if part.len() > 1 { part.trim_end_matches(['+', ' ']) } else { part })
        .map(|part| match part {
            "mod" if mac => "⌘".into(),
            "mod" => "Ctrl".into(),
            "shift" => "⇧".into(),
            "Escape" => "Esc".into(),
            "ArrowDown" => "↓".into(),
            "ArrowUp" => "↑".into(),
            "Enter" => "↵".into(),
            "Backspace" => "⌫".into(),
            "Delete" => "Del".into(),
            part if part.chars().count() == 1 => part.to_uppercase(),
            part => part.to_owned(),
        })
        .collect()
}

/// Whether this is a Mac, where the main key is Cmd.
pub fn is_mac() -> bool {
    thread_local! { static MAC: Cell<Option<bool>> = const { Cell::new(None) }; }
    if cfg!(not(target_arch = "wasm32")) {
        return false;
    }
    MAC.get().unwrap_or_else(|| {
        let agent =
            web_sys::window().and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default();
        let mac = agent.contains("Mac OS") || agent.contains("iPhone") || agent.contains("iPad");
        MAC.set(Some(mac));
        mac
    })
}

/// Answers commands; `false` passes them on to whoever was there before.
type Answer = Rc<dyn Fn(Do) -> bool>;

thread_local! {
    static ANSWERS: RefCell<Vec<(u64, Scope, Answer)>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u64> = const { Cell::new(0) };
    static FIRST: RefCell<Option<(String, Timeout)>> = const { RefCell::new(None) };
}

/// Runs a command as if its key had been pressed. The latest component that takes it gets it.
pub fn perform(command: Do, scope: Scope) -> bool {
    let answers: Vec<Answer> = ANSWERS.with_borrow(|all| {
        all.iter()
            .rev()
            .filter(|(_, theirs, _)| *theirs == scope)
            .map(|(_, _, answer)| answer.clone())
            .collect()
    });
    answers.into_iter().any(|answer| answer(command))
}

/// Whether a list of tasks is on the screen.
pub fn in_list() -> bool {
    ANSWERS.with_borrow(|all| all.iter().any(|(_, scope, _)| *scope == Scope::List))
}

/// Answers the commands of a scope while the component is shown.
#[hook]
pub fn use_commands(scope: Scope, answer: impl Fn(Do) -> bool + 'static) {
    let latest = use_mut_ref(|| Rc::new(|_: Do| false) as Answer);
    *latest.borrow_mut() = Rc::new(answer);
    use_effect_with(scope, move |&scope| {
        let id = NEXT.get();
        NEXT.set(id + 1);
        let answer: Answer = Rc::new(move |command| {
            let answer = latest.borrow().clone();
            answer(command)
        });
        ANSWERS.with_borrow_mut(|all| all.push((id, scope, answer)));
        move || ANSWERS.with_borrow_mut(|all| all.retain(|(other, ..)| *other != id))
    });
}

/// Listens to the keyboard from now on.
pub fn start() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document, "keydown", options, |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>()
            && !event.default_prevented()
            && pressed(&Press::of(event))
        {
            event.prevent_default();
        }
    })
    .forget();
}

fn pressed(press: &Press) -> bool {
    if matches!(press.key.as_str(), "Shift" | "Control" | "Meta" | "Alt") {
        return false;
    }
    let before = FIRST.take().map(|(first, _)| first);
    match meaning(press, before.as_deref(), in_list() && !crate::overlay::covered()) {
        Meaning::None => false,
        Meaning::First(first) => {
            let forget = Timeout::new(1_200, || drop(FIRST.take()));
            FIRST.set(Some((first, forget)));
            true
        }
        Meaning::Command(command, scope) => perform(command, scope),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::Goal;

    fn press(chord: &str, focus: Focus) -> Press {
        let (mods, key) = chord.rsplit_once('+').unwrap_or(("", chord));
        Press {
            key: key.into(),
            main: mods.contains("mod"),
            shift: mods.contains("shift"),
            alt: mods.contains("alt"),
            composing: false,
            focus,
        }
    }

    #[test]
    fn keys_mean_what_the_sheet_says() {
        use Focus::*;
        let list = |id| Meaning::Command(id, Scope::List);
        let all = |id| Meaning::Command(id, Scope::Everywhere);
        for (chord, focus, in_list, meant) in [
            ("q", Free, false, all(Do::Add)),
            ("q", Control, false, all(Do::Add)),
            ("q", Field, false, Meaning::None),
            ("mod+k", Field, false, all(Do::Palette)),
            ("mod+k", Free, true, all(Do::Palette)),
            ("mod+z", Free, false, all(Do::Undo)),
            ("mod+z", Field, false, Meaning::None),
            ("mod+shift+Z", Free, false, all(Do::Redo)),
            ("shift+?", Free, false, all(Do::Keys)),
            ("g", Free, true, Meaning::First("g".into())),
            ("t", Free, true, list(Do::PlanToday)),
            ("t", Free, false, Meaning::None),
            ("l", Free, true, list(Do::Later)),
            ("a", Free, true, list(Do::File)),
            ("s", Free, true, list(Do::Someday)),
            ("d", Free, true, list(Do::Drop)),
            ("Backspace", Free, true, list(Do::Drop)),
            ("Backspace", Field, true, Meaning::None),
            ("e", Free, true, list(Do::Rename)),
            ("x", Free, true, list(Do::Complete)),
            ("Space", Free, true, list(Do::Complete)),
            ("Space", Control, true, Meaning::None),
            ("Enter", Control, true, Meaning::None),
            ("j", Control, true, list(Do::NextRow)),
            ("ArrowDown", Free, true, list(Do::NextRow)),
            ("Escape", Field, false, all(Do::Close)),
            ("alt+q", Free, false, Meaning::None),
            ("mod+q", Free, false, Meaning::None),
        ] {
            assert_eq!(meaning(&press(chord, focus), None, in_list), meant, "{chord} in {focus:?}");
        }
    }

    #[test]
    fn two_keys_go_places_and_a_wrong_second_does_nothing() {
        let go = Meaning::Command(Do::Go(Goal::Today), Scope::Everywhere);
        assert_eq!(meaning(&press("t", Focus::Free), Some("g"), true), go, "and not the list's own t");
        assert_eq!(meaning(&press("z", Focus::Free), Some("g"), true), Meaning::None);
    }

    #[test]
    fn an_input_method_keeps_its_keys() {
        let composing = Press { composing: true, ..press("q", Focus::Free) };
        assert_eq!(meaning(&composing, None, true), Meaning::None);
    }

    #[test]
    fn keys_are_printed_as_on_the_keyboard() {
        assert_eq!(printed("mod+shift+z", false), ["Ctrl", "⇧", "Z"]);
        assert_eq!(printed("mod+k", true), ["⌘", "K"]);
        assert_eq!(printed("g t", false), ["G", "T"]);
        assert_eq!(printed("?", false), ["?"]);
    }
}
