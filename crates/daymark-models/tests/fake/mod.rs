//! A server that speaks the protocol well, oddly or badly, by the first part of the path.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use daymark_models::suite::KEY;
use futures::stream::{self, StreamExt};
use serde_json::{Value, json};

#[derive(Default)]
struct Seen {
    asked: BTreeMap<String, usize>,
    bad: Vec<String>,
    hung_up: usize,
}

type Book = Arc<Mutex<Seen>>;

pub struct Fake {
    address: std::net::SocketAddr,
    book: Book,
    task: tokio::task::JoinHandle<()>,
}

impl Fake {
    pub async fn start() -> Fake {
        let book = Book::default();
        let app = Router::new()
            .route("/{play}/v1/chat/completions", post(chat))
            .route("/{play}/v1/models", get(models))
            .with_state(book.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let task = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Fake { address, book, task }
    }

    pub fn url(&self, play: &str) -> String {
        format!("http://{}/{play}/v1", self.address)
    }

    pub fn asked(&self, play: &str) -> usize {
        self.book.lock().unwrap().asked.get(play).copied().unwrap_or(0)
    }

    pub fn hung_up(&self) -> usize {
        self.book.lock().unwrap().hung_up
    }

    pub fn bad_requests(&self) -> Vec<String> {
        self.book.lock().unwrap().bad.clone()
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Hangup(Book);

impl Drop for Hangup {
    fn drop(&mut self) {
        self.0.lock().unwrap().hung_up += 1;
    }
}

enum Bit {
    Send(String),
    Sleep(u64),
    /// The connection breaks.
    Break,
}

fn send(text: impl Into<String>) -> Bit {
    Bit::Send(text.into())
}

fn event(value: Value) -> Bit {
    send(format!("data: {value}\n\n"))
}

fn delta(delta: Value) -> Value {
    json!({"id": "x", "object": "chat.completion.chunk", "choices": [{"index": 0, "delta": delta, "finish_reason": null}]})
}

fn text(text: &str) -> Bit {
    event(delta(json!({"content": text})))
}

fn calls(calls: Value) -> Bit {
    event(delta(json!({"tool_calls": calls})))
}

fn finish(reason: &str) -> Bit {
    event(json!({"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]}))
}

fn counts() -> Bit {
    event(json!({"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}}))
}

fn done() -> Bit {
    send("data: [DONE]\n\n")
}

fn streamed(book: &Book, bits: Vec<Bit>) -> Response<Body> {
    let guard = Hangup(book.clone());
    let body = stream::unfold((bits.into_iter(), guard), |(mut bits, guard)| async move {
        loop {
            match bits.next()? {
                Bit::Send(text) => return Some((Ok(Bytes::from(text)), (bits, guard))),
                Bit::Sleep(ms) => tokio::time::sleep(Duration::from_millis(ms)).await,
                // A moment, so that what was sent before is on its way.
                Bit::Break => {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    return Some((Err(std::io::Error::other("cut")), (Vec::new().into_iter(), guard)));
                }
            }
        }
    });
    Response::builder().header("content-type", "text/event-stream").body(Body::from_stream(body)).unwrap()
}

fn refused(status: u16, body: Value) -> Response<Body> {
    Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .header("retry-after", "7")
        .body(Body::from(body.to_string()))
        .unwrap()
}

fn typed(kind: &str, body: impl Into<Body>) -> Response<Body> {
    Response::builder().header("content-type", kind).body(body.into()).unwrap()
}

fn endless(status: u16, kind: &str, piece: String) -> Response<Body> {
    let piece = Bytes::from(piece);
    let body = stream::repeat(()).map(move |()| Ok::<_, Infallible>(piece.clone()));
    Response::builder().status(status).header("content-type", kind).body(Body::from_stream(body)).unwrap()
}

/// What the situations answer to anything, a list or a prompt.
fn refusal(play: &str) -> Option<Response<Body>> {
    let error = |message: &str, code: Value| json!({"error": {"message": message, "code": code}});
    Some(match play {
        "Unauthorized" => refused(401, error(&format!("Incorrect key {KEY}"), json!("invalid_api_key"))),
        "Limited" => refused(429, error("slow down", json!("rate_limit_exceeded"))),
        "Broke" => refused(429, error("You exceeded your current quota", json!("insufficient_quota"))),
        "TooLong" => refused(400, error("maximum context length is 10", json!("context_length_exceeded"))),
        "Fails" => refused(500, json!("oops")),
        "not-found" => refused(404, json!({"detail": "Not Found"})),
        "html" => typed("text/html; charset=utf-8", "<!doctype html><p>Log in to the network</p>"),
        "endless-refusal" => endless(500, "text/plain", "no ".repeat(1000)),
        "redirects" => Response::builder()
            .status(StatusCode::TEMPORARY_REDIRECT)
            .header("location", "/trap/v1/chat/completions")
            .body(Body::empty())
            .unwrap(),
        _ => return None,
    })
}

async fn models(State(book): State<Book>, Path(play): Path<String>, headers: HeaderMap) -> Response<Body> {
    check_key(&book, &headers);
    if play == "Sleeps" {
        tokio::time::sleep(Duration::from_secs(30)).await;
    }
    refusal(&play).unwrap_or_else(|| match play.as_str() {
        "endless" => endless(200, "application/json", "[\"x\",".repeat(1000)),
        "wrong-shapes" => typed("application/json", "{\"data\": 7}"),
        _ => {
            let list = json!({"object": "list", "data": [{"id": "test-model", "object": "model"}, {"id": "other-model"}]});
            typed("application/json", list.to_string())
        }
    })
}

fn check_key(book: &Book, headers: &HeaderMap) {
    let given = headers.get("authorization").and_then(|value| value.to_str().ok());
    if given != Some(&format!("Bearer {KEY}")) {
        book.lock().unwrap().bad.push(format!("key: {given:?}"));
    }
}

async fn chat(
    State(book): State<Book>,
    Path(play): Path<String>,
    headers: HeaderMap,
    Json(request): Json<Value>,
) -> Response<Body> {
    *book.lock().unwrap().asked.entry(play.clone()).or_default() += 1;
    check_key(&book, &headers);
    for (path, expected) in [
        ("/model", json!("test-model")),
        ("/stream", json!(true)),
        ("/stream_options/include_usage", json!(true)),
        ("/messages/1/role", json!("user")),
        ("/tools/0/function/name", json!("task_add")),
        ("/max_tokens", json!(200)),
    ] {
        if request.pointer(path) != Some(&expected) {
            book.lock().unwrap().bad.push(format!("{path}: {:?}", request.pointer(path)));
        }
    }
    if let Some(refusal) = refusal(&play) {
        return refusal;
    }
    match play.as_str() {
        "endless" => {
            return endless(
                200,
                "text/event-stream",
                format!("data: {}\n\n", delta(json!({"x": "y".repeat(9_000)}))),
            );
        }
        "huge-line" => {
            return endless(
                200,
                "text/event-stream",
                "data: \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx".repeat(100),
            );
        }
        "echoes-the-request" => return typed("application/json", format!("You said: {request}")),
        "no-streaming" => {
            let message = json!({"role": "assistant", "content": "Hello"});
            let whole = json!({"choices": [{"index": 0, "message": message, "finish_reason": "stop"}]});
            return typed("application/json", serde_json::to_string_pretty(&whole).unwrap());
        }
        "Sleeps" => tokio::time::sleep(Duration::from_secs(30)).await,
        "slow-start" => tokio::time::sleep(Duration::from_millis(600)).await,
        _ => {}
    }
    streamed(&book, bits(&play))
}

fn bits(play: &str) -> Vec<Bit> {
    let call = |id: Value, index: Value, name: &str, arguments: Value| json!({"index": index, "id": id, "type": "function", "function": {"name": name, "arguments": arguments}});
    let oats = r#"{"title":"Oats"}"#;
    match play {
        "Speaks" => vec![
            event(delta(json!({"role": "assistant", "content": ""}))),
            text("Hel"),
            // A letter cut in two on its way.
            text("lo, "),
            text("wörld"),
            finish("stop"),
            counts(),
            done(),
        ],
        "Calls" => vec![
            event(delta(json!({"role": "assistant", "content": null}))),
            calls(json!([call(json!("a"), json!(0), "task_add", json!(""))])),
            calls(json!([{"index": 0, "function": {"arguments": "{\"tit"}}])),
            calls(json!([{"index": 0, "function": {"arguments": "le\":\"Buy oats\"}"}}])),
            calls(json!([call(json!("b"), json!(1), "task_list", json!(""))])),
            calls(json!([{"index": 1, "function": {"arguments": "{}"}}])),
            finish("tool_calls"),
            done(),
        ],
        "SpeaksAndCalls" => vec![
            text("Hel"),
            calls(json!([call(json!("a"), json!(0), "task_list", json!("{}"))])),
            finish("tool_calls"),
            counts(),
            done(),
        ],
        "CutOff" => vec![text("Hel"), send("data: {\"choi"), Bit::Break],
        "Garbled" => vec![text("Hel"), send("data: {\"choices\": [{]}\n\n"), text("lo"), done()],
        "Stalls" => vec![text("Hel"), Bit::Sleep(30_000), text("lo"), done()],
        "no-done" => vec![text("Hello"), finish("stop"), counts()],
        "bare-lines" => vec![send(format!("{}\n", delta(json!({"content": "Hello"})))), done()],
        "crlf-and-comments" => vec![
            send(": ping\r\n\r\nevent: message\r\nid: 4\r\n"),
            send(format!("data:{}\r\n\r\n", delta(json!({"content": "Hello"})))),
            finish("stop"),
        ],
        "usage-everywhere" => vec![
            event(
                json!({"choices": [{"delta": {"content": "Hello"}}], "usage": {"prompt_tokens": 7, "completion_tokens": 1}}),
            ),
            event(
                json!({"choices": [{"delta": {}, "finish_reason": "stop"}], "usage": {"prompt_tokens": 7, "completion_tokens": 3}}),
            ),
            done(),
        ],
        "null-everything" => vec![
            event(json!({"choices": null, "usage": null, "error": null})),
            event(
                json!({"choices": [{"delta": {"content": null, "tool_calls": null, "role": null}, "index": null}]}),
            ),
            event(json!({"choices": [{"delta": null, "finish_reason": null}]})),
            event(json!({"choices": [{"delta": {"content": "Hello"}, "finish_reason": ""}]})),
            event(json!({"choices": [{"finish_reason": "stop"}], "usage": {"prompt_tokens": null}})),
        ],
        "parts" => vec![
            event(delta(
                json!({"content": [{"type": "text", "text": "Hel"}, {"type": "text", "text": "lo"}]}),
            )),
            done(),
        ],
        "stays-open" => vec![text("Hello"), finish("stop"), Bit::Sleep(30_000)],
        "legacy-v1-less" | "slow-start" => vec![text("Hello"), finish("stop"), done()],
        "whole-calls" => vec![
            calls(json!([
                call(json!("a"), json!(0), "task_add", json!(oats)),
                call(json!("b"), json!(1), "task_list", json!("{}"))
            ])),
            finish("stop"),
            done(),
        ],
        "no-ids" => vec![
            calls(json!([{"function": {"name": "task_add", "arguments": oats}}])),
            calls(json!([{"function": {"name": "task_list", "arguments": "{}"}}])),
            done(),
        ],
        "same-index" => vec![
            calls(json!([call(json!("a"), json!(0), "task_add", json!(oats))])),
            calls(json!([call(json!("b"), json!(0), "task_list", json!("{}"))])),
            finish("tool_calls"),
        ],
        "argument-objects" => vec![
            calls(json!([call(json!(""), json!(0), "task_add", json!({"title": "Oats"}))])),
            calls(json!([call(json!(null), json!(1), "task_list", json!({}))])),
            finish("tool_calls"),
        ],
        "function-call" => vec![
            event(delta(json!({"function_call": {"name": "task_add", "arguments": ""}}))),
            event(delta(json!({"function_call": {"arguments": oats}}))),
            finish("function_call"),
        ],
        "wrong-shapes" => vec![event(json!({"choices": "none"})), done()],
        "empty" => vec![finish("stop"), done()],
        "nothing" => vec![],
        "error-inside" => vec![event(json!({"error": {"message": "overloaded", "type": "server_error"}}))],
        "limited-inside" => vec![event(json!({"error": {"message": "slow down", "code": 429}}))],
        "withheld" => vec![finish("content_filter"), done()],
        "silently-closed" => vec![text("Hel")],
        "half-a-call" => vec![calls(json!([call(json!("a"), json!(0), "task_add", json!("{\"ti"))]))],
        "half-a-line" => vec![text("Hel"), send("data: {\"choices\": [{\"delta\": {\"con")],
        "role-then-sleep" => {
            vec![event(delta(json!({"role": "assistant", "content": ""}))), Bit::Sleep(30_000), text("late")]
        }
        "only-comments" => (0..100).flat_map(|_| [send(": wait\n\n"), Bit::Sleep(100)]).collect(),
        "drips" => (0..100).flat_map(|_| [text("drip "), Bit::Sleep(300)]).collect(),
        other => panic!("no such play: {other}"),
    }
}
