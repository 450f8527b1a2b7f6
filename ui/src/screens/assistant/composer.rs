//! Where one writes to the assistant: the words, who is to answer, and whether it stays here.

use daymark_api::{ListProviders, ProviderView};
use web_sys::{HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::chat::{self, Ask, Manner, use_chat};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::use_query;
use crate::settings::use_settings;

#[derive(Properties, PartialEq)]
pub struct ComposerProps {
    /// How many messages the conversation has.
    pub seen: usize,
    pub onsay: Callback<()>,
}

#[component]
pub fn Composer(props: &ComposerProps) -> Html {
    let chat = use_chat();
    let field = use_node_ref();
    let busy = chat.busy();
    let text = chat.draft.clone();
    let send = {
        let (text, seen, onsay) = (text.clone(), props.seen, props.onsay.clone());
        move || {
            let words = text.trim();
            if !words.is_empty() && !busy {
                chat::say(words.to_owned(), seen);
                onsay.emit(());
            }
        }
    };
    let oninput = Callback::from(|event: InputEvent| {
        let field: HtmlTextAreaElement = event.target_unchecked_into();
        chat::keep_draft(field.value());
    });
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
                event.prevent_default();
                send();
            }
        })
    };
    let onclick = Callback::from(move |_: MouseEvent| send());
    let stop = Callback::from(|_: MouseEvent| chat::stop());
    html! {
        <div class="composer">
            <textarea ref={field} id="composer" rows={rows(&text).to_string()} maxlength="8000" placeholder={t!("composer-placeholder")}
                aria-label={t!("composer-placeholder")} value={text.clone()} {oninput} {onkeydown} />
            <div class="composer-row">
                <Way manner={chat.manner()} />
                if busy {
                    <button type="button" class="send is-stop" aria-label={t!("assistant-stop")} title={t!("assistant-stop")} onclick={stop}><Icon sign={Sign::Stop} /></button>
                } else {
                    <button type="button" class="send" aria-label={t!("assistant-send")} title={t!("assistant-send")} disabled={text.trim().is_empty()} {onclick}><Icon sign={Sign::ArrowUp} /></button>
                }
            </div>
        </div>
    }
}

/// How many lines the field needs, one to eight.
fn rows(text: &str) -> usize {
    text.split('\n').map(|line| 1 + line.chars().count() / 46).sum::<usize>().clamp(1, 8)
}

#[derive(Properties, PartialEq)]
struct WayProps {
    manner: Manner,
}

/// Who is to answer, and whether anything may leave the device.
#[component]
fn Way(props: &WayProps) -> Html {
    let providers = use_query(ListProviders {});
    let local_only = use_settings().local_only;
    let providers: &[ProviderView] = providers.ready().map(Vec::as_slice).unwrap_or_default();
    let manner = props.manner.clone();
    let onchange = {
        let manner = manner.clone();
        Callback::from(move |event: Event| {
            let field: HtmlSelectElement = event.target_unchecked_into();
            let ask = match field.value() {
                value if value.is_empty() => Ask::Anyone,
                value if value == "-" => Ask::NoModel,
                value => Ask::Provider(value.trim_start_matches('=').to_owned()),
            };
            chat::set_manner(Manner { ask, ..manner.clone() });
        })
    };
    let toggle = {
        let manner = manner.clone();
        Callback::from(move |_: MouseEvent| {
            chat::set_manner(Manner { private: !manner.private, ..manner.clone() });
        })
    };
    let private = manner.private || local_only;
    let chosen = |name: &str| manner.ask == Ask::Provider(name.to_owned());
    html! {
        <>
            if !providers.is_empty() {
                <label class="way">
                    <span class="visually-hidden">{ t!("assistant-provider") }</span>
                    <select onchange={onchange}>
                        <option value="" selected={manner.ask == Ask::Anyone}>{ t!("provider-anyone") }</option>
                        for provider in providers {
                            <option value={format!("={}", provider.name)} selected={chosen(&provider.name)}
                                disabled={private && !provider.local}>{ &provider.name }</option>
                        }
                        <option value="-" selected={manner.ask == Ask::NoModel}>{ t!("provider-none") }</option>
                    </select>
                    <Icon sign={Sign::Down} />
                </label>
            } else {
                <span class="way is-still">{ t!("provider-none-set-up") }</span>
            }
            <button type="button" class="private" aria-pressed={if private { "true" } else { "false" }} disabled={local_only}
                title={t!("assistant-private-about")} onclick={toggle}>
                <Icon sign={Sign::Lock} />{ t!("assistant-private") }
            </button>
        </>
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_field_grows_with_its_words_and_not_for_ever() {
        for (text, rows) in [("", 1), ("one", 1), ("a\nb", 2), (&"x".repeat(100), 3), (&"\n".repeat(50), 8)] {
            assert_eq!(super::rows(text), rows);
        }
    }
}
