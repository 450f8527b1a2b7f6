//! The bridge over a real socket, with an application of three calls behind it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use daymark_api::{ApiError, Audience, Caller, Code, Notice, Topic};
use futures::StreamExt;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::{Request, Response, StatusCode, header};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{broadcast, oneshot};
use tokio_tungstenite::tungstenite;

use crate::{Answer, Assets, Dispatch, ServeOptions, serve_dispatch};

const TOKEN: &str = "0123456789abcdef0123456789abcdef";

/// Says back what it is asked; fails on request.
struct Echo;

impl Dispatch for Echo {
    fn call(&self, caller: Caller, name: String, body: Value) -> Answer {
        Box::pin(async move {
            assert_eq!(caller, Caller::person(Audience::Bridge));
            match name.as_str() {
                "echo" => Ok(body),
                "data.import" => Ok(json!(body["content"].as_str().map(str::len))),
                "panic" => panic!("planned"),
                "fail" => {
                    let code = serde_json::from_value(body["code"].clone()).unwrap();
                    Err(ApiError::new(code, "It did not work.").hint("Try the other way."))
                }
                _ => Err(ApiError::not_found("there is no such call")),
            }
        })
    }
}

struct Served {
    at: SocketAddr,
    notices: broadcast::Sender<Notice>,
    stop: Option<oneshot::Sender<()>>,
    ended: tokio::task::JoinHandle<Result<(), crate::BridgeError>>,
    _folder: tempfile::TempDir,
}

async fn served() -> Served {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("dist")).unwrap();
    for (name, content) in [
        ("secret.txt", "s"),
        ("dist/index.html", "<title>Daymark"),
        ("dist/ui-0123456789ab_bg.wasm", "\0asm"),
    ] {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    let (notices, _) = broadcast::channel(4);
    let (ready, address) = oneshot::channel();
    let (stop, stopped) = oneshot::channel::<()>();
    let assets = Assets::Folder(folder.path().join("dist"));
    let sender = notices.clone();
    let ended = tokio::spawn(serve_dispatch(
        Arc::new(Echo),
        move || sender.subscribe(),
        assets,
        ServeOptions { port: 0, token: TOKEN.into() },
        move |at| ready.send(at).unwrap(),
        async move {
            let _ = stopped.await;
        },
    ));
    Served { at: address.await.unwrap(), notices, stop: Some(stop), ended, _folder: folder }
}

/// One request on a connection of its own.
async fn send(at: SocketAddr, request: Request<Full<Bytes>>) -> Response<Bytes> {
    let stream = TcpStream::connect(at).await.unwrap();
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    let (parts, body) = sender.send_request(request).await.unwrap().into_parts();
    Response::from_parts(parts, body.collect().await.unwrap().to_bytes())
}

impl Served {
    fn get(&self, path: &str) -> hyper::http::request::Builder {
        Request::get(path).header(header::HOST, self.at.to_string())
    }

    fn post(&self, cookie: &str) -> hyper::http::request::Builder {
        Request::post("/api/call")
            .header(header::HOST, self.at.to_string())
            .header(header::ORIGIN, format!("http://{}", self.at))
            .header(header::COOKIE, cookie)
    }

    /// Comes in with the token; the cookie as a browser sends it back.
    async fn enter(&self) -> String {
        let reply = send(self.at, self.get(&format!("/?token={TOKEN}")).body(empty()).unwrap()).await;
        assert_eq!(reply.status(), StatusCode::SEE_OTHER);
        assert_eq!(reply.headers()[header::LOCATION], "/");
        let cookie = reply.headers()[header::SET_COOKIE].to_str().unwrap();
        assert!(cookie.ends_with("; HttpOnly; SameSite=Strict; Path=/"), "{cookie}");
        cookie.split(';').next().unwrap().to_owned()
    }

    async fn call(&self, cookie: &str, name: &str, body: Value) -> (StatusCode, Value) {
        let body = serde_json::to_vec(&json!({ "name": name, "body": body })).unwrap();
        let reply = send(self.at, self.post(cookie).body(Full::from(body)).unwrap()).await;
        (reply.status(), serde_json::from_slice(reply.body()).unwrap())
    }

    async fn status(&self, request: hyper::http::request::Builder) -> StatusCode {
        send(self.at, request.body(empty()).unwrap()).await.status()
    }
}

fn empty() -> Full<Bytes> {
    Full::default()
}

#[tokio::test]
async fn the_token_opens_the_door_once() {
    let served = served().await;
    assert_eq!(
        served.status(served.get("/?token=0123456789abcdef0123456789abcdeX")).await,
        StatusCode::FORBIDDEN
    );
    let cookie = served.enter().await;
    let again = send(served.at, served.get(&format!("/?token={TOKEN}")).body(empty()).unwrap()).await;
    assert_eq!(again.status(), StatusCode::FORBIDDEN);
    assert!(String::from_utf8_lossy(again.body()).contains("open the link that it prints"));
    assert!(!again.headers().contains_key(header::SET_COOKIE));
    assert_eq!(served.status(served.get("/").header(header::COOKIE, &cookie)).await, StatusCode::OK);
}

#[tokio::test]
async fn nothing_is_given_without_a_session() {
    let served = served().await;
    let cookie = served.enter().await;
    for path in ["/", "/index.html", "/ui-0123456789ab_bg.wasm", "/nothing", "/api/notices", "/api/call"] {
        assert_eq!(served.status(served.get(path)).await, StatusCode::FORBIDDEN, "{path}");
        let wrong = format!("{}0", &cookie[..cookie.len() - 1]);
        let wrong = if wrong == cookie { "daymark=1".into() } else { wrong };
        assert_eq!(
            served.status(served.get(path).header(header::COOKIE, wrong)).await,
            StatusCode::FORBIDDEN
        );
    }
    let (status, error) = served.call("other=1", "echo", json!({})).await;
    assert_eq!((status, &error["error"]["code"]), (StatusCode::FORBIDDEN, &json!("REFUSED")));
    let (status, reply) = served.call(&format!("other=1; {cookie}"), "echo", json!({"a": 1})).await;
    assert_eq!((status, reply), (StatusCode::OK, json!({"a": 1})));
}

#[tokio::test]
async fn another_host_or_origin_is_refused() {
    let served = served().await;
    let cookie = served.enter().await;
    let port = served.at.port();
    for (host, expected) in [
        (format!("127.0.0.1:{port}"), StatusCode::OK),
        (format!("localhost:{port}"), StatusCode::OK),
        (format!("evil.example:{port}"), StatusCode::FORBIDDEN),
        ("127.0.0.1".into(), StatusCode::FORBIDDEN),
        (format!("127.0.0.1:{port}.evil.example"), StatusCode::FORBIDDEN),
    ] {
        let request = Request::get("/").header(header::HOST, &host).header(header::COOKIE, &cookie);
        assert_eq!(served.status(request).await, expected, "{host}");
    }
    for (origin, get, post) in [
        (Some(format!("http://127.0.0.1:{port}")), 200, 400),
        (Some(format!("http://localhost:{port}")), 403, 403),
        (Some(format!("https://127.0.0.1:{port}")), 403, 403),
        (Some("http://127.0.0.1:1".into()), 403, 403),
        (Some("http://evil.example".into()), 403, 403),
        (Some("null".into()), 403, 403),
        (None, 200, 403),
    ] {
        for (request, expected) in [(Request::get("/"), get), (Request::post("/api/call"), post)] {
            let mut request =
                request.header(header::HOST, served.at.to_string()).header(header::COOKIE, &cookie);
            if let Some(origin) = &origin {
                request = request.header(header::ORIGIN, origin);
            }
            assert_eq!(served.status(request).await.as_u16(), expected, "{origin:?}");
        }
    }
}

#[tokio::test]
async fn errors_carry_their_status_and_words() {
    let served = served().await;
    let cookie = served.enter().await;
    for (code, expected) in [
        (Code::NotFound, 404),
        (Code::Invalid, 400),
        (Code::Conflict, 409),
        (Code::NeedsConsent, 409),
        (Code::Refused, 403),
        (Code::Unavailable, 503),
        (Code::Storage, 500),
        (Code::Internal, 500),
    ] {
        let (status, reply) = served.call(&cookie, "fail", json!({ "code": code })).await;
        assert_eq!(status.as_u16(), expected);
        let error = json!({"code": code, "message": "It did not work.", "hint": "Try the other way."});
        assert_eq!(reply, json!({ "error": error }));
    }
    assert_eq!(served.call(&cookie, "panic", json!({})).await.0, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(served.call(&cookie, "nothing", json!({})).await.0, StatusCode::NOT_FOUND);
    let broken = served.post(&cookie).body(Full::from("{")).unwrap();
    assert_eq!(send(served.at, broken).await.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn only_an_import_may_be_large() {
    let served = served().await;
    let cookie = served.enter().await;
    let content = "x".repeat(2 << 20);
    let (status, reply) = served.call(&cookie, "echo", json!({ "content": content })).await;
    assert_eq!((status, &reply["error"]["code"]), (StatusCode::PAYLOAD_TOO_LARGE, &json!("INVALID")));
    let (status, reply) = served.call(&cookie, "data.import", json!({ "content": content })).await;
    assert_eq!((status, reply), (StatusCode::OK, json!(2 << 20)));
    // Too large for anything: answered without waiting for the bytes.
    let mut stream = TcpStream::connect(served.at).await.unwrap();
    let head = format!(
        "POST /api/call HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nCookie: {cookie}\r\nContent-Length: {1}\r\n\r\n",
        served.at,
        65 << 20
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut reply = [0; 12];
    stream.read_exact(&mut reply).await.unwrap();
    assert_eq!(&reply, b"HTTP/1.1 413");
}

#[tokio::test]
async fn files_come_with_their_type_cache_and_security_headers() {
    let served = served().await;
    let cookie = served.enter().await;
    let fetch = async |path: &str| {
        send(served.at, served.get(path).header(header::COOKIE, &cookie).body(empty()).unwrap()).await
    };
    let index = fetch("/").await;
    assert_eq!(index.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
    assert_eq!(index.headers()[header::CACHE_CONTROL], "no-store");
    let policy = index.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"), "{policy}");
    assert!(policy.contains(&format!("connect-src 'self' ws://{};", served.at)));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        assert_eq!(index.headers()[name], value);
    }
    let wasm = fetch("/ui-0123456789ab_bg.wasm").await;
    assert_eq!(wasm.headers()[header::CONTENT_TYPE], "application/wasm");
    assert!(wasm.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
    for path in
        ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/x/../../secret.txt", "/nothing"]
    {
        assert_eq!(fetch(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

type Socket = tokio_tungstenite::WebSocketStream<tokio_tungstenite::MaybeTlsStream<TcpStream>>;

async fn listen(served: &Served, cookie: &str, origin: Option<String>) -> Result<Socket, tungstenite::Error> {
    let mut request = tungstenite::client::ClientRequestBuilder::new(
        format!("ws://{}/api/notices", served.at).parse().unwrap(),
    )
    .with_header("Cookie", cookie);
    if let Some(origin) = origin {
        request = request.with_header("Origin", origin);
    }
    tokio_tungstenite::connect_async(request).await.map(|(socket, _)| socket)
}

async fn heard(socket: &mut Socket) -> Option<Notice> {
    let message =
        tokio::time::timeout(Duration::from_secs(5), socket.next()).await.expect("a message in time");
    match message?.ok()? {
        tungstenite::Message::Text(text) => Some(serde_json::from_str(&text).unwrap()),
        _ => None,
    }
}

#[tokio::test]
async fn notices_arrive_and_a_lag_asks_for_everything() {
    let mut served = served().await;
    let cookie = served.enter().await;
    let origin = format!("http://{}", served.at);
    assert!(listen(&served, &cookie, None).await.is_err());
    assert!(listen(&served, &cookie, Some("http://evil.example".into())).await.is_err());
    assert!(listen(&served, "daymark=no", Some(origin.clone())).await.is_err());
    let mut socket = listen(&served, &cookie, Some(origin)).await.unwrap();

    let notice = Notice::Stale { topics: vec![Topic::Tasks] };
    served.notices.send(notice.clone()).unwrap();
    assert_eq!(heard(&mut socket).await, Some(notice));

    // The channel holds four and nothing runs between these sends.
    for _ in 0..9 {
        served.notices.send(Notice::Show { place: "today".into() }).unwrap();
    }
    assert_eq!(heard(&mut socket).await, Some(Notice::Refetch));

    served.stop.take().unwrap().send(()).unwrap();
    while heard(&mut socket).await.is_some() {}
    let ended = tokio::time::timeout(Duration::from_secs(5), served.ended).await;
    assert!(matches!(ended, Ok(Ok(Ok(())))));
}

#[tokio::test]
async fn a_short_token_is_refused() {
    let never = std::future::pending();
    let (notices, _) = broadcast::channel(1);
    let options = ServeOptions { port: 0, token: "short".into() };
    let ended = serve_dispatch(
        Arc::new(Echo),
        move || notices.subscribe(),
        Assets::Embedded(&[]),
        options,
        |_| panic!("must not be ready"),
        never,
    );
    assert!(matches!(ended.await, Err(crate::BridgeError::WeakToken)));
}
