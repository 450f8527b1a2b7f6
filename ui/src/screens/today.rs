//! Today.

use yew::prelude::*;

use crate::components::Page;
use crate::i18n::t;

#[component]
pub fn Today() -> Html {
    html! { <Page title={t!("nav-today")} /> }
}
