//! axe-core, the accessibility checker, run on the page as it stands.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::page::Page;

const VERSION: &str = "4.12.1";
/// A package that holds it, pinned by its hash.
const PACKAGE: &str = "axe-playwright-python==0.1.8 --hash=sha256:fdd263c998388f1a8e67cad02677e612d946248bd44d163be5e8650ea31f95f8";

/// The source of axe: the file that `DAYMARK_AXE` names, or the pinned one, fetched once.
pub fn source() -> String {
    let file = std::env::var_os("DAYMARK_AXE").map_or_else(fetched, PathBuf::from);
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    assert!(text.contains(VERSION), "{} is not axe {VERSION}", file.display());
    text
}

fn fetched() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("axe-core-{VERSION}"));
    let file = folder.join("axe_playwright_python/axe.min.js");
    if !file.is_file() {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("wanted.txt"), PACKAGE).unwrap();
        let python = |words: &[&str]| {
            let status = Command::new("python3").args(words).current_dir(&folder).status();
            let ok = status.as_ref().is_ok_and(|status| status.success());
            assert!(ok, "python3 {words:?}: {status:?}; DAYMARK_AXE may name axe.min.js {VERSION} instead");
        };
        python(&["-m", "pip", "--quiet", "download", "--no-deps", "--require-hashes", "-r", "wanted.txt"]);
        let found = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
        let wheel = found.map(|name| name.into_string().unwrap()).find(|name| name.ends_with(".whl"));
        python(&["-m", "zipfile", "-e", &wheel.expect("pip saved it"), "."]);
    }
    file
}

/// What axe finds serious or critical, a line each.
pub async fn violations(page: &Page, source: &str) -> Vec<String> {
    if page.look("typeof window.axe").await == json!("undefined") {
        page.client.execute(source, Vec::new()).await.expect("axe loads");
    }
    let found = page
        .later(
            "axe.run(document, { resultTypes: ['violations'] }).then(
               (all) => done(all.violations
                 .filter((it) => ['serious', 'critical'].includes(it.impact))
                 .flatMap((it) => it.nodes.map((node) =>
                   `${it.id} (${it.impact}): ${node.target.join(' ')} ${node.html.slice(0, 160)} | ${(node.any[0] || node.all[0] || node.none[0] || {}).message || it.help}`))),
               (error) => done(['axe: ' + error]));",
            Vec::new(),
        )
        .await;
    let Value::Array(found) = found else { panic!("axe says {found}") };
    found.iter().map(|line| line.as_str().unwrap_or_default().to_owned()).collect()
}
