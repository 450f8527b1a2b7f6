//! One area of life: what it is for, its goals, its tasks.

use std::rc::Rc;

use daymark_api::domain::AreaId;
use daymark_api::{AreaView, ListAreas, ListGoals, ListTasks};
use yew::prelude::*;

use super::goals::dialogs::{AreaDialog, GoalDialog};
use super::goals::rows::{GoalRow, facts_of_area};
use crate::components::{Button, Dot, Empty, Look, Page, Skeleton, TaskList, Trouble};
use crate::i18n::t;
use crate::icons::Sign;
use crate::overlay::{self, Overlay};
use crate::query::{Asked, use_query};

#[derive(Properties, PartialEq)]
pub struct AreaScreenProps {
    pub id: AreaId,
}

#[component]
pub fn AreaScreen(props: &AreaScreenProps) -> Html {
    let areas = use_query(ListAreas {});
    match &*areas {
        Asked::Waiting => {
            html! { <Page title={t!("nav-areas")} class="area-screen"><Skeleton rows={6} /></Page> }
        }
        Asked::Failed(error) => {
            html! { <Page title={t!("nav-areas")}><Trouble error={error.clone()} /></Page> }
        }
        Asked::Ready(areas) => match areas.iter().find(|area| area.id == props.id) {
            Some(area) => html! { <Area area={area.clone()} /> },
            None => html! {
                <Page title={t!("nav-areas")}>
                    <Empty sign={Sign::Area} title={t!("area-gone")} text={t!("area-gone-text")} />
                </Page>
            },
        },
    }
}

#[derive(Properties, PartialEq)]
struct AreaProps {
    area: AreaView,
}

#[component]
fn Area(props: &AreaProps) -> Html {
    let area = &props.area;
    let editing = use_state_eq(|| false);
    let adding = use_state_eq(|| false);
    let goals = use_query(ListGoals { area: Some(area.id), include_archived: false });
    let tasks =
        use_query(ListTasks { query: format!("area:{} status:open", area.id), limit: Some(500), offset: 0 });
    let set = |state: &UseStateHandle<bool>, to: bool| {
        let state = state.clone();
        move || state.set(to)
    };
    let (edit, edited) = (set(&editing, true), set(&editing, false));
    let (add, added) = (set(&adding, true), set(&adding, false));
    let add_task = {
        let words = format!("@{} ", area.name);
        Callback::from(move |_: MouseEvent| overlay::open(Overlay::Add(words.clone())))
    };
    let actions = html! {
        <>
            <Button look={Look::Quiet} sign={Sign::Edit} onclick={Callback::from(move |_: MouseEvent| edit())}>{ t!("area-edit") }</Button>
            <Button sign={Sign::Goals} onclick={Callback::from(move |_: MouseEvent| add())}>{ t!("goal-add") }</Button>
        </>
    };
    let goals = goals.ready().map(Vec::as_slice).unwrap_or_default();
    let facts = facts_of_area(area);
    let sub = if facts.is_empty() {
        Html::default()
    } else {
        html! { <span class="num"><Dot colour={Some(area.colour)} />{ facts }</span> }
    };
    html! {
        <Page title={area.name.clone()} class="area-screen" {sub} {actions}>
            if !area.intention.is_empty() { <p class="area-intention">{ &area.intention }</p> }
            if !goals.is_empty() {
                <section class="area-part">
                    <h2 class="group-title">{ t!("goals") }<small class="num">{ goals.len() }</small></h2>
                    <ul class="goal-rows">for goal in goals { <GoalRow key={goal.goal.id.to_string()} goal={goal.clone()} /> }</ul>
                </section>
            }
            <section class="area-part">
                <h2 class="group-title">{ t!("nav-tasks") }
                    if let Some(page) = tasks.ready() { <small class="num">{ page.total }</small> }
                </h2>
                { match &*tasks {
                    Asked::Waiting => html! { <Skeleton rows={5} /> },
                    Asked::Failed(error) => html! { <Trouble error={error.clone()} /> },
                    Asked::Ready(page) if page.tasks.is_empty() => html! {
                        <Empty sign={Sign::Leaf} title={t!("area-empty")} text={t!("area-empty-text", area = area.name.as_str())}>
                            <Button sign={Sign::Plus} onclick={add_task}>{ t!("area-add-task") }</Button>
                        </Empty>
                    },
                    Asked::Ready(page) => html! {
                        <TaskList tasks={Rc::new(page.tasks.clone())} label={t!("nav-tasks")} without_area={true} />
                    },
                } }
            </section>
            if *editing { <AreaDialog area={Some(area.clone())} onclose={Callback::from(move |()| edited())} /> }
            if *adding { <GoalDialog area={Some(area.id)} onclose={Callback::from(move |()| added())} /> }
        </Page>
    }
}
