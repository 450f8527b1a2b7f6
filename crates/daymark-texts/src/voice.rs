//! A reader, as far as it changes how things are said.

use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::{Date, Time};

use crate::{Clock, Texts, say};

/// How a person is spoken to: in their language, on the day on which they read, by their clock.
#[derive(Clone, Debug)]
pub struct Voice {
    texts: Arc<Texts>,
    pub today: Date,
    pub clock: Clock,
}

impl Voice {
    pub fn new(texts: Arc<Texts>, today: Date, clock: Clock) -> Voice {
        Voice { texts, today, clock }
    }

    pub fn texts(&self) -> &Arc<Texts> {
        &self.texts
    }

    /// `today`, `tomorrow`, `Saturday 28 November`, with the year when it is another one.
    pub fn day(&self, day: Date) -> String {
        self.texts.spoken_day(day, self.today)
    }

    /// `tomorrow at 15:00`.
    pub fn day_at(&self, day: Date, time: Time) -> String {
        say!(self, "day-at", day = self.day(day), time = self.time(time))
    }

    pub fn time(&self, time: Time) -> String {
        self.texts.time(time, self.clock)
    }
}

impl Deref for Voice {
    type Target = Texts;
    fn deref(&self) -> &Texts {
        &self.texts
    }
}
