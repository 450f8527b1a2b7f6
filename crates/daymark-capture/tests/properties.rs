//! What holds for every text, however hostile, and the exact shape of the page's own example.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use daymark_capture::{Context, Dialect, Language, dump, parse, say, when};
use daymark_domain::recurrence::Rule;
use daymark_domain::{Draft, Repeat, SpanKind};
use proptest::prelude::*;

fn context() -> Context {
    Context::new("2026-11-21T10:00[Europe/Berlin]".parse().unwrap())
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Spans are in order, apart, on boundaries and say what they cover; every word is in one of them
/// or in the title, in order.
fn sound(text: &str, draft: &Draft) {
    let mut at = 0;
    let mut outside = String::new();
    for span in &draft.spans {
        assert!(span.start >= at && span.end > span.start, "{text:?}: {:?}", draft.spans);
        assert_eq!(text.get(span.start..span.end), Some(span.text.as_str()), "{text:?}");
        outside.push_str(&text[at..span.start]);
        outside.push(' ');
        at = span.end;
    }
    outside.push_str(&text[at..]);
    assert_eq!(words(&outside), words(&draft.title), "{text:?} {:?}", draft.spans);
    assert!((0.0..=1.0).contains(&draft.confidence));
    for when in [&draft.due, &draft.start, &draft.end, &draft.deadline].into_iter().flatten() {
        assert_eq!(when.time.is_some(), when.zone.is_some(), "{text:?}");
    }
    // A chip and its field never disagree.
    for span in &draft.spans {
        let set = match span.kind {
            SpanKind::Date => draft.due.is_some() || draft.start.is_some() || draft.repeat.is_some(),
            SpanKind::Duration => draft.duration_minutes.is_some() || draft.end.is_some(),
            SpanKind::Deadline => draft.deadline.is_some(),
            SpanKind::Repeat => draft.repeat.is_some() || draft.end.is_some(),
            SpanKind::Reminder => !draft.reminders.is_empty(),
            SpanKind::Tag => !draft.tags.is_empty(),
            SpanKind::Area => draft.area.is_some(),
            SpanKind::Goal => draft.goal.is_some(),
            SpanKind::Project => draft.project.is_some(),
            SpanKind::Energy => draft.energy.is_some(),
            SpanKind::Priority | SpanKind::Kind => true,
        };
        assert!(set, "{text:?}: {span:?} is in no field of {draft:?}");
    }
    if let Some(repeat) = &draft.repeat {
        repeat.rrule.parse::<Rule>().unwrap_or_else(|e| panic!("{text:?}: {} {e}", repeat.rrule));
        assert!(draft.day().is_some(), "{text:?}: a repeat has a first day");
    }
}

/// Words that mean something, and marks, in any order.
fn babble() -> impl Strategy<Value = String> {
    babble_of(include_str!("../src/lang/en.txt"))
}

fn babble_of(language: &'static str) -> impl Strategy<Value = String> {
    let words: Vec<&'static str> = language
        .split(|c: char| c.is_whitespace() || "|=/?".contains(c))
        .filter(|word| {
            !word.is_empty()
                && word.chars().all(|c| c.is_alphanumeric() || c == '\'')
                && !word.chars().all(|c| c.is_uppercase())
        })
        .collect();
    let word = prop_oneof![
        8 => prop::sample::select(words).prop_map(str::to_owned),
        3 => (0u32..100).prop_map(|n| n.to_string()),
        1 => any::<u64>().prop_map(|n| n.to_string()),
        2 => prop::sample::select(vec![
            "3pm", "15:00", "1h30", "24.11.", "11/24", "2026-11-24", "#tag", "+area", "!high", "p1", "~low", "x5", "every!",
            "2-3pm", "nov", "29", "feb", "9999-12-31", "-9999-01-01", "\"", "'", "(", ")", "ß", "İ", "🙂", "e\u{301}",
        ]).prop_map(str::to_owned),
    ];
    let gap = prop::sample::select(vec![" ", " ", " ", " ", ", ", "", "-", ".", ":", "/", "\n", "\u{a0}"]);
    prop::collection::vec((word, gap), 0..14)
        .prop_map(|list| list.into_iter().map(|(word, gap)| word + gap).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_soundly(text in "\\PC{0,120}") {
        sound(&text, &parse(&text, &context()));
        let _ = when(&text, &context());
    }

    #[test]
    fn any_characters_are_read_soundly(text in any::<String>()) {
        sound(&text, &parse(&text, &context()));
    }

    #[test]
    fn babble_is_read_soundly(text in babble(), day_first: bool, sunday: bool) {
        let week_start = if sunday { jiff::civil::Weekday::Sunday } else { jiff::civil::Weekday::Monday };
        sound(&text, &parse(&text, &Context { day_first, week_start, ..context() }));
        let _ = when(&text, &context());
    }

    #[test]
    fn babble_of_other_languages_and_dialects_is_read_soundly(
        german in babble_of(include_str!("../src/lang/de.txt")),
        spanish in babble_of(include_str!("../src/lang/es.txt")),
        french in babble_of(include_str!("../src/lang/fr.txt")),
        dialect in prop::sample::select(vec![Dialect::Todoist, Dialect::SuperProductivity, Dialect::Vikunja, Dialect::Taskwarrior]),
    ) {
        for (language, text) in [(Language::German, german), (Language::Spanish, spanish), (Language::French, french)] {
            let context = Context { language, dialect, ..context() };
            sound(&text, &parse(&text, &context));
            let _ = when(&text, &context);
        }
    }

    #[test]
    fn babble_is_read_at_the_edges_of_time(text in babble(), edge in 0..3) {
        let now = ["-009999-01-03T00:00[UTC]", "9999-12-30T12:00[UTC]", "2026-03-29T01:59:59[Europe/Berlin]"][edge as usize];
        sound(&text, &parse(&text, &Context::new(now.parse().unwrap())));
    }

    #[test]
    fn muted_bytes_are_never_in_a_span(text in babble(), from in 0usize..60, length in 0usize..30) {
        let muted = vec![(from, from + length)];
        let draft = parse(&text, &Context { muted, ..context() });
        sound(&text, &draft);
        for span in &draft.spans {
            prop_assert!(span.end <= from || span.start >= from + length || length == 0, "{:?}", span);
        }
    }

    #[test]
    fn a_dump_covers_its_input(lines in prop::collection::vec(babble(), 0..6)) {
        let text = lines.join("\n- ");
        let mut at = 0;
        for piece in dump(&text, &context()) {
            prop_assert_eq!(piece.start, at);
            at = piece.end;
            for span in piece.draft.iter().flat_map(|draft| &draft.spans) {
                prop_assert_eq!(&text[span.start..span.end], &span.text);
            }
        }
        prop_assert_eq!(at, text.len());
    }

    #[test]
    fn what_is_said_reads_back(
        freq in prop::sample::select(vec!["DAILY", "WEEKLY", "WEEKLY;BYDAY=TU", "WEEKLY;BYDAY=MO,WE,FR", "WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            "MONTHLY", "MONTHLY;BYMONTHDAY=15", "MONTHLY;BYMONTHDAY=1,15", "MONTHLY;BYMONTHDAY=-1", "MONTHLY;BYDAY=-1FR",
            "MONTHLY;BYDAY=2TU", "YEARLY", "YEARLY;BYMONTH=5;BYMONTHDAY=5", "YEARLY;BYMONTH=11;BYDAY=4TH",
            "HOURLY", "MINUTELY", "DAILY;BYHOUR=8,20", "WEEKLY;BYDAY=MO,TH;BYHOUR=9,14,20", "MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2", "MONTHLY;BYDAY=1MO,3MO", "MONTHLY;BYMONTHDAY=-2"]),
        interval in 1u32..6,
        ends in prop::sample::select(vec!["", ";COUNT=5", ";UNTIL=20281224"]),
        after_completion: bool,
    ) {
        let rule: Rule = format!("FREQ={freq};INTERVAL={interval}{ends}").parse().unwrap();
        let repeat = Repeat { rrule: rule.to_string(), after_completion };
        let said = say(&repeat);
        let draft = parse(&said, &context());
        prop_assert_eq!(draft.repeat.as_ref(), Some(&repeat), "{}: {:?}", said, draft);
        prop_assert_eq!(draft.title, "");
    }
}

#[test]
fn the_example_of_the_command_line_page() {
    let draft = parse("Dentist Tue 3pm for 30m #health !high", &context());
    let json = serde_json::to_value(&draft).unwrap();
    let expected = serde_json::json!({
        "kind": "task", "title": "Dentist",
        "due": {"date": "2026-11-24", "time": "15:00", "zone": "Europe/Berlin"},
        "start": null, "end": null, "deadline": null, "duration_minutes": 30, "repeat": null, "tags": ["health"],
        "area": null, "goal": null, "project": null, "priority": "high", "energy": null, "reminders": [],
        "spans": [
            {"start": 8, "end": 15, "kind": "date", "text": "Tue 3pm"},
            {"start": 16, "end": 23, "kind": "duration", "text": "for 30m"},
            {"start": 24, "end": 31, "kind": "tag", "text": "#health"},
            {"start": 32, "end": 37, "kind": "priority", "text": "!high"},
        ],
        "confidence": draft.confidence,
    });
    assert_eq!(json, expected);
    assert!((draft.confidence - 0.98).abs() < 0.001);
}

#[test]
fn the_example_of_quick_add() {
    let draft = parse("Physio every other tue 3pm for 45m #health remind me an hour before", &context());
    let spans: Vec<&str> = draft.spans.iter().map(|span| span.text.as_str()).collect();
    assert_eq!(spans, ["every other tue 3pm", "for 45m", "#health", "remind me an hour before"]);
    assert_eq!(say(draft.repeat.as_ref().unwrap()), "Every 2 weeks on Tuesday");
}

#[test]
fn a_tapped_span_is_text() {
    let muted = Context { muted: vec![(8, 15)], ..context() };
    let draft = parse("Dentist Tue 3pm for 30m", &muted);
    assert_eq!(
        (draft.title.as_str(), draft.due, draft.duration_minutes),
        ("Dentist Tue 3pm", None, Some(30))
    );
}

#[test]
fn date_phrases() {
    let all = |text: &str| {
        when(text, &context()).map(|found| {
            let end = found.end.map_or(String::new(), |end| format!(" to {end}"));
            let rule = found.repeat.map_or(String::new(), |repeat| format!(" {}", repeat.rrule));
            format!("{}{end}{rule}{}", found.start, if found.all_day { " all day" } else { "" })
        })
    };
    for (text, expected) in [
        ("tue 3pm", "2026-11-24T15:00:00+01:00[Europe/Berlin]"),
        ("tuesday", "2026-11-24T00:00:00+01:00[Europe/Berlin] all day"),
        (
            "this weekend",
            "2026-11-21T00:00:00+01:00[Europe/Berlin] to 2026-11-22T00:00:00+01:00[Europe/Berlin] all day",
        ),
        (
            "nov 24-26",
            "2026-11-24T00:00:00+01:00[Europe/Berlin] to 2026-11-26T00:00:00+01:00[Europe/Berlin] all day",
        ),
        (
            "tomorrow 2-3pm",
            "2026-11-22T14:00:00+01:00[Europe/Berlin] to 2026-11-22T15:00:00+01:00[Europe/Berlin]",
        ),
        (
            "tomorrow 2pm for 30m",
            "2026-11-22T14:00:00+01:00[Europe/Berlin] to 2026-11-22T14:30:00+01:00[Europe/Berlin]",
        ),
        ("in 2 hours", "2026-11-21T12:00:00+01:00[Europe/Berlin]"),
        ("by friday", "2026-11-27T00:00:00+01:00[Europe/Berlin] all day"),
        ("every tue 3pm", "2026-11-24T15:00:00+01:00[Europe/Berlin] FREQ=WEEKLY;BYDAY=TU"),
        ("1 july at noon", "2027-07-01T12:00:00+02:00[Europe/Berlin]"),
    ] {
        assert_eq!(all(text).as_deref(), Some(expected), "{text}");
    }
    for text in ["", "dentist", "dentist tomorrow", "32 november", "25:00"] {
        assert_eq!(all(text), None, "{text}");
    }
}

#[test]
fn what_lies_behind_the_bound_is_title() {
    let text = format!("{}tomorrow", "word ".repeat(400));
    let draft = parse(&text, &context());
    assert_eq!(draft.due, None);
    sound(&text, &draft);
    assert!(parse("tomorrow call Ana", &context()).due.is_some());
}

#[test]
fn long_and_hostile_texts_are_read_soundly() {
    for piece in [
        "a week from ",
        "every mon and ",
        "3pm to ",
        "in in ",
        "((\"'",
        "nov 24 - ",
        "1h30",
        "#a",
        "tomorrow ",
        "9".repeat(40).as_str(),
        "on the last friday of every month until ",
    ] {
        let text = piece.repeat(4_000 / piece.len());
        sound(&text, &parse(&text, &context()));
    }
}
