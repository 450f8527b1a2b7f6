//! Shows whatever lies over the screen.

use yew::prelude::*;

use super::menu::Menu;
use super::palette::Palette;
use super::sheet_of_keys::SheetOfKeys;
use crate::overlay::{Overlay, use_overlay};
use crate::screens::add::{Dump, QuickAdd};

#[component]
pub fn Overlays() -> Html {
    match &*use_overlay() {
        Overlay::None => Html::default(),
        Overlay::Add(words) => html! { <QuickAdd words={words.clone()} /> },
        Overlay::Dump { text, pasted } => html! { <Dump text={text.clone()} pasted={*pasted} /> },
        Overlay::Palette => html! { <Palette /> },
        Overlay::Keys => html! { <SheetOfKeys /> },
        Overlay::Menu => html! { <Menu /> },
    }
}
