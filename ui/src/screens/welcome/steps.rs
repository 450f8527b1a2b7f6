//! The questions.

use daymark_api::ImportReport;
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::{Answers, Helper, Offered};
use crate::components::{Button, Look, colour_class};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::screens::settings::import::{FileField, Picked};
use crate::{toast, transport};

#[derive(Properties, PartialEq)]
pub struct StepProps {
    pub answers: Answers,
    pub onchange: Callback<Answers>,
}

fn question(title: String, about: String) -> Html {
    html! { <><h1 id="page-title" tabindex="-1">{ title }</h1><p class="welcome-about">{ about }</p></> }
}

#[component]
pub fn AreasStep(props: &StepProps) -> Html {
    let field = use_node_ref();
    let toggle = {
        let (answers, onchange) = (props.answers.clone(), props.onchange.clone());
        Callback::from(move |index: usize| {
            let mut next = answers.clone();
            if let Some(area) = next.areas.get_mut(index) {
                area.wanted = !area.wanted;
            }
            onchange.emit(next);
        })
    };
    let add = {
        let (answers, onchange, field) = (props.answers.clone(), props.onchange.clone(), field.clone());
        move || {
            let Some(field) = field.cast::<HtmlInputElement>() else { return false };
            let name = field.value().trim().to_owned();
            if name.is_empty() {
                return false;
            }
            let mut next = answers.clone();
            match next.areas.iter_mut().find(|area| area.name.eq_ignore_ascii_case(&name)) {
                Some(area) => area.wanted = true,
                None => next.areas.push(Offered { name, colour: free_colour(&answers), wanted: true }),
            }
            field.set_value("");
            onchange.emit(next);
            true
        }
    };
    let onkeydown = {
        let add = add.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.is_composing() && add() {
                event.prevent_default();
            }
        })
    };
    let onblur = Callback::from(move |_: FocusEvent| {
        add();
    });
    html! {
        <>
            { question(t!("first-areas"), t!("first-areas-about")) }
            <div class="welcome-areas" role="group" aria-label={t!("nav-areas")}>
                for (index, area) in props.answers.areas.iter().enumerate() {
                    <button type="button" class={classes!("welcome-area", colour_class(Some(area.colour)))} aria-pressed={if area.wanted { "true" } else { "false" }}
                        onclick={toggle.reform(move |_: MouseEvent| index)}>
                        <span class="welcome-tick">if area.wanted { <Icon sign={Sign::Check} /> }</span>{ &area.name }
                    </button>
                }
            </div>
            <input ref={field} class="field" type="text" maxlength="80" aria-label={t!("first-area-other")} placeholder={t!("first-area-other")} autocomplete="off" {onkeydown} {onblur} />
        </>
    }
}

fn free_colour(answers: &Answers) -> daymark_api::domain::AreaColour {
    use daymark_api::domain::AreaColour;
    let taken = |colour: &AreaColour| answers.areas.iter().any(|area| area.colour == *colour);
    AreaColour::ALL.iter().copied().find(|colour| !taken(colour)).unwrap_or(AreaColour::Slate)
}

#[component]
pub fn ThoughtsStep(props: &StepProps) -> Html {
    let examples = [t!("first-thought-1"), t!("first-thought-2"), t!("first-thought-3")];
    let oninput = |index: usize| {
        let (answers, onchange) = (props.answers.clone(), props.onchange.clone());
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            let mut next = answers.clone();
            if let Some(thought) = next.thoughts.get_mut(index) {
                *thought = field.value();
            }
            onchange.emit(next);
        })
    };
    html! {
        <>
            { question(t!("first-thoughts"), t!("first-thoughts-about")) }
            <div class="welcome-thoughts">
                for (index, (thought, example)) in props.answers.thoughts.iter().zip(examples).enumerate() {
                    <input class="field" type="text" maxlength="500" autocomplete="off" data-first={(index == 0).then_some("")}
                        aria-label={t!("first-thought", number = index + 1)} placeholder={example} value={thought.clone()} oninput={oninput(index)} />
                }
            </div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct CardProps {
    chosen: bool,
    sign: Sign,
    title: AttrValue,
    text: AttrValue,
    name: AttrValue,
    onpick: Callback<()>,
}

/// One of a few large answers.
#[component]
fn Card(props: &CardProps) -> Html {
    html! {
        <label class={classes!("welcome-choice", props.chosen.then_some("is-chosen"))}>
            <input type="radio" class="visually-hidden" name={props.name.clone()} checked={props.chosen} onchange={props.onpick.reform(|_: Event| ())} />
            <Icon sign={props.sign} />
            <span class="welcome-choice-words"><b>{ &props.title }</b><small>{ &props.text }</small></span>
            <span class="welcome-radio" aria-hidden="true"></span>
        </label>
    }
}

#[component]
pub fn SampleStep(props: &StepProps) -> Html {
    let pick = |sample: bool| {
        let (answers, onchange) = (props.answers.clone(), props.onchange.clone());
        Callback::from(move |()| onchange.emit(Answers { sample, ..answers.clone() }))
    };
    let sample = props.answers.sample;
    html! {
        <>
            { question(t!("first-sample"), t!("first-sample-about")) }
            <div class="welcome-choices" role="radiogroup" aria-label={t!("first-sample")}>
                <Card name="sample" chosen={!sample} sign={Sign::Leaf} title={t!("first-sample-no")} text={t!("first-sample-no-text")} onpick={pick(false)} />
                <Card name="sample" chosen={sample} sign={Sign::Insights} title={t!("first-sample-yes")} text={t!("first-sample-yes-text")} onpick={pick(true)} />
            </div>
        </>
    }
}

#[component]
pub fn CalendarStep(props: &StepProps) -> Html {
    let report = use_state_eq(|| None::<ImportReport>);
    let onpick = {
        let (answers, onchange, report) = (props.answers.clone(), props.onchange.clone(), report.clone());
        Callback::from(move |file: Picked| {
            let (report, request) = (report.clone(), file.import(true));
            report.set(None);
            onchange.emit(Answers { calendar: Some(file), ..answers.clone() });
            spawn_local(async move {
                match transport::call(&request).await {
                    Ok(would) => report.set(Some(would)),
                    Err(error) => toast::trouble(&error),
                }
            });
        })
    };
    let forget = {
        let (answers, onchange, report) = (props.answers.clone(), props.onchange.clone(), report.clone());
        Callback::from(move |_: MouseEvent| {
            report.set(None);
            onchange.emit(Answers { calendar: None, ..answers.clone() });
        })
    };
    let picked = props.answers.calendar.as_ref().map(|file| file.name.clone());
    let has = picked.is_some();
    html! {
        <>
            { question(t!("first-calendar"), t!("first-calendar-about")) }
            <div class="welcome-file">
                <FileField {onpick} {picked} label={t!("first-calendar-choose")} />
                if has { <Button look={Look::Quiet} onclick={forget}>{ t!("first-calendar-other") }</Button> }
            </div>
            if let Some(would) = &*report {
                <p class="welcome-found" role="status">{ t!("first-calendar-found", count = would.added + would.updated) }</p>
            }
        </>
    }
}

#[component]
pub fn ModelStep(props: &StepProps) -> Html {
    let pick = |helper: Helper| {
        let (answers, onchange) = (props.answers.clone(), props.onchange.clone());
        Callback::from(move |()| {
            let url = match helper {
                Helper::Here if answers.url.is_empty() => t!("model-url-example"),
                Helper::Service if answers.url == t!("model-url-example") => String::new(),
                _ => answers.url.clone(),
            };
            onchange.emit(Answers { helper, url, ..answers.clone() });
        })
    };
    let edit = |change: fn(&mut Answers, String)| {
        let (answers, onchange) = (props.answers.clone(), props.onchange.clone());
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            let mut next = answers.clone();
            change(&mut next, field.value());
            onchange.emit(next);
        })
    };
    let answers = &props.answers;
    let is = |helper: Helper| answers.helper == helper;
    html! {
        <>
            { question(t!("first-model"), t!("first-model-about")) }
            <div class="welcome-choices" role="radiogroup" aria-label={t!("first-model")}>
                <Card name="model" chosen={is(Helper::None)} sign={Sign::Leaf} title={t!("first-model-none")} text={t!("first-model-none-text")} onpick={pick(Helper::None)} />
                <Card name="model" chosen={is(Helper::Here)} sign={Sign::Chip} title={t!("first-model-here")} text={t!("first-model-here-text")} onpick={pick(Helper::Here)} />
                <Card name="model" chosen={is(Helper::Service)} sign={Sign::Globe} title={t!("first-model-service")} text={t!("first-model-service-text")} onpick={pick(Helper::Service)} />
                <Card name="model" chosen={is(Helper::Scripted)} sign={Sign::Play} title={t!("first-model-scripted")} text={t!("first-model-scripted-text")} onpick={pick(Helper::Scripted)} />
            </div>
            if is(Helper::Here) || is(Helper::Service) {
                <div class="form-two">
                    <label class="form-row"><span class="form-label">{ t!("model-url") }</span>
                        <input class="field" type="url" autocomplete="off" spellcheck="false" value={answers.url.clone()} placeholder={t!("model-url-example")} oninput={edit(|answers, text| answers.url = text)} /></label>
                    <label class="form-row"><span class="form-label">{ t!("model-model") }</span>
                        <input class="field" type="text" autocomplete="off" spellcheck="false" value={answers.model.clone()} placeholder={t!("model-model-example")} oninput={edit(|answers, text| answers.model = text)} /></label>
                </div>
            }
            if is(Helper::Service) {
                <label class="form-row"><span class="form-label">{ t!("model-key") }</span>
                    <input class="field" type="password" autocomplete="off" value={answers.key.clone()} oninput={edit(|answers, text| answers.key = text)} /></label>
            }
        </>
    }
}
