//! Files that belong to things: in, out, refused, shared, swept.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use daymark_api::{ApiError, Code};
use daymark_testkit::{Home, World};
use serde_json::{Value, json};

const PIECE: usize = 512 << 10;

/// The steps of the catalogue that are taken back and done again here, because they need a folder.
pub const STEPS: [&str; 3] = ["attachment.finish", "attachment.rename", "attachment.trash"];

/// Bytes that look like a text of so many.
fn text(length: usize) -> Vec<u8> {
    (0..length).map(|n| b"Buy oats, and walk by the river.\n"[n % 33]).collect()
}

async fn attach(world: &World, owner: &Value, name: &str, bytes: &[u8]) -> Result<Value, ApiError> {
    let begun =
        world.call("attachment.begin", json!({ "name": name, "size": bytes.len(), "owner": owner })).await?;
    let upload = &begun["upload"];
    let mut offset = 0;
    for piece in bytes.chunks(PIECE) {
        let body = json!({ "upload": upload, "offset": offset, "data": BASE64.encode(piece) });
        let sent = world.call("attachment.chunk", body).await?;
        assert!(sent["offset"].as_u64().unwrap() > offset, "it goes on");
        offset = sent["offset"].as_u64().unwrap();
    }
    world.call("attachment.finish", json!({ "upload": upload })).await
}

async fn whole(world: &World, id: &Value, part: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let body = json!({ "id": id, "part": part, "offset": bytes.len() });
        let piece = world.does("attachment.read", body).await;
        bytes.extend(BASE64.decode(piece["data"].as_str().unwrap()).unwrap());
        if piece["end"] == json!(true) {
            return bytes;
        }
    }
}

async fn task(world: &World) -> Value {
    world.does("task.add", json!({ "title": "Ask the landlord" })).await["id"].clone()
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let picture =
        image::RgbImage::from_fn(width, height, |x, y| image::Rgb([(x % 256) as u8, (y % 256) as u8, 9]));
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 80);
    picture.write_with_encoder(encoder).unwrap();
    bytes
}

fn files(home: &Home) -> usize {
    home.blobs().all().unwrap().len()
}

#[tokio::test]
async fn a_file_goes_in_and_comes_out_and_undo_takes_it_back() {
    let home = Home::new();
    let alice = home.alice();
    let task = task(&alice).await;
    let letter = text(1_300_000);
    let added = attach(&alice, &task, "C:\\letters\\le\u{202e}tter.txt", &letter).await.unwrap();
    assert_eq!(added["name"], "letter.txt");
    assert_eq!((&added["media"], &added["size"]), (&json!("text/plain"), &json!(1_300_000)));
    assert_eq!((&added["owner_title"], &added["picture"]), (&json!("Ask the landlord"), &json!(false)));
    assert_eq!(whole(&alice, &added["id"], "file").await, letter);
    let of = json!({ "owner": task });
    assert_eq!(alice.does("attachment.list", of.clone()).await.as_array().unwrap().len(), 1);
    let history = alice.does("history.list", json!({})).await;
    assert_eq!(history["entries"][0]["label"], "Attach 'letter.txt' to 'Ask the landlord'");

    alice.does("history.undo", json!({})).await;
    assert_eq!(alice.does("attachment.list", of.clone()).await, json!([]));
    alice.app.sweep_attachments().await.unwrap();
    alice.does("history.redo", json!({})).await;
    assert_eq!(whole(&alice, &added["id"], "file").await, letter, "an undone file is kept for the redo");

    let renamed = alice.does("attachment.rename", json!({ "id": added["id"], "name": "../Lease" })).await;
    assert_eq!(renamed["name"], "Lease.txt");
    let error =
        alice.call("attachment.rename", json!({ "id": added["id"], "name": "a.exe" })).await.unwrap_err();
    assert_eq!(error.code, Code::Invalid);
    let found = alice.does("search.find", json!({ "text": "Lease.txt" })).await;
    assert_eq!(found[0]["kind"], "attachment");

    alice.does("attachment.trash", json!({ "ids": [added["id"]] })).await;
    assert_eq!(alice.does("attachment.list", of.clone()).await, json!([]));
    assert_eq!(alice.does("trash.list", json!({})).await[0]["title"], "Lease.txt");
    alice.does("trash.restore", json!({ "ids": [added["id"]] })).await;
    assert_eq!(alice.does("attachment.list", of).await[0]["name"], "Lease.txt");

    let seen = || async {
        (
            alice.does("attachment.list", json!({ "owner": task })).await,
            alice.does("trash.list", json!({})).await,
        )
    };
    for (step, body) in [
        ("attachment.rename", json!({ "id": added["id"], "name": "Old lease" })),
        ("attachment.trash", json!({ "ids": [added["id"]] })),
    ] {
        let before = seen().await;
        alice.does(step, body).await;
        let after = seen().await;
        assert_ne!(before, after, "{step}");
        alice.does("history.undo", json!({})).await;
        assert_eq!(seen().await, before, "{step} undone");
        alice.does("history.redo", json!({})).await;
        assert_eq!(seen().await, after, "{step} done again");
        alice.does("history.undo", json!({})).await;
    }
}

#[tokio::test]
async fn what_is_not_taken_is_refused_with_the_reason_and_leaves_nothing() {
    let home = Home::new();
    let alice = home.alice();
    let task = task(&alice).await;
    let mut bomb = vec![0; 33];
    bomb[..16].copy_from_slice(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    bomb[16..24].copy_from_slice(b"\0\0\xff\0\0\0\xff\0");
    bomb[24] = 8;
    let program = [b"MZ\x90\0\x03\0\0\0".as_slice(), &[7; 20_000]].concat();
    for (name, bytes, said) in [
        ("evil.png", program.clone(), "it is a program, although its name claims image/png"),
        ("evil", program, "it is a program."),
        ("run.txt", b"#!/bin/sh\nrm -rf ~\n".to_vec(), "it is a script"),
        ("photo.exe", jpeg(4, 4), "its name ends in .exe"),
        ("photo.jpg.SCR", jpeg(4, 4), "its name ends in .scr"),
        ("what.bin2", vec![1, 2, 3, 0, 0, 9], "does not tell what kind"),
        (
            "broken.jpg",
            b"\xff\xd8\xff\xe0\0\x10JFIF\0 and nothing more".to_vec(),
            "the picture cannot be read",
        ),
        ("bomb.png", bomb, "the picture"),
        ("empty.txt", Vec::new(), "it is empty"),
    ] {
        let error = attach(&alice, &task, name, &bytes).await.unwrap_err();
        assert_eq!(error.code, Code::Refused, "{name}: {}", error.message);
        assert!(error.message.contains(said), "{name}: {}", error.message);
    }
    assert_eq!(alice.does("attachment.list", json!({})).await, json!([]));
    assert_eq!(home.blobs().used().unwrap(), 0, "nothing is left");

    alice.does("settings.edit", json!({ "settings": { "attachment_file_mb": 1 } })).await;
    let begin = |size: u64, owner: &Value| json!({ "name": "a.txt", "size": size, "owner": owner });
    let error = alice.call("attachment.begin", begin(1_000_001, &task)).await.unwrap_err();
    assert!(error.message.contains("may have 1 MB"), "{}", error.message);
    let nobody = json!("0198a5f0-0000-7000-8000-000000000000");
    assert_eq!(alice.call("attachment.begin", begin(5, &nobody)).await.unwrap_err().code, Code::NotFound);
    let file = attach(&alice, &task, "a.txt", b"a").await.unwrap();
    assert_eq!(alice.call("attachment.begin", begin(5, &file["id"])).await.unwrap_err().code, Code::Invalid);
}

#[tokio::test]
async fn a_type_that_disagrees_with_the_name_is_named() {
    let home = Home::new();
    let alice = home.alice();
    let task = task(&alice).await;
    let photo = attach(&alice, &task, "photo.png", &jpeg(40, 30)).await.unwrap();
    assert_eq!((&photo["media"], &photo["claimed"]), (&json!("image/jpeg"), &json!("image/png")));
    let right = alice.does("attachment.rename", json!({ "id": photo["id"], "name": "photo.jpg" })).await;
    assert_eq!(right["claimed"], Value::Null);
    let svg = attach(&alice, &task, "drawing.svg", b"<svg xmlns='x'><script/></svg>").await.unwrap();
    assert_eq!((&svg["media"], &svg["picture"]), (&json!("image/svg+xml"), &json!(false)), "never drawn");
    let page = attach(&alice, &task, "notes.md", b"# Notes\n").await.unwrap();
    assert_eq!((&page["media"], &page["claimed"]), (&json!("text/markdown"), &Value::Null));
    let gif = attach(&alice, &task, "cat.gif", b"GIF89a\x40\x01\xf0\0\0\0\0;").await.unwrap();
    assert_eq!(
        (&gif["picture"], &gif["handled"], &gif["width"]),
        (&json!(false), &json!("as_is"), &json!(320))
    );
}

#[tokio::test]
async fn a_picture_is_kept_smaller_with_a_thumbnail_and_the_original_only_when_asked() {
    let home = Home::new();
    let alice = home.alice();
    let task = task(&alice).await;
    let photo = jpeg(2400, 1200);
    let added = attach(&alice, &task, "photo.jpg", &photo).await.unwrap();
    assert_eq!((&added["width"], &added["height"]), (&json!(2048), &json!(1024)));
    assert_eq!((&added["handled"], &added["original"]), (&json!("drawn"), &Value::Null));
    assert_eq!(files(&home), 2, "the copy and the thumbnail");
    let thumbnail = whole(&alice, &added["id"], "thumbnail").await;
    let drawn = image::load_from_memory(&thumbnail).unwrap();
    assert_eq!((drawn.width(), drawn.height()), (320, 160));
    let none = alice.call("attachment.read", json!({ "id": added["id"], "part": "original" })).await;
    assert_eq!(none.unwrap_err().code, Code::NotFound);

    alice.does("settings.edit", json!({ "settings": { "attachment_originals": true } })).await;
    let again = attach(&alice, &task, "photo.jpg", &photo).await.unwrap();
    assert_eq!(again["original"], json!(photo.len()));
    assert_eq!(whole(&alice, &again["id"], "original").await, photo);
    assert_eq!(files(&home), 3, "copy and thumbnail lie there once");
}

#[tokio::test]
async fn an_upload_goes_on_after_a_restart_and_a_piece_may_come_twice() {
    let home = Home::new();
    let bytes = text(3 * PIECE + 1000);
    let task_id;
    let upload;
    {
        let alice = home.alice();
        task_id = task(&alice).await;
        let body = json!({ "name": "a.txt", "size": bytes.len(), "owner": task_id });
        upload = alice.does("attachment.begin", body).await["upload"].clone();
        for (offset, from, to) in [(0, 0, PIECE), (0, 0, PIECE), (1000, 1000, PIECE + 500)] {
            let body = json!({ "upload": upload, "offset": offset, "data": BASE64.encode(&bytes[from..to]) });
            assert_eq!(alice.does("attachment.chunk", body).await["offset"], json!(to));
        }
        let body = json!({ "upload": upload, "offset": PIECE + 501, "data": "YQ==" });
        assert_eq!(alice.call("attachment.chunk", body).await.unwrap_err().code, Code::Conflict, "a gap");
        let early = alice.call("attachment.finish", json!({ "upload": upload })).await;
        assert_eq!(early.unwrap_err().code, Code::Conflict, "not all has come");
    }
    let alice = home.alice();
    let mut offset =
        alice.does("attachment.upload", json!({ "upload": upload })).await["offset"].as_u64().unwrap();
    assert!(offset <= (PIECE + 500) as u64 && offset > 400_000, "{offset}");
    while (offset as usize) < bytes.len() {
        let end = (offset as usize + PIECE).min(bytes.len());
        let data = BASE64.encode(&bytes[offset as usize..end]);
        let body = json!({ "upload": upload, "offset": offset, "data": data });
        offset = alice.does("attachment.chunk", body).await["offset"].as_u64().unwrap();
    }
    let long = json!({ "upload": upload, "offset": offset, "data": "YQ==" });
    assert_eq!(
        alice.call("attachment.chunk", long).await.unwrap_err().code,
        Code::Invalid,
        "longer than said"
    );
    let added = alice.does("attachment.finish", json!({ "upload": upload })).await;
    assert_eq!(whole(&alice, &added["id"], "file").await, bytes);
    for name in ["attachment.upload", "attachment.finish"] {
        assert_eq!(alice.call(name, json!({ "upload": upload })).await.unwrap_err().code, Code::NotFound);
    }
    let wild = alice.call("attachment.upload", json!({ "upload": "../../../daymark.db" })).await;
    assert_eq!(wild.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn cancelled_anywhere_leaves_nothing() {
    let home = Home::new();
    let alice = home.alice();
    let task = task(&alice).await;
    let bytes = text(PIECE + 10);
    for pieces in 0..3 {
        let body = json!({ "name": "a.txt", "size": bytes.len(), "owner": task });
        let upload = alice.does("attachment.begin", body).await["upload"].clone();
        let mut offset = 0;
        for piece in bytes.chunks(PIECE).take(pieces) {
            let body = json!({ "upload": upload, "offset": offset, "data": BASE64.encode(piece) });
            offset += piece.len();
            alice.does("attachment.chunk", body).await;
        }
        alice.does("attachment.cancel", json!({ "upload": upload })).await;
        alice.does("attachment.cancel", json!({ "upload": upload })).await;
        assert_eq!(home.blobs().used().unwrap(), 0, "after {pieces} pieces");
        let late = alice.call("attachment.finish", json!({ "upload": upload })).await;
        assert_eq!(late.unwrap_err().code, Code::NotFound);
    }
    assert_eq!(alice.does("attachment.list", json!({})).await, json!([]));
}

#[tokio::test]
async fn equal_files_lie_there_once_and_orphans_go_when_they_are_old() {
    let home = Home::new();
    let alice = home.alice();
    let task = task(&alice).await;
    let one = attach(&alice, &task, "one.txt", b"the same words").await.unwrap();
    let two = attach(&alice, &task, "two.txt", b"the same words").await.unwrap();
    assert_eq!(files(&home), 1);
    alice.does("attachment.trash", json!({ "ids": [one["id"]] })).await;

    // A program that died between the file and the op.
    let blobs = home.blobs();
    let mut entropy = |bytes: &mut [u8]| bytes.fill(3);
    let orphan = blobs.put(&blobs.hold().unwrap(), b"nobody knows", &mut entropy).unwrap();
    assert_eq!(files(&home), 2);
    let name = orphan.to_string();
    let set = |days: u64, name: &str| {
        let path = blobs.folder().join(&name[..2]).join(name);
        let now: SystemTime = home.clock.now().timestamp().into();
        let at = now - Duration::from_secs(days * 24 * 3600);
        std::fs::File::options().write(true).open(path).unwrap().set_modified(at).unwrap();
    };
    set(0, &name);
    assert_eq!(alice.app.sweep_attachments().await.unwrap(), 0, "it may be somebody's");
    for address in blobs.all().unwrap() {
        set(400, &address.to_string());
    }
    assert_eq!(alice.app.sweep_attachments().await.unwrap(), 1);
    assert_eq!(files(&home), 1, "what an op names stays, however old");
    assert_eq!(whole(&alice, &two["id"], "file").await, b"the same words");
    // Also when everything is drawn again from the log.
    home.store().rebuild().unwrap();
    assert_eq!(alice.app.sweep_attachments().await.unwrap(), 0);
    assert_eq!(alice.does("attachment.list", json!({ "owner": task })).await[0]["name"], "two.txt");
}

#[tokio::test]
async fn doctor_sees_what_is_missing_and_what_is_damaged() {
    let home = Home::new();
    let alice = home.alice();
    let task = task(&alice).await;
    let health = async || {
        let found = alice.does("app.doctor", json!({})).await;
        let checks = found["checks"].as_array().unwrap().clone();
        let one = checks.iter().find(|check| check["part"] == "attachments").unwrap().clone();
        (one["health"].as_str().unwrap().to_owned(), one["message"].as_str().unwrap().to_owned())
    };
    assert_eq!(health().await, ("healthy".into(), "There are no attachments.".into()));
    let added = attach(&alice, &task, "one.txt", &text(200_000)).await.unwrap();
    attach(&alice, &task, "two.txt", b"other words").await.unwrap();
    assert_eq!(health().await, ("healthy".into(), "2 attached files, all whole.".into()));

    let blobs = home.blobs();
    let path = |name: &str| blobs.folder().join(&name[..2]).join(name);
    let large =
        blobs.all().unwrap().into_iter().find(|one| blobs.check(one, false).unwrap() > 100_000).unwrap();
    let file = path(&large.to_string());
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, &bytes).unwrap();
    let (state, message) = health().await;
    assert!(state == "unhealthy" && message.contains("1 are damaged"), "{message}");
    let read = alice.call("attachment.read", json!({ "id": added["id"] })).await.unwrap_err();
    assert_eq!(read.code, Code::Storage, "damaged bytes are not handed out");
    std::fs::remove_file(&file).unwrap();
    let (state, message) = health().await;
    assert!(state == "unhealthy" && message.contains("1 are missing"), "{message}");
    // The same file again takes the place of the lost one.
    attach(&alice, &task, "again.txt", &text(200_000)).await.unwrap();
    assert_eq!(health().await.0, "healthy");
    assert_eq!(whole(&alice, &added["id"], "file").await, text(200_000));
}
