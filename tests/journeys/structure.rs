//! What waits for what, checklists, links: what a plan is held together by.

use daymark_api::{
    CheckEdit, Code, EditChecklist, EditTask, ListTasks, NextView, Redo, ShowTask, TaskDetail, TodayView,
    Undo,
};
use daymark_domain::{TaskId, WebLink};
use daymark_testkit::{World, alice};
use serde_json::json;

/// Tasks of these titles, in this order.
async fn tasks(alice: &World, titles: &str) -> Vec<TaskId> {
    let mut ids = Vec::new();
    for title in titles.split(' ') {
        let task = alice.does("task.add", json!({ "title": title, "due": "today" })).await;
        ids.push(crate::id(&task).parse().unwrap());
        alice.clock.advance(jiff::Span::new().minutes(1));
    }
    ids
}

async fn after(alice: &World, task: TaskId, blockers: &[TaskId]) -> Result<(), daymark_api::ApiError> {
    let edit = EditTask { blocked_by: Some(blockers.to_vec()), ..EditTask::of(task) };
    alice.try_ask(edit).await.map(|_| ())
}

async fn show(alice: &World, id: TaskId) -> TaskDetail {
    alice.ask(ShowTask { id }).await
}

fn titles<'a>(blockers: impl IntoIterator<Item = &'a daymark_api::Blocker>) -> String {
    blockers.into_iter().map(|one| one.title.as_str()).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_task_waits_until_those_before_it_are_done() {
    let alice = alice();
    let ids = tasks(&alice, "paint brush wall").await;
    let [paint, brush, wall] = ids[..] else { panic!() };
    after(&alice, wall, &[paint, brush]).await.unwrap();

    assert_eq!(titles(&show(&alice, wall).await.task.blockers), "paint brush");
    assert_eq!(titles(&show(&alice, paint).await.blocks), "wall");
    assert_eq!(alice.titles("is:blocked").await, ["wall"]);
    assert_eq!(alice.titles("-is:blocked sort:title").await, ["brush", "paint"]);
    assert_eq!(alice.titles("blocked:paint").await, ["wall"]);
    assert_eq!(alice.titles("blocks:wall sort:title").await, ["brush", "paint"]);
    assert_eq!(alice.titles("blocks:any sort:title").await, ["brush", "paint"]);
    assert_eq!(alice.titles("blocks:none").await, ["wall"]);

    let today = alice.ask(TodayView::default()).await;
    let named = |tasks: &[daymark_api::TaskView]| {
        tasks.iter().map(|view| view.task.title.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!((named(&today.tasks).as_str(), named(&today.held).as_str()), ("paint brush", "wall"));
    let offered = async || {
        let next = alice.ask(NextView { limit: Some(50), ..NextView::default() }).await;
        next.ranked.into_iter().any(|ranked| ranked.task.task.id == wall)
    };
    assert!(!offered().await, "what cannot be done is not offered");

    alice.does("task.complete", json!({ "ids": [paint] })).await;
    assert_eq!(titles(&show(&alice, wall).await.task.blockers), "brush");
    assert!(!offered().await);
    alice.does("trash.put", json!({ "ids": [brush] })).await;
    assert!(offered().await, "the last one that was open is gone");
    assert!(alice.titles("is:blocked").await.is_empty());
    assert!(alice.ask(TodayView::default()).await.held.is_empty());
    alice.does("trash.restore", json!({ "ids": [brush] })).await;
    assert_eq!(alice.titles("is:blocked").await, ["wall"]);
    alice.does("task.complete", json!({ "ids": [brush] })).await;
    assert!(alice.titles("is:blocked").await.is_empty());
    alice.ask(Undo::default()).await;
    assert_eq!(alice.titles("is:blocked").await, ["wall"], "undoing makes it wait again");
}

#[tokio::test]
async fn a_circle_is_refused_and_named() {
    let alice = alice();
    let ids = tasks(&alice, "A B C").await;
    let [a, b, c] = ids[..] else { panic!() };
    after(&alice, a, &[b]).await.unwrap();
    after(&alice, b, &[c]).await.unwrap();
    for (task, before, message) in [
        (c, a, "These would wait for one another: C → A → B → C. Take one of them out first."),
        (b, a, "These would wait for one another: B → A → B. Take one of them out first."),
        (a, a, "A task cannot wait for itself."),
    ] {
        let error = after(&alice, task, &[before]).await.unwrap_err();
        assert_eq!((error.code, error.message.as_str()), (Code::Conflict, message));
    }
    // Nothing of a refused change is kept, and what was there may be said again.
    assert!(show(&alice, c).await.task.task.blocked_by.is_empty());
    after(&alice, b, &[c]).await.unwrap();
    // A done one in between is still part of the circle: it may be opened again.
    alice.does("task.complete", json!({ "ids": [b] })).await;
    assert_eq!(after(&alice, c, &[a]).await.unwrap_err().code, Code::Conflict);
    let gone: TaskId = "0198a5f0-0000-7000-8000-000000000000".parse().unwrap();
    assert_eq!(after(&alice, a, &[gone]).await.unwrap_err().code, Code::NotFound);
}

/// Two devices may close a circle together. Here the trash stands in for the other device: a task in
/// it waits for nobody, and comes back with what it waited for.
#[tokio::test]
async fn a_circle_that_came_about_is_shown_and_harms_nothing() {
    let alice = alice();
    let ids = tasks(&alice, "A B C").await;
    let [a, b, c] = ids[..] else { panic!() };
    after(&alice, a, &[b]).await.unwrap();
    after(&alice, b, &[c]).await.unwrap();
    alice.does("trash.put", json!({ "ids": [b] })).await;
    after(&alice, c, &[a]).await.unwrap();
    alice.does("trash.restore", json!({ "ids": [b] })).await;

    assert_eq!(titles(&show(&alice, a).await.circle), "A B C");
    assert_eq!(alice.titles("is:blocked sort:title").await, ["A", "B", "C"]);
    alice.ask(TodayView::default()).await;
    assert!(alice.ask(NextView::default()).await.ranked.is_empty());
    after(&alice, c, &[]).await.unwrap();
    assert!(show(&alice, a).await.circle.is_empty());
    assert_eq!(alice.titles("is:blocked sort:title").await, ["A", "B"]);
    alice.ask(Undo::default()).await;
    assert_eq!(titles(&show(&alice, b).await.circle), "B C A");
    alice.ask(Redo::default()).await;
    alice.does("task.complete", json!({ "ids": [c] })).await;
    assert_eq!(alice.titles("is:blocked").await, ["A"]);
}

#[tokio::test]
async fn what_repeats_lets_go_of_those_that_waited_for_it() {
    let alice = alice();
    let water = alice.does("capture.add", json!({ "text": "Water plants every day" })).await;
    let water: TaskId = crate::id(&water).parse().unwrap();
    let feed = tasks(&alice, "feed").await[0];
    after(&alice, feed, &[water]).await.unwrap();
    alice.does("task.complete", json!({ "ids": [water] })).await;
    assert!(show(&alice, feed).await.task.task.blocked_by.is_empty(), "today's watering is done");
    assert!(alice.titles("is:blocked").await.is_empty());
    alice.ask(Undo::default()).await;
    assert_eq!(alice.titles("is:blocked").await, ["feed"]);
}

#[tokio::test]
async fn somebody_elses_turn_is_not_offered() {
    let alice = alice();
    let ids = tasks(&alice, "contract call").await;
    let contract = ids[0];
    alice.ask(EditTask { waiting: daymark_api::Edit::Set("Ada".into()), ..EditTask::of(contract) }).await;
    let since = show(&alice, contract).await.task.task.waiting.unwrap().since;
    alice.clock.advance(jiff::Span::new().hours(1));
    alice.ask(EditTask { waiting: daymark_api::Edit::Set(" Ada ".into()), ..EditTask::of(contract) }).await;
    assert_eq!(show(&alice, contract).await.task.task.waiting.unwrap().since, since, "still the same turn");
    assert_eq!(alice.titles("is:waiting").await, ["contract"]);
    assert_eq!(alice.titles("waiting:ada").await, ["contract"]);
    assert!(alice.titles("waiting:bob").await.is_empty());
    let next = alice.ask(NextView::default()).await;
    assert_eq!(next.ranked.len(), 1);
    assert_eq!(alice.ask(TodayView::default()).await.held.len(), 1);
    // Captured, and handed on: that is decided.
    let letter = alice.does("task.add", json!({ "title": "Letter", "waiting": "the bank" })).await;
    assert!(alice.titles("is:inbox").await.is_empty());
    alice.does("task.edit", json!({ "id": crate::id(&letter), "waiting": null })).await;
    assert_eq!(alice.titles("is:inbox").await, ["Letter"]);
}

#[tokio::test]
async fn a_checklist_is_kept_line_by_line() {
    let alice = alice();
    let id = tasks(&alice, "shop").await[0];
    let check = async |change: CheckEdit| alice.try_ask(EditChecklist { id, change }).await;
    let said = async || {
        let task = show(&alice, id).await.task.task;
        let line =
            |line: &daymark_domain::CheckItem| format!("{}{}", if line.done { "+" } else { "" }, line.text);
        task.checklist.iter().map(line).collect::<Vec<_>>().join(" ")
    };
    let item = async |n: usize| show(&alice, id).await.task.task.checklist[n].id;
    for text in ["milk", "bread", "salt"] {
        check(CheckEdit::Add { text: text.into(), after: None }).await.unwrap();
    }
    check(CheckEdit::Add { text: "eggs".into(), after: Some(item(0).await) }).await.unwrap();
    assert_eq!(said().await, "milk eggs bread salt");
    check(CheckEdit::Tick { item: item(1).await, done: true }).await.unwrap();
    check(CheckEdit::Word { item: item(1).await, text: "six eggs".into() }).await.unwrap();
    check(CheckEdit::Place { item: item(3).await, before: Some(item(0).await) }).await.unwrap();
    assert_eq!(said().await, "salt milk +six eggs bread");
    check(CheckEdit::Place { item: item(0).await, before: None }).await.unwrap();
    check(CheckEdit::Remove { item: item(0).await }).await.unwrap();
    check(CheckEdit::Tick { item: item(0).await, done: false }).await.unwrap();
    assert_eq!(said().await, "six eggs bread salt");
    for _ in 0..3 {
        alice.ask(Undo::default()).await;
    }
    assert_eq!(said().await, "salt milk +six eggs bread");
    assert_eq!(
        check(CheckEdit::Add { text: " ".into(), after: None }).await.unwrap_err().code,
        Code::Invalid
    );
    let nobody = CheckEdit::Remove { item: "0198a5f0-0000-7000-8000-000000000000".parse().unwrap() };
    assert_eq!(check(nobody).await.unwrap_err().code, Code::NotFound);
    let page = alice.ask(ListTasks { query: "eggs".into(), ..ListTasks::default() }).await;
    assert_eq!(page.total, 1, "the words of a checklist are found");
}

#[tokio::test]
async fn links_open_pages_and_mail_alone() {
    let alice = alice();
    let id = tasks(&alice, "read").await[0];
    let links = async |urls: &[&str]| {
        let links = urls.iter().map(|url| WebLink { url: (*url).into(), title: "A page".into() }).collect();
        alice.try_ask(EditTask { links: Some(links), ..EditTask::of(id) }).await
    };
    let view = links(&["https://example.org/a", "mailto:ada@example.org"]).await.unwrap();
    assert_eq!(view.task.links.len(), 2);
    for url in ["javascript:alert(1)", "file:///etc/passwd", "https:// evil", ""] {
        assert_eq!(links(&[url]).await.unwrap_err().code, Code::Invalid, "{url}");
    }
    assert_eq!(show(&alice, id).await.task.task.links.len(), 2);
    assert!(links(&[]).await.unwrap().task.links.is_empty());
}

#[tokio::test]
async fn a_context_is_a_tag_with_a_sign() {
    let alice = alice();
    alice.does("task.add", json!({ "title": "Iron", "tags": ["@home"] })).await;
    alice.does("task.add", json!({ "title": "Print", "tags": ["@office", "home"] })).await;
    alice.does("task.add", json!({ "title": "Think", "tags": ["zebra", "_x"] })).await;
    assert_eq!(alice.titles("context:home").await, ["Iron"]);
    assert_eq!(alice.titles("context:@HOME").await, ["Iron"]);
    assert_eq!(alice.titles("context:any sort:title").await, ["Iron", "Print"]);
    assert_eq!(alice.titles("context:none").await, ["Think"]);
    assert_eq!(alice.titles("tag:home").await, ["Print"]);
}

/// Titles of the tasks that a query finds, sorted.
async fn found(alice: &World, query: &str) -> String {
    let mut titles = alice.titles(query).await;
    titles.sort();
    titles.join(" ")
}

#[tokio::test]
async fn tasks_lie_in_projects_and_their_sections() {
    let alice = alice();
    let home = crate::id(&alice.does("area.add", json!({ "name": "Home" })).await);
    let shed = crate::id(&alice.does("project.add", json!({ "title": "Shed", "area": home })).await);
    let other = crate::id(&alice.does("project.add", json!({ "title": "Other" })).await);
    let roof = crate::id(&alice.does("section.add", json!({ "project": shed, "title": "Roof" })).await);
    let walls = crate::id(&alice.does("section.add", json!({ "project": shed, "title": "Walls" })).await);
    alice.does("section.edit", json!({ "id": walls, "before": roof })).await;
    let tiles = crate::id(
        &alice.does("task.add", json!({ "title": "Tiles", "project": shed, "section": roof })).await,
    );
    alice
        .does(
            "task.add",
            json!({ "title": "Bricks", "project": shed, "section": walls, "estimate_minutes": 90 }),
        )
        .await;
    let error =
        alice.call("task.edit", json!({ "id": tiles, "project": other, "section": roof })).await.unwrap_err();
    assert_eq!(error.code, Code::Invalid, "a section of another project");
    assert_eq!(alice.call("project.add", json!({ "title": "shed" })).await.unwrap_err().code, Code::Conflict);

    let detail = alice.does("project.show", json!({ "id": shed })).await;
    let sections = &detail["project"]["sections"];
    assert_eq!((&sections[0]["title"], &sections[1]["title"]), (&json!("Walls"), &json!("Roof")));
    assert_eq!(detail["tasks"].as_array().unwrap().len(), 2);
    // Without an area of its own, a task counts to its project's.
    assert_eq!(found(&alice, "area:home").await, "Bricks Tiles");
    assert_eq!(found(&alice, "project:shed").await, "Bricks Tiles");
    assert_eq!(alice.task("Tiles").await.area_name.as_deref(), Some("Home"));
    assert!(alice.titles("is:inbox").await.is_empty());

    alice.does("task.complete", json!({ "ids": [tiles] })).await;
    let view = alice.does("project.show", json!({ "id": shed })).await["project"].clone();
    assert_eq!(
        (&view["progress"]["tasks"], &view["progress"]["done"], &view["percent"]),
        (&json!(2), &json!(1), &json!(50))
    );

    alice.does("task.edit", json!({ "id": tiles, "project": other })).await;
    assert_eq!(
        show(&alice, tiles.parse().unwrap()).await.section_title,
        None,
        "who leaves a project leaves its section"
    );
    assert_eq!(found(&alice, "status:any project:other").await, "Tiles");
    alice.does("project.edit", json!({ "id": other, "area": home })).await;
    assert_eq!(found(&alice, "status:any area:home").await, "Bricks Tiles");
}

#[tokio::test]
async fn what_lies_in_the_trash_holds_nothing_until_it_is_back() {
    let alice = alice();
    let home = crate::id(&alice.does("area.add", json!({ "name": "Home" })).await);
    let work = crate::id(&alice.does("area.add", json!({ "name": "Work" })).await);
    let goal = crate::id(&alice.does("goal.add", json!({ "title": "Garden", "area": home })).await);
    let shed =
        crate::id(&alice.does("project.add", json!({ "title": "Shed", "goal": goal, "area": work })).await);
    alice.does("task.add", json!({ "title": "A", "project": shed })).await;
    alice.does("task.add", json!({ "title": "B", "goal": goal })).await;
    alice.does("task.add", json!({ "title": "C", "area": work, "project": shed })).await;
    let check = async |home: &str, work: &str, goal: &str, project: &str, inbox: &str| {
        assert_eq!(found(&alice, "area:none").await.split_whitespace().count(), 3 - home.len() - work.len());
        let of = |name: &'static str| {
            let alice = &alice;
            async move { found(alice, name).await.replace(' ', "") }
        };
        let any = of("area:any").await;
        assert_eq!(any.len(), home.len() + work.len(), "{any}");
        assert_eq!(of("goal:any").await, goal);
        assert_eq!(of("project:any").await, project);
        assert_eq!(of("is:inbox").await, inbox);
    };
    check("B", "AC", "ABC", "AC", "").await;
    let put = async |id: &str| alice.does("trash.put", json!({ "ids": [id] })).await;
    let back = async |id: &str| alice.does("trash.restore", json!({ "ids": [id] })).await;
    put(&work).await;
    check("ABC", "", "ABC", "AC", "").await;
    put(&goal).await;
    check("", "", "", "AC", "B").await;
    put(&shed).await;
    check("", "", "", "", "ABC").await;
    back(&work).await;
    check("", "C", "", "", "AB").await;
    back(&shed).await;
    check("", "AC", "", "AC", "B").await;
    back(&goal).await;
    check("B", "AC", "ABC", "AC", "").await;
    assert_eq!(alice.task("A").await.goal_title.as_deref(), Some("Garden"));
}

#[tokio::test]
async fn a_line_of_words_goes_to_the_project_it_names() {
    let alice = alice();
    alice.does("project.add", json!({ "title": "Shed" })).await;
    alice.does("capture.add", json!({ "text": "Buy nails project:shed" })).await;
    alice.does("capture.add", json!({ "text": "Buy paint +Shed" })).await;
    assert_eq!(found(&alice, "project:Shed").await, "Buy nails Buy paint");
    assert_eq!(alice.does("project.list", json!({})).await.as_array().unwrap().len(), 1);
    alice.does("capture.add", json!({ "text": "Ask Ada project:Party" })).await;
    assert_eq!(found(&alice, "project:party").await, "Ask Ada", "a project that is none yet is made");
    alice.ask(Undo::default()).await;
    assert_eq!(alice.does("project.list", json!({})).await.as_array().unwrap().len(), 1, "in the same step");
}

#[tokio::test]
async fn goals_stand_below_goals() {
    let alice = alice();
    let run = crate::id(&alice.does("goal.add", json!({ "title": "Run", "target": "2026-12-01" })).await);
    let train = crate::id(&alice.does("goal.add", json!({ "title": "Train", "parent": run })).await);
    let eat = crate::id(&alice.does("goal.add", json!({ "title": "Eat", "parent": train })).await);
    let error = alice.call("goal.edit", json!({ "id": run, "parent": eat })).await.unwrap_err();
    assert_eq!(
        (error.code, error.message.as_str()),
        (Code::Conflict, "That would put goals in a circle: Run → Eat → Train → Run.")
    );
    assert_eq!(
        alice.call("goal.edit", json!({ "id": run, "parent": run })).await.unwrap_err().code,
        Code::Conflict
    );
    let plan = crate::id(&alice.does("project.add", json!({ "title": "Plan", "goal": eat })).await);
    let first = crate::id(
        &alice.does("task.add", json!({ "title": "Menu", "project": plan, "estimate_minutes": 30 })).await,
    );
    alice.does("task.add", json!({ "title": "Shoes", "goal": run, "estimate_minutes": 90 })).await;
    alice.does("task.complete", json!({ "ids": [first] })).await;
    let of = async |id: &str| alice.does("goal.show", json!({ "id": id })).await;
    let top = of(&run).await;
    assert_eq!(
        (&top["goal"]["tasks"], &top["goal"]["tasks_done"], &top["goal"]["percent"]),
        (&json!(2), &json!(1), &json!(25))
    );
    assert_eq!(top["goals"][0]["title"], "Train");
    assert_eq!(of(&eat).await["projects"][0]["title"], "Plan");
    assert_eq!(top["goal"]["keeping"]["pace"], "on_track");
    assert_eq!(top["goal"]["keeping_said"], "On track: 25 % done, 0 % of the time gone.");
    alice.clock.advance(jiff::Span::new().hours(24 * 8));
    assert_eq!(of(&run).await["goal"]["keeping"]["pace"], "behind");
    alice.clock.advance(jiff::Span::new().hours(24 * 8));
    assert_eq!(of(&run).await["goal"]["keeping_said"], "Behind: the target day has passed, 25 % done.");
}

#[tokio::test]
async fn areas_are_looked_over_and_balanced() {
    let alice = alice();
    let home = crate::id(&alice.does("area.add", json!({ "name": "Home" })).await);
    let area = async || alice.does("area.list", json!({})).await[0].clone();
    assert_eq!(area().await["review_due"], json!(null));
    alice.does("area.edit", json!({ "id": home, "review": "weekly" })).await;
    assert_eq!(area().await["review_due"], "2026-11-28");
    alice.clock.advance(jiff::Span::new().hours(48));
    alice.does("area.edit", json!({ "id": home, "reviewed": true })).await;
    assert_eq!(
        (&area().await["reviewed"], &area().await["review_due"]),
        (&json!("2026-11-23"), &json!("2026-11-30"))
    );
    alice.does("area.edit", json!({ "id": home, "review": null })).await;
    assert_eq!(area().await["review_due"], json!(null));

    alice
        .does("task.add", json!({ "title": "Sweep", "area": home, "due": "today", "estimate_minutes": 40 }))
        .await;
    alice
        .does(
            "task.add",
            json!({ "title": "Old", "area": home, "due": "2026-11-18", "estimate_minutes": 25 }),
        )
        .await;
    alice.does("task.add", json!({ "title": "None", "start": "today", "estimate_minutes": 10 })).await;
    alice
        .does(
            "event.add",
            json!({ "title": "Fair", "start": "2026-11-24 10:00", "end": "2026-11-24 11:30", "area": home }),
        )
        .await;
    let balance = alice.does("area.balance", json!({ "weeks": 2 })).await;
    assert_eq!(balance["weeks"], json!(["2026-11-16", "2026-11-23"]));
    assert_eq!(balance["areas"][0]["planned"], json!([25, 130]));
    assert_eq!(balance["areas"][1]["name"], json!(null));
    assert_eq!(balance["areas"][1]["planned"], json!([0, 10]));

    // A task counts to the area of its project, in the balance as in the report of time.
    let project = crate::id(&alice.does("project.add", json!({ "title": "Roof", "area": home })).await);
    let tiles = crate::id(&alice.does("task.add", json!({ "title": "Tiles" })).await);
    alice.does("task.edit", json!({ "id": tiles, "project": project })).await;
    alice.does("time.add", json!({ "what": tiles, "minutes": 45 })).await;
    let balance = alice.does("area.balance", json!({ "weeks": 2 })).await;
    assert_eq!(balance["areas"][0]["tracked"], json!([0, 45]));
    let report = alice.does("time.report", json!({ "by": "area" })).await;
    assert_eq!(
        (&report["rows"][0]["name"], &report["rows"][0]["tracked_minutes"]),
        (&json!("Home"), &json!(45))
    );
}
