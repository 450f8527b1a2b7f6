//! Files that belong to things.

mod taking_in;

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use daymark_api::{
    ApiError, AttachmentView, Caller, FilePart, FilePiece, Handle, Health, ListAttachments, MOST_PIECE,
    ObjectRef, ReadAttachment, RenameAttachment, ShowAttachment, TrashAttachments,
};
use daymark_crypto::Address;
use daymark_domain::attachment::Stored;
use daymark_domain::{Attachment, AttachmentId, Id, Kind};
use daymark_media::{clean, ending, names_a_program};
use daymark_store::{BlobError, Read};
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, set};
use daymark_texts::{Voice, phrase, say};

use super::{answers, trash};
use crate::app::{App, Inner};
use crate::fault::{Fault, invalid, missing};

pub(crate) use taking_in::Uploads;

/// Doctor reads so many bytes of attachments to the end, and only looks at the heads of the rest.
const READ_TO_THE_END: u64 = 1 << 30;

answers! {
    ListAttachments => list;
    ShowAttachment => show;
    ReadAttachment => read_piece;
}

pub(crate) fn attachment(read: &Read<'_>, id: AttachmentId) -> Result<Attachment, Fault> {
    read.object(id.object())?
        .filter(|object| object.kind == Some(Kind::Attachment))
        .and_then(|object| shape::attachment(object.id, &object.doc))
        .ok_or_else(|| missing("attachment"))
}

pub(crate) fn view(read: &Read<'_>, attachment: Attachment) -> Result<AttachmentView, Fault> {
    let owner = read.object(attachment.owner)?;
    let title = owner.as_ref().and_then(|owner| owner.doc.get(field::TITLE)).and_then(Value::as_text);
    let (width, height) = attachment.picture.unzip();
    Ok(AttachmentView {
        id: attachment.id,
        owner: attachment.owner,
        owner_title: title.unwrap_or("").to_owned(),
        owner_kind: owner.and_then(|owner| owner.kind),
        // Only what was drawn here is ever drawn again: no other decoder meets a stranger's bytes.
        picture: attachment.thumbnail.is_some(),
        thumbnail: attachment.thumbnail.is_some(),
        name: attachment.name,
        media: attachment.file.media,
        claimed: attachment.claimed,
        size: attachment.file.size,
        width,
        height,
        handled: attachment.handled,
        original: attachment.original.map(|original| original.size),
        added: attachment.created_at,
        trashed: attachment.trashed,
    })
}

fn list(read: &Read<'_>, _: &Inner, call: ListAttachments) -> Result<Vec<AttachmentView>, Fault> {
    let limit = call.limit.unwrap_or(200).min(1_000);
    let found = read.attachments(call.owner, limit)?;
    found.into_iter().map(|attachment| view(read, attachment)).collect()
}

fn show(read: &Read<'_>, _: &Inner, call: ShowAttachment) -> Result<AttachmentView, Fault> {
    view(read, attachment(read, call.id)?)
}

fn read_piece(read: &Read<'_>, inner: &Inner, call: ReadAttachment) -> Result<FilePiece, Fault> {
    let attachment = attachment(read, call.id)?;
    let stored: Option<Stored> = match call.part {
        FilePart::File => Some(attachment.file),
        FilePart::Thumbnail => attachment.thumbnail,
        FilePart::Original => attachment.original,
    };
    let stored = stored.ok_or_else(|| missing("attachment"))?;
    let mut reader = inner.blobs.open(&address(&stored)?)?;
    let length = call.length.unwrap_or(MOST_PIECE).min(MOST_PIECE);
    let bytes = reader.read(call.offset, length as usize)?;
    let size = reader.length();
    Ok(FilePiece {
        offset: call.offset,
        end: call.offset.saturating_add(bytes.len() as u64) >= size,
        data: BASE64.encode(bytes),
        size,
        media: stored.media,
    })
}

fn address(stored: &Stored) -> Result<Address, Fault> {
    Address::from_slice(&stored.blob).ok_or(Fault::Blob(BlobError::Missing))
}

/// A name that may be kept, or why not.
fn fit_name(name: &str) -> Result<String, Fault> {
    let name = clean(name);
    match ending(&name).filter(|_| names_a_program(&name)) {
        Some(ending) => Err(invalid(phrase!("error-attachment-name", ending = ending))),
        None => Ok(name),
    }
}

impl Handle<RenameAttachment> for App {
    #[tracing::instrument(name = "command", skip_all, err(level = "debug"))]
    async fn handle(&self, caller: Caller, call: RenameAttachment) -> Result<AttachmentView, ApiError> {
        self.commit(caller.actor, "label-a-file-attached", move |unit| {
            let old = attachment(unit, call.id)?;
            let mut name = fit_name(&call.name)?;
            // Somebody who types a name leaves its ending out.
            if let (None, Some(end)) = (ending(&name), ending(&old.name)) {
                name = daymark_media::with_ending(&name, &end);
            }
            unit.label(phrase!("label-rename-attachment", name = old.name.as_str()));
            let claimed = taking_in::disagreement(&name, &old.file.media);
            let changes = vec![
                set(field::TITLE, Value::text(&name)),
                set(field::CLAIMED, Value::maybe(claimed, Value::text)),
            ];
            unit.put(call.id.object(), Kind::Attachment, changes)?;
            view(unit, attachment(unit, call.id)?)
        })
        .await
    }
}

impl Handle<TrashAttachments> for App {
    #[tracing::instrument(name = "command", skip_all, err(level = "debug"))]
    async fn handle(&self, caller: Caller, call: TrashAttachments) -> Result<Vec<ObjectRef>, ApiError> {
        self.commit(caller.actor, "label-things-trashed", move |unit| {
            for id in &call.ids {
                attachment(unit, *id)?;
            }
            let ids: Vec<_> = call.ids.iter().map(|id| id.object()).collect();
            trash::put(unit, &ids, false)
        })
        .await
    }
}

/// Looks at every file that an op names.
pub(crate) fn health(inner: &Inner, voice: &Voice) -> Result<(Health, String), Fault> {
    let named: BTreeSet<Address> = inner.store.read(|read| read.named_blobs())?;
    let (mut missing, mut damaged, mut whole, mut done) = (0_usize, 0_usize, 0_usize, 0_u64);
    for address in &named {
        let deep = done < READ_TO_THE_END;
        match inner.blobs.check(address, deep) {
            Ok(bytes) => {
                whole += usize::from(deep);
                done = done.saturating_add(bytes);
            }
            Err(BlobError::Missing) => missing += 1,
            Err(BlobError::Damaged(_)) => damaged += 1,
            Err(error) => return Err(error.into()),
        }
    }
    let count = named.len();
    Ok(if missing + damaged > 0 {
        let text = say!(voice, "doctor-attachments-bad", count = count, missing = missing, damaged = damaged);
        (Health::Unhealthy, text)
    } else if whole < count {
        (Health::Healthy, say!(voice, "doctor-attachments-part", count = count, read = whole))
    } else {
        (Health::Healthy, say!(voice, "doctor-attachments", count = count))
    })
}

impl App {
    /// Takes away files that no op ever named, and uploads that were given up. Gives how many files.
    pub async fn sweep_attachments(&self) -> Result<u32, ApiError> {
        self.blocking(move |inner| {
            let seconds = inner.now().timestamp().as_second().max(0) as u64;
            let now = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            let swept =
                inner.blobs.sweep::<Fault>(now, || Ok(inner.store.read(|read| read.named_blobs())?))?;
            if swept.files + swept.uploads > 0 {
                tracing::info!(
                    files = swept.files,
                    uploads = swept.uploads,
                    "attachments nobody names are gone"
                );
            }
            Ok(swept.files + swept.uploads)
        })
        .await
    }
}
