//! The settings a person can change. Unknown keys survive a round trip.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    #[default]
    Comfortable,
    Compact,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WeekStart {
    #[default]
    Monday,
    Saturday,
    Sunday,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HourCycle {
    #[default]
    H24,
    H12,
}

/// All settings, each with its default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub theme: Theme,
    pub density: Density,
    /// A BCP 47 tag such as `en`; `en-XA` is the pseudo-locale.
    pub language: String,
    pub week_start: WeekStart,
    pub hour_cycle: HourCycle,
    /// Read 3/4 as the third of April.
    pub day_first: bool,
    /// Hours of the timeline, 0 to 24.
    pub day_begins: u8,
    pub day_ends: u8,
    /// Closing the window keeps Daymark in the tray.
    pub close_to_tray: bool,
    /// The global quick-add shortcut, such as `CmdOrCtrl+Shift+Space`; empty is none.
    pub quick_add_shortcut: String,
    /// The provider that answers first; empty means the first one that is set up.
    pub provider: String,
    /// No request leaves this device.
    pub local_only: bool,
    pub onboarded: bool,
    /// The most megabytes of one attached file, and of all.
    pub attachment_file_mb: u32,
    pub attachment_total_mb: u32,
    /// Pictures are also kept as they came, with the place and camera they tell of.
    pub attachment_originals: bool,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub other: BTreeMap<String, serde_json::Value>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            theme: Theme::default(),
            density: Density::default(),
            language: "en".into(),
            week_start: WeekStart::default(),
            hour_cycle: HourCycle::default(),
            day_first: true,
            day_begins: 8,
            day_ends: 20,
            close_to_tray: false,
            quick_add_shortcut: "CmdOrCtrl+Shift+Space".into(),
            provider: String::new(),
            local_only: false,
            onboarded: false,
            attachment_file_mb: 256,
            attachment_total_mb: 5_120,
            attachment_originals: false,
            other: BTreeMap::new(),
        }
    }
}
