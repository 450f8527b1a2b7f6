//! `POST /api/call`: one call of the catalogue.

use std::time::Duration;

use axum::Json;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use daymark_api::{ApiError, Audience, Call, Caller, Code, Import};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::server::Bridge;

/// The most bytes of any call.
const MOST: usize = 1 << 20;
/// The most bytes of an import, which carries a whole file.
const MOST_IMPORT: usize = 64 << 20;
/// A body that takes longer than this to arrive is given up.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    name: String,
    #[serde(default = "empty")]
    body: Value,
}

fn empty() -> Value {
    json!({})
}

pub(crate) async fn call(State(bridge): State<Bridge>, body: Body) -> Response {
    match answer(bridge, body).await {
        Ok(reply) => Json(reply).into_response(),
        Err((status, error)) => failure(status, &error),
    }
}

/// The error as every client of the bridge sees it.
pub(crate) fn failure(status: StatusCode, error: &ApiError) -> Response {
    (status, Json(json!({ "error": error }))).into_response()
}

async fn answer(bridge: Bridge, body: Body) -> Result<Value, (StatusCode, ApiError)> {
    let bytes = receive(body).await?;
    let request: Request = serde_json::from_slice(&bytes).map_err(|error| {
        (StatusCode::BAD_REQUEST, ApiError::invalid(format!("the request is not a call in JSON: {error}")))
    })?;
    if bytes.len() > MOST && request.name != Import::NAME {
        return Err(too_large(MOST));
    }
    drop(bytes);
    let caller = Caller::person(Audience::Bridge);
    // A task of its own: a browser that goes away must not stop a command half-way.
    let work = tokio::spawn(bridge.app.call(caller, request.name, request.body));
    match work.await {
        Ok(reply) => reply.map_err(|error| (status(error.code), error)),
        Err(_) => {
            let error = ApiError::new(Code::Internal, "the call broke off inside Daymark")
                .hint("Try again; 'daymark doctor' looks at every part.");
            Err((StatusCode::INTERNAL_SERVER_ERROR, error))
        }
    }
}

async fn receive(body: Body) -> Result<Bytes, (StatusCode, ApiError)> {
    if HttpBody::size_hint(&body).lower() > MOST_IMPORT as u64 {
        return Err(too_large(MOST_IMPORT));
    }
    let whole = axum::body::to_bytes(body, MOST_IMPORT);
    match tokio::time::timeout(PATIENCE, whole).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(too_large(MOST_IMPORT)),
        Err(_) => Err((StatusCode::REQUEST_TIMEOUT, ApiError::invalid("the request did not arrive in time"))),
    }
}

fn too_large(most: usize) -> (StatusCode, ApiError) {
    let error = ApiError::invalid(format!("the request is larger than {} MiB", most >> 20))
        .hint("Only an import may be large; split the file if it is one.");
    (StatusCode::PAYLOAD_TOO_LARGE, error)
}

fn status(code: Code) -> StatusCode {
    match code {
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::Invalid => StatusCode::BAD_REQUEST,
        Code::Conflict | Code::NeedsConsent => StatusCode::CONFLICT,
        Code::Refused => StatusCode::FORBIDDEN,
        Code::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Code::Storage | Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
