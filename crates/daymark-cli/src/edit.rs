//! `edit ID FIELD=VALUE…`: words become the typed fields of an edit.

use daymark_api::{
    ApiError, Edit, EditArea, EditEvent, EditFilter, EditGoal, EditNote, EditProject, EditSection, EditTask,
    EditTasks, Scope, ShowTask, WhenInput,
};
use daymark_domain::{AreaId, Id, Kind, ObjectId, RecurrenceId, Reminder, Task, TaskId, WebLink};

use crate::args::EditArgs;
use crate::capture::read_repeat;
use crate::change::print_objects;
use crate::session::{self, Answer, Session, word};
use crate::{filters, goals, projects, recur, see, words};

/// One FIELD=VALUE.
#[derive(Debug, PartialEq, Eq)]
struct Change<'a> {
    field: &'a str,
    how: How,
    value: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Set,
    Add,
    Remove,
}

pub async fn edit(session: &mut Session, args: EditArgs, kind: Option<Kind>) -> Answer {
    let (ids, fields) = told_apart(&args.words, args.query.is_some());
    let changes = fields.iter().map(|text| parse(text)).collect::<Answer<Vec<_>>>()?;
    if changes.is_empty() {
        return Err(ApiError::invalid("Nothing to change.").hint("Such as due='friday 3pm', or area=Home."));
    }
    if args.query.is_some() || ids.len() > 1 {
        if kind.is_some_and(|kind| kind != Kind::Task) || args.one.is_some() || args.following.is_some() {
            return Err(ApiError::invalid("Several things are changed at once only where all are tasks."));
        }
        return many(session, ids, args.query.clone(), &changes).await;
    }
    let Some(id) = ids.first() else { return Err(ApiError::invalid("Which one?")) };
    let kinds: &[Kind] = match &kind {
        Some(kind) => std::slice::from_ref(kind),
        None => &[
            Kind::Task,
            Kind::Goal,
            Kind::Project,
            Kind::Section,
            Kind::Area,
            Kind::Event,
            Kind::Note,
            Kind::Filter,
            Kind::Habit,
        ],
    };
    let found = session.find(id, kinds).await?;
    let which = which(session, &args, found.kind, found.object).await?;
    match found.kind {
        Kind::Task => task(session, found.object, &changes, which).await,
        Kind::Goal => goal(session, found.object, &changes).await,
        Kind::Project => project(session, found.object, &changes).await,
        Kind::Section => section(session, found.object, &changes).await,
        Kind::Area => area(session, found.object, &changes).await,
        Kind::Event => event(session, found.object, &changes, which).await,
        Kind::Note => note(session, found.object, &changes).await,
        Kind::Habit => {
            let view = crate::habits::edited(session, found.object, fields).await?;
            crate::habits::print_habit(session, &view);
            Ok(())
        }
        Kind::Filter => filter(session, found.object, &changes).await,
        other => Err(ApiError::invalid(format!("A {} has no fields to edit here.", word(other)))),
    }
}

/// The ids, and the changes after them. The first word is an id whatever it looks like, since a title
/// may hold a `=`, unless a query says which tasks are meant.
fn told_apart(words: &[String], by_query: bool) -> (&[String], &[String]) {
    let is_change = |word: &String| {
        word.split_once('=').is_some_and(|(field, _)| {
            let field = field.trim_end_matches(['+', '-']);
            !field.is_empty() && field.chars().all(|c| c.is_ascii_alphabetic() || c == '_')
        })
    };
    let least = usize::from(!by_query);
    let ids = words.iter().skip(least).position(is_change).map_or(words.len(), |at| at + least);
    words.split_at_checked(if by_query { 0 } else { ids }).unwrap_or((words, &[]))
}

/// The one thing that is named, and its FIELD=VALUE words.
pub fn one_thing(args: &EditArgs) -> Answer<(&str, &[String])> {
    match told_apart(&args.words, false) {
        ([id], fields) if args.query.is_none() => Ok((id, fields)),
        _ => Err(ApiError::invalid("Several things are changed at once only where all are tasks.")),
    }
}

/// One change of several tasks, as one step.
async fn many(
    session: &mut Session,
    ids: &[String],
    query: Option<String>,
    changes: &[Change<'_>],
) -> Answer {
    let mut tasks = Vec::new();
    for id in ids {
        tasks.push(Id::of(session.find(id, &[Kind::Task]).await?.object));
    }
    let mut edit = EditTasks {
        ids: tasks,
        query,
        start: Edit::Keep,
        due: Edit::Keep,
        deadline: Edit::Keep,
        estimate_minutes: Edit::Keep,
        priority: Edit::Keep,
        energy: Edit::Keep,
        area: Edit::Keep,
        goal: Edit::Keep,
        parent: Edit::Keep,
        tags: None,
        add_tags: Vec::new(),
        take_tags: Vec::new(),
        someday: None,
        started: None,
    };
    for change in changes {
        let value = change.value;
        match change.field {
            "start" => edit.start = when(value),
            "due" => edit.due = when(value),
            "deadline" => edit.deadline = when(value),
            "estimate" | "takes" => edit.estimate_minutes = with(value, length)?,
            "priority" => edit.priority = with(value, |value| value.parse().map_err(session::unfit))?,
            "energy" => edit.energy = with(value, |value| value.parse().map_err(session::unfit))?,
            "area" => edit.area = reference(session, value, Kind::Area).await?,
            "goal" => edit.goal = reference(session, value, Kind::Goal).await?,
            "parent" => edit.parent = reference(session, value, Kind::Task).await?,
            "tags" => match change.how {
                How::Set => edit.tags = Some(tags(Vec::new(), change)),
                How::Add => edit.add_tags.extend(tags(Vec::new(), change)),
                How::Remove => {
                    edit.take_tags.extend(tags(Vec::new(), &Change { how: How::Set, ..*change }));
                }
            },
            "someday" => edit.someday = Some(yes_or_no(change)?),
            "started" => edit.started = Some(yes_or_no(change)?),
            _ => {
                let fields = "start, due, deadline, estimate, priority, energy, area, goal, parent, tags, someday, \
                              started";
                return Err(unknown(Kind::Task, change, fields));
            }
        }
    }
    let changed = session.ask(edit).await?;
    print_objects(session, "Changed", &changed);
    Ok(())
}

/// Which instances of something that repeats are meant.
type Which = (Option<RecurrenceId>, Option<Scope>);

async fn which(session: &mut Session, args: &EditArgs, kind: Kind, id: ObjectId) -> Answer<Which> {
    let (scope, words) = match (&args.one, &args.following) {
        (Some(words), _) => (Scope::This, words),
        (None, Some(words)) => (Scope::Following, words),
        (None, None) if args.all => return Ok((None, Some(Scope::All))),
        (None, None) => return Ok((None, None)),
    };
    match kind {
        Kind::Task | Kind::Event => {
            Ok((recur::instance(session, kind, id, words.trim()).await?, Some(scope)))
        }
        other => Err(ApiError::invalid(format!("A {} does not repeat.", word(other)))),
    }
}

fn parse(text: &str) -> Answer<Change<'_>> {
    let (field, value) = text.split_once('=').ok_or_else(|| {
        ApiError::invalid(format!("'{text}' is not FIELD=VALUE."))
            .hint("Such as due='friday 3pm', or due= to clear it.")
    })?;
    let (field, how) = match (field.strip_suffix('+'), field.strip_suffix('-')) {
        (Some(field), _) => (field, How::Add),
        (_, Some(field)) => (field, How::Remove),
        _ => (field, How::Set),
    };
    const LISTS: [&str; 5] = ["tags", "context", "contexts", "blocked_by", "links"];
    if how != How::Set && !LISTS.contains(&field.trim()) {
        return Err(ApiError::invalid(format!(
            "'{text}': only tags, context, blocked_by and links can be added to or taken from with += and -=."
        )));
    }
    Ok(Change { field: field.trim(), how, value: value.trim() })
}

fn unknown(kind: Kind, change: &Change<'_>, fields: &str) -> ApiError {
    ApiError::invalid(format!("A {} has no field '{}'.", word(kind), change.field))
        .hint(format!("It has: {fields}."))
}

async fn task(
    session: &mut Session,
    id: ObjectId,
    changes: &[Change<'_>],
    (instance, scope): Which,
) -> Answer {
    let mut edit = EditTask { instance, scope, ..EditTask::of(Id::of(id)) };
    for change in changes {
        let value = change.value;
        match change.field {
            "title" => edit.title = Some(value.to_owned()),
            "notes" => edit.notes = Some(value.to_owned()),
            "start" => edit.start = when(value),
            "due" => edit.due = when(value),
            "deadline" => edit.deadline = when(value),
            "estimate" | "takes" => edit.estimate_minutes = with(value, length)?,
            "priority" => edit.priority = with(value, |value| value.parse().map_err(session::unfit))?,
            "energy" => edit.energy = with(value, |value| value.parse().map_err(session::unfit))?,
            "area" => edit.area = reference(session, value, Kind::Area).await?,
            "goal" => edit.goal = reference(session, value, Kind::Goal).await?,
            "parent" => edit.parent = reference(session, value, Kind::Task).await?,
            "repeat" if value.is_empty() => edit.repeat = Edit::Clear,
            "repeat" => edit.repeat = Edit::Set(read_repeat(session, value).await?),
            "remind" => edit.reminders = Some(reminders(value)?),
            "tags" => {
                let before = match (&edit.tags, change.how) {
                    (Some(tags), _) => tags.clone(),
                    (None, How::Set) => Vec::new(),
                    (None, _) => tags_now(session, id).await?,
                };
                edit.tags = Some(tags(before, change));
            }
            "context" | "contexts" => {
                let before = match &edit.tags {
                    Some(tags) => tags.clone(),
                    None => tags_now(session, id).await?,
                };
                edit.tags = Some(contexts(before, change));
            }
            "project" => edit.project = reference(session, value, Kind::Project).await?,
            "section" => edit.section = reference(session, value, Kind::Section).await?,
            "waiting" => edit.waiting = with(value, |value| Ok(value.to_owned()))?,
            "blocked_by" | "after" => {
                let named = ids(session, value).await?;
                edit.blocked_by = Some(match (change.how, edit.blocked_by.take()) {
                    (How::Set, _) => named,
                    (how, before) => {
                        let mut ids = match before {
                            Some(before) => before,
                            None => task_now(session, id).await?.blocked_by.into_iter().collect(),
                        };
                        ids.retain(|id| !named.contains(id));
                        if how == How::Add {
                            ids.extend(named);
                        }
                        ids
                    }
                });
            }
            "links" => {
                let before = match (edit.links.take(), change.how) {
                    (_, How::Set) => Vec::new(),
                    (Some(links), _) => links,
                    (None, _) => task_now(session, id).await?.links,
                };
                edit.links = Some(links(before, change));
            }
            "someday" => edit.someday = Some(yes_or_no(change)?),
            "started" => edit.started = Some(yes_or_no(change)?),
            _ => {
                let fields = "title, notes, start, due, deadline, estimate, priority, energy, area, goal, parent, \
                              tags, context, repeat, remind, someday, started, project, section, blocked_by, \
                              waiting, links";
                return Err(unknown(Kind::Task, change, fields));
            }
        }
    }
    let view = session.ask(edit).await?;
    see::print_task(session, &view);
    Ok(())
}

async fn goal(session: &mut Session, id: ObjectId, changes: &[Change<'_>]) -> Answer {
    let mut edit = EditGoal::of(Id::of(id));
    for change in changes {
        let value = change.value;
        match change.field {
            "title" => edit.title = Some(value.to_owned()),
            "notes" => edit.notes = Some(value.to_owned()),
            "status" => edit.status = Some(value.parse().map_err(session::unfit)?),
            "area" => edit.area = reference(session, value, Kind::Area).await?,
            "target" => edit.target = when(value),
            "parent" => edit.parent = reference(session, value, Kind::Goal).await?,
            _ => return Err(unknown(Kind::Goal, change, "title, notes, status, area, target, parent")),
        }
    }
    let view = session.ask(edit).await?;
    goals::print_goal(session, &view);
    Ok(())
}

async fn project(session: &mut Session, id: ObjectId, changes: &[Change<'_>]) -> Answer {
    let mut edit = EditProject::of(Id::of(id));
    for change in changes {
        let value = change.value;
        match change.field {
            "title" => edit.title = Some(value.to_owned()),
            "notes" => edit.notes = Some(value.to_owned()),
            "status" => edit.status = Some(value.parse().map_err(session::unfit)?),
            "area" => edit.area = reference(session, value, Kind::Area).await?,
            "goal" => edit.goal = reference(session, value, Kind::Goal).await?,
            "target" => edit.target = when(value),
            "before" => edit.before = reference(session, value, Kind::Project).await?,
            _ => {
                return Err(unknown(
                    Kind::Project,
                    change,
                    "title, notes, status, area, goal, target, before",
                ));
            }
        }
    }
    let view = session.ask(edit).await?;
    projects::print_project(session, &view);
    Ok(())
}

async fn section(session: &mut Session, id: ObjectId, changes: &[Change<'_>]) -> Answer {
    let mut edit = EditSection { id: Id::of(id), title: None, before: Edit::Keep };
    for change in changes {
        match change.field {
            "title" => edit.title = Some(change.value.to_owned()),
            "before" => edit.before = reference(session, change.value, Kind::Section).await?,
            _ => return Err(unknown(Kind::Section, change, "title, before")),
        }
    }
    let section = session.ask(edit).await?;
    projects::print_section(session, &section);
    Ok(())
}

async fn area(session: &mut Session, id: ObjectId, changes: &[Change<'_>]) -> Answer {
    let mut edit = EditArea::of(Id::of(id));
    for change in changes {
        let value = change.value;
        match change.field {
            "name" | "title" => edit.name = Some(value.to_owned()),
            "colour" | "color" => edit.colour = Some(value.parse().map_err(session::unfit)?),
            "intention" => edit.intention = Some(value.to_owned()),
            "review" if value == "never" => edit.review = Edit::Clear,
            "review" => edit.review = with(value, |value| value.parse().map_err(session::unfit))?,
            _ => return Err(unknown(Kind::Area, change, "name, colour, intention, review")),
        }
    }
    let view = session.ask(edit).await?;
    goals::print_area(session, &view);
    Ok(())
}

async fn event(
    session: &mut Session,
    id: ObjectId,
    changes: &[Change<'_>],
    (instance, scope): Which,
) -> Answer {
    let mut edit = EditEvent {
        id: Id::of(id),
        title: None,
        start: None,
        end: Edit::Keep,
        notes: None,
        location: None,
        area: Edit::Keep,
        repeat: Edit::Keep,
        instance,
        scope,
    };
    for change in changes {
        let value = change.value;
        match change.field {
            "title" => edit.title = Some(value.to_owned()),
            "start" if value.is_empty() => return Err(ApiError::invalid("An event needs a start.")),
            "start" => edit.start = Some(WhenInput::Words(value.to_owned())),
            "end" => edit.end = when(value),
            "notes" => edit.notes = Some(value.to_owned()),
            "location" => edit.location = Some(value.to_owned()),
            "area" => edit.area = reference(session, value, Kind::Area).await?,
            "repeat" if value.is_empty() => edit.repeat = Edit::Clear,
            "repeat" => edit.repeat = Edit::Set(read_repeat(session, value).await?),
            _ => {
                return Err(unknown(Kind::Event, change, "title, start, end, notes, location, area, repeat"));
            }
        }
    }
    let view = session.ask(edit).await?;
    goals::print_event(session, &view);
    Ok(())
}

async fn note(session: &mut Session, id: ObjectId, changes: &[Change<'_>]) -> Answer {
    let mut edit = EditNote { id: Id::of(id), title: None, body: None, area: Edit::Keep };
    for change in changes {
        let value = change.value;
        match change.field {
            "title" => edit.title = Some(value.to_owned()),
            "body" => edit.body = Some(value.to_owned()),
            "area" => edit.area = reference(session, value, Kind::Area).await?,
            _ => return Err(unknown(Kind::Note, change, "title, body, area")),
        }
    }
    let view = session.ask(edit).await?;
    goals::print_note(session, &view);
    Ok(())
}

async fn filter(session: &mut Session, id: ObjectId, changes: &[Change<'_>]) -> Answer {
    let mut edit =
        EditFilter { id: Id::of(id), name: None, query: None, colour: Edit::Keep, shown: None, pinned: None };
    for change in changes {
        let value = change.value;
        match change.field {
            "name" | "title" => edit.name = Some(value.to_owned()),
            "query" => edit.query = Some(value.to_owned()),
            "colour" => edit.colour = with(value, |value| value.parse().map_err(session::unfit))?,
            "as" | "shown" => edit.shown = Some(value.parse().map_err(session::unfit)?),
            "pinned" => edit.pinned = Some(yes_or_no(change)?),
            _ => return Err(unknown(Kind::Filter, change, "name, query, colour, as, pinned")),
        }
    }
    let query = edit.query.clone().unwrap_or_default();
    let view = session.ask(edit).await.map_err(|error| see::pointed(session, error, &query))?;
    filters::print(session, &view);
    Ok(())
}

/// Nothing clears, anything else is read.
fn with<T>(value: &str, read: impl FnOnce(&str) -> Answer<T>) -> Answer<Edit<T>> {
    if value.is_empty() { Ok(Edit::Clear) } else { read(value).map(Edit::Set) }
}

fn when(value: &str) -> Edit<WhenInput> {
    match value {
        "" | "none" => Edit::Clear,
        words => Edit::Set(WhenInput::Words(words.to_owned())),
    }
}

async fn reference<T: Id>(session: &Session, value: &str, kind: Kind) -> Answer<Edit<T>> {
    match value {
        "" | "none" => Ok(Edit::Clear),
        text => session.id(text, &[kind]).await.map(Edit::Set),
    }
}

/// The area a flag names.
pub async fn area_of(session: &Session, name: Option<&str>) -> Answer<Option<AreaId>> {
    match name {
        Some(name) => session.id(name, &[Kind::Area]).await.map(Some),
        None => Ok(None),
    }
}

fn length(value: &str) -> Answer<u32> {
    words::parse_minutes(value).ok_or_else(|| {
        ApiError::invalid(format!("'{value}' is not a length of time.")).hint("Such as 45m or 1h30.")
    })
}

fn reminders(value: &str) -> Answer<Vec<Reminder>> {
    value
        .split(',')
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(|text| length(text.trim_end_matches("before")).map(Reminder::MinutesBefore))
        .collect()
}

fn yes_or_no(change: &Change<'_>) -> Answer<bool> {
    match change.value.to_lowercase().as_str() {
        "yes" | "true" | "1" | "on" => Ok(true),
        "no" | "false" | "0" | "off" | "" => Ok(false),
        _ => Err(ApiError::invalid(format!("'{}' is yes or no.", change.field))),
    }
}

async fn task_now(session: &Session, id: ObjectId) -> Answer<Task> {
    Ok(session.ask(ShowTask { id: Id::of(id) }).await?.task.task)
}

async fn tags_now(session: &Session, id: ObjectId) -> Answer<Vec<String>> {
    Ok(task_now(session, id).await?.tags.iter().map(ToString::to_string).collect())
}

/// Tasks by ids or titles, parted by commas; a title with a comma stands alone.
async fn ids(session: &Session, value: &str) -> Answer<Vec<TaskId>> {
    if value.is_empty() || value == "none" {
        return Ok(Vec::new());
    }
    if let Ok(whole) = session.id(value, &[Kind::Task]).await {
        return Ok(vec![whole]);
    }
    let names: Vec<String> = value.split(',').map(|name| name.trim().to_owned()).collect();
    session.find_all(&names, &[Kind::Task]).await
}

/// `URL`, or `URL TITLE`; several are parted by commas.
fn links(mut links: Vec<WebLink>, change: &Change<'_>) -> Vec<WebLink> {
    for text in change.value.split(", ").map(str::trim).filter(|text| !text.is_empty()) {
        let (url, title) = text.split_once(' ').unwrap_or((text, ""));
        links.retain(|link| link.url != url);
        if change.how != How::Remove {
            links.push(WebLink { url: url.to_owned(), title: title.trim().to_owned() });
        }
    }
    links
}

/// Contexts are tags that begin with `@`; the other tags stay.
fn contexts(mut tags: Vec<String>, change: &Change<'_>) -> Vec<String> {
    let named = change.value.split([',', ' ']).map(|name| name.trim().trim_start_matches(['#', '@']));
    let named: Vec<String> = named.filter(|name| !name.is_empty()).map(|name| format!("@{name}")).collect();
    tags.retain(|tag| match change.how {
        How::Set => !tag.starts_with('@'),
        How::Add | How::Remove => !named.contains(tag),
    });
    if change.how != How::Remove {
        tags.extend(named);
    }
    tags
}

fn tags(mut tags: Vec<String>, change: &Change<'_>) -> Vec<String> {
    let named: Vec<String> = change
        .value
        .split([',', ' '])
        .map(|tag| tag.trim().trim_start_matches('#').to_owned())
        .filter(|tag| !tag.is_empty())
        .collect();
    match change.how {
        How::Set => return named,
        How::Add => tags.extend(named.into_iter().filter(|tag| !tags.contains(tag)).collect::<Vec<_>>()),
        How::Remove => tags.retain(|tag| !named.contains(tag)),
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_a_field_and_a_value() {
        assert_eq!(
            parse("due=friday 3pm").unwrap(),
            Change { field: "due", how: How::Set, value: "friday 3pm" }
        );
        assert_eq!(parse("notes=a=b").unwrap().value, "a=b");
        assert_eq!(parse("tags+=x").unwrap().how, How::Add);
        assert!(parse("due").is_err());
        assert!(parse("due+=friday").is_err());
    }

    #[test]
    fn ids_come_before_changes() {
        for (words, by_query, ids) in [
            ("a due=friday", false, 1),
            ("a b c due=friday tags+=x", false, 3),
            ("x=y due=friday", false, 1),
            ("a", false, 1),
            ("due=friday area=Home", true, 0),
        ] {
            let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
            let (before, after) = told_apart(&words, by_query);
            assert_eq!((before.len(), after.len()), (ids, words.len() - ids), "{words:?}");
        }
    }

    #[test]
    fn tags_are_set_added_and_taken() {
        let has = || vec!["a".to_owned(), "b".to_owned()];
        for (text, expected) in
            [("tags=c,#d", "c d"), ("tags+=b,c", "a b c"), ("tags-=a", "b"), ("tags=", "")]
        {
            assert_eq!(tags(has(), &parse(text).unwrap()).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn contexts_leave_other_tags() {
        let has = || vec!["a".to_owned(), "@home".to_owned()];
        for (text, expected) in [
            ("context=shop", "a @shop"),
            ("context+=@shop", "a @home @shop"),
            ("context+=home", "a @home"),
            ("context-=home", "a"),
            ("context=", "a"),
        ] {
            assert_eq!(contexts(has(), &parse(text).unwrap()).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn links_have_an_address_and_perhaps_a_title() {
        let link = |url: &str, title: &str| WebLink { url: url.into(), title: title.into() };
        let has = || vec![link("https://a.example", "A")];
        assert_eq!(links(has(), &parse("links+=https://b.example The b").unwrap()).len(), 2);
        assert_eq!(
            links(has(), &parse("links+=https://a.example New").unwrap()),
            [link("https://a.example", "New")]
        );
        assert!(links(has(), &parse("links-=https://a.example").unwrap()).is_empty());
    }
}
