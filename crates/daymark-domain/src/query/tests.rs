#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

use jiff::Timestamp;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;

use super::*;
use crate::{AreaId, GoalId, Id, ObjectId, ProjectId, TaskId};

/// Saturday the 21st of November 2026, UTC, one area and one goal.
struct Here;

impl Names for Here {
    fn today(&self) -> Date {
        date(2026, 11, 21)
    }
    fn week_start(&self) -> Weekday {
        Weekday::Monday
    }
    fn day(&self, words: &str) -> Option<Date> {
        (words == "friday").then_some(date(2026, 11, 27))
    }
    fn begins(&self, day: Date) -> Timestamp {
        day.to_zoned(jiff::tz::TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |at| at.timestamp())
    }
    fn area(&self, name: &str) -> Option<AreaId> {
        name.eq_ignore_ascii_case("Deep Work").then(|| AreaId::of(ObjectId::new(1, [1; 10])))
    }
    fn goal(&self, name: &str) -> Option<GoalId> {
        (name == "Run").then(|| GoalId::of(ObjectId::new(2, [2; 10])))
    }
    fn filter(&self, name: &str) -> Option<String> {
        let saved = [
            ("Quick wins", "estimate<=15m sort:estimate group:area limit:7"),
            ("Deep", "area:\"Deep Work\" @quick-wins"),
            ("Done", "status:done"),
            ("Lost", "area:Gone"),
            ("Broken", "due:"),
            ("Through", "x or @lost"),
            ("One", "@two"),
            ("Two", "-@one"),
            ("All", "sort:title"),
        ];
        saved.iter().find(|(saved, _)| same_name(saved, name)).map(|(_, query)| (*query).to_owned())
    }
    fn project(&self, name: &str) -> Option<ProjectId> {
        (name == "shed").then(|| ProjectId::of(ObjectId::new(3, [3; 10])))
    }
    fn task(&self, name: &str) -> Option<TaskId> {
        (name == "paint").then(|| TaskId::of(ObjectId::new(4, [4; 10])))
    }
}

#[test]
fn a_query_has_one_canonical_form() {
    for (text, canonical) in [
        ("", ""),
        ("  call   Ada ", "call Ada"),
        ("\"call ada\"", "\"call ada\""),
        ("status=open AND due<=friday", "status:open due<=friday"),
        ("a or b c", "a or (b c)"),
        ("(a or b) c", "(a or b) c"),
        ("a or (b or c)", "a or b or c"),
        ("((a))", "a"),
        ("not a", "-a"),
        ("not not a", "--a"),
        ("-(a b)", "-(a b)"),
        ("#home -#work", "tag:home -tag:work"),
        ("tag:a,b", "tag:a,b"),
        ("@\"Quick wins\" -@done", "filter:\"Quick wins\" -filter:done"),
        ("saved:a,b a@b @ x", "filter:a,b a@b @ x"),
        ("area:\"Deep Work\"", "area:\"Deep Work\""),
        ("due:next week x", "due:\"next week\" x"),
        ("due:next friday", "due:\"next friday\""),
        ("due:next dentist", "due:next dentist"),
        ("day:2026-12 prio>=medium", "due:2026-12 priority>=medium"),
        ("sort:due,-priority group:area limit:20", "sort:due,priority group:area limit:20"),
        ("limit:5 x sort:+priority,-due", "x sort:+priority,-due limit:5"),
        ("re: invoice", "re: invoice"),
        ("http://example.org/a?b=c", "http://example.org/a?b=c"),
        ("12:30 <3 :) #", "12:30 <3 \":)\" #"),
        ("call(x)", "\"call(x)\""),
        ("a b) c", "a \"b)\" c"),
        ("\"say \\\"hi\\\"\"", "\"say \\\"hi\\\"\""),
        ("and-roll nothing oregano", "and-roll nothing oregano"),
    ] {
        let query = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(query.to_string(), canonical, "{text}");
        assert_eq!(parse(canonical).unwrap(), query, "{text}");
    }
}

#[test]
fn errors_point_at_the_character() {
    for (text, at, said) in [
        ("duee:friday", 0, "'duee' is no field"),
        ("x stat:open", 2, "'stat' is no field"),
        ("due: x", 4, "a value is expected after 'due'"),
        ("tag:a,", 6, "a value is expected after 'tag'"),
        ("area<home", 4, "'area' takes ':' only"),
        ("due<a,b", 6, "one value is expected after 'due'"),
        ("a (b", 2, "this parenthesis is not closed"),
        ("a )", 2, "no parenthesis was opened before"),
        ("a or", 4, "a condition is expected here"),
        ("or a", 0, "a condition is expected here"),
        ("a and", 5, "a condition is expected here"),
        ("and a", 0, "a condition is expected here"),
        ("()", 1, "a condition is expected here"),
        ("not", 3, "a condition is expected here"),
        ("a \"b", 2, "this quote is not closed"),
        ("(a sort:due)", 3, "'sort' stands by itself, outside of parentheses and after no 'not'"),
        ("not limit:3", 4, "'limit' stands by itself, outside of parentheses and after no 'not'"),
        ("limit:many", 6, "'many' is not a number"),
        (
            "ä sort:x",
            7,
            "'sort' knows due, start, deadline, priority, created, completed, title, estimate, position, and not 'x'",
        ),
    ] {
        let error = parse(text).unwrap_err();
        assert_eq!((error.at, error.kind.to_string().as_str()), (at, said), "{text}");
    }
    let near = |text: &str| match parse(text).unwrap_err().kind {
        Trouble::Field { near, .. } => near,
        other => panic!("{other}"),
    };
    assert_eq!(near("duee:x"), Some(Field::Due));
    assert_eq!(near("prioritty:x"), Some(Field::Priority));
    assert_eq!(near("stat:x"), Some(Field::Status));
    assert_eq!(near("zzz:x"), None);
}

#[test]
fn hostile_text_meets_limits() {
    let kind = |text: String| parse(&text).unwrap_err().kind;
    assert_eq!(kind("(".repeat(3_000)), Trouble::TooDeep { most: MOST_DEPTH });
    assert_eq!(kind("-".repeat(3_000) + "x"), Trouble::TooDeep { most: MOST_DEPTH });
    assert_eq!(kind("not ".repeat(900)), Trouble::TooDeep { most: MOST_DEPTH });
    assert_eq!(kind("a ".repeat(200)), Trouble::TooMany { most: MOST_CONDITIONS });
    assert_eq!(kind("a".repeat(5_000)), Trouble::TooLong { most: MOST_CHARACTERS });
}

fn bound(text: &str) -> Wanted {
    parse(text).unwrap().bind(&Here).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn days_in_words_are_days() {
    let days = |text: &str| match bound(&format!("status:any {text}")).condition {
        Condition::All(parts) => match parts.last() {
            Some(Condition::Day { from, to, .. }) => {
                let show = |day: &Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
                format!("{}..{}", show(from), show(to))
            }
            other => panic!("{text}: {other:?}"),
        },
        other => panic!("{other:?}"),
    };
    for (text, expected) in [
        ("due:today", "2026-11-21..2026-11-21"),
        ("due:Tomorrow", "2026-11-22..2026-11-22"),
        ("due:overdue", "..2026-11-20"),
        ("due:week", "..2026-11-27"),
        ("due:this week", "2026-11-16..2026-11-22"),
        ("due:next week", "2026-11-23..2026-11-29"),
        ("due:last-week", "2026-11-09..2026-11-15"),
        ("due:this month", "2026-11-01..2026-11-30"),
        ("due:next month", "2026-12-01..2026-12-31"),
        ("due:2026-12", "2026-12-01..2026-12-31"),
        ("due:2027", "2027-01-01..2027-12-31"),
        ("due:2026-12-24", "2026-12-24..2026-12-24"),
        ("due:friday", "2026-11-27..2026-11-27"),
        ("due<friday", "..2026-11-26"),
        ("due<=friday", "..2026-11-27"),
        ("due>friday", "2026-11-28.."),
        ("due>=next week", "2026-11-23.."),
        ("due>next week", "2026-11-30.."),
        ("due<next week", "..2026-11-22"),
        ("due:+3d", "2026-11-24..2026-11-24"),
        ("due:-1w", "2026-11-14..2026-11-14"),
        ("due:2026-12-01..2026-12-24", "2026-12-01..2026-12-24"),
        ("due:today..", "2026-11-21.."),
        ("due:..friday", "..2026-11-27"),
        ("deadline:2026-11", "2026-11-01..2026-11-30"),
        ("due>overdue", "2026-11-21.."),
    ] {
        assert_eq!(days(text), expected, "{text}");
    }
}

#[test]
fn names_become_ids_and_unknown_ones_are_pointed_at() {
    assert_eq!(
        bound("area:\"deep work\"").condition,
        Condition::All(vec![Condition::Open, Condition::Area(AreaId::of(ObjectId::new(1, [1; 10])))])
    );
    for (text, at, end) in [
        ("x area:home", 7, 11),
        ("goal:Walk", 5, 9),
        ("status:x", 7, 8),
        ("is:x", 3, 4),
        ("tag:a priority:urgent", 15, 21),
        ("due:someday-ish", 4, 15),
        ("due:2026-13", 4, 11),
        ("estimate>long", 9, 13),
    ] {
        let error = parse(text).unwrap().bind(&Here).unwrap_err();
        assert_eq!((error.at, error.end), (at, end), "{text}");
    }
}

#[test]
fn what_is_left_unsaid() {
    let opens = |text: &str| match bound(text).condition {
        Condition::All(parts) => parts.first() == Some(&Condition::Open),
        _ => false,
    };
    for (text, open) in [
        ("", true),
        ("x", true),
        ("status:started", true),
        ("status:any", false),
        ("status:done", false),
        ("x or is:done", false),
        ("completed>-7d", false),
    ] {
        assert_eq!(opens(text), open, "{text}");
    }
    for (text, key) in [
        ("x", SortKey::Created),
        ("status:done", SortKey::Completed),
        ("due:today", SortKey::Day),
        ("due:none", SortKey::Created),
        ("goal:Run", SortKey::Position),
        ("goal:Run due:today", SortKey::Day),
        ("due:today sort:title", SortKey::Title),
    ] {
        assert_eq!(bound(text).sort.first().map(|by| by.key), Some(key), "{text}");
    }
}

#[test]
fn comparing_numbers() {
    let last = |text: &str| match bound(text).condition {
        Condition::All(mut parts) => parts.pop().unwrap(),
        other => other,
    };
    for (text, from, to) in [
        ("priority:high", 3, 3),
        ("priority>=medium", 2, 3),
        ("priority<medium", 0, 1),
        ("priority>low", 1, 3),
        ("priority:none", 1, 1),
    ] {
        assert_eq!(last(text), Condition::Priority { from, to }, "{text}");
    }
    assert_eq!(last("priority>high"), Condition::Any(Vec::new()));
    for (text, from, to) in [
        ("estimate<=30", 0, 30),
        ("estimate:1h30", 90, 90),
        ("estimate>1.5h", 91, u32::MAX),
        ("estimate<1h", 0, 59),
    ] {
        assert_eq!(last(text), Condition::Estimate { from, to }, "{text}");
    }
    assert_eq!(last("estimate<0"), Condition::Any(Vec::new()));
}

#[test]
fn saved_filters_stand_for_what_they_ask() {
    let bound = |text: &str| parse(text).unwrap().bind(&Here);
    for (text, plain) in [
        ("@quick-wins", "estimate<=15m sort:estimate group:area limit:7"),
        ("@quick-wins limit:3 sort:due", "estimate<=15m sort:due group:area limit:3"),
        ("#phone @quick-wins", "#phone estimate<=15m sort:estimate group:area"),
        ("-@quick-wins", "-estimate<=15m"),
        ("@done #phone", "status:done #phone sort:+created"),
        ("@all", "sort:title"),
        ("filter:deep", "area:\"Deep Work\" estimate<=15m sort:estimate group:area"),
        ("filter:deep,done", "status:any (area:\"Deep Work\" estimate<=15m) or status:done"),
    ] {
        let (found, plain) = (bound(text).unwrap(), bound(plain).unwrap());
        // Where it is not about the order, it is not compared.
        assert_eq!((found.group, found.limit), (plain.group, plain.limit), "{text}");
        if !text.contains("done") {
            assert_eq!(found, plain, "{text}");
        }
    }
    assert_eq!(bound("@done").unwrap().condition, bound("status:done").unwrap().condition);
    for (text, at, end, said) in [
        ("x @nowhere", 3, 10, "there is no saved filter named 'nowhere'"),
        ("x @lost", 3, 7, "in the saved filter 'lost': there is no area named 'Gone'"),
        ("@through", 1, 8, "in the saved filter 'lost': there is no area named 'Gone'"),
        ("@broken", 1, 7, "in the saved filter 'broken': a value is expected after 'due'"),
        ("@one", 1, 4, "in the saved filter 'two': the saved filter 'one' asks for itself"),
    ] {
        let error = bound(text).unwrap_err();
        assert_eq!((error.at, error.end, error.kind.to_string().as_str()), (at, end, said), "{text}");
    }
    let own = parse("x @quick-wins").unwrap();
    assert!(matches!(own.bind_as("quick WINS", &Here).unwrap_err().kind, Trouble::Circle { .. }));
    assert!(own.bind_as("Other", &Here).is_ok());
}

#[test]
fn completion_knows_where_it_is() {
    let known = Known {
        areas: vec!["Deep Work".into(), "Health".into()],
        goals: vec![],
        projects: vec![],
        tags: vec!["home".into(), "phone".into()],
        filters: vec!["Quick wins".into()],
    };
    for (text, from, to, first) in [
        ("d", 0, 1, "due:"),
        ("x pri", 2, 5, "priority:"),
        ("-st", 1, 3, "status:"),
        ("area:", 5, 5, "\"Deep Work\""),
        ("area:he", 5, 7, "Health"),
        ("area:\"deep w", 5, 12, "\"Deep Work\""),
        ("status:o", 7, 8, "open"),
        ("tag:home,ph", 9, 11, "phone"),
        ("#p", 1, 2, "phone"),
        ("x @qu", 3, 5, "\"Quick wins\""),
        ("filter:", 7, 7, "\"Quick wins\""),
        ("(due:to", 5, 7, "today"),
        ("sort:-pr", 5, 8, "-priority"),
        ("a o", 2, 3, "or"),
    ] {
        let found = complete(text, text.chars().count(), &known);
        assert_eq!(
            (found.from, found.to, found.all.first().map(|one| one.text.as_str())),
            (from, to, Some(first)),
            "{text}"
        );
    }
    let texts: Vec<String> = complete("due", 3, &known).all.into_iter().map(|one| one.text).collect();
    assert_eq!(texts, ["due:", "due<", "due<=", "due>", "due>="]);
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("and"),
        Just("or"),
        Just("not"),
        Just("("),
        Just(")"),
        Just("-"),
        Just("\""),
        Just("\\"),
        Just(","),
        Just("#"),
        Just(":"),
        Just("<="),
        Just("due"),
        Just("tag:"),
        Just("area:\"Deep Work\""),
        Just("sort:-due"),
        Just("limit:3"),
        Just("group:area"),
        Just("next week"),
        Just("due:next"),
        Just("x"),
        Just("größe"),
        Just(".."),
        Just("priority>"),
        Just("low"),
        Just("estimate<"),
        Just("1e9h"),
        Just("-9999y"),
        Just("created:"),
    ];
    prop::collection::vec((piece, prop::bool::ANY), 0..25).prop_map(|all| {
        all.into_iter().map(|(piece, space)| format!("{piece}{}", if space { " " } else { "" })).collect()
    })
}

proptest! {
    #[test]
    fn nothing_panics_and_what_reads_reads_back(text in prop_oneof![pieces(), any::<String>()], at in 0usize..60) {
        complete(&text, at, &Known::default());
        match parse(&text) {
            Ok(query) => {
                let printed = query.to_string();
                let again = parse(&printed);
                prop_assert_eq!(again.as_ref(), Ok(&query), "{} printed as {}", text, printed);
                let _ = query.bind(&Here);
            }
            Err(error) => prop_assert!(error.at <= text.chars().count() && error.end >= error.at),
        }
    }
}
