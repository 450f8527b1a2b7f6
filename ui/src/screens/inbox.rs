//! The inbox.

use yew::prelude::*;

use crate::components::Page;
use crate::i18n::t;

#[component]
pub fn Inbox() -> Html {
    html! { <Page title={t!("nav-inbox")} /> }
}
