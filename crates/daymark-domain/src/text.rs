//! Text that a person typed, with a length and no control characters.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why words could not be taken as they are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    #[error("{what} is empty; give it at least one letter")]
    Empty { what: &'static str },
    #[error("{what} has {length} characters and at most {most} fit; shorten it or put the rest in the notes")]
    TooLong { what: &'static str, length: usize, most: usize },
    #[error("{what} may not hold {found:?}; use letters, digits, '-', '_', '/' or '.'")]
    Character { what: &'static str, found: char },
}

macro_rules! text {
    ($($(#[$doc:meta])* $name:ident, $what:literal, $most:expr, $clean:path, $empty:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The most characters it holds.
            pub const MOST: usize = $most;

            /// Cleans and checks the words.
            pub fn parse(text: &str) -> Result<$name, TextError> {
                let clean = $clean(text)?;
                let length = clean.chars().count();
                if length == 0 && !$empty {
                    return Err(TextError::Empty { what: $what });
                }
                if length > Self::MOST {
                    return Err(TextError::TooLong { what: $what, length, most: Self::MOST });
                }
                Ok($name(clean))
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }

            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;
            fn try_from(text: String) -> Result<Self, TextError> {
                $name::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, to)
            }
        }
    )*};
}

text! {
    /// What a thing is called: one line, at most 500 characters, white space folded.
    Title, "the title", 500, one_line, false;
    /// The name of an area, a model, a conversation: one line, at most 80 characters.
    Label, "the name", 80, one_line, false;
    /// Free Markdown text of at most 200,000 characters; line breaks stay, control characters go.
    Body, "the text", 200_000, many_lines, true;
    /// One word of at most 64 characters, without `#`: letters, digits, `-`, `_`, `/`, `.`.
    Tag, "the tag", 64, word, false;
}

fn one_line(text: &str) -> Result<String, TextError> {
    let mut clean = String::with_capacity(text.len());
    for piece in text.split(|c: char| c.is_whitespace() || c.is_control() || invisible(c)) {
        if piece.is_empty() {
            continue;
        }
        if !clean.is_empty() {
            clean.push(' ');
        }
        clean.push_str(piece);
    }
    Ok(clean)
}

fn many_lines(text: &str) -> Result<String, TextError> {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    Ok(unix.chars().filter(|&c| c == '\n' || c == '\t' || !(c.is_control() || invisible(c))).collect())
}

fn word(text: &str) -> Result<String, TextError> {
    let text = text.trim().trim_start_matches('#');
    match text
        .chars()
        .find(|&c| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | ':' | '@' | '+')))
    {
        Some(found) => Err(TextError::Character { what: "the tag", found }),
        None => Ok(text.to_owned()),
    }
}

/// Direction overrides and tag characters: they make text look like other text.
fn invisible(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}' | '\u{feff}')
}

/// Whether the character belongs to a script that does not part words by spaces (Unicode Standard
/// Annex 14: Han, kana, Thai, Lao, Khmer, Myanmar), or to Hangul, whose endings grow onto words.
pub fn unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' // Thai, Lao
        | '\u{1000}'..='\u{109F}' // Myanmar
        | '\u{1100}'..='\u{11FF}' // Hangul Jamo
        | '\u{1780}'..='\u{17FF}' // Khmer
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}' // Hiragana, Katakana
        | '\u{3130}'..='\u{318F}'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' // Han
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}' // Hangul syllables
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9F}' // halfwidth Katakana
        | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleaning() {
        for (typed, kept) in [
            ("  a \t b\n", "a b"),
            ("caf\u{e9}", "caf\u{e9}"),
            ("\u{202e}evil", "evil"),
            ("'); DROP TABLE tasks;--", "'); DROP TABLE tasks;--"),
        ] {
            assert_eq!(Title::parse(typed).unwrap().as_str(), kept);
        }
        assert_eq!(Body::parse("a\r\nb\u{0}").unwrap().as_str(), "a\nb");
        assert_eq!(Tag::parse("#home").unwrap().as_str(), "home");
    }

    #[test]
    fn refusals() {
        assert_eq!(Title::parse(" \n "), Err(TextError::Empty { what: "the title" }));
        assert!(matches!(Title::parse(&"x".repeat(501)), Err(TextError::TooLong { length: 501, .. })));
        assert!(Title::parse(&"é".repeat(500)).is_ok(), "characters are counted, not bytes");
        assert!(matches!(Tag::parse("a b"), Err(TextError::Character { found: ' ', .. })));
        assert!(serde_json::from_str::<Title>("\"\"").is_err(), "the door is the same for JSON");
    }
}
