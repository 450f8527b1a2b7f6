//! Super Productivity's backup: its whole state as JSON.
//!
//! Source: the backup as version 17 writes it, and its model files (`task.model.ts`,
//! `project.model.ts`, `tag.model.ts`, `task-repeat-cfg.model.ts`): `{timestamp, lastUpdate,
//! crossModelVersion, data}`, where `data` holds entity stores `{ids, entities}` named `project`,
//! `task`, `tag`, `taskRepeatCfg`, and older tasks in `archiveYoung.task` and `archiveOld.task`. Times are
//! milliseconds, `dueDay` is a day. What Super Productivity has no key for stands in `daymark`.

use std::collections::BTreeMap;

use daymark_domain::recurrence::Frequency;
use daymark_domain::{Repeat, Rule, TaskStatus, When};
use daymark_texts::{Phrase, phrase};
use jiff::{Timestamp, Zoned};
use serde_json::{Map, Value, json};

use crate::entry::{Entry, Plan, What};
use crate::words::{instant_of, take_when};
use crate::{Format, Input, Shape, keyed};

pub(crate) const SHAPE: Shape = Shape {
    kinds: &[What::Task],
    fields: &[
        "status",
        "area",
        "parent",
        "due",
        "deadline",
        "estimate",
        "tags",
        "created",
        "completed",
        "updated",
    ],
    carries: true,
    ids: false,
};

/// Where everything without a project is there.
const INBOX: &str = "INBOX_PROJECT";

const KNOWN: &[&str] = &[
    "id",
    "title",
    "notes",
    "isDone",
    "doneOn",
    "created",
    "modified",
    "dueDay",
    "dueWithTime",
    "plannedAt",
    "deadlineDay",
    "timeEstimate",
    "tagIds",
    "projectId",
    "parentId",
    "subTaskIds",
    "repeatCfgId",
    "_showSubTasksMode",
    "_hideSubTasksMode",
];

pub(crate) fn read(input: &Input<'_>, plan: &mut Plan) -> Result<(), Phrase> {
    let whole = keyed::parse(input.one().1, Format::Superproductivity)?;
    let data = whole.get("data").unwrap_or(&whole);
    let Some(map) = data.as_object().filter(|map| map.contains_key("task")) else {
        return Err(phrase!("import-nothing", format = "superproductivity"));
    };
    let titles = |store: &str| -> BTreeMap<String, String> {
        let entities = entities(data.get(store)).into_iter();
        entities.filter_map(|(id, object)| Some((id, keyed::text(object, "title")?.to_owned()))).collect()
    };
    let (projects, tags) = (titles("project"), titles("tag"));
    let repeats: BTreeMap<String, &Map<String, Value>> =
        entities(data.get("taskRepeatCfg")).into_iter().collect();
    let archives = ["archiveYoung", "archiveOld"]
        .map(|archive| data.get(archive).and_then(|archive| archive.get("task")));
    let stores = [data.get("task")].into_iter().chain(archives);
    for (id, object) in stores.flat_map(entities) {
        let line = keyed::place(plan.entries.len());
        let mut entry =
            Entry { line, ..Entry::new(What::Task, keyed::text(object, "title").unwrap_or_default()) };
        task(&mut entry, &id, object, input.now, plan);
        entry.area = projects.get(keyed::text(object, "projectId").unwrap_or_default()).cloned();
        entry.area =
            entry.area.filter(|_| keyed::text(object, "projectId") != Some(INBOX) && entry.parent.is_none());
        for id in keyed::list(object, "tagIds").iter().filter_map(Value::as_str) {
            match tags.get(id) {
                Some(title) => drop(entry.tag(title)),
                None => plan.lose(phrase!("import-lost-tags")),
            }
        }
        if let Some(cfg) = keyed::text(object, "repeatCfgId").and_then(|id| repeats.get(id))
            && entry.repeat.is_none()
        {
            match rule_of(cfg) {
                Some(repeat) => entry.repeat = Some(repeat),
                None => plan.lose(phrase!(
                    "import-lost-repeat",
                    repeat = cfg.get("repeatCycle").map(Value::to_string).unwrap_or_default()
                )),
            }
        }
        plan.push(entry);
    }
    let used = ["project", "task", "tag", "taskRepeatCfg", "archiveYoung", "archiveOld"];
    for name in map.keys().filter(|name| !used.contains(&name.as_str())) {
        plan.lose(phrase!("import-lost-state", name = name.chars().take(40).collect::<String>()));
    }
    Ok(())
}

/// The entities of a store in the order of its ids.
fn entities(store: Option<&Value>) -> Vec<(String, &Map<String, Value>)> {
    let Some(entities) = store.and_then(|store| store.get("entities")).and_then(Value::as_object) else {
        return Vec::new();
    };
    let mut order: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, id) in
        store.and_then(|store| store.get("ids")).and_then(Value::as_array).into_iter().flatten().enumerate()
    {
        order.insert(id.as_str().unwrap_or_default(), at);
    }
    let mut list: Vec<_> =
        entities.iter().filter_map(|(id, object)| Some((id.clone(), object.as_object()?))).collect();
    list.sort_by_key(|(id, _)| order.get(id.as_str()).copied().unwrap_or(usize::MAX));
    list
}

fn task(entry: &mut Entry, id: &str, object: &Map<String, Value>, now: &Zoned, plan: &mut Plan) {
    let time = |name: &str| {
        object
            .get(name)
            .and_then(Value::as_i64)
            .filter(|at| *at > 0)
            .and_then(|at| Timestamp::from_millisecond(at).ok())
    };
    entry.external = id.to_owned();
    entry.notes = keyed::text(object, "notes").unwrap_or_default().to_owned();
    entry.parent = keyed::text(object, "parentId").map(str::to_owned);
    entry.created = time("created");
    entry.updated = time("modified");
    let done = object.get("isDone") == Some(&Value::Bool(true));
    entry.status = Some(if done { TaskStatus::Completed } else { TaskStatus::Pending });
    entry.completed = time("doneOn").filter(|_| done);
    entry.due = time("dueWithTime")
        .or_else(|| time("plannedAt"))
        .map(|at| When::of(&at.to_zoned(now.time_zone().clone())))
        .or_else(|| keyed::text(object, "dueDay").and_then(take_when));
    entry.deadline = keyed::text(object, "deadlineDay").and_then(take_when);
    let estimate = object.get("timeEstimate").and_then(Value::as_i64).filter(|millis| *millis > 0);
    entry.estimate =
        estimate.and_then(|millis| u32::try_from(millis / 60_000).ok()).filter(|minutes| *minutes > 0);
    keyed::uncarry(plan, entry, Format::Superproductivity, object, KNOWN, now);
}

/// A repeat as Super Productivity configures it.
fn rule_of(cfg: &Map<String, Value>) -> Option<Repeat> {
    let every = cfg.get("repeatEvery").and_then(Value::as_u64).unwrap_or(1).max(1);
    let freq = keyed::text(cfg, "repeatCycle")?;
    let days = [
        ("monday", "MO"),
        ("tuesday", "TU"),
        ("wednesday", "WE"),
        ("thursday", "TH"),
        ("friday", "FR"),
        ("saturday", "SA"),
        ("sunday", "SU"),
    ];
    let days: Vec<&str> = days
        .iter()
        .filter(|(name, _)| cfg.get(*name) == Some(&Value::Bool(true)))
        .map(|(_, code)| *code)
        .collect();
    let interval = if every > 1 { format!(";INTERVAL={every}") } else { String::new() };
    let days = if freq == "WEEKLY" && !days.is_empty() {
        format!(";BYDAY={}", days.join(","))
    } else {
        String::new()
    };
    let rrule = format!("FREQ={freq}{interval}{days}");
    rrule.parse::<Rule>().ok()?;
    Some(Repeat { rrule, after_completion: cfg.get("repeatFromCompletionDate") == Some(&Value::Bool(true)) })
}

/// The configuration of a rule, where there is one.
fn cfg_of(entry: &Entry, id: &str) -> Option<Map<String, Value>> {
    let repeat = entry.repeat.as_ref()?;
    let rule = repeat.rule().ok()?;
    let cycle = match rule.freq {
        Frequency::Daily => "DAILY",
        Frequency::Weekly => "WEEKLY",
        Frequency::Monthly => "MONTHLY",
        Frequency::Yearly => "YEARLY",
        _ => return None,
    };
    let start = entry.due.as_ref().map(|due| due.date.to_string());
    let mut cfg = json!({ "id": id, "title": entry.title, "repeatCycle": cycle, "repeatEvery": rule.interval, "startDate": start,
        "repeatFromCompletionDate": repeat.after_completion, "quickSetting": "CUSTOM", "tagIds": [], "order": 0, "isPaused": false });
    let named = repeat.rrule.split_once("BYDAY=").map_or("", |(_, days)| days);
    let map = cfg.as_object_mut()?;
    for (name, code) in [
        ("monday", "MO"),
        ("tuesday", "TU"),
        ("wednesday", "WE"),
        ("thursday", "TH"),
        ("friday", "FR"),
        ("saturday", "SA"),
        ("sunday", "SU"),
    ] {
        map.insert(name.into(), json!(named.split(',').any(|day| day == code)));
    }
    let map = map.clone();
    let back = rule_of(&map)?;
    (back.rule().ok()? == rule && back.after_completion == repeat.after_completion).then_some(map)
}

pub(crate) fn write(entries: &[Entry], now: &Zoned) -> String {
    let mut stores: BTreeMap<&str, Vec<(String, Value)>> = BTreeMap::new();
    let mut names: BTreeMap<(&str, String), String> = BTreeMap::new();
    stores.entry("project").or_default().push((
        INBOX.into(),
        json!({ "id": INBOX, "title": "Inbox", "taskIds": [], "backlogTaskIds": [], "noteIds": [] }),
    ));
    let mut named =
        |kind: &'static str, title: &str, stores: &mut BTreeMap<&str, Vec<(String, Value)>>| -> String {
            let id = names.entry((kind, title.to_owned())).or_insert_with(|| {
                let id = daymark_domain::ObjectId::external(kind, title).to_string();
                stores
                    .entry(kind)
                    .or_default()
                    .push((id.clone(), json!({ "id": id, "title": title, "taskIds": [] })));
                id
            });
            id.clone()
        };
    let mut steps: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for entry in entries {
        if let Some(parent) = &entry.parent {
            steps.entry(parent).or_default().push(&entry.external);
        }
    }
    for entry in entries {
        let mut object = Map::new();
        let millis = |at: Timestamp| json!(at.as_millisecond());
        object.insert("id".into(), json!(entry.external));
        object.insert("title".into(), json!(entry.title));
        object.insert("notes".into(), json!(entry.notes));
        object.insert("isDone".into(), json!(entry.done()));
        object.insert("timeSpentOnDay".into(), json!({}));
        object.insert("timeSpent".into(), json!(0));
        object.insert("timeEstimate".into(), json!(u64::from(entry.estimate.unwrap_or(0)) * 60_000));
        object.insert("attachments".into(), json!([]));
        object.insert(
            "subTaskIds".into(),
            json!(steps.get(entry.external.as_str()).map_or(&[][..], Vec::as_slice)),
        );
        for (name, at) in [
            ("created", entry.created),
            ("doneOn", entry.completed.filter(|_| entry.done())),
            ("modified", entry.updated),
        ] {
            object.extend(at.map(|at| (name.to_owned(), millis(at))));
        }
        match entry.due.as_ref() {
            Some(due) if due.time.is_some() => {
                drop(object.insert("dueWithTime".into(), millis(instant_of(due, now))))
            }
            Some(due) => drop(object.insert("dueDay".into(), json!(due.date.to_string()))),
            None => {}
        }
        if let Some(deadline) = &entry.deadline {
            object.insert("deadlineDay".into(), json!(deadline.date.to_string()));
        }
        if let Some(parent) = &entry.parent {
            object.insert("parentId".into(), json!(parent));
        }
        for (name, value) in entry.kept(Format::Superproductivity) {
            object.insert(name.clone(), value.clone());
        }
        let mut back = Entry::new(What::Task, &entry.title);
        task(&mut back, &entry.external, &object, now, &mut Plan::default());
        // These stand in stores of their own.
        (back.area, back.tags) = (entry.area.clone(), entry.tags.clone());
        let cfg = cfg_of(entry, &format!("repeat-{}", entry.external));
        if cfg.is_some() {
            back.repeat.clone_from(&entry.repeat);
        }
        keyed::carry(entry, &back, Format::Superproductivity, &mut object);
        let project = entry
            .area
            .as_deref()
            .map_or_else(|| INBOX.to_owned(), |area| named("project", area, &mut stores));
        object.insert("projectId".into(), json!(project));
        let tags: Vec<String> =
            entry.tags.iter().map(|tag| named("tag", tag.as_str(), &mut stores)).collect();
        object.insert("tagIds".into(), json!(tags));
        if let Some(cfg) = cfg {
            let id = format!("repeat-{}", entry.external);
            object.insert("repeatCfgId".into(), json!(id));
            stores.entry("taskRepeatCfg").or_default().push((id, Value::Object(cfg)));
        }
        if entry.parent.is_none() {
            let list =
                stores.get_mut("project").and_then(|list| list.iter_mut().find(|(id, _)| *id == project));
            if let Some(ids) = list.and_then(|(_, project)| project.get_mut("taskIds")?.as_array_mut()) {
                ids.push(json!(entry.external));
            }
        }
        stores.entry("task").or_default().push((entry.external.clone(), Value::Object(object)));
    }
    let data: Map<String, Value> = ["project", "task", "tag", "taskRepeatCfg"]
        .into_iter()
        .map(|name| {
            let list = stores.remove(name).unwrap_or_default();
            let ids: Vec<String> = list.iter().map(|(id, _)| id.clone()).collect();
            (
                name.to_owned(),
                json!({ "ids": ids, "entities": list.into_iter().collect::<Map<String, Value>>() }),
            )
        })
        .collect();
    let at = now.timestamp().as_millisecond();
    keyed::pretty(&json!({ "timestamp": at, "lastUpdate": at, "crossModelVersion": 4.4, "data": data }))
}
