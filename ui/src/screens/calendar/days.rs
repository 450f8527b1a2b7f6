//! Where weeks begin.

use daymark_api::WeekStart;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The first day of the week that `day` is in.
pub fn week_of(day: Date, start: WeekStart) -> Date {
    let first = match start {
        WeekStart::Monday => Weekday::Monday,
        WeekStart::Saturday => Weekday::Saturday,
        WeekStart::Sunday => Weekday::Sunday,
    };
    let back = i64::from(day.weekday().since(first));
    day.checked_sub(back.days()).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weeks_begin_where_the_person_says() {
        for (day, start, first) in [
            (date(2026, 11, 21), WeekStart::Monday, date(2026, 11, 16)),
            (date(2026, 11, 21), WeekStart::Sunday, date(2026, 11, 15)),
            (date(2026, 11, 21), WeekStart::Saturday, date(2026, 11, 21)),
            (date(2026, 11, 16), WeekStart::Monday, date(2026, 11, 16)),
        ] {
            assert_eq!(week_of(day, start), first, "{day} {start:?}");
        }
    }
}
