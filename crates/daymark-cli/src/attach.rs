//! `attach` and `attachment`: files that belong to things.

use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use clap::Subcommand;
use daymark_api::{
    ApiError, AttachmentView, BeginAttachment, CancelAttachment, Code, FilePart, FinishAttachment,
    ListAttachments, MOST_PIECE, ReadAttachment, RenameAttachment, SendChunk, ShowAttachment,
    TrashAttachments,
};
use daymark_domain::attachment::Handled;
use daymark_domain::{AttachmentId, Kind, ObjectId};

use crate::out::{Cell, Table, quiet, strong};
use crate::session::{Answer, Session};
use crate::words::id_cell;

#[derive(Debug, Subcommand)]
pub enum AttachmentVerb {
    /// Files of a thing, or the latest of all
    List {
        #[arg(value_name = "ID")]
        id: Option<String>,
        #[arg(long, value_name = "N")]
        limit: Option<u32>,
    },
    /// What is known of a file
    Show {
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Write a file to the disk, unsealed
    Save {
        #[arg(value_name = "ID")]
        id: String,
        /// A file or a folder; without it the file's own name, here
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
        /// The picture as it came, where it was kept
        #[arg(long)]
        original: bool,
        /// Write over a file that is there
        #[arg(long)]
        force: bool,
    },
    /// Give a file another name
    Rename {
        #[arg(value_name = "ID")]
        id: String,
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Put files in the trash
    Rm {
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
}

pub async fn attachment(session: &mut Session, verb: AttachmentVerb) -> Answer {
    match verb {
        AttachmentVerb::List { id, limit } => {
            let owner: Option<ObjectId> = match id {
                Some(id) => Some(session.id(&id, &[]).await?),
                None => None,
            };
            let found = session.ask(ListAttachments { owner, limit }).await?;
            print(session, &found);
        }
        AttachmentVerb::Show { id } => {
            let id = session.id(&id, &[Kind::Attachment]).await?;
            let found = session.ask(ShowAttachment { id }).await?;
            print(session, std::slice::from_ref(&found));
        }
        AttachmentVerb::Save { id, file, original, force } => {
            let id = session.id(&id, &[Kind::Attachment]).await?;
            save(session, id, file, original, force).await?;
        }
        AttachmentVerb::Rename { id, name } => {
            let id = session.id(&id, &[Kind::Attachment]).await?;
            let found = session.ask(RenameAttachment { id, name }).await?;
            print(session, std::slice::from_ref(&found));
        }
        AttachmentVerb::Rm { ids } => {
            let ids = session.find_all(&ids, &[Kind::Attachment]).await?;
            let gone = session.ask(TrashAttachments { ids }).await?;
            if session.out.json() {
                session.out.values(&gone);
            } else {
                for thing in &gone {
                    session.out.line(format!("In the trash: {}", thing.title));
                }
            }
        }
    }
    Ok(())
}

/// Each file by itself: one that is refused leaves those before it attached.
pub async fn attach(session: &mut Session, id: &str, files: &[PathBuf]) -> Answer {
    let owner: ObjectId = session.id(id, &[]).await?;
    let mut attached = Vec::new();
    let mut ended = Ok(());
    for file in files {
        match send(session, owner, file).await {
            Ok(view) => attached.push(view),
            Err(error) => {
                ended = Err(error);
                break;
            }
        }
    }
    if !attached.is_empty() {
        print(session, &attached);
    }
    ended
}

fn unreadable(path: &Path, error: &std::io::Error) -> ApiError {
    ApiError::not_found(format!("{} cannot be read: {error}.", path.display()))
}

async fn send(session: &Session, owner: ObjectId, path: &Path) -> Answer<AttachmentView> {
    let about = std::fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if !about.is_file() {
        return Err(ApiError::invalid(format!("{} is not a file.", path.display()))
            .hint("Pack a folder into an archive first."));
    }
    let mut file = File::open(path).map_err(|error| unreadable(path, &error))?;
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let upload = session.ask(BeginAttachment { name, size: about.len(), owner }).await?.upload;
    let sent = pieces(session, path, &mut file, &upload, about.len()).await;
    match sent {
        Ok(()) => session.ask(FinishAttachment { upload }).await,
        Err(error) => {
            // What went wrong first is what is told.
            let _ = session.ask(CancelAttachment { upload }).await;
            Err(error)
        }
    }
}

async fn pieces(session: &Session, path: &Path, file: &mut File, upload: &str, size: u64) -> Answer {
    let mut offset = 0;
    let mut piece = Vec::new();
    while offset < size {
        piece.clear();
        let most = u64::from(MOST_PIECE).min(size - offset);
        file.take(most).read_to_end(&mut piece).map_err(|error| unreadable(path, &error))?;
        if piece.is_empty() {
            return Err(ApiError::new(Code::Conflict, format!("{} became shorter.", path.display()))
                .hint("Attach it again once it is written."));
        }
        let data = BASE64.encode(&piece);
        offset = session.ask(SendChunk { upload: upload.to_owned(), offset, data }).await?.offset;
    }
    Ok(())
}

async fn save(
    session: &mut Session,
    id: AttachmentId,
    to: Option<PathBuf>,
    original: bool,
    force: bool,
) -> Answer {
    let view = session.ask(ShowAttachment { id }).await?;
    let path = match to {
        Some(folder) if folder.is_dir() => folder.join(&view.name),
        Some(file) => file,
        None => PathBuf::from(&view.name),
    };
    let refused = |error: std::io::Error| match error.kind() {
        ErrorKind::AlreadyExists => {
            ApiError::new(Code::Conflict, format!("{} is there already.", path.display()))
                .hint("Name another file, or say --force.")
        }
        _ => ApiError::new(Code::Refused, format!("{} cannot be written: {error}.", path.display())),
    };
    let mut options = File::options();
    options.write(true).create(true).truncate(true).create_new(!force);
    let mut file = options.open(&path).map_err(refused)?;
    let part = if original { FilePart::Original } else { FilePart::File };
    let mut offset = 0;
    let written = loop {
        let piece = match session.ask(ReadAttachment { id, part, offset, length: None }).await {
            Ok(piece) => piece,
            Err(error) => break Err(error),
        };
        let bytes = BASE64.decode(&piece.data).unwrap_or_default();
        offset += bytes.len() as u64;
        if let Err(error) = file.write_all(&bytes) {
            break Err(refused(error));
        }
        if piece.end || bytes.is_empty() {
            break file.sync_all().map_err(refused);
        }
    };
    if let Err(error) = written {
        // Half a file looks like a whole one.
        drop(file);
        let _ = std::fs::remove_file(&path);
        return Err(error);
    }
    if session.out.json() {
        session.out.value(&serde_json::json!({ "file": path.display().to_string(), "size": offset }));
    } else {
        session.out.line(format!("Saved {} ({}).", path.display(), size(offset)));
    }
    Ok(())
}

pub fn print(session: &mut Session, found: &[AttachmentView]) {
    if session.out.json() {
        session.out.values(found);
        return;
    }
    let mut table = Table::new(&["ID", "NAME", "SIZE", "KIND", "OF"]).giving(1);
    for view in found {
        let mut kind = view.media.clone();
        if let (Some(width), Some(height)) = (view.width, view.height) {
            kind = format!("{kind} {width}×{height}");
        }
        table.row([
            id_cell(view.id),
            strong(&view.name),
            Cell::from(size(view.size)),
            quiet(kind),
            quiet(&view.owner_title),
        ]);
    }
    session.out.table(&table);
    for view in found {
        if let Some(claimed) = &view.claimed {
            session.out.cells([quiet(format!("  '{}' claims to be {claimed} and is not.", view.name))]);
        }
        if view.media.starts_with("image/") && view.handled == Handled::AsIs {
            let text = format!("  '{}' is kept as it came; it may tell where it was made.", view.name);
            session.out.cells([quiet(text)]);
        }
    }
}

/// Under what is shown of a thing.
pub async fn of(session: &mut Session, owner: ObjectId) -> Answer {
    if session.out.json() {
        return Ok(());
    }
    let found = session.ask(ListAttachments { owner: Some(owner), limit: None }).await?;
    if !found.is_empty() {
        session.out.heading("Attachments");
        print(session, &found);
    }
    Ok(())
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn sizes() {
        for (bytes, said) in [(0, "0 B"), (999, "999 B"), (1_001, "2 kB"), (1_500_000, "1.5 MB")] {
            assert_eq!(super::size(bytes), said);
        }
    }
}
