//! Text to [`Query`], by recursive descent over characters.

use super::{
    Compare, Expr, Field, Group, MOST_CHARACTERS, MOST_CONDITIONS, MOST_DEPTH, MOST_ROWS, Query, QueryError,
    SortBy, SortKey, Test, Trouble, Written,
};

/// Reads a query.
pub fn parse(text: &str) -> Result<Query, QueryError> {
    let characters: Vec<char> = text.chars().take(MOST_CHARACTERS + 1).collect();
    if characters.len() > MOST_CHARACTERS {
        let kind = Trouble::TooLong { most: MOST_CHARACTERS };
        return Err(QueryError { at: MOST_CHARACTERS, end: MOST_CHARACTERS + 1, kind });
    }
    let mut parser = Parser { characters: &characters, at: 0, conditions: 0, query: Query::default() };
    let filter = parser.either(0)?;
    if parser.peek().is_some() {
        return Err(parser.trouble(parser.at, parser.at + 1, Trouble::StrayParenthesis));
    }
    Ok(Query { filter, ..parser.query })
}

struct Parser<'a> {
    characters: &'a [char],
    at: usize,
    conditions: usize,
    query: Query,
}

type Parsed<T> = Result<T, QueryError>;

impl Parser<'_> {
    fn ahead(&self, by: usize) -> Option<char> {
        self.characters.get(self.at + by).copied()
    }

    fn peek(&self) -> Option<char> {
        self.ahead(0)
    }

    fn trouble(&self, at: usize, end: usize, kind: Trouble) -> QueryError {
        QueryError { at, end: end.max(at), kind }
    }

    fn here(&self, kind: Trouble) -> QueryError {
        self.trouble(self.at, self.at, kind)
    }

    fn since(&self, from: usize) -> String {
        self.characters.get(from..self.at).unwrap_or_default().iter().collect()
    }

    fn spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn skip(&mut self, wanted: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&wanted) {
            self.at += 1;
        }
    }

    /// Whether the word that starts here is this one.
    fn keyword(&self, word: &str) -> bool {
        let length = word.len();
        let written = self.characters.get(self.at..self.at + length).unwrap_or_default();
        written.iter().zip(word.chars()).filter(|(a, b)| a.eq_ignore_ascii_case(b)).count() == length
            && self.ahead(length).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')' | '"'))
    }

    fn either(&mut self, depth: usize) -> Parsed<Option<Expr>> {
        let mut branches = Vec::new();
        loop {
            let branch = self.all(depth)?;
            let more = self.keyword("or");
            match branch {
                Some(branch) => branches.push(branch),
                // An `or` with nothing on one side; by itself it shows only how.
                None if more || !branches.is_empty() => return Err(self.here(Trouble::Condition)),
                None => return Ok(None),
            }
            if !more {
                let flat = branches.into_iter().flat_map(|branch| match branch {
                    Expr::Any(parts) => parts,
                    other => vec![other],
                });
                return Ok(joined(flat.collect(), Expr::Any));
            }
            self.at += 2;
        }
    }

    fn all(&mut self, depth: usize) -> Parsed<Option<Expr>> {
        let mut terms: Vec<Expr> = Vec::new();
        let mut any = false;
        loop {
            self.spaces();
            let and = self.keyword("and");
            if and {
                if !any {
                    return Err(self.here(Trouble::Condition));
                }
                self.at += 3;
                self.spaces();
            }
            if self.peek().is_none_or(|c| c == ')') || self.keyword("or") {
                if and {
                    return Err(self.here(Trouble::Condition));
                }
                return Ok(joined(terms, Expr::All));
            }
            match self.term(depth, false)? {
                Some(Expr::All(parts)) => terms.extend(parts),
                Some(term) => terms.push(term),
                None => {}
            }
            any = true;
        }
    }

    fn term(&mut self, depth: usize, negated: bool) -> Parsed<Option<Expr>> {
        let from = self.at;
        if depth > MOST_DEPTH {
            return Err(self.here(Trouble::TooDeep { most: MOST_DEPTH }));
        }
        let ends = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == ')');
        match self.peek() {
            None => return Err(self.here(Trouble::Condition)),
            Some(')') => return Err(self.here(Trouble::Condition)),
            Some('(') => {
                self.at += 1;
                let inner = self.either(depth + 1)?;
                if self.peek() != Some(')') {
                    return Err(self.trouble(from, from + 1, Trouble::OpenParenthesis));
                }
                let Some(inner) = inner else { return Err(self.here(Trouble::Condition)) };
                self.at += 1;
                return Ok(Some(inner));
            }
            Some('-') if !ends(self.ahead(1)) => {
                self.at += 1;
                return self.not(depth);
            }
            _ if self.keyword("not") => {
                self.at += 3;
                self.spaces();
                return self.not(depth);
            }
            _ => {}
        }
        self.conditions += 1;
        if self.conditions > MOST_CONDITIONS {
            return Err(self.here(Trouble::TooMany { most: MOST_CONDITIONS }));
        }
        match self.peek() {
            Some('"') => {
                let words = self.quoted()?;
                return Ok(Some(Expr::Text { words, phrase: true }));
            }
            Some('#') if self.ahead(1).is_some_and(|c| !c.is_whitespace() && !breaks(c)) => {
                self.at += 1;
                let value = self.value(Field::Tag)?;
                return Ok(Some(Expr::Test(Test {
                    field: Field::Tag,
                    compare: Compare::Is,
                    values: vec![value],
                })));
            }
            Some('@') if self.ahead(1).is_some_and(|c| c == '"' || (!c.is_whitespace() && !breaks(c))) => {
                self.at += 1;
                let value = self.value(Field::Filter)?;
                return Ok(Some(Expr::Test(Test {
                    field: Field::Filter,
                    compare: Compare::Is,
                    values: vec![value],
                })));
            }
            _ => {}
        }
        self.skip(|c| c.is_ascii_alphabetic() || c == '_');
        let name = self.since(from);
        let signed = self.at;
        let compare = self.sign();
        if let (false, Some(compare)) = (name.is_empty(), compare) {
            if let Some(field) = Field::named(&name) {
                return self.test(field, compare, depth, negated, from, signed);
            }
            // `re: x` and `http://x` are words; `duee:friday` is a slip.
            if !ends(self.peek()) && self.peek() != Some('/') {
                let near = near(&name);
                return Err(self.trouble(from, signed, Trouble::Field { word: name, near }));
            }
        }
        self.skip(|c| !c.is_whitespace() && c != '"' && (c != ')' || depth == 0));
        let words = self.since(from);
        // What would read otherwise elsewhere is kept as a phrase.
        let phrase = words.contains(['(', ')']);
        Ok(Some(Expr::Text { words, phrase }))
    }

    fn not(&mut self, depth: usize) -> Parsed<Option<Expr>> {
        Ok(self.term(depth + 1, true)?.map(|term| Expr::Not(Box::new(term))))
    }

    fn sign(&mut self) -> Option<Compare> {
        let (compare, length) = match (self.peek()?, self.ahead(1)) {
            ('<', Some('=')) => (Compare::Most, 2),
            ('>', Some('=')) => (Compare::Least, 2),
            ('<', _) => (Compare::Less, 1),
            ('>', _) => (Compare::More, 1),
            (':' | '=', _) => (Compare::Is, 1),
            _ => return None,
        };
        self.at += length;
        Some(compare)
    }

    fn test(
        &mut self,
        field: Field,
        compare: Compare,
        depth: usize,
        negated: bool,
        from: usize,
        signed: usize,
    ) -> Parsed<Option<Expr>> {
        if compare != Compare::Is && !field.ordered() {
            return Err(self.trouble(signed, self.at, Trouble::Operator { field }));
        }
        if field.shows() && (depth > 0 || negated) {
            return Err(self.trouble(from, signed, Trouble::Place { field }));
        }
        let mut values = vec![self.value(field)?];
        while self.peek() == Some(',') {
            self.at += 1;
            values.push(self.value(field)?);
        }
        if let (true, Some(second)) = (compare != Compare::Is, values.get(1)) {
            return Err(self.trouble(second.at, second.end, Trouble::OneValue { field }));
        }
        if !field.shows() {
            return Ok(Some(Expr::Test(Test { field, compare, values })));
        }
        self.show(field, &values)?;
        Ok(None)
    }

    /// `sort:`, `group:` and `limit:`.
    fn show(&mut self, field: Field, values: &[Written]) -> Parsed<()> {
        let choice = |value: &Written| QueryError {
            at: value.at,
            end: value.end,
            kind: Trouble::Choice { field, word: shown(&value.text), choices: field.choices() },
        };
        match (field, values) {
            (Field::Sort, values) => {
                for value in values {
                    let (sign, word) = match value.text.strip_prefix(['-', '+']) {
                        Some(word) => (value.text.chars().next(), word),
                        None => (None, value.text.as_str()),
                    };
                    let key = SortKey::named(word).ok_or_else(|| choice(value))?;
                    let falls = sign.map_or(key.naturally_falls(), |sign| sign == '-');
                    self.query.sort.retain(|by| by.key != key);
                    self.query.sort.push(SortBy { key, falls });
                }
            }
            (Field::Group, [value]) => {
                self.query.group = Some(Group::named(&value.text).ok_or_else(|| choice(value))?);
            }
            (Field::Limit, [value]) => match value.text.parse() {
                Ok(limit) if limit <= MOST_ROWS => self.query.limit = Some(limit),
                _ => {
                    let word = shown(&value.text);
                    return Err(self.trouble(value.at, value.end, Trouble::Number { word }));
                }
            },
            (_, values) => {
                let second = values.get(1).map_or((self.at, self.at), |value| (value.at, value.end));
                return Err(self.trouble(second.0, second.1, Trouble::OneValue { field }));
            }
        }
        Ok(())
    }

    fn value(&mut self, field: Field) -> Parsed<Written> {
        let at = self.at;
        if self.peek() == Some('"') {
            let text = self.quoted()?;
            if text.trim().is_empty() {
                return Err(self.trouble(at, self.at, Trouble::Value { field }));
            }
            return Ok(Written { text, at, end: self.at });
        }
        self.skip(|c| !c.is_whitespace() && !breaks(c));
        let mut text = self.since(at);
        if text.is_empty() {
            return Err(self.here(Trouble::Value { field }));
        }
        // `due:next week` needs no quotes.
        if field.is_day() && ["this", "next", "last"].contains(&text.to_ascii_lowercase().as_str()) {
            let before = self.at;
            self.spaces();
            let from = self.at;
            self.skip(char::is_alphabetic);
            let word = self.since(from);
            if from > before && SPANS.contains(&word.to_ascii_lowercase().as_str()) {
                text = format!("{text} {word}");
            } else {
                self.at = before;
            }
        }
        Ok(Written { text, at, end: self.at })
    }

    fn quoted(&mut self) -> Parsed<String> {
        let from = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            match (self.peek(), self.ahead(1)) {
                (None, _) => return Err(self.trouble(from, from + 1, Trouble::OpenQuote)),
                (Some('"'), _) => {
                    self.at += 1;
                    return Ok(text);
                }
                (Some('\\'), Some(c @ ('"' | '\\'))) => {
                    text.push(c);
                    self.at += 2;
                }
                (Some(c), _) => {
                    text.push(c);
                    self.at += 1;
                }
            }
        }
    }
}

/// What follows `this`, `next` and `last`.
const SPANS: &[&str] = &[
    "week",
    "month",
    "year",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "weekend",
];

fn breaks(c: char) -> bool {
    matches!(c, ',' | '(' | ')' | '"')
}

fn joined(mut parts: Vec<Expr>, join: fn(Vec<Expr>) -> Expr) -> Option<Expr> {
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(join(parts)),
    }
}

/// What a message repeats of a text, so that it stays short.
pub(super) fn shown(text: &str) -> String {
    text.chars().take(60).collect()
}

/// The field that was probably meant: the one that starts so, or differs by one letter.
fn near(name: &str) -> Option<Field> {
    let name = name.to_ascii_lowercase();
    let begins = |field: &&Field| name.len() >= 2 && field.word().starts_with(&name);
    Field::ALL
        .iter()
        .find(begins)
        .or_else(|| Field::ALL.iter().find(|field| one_apart(&name, field.word())))
        .copied()
}

/// One letter too many, too few, or another.
fn one_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let rest = |of: &[char], skip: usize| of.iter().skip(same + skip).copied().collect::<Vec<_>>();
    match a.len() as isize - b.len() as isize {
        0 => rest(&a, 1) == rest(&b, 1),
        1 => rest(&a, 1) == rest(&b, 0),
        -1 => rest(&a, 0) == rest(&b, 1),
        _ => false,
    }
}
