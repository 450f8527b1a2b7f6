//! Buttons, boxes to tick, empty states, skeletons, trouble.

use daymark_api::domain::AreaColour;
use daymark_api::{ApiError, Code};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::keys;
use crate::query;

/// Sets CSS custom properties of a node through the object model: the content policy allows no
/// `style` attributes.
#[hook]
pub fn use_css_vars(node: &NodeRef, vars: Vec<(&'static str, String)>) {
    let node = node.clone();
    use_effect_with(vars, move |vars| {
        if let Some(element) = node.cast::<HtmlElement>() {
            for (name, value) in vars {
                let _ = element.style().set_property(name, value);
            }
        }
    });
}

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    #[default]
    Plain,
    /// The one thing to press here.
    Go,
    Quiet,
}

#[derive(Properties, PartialEq)]
pub struct ButtonProps {
    #[prop_or_default]
    pub look: Look,
    #[prop_or_default]
    pub sign: Option<Sign>,
    #[prop_or_default]
    pub class: Classes,
    #[prop_or_default]
    pub onclick: Callback<MouseEvent>,
    #[prop_or_default]
    pub disabled: bool,
    /// The name for screen readers, where the words on it are not enough.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    #[prop_or_default]
    pub pressed: Option<bool>,
    #[prop_or_default]
    pub expanded: Option<bool>,
    /// The key that does the same, shown beside the words.
    #[prop_or_default]
    pub key_hint: Option<&'static str>,
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let look = match props.look {
        Look::Plain => None,
        Look::Go => Some("go"),
        Look::Quiet => Some("quiet"),
    };
    let word = |value: bool| if value { "true" } else { "false" };
    html! {
        <button type="button" class={classes!("btn", look, props.class.clone())} onclick={props.onclick.clone()}
            disabled={props.disabled} aria-label={props.label.clone()}
            aria-pressed={props.pressed.map(word)} aria-expanded={props.expanded.map(word)}>
            if let Some(sign) = props.sign { <Icon {sign} /> }
            { props.children.clone() }
            if let Some(chord) = props.key_hint { <Kbd {chord} /> }
        </button>
    }
}

#[derive(Properties, PartialEq)]
pub struct KbdProps {
    /// As in the list of commands: `mod+k`.
    pub chord: AttrValue,
}

/// A key to press, as it is printed on the keyboard.
#[component]
pub fn Kbd(props: &KbdProps) -> Html {
    html! {
        <kbd class="kbd" aria-hidden="true">
            for part in keys::printed(&props.chord, keys::is_mac()) { <span>{ part }</span> }
        </kbd>
    }
}

#[derive(Properties, PartialEq)]
pub struct CheckProps {
    pub checked: bool,
    pub label: AttrValue,
    #[prop_or_default]
    pub colour: Option<AreaColour>,
    #[prop_or_default]
    pub started: bool,
    pub onclick: Callback<MouseEvent>,
    #[prop_or_default]
    pub tabindex: Option<AttrValue>,
}

/// The box of a task.
#[component]
pub fn Check(props: &CheckProps) -> Html {
    html! {
        <button type="button" role="checkbox" class={classes!("ck", colour_class(props.colour), props.started.then_some("is-started"))}
            aria-checked={if props.checked { "true" } else { "false" }} aria-label={props.label.clone()}
            tabindex={props.tabindex.clone()} onclick={props.onclick.clone()}>
            <span class="ck-box">
                if props.checked { <Icon sign={Sign::Check} /> }
            </span>
        </button>
    }
}

/// The class that sets `--c` to the colour of an area.
pub fn colour_class(colour: Option<AreaColour>) -> &'static str {
    match colour {
        None => "c-none",
        Some(AreaColour::Tide) => "c-tide",
        Some(AreaColour::Leaf) => "c-leaf",
        Some(AreaColour::Clay) => "c-clay",
        Some(AreaColour::Rose) => "c-rose",
        Some(AreaColour::Plum) => "c-plum",
        Some(AreaColour::Olive) => "c-olive",
        Some(AreaColour::Sky) => "c-sky",
        Some(AreaColour::Moss) => "c-moss",
        Some(AreaColour::Amber) => "c-amber",
        Some(AreaColour::Brick) => "c-brick",
        Some(AreaColour::Slate) => "c-slate",
        Some(AreaColour::Iris) => "c-iris",
    }
}

#[derive(Properties, PartialEq)]
pub struct DotProps {
    pub colour: Option<AreaColour>,
}

/// The dot of an area. Its name always stands beside it.
#[component]
pub fn Dot(props: &DotProps) -> Html {
    html! { <span class={classes!("dot", colour_class(props.colour))} aria-hidden="true"></span> }
}

#[derive(Properties, PartialEq)]
pub struct EmptyProps {
    pub sign: Sign,
    pub title: AttrValue,
    /// One sentence that says what belongs here.
    pub text: AttrValue,
    /// Something to press, or an example.
    #[prop_or_default]
    pub children: Html,
}

/// What a screen shows when there is nothing: what would be here, and one example.
#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    html! {
        <div class="empty">
            <span class="empty-sign"><Icon sign={props.sign} /></span>
            <p class="empty-title">{ &props.title }</p>
            <p class="empty-text">{ &props.text }</p>
            <div class="empty-act">{ props.children.clone() }</div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct SkeletonProps {
    /// How many rows to hint at.
    #[prop_or(4)]
    pub rows: usize,
    #[prop_or_default]
    pub class: Classes,
}

/// The outline of rows that are about to come.
#[component]
pub fn Skeleton(props: &SkeletonProps) -> Html {
    html! {
        <div class={classes!("skeleton", props.class.clone())} aria-busy="true">
            <span class="visually-hidden">{ t!("loading") }</span>
            for _ in 0..props.rows { <div class="skeleton-row" aria-hidden="true"><i></i><b></b></div> }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct TroubleProps {
    pub error: ApiError,
}

/// What went wrong, what to do, and a way to try again.
#[component]
pub fn Trouble(props: &TroubleProps) -> Html {
    let again = Callback::from(|_: MouseEvent| query::notify(&daymark_api::Notice::Refetch));
    let title = match props.error.code {
        Code::NotFound => t!("trouble-not-found"),
        Code::Unavailable => t!("trouble-unavailable"),
        Code::Storage => t!("trouble-storage"),
        _ => t!("trouble-title"),
    };
    html! {
        <div class="trouble" role="alert">
            <span class="empty-sign"><Icon sign={Sign::Wave} /></span>
            <p class="empty-title">{ title }</p>
            <p class="empty-text">{ &props.error.message }</p>
            if let Some(hint) = &props.error.hint { <p class="empty-text">{ hint }</p> }
            <div class="empty-act"><Button sign={Sign::Refresh} onclick={again}>{ t!("try-again") }</Button></div>
        </div>
    }
}

/// One of a few choices that exclude each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    pub label: String,
    pub sign: Option<Sign>,
    pub chosen: bool,
}

#[derive(Properties, PartialEq)]
pub struct SegmentsProps {
    pub label: AttrValue,
    pub options: Vec<Segment>,
    /// The index that was pressed.
    pub onpick: Callback<usize>,
}

/// A few choices side by side. Arrow keys move the choice, as in any group of radio buttons.
#[component]
pub fn Segments(props: &SegmentsProps) -> Html {
    let count = props.options.len();
    let group = use_node_ref();
    let any = props.options.iter().any(|option| option.chosen);
    let onkeydown = {
        let (group, onpick) = (group.clone(), props.onpick.clone());
        let chosen = props.options.iter().position(|option| option.chosen);
        Callback::from(move |event: KeyboardEvent| {
            let step = match event.key().as_str() {
                "ArrowRight" | "ArrowDown" => 1,
                "ArrowLeft" | "ArrowUp" => count.saturating_sub(1),
                _ => return,
            };
            event.prevent_default();
            let next = (chosen.unwrap_or_default() + step) % count.max(1);
            onpick.emit(next);
            if let Some(element) = group.cast::<HtmlElement>()
                && let Some(child) = u32::try_from(next).ok().and_then(|next| element.children().item(next))
                && let Ok(child) = child.dyn_into::<HtmlElement>()
            {
                let _ = child.focus();
            }
        })
    };
    html! {
        <div class="segments" role="radiogroup" aria-label={props.label.clone()} ref={group} {onkeydown}>
            for (index, option) in props.options.iter().enumerate() {
                <button type="button" role="radio" class="segment" aria-checked={if option.chosen { "true" } else { "false" }}
                    tabindex={if option.chosen || (!any && index == 0) { "0" } else { "-1" }}
                    onclick={props.onpick.reform(move |_: MouseEvent| index)}>
                    if let Some(sign) = option.sign { <Icon {sign} /> }
                    { &option.label }
                </button>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct MarkedProps {
    /// Text with the found words between U+E000 and U+E001.
    pub text: AttrValue,
}

/// A snippet with its found words marked.
#[component]
pub fn Marked(props: &MarkedProps) -> Html {
    let mut pieces = Vec::new();
    for (index, piece) in props.text.split('\u{e000}').enumerate() {
        let (found, after) =
            if index == 0 { ("", piece) } else { piece.split_once('\u{e001}').unwrap_or((piece, "")) };
        if !found.is_empty() {
            pieces.push(html! { <mark>{ found }</mark> });
        }
        pieces.push(html! { { after } });
    }
    html! { <>{ for pieces }</> }
}
