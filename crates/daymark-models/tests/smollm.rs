//! The adapter against a real server with a real, very small model.
//!
//! Runs only where `DAYMARK_TEST_LLM` holds the base address of one, such as the one that
//! `tests/models/serve_smollm.py` starts. What the model says is nonsense; its shape is what is tested.
#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::disallowed_methods)] // a test at the boundary

use std::time::Duration;

use daymark_agent::{Chunk, Instruction, Model, Prompt, Remedy, Role};
use daymark_models::suite::read;
use daymark_models::{Http, OpenAiCompatible, Patience};
use futures::StreamExt;
use serde_json::{Value, json};

fn model() -> Option<OpenAiCompatible> {
    let Ok(url) = std::env::var("DAYMARK_TEST_LLM") else {
        eprintln!("skipped: DAYMARK_TEST_LLM is not set");
        return None;
    };
    let patience = Patience { first: Duration::from_secs(120), ..Patience::default() };
    Some(OpenAiCompatible::new("SmolLM2", &url, "smollm2", None, true, Http::new(patience).unwrap()).unwrap())
}

fn prompt(text: &str) -> Prompt {
    Prompt {
        messages: vec![Instruction { role: Role::User, text: text.into(), calls: vec![], answers: None }],
        max_tokens: Some(128),
        temperature: Some(0.0),
        ..Prompt::default()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_real_model_streams() {
    let Some(model) = model() else { return };
    let offered = model.offered().await.unwrap();
    assert!(!offered.is_empty());

    let began = tokio::time::Instant::now();
    let mut stream = model.stream(prompt("Name three things to take to the beach.")).await.unwrap();
    let (mut text, mut pieces, mut first, mut usage) = (String::new(), 0, None, None);
    while let Some(chunk) = stream.next().await {
        match chunk.unwrap() {
            Chunk::Text(piece) => {
                first.get_or_insert_with(|| began.elapsed());
                text.push_str(&piece);
                pieces += 1;
            }
            Chunk::Usage(counted) => usage = Some(counted),
            Chunk::Call(call) => panic!("nobody offered {call:?}"),
        }
    }
    let (first, usage) = (first.unwrap(), usage.expect("the server counts"));
    let rate = f64::from(usage.completion) / (began.elapsed() - first).as_secs_f64();
    eprintln!(
        "{text}\n-- {offered:?}, {pieces} pieces, {usage:?}, first after {first:?}, {rate:.0} tokens/s"
    );
    assert!(pieces > 5 && !text.trim().is_empty());
    assert!(usage.prompt > 5 && usage.completion > 5);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_real_model_keeps_to_a_shape() {
    let Some(model) = model() else { return };
    let shape = json!({"type": "object", "additionalProperties": false, "required": ["title", "minutes"],
        "properties": {"title": {"type": "string", "maxLength": 40}, "minutes": {"type": "integer"}}});
    let asked =
        Prompt { answer_schema: Some(shape), ..prompt("Give me one step towards running 10 km, as JSON.") };
    let outcome = read(&model, asked).await;
    eprintln!("{outcome:?}");
    assert_eq!(outcome.error, None);
    let answer: Value = serde_json::from_str(&outcome.text).unwrap();
    assert!(answer["title"].is_string() && answer["minutes"].is_i64(), "{answer}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_real_server_says_when_it_is_too_long() {
    let Some(model) = model() else { return };
    let outcome = read(&model, prompt(&"and then ".repeat(40_000))).await;
    let error = outcome.error.expect("no small model reads that much");
    assert_eq!(error.remedy, Remedy::Shorten, "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dropped_answer_frees_the_server() {
    let Some(model) = model() else { return };
    let long = Prompt { max_tokens: Some(4_000), ..prompt("Count to a thousand.") };
    let mut stream = model.stream(long).await.unwrap();
    stream.next().await.unwrap().unwrap();
    drop(stream);
    let outcome = read(&model, Prompt { max_tokens: Some(8), ..prompt("Say hi.") }).await;
    assert_eq!(outcome.error, None);
}
