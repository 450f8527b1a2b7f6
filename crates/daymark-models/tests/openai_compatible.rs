//! The adapter for OpenAI-compatible servers, against a fake server on loopback.
#![allow(clippy::unwrap_used)]

mod fake;

use std::time::Duration;

use daymark_agent::{Model, ModelError, Prompt, Remedy, Usage};
use daymark_models::suite::{KEY, Outcome, PRIVATE, Situation, Stage, model_suite, prompt, read};
use daymark_models::{Http, OpenAiCompatible, Patience};
use fake::Fake;

fn http() -> Http {
    Http::new(Patience {
        connect: Duration::from_secs(2),
        first: Duration::from_millis(1500),
        stall: Duration::from_millis(800),
        whole: Duration::from_secs(8),
    })
    .unwrap()
}

fn adapter(url: &str) -> OpenAiCompatible {
    OpenAiCompatible::new("Fake", url, "test-model", Some(KEY.into()), true, http()).unwrap()
}

async fn ask(fake: &Fake, play: &str) -> Outcome {
    read(&adapter(&fake.url(play)), prompt()).await
}

fn remedy(outcome: &Outcome) -> Option<Remedy> {
    outcome.error.as_ref().map(|error| error.remedy)
}

impl Stage for Fake {
    fn model(&self, situation: Situation) -> Box<dyn Model> {
        Box::new(adapter(&self.url(&format!("{situation:?}"))))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_adapter_passes_the_suite() {
    let fake = Fake::start().await;
    model_suite(&fake).await;
    assert_eq!(fake.bad_requests(), Vec::<String>::new());
}

#[tokio::test]
async fn odd_servers_are_understood() {
    let fake = Fake::start().await;
    let usage = Some(Usage { prompt: 7, completion: 3 });
    for play in [
        "no-done",
        "no-streaming",
        "bare-lines",
        "crlf-and-comments",
        "usage-everywhere",
        "null-everything",
        "parts",
        "stays-open",
        "legacy-v1-less",
    ] {
        let outcome = ask(&fake, play).await;
        assert_eq!((outcome.text.as_str(), outcome.error), ("Hello", None), "{play}");
        if play == "usage-everywhere" || play == "no-done" {
            assert_eq!(outcome.usage, usage, "{play}");
        }
    }
    for play in ["whole-calls", "no-ids", "same-index", "argument-objects", "function-call"] {
        let outcome = ask(&fake, play).await;
        assert_eq!(outcome.error, None, "{play}");
        let first = outcome.calls.first().unwrap();
        assert_eq!(
            (first.name.as_str(), first.arguments.as_str()),
            ("task_add", r#"{"title":"Oats"}"#),
            "{play}"
        );
        assert_eq!(outcome.calls.len(), if play == "function-call" { 1 } else { 2 }, "{play}");
    }
}

#[tokio::test]
async fn hostile_servers_are_survived() {
    let fake = Fake::start().await;
    for (play, expected) in [
        ("html", Remedy::GiveUp),
        ("huge-line", Remedy::GiveUp),
        ("endless", Remedy::GiveUp),
        ("endless-refusal", Remedy::TryAnother),
        ("wrong-shapes", Remedy::GiveUp),
        ("empty", Remedy::GiveUp),
        ("nothing", Remedy::TryAnother),
        ("error-inside", Remedy::TryAnother),
        ("limited-inside", Remedy::Wait { seconds: None }),
        ("withheld", Remedy::GiveUp),
        ("silently-closed", Remedy::TryAnother),
        ("half-a-call", Remedy::TryAnother),
        ("half-a-line", Remedy::TryAnother),
        ("role-then-sleep", Remedy::TryAnother),
        ("only-comments", Remedy::TryAnother),
        ("not-found", Remedy::TryAnother),
        ("echoes-the-request", Remedy::GiveUp),
    ] {
        let outcome = ask(&fake, play).await;
        assert_eq!(remedy(&outcome), Some(expected), "{play}: {outcome:?}");
        let message = outcome.error.unwrap().message;
        assert!(!message.contains(KEY) && !message.contains(PRIVATE), "{play}: {message}");
        assert_eq!(outcome.calls, [], "{play}");
    }
}

#[tokio::test]
async fn an_answer_without_an_end_is_ended() {
    let fake = Fake::start().await;
    let began = tokio::time::Instant::now();
    let outcome = ask(&fake, "drips").await;
    assert_eq!(remedy(&outcome), Some(Remedy::TryAnother));
    assert!(began.elapsed() >= Duration::from_secs(8) && began.elapsed() < Duration::from_secs(20));
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_nothing_is_asked_twice() {
    let fake = Fake::start().await;
    assert_eq!(remedy(&ask(&fake, "redirects").await), Some(Remedy::TryAnother));
    assert_eq!(fake.asked("trap"), 0, "the key went nowhere else");
    for play in ["Limited", "Fails", "redirects"] {
        let before = fake.asked(play);
        ask(&fake, play).await;
        assert_eq!(fake.asked(play), before + 1, "{play}");
    }
}

#[tokio::test]
async fn dropping_an_answer_hangs_up() {
    let fake = Fake::start().await;
    let model = adapter(&fake.url("Stalls"));
    let mut stream = model.stream(prompt()).await.unwrap();
    futures::StreamExt::next(&mut stream).await.unwrap().unwrap();
    assert_eq!(fake.hung_up(), 0);
    drop(stream);
    for _ in 0..100 {
        if fake.hung_up() > 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the server was not told");
}

#[tokio::test]
async fn lists_of_models() {
    let fake = Fake::start().await;
    let list = |play: &str| {
        let model = adapter(&fake.url(play));
        async move { model.offered().await }
    };
    assert_eq!(list("Speaks").await.unwrap(), ["test-model", "other-model"]);
    let failed = async |play: &str| list(play).await.map_err(|error: ModelError| error.remedy).unwrap_err();
    assert_eq!(failed("Unauthorized").await, Remedy::SignIn);
    assert_eq!(failed("Fails").await, Remedy::TryAnother);
    assert_eq!(failed("html").await, Remedy::GiveUp);
    assert_eq!(failed("endless").await, Remedy::GiveUp);
    assert_eq!(failed("wrong-shapes").await, Remedy::GiveUp);
    assert_eq!(failed("Sleeps").await, Remedy::TryAnother);
}

#[tokio::test]
async fn nobody_there() {
    let port = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let model = adapter(&format!("http://127.0.0.1:{port}"));
    let error = model.stream(Prompt::default()).await.err().unwrap();
    assert_eq!(error.remedy, Remedy::TryAnother);
    assert!(error.message.contains("could not be reached"), "{error}");
    assert_eq!(model.offered().await.unwrap_err().remedy, Remedy::TryAnother);
}

#[tokio::test]
async fn fifty_answers_at_once_take_as_long_as_one() {
    let fake = Fake::start().await;
    let model = adapter(&fake.url("slow-start"));
    let began = tokio::time::Instant::now();
    let outcomes = futures::future::join_all((0..50).map(|_| read(&model, prompt()))).await;
    assert!(outcomes.iter().all(|outcome| outcome.text == "Hello"), "{outcomes:?}");
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}
