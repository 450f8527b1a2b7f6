//! The query as columns: each column is the query and one more condition, and what is carried into
//! it takes on what the column stands for.

use std::rc::Rc;

use daymark_api::domain::{Priority, TaskStatus};
use daymark_api::{AreaView, CompleteTasks, EditTask, GetCounts, ReopenTasks, RescheduleTasks, TaskView};
use jiff::ToSpan;
use jiff::civil::Date;
use yew::prelude::*;

use super::filter;
use super::paged::{Loaded, Paged};
use crate::actions;
use crate::components::{Carry, Dot, Draw, TaskRow, VirtualList, colour_class, use_carry, was_carried};
use crate::i18n::t;
use crate::query::{act, use_query};
use crate::route::{self, Route};
use crate::time::use_today;
use crate::words;

/// What a board is divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Status,
    Priority,
    Area,
    Due,
}

pub const WAYS: [(By, &str, &str); 4] = [
    (By::Status, "status", "board-status"),
    (By::Priority, "priority", "board-priority"),
    (By::Area, "area", "board-area"),
    (By::Due, "due", "board-due"),
];

/// What the query is grouped by; by status when it does not say, or says what no board shows.
pub fn by(query: &str) -> By {
    let said = filter::value(query, "group");
    WAYS.iter().find(|(_, word, _)| said.as_deref() == Some(*word)).map_or(By::Status, |(by, ..)| *by)
}

/// What a task becomes in a column.
#[derive(Clone, Debug, PartialEq)]
enum Becomes {
    Open,
    Started,
    Done,
    Priority(Option<Priority>),
    Area(Option<daymark_api::domain::AreaId>),
    Day(Option<Date>),
    /// It can be looked at, and nothing can be carried there.
    Nothing,
}

#[derive(Clone, Debug, PartialEq)]
struct Column {
    name: String,
    /// The condition besides the query.
    condition: String,
    becomes: Becomes,
    colour: Option<daymark_api::domain::AreaColour>,
}

fn columns(by: By, areas: &[AreaView], today: Date) -> Vec<Column> {
    let column =
        |name: String, condition: String, becomes: Becomes| Column { name, condition, becomes, colour: None };
    let after = |days: i64| today.checked_add(days.days()).unwrap_or(today);
    match by {
        By::Status => vec![
            column(t!("board-open"), "status:open -is:started".into(), Becomes::Open),
            column(t!("board-started"), "is:started".into(), Becomes::Started),
            column(t!("board-done"), "status:done sort:completed".into(), Becomes::Done),
        ],
        By::Priority => vec![
            column(t!("chip-priority-high"), "priority:high".into(), Becomes::Priority(Some(Priority::High))),
            column(
                t!("chip-priority-medium"),
                "priority:medium".into(),
                Becomes::Priority(Some(Priority::Medium)),
            ),
            column(t!("chip-priority-low"), "priority:low".into(), Becomes::Priority(Some(Priority::Low))),
            column(t!("priority-none"), "priority:none".into(), Becomes::Priority(None)),
        ],
        By::Area => {
            let mut all: Vec<Column> = areas
                .iter()
                .map(|area| Column {
                    colour: Some(area.colour),
                    ..column(
                        area.name.clone(),
                        filter::word("area", &area.name),
                        Becomes::Area(Some(area.id)),
                    )
                })
                .collect();
            all.push(column(t!("board-no-area"), "area:none".into(), Becomes::Area(None)));
            all
        }
        By::Due => vec![
            column(t!("chip-waiting"), "due:overdue".into(), Becomes::Nothing),
            column(
                words::sentence(&words::near_day(today, today)),
                format!("due:{today}"),
                Becomes::Day(Some(today)),
            ),
            column(
                words::sentence(&words::near_day(after(1), today)),
                format!("due:{}", after(1)),
                Becomes::Day(Some(after(1))),
            ),
            column(t!("board-week"), format!("due:{}..{}", after(2), after(7)), Becomes::Day(Some(after(2)))),
            column(t!("board-later"), format!("due:{}..", after(8)), Becomes::Day(Some(after(8)))),
            column(t!("board-no-day"), "due:none".into(), Becomes::Day(None)),
        ],
    }
}

/// The change that makes a task what its new column stands for.
fn become_it(view: &TaskView, becomes: &Becomes) {
    let (id, title) = (view.task.id, view.task.title.as_str());
    let edit = |change: EditTask| act(change, t!("said-changed", title = title));
    match becomes {
        Becomes::Open if view.task.status == TaskStatus::Completed => {
            act(ReopenTasks { ids: vec![id] }, t!("said-reopened", title = title));
        }
        Becomes::Open => actions::start(view, false),
        Becomes::Started if view.task.open() => actions::start(view, true),
        Becomes::Started | Becomes::Nothing => {}
        Becomes::Done => act(CompleteTasks { ids: vec![id] }, t!("said-completed", title = title)),
        Becomes::Priority(priority) => edit(EditTask { priority: (*priority).into(), ..actions::edit(id) }),
        Becomes::Area(area) => edit(EditTask { area: (*area).into(), ..actions::edit(id) }),
        Becomes::Day(day) => {
            let to = day.map(actions::day);
            let said = actions::said_of_moving(1, title, to.as_ref());
            act(RescheduleTasks { ids: vec![id], to }, said);
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct BoardProps {
    pub query: String,
}

#[component]
pub fn Board(props: &BoardProps) -> Html {
    let today = use_today();
    let counts = use_query(GetCounts {});
    let areas = counts.ready().map(|counts| counts.areas.clone()).unwrap_or_default();
    let all = Rc::new(columns(by(&props.query), &areas, today));
    let root = use_node_ref();
    // The tasks that are loaded, to find what was carried.
    let seen = use_mut_ref(std::collections::BTreeMap::<String, TaskView>::new);
    let said = use_state_eq(String::new);
    let put = {
        let (all, seen, said) = (all.clone(), seen.clone(), said.clone());
        Callback::from(move |(key, place): (String, String)| {
            let index: Option<usize> = place.parse().ok();
            let column = index.and_then(|index| all.get(index));
            let view = seen.borrow().get(&key).cloned();
            if let (Some(view), Some(column)) = (view, column) {
                become_it(&view, &column.becomes);
                said.set(t!("board-said", title = view.task.title.as_str(), column = column.name.as_str()));
            }
        })
    };
    let carry = use_carry(&root, put.clone());
    // Shift with an arrow carries to the column beside; plain arrows go there.
    let onkeydown = {
        let (put, all) = (put.clone(), all.clone());
        Callback::from(move |event: KeyboardEvent| {
            let step = match event.key().as_str() {
                "ArrowLeft" => -1_isize,
                "ArrowRight" => 1,
                _ => return,
            };
            if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
                return;
            }
            let Some((key, column, row)) = at(&event) else { return };
            event.prevent_default();
            event.stop_propagation();
            let mut next = column.checked_add_signed(step);
            if event.shift_key() {
                // Where nothing can be carried to is passed over.
                while next.and_then(|at| all.get(at)).is_some_and(|it| it.becomes == Becomes::Nothing) {
                    next = next.and_then(|at| at.checked_add_signed(step));
                }
                if let Some(next) = next.filter(|at| *at < all.len()) {
                    put.emit((key.clone(), next.to_string()));
                    follow(key);
                }
            } else {
                while let Some(at) = next.filter(|at| *at < all.len()) {
                    if focus_in(at, row) {
                        break;
                    }
                    next = at.checked_add_signed(step);
                }
            }
        })
    };
    let title = {
        let seen = seen.clone();
        move |key: &str| seen.borrow().get(key).map(|view| view.task.title.to_string()).unwrap_or_default()
    };
    html! {
        <div ref={root} class="board scrolls" {onkeydown} onpointerdown={carry.onpointerdown.clone()} onpointermove={carry.onpointermove.clone()}
            onpointerup={carry.onpointerup.clone()} onpointercancel={carry.onpointercancel.clone()}>
            <p class="visually-hidden" role="status" aria-live="polite">{ &*said }</p>
            <p class="visually-hidden" id="board-hint">{ t!("board-hint") }</p>
            for (index, column) in all.iter().enumerate() {
                <ColumnView key={format!("{index}-{}", column.name)} {index} column={column.clone()} query={filter::narrowed(&props.query, &column.condition)}
                    carry={carry.clone()} onload={let seen = seen.clone(); Callback::from(move |tasks: Rc<Vec<TaskView>>| {
                        seen.borrow_mut().extend(tasks.iter().map(|view| (view.task.id.to_string(), view.clone())));
                    })} {today} />
            }
            { carry.label(title) }
        </div>
    }
}

/// The card with the focus: its key, its column, its row.
fn at(event: &KeyboardEvent) -> Option<(String, usize, usize)> {
    use wasm_bindgen::JsCast;
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let card = target.closest("[data-key]").ok()??;
    let column = card.closest("[data-place]").ok()??;
    let cards = column.query_selector_all("[data-key]").ok()?;
    let same = |index: &u32| cards.item(*index).is_some_and(|node| card.is_same_node(Some(&node)));
    let row = (0..cards.length()).find(same)?;
    Some((card.get_attribute("data-key")?, column.get_attribute("data-place")?.parse().ok()?, row as usize))
}

/// Puts the focus on the card of a column beside, or the last one above it.
fn focus_in(column: usize, row: usize) -> bool {
    use wasm_bindgen::JsCast;
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return false };
    let Ok(links) =
        document.query_selector_all(&format!(".board-column[data-place=\"{column}\"] a[data-row]"))
    else {
        return false;
    };
    let row = u32::try_from(row).unwrap_or_default().min(links.length().saturating_sub(1));
    match links.item(row).and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
        Some(link) => link.focus().is_ok(),
        None => false,
    }
}

/// Keeps the focus on a card while it goes to another column.
fn follow(key: String) {
    for wait in [120, 350, 800] {
        let key = key.clone();
        gloo_timers::callback::Timeout::new(wait, move || {
            if let Ok(id) = key.parse() {
                crate::components::focus_row(id);
            }
        })
        .forget();
    }
}

#[derive(Properties, PartialEq)]
struct ColumnProps {
    index: usize,
    column: Column,
    query: String,
    carry: Carry,
    onload: Callback<Rc<Vec<TaskView>>>,
    today: Date,
}

#[component]
fn ColumnView(props: &ColumnProps) -> Html {
    let (column, today) = (props.column.clone(), props.today);
    let place = props.index.to_string();
    let over = props.carry.over(&place) && column.becomes != Becomes::Nothing;
    let carry = props.carry.clone();
    let onload = props.onload.clone();
    let name = column.name.clone();
    let show = Callback::from(move |loaded: Loaded| {
        onload.emit(loaded.tasks.clone());
        cards(&name, loaded, &carry, today)
    });
    let failed =
        Callback::from(|error: daymark_api::ApiError| html! { <p class="board-none">{ error.message }</p> });
    html! {
        <section class={classes!("board-column", over.then_some("is-over"), (column.becomes == Becomes::Nothing).then_some("is-fixed"))} data-place={place} aria-label={column.name.clone()}>
            <h2 class="board-name">
                if column.colour.is_some() { <Dot colour={column.colour} /> }
                <span>{ &column.name }</span>
            </h2>
            <div class="board-cards scrolls"><Paged query={props.query.clone()} {show} {failed} /></div>
        </section>
    }
}

fn cards(name: &str, loaded: Loaded, carry: &Carry, today: Date) -> Html {
    let count = loaded.total.min(super::paged::MOST);
    if count == 0 {
        return html! { <p class="board-none">{ t!("board-none") }</p> };
    }
    let (tasks, carry) = (loaded.tasks.clone(), carry.clone());
    let row = move |index: usize| {
        let Some(view) = tasks.get(index) else {
            return html! { <li key={format!("row-{index}")} class="card is-coming" aria-hidden="true"></li> };
        };
        let key = view.task.id.to_string();
        let ontoggle = Callback::from(|view| actions::toggle(&view));
        let onopen = Callback::from(move |event: MouseEvent| {
            if was_carried() {
                event.prevent_default();
            }
        });
        html! {
            <li key={key.clone()} class={classes!("card", colour_class(view.area_colour), carry.is(&key).then_some("is-held"))} data-key={view.task.id.to_string()} onclick={onopen}>
                <ul class="card-of"><TaskRow task={view.clone()} {today} tab={true} {ontoggle} /></ul>
            </li>
        }
    };
    html! {
        <>
            <p class="board-count num" aria-hidden="true">{ loaded.total }</p>
            <VirtualList {count} row={82.0} draw={Draw::from(row)} label={name.to_owned()} onwindow={loaded.onwindow.clone()} />
        </>
    }
}

#[derive(Properties, PartialEq)]
pub struct WaysProps {
    pub query: String,
}

/// What the board is divided by.
#[component]
pub fn Ways(props: &WaysProps) -> Html {
    let now = by(&props.query);
    html! {
        <div class="board-ways" role="group" aria-label={t!("board-by")}>
            <span class="cap">{ t!("board-by") }</span>
            for (by, word, key) in WAYS {
                <button type="button" class="filter-chip" aria-pressed={if by == now { "true" } else { "false" }}
                    onclick={let query = filter::with(&props.query, "group", word); Callback::from(move |_: MouseEvent| route::go(&Route::Tasks(query.clone())))}>{ t!(key) }</button>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_board_is_divided_by_what_the_query_groups_by() {
        for (query, wanted) in [
            ("", By::Status),
            ("milk group:area", By::Area),
            ("group:priority due:today", By::Priority),
            ("group:due", By::Due),
            ("group:goal", By::Status),
        ] {
            assert_eq!(by(query), wanted, "{query}");
        }
    }

    #[test]
    fn every_day_is_in_one_column_of_days() {
        let today = jiff::civil::date(2026, 11, 21);
        let found: Vec<String> = columns(By::Due, &[], today).into_iter().map(|it| it.condition).collect();
        assert_eq!(
            found,
            [
                "due:overdue",
                "due:2026-11-21",
                "due:2026-11-22",
                "due:2026-11-23..2026-11-28",
                "due:2026-11-29..",
                "due:none"
            ]
        );
    }
}
