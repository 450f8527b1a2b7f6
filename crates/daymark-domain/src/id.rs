//! One newtype per kind of id. All are UUIDv7 (RFC 9562 section 5.7), made from a time and random
//! bytes that the caller brings.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The id of any object, whatever its kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ObjectId(pub Uuid);

/// What all ids can do.
pub trait Id: Copy + Ord + fmt::Display {
    fn object(self) -> ObjectId;
    fn of(object: ObjectId) -> Self;
}

impl ObjectId {
    /// A UUIDv7 of `millis` since 1970 and ten random bytes.
    pub fn new(millis: u64, random: [u8; 10]) -> ObjectId {
        ObjectId(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// The same id on every device for something that has a name elsewhere (RFC 9562 section 5.5),
    /// so that two devices that import the same calendar converge to one row.
    pub fn external(provider: &str, external: &str) -> ObjectId {
        const SPACE: Uuid = Uuid::from_u128(0x5ab0_9d1e_8c64_4f7b_9d0a_da31_a2c0_ffee);
        ObjectId(Uuid::new_v5(&SPACE, format!("{provider}\u{0}{external}").as_bytes()))
    }

    pub fn bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }

    pub fn from_bytes(bytes: [u8; 16]) -> ObjectId {
        ObjectId(Uuid::from_bytes(bytes))
    }
}

impl Id for ObjectId {
    fn object(self) -> ObjectId {
        self
    }
    fn of(object: ObjectId) -> Self {
        object
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(to)
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(to)
    }
}

impl FromStr for ObjectId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(ObjectId)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(ObjectId);

        impl Id for $name {
            fn object(self) -> ObjectId {
                self.0
            }
            fn of(object: ObjectId) -> Self {
                $name(object)
            }
        }

        impl From<$name> for ObjectId {
            fn from(id: $name) -> ObjectId {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(to)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(to)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map($name)
            }
        }
    )*};
}

ids!(
    /// A part of life.
    AreaId, GoalId, TaskId,
    /// A calendar event.
    EventId, NoteId, ConversationId, MessageId, ProposalId, FilterId, ProjectId, SectionId, HabitId, RoutineId,
    /// An entry of the journal, or the story of a session.
    EntryId, TemplateId, AttachmentId, MemoryId,
    /// A calendar that is read from an address.
    FeedId,
    /// A stretch of time that was spent on something.
    StretchId, FeedbackId,
    /// A line of a checklist; it is no object of its own.
    CheckId,
);
