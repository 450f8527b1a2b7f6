//! Search.

use yew::prelude::*;

use crate::components::Page;
use crate::i18n::t;

#[derive(Properties, PartialEq)]
pub struct SearchProps {
    pub text: String,
}

#[component]
pub fn Search(_props: &SearchProps) -> Html {
    html! { <Page title={t!("nav-search")} /> }
}
