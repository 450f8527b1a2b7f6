//! The Yew app: what a person sees, compiled to wasm. It knows `daymark-api` and nothing else of ours.
//!
//! # Where things are
//!
//! | What | Where |
//! | --- | --- |
//! | a screen | `screens/<name>.rs`, shown by [`screens::of`] for its [`route::Route`]; wrap it in [`components::Page`] |
//! | asking core | [`query::use_query`]`(Request { .. })` gives an `Rc<Asked<Reply>>`: show [`components::Skeleton`] while `Waiting`, [`components::Trouble`] when `Failed`. It stays fresh by itself |
//! | changing something | [`query::act`]`(Command { .. }, t!("said-…"))`: runs it, says so with Undo. `act_then` hands on the reply, `act_quietly` says nothing, `run` is the `async` one. What can be done to tasks is in [`actions`] |
//! | notices (chat) | [`query::use_notices`] |
//! | a list of tasks | [`components::TaskList`]: keys, pickers, choosing and long lists come with it |
//! | other long lists | [`components::VirtualList`]; whatever scrolls has the class `scrolls` (`main` has) |
//! | a command with a key | a line in [`commands::COMMANDS`], answered by [`keys::use_commands`]; palette and key sheet follow |
//! | words | `ui/locales/en/<screen>.ftl`, said by `t!("key", name = value)`. No text in `html!`: a test reads the sources |
//! | days, times, durations | [`words`]; the clock is asked by [`time`] only |
//! | styles | `ui/styles/screens/<name>.css` or `components/…`, imported by `styles/app.css`, in the layer of that name; colours, sizes and times only from `tokens.css` |
//! | a value of a style | [`components::use_css_vars`]: the content policy forbids `style` attributes |
//! | the colour of an area | [`components::colour_class`] sets `--c` |
//! | a sign | [`icons::Sign`] |
//! | state beyond one component | [`signal::Signal`] |
//!
//! # Laws
//!
//! Only [`transport`] reaches the outside. Nothing is red. Keys are left alone while someone types or
//! composes. What is pressed is a real button or link, 44 px where it is touched.

// The properties of components are never printed.
#![allow(missing_debug_implementations)]

pub mod actions;
pub mod app;
pub mod commands;
pub mod components;
pub mod frame;
pub mod i18n;
pub mod icons;
pub mod keys;
pub mod overlay;
pub mod query;
pub mod route;
pub mod screen_width;
pub mod screens;
pub mod settings;
pub mod signal;
pub mod time;
pub mod toast;
pub mod transport;
pub mod words;

#[cfg(test)]
mod tests;

pub use app::start;
