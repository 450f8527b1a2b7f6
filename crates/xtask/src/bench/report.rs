//! Medians, spreads and ratios, as a page.

use std::time::Duration;

#[derive(Debug)]
pub struct Row {
    what: String,
    count: usize,
    ours: Spread,
    theirs: Spread,
}

impl Row {
    /// Times of Daymark first, of its peer second.
    pub fn new(what: &str, count: usize, [ours, theirs]: [Vec<Duration>; 2]) -> Self {
        Self { what: what.to_owned(), count, ours: Spread::of(ours), theirs: Spread::of(theirs) }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Spread {
    low: Duration,
    median: Duration,
    high: Duration,
}

impl Spread {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort();
        let at = |index: usize| times.get(index).copied().unwrap_or_default();
        Self { low: at(0), median: at(times.len() / 2), high: at(times.len().saturating_sub(1)) }
    }

    fn shown(&self) -> String {
        format!("{} ({} to {})", milliseconds(self.median), milliseconds(self.low), milliseconds(self.high))
    }
}

fn milliseconds(time: Duration) -> String {
    let time = time.as_secs_f64() * 1000.0;
    if time < 100.0 { format!("{time:.1} ms") } else { format!("{time:.0} ms") }
}

pub fn page(rows: &[Row], machine: &str, versions: &[String]) -> String {
    let mut page = format!(
        "# Daymark beside Taskwarrior\n\nWhole processes, taken in turns, median (lowest to highest). \
         {}. Machine: {machine}.\n\n| Tasks | What | Daymark | Taskwarrior | Daymark is |\n| ---: | --- | ---: | ---: | ---: |\n",
        versions.join(", ")
    );
    for row in rows {
        page.push_str(&format!(
            "| {} | {} | {} | {} | {} |\n",
            row.count,
            row.what,
            row.ours.shown(),
            row.theirs.shown(),
            verdict(ratio(row.theirs.median, row.ours.median))
        ));
    }
    page.push_str(&growth(rows));
    page
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64().max(1e-9)
}

fn verdict(ratio: f64) -> String {
    if ratio >= 1.0 { format!("{ratio:.1}× faster") } else { format!("{:.1}× slower", 1.0 / ratio) }
}

/// How times grow from the smallest size to the largest.
fn growth(rows: &[Row]) -> String {
    let (Some(small), Some(large)) =
        (rows.iter().map(|row| row.count).min(), rows.iter().map(|row| row.count).max())
    else {
        return String::new();
    };
    if small == large {
        return String::new();
    }
    let mut text =
        format!("\n| From {small} to {large} tasks | Daymark | Taskwarrior |\n| --- | ---: | ---: |\n");
    for first in rows.iter().filter(|row| row.count == small) {
        if let Some(last) = rows.iter().find(|row| row.count == large && row.what == first.what) {
            let ours = ratio(last.ours.median, first.ours.median);
            let theirs = ratio(last.theirs.median, first.theirs.median);
            text.push_str(&format!("| {} | ×{ours:.1} | ×{theirs:.1} |\n", first.what));
        }
    }
    text
}

/// How busy the machine is; times taken on a busy one are worth little, and the page says so.
pub fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().unwrap_or("unknown").to_owned()
}

/// Processor, cores and system in a few words.
pub fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        cpu.lines().find_map(|line| line.strip_prefix("model name")).and_then(|line| line.split_once(':'));
    let model = model.map_or("unknown processor", |(_, name)| name.trim());
    format!("{model}, {cores} cores, {}", std::env::consts::OS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_tells_ratios_and_growth() {
        let ms = |times: &[u64]| times.iter().map(|time| Duration::from_millis(*time)).collect::<Vec<_>>();
        let rows = [
            Row::new("add", 10, [ms(&[3, 1, 2]), ms(&[20, 40, 30])]),
            Row::new("add", 100, [ms(&[4]), ms(&[2])]),
        ];
        let page = page(&rows, "a box", &["a".into(), "b".into()]);
        assert!(
            page.contains(
                "| 10 | add | 2.0 ms (1.0 ms to 3.0 ms) | 30.0 ms (20.0 ms to 40.0 ms) | 15.0× faster |"
            ),
            "{page}"
        );
        assert!(page.contains("2.0× slower") && page.contains("| add | ×2.0 | ×0.1 |"), "{page}");
    }
}
