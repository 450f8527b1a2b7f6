//! Repeats: recurrence rules of RFC 5545 section 3.3.10, series with exceptions, and so long after
//! completion.
//!
//! [`Repeat`] is what is stored: the rule as text, kept as written. [`Rule`] is its parsed form,
//! with every part of the standard. [`Rule::times`] and [`Rule::dates`] walk its instances on the
//! wall clock, lazily and within a budget of steps; [`Series`] adds the times that were put in and
//! taken out, and knows the zone.
//!
//! Where the standard leaves room or its readers differ, Daymark goes with what the tests of
//! `python-dateutil` pin; `tests/golden/README.md` lists every such place.
//!
//! ```
//! use daymark_domain::Rule;
//! let rule: Rule = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1".parse().unwrap();
//! let days: Vec<String> = rule.dates("2026-11-21".parse().unwrap()).take(2).map(|day| day.to_string()).collect();
//! assert_eq!(days, ["2026-11-30", "2026-12-31"], "the last working day of the month");
//! ```

mod plan;
mod repeat;
mod rule;
mod series;
mod text;
mod walk;

pub use repeat::{Next, Repeat};
pub use rule::{ByDay, Frequency, Rule, RuleError, Until};
pub use series::{Instance, RecurrenceId, Series};
pub use walk::{Dates, Times};

#[cfg(test)]
mod tests;
