//! Embeddings and the vector index.
//!
//! [`Index`] finds the nearest of many vectors by cosine similarity, exactly enough and without a
//! pause for building: a vector is there as soon as it was put, and gone, its bytes overwritten, as
//! soon as it was taken out. Everything is in memory; where vectors are kept is the caller's business.

mod index;
mod popcount;
mod rotate;

pub use index::{Found, Index, IndexError};
