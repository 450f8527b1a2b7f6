//! What a file is: its type by its content, a name that can do no harm, and smaller pictures that do
//! not tell where they were taken.
//!
//! This room does no IO; every byte it is given is hostile until it has been looked at. Its invariants:
//!
//! - a type comes from the content, never from the name; what is on no list is refused with the reason;
//! - a [cleaned](clean) name holds no path, no control character and nothing that turns the reading
//!   direction around;
//! - a picture is decoded only after its size has been read and found to fit ([`MOST_PIXELS`]), and what
//!   [`prepare`] gives is drawn anew: no place, camera or hidden bytes of the source are in it.
//!
//! ```
//! use daymark_media::{Refusal, clean, sniff};
//!
//! assert_eq!(sniff(b"%PDF-1.7\n").unwrap().media, "application/pdf");
//! assert!(matches!(sniff(b"MZ\x90\0\x03"), Err(Refusal::Program)));
//! assert_eq!(clean("../../holiday\u{202e}gpj.exe"), "holidaygpj.exe");
//! ```

#![forbid(unsafe_code)]

mod kind;
mod name;
mod picture;

pub use kind::{Class, FileType, Refusal, claimed, refine, sniff};
pub use name::{clean, ending, names_a_program, with_ending};
pub use picture::{
    Drawn, MOST_EDGE, MOST_PIXELS, PictureError, Prepared, THUMBNAIL_EDGE, animated, prepare, size_of_gif,
};
