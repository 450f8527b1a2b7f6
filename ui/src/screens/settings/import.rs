//! Bringing in a file: choose it, see what it would bring, then bring it in, and take it back.

use daymark_api::{Import, ImportReport, ListHistory, StepUndone};
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::components::{Button, Look};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query;
use crate::screens::history::Stays;
use crate::{toast, transport};

/// The largest file that is read, in bytes.
const MOST: f64 = 64.0 * 1024.0 * 1024.0;

/// A file that was chosen and read.
#[derive(Clone, Debug, PartialEq)]
pub struct Picked {
    pub name: String,
    pub content: String,
}

impl Picked {
    pub fn import(&self, dry_run: bool) -> Import {
        Import {
            // Core tells it by the content.
            format: String::new(),
            content: self.content.clone(),
            name: self.name.clone(),
            dry_run,
            // What is refused was shown before.
            partial: true,
            ..Import::default()
        }
    }
}

#[derive(Properties, PartialEq)]
pub struct FileProps {
    pub onpick: Callback<Picked>,
    #[prop_or_default]
    pub picked: Option<String>,
    /// As in the `accept` attribute.
    #[prop_or(".ics,.json,.ndjson,.data,.csv,.tsv,.md,.markdown,.org,.txt".into())]
    pub accept: AttrValue,
    pub label: AttrValue,
}

/// A field for one file.
#[component]
pub fn FileField(props: &FileProps) -> Html {
    let onchange = {
        let onpick = props.onpick.clone();
        Callback::from(move |event: Event| {
            let field: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = field.files().and_then(|files| files.get(0)) else { return };
            let onpick = onpick.clone();
            spawn_local(async move {
                if file.size() > MOST {
                    return toast::say(t!("import-too-large"));
                }
                match transport::read_file(&file).await {
                    Ok(content) => onpick.emit(Picked { name: file.name(), content }),
                    Err(error) => toast::trouble(&error),
                }
                // The same file can be chosen again.
                field.set_value("");
            });
        })
    };
    html! {
        <label class={classes!("file-field", props.picked.is_some().then_some("is-full"))}>
            <input type="file" class="visually-hidden" accept={props.accept.clone()} {onchange} />
            <Icon sign={if props.picked.is_some() { Sign::Check } else { Sign::Upload }} />
            <span>{ props.picked.clone().unwrap_or_else(|| props.label.to_string()) }</span>
        </label>
    }
}

/// An import that is done, and the step that it was.
#[derive(Clone, Debug, PartialEq)]
struct Done {
    said: String,
    unit: Option<i64>,
    /// What had to stay when it was taken back.
    stayed: Vec<String>,
}

/// The step that the last import was, so that it can be taken back later than the next change.
async fn last_import() -> Option<i64> {
    let history = transport::call(&ListHistory { limit: Some(5), object: None }).await.ok()?;
    let import = |entry: &&daymark_api::HistoryEntry| entry.actor.starts_with("import") && !entry.undone;
    history.entries.iter().find(import).map(|entry| entry.unit)
}

/// Choosing, the report of what it would do, and doing it.
#[component]
pub fn Importer() -> Html {
    let picked = use_state_eq(|| None::<Picked>);
    let report = use_state_eq(|| None::<ImportReport>);
    let busy = use_state_eq(|| false);
    let done = use_state_eq(|| None::<Done>);
    let onpick = {
        let (picked, report, busy, done) = (picked.clone(), report.clone(), busy.clone(), done.clone());
        Callback::from(move |file: Picked| {
            let (report, busy, request) = (report.clone(), busy.clone(), file.import(true));
            picked.set(Some(file));
            done.set(None);
            report.set(None);
            busy.set(true);
            spawn_local(async move {
                match transport::call(&request).await {
                    Ok(would) => report.set(Some(would)),
                    Err(error) => toast::trouble(&error),
                }
                busy.set(false);
            });
        })
    };
    let forget = {
        let (picked, report) = (picked.clone(), report.clone());
        Callback::from(move |()| {
            picked.set(None);
            report.set(None);
        })
    };
    let bring = {
        let (picked, busy, forget, done) = (picked.clone(), busy.clone(), forget.clone(), done.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(file) = (*picked).clone() else { return };
            let (busy, forget, done) = (busy.clone(), forget.clone(), done.clone());
            busy.set(true);
            spawn_local(async move {
                match query::run(file.import(false)).await {
                    Ok(report) => {
                        let count = report.added + report.updated;
                        let said = t!("said-imported", count = count, name = file.name.as_str());
                        done.set(Some(Done { said, unit: last_import().await, stayed: Vec::new() }));
                        forget.emit(());
                    }
                    Err(error) => toast::trouble(&error),
                }
                busy.set(false);
            });
        })
    };
    let undo = {
        let done = done.clone();
        Callback::from(move |unit: i64| {
            let done = done.clone();
            let then = Callback::from(move |turned: StepUndone| {
                let said = t!("import-undone");
                let stayed = turned.left.into_iter().map(|left| left.said).collect();
                done.set(Some(Done { said, unit: None, stayed }));
            });
            toast::turn_step(unit, false, then);
        })
    };
    html! {
        <div class="importer">
            <FileField {onpick} label={t!("import-choose")} picked={picked.as_ref().map(|file| file.name.clone())} />
            if *busy { <p class="form-help" role="status">{ t!("import-reading") }</p> }
            if let Some(done) = &*done {
                <div class="report import-done" role="status">
                    <p>{ &done.said }</p>
                    if let Some(unit) = done.unit {
                        <Button sign={Sign::Undo} onclick={undo.reform(move |_: MouseEvent| unit)}>{ t!("history-undo-import") }</Button>
                    }
                    if !done.stayed.is_empty() { <Stays said={done.stayed.clone()} /> }
                </div>
            }
            if let Some(would) = &*report {
                <Report report={would.clone()} />
                <div class="form-acts">
                    <Button look={Look::Quiet} onclick={forget.reform(|_: MouseEvent| ())}>{ t!("cancel") }</Button>
                    <Button look={Look::Go} onclick={bring} disabled={*busy || would.added + would.updated == 0}>{ t!("import-do", count = would.added + would.updated) }</Button>
                </div>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct ReportProps {
    pub report: ImportReport,
}

/// What an import would do, what it leaves out and why.
#[component]
pub fn Report(props: &ReportProps) -> Html {
    let report = &props.report;
    let number = |count: u32, words: String| html! { <li class={(count == 0).then_some("is-none")}><b class="num">{ count }</b>{ words }</li> };
    let refused = u32::try_from(report.refused.len()).unwrap_or(u32::MAX);
    html! {
        <div class="report" role="status">
            <ul class="report-counts">
                { number(report.added, t!("report-added")) }
                { number(report.updated, t!("report-updated")) }
                { number(report.unchanged, t!("report-unchanged")) }
                { number(refused, t!("report-refused")) }
            </ul>
            if !report.samples.is_empty() && report.dry_run {
                <ul class="report-list">for sample in &report.samples { <li>{ &sample.title }</li> }</ul>
            }
            if !report.refused.is_empty() {
                <details><summary>{ t!("report-why") }</summary>
                    <ul class="report-list">
                        for entry in report.refused.iter().take(50) {
                            <li>if entry.line > 0 { <span class="num">{ t!("report-line", line = entry.line) }</span> }{ &entry.reason }</li>
                        }
                        if refused > 50 { <li>{ t!("report-more", count = refused - 50) }</li> }
                    </ul>
                </details>
            }
            if !report.lost.is_empty() {
                <details><summary>{ t!("report-lost") }</summary>
                    <ul class="report-list">for (what, count) in &report.lost { <li><span class="num">{ t!("report-times", count = *count) }</span>{ what }</li> }</ul>
                </details>
            }
        </div>
    }
}
