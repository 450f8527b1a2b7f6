//! The parts that screens are made of.

mod attachments;
mod basic;
mod carry;
mod dialog;
mod field;
mod page;
mod pickers;
mod picking;
mod proposal;
mod query_field;
mod repeat_picker;
mod task_list;
mod task_row;
mod virtual_list;

pub use attachments::{Attachments, DropFiles};
pub use basic::{
    Button, Check, Dot, Empty, Kbd, Look, Marked, Segment, Segments, Skeleton, Trouble, TroubleProps,
    colour_class, use_css_vars,
};
pub use carry::{Carried, Carry, use_carry, was_carried};
pub use dialog::{Dialog, Shape};
pub use field::Field;
pub use page::{Page, focus_heading};
pub use pickers::{Choice, Choices, Filed, PlacePicker, WhenPicker, quick_days};
pub use picking::{Anchor, Picking, Press, press_of};
pub use proposal::ProposalCard;
pub use query_field::QueryField;
pub use repeat_picker::RepeatPicker;
pub use task_list::{Acts, TaskList, TaskListProps, focus_row};
pub use task_row::{TaskRow, meta};
pub use virtual_list::{Draw, VirtualList, Window};
