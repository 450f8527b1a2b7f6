//! The iterator against what python-dateutil and libical say; `golden/make.py` writes the tables.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use daymark_domain::When;
use daymark_domain::recurrence::{RecurrenceId, Rule, Series};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Case {
    name: String,
    start: DateTime,
    zone: Option<String>,
    lines: Vec<String>,
    instances: Vec<String>,
    /// That there are no others.
    all: bool,
}

fn cases(table: &str) -> Vec<Case> {
    table.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn series(case: &Case) -> Series {
    let here = case.zone.as_deref().map_or(TimeZone::UTC, |name| TimeZone::get(name).unwrap());
    let start = When { date: case.start.date(), time: Some(case.start.time()), zone: case.zone.clone() };
    let mut series = Series::new(start, Vec::new(), &here);
    for line in &case.lines {
        match line.split_once(':').unwrap() {
            ("RRULE", rule) => series.rules.push(rule.parse::<Rule>().unwrap()),
            ("RDATE", at) => drop(series.also.insert(RecurrenceId::compact(at).unwrap())),
            (_, at) => drop(series.skipped.insert(RecurrenceId::compact(at).unwrap())),
        }
    }
    series
}

fn said(series: &Series, from: Option<DateTime>, most: usize) -> Vec<String> {
    series
        .instances(from)
        .take(most)
        .map(|instance| match instance.when.zone {
            None => instance.id.to_string(),
            Some(_) => instance.at.to_zoned(series.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        })
        .collect()
}

/// How many cases a table has, each of them as it says.
fn holds(table: &str) -> usize {
    let cases = cases(table);
    let mut wrong = Vec::new();
    for case in &cases {
        let most = case.instances.len() + usize::from(case.all);
        let said = said(&series(case), None, most);
        if said != case.instances {
            wrong.push(format!(
                "{} from {}: {:?}\n  said     {said:?}\n  expected {:?}",
                case.name, case.start, case.lines, case.instances
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} differ:\n{}",
        wrong.len(),
        cases.len(),
        wrong[..wrong.len().min(12)].join("\n")
    );
    cases.len()
}

#[test]
fn every_example_of_rfc_5545() {
    assert_eq!(holds(include_str!("golden/rfc5545.jsonl")), 45);
}

#[test]
fn every_case_of_the_tests_of_dateutil() {
    assert_eq!(holds(include_str!("golden/dateutil.jsonl")), 235);
}

#[test]
fn random_rules() {
    assert_eq!(holds(include_str!("golden/random.jsonl")), 700);
}

#[test]
fn clocks_that_change() {
    assert_eq!(holds(include_str!("golden/zones.jsonl")), 672);
}

/// Entering a rule in its middle gives what walking gives.
#[test]
fn fast_forward_equals_walking() {
    let tables = [
        include_str!("golden/rfc5545.jsonl"),
        include_str!("golden/dateutil.jsonl"),
        include_str!("golden/random.jsonl"),
    ];
    for case in tables.into_iter().flat_map(cases) {
        let series = series(&case);
        let walked: Vec<RecurrenceId> = series.ids(None).take(case.instances.len()).collect();
        // Every place of a few, the ends and the middle of many.
        let places: Vec<usize> = match walked.len() {
            n @ 0..6 => (0..n).collect(),
            n => vec![0, 1, n / 2, n - 2, n - 1],
        };
        for at in places {
            let id = walked[at];
            let entered: Vec<RecurrenceId> = series.ids(Some(id.civil())).take(walked.len() - at).collect();
            assert_eq!(entered, walked[at..], "{} {:?} from {id}", case.name, case.lines);
        }
    }
}
