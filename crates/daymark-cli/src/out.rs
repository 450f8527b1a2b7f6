//! Where everything that is printed goes through: text for people or JSON for scripts.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

/// Prints text or JSON on stdout. A reader that went away is no error; a full disk is.
pub struct Out {
    to: io::BufWriter<io::Stdout>,
    json: bool,
    colour: bool,
    width: Option<usize>,
    broken: Option<io::ErrorKind>,
}

/// How a piece of text looks. Nothing is red.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    #[default]
    Plain,
    /// A heading.
    Strong,
    /// What is only there for reference: ids, units, reasons.
    Quiet,
    /// What is now or next.
    Lamp,
    /// What was understood, or can be typed.
    Tide,
    Done,
}

impl Look {
    fn code(self) -> Option<&'static str> {
        match self {
            Look::Plain => None,
            Look::Strong => Some("1"),
            Look::Quiet => Some("2"),
            Look::Lamp => Some("33"),
            Look::Tide => Some("36"),
            Look::Done => Some("32"),
        }
    }
}

/// One cell of a table, or one piece of a line.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    text: String,
    look: Look,
}

impl Cell {
    /// A cell with this look. What a person or a model wrote cannot steer the terminal.
    pub fn new(text: impl AsRef<str>, look: Look) -> Cell {
        Cell { text: clean(text.as_ref()).replace(['\n', '\t'], " "), look }
    }

    fn width(&self) -> usize {
        self.text.width()
    }
}

impl<T: AsRef<str>> From<T> for Cell {
    fn from(text: T) -> Cell {
        Cell::new(text, Look::Plain)
    }
}

pub fn quiet(text: impl AsRef<str>) -> Cell {
    Cell::new(text, Look::Quiet)
}

pub fn strong(text: impl AsRef<str>) -> Cell {
    Cell::new(text, Look::Strong)
}

/// Without control characters (but line ends and tabs) and without marks that reorder a line.
pub fn clean(text: &str) -> String {
    text.chars()
        .filter(|&c| {
            let steers = c.is_control() && !matches!(c, '\n' | '\t');
            !steers && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        })
        .collect()
}

/// Rows that are printed aligned. One column gives way when the terminal is narrow.
#[derive(Debug, Default)]
pub struct Table {
    head: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
    indent: usize,
    /// The column that is cut first.
    gives: usize,
}

impl Table {
    pub fn new(head: &[&'static str]) -> Table {
        Table { head: head.to_vec(), rows: Vec::new(), indent: 0, gives: 1 }
    }

    /// Rows without a head, indented under a heading.
    pub fn under(gives: usize) -> Table {
        Table { indent: 2, gives, ..Table::default() }
    }

    #[must_use]
    pub fn giving(mut self, column: usize) -> Table {
        self.gives = column;
        self
    }

    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The width of every column; 0 for one that is empty all the way down.
    fn widths(&self, most: Option<usize>) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut widths: Vec<usize> = (0..columns)
            .map(|column| {
                self.rows.iter().filter_map(|row| row.get(column)).map(Cell::width).max().unwrap_or(0)
            })
            .collect();
        for (width, head) in widths.iter_mut().zip(&self.head) {
            if *width > 0 {
                *width = (*width).max(head.width());
            }
        }
        let total: usize =
            self.indent + widths.iter().filter(|&&width| width > 0).map(|width| width + 2).sum::<usize>();
        if let (Some(most), Some(gives)) = (most, widths.get_mut(self.gives)) {
            let over = total.saturating_sub(most + 2);
            *gives = gives.saturating_sub(over).max((*gives).min(12));
        }
        widths
    }
}

impl Out {
    /// `colour` is what the person wants; a pipe gets none whatever they want.
    pub fn new(json: bool, colour: bool) -> Out {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let width =
            terminal.then(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))).flatten();
        Out { to: io::BufWriter::new(stdout), json, colour: colour && terminal, width, broken: None }
    }

    pub fn json(&self) -> bool {
        self.json
    }

    /// One JSON value on a line of its own.
    pub fn value<T: Serialize>(&mut self, value: &T) {
        match serde_json::to_string(value) {
            Ok(line) => self.raw(&format!("{line}\n")),
            Err(_) => self.broken = Some(io::ErrorKind::InvalidData),
        }
    }

    /// One JSON value a line.
    pub fn values<T: Serialize>(&mut self, values: &[T]) {
        for value in values {
            self.value(value);
        }
    }

    /// A line of plain text, which may hold line ends.
    pub fn line(&mut self, text: impl AsRef<str>) {
        let text = clean(text.as_ref());
        self.raw(text.trim_end());
        self.raw("\n");
    }

    /// Text as it comes, without a line end.
    pub fn piece(&mut self, text: impl AsRef<str>, look: Look) {
        let text = self.dressed(&clean(text.as_ref()), look);
        self.raw(&text);
        self.flush();
    }

    /// Cells side by side on one line.
    pub fn cells<const N: usize>(&mut self, cells: [Cell; N]) {
        let parts: Vec<String> = cells
            .iter()
            .filter(|cell| !cell.text.is_empty())
            .map(|cell| self.dressed(&cell.text, cell.look))
            .collect();
        self.raw(&parts.join("  "));
        self.raw("\n");
    }

    pub fn heading(&mut self, text: impl AsRef<str>) {
        self.cells([strong(text)]);
    }

    pub fn table(&mut self, table: &Table) {
        let widths = table.widths(self.width);
        if !table.head.is_empty() && !table.rows.is_empty() {
            let head: Vec<Cell> = table.head.iter().map(quiet).collect();
            self.table_row(&head, &widths, table.indent);
        }
        for row in &table.rows {
            self.table_row(row, &widths, table.indent);
        }
    }

    fn table_row(&mut self, row: &[Cell], widths: &[usize], indent: usize) {
        let mut line = " ".repeat(indent);
        let mut owed = 0;
        for (cell, &width) in row.iter().zip(widths).filter(|(_, width)| **width > 0) {
            let text = cut(&cell.text, width);
            if !text.is_empty() {
                line.push_str(&" ".repeat(owed));
                owed = 0;
                line.push_str(&self.dressed(&text, cell.look));
            }
            owed += width - text.width() + 2;
        }
        line.push('\n');
        self.raw(&line);
    }

    fn dressed(&self, text: &str, look: Look) -> String {
        match look.code().filter(|_| self.colour && !text.is_empty()) {
            Some(code) => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            None => text.to_owned(),
        }
    }

    /// Text made by this program, byte for byte.
    pub fn raw(&mut self, text: &str) {
        if self.broken.is_none()
            && let Err(error) = self.to.write_all(text.as_bytes())
        {
            self.broken = Some(error.kind());
        }
    }

    pub fn flush(&mut self) {
        if self.broken.is_none()
            && let Err(error) = self.to.flush()
        {
            self.broken = Some(error.kind());
        }
    }

    /// Writes what is left; false when something could not be written.
    pub fn finish(mut self) -> bool {
        self.flush();
        matches!(self.broken, None | Some(io::ErrorKind::BrokenPipe))
    }
}

/// The text in at most `width` columns, with an ellipsis where something is left out.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        if short.width() + unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) + 1 > width {
            break;
        }
        short.push(c);
    }
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_steer_the_terminal() {
        assert_eq!(clean("a\u{1b}[2Jb\u{7}\u{9b}31m\u{202e}c\nd"), "a[2Jb31mc\nd");
        assert_eq!(Cell::from("two\nlines").text, "two lines");
    }

    #[test]
    fn the_giving_column_is_cut_to_the_terminal() {
        let mut table = Table::new(&["ID", "TITLE", "WHEN"]);
        table.row(
            ["3f2a91bc", "a title that is much longer than the terminal is wide", "Tue"].map(Cell::from),
        );
        assert_eq!(table.widths(None), [8, 53, 4]);
        assert_eq!(table.widths(Some(40)), [8, 24, 4]);
        assert_eq!(table.widths(Some(10)), [8, 12, 4], "never narrower than a few letters");
    }

    #[test]
    fn a_cut_counts_columns() {
        assert_eq!(cut("日本語のタイトル", 7), "日本語…");
        assert_eq!(cut("short", 7), "short");
    }
}
