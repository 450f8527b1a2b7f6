//! One task, beside the screen it was opened from: a panel where there is room, a drawer elsewhere.

mod fields;
mod notes;
mod spent;
mod steps;

use daymark_api::domain::{ObjectId, TaskId, TaskStatus};
use daymark_api::{EditTask, HistoryEntry, RestoreObjects, ShowTask, TaskDetail, TaskView};
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::actions;
use crate::components::{
    Attachments, Button, Check, Dialog, DropFiles, Look, Shape, Skeleton, Trouble, focus_row,
};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{Asked, act, use_query};
use crate::route;
use crate::screen_width::use_wide;
use crate::screens::add::HELD_OPEN;
use crate::screens::history::actor;
use crate::words;

use fields::Fields;
use notes::Notes;
use steps::Steps;

#[derive(Properties, PartialEq)]
pub struct TaskPanelProps {
    pub id: TaskId,
}

#[component]
pub fn TaskPanel(props: &TaskPanelProps) -> Html {
    let id = props.id;
    let asked = use_query(ShowTask { id });
    let wide = use_wide();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(id, move |&id| {
            if let Some(panel) = node.cast::<HtmlElement>() {
                let _ = panel.focus();
            }
            move || focus_row(id)
        });
    }
    let close = Callback::from(|()| route::close_task());
    let inside = match &*asked {
        Asked::Waiting => html! { <div class="task-body"><Skeleton rows={5} /></div> },
        Asked::Failed(error) => {
            html! { <><Head task={None} onclose={close.clone()} /><Trouble error={error.clone()} /></> }
        }
        Asked::Ready(detail) => html! { <Detail detail={detail.clone()} onclose={close.clone()} /> },
    };
    if wide {
        html! { <aside class="panel task-panel" aria-label={t!("task")} tabindex="-1" ref={node}>{ inside }</aside> }
    } else {
        html! { <Dialog label={t!("task")} shape={Shape::Drawer} class="task-panel" onclose={close}>{ inside }</Dialog> }
    }
}

#[derive(Properties, PartialEq)]
pub struct DetailProps {
    pub detail: TaskDetail,
    pub onclose: Callback<()>,
}

/// The task, once it is known.
#[component]
pub fn Detail(props: &DetailProps) -> Html {
    let detail = &props.detail;
    let view = &detail.task;
    html! {
        <>
            <Head task={Some(view.clone())} onclose={props.onclose.clone()} />
            <div class="task-body scrolls">
                <Title task={view.clone()} />
                <Fields detail={detail.clone()} />
                <Steps parent={view.task.id} steps={detail.subtasks.clone()} />
                <spent::Spent detail={detail.clone()} />
                <DropFiles owner={ObjectId::from(view.task.id)}>
                    <Notes task={view.clone()} />
                    <Attachments owner={ObjectId::from(view.task.id)} />
                </DropFiles>
                { history(detail) }
            </div>
            { foot(view) }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct HeadProps {
    task: Option<TaskView>,
    onclose: Callback<()>,
}

#[component]
fn Head(props: &HeadProps) -> Html {
    let close = props.onclose.reform(|_: MouseEvent| ());
    let started = props.task.as_ref().is_some_and(|view| view.task.status == TaskStatus::InProgress);
    let open = props.task.as_ref().is_some_and(|view| view.task.open());
    let start = {
        let task = props.task.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(view) = &task {
                actions::start(view, !started);
            }
        })
    };
    html! {
        <header class="task-head">
            if open {
                <Button class="small" look={if started { Look::Plain } else { Look::Quiet }} sign={if started { Sign::Pause } else { Sign::Play }} onclick={start}>
                    { if started { t!("next-pause") } else { t!("next-start") } }
                </Button>
            }
            <button type="button" class="icon-btn" aria-label={t!("close")} onclick={close}><Icon sign={Sign::Close} /></button>
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct TitleProps {
    task: TaskView,
}

/// The box and the title, which is a field of as many lines as it needs.
#[component]
fn Title(props: &TitleProps) -> Html {
    let view = props.task.clone();
    let field = use_node_ref();
    let toggle = {
        let view = view.clone();
        Callback::from(move |_: MouseEvent| actions::toggle(&view))
    };
    let done = view.task.status == TaskStatus::Completed;
    let label = if done {
        t!("reopen-task", title = view.task.title.as_str())
    } else {
        t!("complete-task", title = view.task.title.as_str())
    };
    let typed = use_state(|| view.task.title.to_string());
    {
        // Another hand changed it.
        let typed = typed.clone();
        use_effect_with(view.task.title.to_string(), move |title| typed.set(title.clone()));
    }
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            typed
                .set(event.target_unchecked_into::<HtmlTextAreaElement>().value().replace(['\n', '\r'], " "));
        })
    };
    let onblur = {
        let (view, typed) = (view.clone(), typed.clone());
        Callback::from(move |_: FocusEvent| {
            if typed.trim().is_empty() {
                typed.set(view.task.title.to_string())
            } else {
                actions::rename(&view, &typed)
            }
        })
    };
    let onkeydown = {
        let field = field.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.is_composing() {
                event.prevent_default();
                if let Some(field) = field.cast::<HtmlElement>() {
                    let _ = field.blur();
                }
            }
        })
    };
    html! {
        <div class={classes!("task-title", done.then_some("is-done"))}>
            <Check checked={done} started={view.task.status == TaskStatus::InProgress} colour={view.area_colour} {label} onclick={toggle} />
            <div class="grows">
                <div class="grows-mirror" aria-hidden="true">{ (*typed).clone() }{ HELD_OPEN }</div>
                <textarea ref={field} rows="1" maxlength="500" spellcheck="true" aria-label={t!("title-field")} value={(*typed).clone()} {oninput} {onblur} {onkeydown} />
            </div>
        </div>
    }
}

fn history(detail: &TaskDetail) -> Html {
    if detail.history.is_empty() {
        return Html::default();
    }
    html! {
        <details class="task-history">
            <summary>{ t!("task-history", count = detail.history.len()) }</summary>
            <ol>
                for entry in &detail.history { { change(entry) } }
            </ol>
        </details>
    }
}

/// Who changed what, and from what to what.
fn change(entry: &HistoryEntry) -> Html {
    let (sign, who) = actor(entry);
    html! {
        <li class={entry.undone.then_some("is-undone")}>
            <Icon {sign} />
            <div class="task-changes">
                if entry.said.is_empty() { <p>{ &entry.label }</p> }
                for said in &entry.said { <p>{ words::sentence(said) }</p> }
                <small class="num">{ words::dotted([who, words::ago(entry.at), if entry.undone { t!("history-undone") } else { String::new() }]) }</small>
            </div>
        </li>
    }
}

fn foot(view: &TaskView) -> Html {
    let id = view.task.id;
    if view.task.trashed {
        let title = view.task.title.to_string();
        let restore = Callback::from(move |_: MouseEvent| {
            act(RestoreObjects { ids: vec![id.into()] }, t!("task-said-restored", title = title.as_str()));
        });
        return html! {
            <footer class="task-foot"><span>{ t!("task-in-trash") }</span><Button class="small" sign={Sign::Restore} onclick={restore}>{ t!("task-restore") }</Button></footer>
        };
    }
    let someday = {
        let view = view.clone();
        Callback::from(move |_: MouseEvent| {
            if view.task.someday {
                let change = EditTask { someday: Some(false), ..actions::edit(view.task.id) };
                act(change, t!("said-changed", title = view.task.title.as_str()));
            } else {
                actions::someday(&view);
            }
        })
    };
    let drop = {
        let view = view.clone();
        Callback::from(move |_: MouseEvent| {
            actions::let_go(&view);
            route::close_task();
        })
    };
    html! {
        <footer class="task-foot">
            <Button look={Look::Quiet} class="small" sign={Sign::Someday} pressed={view.task.someday} onclick={someday}>{ t!("act-someday") }</Button>
            <Button look={Look::Quiet} class="small" sign={Sign::Trash} onclick={drop}>{ t!("act-drop") }</Button>
            <span class="num">{ t!("task-made", when = words::ago(view.task.created_at)) }</span>
        </footer>
    }
}
