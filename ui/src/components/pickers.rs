//! Choosing a day, or an area and goal, with few keys.

use daymark_api::domain::{AreaId, GoalId, Title};
use daymark_api::{GetCounts, ListGoals, SayWhen, WhenInput};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{Dialog, Dot, Shape};
use crate::commands::fit;
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{use_query, use_query_when};
use crate::time::use_today;
use crate::words;

/// The days that are one key away: tomorrow, the weekend, next week, in a month.
pub fn quick_days(today: Date) -> Vec<(String, Date)> {
    let next = |day: Weekday| today.nth_weekday(1, day).unwrap_or(today);
    let tomorrow = today.tomorrow().unwrap_or(today);
    let mut days = vec![(words::sentence(&t!("day-tomorrow")), tomorrow)];
    let saturday = next(Weekday::Saturday);
    if saturday != tomorrow && !matches!(today.weekday(), Weekday::Saturday | Weekday::Sunday) {
        days.push((t!("when-weekend"), saturday));
    }
    let monday = next(Weekday::Monday);
    if monday != tomorrow {
        days.push((t!("when-next-week"), monday));
    }
    days.push((t!("when-two-weeks"), today.checked_add(14.days()).unwrap_or(today)));
    days.push((t!("when-month"), today.checked_add(1.month()).unwrap_or(today)));
    days
}

#[derive(Properties, PartialEq)]
pub struct WhenProps {
    pub title: AttrValue,
    pub shape: Shape,
    /// `None` takes the day away.
    pub onpick: Callback<Option<WhenInput>>,
    pub onclose: Callback<()>,
    /// Offers to take the day away.
    #[prop_or_default]
    pub clearable: bool,
}

/// Chooses a day from a few, or in words.
#[component]
pub fn WhenPicker(props: &WhenProps) -> Html {
    let today = use_today();
    let typed = use_state(String::new);
    let asked =
        (!typed.trim().is_empty()).then(|| SayWhen { text: typed.trim().to_owned(), ..Default::default() });
    let said = use_query_when(asked);
    let mut options: Vec<(String, String, Option<WhenInput>)> = Vec::new();
    if typed.trim().is_empty() {
        for (label, day) in quick_days(today) {
            let hint = format!("{} {}", words::weekday_short(day.weekday()), words::short_day(day, today));
            options.push((label, hint, Some(daymark_api::domain::When::day(day).into())));
        }
        if props.clearable {
            options.push((t!("when-none"), String::new(), None));
        }
    } else if let Some(start) = said.ready().and_then(|said| said.start.clone()) {
        options.push((
            words::sentence(&said_words(&start, today)),
            String::new(),
            Some(WhenInput::Words(typed.trim().to_owned())),
        ));
    }
    let pick = {
        let options = options.clone();
        let onpick = props.onpick.clone();
        Callback::from(move |index: usize| {
            if let Some((_, _, when)) = options.get(index) {
                onpick.emit(when.clone());
            }
        })
    };
    let rows: Vec<Choice> = options
        .iter()
        .map(|(label, hint, _)| Choice { hint: hint.clone(), ..Choice::of(label.clone()) })
        .collect();
    html! {
        <Choices title={props.title.clone()} placeholder={t!("when-placeholder")} shape={props.shape} sign={Sign::Calendar}
            {rows} typed={(*typed).clone()}
            ontype={Callback::from(move |text| typed.set(text))}
            onpick={pick} onclose={props.onclose.clone()}
            nothing={t!("when-not-understood")} />
    }
}

/// `2026-11-24T15:00:00+01:00[Europe/Berlin]` as people say it.
fn said_words(start: &str, today: Date) -> String {
    let civil = start.split('[').next().unwrap_or(start);
    let day: Option<Date> = civil.get(..10).and_then(|day| day.parse().ok());
    let time: Option<jiff::civil::Time> = civil.get(11..16).and_then(|time| time.parse().ok());
    match (day, time) {
        (Some(day), Some(time)) => {
            t!("day-time", day = words::near_day(day, today), time = words::time(time))
        }
        (Some(day), None) => {
            let near = words::near_day(day, today);
            let short = words::short_day(day, today);
            if near == short { near } else { format!("{near}, {short}") }
        }
        _ => start.to_owned(),
    }
}

/// Where something is put.
#[derive(Clone, Debug, PartialEq)]
pub enum Filed {
    Area(AreaId, String),
    Goal(GoalId, String),
    Nowhere,
}

#[derive(Properties, PartialEq)]
pub struct PlaceProps {
    pub title: AttrValue,
    pub shape: Shape,
    pub onpick: Callback<Filed>,
    pub onclose: Callback<()>,
    #[prop_or_default]
    pub clearable: bool,
    /// Offers areas only.
    #[prop_or_default]
    pub areas_only: bool,
}

/// Chooses an area or a goal by a few letters.
#[component]
pub fn PlacePicker(props: &PlaceProps) -> Html {
    let typed = use_state(String::new);
    let counts = use_query(GetCounts {});
    let goals = use_query(ListGoals::default());
    let mut found: Vec<(i32, Filed, Html, String)> = Vec::new();
    let fits = |name: &str| fit(&typed, name);
    for area in counts.ready().map(|counts| counts.areas.as_slice()).unwrap_or_default() {
        if let Some(score) = fits(&area.name) {
            let row = html! { <><Dot colour={Some(area.colour)} />{ &area.name }</> };
            found.push((score, Filed::Area(area.id, area.name.clone()), row, String::new()));
        }
    }
    for goal in goals.ready().filter(|_| !props.areas_only).into_iter().flatten() {
        let title: &Title = &goal.goal.title;
        if let Some(score) = fits(title.as_str()) {
            let row = html! { <><Icon sign={Sign::Goals} />{ title.as_str() }</> };
            let hint = goal.area_name.clone().unwrap_or_default();
            found.push((score, Filed::Goal(goal.goal.id, title.to_string()), row, hint));
        }
    }
    if props.clearable && typed.is_empty() {
        found.push((0, Filed::Nowhere, html! { <>{ t!("file-nowhere") }</> }, String::new()));
    }
    if !typed.is_empty() {
        found.sort_by_key(|(score, ..)| -score);
    }
    let rows: Vec<Choice> =
        found.iter().map(|(_, _, name, hint)| Choice { name: name.clone(), hint: hint.clone() }).collect();
    let pick = {
        let onpick = props.onpick.clone();
        let found: Vec<Filed> = found.into_iter().map(|(_, filed, ..)| filed).collect();
        Callback::from(move |index: usize| {
            if let Some(filed) = found.get(index) {
                onpick.emit(filed.clone());
            }
        })
    };
    html! {
        <Choices title={props.title.clone()} placeholder={t!("file-placeholder")} shape={props.shape} sign={Sign::Area}
            {rows} typed={(*typed).clone()}
            ontype={Callback::from(move |text| typed.set(text))}
            onpick={pick} onclose={props.onclose.clone()} nothing={t!("file-nothing")} />
    }
}

/// One row of [`Choices`].
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub name: Html,
    pub hint: String,
}

impl Choice {
    pub fn of(name: impl Into<String>) -> Choice {
        let name: String = name.into();
        Choice { name: html! { <>{ name }</> }, hint: String::new() }
    }
}

#[derive(Properties, PartialEq)]
pub struct ChoicesProps {
    pub title: AttrValue,
    pub placeholder: AttrValue,
    /// What is said when nothing fits.
    pub nothing: AttrValue,
    pub shape: Shape,
    pub sign: Sign,
    pub rows: Vec<Choice>,
    pub typed: String,
    pub ontype: Callback<String>,
    pub onpick: Callback<usize>,
    pub onclose: Callback<()>,
}

/// A field and a list that answers it: type, arrows, Enter.
#[component]
pub fn Choices(props: &ChoicesProps) -> Html {
    let count = props.rows.len();
    let cursor = use_state_eq(|| 0_usize);
    let at = (*cursor).min(count.saturating_sub(1));
    let oninput = {
        let (ontype, cursor) = (props.ontype.clone(), cursor.clone());
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            ontype.emit(field.value());
            cursor.set(0);
        })
    };
    let onkeydown = {
        let (cursor, onpick) = (cursor.clone(), props.onpick.clone());
        let empty = props.typed.is_empty();
        Callback::from(move |event: KeyboardEvent| {
            if event.is_composing() || count == 0 {
                return;
            }
            match event.key().as_str() {
                "ArrowDown" => cursor.set((at + 1) % count),
                "ArrowUp" => cursor.set((at + count - 1) % count),
                "Enter" => onpick.emit(at),
                digit if empty && digit.parse::<usize>().is_ok_and(|n| (1..=count.min(9)).contains(&n)) => {
                    onpick.emit(digit.parse::<usize>().unwrap_or(1) - 1);
                }
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let active = (count > 0).then(|| format!("choice-{at}"));
    html! {
        <Dialog label={props.title.clone()} shape={props.shape} class="choices" onclose={props.onclose.clone()}>
            <div class="choices-field">
                <Icon sign={props.sign} />
                <input type="text" role="combobox" aria-expanded="true" aria-controls="choices-list" aria-activedescendant={active}
                    aria-label={props.title.clone()} placeholder={props.placeholder.clone()} value={props.typed.clone()}
                    autocomplete="off" spellcheck="false" data-autofocus="" {oninput} {onkeydown} />
            </div>
            <ul id="choices-list" role="listbox" aria-label={props.title.clone()} class="choices-list">
                for (index, Choice { name, hint }) in props.rows.iter().enumerate() {
                    <li id={format!("choice-{index}")} role="option" aria-selected={if index == at { "true" } else { "false" }}
                        class="choice" onclick={props.onpick.reform(move |_: MouseEvent| index)}>
                        <span class="choice-name">{ name.clone() }</span>
                        <span class="choice-hint num">{ hint }</span>
                        if props.typed.is_empty() && index < 9 { <kbd class="kbd" aria-hidden="true">{ index + 1 }</kbd> }
                    </li>
                }
            </ul>
            if count == 0 { <p class="choices-none" role="status">{ &props.nothing }</p> }
        </Dialog>
    }
}
