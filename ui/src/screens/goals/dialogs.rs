//! Adding and changing areas and goals.

use daymark_api::domain::{AreaColour, AreaId, GoalId, GoalStatus, ObjectId};
use daymark_api::{
    AddArea, AddGoal, AreaView, Call, EditArea, EditGoal, GetCounts, GoalView, TrashObjects, WhenInput,
};
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::components::{Button, Dialog, Field, Look, Shape, colour_class};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{self, act_then, use_query};
use crate::route::{self, Route};
use crate::toast;

/// An edit of a goal that changes nothing yet.
pub fn edit_goal(id: GoalId) -> EditGoal {
    EditGoal::of(id)
}

pub fn field_value(node: &NodeRef) -> String {
    node.cast::<HtmlInputElement>().map(|field| field.value().trim().to_owned()).unwrap_or_default()
}

/// Runs what a form asks for. When it works the form can go; when not, the form stays and says why.
pub fn submit<C: Call>(
    command: C,
    said: String,
    trouble: &UseStateHandle<Option<String>>,
    then: impl FnOnce(C::Reply) + 'static,
) {
    let trouble = trouble.clone();
    spawn_local(async move {
        match query::run(command).await {
            Ok(reply) => {
                toast::done(said);
                then(reply);
            }
            Err(error) => trouble.set(Some(error.message)),
        }
    });
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
    let trouble = use_state_eq(|| None::<String>);
    let onsubmit = {
        let (colour, name, intention, trouble) = (*colour, name.clone(), intention.clone(), trouble.clone());
        let (area, onclose) = (props.area.clone(), props.onclose.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (words, intention) = (field_value(&name), field_value(&intention));
            if words.is_empty() {
                trouble.set(Some(t!("form-needs-name")));
                return;
            }
            let onclose = onclose.clone();
            match &area {
                Some(area) => {
                    let (id, name) = (area.id, Some(words.clone()));
                    let change = EditArea {
                        name,
                        colour: Some(colour),
                        intention: Some(intention),
                        ..EditArea::of(id)
                    };
                    submit(change, t!("said-changed", title = words), &trouble, move |_| onclose.emit(()));
                }
                None => {
                    let area = AddArea { name: words.clone(), colour: Some(colour), intention };
                    submit(area, t!("said-added", title = words), &trouble, move |area| {
                        onclose.emit(());
                        route::go(&Route::Area(area.id));
                    });
                }
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
                    <Field node={name} initial={old_name} maxlength="80" placeholder={t!("area-name-example")} autofocus={true} invalid={trouble.is_some()} /></label>
                if let Some(said) = &*trouble { <p class="form-said" role="alert">{ said }</p> }
                <Colours chosen={*colour} onpick={let colour = colour.clone(); Callback::from(move |picked| colour.set(picked))} />
                <label class="form-row"><span class="form-label">{ t!("area-intention") }</span>
                    <Field node={intention} initial={old_intention} maxlength="300" placeholder={t!("area-intention-example")} /></label>
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
    let trouble = use_state_eq(|| None::<String>);
    let old = props.goal.as_ref().map(|view| view.goal.clone());
    let onsubmit = {
        let (title, area, target, notes) = (title.clone(), area.clone(), target.clone(), notes.clone());
        let (old, onclose, trouble) = (old.clone(), props.onclose.clone(), trouble.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let words = field_value(&title);
            if words.is_empty() {
                trouble.set(Some(t!("form-needs-name")));
                return;
            }
            let area =
                area.cast::<HtmlSelectElement>().and_then(|field| field.value().parse::<AreaId>().ok());
            let notes = notes.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default();
            let day = Some(field_value(&target)).filter(|it| !it.is_empty()).map(WhenInput::Words);
            let onclose = onclose.clone();
            match &old {
                Some(old) => {
                    let change = EditGoal {
                        title: Some(words.clone()),
                        notes: Some(notes),
                        area: area.into(),
                        target: day.into(),
                        ..edit_goal(old.id)
                    };
                    submit(change, t!("said-changed", title = words), &trouble, move |_| onclose.emit(()));
                }
                None => {
                    let status = Some(GoalStatus::Active);
                    let goal =
                        AddGoal { title: words.clone(), notes, parent: None, area, target: day, status };
                    submit(goal, t!("said-added", title = words), &trouble, move |goal| {
                        onclose.emit(());
                        route::go(&Route::Goal(goal.goal.id));
                    });
                }
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
                    <Field node={title} initial={old.as_ref().map(|goal| goal.title.to_string()).unwrap_or_default()} placeholder={t!("goal-example")} autofocus={true} invalid={trouble.is_some()} /></label>
                if let Some(said) = &*trouble { <p class="form-said" role="alert">{ said }</p> }
                <div class="form-two">
                    <label class="form-row"><span class="form-label">{ t!("goal-area") }</span>
                        <select ref={area} class="field">
                            <option value="" selected={chosen.is_none()}>{ t!("goal-no-area") }</option>
                            for area in areas { <option value={area.id.to_string()} selected={chosen == Some(area.id)}>{ area.name }</option> }
                        </select></label>
                    <label class="form-row"><span class="form-label">{ t!("goal-target") }</span>
                        <Field node={target} initial={day} placeholder={t!("goal-target-example")} /></label>
                </div>
                <label class="form-row"><span class="form-label">{ t!("goal-notes") }</span>
                    <textarea ref={notes} class="field" maxlength="200000" defaultvalue={old.as_ref().map(|goal| goal.notes.to_string()).unwrap_or_default()} placeholder={t!("goal-notes-example")} /></label>
                <div class="form-acts">
                    <Button look={Look::Quiet} onclick={cancel}>{ t!("cancel") }</Button>
                    <button type="submit" class="btn go">{ t!("save") }</button>
                </div>
            </form>
        </Dialog>
    }
}
