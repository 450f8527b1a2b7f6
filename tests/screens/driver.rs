//! The drivers: chromedriver for the browser, WebKitWebDriver for the window.

use std::future::Future;
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::page::Page;
use crate::place::{Place, Running, Server, program};

/// No test may take longer: something hangs then, and the browser has to go.
const LONGEST: Duration = Duration::from_secs(900);

/// The first of these programs that is installed.
fn installed(names: &[&str]) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|program| program.is_file());
    found.unwrap_or_else(|| panic!("none of {names:?} is installed"))
}

/// A driver that listens.
pub struct Driver {
    url: String,
    process: Running,
}

impl Driver {
    fn start(command: &mut Command, port: u16) -> Driver {
        // A group of its own, so that a key pressed in the terminal leaves it to us.
        let child = command.process_group(0).stdin(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
        let driver = Driver { url: format!("http://127.0.0.1:{port}"), process: Running(child) };
        let end = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < end, "the driver does not listen");
            std::thread::sleep(Duration::from_millis(50));
        }
        driver
    }

    fn chrome(place: &Place) -> Driver {
        let port = free_port();
        let mut command = Command::new(installed(&["chromedriver"]));
        command.arg(format!("--port={port}")).arg("--log-level=SEVERE").env("HOME", place.path("home"));
        Driver::start(&mut command, port)
    }

    /// WebKit's driver starts the program with its own environment.
    fn webkit(place: &Place) -> Driver {
        let port = free_port();
        let mut command = Command::new(installed(&["WebKitWebDriver"]));
        command.arg(format!("--port={port}"));
        place.told(&mut command).env("TAURI_WEBVIEW_AUTOMATION", "true");
        Driver::start(&mut command, port)
    }

    async fn session(&self, wanted: Value) -> Client {
        let Value::Object(wanted) = wanted else { unreachable!("capabilities are an object") };
        let connected =
            ClientBuilder::new(HttpConnector::new()).capabilities(wanted).connect(&self.url).await;
        connected.unwrap_or_else(|error| panic!("no session: {error}"))
    }
}

impl Drop for Driver {
    /// Asked politely, so that it takes its browser with it.
    fn drop(&mut self) {
        let id = self.process.0.id().to_string();
        let _ = Command::new("kill").args(["-TERM", &id]).status();
        let end = Instant::now() + Duration::from_secs(5);
        while matches!(self.process.0.try_wait(), Ok(None)) && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// A port that was free a moment ago.
fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

fn chromium(place: &Place) -> Value {
    let profile = place.path("profile");
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": {
            "binary": installed(&["chromium", "chromium-browser", "google-chrome"]),
            "args": [
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--window-size=1440,900",
                format!("--user-data-dir={}", profile.display()),
            ],
        },
    })
}

/// Serves a place, opens the browser on it and runs the test there. The session is closed whatever
/// happens; nothing may have gone to the console as an error, and no request elsewhere.
pub async fn in_browser<F, Run>(place: Place, test: F)
where
    F: FnOnce(Page) -> Run,
    Run: Future<Output = ()> + Send + 'static,
{
    let server: Server = place.serve();
    let driver = Driver::chrome(&place);
    let client = driver.session(chromium(&place)).await;
    let page = Page::new(client.clone(), Arc::new(place), server.origin().to_owned());
    let opened = client.goto(&server.url).await;
    let ending = match opened {
        Ok(()) => run(test(page.clone())).await,
        Err(error) => Err(format!("the page does not open: {error}")),
    };
    let heard = page.heard().await;
    page.keep_picture(ending.is_err()).await;
    let _ = client.close().await;
    drop(driver);
    if let Err(said) = ending {
        panic!("{said}\nconsole: {:?}", heard.errors);
    }
    assert!(heard.errors.is_empty(), "the console says: {:#?}", heard.errors);
    assert!(heard.elsewhere.is_empty(), "asked elsewhere: {:?}", heard.elsewhere);
}

/// Opens the real window on a place and runs the test there. The session is closed whatever happens.
pub async fn in_window<F, Run>(place: &Arc<Place>, test: F)
where
    F: FnOnce(Page) -> Run,
    Run: Future<Output = ()> + Send + 'static,
{
    let driver = Driver::webkit(place);
    // A browser name would have to be the driver's own.
    let program = program("daymark-desktop");
    let wanted = json!({ "webkitgtk:browserOptions": { "binary": program, "args": [] } });
    let client = driver.session(wanted).await;
    let page = Page::new(client.clone(), place.clone(), String::new());
    let ending = run(test(page)).await;
    if ending.is_err() {
        root_window();
    }
    let _ = client.close().await;
    // The driver tells the program to go; one that stays would take the next start for itself.
    place.until_gone("daymark-desktop").await;
    drop(driver);
    if let Err(said) = ending {
        panic!("{said}");
    }
}

/// A picture of the display: WebKit's driver has none to give.
fn root_window() {
    let folder = pictures();
    let _ = Command::new("import").args(["-window", "root"]).arg(folder.join("window.png")).status();
}

/// Where pictures of failures are kept.
pub fn pictures() -> PathBuf {
    let folder = std::env::temp_dir().join("daymark-screens");
    let _ = std::fs::create_dir_all(&folder);
    folder
}

/// Runs the test as a task, so that its panic does not leave a browser behind.
async fn run(test: impl Future<Output = ()> + Send + 'static) -> Result<(), String> {
    match tokio::time::timeout(LONGEST, tokio::spawn(test)).await {
        Err(_) => Err("it hangs".to_owned()),
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(match error.try_into_panic() {
            Ok(panic) => panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
                .unwrap_or_else(|| "a panic".to_owned()),
            Err(error) => error.to_string(),
        }),
    }
}
