//! Tasks by a filter.

use yew::prelude::*;

use crate::components::Page;
use crate::i18n::t;

#[derive(Properties, PartialEq)]
pub struct TasksProps {
    pub query: String,
}

#[component]
pub fn Tasks(_props: &TasksProps) -> Html {
    html! { <Page title={t!("nav-tasks")} /> }
}
