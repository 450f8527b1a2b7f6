//! Shows whatever lies over the screen.

use yew::prelude::*;

use super::menu::Menu;
use super::palette::Palette;
use super::sheet_of_keys::SheetOfKeys;
use crate::overlay::{Overlay, use_overlay};
use crate::screens::add::QuickAdd;

#[component]
pub fn Overlays() -> Html {
    match &*use_overlay() {
        Overlay::None => Html::default(),
        Overlay::Add(words) => html! { <QuickAdd words={words.clone()} /> },
        Overlay::Palette => html! { <Palette /> },
        Overlay::Keys => html! { <SheetOfKeys /> },
        Overlay::Menu => html! { <Menu /> },
    }
}
