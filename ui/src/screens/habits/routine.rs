//! A routine, and its runner: the step at hand, a ring that shrinks, and what to press.

use daymark_api::domain::RoutineId;
use daymark_api::{MoveRoutine, RoutineMove, RoutineView, StartRoutine, TrashObjects};
use gloo_timers::callback::Interval;
use yew::prelude::*;

use crate::components::{Button, Look, colour_class};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{act, act_quietly};
use crate::time;
use crate::words;

#[derive(Properties, PartialEq)]
pub struct RoutineCardProps {
    pub view: RoutineView,
}

#[component]
pub fn RoutineCard(props: &RoutineCardProps) -> Html {
    let view = &props.view;
    let routine = &view.routine;
    let id = routine.id;
    let start = Callback::from(move |_: MouseEvent| act_quietly(StartRoutine { id }));
    let title = routine.title.to_string();
    let drop = {
        let title = title.clone();
        Callback::from(move |_: MouseEvent| {
            act(TrashObjects { ids: vec![id.into()] }, t!("said-let-go", title = title.as_str()))
        })
    };
    let said = view.repeat_said.clone().unwrap_or_default();
    let at = routine.time.map(words::time).unwrap_or_default();
    html! {
        <article class={classes!("routine", colour_class(view.area_colour), routine.run.is_some().then_some("is-running"))}>
            <header class="routine-head">
                <h3>{ title }</h3>
                <small class="num">{ words::dotted([words::minutes(view.minutes), said, at]) }</small>
                if routine.run.is_none() {
                    <button type="button" class="icon-btn" aria-label={t!("act-drop")} title={t!("act-drop")} onclick={drop}><Icon sign={Sign::Trash} /></button>
                    <Button class="small" sign={Sign::Play} onclick={start}>{ t!("routine-start") }</Button>
                }
            </header>
            if routine.run.is_some() {
                <Runner view={view.clone()} />
            } else {
                <ol class="routine-steps">
                    for step in &routine.steps { <li><span>{ step.title.as_str() }</span><small class="num">{ words::minutes(step.minutes) }</small></li> }
                </ol>
            }
        </article>
    }
}

/// The seconds between two wall clocks of this device.
fn since(then: jiff::civil::DateTime) -> i64 {
    let span = then.until((jiff::Unit::Second, time::now())).unwrap_or_default();
    span.get_seconds().max(0)
}

fn ordered(id: RoutineId, to: RoutineMove) -> Callback<MouseEvent> {
    Callback::from(move |_: MouseEvent| act_quietly(MoveRoutine { id, to, line: String::new() }))
}

/// What has passed is reckoned from moments: a ring that was not drawn for an hour is right at once.
#[component]
fn Runner(props: &RoutineCardProps) -> Html {
    let view = &props.view;
    let routine = &view.routine;
    let drawn = use_state(|| 0_u32);
    {
        let drawn = drawn.clone();
        use_effect_with((), move |()| {
            let mut count = 0;
            let tick = Interval::new(1000, move || {
                count += 1;
                drawn.set(count);
            });
            move || std::mem::drop(tick)
        });
    }
    let paused = routine.run.as_ref().is_some_and(|run| run.paused_at.is_some());
    let passed = if paused { 0 } else { since(time::here(view.now)) };
    let elapsed = i64::from(view.elapsed_seconds) + passed;
    let at = view.at.and_then(|at| usize::try_from(at).ok()).unwrap_or_default();
    let Some(step) = routine.steps.get(at) else { return Html::default() };
    let whole = i64::from(step.minutes) * 60;
    let left = whole - elapsed;
    let share = if whole > 0 { (left.max(0) as f64) / (whole as f64) } else { 0.0 };
    let clock = |seconds: i64| format!("{}:{:02}", seconds / 60, seconds % 60);
    let said = if left >= 0 { clock(left) } else { format!("+{}", clock(-left)) };
    let id = routine.id;
    // The length of a circle of radius 52.
    let around = 326.7;
    let pause = if paused { RoutineMove::Resume } else { RoutineMove::Pause };
    let coming = routine.steps.get(at + 1).map(|step| step.title.to_string());
    html! {
        <div class="runner">
            <div class="runner-ring" role="timer" aria-label={t!("routine-left", time = said.clone())}>
                <svg viewBox="0 0 120 120" aria-hidden="true">
                    <circle class="ring-all" cx="60" cy="60" r="52" />
                    <circle class="ring-left" cx="60" cy="60" r="52" transform="rotate(-90 60 60)" stroke-dasharray={format!("{:.1} {around}", around * share)} />
                </svg>
                <span class="runner-time num">{ said }</span>
            </div>
            <div class="runner-words">
                <small class="num">{ t!("routine-step-of", step = at + 1, all = routine.steps.len()) }</small>
                <p class="runner-title">{ step.title.as_str() }</p>
                if let Some(next) = coming { <small>{ t!("routine-then", title = next) }</small> }
                <div class="runner-acts">
                    <Button look={Look::Go} sign={Sign::Check} onclick={ordered(id, RoutineMove::Done)}>{ t!("routine-done") }</Button>
                    <Button sign={if paused { Sign::Play } else { Sign::Pause }} onclick={ordered(id, pause)}>{ if paused { t!("habit-resume") } else { t!("next-pause") } }</Button>
                    <Button look={Look::Quiet} onclick={ordered(id, RoutineMove::Skip)}>{ t!("routine-skip") }</Button>
                    <Button look={Look::Quiet} sign={Sign::Stop} onclick={ordered(id, RoutineMove::Stop)}>{ t!("routine-stop") }</Button>
                </div>
            </div>
        </div>
    }
}
