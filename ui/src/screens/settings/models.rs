//! Models: which there are, whether they answer, and adding one.

use daymark_api::{
    AddProvider, ListProviders, ProviderKind, ProviderTest, ProviderView, RemoveProvider, TestProvider,
};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::rows::{Row, Switch, set};
use crate::components::{Button, Look, Segment, Segments, Skeleton, Trouble};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{self, Asked, use_query};
use crate::screens::goals::dialogs::field_value;
use crate::settings::use_settings;
use crate::{toast, transport};

#[component]
pub fn Models() -> Html {
    let asked = use_query(ListProviders {});
    let settings = use_settings();
    let adding = use_state_eq(|| false);
    let open = {
        let adding = adding.clone();
        Callback::from(move |to: bool| adding.set(to))
    };
    let list = match &*asked {
        Asked::Waiting => html! { <Skeleton rows={2} /> },
        Asked::Failed(error) => html! { <Trouble error={error.clone()} /> },
        Asked::Ready(providers) if providers.is_empty() => html! {
            <div class="models-none"><span class="empty-sign"><Icon sign={Sign::Chip} /></span>
                <div><p class="models-none-title">{ t!("models-none") }</p><p>{ t!("models-none-text") }</p></div></div>
        },
        Asked::Ready(providers) => html! {
            <ul class="providers">
                for (index, provider) in providers.iter().enumerate() {
                    <Provider key={provider.name.clone()} provider={provider.clone()}
                        first={if settings.provider.is_empty() { index == 0 } else { settings.provider == provider.name }} />
                }
            </ul>
        },
    };
    html! {
        <>
            { list }
            if *adding {
                <AddModel onclose={open.reform(|()| false)} />
            } else {
                <Button sign={Sign::Plus} onclick={open.reform(|_: MouseEvent| true)}>{ t!("model-add") }</Button>
            }
            <div class="setting-rows">
                <Row label={t!("local-only")} help={t!("local-only-about")} id="local-only">
                    <Switch labelled="local-only" on={settings.local_only} onchange={Callback::from(|on: bool| set("local_only", on))} />
                </Row>
            </div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct ProviderProps {
    provider: ProviderView,
    /// Whether it answers first.
    first: bool,
}

#[component]
fn Provider(props: &ProviderProps) -> Html {
    let provider = &props.provider;
    let result = use_state_eq(|| None::<ProviderTest>);
    let busy = use_state_eq(|| false);
    let test = {
        let (result, busy, name) = (result.clone(), busy.clone(), provider.name.clone());
        Callback::from(move |_: MouseEvent| {
            let (result, busy, name) = (result.clone(), busy.clone(), name.clone());
            busy.set(true);
            spawn_local(async move {
                match transport::call(&TestProvider { name }).await {
                    Ok(found) => result.set(Some(found)),
                    Err(error) => toast::trouble(&error),
                }
                busy.set(false);
            });
        })
    };
    let remove = {
        let name = provider.name.clone();
        Callback::from(move |_: MouseEvent| {
            let name = name.clone();
            spawn_local(async move {
                match query::run(RemoveProvider { name: name.clone() }).await {
                    Ok(_) => toast::say(t!("said-model-removed", name = name)),
                    Err(error) => toast::trouble(&error),
                }
            });
        })
    };
    let prefer = {
        let name = provider.name.clone();
        Callback::from(move |_: MouseEvent| set("provider", name.as_str()))
    };
    let place = match provider.kind {
        ProviderKind::Scripted => t!("model-scripted"),
        ProviderKind::OpenaiCompatible => provider.url.clone(),
    };
    html! {
        <li class="provider">
            <div class="provider-head">
                <span class="provider-words">
                    <span class="provider-name">{ &provider.name }
                        if props.first { <span class="tag-status">{ t!("model-first") }</span> }
                        if provider.local { <span class="provider-fact"><Icon sign={Sign::Lock} />{ t!("assistant-on-device") }</span> }
                        if provider.has_key { <span class="provider-fact"><Icon sign={Sign::Key} />{ t!("model-has-key") }</span> }
                    </span>
                    <small>{ crate::words::dotted([provider.model.clone(), place]) }</small>
                </span>
                <span class="provider-acts">
                    if !props.first { <Button look={Look::Quiet} onclick={prefer}>{ t!("model-prefer") }</Button> }
                    <Button look={Look::Quiet} onclick={test} disabled={*busy}>{ if *busy { t!("model-testing") } else { t!("model-test") } }</Button>
                    <button type="button" class="icon-btn" aria-label={t!("model-remove", name = provider.name.as_str())} title={t!("model-remove-short")} onclick={remove}><Icon sign={Sign::Trash} /></button>
                </span>
            </div>
            if let Some(found) = &*result { { tested(found) } }
        </li>
    }
}

fn tested(found: &ProviderTest) -> Html {
    let (sign, class) = if found.ok { (Sign::Check, "is-well") } else { (Sign::Info, "is-so-so") };
    html! {
        <p class={classes!("provider-test", class)} role="status">
            <Icon {sign} />
            <span>{ &found.message }
                if found.ok { <span class="num">{ format!(" {}", t!("model-took", milliseconds = found.milliseconds)) }</span> }
                if !found.models.is_empty() { <small>{ t!("model-offers", models = found.models.iter().take(8).cloned().collect::<Vec<_>>().join(", ")) }</small> }
            </span>
        </p>
    }
}

#[derive(Properties, PartialEq)]
struct AddModelProps {
    onclose: Callback<()>,
}

#[component]
fn AddModel(props: &AddModelProps) -> Html {
    let kind = use_state_eq(|| ProviderKind::OpenaiCompatible);
    let missing = use_state_eq(|| false);
    let (name, url, model, key) = (use_node_ref(), use_node_ref(), use_node_ref(), use_node_ref());
    let scripted = *kind == ProviderKind::Scripted;
    let onpick = {
        let kind = kind.clone();
        Callback::from(move |index: usize| {
            kind.set(if index == 0 { ProviderKind::OpenaiCompatible } else { ProviderKind::Scripted });
        })
    };
    let onsubmit = {
        let (name, url, model, key) = (name.clone(), url.clone(), model.clone(), key.clone());
        let (kind, missing, onclose) = (*kind, missing.clone(), props.onclose.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let request = AddProvider {
                name: field_value(&name),
                kind,
                url: field_value(&url),
                model: field_value(&model),
                key: Some(field_value(&key)).filter(|key| !key.is_empty()),
            };
            if request.name.is_empty() || (kind == ProviderKind::OpenaiCompatible && request.url.is_empty()) {
                missing.set(true);
                return;
            }
            let onclose = onclose.clone();
            spawn_local(async move {
                match query::run(request).await {
                    Ok(added) => {
                        toast::say(t!("said-model-added", name = added.name));
                        onclose.emit(());
                    }
                    Err(error) => toast::trouble(&error),
                }
            });
        })
    };
    let segment = |label: String, chosen| Segment { label, sign: None, chosen };
    let options =
        vec![segment(t!("model-kind-openai"), !scripted), segment(t!("model-kind-scripted"), scripted)];
    let cancel = props.onclose.reform(|_: MouseEvent| ());
    html! {
        <form class="form model-form" {onsubmit}>
            <Segments label={t!("model-kind")} {options} {onpick} />
            <p class="form-help">{ if scripted { t!("model-scripted-about") } else { t!("model-openai-about") } }</p>
            <label class="form-row"><span class="form-label">{ t!("model-name") }</span>
                <input ref={name} class="field" type="text" maxlength="80" autocomplete="off" placeholder={t!("model-name-example")} /></label>
            if !scripted {
                <div class="form-two">
                    <label class="form-row"><span class="form-label">{ t!("model-url") }</span>
                        <input ref={url} class="field" type="url" autocomplete="off" spellcheck="false" placeholder={t!("model-url-example")} /></label>
                    <label class="form-row"><span class="form-label">{ t!("model-model") }</span>
                        <input ref={model} class="field" type="text" autocomplete="off" spellcheck="false" placeholder={t!("model-model-example")} /></label>
                </div>
                <label class="form-row"><span class="form-label">{ t!("model-key") }</span>
                    <input ref={key} class="field" type="password" autocomplete="off" /><span class="form-help">{ t!("model-key-about") }</span></label>
            }
            if *missing { <p class="form-said" role="alert">{ t!("model-needs") }</p> }
            <div class="form-acts">
                <Button look={Look::Quiet} onclick={cancel}>{ t!("cancel") }</Button>
                <button type="submit" class="btn go">{ t!("model-save") }</button>
            </div>
        </form>
    }
}
