use std::time::Duration;

use daymark_agent::{ModelError, Remedy};

/// How long to wait for a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// For a connection.
    pub connect: Duration,
    /// From the question to the first piece of the answer. A local model reads the prompt in this time.
    pub first: Duration,
    /// Between two pieces.
    pub stall: Duration,
    /// For a whole answer.
    pub whole: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience {
            connect: Duration::from_secs(5),
            first: Duration::from_secs(30),
            stall: Duration::from_secs(20),
            whole: Duration::from_secs(600),
        }
    }
}

/// A pool of connections that all adapters of a program share.
///
/// TLS is rustls with the *ring* provider and the operating system's certificates. Redirects are not followed:
/// a key is sent to the address the person gave and nowhere else. Proxies of the environment are not used.
#[derive(Clone, Debug)]
pub struct Http {
    pub(crate) client: reqwest::Client,
    pub(crate) patience: Patience,
}

impl Http {
    pub fn new(patience: Patience) -> Result<Http, ModelError> {
        // The first caller in the process wins; a second one would install the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = || {
            reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .no_proxy()
                .connect_timeout(patience.connect)
                .pool_idle_timeout(Duration::from_secs(30))
                .user_agent(concat!("Daymark/", env!("CARGO_PKG_VERSION")))
        };
        // A system without any certificate cannot verify anybody, and still may talk to itself.
        let client = builder().build().or_else(|_| builder().tls_certs_only([]).build());
        let client = client.map_err(|_| {
            ModelError::new(Remedy::GiveUp, "The network library did not start, so no server can be asked.")
        })?;
        Ok(Http { client, patience })
    }
}
