//! Tasks page by page: the list is given what is loaded, and asks for more as it is scrolled.

use std::collections::BTreeMap;
use std::rc::Rc;

use daymark_api::{ApiError, ListTasks, TaskView};
use yew::prelude::*;

use crate::components::{Skeleton, Window};
use crate::query::{Asked, use_held, use_query};

/// Rows that one request brings.
const PAGE: u32 = 500;
/// Beyond these a filter says it better than a scroll bar.
pub const MOST: usize = 10_000;

/// What is loaded.
#[derive(Clone, PartialEq)]
pub struct Loaded {
    pub tasks: Rc<Vec<TaskView>>,
    /// How many match.
    pub total: usize,
    pub onwindow: Callback<Window>,
}

#[derive(Properties, PartialEq)]
pub struct PagedProps {
    pub query: String,
    pub show: Callback<Loaded, Html>,
    pub failed: Callback<ApiError, Html>,
}

/// The pages after the first, of one filter.
#[derive(Clone, Default, PartialEq)]
struct More {
    query: String,
    /// How many pages are asked for, without the first.
    wanted: u32,
    pages: BTreeMap<u32, Rc<Vec<TaskView>>>,
}

/// Shows the tasks of a filter; those of the last one while it is asked.
#[component]
pub fn Paged(props: &PagedProps) -> Html {
    let more = use_mut_ref(More::default);
    let update = use_force_update();
    let request = ListTasks { query: props.query.clone(), limit: Some(PAGE), offset: 0 };
    let first = use_query(request);
    let first = use_held(first);
    if more.borrow().query != props.query {
        *more.borrow_mut() = More { query: props.query.clone(), ..More::default() };
    }
    let of_this = more.borrow().clone();
    let tasks = use_memo((first.clone(), of_this.pages.clone()), |(first, pages)| {
        let mut all = first.ready().map(|page| page.tasks.clone()).unwrap_or_default();
        for (number, page) in pages {
            // A page that has not come yet ends what is loaded.
            if all.len() == (*number * PAGE) as usize {
                all.extend(page.iter().cloned());
            }
        }
        Rc::new(all)
    });
    let page = match &*first {
        Asked::Waiting => return html! { <Skeleton rows={8} /> },
        Asked::Failed(error) => return props.failed.emit(error.clone()),
        Asked::Ready(page) => page,
    };
    let total = page.total as usize;
    let onwindow = {
        let (more, update) = (more.clone(), update.clone());
        Callback::from(move |window: Window| {
            let last = window.end.min(total).min(MOST).saturating_sub(1);
            let wanted = u32::try_from(last).unwrap_or(u32::MAX) / PAGE;
            if wanted > more.borrow().wanted {
                more.borrow_mut().wanted = wanted;
                update.force_update();
            }
        })
    };
    let onload = {
        let query = props.query.clone();
        Callback::from(move |(number, tasks): (u32, Rc<Vec<TaskView>>)| {
            if more.borrow().query == query {
                more.borrow_mut().pages.insert(number, tasks);
                update.force_update();
            }
        })
    };
    html! {
        <>
            for number in 1..=of_this.wanted { <Page key={number} {number} query={props.query.clone()} onload={onload.clone()} /> }
            { props.show.emit(Loaded { tasks: (*tasks).clone(), total, onwindow }) }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct PageProps {
    number: u32,
    query: String,
    onload: Callback<(u32, Rc<Vec<TaskView>>)>,
}

#[component]
fn Page(props: &PageProps) -> Html {
    let request = ListTasks { query: props.query.clone(), limit: Some(PAGE), offset: props.number * PAGE };
    let asked = use_query(request);
    let (number, onload) = (props.number, props.onload.clone());
    use_effect_with(asked, move |asked| {
        if let Some(page) = asked.ready() {
            onload.emit((number, Rc::new(page.tasks.clone())));
        }
    });
    Html::default()
}
