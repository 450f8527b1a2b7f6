//! How every part is.

use yew::prelude::*;

use crate::components::Page;
use crate::i18n::t;

#[component]
pub fn Diagnostics() -> Html {
    html! { <Page title={t!("command-go-diagnostics")} /> }
}
