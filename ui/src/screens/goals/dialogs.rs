//! Adding and changing areas and goals.

use daymark_api::domain::{AreaColour, AreaId, GoalId, GoalStatus, ObjectId};
use daymark_api::{
    AddArea, AddGoal, AreaView, Edit, EditArea, EditGoal, GetCounts, GoalView, TrashObjects, WhenInput,
};
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::components::{Button, Dialog, Look, Shape, colour_class};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{act, act_then, use_query};
use crate::route::{self, Route};

/// An edit of a goal that changes nothing yet.
pub fn edit_goal(id: GoalId) -> EditGoal {
    EditGoal { id, title: None, notes: None, status: None, area: Edit::Keep, target: Edit::Keep }
}

pub fn field_value(node: &NodeRef) -> String {
    node.cast::<HtmlInputElement>().map(|field| field.value().trim().to_owned()).unwrap_or_default()
}

#[derive(Properties, PartialEq)]
pub struct ColoursProps {
    pub chosen: AreaColour,
    pub onpick: Callback<AreaColour>,
}

/// The twelve colours of areas, each with its name.
#[component]
pub fn Colours(props: &ColoursProps) -> Html {
    html! {
        <fieldset class="colours">
            <legend class="form-label">{ t!("area-colour") }</legend>
            for colour in AreaColour::ALL.iter().copied() {
                <label class={classes!("colour", colour_class(Some(colour)))} title={colour_name(colour)}>
                    <input type="radio" name="colour" class="visually-hidden" checked={colour == props.chosen} aria-label={colour_name(colour)}
                        onchange={props.onpick.reform(move |_: Event| colour)} />
                    <span class="colour-dot">if colour == props.chosen { <Icon sign={Sign::Check} /> }</span>
                </label>
            }
        </fieldset>
    }
}

pub fn colour_name(colour: AreaColour) -> String {
    t!(&format!("colour-{}", colour.word()))
}

#[derive(Properties, PartialEq)]
pub struct AreaDialogProps {
    /// The one to change; none adds one.
    #[prop_or_default]
    pub area: Option<AreaView>,
    /// The colours that are taken, so that a new one begins with another.
    #[prop_or_default]
    pub taken: Vec<AreaColour>,
    pub onclose: Callback<()>,
}

#[component]
pub fn AreaDialog(props: &AreaDialogProps) -> Html {
    let first = props.area.as_ref().map(|area| area.colour).unwrap_or_else(|| {
        AreaColour::ALL.iter().copied().find(|it| !props.taken.contains(it)).unwrap_or(AreaColour::Tide)
    });
    let colour = use_state_eq(|| first);
    let (name, intention) = (use_node_ref(), use_node_ref());
    let missing = use_state_eq(|| false);
    let onsubmit = {
        let (colour, name, intention, missing) = (*colour, name.clone(), intention.clone(), missing.clone());
        let (area, onclose) = (props.area.clone(), props.onclose.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (words, intention) = (field_value(&name), field_value(&intention));
            if words.is_empty() {
                missing.set(true);
                return;
            }
            onclose.emit(());
            match &area {
                Some(area) => act(
                    EditArea {
                        id: area.id,
                        name: Some(words.clone()),
                        colour: Some(colour),
                        intention: Some(intention),
                    },
                    t!("said-changed", title = words),
                ),
                None => act_then(
                    AddArea { name: words.clone(), colour: Some(colour), intention },
                    t!("said-added", title = words),
                    |area| route::go(&Route::Area(area.id)),
                ),
            }
        })
    };
    let trash = props.area.clone().map(|area| {
        let onclose = props.onclose.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            onclose.emit(());
            let ids: Vec<ObjectId> = vec![area.id.into()];
            act_then(TrashObjects { ids }, t!("said-let-go", title = area.name.as_str()), |_| route::go(&Route::Goals));
        });
        html! { <Button look={Look::Quiet} sign={Sign::Trash} class="form-trash" {onclick}>{ t!("act-drop") }</Button> }
    });
    let title = if props.area.is_some() { t!("area-edit") } else { t!("area-add") };
    let (old_name, old_intention) =
        props.area.as_ref().map(|area| (area.name.clone(), area.intention.clone())).unwrap_or_default();
    let cancel = props.onclose.reform(|_: MouseEvent| ());
    html! {
        <Dialog label={title.clone()} shape={Shape::Card} class="form-dialog" onclose={props.onclose.clone()}>
            <form class="form" {onsubmit}>
                <h2>{ title }</h2>
                <label class="form-row"><span class="form-label">{ t!("area-name") }</span>
                    <input ref={name} class="field" type="text" maxlength="80" value={old_name} placeholder={t!("area-name-example")} data-autofocus=""
                        aria-invalid={missing.then_some("true")} autocomplete="off" /></label>
                if *missing { <p class="form-said" role="alert">{ t!("form-needs-name") }</p> }
                <Colours chosen={*colour} onpick={let colour = colour.clone(); Callback::from(move |picked| colour.set(picked))} />
                <label class="form-row"><span class="form-label">{ t!("area-intention") }</span>
                    <input ref={intention} class="field" type="text" maxlength="300" value={old_intention} placeholder={t!("area-intention-example")} autocomplete="off" /></label>
                <div class="form-acts">
                    { trash }
                    <Button look={Look::Quiet} onclick={cancel}>{ t!("cancel") }</Button>
                    <button type="submit" class="btn go">{ t!("save") }</button>
                </div>
            </form>
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
pub struct GoalDialogProps {
    /// The one to change; none adds one.
    #[prop_or_default]
    pub goal: Option<GoalView>,
    /// The area of a new one.
    #[prop_or_default]
    pub area: Option<AreaId>,
    pub onclose: Callback<()>,
}

#[component]
pub fn GoalDialog(props: &GoalDialogProps) -> Html {
    let counts = use_query(GetCounts {});
    let areas = counts.ready().map(|counts| counts.areas.clone()).unwrap_or_default();
    let (title, area, target, notes) = (use_node_ref(), use_node_ref(), use_node_ref(), use_node_ref());
    let missing = use_state_eq(|| false);
    let old = props.goal.as_ref().map(|view| view.goal.clone());
    let onsubmit = {
        let (title, area, target, notes) = (title.clone(), area.clone(), target.clone(), notes.clone());
        let (old, onclose, missing) = (old.clone(), props.onclose.clone(), missing.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let words = field_value(&title);
            if words.is_empty() {
                missing.set(true);
                return;
            }
            let area =
                area.cast::<HtmlSelectElement>().and_then(|field| field.value().parse::<AreaId>().ok());
            let notes = notes.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default();
            let day = Some(field_value(&target)).filter(|it| !it.is_empty()).map(WhenInput::Words);
            onclose.emit(());
            match &old {
                Some(old) => act(
                    EditGoal {
                        title: Some(words.clone()),
                        notes: Some(notes),
                        area: area.into(),
                        target: day.into(),
                        ..edit_goal(old.id)
                    },
                    t!("said-changed", title = words),
                ),
                None => act_then(
                    AddGoal {
                        title: words.clone(),
                        notes,
                        area,
                        target: day,
                        status: Some(GoalStatus::Active),
                    },
                    t!("said-added", title = words),
                    |goal| route::go(&Route::Goal(goal.goal.id)),
                ),
            }
        })
    };
    let label = if old.is_some() { t!("goal-edit") } else { t!("goal-add") };
    let chosen = old.as_ref().map_or(props.area, |goal| goal.area);
    let day = old.as_ref().and_then(|goal| goal.target).map(|day| day.to_string()).unwrap_or_default();
    let cancel = props.onclose.reform(|_: MouseEvent| ());
    html! {
        <Dialog label={label.clone()} shape={Shape::Card} class="form-dialog" onclose={props.onclose.clone()}>
            <form class="form" {onsubmit}>
                <h2>{ label }</h2>
                <label class="form-row"><span class="form-label">{ t!("goal-title") }</span>
                    <input ref={title} class="field" type="text" maxlength="500" placeholder={t!("goal-example")} data-autofocus=""
                        value={old.as_ref().map(|goal| goal.title.to_string()).unwrap_or_default()} aria-invalid={missing.then_some("true")} autocomplete="off" /></label>
                if *missing { <p class="form-said" role="alert">{ t!("form-needs-name") }</p> }
                <div class="form-two">
                    <label class="form-row"><span class="form-label">{ t!("goal-area") }</span>
                        <select ref={area} class="field">
                            <option value="" selected={chosen.is_none()}>{ t!("goal-no-area") }</option>
                            for area in areas { <option value={area.id.to_string()} selected={chosen == Some(area.id)}>{ area.name }</option> }
                        </select></label>
                    <label class="form-row"><span class="form-label">{ t!("goal-target") }</span>
                        <input ref={target} class="field" type="text" value={day} placeholder={t!("goal-target-example")} autocomplete="off" /></label>
                </div>
                <label class="form-row"><span class="form-label">{ t!("goal-notes") }</span>
                    <textarea ref={notes} class="field" maxlength="200000" value={old.as_ref().map(|goal| goal.notes.to_string()).unwrap_or_default()} placeholder={t!("goal-notes-example")} /></label>
                <div class="form-acts">
                    <Button look={Look::Quiet} onclick={cancel}>{ t!("cancel") }</Button>
                    <button type="submit" class="btn go">{ t!("save") }</button>
                </div>
            </form>
        </Dialog>
    }
}
