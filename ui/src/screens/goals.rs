//! Goals and areas, and one goal.

use daymark_api::domain::GoalId;
use yew::prelude::*;

use crate::components::Page;
use crate::i18n::t;

#[component]
pub fn Goals() -> Html {
    html! { <Page title={t!("nav-goals")} /> }
}

#[derive(Properties, PartialEq)]
pub struct GoalScreenProps {
    pub id: GoalId,
}

#[component]
pub fn GoalScreen(_props: &GoalScreenProps) -> Html {
    html! { <Page title={t!("nav-goals")} /> }
}
