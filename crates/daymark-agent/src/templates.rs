//! Breaking a goal into steps with no model: a small library of templates in `data/en/templates.txt`.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::Step;

/// A way to reach a kind of goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    pub name: String,
    /// Words and phrases of a goal's title that mean this template.
    words: Vec<String>,
    rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
struct Row {
    level: u8,
    /// Place in the time there is, 0 to 1.
    position: f64,
    minutes: u32,
    title: String,
}

/// Without a target, steps are spread over this many days.
const USUAL_DAYS: i64 = 56;
/// No step is further away than this.
const MOST_DAYS: i64 = 3_660;

/// Every template that ships; the last fits every goal.
pub fn all() -> Vec<Template> {
    read(include_str!("../data/en/templates.txt"))
}

fn read(text: &str) -> Vec<Template> {
    let mut found: Vec<Template> = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            found.push(Template { name: name.to_owned(), words: Vec::new(), rows: Vec::new() });
        }
        let Some(template) = found.last_mut() else { continue };
        if let Some(words) = line.strip_prefix("words:") {
            template.words =
                words.split(',').map(|word| word.trim().to_owned()).filter(|w| !w.is_empty()).collect();
        } else if let Some(row) = line.strip_prefix("step:").and_then(read_row) {
            template.rows.push(row);
        }
    }
    found
}

fn read_row(line: &str) -> Option<Row> {
    let mut parts = line.trim().splitn(4, ' ');
    Some(Row {
        level: parts.next()?.parse().ok()?,
        position: parts.next()?.parse().ok()?,
        minutes: parts.next()?.parse().ok()?,
        title: parts.next()?.trim().to_owned(),
    })
}

/// The template whose words a title has most of; longer phrases count more, and the first wins a tie.
pub fn pick(title: &str) -> Option<Template> {
    let lower = title.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty()).collect();
    let score = |template: &Template| -> usize {
        let hits = template.words.iter().map(|phrase| {
            let phrase: Vec<&str> = phrase.split(' ').collect();
            if words.windows(phrase.len()).any(|seen| seen == phrase) {
                phrase.len() * phrase.len()
            } else {
                0
            }
        });
        hits.sum()
    };
    let mut best: Option<(usize, Template)> = None;
    for template in all() {
        let score = score(&template);
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            // Only the last template, which has no words, may win with nothing.
            if score > 0 || template.words.is_empty() {
                best = Some((score, template));
            }
        }
    }
    best.map(|(_, template)| template)
}

/// Breaks a goal into steps by the template that fits its title best.
///
/// `granularity` is 1 (few big steps) to 5 (many small ones); other values count as the nearest of these. The first
/// step is due today; a target that has passed or is today gives every step that day.
///
/// ```
/// use jiff::civil::date;
/// let steps = daymark_agent::templates::decompose("Run a 10k", date(2026, 11, 24), Some(date(2027, 6, 1)), 3);
/// assert_eq!(steps[0].title, "Put running shoes and clothes by the door");
/// assert!(steps.iter().all(|step| step.due < Some(date(2027, 6, 1))));
/// ```
pub fn decompose(title: &str, today: Date, target: Option<Date>, granularity: u8) -> Vec<Step> {
    pick(title).map_or_else(Vec::new, |template| template.steps(title, today, target, granularity))
}

impl Template {
    /// The steps of this template for a goal.
    pub fn steps(&self, title: &str, today: Date, target: Option<Date>, granularity: u8) -> Vec<Step> {
        let level = granularity.clamp(1, 5);
        let days = match target {
            // The last step is due the day before the target, so that one day is left over.
            Some(target) => i64::from(today.until(target).map_or(0, |span| span.get_days())) - 1,
            None => USUAL_DAYS,
        };
        let days = days.clamp(0, MOST_DAYS) as f64;
        let goal: String = title.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect();
        let shown = self.rows.iter().filter(|row| row.level <= level).enumerate();
        shown
            .map(|(at, row)| {
                let offset = (row.position * days).floor() as i64;
                Step {
                    title: row.title.replace("{goal}", &goal),
                    minutes: row.minutes,
                    due: Some(today.checked_add(offset.days()).unwrap_or(today)),
                    needs: at.checked_sub(1),
                }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 11, 24);

    #[test]
    fn every_template_keeps_the_laws_at_every_level() {
        let all = all();
        assert!(all.len() >= 25, "{}", all.len());
        let names: BTreeSet<_> = all.iter().map(|template| &template.name).collect();
        assert_eq!(names.len(), all.len());
        for template in &all {
            let name = &template.name;
            let mut before = 0;
            for level in 1..=5 {
                for target in [
                    None,
                    Some(TODAY),
                    Some(date(2026, 11, 25)),
                    Some(date(2026, 11, 30)),
                    Some(date(2027, 6, 1)),
                ] {
                    let steps = template.steps("Run a 10k", TODAY, target, level);
                    assert!(steps[0].minutes <= 15, "{name}: the first step is long");
                    assert_eq!(steps[0].due, Some(TODAY));
                    for (at, pair) in steps.windows(2).enumerate() {
                        assert!(pair[0].due <= pair[1].due, "{name} {level}: step {at}");
                        assert_eq!(pair[1].needs, Some(at));
                    }
                    if let Some(target) = target.filter(|target| *target > TODAY) {
                        assert!(steps.iter().all(|step| step.due < Some(target)), "{name} {level}");
                    }
                    assert!(steps.iter().all(|step| (5..=480).contains(&step.minutes)), "{name}");
                    assert!(
                        steps.iter().all(|step| step.title.len() < 120 && !step.title.contains(['!', '{']))
                    );
                    let titles: BTreeSet<_> = steps.iter().map(|step| &step.title).collect();
                    assert_eq!(titles.len(), steps.len(), "{name}");
                }
                let count = template.steps("x", TODAY, None, level).len();
                assert!(count > before, "{name}: level {level} has {count} steps, the one below {before}");
                assert!(level != 3 || (5..=12).contains(&count), "{name}: {count} steps at level 3");
                before = count;
            }
        }
    }

    #[test]
    fn every_line_of_the_file_is_read() {
        let text = include_str!("../data/en/templates.txt");
        let rows: usize = all().iter().map(|template| template.rows.len()).sum();
        assert_eq!(rows, text.lines().filter(|line| line.trim_start().starts_with("step:")).count());
        assert!(all().iter().all(|template| template.name == "generic" || !template.words.is_empty()));
        assert_eq!(all().last().unwrap().name, "generic");
    }

    #[test]
    fn titles_find_their_template() {
        for (title, name) in [
            ("Run a 10k by June", "run"),
            ("learn Spanish", "language"),
            ("Learn to play the piano", "instrument"),
            ("Write my thesis", "writing"),
            ("Find a job in Lyon", "job"),
            ("Read 20 books this year", "read"),
            ("write a book", "writing"),
            ("Save 3000 euros", "save_money"),
            ("Plan a trip to Norway", "trip"),
            ("Declutter the garage", "declutter"),
            ("Pass the driving test", "exam"),
            ("Quit smoking", "quit"),
            ("Get a dog", "pet"),
            ("Move house in spring", "move_house"),
            ("Repair the bike", "bike"),
            ("Anna's wedding", "celebration"),
            ("File the tax return", "tax"),
            ("Give a talk about bees", "presentation"),
            ("Become a better person", "generic"),
            ("", "generic"),
            ("Прочитать книгу", "generic"),
        ] {
            assert_eq!(pick(title).unwrap().name, name, "{title}");
        }
        let steps = decompose("Learn to  juggle", TODAY, None, 3);
        assert_eq!(steps.last().unwrap().title, "Finish \"Learn to juggle\"");
    }

    proptest! {
        #[test]
        fn no_title_and_no_day_break_it(title in ".{0,60}", level in any::<u8>(), from in -30_000i64..30_000, days in -500i64..200_000) {
            let today = date(2026, 11, 24).checked_add(from.days()).unwrap();
            let target = today.checked_add(days.days()).ok();
            let steps = decompose(&title, today, target, level);
            prop_assert!(steps.len() >= 3 && steps[0].minutes <= 15);
            if let Some(target) = target.filter(|target| *target > today) {
                prop_assert!(steps.iter().all(|step| step.due < Some(target)));
            }
        }
    }
}
