use jiff::civil::{Date, DateTime, Weekday, date, datetime};
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::{ObjectId, When};

fn rule(text: &str) -> Rule {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn falls(text: &str, start: Date, n: usize) -> String {
    rule(text).dates(start).take(n).map(|day| day.to_string()).collect::<Vec<_>>().join(" ")
}

fn timed(start: DateTime, zone: &str, rules: &[&str]) -> Series {
    let start = When::at(start.date(), start.time(), zone);
    Series::new(start, rules.iter().map(|text| rule(text)).collect(), &TimeZone::UTC)
}

fn of_days(start: Date, rules: &[&str]) -> Series {
    Series::new(When::day(start), rules.iter().map(|text| rule(text)).collect(), &TimeZone::UTC)
}

fn names<'a>(ids: impl IntoIterator<Item = &'a RecurrenceId>) -> String {
    ids.into_iter().map(RecurrenceId::to_string).collect::<Vec<_>>().join(" ")
}

fn first(series: &Series, n: usize) -> String {
    names(&series.ids(None).take(n).collect::<Vec<_>>())
}

#[test]
fn whole_days() {
    let start = date(1997, 9, 2);
    for (text, start, expected) in [
        ("FREQ=YEARLY", date(2024, 2, 29), "2024-02-29 2028-02-29 2032-02-29"),
        ("FREQ=YEARLY;INTERVAL=100", date(2000, 2, 29), "2000-02-29 2400-02-29 2800-02-29"),
        ("FREQ=MONTHLY", date(2026, 1, 31), "2026-01-31 2026-03-31 2026-05-31"),
        ("FREQ=DAILY;UNTIL=19970904T000000Z", start, "1997-09-02 1997-09-03 1997-09-04"),
        ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=TH", start, "1998-12-31 2004-12-30 2009-12-31"),
        // The parts of a time are ignored for a day (section 3.3.10).
        ("FREQ=DAILY;BYHOUR=9,17;COUNT=3", start, "1997-09-02 1997-09-03 1997-09-04"),
        ("FREQ=HOURLY;INTERVAL=6", start, "1997-09-02 1997-09-03 1997-09-04"),
        ("FREQ=SECONDLY;BYDAY=MO", start, "1997-09-08 1997-09-15 1997-09-22"),
        // At the end of the calendar.
        ("FREQ=MONTHLY", date(9999, 11, 30), "9999-11-30 9999-12-30"),
        ("FREQ=HOURLY", date(9999, 12, 31), "9999-12-31"),
    ] {
        assert_eq!(falls(text, start, 3), expected, "{text}");
    }
}

#[test]
fn rules_that_never_fall_end() {
    for text in [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=HOURLY;INTERVAL=24;BYHOUR=5",
        "FREQ=SECONDLY;INTERVAL=60;BYSECOND=7",
        "FREQ=YEARLY;BYSETPOS=300",
        "FREQ=SECONDLY;BYSETPOS=-2",
        "FREQ=MONTHLY;BYDAY=53MO",
        "FREQ=YEARLY;BYWEEKNO=20;BYYEARDAY=1",
    ] {
        assert_eq!(rule(text).times(datetime(2026, 11, 21, 9, 0, 0, 0)).next(), None, "{text}");
    }
}

#[test]
fn hostile_rules_cost_little() {
    let start = datetime(1990, 1, 1, 0, 0, 0, 0);
    let far = datetime(2040, 1, 1, 0, 0, 0, 0);
    let all = |most| (0..most).map(|n: u32| n.to_string()).collect::<Vec<_>>().join(",");
    let every = format!("BYHOUR={};BYMINUTE={};BYSECOND={}", all(24), all(60), all(60));
    for (text, expected) in [
        (format!("FREQ=YEARLY;BYYEARDAY=-1;{every};BYSETPOS=-1"), Some("2040-12-31T23:59:59")),
        (format!("FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;{every}"), Some("2040-01-01T00:00:00")),
        ("FREQ=SECONDLY".into(), Some("2040-01-01T00:00:00")),
        ("FREQ=SECONDLY;COUNT=4000000000".into(), Some("2040-01-01T00:00:00")),
        ("FREQ=SECONDLY;BYSETPOS=1,-1".into(), Some("2040-01-01T00:00:00")),
        ("FREQ=SECONDLY;INTERVAL=4294967295".into(), Some("2126-02-07T06:28:15")),
        ("FREQ=YEARLY;INTERVAL=4294967295".into(), None),
        ("FREQ=DAILY;INTERVAL=4294967295;COUNT=4294967295".into(), None),
        // Too many to be counted: it ends instead.
        ("FREQ=SECONDLY;BYDAY=MO;COUNT=4000000000".into(), None),
    ] {
        let next = rule(&text).times(start).starting(far).next().map(|at| at.to_string());
        assert_eq!(next.as_deref(), expected, "{}", text.chars().take(60).collect::<String>());
    }
}

#[test]
fn refusals_name_the_part() {
    for (text, error) in [
        ("", "a rule needs FREQ, from YEARLY to SECONDLY"),
        ("FREQ=FORTNIGHTLY", "the part 'FREQ=FORTNIGHTLY' of the rule is not understood"),
        ("FREQ=DAILY;BYEASTER=0", "the part BYEASTER is not supported"),
        ("FREQ=DAILY;COUNT=2;COUNT=3", "the part COUNT stands in the rule twice"),
        ("FREQ=WEEKLY;BYDAY=XX", "the part 'BYDAY=XX' of the rule is not understood"),
        ("FREQ=WEEKLY;BYDAY=é", "the part 'BYDAY=é' of the rule is not understood"),
        ("FREQ=DAILY;INTERVAL=0", "the part 'INTERVAL=0' of the rule is not understood"),
        ("FREQ=DAILY;INTERVAL=+2", "the part 'INTERVAL=+2' of the rule is not understood"),
        ("FREQ=DAILY;COUNT=0", "the part 'COUNT=0' of the rule is not understood"),
        ("FREQ=DAILY;COUNT=4294967296", "the part 'COUNT=4294967296' of the rule is not understood"),
        ("FREQ=DAILY;UNTIL=20260230", "the part 'UNTIL=20260230' of the rule is not understood"),
        ("FREQ=DAILY;BYHOUR=24", "the part 'BYHOUR=24' of the rule is not understood"),
        ("FREQ=DAILY;BYHOUR=", "the part 'BYHOUR=' of the rule is not understood"),
        ("FREQ=YEARLY;BYWEEKNO=54", "the part 'BYWEEKNO=54' of the rule is not understood"),
        ("FREQ=YEARLY;BYYEARDAY=0", "the part 'BYYEARDAY=0' of the rule is not understood"),
        ("FREQ=YEARLY;BYSETPOS=367", "the part 'BYSETPOS=367' of the rule is not understood"),
        ("DAILY", "the part 'DAILY' of the rule is not understood"),
    ] {
        assert_eq!(text.parse::<Rule>().unwrap_err().to_string(), error);
    }
    assert_eq!(
        format!("FREQ=DAILY;BYHOUR={}", "1,".repeat(9_000)).parse::<Rule>(),
        Err(RuleError::Long(8_000))
    );
}

#[test]
fn written_as_people_write_them() {
    for (text, expected) in [
        ("rrule:freq=weekly;byday=tu, th", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("FREQ=DAILY;INTERVAL=1;WKST=MO;", "FREQ=DAILY"),
        ("COUNT=3;FREQ=MONTHLY;BYDAY=+1MO", "FREQ=MONTHLY;BYDAY=1MO;COUNT=3"),
        ("FREQ=DAILY;UNTIL=20261231T235960Z", "FREQ=DAILY;UNTIL=20261231T235959Z"),
    ] {
        assert_eq!(rule(text).to_string(), expected);
    }
}

#[test]
fn a_series_puts_in_and_takes_out() {
    let mut series = timed(datetime(2026, 11, 3, 18, 0, 0, 0), "Europe/Berlin", &["FREQ=WEEKLY;COUNT=5"]);
    let id = |text: &str| text.parse::<RecurrenceId>().unwrap();
    series.also.extend([id("2026-11-05"), id("2026-11-10T18:00:00"), id("2026-11-01T07:00:00")]);
    series.skipped.extend([id("2026-11-17T18:00:00"), id("2026-11-24")]);
    series.changed.insert(id("2026-12-01T18:00:00"), ObjectId::new(0, [0; 10]));
    assert_eq!(
        first(&series, 9),
        "2026-11-01T07:00:00 2026-11-03T18:00:00 2026-11-05T18:00:00 2026-11-10T18:00:00",
        "a date put in takes the time of the start, a time that is there already comes once"
    );
    assert!(series.has(&id("2026-11-24T18:00:00")) && !series.has(&id("2026-11-25T18:00:00")));
    let alone = of_days(date(2026, 11, 3), &[]);
    assert_eq!(first(&alone, 3), "2026-11-03");
}

#[test]
fn the_id_of_an_instance_is_the_same_everywhere() {
    let series: ObjectId = "0198a5f0-0000-7000-8000-000000000000".parse().unwrap();
    let id: RecurrenceId = "2026-12-01T18:00".parse().unwrap();
    assert_eq!(id.object(series).to_string(), "53721cf3-0eee-5d16-b4bc-8f34b488bafd");
    assert_eq!(id.object(series), RecurrenceId::compact("20261201T180000").unwrap().object(series));
    assert_ne!(id.object(series), RecurrenceId::day(id.date).object(series));
}

#[test]
fn an_end_in_utc_is_an_instant() {
    // 01:30 comes twice on this day; the first is before the end, the second after.
    let ends = |until: &str| {
        let text = format!("FREQ=DAILY;BYHOUR=0,1,2;BYMINUTE=30;UNTIL={until}");
        timed(datetime(2026, 11, 1, 0, 30, 0, 0), "America/New_York", &[&text]).instances(None).count()
    };
    assert_eq!(ends("20261101T043000Z"), 1);
    assert_eq!(ends("20261101T052959Z"), 1);
    assert_eq!(ends("20261101T053000Z"), 2);
    assert_eq!(ends("20261101T061500Z"), 2, "01:15 again, which is after 01:30");
    assert_eq!(ends("20261101T073000Z"), 3);
}

#[test]
fn a_time_in_a_gap_comes_once_and_in_order() {
    let series =
        timed(datetime(2026, 3, 8, 1, 30, 0, 0), "America/New_York", &["FREQ=MINUTELY;INTERVAL=45;COUNT=5"]);
    let said: Vec<String> = series
        .instances(None)
        .map(|instance| instance.at.to_zoned(series.zone.clone()).strftime("%H:%M").to_string())
        .collect();
    // 02:15 is read as 03:15, after the 03:00 that follows it on the clock.
    assert_eq!(said, ["01:30", "03:00", "03:15", "03:45", "04:30"]);
}

#[test]
fn a_cut_loses_nothing() {
    let id = |text: &str| text.parse::<RecurrenceId>().unwrap();
    for (rules, at, before, after) in [
        (
            "FREQ=WEEKLY;BYDAY=TU",
            "2026-11-17T18:00:00",
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261117T165959Z",
            "FREQ=WEEKLY;BYDAY=TU",
        ),
        (
            "FREQ=DAILY;COUNT=10",
            "2026-11-07T18:00:00",
            "FREQ=DAILY;UNTIL=20261107T165959Z",
            "FREQ=DAILY;COUNT=6",
        ),
        (
            "FREQ=DAILY;UNTIL=20261201",
            "2026-11-07T18:00:00",
            "FREQ=DAILY;UNTIL=20261107T165959Z",
            "FREQ=DAILY;UNTIL=20261201",
        ),
    ] {
        let whole = timed(datetime(2026, 11, 3, 18, 0, 0, 0), "Europe/Berlin", &[rules]);
        let (one, two) = whole.split(&id(at)).unwrap();
        assert_eq!((one.rules[0].to_string(), two.rules[0].to_string()), (before.into(), after.into()));
        let parts: Vec<_> = one.ids(None).chain(two.ids(None)).take(20).collect();
        assert_eq!(parts, whole.ids(None).take(20).collect::<Vec<_>>(), "{rules}");
    }
    let mut whole = of_days(date(2026, 11, 3), &["FREQ=WEEKLY;COUNT=4"]);
    whole.also.extend([id("2026-11-12"), id("2026-11-30")]);
    whole.skipped.extend([id("2026-11-10"), id("2026-11-17")]);
    for at in ["2026-11-12", "2026-11-17", "2026-11-24", "2026-11-30"] {
        let (one, two) = whole.split(&id(at)).unwrap();
        let parts: Vec<_> = one.ids(None).chain(two.ids(None)).collect();
        assert_eq!(parts, whole.ids(None).collect::<Vec<_>>(), "cut at {at}");
    }
    assert_eq!(whole.split(&id("2026-11-03")), None, "nothing lies before the first");
    assert_eq!(whole.split(&id("2026-11-04")), None, "it is no instance");
}

#[test]
fn the_next_of_a_task_never_piles_up() {
    let next = |text: &str, after: bool, due: &str, done: &str| {
        let due: RecurrenceId = due.parse().unwrap();
        let start = When { date: due.date, time: due.time, zone: None };
        let series = Series::new(start, Vec::new(), &TimeZone::UTC);
        let repeat = Repeat { rrule: text.into(), after_completion: after };
        let next = repeat.next(&series, done.parse().unwrap()).unwrap();
        next.map_or("-".into(), |next| format!("{} {}", next.at, next.repeat.rrule))
    };
    for (text, after, due, done, expected) in [
        ("FREQ=WEEKLY;BYDAY=TU", false, "2026-11-03", "2026-11-03T10:00", "2026-11-10 FREQ=WEEKLY;BYDAY=TU"),
        ("FREQ=WEEKLY;BYDAY=TU", false, "2026-11-03", "2026-11-21T10:00", "2026-11-24 FREQ=WEEKLY;BYDAY=TU"),
        (
            "FREQ=WEEKLY;BYDAY=TU",
            false,
            "2026-11-03T20:00",
            "2026-11-10T10:00",
            "2026-11-17T20:00:00 FREQ=WEEKLY;BYDAY=TU",
        ),
        ("FREQ=DAILY;INTERVAL=3", true, "2026-11-03", "2026-11-21T10:00", "2026-11-24 FREQ=DAILY;INTERVAL=3"),
        ("FREQ=DAILY", true, "2026-11-03T08:00", "2026-11-21T23:50", "2026-11-22T08:00:00 FREQ=DAILY"),
        (
            "FREQ=HOURLY;INTERVAL=4",
            false,
            "2026-11-03T08:00",
            "2026-11-03T13:00",
            "2026-11-03T16:00:00 FREQ=HOURLY;INTERVAL=4",
        ),
        (
            "FREQ=HOURLY;INTERVAL=4",
            true,
            "2026-11-03T08:00",
            "2026-11-03T13:10:30",
            "2026-11-03T17:10:00 FREQ=HOURLY;INTERVAL=4",
        ),
        (
            "FREQ=DAILY;BYHOUR=8,20",
            false,
            "2026-11-03T08:00",
            "2026-11-03T09:00",
            "2026-11-03T20:00:00 FREQ=DAILY;BYHOUR=8,20",
        ),
        // A COUNT is used up, also by what was missed.
        ("FREQ=DAILY;COUNT=5", false, "2026-11-03", "2026-11-03T09:00", "2026-11-04 FREQ=DAILY;COUNT=4"),
        ("FREQ=DAILY;COUNT=5", false, "2026-11-03", "2026-11-05T09:00", "2026-11-06 FREQ=DAILY;COUNT=2"),
        ("FREQ=DAILY;COUNT=5", false, "2026-11-03", "2026-11-21T09:00", "-"),
        ("FREQ=DAILY;COUNT=1", false, "2026-11-03", "2026-11-03T09:00", "-"),
        ("FREQ=DAILY;COUNT=2", true, "2026-11-03", "2026-11-09T09:00", "2026-11-10 FREQ=DAILY;COUNT=1"),
        ("FREQ=DAILY;COUNT=1", true, "2026-11-10", "2026-11-10T09:00", "-"),
        ("FREQ=DAILY;UNTIL=20261104", false, "2026-11-04", "2026-11-04T09:00", "-"),
    ] {
        assert_eq!(next(text, after, due, done), expected, "{text} due {due} done {done}");
    }
}

#[test]
fn a_rule_moves_with_its_start() {
    let at = |text: &str| text.parse::<DateTime>().unwrap();
    for (text, old, new, expected) in [
        ("FREQ=WEEKLY;BYDAY=TU", "2026-11-03T18:00", "2026-11-05T18:00", "FREQ=WEEKLY;BYDAY=TH"),
        ("FREQ=WEEKLY;BYDAY=TU,SA", "2026-11-03T18:00", "2026-11-02T18:00", "FREQ=WEEKLY;BYDAY=MO,FR"),
        ("FREQ=WEEKLY;BYDAY=TU", "2026-11-03T18:00", "2026-11-03T19:00", "FREQ=WEEKLY;BYDAY=TU"),
        ("FREQ=MONTHLY;BYMONTHDAY=3", "2026-11-03T18:00", "2026-11-05T18:00", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("FREQ=MONTHLY;BYDAY=1TU", "2026-11-03T18:00", "2026-11-11T18:00", "FREQ=MONTHLY;BYDAY=2WE"),
        ("FREQ=MONTHLY;BYDAY=-1TU", "2026-11-24T18:00", "2026-11-19T18:00", "FREQ=MONTHLY;BYDAY=-2TH"),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=1",
            "2026-11-03T18:00",
            "2026-11-05T18:00",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=1",
        ),
        ("FREQ=DAILY;BYHOUR=18", "2026-11-03T18:00", "2026-11-03T19:30", "FREQ=DAILY;BYHOUR=19"),
        ("FREQ=DAILY;BYHOUR=8,18", "2026-11-03T18:00", "2026-11-03T19:30", "FREQ=DAILY;BYHOUR=8,18"),
    ] {
        let repeat = Repeat { rrule: text.into(), after_completion: false };
        assert_eq!(repeat.moved(at(old), at(new)).rrule, expected, "{text} from {old} to {new}");
    }
}

fn weekday() -> impl Strategy<Value = Weekday> {
    (0..7_i8).prop_map(|n| Weekday::from_monday_zero_offset(n).unwrap())
}

fn list<T: Clone + std::fmt::Debug + 'static>(
    one: impl Strategy<Value = T> + 'static,
) -> impl Strategy<Value = Vec<T>> {
    prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(one, 1..4)]
}

fn frequency() -> impl Strategy<Value = Frequency> {
    prop_oneof![
        Just(Frequency::Secondly),
        Just(Frequency::Minutely),
        Just(Frequency::Hourly),
        Just(Frequency::Daily),
        Just(Frequency::Weekly),
        Just(Frequency::Monthly),
        Just(Frequency::Yearly),
    ]
}

fn moment() -> impl Strategy<Value = DateTime> {
    (1990..2050_i16, 1..=12_i8, 1..=28_i8, 0..24_i8, 0..60_i8, 0..60_i8).prop_map(
        |(year, month, day, hour, minute, second)| datetime(year, month, day, hour, minute, second, 0),
    )
}

fn any_until() -> impl Strategy<Value = Option<Until>> {
    prop::option::weighted(
        0.3,
        moment().prop_flat_map(|at| {
            prop_oneof![Just(Until::Day(at.date())), Just(Until::Local(at)), Just(Until::Utc(at))]
        }),
    )
}

prop_compose! {
    fn any_rule()(
        (freq, interval, count, until, week_start) in
            (frequency(), 1..40_u32, prop::option::weighted(0.3, 1..50_u32), any_until(), weekday()),
        (by_second, by_minute, by_hour) in (list(0..=60_i8), list(0..60_i8), list(0..24_i8)),
        by_day in list((prop::option::weighted(0.3, prop_oneof![-5..0_i8, 1..=5_i8]), weekday())
            .prop_map(|(nth, day)| ByDay { nth, day })),
        by_month_day in list(prop_oneof![-31..0_i8, 1..=31_i8]),
        by_year_day in list(prop_oneof![-366..0_i16, 1..=366_i16]),
        by_week_no in list(prop_oneof![-53..0_i8, 1..=53_i8]),
        by_month in list(1..=12_i8),
        by_set_pos in list(prop_oneof![-6..0_i16, 1..=6_i16]),
    ) -> Rule {
        Rule { freq, interval, count, until, by_second, by_minute, by_hour, by_day, by_month_day,
               by_year_day, by_week_no, by_month, by_set_pos, week_start }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back(rule in any_rule()) {
        prop_assert_eq!(rule.to_string().parse::<Rule>(), Ok(rule));
    }

    #[test]
    fn any_text_is_read_soundly(text in "([A-Z]{2,9}=[-+0-9A-Z,é]{0,12};?){0,5}") {
        if let Ok(rule) = text.parse::<Rule>() {
            prop_assert_eq!(rule.to_string().parse::<Rule>(), Ok(rule));
        }
    }

    #[test]
    fn instances_ascend_from_the_start_within_count_and_until(rule in any_rule(), start in moment()) {
        let all: Vec<DateTime> = rule.times(start).take(30).collect();
        prop_assert!(all.windows(2).all(|two| two[0] < two[1]), "{all:?}");
        prop_assert!(all.iter().all(|at| *at >= start));
        if let Some(count) = rule.count {
            prop_assert!(all.len() <= count as usize);
        }
        if let Some(until) = rule.until {
            prop_assert!(all.iter().all(|at| *at <= until.last(None)));
        }
        // An end takes away what lies behind it and nothing else.
        let endless = Rule { count: None, until: None, ..rule.clone() };
        let expected: Vec<DateTime> = endless
            .times(start)
            .take_while(|at| rule.until.is_none_or(|until| *at <= until.last(None)))
            .take(rule.count.map_or(30, |count| count.min(30) as usize))
            .collect();
        prop_assert_eq!(all, expected);
    }

    #[test]
    fn entering_equals_walking(rule in any_rule(), start in moment(), at in 0..25_usize) {
        let all: Vec<DateTime> = rule.times(start).take(30).collect();
        if let Some(&from) = all.get(at) {
            let entered: Vec<DateTime> = rule.times(start).starting(from).take(30 - at).collect();
            prop_assert_eq!(&entered[..], &all[at..]);
            let just_after = from.saturating_add(jiff::Span::new().seconds(1));
            let entered: Vec<DateTime> = rule.times(start).starting(just_after).take(29 - at).collect();
            prop_assert_eq!(&entered[..], &all[at + 1..]);
        }
    }

    #[test]
    fn a_cut_at_any_instance_loses_nothing(rule in any_rule(), start in moment(), at in 1..12_usize) {
        let whole = Series::new(When { date: start.date(), time: Some(start.time()), zone: None }, vec![rule], &TimeZone::UTC);
        let all: Vec<RecurrenceId> = whole.ids(None).take(20).collect();
        if let Some((one, two)) = all.get(at).and_then(|id| whole.split(id)) {
            let parts: Vec<RecurrenceId> = one.ids(None).chain(two.ids(None)).take(20).collect();
            prop_assert_eq!(parts, all);
        }
    }
}
