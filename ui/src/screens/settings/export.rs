//! Taking things out as a file: choose the format, see what it holds and what it leaves out.

use daymark_api::{Export, Exported};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::components::{Button, Look};
use crate::i18n::t;
use crate::icons::Sign;
use crate::{toast, transport, words};

/// The formats, our own first.
const FORMATS: [&str; 12] = [
    "daymark",
    "json",
    "csv",
    "ics",
    "markdown",
    "org",
    "todoist",
    "ticktick",
    "taskwarrior",
    "superproductivity",
    "vikunja",
    "things",
];

/// A file that was made, and whether the browser has it.
#[derive(Clone, PartialEq)]
struct Made {
    file: Exported,
    saved: bool,
}

#[component]
pub fn Exporter() -> Html {
    let format = use_state_eq(|| FORMATS.first().copied().unwrap_or_default());
    let made = use_state_eq(|| None::<Made>);
    let busy = use_state_eq(|| false);
    let filter = use_node_ref();
    let onformat = {
        let (format, made) = (format.clone(), made.clone());
        Callback::from(move |event: Event| {
            let chosen = event.target_unchecked_into::<HtmlSelectElement>().value();
            if let Some(chosen) = FORMATS.into_iter().find(|word| *word == chosen) {
                format.set(chosen);
                made.set(None);
            }
        })
    };
    // Our own format is always whole.
    let whole = *format == "daymark";
    let take = {
        let (format, made, busy, filter) = (*format, made.clone(), busy.clone(), filter.clone());
        Callback::from(move |_: MouseEvent| {
            let query = filter.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
            let (made, busy) = (made.clone(), busy.clone());
            busy.set(true);
            spawn_local(async move {
                match transport::call(&Export { format: format.into(), query }).await {
                    Ok(file) => {
                        let saved = transport::save_file(&file.name, &file.content);
                        made.set(Some(Made { file, saved }));
                    }
                    Err(error) => toast::trouble(&error),
                }
                busy.set(false);
            });
        })
    };
    html! {
        <div class="exporter">
            <div class="exporter-asks">
                <label class="form-row"><span class="form-label">{ t!("export-format") }</span>
                    <select class="field" onchange={onformat}>
                        for word in FORMATS { <option value={word} selected={word == *format}>{ name(word) }</option> }
                    </select>
                </label>
                if !whole {
                    <label class="form-row"><span class="form-label">{ t!("export-only") }</span>
                        <input ref={filter} class="field" type="text" maxlength="500" autocomplete="off" spellcheck="false" placeholder={t!("export-only-example")} />
                    </label>
                }
                <Button look={Look::Go} sign={Sign::Download} onclick={take} disabled={*busy}>{ t!("export-do") }</Button>
            </div>
            if *busy { <p class="form-help" role="status">{ t!("export-making") }</p> }
            if let Some(made) = &*made { { report(made) } }
        </div>
    }
}

/// A format by the name of its program.
fn name(word: &str) -> String {
    t!(&format!("format-{word}"))
}

fn report(made: &Made) -> Html {
    let file = &made.file;
    let kinds = file.counts.iter().filter(|(_, count)| **count > 0);
    let kinds =
        words::dotted(kinds.map(|(kind, count)| t!(&format!("export-kind-{}", known(kind)), count = *count)));
    let copy = {
        let content = file.content.clone();
        Callback::from(move |_: MouseEvent| {
            let content = content.clone();
            spawn_local(async move {
                let said = if transport::copy(&content).await {
                    t!("export-copied")
                } else {
                    t!("export-not-copied")
                };
                toast::say(said);
            });
        })
    };
    let said = if made.saved {
        t!("export-saved", name = file.name.as_str())
    } else {
        t!("export-window", name = file.name.as_str())
    };
    html! {
        <div class="report" role="status">
            <p>{ said }</p>
            if !kinds.is_empty() { <p class="num">{ kinds }</p> }
            if !made.saved {
                <div class="form-acts"><Button look={Look::Go} sign={Sign::Copy} onclick={copy}>{ t!("export-copy") }</Button></div>
            }
            if !file.left_out.is_empty() {
                <details><summary>{ t!("export-left-out") }</summary>
                    <ul class="report-list">
                        for left in file.left_out.iter().take(50) { <li><span class="num">{ t!("report-times", count = left.count) }</span>{ words::dotted([left.what.clone(), left.why.clone()]) }</li> }
                    </ul>
                </details>
            }
        </div>
    }
}

/// The kinds that have words of their own; others are counted as things.
fn known(kind: &str) -> &str {
    match kind {
        "task" | "event" | "note" | "area" | "goal" => kind,
        _ => "other",
    }
}
