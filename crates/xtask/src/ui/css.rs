//! One style sheet out of many: `@import` lines at the top of a file are replaced by the file they
//! name (inside `@layer` when they say so), then comments and needless space go.
//!
//! A CSS compiler would also rewrite new syntax for old browsers, and would cost a minute and a half
//! of compiling on two cores. The styles are written for Safari 16.4 and newer instead.

use anyhow::{Context, Result, bail, ensure};
use std::path::{Path, PathBuf};

/// Bundles the style sheet at `entry`; an empty one when there is none yet.
pub fn bundle(entry: &Path) -> Result<String> {
    if !entry.is_file() {
        return Ok(String::new());
    }
    let mut open = Vec::new();
    let text = inline(entry, &mut open)?;
    Ok(minify(&text))
}

fn inline(file: &Path, open: &mut Vec<PathBuf>) -> Result<String> {
    ensure!(!open.contains(&file.to_path_buf()), "{} imports itself", file.display());
    open.push(file.to_path_buf());
    let text = std::fs::read_to_string(file).with_context(|| format!("could not read {}", file.display()))?;
    let folder = file.parent().unwrap_or(Path::new("."));
    let mut out = String::new();
    let text = without_comments(&text);
    let mut rest = text.as_str();
    while let Some(at) = rest.find("@import") {
        out.push_str(&rest[..at]);
        let statement_end =
            rest[at..].find(';').with_context(|| format!("an @import in {} has no end", file.display()))?;
        let import =
            Import::parse(&rest[at..at + statement_end]).with_context(|| format!("in {}", file.display()))?;
        let inner = inline(&folder.join(&import.file), open)?;
        match import.layer {
            Some(layer) => out.push_str(&format!("@layer {layer} {{\n{inner}\n}}\n")),
            None => out.push_str(&inner),
        }
        rest = &rest[at + statement_end + 1..];
    }
    out.push_str(rest);
    open.pop();
    Ok(out)
}

#[derive(Debug, PartialEq, Eq)]
struct Import {
    file: String,
    layer: Option<String>,
}

impl Import {
    /// Reads `@import "file"` or `@import url("file")`, with `layer(name)` behind it or nothing.
    fn parse(statement: &str) -> Result<Self> {
        let words = statement.trim_start_matches("@import").trim();
        let words = words.strip_prefix("url(").unwrap_or(words);
        let quote = words
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\''))
            .context("@import needs a quoted name")?;
        let (file, tail) = words[1..].split_once(quote).context("a quotation mark is missing")?;
        ensure!(!file.contains("://"), "`{file}`: the app loads nothing from elsewhere");
        let tail = tail.trim().trim_start_matches(')').trim();
        let layer = match tail.strip_prefix("layer(").and_then(|name| name.strip_suffix(')')) {
            Some(name) => Some(name.trim().to_owned()),
            None if tail.is_empty() => None,
            None => bail!("`{statement}`: only layer(name) may follow the file"),
        };
        Ok(Self { file: file.to_owned(), layer })
    }
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quote = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match quote {
            Some(mark) => {
                out.push(c);
                if c == '\\' {
                    out.extend(chars.next());
                } else if c == mark {
                    quote = None;
                }
            }
            None if c == '/' && chars.peek() == Some(&'*') => {
                chars.next();
                let mut last = ' ';
                for c in chars.by_ref() {
                    if last == '*' && c == '/' {
                        break;
                    }
                    last = c;
                }
                out.push(' ');
            }
            None => {
                if matches!(c, '"' | '\'') {
                    quote = Some(c);
                }
                out.push(c);
            }
        }
    }
    out
}

/// Takes away only space that can mean nothing: runs become one, and none stands beside `{ } ; ,`
/// nor behind a colon that ends a property name. Space around operators and before `:` stays.
fn minify(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quote: Option<char> = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if let Some(mark) = quote {
            out.push(c);
            if c == '\\' {
                out.extend(chars.next());
            } else if c == mark {
                quote = None;
            }
            continue;
        }
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with([' ', '{', '}', ';', ',']) {
                out.push(' ');
            }
            continue;
        }
        if matches!(c, '{' | '}' | ';' | ',') && out.ends_with(' ') {
            out.pop();
        }
        if c == '}' && out.ends_with(';') {
            out.pop();
        }
        if matches!(c, '"' | '\'') {
            quote = Some(c);
        }
        out.push(c);
    }
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_that_means_something_stays() {
        let sheet = "a b > c :hover , d {\n  width: calc(1px + 2px) ;\n  content: \"a  ; b\" ;\n}\n\n.x { --empty: ; }\n";
        assert_eq!(
            minify(&without_comments(sheet)),
            "a b > c :hover,d{width: calc(1px + 2px);content: \"a  ; b\"}.x{--empty:}"
        );
    }

    #[test]
    fn comments_go_and_strings_stay() {
        assert_eq!(without_comments("a/* x */b \"/* y */\""), "a b \"/* y */\"");
        assert_eq!(without_comments("/**/a/***/"), " a ");
    }

    #[test]
    fn imports_are_read_and_foreign_ones_refused() {
        let import = Import::parse("@import url('parts/card.css') layer(parts)").unwrap();
        assert_eq!(import, Import { file: "parts/card.css".into(), layer: Some("parts".into()) });
        assert!(Import::parse("@import \"https://example.org/a.css\"").is_err());
        assert!(Import::parse("@import \"a.css\" screen").is_err());
    }

    #[test]
    fn files_are_put_where_they_are_named() {
        let dir = std::env::temp_dir().join(format!("xtask-css-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        std::fs::write(
            dir.join("app.css"),
            "@layer base, parts;\n@import \"a.css\" layer(base);\nb { c: d }",
        )
        .unwrap();
        std::fs::write(dir.join("a.css"), "/* hi */ a { x: y }").unwrap();
        assert_eq!(bundle(&dir.join("app.css")).unwrap(), "@layer base,parts;@layer base{a{x: y}}b{c: d}");
        std::fs::write(dir.join("a.css"), "@import 'app.css';").unwrap();
        assert!(bundle(&dir.join("app.css")).unwrap_err().to_string().contains("imports itself"));
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
