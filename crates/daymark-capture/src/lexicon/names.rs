//! The names that language files use: what rules are about, what their holes take, what they mean.

/// An enum whose members have a word in the language files.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $member:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum $name { $($(#[$inner])* $member),* }

        impl $name {
            pub(crate) fn named(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$member),)* _ => None }
            }
        }
    };
}

named! {
    /// What a rule is about.
    Category {
        Date = "date", Days = "days", MonthDay = "monthday", Time = "time", Part = "part",
        Length = "length", Repeat = "repeat", Tail = "tail", Span = "span", Due = "due", Deadline = "deadline",
        Start = "start", Reminder = "reminder", Priority = "priority", Energy = "energy", Text = "text",
        /// Dates that count only where they are the whole text.
        Alone = "alone",
    }
}

named! {
    /// What a pattern may have a hole for.
    Slot {
        /// A count, in digits or as a word.
        N = "N",
        /// A day of the month, with or without its ending: 3, 3rd.
        Day = "DAY",
        /// 3rd, third, last.
        Ord = "ORD",
        /// 3rd, in digits.
        Nth = "NTH",
        /// One or more of those: 1st and 15th.
        Ords = "ORDS",
        /// Days of the month with or without an ending, one or more: 1 and 15.
        MonthDays = "MDAYS",
        /// Two digits of a year that lies ahead: 26, '26.
        ShortYear = "YY",
        Year = "YEAR", Month = "MONTH",
        /// One or more months.
        Months = "MONTHS",
        MonthDay = "MONTHDAY", Weekday = "WEEKDAY",
        /// One or more, or a stretch of them: mon, wed and fri; mon-fri.
        Weekdays = "WEEKDAYS",
        /// Mondays.
        Plurals = "PLURALS",
        Unit = "UNIT", Often = "OFTEN", Relative = "RELATIVE",
        /// Dates in digits.
        Digits = "DIGITS",
        Part = "PART",
        /// "mornings".
        Parts = "PARTS",
        /// "after lunch".
        Spot = "SPOT",
        Holiday = "HOLIDAY", Season = "SEASON", Edge = "EDGE",
        /// "completion", "it's done".
        Done = "DONE",
        /// Four digits: 1530.
        Hhmm = "HHMM",
        /// A time whose hour has its mark, where that is often a length: 9h, 9h30.
        Hmark = "HMARK",
        /// "hour", without a count.
        ClockUnit = "CLOCKUNIT",
        /// "to", "-", "until".
        To = "TO",
        /// A time that can only be a time: 3pm, 15:00.
        Clock = "CLOCK",
        /// A bare hour: 7.
        Hour = "HOUR",
        /// Either of the two.
        Point = "POINT",
        Time = "TIME", Date = "DATE", Days = "DAYS",
        /// A day, a time, or both.
        Moment = "MOMENT",
        /// Minutes and hours.
        Length = "LENGTH",
        /// Minutes to weeks.
        Lead = "LEAD",
        /// "x5", "5x", "twice".
        Times = "TIMES",
        /// Any one word.
        Word = "WORD",
    }
}

named! {
    /// What a rule means; see `calendar`, `clock`, `repeat` and `scan` for each.
    Action {
        // date
        Relative = "relative", PartOfToday = "part-of-today", PartAhead = "part-ahead", Offset = "offset", Instant = "instant",
        Plus = "plus", Minus = "minus", OffsetHalf = "offset-half", PastOffset = "past-offset", PastInstant = "past-instant", PastPart = "past-part", NextWeek = "next-week", NextMonth = "next-month", NextYear = "next-year", Today = "today", PlusWeek = "plus-week", PlusFortnight = "plus-fortnight",
        WeekdayAfterNextWeek = "weekday-after-next-week",
        MonthOfNextYear = "month-of-next-year",
        WeekdaysAhead = "weekdays-ahead",
        NthWeekend = "nth-weekend",
        NthWeekendOfNext = "nth-weekend-of-next", RightNow = "right-now",
        LastWeekday = "last-weekday", WeekdayLastWeek = "weekday-last-week", LastUnit = "last-unit", LastMonth = "last-month", LastWeekend = "last-weekend",
        WeekdayAfter = "weekday-after", WeekdayBefore = "weekday-before", SameTime = "same-time", SameTimeNext = "same-time-next",
        NthUnit = "nth-unit", NthUnitOfNext = "nth-unit-of-next", WeekNumber = "week-number", WeekOf = "week-of", WeekendOf = "weekend-of", WeekendAfterNext = "weekend-after-next", WholeYear = "whole-year",
        Holiday = "holiday", LastHoliday = "last-holiday", EdgeOfMonth = "edge-of-month", EdgeOfNext = "edge-of-next", EdgeOfThis = "edge-of-this", EdgeOfYear = "edge-of-year",
        PartOfDate = "part-of-date", DateFromNow = "date-from-now",
        EndOfDayOn = "end-of-day-on", WeekdayOffset = "weekday-offset", AfterNext = "after-next", ComingWeekday = "weekday", ThisWeekday = "this-weekday", NextWeekday = "next-weekday",
        WeekdayNextWeek = "weekday-next-week",
        ThisUnit = "this-unit", NextUnit = "next-unit", EndOfUnit = "end-of-unit", EndOfNextUnit = "end-of-next-unit",
        EndOfWeek = "end-of-week", EndOfMonth = "end-of-month", EndOfYear = "end-of-year", EndOfMonthNamed = "end-of-month-named", MidMonth = "mid-month", Weekend = "weekend", NextWeekend = "next-weekend",
        MonthDay = "month-day", DayOfMonth = "day-of-month", DayOfNextMonth = "day-of-next-month",
        NthWeekday = "nth-weekday", NthWeekdayOfNextMonth = "nth-weekday-of-next-month",
        WholeMonth = "whole-month", Digits = "digits",
        // days
        FromTo = "from-to", WithinMonthDigits = "within-month-digits", WithinMonth = "within-month",
        // time
        At = "at", HalfPast = "half-past", HalfTo = "half-to", QuarterOf = "quarter-of", QuarterTo = "quarter-to", ToHalf = "to-half", PastHalf = "past-half", QuarterPast = "quarter-past", Past = "past", To = "to", TimeRange = "time-range",
        PartOfDay = "part-of-day",
        // length
        Length = "length",
        // repeat
        EveryUnit = "every-unit", EveryCouple = "every-couple", EveryOther = "every-other", EveryOrdUnit = "every-ord-unit", Often = "often",
        AfterDone = "after-done", Weekdays = "weekdays", OtherWeekdays = "other-weekdays",
        UnitWeekdays = "unit-weekdays", EveryOtherUnitWeekdays = "every-other-unit-weekdays", WorkDays = "work-days", WeekendDays = "weekend-days", Saturdays = "saturdays",
        Ords = "ords", OrdsListed = "ords-listed", UnitOrds = "unit-ords", OrdWeekday = "ord-weekday", LastDay = "last-day", Yearly = "yearly", YearlyDigits = "yearly-digits",
        YearlyMonth = "yearly-month", YearlyNthWeekday = "yearly-nth-weekday", EveryPart = "every-part",
        EveryLength = "every-length", EveryOtherLength = "every-other-length", TimesPer = "times-per", TimesPerWeekdays = "times-per-weekdays", NextWeekdays = "next-weekdays",
        NthUnitOfUnit = "nth-unit-of-unit", YearlyOrds = "yearly-ords", YearlyOrdsListed = "yearly-ords-listed", WeekdaysInMonths = "weekdays-in-months", EveryHoliday = "every-holiday", WeekdayOrds = "weekday-ords",
        EdgeOfEvery = "edge-of-every", WeekdayParts = "weekday-parts", EveryOtherPart = "every-other-part", PluralStretch = "plural-stretch", SaturdaysOfMonth = "saturdays-of-month", WorkDaysPart = "work-days-part",
        // tail of a repeat
        Until = "until", UntilMonth = "until-month", Count = "count", ForUnits = "for-units", From = "from", Completion = "completion",
        Except = "except", ExceptWeekends = "except-weekends", UntilEndOf = "until-end-of", InMonths = "in-months", UntilEndOfMonth = "until-end-of-month",
        // the rest
        Due = "due", By = "by", ByMonth = "by-month", Before = "before", BeforeMonth = "before-month", Start = "start",
        After = "after", LeadTime = "lead-time", RemindAt = "remind-at", RemindTo = "remind-to", RemindMomentTo = "remind-moment-to", High = "high", Medium = "medium", Low = "low",
        Within = "within", MomentRange = "moment-range",
        Text = "text",
    }
}
