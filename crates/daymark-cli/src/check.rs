//! `check`: the checklist of a task. Lines are named by their numbers.

use clap::Subcommand;
use daymark_api::{ApiError, CheckEdit, EditChecklist, ShowTask};
use daymark_domain::{CheckId, CheckItem, Kind, Task, TaskId};

use crate::out::{Cell, Look, Out, Table, quiet};
use crate::session::{Answer, Session};

#[derive(Debug, Subcommand)]
pub enum CheckVerb {
    /// Add a line
    Add {
        #[arg(required = true, value_name = "TEXT")]
        text: Vec<String>,
        /// After this line instead of last
        #[arg(long, value_name = "N")]
        after: Option<usize>,
    },
    /// Tick lines
    Done {
        #[arg(required = true, value_name = "N")]
        lines: Vec<usize>,
    },
    /// Untick lines
    Reopen {
        #[arg(required = true, value_name = "N")]
        lines: Vec<usize>,
    },
    /// Word a line anew
    Edit {
        #[arg(value_name = "N")]
        line: usize,
        #[arg(required = true, value_name = "TEXT")]
        text: Vec<String>,
    },
    /// Put a line before another, or last
    Move {
        #[arg(value_name = "N")]
        line: usize,
        #[arg(value_name = "BEFORE")]
        before: Option<usize>,
    },
    /// Take lines away
    Rm {
        #[arg(required = true, value_name = "N")]
        lines: Vec<usize>,
    },
}

pub async fn check(session: &mut Session, id: &str, verb: Option<CheckVerb>) -> Answer {
    let id: TaskId = session.id(id, &[Kind::Task]).await?;
    let mut task = session.ask(ShowTask { id }).await?.task.task;
    let each = |lines: &[usize], make: &dyn Fn(CheckId) -> CheckEdit| {
        lines.iter().map(|&n| line(&task, n).map(make)).collect::<Answer<Vec<_>>>()
    };
    let changes = match verb {
        None => Vec::new(),
        Some(CheckVerb::Add { text, after }) => {
            let after = after.map(|n| line(&task, n)).transpose()?;
            vec![CheckEdit::Add { text: text.join(" "), after }]
        }
        Some(CheckVerb::Done { lines }) => each(&lines, &|item| CheckEdit::Tick { item, done: true })?,
        Some(CheckVerb::Reopen { lines }) => each(&lines, &|item| CheckEdit::Tick { item, done: false })?,
        Some(CheckVerb::Rm { lines }) => each(&lines, &|item| CheckEdit::Remove { item })?,
        Some(CheckVerb::Edit { line: n, text }) => {
            vec![CheckEdit::Word { item: line(&task, n)?, text: text.join(" ") }]
        }
        Some(CheckVerb::Move { line: n, before }) => {
            let before = before.map(|n| line(&task, n)).transpose()?;
            vec![CheckEdit::Place { item: line(&task, n)?, before }]
        }
    };
    for change in changes {
        task = session.ask(EditChecklist { id, change }).await?.task;
    }
    if session.out.json() {
        session.out.values(&task.checklist);
    } else if task.checklist.is_empty() {
        session.out.line("There is no checklist here. 'daymark check ID add Milk' begins one.");
    } else {
        print_lines(&mut session.out, &task.checklist);
    }
    Ok(())
}

fn line(task: &Task, n: usize) -> Answer<CheckId> {
    let line = n.checked_sub(1).and_then(|at| task.checklist.get(at));
    line.map(|line| line.id).ok_or_else(|| {
        ApiError::not_found(format!("There is no line {n}."))
            .hint(format!("The checklist has {} lines.", task.checklist.len()))
    })
}

pub fn print_lines(out: &mut Out, lines: &[CheckItem]) {
    let mut table = Table::under(2);
    for (at, line) in lines.iter().enumerate() {
        let (mark, look) = if line.done { ("✓", Look::Done) } else { ("○", Look::Quiet) };
        let text = if line.done { Look::Quiet } else { Look::Plain };
        table.row([quiet((at + 1).to_string()), Cell::new(mark, look), Cell::new(line.text.as_str(), text)]);
    }
    out.table(&table);
}
