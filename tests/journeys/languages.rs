//! Everything that core says comes from its files: in the pseudo-locale no English is left.

use std::collections::BTreeSet;

use daymark_agent::Intent;
use daymark_api::{EditSettings, FinishOnboarding, ListHistory, ListProposals, NextView, RunDoctor, Undo};
use daymark_testkit::{Home, World, alice};
use jiff::Span;
use serde_json::json;

use crate::id;

/// Letters that the pseudo-locale always replaces. Titles here are Greek, so that any of these in what
/// is said is English that did not come from a file.
const PLAIN: &str = "abcdeghiklnorstuwyzAEINOSTU";

#[track_caller]
fn whole(said: &str, of: &str) {
    let left: Vec<&str> =
        said.split_whitespace().filter(|word| word.contains(|c: char| PLAIN.contains(c))).collect();
    assert!(left.is_empty(), "{of}: {left:?} is English in: {said}");
    assert!(!said.trim().is_empty(), "{of} says nothing");
}

async fn speak(world: &World, language: &str) {
    let settings = [("language".to_owned(), json!(language))].into_iter().collect();
    world.ask(EditSettings { settings }).await;
}

async fn accented() -> World {
    with_accents(alice()).await
}

async fn with_accents(alice: World) -> World {
    speak(&alice, "en-XA").await;
    alice.does("area.add", json!({ "name": "Σπίτι" })).await;
    alice
}

#[tokio::test]
async fn no_rule_answers_in_english() {
    let alice = accented().await;
    alice.does("event.add", json!({ "title": "Χορωδία", "start": "today 6pm" })).await;
    alice.does("event.add", json!({ "title": "Γιορτή", "start": "2026-11-21" })).await;
    alice.does("task.add", json!({ "title": "Γράμμα", "due": "2026-11-18", "estimate_minutes": 10 })).await;
    for n in 0..12 {
        alice.does("task.add", json!({ "title": format!("Βήμα {n}") })).await;
    }
    let mut heard = BTreeSet::new();
    for text in [
        "help",
        "hi",
        "thanks",
        "yes",
        "what time is it",
        "what date is next friday",
        "move",
        "move Γράμμα",
        "delete it",
        "add Γάλα tomorrow 3pm for 20 minutes by friday",
        "add Ψωμί",
        "add Γυμναστική every tuesday and friday until june",
        "add Ενοίκιο every 2 months on the 1st",
        "note: Κωδικός",
        "what are my goals",
        "new goal: Βιβλία by 5 june 2027",
        "goal: Μουσική",
        "what are my goals",
        "what are my areas",
        "put Γάλα in the Σπίτι area",
        "put Γάλα in the Μπαρ area",
        "tasks in Σπίτι",
        "tasks in Μπαρ",
        "move Γάλα to monday",
        "move Χορωδία to tomorrow 5pm",
        "move Ωμέγα to monday",
        "what's due this week",
        "what's due tomorrow",
        "show my inbox",
        "show all tasks",
        "what's overdue",
        "today",
        "what's on tomorrow",
        "plan my day",
        "when am I free tomorrow",
        "what should I do now?",
        "I have 5 minutes",
        "why that one?",
        "find Βήμα",
        "find Ωμέγα",
        "done with Βήμα",
        "done with Γάλα",
        "what did I get done today?",
        "what did I get done yesterday?",
        "reopen Γάλα",
        "what is left of Βιβλία",
        "move everything overdue to tomorrow",
        "push everything to next week",
        "break down Βιβλία",
        "break down Ταξίδι",
        "delete Γάλα",
        "restore Ωμέγα",
        "restore Γάλα",
        "undo",
        "redo",
        "redo",
        "Ωμέγα είναι",
    ] {
        let turn = alice.say(text).await;
        whole(turn.text(), &format!("the answer to '{text}' by {}", turn.by()));
        if let Some(proposal) = &turn.message.proposal {
            whole(&proposal.title, text);
            for change in proposal.parts.iter().flat_map(|part| &part.changes) {
                whole(change.to.as_deref().unwrap_or("—"), text);
            }
        }
        heard.insert(turn.by());
    }
    let all: BTreeSet<String> = Intent::ALL.iter().map(|intent| intent.name().to_owned()).collect();
    assert_eq!(all.difference(&heard).collect::<Vec<_>>(), [] as [&String; 0], "every intent answers");
    assert!(heard.contains("built in"));
}

#[tokio::test]
async fn no_reason_is_english() {
    let alice = accented().await;
    for body in [
        json!({ "title": "α", "deadline": "2026-11-10" }),
        json!({ "title": "β", "deadline": "2026-11-21" }),
        json!({ "title": "γ", "deadline": "2026-11-25" }),
        json!({ "title": "δ", "due": "2026-11-15" }),
        json!({ "title": "ε", "due": "2026-11-21" }),
        json!({ "title": "ζ", "due": "2026-11-22" }),
        json!({ "title": "η", "start": "2026-11-20" }),
        json!({ "title": "θ", "start": "2026-11-21" }),
        json!({ "title": "ι", "priority": "high" }),
        json!({ "title": "κ", "estimate_minutes": 1 }),
        json!({ "title": "λ", "energy": "low" }),
        json!({ "title": "μ" }),
    ] {
        alice.does("task.add", body).await;
    }
    let started = id(&alice.does("task.add", json!({ "title": "ν" })).await);
    alice.does("task.edit", json!({ "id": started, "started": true })).await;
    alice.does("event.add", json!({ "title": "Χορωδία", "start": "today 6pm" })).await;
    let mut reasons = BTreeSet::new();
    for _ in 0..2 {
        let energy = Some(daymark_domain::Energy::Low);
        let next = alice.ask(NextView { energy, limit: Some(50) }).await;
        assert_eq!(next.ranked.len(), 13);
        for ranked in next.ranked {
            whole(&ranked.why, "a reason");
            reasons.insert(ranked.why);
        }
        // What only time brings: things get old.
        alice.clock.advance(Span::new().hours(24 * 9));
    }
    assert!(reasons.len() > 8, "{reasons:?}");
}

#[tokio::test]
async fn history_is_read_in_the_language_of_its_reader() {
    let alice = alice();
    let area = id(&alice.does("area.add", json!({ "name": "Σπίτι" })).await);
    let task = id(&alice.does("task.add", json!({ "title": "Γάλα", "due": "tomorrow" })).await);
    let other = id(&alice.does("task.add", json!({ "title": "Ψωμί", "due": "2026-11-20" })).await);
    let goal = id(&alice.does("goal.add", json!({ "title": "Βιβλία" })).await);
    let event = id(&alice.does("event.add", json!({ "title": "Χορωδία", "start": "today 6pm" })).await);
    let note = id(&alice.does("note.add", json!({ "title": "Κωδικός" })).await);
    for (name, body) in [
        ("area.edit", json!({ "id": area, "intention": "…" })),
        ("task.edit", json!({ "id": task, "notes": "…" })),
        ("goal.edit", json!({ "id": goal, "notes": "…" })),
        ("event.edit", json!({ "id": event, "notes": "…" })),
        ("note.edit", json!({ "id": note, "body": "…" })),
        ("task.complete", json!({ "ids": [task, other] })),
        ("task.reopen", json!({ "ids": [task, other] })),
        ("task.reschedule", json!({ "ids": [task] })),
        ("task.place", json!({ "id": task })),
        ("trash.put", json!({ "ids": [task, goal] })),
        ("trash.restore", json!({ "ids": [task, goal] })),
        ("reminder.answer", json!({ "task": task, "answer": { "snooze": 10 } })),
        ("settings.edit", json!({ "settings": { "week_start": "sunday" } })),
        ("settings.edit", json!({ "settings": { "day_begins": 7, "day_ends": 21 } })),
    ] {
        alice.does(name, body).await;
    }
    alice.say("done with Γάλα").await;
    let proposal = alice.say("move everything overdue to tomorrow").await.proposal().id;
    alice.does("proposal.decide", json!({ "id": proposal })).await;
    alice.ask(FinishOnboarding { sample: true, ..FinishOnboarding::default() }).await;
    alice.ask(Undo::default()).await;
    let english = alice.ask(ListHistory { limit: Some(500), ..ListHistory::default() }).await;
    let labels: Vec<&str> = english.entries.iter().rev().map(|entry| entry.label.as_str()).collect();
    for label in [
        "Add the area 'Σπίτι'",
        "Add 'Γάλα'",
        "Complete 2 things",
        "Move 'Γάλα'",
        "Put in the trash 2 things",
        "Change the setting 'week start'",
        "Change settings",
        "Done: Γάλα",
        "Move one thing to tomorrow",
        "Begin",
    ] {
        assert!(labels.contains(&label), "{label} in {labels:?}");
    }
    speak(&alice, "en-XA").await;
    let history = alice.ask(ListHistory { limit: Some(500), ..ListHistory::default() }).await;
    assert_eq!(history.entries.len(), english.entries.len() + 1, "one more step: the language");
    for entry in &history.entries {
        whole(&entry.label, "a step");
    }
    whole(history.undo.as_deref().unwrap_or_default(), "undo");
    let shown = alice.does("task.show", json!({ "id": task })).await;
    for entry in shown["history"].as_array().unwrap() {
        whole(entry["label"].as_str().unwrap(), "a step of the task");
    }
    for proposal in alice.ask(ListProposals::default()).await {
        whole(&proposal.title, "a proposal made in English");
    }
    // The latest step chose the language: its name is still said in it, what lies before is not.
    let undone = alice.ask(Undo { steps: Some(2) }).await.labels;
    whole(&undone[0], "what was undone");
    assert_eq!(undone[1], "Move one thing to tomorrow");
}

#[tokio::test]
async fn diagnosis_and_import_speak_the_language() {
    // In a file: what SQLite says of a database in memory is its own.
    let home = Home::new();
    let alice = with_accents(home.alice()).await;
    for check in alice.ask(RunDoctor {}).await.checks {
        // Where the key lies is said by the room that keeps it.
        whole(&check.message.replace("a map of the test", "…"), &check.part);
    }
    let good = r#"{"uuid":"1","description":"Καλό","status":"pending","entry":"20261101T080000Z","tags":["α β"],"priority":"Ω","depends":"2","Ω":1}"#;
    let tasks = format!(
        "{good}\n{}\n{{\"uuid\":\"2\",\"status\":\"pending\"}}\n[]\n{{\"description\":\"Ω\",\"status\":\"Ω\"}}",
        good.replace("pending", "deleted")
    );
    let calendar = "BEGIN:VCALENDAR\nBEGIN:VTODO\nSTATUS:CANCELLED\nEND:VTODO\nBEGIN:VEVENT\nSUMMARY:Ω\nDTSTART;TZID=Ω/Ω:20261124T180000\nEND:VEVENT\n\
         BEGIN:VEVENT\nSUMMARY:Ω\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:Ω\nEND:VEVENT\nEND:VEVENT\nBEGIN:VEVENT\nEND:VCALENDAR";
    for (format, content) in [("taskwarrior", tasks.as_str()), ("ics", calendar)] {
        let body = |partial| json!({ "format": format, "content": content, "partial": partial });
        let error = alice.call("data.import", body(false)).await.unwrap_err();
        whole(&error.message, format);
        whole(&error.hint.unwrap(), format);
        let report = alice.does("data.import", body(true)).await;
        let (refused, lost) = (report["refused"].as_array().unwrap(), report["lost"].as_array().unwrap());
        assert!(refused.len() > 1 && lost.len() > 1, "{report}");
        for refused in refused {
            // A property's name is the file's own.
            whole(&refused["reason"].as_str().unwrap().replace("DTSTART", "…"), format);
        }
        for lost in lost {
            whole(lost[0].as_str().unwrap(), format);
        }
    }
    let history = alice.ask(ListHistory::default()).await;
    whole(&history.entries[0].label, "the step of an import");
}

#[tokio::test]
async fn refusals_speak_the_language() {
    let alice = accented().await;
    let task = id(&alice.does("task.add", json!({ "title": "Γάλα" })).await);
    let nobody = "0198a5f0-0000-7000-8000-000000000000";
    for (name, body) in [
        ("task.add", json!({ "title": " " })),
        ("task.add", json!({ "title": "Ω".repeat(600) })),
        ("task.add", json!({ "title": "Ω", "tags": ["Ω Ω"] })),
        ("task.add", json!({ "title": "Ω", "due": "Ωμέγα" })),
        ("task.add", json!({ "title": "Ω", "estimate_minutes": 0 })),
        ("task.edit", json!({ "id": task, "parent": task })),
        ("task.show", json!({ "id": nobody })),
        ("task.complete", json!({ "ids": [] })),
        // The words that a field knows are those of the query language, in every language.
        ("task.list", json!({ "query": "due:Ω" })),
        ("area.add", json!({ "name": "Σπίτι" })),
        ("goal.show", json!({ "id": nobody })),
        ("event.add", json!({ "title": "Ω", "start": "today 6pm", "end": "today 5pm" })),
        ("note.show", json!({ "id": nobody })),
        ("trash.put", json!({ "ids": [] })),
        ("capture.when", json!({ "text": "Ω" })),
        ("settings.edit", json!({ "settings": { "day_begins": 22 } })),
        ("chat.say", json!({ "text": " " })),
    ] {
        let error = alice.call(name, body.clone()).await.unwrap_err();
        whole(&error.message, &format!("{name} {body}"));
        if let Some(hint) = &error.hint {
            whole(hint, name);
        }
    }
}
