//! Tracked time: one clock a device, what was spent on what, and planned beside tracked.

use std::collections::{BTreeMap, BTreeSet};

use daymark_api::{
    AddTime, ApiError, Code, EditTime, GetTime, ListTime, RemoveTime, ReportTime, StartTime, StopTime,
    StretchView, TimeBy, TimeNow, TimeReport, TimeRow, WhenInput,
};
use daymark_domain::living::median_ratio;
use daymark_domain::{AreaId, Body, Entry, Id, Kind, ObjectId, Stretch, StretchId, Task, TaskId, Title};
use daymark_store::{Read, TaskFilter};
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, Life, set};
use daymark_texts::{Voice, phrase, say};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::tasks::moment;
use super::{Apply, answers, steps};
use crate::app::Inner;
use crate::fault::{Fault, invalid, missing};
use crate::unit::Unit;
use crate::view::View;
use crate::words;

answers! {
    GetTime => now;
    ListTime => list;
    ReportTime => report;
}
steps! { AddTime, EditTime, RemoveTime }

/// A clock that has run so long without a word is asked about, and counts no further.
const LONG: SignedDuration = SignedDuration::from_hours(4);
/// The longest that can be written down at once.
const MOST: SignedDuration = SignedDuration::from_hours(24);
/// Until when the person said that they are still at it: `[stretch, milliseconds]`.
const STILL: &str = "time.still";

fn device(read: &Read<'_>) -> Result<String, Fault> {
    let bytes = read.meta("device")?.unwrap_or_default();
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What runs on this device.
fn running(read: &Read<'_>) -> Result<Option<Stretch>, Fault> {
    let here = device(read)?;
    Ok(read.running()?.into_iter().find(|stretch| stretch.device == here))
}

/// Until when a running stretch counts: long after it began, or after the person spoke last.
fn counts_until(read: &Read<'_>, stretch: &Stretch) -> Result<Timestamp, Fault> {
    let still = read.meta(STILL)?.and_then(|bytes| {
        let (id, at) = bytes.split_at_checked(16)?;
        let at = i64::from_be_bytes(at.try_into().ok()?);
        (id == stretch.id.object().bytes()).then(|| Timestamp::from_millisecond(at).ok())?
    });
    let from = still.unwrap_or(stretch.began).max(stretch.began);
    Ok(from.checked_add(LONG).unwrap_or(Timestamp::MAX))
}

/// The person is still at it.
pub(crate) fn still(write: &daymark_store::Write<'_>, id: StretchId, now: Timestamp) -> Result<(), Fault> {
    let mut bytes = id.object().bytes().to_vec();
    bytes.extend(now.as_millisecond().to_be_bytes());
    Ok(write.set_meta(STILL, &bytes)?)
}

/// What has run for long and is to be asked about, with the moment it became long.
pub(crate) fn long_run(read: &Read<'_>, now: Timestamp) -> Result<Option<(Stretch, Timestamp)>, Fault> {
    let Some(stretch) = running(read)? else { return Ok(None) };
    let until = counts_until(read, &stretch)?;
    Ok((until <= now).then_some((stretch, until)))
}

fn shown(read: &Read<'_>, view: &View<'_, '_>, stretch: Stretch) -> Result<StretchView, Fault> {
    let now = view.now.timestamp();
    let until = match stretch.ended {
        Some(_) => now,
        None => counts_until(read, &stretch)?.min(now),
    };
    let there = match stretch.what {
        Some((kind, object)) => read
            .object(object)?
            .filter(|found| shape::life(&found.doc) == Life::Alive)
            .map(|found| (kind, found)),
        None => None,
    };
    let area = there.as_ref().and_then(|(_, found)| found.doc.get(field::AREA)).and_then(shape::read_id);
    Ok(StretchView {
        minutes: stretch.minutes(until),
        kind: there.as_ref().map(|(kind, _)| *kind),
        object: there.as_ref().map(|(_, found)| found.id),
        area_colour: view.area(area).map(|area| area.colour),
        here: stretch.ended.is_none() && stretch.device == device(read)?,
        stretch,
    })
}

fn day_start(day: Date, zone: &TimeZone) -> Timestamp {
    day.to_zoned(zone.clone()).map_or(Timestamp::MAX, |at| at.timestamp())
}

fn now(read: &Read<'_>, inner: &Inner, _: GetTime) -> Result<TimeNow, Fault> {
    state(read, inner.now())
}

fn state(read: &Read<'_>, at: jiff::Zoned) -> Result<TimeNow, Fault> {
    let view = View::new(read, at)?;
    let (now, today) = (view.now.timestamp(), view.now.date());
    let zone = view.now.time_zone();
    let begins = day_start(today, zone);
    let mut today_minutes = 0;
    for stretch in read.stretches(begins, day_start(today.saturating_add(1.day()), zone))? {
        let until = match stretch.ended {
            Some(ended) => ended,
            None => counts_until(read, &stretch)?.min(now),
        };
        let part = Stretch { began: stretch.began.max(begins), ended: Some(until), ..stretch };
        today_minutes += part.minutes(now);
    }
    let running = running(read)?;
    let long = match &running {
        Some(stretch) => counts_until(read, stretch)? <= now,
        None => false,
    };
    let running = running.map(|stretch| shown(read, &view, stretch)).transpose()?;
    Ok(TimeNow { running, long, today_minutes, now })
}

/// The days of a span that was asked for: a week without.
fn span(from: Option<Date>, to: Option<Date>, today: Date) -> Result<(Date, Date), Fault> {
    let to = to.unwrap_or(today);
    let from = from.unwrap_or(to.saturating_sub(6.days()));
    let days = from.until(to).map_or(i32::MAX, |span| span.get_days());
    if !(0..=3660).contains(&days) {
        return Err(invalid(phrase!("error-too-many-days", most = 3660)));
    }
    Ok((from, to))
}

fn list(read: &Read<'_>, inner: &Inner, call: ListTime) -> Result<Vec<StretchView>, Fault> {
    let view = View::new(read, inner.now())?;
    let found = match call.what {
        Some(what) if call.from.is_none() && call.to.is_none() => read.stretches_of(TaskId::of(what))?,
        what => {
            let (from, to) = span(call.from, call.to, view.now.date())?;
            let zone = view.now.time_zone();
            let mut found =
                read.stretches(day_start(from, zone), day_start(to.saturating_add(1.day()), zone))?;
            found.retain(|stretch| what.is_none() || stretch.what.map(|(_, object)| object) == what);
            found
        }
    };
    found.into_iter().rev().map(|stretch| shown(read, &view, stretch)).collect()
}

/// The tasks whose estimates can be held against what they took: completed, with both.
fn compared(read: &Read<'_>) -> Result<Vec<(Task, u32)>, Fault> {
    let done = read.tasks(&TaskFilter {
        open: Some(false),
        completed_since: Some(0),
        sort: daymark_store::Sort::Completed,
        limit: 500,
        ..TaskFilter::default()
    })?;
    let mut pairs = Vec::new();
    for task in done {
        if task.estimate_minutes.is_some() {
            let took = read.tracked_minutes(task.id)?;
            if took > 0 {
                pairs.push((task, took));
            }
        }
    }
    Ok(pairs)
}

fn ratio<'a>(pairs: impl Iterator<Item = &'a (Task, u32)>) -> Option<u32> {
    median_ratio(pairs.map(|(task, took)| (*took, task.estimate_minutes.unwrap_or(0))))
}

/// "You usually take 1.6 times as long": only where it is far enough from as long.
fn ratio_said(ratio: Option<u32>, voice: &Voice) -> Option<String> {
    let ratio = ratio?;
    match ratio {
        90..=110 => Some(say!(voice, "time-as-planned")),
        _ => {
            let tenths = (ratio + 5) / 10;
            let times = format!("{}{}{}", tenths / 10, voice.say("time-decimal", &[]), tenths % 10);
            Some(say!(voice, "time-usually", times = times))
        }
    }
}

/// What tasks like this one usually take: those of its first tag that says something, or its area.
pub(crate) fn usually(read: &Read<'_>, task: &Task, voice: &Voice) -> Result<Option<String>, Fault> {
    if task.estimate_minutes.is_none() || !task.open() {
        return Ok(None);
    }
    let pairs = compared(read)?;
    let of_tag =
        task.tags.iter().find_map(|tag| ratio(pairs.iter().filter(|(one, _)| one.tags.contains(tag))));
    let of_area = || {
        let area = task.area?;
        ratio(pairs.iter().filter(|(one, _)| one.area == Some(area)))
    };
    Ok(ratio_said(of_tag.or_else(of_area).filter(|ratio| !(90..=110).contains(ratio)), voice))
}

/// The stretches between two moments, cut to them; a forgotten one as far as it counts.
fn parts(
    read: &Read<'_>,
    (begin, end): (Timestamp, Timestamp),
    now: Timestamp,
) -> Result<Vec<Stretch>, Fault> {
    read.stretches(begin, end)?
        .into_iter()
        .map(|stretch| {
            let until = match stretch.ended {
                Some(ended) => ended,
                None => counts_until(read, &stretch)?.min(now),
            };
            Ok(Stretch { began: stretch.began.max(begin), ended: Some(until.min(end)), ..stretch })
        })
        .collect()
}

/// The area that a thing counts to: its own, or that of the living project or goal it belongs to.
fn area_of(read: &Read<'_>, object: ObjectId, doc: &daymark_sync::Doc) -> Result<Option<AreaId>, Fault> {
    let own = |doc: &daymark_sync::Doc| doc.get(field::AREA).and_then(shape::read_id);
    let belongs = shape::task(object, doc);
    let mut above: Vec<ObjectId> =
        belongs.goal.map(Id::object).into_iter().chain(belongs.project.map(Id::object)).collect();
    let mut area = own(doc);
    while let (None, Some(id)) = (area, above.pop()) {
        let Some(doc) = read.doc(id)?.filter(|doc| shape::life(doc) == shape::Life::Alive) else { continue };
        area = own(&doc);
        // A project may belong to a goal; goals are asked for their own area only.
        if Some(id) == belongs.project.map(Id::object) {
            above.extend(doc.get(field::GOAL).and_then(shape::read_id::<ObjectId>));
        }
    }
    Ok(area)
}

/// Minutes that were spent between two days, both included: to which area, and on which day they began.
pub(crate) fn tracked(
    read: &Read<'_>,
    view: &View<'_, '_>,
    from: Date,
    to: Date,
) -> Result<Vec<(Option<AreaId>, Date, u32)>, Fault> {
    let (zone, now) = (view.now.time_zone(), view.now.timestamp());
    let between = (day_start(from, zone), day_start(to.saturating_add(1.day()), zone));
    parts(read, between, now)?
        .into_iter()
        .map(|part| {
            let area = match part.what {
                Some((_, object)) => area_of(read, object, &read.doc(object)?.unwrap_or_default())?,
                None => None,
            };
            Ok((area, part.began.to_zoned(zone.clone()).date(), part.minutes(now)))
        })
        .collect()
}

#[derive(Default)]
struct Sum {
    tracked: u32,
    planned: u32,
    tasks: BTreeSet<TaskId>,
}

fn report(read: &Read<'_>, inner: &Inner, call: ReportTime) -> Result<TimeReport, Fault> {
    let view = View::new(read, inner.now())?;
    let voice = inner.voice(read)?;
    let now = view.now.timestamp();
    let (from, to) = span(call.from, call.to, view.now.date())?;
    let zone = view.now.time_zone();
    let (begin, end) = (day_start(from, zone), day_start(to.saturating_add(1.day()), zone));
    let pairs = compared(read)?;
    // What a task or another thing counts to, by name.
    let groups = |object: Option<(Kind, ObjectId)>| -> Result<(Vec<Group>, Option<Task>), Fault> {
        let Some((kind, object)) = object else { return Ok((vec![(String::new(), None)], None)) };
        let doc = read.doc(object)?.unwrap_or_default();
        let task = (kind == Kind::Task).then(|| shape::task(object, &doc));
        let goal = doc.get(field::GOAL).and_then(shape::read_id::<daymark_domain::GoalId>);
        let goal_doc = goal.map(|goal| read.doc(goal.object())).transpose()?.flatten();
        let area = area_of(read, object, &doc)?;
        let title = |doc: &daymark_sync::Doc| {
            doc.get(field::TITLE).and_then(Value::as_text).unwrap_or_default().to_owned()
        };
        let none = (String::new(), None);
        let names = match call.by {
            TimeBy::Area => {
                vec![view.area(area).map_or(none, |area| (area.name.to_string(), Some(area.id.object())))]
            }
            TimeBy::Goal => vec![match (goal, &goal_doc) {
                (Some(goal), Some(doc)) => (title(doc), Some(goal.object())),
                _ => none,
            }],
            TimeBy::Task => vec![(title(&doc), Some(object))],
            TimeBy::Tag => {
                let tags: Vec<Group> = doc
                    .elements(field::TAGS)
                    .filter_map(|tag| Some((format!("#{}", tag.as_text()?), None)))
                    .collect();
                if tags.is_empty() { vec![none] } else { tags }
            }
        };
        Ok((names, task))
    };
    let mut sums: BTreeMap<Group, Sum> = BTreeMap::new();
    let (mut tracked_minutes, mut planned_minutes) = (0, 0);
    let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
    let mut plan = |sums: &mut BTreeMap<Group, Sum>, names: &[Group], task: &Task| {
        let estimate = task.estimate_minutes.unwrap_or(0);
        if seen.insert(task.id.object()) {
            planned_minutes += estimate;
            for name in names {
                let sum = sums.entry(name.clone()).or_default();
                sum.planned += estimate;
                sum.tasks.insert(task.id);
            }
        }
    };
    for part in parts(read, (begin, end), now)? {
        let minutes = part.minutes(now);
        tracked_minutes += minutes;
        let (names, task) = groups(part.what)?;
        for name in &names {
            sums.entry(name.clone()).or_default().tracked += minutes;
        }
        if let Some(task) = &task {
            plan(&mut sums, &names, task);
        }
    }
    let done = read.tasks(&TaskFilter {
        open: Some(false),
        completed_since: Some(begin.as_millisecond()),
        sort: daymark_store::Sort::Completed,
        limit: 500,
        ..TaskFilter::default()
    })?;
    for task in done.iter().filter(|task| task.completed_at.is_some_and(|at| at < end)) {
        let (names, _) = groups(Some((Kind::Task, task.id.object())))?;
        plan(&mut sums, &names, task);
    }
    let mut rows: Vec<TimeRow> = sums
        .into_iter()
        .filter(|(_, sum)| sum.tracked + sum.planned > 0)
        .map(|((name, object), sum)| {
            let area = object.map(daymark_domain::AreaId::of);
            let ratio = match call.by {
                TimeBy::Area => ratio(pairs.iter().filter(|(task, _)| area.is_some() && task.area == area)),
                TimeBy::Goal => {
                    ratio(pairs.iter().filter(|(task, _)| {
                        object.is_some() && task.goal.map(|goal| goal.object()) == object
                    }))
                }
                TimeBy::Tag => ratio(pairs.iter().filter(|(task, _)| {
                    task.tags.iter().any(|tag| name.strip_prefix('#') == Some(tag.as_str()))
                })),
                // Of one task it is what it is.
                TimeBy::Task => (sum.planned > 0 && sum.tracked > 0).then(|| sum.tracked * 100 / sum.planned),
            };
            TimeRow {
                colour: view.area(area).map(|area| area.colour),
                said: match call.by {
                    TimeBy::Task => None,
                    _ => ratio_said(ratio, &voice),
                },
                name,
                object,
                tracked_minutes: sum.tracked,
                planned_minutes: sum.planned,
                ratio,
            }
        })
        .collect();
    rows.sort_by(|a, b| {
        (b.tracked_minutes, b.planned_minutes, &a.name).cmp(&(a.tracked_minutes, a.planned_minutes, &b.name))
    });
    Ok(TimeReport { from, to, tracked_minutes, planned_minutes, rows })
}

type Group = (String, Option<ObjectId>);

/// A moment in words; "now" is now, and a time that has not come today was yesterday's.
fn past(unit: &Unit<'_>, input: WhenInput) -> Result<Timestamp, Fault> {
    let now = unit.now.timestamp();
    if matches!(&input, WhenInput::Words(words) if words.trim() == "now") {
        return Ok(now);
    }
    if let WhenInput::Words(words) = &input
        && let Ok(at) = words.trim().parse::<Timestamp>()
    {
        return if at <= now { Ok(at) } else { Err(invalid(phrase!("error-time-future"))) };
    }
    // A bare clock means the last time it showed that.
    if let WhenInput::Words(words) = &input
        && let Ok(time) = words.trim().parse::<jiff::civil::Time>()
    {
        let today = unit.now.date().to_datetime(time);
        let zone = unit.now.time_zone();
        let at = |civil| zone.to_ambiguous_timestamp(civil).compatible().unwrap_or(now);
        let found = at(today);
        return Ok(if found <= now { found } else { at(today.saturating_sub(1.day())) });
    }
    let at = words::when(input, &moment(unit)?)?.instant(unit.now.time_zone());
    if at > now {
        return Err(invalid(phrase!("error-time-future")));
    }
    Ok(at)
}

fn check_span(began: Timestamp, ended: Timestamp) -> Result<(), Fault> {
    if ended < began {
        return Err(invalid(phrase!("error-time-ends-early")));
    }
    if ended.duration_since(began) > MOST {
        return Err(invalid(phrase!("error-time-long")));
    }
    Ok(())
}

/// What time is spent on, and what it is called.
fn named(
    unit: &Unit<'_>,
    what: Option<ObjectId>,
    title: &str,
) -> Result<(Option<(Kind, ObjectId)>, Title), Fault> {
    let Some(id) = what else { return Ok((None, Title::parse(title)?)) };
    let object = unit.object(id)?.ok_or_else(|| missing("thing"))?;
    let kinds = [Kind::Task, Kind::Event, Kind::Habit, Kind::Routine, Kind::Goal, Kind::Project];
    let kind =
        object.kind.filter(|kind| kinds.contains(kind)).ok_or_else(|| invalid(phrase!("error-time-what")))?;
    let held = object.doc.get(field::TITLE).and_then(Value::as_text).unwrap_or_default();
    Ok((Some((kind, id)), Title::parse(if title.trim().is_empty() { held } else { title })?))
}

pub(super) fn write(unit: &mut Unit<'_>, stretch: &Stretch) -> Result<(), Fault> {
    unit.put(stretch.id.object(), Kind::Stretch, shape::stretch_changes(stretch))
}

pub(super) fn blank(
    unit: &mut Unit<'_>,
    what: Option<(Kind, ObjectId)>,
    title: Title,
) -> Result<Stretch, Fault> {
    let now = unit.now.timestamp();
    Ok(Stretch {
        id: unit.new_id(),
        title,
        what,
        began: now,
        ended: None,
        note: Body::default(),
        device: device(unit)?,
        focus: false,
        created_at: now,
        trashed: false,
    })
}

/// Ends what runs here at a moment. Less than half a minute is a slip and leaves nothing.
fn end(unit: &mut Unit<'_>, stretch: &Stretch, at: Timestamp, line: &str) -> Result<(), Fault> {
    let mut changes = vec![set(field::ENDED, shape::stamp(at))];
    if !line.is_empty() {
        changes.push(set(field::NOTES, Value::text(Body::parse(line)?.as_str())));
    }
    if (Stretch { ended: Some(at), ..stretch.clone() }).minutes(at) == 0 {
        changes.push(set(field::ALIVE, Value::Bool(false)));
    }
    unit.put(stretch.id.object(), Kind::Stretch, changes)
}

impl Apply for StartTime {
    const LABEL: &'static str = "label-time-started";

    fn apply(self, unit: &mut Unit<'_>) -> Result<TimeNow, Fault> {
        let (what, title) = named(unit, self.what, &self.title)?;
        let at = match self.at {
            Some(input) => past(unit, input)?,
            None => unit.now.timestamp(),
        };
        let already = running(unit)?;
        if let Some(stretch) = &already {
            // The clock runs for that already.
            if what.is_some() && stretch.what == what && stretch.focus == self.focus {
                return state(unit, unit.now.clone());
            }
            let until = counts_until(unit, stretch)?.min(at).max(stretch.began);
            end(unit, stretch, until, "")?;
        }
        let new = Stretch { began: at, focus: self.focus, ..blank(unit, what, title)? };
        unit.label(phrase!("label-start-time", title = new.title.as_str()));
        write(unit, &new)?;
        state(unit, unit.now.clone())
    }
}

impl Apply for StopTime {
    const LABEL: &'static str = "label-time-stopped";

    fn apply(self, unit: &mut Unit<'_>) -> Result<TimeNow, Fault> {
        let Some(stretch) = running(unit)? else {
            return Err(invalid(phrase!("error-time-not-running")));
        };
        unit.label(phrase!("label-stop-time", title = stretch.title.as_str()));
        if self.discard {
            unit.put(stretch.id.object(), Kind::Stretch, vec![set(field::ALIVE, Value::Bool(false))])?;
            return state(unit, unit.now.clone());
        }
        let now = unit.now.timestamp();
        let at = match self.at {
            Some(input) => past(unit, input)?,
            // Nobody knows when it ended: ask, and count nothing on.
            None if counts_until(unit, &stretch)? < now => {
                let voice = unit.voice()?;
                let hours = now.duration_since(stretch.began).as_hours();
                return Err(ApiError::new(
                    Code::Conflict,
                    say!(voice, "error-time-forgotten", title = stretch.title.as_str(), hours = hours),
                )
                .hint(say!(voice, "error-time-forgotten-hint"))
                .into());
            }
            None => now,
        };
        if at < stretch.began {
            return Err(invalid(phrase!("error-time-ends-early")));
        }
        let line = self.line.trim();
        end(unit, &stretch, at, line)?;
        unit.writer().drop_nag(stretch.id.object())?;
        if stretch.focus {
            let minutes = Stretch { ended: Some(at), ..stretch.clone() }.minutes(at);
            if minutes > 0 || !line.is_empty() {
                story_of_focus(unit, &stretch, (at, minutes), line)?;
            }
        }
        state(unit, unit.now.clone())
    }
}

/// The story of a session: what it was about, what was done, and the person's line.
fn story_of_focus(
    unit: &mut Unit<'_>,
    stretch: &Stretch,
    (ended, minutes): (Timestamp, u32),
    line: &str,
) -> Result<(), Fault> {
    let voice = unit.voice()?;
    let zone = unit.now.time_zone().clone();
    let clock = |at: Timestamp| voice.time(at.to_zoned(zone.clone()).time());
    let mut body = say!(
        voice,
        "story-from-to",
        minutes = voice.minutes(minutes),
        from = clock(stretch.began),
        to = clock(ended)
    );
    if let Some((Kind::Task, id)) = stretch.what {
        let done = unit.tasks(&TaskFilter {
            open: Some(false),
            completed_since: Some(stretch.began.as_millisecond()),
            limit: 100,
            ..TaskFilter::default()
        })?;
        for task in
            done.iter().filter(|task| task.id.object() == id || task.parent.map(|p| p.object()) == Some(id))
        {
            body.push_str(&format!("\n- [x] {}", task.title.as_str()));
        }
    }
    if !line.is_empty() {
        body.push_str(&format!("\n\n{line}"));
    }
    story(unit, stretch.title.as_str(), &body, stretch.what, minutes)
}

/// Writes the story of a session into the journal.
pub(super) fn story(
    unit: &mut Unit<'_>,
    title: &str,
    body: &str,
    about: Option<(Kind, ObjectId)>,
    minutes: u32,
) -> Result<(), Fault> {
    let entry = Entry {
        id: unit.new_id(),
        title: title.to_owned(),
        body: Body::parse(body)?,
        day: unit.now.date(),
        story: true,
        about,
        minutes: Some(minutes),
        mood: None,
        energy: None,
        tags: Default::default(),
        created_at: unit.now.timestamp(),
        trashed: false,
    };
    unit.put(entry.id.object(), Kind::Entry, shape::entry_changes(&entry))
}

fn stretch(read: &Read<'_>, id: StretchId) -> Result<Stretch, Fault> {
    let object = read.object(id.object())?.filter(|object| object.kind == Some(Kind::Stretch));
    object.map(|object| shape::stretch(object.id, &object.doc)).ok_or_else(|| missing("thing"))
}

fn after(unit: &Unit<'_>, id: StretchId) -> Result<StretchView, Fault> {
    shown(unit, &View::new(unit, unit.now.clone())?, stretch(unit, id)?)
}

impl Apply for AddTime {
    const LABEL: &'static str = "label-time-added";

    fn apply(self, unit: &mut Unit<'_>) -> Result<StretchView, Fault> {
        let (what, title) = named(unit, self.what, &self.title)?;
        let now = unit.now.timestamp();
        let length = self.minutes.map(|minutes| SignedDuration::from_mins(minutes.into()));
        let from = self.from.map(|input| past(unit, input)).transpose()?;
        let to = self.to.map(|input| past(unit, input)).transpose()?;
        let (began, ended) = match (from, to, length) {
            (Some(from), Some(to), _) => (from, to),
            (Some(from), None, Some(length)) => (from, from.saturating_add(length).unwrap_or(now)),
            (Some(from), None, None) => (from, now),
            (None, to, Some(length)) => {
                let to = to.unwrap_or(now);
                (to.saturating_sub(length).unwrap_or(to), to)
            }
            (None, _, None) => return Err(invalid(phrase!("error-time-when"))),
        };
        check_span(began, ended)?;
        let new = Stretch {
            began,
            ended: Some(ended),
            note: Body::parse(&self.note)?,
            ..blank(unit, what, title)?
        };
        unit.label(phrase!("label-add-time", title = new.title.as_str()));
        write(unit, &new)?;
        after(unit, new.id)
    }
}

impl Apply for EditTime {
    const LABEL: &'static str = "label-time-changed";

    fn apply(self, unit: &mut Unit<'_>) -> Result<StretchView, Fault> {
        let old = stretch(unit, self.id)?;
        let mut new = old.clone();
        if let Some(input) = self.from {
            new.began = past(unit, input)?;
        }
        if let Some(input) = self.to {
            new.ended = Some(past(unit, input)?);
        }
        if let Some(ended) = new.ended {
            check_span(new.began, ended)?;
        }
        if let Some(note) = self.note {
            new.note = Body::parse(&note)?;
        }
        if let Some(title) = self.title {
            new.title = Title::parse(&title)?;
        }
        unit.label(phrase!("label-change-time", title = old.title.as_str()));
        let mut changes = shape::stretch_changes(&new);
        changes
            .retain(|(number, _)| [field::BEGAN, field::ENDED, field::NOTES, field::TITLE].contains(number));
        unit.put(self.id.object(), Kind::Stretch, changes)?;
        after(unit, self.id)
    }
}

impl Apply for RemoveTime {
    const LABEL: &'static str = "label-time-removed";

    fn apply(self, unit: &mut Unit<'_>) -> Result<(), Fault> {
        for id in self.ids {
            stretch(unit, id)?;
            unit.put(id.object(), Kind::Stretch, vec![set(field::ALIVE, Value::Bool(false))])?;
        }
        Ok(())
    }
}
