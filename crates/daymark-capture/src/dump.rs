//! A brain dump: many thoughts in one text.
//!
//! Lines part thoughts; within a line, the ends of sentences and words such as "and then" do (the
//! language file lists them under `[then]`). Bullets and numbers are marks and not words; what is
//! indented under a line, or bulleted under a line that ends in a colon, is a step of it. A heading
//! that says nothing but a day, a tag or an area ("Tomorrow:", "# Health") is no thought: it is
//! handed to the thoughts below it.

use daymark_domain::{Draft, DraftKind};

use crate::lexicon::Lexicon;
use crate::sigil::Regions;
use crate::token::{Token, TokenKind};
use crate::{Context, parse_in, sigil, token};

/// One stretch of a brain dump.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Bytes of the input, `start..end`; the pieces lie end to end and cover all of it.
    pub start: usize,
    pub end: usize,
    /// Bytes of the words that the draft was read from: without bullet, box, white space and the
    /// word that parted them from the thought before. Empty where there is no draft.
    pub words: (usize, usize),
    /// The line was ticked already (`- [x] …`).
    pub done: bool,
    /// The piece that this is a step of; it stands before and has a draft.
    pub parent: Option<usize>,
    /// What the words mean, its spans counted in the whole input; `None` where nothing but white
    /// space and bullets stands, and for a heading that only says something about others.
    pub draft: Option<Draft>,
}

/// Splits a brain dump into drafts. Every byte of the input lies in exactly one piece, line breaks
/// included; `context.muted` counts in the whole input.
pub fn dump(text: &str, context: &Context) -> Vec<Piece> {
    dump_in(Lexicon::spoken(context.language, context.dialect), text, context)
}

/// [`dump`] in a language.
pub fn dump_in(lexicon: &Lexicon, text: &str, context: &Context) -> Vec<Piece> {
    let lines = lines(text);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut above: Vec<Above> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let begin = line.start + line.mark;
        if line.blank(text) {
            pieces.push(Piece::bare(line.start, line.end));
            continue;
        }
        let heading = heading(text, line, lines.get(at + 1..).unwrap_or_default());
        let level = line.level();
        above.retain(|above| above.level < level);
        let parent = above.iter().rev().find_map(|above| above.piece);
        let given = above.iter().rev().find_map(|above| above.given.clone());
        let cuts = match heading {
            true => vec![(begin, begin, line.end)],
            false => cuts(lexicon, text, begin, line.end, context),
        };
        let mut last = None;
        let mut start = line.start;
        for &(_, to, end) in &cuts {
            let (from, to) = trimmed(text, to, end);
            let words = text.get(from..to).unwrap_or_default();
            let several = cuts.len() > 1 && !words.ends_with("..");
            let to = if several { from + words.trim_end_matches(['.', ';']).len() } else { to };
            let mut draft = read(lexicon, text, from, to, context);
            if heading && let Some(given) = Given::of(&draft, text.get(from..to), context) {
                above.push(Above { level, piece: None, given: Some(given) });
                pieces.push(Piece::bare(start, end));
                start = end;
                continue;
            }
            if heading {
                draft.title = draft.title.trim_end_matches(':').trim_end().to_owned();
            }
            if let Some(given) = &given {
                given.give(&mut draft);
            }
            last = Some(pieces.len());
            let done = line.done;
            pieces.push(Piece { start, end, words: (from, to), done, parent, draft: Some(draft) });
            start = end;
        }
        if let Some(piece) = last {
            above.push(Above { level, piece: Some(piece), given });
        }
    }
    pieces
}

impl Piece {
    fn bare(start: usize, end: usize) -> Piece {
        Piece { start, end, words: (start, start), done: false, parent: None, draft: None }
    }
}

/// A line that later lines may stand under.
struct Above {
    level: i64,
    piece: Option<usize>,
    given: Option<Given>,
}

/// What a heading says about the thoughts below it.
#[derive(Clone)]
struct Given {
    draft: Draft,
}

impl Given {
    /// A heading that holds nothing but signs and a day, or names an area.
    fn of(draft: &Draft, words: Option<&str>, context: &Context) -> Option<Given> {
        let name = words.unwrap_or_default().trim().trim_end_matches(':').trim().to_lowercase();
        let area = context.areas.iter().find(|area| area.to_lowercase() == name);
        if let Some(area) = area {
            return Some(Given { draft: Draft { area: Some(area.clone()), ..Draft::default() } });
        }
        let bare = draft.title.chars().all(|c| !c.is_alphanumeric()) && draft.repeat.is_none();
        (bare && !draft.spans.is_empty()).then(|| Given { draft: draft.clone() })
    }

    fn give(&self, to: &mut Draft) {
        let from = &self.draft;
        if to.day().is_none() && to.deadline.is_none() && to.repeat.is_none() {
            (to.due, to.deadline) = (from.due.clone().or(from.start.clone()), from.deadline.clone());
        }
        for tag in &from.tags {
            if !to.tags.contains(tag) {
                to.tags.push(tag.clone());
            }
        }
        to.area = to.area.take().or_else(|| from.area.clone());
        to.goal = to.goal.take().or_else(|| from.goal.clone());
        to.project = to.project.take().or_else(|| from.project.clone());
        to.priority = to.priority.or(from.priority);
        to.energy = to.energy.or(from.energy);
    }
}

/// A line and its marks.
struct Line {
    start: usize,
    end: usize,
    /// Bytes of white space, bullet and box at its beginning.
    mark: usize,
    /// Columns of white space before the bullet.
    indent: i64,
    bulleted: bool,
    /// How many `#` of a heading.
    hashes: usize,
    done: bool,
}

impl Line {
    fn blank(&self, text: &str) -> bool {
        text.get(self.start + self.mark..self.end).is_none_or(|words| words.trim().is_empty())
    }

    /// How deep the line stands. Headings of Markdown stand above all lines, a bulleted line below
    /// one that is not.
    fn level(&self) -> i64 {
        match i64::try_from(self.hashes) {
            Ok(hashes) if hashes > 0 => hashes - 100,
            _ => self.indent * 2 + i64::from(self.bulleted),
        }
    }
}

fn lines(text: &str) -> Vec<Line> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let end = start + line.len();
            let line = marks(line, start, end);
            start = end;
            line
        })
        .collect()
}

/// Reads what stands before the words of a line.
fn marks(line: &str, start: usize, end: usize) -> Line {
    let mut rest = line.trim_start();
    let white = line.get(..line.len() - rest.len()).unwrap_or_default();
    let indent = white.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let hashes = rest.chars().take_while(|&c| c == '#').count();
    let after = rest.get(hashes..).unwrap_or_default();
    if (1..=6).contains(&hashes) && after.starts_with([' ', '\t']) {
        let mark = line.len() - after.trim_start().len();
        return Line { start, end, mark, indent, bulleted: false, hashes, done: false };
    }
    let mark = rest.strip_prefix(['-', '*', '•', '–', '+', '>', '‣', '◦', '·', '▪', '☐']).or_else(|| {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let count = rest.len() - digits.len();
        let letter = || rest.strip_prefix(|c: char| c.is_ascii_lowercase());
        match count {
            1..=3 => digits.strip_prefix(['.', ')']),
            0 => letter().and_then(|rest| rest.strip_prefix(')')),
            _ => None,
        }
    });
    // A mark is a bullet only with a space behind it: "-5 degrees", "3.5 km".
    let bullet = mark.filter(|after| after.is_empty() || after.starts_with(char::is_whitespace));
    if let Some(after) = bullet {
        rest = after.trim_start();
    }
    let mut boxed = false;
    let mut done = false;
    for (tick, ticked) in
        [("[ ]", false), ("[]", false), ("[x]", true), ("[X]", true), ("☑", true), ("✓", true), ("✔", true)]
    {
        if let Some(after) = rest.strip_prefix(tick) {
            (rest, done, boxed) = (after.trim_start(), ticked, true);
            break;
        }
    }
    let bulleted = bullet.is_some() || boxed;
    Line { start, end, mark: line.len() - rest.len(), indent, bulleted, hashes: 0, done }
}

/// Whether a line only stands above others: a heading of Markdown, or a line that ends in a colon
/// with bullets, or with something deeper, below it.
fn heading(text: &str, line: &Line, below: &[Line]) -> bool {
    if line.hashes > 0 {
        return true;
    }
    let words = text.get(line.start + line.mark..line.end).unwrap_or_default().trim();
    let next = below.iter().find(|below| !below.blank(text));
    words.ends_with(':') && next.is_some_and(|next| next.hashes == 0 && next.level() > line.level())
}

/// Reads the words `from..to` of the text.
fn read(lexicon: &Lexicon, text: &str, from: usize, to: usize, context: &Context) -> Draft {
    let words = text.get(from..to).unwrap_or_default();
    let muted = context.muted.iter().filter(|(_, end)| *end > from);
    let muted = muted.map(|&(start, end)| (start.saturating_sub(from), end - from)).collect();
    let mut draft = parse_in(lexicon, words, &Context { muted, ..context.clone() });
    for span in &mut draft.spans {
        span.start += from;
        span.end += from;
    }
    draft
}

fn trimmed(text: &str, from: usize, to: usize) -> (usize, usize) {
    let words = text.get(from..to).unwrap_or_default();
    let start = from + words.len() - words.trim_start().len();
    (start, start + words.trim().len())
}

/// The thoughts of a line: where each begins with the word that parts it from the one before, where
/// its own words begin, and where it ends.
fn cuts(
    lexicon: &Lexicon,
    text: &str,
    begin: usize,
    end: usize,
    context: &Context,
) -> Vec<(usize, usize, usize)> {
    let whole = read(lexicon, text, begin, end, context);
    let words = text.get(begin..end).unwrap_or_default();
    if whole.kind == DraftKind::Note {
        return vec![(begin, begin, end)];
    }
    let muted = context.muted.iter().filter(|(_, to)| *to > begin);
    let muted = muted.map(|&(from, to)| (from.saturating_sub(begin), to - begin)).collect();
    let regions: Regions = sigil::regions(words, lexicon, &Context { muted, ..context.clone() });
    let tokens = token::tokens(words, &regions, lexicon);
    let mut found = vec![(begin, begin)];
    let mut at = 0;
    while at < tokens.len() {
        let Some((from, to, next)) = boundary(lexicon, &tokens, at) else {
            at += 1;
            continue;
        };
        at = next.max(at + 1);
        let (from, to) = (begin + from, begin + to);
        let inside = whole.spans.iter().any(|span| span.start < to && from < span.end);
        if !inside {
            found.push((from, to));
        }
    }
    // A cut holds only where a thought stands on both of its sides.
    let mut kept: Vec<(usize, usize, usize)> = Vec::new();
    for (at, &(from, to)) in found.iter().enumerate() {
        let stop = found.get(at + 1).map_or(end, |next| next.0);
        let joined = kept.last().is_some_and(|&(_, before, until)| {
            !thought(lexicon, text, before, until, context) || !thought(lexicon, text, to, stop, context)
        });
        match kept.last_mut() {
            Some(last) if joined => last.2 = stop,
            _ => kept.push((from, to, stop)),
        }
    }
    kept
}

/// Whether a stretch has words of its own that could be a title: two of them, or one that is not
/// alone with its date.
fn thought(lexicon: &Lexicon, text: &str, from: usize, to: usize, context: &Context) -> bool {
    let draft = read(lexicon, text, from, to, context);
    let words = draft.title.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    words >= 2 || words == 1 && !draft.spans.is_empty()
}

/// A place where a thought may end, at token `at`: bytes of what parts the two, and the token
/// behind it.
fn boundary(lexicon: &Lexicon, tokens: &[Token], at: usize) -> Option<(usize, usize, usize)> {
    let token = tokens.get(at)?;
    if let Some(hit) = lexicon.then.at(tokens, at).filter(|hit| hit.end < tokens.len() && at > 0) {
        let next = tokens.get(hit.end)?;
        return Some((token.start, next.start, hit.end));
    }
    let closing = token.kind == TokenKind::Mark && [".", "!", "?", ";", "…"].contains(&token.word.as_str());
    let next = tokens.get(at + 1).filter(|next| next.spaced)?;
    let before = at.checked_sub(1).and_then(|at| tokens.get(at)).filter(|_| !token.spaced)?;
    if !closing {
        return None;
    }
    let abbreviated = token.mark('.')
        && (before.kind == TokenKind::Number
            || before.word.chars().count() < 2
            || lexicon.abbreviations.whole(&before.word).is_some()
            || lexicon.dotted(&before.word));
    // "also" behind a full stop parts as well, and is no word of the thought.
    let after = lexicon.then.at(tokens, at + 1).filter(|hit| hit.end < tokens.len());
    let to = after.as_ref().and_then(|hit| tokens.get(hit.end)).map_or(next.start, |next| next.start);
    // A full stop only parts; a question stays one.
    let from = if token.mark('.') || token.mark(';') { token.start } else { token.end };
    (!abbreviated).then_some((from, to, after.map_or(at + 1, |hit| hit.end)))
}

#[cfg(test)]
mod tests;
