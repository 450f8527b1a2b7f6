//! What is marked by a sign rather than said in words: `#tag`, `+Area`, `goal:x`, `!high`, `p1`,
//! `~low`, a kind before a colon; and the stretches that are nobody's business: quotes, addresses,
//! muted ranges.

use daymark_domain::{DraftKind, Energy, Link, Priority, SpanKind};

use crate::lexicon::{Key, Lexicon};
use crate::{Context, Dialect};

/// A stretch of the text that the grammar does not look into.
#[derive(Clone, Debug)]
pub(crate) enum Region {
    Closed { start: usize, end: usize },
    Sigil { start: usize, end: usize, meaning: Sign },
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Sign {
    Kind(DraftKind),
    Tag(String),
    Area(String),
    Goal(String),
    Project(String),
    /// `p4` says on purpose that there is none.
    Priority(Option<Priority>),
    Energy(Energy),
}

impl Sign {
    pub fn span(&self) -> SpanKind {
        match self {
            Sign::Kind(_) => SpanKind::Kind,
            Sign::Tag(_) => SpanKind::Tag,
            Sign::Area(_) => SpanKind::Area,
            Sign::Goal(_) => SpanKind::Goal,
            Sign::Project(_) => SpanKind::Project,
            Sign::Priority(_) => SpanKind::Priority,
            Sign::Energy(_) => SpanKind::Energy,
        }
    }
}

impl Region {
    pub fn start(&self) -> usize {
        match self {
            Region::Closed { start, .. } | Region::Sigil { start, .. } => *start,
        }
    }

    pub fn end(&self) -> usize {
        match self {
            Region::Closed { end, .. } | Region::Sigil { end, .. } => *end,
        }
    }
}

/// What a sign stands for.
#[derive(Clone, Copy)]
enum Role {
    Tag,
    Area,
    Project,
    /// A level in words, or by the number of signs.
    Priority,
    /// A level in numbers that rise with it.
    Rank,
    Energy,
}

/// The signs of a dialect. What it does not know is text.
fn role(dialect: Dialect, c: char) -> Option<Role> {
    Some(match (dialect, c) {
        (Dialect::Daymark | Dialect::SuperProductivity, '#') => Role::Tag,
        (Dialect::Daymark, '+') => Role::Area,
        (Dialect::Daymark, '!') => Role::Priority,
        (Dialect::Daymark, '~') => Role::Energy,
        (Dialect::Todoist, '#') => Role::Project,
        (Dialect::Todoist, '@') => Role::Tag,
        (Dialect::SuperProductivity | Dialect::Vikunja, '+') => Role::Project,
        (Dialect::Vikunja, '*') => Role::Tag,
        (Dialect::Vikunja, '!') => Role::Rank,
        (Dialect::Taskwarrior, '+') => Role::Tag,
        _ => return None,
    })
}

/// Regions in order, never overlapping.
#[derive(Clone, Debug, Default)]
pub(crate) struct Regions {
    pub list: Vec<Region>,
}

/// A tag longer than this is not one (the domain's bound).
const TAG_MOST: usize = 64;
const NAME_MOST: usize = 80;

/// Finds the regions of `text`.
pub(crate) fn regions(text: &str, lexicon: &Lexicon, context: &Context) -> Regions {
    let mut found = Finder { text, lexicon, context, list: Vec::new() };
    let mut at = 0;
    let mut before: Option<char> = None;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let region = found.muted(at).or_else(|| found.at(at, c, before)).filter(|region| region.end() > at);
        match region {
            Some(region) => {
                let end = region.end();
                before = text.get(at..end).and_then(|slice| slice.chars().next_back());
                at = end;
                found.list.push(region);
            }
            None => {
                before = Some(c);
                at += c.len_utf8();
            }
        }
    }
    Regions { list: found.list }
}

struct Finder<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    context: &'a Context,
    list: Vec<Region>,
}

impl Finder<'_> {
    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    fn muted(&self, at: usize) -> Option<Region> {
        let end =
            self.context.muted.iter().filter(|(from, to)| (*from..*to).contains(&at)).map(|m| m.1).max()?;
        let end =
            (end.min(self.text.len())..=self.text.len()).find(|&end| self.text.is_char_boundary(end))?;
        Some(Region::Closed { start: at, end })
    }

    fn at(&self, at: usize, c: char, before: Option<char>) -> Option<Region> {
        let first = before.is_none_or(char::is_whitespace);
        let free = first || before.is_some_and(|c| matches!(c, '(' | '[' | '{' | ',' | ';'));
        if c == '['
            && let Some(length) = markdown(self.rest(at))
        {
            return Some(Region::Closed { start: at, end: at + length });
        }
        if free && let Some(end) = address(self.rest(at)) {
            return Some(Region::Closed { start: at, end: at + end });
        }
        if free && let Some(length) = quoted(self.rest(at), c) {
            return Some(Region::Closed { start: at, end: at + length });
        }
        if !free {
            return None;
        }
        let (length, meaning) = self.sign(at, c)?;
        let (start, end) = (at, at + length);
        let muted = self.context.muted.iter().any(|&(from, to)| from < end && start < to);
        Some(if muted { Region::Closed { start, end } } else { Region::Sigil { start, end, meaning } })
    }

    fn sign(&self, at: usize, c: char) -> Option<(usize, Sign)> {
        let rest = self.rest(at);
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        match role(self.context.dialect, c) {
            Some(Role::Tag) => {
                let tag = word(after, |c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | ':'))?;
                let fits = tag.chars().any(char::is_alphabetic) && tag.chars().count() <= TAG_MOST;
                (fits && tag.starts_with(char::is_alphanumeric) && ends(after, tag.len()))
                    .then(|| (c.len_utf8() + tag.len(), Sign::Tag(tag.to_owned())))
            }
            Some(Role::Area) if !self.has(|sign| matches!(sign, Sign::Area(_))) => {
                let (length, name) = name(after, &self.context.areas)?;
                Some((c.len_utf8() + length, Sign::Area(name)))
            }
            Some(Role::Project) if !self.has(|sign| matches!(sign, Sign::Project(_))) => {
                let (length, name) = name(after, &[])?;
                Some((c.len_utf8() + length, Sign::Project(name)))
            }
            Some(Role::Priority) if !self.has(|sign| matches!(sign, Sign::Priority(_))) => {
                let bangs = rest.chars().take_while(|&c| c == '!').count();
                if bangs > 1 {
                    let priority = if bangs == 2 { Priority::Medium } else { Priority::High };
                    return ends(rest, bangs).then_some((bangs, Sign::Priority(Some(priority))));
                }
                let level = word(after, char::is_alphanumeric)?;
                let priority = *self.lexicon.priorities.whole(&level.to_lowercase())?;
                ends(after, level.len()).then_some((1 + level.len(), Sign::Priority(priority)))
            }
            Some(Role::Rank) if !self.has(|sign| matches!(sign, Sign::Priority(_))) => {
                let level = word(after, char::is_alphanumeric)?;
                let priority = match level {
                    "1" => Priority::Low,
                    "2" => Priority::Medium,
                    "3" | "4" | "5" => Priority::High,
                    _ => return None,
                };
                ends(after, 1).then_some((2, Sign::Priority(Some(priority))))
            }
            Some(Role::Energy) if !self.has(|sign| matches!(sign, Sign::Energy(_))) => {
                let level = word(after, char::is_alphanumeric)?;
                let energy = *self.lexicon.energies.whole(&level.to_lowercase())?;
                ends(after, level.len()).then_some((1 + level.len(), Sign::Energy(energy)))
            }
            _ if c.is_alphabetic() => self.keyed(at),
            _ => None,
        }
    }

    fn has(&self, fits: impl Fn(&Sign) -> bool) -> bool {
        self.list.iter().any(|region| matches!(region, Region::Sigil { meaning, .. } if fits(meaning)))
    }

    /// `p1`, `area:x`, and `event:` at the very start.
    fn keyed(&self, at: usize) -> Option<(usize, Sign)> {
        let rest = self.rest(at);
        let key = word(rest, char::is_alphanumeric)?;
        let lower = key.to_lowercase();
        let levels = matches!(self.context.dialect, Dialect::Daymark | Dialect::Todoist);
        if let Some(level) = lower.strip_prefix('p').filter(|_| levels && ends(rest, key.len())) {
            let priority = match level {
                "1" => Some(Priority::High),
                "2" => Some(Priority::Medium),
                "3" => Some(Priority::Low),
                "4" => None,
                _ => return None,
            };
            let first = !self.has(|sign| matches!(sign, Sign::Priority(_)));
            return first.then_some((key.len(), Sign::Priority(priority)));
        }
        let value = rest.get(key.len()..)?.strip_prefix(':')?;
        let length = key.len() + 1;
        if let Some(&kind) = self.lexicon.kinds.whole(&lower) {
            let first = self.text.get(..at).is_some_and(|before| before.trim().is_empty());
            return first.then_some((length, Sign::Kind(kind)));
        }
        let level = || word(value, char::is_alphanumeric).filter(|level| ends(value, level.len()));
        match self.lexicon.keys.whole(&lower)? {
            Key::Area if !self.has(|sign| matches!(sign, Sign::Area(_))) => {
                name(value, &self.context.areas).map(|(more, name)| (length + more, Sign::Area(name)))
            }
            Key::Goal if !self.has(|sign| matches!(sign, Sign::Goal(_))) => {
                name(value, &self.context.goals).map(|(more, name)| (length + more, Sign::Goal(name)))
            }
            Key::Project if !self.has(|sign| matches!(sign, Sign::Project(_))) => {
                name(value, &[]).map(|(more, name)| (length + more, Sign::Project(name)))
            }
            Key::Priority if !self.has(|sign| matches!(sign, Sign::Priority(_))) => {
                let level = level()?;
                let priority = *self.lexicon.priorities.whole(&level.to_lowercase())?;
                Some((length + level.len(), Sign::Priority(priority)))
            }
            Key::Energy if !self.has(|sign| matches!(sign, Sign::Energy(_))) => {
                let level = level()?;
                let energy = *self.lexicon.energies.whole(&level.to_lowercase())?;
                Some((length + level.len(), Sign::Energy(energy)))
            }
            _ => None,
        }
    }
}

/// The run of fitting characters at the start, without full stops and colons at its end.
fn word(text: &str, fits: impl Fn(char) -> bool) -> Option<&str> {
    let end = text.find(|c| !fits(c)).unwrap_or(text.len());
    let word = text.get(..end)?.trim_end_matches(['.', ':', '/', '-']);
    (!word.is_empty()).then_some(word)
}

/// A sign ends where white space, the end, or closing punctuation stands.
fn ends(text: &str, at: usize) -> bool {
    let mut rest = text.get(at..).unwrap_or_default().chars();
    match rest.next() {
        None => true,
        Some(c) if c.is_whitespace() => true,
        Some(',' | ';' | ')' | ']' | '}') => true,
        Some('.' | ':' | '!' | '?') => rest.next().is_none_or(char::is_whitespace),
        _ => false,
    }
}

/// A name after a sign: in quotes, or the longest existing name, or one word. Gives the bytes it
/// takes and the name as it exists.
fn name(text: &str, known: &[String]) -> Option<(usize, String)> {
    let existing = |typed: &str| known.iter().find(|name| same(name, typed)).cloned();
    if let Some(inner) = text.strip_prefix('"') {
        let length = inner.find('"')?;
        let typed = inner.get(..length)?.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = !typed.is_empty() && typed.chars().count() <= NAME_MOST && ends(inner, length + 1);
        return fits.then(|| (length + 2, existing(&typed).unwrap_or(typed)));
    }
    let longest = known
        .iter()
        .filter_map(|name| Some((prefix(text, name)?, name)))
        .filter(|(length, _)| *length > 0 && ends(text, *length))
        .max_by_key(|(length, _)| *length);
    if let Some((length, name)) = longest {
        return Some((length, name.clone()));
    }
    let typed = word(text, |c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '&' | '\''))?;
    let fits = typed.starts_with(char::is_alphabetic) && typed.chars().count() <= NAME_MOST;
    (fits && ends(text, typed.len())).then(|| (typed.len(), typed.to_owned()))
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// Bytes of `text` that spell `name`, whatever the case.
fn prefix(text: &str, name: &str) -> Option<usize> {
    let mut end = 0;
    let mut typed = text.chars();
    for wanted in name.chars() {
        let c = typed.next()?;
        if !c.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
        end += c.len_utf8();
    }
    Some(end)
}

/// Bytes of the web or mail address that the text begins with.
fn address(text: &str) -> Option<usize> {
    let chunk = text.split(char::is_whitespace).next()?;
    let mail = chunk.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
    let web = chunk.contains("://") || chunk.starts_with("www.") || chunk.starts_with("mailto:");
    (mail || web).then_some(chunk.len())
}

/// Bytes of the `[words](url)` that the text begins with, brackets included.
fn markdown(text: &str) -> Option<usize> {
    let (words, rest) = text.strip_prefix('[')?.split_once("](")?;
    let url = rest.split(')').next().filter(|url| rest.len() > url.len())?;
    let plain = !words.contains(['[', ']', '\n']) && !url.contains(char::is_whitespace);
    (plain && linked(url)).then_some(words.len() + url.len() + 4)
}

fn linked(url: &str) -> bool {
    let schemed = |scheme: &str| {
        url.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme))
            && url.len() > scheme.len()
    };
    ["http://", "https://", "mailto:", "www."].into_iter().any(schemed)
}

/// The address of a closed stretch, without the punctuation of the sentence around it.
pub(crate) fn link(closed: &str) -> Option<Link> {
    if markdown(closed) == Some(closed.len())
        && let Some((words, url)) = closed.split_once("](")
    {
        let words = words.trim_start_matches('[').trim();
        let text = Some(words.to_owned()).filter(|words| !words.is_empty());
        return Some(Link { url: url.trim_end_matches(')').to_owned(), text });
    }
    let mut url = closed.trim_start_matches(['<', '(']);
    loop {
        let shorter = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '>', '"', '\'']);
        // A bracket belongs to the address only where the address opened it.
        let open = shorter.matches('(').count() < shorter.matches(')').count();
        let shorter = if open { shorter.strip_suffix(')').unwrap_or(shorter) } else { shorter };
        if shorter == url {
            break;
        }
        url = shorter;
    }
    linked(url).then(|| Link { url: url.to_owned(), text: None })
}

/// Bytes of the quotation that the text begins with, quotes included.
fn quoted(text: &str, open: char) -> Option<usize> {
    let closing: &[char] = match open {
        '"' => &['"'],
        '\u{201c}' => &['\u{201d}'],
        '\u{201e}' => &['\u{201c}', '\u{201d}'],
        '\u{ab}' => &['\u{bb}'],
        '\u{2018}' => &['\u{2019}'],
        '\'' => &['\''],
        '`' => &['`'],
        _ => return None,
    };
    let mut chars = text.char_indices().skip(1).peekable();
    let inside = chars.peek().is_some_and(|(_, c)| !c.is_whitespace());
    while let Some((at, c)) = chars.next().filter(|_| inside) {
        if closing.contains(&c)
            && at > open.len_utf8()
            && chars.peek().is_none_or(|(_, c)| !c.is_alphanumeric())
        {
            return Some(at + c.len_utf8());
        }
    }
    None
}
