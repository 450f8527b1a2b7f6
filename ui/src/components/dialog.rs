//! Something over the screen that has to be answered or closed.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement};
use yew::prelude::*;

/// Where a dialog stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Shape {
    /// Near the top, as wide as a line of words.
    #[default]
    Bar,
    /// In the middle.
    Card,
    /// From the right edge; the whole screen on a phone.
    Drawer,
    /// Beside the thing it belongs to, at these pixels; from the bottom on a phone.
    Beside { x: f64, y: f64 },
    /// From the bottom.
    Sheet,
}

#[derive(Properties, PartialEq)]
pub struct DialogProps {
    pub label: AttrValue,
    #[prop_or_default]
    pub shape: Shape,
    #[prop_or_default]
    pub class: Classes,
    pub onclose: Callback<()>,
    pub children: Html,
}

/// A modal dialog: the page behind takes no focus, Escape and a press outside close it, and the
/// focus goes back to where it was.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let before = focused();
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                let _ = dialog.show_modal();
                let wanted = dialog.query_selector("[data-autofocus]").ok().flatten();
                if let Some(wanted) = wanted.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                    let _ = wanted.focus();
                }
            }
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
                if let Some(before) = before.filter(|it| it.is_connected()) {
                    let _ = before.focus();
                }
            }
        });
    }
    let (shape, place) = match props.shape {
        Shape::Bar => ("is-bar", None),
        Shape::Card => ("is-card", None),
        Shape::Drawer => ("is-drawer", None),
        Shape::Sheet => ("is-sheet", None),
        Shape::Beside { x, y } => ("is-beside", Some((x, y))),
    };
    let vars =
        place.map(|(x, y)| vec![("--x", format!("{x}px")), ("--y", format!("{y}px"))]).unwrap_or_default();
    super::use_css_vars(&node, vars);
    // Escape: the component goes away, and closes the dialog then.
    let oncancel = props.onclose.reform(|event: Event| event.prevent_default());
    let onclick = {
        let onclose = props.onclose.clone();
        Callback::from(move |event: MouseEvent| {
            let outside = event
                .target()
                .and_then(|it| it.dyn_into::<Element>().ok())
                .is_some_and(|it| it.tag_name() == "DIALOG");
            if outside {
                onclose.emit(());
            }
        })
    };
    html! {
        <dialog ref={node} class={classes!("dialog", shape, props.class.clone())} aria-label={props.label.clone()} {oncancel} {onclick}>
            <div class="dialog-inner">{ props.children.clone() }</div>
        </dialog>
    }
}

fn focused() -> Option<HtmlElement> {
    web_sys::window()?.document()?.active_element()?.dyn_into().ok()
}
