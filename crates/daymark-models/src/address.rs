use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use daymark_agent::{ModelError, Remedy};
use reqwest::Url;

/// Whether a key may travel unencrypted inside the home network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lan {
    #[default]
    Distrusted,
    /// The person said so: a server of their own, without a certificate.
    Trusted,
}

/// The base address of a server, checked and in one form: `https://host/v1`.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    url: Url,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    #[error("This is not the address of a server. It looks like https://api.example.com/v1.")]
    NotAnAddress,
    #[error("The address of a server starts with https:// or http://.")]
    Scheme,
    #[error("Leave the user name and password out of the address; the key has a field of its own.")]
    HasPassword,
    #[error("Leave everything from the ? or # on out of the address.")]
    HasQuery,
    #[error(
        "The key would travel unencrypted to {host}, where others can read it. Use https://, or a server on \
         this device."
    )]
    KeyInClear { host: String },
    #[error("The key has signs in it that no key has. Copy it again, without line breaks.")]
    OddKey,
}

impl From<AddressError> for ModelError {
    fn from(error: AddressError) -> ModelError {
        let remedy = if error == AddressError::OddKey { Remedy::SignIn } else { Remedy::GiveUp };
        ModelError::new(remedy, error.to_string())
    }
}

impl Address {
    /// Reads what a person typed: the scheme and `/v1` may be missing, a whole endpoint may be pasted.
    ///
    /// A bare host gets `/v1`; any other path is kept, since some servers have theirs elsewhere.
    pub fn parse(text: &str) -> Result<Address, AddressError> {
        let text = text.trim();
        let mut url = if text.contains("://") {
            Url::parse(text).map_err(|_| AddressError::NotAnAddress)?
        } else {
            let guess = Url::parse(&format!("http://{text}")).map_err(|_| AddressError::NotAnAddress)?;
            if is_loopback(&guess) {
                guess
            } else {
                Url::parse(&format!("https://{text}")).map_err(|_| AddressError::NotAnAddress)?
            }
        };
        if !matches!(url.scheme(), "https" | "http") {
            return Err(AddressError::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressError::HasPassword);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(AddressError::HasQuery);
        }
        if url.host_str().is_none_or(str::is_empty) {
            return Err(AddressError::NotAnAddress);
        }
        let mut path = url.path().trim_end_matches('/').to_owned();
        for endpoint in ["/chat/completions", "/completions", "/models"] {
            if let Some(base) = path.strip_suffix(endpoint) {
                path = base.to_owned();
            }
        }
        if path.is_empty() {
            path = "/v1".to_owned();
        }
        url.set_path(&path);
        Ok(Address { url })
    }

    /// Refuses to send a key where others could read it on its way.
    pub fn guard_key(&self, lan: Lan) -> Result<(), AddressError> {
        if self.url.scheme() == "https"
            || self.is_this_device()
            || (lan == Lan::Trusted && is_private(&self.url))
        {
            return Ok(());
        }
        Err(AddressError::KeyInClear { host: self.host().to_owned() })
    }

    /// Whether nothing sent there leaves this device.
    pub fn is_this_device(&self) -> bool {
        is_loopback(&self.url)
    }

    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// Without a slash at the end.
    pub fn as_str(&self) -> &str {
        self.url.as_str().trim_end_matches('/')
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

fn ip(url: &Url) -> Option<IpAddr> {
    let host = url.host_str()?;
    let host = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
    let ip = host.parse::<IpAddr>().ok()?;
    Some(ip.to_canonical())
}

fn is_loopback(url: &Url) -> bool {
    match ip(url) {
        Some(ip) => ip.is_loopback(),
        // RFC 6761, section 6.3. Subdomains resolve elsewhere on some systems, so only the name itself.
        None => {
            url.host_str().is_some_and(|host| host.trim_end_matches('.').eq_ignore_ascii_case("localhost"))
        }
    }
}

fn is_private(url: &Url) -> bool {
    match ip(url) {
        Some(IpAddr::V4(ip)) => {
            // 100.64.0.0/10 is what private overlay networks use (RFC 6598).
            let shared = ip & Ipv4Addr::new(255, 192, 0, 0) == Ipv4Addr::new(100, 64, 0, 0);
            ip.is_private() || ip.is_link_local() || shared
        }
        Some(IpAddr::V6(ip)) => is_private_v6(ip),
        // Names that no public server can have (RFC 6762, RFC 8375; `.internal` is reserved by ICANN).
        None => url.host_str().is_some_and(|host| {
            let host = host.trim_end_matches('.').to_ascii_lowercase();
            [".local", ".home.arpa", ".internal"].iter().any(|end| host.ends_with(end))
        }),
    }
}

fn is_private_v6(ip: Ipv6Addr) -> bool {
    ip.is_unique_local() || ip.is_unicast_link_local()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_come_in_one_form() {
        for (typed, expected) in [
            ("https://api.openai.com/v1", "https://api.openai.com/v1"),
            ("https://api.openai.com/v1/", "https://api.openai.com/v1"),
            ("https://api.openai.com", "https://api.openai.com/v1"),
            (" api.openai.com ", "https://api.openai.com/v1"),
            ("https://api.openai.com/v1/chat/completions", "https://api.openai.com/v1"),
            ("http://localhost:11434/v1/models", "http://localhost:11434/v1"),
            ("localhost:11434", "http://localhost:11434/v1"),
            ("127.0.0.1:8080/", "http://127.0.0.1:8080/v1"),
            ("[::1]:8080", "http://[::1]:8080/v1"),
            ("https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1"),
            ("https://example.com/v1beta/openai/", "https://example.com/v1beta/openai"),
            ("HTTPS://Example.COM:443/v1", "https://example.com/v1"),
        ] {
            assert_eq!(
                Address::parse(typed).map(|a| a.as_str().to_owned()),
                Ok(expected.to_owned()),
                "{typed}"
            );
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        use AddressError::{HasPassword, HasQuery, NotAnAddress, Scheme};
        for (typed, expected) in [
            ("", NotAnAddress),
            ("http://", NotAnAddress),
            ("ftp://example.com", Scheme),
            ("file:///etc/passwd", Scheme),
            ("https://me:secret@example.com", HasPassword),
            ("http://localhost@evil.example", HasPassword),
            ("https://example.com/v1?key=1", HasQuery),
            ("https://example.com/v1#x", HasQuery),
        ] {
            assert_eq!(Address::parse(typed), Err(expected), "{typed}");
        }
    }

    #[test]
    fn a_key_travels_sealed_or_not_at_all() {
        use Lan::{Distrusted, Trusted};
        for (typed, lan, allowed) in [
            ("https://api.openai.com", Distrusted, true),
            ("http://localhost:1", Distrusted, true),
            ("http://127.8.8.8:1", Distrusted, true),
            ("http://[::1]:1", Distrusted, true),
            ("http://[::ffff:127.0.0.1]:1", Distrusted, true),
            ("http://api.openai.com", Distrusted, false),
            ("http://api.openai.com", Trusted, false),
            ("http://192.168.1.5:8080", Distrusted, false),
            ("http://192.168.1.5:8080", Trusted, true),
            ("http://10.0.0.1", Trusted, true),
            ("http://100.64.1.1", Trusted, true),
            ("http://100.128.1.1", Trusted, false),
            ("http://[fd00::1]", Trusted, true),
            ("http://box.local", Trusted, true),
            ("http://box.local.evil.example", Trusted, false),
            ("http://localhost.evil.example", Trusted, false),
            ("http://8.8.8.8", Trusted, false),
        ] {
            let address = Address::parse(typed).unwrap();
            assert_eq!(address.guard_key(lan).is_ok(), allowed, "{typed} {lan:?}");
        }
    }

    #[test]
    fn only_loopback_is_this_device() {
        for (typed, here) in [
            ("localhost:1", true),
            ("http://LOCALHOST.:1", true),
            ("http://127.1:1", true),
            ("http://0x7f.1", true),
            ("http://192.168.0.1", false),
            ("http://sub.localhost", false),
            ("http://0.0.0.0", false),
        ] {
            assert_eq!(Address::parse(typed).unwrap().is_this_device(), here, "{typed}");
        }
    }
}
