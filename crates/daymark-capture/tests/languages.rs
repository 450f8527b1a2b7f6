//! A language is a data file: a few lines of German, read by the same code.

#![allow(clippy::unwrap_used)]

use daymark_capture::{Context, Lexicon, parse_in};

const GERMAN: &str = "
[number]
2 = zwei
[month]
11 = nov, november
[weekday]
2 = di, dienstag
5 = fr, freitag
[unit]
day = tag, tage, tagen
week = woche, wochen
[clock-unit]
1 = min, minuten
60 = h, stunde, stunden
[relative]
1 = morgen
2 = übermorgen
[glue]
x = am
[ordinal-end]
x = .
[rules.date]
relative = RELATIVE
weekday = WEEKDAY
offset = in N UNIT
month-day = DAY MONTH YEAR?
digits = DIGITS
[rules.time]
at = um? HOUR uhr | um CLOCK
[rules.length]
length = für? LENGTH
[rules.repeat]
every-unit = alle N UNIT | jeden UNIT
weekdays = jeden WEEKDAYS
other-weekdays = jeden zweiten WEEKDAYS
[rules.deadline]
by = bis MOMENT
";

#[test]
fn german_is_data() {
    let lexicon = Lexicon::read(GERMAN).unwrap();
    let context = Context::new("2026-11-21T10:00[Europe/Berlin]".parse().unwrap());
    for (text, expected) in [
        ("Zahnarzt Dienstag um 15 Uhr", "Zahnarzt|2026-11-24 15:00:00|-|-"),
        ("Bericht bis Freitag", "Bericht|-|2026-11-27|-"),
        ("Größe messen übermorgen", "Größe messen|2026-11-23|-|-"),
        ("Miete am 24. November", "Miete|2026-11-24|-|-"),
        ("Müll jeden zweiten Di", "Müll|2026-11-24|-|FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("Blumen alle 3 Tage", "Blumen|2026-11-21|-|FREQ=DAILY;INTERVAL=3"),
        ("Dentist tomorrow", "Dentist tomorrow|-|-|-"),
    ] {
        let draft = parse_in(&lexicon, text, &context);
        let when = |when: Option<daymark_domain::When>| {
            when.map_or("-".to_owned(), |when| {
                format!("{}{}", when.date, when.time.map_or(String::new(), |time| format!(" {time}")))
            })
        };
        let rule = draft.repeat.map_or("-".to_owned(), |repeat| repeat.rrule);
        let given = format!("{}|{}|{}|{rule}", draft.title, when(draft.due), when(draft.deadline));
        assert_eq!(given, expected, "{text}");
    }
}
