//! Repeats in plain English. What is said reads back as the same rule.

use daymark_domain::Repeat;
use daymark_domain::recurrence::{ByDay, Frequency, Rule, Until};
use jiff::civil::Weekday;

/// A repeat in plain English: "Every 2 weeks on Tuesday". A rule that cannot be read is given as
/// it is written.
pub fn say(repeat: &Repeat) -> String {
    let Ok(rule) = repeat.rrule.parse::<Rule>() else { return repeat.rrule.clone() };
    let mut said = every(&rule) + &rarely(&rule);
    if repeat.after_completion {
        said.push_str(" after it is done");
    }
    if let Some(count) = rule.count {
        said.push_str(&format!(", {count} {}", if count == 1 { "time" } else { "times" }));
    }
    if let Some(until) = rule.until.map(Until::date) {
        said.push_str(&format!(", until {} {} {}", until.day(), month(until.month()), until.year()));
    }
    said
}

fn every(rule: &Rule) -> String {
    let n = rule.interval;
    let unit = match rule.freq {
        Frequency::Secondly => "second",
        Frequency::Minutely => "minute",
        Frequency::Hourly => "hour",
        Frequency::Daily => "day",
        Frequency::Weekly => "week",
        Frequency::Monthly => "month",
        Frequency::Yearly => "year",
    };
    let head = if n == 1 { format!("Every {unit}") } else { format!("Every {n} {unit}s") };
    let days: Vec<Weekday> = rule.by_day.iter().map(|by| by.day).collect();
    let plain = rule.by_day.iter().all(|by| by.nth.is_none());
    let months: Vec<String> = rule.by_month.iter().map(|&m| month(m).to_owned()).collect();
    let month_days: Vec<String> = rule.by_month_day.iter().map(|&d| nth(d, "day")).collect();
    // "the first and third Monday"
    let same_day = days.len() > 1 && days.iter().all(|day| Some(day) == days.first());
    let on_days = || match rule.by_day.split_last() {
        Some((last, before)) if same_day && rule.by_day.iter().all(|by| by.nth.is_some()) => {
            let mut said: Vec<String> = before.iter().filter_map(|by| by.nth).map(place).collect();
            said.push(by_day(last));
            join(said)
        }
        _ => join(rule.by_day.iter().map(by_day).collect()),
    };
    if let Some(n) = nth_workday(rule) {
        return format!("{head} on the {}", nth(n, "weekday"));
    }
    match rule.freq {
        Frequency::Daily | Frequency::Weekly
            if n == 1 && plain && workdays(&days) && month_days.is_empty() =>
        {
            "Every weekday".to_owned() + &within(&months)
        }
        Frequency::Weekly if n == 1 && plain && !days.is_empty() && month_days.is_empty() => {
            format!("Every {}", on_days()) + &within(&months)
        }
        Frequency::Yearly if months.len() == 1 && rule.by_day.is_empty() && month_days.len() == 1 => {
            match rule.by_month_day.first() {
                Some(&day) if day > 0 => format!("{head} on {day} {}", join(months)),
                _ => format!("{head} on the {} of {}", join(month_days), join(months)),
            }
        }
        Frequency::Monthly | Frequency::Yearly if !days.is_empty() && !plain && month_days.is_empty() => {
            let of = if months.is_empty() { String::new() } else { format!(" of {}", join(months)) };
            format!("{head} on the {}{of}", on_days())
        }
        _ => {
            let mut said = head;
            if !month_days.is_empty() {
                said.push_str(&format!(" on the {}", join(month_days)));
            }
            if !days.is_empty() {
                let on = if rule.by_month_day.is_empty() { " on " } else { " if it is a " };
                said.push_str(&format!("{on}{}", on_days()));
            }
            said + &within(&months)
        }
    }
}

/// "the last weekday of every month": the rule's one place among working days.
fn nth_workday(rule: &Rule) -> Option<i8> {
    let days: Vec<Weekday> = rule.by_day.iter().filter(|by| by.nth.is_none()).map(|by| by.day).collect();
    let alone = rule.by_month_day.is_empty() && rule.by_month.is_empty() && rule.by_day.len() == 5;
    match rule.by_set_pos.as_slice() {
        [n] if alone && rule.freq == Frequency::Monthly && workdays(&days) => i8::try_from(*n).ok(),
        _ => None,
    }
}

/// The parts that words seldom ask for.
fn rarely(rule: &Rule) -> String {
    let mut said = String::new();
    let mut add = |list: Vec<String>, before: &str, after: &str| {
        if !list.is_empty() {
            said.push_str(&format!("{before}{}{after}", join(list)));
        }
    };
    let numbers = |list: &[i8]| list.iter().map(i8::to_string).collect::<Vec<_>>();
    let counted = |n: i16, what: &str| match n {
        n if n > 0 => format!("{} {what}", ordinal(n.unsigned_abs())),
        -1 => format!("last {what}"),
        n => format!("{} from last {what}", ordinal(n.unsigned_abs())),
    };
    add(rule.by_week_no.iter().map(|&n| counted(n.into(), "week")).collect(), " in the ", " of the year");
    add(rule.by_year_day.iter().map(|&n| counted(n, "day")).collect(), " on the ", " of the year");
    let whole_hours = rule.freq >= Frequency::Daily && rule.by_minute.is_empty() && rule.by_second.is_empty();
    match whole_hours {
        true => add(rule.by_hour.iter().map(|hour| format!("{hour:02}:00")).collect(), " at ", ""),
        false => add(numbers(&rule.by_hour), " at hour ", ""),
    }
    add(numbers(&rule.by_minute), " at minute ", "");
    add(numbers(&rule.by_second), " at second ", "");
    if nth_workday(rule).is_some() {
        return said;
    }
    add(rule.by_set_pos.iter().map(|&n| counted(n, "one")).collect(), ", only the ", "");
    said
}

fn within(months: &[String]) -> String {
    if months.is_empty() { String::new() } else { format!(" in {}", join(months.to_vec())) }
}

fn workdays(days: &[Weekday]) -> bool {
    let weekend = [Weekday::Saturday, Weekday::Sunday];
    let mut distinct = days.to_vec();
    distinct.sort_by_key(|day| day.to_monday_one_offset());
    distinct.dedup();
    distinct.len() == 5 && !distinct.iter().any(|day| weekend.contains(day))
}

fn by_day(by: &ByDay) -> String {
    let day = match by.day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    };
    by.nth.map_or(day.to_owned(), |n| nth(n, day))
}

/// "15th", "last day", "last Friday", "first Monday".
fn nth(n: i8, what: &str) -> String {
    match what {
        "day" if n > 0 => ordinal(n.unsigned_abs().into()),
        _ => format!("{} {what}", place(n)),
    }
}

fn place(n: i8) -> String {
    match n {
        1 => "first".to_owned(),
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        4 => "fourth".to_owned(),
        5 => "fifth".to_owned(),
        -1 => "last".to_owned(),
        -2 => "second last".to_owned(),
        n if n < 0 => format!("{} from last", ordinal(n.unsigned_abs().into())),
        n => ordinal(n.unsigned_abs().into()),
    }
}

fn ordinal(n: u16) -> String {
    let end = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{end}")
}

fn month(n: i8) -> &'static str {
    match n {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

fn join(mut list: Vec<String>) -> String {
    match list.pop() {
        None => String::new(),
        Some(last) if list.is_empty() => last,
        Some(last) => format!("{} and {last}", list.join(", ")),
    }
}
