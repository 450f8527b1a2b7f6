//! One task, beside the screen it was opened from.

use daymark_api::domain::TaskId;
use yew::prelude::*;

use crate::i18n::t;

#[derive(Properties, PartialEq)]
pub struct TaskPanelProps {
    pub id: TaskId,
}

#[component]
pub fn TaskPanel(_props: &TaskPanelProps) -> Html {
    html! { <aside class="panel" aria-label={t!("task")}></aside> }
}
