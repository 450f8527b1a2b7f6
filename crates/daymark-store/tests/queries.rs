//! Every field of the query language, as SQLite would carry it out and as it does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail loudly")]

use daymark_domain::query::{Compare, Field, Group, Names, SortKey, Wanted, parse};
use daymark_domain::{AreaId, GoalId, Id, ObjectId, ProjectId, TaskId};
use daymark_store::{Store, StoreError, TaskFilter};
use jiff::Timestamp;
use jiff::civil::{Date, Weekday, date};
use jiff::tz::TimeZone;

struct Here;

impl Names for Here {
    fn today(&self) -> Date {
        date(2026, 11, 21)
    }
    fn week_start(&self) -> Weekday {
        Weekday::Monday
    }
    fn day(&self, _: &str) -> Option<Date> {
        None
    }
    fn begins(&self, day: Date) -> Timestamp {
        day.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |at| at.timestamp())
    }
    fn area(&self, name: &str) -> Option<AreaId> {
        (name == "home").then(|| AreaId::of(ObjectId::new(1, [1; 10])))
    }
    fn goal(&self, name: &str) -> Option<GoalId> {
        (name == "run").then(|| GoalId::of(ObjectId::new(2, [2; 10])))
    }
    fn project(&self, name: &str) -> Option<ProjectId> {
        (name == "shed").then(|| ProjectId::of(ObjectId::new(3, [3; 10])))
    }
    fn task(&self, name: &str) -> Option<TaskId> {
        (name == "paint").then(|| TaskId::of(ObjectId::new(4, [4; 10])))
    }
}

fn filter(query: &str) -> TaskFilter {
    let Wanted { condition, sort, group, .. } =
        parse(query).unwrap().bind(&Here).unwrap_or_else(|error| panic!("{query}: {error}"));
    TaskFilter { also: Some(condition), order: sort, group, limit: 1_000, ..TaskFilter::default() }
}

fn plan(store: &Store, query: &str) -> Vec<String> {
    store.read::<_, StoreError>(|read| read.explain_tasks(&filter(query))).unwrap()
}

/// Every condition the language knows, one at a time.
fn conditions() -> Vec<String> {
    let mut all =
        vec!["#phone".into(), "word".into(), "\"two words\"".into(), "area:home".into(), "goal:run".into()];
    all.extend(
        ["project:shed", "blocked:paint", "blocks:paint", "context:home", "waiting:ada"].map(String::from),
    );
    for field in Field::ALL.iter().filter(|field| !field.shows()) {
        for word in field.choices() {
            all.push(format!("{}:\"{word}\"", field.word()));
            for compare in [Compare::Less, Compare::Most, Compare::More, Compare::Least] {
                // Nothing is more than high or less than low, and SQLite sees that at once.
                let nothing = matches!((*word, compare), ("high", Compare::More) | ("low", Compare::Less));
                if field.ordered() && !nothing && !["none", "any"].contains(word) {
                    all.push(format!("{}{}\"{word}\"", field.word(), compare.sign()));
                }
            }
        }
    }
    all
}

/// Tables that grow with what a person has are reached by an index: never read whole.
fn reads_whole(plan: &[String]) -> bool {
    plan.iter().any(|line| line.starts_with("SCAN") && !line.contains("INDEX"))
}

/// Where nothing narrows, an index is walked in the order asked for and left at the limit.
fn sorts_what_it_walks(plan: &[String]) -> bool {
    let has = |part: &str| plan.iter().any(|line| line.contains(part));
    // The row of the task itself, and not a partial index that a condition looks into.
    has("SCAN t ") && has("TEMP B-TREE FOR ORDER BY")
}

#[test]
fn no_query_reads_a_table_whole() {
    let store = Store::memory().unwrap();
    let mut queries = vec![String::new(), "status:any".into(), "status:done".into()];
    for condition in conditions() {
        queries.push(condition.clone());
        for frame in [
            "status:any {}",
            "status:done {}",
            "-{}",
            "status:any -{}",
            "{} or #phone",
            "(word {}) or area:home",
        ] {
            queries.push(frame.replace("{}", &condition));
        }
    }
    for status in ["", "status:any", "status:done"] {
        queries.extend(SortKey::ALL.iter().map(|key| format!("{status} sort:{}", key.word())));
        queries.extend(Group::ALL.iter().map(|group| format!("{status} group:{}", group.word())));
    }
    let whole: Vec<String> = queries
        .iter()
        .map(|query| (query, plan(&store, query)))
        // A list of everything by title has to look at everything: only then is sorting fair.
        .filter(|(query, plan)| {
            reads_whole(plan)
                || (!query.contains(" sort:") && !query.contains(" group:") && sorts_what_it_walks(plan))
        })
        .map(|(query, plan)| format!("{query}: {plan:?}"))
        .collect();
    assert!(whole.is_empty(), "{} of {}:\n{}", whole.len(), queries.len(), whole.join("\n"));
}

#[test]
fn what_has_an_index_is_looked_up_in_it() {
    let store = Store::memory().unwrap();
    for (query, index) in [
        ("#phone", "SEARCH task_tag USING PRIMARY KEY"),
        ("area:home", "task_area (area=? AND open=?)"),
        ("goal:run", "task_goal (goal=? AND open=?)"),
        ("due:today", "task_due (due_day>? AND due_day<?)"),
        ("due:today", "task_start (start_day>? AND start_day<?)"),
        ("status:done due:today", "task_due_done (due_day>? AND due_day<?)"),
        ("status:any due:today", "task_due_done (due_day>? AND due_day<?)"),
        ("start:today", "task_start (start_day>? AND start_day<?)"),
        ("deadline<2027", "task_deadline (deadline_day>? AND deadline_day<?)"),
        ("priority:high", "task_priority (priority>? AND priority<?)"),
        ("is:inbox", "task_inbox"),
        ("status:started", "task_started"),
        ("project:shed", "task_project (project=? AND open=?)"),
        ("is:blocked", "task_blocked"),
        ("is:waiting", "task_waiting"),
        ("blocked:paint", "task_block_blocker (blocker=?)"),
        ("blocks:paint", "SEARCH b USING PRIMARY KEY (n=?)"),
        ("blocks:any", "task_blocked"),
        ("context:home", "SEARCH task_tag USING PRIMARY KEY (tag=?)"),
        ("context:any", "SEARCH task_tag USING PRIMARY KEY (tag>? AND tag<?)"),
        ("created>-7d", "task_open (created_at>?)"),
        ("completed>-7d", "task_done (completed_at>?)"),
        ("word", "SCAN words VIRTUAL TABLE INDEX 0:M"),
        ("", "task_open"),
        ("status:any", "task_created"),
        ("status:done", "task_closed"),
        ("#phone or area:home", "MULTI-INDEX OR"),
    ] {
        let plan = plan(&store, query);
        assert!(plan.iter().any(|line| line.contains(index)), "{query}: {plan:?}");
    }
}
