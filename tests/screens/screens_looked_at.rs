//! Every screen, at three sizes, light and dark: nothing sticks out, nothing is left unsaid, and a
//! person who does not see or point gets along.

use serde_json::{Value, json};

use crate::axe;
use crate::driver::in_browser;
use crate::page::Page;
use crate::place::{Place, asked_for};

const ROUTES: [&str; 12] = [
    "today",
    "inbox",
    "tasks",
    "calendar",
    "goals",
    "notes",
    "assistant",
    "search",
    "trash",
    "history",
    "settings",
    "diagnostics",
];

/// A phone, a tablet, a laptop.
const SIZES: [(u32, u32); 3] = [(390, 844), (820, 1180), (1440, 900)];

#[tokio::test]
async fn all_fit_are_said_and_pass_axe_in_light() {
    looked_at("light").await;
}

#[tokio::test]
async fn all_fit_are_said_and_pass_axe_in_dark() {
    looked_at("dark").await;
}

async fn looked_at(theme: &'static str) {
    if !asked_for() {
        return;
    }
    let axe = axe::source();
    in_browser(Place::new(), move |page| async move {
        let keys = keys();
        let mut faults = Vec::new();
        page.settled_in(true).await;
        page.call("settings.edit", json!({ "settings": { "theme": theme } })).await;
        page.until(&format!("document.documentElement.dataset.theme === {}", json!(theme))).await;
        for (width, height) in SIZES {
            page.size(width, height).await;
            let mut views = Vec::from(ROUTES.map(str::to_owned));
            for (kind, call) in
                [("task", "task.list"), ("goal", "goal.list"), ("note", "note.list"), ("area", "area.list")]
            {
                views.push(format!("{kind}/{}", first_id(&page.call(call, json!({})).await)));
            }
            views.extend(["q", "ctrl+k", "?"].map(|keys| format!("press {keys}")));
            for route in views {
                match route.strip_prefix("press ") {
                    Some(keys) => {
                        page.visit("tasks").await;
                        page.press(keys).await;
                        page.until("all('dialog').length === 1").await;
                        page.still().await;
                    }
                    None => page.visit(&route).await,
                }
                let mut found = sticks_out(&page).await;
                found.extend(raw_keys(&page, &keys).await);
                found.extend(axe::violations(&page, &axe).await);
                faults.extend(found.into_iter().map(|it| format!("{route} {width}x{height} {theme}: {it}")));
                if route.starts_with("press ") {
                    page.press("Escape").await;
                    page.until("all('dialog').length === 0").await;
                }
            }
        }
        assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    })
    .await;
}

/// The id of the first thing of a list, however its rows are made.
fn first_id(list: &Value) -> String {
    let rows = list.as_array().or(list["tasks"].as_array()).unwrap();
    let row = rows.first().unwrap_or_else(|| panic!("the sample data has something in each list: {list}"));
    let inner = ["task", "goal", "note", "area"].iter().map(|kind| &row[*kind]["id"]);
    let id = std::iter::once(&row["id"]).chain(inner).find_map(Value::as_str);
    id.unwrap_or_else(|| panic!("no id in {row}")).to_owned()
}

/// Whether the page, or the screen within it, is wider than there is room, and what sticks out most.
async fn sticks_out(page: &Page) -> Vec<String> {
    let found = page
        .look(
            "(() => {
               const wide = [];
               const check = (name, box, room) => {
                 if (box.scrollWidth <= room) return;
                 const edge = room + (box === document.documentElement ? 0 : box.getBoundingClientRect().left);
                 const out = [...box.querySelectorAll('*')].filter((el) => shown(el) && el.getBoundingClientRect().right > edge + 1);
                 const last = out.map((el) => el.outerHTML.slice(0, 140)).slice(-2);
                 wide.push(`${name} is ${box.scrollWidth} wide in ${room}: ${last.join(' … ')}`);
               };
               check('the page', document.documentElement, innerWidth);
               const main = document.querySelector('#main');
               check('the screen', main, main.clientWidth);
               return wide;
             })()",
        )
        .await;
    strings(found)
}

/// The keys of the English words that could never be words themselves.
fn keys() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/locales/en");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    let keys: Vec<String> = files
        .flat_map(|text| {
            let lines = text.lines().filter_map(|line| line.split_once(" ="));
            lines.map(|(key, _)| key.to_owned()).collect::<Vec<_>>()
        })
        .filter(|key| {
            key.contains('-') && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        })
        .collect();
    assert!(keys.len() > 100, "the words are where they were");
    keys
}

/// Keys that are shown where their words should be.
async fn raw_keys(page: &Page, keys: &[String]) -> Vec<String> {
    let script = format!(
        "(() => {{
           const keys = new Set({});
           const said = [];
           for (const el of document.querySelectorAll('body *')) {{
             for (const name of ['aria-label', 'title', 'placeholder', 'alt']) said.push(el.getAttribute(name) || '');
             for (const node of el.childNodes) if (node.nodeType === 3) said.push(node.data);
           }}
           return [...new Set(said.flatMap((text) => text.split(/\\s+/)).filter((word) => keys.has(word)))];
         }})()",
        json!(keys)
    );
    strings(page.look(&script).await).into_iter().map(|key| format!("the bare key {key}")).collect()
}

fn strings(value: Value) -> Vec<String> {
    let Value::Array(all) = value else { panic!("not a list: {value}") };
    all.iter().map(|it| it.as_str().unwrap_or_default().to_owned()).collect()
}

/// In the pseudo-locale every word of ours has an accent; a plain one did not come from the words.
#[tokio::test]
async fn all_speak_the_language_that_is_set() {
    if !asked_for() {
        return;
    }
    in_browser(Place::new(), |page| async move {
        page.settled_in(false).await;
        for text in ["xqv", "xqv today", "xqv tomorrow", "xqv in 3 weeks"] {
            page.call("capture.add", json!({ "text": text })).await;
        }
        page.call("settings.edit", json!({ "settings": { "language": "en-XA" } })).await;
        page.until("document.documentElement.lang === 'en-XA'").await;
        let mut faults = Vec::new();
        // What core says is English so far: the steps of history, a diagnosis, why something is next.
        for route in ["today", "inbox", "tasks", "calendar", "goals", "notes", "assistant", "search", "trash", "settings"] {
            page.visit(route).await;
            let plain = strings(
                page.look(
                    "(() => {
                       const plain = new Set();
                       const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                       while (walk.nextNode()) {
                         const node = walk.currentNode;
                         if (!shown(node) || node.parentElement.closest('kbd, code, script, style, noscript, .next-why')) continue;
                         for (const word of node.data.match(/[\\p{L}\\p{M}]+/gu) || [])
                           if (/^[A-Za-z]{3,}$/.test(word) && /[abcdeghiklnorstuwyz]/.test(word)) plain.add(`${word} (in “${node.data.trim().slice(0, 60)}”)`);
                       }
                       return [...plain];
                     })()",
                )
                .await,
            );
            faults.extend(plain.into_iter().map(|word| format!("{route}: {word}")));
        }
        assert!(faults.is_empty(), "words that are in no file of words:\n{}", faults.join("\n"));
        page.call("settings.edit", json!({ "settings": { "language": "de" } })).await;
        page.until("document.documentElement.lang === 'de'").await;
        page.visit("inbox").await;
        page.until("document.querySelector('#main').innerText.includes('zu entscheiden')").await;
    })
    .await;
}

/// The checks above bite: each planted fault is found.
#[tokio::test]
async fn planted_faults_are_found() {
    if !asked_for() {
        return;
    }
    let axe = axe::source();
    in_browser(Place::new(), move |page| async move {
        page.settled_in(false).await;
        page.look(
            "(() => {
               const plant = (markup, at) => document.querySelector(at).insertAdjacentHTML('beforeend', markup);
               plant('<button class=\"btn\"></button><p class=\"grey\">hardly there</p><p>nav-today</p>', '.page');
               document.querySelector('.grey').style.color = '#eee';
               const wide = document.createElement('div');
               wide.style.width = '3000px';
               wide.textContent = 'wide';
               document.querySelector('.page').append(wide);
               console.error('planted');
               fetch('http://192.0.2.1/').catch(() => {});
               return true;
             })()",
        )
        .await;
        assert!(sticks_out(&page).await.iter().any(|it| it.contains("the screen is")), "the wide thing");
        assert_eq!(raw_keys(&page, &keys()).await, ["the bare key nav-today"]);
        let found = axe::violations(&page, &axe).await;
        for rule in ["button-name", "color-contrast"] {
            assert!(found.iter().any(|it| it.starts_with(rule)), "{rule} in {found:?}");
        }
        let mut errors = Vec::new();
        for _ in 0..100 {
            errors.extend(page.heard().await.errors);
            if errors.len() >= 2 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        for fault in ["planted", "192.0.2.1"] {
            assert!(errors.iter().any(|it| it.contains(fault)), "{fault} in {errors:?}");
        }
    })
    .await;
}
