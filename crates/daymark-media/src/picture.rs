//! Pictures: read within limits, turned the right way up, drawn anew.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits};

/// The longest edge of the copy that is kept.
pub const MOST_EDGE: u32 = 2048;
/// The longest edge of the small one.
pub const THUMBNAIL_EDGE: u32 = 320;
/// The most pixels that are decoded: 64 megapixels are more than cameras of phones take.
pub const MOST_PIXELS: u64 = 64_000_000;
/// The most memory of a decoded picture, in bytes.
const MOST_MEMORY: u64 = 320 << 20;
/// A colour profile of more is no colour profile.
const MOST_PROFILE: usize = 64 << 10;
const QUALITY: u8 = 88;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    #[error("the picture has {width} by {height} pixels, and at most {MOST_PIXELS} are read")]
    TooLarge { width: u32, height: u32 },
    #[error("the picture cannot be read")]
    Unreadable,
}

/// A picture, encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    pub bytes: Vec<u8>,
    pub media: &'static str,
    pub ending: &'static str,
    pub width: u32,
    pub height: u32,
}

/// What is kept of a picture. Nothing of the source's metadata is in either, but its colour profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// At most [`MOST_EDGE`] long.
    pub copy: Drawn,
    /// At most [`THUMBNAIL_EDGE`] long.
    pub thumbnail: Drawn,
    /// Width and height of the source, the right way up.
    pub source: (u32, u32),
}

/// Draws a JPEG, PNG or WebP anew. PNG stays PNG; of the others, those with transparency become PNG and
/// the rest JPEG. Of a moving one only the first picture is drawn; ask [`animated`] before.
pub fn prepare(bytes: &[u8], media: &str) -> Result<Prepared, PictureError> {
    let format = match media {
        "image/jpeg" => ImageFormat::Jpeg,
        "image/png" => ImageFormat::Png,
        "image/webp" => ImageFormat::WebP,
        _ => return Err(PictureError::Unreadable),
    };
    // A decoder that panics on hostile bytes must not take the program along.
    catch_unwind(AssertUnwindSafe(|| draw(bytes, format))).unwrap_or(Err(PictureError::Unreadable))
}

fn draw(bytes: &[u8], format: ImageFormat) -> Result<Prepared, PictureError> {
    let unreadable = |_| PictureError::Unreadable;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    limits.max_image_width = Some(65_535);
    limits.max_image_height = Some(65_535);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    // Only the head is read here, so the size is known before anything is laid out for it.
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY {
        return Err(PictureError::TooLarge { width, height });
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten().filter(|profile| profile.len() <= MOST_PROFILE);
    let picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    let picture = match picture.color().has_alpha() {
        true => DynamicImage::ImageRgba8(picture.into_rgba8()),
        false => DynamicImage::ImageRgb8(picture.into_rgb8()),
    };
    let mut copy = fitted(&picture, MOST_EDGE).unwrap_or(picture);
    copy.apply_orientation(orientation);
    let small = fitted(&copy, THUMBNAIL_EDGE);
    let thumbnail = encode(small.as_ref().unwrap_or(&copy), format, profile.clone())?;
    let turned = !matches!(
        orientation,
        Orientation::NoTransforms
            | Orientation::Rotate180
            | Orientation::FlipHorizontal
            | Orientation::FlipVertical
    );
    let source = if turned { (height, width) } else { (width, height) };
    Ok(Prepared { copy: encode(&copy, format, profile)?, thumbnail, source })
}

/// Nothing when it fits already.
fn fitted(picture: &DynamicImage, edge: u32) -> Option<DynamicImage> {
    (picture.width().max(picture.height()) > edge).then(|| picture.resize(edge, edge, FilterType::Triangle))
}

fn encode(
    picture: &DynamicImage,
    from: ImageFormat,
    profile: Option<Vec<u8>>,
) -> Result<Drawn, PictureError> {
    let mut bytes = Vec::new();
    let (width, height) = (picture.width(), picture.height());
    let png = from == ImageFormat::Png || picture.color().has_alpha();
    let written = if png {
        let mut encoder = PngEncoder::new(&mut bytes);
        // A profile that cannot be written is left out.
        profile.map(|profile| encoder.set_icc_profile(profile).ok());
        picture.write_with_encoder(encoder)
    } else {
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
        profile.map(|profile| encoder.set_icc_profile(profile).ok());
        picture.write_with_encoder(encoder)
    };
    written.map_err(|_| PictureError::Unreadable)?;
    let (media, ending) = if png { ("image/png", "png") } else { ("image/jpeg", "jpg") };
    Ok(Drawn { bytes, media, ending, width, height })
}

/// Whether the picture moves: an animated PNG or WebP. The first bytes are enough.
pub fn animated(head: &[u8], media: &str) -> bool {
    match media {
        "image/png" => moving_png(head).unwrap_or(false),
        // The extended header: flags come first, and the second bit is the animation.
        "image/webp" => head.get(12..16) == Some(b"VP8X") && head.get(20).is_some_and(|flags| flags & 2 != 0),
        _ => false,
    }
}

/// `acTL` stands before the first `IDAT`.
fn moving_png(head: &[u8]) -> Option<bool> {
    let mut rest = head.get(8..)?;
    loop {
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?) as usize;
        match rest.get(4..8)? {
            b"acTL" => return Some(true),
            b"IDAT" => return Some(false),
            _ => rest = rest.get(length.checked_add(12)?..)?,
        }
    }
}

/// Width and height as a GIF's head says them.
pub fn size_of_gif(head: &[u8]) -> Option<(u32, u32)> {
    let side = |at: usize| Some(u32::from(u16::from_le_bytes(head.get(at..at + 2)?.try_into().ok()?)));
    head.starts_with(b"GIF8").then_some(())?;
    Some((side(6)?, side(8)?))
}

#[cfg(test)]
mod tests;
