//! `filter`, `list --filter` and `query complete`.

use clap::Subcommand;
use daymark_api::{
    AddFilter, ApiError, CompleteQuery, FilterView, ListFilters, PlaceFilter, QueryCompletions,
};
use daymark_domain::query::{Expr, Field, Query, parse, quoted};
use daymark_domain::{Kind, ObjectId};

use crate::args::{EditArgs, Ids, Page};
use crate::out::{Cell, Look, Table, quiet, strong};
use crate::session::{Answer, Session, unfit};
use crate::words::id_cell;
use crate::{change, edit, see};

#[derive(Debug, Subcommand)]
pub enum FilterVerb {
    /// Give a query a name
    Add {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(value_name = "QUERY", allow_hyphen_values = true)]
        query: Vec<String>,
        /// One of the twelve: tide, leaf, clay, rose, plum, olive, sky, moss, amber, brick, slate, iris
        #[arg(long)]
        colour: Option<String>,
        /// list, board, table or tree
        #[arg(long = "as", value_name = "SHAPE")]
        shown: Option<String>,
        /// Put it in the sidebar
        #[arg(long)]
        pin: bool,
    },
    List,
    /// What it asks for, and what that finds
    Show {
        #[arg(value_name = "NAME")]
        name: String,
        #[command(flatten)]
        page: Page,
    },
    /// Change fields: name, query, colour, as, pinned
    Edit(EditArgs),
    /// Put it before another, or last
    Place {
        #[arg(value_name = "NAME")]
        name: String,
        #[arg(long, value_name = "NAME")]
        before: Option<String>,
    },
    /// Put saved filters in the trash
    Rm(Ids),
}

/// A query with a saved filter beside it.
pub fn with(filter: Option<&str>, query: String) -> String {
    match filter {
        None => query,
        Some(name) => match parse(&query) {
            // What the query says with `or` stays together; how it is shown stands outside.
            Ok(Query { filter: Some(either @ Expr::Any(_)), sort, group, limit }) => {
                let either = Query { filter: Some(either), ..Query::default() };
                let shown = Query { filter: None, sort, group, limit };
                format!("{} ({either}) {shown}", asking(name))
            }
            _ => format!("{} {query}", asking(name)),
        },
    }
}

fn asking(name: &str) -> String {
    format!("{}:{}", Field::Filter.word(), quoted(name))
}

pub async fn filter(session: &mut Session, verb: FilterVerb) -> Answer {
    match verb {
        FilterVerb::Add { name, query, colour, shown, pin } => {
            let colour = colour.map(|colour| colour.parse()).transpose().map_err(unfit)?;
            let shown = shown.map(|shown| shown.parse()).transpose().map_err(unfit)?;
            let query = query.join(" ");
            let add = AddFilter { name, query: query.clone(), colour, shown, pinned: pin };
            let view = session.ask(add).await.map_err(|error| see::pointed(session, error, &query))?;
            print(session, &view);
        }
        FilterVerb::List => list(session).await?,
        FilterVerb::Show { name, page } => {
            let found = session.find(&name, &[Kind::Filter]).await?;
            if !session.out.json() {
                show(session, found.object).await?;
            }
            see::list(session, asking(&found.title), page).await?;
        }
        FilterVerb::Edit(args) => edit::edit(session, args, Some(Kind::Filter)).await?,
        FilterVerb::Place { name, before } => {
            let id = session.id(&name, &[Kind::Filter]).await?;
            let before = match before {
                Some(name) => Some(session.id(&name, &[Kind::Filter]).await?),
                None => None,
            };
            let view = session.ask(PlaceFilter { id, before }).await?;
            print(session, &view);
        }
        FilterVerb::Rm(ids) => {
            change::trash(session, ids, &[Kind::Filter]).await?;
        }
    }
    Ok(())
}

async fn list(session: &mut Session) -> Answer {
    let list = session.ask(ListFilters {}).await?;
    if session.out.json() {
        session.out.values(&list.filters);
        return Ok(());
    }
    let mut table = Table::new(&["ID", "FILTER", "QUERY", "AS", ""]).giving(2);
    for view in &list.filters {
        let filter = &view.filter;
        let note = match &view.trouble {
            Some(trouble) => Cell::new(trouble, Look::Lamp),
            None => quiet(if filter.pinned { "pinned" } else { "" }),
        };
        table.row([
            id_cell(filter.id),
            Cell::from(filter.title.as_str()),
            Cell::new(&filter.query, Look::Tide),
            quiet(filter.shown.word()),
            note,
        ]);
    }
    session.out.table(&table);
    if list.filters.is_empty() {
        session.out.line("No filter is saved yet. These are often wanted:");
        let mut table = Table::under(1);
        for one in &list.suggestions {
            table.row([
                Cell::from(&one.title),
                quiet(format!("daymark filter add {} {}", shell(&one.title), shell(&one.query))),
            ]);
        }
        session.out.table(&table);
    }
    Ok(())
}

/// As one word of a shell.
fn shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

pub fn print(session: &mut Session, view: &FilterView) {
    if session.out.json() {
        session.out.value(view);
        return;
    }
    let filter = &view.filter;
    session.out.cells([
        id_cell(filter.id),
        strong(filter.title.as_str()),
        Cell::new(&filter.query, Look::Tide),
        quiet(if filter.pinned { "pinned" } else { "" }),
    ]);
    if let Some(trouble) = &view.trouble {
        session.out.cells([Cell::new(trouble, Look::Lamp)]);
    }
}

pub async fn show(session: &mut Session, id: ObjectId) -> Answer {
    let list = session.ask(ListFilters {}).await?;
    let view = list.filters.iter().find(|view| ObjectId::from(view.filter.id) == id);
    let view = view.ok_or_else(|| ApiError::not_found("This filter lies in the trash."))?;
    print(session, view);
    Ok(())
}

pub async fn complete(session: &mut Session, text: String, at: Option<u32>) -> Answer {
    let end = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let found: QueryCompletions = session.ask(CompleteQuery { query: text, at: at.unwrap_or(end) }).await?;
    if session.out.json() {
        session.out.value(&found);
        return Ok(());
    }
    for one in &found.completions {
        session.out.line(&one.text);
    }
    Ok(())
}
