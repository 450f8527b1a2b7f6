//! One generator for both sides: a Taskwarrior import file with a life-like spread of projects and tags.

use anyhow::{Context, Result};
use std::io::{BufWriter, Write};
use std::path::Path;

pub const SEED: u64 = 20_261_121;

#[derive(Debug, Clone, Copy)]
pub struct Tasks {
    pub count: usize,
    pub seed: u64,
}

#[rustfmt::skip]
const VERBS: &[&str] = &["Call", "Write to", "Book", "Buy", "Fix", "Read", "Plan", "Clean", "Draft", "Review", "Pay", "Order", "Find", "Return", "Sort", "Renew"];
#[rustfmt::skip]
const THINGS: &[&str] = &["the dentist", "Ada", "tax papers", "train tickets", "the bicycle", "chapter three", "the workshop", "the kitchen", "a reply to the landlord", "the invoice", "running shoes", "birthday book", "insurance", "library books", "photos", "passport", "garden plan", "slides", "the lamp", "notes from Monday"];
#[rustfmt::skip]
const PROJECTS: &[&str] = &["Work", "Home", "Health", "Work.Launch", "Money", "Family", "Learning", "Work.Hiring", "Home.Kitchen", "Garden", "Travel", "Money.Tax", "Music", "Work.Office", "Volunteering", "Home.Moving", "Car", "Writing", "Friends", "Learning.Spanish"];
#[rustfmt::skip]
const TAGS: &[&str] = &["phone", "computer", "errand", "home", "waiting", "quick", "deep", "read", "buy", "email", "meeting", "someday", "review", "agenda", "weekend", "morning", "evening", "city", "car", "kids"];

/// Writes the tasks as a JSON array, one a line.
pub fn write(file: &Path, tasks: &Tasks) -> Result<()> {
    let out = std::fs::File::create(file).with_context(|| format!("could not write {}", file.display()))?;
    let mut out = BufWriter::new(out);
    write_to(&mut out, tasks)?;
    out.flush()?;
    Ok(())
}

fn write_to(out: &mut impl Write, tasks: &Tasks) -> Result<()> {
    let mut dice = Dice(tasks.seed);
    writeln!(out, "[")?;
    for number in 0..tasks.count {
        let comma = if number + 1 == tasks.count { "" } else { "," };
        writeln!(out, "{}{comma}", one(&mut dice, number))?;
    }
    writeln!(out, "]")?;
    Ok(())
}

fn one(dice: &mut Dice, number: usize) -> serde_json::Value {
    let entered = 20_000 - dice.below(700);
    let mut task = serde_json::json!({
        "uuid": uuid(dice),
        "description": format!("{} {} {}", VERBS[dice.zipf(VERBS.len())], THINGS[dice.zipf(THINGS.len())], number),
        "entry": stamp(entered, dice.below(86_400)),
        "modified": stamp(entered + 1, dice.below(86_400)),
    });
    let done = dice.below(10) < 2;
    task["status"] = if done { "completed".into() } else { "pending".into() };
    if done {
        task["end"] = stamp(entered + 1, dice.below(86_400)).into();
    }
    if dice.below(10) < 8 {
        task["project"] = PROJECTS[dice.zipf(PROJECTS.len())].into();
    }
    let mut tags: Vec<&str> = (0..dice.below(4)).map(|_| TAGS[dice.zipf(TAGS.len())]).collect();
    tags.sort_unstable();
    tags.dedup();
    if !tags.is_empty() {
        task["tags"] = tags.into();
    }
    if dice.below(10) < 4 {
        task["due"] = stamp(20_560 + dice.below(365), 0).into();
    }
    match dice.below(10) {
        0 => task["priority"] = "H".into(),
        1 | 2 => task["priority"] = "M".into(),
        3 => task["priority"] = "L".into(),
        _ => {}
    }
    task
}

fn uuid(dice: &mut Dice) -> String {
    let (high, low) = (dice.roll(), dice.roll());
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        0x8000 | (low >> 48) & 0x3fff,
        low & 0xffff_ffff_ffff
    )
}

/// A day since 1970 and a second of it, as Taskwarrior writes instants.
fn stamp(day: u64, second: u64) -> String {
    let (year, month, day) = civil(day);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
}

/// The Gregorian date of a day since 1970.
fn civil(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let of_era = shifted % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

/// SplitMix64: the same tasks for the same seed, everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.roll() % limit
    }

    /// An index where the first is twice as likely as the second, three times the third, and so on.
    fn zipf(&mut self, len: usize) -> usize {
        let total: f64 = (1..=len).map(|rank| 1.0 / rank as f64).sum();
        let mut point = (self.roll() >> 11) as f64 / (1u64 << 53) as f64 * total;
        for index in 0..len {
            point -= 1.0 / (index + 1) as f64;
            if point < 0.0 {
                return index;
            }
        }
        len - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(tasks: Tasks) -> String {
        let mut out = Vec::new();
        write_to(&mut out, &tasks).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_same_seed_gives_the_same_tasks() {
        let tasks = Tasks { count: 500, seed: 7 };
        assert_eq!(text(tasks), text(tasks));
        assert_ne!(text(tasks), text(Tasks { seed: 8, ..tasks }));
    }

    #[test]
    fn projects_are_spread_like_a_life() {
        let all: Vec<serde_json::Value> =
            serde_json::from_str(&text(Tasks { count: 5_000, seed: SEED })).unwrap();
        let count = |name: &str| all.iter().filter(|task| task["project"] == name).count();
        assert!(
            count("Work") > 4 * count("Learning.Spanish"),
            "{} {}",
            count("Work"),
            count("Learning.Spanish")
        );
        assert!(count("Learning.Spanish") > 0);
        assert!(all.iter().all(|task| (task["status"] == "completed") == task["end"].is_string()));
    }

    #[test]
    fn days_become_dates() {
        assert_eq!(stamp(0, 0), "19700101T000000Z");
        assert_eq!(stamp(19_782, 3_661), "20240229T010101Z");
        assert_eq!(civil(20_778), (2026, 11, 21));
    }
}
