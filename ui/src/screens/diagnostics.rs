//! How every part is.

use daymark_api::{Check, Diagnosis, GetAbout, Health, Notice, RunDoctor};
use yew::prelude::*;

use crate::components::{Button, Page, Skeleton, Trouble};
use crate::i18n::{self, t};
use crate::icons::{Icon, Sign};
use crate::query::{self, Asked, use_query};
use crate::words;

#[component]
pub fn Diagnostics() -> Html {
    let asked = use_query(RunDoctor {});
    let about = use_query(GetAbout {});
    let again = Callback::from(|_: MouseEvent| query::notify(&Notice::Refetch));
    let actions = html! { <Button sign={Sign::Refresh} onclick={again}>{ t!("doctor-again") }</Button> };
    let body = match &*asked {
        Asked::Waiting => html! { <Skeleton rows={6} /> },
        Asked::Failed(error) => html! { <Trouble error={error.clone()} /> },
        Asked::Ready(diagnosis) => found(diagnosis),
    };
    let sub = html! {
        if let Some(about) = about.ready() { <span class="num">{ t!("about-version", version = about.version.as_str()) }</span> }
    };
    html! { <Page title={t!("command-go-diagnostics")} class="keeping" {sub} {actions}>{ body }</Page> }
}

fn found(diagnosis: &Diagnosis) -> Html {
    let (sign, class) = look(diagnosis.overall);
    let mut checks: Vec<&Check> = diagnosis.checks.iter().collect();
    checks.sort_by_key(|check| std::cmp::Reverse(check.health));
    html! {
        <>
            <div class={classes!("doctor", class)} role="status">
                <span class="doctor-sign"><Icon {sign} /></span>
                <div><p class="doctor-said">{ overall(diagnosis.overall) }</p><small class="num">{ words::ago(diagnosis.at) }</small></div>
            </div>
            <ul class="kept">for check in checks { { row(check) } }</ul>
        </>
    }
}

fn look(health: Health) -> (Sign, &'static str) {
    match health {
        Health::Healthy => (Sign::Check, "is-well"),
        Health::Degraded => (Sign::Info, "is-so-so"),
        Health::Unhealthy => (Sign::Wave, "is-unwell"),
    }
}

fn overall(health: Health) -> String {
    match health {
        Health::Healthy => t!("doctor-healthy"),
        Health::Degraded => t!("doctor-degraded"),
        Health::Unhealthy => t!("doctor-unhealthy"),
    }
}

fn word(health: Health) -> String {
    match health {
        Health::Healthy => t!("health-healthy"),
        Health::Degraded => t!("health-degraded"),
        Health::Unhealthy => t!("health-unhealthy"),
    }
}

fn row(check: &Check) -> Html {
    let (sign, class) = look(check.health);
    let key = format!("part-{}", check.part.replace(' ', "-"));
    let part = if i18n::known(&key) { t!(&key) } else { words::sentence(&check.part) };
    html! {
        <li class={classes!("kept-row", "check-row", class)} key={check.part.clone()}>
            <span class="doctor-sign"><Icon {sign} /></span>
            <span class="kept-words"><span class="kept-title">{ part }</span><small>{ &check.message }</small></span>
            <span class="tag-status">{ word(check.health) }</span>
        </li>
    }
}
