//! What the clock runs for, as a chip above every screen.

use daymark_api::{GetTime, SeeReminder, StopTime, WhenInput};
use yew::prelude::*;

use crate::components::{Button, Look};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{act, act_quietly, use_query};
use crate::time::{self, use_now};
use crate::words;

#[component]
pub fn Running() -> Html {
    let asked = use_query(GetTime {});
    use_now();
    let Some(state) = asked.ready() else { return Html::default() };
    let Some(view) = &state.running else { return Html::default() };
    let title = view.stretch.title.to_string();
    let stop = {
        let title = title.clone();
        Callback::from(move |_: MouseEvent| {
            act(StopTime::default(), t!("said-stopped", title = title.as_str()))
        })
    };
    if state.long {
        let now = Callback::from(|_: MouseEvent| {
            let at = Some(WhenInput::Words("now".into()));
            act(StopTime { at, ..StopTime::default() }, t!("time-stop"));
        });
        // As far as it was counted.
        let until = view.stretch.began.saturating_add(jiff::SignedDuration::from_mins(view.minutes.into()));
        let until = until.unwrap_or(view.stretch.began);
        let counted = Callback::from(move |_: MouseEvent| {
            let at = Some(WhenInput::Words(until.to_string()));
            act(StopTime { at, ..StopTime::default() }, t!("time-stop"));
        });
        let object = view.stretch.id.into();
        let still = Callback::from(move |_: MouseEvent| act_quietly(SeeReminder { object, later: None }));
        return html! {
            <aside class="running is-long" aria-label={t!("time-runs")}>
                <Icon sign={Sign::Timer} /><span class="running-title">{ t!("time-still", title = title) }</span>
                <Button class="small" onclick={still}>{ t!("time-still-yes") }</Button>
                <Button class="small" onclick={now}>{ t!("time-until-now") }</Button>
                <Button class="small" look={Look::Quiet} onclick={counted}>{ t!("time-until", time = words::time(time::here(until).time())) }</Button>
            </aside>
        };
    }
    html! {
        <aside class="running" aria-label={t!("time-runs")}>
            <Icon sign={Sign::Timer} /><span class="running-title">{ title }</span>
            <span class="num">{ words::minutes(view.minutes) }</span>
            <Button class="small" look={Look::Quiet} sign={Sign::Stop} onclick={stop}>{ t!("time-stop") }</Button>
        </aside>
    }
}
