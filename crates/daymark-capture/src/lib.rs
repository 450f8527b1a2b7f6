//! Words to drafts: quick add, dates, durations, recurrences; no IO.
