//! SPDX licence expressions (SPDX 2.3, annex D), as far as crates use them: `AND`, `OR`, `WITH`,
//! parentheses, `+`, and the old slash for `OR`.

/// Whether the expression can be met with licences that `allowed` knows.
pub fn satisfied(expression: &str, allowed: &dyn Fn(&str) -> bool) -> Result<bool, String> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut parser = Parser { words: &words, allowed };
    let met = parser.any()?;
    match parser.words.first() {
        None => Ok(met),
        Some(word) => Err(format!("`{word}` is not expected")),
    }
}

struct Parser<'a> {
    words: &'a [&'a str],
    allowed: &'a dyn Fn(&str) -> bool,
}

impl Parser<'_> {
    fn any(&mut self) -> Result<bool, String> {
        let mut met = self.all()?;
        while self.take("OR") {
            met |= self.all()?;
        }
        Ok(met)
    }

    fn all(&mut self) -> Result<bool, String> {
        let mut met = self.one()?;
        while self.take("AND") {
            met &= self.one()?;
        }
        Ok(met)
    }

    fn one(&mut self) -> Result<bool, String> {
        if self.take("(") {
            let met = self.any()?;
            return if self.take(")") { Ok(met) } else { Err("a parenthesis stays open".to_owned()) };
        }
        let licence = self.next()?;
        let with = if self.take("WITH") { Some(self.next()?) } else { None };
        let plain = licence.trim_end_matches('+');
        Ok(match with {
            Some(exception) => (self.allowed)(&format!("{plain} WITH {exception}")) || (self.allowed)(plain),
            None => (self.allowed)(plain),
        })
    }

    fn next(&mut self) -> Result<String, String> {
        let Some((word, rest)) = self.words.split_first() else { return Err("it ends too early".to_owned()) };
        if matches!(*word, "AND" | "OR" | "WITH" | ")") {
            return Err(format!("`{word}` stands where a licence should"));
        }
        self.words = rest;
        Ok((*word).to_owned())
    }

    fn take(&mut self, wanted: &str) -> bool {
        match self.words.split_first() {
            Some((word, rest)) if word.eq_ignore_ascii_case(wanted) => {
                self.words = rest;
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_weighed() {
        let allowed = |licence: &str| matches!(licence, "MIT" | "Apache-2.0" | "Zlib" | "Unicode-3.0");
        for (expression, expected) in [
            ("MIT", true),
            ("MIT/Apache-2.0", true),
            ("GPL-3.0 OR MIT", true),
            ("GPL-3.0 AND MIT", false),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
            ("(MIT OR GPL-2.0) AND GPL-3.0", false),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("GPL-2.0 WITH Classpath-exception-2.0", false),
            ("Zlib OR GPL-3.0 AND GPL-2.0", true),
        ] {
            assert_eq!(satisfied(expression, &allowed), Ok(expected), "{expression}");
        }
        assert!(satisfied("MIT AND", &allowed).is_err());
        assert!(satisfied("(MIT", &allowed).is_err());
        assert!(satisfied("MIT MIT", &allowed).is_err());
    }
}
