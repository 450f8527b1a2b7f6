//! Files that belong to things. Bytes travel in pieces of base64, so that a file of any size fits through
//! calls that are JSON, shows how far it is, can be stopped anywhere and goes on after a cut.
//!
//! Up: `attachment.begin`, then `attachment.chunk` from the offset that the last answer gave, then
//! `attachment.finish`. After a cut or a restart `attachment.upload` says where to go on.
//! Down: `attachment.read` until `end`.

use daymark_domain::attachment::Handled;
use daymark_domain::{AttachmentId, Kind, ObjectId};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The most plain bytes of one piece, up or down.
pub const MOST_PIECE: u32 = 512 << 10;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListAttachments {
    /// Of this thing; absent is all, latest first.
    #[schemars(with = "Option<String>")]
    pub owner: Option<ObjectId>,
    pub limit: Option<u32>,
}

macro_rules! requests {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$fdoc])* pub $field: $type),* }
    )*};
}

requests! {
    ShowAttachment { #[schemars(with = "String")] id: AttachmentId }
    RenameAttachment { #[schemars(with = "String")] id: AttachmentId, name: String }
    TrashAttachments { #[schemars(with = "Vec<String>")] ids: Vec<AttachmentId> }
    BeginAttachment {
        name: String,
        /// In bytes.
        size: u64,
        #[schemars(with = "String")]
        owner: ObjectId,
    }
    ShowUpload { upload: String }
    SendChunk {
        upload: String,
        /// Where these bytes belong; those that are there already are passed over.
        offset: u64,
        /// At most 512 KiB of bytes in base64.
        data: String,
    }
    FinishAttachment { upload: String }
    CancelAttachment { upload: String }
    ReadAttachment {
        #[schemars(with = "String")]
        id: AttachmentId,
        #[serde(default)]
        part: FilePart,
        #[serde(default)]
        offset: u64,
        /// At most 512 KiB, and so many when absent.
        #[serde(default)]
        length: Option<u32>,
    }
}

/// Which bytes of an attachment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FilePart {
    #[default]
    File,
    Thumbnail,
    Original,
}

/// A file that belongs to a thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AttachmentView {
    pub id: AttachmentId,
    pub name: String,
    pub owner: ObjectId,
    pub owner_kind: Option<Kind>,
    pub owner_title: String,
    /// By its content.
    pub media: String,
    /// The type its name claims, where that is another.
    pub claimed: Option<String>,
    /// In bytes.
    pub size: u64,
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub thumbnail: bool,
    /// Whether it may be drawn in the app; everything else is saved and opened elsewhere.
    pub picture: bool,
    pub handled: Handled,
    /// Bytes of the original, where it is kept.
    pub original: Option<u64>,
    pub added: Timestamp,
    pub trashed: bool,
}

/// A file on its way in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadView {
    pub upload: String,
    pub name: String,
    pub owner: ObjectId,
    pub size: u64,
    /// The bytes that have arrived; the next piece begins here.
    pub offset: u64,
    /// The most bytes of a piece.
    pub piece: u32,
}

/// Bytes of an attachment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilePiece {
    pub offset: u64,
    /// Base64.
    pub data: String,
    /// Bytes of the whole.
    pub size: u64,
    pub media: String,
    /// Nothing comes after this.
    pub end: bool,
}
