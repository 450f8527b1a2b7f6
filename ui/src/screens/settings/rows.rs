//! The parts that sections of the settings are made of.

use daymark_api::EditSettings;
use serde_json::Value;
use yew::prelude::*;

use crate::components::{Segment, Segments};
use crate::query;

/// Changes one setting.
pub fn set(key: &str, value: impl Into<Value>) {
    query::act_quietly(EditSettings { settings: [(key.to_owned(), value.into())].into() });
}

#[derive(Properties, PartialEq)]
pub struct RowProps {
    /// Names the control that stands in the row.
    pub id: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub help: AttrValue,
    pub children: Html,
}

/// A setting: its name, what it does, and its control.
#[component]
pub fn Row(props: &RowProps) -> Html {
    html! {
        <div class="setting-row">
            <span class="setting-words">
                <span class="setting-label" id={format!("{}-label", props.id)}>{ &props.label }</span>
                if !props.help.is_empty() { <small id={format!("{}-help", props.id)}>{ &props.help }</small> }
            </span>
            <span class="setting-control">{ props.children.clone() }</span>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct SwitchProps {
    pub on: bool,
    pub onchange: Callback<bool>,
    /// The id of the row that names it.
    pub labelled: AttrValue,
}

#[component]
pub fn Switch(props: &SwitchProps) -> Html {
    let to = !props.on;
    html! {
        <button type="button" role="switch" class="switch" aria-checked={if props.on { "true" } else { "false" }}
            aria-labelledby={format!("{}-label", props.labelled)} aria-describedby={format!("{}-help", props.labelled)}
            onclick={props.onchange.reform(move |_: MouseEvent| to)}></button>
    }
}

#[derive(Properties, PartialEq)]
pub struct ChoiceProps {
    pub label: AttrValue,
    /// The name of the setting.
    pub setting: AttrValue,
    /// Values and their names.
    pub options: Vec<(&'static str, String)>,
    pub chosen: AttrValue,
}

/// A setting with a few values.
#[component]
pub fn Choice(props: &ChoiceProps) -> Html {
    let options: Vec<Segment> = props
        .options
        .iter()
        .map(|(value, name)| Segment {
            label: name.clone(),
            sign: None,
            chosen: *value == props.chosen.as_str(),
        })
        .collect();
    let onpick = {
        let (setting, values) = (props.setting.clone(), props.options.clone());
        Callback::from(move |index: usize| {
            if let Some((value, _)) = values.get(index) {
                set(&setting, *value);
            }
        })
    };
    html! { <Segments label={props.label.clone()} {options} {onpick} /> }
}
