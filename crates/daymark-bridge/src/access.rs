//! Who may come in: the right host, the right origin, and a session bought with a one-time token.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::http::{HeaderMap, Method, header};
use subtle::ConstantTimeEq;

use crate::BridgeError;

/// The name of the session cookie.
const COOKIE: &str = "daymark";

/// Decides about every request before anything else looks at it.
#[derive(Debug)]
pub(crate) struct Door {
    token: Secret,
    used: AtomicBool,
    session: Secret,
    /// `127.0.0.1:port` and `localhost:port`.
    hosts: [String; 2],
}

/// Why a request was sent away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The `Host` header names another machine: a rebound DNS name.
    Host,
    /// The `Origin` header is missing where it must be, or is another site's.
    Origin,
    /// The one-time token was used before, or is wrong.
    Token,
    /// No session.
    Session,
}

impl Refusal {
    /// What a person reads, and what they can do.
    pub(crate) fn words(self) -> (&'static str, &'static str) {
        const FRESH: &str = "Run 'daymark serve' again and open the link that it prints.";
        match self {
            Refusal::Host => ("This address is not the one Daymark listens on.", FRESH),
            Refusal::Origin => ("Another site asked; only Daymark's own page may.", FRESH),
            Refusal::Token => ("This link was used already; each opens Daymark once.", FRESH),
            Refusal::Session => ("This browser has not been let in.", FRESH),
        }
    }
}

/// Text that is compared in constant time and never printed.
struct Secret(String);

impl Secret {
    fn is(&self, guess: &str) -> bool {
        self.0.as_bytes().ct_eq(guess.as_bytes()).into()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("Secret(…)")
    }
}

impl Door {
    pub(crate) fn new(token: String, at: SocketAddr) -> Result<Door, BridgeError> {
        if token.len() < 16 {
            return Err(BridgeError::WeakToken);
        }
        let mut random = [0u8; 32];
        getrandom::fill(&mut random).map_err(|_| BridgeError::Randomness)?;
        let session = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let port = at.port();
        Ok(Door {
            token: Secret(token),
            used: AtomicBool::new(false),
            session: Secret(session),
            hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")],
        })
    }

    /// The host the request came to, when it is ours.
    pub(crate) fn host<'a>(&self, headers: &'a HeaderMap) -> Result<&'a str, Refusal> {
        let host = only(headers, &header::HOST).ok_or(Refusal::Host)?;
        if self.hosts.iter().any(|ours| ours == host) { Ok(host) } else { Err(Refusal::Host) }
    }

    /// `Origin` must be ours where it is given, and must be given by whatever changes something or
    /// listens: a browser always sends it there.
    pub(crate) fn origin(&self, method: &Method, headers: &HeaderMap, host: &str) -> Result<(), Refusal> {
        if !headers.contains_key(header::ORIGIN) {
            let needed =
                !matches!(*method, Method::GET | Method::HEAD) || headers.contains_key(header::UPGRADE);
            return if needed { Err(Refusal::Origin) } else { Ok(()) };
        }
        let origin = only(headers, &header::ORIGIN).and_then(|origin| origin.strip_prefix("http://"));
        if origin == Some(host) { Ok(()) } else { Err(Refusal::Origin) }
    }

    pub(crate) fn session(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let known = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .any(|(name, value)| name == COOKIE && self.session.is(value));
        if known { Ok(()) } else { Err(Refusal::Session) }
    }

    /// Takes the token; the cookie to set when it is right and fresh.
    pub(crate) fn redeem(&self, guess: &str) -> Result<String, Refusal> {
        if !self.token.is(guess) || self.used.swap(true, Ordering::SeqCst) {
            return Err(Refusal::Token);
        }
        Ok(format!("{COOKIE}={}; HttpOnly; SameSite=Strict; Path=/", self.session.0))
    }
}

/// The header's value when it is there exactly once.
fn only<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    let first = all.next()?.to_str().ok()?;
    all.next().is_none().then_some(first)
}
