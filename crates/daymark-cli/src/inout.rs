//! `import` and `export`.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use daymark_api::{ApiError, Code, Export, Exported, Import, ImportFile, ImportReport};

use crate::out::{Cell, Table, quiet, strong};
use crate::session::{Answer, Session, read_text};
use crate::words::count;

/// Folders within folders are followed this deep.
const DEEPEST: usize = 32;
const MOST_FILES: usize = 10_000;
/// The most bytes of all files of a folder.
const MOST: usize = 64 << 20;

pub async fn import(
    session: &mut Session,
    format: String,
    file: &Path,
    dry_run: bool,
    partial: bool,
) -> Answer {
    let format = if format == "auto" { String::new() } else { format };
    let name = file.file_name().map_or_else(|| "-".to_owned(), |name| name.to_string_lossy().into_owned());
    let mut call = Import { format, name, dry_run, partial, ..Import::default() };
    if file.is_dir() {
        walk(file, "", 0, &mut call.files)?;
        if call.files.is_empty() {
            return Err(ApiError::not_found(format!("There is no Markdown file in {}.", file.display())));
        }
    } else {
        call.content = read_text(file)?;
    }
    let report = session.ask(call).await?;
    if session.out.json() {
        session.out.value(&report);
    } else {
        print_report(session, &report);
    }
    Ok(())
}

/// The Markdown files of a folder, in order. What is hidden and what only points elsewhere is left
/// aside, so that nothing outside the folder is read.
fn walk(folder: &Path, inside: &str, depth: usize, files: &mut Vec<ImportFile>) -> Answer {
    let unread =
        |error: io::Error| ApiError::not_found(format!("{} cannot be read: {error}.", folder.display()));
    let mut entries: Vec<fs::DirEntry> =
        fs::read_dir(folder).map_err(unread)?.collect::<Result<_, _>>().map_err(unread)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().map_err(unread)?;
        if name.starts_with('.') || kind.is_symlink() {
            continue;
        }
        let path = if inside.is_empty() { name.clone() } else { format!("{inside}/{name}") };
        if kind.is_dir() && depth < DEEPEST {
            walk(&entry.path(), &path, depth + 1, files)?;
        } else if kind.is_file() && (name.ends_with(".md") || name.ends_with(".markdown")) {
            files.push(ImportFile { name: path, content: read_text(&entry.path())? });
        }
        let size: usize = files.iter().map(|file| file.content.len()).sum();
        if files.len() > MOST_FILES || size > MOST {
            let large = format!("{} holds more than {MOST_FILES} files or 64 MiB.", folder.display());
            return Err(ApiError::invalid(large).hint("Bring it in by parts."));
        }
    }
    Ok(())
}

pub async fn export(
    session: &mut Session,
    format: String,
    file: Option<&Path>,
    query: Option<String>,
) -> Answer {
    let mut done = session.ask(Export { format, query: query.unwrap_or_default() }).await?;
    match file {
        None if session.out.json() => session.out.value(&done),
        None => {
            // Text for another program: as it is.
            let written = io::stdout().lock().write_all(done.content.as_bytes());
            written.map_err(|error| {
                ApiError::new(Code::Storage, format!("The export cannot be written: {error}."))
            })?;
        }
        Some(file) => {
            write_whole(file, done.content.as_bytes()).map_err(|error| {
                ApiError::new(Code::Storage, format!("{} cannot be written: {error}.", file.display()))
            })?;
            done.content.clear();
            if session.out.json() {
                session.out.value(&done);
            } else {
                print_done(session, &done, file);
            }
        }
    }
    Ok(())
}

/// Writes all of it or nothing: beside the file first, then in its place.
fn write_whole(file: &Path, content: &[u8]) -> io::Result<()> {
    let name = file.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let beside = file.with_file_name(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
    let written = fs::OpenOptions::new().write(true).create_new(true).open(&beside).and_then(|mut part| {
        part.write_all(content)?;
        part.sync_all()
    });
    let placed = written.and_then(|()| fs::rename(&beside, file));
    if placed.is_err() {
        // What is half written is of no use to anybody.
        let _ = fs::remove_file(&beside);
    }
    placed
}

fn print_done(session: &mut Session, done: &Exported, file: &Path) {
    let out = &mut session.out;
    let counted: Vec<String> =
        done.counts.iter().map(|(kind, number)| count(*number as usize, kind, &format!("{kind}s"))).collect();
    out.cells([strong("Wrote"), Cell::from(file.display().to_string()), quiet(counted.join(", "))]);
    let mut left = Table::under(0);
    for entry in &done.left_out {
        left.row([
            Cell::from(&entry.what),
            quiet(count(entry.count as usize, "time", "times")),
            quiet(&entry.why),
        ]);
    }
    if !left.is_empty() {
        out.heading("Left out");
        out.table(&left);
    }
}

fn print_report(session: &mut Session, report: &ImportReport) {
    let out = &mut session.out;
    let heading = if report.dry_run { "Would bring in" } else { "Brought in" };
    out.cells([
        strong(heading),
        Cell::from(format!("{} added", report.added)),
        Cell::from(format!("{} updated", report.updated)),
        quiet(format!("{} unchanged", report.unchanged)),
    ]);
    let mut lost = Table::under(0);
    for (what, times) in &report.lost {
        lost.row([Cell::from(what), quiet(count(*times as usize, "time", "times"))]);
    }
    if !lost.is_empty() {
        out.heading("Could not be carried over");
        out.table(&lost);
    }
    let mut refused = Table::under(1);
    for entry in &report.refused {
        let line = if entry.line == 0 { String::new() } else { format!("line {}", entry.line) };
        refused.row([quiet(line), Cell::from(&entry.reason)]);
    }
    if !refused.is_empty() {
        out.heading("Left out");
        out.table(&refused);
    }
    if !report.dry_run && report.added + report.updated > 0 {
        out.cells([quiet("'daymark undo' takes the whole import back.")]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.json");
        write_whole(&file, b"one").unwrap();
        write_whole(&file, b"two").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert!(write_whole(&folder.path().join("none/a.json"), b"x").is_err());
        fs::create_dir(folder.path().join("taken")).unwrap();
        assert!(write_whole(&folder.path().join("taken"), b"x").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing half written stays");
    }

    #[test]
    fn a_folder_is_read_without_what_points_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.md"), "x").unwrap();
        fs::create_dir(folder.path().join("Home")).unwrap();
        fs::write(folder.path().join("Home/a.md"), "a").unwrap();
        fs::write(folder.path().join("b.txt"), "b").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(outside.path(), folder.path().join("link")).unwrap();
        let mut files = Vec::new();
        walk(folder.path(), "", 0, &mut files).unwrap();
        assert_eq!(files, [ImportFile { name: "Home/a.md".into(), content: "a".into() }]);
    }
}
