//! The first minute: one question at a time, each of which can be passed over.

mod steps;

use daymark_api::domain::AreaColour;
use daymark_api::{AddArea, AddProvider, FinishOnboarding, ProviderKind};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::components::{Button, Look};
use crate::i18n::t;
use crate::icons::{Icon, Mark, Sign};
use crate::query;
use crate::route::{self, Route};
use crate::screens::settings::import::Picked;
use crate::toast;

use steps::{AreasStep, CalendarStep, ModelStep, SampleStep, ThoughtsStep};

/// An area that is offered, and whether it is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Offered {
    pub name: String,
    pub colour: AreaColour,
    pub wanted: bool,
}

/// What kind of model is to help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Helper {
    #[default]
    None,
    Here,
    Service,
    Scripted,
}

/// Everything that was answered so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    pub areas: Vec<Offered>,
    pub thoughts: [String; 3],
    pub sample: bool,
    pub calendar: Option<Picked>,
    pub helper: Helper,
    pub url: String,
    pub model: String,
    pub key: String,
}

impl Answers {
    fn new() -> Answers {
        let area = |name: String, colour| Offered { name, colour, wanted: true };
        Answers {
            areas: vec![
                area(t!("first-health"), AreaColour::Leaf),
                area(t!("first-people"), AreaColour::Rose),
                area(t!("first-work"), AreaColour::Sky),
                area(t!("first-learning"), AreaColour::Iris),
                area(t!("first-home"), AreaColour::Clay),
                area(t!("first-money"), AreaColour::Olive),
            ],
            thoughts: Default::default(),
            sample: false,
            calendar: None,
            helper: Helper::None,
            url: String::new(),
            model: String::new(),
            key: String::new(),
        }
    }

    /// Forgets what was answered at a step that is passed over.
    fn without(&self, step: usize) -> Answers {
        let mut answers = self.clone();
        match step {
            0 => answers.areas.iter_mut().for_each(|area| area.wanted = false),
            1 => answers.thoughts = Default::default(),
            2 => answers.sample = false,
            3 => answers.calendar = None,
            _ => answers.helper = Helper::None,
        }
        answers
    }

    fn finish(&self) -> FinishOnboarding {
        let area = |area: &Offered| AddArea {
            name: area.name.clone(),
            colour: Some(area.colour),
            intention: String::new(),
        };
        FinishOnboarding {
            areas: self.areas.iter().filter(|area| area.wanted).map(area).collect(),
            thoughts: self
                .thoughts
                .iter()
                .map(|it| it.trim().to_owned())
                .filter(|it| !it.is_empty())
                .collect(),
            sample: self.sample,
        }
    }

    /// The model to add, when enough was said.
    fn provider(&self) -> Option<AddProvider> {
        let url = self.url.trim();
        let (name, kind) = match self.helper {
            Helper::None => return None,
            Helper::Scripted => (t!("first-model-scripted-name"), ProviderKind::Scripted),
            Helper::Here | Helper::Service if url.is_empty() => return None,
            Helper::Here => (t!("first-model-here-name"), ProviderKind::OpenaiCompatible),
            Helper::Service => (t!("first-model-service-name"), ProviderKind::OpenaiCompatible),
        };
        let scripted = kind == ProviderKind::Scripted;
        Some(AddProvider {
            name,
            kind,
            url: if scripted { String::new() } else { url.to_owned() },
            model: if scripted { String::new() } else { self.model.trim().to_owned() },
            key: Some(self.key.trim().to_owned())
                .filter(|key| self.helper == Helper::Service && !key.is_empty()),
        })
    }
}

/// How many questions there are.
const STEPS: usize = 5;

#[component]
pub fn Welcome() -> Html {
    let step = use_state_eq(|| 0_usize);
    let answers = use_state_eq(Answers::new);
    let busy = use_state_eq(|| false);
    use_effect_with(*step, |_| {
        // The question is read out, and the first field is ready.
        Timeout::new(30, focus_first).forget();
    });
    let end = {
        let busy = busy.clone();
        Callback::from(move |answers: Answers| {
            if !*busy {
                busy.set(true);
                let busy = busy.clone();
                spawn_local(async move {
                    finish(answers).await;
                    busy.set(false);
                });
            }
        })
    };
    let go = {
        let (step, answers, end) = (step.clone(), answers.clone(), end.clone());
        Callback::from(move |skip: bool| {
            let next = if skip { answers.without(*step) } else { (*answers).clone() };
            answers.set(next.clone());
            if *step + 1 < STEPS { step.set(*step + 1) } else { end.emit(next) }
        })
    };
    let back = {
        let step = step.clone();
        Callback::from(move |_: MouseEvent| step.set(step.saturating_sub(1)))
    };
    let leave = {
        let answers = answers.clone();
        let step = *step;
        // What was not seen, or is being left, was not answered.
        end.reform(move |_: MouseEvent| {
            (step..STEPS).fold((*answers).clone(), |kept, step| kept.without(step))
        })
    };
    let onchange = {
        let answers = answers.clone();
        Callback::from(move |next: Answers| answers.set(next))
    };
    let onsubmit = go.reform(|event: SubmitEvent| {
        event.prevent_default();
        false
    });
    let skip = go.reform(|_: MouseEvent| true);
    let last = *step + 1 == STEPS;
    let given = (*answers).clone();
    html! {
        <div class="welcome">
            <header class="welcome-head">
                <span class="brand"><Mark /><span>{ t!("app-name") }</span></span>
                <Button look={Look::Quiet} onclick={leave} disabled={*busy}>{ t!("first-leave") }</Button>
            </header>
            <form class="welcome-card" {onsubmit} key={*step}>
                <p class="welcome-step num">{ t!("first-step", step = *step + 1, of = STEPS) }</p>
                { match *step {
                    0 => html! { <AreasStep answers={given} {onchange} /> },
                    1 => html! { <ThoughtsStep answers={given} {onchange} /> },
                    2 => html! { <SampleStep answers={given} {onchange} /> },
                    3 => html! { <CalendarStep answers={given} {onchange} /> },
                    _ => html! { <ModelStep answers={given} {onchange} /> },
                } }
                <div class="welcome-acts">
                    if *step > 0 {
                        <button type="button" class="icon-btn" aria-label={t!("first-back")} title={t!("first-back")} onclick={back}><Icon sign={Sign::Left} /></button>
                    }
                    <Button look={Look::Quiet} onclick={skip} disabled={*busy}>{ t!("first-skip") }</Button>
                    <button type="submit" class="btn go" disabled={*busy}>{ if last { t!("first-done") } else { t!("first-next") } }</button>
                </div>
            </form>
            <div class="welcome-dots" aria-hidden="true">
                for index in 0..STEPS { <i class={classes!((index == *step).then_some("is-now"), (index < *step).then_some("is-past"))}></i> }
            </div>
        </div>
    }
}

fn focus_first() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let find = |selector: &str| document.query_selector(selector).ok().flatten();
    let found = find(".welcome-card [data-first]").or_else(|| find(".welcome-card h1"));
    if let Some(element) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Makes what was answered. A file or a model that does not work does not hold anyone up.
async fn finish(answers: Answers) {
    if let Err(error) = query::run(answers.finish()).await {
        return toast::trouble(&error);
    }
    if let Some(file) = &answers.calendar {
        match query::run(file.import(false)).await {
            Ok(report) => toast::say(t!(
                "said-imported",
                count = report.added + report.updated,
                name = file.name.as_str()
            )),
            Err(error) => toast::trouble(&error),
        }
    }
    if let Some(provider) = answers.provider()
        && let Err(error) = query::run(provider).await
    {
        toast::trouble(&error);
    }
    route::go(&Route::Today);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_passed_over_is_not_made() {
        let mut answers = Answers::new();
        answers.thoughts = ["  call Mum ".into(), String::new(), "   ".into()];
        assert_eq!(answers.finish().areas.len(), 6);
        assert_eq!(answers.finish().thoughts, ["call Mum"]);
        let passed = answers.without(0).without(1);
        assert!(passed.finish().areas.is_empty() && passed.finish().thoughts.is_empty());
    }

    #[test]
    fn a_model_needs_an_address_and_only_a_service_gets_a_key() {
        let base = Answers { key: "k".into(), ..Answers::new() };
        let with = |helper, url: &str| Answers { helper, url: url.into(), ..base.clone() }.provider();
        assert!(with(Helper::None, "http://x").is_none() && with(Helper::Here, " ").is_none());
        assert_eq!(with(Helper::Here, "http://x").unwrap().key, None);
        assert_eq!(with(Helper::Service, "http://x").unwrap().key.as_deref(), Some("k"));
        assert_eq!(with(Helper::Scripted, "http://x").unwrap().url, "");
    }
}
