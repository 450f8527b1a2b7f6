//! The trash: what was let go, whole, and the way back.

use daymark_api::{ListTrash, RestoreObjects, TrashRow};
use yew::prelude::*;

use crate::components::{Button, Empty, Look, Page, Skeleton, Trouble};
use crate::frame::sign_of;
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{Asked, act, use_query};
use crate::words;

#[component]
pub fn Trash() -> Html {
    let asked = use_query(ListTrash { limit: Some(500) });
    let body = match &*asked {
        Asked::Waiting => html! { <Skeleton rows={5} /> },
        Asked::Failed(error) => html! { <Trouble error={error.clone()} /> },
        Asked::Ready(rows) if rows.is_empty() => {
            html! { <Empty sign={Sign::Trash} title={t!("trash-empty")} text={t!("trash-empty-text")} /> }
        }
        Asked::Ready(rows) => html! { <ul class="kept">for row in rows { { line(row) } }</ul> },
    };
    let sub = html! { <span>{ t!("trash-about") }</span> };
    html! { <Page title={t!("nav-trash")} class="keeping" {sub}>{ body }</Page> }
}

fn line(row: &TrashRow) -> Html {
    let (object, title) = (row.object, row.title.clone());
    let restore = Callback::from(move |_: MouseEvent| {
        act(RestoreObjects { ids: vec![object] }, t!("said-restored", title = title.as_str()));
    });
    html! {
        <li key={row.object.to_string()} class="kept-row">
            <Icon sign={sign_of(row.kind)} />
            <span class="kept-words"><span class="kept-title">{ &row.title }</span><small class="num">{ words::ago(row.trashed_at) }</small></span>
            <Button look={Look::Quiet} sign={Sign::Restore} onclick={restore} label={t!("trash-restore-one", title = row.title.as_str())}>{ t!("trash-restore") }</Button>
        </li>
    }
}
