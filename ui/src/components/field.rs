//! A field that keeps what is typed.

use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FieldProps {
    pub node: NodeRef,
    /// What it begins with. It is not put back when something around the field changes.
    #[prop_or_default]
    pub initial: AttrValue,
    #[prop_or("text".into())]
    pub kind: AttrValue,
    #[prop_or_default]
    pub placeholder: AttrValue,
    #[prop_or("500".into())]
    pub maxlength: AttrValue,
    #[prop_or_default]
    pub autofocus: bool,
    #[prop_or_default]
    pub invalid: bool,
}

/// Stands in a `label` that names it; its words are read through `node`.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    {
        let (node, initial) = (props.node.clone(), props.initial.clone());
        use_effect_with((), move |()| {
            if let Some(field) = node.cast::<HtmlInputElement>() {
                field.set_value(&initial);
            }
        });
    }
    html! {
        <input ref={props.node.clone()} class="field" type={props.kind.clone()} maxlength={props.maxlength.clone()} placeholder={props.placeholder.clone()}
            autocomplete="off" data-autofocus={props.autofocus.then_some("")} aria-invalid={props.invalid.then_some("true")} />
    }
}
