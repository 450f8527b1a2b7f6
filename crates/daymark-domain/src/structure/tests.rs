use std::collections::BTreeMap;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// `a>b c>d` means that a waits for b.
fn graph(text: &str) -> BTreeMap<char, Vec<char>> {
    let mut graph: BTreeMap<char, Vec<char>> = BTreeMap::new();
    for edge in text.split_whitespace() {
        let mut letters = edge.chars();
        let (from, to) = (letters.next().unwrap(), letters.nth(1).unwrap());
        graph.entry(from).or_default().push(to);
    }
    graph
}

#[test]
fn circles_are_found_and_named() {
    for (held, start, next, expected) in [
        ("", 'a', "a", "a"),
        ("b>a", 'a', "b", "ab"),
        ("b>c c>a", 'a', "b", "abc"),
        ("b>c c>d", 'a', "b", ""),
        ("b>c c>b", 'a', "b", ""),
        ("b>d c>d d>a", 'a', "bc", "acd"),
        ("b>c b>d d>e e>a", 'a', "b", "abde"),
    ] {
        let graph = graph(held);
        let next: Vec<char> = next.chars().collect();
        let found = circle(start, &next, |at| graph.get(&at).cloned().unwrap_or_default());
        assert_eq!(
            found.unwrap_or_default().into_iter().collect::<String>(),
            expected,
            "{held} {start}>{next:?}"
        );
    }
}

proptest! {
    /// What is refused would have closed a circle, and what is let through never does.
    #[test]
    fn letting_edges_in_one_by_one_never_makes_a_circle(edges in prop::collection::vec((0_u8..8, 0_u8..8), 0..40)) {
        let mut graph: BTreeMap<u8, Vec<u8>> = BTreeMap::new();
        for (from, to) in edges {
            let found = circle(from, &[to], |at| graph.get(&at).cloned().unwrap_or_default());
            let reaches = {
                let (mut open, mut seen) = (vec![to], std::collections::BTreeSet::from([to]));
                while let Some(at) = open.pop() {
                    for &one in graph.get(&at).into_iter().flatten() {
                        if seen.insert(one) { open.push(one); }
                    }
                }
                seen.contains(&from)
            };
            prop_assert_eq!(found.is_some(), reaches);
            match found {
                None => graph.entry(from).or_default().push(to),
                Some(way) => {
                    // It is a way, and it begins where the circle would close.
                    prop_assert_eq!(way[0], from);
                    prop_assert!(way.len() == 1 || way[1] == to);
                    for pair in way[1..].windows(2) {
                        prop_assert!(graph[&pair[0]].contains(&pair[1]));
                    }
                    prop_assert!(way.len() == 1 || graph[way.last().unwrap()].contains(&from));
                }
            }
        }
    }

    #[test]
    fn progress_lies_between_nothing_and_everything(tasks in 0_u32..50, done in 0_u32..50, minutes in 0_u32..5_000) {
        let done = done.min(tasks);
        let progress = Progress { tasks, done, estimated: tasks / 2, estimated_done: done / 2, minutes, minutes_done: minutes / 3 };
        let percent = progress.percent();
        prop_assert!(percent <= 100);
        prop_assert_eq!(percent == 100, tasks > 0 && done == tasks);
        prop_assert_eq!(percent == 0, done == 0);
    }
}

#[test]
fn progress_goes_by_estimates_where_there_are_some() {
    for (tasks, done, estimated, estimated_done, minutes, minutes_done, percent) in [
        (0, 0, 0, 0, 0, 0, 0),
        (4, 1, 0, 0, 0, 0, 25),
        // Ten minutes of a hundred.
        (2, 1, 2, 1, 100, 10, 10),
        // The third has no estimate and counts as the mean of fifty.
        (3, 1, 2, 1, 100, 10, 7),
        (3, 1, 2, 0, 100, 0, 33),
        (300, 299, 0, 0, 0, 0, 99),
        (300, 1, 0, 0, 0, 0, 1),
    ] {
        let progress = Progress { tasks, done, estimated, estimated_done, minutes, minutes_done };
        assert_eq!(progress.percent(), percent, "{progress:?}");
    }
}

#[test]
fn the_pace_compares_work_with_time() {
    let (from, target) = (date(2026, 1, 1), date(2026, 4, 11));
    for (today, tasks, done, expected) in [
        (date(2026, 1, 1), 10, 0, Pace::OnTrack),
        (date(2026, 1, 16), 10, 0, Pace::OnTrack),
        (date(2026, 1, 21), 10, 0, Pace::AtRisk),
        (date(2026, 2, 5), 10, 0, Pace::Behind),
        (date(2026, 2, 20), 10, 5, Pace::OnTrack),
        (date(2026, 4, 12), 10, 9, Pace::Behind),
        (date(2026, 4, 12), 10, 10, Pace::OnTrack),
        (date(2026, 2, 1), 0, 0, Pace::OnTrack),
        (date(2026, 3, 1), 0, 0, Pace::AtRisk),
    ] {
        let keeping = keeping(from, target, today, &Progress { tasks, done, ..Progress::default() });
        assert_eq!(keeping.pace, expected, "{today} {done}/{tasks}: {keeping:?}");
    }
}

#[test]
fn only_pages_and_mail_open() {
    for (url, opens) in [
        ("https://example.org/a?b#c", true),
        ("HTTP://example.org", true),
        ("mailto:ada@example.org", true),
        ("javascript:alert(1)", false),
        ("file:///etc/passwd", false),
        ("data:text/html,x", false),
        ("https://", false),
        ("https://a b", false),
        ("example.org", false),
        ("", false),
    ] {
        assert_eq!(WebLink::opens(url), opens, "{url}");
    }
}

#[test]
fn reviews_come_again() {
    assert_eq!(Cadence::Weekly.next(date(2026, 11, 21)), date(2026, 11, 28));
    assert_eq!(Cadence::Monthly.next(date(2026, 1, 31)), date(2026, 2, 28));
}
