//! Text to tokens: words, numbers and marks, with the stretches nobody may look into closed off.

use crate::lexicon::Lexicon;
use crate::sigil::{Region, Regions};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Word,
    Number,
    /// One character that is neither letter, digit nor white space.
    Mark,
    /// Quoted text, an address, or what the person tapped to be text.
    Closed,
    /// A `#tag`, `+area`, `!priority`: understood already.
    Sigil,
}

#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub start: usize,
    pub end: usize,
    pub kind: TokenKind,
    /// In lower case, apostrophes straight.
    pub word: String,
    /// White space, or the start of the text, stands before it.
    pub spaced: bool,
    /// Begins with a capital.
    pub capital: bool,
}

impl Token {
    pub fn is(&self, word: &str) -> bool {
        self.word == word
    }

    pub fn mark(&self, mark: char) -> bool {
        self.kind == TokenKind::Mark && self.word.chars().eq(std::iter::once(mark))
    }

    /// The digits of a number token; `None` for other tokens and for numbers past nine digits.
    pub fn number(&self) -> Option<i64> {
        (self.kind == TokenKind::Number && self.word.len() <= 9).then(|| self.word.parse().ok()).flatten()
    }
}

/// The tokens of `text`, in order. Offsets are bytes of `text`. A day and its part that the
/// language writes as one word ("Freitagabend") are two.
pub(crate) fn tokens(text: &str, regions: &Regions, lexicon: &Lexicon) -> Vec<Token> {
    let mut list = Vec::new();
    for token in raw(text, regions) {
        match halves(&token, lexicon) {
            Some((first, second)) if text.is_char_boundary(first.end) => list.extend([first, second]),
            _ => list.push(token),
        }
    }
    list
}

fn halves(token: &Token, lexicon: &Lexicon) -> Option<(Token, Token)> {
    // Where lower case changes the length of a word, its bytes cannot be told apart.
    if token.kind != TokenKind::Word || token.word.len() != token.end - token.start {
        return None;
    }
    let at = token.word.char_indices().map(|(at, _)| at).skip(4).find(|&at| {
        let (day, part) = token.word.split_at(at);
        lexicon.weekdays.whole(day).is_some()
            && (lexicon.parts.whole(part).is_some() || lexicon.part_plurals.whole(part).is_some())
    })?;
    let (day, part) = token.word.split_at(at);
    let middle = token.start + at;
    let first = Token { end: middle, word: day.to_owned(), ..token.clone() };
    let second =
        Token { start: middle, word: part.to_owned(), spaced: true, capital: false, ..token.clone() };
    Some((first, second))
}

fn raw(text: &str, regions: &Regions) -> Vec<Token> {
    let mut list: Vec<Token> = Vec::new();
    let mut closed = regions.list.iter().peekable();
    let mut at = 0;
    let mut spaced = true;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if let Some(region) = closed.next_if(|region| region.start() <= at) {
            if region.end() > at {
                let kind = match region {
                    Region::Closed { .. } => TokenKind::Closed,
                    Region::Sigil { .. } => TokenKind::Sigil,
                };
                let capital = false;
                list.push(Token { start: at, end: region.end(), kind, word: String::new(), spaced, capital });
                spaced = false;
                at = region.end();
            }
            continue;
        }
        let stop = closed.peek().map_or(text.len(), |region| region.start());
        let rest = text.get(at..stop).unwrap_or_default();
        let (kind, length) = if c.is_whitespace() {
            at += c.len_utf8();
            spaced = true;
            continue;
        } else if c.is_ascii_digit() {
            (TokenKind::Number, run(rest, |c| c.is_ascii_digit()))
        } else if letter(c) {
            let after_number = !spaced && list.last().is_some_and(|last| last.kind == TokenKind::Number);
            // "1h30" is three tokens, "mp3" is one.
            (TokenKind::Word, run(rest, |c| letter(c) && !(after_number && c.is_ascii_digit())))
        } else {
            (TokenKind::Mark, c.len_utf8())
        };
        let slice = rest.get(..length).unwrap_or_default();
        let word = slice.to_lowercase().replace('\u{2019}', "'");
        list.push(Token { start: at, end: at + length, kind, word, spaced, capital: c.is_uppercase() });
        spaced = false;
        at += length;
    }
    list
}

/// Letters, digits, marks on letters and `_`; apostrophes are joined in [`run`].
fn letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || matches!(c, '\u{300}'..='\u{36f}')
}

/// Bytes of the longest run of fitting characters; an apostrophe between two of them belongs.
fn run(text: &str, fits: impl Fn(char) -> bool) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joined = matches!(c, '\'' | '\u{2019}') && at > 0 && chars.peek().is_some_and(|(_, c)| fits(*c));
        if !fits(c) && !joined {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}
