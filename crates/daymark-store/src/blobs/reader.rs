use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

use daymark_crypto::attachment::{Addressing, CHUNK, HEADER, Header, sealed_length};
use daymark_crypto::{Address, AttachmentKeys, Unreadable};

use super::BlobError;

/// Reads a sealed file from anywhere within it, a chunk at a time.
#[derive(Debug)]
pub struct BlobReader {
    file: File,
    keys: AttachmentKeys,
    header: Header,
}

impl BlobReader {
    pub(super) fn open(
        path: &Path,
        keys: &AttachmentKeys,
        address: &Address,
    ) -> Result<BlobReader, BlobError> {
        let mut file = File::open(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => BlobError::Missing,
            _ => error.into(),
        })?;
        let mut head = Vec::with_capacity(HEADER);
        (&mut file).take(HEADER as u64).read_to_end(&mut head)?;
        let header = keys.open_header(&head, address).map_err(BlobError::Damaged)?;
        let found = file.metadata()?.len();
        if found != sealed_length(header.length) {
            let found = usize::try_from(found).unwrap_or(usize::MAX);
            return Err(BlobError::Damaged(Unreadable::TooShort { found }));
        }
        Ok(BlobReader { file, keys: keys.clone(), header })
    }

    /// Plain bytes in all.
    pub fn length(&self) -> u64 {
        self.header.length
    }

    /// The plain bytes from `offset` on: `most`, or up to the end. Beyond the end there are none.
    pub fn read(&mut self, offset: u64, most: usize) -> Result<Vec<u8>, BlobError> {
        let end = offset.saturating_add(most as u64).min(self.header.length);
        let mut plain = Vec::new();
        let mut at = offset;
        while at < end {
            let index = at / CHUNK as u64;
            let chunk = self.chunk(index)?;
            let begin = index * CHUNK as u64;
            let (from, to) = ((at - begin) as usize, (end - begin).min(chunk.len() as u64) as usize);
            plain.extend_from_slice(chunk.expose().get(from..to).unwrap_or_default());
            at = begin + CHUNK as u64;
        }
        Ok(plain)
    }

    fn chunk(&mut self, index: u64) -> Result<daymark_crypto::Secret, BlobError> {
        let (from, to) = self.header.place(index);
        let mut sealed = vec![0; to.saturating_sub(from) as usize];
        self.file.seek(SeekFrom::Start(from))?;
        self.file.read_exact(&mut sealed)?;
        self.keys
            .open_chunk(&self.header.stream, index, self.header.standing(index), &sealed)
            .map_err(BlobError::Damaged)
    }

    /// Reads everything and sees whether it is what its name says.
    pub(super) fn verify(&mut self, addressing: &mut Addressing, address: &Address) -> Result<(), BlobError> {
        for index in 0..self.header.chunks() {
            let chunk = self.chunk(index)?;
            addressing.take(chunk.expose());
        }
        match addressing.address() == *address {
            true => Ok(()),
            false => Err(BlobError::Damaged(Unreadable::WrongKeyOrChanged)),
        }
    }
}
