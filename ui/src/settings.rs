//! The settings of this person, as far as they change how things look.

use std::rc::Rc;

use daymark_api::{Density, GetSettings, Settings, Theme};
use yew::prelude::*;

use crate::i18n;
use crate::query::use_query;
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
    let _ = root.set_attribute("lang", &settings.language);
    let _ = root.set_attribute("dir", direction(&settings.language));
}

/// Which way a language is written.
fn direction(language: &str) -> &'static str {
    match language.split('-').next() {
        Some("ar" | "he" | "fa" | "ur") => "rtl",
        _ => "ltr",
    }
}
