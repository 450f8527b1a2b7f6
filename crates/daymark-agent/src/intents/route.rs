//! Finding the pattern that fits a line best.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::Zoned;

use super::words::Token;
use super::{Intent, Part, Pattern, Registry, Routed, SlotKind};

/// Longer texts are not commands.
const LONGEST: usize = 8 * 1024;
/// Words that may be looked at; a longer text is not a command either, unless it is a note.
const MOST_WORDS: usize = 400;

/// A part of the line that is looked at, after polite words were taken off.
#[derive(Clone, Debug, PartialEq)]
struct View {
    range: Range<usize>,
    /// Polite words that were taken off, and reasons.
    polite: i32,
    reasons: i32,
    /// "can you …?" is not a question.
    asked_nicely: bool,
    energy: Vec<(String, String)>,
}

struct Best<'a> {
    score: i32,
    pattern: &'a Pattern,
    slots: Vec<(&'a str, SlotKind, Range<usize>)>,
    view: View,
    slips: i32,
}

pub(super) fn route(registry: &Registry, text: &str, _now: &Zoned) -> Option<Routed> {
    if text.len() > LONGEST {
        return None;
    }
    let tokens = registry.words.tokens(text, &registry.vocabulary);
    if tokens.is_empty() {
        return None;
    }
    let views = views(registry, &tokens);
    let whole = |patterns: &[Vec<Part>], view: &View| {
        patterns
            .iter()
            .any(|parts| matches(registry, parts, tokens.get(view.range.clone()).unwrap_or(&[]), 0).is_some())
    };
    if views.iter().any(|view| whole(&registry.none, view)) {
        return None;
    }
    let mut best: Option<Best<'_>> = None;
    for view in &views {
        let seen = tokens.get(view.range.clone())?;
        if seen.len() > MOST_WORDS {
            continue;
        }
        for pattern in registry.starting_with(seen.first()) {
            let Some(slots) = matches(registry, &pattern.parts, seen, 0) else { continue };
            if registry
                .specs
                .get(pattern.intent)
                .is_some_and(|spec| views.iter().any(|view| whole(&spec.never, view)))
            {
                continue;
            }
            let slips = slips(&pattern.parts, seen, &slots);
            let score = score(registry, pattern, view, slips);
            if best.as_ref().is_none_or(|best| score > best.score) {
                best = Some(Best { score, pattern, slots, view: view.clone(), slips });
            }
        }
    }
    let best = best?;
    Some(settle(registry, text, &tokens, best))
}

/// The line as it is, and without polite words and reasons at its ends.
fn views(registry: &Registry, tokens: &[Token]) -> Vec<View> {
    let mut all =
        vec![View { range: 0..tokens.len(), polite: 0, reasons: 0, asked_nicely: false, energy: Vec::new() }];
    let mut at = 0;
    while let Some(view) = all.get(at).cloned() {
        at += 1;
        if view.polite + view.reasons >= 5 || all.len() > 64 {
            continue;
        }
        let seen = tokens.get(view.range.clone()).unwrap_or(&[]);
        let mut push = |view: View| {
            if !all.contains(&view) {
                all.push(view);
            }
        };
        let heads = |parts: &[Part]| {
            parts.len() < seen.len() && literal(parts, seen.get(..parts.len()).unwrap_or(&[]))
        };
        let tails = |parts: &[Part], pause: bool| {
            let Some(cut) = seen.len().checked_sub(parts.len()).filter(|cut| *cut > 0) else { return false };
            (!pause || seen.get(cut - 1).is_some_and(|token| token.pause))
                && literal(parts, seen.get(cut..).unwrap_or(&[]))
        };
        for parts in registry.before.iter().filter(|parts| heads(parts)) {
            let you = parts.iter().any(|part| matches!(part, Part::Word(word) if &**word == "you"));
            push(View {
                range: view.range.start + parts.len()..view.range.end,
                polite: view.polite + 1,
                asked_nicely: view.asked_nicely || you,
                ..view.clone()
            });
        }
        let after = registry.after.iter().filter(|parts| tails(parts, false));
        for parts in after.chain(registry.after_pause.iter().filter(|parts| tails(parts, true))) {
            push(View {
                range: view.range.start..view.range.end - parts.len(),
                polite: view.polite + 1,
                ..view.clone()
            });
        }
        for (parts, sets) in &registry.excuses {
            let reasons = view.reasons + 1;
            let energy = [view.energy.as_slice(), sets.as_slice()].concat();
            // "I feel low today" is not a question for today.
            let pause =
                parts.len().checked_sub(1).and_then(|at| seen.get(at)).is_some_and(|token| token.pause);
            if heads(parts) && (pause || seen.len() > parts.len() + 1) {
                push(View {
                    range: view.range.start + parts.len()..view.range.end,
                    reasons,
                    energy: energy.clone(),
                    ..view.clone()
                });
            }
            if tails(parts, true) {
                push(View {
                    range: view.range.start..view.range.end - parts.len(),
                    reasons,
                    energy,
                    ..view.clone()
                });
            }
        }
    }
    all
}

/// Whether these words are these tokens, without slips.
fn literal(parts: &[Part], tokens: &[Token]) -> bool {
    parts.len() == tokens.len()
        && parts
            .iter()
            .zip(tokens)
            .all(|(part, token)| matches!(part, Part::Word(word) if **word == *token.word))
}

/// The slots of a pattern that fits all of these tokens; the shortest words that fit go to the first slot.
fn matches<'a>(
    registry: &Registry,
    parts: &'a [Part],
    tokens: &[Token],
    at: usize,
) -> Option<Vec<(&'a str, SlotKind, Range<usize>)>> {
    let Some((part, rest)) = parts.split_first() else {
        return (at == tokens.len()).then(Vec::new);
    };
    match part {
        Part::Word(word) => {
            tokens.get(at).filter(|token| token.is(word))?;
            matches(registry, rest, tokens, at + 1)
        }
        Part::Colon(word) => {
            tokens.get(at).filter(|token| token.colon && token.is(word))?;
            matches(registry, rest, tokens, at + 1)
        }
        Part::Slot(name, kind) => {
            let left = tokens.len().checked_sub(at + rest.len()).filter(|left| *left > 0)?;
            let lengths = if rest.is_empty() { left..=left } else { 1..=left };
            for length in lengths {
                let range = at..at + length;
                if !fits(registry, *kind, tokens.get(range.clone())?) {
                    continue;
                }
                if let Some(mut slots) = matches(registry, rest, tokens, at + length) {
                    slots.insert(0, (&**name, *kind, range));
                    return Some(slots);
                }
            }
            None
        }
    }
}

fn fits(registry: &Registry, kind: SlotKind, tokens: &[Token]) -> bool {
    let words = &registry.words;
    match kind {
        SlotKind::Any => true,
        SlotKind::When => words.is_when(tokens),
        SlotKind::Minutes => words.minutes(tokens).is_some(),
        SlotKind::Span => words.is_span(tokens),
        SlotKind::Number => words.digits(tokens).is_some(),
        SlotKind::Thing => tokens
            .first()
            .is_some_and(|token| token.quoted || tokens.len() > 1 && words.has("determiners", &token.word)),
        SlotKind::Kept => tokens.iter().any(|token| words.has("kept", &token.word)),
    }
}

/// Words that only fit as slips.
fn slips(parts: &[Part], tokens: &[Token], slots: &[(&str, SlotKind, Range<usize>)]) -> i32 {
    let inside = |at: usize| slots.iter().any(|(_, _, range)| range.contains(&at));
    let literal = |token: &Token| {
        parts.iter().any(|part| matches!(part, Part::Word(word) | Part::Colon(word) if **word == *token.word))
    };
    let count = tokens.iter().enumerate().filter(|(at, token)| !inside(*at) && !literal(token)).count();
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn score(registry: &Registry, pattern: &Pattern, view: &View, slips: i32) -> i32 {
    let intent = registry.specs.get(pattern.intent).map(|spec| &spec.intent);
    let literals = pattern.parts.iter().filter(|part| matches!(part, Part::Word(_) | Part::Colon(_))).count();
    let typed = pattern
        .parts
        .iter()
        .filter(|part| matches!(part, Part::Slot(_, kind) if *kind != SlotKind::Any))
        .count();
    let mut score = 20 * i32::try_from(literals).unwrap_or(0) + 15 * i32::try_from(typed).unwrap_or(0);
    // A question is asked only where nothing else fits, or where it was just this that was said.
    if intent == Some(&Intent::Clarify) && literals < pattern.parts.len() {
        score -= 1_000;
    }
    if pattern.weak {
        score -= 10;
    }
    score + view.polite - 2 * view.reasons - 5 * slips
}

/// Turns the best match into slots of words.
fn settle(registry: &Registry, text: &str, tokens: &[Token], best: Best<'_>) -> Routed {
    let intent = registry.specs.get(best.pattern.intent).map_or(Intent::Clarify, |spec| spec.intent.clone());
    let words = &registry.words;
    let mut slots: BTreeMap<String, String> = BTreeMap::new();
    let mut pronoun = false;
    let keeps_mark = matches!(intent, Intent::Add | Intent::AddNote) && !best.view.asked_nicely;
    for (name, kind, range) in &best.slots {
        let range = best.view.range.start + range.start..best.view.range.start + range.end;
        let seen = tokens.get(range).unwrap_or(&[]);
        let start = seen.iter().map(|token| token.start).min().unwrap_or(0);
        let end = seen.iter().map(|token| token.end).max().unwrap_or(0);
        let said = match kind {
            SlotKind::Minutes => words.minutes(seen).map(|minutes| minutes.to_string()),
            SlotKind::Number => words.digits(seen).map(|number| number.to_string()),
            _ => Some(clean(text, start, end, keeps_mark && *name == "text")),
        };
        if *name == "what" && !seen.iter().any(|token| token.quoted) {
            let plain = seen.iter().map(|token| token.word.as_str()).collect::<Vec<_>>().join(" ");
            pronoun |= words.has("pronouns", &plain) || words.lines("pronouns").contains(&plain);
        }
        slots.insert((*name).to_owned(), said.unwrap_or_default());
    }
    for (name, words) in best.pattern.sets.iter() {
        slots.entry(name.clone()).or_insert_with(|| words.clone());
    }
    if let Some(span) = slots.remove("span") {
        slots.insert("when".into(), format!("in {span}"));
    }
    if matches!(intent, Intent::Add | Intent::AddGoal)
        && let Some(when) = slots.remove("when")
    {
        let text = slots.entry("text".into()).or_default();
        *text = format!("{text} {when}");
    }
    if intent == Intent::Next {
        for (name, words) in &best.view.energy {
            slots.entry(name.clone()).or_insert_with(|| words.clone());
        }
    }
    // What is only perhaps a wish is left to a model; what has to be found first is found out by looking.
    let mut confidence: f32 = match (best.pattern.weak, &intent) {
        (true, Intent::Add | Intent::AddNote | Intent::AddGoal | Intent::Clarify) => 0.45,
        (true, _) => 0.6,
        (false, _) => 0.95,
    };
    confidence -= 0.1 * best.slips.min(3) as f32;
    if intent == Intent::Clarify {
        if let Some(question) = slots.get("question") {
            let question = fill_slots(question, &slots);
            slots.insert("question".into(), question);
        }
    } else if pronoun {
        return which_one(&intent, slots);
    }
    Routed { intent, slots, confidence }
}

/// "delete it": a rule cannot know which one.
fn which_one(intent: &Intent, mut slots: BTreeMap<String, String>) -> Routed {
    slots.remove("what");
    slots.insert("question".into(), "ask-which-one".into());
    slots.insert("then".into(), intent.name().to_owned());
    slots.insert("missing".into(), "what".into());
    Routed { intent: Intent::Clarify, slots, confidence: 0.4 }
}

pub(super) fn fill(registry: &Registry, asked: &Routed, text: &str, now: &Zoned) -> Option<Routed> {
    let then = Intent::named(asked.slot("then")?)?;
    let missing = asked.slot("missing")?;
    let tokens = registry.words.tokens(text, &registry.vocabulary);
    let first = tokens.first()?;
    if tokens.len() > 8 || registry.words.has("question words", &first.word) || text.trim_end().ends_with('?')
    {
        return None;
    }
    let mut seen = tokens.as_slice();
    if missing == "when" {
        while seen.first().is_some_and(|token| registry.words.has("when leads", &token.word)) {
            seen = seen.get(1..)?;
        }
        if !registry.words.is_when(seen) {
            return None;
        }
    } else if route(registry, text, now).is_some() || registry.words.has("pronouns", &first.word) {
        return None;
    }
    let mut slots = asked.slots.clone();
    for name in ["question", "then", "missing"] {
        slots.remove(name);
    }
    let (start, end) = (seen.first()?.start, tokens.last()?.end);
    slots.insert(missing.to_owned(), clean(text, start, end, false));
    Some(Routed { intent: then, slots, confidence: 0.8 })
}

/// The words between two places, without the quotes around all of them. `keep_mark` keeps a question mark.
fn clean(text: &str, start: usize, end: usize, keep_mark: bool) -> String {
    let mut said = text.get(start..end).unwrap_or("").trim().to_owned();
    let before = text.get(..start).and_then(|head| head.chars().next_back());
    let after = text.get(end..).map_or("", |tail| tail.split_whitespace().next().unwrap_or(""));
    let opens = before.filter(|c| matches!(c, '"' | '\'' | '“' | '‘' | '«' | '„'));
    let closes = after.chars().find(|c| matches!(c, '"' | '\'' | '”' | '’' | '»' | '“'));
    // The tokens lost the quotes at their edges; what is quoted only in part gets them back.
    let inner = said.chars().filter(|c| matches!(c, '"' | '“' | '”' | '«' | '»' | '„')).count();
    if let Some(open) = opens
        && inner % 2 == 1
    {
        said.insert(0, open);
    } else if let (Some(close), 1) = (closes, inner) {
        said.push(close);
    }
    if keep_mark && after.starts_with('?') {
        said.push('?');
    }
    said
}

/// Puts the words of slots in the place of `{slot}`.
pub(super) fn fill_slots(text: &str, slots: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((head, tail)) = rest.split_once('{') {
        out.push_str(head);
        match tail.split_once('}') {
            Some((name, tail)) => {
                out.push_str(slots.get(name).map_or("", String::as_str));
                rest = tail;
            }
            None => {
                out.push('{');
                rest = tail;
            }
        }
    }
    out + rest
}
