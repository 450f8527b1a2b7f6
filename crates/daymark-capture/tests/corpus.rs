//! The corpus: phrases written down before the grammar could read them, half of them held out.
//! What is measured, and how a line is written, is in `corpus/README.md`.

#![allow(clippy::unwrap_used)]

#[path = "corpus/judge.rs"]
mod judge;

use daymark_capture::{Language, Lexicon};

/// What the held-out half must keep: dates, sentences without one, recurrences, whole lines, in
/// hundredths. A little below what was measured, so that a new honest line may be hard.
const FLOORS: [(Language, [f64; 4]); 4] = [
    (Language::English, [96.0, 94.0, 95.0, 94.0]),
    (Language::German, [95.0, 95.0, 93.0, 95.0]),
    (Language::Spanish, [93.0, 93.0, 93.0, 95.0]),
    (Language::French, [95.0, 95.0, 93.0, 95.0]),
];

#[test]
fn the_half_that_was_held_out_is_read_as_people_mean_it() {
    for (language, floors) in FLOORS {
        let (score, _) = judge::measure(Lexicon::of(language), language.code(), false);
        for (class, floor) in ["dates", "plain", "repeats", "lines"].into_iter().zip(floors) {
            let share = score.share(class, true).unwrap();
            assert!(share >= floor, "{}: {share:.1} % of {class}, {floor} % are wanted", language.code());
        }
    }
}

#[test]
fn the_corpus_is_large_and_says_nothing_twice() {
    let mut english = 0;
    for language in Language::ALL {
        let entries = judge::corpus(language.code());
        let mut seen = std::collections::BTreeSet::new();
        for entry in &entries {
            assert!(seen.insert((entry.class, entry.text.clone())), "{} stands twice", entry.text);
            assert!(
                entry.class == judge::Class::Plain || !entry.meant.is_empty(),
                "{} means nothing",
                entry.text
            );
        }
        english = english.max(entries.len());
        assert!(entries.len() >= 150, "{} lines in {}", entries.len(), language.code());
    }
    assert!(english >= 1_000, "{english} lines in English");
}
