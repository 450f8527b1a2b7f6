use super::*;
use jiff::civil::date;

fn berlin() -> TimeZone {
    TimeZone::get("Europe/Berlin").unwrap()
}

fn slot(day: Date, clock: &str) -> Slot {
    let (hour, minute) = clock.split_once(':').unwrap();
    Slot { date: day, minute: hour.parse::<u32>().unwrap() * 60 + minute.parse::<u32>().unwrap() }
}

fn said(slot: Slot) -> String {
    format!("{} {:02}:{:02}", slot.date, slot.minute / 60, slot.minute % 60)
}

#[test]
fn what_is_at_the_same_time_stands_side_by_side() {
    let of = |spans: &[(u32, u32)]| -> Vec<(usize, usize, usize)> {
        lanes(spans).into_iter().map(|it| (it.lane, it.lanes, it.wide)).collect()
    };
    for (spans, wanted) in [
        (vec![], vec![]),
        (vec![(540, 600)], vec![(0, 1, 1)]),
        (vec![(540, 600), (600, 660)], vec![(0, 1, 1), (0, 1, 1)]),
        (vec![(540, 600), (570, 630)], vec![(0, 2, 1), (1, 2, 1)]),
        (vec![(570, 630), (540, 600)], vec![(1, 2, 1), (0, 2, 1)]),
        (vec![(540, 720), (540, 600), (600, 660)], vec![(0, 2, 1), (1, 2, 1), (1, 2, 1)]),
        // The last one has the right half of three lanes for itself.
        (
            vec![(540, 700), (540, 600), (550, 600), (610, 650)],
            vec![(0, 3, 1), (1, 3, 1), (2, 3, 1), (1, 3, 2)],
        ),
        (vec![(540, 600), (550, 610), (700, 760)], vec![(0, 2, 1), (1, 2, 1), (0, 1, 1)]),
        // Two short ones would cover each other's title.
        (vec![(540, 545), (550, 555)], vec![(0, 2, 1), (1, 2, 1)]),
        (vec![(600, 500)], vec![(0, 1, 1)]),
    ] {
        assert_eq!(of(&spans), wanted, "{spans:?}");
    }
}

#[test]
fn no_block_covers_another() {
    for seed in 1..40_u32 {
        let spans: Vec<(u32, u32)> = (0..50_u32)
            .map(|i| {
                let from = i * 37 * seed % 1_300;
                (from, from + 15 + i * 13 * seed % 180)
            })
            .collect();
        let placed = lanes(&spans);
        for (i, a) in placed.iter().enumerate() {
            assert!(a.lane + a.wide <= a.lanes, "{a:?}");
            for (j, b) in placed.iter().enumerate().skip(i + 1) {
                let end = |index: usize| spans[index].1.max(spans[index].0 + SHORTEST);
                let apart = end(i) <= spans[j].0 || end(j) <= spans[i].0;
                let beside = a.lane + a.wide <= b.lane || b.lane + b.wide <= a.lane;
                assert!(apart || beside, "seed {seed}: {i} covers {j}");
                assert!(apart || a.lanes == b.lanes, "lanes of one group are equally wide");
            }
        }
    }
}

#[test]
fn bars_lie_in_rows_and_are_cut_at_the_edges() {
    let monday = date(2026, 11, 23);
    let day = |d: i8| date(2026, 11, d);
    let spans = [
        (day(25), day(25)),
        (day(20), day(24)),
        (day(23), day(23)),
        (day(24), day(30)),
        (day(10), day(12)),
        (day(26), day(20)),
    ];
    let found: Vec<_> = bars(monday, 7, &spans)
        .into_iter()
        .map(|bar| bar.map(|bar| (bar.first, bar.last, bar.row, bar.before, bar.after)))
        .collect();
    assert_eq!(
        found,
        [
            Some((2, 2, 0, false, false)),
            Some((0, 1, 0, true, false)),
            Some((0, 0, 1, false, false)),
            Some((1, 6, 1, false, true)),
            None,
            Some((3, 3, 0, false, false)),
        ]
    );
}

#[test]
fn pointers_snap_to_quarters() {
    for (minute, wanted) in [
        (0.0, 0),
        (7.0, 0),
        (8.0, 15),
        (607.4, 600),
        (607.6, 615),
        (-30.0, 0),
        (1_439.0, 1_425),
        (9e9, 1_425),
    ] {
        assert_eq!(snapped(minute), wanted, "{minute}");
    }
    for (x, wanted) in [(0.0, 0), (0.1427, 0), (0.143, 1), (0.999, 6), (1.0, 6), (-0.2, 0), (7.0, 6)] {
        assert_eq!(column(x, 7), wanted, "{x}");
    }
}

#[test]
fn steps_follow_the_quarters_and_the_days() {
    let day = date(2026, 11, 26);
    let timed = |clock: &str, length: u32| Span::Timed { at: slot(day, clock), length };
    let whole = |days: u32| Span::Whole { date: day, days };
    for (span, step, wanted) in [
        (timed("10:00", 60), Step::Later, timed("10:15", 60)),
        (timed("10:00", 60), Step::Earlier, timed("9:45", 60)),
        (timed("10:07", 60), Step::Later, timed("10:15", 60)),
        (timed("10:07", 60), Step::Earlier, timed("10:00", 60)),
        (timed("10:00", 60), Step::Longer, timed("10:00", 75)),
        (timed("10:00", 50), Step::Longer, timed("10:00", 60)),
        (timed("10:00", 50), Step::Shorter, timed("10:00", 45)),
        (timed("10:00", 15), Step::Shorter, timed("10:00", 15)),
        (timed("10:00", 60), Step::Whole(0), whole(1)),
        (whole(1), Step::Whole(600), timed("10:00", 60)),
        (whole(1), Step::Longer, whole(2)),
        (whole(1), Step::Shorter, whole(1)),
        (whole(3), Step::Later, whole(3)),
        (whole(3), Step::DayAfter, Span::Whole { date: date(2026, 11, 27), days: 3 }),
        (timed("10:00", 60), Step::DayBefore, timed("10:00", 60).on(date(2026, 11, 25))),
        (timed("0:00", 60), Step::Earlier, Span::Timed { at: slot(date(2026, 11, 25), "23:45"), length: 60 }),
        (timed("23:45", 60), Step::Later, Span::Timed { at: slot(date(2026, 11, 27), "0:00"), length: 60 }),
    ] {
        assert_eq!(span.stepped(step), wanted, "{span:?} {step:?}");
    }
}

#[test]
fn clocks_that_change_are_heeded() {
    let zone = berlin();
    // Forward at 2:00 on the 29th of March 2026, back at 3:00 on the 25th of October.
    let (spring, autumn) = (date(2026, 3, 29), date(2026, 10, 25));
    for (at, settled) in [
        (slot(spring, "1:45"), "2026-03-29 01:45"),
        (slot(spring, "2:00"), "2026-03-29 03:00"),
        (slot(spring, "2:30"), "2026-03-29 03:30"),
        (slot(spring, "3:00"), "2026-03-29 03:00"),
        (slot(autumn, "2:30"), "2026-10-25 02:30"),
    ] {
        assert_eq!(said(at.settled(&zone)), settled);
    }
    for (at, minutes, end) in [
        (slot(spring, "1:30"), 60, "2026-03-29 03:30"),
        (slot(spring, "0:00"), 23 * 60, "2026-03-30 00:00"),
        (slot(autumn, "1:30"), 60, "2026-10-25 02:30"),
        (slot(autumn, "1:30"), 120, "2026-10-25 02:30"),
        (slot(autumn, "1:30"), 180, "2026-10-25 03:30"),
        (slot(date(2026, 11, 21), "23:30"), 60, "2026-11-22 00:30"),
    ] {
        assert_eq!(said(at.later(minutes, &zone)), end, "{} + {minutes}", said(at));
    }
    for (from, to, passed) in [
        (slot(spring, "1:00"), slot(spring, "4:00"), 120),
        (slot(autumn, "1:00"), slot(autumn, "4:00"), 240),
        (slot(spring, "4:00"), slot(spring, "1:00"), 0),
        (slot(date(2026, 11, 21), "22:00"), slot(date(2026, 11, 22), "2:00"), 240),
    ] {
        assert_eq!(between(from, to, &zone), passed, "{} to {}", said(from), said(to));
    }
    let hour = Span::Timed { at: slot(spring, "1:30"), length: 60 };
    assert_eq!(hour.pieces(&zone), [(spring, 90, 210)], "the skipped hour is drawn, and not lived");
}

#[test]
fn what_goes_over_midnight_is_on_both_days() {
    let zone = berlin();
    let (sat, sun) = (date(2026, 11, 21), date(2026, 11, 22));
    let span = |clock: &str, length: u32| Span::Timed { at: slot(sat, clock), length };
    for (span, pieces, last) in [
        (span("22:00", 240), vec![(sat, 1_320, 1_440), (sun, 0, 120)], sun),
        (span("22:00", 120), vec![(sat, 1_320, 1_440)], sat),
        (span("9:00", 60), vec![(sat, 540, 600)], sat),
        (Span::Whole { date: sat, days: 2 }, vec![], sun),
    ] {
        assert_eq!((span.pieces(&zone), span.last(&zone)), (pieces, last), "{span:?}");
    }
    assert!(span("9:00", 1_440).is_bar() && !span("9:00", 1_439).is_bar());
}

#[test]
fn a_free_stretch_is_found() {
    for (busy, from, to, length, wanted) in [
        (vec![], 605, 1_200, 60, 615),
        (vec![(600, 660)], 540, 1_200, 60, 540),
        (vec![(660, 700), (600, 660)], 600, 1_200, 30, 705),
        (vec![(600, 660), (690, 720)], 600, 1_200, 60, 720),
        (vec![(600, 1_190)], 600, 1_200, 30, 600),
        (vec![], 1_439, 1_440, 30, 1_425),
    ] {
        assert_eq!(first_free(&busy, from, to, length), wanted, "{busy:?} from {from}");
    }
}

#[test]
fn months_are_whole_weeks() {
    let monday = |day: Date| {
        let back = i64::from(day.weekday().to_monday_zero_offset());
        day.checked_sub(back.days()).unwrap()
    };
    for (month, weeks, first) in [
        (date(2026, 11, 1), 6, date(2026, 10, 26)),
        (date(2026, 2, 1), 5, date(2026, 1, 26)),
        (date(2027, 2, 1), 4, date(2027, 2, 1)),
        (date(2026, 12, 1), 5, date(2026, 11, 30)),
    ] {
        let found = weeks_of_month(month, monday);
        assert_eq!((found.len(), found.first().copied()), (weeks, Some(first)), "{month}");
    }
}
