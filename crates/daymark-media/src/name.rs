//! Names of files, as strangers give them.

/// The most characters of a name, and the most bytes: what common file systems take, with room for more.
const MOST_CHARS: usize = 120;
const MOST_BYTES: usize = 200;

/// Endings by which systems take a file for a program, whatever is in it.
const PROGRAMS: &[&str] = &[
    "apk", "app", "appimage", "bat", "bin", "cmd", "com", "command", "cpl", "desktop", "dll", "exe",
    "gadget", "hta", "inf", "ipa", "iso", "dmg", "jar", "js", "jse", "lnk", "msc", "msi", "msix", "msp",
    "pif", "pkg", "ps1", "reg", "run", "scf", "scr", "service", "sh", "so", "url", "vb", "vbe", "vbs",
    "webloc", "wsf", "wsh", "xll", "docm", "dotm", "pptm", "xlam", "xlsm", "xltm",
];

/// A name without path, control characters, marks that turn the reading direction around and invisible
/// ones, without what some system forbids, and not too long; its ending stays.
pub fn clean(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).find(|part| !part.trim().is_empty()).unwrap_or("");
    let kept: String = last
        .chars()
        .filter(|c| !c.is_control() && !unseen(*c))
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    // A leading dot hides a file, a trailing dot or blank is lost on some systems.
    let mut kept = kept.trim_matches(|c: char| c == '.' || c.is_whitespace()).to_owned();
    let stem = kept.split('.').next().unwrap_or("").trim_end().to_ascii_uppercase();
    if reserved(&stem) {
        kept.insert(0, '_');
    }
    let kept = shortened(&kept);
    if kept.is_empty() { "file".to_owned() } else { kept }
}

/// Names of devices on Windows, with any ending.
fn reserved(stem: &str) -> bool {
    match stem {
        "CON" | "PRN" | "AUX" | "NUL" => true,
        _ => {
            let port = stem.strip_prefix("COM").or(stem.strip_prefix("LPT"));
            port.is_some_and(|port| matches!(port.as_bytes(), [b'0'..=b'9']))
        }
    }
}

/// Characters that have no look of their own: marks of direction, joiners without letters, tags.
fn unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
}

fn shortened(name: &str) -> String {
    let fits = |chars: usize, bytes: usize| chars <= MOST_CHARS && bytes <= MOST_BYTES;
    if fits(name.chars().count(), name.len()) {
        return name.to_owned();
    }
    let end = ending(name).map(|end| format!(".{end}")).unwrap_or_default();
    let mut short = String::new();
    for (n, c) in name.chars().enumerate() {
        if !fits(n + 1 + end.len(), short.len() + c.len_utf8() + end.len()) {
            break;
        }
        short.push(c);
    }
    format!("{}{end}", short.trim_end_matches(['.', ' ']))
}

/// The ending in lower case: up to ten letters and digits after the last dot.
pub fn ending(name: &str) -> Option<String> {
    let (stem, end) = name.trim_end().rsplit_once('.')?;
    let sound =
        !stem.is_empty() && (1..=10).contains(&end.len()) && end.chars().all(|c| c.is_ascii_alphanumeric());
    sound.then(|| end.to_ascii_lowercase())
}

/// The name with another ending in place of its own.
pub fn with_ending(name: &str, end: &str) -> String {
    let stem = match ending(name) {
        Some(_) => name.rsplit_once('.').map_or(name, |(stem, _)| stem),
        None => name,
    };
    clean(&format!("{stem}.{end}"))
}

/// Whether a system would run a file of this name when it is opened.
pub fn names_a_program(name: &str) -> bool {
    ending(name).is_some_and(|end| PROGRAMS.contains(&end.as_str()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hostile_names_become_plain_ones() {
        for (name, expected) in [
            ("letter.pdf", "letter.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\a\\photo.jpg", "photo.jpg"),
            ("/", "file"),
            ("..", "file"),
            ("", "file"),
            (" . . ", "file"),
            (".bashrc", "bashrc"),
            ("evil\u{202e}gpj.exe", "evilgpj.exe"),
            ("a\0b\nc\u{1b}[2J.txt", "abc[2J.txt"),
            ("a\u{200b}\u{2066}b\u{feff}.png", "ab.png"),
            ("tab\tand\u{a0}blank .txt. ", "taband blank .txt"),
            ("what?<is>:this*\".pdf", "what__is__this__.pdf"),
            ("CON", "_CON"),
            ("nul.txt", "_nul.txt"),
            ("com1.pdf", "_com1.pdf"),
            ("console.pdf", "console.pdf"),
            ("Grüße 日本語 🎂.pdf", "Grüße 日本語 🎂.pdf"),
            ("folder/sub/", "sub"),
        ] {
            assert_eq!(clean(name), expected, "{name:?}");
        }
        let long = clean(&format!("{}.pdf", "é".repeat(400)));
        assert!(long.ends_with("é.pdf") && long.len() <= MOST_BYTES, "{long}");
    }

    #[test]
    fn endings() {
        for (name, end) in [
            ("a.PNG", Some("png")),
            ("a.tar.gz", Some("gz")),
            ("a", None),
            (".png", None),
            ("a.", None),
            ("a.not an ending", None),
        ] {
            assert_eq!(ending(name).as_deref(), end, "{name}");
        }
        assert_eq!(with_ending("photo.webp", "jpg"), "photo.jpg");
        assert_eq!(with_ending("photo", "jpg"), "photo.jpg");
        assert!(names_a_program("a.pdf.EXE") && names_a_program("x.Desktop") && !names_a_program("exe.pdf"));
    }

    proptest! {
        #[test]
        fn a_clean_name_is_clean(name in "\\PC*|.*|[./\\\\\u{202a}-\u{202e}a-c ]{0,300}") {
            let cleaned = clean(&name);
            prop_assert!(!cleaned.is_empty() && cleaned.len() <= MOST_BYTES + 12);
            prop_assert!(!cleaned.contains(['/', '\\', '\0', ':']) && !cleaned.starts_with('.') && cleaned != "..");
            prop_assert!(!cleaned.chars().any(|c| c.is_control() || unseen(c)));
            prop_assert_eq!(clean(&cleaned), cleaned);
        }
    }
}
