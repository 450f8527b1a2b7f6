//! The UI as a person meets it: the real program behind it, in a headless browser and in the real
//! window, driven from the keyboard and looked at by axe.
//!
//! These run in the `screens` lane of `cargo xtask test` only: `DAYMARK_SCREENS=1`, a display and a
//! session bus, the programs in `DAYMARK_BIN_DIR` and the UI in `DAYMARK_UI_DIR`. Elsewhere each
//! says so and passes. Every name holds `screens`, by which the lane finds them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "tests fail loudly, and look at the machine they run on"
)]

mod axe;
mod driver;
mod notifications;
mod outside;
mod page;
mod place;
mod screens_in_browser;
mod screens_in_window;
mod screens_looked_at;
