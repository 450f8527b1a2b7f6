//! A list of tasks with everything that can be done to a row, by key, by press and by touch.

use std::cell::Cell;
use std::rc::Rc;

use daymark_api::TaskView;
use daymark_api::domain::{TaskId, TaskStatus};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::{
    Anchor, Draw, Filed, Picking, PlacePicker, Press, Shape, TaskRow, VirtualList, WhenPicker, Window,
};
use crate::actions;
use crate::commands::{Do, Scope};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::keys::use_commands;
use crate::overlay;
use crate::route::{self, Route};
use crate::screen_width::is_touch;
use crate::time::use_today;

thread_local! {
    static NEXT: Cell<u64> = const { Cell::new(1) };
    /// The list that the focus was in last; its row gets the keys.
    static ACTIVE: Cell<Option<u64>> = const { Cell::new(None) };
}

/// From so many rows on, only those near the window exist.
const VIRTUAL_FROM: usize = 120;

#[derive(Properties, PartialEq)]
pub struct TaskListProps {
    pub tasks: Rc<Vec<TaskView>>,
    pub label: AttrValue,
    #[prop_or_default]
    pub acts: Acts,
    #[prop_or_default]
    pub without_area: bool,
    #[prop_or_default]
    pub without_day: bool,
    /// More rows than are loaded: tells which are needed.
    #[prop_or_default]
    pub total: Option<usize>,
    #[prop_or_default]
    pub onwindow: Callback<Window>,
    /// Each task as a row of columns.
    #[prop_or_default]
    pub columns: bool,
    /// Choosing several, where one change of all can be made.
    #[prop_or_default]
    pub picking: Option<Picking>,
    /// The task just added: it is scrolled to.
    #[prop_or_default]
    pub reveal: Option<TaskId>,
}

/// Which buttons the rows carry, and when they show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Acts {
    /// The chosen row and the one under the pointer show them.
    #[default]
    OnChosen,
    /// The same; the first row is chosen at once, and the next when one leaves.
    Triage,
    /// The one-tap answers to something that waits, in words.
    Answers,
}

/// What is open for the chosen row.
#[derive(Clone, PartialEq)]
enum Asking {
    When,
    Place,
    Title,
}

#[derive(Clone, PartialEq, Default)]
struct Choice {
    id: Option<TaskId>,
    /// Where it stood, for when it leaves.
    index: usize,
}

#[component]
pub fn TaskList(props: &TaskListProps) -> Html {
    let today = use_today();
    let me = *use_memo((), |()| {
        let id = NEXT.get();
        NEXT.set(id + 1);
        id
    });
    let triage = props.acts == Acts::Triage;
    // Its keys go with it.
    use_effect_with((), move |()| {
        move || {
            if ACTIVE.get() == Some(me) {
                ACTIVE.set(None);
            }
        }
    });
    let choice = use_state_eq(Choice::default);
    let asking = use_state_eq(|| None::<(Asking, TaskView)>);
    let tasks = props.tasks.clone();
    let position = choice.id.and_then(|id| tasks.iter().position(|view| view.task.id == id));
    let chosen = position.and_then(|index| tasks.get(index)).cloned();

    // A row that left hands the choice to the one that took its place.
    {
        let (choice, tasks) = (choice.clone(), tasks.clone());
        use_effect_with((tasks.clone(), choice.id), move |_| {
            let gone = choice.id.is_some_and(|id| !tasks.iter().any(|view| view.task.id == id));
            let id = if gone || (triage && choice.id.is_none()) {
                let index = choice.index.min(tasks.len().saturating_sub(1));
                let id = tasks.get(index).map(|view| view.task.id);
                choice.set(Choice { id, index });
                id
            } else {
                choice.id
            };
            // The row with the focus may also have been taken out of the page and put in again.
            if let Some(id) =
                id.filter(|_| ACTIVE.get() == Some(me) && focus_is_lost() && !overlay::covered())
            {
                focus_row(id);
            }
        });
    }

    let choose = {
        let (choice, tasks) = (choice.clone(), tasks.clone());
        Callback::from(move |view: TaskView| {
            ACTIVE.set(Some(me));
            let index = tasks.iter().position(|other| other.task.id == view.task.id).unwrap_or_default();
            choice.set(Choice { id: Some(view.task.id), index });
        })
    };
    // Before a row leaves: the next key must not meet it again.
    let leave = {
        let (choice, tasks) = (choice.clone(), tasks.clone());
        move || {
            if triage && let Some(index) = position {
                let next = tasks
                    .get(index + 1)
                    .or_else(|| index.checked_sub(1).and_then(|before| tasks.get(before)));
                let id = next.map(|view| view.task.id);
                let index = if index + 1 < tasks.len() { index } else { index.saturating_sub(1) };
                choice.set(Choice { id, index });
                if let Some(id) = id {
                    focus_row(id);
                }
            }
        }
    };
    // Where a range of several began.
    let anchor = use_mut_ref(Anchor::default);
    let pick = {
        let (anchor, tasks, picking) = (anchor.clone(), tasks.clone(), props.picking.clone());
        Rc::new(move |id: TaskId, press: Press| {
            let Some(picking) = &picking else { return };
            let ids: Vec<TaskId> = tasks.iter().map(|view| view.task.id).collect();
            match press {
                Press::Toggle => {
                    let mut base = (*picking.picked).clone();
                    base.remove(&id);
                    anchor.replace(Anchor::at(id, base));
                    picking.toggle(id);
                }
                Press::Range => {
                    if anchor.borrow().from.is_none() || picking.picked.is_empty() {
                        let from = position.and_then(|index| ids.get(index).copied()).unwrap_or(id);
                        anchor.replace(Anchor::at(from, (*picking.picked).clone()));
                    }
                    let reached = anchor.borrow().reach(&ids, id);
                    picking.onset.emit(reached);
                }
            }
        })
    };
    {
        let (asking, chosen, leave) = (asking.clone(), chosen.clone(), leave.clone());
        let (pick, picking, tasks) = (pick.clone(), props.picking.clone(), tasks.clone());
        use_commands(Scope::List, move |command| {
            if ACTIVE.get().is_some_and(|active| active != me) {
                return false;
            }
            match command {
                Do::NextRow => return move_focus(Move::By(1)),
                Do::PreviousRow => return move_focus(Move::By(-1)),
                Do::FirstRow => return move_focus(Move::First),
                Do::LastRow => return move_focus(Move::Last),
                _ => {}
            }
            if let Some(picking) = &picking {
                let beside = |by: isize| {
                    let index = position.and_then(|index| index.checked_add_signed(by));
                    index.and_then(|index| tasks.get(index)).map(|view| view.task.id)
                };
                match (command, chosen.as_ref().map(|view| view.task.id)) {
                    (Do::PickAll, _) => picking.onall.emit(()),
                    (Do::Pick, Some(id)) => pick(id, Press::Toggle),
                    (Do::PickNext | Do::PickPrevious, Some(id)) => {
                        let by = if command == Do::PickNext { 1 } else { -1 };
                        if picking.picked.is_empty() {
                            pick(id, Press::Range);
                        }
                        match beside(by) {
                            Some(to) => {
                                pick(to, Press::Range);
                                move_focus(Move::By(by as i32));
                            }
                            None => pick(id, Press::Range),
                        }
                    }
                    (Do::PickNext, None) => return move_focus(Move::First),
                    _ => {}
                }
                if matches!(command, Do::PickAll | Do::Pick | Do::PickNext | Do::PickPrevious) {
                    return true;
                }
            }
            let Some(view) = chosen.as_ref().filter(|_| triage || ACTIVE.get() == Some(me)) else {
                return false;
            };
            if do_it(command, view, &asking) {
                if leaves(command) {
                    leave();
                }
                return true;
            }
            false
        });
    }
    let ontoggle = {
        let (choose, leave) = (choose.clone(), leave.clone());
        let chosen = choice.id;
        Callback::from(move |view: TaskView| {
            actions::toggle(&view);
            if chosen == Some(view.task.id) { leave() } else { choose.emit(view) }
        })
    };
    let perform = {
        let asking = asking.clone();
        let choose = choose.clone();
        Callback::from(move |(command, view): (Do, TaskView)| {
            choose.emit(view.clone());
            do_it(command, &view, &asking);
        })
    };

    let row = {
        let (tasks, asking, kind) = (tasks.clone(), asking.clone(), props.acts);
        let (without_area, without_day) = (props.without_area, props.without_day);
        let chosen = choice.id;
        let (choose, ontoggle) = (choose.clone(), ontoggle.clone());
        let (picking, columns) = (props.picking.clone(), props.columns);
        let onpick = picking
            .is_some()
            .then(|| Callback::from(move |(view, press): (TaskView, Press)| pick(view.task.id, press)));
        move |index: usize| {
            let Some(view) = tasks.get(index).cloned() else {
                return html! { <li key={format!("row-{index}")} class="task is-coming" aria-hidden="true"></li> };
            };
            let id = view.task.id;
            if asking.as_ref().is_some_and(|(what, other)| *what == Asking::Title && other.task.id == id) {
                let asking = asking.clone();
                return html! { <RenameRow key={id.to_string()} task={view} onclose={Callback::from(move |()| asking.set(None))} /> };
            }
            let is_chosen = chosen == Some(id);
            let acts = if columns { Html::default() } else { acts(&view, kind, &perform) };
            let tab = is_chosen || (chosen.is_none() && index == 0);
            html! {
                <TaskRow key={id.to_string()} task={view} {today} {columns} chosen={is_chosen} {tab} {without_area} {without_day} choose_first={kind == Acts::Triage}
                    picked={picking.as_ref().is_some_and(|picking| picking.has(id))} picks={picking.as_ref().is_some_and(Picking::on)} onpick={onpick.clone()}
                    ontoggle={ontoggle.clone()} onchoose={choose.clone()}>{ acts }</TaskRow>
            }
        }
    };
    let touch = is_touch();
    let count = match props.total.unwrap_or(tasks.len()).max(tasks.len()) {
        // The chosen row grows by its buttons, which rows of one height cannot; these come first.
        count if touch && triage => count.min(VIRTUAL_FROM),
        count => count,
    };
    let reveal = props.reveal.and_then(|id| tasks.iter().position(|view| view.task.id == id));
    html! {
        <>
            if count > VIRTUAL_FROM {
                <VirtualList {count} row={if props.columns { 44.0 } else if touch { 66.0 } else { 58.0 }} role={props.columns.then_some("rowgroup")} draw={Draw::from(row)} label={props.label.clone()} onwindow={props.onwindow.clone()} {reveal} />
            } else {
                <ul role={props.columns.then_some("rowgroup")} class={classes!("tasks", kind_class(props.acts))} aria-label={props.label.clone()}>{ for (0..count.min(tasks.len())).map(row) }</ul>
            }
            { question(&asking, leave) }
        </>
    }
}

fn kind_class(acts: Acts) -> &'static str {
    match acts {
        Acts::OnChosen => "is-plain",
        Acts::Triage => "is-triage",
        Acts::Answers => "is-answers",
    }
}

/// Whether a row leaves an inbox by this.
fn leaves(command: Do) -> bool {
    matches!(command, Do::PlanToday | Do::PlanTomorrow | Do::Someday | Do::Drop | Do::Complete)
}

fn do_it(command: Do, view: &TaskView, asking: &UseStateHandle<Option<(Asking, TaskView)>>) -> bool {
    let ask = |what| asking.set(Some((what, view.clone())));
    match command {
        Do::Open => route::go(&Route::Task(view.task.id)),
        Do::Complete => actions::toggle(view),
        Do::PlanToday => actions::plan_today(view),
        Do::PlanTomorrow => actions::plan_tomorrow(view),
        Do::Someday => actions::someday(view),
        Do::Drop => actions::let_go(view),
        Do::Start => actions::start(view, view.task.status != TaskStatus::InProgress),
        Do::Later => ask(Asking::When),
        Do::File => ask(Asking::Place),
        Do::Rename => ask(Asking::Title),
        _ => return false,
    }
    true
}

/// The buttons of a row, each with its key.
fn acts(view: &TaskView, kind: Acts, perform: &Callback<(Do, TaskView)>) -> Html {
    let answers = [
        (Do::PlanToday, Sign::Today, t!("act-today")),
        (Do::PlanTomorrow, Sign::ArrowRight, t!("act-tomorrow")),
        (Do::Someday, Sign::Someday, t!("act-someday")),
        (Do::Drop, Sign::Trash, t!("act-drop")),
    ];
    let triage = [
        (Do::PlanToday, Sign::Today, t!("act-today")),
        (Do::Later, Sign::ArrowRight, t!("act-later")),
        (Do::File, Sign::Area, t!("act-file")),
        (Do::Someday, Sign::Someday, t!("act-someday")),
        (Do::Drop, Sign::Trash, t!("act-drop")),
    ];
    let all = if kind == Acts::Answers { answers.to_vec() } else { triage.to_vec() };
    html! {
        for (command, sign, label) in all {
            <button type="button" class={classes!("act", (kind == Acts::Answers).then_some("is-worded"))} tabindex={if kind == Acts::Answers { "0" } else { "-1" }} title={label.clone()}
                aria-label={t!("act-on", act = label.clone(), title = view.task.title.as_str())}
                onclick={let view = view.clone(); perform.reform(move |_: MouseEvent| (command, view.clone()))}>
                <Icon {sign} /><span class="act-name">{ label }</span>
            </button>
        }
    }
}

/// The picker that is open for a row.
fn question(asking: &UseStateHandle<Option<(Asking, TaskView)>>, leave: impl Fn() + Clone + 'static) -> Html {
    let Some((what, view)) = (**asking).clone() else { return Html::default() };
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(None))
    };
    let shape = beside_row(view.task.id);
    let title = view.task.title.to_string();
    match what {
        Asking::Title => Html::default(),
        Asking::When => {
            let asking = asking.clone();
            let onpick = Callback::from(move |when| {
                asking.set(None);
                leave();
                actions::reschedule(&[view.task.id], view.task.title.as_str(), when);
            });
            html! { <WhenPicker title={t!("when-for", title = title)} {shape} {onpick} onclose={close} /> }
        }
        Asking::Place => {
            let asking = asking.clone();
            let onpick = Callback::from(move |filed: Filed| {
                asking.set(None);
                leave();
                actions::file(&view, &filed);
            });
            html! { <PlacePicker title={t!("file-for", title = title)} {shape} {onpick} onclose={close} /> }
        }
    }
}

#[derive(Properties, PartialEq)]
struct RenameProps {
    task: TaskView,
    onclose: Callback<()>,
}

/// A row whose title is being changed.
#[component]
fn RenameRow(props: &RenameProps) -> Html {
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                let _ = field.focus();
                field.select();
            }
        });
    }
    let done = use_mut_ref(|| false);
    let finish = {
        let (props_task, onclose, field) = (props.task.clone(), props.onclose.clone(), field.clone());
        move |keep: bool| {
            // Enter takes the field away, and with it the focus.
            if std::mem::replace(&mut *done.borrow_mut(), true) {
                return;
            }
            if keep && let Some(field) = field.cast::<HtmlInputElement>() {
                actions::rename(&props_task, &field.value());
            }
            onclose.emit(());
            let id = props_task.task.id;
            gloo_timers::callback::Timeout::new(0, move || focus_row(id)).forget();
        }
    };
    let onkeydown = {
        let finish = finish.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.is_composing() {
                return;
            }
            match event.key().as_str() {
                "Enter" => finish(true),
                "Escape" => finish(false),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let onblur = Callback::from(move |_: FocusEvent| finish(true));
    html! {
        <li class="task is-chosen is-renaming">
            <span class="ck" aria-hidden="true"><span class="ck-box"></span></span>
            <input ref={field} class="rename" type="text" maxlength="500" aria-label={t!("title-field")}
                value={props.task.task.title.to_string()} {onkeydown} {onblur} />
        </li>
    }
}

enum Move {
    By(i32),
    First,
    Last,
}

/// Moves the focus among all rows of the page, across lists.
fn move_focus(step: Move) -> bool {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return false };
    let Ok(rows) = document.query_selector_all("a[data-row]") else { return false };
    let count = rows.length();
    if count == 0 {
        return false;
    }
    let row = |index: u32| rows.item(index).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let active = document.active_element();
    let holds = |element: &HtmlElement| {
        let line = element.closest("li").ok().flatten();
        line.is_some_and(|line| active.as_ref().is_some_and(|active| line.contains(Some(active))))
    };
    let marked = |element: &HtmlElement| element.closest(".is-chosen").ok().flatten().is_some();
    let here = (0..count)
        .find(|&i| row(i).is_some_and(|it| holds(&it)))
        .or_else(|| (0..count).find(|&i| row(i).is_some_and(|it| marked(&it))));
    let next = match (step, here) {
        (Move::First, _) | (Move::By(_), None) => 0,
        (Move::Last, _) => count - 1,
        (Move::By(step), Some(here)) => here.saturating_add_signed(step).min(count - 1),
    };
    if let Some(element) = row(next) {
        let _ = element.focus();
    }
    true
}

fn focus_is_lost() -> bool {
    let active =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.active_element());
    active.is_none_or(|active: Element| active.tag_name() == "BODY")
}

fn row_of(id: TaskId) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(&format!("task-{id}"))
}

pub fn focus_row(id: TaskId) {
    let link = row_of(id).and_then(|row| row.query_selector("a[data-row]").ok().flatten());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let _ = link.focus();
    }
}

/// Below the row's words.
fn beside_row(id: TaskId) -> Shape {
    row_of(id).map_or(Shape::Card, |row| {
        let place = row.get_bounding_client_rect();
        Shape::Beside { x: place.left() + 36.0, y: place.bottom() - 4.0 }
    })
}
