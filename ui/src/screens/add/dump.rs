//! A brain dump: many thoughts in one text, each line understood beside it, added as one step.

use std::rc::Rc;

use daymark_api::domain::{Draft, DraftKind};
use daymark_api::{AddMany, DumpCapture, DumpedDraft};
use jiff::civil::Date;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::components::{Button, Dialog, Kbd, Look, Shape};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::overlay::{self, Overlay};
use crate::query::{Asked, act_then, use_held, use_query_when};
use crate::time::use_today;
use crate::words;

#[derive(Properties, PartialEq)]
pub struct DumpProps {
    /// Lines that are already there.
    pub text: String,
    /// They were pasted into quick add: they may also have been meant as one thing.
    pub pasted: bool,
}

/// Lines that say something.
pub fn lines_of(text: &str) -> usize {
    text.lines().filter(|line| line.chars().any(char::is_alphanumeric)).count()
}

#[component]
pub fn Dump(props: &DumpProps) -> Html {
    let text = use_state_eq(|| props.text.clone());
    let asked = use_query_when(
        (!text.trim().is_empty()).then(|| DumpCapture { text: (*text).clone(), ..DumpCapture::default() }),
    );
    let asked = use_held(asked);
    let read: Rc<Vec<DumpedDraft>> = Rc::new(match &*asked {
        Asked::Ready(dumped) if !text.trim().is_empty() => dumped.drafts.clone(),
        _ => Vec::new(),
    });
    let count = read.len();
    let close = Callback::from(|()| overlay::close());
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| {
            text.set(event.target_unchecked_into::<HtmlTextAreaElement>().value());
        })
    };
    let add = {
        let text = text.clone();
        move || {
            if lines_of(&text) > 0 {
                let said = t!("said-dumped", count = count.max(1));
                // What was typed stays until core has it.
                let many = AddMany { text: (*text).clone(), ..AddMany::default() };
                act_then(many, said, |_| overlay::close());
            }
        }
    };
    let onkeydown = {
        let add = add.clone();
        Callback::from(move |event: KeyboardEvent| {
            let main = event.ctrl_key() || event.meta_key();
            if event.key() == "Enter" && main && !event.is_composing() {
                event.prevent_default();
                add();
            }
        })
    };
    let press = Callback::from(move |_: MouseEvent| add());
    let as_one = {
        let text = text.clone();
        Callback::from(move |_: MouseEvent| {
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            overlay::open(Overlay::Add(line));
        })
    };
    let title =
        if props.pasted { t!("dump-ask", count = count.max(lines_of(&text))) } else { t!("dump-title") };
    html! {
        <Dialog label={title.clone()} shape={Shape::Card} class="dump" onclose={close.clone()}>
            <header class="dialog-head">
                <h2>{ title }</h2>
                <button type="button" class="icon-btn" aria-label={t!("close")} onclick={close.reform(|_: MouseEvent| ())}><Icon sign={Sign::Close} /></button>
            </header>
            <div class="dump-both">
                <textarea class="dump-text field" aria-label={t!("dump-text")} placeholder={t!("dump-example")} value={(*text).clone()} maxlength="100000"
                    spellcheck="false" data-autofocus="" {oninput} {onkeydown} />
                <div class="dump-read scrolls" tabindex="0" role="group" aria-label={t!("dump-read")}>
                    if count == 0 { <p class="dump-none">{ t!("dump-none") }</p> }
                    <Read lines={read} />
                </div>
            </div>
            <footer class="dump-foot">
                <p class="dump-count num" role="status">{ t!("dump-count", count = count) }</p>
                if props.pasted { <Button look={Look::Quiet} onclick={as_one}>{ t!("dump-as-one") }</Button> }
                <button type="button" class="btn go" disabled={count == 0} onclick={press}>{ t!("dump-add", count = count) }<Kbd chord="mod+Enter" /></button>
            </footer>
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
struct ReadProps {
    lines: Rc<Vec<DumpedDraft>>,
}

#[component]
fn Read(props: &ReadProps) -> Html {
    let today = use_today();
    html! {
        <ul class="dump-lines">
            for line in props.lines.iter() {
                <li key={line.from.to_string()} class={classes!("dump-line", line.done.then_some("is-done"), line.parent.map(|_| "is-step"))}>
                    <Icon sign={if line.done { Sign::Check } else { sign_of(line.parsed.draft.kind) }} />
                    <span><b>{ &line.parsed.draft.title }</b><small class="num">{ facts(&line.parsed.draft, today) }</small></span>
                </li>
            }
        </ul>
    }
}

fn sign_of(kind: DraftKind) -> Sign {
    match kind {
        DraftKind::Event => Sign::Calendar,
        DraftKind::Note => Sign::Note,
        DraftKind::Habit => Sign::Repeat,
        DraftKind::Task => Sign::Tasks,
    }
}

/// What was understood of a line, in one line.
fn facts(draft: &Draft, today: Date) -> String {
    let day = draft.due.as_ref().or(draft.start.as_ref());
    let tags = draft.tags.iter().map(|tag| format!("#{tag}"));
    let first = [
        day.map(|when| words::sentence(&words::when(when, today))),
        draft.deadline.as_ref().map(|when| t!("by-day", day = words::when(when, today))),
        draft.duration_minutes.map(words::minutes),
        draft.repeat.as_ref().map(|_| t!("repeats")),
        draft.area.clone().or(draft.project.clone()).or(draft.goal.clone()),
    ];
    words::dotted(first.into_iter().flatten().chain(tags))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_say_something_are_counted() {
        for (text, count) in [("", 0), ("one", 1), ("one\n\n two", 2), ("- \n*\n—", 0), ("- a\r\n- ü\n", 2)]
        {
            assert_eq!(lines_of(text), count, "{text:?}");
        }
    }
}
