//! One file per table: its rows, reads and writes together.

pub mod alarm;
pub mod archive;
pub mod area;
pub mod attachment;
pub mod chat;
pub mod event;
mod filed;
pub mod goal;
pub mod living;
pub mod meta;
pub mod object;
pub mod op;
pub mod project;
pub mod reminder;
pub mod task;
pub mod task_block;
mod task_query;
pub mod then;
pub mod unit;
pub mod words;

use jiff::civil::Date;

/// Days since 1970-01-01, as the tables count them.
pub fn day_number(date: Date) -> i32 {
    date.since(Date::constant(1970, 1, 1)).map_or(0, |span| span.get_days())
}
