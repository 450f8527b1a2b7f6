//! Tasks by a filter.

mod choosing;
mod filter;
mod paged;

use std::collections::BTreeSet;

use daymark_api::{ApiError, Code, GetCounts};
use gloo_timers::callback::Timeout;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::{Button, Dot, Empty, Look, Page, TaskList, Trouble};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::overlay::{self, Overlay};
use crate::query::use_query;
use crate::route::{self, Route};

use choosing::Choosing;
use paged::{Loaded, MOST, Paged};

#[derive(Properties, PartialEq)]
pub struct TasksProps {
    pub query: String,
}

/// The names of words that say which tasks: one of them at a time.
const VIEW: &[&str] = &["due", "is", "status"];

#[component]
pub fn Tasks(props: &TasksProps) -> Html {
    let typed = use_state_eq(|| props.query.clone());
    let asked = use_state_eq(|| props.query.clone());
    let choosing = use_state_eq(|| false);
    let pause = use_mut_ref(|| None::<Timeout>);
    {
        let (typed, asked) = (typed.clone(), asked.clone());
        use_effect_with(props.query.clone(), move |query| {
            typed.set(query.clone());
            asked.set(query.clone());
        });
    }
    let oninput = {
        let (typed, asked, pause) = (typed.clone(), asked.clone(), pause.clone());
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            let words = field.value();
            typed.set(words.clone());
            let asked = asked.clone();
            *pause.borrow_mut() = Some(Timeout::new(180, move || asked.set(words.trim().to_owned())));
        })
    };
    let onkeydown = {
        let typed = typed.clone();
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" if !event.is_composing() => route::go(&Route::Tasks(typed.trim().to_owned())),
            "Escape" => route::go(&Route::Tasks(String::new())),
            _ => {}
        })
    };
    let clear = {
        let (typed, asked) = (typed.clone(), asked.clone());
        Callback::from(move |_: MouseEvent| {
            typed.set(String::new());
            asked.set(String::new());
            route::go(&Route::Tasks(String::new()));
        })
    };
    let choose = {
        let choosing = choosing.clone();
        Callback::from(move |_: MouseEvent| choosing.set(!*choosing))
    };
    let close = {
        let choosing = choosing.clone();
        Callback::from(move |()| choosing.set(false))
    };
    let is_choosing = *choosing;
    let query = (*asked).clone();
    let show = {
        let query = query.clone();
        Callback::from(move |loaded: Loaded| list(&query, loaded, is_choosing, &close))
    };
    let failed = Callback::from(refused);
    let actions = html! { <Button look={Look::Quiet} sign={Sign::Check} pressed={Some(is_choosing)} onclick={choose}>{ t!("choosing") }</Button> };
    html! {
        <Page title={t!("nav-tasks")} class="tasks-screen" {actions}>
            <div class="filter">
                <Icon sign={Sign::Filter} />
                <input type="search" class="filter-field" aria-label={t!("filter")} placeholder={t!("filter-placeholder")} value={(*typed).clone()}
                    autocomplete="off" spellcheck="false" {oninput} {onkeydown} />
                if !typed.is_empty() {
                    <button type="button" class="icon-btn" aria-label={t!("filter-clear")} onclick={clear}><Icon sign={Sign::Close} /></button>
                }
            </div>
            <Chips query={query.clone()} />
            <Paged {query} {show} {failed} />
        </Page>
    }
}

fn list(query: &str, loaded: Loaded, choosing: bool, close: &Callback<()>) -> Html {
    if loaded.tasks.is_empty() {
        return nothing(query);
    }
    let shown = loaded.total.min(MOST);
    let by_area = filter::words(query).iter().any(|word| word.starts_with("area:"));
    html! {
        <>
            <p class="visually-hidden" role="status">{ t!("tasks-count", count = loaded.total) }</p>
            if choosing {
                <Choosing loaded={loaded.clone()} onclose={close.clone()} />
            } else {
                <TaskList tasks={loaded.tasks.clone()} label={t!("nav-tasks")} total={Some(shown)} onwindow={loaded.onwindow.clone()} without_area={by_area} />
            }
            if loaded.total > MOST { <p class="tasks-more">{ t!("tasks-more", shown = MOST, all = loaded.total) }</p> }
            else if loaded.total > 12 { <p class="tasks-more num">{ t!("tasks-count", count = loaded.total) }</p> }
        </>
    }
}

/// A filter that is not understood says so beside the field; other trouble is trouble.
fn refused(error: ApiError) -> Html {
    if error.code == Code::Invalid {
        return html! { <p class="filter-said" role="status"><Icon sign={Sign::Info} />{ &error.message }</p> };
    }
    html! { <Trouble {error} /> }
}

fn nothing(query: &str) -> Html {
    if query.is_empty() {
        let example = t!("tasks-example");
        let words = example.clone();
        let add = Callback::from(move |_: MouseEvent| overlay::open(Overlay::Add(words.clone())));
        return html! {
            <Empty sign={Sign::Tasks} title={t!("tasks-empty")} text={t!("tasks-empty-text")}>
                <Button sign={Sign::Plus} onclick={add}>{ example }</Button>
            </Empty>
        };
    }
    let all = Callback::from(|_: MouseEvent| route::go(&Route::Tasks(String::new())));
    html! {
        <Empty sign={Sign::Filter} title={t!("tasks-none")} text={t!("tasks-none-text")}>
            <Button onclick={all}>{ t!("tasks-show-all") }</Button>
        </Empty>
    }
}

#[derive(Properties, PartialEq)]
struct ChipsProps {
    query: String,
}

/// The words of the filter that are asked for most.
#[component]
fn Chips(props: &ChipsProps) -> Html {
    let counts = use_query(GetCounts {});
    let areas = counts.ready().map(|counts| counts.areas.clone()).unwrap_or_default();
    let query = props.query.as_str();
    let open = !filter::words(query).iter().any(|word| {
        word.split_once(':').is_some_and(|(name, _)| VIEW.contains(&name)) && word.as_str() != "status:open"
    });
    let views = [
        ("due:today", t!("chip-today")),
        ("due:week", t!("chip-week")),
        ("due:overdue", t!("chip-waiting")),
        ("is:someday", t!("chip-someday")),
        ("status:done", t!("chip-done")),
    ];
    let chip = |on: bool, after: String, content: Html| {
        let onclick = Callback::from(move |_: MouseEvent| route::go(&Route::Tasks(after.clone())));
        html! { <button type="button" class="filter-chip" aria-pressed={if on { "true" } else { "false" }} {onclick}>{ content }</button> }
    };
    html! {
        <div class="filter-chips" role="group" aria-label={t!("filter-chips")}>
            { chip(open, filter::without(query, VIEW), html! { { t!("chip-open") } }) }
            for (word, name) in views {
                { chip(filter::has(query, word), filter::toggle(query, word, VIEW), html! { { name } }) }
            }
            if !areas.is_empty() { <span class="filter-gap" aria-hidden="true"></span> }
            for area in areas {
                { {
                    let word = filter::word("area", &area.name);
                    chip(filter::has(query, &word), filter::toggle(query, &word, &["area"]), html! { <><Dot colour={Some(area.colour)} />{ &area.name }</> })
                } }
            }
            for tag in tags(query) {
                { {
                    let word = filter::word("tag", &tag);
                    chip(true, filter::toggle(query, &word, &[]), html! { { format!("#{tag}") } })
                } }
            }
        </div>
    }
}

/// The tags the filter asks for.
fn tags(query: &str) -> BTreeSet<String> {
    filter::words(query)
        .iter()
        .filter_map(|word| word.strip_prefix("tag:").or_else(|| word.strip_prefix('#')))
        .filter(|tag| !tag.is_empty())
        .map(str::to_owned)
        .collect()
}
