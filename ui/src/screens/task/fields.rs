//! What is known of a task, each in words, and each changed by pressing it.

use std::collections::BTreeSet;

use daymark_api::domain::{Energy, Priority, Repeat, Tag, When};
use daymark_api::{Edit, EditTask, TaskDetail, TaskView, WhenInput};
use jiff::civil::Date;
use web_sys::{HtmlElement, HtmlInputElement, MouseEvent};
use yew::prelude::*;

use crate::actions;
use crate::components::{
    Choice, Choices, Dot, Filed, PlacePicker, RepeatPicker, Segment, Segments, Shape, WhenPicker,
};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::act;
use crate::time::use_today;
use crate::words;

/// Which of the days of a task.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Day {
    Start,
    Due,
    Deadline,
}

#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Day(Day),
    Place,
    Estimate,
    Repeat,
}

#[derive(Properties, PartialEq)]
pub struct FieldsProps {
    pub detail: TaskDetail,
}

#[component]
pub fn Fields(props: &FieldsProps) -> Html {
    let today = use_today();
    let detail = &props.detail;
    let view = &detail.task;
    let task = &view.task;
    let asking = use_state_eq(|| None::<(Asking, Shape)>);
    let ask = {
        let asking = asking.clone();
        Callback::from(move |(what, event): (Asking, MouseEvent)| asking.set(Some((what, beside(&event)))))
    };
    let on = |what: Asking| ask.reform(move |event: MouseEvent| (what, event));
    let said = |when: &Option<When>| when.as_ref().map(|when| far(when, today));
    let estimate = task.estimate_minutes.map(words::minutes);
    let place = place(view);
    html! {
        <div class="fields">
            { field(Sign::Play, t!("task-field-start"), said(&task.start), on(Asking::Day(Day::Start))) }
            { field(Sign::Calendar, t!("task-field-due"), said(&task.due), on(Asking::Day(Day::Due))) }
            { field(Sign::Flag, t!("task-deadline"), said(&task.deadline), on(Asking::Day(Day::Deadline))) }
            { field(Sign::Timer, t!("task-field-estimate"), estimate, on(Asking::Estimate)) }
            <div class="field-row">
                <span class="field-name"><Icon sign={Sign::Area} />{ t!("task-field-place") }</span>
                <button type="button" class={classes!("field-value", place.is_none().then_some("is-unset"))} onclick={on(Asking::Place)}>
                    { place.unwrap_or_else(|| html! { <>{ t!("task-field-unset") }</> }) }
                </button>
            </div>
            { repeat(detail, today, on(Asking::Repeat)) }
            <Weights task={view.clone()} />
            <Tags task={view.clone()} />
            { question(&asking, view) }
        </div>
    }
}

fn field(sign: Sign, name: String, value: Option<String>, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <div class="field-row">
            <span class="field-name"><Icon {sign} />{ name.clone() }</span>
            <button type="button" class={classes!("field-value", "num", value.is_none().then_some("is-unset"))} {onclick}
                aria-label={t!("task-field-change", name = name, value = value.clone().unwrap_or_else(|| t!("task-field-unset")))}>
                { value.unwrap_or_else(|| t!("task-field-unset")) }
            </button>
        </div>
    }
}

/// A day in words, with its date when the words leave it open.
fn far(when: &When, today: Date) -> String {
    let said = words::sentence(&words::when(when, today));
    let near = words::near_day(when.date, today);
    let date = words::short_day(when.date, today);
    let zone = when
        .zone
        .as_deref()
        .filter(|_| when.time.is_some())
        .filter(|zone| here().as_deref().is_some_and(|here| here != *zone));
    let extra = (near != date).then_some(date).into_iter().chain(zone.map(str::to_owned));
    words::dotted(std::iter::once(said).chain(extra))
}

/// The name of the zone this device is in, when the browser tells.
fn here() -> Option<String> {
    crate::time::zone()
}

fn place(view: &TaskView) -> Option<Html> {
    let goal = view.goal_title.clone();
    let area = view.area_name.clone();
    (goal.is_some() || area.is_some()).then(|| {
        let text = words::dotted(area.into_iter().chain(goal));
        html! { <><Dot colour={view.area_colour} />{ text }</> }
    })
}

fn repeat(detail: &TaskDetail, today: Date, onclick: Callback<MouseEvent>) -> Html {
    let said = detail.repeat_said.as_deref().map(words::sentence);
    let dates = words::dotted(detail.repeat_dates.iter().map(|&day| words::short_day(day, today)));
    html! {
        <>
            { field(Sign::Repeat, t!("task-field-repeat"), said, onclick) }
            if !dates.is_empty() { <p class="field-note num">{ dates }</p> }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct OfTask {
    task: TaskView,
}

/// Priority and energy.
#[component]
fn Weights(props: &OfTask) -> Html {
    let view = props.task.clone();
    let (priority, energy) = (view.task.priority, view.task.energy);
    let segment = |label: String, chosen: bool| Segment { label, sign: None, chosen };
    let priorities = vec![
        segment(t!("weight-none"), priority.is_none()),
        segment(t!("weight-low"), priority == Some(Priority::Low)),
        segment(t!("weight-medium"), priority == Some(Priority::Medium)),
        segment(t!("weight-high"), priority == Some(Priority::High)),
    ];
    let energies = vec![
        segment(t!("weight-none"), energy.is_none()),
        segment(t!("weight-low"), energy == Some(Energy::Low)),
        segment(t!("weight-medium"), energy == Some(Energy::Medium)),
        segment(t!("weight-high"), energy == Some(Energy::High)),
    ];
    let on_priority = {
        let view = view.clone();
        Callback::from(move |index: usize| {
            actions::prioritise(
                &view,
                index.checked_sub(1).and_then(|index| Priority::ALL.get(index)).copied(),
            );
        })
    };
    let on_energy = {
        let view = view.clone();
        Callback::from(move |index: usize| {
            let energy = index.checked_sub(1).and_then(|index| Energy::ALL.get(index)).copied();
            change(&view, EditTask { energy: energy.into(), ..actions::edit(view.task.id) });
        })
    };
    html! {
        <>
            <div class="field-row">
                <span class="field-name"><Icon sign={Sign::Priority} />{ t!("task-field-priority") }</span>
                <Segments label={t!("task-field-priority")} options={priorities} onpick={on_priority} />
            </div>
            <div class="field-row">
                <span class="field-name"><Icon sign={Sign::Bolt} />{ t!("task-field-energy") }</span>
                <Segments label={t!("task-field-energy")} options={energies} onpick={on_energy} />
            </div>
        </>
    }
}

fn change(view: &TaskView, change: EditTask) {
    act(change, t!("said-changed", title = view.task.title.as_str()));
}

#[component]
fn Tags(props: &OfTask) -> Html {
    let view = props.task.clone();
    let set = {
        let view = view.clone();
        move |tags: &BTreeSet<Tag>| {
            let tags = tags.iter().map(|tag| tag.to_string()).collect();
            change(&view, EditTask { tags: Some(tags), ..actions::edit(view.task.id) });
        }
    };
    let onkeydown = {
        let (tags, set) = (view.task.tags.clone(), set.clone());
        Callback::from(move |event: KeyboardEvent| {
            if !matches!(event.key().as_str(), "Enter" | " " | ",") || event.is_composing() {
                return;
            }
            event.prevent_default();
            let field: HtmlInputElement = event.target_unchecked_into();
            if let Ok(tag) = Tag::parse(&field.value()) {
                let mut tags = tags.clone();
                tags.insert(tag);
                set(&tags);
                field.set_value("");
            }
        })
    };
    html! {
        <div class="field-row">
            <span class="field-name"><Icon sign={Sign::Tag} />{ t!("task-field-tags") }</span>
            <div class="tags">
                for tag in &view.task.tags {
                    <span class="tag">{ tag.as_str() }
                        <button type="button" aria-label={t!("tag-remove", tag = tag.as_str())} onclick={
                            let (mut tags, tag, set) = (view.task.tags.clone(), tag.clone(), set.clone());
                            tags.remove(&tag);
                            Callback::from(move |_: MouseEvent| set(&tags))
                        }><Icon sign={Sign::Close} /></button>
                    </span>
                }
                <input type="text" maxlength="64" aria-label={t!("tag-add")} placeholder={t!("tag-add")} autocomplete="off" autocapitalize="none" {onkeydown} />
            </div>
        </div>
    }
}

/// Below what was pressed.
fn beside(event: &MouseEvent) -> Shape {
    let pressed: HtmlElement = event.target_unchecked_into();
    let place = pressed.get_bounding_client_rect();
    Shape::Beside { x: place.left(), y: place.bottom() + 4.0 }
}

/// Minutes that are often meant.
const ESTIMATES: [u32; 8] = [5, 10, 15, 30, 45, 60, 90, 120];

fn question(asking: &UseStateHandle<Option<(Asking, Shape)>>, view: &TaskView) -> Html {
    let Some((what, shape)) = **asking else { return Html::default() };
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(None))
    };
    let title = view.task.title.to_string();
    let (view, asking) = (view.clone(), asking.clone());
    match what {
        Asking::Day(day) => {
            let set = match day {
                Day::Start => view.task.start.is_some(),
                Day::Due => view.task.due.is_some(),
                Day::Deadline => view.task.deadline.is_some(),
            };
            let onpick = Callback::from(move |when: Option<WhenInput>| {
                asking.set(None);
                let edit = actions::edit(view.task.id);
                let when: Edit<WhenInput> = when.into();
                change(
                    &view,
                    match day {
                        Day::Start => EditTask { start: when, ..edit },
                        Day::Due => EditTask { due: when, ..edit },
                        Day::Deadline => EditTask { deadline: when, ..edit },
                    },
                );
            });
            html! { <WhenPicker title={t!("when-for", title = title)} {shape} {onpick} onclose={close} clearable={set} /> }
        }
        Asking::Place => {
            let set = view.task.area.is_some() || view.task.goal.is_some();
            let onpick = Callback::from(move |filed: Filed| {
                asking.set(None);
                actions::file(&view, &filed);
            });
            html! { <PlacePicker title={t!("file-for", title = title)} {shape} {onpick} onclose={close} clearable={set} /> }
        }
        Asking::Repeat => {
            let (set, from) = (view.task.repeat.is_some(), view.task.due.as_ref().map(|due| due.date));
            let onpick = Callback::from(move |repeat: Option<Repeat>| {
                asking.set(None);
                change(&view, EditTask { repeat: repeat.into(), ..actions::edit(view.task.id) });
            });
            html! { <RepeatPicker title={t!("repeat-for", title = title)} {from} {shape} {onpick} onclose={close} clearable={set} /> }
        }
        Asking::Estimate => {
            let onpick = Callback::from(move |minutes: Option<u32>| {
                asking.set(None);
                change(&view, EditTask { estimate_minutes: minutes.into(), ..actions::edit(view.task.id) });
            });
            html! { <EstimatePicker title={t!("estimate-for", title = title)} {shape} {onpick} onclose={close} /> }
        }
    }
}

#[derive(Properties, PartialEq)]
struct EstimateProps {
    title: AttrValue,
    shape: Shape,
    onpick: Callback<Option<u32>>,
    onclose: Callback<()>,
}

#[component]
fn EstimatePicker(props: &EstimateProps) -> Html {
    let typed = use_state(String::new);
    let minutes: Vec<Option<u32>> = match (typed.trim().is_empty(), read_minutes(&typed)) {
        (true, _) => ESTIMATES.iter().copied().map(Some).chain([None]).collect(),
        (false, Some(minutes)) => vec![Some(minutes)],
        (false, None) => vec![],
    };
    let rows = minutes
        .iter()
        .map(|minutes| Choice::of(minutes.map_or_else(|| t!("task-field-unset"), words::minutes)));
    let onpick = {
        let onpick = props.onpick.clone();
        let minutes = minutes.clone();
        Callback::from(move |index: usize| {
            if let Some(minutes) = minutes.get(index) {
                onpick.emit(*minutes);
            }
        })
    };
    html! {
        <Choices title={props.title.clone()} placeholder={t!("estimate-placeholder")} nothing={t!("estimate-nothing")} shape={props.shape} sign={Sign::Timer}
            rows={rows.collect::<Vec<_>>()} typed={(*typed).clone()} ontype={Callback::from(move |text| typed.set(text))} {onpick} onclose={props.onclose.clone()} />
    }
}

/// `40`, `1h`, `1h 30`, `1:30`, `1.5h` as minutes, up to a week.
fn read_minutes(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase().replace("min", "m").replace(' ', "");
    let number = |text: &str| text.parse::<u32>().ok();
    let minutes = if let Some((hours, rest)) = text.split_once(':') {
        number(hours)?.checked_mul(60)?.checked_add(number(rest).filter(|&rest| rest < 60)?)?
    } else if let Some((hours, rest)) = text.split_once('h') {
        let hours: f64 =
            hours.replace(',', ".").parse().ok().filter(|hours: &f64| (0.0..=168.0).contains(hours))?;
        let rest = rest.trim_end_matches('m');
        let rest = if rest.is_empty() { 0 } else { number(rest)? };
        ((hours * 60.0).round() as u32).checked_add(rest)?
    } else {
        number(text.trim_end_matches('m'))?
    };
    (1..=7 * 24 * 60).contains(&minutes).then_some(minutes)
}

#[cfg(test)]
mod tests {
    use super::read_minutes;

    #[test]
    fn estimates_are_read_as_people_write_them() {
        for (typed, read) in [
            ("40", Some(40)),
            ("40m", Some(40)),
            ("40 min", Some(40)),
            ("1h", Some(60)),
            ("1 h 30", Some(90)),
            ("1h30m", Some(90)),
            ("1:30", Some(90)),
            ("1.5h", Some(90)),
            ("1,5 h", Some(90)),
            ("0", None),
            ("", None),
            ("soon", None),
            ("1:75", None),
            ("99999999999", None),
        ] {
            assert_eq!(read_minutes(typed), read, "{typed}");
        }
    }
}
