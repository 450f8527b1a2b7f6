//! Saved filters: queries with a name. The text is kept as it was typed, and read anew each time, so
//! that its days move along; what it names may be gone by then, which is said and not hidden.

use daymark_api::{
    AddFilter, EditFilter, FilterList, FilterSuggestion, FilterView, ListFilters, PlaceFilter,
};
use daymark_domain::query::{parse, same_name};
use daymark_domain::{Filter, FilterId, Id, Kind, Label, ObjectId};
use daymark_store::Read;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, set};
use daymark_sync::{Value, place};
use daymark_texts::{Voice, phrase, say};

use super::{Apply, answers, queries};
use crate::app::Inner;
use crate::fault::{Fault, conflict, invalid, missing};
use crate::unit::Unit;

answers! { ListFilters => list; }

/// More than anyone keeps; a file that holds more was not made by hand.
const MOST: u32 = 500;

/// Living ones in their order.
pub(crate) fn all(read: &Read<'_>) -> Result<Vec<Filter>, Fault> {
    let objects = read.objects(Kind::Filter, MOST)?;
    let mut filters: Vec<Filter> =
        objects.iter().map(|object| shape::filter(object.id, &object.doc)).collect();
    filters.sort_by(|one, other| (&one.position, one.id).cmp(&(&other.position, other.id)));
    Ok(filters)
}

fn view(read: &Read<'_>, inner: &Inner, voice: &Voice, filter: Filter) -> FilterView {
    let read = queries::check(read, inner, &filter.query, filter.title.as_str());
    FilterView { trouble: read.err().map(|fault| fault.said(voice).message), filter }
}

fn list(read: &Read<'_>, inner: &Inner, _: ListFilters) -> Result<FilterList, Fault> {
    let voice = inner.voice(read)?;
    let filters: Vec<FilterView> =
        all(read)?.into_iter().map(|filter| view(read, inner, &voice, filter)).collect();
    let canonical = |query: &str| parse(query).map_or_else(|_| query.to_owned(), |query| query.to_string());
    let saved: Vec<String> = filters.iter().map(|view| canonical(&view.filter.query)).collect();
    let suggestions = [
        (say!(voice, "filter-quick"), "estimate<=15m sort:estimate"),
        (say!(voice, "filter-waiting"), "due:overdue"),
        (say!(voice, "filter-undated"), "due:none deadline:none -is:someday"),
        (say!(voice, "filter-important"), "priority:high sort:due"),
        (say!(voice, "filter-started"), "status:started"),
        (say!(voice, "filter-done"), "completed:\"this week\" group:area"),
    ];
    let suggestions = suggestions
        .into_iter()
        .filter(|(_, query)| !saved.contains(&canonical(query)))
        .map(|(title, query)| FilterSuggestion { title, query: query.to_owned() })
        .collect();
    Ok(FilterList { filters, suggestions })
}

fn existing(unit: &Unit<'_>, id: FilterId) -> Result<Filter, Fault> {
    let object = unit.object(id.object())?.filter(|object| object.kind == Some(Kind::Filter));
    let filter = object.map(|object| shape::filter(object.id, &object.doc));
    filter.filter(|filter| !filter.trashed).ok_or_else(|| missing("filter"))
}

fn after(unit: &Unit<'_>, id: FilterId) -> Result<FilterView, Fault> {
    Ok(view(unit, unit.inner, &unit.voice()?, existing(unit, id)?))
}

pub(crate) fn check_name(unit: &Unit<'_>, name: &Label, but: Option<FilterId>) -> Result<(), Fault> {
    let taken = all(unit)?
        .into_iter()
        .any(|filter| Some(filter.id) != but && same_name(filter.title.as_str(), name.as_str()));
    if taken { Err(conflict(phrase!("error-filter-taken", name = name.as_str()))) } else { Ok(()) }
}

impl Apply for AddFilter {
    const LABEL: &'static str = "label-a-filter-added";

    fn apply(self, unit: &mut Unit<'_>) -> Result<FilterView, Fault> {
        let title = Label::parse(&self.name)?;
        let query = self.query.trim().to_owned();
        check_name(unit, &title, None)?;
        queries::check(unit, unit.inner, &query, title.as_str())?;
        if all(unit)?.len() >= MOST as usize {
            return Err(invalid(phrase!("error-many-filters", most = MOST)));
        }
        let filter = Filter {
            id: unit.new_id(),
            title,
            query,
            colour: self.colour,
            shown: self.shown.unwrap_or(daymark_domain::ShownAs::List),
            pinned: self.pinned,
            position: unit.place_last(),
            created_at: unit.now.timestamp(),
            trashed: false,
        };
        unit.label(phrase!("label-add-filter", title = filter.title.as_str()));
        unit.put(filter.id.object(), Kind::Filter, shape::filter_changes(&filter))?;
        after(unit, filter.id)
    }
}

impl Apply for EditFilter {
    const LABEL: &'static str = "label-a-filter-changed";

    fn apply(self, unit: &mut Unit<'_>) -> Result<FilterView, Fault> {
        let filter = existing(unit, self.id)?;
        let mut changes = Vec::new();
        let title = self.name.as_deref().map(Label::parse).transpose()?;
        let query = self.query.as_deref().map(|query| query.trim().to_owned());
        let name = title.as_ref().unwrap_or(&filter.title);
        check_name(unit, name, Some(self.id))?;
        // A name alone may be given to a query whose area is gone; it may not close a circle.
        let sound = |query: &str, name: &Label| queries::check(unit, unit.inner, query, name.as_str());
        match &query {
            Some(query) => sound(query, name)?,
            None if sound(&filter.query, &filter.title).is_ok() => sound(&filter.query, name)?,
            None => {}
        }
        if let Some(title) = &title {
            changes.push(set(field::TITLE, Value::text(title.as_str())));
        }
        if let Some(query) = query {
            changes.push(set(field::QUERY, Value::Text(query)));
        }
        if let Some(colour) = self.colour.change() {
            changes.push(set(field::COLOUR, Value::maybe(colour, |colour| Value::text(colour.word()))));
        }
        if let Some(shown) = self.shown {
            changes.push(set(field::SHOWN, Value::text(shown.word())));
        }
        if let Some(pinned) = self.pinned {
            changes.push(set(field::PINNED, Value::Bool(pinned)));
        }
        unit.label(phrase!("label-change-filter", title = filter.title.as_str()));
        unit.put(self.id.object(), Kind::Filter, changes)?;
        after(unit, self.id)
    }
}

impl Apply for PlaceFilter {
    const LABEL: &'static str = "label-a-filter-changed";

    fn apply(self, unit: &mut Unit<'_>) -> Result<FilterView, Fault> {
        let filter = existing(unit, self.id)?;
        let position = match self.before {
            None => unit.place_last(),
            Some(before) => {
                let others: Vec<Filter> =
                    all(unit)?.into_iter().filter(|other| other.id != self.id).collect();
                let at =
                    others.iter().position(|other| other.id == before).ok_or_else(|| missing("filter"))?;
                let lower =
                    at.checked_sub(1).and_then(|n| others.get(n)).map(|other| other.position.as_str());
                let upper = others.get(at).map(|other| other.position.as_str());
                place::between(lower, upper, unit.jitter())
            }
        };
        unit.label(phrase!("label-move", title = filter.title.as_str()));
        let changes = vec![set(field::PLACED, shape::placed(None::<ObjectId>, &position))];
        unit.put(self.id.object(), Kind::Filter, changes)?;
        after(unit, self.id)
    }
}
