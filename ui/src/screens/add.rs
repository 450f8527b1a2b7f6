//! Quick add.

use yew::prelude::*;

use crate::components::Dialog;
use crate::i18n::t;
use crate::overlay;

#[derive(Properties, PartialEq)]
pub struct QuickAddProps {
    /// Words that are already there, from a link.
    pub words: String,
}

#[component]
pub fn QuickAdd(_props: &QuickAddProps) -> Html {
    html! { <Dialog label={t!("add-anything")} onclose={Callback::from(|()| overlay::close())}><p></p></Dialog> }
}
