//! The conversations there were.

use daymark_api::domain::ConversationId;
use daymark_api::{ConversationRow, ListConversations, RenameConversation};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::{Skeleton, Trouble};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{self, Asked, use_query};
use crate::words;

#[derive(Properties, PartialEq)]
pub struct ConversationsProps {
    pub current: Option<ConversationId>,
    /// `None` is a new one.
    pub onpick: Callback<Option<ConversationId>>,
}

#[component]
pub fn Conversations(props: &ConversationsProps) -> Html {
    let asked = use_query(ListConversations { limit: Some(100) });
    let renaming = use_state_eq(|| None::<ConversationId>);
    let new = props.onpick.reform(|_: MouseEvent| None);
    let rows = match &*asked {
        Asked::Waiting => html! { <Skeleton rows={4} /> },
        Asked::Failed(error) => html! { <Trouble error={error.clone()} /> },
        Asked::Ready(rows) if rows.is_empty() => {
            html! { <p class="conversations-none">{ t!("conversations-none") }</p> }
        }
        Asked::Ready(rows) => html! {
            <ul>
                for row in rows { { line(row, props, &renaming) } }
            </ul>
        },
    };
    html! {
        <nav class="conversations" aria-label={t!("conversations")}>
            <button type="button" class="conversation is-new" onclick={new}><Icon sign={Sign::Plus} />{ t!("conversation-new") }</button>
            { rows }
        </nav>
    }
}

fn line(
    row: &ConversationRow,
    props: &ConversationsProps,
    renaming: &UseStateHandle<Option<ConversationId>>,
) -> Html {
    let id = row.id;
    if **renaming == Some(id) {
        let renaming = renaming.clone();
        let onclose = Callback::from(move |()| renaming.set(None));
        return html! { <li key={id.to_string()}><Rename row={row.clone()} {onclose} /></li> };
    }
    let rename = {
        let renaming = renaming.clone();
        Callback::from(move |_: MouseEvent| renaming.set(Some(id)))
    };
    html! {
        <li key={id.to_string()} class="conversation-row">
            <button type="button" class="conversation" aria-current={(props.current == Some(id)).then_some("true")}
                onclick={props.onpick.reform(move |_: MouseEvent| Some(id))}>
                <span class="conversation-title">{ &row.title }</span>
                <small class="num">{ words::ago(row.last_at) }</small>
            </button>
            <button type="button" class="icon-btn" aria-label={t!("conversation-rename", title = row.title.as_str())}
                title={t!("command-rename")} onclick={rename}><Icon sign={Sign::Edit} /></button>
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct RenameProps {
    row: ConversationRow,
    onclose: Callback<()>,
}

#[component]
fn Rename(props: &RenameProps) -> Html {
    let field = use_node_ref();
    {
        let (field, title) = (field.clone(), props.row.title.clone());
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.set_value(&title);
                let _ = field.focus();
                field.select();
            }
        });
    }
    let closed = use_mut_ref(|| false);
    let finish = {
        let (row, onclose, field) = (props.row.clone(), props.onclose.clone(), field.clone());
        move |keep: bool| {
            if std::mem::replace(&mut *closed.borrow_mut(), true) {
                return;
            }
            let title = field.cast::<HtmlInputElement>().map(|it| it.value()).unwrap_or_default();
            if keep && !title.trim().is_empty() && title.trim() != row.title {
                query::act_quietly(RenameConversation { id: row.id, title: title.trim().to_owned() });
            }
            onclose.emit(());
        }
    };
    let onkeydown = {
        let finish = finish.clone();
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" if !event.is_composing() => finish(true),
            "Escape" => {
                event.stop_propagation();
                finish(false);
            }
            _ => {}
        })
    };
    let onblur = Callback::from(move |_: FocusEvent| finish(true));
    html! {
        <input ref={field} class="field" type="text" maxlength="80" aria-label={t!("conversation-name")} {onkeydown} {onblur} />
    }
}
