//! A long session of random commands: nothing panics, the projections follow from the op log alone,
//! and everything can be taken back.

use daymark_api::{Code, Undo};
use daymark_testkit::{Home, Seeded, Views, World, alice};
use jiff::Span;
use serde_json::{Value, json};

use crate::golden;

/// Ids of all kinds made so far; commands get right ones and wrong ones.
#[derive(Default)]
struct Ids(Vec<String>);

impl Ids {
    fn any(&self, dice: &Seeded) -> Value {
        match dice.one(&self.0) {
            Some(id) if dice.below(40) > 0 => json!(id),
            _ => json!("0198a5f0-0000-7000-8000-000000000000"),
        }
    }

    fn some(&self, dice: &Seeded) -> Value {
        (0..=dice.below(3)).map(|_| self.any(dice)).collect()
    }
}

fn text(dice: &Seeded) -> Value {
    const WORDS: &[&str] = &[
        "Call Ada",
        "dentist tue 3pm #health",
        "",
        "a\u{0}b",
        "'); DROP TABLE object;--",
        "\u{202e}x",
        "Zoë 日本",
        "tomorrow",
        "every other friday water plants",
        "100%",
        "\"quoted\" 'text'",
        "💡 idea +Home !high",
        "x",
    ];
    match dice.below(20) {
        0 => json!("y".repeat(dice.below(700))),
        _ => json!(dice.one(WORDS)),
    }
}

fn when(dice: &Seeded) -> Value {
    const WORDS: &[&str] = &[
        "today",
        "tomorrow 3pm",
        "2026-11-01",
        "2027-02-29",
        "next friday",
        "never",
        "2026-03-29 02:30",
        "9999-12-31",
    ];
    match dice.below(4) {
        0 => Value::Null,
        _ => json!(dice.one(WORDS)),
    }
}

fn repeat(dice: &Seeded) -> Value {
    const RULES: &[&str] = &[
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=MO,FR",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=YEARLY;COUNT=2",
        "nonsense",
    ];
    match dice.below(3) {
        0 => json!({ "rrule": dice.one(RULES), "after_completion": dice.below(2) == 0 }),
        _ => Value::Null,
    }
}

fn command(dice: &Seeded, ids: &Ids) -> (&'static str, Value) {
    let any = || ids.any(dice);
    let number = |end: usize| dice.below(end);
    match dice.below(26) {
        0..=2 => ("capture.add", json!({ "text": text(dice) })),
        3 | 4 => (
            "task.add",
            json!({
                "title": text(dice), "due": when(dice), "start": when(dice), "repeat": repeat(dice),
                "parent": if number(4) == 0 { any() } else { Value::Null },
                "area": if number(6) == 0 { any() } else { Value::Null },
                "tags": if number(2) == 0 { json!(["a", "b"]) } else { json!([]) },
                "reminders": if number(3) == 0 { json!([{ "minutes_before": number(90) }]) } else { json!([]) },
            }),
        ),
        5..=7 => (
            "task.edit",
            json!({
                "id": any(), "title": text(dice), "due": when(dice), "tags": ["b", "c"], "someday": number(5) == 0,
                "parent": if number(2) == 0 { any() } else { Value::Null }, "repeat": repeat(dice),
            }),
        ),
        8 | 9 => ("task.complete", json!({ "ids": ids.some(dice) })),
        10 => ("task.reopen", json!({ "ids": ids.some(dice) })),
        11 => ("task.reschedule", json!({ "ids": ids.some(dice), "to": when(dice) })),
        12 => {
            ("task.place", json!({ "id": any(), "before": if number(3) == 0 { Value::Null } else { any() } }))
        }
        13 => ("area.add", json!({ "name": format!("Area {}", number(5)) })),
        14 => ("area.edit", json!({ "id": any(), "name": format!("Area {}", number(5)) })),
        15 => ("goal.add", json!({ "title": text(dice), "target": when(dice) })),
        16 => (
            "goal.edit",
            json!({ "id": any(), "status": dice.one(&["draft", "active", "completed", "archived"]) }),
        ),
        17 => (
            "event.add",
            json!({ "title": text(dice), "start": when(dice), "end": when(dice), "repeat": repeat(dice) }),
        ),
        18 => ("event.edit", json!({ "id": any(), "start": when(dice) })),
        19 => ("note.add", json!({ "title": text(dice), "body": text(dice) })),
        20 => ("note.edit", json!({ "id": any(), "body": text(dice) })),
        21 => ("trash.put", json!({ "ids": ids.some(dice) })),
        22 => ("trash.restore", json!({ "ids": ids.some(dice) })),
        23 => ("settings.edit", json!({ "settings": { "day_begins": number(12), "theme": "dark" } })),
        24 => match number(3) {
            0 => ("history.undo", json!({ "steps": 1 + number(4) })),
            1 => ("history.redo", json!({ "steps": 1 + number(4) })),
            _ => ("reminder.answer", json!({ "task": any(), "answer": { "snooze": 1 + number(500) } })),
        },
        _ => match number(8) {
            0 => ("data.import", json!({ "format": "taskwarrior", "content": golden("taskwarrior.json") })),
            1 => ("data.import", json!({ "format": "ics", "content": golden("calendar.ics") })),
            2 => ("onboarding.finish", json!({ "sample": number(2) == 0, "thoughts": [text(dice)] })),
            3 => ("onboarding.remove_sample", json!({})),
            _ => ("goal.decompose", json!({ "goal": any(), "granularity": 1 + number(5), "no_model": true })),
        },
    }
}

/// What was seen in passing, each with its moment.
type Seen = Vec<(String, Views)>;

async fn session(alice: &World, dice: &Seeded, seed: u64, length: usize) -> (usize, Seen) {
    let mut seen = Vec::new();
    let mut ids = Ids::default();
    let mut done = 0;
    for step in 0..length {
        let (name, body) = command(dice, &ids);
        let shown = body.to_string();
        match alice.call(name, body).await {
            Ok(reply) => {
                done += 1;
                ids.0.extend(reply.get("id").and_then(Value::as_str).map(str::to_owned));
            }
            Err(error) => assert!(
                matches!(error.code, Code::Invalid | Code::NotFound | Code::Conflict),
                "seed {seed}, step {step}: {name} {shown}: {error:?}"
            ),
        }
        if dice.below(25) == 0 {
            alice.clock.advance(Span::new().minutes(dice.below(3000) as i64));
        }
        if dice.below(30) == 0 {
            seen.push((alice.clock.now().timestamp().to_string(), alice.views().await));
            // What follows happens later: a moment has one state.
            alice.clock.advance(Span::new().milliseconds(1));
        }
    }
    (done, seen)
}

/// Every moment looks as it did, whichever way one comes to it.
async fn the_past_is_as_it_was(alice: &World, seen: &Seen, seed: u64) {
    assert!(!seen.is_empty(), "seed {seed}: nothing was looked at");
    let there_and_back = seen.iter().chain(seen.iter().rev());
    for (at, then) in there_and_back {
        let mut then = then.clone();
        then.0.remove("model.list");
        alice.views_at(at).await.must_equal(&then, &format!("as of {at} (seed {seed})"));
    }
}

/// Seeds that failed once stay in the list.
const SEEDS: &[u64] = &[1, 2, 3, 20261121];

#[tokio::test]
async fn the_projections_follow_from_the_op_log() {
    for &seed in SEEDS {
        let home = Home::new();
        let alice = home.alice();
        let (done, seen) = session(&alice, &Seeded::new(seed), seed, 220).await;
        assert!(done > 80, "seed {seed}: only {done} commands fitted");
        let shown = alice.views().await;
        let store = home.store();
        let print = || store.read::<_, daymark_store::StoreError>(|read| read.fingerprint()).unwrap();
        let before = print();
        assert!(store.rebuild().unwrap() > 0);
        assert_eq!(print(), before, "seed {seed}: the projections say something else than the op log");
        alice.views().await.must_equal(&shown, &format!("after rebuilding (seed {seed})"));
        the_past_is_as_it_was(&alice, &seen, seed).await;
        assert_eq!(store.check().unwrap(), [""; 0]);

        alice.clock.advance(Span::new().milliseconds(1));
        while !alice.ask(Undo { steps: Some(1000) }).await.labels.is_empty() {}
        the_past_is_as_it_was(&alice, &seen, seed).await;
        let now = alice.clock.now();
        let empty = daymark_testkit::alice();
        empty.clock.set(&now.to_string());
        let mut empty = empty.views().await;
        let mut nothing = alice.views().await;
        // Proposals are no step of the person.
        for views in [&mut empty, &mut nothing] {
            views.0.remove("proposal.list");
        }
        nothing.must_equal(&empty, &format!("after undoing everything (seed {seed})"));
        let before = print();
        store.rebuild().unwrap();
        assert_eq!(print(), before, "seed {seed}: after undoing everything");
    }
}

#[tokio::test]
async fn the_same_seed_is_the_same_session() {
    let (one, two) = (alice(), alice());
    session(&one, &Seeded::new(5), 5, 80).await;
    session(&two, &Seeded::new(5), 5, 80).await;
    one.views().await.must_equal(&two.views().await, "between two runs of one seed");
}
