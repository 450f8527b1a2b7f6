//! Prints how the corpus is read: `cargo run -p daymark-capture --example corpus`. Arguments are
//! files of readings that `bench/` collected from other libraries, judged by the same rules.
//! With `--misread` and a language, prints what is misread in the half that may be looked at.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "../tests/corpus/judge.rs"]
mod judge;

use daymark_capture::Lexicon;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|first| first == "--misread") {
        let language = arguments.get(1).map_or("en", String::as_str);
        let (_, wrong) = judge::measure(Lexicon::english(), language, false);
        println!("{wrong}");
    }
    let (score, _) = judge::measure(Lexicon::english(), "en", false);
    for ((class, held_out), (good, all)) in &score.counts {
        println!("{class:12} {:8} {good:4} of {all:4}  {:.1} %", if *held_out { "held out" } else { "dev" }, 100.0 * *good as f64 / *all as f64);
    }
}
