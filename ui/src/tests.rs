//! What holds for all sources together, and the screens rendered to text.

mod people;
mod screens;
mod sources;
