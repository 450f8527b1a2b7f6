//! Days and wall-clock times. Instants are UTC; a wall-clock item keeps the name of its zone.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

/// A day, or a wall-clock time in a named zone on a day.
///
/// `time` is `None` for a day without a time; `zone` is an IANA name and is set exactly when the
/// time is pinned to a zone. A time without a zone floats: it means that time wherever one is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct When {
    pub date: Date,
    #[serde(default, with = "clock")]
    pub time: Option<Time>,
    #[serde(default)]
    pub zone: Option<String>,
}

impl When {
    pub fn day(date: Date) -> When {
        When { date, time: None, zone: None }
    }

    pub fn at(date: Date, time: Time, zone: impl Into<String>) -> When {
        When { date, time: Some(time), zone: Some(zone.into()) }
    }

    pub fn of(zoned: &Zoned) -> When {
        When {
            date: zoned.date(),
            time: Some(zoned.time()),
            zone: zoned.time_zone().iana_name().map(str::to_owned),
        }
    }

    /// The instant this means. A day without a time is its first moment; a zone nobody knows
    /// falls back to `here`. Times that a clock change skips move forward, folds take the first
    /// (RFC 5545 section 3.3.5).
    pub fn instant(&self, here: &TimeZone) -> Timestamp {
        let tz =
            self.zone.as_deref().and_then(|name| TimeZone::get(name).ok()).unwrap_or_else(|| here.clone());
        let civil: DateTime = self.date.to_datetime(self.time.unwrap_or(Time::midnight()));
        match tz.to_ambiguous_timestamp(civil).compatible() {
            Ok(stamp) => stamp,
            Err(_) if self.date.year() < 0 => Timestamp::MIN,
            Err(_) => Timestamp::MAX,
        }
    }

    /// The day and time that a clock in `here` shows for this.
    pub fn seen_from(&self, here: &TimeZone) -> (Date, Option<Time>) {
        match (self.time, &self.zone) {
            (Some(_), Some(_)) => {
                let zoned = self.instant(here).to_zoned(here.clone());
                (zoned.date(), Some(zoned.time()))
            }
            (time, _) => (self.date, time),
        }
    }
}

/// `"15:00"` or `"15:00:30"` and back.
mod clock {
    use jiff::civil::Time;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(time: &Option<Time>, to: S) -> Result<S::Ok, S::Error> {
        match time {
            None => to.serialize_none(),
            Some(t) if t.second() == 0 && t.subsec_nanosecond() == 0 => {
                to.serialize_str(&format!("{:02}:{:02}", t.hour(), t.minute()))
            }
            Some(t) => to.serialize_str(&format!("{:02}:{:02}:{:02}", t.hour(), t.minute(), t.second())),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Time>, D::Error> {
        let Some(text) = Option::<String>::deserialize(from)? else { return Ok(None) };
        text.parse().map(Some).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    #[test]
    fn a_time_serialises_as_the_clock_shows_it() {
        let when = When::at(date(2026, 11, 24), time(15, 0, 0, 0), "Europe/Berlin");
        let json = serde_json::to_string(&when).unwrap();
        assert_eq!(json, r#"{"date":"2026-11-24","time":"15:00","zone":"Europe/Berlin"}"#);
        assert_eq!(serde_json::from_str::<When>(&json).unwrap(), when);
    }

    #[test]
    fn a_zoned_time_is_the_same_instant_from_anywhere() {
        let lima = TimeZone::get("America/Lima").unwrap();
        let kolkata = When::at(date(2026, 3, 1), time(2, 30, 0, 0), "Asia/Kolkata");
        assert_eq!(kolkata.instant(&lima), kolkata.instant(&TimeZone::UTC));
        assert_eq!(kolkata.seen_from(&lima), (date(2026, 2, 28), Some(time(16, 0, 0, 0))));
    }

    #[test]
    fn a_skipped_time_moves_forward() {
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let gap = When::at(date(2026, 3, 29), time(2, 30, 0, 0), "Europe/Berlin");
        assert_eq!(gap.seen_from(&berlin).1, Some(time(3, 30, 0, 0)));
    }
}
