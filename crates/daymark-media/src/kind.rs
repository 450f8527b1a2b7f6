//! The allow-list.

use infer::MatcherType;

use crate::name::ending;

/// What is done with a file of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Drawn anew, smaller and without what it tells; shown in the app.
    Picture,
    /// A picture that cannot be drawn anew here: kept as it is, saved and never shown.
    PictureAsIs,
    /// Text that could carry scripts (SVG, HTML, XML): kept as it is, saved and never shown.
    Active,
    Text,
    Document,
    Sound,
    Film,
    /// Never opened by Daymark.
    Archive,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileType {
    pub media: &'static str,
    /// The ending that such a file commonly has.
    pub ending: &'static str,
    pub class: Class,
}

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("it is a program")]
    Program,
    #[error("it is a script")]
    Script,
    #[error("it is a shortcut to a program")]
    Shortcut,
    #[error("{media} is not on the list")]
    NotListed { media: &'static str },
    #[error("it is of no kind that is known")]
    Unknown,
    #[error("it is empty")]
    Empty,
}

/// Media type, common ending, further endings, what is done with it.
///
/// What is here can be looked at without running it, on common systems, in programs that people have.
/// Missing on purpose: programs, scripts, installers, disk images and shortcuts (opening one runs it),
/// and containers whose parts cannot be told apart (OLE that is no document).
#[rustfmt::skip]
const TYPES: &[(&str, &str, &[&str], Class)] = &[
    ("image/jpeg", "jpg", &["jpeg", "jpe", "jfif"], Class::Picture),
    ("image/png", "png", &["apng"], Class::Picture),
    ("image/webp", "webp", &[], Class::Picture),
    ("image/gif", "gif", &[], Class::PictureAsIs),
    ("image/heif", "heic", &["heif"], Class::PictureAsIs),
    ("image/avif", "avif", &[], Class::PictureAsIs),
    ("image/tiff", "tiff", &["tif"], Class::PictureAsIs),
    ("image/bmp", "bmp", &[], Class::PictureAsIs),
    ("image/svg+xml", "svg", &[], Class::Active),
    ("text/html", "html", &["htm", "xhtml"], Class::Active),
    ("text/xml", "xml", &["gpx", "kml"], Class::Active),
    ("text/plain", "txt", &["log", "text"], Class::Text),
    ("text/markdown", "md", &["markdown"], Class::Text),
    ("text/csv", "csv", &[], Class::Text),
    ("text/calendar", "ics", &[], Class::Text),
    ("text/vcard", "vcf", &[], Class::Text),
    ("application/json", "json", &[], Class::Text),
    ("application/pdf", "pdf", &[], Class::Document),
    ("application/rtf", "rtf", &[], Class::Document),
    ("application/epub+zip", "epub", &[], Class::Document),
    ("application/msword", "doc", &[], Class::Document),
    ("application/vnd.ms-excel", "xls", &[], Class::Document),
    ("application/vnd.ms-powerpoint", "ppt", &[], Class::Document),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", &[], Class::Document),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", &[], Class::Document),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx", &[], Class::Document),
    ("application/vnd.oasis.opendocument.text", "odt", &[], Class::Document),
    ("application/vnd.oasis.opendocument.spreadsheet", "ods", &[], Class::Document),
    ("application/vnd.oasis.opendocument.presentation", "odp", &[], Class::Document),
    ("audio/mpeg", "mp3", &[], Class::Sound),
    ("audio/m4a", "m4a", &[], Class::Sound),
    ("audio/ogg", "ogg", &["oga"], Class::Sound),
    ("audio/opus", "opus", &[], Class::Sound),
    ("audio/x-flac", "flac", &[], Class::Sound),
    ("audio/x-wav", "wav", &[], Class::Sound),
    ("audio/aac", "aac", &[], Class::Sound),
    ("video/mp4", "mp4", &["m4v"], Class::Film),
    ("video/webm", "webm", &[], Class::Film),
    ("video/quicktime", "mov", &[], Class::Film),
    ("video/x-matroska", "mkv", &[], Class::Film),
    ("application/zip", "zip", &[], Class::Archive),
    ("application/gzip", "gz", &["tgz"], Class::Archive),
    ("application/x-tar", "tar", &[], Class::Archive),
    ("application/x-7z-compressed", "7z", &[], Class::Archive),
    ("application/zstd", "zst", &[], Class::Archive),
];

fn of(media: &str) -> Option<FileType> {
    TYPES.iter().find(|(known, ..)| *known == media).map(|&(media, ending, _, class)| FileType {
        media,
        ending,
        class,
    })
}

/// The type that a name's ending claims.
pub fn claimed(name: &str) -> Option<FileType> {
    let end = ending(name)?;
    TYPES
        .iter()
        .find(|(_, common, more, _)| *common == end || more.contains(&end.as_str()))
        .and_then(|(media, ..)| of(media))
}

/// The type by the first bytes; some thousand are enough.
pub fn sniff(head: &[u8]) -> Result<FileType, Refusal> {
    if head.is_empty() {
        return Err(Refusal::Empty);
    }
    if head.starts_with(b"#!") {
        return Err(Refusal::Script);
    }
    if head.starts_with(b"L\0\0\0\x01\x14\x02\0") {
        return Err(Refusal::Shortcut);
    }
    if let Some(found) = infer::get(head) {
        let media = match found.mime_type() {
            "text/x-shellscript" => return Err(Refusal::Script),
            "application/xml" => "text/xml",
            other => other,
        };
        // Certificates are text that infer counts among programs.
        let program =
            found.matcher_type() == MatcherType::App && !matches!(found.extension(), "pem" | "der" | "qcow2");
        if program {
            return Err(Refusal::Program);
        }
        if !media.starts_with("text/") && found.extension() != "pem" {
            return of(media).ok_or(Refusal::NotListed { media });
        }
    }
    text(head).ok_or(Refusal::Unknown)
}

fn text(head: &[u8]) -> Option<FileType> {
    let wide = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    if wide {
        return of("text/plain");
    }
    let quiet = head.iter().all(|byte| *byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b));
    let utf8 = match std::str::from_utf8(head) {
        Ok(_) => true,
        // The head may end within a letter.
        Err(error) => error.error_len().is_none(),
    };
    // Text of before UTF-8 is mostly ASCII.
    let plain = head.iter().filter(|byte| byte.is_ascii()).count() * 10 >= head.len() * 7;
    if !quiet || !(utf8 || plain) {
        return None;
    }
    let start: String = head
        .iter()
        .take(4096)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .skip_while(|c| !c.is_ascii_graphic())
        .collect();
    let markup = start.starts_with('<');
    Some(of(if markup && start.contains("<svg") {
        "image/svg+xml"
    } else if markup
        && (start.contains("<html") || start.contains("<!doctype html") || start.contains("<script"))
    {
        "text/html"
    } else if start.starts_with("<?xml") {
        "text/xml"
    } else {
        "text/plain"
    }))
    .flatten()
}

/// Plain text is more exactly what its name says, when the name speaks of a kind of text; anything else
/// is what it is.
pub fn refine(found: FileType, name: &str) -> FileType {
    match claimed(name) {
        Some(claim) if found.media == "text/plain" && claim.class == Class::Text => claim,
        Some(claim) if found.media == "text/xml" && claim.media == "text/xml" => claim,
        _ => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(brand: &[u8]) -> Vec<u8> {
        [b"\0\0\0\x18ftyp", brand, b"\0\0\0\0", brand, b"mp41\0\0\0\0"].concat()
    }

    #[test]
    fn the_content_says_what_it_is() {
        for (head, media) in [
            (b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), "image/jpeg"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "image/png"),
            (b"RIFF\x24\0\0\0WEBPVP8 ".to_vec(), "image/webp"),
            (b"GIF89a\x01\0\x01\0".to_vec(), "image/gif"),
            (iso(b"heic"), "image/heif"),
            (b"%PDF-1.4\n%\xe2\xe3".to_vec(), "application/pdf"),
            (b"PK\x03\x04\x14\0\0\0\0\0rest of it".to_vec(), "application/zip"),
            (b"\x1f\x8b\x08\0\0\0\0\0".to_vec(), "application/gzip"),
            (b"ID3\x03\0\0\0".to_vec(), "audio/mpeg"),
            (iso(b"isom"), "video/mp4"),
            (b"Dear Alice,\nall is well. \xc3\xa9".to_vec(), "text/plain"),
            (b"cut within a letter \xc3".to_vec(), "text/plain"),
            (b"\xff\xfeH\0i\0".to_vec(), "text/plain"),
            (b"old letters: caf\xe9 and more words".to_vec(), "text/plain"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "image/svg+xml"),
            (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<SVG/>".to_vec(), "image/svg+xml"),
            (b"<!DOCTYPE html><p>".to_vec(), "text/html"),
            (b" <script>alert(1)</script>".to_vec(), "text/html"),
            (b"<?xml version='1.0'?><gpx/>".to_vec(), "text/xml"),
        ] {
            assert_eq!(sniff(&head).map(|found| found.media), Ok(media), "{}", head.escape_ascii());
        }
    }

    #[test]
    fn what_runs_is_refused() {
        for (head, refusal) in [
            (b"MZ\x90\0\x03\0\0\0".to_vec(), Refusal::Program),
            (b"\x7fELF\x02\x01\x01\0".repeat(8), Refusal::Program),
            (b"\xcf\xfa\xed\xfe\x07\0\0\x01".to_vec(), Refusal::Program),
            (b"\0asm\x01\0\0\0".to_vec(), Refusal::Program),
            (b"#!/bin/sh\nrm -rf ~\n".to_vec(), Refusal::Script),
            (b"L\0\0\0\x01\x14\x02\0\0\0".to_vec(), Refusal::Shortcut),
            (
                b"!<arch>\ndebian-binary   ".to_vec(),
                Refusal::NotListed { media: "application/vnd.debian.binary-package" },
            ),
            (b"\x01\x02\x03\x04 nothing known".to_vec(), Refusal::Unknown),
            (b"text with a \0 in it".to_vec(), Refusal::Unknown),
            (Vec::new(), Refusal::Empty),
        ] {
            assert_eq!(sniff(&head), Err(refusal), "{}", head.escape_ascii());
        }
    }

    #[test]
    fn a_name_makes_text_more_exact_and_nothing_else() {
        let plain = sniff(b"a,b\n1,2\n").unwrap();
        for (name, media) in [
            ("list.csv", "text/csv"),
            ("NOTES.MD", "text/markdown"),
            ("data.json", "application/json"),
            ("page.html", "text/plain"),
            ("photo.png", "text/plain"),
            ("no ending", "text/plain"),
        ] {
            assert_eq!(refine(plain, name).media, media, "{name}");
        }
        let png = sniff(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
        assert_eq!(refine(png, "photo.txt").media, "image/png");
        assert_eq!(claimed("photo.txt").unwrap().media, "text/plain");
        assert_eq!(claimed("photo.JPEG").unwrap().media, "image/jpeg");
        assert_eq!(claimed("photo"), None);
    }

    #[test]
    fn endings_are_unique() {
        let mut all: Vec<&str> = TYPES
            .iter()
            .flat_map(|(_, common, more, _)| std::iter::once(common).chain(*more))
            .copied()
            .collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|end| !crate::names_a_program(&format!("x.{end}"))));
    }
}
