//! What people type, against what the rules make of it: `utterances.txt`.

#![allow(clippy::unwrap_used, reason = "a test")]

use daymark_agent::{Intent, Registry, Routed};

struct Line<'a> {
    number: usize,
    intents: Vec<&'a str>,
    text: &'a str,
    slots: Vec<(&'a str, &'a str)>,
}

fn lines(file: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    for (at, line) in file.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let mut parts = line.splitn(3, '|').map(str::trim);
        let intents = parts.next().unwrap().split('/').collect();
        let text = parts.next().unwrap_or_else(|| panic!("line {}: no utterance", at + 1));
        let slots = parts.next().unwrap_or("").split(';').filter_map(|slot| slot.trim().split_once('='));
        found.push(Line { number: at + 1, intents, text, slots: slots.collect() });
    }
    found
}

fn name(routed: Option<&Routed>) -> &str {
    routed.map_or("none", |routed| routed.intent.name())
}

fn check(file: &str) -> (usize, Vec<String>, Vec<String>) {
    let registry = shared();
    let now = "2026-11-24T09:12[Europe/Berlin]".parse().unwrap();
    let (mut misses, mut wrong_actions) = (Vec::new(), Vec::new());
    let lines = lines(file);
    for line in &lines {
        let routed = registry.route(line.text, &now);
        let got = name(routed.as_ref());
        let right = line.intents.contains(&got);
        let slots = line
            .slots
            .iter()
            .all(|(slot, said)| routed.as_ref().and_then(|routed| routed.slot(slot)) == Some(*said));
        if !right || !slots {
            let heard = routed.as_ref().map(|routed| &routed.slots);
            misses.push(format!(
                "{}: '{}' is {got} {heard:?}, not {:?} {:?}",
                line.number, line.text, line.intents, line.slots
            ));
        }
        if !right && routed.as_ref().is_some_and(|routed| routed.intent.changes()) {
            wrong_actions.push(format!("{}: '{}' is {got}", line.number, line.text));
        }
    }
    (lines.len(), misses, wrong_actions)
}

#[test]
fn rules_understand_what_people_type() {
    let (all, misses, wrong_actions) = check(include_str!("utterances.txt"));
    let right = all - misses.len();
    println!("{right} of {all} right");
    assert!(all >= 200);
    assert!(wrong_actions.is_empty(), "changes that nobody asked for:\n{}", wrong_actions.join("\n"));
    assert!(right * 100 >= all * 95, "{right} of {all} right; missed:\n{}", misses.join("\n"));
    for miss in misses {
        println!("{miss}");
    }
}

#[test]
fn every_example_is_answered_by_its_own_intent() {
    let registry = shared();
    let now = "2026-11-24T09:12[Europe/Berlin]".parse().unwrap();
    for view in registry.list() {
        assert!(!view.about.is_empty() && !view.examples.is_empty(), "{} says nothing of itself", view.name);
        for example in &view.examples {
            assert_eq!(name(registry.route(example, &now).as_ref()), view.name, "{example}");
        }
    }
}

#[test]
fn every_intent_is_registered() {
    let names: Vec<_> = Registry::standard().list().into_iter().map(|view| view.name).collect();
    for intent in Intent::ALL.iter().filter(|intent| **intent != Intent::Clarify) {
        assert!(names.iter().any(|name| name == intent.name()), "{} has no patterns", intent.name());
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 200, ..Default::default() })]
    #[test]
    fn no_line_breaks_the_router(text in "(add|move|done|what|remind me|i have|\"|')?.{0,60}") {
        let now = "2026-11-24T09:12[Europe/Berlin]".parse().unwrap();
        if let Some(routed) = shared().route(&text, &now) {
            proptest::prop_assert!((0.0..=1.0).contains(&routed.confidence));
            let _ = shared().fill(&routed, &text, &now);
        }
    }
}

fn shared() -> &'static Registry {
    static SHARED: std::sync::OnceLock<Registry> = std::sync::OnceLock::new();
    SHARED.get_or_init(Registry::standard)
}
