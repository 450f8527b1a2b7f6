//! One area of life.

use daymark_api::domain::AreaId;
use yew::prelude::*;

use crate::components::Page;
use crate::i18n::t;

#[derive(Properties, PartialEq)]
pub struct AreaScreenProps {
    pub id: AreaId,
}

#[component]
pub fn AreaScreen(_props: &AreaScreenProps) -> Html {
    html! { <Page title={t!("nav-areas")} /> }
}
