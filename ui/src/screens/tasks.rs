//! Tasks by a filter.

mod board;
mod choosing;
mod filter;
mod paged;
pub mod saved;
mod table;

use std::collections::BTreeSet;
use std::rc::Rc;

use daymark_api::domain::TaskId;
use daymark_api::{ApiError, Code, GetCounts, TaskView};
use yew::prelude::*;

use crate::components::{
    Button, Dot, Empty, Look, Page, Picking, QueryField, Segment, Segments, TaskList, Trouble, Window,
};
use crate::i18n::t;
use crate::icons::Sign;
use crate::overlay::{self, Overlay};
use crate::query::use_query;
use crate::route::{self, Route};
use crate::signal::{Signal, Watched, use_signal};

use board::{Board, Ways};
use choosing::Doing;
use paged::{Loaded, MOST, Paged};
use saved::{SaveOrChange, SavedChips};
use table::Heads;

#[derive(Properties, PartialEq)]
pub struct TasksProps {
    pub query: String,
}

/// How the tasks of a filter are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    List,
    Board,
    Table,
}

const LAYOUTS: [(Layout, &str, Sign); 3] = [
    (Layout::List, "layout-list", Sign::Tasks),
    (Layout::Board, "layout-board", Sign::Panel),
    (Layout::Table, "layout-table", Sign::Menu),
];

thread_local! {
    /// Stays as it was while one is elsewhere.
    static LAYOUT: Signal<Layout> = Signal::new(Layout::List);
}

/// The names of words that say which tasks: one of them at a time.
const VIEW: &[&str] = &["due", "is", "status"];

#[component]
pub fn Tasks(props: &TasksProps) -> Html {
    let asked = use_state_eq(|| props.query.clone());
    let choosing = use_state_eq(|| false);
    let picked = use_state_eq(|| Rc::new(BTreeSet::<TaskId>::new()));
    // Everything was asked for, also what is still to be loaded.
    let everything = use_state_eq(|| false);
    let layout = *use_signal(&LAYOUT);
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
        let (choosing, picked, everything) = (choosing.clone(), picked.clone(), everything.clone());
        Callback::from(move |()| {
            choosing.set(false);
            everything.set(false);
            picked.set(Rc::default());
        })
    };
    let is_choosing = *choosing;
    let query = (*asked).clone();
    {
        // Another filter has other tasks.
        let close = close.clone();
        use_effect_with((query.clone(), layout), move |_| close.emit(()));
    }
    let picking = Picking {
        picked: (*picked).clone(),
        mode: is_choosing,
        onset: {
            let (picked, everything) = (picked.clone(), everything.clone());
            Callback::from(move |next| {
                everything.set(false);
                picked.set(Rc::new(next));
            })
        },
        onall: {
            let everything = everything.clone();
            Callback::from(move |()| everything.set(true))
        },
    };
    let show = {
        let query = query.clone();
        let everything = *everything;
        Callback::from(move |loaded: Loaded| {
            html! { <Found query={query.clone()} {loaded} {layout} picking={picking.clone()} {everything} onclose={close.clone()} /> }
        })
    };
    let failed = Callback::from(refused);
    let options: Vec<Segment> = LAYOUTS
        .iter()
        .map(|&(one, key, sign)| Segment { label: t!(key), sign: Some(sign), chosen: one == layout })
        .collect();
    let onlayout = Callback::from(|index: usize| {
        if let Some(&(layout, ..)) = LAYOUTS.get(index) {
            LAYOUT.put(layout);
        }
    });
    let actions = html! {
        <>
            <Segments label={t!("layout")} {options} onpick={onlayout} />
            if layout != Layout::Board { <Button look={Look::Quiet} sign={Sign::Check} pressed={Some(is_choosing)} onclick={choose}>{ t!("choosing") }</Button> }
        </>
    };
    let class = classes!(
        "tasks-screen",
        (layout == Layout::Board).then_some("is-board"),
        (layout == Layout::Table).then_some("is-table")
    );
    html! {
        <Page title={t!("nav-tasks")} {class} {actions}>
            <QueryField label={t!("filter")} placeholder={t!("filter-placeholder")} value={props.query.clone()} {onask} {onenter}>
                <SaveOrChange query={query.clone()} />
            </QueryField>
            <SavedChips query={query.clone()} />
            <Chips query={query.clone()} />
            if layout == Layout::Board {
                <Ways query={query.clone()} />
                <Board {query} />
            } else {
                <Paged {query} {show} {failed} />
            }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct FoundProps {
    query: String,
    loaded: Loaded,
    layout: Layout,
    picking: Picking,
    everything: bool,
    onclose: Callback<()>,
}

/// The tasks of a filter as a list or a table, with what can be done to those that are chosen.
#[component]
fn Found(props: &FoundProps) -> Html {
    let loaded = &props.loaded;
    let shown = loaded.total.min(MOST);
    {
        // What is to be chosen is loaded first.
        let (loaded, picking) = (loaded.clone(), props.picking.clone());
        use_effect_with((loaded.tasks.clone(), props.everything), move |(tasks, everything)| {
            if !*everything {
                return;
            }
            let all: BTreeSet<TaskId> = tasks.iter().map(|view| view.task.id).collect();
            let complete = tasks.len() >= shown;
            if all != *picking.picked {
                picking.onset.emit(all);
                if !complete {
                    picking.onall.emit(());
                }
            }
            if !complete {
                loaded.onwindow.emit(Window { first: 0, end: shown });
            }
        });
    }
    if loaded.tasks.is_empty() {
        return nothing(&props.query);
    }
    let chosen: Vec<TaskView> =
        loaded.tasks.iter().filter(|view| props.picking.has(view.task.id)).cloned().collect();
    let by_area = filter::words(&props.query).iter().any(|word| word.starts_with("area:"));
    let columns = props.layout == Layout::Table;
    let list = html! {
        <TaskList tasks={loaded.tasks.clone()} label={t!("nav-tasks")} total={Some(shown)} onwindow={loaded.onwindow.clone()} without_area={by_area}
            picking={Some(props.picking.clone())} {columns} />
    };
    html! {
        <>
            <p class="visually-hidden" role="status">{ t!("tasks-count", count = loaded.total) }</p>
            if columns {
                <div class="table" role="table" aria-label={t!("nav-tasks")} aria-rowcount={(shown + 1).to_string()}><Heads query={props.query.clone()} />{ list }</div>
            } else {
                { list }
            }
            if loaded.total > MOST { <p class="tasks-more">{ t!("tasks-more", shown = MOST, all = loaded.total) }</p> }
            else if loaded.total > 12 { <p class="tasks-more num">{ t!("tasks-count", count = loaded.total) }</p> }
            if props.picking.on() { <Doing tasks={Rc::new(chosen)} onall={props.picking.onall.clone()} onclose={props.onclose.clone()} /> }
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
