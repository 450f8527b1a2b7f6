//! The frame of a screen: its heading, what stands below it, and what can be done with it.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

thread_local! {
    /// Whether someone has gone from screen to screen; the first one does not take the focus.
    static ARRIVED: Cell<bool> = const { Cell::new(false) };
}

/// Moves the focus to the heading of the screen that has arrived.
pub fn focus_heading() {
    ARRIVED.set(true);
    let document = web_sys::window().and_then(|window| window.document());
    let heading = document.and_then(|document| document.get_element_by_id("page-title"));
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        let _ = heading.focus();
    }
}

/// The heading may have gone with a skeleton, and the focus with it.
fn focus_is_lost() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.and_then(|document| document.active_element()).is_none_or(|active| active.tag_name() == "BODY")
}

#[derive(Properties, PartialEq)]
pub struct PageProps {
    pub title: AttrValue,
    /// A line of facts below the heading.
    #[prop_or_default]
    pub sub: Html,
    #[prop_or_default]
    pub actions: Html,
    /// Names the screen for its styles.
    #[prop_or_default]
    pub class: Classes,
    #[prop_or_default]
    pub children: Html,
}

/// A screen. Its heading takes the focus when one arrives.
#[component]
pub fn Page(props: &PageProps) -> Html {
    use_effect_with((), |()| {
        if ARRIVED.get() && focus_is_lost() {
            focus_heading();
        }
    });
    use_effect_with(props.title.clone(), |title| {
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            document.set_title(&format!("{title} · Daymark"));
        }
    });
    html! {
        <div class={classes!("page", props.class.clone())}>
            <header class="head">
                <div class="head-words">
                    <h1 id="page-title" tabindex="-1">{ &props.title }</h1>
                    if props.sub != Html::default() { <div class="sub">{ props.sub.clone() }</div> }
                </div>
                if props.actions != Html::default() { <div class="head-actions">{ props.actions.clone() }</div> }
            </header>
            <div class="page-body">{ props.children.clone() }</div>
        </div>
    }
}
