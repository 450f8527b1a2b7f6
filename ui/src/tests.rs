//! What holds for all sources together.

mod sources;
