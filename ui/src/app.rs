//! The root: settings, language, the frame, and what is shown when all else fails.

use yew::prelude::*;

use crate::frame::Frame;
use crate::i18n::t;
use crate::settings::use_applied_settings;
use crate::{keys, query, route, time, transport};

/// Starts the app in the page.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        crash_screen(&panic.to_string());
    }));
    transport::listen(|notice| query::notify(&notice));
    route::start();
    keys::start();
    time::start();
    yew::Renderer::<App>::new().render();
}

/// Everything. It is rendered anew when the language changes, so that every word is.
#[component]
pub fn App() -> Html {
    let language = use_applied_settings();
    html! { <Frame key={language.unwrap_or_default()} /> }
}

/// After a panic nothing of the app runs any more, so this is made by hand.
fn crash_screen(said: &str) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let make = |tag: &str, class: &str, text: &str| {
        let element = document.create_element(tag).ok()?;
        element.set_class_name(class);
        element.set_text_content(Some(text));
        Some(element)
    };
    let Some(screen) = make("div", "crash", "") else { return };
    let _ = screen.set_attribute("role", "alert");
    let parts = [
        make("h1", "", &t!("crash-title")),
        make("p", "", &t!("crash-text")),
        make("pre", "", said),
        make("a", "btn go", &t!("crash-reload")),
    ];
    for part in parts.into_iter().flatten() {
        if part.tag_name() == "A" {
            // A link to this very page, because no code of ours runs any more.
            let _ = part.set_attribute("href", "/");
        }
        let _ = screen.append_child(&part);
    }
    if let Some(body) = document.body() {
        body.set_inner_html("");
        let _ = body.append_child(&screen);
    }
}
