//! Markdown as people keep lists in it: `- [ ]` is a task, indentation makes steps, the rest is notes.
//!
//! Sources: GitHub Flavored Markdown section 5.3 (task list items), the emoji of Obsidian Tasks
//! (`📅` due, `⏳` scheduled, `🛫` start, `✅` done, `➕` created, `🔁` repeats, `🔺⏫🔼🔽⏬` priority,
//! `🆔` its name, `⛔` what blocks it), the inline fields of Dataview (`[key:: value]`), and front
//! matter between `---` lines (`title`, `tags`, `area`, `created`).
//!
//! The nearest heading above a task is the area it belongs to, save the first heading of a file,
//! which is its title; a folder is the area of the files in it. Indented text below a task is its
//! notes. What is left of a file is a note. What has no emoji is written as an inline field; areas,
//! goals and events are list items that say so, notes stand between comments.

use std::collections::BTreeMap;

use daymark_domain::{Priority, TaskStatus};
use daymark_texts::{Phrase, phrase};
use jiff::Zoned;
use serde_json::{Map, json};

use crate::entry::{Entry, FIELDS, Plan, What};
use crate::words::{day_or_time, take_when};
use crate::{Format, Input, Shape};

pub(crate) const SHAPE: Shape = Shape { kinds: What::ALL, fields: FIELDS, carries: true, ids: true };

/// The deepest step; deeper ones stand at this depth.
const DEEPEST: usize = 50;
const MOST_FILES: usize = 10_000;
/// Signs that mean something within a task, and that a title holds with a backslash before them.
const SIGNS: &[char] = &[
    '📅', '⏳', '🛫', '✅', '➕', '🔁', '🔺', '⏫', '🔼', '🔽', '⏬', '🆔', '⛔', '[', '\\', '#', '❌', '🏁',
];

pub(crate) fn read(input: &Input<'_>, plan: &mut Plan) -> Result<(), Phrase> {
    if input.files.len() > MOST_FILES {
        return Err(phrase!("import-many-files", most = MOST_FILES));
    }
    for (name, content) in &input.files {
        // Names say where a thing belongs; nothing is ever opened by them. One that leads out of its
        // folder is no honest name.
        let odd = name.starts_with(['/', '\\'])
            || name.contains('\0')
            || name.split(['/', '\\']).any(|part| part == "..");
        if odd {
            plan.refuse(0, phrase!("import-path", name = name.chars().take(80).collect::<String>()));
            continue;
        }
        file(name, content.trim_start_matches('\u{feff}'), input.now, plan);
    }
    Ok(())
}

/// A list item that is being read.
struct Open {
    entry: Entry,
    indent: usize,
    notes: Vec<String>,
}

/// What is known of the file that is read.
#[derive(Default)]
struct File {
    path: String,
    area: Option<String>,
    heading: Option<String>,
    title: Option<String>,
    front: BTreeMap<String, String>,
    /// How often a line was seen, to tell equal ones apart.
    seen: BTreeMap<String, u32>,
}

fn file(name: &str, content: &str, now: &Zoned, plan: &mut Plan) {
    let mut file = File { path: name.to_owned(), ..File::default() };
    let folder = name.rsplit_once(['/', '\\']).map(|(folder, _)| folder);
    file.area = folder
        .and_then(|folder| folder.split(['/', '\\']).find(|part| !part.is_empty() && *part != "."))
        .map(str::to_owned);
    let mut lines = content.lines().enumerate().map(|(at, line)| (at as u32 + 1, line)).peekable();
    front_matter(content, &mut file);
    let skip = front_length(content);
    while lines.peek().is_some_and(|(at, _)| *at as usize <= skip) {
        lines.next();
    }
    if let Some(area) = file.front.get("area") {
        file.area = Some(area.clone());
    }
    let mut open: Vec<Open> = Vec::new();
    let mut rest: Vec<&str> = Vec::new();
    let mut fence: Option<&str> = None;
    let mut first = true;
    while let Some((at, line)) = lines.next() {
        let text = line.trim_start();
        let indent = width(line);
        // Code is not read.
        if let Some(mark) = fence {
            if text.starts_with(mark) {
                fence = None;
            }
            put_text(line, indent, &mut open, &mut rest, plan);
            continue;
        }
        if text.starts_with("```") || text.starts_with("~~~") {
            fence = text.get(..3);
            put_text(line, indent, &mut open, &mut rest, plan);
            continue;
        }
        if let Some(head) = text.strip_prefix("<!-- daymark:note ").and_then(|head| head.strip_suffix(" -->"))
        {
            close(&mut open, 0, plan);
            let mut body = Vec::new();
            for (_, line) in lines.by_ref() {
                if line.trim() == "<!-- /daymark:note -->" {
                    break;
                }
                let escaped = line
                    .strip_prefix('\\')
                    .filter(|rest| rest.trim_start_matches('\\').starts_with("<!-- /daymark:note"));
                body.push(escaped.unwrap_or(line));
            }
            let head = head.replace("--\\>", "-->");
            match item(&head, at, What::Note, now, plan) {
                Ok(mut note) => {
                    note.notes = body.join("\n");
                    plan.push(note);
                }
                Err(why) => plan.refuse(at, why),
            }
            first = false;
            continue;
        }
        if let (Some(heading), true) = (heading(text), indent < 4) {
            close(&mut open, 0, plan);
            if first && text.starts_with("# ") {
                file.title = Some(heading);
            } else {
                file.heading = (heading != "—").then_some(heading);
                rest.push(line);
            }
            first = false;
            continue;
        }
        if !text.is_empty() {
            first = false;
        }
        match list_item(text) {
            Some((mark, words)) => {
                close(&mut open, indent, plan);
                let parent = open.last().map(|open| open.entry.name());
                match task(mark, words, at, parent, &mut file, now, plan) {
                    Ok(entry) if open.len() < DEEPEST => open.push(Open { entry, indent, notes: Vec::new() }),
                    Ok(entry) => plan.push(entry),
                    Err(why) => plan.refuse(at, why),
                }
            }
            None => put_text(line, indent, &mut open, &mut rest, plan),
        }
    }
    close(&mut open, 0, plan);
    leftover(&file, &rest, now, plan);
}

/// Text belongs to the task it is indented under, or else to the note of the file.
fn put_text<'a>(
    line: &'a str,
    indent: usize,
    open: &mut Vec<Open>,
    rest: &mut Vec<&'a str>,
    plan: &mut Plan,
) {
    if line.trim().is_empty() {
        match open.last_mut() {
            Some(open) => open.notes.push(String::new()),
            None => rest.push(line),
        }
        return;
    }
    while open.last().is_some_and(|open| indent <= open.indent) {
        close_last(open, plan);
    }
    match open.last_mut() {
        Some(open) => {
            // Two spaces below its bullet.
            let text = strip(line, open.indent + 2);
            let escaped = text.strip_prefix('\\').filter(|rest| needs_escape(rest) || rest.starts_with('\\'));
            open.notes.push(escaped.unwrap_or(text).to_owned());
        }
        None => rest.push(line),
    }
}

/// A line without so many columns of indentation.
fn strip(line: &str, columns: usize) -> &str {
    let mut gone = 0;
    let mut rest = line;
    while gone < columns {
        match rest.chars().next() {
            Some(' ') => gone += 1,
            Some('\t') => gone += 4,
            _ => break,
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    rest
}

fn width(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// Ends the items that are not above `indent`.
fn close(open: &mut Vec<Open>, indent: usize, plan: &mut Plan) {
    while open.last().is_some_and(|open| indent <= open.indent) {
        close_last(open, plan);
    }
}

fn close_last(open: &mut Vec<Open>, plan: &mut Plan) {
    if let Some(Open { mut entry, notes, .. }) = open.pop() {
        let text = notes.join("\n");
        let text = text.trim_end_matches('\n');
        if !text.is_empty() {
            entry.notes = text.to_owned();
        }
        plan.push(entry);
    }
}

fn heading(text: &str) -> Option<String> {
    let level = text.chars().take_while(|c| *c == '#').count();
    let rest = text.get(level..)?.strip_prefix(' ')?;
    ((1..=6).contains(&level)).then(|| unescape(rest.trim().trim_end_matches('#').trim()))
}

/// The mark between the brackets and the words of `- [x] words`; also `- words` that say their kind.
fn list_item(text: &str) -> Option<(char, &str)> {
    let rest = text.strip_prefix(['-', '*', '+']).or_else(|| {
        let digits = text.chars().take_while(char::is_ascii_digit).count();
        (1..=9).contains(&digits).then(|| text.get(digits..)?.strip_prefix(['.', ')'])).flatten()
    })?;
    let rest = rest.strip_prefix([' ', '\t'])?.trim_start();
    let mut chars = rest.strip_prefix('[').unwrap_or("").chars();
    match (chars.next(), chars.next()) {
        (Some(mark), Some(']')) => {
            let words = rest.get(2 + mark.len_utf8()..)?;
            (words.is_empty() || words.starts_with([' ', '\t'])).then_some((mark, words.trim()))
        }
        _ => rest.contains("[kind:: ").then_some((' ', rest.trim())),
    }
}

/// A task, or what `[kind:: …]` says it is.
fn task(
    mark: char,
    words: &str,
    line: u32,
    parent: Option<String>,
    file: &mut File,
    now: &Zoned,
    plan: &mut Plan,
) -> Result<Entry, Phrase> {
    let mut entry = item(words, line, What::Task, now, plan)?;
    if entry.what == What::Task {
        entry.status = Some(match mark {
            'x' | 'X' => TaskStatus::Completed,
            '/' => TaskStatus::InProgress,
            _ => {
                entry.status.filter(|&status| status != TaskStatus::Completed).unwrap_or(TaskStatus::Pending)
            }
        });
        if mark == '-' {
            // Cancelled, as several programs write it.
            plan.lose(phrase!("import-lost-cancelled-tasks"));
            entry.status = Some(TaskStatus::Completed);
        }
        entry.parent = entry.parent.or(parent);
        if let Some(tags) = file.front.get("tags") {
            for tag in tags.split([',', ' ', '[', ']']).filter(|tag| !tag.is_empty()) {
                entry.tag(tag);
            }
        }
    }
    if entry.area.is_none() && matches!(entry.what, What::Task) && entry.parent.is_none() {
        entry.area = file.heading.clone().or_else(|| file.area.clone());
    }
    if entry.id.is_none() && entry.external.is_empty() {
        let place = format!(
            "{}/{}/{}/{}",
            file.path,
            entry.area.as_deref().unwrap_or_default(),
            entry.parent.as_deref().unwrap_or_default(),
            entry.title
        );
        let times = file.seen.entry(place.clone()).or_default();
        *times += 1;
        entry.external = if *times > 1 { format!("{place}#{times}") } else { place };
    }
    Ok(entry)
}

/// Reads the words of an item with its signs and inline fields.
fn item(words: &str, line: u32, what: What, now: &Zoned, plan: &mut Plan) -> Result<Entry, Phrase> {
    let mut entry = Entry { line, ..Entry::new(what, "") };
    let mut title = String::new();
    let mut kept = Map::new();
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let fresh = title.is_empty() || title.ends_with(char::is_whitespace);
        match c {
            '\\' => {
                let next = after.chars().next().filter(|c| c.is_ascii_punctuation() || SIGNS.contains(c));
                title.push(next.unwrap_or('\\'));
                rest = after.get(next.map_or(0, char::len_utf8)..).unwrap_or_default();
                continue;
            }
            '[' => {
                if let Some((key, value, end)) = inline_field(after) {
                    fields.push((key, value));
                    rest = after.get(end..).unwrap_or_default();
                    continue;
                }
            }
            '#' if fresh => {
                let end = after.find(char::is_whitespace).unwrap_or(after.len());
                let word = after.get(..end).unwrap_or_default();
                if word.chars().any(char::is_alphabetic) && entry.tag(word) {
                    rest = after.get(end..).unwrap_or_default();
                    continue;
                }
            }
            '📅' | '⏳' | '🛫' | '✅' | '➕' | '❌' => {
                let after = after.trim_start_matches(['\u{fe0f}', ' ']);
                let end = after.find(char::is_whitespace).unwrap_or(after.len());
                if let Some(when) = after.get(..end).and_then(take_when) {
                    let at = when.instant(now.time_zone());
                    match c {
                        '📅' => entry.due = Some(when),
                        '⏳' => entry.start = Some(when),
                        '🛫' => entry.start = entry.start.or(Some(when)),
                        '✅' => entry.completed = Some(at),
                        '➕' => entry.created = Some(at),
                        _ => {}
                    }
                    rest = after.get(end..).unwrap_or_default();
                    continue;
                }
            }
            '🔺' | '⏫' => {
                entry.priority = Some(Priority::High);
                rest = after;
                continue;
            }
            '🔼' => {
                entry.priority = Some(Priority::Medium);
                rest = after;
                continue;
            }
            '🔽' | '⏬' => {
                entry.priority = Some(Priority::Low);
                rest = after;
                continue;
            }
            '🔁' => {
                let end = after.find(|c| SIGNS.contains(&c)).unwrap_or(after.len());
                let said = after.get(..end).unwrap_or_default().trim_matches(['\u{fe0f}', ' ']).to_owned();
                match crate::todoist::rule_of(&said) {
                    Some(repeat) => entry.repeat = Some(repeat),
                    None => {
                        plan.lose(phrase!(
                            "import-lost-repeat",
                            repeat = said.chars().take(40).collect::<String>()
                        ));
                        kept.insert("repeat".into(), json!(said));
                    }
                }
                rest = after.get(end..).unwrap_or_default();
                continue;
            }
            '🆔' | '⛔' => {
                let after = after.trim_start_matches(['\u{fe0f}', ' ']);
                let end = after.find(char::is_whitespace).unwrap_or(after.len());
                let names = after.get(..end).unwrap_or_default();
                if c == '🆔' {
                    fields.push(("id".into(), names.to_owned()));
                } else {
                    entry.blocked_by =
                        names.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect();
                }
                rest = after.get(end..).unwrap_or_default();
                continue;
            }
            _ => {}
        }
        title.push(c);
        rest = after;
    }
    entry.title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((_, kind)) = fields.iter().find(|(key, _)| key == "kind") {
        entry.what = What::parse(kind)
            .ok_or_else(|| phrase!("import-kind", kind = kind.chars().take(40).collect::<String>()))?;
    }
    for (key, value) in fields {
        match key.as_str() {
            "kind" => {}
            "id" => match value.parse() {
                Ok(id) => entry.id = Some(id),
                Err(_) => entry.external = value,
            },
            key => {
                if !entry.set(key, &value)? {
                    kept.insert(key.to_owned(), json!(value));
                }
            }
        }
    }
    plan.keep(&mut entry, Format::Markdown, kept);
    Ok(entry)
}

/// `key:: value]` with the length of it; a bracket within the value has a backslash before it.
fn inline_field(text: &str) -> Option<(String, String, usize)> {
    let (key, rest) = text.split_once("::")?;
    let key = key.trim();
    let fit = !key.is_empty()
        && key.len() <= 40
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    if !fit {
        return None;
    }
    let mut value = String::new();
    let mut chars = rest.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            ']' => {
                return Some((key.to_lowercase(), value.trim().to_owned(), text.len() - rest.len() + at + 1));
            }
            '\\' => value.extend(chars.next().map(|(_, c)| c)),
            c => value.push(c),
        }
    }
    None
}

/// The lines of the front matter with its marks, 0 when there is none.
fn front_length(content: &str) -> usize {
    let mut lines = content.lines();
    if lines.next().map(str::trim_end) != Some("---") {
        return 0;
    }
    lines.take(200).position(|line| line.trim_end() == "---").map_or(0, |end| end + 2)
}

fn front_matter(content: &str, file: &mut File) {
    let mut key = String::new();
    for line in content.lines().take(front_length(content)).skip(1) {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            let list = file.front.entry(key.clone()).or_default();
            list.push_str(&format!(" {}", unquote(item)));
        } else if let Some((name, value)) = line.split_once(':') {
            key = name.trim().to_lowercase();
            file.front.insert(key.clone(), unquote(value));
        }
    }
}

fn unquote(text: &str) -> String {
    text.trim().trim_matches(['"', '\'']).to_owned()
}

/// What of a file is no task, as a note.
fn leftover(file: &File, rest: &[&str], now: &Zoned, plan: &mut Plan) {
    let words = rest
        .iter()
        .any(|line| !line.trim().is_empty() && heading(line.trim_start()).is_none() && line.trim() != "---");
    if !words || file.front.contains_key("daymark") {
        return;
    }
    let name = file.path.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let first = rest
        .iter()
        .map(|line| line.trim().trim_start_matches('#').trim())
        .find(|line| line.starts_with(char::is_alphanumeric))
        .unwrap_or("Note");
    let title = file.front.get("title").cloned().or_else(|| file.title.clone());
    let title = title
        .unwrap_or_else(|| if stem.is_empty() { first.chars().take(80).collect() } else { stem.to_owned() });
    let mut note = Entry::new(What::Note, title);
    note.notes = rest.join("\n").trim_matches('\n').to_owned();
    note.area.clone_from(&file.area);
    note.external = format!("{}/note/{}", file.path, note.title);
    let time = |key: &str| {
        file.front.get(key).and_then(|text| {
            crate::entry::instant(text).or_else(|| Some(take_when(text)?.instant(now.time_zone())))
        })
    };
    note.created = time("created").or_else(|| time("date"));
    note.updated = time("updated").or_else(|| time("modified"));
    let known = ["title", "tags", "area", "created", "date", "updated", "modified"];
    let mut kept: Map<_, _> = file
        .front
        .iter()
        .filter(|(key, _)| !known.contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), json!(value)))
        .collect();
    if let Some(tags) = file.front.get("tags") {
        kept.insert("tags".into(), json!(tags.trim()));
    }
    plan.keep(&mut note, Format::Markdown, kept);
    plan.push(note);
}

pub(crate) fn write(entries: &[Entry], now: &Zoned) -> String {
    let mut out = String::from("---\ndaymark: 1\n---\n\n# Daymark\n");
    let (notes, items): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| entry.what == What::Note);
    let (tasks, others): (Vec<&Entry>, Vec<&Entry>) =
        items.into_iter().partition(|entry| entry.what == What::Task);
    if !others.is_empty() {
        out.push('\n');
    }
    for entry in others {
        put_item(entry, 0, None, now, &mut out);
    }
    let names: BTreeMap<String, &Entry> = tasks.iter().map(|task| (task.name(), *task)).collect();
    let mut steps: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    let mut areas: Vec<(Option<&str>, Vec<&Entry>)> = vec![(None, Vec::new())];
    for task in &tasks {
        match task.parent.as_deref().filter(|parent| names.contains_key(*parent)) {
            Some(parent) => steps.entry(parent).or_default().push(task),
            None => {
                let area = task.area.as_deref();
                match areas.iter_mut().find(|(name, _)| *name == area) {
                    Some((_, list)) => list.push(task),
                    None => areas.push((area, vec![task])),
                }
            }
        }
    }
    for (area, list) in areas.iter().filter(|(_, list)| !list.is_empty()) {
        out.push('\n');
        if let Some(area) = area {
            out.push_str(&format!("## {}\n\n", escape(area)));
        }
        for task in list {
            put_task(task, 0, *area, &steps, now, &mut out);
        }
    }
    for note in notes {
        let mut head = String::new();
        words(note, None, false, now, &mut head);
        out.push_str(&format!("\n<!-- daymark:note {} -->\n", head.replace("-->", "--\\>")));
        for line in note.notes.lines() {
            if line.trim_start_matches('\\').starts_with("<!-- /daymark:note") {
                out.push('\\');
            }
            out.push_str(line);
            out.push('\n');
        }
        if note.notes.ends_with('\n') {
            out.push('\n');
        }
        out.push_str("<!-- /daymark:note -->\n");
    }
    out
}

fn put_task(
    task: &Entry,
    depth: usize,
    area: Option<&str>,
    steps: &BTreeMap<&str, Vec<&Entry>>,
    now: &Zoned,
    out: &mut String,
) {
    put_item(task, depth, area, now, out);
    if depth < DEEPEST {
        for step in steps.get(task.name().as_str()).into_iter().flatten() {
            put_task(step, depth + 1, None, steps, now, out);
        }
    }
}

fn put_item(entry: &Entry, depth: usize, area: Option<&str>, now: &Zoned, out: &mut String) {
    let margin = "  ".repeat(depth);
    let mark = match (entry.what, entry.status) {
        (What::Task, Some(TaskStatus::Completed)) => "[x] ",
        (What::Task, Some(TaskStatus::InProgress)) => "[/] ",
        (What::Task, _) => "[ ] ",
        _ => "",
    };
    out.push_str(&format!("{margin}- {mark}"));
    words(entry, area.filter(|_| depth == 0), depth > 0, now, out);
    out.push('\n');
    for line in entry.notes.lines() {
        if !line.is_empty() {
            let escape = if needs_escape(line) { "\\" } else { "" };
            out.push_str(&format!("{margin}  {escape}{line}"));
        }
        out.push('\n');
    }
}

/// Whether a line of notes would be read as something else.
fn needs_escape(line: &str) -> bool {
    let text = line.trim_start();
    list_item(text).is_some()
        || heading(text).is_some()
        || text.starts_with("```")
        || text.starts_with("~~~")
        || text.starts_with('\\')
        || text.starts_with("<!-- daymark")
        || line != text
}

/// The words of an item: title, signs, inline fields.
fn words(entry: &Entry, area: Option<&str>, indented: bool, now: &Zoned, out: &mut String) {
    out.push_str(&escape(&entry.title));
    let mut said: Vec<&str> = Vec::new();
    let mut day = |name: &'static str, sign: char, when: Option<&daymark_domain::When>| {
        if let Some(when) = when.filter(|when| when.time.is_none()) {
            out.push_str(&format!(" {sign} {}", when.date));
            said.push(name);
        }
    };
    if entry.what == What::Task {
        day("due", '📅', entry.due.as_ref());
        day("start", '⏳', entry.start.as_ref());
        let of = |at: Option<jiff::Timestamp>| {
            at.map(|at| day_or_time(at, now.time_zone())).filter(|when| when.time.is_none())
        };
        day("created", '➕', of(entry.created).as_ref());
        day("completed", '✅', of(entry.completed).as_ref());
        if let Some(priority) = entry.priority {
            let sign = match priority {
                Priority::High => '⏫',
                Priority::Medium => '🔼',
                Priority::Low => '🔽',
            };
            out.push_str(&format!(" {sign}"));
            said.push("priority");
        }
        said.push("status");
    }
    if area.is_some() && entry.area.as_deref() == area {
        said.push("area");
    }
    for tag in &entry.tags {
        if tag.as_str().chars().any(char::is_alphabetic) {
            out.push_str(&format!(" #{}", tag.as_str()));
        }
    }
    if entry.tags.iter().all(|tag| tag.as_str().chars().any(char::is_alphabetic)) {
        said.push("tags");
    }
    if entry.what == What::Task {
        out.push_str(&format!(" 🆔 {}", entry.name().replace(char::is_whitespace, "_")));
    } else {
        field("kind", entry.what.word(), out);
        field("id", &entry.name(), out);
    }
    if indented {
        said.push("parent");
    }
    for name in FIELDS.iter().filter(|name| !said.contains(name)) {
        if let Some(text) = entry.get(name) {
            field(name, &text, out);
        }
    }
    for (name, value) in entry.kept(Format::Markdown) {
        field(name, value.as_str().unwrap_or(&value.to_string()), out);
    }
}

fn field(name: &str, value: &str, out: &mut String) {
    let value = value.replace('\\', "\\\\").replace(']', "\\]").replace(['\n', '\r'], " ");
    out.push_str(&format!(" [{name}:: {value}]"));
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if SIGNS.contains(&c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some(next)) if next.is_ascii_punctuation() || SIGNS.contains(next) => {
                plain.extend(chars.next())
            }
            (c, _) => plain.push(c),
        }
    }
    plain
}
