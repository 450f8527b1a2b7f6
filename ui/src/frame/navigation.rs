//! The sidebar of a desktop, which is a rail on a tablet, and the bar of a phone.

use daymark_api::{GetCounts, ListFilters};
use yew::prelude::*;

use crate::commands::Do;
use crate::components::{Dot, Kbd};
use crate::i18n::t;
use crate::icons::{Icon, Mark, Sign};
use crate::overlay::{self, Overlay};
use crate::query::use_query;
use crate::route::Route;
use crate::screens::tasks::saved::asking;

#[derive(Properties, PartialEq)]
pub struct NavigationProps {
    pub screen: Route,
}

/// The places of the sidebar: where, its sign, its words.
pub fn places() -> [(Route, Sign, String); 9] {
    [
        (Route::Today, Sign::Today, t!("nav-today")),
        (Route::Inbox, Sign::Inbox, t!("nav-inbox")),
        (Route::Calendar, Sign::Calendar, t!("nav-calendar")),
        (Route::Tasks(String::new()), Sign::Tasks, t!("nav-tasks")),
        (Route::Goals, Sign::Goals, t!("nav-goals")),
        (Route::Habits, Sign::Repeat, t!("nav-habits")),
        (Route::Notes, Sign::Note, t!("nav-notes")),
        (Route::Journal, Sign::Moon, t!("nav-journal")),
        (Route::Assistant, Sign::Assistant, t!("nav-assistant")),
    ]
}

/// The quieter places below.
pub fn quiet_places() -> [(Route, Sign, String); 4] {
    [
        (Route::Search(String::new()), Sign::Search, t!("nav-search")),
        (Route::History, Sign::History, t!("nav-history")),
        (Route::Trash, Sign::Trash, t!("nav-trash")),
        (Route::Settings(String::new()), Sign::Settings, t!("nav-settings")),
    ]
}

#[component]
pub fn Sidebar(props: &NavigationProps) -> Html {
    let counts = use_query(GetCounts {});
    let counts = counts.ready();
    let number = |route: &Route| match (route, counts) {
        (Route::Today, Some(counts)) => counts.today,
        (Route::Inbox, Some(counts)) => counts.inbox,
        _ => 0,
    };
    let areas = counts.map(|counts| counts.areas.clone()).unwrap_or_default();
    html! {
        <div class="side">
            <header class="side-top">
            <a class="brand" href={Route::Today.hash()} aria-label={t!("app-name")}><Mark /><span>{ t!("app-name") }</span></a>
            <AddButton />
            </header>
            <nav class="nav" aria-label={t!("nav")}>
                for (route, sign, name) in places() {
                    <Place on={props.screen.within(&route)} number={number(&route)} to={route} {sign} {name} />
                }
            </nav>
            <Pinned screen={props.screen.clone()} />
            if !areas.is_empty() {
                <nav class="nav areas" aria-labelledby="areas-title">
                    <h2 class="cap" id="areas-title">{ t!("nav-areas") }</h2>
                    for area in areas {
                        <a href={Route::Area(area.id).hash()} aria-current={current(props.screen == Route::Area(area.id))}>
                            <Dot colour={Some(area.colour)} /><span class="nav-name">{ &area.name }</span>
                            if area.open_tasks > 0 {
                                <span class="n num" aria-label={t!("open-tasks", count = area.open_tasks)}>{ area.open_tasks }</span>
                            }
                        </a>
                    }
                </nav>
            }
            <nav class="nav nav-quiet" aria-label={t!("nav-more")}>
                for (route, sign, name) in quiet_places() {
                    <Place on={props.screen.within(&route)} to={route} {sign} {name} />
                }
            </nav>
        </div>
    }
}

/// Saved filters that a person wants at hand.
#[component]
fn Pinned(props: &NavigationProps) -> Html {
    let list = use_query(ListFilters {});
    let pinned: Vec<_> = list
        .ready()
        .map(|list| list.filters.iter().filter(|view| view.filter.pinned).cloned().collect())
        .unwrap_or_default();
    if pinned.is_empty() {
        return Html::default();
    }
    html! {
        <nav class="nav areas" aria-labelledby="filters-title">
            <h2 class="cap" id="filters-title">{ t!("nav-filters") }</h2>
            for view in pinned {
                { {
                    let route = Route::Tasks(asking(view.filter.title.as_str()));
                    html! {
                        <a href={route.hash()} aria-current={current(props.screen == route)} title={view.trouble.clone()}>
                            if view.filter.colour.is_some() { <Dot colour={view.filter.colour} /> } else { <Icon sign={Sign::Filter} /> }
                            <span class="nav-name">{ view.filter.title.as_str() }</span>
                        </a>
                    }
                } }
            }
        </nav>
    }
}

#[component]
fn AddButton() -> Html {
    let onclick = Callback::from(|_: MouseEvent| overlay::open(Overlay::Add(String::new())));
    html! {
        <button type="button" class="add" {onclick}>
            <Icon sign={Sign::Plus} /><span>{ t!("add-anything") }</span><Kbd chord={Do::Add.key().unwrap_or_default()} />
        </button>
    }
}

fn current(on: bool) -> Option<&'static str> {
    on.then_some("page")
}

#[derive(Properties, PartialEq)]
struct PlaceProps {
    to: Route,
    sign: Sign,
    name: AttrValue,
    on: bool,
    #[prop_or_default]
    number: u32,
}

#[component]
fn Place(props: &PlaceProps) -> Html {
    html! {
        <a href={props.to.hash()} aria-current={current(props.on)} title={props.name.clone()}>
            <Icon sign={props.sign} /><span class="nav-name">{ &props.name }</span>
            if props.number > 0 { <span class="n num">{ props.number }</span> }
        </a>
    }
}

/// The bar of a phone: two places, the plus in the middle, two more.
#[component]
pub fn Bar(props: &NavigationProps) -> Html {
    let add = Callback::from(|_: MouseEvent| overlay::open(Overlay::Add(String::new())));
    let more = Callback::from(|_: MouseEvent| overlay::open(Overlay::Menu));
    let tab = |route: Route, sign: Sign, name: String| {
        let on = props.screen.within(&route);
        html! { <a href={route.hash()} aria-current={current(on)}><Icon {sign} /><span>{ name }</span></a> }
    };
    html! {
        <nav class="bar" aria-label={t!("nav")}>
            { tab(Route::Today, Sign::Today, t!("nav-today")) }
            { tab(Route::Inbox, Sign::Inbox, t!("nav-inbox")) }
            <button type="button" class="plus" aria-label={t!("add-anything")} onclick={add}><Icon sign={Sign::Plus} /></button>
            { tab(Route::Assistant, Sign::Assistant, t!("nav-assistant")) }
            <button type="button" class="bar-more" aria-haspopup="dialog" onclick={more}><Icon sign={Sign::Menu} /><span>{ t!("nav-all") }</span></button>
        </nav>
    }
}
