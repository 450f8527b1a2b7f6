//! Areas of life.

use daymark_api::{AddArea, AreaView, EditArea, ListAreas};
use daymark_domain::{Area, AreaColour, AreaId, Body, Id, Kind, Label};
use daymark_store::Read;
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, set};
use daymark_texts::phrase;

use super::{Apply, answers};
use crate::app::Inner;
use crate::fault::{Fault, conflict, missing};
use crate::unit::Unit;
use crate::view::View;

answers! { ListAreas => list; }

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
        unit.label(phrase!("label-change-area", title = area.name.as_str()));
        unit.put(self.id.object(), Kind::Area, changes)?;
        after(unit, self.id)
    }
}
