//! Saved filters: named, used in other queries, lost names said, undone and restored.

use daymark_api::{
    AddFilter, Code, CompleteQuery, EditFilter, ExplainQuery, Find, ListFilters, ListTasks, ListTrash,
    Search, Undo,
};
use daymark_domain::Kind;
use daymark_testkit::{World, alice};
use serde_json::json;

async fn save(alice: &World, name: &str, query: &str) -> String {
    crate::id(&alice.does("filter.add", json!({ "name": name, "query": query })).await)
}

async fn names(alice: &World) -> String {
    let list = alice.ask(ListFilters {}).await;
    list.filters.iter().map(|view| view.filter.title.as_str()).collect::<Vec<_>>().join(", ")
}

async fn life() -> World {
    let alice = alice();
    let home = crate::id(&alice.does("area.add", json!({ "name": "Deep Work" })).await);
    for task in [
        json!({ "title": "Write report", "due": "today", "area": home, "estimate_minutes": 90 }),
        json!({ "title": "Tax letter", "priority": "low", "estimate_minutes": 15, "tags": ["phone"] }),
        json!({ "title": "Call the bank", "estimate_minutes": 5, "tags": ["phone"] }),
    ] {
        alice.does("task.add", task).await;
        alice.clock.advance(jiff::Span::new().minutes(1));
    }
    alice
}

#[tokio::test]
async fn a_saved_filter_is_a_query_with_a_name() {
    let alice = life().await;
    save(&alice, "Quick wins", " estimate<=15m sort:estimate ").await;
    save(&alice, "Short calls", "@quick-wins #phone -priority:low").await;
    for (query, titles) in [
        ("@quick-wins", "Call the bank, Tax letter"),
        ("filter:\"QUICK WINS\" sort:title", "Call the bank, Tax letter"),
        ("-@quick-wins", "Write report"),
        ("@short-calls", "Call the bank"),
        ("@short-calls or area:any", "Call the bank, Write report"),
    ] {
        assert_eq!(alice.titles(query).await.join(", "), titles, "{query}");
    }
    let list = alice.ask(ListFilters {}).await;
    assert_eq!(list.filters[0].filter.query, "estimate<=15m sort:estimate", "as typed");
    assert!(list.suggestions.iter().all(|one| one.title != "Quick wins"), "what is saved is not offered");
    for one in &list.suggestions {
        alice.ask(ListTasks { query: one.query.clone(), ..ListTasks::default() }).await;
    }
    let offered = alice.ask(CompleteQuery { query: "@sh".into(), at: 3 }).await;
    assert_eq!(offered.completions[0].text, "\"Short calls\"");
    let said = alice.ask(ExplainQuery { query: "@short-calls".into() }).await.said;
    assert_eq!(said[1], "its estimate is 15 minutes or less", "{said:?}");
    assert_eq!(alice.ask(Find { text: "quick wins".into() }).await[0].kind, Kind::Filter);
    assert_eq!(alice.ask(Search { text: "quick".into(), ..Search::default() }).await[0].kind, Kind::Filter);
}

#[tokio::test]
async fn what_cannot_be_carried_out_is_not_saved() {
    let alice = life().await;
    save(&alice, "One", "#phone").await;
    let two = save(&alice, "Two", "@one").await;
    for (name, query, at, message) in [
        ("New", "x duee:today", Some([2, 6]), "At character 3: 'duee' is no field; is 'due' meant?"),
        ("New", "area:Gone", Some([5, 9]), "At character 6: there is no area named 'Gone'."),
        (
            "New",
            "x @nowhere",
            Some([3, 10]),
            "At character 4: there is no saved filter named 'nowhere'. In quotes it is looked for in the text.",
        ),
        ("New", "@new", Some([1, 4]), "At character 2: the saved filter 'new' asks for itself."),
        ("one", "x", None, "There is already a saved filter named 'one'."),
        (" ", "x", None, "The name is empty; give it at least one letter."),
    ] {
        let add = AddFilter { name: name.into(), query: query.into(), ..AddFilter::default() };
        let error = alice.refused(add).await;
        assert_eq!((error.at, error.message.as_str()), (at, message), "{name}: {query}");
    }
    let one = alice.ask(ListFilters {}).await.filters[0].filter.id;
    let edit = EditFilter {
        id: one,
        name: None,
        query: Some("x or @two".into()),
        colour: daymark_api::Edit::Keep,
        shown: None,
        pinned: None,
    };
    let circle = alice.refused(edit).await;
    assert_eq!(circle.code, Code::Invalid);
    assert_eq!(
        circle.message,
        "At character 7: in the saved filter 'two': the saved filter 'one' asks for itself."
    );
    let renamed = alice
        .does("filter.edit", json!({ "id": two, "name": "Second", "shown": "board", "pinned": true }))
        .await;
    assert_eq!((&renamed["title"], &renamed["shown"]), (&json!("Second"), &json!("board")));
}

#[tokio::test]
async fn what_a_filter_names_may_go() {
    let alice = life().await;
    save(&alice, "Work", "area:\"Deep Work\"").await;
    save(&alice, "Today at work", "@work due:today").await;
    assert_eq!(alice.titles("@today-at-work").await, ["Write report"]);
    let area = alice.ask(Find { text: "Deep Work".into() }).await[0].object;
    alice.does("trash.put", json!({ "ids": [area] })).await;
    let gone = "At character 2: in the saved filter 'work': there is no area named 'Deep Work'.";
    let error = alice.refused(ListTasks { query: "@today-at-work".into(), ..ListTasks::default() }).await;
    assert_eq!(
        error.message,
        "At character 2: in the saved filter 'work': there is no area named 'Deep Work'."
    );
    let list = alice.ask(ListFilters {}).await;
    assert_eq!(list.filters.len(), 2, "it does not vanish");
    assert_eq!(list.filters[1].trouble.as_deref(), Some(gone));
    // It can still get another name.
    let id = list.filters[0].filter.id;
    alice.does("filter.edit", json!({ "id": id, "name": "Old work" })).await;
    alice.does("trash.restore", json!({ "ids": [area] })).await;
    assert_eq!(alice.titles("@old-work").await, ["Write report"]);
}

#[tokio::test]
async fn filters_are_arranged_trashed_and_undone() {
    let alice = life().await;
    let (one, two) = (save(&alice, "One", "#a").await, save(&alice, "Two", "#b").await);
    save(&alice, "Three", "#c").await;
    alice.does("filter.place", json!({ "id": two, "before": one })).await;
    assert_eq!(names(&alice).await, "Two, One, Three");
    alice.does("filter.place", json!({ "id": two })).await;
    assert_eq!(names(&alice).await, "One, Three, Two");
    alice.does("trash.put", json!({ "ids": [one] })).await;
    assert_eq!(names(&alice).await, "Three, Two");
    assert_eq!(alice.ask(ListTrash { limit: None }).await[0].title, "One");
    save(&alice, "one", "#d").await;
    let taken = alice.refused(daymark_api::RestoreObjects { ids: vec![one.parse().unwrap()] }).await;
    assert_eq!(taken.message, "There is already a saved filter named 'One'.");
    assert_eq!(alice.ask(Undo { steps: Some(2) }).await.labels[0], "Save the filter 'one'");
    assert_eq!(names(&alice).await, "One, Three, Two");
    alice.does("filter.edit", json!({ "id": one, "query": "#z", "colour": "plum" })).await;
    alice.ask(Undo { steps: None }).await;
    let list = alice.ask(ListFilters {}).await;
    assert_eq!((list.filters[0].filter.query.as_str(), list.filters[0].filter.colour), ("#a", None));
}
