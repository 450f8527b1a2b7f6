//! CSV as RFC 4180 has it, one row for each thing, the fields of `FIELDS` as columns.
//!
//! A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a
//! return; OWASP "CSV Injection") is written with an apostrophe before it, and one that begins with
//! an apostrophe before such a character with a second, so that reading gives the exact text again.
//! Tables of other hands are read by the names of their columns, in English or as other programs
//! call them, with commas, semicolons or tabs; columns that nothing knows are kept.

use std::collections::BTreeSet;

use csv::{ReaderBuilder, StringRecord, WriterBuilder};
use daymark_texts::{Phrase, phrase};
use jiff::Zoned;
use serde_json::{Map, Value, json};

use crate::entry::{Entry, FIELDS, Plan, What};
use crate::{Format, Input, Shape};

pub(crate) const SHAPE: Shape = Shape { kinds: What::ALL, fields: FIELDS, carries: true, ids: true };

/// The most columns of a table.
const MOST_COLUMNS: usize = 500;

pub(crate) fn read(input: &Input<'_>, plan: &mut Plan) -> Result<(), Phrase> {
    let (_, content) = input.one();
    let (names, rows) = table(content, plan)?;
    if !names.iter().any(|name| canonical(name) == "title") {
        return Err(phrase!("import-csv-no-title"));
    }
    for (line, row) in rows {
        match entry(&names, &row, line, plan) {
            Ok(entry) => plan.push(entry),
            Err(why) => plan.refuse(line, why),
        }
    }
    Ok(())
}

/// The heads of the columns, and each row with its line.
pub(crate) type Table = (Vec<String>, Vec<(u32, StringRecord)>);

/// The names of the columns and the rows with their lines.
pub(crate) fn table(content: &str, plan: &mut Plan) -> Result<Table, Phrase> {
    let first = content.lines().next().unwrap_or_default();
    let count = |c: char| first.matches(c).count();
    let delimiter = if count('\t') > count(',').max(count(';')) {
        b'\t'
    } else if count(';') > count(',') {
        b';'
    } else {
        b','
    };
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(content.as_bytes());
    let names: Vec<String> = match reader.headers() {
        Ok(names) => names.iter().map(|name| name.trim().to_owned()).collect(),
        Err(_) => return Err(phrase!("import-csv")),
    };
    if names.len() > MOST_COLUMNS {
        return Err(phrase!("import-csv-columns", most = MOST_COLUMNS));
    }
    let mut rows = Vec::new();
    for row in reader.records() {
        if rows.len() > crate::MOST_ENTRIES {
            return Err(phrase!("import-many", most = crate::MOST_ENTRIES));
        }
        match row {
            Ok(row) if row.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(row) if row.len() > names.len() => {
                plan.refuse(
                    line_of(row.position()),
                    phrase!("import-csv-cells", cells = row.len(), columns = names.len()),
                );
            }
            Ok(row) => rows.push((line_of(row.position()), row)),
            Err(error) => plan.refuse(line_of(error.position()), phrase!("import-csv-row")),
        }
    }
    Ok((names, rows))
}

fn line_of(position: Option<&csv::Position>) -> u32 {
    position.map_or(0, |position| u32::try_from(position.line()).unwrap_or(u32::MAX))
}

fn entry(names: &[String], row: &StringRecord, line: u32, plan: &mut Plan) -> Result<Entry, Phrase> {
    let cells = || names.iter().zip(row.iter()).map(|(name, cell)| (name, plain(cell)));
    let find = |wanted: &str| {
        cells().find(|(name, _)| canonical(name) == wanted).map(|(_, cell)| cell).unwrap_or_default()
    };
    let kind = find("kind");
    let what = match kind.trim() {
        "" => What::Task,
        word => What::parse(word)
            .ok_or_else(|| phrase!("import-kind", kind = word.chars().take(40).collect::<String>()))?,
    };
    let mut entry = Entry { line, ..Entry::new(what, find("title")) };
    let mut unknown = Map::new();
    for (name, cell) in cells() {
        match canonical(name).as_str() {
            "kind" | "title" => {}
            "notes" => entry.notes = cell,
            "id" => match cell.trim().parse() {
                Ok(id) => entry.id = Some(id),
                Err(_) => entry.external = cell.trim().to_owned(),
            },
            field => {
                if !entry.set(field, &cell)? && !cell.is_empty() {
                    unknown.insert(name.clone(), json!(cell));
                }
            }
        }
    }
    plan.keep(&mut entry, Format::Csv, unknown);
    Ok(entry)
}

/// Our name of a column, also where another hand named it.
fn canonical(name: &str) -> String {
    let name = name.trim().to_lowercase().replace([' ', '-'], "_");
    match name.as_str() {
        "task" | "name" | "summary" | "subject" | "content" | "task_name" | "titel" | "aufgabe"
        | "título" => "title",
        "type" => "kind",
        "description" | "note" | "body" | "notizen" | "notas" => "notes",
        "due_date" | "duedate" | "fällig" | "date" => "due",
        "start_date" | "scheduled" | "begin" => "start",
        "labels" | "tag" | "label" | "categories" => "tags",
        "done" | "completed?" | "state" => "status",
        "created_at" | "created_date" | "creation_date" => "created",
        "completed_at" | "completed_date" | "completion_date" => "completed",
        "minutes" | "estimate_minutes" | "duration" => "estimate",
        "rrule" | "recurrence" => "repeat",
        "uuid" | "uid" => "id",
        _ => return name,
    }
    .to_owned()
}

pub(crate) fn write(entries: &[Entry], _: &Zoned) -> String {
    let used: Vec<&str> =
        FIELDS.iter().copied().filter(|name| entries.iter().any(|entry| entry.get(name).is_some())).collect();
    let others: BTreeSet<&String> =
        entries.iter().flat_map(|entry| entry.kept(Format::Csv).map(|(name, _)| name)).collect();
    let mut out = Rows::new();
    let fixed = ["kind", "id", "title", "notes"];
    out.row(fixed.into_iter().chain(used.iter().copied()).chain(others.iter().map(|name| name.as_str())));
    for entry in entries {
        let mut cells =
            vec![entry.what.word().to_owned(), entry.name(), entry.title.clone(), entry.notes.clone()];
        cells.extend(used.iter().map(|name| entry.get(name).unwrap_or_default()));
        let kept: Map<String, Value> =
            entry.kept(Format::Csv).map(|(name, value)| (name.clone(), value.clone())).collect();
        cells.extend(
            others.iter().map(|&name| kept.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()),
        );
        out.row(cells.iter().map(String::as_str));
    }
    out.text()
}

/// Rows that a spreadsheet takes for text.
pub(crate) struct Rows(csv::Writer<Vec<u8>>);

impl Rows {
    pub(crate) fn new() -> Rows {
        Rows(WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(Vec::new()))
    }

    pub(crate) fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        // Writing to memory does not fail.
        let _ = self.0.write_record(cells.into_iter().map(safe));
    }

    pub(crate) fn text(self) -> String {
        String::from_utf8(self.0.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}

fn formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r')
}

fn safe(cell: &str) -> String {
    let mark = cell.starts_with(formula)
        || cell.trim_start_matches('\'').starts_with(formula) && cell.starts_with('\'');
    if mark { format!("'{cell}") } else { cell.to_owned() }
}

/// What [`safe`] wrote.
pub(crate) fn plain(cell: &str) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(formula) => rest.to_owned(),
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_neutralised_and_read_back() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "'=x", "''=x", "'plain", "plain", "", "'", "a=b"]
        {
            let written = safe(cell);
            assert!(!written.starts_with(formula), "{cell:?} is written as {written:?}");
            assert_eq!(plain(&written), cell);
        }
    }
}
