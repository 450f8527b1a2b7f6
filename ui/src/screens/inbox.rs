//! The inbox: what was captured and is not decided yet, decided with one key each.

use std::rc::Rc;

use daymark_api::domain::Id;
use daymark_api::{InboxView, TaskPage};
use yew::prelude::*;

use crate::commands::Do;
use crate::components::{Acts, Button, Empty, Kbd, Look, Page, Skeleton, TaskList, Trouble, Window};
use crate::i18n::t;
use crate::icons::Sign;
use crate::overlay::{self, Overlay};
use crate::query::{Asked, use_query};
use crate::screens::add::JUST_ADDED;
use crate::signal::use_signal;

/// How many are asked for at once.
const PAGE: usize = 200;

/// The most that are loaded. Who has more in the inbox decides about these first.
const MOST: usize = 2_000;

#[component]
pub fn Inbox() -> Html {
    let wanted = use_state_eq(|| PAGE);
    let asked = use_query(InboxView { limit: u32::try_from(*wanted).ok(), offset: 0 });
    // The rows stay while more are loaded.
    let shown = use_mut_ref(|| None::<Rc<Asked<TaskPage>>>);
    if !matches!(*asked, Asked::Waiting) {
        *shown.borrow_mut() = Some(asked.clone());
    }
    let asked = shown.borrow().clone().unwrap_or(asked);
    let onwindow = {
        let wanted = wanted.clone();
        Callback::from(move |window: Window| {
            if window.end + PAGE / 4 > *wanted && *wanted < MOST {
                wanted.set(((window.end / PAGE + 2) * PAGE).min(MOST));
            }
        })
    };
    match &*asked {
        Asked::Waiting => html! { <Page title={t!("nav-inbox")} class="inbox"><Skeleton rows={6} /></Page> },
        Asked::Failed(error) => {
            html! { <Page title={t!("nav-inbox")} class="inbox"><Trouble error={error.clone()} /></Page> }
        }
        Asked::Ready(page) if page.tasks.is_empty() => {
            html! { <Page title={t!("nav-inbox")} class="inbox">{ nothing() }</Page> }
        }
        Asked::Ready(page) => html! { <Sorting page={Rc::new(page.clone())} {onwindow} /> },
    }
}

#[derive(Properties, PartialEq)]
pub struct SortingProps {
    pub page: Rc<TaskPage>,
    #[prop_or_default]
    pub onwindow: Callback<Window>,
}

/// The inbox with something in it.
#[component]
pub fn Sorting(props: &SortingProps) -> Html {
    let added = *use_signal(&JUST_ADDED);
    let total = props.page.total;
    let sub = html! { <span class="num">{ t!("inbox-count", count = total) }</span> };
    let tasks = use_memo(props.page.clone(), |page| page.tasks.clone());
    html! {
        <Page title={t!("nav-inbox")} class="inbox" {sub}>
            <Hints />
            <TaskList {tasks} label={t!("nav-inbox")} acts={Acts::Triage} total={usize::try_from(total).ok().map(|total| total.min(MOST))}
                onwindow={props.onwindow.clone()} reveal={added.map(Id::of)} />
        </Page>
    }
}

/// The keys that decide, where there is a keyboard.
#[component]
fn Hints() -> Html {
    let hints = [
        (Do::PlanToday, t!("act-today")),
        (Do::PlanTomorrow, t!("act-tomorrow")),
        (Do::Later, t!("act-later")),
        (Do::File, t!("inbox-file")),
        (Do::Someday, t!("act-someday")),
        (Do::Complete, t!("inbox-done")),
        (Do::Rename, t!("inbox-rename")),
        (Do::Drop, t!("act-drop")),
    ];
    html! {
        <p class="key-hints" aria-hidden="true">
            for (command, words) in hints { <span><Kbd chord={command.key().unwrap_or_default()} />{ words }</span> }
        </p>
    }
}

fn nothing() -> Html {
    let add = Callback::from(|_: MouseEvent| overlay::open(Overlay::Add(String::new())));
    html! {
        <Empty sign={Sign::Inbox} title={t!("inbox-empty")} text={t!("inbox-empty-text")}>
            <Button look={Look::Plain} sign={Sign::Plus} onclick={add} key_hint={Do::Add.key()}>{ t!("add-anything") }</Button>
        </Empty>
    }
}
