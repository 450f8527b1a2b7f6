//! The drawn signs, 24 × 24, one path each.
//!
//! Most outlines are derived from Lucide (<https://lucide.dev>), © Lucide Contributors, used under
//! the ISC License; part of Lucide comes from Feather, © Cole Bemis, MIT License.

use yew::prelude::*;

macro_rules! signs {
    ($($name:ident = $path:literal),* $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Sign { $($name),* }

        impl Sign {
            pub const ALL: &[Sign] = &[$(Sign::$name),*];

            fn path(self) -> &'static str {
                match self { $(Sign::$name => $path),* }
            }
        }
    };
}

signs! {
    Today = "M8 12a4 4 0 1 0 8 0a4 4 0 1 0-8 0M12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4",
    Inbox = "M22 12h-6l-2 3h-4l-2-3H2M5.5 5.1 2 12v6a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2v-6l-3.5-6.9A2 2 0 0 0 16.8 4H7.2a2 2 0 0 0-1.7 1.1z",
    Calendar = "M6 4h12a3 3 0 0 1 3 3v12a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3zM16 2v4M8 2v4M3 10h18",
    Tasks = "M9 6h12M9 12h12M9 18h12M4 6h.01M4 12h.01M4 18h.01",
    Goals = "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M7 12a5 5 0 1 0 10 0a5 5 0 1 0-10 0M11 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0",
    Repeat = "M17 2l4 4-4 4M3 11v-1a4 4 0 0 1 4-4h14M7 22l-4-4 4-4M21 13v1a4 4 0 0 1-4 4H3",
    Note = "M14 3H6a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V9zM14 3v6h6M8 13h8M8 17h5",
    Moon = "M12 3a6 6 0 0 0 9 9 9 9 0 1 1-9-9z",
    Insights = "M4 20V10M10 20V4M16 20v-7M22 20H2",
    Plus = "M12 5v14M5 12h14",
    Minus = "M5 12h14",
    Search = "M3 11a8 8 0 1 0 16 0a8 8 0 1 0-16 0M21 21l-4.3-4.3",
    Settings = "M20 7h-9M14 17H5M14 17a3 3 0 1 0 6 0a3 3 0 1 0-6 0M4 7a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
    Cloud = "M17.5 19H9a7 7 0 1 1 6.7-9h1.8a4.5 4.5 0 1 1 0 9z",
    Assistant = "M21 12a8 8 0 0 1-11.6 7.1L4 21l1.6-4.8A8 8 0 1 1 21 12z",
    Lock = "M6.500 11h11a2.500 2.500 0 0 1 2.500 2.500v5a2.500 2.500 0 0 1-2.500 2.500h-11A2.500 2.500 0 0 1 4 18.500v-5A2.500 2.500 0 0 1 6.500 11zM8 11V7a4 4 0 0 1 8 0v4",
    Check = "M5 12.500l4.500 4.500L19 7.500",
    Close = "M18 6 6 18M6 6l12 12",
    Play = "M7 4.500l12 7.500-12 7.500z",
    Pause = "M8 5v14M16 5v14",
    Stop = "M7 5h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z",
    ArrowUp = "M12 19V5M6 11l6-6 6 6",
    ArrowRight = "M5 12h14M13 6l6 6-6 6",
    Right = "M9 6l6 6-6 6",
    Left = "M15 6l-6 6 6 6",
    Down = "M6 9l6 6 6-6",
    Up = "M6 15l6-6 6 6",
    Trash = "M3 6h18M8 6V4a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v2M19 6v13a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6M10 11v6M14 11v6",
    Undo = "M9 14 4 9l5-5M4 9h10.500a5.500 5.500 0 0 1 0 11H11",
    Redo = "M15 14l5-5-5-5M20 9H9.500a5.500 5.500 0 0 0 0 11H13",
    History = "M3 12a9 9 0 1 0 3-6.700L3 8M3 3v5h5M12 7v5l3.500 2",
    Clock = "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 7v5l3.500 2",
    Timer = "M10 2h4M12 14l3-3M4 14a8 8 0 1 0 16 0a8 8 0 1 0-16 0",
    Tag = "M12.600 2.600A2 2 0 0 0 11.200 2H4a2 2 0 0 0-2 2v7.200a2 2 0 0 0 .6 1.400l8.700 8.700a2.400 2.400 0 0 0 3.400 0l6.600-6.600a2.400 2.400 0 0 0 0-3.400zM7.500 7.500h.01",
    Flag = "M4 22V4a1 1 0 0 1 .4-.8A6 6 0 0 1 8 2c3 0 5 2 8 2a6 6 0 0 0 3.200-.9.500.500 0 0 1 .8.400V14a1 1 0 0 1-.4.800A6 6 0 0 1 16 16c-3 0-5-2-8-2a6 6 0 0 0-4 1.500",
    Bolt = "M13 2 4.500 13a.8.8 0 0 0 .6 1.300H11l-1 7.700L18.500 11a.8.8 0 0 0-.6-1.300H12z",
    Priority = "M12 19V5M6 11l6-6 6 6",
    Edit = "M12 20h9M16.500 3.500a2.100 2.100 0 0 1 3 3L7 19l-4 1 1-4z",
    More = "M5 12h.01M12 12h.01M19 12h.01",
    Attach = "M21 11.500 12.400 20a5.700 5.700 0 0 1-8-8l8.700-8.600a3.800 3.800 0 0 1 5.400 5.400l-8.700 8.600a1.900 1.900 0 0 1-2.700-2.700l8-7.900",
    Area = "M8.300 10a.7.7 0 0 1-.6-1.100l3.700-5.500a.7.7 0 0 1 1.200 0l3.700 5.500a.7.7 0 0 1-.6 1.100zM4 14h5a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-5a1 1 0 0 1 1-1zM14 17.500a3.500 3.500 0 1 0 7 0a3.500 3.500 0 1 0-7 0",
    Someday = "M21 8v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8M1.500 3h21v5h-21zM10 12h4",
    Keyboard = "M4 5h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM6 9h.01M10 9h.01M14 9h.01M18 9h.01M7 15h10M8 12h.01M12 12h.01M16 12h.01",
    Info = "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 16v-4.500M12 8h.01",
    Panel = "M5 4h14a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM15 4v16",
    Steps = "M21 12h-8M21 6H8M21 18h-8M3 6v4a2 2 0 0 0 2 2h3M3 10v6a2 2 0 0 0 2 2h3",
    Split = "M16 3h5v5M8 3H3v5M12 22v-8.300a4 4 0 0 0-1.200-2.900L3 3M15 9l6-6",
    Bell = "M6 8a6 6 0 0 1 12 0c0 7 3 9 3 9H3s3-2 3-9M10.300 21a2 2 0 0 0 3.400 0",
    Pin = "M20 10c0 6-8 12-8 12s-8-6-8-12a8 8 0 0 1 16 0M9 10a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
    Menu = "M4 6h16M4 12h16M4 18h16",
    Pulse = "M22 12h-4l-3 8L9 4l-3 8H2",
    Shield = "M20 13c0 5-3.500 7.500-7.700 8.900a1 1 0 0 1-.6 0C7.500 20.500 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.500-1.200 6.200-2.700a1.200 1.200 0 0 1 1.600 0C14.500 3.800 17 5 19 5a1 1 0 0 1 1 1z",
    Theme = "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 3v18M12 7l6-1M12 12h9M12 17l6 1",
    Globe = "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M3 12h18M12 3c2.500 2.700 3.800 5.700 3.800 9s-1.300 6.300-3.800 9c-2.500-2.700-3.800-5.700-3.800-9S9.500 5.700 12 3z",
    Key = "M2 17.500a4.500 4.500 0 1 0 9 0a4.500 4.500 0 1 0-9 0M9.700 14.300 21 3M15.500 8.500 19 12l3-3-3.500-3.500",
    Data = "M3 5a9 3 0 1 0 18 0a9 3 0 1 0-18 0M3 5v14c0 1.700 4 3 9 3s9-1.300 9-3V5M3 12c0 1.700 4 3 9 3s9-1.300 9-3",
    Refresh = "M3 12a9 9 0 0 1 15.400-6.400L21 8M21 3v5h-5M21 12a9 9 0 0 1-15.400 6.400L3 16M3 21v-5h5",
    Upload = "M12 16V4M7 9l5-5 5 5M4 16v3a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-3",
    Download = "M12 4v12M7 11l5 5 5-5M4 16v3a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-3",
    Copy = "M10 8h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2zM5 15.800A2 2 0 0 1 3 14V5a2 2 0 0 1 2-2h9a2 2 0 0 1 1.800 2",
    Filter = "M3 5h18M6 12h12M10 19h4",
    Chip = "M7 4.500h10A2.500 2.500 0 0 1 19.500 7v10a2.500 2.500 0 0 1-2.500 2.500H7A2.500 2.500 0 0 1 4.500 17V7A2.500 2.500 0 0 1 7 4.500zM9 9h6v6H9zM9 1.500v3M15 1.500v3M9 19.500v3M15 19.500v3M1.500 9h3M1.500 15h3M19.500 9h3M19.500 15h3",
    Sliders = "M4 21v-7M4 10V3M12 21v-9M12 8V3M20 21v-5M20 12V3M1.500 14h5M9.500 8h5M17.500 16h5",
    Restore = "M3 12a9 9 0 1 0 3-6.700L3 8M3 3v5h5",
    Leaf = "M11 20A7 7 0 0 1 9.800 6.100C15.500 5 17 4.500 19 2c1 2 2 4.200 2 8 0 5.500-4.800 10-10 10zM2 21c0-3 1.900-5.400 5.100-6C9.500 14.500 12 13 13 12",
    Wave = "M2 9c1.700 0 1.700-2 3.300-2S7 9 8.700 9s1.600-2 3.300-2 1.700 2 3.300 2 1.700-2 3.400-2S20.300 9 22 9M2 16c1.700 0 1.700-2 3.300-2s1.700 2 3.400 2 1.600-2 3.300-2 1.700 2 3.300 2 1.700-2 3.400-2 1.600 2 3.300 2",
}

#[derive(Properties, PartialEq)]
pub struct IconProps {
    pub sign: Sign,
    #[prop_or_default]
    pub class: Classes,
}

/// A sign that says nothing by itself: the control that holds it carries the name.
#[component]
pub fn Icon(props: &IconProps) -> Html {
    html! {
        <svg class={classes!("i", props.class.clone())} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={props.sign.path()} />
        </svg>
    }
}

/// The daymark: a sea mark with its lamp.
#[component]
pub fn Mark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path class="mark-tower" d="M12 2 17 21H7z" />
            <path class="mark-band" d="M9.700 11h4.700l.9 3.500H8.800z" />
            <circle class="mark-lamp" cx="12" cy="4" r="2.600" />
        </svg>
    }
}
