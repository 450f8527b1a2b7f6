//! The query language: what it finds, how it answers mistakes, what it offers.

use daymark_api::{Code, CompleteQuery, ExplainQuery, ListTasks};
use daymark_testkit::{World, alice};
use serde_json::json;

/// Saturday the 21st of November 2026, 10:00 in Berlin; weeks begin on Monday.
async fn life() -> World {
    let alice = alice();
    let home = crate::id(&alice.does("area.add", json!({ "name": "Deep Work" })).await);
    let goal = crate::id(&alice.does("goal.add", json!({ "title": "Move house" })).await);
    for task in [
        json!({ "title": "Call the bank", "due": "2026-11-20", "tags": ["phone"], "priority": "high" }),
        json!({ "title": "Write report", "due": "today", "area": home, "estimate_minutes": 90 }),
        json!({ "title": "Book movers", "due": "2026-11-24", "goal": goal, "tags": ["phone", "house"], "priority": "medium" }),
        json!({ "title": "Tax letter", "deadline": "2026-12-15", "notes": "about the house", "priority": "low", "estimate_minutes": 15 }),
        json!({ "title": "Learn piano", "someday": true }),
        json!({ "title": "Old one", "due": "2026-11-18", "area": home }),
    ] {
        alice.does("task.add", task).await;
        alice.clock.advance(jiff::Span::new().minutes(1));
    }
    let old = alice.task("Old one").await.task.id;
    alice.does("task.complete", json!({ "ids": [old] })).await;
    alice
}

#[tokio::test]
async fn a_query_finds_what_it_says() {
    let alice = life().await;
    for (query, titles) in [
        ("", "Learn piano, Tax letter, Book movers, Write report, Call the bank"),
        (
            "status:any sort:+created",
            "Call the bank, Write report, Book movers, Tax letter, Learn piano, Old one",
        ),
        ("status:done", "Old one"),
        ("status:any area:\"deep work\"", "Old one, Write report"),
        ("area:none -is:someday", "Tax letter, Book movers, Call the bank"),
        ("goal:\"Move house\"", "Book movers"),
        ("#phone", "Book movers, Call the bank"),
        ("#phone -#house", "Call the bank"),
        ("tag:house,none sort:title", "Book movers, Learn piano, Tax letter, Write report"),
        ("#house or priority:low", "Tax letter, Book movers"),
        ("not (#phone or is:someday) house", "Tax letter"),
        ("priority>=medium sort:priority", "Call the bank, Book movers"),
        ("priority<medium -priority:none", "Tax letter"),
        ("due:overdue", "Call the bank"),
        ("due:today", "Write report"),
        ("due:next week", "Book movers"),
        ("due:this week", "Call the bank, Write report"),
        ("due<tuesday", "Call the bank, Write report"),
        ("due<=tuesday", "Call the bank, Write report, Book movers"),
        ("due>today", "Book movers"),
        ("due:none", "Learn piano, Tax letter"),
        ("status:any due:2026-11", "Old one, Call the bank, Write report, Book movers"),
        ("deadline:2026-12", "Tax letter"),
        ("created:today sort:-title limit:2", "Write report, Tax letter"),
        ("created<today", ""),
        ("completed>-7d", "Old one"),
        ("estimate<=30m", "Tax letter"),
        ("estimate>1h", "Write report"),
        ("estimate:none -#phone", "Learn piano"),
        ("hou", "Tax letter, Book movers"),
        ("\"the house\"", "Tax letter"),
        ("\"house the\"", ""),
        ("call or piano", "Learn piano, Call the bank"),
        ("-call -piano -movers", "Tax letter, Write report"),
        ("status:any -due:overdue -area:any", "Learn piano, Tax letter, Book movers"),
        ("sort:due,-priority", "Call the bank, Write report, Book movers, Learn piano, Tax letter"),
        ("'; DROP TABLE task; --", ""),
    ] {
        assert_eq!(alice.titles(query).await.join(", "), titles, "{query}");
        let page = alice.ask(ListTasks { query: query.into(), ..ListTasks::default() }).await;
        assert_eq!(page.total as usize, page.tasks.len(), "{query}");
    }
}

#[tokio::test]
async fn groups_follow_one_another() {
    let alice = life().await;
    let groups = async |query: &str| {
        let page = alice.ask(ListTasks { query: query.into(), ..ListTasks::default() }).await;
        let named: Vec<String> =
            page.groups.iter().map(|group| format!("{} {}", group.name, group.tasks)).collect();
        named.join(", ")
    };
    assert_eq!(groups("group:area").await, "Deep Work 1, Without an area 4");
    assert_eq!(groups("group:goal").await, "Move house 1, Without a goal 4");
    assert_eq!(
        groups("group:priority").await,
        "High priority 1, Medium priority 1, Without a priority 2, Low priority 1"
    );
    assert_eq!(groups("status:any group:status").await, "Open 5, Completed 1");
    assert_eq!(groups("#phone").await, "");
}

#[tokio::test]
async fn a_mistake_is_pointed_at() {
    let alice = life().await;
    for (query, at, message) in [
        ("duee:today", [0, 4], "At character 1: 'duee' is no field; is 'due' meant?"),
        ("x area:Nowhere", [7, 14], "At character 8: there is no area named 'Nowhere'."),
        ("status:x", [7, 8], "At character 8: 'status' knows open, started, done, any, and not 'x'."),
        (
            "(a or",
            [5, 5],
            "At character 6: a condition is expected here: a word, or a field such as due:today.",
        ),
        ("\"a", [0, 1], "At character 1: this quote is not closed."),
    ] {
        let error = alice.refused(ListTasks { query: query.into(), ..ListTasks::default() }).await;
        assert_eq!(error.code, Code::Invalid);
        assert_eq!((error.at, error.message.as_str()), (Some(at), message), "{query}");
    }
}

#[tokio::test]
async fn a_query_is_explained() {
    let alice = life().await;
    let query = "AREA:\"deep work\" due<friday (#phone or not call) limit:5";
    let explained = alice.ask(ExplainQuery { query: query.into() }).await;
    assert_eq!(explained.query, "area:\"deep work\" due<friday (tag:phone or -call) limit:5");
    assert_eq!(
        explained.said,
        [
            "it is open",
            "its area is 'Deep Work'",
            "a planned or due day is 2026-11-26 or earlier",
            "it has the tag 'phone' or not: its text has 'call'",
            "sorted by due",
            "at most 5 of them",
        ]
    );
    assert!(explained.plan.iter().any(|line| line.contains("SEARCH")), "{:?}", explained.plan);
}

#[tokio::test]
async fn what_exists_is_offered() {
    let alice = life().await;
    let offered = async |query: &str| {
        let at = query.chars().count() as u32;
        let found = alice.ask(CompleteQuery { query: query.into(), at }).await;
        found.completions.into_iter().map(|one| one.text).collect::<Vec<_>>()
    };
    assert_eq!(offered("area:d").await, ["\"Deep Work\""]);
    assert_eq!(offered("goal:").await[0], "\"Move house\"");
    assert_eq!(offered("x #").await[..2], ["house", "phone"]);
    assert_eq!(offered("due:tom").await, ["tomorrow"]);
}
