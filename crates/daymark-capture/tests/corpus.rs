//! The corpus: phrases written down before the grammar could read them, half of them held out.
//! `cargo test -p daymark-capture --test corpus -- --ignored --nocapture` shows the misread lines
//! of the half that may be looked at.

#![allow(clippy::unwrap_used)]

#[path = "corpus/judge.rs"]
mod judge;

use daymark_capture::Lexicon;

#[test]
#[ignore = "shows what is misread; asserts nothing"]
fn misread() {
    let (score, wrong) = judge::measure(Lexicon::english(), "en", false);
    println!("{wrong}\n{score:#?}");
}
