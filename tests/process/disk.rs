//! A full disk: a sentence, and everything saved before is safe.

use std::path::Path;
use std::process::Command;

use crate::{Done, Place};

/// A small file system in memory, taken away at the end. Only root can have one.
struct Small(tempfile::TempDir);

impl Small {
    fn new(size: &str) -> Option<Small> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(folder.path())
            .output()
            .is_ok_and(|output| output.status.success());
        mounted.then_some(Small(folder))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.path()).output();
    }
}

fn note(place: &Place, n: usize) -> Done {
    place.run_with(&["dump", "-", "--json"], &format!("Note {n}: {}\n", "words ".repeat(1500)))
}

#[test]
fn a_full_disk_says_so_and_keeps_the_file() {
    let Some(small) = Small::new("3m") else {
        eprintln!(
            "SKIPPED: a small file system cannot be mounted here; the limit on file sizes is checked alone"
        );
        return;
    };
    let place = Place::within(small.path());
    place.run(&["add", "Before the flood"]).exits(0);
    // A part is filled by something else, so that few writes fill the rest.
    let mut n = 0;
    let full = loop {
        let done = note(&place, n);
        if done.output.status.code() != Some(0) {
            break done;
        }
        n += 1;
        assert!(n < 500, "the disk does not fill");
    };
    full.exits(70);
    let error = full.error();
    assert_eq!(error["code"], "STORAGE", "{error}");
    assert!(error["message"].as_str().unwrap().contains("disk is full"), "{error}");
    assert!(error["hint"].as_str().unwrap().contains("Free some space"), "{error}");
    // Reading goes on, and what was saved is there.
    let listed = place.run(&["list", "--json"]);
    if listed.output.status.success() {
        assert_eq!(listed.out().lines().count().min(100), (n + 1).min(100));
    }
    let more = Command::new("mount").args(["-o", "remount,size=16m"]).arg(small.path()).output().unwrap();
    assert!(more.status.success(), "{more:?}");
    let listed = place.run(&["list", "--json", "sort:created"]);
    listed.exits(0);
    assert_eq!(place.store().check().unwrap(), [""; 0]);
    let count = place
        .store()
        .read::<_, daymark_store::StoreError>(|read| read.count(daymark_domain::Kind::Task))
        .unwrap();
    assert_eq!(count as usize, n + 1, "all that was acknowledged and nothing of what was refused");
    place.run(&["add", "After the flood"]).exits(0);
    drop(place);
}

#[test]
fn a_file_that_may_not_grow_says_so_and_stays_sound() {
    let place = Place::new();
    place.run(&["add", "Before the flood"]).exits(0);
    // The shell limits the size of files, in blocks of 512 or 1,024 bytes, and the signal that comes with it is
    // ignored, so that the write fails.
    let size = std::fs::metadata(place.database()).unwrap().len() / 1024 + 64;
    let script = format!("trap '' XFSZ; ulimit -f {size}; exec \"$0\" \"$@\"");
    let mut failed = None;
    let mut kept = 1;
    for n in 0..200 {
        let mut command = Command::new("bash");
        command.args(["-c", &script]).arg(crate::daymark());
        let text = format!("Task {n} {}", "words ".repeat(80));
        let mut command = place.dressed(command, &["add", "--json", &text]);
        let done = Done { args: "add".into(), output: command.output().unwrap() };
        if done.output.status.code() != Some(0) {
            failed = Some(done);
            break;
        }
        kept += 1;
    }
    let failed = failed.expect("the file does not reach its limit");
    failed.exits(70);
    let error = failed.error();
    assert_eq!(error["code"], "STORAGE", "{error}");
    assert!(error["hint"].as_str().is_some_and(|hint| !hint.is_empty()), "{error}");
    assert_eq!(place.store().check().unwrap(), [""; 0]);
    let count = place
        .store()
        .read::<_, daymark_store::StoreError>(|read| read.count(daymark_domain::Kind::Task))
        .unwrap();
    assert_eq!(count, kept);
    place.run(&["add", "After the flood"]).exits(0);
}
