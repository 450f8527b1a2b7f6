//! Words to things.

use daymark_api::{
    AddMany, Added, Capture, DumpCapture, Dumped, DumpedDraft, ParseCapture, Parsed, SayWhen, WhenSaid,
};
use daymark_capture::{Context, Piece};
use daymark_domain::habit::Quantity;
use daymark_domain::{
    Area, Body, Draft, DraftKind, Event, Habit, Id, Kind, Note, ObjectId, ProjectId, Rhythm, Rule, Tag, Task,
    TaskId, TextError, Title, When,
};
use daymark_store::{ProjectFilter, Read};
use daymark_sync::shape;
use daymark_texts::{Voice, phrase};
use jiff::civil::Date;

use super::{Apply, answers};
use crate::app::{Inner, settings};
use crate::fault::{Fault, invalid};
use crate::unit::Unit;
use crate::words;

answers! {
    ParseCapture => parse;
    SayWhen => say_when;
    DumpCapture => dump;
}

/// What a person types at once; a longer text is a note.
const MOST: usize = 10_000;

fn check(text: &str) -> Result<(), Fault> {
    if text.chars().count() > MOST {
        return Err(invalid(phrase!("error-capture-long", most = MOST)));
    }
    Ok(())
}

fn parse(read: &Read<'_>, inner: &Inner, call: ParseCapture) -> Result<Parsed, Fault> {
    check(&call.text)?;
    let settings = settings(read)?;
    let voice = inner.voice_of(&settings);
    let context = words::context(read, &settings, &inner.now(), call.muted, call.kind)?;
    let context = words::spoken(context, call.language.as_deref(), call.dialect.as_deref())?;
    said_back(read, &voice, &context, daymark_capture::parse(&call.text, &context))
}

/// A draft, and what it means in words.
fn said_back(read: &Read<'_>, voice: &Voice, context: &Context, draft: Draft) -> Result<Parsed, Fault> {
    let rule = draft.repeat.as_ref().and_then(|repeat| repeat.rrule.parse::<Rule>().ok());
    let from = draft.day().unwrap_or(context.now.date());
    let area = area_of(read, &draft)?;
    Ok(Parsed {
        repeat_said: draft.repeat.as_ref().map(|repeat| words::repeat(repeat, voice)),
        repeat_dates: rule.map(|rule| rule.dates(from).take(5).collect::<Vec<Date>>()).unwrap_or_default(),
        area_id: area.as_ref().map(|area| area.id),
        area_colour: area.map(|area| area.colour),
        draft,
    })
}

fn say_when(read: &Read<'_>, inner: &Inner, call: SayWhen) -> Result<WhenSaid, Fault> {
    check(&call.text)?;
    let context = words::context(read, &settings(read)?, &inner.now(), Vec::new(), None)?;
    let context = words::spoken(context, call.language.as_deref(), call.dialect.as_deref())?;
    let Some(found) = daymark_capture::when(&call.text, &context) else {
        return Err(invalid(phrase!("error-not-a-day")).hinted(phrase!("error-not-a-day-hint")));
    };
    let write =
        |zoned: &jiff::Zoned| if found.all_day { zoned.date().to_string() } else { zoned.to_string() };
    Ok(WhenSaid {
        start: Some(write(&found.start)),
        end: found.end.as_ref().map(write),
        all_day: found.all_day,
        rrule: found.repeat.map(|repeat| repeat.rrule),
    })
}

/// The area a draft names, or the one that a tag of it is named after.
fn area_of(read: &Read<'_>, draft: &Draft) -> Result<Option<Area>, Fault> {
    let areas = read.areas()?;
    let named = |name: &str| {
        let name = name.to_lowercase();
        areas.iter().find(|area| area.name.as_str().to_lowercase() == name).cloned()
    };
    Ok(match &draft.area {
        Some(name) => named(name),
        None => draft.tags.iter().find_map(|tag| named(tag)),
    })
}

impl Apply for Capture {
    const LABEL: &'static str = "label-something-added";

    fn apply(self, unit: &mut Unit<'_>) -> Result<Added, Fault> {
        check(&self.text)?;
        let context = words::context(unit, &settings(unit)?, &unit.now, self.muted, self.kind)?;
        let context = words::spoken(context, self.language.as_deref(), self.dialect.as_deref())?;
        let draft = titled(daymark_capture::parse(&self.text, &context), &self.text);
        let id = add_draft(unit, &draft, None)?;
        Ok(Added { id, draft })
    }
}

/// Where words are nothing but dates and tags, they are the title themselves, so that nothing is
/// lost.
pub(crate) fn titled(mut draft: Draft, words: &str) -> Draft {
    if draft.title.trim().is_empty() {
        draft.title = words.trim().to_owned();
    }
    draft
}

/// A text of many thoughts; a longer one is a book.
const DUMP_MOST: usize = 100_000;
/// So many thoughts at once.
const MANY_MOST: usize = 2_000;

/// A text in its pieces, and the place of each piece's draft among the drafts.
fn pieces(text: &str, context: &Context) -> Result<(Vec<Piece>, Vec<Option<usize>>), Fault> {
    if text.chars().count() > DUMP_MOST {
        return Err(invalid(phrase!("error-dump-long", most = DUMP_MOST)));
    }
    let mut pieces = daymark_capture::dump(text, context);
    let mut count = 0;
    let mut places = Vec::new();
    for piece in &mut pieces {
        let (from, to) = piece.words;
        let words = text.get(from..to).unwrap_or_default();
        // Words of which nothing can be shown are no thought.
        let shown = |draft: &Draft| !matches!(Title::parse(&draft.title), Err(TextError::Empty { .. }));
        piece.draft = piece.draft.take().map(|draft| titled(draft, words)).filter(shown);
        places.push(piece.draft.is_some().then_some(count));
        count += usize::from(piece.draft.is_some());
    }
    if count > MANY_MOST {
        return Err(invalid(phrase!("error-dump-many", most = MANY_MOST)));
    }
    Ok((pieces, places))
}

fn dump(read: &Read<'_>, inner: &Inner, call: DumpCapture) -> Result<Dumped, Fault> {
    let settings = settings(read)?;
    let voice = inner.voice_of(&settings);
    let context = words::context(read, &settings, &inner.now(), call.muted, None)?;
    let context = words::spoken(context, call.language.as_deref(), call.dialect.as_deref())?;
    let (pieces, places) = pieces(&call.text, &context)?;
    let mut dumped = Dumped { drafts: Vec::new(), rest: Vec::new() };
    let mut at = 0;
    for piece in pieces {
        let (from, to) = piece.words;
        let Some(draft) = piece.draft else { continue };
        if at < from {
            dumped.rest.push((at, from));
        }
        at = to;
        dumped.drafts.push(DumpedDraft {
            from,
            to,
            words: call.text.get(from..to).unwrap_or_default().to_owned(),
            parent: piece
                .parent
                .and_then(|at| places.get(at).copied()?)
                .and_then(|at| u32::try_from(at).ok()),
            done: piece.done,
            parsed: said_back(read, &voice, &context, draft)?,
        });
    }
    if at < call.text.len() {
        dumped.rest.push((at, call.text.len()));
    }
    Ok(dumped)
}

impl Apply for AddMany {
    const LABEL: &'static str = "label-something-added";

    fn apply(self, unit: &mut Unit<'_>) -> Result<Vec<Added>, Fault> {
        let context = words::context(unit, &settings(unit)?, &unit.now, self.muted, None)?;
        let context = words::spoken(context, self.language.as_deref(), self.dialect.as_deref())?;
        let (pieces, places) = pieces(&self.text, &context)?;
        // Each thought with the place of the one it is a step of, in one list.
        let mut thoughts: Vec<(Option<Draft>, Option<usize>, bool)> = Vec::new();
        for piece in pieces {
            let place = u32::try_from(thoughts.len()).unwrap_or(u32::MAX);
            let parent = piece.parent.and_then(|at| places.get(at).copied()?);
            if let Some(draft) = piece.draft {
                let draft = Some(draft).filter(|_| !self.skip.contains(&place));
                thoughts.push((draft, parent, piece.done));
            }
        }
        let dumped = thoughts.len();
        for line in self.lines {
            check(&line.text)?;
            let context = Context { muted: line.muted, kind: line.kind, ..context.clone() };
            let draft = titled(daymark_capture::parse(&line.text, &context), &line.text);
            let parent =
                line.parent.and_then(|at| usize::try_from(at).ok()).map(|at| dumped.saturating_add(at));
            thoughts.push((Some(draft), parent, line.done));
        }
        if thoughts.len() > MANY_MOST {
            return Err(invalid(phrase!("error-dump-many", most = MANY_MOST)));
        }
        let count = thoughts.iter().filter(|(draft, ..)| draft.is_some()).count();
        if count > 1 {
            unit.label(phrase!("label-add-many", count = count));
        }
        let mut added = Vec::new();
        // The task that each thought became; of one left out, the task it would be a step of.
        let mut tasks: Vec<Option<TaskId>> = Vec::new();
        for (draft, parent, done) in thoughts {
            let above = parent.and_then(|at| tasks.get(at).copied()?);
            let Some(draft) = draft else {
                tasks.push(above);
                continue;
            };
            let id = add_draft(unit, &draft, above)?;
            let task = matches!(draft.kind, DraftKind::Task | DraftKind::Habit).then(|| TaskId::of(id));
            if done && let Some(task) = task.map(|id| unit.task(id)).transpose()?.flatten() {
                super::tasks::complete(unit, &task)?;
            }
            tasks.push(task);
            added.push(Added { id, draft });
        }
        Ok(added)
    }
}

/// Saves a draft as the kind of thing it is; a task as a step of another where one is given.
pub(crate) fn add_draft(
    unit: &mut Unit<'_>,
    draft: &Draft,
    parent: Option<TaskId>,
) -> Result<ObjectId, Fault> {
    // A line too long for a title keeps its beginning as the title and all of it in the notes.
    let (title, notes) = match Title::parse(&draft.title) {
        // Until things have a field for links, what a line links to is kept in the notes.
        Ok(title) => {
            let urls: Vec<&str> = draft.links.iter().map(|link| link.url.as_str()).collect();
            (title, Body::parse(&urls.join("\n"))?)
        }
        Err(TextError::TooLong { .. }) => {
            let short: String = draft.title.chars().take(Title::MOST - 2).collect();
            (Title::parse(&format!("{short}…"))?, Body::parse(&draft.title)?)
        }
        Err(error) => return Err(error.into()),
    };
    let area = area_of(unit, draft)?.map(|area| area.id);
    let goal = match &draft.goal {
        Some(name) => {
            let lower = name.to_lowercase();
            unit.goals(None, false)?
                .into_iter()
                .find(|goal| goal.title.as_str().to_lowercase() == lower)
                .map(|goal| goal.id)
        }
        None => None,
    };
    let now = unit.now.timestamp();
    unit.label(phrase!("label-add", title = title.as_str()));
    let project = project_of(unit, draft, area.is_some())?;
    match draft.kind {
        DraftKind::Event => {
            let start = draft
                .start
                .clone()
                .or_else(|| draft.due.clone())
                .unwrap_or_else(|| When::day(unit.now.date()));
            let end = draft.end.clone().or_else(|| ends(&start, draft.duration_minutes));
            let event = Event {
                id: unit.new_id(),
                title,
                notes,
                location: String::new(),
                start,
                end,
                area,
                repeat: draft.repeat.clone(),
                skipped: Default::default(),
                also: Default::default(),
                changed: Default::default(),
                instance_of: None,
                reminders: draft.reminders.clone(),
                source: None,
                created_at: now,
                trashed: false,
            };
            unit.put(event.id.object(), Kind::Event, shape::event_changes(&event))?;
            Ok(event.id.object())
        }
        DraftKind::Note => {
            let note = Note {
                id: unit.new_id(),
                title,
                body: notes,
                area,
                goal,
                created_at: now,
                updated_at: now,
                trashed: false,
            };
            unit.put(note.id.object(), Kind::Note, shape::note_changes(&note))?;
            Ok(note.id.object())
        }
        DraftKind::Habit => {
            let mut tags: std::collections::BTreeSet<Tag> =
                draft.tags.iter().filter_map(|tag| Tag::parse(tag).ok()).collect();
            if let (None, Some(name)) = (area, &draft.area) {
                tags.extend(Tag::parse(&name.replace(' ', "-")).ok());
            }
            let when = draft.due.as_ref().or(draft.start.as_ref());
            let said =
                draft.repeat.as_ref().filter(|repeat| repeat.rule().is_ok_and(|rule| !rule.within_days()));
            // What has no rhythm is meant for every day.
            let rhythm = draft.rhythm.clone().or(said.map(Rhythm::of)).unwrap_or(Rhythm::DAILY);
            let free = matches!(rhythm, Rhythm::Times { .. });
            let habit = Habit {
                id: unit.new_id(),
                title,
                notes,
                area,
                tags,
                // "twice a week" begins now, and not on the first day that would fit.
                begins: when.map(|when| when.date).filter(|_| !free).unwrap_or(unit.now.date()),
                time: when.and_then(|when| when.time).filter(|_| draft.rhythm.is_none()),
                rhythm,
                reminders: draft.reminders.clone(),
                nag_minutes: None,
                quantity: draft
                    .duration_minutes
                    .map(|minutes| Quantity { thousandths: u64::from(minutes) * 1000, unit: "min".into() }),
                checks: Default::default(),
                pauses: Default::default(),
                archived: false,
                position: unit.place_last(),
                created_at: now,
                trashed: false,
            };
            super::habits::make(unit, &habit)?;
            Ok(habit.id.object())
        }
        DraftKind::Task => {
            let mut tags: std::collections::BTreeSet<Tag> =
                draft.tags.iter().filter_map(|tag| Tag::parse(tag).ok()).collect();
            // A name that is no area yet is kept as a tag, so that no word is lost.
            if let (None, None, Some(name)) = (area, project, &draft.area) {
                tags.extend(Tag::parse(&name.replace(' ', "-")).ok());
            }
            let task = Task {
                notes,
                priority: draft.priority,
                energy: draft.energy,
                area,
                goal,
                parent,
                project,
                position: unit.place_last(),
                start: draft.start.clone(),
                due: draft.due.clone(),
                deadline: draft.deadline.clone(),
                estimate_minutes: draft.duration_minutes,
                tags,
                repeat: draft.repeat.clone(),
                reminders: draft.reminders.clone(),
                ..Task::new(unit.new_id(), title, now)
            };
            super::tasks::make(unit, &task)?;
            Ok(task.id.object())
        }
    }
}

/// The project a draft names: the one of these letters, or else a new one. A name that stands where
/// an area is expected, and is none, may be that of a project there is.
fn project_of(unit: &mut Unit<'_>, draft: &Draft, has_area: bool) -> Result<Option<ProjectId>, Fault> {
    if !matches!(draft.kind, DraftKind::Task | DraftKind::Habit) {
        return Ok(None);
    }
    let projects = unit.projects(ProjectFilter::default())?;
    let named = |name: &str| {
        let name = name.to_lowercase();
        projects
            .iter()
            .find(|project| project.title.as_str().to_lowercase() == name)
            .map(|project| project.id)
    };
    match (&draft.project, &draft.area) {
        (Some(name), _) => match (named(name), Title::parse(name)) {
            (None, Ok(title)) => Ok(Some(super::projects::make(unit, title)?)),
            (known, _) => Ok(known),
        },
        (None, Some(name)) if !has_area => Ok(named(name)),
        _ => Ok(None),
    }
}

fn ends(start: &When, minutes: Option<u32>) -> Option<When> {
    let time = start.time?;
    let minutes = i64::from(minutes?);
    let end = start.date.to_datetime(time).saturating_add(jiff::Span::new().try_minutes(minutes).ok()?);
    Some(When { date: end.date(), time: Some(end.time()), zone: start.zone.clone() })
}
