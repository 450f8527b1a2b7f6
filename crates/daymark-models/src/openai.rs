use std::fmt;
use std::pin::Pin;

use async_openai::Client;
use async_openai::config::Config;
use async_openai::error::OpenAIError;
use async_openai::middleware::HttpRequestFactory;
use daymark_agent::{ChunkStream, Model, ModelError, ModelInfo, Prompt, Remedy};
use daymark_crypto::Secret;
use futures::StreamExt;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use secrecy::SecretString;
use serde_json::Value;
use tokio::time::{Instant, timeout_at};

use crate::address::{Address, AddressError, Lan};
use crate::http::Http;

mod answer;
mod calls;
mod guard;
mod request;
pub(crate) mod trouble;

use guard::Side;

/// A server with OpenAI's chat completions, on this device or elsewhere.
pub struct OpenAiCompatible {
    info: ModelInfo,
    address: Address,
    headers: HeaderMap,
    http: Http,
}

impl OpenAiCompatible {
    /// `name` is what the person calls the provider; `base_url` is read by [`Address::parse`].
    ///
    /// `local` claims that the server runs on this device; it is believed for loopback addresses only. A key
    /// is refused for an unencrypted address elsewhere; [`with_lan_key`](OpenAiCompatible::with_lan_key)
    /// makes the exception for the home network.
    pub fn new(
        name: impl Into<String>,
        base_url: &str,
        model: impl Into<String>,
        key: Option<Secret>,
        local: bool,
        http: Http,
    ) -> Result<OpenAiCompatible, AddressError> {
        OpenAiCompatible::with_lan_key(name, base_url, model, key, local, http, Lan::Distrusted)
    }

    /// Like [`new`](OpenAiCompatible::new), with a say on keys in the home network.
    pub fn with_lan_key(
        name: impl Into<String>,
        base_url: &str,
        model: impl Into<String>,
        key: Option<Secret>,
        local: bool,
        http: Http,
        lan: Lan,
    ) -> Result<OpenAiCompatible, AddressError> {
        let address = Address::parse(base_url)?;
        let mut headers = HeaderMap::new();
        if let Some(key) = key.filter(|key| !key.is_empty()) {
            address.guard_key(lan)?;
            headers.insert(AUTHORIZATION, bearer(&key)?);
        }
        let local = local && address.is_this_device();
        let info = ModelInfo { provider: name.into(), model: model.into(), local, tools: true };
        Ok(OpenAiCompatible { info, address, headers, http })
    }

    /// For a model that knows no tools: none are told to it.
    #[must_use]
    pub fn without_tools(mut self) -> OpenAiCompatible {
        self.info.tools = false;
        self
    }

    /// A client for one request. It is cheap: the connections belong to [`Http`].
    ///
    /// The library's own service would ask again by itself, read error bodies of any length and log what it
    /// cannot parse; this one does neither, and leaves what went wrong in `side`.
    fn client(&self, side: &Side) -> Client<Endpoint> {
        let endpoint = Endpoint {
            base: self.address.as_str().to_owned(),
            headers: self.headers.clone(),
            key: SecretString::default(),
        };
        let (http, side, info) = (self.http.client.clone(), side.clone(), self.info.clone());
        let service = tower::service_fn(move |factory: HttpRequestFactory| {
            let (http, side, info) = (http.clone(), side.clone(), info.clone());
            async move {
                let request = factory.build().await?;
                let streams = request.method() == reqwest::Method::POST;
                let response =
                    http.execute(request).await.map_err(|error| boxed(trouble::transport(&info, &error)))?;
                if !response.status().is_success() {
                    return Err(boxed(trouble::refusal(&info, response).await));
                }
                if streams {
                    guard::stream(&info, response, side).await.map_err(boxed)
                } else {
                    guard::whole(&info, response).await.map_err(boxed)
                }
            }
        });
        Client::build(self.http.client.clone(), endpoint).with_http_service(service)
    }

    async fn start(&self, prompt: Prompt) -> Result<ChunkStream, ModelError> {
        let began = Instant::now();
        let side = Side::default();
        let request = request::body(&self.info, self.address.host(), &prompt);
        let client = self.client(&side);
        let chat = client.chat();
        let opened = chat.create_stream_byot::<Value, Value>(request);
        let pieces = match timeout_at(began + self.http.patience.first, opened).await {
            Ok(opened) => opened.map_err(|error| unboxed(&self.info, error))?,
            Err(_) => return Err(trouble::slow(&self.info)),
        };
        let answer = answer::Answer::new(self.info.clone(), pieces, side, self.http.patience, began);
        Ok(futures::stream::unfold(answer, answer::Answer::next).boxed())
    }

    async fn list(&self) -> Result<Vec<String>, ModelError> {
        let client = self.client(&Side::default());
        let models = client.models();
        let asked = models.list_byot::<Value>();
        let deadline = Instant::now() + self.http.patience.first;
        let list = match timeout_at(deadline, asked).await {
            Ok(list) => list.map_err(|error| unboxed(&self.info, error))?,
            Err(_) => return Err(trouble::slow(&self.info)),
        };
        names(&list).ok_or_else(|| trouble::garbage(&self.info))
    }
}

impl Model for OpenAiCompatible {
    fn info(&self) -> ModelInfo {
        self.info.clone()
    }

    fn stream<'a>(
        &'a self,
        prompt: Prompt,
    ) -> Pin<Box<dyn Future<Output = Result<ChunkStream, ModelError>> + Send + 'a>> {
        Box::pin(self.start(prompt))
    }

    fn offered<'a>(&'a self) -> Pin<Box<dyn Future<Output = Result<Vec<String>, ModelError>> + Send + 'a>> {
        Box::pin(self.list())
    }
}

impl fmt::Debug for OpenAiCompatible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenAiCompatible")
            .field("info", &self.info)
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

/// The library's view of the server. Its own configuration would read the environment.
#[derive(Clone)]
struct Endpoint {
    base: String,
    headers: HeaderMap,
    /// Always empty: the key stands in the headers, marked as sensitive.
    key: SecretString,
}

impl Config for Endpoint {
    fn headers(&self) -> HeaderMap {
        self.headers.clone()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    fn query(&self) -> Vec<(&str, &str)> {
        Vec::new()
    }

    fn api_base(&self) -> &str {
        &self.base
    }

    fn api_key(&self) -> &SecretString {
        &self.key
    }
}

fn bearer(key: &Secret) -> Result<HeaderValue, AddressError> {
    let text = key.expose_text().map(str::trim).ok_or(AddressError::OddKey)?;
    let mut value = HeaderValue::from_str(&format!("Bearer {text}")).map_err(|_| AddressError::OddKey)?;
    value.set_sensitive(true);
    Ok(value)
}

/// `{"data": [{"id": …}]}` as OpenAI has it, or the shapes of servers that came close.
fn names(list: &Value) -> Option<Vec<String>> {
    let rows = list
        .as_array()
        .or_else(|| ["data", "models"].iter().find_map(|field| list.get(*field).and_then(Value::as_array)))?;
    let name = |row: &Value| {
        let name =
            row.as_str().or_else(|| ["id", "name", "model"].iter().find_map(|f| row.get(*f)?.as_str()))?;
        (!name.is_empty() && name.len() <= 256).then(|| name.to_owned())
    };
    Some(rows.iter().filter_map(name).take(2_000).collect())
}

fn boxed(error: ModelError) -> OpenAIError {
    OpenAIError::Boxed(Box::new(error))
}

/// Errors of ours come back as they were; of the library's only the kind is kept, since its texts quote
/// what the server sent.
fn unboxed(info: &ModelInfo, error: OpenAIError) -> ModelError {
    match error {
        OpenAIError::Boxed(inner) => {
            inner.downcast::<ModelError>().map_or_else(|_| trouble::broke_off(info), |error| *error)
        }
        OpenAIError::Reqwest(error) => trouble::transport(info, &error),
        OpenAIError::JSONDeserialize(..) => trouble::garbage(info),
        OpenAIError::StreamError(_) => trouble::broke_off(info),
        _ => ModelError::new(Remedy::GiveUp, format!("{} could not be asked.", info.provider)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Patience;

    #[test]
    fn lists_of_models_come_in_several_shapes() {
        for (list, expected) in [
            (json!({"object": "list", "data": [{"id": "a"}, {"id": "b"}]}), Some(vec!["a", "b"])),
            (json!({"models": [{"name": "a"}, {"model": "b"}]}), Some(vec!["a", "b"])),
            (json!(["a", {"id": "b"}, {"id": 7}, {"id": ""}]), Some(vec!["a", "b"])),
            (json!({"data": []}), Some(vec![])),
            (json!({"ok": true}), None),
            (json!("a"), None),
        ] {
            let expected = expected.map(|names| names.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(names(&list), expected, "{list}");
        }
    }

    #[tokio::test]
    async fn keys_stay_out_of_sight_and_out_of_clear_text() {
        let http = Http::new(Patience::default()).unwrap();
        let make = |url: &str, key: &str, local| {
            OpenAiCompatible::new("box", url, "m", Some(key.into()), local, http.clone())
        };
        let made = make("https://example.com", "sk-hidden", true).unwrap();
        assert!(!format!("{made:?} {:?}", made.headers).contains("hidden"));
        assert!(!made.info().local, "a claim about another host is not believed");
        assert!(make("localhost:1", "sk-hidden", true).unwrap().info().local);

        let error = make("http://example.com", "sk-hidden", false).unwrap_err();
        assert_eq!(error, AddressError::KeyInClear { host: "example.com".into() });
        assert_eq!(make("https://example.com", "sk\nx: y", false).unwrap_err(), AddressError::OddKey);
        OpenAiCompatible::new("box", "http://example.com", "m", None, false, http.clone()).unwrap();
        let (key, lan) = (Some("k".into()), Lan::Trusted);
        OpenAiCompatible::with_lan_key("box", "http://192.168.0.2", "m", key, false, http, lan).unwrap();
    }
}
