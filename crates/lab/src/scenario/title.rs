//! The title in a link. Mail programs break a link at a blank, undo its percent-escapes, and remove a
//! punctuation mark at its end. So a blank is printed as `_`; other characters than ASCII letters, digits and
//! `-` are printed as `~` and two hexadecimal digits for each byte of their UTF-8.

use super::link::unescaped;
use super::text::Expected;
use std::fmt::Write;

/// The most characters of a title, so that it fits into a heading.
pub const MAX_TITLE: usize = 100;

pub(super) fn read(value: &str) -> Result<String, Expected> {
    let plain = unescaped(&value.replace('_', " "), b'~')?;
    let title = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    match title.chars().count() {
        ..=MAX_TITLE => Ok(title),
        count => Err(format!("at most {MAX_TITLE} characters, not {count}")),
    }
}

/// The form that [`read`] reads.
pub(super) fn print(title: &str) -> String {
    let mut printed = String::new();
    for byte in title.bytes() {
        match byte {
            b' ' => printed.push('_'),
            b'-' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => printed.push(char::from(byte)),
            _ => _ = write!(printed, "~{byte:02X}"),
        }
    }
    printed
}
