//! Areas of life.

use daymark_api::{AddArea, AreaBalance, AreaView, AreaWeeks, Balance, EditArea, ListAreas};
use daymark_domain::{Area, AreaColour, AreaId, Body, Cadence, Id, Kind, Label};
use daymark_store::Read;
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, set};
use daymark_texts::phrase;

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Apply, answers};
use crate::app::{Inner, settings};
use crate::fault::{Fault, conflict, missing};
use crate::unit::Unit;
use crate::view::{View, minute};
use crate::words;

answers! {
    ListAreas => list;
    AreaBalance => balance;
}

/// The most weeks of one answer.
const WEEKS: u32 = 53;

/// Planned minutes come from the estimates of tasks, on the day they are planned for or due, and from
/// the lengths of events; tracked ones from the stretches of time, in the week they began.
fn balance(read: &Read<'_>, inner: &Inner, call: AreaBalance) -> Result<Balance, Fault> {
    let view = View::new(read, inner.now())?;
    let today = view.now.date();
    let start = words::week_start(&settings(read)?);
    let count = call.weeks.unwrap_or(4).clamp(1, WEEKS);
    let this = today.saturating_sub(i64::from(today.weekday().since(start)).days());
    let first = this.saturating_sub((i64::from(count) - 1).weeks());
    let last = this.saturating_add(6.days());
    let weeks: Vec<Date> = (0..count).map(|n| first.saturating_add(i64::from(n).weeks())).collect();
    let mut planned: BTreeMap<(Option<AreaId>, usize), u32> = BTreeMap::new();
    for (area, week, minutes) in read.estimated_weeks(first, last)? {
        *planned.entry((area, week)).or_default() += minutes;
    }
    for event in view.events(first, last)? {
        let week = first.until(event.date).map_or(0, |span| span.get_days()) / 7;
        if let (Some(from), Some(to), Ok(week)) = (event.start, event.end, usize::try_from(week)) {
            let area = view.area(event.area).map(|area| area.id);
            let minutes = u32::from(minute(to).saturating_sub(minute(from)));
            *planned.entry((area, week)).or_default() += minutes;
        }
    }
    let mut tracked: BTreeMap<(Option<AreaId>, usize), u32> = BTreeMap::new();
    for (area, day, minutes) in super::time::tracked(read, &view, first, last)? {
        let week = first.until(day).map_or(0, |span| span.get_days()).max(0) / 7;
        let area = view.area(area).map(|area| area.id);
        *tracked.entry((area, usize::try_from(week).unwrap_or(0))).or_default() += minutes;
    }
    let areas = read.areas()?;
    let rows = areas.iter().map(Some).chain([None]).map(|area| {
        let id = area.map(|area| area.id);
        let of = |minutes: &BTreeMap<(Option<AreaId>, usize), u32>| {
            (0..weeks.len()).map(|week| minutes.get(&(id, week)).copied().unwrap_or(0)).collect()
        };
        AreaWeeks {
            area: id,
            name: area.map(|area| area.name.to_string()),
            colour: area.map(|area| area.colour),
            planned: of(&planned),
            tracked: of(&tracked),
        }
    });
    let rows =
        rows.filter(|row| row.area.is_some() || row.planned.iter().chain(&row.tracked).any(|n| *n > 0));
    let areas = rows.collect();
    Ok(Balance { areas, weeks })
}

fn list(read: &Read<'_>, inner: &Inner, _: ListAreas) -> Result<Vec<AreaView>, Fault> {
    let view = View::new(read, inner.now())?;
    read.areas()?.iter().map(|area| view.area_view(area)).collect()
}

fn after(unit: &Unit<'_>, id: AreaId) -> Result<AreaView, Fault> {
    let view = View::new(unit, unit.now.clone())?;
    view.area_view(view.area(Some(id)).ok_or_else(|| missing("area"))?)
}

pub(crate) fn check_name(unit: &Unit<'_>, name: &Label, but: Option<AreaId>) -> Result<(), Fault> {
    let lower = name.as_str().to_lowercase();
    let taken = unit
        .areas()?
        .into_iter()
        .any(|area| Some(area.id) != but && area.name.as_str().to_lowercase() == lower);
    if taken { Err(conflict(phrase!("error-area-taken", name = name.as_str()))) } else { Ok(()) }
}

impl Apply for AddArea {
    const LABEL: &'static str = "label-an-area-added";

    fn apply(self, unit: &mut Unit<'_>) -> Result<AreaView, Fault> {
        let name = Label::parse(&self.name)?;
        check_name(unit, &name, None)?;
        let used: Vec<AreaColour> = unit.areas()?.into_iter().map(|area| area.colour).collect();
        let unused = AreaColour::ALL.iter().copied().find(|colour| !used.contains(colour));
        let area = Area {
            id: unit.new_id(),
            name,
            colour: self.colour.or(unused).unwrap_or(AreaColour::Tide),
            intention: Body::parse(&self.intention)?,
            review: None,
            reviewed_at: None,
            position: unit.place_last(),
            created_at: unit.now.timestamp(),
            trashed: false,
        };
        unit.label(phrase!("label-add-area", title = area.name.as_str()));
        unit.put(area.id.object(), Kind::Area, shape::area_changes(&area))?;
        after(unit, area.id)
    }
}

impl Apply for EditArea {
    const LABEL: &'static str = "label-an-area-changed";

    fn apply(self, unit: &mut Unit<'_>) -> Result<AreaView, Fault> {
        let area =
            unit.areas()?.into_iter().find(|area| area.id == self.id).ok_or_else(|| missing("area"))?;
        let mut changes = Vec::new();
        if let Some(name) = self.name {
            let name = Label::parse(&name)?;
            check_name(unit, &name, Some(self.id))?;
            changes.push(set(field::TITLE, Value::text(name.as_str())));
        }
        if let Some(colour) = self.colour {
            changes.push(set(field::COLOUR, Value::text(colour.word())));
        }
        if let Some(intention) = self.intention {
            changes.push(set(field::NOTES, Value::text(Body::parse(&intention)?.as_str())));
        }
        if let Some(cadence) = self.review.change() {
            changes.push(set(
                field::REVIEW,
                Value::maybe(cadence, |cadence: Cadence| Value::text(cadence.word())),
            ));
        }
        if self.reviewed {
            changes.push(set(field::REVIEWED_AT, shape::stamp(unit.now.timestamp())));
        }
        unit.label(phrase!("label-change-area", title = area.name.as_str()));
        unit.put(self.id.object(), Kind::Area, changes)?;
        after(unit, self.id)
    }
}
