//! The few words after the verb.

use crate::Needs;
use anyhow::Result;
use std::str::FromStr;

#[derive(Debug)]
pub struct Args {
    words: Vec<String>,
    /// Everything after `--`.
    pub rest: Vec<String>,
}

impl Args {
    pub fn from_env() -> Self {
        Self::new(std::env::args().skip(1))
    }

    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let mut words: Vec<String> = words.into_iter().collect();
        let rest = match words.iter().position(|word| word == "--") {
            Some(at) => {
                let rest = words.split_off(at + 1);
                words.pop();
                rest
            }
            None => Vec::new(),
        };
        Self { words, rest }
    }

    /// Takes the first word that is no option.
    pub fn positional(&mut self) -> Option<String> {
        let at = self.words.first().filter(|word| !word.starts_with('-')).map(|_| 0)?;
        Some(self.words.remove(at))
    }

    /// Takes `--name`.
    pub fn flag(&mut self, name: &str) -> bool {
        match self.words.iter().position(|word| word == name) {
            Some(at) => {
                self.words.remove(at);
                true
            }
            None => false,
        }
    }

    /// Takes `--name VALUE` or `--name=VALUE`.
    pub fn option(&mut self, name: &str) -> Result<Option<String>> {
        let with_equals = format!("{name}=");
        let Some(at) = self.words.iter().position(|word| word == name || word.starts_with(&with_equals))
        else {
            return Ok(None);
        };
        let word = self.words.remove(at);
        if let Some(value) = word.strip_prefix(&with_equals) {
            return Ok(Some(value.to_owned()));
        }
        if at >= self.words.len() {
            return Err(Needs(format!("{name} needs a value")).into());
        }
        Ok(Some(self.words.remove(at)))
    }

    pub fn parsed<T: FromStr>(&mut self, name: &str) -> Result<Option<T>> {
        let Some(text) = self.option(name)? else { return Ok(None) };
        match text.parse() {
            Ok(value) => Ok(Some(value)),
            Err(_) => Err(Needs(format!("{name} cannot be `{text}`")).into()),
        }
    }

    /// Refuses what nobody asked for, so that a typing mistake is not a silent default.
    pub fn finish(self) -> Result<Vec<String>> {
        match self.words.first() {
            Some(word) => {
                Err(Needs(format!("`{word}` is not understood here; see `cargo xtask help`")).into())
            }
            None => Ok(self.rest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(text: &str) -> Args {
        Args::new(text.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_flags_and_the_rest_are_told_apart() {
        let mut given = args("run --web --data /d -- --web x");
        assert_eq!(given.positional().as_deref(), Some("run"));
        assert!(given.flag("--web"));
        assert_eq!(given.option("--data").unwrap().as_deref(), Some("/d"));
        assert_eq!(given.finish().unwrap(), ["--web", "x"]);
    }

    #[test]
    fn a_word_nobody_took_is_refused() {
        let mut given = args("test --fats");
        given.positional();
        assert!(given.finish().is_err());
        assert!(args("--only").option("--only").is_err());
        assert_eq!(args("--only=ui").option("--only").unwrap().as_deref(), Some("ui"));
    }
}
