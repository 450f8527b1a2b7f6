//! One walk over the tokens: at each place the longest phrase that stands there, with the restraint
//! that keeps "sun cream" and "room 3" from becoming dates.

use daymark_domain::{Energy, Priority};
use jiff::civil::Date;

use crate::grammar::{Match, Moment, Reader, Value};
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
    Energy(Energy),
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
    let mut all = candidates(reader, at);
    if !before.iter().any(|phrase| matches!(phrase.meaning, Meaning::Repeat(_))) {
        // Where one word says both "until" and "by", it is "by" unless something repeats.
        all.sort_by_key(|candidate| {
            (std::cmp::Reverse(candidate.end), matches!(candidate.meaning, Meaning::Tail(_)))
        });
    }
    all.into_iter().find(|candidate| stands(reader, at, candidate, before))
}

/// Everything that could be meant at `at`, longest first; of equal length, text first.
fn candidates(reader: &Reader<'_>, at: usize) -> Vec<Candidate> {
    let mut all = Vec::new();
    let mut add = |end, hold, meaning| all.push(Candidate { end, hold, meaning });
    for (end, tail) in reader.tails(at, false) {
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
        if let Some(meaning) = deadline(reader, &found) {
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
            let past = moment.days.as_ref().is_some_and(|days| days.past) && !reader.context.dates_only;
            add(filled.end, filled.hold, if past { Meaning::Text } else { Meaning::Moment(moment) });
        }
    }
    for found in reader.rules(Category::Span, at, 0) {
        let mut moments = found.moments();
        let (Some(first), Some(last)) = (moments.next(), moments.next()) else { continue };
        let whole = |moment: &Moment| moment.days.is_some() && moment.times.is_some();
        if whole(first) && whole(last) {
            let until = Some(Box::new(last.clone()));
            add(found.end, found.hold, Meaning::Moment(Moment { until, ..first.clone() }));
        }
    }
    if reader.context.dates_only && at == 0 {
        for found in reader.rules(Category::Alone, at, 0) {
            if found.end == reader.tokens.len()
                && let Some(days) = reader.resolve(&found)
            {
                let moment = Moment { days: Some(days), ..Moment::default() };
                add(found.end, Hold::Firm, Meaning::Moment(moment));
            }
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
    for found in reader.rules(Category::Energy, at, 0) {
        let energy = match found.action {
            Action::High => Energy::High,
            Action::Medium => Energy::Medium,
            _ => Energy::Low,
        };
        add(found.end, found.hold, Meaning::Energy(energy));
    }
    all.sort_by_key(|candidate| std::cmp::Reverse(candidate.end));
    all
}

fn deadline(reader: &Reader<'_>, found: &Match) -> Option<Meaning> {
    let whole = |day: Date| Moment { days: Some(crate::calendar::Days::one(day)), ..Moment::default() };
    Some(match (found.action, found.moment(), found.month()) {
        (Action::Before, Some(Moment { days: Some(days), times: None, part: None, .. }), _)
            if days.instant.is_none() =>
        {
            Meaning::Before(days.first.yesterday().ok()?)
        }
        (Action::By | Action::Before, Some(moment), _) => Meaning::By(moment.clone()),
        (Action::ByMonth, None, Some(month)) => Meaning::By(whole(reader.boundary(month)?)),
        (Action::BeforeMonth, None, Some(month)) => Meaning::Before(reader.eve(month)?),
        (Action::Within, None, None) => {
            Meaning::By(whole(crate::count::add(reader.today, found.unit()?, found.number()?)?))
        }
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
    if named(reader, at, candidate) {
        return false;
    }
    match candidate.hold {
        Hold::Firm => true,
        Hold::Lead => opens(reader, at) || pauses(reader, end),
        Hold::Pause => pauses(reader, end) || proper(reader, at, end),
        Hold::Stop => stops(reader, end) || proper(reader, at, end),
        // "thursdays", and nothing else.
        Hold::Part => {
            matches!(candidate.meaning, Meaning::Repeat(_)) && at == 0 && end == reader.tokens.len()
        }
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

/// "Friday harbor map": a bare weekday that opens a text, and none of the words behind it is what
/// plans are made of, or goes on with "with" or "at".
fn named(reader: &Reader<'_>, at: usize, candidate: &Candidate) -> bool {
    let Meaning::Moment(Moment { days: Some(days), times: None, .. }) = &candidate.meaning else {
        return false;
    };
    let words = |n: usize| reader.token(candidate.end + n).filter(|token| token.kind == TokenKind::Word);
    let plans = &reader.lexicon.plans;
    let bare = reader.lexicon.weekdays.at(reader.tokens, at).is_some();
    bare && candidate.end <= at + 2
        && days.weekday.is_some()
        && !plans.is_empty()
        && opens(reader, at)
        && words(0).is_some()
        && words(1).is_some()
        && reader.lexicon.pauses.at(reader.tokens, candidate.end + 1).is_none()
        && !(0..3).any(|n| words(n).is_some() && plans.at(reader.tokens, candidate.end + n).is_some())
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
