//! What core tells its clients without being asked.

use daymark_domain::{ConversationId, ObjectId};
use serde::{Deserialize, Serialize};

use crate::ChatEvent;

/// What can go stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    Areas,
    Goals,
    Tasks,
    Events,
    Notes,
    Settings,
    Conversations,
    Proposals,
    Providers,
    History,
    Reminders,
    Filters,
    Projects,
    /// Habits and routines.
    Habits,
    Journal,
    Templates,
    Attachments,
    Memories,
    Feeds,
    /// Tracked time.
    Time,
    Feedback,
    /// The passing of the day: what is now, what is next.
    Clock,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "a few a second at most, and boxes would spread to every client"
)]
pub enum Notice {
    /// Queries that read these topics should ask again.
    Stale { topics: Vec<Topic> },
    /// Some notices were lost; everything should be asked again.
    Refetch,
    /// A turn of the assistant goes on.
    Chat { conversation: ConversationId, turn: u64, event: ChatEvent },
    /// It is time. Sent once, by the one process that claimed it.
    ReminderDue { object: ObjectId, title: String, body: String },
    /// An outside way asks a window to show something (`today`, `inbox`, `add:buy milk`, an id).
    Show { place: String },
}
