//! The settings of this person, as far as they change how things look.

use std::rc::Rc;

use daymark_api::{Density, EditSettings, GetSettings, Settings, Theme};
use yew::prelude::*;

use crate::i18n;
use crate::query::{self, use_query};
use crate::signal::{Signal, Watched, use_signal};

thread_local! {
    static SETTINGS: Signal<Settings> = Signal::new(Settings::default());
}

/// The settings, outside components.
pub fn current() -> Rc<Settings> {
    SETTINGS.get()
}

/// The settings; renders again when they change.
#[hook]
pub fn use_settings() -> Rc<Settings> {
    use_signal(&SETTINGS)
}

/// Asks for the settings once, keeps them fresh and applies them to the page. The result counts up
/// when everything has to be rendered again because the language changed, and is `None` until the
/// settings are known.
#[hook]
pub fn use_applied_settings() -> Option<String> {
    let asked = use_query(GetSettings {});
    use_memo(asked, |asked| {
        let settings = asked.ready()?.clone();
        if i18n::spoken() != settings.language {
            i18n::speak(&settings.language);
        }
        apply(&settings);
        let language = settings.language.clone();
        if *SETTINGS.get() != settings {
            SETTINGS.put(settings);
        }
        Some(language)
    })
    .as_ref()
    .clone()
}

fn apply(settings: &Settings) {
    let Some(root) = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element()) else {
        return;
    };
    let theme = match settings.theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
    let density = match settings.density {
        Density::Comfortable => "comfortable",
        Density::Compact => "compact",
    };
    let _ = root.set_attribute("data-density", density);
    // What is spoken, which is English where nobody has words for what is set.
    let spoken = i18n::spoken();
    let _ = root.set_attribute("lang", &spoken);
    let _ = root.set_attribute("dir", direction(&spoken));
}

/// Chooses the language of the system, once: on the first run, when nobody has chosen one. It is
/// stored, so that answers, quick add and the terminal follow too.
pub fn follow_the_system(set: &str) {
    let Some(asked) = web_sys::window().and_then(|window| window.navigator().language()) else { return };
    let found = i18n::shipped(&asked).filter(|found| *found != set && set == Settings::default().language);
    if let Some(found) = found {
        query::act_quietly(EditSettings { settings: [("language".to_owned(), found.into())].into() });
    }
}

/// Which way a language is written.
fn direction(language: &str) -> &'static str {
    match language.split('-').next() {
        Some("ar" | "he" | "fa" | "ur") => "rtl",
        _ => "ltr",
    }
}
