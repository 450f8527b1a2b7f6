//! Where an outside way (an argument, a link, a notification) leads. It never writes anything.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use daymark_api::Notice;
use tauri::{AppHandle, Emitter, Manager, Url};
use tauri_plugin_deep_link::DeepLinkExt;

use crate::windows;

/// The most characters of a link's text that are put into quick add.
const MOST: usize = 500;
/// The page listens for notices at about the time of its first call.
const SETTLING: Duration = Duration::from_millis(250);

/// What to show once the page is up.
#[derive(Debug, Default)]
pub struct Waiting(Mutex<Page>);

#[derive(Debug, Default)]
enum Page {
    #[default]
    Loading,
    LoadingFor(String),
    Up,
}

/// Links that open the app, now and later.
pub fn listen(handle: &AppHandle) {
    if let Ok(Some(urls)) = handle.deep_link().get_current() {
        follow(handle, &urls);
    }
    let listening = handle.clone();
    handle.deep_link().on_open_url(move |event| {
        windows::show_main(&listening);
        follow(&listening, &event.urls());
    });
}

fn follow(handle: &AppHandle, urls: &[Url]) {
    match urls.iter().find_map(place) {
        Some(place) => show(handle, place),
        None => tracing::info!("a link was not understood"),
    }
}

/// The place a link names, in the words of [`Notice::Show`].
fn place(url: &Url) -> Option<String> {
    if url.scheme() != "daymark" {
        return None;
    }
    // daymark://add?text=… has `add` as its host, daymark:add as its path.
    let path = url.path().trim_matches('/');
    let name = url.host_str().filter(|host| !host.is_empty()).unwrap_or(path);
    match name {
        "add" => {
            let text =
                url.query_pairs().find(|(name, _)| name == "text").map(|(_, text)| text).unwrap_or_default();
            let words: Vec<&str> = text.split(|c: char| c.is_control() || c.is_whitespace()).collect();
            let text: String = words.join(" ").trim().chars().take(MOST).collect();
            Some(format!("add:{text}"))
        }
        "today" | "inbox" | "calendar" | "goals" | "notes" | "assistant" => Some(name.to_owned()),
        "task" => plain_id(path).map(|id| format!("task/{id}")),
        "goal" => plain_id(path).map(|id| format!("goal/{id}")),
        "note" => plain_id(path).map(|id| format!("note/{id}")),
        _ => None,
    }
}

fn plain_id(text: &str) -> Option<&str> {
    text.parse::<daymark_api::domain::ObjectId>().ok().map(|_| text)
}

/// Brings the main window up and shows the place there, at once or when its page is up.
pub fn show(handle: &AppHandle, place: impl Into<String>) {
    windows::show_main(handle);
    let waiting = handle.state::<Waiting>();
    let mut page = waiting.0.lock().unwrap_or_else(PoisonError::into_inner);
    match *page {
        Page::Up => send(handle, place.into()),
        Page::Loading | Page::LoadingFor(_) => *page = Page::LoadingFor(place.into()),
    }
}

/// The page of the main window has made a call, so it runs.
pub fn page_is_up(handle: &AppHandle) {
    let waiting = handle.state::<Waiting>();
    let before = {
        let mut page = waiting.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *page, Page::Up)
    };
    if let Page::LoadingFor(place) = before {
        let handle = handle.clone();
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(SETTLING).await;
            send(&handle, place);
        });
    }
}

fn send(handle: &AppHandle, place: String) {
    if let Err(error) = handle.emit_to(windows::MAIN, "notice", Notice::Show { place }) {
        tracing::warn!(%error, "a place could not be shown");
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn links_lead_to_places_and_never_write() {
        let id = "0198a5f0-0000-7000-8000-000000000000";
        for (url, expected) in [
            ("daymark://add?text=buy%20milk%20tomorrow", Some("add:buy milk tomorrow".to_owned())),
            ("daymark://add/?text=a%0Ab%1B%5B2J", Some("add:a b [2J".to_owned())),
            ("daymark://add", Some("add:".to_owned())),
            ("daymark:add?text=x", Some("add:x".to_owned())),
            ("daymark://today", Some("today".to_owned())),
            (&format!("daymark://task/{id}"), Some(format!("task/{id}"))),
            ("daymark://task/../../x", None),
            ("daymark://settings?local_only=false", None),
            ("daymark://rm?id=1", None),
            ("https://add/?text=x", None),
        ] {
            assert_eq!(place(&url.parse().unwrap()), expected, "{url}");
        }
        let long = format!("daymark://add?text={}", "x".repeat(5000));
        assert_eq!(place(&long.parse().unwrap()).unwrap().len(), 504);
    }
}
