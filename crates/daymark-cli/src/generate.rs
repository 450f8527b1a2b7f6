//! Shell completions and manual pages, made from the same description as the parser.

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;
use daymark_api::{ApiError, Code};

use crate::args::CommandLine;
use crate::out::Out;
use crate::session::Answer;

pub fn completions(out: &mut Out, shell: Shell) {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut CommandLine::command(), "daymark", &mut script);
    out.raw(&String::from_utf8_lossy(&script));
}

pub fn man(out: &mut Out, dir: Option<&Path>) -> Answer {
    let failed = |error: std::io::Error| {
        ApiError::new(Code::Refused, format!("The manual cannot be written: {error}."))
    };
    match dir {
        Some(dir) => {
            std::fs::create_dir_all(dir).map_err(failed)?;
            clap_mangen::generate_to(CommandLine::command(), dir).map_err(failed)
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(CommandLine::command()).render(&mut page).map_err(failed)?;
            out.raw(&String::from_utf8_lossy(&page));
            Ok(())
        }
    }
}
