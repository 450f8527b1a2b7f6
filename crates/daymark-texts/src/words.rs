//! Numbers, days and times in words.

use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday};

use crate::{Texts, say};

/// How a clock counts hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    #[default]
    H24,
    H12,
}

/// The first letter in upper case, for a phrase that begins a line.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

impl Texts {
    /// `45 min`, `2 h`, `1 h 30`.
    pub fn minutes(&self, minutes: u32) -> String {
        match (minutes / 60, minutes % 60) {
            (0, rest) => say!(self, "minutes-only", minutes = rest),
            (hours, 0) => say!(self, "hours-only", hours = hours),
            (hours, rest) => say!(self, "hours-minutes", hours = hours, minutes = format!("{rest:02}")),
        }
    }

    /// A minute of the day as the clock shows it: `09:05`, or `9:05 am`.
    pub fn minute_of_day(&self, minute: u16, clock: Clock) -> String {
        let (hour, minute) = ((minute / 60) % 24, minute % 60);
        match clock {
            Clock::H24 => format!("{hour:02}:{minute:02}"),
            Clock::H12 => {
                let shown = format!("{}:{minute:02}", if hour % 12 == 0 { 12 } else { hour % 12 });
                if hour < 12 {
                    say!(self, "time-am", time = shown)
                } else {
                    say!(self, "time-pm", time = shown)
                }
            }
        }
    }

    pub fn time(&self, time: Time, clock: Clock) -> String {
        let minute = i32::from(time.hour()) * 60 + i32::from(time.minute());
        self.minute_of_day(u16::try_from(minute).unwrap_or_default(), clock)
    }

    /// `Saturday`.
    pub fn weekday(&self, day: Weekday) -> String {
        say!(self, weekday(day).0)
    }

    /// `Sat`.
    pub fn weekday_short(&self, day: Weekday) -> String {
        say!(self, weekday(day).1)
    }

    /// `November`.
    pub fn month(&self, month: i8) -> String {
        say!(self, month_keys(month).0)
    }

    /// `Nov`.
    pub fn month_short(&self, month: i8) -> String {
        say!(self, month_keys(month).1)
    }

    /// `Saturday, 21 November`.
    pub fn long_day(&self, day: Date) -> String {
        let (weekday, month) = (self.weekday(day.weekday()), self.month(day.month()));
        say!(self, "day-long", weekday = weekday, day = day.day(), month = month)
    }

    /// `Saturday, 21 November 2026`.
    pub fn whole_day(&self, day: Date) -> String {
        let (weekday, month) = (self.weekday(day.weekday()), self.month(day.month()));
        say!(self, "day-whole", weekday = weekday, day = day.day(), month = month, year = year(day))
    }

    /// `21 November 2026`.
    pub fn date(&self, day: Date) -> String {
        say!(self, "day-date", day = day.day(), month = self.month(day.month()), year = year(day))
    }

    /// `Sat 21 Nov 2026`.
    pub fn brief_day(&self, day: Date) -> String {
        let (weekday, month) = (self.weekday_short(day.weekday()), self.month_short(day.month()));
        say!(self, "day-brief", weekday = weekday, day = day.day(), month = month, year = year(day))
    }

    /// `21 Nov`, and the year when it is another one.
    pub fn short_day(&self, day: Date, today: Date) -> String {
        let (number, month) = (day.day(), self.month_short(day.month()));
        if day.year() == today.year() {
            say!(self, "day-short", day = number, month = month)
        } else {
            say!(self, "day-short-year", day = number, month = month, year = year(day))
        }
    }

    /// As people say it from `today`: `today`, `tomorrow`, `Tuesday`, `21 Nov`.
    pub fn near_day(&self, day: Date, today: Date) -> String {
        let away = |days: i64| today.checked_add(days.days()).ok();
        match self.neighbour(day, today) {
            Some(said) => said,
            None if day > today && away(7).is_some_and(|week| day < week) => self.weekday(day.weekday()),
            None => self.short_day(day, today),
        }
    }

    /// As an answer says it from `today`: `today`, `Saturday 28 November`, and the year when it is
    /// another one.
    pub fn spoken_day(&self, day: Date, today: Date) -> String {
        if let Some(said) = self.neighbour(day, today) {
            return said;
        }
        let (weekday, month) = (self.weekday(day.weekday()), self.month(day.month()));
        if day.year() == today.year() {
            say!(self, "day-spoken", weekday = weekday, day = day.day(), month = month)
        } else {
            say!(self, "day-spoken-year", weekday = weekday, day = day.day(), month = month, year = year(day))
        }
    }

    /// Yesterday, today and tomorrow.
    fn neighbour(&self, day: Date, today: Date) -> Option<String> {
        let away = |days: i64| today.checked_add(days.days()).ok();
        if day == today {
            Some(say!(self, "day-today"))
        } else if Some(day) == away(1) {
            Some(say!(self, "day-tomorrow"))
        } else if Some(day) == away(-1) {
            Some(say!(self, "day-yesterday"))
        } else {
            None
        }
    }

    /// Parts one after the other: `a, b, c`.
    pub fn listed(&self, parts: &[String]) -> String {
        let Some((first, others)) = parts.split_first() else { return String::new() };
        others.iter().fold(first.clone(), |before, next| {
            say!(self, "list-next", before = before, next = next.as_str())
        })
    }
}

/// A year is written out, never grouped as a number.
fn year(day: Date) -> String {
    day.year().to_string()
}

fn weekday(day: Weekday) -> (&'static str, &'static str) {
    match day {
        Weekday::Monday => ("monday", "monday-short"),
        Weekday::Tuesday => ("tuesday", "tuesday-short"),
        Weekday::Wednesday => ("wednesday", "wednesday-short"),
        Weekday::Thursday => ("thursday", "thursday-short"),
        Weekday::Friday => ("friday", "friday-short"),
        Weekday::Saturday => ("saturday", "saturday-short"),
        Weekday::Sunday => ("sunday", "sunday-short"),
    }
}

/// January for a month that does not exist.
fn month_keys(month: i8) -> (&'static str, &'static str) {
    match month {
        2 => ("february", "february-short"),
        3 => ("march", "march-short"),
        4 => ("april", "april-short"),
        5 => ("may", "may-short"),
        6 => ("june", "june-short"),
        7 => ("july", "july-short"),
        8 => ("august", "august-short"),
        9 => ("september", "september-short"),
        10 => ("october", "october-short"),
        11 => ("november", "november-short"),
        12 => ("december", "december-short"),
        _ => ("january", "january-short"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn english() -> Texts {
        Texts::new("en", &[])
    }

    #[test]
    fn durations() {
        for (given, said) in
            [(0, "0 min"), (5, "5 min"), (60, "1 h"), (90, "1 h 30"), (125, "2 h 05"), (480, "8 h")]
        {
            assert_eq!(english().minutes(given), said);
        }
    }

    #[test]
    fn clocks() {
        for (minute, h24, h12) in [
            (0, "00:00", "12:00 am"),
            (545, "09:05", "9:05 am"),
            (720, "12:00", "12:00 pm"),
            (900, "15:00", "3:00 pm"),
        ] {
            assert_eq!(english().minute_of_day(minute, Clock::H24), h24);
            assert_eq!(english().minute_of_day(minute, Clock::H12), h12);
        }
    }

    #[test]
    fn days_near_and_far() {
        let today = date(2026, 11, 21);
        for (day, near, spoken) in [
            (today, "today", "today"),
            (date(2026, 11, 22), "tomorrow", "tomorrow"),
            (date(2026, 11, 20), "yesterday", "yesterday"),
            (date(2026, 11, 24), "Tuesday", "Tuesday 24 November"),
            (date(2026, 11, 27), "Friday", "Friday 27 November"),
            (date(2026, 11, 28), "28 Nov", "Saturday 28 November"),
            (date(2026, 11, 17), "17 Nov", "Tuesday 17 November"),
            (date(2027, 1, 5), "5 Jan 2027", "Tuesday 5 January 2027"),
        ] {
            assert_eq!(english().near_day(day, today), near);
            assert_eq!(english().spoken_day(day, today), spoken);
        }
        assert_eq!(english().long_day(today), "Saturday, 21 November");
        assert_eq!(english().whole_day(today), "Saturday, 21 November 2026");
        assert_eq!(english().date(today), "21 November 2026");
        assert_eq!(english().brief_day(today), "Sat 21 Nov 2026");
    }

    #[test]
    fn days_durations_and_clocks_in_other_languages() {
        let today = date(2026, 11, 21);
        let (far, next_year) = (date(2026, 11, 28), date(2027, 3, 9));
        for (tag, expected) in [
            (
                "de",
                [
                    "Samstag, 21. November",
                    "28. Nov.",
                    "Dienstag",
                    "Samstag, 28. November",
                    "9. März 2027",
                    "Di, 9. März 2027",
                    "1:05 h",
                    "3:00 PM",
                ],
            ),
            (
                "es",
                [
                    "sábado, 21 de noviembre",
                    "28 nov",
                    "martes",
                    "el sábado 28 de noviembre",
                    "9 de marzo de 2027",
                    "mar 9 mar 2027",
                    "1 h 05",
                    "3:00 p. m.",
                ],
            ),
        ] {
            let texts = Texts::new(tag, &[]);
            let said = [
                texts.long_day(today),
                texts.near_day(far, today),
                texts.near_day(date(2026, 11, 24), today),
                texts.spoken_day(far, today),
                texts.date(next_year),
                texts.brief_day(next_year),
                texts.minutes(65),
                texts.minute_of_day(900, Clock::H12),
            ];
            assert_eq!(said, expected, "{tag}");
        }
    }

    #[test]
    fn parts_are_joined() {
        let parts = |all: &[&str]| all.iter().map(|&part| part.to_owned()).collect::<Vec<_>>();
        assert_eq!(english().listed(&parts(&[])), "");
        assert_eq!(english().listed(&parts(&["a"])), "a");
        assert_eq!(english().listed(&parts(&["a", "b", "c"])), "a, b, c");
    }
}
