//! The geometry and the words of a day: which blocks lie side by side, what is free between them.

use daymark_api::Block;

use crate::i18n::t;
use crate::words;

/// Blocks are drawn at least this long, so that their title can be read.
const SHORTEST: u16 = 20;

/// Free time shorter than this is not worth a word.
const WORTH_SAYING: u16 = 25;

/// Where a block stands among those at the same time: lane `lane` of `lanes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub lane: u16,
    pub lanes: u16,
}

fn span(block: &Block) -> (u16, u16) {
    let start = block.start.min(24 * 60 - SHORTEST);
    (start, block.end.clamp(start + SHORTEST, 24 * 60))
}

/// Gives every block a lane, so that none covers another: blocks that touch share the width, and
/// each takes the first lane that is free when it begins. The result is in the order of `blocks`.
pub fn lay_out(blocks: &[Block]) -> Vec<Place> {
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    let of = |index: usize| blocks.get(index).map(span).unwrap_or_default();
    order.sort_by_key(|&index| (of(index).0, std::cmp::Reverse(of(index).1)));
    let mut places = vec![Place { lane: 0, lanes: 1 }; blocks.len()];
    // The blocks that hang together, and when each of their lanes is free again.
    let mut group: Vec<usize> = Vec::new();
    let mut lanes: Vec<u16> = Vec::new();
    let settle = |group: &mut Vec<usize>, lanes: &mut Vec<u16>, places: &mut Vec<Place>| {
        let count = u16::try_from(lanes.len()).unwrap_or(1).max(1);
        for index in group.drain(..) {
            if let Some(place) = places.get_mut(index) {
                place.lanes = count;
            }
        }
        lanes.clear();
    };
    for index in order {
        let (start, end) = of(index);
        if lanes.iter().all(|&free| free <= start) {
            settle(&mut group, &mut lanes, &mut places);
        }
        let lane = lanes.iter().position(|&free| free <= start).unwrap_or(lanes.len());
        match lanes.get_mut(lane) {
            Some(free) => *free = end,
            None => lanes.push(end),
        }
        if let Some(place) = places.get_mut(index) {
            place.lane = u16::try_from(lane).unwrap_or_default();
        }
        group.push(index);
    }
    settle(&mut group, &mut lanes, &mut places);
    places
}

/// The hours to draw: those of the settings, and more where something lies outside them.
pub fn hours(blocks: &[Block], now: Option<u16>, begins: u8, ends: u8) -> (u16, u16) {
    let begins = u16::from(begins.min(23));
    let ends = u16::from(ends.min(24)).max(begins + 1);
    let first =
        blocks.iter().map(|block| span(block).0 / 60).chain(now.map(|now| now / 60)).min().unwrap_or(begins);
    let last = blocks
        .iter()
        .map(|block| span(block).1.div_ceil(60))
        .chain(now.map(|now| now / 60 + 1))
        .max()
        .unwrap_or(ends);
    (first.min(begins), last.max(ends).min(24))
}

/// Time in which nothing is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub start: u16,
    pub end: u16,
    /// The minute its words stand at: the middle, moved off the lines of the hours.
    pub label: u16,
    pub said: String,
}

/// Words and a line of the grid need this many minutes between them.
const CLEAR_OF_LINE: u16 = 13;

fn label_at(start: u16, end: u16) -> u16 {
    let middle = start + (end - start) / 2;
    let moved = match middle % 60 {
        past if past < CLEAR_OF_LINE => middle - past + CLEAR_OF_LINE,
        short if short > 60 - CLEAR_OF_LINE => middle - short + 60 - CLEAR_OF_LINE,
        _ => middle,
    };
    moved.clamp(start + 8, end - 8)
}

/// The free times from `from` (now, on the day itself) to `to`, with their words.
pub fn gaps(blocks: &[Block], now: Option<u16>, from: u16, to: u16) -> Vec<Gap> {
    let mut busy: Vec<(u16, u16, &str)> =
        blocks.iter().map(|block| (block.start, block.end.max(block.start), block.title.as_str())).collect();
    busy.sort_unstable();
    let mut free_from = now.map_or(from, |now| now.max(from));
    let mut found = Vec::new();
    for (start, end, title) in busy {
        push_gap(&mut found, free_from, start.min(to), now, Some(title));
        free_from = free_from.max(end);
    }
    // Before the first thing and after the last the day is simply open; only what is left after
    // something has a word.
    push_gap(&mut found, free_from, to, now, None);
    found
}

fn push_gap(found: &mut Vec<Gap>, start: u16, end: u16, now: Option<u16>, then: Option<&str>) {
    if end < start.saturating_add(WORTH_SAYING) {
        return;
    }
    let time = words::minutes(u32::from(end - start));
    let said = match then {
        Some(title) if now == Some(start) => t!("gap-until", time = time, title = title),
        Some(_) => t!("gap-free", time = time),
        None => t!("gap-rest", time = time),
    };
    found.push(Gap { start, end, label: label_at(start, end), said });
}

/// The next thing that begins after `now`, if it begins within half a day.
pub fn coming(blocks: &[Block], now: u16) -> Option<&Block> {
    blocks
        .iter()
        .filter(|block| !block.done && block.start > now && block.start - now <= 12 * 60)
        .min_by_key(|block| block.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use daymark_api::domain::{Kind, ObjectId};

    fn block(title: &str, start: u16, end: u16) -> Block {
        Block {
            object: ObjectId::new(1, [0; 10]),
            kind: Kind::Event,
            title: title.into(),
            start,
            end,
            colour: None,
            detail: String::new(),
            done: false,
        }
    }

    fn lanes(spans: &[(u16, u16)]) -> Vec<(u16, u16)> {
        let blocks: Vec<Block> = spans.iter().map(|&(start, end)| block("x", start, end)).collect();
        lay_out(&blocks).into_iter().map(|place| (place.lane, place.lanes)).collect()
    }

    #[test]
    fn blocks_at_the_same_time_lie_side_by_side() {
        for (spans, wanted) in [
            (vec![], vec![]),
            (vec![(540, 600)], vec![(0, 1)]),
            (vec![(540, 600), (600, 660)], vec![(0, 1), (0, 1)]),
            (vec![(540, 600), (570, 630)], vec![(0, 2), (1, 2)]),
            (vec![(570, 630), (540, 600)], vec![(1, 2), (0, 2)]),
            (vec![(540, 720), (540, 600), (600, 660)], vec![(0, 2), (1, 2), (1, 2)]),
            (vec![(540, 600), (550, 610), (560, 620)], vec![(0, 3), (1, 3), (2, 3)]),
            (vec![(540, 600), (550, 610), (700, 760)], vec![(0, 2), (1, 2), (0, 1)]),
            // Two short ones would cover each other's title.
            (vec![(540, 545), (550, 555)], vec![(0, 2), (1, 2)]),
            (vec![(1435, 1440)], vec![(0, 1)]),
            (vec![(600, 500)], vec![(0, 1)]),
        ] {
            assert_eq!(lanes(&spans), wanted, "{spans:?}");
        }
    }

    #[test]
    fn no_two_blocks_of_a_lane_overlap() {
        let spans: Vec<(u16, u16)> =
            (0..60_u16).map(|i| (i * 37 % 1300, i * 37 % 1300 + 20 + i * 13 % 120)).collect();
        let blocks: Vec<Block> = spans.iter().map(|&(start, end)| block("x", start, end)).collect();
        let places = lay_out(&blocks);
        for (i, a) in blocks.iter().enumerate() {
            assert!(places[i].lane < places[i].lanes);
            for (j, b) in blocks.iter().enumerate().skip(i + 1) {
                let apart = a.end <= b.start || b.end <= a.start;
                assert!(apart || places[i].lane != places[j].lane, "{i} covers {j}");
            }
        }
    }

    #[test]
    fn hours_stretch_to_what_there_is() {
        let early = [block("flight", 330, 400), block("late", 1380, 1435)];
        for (blocks, now, begins, ends, wanted) in [
            (&[][..], None, 8, 20, (8, 20)),
            (&[][..], Some(1275), 8, 20, (8, 22)),
            (&early[..], None, 8, 20, (5, 24)),
            (&[][..], None, 23, 3, (23, 24)),
        ] {
            assert_eq!(hours(blocks, now, begins, ends), wanted);
        }
    }

    #[test]
    fn free_time_is_said_in_words() {
        let day = [block("Call with Ada", 675, 720), block("Lunch", 750, 795), block("Plants", 990, 1020)];
        let said = |now: Option<u16>| -> Vec<(u16, String)> {
            gaps(&day, now, 8 * 60, 20 * 60).into_iter().map(|gap| (gap.start, gap.said)).collect()
        };
        let of = |start: u16, text: &str| (start, text.to_owned());
        assert_eq!(
            said(Some(612)),
            [
                of(612, "1 h 03 until Call with Ada"),
                of(720, "30 min free"),
                of(795, "3 h 15 free"),
                of(1020, "3 h left of the day")
            ]
        );
        // During the call nothing is said about the morning; ten minutes would not be worth a word.
        assert_eq!(said(Some(700)).first(), Some(&of(720, "30 min free")));
        assert_eq!(said(Some(740)).first(), Some(&of(795, "3 h 15 free")));
        assert_eq!(said(Some(1190)), [], "ten minutes are not worth a word");
        assert_eq!(
            said(None).first(),
            Some(&of(480, "3 h 15 free")),
            "another day is free from its beginning"
        );
    }

    #[test]
    fn the_words_of_a_gap_stand_clear_of_the_hours() {
        for (start, end, label) in [
            (612, 675, 643),
            (720, 750, 735),
            (612, 1200, 913),
            (712, 742, 733),
            (795, 990, 887),
            (600, 625, 613),
        ] {
            assert_eq!(label_at(start, end), label, "{start}..{end}");
        }
    }

    #[test]
    fn what_comes_next_is_not_done_yet() {
        let mut day = [block("a", 600, 630), block("b", 660, 700)];
        assert_eq!(coming(&day, 590).map(|b| b.title.as_str()), Some("a"));
        day[0].done = true;
        assert_eq!(coming(&day, 590).map(|b| b.title.as_str()), Some("b"));
        assert_eq!(coming(&day, 660), None);
    }
}
