use super::*;
use crate::{Id, ObjectId};

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn habit(rhythm: Rhythm, begins: &str, checks: &[&str]) -> Habit {
    Habit {
        id: HabitId::of(ObjectId::new(0, [0; 10])),
        title: Title::parse("Walk").unwrap(),
        notes: Body::default(),
        area: None,
        tags: BTreeSet::new(),
        rhythm,
        begins: date(begins),
        time: None,
        reminders: Vec::new(),
        nag_minutes: None,
        quantity: None,
        checks: checks.iter().map(|day| Check { day: date(day), at: None, thousandths: None }).collect(),
        pauses: BTreeSet::new(),
        archived: false,
        position: Position::new(),
        created_at: Timestamp::UNIX_EPOCH,
        trashed: false,
    }
}

fn rule(rrule: &str) -> Rhythm {
    Rhythm::Rule { rrule: rrule.into() }
}

const WEEKLY: Rhythm = Rhythm::Times { times: 3, per: Per::Week };

/// `x` was done, `.` was not, `p` was paused; the last is `today`.
fn daily(marks: &str, today: &str) -> Habit {
    let today = date(today);
    let begins = today.saturating_sub((marks.len() as i64 - 1).days());
    let mut habit = habit(Rhythm::DAILY, &begins.to_string(), &[]);
    for (n, mark) in marks.chars().enumerate() {
        let day = begins.saturating_add((n as i64).days());
        match mark {
            'x' => drop(habit.checks.insert(Check { day, at: None, thousandths: None })),
            'p' => drop(habit.pauses.insert(Pause { from: day, to: Some(day) })),
            _ => {}
        }
    }
    habit
}

#[test]
fn consistency_of_days() {
    for (marks, expected) in [
        // Too early to say.
        ("x", None),
        ("xxx.", None),
        // The day under way is no miss.
        ("xxxx.", Some((100, 4, 4))),
        ("xxxxx", Some((100, 5, 5))),
        ("....", None),
        (".....", Some((0, 4, 0))),
        // The latest of four weighs 4 of 10.
        ("...x.", Some((40, 4, 1))),
        ("x....", Some((10, 4, 1))),
        (".xxx.", Some((90, 4, 3))),
        // A gap costs little, and nothing that was done is lost.
        ("xxxxxxxxxxxxxxxxxxxxxxxxxxx.x", Some((93, 28, 27))),
        ("xxxxxxxxxxxxxxxxx.xxxxxxxxxxxx", Some((96, 28, 27))),
        // Pauses are passed over.
        ("xxxxpppppp.", Some((100, 4, 4))),
        (".xxxppp.", Some((90, 4, 3))),
        ("pppppppp", None),
    ] {
        let found = daily(marks, "2026-11-21").consistency(date("2026-11-21"), Weekday::Monday);
        assert_eq!(found.map(|c| (c.percent, c.periods, c.met)), expected, "{marks}");
    }
}

#[test]
fn consistency_of_weeks() {
    // Mondays: 2026-10-19, 10-26, 11-02, 11-09, 11-16.
    let full = ["2026-10-19", "2026-10-20", "2026-10-21"];
    let weeks = |checks: &[&str]| habit(WEEKLY, "2026-10-19", checks);
    let percent = |habit: &Habit| habit.consistency(date("2026-11-21"), Weekday::Monday).map(|c| c.percent);
    let of = |days: &[&str]| {
        let mut all = full.to_vec();
        all.extend(days);
        percent(&weeks(&all))
    };
    assert_eq!(of(&[]), Some(10), "the first of four weeks");
    assert_eq!(of(&["2026-11-09", "2026-11-10"]), Some(37), "two of three times are two thirds");
    assert_eq!(of(&["2026-11-16", "2026-11-17"]), Some(10), "the week under way waits");
    assert_eq!(of(&["2026-11-16", "2026-11-17", "2026-11-18"]), Some(40), "and counts once it is kept");
    let mut paused = weeks(&full);
    paused.pauses.insert(Pause { from: date("2026-10-26"), to: Some(date("2026-11-15")) });
    assert_eq!(percent(&paused), None, "one week is left to look at");
}

#[test]
fn a_period_asks_for_the_part_that_was_not_paused() {
    for (begins, pause, expected) in [
        ("2026-11-01", None, 3),
        ("2026-11-01", Some(("2026-11-09", Some("2026-11-10"))), 2),
        ("2026-11-01", Some(("2026-11-09", Some("2026-11-13"))), 1),
        ("2026-11-01", Some(("2026-11-09", Some("2026-11-14"))), 0),
        ("2026-11-01", Some(("2026-11-02", None)), 0),
        // Begun on a Friday.
        ("2026-11-13", None, 1),
    ] {
        let mut habit = habit(WEEKLY, begins, &[]);
        habit.pauses.extend(pause.map(|(from, to)| Pause { from: date(from), to: to.map(date) }));
        assert_eq!(habit.tally(date("2026-11-11"), Weekday::Monday).target / 1000, expected, "{pause:?}");
    }
}

#[test]
fn which_days_a_habit_is_on() {
    let saturday = date("2026-11-21");
    for (rhythm, checks, on, open) in [
        (Rhythm::DAILY, vec![], true, true),
        (Rhythm::DAILY, vec!["2026-11-21"], true, false),
        (WEEKLY, vec![], true, true),
        (WEEKLY, vec!["2026-11-21"], true, false),
        (WEEKLY, vec!["2026-11-16", "2026-11-17", "2026-11-18"], false, false),
        (rule("FREQ=WEEKLY;BYDAY=SA"), vec![], true, true),
        (rule("FREQ=WEEKLY;BYDAY=FR"), vec![], false, false),
        (rule("FREQ=WEEKLY;BYDAY=FR"), vec!["2026-11-21"], true, false),
        (rule("FREQ=NONSENSE"), vec![], false, false),
    ] {
        let habit = habit(rhythm, "2026-11-01", &checks);
        assert_eq!(habit.on(saturday, Weekday::Monday), on, "{:?} {checks:?}", habit.rhythm);
        assert_eq!(habit.open(saturday, Weekday::Monday), open, "{:?} {checks:?}", habit.rhythm);
    }
    let mut later = habit(Rhythm::DAILY, "2026-12-01", &[]);
    assert!(!later.on(saturday, Weekday::Monday), "not before it begins");
    later.begins = saturday;
    later.pauses.insert(Pause { from: saturday, to: None });
    assert!(!later.on(saturday, Weekday::Monday), "nor while it is paused");
}

#[test]
fn a_little_late_counts_for_a_rule() {
    let fridays = habit(rule("FREQ=WEEKLY;BYDAY=FR"), "2026-10-23", &["2026-10-24", "2026-11-08"]);
    let found = fridays.consistency(date("2026-11-21"), Weekday::Monday).unwrap();
    // The 23rd and 6th were kept on the day after; the 30th and 13th were not; the 20th is under way.
    assert_eq!((found.periods, found.met, found.percent), (4, 2, 40));
}

#[test]
fn amounts_add_up() {
    let mut water = habit(Rhythm::Times { times: 8, per: Per::Day }, "2026-11-21", &[]);
    water.quantity = Some(Quantity { thousandths: 250_000, unit: "ml".into() });
    assert!(water.counts());
    let day = date("2026-11-21");
    for (n, thousandths) in [(1, None), (2, None), (3, Some(500_000))] {
        water.checks.insert(Check { day, at: Timestamp::from_second(n).ok(), thousandths });
    }
    let tally = water.tally(day, Weekday::Monday);
    assert_eq!((tally.done, tally.target, tally.share()), (1_000_000, 2_000_000, 500));
    assert!(water.open(day, Weekday::Monday));
}

#[test]
fn a_pause_ends_where_it_is_told() {
    let day = date("2026-11-21");
    let pause = |from: &str, to: Option<&str>| Pause { from: date(from), to: to.map(date) };
    for (held, expected) in [
        (pause("2026-11-01", None), Some((true, Some("2026-11-20")))),
        (pause("2026-11-01", Some("2026-12-01")), Some((true, Some("2026-11-20")))),
        (pause("2026-11-21", None), Some((false, None))),
        (pause("2026-11-01", Some("2026-11-20")), None),
    ] {
        let mut habit = habit(Rhythm::DAILY, "2026-10-01", &[]);
        habit.pauses.insert(held);
        let change = habit.resume(day);
        assert_eq!(
            change.first().map(|(_, rest)| (rest.is_some(), rest.and_then(|rest| rest.to))),
            expected.map(|(rest, to)| (rest, to.map(date))),
            "{held:?}"
        );
    }
}
