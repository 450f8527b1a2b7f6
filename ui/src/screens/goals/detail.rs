//! One goal: how far it is, its tasks, and breaking it down.

use daymark_api::domain::{GoalId, GoalStatus, ObjectId};
use daymark_api::{
    AddTask, DecomposeGoal, EditGoal, GoalDetail, GoalView, ListProviders, ProposalView, ShowGoal, TaskView,
    TrashObjects,
};
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::dialogs::{GoalDialog, edit_goal};
use super::rows::{Progress, status};
use crate::components::{Button, Dot, Look, Page, ProposalCard, Skeleton, TaskList, Trouble};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{self, Asked, act, act_then, use_query};
use crate::route::{self, Link, Route};
use crate::time::use_today;
use crate::{toast, words};

#[derive(Properties, PartialEq)]
pub struct GoalScreenProps {
    pub id: GoalId,
}

#[component]
pub fn GoalScreen(props: &GoalScreenProps) -> Html {
    let asked = use_query(ShowGoal { id: props.id });
    match &*asked {
        Asked::Waiting => html! { <Page title={t!("goal")} class="goal-screen"><Skeleton rows={5} /></Page> },
        Asked::Failed(error) => html! { <Page title={t!("goal")}><Trouble error={error.clone()} /></Page> },
        Asked::Ready(detail) => html! { <Detail detail={detail.clone()} /> },
    }
}

#[derive(Properties, PartialEq)]
struct DetailProps {
    detail: GoalDetail,
}

#[component]
fn Detail(props: &DetailProps) -> Html {
    let today = use_today();
    let editing = use_state_eq(|| false);
    let view = &props.detail.goal;
    let goal = &view.goal;
    let set = |to: bool| {
        let editing = editing.clone();
        move || editing.set(to)
    };
    let (edit, edited) = (set(true), set(false));
    // Every row would say the name of this goal.
    let tasks = use_memo(props.detail.tasks.clone(), |tasks| {
        tasks.iter().cloned().map(|view| TaskView { goal_title: None, ..view }).collect::<Vec<_>>()
    });
    let sub = html! {
        <>
            if let (Some(id), Some(name)) = (goal.area, &view.area_name) {
                <Link to={Route::Area(id)} class="goal-area"><Dot colour={view.area_colour} />{ name }</Link>
            }
            <span class="tag-status">{ status(goal.status) }</span>
            if let Some(target) = goal.target { <span class="num">{ t!("goal-by", day = words::near_day(target, today)) }</span> }
        </>
    };
    let actions = html! {
        <>
            <Button look={Look::Quiet} sign={Sign::Edit} onclick={Callback::from(move |_: MouseEvent| edit())}>{ t!("goal-edit-short") }</Button>
            if let Some(next) = next_states(goal.status).first() { { button(view, *next, Look::Plain) } }
        </>
    };
    html! {
        <Page title={goal.title.to_string()} class="goal-screen" {sub} {actions}>
            if view.tasks > 0 {
                <div class="goal-progress"><Progress done={view.tasks_done} all={view.tasks} /><span class="num">{ t!("steps-done", done = view.tasks_done, all = view.tasks) }</span></div>
            }
            if !goal.notes.is_empty() { <p class="goal-notes">{ goal.notes.as_str() }</p> }
            <section class="area-part">
                <h2 class="group-title">{ t!("goal-tasks") }</h2>
                if !props.detail.tasks.is_empty() {
                    <TaskList {tasks} label={t!("goal-tasks")} without_area={true} />
                }
                <AddLine goal={goal.id} empty={props.detail.tasks.is_empty()} />
            </section>
            if matches!(goal.status, GoalStatus::Active | GoalStatus::Draft) { <BreakDown goal={goal.id} /> }
            { more(view) }
            if *editing { <GoalDialog goal={Some(view.clone())} onclose={Callback::from(move |()| edited())} /> }
        </Page>
    }
}

/// What a goal may become from here, the likeliest first.
fn next_states(now: GoalStatus) -> Vec<GoalStatus> {
    [GoalStatus::Active, GoalStatus::Completed, GoalStatus::Draft, GoalStatus::Archived]
        .into_iter()
        .filter(|next| *next != now && now.may_become(*next))
        .collect()
}

fn button(view: &GoalView, next: GoalStatus, look: Look) -> Html {
    let (id, title, now) = (view.goal.id, view.goal.title.to_string(), view.goal.status);
    let onclick = Callback::from(move |_: MouseEvent| {
        let said = t!("said-goal", title = title.as_str(), status = status(next));
        act(EditGoal { status: Some(next), ..edit_goal(id) }, said);
    });
    html! { <Button {look} {onclick}>{ verb(now, next) }</Button> }
}

/// What is done to a goal more rarely, at the end of the screen.
fn more(view: &GoalView) -> Html {
    let (id, title) = (view.goal.id, view.goal.title.to_string());
    let trash = Callback::from(move |_: MouseEvent| {
        let ids: Vec<ObjectId> = vec![id.into()];
        act_then(TrashObjects { ids }, t!("said-let-go", title = title.as_str()), |_| {
            route::go(&Route::Goals)
        });
    });
    html! {
        <div class="goal-more">
            for next in next_states(view.goal.status).into_iter().skip(1) { { button(view, next, Look::Quiet) } }
            <Button look={Look::Quiet} onclick={trash}>{ t!("goal-drop") }</Button>
        </div>
    }
}

fn verb(now: GoalStatus, next: GoalStatus) -> String {
    match (now, next) {
        (GoalStatus::Draft, GoalStatus::Active) => t!("goal-do-start"),
        (_, GoalStatus::Active) => t!("goal-do-reopen"),
        (_, GoalStatus::Completed) => t!("goal-do-complete"),
        (_, GoalStatus::Draft) => t!("goal-do-draft"),
        (_, GoalStatus::Archived) => t!("goal-do-archive"),
    }
}

#[derive(Properties, PartialEq)]
struct AddLineProps {
    goal: GoalId,
    empty: bool,
}

/// A line that adds a task to the goal and stays for the next one.
#[component]
fn AddLine(props: &AddLineProps) -> Html {
    let goal = props.goal;
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let form: web_sys::HtmlElement = event.target_unchecked_into();
        let Ok(Some(field)) = form.query_selector("input") else { return };
        let field: HtmlInputElement = wasm_bindgen::JsCast::unchecked_into(field);
        let title = field.value().trim().to_owned();
        if !title.is_empty() {
            field.set_value("");
            act(
                AddTask { title: title.clone(), goal: Some(goal), ..AddTask::default() },
                t!("said-added", title = title),
            );
        }
    });
    html! {
        <form class="add-line" {onsubmit}>
            <Icon sign={Sign::Plus} />
            <input type="text" maxlength="500" aria-label={t!("goal-add-task")} autocomplete="off"
                placeholder={if props.empty { t!("goal-first-task") } else { t!("goal-add-task") }} />
        </form>
    }
}

#[derive(Properties, PartialEq)]
struct BreakDownProps {
    goal: GoalId,
}

/// Steps for the goal, from few and big to many and small, as a proposal.
#[component]
fn BreakDown(props: &BreakDownProps) -> Html {
    let dial = use_state_eq(|| 3_u8);
    let busy = use_state_eq(|| false);
    let proposal = use_state_eq(|| None::<ProposalView>);
    let providers = use_query(ListProviders {});
    let by_model = providers.ready().is_some_and(|all| !all.is_empty());
    let oninput = {
        let dial = dial.clone();
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            dial.set(field.value().parse().unwrap_or(3));
        })
    };
    let ask = {
        let (dial, busy, proposal, goal) = (*dial, busy.clone(), proposal.clone(), props.goal);
        Callback::from(move |_: MouseEvent| {
            let (busy, proposal) = (busy.clone(), proposal.clone());
            busy.set(true);
            spawn_local(async move {
                match query::run(DecomposeGoal { goal, granularity: dial, no_model: false }).await {
                    Ok(made) => proposal.set(Some(made)),
                    Err(error) => toast::trouble(&error),
                }
                busy.set(false);
            });
        })
    };
    let fineness = t!(&format!("granularity-{}", (*dial).clamp(1, 5)));
    html! {
        <section class="break-down" aria-labelledby="break-down-title">
            <h2 id="break-down-title">{ t!("break-down") }</h2>
            <p class="break-down-about">{ if by_model { t!("break-down-about") } else { t!("break-down-about-rules") } }</p>
            <div class="dial">
                <label for="dial">{ t!("granularity") }</label>
                <input id="dial" type="range" min="1" max="5" step="1" value={dial.to_string()} aria-valuetext={fineness.clone()} {oninput} />
                <span class="dial-said">{ fineness }</span>
                <Button sign={Sign::Split} onclick={ask} disabled={*busy}>{ if *busy { t!("break-down-busy") } else { t!("break-down-do") } }</Button>
            </div>
            if let Some(made) = &*proposal {
                <ProposalCard key={made.id.to_string()} proposal={made.clone()} without="goal" />
            }
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_moves_that_are_allowed_are_offered() {
        use GoalStatus::*;
        for (now, next) in [
            (Draft, &[Active, Archived][..]),
            (Active, &[Completed, Draft, Archived]),
            (Completed, &[Active, Archived]),
            (Archived, &[Active]),
        ] {
            assert_eq!(next_states(now), next);
        }
    }
}
