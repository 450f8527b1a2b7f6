//! The settings.

mod export;
pub mod import;
mod models;
mod rows;

use daymark_api::{Density, GetAbout, HourCycle, RemoveSample, Settings as All, Theme, WeekStart};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::components::{Button, Kbd, Look, Page};
use crate::i18n::{self, t};
use crate::icons::{Icon, Sign};
use crate::overlay::{self, Overlay};
use crate::query::{self, use_query};
use crate::route::{Link, Route};
use crate::settings::use_settings;
use crate::{toast, words};

use export::Exporter;
use import::Importer;
use models::Models;
use rows::{Choice, Row, Switch, set};

#[derive(Properties, PartialEq)]
pub struct SettingsProps {
    pub section: String,
}

fn sections() -> [(&'static str, Sign, String); 5] {
    [
        ("", Sign::Theme, t!("settings-look")),
        ("day", Sign::Clock, t!("settings-day")),
        ("models", Sign::Chip, t!("settings-models")),
        ("data", Sign::Data, t!("settings-data")),
        ("keys", Sign::Keyboard, t!("settings-keys")),
    ]
}

#[component]
pub fn Settings(props: &SettingsProps) -> Html {
    let settings = use_settings();
    let sections = sections();
    let known = sections.iter().any(|(name, ..)| *name == props.section);
    let current = if known { props.section.as_str() } else { "" };
    let title = sections.iter().find(|(name, ..)| *name == current).map(|(.., title)| title.clone());
    let body = match current {
        "day" => day(&settings),
        "models" => html! { <Models /> },
        "data" => html! { <Data /> },
        "keys" => keys(&settings),
        _ => look(&settings),
    };
    html! {
        <Page title={t!("nav-settings")} class="settings">
            <div class="settings-cols">
                <nav class="settings-nav" aria-label={t!("nav-settings")}>
                    for (name, sign, label) in sections {
                        <a href={Route::Settings(name.into()).hash()} aria-current={(name == current).then_some("page")}><Icon {sign} />{ label }</a>
                    }
                    <a href={Route::Diagnostics.hash()}><Icon sign={Sign::Pulse} />{ t!("command-go-diagnostics") }</a>
                </nav>
                <section class="settings-body" aria-label={title.clone()}>
                    <h2 class="settings-title">{ title }</h2>
                    { body }
                </section>
            </div>
        </Page>
    }
}

fn look(settings: &All) -> Html {
    let theme = match settings.theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    let density = match settings.density {
        Density::Comfortable => "comfortable",
        Density::Compact => "compact",
    };
    let themes =
        vec![("system", t!("theme-system")), ("light", t!("theme-light")), ("dark", t!("theme-dark"))];
    let densities = vec![("comfortable", t!("density-comfortable")), ("compact", t!("density-compact"))];
    let onlanguage = Callback::from(|event: Event| {
        let field: HtmlSelectElement = event.target_unchecked_into();
        set("language", field.value());
    });
    let tags: Vec<&'static str> = i18n::locales().chain([i18n::PSEUDO]).collect();
    html! {
        <div class="setting-rows">
            <Row id="theme" label={t!("setting-theme")}><Choice label={t!("setting-theme")} setting="theme" options={themes} chosen={theme} /></Row>
            <Row id="density" label={t!("setting-density")} help={t!("setting-density-about")}>
                <Choice label={t!("setting-density")} setting="density" options={densities} chosen={density} />
            </Row>
            <Row id="language" label={t!("setting-language")} help={t!("setting-language-about")}>
                <select class="field" aria-labelledby="language-label" onchange={onlanguage}>
                    for tag in tags { <option value={tag} selected={settings.language == tag}>{ language(tag) }</option> }
                </select>
            </Row>
            <Row id="tray" label={t!("setting-tray")} help={t!("setting-tray-about")}>
                <Switch labelled="tray" on={settings.close_to_tray} onchange={Callback::from(|on: bool| set("close_to_tray", on))} />
            </Row>
        </div>
    }
}

/// A language by its own name.
fn language(tag: &str) -> String {
    let key = format!("language-{tag}");
    if i18n::known(&key) { t!(&key) } else { tag.to_owned() }
}

fn day(settings: &All) -> Html {
    let cycle = match settings.hour_cycle {
        HourCycle::H24 => "h24",
        HourCycle::H12 => "h12",
    };
    let start = match settings.week_start {
        WeekStart::Monday => "monday",
        WeekStart::Saturday => "saturday",
        WeekStart::Sunday => "sunday",
    };
    let cycles = vec![("h24", t!("cycle-24")), ("h12", t!("cycle-12"))];
    let starts = vec![("monday", t!("monday")), ("saturday", t!("saturday")), ("sunday", t!("sunday"))];
    html! {
        <div class="setting-rows">
            <Row id="cycle" label={t!("setting-cycle")}><Choice label={t!("setting-cycle")} setting="hour_cycle" options={cycles} chosen={cycle} /></Row>
            <Row id="week" label={t!("setting-week")}><Choice label={t!("setting-week")} setting="week_start" options={starts} chosen={start} /></Row>
            <Row id="hours" label={t!("setting-hours")} help={t!("setting-hours-about")}>
                { hour("day_begins", t!("hours-from"), settings.day_begins, 0..settings.day_ends) }
                <span aria-hidden="true">{ t!("hours-to") }</span>
                { hour("day_ends", t!("hours-until"), settings.day_ends, settings.day_begins + 1..25) }
            </Row>
            <Row id="day-first" label={t!("setting-day-first")} help={t!("setting-day-first-about")}>
                <Switch labelled="day-first" on={settings.day_first} onchange={Callback::from(|on: bool| set("day_first", on))} />
            </Row>
        </div>
    }
}

fn hour(key: &'static str, label: String, now: u8, range: std::ops::Range<u8>) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let field: HtmlSelectElement = event.target_unchecked_into();
        if let Ok(hour) = field.value().parse::<u8>() {
            set(key, hour);
        }
    });
    html! {
        <select class="field num" aria-label={label} {onchange}>
            for hour in range { <option value={hour.to_string()} selected={hour == now}>{ hour_words(hour) }</option> }
        </select>
    }
}

/// The end of the day is midnight, not the beginning of it.
fn hour_words(hour: u8) -> String {
    if hour == 24 { t!("hours-midnight") } else { words::minute_of_day(u16::from(hour) * 60) }
}

fn keys(settings: &All) -> Html {
    let sheet = Callback::from(|_: MouseEvent| overlay::open(Overlay::Keys));
    let onchange = Callback::from(|event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        set("quick_add_shortcut", field.value().trim());
    });
    html! {
        <div class="setting-rows">
            <Row id="sheet" label={t!("command-keys")} help={t!("setting-keys-about")}>
                <Button sign={Sign::Keyboard} onclick={sheet}>{ t!("setting-keys-show") }<Kbd chord="?" /></Button>
            </Row>
            <Row id="quick-add" label={t!("setting-quick-add")} help={t!("setting-quick-add-about")}>
                <input class="field" type="text" aria-labelledby="quick-add-label" aria-describedby="quick-add-help" spellcheck="false" autocomplete="off"
                    value={settings.quick_add_shortcut.clone()} {onchange} />
            </Row>
        </div>
    }
}

/// Files in, sample data out, and where everything lies.
#[component]
fn Data() -> Html {
    let about = use_query(GetAbout {});
    let remove = Callback::from(|_: MouseEvent| {
        spawn_local(async {
            match query::run(RemoveSample {}).await {
                Ok(undone) if undone.labels.is_empty() => toast::say(t!("sample-none")),
                Ok(_) => toast::say(t!("said-sample-removed")),
                Err(error) => toast::trouble(&error),
            }
        });
    });
    html! {
        <>
            <h3 class="settings-part">{ t!("import") }</h3>
            <p class="settings-about">{ t!("import-about") }</p>
            <Importer />
            <h3 class="settings-part">{ t!("export") }</h3>
            <p class="settings-about">{ t!("export-about") }</p>
            <Exporter />
            <h3 class="settings-part">{ t!("settings-keeping") }</h3>
            <div class="setting-rows">
                <Row id="sample" label={t!("sample")} help={t!("sample-about")}><Button look={Look::Plain} onclick={remove}>{ t!("sample-remove") }</Button></Row>
                <Row id="trash" label={t!("nav-trash")} help={t!("trash-about")}><Link to={Route::Trash} class="btn">{ t!("open") }</Link></Row>
                <Row id="history" label={t!("nav-history")} help={t!("setting-history-about")}><Link to={Route::History} class="btn">{ t!("open") }</Link></Row>
            </div>
            if let Some(about) = about.ready() {
                <h3 class="settings-part">{ t!("about") }</h3>
                <dl class="about">
                    <div><dt>{ t!("about-folder") }</dt><dd><code>{ &about.data_folder }</code></dd></div>
                    <div><dt>{ t!("about-key") }</dt><dd>{ &about.key_home }</dd></div>
                    <div><dt>{ t!("about-device") }</dt><dd>{ &about.device }</dd></div>
                    <div><dt>{ t!("about-zone") }</dt><dd>{ &about.zone }</dd></div>
                    <div><dt>{ t!("app-name") }</dt><dd class="num">{ t!("about-version", version = about.version.as_str()) }</dd></div>
                </dl>
            }
        </>
    }
}
