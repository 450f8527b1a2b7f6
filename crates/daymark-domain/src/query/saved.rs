//! Saved filters within queries: what they ask for is put in their place before binding.

use super::bind::{Names, within, wrong};
use super::parse::{parse, shown};
use super::{Expr, Query, QueryError, Test, Trouble, Written};

/// Of everything that is put in, together.
const MOST_CONDITIONS: usize = 300;
const MOST_DEPTH: usize = 10;

/// Whether two names of saved filters are the same: neither case nor a hyphen for a space matters,
/// so that `@quick-wins` needs no quotes.
pub fn same_name(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

fn plain(name: &str) -> String {
    let spaced: String = name.chars().map(|c| if matches!(c, '-' | '_') { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Query {
    /// The query with what its saved filters ask for; `name` is its own, when it has one. How the
    /// found are shown is taken from a saved filter that must hold, where the query does not say it.
    pub(super) fn with_saved(&self, names: &dyn Names, name: Option<&str>) -> Result<Query, QueryError> {
        let mut put = Put { names, open: name.map(plain).into_iter().collect(), left: MOST_CONDITIONS };
        put.query(self)
    }
}

struct Put<'a> {
    names: &'a dyn Names,
    /// The names that are being read.
    open: Vec<String>,
    left: usize,
}

impl Put<'_> {
    fn query(&mut self, query: &Query) -> Result<Query, QueryError> {
        let mut whole = query.clone();
        let Some(filter) = &query.filter else { return Ok(whole) };
        let alone = matches!(filter, Expr::Test(_));
        let put = match filter {
            Expr::All(parts) => Expr::All(
                parts.iter().map(|part| self.expr(part, Some(&mut whole))).collect::<Result<_, _>>()?,
            ),
            other => self.expr(other, Some(&mut whole))?,
        };
        whole.filter = Some(put);
        if !alone {
            // "At most 20 of them" says nothing of what else holds.
            whole.limit = query.limit;
        }
        Ok(whole)
    }

    /// `shows` is given where the part must hold.
    fn expr(&mut self, expr: &Expr, shows: Option<&mut Query>) -> Result<Expr, QueryError> {
        let mut each =
            |parts: &[Expr]| parts.iter().map(|part| self.expr(part, None)).collect::<Result<Vec<_>, _>>();
        Ok(match expr {
            Expr::All(parts) => Expr::All(each(parts)?),
            Expr::Any(parts) => Expr::Any(each(parts)?),
            Expr::Not(part) => Expr::Not(Box::new(self.expr(part, None)?)),
            Expr::Test(Test { field: super::Field::Filter, values, .. }) => match values.as_slice() {
                [one] => self.saved(one, shows)?,
                several => {
                    Expr::Any(several.iter().map(|one| self.saved(one, None)).collect::<Result<Vec<_>, _>>()?)
                }
            },
            other => other.clone(),
        })
    }

    fn saved(&mut self, name: &Written, shows: Option<&mut Query>) -> Result<Expr, QueryError> {
        let plain = plain(&name.text);
        if self.open.contains(&plain) {
            return Err(wrong(name, Trouble::Circle { name: shown(&name.text) }));
        }
        if self.open.len() > MOST_DEPTH {
            return Err(wrong(name, Trouble::TooDeep { most: MOST_DEPTH }));
        }
        let text = self
            .names
            .filter(&name.text)
            .ok_or_else(|| wrong(name, Trouble::NoFilter { name: shown(&name.text) }))?;
        let query = parse(&text).map_err(|error| within(name, error))?;
        self.left = self
            .left
            .checked_sub(1 + query.filter.as_ref().map_or(0, conditions))
            .ok_or_else(|| wrong(name, Trouble::TooMany { most: MOST_CONDITIONS }))?;
        self.open.push(plain);
        let query = self.query(&query).map_err(|error| within(name, error))?;
        self.open.pop();
        if let Some(shows) = shows {
            if shows.sort.is_empty() {
                shows.sort = query.sort;
            }
            shows.group = shows.group.or(query.group);
            shows.limit = shows.limit.or(query.limit);
        }
        Ok(Expr::Saved { name: name.clone(), inner: query.filter.map(Box::new) })
    }
}

fn conditions(expr: &Expr) -> usize {
    match expr {
        Expr::All(parts) | Expr::Any(parts) => parts.iter().map(conditions).sum(),
        Expr::Not(part) => conditions(part),
        Expr::Test(test) => test.values.len(),
        Expr::Text { .. } => 1,
        Expr::Saved { inner, .. } => inner.as_deref().map_or(1, conditions),
    }
}
