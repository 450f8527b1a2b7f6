//! The assistant: a panel beside any screen, and a screen of its own.

use daymark_api::domain::ConversationId;
use yew::prelude::*;

use crate::components::Page;
use crate::i18n::t;

#[derive(Properties, PartialEq)]
pub struct AssistantProps {
    pub conversation: Option<ConversationId>,
}

#[component]
pub fn Assistant(_props: &AssistantProps) -> Html {
    html! { <Page title={t!("nav-assistant")} /> }
}

/// The conversation beside another screen.
#[component]
pub fn AssistantPanel() -> Html {
    html! { <h2>{ t!("assistant") }</h2> }
}
