//! The journal: entries by day, several a day, and the stories of sessions.

use daymark_api::{AddEntry, EditEntry, EntryView, ListEntries, ShowEntry};
use daymark_domain::{Body, Entry, EntryId, Id, Kind, Title};
use daymark_store::Read;
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, set};
use daymark_texts::phrase;
use jiff::civil::Date;

use super::tasks::tags;
use super::{Apply, answers, steps};
use crate::app::Inner;
use crate::fault::{Fault, invalid, missing};
use crate::unit::{Unit, set_to};

answers! {
    ListEntries => list;
    ShowEntry => show;
}
steps! { EditEntry }

fn entry(read: &Read<'_>, id: EntryId) -> Result<Entry, Fault> {
    let object = read.object(id.object())?.filter(|object| object.kind == Some(Kind::Entry));
    object.map(|object| shape::entry(object.id, &object.doc)).ok_or_else(|| missing("entry"))
}

fn shown(read: &Read<'_>, entry: Entry) -> Result<EntryView, Fault> {
    let doc = entry.about.map(|(_, object)| read.doc(object)).transpose()?.flatten();
    let title = doc.as_ref().and_then(|doc| doc.get(field::TITLE)).and_then(Value::as_text);
    Ok(EntryView { about_title: title.map(str::to_owned), entry })
}

fn list(read: &Read<'_>, _: &Inner, call: ListEntries) -> Result<Vec<EntryView>, Fault> {
    let limit = call.limit.unwrap_or(200).min(2_000);
    let (from, to) = (call.from.unwrap_or(Date::MIN), call.to.unwrap_or(Date::MAX));
    let mut found = if call.query.trim().is_empty() {
        read.entries(from, to, if call.story.is_some() { 2_000 } else { limit })?
    } else {
        let mut found = Vec::new();
        for row in super::search::found(read, &call.query, &[Kind::Entry], 1_000)? {
            found.push(entry(read, Id::of(row.id))?);
        }
        found.retain(|entry| (from..=to).contains(&entry.day));
        found.sort_by_key(|entry| std::cmp::Reverse((entry.day, entry.created_at)));
        found
    };
    found.retain(|entry| call.story.is_none_or(|story| entry.story == story));
    found.truncate(limit as usize);
    found.into_iter().map(|entry| shown(read, entry)).collect()
}

fn show(read: &Read<'_>, _: &Inner, call: ShowEntry) -> Result<EntryView, Fault> {
    shown(read, entry(read, call.id)?)
}

fn level(level: Option<u8>) -> Result<Option<u8>, Fault> {
    match level {
        Some(level) if !(1..=5).contains(&level) => Err(invalid(phrase!("error-level"))),
        level => Ok(level),
    }
}

/// A title may be empty; what is there must be one.
fn title(words: &str) -> Result<String, Fault> {
    if words.trim().is_empty() { Ok(String::new()) } else { Ok(Title::parse(words)?.to_string()) }
}

impl Apply for AddEntry {
    const LABEL: &'static str = "label-an-entry-added";

    fn apply(self, unit: &mut Unit<'_>) -> Result<EntryView, Fault> {
        let entry = Entry {
            id: unit.new_id(),
            title: title(&self.title)?,
            body: Body::parse(&self.body)?,
            day: self.day.unwrap_or(unit.now.date()),
            story: false,
            about: None,
            minutes: None,
            mood: level(self.mood)?,
            energy: level(self.energy)?,
            tags: tags(&self.tags)?,
            created_at: unit.now.timestamp(),
            trashed: false,
        };
        if entry.title.is_empty() && entry.body.is_empty() && entry.mood.is_none() && entry.energy.is_none() {
            return Err(invalid(phrase!("error-entry-empty")));
        }
        unit.label(phrase!("label-add-entry", day = entry.day));
        unit.put(entry.id.object(), Kind::Entry, shape::entry_changes(&entry))?;
        shown(unit, entry)
    }
}

impl Apply for EditEntry {
    const LABEL: &'static str = "label-an-entry-changed";

    fn apply(self, unit: &mut Unit<'_>) -> Result<EntryView, Fault> {
        let old = entry(unit, self.id)?;
        let mut changes = Vec::new();
        if let Some(words) = self.title {
            changes.push(set(field::TITLE, Value::text(title(&words)?)));
        }
        if let Some(body) = self.body {
            changes.push(set(field::NOTES, Value::text(Body::parse(&body)?.as_str())));
        }
        if let Some(day) = self.day {
            changes.push(set(field::START, shape::when(&daymark_domain::When::day(day))));
        }
        for (number, edit) in [(field::MOOD, self.mood), (field::LEVEL, self.energy)] {
            if let Some(change) = edit.change() {
                changes.push(set(number, Value::maybe(level(change)?, |n| Value::Int(n.into()))));
            }
        }
        if let Some(words) = &self.tags {
            let doc = unit.doc(self.id.object())?.unwrap_or_default();
            changes.extend(set_to(&doc, field::TAGS, &shape::tags(&tags(words)?)));
        }
        unit.label(phrase!("label-change-entry", day = old.day));
        unit.put(self.id.object(), Kind::Entry, changes)?;
        let new = entry(unit, self.id)?;
        shown(unit, new)
    }
}
