use image::{Rgb, RgbImage, RgbaImage};

use super::*;

/// EXIF as a phone writes it: turned by 90 degrees, and where it was taken.
fn exif(orientation: u16) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    let entry = |bytes: &mut Vec<u8>, tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(value);
    };
    bytes.extend(2_u16.to_le_bytes());
    let turned = orientation.to_le_bytes();
    entry(&mut bytes, 0x0112, 3, 1, [turned[0], turned[1], 0, 0]);
    // The place lies in a directory of its own, after this one: 8 + 2 + 2 * 12 + 4.
    entry(&mut bytes, 0x8825, 4, 1, 38_u32.to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(3_u16.to_le_bytes());
    entry(&mut bytes, 1, 2, 2, *b"N\0\0\0");
    entry(&mut bytes, 0x001d, 2, 11, 92_u32.to_le_bytes());
    entry(&mut bytes, 2, 5, 3, 92_u32.to_le_bytes());
    bytes.extend([0; 4]);
    bytes.resize(92, 0);
    bytes.extend(b"GPS-CANARY-52.5200N");
    bytes
}

fn photo(width: u32, height: u32, orientation: u16) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        // Red in the upper left quarter, so that turning can be seen.
        if x < width / 2 && y < height / 2 { Rgb([220, 10, 10]) } else { Rgb([10, 10, (x % 200) as u8]) }
    });
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 80);
    encoder.set_exif_metadata(exif(orientation)).unwrap();
    picture.write_with_encoder(encoder).unwrap();
    bytes
}

fn holds(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}

fn png(picture: &RgbaImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(PngEncoder::new(&mut bytes)).unwrap();
    bytes
}

#[test]
fn a_large_photo_is_made_smaller_turned_and_loses_its_place() {
    let bytes = photo(6000, 4000, 6);
    assert!(holds(&bytes, b"GPS-CANARY") && holds(&bytes, b"Exif"), "the test's photo tells its place");
    let drawn = prepare(&bytes, "image/jpeg").unwrap();
    assert_eq!(drawn.source, (4000, 6000), "turned");
    assert_eq!((drawn.copy.width, drawn.copy.height), (1365, 2048));
    assert_eq!((drawn.thumbnail.width, drawn.thumbnail.height), (213, 320));
    for one in [&drawn.copy, &drawn.thumbnail] {
        assert_eq!(one.media, "image/jpeg");
        assert!(!holds(&one.bytes, b"GPS-CANARY") && !holds(&one.bytes, b"Exif"), "nothing is told");
        let again = image::load_from_memory(&one.bytes).unwrap().into_rgb8();
        assert_eq!((again.width(), again.height()), (one.width, one.height));
        // Turned by 90 degrees to the right, the upper left comes to the upper right.
        let right = again.get_pixel(again.width() * 3 / 4, again.height() / 4);
        let left = again.get_pixel(again.width() / 4, again.height() / 4);
        assert!(right[0] > 150 && left[0] < 100, "{right:?} {left:?}");
    }
}

#[test]
fn every_orientation_gives_the_right_shape() {
    for orientation in 1..=8 {
        let drawn = prepare(&photo(60, 40, orientation), "image/jpeg").unwrap();
        let expected = if orientation < 5 { (60, 40) } else { (40, 60) };
        assert_eq!((drawn.copy.width, drawn.copy.height), expected, "{orientation}");
        assert_eq!(drawn.source, expected, "{orientation}");
    }
}

#[test]
fn a_small_picture_stays_as_large_and_keeps_its_transparency() {
    let mut picture = RgbaImage::new(30, 20);
    picture.put_pixel(3, 4, image::Rgba([1, 2, 3, 128]));
    let drawn = prepare(&png(&picture), "image/png").unwrap();
    assert_eq!((drawn.copy.media, drawn.copy.width, drawn.copy.height), ("image/png", 30, 20));
    assert_eq!(image::load_from_memory(&drawn.copy.bytes).unwrap().into_rgba8(), picture);
}

/// A PNG whose head claims a size, with a few bytes behind it.
fn claiming(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = png(&RgbaImage::new(2, 2));
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let checksum = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&checksum.to_be_bytes());
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |mut sum, byte| {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
        }
        sum
    })
}

#[test]
fn bombs_are_refused_before_they_are_decoded() {
    assert!(prepare(&claiming(2, 2), "image/png").is_ok(), "the test's head is well made");
    for (width, height) in [(60_000, 60_000), (65_000, 1_000), (8_001, 8_000)] {
        assert_eq!(
            prepare(&claiming(width, height), "image/png"),
            Err(PictureError::TooLarge { width, height })
        );
    }
    for (width, height) in [(0, 5), (100_000, 2), (u32::MAX, u32::MAX)] {
        assert!(prepare(&claiming(width, height), "image/png").is_err(), "{width} by {height}");
    }
}

#[test]
fn hostile_bytes_never_panic() {
    let good = photo(60, 40, 6);
    for cut in (0..good.len()).step_by(7) {
        let _ = prepare(&good[..cut], "image/jpeg");
        let mut bent = good.clone();
        bent[cut] ^= 0x55;
        let _ = prepare(&bent, "image/jpeg");
    }
    for media in ["image/jpeg", "image/png", "image/webp", "image/gif", "text/plain"] {
        assert_eq!(prepare(b"no picture at all", media), Err(PictureError::Unreadable), "{media}");
    }
}

#[test]
fn moving_pictures_are_recognised() {
    let still = png(&RgbaImage::new(2, 2));
    let mut moving = still[..33].to_vec();
    moving.extend(b"\0\0\0\x08acTL\0\0\0\x02\0\0\0\0\0\0\0\0");
    moving.extend(&still[33..]);
    assert!(!animated(&still, "image/png") && animated(&moving, "image/png"));
    let webp = |flags: u8| [b"RIFF\x24\0\0\0WEBPVP8X\x0a\0\0\0", [flags].as_slice(), &[0; 9]].concat();
    assert!(animated(&webp(2), "image/webp") && !animated(&webp(0x10), "image/webp"));
    assert!(!animated(b"", "image/png") && !animated(b"\x89PNG", "image/png"));
    assert_eq!(size_of_gif(b"GIF89a\x40\x01\xf0\0"), Some((320, 240)));
    assert_eq!(size_of_gif(b"GIF89a"), None);
}
