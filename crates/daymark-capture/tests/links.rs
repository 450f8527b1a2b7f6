//! Addresses in a line: kept, and read as nothing else.

#![allow(clippy::unwrap_used)]

use daymark_capture::{Context, parse};

#[test]
fn addresses_are_kept_and_read_as_nothing_else() {
    let context = Context::new("2026-11-21T10:00[Europe/Berlin]".parse().unwrap());
    for (text, url, words) in [
        ("read https://a.example/2026/11/24/#tag tomorrow", "https://a.example/2026/11/24/#tag", None),
        ("read https://a.example/@user, then rest", "https://a.example/@user", None),
        ("read (https://a.example/x).", "https://a.example/x", None),
        ("read https://a.example/Rust_(game).", "https://a.example/Rust_(game)", None),
        ("is it www.example.org?", "www.example.org", None),
        ("write mailto:ada@example.org!", "mailto:ada@example.org", None),
        ("read [the friday page](https://a.example/fri)", "https://a.example/fri", Some("the friday page")),
    ] {
        let draft = parse(text, &context);
        assert_eq!(draft.links.len(), 1, "{text}: {draft:?}");
        assert_eq!((draft.links[0].url.as_str(), draft.links[0].text.as_deref()), (url, words), "{text}");
        assert!(draft.tags.is_empty() && draft.deadline.is_none(), "{text}: {draft:?}");
        assert_eq!(draft.due.is_some(), text.ends_with("tomorrow"), "{text}: {draft:?}");
    }
    assert!(parse("a mail to ada@example.org, [x](y) and 3:// more", &context).links.is_empty());
}
