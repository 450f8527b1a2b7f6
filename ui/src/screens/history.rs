//! What was done, and by whom.

use yew::prelude::*;

use crate::components::Page;
use crate::i18n::t;

#[component]
pub fn History() -> Html {
    html! { <Page title={t!("nav-history")} /> }
}
