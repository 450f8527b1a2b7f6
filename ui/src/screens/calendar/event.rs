//! Adding an event, changing one, and looking at one.

use daymark_api::domain::{AreaId, ObjectId, When};
use daymark_api::{
    AddEvent, Edit, EditEvent, EventView, GetCounts, Scope, SkipEvent, TrashObjects, WhenInput,
};
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::layout::Slot;
use crate::components::{Button, Dialog, Field, Look, Segment, Segments, Shape};
use crate::i18n::t;
use crate::icons::Sign;
use crate::query::{act, use_query};
use crate::screens::goals::dialogs::{field_value, submit};

#[derive(Properties, PartialEq)]
pub struct EventDialogProps {
    /// The one to change; none adds one.
    #[prop_or_default]
    pub event: Option<EventView>,
    /// The day of a new one.
    pub day: Date,
    /// When a new one begins, and for how many minutes.
    #[prop_or_default]
    pub at: Option<(Slot, u32)>,
    pub onclose: Callback<()>,
}

/// The day and the times of the fields; floating, because that is what was typed.
fn moment(day: &str, time: &str) -> Option<When> {
    let date: Date = day.parse().ok()?;
    let time: Option<Time> = time.parse().ok();
    Some(When { date, time, zone: None })
}

/// When it ends: as many days after its beginning as before, and the next day where the clock of
/// the end is not behind that of the beginning.
fn end_of(start: &When, to: Option<Time>, days: i64) -> Option<When> {
    let last = |days: i64| start.date.checked_add(days.days()).unwrap_or(start.date);
    match (start.time, to) {
        (None, _) => (days > 0).then(|| When::day(last(days))),
        (Some(_), None) => None,
        (Some(from), Some(to)) => {
            let date = last(if days == 0 && to < from { 1 } else { days });
            Some(When { date, time: Some(to), zone: None })
        }
    }
}

#[component]
pub fn EventDialog(props: &EventDialogProps) -> Html {
    let counts = use_query(GetCounts {});
    let areas = counts.ready().map(|counts| counts.areas.clone()).unwrap_or_default();
    let old = props.event.clone();
    let whole = use_state_eq(|| old.as_ref().is_some_and(|event| event.start.is_none()));
    let trouble = use_state_eq(|| None::<String>);
    let repeats = old.as_ref().is_some_and(|event| event.repeats);
    // What a change of a repeating one is for; the least is offered first.
    let scope = use_state_eq(|| Scope::This);
    let [title, day, from, to, place] = std::array::from_fn(|_| NodeRef::default());
    let nodes = use_memo((), move |()| (title, day, from, to, place));
    let area = use_node_ref();
    let onsubmit = {
        let (nodes, area, whole, trouble) = (nodes.clone(), area.clone(), *whole, trouble.clone());
        let (old, onclose, scope) = (old.clone(), props.onclose.clone(), repeats.then_some(*scope));
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (title, day, from, to, place) = &*nodes;
            let (title, day, location) = (field_value(title), field_value(day), field_value(place));
            let (from, to) = if whole { Default::default() } else { (field_value(from), field_value(to)) };
            let Some(start) = moment(&day, &from).filter(|_| !title.is_empty()) else {
                trouble.set(Some(t!("event-needs")));
                return;
            };
            let days =
                old.as_ref().and_then(|old| old.date.until(old.last).ok()).map_or(0, |it| it.get_days());
            let end = end_of(&start, to.parse().ok(), i64::from(days)).map(WhenInput::from);
            let start = WhenInput::from(start);
            let area =
                area.cast::<HtmlSelectElement>().and_then(|field| field.value().parse::<AreaId>().ok());
            let onclose = onclose.clone();
            match &old {
                Some(old) => {
                    let change = EditEvent {
                        id: old.id,
                        title: Some(title.clone()),
                        start: Some(start),
                        end: Edit::from(end),
                        notes: None,
                        location: Some(location),
                        area: area.into(),
                        repeat: Edit::Keep,
                        instance: old.instance.filter(|_| old.repeats),
                        scope,
                    };
                    submit(change, t!("said-changed", title = title), &trouble, move |_| onclose.emit(()));
                }
                None => {
                    let notes = String::new();
                    let event =
                        AddEvent { title: title.clone(), start, end, notes, location, area, repeat: None };
                    submit(event, t!("said-added", title = title), &trouble, move |_| onclose.emit(()));
                }
            }
        })
    };
    let onwhole = {
        let whole = whole.clone();
        Callback::from(move |event: Event| {
            let field: HtmlInputElement = event.target_unchecked_into();
            whole.set(field.checked());
        })
    };
    let once = repeats && *scope == Scope::This;
    let trash = old.clone().filter(|_| !repeats || *scope != Scope::Following).map(|event| {
        let onclose = props.onclose.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            onclose.emit(());
            if once {
                let said = t!("said-skipped", title = event.title.as_str());
                act(SkipEvent { id: event.id, instance: event.instance }, said);
            } else {
                let ids: Vec<ObjectId> = vec![event.id.into()];
                act(TrashObjects { ids }, t!("said-let-go", title = event.title.as_str()));
            }
        });
        let label = if once { t!("event-skip") } else { t!("act-drop") };
        html! { <Button look={Look::Quiet} sign={Sign::Trash} class="form-trash" {onclick}>{ label }</Button> }
    });
    let clock = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
    // A new one today begins at the next full hour, on other days in the morning.
    let now = crate::time::now();
    let hour = if props.day == now.date() { (now.hour() + 1).clamp(9, 22) } else { 9 };
    let new = props.at.map_or((format!("{hour:02}:00"), format!("{:02}:00", hour + 1)), |(at, length)| {
        (clock(at.time()), clock(at.later(length, &crate::time::time_zone()).time()))
    });
    let label = if old.is_some() { t!("event-edit") } else { t!("event-add") };
    let date = old.as_ref().map_or(props.day, |event| event.date);
    let chosen = old.as_ref().and_then(|event| event.area);
    let (title, day, from, to, place) = (*nodes).clone();
    let cancel = props.onclose.reform(|_: MouseEvent| ());
    html! {
        <Dialog label={label.clone()} shape={Shape::Card} class="form-dialog" onclose={props.onclose.clone()}>
            <form class="form" {onsubmit}>
                <h2>{ label }</h2>
                if let Some(said) = old.as_ref().and_then(origin) { <p class="form-help">{ said }</p> }
                <label class="form-row"><span class="form-label">{ t!("event-title") }</span>
                    <Field node={title} initial={old.as_ref().map(|event| event.title.clone()).unwrap_or_default()} placeholder={t!("event-example")}
                        autofocus={true} invalid={trouble.is_some()} /></label>
                if let Some(said) = &*trouble { <p class="form-said" role="alert">{ said }</p> }
                <div class="form-when num">
                    <label class="form-row"><span class="form-label">{ t!("event-day") }</span>
                        <Field node={day} kind="date" initial={date.to_string()} /></label>
                    <label class="form-row" hidden={*whole}><span class="form-label">{ t!("event-from") }</span>
                        <Field node={from} kind="time" initial={old.as_ref().and_then(|event| event.start).map_or(new.0, clock)} /></label>
                    <label class="form-row" hidden={*whole}><span class="form-label">{ t!("event-to") }</span>
                        <Field node={to} kind="time" initial={old.as_ref().and_then(|event| event.end).map_or(new.1, clock)} /></label>
                </div>
                <label class="form-check"><input type="checkbox" checked={*whole} onchange={onwhole} />{ t!("event-whole") }</label>
                <div class="form-two">
                    <label class="form-row"><span class="form-label">{ t!("event-place") }</span>
                        <Field node={place} maxlength="300" initial={old.as_ref().map(|event| event.location.clone()).unwrap_or_default()} /></label>
                    <label class="form-row"><span class="form-label">{ t!("goal-area") }</span>
                        <select ref={area} class="field">
                            <option value="" selected={chosen.is_none()}>{ t!("goal-no-area") }</option>
                            for area in areas { <option value={area.id.to_string()} selected={chosen == Some(area.id)}>{ area.name }</option> }
                        </select></label>
                </div>
                if repeats { { scopes(&scope) } }
                <div class="form-acts">
                    { trash }
                    <Button look={Look::Quiet} onclick={cancel}>{ t!("cancel") }</Button>
                    <button type="submit" class="btn go">{ t!("save") }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// Which times of a repeating one a change is for.
fn scopes(scope: &UseStateHandle<Scope>) -> Html {
    let offered =
        [(Scope::This, "event-this"), (Scope::Following, "event-following"), (Scope::All, "event-all")];
    let options: Vec<Segment> = offered
        .iter()
        .map(|&(which, key)| Segment { label: t!(key), sign: None, chosen: **scope == which })
        .collect();
    let onpick = {
        let scope = scope.clone();
        Callback::from(move |index: usize| {
            if let Some(&(which, _)) = offered.get(index) {
                scope.set(which);
            }
        })
    };
    html! {
        <div class="form-row"><span class="form-label">{ t!("event-scope") }</span>
            <Segments label={t!("event-scope")} {options} {onpick} /></div>
    }
}

/// Where it came from.
fn origin(event: &EventView) -> Option<String> {
    event.source.as_ref().map(|source| t!("event-source", source = source.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    #[test]
    fn an_event_keeps_its_days_and_may_end_after_midnight() {
        let (sat, sun) = (date(2026, 11, 21), date(2026, 11, 22));
        let clock = |hour: i8| Some(time(hour, 0, 0, 0));
        for (start, to, days, wanted) in [
            (clock(9), clock(10), 0, Some((sat, clock(10)))),
            (clock(22), clock(2), 0, Some((sun, clock(2)))),
            (clock(22), clock(2), 1, Some((sun, clock(2)))),
            (clock(9), None, 0, None),
            (None, None, 0, None),
            (None, clock(9), 1, Some((sun, None))),
        ] {
            let start = When { date: sat, time: start, zone: None };
            assert_eq!(end_of(&start, to, days).map(|end| (end.date, end.time)), wanted, "{start:?} {to:?}");
        }
    }
}
