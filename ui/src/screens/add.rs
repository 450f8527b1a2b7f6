//! Quick add: a line of words, understood while it is typed.

mod chips;
mod dump;
mod spans;

use daymark_api::domain::{Draft, DraftKind, ObjectId, Span};
use daymark_api::{Capture, ParseCapture, Parsed};
use gloo_timers::callback::Timeout;
use web_sys::HtmlTextAreaElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::components::{Dialog, Kbd, Segment, Segments, Shape};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::overlay::{self, Overlay};
use crate::query;
use crate::signal::{Signal, Watched};
use crate::time::use_today;
use crate::toast;
use crate::transport;
use crate::words;

use chips::Chip;
pub use dump::Dump;
use dump::lines_of;
pub use spans::HELD_OPEN;
use spans::{follow, segments};

/// How long typing rests before the words are read, in milliseconds.
const REST: u32 = 40;

thread_local! {
    /// What was added last, so that the list that holds it shows it.
    pub static JUST_ADDED: Signal<Option<ObjectId>> = Signal::new(None);
}

/// What is typed, and what of it is to mean just itself.
#[derive(Clone, Debug, Default, PartialEq)]
struct Line {
    text: String,
    muted: Vec<(usize, usize)>,
    kind: Option<DraftKind>,
}

#[derive(Properties, PartialEq)]
pub struct QuickAddProps {
    /// Words that are already there, from a link or an example.
    pub words: String,
}

#[component]
pub fn QuickAdd(props: &QuickAddProps) -> Html {
    let line = use_state_eq(|| Line { text: props.words.clone(), ..Line::default() });
    // The last reading, with its spans moved along with what was typed since.
    let reading = use_state_eq(|| None::<Parsed>);
    let field = use_node_ref();
    use_reading(&line, &reading);
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                let end = u32::try_from(field.value().encode_utf16().count()).unwrap_or_default();
                let _ = field.set_selection_range(end, end);
            }
        });
    }
    let oninput = {
        let (line, reading) = (line.clone(), reading.clone());
        Callback::from(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            // Many lines were pasted: they may be many things.
            if lines_of(&text) > 1 {
                overlay::open(Overlay::Dump { text, pasted: true });
                return;
            }
            let text = text.replace(['\n', '\r'], " ");
            let muted = line.muted.iter().filter_map(|&range| follow(&line.text, &text, range)).collect();
            if let Some(mut parsed) = (*reading).clone() {
                let moved = |span: Span| {
                    let (start, end) = follow(&line.text, &text, (span.start, span.end))?;
                    Some(Span { start, end, ..span })
                };
                parsed.draft.spans = parsed.draft.spans.into_iter().filter_map(moved).collect();
                reading.set(Some(parsed));
            }
            line.set(Line { text, muted, kind: line.kind });
        })
    };
    let submit = {
        let line = line.clone();
        move |stay: bool| {
            if line.text.trim().is_empty() {
                return;
            }
            add(&line);
            if stay { line.set(Line { kind: line.kind, ..Line::default() }) } else { overlay::close() }
        }
    };
    let onkeydown = {
        let submit = submit.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.is_composing() && event.key_code() != 229 {
                event.prevent_default();
                submit(event.shift_key());
            }
        })
    };
    let press = Callback::from(move |_: MouseEvent| submit(false));
    let mute = {
        let line = line.clone();
        Callback::from(move |ranges: Vec<(usize, usize)>| {
            let mut next = (*line).clone();
            next.muted.extend(ranges);
            line.set(next);
        })
    };
    let unmute = {
        let line = line.clone();
        Callback::from(move |range: (usize, usize)| {
            let mut next = (*line).clone();
            next.muted.retain(|other| *other != range);
            line.set(next);
        })
    };
    let parsed = reading.as_ref().filter(|_| !line.text.trim().is_empty());
    let spans = parsed.map(|parsed| parsed.draft.spans.as_slice()).unwrap_or_default();
    html! {
        <Dialog label={t!("add-anything")} shape={Shape::Bar} class="quick-add" onclose={Callback::from(|()| overlay::close())}>
            <div class="add-field">
                <div class="add-mirror" aria-hidden="true">
                    for (text, kind) in segments(&line.text, spans) {
                        if let Some(kind) = kind { <span class={chips::tone(kind)}>{ text }</span> } else { { text } }
                    }
                    { HELD_OPEN }
                </div>
                <textarea ref={field} rows="1" maxlength="2000" aria-label={t!("add-anything")} aria-describedby="add-said" autocomplete="off" spellcheck="false"
                    autocapitalize="sentences" enterkeyhint="done" placeholder={t!("add-placeholder")} value={line.text.clone()} data-autofocus="" {oninput} {onkeydown} />
            </div>
            <div class="add-out">
                if let Some(parsed) = parsed { <Understood parsed={parsed.clone()} line={(*line).clone()} {mute} {unmute} /> } else { <Examples /> }
            </div>
            <Foot kind={parsed.map(|parsed| parsed.draft.kind).unwrap_or_default()} onkind={let line = line.clone(); Callback::from(move |kind| line.set(Line { kind: Some(kind), ..(*line).clone() }))} onadd={press} />
        </Dialog>
    }
}

/// Reads the line when typing rests.
#[hook]
fn use_reading(line: &UseStateHandle<Line>, reading: &UseStateHandle<Option<Parsed>>) {
    let latest = use_mut_ref(Line::default);
    *latest.borrow_mut() = (**line).clone();
    let reading = reading.clone();
    use_effect_with((**line).clone(), move |line| {
        let line = line.clone();
        let timer = Timeout::new(REST, move || {
            spawn_local(async move {
                let Line { text, muted, kind } = line.clone();
                let parsed = transport::call(&ParseCapture { text, muted, kind, ..Default::default() }).await;
                // An answer to what was typed before would disagree with the field.
                if *latest.borrow() == line
                    && let Ok(parsed) = parsed
                {
                    reading.set(Some(parsed));
                }
            });
        });
        move || drop(timer)
    });
}

fn add(line: &Line) {
    let capture =
        Capture { text: line.text.clone(), muted: line.muted.clone(), kind: line.kind, ..Default::default() };
    spawn_local(async move {
        match query::run(capture).await {
            Ok(added) => {
                JUST_ADDED.put(Some(added.id));
                Timeout::new(2_500, || JUST_ADDED.put(None)).forget();
                toast::done(t!(
                    "said-added-to",
                    place = place(&added.draft),
                    title = added.draft.title.as_str()
                ));
            }
            Err(error) => toast::trouble(&error),
        }
    });
}

/// Where what was added went, in a word.
fn place(draft: &Draft) -> String {
    let day = draft.due.as_ref().or(draft.start.as_ref()).or(draft.deadline.as_ref());
    match (draft.kind, day) {
        (DraftKind::Note, _) => t!("nav-notes"),
        (_, Some(when)) => words::sentence(&words::when(when, crate::time::today())),
        (DraftKind::Event, None) => t!("nav-calendar"),
        _ => draft
            .goal
            .clone()
            .or(draft.project.clone())
            .or(draft.area.clone())
            .unwrap_or_else(|| t!("nav-inbox")),
    }
}

#[derive(Properties, PartialEq)]
struct UnderstoodProps {
    parsed: Parsed,
    line: Line,
    mute: Callback<Vec<(usize, usize)>>,
    unmute: Callback<(usize, usize)>,
}

/// What was understood, as chips that can be taken away, and the repeat said back.
#[component]
fn Understood(props: &UnderstoodProps) -> Html {
    let today = use_today();
    let chips = chips::of(&props.parsed, today);
    let said = words::dotted(chips.iter().map(|chip| chip.label.clone()));
    let dates = props.parsed.repeat_dates.iter().map(|&day| words::short_day(day, today));
    let dates: Vec<String> = dates.collect();
    html! {
        <>
            <div class="chips">
                if !props.parsed.draft.title.is_empty() { <span class="chip"><b>{ &props.parsed.draft.title }</b></span> }
                for chip in chips { <ChipView {chip} mute={props.mute.clone()} /> }
                for &range in &props.line.muted { { muted(&props.line.text, range, &props.unmute) } }
            </div>
            if !dates.is_empty() { <p class="add-dates num"><Icon sign={Sign::Repeat} />{ words::dotted(dates) }</p> }
            <p id="add-said" class="visually-hidden" role="status" aria-live="polite">{ t!("add-understood", said = said) }</p>
        </>
    }
}

fn muted(text: &str, range: (usize, usize), unmute: &Callback<(usize, usize)>) -> Html {
    let Some(words) = text.get(range.0..range.1) else { return Html::default() };
    let onclick = unmute.reform(move |_: MouseEvent| range);
    html! {
        <button type="button" class="chip is-muted" {onclick} title={t!("chip-unmute")}>
            { t!("chip-muted", words = words) }<Icon sign={Sign::Undo} />
        </button>
    }
}

#[derive(Properties, PartialEq)]
struct ChipProps {
    chip: Chip,
    mute: Callback<Vec<(usize, usize)>>,
}

#[component]
fn ChipView(props: &ChipProps) -> Html {
    let chip = &props.chip;
    let onclick = {
        let ranges = chip.ranges.clone();
        props.mute.reform(move |_: MouseEvent| ranges.clone())
    };
    html! {
        <span class={classes!("chip", "num", chip.tone)}>
            <Icon sign={chip.sign} />{ &chip.label }
            if !chip.ranges.is_empty() {
                <button type="button" class="chip-x" aria-label={t!("chip-mute", words = chip.label.as_str())} title={t!("chip-mute-short")} {onclick}><Icon sign={Sign::Close} /></button>
            }
        </span>
    }
}

/// What can be typed, while nothing is.
#[component]
fn Examples() -> Html {
    html! {
        <p class="add-examples">
            for key in ["add-example-1", "add-example-2", "add-example-3"] { <span>{ t!(key) }</span> }
        </p>
    }
}

#[derive(Properties, PartialEq)]
struct FootProps {
    kind: DraftKind,
    onkind: Callback<DraftKind>,
    onadd: Callback<MouseEvent>,
}

#[component]
fn Foot(props: &FootProps) -> Html {
    let kinds = [
        (DraftKind::Task, Sign::Tasks, t!("kind-task")),
        (DraftKind::Event, Sign::Calendar, t!("kind-event")),
        (DraftKind::Note, Sign::Note, t!("kind-note")),
    ];
    let options = kinds.iter().map(|(kind, sign, label)| Segment {
        label: label.clone(),
        sign: Some(*sign),
        chosen: *kind == props.kind,
    });
    let onpick = props.onkind.reform(|index: usize| match index {
        1 => DraftKind::Event,
        2 => DraftKind::Note,
        _ => DraftKind::Task,
    });
    html! {
        <div class="add-foot">
            <Segments label={t!("add-kind")} options={options.collect::<Vec<_>>()} {onpick} />
            <span class="add-hint"><Kbd chord="shift+Enter" />{ t!("add-stay") }</span>
            <button type="button" class="btn go" onclick={props.onadd.clone()}>{ t!("add-add") }<Kbd chord="Enter" /></button>
        </div>
    }
}
