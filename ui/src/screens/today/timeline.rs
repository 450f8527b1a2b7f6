//! The day as a line of hours.

use std::rc::Rc;

use daymark_api::domain::Kind;
use daymark_api::{Block, Today as Day};
use web_sys::HtmlElement;
use yew::prelude::*;

use super::day::{self, Place};
use crate::components::{colour_class, use_css_vars};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::route::Route;
use crate::settings::use_settings;
use crate::words;

#[derive(Properties, PartialEq)]
pub struct TimelineProps {
    pub day: Rc<Day>,
}

#[component]
pub fn Timeline(props: &TimelineProps) -> Html {
    let settings = use_settings();
    let day = &props.day;
    let (first, last) = day::hours(&day.blocks, day.now, settings.day_begins, settings.day_ends);
    let from = first * 60;
    let places = day::lay_out(&day.blocks);
    let gaps = day::gaps(
        &day.blocks,
        day.now,
        u16::from(settings.day_begins) * 60,
        u16::from(settings.day_ends) * 60,
    );
    let grid = use_node_ref();
    use_css_vars(&grid, vec![("--hours", (last - first).to_string())]);
    use_now_in_view(&grid, day.date, day.now.map(|now| now.saturating_sub(from)), last - first);
    html! {
        <section class="time" aria-label={t!("timeline")}>
            if !day.all_day.is_empty() { { all_day(day) } }
            <div class="time-scroll scrolls" tabindex="0" role="group" aria-label={t!("timeline")}>
                <ol class="time-grid" ref={grid}>
                    for hour in first..=last { <At at={(hour - first) * 60} class="hour"><b class="num" aria-hidden="true">{ words::minute_of_day(hour * 60) }</b></At> }
                    for gap in gaps {
                        <At at={gap.label.saturating_sub(from)} class="gap"><span class="num">{ gap.said }</span></At>
                    }
                    for (block, place) in day.blocks.iter().zip(places) {
                        <BlockCard key={format!("{}-{}", block.object, block.start)} block={block.clone()} {place} {from} now={day.now} />
                    }
                    if let Some(now) = day.now {
                        <At at={now.saturating_sub(from)} class="now"><span class="now-time num">{ words::minute_of_day(now) }</span></At>
                    }
                </ol>
            </div>
        </section>
    }
}

/// Scrolls so that now stands in the upper third, once for a day.
#[hook]
fn use_now_in_view(grid: &NodeRef, date: jiff::civil::Date, now: Option<u16>, hours: u16) {
    let grid = grid.clone();
    use_effect_with(date, move |_| {
        let (Some(grid), Some(now)) = (grid.cast::<HtmlElement>(), now) else { return };
        let Some(scroller) = grid.parent_element() else { return };
        let height = f64::from(grid.offset_height());
        let at = height * f64::from(now) / (f64::from(hours.max(1)) * 60.0);
        scroller.set_scroll_top((at - f64::from(scroller.client_height()) * 0.3).max(0.0) as i32);
    });
}

#[derive(Properties, PartialEq)]
struct AtProps {
    /// Minutes from the top.
    at: u16,
    class: Classes,
    children: Html,
}

/// Something at a time of the line.
#[component]
fn At(props: &AtProps) -> Html {
    let node = use_node_ref();
    use_css_vars(&node, vec![("--at", props.at.to_string())]);
    html! { <li ref={node} class={classes!("at", props.class.clone())}>{ props.children.clone() }</li> }
}

#[derive(Properties, PartialEq)]
struct BlockProps {
    block: Block,
    place: Place,
    /// The minute of the day at the top.
    from: u16,
    now: Option<u16>,
}

#[component]
fn BlockCard(props: &BlockProps) -> Html {
    let block = &props.block;
    let node = use_node_ref();
    let length = block.end.saturating_sub(block.start).max(20);
    use_css_vars(
        &node,
        vec![
            ("--at", block.start.saturating_sub(props.from).to_string()),
            ("--length", length.to_string()),
            ("--lane", props.place.lane.to_string()),
            ("--lanes", props.place.lanes.to_string()),
        ],
    );
    let past = block.done || props.now.is_some_and(|now| block.end <= now);
    let on = props.now.is_some_and(|now| block.start <= now && now < block.end) && !block.done;
    let class = classes!(
        "at",
        "blk",
        colour_class(block.colour),
        past.then_some("is-past"),
        on.then_some("is-on"),
        (length < 40).then_some("is-short"),
        (length >= 90).then_some("is-long"),
        (block.kind == Kind::Task).then_some("is-task"),
    );
    let done = if block.done { t!("block-done") } else { String::new() };
    let time = words::range(block.start, block.end.max(block.start));
    html! {
        <li ref={node} {class}>
            <a href={Route::of(block.object, block.kind).hash()}>
                <strong>
                    if block.kind == Kind::Task { <Icon sign={if block.done { Sign::Check } else { Sign::Tasks }} /> }
                    { &block.title }
                </strong>
                <small class="num">{ words::dotted([time, block.detail.clone(), done]) }</small>
            </a>
        </li>
    }
}

fn all_day(day: &Day) -> Html {
    html! {
        <ul class="all-day" aria-label={t!("all-day")}>
            for event in &day.all_day {
                <li class={classes!("all-day-event", colour_class(event.area_colour))}>
                    <a href={Route::Calendar.hash()}>
                        { &event.title }
                        if event.last > event.date { <small class="num">{ t!("all-day-until", day = words::short_day(event.last, day.date)) }</small> }
                    </a>
                </li>
            }
        </ul>
    }
}
