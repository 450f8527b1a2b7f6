//! The words of a language: tokens, times and lengths of time, all from a data file.

use std::collections::{BTreeMap, BTreeSet};

/// A word of the input.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// Lower case, without the punctuation around it.
    pub word: String,
    /// What it may have been meant as, when it is not itself a word of a pattern.
    pub meant: Vec<String>,
    /// Bytes of the input, without the punctuation around it.
    pub start: usize,
    pub end: usize,
    /// A comma, full stop or the like follows.
    pub pause: bool,
    /// A colon or a dash follows.
    pub colon: bool,
    /// An opening quote stands before it.
    pub quoted: bool,
}

impl Token {
    pub(crate) fn is(&self, word: &str) -> bool {
        self.word == word || self.meant.iter().any(|meant| meant == word)
    }
}

/// What the router has to know of a language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    lists: BTreeMap<String, BTreeSet<String>>,
    pairs: BTreeMap<String, BTreeMap<String, String>>,
    lines: BTreeMap<String, Vec<String>>,
}

impl Words {
    /// Reads a words file: `[section]`, then words, `word = meaning` or whole lines.
    pub(crate) fn read(text: &str) -> Words {
        let mut words = Words::default();
        let mut section = String::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'))
                && words.is_section(name)
            {
                section = name.to_owned();
                continue;
            }
            if let Some((word, meaning)) = line.split_once(" = ") {
                words.pairs.entry(section.clone()).or_default().insert(word.to_owned(), meaning.to_owned());
            } else {
                let list = words.lists.entry(section.clone()).or_default();
                list.extend(line.split_whitespace().map(str::to_owned));
                words.lines.entry(section.clone()).or_default().push(line.to_owned());
            }
        }
        words
    }

    /// A line such as `[yes]` could be a pattern too; only these are sections.
    fn is_section(&self, name: &str) -> bool {
        matches!(
            name,
            "contractions"
                | "typos"
                | "not typos"
                | "before"
                | "after"
                | "after a pause"
                | "excuses"
                | "when anchors"
                | "when fillers"
                | "when units"
                | "when makers"
                | "when leads"
                | "numbers"
                | "minute words"
                | "hour words"
                | "minute fillers"
                | "half"
                | "quarter"
                | "determiners"
                | "pronouns"
                | "kept"
                | "question words"
        )
    }

    pub(crate) fn has(&self, list: &str, word: &str) -> bool {
        self.lists.get(list).is_some_and(|words| words.contains(word))
    }

    pub(crate) fn lines(&self, section: &str) -> &[String] {
        self.lines.get(section).map_or(&[], Vec::as_slice)
    }

    fn pair(&self, section: &str, word: &str) -> Option<&str> {
        self.pairs.get(section)?.get(word).map(String::as_str)
    }

    /// A word without its contraction: "what's" is two words.
    pub(crate) fn split(&self, word: &str) -> Vec<String> {
        match self.pair("contractions", word) {
            Some(meaning) => meaning.split_whitespace().map(str::to_owned).collect(),
            None => vec![word.to_owned()],
        }
    }

    /// The words of a text. `vocabulary` holds the words of all patterns: a word that is none of them may be a
    /// slip for one.
    pub(crate) fn tokens(&self, text: &str, vocabulary: &BTreeSet<String>) -> Vec<Token> {
        let mut found = Vec::new();
        let mut start = 0;
        let ends =
            text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, c)| (at, at + c.len_utf8()));
        for (end, next) in ends.chain([(text.len(), text.len())]) {
            if let Some(piece) = text.get(start..end).filter(|piece| !piece.is_empty()) {
                self.token(piece, start, vocabulary, &mut found);
            }
            start = next;
        }
        found
    }

    fn token(&self, piece: &str, at: usize, vocabulary: &BTreeSet<String>, found: &mut Vec<Token>) {
        let edge = |c: char| !c.is_alphanumeric() && !matches!(c, '$' | '€' | '£' | '%' | '#' | '@' | '+');
        let body = piece.trim_matches(edge);
        let colon = piece.ends_with([':', '-', '–', '—']);
        let pause = piece.ends_with([',', '.', ';', '!', '?', ':', '-', '–', '—']);
        if body.is_empty() {
            match found.last_mut() {
                Some(last) => {
                    last.pause |= pause;
                    last.colon |= colon;
                }
                // A line that is nothing but "?" is a word of its own.
                None if piece == "?" => found.push(Token {
                    word: piece.into(),
                    meant: Vec::new(),
                    start: at,
                    end: at + piece.len(),
                    pause,
                    colon,
                    quoted: false,
                }),
                None => {}
            }
            return;
        }
        let lead = piece.len() - piece.trim_start_matches(edge).len();
        let quoted = piece.get(..lead).is_some_and(|lead| lead.contains(['"', '\'', '“', '‘', '«', '„']));
        let lower = body.to_lowercase().replace('’', "'");
        let (start, end) = (at + lead, at + lead + body.len());
        let split = self.split(self.pair("typos", &lower).unwrap_or(&lower));
        let count = split.len();
        for (index, word) in split.into_iter().enumerate() {
            let meant = if vocabulary.contains(&word) || self.has("not typos", &word) {
                Vec::new()
            } else {
                vocabulary.iter().filter(|known| slip(&word, known)).cloned().collect()
            };
            found.push(Token {
                word,
                meant,
                start,
                end,
                pause: pause && index + 1 == count,
                colon: colon && index + 1 == count,
                quoted: quoted && index == 0,
            });
        }
    }

    /// Whether these words are a day or a time, and nothing else.
    pub(crate) fn is_when(&self, tokens: &[Token]) -> bool {
        if tokens.is_empty() || tokens.len() > 8 {
            return false;
        }
        let (mut anchor, mut unit, mut maker) = (false, false, false);
        for Token { word, .. } in tokens {
            let base = word.strip_suffix("'s").unwrap_or(word);
            if self.has("when anchors", base) || is_time(base) {
                anchor = true;
            } else if self.has("when units", base) {
                unit = true;
            } else if self.pair("numbers", base).is_none() && !self.has("when fillers", base) {
                return false;
            }
            maker |= self.has("when makers", base);
        }
        anchor || unit && (maker || self.number(tokens).is_some())
    }

    /// Whether these words are a length of time: "two days".
    pub(crate) fn is_span(&self, tokens: &[Token]) -> bool {
        let Some((last, rest)) = tokens.split_last() else { return false };
        tokens.len() <= 4
            && self.has("when units", &last.word)
            && !rest.is_empty()
            && rest.iter().all(|token| {
                token.word.parse::<u32>().is_ok()
                    || self.pair("numbers", &token.word).is_some()
                    || self.has("when fillers", &token.word)
            })
    }

    fn number(&self, tokens: &[Token]) -> Option<u32> {
        tokens.iter().find_map(|token| self.value(&token.word))
    }

    fn value(&self, word: &str) -> Option<u32> {
        word.parse().ok().or_else(|| self.pair("numbers", word)?.parse().ok())
    }

    /// Digits of a number in digits or words.
    pub(crate) fn digits(&self, tokens: &[Token]) -> Option<u32> {
        match tokens {
            [token] if !self.has("determiners", &token.word) => self.value(&token.word),
            _ => None,
        }
    }

    /// The minutes in "20 minutes", "half an hour", "1h", "an hour and a half", "1.5 hours".
    pub(crate) fn minutes(&self, tokens: &[Token]) -> Option<u32> {
        if tokens.is_empty() || tokens.len() > 7 {
            return None;
        }
        let mut total = 0.0;
        let mut count: Option<f64> = None;
        let mut unit_of_last = None;
        let mut seen = false;
        for Token { word, .. } in tokens {
            let unit = if self.has("minute words", word) {
                Some(1.0)
            } else if self.has("hour words", word) {
                Some(60.0)
            } else {
                None
            };
            if let Some(unit) = unit {
                total += count.take().unwrap_or(1.0) * unit;
                unit_of_last = Some(unit);
                seen = true;
            } else if self.has("half", word) {
                count = Some(0.5);
            } else if self.has("quarter", word) {
                count = Some(0.25);
            } else if let Some((number, unit)) = self.glued(word) {
                total += number * unit;
                seen = true;
            } else if let Some(number) = self.value(word).map(f64::from).or_else(|| word.parse().ok()) {
                // "half an hour": the article does not undo the half.
                let article = self.has("determiners", word);
                count = if article { count.or(Some(number)) } else { Some(number) };
            } else if !self.has("minute fillers", word) {
                return None;
            }
        }
        // "an hour and a half"
        if let Some(left) = count {
            if left >= 1.0 {
                return None;
            }
            total += left * unit_of_last?;
        }
        let whole = total.round();
        (seen && (1.0..=1440.0).contains(&whole)).then_some(whole as u32)
    }

    /// "20min", "1h".
    fn glued(&self, word: &str) -> Option<(f64, f64)> {
        let at = word.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, unit) = word.split_at_checked(at)?;
        let unit = if self.has("minute words", unit) {
            1.0
        } else if self.has("hour words", unit) {
            60.0
        } else {
            return None;
        };
        Some((number.parse().ok()?, unit))
    }
}

/// "10:30", "3pm", "24th", "24.12.", "2026-11-24", "3/4" or a bare number up to four digits.
fn is_time(word: &str) -> bool {
    let Some(first) = word.chars().next() else { return false };
    if !first.is_ascii_digit() || word.len() > 16 {
        return false;
    }
    let body = ["am", "pm", "st", "nd", "rd", "th", "h", "a.m", "p.m"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word);
    let groups: Vec<_> = body.split([':', '.', '-', '/']).collect();
    groups.len() <= 3
        && groups.iter().enumerate().all(|(at, group)| {
            (group.is_empty() && at > 0) || (group.len() <= 4 && group.bytes().all(|b| b.is_ascii_digit()))
        })
}

/// Whether `word` may be a slip of the fingers for `known`: two neighbours swapped (from four letters), or one
/// letter too many, too few or wrong (from six). The first letter holds.
fn slip(word: &str, known: &str) -> bool {
    if word.chars().next() != known.chars().next() || word.len().abs_diff(known.len()) > 4 {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (word.chars().collect(), known.chars().collect());
    let shorter = a.len().min(b.len());
    if shorter < 4 || a.len().abs_diff(b.len()) > 1 || a.first() != b.first() {
        return false;
    }
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count().min(shorter - head);
    if a.len() != b.len() {
        return shorter >= 5 && head + tail == shorter;
    }
    match (a.get(head..a.len() - tail), b.get(head..b.len() - tail)) {
        (Some([x, y]), Some([p, q])) => x == q && y == p,
        (Some([_]), Some([_])) => shorter >= 6,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words::read(include_str!("../../data/en/words.txt"))
    }

    fn tokens(text: &str) -> Vec<Token> {
        words().tokens(text, &BTreeSet::new())
    }

    #[test]
    fn times_are_known() {
        for text in [
            "friday",
            "next tuesday at 3pm",
            "10:30",
            "3 december",
            "the 24th",
            "in two days",
            "next week",
            "tonight",
            "the weekend",
            "end of the month",
            "2026-12-01",
            "24.12.",
            "at 5",
            "friday afternoon",
            "in 3 weeks",
            "later",
            "another day",
            "May 3rd",
            "tomorrow's",
            "next month",
        ] {
            assert!(words().is_when(&tokens(text)), "{text}");
        }
        for text in [
            "",
            "the wall",
            "Berlin",
            "the",
            "next",
            "days",
            "friday film",
            "2a",
            "the other wall",
            "a week of rest",
        ] {
            assert!(!words().is_when(&tokens(text)), "{text}");
        }
    }

    #[test]
    fn lengths_are_counted() {
        for (text, minutes) in [
            ("20 minutes", 20),
            ("half an hour", 30),
            ("an hour", 60),
            ("1h", 60),
            ("15 min", 15),
            ("20min", 20),
            ("an hour and a half", 90),
            ("1.5 hours", 90),
            ("two hours", 120),
            ("a quarter of an hour", 15),
            ("1 hour and 20 minutes", 80),
            ("about 45 mins", 45),
        ] {
            assert_eq!(words().minutes(&tokens(text)), Some(minutes), "{text}");
        }
        for text in
            ["a cat", "20", "", "minutes of regret", "20 minutes of regret", "0 minutes", "99999 hours"]
        {
            assert_eq!(words().minutes(&tokens(text)), None, "{text}");
        }
    }

    #[test]
    fn slips_are_seen_and_other_words_are_not() {
        for (word, known) in
            [("mvoe", "move"), ("serach", "search"), ("rescedule", "reschedule"), ("finishd", "finished")]
        {
            assert!(slip(word, known), "{word}");
        }
        for (word, known) in
            [("love", "move"), ("not", "note"), ("crop", "drop"), ("moves", "move"), ("mo", "om")]
        {
            assert!(!slip(word, known), "{word}");
        }
    }

    #[test]
    fn tokens_keep_their_place() {
        let text = "Add \"call the plumber\", pls — don't!";
        let found = tokens(text);
        let said: Vec<_> = found.iter().map(|t| (t.word.as_str(), &text[t.start..t.end])).collect();
        assert_eq!(
            said,
            [
                ("add", "Add"),
                ("call", "call"),
                ("the", "the"),
                ("plumber", "plumber"),
                ("please", "pls"),
                ("do", "don't"),
                ("not", "don't"),
            ]
        );
        assert!(found[1].quoted && found[3].pause);
    }
}
