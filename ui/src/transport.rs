//! The only module that reaches the outside: core, through the shell's `call` or the bridge's route.
//!
//! Under Tauri a request goes through `invoke` and notices come as the event `notice`; in a browser
//! requests go to `POST /api/call` and notices come over the WebSocket `/api/notices`. The one-time
//! token of the bridge's address was already exchanged for a cookie when this page loads.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use daymark_api::{ApiError, Call, CallKind, Code, Notice};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CloseEvent, MessageEvent, RequestCredentials, RequestInit, Response, WebSocket};

use crate::i18n::t;
use crate::signal::{Signal, Watched};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["window", "__TAURI_INTERNALS__"], js_name = invoke)]
    async fn tauri_invoke(command: &str, arguments: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["window", "__TAURI_INTERNALS__"], js_name = transformCallback)]
    fn tauri_callback(callback: &js_sys::Function, once: bool) -> JsValue;
    #[wasm_bindgen(catch, js_namespace = URL, js_name = createObjectURL)]
    fn object_address(blob: &web_sys::Blob) -> Result<String, JsValue>;
    #[wasm_bindgen(js_namespace = URL, js_name = revokeObjectURL)]
    fn let_go_of_address(address: &str);
}

/// How this page reaches core.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    Tauri,
    Bridge,
}

/// Whether core can be reached just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Here,
    Away,
}

type Canned = Rc<dyn Fn(&str, &str) -> Result<String, ApiError>>;

thread_local! {
    /// For the banner that says that Daymark does not answer.
    pub static REACH: Signal<Reach> = Signal::new(Reach::Here);
    static CANNED: RefCell<Option<Canned>> = const { RefCell::new(None) };
    static EAR: RefCell<Option<Ear>> = const { RefCell::new(None) };
    static TRIES: Cell<u32> = const { Cell::new(0) };
    static LOOKING_BACK: Cell<bool> = const { Cell::new(false) };
}

type Ear = Rc<dyn Fn(Notice)>;

impl Transport {
    /// Tauri when its internals are there, else the bridge.
    pub fn detect() -> Transport {
        let inside = web_sys::window()
            .and_then(|window| js_sys::Reflect::get(&window, &"__TAURI_INTERNALS__".into()).ok())
            .is_some_and(|value| !value.is_undefined());
        if inside { Transport::Tauri } else { Transport::Bridge }
    }
}

/// While another time is on the screen, no command is sent: it would change what is now, unseen.
pub fn look_back(on: bool) {
    LOOKING_BACK.set(on);
}

/// Why no command can be sent now, if so.
pub fn refused_while_looking_back() -> Option<ApiError> {
    let refused = || ApiError::new(Code::Refused, t!("past-refused")).hint(t!("past-refused-hint"));
    LOOKING_BACK.get().then(refused)
}

/// Makes a call and reads its reply.
pub async fn call<C: Call>(request: &C) -> Result<C::Reply, ApiError> {
    if let Some(refused) = refused_while_looking_back().filter(|_| C::KIND == CallKind::Command) {
        return Err(refused);
    }
    let body = serde_json::to_string(request).map_err(|error| unreadable(C::NAME, &error))?;
    read::<C>(&call_raw(C::NAME, &body).await?)
}

/// Reads the JSON of a reply.
pub fn read<C: Call>(reply: &str) -> Result<C::Reply, ApiError> {
    serde_json::from_str(reply).map_err(|error| unreadable(C::NAME, &error))
}

/// Makes a call with JSON in and JSON out.
pub async fn call_raw(name: &str, body: &str) -> Result<String, ApiError> {
    if let Some(canned) = CANNED.with_borrow(Clone::clone) {
        return canned(name, body);
    }
    match Transport::detect() {
        Transport::Tauri => through_tauri(name, body).await,
        Transport::Bridge => through_bridge(name, body).await,
    }
}

/// Answers calls from a function instead of core, for tests.
pub fn use_canned(answer: impl Fn(&str, &str) -> Result<String, ApiError> + 'static) {
    CANNED.set(Some(Rc::new(answer)));
}

/// Passes every notice to `ear`, and keeps the line to core open.
pub fn listen(ear: impl Fn(Notice) + 'static) {
    EAR.set(Some(Rc::new(ear)));
    match Transport::detect() {
        Transport::Tauri => yew::platform::spawn_local(listen_in_tauri()),
        Transport::Bridge => open_socket(),
    }
}

fn hear(notice: Notice) {
    if let Some(ear) = EAR.with_borrow(Clone::clone) {
        ear(notice);
    }
}

async fn through_tauri(name: &str, body: &str) -> Result<String, ApiError> {
    let arguments = js_sys::Object::new();
    let set = |key: &str, value: &JsValue| js_sys::Reflect::set(&arguments, &key.into(), value);
    let body = js_sys::JSON::parse(body).map_err(|_| away())?;
    set("name", &name.into()).and_then(|_| set("body", &body)).map_err(|_| away())?;
    match tauri_invoke("call", arguments.into()).await {
        Ok(reply) => Ok(text_of(&reply)),
        Err(error) => Err(serde_json::from_str(&text_of(&error)).unwrap_or_else(|_| {
            ApiError::new(Code::Internal, error.as_string().unwrap_or_else(|| t!("trouble-away")))
        })),
    }
}

fn text_of(value: &JsValue) -> String {
    // `undefined` has no JSON; a call that answers nothing answers null.
    js_sys::JSON::stringify(value).ok().and_then(|text| text.as_string()).unwrap_or_else(|| "null".into())
}

async fn through_bridge(name: &str, body: &str) -> Result<String, ApiError> {
    #[derive(serde::Deserialize)]
    struct Refusal {
        error: ApiError,
    }
    let answer = ask_bridge(name, body).await;
    let reach = if answer.is_ok() { Reach::Here } else { Reach::Away };
    if *REACH.get() != reach {
        REACH.put(reach);
    }
    let (ok, text) = answer.map_err(|_| away())?;
    if ok {
        return Ok(text);
    }
    Err(serde_json::from_str::<Refusal>(&text).map(|refusal| refusal.error).unwrap_or_else(|_| away()))
}

async fn ask_bridge(name: &str, body: &str) -> Result<(bool, String), JsValue> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_credentials(RequestCredentials::SameOrigin);
    let headers = web_sys::Headers::new()?;
    headers.set("content-type", "application/json")?;
    init.set_headers(&headers);
    let name = serde_json::to_string(name).unwrap_or_default();
    init.set_body(&format!(r#"{{"name":{name},"body":{body}}}"#).into());
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response =
        JsFuture::from(window.fetch_with_str_and_init("/api/call", &init)).await?.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    Ok((response.ok(), text))
}

/// Reads a file that the person chose, as text.
pub async fn read_file(file: &web_sys::File) -> Result<String, ApiError> {
    let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
    text.ok_or_else(|| ApiError::invalid(t!("trouble-file", name = file.name())))
}

/// Hands a text to the browser as a file to keep. False where there is no way to: a window has no
/// downloads.
pub fn save_file(name: &str, content: &str) -> bool {
    Transport::detect() == Transport::Bridge && download(name, content).is_ok()
}

fn download(name: &str, content: &str) -> Result<(), JsValue> {
    let blob = web_sys::Blob::new_with_str_sequence(&js_sys::Array::of1(&content.into()))?;
    let address = object_address(&blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: web_sys::HtmlElement = document.create_element("a")?.dyn_into()?;
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.click();
    // The browser takes its copy after this turn.
    gloo_timers::callback::Timeout::new(60_000, move || let_go_of_address(&address)).forget();
    Ok(())
}

/// Puts a text on the clipboard; whether that was allowed.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

async fn listen_in_tauri() {
    let on_event = Closure::<dyn Fn(JsValue)>::new(|event: JsValue| {
        let payload = js_sys::Reflect::get(&event, &"payload".into()).unwrap_or(JsValue::NULL);
        if let Ok(notice) = serde_json::from_str::<Notice>(&text_of(&payload)) {
            hear(notice);
        }
    });
    let handler = tauri_callback(on_event.as_ref().unchecked_ref(), false);
    on_event.forget();
    let arguments = js_sys::Object::new();
    let target = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&target, &"kind".into(), &"Any".into());
    let _ = js_sys::Reflect::set(&arguments, &"event".into(), &"notice".into());
    let _ = js_sys::Reflect::set(&arguments, &"target".into(), &target);
    let _ = js_sys::Reflect::set(&arguments, &"handler".into(), &handler);
    let _ = tauri_invoke("plugin:event|listen", arguments.into()).await;
}

/// Opens the WebSocket, and again after it closes: at once the first time, then more slowly.
fn open_socket() {
    let Some(location) = web_sys::window().map(|window| window.location()) else { return };
    let scheme = if location.protocol().is_ok_and(|it| it == "https:") { "wss" } else { "ws" };
    let address = format!("{scheme}://{}/api/notices", location.host().unwrap_or_default());
    let Ok(socket) = WebSocket::new(&address) else { return };
    let on_open = Closure::<dyn Fn()>::new(|| {
        // What happened while the line was down is not known.
        if TRIES.replace(0) > 0 {
            hear(Notice::Refetch);
        }
    });
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        let notice = event.data().as_string().and_then(|text| serde_json::from_str::<Notice>(&text).ok());
        if let Some(notice) = notice {
            hear(notice);
        }
    });
    let on_close = Closure::<dyn Fn(CloseEvent)>::new(|_: CloseEvent| {
        let tries = TRIES.get();
        TRIES.set(tries + 1);
        yew::platform::spawn_local(async move {
            TimeoutFuture::new(pause(tries)).await;
            open_socket();
        });
    });
    socket.set_onopen(Some(on_open.as_ref().unchecked_ref()));
    socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    socket.set_onclose(Some(on_close.as_ref().unchecked_ref()));
    on_open.forget();
    on_message.forget();
    on_close.forget();
}

/// Milliseconds before the next try.
fn pause(tries: u32) -> u32 {
    (500_u32 << tries.min(6)).min(20_000)
}

fn away() -> ApiError {
    ApiError::new(Code::Unavailable, t!("trouble-away")).hint(t!("trouble-away-hint"))
}

fn unreadable(name: &str, error: &serde_json::Error) -> ApiError {
    ApiError::new(Code::Internal, t!("trouble-unreadable", name = name)).hint(error.to_string())
}

#[cfg(test)]
mod tests {
    use daymark_api::{Call, Undo, UndoStep};

    #[test]
    fn no_command_is_sent_while_looking_back() {
        fn sent<C: Call>(request: C) -> bool {
            let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
            let sent = std::rc::Rc::new(std::cell::Cell::new(false));
            let seen = sent.clone();
            super::use_canned(move |_, _| {
                seen.set(true);
                Err(daymark_api::ApiError::invalid("only counted"))
            });
            let _ = runtime.block_on(super::call(&request));
            sent.get()
        }
        super::look_back(true);
        let asked = (sent(Undo { steps: None }), sent(UndoStep::default()), sent(daymark_api::GetCounts {}));
        super::look_back(false);
        assert_eq!(asked, (false, false, true));
        assert!(sent(Undo { steps: None }));
    }

    #[test]
    fn tries_slow_down_and_never_stop() {
        assert_eq!(
            (0..9).map(super::pause).collect::<Vec<_>>(),
            [500, 1000, 2000, 4000, 8000, 16000, 20000, 20000, 20000]
        );
    }
}
