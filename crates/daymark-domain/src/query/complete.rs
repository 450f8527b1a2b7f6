//! What could stand at the cursor.

use super::{Compare, Field, quoted};

/// The names that exist; the caller knows them.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub areas: Vec<String>,
    pub goals: Vec<String>,
    pub projects: Vec<String>,
    pub tags: Vec<String>,
    /// Saved ones.
    pub filters: Vec<String>,
}

/// What could replace the characters from `from` to `to`, likeliest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completions {
    pub from: usize,
    pub to: usize,
    pub all: Vec<Completion>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    pub text: String,
    pub kind: CompletionKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CompletionKind {
    Field,
    Operator,
    Value,
    Word,
}

const MOST: usize = 50;

/// What could stand at a cursor, counted in characters from the start. Also works on text that is
/// not a query yet.
pub fn complete(text: &str, at: usize, known: &Known) -> Completions {
    let characters: Vec<char> = text.chars().take(super::MOST_CHARACTERS).collect();
    let at = at.min(characters.len());
    let from = word_start(&characters, at);
    let word: String = characters.get(from..at).unwrap_or_default().iter().collect();
    let plain = |c: char| !c.is_whitespace() && !matches!(c, '(' | ')' | '"' | ',');
    let to = at + characters.iter().skip(at).take_while(|c| plain(**c)).count();
    let mut all = Vec::new();
    let mut add = |text: String, kind: CompletionKind| {
        if all.len() < MOST {
            all.push(Completion { text, kind });
        }
    };
    let signs: &[_] = &[':', '=', '<', '>'];
    let name_end = word.find(signs);
    let field = name_end.and_then(|end| Field::named(word.get(..end).unwrap_or_default()));
    let (from, part, names): (usize, &str, Option<Field>) = match (name_end, field) {
        (Some(end), Some(field)) => {
            let value = word.get(end..).unwrap_or_default();
            let part = value.trim_start_matches(signs);
            let part =
                part.rsplit_once(',').filter(|_| !part.starts_with('"')).map_or(part, |(_, last)| last);
            (at - part.chars().count(), part, Some(field))
        }
        _ if word.starts_with('#') => (from + 1, word.get(1..).unwrap_or_default(), Some(Field::Tag)),
        _ if word.starts_with('@') => (from + 1, word.get(1..).unwrap_or_default(), Some(Field::Filter)),
        _ => (from, word.as_str(), None),
    };
    let wanted = part.trim_start_matches('"').trim_start_matches(['-', '+']).to_lowercase();
    match names {
        Some(field) => {
            let names: &[String] = match field {
                Field::Area => &known.areas,
                Field::Goal => &known.goals,
                Field::Project => &known.projects,
                Field::Tag => &known.tags,
                Field::Filter => &known.filters,
                _ => &[],
            };
            let sign = if field == Field::Sort {
                part.get(..1).filter(|sign| matches!(*sign, "-" | "+"))
            } else {
                None
            };
            let choices = field.choices().iter().map(|word| (*word).to_owned());
            for name in
                names.iter().cloned().chain(choices).filter(|name| name.to_lowercase().starts_with(&wanted))
            {
                add(format!("{}{}", sign.unwrap_or_default(), quoted(&name)), CompletionKind::Value);
            }
        }
        None => {
            for field in Field::ALL.iter().filter(|field| field.word().starts_with(&wanted)) {
                add(format!("{}:", field.word()), CompletionKind::Field);
                // A field that is written whole may be compared.
                if field.ordered() && field.word() == wanted {
                    for compare in [Compare::Less, Compare::Most, Compare::More, Compare::Least] {
                        add(format!("{}{}", field.word(), compare.sign()), CompletionKind::Operator);
                    }
                }
            }
            for keyword in ["and", "or", "not"].iter().filter(|keyword| keyword.starts_with(&wanted)) {
                add((*keyword).to_owned(), CompletionKind::Word);
            }
        }
    }
    Completions { from, to: to.max(from), all }
}

/// Where the word at the cursor begins; inside quotes a space does not part words.
fn word_start(characters: &[char], at: usize) -> usize {
    let (mut start, mut inside) = (0, false);
    for (n, c) in characters.iter().enumerate().take(at) {
        match c {
            '"' => inside = !inside,
            _ if inside => {}
            '(' | ')' => start = n + 1,
            '-' if start == n => start = n + 1,
            c if c.is_whitespace() => start = n + 1,
            _ => {}
        }
    }
    start
}
