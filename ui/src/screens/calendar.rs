//! The agenda.

use yew::prelude::*;

use crate::components::Page;
use crate::i18n::t;

#[component]
pub fn Calendar() -> Html {
    html! { <Page title={t!("nav-calendar")} /> }
}
