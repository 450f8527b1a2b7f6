//! Onboarding.

use yew::prelude::*;

use crate::components::Page;
use crate::i18n::t;

#[component]
pub fn Welcome() -> Html {
    html! { <Page title={t!("app-name")} /> }
}
