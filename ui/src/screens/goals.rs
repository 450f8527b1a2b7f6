//! Goals and areas, and one goal.

mod detail;
pub mod dialogs;
pub mod rows;

use daymark_api::domain::{AreaColour, AreaId, GoalStatus};
use daymark_api::{AreaView, GoalView, ListAreas, ListGoals};
use yew::prelude::*;

use crate::components::{Button, Dot, Empty, Look, Page, Skeleton, Trouble, colour_class, use_css_vars};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{Asked, use_query};
use crate::route::{Link, Route};
use crate::words;

pub use detail::GoalScreen;
use dialogs::{AreaDialog, GoalDialog};
use rows::{GoalRow, facts_of_area};

/// What is being added.
#[derive(Clone, Copy, PartialEq)]
enum Adding {
    Nothing,
    Area,
    Goal(Option<AreaId>),
}

#[component]
pub fn Goals() -> Html {
    let areas = use_query(ListAreas {});
    let finished = use_state_eq(|| false);
    let goals = use_query(ListGoals { area: None, include_archived: *finished });
    let adding = use_state_eq(|| Adding::Nothing);
    let add = {
        let adding = adding.clone();
        Callback::from(move |what: Adding| adding.set(what))
    };
    let actions = html! {
        <>
            <Button look={Look::Quiet} sign={Sign::Area} onclick={add.reform(|_: MouseEvent| Adding::Area)}>{ t!("area-add") }</Button>
            <Button sign={Sign::Goals} onclick={add.reform(|_: MouseEvent| Adding::Goal(None))}>{ t!("goal-add") }</Button>
        </>
    };
    let toggle = {
        let finished = finished.clone();
        Callback::from(move |_: MouseEvent| finished.set(!*finished))
    };
    let body = match (&*areas, &*goals) {
        (Asked::Failed(error), _) | (_, Asked::Failed(error)) => html! { <Trouble error={error.clone()} /> },
        (Asked::Ready(areas), Asked::Ready(goals)) if areas.is_empty() && goals.is_empty() => nothing(&add),
        (Asked::Ready(areas), Asked::Ready(goals)) => html! {
            <>
                <Balance areas={areas.clone()} />
                { sections(areas, goals, *finished, &add) }
                <Button look={Look::Quiet} class="small goals-finished" pressed={Some(*finished)} onclick={toggle}>{ t!("goals-finished") }</Button>
            </>
        },
        _ => html! { <Skeleton rows={7} /> },
    };
    let close = add.reform(|()| Adding::Nothing);
    let taken: Vec<AreaColour> =
        areas.ready().map(|areas| areas.iter().map(|area| area.colour).collect()).unwrap_or_default();
    html! {
        <Page title={t!("nav-goals")} class="goals-screen" {actions}>
            { body }
            { match *adding {
                Adding::Nothing => Html::default(),
                Adding::Area => html! { <AreaDialog {taken} onclose={close} /> },
                Adding::Goal(area) => html! { <GoalDialog {area} onclose={close} /> },
            } }
        </Page>
    }
}

fn nothing(add: &Callback<Adding>) -> Html {
    html! {
        <Empty sign={Sign::Goals} title={t!("goals-empty")} text={t!("goals-empty-text")}>
            <Button look={Look::Go} sign={Sign::Area} onclick={add.reform(|_: MouseEvent| Adding::Area)}>{ t!("area-add") }</Button>
            <Button sign={Sign::Goals} onclick={add.reform(|_: MouseEvent| Adding::Goal(None))}>{ t!("goal-add") }</Button>
        </Empty>
    }
}

/// Areas with their goals, and at the end the goals of no area.
fn sections(areas: &[AreaView], goals: &[GoalView], finished: bool, add: &Callback<Adding>) -> Html {
    let of = |area: Option<AreaId>| in_order(goals, area, finished);
    let known = |id: &AreaId| areas.iter().any(|area| area.id == *id);
    let mut homeless = of(None);
    homeless.extend(goals.iter().filter(|view| view.goal.area.is_some_and(|id| !known(&id))).cloned());
    html! {
        <div class="areas-list">
            for area in areas {
                <section class={classes!("area-card", colour_class(Some(area.colour)))} aria-labelledby={format!("area-{}", area.id)}>
                    <header>
                        <Link to={Route::Area(area.id)} class="area-link">
                            <Dot colour={Some(area.colour)} />
                            <h2 id={format!("area-{}", area.id)}>{ &area.name }</h2>
                            <Icon sign={Sign::Right} />
                        </Link>
                        <button type="button" class="icon-btn" aria-label={t!("goal-add-to", area = area.name.as_str())} title={t!("goal-add")}
                            onclick={let id = area.id; add.reform(move |_: MouseEvent| Adding::Goal(Some(id)))}><Icon sign={Sign::Plus} /></button>
                    </header>
                    if !area.intention.is_empty() { <p class="area-card-intention">{ &area.intention }</p> }
                    <p class="area-facts num">{ facts_of_area(area) }</p>
                    <ul class="goal-rows">for goal in of(Some(area.id)) { <GoalRow key={goal.goal.id.to_string()} goal={goal.clone()} /> }</ul>
                </section>
            }
            if !homeless.is_empty() {
                <section class="area-card c-none" aria-labelledby="area-none">
                    <header><span class="area-link"><Dot colour={None} /><h2 id="area-none">{ t!("goals-no-area") }</h2></span></header>
                    <ul class="goal-rows">for goal in homeless { <GoalRow key={goal.goal.id.to_string()} goal={goal.clone()} /> }</ul>
                </section>
            }
        </div>
    }
}

/// The goals of an area: active, then drafts, then what is over when that is asked for.
fn in_order(goals: &[GoalView], area: Option<AreaId>, finished: bool) -> Vec<GoalView> {
    let order = |view: &GoalView| match view.goal.status {
        GoalStatus::Active => 0,
        GoalStatus::Draft => 1,
        GoalStatus::Completed => 2,
        GoalStatus::Archived => 3,
    };
    let mut of: Vec<GoalView> = goals
        .iter()
        .filter(|view| view.goal.area == area && (finished || order(view) < 2))
        .cloned()
        .collect();
    of.sort_by_key(order);
    of
}

#[derive(Properties, PartialEq)]
struct BalanceProps {
    areas: Vec<AreaView>,
}

/// Where the time of the coming week goes.
#[component]
fn Balance(props: &BalanceProps) -> Html {
    let total: u32 = props.areas.iter().map(|area| area.planned_minutes).sum();
    if total == 0 {
        return Html::default();
    }
    let said = props
        .areas
        .iter()
        .filter(|area| area.planned_minutes > 0)
        .map(|area| {
            t!("balance-part", area = area.name.as_str(), time = words::minutes(area.planned_minutes))
        })
        .collect::<Vec<_>>()
        .join(", ");
    html! {
        <section class="balance">
            <h2 class="group-title">{ t!("balance") }<small class="num">{ words::minutes(total) }</small></h2>
            <div class="balance-bar" role="img" aria-label={said}>
                for area in props.areas.iter().filter(|area| area.planned_minutes > 0) { <Share area={area.clone()} /> }
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct ShareProps {
    area: AreaView,
}

#[component]
fn Share(props: &ShareProps) -> Html {
    let node = use_node_ref();
    let area = &props.area;
    use_css_vars(&node, vec![("--share", area.planned_minutes.to_string())]);
    html! {
        <span ref={node} class={classes!("share", colour_class(Some(area.colour)))} title={t!("balance-part", area = area.name.as_str(), time = words::minutes(area.planned_minutes))}>
            <span class="share-name">{ &area.name }</span>
        </span>
    }
}
