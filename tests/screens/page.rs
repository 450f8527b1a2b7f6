//! What a person does with a page, and what they see on it.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fantoccini::Client;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use tokio::sync::Mutex;
use url::{ParseError, Url};

use crate::driver::pictures;
use crate::place::Place;

/// How long anything may take to show.
const PATIENCE: Duration = Duration::from_secs(15);

/// Functions that the scripts below share. Nothing of the page is changed by them.
const EYES: &str = r"
const shown = (node) => {
  const el = node.nodeType === 1 ? node : node.parentElement;
  return !!el && el.checkVisibility({ visibilityProperty: true, opacityProperty: true });
};
const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
const words = (selector) => all(selector).map((el) => el.innerText.trim());
const has = (selector, text) => words(selector).some((said) => said.includes(text));
const named = (el) => [el.innerText.trim(), el.getAttribute('aria-label')];
const button = (text) => all('button').find((el) => named(el).includes(text));
";

/// What the browser has to say about a page.
#[derive(Debug, Default)]
pub struct Heard {
    pub errors: Vec<String>,
    pub elsewhere: Vec<String>,
}

#[derive(Clone)]
pub struct Page {
    pub client: Client,
    pub place: Arc<Place>,
    origin: String,
    heard: Arc<Mutex<Heard>>,
}

impl Page {
    pub fn new(client: Client, place: Arc<Place>, origin: String) -> Page {
        Page { client, place, origin, heard: Arc::default() }
    }

    /// The value of an expression in the page.
    pub async fn look(&self, expression: &str) -> Value {
        let script = format!("{EYES}\nreturn ({expression});");
        match self.client.execute(&script, Vec::new()).await {
            Ok(value) => value,
            Err(error) => panic!("{expression}: {error}"),
        }
    }

    /// Runs a script that hands its value to `done`.
    pub async fn later(&self, script: &str, arguments: Vec<Value>) -> Value {
        let script = format!("{EYES}\nconst done = arguments[arguments.length - 1];\n{script}");
        match self.client.execute_async(&script, arguments).await {
            Ok(value) => value,
            Err(error) => panic!("{error} in {script:.300}"),
        }
    }

    /// Waits until an expression is true, or anything else than `false`, `null`, `0` and `""`.
    pub async fn until(&self, expression: &str) -> Value {
        self.within(PATIENCE, expression).await
    }

    pub async fn within(&self, patience: Duration, expression: &str) -> Value {
        let end = Instant::now() + patience;
        loop {
            let value = self.look(expression).await;
            if !matches!(&value, Value::Null | Value::Bool(false)) && value != json!(0) && value != json!("")
            {
                return value;
            }
            if Instant::now() > end {
                let now = self.look("location.hash + '\\n' + document.body.innerText.slice(0, 1500)").await;
                panic!("not within {patience:?}: {expression}\nat {}", now.as_str().unwrap_or_default());
            }
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// Waits until these words can be read.
    pub async fn reads(&self, text: &str) {
        self.until(&format!("has('body', {})", json!(text))).await;
    }

    /// Waits for a screen: its heading is there, nothing is loading, nothing moves.
    pub async fn on(&self, route: &str) {
        self.until(&format!(
            "(location.hash || '#/today').startsWith({}) && all('#page-title').length === 1 && all('.skeleton').length === 0",
            json!(format!("#/{route}"))
        ))
        .await;
        self.still().await;
    }

    /// Waits until nothing moves any more.
    pub async fn still(&self) {
        self.later(
            "requestAnimationFrame(() => requestAnimationFrame(() => {
               const moving = document.getAnimations().filter((a) => a.effect && a.effect.getComputedTiming().endTime !== Infinity);
               Promise.race([
                 Promise.allSettled(moving.map((a) => a.finished)),
                 new Promise((enough) => setTimeout(enough, 2000)),
               ]).then(() => done(true));
             }));",
            Vec::new(),
        )
        .await;
    }

    /// Goes to a screen by its address.
    pub async fn visit(&self, route: &str) {
        self.look(&format!("(location.hash = {}, true)", json!(format!("#/{route}")))).await;
        self.on(route).await;
    }

    /// Makes a call of the catalogue in the name of the page.
    pub async fn call(&self, name: &str, body: Value) -> Value {
        let answer = self
            .later(
                "const [name, body] = arguments;
                 const shell = window.__TAURI_INTERNALS__;
                 if (shell) return void shell.invoke('call', { name, body }).then((said) => done([true, said]), (error) => done([false, error]));
                 fetch('/api/call', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name, body }) })
                   .then(async (said) => done([said.ok, await said.json()]), (error) => done([false, String(error)]));",
                vec![json!(name), body],
            )
            .await;
        assert_eq!(answer[0], json!(true), "{name}: {}", answer[1]);
        answer[1].clone()
    }

    /// The first minute, with one thought and with or without sample data.
    pub async fn first_minute(&self, thought: &str, sample: bool) {
        self.on("welcome").await;
        self.reads("Which parts of life should it hold?").await;
        self.click("button('Next')").await;
        self.reads("What is on your mind?").await;
        self.until("document.activeElement.matches('[data-first]')").await;
        self.types(thought).await;
        self.press("Enter").await;
        self.reads("Look around first?").await;
        if sample {
            self.click("all('label').find((it) => it.innerText.includes('With sample data'))").await;
        }
        self.click("button('Next')").await;
        self.reads("Bring your calendar along?").await;
        self.click("button('Skip')").await;
        self.reads("Should a model help you think?").await;
        self.click("button('Open Daymark')").await;
        self.on("today").await;
    }

    /// Passes over the first minute.
    pub async fn settled_in(&self, sample: bool) {
        self.on("welcome").await;
        self.call("onboarding.finish", json!({ "areas": [], "thoughts": [], "sample": sample })).await;
        self.visit("today").await;
    }

    /// Presses keys: `ctrl+k`, `Enter`, or two one after the other, `g i`.
    pub async fn press(&self, keys: &str) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for chord in keys.split(' ') {
            let (holds, key) = chord.rsplit_once('+').unwrap_or(("", chord));
            let holds: Vec<char> = holds
                .split('+')
                .filter_map(|hold| match hold {
                    "ctrl" => Some(Key::Control),
                    "shift" => Some(Key::Shift),
                    _ => None,
                })
                .map(char::from)
                .collect();
            let key = match key {
                "Enter" => char::from(Key::Enter),
                "Escape" => char::from(Key::Escape),
                "Tab" => char::from(Key::Tab),
                "Space" => ' ',
                "Down" => char::from(Key::Down),
                "Up" => char::from(Key::Up),
                other => other.chars().next().unwrap(),
            };
            for hold in &holds {
                actions = actions.then(KeyAction::Down { value: *hold });
            }
            actions = actions.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
            for hold in holds.iter().rev() {
                actions = actions.then(KeyAction::Up { value: *hold });
            }
        }
        self.client.perform_actions(actions).await.unwrap();
    }

    /// Clicks on what an expression finds, as a pointer would: not through what lies over it.
    pub async fn click(&self, expression: &str) {
        self.still().await;
        let mut clicked = self.element(expression).await.click().await;
        // What was found may have been drawn anew before the pointer came; then nothing was pressed.
        for _ in 0..5 {
            if clicked.is_ok() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
            clicked = self.element(expression).await.click().await;
        }
        clicked.unwrap_or_else(|error| panic!("{expression}: {error}"));
    }

    async fn element(&self, expression: &str) -> Element {
        let found = self.until(expression).await;
        let id =
            found.as_object().and_then(|it| it.values().next()).and_then(Value::as_str).unwrap().to_owned();
        Element::from_element_id(self.client.clone(), id.into())
    }

    /// Chooses a file in a field for files.
    pub async fn choose_file(&self, expression: &str, file: &Path) {
        self.element(expression).await.send_keys(file.to_str().unwrap()).await.unwrap();
    }

    /// Quick add, by keyboard.
    pub async fn add(&self, words: &str) {
        self.press("q").await;
        self.until("document.activeElement.matches('.quick-add textarea')").await;
        self.types(words).await;
        self.press("Enter").await;
        self.until("all('dialog').length === 0").await;
    }

    /// One key, and the row has left the inbox.
    pub async fn triage(&self, key: &str) {
        let before = self.look("all('.task').length").await.as_u64().unwrap();
        self.press(key).await;
        self.until(&format!("all('.task').length === {}", before - 1)).await;
        self.has_focus().await;
    }

    /// Types words, wherever the focus is.
    pub async fn types(&self, text: &str) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for key in text.chars() {
            actions = actions.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        }
        self.client.perform_actions(actions).await.unwrap();
    }

    /// The focus is on something that shows it, never on the page as a whole.
    pub async fn has_focus(&self) {
        self.until("document.activeElement && document.activeElement !== document.body && shown(document.activeElement)")
            .await;
    }

    pub async fn size(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        self.until(&format!("innerWidth === {width}")).await;
    }

    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.driver("goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await
    }

    /// A command of the driver beyond the standard.
    async fn driver(&self, path: &'static str, body: Value) -> Value {
        match self.client.issue_cmd(Beyond { path, body }).await {
            Ok(value) => value,
            Err(error) => panic!("{path}: {error}"),
        }
    }

    /// Everything that went to the console as an error, and every request that went elsewhere.
    pub async fn heard(&self) -> Heard {
        let mut heard = self.heard.lock().await;
        let log = |kind: &'static str| {
            self.client.issue_cmd(Beyond { path: "se/log", body: json!({ "type": kind }) })
        };
        if let Ok(Value::Array(lines)) = log("browser").await {
            let errors = lines.iter().filter(|line| line["level"] == "SEVERE");
            heard.errors.extend(errors.map(|line| line["message"].as_str().unwrap_or_default().to_owned()));
        }
        if let Ok(Value::Array(lines)) = log("performance").await {
            let messages = lines.iter().filter_map(|line| {
                serde_json::from_str::<Value>(line["message"].as_str().unwrap_or_default()).ok()
            });
            for message in messages.map(|it| it["message"].clone()) {
                let url = match message["method"].as_str() {
                    Some("Network.requestWillBeSent") => &message["params"]["request"]["url"],
                    Some("Network.webSocketCreated") => &message["params"]["url"],
                    _ => continue,
                };
                let url = url.as_str().unwrap_or_default();
                let ours = url.replacen("ws://", "http://", 1).starts_with(&self.origin);
                // The browser's own first page is made of chrome: addresses.
                if !ours && ["http", "ws", "ftp"].iter().any(|scheme| url.starts_with(scheme)) {
                    heard.elsewhere.push(url.to_owned());
                }
            }
        }
        std::mem::take(&mut *heard)
    }

    /// A picture of the page for whoever looks into a failure, beside the programs.
    pub async fn keep_picture(&self, wanted: bool) {
        if !wanted {
            return;
        }
        if let Ok(picture) = self.client.screenshot().await {
            let name = std::thread::current().name().unwrap_or("screen").replace("::", "-");
            let file = pictures().join(format!("{name}.png"));
            if std::fs::write(&file, picture).is_ok() {
                eprintln!("a picture of it: {}", file.display());
            }
        }
    }
}

#[derive(Debug)]
struct Beyond {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Beyond {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
