//! Habits: adding, checking, pausing, and what their rows show.

use daymark_api::{
    AddHabit, CheckHabit, DayMark, EditHabit, HabitDay, HabitView, ListHabits, PauseHabit, ResumeHabit,
    ShowHabit, UncheckHabit, WhenInput,
};
use daymark_domain::habit::{Check, Consistency, Pause, Per, Quantity, Rhythm};
use daymark_domain::{Body, Habit, HabitId, Id, Kind, Reminder, Repeat, Rule, Title};
use daymark_store::Read;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, set};
use daymark_sync::{Change, Value};
use daymark_texts::{Voice, phrase, say};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::tasks::{check_area, moment, tags};
use super::{Apply, answers, steps};
use crate::app::{Inner, settings};
use crate::fault::{Fault, invalid, missing};
use crate::unit::{Unit, set_to};
use crate::view::View;
use crate::words;

answers! {
    ListHabits => list;
    ShowHabit => show;
}
steps! { EditHabit, UncheckHabit, PauseHabit, ResumeHabit }

/// The most habits that are listed.
const MOST: u32 = 500;
/// The most checks of one day: more is a slip of a script.
const MOST_CHECKS: usize = 200;
const WEEKS: i64 = 12;
const MOST_TIMES: u32 = 100;

pub(crate) fn habit(read: &Read<'_>, id: HabitId) -> Result<Habit, Fault> {
    let object = read.object(id.object())?.filter(|object| object.kind == Some(Kind::Habit));
    object.map(|object| shape::habit(object.id, &object.doc)).ok_or_else(|| missing("habit"))
}

fn all(read: &Read<'_>) -> Result<Vec<Habit>, Fault> {
    let mut habits: Vec<Habit> =
        read.objects(Kind::Habit, MOST)?.iter().map(|object| shape::habit(object.id, &object.doc)).collect();
    habits.sort_by(|a, b| {
        (a.archived, a.time.is_none(), a.time, &a.position, a.id).cmp(&(
            b.archived,
            b.time.is_none(),
            b.time,
            &b.position,
            b.id,
        ))
    });
    Ok(habits)
}

/// The habits of a day, those left to do first.
pub(crate) fn of_day(
    view: &View<'_, '_>,
    day: Date,
    week_start: Weekday,
    voice: &Voice,
) -> Result<Vec<HabitView>, Fault> {
    let habits = all(view.read)?;
    let mut views: Vec<HabitView> = habits
        .iter()
        .filter(|habit| habit.on(day, week_start))
        .map(|habit| shown(view, habit, day, week_start, voice))
        .collect();
    views.sort_by_key(|view| !view.open);
    Ok(views)
}

fn list(read: &Read<'_>, inner: &Inner, call: ListHabits) -> Result<Vec<HabitView>, Fault> {
    let settings = settings(read)?;
    let (voice, start) = (inner.voice_of(&settings), words::week_start(&settings));
    let view = View::new(read, inner.now())?;
    if let Some(day) = call.day {
        return of_day(&view, day, start, &voice);
    }
    let today = view.now.date();
    let habits = all(read)?;
    let wanted = habits.iter().filter(|habit| call.archived || !habit.archived);
    Ok(wanted.map(|habit| shown(&view, habit, today, start, &voice)).collect())
}

fn show(read: &Read<'_>, inner: &Inner, call: ShowHabit) -> Result<HabitView, Fault> {
    let settings = settings(read)?;
    let view = View::new(read, inner.now())?;
    let today = view.now.date();
    let start = words::week_start(&settings);
    Ok(shown(&view, &habit(read, call.id)?, today, start, &inner.voice_of(&settings)))
}

fn after(unit: &Unit<'_>, id: HabitId) -> Result<HabitView, Fault> {
    let settings = settings(unit)?;
    let view = View::new(unit, unit.now.clone())?;
    let today = view.now.date();
    let start = words::week_start(&settings);
    Ok(shown(&view, &habit(unit, id)?, today, start, &unit.inner.voice_of(&settings)))
}

fn units(thousandths: u64) -> f64 {
    thousandths as f64 / 1000.0
}

fn shown(view: &View<'_, '_>, habit: &Habit, day: Date, week_start: Weekday, voice: &Voice) -> HabitView {
    let area = view.area(habit.area);
    let tally = habit.tally(day, week_start);
    let consistency = habit.consistency(day, week_start);
    HabitView {
        id: habit.id,
        title: habit.title.to_string(),
        notes: habit.notes.to_string(),
        area: habit.area,
        area_name: area.map(|area| area.name.to_string()),
        area_colour: area.map(|area| area.colour),
        tags: habit.tags.iter().map(|tag| tag.as_str().to_owned()).collect(),
        rhythm: habit.rhythm.clone(),
        rhythm_said: rhythm_said(habit, voice),
        begins: habit.begins,
        time: habit.time,
        reminders: minutes(&habit.reminders),
        nag_minutes: habit.nag_minutes,
        amount: habit.quantity.as_ref().map(|quantity| units(quantity.thousandths)),
        unit: habit.quantity.as_ref().map(|quantity| quantity.unit.clone()).unwrap_or_default(),
        archived: habit.archived,
        pause: habit.pauses.iter().find(|pause| pause.covers(day)).copied(),
        day,
        on: habit.on(day, week_start),
        open: habit.open(day, week_start),
        done_day: units(habit.done(day, day)),
        from: tally.from,
        to: tally.to,
        done: units(tally.done),
        target: units(tally.target),
        consistency_said: consistency_said(consistency, voice),
        consistency,
        days: grid(habit, day, week_start),
    }
}

pub(super) fn minutes(reminders: &[Reminder]) -> Vec<u32> {
    let before = |reminder: &Reminder| match reminder {
        Reminder::MinutesBefore(minutes) => Some(*minutes),
        Reminder::At(_) => None,
    };
    reminders.iter().filter_map(before).collect()
}

fn rhythm_said(habit: &Habit, voice: &Voice) -> String {
    match &habit.rhythm {
        Rhythm::Times { times, per: Per::Day } => say!(voice, "habit-per-day", times = *times),
        Rhythm::Times { times, per: Per::Week } => say!(voice, "habit-per-week", times = *times),
        Rhythm::Times { times, per: Per::Month } => say!(voice, "habit-per-month", times = *times),
        Rhythm::Rule { rrule } => {
            words::repeat(&Repeat { rrule: rrule.clone(), after_completion: false }, voice)
        }
    }
}

/// How steadily, in words: never a number to lose.
fn consistency_said(consistency: Option<Consistency>, voice: &Voice) -> String {
    match consistency.map(|consistency| consistency.percent) {
        None => say!(voice, "habit-early"),
        Some(90..) => say!(voice, "habit-nearly-always"),
        Some(70..) => say!(voice, "habit-mostly"),
        Some(40..) => say!(voice, "habit-often"),
        Some(_) => say!(voice, "habit-sometimes"),
    }
}

/// Twelve whole weeks up to the one of `today`.
fn grid(habit: &Habit, today: Date, week_start: Weekday) -> Vec<HabitDay> {
    let back = i64::from(today.weekday().since(week_start)) + 7 * (WEEKS - 1);
    let first = today.saturating_sub(back.days());
    let begins = habit.first_day();
    let mark = |day: Date| match habit.done(day, day) {
        _ if day > today || day < begins => DayMark::Outside,
        0 if habit.paused(day) => DayMark::Paused,
        0 => DayMark::Open,
        done => match &habit.rhythm {
            Rhythm::Times { times, per: Per::Day } if done < u64::from(*times) * habit.once() => {
                DayMark::Part
            }
            _ => DayMark::Done,
        },
    };
    (0..7 * WEEKS)
        .map(|n| first.saturating_add(n.days()))
        .map(|day| HabitDay { day, mark: mark(day) })
        .collect()
}

/// How often, from what was asked for.
fn rhythm(times: Option<u32>, per: Option<Per>, repeat: Option<&Repeat>) -> Result<Rhythm, Fault> {
    if let Some(repeat) = repeat {
        let rule: Rule =
            repeat.rule().map_err(|error| invalid(phrase!("error-repeat", why = error.to_string())))?;
        if rule.within_days() {
            return Err(invalid(phrase!("error-habit-days")));
        }
        return Ok(Rhythm::of(repeat));
    }
    let times = times.unwrap_or(1);
    if !(1..=MOST_TIMES).contains(&times) {
        return Err(invalid(phrase!("error-habit-times", most = MOST_TIMES)));
    }
    Ok(Rhythm::Times { times, per: per.unwrap_or(Per::Day) })
}

fn thousandths(amount: f64) -> Result<u64, Fault> {
    if !(0.001..=1e9).contains(&amount) {
        return Err(invalid(phrase!("error-habit-amount")));
    }
    Ok((amount * 1000.0).round() as u64)
}

fn quantity(amount: Option<f64>, unit: &str) -> Result<Option<Quantity>, Fault> {
    let unit: String = unit.trim().chars().filter(|c| !c.is_control()).take(40).collect();
    match amount {
        None if unit.is_empty() => Ok(None),
        amount => Ok(Some(Quantity { thousandths: thousandths(amount.unwrap_or(1.0))?, unit })),
    }
}

pub(super) fn reminders(minutes: &[u32]) -> Result<Vec<Reminder>, Fault> {
    if minutes.len() > 20 || minutes.iter().any(|minutes| *minutes > 60 * 24 * 60) {
        return Err(invalid(phrase!("error-many-reminders", most = 20)));
    }
    Ok(minutes.iter().map(|minutes| Reminder::MinutesBefore(*minutes)).collect())
}

pub(super) fn nag(minutes: Option<u32>) -> Result<Option<u32>, Fault> {
    match minutes {
        Some(minutes) if !(1..=24 * 60).contains(&minutes) => Err(invalid(phrase!("error-nag"))),
        minutes => Ok(minutes),
    }
}

/// A day in words, today without.
pub(super) fn on_day(unit: &Unit<'_>, day: Option<WhenInput>) -> Result<Date, Fault> {
    match day {
        Some(input) => words::day(input, &moment(unit)?),
        None => Ok(unit.now.date()),
    }
}

pub(crate) fn make(unit: &mut Unit<'_>, habit: &Habit) -> Result<(), Fault> {
    unit.put(habit.id.object(), Kind::Habit, shape::habit_changes(habit))
}

impl Apply for AddHabit {
    const LABEL: &'static str = "label-a-habit-added";

    fn apply(self, unit: &mut Unit<'_>) -> Result<HabitView, Fault> {
        check_area(unit, self.area)?;
        let habit = Habit {
            id: unit.new_id(),
            title: Title::parse(&self.title)?,
            notes: Body::parse(&self.notes)?,
            area: self.area,
            tags: tags(&self.tags)?,
            rhythm: rhythm(self.times, self.per, self.repeat.as_ref())?,
            begins: self.begins.unwrap_or(unit.now.date()),
            time: self.time,
            reminders: reminders(&self.reminders)?,
            nag_minutes: nag(self.nag_minutes)?,
            quantity: quantity(self.amount, &self.unit)?,
            checks: Default::default(),
            pauses: Default::default(),
            archived: false,
            position: unit.place_last(),
            created_at: unit.now.timestamp(),
            trashed: false,
        };
        unit.label(phrase!("label-add-habit", title = habit.title.as_str()));
        make(unit, &habit)?;
        after(unit, habit.id)
    }
}

impl Apply for EditHabit {
    const LABEL: &'static str = "label-a-habit-changed";

    fn apply(self, unit: &mut Unit<'_>) -> Result<HabitView, Fault> {
        let old = habit(unit, self.id)?;
        let mut changes = Vec::new();
        if let Some(title) = self.title {
            changes.push(set(field::TITLE, Value::text(Title::parse(&title)?.as_str())));
        }
        if let Some(notes) = self.notes {
            changes.push(set(field::NOTES, Value::text(Body::parse(&notes)?.as_str())));
        }
        if self.times.is_some() || self.per.is_some() || self.repeat.is_some() {
            let (old_times, old_per) = match &old.rhythm {
                Rhythm::Times { times, per } => (Some(*times), Some(*per)),
                Rhythm::Rule { .. } => (None, None),
            };
            let new = rhythm(self.times.or(old_times), self.per.or(old_per), self.repeat.as_ref())?;
            changes.push(set(field::RHYTHM, shape::rhythm(&new)));
        }
        if let Some(area) = self.area.change() {
            check_area(unit, area)?;
            changes.push(set(field::AREA, shape::maybe_id(area)));
        }
        if let Some(words) = &self.tags {
            let doc = unit.doc(self.id.object())?.unwrap_or_default();
            changes.extend(set_to(&doc, field::TAGS, &shape::tags(&tags(words)?)));
        }
        if let Some(begins) = self.begins {
            changes.push(set(field::START, shape::when(&daymark_domain::When::day(begins))));
        }
        if let Some(time) = self.time.change() {
            changes.push(set(field::TIME_OF_DAY, shape::time_of_day(time)));
        }
        if let Some(minutes) = self.reminders {
            changes.push(set(field::REMINDERS, shape::reminders(&reminders(&minutes)?)));
        }
        if let Some(minutes) = self.nag_minutes.change() {
            changes.push(set(field::NAG, Value::maybe(nag(minutes)?, |n| Value::Int(n.into()))));
        }
        let amount = self.amount.change();
        if amount.is_some() || self.unit.is_some() {
            let held = old.quantity.as_ref();
            let amount = amount.unwrap_or(held.map(|quantity| units(quantity.thousandths)));
            let unit = self.unit.or(held.map(|quantity| quantity.unit.clone())).unwrap_or_default();
            let new = match amount {
                None => None,
                amount => quantity(amount, &unit)?,
            };
            changes.push(set(field::QUANTITY, Value::maybe(new.as_ref(), shape::quantity)));
        }
        if let Some(archived) = self.archived {
            changes.push(set(field::ARCHIVED, Value::Bool(archived)));
        }
        unit.label(phrase!("label-change-habit", title = old.title.as_str()));
        unit.put(self.id.object(), Kind::Habit, changes)?;
        after(unit, self.id)
    }
}

/// Says that a habit was done on a day.
pub(super) fn check(unit: &mut Unit<'_>, habit: &Habit, day: Date, amount: Option<f64>) -> Result<(), Fault> {
    if day > unit.now.date() {
        return Err(invalid(phrase!("error-habit-future")));
    }
    let amount = amount.map(thousandths).transpose()?;
    let check = if habit.counts() {
        if habit.checks.iter().filter(|check| check.day == day).count() >= MOST_CHECKS {
            return Err(invalid(phrase!("error-habit-checks", most = MOST_CHECKS)));
        }
        Check { day, at: Some(unit.now.timestamp()), thousandths: amount }
    } else {
        Check { day, at: None, thousandths: None }
    };
    // Two within one millisecond are still two.
    let mut check = check;
    while check.at.is_some() && habit.checks.iter().any(|one| one.at == check.at) {
        check.at = check.at.and_then(|at| at.checked_add(1.millisecond()).ok());
    }
    unit.label(phrase!("label-check-habit", title = habit.title.as_str()));
    unit.put(habit.id.object(), Kind::Habit, vec![(field::CHECKS, Change::Add(shape::check(&check)))])?;
    unit.writer().drop_nag(habit.id.object())?;
    Ok(())
}

impl Apply for CheckHabit {
    const LABEL: &'static str = "label-a-habit-checked";

    fn apply(self, unit: &mut Unit<'_>) -> Result<HabitView, Fault> {
        let habit = habit(unit, self.id)?;
        let day = on_day(unit, self.day)?;
        check(unit, &habit, day, self.amount)?;
        after(unit, self.id)
    }
}

impl Apply for UncheckHabit {
    const LABEL: &'static str = "label-a-habit-unchecked";

    fn apply(self, unit: &mut Unit<'_>) -> Result<HabitView, Fault> {
        let habit = habit(unit, self.id)?;
        let day = on_day(unit, self.day)?;
        if let Some(last) = habit.checks.iter().filter(|check| check.day == day).max_by_key(|check| check.at)
        {
            let doc = unit.doc(self.id.object())?.unwrap_or_default();
            let value = shape::check(last);
            let dots = doc.dots(field::CHECKS, &value);
            unit.label(phrase!("label-uncheck-habit", title = habit.title.as_str()));
            unit.put(self.id.object(), Kind::Habit, vec![(field::CHECKS, Change::Remove(value, dots))])?;
        }
        after(unit, self.id)
    }
}

impl Apply for PauseHabit {
    const LABEL: &'static str = "label-a-habit-paused";

    fn apply(self, unit: &mut Unit<'_>) -> Result<HabitView, Fault> {
        let habit = habit(unit, self.id)?;
        let from = on_day(unit, self.from)?;
        let to = self.until.map(|until| on_day(unit, Some(until))).transpose()?;
        if to.is_some_and(|to| to < from) {
            return Err(invalid(phrase!("error-pause-ends")));
        }
        unit.label(phrase!("label-pause-habit", title = habit.title.as_str()));
        let pause = Pause { from, to };
        unit.put(self.id.object(), Kind::Habit, vec![(field::PAUSES, Change::Add(shape::pause(&pause)))])?;
        unit.writer().drop_nag(self.id.object())?;
        after(unit, self.id)
    }
}

impl Apply for ResumeHabit {
    const LABEL: &'static str = "label-a-habit-resumed";

    fn apply(self, unit: &mut Unit<'_>) -> Result<HabitView, Fault> {
        let habit = habit(unit, self.id)?;
        let doc = unit.doc(self.id.object())?.unwrap_or_default();
        let mut changes = Vec::new();
        for (gone, rest) in habit.resume(unit.now.date()) {
            let value = shape::pause(&gone);
            let dots = doc.dots(field::PAUSES, &value);
            changes.push((field::PAUSES, Change::Remove(value, dots)));
            changes.extend(rest.map(|rest| (field::PAUSES, Change::Add(shape::pause(&rest)))));
        }
        unit.label(phrase!("label-resume-habit", title = habit.title.as_str()));
        unit.put(self.id.object(), Kind::Habit, changes)?;
        after(unit, self.id)
    }
}
