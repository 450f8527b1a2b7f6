//! One message: the person's bubble, or an answer with what it rests on and where it came from.

use daymark_api::{AnsweredBy, Citation, Find, MessageView, Speaker};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::chat::Live;
use super::markup;
use crate::components::ProposalCard;
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::route::{self, Route};
use crate::{toast, transport, words};

#[derive(Properties, PartialEq)]
pub struct MessageProps {
    pub message: MessageView,
}

#[component]
pub fn Message(props: &MessageProps) -> Html {
    let message = &props.message;
    if message.speaker == Speaker::Person {
        return html! { <Bubble text={message.text.clone()} /> };
    }
    let cites = if message.citations.is_empty() {
        Html::default()
    } else {
        html! { for citation in &message.citations { <Cite citation={citation.clone()} /> } }
    };
    html! {
        <article class="say-it" aria-label={t!("assistant-answer")}>
            if !message.text.trim().is_empty() || !message.citations.is_empty() {
                <div class="say-text">{ markup::show(&markup::parse(&message.text), &cites) }</div>
            }
            if let Some(proposal) = &message.proposal { <ProposalCard proposal={proposal.clone()} /> }
            for warning in &message.warnings {
                <p class="say-warning"><Icon sign={Sign::Info} />{ warning }</p>
            }
            <p class="say-source num">{ source(message) }</p>
        </article>
    }
}

/// `Answered without a model in 12 ms`.
pub fn source(message: &MessageView) -> String {
    let time = took(message.milliseconds);
    let by = match &message.answered_by {
        Some(AnsweredBy::Intent { .. }) => t!("source-intent", time = time),
        Some(AnsweredBy::Model { provider, model }) if model.is_empty() => {
            t!("source-provider", provider = provider.as_str(), time = time)
        }
        Some(AnsweredBy::Model { provider, model }) => {
            t!("source-model", provider = provider.as_str(), model = model.as_str(), time = time)
        }
        Some(AnsweredBy::BuiltIn) => t!("source-built-in", time = time),
        None => words::ago(message.at),
    };
    let stopped = if message.stopped { t!("source-stopped") } else { String::new() };
    words::dotted([by, stopped])
}

/// `12 ms`, `1.2 s`.
fn took(milliseconds: u32) -> String {
    match milliseconds {
        0..1_000 => t!("milliseconds", count = milliseconds),
        _ => t!("seconds", count = format!("{:.1}", f64::from(milliseconds) / 1_000.0)),
    }
}

#[derive(Properties, PartialEq)]
pub struct BubbleProps {
    pub text: AttrValue,
}

/// What the person said.
#[component]
pub fn Bubble(props: &BubbleProps) -> Html {
    html! {
        <article class="say-me"><span class="visually-hidden">{ t!("assistant-you") }</span>{ &props.text }</article>
    }
}

#[derive(Properties, PartialEq)]
struct CiteProps {
    citation: Citation,
}

/// A chip that opens what an answer rests on.
#[component]
fn Cite(props: &CiteProps) -> Html {
    let object = props.citation.object;
    let onclick = Callback::from(move |_: MouseEvent| {
        // A citation does not say what kind of thing it is; core knows.
        spawn_local(async move {
            match transport::call(&Find { text: object.to_string() }).await {
                Ok(found) => match found.iter().find(|it| it.object == object) {
                    Some(found) => route::go(&Route::of(found.object, found.kind)),
                    None => toast::say(t!("cite-gone")),
                },
                Err(error) => toast::trouble(&error),
            }
        });
    });
    html! {
        <button type="button" class="cite" aria-label={t!("cite-open", title = props.citation.title.as_str())} {onclick}>
            { &props.citation.title }
        </button>
    }
}

#[derive(Properties, PartialEq)]
pub struct StreamingProps {
    pub live: std::rc::Rc<Live>,
}

/// An answer while it is being written.
#[component]
pub fn Streaming(props: &StreamingProps) -> Html {
    let live = &props.live;
    let thinks = live.text.is_empty() && live.proposals.is_empty();
    let caret = html! { <span class="say-caret" aria-hidden="true"></span> };
    html! {
        <article class="say-it is-streaming" aria-busy="true">
            if let Some(reason) = &live.restarted {
                <p class="say-warning"><Icon sign={Sign::Refresh} />{ t!("assistant-restarted", reason = reason.as_str()) }</p>
            }
            for tool in &live.tools {
                <p class="say-tool"><Icon sign={Sign::Search} />{ tool }</p>
            }
            if thinks {
                <p class="say-thinking">
                    <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
                    { thinking(live) }
                </p>
            } else {
                <div class="say-text">{ markup::show(&markup::parse(&live.text), &caret) }</div>
            }
            for proposal in &live.proposals { <ProposalCard key={proposal.id.to_string()} proposal={proposal.clone()} /> }
        </article>
    }
}

/// What it is busy with, in words.
pub fn thinking(live: &Live) -> String {
    match &live.thinking {
        Some(with) if !with.is_empty() => t!("assistant-thinking-with", with = with.as_str()),
        _ => t!("assistant-thinking"),
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use yew::ServerRenderer;

    pub fn answer(text: &str) -> MessageView {
        MessageView {
            id: "0198a5f0-0000-7000-8000-000000000009".parse().unwrap(),
            speaker: Speaker::Assistant,
            text: text.into(),
            at: jiff::Timestamp::UNIX_EPOCH,
            answered_by: Some(AnsweredBy::Intent { intent: "move".into() }),
            milliseconds: 12,
            citations: Vec::new(),
            proposal: None,
            warnings: Vec::new(),
            stopped: false,
        }
    }

    async fn rendered(message: MessageView) -> String {
        ServerRenderer::<Message>::with_props(move || MessageProps { message })
            .hydratable(false)
            .render()
            .await
    }

    #[test]
    fn the_source_says_who_how_long_and_whether_it_was_stopped() {
        let model = AnsweredBy::Model { provider: "Home".into(), model: "smollm".into() };
        for (by, milliseconds, stopped, said) in [
            (AnsweredBy::Intent { intent: "next".into() }, 12, false, "Answered without a model in 12 ms"),
            (model, 1_240, false, "smollm by Home in 1.2 s"),
            (AnsweredBy::BuiltIn, 3, true, "Answered by Daymark itself in 3 ms · stopped"),
        ] {
            let message = MessageView { answered_by: Some(by), milliseconds, stopped, ..answer("") };
            assert_eq!(source(&message), said);
        }
    }

    #[tokio::test]
    async fn an_answer_is_text_with_its_sources() {
        let object = "0198a5f0-0000-7000-8000-000000000003".parse().unwrap();
        let message = MessageView {
            citations: vec![Citation { object, title: "Call with Ada".into() }],
            warnings: vec!["Smollm is away.".into()],
            ..answer("**Two** things <script>alert(1)</script>")
        };
        let html = rendered(message).await;
        assert!(html.contains("<strong>Two</strong>") && !html.contains("<script"), "{html}");
        assert!(html.contains("class=\"cite\"") && html.contains("Call with Ada"), "{html}");
        assert!(
            html.contains("Smollm is away.") && html.contains("Answered without a model in 12 ms"),
            "{html}"
        );
    }

    #[tokio::test]
    async fn what_the_person_said_is_a_bubble() {
        let html = rendered(MessageView { speaker: Speaker::Person, ..answer("hello <b>") }).await;
        assert!(html.contains("say-me") && html.contains("hello &lt;b"), "{html}");
        assert!(!html.contains("say-source"), "{html}");
    }
}
