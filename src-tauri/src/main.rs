//! The program of the app; everything is in the library, which phones load.

// No console window beside the app on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    daymark_desktop_lib::run();
}
