//! The trash.

use yew::prelude::*;

use crate::components::Page;
use crate::i18n::t;

#[component]
pub fn Trash() -> Html {
    html! { <Page title={t!("nav-trash")} /> }
}
