//! The catalogue over loopback HTTP and WebSocket, for a browser, for tests of the UI and for
//! `daymark serve`.
//!
//! What holds here: the listener is on 127.0.0.1 and nowhere else; a page gets in with a token that
//! works once and leaves a session cookie behind; the `Host` and `Origin` of every request are
//! those of this listener, so neither a rebound name nor a page of another site can speak for the
//! person; the bridge decides nothing about the product.
//!
//! | Request | Answer |
//! | --- | --- |
//! | `GET /?token=T` | the session cookie, once, and on to `/` |
//! | `POST /api/call` with `{"name","body"}` | the reply, or `{"error":{"code","message","hint"}}` |
//! | `GET /api/notices` | a WebSocket; every text message is one [`Notice`](daymark_api::Notice) |
//! | `GET` anything else | a file of the UI |

mod access;
mod assets;
mod calls;
mod dispatch;
mod notices;
mod server;

pub use assets::{Assets, EmbeddedFile};
pub use dispatch::{Answer, Dispatch, catalogue};
pub use server::{BridgeError, ServeOptions, serve, serve_dispatch};

#[cfg(test)]
mod tests;
