//! What holds for all sources together, and the screens rendered to text.

pub mod people;
mod screens;
mod sources;
