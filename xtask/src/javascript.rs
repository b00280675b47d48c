//! Just enough of JavaScript's grammar to know code from comments and from text: what joining
//! modules needs, and no more.

use std::ops::Range;

use anyhow::{Result, bail};

/// What a stretch of a source is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Words, numbers, operators and blanks.
    Code,
    /// A comment of either kind.
    Comment,
    /// A string, a regular expression, or the fixed part of a template, with its delimiters.
    Text,
}

/// Words after which a `/` begins a regular expression and not a division.
const BEFORE_A_REGEX: [&str; 10] =
    ["return", "typeof", "case", "in", "of", "delete", "void", "throw", "else", "await"];

/// Cuts a source into its stretches, in order and without gaps.
pub fn stretches(source: &str) -> Result<Vec<(Kind, Range<usize>)>> {
    let bytes = source.as_bytes();
    let mut found: Vec<(Kind, Range<usize>)> = Vec::new();
    // For each template we are inside of, how many braces are open in its present `${…}`.
    let mut templates: Vec<usize> = Vec::new();
    let mut at = 0;
    let mut code_from = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let text = match bytes[at] {
            b'/' if rest.starts_with(b"//") => Some((Kind::Comment, line_end(bytes, at))),
            b'/' if rest.starts_with(b"/*") => Some((Kind::Comment, comment_end(source, at)?)),
            b'/' if regex_may_begin(&source[..at], &found, code_from) => {
                Some((Kind::Text, regex_end(source, at)?))
            }
            quote @ (b'"' | b'\'') => Some((Kind::Text, string_end(source, at, quote)?)),
            b'`' => Some((Kind::Text, template_end(source, at, &mut templates)?)),
            b'}' if templates.last() == Some(&0) => {
                templates.pop();
                Some((Kind::Text, template_end(source, at, &mut templates)?))
            }
            brace @ (b'{' | b'}') => {
                if let Some(open) = templates.last_mut() {
                    *open = if brace == b'{' { *open + 1 } else { *open - 1 };
                }
                None
            }
            _ => None,
        };
        match text {
            Some((kind, end)) => {
                if code_from < at {
                    found.push((Kind::Code, code_from..at));
                }
                found.push((kind, at..end));
                at = end;
                code_from = end;
            }
            None => at += 1,
        }
    }
    if code_from < bytes.len() {
        found.push((Kind::Code, code_from..bytes.len()));
    }
    Ok(found)
}

/// The source with every comment and text blanked, line for line and byte for byte.
pub fn code_only(source: &str) -> Result<String> {
    let mut masked = String::with_capacity(source.len());
    for (kind, range) in stretches(source)? {
        match kind {
            Kind::Code => masked.push_str(&source[range]),
            Kind::Comment | Kind::Text => {
                masked.extend(source[range].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
            }
        }
    }
    Ok(masked)
}

/// The source without comments, indentation and empty lines. Line ends stay, for JavaScript
/// reads some of them as semicolons.
pub fn compact(source: &str) -> Result<String> {
    let mut out = String::with_capacity(source.len());
    for (kind, range) in stretches(source)? {
        let piece = &source[range];
        match kind {
            Kind::Text => out.push_str(piece),
            Kind::Comment => push_code(&mut out, if piece.contains('\n') { "\n" } else { " " }),
            Kind::Code => push_code(&mut out, piece),
        }
    }
    Ok(out.trim_end().to_string() + "\n")
}

/// Appends code, its runs of blanks shortened to one blank or one line end.
fn push_code(out: &mut String, code: &str) {
    for letter in code.chars() {
        let at_line_start = out.is_empty() || out.ends_with('\n');
        match letter {
            '\n' if at_line_start => {}
            '\n' => {
                while out.ends_with(' ') {
                    out.pop();
                }
                if !out.is_empty() && !out.ends_with('\n') {
                    out.push('\n');
                }
            }
            blank if blank.is_whitespace() => {
                if !at_line_start && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            other => out.push(other),
        }
    }
}

fn line_end(bytes: &[u8], from: usize) -> usize {
    let length = bytes[from..].iter().position(|&b| b == b'\n');
    length.map_or(bytes.len(), |length| from + length)
}

fn comment_end(source: &str, from: usize) -> Result<usize> {
    match source[from + 2..].find("*/") {
        Some(length) => Ok(from + 2 + length + 2),
        None => bail!("line {}: the comment never ends", line_number(source, from)),
    }
}

fn string_end(source: &str, from: usize, quote: u8) -> Result<usize> {
    let bytes = source.as_bytes();
    let mut at = from + 1;
    while at < bytes.len() && bytes[at] != b'\n' {
        match bytes[at] {
            b'\\' => at += 2,
            b if b == quote => return Ok(at + 1),
            _ => at += 1,
        }
    }
    bail!("line {}: the string never ends", line_number(source, from))
}

/// From a backtick, or from the brace that closes a `${…}`, to the next `${` or the closing
/// backtick.
fn template_end(source: &str, from: usize, templates: &mut Vec<usize>) -> Result<usize> {
    let bytes = source.as_bytes();
    let mut at = from + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'`' => return Ok(at + 1),
            b'$' if bytes.get(at + 1) == Some(&b'{') => {
                templates.push(0);
                return Ok(at + 2);
            }
            _ => at += 1,
        }
    }
    bail!("line {}: the template never ends", line_number(source, from))
}

fn regex_end(source: &str, from: usize) -> Result<usize> {
    let bytes = source.as_bytes();
    let mut at = from + 1;
    let mut in_class = false;
    while at < bytes.len() && bytes[at] != b'\n' {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => return Ok(at + 1),
            _ => {}
        }
        at += 1;
    }
    bail!("line {}: the regular expression never ends", line_number(source, from))
}

/// A `/` divides where something stands before it that has a value.
fn regex_may_begin(before: &str, found: &[(Kind, Range<usize>)], code_from: usize) -> bool {
    let code = before[code_from..].trim_end();
    if code.is_empty() {
        let last = found.iter().rev().find(|(kind, _)| *kind != Kind::Comment);
        return match last {
            None => true,
            Some((Kind::Text, range)) => before[range.clone()].ends_with("${"),
            Some((_, range)) => regex_follows(before[range.clone()].trim_end()),
        };
    }
    regex_follows(code)
}

fn regex_follows(code: &str) -> bool {
    let word_from = code.rfind(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).map_or(0, |i| i + 1);
    match &code[word_from..] {
        "" => !code.ends_with([')', ']', '}']),
        word => BEFORE_A_REGEX.contains(&word),
    }
}

/// The line, counted from 1, that a byte stands on.
pub fn line_number(source: &str, at: usize) -> usize {
    source[..at].matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_templates_and_regexes_are_not_code() {
        let source = r#"const a = "import // no"; // let b
const c = `x ${ { d: `y ${e}` }.d } */`; const f = g / h / 2, i = /[/"]\//g;
/* function j() {} */ return /`/.test(k)"#;
        let code = code_only(source).unwrap();
        for hidden in ["import", "let", "x ", "y ", "*/", "function j", "`", "\""] {
            assert!(!code.contains(hidden), "{hidden:?} stayed in {code}");
        }
        for kept in ["const a =", "d:", "e", "g / h / 2, i =", ".test(k)"] {
            assert!(code.contains(kept), "{kept:?} is lost from {code}");
        }
        assert_eq!(code.len(), source.len());
    }

    #[test]
    fn compacting_keeps_text_and_line_ends() {
        let source = "// one\n\nconst a = `\n  kept  \n`;   // two\n    b()   /* c */ + d\n/* e\n */ f()\n";
        assert_eq!(compact(source).unwrap(), "const a = `\n  kept  \n`;\nb() + d\nf()\n");
    }

    #[test]
    fn what_never_ends_is_said_with_its_line() {
        for (source, said) in [
            ("a\n/* b", "line 2: the comment"),
            ("'a\n'", "line 1: the string"),
            ("`a", "line 1: the template"),
            ("a = /b", "line 1: the regular expression"),
        ] {
            let error = stretches(source).unwrap_err().to_string();
            assert!(error.starts_with(said), "{error}");
        }
    }
}
