//! One walk over the tokens: at each place the longest phrase that stands there, with the restraint
//! that keeps "sun cream" and "room 3" from becoming dates.

use daymark_domain::Priority;
use jiff::civil::Date;

use crate::grammar::{Moment, Reader, Value};
use crate::lexicon::{Action, Category, Hold, Slot};
use crate::repeat::{Cycle, Tail};
use crate::token::TokenKind;

/// What a phrase says about the thing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// Words that look like something and are not.
    Text,
    Moment(Moment),
    /// Said to be due.
    Due(Moment),
    By(Moment),
    /// The last day before it is too late.
    Before(Date),
    Start(Moment),
    Repeat(Box<Cycle>),
    Tail(Tail),
    Minutes(i64),
    Lead(Vec<i64>),
    RemindAt(Moment),
    /// "Remind me to …", at the moment where it was said.
    RemindTo(Option<Moment>),
    Priority(Priority),
}

/// A phrase that was found, over the tokens `from..to`.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    pub from: usize,
    pub to: usize,
    pub meaning: Meaning,
    /// How doubtful it was.
    pub hold: Hold,
}

struct Candidate {
    end: usize,
    hold: Hold,
    meaning: Meaning,
}

/// The phrases of the text, in order.
pub(crate) fn scan(reader: &Reader<'_>) -> Vec<Phrase> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < reader.tokens.len() {
        let Some(candidate) = best(reader, at, &found) else {
            at += 1;
            continue;
        };
        let (from, to) = (at, candidate.end.max(at + 1));
        at = to;
        if candidate.meaning != Meaning::Text {
            found.push(Phrase { from, to, meaning: candidate.meaning, hold: candidate.hold });
        }
    }
    found
}

fn best(reader: &Reader<'_>, at: usize, before: &[Phrase]) -> Option<Candidate> {
    if !free_left(reader, at) {
        return None;
    }
    candidates(reader, at).into_iter().find(|candidate| stands(reader, at, candidate, before))
}

/// Everything that could be meant at `at`, longest first; of equal length, text first.
fn candidates(reader: &Reader<'_>, at: usize) -> Vec<Candidate> {
    let mut all = Vec::new();
    let mut add = |end, hold, meaning| all.push(Candidate { end, hold, meaning });
    for (end, tail) in reader.tails(at) {
        add(end, Hold::Part, Meaning::Tail(tail));
    }
    for found in reader.rules(Category::Text, at, 0) {
        add(found.end, found.hold, Meaning::Text);
    }
    for found in reader.rules(Category::Reminder, at, 0) {
        let meaning = match found.action {
            Action::LeadTime => Meaning::Lead(found.minutes().collect()),
            Action::RemindAt => match found.moment() {
                Some(moment) => Meaning::RemindAt(moment.clone()),
                None => continue,
            },
            _ if at == 0 => Meaning::RemindTo(found.moment().cloned()),
            _ => continue,
        };
        add(found.end, found.hold, meaning);
    }
    for (end, hold, cycle) in reader.repeats(at) {
        add(end, hold, Meaning::Repeat(Box::new(cycle)));
    }
    for found in reader.rules(Category::Deadline, at, 0) {
        if let Some(meaning) = deadline(reader, found.action, found.moment(), found.month()) {
            add(found.end, found.hold, meaning);
        }
    }
    for found in reader.rules(Category::Due, at, 0) {
        if let Some(moment) = found.moment() {
            add(found.end, found.hold, Meaning::Due(moment.clone()));
        }
    }
    for found in reader.rules(Category::Start, at, 0) {
        let moment = match (found.action, found.moment(), found.days().next()) {
            (Action::After, _, Some(days)) => {
                let Ok(first) = days.last.unwrap_or(days.first).tomorrow() else { continue };
                Moment { days: Some(crate::calendar::Days::one(first)), ..Moment::default() }
            }
            (_, Some(moment), _) => moment.clone(),
            _ => continue,
        };
        add(found.end, found.hold, Meaning::Start(moment));
    }
    for filled in reader.slot(Slot::Moment, at, 0) {
        if let Value::Moment(moment) = filled.value {
            let past = moment.days.as_ref().is_some_and(|days| days.past);
            add(filled.end, filled.hold, if past { Meaning::Text } else { Meaning::Moment(moment) });
        }
    }
    for found in reader.rules(Category::Length, at, 0) {
        if let Some(minutes) = found.minutes().next() {
            add(found.end, found.hold, Meaning::Minutes(minutes));
        }
    }
    for found in reader.rules(Category::Priority, at, 0) {
        let priority = match found.action {
            Action::High => Priority::High,
            Action::Medium => Priority::Medium,
            _ => Priority::Low,
        };
        add(found.end, found.hold, Meaning::Priority(priority));
    }
    all.sort_by_key(|candidate| std::cmp::Reverse(candidate.end));
    all
}

fn deadline(
    reader: &Reader<'_>,
    action: Action,
    moment: Option<&Moment>,
    month: Option<i64>,
) -> Option<Meaning> {
    let whole = |day: Date| Moment { days: Some(crate::calendar::Days::one(day)), ..Moment::default() };
    Some(match (action, moment, month) {
        (Action::Before, Some(Moment { days: Some(days), times: None, part: None, .. }), _)
            if days.instant.is_none() =>
        {
            Meaning::Before(days.first.yesterday().ok()?)
        }
        (Action::By | Action::Before, Some(moment), _) => Meaning::By(moment.clone()),
        (Action::ByMonth, None, Some(month)) => Meaning::By(whole(reader.boundary(month)?)),
        (Action::BeforeMonth, None, Some(month)) => Meaning::Before(reader.eve(month)?),
        _ => return None,
    })
}

fn stands(reader: &Reader<'_>, at: usize, candidate: &Candidate, before: &[Phrase]) -> bool {
    let end = candidate.end;
    if !free_right(reader, end) {
        return false;
    }
    // An event lasts "until friday" or "for 3 days" without repeating.
    if let Meaning::Tail(tail) = &candidate.meaning {
        return matches!(tail, Tail::Until(_) | Tail::For(..))
            || before.iter().any(|phrase| matches!(phrase.meaning, Meaning::Repeat(_)));
    }
    match candidate.hold {
        Hold::Firm => true,
        Hold::Lead => opens(reader, at) || pauses(reader, end),
        Hold::Pause => pauses(reader, end) || proper(reader, at, end),
        Hold::Stop => stops(reader, end) || proper(reader, at, end),
        Hold::Part => false,
    }
}

/// "Lunch Sat with Ana": one capitalised word amid small ones is a name, and these name days.
fn proper(reader: &Reader<'_>, at: usize, end: usize) -> bool {
    let small = |token: Option<&crate::token::Token>| token.is_some_and(|token| !token.capital);
    let capital = reader.token(at).is_some_and(|token| token.capital);
    end == at + 1 && at > 0 && capital && small(reader.token(end)) && {
        // The first word of a text begins with a capital anyway.
        at == 1 || small(reader.token(at - 1))
    }
}

/// Nothing but signs and marks stands before it.
fn opens(reader: &Reader<'_>, at: usize) -> bool {
    let plain = |kind| matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Closed);
    !reader.tokens.iter().take(at).any(|token| plain(token.kind))
}

fn pauses(reader: &Reader<'_>, end: usize) -> bool {
    reader.lexicon.pauses.at(reader.tokens, end).is_some() || stops(reader, end)
}

fn stops(reader: &Reader<'_>, end: usize) -> bool {
    let Some(token) = reader.token(end) else { return true };
    match token.kind {
        TokenKind::Mark => matches!(
            token.word.as_str(),
            "." | ","
                | ";"
                | ":"
                | "!"
                | "?"
                | "("
                | ")"
                | "["
                | "]"
                | "{"
                | "}"
                | "-"
                | "–"
                | "—"
                | "…"
                | "@"
                | "|"
                | "~"
        ),
        TokenKind::Sigil => true,
        TokenKind::Closed => false,
        TokenKind::Word | TokenKind::Number => candidates(reader, end).iter().any(|next| {
            next.hold == Hold::Firm && next.meaning != Meaning::Text && free_right(reader, next.end)
        }),
    }
}

/// The token may begin a phrase: it does not go on from what stands before it.
fn free_left(reader: &Reader<'_>, at: usize) -> bool {
    let Some(token) = reader.token(at) else { return false };
    if matches!(token.kind, TokenKind::Closed | TokenKind::Sigil) {
        return false;
    }
    let Some(before) = at.checked_sub(1).and_then(|at| reader.token(at)).filter(|_| !token.spaced) else {
        return true;
    };
    let earlier = at.checked_sub(2).and_then(|at| reader.token(at));
    match before.word.as_str() {
        "(" | "[" | "{" | ";" | "—" | "–" | "…" | "\"" | "“" => true,
        // Not the decimals of a number.
        "," | ":" => earlier.is_none_or(|token| token.kind != TokenKind::Number),
        _ => false,
    }
}

/// The phrase may end before the token at `end`: nothing goes on from it.
fn free_right(reader: &Reader<'_>, end: usize) -> bool {
    let Some(token) = reader.token(end).filter(|token| !token.spaced) else { return true };
    match token.word.as_str() {
        ")" | "]" | "}" | ";" | "!" | "?" | "…" | "—" | "\"" | "”" => true,
        "," | "." | ":" => {
            reader.spaced(end + 1)
                || !reader
                    .token(end + 1)
                    .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        }
        _ => false,
    }
}
