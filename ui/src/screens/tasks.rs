//! Tasks by a filter.

mod choosing;
mod filter;
mod paged;
pub mod saved;

use std::collections::BTreeSet;

use daymark_api::{ApiError, Code, GetCounts};
use yew::prelude::*;

use crate::components::{Button, Dot, Empty, Look, Page, QueryField, TaskList, Trouble};
use crate::i18n::t;
use crate::icons::Sign;
use crate::overlay::{self, Overlay};
use crate::query::use_query;
use crate::route::{self, Route};

use choosing::Choosing;
use paged::{Loaded, MOST, Paged};
use saved::{SaveOrChange, SavedChips};

#[derive(Properties, PartialEq)]
pub struct TasksProps {
    pub query: String,
}

/// The names of words that say which tasks: one of them at a time.
const VIEW: &[&str] = &["due", "is", "status"];

#[component]
pub fn Tasks(props: &TasksProps) -> Html {
    let asked = use_state_eq(|| props.query.clone());
    let choosing = use_state_eq(|| false);
    let onask = {
        let asked = asked.clone();
        Callback::from(move |query: String| asked.set(query))
    };
    let onenter = Callback::from(|query: String| route::go(&Route::Tasks(query)));
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
            <QueryField label={t!("filter")} placeholder={t!("filter-placeholder")} value={props.query.clone()} {onask} {onenter}>
                <SaveOrChange query={query.clone()} />
            </QueryField>
            <SavedChips query={query.clone()} />
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

/// A filter that is not understood says so at its field; other trouble is trouble.
fn refused(error: ApiError) -> Html {
    if error.code == Code::Invalid {
        return Html::default();
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
