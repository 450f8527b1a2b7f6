//! A file on its way in: begun, sent in pieces, looked at, kept and named.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use daymark_api::{
    ApiError, AttachmentView, BeginAttachment, Caller, CancelAttachment, Code, FinishAttachment, Handle,
    MOST_PIECE, SendChunk, Settings, ShowUpload, UploadView,
};
use daymark_domain::attachment::{Handled, Stored};
use daymark_domain::{Attachment, Id, Kind, ObjectId};
use daymark_media::{
    Class, Drawn, FileType, PictureError, Refusal, animated, claimed, clean, ending, names_a_program,
    prepare, refine, size_of_gif, sniff, with_ending,
};
use daymark_store::blobs::{BlobReader, Hold, Incoming};
use daymark_store::{BlobError, Read};
use daymark_sync::Value;
use daymark_sync::registry::field;
use daymark_sync::shape::{self, Life};
use daymark_texts::{Phrase, phrase};
use serde::{Deserialize, Serialize};

use super::view;
use crate::app::{App, Inner, settings};
use crate::fault::{Fault, conflict, invalid, missing};

/// Attachments of one thing.
const MOST_OF_ONE: u32 = 200;
/// Uploads that are open at one time; the one that waited longest is put down, and may be taken up again.
const MOST_OPEN: usize = 16;
/// A picture is read whole, so a larger one is refused.
const MOST_PICTURE: u64 = 64 << 20;
/// What is left free on the disk for everything else.
const SPARE: u64 = 256 << 20;
/// Enough to tell most files by; the look is repeated with all that is known at the end.
const ENOUGH: usize = 8 << 10;
const MB: u64 = 1_000_000;

/// What is known of an upload. Kept beside it, sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct About {
    name: String,
    size: u64,
    owner: ObjectId,
}

#[derive(Debug)]
struct Upload {
    about: About,
    /// `None` once it was finished or cancelled.
    incoming: Option<Incoming>,
    looked_at: bool,
}

/// Uploads that this program has open.
#[derive(Debug, Default)]
pub(crate) struct Uploads(Mutex<Vec<(String, Arc<Mutex<Upload>>)>>);

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Uploads {
    fn add(&self, id: &str, upload: Upload) -> Arc<Mutex<Upload>> {
        let upload = Arc::new(Mutex::new(upload));
        let mut open = held(&self.0);
        if open.len() >= MOST_OPEN {
            open.remove(0);
        }
        open.push((id.to_owned(), upload.clone()));
        upload
    }

    /// The upload, taken up again from the disk when it is not at hand.
    fn find(&self, inner: &Inner, id: &str) -> Result<Arc<Mutex<Upload>>, Fault> {
        let at_hand = held(&self.0).iter().find(|(open, _)| open == id).map(|(_, upload)| upload.clone());
        if let Some(upload) = at_hand {
            return Ok(upload);
        }
        let (incoming, about) = inner.blobs.resume(id)?;
        let about = serde_json::from_slice(&about).map_err(|_| BlobError::NoUpload)?;
        Ok(self.add(id, Upload { about, incoming: Some(incoming), looked_at: false }))
    }

    fn forget(&self, id: &str) {
        held(&self.0).retain(|(open, _)| open != id);
    }
}

fn mut_incoming(upload: &mut Upload) -> Result<&mut Incoming, Fault> {
    upload.incoming.as_mut().ok_or(Fault::Blob(BlobError::NoUpload))
}

fn upload_view(id: &str, upload: &Upload) -> Result<UploadView, Fault> {
    let incoming = upload.incoming.as_ref().ok_or(BlobError::NoUpload)?;
    Ok(UploadView {
        upload: id.to_owned(),
        name: upload.about.name.clone(),
        owner: upload.about.owner,
        size: upload.about.size,
        offset: incoming.offset(),
        piece: MOST_PIECE,
    })
}

/// The thing that a file is to belong to, by its title.
fn owner(read: &Read<'_>, id: ObjectId) -> Result<String, Fault> {
    let object = read.object(id)?.ok_or_else(|| missing("thing"))?;
    let fits = object.kind.is_some_and(|kind| kind.is_thing() && kind != Kind::Attachment);
    if !fits || shape::life(&object.doc) != Life::Alive {
        return Err(invalid(phrase!("error-attachment-owner")));
    }
    if read.attachments(Some(id), MOST_OF_ONE)?.len() as u32 >= MOST_OF_ONE {
        return Err(conflict(phrase!("error-attachment-many", most = MOST_OF_ONE)));
    }
    Ok(object.doc.get(field::TITLE).and_then(Value::as_text).unwrap_or("").to_owned())
}

/// Whether there is room for a file of that size.
fn room(name: &str, size: u64, used: u64, free: u64, settings: &Settings) -> Result<(), Fault> {
    let most = u64::from(settings.attachment_file_mb);
    if size > most * MB {
        let fault =
            invalid(phrase!("error-attachment-large", name = name, size = size.div_ceil(MB), most = most));
        return Err(fault.hinted(phrase!("error-attachment-large-hint")));
    }
    let total = u64::from(settings.attachment_total_mb);
    if used.saturating_add(size) > total * MB {
        let fault = invalid(phrase!("error-attachment-total", name = name, most = total));
        return Err(fault.hinted(phrase!("error-attachment-large-hint")));
    }
    if free < size.saturating_add(SPARE) {
        let message = phrase!("error-attachment-disk", name = name);
        return Err(Fault::Said {
            code: Code::Storage,
            message,
            hint: Some(phrase!("error-attachment-disk-hint")),
        });
    }
    Ok(())
}

fn refused(name: &str, why: Phrase, claim: Option<FileType>) -> Fault {
    let message = match claim {
        Some(claim) => {
            phrase!("error-attachment-refused-named", name = name, why = why, claimed = claim.media)
        }
        None => phrase!("error-attachment-refused", name = name, why = why),
    };
    Fault::Said { code: Code::Refused, message, hint: Some(phrase!("error-attachment-refused-hint")) }
}

/// What the file is, or why it is not taken.
fn look(name: &str, head: &[u8]) -> Result<FileType, Fault> {
    let found = sniff(head).map_err(|refusal| {
        let why = match &refusal {
            Refusal::Program => phrase!("why-file-program"),
            Refusal::Script => phrase!("why-file-script"),
            Refusal::Shortcut => phrase!("why-file-shortcut"),
            Refusal::NotListed { media } => phrase!("why-file-kind", media = *media),
            Refusal::Unknown => phrase!("why-file-unknown"),
            Refusal::Empty => phrase!("why-file-empty"),
        };
        refused(name, why, claimed(name).filter(|_| refusal != Refusal::Empty))
    })?;
    Ok(refine(found, name))
}

/// The type that a name claims, where the content is of another.
pub(super) fn disagreement(name: &str, media: &str) -> Option<&'static str> {
    claimed(name).map(|claim| claim.media).filter(|claim| *claim != media)
}

impl Handle<BeginAttachment> for App {
    #[tracing::instrument(name = "command", skip_all, err(level = "debug"))]
    async fn handle(&self, _: Caller, call: BeginAttachment) -> Result<UploadView, ApiError> {
        self.blocking(move |inner| {
            let name = clean(&call.name);
            if let Some(end) = ending(&name).filter(|_| names_a_program(&name)) {
                return Err(refused(&name, phrase!("why-file-ending", ending = end), None));
            }
            if call.size == 0 {
                return Err(refused(&name, phrase!("why-file-empty"), None));
            }
            let settings = inner.store.read(|read| -> Result<_, Fault> {
                owner(read, call.owner)?;
                settings(read)
            })?;
            room(&name, call.size, inner.blobs.used()?, inner.blobs.free()?, &settings)?;
            let about = About { name, size: call.size, owner: call.owner };
            let mut random = [0; 16];
            (inner.entropy)(&mut random);
            let id: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
            let noted = serde_json::to_vec(&about).unwrap_or_default();
            let incoming = inner.blobs.begin(&id, &noted, &mut |bytes: &mut [u8]| (inner.entropy)(bytes))?;
            let upload = inner.uploads.add(&id, Upload { about, incoming: Some(incoming), looked_at: false });
            let upload = held(&upload);
            upload_view(&id, &upload)
        })
        .await
    }
}

impl Handle<ShowUpload> for App {
    async fn handle(&self, _: Caller, call: ShowUpload) -> Result<UploadView, ApiError> {
        self.blocking(move |inner| {
            let upload = inner.uploads.find(inner, &call.upload)?;
            let upload = held(&upload);
            upload_view(&call.upload, &upload)
        })
        .await
    }
}

impl Handle<SendChunk> for App {
    async fn handle(&self, _: Caller, call: SendChunk) -> Result<UploadView, ApiError> {
        self.blocking(move |inner| {
            let upload = inner.uploads.find(inner, &call.upload)?;
            let mut upload = held(&upload);
            if call.data.len() > (MOST_PIECE as usize).div_ceil(3) * 4 {
                return Err(ApiError::invalid(format!("A piece has at most {MOST_PIECE} bytes.")).into());
            }
            let bytes = BASE64
                .decode(call.data.as_bytes())
                .map_err(|_| ApiError::invalid("The piece is not base64 (RFC 4648, padded)."))?;
            let size = upload.about.size;
            let incoming = mut_incoming(&mut upload)?;
            let at = incoming.offset();
            if call.offset > at {
                let message = format!("The piece begins at {}, and {at} is next.", call.offset);
                return Err(ApiError::new(Code::Conflict, message).hint("Go on from there.").into());
            }
            if call.offset.saturating_add(bytes.len() as u64) > size {
                return Err(ApiError::invalid("More bytes come than the file was said to have.").into());
            }
            // A piece that was sent again after its answer was lost is there already.
            let known = usize::try_from(at - call.offset).unwrap_or(usize::MAX);
            let new = bytes.get(known..).unwrap_or_default();
            inner.blobs.append(incoming, new, &mut |bytes: &mut [u8]| (inner.entropy)(bytes))?;
            let complete = incoming.offset() == size;
            if !upload.looked_at && (complete || mut_incoming(&mut upload)?.head().len() >= ENOUGH) {
                // What will not be taken need not come to the end.
                let looked = look(&upload.about.name.clone(), mut_incoming(&mut upload)?.head());
                if let Err(fault) = looked {
                    give_up(inner, &call.upload, &mut upload)?;
                    return Err(fault);
                }
                upload.looked_at = true;
            }
            upload_view(&call.upload, &upload)
        })
        .await
    }
}

fn give_up(inner: &Inner, id: &str, upload: &mut Upload) -> Result<(), Fault> {
    upload.incoming = None;
    inner.uploads.forget(id);
    Ok(inner.blobs.drop_upload(id)?)
}

impl Handle<CancelAttachment> for App {
    #[tracing::instrument(name = "command", skip_all, err(level = "debug"))]
    async fn handle(&self, _: Caller, call: CancelAttachment) -> Result<(), ApiError> {
        self.blocking(move |inner| match inner.uploads.find(inner, &call.upload) {
            Ok(upload) => give_up(inner, &call.upload, &mut held(&upload)),
            // Cancelled twice is cancelled.
            Err(Fault::Blob(BlobError::NoUpload)) => Ok(()),
            Err(fault) => Err(fault),
        })
        .await
    }
}

/// What an attachment is made of, in its place on the disk.
struct Kept {
    name: String,
    owner: ObjectId,
    file: Stored,
    claimed: Option<String>,
    picture: Option<(u32, u32)>,
    thumbnail: Option<Stored>,
    original: Option<Stored>,
    handled: Handled,
}

impl Handle<FinishAttachment> for App {
    #[tracing::instrument(name = "command", skip_all, err(level = "debug"))]
    async fn handle(&self, caller: Caller, call: FinishAttachment) -> Result<AttachmentView, ApiError> {
        // The hold ends after the commit: until then nobody sweeps what no op names yet.
        let (kept, hold) = self
            .blocking(move |inner| {
                let upload = inner.uploads.find(inner, &call.upload)?;
                let mut upload = held(&upload);
                let offset = mut_incoming(&mut upload)?.offset();
                if offset != upload.about.size {
                    let message = format!("{offset} of {} bytes have arrived.", upload.about.size);
                    return Err(ApiError::new(Code::Conflict, message).hint("Send the rest first.").into());
                }
                let hold = inner.blobs.hold()?;
                let done = keep(inner, &hold, &mut upload);
                // Kept or refused: either way the upload is over. What went wrong with the disk leaves it.
                if !matches!(&done, Err(Fault::Blob(_) | Fault::Store(_))) {
                    give_up(inner, &call.upload, &mut upload)?;
                }
                Ok((done?, hold))
            })
            .await?;
        let view = self
            .commit(caller.actor, "label-a-file-attached", move |unit| {
                let title = owner(unit, kept.owner)?;
                let attachment = Attachment {
                    id: unit.new_id(),
                    name: kept.name,
                    owner: kept.owner,
                    position: unit.place_last(),
                    file: kept.file,
                    claimed: kept.claimed,
                    picture: kept.picture,
                    thumbnail: kept.thumbnail,
                    original: kept.original,
                    handled: kept.handled,
                    created_at: unit.now.timestamp(),
                    trashed: false,
                };
                unit.label(phrase!("label-attach", name = attachment.name.as_str(), title = title));
                let id = attachment.id.object();
                unit.put(id, Kind::Attachment, shape::attachment_changes(&attachment))?;
                view(unit, super::attachment(unit, attachment.id)?)
            })
            .await;
        drop(hold);
        view
    }
}

/// Looks at a file that has come whole, makes of it what is kept, and puts that in place.
fn keep(inner: &Inner, hold: &Hold, upload: &mut Upload) -> Result<Kept, Fault> {
    let About { name, size, owner } = upload.about.clone();
    let mut entropy = |bytes: &mut [u8]| (inner.entropy)(bytes);
    let incoming = mut_incoming(upload)?;
    let found = look(&name, incoming.head())?;
    let moves = animated(incoming.head(), found.media);
    let gif = size_of_gif(incoming.head());
    let (address, mut reader) = inner.blobs.complete(incoming, &mut entropy)?;
    if found.class != Class::Picture || moves {
        let incoming = upload.incoming.take().ok_or(BlobError::NoUpload)?;
        drop(reader);
        inner.blobs.keep(hold, incoming, &address)?;
        return Ok(Kept {
            claimed: disagreement(&name, found.media).map(str::to_owned),
            name,
            owner,
            file: Stored { blob: *address.bytes(), size, media: found.media.to_owned() },
            picture: gif,
            thumbnail: None,
            original: None,
            handled: Handled::AsIs,
        });
    }
    let drawn = draw(&name, size, found, &mut reader)?;
    drop(reader);
    let mut put = |drawn: &Drawn| -> Result<Stored, Fault> {
        let address = inner.blobs.put(hold, &drawn.bytes, &mut entropy)?;
        Ok(Stored { blob: *address.bytes(), size: drawn.bytes.len() as u64, media: drawn.media.to_owned() })
    };
    let file = put(&drawn.copy)?;
    let thumbnail = put(&drawn.thumbnail)?;
    let originals = inner.store.read(settings)?.attachment_originals;
    let original = match originals {
        true => {
            let incoming = upload.incoming.take().ok_or(BlobError::NoUpload)?;
            inner.blobs.keep(hold, incoming, &address)?;
            Some(Stored { blob: *address.bytes(), size, media: found.media.to_owned() })
        }
        false => None,
    };
    // What was drawn anew in another format is called so; a name that was wrong before stays the person's.
    let honest = disagreement(&name, found.media).is_none();
    let name = match honest && disagreement(&name, drawn.copy.media).is_some() {
        true => with_ending(&name, drawn.copy.ending),
        false => name,
    };
    Ok(Kept {
        claimed: disagreement(&name, drawn.copy.media).map(str::to_owned),
        name,
        owner,
        file,
        picture: Some((drawn.copy.width, drawn.copy.height)),
        thumbnail: Some(thumbnail),
        original,
        handled: Handled::Drawn,
    })
}

fn draw(
    name: &str,
    size: u64,
    found: FileType,
    reader: &mut BlobReader,
) -> Result<daymark_media::Prepared, Fault> {
    if size > MOST_PICTURE {
        let most = MOST_PICTURE / MB;
        return Err(refused(name, phrase!("why-picture-large", most = most), None));
    }
    let bytes = reader.read(0, usize::MAX)?;
    prepare(&bytes, found.media).map_err(|error| {
        let why = match error {
            PictureError::TooLarge { width, height } => {
                phrase!("why-picture-pixels", width = width, height = height)
            }
            PictureError::Unreadable => phrase!("why-picture-unreadable"),
        };
        refused(name, why, None)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_must_be_room() {
        let settings = Settings { attachment_file_mb: 10, attachment_total_mb: 100, ..Settings::default() };
        let much = 10_000 * MB;
        for (size, used, free, said) in [
            (10 * MB, 0, much, None),
            (10 * MB + 1, 0, much, Some("'a.txt' has 11 MB, and an attachment may have 10 MB.")),
            (MB, 99 * MB, much, None),
            (MB, 99 * MB + 1, much, Some("more than 100 MB")),
            (MB, 0, MB + SPARE, None),
            (MB, 0, MB + SPARE - 1, Some("too little room")),
            (u64::MAX, u64::MAX, 0, Some("an attachment may have 10 MB")),
        ] {
            let found =
                room("a.txt", size, used, free, &settings).map_err(|fault| ApiError::from(fault).message);
            match said {
                None => assert_eq!(found, Ok(()), "{size} {used} {free}"),
                Some(said) => assert!(found.unwrap_err().contains(said), "{size} {used} {free}"),
            }
        }
    }
}
