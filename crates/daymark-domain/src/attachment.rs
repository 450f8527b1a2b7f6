//! Files that belong to a thing.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ObjectId;
use crate::id::AttachmentId;
use crate::plan::Position;

/// Sealed bytes beside the database, by the name of their file there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// A keyed hash of the bytes.
    pub blob: [u8; 32],
    /// In bytes.
    pub size: u64,
    pub media: String,
}

/// What was done to a file when it was attached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handled {
    /// Kept byte for byte, with whatever it tells of place and maker.
    #[default]
    AsIs,
    /// A picture drawn anew: as large or smaller, the right way up, with nothing told.
    Drawn,
}

impl Handled {
    pub fn word(self) -> &'static str {
        match self {
            Handled::AsIs => "as_is",
            Handled::Drawn => "drawn",
        }
    }

    pub fn of_word(word: &str) -> Handled {
        match word {
            "drawn" => Handled::Drawn,
            _ => Handled::AsIs,
        }
    }
}

/// A file that belongs to a task, a note or another thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub id: AttachmentId,
    /// Holds no path, no control character and nothing that turns the reading direction.
    pub name: String,
    pub owner: ObjectId,
    pub position: Position,
    /// What is shown and saved.
    pub file: Stored,
    /// The type that its name claims, where its content is of another.
    pub claimed: Option<String>,
    /// Width and height of a picture, as it is kept.
    pub picture: Option<(u32, u32)>,
    pub thumbnail: Option<Stored>,
    /// As it came, where the person wants originals kept.
    pub original: Option<Stored>,
    pub handled: Handled,
    pub created_at: Timestamp,
    pub trashed: bool,
}
