use std::fs::{self, File};
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;

use daymark_crypto::attachment::{
    Addressing, CHUNK, HEADER, Header, SEALED_CHUNK, Standing, StreamId, chunks,
};
use daymark_crypto::{Address, Entropy, open, seal};

use super::{BlobError, BlobReader, Blobs, Hold, private_file, private_folder};

/// How much of the beginning is kept at hand, for finding out what the file is.
const HEAD: usize = 8 << 10;

/// A file on its way in. What has arrived lies sealed on the disk, but for the last bytes that do not
/// fill a chunk; after a restart the upload goes on from the last whole chunk.
#[derive(Debug)]
pub struct Incoming {
    id: String,
    file: File,
    stream: StreamId,
    addressing: Addressing,
    /// Whole chunks on the disk.
    written: u64,
    pending: Vec<u8>,
    head: Vec<u8>,
}

impl Incoming {
    /// Plain bytes that have arrived.
    pub fn offset(&self) -> u64 {
        self.written * CHUNK as u64 + self.pending.len() as u64
    }

    /// The first bytes, up to some thousand.
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    fn room(&self) -> usize {
        HEAD.saturating_sub(self.head.len())
    }
}

impl Blobs {
    pub(super) fn part(&self, id: &str) -> PathBuf {
        self.incoming().join(format!("{id}.part"))
    }

    pub(super) fn about(&self, id: &str) -> PathBuf {
        self.incoming().join(format!("{id}.about"))
    }

    /// Begins an upload; `about` is kept with it, sealed. The id must be unguessable and fit in a file
    /// name (letters and digits).
    pub fn begin(
        &self,
        id: &str,
        about: &[u8],
        entropy: &mut (impl Entropy + ?Sized),
    ) -> Result<Incoming, BlobError> {
        sound(id)?;
        private_folder(&self.incoming())?;
        let sealed = seal(&self.keys.notes, &entropy.nonce(), id.as_bytes(), about);
        private_file(&self.about(id), true)?.write_all(&sealed)?;
        let mut file = private_file(&self.part(id), true)?;
        alone(&file)?;
        let stream = StreamId::generate(entropy);
        // The header's place: the stream id stands at its beginning until the end is known.
        let mut first = [0; HEADER];
        for (to, from) in first.iter_mut().zip(stream.bytes()) {
            *to = *from;
        }
        file.write_all(&first)?;
        Ok(Incoming {
            id: id.to_owned(),
            file,
            stream,
            addressing: self.keys.addressing(),
            written: 0,
            pending: Vec::new(),
            head: Vec::new(),
        })
    }

    /// Takes an upload up again as it lies on the disk, with what was told of it. What was torn is cut off.
    pub fn resume(&self, id: &str) -> Result<(Incoming, Vec<u8>), BlobError> {
        sound(id)?;
        let gone = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound => BlobError::NoUpload,
            _ => error.into(),
        };
        let sealed = fs::read(self.about(id)).map_err(gone)?;
        let about = open(&self.keys.notes, id.as_bytes(), &sealed).map_err(|_| BlobError::NoUpload)?;
        let mut file = fs::OpenOptions::new().read(true).write(true).open(self.part(id)).map_err(gone)?;
        alone(&file)?;
        let mut first = [0; HEADER];
        file.read_exact(&mut first).map_err(|_| BlobError::NoUpload)?;
        let stream: [u8; 32] = first.first_chunk::<32>().copied().ok_or(BlobError::NoUpload)?;
        let mut incoming = Incoming {
            id: id.to_owned(),
            file,
            stream: StreamId::from_bytes(stream),
            addressing: self.keys.addressing(),
            written: 0,
            pending: Vec::new(),
            head: Vec::new(),
        };
        let mut sealed = vec![0; SEALED_CHUNK];
        while incoming.file.read_exact(&mut sealed).is_ok() {
            let Ok(plain) = self.keys.open_chunk(&incoming.stream, incoming.written, Standing::More, &sealed)
            else {
                break;
            };
            incoming.addressing.take(plain.expose());
            let room = incoming.room();
            incoming.head.extend(plain.expose().iter().take(room));
            incoming.written += 1;
        }
        let whole = HEADER as u64 + incoming.written * SEALED_CHUNK as u64;
        incoming.file.set_len(whole)?;
        incoming.file.seek(SeekFrom::Start(whole))?;
        Ok((incoming, about.expose().to_vec()))
    }

    /// Takes more bytes.
    pub fn append(
        &self,
        incoming: &mut Incoming,
        plain: &[u8],
        entropy: &mut (impl Entropy + ?Sized),
    ) -> Result<(), BlobError> {
        let room = incoming.room();
        let mut rest = plain;
        // A chunk is written once more bytes follow it: the last one is sealed as the last.
        while incoming.pending.len() + rest.len() > CHUNK {
            let (now, later) = rest.split_at(CHUNK - incoming.pending.len());
            let begun = incoming.pending.len();
            incoming.pending.extend_from_slice(now);
            let sealed = self.keys.seal_chunk(
                &incoming.stream,
                incoming.written,
                Standing::More,
                &entropy.nonce(),
                &incoming.pending,
            );
            if let Err(error) = incoming.file.write_all(&sealed) {
                // As if this piece had only come so far; a torn chunk is written over.
                incoming.pending.truncate(begun);
                let whole = HEADER as u64 + incoming.written * SEALED_CHUNK as u64;
                let _ = incoming.file.set_len(whole);
                let _ = incoming.file.seek(SeekFrom::Start(whole));
                return Err(error.into());
            }
            incoming.addressing.take(&incoming.pending);
            incoming.written += 1;
            incoming.pending.clear();
            rest = later;
        }
        incoming.pending.extend_from_slice(rest);
        incoming.head.extend(plain.iter().take(room));
        Ok(())
    }

    /// Everything has arrived: seals the end, binds the header, and syncs. The file stays where it is
    /// until [`keep`](Blobs::keep) or [`drop_upload`](Blobs::drop_upload).
    pub fn complete(
        &self,
        incoming: &mut Incoming,
        entropy: &mut (impl Entropy + ?Sized),
    ) -> Result<(Address, BlobReader), BlobError> {
        let header = Header { stream: incoming.stream, length: incoming.offset() };
        debug_assert_eq!(chunks(header.length), incoming.written + 1, "the last chunk is pending");
        let mut addressing = incoming.addressing.clone();
        addressing.take(&incoming.pending);
        let address = addressing.address();
        let last = self.keys.seal_chunk(
            &incoming.stream,
            incoming.written,
            Standing::Last,
            &entropy.nonce(),
            &incoming.pending,
        );
        let file = &mut incoming.file;
        file.seek(SeekFrom::Start(HEADER as u64 + incoming.written * SEALED_CHUNK as u64))?;
        file.write_all(&last)?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&self.keys.header(header, &address))?;
        file.sync_all()?;
        let reader = BlobReader::open(&self.part(&incoming.id), &self.keys, &address)?;
        Ok((address, reader))
    }

    /// Puts a completed upload in its place.
    pub fn keep(&self, _hold: &Hold, incoming: Incoming, address: &Address) -> Result<(), BlobError> {
        self.settle(&self.part(&incoming.id), address)?;
        self.drop_upload(&incoming.id)
    }

    /// Leaves nothing of an upload behind.
    pub fn drop_upload(&self, id: &str) -> Result<(), BlobError> {
        sound(id)?;
        for path in [self.part(id), self.about(id)] {
            match fs::remove_file(path) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        Ok(())
    }
}

/// Two programs that wrote to one upload would spoil it.
fn alone(file: &File) -> Result<(), BlobError> {
    file.try_lock().map_err(|_| BlobError::Busy)
}

/// An id becomes a file name, and comes from clients.
fn sound(id: &str) -> Result<(), BlobError> {
    let fits = (16..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if fits { Ok(()) } else { Err(BlobError::NoUpload) }
}
