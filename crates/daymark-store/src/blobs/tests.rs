use daymark_crypto::attachment::{CHUNK, HEADER, SEALED_CHUNK};

use super::*;

fn entropy() -> impl FnMut(&mut [u8]) {
    let mut turn = 0_u64;
    move |bytes: &mut [u8]| {
        for byte in bytes {
            turn = turn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (turn >> 33) as u8;
        }
    }
}

struct Place {
    _folder: tempfile::TempDir,
    blobs: Blobs,
}

fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::new(folder.path().join("attachments"), &Key::from_bytes([5; 32]));
    Place { _folder: folder, blobs }
}

fn content(length: usize) -> Vec<u8> {
    (0..length).map(|n| (n * 31 + n / 257) as u8).collect()
}

fn age(path: &Path, days: u64) -> SystemTime {
    let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    File::options().write(true).open(path).unwrap().set_modified(at).unwrap();
    at + Duration::from_secs(days * 24 * 3600)
}

const ID: &str = "upload0000000000001";

#[test]
fn what_is_put_is_read_from_anywhere_and_lies_there_once() {
    let Place { blobs, _folder } = place();
    let mut entropy = entropy();
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 17] {
        let plain = content(length);
        let hold = blobs.hold().unwrap();
        let address = blobs.put(&hold, &plain, &mut entropy).unwrap();
        assert_eq!(blobs.put(&hold, &plain, &mut entropy).unwrap(), address);
        let mut reader = blobs.open(&address).unwrap();
        assert_eq!(reader.length(), length as u64);
        assert_eq!(reader.read(0, usize::MAX).unwrap(), plain);
        for (from, most) in [(0, 10), (CHUNK - 3, 6), (CHUNK, CHUNK), (length, 5), (length + 9, 5)] {
            let expected: Vec<u8> = plain.iter().skip(from).take(most).copied().collect();
            assert_eq!(reader.read(from as u64, most).unwrap(), expected, "{length}: {from} and {most}");
        }
        assert_eq!(blobs.check(&address, true).unwrap(), length as u64);
    }
    assert_eq!(blobs.all().unwrap().len(), 6);
    assert!(files(&blobs.incoming()).unwrap().is_empty(), "nothing is left beside");
}

#[test]
fn an_upload_goes_on_after_a_restart_from_the_last_whole_chunk() {
    let Place { blobs, _folder } = place();
    let mut entropy = entropy();
    let plain = content(4 * CHUNK + 1000);
    let mut incoming = blobs.begin(ID, b"about it", &mut entropy).unwrap();
    for piece in plain[..2 * CHUNK + 500].chunks(777) {
        blobs.append(&mut incoming, piece, &mut entropy).unwrap();
    }
    assert_eq!(incoming.offset(), (2 * CHUNK + 500) as u64);
    drop(incoming);
    // A torn write at the end, as a cut of power leaves it.
    let part = blobs.part(ID);
    let mut file = File::options().append(true).open(&part).unwrap();
    file.write_all(&[7; 100]).unwrap();
    let (mut incoming, about) = blobs.resume(ID).unwrap();
    assert_eq!((incoming.offset(), about.as_slice()), ((2 * CHUNK) as u64, b"about it".as_slice()));
    assert_eq!(incoming.head(), &plain[..8192]);
    blobs.append(&mut incoming, &plain[2 * CHUNK..], &mut entropy).unwrap();
    let (address, mut reader) = blobs.complete(&mut incoming, &mut entropy).unwrap();
    assert_eq!(reader.read(0, usize::MAX).unwrap(), plain);
    let hold = blobs.hold().unwrap();
    blobs.keep(&hold, incoming, &address).unwrap();
    assert_eq!(blobs.open(&address).unwrap().read(0, usize::MAX).unwrap(), plain);
    assert_eq!(blobs.put(&hold, &plain, &mut entropy).unwrap(), address, "the same bytes, the same name");
    assert!(matches!(blobs.resume(ID), Err(BlobError::NoUpload)));
}

#[test]
fn a_cancelled_upload_leaves_nothing() {
    let Place { blobs, _folder } = place();
    let mut entropy = entropy();
    let mut incoming = blobs.begin(ID, b"", &mut entropy).unwrap();
    blobs.append(&mut incoming, &content(3 * CHUNK), &mut entropy).unwrap();
    blobs.drop_upload(ID).unwrap();
    blobs.drop_upload(ID).unwrap();
    assert_eq!(blobs.used().unwrap(), 0);
    for id in ["../../daymark.db", "", "UPPER00000000000000", "short"] {
        assert!(matches!(blobs.resume(id), Err(BlobError::NoUpload)), "{id}");
        assert!(matches!(blobs.drop_upload(id), Err(BlobError::NoUpload)), "{id}");
    }
}

#[test]
fn damage_is_told_and_mended_by_the_same_file() {
    let Place { blobs, _folder } = place();
    let mut entropy = entropy();
    let plain = content(2 * CHUNK + 5);
    let hold = blobs.hold().unwrap();
    let address = blobs.put(&hold, &plain, &mut entropy).unwrap();
    let path = blobs.path(&address);
    let good = fs::read(&path).unwrap();
    for (what, bytes) in [
        ("a bit", {
            let mut bytes = good.clone();
            bytes[HEADER + SEALED_CHUNK + 9] ^= 1;
            bytes
        }),
        ("cut", good[..good.len() - 1].to_vec()),
        ("empty", Vec::new()),
        ("longer", [good.as_slice(), b"x"].concat()),
        ("another", {
            let other = blobs.put(&hold, &content(2 * CHUNK + 6), &mut entropy).unwrap();
            fs::read(blobs.path(&other)).unwrap()
        }),
    ] {
        fs::write(&path, bytes).unwrap();
        assert!(matches!(blobs.check(&address, true), Err(BlobError::Damaged(_))), "{what}");
        assert_eq!(blobs.put(&hold, &plain, &mut entropy).unwrap(), address);
        assert_eq!(blobs.check(&address, true).unwrap(), plain.len() as u64, "{what}: mended");
    }
    fs::remove_file(&path).unwrap();
    assert!(matches!(blobs.check(&address, false), Err(BlobError::Missing)));
}

#[test]
fn only_old_orphans_are_swept() {
    let Place { blobs, _folder } = place();
    let mut entropy = entropy();
    let hold = blobs.hold().unwrap();
    let named = blobs.put(&hold, b"an op names this", &mut entropy).unwrap();
    let orphan = blobs.put(&hold, b"the op never came", &mut entropy).unwrap();
    blobs.begin(ID, b"", &mut entropy).unwrap();
    age(&blobs.path(&named), 0);
    age(&blobs.part(ID), 0);
    age(&blobs.about(ID), 0);
    let sweep = |days: u64| {
        let now = age(&blobs.path(&orphan), days);
        blobs.sweep::<BlobError>(now, || Ok(BTreeSet::from([named]))).unwrap()
    };
    assert_eq!(sweep(9), Swept::default(), "somebody is between the file and the op");
    drop(hold);
    assert_eq!(sweep(1), Swept::default(), "too young");
    assert_eq!(sweep(2).files, 1);
    assert_eq!(blobs.all().unwrap(), BTreeSet::from([named]));
    let far = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + 8 * 24 * 3600);
    let swept = blobs.sweep::<BlobError>(far, || Ok(BTreeSet::from([named]))).unwrap();
    assert_eq!((swept.files, swept.uploads), (0, 1));
    assert!(matches!(blobs.resume(ID), Err(BlobError::NoUpload)));
    // A failing look at what is named takes nothing away.
    let failed = blobs.sweep(far, || Err(BlobError::Full));
    assert!(failed.is_err() && blobs.all().unwrap().len() == 1);
}

#[cfg(unix)]
#[test]
fn files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let Place { blobs, _folder } = place();
    let mut entropy = entropy();
    let address = blobs.put(&blobs.hold().unwrap(), b"x", &mut entropy).unwrap();
    blobs.begin(ID, b"", &mut entropy).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&blobs.path(&address)), 0o600);
    assert_eq!(mode(&blobs.part(ID)), 0o600);
    assert_eq!(mode(&blobs.about(ID)), 0o600);
    assert_eq!(mode(blobs.folder()), 0o700);
}
