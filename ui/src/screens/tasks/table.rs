//! The heads of the table: each sorts by its column, up and then down, by a word of the filter.

use yew::prelude::*;

use super::filter;
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::route::{self, Route};

/// A column: its name, and what `sort:` calls it.
const COLUMNS: [(&str, Option<&str>); 7] = [
    ("column-title", Some("title")),
    ("column-area", None),
    ("column-day", Some("due")),
    ("column-deadline", Some("deadline")),
    ("column-priority", Some("priority")),
    ("column-estimate", Some("estimate")),
    ("column-tags", None),
];

/// How a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sorted {
    No,
    Up,
    Down,
}

impl Sorted {
    fn word(self) -> &'static str {
        match self {
            Sorted::No => "none",
            Sorted::Up => "ascending",
            Sorted::Down => "descending",
        }
    }
}

/// The first key a filter sorts by, and which way. High priority comes first without a sign.
fn sorted(query: &str, key: &str) -> Sorted {
    let Some(said) = filter::value(query, "sort") else { return Sorted::No };
    let first = said.split(',').next().unwrap_or_default();
    let (sign, name) = match first.split_at_checked(1) {
        Some((sign @ ("+" | "-"), name)) => (sign, name),
        _ => ("", first),
    };
    match (name == key, sign, key) {
        (false, ..) => Sorted::No,
        (true, "-", _) | (true, "", "priority") => Sorted::Down,
        (true, ..) => Sorted::Up,
    }
}

/// The filter after a press on the head: first as one looks for it, then the other way, then not.
fn pressed(query: &str, key: &str) -> String {
    let (first, other) =
        if key == "priority" { (Sorted::Down, Sorted::Up) } else { (Sorted::Up, Sorted::Down) };
    let next = match sorted(query, key) {
        Sorted::No => first,
        now if now == first => other,
        _ => Sorted::No,
    };
    let value = match next {
        Sorted::No => String::new(),
        Sorted::Up => format!("+{key}"),
        Sorted::Down => format!("-{key}"),
    };
    filter::with(query, "sort", &value)
}

/// `column-tags` is left out by the class `is-tags` where there is little room.
fn class_of(name: &str) -> String {
    name.replace("column-", "is-")
}

#[derive(Properties, PartialEq)]
pub struct HeadsProps {
    pub query: String,
}

#[component]
pub fn Heads(props: &HeadsProps) -> Html {
    let head = |name: &'static str, key: Option<&'static str>| {
        let Some(key) = key else {
            return html! { <div role="columnheader" class={classes!("table-head", class_of(name))}>{ t!(name) }</div> };
        };
        let now = sorted(&props.query, key);
        let after = pressed(&props.query, key);
        let onclick = Callback::from(move |_: MouseEvent| route::go(&Route::Tasks(after.clone())));
        html! {
            <div role="columnheader" class={classes!("table-head", class_of(name))} aria-sort={now.word()}>
                <button type="button" {onclick}>{ t!(name) }
                    if now != Sorted::No { <Icon sign={if now == Sorted::Up { Sign::Up } else { Sign::Down }} /> }</button>
            </div>
        }
    };
    html! {
        <div class="table-heads" role="row">
            <div role="columnheader" class="table-head"><span class="visually-hidden">{ t!("column-done") }</span></div>
            for (name, key) in COLUMNS { { head(name, key) } }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_sort_up_then_down_then_not() {
        for (query, key, after) in [
            ("milk", "due", "milk sort:+due"),
            ("milk sort:+due", "due", "milk sort:-due"),
            ("sort:due milk", "due", "milk sort:-due"),
            ("milk sort:-due", "due", "milk"),
            ("sort:-due", "title", "sort:+title"),
            ("", "priority", "sort:-priority"),
            ("sort:priority", "priority", "sort:+priority"),
            ("sort:+priority", "priority", ""),
        ] {
            assert_eq!(pressed(query, key), after, "{query} {key}");
        }
    }
}
