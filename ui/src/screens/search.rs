//! Search: anything by its words.

use std::collections::BTreeMap;

use daymark_api::domain::Kind;
use daymark_api::{Hit, Search as Find};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::components::{Button, Empty, Marked, Page, Skeleton, Trouble};
use crate::frame::sign_of;
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{Asked, use_held, use_query_when};
use crate::route::{self, Link, Route};

#[derive(Properties, PartialEq)]
pub struct SearchProps {
    pub text: String,
}

/// The kinds in the order they are shown.
const ORDER: [Kind; 5] = [Kind::Task, Kind::Goal, Kind::Note, Kind::Event, Kind::Area];

#[component]
pub fn Search(props: &SearchProps) -> Html {
    let typed = use_state_eq(|| props.text.clone());
    let text = use_state_eq(|| props.text.trim().to_owned());
    let pause = use_mut_ref(|| None::<Timeout>);
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            // After the heading has had the focus.
            let timer = Timeout::new(30, move || {
                if let Some(field) = field.cast::<HtmlElement>() {
                    let _ = field.focus();
                }
            });
            move || drop(timer)
        });
    }
    {
        let (typed, text) = (typed.clone(), text.clone());
        use_effect_with(props.text.clone(), move |given| {
            if !given.is_empty() {
                typed.set(given.clone());
                text.set(given.trim().to_owned());
            }
        });
    }
    let request =
        (!text.is_empty()).then(|| Find { text: (*text).clone(), limit: Some(100), kinds: Vec::new() });
    let asked = use_query_when(request);
    let asked = use_held(asked);
    let oninput = {
        let (typed, text) = (typed.clone(), text.clone());
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            typed.set(field.value());
            let (text, words) = (text.clone(), field.value().trim().to_owned());
            *pause.borrow_mut() = Some(Timeout::new(140, move || text.set(words)));
        })
    };
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        if !event.is_composing() {
            event.prevent_default();
            event.stop_propagation();
            move_focus(step);
        }
    });
    let body = match &*asked {
        _ if text.is_empty() => beginning(),
        Asked::Waiting => html! { <Skeleton rows={6} /> },
        Asked::Failed(error) => html! { <Trouble error={error.clone()} /> },
        Asked::Ready(hits) if hits.is_empty() => html! {
            <Empty sign={Sign::Search} title={t!("search-none")} text={t!("search-none-text")} />
        },
        Asked::Ready(hits) => results(hits),
    };
    html! {
        <Page title={t!("nav-search")} class="search">
            <div class="search-all" {onkeydown}>
                <div class="filter search-field">
                    <Icon sign={Sign::Search} />
                    <input ref={field} type="search" class="filter-field" aria-label={t!("nav-search")} placeholder={t!("search-placeholder")} value={(*typed).clone()}
                        autocomplete="off" spellcheck="false" {oninput} />
                </div>
                { body }
            </div>
        </Page>
    }
}

fn beginning() -> Html {
    let example = t!("search-example");
    let words = example.clone();
    let show = Callback::from(move |_: MouseEvent| route::go(&Route::Search(words.clone())));
    html! {
        <Empty sign={Sign::Search} title={t!("search-begin")} text={t!("search-begin-text")}>
            <Button sign={Sign::Search} onclick={show}>{ example }</Button>
        </Empty>
    }
}

/// Moves the focus among the field and what was found.
fn move_focus(step: i32) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let Ok(stops) = document.query_selector_all(".search-field input, .hit") else { return };
    let active = document.active_element();
    let here = (0..stops.length())
        .find(|&index| {
            stops
                .item(index)
                .is_some_and(|node| active.as_ref().is_some_and(|it| it.is_same_node(Some(&node))))
        })
        .unwrap_or(0);
    let next = here.saturating_add_signed(step).min(stops.length().saturating_sub(1));
    if let Some(element) = stops.item(next).and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// What was found, by kind, each kind in the order core gave.
fn grouped(hits: &[Hit]) -> Vec<(Kind, Vec<&Hit>)> {
    let mut by_kind: BTreeMap<Kind, Vec<&Hit>> = BTreeMap::new();
    for hit in hits {
        by_kind.entry(hit.kind).or_default().push(hit);
    }
    let mut groups: Vec<(Kind, Vec<&Hit>)> =
        ORDER.iter().filter_map(|kind| by_kind.remove(kind).map(|hits| (*kind, hits))).collect();
    groups.extend(by_kind);
    groups
}

fn kind_name(kind: Kind) -> String {
    match kind {
        Kind::Task => t!("nav-tasks"),
        Kind::Goal => t!("goals"),
        Kind::Note => t!("nav-notes"),
        Kind::Event => t!("search-events"),
        Kind::Area => t!("nav-areas"),
        Kind::Conversation | Kind::Message | Kind::Proposal | Kind::Memory => t!("nav-assistant"),
        Kind::Habit | Kind::Routine => t!("nav-habits"),
        Kind::Entry => t!("nav-journal"),
        // Search does not find these yet.
        Kind::Filter
        | Kind::Project
        | Kind::Section
        | Kind::Template
        | Kind::Attachment
        | Kind::Feed
        | Kind::Stretch
        | Kind::Feedback => t!("search-others"),
        Kind::Setting | Kind::Provider => t!("nav-settings"),
    }
}

fn results(hits: &[Hit]) -> Html {
    html! {
        <>
            <p class="visually-hidden" role="status">{ t!("search-count", count = hits.len()) }</p>
            if hits.iter().all(|hit| hit.similar) {
                <p class="quiet">{ t!("search-similar") }</p>
            }
            for (kind, hits) in grouped(hits) {
                <section class="hits" aria-label={kind_name(kind)}>
                    <h2 class="group-title">{ kind_name(kind) }<small class="num">{ hits.len() }</small></h2>
                    <ul>for hit in hits { { found(hit) } }</ul>
                </section>
            }
        </>
    }
}

fn found(hit: &Hit) -> Html {
    let plain: String = hit.snippet.chars().filter(|c| !matches!(c, '\u{e000}' | '\u{e001}')).collect();
    // Where the words are in the title, the title itself carries the marks.
    let in_title = plain.trim() == hit.title.trim();
    let title = if in_title { hit.snippet.clone() } else { hit.title.clone() };
    html! {
        <li key={hit.object.to_string()}>
            <Link to={Route::of(hit.object, hit.kind)} class={classes!("hit", (!hit.open).then_some("is-done"))}>
                <Icon sign={sign_of(hit.kind)} />
                <span class="hit-words">
                    <span class="hit-title"><Marked text={title} /></span>
                    if !in_title && !plain.trim().is_empty() { <span class="hit-snippet"><Marked text={hit.snippet.clone()} /></span> }
                </span>
                if !hit.open { <small>{ t!("palette-done") }</small> }
            </Link>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_come_in_one_order_and_hits_keep_theirs() {
        let hit = |kind, title: &str| Hit {
            object: "0198a5f0-0000-7000-8000-000000000001".parse().unwrap(),
            kind,
            title: title.into(),
            snippet: String::new(),
            open: true,
            similar: false,
        };
        let hits =
            [hit(Kind::Note, "n"), hit(Kind::Task, "b"), hit(Kind::Conversation, "c"), hit(Kind::Task, "a")];
        let said: Vec<(Kind, Vec<&str>)> = grouped(&hits)
            .into_iter()
            .map(|(kind, hits)| (kind, hits.iter().map(|hit| hit.title.as_str()).collect()))
            .collect();
        assert_eq!(
            said,
            [(Kind::Task, vec!["b", "a"]), (Kind::Note, vec!["n"]), (Kind::Conversation, vec!["c"])]
        );
    }
}
