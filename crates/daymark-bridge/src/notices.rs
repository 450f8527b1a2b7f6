//! `GET /api/notices`: a WebSocket that carries notices out and takes nothing in.

use std::time::Duration;

use axum::extract::State;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use daymark_api::Notice;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;

use crate::server::{Bridge, closed};

/// A browser that is gone without a word is noticed within this time.
const HEARTBEAT: Duration = Duration::from_secs(30);

pub(crate) async fn listen(State(bridge): State<Bridge>, upgrade: WebSocketUpgrade) -> Response {
    // Subscribed before the handshake is answered, so that nothing between the two is missed.
    let notices = (bridge.notices)();
    let closing = bridge.closing.clone();
    upgrade.max_message_size(1024).on_upgrade(move |socket| forward(socket, notices, closing))
}

async fn forward(mut socket: WebSocket, mut notices: Receiver<Notice>, mut closing: watch::Receiver<bool>) {
    let mut heartbeat = tokio::time::interval(HEARTBEAT);
    heartbeat.reset();
    loop {
        let message = tokio::select! {
            notice = notices.recv() => match notice {
                Ok(notice) => text(&notice),
                Err(RecvError::Lagged(_)) => text(&Notice::Refetch),
                Err(RecvError::Closed) => break,
            },
            _ = heartbeat.tick() => Some(Message::Ping(Default::default())),
            heard = socket.recv() => match heard {
                Some(Ok(Message::Close(_)) | Err(_)) | None => break,
                Some(Ok(_)) => None,
            },
            () = closed(&mut closing) => break,
        };
        if let Some(message) = message
            && socket.send(message).await.is_err()
        {
            break;
        }
    }
    let _ = socket.send(Message::Close(None)).await;
}

fn text(notice: &Notice) -> Option<Message> {
    match serde_json::to_string(notice) {
        Ok(json) => Some(Message::Text(json.into())),
        Err(error) => {
            tracing::error!(%error, "a notice cannot be written");
            None
        }
    }
}
