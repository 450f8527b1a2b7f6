//! The frame around the screens: sidebar, rail or bottom bar, the assistant's panel, what lies over.

mod menu;
mod navigation;
mod overlays;
mod palette;
mod running;
mod sheet_of_keys;

use daymark_api::domain::Id;
use daymark_api::{EditSettings, GetSettings, Notice};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::commands::{Do, Scope};
use crate::components::focus_heading;
use crate::i18n::t;
use crate::keys::use_commands;
use crate::overlay::{self, Overlay, use_panel};
use crate::query::{self, use_notices};
use crate::route::{self, Route, use_place};
use crate::screens;
use crate::settings;
use crate::signal::use_signal;
use crate::toast;
use crate::transport::{REACH, Reach};

use navigation::{Bar, Sidebar};
use overlays::Overlays;
pub use palette::sign_of;

/// The whole page.
#[component]
pub fn Frame() -> Html {
    let place = use_place();
    let panel = use_panel();
    use_focus_on_arrival(&place.screen);
    use_first_minute();
    use_commands(Scope::Everywhere, answer);
    use_notices(|notice| match notice {
        Notice::Show { place } => show(place),
        Notice::ReminderDue { object, title, body } => {
            let id = *object;
            let open = Callback::from(move |()| route::go(&Route::Task(Id::of(id))));
            let said = if body.is_empty() { title.clone() } else { format!("{title} · {body}") };
            toast::offer(said, t!("open"), open);
        }
        _ => {}
    });
    let assistant_screen = Route::Assistant;
    let panel = panel && !place.screen.within(&assistant_screen) && place.screen != Route::Welcome;
    let bare = place.screen == Route::Welcome;
    let class = classes!(
        "app",
        panel.then_some("has-panel"),
        place.task.is_some().then_some("has-task"),
        bare.then_some("is-bare"),
    );
    html! {
        <>
            <a class="skip" href="#main" onclick={Callback::from(skip)}>{ t!("skip-to-main") }</a>
            <div {class}>
                if !bare { <Sidebar screen={place.screen.clone()} /> }
                <main class="main scrolls" id="main" tabindex="-1"><Away /><running::Running />{ screens::of(&place.screen) }</main>
                if let Some(id) = place.task {
                    <screens::task::TaskPanel key={id.to_string()} {id} />
                } else if panel {
                    <aside class="panel" aria-label={t!("assistant")}><screens::assistant::AssistantPanel /></aside>
                }
                if !bare { <Bar screen={place.screen.clone()} /> }
            </div>
            <Overlays />
            <toast::Toasts />
        </>
    }
}

/// Says that Daymark does not answer, as long as it does not.
#[component]
fn Away() -> Html {
    match *use_signal(&REACH) {
        Reach::Here => Html::default(),
        Reach::Away => html! { <p class="away" role="status">{ t!("away") }</p> },
    }
}

fn skip(event: MouseEvent) {
    event.prevent_default();
    focus("#main");
}

fn focus(selector: &str) {
    let found =
        web_sys::window().and_then(|w| w.document()).and_then(|d| d.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Shows the first minute to someone who has not had it yet.
#[hook]
fn use_first_minute() {
    let settings = query::use_query(GetSettings {});
    let new = settings.ready().filter(|settings| !settings.onboarded).map(|it| it.language.clone());
    use_effect_with(new, |new| {
        if let Some(language) = new {
            settings::follow_the_system(language);
            route::go(&Route::Welcome);
        }
    });
}

/// Moves the focus to the heading when another screen arrives, not when the first one does.
#[hook]
fn use_focus_on_arrival(screen: &Route) {
    let first = use_mut_ref(|| true);
    use_effect_with(std::mem::discriminant(screen), move |_| {
        if !first.replace(false) {
            Timeout::new(0, focus_heading).forget();
            if let Some(main) =
                web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("main"))
            {
                main.set_scroll_top(0);
            }
        }
    });
}

/// What a word from outside asks to show: `today`, `add:buy milk`, the id of a task.
fn show(place: &str) {
    if let Some(words) = place.strip_prefix("add:") {
        overlay::open(Overlay::Add(words.to_owned()));
    } else if place == "add" {
        overlay::open(Overlay::Add(String::new()));
    } else if let Ok(id) = place.parse() {
        route::go(&Route::Task(id));
    } else {
        route::go(&Route::parse(place));
    }
}

/// The commands that work everywhere.
fn answer(command: Do) -> bool {
    // The first minute has its own questions.
    if route::place().screen == Route::Welcome && !matches!(command, Do::Light | Do::Dark | Do::System) {
        return false;
    }
    match command {
        Do::Add => overlay::open(Overlay::Add(String::new())),
        Do::Dump => overlay::open(Overlay::Dump { text: String::new(), pasted: false }),
        Do::PrintDay => screens::calendar::print(1),
        Do::PrintWeek => screens::calendar::print(7),
        Do::Palette => overlay::open(Overlay::Palette),
        Do::Keys => overlay::open(Overlay::Keys),
        Do::Undo => toast::undo(),
        Do::Redo => toast::redo(),
        Do::Panel => screens::assistant::toggle(),
        Do::Light => theme("light"),
        Do::Dark => theme("dark"),
        Do::System => theme("system"),
        Do::Go(goal) => route::go(&goal.route()),
        Do::Close => {
            if route::place().task.is_none() {
                return false;
            }
            route::close_task();
        }
        _ => return false,
    }
    true
}

fn theme(theme: &str) {
    let settings = [("theme".to_owned(), serde_json::Value::from(theme))].into();
    query::act_quietly(EditSettings { settings });
}
