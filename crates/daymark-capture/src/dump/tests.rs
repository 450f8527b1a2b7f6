use super::*;
use crate::Language;

fn context() -> Context {
    Context::new("2026-11-21T10:00[Europe/Berlin]".parse().unwrap())
}

/// The thoughts as an outline: two spaces for each step down, `x` for what is ticked, the day
/// behind an `@`.
fn outline(text: &str, context: &Context) -> Vec<String> {
    let pieces = dump(text, context);
    let mut at = 0;
    for piece in &pieces {
        assert_eq!(piece.start, at, "{text:?}");
        assert!(piece.words.0 >= piece.start && piece.words.1 <= piece.end, "{text:?}");
        at = piece.end;
        for span in piece.draft.iter().flat_map(|draft| &draft.spans) {
            assert_eq!(text[span.start..span.end], span.text);
        }
    }
    assert_eq!(at, text.len());
    let depth = |mut at: usize| {
        let mut depth = 0;
        while let Some(parent) = pieces[at].parent {
            assert!(parent < at && pieces[parent].draft.is_some());
            (at, depth) = (parent, depth + 1);
        }
        depth
    };
    let line = |(at, piece): (usize, &Piece)| {
        let draft = piece.draft.as_ref()?;
        let done = if piece.done { "x " } else { "" };
        let day = draft.day().map_or(String::new(), |day| format!(" @{}", day.strftime("%m-%d")));
        let area = draft.area.as_ref().map_or(String::new(), |area| format!(" +{area}"));
        Some(format!("{}{done}{}{day}{area}", "  ".repeat(depth(at)), draft.title))
    };
    pieces.iter().enumerate().filter_map(line).collect()
}

#[test]
fn thoughts_are_told_apart() {
    let context = Context { areas: vec!["Health".into()], ..context() };
    for (text, expected) in [
        (
            "- buy milk tomorrow\n\n1. [x] call Ana\n  * Größe 42 by friday\r\n-5 degrees\nlast",
            &["buy milk @11-22", "x call Ana", "  Größe 42", "-5 degrees", "last"][..],
        ),
        (
            "call mum. buy milk tomorrow. Also book the dentist",
            &["call mum", "buy milk @11-22", "book the dentist"],
        ),
        ("wash the car and then call the bank", &["wash the car", "call the bank"]),
        ("call Dr. Meier on 24. Nov. at 3.30 p.m. about it", &["call Dr. Meier about it @11-24"]),
        ("stop and then go", &["stop and then go"]),
        ("Really? Ask Ada about it! Then sleep well", &["Really? Ask Ada about it!", "Then sleep well"]),
        ("see \"first. and then second\" tonight", &["see \"first. and then second\" @11-21"]),
        ("pay rent; call Ada; milk tomorrow", &["pay rent", "call Ada", "milk @11-22"]),
        ("Party:\n- cake\n- balloons\nsleep", &["Party", "  cake", "  balloons", "sleep"]),
        ("Party\n\tcake\n\t\teggs\n\tballoons", &["Party", "  cake", "    eggs", "  balloons"]),
        ("1) one thing\n2) other thing\n   a) its step", &["one thing", "other thing", "  its step"]),
        ("Tomorrow:\n- milk\n- eggs friday\n\nrest", &["milk @11-22", "eggs @11-27", "rest"]),
        (
            "# Health\ncall the doctor\n## Teeth\nfloss",
            &["call the doctor +Health", "Teeth +Health", "  floss +Health"],
        ),
        ("note: one. two things. three things", &["one. two things. three things"]),
        ("look at https://a.example/b. c and then go home", &["look at https://a.example/b. c", "go home"]),
        ("", &[]),
        ("\n - \n", &[]),
    ] {
        assert_eq!(outline(text, &context), expected, "{text:?}");
    }
}

#[test]
fn each_language_has_its_words_between() {
    for (language, text, expected) in [
        (
            Language::German,
            "Mama anrufen und dann Milch kaufen. Außerdem Zahnarzt morgen um 9",
            &["Mama anrufen", "Milch kaufen", "Zahnarzt @11-22"],
        ),
        (
            Language::Spanish,
            "llamar a mamá y luego comprar leche. Además dentista mañana a las 9",
            &["llamar a mamá", "comprar leche", "dentista @11-22"],
        ),
        (
            Language::French,
            "appeler maman et ensuite acheter du lait. Aussi dentiste demain à 9h",
            &["appeler maman", "acheter du lait", "dentiste @11-22"],
        ),
    ] {
        assert_eq!(outline(text, &Context { language, ..context() }), expected);
    }
    let german = Context { language: Language::German, ..context() };
    assert_eq!(outline("Termin am 24. November bei Dr. Huber, z.B. um 9", &german).len(), 1);
}

#[test]
fn a_muted_range_counts_in_the_whole_dump() {
    let text = "- a\n- milk tomorrow";
    let muted = Context { muted: vec![(text.find("tomorrow").unwrap(), text.len())], ..context() };
    let draft = dump(text, &muted).pop().unwrap().draft.unwrap();
    assert_eq!((draft.title.as_str(), draft.due), ("milk tomorrow", None));
}
