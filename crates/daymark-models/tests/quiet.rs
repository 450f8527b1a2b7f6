//! What a person says, what a model answers and the key reach no log at info and above.
#![allow(clippy::unwrap_used)] // a test

#[allow(dead_code)] // other tests use the rest
mod fake;

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use daymark_agent::Model;
use daymark_models::suite::{KEY, PRIVATE, prompt, read};
use daymark_models::{Http, OpenAiCompatible, Patience};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn nothing_private_is_logged() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::INFO)
        .with_writer(move || writer.clone())
        .with_ansi(false)
        .init();
    tracing::info!("the log works");

    let fake = fake::Fake::start().await;
    let patience = Patience { stall: Duration::from_millis(300), ..Patience::default() };
    let http = Http::new(patience).unwrap();
    for play in [
        "Speaks",
        "Calls",
        "Garbled",
        "CutOff",
        "Stalls",
        "Unauthorized",
        "Fails",
        "html",
        "wrong-shapes",
        "echoes-the-request",
        "error-inside",
        "half-a-line",
        "not-found",
        "TooLong",
        "endless-refusal",
    ] {
        let model = OpenAiCompatible::new(
            "Fake",
            &fake.url(play),
            "test-model",
            Some(KEY.into()),
            true,
            http.clone(),
        )
        .unwrap();
        read(&model, prompt()).await;
        let _ = model.offered().await;
    }
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(text.contains("the log works"));
    for secret in [KEY, PRIVATE, "Hel", "choices"] {
        assert!(!text.contains(secret), "{secret} is in the log:\n{text}");
    }
}
