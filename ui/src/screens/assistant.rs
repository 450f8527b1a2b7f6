//! The assistant: a panel beside any screen, and a screen of its own.

mod chat;
mod composer;
mod conversations;
mod markup;
mod message;

use std::rc::Rc;

use daymark_api::domain::ConversationId;
use daymark_api::{
    ConversationView, ListProposals, ListProviders, MessageView, ProposalState, ShowConversation,
};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::components::{ProposalCard, Skeleton, Trouble};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::overlay;
use crate::query::{Asked, use_query, use_query_when};
use crate::route::{self, Route};
use crate::settings::use_settings;

use chat::{Chat, use_chat};
use composer::Composer;
use conversations::Conversations;
use message::{Bubble, Message, Streaming};

#[derive(Properties, PartialEq)]
pub struct AssistantProps {
    pub conversation: Option<ConversationId>,
}

/// The whole screen: the conversation, and beside it, where there is room, those before.
#[component]
pub fn Assistant(props: &AssistantProps) -> Html {
    let listing = use_state_eq(|| false);
    let chat = use_chat();
    use_effect_with(props.conversation, |conversation| {
        if conversation.is_some() {
            chat::open(*conversation);
        }
        Timeout::new(50, focus_composer).forget();
    });
    use_effect_with((), |()| set_title(&t!("nav-assistant")));
    let onpick = {
        let listing = listing.clone();
        Callback::from(move |conversation: Option<ConversationId>| {
            listing.set(false);
            chat::open(conversation);
            route::go(&conversation.map_or(Route::Assistant, Route::Conversation));
        })
    };
    let toggle = {
        let listing = listing.clone();
        Callback::from(move |_: MouseEvent| listing.set(!*listing))
    };
    let new = onpick.reform(|_: MouseEvent| None);
    html! {
        <div class={classes!("page", "assistant", listing.then_some("is-listing"))}>
            <header class="assistant-head">
                <Icon sign={Sign::Assistant} />
                <h1 id="page-title" tabindex="-1">{ t!("nav-assistant") }</h1>
                <Place chat={chat.clone()} />
                <button type="button" class="icon-btn" aria-label={t!("conversation-new")} title={t!("conversation-new")} onclick={new}><Icon sign={Sign::Plus} /></button>
                <button type="button" class="icon-btn assistant-list-btn" aria-label={t!("conversations")} aria-pressed={if *listing { "true" } else { "false" }}
                    title={t!("conversations")} onclick={toggle}><Icon sign={Sign::History} /></button>
            </header>
            <div class="assistant-cols">
                <aside class="assistant-side scrolls"><Conversations current={chat.conversation} {onpick} /></aside>
                <Talk />
            </div>
        </div>
    }
}

/// The conversation beside another screen.
#[component]
pub fn AssistantPanel() -> Html {
    let listing = use_state_eq(|| false);
    let chat = use_chat();
    let onpick = {
        let listing = listing.clone();
        Callback::from(move |conversation: Option<ConversationId>| {
            listing.set(false);
            chat::open(conversation);
            Timeout::new(50, focus_composer).forget();
        })
    };
    let toggle = {
        let listing = listing.clone();
        Callback::from(move |_: MouseEvent| listing.set(!*listing))
    };
    let new = onpick.reform(|_: MouseEvent| None);
    html! {
        <div class="assistant is-panel">
            <header class="assistant-head">
                <Icon sign={Sign::Assistant} />
                <h2>{ t!("assistant") }</h2>
                <Place chat={chat.clone()} />
                <button type="button" class="icon-btn" aria-label={t!("conversation-new")} title={t!("conversation-new")} onclick={new}><Icon sign={Sign::Plus} /></button>
                <button type="button" class="icon-btn" aria-label={t!("conversations")} aria-pressed={if *listing { "true" } else { "false" }}
                    title={t!("conversations")} onclick={toggle}><Icon sign={Sign::History} /></button>
            </header>
            if *listing {
                <div class="assistant-listing scrolls"><Conversations current={chat.conversation} {onpick} /></div>
            } else {
                <Talk />
            }
        </div>
    }
}

/// Shows or hides the panel; where there is no room for one, goes to the screen.
pub fn toggle() {
    let wide = web_sys::window()
        .and_then(|window| window.match_media("(min-width: 1100px)").ok().flatten())
        .is_some_and(|media| media.matches());
    if wide && !route::place().screen.within(&Route::Assistant) {
        overlay::toggle_panel();
        Timeout::new(50, focus_composer).forget();
    } else {
        route::go(&Route::Assistant);
    }
}

fn focus_composer() {
    let field = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|it| it.get_element_by_id("composer"));
    // On a touch screen the keyboard would cover what was just opened.
    let touch = web_sys::window()
        .and_then(|window| window.match_media("(pointer: coarse)").ok().flatten())
        .is_some_and(|media| media.matches());
    if let Some(field) = field.filter(|_| !touch).and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(&format!("{title} · {}", t!("app-name")));
    }
}

#[derive(Properties, PartialEq)]
struct PlaceProps {
    chat: Rc<Chat>,
}

/// Whether what is said stays here.
#[component]
fn Place(props: &PlaceProps) -> Html {
    let local_only = use_settings().local_only;
    let manner = props.chat.manner();
    let providers = use_query(ListProviders {});
    let none = providers.ready().is_some_and(Vec::is_empty);
    let here = local_only || none || manner.private || manner.ask == chat::Ask::NoModel;
    html! {
        <small class="assistant-place">
            if here { <Icon sign={Sign::Lock} />{ t!("assistant-on-device") } }
        </small>
    }
}

/// The messages and the field below them.
#[component]
fn Talk() -> Html {
    let chat = use_chat();
    let asked = use_query_when(chat.conversation.map(|id| ShowConversation { id }));
    let log = use_node_ref();
    let sticks = use_mut_ref(|| true);
    let conversation = asked.ready().filter(|it| Some(it.id) == chat.conversation);
    let seen = conversation.map_or(0, |it| it.messages.len());
    {
        let (log, sticks) = (log.clone(), sticks.clone());
        use_effect_with((chat.clone(), asked.clone()), move |_| {
            if let Some(log) = log.cast::<HtmlElement>().filter(|_| *sticks.borrow()) {
                log.set_scroll_top(log.scroll_height());
            }
        });
    }
    let onscroll = {
        let (log, sticks) = (log.clone(), sticks.clone());
        Callback::from(move |_: Event| {
            if let Some(log) = log.cast::<HtmlElement>() {
                *sticks.borrow_mut() = log.scroll_height() - log.scroll_top() - log.client_height() < 80;
            }
        })
    };
    let onsay = Callback::from(move |()| *sticks.borrow_mut() = true);
    let body = match &*asked {
        _ if chat.conversation.is_none() && chat.sent.is_none() => html! { <Beginning /> },
        Asked::Failed(error) => html! { <Trouble error={error.clone()} /> },
        Asked::Waiting if chat.conversation.is_some() && !chat.busy() => html! { <Skeleton rows={3} /> },
        _ => messages(conversation, &chat, seen),
    };
    html! {
        <>
            <div class="assistant-log scrolls" role="log" aria-live="off" aria-label={t!("assistant-log")} ref={log} {onscroll}>
                <div class="assistant-lines">{ body }</div>
            </div>
            <Spoken chat={chat.clone()} />
            <Composer {seen} {onsay} />
        </>
    }
}

fn messages(conversation: Option<&ConversationView>, chat: &Chat, seen: usize) -> Html {
    let known: &[MessageView] = conversation.map(|it| it.messages.as_slice()).unwrap_or_default();
    let sent = chat.sent(seen);
    let live = chat.live();
    let coming = chat.sent.as_ref().and_then(|sent| sent.answer).filter(|_| chat.busy());
    let finished = live
        .and_then(|live| live.done.as_ref())
        .filter(|message| !known.iter().any(|other| other.id == message.id));
    let streaming = live.filter(|live| live.done.is_none());
    html! {
        <>
            for message in known.iter().filter(|message| Some(message.id) != coming) {
                <Message key={message.id.to_string()} message={message.clone()} />
            }
            if let Some(sent) = sent { <Bubble text={sent.text.clone()} /> }
            if let Some(live) = streaming {
                <Streaming live={live.clone()} />
            } else if sent.is_some() && finished.is_none() {
                <Streaming live={Rc::new(chat::Live::default())} />
            }
            if let Some(message) = finished { <Message key={message.id.to_string()} message={message.clone()} /> }
        </>
    }
}

/// Tells a screen reader that it thinks, and reads out the whole answer once.
#[component]
fn Spoken(props: &PlaceProps) -> Html {
    let said = match props.chat.live() {
        Some(live) => match &live.done {
            Some(message) => message.text.clone(),
            None => message::thinking(live),
        },
        None => String::new(),
    };
    html! { <p class="visually-hidden" role="status">{ said }</p> }
}

/// A new conversation: what can be said, and what still waits for an answer.
#[component]
fn Beginning() -> Html {
    let waiting = use_query(ListProposals { waiting_only: true });
    let waiting = waiting.ready().map(Vec::as_slice).unwrap_or_default();
    // A suggestion is read in the person's language and asked in English, which is the only one that
    // the rules understand so far.
    let suggestions = [
        (Sign::Play, t!("suggest-now"), "What should I do now?"),
        (Sign::Today, t!("suggest-plan"), "Plan my day"),
        (Sign::ArrowRight, t!("suggest-move"), "Move everything overdue to Friday"),
        (Sign::Search, t!("suggest-week"), "What is on this week?"),
    ];
    html! {
        <div class="assistant-begin">
            if !waiting.is_empty() {
                <h3 class="cap">{ t!("assistant-waiting", count = waiting.len()) }</h3>
                for proposal in waiting.iter().filter(|it| it.state == ProposalState::Waiting).take(5) {
                    <ProposalCard key={proposal.id.to_string()} proposal={proposal.clone()} titled={true} />
                }
            } else {
                <p class="assistant-hello">{ t!("assistant-hello") }</p>
                <p class="assistant-about">{ t!("assistant-about") }</p>
            }
            <ul class="suggestions" aria-label={t!("assistant-suggestions")}>
                for (sign, words, asked) in suggestions {
                    <li><button type="button" class="suggestion" onclick={Callback::from(move |_: MouseEvent| chat::say(asked.to_owned(), 0))}>
                        <Icon {sign} />{ words }
                    </button></li>
                }
            </ul>
        </div>
    }
}
