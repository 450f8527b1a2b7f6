//! A day of Nora's, for the tests of the screens.

use daymark_api::domain::{AreaColour, Id, Kind, ObjectId, TaskStatus, When};
use daymark_api::{Block, Ranked, TaskView, Today};
use jiff::civil::date;
use serde_json::json;

pub fn id(n: u8) -> ObjectId {
    ObjectId::new(1_763_700_000_000, [n; 10])
}

/// A pending task of the area Home, due on the 21st.
pub fn task(n: u8, title: &str) -> TaskView {
    let task = json!({
        "id": id(n), "title": title, "notes": "", "status": "pending", "priority": null, "energy": null, "area": id(200),
        "goal": null, "parent": null, "position": "a", "start": null, "due": When::day(date(2026, 11, 21)), "deadline": null,
        "estimate_minutes": 90, "tags": [], "repeat": null, "skipped": [], "reminders": [], "someday": false, "source": null,
        "created_at": "2026-11-20T08:00:00Z", "completed_at": null, "trashed": false, "area_name": "Home",
        "area_colour": "clay", "goal_title": null, "subtasks": 0, "subtasks_done": 0,
    });
    serde_json::from_value(task).expect("the fixture is a task")
}

pub fn done(mut view: TaskView) -> TaskView {
    view.task.status = TaskStatus::Completed;
    view
}

pub fn block(n: u8, title: &str, start: u16, end: u16) -> Block {
    Block {
        object: id(n),
        kind: Kind::Event,
        title: title.into(),
        start,
        end,
        colour: Some(AreaColour::Sky),
        detail: String::new(),
        done: false,
    }
}

/// Two things to do and one done, a call and a lunch that overlap with a review, two that wait.
pub fn day() -> Today {
    let next = task(1, "Find the three tax letters");
    Today {
        date: date(2026, 11, 21),
        now: Some(612),
        blocks: vec![
            block(10, "Call with Ada", 675, 720),
            block(11, "Lunch", 750, 795),
            block(12, "Review", 780, 840),
        ],
        all_day: vec![],
        tasks: vec![next.clone(), task(2, "Reply to the landlord"), done(task(3, "Easy run"))],
        waiting: vec![task(4, "Descale the kettle"), task(5, "Call back")],
        waiting_total: 2,
        held: vec![],
        habits: Vec::new(),
        next: Some(Ranked {
            task: next,
            score: 9,
            factors: vec![],
            why: "Twenty minutes fit before Ada calls.".into(),
        }),
        free_minutes: 220,
        planned_minutes: 180,
    }
}

/// A day on which nothing is written down.
pub fn empty_day() -> Today {
    Today {
        blocks: vec![],
        tasks: vec![],
        waiting: vec![],
        waiting_total: 0,
        habits: Vec::new(),
        next: None,
        free_minutes: 588,
        planned_minutes: 0,
        ..day()
    }
}

#[test]
fn ids_differ() {
    assert_ne!(id(1), id(2));
    let _: daymark_api::domain::TaskId = Id::of(id(1));
}
