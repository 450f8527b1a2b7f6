//! The settings.

use yew::prelude::*;

use crate::components::Page;
use crate::i18n::t;

#[derive(Properties, PartialEq)]
pub struct SettingsProps {
    pub section: String,
}

#[component]
pub fn Settings(_props: &SettingsProps) -> Html {
    html! { <Page title={t!("nav-settings")} /> }
}
