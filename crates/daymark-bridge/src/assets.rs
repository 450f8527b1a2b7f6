//! The files of the UI: from a folder, or built in.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

/// A file built into the program: its path without a leading slash, and its bytes.
pub type EmbeddedFile = (&'static str, &'static [u8]);

/// Where the files of the UI come from.
#[derive(Clone, Debug)]
pub enum Assets {
    /// A folder such as `ui/dist`, with `index.html` in it.
    Folder(PathBuf),
    Embedded(&'static [EmbeddedFile]),
}

/// A file found, ready to be sent.
pub(crate) struct Asset {
    pub(crate) bytes: Cow<'static, [u8]>,
    pub(crate) content_type: &'static str,
    pub(crate) cache: &'static str,
}

impl Assets {
    /// The file for a request path (still percent-encoded); `None` when there is none, or when the
    /// path tries to leave the folder.
    pub(crate) async fn find(&self, request_path: &str) -> Option<Asset> {
        let name = file_name(request_path)?;
        let bytes = match self {
            Assets::Folder(root) => Cow::Owned(read_within(root, &name).await?),
            Assets::Embedded(files) => {
                Cow::Borrowed(files.iter().find(|(path, _)| *path == name).map(|(_, bytes)| *bytes)?)
            }
        };
        Some(Asset { bytes, content_type: content_type(&name), cache: cache(&name) })
    }
}

/// Reads the file if it lies inside the folder even after links are followed.
async fn read_within(root: &Path, name: &str) -> Option<Vec<u8>> {
    let root = tokio::fs::canonicalize(root).await.ok()?;
    let path = tokio::fs::canonicalize(root.join(name)).await.ok()?;
    if !path.starts_with(&root) {
        return None;
    }
    tokio::fs::read(path).await.ok()
}

/// The relative path a request means, when it is a plain one.
fn file_name(request_path: &str) -> Option<String> {
    let path = decode(request_path.strip_prefix('/')?)?;
    if path.is_empty() {
        return Some("index.html".to_owned());
    }
    let plain = !path.contains(['\\', ':', '\0'])
        && path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
        && Path::new(&path).components().all(|part| matches!(part, Component::Normal(_)));
    plain.then_some(path)
}

/// Percent-decoding (RFC 3986 section 2.1); `None` for anything malformed.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let (high, low) = (char::from(rest.next()?), char::from(rest.next()?));
            bytes.push((high.to_digit(16)? * 16 + low.to_digit(16)?) as u8);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "txt" | "ftl" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A name that carries a hash of its content never changes; the index must never be kept.
fn cache(name: &str) -> &'static str {
    let file = name.rsplit('/').next().unwrap_or(name);
    let hashed = file.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| {
        part.len() >= 8
            && part.bytes().all(|byte| byte.is_ascii_hexdigit())
            && part.bytes().any(|byte| byte.is_ascii_digit())
    });
    match hashed {
        true => "public, max-age=31536000, immutable",
        false if file.ends_with(".html") => "no-store",
        false => "no-cache",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_leave_the_folder_are_none() {
        for path in [
            "/../secret",
            "/a/../../secret",
            "/%2e%2e/secret",
            "/a/%2e%2e/b",
            "/..%2fsecret",
            "/%2fetc/passwd",
            "//etc/passwd",
            "/a//b",
            "/.git/config",
            "/a%5c..%5cb",
            "/c:/windows",
            "/a%00.html",
            "/%zz",
            "/a%2",
            "/./a",
        ] {
            assert_eq!(file_name(path), None, "{path}");
        }
        assert_eq!(file_name("/").as_deref(), Some("index.html"));
        assert_eq!(file_name("/fonts/inter%20var.woff2").as_deref(), Some("fonts/inter var.woff2"));
    }

    #[test]
    fn only_hashed_names_are_kept() {
        for (name, expected) in [
            ("index.html", "no-store"),
            ("ui-3fa94c0d17ab_bg.wasm", "public, max-age=31536000, immutable"),
            ("a/style.0123abcd.css", "public, max-age=31536000, immutable"),
            ("boot.js", "no-cache"),
            ("deadbeef.js", "no-cache"),
        ] {
            assert_eq!(cache(name), expected, "{name}");
        }
    }

    #[tokio::test]
    async fn a_link_out_of_the_folder_is_not_followed() {
        let outside = tempfile::tempdir().unwrap();
        std::fs::write(outside.path().join("secret.txt"), "s").unwrap();
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join("a.txt"), "a").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(outside.path().join("secret.txt"), root.path().join("link.txt")).unwrap();
        let assets = Assets::Folder(root.path().to_owned());
        assert_eq!(assets.find("/a.txt").await.unwrap().bytes.as_ref(), b"a");
        assert!(assets.find("/link.txt").await.is_none());
    }
}
