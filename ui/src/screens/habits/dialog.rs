//! Adding and changing a habit, and adding a routine.

use std::rc::Rc;

use daymark_api::domain::habit::{Per, Rhythm};
use daymark_api::{
    AddHabit, AddRoutine, Edit, EditHabit, GetCounts, HabitView, PauseHabit, StepInput, TrashObjects,
};
use jiff::civil::Time;
use web_sys::{HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::components::{Button, Dialog, Field, Look, Shape};
use crate::i18n::t;
use crate::icons::Sign;
use crate::query::{act, use_query};
use crate::screens::goals::dialogs::{field_value, submit};

#[derive(Properties, PartialEq)]
pub struct HabitDialogProps {
    /// The one to change; none adds one.
    pub habit: Option<Rc<HabitView>>,
    pub onclose: Callback<()>,
}

fn picked(node: &NodeRef) -> String {
    node.cast::<HtmlSelectElement>().map(|field| field.value()).unwrap_or_default()
}

#[component]
pub fn HabitDialog(props: &HabitDialogProps) -> Html {
    let counts = use_query(GetCounts {});
    let areas = counts.ready().map(|counts| counts.areas.clone()).unwrap_or_default();
    let (title, times, per, time, amount, unit, area) = (
        use_node_ref(),
        use_node_ref(),
        use_node_ref(),
        use_node_ref(),
        use_node_ref(),
        use_node_ref(),
        use_node_ref(),
    );
    let remind = use_state_eq(|| props.habit.as_ref().is_some_and(|habit| !habit.reminders.is_empty()));
    let trouble = use_state_eq(|| None::<String>);
    let old = props.habit.clone();
    // The days of a rule are changed in words, not by a number.
    let by_rule = old.as_ref().is_some_and(|habit| matches!(habit.rhythm, Rhythm::Rule { .. }));
    let (old_times, old_per) = match old.as_ref().map(|habit| &habit.rhythm) {
        Some(Rhythm::Times { times, per }) => (*times, *per),
        _ => (1, Per::Day),
    };
    let onsubmit = {
        let (title, times, per, time) = (title.clone(), times.clone(), per.clone(), time.clone());
        let (amount, unit, area) = (amount.clone(), unit.clone(), area.clone());
        let (remind, trouble, old) = (*remind, trouble.clone(), old.clone());
        let onclose = props.onclose.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let words = field_value(&title);
            if words.is_empty() {
                trouble.set(Some(t!("form-needs-name")));
                return;
            }
            let often = (!by_rule).then(|| field_value(&times).parse().unwrap_or(1));
            let per: Option<Per> = picked(&per).parse().ok().filter(|_| !by_rule);
            let time: Option<Time> = field_value(&time).parse().ok();
            let amount: Option<f64> = field_value(&amount).replace(',', ".").parse().ok();
            let unit = field_value(&unit);
            let area = picked(&area).parse().ok();
            let reminders = if remind { vec![0] } else { Vec::new() };
            let close = onclose.clone();
            match &old {
                None => {
                    let call = AddHabit {
                        title: words.clone(),
                        times: often,
                        per,
                        area,
                        time,
                        reminders,
                        amount,
                        unit,
                        ..AddHabit::default()
                    };
                    submit(call, t!("said-added", title = words), &trouble, move |_| close.emit(()));
                }
                Some(habit) => {
                    let call = EditHabit {
                        title: Some(words.clone()),
                        times: often,
                        per,
                        area: area.into(),
                        time: time.into(),
                        reminders: Some(reminders),
                        amount: amount.into(),
                        unit: Some(unit),
                        ..unchanged(habit)
                    };
                    submit(call, t!("said-changed", title = words), &trouble, move |_| close.emit(()));
                }
            }
        })
    };
    let acts = old.clone().map(|habit| {
        let (id, title) = (habit.id, habit.title.clone());
        let onclose = props.onclose.clone();
        let drop = Callback::from(move |_: MouseEvent| {
            onclose.emit(());
            act(TrashObjects { ids: vec![id.into()] }, t!("said-let-go", title = title.as_str()));
        });
        let (onclose, title) = (props.onclose.clone(), habit.title.clone());
        let pause = Callback::from(move |_: MouseEvent| {
            onclose.emit(());
            act(PauseHabit { id, from: None, until: None }, t!("said-habit-paused", title = title.as_str()));
        });
        html! {
            <>
                <Button look={Look::Quiet} sign={Sign::Trash} class="form-trash" onclick={drop}>{ t!("act-drop") }</Button>
                if habit.pause.is_none() { <Button look={Look::Quiet} sign={Sign::Pause} onclick={pause}>{ t!("habit-pause") }</Button> }
            </>
        }
    });
    let heading = if old.is_some() { t!("habit-edit") } else { t!("habit-add") };
    let held = |of: fn(&HabitView) -> String| old.as_ref().map(|habit| of(habit)).unwrap_or_default();
    let cancel = props.onclose.reform(|_: MouseEvent| ());
    let switch = {
        let remind = remind.clone();
        Callback::from(move |_: MouseEvent| remind.set(!*remind))
    };
    let old_area = old.as_ref().and_then(|habit| habit.area);
    html! {
        <Dialog label={heading.clone()} shape={Shape::Card} class="form-dialog" onclose={props.onclose.clone()}>
            <form class="form" {onsubmit}>
                <h2>{ heading }</h2>
                <label class="form-row"><span class="form-label">{ t!("habit-name") }</span>
                    <Field node={title} initial={held(|habit| habit.title.clone())} placeholder={t!("habit-name-example")} autofocus={true} invalid={trouble.is_some()} /></label>
                if let Some(said) = &*trouble { <p class="form-said" role="alert">{ said }</p> }
                if by_rule {
                    <p class="form-help">{ held(|habit| habit.rhythm_said.clone()) }</p>
                } else {
                    <div class="form-two">
                        <label class="form-row"><span class="form-label">{ t!("habit-times") }</span>
                            <Field node={times} kind="number" initial={old_times.to_string()} maxlength="3" /></label>
                        <label class="form-row"><span class="form-label">{ t!("habit-per") }</span>
                            <select ref={per} class="field">
                                for one in [Per::Day, Per::Week, Per::Month] {
                                    <option value={one.word()} selected={one == old_per}>{ t!(&format!("habit-every-{}", one.word())) }</option>
                                }
                            </select></label>
                    </div>
                }
                <div class="form-two">
                    <label class="form-row"><span class="form-label">{ t!("habit-time") }</span>
                        <Field node={time} kind="time" initial={held(|habit| habit.time.map(|time| time.strftime("%H:%M").to_string()).unwrap_or_default())} /></label>
                    <label class="form-row"><span class="form-label">{ t!("habit-area") }</span>
                        <select ref={area} class="field">
                            <option value="" selected={old_area.is_none()}>{ t!("habit-no-area") }</option>
                            for one in areas { <option value={one.id.to_string()} selected={old_area == Some(one.id)}>{ one.name }</option> }
                        </select></label>
                </div>
                <div class="form-two">
                    <label class="form-row"><span class="form-label">{ t!("habit-amount") }</span>
                        <Field node={amount} initial={held(|habit| habit.amount.map(super::amount).unwrap_or_default())} placeholder="20" maxlength="10" /></label>
                    <label class="form-row"><span class="form-label">{ t!("habit-unit") }</span>
                        <Field node={unit} initial={held(|habit| habit.unit.clone())} placeholder={t!("habit-unit-example")} maxlength="40" /></label>
                </div>
                <div class="habit-switch"><span class="form-label" id="habit-remind">{ t!("habit-remind") }</span>
                    <button type="button" role="switch" class="switch" aria-checked={if *remind { "true" } else { "false" }} aria-labelledby="habit-remind" onclick={switch}></button></div>
                <div class="form-acts">
                    { acts }
                    <Button look={Look::Quiet} onclick={cancel}>{ t!("cancel") }</Button>
                    <button type="submit" class="btn go">{ t!("save") }</button>
                </div>
            </form>
        </Dialog>
    }
}

fn unchanged(habit: &HabitView) -> EditHabit {
    EditHabit {
        id: habit.id,
        title: None,
        notes: None,
        times: None,
        per: None,
        repeat: None,
        area: Edit::Keep,
        tags: None,
        begins: None,
        time: Edit::Keep,
        reminders: None,
        nag_minutes: Edit::Keep,
        amount: Edit::Keep,
        unit: None,
        archived: None,
    }
}

#[derive(Properties, PartialEq)]
pub struct RoutineDialogProps {
    pub onclose: Callback<()>,
}

/// A step a line: its name, and its minutes behind it.
fn steps(text: &str) -> Vec<StepInput> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (title, minutes) = line.rsplit_once(' ').unwrap_or((line, ""));
            match minutes.trim_end_matches(|c: char| c.is_alphabetic()).parse() {
                Ok(minutes) => StepInput { title: title.trim().to_owned(), minutes, ..StepInput::default() },
                Err(_) => StepInput { title: line.to_owned(), minutes: 5, ..StepInput::default() },
            }
        })
        .collect()
}

#[component]
pub fn RoutineDialog(props: &RoutineDialogProps) -> Html {
    let (title, lines) = (use_node_ref(), use_node_ref());
    let trouble = use_state_eq(|| None::<String>);
    let onsubmit = {
        let (title, lines, trouble) = (title.clone(), lines.clone(), trouble.clone());
        let onclose = props.onclose.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let words = field_value(&title);
            let text = lines.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default();
            if words.is_empty() {
                trouble.set(Some(t!("form-needs-name")));
                return;
            }
            let call = AddRoutine { title: words.clone(), steps: steps(&text), ..AddRoutine::default() };
            let close = onclose.clone();
            submit(call, t!("said-added", title = words), &trouble, move |_| close.emit(()));
        })
    };
    let cancel = props.onclose.reform(|_: MouseEvent| ());
    html! {
        <Dialog label={t!("routine-add")} shape={Shape::Card} class="form-dialog" onclose={props.onclose.clone()}>
            <form class="form" {onsubmit}>
                <h2>{ t!("routine-add") }</h2>
                <label class="form-row"><span class="form-label">{ t!("habit-name") }</span>
                    <Field node={title} placeholder={t!("routine-name-example")} autofocus={true} invalid={trouble.is_some()} /></label>
                if let Some(said) = &*trouble { <p class="form-said" role="alert">{ said }</p> }
                <label class="form-row"><span class="form-label">{ t!("routine-steps") }</span>
                    <textarea ref={lines} class="field routine-lines" rows="6" placeholder={t!("routine-steps-example")} /></label>
                <div class="form-acts">
                    <Button look={Look::Quiet} onclick={cancel}>{ t!("cancel") }</Button>
                    <button type="submit" class="btn go">{ t!("save") }</button>
                </div>
            </form>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_step_is_a_line() {
        for (line, title, minutes) in [
            ("Stretch 5", "Stretch", 5),
            ("Make tea 10 min", "Make tea 10 min", 5),
            ("Tidy", "Tidy", 5),
            ("Read 20min", "Read", 20),
        ] {
            let steps = super::steps(line);
            assert_eq!((steps[0].title.as_str(), steps[0].minutes), (title, minutes), "{line}");
        }
    }
}
