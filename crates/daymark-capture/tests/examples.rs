//! The window's examples of quick add are read as they are meant, in every language it speaks.

use daymark_capture::{Context, Language, parse};
use jiff::civil::{date, time};

#[test]
fn the_examples_of_the_window_are_understood() {
    let now: jiff::Zoned = "2026-11-21T09:00[UTC]".parse().unwrap();
    for (language, words) in [
        (Language::English, include_str!("../../../ui/locales/en/add.ftl")),
        (Language::German, include_str!("../../../ui/locales/de/add.ftl")),
        (Language::Spanish, include_str!("../../../ui/locales/es/add.ftl")),
    ] {
        let context = Context { language, ..Context::new(now.clone()) };
        let example = |name: &str| {
            let line = words.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "));
            parse(line.unwrap(), &context)
        };
        let call = example("add-example-1");
        let due = call.due.as_ref().map(|due| (due.date, due.time));
        assert_eq!(due, Some((date(2026, 11, 22), Some(time(15, 0, 0, 0)))), "{call:?}");
        assert_eq!(call.duration_minutes, Some(20), "{call:?}");
        let water = example("add-example-2");
        assert!(water.repeat.is_some() && water.tags.len() == 1, "{water:?}");
        let papers = example("add-example-3");
        assert!(papers.deadline.is_some() && papers.priority.is_some(), "{papers:?}");
    }
}
