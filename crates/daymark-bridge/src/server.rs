//! The listener, the routes and what stands on every response.

use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use daymark_api::{ApiError, Code, HandleAll, Notice};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, broadcast, watch};
use tower::ServiceExt;

use crate::access::{Door, Refusal};
use crate::{Assets, Dispatch, calls, catalogue, notices};

/// Connections at one time; a browser with a few tabs needs about eight each.
const CONNECTIONS: usize = 128;
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);
/// How long calls under way may take to finish once the bridge is told to stop.
const FAREWELL: Duration = Duration::from_secs(3);

#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// 0 takes any free port.
    pub port: u16,
    /// Random text of at least 16 characters that fit in a URL; it opens the door once.
    pub token: String,
}

#[derive(Debug, thiserror::Error)]
pub enum BridgeError {
    #[error("port {port} on 127.0.0.1 cannot be listened on: {source}")]
    Listen { port: u16, source: std::io::Error },
    #[error("the one-time token is shorter than 16 characters")]
    WeakToken,
    #[error("the system gives no random bytes")]
    Randomness,
}

/// What every route sees.
#[derive(Clone)]
pub(crate) struct Bridge {
    pub(crate) app: Arc<dyn Dispatch>,
    pub(crate) notices: Arc<dyn Fn() -> broadcast::Receiver<Notice> + Send + Sync>,
    pub(crate) closing: watch::Receiver<bool>,
    assets: Arc<Assets>,
    door: Arc<Door>,
}

/// Serves the catalogue of `app` on 127.0.0.1 until `shutdown` is done; `ready` is told the
/// address once connections are taken.
pub async fn serve<A: HandleAll + Clone + Send + Sync + 'static>(
    app: A,
    notices: impl Fn() -> broadcast::Receiver<Notice> + Clone + Send + Sync + 'static,
    assets: Assets,
    options: ServeOptions,
    ready: impl FnOnce(SocketAddr),
    shutdown: impl Future<Output = ()>,
) -> Result<(), BridgeError> {
    serve_dispatch(Arc::new(catalogue(app)), notices, assets, options, ready, shutdown).await
}

/// [`serve`] for anything that answers calls.
pub async fn serve_dispatch(
    app: Arc<dyn Dispatch>,
    notices: impl Fn() -> broadcast::Receiver<Notice> + Send + Sync + 'static,
    assets: Assets,
    options: ServeOptions,
    ready: impl FnOnce(SocketAddr),
    shutdown: impl Future<Output = ()>,
) -> Result<(), BridgeError> {
    let port = options.port;
    let listen = |source| BridgeError::Listen { port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(listen)?;
    let address = listener.local_addr().map_err(listen)?;
    let (close, closing) = watch::channel(false);
    let bridge = Bridge {
        app,
        notices: Arc::new(notices),
        closing,
        assets: Arc::new(assets),
        door: Arc::new(Door::new(options.token, address)?),
    };
    let routes = routes(bridge);
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    ready(address);

    tokio::pin!(shutdown);
    loop {
        let place = tokio::select! {
            place = places.clone().acquire_owned() => place,
            () = &mut shutdown => break,
        };
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    // Out of descriptors, or the client is gone already: neither ends the bridge.
                    tracing::warn!(%error, "a connection was not taken");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut shutdown => break,
        };
        let (routes, closing) = (routes.clone(), close.subscribe());
        tokio::spawn(async move {
            connection(stream, routes, closing).await;
            drop(place);
        });
    }
    drop(listener);
    let _ = close.send(true);
    let all = places.acquire_many(CONNECTIONS as u32);
    let _ = tokio::time::timeout(FAREWELL, all).await;
    Ok(())
}

async fn connection(stream: TcpStream, routes: Router, mut closing: watch::Receiver<bool>) {
    let _ = stream.set_nodelay(true);
    let service =
        TowerToHyperService::new(routes.map_request(|request: hyper::Request<_>| request.map(Body::new)));
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    tokio::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = closed(&mut closing) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// Done once the bridge is told to stop.
pub(crate) async fn closed(closing: &mut watch::Receiver<bool>) {
    let _ = closing.wait_for(|closing| *closing).await;
}

fn routes(bridge: Bridge) -> Router {
    Router::new()
        .route("/api/call", post(calls::call))
        .route("/api/notices", get(notices::listen))
        .fallback(file)
        .layer(middleware::from_fn_with_state(bridge.clone(), guard))
        .with_state(bridge)
}

/// Stands before every route: host, origin, token, session; and dresses every response.
async fn guard(State(bridge): State<Bridge>, request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let host = bridge.door.host(request.headers()).map(str::to_owned);
    let mut response = match &host {
        Ok(host) => match admit(&bridge.door, &request, host) {
            Ok(Some(cookie)) => welcome(&cookie),
            Ok(None) => next.run(request).await,
            Err(refusal) => turn_away(refusal, api),
        },
        Err(refusal) => turn_away(*refusal, api),
    };
    dress(response.headers_mut(), host.as_deref().unwrap_or_default());
    response
}

/// The cookie to hand out, or nothing when the request may go on.
fn admit(door: &Door, request: &Request, host: &str) -> Result<Option<String>, Refusal> {
    door.origin(request.method(), request.headers(), host)?;
    if let Some(token) = token(request) {
        return door.redeem(token).map(Some);
    }
    door.session(request.headers()).map(|()| None)
}

fn token(request: &Request) -> Option<&str> {
    if request.method() != Method::GET || request.uri().path() != "/" {
        return None;
    }
    request.uri().query()?.split('&').find_map(|pair| pair.strip_prefix("token="))
}

fn welcome(cookie: &str) -> Response {
    let headers =
        [(header::LOCATION, "/"), (header::SET_COOKIE, cookie), (header::CACHE_CONTROL, "no-store")];
    (StatusCode::SEE_OTHER, headers).into_response()
}

fn turn_away(refusal: Refusal, api: bool) -> Response {
    let (message, hint) = refusal.words();
    tracing::debug!(?refusal, "a request was refused");
    if api {
        return calls::failure(StatusCode::FORBIDDEN, &ApiError::new(Code::Refused, message).hint(hint));
    }
    page(StatusCode::FORBIDDEN, message, hint)
}

/// A page that needs nothing, for when the UI cannot be shown.
fn page(status: StatusCode, message: &str, hint: &str) -> Response {
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Daymark</title>\
         <h1>Daymark</h1><p>{message}</p><p>{hint}</p></html>\n"
    );
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, html).into_response()
}

/// Everything that is not a call: a file of the UI.
async fn file(State(bridge): State<Bridge>, method: Method, uri: Uri) -> Response {
    if !matches!(method, Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    match bridge.assets.find(uri.path()).await {
        Some(asset) => {
            let headers = [(header::CONTENT_TYPE, asset.content_type), (header::CACHE_CONTROL, asset.cache)];
            (headers, asset.bytes).into_response()
        }
        None => page(StatusCode::NOT_FOUND, "There is no such page.", "Daymark begins at /."),
    }
}

/// The security headers of every response. `host` has been checked.
fn dress(headers: &mut HeaderMap, host: &str) {
    // 'self' covers the WebSocket in some browsers only, so it is named.
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; \
         font-src 'self'; connect-src 'self' ws://{host}; form-action 'none'; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    let policy = HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"));
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}
