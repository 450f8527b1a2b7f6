//! The same wish in the signs of other planners, and the rules a person may set.

#![allow(clippy::unwrap_used)]

use daymark_capture::{Context, Dialect, Language, NextWeekday, parse, when};
use daymark_domain::Draft;
use jiff::civil::Weekday;

fn context() -> Context {
    Context::new("2026-11-21T14:00[Europe/Berlin]".parse().unwrap())
}

/// title|due|start|duration|tags|project|priority|repeat
fn written(draft: &Draft) -> String {
    let when = |when: &Option<daymark_domain::When>| {
        when.as_ref().map_or("-".to_owned(), |when| {
            format!("{}{}", when.date, when.time.map_or(String::new(), |t| t.strftime("T%H:%M").to_string()))
        })
    };
    let word = serde_json::to_value(draft.priority).unwrap();
    [
        draft.title.clone(),
        when(&draft.due),
        when(&draft.start),
        draft.duration_minutes.map_or("-".to_owned(), |n| n.to_string()),
        draft.tags.join(","),
        draft.project.clone().unwrap_or_default(),
        word.as_str().unwrap_or_default().to_owned(),
        draft.repeat.as_ref().map(|repeat| repeat.rrule.clone()).unwrap_or_default(),
    ]
    .join("|")
}

#[test]
fn each_dialect_has_its_own_signs() {
    use Dialect::{Daymark, SuperProductivity, Taskwarrior, Todoist, Vikunja};
    for (dialect, text, expected) in [
        (Daymark, "Pay rent fri #home p1", "Pay rent|2026-11-27|-|-|home||high|"),
        (Daymark, "Pay rent fri @home", "Pay rent @home|2026-11-27|-|-||||"),
        (Todoist, "Pay rent fri p1 #Home @errand @bank", "Pay rent|2026-11-27|-|-|errand,bank|Home|high|"),
        (
            Todoist,
            "Pay rent every! 3 days +Bob !x",
            "Pay rent +Bob !x|2026-11-21|-|-||||FREQ=DAILY;INTERVAL=3",
        ),
        (Todoist, "mail bob@example.com tomorrow", "mail bob@example.com|2026-11-22|-|-||||"),
        (SuperProductivity, "Pay rent #home @fri 30m", "Pay rent|2026-11-27|-|30|home|||"),
        (SuperProductivity, "Pay rent +Flat @tomorrow 4pm 1h", "Pay rent|2026-11-22T16:00|-|60||Flat||"),
        (Vikunja, "Pay rent *home !1 +Flat fri", "Pay rent|2026-11-27|-|-|home|Flat|low|"),
        (Vikunja, "Pay rent !5 tomorrow at 17:00 #4", "Pay rent #4|2026-11-22T17:00|-|-|||high|"),
        (Taskwarrior, "Pay rent project:Home due:tomorrow +bank", "Pay rent|2026-11-22|-|-|bank|Home||"),
        (Taskwarrior, "Pay rent due:eom pri:H", "Pay rent|2026-11-30|-|-|||high|"),
        (Taskwarrior, "Pay rent due:2026-12-01 scheduled:mon", "Pay rent|2026-12-01|2026-11-23|-||||"),
        (Taskwarrior, "Pay rent due:3days recur:weekly", "Pay rent|2026-11-24|-|-||||FREQ=WEEKLY"),
        (
            Taskwarrior,
            "Pay rent due:fri recur:2wks #not a tag",
            "Pay rent #not a tag|2026-11-27|-|-||||FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
        ),
    ] {
        let draft = parse(text, &Context { dialect, ..context() });
        assert_eq!(written(&draft), expected, "{dialect:?}: {text}");
    }
}

#[test]
fn a_setting_names_a_dialect() {
    for (name, dialect) in [
        ("todoist", Some(Dialect::Todoist)),
        ("Super-Productivity", Some(Dialect::SuperProductivity)),
        ("vikunja", Some(Dialect::Vikunja)),
        ("taskwarrior", Some(Dialect::Taskwarrior)),
        ("daymark", Some(Dialect::Daymark)),
        ("outlook", None),
    ] {
        assert_eq!(Dialect::named(name), dialect, "{name}");
    }
}

#[test]
fn a_locale_names_a_language() {
    for (locale, language) in [
        ("de", Some(Language::German)),
        ("de-AT", Some(Language::German)),
        ("es_MX.UTF-8", Some(Language::Spanish)),
        ("FR", Some(Language::French)),
        ("en-GB", Some(Language::English)),
        ("pt-BR", None),
        ("", None),
    ] {
        assert_eq!(Language::named(locale), language, "{locale}");
    }
    let german = Context { language: Language::German, ..context() };
    assert_eq!(written(&parse("Zahnarzt morgen um 9", &german)), "Zahnarzt|2026-11-22T09:00|-|-||||");
    assert_eq!(parse("Zahnarzt morgen um 9", &context()).due, None);
}

#[test]
fn a_date_alone_may_be_said_in_english_in_every_language() {
    for (language, own) in
        [(Language::German, "morgen"), (Language::Spanish, "mañana"), (Language::French, "demain")]
    {
        let context = Context { language, ..context() };
        for text in [own, "tomorrow", "2026-11-22"] {
            let found = when(text, &context).unwrap_or_else(|| panic!("{language:?}: {text}"));
            assert_eq!(found.start.date().to_string(), "2026-11-22", "{language:?}: {text}");
        }
        // Within a text the person's language decides.
        assert_eq!(parse("call tomorrow", &context).due, None);
    }
}

#[test]
fn what_words_leave_open_is_the_persons_choice() {
    let wednesday = || Context::new("2026-11-18T14:00[Europe/Berlin]".parse().unwrap());
    for (next_weekday, text, expected) in [
        (NextWeekday::OfNextWeek, "next friday", "2026-11-27"),
        (NextWeekday::Nearest, "next friday", "2026-11-20"),
        (NextWeekday::AfterNearest, "next friday", "2026-11-27"),
        (NextWeekday::AfterNearest, "next tuesday", "2026-12-01"),
        (NextWeekday::Nearest, "friday next week", "2026-11-27"),
        (NextWeekday::AfterNearest, "next friday at 3pm", "2026-11-27"),
    ] {
        let found = when(text, &Context { next_weekday, ..wednesday() }).unwrap();
        assert_eq!(found.start.date().to_string(), expected, "{next_weekday:?}: {text}");
    }
    for (week_start, text, expected) in [
        (Weekday::Monday, "next week", "2026-11-23"),
        (Weekday::Sunday, "next week", "2026-11-22"),
        (Weekday::Monday, "next sunday", "2026-11-29"),
        (Weekday::Sunday, "next sunday", "2026-11-22"),
        (Weekday::Monday, "end of the week", "2026-11-22"),
        (Weekday::Sunday, "end of the week", "2026-11-21"),
    ] {
        let found = when(text, &Context { week_start, ..wednesday() }).unwrap();
        assert_eq!(found.start.date().to_string(), expected, "{week_start:?}: {text}");
    }
    for (day_first, text, expected) in
        [(true, "3/4", "2027-04-03"), (false, "3/4", "2027-03-04"), (false, "25/12", "2026-12-25")]
    {
        let found = when(&format!("on {text}"), &Context { day_first, ..wednesday() }).unwrap();
        assert_eq!(found.start.date().to_string(), expected, "{day_first}: {text}");
    }
}

#[test]
fn a_date_that_is_asked_for_may_lie_behind_and_a_plan_may_not() {
    for (text, expected) in [
        ("yesterday", "2026-11-20"),
        ("2 days ago", "2026-11-19"),
        ("last friday", "2026-11-20"),
        ("last christmas", "2025-12-25"),
        ("june", "2027-06-01"),
    ] {
        assert_eq!(when(text, &context()).unwrap().start.date().to_string(), expected, "{text}");
        let draft = parse(&format!("report {text}"), &context());
        assert_eq!((draft.due, draft.title), (None, format!("report {text}")));
    }
}

#[test]
fn a_zone_that_is_named_is_kept() {
    for (text, time, zone) in [
        ("call tue 15:00 New York time", "15:00", "America/New_York"),
        ("call tue 9am UTC", "09:00", "UTC"),
        ("call tue 9am UTC+2", "09:00", "Etc/GMT-2"),
        ("call tue 9am UTC+5:30", "04:30", "Europe/Berlin"),
        ("call tue 9am", "09:00", "Europe/Berlin"),
    ] {
        let due = parse(text, &context()).due.unwrap();
        let given = (due.time.unwrap().strftime("%H:%M").to_string(), due.zone.unwrap());
        assert_eq!(given, (time.to_owned(), zone.to_owned()), "{text}");
    }
}
