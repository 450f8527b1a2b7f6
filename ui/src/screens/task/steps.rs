//! The steps of a task, and a line to add one.

use daymark_api::domain::{TaskId, TaskStatus};
use daymark_api::{AddTask, TaskView};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::actions;
use crate::components::Check;
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::act;
use crate::route::{Link, Route};
use crate::words;

#[derive(Properties, PartialEq)]
pub struct StepsProps {
    pub parent: TaskId,
    pub steps: Vec<TaskView>,
}

#[component]
pub fn Steps(props: &StepsProps) -> Html {
    let done = props.steps.iter().filter(|step| step.task.status == TaskStatus::Completed).count();
    let parent = props.parent;
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() != "Enter" || event.is_composing() {
            return;
        }
        event.prevent_default();
        let field: HtmlInputElement = event.target_unchecked_into();
        let title = field.value().trim().to_owned();
        if !title.is_empty() {
            let said = t!("said-step-added", title = title.as_str());
            act(AddTask { title, parent: Some(parent), ..AddTask::default() }, said);
            field.set_value("");
        }
    });
    html! {
        <section class="task-steps">
            <h3 class="cap">
                { t!("task-steps") }
                if !props.steps.is_empty() { <span class="num">{ t!("steps-of", done = done, all = props.steps.len()) }</span> }
            </h3>
            <ul>for step in &props.steps { { line(step) } }</ul>
            <div class="step-new">
                <Icon sign={Sign::Plus} />
                <input type="text" maxlength="500" aria-label={t!("task-step-add")} placeholder={t!("task-step-add")} autocomplete="off" {onkeydown} />
            </div>
        </section>
    }
}

fn line(step: &TaskView) -> Html {
    let done = step.task.status == TaskStatus::Completed;
    let label = if done {
        t!("reopen-task", title = step.task.title.as_str())
    } else {
        t!("complete-task", title = step.task.title.as_str())
    };
    let toggle = {
        let step = step.clone();
        Callback::from(move |_: MouseEvent| actions::toggle(&step))
    };
    html! {
        <li key={step.task.id.to_string()} class={classes!("step", done.then_some("is-done"))}>
            <Check checked={done} {label} onclick={toggle} />
            <Link to={Route::Task(step.task.id)} class="step-title">{ step.task.title.as_str() }</Link>
            if let Some(estimate) = step.task.estimate_minutes { <small class="num">{ words::minutes(estimate) }</small> }
        </li>
    }
}
