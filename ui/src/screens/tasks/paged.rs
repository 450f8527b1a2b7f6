//! Tasks page by page: the list is given what is loaded, and asks for more as it is scrolled.

use std::collections::BTreeMap;
use std::rc::Rc;

use daymark_api::{ApiError, ListTasks, TaskView};
use yew::prelude::*;

use crate::components::{Skeleton, Window};
use crate::query::{Asked, use_query};

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

/// Shows the tasks of a filter. Give it the filter as its key.
#[component]
pub fn Paged(props: &PagedProps) -> Html {
    let pages = use_state_eq(|| 1_u32);
    let more = use_state_eq(BTreeMap::<u32, Rc<Vec<TaskView>>>::new);
    let first = use_query(ListTasks { query: props.query.clone(), limit: Some(PAGE), offset: 0 });
    let tasks = use_memo((first.clone(), (*more).clone()), |(first, more)| {
        let mut all = first.ready().map(|page| page.tasks.clone()).unwrap_or_default();
        for (number, page) in more {
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
        let (pages, loaded) = (pages.clone(), tasks.len());
        Callback::from(move |window: Window| {
            if window.end >= loaded && loaded < total.min(MOST) && loaded == (*pages * PAGE) as usize {
                pages.set(*pages + 1);
            }
        })
    };
    let onload = {
        let more = more.clone();
        Callback::from(move |(number, tasks): (u32, Rc<Vec<TaskView>>)| {
            let mut next = (*more).clone();
            next.insert(number, tasks);
            more.set(next);
        })
    };
    html! {
        <>
            for number in 1..*pages { <Page key={number} {number} query={props.query.clone()} onload={onload.clone()} /> }
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
