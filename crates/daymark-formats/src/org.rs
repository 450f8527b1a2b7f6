//! Org mode: headlines with `TODO` and `DONE`, planning lines, drawers.
//!
//! Source: the Org Manual and "Org Syntax" (orgmode.org/worg/org-syntax.html): headlines
//! `* TODO [#A] Title :tag:`, `SCHEDULED:`, `DEADLINE:` and `CLOSED:` on the line below, repeaters
//! `+1w` `.+1w` `++1w`, `:PROPERTIES:` drawers, timestamps `<2026-11-24 Tue 15:00>`. What Org has no
//! place for stands in properties named after our fields.
//!
//! A headline with a keyword is a task; one without that has tasks below it is the area they belong
//! to; one with an active timestamp in its text is an event; any other is a note. Org's `DEADLINE`
//! is when a thing is due, `SCHEDULED` when one means to do it.

use std::collections::BTreeMap;

use daymark_domain::recurrence::Frequency;
use daymark_domain::{Priority, Repeat, Rule, TaskStatus, When};
use daymark_texts::{Phrase, phrase};
use jiff::Zoned;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use crate::entry::{Entry, FIELDS, Plan, What};
use crate::words::{clock, instant_of, time_of};
use crate::{Format, Input, Shape};

pub(crate) const SHAPE: Shape = Shape { kinds: What::ALL, fields: FIELDS, carries: true, ids: true };

/// Keywords that are known without a `#+TODO:` line.
const OPEN: &[&str] =
    &["TODO", "NEXT", "WAITING", "WAIT", "STARTED", "DOING", "HOLD", "SOMEDAY", "IN-PROGRESS"];
const CLOSED: &[&str] = &["DONE", "CANCELLED", "CANCELED", "KILL"];

/// A headline with what stands below it.
#[derive(Default)]
struct Headline<'a> {
    line: u32,
    level: usize,
    title: &'a str,
    keyword: Option<&'a str>,
    closed: bool,
    priority: Option<char>,
    tags: Vec<&'a str>,
    planning: Vec<(&'a str, &'a str)>,
    properties: Vec<(&'a str, &'a str)>,
    body: Vec<&'a str>,
}

pub(crate) fn read(input: &Input<'_>, plan: &mut Plan) -> Result<(), Phrase> {
    let (_, content) = input.one();
    let mut open: Vec<&str> = OPEN.to_vec();
    let mut closed: Vec<&str> = CLOSED.to_vec();
    for words in content
        .lines()
        .filter_map(|line| line.strip_prefix("#+TODO:").or_else(|| line.strip_prefix("#+SEQ_TODO:")))
    {
        let (before, after) = words.split_once('|').unwrap_or((words, ""));
        let plain = |word: &'_ str| word.find('(').map_or(word.len(), |at| at);
        open.extend(before.split_whitespace().filter_map(|word| word.get(..plain(word))));
        closed.extend(after.split_whitespace().filter_map(|word| word.get(..plain(word))));
    }
    let headlines = headlines(content, &open, &closed);
    // The names of those above, by level.
    let mut above: Vec<(usize, Option<String>, Option<String>)> = Vec::new();
    for (at, headline) in headlines.iter().enumerate() {
        while above.last().is_some_and(|(level, ..)| *level >= headline.level) {
            above.pop();
        }
        let area = above.iter().rev().find_map(|(_, area, _)| area.clone());
        let parent = above.last().and_then(|(.., task)| task.clone());
        let below = headlines.get(at + 1..).unwrap_or_default();
        let has_tasks = below
            .iter()
            .take_while(|below| below.level > headline.level)
            .any(|below| below.keyword.is_some());
        match entry(headline, area.as_deref(), parent, has_tasks, input.now, plan) {
            Ok(Some(mut entry)) => {
                name(&mut entry, plan);
                let task = (entry.what == What::Task).then(|| entry.name());
                above.push((headline.level, None, task));
                plan.push(entry);
            }
            Ok(None) => above.push((headline.level, Some(headline.title.to_owned()), None)),
            Err(why) => {
                above.push((headline.level, None, None));
                plan.refuse(headline.line, why);
            }
        }
    }
    Ok(())
}

/// Steps name the task above them, so that one without an id needs its name now.
fn name(entry: &mut Entry, plan: &Plan) {
    if entry.id.is_none() && entry.external.is_empty() {
        let place = format!(
            "{}/{}/{}",
            entry.area.as_deref().unwrap_or_default(),
            entry.parent.as_deref().unwrap_or_default(),
            entry.title
        );
        let same =
            plan.entries.iter().rev().take(2_000).filter(|other| other.external.starts_with(&place)).count();
        entry.external = if same > 0 { format!("{place}#{}", same + 1) } else { place };
    }
}

fn headlines<'a>(content: &'a str, open: &[&'a str], closed: &[&'a str]) -> Vec<Headline<'a>> {
    let mut found: Vec<Headline<'a>> = Vec::new();
    let mut drawer = None;
    let mut block = false;
    for (at, line) in content.lines().enumerate() {
        let text = line.trim();
        let stars = line.chars().take_while(|c| *c == '*').count();
        if stars > 0 && line.get(stars..).is_some_and(|rest| rest.starts_with(' ')) && !block {
            drawer = None;
            found.push(headline(
                at as u32 + 1,
                stars,
                line.get(stars..).unwrap_or_default().trim(),
                open,
                closed,
            ));
            continue;
        }
        let Some(last) = found.last_mut() else { continue };
        let upper = text.to_ascii_uppercase();
        if upper.starts_with("#+BEGIN_") {
            block = true;
        } else if upper.starts_with("#+END_") {
            block = false;
        }
        match drawer {
            Some(name) => match upper.as_str() {
                ":END:" => drawer = None,
                _ if name == ":PROPERTIES:" => {
                    if let Some((key, value)) = text.strip_prefix(':').and_then(|text| text.split_once(':')) {
                        last.properties.push((key, value.trim()));
                    }
                }
                _ => {}
            },
            None if last.body.is_empty() && matches!(upper.as_str(), ":PROPERTIES:" | ":LOGBOOK:") => {
                drawer = Some(if upper == ":PROPERTIES:" { ":PROPERTIES:" } else { ":LOGBOOK:" });
            }
            None if last.body.is_empty()
                && last.planning.is_empty()
                && ["SCHEDULED:", "DEADLINE:", "CLOSED:"].iter().any(|key| text.starts_with(key)) =>
            {
                last.planning = planning(text);
            }
            None => last.body.push(line),
        }
    }
    found
}

fn headline<'a>(
    line: u32,
    level: usize,
    text: &'a str,
    open: &[&'a str],
    closed: &[&'a str],
) -> Headline<'a> {
    let mut headline = Headline { line, level, ..Headline::default() };
    let mut rest = text;
    if let Some(word) = rest.split_whitespace().next()
        && (open.contains(&word) || closed.contains(&word))
    {
        headline.keyword = Some(word);
        headline.closed = closed.contains(&word);
        rest = rest.get(word.len()..).unwrap_or_default().trim_start();
    }
    if let Some(after) = rest.strip_prefix("[#")
        && let (Some(letter), Some(after)) =
            (after.chars().next(), after.find(']').and_then(|end| after.get(end + 1..)))
    {
        headline.priority = Some(letter);
        rest = after.trim_start();
    }
    let last = rest.rsplit(char::is_whitespace).next().unwrap_or_default();
    let tags = last.strip_prefix(':').and_then(|tags| tags.strip_suffix(':')).filter(|tags| !tags.is_empty());
    if let Some(tags) = tags.filter(|tags| tags.chars().all(|c| c.is_alphanumeric() || "_@#%:".contains(c))) {
        headline.tags = tags.split(':').filter(|tag| !tag.is_empty()).collect();
        rest = rest.get(..rest.len() - last.len()).unwrap_or_default().trim_end();
    }
    headline.title = rest;
    headline
}

/// `SCHEDULED: <…> DEADLINE: <…>` as pairs.
fn planning(text: &str) -> Vec<(&str, &str)> {
    let mut pairs = Vec::new();
    let mut rest = text;
    while let Some((key, after)) = rest.split_once(':') {
        let Some(end) = after.find(['>', ']']) else { break };
        pairs.push((key.trim(), after.get(..=end).unwrap_or_default().trim()));
        rest = after.get(end + 1..).unwrap_or_default();
    }
    pairs
}

fn entry(
    from: &Headline<'_>,
    area: Option<&str>,
    parent: Option<String>,
    has_tasks: bool,
    now: &Zoned,
    plan: &mut Plan,
) -> Result<Option<Entry>, Phrase> {
    let property = |name: &str| {
        from.properties.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    };
    let bodied = from.body.iter().any(|line| !line.trim().is_empty());
    let kind = property("KIND").and_then(What::parse);
    if kind.is_none() && from.keyword.is_none() && has_tasks {
        // A group of tasks; its own text would have no place.
        if bodied {
            plan.lose(phrase!("import-lost-heading-text"));
        }
        return Ok(None);
    }
    let stamp = if from.keyword.is_none() { from.body.iter().find_map(|line| active(line)) } else { None };
    let what = kind.unwrap_or(match (from.keyword, stamp) {
        (Some(_), _) => What::Task,
        (None, Some(_)) => What::Event,
        (None, None) => What::Note,
    });
    let mut entry = Entry { line: from.line, ..Entry::new(what, property("TITLE").unwrap_or(from.title)) };
    entry.area = area.map(str::to_owned);
    if entry.title.trim().is_empty() {
        return Err(phrase!("import-no-title"));
    }
    let zone = now.time_zone().iana_name();
    if what == What::Task {
        entry.status = Some(match from.keyword {
            _ if from.closed => TaskStatus::Completed,
            Some("STARTED" | "DOING" | "IN-PROGRESS") => TaskStatus::InProgress,
            _ => TaskStatus::Pending,
        });
        entry.someday = from.keyword == Some("SOMEDAY");
        entry.parent = parent;
        if entry.parent.is_some() {
            entry.area = None;
        }
    }
    entry.priority = from.priority.map(|letter| match letter {
        'A' | 'a' | '1' => Priority::High,
        'B' | 'b' | '2' => Priority::Medium,
        _ => Priority::Low,
    });
    for tag in &from.tags {
        entry.tag(tag);
    }
    for (key, value) in &from.planning {
        let Some((when, repeat)) = timestamp(value, zone) else {
            let shown: String = value.chars().take(40).collect();
            return Err(phrase!("import-field", field = *key, text = shown));
        };
        match *key {
            "SCHEDULED" => entry.start = Some(when),
            "DEADLINE" => entry.due = Some(when),
            _ => entry.completed = Some(instant_of(&when, now)),
        }
        match repeat {
            Some(Ok(repeat)) => entry.repeat = Some(repeat),
            Some(Err(said)) => plan.lose(phrase!("import-lost-repeat", repeat = said)),
            None => {}
        }
    }
    let mut body: Vec<&str> = from.body.clone();
    if let Some(stamp) = stamp.filter(|_| what == What::Event) {
        let (first, second) = stamp.split_once("--").unwrap_or((stamp, ""));
        if let Some((when, repeat)) = timestamp(first, zone) {
            entry.end = timestamp(second, zone).map(|(end, _)| end).or_else(|| {
                let (_, until) = first.rsplit_once('-').filter(|(before, _)| before.contains(':'))?;
                Some(When { time: time_of(until.trim_end_matches('>').split(' ').next()?), ..when.clone() })
            });
            entry.start = Some(when);
            entry.repeat = repeat.and_then(Result::ok);
        }
        if let Some(at) = body.iter().position(|line| line.trim() == stamp) {
            body.remove(at);
        }
    }
    let lines: Vec<&str> =
        body.iter().map(|line| line.strip_prefix(',').filter(|rest| guarded(rest)).unwrap_or(line)).collect();
    let dedent = lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let dedent = if property("KIND").is_some() { 0 } else { dedent };
    entry.notes = lines
        .iter()
        .map(|line| line.get(dedent.min(line.len() - line.trim_start().len())..).unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n");
    entry.notes = entry.notes.trim_end_matches('\n').to_owned();
    let mut unknown = Map::new();
    for (key, value) in &from.properties {
        let field = key.to_ascii_lowercase();
        match field.as_str() {
            "kind" | "title" | "" => {}
            "id" => match value.parse() {
                Ok(id) => entry.id = Some(id),
                Err(_) => entry.external = (*value).to_owned(),
            },
            // Org's own words for ours.
            "effort" => entry.estimate = effort(value).or(entry.estimate),
            "created" => {
                entry.created = timestamp(value, zone)
                    .map(|(when, _)| instant_of(&when, now))
                    .or_else(|| crate::entry::instant(value))
                    .or(entry.created)
            }
            _ => {
                if !entry.set(&field, value)? {
                    unknown.insert((*key).to_owned(), json!(value));
                }
            }
        }
    }
    if let Some(keyword) =
        from.keyword.filter(|keyword| !matches!(*keyword, "TODO" | "DONE" | "STARTED" | "SOMEDAY"))
    {
        entry.foreign.insert("org".into(), json!({ "KEYWORD": keyword }));
    }
    if !unknown.is_empty() {
        let keyword =
            entry.kept(Format::Org).find(|(key, _)| *key == "KEYWORD").map(|(_, value)| value.clone());
        unknown.extend(keyword.map(|keyword| ("KEYWORD".to_owned(), keyword)));
        plan.keep(&mut entry, Format::Org, unknown);
    }
    Ok(Some(entry))
}

/// The active timestamp that a line is, with its second half where it has one.
fn active(line: &str) -> Option<&str> {
    let text = line.trim();
    (text.starts_with('<') && text.ends_with('>') && timestamp(text.split("--").next()?, None).is_some())
        .then_some(text)
}

type Repeater = Result<Repeat, String>;

/// `<2026-11-24 Tue 15:00 +1w>` or the same in brackets.
fn timestamp(text: &str, zone: Option<&str>) -> Option<(When, Option<Repeater>)> {
    let inner = text.trim().trim_start_matches(['<', '[']).trim_end_matches(['>', ']']);
    let mut words = inner.split_whitespace();
    let date: Date = words.next()?.parse().ok()?;
    let mut when = When::day(date);
    let mut repeat = None;
    for word in words {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let time = time_of(word.split('-').next()?)?;
            when = When { date, time: Some(time), zone: zone.map(str::to_owned) };
        } else if word.starts_with(['+', '.']) {
            repeat = Some(repeater(word).ok_or_else(|| word.chars().take(30).collect()));
        }
    }
    Some((when, repeat))
}

/// `+1w` repeats from its day, `++1w` too and skips what is over, `.+1w` counts from completion.
fn repeater(word: &str) -> Option<Repeat> {
    let after_completion = word.starts_with(".+");
    let span = word.trim_start_matches(['.', '+']).split('/').next()?;
    let interval: u32 =
        span.get(..span.len().checked_sub(1)?)?.parse().ok().filter(|n| (1..=10_000).contains(n))?;
    let freq = match span.chars().last()? {
        'h' => "HOURLY",
        'd' => "DAILY",
        'w' => "WEEKLY",
        'm' => "MONTHLY",
        'y' => "YEARLY",
        _ => return None,
    };
    let rrule =
        if interval == 1 { format!("FREQ={freq}") } else { format!("FREQ={freq};INTERVAL={interval}") };
    Some(Repeat { rrule, after_completion })
}

/// The repeater of a rule, where there is one that says exactly it.
fn repeater_of(repeat: &Repeat) -> Option<String> {
    let rule: Rule = repeat.rule().ok()?;
    let unit = match rule.freq {
        Frequency::Hourly => 'h',
        Frequency::Daily => 'd',
        Frequency::Weekly => 'w',
        Frequency::Monthly => 'm',
        Frequency::Yearly => 'y',
        _ => return None,
    };
    let word = format!("{}{}{unit}", if repeat.after_completion { ".+" } else { "++" }, rule.interval);
    (repeater(&word)? == *repeat).then_some(word)
}

/// `1:30` as minutes.
fn effort(text: &str) -> Option<u32> {
    match text.split_once(':') {
        Some((hours, minutes)) => {
            Some(hours.parse::<u32>().ok()?.checked_mul(60)?.checked_add(minutes.parse().ok()?)?)
        }
        None => text.parse().ok(),
    }
}

pub(crate) fn write(entries: &[Entry], now: &Zoned) -> String {
    let mut out = String::from("#+TITLE: Daymark\n#+TODO: TODO STARTED | DONE\n");
    let names: BTreeMap<String, ()> = entries.iter().map(|entry| (entry.name(), ())).collect();
    let mut steps: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    let mut tops = Vec::new();
    for entry in entries {
        match entry.parent.as_deref().filter(|parent| entry.what == What::Task && names.contains_key(*parent))
        {
            Some(parent) => steps.entry(parent).or_default().push(entry),
            None => tops.push(entry),
        }
    }
    for entry in tops {
        put(entry, 1, &steps, now, &mut out);
    }
    out
}

fn put(entry: &Entry, level: usize, steps: &BTreeMap<&str, Vec<&Entry>>, now: &Zoned, out: &mut String) {
    let zone = now.time_zone().iana_name();
    let mut said = vec!["parent"];
    let mut properties: Vec<(String, String)> =
        vec![("ID".into(), entry.name()), ("KIND".into(), entry.what.word().to_owned())];
    let mut line = "*".repeat(level);
    if entry.what == What::Task {
        let keyword =
            entry.kept(Format::Org).find(|(key, _)| *key == "KEYWORD").and_then(|(_, value)| value.as_str());
        let keyword = keyword.filter(|keyword| {
            CLOSED.contains(keyword) == entry.done() && (CLOSED.contains(keyword) || OPEN.contains(keyword))
        });
        let started = entry.status == Some(TaskStatus::InProgress);
        let keyword = keyword.unwrap_or(if entry.done() {
            "DONE"
        } else if started {
            "STARTED"
        } else {
            "TODO"
        });
        line.push_str(&format!(" {keyword}"));
        said.push("status");
        if let Some(priority) = entry.priority {
            line.push_str(match priority {
                Priority::High => " [#A]",
                Priority::Medium => " [#B]",
                Priority::Low => " [#C]",
            });
            said.push("priority");
        }
    }
    // A title that would be read as something else is quoted, and said in full below.
    let probe = format!("{}{}", if entry.what == What::Task { "TODO " } else { "" }, entry.title);
    let back = headline(0, 1, &probe, OPEN, CLOSED);
    let same = back.title == entry.title && back.tags.is_empty() && back.priority.is_none();
    if same && back.keyword.is_some() == (entry.what == What::Task) {
        line.push_str(&format!(" {}", entry.title));
    } else {
        line.push_str(&format!(" “{}”", entry.title));
        properties.push(("TITLE".into(), entry.title.clone()));
    }
    let fit = |tag: &str| tag.chars().all(|c| c.is_alphanumeric() || "_@#%".contains(c));
    if !entry.tags.is_empty() && entry.tags.iter().all(|tag| fit(tag.as_str())) {
        line.push_str(&format!(
            " :{}:",
            entry.tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>().join(":")
        ));
        said.push("tags");
    }
    let mut planning = Vec::new();
    if entry.what == What::Task {
        let repeater = entry.repeat.as_ref().and_then(repeater_of);
        let mut place = |key: &str, name: &'static str, when: &Option<When>, repeats: bool| {
            if let Some(when) = when
                .as_ref()
                .filter(|when| when.time.is_none() || when.zone.as_deref() == zone && zone.is_some())
            {
                let repeat = if repeats { repeater.as_deref() } else { None };
                planning.push(format!("{key}: {}", say(when, repeat)));
                said.push(name);
                if repeat.is_some() {
                    said.push("repeat");
                }
            }
        };
        place("SCHEDULED", "start", &entry.start, entry.due.is_none());
        place("DEADLINE", "due", &entry.due, true);
    }
    out.push_str(&line);
    out.push('\n');
    if !planning.is_empty() {
        out.push_str(&format!("{}\n", planning.join(" ")));
    }
    for &name in FIELDS.iter().filter(|name| !said.contains(name)) {
        if let Some(text) = entry.get(name) {
            properties.push((name.to_ascii_uppercase(), text));
        }
    }
    let kept = entry.kept(Format::Org).filter(|(key, _)| *key != "KEYWORD");
    properties.extend(kept.map(|(key, value)| {
        (key.clone(), value.as_str().map_or_else(|| Value::to_string(value), str::to_owned))
    }));
    out.push_str(":PROPERTIES:\n");
    for (key, value) in properties {
        out.push_str(&format!(":{key}: {}\n", value.replace(['\n', '\r'], " ")));
    }
    out.push_str(":END:\n");
    for line in entry.notes.lines() {
        let guard = if guarded(line) { "," } else { "" };
        out.push_str(&format!("{guard}{line}\n"));
    }
    for step in steps.get(entry.name().as_str()).into_iter().flatten() {
        if level < 100 {
            put(step, level + 1, steps, now, out);
        }
    }
}

/// Whether a line of text would be read as structure; Org puts a comma before it.
fn guarded(line: &str) -> bool {
    let upper = line.trim().trim_start_matches(',').to_ascii_uppercase();
    line.trim_start_matches(',').starts_with('*')
        || upper.starts_with("#+")
        || matches!(upper.as_str(), ":PROPERTIES:" | ":LOGBOOK:" | ":END:")
        || ["SCHEDULED:", "DEADLINE:", "CLOSED:"].iter().any(|key| upper.starts_with(key))
        || active(&upper.to_ascii_lowercase()).is_some()
}

fn say(when: &When, repeat: Option<&str>) -> String {
    let time = when.time.map_or(String::new(), |time| format!(" {}", clock(time)));
    let repeat = repeat.map_or(String::new(), |repeat| format!(" {repeat}"));
    format!("<{} {}{time}{repeat}>", when.date, when.date.strftime("%a"))
}
