use daymark_domain::attachment::{Attachment, Handled, Stored};
use daymark_domain::{Id, ObjectId};

use super::{Changes, Reader, id, placed, set, stamp};
use crate::registry::field;
use crate::{Doc, Value};

fn stored(stored: &Stored) -> Value {
    let size = i64::try_from(stored.size).unwrap_or(i64::MAX);
    Value::List(vec![Value::Bytes(stored.blob.to_vec()), Value::Int(size), Value::text(&stored.media)])
}

fn read_stored(value: &Value) -> Option<Stored> {
    match value.as_list()? {
        [Value::Bytes(blob), Value::Int(size), Value::Text(media)] => Some(Stored {
            blob: blob.as_slice().try_into().ok()?,
            size: u64::try_from(*size).ok()?,
            media: media.clone(),
        }),
        _ => None,
    }
}

/// The sealed file that a value of one of [`FILES`] names.
pub fn named_blob(value: &Value) -> Option<[u8; 32]> {
    read_stored(value).map(|stored| stored.blob)
}

/// The fields that name sealed files.
pub const FILES: [u16; 3] = [field::FILE, field::THUMBNAIL, field::ORIGINAL];

/// `None` when it does not say which file it is.
pub fn attachment(object: ObjectId, doc: &Doc) -> Option<Attachment> {
    let read = Reader(doc);
    let side = |value: &Value| value.as_int().and_then(|side| u32::try_from(side).ok());
    Some(Attachment {
        id: Id::of(object),
        name: read.text(field::TITLE).to_owned(),
        owner: read.id(field::OWNER)?,
        position: read.placed::<ObjectId>().1,
        file: read_stored(doc.get(field::FILE)?)?,
        claimed: doc.get(field::CLAIMED).and_then(Value::as_text).map(str::to_owned),
        picture: match doc.get(field::PICTURE).and_then(Value::as_list) {
            Some([width, height]) => side(width).zip(side(height)),
            _ => None,
        },
        thumbnail: doc.get(field::THUMBNAIL).and_then(read_stored),
        original: doc.get(field::ORIGINAL).and_then(read_stored),
        handled: Handled::of_word(read.text(field::HANDLED)),
        created_at: read.created(),
        trashed: read.trashed(),
    })
}

pub fn attachment_changes(attachment: &Attachment) -> Changes {
    let mut changes = vec![
        set(field::ALIVE, Value::Bool(!attachment.trashed)),
        set(field::CREATED_AT, stamp(attachment.created_at)),
        set(field::TITLE, Value::text(&attachment.name)),
        set(field::PLACED, placed(None::<ObjectId>, &attachment.position)),
        set(field::OWNER, id(attachment.owner)),
        set(field::FILE, stored(&attachment.file)),
        set(field::HANDLED, Value::text(attachment.handled.word())),
    ];
    let mut add = |number, value: Option<Value>| changes.extend(value.map(|value| set(number, value)));
    add(field::CLAIMED, attachment.claimed.as_ref().map(Value::text));
    let sides =
        |(width, height): (u32, u32)| Value::List(vec![Value::Int(width.into()), Value::Int(height.into())]);
    add(field::PICTURE, attachment.picture.map(sides));
    add(field::THUMBNAIL, attachment.thumbnail.as_ref().map(stored));
    add(field::ORIGINAL, attachment.original.as_ref().map(stored));
    changes
}

#[cfg(test)]
mod tests {
    use daymark_domain::attachment::{Attachment, Handled, Stored};
    use jiff::Timestamp;

    use super::*;
    use crate::Change;

    #[test]
    fn an_attachment_comes_back_as_it_was_written() {
        let stored = |n: u8| Stored { blob: [n; 32], size: 1 << 33, media: "image/jpeg".into() };
        let object = ObjectId::new(1, [1; 10]);
        let whole = Attachment {
            id: Id::of(object),
            name: "photo.jpg".into(),
            owner: ObjectId::new(2, [2; 10]),
            position: "a".into(),
            file: stored(1),
            claimed: Some("image/png".into()),
            picture: Some((2048, 1365)),
            thumbnail: Some(stored(2)),
            original: Some(stored(3)),
            handled: Handled::Drawn,
            created_at: Timestamp::constant(1_000, 0),
            trashed: false,
        };
        let bare = Attachment {
            claimed: None,
            picture: None,
            thumbnail: None,
            original: None,
            handled: Handled::AsIs,
            ..whole.clone()
        };
        for one in [whole, bare] {
            let changes = attachment_changes(&one);
            let named: Vec<_> = changes
                .iter()
                .filter(|(number, _)| FILES.contains(number))
                .filter_map(|(_, change)| match change {
                    Change::Set(value) => named_blob(value),
                    _ => None,
                })
                .collect();
            assert_eq!(named.len(), 1 + 2 * usize::from(one.thumbnail.is_some()), "every file is named");
            let op = crate::Op {
                device: crate::DeviceId([1; 8]),
                counter: 1,
                stamp: crate::Stamp::default(),
                object,
                kind: 18,
                changes,
            };
            let mut doc = Doc::default();
            doc.apply(&op);
            assert_eq!(attachment(object, &doc), Some(one));
        }
        assert_eq!(attachment(object, &Doc::default()), None);
    }
}
